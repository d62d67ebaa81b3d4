//! Functions of the table on one side of a point: where they are smooth, next to their breaks, and
//! towards infinity, all from their rows.

use crate::calculus::derivative;
use crate::expression::formula::{Formula, Operator};
use crate::expression::functions::{
    Breaks, Definition, Growth, Lattice, Like, Limit as Tends, Line, Mark, Meeting, Position,
    Taylor,
};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slope::one_sided::constants::Constants;
use crate::slope::one_sided::expand::{Expander, Expansion, FLAT};
use crate::slope::one_sided::series::{Lead, Series, SeriesLimit};
use Expansion::{Grows, Huge, Outside, Slow, Unknown};
use std::cmp::Ordering;
use std::collections::HashMap;

impl Expander<'_, '_> {
    pub(super) fn call(&mut self, f: Function, a: &Expansion) -> Expansion {
        let row = f.row();
        if let (Definition::Power(p, q), Expansion::Series(_) | Huge(_)) = (row.definition, a) {
            let power = self.k.number(Rational::ratio(p, q));
            let exponent = Expansion::Series(Series::constant(self.k, power));
            return self.power(a, &exponent, Some(power));
        }
        let mut series = match a {
            Expansion::Series(series) => series.clone(),
            Huge(sign) | Grows(sign) | Slow(sign) => return self.unbounded(f, a, *sign),
            other => return other.clone(),
        };
        match f {
            Function::Abs => return self.absolute(&mut series),
            Function::Ln => return self.logarithm(&mut series),
            _ => {}
        }
        let Some(line) = row.line() else {
            return Unknown;
        };
        match series.limit(self.k) {
            SeriesLimit::Infinite(sign) => return self.unbounded(f, a, sign),
            SeriesLimit::Finite(_) => {}
            _ if line.is_bounded() => return Expansion::Series(Series::small(Rational::zero())),
            _ => return Unknown,
        }
        match series.parted(self.k) {
            Some((limit, distance)) => self.near(f, line, a, limit, distance),
            None => Unknown,
        }
    }

    /// A function of what tends to `limit`, from which it is `distance` away.
    fn near(
        &mut self,
        f: Function,
        line: &Line,
        a: &Expansion,
        limit: Id,
        mut distance: Series,
    ) -> Expansion {
        let row = f.row();
        let Some((position, limit)) = self.k.located(&line.breaks, limit) else {
            return Unknown;
        };
        let constant = |expander: &mut Self, at: Id| {
            let value = expander.k.call(f, at);
            Expansion::Series(Series::constant(expander.k, value))
        };
        let index = match position {
            Position::Between(index) if line.stretches[index].is_none() => return Outside,
            Position::Between(_) if row.step => return constant(self, limit),
            Position::Between(_) if matches!(distance.lead(self.k), Lead::Zero) => {
                return constant(self, limit);
            }
            Position::Between(_) => return self.smooth(f, a, limit, &distance),
            Position::At(index) => index,
        };
        let (first, sign) = match distance.lead(self.k) {
            Lead::Zero if line.breaks.is_defined(index) => return constant(self, limit),
            Lead::Zero => return Outside,
            // ln t is below 0.
            Lead::Term(first, sign) if first.logs % 2 != 0 => (first, sign.reverse()),
            Lead::Term(first, sign) => (first, sign),
            Lead::Small | Lead::Unknown => return Unknown,
        };
        let above = sign.is_gt();
        let literal = self.k.graph.literal(limit).cloned();
        match (line.breaks.limit(index, above), &row.near) {
            (Tends::Outside, _) => Outside,
            (Tends::Stretch, _) => {
                let at = literal.expect("steps are at rational numbers");
                let beside = self.k.number(line.breaks.beside(&at, above));
                constant(self, beside)
            }
            (Tends::Own, _) if row.step => constant(self, limit),
            (_, Some(growth)) => {
                let place = literal.and_then(|at| at.to_i64());
                self.growth(growth, Formula::ARGUMENTS, a, place, &first.exponent)
            }
            (Tends::Own, None) => {
                let Some(outer) = self.end(f, index, limit, above) else {
                    return Unknown;
                };
                let mut inward = if above {
                    distance
                } else {
                    distance.negative(self.k)
                };
                let Lead::Term(first, _) = inward.lead(self.k) else {
                    return Unknown;
                };
                inward
                    .substituted(self.k, &first, &outer, &self.length)
                    .into()
            }
            _ => self.defined(f, std::slice::from_ref(a)),
        }
    }

    /// A function at a number where it is smooth.
    fn smooth(&mut self, f: Function, a: &Expansion, limit: Id, distance: &Series) -> Expansion {
        match f.row().taylor {
            Taylor::Derivatives(most) => {
                let variable = self.k.graph.add(Node::Variable(self.moving));
                self.taylor(&Node::Call(f, variable), limit, distance, most)
            }
            Taylor::Definition => self.defined(f, std::slice::from_ref(a)),
            Taylor::Integral => {
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

    /// A function as its definition says.
    fn defined(&mut self, f: Function, arguments: &[Expansion]) -> Expansion {
        match f.row().definition {
            Definition::Formula(definition) => {
                self.formula(&definition(Formula::ARGUMENTS), arguments)
            }
            Definition::Core | Definition::Power(..) => Unknown,
        }
    }

    /// A formula of the table, which is small, with expansions for its arguments.
    fn formula(&mut self, formula: &Formula, arguments: &[Expansion]) -> Expansion {
        match formula {
            Formula::Part(_) => Unknown,
            Formula::Argument(at) => arguments.get(*at).cloned().unwrap_or(Unknown),
            Formula::Number(n) => {
                let n = self.k.number(*n);
                Expansion::Series(Series::constant(self.k, n))
            }
            Formula::Constant(c) => {
                let c = self.k.graph.add(Node::Constant(*c));
                Expansion::Series(Series::constant(self.k, c))
            }
            Formula::Negative(a) => {
                let a = self.formula(a, arguments);
                self.negative(&a)
            }
            Formula::Binary(operator, sides) => {
                let a = self.formula(&sides.0, arguments);
                let b = self.formula(&sides.1, arguments);
                if matches!(a, Outside) || matches!(b, Outside) {
                    return Outside;
                }
                match operator {
                    Operator::Plus => self.sum(&a, &b),
                    Operator::Minus => self.difference(&a, &b),
                    Operator::Times => self.product(&a, &b),
                    Operator::Over => self.quotient(&a, &b),
                    Operator::ToThe => {
                        let fixed = match sides.1 {
                            Formula::Number(n) => Some(self.k.number(n)),
                            _ => None,
                        };
                        self.power(&a, &b, fixed)
                    }
                }
            }
            Formula::Call(f, inside) => {
                let inside: Vec<Expansion> = inside
                    .iter()
                    .map(|part| self.formula(part, arguments))
                    .collect();
                if inside.iter().any(|part| matches!(part, Outside)) {
                    return Outside;
                }
                match &inside[..] {
                    [a] => self.call(*f, a),
                    [a, b] => self.call2(*f, a, b),
                    _ => Unknown,
                }
            }
        }
    }

    /// What a row says of a function near a place: `scale` is the power of t that the distance to
    /// the place begins with.
    fn growth(
        &mut self,
        growth: &Growth,
        arguments: &[Formula],
        a: &Expansion,
        place: Option<i64>,
        scale: &Rational,
    ) -> Expansion {
        let Some(formula) = (growth.formula)(arguments, place) else {
            return Unknown;
        };
        let mut found = self.formula(&formula, std::slice::from_ref(a));
        if let (Some((p, q)), Expansion::Series(series)) = (growth.rest, &mut found) {
            let rest = Series::small(&Rational::ratio(p, q) * scale);
            *series = series.plus(self.k, &rest, &self.length);
        }
        found
    }

    /// `a ^ b` as `exp(b*ln(a))`.
    pub(super) fn moving_power(&mut self, a: &Expansion, b: &Expansion) -> Expansion {
        match self.call(Function::Ln, a) {
            Outside => Outside,
            logarithm => {
                let exponent = self.product(b, &logarithm);
                self.call(Function::Exp, &exponent)
            }
        }
    }

    fn unbounded(&mut self, f: Function, a: &Expansion, sign: Ordering) -> Expansion {
        let row = f.row();
        if f == Function::Exp {
            return self.exponential(a, sign);
        }
        let Some(line) = row.line() else {
            return Unknown;
        };
        let end = if sign.is_gt() { &line.up } else { &line.down };
        // One over the argument begins with this power of t; above all powers where it is huge.
        let scale = match a {
            Expansion::Series(a) => a.start().map(|start| -start),
            Grows(_) | Slow(_) => None,
            _ => Some(Rational::integer(FLAT)),
        };
        let known = match &end.like {
            _ if end.limit == Tends::Outside => return Outside,
            Like::Huge if end.limit == Tends::Up => return Huge(Ordering::Greater),
            Like::Huge => return Huge(Ordering::Less),
            Like::Slow if matches!(a, Expansion::Series(_) | Slow(_)) => {
                return Slow(match end.limit {
                    Tends::Down => Ordering::Less,
                    _ => Ordering::Greater,
                });
            }
            Like::Slow => Unknown,
            Like::Growth(growth) => {
                let scale = scale.clone().unwrap_or_else(Rational::zero);
                self.growth(growth, Formula::ARGUMENTS, a, None, &scale)
            }
            Like::Definition => self.defined(f, std::slice::from_ref(a)),
        };
        match (known, end.limit) {
            (Unknown, Tends::Value(mark)) => {
                let limit = self.mark(mark);
                let mut series = Series::constant(self.k, limit);
                // Flat where the argument grows as a power of 1/t; else it is only known to vanish.
                let flat = end.nears.is_some() && scale.is_some_and(|scale| scale.sign().is_gt());
                series.rest = Some(match flat {
                    true => Rational::integer(FLAT),
                    false => Rational::zero(),
                });
                Expansion::Series(series)
            }
            (Unknown, _) if line.is_bounded() => Expansion::Series(Series::small(Rational::zero())),
            // It grows, at a speed that is not known.
            (Unknown, Tends::Up) => Grows(Ordering::Greater),
            (Unknown, Tends::Down) => Grows(Ordering::Less),
            (known, _) => known,
        }
    }

    /// A number of the table.
    fn mark(&mut self, mark: Mark) -> Id {
        let id = mark.formula().build(self.k.graph);
        self.k.folded(id)
    }

    /// `exp` of what grows without bound.
    fn exponential(&mut self, a: &Expansion, sign: Ordering) -> Expansion {
        let series = match a {
            Expansion::Series(series) => series,
            Grows(_) | Slow(_) => return if sign.is_gt() { Grows(sign) } else { Unknown },
            _ if sign.is_gt() => return Huge(sign),
            _ => return Expansion::Series(Series::small(Rational::integer(FLAT))),
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
        let rule = f.row().partials[0](Formula::ARGUMENTS)?;
        let Expansion::Series(slope) = self.formula(&rule, &[argument]) else {
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
    fn taylor(&mut self, node: &Node, limit: Id, distance: &Series, most: i64) -> Expansion {
        let mut factorial = Rational::one();
        let length = self.length.clone();
        let (derivatives, moving) = (&mut self.derivatives, self.moving);
        let series = distance.composed(self.k, &length, false, |k, n| {
            if n > most {
                return None;
            }
            if n > 0 {
                factorial = &factorial * &Rational::integer(n);
            }
            let formula = nth(k.graph, derivatives, moving, node, n)?;
            let value = at_number(k, formula, limit)?;
            let factorial = k.number(factorial.clone());
            Some(k.quotient(value, factorial))
        });
        series.into()
    }

    pub(super) fn call2(&mut self, f: Function, a: &Expansion, b: &Expansion) -> Expansion {
        match f.row().plane().map(|plane| &plane.breaks) {
            Some(Meeting::EqualArguments) => self.extreme(f, a, b),
            Some(Meeting::Angle) => self.angle(a, b),
            Some(Meeting::Order(lattice)) => self.ordered(f, lattice, a, b),
            Some(Meeting::Origin | Meeting::Logarithm) => self.defined(f, &[a.clone(), b.clone()]),
            None => Unknown,
        }
    }

    fn extreme(&mut self, f: Function, a: &Expansion, b: &Expansion) -> Expansion {
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
        match f.row().picks_first(sign) {
            true => a.clone(),
            false => b.clone(),
        }
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

    /// A function whose first argument is a whole number that does not move.
    fn ordered(
        &mut self,
        f: Function,
        lattice: &Lattice,
        order: &Expansion,
        a: &Expansion,
    ) -> Expansion {
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
        let (Some(order), Some((limit, mut distance))) = (order, series.clone().parted(self.k))
        else {
            return Unknown;
        };
        let row = f.row();
        match (
            self.k.located(&Breaks::Lattice(*lattice), limit),
            row.taylor,
            &row.near,
        ) {
            (Some((Position::Between(_), limit)), Taylor::Derivatives(most), _) => {
                let variable = self.k.graph.add(Node::Variable(self.moving));
                let order = self.k.number(order);
                self.taylor(&Node::Call2(f, order, variable), limit, &distance, most)
            }
            (Some((Position::At(_), limit)), _, Some(growth)) => {
                let pole = self.k.graph.literal(limit).and_then(Rational::to_i64);
                let Lead::Term(first, _) = distance.lead(self.k) else {
                    return Unknown;
                };
                let arguments = [Formula::Number(order), Formula::Argument(0)];
                self.growth(growth, &arguments, a, pole, &first.exponent)
            }
            _ => Unknown,
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

/// A formula in one variable at a number inside its domain; `None` where that is not settled.
fn at_number(k: &mut Constants<'_>, formula: Id, number: Id) -> Option<Id> {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in k.graph.parts(&[formula]) {
        let node = k.graph.node(id).clone();
        let arguments: Vec<Id> = node.arguments().map(|a| images[&a]).collect();
        let image = match node {
            Node::Variable(_) => number,
            _ => k.applied(&node, &arguments, true).ok()??,
        };
        images.insert(id, image);
    }
    images.get(&formula).copied()
}
