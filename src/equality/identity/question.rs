//! What is asked of the identities: one attempt a field until enough of them agree.

use super::Proof;
use crate::equality::field::{FIELDS, Field};
use crate::equality::trials::{Failure, Lanes};
use crate::expression::{Graph, Id};
use crate::number::rational::Rational;

/// Lanes to begin with.
const LANES: usize = 24;

/// Most lanes: enough for some six independent square roots.
const MAX_LANES: usize = 1600;

/// Fields that are tried where a constant has no root in the first.
const MAX_FIELDS: usize = 16;

/// Bits of a number that one field can tell from 0: one with more may be a multiple of p.
const FIELD_BITS: u64 = 56;

/// Most fields that have to agree; beyond their bits there is no proof.
const MAX_AGREEING: u64 = 4;

/// Bits of the longest number that two expressions contain.
pub(in crate::equality) fn longest_number(graph: &Graph, a: Id, b: Id) -> u64 {
    let parts = graph.parts(&[a, b]);
    let numbers = parts.into_iter().filter_map(|id| graph.literal(id));
    numbers.map(Rational::bits).max().unwrap_or(0)
}

/// What is known beside the expressions, and how strictly it is asked.
#[derive(Clone, Copy, Debug)]
pub(in crate::equality) struct Question<'a> {
    /// Parts that are never negative (1) or never positive (−1).
    pub(in crate::equality) known: &'a [(Id, i8)],
    /// Are points at which a sign is 0 asked too? Else it counts as ±1.
    pub(in crate::equality) marked: bool,
    /// What random choices start from.
    pub(in crate::equality) seed: u64,
}

/// Is the difference of the two 0 by an identity? `false` says nothing.
pub(in crate::equality) fn proved(graph: &Graph, a: Id, b: Id, question: Question<'_>) -> bool {
    holds(graph, a, b, question, |proof| {
        proof.lanes.same(proof.value(a), proof.value(b))
    })
}

/// Is it 0 by an identity, wherever it has a value? `false` says nothing.
pub(in crate::equality) fn vanishes(graph: &Graph, id: Id, seed: u64) -> bool {
    let question = Question {
        known: &[],
        marked: true,
        seed,
    };
    holds(graph, id, id, question, |proof| {
        proof.lanes.is_zero(proof.value(id))
    })
}

/// Does it hold of the two in as many fields as their numbers call for?
fn holds(
    graph: &Graph,
    a: Id,
    b: Id,
    question: Question<'_>,
    what: impl Fn(&Proof<'_>) -> bool,
) -> bool {
    let needed = 1 + longest_number(graph, a, b) / FIELD_BITS;
    if needed > MAX_AGREEING {
        return false;
    }
    let (mut field, mut count, mut agreed) = (0, LANES, 0);
    while field < FIELDS.min(MAX_FIELDS) && count <= MAX_LANES {
        let lanes = Lanes::new(Field::new(field), count, question.seed);
        let mut proof = Proof::new(graph, a, b, lanes, &question);
        match proof.evaluate_all().map(|()| what(&proof)) {
            Ok(true) if agreed + 1 < needed => (field, agreed) = (field + 1, agreed + 1),
            Ok(holds) => return holds,
            Err(Failure::GiveUp) => return false,
            Err(Failure::OtherField) => field += 1,
            Err(Failure::MoreLanes) => count *= 4,
        }
    }
    false
}
