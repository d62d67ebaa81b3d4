//! What is different from results that were written before, and why.

use crate::class::earlier::{Earlier, EarlierAnswer, EarlierStudent};
use crate::class::interned::Interned;
use crate::files::source::Fault;
use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::quiz::{Quiz, draw};
use crate::report::check;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::figure::Figure;
use crate::report::json;
use crate::report::record::record;
use crate::report::{Role, Text, counted};
use crate::slope::DIGITS;
use crate::verdict::Decided;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

/// The changes before they are written.
const NO_CHANGES: &str = "\"changes\":[]";

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

/// What is different in a report from results that were written before: of an answer that changed no more is kept
/// than what the report does not know itself, since a changed key may change every answer of a large class.
pub struct Regraded<'r> {
    report: &'r Report<'r>,
    /// All but the changes.
    head: Changes,
    /// The changes, those of a student together.
    found: Vec<FoundChange>,
    /// Where those of each student are, in the order of the report; nothing for who is new.
    students: Vec<Option<Range<usize>>>,
    /// The verdicts and the points that there were before.
    verdicts: Interned<String>,
    points: Interned<Option<Rational>>,
    /// How many answers were compared.
    compared: usize,
}

/// A change in 16 bytes.
struct FoundChange {
    question: u32,
    /// The places of the verdict and of the points before.
    verdict: u32,
    points: u32,
    why: ChangeReason,
}

/// What makes the difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ChangeReason {
    Answer,
    ByHand,
    Void,
    Key,
    Points,
    Tolerance,
    Question,
    Version,
}

impl<'r> Regraded<'r> {
    /// What is different in a report from results that were written before.
    ///
    /// # Errors
    /// As [`Earlier::each_student`].
    pub fn new(
        report: &'r Report<'r>,
        earlier: &mut Earlier<'_>,
    ) -> Result<Regraded<'r>, Box<Fault>> {
        let whole = report.whose.is_none() && !report.anonymous;
        let first = report.places().start;
        let students = &report.class.students[report.places()];
        let ids = students.iter().map(|student| student.id.as_str());
        let known: HashMap<&str, usize> = ids.zip(0..).collect();
        let reasons: Vec<Option<ChangeReason>> = (0..report.quiz.questions.len())
            .map(|question| difference(report, earlier, question))
            .collect();
        let mut regraded = Regraded {
            report,
            head: Changes {
                version_before: earlier.version.clone(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                quiz_before: earlier.fingerprint.clone(),
                quiz: report.quiz.fingerprint(),
                changes: Vec::new(),
                gone: Vec::new(),
                new: Vec::new(),
            },
            found: Vec::new(),
            students: vec![None; students.len()],
            verdicts: Interned::default(),
            points: Interned::default(),
            compared: 0,
        };
        earlier.each_student(|student| {
            match known.get(student.id.as_str()) {
                Some(&at) => {
                    let start = regraded.found.len();
                    regraded.add(first + at, &student, &reasons);
                    regraded.students[at] = Some(start..regraded.found.len());
                }
                None if whole => regraded.head.gone.push(student.id),
                None => {}
            }
            Ok(())
        })?;
        let new = (first..).zip(&regraded.students);
        let new = new.filter(|(_, found)| found.is_none());
        regraded.head.new = new.map(|(at, _)| report.id(at).into_owned()).collect();
        Ok(regraded)
    }

    /// Adds what changed of a student's answers.
    fn add(&mut self, at: usize, student: &EarlierStudent, reasons: &[Option<ChangeReason>]) {
        let report = self.report;
        for (question, asked) in report.quiz.questions.iter().enumerate() {
            let Some(before) = student.answers.get(&asked.name.value) else {
                continue;
            };
            self.compared += 1;
            let outcome = report.graded.mark(at, question).outcome;
            let points = report.points(at, question);
            if before.verdict == outcome.word() && before.points == points {
                continue;
            }
            let typed = report.class.answer(at, question);
            let decided = report.graded.decided(at, question);
            self.found.push(FoundChange {
                question: question as u32,
                verdict: self.verdicts.place(&before.verdict),
                points: self.points.place(&before.points),
                why: why(before, typed, decided.as_ref(), reasons[question]),
            });
        }
    }

    /// The changes with the places of their students, one after the other.
    fn found(&self) -> impl Iterator<Item = (usize, &FoundChange)> {
        let students = self.report.places().zip(&self.students);
        students.flat_map(|(at, found)| {
            let found = &self.found[found.clone().unwrap_or_default()];
            found.iter().map(move |found| (at, found))
        })
    }

    /// The changes as records, each made when it is asked for.
    fn changes(&self) -> impl Iterator<Item = Change> {
        let report = self.report;
        let figure = |points: &Rational| Figure::rational(points, DIGITS);
        self.found().map(move |(at, found)| {
            let question = found.question as usize;
            let before = self.points.at(found.points);
            Change {
                student: report.id(at).into_owned(),
                name: report.name(at).map(|name| name.into_owned()),
                question: report.quiz.questions[question].name.value.clone(),
                answer: report.class.answer(at, question).map(str::to_owned),
                before: self.verdicts.at(found.verdict).clone(),
                after: report.graded.mark(at, question).outcome.word().to_owned(),
                points_before: before.as_ref().map(figure),
                points_after: report.points(at, question).as_ref().map(figure),
                why: found.why.word().to_owned(),
            }
        })
    }

    /// For people: a line for each change, in parts.
    pub fn text(&self) -> impl Iterator<Item = Text> {
        let mut heading = Text::new();
        let count = self.found().count();
        let (count, of) = (counted(count, "change"), counted(self.compared, "answer"));
        heading
            .push(Role::Heading, format!("{count} in {of}"))
            .line();
        let figure =
            |points: &Option<Figure>| points.as_ref().map_or("open".to_owned(), check::figure);
        let found = self.found().map(|(_, found)| found.why);
        let changes = self.changes().zip(found).map(move |(change, why)| {
            let who = change.name.as_ref().unwrap_or(&change.student);
            let mut text = Text::new();
            text.plain(format!(
                "  {} {}: {} ({}) -> {} ({}), {}",
                visible(who),
                visible(&change.question),
                change.before,
                figure(&change.points_before),
                change.after,
                figure(&change.points_after),
                why.told(&self.head)
            ));
            text.line();
            text
        });
        let mut end = Text::new();
        for (what, names) in [
            ("no longer there", &self.head.gone),
            ("new", &self.head.new),
        ] {
            if !names.is_empty() {
                end.plain(format!("  {what}: {}", visible(&names.join(", "))))
                    .line();
            }
        }
        let end = (!end.pieces.is_empty()).then_some(end);
        std::iter::once(heading).chain(changes).chain(end)
    }

    /// For programs.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let whole = json::record("grade", &self.head);
        // Within a text its quotes would stand behind backslashes.
        let (before, behind) = whole
            .split_once(NO_CHANGES)
            .expect("the list of changes is there and empty");
        out.write_all(before.as_bytes())?;
        out.write_all(NO_CHANGES.trim_end_matches(']').as_bytes())?;
        for (at, change) in self.changes().enumerate() {
            out.write_all(if at > 0 { b"," } else { b"" })?;
            out.write_all(json::object(&change).as_bytes())?;
        }
        out.write_all(b"]")?;
        out.write_all(behind.as_bytes())
    }

    /// A row for each change, with a head.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "student\tname\tquestion\tanswer\tbefore\tafter\tpoints_before\tpoints_after\twhy"
        )?;
        for change in self.changes() {
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
                change.why,
            ];
            writeln!(out, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}

impl ChangeReason {
    fn word(self) -> &'static str {
        match self {
            ChangeReason::Answer => "answer",
            ChangeReason::ByHand => "by hand",
            ChangeReason::Void => "void",
            ChangeReason::Key => "key",
            ChangeReason::Points => "points",
            ChangeReason::Tolerance => "tolerance",
            ChangeReason::Question => "question",
            ChangeReason::Version => "version",
        }
    }

    /// The same for people.
    fn told(self, changes: &Changes) -> String {
        let told = match self {
            ChangeReason::Answer => "another answer was given",
            ChangeReason::ByHand => "marked by hand",
            ChangeReason::Void => "the question is void",
            ChangeReason::Key => "the key is another",
            ChangeReason::Points => "it is worth other points",
            ChangeReason::Tolerance => "it is judged by other rules",
            ChangeReason::Question => "the question is another",
            ChangeReason::Version if changes.version == changes.version_before => {
                "the quiz is another"
            }
            ChangeReason::Version => {
                let (before, now) = (&changes.version_before, &changes.version);
                return format!("graded by {before} before, {now} now");
            }
        };
        told.to_owned()
    }
}

fn why(
    before: &EarlierAnswer,
    text: Option<&str>,
    decided: Option<&Decided>,
    question: Option<ChangeReason>,
) -> ChangeReason {
    match decided {
        Some(Decided::ByHand(_)) => return ChangeReason::ByHand,
        Some(Decided::ForEveryone | Decided::ForNobody) => return ChangeReason::Void,
        None => {}
    }
    if before.by_hand.is_some() {
        return ChangeReason::ByHand;
    }
    if before.text.as_deref() != text {
        return ChangeReason::Answer;
    }
    question.unwrap_or(ChangeReason::Version)
}

/// In what a question differs from the one that was graded before.
fn difference(report: &Report<'_>, earlier: &Earlier<'_>, question: usize) -> Option<ChangeReason> {
    let now = &report.quiz.questions[question];
    let Some(before) = earlier.questions.get(&now.name.value) else {
        return Some(ChangeReason::Question);
    };
    if before.key != report.key_fingerprint(question) {
        return Some(ChangeReason::Key);
    }
    if before.rules != rules(report.quiz, question) {
        return Some(ChangeReason::Tolerance);
    }
    (before.points.as_ref() != Some(&now.worth())).then_some(ChangeReason::Points)
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
