//! Differences of powers: that of a^n and b^n has the sign of a − b where n is odd, and that of
//! (a − b)·(a + b) where it is even, or where sizes are compared.

use crate::expression::few::in_order;
use crate::expression::functions::Function;
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::Manner;
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::few::Few;
use crate::number::rational::Rational;

/// Highest power or root of a number that is worked out.
const MAX_POWER: i64 = 64;

/// The parts whose signs together are that of a sum or difference of two products of powers, and whether
/// it has the other sign.
pub fn apart(graph: &mut Graph, id: Id) -> Option<(bool, Vec<Id>)> {
    let (terms, is_sum) = match *graph.node(id) {
        Node::Sum(a, b) => ([a, b], true),
        Node::Difference(a, b) => ([a, b], false),
        _ => return None,
    };
    let mut sizes = true;
    let mut degree = Rational::zero();
    let mut bases = Vec::new();
    for term in terms {
        let mut factors = Factors::of(graph, term, &mut Manner::Exact)?;
        let turned = factors.coefficient.is_negative();
        let number = surd(graph, &mut factors)?;
        for (_, power) in &factors.powers {
            if !power.is_integer() {
                return None;
            }
            sizes &= power.is_even();
            degree = degree.common_divisor(power);
        }
        bases.push((factors, turned, number));
    }
    let turned = bases[0].1;
    let is_sum = is_sum != (turned != bases[1].1);
    // A sum of sizes has no zero but theirs.
    let is_told = match sizes {
        true => is_sum,
        false => degree.is_one(),
    };
    if is_told || degree.is_zero() {
        return None;
    }
    let degree = degree.to_i64()?;
    let mut root = degree;
    // x^4 − 4 is (x² − 2)·(x² + 2).
    let is_power = |(factors, _, (n, depth)): &(Factors, bool, (Rational, i64)), root: i64| {
        let is = |root: i64| u32::try_from(depth * root).is_ok_and(|root| n.root(root).is_some());
        !factors.powers.is_empty() || is(root)
    };
    while root % 2 == 0 && !bases.iter().all(|own| is_power(own, root)) {
        root /= 2;
    }
    // The roots of x² − 2 are split off elsewhere.
    if root < 2 && degree > 1 {
        return None;
    }
    let mut roots = Vec::new();
    for (mut factors, _, (n, depth)) in bases {
        for (_, power) in &mut factors.powers {
            *power = power.divide(&Rational::integer(root))?;
        }
        put_surd(graph, &mut factors, n, depth.checked_mul(root)?)?;
        roots.push(factors.build(graph, &mut Manner::Exact));
    }
    let (first, second) = (roots[0], roots[1]);
    let less = graph.add(Node::Difference(first, second));
    let more = graph.add(Node::Sum(first.min(second), first.max(second)));
    let parts = match (sizes, is_sum) {
        (true, _) => vec![less, more],
        (_, true) => vec![more],
        _ => vec![less],
    };
    Some((turned, parts))
}

/// Takes the numbers out of a product, with what roots are taken of: n and d of the d-th root of n,
/// which is the size of all of them.
fn surd(graph: &Graph, factors: &mut Factors) -> Option<(Rational, i64)> {
    let mut all = (factors.coefficient.abs(), 1);
    factors.coefficient = Rational::one();
    let mut powers = Few::new();
    for (base, power) in factors.powers.drain(..) {
        let (under, degree) = match *graph.node(base) {
            Node::Call(f, a) => (a, f.row().root_degree().unwrap_or(1)),
            _ => (base, 1),
        };
        let is_positive = |n: &&Rational| n.sign().is_gt() && (under == base || degree > 1);
        let Some(n) = graph.literal(under).filter(is_positive) else {
            powers.push((base, power));
            continue;
        };
        let own = power.divide(&Rational::integer(degree))?;
        let below = i64::try_from(&*own.denominator()).ok()?;
        let above = i64::try_from(&*own.numerator()).ok()?;
        if all.1 != 1 && all.1 != below || above.abs().max(below) > MAX_POWER {
            return None;
        }
        all = (&all.0.power(below / all.1)? * &n.power(above)?, below);
    }
    factors.powers = powers;
    Some(all)
}

/// Puts the root of a number into a product.
fn put_surd(
    graph: &mut Graph,
    factors: &mut Factors,
    mut n: Rational,
    mut depth: i64,
) -> Option<()> {
    // The fourth root of 4 is that of 2.
    for degree in [2, 3] {
        while depth % degree == 0
            && let Some(root) = n.root(degree as u32)
        {
            (n, depth) = (root, depth / degree);
        }
    }
    let root = n.root(u32::try_from(depth).ok()?);
    match root {
        Some(n) => factors.coefficient = n,
        None => {
            let n = graph.number(n);
            let surd = match Function::of_power(1, depth) {
                Some(root) => (graph.add(Node::Call(root, n)), Rational::one()),
                None => (n, Rational::ratio(1, depth)),
            };
            factors.powers.insert(0, surd);
        }
    }
    Some(())
}

/// A product as a number and the rest, with the roots of numbers in it in one form.
pub fn with_surd(graph: &mut Graph, id: Id) -> Option<(Rational, Id)> {
    let mut factors = Factors::of(graph, id, &mut Manner::Exact)?;
    let turned = factors.coefficient.is_negative();
    let (n, depth) = surd(graph, &mut factors)?;
    in_order(&mut factors.powers, |(base, _)| *base);
    put_surd(graph, &mut factors, n, depth)?;
    let n = std::mem::replace(&mut factors.coefficient, Rational::one());
    let rest = factors.build(graph, &mut Manner::Exact);
    Some((if turned { -&n } else { n }, rest))
}
