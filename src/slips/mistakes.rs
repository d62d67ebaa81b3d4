//! What the slips would make of one question: computed once, when the first wrong answer asks for
//! it, and looked through for every answer after that.

mod candidates;
mod formulas;
mod numbers;

use crate::calculus::derivative;
use crate::calculus::double::Tape;
use crate::equality::{self, Equality};
use crate::expression::{Graph, Id, Variable};
use crate::notation::write::write_up_to;
use crate::slips::all::named;
use crate::slips::exercise::{Exercise, Work};
use crate::slips::rounded;
use crate::slips::screen::{QuickLook, QuickValues, RoughSlope};
use crate::slips::slip::WholeFactor::Times;
use crate::slips::slip::{FoundSlip, Misstep};
use candidates::{Candidate, CandidateRound, Ground};
use std::cell::OnceCell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Most parts that a question's slips may add up to. An ordinary function takes some thousand; this
/// many take a quarter of a second and some 20 megabytes, and what does not fit is not looked for.
const MAX_PARTS: usize = 100_000;

/// How often a search goes over the question: each time with other candidates, made only where
/// those before did not explain the answer.
const ROUNDS: usize = formulas::ROUNDS.len();

/// What may go wrong with each of the exercises of one key, kept from answer to answer.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Vec<Arc<Mistakes>>>);

impl Memory {
    /// What may go wrong with this exercise. All of them belong to one graph.
    pub fn of(&self, exercise: &Exercise) -> Arc<Mistakes> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mistakes) = known.iter().find(|known| known.exercise == *exercise) {
            return Arc::clone(mistakes);
        }
        let new = Arc::new(Mistakes::from(exercise.clone()));
        known.push(Arc::clone(&new));
        new
    }
}

impl Clone for Memory {
    fn clone(&self) -> Memory {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Memory(Mutex::new(known.clone()))
    }
}

/// What may go wrong with one question.
///
/// What is found for an answer depends on the question and the answer alone, not on the answers
/// before it.
#[derive(Clone, Debug)]
pub struct Mistakes {
    exercise: Exercise,
    ground: OnceLock<Option<Ground>>,
    rounds: [OnceLock<CandidateRound>; ROUNDS],
}

impl From<Exercise> for Mistakes {
    fn from(exercise: Exercise) -> Mistakes {
        Mistakes {
            exercise,
            ground: OnceLock::new(),
            rounds: Default::default(),
        }
    }
}

impl Mistakes {
    /// The slip that explains a wrong answer, or nothing: the first of the table that gives it,
    /// else the only pair of broken rules that does. The function is taken as it stands first, then
    /// with roots and fractions as powers, then with negative powers as fractions.
    ///
    /// `answer` is a formula for [`Work::Derivative`] and a number for the others, in a graph that
    /// holds the question too; what is compared is added to it.
    pub fn find(&self, graph: &mut Graph, answer: Id) -> Option<FoundSlip> {
        let ground = self
            .ground
            .get_or_init(|| Ground::new(graph, &self.exercise));
        let ground = ground.as_ref()?;
        match ground.exercise.work {
            Work::Derivative { .. } => self.behind_formula(ground, graph, answer),
            _ => numbers::find(ground, self.round(ground, 0), graph, answer),
        }
    }

    /// Wrong answers with the names of the slips that make them: one for each slip that makes one, in
    /// the way in which it is mostly made. What the right answer or a slip before it may be as well, as
    /// far as doubles tell, is left out, and so is what is longer than an answer.
    pub(crate) fn examples(&self, graph: &Graph) -> Vec<(&'static str, String)> {
        /// Longest of them, in bytes.
        const LONGEST: usize = 200;
        let ground = self
            .ground
            .get_or_init(|| Ground::new(graph, &self.exercise));
        let Some(ground) = ground.as_ref() else {
            return Vec::new();
        };
        let round = self.round(ground, 0);
        // What integrating gives is told by its derivative.
        let mut seen = vec![&ground.values];
        let mut examples: Vec<(&'static str, String)> = Vec::new();
        for (made, values) in round.candidates.iter().zip(&round.values) {
            let name = made.slip.name;
            let apart = !made.undone && !seen.iter().any(|other| values.same(other));
            seen.push(values);
            let new = || !examples.iter().any(|(known, _)| *known == name);
            let integrates = |id: Id| {
                let graph = &mut round.graph.clone();
                let mut all = round.candidates.iter().zip(&round.values);
                let backwards = Backwards::of(ground, graph, id, &ground.screen);
                all.any(|(one, seen)| one.undone && backwards.reach(graph, &round.graph, one, seen))
            };
            if apart && new() && !integrates(made.id) {
                let text = write_up_to(&round.graph, made.id, LONGEST);
                if text.len() <= LONGEST {
                    examples.push((name, text));
                }
            }
        }
        examples
    }

    /// The candidates of this round, made if they are not there yet.
    fn round(&self, ground: &Ground, nth: usize) -> &CandidateRound {
        if let Some(made) = self.rounds[nth].get() {
            return made;
        }
        let left = match nth {
            0 => MAX_PARTS,
            _ => self.round(ground, nth - 1).left,
        };
        self.rounds[nth].get_or_init(|| {
            let mut round = match ground.exercise.work {
                Work::Derivative { .. } => formulas::round(ground, formulas::ROUNDS[nth], left),
                _ => numbers::round(ground),
            };
            let roots: Vec<Id> = round.candidates.iter().map(|made| made.id).collect();
            round.values = ground.screen.values(&round.graph, &roots);
            round
        })
    }

    fn behind_formula(&self, ground: &Ground, graph: &mut Graph, answer: Id) -> Option<FoundSlip> {
        let screen = ground.screen.within(&ground.graph, graph, answer);
        let tape = screen.tape(graph, &[answer]);
        let values = screen.values_on(&tape, 1)[0];
        if values.alike(&ground.values) && fits(graph, answer, &ground.graph, ground.right) {
            return None;
        }
        // An answer may have values where the question has none.
        let elsewhere = ground
            .screen
            .elsewhere(&values, graph, answer, screen.variables());
        let backwards = Backwards {
            tape: OnceCell::from(tape),
            ..Backwards::of(ground, graph, answer, &screen)
        };
        // A 2 may be that of a root, whose rule is seen where it is a power.
        let mut twice: Option<FoundSlip> = None;
        for (nth, kind) in formulas::ROUNDS.iter().enumerate() {
            if twice.is_some() && *kind != formulas::RoundKind::Powers {
                return twice;
            }
            // One slip, and so before two.
            if *kind == formulas::RoundKind::Pairs && rounded::has_decimals(graph, answer) {
                let right = graph.adopt(&ground.graph, ground.right);
                if rounded::is_cut(graph, right, answer, &screen) {
                    return named("rounded-early").map(|slip| FoundSlip { slip, second: None });
                }
            }
            let round = self.round(ground, nth);
            let there = elsewhere.as_ref().map(|(look, values)| {
                let roots: Vec<Id> = round.candidates.iter().map(|made| made.id).collect();
                (values, look.values(&round.graph, &roots))
            });
            let (mine, seen) = match &there {
                Some((values, seen)) => (*values, seen),
                None => (&values, &round.values),
            };
            let each = round.candidates.iter().zip(&round.values).zip(seen);
            let mut explained = each.filter(|((one, own), seen)| {
                if one.undone {
                    return backwards.reach(graph, &round.graph, one, own);
                }
                mine.alike(seen) && fits(graph, answer, &round.graph, one.id)
            });
            if *kind == formulas::RoundKind::Pairs {
                let mut found: Vec<FoundSlip> = Vec::new();
                for ((one, _), _) in explained {
                    one.note(&mut found);
                }
                return match round.left {
                    // Some pairs were not tried.
                    0 => None,
                    _ => only(&found),
                };
            }
            if let Some(((one, _), _)) = explained.next() {
                let found = one.found();
                if !matches!(found.slip.breaks, Misstep::Multiple([Times(2), ..], _)) {
                    return Some(found);
                }
                twice = Some(found);
            }
        }
        None
    }
}

/// A pair is believed only if there is no other. What is off by a sign or a factor besides one slip
/// is told by the rule that turned it, if there is one.
fn only(found: &[FoundSlip]) -> Option<FoundSlip> {
    let is_multiple = |f: &&FoundSlip| {
        let breaks = f.second.map(|second| &second.breaks);
        matches!(breaks, Some(Misstep::Multiple(..)))
    };
    let (multiples, rules): (Vec<&FoundSlip>, Vec<&FoundSlip>) =
        found.iter().partition(is_multiple);
    match (&rules[..], &multiples[..]) {
        ([one], _) | ([], [one]) => Some(**one),
        _ => None,
    }
}

/// Whether the answer is this expression of another graph, as far as can be told.
fn fits(graph: &mut Graph, answer: Id, from: &Graph, candidate: Id) -> bool {
    let candidate = graph.adopt(from, candidate);
    equal(graph, candidate, answer)
}

fn equal(graph: &mut Graph, a: Id, b: Id) -> bool {
    a == b
        || matches!(
            equality::equal(graph, a, b).equality,
            Equality::Proved | Equality::Agrees { .. }
        )
}

/// An answer that may have been integrated: its own derivative, formed once for all candidates where
/// difference quotients speak for one of them.
struct Backwards<'a> {
    answer: Id,
    variable: Option<Variable>,
    screen: &'a QuickLook,
    tape: OnceCell<Tape>,
    slopes: OnceCell<Vec<RoughSlope>>,
    derivative: OnceCell<Option<(Id, QuickValues)>>,
}

impl<'a> Backwards<'a> {
    fn of(ground: &Ground, graph: &Graph, answer: Id, screen: &'a QuickLook) -> Backwards<'a> {
        let name = ground.graph.name(ground.exercise.variable);
        Backwards {
            answer,
            variable: graph.find_variable(name),
            screen,
            tape: OnceCell::new(),
            slopes: OnceCell::new(),
            derivative: OnceCell::new(),
        }
    }

    /// Whether the answer's derivative is what was to be differentiated.
    fn reach(
        &self,
        graph: &mut Graph,
        from: &Graph,
        candidate: &Candidate,
        values: &QuickValues,
    ) -> bool {
        let (answer, screen) = (self.answer, self.screen);
        let Some(variable) = self.variable else {
            return false;
        };
        let slopes = self.slopes.get_or_init(|| {
            let tape = self.tape.get_or_init(|| screen.tape(graph, &[answer]));
            screen.rough_slopes(tape, variable)
        });
        if !values.may_be(slopes) {
            return false;
        }
        let derivative = self.derivative.get_or_init(|| {
            let back = derivative::derivative(graph, answer, variable).ok()?;
            Some((back, screen.values(graph, &[back])[0]))
        });
        let Some((back, back_values)) = *derivative else {
            return false;
        };
        back_values.alike(values) && fits(graph, back, from, candidate.id)
    }
}
