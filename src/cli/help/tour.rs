//! `deriv help`: the ideas one after the other, each with a command and what it prints.

use super::example::shown;
use super::page::{HelpPage, heading};
use crate::output::Output;
use deriv::report::Text;

/// An idea, and commands with their output.
const IDEAS: &[(&str, &str)] = &[
    (
        "how much does J change when w is nudged?",
        r#"$ deriv slope "w^2" --at 3
6"#,
    ),
    (
        "the ratio settles on the slope as the nudge shrinks",
        r#"$ deriv nudge "w^2" --at 3
slope = 6
  J(w) = w^2 is 9 at w = 3; each row nudges w by ε

       ε     J(3 + ε)          ΔJ     6·ε  ΔJ / ε  off by
  1       16           7           6       7       1
  0.1      9.61        0.61        0.6     6.1     0.1
  0.01     9.0601      0.0601      0.06    6.01    0.01
  0.001    9.006001    0.006001    0.006   6.001   0.001
  0.0001   9.00060001  0.00060001  0.0006  6.0001  0.0001

  ε shrinks 10 times, the ratio comes 10 times closer to the slope"#,
    ),
    (
        "the slope depends on where w is; the formula says how",
        r#"$ deriv diff "w^2"
2*w
$ deriv slope "w^2" --at 2 --at -3
w = 2: 4
w = -3: -6"#,
    ),
    (
        "a step against the slope goes downhill, unless it is too long",
        r#"$ deriv descend "w^2" --from 3 --rate 0.1 --steps 3
descend J(w) = w^2 from w = 3, rate α = 0.1

step         w         J     slope        ΔJ   1.54                            3
   0    3.0000    9.0000    6.0000             ································●
   1    2.4000    5.7600    4.8000   -3.2400   ···················●·············
   2    1.9200    3.6864    3.8400   -2.0736   ········●························
   3    1.5360    2.3593    3.0720   -1.3271   ●································

going down: J fell in every step, from 9 to 2.3593
  the slope shrinks by about 0.8 per step
  about 36 more steps bring it below 0.001"#,
    ),
    (
        "no slope is an answer too",
        r#"$ deriv slope "abs(w)" --at 0
no slope: J(w) = abs(w) has a corner at w = 0
  from the left    -1
  from the right    1
  the two sides disagree, so no single line fits the curve there"#,
    ),
    (
        "an answer of your own is judged",
        r#"$ deriv check "sin(w)^2" "2*sin(w)"
✗ wrong: at w = 1 the answer gives 1.682941970, the slope is 0.9092974268
  likely slip: the inner derivative is missing (chain rule)
  hint: differentiate sin(w) itself, then multiply"#,
    ),
];

/// The tour.
pub(super) fn tour(page: &HelpPage, out: &Output) -> Text {
    let mut text = Text::new();
    for (at, (idea, examples)) in IDEAS.iter().enumerate() {
        if at > 0 {
            text.line();
        }
        text.append(heading(idea))
            .append(shown(examples, page, out));
    }
    text
}
