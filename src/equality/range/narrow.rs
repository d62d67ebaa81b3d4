//! Ranges made narrower by what is known of the signs of some parts: forwards from the variables,
//! and backwards from each part to its arguments.
//!
//! Benhamou, Goualard, Granvilliers and Puget, "Revising hull and box consistency", 1999.

use crate::equality::range::{
    ALL, NOT_NEGATIVE, NOWHERE, RANGE_WORK, Range, Ranges, Signs, literal_power, of_one, taken,
};
use crate::expression::functions::{Back, Definition};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::work;

/// How often all parts are run through, at most.
const ROUNDS: usize = 8;

/// A range that gets narrower by less than this, relative to its size, is not followed further.
const WORTH: f64 = 1e-3;

impl Ranges {
    /// Narrows the ranges of `parts`, which are in evaluation order, to what the signs leave.
    /// `false` where nothing is left: then there is no point at which the parts have values and
    /// those signs.
    pub(in crate::equality) fn narrow(
        &mut self,
        graph: &Graph,
        parts: &[Id],
        signs: &[(Id, Signs)],
    ) -> bool {
        for _ in 0..ROUNDS {
            work::spend(2 * RANGE_WORK * parts.len() as u64);
            if work::is_spent() {
                break;
            }
            let mut moved = false;
            for &id in parts {
                let plain = self.plain(graph, id);
                moved |= self.cut(id, plain);
                if self.of(id).is_nowhere() {
                    return false;
                }
            }
            for &(id, signs) in signs {
                let range = self.of(id);
                if Signs::of_range(range).both(signs).is_empty() {
                    return false;
                }
                let own = Range {
                    low: if signs.has(Signs::MINUS) {
                        f64::NEG_INFINITY
                    } else {
                        0.0
                    },
                    high: if signs.has(Signs::PLUS) {
                        f64::INFINITY
                    } else {
                        0.0
                    },
                };
                moved |= self.cut(id, own);
            }
            for &id in parts.iter().rev() {
                moved |= self.backwards(graph, id);
            }
            if parts.iter().any(|&id| self.of(id).is_nowhere()) {
                return false;
            }
            if !moved {
                break;
            }
        }
        true
    }

    /// Puts a range within another; was that worth it?
    pub(in crate::equality) fn cut(&mut self, id: Id, other: Range) -> bool {
        let old = self.of(id);
        let new = old.within(other);
        self.of[id.index()] = Some(new);
        let moved = |old: f64, new: f64| {
            old != new
                && (old.is_infinite() || (old - new).abs() > WORTH * old.abs().max(new.abs()))
        };
        moved(old.low, new.low) || moved(old.high, new.high)
    }

    /// What the range of a part says of its arguments.
    fn backwards(&mut self, graph: &Graph, id: Id) -> bool {
        let range = self.of(id);
        match *graph.node(id) {
            Node::Negative(a) => self.cut(a, range.negative()),
            Node::Sum(a, b) => {
                let first = self.cut(a, range.sum(self.of(b).negative()));
                first | self.cut(b, range.sum(self.of(a).negative()))
            }
            Node::Difference(a, b) => {
                let first = self.cut(a, range.sum(self.of(b)));
                first | self.cut(b, self.of(a).sum(range.negative()))
            }
            Node::Product(a, b) if a == b => self.cut(a, range.roots()),
            Node::Product(a, b) => {
                let mut moved = false;
                for (a, b) in [(a, b), (b, a)] {
                    let other = self.of(b);
                    if range.is_never_zero() || other.is_never_zero() {
                        moved |= self.cut(a, range.product(other.reciprocal()));
                    }
                }
                moved
            }
            Node::Quotient(a, b) => {
                let first = self.cut(a, range.product(self.of(b)));
                let second = range.is_never_zero() || self.of(a).is_never_zero();
                first | (second && self.cut(b, self.of(a).product(range.reciprocal())))
            }
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) => {
                    let n = n.clone();
                    self.base(a, range, &n)
                }
                None => false,
            },
            Node::Call(f, a) => {
                let argument = match f.row().back {
                    Back::Rising(inverse) => image(inverse, range),
                    Back::Even(inverse) if range.high.is_finite() => {
                        let end = Range {
                            low: range.high,
                            high: range.high,
                        };
                        let end = image(inverse, end.within(NOT_NEGATIVE));
                        Range {
                            low: -end.high,
                            high: end.high,
                        }
                    }
                    Back::Step => Range {
                        low: range.low,
                        high: (range.high + 1.0).next_up(),
                    },
                    Back::Definition => {
                        return match f.row().definition {
                            Definition::Power(p, q) => self.base(a, range, &Rational::ratio(p, q)),
                            _ => false,
                        };
                    }
                    Back::Even(_) | Back::Unknown => ALL,
                };
                self.cut(a, taken(f, argument.within(self.of(a))))
            }
            _ => false,
        }
    }

    /// The base of a power that lies in a range.
    fn base(&mut self, a: Id, range: Range, n: &Rational) -> bool {
        if n.is_zero() {
            return false;
        }
        let odd_below = n.is_odd_below();
        let Some(inverse) = n.reciprocal() else {
            return false;
        };
        if !odd_below {
            let size = range.within(NOT_NEGATIVE).raised(&inverse);
            return self.cut(a, size);
        }
        if n.is_odd_above() {
            // Rising, or falling on each side of 0: a sign is kept.
            let own = match range.sign() {
                1 => range.raised(&inverse),
                -1 => range.negative().raised(&inverse).negative(),
                _ => {
                    let below = Range {
                        low: 0.0,
                        high: -range.low,
                    }
                    .raised(&inverse);
                    let above = Range {
                        low: 0.0,
                        high: range.high,
                    }
                    .raised(&inverse);
                    Range {
                        low: -below.high,
                        high: above.high,
                    }
                }
            };
            return self.cut(a, own);
        }
        let size = range.within(NOT_NEGATIVE).raised(&inverse);
        self.cut(
            a,
            Range {
                low: -size.high,
                high: size.high,
            },
        )
    }
}

/// The values of a function of the table for the numbers of a range that it takes.
fn image(f: Function, range: Range) -> Range {
    let range = taken(f, range);
    match range.is_nowhere() {
        true => NOWHERE,
        false => of_one(f, range),
    }
}

impl Range {
    /// All |x|^r of numbers that are not negative.
    fn raised(self, r: &Rational) -> Range {
        if self.is_nowhere() {
            return self;
        }
        if r.is_integer() {
            return literal_power(self, r).within(NOT_NEGATIVE);
        }
        let exponent = r.abs().to_f64();
        // The double of such an exponent may be 0, or too far off it.
        if !(f64::MIN_POSITIVE..1e3).contains(&exponent) {
            return NOT_NEGATIVE;
        }
        let power = self.rising(|x| double::rational_power(x.max(0.0), exponent, 1.0));
        let power = power.within(NOT_NEGATIVE);
        if r.is_negative() {
            power.reciprocal()
        } else {
            power
        }
    }
}
