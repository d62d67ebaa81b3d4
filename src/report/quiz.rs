//! What `quiz` says: a question, what became of an answer, and how it went.

use crate::notation::visible::visible;
use crate::practice::attempt::{Reply, WORDS};
use crate::practice::session::QuizSession;
use crate::quiz::paper::Variant;
use crate::quiz::{DigitsRule, Form, Question, in_one_line};
use crate::report::check::{self, Feedback};
use crate::report::class::task;
use crate::report::diagnostic::diagnostic;
use crate::report::figure::Figure;
use crate::report::record::{ByName, record};
use crate::report::{Role, Text, counted};
use crate::slope::DIGITS;
use crate::verdict::Outcome;

/// Cells of the bar that shows how far it is.
const BAR: usize = 20;

/// Columns of lines that are not broken: what a teacher wrote stays as it is.
const UNBROKEN: usize = usize::MAX;

/// What the quiz is called and whose numbers it has, with a blank line below; nothing where there
/// is neither.
pub fn head(title: Option<&str>, student: Option<&str>) -> Text {
    let mut text = Text::new();
    let title = title.map(visible);
    let student = student.map(|student| format!("for {}", visible(student.trim())));
    let parts: Vec<&str> = title
        .as_deref()
        .into_iter()
        .chain(student.as_deref())
        .collect();
    if !parts.is_empty() {
        text.push(Role::Heading, parts.join(", ")).line().line();
    }
    text
}

/// A question as it is asked: `3 of 10   d/dw of w^3`, and the choices or steps below.
pub fn question(at: usize, of: usize, question: &Question) -> Text {
    let mut text = Text::new();
    text.push(Role::Label, format!("{} of {of}   ", at + 1));
    body(question, 0, UNBROKEN, &mut text);
    text
}

/// What is asked, after `column` columns of a number in front, in lines of at most `width` columns
/// where they can be broken.
pub(super) fn body(question: &Question, column: usize, width: usize, text: &mut Text) {
    let title = task(question);
    let mut heading = Text::new();
    heading.hung(&title, column, width);
    text.push(Role::Heading, heading.to_plain().trim_end());
    let points = check::points(&question.points);
    if points != "1" {
        text.push(Role::Label, format!("   {points} points"));
    }
    text.line();
    if let Some(wanted) = wanted(question) {
        text.plain(format!("  {wanted}")).line();
    }
    if let Some(prompt) = &question.prompt {
        let prompt = prompt.value.trim_end();
        if visible(&in_one_line(prompt)) != title {
            for line in prompt.lines().map(str::trim_end) {
                match line.is_empty() {
                    true => text.line(),
                    false => text.filled(&visible(line), 2, 0, width),
                };
            }
        }
    }
    for part in question.task.parts() {
        let (letter, words) = (visible(&part.letter.value), visible(&part.text.value));
        text.filled(&format!("{letter}  {words}"), 2, 3, width);
    }
}

/// How the answer has to be given, where the question says so.
fn wanted(question: &Question) -> Option<String> {
    let tolerance = &question.tolerance;
    let shown = match tolerance.rule {
        Some(DigitsRule::Strict) => "exactly ",
        Some(DigitsRule::More) => "at least ",
        None => "",
    };
    let mut wanted = Vec::new();
    if question.asks_formula() && question.form != Form::Any {
        let word = Form::ALL.iter().find(|(_, form)| *form == question.form);
        wanted.extend(word.map(|(word, _)| (*word).to_owned()));
    }
    if question.asks_number() {
        wanted.extend(tolerance.exact.then(|| "the exact number".to_owned()));
        let digits = tolerance
            .digits
            .map(|n| counted(n as usize, "significant digit"));
        let decimals = tolerance.decimals.map(|n| counted(n as usize, "decimal"));
        wanted.extend(
            digits
                .into_iter()
                .chain(decimals)
                .map(|n| format!("to {shown}{n}")),
        );
    }
    (!wanted.is_empty()).then(|| wanted.join(", "))
}

/// The questions on paper, to be handed out: no answers, no verdicts.
pub fn paper<'a>(paper: impl Iterator<Item = &'a Variant>) -> Text {
    let mut text = Text::new();
    for (at, variant) in paper.enumerate() {
        if at > 0 {
            text.line();
        }
        let name = visible(&variant.question.name.value).into_owned();
        text.push(Role::Heading, format!("{name}   "));
        body(&variant.question, 0, UNBROKEN, &mut text);
    }
    text
}

/// What became of a line, in words; a blank line gets none.
pub fn reply(reply: &Reply, variant: &Variant, width: usize) -> Text {
    let mut text = Text::new();
    match reply {
        Reply::Judged(verdict) => {
            match &verdict.error {
                Some(error) => {
                    text.push(Role::Tangent, "? unread").line();
                    text.append(diagnostic(error, &verdict.typed));
                }
                None => {
                    // A hint is given when it is asked for.
                    let points = &variant.question.points;
                    text.append(check::text(&variant.key, verdict, points, Feedback::Slip));
                }
            }
            if verdict.outcome == Outcome::Undecided {
                text.plain("  this is left to manual review").line();
            }
        }
        Reply::Hint(hint, place) => {
            let which = place.map_or(String::new(), |(at, of)| format!(" {at} of {of}"));
            let hint = visible(hint);
            text.wrapped(&format!("hint{which}: {hint}"), 0, width);
        }
        Reply::NoHint { tried, given } => {
            let words = match (given, tried) {
                (true, _) => "that was the last hint: try, or show tells the answer",
                (false, true) => "no hint for this answer",
                (false, false) => "no hint yet: give an answer first",
            };
            text.plain(words).line();
        }
        Reply::Shown(answer) => {
            text.plain(format!("  {} is ", variant.key.noun()))
                .push(Role::Answer, visible(answer))
                .line();
        }
        Reply::Help => {
            text.plain("any other line is an answer").line();
            for (word, _, says) in WORDS {
                text.push(Role::Label, format!("  {word}  ")).plain(says);
                text.line();
            }
        }
        Reply::Skipped | Reply::Left | Reply::Nothing => {}
    }
    text
}

/// How far it is: `[#####>-------------] 3 of 10`.
pub fn bar(done: usize, of: usize) -> Text {
    let full = done * (BAR - 1) / of.max(1);
    let rest = BAR - 1 - full;
    let mut text = Text::new();
    text.push(
        Role::Label,
        format!("[{}>{}] {done} of {of}", "#".repeat(full), "-".repeat(rest)),
    );
    text.line();
    text
}

/// The words that work now: `(hint, show, skip, help, quit)`.
pub fn words(words: &[&str]) -> Text {
    let mut text = Text::new();
    text.push(Role::Label, format!("({})", words.join(", ")));
    text.line();
    text
}

/// How it went, at the end.
pub fn summary(session: &QuizSession<'_>) -> Text {
    let [
        mut at_once,
        mut hinted,
        mut later,
        mut manual,
        mut not_right,
    ] = [0; 5];
    for (_, result) in session.results() {
        match result.verdict.as_ref().map(|verdict| verdict.outcome) {
            Some(Outcome::Right) if result.tries == 1 && !result.hinted => at_once += 1,
            Some(Outcome::Right) if result.hinted => hinted += 1,
            Some(Outcome::Right) => later += 1,
            Some(outcome) if outcome.needs_review() && outcome != Outcome::Unread => manual += 1,
            Some(_) => not_right += 1,
            None => {}
        }
    }
    let all = session.len();
    let mut said = format!("{}: {at_once} right at once", counted(all, "question"));
    let earlier = session.earlier();
    let unanswered = all - earlier - at_once - hinted - later - manual - not_right;
    for (count, words) in [
        (hinted, "after a hint"),
        (later, "right at a later try"),
        (manual, "for manual review"),
        (not_right, "not right"),
        (earlier, "answered before"),
        (unanswered, "not answered"),
    ] {
        if count > 0 {
            said.push_str(&format!(", {count} {words}"));
        }
    }
    let mut text = Text::new();
    text.push(Role::Heading, said).line();
    let again: Vec<String> = session
        .results()
        .filter(|(_, result)| result.tries > 1 || result.shown)
        .map(|(variant, _)| visible(&variant.question.name.value).into_owned())
        .collect();
    if !again.is_empty() {
        text.plain(format!("look again at: {}", again.join(", ")))
            .line();
    }
    text
}

record! {
    /// The questions of a quiz, as they are asked.
    pub struct AskedQuestions {
        /// what the quiz is called
        pub title: Option<String>,
        /// whose numbers it has, null where it is everybody's
        pub student: Option<String>,
        /// the questions in their order
        pub questions: Vec<AskedQuestion>,
    }
}

record! {
    /// A question, as it is asked.
    pub struct AskedQuestion {
        /// the question by name
        pub question: String,
        /// what it asks
        pub task: String,
        /// what the teacher wrote beside it
        pub prompt: Option<String>,
        /// what there is to choose from or to put in order, by letter
        pub choices: Option<ByName<String>>,
        /// how the answer has to be given
        pub wanted: Option<String>,
        /// points of the question
        pub points: Figure,
    }
}

record! {
    /// An answer as it is saved, a line for each: `grade` reads them.
    pub struct SavedQuiz {
        /// whose answer
        pub student: String,
        /// the question by name
        pub question: String,
        /// the answer as it was typed
        pub answer: String,
    }
}

impl SavedQuiz {
    /// A student's answer to a question.
    pub fn new(student: &str, question: &str, answer: &str) -> SavedQuiz {
        SavedQuiz {
            student: student.to_owned(),
            question: question.to_owned(),
            answer: answer.to_owned(),
        }
    }
}

impl AskedQuestions {
    /// The questions of a paper; a student is named where the numbers are theirs.
    pub fn new<'a>(
        title: Option<&str>,
        student: Option<&str>,
        paper: impl Iterator<Item = &'a Variant>,
    ) -> AskedQuestions {
        let questions = paper.map(|Variant { question, .. }| {
            let parts = question.task.parts().iter();
            let parts = parts.map(|part| (part.letter.value.clone(), part.text.value.clone()));
            let parts: Vec<(String, String)> = parts.collect();
            AskedQuestion {
                question: question.name.value.clone(),
                task: task(question),
                prompt: question.prompt.as_ref().map(|prompt| prompt.value.clone()),
                choices: (!parts.is_empty()).then_some(ByName(parts)),
                wanted: wanted(question),
                points: Figure::rational(&question.points, DIGITS),
            }
        });
        AskedQuestions {
            title: title.map(str::to_owned),
            student: student.map(str::to_owned),
            questions: questions.collect(),
        }
    }
}
