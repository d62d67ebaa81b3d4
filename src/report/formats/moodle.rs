//! Grades as Moodle imports them: a user by id number, address or username, and a grade. A grade that
//! is not certain stays empty, which Moodle takes for none.

use crate::class::answers::words;
use crate::number::decimal::Decimal;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::formats::io_error;
use std::io::{self, Write};

/// Decimals of a grade.
const PLACES: usize = 2;

/// How users are told: the head of the column, the heads in a roster that mean the same, and what does in
/// other files.
type User = (&'static str, &'static [&'static str], fn(&str) -> bool);

const USERS: [User; 3] = [
    (
        "ID number",
        &[
            "idnumber",
            "studentid",
            "sisuserid",
            "sisid",
            "sid",
            "idnummer",
        ],
        words::is_school_number,
    ),
    ("Email address", &[], |_| false),
    (
        "Username",
        &["username", "login", "loginid", "user"],
        words::is_login,
    ),
];

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let user = |kind: usize, at: usize| match USERS[kind] {
        (_, [], _) => report.email(at),
        (_, heads, means) => report.id_under(at, heads, means),
    };
    // The first by which all are known; one unknown user would stop the import.
    let kinds = 0..USERS.len();
    let kind = kinds
        .into_iter()
        .find(|&kind| report.places().all(|at| user(kind, at).is_some()));
    let mut table = csv::Writer::from_writer(out);
    let title = cell(&report.title());
    let head = kind.map_or("ID number", |kind| USERS[kind].0);
    table
        .write_record([head, "Name", &title])
        .map_err(io_error)?;
    for at in report.places() {
        let id = kind
            .and_then(|kind| user(kind, at))
            .map_or_else(|| report.id(at), Into::into);
        let score = report.graded.exact_score(at, report.quiz);
        let grade = match report.open(at) {
            0 => Decimal::rounded_to_places(&score, PLACES).to_fixed(PLACES),
            _ => String::new(),
        };
        let name = report.name(at).map(|name| cell(&name)).unwrap_or_default();
        table
            .write_record([cell(&id), name, grade])
            .map_err(io_error)?;
    }
    table.flush()
}
