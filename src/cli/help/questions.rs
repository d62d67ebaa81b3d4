//! `deriv help questions`: how a quiz is written.

use super::page::{MARGIN, heading, row};
use deriv::quiz::{KINDS, keys};
use deriv::report::{Role, Text};
use deriv::slips;

/// How a quiz is written: its kinds of question, its keys, numbers that differ, and every slip.
pub(super) fn questions(width: usize) -> Text {
    let mut text = heading("a quiz is a TOML file");
    text.line();
    for line in EXAMPLE.lines() {
        let margin = if line.is_empty() { 0 } else { MARGIN };
        text.plain(" ".repeat(margin))
            .push(Role::Expression, line)
            .line();
    }
    text.line().append(heading("kinds of question"));
    for kind in KINDS {
        let needs: Vec<&str> = kind.needs().collect();
        let may: Vec<&str> = kind.may().collect();
        row(&mut text, width, kind.word, kind.asks);
        row(&mut text, width, "", &format!("needs {}", needs.join(", ")));
        if !may.is_empty() {
            row(
                &mut text,
                width,
                "",
                &format!("may have {}", may.join(", ")),
            );
        }
    }
    text.line().append(heading("keys"));
    for entry in keys() {
        row(&mut text, width, entry.example, entry.says);
    }
    text.line()
        .append(heading("numbers that differ from student to student"));
    for (example, says) in PARAMETERS {
        row(&mut text, width, example, says);
    }
    text.line().append(heading("slips, as `credit` names them"));
    for slip in slips::ALL {
        row(&mut text, width, slip.name, slip.says);
    }
    text
}

/// A quiz of one question, as the help starts with.
const EXAMPLE: &str = r#"title = "Week 3"
variables = ["w"]

[[question]]
name = "q1"
kind = "derivative"
function = "w^3"
points = 2"#;

const PARAMETERS: &[(&str, &str)] = &[
    (
        "[parameters]",
        "below this the same in all questions; in a question for it alone",
    ),
    (
        "a = {from = 2, to = 9}",
        "a whole number; step = 0.5 and except = [0, 1] may be added",
    ),
    (r#"p = ["pi/6", "pi/4"]"#, "one of these"),
    (r#"c = "a + 1""#, "made from those above it"),
    (r#"function = "a*x^2 + c""#, "expressions use them as names"),
    (
        r#"title = "slope of {function}""#,
        "texts name them in braces: {a}; also {function}, {at}, {eps}, {from}, {rate}",
    ),
    ("", "the numbers follow from seed, student and name alone"),
];
