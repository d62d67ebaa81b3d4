//! A branch: a set of signs of parts.

use crate::equality::signs::Signs;
use crate::expression::{Graph, Id, Variable};

/// What is known of some parts, and the two expressions with that put in.
#[derive(Clone, Debug)]
pub(in crate::equality) struct Branch {
    pub(in crate::equality) a: Id,
    pub(in crate::equality) b: Id,
    /// What has to have a value too.
    pub(in crate::equality) within: Option<Id>,
    /// The two as they were, where they lack a value somewhere: what is put in may have one there.
    pub(in crate::equality) domain: Vec<Id>,
    /// Which signs parts have here.
    pub(in crate::equality) signs: Vec<(Id, Signs)>,
    /// The signs of parts as they were before something was put in there: what was put in may be the same
    /// because of these very signs, which what is left of them does not say again.
    pub(in crate::equality) given: Vec<(Id, Signs)>,
    /// Whole numbers, each with the step that it is.
    pub(in crate::equality) symbols: Vec<(Variable, Id)>,
    /// Variables that others decide here, in the order in which they were found.
    pub(in crate::equality) solved: Vec<(Variable, Id)>,
    /// Are the two proved to be the same but where a sign is 0?
    pub(in crate::equality) proved: bool,
    /// Was something put in since that was asked?
    pub(in crate::equality) fresh: bool,
}

impl Branch {
    /// Is a part made of whole numbers alone? Where it is 0 it is so all between two steps.
    pub(in crate::equality) fn is_of_symbols(&self, graph: &Graph, part: Id) -> bool {
        let is_symbol = |v: &Variable| self.symbols.iter().any(|(symbol, _)| symbol == v);
        let of = graph.variables(part);
        !of.is_empty() && of.iter().all(is_symbol)
    }

    /// Keeps the signs of parts in which something else is about to be put in the place of one, and those
    /// by which that is the same.
    pub(in crate::equality) fn keep_given(
        &mut self,
        graph: &Graph,
        replaced: Id,
        decided: Vec<(Id, Signs)>,
    ) {
        let contains = |part: Id| graph.parts(&[part]).contains(&replaced);
        let changed = self.signs.iter().filter(|(part, _)| contains(*part));
        let changed: Vec<(Id, Signs)> = changed.copied().collect();
        if !changed.is_empty() {
            self.given.extend(changed.into_iter().chain(decided));
        }
    }

    /// All signs of parts, also those from before something was put in.
    pub(in crate::equality) fn all_signs(&self) -> Vec<(Id, Signs)> {
        [&self.signs[..], &self.given].concat()
    }

    /// Signs as proofs take them: 1 where a part is never negative, −1 where it is never positive.
    pub(in crate::equality) fn known_signs(&self) -> Vec<(Id, i8)> {
        let known = self.signs.iter().filter_map(|&(part, signs)| {
            if signs == Signs::ZERO {
                None
            } else if signs.is_within(Signs::NOT_NEGATIVE) {
                Some((part, 1))
            } else if signs.is_within(Signs::NOT_POSITIVE) {
                Some((part, -1))
            } else {
                None
            }
        });
        known.collect()
    }
}
