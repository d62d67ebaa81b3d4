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
    let total = &report.quiz.points() * &Rational::integer(report.places().len() as i64);
    let status = match worst(report) {
        "pass" if report.class.refused.is_empty() => "pass",
        "fail" if report.class.refused.is_empty() => "fail",
        _ => "error",
    };
    let head = json!({"version": 1, "status": status, "max_score": number(&total), "tests": []});
    let head = json::line(&head);
    let (start, end) = head
        .trim_end()
        .split_once("[]")
        .expect("the list of tests is empty");
    write!(out, "result=")?;
    let mut code = Base64::new(out);
    code.write_all(start.as_bytes())?;
    let mut between = "[";
    for at in report.places() {
        for (question, asked) in report.quiz.questions.iter().enumerate() {
            let name = crate::notation::visible::visible(&asked.name.value);
            let name = match alone {
                true => name.into_owned(),
                false => format!("{}: {name}", report.called(at)),
            };
            let place = report.place_of(at, question);
            let points = report.points(at, question).unwrap_or_else(Rational::zero);
            let test = json!({
                "name": name,
                "status": of_test(report.graded.mark(at, question).outcome),
                "score": number(&points),
                "message": report.told_in_a_line(at, question),
                "test_code": report.answer_shown(at, question),
                "filename": place.as_ref().map_or("", |(file, _)| file),
                "line_no": place.as_ref().map_or(0, |(_, place)| place.line),
                "execution_time": "0ms",
            });
            code.write_all(between.as_bytes())?;
            code.write_all(json::line(&test).trim_end().as_bytes())?;
            between = ",";
        }
    }
    let none = if between == "[" { "[]" } else { "]" };
    code.write_all(none.as_bytes())?;
    code.write_all(end.as_bytes())?;
    code.finish()?;
    writeln!(out)
}

fn of_test(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "pass",
        Outcome::Unread | Outcome::Undecided | Outcome::Manual => "error",
        Outcome::Partly | Outcome::Wrong | Outcome::Blank => "fail",
    }
}

/// The status of all tests together, which stands before them.
fn worst(report: &Report<'_>) -> &'static str {
    let questions = 0..report.quiz.questions.len();
    let outcomes = questions.flat_map(|question| report.graded.counted(question, report.places()));
    let mut worst = "pass";
    for (mark, _) in outcomes {
        match of_test(mark.outcome) {
            "error" => return "error",
            "fail" => worst = "fail",
            _ => {}
        }
    }
    worst
}

fn number(points: &Rational) -> Value {
    let text = check::points(points);
    text.parse::<serde_json::Number>()
        .map_or(Value::Null, Value::Number)
}

/// What is written, in base64 (RFC 4648, section 4), without holding it.
struct Base64<'w> {
    out: &'w mut dyn Write,
    /// Bytes that make no whole group yet.
    held: Vec<u8>,
}

impl Base64<'_> {
    fn new(out: &mut dyn Write) -> Base64<'_> {
        Base64 {
            out,
            held: Vec::new(),
        }
    }

    /// Writes whole groups, or with `all` what is left as well.
    fn groups(&mut self, all: bool) -> io::Result<()> {
        let whole = self.held.len() / 3 * 3;
        let end = if all { self.held.len() } else { whole };
        let mut text = Vec::with_capacity(end.div_ceil(3) * 4);
        for group in self.held.drain(..end).as_slice().chunks(3) {
            let bits = (0..3).fold(0u32, |bits, at| {
                bits << 8 | u32::from(*group.get(at).unwrap_or(&0))
            });
            for at in 0..4 {
                let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
                text.push(if at > group.len() { b'=' } else { letter });
            }
        }
        self.out.write_all(&text)
    }

    fn finish(mut self) -> io::Result<()> {
        self.groups(true)
    }
}

impl Write for Base64<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        self.groups(false)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[cfg(test)]
mod tests {
    use super::Base64;
    use std::io::Write;

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
            // In one piece, and byte by byte.
            for size in [text.len().max(1), 1] {
                let mut written = Vec::new();
                let mut code = Base64::new(&mut written);
                for piece in text.as_bytes().chunks(size) {
                    code.write_all(piece).expect("it is written");
                }
                code.finish().expect("it is written");
                assert_eq!(written, expected.as_bytes(), "{text}");
            }
        }
    }
}
