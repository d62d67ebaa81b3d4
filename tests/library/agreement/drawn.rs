//! Expressions and points drawn from a fixed seed.

use deriv::expression::functions::Constant;
use deriv::expression::{Function, Graph, Id, Node, Variable};
use deriv::number::rational::Rational;

/// A sequence of numbers that is the same on every run: xorshift64 by Marsaglia, "Xorshift RNGs".
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Draw {
        Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The high bits are the better ones.
        ((self.0 >> 32) as usize) % end
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// A small fraction, a decimal as people type it, or a constant.
fn number(draw: &mut Draw, graph: &mut Graph) -> Id {
    const DECIMALS: [&str; 6] = ["0.1", "2.5", "1e-9", "0.333", "1e6", "12.75"];
    match draw.below(8) {
        0 => graph.add(Node::Constant(draw.pick(&Constant::ALL))),
        1 => graph.number(Rational::from_decimal(draw.pick(&DECIMALS)).unwrap()),
        2..=4 => {
            let (p, q) = (draw.below(25) as i64 - 12, draw.below(7) as i64 + 1);
            graph.number(Rational::ratio(p, q))
        }
        _ => graph.number(Rational::integer(draw.below(9) as i64 - 3)),
    }
}

/// An expression of at most this depth in the variables.
pub(crate) fn expression(
    draw: &mut Draw,
    graph: &mut Graph,
    variables: &[Variable],
    depth: usize,
) -> Id {
    if depth == 0 || draw.below(10) == 0 {
        return if draw.below(3) == 0 {
            number(draw, graph)
        } else {
            graph.add(Node::Variable(draw.pick(variables)))
        };
    }
    let mut part = |draw: &mut Draw| expression(draw, graph, variables, depth - 1);
    let node = match draw.below(20) {
        0..=8 => {
            let function = draw.pick(Function::ALL);
            let first = if function == Function::Polygamma {
                // Its order is a whole number; anything else has no value.
                let order = draw.below(4) as i64;
                graph.number(Rational::integer(order))
            } else {
                part(draw)
            };
            match function.row().arity() {
                1 => Node::Call(function, first),
                _ => Node::Call2(
                    function,
                    first,
                    expression(draw, graph, variables, depth - 1),
                ),
            }
        }
        9 | 10 => Node::Sum(part(draw), part(draw)),
        11 | 12 => Node::Difference(part(draw), part(draw)),
        13 | 14 => Node::Product(part(draw), part(draw)),
        15 | 16 => Node::Quotient(part(draw), part(draw)),
        17 => Node::Power(part(draw), part(draw)),
        18 => {
            let base = part(draw);
            let (p, q) = (draw.below(9) as i64 - 4, draw.pick(&[1, 1, 2, 3]));
            Node::Power(base, graph.number(Rational::ratio(p, q)))
        }
        _ => Node::Negative(part(draw)),
    };
    graph.add(node)
}

/// A coordinate where something may go wrong: small, tiny, huge, and next to breaks.
pub(crate) fn hard(draw: &mut Draw, graph: &mut Graph) -> Id {
    let nudge = draw.pick(&["0", "0", "1e-20", "-1e-20", "1e-9", "-1e-40"]);
    let nudge = Rational::from_decimal(nudge).unwrap();
    let size = |text: &str| Rational::from_decimal(text).unwrap();
    let about = match draw.below(12) {
        0..=3 => return mild(draw, graph),
        4 => size(draw.pick(&["1e-30", "-1e-30", "1e-9", "1e-300"])),
        5 => size(draw.pick(&["1e25", "-1e25", "1e6", "-12345.678"])),
        6..=8 => Rational::ratio(draw.below(13) as i64 - 6, 2) + nudge,
        9 => {
            let e = graph.add(Node::Constant(Constant::E));
            return crate::agreement::moved(graph, e, &nudge);
        }
        _ => {
            let pi = graph.add(Node::Constant(Constant::Pi));
            let half = graph.number(Rational::ratio(draw.below(17) as i64 - 8, 2));
            let angle = graph.add(Node::Product(half, pi));
            return crate::agreement::moved(graph, angle, &nudge);
        }
    };
    graph.number(about)
}

/// A coordinate of ordinary size that is on no break of the table.
pub(crate) fn mild(draw: &mut Draw, graph: &mut Graph) -> Id {
    let p = draw.below(600) as i64 - 300;
    graph.number(Rational::ratio(2 * p + 1, 100 + 2 * draw.below(40) as i64))
}
