//! Functions that only rise, or only fall: their values are in order where their arguments are, so
//! that e^x − 1 has the sign of x.

use crate::calculus::value::{self, Known, Value};
use crate::equality::range::{Quadratic, Ranges};
use crate::expression::functions::{Back, Constant, Course, End, Line, Parity, Turns};
use crate::expression::simplify;
use crate::expression::{Function, Graph, Id, Node};
use crate::number::double;
use crate::number::rational::Rational;
use std::f64::consts::{FRAC_PI_2, PI};

/// Farthest argument that is looked for.
const MAX_ARGUMENT: f64 = 1e6;

/// Largest denominator of it.
const MAX_DENOMINATOR: i64 = 12;

/// u − m for f(u) − f(m), as f(u) and f(m); and does f rise?
pub(super) fn below_root(graph: &mut Graph, atom: Id, root: &Rational) -> Option<(Id, bool)> {
    if let Node::Power(u, n) = *graph.node(atom)
        && let Some(n) = odd_power(graph, n)
    {
        let there = root_of(graph, root, &n)?;
        return Some((graph.add(Node::Difference(u, there)), true));
    }
    // So does a root of odd degree.
    if let Node::Call(f, u) = *graph.node(atom)
        && let Some(degree) = f.row().root_degree()
        && degree % 2 != 0
    {
        let there = graph.number(root.power(degree)?);
        return Some((graph.add(Node::Difference(u, there)), true));
    }
    let (u, rising) = argument(graph, atom)?;
    let target = root.to_f64();
    let value = |graph: &Graph, x: f64| match *graph.node(atom) {
        Node::Call(f, _) => f.row().double_of_one(x),
        Node::Power(a, _) => double::pow(number(graph, a).unwrap_or(f64::NAN), x),
        _ => f64::NAN,
    };
    let (mut low, mut high) = match *graph.node(atom) {
        Node::Call(f, _) => {
            let line = f.row().line()?;
            let stretch = line.stretches.iter().position(Option::is_some)?;
            line.edges(stretch)?
        }
        _ => (-MAX_ARGUMENT, MAX_ARGUMENT),
    };
    (low, high) = (low.max(-MAX_ARGUMENT), high.min(MAX_ARGUMENT));
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        match (value(graph, middle) < target) == rising {
            true => low = middle,
            false => high = middle,
        }
    }
    let exact = (1..=MAX_DENOMINATOR).find_map(|below| {
        let above = (high * below as f64).round();
        let near = (high * below as f64 - above).abs() <= 1e-9 * above.abs().max(1.0);
        let n = near.then(|| Rational::ratio(above as i64, below))?;
        let argument = graph.number(n.clone());
        let there = match *graph.node(atom) {
            Node::Call(f, _) => Node::Call(f, argument),
            Node::Power(a, _) => Node::Power(a, argument),
            _ => return None,
        };
        let there = graph.add(there);
        is_number(graph, there, root).then_some(argument)
    });
    let argument = match (exact, graph.node(atom)) {
        (Some(argument), _) => argument,
        (None, Node::Call(f, _)) => {
            let f = *f;
            let Back::Rising(inverse) = f.row().back else {
                return None;
            };
            // Beyond all values there is no argument.
            let (low, high) = f.row().line()?.stretches.iter().flatten().next()?.ends();
            if !(low < target && target < high) {
                return None;
            }
            let root = graph.number(root.clone());
            let argument = graph.add(Node::Call(inverse, root));
            constant(graph, argument).unwrap_or(argument)
        }
        // b^u is n where u is ln n / ln b.
        (None, &Node::Power(base, _)) if root.sign().is_gt() => {
            let root = graph.number(root.clone());
            let log = graph.add(Node::logarithm(root));
            match *graph.node(base) {
                Node::Constant(Constant::E) => log,
                _ => {
                    let below = graph.add(Node::logarithm(base));
                    graph.add(Node::Quotient(log, below))
                }
            }
        }
        _ => return None,
    };
    if graph.literal(argument).is_some_and(Rational::is_zero) {
        return Some((u, rising));
    }
    // 2v − ln 5 has the sign of v − ln(5)/2.
    let (u, argument, rising) = match Quadratic::of_one(graph, u).linear() {
        Some((v, factor, root))
            if v != u && root.is_zero() && graph.literal(argument).is_none() =>
        {
            let rising = rising != factor.is_negative();
            let factor = graph.number(factor);
            (v, graph.add(Node::Quotient(argument, factor)), rising)
        }
        _ => (u, argument, rising),
    };
    Some((graph.add(Node::Difference(u, argument)), rising))
}

/// u − v for f(u) − f(v), or u + v for f(u) + f(v) where f is odd; and does f rise?
pub(super) fn arguments(graph: &mut Graph, id: Id) -> Option<(Id, bool)> {
    let (a, b, is_sum) = match *graph.node(id) {
        Node::Difference(a, b) => (a, b, false),
        Node::Sum(a, b) => (a, b, true),
        _ => return None,
    };
    // e is e^1.
    if !is_sum {
        let to_first = |power: Id, base: Id| match *graph.node(power) {
            Node::Power(own, u) if own == base => Some(u),
            ref node if *graph.node(base) == Node::Constant(Constant::E) => node.exponent_of_e(),
            _ => None,
        };
        let first = to_first(a, b).map(|u| (a, u, true));
        if let Some((power, u, is_above)) = first.or(to_first(b, a).map(|u| (b, u, false))) {
            let (_, rising) = argument(graph, power)?;
            let one = graph.number(Rational::one());
            let part = graph.add(Node::Difference(u, one));
            return Some((part, rising == is_above));
        }
    }
    // Powers such as x^(3/2) rise where they have values.
    if let (&Node::Power(u, n), &Node::Power(v, m)) = (graph.node(a), graph.node(b))
        && n == m
        && !is_sum
        && graph
            .literal(n)
            .is_some_and(|n| n.sign().is_gt() && !n.is_odd_below())
    {
        return Some((graph.add(Node::Difference(u, v)), true));
    }
    let (u, rising) = argument(graph, a)?;
    let (v, _) = argument(graph, b)?;
    let shape = |part: Id, of: Id| {
        let put = |inner: Id| if inner == of { id } else { inner };
        graph.node(part).with_arguments(put)
    };
    let odd = match *graph.node(a) {
        Node::Call(f, _) => f.row().parity == Parity::Odd,
        Node::Power(base, _) => base == u,
        _ => false,
    };
    if shape(a, u) != shape(b, v) || is_sum && !odd {
        return None;
    }
    let part = match is_sum {
        true => Node::Sum(u.min(v), u.max(v)),
        false => Node::Difference(u, v),
    };
    Some((graph.add(part), rising))
}

/// u − m and u + m for f(u) − f(m) with an even function f that rises with the size of its argument, as
/// cosh does; u alone where m is 0.
pub(super) fn even_below_root(graph: &mut Graph, atom: Id, root: &Rational) -> Option<Vec<Id>> {
    let (u, inverse) = of_size(graph, atom)?;
    let Node::Call(f, _) = *graph.node(atom) else {
        return None;
    };
    let zero = graph.number(Rational::zero());
    let lowest = graph.add(Node::Call(f, zero));
    if is_number(graph, lowest, root) {
        return Some(vec![u]);
    }
    let number = graph.number(root.clone());
    let beside = graph.add(Node::Difference(number, lowest));
    const BITS: u64 = 64;
    let values = value::evaluate(graph, &[beside], &[], &[], BITS, &Known::new()).ok()?;
    if !values.of(beside).sign()?.is_gt() {
        return None;
    }
    let there = graph.add(Node::Call(inverse, number));
    let parts = [
        Node::Difference(u, there),
        Node::Sum(u.min(there), u.max(there)),
    ];
    Some(parts.map(|part| graph.add(part)).to_vec())
}

/// Where a wave is at an end of its values: at u = t and whole turns of it away from there.
pub(in crate::equality) struct EndOfWave {
    /// u − t.
    pub(in crate::equality) apart: Id,
    /// Is u never a whole turn away from t?
    pub(in crate::equality) is_only: bool,
}

/// Where a part is 0 that is a wave f(u) less an end of its values.
pub(in crate::equality) fn at_end_of_wave(graph: &mut Graph, part: Id) -> Option<EndOfWave> {
    let (atom, _, end) = Quadratic::of_one(graph, part).linear()?;
    let Node::Call(f, u) = *graph.node(atom) else {
        return None;
    };
    let line = f.row().line().filter(|line| line.is_one_stretch())?;
    let stretch = line.stretches.iter().flatten().next()?;
    let Turns::Every { offset, period } = stretch.turns else {
        return None;
    };
    let is = |own: End| matches!(own, End::Closed(mark) if mark.double() == end.to_f64());
    if period != PI || !(is(stretch.low) || is(stretch.high)) {
        return None;
    }
    // It turns at both ends, one after the other.
    let pi = graph.add(Node::Constant(Constant::Pi));
    let quarter = (offset / FRAC_PI_2).round() as i64;
    let turn = [quarter, quarter + 2].into_iter().find_map(|quarters| {
        let half = graph.number(Rational::ratio(quarters, 2));
        let turn = simplify::product(graph, half, pi);
        let there = graph.add(Node::Call(f, turn));
        is_number(graph, there, &end).then_some(turn)
    })?;
    let apart = simplify::difference(graph, u, turn);
    let range = Ranges::new(graph, &[apart], |_| false).of(apart);
    Some(EndOfWave {
        apart,
        is_only: range.low > -2.0 * PI && range.high < 2.0 * PI,
    })
}

/// The argument of an even function that rises with its size, and the function that gives that size back.
fn of_size(graph: &Graph, id: Id) -> Option<(Id, Function)> {
    match *graph.node(id) {
        Node::Call(f, u) if !f.row().is_size() => match f.row().back {
            Back::Even(inverse) => Some((u, inverse)),
            _ => None,
        },
        _ => None,
    }
}

/// u − v and u + v for `u^(2/3) − v^(2/3)`: a power of sizes, which rises with them; or for cosh(u) − cosh(v).
pub(super) fn sizes(graph: &mut Graph, id: Id) -> Option<[Id; 2]> {
    let Node::Difference(a, b) = *graph.node(id) else {
        return None;
    };
    let (u, v) = match (graph.node(a), graph.node(b)) {
        (&Node::Power(u, n), &Node::Power(v, m)) => {
            let n = graph.literal(n).filter(|_| n == m)?;
            let of_sizes = n.sign().is_gt() && !n.is_integer() && n.is_odd_below();
            (of_sizes && !n.is_odd_above()).then_some((u, v))?
        }
        (Node::Call(f, _), Node::Call(g, _)) if f == g => {
            (of_size(graph, a)?.0, of_size(graph, b)?.0)
        }
        _ => return None,
    };
    let parts = [Node::Difference(u, v), Node::Sum(u.min(v), u.max(v))];
    Some(parts.map(|part| graph.add(part)))
}

/// The argument of a function that rises, or falls, without a break; and does it rise?
fn argument(graph: &Graph, id: Id) -> Option<(Id, bool)> {
    match *graph.node(id) {
        Node::Call(f, a) => {
            let line = f.row().line()?;
            let whole = line.is_one_stretch() || f.row().root_degree().is_some();
            let whole = whole && !f.row().step;
            let steady = |line: &Line| line.course != Course::Varying;
            (whole && steady(line)).then_some((a, line.course == Course::Rising))
        }
        // A number above 0 to the power of something.
        Node::Power(a, b) => match number(graph, a) {
            Some(base) => (base > 0.0 && base != 1.0).then_some((b, base > 1.0)),
            None => odd_power(graph, b).map(|_| (a, true)),
        },
        _ => None,
    }
}

/// An exponent above 0 that is odd above and below its line: a power that rises all along the line.
fn odd_power(graph: &Graph, exponent: Id) -> Option<Rational> {
    let n = graph.literal(exponent)?;
    (n.is_odd_below() && n.is_odd_above() && n.sign().is_gt()).then(|| n.clone())
}

/// The root of a number above 0, as a number where it is a fraction.
fn root_of(graph: &mut Graph, number: &Rational, degree: &Rational) -> Option<Id> {
    if !number.sign().is_gt() {
        return None;
    }
    let base = graph.number(number.clone());
    let root = match degree
        .to_i64()
        .and_then(|degree| Function::of_power(1, degree))
    {
        Some(root) => Node::Call(root, base),
        None => Node::Power(base, graph.number(Rational::one().divide(degree)?)),
    };
    let root = graph.add(root);
    const BITS: u64 = 64;
    let values = value::evaluate(graph, &[root], &[], &[], BITS, &Known::new()).ok()?;
    Some(match values.of(root).rational() {
        Some(root) => graph.number(root.clone()),
        None => root,
    })
}

/// The constant that a number is, if it is one.
fn constant(graph: &mut Graph, id: Id) -> Option<Id> {
    const BITS: u64 = 64;
    Constant::ALL.into_iter().find_map(|constant| {
        let constant = graph.add(Node::Constant(constant));
        let values = value::evaluate(graph, &[id, constant], &[], &[], BITS, &Known::new()).ok()?;
        match (values.of(id), values.of(constant)) {
            (Value::Exact(a), Value::Exact(b)) if a == b => Some(constant),
            _ => None,
        }
    })
}

/// The double next to a number or a constant.
fn number(graph: &Graph, id: Id) -> Option<f64> {
    match graph.node(id) {
        Node::Number(n) => Some(n.to_f64()),
        Node::Constant(constant) => Some(constant.double()),
        _ => None,
    }
}

fn is_number(graph: &Graph, id: Id, n: &Rational) -> bool {
    const BITS: u64 = 64;
    let values = value::evaluate(graph, &[id], &[], &[], BITS, &Known::new());
    values.is_ok_and(|values| values.of(id).rational() == Some(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{self, Options};

    /// What stays the same in places, jumps, falls on one side or begins anew at poles is not in the order
    /// of its arguments.
    #[test]
    fn only_what_rises_or_falls_all_along_has_an_argument() {
        for (text, expected) in [
            ("exp(x)", Some(true)),
            ("atan(x)", Some(true)),
            ("acos(x)", Some(false)),
            ("cbrt(x)", Some(true)),
            ("x^3", Some(true)),
            ("2^x", Some(true)),
            ("(1/2)^x", Some(false)),
            ("relu(x)", None),
            ("floor(x)", None),
            ("sign(x)", None),
            ("tan(x)", None),
            ("gamma(x)", None),
            ("cosh(x)", None),
            ("x^2", None),
        ] {
            let mut graph = Graph::new();
            let id = notation::read(&mut graph, text, &Options::default()).expect(text);
            let id = match *graph.node(id) {
                // A fraction is one number.
                Node::Power(_, u) if text.starts_with('(') => {
                    let half = graph.number(Rational::ratio(1, 2));
                    graph.add(Node::Power(half, u))
                }
                _ => id,
            };
            let found = argument(&graph, id).map(|(_, rising)| rising);
            assert_eq!(found, expected, "{text}");
        }
        // These powers have values at single points alone, or one value.
        let mut graph = Graph::new();
        let x = graph.variable("x");
        let x = graph.add(Node::Variable(x));
        for base in [-2, 0, 1] {
            let number = graph.number(Rational::integer(base));
            let power = graph.add(Node::Power(number, x));
            assert_eq!(argument(&graph, power), None, "{base}");
        }
    }
}
