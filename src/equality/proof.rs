//! What identities prove of a pair.

use crate::equality::identity::{self, ProofQuestion, Proved};
use crate::equality::{MAX_INSIDE, Pair};
use crate::expression::{Id, Node};

/// What identities prove of two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    None,
    /// That they are the same, but perhaps where a sign is 0, or a factor under a root.
    ButForPoints,
    Whole,
}

impl Pair<'_> {
    pub(super) fn is_proved(&mut self, a: Id, b: Id, question: ProofQuestion<'_>) -> bool {
        self.proved(a, b, question).is_some()
    }

    pub(super) fn proved(&mut self, a: Id, b: Id, question: ProofQuestion<'_>) -> Option<Proved> {
        let proved = identity::proved(self.graph, a, b, question)?;
        self.bound = Some(proved.bound.or(self.bound));
        Some(proved)
    }

    pub(super) fn proof(&mut self) -> Proof {
        if self.a == self.b {
            return Proof::Whole;
        }
        let mut question = ProofQuestion {
            known: &[],
            marked: true,
            seed: self.seed(),
        };
        match self.proved(self.a, self.b, question) {
            Some(proved) if proved.everywhere => return Proof::Whole,
            Some(_) => return Proof::ButForPoints,
            None => {}
        }
        question.marked = false;
        if self.has_signs() && self.is_proved(self.a, self.b, question) {
            return Proof::ButForPoints;
        }
        Proof::None
    }

    /// Is some denominator 0 by an identity?
    pub(super) fn divides_by_zero(&self, id: Id) -> bool {
        let graph = &*self.graph;
        let denominators = graph
            .parts(&[id])
            .into_iter()
            .filter_map(|id| match graph.node(id) {
                Node::Quotient(_, b) => Some(*b),
                _ => None,
            });
        let mut denominators: Vec<Id> = denominators.collect();
        denominators.truncate(MAX_INSIDE);
        denominators
            .into_iter()
            .any(|id| identity::vanishes(graph, id, self.seed()))
    }

    /// Does a sign occur? Its identities leave out the point at which it is 0.
    fn has_signs(&self) -> bool {
        let parts = self.graph.parts(&[self.a, self.b]);
        let is_sign = |id: &Id| match self.graph.node(*id) {
            Node::Call(f, _) => f.row().jumps_at_points(),
            _ => false,
        };
        parts.iter().any(is_sign)
    }
}
