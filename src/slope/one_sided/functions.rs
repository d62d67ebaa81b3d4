//! Functions of the table on one side of a point: where they are smooth, next to their breaks, and
//! towards infinity.

use crate::calculus::derivative;
use crate::expression::formula::Formula;
use crate::expression::functions::Domain;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slope::one_sided::constants::Constants;
use crate::slope::one_sided::expand::{Expander, Expansion, FLAT};
use crate::slope::one_sided::identities;
use crate::slope::one_sided::places::{Position, is_step};
use crate::slope::one_sided::series::{Lead, Limit, Series};
use Expansion::{Huge, Outside, Unknown};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Most derivatives taken for a Taylor series of functions that come back to themselves.
const MAX_DERIVATIVES: i64 = 12;

/// Most derivatives of gamma and polygamma; each is several times as long as the one before.
const MAX_GAMMA_DERIVATIVES: i64 = 5;

impl Expander<'_, '_> {
    pub(super) fn call(&mut self, f: Function, a: &Expansion) -> Expansion {
        let mut series = match a {
            Expansion::Series(series) => series.clone(),
            Huge(sign) => return self.unbounded(f, a, *sign),
            other => return other.clone(),
        };
        match f {
            Function::Abs => return self.absolute(&mut series),
            Function::Ln => return self.logarithm(&mut series),
            Function::Log2 | Function::Log10 => {
                let base = self.k.number(if f == Function::Log2 { 2 } else { 10 });
                let base = self.k.call(Function::Ln, base);
                let one = self.k.number(1);
                let factor = self.k.quotient(one, base);
                return match self.logarithm(&mut series) {
                    Expansion::Series(s) => Expansion::Series(s.scaled(self.k, factor)),
                    other => other,
                };
            }
            Function::Sqrt | Function::Cbrt => {
                let degree = if f == Function::Sqrt { 2 } else { 3 };
                let power = self.k.number(Rational::ratio(1, degree));
                return self.raised(&series, power);
            }
            _ => {}
        }
        match series.limit(self.k) {
            Limit::Infinite(sign) => return self.unbounded(f, a, sign),
            Limit::Finite(_) => {}
            _ if identities::is_bounded(f) => {
                return Expansion::Series(Series::small(Rational::zero()));
            }
            _ => return Unknown,
        }
        match series.parted(self.k) {
            Some((limit, distance)) => self.near(f, a, limit, distance),
            None => Unknown,
        }
    }

    /// A function of what tends to `limit`, from which it is `distance` away.
    fn near(&mut self, f: Function, a: &Expansion, limit: Id, mut distance: Series) -> Expansion {
        let Domain::Line { between, at, .. } = f.row().domain else {
            return Unknown;
        };
        let endless = between.len() == 1;
        let Some((position, limit)) = self.k.located(f, limit) else {
            return Unknown;
        };
        let index = match position {
            Position::Between(index) if !between[index] => return Outside,
            Position::Between(_) if is_step(f) => {
                let value = self.k.call(f, limit);
                return Expansion::Series(Series::constant(self.k, value));
            }
            Position::Between(_) => {
                return self.smooth(f, a, limit, &distance);
            }
            Position::At(index) => index,
        };
        let sign = match distance.lead(self.k) {
            // ln t is below 0.
            Lead::Term(first, sign) if first.logs % 2 != 0 => sign.reverse(),
            Lead::Zero if at[index] => {
                let value = self.k.call(f, limit);
                return Expansion::Series(Series::constant(self.k, value));
            }
            Lead::Zero => return Outside,
            Lead::Term(_, sign) => sign,
            Lead::Small | Lead::Unknown => return Unknown,
        };
        let above = sign.is_gt();
        if !endless && !between[index + usize::from(above)] {
            return Outside;
        }
        if is_step(f) {
            let value = self.beside(f, limit, above);
            return Expansion::Series(Series::constant(self.k, value));
        }
        if at[index] {
            // Here the function has a value at its break, to which it is continuous.
            let Some(outer) = self.end(f, index, limit, above) else {
                return Unknown;
            };
            let inward = if above {
                distance
            } else {
                distance.negative(self.k)
            };
            let mut inward = inward;
            let Lead::Term(first, _) = inward.lead(self.k) else {
                return Unknown;
            };
            return inward
                .substituted(self.k, &first, &outer, &self.length)
                .into();
        }
        let pole = self.k.graph.literal(limit).and_then(Rational::to_i64);
        let variable = self.variable();
        match identities::near_pole(f, &variable, pole) {
            Some(identity) => self.through(&identity, a),
            None => Unknown,
        }
    }

    /// A function at a number where it is smooth.
    fn smooth(&mut self, f: Function, a: &Expansion, limit: Id, distance: &Series) -> Expansion {
        use Function::{Cos, Cosh, Exp, Gamma, Sin, Sinh};
        use Function::{Cot, Coth, Csc, Csch, Sec, Sech, Tan, Tanh};
        match f {
            Exp | Sin | Cos | Sinh | Cosh | Gamma => {
                let variable = self.k.graph.add(Node::Variable(self.moving));
                self.taylor(&Node::Call(f, variable), limit, distance)
            }
            Tan | Cot | Sec | Csc | Tanh | Coth | Sech | Csch => {
                let variable = self.variable();
                let identity = identities::near_pole(f, &variable, None);
                let identity = identity.expect("each of these is a quotient there");
                self.through(&identity, a)
            }
            // The rules of the others are algebraic, or e^(−x²): they are easier than their
            // repeated derivatives.
            _ => {
                let key = (f, limit);
                let known = match self.integrals.get(&key) {
                    Some(known) => known.clone(),
                    None => {
                        let series = self.computed_end(f, limit, true);
                        self.integrals.insert(key, series.clone());
                        series
                    }
                };
                let Some(series) = known else {
                    return Unknown;
                };
                let length = self.length.clone();
                let sum = distance.composed(self.k, &length, false, |k, n| {
                    let n = Rational::integer(n);
                    if series.rest.as_ref().is_some_and(|rest| n >= *rest) {
                        return None;
                    }
                    let term = series.terms.iter().find(|t| t.exponent == n);
                    Some(term.map_or_else(|| k.number(0), |t| t.coefficient))
                });
                sum.into()
            }
        }
    }

    fn variable(&mut self) -> Formula {
        Formula::Part(self.k.graph.add(Node::Variable(self.moving)))
    }

    /// An identity written with the moving variable, which stands for `a`.
    fn through(&mut self, identity: &Formula, a: &Expansion) -> Expansion {
        let root = identity.build(self.k.graph);
        self.expand(root, a, None)
    }

    fn unbounded(&mut self, f: Function, a: &Expansion, sign: Ordering) -> Expansion {
        if f == Function::Exp {
            return self.exponential(a, sign);
        }
        if f == Function::Erf {
            let end = self.k.number(sign as i64);
            let mut series = Series::constant(self.k, end);
            // 1 − erf(x) is below e^(−x²) (DLMF 7.8.3), which is flat where x grows as a power of 1/t.
            let flat = match a {
                Expansion::Series(a) => a.start().is_some_and(|start| start.sign().is_lt()),
                _ => true,
            };
            series.rest = Some(if flat {
                Rational::integer(FLAT)
            } else {
                Rational::zero()
            });
            return Expansion::Series(series);
        }
        let Domain::Line { between, .. } = f.row().domain else {
            return Unknown;
        };
        let end = if sign.is_gt() {
            between.last()
        } else {
            between.first()
        };
        if end == Some(&false) {
            return Outside;
        }
        let variable = self.variable();
        match identities::towards_infinity(f, &variable, sign.is_gt()) {
            Some(identity) => self.through(&identity, a),
            None if matches!(f, Function::Sin | Function::Cos) => {
                Expansion::Series(Series::small(Rational::zero()))
            }
            None => Unknown,
        }
    }

    /// `exp` of what grows without bound.
    fn exponential(&mut self, a: &Expansion, sign: Ordering) -> Expansion {
        let Expansion::Series(series) = a else {
            return if sign.is_gt() {
                Huge(sign)
            } else {
                Expansion::Series(Series::small(Rational::integer(FLAT)))
            };
        };
        let first = &series.terms[0];
        if first.exponent.sign().is_lt() {
            return if sign.is_gt() {
                Huge(sign)
            } else {
                Expansion::Series(Series::small(Rational::integer(FLAT)))
            };
        }
        // exp(c·ln t + rest) = t^c · exp(rest)
        if first.logs != 1 {
            return Unknown;
        }
        let Some(exponent) = self.k.exponent(first.coefficient) else {
            return Unknown;
        };
        let mut rest = series.clone();
        rest.terms.remove(0);
        match self.call(Function::Exp, &Expansion::Series(rest)) {
            Expansion::Series(factor) => Expansion::Series(factor.shifted(&exponent, 0)),
            other => other,
        }
    }

    fn absolute(&mut self, series: &mut Series) -> Expansion {
        match series.sign(self.k) {
            Ok(Ordering::Less) => Expansion::Series(series.negative(self.k)),
            Ok(_) => Expansion::Series(series.clone()),
            Err(Lead::Small) => Expansion::Series(series.clone()),
            Err(_) => Unknown,
        }
    }

    fn logarithm(&mut self, series: &mut Series) -> Expansion {
        match (series.lead(self.k), series.sign(self.k)) {
            (Lead::Zero, _) | (_, Ok(Ordering::Less)) => Outside,
            (Lead::Term(first, _), _) => series.logarithm(self.k, &first, &self.length).into(),
            (Lead::Small | Lead::Unknown, _) => Unknown,
        }
    }

    /// The value of a step function next to one of its breaks.
    fn beside(&mut self, f: Function, limit: Id, above: bool) -> Id {
        let half = Rational::ratio(1, 2);
        let at = self.k.graph.literal(limit).cloned();
        let at = at.expect("breaks of step functions are rational literals");
        let one = Rational::one();
        let value = match (f, above) {
            (Function::Sign, true) => one,
            (Function::Sign, false) => -one,
            (Function::Floor, false) => &at - &one,
            (Function::Ceil, true) => &at + &one,
            (Function::Round, true) => &at + &half,
            (Function::Round, false) => &at - &half,
            _ => at,
        };
        self.k.number(value)
    }

    /// The function at the distance τ above or below a number at which it has a value, as a series
    /// in τ: the value there and the integral of the rule in the table.
    fn end(&mut self, f: Function, index: usize, limit: Id, above: bool) -> Option<Series> {
        if let Some(known) = self.ends.get(&(f, index, above)) {
            return known.clone();
        }
        let series = self.computed_end(f, limit, above);
        self.ends.insert((f, index, above), series.clone());
        series
    }

    fn computed_end(&mut self, f: Function, limit: Id, above: bool) -> Option<Series> {
        let argument = self.beginning(limit, above);
        let variable = self.variable();
        let rule = f.row().partials[0](&[variable])?;
        let Expansion::Series(slope) = self.through(&rule, &argument) else {
            return None;
        };
        let direction = self.k.number(if above { 1 } else { -1 });
        let value = self.k.call(f, limit);
        let value = Series::constant(self.k, value);
        let rise = slope.scaled(self.k, direction).integral(self.k)?;
        Some(rise.plus(self.k, &value, &self.length))
    }

    /// The Taylor series of a function, written with the moving variable, at a number where it is
    /// smooth.
    fn taylor(&mut self, node: &Node, limit: Id, distance: &Series) -> Expansion {
        let mut factorial = Rational::one();
        let length = self.length.clone();
        let (derivatives, moving) = (&mut self.derivatives, self.moving);
        let most = match node {
            Node::Call(Function::Gamma, _) | Node::Call2(..) => MAX_GAMMA_DERIVATIVES,
            _ => MAX_DERIVATIVES,
        };
        let series = distance.composed(self.k, &length, false, |k, n| {
            if n > most {
                return None;
            }
            if n > 0 {
                factorial = &factorial * &Rational::integer(n);
            }
            let formula = nth(k.graph, derivatives, moving, node, n)?;
            let value = at_number(k, formula, moving, limit)?;
            let factorial = k.number(factorial.clone());
            Some(k.quotient(value, factorial))
        });
        series.into()
    }

    pub(super) fn call2(&mut self, f: Function, a: &Expansion, b: &Expansion) -> Expansion {
        match f {
            Function::Min | Function::Max => self.extreme(f == Function::Max, a, b),
            Function::Hypot => {
                let (a, b) = (self.product(a, a), self.product(b, b));
                let sum = self.sum(&a, &b);
                self.call(Function::Sqrt, &sum)
            }
            Function::Log => {
                let (a, b) = (self.call(Function::Ln, a), self.call(Function::Ln, b));
                if matches!(a, Outside) {
                    return Outside;
                }
                self.quotient(&a, &b)
            }
            Function::Atan2 => self.angle(a, b),
            Function::Polygamma => self.polygamma(a, b),
            _ => Unknown,
        }
    }

    fn extreme(&mut self, largest: bool, a: &Expansion, b: &Expansion) -> Expansion {
        let sign = match self.difference(a, b) {
            Huge(sign) => sign,
            Expansion::Series(mut difference) => match difference.sign(self.k) {
                Ok(sign) => sign,
                // They are alike up to that remainder, and so is the larger one.
                Err(Lead::Small) => {
                    difference.terms.clear();
                    return self.sum(a, &Expansion::Series(difference));
                }
                Err(_) => return Unknown,
            },
            other => return other,
        };
        let first = if largest { sign.is_ge() } else { sign.is_le() };
        if first { a.clone() } else { b.clone() }
    }

    /// The angle of the point (x, y), from the quarter turn nearest to it.
    fn angle(&mut self, y: &Expansion, x: &Expansion) -> Expansion {
        let (Expansion::Series(y_series), Expansion::Series(x_series)) = (y, x) else {
            return Unknown;
        };
        let (x_sign, y_sign) = match (x_series.clone().sign(self.k), y_series.clone().sign(self.k))
        {
            (Ok(Ordering::Equal), Ok(Ordering::Equal)) => return Outside,
            (Ok(x), Ok(y)) => (x, y),
            (Ok(Ordering::Greater), Err(Lead::Small)) => (Ordering::Greater, Ordering::Equal),
            _ => return Unknown,
        };
        let pi = self.k.pi();
        let two = self.k.number(2);
        let half = self.k.quotient(pi, two);
        let turn = |k: &mut Constants<'_>, angle: Id, sign: Ordering| {
            let factor = k.number(sign as i64);
            let angle = k.product(angle, factor);
            Expansion::Series(Series::constant(k, angle))
        };
        if x_sign.is_gt() {
            let ratio = self.quotient(y, x);
            return self.call(Function::Atan, &ratio);
        }
        if x_sign.is_lt() {
            let ratio = self.quotient(y, x);
            let angle = self.call(Function::Atan, &ratio);
            let sign = if y_sign.is_lt() {
                Ordering::Less
            } else {
                Ordering::Greater
            };
            let turn = turn(self.k, pi, sign);
            return self.sum(&turn, &angle);
        }
        turn(self.k, half, y_sign)
    }

    fn polygamma(&mut self, order: &Expansion, a: &Expansion) -> Expansion {
        let (Expansion::Series(order), Expansion::Series(series)) = (order, a) else {
            return Unknown;
        };
        let order = match &order.terms[..] {
            [] => Some(0),
            [term] => self
                .k
                .graph
                .literal(term.coefficient)
                .and_then(Rational::to_i64),
            _ => None,
        };
        let (Some(order), Some((limit, _))) = (order, series.clone().parted(self.k)) else {
            return Unknown;
        };
        let (_, distance) = series.clone().parted(self.k).expect("it was parted above");
        match self.k.located(Function::Gamma, limit) {
            Some((Position::Between(_), limit)) => {
                let variable = self.k.graph.add(Node::Variable(self.moving));
                let order = self.k.number(order);
                let node = Node::Call2(Function::Polygamma, order, variable);
                self.taylor(&node, limit, &distance)
            }
            Some((Position::At(_), limit)) => {
                let pole = self.k.graph.literal(limit).and_then(Rational::to_i64);
                let variable = self.variable();
                match pole.and_then(|p| identities::polygamma_near_pole(order, &variable, p)) {
                    Some(identity) => self.through(&identity, a),
                    None => Unknown,
                }
            }
            None => Unknown,
        }
    }
}

/// The nth derivative of a function of the moving variable.
fn nth(
    graph: &mut Graph,
    derivatives: &mut HashMap<(Node, i64), Option<Id>>,
    moving: Variable,
    node: &Node,
    n: i64,
) -> Option<Id> {
    if n == 0 {
        return Some(graph.add(node.clone()));
    }
    if let Some(known) = derivatives.get(&(node.clone(), n)) {
        return *known;
    }
    // Lower orders were asked for before.
    let before = match n {
        1 => Some(graph.add(node.clone())),
        _ => derivatives.get(&(node.clone(), n - 1)).copied().flatten(),
    };
    let next = before.and_then(|id| derivative::derivative(graph, id, moving).ok());
    derivatives.insert((node.clone(), n), next);
    next
}

/// A formula in the moving variable at a number inside its domain; `None` where that is not
/// settled.
fn at_number(k: &mut Constants<'_>, formula: Id, moving: Variable, number: Id) -> Option<Id> {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in k.graph.parts(&[formula]) {
        let node = k.graph.node(id).clone();
        let arguments: Vec<Id> = node.arguments().map(|a| images[&a]).collect();
        let image = match node {
            Node::Variable(v) if v == moving => number,
            _ if arguments.is_empty() => id,
            _ => k.applied(&node, &arguments, true).ok()??.id,
        };
        images.insert(id, image);
    }
    images.get(&formula).copied()
}
