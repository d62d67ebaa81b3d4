//! JUnit XML, which CI systems read: a suite for the quiz, a test for each student and question.
//!
//! Wrong is a failure, unread and a broken file an error; undecided, unmarked and blank are skipped,
//! with the reason. There is no official schema; the attributes are those that Jenkins' and GitLab's
//! readers ask for.

use crate::report::class::Report;
use crate::report::formats::io_error;
use crate::verdict::Outcome;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::HashSet;
use std::io::{self, Write};

/// How a test ends.
enum TestEnd {
    Passed,
    Failure(&'static str),
    Error(&'static str),
    Skipped,
}

fn end_of(outcome: Outcome) -> TestEnd {
    match outcome {
        Outcome::Right => TestEnd::Passed,
        Outcome::Wrong | Outcome::Partly => TestEnd::Failure(outcome.word()),
        Outcome::Unread => TestEnd::Error(outcome.word()),
        Outcome::Blank | Outcome::Undecided | Outcome::Manual => TestEnd::Skipped,
    }
}

/// Text that XML can hold: two code points are none of its characters, not even as references.
pub(super) fn xml_text(text: &str) -> String {
    let text = crate::notation::visible::visible(text);
    text.replace('\u{fffe}', "\\u{fffe}")
        .replace('\u{ffff}', "\\u{ffff}")
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts = [0usize; 4];
    for at in report.places() {
        for question in 0..report.quiz.questions.len() {
            let kind = match end_of(report.graded.mark(at, question).outcome) {
                TestEnd::Passed => 0,
                TestEnd::Failure(_) => 1,
                TestEnd::Error(_) => 2,
                TestEnd::Skipped => 3,
            };
            counts[kind] += 1;
        }
    }
    counts[2] += report.class.refused.len();
    let all: usize = counts.iter().sum();
    let counted = |name: &'static str, title: String| {
        let mut element = BytesStart::new(name);
        element.push_attribute(("name", title.as_str()));
        element.push_attribute(("tests", all.to_string().as_str()));
        for (name, count) in [
            ("failures", counts[1]),
            ("errors", counts[2]),
            ("skipped", counts[3]),
        ] {
            element.push_attribute((name, count.to_string().as_str()));
        }
        element.push_attribute(("time", "0"));
        element
    };
    let title = xml_text(&report.title());
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    let mut event = |event: Event<'_>| xml.write_event(event).map_err(io_error);
    event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    event(Event::Start(counted("testsuites", "deriv".to_owned())))?;
    event(Event::Start(counted("testsuite", title)))?;
    let mut taken: HashSet<String> = HashSet::new();
    for at in report.places() {
        // Readers drop a second test of one name, so two students are never called the same.
        let mut student = xml_text(&report.called(at));
        if !taken.insert(student.clone()) {
            student = format!("{student} ({})", xml_text(&report.id(at)));
        }
        for (question, asked) in report.quiz.questions.iter().enumerate() {
            let mut case = BytesStart::new("testcase");
            case.push_attribute(("name", xml_text(&asked.name.value).as_str()));
            case.push_attribute(("classname", student.as_str()));
            case.push_attribute(("time", "0"));
            if let Some((file, place)) = report.place_of(at, question) {
                case.push_attribute(("file", xml_text(file).as_str()));
                case.push_attribute(("line", place.line.to_string().as_str()));
            }
            let outcome = report.graded.mark(at, question).outcome;
            let said = xml_text(&report.told_in_a_line(at, question));
            let (name, kind) = match end_of(outcome) {
                TestEnd::Passed => {
                    event(Event::Empty(case))?;
                    continue;
                }
                TestEnd::Failure(kind) => ("failure", Some(kind)),
                TestEnd::Error(kind) => ("error", Some(kind)),
                TestEnd::Skipped => ("skipped", None),
            };
            event(Event::Start(case))?;
            let mut element = BytesStart::new(name);
            element.push_attribute(("message", said.as_str()));
            if let Some(kind) = kind {
                element.push_attribute(("type", kind));
            }
            let answer = xml_text(&report.answer_shown(at, question));
            match answer.is_empty() || kind.is_none() {
                true => event(Event::Empty(element))?,
                false => {
                    event(Event::Start(element))?;
                    event(Event::Text(BytesText::new(&format!("answer: {answer}"))))?;
                    event(Event::End(BytesEnd::new(name)))?;
                }
            }
            event(Event::End(BytesEnd::new("testcase")))?;
        }
    }
    for (at, fault) in report.class.refused.iter().enumerate() {
        let file = match report.anonymous {
            true => format!("file {}", at + 1),
            false => fault.file.clone(),
        };
        let message = match report.anonymous {
            true => "this file could not be read".to_owned(),
            false => fault.message.clone(),
        };
        let mut case = BytesStart::new("testcase");
        case.push_attribute(("name", format!("read {}", at + 1).as_str()));
        case.push_attribute(("classname", xml_text(&file).as_str()));
        case.push_attribute(("time", "0"));
        event(Event::Start(case))?;
        let mut element = BytesStart::new("error");
        element.push_attribute(("message", xml_text(&message).as_str()));
        element.push_attribute(("type", "broken"));
        event(Event::Empty(element))?;
        event(Event::End(BytesEnd::new("testcase")))?;
    }
    event(Event::End(BytesEnd::new("testsuite")))?;
    event(Event::End(BytesEnd::new("testsuites")))?;
    writeln!(xml.get_mut())
}
