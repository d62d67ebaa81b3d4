//! An answer judged in all of its readings and on all sides of an equation.

use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::answer::date;
use crate::notation::answer::{self, Answer, AnswerOptions, ShownDigits};
use crate::notation::error::Error;
use crate::notation::note::Note;
use crate::number::work;
use crate::slips::{self, Exercise};
use crate::verdict::key::Key;
use crate::verdict::outcome::{Evidence, Outcome, Slipped, Verdict};
use crate::verdict::rounding;
use crate::verdict::rules::Locale;

/// How an answer was typed, beside what it says, and how much is to be found out about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed {
    /// The digits that it shows, where it is a decimal.
    pub(crate) shown: Option<ShownDigits>,
    /// Whether a fraction was typed that can be cancelled.
    pub(crate) uncancelled: bool,
    /// Whether it is only asked if the answer is right, and not what is wrong with it.
    pub(crate) brief: bool,
}

/// Why an ambiguous answer has to be looked at.
const TWO_READINGS: &str = "two readings, and the verdict depends on which";

impl Key {
    /// Judges an answer as it was typed.
    ///
    /// The same text gets the same verdict on every run and machine: nothing is drawn at random,
    /// and work is limited by counting it, not by the clock.
    pub fn judge(&self, text: &str) -> Verdict {
        let mut verdict = work::within(work::LIMIT, || self.compared(text));
        // A date is never a number; right is right, though, however it is written.
        let asked = !matches!(
            verdict.outcome,
            Outcome::Right | Outcome::Blank | Outcome::Manual
        );
        if asked && date::is_date(text) {
            verdict = Verdict::of(Outcome::Unread, Evidence::None)
                .remark("this is a date, which spreadsheets make of fractions");
        }
        verdict.typed = text.trim().to_owned();
        match verdict.failing.is_empty() {
            true => self.credited(verdict),
            // Each of several has had its credit.
            false => verdict,
        }
    }

    /// The verdict with what the quiz says that its slip leaves of the points: that decides, else
    /// the parts that are right do. With all of the points an answer is still wrong.
    pub(super) fn credited(&self, mut verdict: Verdict) -> Verdict {
        if let (Outcome::Wrong | Outcome::Partly, Some(slip)) = (verdict.outcome, &verdict.slip)
            && let Some(credit) = self.credit.iter().find(|credit| credit.slip == slip.name)
        {
            verdict.outcome = match credit.share.is_zero() || credit.share.is_one() {
                true => Outcome::Wrong,
                false => Outcome::Partly,
            };
            verdict.share = credit.share.clone();
        }
        verdict
    }

    /// The verdict before any credit for a slip.
    fn compared(&self, text: &str) -> Verdict {
        if text.trim().is_empty() {
            return Verdict::blank();
        }
        self.right.judge(self, text)
    }

    /// An answer whose left side names another variable than the one asked for is judged by its
    /// value, but not without a word: `∂J/∂x = x^2` for `∂J/∂y`.
    pub(super) fn by_its_name(
        &self,
        verdict: Verdict,
        by: Option<Variable>,
        text: &str,
    ) -> Verdict {
        let (Some(by), Some(named)) = (by, answer::nudged(text, &self.known)) else {
            return verdict;
        };
        let asked = self.graph.name(by);
        if named == asked || verdict.outcome == Outcome::Unread {
            return verdict;
        }
        let more = verdict.remark.as_ref().map(|said| format!("; {said}"));
        let more = more.unwrap_or_default();
        verdict.remark(format!(
            "the left side names {named}, where {asked} is asked for{more}"
        ))
    }

    /// Reads an answer and judges it in all readings that no rule settles, and on all sides of an
    /// equation; where their verdicts differ it is left to manual review. What is not right as it is
    /// read is tried as many would write it for something else, before it is called wrong.
    pub(crate) fn sides(
        &self,
        text: &str,
        judge: impl Fn(&mut Graph, Id, Typed) -> Verdict,
    ) -> Verdict {
        let mut graph = self.graph.clone();
        let answer = match self.read(&mut graph, text) {
            Ok(answer) => answer,
            Err(error) => return Verdict::unread(error),
        };
        let (uncancelled, brief) = (answer.uncancelled, true);
        let judged = |graph: &mut Graph, id, shown| {
            let typed = Typed {
                shown,
                uncancelled,
                brief: false,
            };
            judge(graph, id, typed)
        };
        let verdict = match (&answer.before[..], &answer.readings[..]) {
            // Nothing else is asked of the graph.
            ([], [id]) => {
                let verdict = judged(&mut graph, *id, answer.shown);
                match self.told.words || verdict.outcome != Outcome::Right {
                    true => Verdict {
                        read_as: vec![notation::write(&graph, *id)],
                        ..verdict
                    },
                    false => verdict,
                }
            }
            _ => self.settled(&graph, &answer, judged),
        };
        let short = verdict.has_the_value() && verdict.outcome != Outcome::Right;
        let failed = matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly);
        if failed && !short && answer.alternatives {
            let mut graph = self.graph.clone();
            let others = answer::others(&mut graph, text, &self.answers());
            let typed = Typed {
                shown: None,
                uncancelled,
                brief,
            };
            let right = others
                .into_iter()
                .find(|(id, _)| judge(&mut graph.clone(), *id, typed).outcome == Outcome::Right);
            if let Some((_, other)) = right {
                let unread = Verdict::of(Outcome::Unread, Evidence::None);
                let read_as = verdict.read_as.into_iter().chain([other]).collect();
                return Verdict { read_as, ..unread }.remark(TWO_READINGS);
            }
        }
        remarked(verdict, &answer.notes)
    }

    /// The verdict on the readings that no rule settles, and on all sides of an equation.
    fn settled(
        &self,
        graph: &Graph,
        answer: &Answer,
        judge: impl Fn(&mut Graph, Id, Option<ShownDigits>) -> Verdict,
    ) -> Verdict {
        let either = |readings: &[Id], shown: Option<ShownDigits>| {
            self.either(graph, readings, |id| judge(&mut graph.clone(), id, shown))
        };
        let last = &answer.readings;
        let Some(before) = answer.before.last() else {
            return either(last, answer.shown);
        };
        // A decimal at the end may only say again, in fewer digits, what stands before it.
        let decimal = answer.rounded || self.tolerance.rule.is_some();
        let repeated = decimal
            && match (&before[..], &last[..]) {
                ([exact], [rounded]) => rounding::is_rounded(&mut graph.clone(), *rounded, *exact),
                _ => false,
            };
        if repeated && self.tolerance.rule.is_some() {
            return either(last, answer.shown);
        }
        let before = answer.before.iter().map(|side| (side, None));
        let last = (!repeated).then_some((last, answer.shown));
        let sides: Vec<_> = before.chain(last).collect();
        let judged = sides.iter().map(|(side, shown)| either(side, *shown));
        let mut verdicts: Vec<Verdict> = judged.collect();
        let last = verdicts.pop().expect("an equation has sides");
        let same = |a: &Verdict| {
            let value = a.has_the_value() && last.has_the_value();
            value || (a.outcome == last.outcome && a.share == last.share)
        };
        if verdicts.iter().all(same) {
            return last;
        }
        let read_as = sides.iter().flat_map(|(side, _)| side.iter());
        Verdict {
            read_as: read_as.map(|id| notation::write(graph, *id)).collect(),
            ..Verdict::of(Outcome::Unread, Evidence::None)
        }
        .remark("the sides of the equation differ, and the verdict depends on which is meant")
    }

    /// Reads an answer.
    pub(super) fn read(&self, graph: &mut Graph, text: &str) -> Result<Answer, Error> {
        answer::read(graph, text, &self.answers())
    }

    /// What is known before an answer is read.
    fn answers(&self) -> AnswerOptions<'_> {
        AnswerOptions {
            variables: &self.known,
            locale_de: self.locale == Locale::Comma,
            open: self.open,
        }
    }

    /// The verdict that all readings share; without one the answer has to be asked about.
    fn either(
        &self,
        graph: &Graph,
        readings: &[Id],
        mut judge: impl FnMut(Id) -> Verdict,
    ) -> Verdict {
        let mut verdicts = readings.iter().map(|id| Verdict {
            read_as: vec![notation::write(graph, *id)],
            ..judge(*id)
        });
        let first = verdicts.next().expect("there is at least one reading");
        for other in verdicts {
            if other.outcome != first.outcome || other.share != first.share {
                let read_as = readings
                    .iter()
                    .map(|id| notation::write(graph, *id))
                    .collect();
                let unread = Verdict::of(Outcome::Unread, Evidence::None);
                return Verdict { read_as, ..unread }.remark(TWO_READINGS);
            }
        }
        first
    }
}

/// The verdict with what was read otherwise than typed said beside it: `X` as x.
fn remarked(verdict: Verdict, notes: &[Note]) -> Verdict {
    let mut said: Vec<String> = verdict.remark.iter().cloned().collect();
    for note in notes {
        let note = note.to_string();
        if verdict.outcome != Outcome::Unread && !said.contains(&note) {
            said.push(note);
        }
    }
    match said.is_empty() {
        true => verdict,
        false => verdict.remark(said.join("; ")),
    }
}

/// The slip behind a wrong answer.
pub(super) fn slip(
    key: &Key,
    graph: &mut Graph,
    exercise: &Exercise,
    answer: Id,
) -> Option<Slipped> {
    if !key.explains() {
        return None;
    }
    key.mistakes.of(exercise).find(graph, answer).map(|found| {
        let slipped = Slipped::from(found);
        let hint = slips::fill(&slipped.hint, graph, exercise);
        match hint == slipped.hint {
            true => slipped,
            false => Slipped {
                hint: hint.into(),
                ..slipped
            },
        }
    })
}
