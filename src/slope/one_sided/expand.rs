//! One side of a point: every part of an expression as a series in the distance t > 0 from it.

use crate::equality::range::Ranges;
use crate::expression::functions::{Limit as Tends, Meeting};
use crate::expression::{Function, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slope::one_sided::constants::Constants;
use crate::slope::one_sided::places::{At, Unsettled};
use crate::slope::one_sided::series::{Lead, Series, SeriesLimit};
use std::cmp::Ordering;
use std::collections::HashMap;

/// A remainder so small that no power of t matters beside it: what is below e^(−1/t).
pub(super) const FLAT: i64 = 1000;

/// Largest whole power that is multiplied out, so that a square of a sum keeps its last term.
const MAX_MULTIPLIED: i64 = 8;

/// How an expression behaves as t falls to 0.
#[derive(Clone, Debug)]
pub(super) enum Expansion {
    /// As this series.
    Series(Series),
    /// It grows beyond every power of 1/t, with this sign.
    Huge(Ordering),
    /// It grows without bound, with this sign; how fast is not known.
    Grows(Ordering),
    /// The same, but slower than every power of 1/t.
    Slow(Ordering),
    /// It has values for small t and tends to nothing: all of the expression does, no part of it.
    Wavers,
    /// It has no value for small t.
    Outside,
    /// Not known, or not with this many terms.
    Unknown,
}

use Expansion::{Grows, Huge, Outside, Slow, Unknown};

impl From<Option<Series>> for Expansion {
    fn from(series: Option<Series>) -> Expansion {
        series.map_or(Unknown, Expansion::Series)
    }
}

/// Expands expressions in one variable.
pub(super) struct Expander<'a, 'b> {
    pub(super) k: &'b mut Constants<'a>,
    pub(super) moving: Variable,
    pub(super) point: &'b [(Variable, Id)],
    /// How far above their first exponent series are kept.
    pub(super) length: Rational,
    /// Derivatives of functions at the moving variable, by order.
    pub(super) derivatives: HashMap<(Node, i64), Option<Id>>,
    /// Functions about a number where they are smooth.
    pub(super) integrals: HashMap<(Function, Id), Option<Series>>,
    /// Functions next to the ends of their domain: (function, break, from above).
    pub(super) ends: HashMap<(Function, usize, bool), Option<Series>>,
    /// Between which ends the parts of the expression lie near the point, on this side.
    ranges: Option<&'b Ranges>,
}

impl<'a, 'b> Expander<'a, 'b> {
    pub(super) fn new(
        k: &'b mut Constants<'a>,
        moving: Variable,
        point: &'b [(Variable, Id)],
        length: i64,
    ) -> Expander<'a, 'b> {
        Expander {
            k,
            moving,
            point,
            length: Rational::integer(length),
            derivatives: HashMap::new(),
            integrals: HashMap::new(),
            ends: HashMap::new(),
            ranges: None,
        }
    }

    /// With what is known of the parts of the expression near the point.
    pub(super) fn within(self, ranges: &'b Ranges) -> Expander<'a, 'b> {
        Expander {
            ranges: Some(ranges),
            ..self
        }
    }

    /// The value of every part of `root` where the moving variable is `at`; without `at`, of the
    /// parts that do not depend on it.
    pub(super) fn numbers(&mut self, root: Id, at: Option<Id>) -> HashMap<Id, At> {
        let moves = self.k.graph.depends(root, &[self.moving]);
        let mut numbers: HashMap<Id, At> = HashMap::new();
        for id in self.k.graph.parts(&[root]) {
            if moves[id.index()] && at.is_none() {
                continue;
            }
            let node = self.k.graph.node(id).clone();
            let arguments: Arguments = node.arguments().map(|a| numbers[&a]).collect();
            let number = match (&node, arguments) {
                (Node::Variable(v), _) if *v == self.moving => Ok(at),
                (Node::Variable(v), _) => Ok(self.given(*v)),
                (_, Err(Unsettled)) => Err(Unsettled),
                (_, Ok(None)) => Ok(None),
                (_, Ok(Some(arguments))) if arguments.is_empty() => Ok(Some(id)),
                (_, Ok(Some(arguments))) => {
                    let fixed = node.arguments().nth(1).is_some_and(|b| !moves[b.index()]);
                    self.k.applied(&node, &arguments, fixed)
                }
            };
            numbers.insert(id, number);
        }
        numbers
    }

    fn given(&mut self, variable: Variable) -> Option<Id> {
        let given = self.point.iter().find(|(name, _)| *name == variable);
        given.map(|(_, value)| self.k.folded(*value))
    }

    /// Expands `root` with the moving variable behaving as `leaf`, the way to the point. Parts that
    /// seem to vanish are put to the proof.
    pub(super) fn expand(&mut self, root: Id, leaf: &Expansion) -> Expansion {
        let moves = self.k.graph.depends(root, &[self.moving]);
        let numbers = self.numbers(root, None);
        let mut known: HashMap<Id, Expansion> = HashMap::new();
        for id in self.k.graph.parts(&[root]) {
            if self.k.is_spent() {
                return Unknown;
            }
            let node = self.k.graph.node(id).clone();
            let mut expansion = if !moves[id.index()] {
                match numbers[&id] {
                    Ok(Some(number)) => Expansion::Series(Series::constant(self.k, number)),
                    Ok(None) => Outside,
                    Err(Unsettled) => Unknown,
                }
            } else if matches!(node, Node::Variable(_)) {
                leaf.clone()
            } else {
                let arguments: Vec<&Expansion> = node.arguments().map(|a| &known[&a]).collect();
                let fixed = node.arguments().nth(1).filter(|b| !moves[b.index()]);
                let fixed = fixed.and_then(|b| numbers[&b].ok().flatten());
                if id == root && self.wavers(&node, &arguments) {
                    return Expansion::Wavers;
                }
                match self.step(&node, &arguments, fixed) {
                    Unknown if self.is_away_from_zero(&node, &arguments) => {
                        let bounded = Expansion::Series(Series::small(Rational::zero()));
                        let above = arguments[0].clone();
                        self.product(&above, &bounded)
                    }
                    Unknown if self.is_bounded(id, &arguments) => {
                        Expansion::Series(Series::small(Rational::zero()))
                    }
                    expansion => expansion,
                }
            };
            if let Expansion::Series(series) = &mut expansion {
                let vanishing = series.terms.is_empty() && series.rest.is_some();
                if vanishing && self.k.vanishes(id) {
                    *series = Series::default();
                }
            }
            known.insert(id, expansion);
        }
        known.remove(&root).unwrap_or(Unknown)
    }

    /// Whether it is a function that has no limit far out, of what runs there without a jump.
    fn wavers(&mut self, node: &Node, arguments: &[&Expansion]) -> bool {
        let (&Node::Call(f, a), [argument]) = (node, arguments) else {
            return false;
        };
        let sign = match argument {
            Huge(sign) => *sign,
            Expansion::Series(series) => match series.clone().limit(self.k) {
                SeriesLimit::Infinite(sign) => sign,
                _ => return false,
            },
            _ => return false,
        };
        let end = f.row().line().map(|line| match sign {
            Ordering::Greater => line.up.limit,
            _ => line.down.limit,
        });
        let jumps = |id: &Id| match self.k.graph.node(*id) {
            Node::Call(f, _) => f.row().step,
            Node::Call2(f, ..) => f
                .row()
                .plane()
                .is_some_and(|plane| matches!(plane.breaks, Meeting::Angle)),
            _ => false,
        };
        end == Some(Tends::None) && !self.k.graph.parts(&[a]).iter().any(jumps)
    }

    /// Whether it is a quotient by what has a value all along and stays away from 0, so that its
    /// reciprocal is bounded?
    fn is_away_from_zero(&self, node: &Node, arguments: &[&Expansion]) -> bool {
        let (&Node::Quotient(_, below), [above, expansion]) = (node, arguments) else {
            return false;
        };
        let away = |ranges: &Ranges| ranges.of(below).is_never_zero();
        !matches!(above, Unknown | Outside)
            && !matches!(expansion, Unknown | Outside)
            && self.ranges.is_some_and(away)
    }

    /// Whether a node that wavers has a value all along, and stays between two numbers.
    fn is_bounded(&self, id: Id, arguments: &[&Expansion]) -> bool {
        let known = |a: &&Expansion| !matches!(a, Unknown | Outside);
        arguments.iter().all(known)
            && self.ranges.is_some_and(|ranges| {
                ranges.of(id).is_bounded() && ranges.is_total(self.k.graph, id)
            })
    }

    /// One operation. `fixed`: the second argument as a number, where it does not move.
    fn step(&mut self, node: &Node, arguments: &[&Expansion], fixed: Option<Id>) -> Expansion {
        if arguments.iter().any(|a| matches!(a, Outside)) {
            return Outside;
        }
        match (node, arguments) {
            (Node::Negative(_), &[a]) => self.negative(a),
            (Node::Sum(..), &[a, b]) => self.sum(a, b),
            (Node::Difference(..), &[a, b]) => self.difference(a, b),
            (Node::Product(..), &[a, b]) => self.product(a, b),
            (Node::Quotient(..), &[a, b]) => self.quotient(a, b),
            (Node::Power(..), &[a, b]) => self.power(a, b, fixed),
            (Node::Call(f, _), &[a]) => self.call(*f, a),
            (Node::Call2(f, ..), &[a, b]) => self.call2(*f, a, b),
            _ => Unknown,
        }
    }

    pub(super) fn negative(&mut self, a: &Expansion) -> Expansion {
        match a {
            Expansion::Series(a) => Expansion::Series(a.negative(self.k)),
            Huge(sign) => Huge(sign.reverse()),
            Grows(sign) => Grows(sign.reverse()),
            Slow(sign) => Slow(sign.reverse()),
            other => other.clone(),
        }
    }

    pub(super) fn sum(&mut self, a: &Expansion, b: &Expansion) -> Expansion {
        match (a, b) {
            (Expansion::Series(a), Expansion::Series(b)) => {
                Expansion::Series(a.plus(self.k, b, &self.length))
            }
            (Huge(a), Huge(b)) if a != b => Unknown,
            (Huge(sign), Expansion::Series(_) | Huge(_) | Slow(_))
            | (Expansion::Series(_) | Slow(_), Huge(sign)) => Huge(*sign),
            (Grows(sign) | Slow(sign), Expansion::Series(other))
            | (Expansion::Series(other), Grows(sign) | Slow(sign))
                if other.start().is_none_or(|start| !start.is_negative()) =>
            {
                // A term such as ln t begins with the power 0 and grows as well.
                match other.terms.first().is_some_and(|first| first.logs > 0) {
                    true => Unknown,
                    false => Grows(*sign),
                }
            }
            (Slow(a), Slow(b)) if a == b => Slow(*a),
            (Grows(a) | Huge(a) | Slow(a), Grows(b) | Huge(b) | Slow(b)) if a == b => Grows(*a),
            _ => Unknown,
        }
    }

    pub(super) fn difference(&mut self, a: &Expansion, b: &Expansion) -> Expansion {
        let b = self.negative(b);
        self.sum(a, &b)
    }

    pub(super) fn product(&mut self, a: &Expansion, b: &Expansion) -> Expansion {
        match (a, b) {
            (Expansion::Series(a), Expansion::Series(b)) => {
                Expansion::Series(a.times(self.k, b, &self.length))
            }
            (Huge(a), Huge(b)) => Huge(signs(*a, *b)),
            (Huge(huge), Expansion::Series(s)) | (Expansion::Series(s), Huge(huge)) => {
                match s.clone().sign(self.k) {
                    Ok(Ordering::Equal) => Expansion::Series(Series::default()),
                    Ok(sign) => Huge(signs(*huge, sign)),
                    Err(_) => Unknown,
                }
            }
            (Grows(sign) | Slow(sign), Expansion::Series(s))
            | (Expansion::Series(s), Grows(sign) | Slow(sign)) => {
                let mut factor = s.clone();
                let large = match factor.limit(self.k) {
                    SeriesLimit::Finite(limit) => self.k.sign(limit).is_some_and(Ordering::is_ne),
                    SeriesLimit::Infinite(_) => true,
                    _ => false,
                };
                match factor.sign(self.k) {
                    Ok(own) if large => Grows(signs(*sign, own)),
                    _ => Unknown,
                }
            }
            (Grows(a) | Huge(a) | Slow(a), Grows(b) | Huge(b) | Slow(b)) => Grows(signs(*a, *b)),
            _ => Unknown,
        }
    }

    pub(super) fn quotient(&mut self, a: &Expansion, b: &Expansion) -> Expansion {
        let inverse = match b {
            Huge(_) => Expansion::Series(Series::small(Rational::integer(FLAT))),
            Expansion::Series(b) => {
                let minus = self.k.number(-1);
                self.raised(b, minus)
            }
            // It vanishes, but no series says how fast.
            Grows(_) | Slow(_) => Unknown,
            other => other.clone(),
        };
        match inverse {
            Outside => Outside,
            inverse => self.product(a, &inverse),
        }
    }

    /// A series to a power that does not move.
    pub(super) fn raised(&mut self, base: &Series, exponent: Id) -> Expansion {
        let Some(n) = self.k.exponent(exponent) else {
            return Unknown;
        };
        let literal = self.k.graph.literal(exponent).is_some();
        let whole = n.to_i64().filter(|_| literal);
        if let Some(n @ 0..=MAX_MULTIPLIED) = whole {
            let one = self.k.number(1);
            let mut power = Series::constant(self.k, one);
            for _ in 0..n {
                power = power.times(self.k, base, &self.length);
            }
            return Expansion::Series(power);
        }
        let odd = literal && n.is_odd_below();
        let mut base = base.clone();
        match base.lead(self.k) {
            Lead::Zero if n.sign().is_gt() => Expansion::Series(Series::default()),
            Lead::Zero => Outside,
            Lead::Small if odd && n.sign().is_gt() => Expansion::Series(Series::small(
                &base.start().expect("it has a remainder") * &n,
            )),
            Lead::Small | Lead::Unknown => Unknown,
            // (ln t)^k for odd k is below 0; only whole powers of it are kept.
            Lead::Term(first, _) if first.logs != 0 && whole.is_none() => Unknown,
            Lead::Term(first, sign) => {
                if sign.is_lt() && !odd {
                    return Outside;
                }
                base.raised(self.k, &first, &n, exponent, &self.length)
                    .into()
            }
        }
    }

    pub(super) fn power(&mut self, a: &Expansion, b: &Expansion, fixed: Option<Id>) -> Expansion {
        if let (Expansion::Series(base), Some(exponent)) = (a, fixed) {
            return self.raised(base, exponent);
        }
        if let (Huge(sign), Some(exponent)) = (a, fixed) {
            let Some(n) = self.k.graph.literal(exponent).cloned() else {
                return Unknown;
            };
            return match n.sign() {
                Ordering::Less => Expansion::Series(Series::small(Rational::integer(FLAT))),
                Ordering::Equal => Unknown,
                Ordering::Greater if sign.is_gt() => Huge(Ordering::Greater),
                Ordering::Greater if !n.is_odd_below() => Outside,
                Ordering::Greater if n.is_odd_above() => Huge(Ordering::Less),
                Ordering::Greater => Huge(Ordering::Greater),
            };
        }
        // A power with a moving exponent is exp(b·ln a) and has a value for a > 0; 0^b is 0.
        if let (Expansion::Series(base), Expansion::Series(exponent)) = (a, b)
            && let Ok(Ordering::Equal) = base.clone().sign(self.k)
        {
            return match exponent.clone().sign(self.k) {
                Ok(Ordering::Greater) => Expansion::Series(Series::default()),
                Ok(_) => Outside,
                Err(_) => Unknown,
            };
        }
        self.moving_power(a, b)
    }

    /// `at + t` or `at - t`.
    pub(super) fn beginning(&mut self, at: Id, above: bool) -> Expansion {
        let direction = self.k.number(if above { 1 } else { -1 });
        let at = Series::constant(self.k, at);
        let step = Series::term(self.k, direction, Rational::one(), 0);
        Expansion::Series(at.plus(self.k, &step, &self.length))
    }
}

/// Arguments at the point.
type Arguments = Result<Option<Vec<Id>>, Unsettled>;

/// The sign of a product.
fn signs(a: Ordering, b: Ordering) -> Ordering {
    if a == b {
        Ordering::Greater
    } else {
        Ordering::Less
    }
}
