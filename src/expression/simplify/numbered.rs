//! Products that stand as they are built, with a number in front and without it.

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::few::Few;
use crate::expression::simplify::limits::MAX_COEFFICIENT_BITS;
use crate::number::rational::Rational;

/// Such a product as its number and its factors.
fn factors(graph: &Graph, product: Id) -> (Rational, Few<Id>) {
    let mut factors = Few::new();
    let mut front = product;
    while let Node::Product(rest, factor) = *graph.node(front) {
        factors.push(factor);
        front = rest;
    }
    let number = match *graph.node(front) {
        Node::Number(ref n) => n.clone(),
        Node::Negative(first) => {
            factors.push(first);
            Rational::integer(-1)
        }
        _ => {
            factors.push(front);
            Rational::one()
        }
    };
    factors.reverse();
    (number, factors)
}

/// The number in front of such a product, and the rest of it.
pub(super) fn split(graph: &mut Graph, product: Id) -> (Rational, Id) {
    let (number, factors) = factors(graph, product);
    match number.is_one() {
        true => (number, product),
        false => (number, line_up(graph, Rational::one(), factors)),
    }
}

/// So many times such a product; `None` where that is a fraction, or the number is too long.
pub(super) fn times(graph: &mut Graph, n: &Rational, product: Id) -> Option<Id> {
    let (number, factors) = factors(graph, product);
    if number.bits() + n.bits() > MAX_COEFFICIENT_BITS {
        return None;
    }
    let number = &number * n;
    (number.is_integer() && !number.is_zero()).then(|| line_up(graph, number, factors))
}

/// The negative of such a product that starts with a minus.
pub(super) fn opposite(graph: &mut Graph, product: Id) -> Option<Id> {
    let (number, factors) = factors(graph, product);
    number
        .is_negative()
        .then(|| line_up(graph, -number, factors))
}

/// `number * first * second * …`, without a number of 1.
pub(super) fn line_up(graph: &mut Graph, number: Rational, factors: Few<Id>) -> Id {
    let mut factors = factors.into_iter();
    let first = match factors.next() {
        None => return graph.number(number),
        Some(first) if number.is_one() => first,
        Some(first) if (-&number).is_one() => graph.add(Node::Negative(first)),
        Some(first) => {
            let number = graph.number(number);
            graph.add(Node::Product(number, first))
        }
    };
    factors.fold(first, |product, factor| {
        graph.add(Node::Product(product, factor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::simplify::conditions::Manner;
    use crate::expression::simplify::factors::Factors;
    use crate::expression::{Constant, Function};

    /// What may stand in a product, and what may not: numbers, constants, powers, functions, sums.
    fn parts(graph: &mut Graph) -> Vec<Id> {
        let [x, y] = ["x", "y"].map(|name| {
            let variable = graph.variable(name);
            graph.add(Node::Variable(variable))
        });
        let numbers = [(-3, 1), (-1, 1), (0, 1), (1, 2), (1, 1), (2, 1)];
        let numbers = numbers.map(|(n, d)| graph.number(Rational::ratio(n, d)));
        let constants = [Constant::Pi, Constant::E].map(|c| graph.add(Node::Constant(c)));
        let functions = [
            Function::Sin,
            Function::Exp,
            Function::Abs,
            Function::Sign,
            Function::Sqrt,
            Function::Floor,
        ];
        let calls = functions.map(|f| graph.add(Node::Call(f, x)));
        let exp_y = graph.add(Node::Call(Function::Exp, y));
        let others = [
            Node::Sum(x, y),
            Node::Product(x, y),
            Node::Quotient(x, y),
            Node::Negative(y),
            Node::Call2(Function::Atan2, x, y),
            Node::Call2(Function::Min, x, y),
        ];
        let others = others.map(|node| graph.add(node));
        let bases = [
            x,
            y,
            constants[0],
            constants[1],
            calls[0],
            calls[1],
            calls[4],
            others[0],
            others[1],
        ];
        let exponents = [numbers[0], numbers[3], numbers[5], x];
        let powers: Vec<Id> = bases
            .iter()
            .flat_map(|base| exponents.map(|n| (*base, n)))
            .map(|(base, n)| graph.add(Node::Power(base, n)))
            .collect();
        [
            &[x, y, exp_y][..],
            &numbers,
            &constants,
            &calls,
            &others,
            &powers,
        ]
        .concat()
    }

    #[test]
    fn what_is_lined_up_is_what_tidying_makes() {
        let mut graph = Graph::new();
        let parts = parts(&mut graph);
        let mut products = parts.clone();
        for &a in &parts {
            let negative = graph.add(Node::Negative(a));
            for &b in &parts {
                let product = graph.add(Node::Product(a, b));
                let turned = graph.add(Node::Product(negative, b));
                products.extend([
                    negative,
                    product,
                    turned,
                    graph.add(Node::Negative(product)),
                ]);
                for &c in &parts {
                    products.push(graph.add(Node::Product(product, c)));
                    products.push(graph.add(Node::Product(turned, c)));
                    products.push(graph.add(Node::Product(c, product)));
                }
            }
        }
        products.retain(|id| graph.is_lined_up(*id));
        let seven = Rational::integer(-7);
        for &id in &products {
            for mut manner in [Manner::Exact, Manner::carrying()] {
                let mut factors = Factors::of(&graph, id, &mut manner).expect("they are few");
                factors.collect(&mut graph, &mut manner);
                let tidy = factors.clone().build(&mut graph, &mut manner);
                assert_eq!(tidy, id, "{:?}", graph.node(id));
                let number = std::mem::replace(&mut factors.coefficient, Rational::one());
                let rest = factors.clone().build(&mut graph, &mut manner);
                assert_eq!(split(&mut graph, id), (number.clone(), rest));
                factors.coefficient = &number * &seven;
                let product = factors.build(&mut graph, &mut manner);
                assert_eq!(times(&mut graph, &seven, id), Some(product));
                assert!(manner.take_lost().is_empty(), "{:?}", graph.node(id));
            }
        }
        assert!(products.len() > 1_000, "{} stand", products.len());
    }
}
