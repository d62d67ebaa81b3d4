//! `deriv descend`, byte for byte.

use super::run::subcommand;
use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::{contains, starts_with};

fn deriv(arguments: &[&str]) -> Assert {
    subcommand("descend", arguments).assert()
}

#[test]
fn going_down() {
    deriv(&["w^2", "--from", "3", "--rate", "0.1", "--steps", "8"])
        .success()
        .stdout(
            "\
descend J(w) = w^2 from w = 3, rate α = 0.1

step         w         J     slope        ΔJ   -3              0               3
   0    3.0000    9.0000    6.0000             ················┊···············●
   1    2.4000    5.7600    4.8000   -3.2400   ················┊············●···
   2    1.9200    3.6864    3.8400   -2.0736   ················┊·········●······
   3    1.5360    2.3593    3.0720   -1.3271   ················┊·······●········
   4    1.2288    1.5099    2.4576   -0.8493   ················┊······●·········
   5    0.9830    0.9664    1.9661   -0.5436   ················┊····●···········
   6    0.7864    0.6185    1.5729   -0.3479   ················┊···●············
   7    0.6291    0.3958    1.2583   -0.2227   ················┊··●·············
   8    0.5033    0.2533    1.0066   -0.1425   ················┊··●·············

going down: J fell in every step, from 9 to 0.2533
  the slope shrinks by about 0.8 per step
  about 31 more steps bring it below 0.001
",
        );
}

#[test]
fn stuck() {
    deriv(&["w^2", "--from", "3", "--rate", "1", "--steps", "8"])
        .success()
        .stdout(
            "\
descend J(w) = w^2 from w = 3, rate α = 1

step         w         J     slope        ΔJ   -3              0               3
   0    3.0000    9.0000    6.0000             ················┊···············●
   1   -3.0000    9.0000   -6.0000    0.0000   ●···············┊················
   2    3.0000    9.0000    6.0000    0.0000   ················┊···············●
   ...

stuck: w jumps between 3 and -3 and J stays at 9
  the curvature here is 2: a rate below 2/2 = 1 goes down
  a rate of 1/2 = 0.5 aims straight at the lowest point
",
        );
}

#[test]
fn diverging() {
    deriv(&["w^2", "--from", "3", "--rate", "1.1", "--steps", "8"])
        .success()
        .stdout(
            "\
descend J(w) = w^2 from w = 3, rate α = 1.1

step         w         J     slope        ΔJ   -12.9           0            12.9
   0    3.0000    9.0000    6.0000             ················┊···●············
   1   -3.6000   12.9600   -7.2000   +3.9600   ············●···┊················
   2    4.3200   18.6624    8.6400   +5.7024   ················┊····●···········
   3   -5.1840   26.8739  -10.3680   +8.2115   ··········●·····┊················
   4    6.2208   38.6984   12.4416  +11.8245   ················┊·······●········
   5   -7.4650   55.7256  -14.9299  +17.0273   ·······●········┊················
   6    8.9580   80.2449   17.9159  +24.5193   ················┊··········●·····
   7  -10.7495  115.5527  -21.4991  +35.3078   ···●············┊················
   8   12.8995  166.3958   25.7989  +50.8432   ················┊···············●

diverging: J grew in every step, from 9 to 166.3958
  each step overshoots and lands higher on the other side
  the curvature here is 2: a rate below 2/2 = 1 goes down
",
        );
}

#[track_caller]
fn verdict(arguments: &[&str], sentences: &str) {
    let wide = [arguments, &["--width", "200"]].concat();
    let found = deriv(&wide).success();
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    let (_, said) = text.rsplit_once("\n\n").expect("the verdict stands apart");
    assert_eq!(said, sentences, "{arguments:?}");
}

#[test]
fn other_verdicts() {
    verdict(
        &["w^2", "--from", "3", "--rate", "0.5"],
        "arrived: after 1 step the slope is 0 at w = 0\n  J went from 9 to 0\n  \
         the curvature there is 2, above 0: a lowest point\n",
    );
    verdict(
        &["cos(w)", "--from", "0"],
        "arrived: at the start the slope is 0 at w = 0\n  \
         the curvature there is -1, below 0: a top, every way leads down\n",
    );
    verdict(
        &["w^2", "--from", "3", "--rate", "0.9", "--steps", "4"],
        "zigzagging down: J fell in every step, from 9 to 1.5099\n  \
         each step overshoots the lowest point and lands beyond it\n  \
         a rate of 1/2 = 0.5 aims straight at the lowest point\n",
    );
    // As many steps as are not looked at one by one.
    verdict(
        &["w^2", "--from", "1", "--rate", "0.99", "--steps", "300"],
        "zigzagging down: J fell in every step, from 1 to 5.4406e-6\n  \
         each step overshoots the lowest point and lands beyond it\n  \
         a rate of 1/2 = 0.5 aims straight at the lowest point\n",
    );
    // One step up at the end is no runaway, nor are many that end lower than the start.
    for walk in [
        "sin(3*w)+w^2/9 --from 1.1 --rate 0.3 --steps 2",
        "w^2 --from 3 --momentum 0.98 --rate 0.01 --steps 22",
    ] {
        let arguments: Vec<&str> = walk.split(" ").collect();
        deriv(&arguments)
            .success()
            .stdout(contains("\nno pattern: J fell in 1"));
    }
    // A step up at the beginning makes no runaway of it a walk without a pattern.
    verdict(
        &["w^3-3*w", "--from", "0.3", "--rate", "0.7", "--steps", "6"],
        "diverging: J fell in every step from step 2 on faster and faster, from -0.873 to -1.7812e52\n  \
         every step is longer than the one before\n",
    );
    // Nowhere lower than beside 0, where J is 0.
    verdict(
        &[
            "w^2-sign(w)^2",
            "--from",
            "3",
            "--rate",
            "0.9",
            "--steps",
            "4",
        ],
        "zigzagging down: J fell in every step, from 8 to 0.5099\n  \
         each step lands where the slope points back\n",
    );
    verdict(
        &["ln(w)", "--from", "1", "--rate", "2"],
        "left the domain at step 1: J has no value at w = -1\n  ln needs a number above 0\n  \
         the last step: 1 - 2*1 = -1, which is 2 long\n",
    );
    verdict(
        &["exp(-w^2)", "--from", "5", "--steps", "4"],
        "arrived: after 4 steps the slope is 1.3888e-10 at w = 5\n  \
         J went from 1.3887943865e-11 to 1.3887943857e-11\n  \
         the curvature there is about 1.361e-9: the curve is nearly level, but may fall further on\n",
    );
    verdict(
        &["w^3", "--from", "-1", "--steps", "3"],
        "going down: J fell in every step, from -1 to -21.6377\n  \
         the slope grows in every step, in the last by a factor of about 2.4: no lowest point is in \
         sight\n",
    );
    verdict(
        &["1/w", "--from", "1e-300"],
        "diverging: the steps lead past what is computed with, J went from 1e300 to 1e-599\n",
    );
    verdict(
        &["w^2", "--from", "3", "--rate", "0.0001", "--steps", "4"],
        "crawling: J hardly fell in 4 steps, from 9 to 8.9856\n  \
         the last step: 2.9982 - 0.0001*5.9964 ≈ 2.9976, which is about 0.00059964 long\n  \
         a rate of 1/2 = 0.5 aims straight at the lowest point\n",
    );
}

#[test]
fn a_verdict_says_what_its_numbers_show() {
    verdict(
        &[
            "x^3-3x^2+2",
            "--from",
            "4",
            "--rate",
            "0.2",
            "--steps",
            "10",
        ],
        "diverging: J fell faster and faster, from 18 to -1.6606e287\n  \
         from step 3 on every step is longer than the one before: no lowest point is in sight\n",
    );
    // Where the slope changed its sign a lowest point lies between.
    verdict(
        &[
            "x*ln(x)-0.1*x",
            "--from",
            "3",
            "--rate",
            "1",
            "--steps",
            "2",
        ],
        "going down: J fell in every step, from 2.9958 to -0.2403\n  \
         in the last step the slope changes its sign and grows by a factor of about 1.6\n",
    );
    verdict(
        &[
            "cosh(3*x)",
            "--from",
            "pi",
            "--rate",
            "0.01",
            "--steps",
            "10",
        ],
        "diverging: J grew in every step until it was past what is computed with, from 6195.8239 to \
         6.0108e237\n  \
         the curvature here is about 55760: a rate below 2/55760 ≈ 0.00003587 goes down at first\n  \
         it ended at step 2 of 10: what comes next is past what is computed with\n",
    );
    // An equation is true of the digits that are shown.
    for (function, from, sentence) in [
        (
            "0.5*x",
            "0.3",
            "0.2999999995 - 1e-9*0.5 = 0.299999999, which is 5e-10 long",
        ),
        (
            "x^2",
            "1",
            "0.999999998 - 1e-9*2 ≈ 0.999999996, which is about 2e-9 long",
        ),
        (
            "atan(0.1*x)",
            "3",
            "2.999999999908 - 1e-9*0.091743 ≈ 2.999999999817, which is about 9.1743e-11 long",
        ),
    ] {
        deriv(&[
            function, "--from", from, "--rate", "1e-9", "--steps", "2", "--width", "200",
        ])
        .success()
        .stdout(contains(format!("the last step: {sentence}\n")));
    }
    verdict(
        &["x^2-y^2", "--from", "x=1,y=0", "--steps", "100"],
        "arrived: after 100 steps the largest slope is 4.0741e-10 at (x, y) = (2.037e-10, 0)\n  \
         J went from 1 to 4.1495e-20\n  \
         the curvature there is above 0 in some directions and below 0 in others: a saddle, no \
         lowest point\n",
    );
    verdict(
        &["x^2+3y^2+x*y", "--from", "x=1,y=1", "--steps", "200"],
        "arrived: after 200 steps the largest slope is 1.7782e-17 at (x, y) = (1.0081e-17, -2.3797e-18)\n  \
         J went from 5 to 9.4619e-35\n  \
         the curvature there is above 0 in every direction: a lowest point\n",
    );
    verdict(
        &["x^4-3x^3+2", "--from", "0", "--rate", "0.01"],
        "arrived: at the start the slope is 0 at x = 0\n  \
         the curvature there is 0: it does not tell whether this is a lowest point\n",
    );
    // In a bent valley the slope grows a little, and a lowest point is there all the same.
    verdict(
        &[
            "(1-x)^2+100*(y-x^2)^2",
            "--from",
            "x=-1,y=1",
            "--rate",
            "0.001",
            "--steps",
            "100",
        ],
        "going down: J fell in every step, from 4 to 3.6647\n  \
         from step 3 on the slope grows by about 1.0003 per step\n  \
         about 14370 more steps bring it below 0.001\n",
    );
    // A round of four that is not yet settled to all digits.
    verdict(
        &[
            "5w^3/6-1.25w^2",
            "--from",
            "0.5",
            "--rate",
            "1",
            "--steps",
            "40",
        ],
        "stuck: the walk goes round 4 positions, w = 1.1577; w = 0.7012; w = 1.225; w = 0.5359\n",
    );
    // Near a flat bottom the slope shrinks ever more slowly: by the last two steps it would be 59 more.
    verdict(
        &["w^4", "--from", "1", "--rate", "0.1", "--steps", "20"],
        "going down: J fell in every step, from 1 to 0.0027087\n  \
         from step 18 on the slope shrinks by about 0.94 per step\n  \
         about 290 more steps bring it below 0.001\n",
    );
    // Twice round, each time a little nearer: no round, and the fall goes on. The slope has a limit
    // above 0, since the rate is above 2 over the curvature at the bottom.
    verdict(
        &["cos(x)", "--from", "1", "--rate", "2.01", "--steps", "200"],
        "going down: J fell in every step, from 0.5403 to -0.9849\n  \
         from step 194 on the slope changes its sign in each step and shrinks by about 0.9998 per \
         step\n",
    );
    verdict(
        &[
            "(w-1)^2", "--from", "3", "--rate", "0.99995", "--steps", "40",
        ],
        "zigzagging down: J fell in every step, from 4 to 3.9681\n  \
         each step overshoots the lowest point and lands beyond it\n  \
         a rate of 1/2 = 0.5 aims straight at the lowest point\n",
    );
    // Only on a parabola the first aim is the last.
    verdict(
        &["w^4-w^2", "--from", "1", "--rate", "0.6", "--steps", "60"],
        "stuck: w jumps between -0.5171 and -0.8058 and J between -0.1959 and -0.2277\n  \
         the curvature here is 10: a rate below 2/10 = 0.2 goes down at first\n  \
         a rate of 1/10 = 0.1 aims straight at the lowest point of the parabola that fits there\n",
    );
    verdict(
        &["w^2", "--from", "3", "--rate", "1.1", "--steps", "5000"],
        "diverging: J grew in every step, from 9 to 2.1669e308\n  \
         each step overshoots and lands higher on the other side\n  \
         the curvature here is 2: a rate below 2/2 = 1 goes down\n  \
         it ended at step 1941 of 5000: what comes next is past what is computed with\n",
    );
    verdict(
        &[
            "w^2", "--from", "3", "--rate", "0.4", "--steps", "200", "--stop", "1e-6",
        ],
        "arrived: after 10 steps the slope is 6.144e-7 at w = 3.072e-7\n  \
         J went from 9 to 9.4372e-14\n  \
         the curvature there is 2, above 0: a lowest point\n  \
         it ended there, at step 10 of 200: no slope is above 1e-6\n",
    );
    verdict(
        &["w^2+x^2+1e12", "--from", "w=3,x=1", "--steps", "3"],
        "going down: J fell in every step, from 1000000000010 to 1000000000003\n  \
         the slope shrinks by about 0.8 per step\n  \
         about 36 more steps bring it below 0.001\n",
    );
    verdict(
        &[
            "-1000*w^2",
            "--from",
            "1",
            "--rate",
            "0.0001",
            "--steps",
            "5",
        ],
        "going down: J fell in every step, from -1000 to -6191.7364\n  \
         the slope grows by about 1.2 per step: no lowest point is in sight\n",
    );
    verdict(
        &["x", "--from", "1e12", "--steps", "3"],
        "crawling: J hardly fell in 3 steps, from 1000000000000 to 999999999999.7\n  \
         the last step: 999999999999.8 - 0.1*1 = 999999999999.7, which is 0.1 long\n",
    );
}

#[test]
fn a_change_is_never_seen_as_none() {
    let found = deriv(&["w^2", "--from", "3", "--steps", "60"]).success();
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    let last = text.lines().find(|line| line.starts_with("  60"));
    let last = last.expect("the last row is shown");
    assert!(last.contains(" -1.1889e-11 "), "{last}");
    assert!(text.contains("J fell in every step"), "{text}");
}

#[test]
fn several_variables_have_a_column_each() {
    deriv(&[
        "x^2 + 3y^2",
        "--from",
        "x=1,y=2",
        "--rate",
        "0.1",
        "--steps",
        "2",
    ])
    .success()
    .stdout(
        "\
descend J(x, y) = x^2 + 3*y^2 from x = 1, y = 2, rate α = 0.1

step         x         y         J   |slope|        ΔJ   0.717      J         13
   0    1.0000    2.0000   13.0000   12.1655             ······················●
   1    0.8000    0.8000    2.5600    5.0596  -10.4400   ···●···················
   2    0.6400    0.3200    0.7168    2.3076   -1.8432   ●······················

going down: J fell in every step, from 13 to 0.7168
  the slope shrinks by about 0.46 per step
  about 33 more steps bring it below 0.001
",
    );
}

#[test]
fn long_walks_show_both_ends() {
    let short = deriv(&["w^2", "--from", "3", "--steps", "30"]).success();
    short.stdout(contains("   4    1.2288").and(contains("   ...\n  28")));
    let long = deriv(&["w^2", "--from", "3", "--steps", "30", "--all"]).success();
    long.stdout(contains("  15 ").and(contains("...").not()));
}

#[test]
fn machine_formats() {
    deriv(&["w^2", "--from", "3", "--steps", "8", "-q"])
        .success()
        .stdout("0.50331648\n");
    // Certified to the last digit, though each of the steps of doubles is off by a little.
    deriv(&[
        "(x-3)^2+4",
        "--from",
        "-15",
        "--rate",
        "0.001",
        "--steps",
        "20000",
        "-q",
    ])
    .success()
    .stdout("3\n");
    deriv(&[
        "x^2 + y^2",
        "--from",
        "x=1,y=2",
        "--rate",
        "0.25",
        "--steps",
        "1",
        "-q",
    ])
    .success()
    .stdout("x\t0.5\ny\t1\n");
    deriv(&["w^2", "--from", "3", "--steps", "1", "--tsv"])
        .success()
        .stdout("step\tw\tJ\tslope\tchange\n0\t3\t9\t6\t\n1\t2.4\t5.76\t4.8\t-3.24\n");
    deriv(&[
        "w^2", "--from", "3", "--rate", "1.1", "--steps", "1", "--json",
    ])
    .success()
    .stdout(
        starts_with(
            "{\"command\":\"descend\",\"schema\":1,\"expression\":\"w^2\",\"from\":{\"w\":3},",
        )
        .and(contains("\"verdict\":\"diverging\""))
        .and(contains(
            "\"point\":{\"w\":-3.6},\"point_exact\":{\"w\":\"-3.6\"},\"value\":12.96",
        )),
    );
}

#[test]
fn other_rules() {
    // v = 6, then 0.5*6 + 4.8 = 7.8.
    deriv(&[
        "w^2",
        "--from",
        "3",
        "--momentum",
        "0.5",
        "--steps",
        "2",
        "-q",
    ])
    .success()
    .stdout("1.62\n");
    deriv(&["w^2", "--from", "3", "--method", "adam", "--steps", "1"])
        .success()
        .stdout(contains("rate α = 0.1, method adam").and(contains("   1    2.9000")));
}

#[test]
fn symbols_have_plain_twins() {
    deriv(&[
        "w^2", "--from", "3", "--rate", "0.5", "--steps", "1", "--ascii",
    ])
    .success()
    .stdout(starts_with(
        "\
descend J(w) = w^2 from w = 3, rate = 0.5

step         w         J     slope        dJ   -3              0               3
   0    3.0000    9.0000    6.0000             ................|...............O
   1    0.0000    0.0000    0.0000   -9.0000   ................O................
",
    ));
    deriv(&["w^2", "--from", "3", "--steps", "1", "--plain"])
        .success()
        .stdout(contains("   0    3.0000    9.0000    6.0000\n"));
}

#[test]
fn what_cannot_be_walked() {
    deriv(&["w^2"]).code(2).stderr(contains("--from 3"));
    deriv(&["x*y", "--from", "3"])
        .code(2)
        .stderr(contains("--from x=3,y=1"));
    for rate in ["0", "-1"] {
        deriv(&["w^2", "--from", "3", "--rate", rate])
            .code(2)
            .stderr(contains("the rate must be above 0"));
    }
    deriv(&["w^2", "--from", "3", "--momentum", "1"])
        .code(2)
        .stderr(contains("below 1"));
    deriv(&["ln(w)", "--from", "0"])
        .code(3)
        .stdout("")
        .stderr(starts_with(
            "no slope: J(w) = ln(w) has no value at w = 0\n",
        ));
}

#[test]
fn a_name_in_a_wide_script_moves_no_column() {
    let walk = deriv(&["損失^2", "--from", "3", "--steps", "1"]).success();
    walk.stdout(contains("step      損失         J     slope        ΔJ "));
}

/// What an enclosure does not tell is not shown as digits. By independent walks to 400 digits the last slope of
/// the first is 5.72e-37, its J 8.19e-74, and the slope of the second -1.3e-36 after 122 steps.
#[test]
fn near_0_only_digits_that_are_right_are_shown() {
    let walk = ["ln(w)^2", "--from", "3", "--rate", "0.3", "--steps", "100"];
    deriv(&walk)
        .success()
        .stdout(contains(
            " 100    1.0000    0.0000    0.0000           ≈0  ",
        ))
        .stdout(contains("the slope is within 1e-27 of 0 at w = 1\n"))
        .stdout(contains("J went from 1.2069 to within 2.4e-55 of 0\n"));
    // A walk ends by its stop only where no slope can be above it.
    let walk = ["cos(w)", "--from", "1", "--rate", "0.5", "--steps", "200"];
    deriv(&[&walk[..], &["--stop", "1e-100"]].concat())
        .success()
        .stdout(contains("no slope is above").not());
    let walk = ["sqrt(1+w^2)", "--from", "3", "--rate", "1", "--steps", "20"];
    deriv(&[&walk[..], &["-q"]].concat())
        .success()
        .stdout("≈0\n");
    deriv(&walk)
        .success()
        .stdout(contains("at w within 7.9e-42 of"));
}

/// A level place is proved to be near before it is called a lowest point, a top or a saddle, and the
/// steps of a forecast are those that the map w := w − α·J′(w) takes in 60 digits.
#[test]
fn what_is_said_of_the_end_holds() {
    let level = "J is nearly level there, but may fall further on";
    for (arguments, said) in [
        (
            "w^3 --from 1 --rate 0.3 --steps 3000",
            "the curve is nearly level, but",
        ),
        (
            "(w-1000)^3 --from 1000.5 --steps 10 --stop 1",
            "the curve is nearly level, but",
        ),
        ("exp(-x)+exp(-y) --from x=20,y=20 --steps 5", level),
        ("1e-9*(x^2+y^2) --from x=1,y=1 --steps 5", level),
        ("(x^2-y^2)*1e-9 --from x=1,y=1 --steps 10", level),
        // The curvature falls below half of what it is within twice Newton's step.
        (
            "sqrt(w^2+1e-12) --from 3e-7 --stop 0.3 --steps 5",
            "the curve is nearly level, but",
        ),
        (
            "sqrt(w^2+1e-12) --from 1e-7 --stop 0.3 --steps 5",
            "above 0: a lowest point",
        ),
        (
            "x^4+y^4 --from x=0,y=0",
            "it is not settled whether this is a lowest point",
        ),
        (
            "x^2+3y^2+x*y --from x=1,y=1 --steps 200",
            "in every direction: a lowest point",
        ),
        (
            "1-exp(-w^2) --from 0.4 --rate 0.5 --steps 40",
            "above 0: a lowest point",
        ),
        (
            "sqrt(1+w^2) --from 0.01 --rate 2.5 --steps 100",
            "jumps between 0.75 and -0.75",
        ),
        (
            "1-exp(-w^2) --from 0.1 --rate 1.2 --steps 100",
            "jumps between 0.427 and -0.427",
        ),
        (
            "w^2 --from 3 --rate 1.00000000000001 --steps 60",
            "diverging: J grew in every step",
        ),
        (
            "w^2 --from 3 --rate 0.99999999999999 --steps 60",
            "zigzagging down: J fell",
        ),
        (
            "(w-1e16)^2 --from 10000000000000001 --steps 6",
            "going down: J fell in every step",
        ),
        (
            "1e-300*w^2 --from 3 --steps 5 --stop 0",
            "J hardly fell in 5 steps, near 9e-300",
        ),
        (
            "w^2 --from 1e-200 --steps 5 --stop 1e-300",
            "about 1030 more steps",
        ),
        (
            "w^2 --from 1e-400 --rate 1.1 --steps 5 --stop 0",
            "diverging: J grew in every",
        ),
        (
            "-1/x^2 --from 1 --rate 0.6 --steps 1",
            "lands where the slope points back",
        ),
        (
            "softplus(w) --from 0.5 --rate 0.5 --steps 3",
            "about 2006 more steps",
        ),
        (
            "sin(w)+w^2/10 --from 1e6 --rate 1 --steps 10",
            "about 48 more steps",
        ),
        (
            "w^2+1/w --from 1e6 --rate 0.05 --steps 40",
            "about 115 more steps",
        ),
        (
            "833.4*w^2/2 --from 1 --rate 0.0024 --steps 5",
            "below 2/833.4 ≈ 0.0023998 goes",
        ),
        (
            "0.99999999*w^2/2 --from 1 --rate 2.5 --steps 5",
            "below 2/0.99999999 ≈ 2 goes",
        ),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let found = deriv(&arguments).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        let text: Vec<&str> = text.split_whitespace().collect();
        assert!(text.join(" ").contains(said), "{arguments:?}: {text:?}");
    }
    // Nothing ends there, and doubles do not tell the slopes.
    for arguments in [
        "x^2+100*y^2 --from x=1,y=1e-7 --rate 0.0101 --steps 40",
        "x^2-y^2 --from x=3,y=1e-3 --rate 0.01 --steps 5",
        "(w-1e16)^2 --from 10000000000000001 --steps 6",
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let found = deriv(&arguments).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        assert!(!text.contains("more step"), "{arguments:?}: {text}");
    }
}
