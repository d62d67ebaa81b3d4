//! Help on what `grade` reads, with a sample of each shape, and on what it writes.

use super::page::{heading, row};
use deriv::report::formats::FORMATS;
use deriv::report::{Role, Text};

/// The shapes of answers: what they are, and a sample.
pub(crate) const SHAPES: &[(&str, &str)] = &[
    (
        "a row for each student",
        "student,q1,q2\nann,2*w,6\nbob,\"x=4, y=1\",",
    ),
    (
        "a row for each answer",
        "student,question,answer\nann,q1,2*w\nann,q2,6",
    ),
    (
        "Google Forms, also with scores and feedback; the responses of its API",
        "Timestamp,Email Address,Full name,Differentiate w^2\n2026/11/02 9:14:03 AM GMT+1,ann@example.org,Ann Lee,2*w",
    ),
    (
        "Moodle: responses",
        "Last name,First name,ID number,Email address,Started,Response 1\nLee,Ann,u71,ann@example.org,\"3 November 2026  10:00 AM\",2*w",
    ),
    (
        "Canvas: Student Analysis; the submissions of its API",
        "name,id,sis_id,section,submitted,attempt,90311: Differentiate w^2,1.0\nAnn Lee,71,u71,B,2026-11-03 10:00:01 UTC,1,2*w,0.0",
    ),
    (
        "Microsoft Forms",
        "Id,Start time,Completion time,Email,Name,Differentiate w^2\n1,11/2/26 9:14:03,11/2/26 9:16:03,ann@example.org,Ann Lee,2*w",
    ),
    (
        "NDJSON: an object a line",
        "{\"student\": \"ann\", \"question\": \"q1\", \"answer\": \"2*w\"}\n{\"student\": \"bob\", \"answers\": {\"q1\": \"2w\", \"q2\": 6}}",
    ),
    (
        "JSON: a list, also with a table's heads as keys, or an object of students",
        "{\"ann\": {\"q1\": \"2*w\"}, \"bob\": {\"q1\": \"2w\"}}",
    ),
    ("TOML", "[ann]\nq1 = \"2*w\"\nq2 = 6"),
];

/// What holds for all of them.
const RULES: &[(&str, &str)] = &[
    (
        "a folder",
        "a file for each student, ann.toml, or a folder for each, ann/answers.toml; the name is the student",
    ),
    ("--student ann", "one file that names nobody is hers"),
    (
        "who the student is",
        "--id-column or `id` in the quiz; else student, a school's number, an e-mail address, a login, an id, a name; never a time, a counter or `anonymous`; capitals make no other student",
    ),
    (
        "which question a column answers",
        "by `column` of the question, its name, title or prompt, else by number: Response 1, Task 1; blanks, markup and capitals don't count",
    ),
    (
        "a choice",
        "by its letter or its text, several joined by commas or semicolons",
    ),
    (
        "several rows of one student",
        "--attempts last, first or best, or `attempts` in the quiz",
    ),
    (
        "no answer",
        "an empty cell, -, n/a, No response, (blank), in the languages of the tools",
    ),
    (
        "--encoding NAME",
        "a table that is not UTF-8: windows-1250, windows-1251, shift_jis, gbk, big5, euc-kr and so on; windows-1252 is read without it where names alone depend on it",
    ),
    (
        "a row of sums",
        "Average, Max, Points possible and their like in these languages are no students where they have no answers, or numbers; they are named",
    ),
    ("--columns", "shows how heads were understood"),
];

/// `deriv help answers`
pub(super) fn answers(width: usize) -> Text {
    let mut text = heading("what `grade` reads: CSV, TSV, JSON, NDJSON, TOML, folders");
    for (what, sample) in SHAPES {
        text.line().plain(format!("  {what}")).line();
        for line in sample.lines() {
            text.plain("    ").push(Role::Expression, line).line();
        }
    }
    text.line().append(heading("how it is understood"));
    for (what, says) in RULES {
        row(&mut text, width, what, says);
    }
    text
}

/// `deriv help formats`
pub(super) fn formats(width: usize) -> Text {
    let mut text = heading("what `grade --out FORMAT:FILE` writes; - is stdout");
    for format in FORMATS {
        row(&mut text, width, format.name, format.says);
    }
    text.line().append(heading("marks by hand"));
    row(
        &mut text,
        width,
        "--review FILE",
        "writes the answers for manual review, with an empty points column",
    );
    row(
        &mut text,
        width,
        "--marks FILE",
        "reads it back: student,question,points,comment; rows without points wait on",
    );
    text
}
