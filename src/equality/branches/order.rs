//! Orders that go around: where a ≥ b, b ≥ c and c ≥ a all three are equal, and where one of them
//! is strict there is no such point. Numbers have an order of their own.

mod linear;

use crate::equality::signs::Signs;
use crate::expression::few::in_order;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
pub(super) use linear::{Around, few_values};

/// Most orders that are looked at; what branches more is left to ranges.
const MAX_ORDERS: usize = 48;

struct Order {
    above: Id,
    below: Id,
    strict: bool,
    number: usize,
}

pub(super) fn around(
    graph: &mut Graph,
    signs: &[(Id, Signs)],
    symbols: &[(Variable, Id)],
) -> Around {
    let zero = graph.number(Rational::zero());
    let mut orders: Vec<Order> = signs
        .iter()
        .enumerate()
        .filter_map(|(number, &(part, signs))| {
            let (a, b) = match *graph.node(part) {
                Node::Difference(a, b) => (a, b),
                _ => (part, zero),
            };
            let (above, below) = if signs.is_within(Signs::NOT_NEGATIVE) {
                (a, b)
            } else if signs.is_within(Signs::NOT_POSITIVE) {
                (b, a)
            } else {
                return None;
            };
            let strict = !signs.has(Signs::ZERO);
            let known = signs != Signs::ZERO;
            known.then_some(Order {
                above,
                below,
                strict,
                number,
            })
        })
        .collect();
    if signs.len() < 2 || orders.len() > MAX_ORDERS {
        return Around::Nothing;
    }
    let given = orders.len();
    let mut ends: Vec<Id> = orders
        .iter()
        .flat_map(|order| [order.above, order.below])
        .collect();
    ends.retain(|&id| graph.literal(id).is_some());
    // Equal numbers are one node.
    in_order(&mut ends, |id| graph.literal(*id));
    ends.dedup();
    orders.extend(ends.windows(2).map(|two| Order {
        above: two[1],
        below: two[0],
        strict: true,
        number: usize::MAX,
    }));
    for first in &orders[..given] {
        // What the lower end of the first is above of, with a strict step on the way or without.
        let mut reached = vec![(first.below, first.strict)];
        let mut at = 0;
        while at < reached.len() {
            let (place, strict) = reached[at];
            at += 1;
            for order in orders.iter().filter(|order| order.above == place) {
                let next = (order.below, strict || order.strict);
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
        }
        if reached.contains(&(first.above, true)) {
            return Around::Nowhere;
        }
        if reached.contains(&(first.above, false)) {
            return Around::Equal(first.number);
        }
    }
    linear::solutions(graph, signs, symbols)
}
