//! Derivatives of any order at a point by truncated Taylor series: a few numbers for each part, where
//! the formula of a high derivative has thousands of parts.
//!
//! A part's coefficient c_k follows from lower ones of its arguments: a product's by Cauchy's rule, a
//! power's from y′·a = r·y·a′, that of any other operation from y′ = Σ ∂y/∂a·a′, where ∂y/∂a is the
//! rule of the table, a formula that has a series of its own (Griewank & Walther, Evaluating
//! Derivatives, §13.2). The derivative of order n is n!·c_n.

use crate::calculus::derivative::partials;
use crate::calculus::value::{Known, Stop, Value, compute, evaluate};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// Longest exact coefficient, in bits; a longer one goes on as an enclosure.
const EXACT_BITS: u64 = 1_024;

/// Most parts of a series, those of the rules included.
const MAX_PARTS: usize = 20_000;

/// What gives the Taylor coefficients of one expression by one variable.
#[derive(Clone, Debug)]
pub struct Jet {
    root: Id,
    variable: Variable,
    order: usize,
    /// The parts, arguments first, each with the order up to which its coefficients are needed.
    parts: Vec<(Id, usize)>,
    /// For a part whose coefficients follow from its partial derivatives: those, by each argument
    /// that varies.
    rules: HashMap<Id, Vec<(Id, Id)>>,
    /// By node number: does it depend on the variable?
    varies: Vec<bool>,
    /// Two nodes that are not the same, for operations on numbers.
    apart: (Id, Id),
}

/// Why there is no derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoJet {
    /// A part has no value there, is not smooth there, or has no rule.
    NotSmooth,
    /// That is not settled with so many bits.
    Undecided,
}

impl Jet {
    /// The jet of an expression, up to this order. `None` where a function in it has no rule, or
    /// where it would have too many parts.
    pub fn new(graph: &mut Graph, root: Id, variable: Variable, order: usize) -> Option<Jet> {
        let loose = std::mem::replace(&mut graph.loose, true);
        let jet = Jet::loose(graph, root, variable, order);
        graph.loose = loose;
        jet
    }

    fn loose(graph: &mut Graph, root: Id, variable: Variable, order: usize) -> Option<Jet> {
        let mut rules: HashMap<Id, Vec<(Id, Id)>> = HashMap::new();
        let mut needed: BTreeMap<Id, usize> = BTreeMap::new();
        let mut waiting = vec![(root, order)];
        let mut varies: Vec<bool> = Vec::new();
        while let Some((id, order)) = waiting.pop() {
            if needed.get(&id).is_some_and(|known| *known >= order) {
                continue;
            }
            if needed.len() > MAX_PARTS {
                return None;
            }
            needed.insert(id, order);
            extend(graph, variable, &mut varies);
            let depends = |id: Id| varies[id.index()];
            let arguments = graph.node(id).arguments();
            waiting.extend(arguments.map(|a| (a, if depends(a) { order } else { 0 })));
            if order == 0 || !depends(id) || is_direct(graph.node(id), &depends) {
                continue;
            }
            if let Entry::Vacant(rule) = rules.entry(id) {
                let each = partials(graph, id, depends).ok()?;
                let built = each
                    .into_iter()
                    .map(|(a, formula)| (a, formula.build(graph)));
                rule.insert(built.collect());
            }
            waiting.extend(rules[&id].iter().map(|&(_, partial)| (partial, order - 1)));
        }
        extend(graph, variable, &mut varies);
        let apart = (graph.number(0), graph.number(1));
        Some(Jet {
            root,
            variable,
            order,
            parts: needed.into_iter().collect(),
            rules,
            varies,
            apart,
        })
    }

    /// The derivative at a point, in which each variable has an expression without variables; exact,
    /// or enclosed at this working precision.
    ///
    /// # Errors
    /// Why there is none.
    pub fn derivative(
        &self,
        graph: &Graph,
        point: &[(Variable, Id)],
        bits: u64,
    ) -> Result<Value, NoJet> {
        let ids: Vec<Id> = self.parts.iter().map(|(id, _)| *id).collect();
        let values = evaluate(graph, &ids, point, &[self.variable], bits, &Known::new());
        let values = values.map_err(|stop| match stop {
            Stop::Outside { .. } | Stop::TooLarge { .. } => NoJet::NotSmooth,
            Stop::Undecided { .. } | Stop::TooMuchWork { .. } => NoJet::Undecided,
        })?;
        if !values.breaks.is_empty() {
            return Err(NoJet::NotSmooth);
        }
        let number = Numbers {
            bits,
            apart: self.apart,
        };
        let mut places = vec![usize::MAX; graph.len()];
        let mut series: Vec<Vec<Value>> = Vec::with_capacity(ids.len());
        for (place, &id) in ids.iter().enumerate() {
            places[id.index()] = place;
            let mut coefficients = Vec::with_capacity(self.parts[place].1 + 1);
            coefficients.push(values.of(id).clone());
            series.push(coefficients);
        }
        let moving: Vec<usize> = (0..ids.len())
            .filter(|&place| self.varies[ids[place].index()])
            .collect();
        for k in 1..=self.order {
            for &place in moving.iter().filter(|place| self.parts[**place].1 >= k) {
                if work::is_spent() {
                    return Err(NoJet::Undecided);
                }
                let of = |id: Id| &series[places[id.index()]];
                let next = self.next(graph, ids[place], (place, k), &series, &of, number)?;
                series[place].push(number.shortened(next));
            }
        }
        let zero = Value::Exact(Rational::zero().into());
        let last = series[places[self.root.index()]].get(self.order);
        let last = last.unwrap_or(&zero);
        let factorial = (1..=self.order as i64).try_fold(last.clone(), |product, k| {
            number.product(&product, &whole(k))
        })?;
        Ok(factorial)
    }

    /// The coefficient of order `k` of a part, whose arguments have theirs.
    fn next<'a>(
        &self,
        graph: &Graph,
        id: Id,
        (place, k): (usize, usize),
        series: &'a [Vec<Value>],
        of: &dyn Fn(Id) -> &'a Vec<Value>,
        number: Numbers,
    ) -> Result<Value, NoJet> {
        let zero = || Value::Exact(Rational::zero().into());
        // What does not vary has no coefficients but the first.
        let at = |id: Id, k: usize| of(id).get(k).cloned().unwrap_or_else(zero);
        let own = &series[place];
        match *graph.node(id) {
            Node::Variable(_) => Ok(whole(i64::from(k == 1))),
            Node::Number(_) | Node::Constant(_) => Ok(zero()),
            Node::Negative(a) => number.difference(&zero(), &at(a, k)),
            Node::Sum(a, b) => number.sum(&at(a, k), &at(b, k)),
            Node::Difference(a, b) => number.difference(&at(a, k), &at(b, k)),
            Node::Product(a, b) => number.convolved(zero(), of(a), of(b), 0..=k, k),
            Node::Quotient(a, b) => {
                let rest = number.convolved(zero(), of(b), own, 1..=k, k)?;
                let above = number.difference(&at(a, k), &rest)?;
                number.quotient(&above, &at(b, 0))
            }
            Node::Power(a, n) if !self.varies[n.index()] => {
                let exponent = of(n)[0].clone();
                number.power(own, of(a), &exponent, k)
            }
            _ => {
                let mut sum = zero();
                for &(argument, partial) in &self.rules[&id] {
                    let (inner, outer) = (of(argument), of(partial));
                    for (i, c) in inner.iter().enumerate().take(k + 1).skip(1) {
                        if let Some(factor) = outer.get(k - i).filter(|g| !g.is_zero()) {
                            let scaled = number.product(&whole(i as i64), c)?;
                            sum = number.sum(&sum, &number.product(&scaled, factor)?)?;
                        }
                    }
                }
                number.quotient(&sum, &whole(k as i64))
            }
        }
    }
}

/// Brings what is known of nodes up to the graph's length: does each depend on the variable?
fn extend(graph: &Graph, variable: Variable, varies: &mut Vec<bool>) {
    for id in graph.ids_from(varies.len()) {
        let own = match graph.node(id) {
            Node::Variable(v) => *v == variable,
            node => node.arguments().any(|a| varies[a.index()]),
        };
        varies.push(own);
    }
}

/// Do the coefficients follow from those of the arguments alone?
fn is_direct(node: &Node, varies: &impl Fn(Id) -> bool) -> bool {
    match *node {
        Node::Call(..) | Node::Call2(..) => false,
        Node::Power(_, n) => !varies(n),
        _ => true,
    }
}

fn whole(n: i64) -> Value {
    Value::Exact(Rational::integer(n).into())
}

/// Operations on numbers at a working precision.
#[derive(Clone, Copy)]
struct Numbers {
    bits: u64,
    apart: (Id, Id),
}

impl Numbers {
    fn computed(self, node: Node, a: &Value, b: &Value) -> Result<Value, NoJet> {
        compute(&node, &[a, b], self.bits).map_err(|_| NoJet::Undecided)
    }

    fn sum(self, a: &Value, b: &Value) -> Result<Value, NoJet> {
        match (a.is_zero(), b.is_zero()) {
            (true, _) => Ok(b.clone()),
            (_, true) => Ok(a.clone()),
            _ => self.computed(Node::Sum(self.apart.0, self.apart.1), a, b),
        }
    }

    fn difference(self, a: &Value, b: &Value) -> Result<Value, NoJet> {
        match b.is_zero() {
            true => Ok(a.clone()),
            false => self.computed(Node::Difference(self.apart.0, self.apart.1), a, b),
        }
    }

    fn product(self, a: &Value, b: &Value) -> Result<Value, NoJet> {
        self.computed(Node::Product(self.apart.0, self.apart.1), a, b)
    }

    fn quotient(self, a: &Value, b: &Value) -> Result<Value, NoJet> {
        match b.sign() {
            None | Some(std::cmp::Ordering::Equal) => Err(NoJet::Undecided),
            Some(_) => self.computed(Node::Quotient(self.apart.0, self.apart.1), a, b),
        }
    }

    /// `sum` and Σ a_i·b_(k−i) over these i.
    fn convolved(
        self,
        mut sum: Value,
        a: &[Value],
        b: &[Value],
        each: std::ops::RangeInclusive<usize>,
        k: usize,
    ) -> Result<Value, NoJet> {
        for i in each {
            if let (Some(a), Some(b)) = (a.get(i), b.get(k - i))
                && !a.is_zero()
                && !b.is_zero()
            {
                sum = self.sum(&sum, &self.product(a, b)?)?;
            }
        }
        Ok(sum)
    }

    /// The coefficient of order `k` of a^r, from those before it. Where a starts with v coefficients
    /// that are 0 and r is a whole number, a^r starts with r·v of them and goes on as a power of the
    /// rest.
    fn power(self, own: &[Value], a: &[Value], r: &Value, k: usize) -> Result<Value, NoJet> {
        let zero = || Value::Exact(Rational::zero().into());
        let Some(v) = a.iter().position(|c| !c.is_zero()) else {
            // A power of 0 that is smooth there has a whole exponent, and that of order 0 is 1.
            return Ok(zero());
        };
        let start = match (v, r.rational().and_then(Rational::to_i64)) {
            (0, _) => 0,
            (_, Some(0)) => return Ok(zero()),
            (v, Some(r)) if r > 0 => match usize::try_from(r).ok().and_then(|r| r.checked_mul(v)) {
                Some(start) => start,
                None => return Ok(zero()),
            },
            _ => return Err(NoJet::Undecided),
        };
        match k.cmp(&start) {
            std::cmp::Ordering::Less => return Ok(zero()),
            std::cmp::Ordering::Equal => {
                return self.computed(Node::Power(self.apart.0, self.apart.1), &a[v], r);
            }
            std::cmp::Ordering::Greater => {}
        }
        let j = k - start;
        let mut sum = zero();
        for i in 1..=j {
            let (Some(c), Some(z)) = (a.get(v + i), own.get(start + j - i)) else {
                continue;
            };
            if c.is_zero() || z.is_zero() {
                continue;
            }
            let times = self.product(r, &whole(i as i64))?;
            let times = self.difference(&times, &whole((j - i) as i64))?;
            let term = self.product(&self.product(&times, c)?, z)?;
            sum = self.sum(&sum, &term)?;
        }
        let below = self.product(&whole(j as i64), &a[v])?;
        self.quotient(&sum, &below)
    }

    fn shortened(self, value: Value) -> Value {
        match value.rational() {
            Some(n) if n.bits() > EXACT_BITS => Value::Ball(Ball::from_rational(n, self.bits)),
            _ => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::derivative;
    use crate::expression::Function;
    use crate::notation;

    const BITS: u64 = 256;

    /// The derivatives of orders 1 to 6 by the jet and by the formula are one number, or the jet says
    /// nothing. Gives how many were compared.
    #[track_caller]
    fn agrees(text: &str, at: &str, least: usize) -> usize {
        let mut graph = Graph::new();
        let root = notation::read(&mut graph, text, &notation::Options::default()).unwrap();
        let number = graph.number(Rational::from_decimal(at).unwrap());
        let variable = graph.variable("x");
        let point = [(variable, number)];
        let mut compared = 0;
        for order in 1..=6 {
            let Some(jet) = Jet::new(&mut graph, root, variable, order) else {
                continue;
            };
            let Ok(value) = jet.derivative(&graph, &point, BITS) else {
                continue;
            };
            let formula = derivative::of_order(&mut graph, root, variable, order as u32).unwrap();
            let other = evaluate(&graph, &[formula], &point, &[], BITS, &Known::new());
            let Ok(other) = other.map(|values| values.of(formula).clone()) else {
                continue;
            };
            let (one, two) = (value.ball(BITS).unwrap(), other.ball(BITS).unwrap());
            assert!(
                one.overlaps(&two),
                "{text} at {at}, order {order}: {one:?} {two:?}"
            );
            if let (Some(one), Some(two)) = (value.rational(), other.rational()) {
                assert_eq!(one, two, "{text} at {at}, order {order}");
            }
            let sharp = one.contains_zero() || one.accuracy() > 150;
            assert!(sharp, "{text} at {at}, order {order}: {}", one.accuracy());
            compared += 1;
        }
        assert!(compared >= least, "{text} at {at}: {compared}");
        compared
    }

    #[test]
    fn every_row_has_the_same_derivatives_both_ways() {
        let mut compared = 0;
        for &function in Function::ALL {
            let name = function.name();
            let (text, inside) = match function.row().arity() {
                2 => (format!("{name}(2, x^2/3)*x"), format!("{name}(x, x^2 + 1)")),
                _ => (format!("{name}(x)*x"), format!("{name}(x^2/5)")),
            };
            for at in ["0.7", "1.3", "3", "-0.4", "0.5"] {
                compared += agrees(&text, at, 0) + agrees(&inside, at, 0);
            }
            // Somewhere it is smooth.
            let mut known = ["0.7", "1.3", "3"].into_iter();
            let mut graph = Graph::new();
            let root = notation::read(&mut graph, &text, &notation::Options::default()).unwrap();
            let variable = graph.variable("x");
            let jet = Jet::new(&mut graph, root, variable, 4).expect("every row has rules");
            let there = known.any(|at| {
                let number = graph.number(Rational::from_decimal(at).unwrap());
                jet.derivative(&graph, &[(variable, number)], BITS).is_ok()
            });
            assert!(there, "{text}");
        }
        assert!(compared > 1_500, "{compared}");
    }

    #[test]
    fn powers_and_what_is_made_of_them() {
        for (text, at) in [
            ("x^5", "0"),
            ("x^5", "2"),
            ("(x - 1)^4*x", "1"),
            ("(x^2 - x)^3", "0"),
            ("x^-2", "3"),
            ("x^(1/3)", "-8"),
            ("x^(5/2)", "4"),
            ("x^x", "0.6"),
            ("2^(x^2)", "0.5"),
            ("(x - 2)^0*x", "2"),
            ("x/(1 + x^2)", "0.3"),
            ("exp(sin(x^2))", "0.7"),
            ("gamma(x)*sin(x)/(1 + x^2)", "0.7"),
            ("7", "1"),
            ("sin(x)^12", "0"),
            ("x^1000", "1"),
        ] {
            agrees(text, at, 5);
        }
    }
}
