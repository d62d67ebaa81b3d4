//! What the command line asks of the practice.

use crate::options;
use crate::output::{Failure, Output};
use crate::quiz::lines::column;
use crate::terminal;
use clap::ArgMatches;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::practice::cards::{self, Card};
use deriv::practice::drill::{self, RULES};
use deriv::practice::progress::{Level, PracticePart};
use deriv::report::practice::CourseWishes;

/// Columns by which a line grows where symbols become words, mostly.
const WORDED: usize = 6;

/// Options of some parts alone.
const BELONGS: [(&str, &[PracticePart]); 5] = [
    ("topic", &[PracticePart::Drill]),
    ("level", &[PracticePart::Drill, PracticePart::Interview]),
    ("seed", &[PracticePart::Drill]),
    ("deck", &[PracticePart::Cards]),
    (
        "count",
        &[
            PracticePart::Drill,
            PracticePart::Order,
            PracticePart::Cards,
            PracticePart::Interview,
            PracticePart::Lab,
        ],
    ),
];

/// What is asked for, and how wide the lines are that it is shown in.
pub(super) struct PracticeRequest {
    /// Their `width` is less than that of the lines: words for symbols are longer, and the first line
    /// of a reply may stand behind a prompt.
    pub(super) wishes: CourseWishes,
    /// Columns that there are.
    pub(super) columns: usize,
}

impl PracticeRequest {
    pub(super) fn read(
        word: Option<&str>,
        matches: &ArgMatches,
        out: &Output,
    ) -> Result<PracticeRequest, Failure> {
        let columns = terminal::width(matches)?;
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let part = word.and_then(PracticePart::named);
        for (option, parts) in BELONGS {
            if text(option).is_some() && !part.is_some_and(|part| parts.contains(&part)) {
                let first = parts[0].word();
                return Err(Failure::usage(
                    format!("--{option} belongs to {}", listed(parts)),
                    format!("for example: deriv quiz {first} --{option} ..."),
                ));
            }
        }
        let worded = if out.symbols("ε") == "ε" { 0 } else { WORDED };
        let count = options::whole(matches, "count", 1, drill::MAX_COUNT as u64);
        Ok(PracticeRequest {
            wishes: CourseWishes {
                topic: text("topic").map(|name| topic(&name)).transpose()?,
                level: text("level").and_then(|word| Level::named(&word)),
                count: count?.map(|count| count as usize),
                seed: text("seed"),
                new: matches.get_flag("new"),
                deck: text("deck").map(|path| deck(&path)).transpose()?,
                width: columns - worded - column(),
            },
            columns,
        })
    }
}

fn listed(parts: &[PracticePart]) -> String {
    let words: Vec<&str> = parts.iter().map(|part| part.word()).collect();
    words.join(", ")
}

fn topic(name: &str) -> Result<usize, Failure> {
    drill::named(name).ok_or_else(|| {
        let names = || RULES.iter().map(|rule| rule.name);
        let help = match nearest(name, names()) {
            Some(near) => format!("a rule with a similar name exists: `{near}`"),
            None => format!("one of: {}", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::usage(format!("there is no rule `{}`", visible(name)), help)
    })
}

/// The learner's own cards.
fn deck(path: &str) -> Result<Vec<Card>, Failure> {
    let bytes = crate::input::bytes(path, cards::MAX_FILE)?;
    cards::deck(path, &bytes).map_err(Failure::Faults)
}
