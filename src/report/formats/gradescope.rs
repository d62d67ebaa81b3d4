//! `results.json` of one student, as an autograder hands it to Gradescope. What waits for manual
//! review is left out of the score and says so. Texts are marked as plain text: as Markdown or HTML
//! a student's answer would act.

use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::Report;
use crate::report::json;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let places = report.places();
    // A class has one file a student; of several the whole score would be nobody's.
    let at = places.start;
    let mut tests = Vec::new();
    let students = if places.is_empty() {
        0
    } else {
        report.quiz.questions.len()
    };
    for question in 0..students {
        let variant = report.papers.variant(at, question);
        let asked = &variant.question;
        let points = report.points(at, question);
        let mut test = Map::new();
        if let Some(points) = &points {
            test.insert("score".to_owned(), number(points));
        }
        test.insert(
            "max_score".to_owned(),
            number(&report.quiz.questions[question].worth()),
        );
        if let Some(points) = &points {
            let all = *points == report.quiz.questions[question].worth();
            let status = if all { "passed" } else { "failed" };
            test.insert("status".to_owned(), status.into());
        }
        let name = crate::notation::visible::visible(&asked.name.value).into_owned();
        test.insert(
            "name".to_owned(),
            format!("{name}: {}", crate::report::class::task(asked)).into(),
        );
        test.insert("name_format".to_owned(), "text".into());
        test.insert("number".to_owned(), (question + 1).to_string().into());
        let said = report.told_in_a_line(at, question);
        let answer = report.answer_shown(at, question);
        let output = match answer.is_empty() {
            true => said,
            false => format!("answer: {answer}\n{said}"),
        };
        test.insert("output".to_owned(), output.into());
        test.insert("output_format".to_owned(), "text".into());
        tests.push(Value::Object(test));
    }
    let (score, open) = match students {
        0 => (Rational::zero(), 0),
        _ => (report.graded.exact_score(at, report.quiz), report.open(at)),
    };
    let said = match open {
        0 => String::new(),
        1 => "1 answer waits for manual review and is not in the score".to_owned(),
        n => format!("{n} answers wait for manual review and are not in the score"),
    };
    let results = json!({
        "score": number(&score),
        "output": said,
        "output_format": "text",
        "tests": tests,
    });
    out.write_all(json::line(&results).as_bytes())
}

/// The results of a student whose answers could not be graded, and why.
pub fn failure(why: &str) -> String {
    json::line(&json!({
        "score": 0,
        "output": why,
        "output_format": "text",
        "tests": [],
    }))
}

/// Points as a number of JSON.
fn number(points: &Rational) -> Value {
    let text = check::points(points);
    text.parse::<serde_json::Number>()
        .map_or(Value::Null, Value::Number)
}
