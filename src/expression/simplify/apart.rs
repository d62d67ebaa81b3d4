//! Differences of powers: that of a^n and b^n has the sign of a − b where n is odd, and that of
//! (a − b)·(a + b) where it is even, or where sizes are compared.

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::Manner;
use crate::expression::simplify::factors::Factors;
use crate::number::rational::Rational;

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
        let factors = Factors::of(graph, term, &mut Manner::Exact)?;
        for (base, power) in &factors.powers {
            if !power.is_integer() || power.is_negative() {
                return None;
            }
            sizes &= under(graph, *base).is_some() || power.is_even();
            degree = degree.common_divisor(power);
        }
        bases.push(factors);
    }
    let negative = |factors: &Factors| factors.coefficient.is_negative();
    let turned = negative(&bases[0]);
    let is_sum = is_sum != (turned != negative(&bases[1]));
    // A sum of sizes has no zero but theirs.
    let is_told = match sizes {
        true => is_sum,
        false => degree.is_one(),
    };
    if is_told {
        return None;
    }
    let root = u32::try_from(degree.to_i64()?).ok()?;
    let mut roots = Vec::new();
    for mut factors in bases {
        factors.coefficient = factors.coefficient.abs().root(root)?;
        for (base, power) in &mut factors.powers {
            *base = under(graph, *base).filter(|_| sizes).unwrap_or(*base);
            *power = power.divide(&degree)?;
        }
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

/// What a size is that of.
fn under(graph: &Graph, id: Id) -> Option<Id> {
    match *graph.node(id) {
        Node::Call(f, a) if f.row().is_size() => Some(a),
        _ => None,
    }
}
