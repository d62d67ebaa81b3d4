//! What `grade` is asked: what its options say together.

use super::targets::targets;
use crate::input::encoding;
use crate::options::View;
use crate::output::Failure;
use clap::ArgMatches;
use deriv::class::answers::{Attempts, Moment, ReadingOptions, Until};
use deriv::notation::visible::visible;
use deriv::number::rational::Rational;
use deriv::quiz::percent::{NoPercent, percent};
use deriv::report::formats::{Covers, Target};
use deriv::verdict::rules::Telling;

/// The files and the threshold of the command line.
pub(super) struct Request<'a> {
    /// Not needed where results are merged, which name it.
    pub(super) quiz: Option<&'a str>,
    /// Not needed where the key alone is asked for.
    pub(super) answers: Option<&'a str>,
    pub(super) student: Option<&'a str>,
    /// The percentage that has to be reached.
    pub(super) threshold: Option<Rational>,
    pub(super) strict: bool,
    /// Results of before.
    pub(super) against: Option<&'a str>,
    /// Results of parts of the class.
    pub(super) merge: Vec<&'a str>,
    /// The file of marks by hand.
    pub(super) marks: Option<&'a str>,
    /// The file that is to hold the answers for manual review.
    pub(super) review: Option<&'a str>,
    pub(super) roster: Option<&'a str>,
    /// What is written beside stdout, or in its place.
    pub(super) targets: Vec<Target>,
    pub(super) anonymous: bool,
    pub(super) places: bool,
    pub(super) canvas_id: Option<&'a str>,
    pub(super) student_pages: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    /// How the answers are read, as far as the command line says.
    pub(super) reading: ReadingOptions,
}

impl<'a> Request<'a> {
    pub(super) fn new(matches: &'a ArgMatches) -> Result<Request<'a>, Failure> {
        let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let asked = Request {
            quiz: word("quiz"),
            answers: word("answers"),
            student: word("student"),
            threshold: word("fail-under").map(threshold).transpose()?,
            strict: matches.get_flag("strict"),
            against: word("against"),
            merge: matches
                .get_many::<String>("merge")
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect(),
            marks: word("marks"),
            review: word("review"),
            roster: word("roster"),
            targets: targets(matches)?,
            anonymous: matches.get_flag("anonymous"),
            places: matches.get_flag("places"),
            canvas_id: word("canvas-id"),
            student_pages: word("student-pages"),
            date: word("date"),
            reading: ReadingOptions {
                id_column: word("id-column").map(str::to_owned),
                attempts: word("attempts").and_then(Attempts::named),
                student: word("student").map(str::to_owned),
                until: word("until").map(until).transpose()?,
                encoding: encoding(matches)?,
                threads: 0,
            },
        };
        if (asked.quiz, asked.answers) == (Some("-"), Some("-")) {
            return Err(Failure::usage(
                "quiz and answers can't both come from stdin",
                "give one of them as a file",
            ));
        }
        Ok(asked)
    }

    /// What of verdicts anything that is shown or written tells: the report in a terminal tells the slips
    /// alone.
    pub(super) fn telling(&self, view: View) -> Telling {
        let instead = self.targets.iter().any(|target| target.file == "-");
        let shown = view != View::Quiet && !instead;
        let scores = |target: &Target| target.format.holds == Covers::CertainScores;
        let written = self.student_pages.is_some()
            || self.review.is_some()
            || self.against.is_some()
            || !self.targets.iter().all(scores);
        let whole = view != View::Text || self.student.is_some();
        Telling {
            slips: shown || written,
            words: shown && whole || written,
        }
    }
}

/// `--fail-under`: a percentage.
fn threshold(typed: &str) -> Result<Rational, Failure> {
    percent(typed).map_err(|why| match why {
        NoPercent::Share => Failure::usage(
            format!("--fail-under is `{typed}`, which is less than one percent"),
            format!("60 is 60 %; write `{typed}%` if less than one percent is meant"),
        ),
        NoPercent::TooMuch | NoPercent::Unread => Failure::usage(
            format!("--fail-under is `{}`", visible(typed)),
            "give a percentage from 0 to 100",
        ),
    })
}

/// `--until`: a time with its zone.
fn until(typed: &str) -> Result<Until, Failure> {
    Moment::until(typed).ok_or_else(|| {
        Failure::usage(
            format!("--until is `{}`", visible(typed)),
            "give a date, a time and its zone: 2026-11-03T12:00+01:00",
        )
    })
}
