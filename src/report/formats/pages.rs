//! A page for each student, to hand out or to mail: HTML, Markdown and plain text.

use crate::report::check;
use crate::report::class::Report;
use crate::report::formats::html;
use crate::report::formats::summary::{code, escaped, symbol};

/// A page and the name of its file.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file's name, without a folder.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

/// The pages of the students who are reported on, three for each.
pub fn pages<'r>(report: &'r Report<'_>) -> impl Iterator<Item = Page> + 'r {
    report.places().flat_map(move |at| {
        let stem = stem(&report.id(at), at);
        let plain = report.page(at).to_plain();
        [
            ("html", html::page(report, at)),
            ("md", markdown(report, at)),
            ("txt", plain),
        ]
        .map(|(ending, text)| Page {
            file: format!("{stem}.{ending}"),
            text,
        })
    })
}

/// A file's name for a student: letters, digits and a few signs of the id, and the place, so that no
/// two are the same, none leads out of the folder and none looks like an option.
pub(super) fn stem(id: &str, at: usize) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '.');
    let name: String = id
        .chars()
        .map(|c| if safe(c) { c } else { '_' })
        .take(60)
        .collect();
    let same = name == id && !name.starts_with(['.', '-']);
    match same && name.is_ascii() {
        true => name,
        false => format!("{}-{}", name.trim_start_matches(['.', '-']), at + 1),
    }
}

fn markdown(report: &Report<'_>, at: usize) -> String {
    let score = report.graded.exact_score(at, report.quiz);
    let total = report.quiz.points();
    let mut text = format!("# {}\n\n", escaped(&report.called(at)));
    text += &format!(
        "{} of {}\n",
        check::points(&score),
        check::in_points(&total)
    );
    for question in 0..report.quiz.questions.len() {
        let variant = report.papers.variant(at, question);
        let asked = &variant.question;
        let outcome = report.graded.mark(at, question).outcome;
        text += &format!(
            "\n## {}: {}\n\n",
            escaped(&asked.name.value),
            escaped(&asked.asked())
        );
        let answer = report.answer_shown(at, question);
        if !answer.is_empty() {
            text += &format!("answer: {}\n\n", code(&answer));
        }
        let said = report.told_in_a_line(at, question);
        let said = said.trim_start_matches(symbol(outcome)).trim_start();
        text += &format!("{} {}\n", symbol(outcome), escaped(said));
    }
    text
}
