//! Slopes in doubles whose digits are right all the same: every part is enclosed between two doubles.
//!
//! The ends are moved outwards by the error of each operation ([`Ranges`]); where a part may have no
//! value, or may not be smooth, or too few digits are left, nothing is said, and the slope has to be
//! found with more bits.

use crate::equality::range::{Range, Ranges};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::decimal::Decimal;

/// Fewest digits that are worth more than their time: what is left of an enclosure after cancellation
/// is no answer to someone who asked for a slope.
const LEAST_DIGITS: usize = 6;

/// Whole numbers up to here are doubles.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// The parts of a function and of its derivatives, in evaluation order.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    parts: Vec<Id>,
    inputs: Vec<Option<Id>>,
    derivatives: Vec<Id>,
    ranges: Ranges,
}

impl Fast {
    pub(super) fn new(
        graph: &Graph,
        function: Id,
        variables: &[Variable],
        derivatives: impl Iterator<Item = Id>,
    ) -> Fast {
        let derivatives: Vec<Id> = derivatives.collect();
        let roots: Vec<Id> = [function].into_iter().chain(derivatives.clone()).collect();
        let parts = graph.parts(&roots);
        let input = |v: &Variable| {
            let mut parts = parts.iter();
            parts.find(|id| matches!(graph.node(**id), Node::Variable(u) if u == v))
        };
        Fast {
            inputs: variables.iter().map(|v| input(v).copied()).collect(),
            ranges: Ranges::empty(parts.last().map_or(0, |last| last.index() + 1)),
            derivatives,
            parts,
        }
    }

    /// The slopes at a point, each to as many digits as are certain, up to `most`.
    pub(super) fn at(
        &mut self,
        graph: &Graph,
        texts: &[impl AsRef<str>],
        most: usize,
    ) -> Option<Vec<Decimal>> {
        for (input, text) in self.inputs.iter().zip(texts) {
            let range = around(text.as_ref())?;
            if let Some(input) = input {
                self.ranges.put(*input, range);
            }
        }
        for &part in &self.parts {
            if !self.ranges.update(graph, part) {
                return None;
            }
        }
        let each = self.derivatives.iter().map(|derivative| {
            let range = self.ranges.of(*derivative);
            let (decimal, digits) = Decimal::between(range.low, range.high, most)?;
            (digits >= LEAST_DIGITS.min(most)).then_some(decimal)
        });
        each.collect()
    }
}

/// The doubles around a number as it is written.
fn around(text: &str) -> Option<Range> {
    // What the language reads beyond decimals is `inf`, `nan` and their like.
    if !text.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let nearest: f64 = text.parse().ok()?;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_whole = digits.bytes().all(|b| b.is_ascii_digit());
    Some(match is_whole && nearest.abs() < WHOLE {
        true => Range {
            low: nearest,
            high: nearest,
        },
        false => Range {
            low: nearest.next_down(),
            high: nearest.next_up(),
        },
    })
}
