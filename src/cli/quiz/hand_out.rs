//! A quiz to be handed out: papers for a class in one go, and a question bank.

use crate::input;
use crate::options;
use crate::output::{Failure, Output, Status};
use crate::written;
use clap::ArgMatches;
use deriv::class::roster::{self, StudentIds};
use deriv::notation::visible::visible;
use deriv::quiz::Quiz;
use deriv::quiz::paper::Papers;
use deriv::report::Text;
use deriv::report::formats;

/// Most variants of a question bank.
const MAX_VARIANTS: u64 = 1_000;

/// Writes what is to be handed out; `None` where nothing of that is asked for.
pub(super) fn run(
    matches: &ArgMatches,
    quiz: &Quiz,
    out: &mut Output,
) -> Result<Option<Status>, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let said = match (word("students").zip(word("papers")), word("export")) {
        (Some((list, folder)), _) => papers(matches, quiz, list, folder)?,
        (None, Some(file)) => bank(matches, quiz, file)?,
        (None, None) => return Ok(None),
    };
    let mut text = Text::new();
    text.plain(said).line();
    out.result(&text)?;
    Ok(Some(Status::Done))
}

fn papers(matches: &ArgMatches, quiz: &Quiz, list: &str, folder: &str) -> Result<String, Failure> {
    let bytes = input::beside(list, input::encoding(matches)?)?;
    let StudentIds { ids, passed } = roster::ids(list, &bytes).map_err(Failure::Faults)?;
    let papers = Papers::new(quiz, ids.iter().map(String::as_str)).map_err(Failure::Faults)?;
    written::pages(folder, formats::papers(&papers, &ids))?;
    let (count, s) = (ids.len(), if ids.len() == 1 { "" } else { "s" });
    let without = match passed.is_empty() {
        true => String::new(),
        false => format!("; no student: {}", visible(&passed.join(", "))),
    };
    Ok(format!(
        "wrote {count} paper{s} into {}{without}",
        visible(folder)
    ))
}

fn bank(matches: &ArgMatches, quiz: &Quiz, file: &str) -> Result<String, Failure> {
    let student = matches.get_one::<String>("student").cloned();
    let variants = options::whole(matches, "variants", 1, MAX_VARIANTS)?;
    let students: Vec<String> = match (variants, student) {
        (Some(n), _) => (1..=n).map(|number| number.to_string()).collect(),
        (None, Some(student)) => vec![student],
        (None, None) if quiz.is_varied() => {
            return Err(Failure::usage(
                "every student has other numbers in this quiz",
                "say how many variants: --variants 20, or whose: --student ID",
            ));
        }
        (None, None) => vec!["1".to_owned()],
    };
    let papers = Papers::new(quiz, students.iter().map(String::as_str)).map_err(Failure::Faults)?;
    written::write(file, |out| {
        formats::moodle_xml(quiz, &papers, &students, out)
    })?;
    let count = students.len() * quiz.questions.len();
    Ok(format!("wrote {count} questions to {}", visible(file)))
}
