//! The drill in words.

use super::{CourseEnd, PracticeCourse, Turn, meanings, of};
use crate::calculus::derivative;
use crate::expression::{Graph, Id, Variable};
use crate::notation::visible::visible;
use crate::practice::attempt::{Attempt, Reply};
use crate::practice::drill::{BETWEEN_WORDS, Drill, DrillReply, Made, RULES};
use crate::practice::progress::ItemMark;
use crate::quiz::paper::Variant;
use crate::report::quiz::{self as report, words};
use crate::report::slope::story;
use crate::report::{Role, Text, counted};
use crate::slips::{Exercise, Work};
use crate::slope::{self, Effort};
use crate::verdict::Outcome;

/// Digits of numbers in an explanation.
const SHOWN_DIGITS: usize = 10;

/// A session of the drill.
#[derive(Debug)]
pub struct DrillCourse {
    drill: Drill,
    width: usize,
    /// Whether it was begun in an earlier session.
    resumed: bool,
}

impl DrillCourse {
    /// A session, in lines of at most `width` columns where they can be broken.
    pub fn new(drill: Drill, resumed: bool, width: usize) -> DrillCourse {
        DrillCourse {
            drill,
            width,
            resumed,
        }
    }

    /// The question that is asked, nothing at the end.
    fn question(&self) -> Text {
        let mut text = Text::new();
        let count = self.drill.plan().count;
        if let Some(made) = self.drill.question() {
            let place = of(self.drill.place(), count);
            text.append(asked(&place, &made.variant, self.width));
            if let Some(all) = made.again {
                let line = format!(
                    "all {all} questions of this level have been asked: from here on they come again"
                );
                text.wrapped(&line, 2, self.width);
            }
        }
        text
    }

    fn between(&self) -> Text {
        words(&BETWEEN_WORDS.map(|(word, _)| word))
    }
}

/// A question with its place in front of it, and what stands below it.
pub(super) fn asked(place: &str, variant: &Variant, width: usize) -> Text {
    let mut text = Text::new();
    text.push(Role::Label, format!("{place}   "));
    report::body(&variant.question, place.len() + 3, width, &mut text);
    text
}

/// What became of a line at a question, and what may be said next.
pub(super) fn replied(reply: &Reply, variant: &Variant, attempt: &Attempt, width: usize) -> Text {
    let mut text = Text::new();
    match reply {
        Reply::Judged(verdict) => {
            text.append(report::reply(reply, variant, width));
            if let Some(parts) = verdict.parts.as_ref().filter(|_| {
                verdict.outcome == Outcome::Wrong && !variant.question.task.parts().is_empty()
            }) {
                text.append(in_place(&parts.right, &parts.missing));
            }
        }
        Reply::Nothing => {}
        _ => {
            text.append(report::reply(reply, variant, width));
        }
    }
    if !attempt.left && !matches!(reply, Reply::Left) {
        let now: Vec<&str> = attempt.words(variant).collect();
        text.append(words(&now));
    }
    text
}

/// The answer that a question was left with; nothing where there was none.
pub(super) fn last_answer(attempt: &Attempt, width: usize) -> Text {
    let mut text = Text::new();
    if let Some(answer) = &attempt.answer {
        let line = format!("your last answer here: {}", visible(answer));
        text.wrapped(&line, 2, width);
    }
    text
}

/// `one that you left goes on there next time`, where one was begun.
pub(super) fn goes_on(said: String, done: usize, what: &str, attempt: &Attempt) -> String {
    let begun = attempt.answer.is_some() && !attempt.left;
    match (begun, done) {
        (false, _) => said,
        (true, 0) => format!("the {what} that you left goes on there next time"),
        (true, _) => format!("{said}; the one that you left goes on there next time"),
    }
}

/// `3 of 5 in place: B E A . .`
fn in_place(right: &[String], rest: &[String]) -> Text {
    let mut text = Text::new();
    let letters = right.iter().map(|letter| visible(letter).into_owned());
    let dots = rest.iter().map(|_| ".".to_owned());
    let shown: Vec<String> = letters.chain(dots).collect();
    let all = shown.len();
    let line = format!("  {} of {all} in place: {}", right.len(), shown.join(" "));
    text.plain(line).line();
    text
}

impl PracticeCourse for DrillCourse {
    fn opening(&self) -> Text {
        let mut text = Text::new();
        if self.resumed {
            let (done, count) = (self.drill.done().len(), self.drill.plan().count);
            let line = format!(
                "going on with the session that was left after {done} of {count}; a new one: deriv quiz drill --new"
            );
            text.wrapped(&line, 0, self.width).line();
        }
        text.append(self.question());
        text.append(last_answer(self.drill.attempt(), self.width));
        if let Some(made) = self.drill.question() {
            let now: Vec<&str> = self.drill.attempt().words(&made.variant).collect();
            text.append(words(&now));
        }
        text
    }

    fn take(&mut self, line: &str, time: u64) -> Turn {
        let (said, entry) = self.drill.take(line, time);
        let mut turn = Turn {
            entry,
            ..Turn::default()
        };
        let text = &mut turn.text;
        match said {
            DrillReply::Asked(reply) => {
                if let Some(made) = self.drill.question() {
                    let attempt = self.drill.attempt();
                    text.append(replied(&reply, &made.variant, attempt, self.width));
                }
                if matches!(reply, Reply::Left) {
                    turn.end = Some(CourseEnd::Left);
                } else if self.drill.is_between() {
                    let count = self.drill.plan().count;
                    text.append(report::bar(self.drill.done().len(), count));
                    text.append(self.between());
                }
            }
            DrillReply::Early => {
                let line = "answer first, or: show tells the answer, skip leaves it out";
                text.wrapped(line, 0, self.width);
            }
            DrillReply::Why => {
                if let Some(made) = self.drill.question() {
                    text.append(why(made));
                }
            }
            DrillReply::Next => match self.drill.question() {
                Some(_) => {
                    text.line().append(self.question());
                }
                None => turn.end = Some(CourseEnd::Finished),
            },
            DrillReply::Help => {
                text.append(meanings(&BETWEEN_WORDS, self.width));
            }
            DrillReply::Left => turn.end = Some(CourseEnd::Left),
            DrillReply::Unknown => {
                let line = "this question is done: Enter goes on, why explains it";
                text.wrapped(line, 0, self.width);
            }
        }
        turn
    }

    fn summary(&self) -> Text {
        let done = self.drill.done();
        let count = |mark: ItemMark| done.iter().filter(|done| done.mark == mark).count();
        let mut said = format!(
            "{}: {} right at once",
            counted(done.len(), "question"),
            count(ItemMark::Right)
        );
        for (mark, words) in [
            (ItemMark::Helped, "after a hint"),
            (ItemMark::Later, "right at a later try"),
            (ItemMark::Missed, "not right"),
            (ItemMark::Skipped, "left out"),
        ] {
            match count(mark) {
                0 => {}
                n => said.push_str(&format!(", {n} {words}")),
            }
        }
        let mut text = Text::new();
        let said = goes_on(said, done.len(), "question", self.drill.attempt());
        text.append(super::result(&said, self.width));
        let missed = self.drill.missed();
        if !missed.is_empty() {
            let each = missed
                .iter()
                .map(|(rule, n)| format!("{} ({n})", RULES[*rule].title));
            let line = format!("come back to: {}", each.collect::<Vec<_>>().join(", "));
            text.wrapped(&line, 0, self.width);
        }
        text
    }

    fn next(&self) -> Option<String> {
        let drill = super::command(crate::practice::progress::PracticePart::Drill);
        match self.drill.weakest() {
            Some(rule) if self.drill.is_over() => {
                Some(format!("{drill} --topic {}", RULES[rule].name))
            }
            _ => Some(drill),
        }
    }
}

/// Why the right answer is what it is: the rules of differentiation, one by one, and for a number
/// what is done with the formula.
fn why(made: &Made) -> Text {
    let mut text = Text::new();
    let key = &made.variant.key;
    let Some((graph, exercise)) = key.exercise() else {
        return text;
    };
    let graph: &mut Graph = &mut graph.clone();
    let order = match exercise.work {
        Work::Derivative { order } | Work::Slope { order } => order,
        Work::Nudge { .. } | Work::Step { .. } => 1,
    };
    let rules = story::rules(graph, exercise.function, exercise.variable, order);
    for rules in rules.iter().flatten() {
        story::steps(rules, &mut text);
    }
    let shown = key.shown(SHOWN_DIGITS);
    let name = graph.name(exercise.variable);
    let line = match exercise.work {
        Work::Derivative { .. } => format!("  put together: {shown}"),
        Work::Slope { .. } => format!("  put the point in: {shown}"),
        Work::Step { rate, steps: 1 } => {
            let name = name.to_owned();
            match step(graph, &exercise, rate) {
                Some(step) => format!("  {name} - rate*slope = {step} = {shown}"),
                None => format!("  {name} - rate*slope: {shown}"),
            }
        }
        Work::Step { steps, .. } => format!("  {name} - rate*slope, {steps} times: {shown}"),
        Work::Nudge { .. } => format!("  {shown}"),
    };
    text.plain(line).line();
    text
}

/// The step with its numbers: `9 - 0.25*18`.
fn step(graph: &mut Graph, exercise: &Exercise, rate: Id) -> Option<String> {
    let formula = derivative::derivative(graph, exercise.function, exercise.variable).ok()?;
    let slope = graph.substitute(formula, &exercise.point);
    let moved = |(known, _): &&(Variable, Id)| *known == exercise.variable;
    let (_, start) = *exercise.point.iter().find(moved)?;
    let mut number = |id: Id| {
        let value = slope::value(graph, id, &[], Effort::digits(SHOWN_DIGITS)).ok()?;
        Some(value.decimal)
    };
    let (start, rate, slope) = (number(start)?, number(rate)?, number(slope)?);
    Some(match slope.negative {
        true => format!("{start} - {rate}*({slope})"),
        false => format!("{start} - {rate}*{slope}"),
    })
}
