//! What is said of many points: at their end, and where they can't be read.

use crate::output::{Failure, Output, Status};
use deriv::files::points::Unfit;
use deriv::notation::visible::visible;
use deriv::report::points::UNREAD;
use deriv::report::points::stream::{Ended, Stream};

/// What is said at the end, on stderr.
pub(super) fn told(stream: &Stream, out: &mut Output) -> Result<Status, Failure> {
    if let Some((line, reason)) = stream.stopped {
        let what = match reason {
            UNREAD => "no point".to_owned(),
            reason => format!("no slope ({reason})"),
        };
        return Err(Failure::no_answer(format!("line {line}: {what}")));
    }
    let all: u64 = stream.without.values().sum();
    if all > 0 {
        let each = stream.without.iter();
        let each: Vec<String> = each.map(|(reason, n)| format!("{n} {reason}")).collect();
        let (lines, each) = (stream.lines, each.join(", "));
        out.remark(&format!("{all} of {lines} rows without a slope: {each}"));
    }
    Ok(Status::Done)
}

/// Why the rows ended early.
pub(super) fn ended(why: Ended<Failure>) -> Failure {
    match why {
        Ended::Unfit(why) => unfit(why),
        Ended::Unread(error) => Failure::file("stdin", &error),
        Ended::LongLine(line) => Failure::File {
            path: "stdin".into(),
            problem: format!("line {line} is longer than a point can be"),
        },
        Ended::Unwritten(failure) => failure,
    }
}

fn unfit(why: Unfit) -> Failure {
    match why {
        Unfit::NoColumn { name, columns } => {
            let letters: Vec<String> = name.chars().map(String::from).collect();
            let product = letters.iter().all(|letter| columns.contains(letter));
            let way_out = match product {
                true => format!("`{name}` is one name: write {}", letters.join("*")),
                false => "--column names the one that holds the point".to_owned(),
            };
            let (name, columns) = (visible(&name), visible(&columns.join(", ")).into_owned());
            Failure::usage(
                format!("no column `{name}`"),
                format!("the columns are: {columns}; {way_out}"),
            )
        }
        Unfit::Several(names) => Failure::usage(
            format!(
                "a number a line, but the function has several variables: {}",
                names.join(", ")
            ),
            "give columns under a head of these names, or JSON objects",
        ),
        Unfit::NoHead => Failure::usage(
            "--column names a column, but the lines are numbers",
            "leave it out",
        ),
    }
}
