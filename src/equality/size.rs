//! About how large a difference is of which no enclosure shows a digit: its decimal logarithm.

use crate::equality::compare::Spot;
use crate::equality::without::{MAX_ROUNDS, SignedTerms};
use crate::equality::{FIRST_BITS, Pair};
use crate::expression::formula::Formula;
use crate::expression::functions::{Definition, Limit};
use crate::expression::simplify;
use crate::expression::{Function, Id, Node};
use crate::number::rational::Rational;
use std::f64::consts::{LN_10, LOG10_E};

/// Orders of magnitude by which a term of a sum has to be larger than all others to be its size.
const FAR: f64 = 3.0;

impl Pair<'_> {
    /// The decimal logarithm of |a − b| at a point; `None` where it is not known.
    pub(super) fn size_apart(&mut self, a: Id, b: Id, spot: &Spot) -> Option<f64> {
        let difference = simplify::difference(self.graph, a, b);
        let size = self.size(difference, spot, MAX_ROUNDS)?;
        size.is_finite().then_some(size)
    }

    /// The same of a value: from its enclosure, else from what it is made of. `left`: how often sums
    /// and definitions are still looked into.
    fn size(&mut self, id: Id, spot: &Spot, left: usize) -> Option<f64> {
        let mut size = 0.0;
        // Factors, each with its power.
        let mut factors = vec![(id, 1.0)];
        while let Some((id, power)) = factors.pop() {
            if let Some(enclosed) = self.enclosed(id, spot) {
                size += power * enclosed;
                continue;
            }
            match *self.graph.node(id) {
                Node::Negative(a) => factors.push((a, power)),
                Node::Product(a, b) => factors.extend([(a, power), (b, power)]),
                Node::Quotient(a, b) => factors.extend([(a, power), (b, -power)]),
                Node::Power(a, b) => factors.push((a, power * self.double(b, spot)?)),
                Node::Sum(..) | Node::Difference(..) if left > 0 => {
                    size += power * self.size_of_sum(id, spot, left - 1)?;
                }
                Node::Call(f, a) => match (self.graph.node(id).exponent_of_e(), f.row().definition)
                {
                    (Some(exponent), _) => size += power * LOG10_E * self.double(exponent, spot)?,
                    (None, Definition::Formula(definition)) if left > 0 => {
                        let defined = definition(&[Formula::Part(a)]).build(self.graph);
                        size += power * self.size(defined, spot, left - 1)?;
                    }
                    _ => return None,
                },
                _ => return None,
            }
        }
        Some(size)
    }

    /// Of a sum: what is left once equal terms are taken off each other.
    fn size_of_sum(&mut self, id: Id, spot: &Spot, left: usize) -> Option<f64> {
        let mut terms = SignedTerms::of(self.graph, id)?;
        terms.cancel();
        let remaining = terms.listed(self.graph);
        if let [(a, first), (b, second)] = remaining[..] {
            for (number, call) in [(a, b), (b, a)] {
                if let (Some(n), &Node::Call(f, u)) =
                    (self.graph.literal(number), self.graph.node(call))
                {
                    // −1 − f(u) is as far from 0 as f(u) is from −1.
                    let limit = if first == second { -n } else { n.clone() };
                    if let Some(size) = short_of_limit(f, &limit, self.double(u, spot)?) {
                        return Some(size);
                    }
                }
            }
        }
        let sizes = remaining
            .iter()
            .map(|&(term, _)| self.size(term, spot, left));
        let mut sizes = sizes.collect::<Option<Vec<f64>>>()?;
        sizes.sort_unstable_by(f64::total_cmp);
        match sizes[..] {
            [only] => Some(only),
            [.., next, largest] if largest - next > FAR => Some(largest),
            _ => None,
        }
    }

    /// The decimal logarithm of the size of a value whose enclosure does not hold 0.
    fn enclosed(&mut self, id: Id, spot: &Spot) -> Option<f64> {
        let values = self.values(&[id], spot, FIRST_BITS).ok()?;
        let size = values.of(id).ball(FIRST_BITS).ok()?.abs();
        match size.contains_zero() {
            true => None,
            false => Some(size.ln(FIRST_BITS).ok()?.to_f64() / LN_10),
        }
    }

    fn double(&mut self, id: Id, spot: &Spot) -> Option<f64> {
        let values = self.values(&[id], spot, FIRST_BITS).ok()?;
        Some(values.of(id).ball(FIRST_BITS).ok()?.to_f64())
    }
}

/// The decimal logarithm of how far a function is from its limit, where that is this number and it
/// nears it as an exponential does.
fn short_of_limit(f: Function, limit: &Rational, x: f64) -> Option<f64> {
    let line = f.row().line()?;
    let far = if x > 0.0 { line.up } else { line.down };
    let Limit::Value(mark) = far.limit else {
        return None;
    };
    let (rate, power) = far.nears?;
    let is_limit = mark
        .exact()
        .is_some_and(|exact| exact.rational() == Some(limit));
    let exponent = rate as f64 * x.abs().powi(power as i32);
    is_limit.then_some(-exponent * LOG10_E)
}
