//! Certified doubles in front: what intervals of doubles settle at a point needs no exact numbers and
//! no longer enclosures.

use crate::equality::Pair;
use crate::equality::range::{Range, Ranges};
use crate::expression::{Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// What one part costs, in the units of [`work`]: some operations on doubles.
const PART_WORK: u64 = 50;

impl Pair<'_> {
    /// Have the two their values at the same places, because the same of their parts may lack one?
    /// `false` says nothing.
    pub(super) fn has_one_domain(&self) -> bool {
        let graph = &*self.graph;
        let partial = |root: Id| {
            let mut parts = graph.parts(&[root]);
            parts.retain(|id| !graph.takes_all(graph.node(*id)));
            parts
        };
        partial(self.a) == partial(self.b)
    }

    /// Do doubles show that everything that is compared has a value at a point, and none that speak
    /// against the two being the same? `false` says nothing.
    pub(super) fn clearly_has_values(&self, at: &[Rational]) -> bool {
        // Whether a function has a slope at its edges is asked of enclosures.
        if !self.edges.is_empty() || !self.bases.is_empty() {
            return false;
        }
        let parts = self.graph.parts(&self.roots());
        work::spend(PART_WORK * parts.len() as u64);
        let mut ranges = Ranges::empty(parts.last().map_or(0, |last| last.index() + 1));
        for &id in &parts {
            if let Node::Variable(variable) = self.graph.node(id) {
                let place = self.variables.iter().position(|known| known == variable);
                let Some(coordinate) = place.and_then(|place| at.get(place)) else {
                    return false;
                };
                ranges.put(id, Range::around(coordinate));
            }
            if !ranges.update(self.graph, id) {
                return false;
            }
        }
        !ranges.of(self.a).within(ranges.of(self.b)).is_nowhere()
    }
}
