//! The menu of the practice.

use super::asked::PracticeRequest;
use super::work::{due, now, say, work};
use crate::output::{Failure, Output};
use crate::quiz::lines::{ask, column};
use crate::quiz::state::State;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::practice::progress::PracticePart;
use deriv::report::Text;
use deriv::report::practice::{CourseEnd, menu, overview};
use std::io::BufRead;

/// The menu, until a part is left or `quit` is said.
pub(super) fn choose(
    asked: &PracticeRequest,
    state: &mut State,
    input: &mut impl BufRead,
    out: &mut Output,
) -> Result<(), Failure> {
    loop {
        say(
            &menu(&due(&state.progress, now())?, asked.wishes.width),
            asked,
            out,
        )?;
        loop {
            let Some(line) = ask(input, out)? else {
                return Ok(());
            };
            let word = line.trim();
            if let Some(part) = PracticePart::named(word) {
                out.result(Text::new().line())?;
                if work(part, asked, state, input, out)? == CourseEnd::Left {
                    return Ok(());
                }
                break;
            }
            let mut text = Text::new();
            match word {
                "quit" => return Ok(()),
                "" => {}
                "progress" => {
                    text.line()
                        .append(overview(&due(&state.progress, now())?, asked.wishes.width));
                }
                "help" | "?" => {
                    text.plain(
                        "the name of a part starts it; progress shows how far you are; quit leaves",
                    )
                    .line();
                }
                _ => {
                    let words = PracticePart::ALL.iter().map(|(word, ..)| *word);
                    let near = nearest(word, words.chain(["progress", "quit"]));
                    let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
                    text.plain(format!("there is no `{}` here{hint}", visible(word)))
                        .line();
                }
            }
            out.fitted(&text, column(), asked.columns)?;
        }
    }
}
