//! The result of an autograder for GitHub Classroom: a step's output `result`, JSON in base64. A test
//! for each question; of several students, for each of them.

use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::Report;
use crate::report::json;
use crate::verdict::Outcome;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let alone = report.places().len() == 1;
    let mut tests = Vec::new();
    let (mut failed, mut broken) = (false, !report.class.refused.is_empty());
    let total = &report.quiz.points() * &Rational::integer(report.places().len() as i64);
    for at in report.places() {
        for (question, asked) in report.quiz.questions.iter().enumerate() {
            let verdict = report.graded.verdict(at, question);
            let status = match verdict.outcome {
                Outcome::Right => "pass",
                Outcome::Unread | Outcome::Undecided | Outcome::Manual => "error",
                Outcome::Partly | Outcome::Wrong | Outcome::Blank => "fail",
            };
            failed |= status == "fail";
            broken |= status == "error";
            let name = crate::notation::visible::visible(&asked.name.value);
            let name = match alone {
                true => name.into_owned(),
                false => format!("{}: {name}", report.called(at)),
            };
            let place = report.place_of(at, question);
            let points = report.points(at, question).unwrap_or_else(Rational::zero);
            tests.push(json!({
                "name": name,
                "status": status,
                "score": number(&points),
                "message": report.told_in_a_line(at, question),
                "test_code": report.answer_shown(at, question),
                "filename": place.as_ref().map_or("", |(file, _)| file),
                "line_no": place.as_ref().map_or(0, |(_, place)| place.line),
                "execution_time": "0ms",
            }));
        }
    }
    let status = match (broken, failed) {
        (true, _) => "error",
        (_, true) => "fail",
        _ => "pass",
    };
    let result = json!({
        "version": 1,
        "status": status,
        "max_score": number(&total),
        "tests": tests,
    });
    writeln!(
        out,
        "result={}",
        base64(json::line(&result).trim_end().as_bytes())
    )
}

fn number(points: &Rational) -> Value {
    let text = check::points(points);
    text.parse::<serde_json::Number>()
        .map_or(Value::Null, Value::Number)
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| {
            bits << 8 | u32::from(*group.get(at).unwrap_or(&0))
        });
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > group.len() {
                '='
            } else {
                letter as char
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_examples_of_the_standard() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
