//! What is different from results that were written before, and why.

use crate::class::earlier::{Earlier, EarlierAnswer, EarlierStudent};
use crate::files::source::Fault;
use crate::notation::visible::visible;
use crate::quiz::{Quiz, draw};
use crate::report::check;
use crate::report::class::Report;
use crate::report::figure::Figure;
use crate::report::json;
use crate::report::record::{Aside, record};
use crate::report::{Role, Text, counted};
use crate::slope::DIGITS;
use crate::verdict::Decided;
use std::collections::HashMap;

record! {
    /// What is different from results that were written before.
    pub struct Changes {
        /// the version that graded before
        pub version_before: String,
        /// the version that graded now
        pub version: String,
        /// fingerprint of the quiz before
        pub quiz_before: String,
        /// fingerprint of the quiz now
        pub quiz: String,
        /// the answers whose verdict or points changed, by student and question
        pub changes: Vec<Change>,
        /// students who are in the results from before alone
        pub gone: Vec<String>,
        /// students who are new
        pub new: Vec<String>,
        /// How many answers were compared.
        pub compared: Aside<usize>,
    }
}

record! {
    /// An answer whose verdict or points changed.
    pub struct Change {
        /// the student's id
        pub student: String,
        /// the name, where there is one beside the id
        pub name: Option<String>,
        /// the question by name
        pub question: String,
        /// the answer now, null where it is blank
        pub answer: Option<String>,
        /// the verdict before
        pub before: String,
        /// the verdict now
        pub after: String,
        /// the points before
        pub points_before: Option<Figure>,
        /// the points now
        pub points_after: Option<Figure>,
        /// what makes the difference: answer, by hand, void, key, points, tolerance, question or version
        pub why: String,
    }
}

impl Changes {
    /// What is different in a report from results that were written before.
    ///
    /// # Errors
    /// As [`Earlier::each_student`].
    pub fn new(report: &Report<'_>, earlier: &mut Earlier<'_>) -> Result<Changes, Box<Fault>> {
        let whole = report.whose.is_none() && !report.anonymous;
        let first = report.places().start;
        let students = &report.class.students[report.places()];
        let ids = students.iter().map(|student| student.id.as_str());
        let known: HashMap<&str, usize> = ids.zip(0..).collect();
        let mut found: Vec<Option<Vec<Change>>> = vec![None; students.len()];
        let mut gone = Vec::new();
        let mut compared = 0;
        let reasons: Vec<Option<&'static str>> = (0..report.quiz.questions.len())
            .map(|question| difference(report, earlier, question))
            .collect();
        earlier.each_student(|student| {
            match known.get(student.id.as_str()) {
                Some(&at) => {
                    let (count, changes) = of_student(report, first + at, &student, &reasons);
                    compared += count;
                    found[at] = Some(changes);
                }
                None if whole => gone.push(student.id),
                None => {}
            }
            Ok(())
        })?;
        let new = (first..).zip(&found).filter(|(_, found)| found.is_none());
        let new = new.map(|(at, _)| report.id(at).into_owned()).collect();
        Ok(Changes {
            version_before: earlier.version.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            quiz_before: earlier.fingerprint.clone(),
            quiz: report.quiz.fingerprint(),
            changes: found.into_iter().flatten().flatten().collect(),
            gone,
            new,
            compared: Aside(compared),
        })
    }

    /// For people: a line for each change.
    pub fn text(&self) -> Text {
        let mut text = Text::new();
        let count = counted(self.changes.len(), "change");
        let of = counted(*self.compared, "answer");
        text.push(Role::Heading, format!("{count} in {of}")).line();
        let figure =
            |points: &Option<Figure>| points.as_ref().map_or("open".to_owned(), check::figure);
        for change in &self.changes {
            let who = change.name.as_ref().unwrap_or(&change.student);
            text.plain(format!(
                "  {} {}: {} ({}) -> {} ({}), {}",
                visible(who),
                visible(&change.question),
                change.before,
                figure(&change.points_before),
                change.after,
                figure(&change.points_after),
                told(&change.why, self)
            ));
            text.line();
        }
        for (what, names) in [("no longer there", &self.gone), ("new", &self.new)] {
            if !names.is_empty() {
                text.plain(format!("  {what}: {}", visible(&names.join(", "))))
                    .line();
            }
        }
        text
    }

    /// For programs.
    pub fn json(&self) -> String {
        json::record("grade", self)
    }

    /// A row for each change, with a head.
    pub fn tsv(&self) -> String {
        use crate::report::class::cell::cell;
        let mut rows = String::from(
            "student\tname\tquestion\tanswer\tbefore\tafter\tpoints_before\tpoints_after\twhy\n",
        );
        for change in &self.changes {
            let points =
                |points: &Option<Figure>| points.as_ref().map(check::figure).unwrap_or_default();
            let cells = [
                cell(&change.student),
                change.name.as_deref().map(cell).unwrap_or_default(),
                cell(&change.question),
                change.answer.as_deref().map(cell).unwrap_or_default(),
                cell(&change.before),
                cell(&change.after),
                points(&change.points_before),
                points(&change.points_after),
                change.why.clone(),
            ];
            rows.push_str(&cells.join("\t"));
            rows.push('\n');
        }
        rows
    }
}

/// How many answers of a student were graded before too, and those of them that changed.
fn of_student(
    report: &Report<'_>,
    at: usize,
    student: &EarlierStudent,
    reasons: &[Option<&'static str>],
) -> (usize, Vec<Change>) {
    let mut changes = Vec::new();
    let mut compared = 0;
    for (question, asked) in report.quiz.questions.iter().enumerate() {
        let Some(before) = student.answers.get(&asked.name.value) else {
            continue;
        };
        compared += 1;
        let outcome = report.graded.mark(at, question).outcome;
        let points = report.points(at, question);
        let after = outcome.word();
        if before.verdict == after && before.points == points {
            continue;
        }
        let figure = |points| Figure::rational(points, DIGITS);
        let typed = report.class.answer(at, question);
        let decided = report.graded.decided(at, question);
        changes.push(Change {
            student: report.id(at).into_owned(),
            name: report.name(at).map(|name| name.into_owned()),
            question: asked.name.value.clone(),
            answer: typed.map(str::to_owned),
            before: before.verdict.clone(),
            after: after.to_owned(),
            points_before: before.points.as_ref().map(figure),
            points_after: points.as_ref().map(figure),
            why: why(before, typed, decided.as_ref(), reasons[question]).to_owned(),
        });
    }
    (compared, changes)
}

/// Why, in words.
fn told(why: &str, changes: &Changes) -> String {
    match why {
        "answer" => "another answer was given".to_owned(),
        "by hand" => "marked by hand".to_owned(),
        "void" => "the question is void".to_owned(),
        "key" => "the key is another".to_owned(),
        "points" => "it is worth other points".to_owned(),
        "tolerance" => "it is judged by other rules".to_owned(),
        "question" => "the question is another".to_owned(),
        _ if changes.version == changes.version_before => "the quiz is another".to_owned(),
        _ => format!(
            "graded by {} before, {} now",
            changes.version_before, changes.version
        ),
    }
}

fn why(
    before: &EarlierAnswer,
    text: Option<&str>,
    decided: Option<&Decided>,
    question: Option<&'static str>,
) -> &'static str {
    match decided {
        Some(Decided::ByHand(_)) => return "by hand",
        Some(Decided::ForEveryone | Decided::ForNobody) => return "void",
        None => {}
    }
    if before.by_hand.is_some() {
        return "by hand";
    }
    if before.text.as_deref() != text {
        return "answer";
    }
    question.unwrap_or("version")
}

/// In what a question differs from the one that was graded before.
fn difference(report: &Report<'_>, earlier: &Earlier<'_>, question: usize) -> Option<&'static str> {
    let now = &report.quiz.questions[question];
    let Some(before) = earlier.questions.get(&now.name.value) else {
        return Some("question");
    };
    if before.key != report.key_fingerprint(question) {
        return Some("key");
    }
    if before.rules != rules(report.quiz, question) {
        return Some("tolerance");
    }
    (before.points.as_ref() != Some(&now.worth())).then_some("points")
}

impl Report<'_> {
    /// The fingerprint of a question's key: of the one that all have, or of the first student's.
    pub(super) fn key_fingerprint(&self, question: usize) -> String {
        let Some(variant) = self.papers.first(question) else {
            return String::new();
        };
        let kind = variant.question.kind.word;
        draw::fingerprint(&format!("{kind}\n{}", variant.key.shown(DIGITS)))
    }
}

/// The fingerprint of the rules by which answers to a question are judged.
pub(super) fn rules(quiz: &Quiz, question: usize) -> String {
    let asked = &quiz.questions[question];
    let rules = (
        &asked.tolerance,
        asked.form,
        asked.domain,
        &asked.credit,
        quiz.locale,
    );
    draw::fingerprint(&format!("{rules:?}"))
}
