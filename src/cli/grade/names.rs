//! Students by their names, and what is said where names are held back.

use super::asked::Request;
use crate::output::{Failure, Output};
use deriv::class::answers::Class;
use deriv::class::roster::Roster;
use deriv::files::source::Fault;
use deriv::notation::visible::visible;
use deriv::report::diagnostic::{fault, note};

/// What was set aside while the answers were read. It names students, so that it is only counted
/// where names are held back.
pub(super) fn told(class: &Class, anonymous: bool, out: &mut Output) {
    let all = || class.warnings.iter().chain(&class.refused);
    if !anonymous {
        all().for_each(|warning| out.note(&fault(warning)));
        return;
    }
    let counts = [
        (
            class.refused.len(),
            "file could not be read",
            "files could not be read",
        ),
        (
            class.warnings.len(),
            "remark on the answers",
            "remarks on the answers",
        ),
    ];
    for (count, one, several) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let what = if count == 1 { one } else { several };
        out.note(&note(&format!(
            "{count} {what}; without --anonymous they are told"
        )));
    }
}

/// Which rows of a roster are no student's.
pub(super) fn left_out_of(roster: Option<&Roster>, out: &mut Output) {
    if let Some(passed) = roster.map(Roster::passed).filter(|all| !all.is_empty()) {
        let passed = visible(&passed.join(", ")).into_owned();
        out.note(&note(&format!("no student of the roster: {passed}")));
    }
}

/// What is wrong with a file other than the quiz, without the row and the student that it tells of;
/// a file in a folder may be called like its student.
pub(super) fn nameless(fault: Fault, asked: &Request<'_>) -> Fault {
    if Some(&*fault.file) == asked.quiz {
        return fault;
    }
    let others = [asked.marks, asked.roster, asked.against];
    let given = others
        .into_iter()
        .flatten()
        .chain(asked.merge.iter().copied());
    let mut given = given.filter(|file| *file == fault.file);
    let file = given.next().or(asked.answers).unwrap_or("the answers");
    Fault {
        file: file.to_owned(),
        message: "something is wrong here that may name a student".to_owned(),
        snippet: None,
        help: Some("without --anonymous it is told".to_owned()),
        ..fault
    }
}

/// The place of a student who is asked for.
pub(super) fn student(class: &Class, id: &str, anonymous: bool) -> Result<usize, Failure> {
    class.find(id).ok_or_else(|| {
        let help = match class.nearest(id) {
            Some(near) if !anonymous => format!("a similar one is there: {}", visible(near)),
            _ => "the first column of --tsv has the names".to_owned(),
        };
        Failure::usage(format!("no student `{}`", visible(id)), help)
    })
}
