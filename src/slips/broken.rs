//! Derivatives with some of the rules broken.

use crate::calculus::derivative::{self, DifferentiatedPart, Truth, by_other_rules};
use crate::expression::{Graph, Id, Variable};
use crate::slips::rules::{self, BrokenRule};
use std::collections::HashMap;

/// Most places at which a rule is broken alone; with more, it is broken at all of them only.
pub(super) const MAX_PLACES: usize = 8;

/// What was to be differentiated, by what, how often.
pub(super) type DerivativeAsked = (Id, Variable, u32);

/// Which of several differentiations in a row goes wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Faulty {
    Every,
    First,
    Last,
}

/// The true derivatives of what goes wrong more than once.
#[derive(Debug, Default)]
pub(super) struct Truths(HashMap<(Id, Variable), Option<Truth>>);

impl Truths {
    fn of(&mut self, graph: &mut Graph, id: Id, variable: Variable) -> Option<&Truth> {
        let known = self.0.entry((id, variable));
        let truth = known.or_insert_with(|| Truth::new(graph, id, variable).ok());
        truth.as_ref()
    }
}

/// The derivative with some rules broken, at all places they apply to or only at the one with this
/// number; `places` is set to how many there are. Nothing where there is none.
pub(super) fn broken(
    graph: &mut Graph,
    truths: &mut Truths,
    (function, variable, order): DerivativeAsked,
    rules: &[BrokenRule],
    (stage, only): (Faulty, Option<usize>),
    places: &mut usize,
) -> Option<Id> {
    *places = 0;
    let mut id = function;
    for nth in 1..=order {
        let wrong = match stage {
            Faulty::Every => true,
            Faulty::First => nth == 1,
            Faulty::Last => nth == order,
        };
        if !wrong {
            id = derivative::derivative(graph, id, variable).ok()?;
            continue;
        }
        let mut other = |graph: &Graph, place: &DifferentiatedPart<'_>| {
            let formula = rules::made(rules, graph, place)?;
            let here = only.is_none_or(|only| only == *places);
            *places += 1;
            here.then_some(formula)
        };
        let right_so_far = nth == 1 || stage == Faulty::Last;
        id = match right_so_far {
            true => {
                let truth = truths.of(graph, id, variable)?;
                truth.by_other_rules(graph, &mut other)
            }
            false => by_other_rules(graph, id, &[variable], &mut other),
        }
        .ok()?;
    }
    (*places > 0).then_some(id)
}

/// The derivative with one rule broken wherever it applies.
pub(super) fn with_broken(
    graph: &mut Graph,
    truths: &mut Truths,
    question: DerivativeAsked,
    rule: BrokenRule,
) -> Option<Id> {
    let everywhere = (Faulty::Every, None);
    broken(graph, truths, question, &[rule], everywhere, &mut 0)
}
