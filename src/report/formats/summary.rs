//! Markdown for the summary of a GitHub step: the figures, the questions, the students.

use crate::report::check;
use crate::report::class::Report;
use crate::report::class::results::ItemResult;
use crate::report::counted;
use crate::report::formats::annotations::log_text;
use crate::report::formats::gradebook::percent;
use crate::report::record::DoubleFigure;
use crate::verdict::Outcome;
use std::io::{self, Write};

/// GitHub refuses a summary above 1 MiB; what is left over is counted.
const MOST: usize = 1_000_000;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = report.results();
    let total = report.quiz.points();
    let mut text = format!("## {}\n\n", escaped(&report.title()));
    text += &format!(
        "{}, {}, {}\n\n",
        counted(report.places().len(), "student"),
        counted(report.quiz.questions.len(), "question"),
        check::in_points(&total)
    );
    text += "| question | task | correct | blank | open | commonest wrong answer |\n";
    text += "| --- | --- | ---: | ---: | ---: | --- |\n";
    for item in &results.questions {
        let correct = correct(item);
        let wrong = item
            .wrong_answers
            .first()
            .map(|wrong| format!("{} ({})", code(&wrong.answer), wrong.count));
        text += &format!(
            "| {} | {} | {correct} | {} | {} | {} |\n",
            escaped(&item.question),
            escaped(&item.task),
            item.blank,
            item.unread + item.undecided + item.manual,
            wrong.unwrap_or_default()
        );
    }
    text +=
        "\n| student | score | percent | open | answers |\n| --- | ---: | ---: | ---: | --- |\n";
    out.write_all(text.as_bytes())?;
    let mut written = text.len();
    let mut places = report.places();
    for at in places.by_ref() {
        let score = report.graded.exact_score(at, report.quiz);
        let symbols = (0..report.quiz.questions.len())
            .map(|question| symbol(report.graded.mark(at, question).outcome));
        let row = format!(
            "| {} | {} | {} | {} | {} |\n",
            escaped(&report.called(at)),
            check::points(&score),
            percent(&score, &total),
            report.open(at),
            symbols.collect::<Vec<&str>>().join(" ")
        );
        written += row.len();
        out.write_all(row.as_bytes())?;
        if written > MOST {
            break;
        }
    }
    let more = places.len();
    if more > 0 {
        writeln!(out, "\nand {}", counted(more, "more student"))?;
    }
    if !results.missing.is_empty() {
        writeln!(
            out,
            "\n{} handed in nothing: {}",
            counted(results.missing.len(), "student"),
            escaped(&results.absent_names(""))
        )?;
    }
    if !report.class.refused.is_empty() {
        writeln!(
            out,
            "\n{} could not be read",
            counted(report.class.refused.len(), "file")
        )?;
    }
    Ok(())
}

/// How many answered a question correctly: `67%`.
pub(super) fn correct(item: &ItemResult) -> String {
    item.correct
        .map_or("n/a".to_owned(), |DoubleFigure(share)| {
            format!("{:.0}%", 100.0 * share)
        })
}

/// The symbol of a verdict.
pub(super) fn symbol(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "✓",
        Outcome::Partly => "½",
        Outcome::Wrong => "✗",
        Outcome::Blank => "–",
        Outcome::Unread | Outcome::Undecided | Outcome::Manual => "?",
    }
}

/// Text that Markdown takes as text.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in log_text(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '#' | '!' | '~' | '$' | '@' => {
                // An entity, since a table row is split before a backslash is looked at.
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}
