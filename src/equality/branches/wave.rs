//! The signs of waves: p·sin(u) + q·cos(u) + c has that of c where c² is not below p² + q².

use crate::calculus::value::{self, Known};
use crate::equality::branches::substitution::light;
use crate::equality::identity;
use crate::equality::linear::LinearSum;
use crate::equality::signs::Signs;
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Bits of the numbers beside the wave.
const BITS: u64 = 256;

/// The signs of a sum that is a wave and a number; `None` of others, and where both signs occur or may.
/// `seed`: what a proof starts from that the wave touches 0.
pub(super) fn signs(graph: &mut Graph, sum: Id, seed: Option<u64>) -> Option<Signs> {
    let sum = LinearSum::of(graph, sum)?;
    let call = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Call(f, u) => Some((f, u)),
        _ => None,
    };
    let partner = |f: Function| {
        let square = f
            .constant_square()
            .filter(|square| square.sign.is_positive())?;
        Some((square.partner, square.value))
    };
    let mut calls = sum.terms.iter().filter_map(|(id, factor)| {
        let (f, u) = call(graph, *id)?;
        (!graph.is_constant(u)).then_some((f, u, factor))
    });
    let (f, u, p) = calls.next()?;
    let (g, v, q) = calls.next()?;
    let (other, value) = partner(f)?;
    if u != v || g != other {
        return None;
    }
    // (p·f + q·g)² is at most (p² + q²)·(f² + g²).
    let most = &(&(p * p) + &(q * q)) * &value;
    let mut number = graph.number(sum.constant.clone());
    let mut waves = 0;
    for (id, factor) in &sum.terms {
        if !graph.is_constant(*id) {
            waves += 1;
            continue;
        }
        let factor = graph.number(factor.clone());
        let term = light(graph, Node::Product(factor, *id));
        number = light(graph, Node::Sum(number, term));
    }
    if waves != 2 {
        return None;
    }
    let [two, most] = [Rational::integer(2), most].map(|n| graph.number(n));
    let square = light(graph, Node::Power(number, two));
    let rest = graph.add(Node::Difference(square, most));
    let sign = |graph: &Graph, id: Id| {
        let values = value::evaluate(graph, &[id], &[], &[], BITS, &Known::new());
        values.ok()?.of(id).sign()
    };
    let is_beyond = match sign(graph, rest) {
        Some(Ordering::Less) => return None,
        Some(sign) => sign.is_gt(),
        None if identity::vanishes(graph, rest, seed?) => false,
        None => return None,
    };
    let own = Signs::of(sign(graph, number)?);
    Some(match is_beyond {
        true => own,
        false => own.either(Signs::ZERO),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{self, Options};

    #[test]
    fn waves_have_the_sign_of_their_number_or_none() {
        for (text, found) in [
            ("3*sin(x)+4*cos(x)-5", Some(Signs::NOT_POSITIVE)),
            ("3*sin(x)-4*cos(x)+5", Some(Signs::NOT_NEGATIVE)),
            ("3*sin(x)+4*cos(x)-51/10", Some(Signs::MINUS)),
            ("3*cos(x*y)-4*sin(x*y)+51/10", Some(Signs::PLUS)),
            ("3*sin(x)+4*cos(x)-49/10", None),
            ("sin(x)+cos(x)-sqrt(2)", Some(Signs::NOT_POSITIVE)),
            ("sin(x)+cos(x)-sqrt(2)-1/10^9", Some(Signs::MINUS)),
            ("sin(x)+cos(x)-sqrt(2)+1/10^9", None),
            // Too near to tell, and no proof that it is 0.
            ("sin(x)+cos(x)-sqrt(2)+1/10^99", None),
            ("sin(x)+cos(y)-7/4", None),
            ("sin(x)+sin(y)-7/4", None),
            ("sin(x)+tan(x)-7/4", None),
            ("sin(x)+cos(x)+x-7/4", None),
            // cosh² is not 1 less sinh².
            ("sinh(x)+cosh(x)-7/4", None),
            ("sec(x)+tan(x)-7/4", None),
            ("sin(x)-2", None),
        ] {
            let mut graph = Graph::new();
            let sum = notation::read(&mut graph, text, &Options::default()).expect(text);
            assert_eq!(signs(&mut graph, sum, Some(1)), found, "{text}");
        }
    }
}
