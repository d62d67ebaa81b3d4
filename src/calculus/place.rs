//! Where arguments lie with regard to their function: where it is smooth, on a break, or outside.

use crate::calculus::enclosed::Value;
use crate::expression::functions::{Breaks, Domain, Line, Mark, Meeting, Position};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Where a node's argument lies with regard to its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentPlace {
    /// The function is smooth there.
    Inside,
    /// It has a value there but may have no derivative: a kink, a jump, the end of its domain.
    Break,
    /// It has no value there.
    Outside,
    /// The enclosure is too wide to tell.
    Undecided,
}

/// Where the arguments of a node lie with regard to its operation. `constant`: is this argument
/// independent of the variable that moves?
pub fn place(
    graph: &Graph,
    node: &Node,
    arguments: &[&Value],
    constant: impl Fn(Id) -> bool,
) -> ArgumentPlace {
    match *node {
        Node::Quotient(..) => match arguments[1].sign() {
            Some(Ordering::Equal) => ArgumentPlace::Outside,
            Some(_) => ArgumentPlace::Inside,
            None => ArgumentPlace::Undecided,
        },
        Node::Power(_, exponent) => {
            let fixed = graph
                .literal(exponent)
                .or_else(|| arguments[1].rational().filter(|_| constant(exponent)));
            power_place(arguments[0], arguments[1], fixed)
        }
        Node::Call(f, _) | Node::Call2(f, _, _) => function_place(f, arguments),
        _ => ArgumentPlace::Inside,
    }
}

/// Has an operation a value wherever its arguments have, and is it smooth there?
pub fn is_smooth_everywhere(graph: &Graph, node: &Node) -> bool {
    match *node {
        Node::Quotient(..) | Node::Call2(..) => false,
        Node::Power(_, b) => graph
            .literal(b)
            .is_some_and(|n| n.is_integer() && !n.is_negative()),
        Node::Call(f, _) => f.row().line().is_some_and(Line::is_smooth),
        _ => true,
    }
}

fn power_place(base: &Value, exponent: &Value, fixed: Option<&Rational>) -> ArgumentPlace {
    let Some(sign) = base.sign() else {
        let whole = fixed.is_some_and(|n| n.is_integer() && !n.is_negative());
        return if whole {
            ArgumentPlace::Inside
        } else {
            ArgumentPlace::Undecided
        };
    };
    match (fixed, sign) {
        (_, Ordering::Greater) => ArgumentPlace::Inside,
        (Some(n), _) if n.is_integer() && !n.is_negative() => ArgumentPlace::Inside,
        (Some(n), Ordering::Equal) if n.is_negative() => ArgumentPlace::Outside,
        (Some(_), Ordering::Equal) => ArgumentPlace::Break,
        (Some(n), Ordering::Less) if n.is_odd_below() => ArgumentPlace::Inside,
        (_, Ordering::Less) => ArgumentPlace::Outside,
        // 0^b for b > 0 is 0; else it has no value.
        (None, Ordering::Equal) => match exponent.sign() {
            Some(Ordering::Greater) => ArgumentPlace::Break,
            Some(_) => ArgumentPlace::Outside,
            None => ArgumentPlace::Undecided,
        },
    }
}

/// Where the arguments of a function of the table lie.
fn function_place(function: Function, arguments: &[&Value]) -> ArgumentPlace {
    let plane = match &function.row().domain {
        Domain::Line(line) => return line_place(line, arguments[0]),
        Domain::Plane(plane) => plane,
    };
    match &plane.breaks {
        Meeting::EqualArguments => match compare(arguments[0], arguments[1]) {
            Some(Ordering::Equal) => ArgumentPlace::Break,
            Some(_) => ArgumentPlace::Inside,
            None => ArgumentPlace::Undecided,
        },
        Meeting::Origin => match (arguments[0].sign(), arguments[1].sign()) {
            (Some(Ordering::Equal), Some(Ordering::Equal)) => ArgumentPlace::Break,
            (Some(Ordering::Less | Ordering::Greater), _)
            | (_, Some(Ordering::Less | Ordering::Greater)) => ArgumentPlace::Inside,
            _ => ArgumentPlace::Undecided,
        },
        Meeting::Angle => match (arguments[0].sign(), arguments[1].sign()) {
            (_, Some(Ordering::Greater)) | (Some(Ordering::Less | Ordering::Greater), _) => {
                ArgumentPlace::Inside
            }
            (Some(Ordering::Equal), Some(Ordering::Less)) => ArgumentPlace::Break,
            (Some(Ordering::Equal), Some(Ordering::Equal)) => ArgumentPlace::Outside,
            _ => ArgumentPlace::Undecided,
        },
        Meeting::Logarithm => {
            let base = [arguments[1].sign(), arguments[1].compare(Mark::whole(1))];
            match (arguments[0].sign(), base) {
                (Some(Ordering::Less | Ordering::Equal), _)
                | (_, [Some(Ordering::Less | Ordering::Equal), _] | [_, Some(Ordering::Equal)]) => {
                    ArgumentPlace::Outside
                }
                (None, _) | (_, [None, _] | [_, None]) => ArgumentPlace::Undecided,
                _ => ArgumentPlace::Inside,
            }
        }
        Meeting::Order(lattice) => {
            let whole = arguments[0]
                .rational()
                .is_some_and(|n| n.is_integer() && !n.is_negative());
            match position(&Breaks::Lattice(*lattice), arguments[1]) {
                _ if !whole => ArgumentPlace::Outside,
                Some(Position::At(_)) => ArgumentPlace::Outside,
                Some(Position::Between(_)) => ArgumentPlace::Inside,
                None => ArgumentPlace::Undecided,
            }
        }
    }
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return Some(a.cmp(b));
    }
    a.ball(192).ok()?.compare(&b.ball(192).ok()?)
}

fn line_place(line: &Line, x: &Value) -> ArgumentPlace {
    match position(&line.breaks, x) {
        Some(Position::At(index)) if line.breaks.is_defined(index) => ArgumentPlace::Break,
        Some(Position::Between(index)) if line.stretches[index].is_some() => ArgumentPlace::Inside,
        Some(_) => ArgumentPlace::Outside,
        None => ArgumentPlace::Undecided,
    }
}

/// Where a value lies among breaks; `None` where the enclosure is too wide to tell.
fn position(breaks: &Breaks, x: &Value) -> Option<Position> {
    const BITS: u64 = 192;
    match breaks {
        Breaks::Points(points) => {
            for (index, point) in points.iter().enumerate() {
                match x.compare(point.at)? {
                    Ordering::Less => return Some(Position::Between(index)),
                    Ordering::Equal => return Some(Position::At(index)),
                    Ordering::Greater => {}
                }
            }
            Some(Position::Between(points.len()))
        }
        Breaks::Lattice(lattice) => {
            if let Value::Exact(exact) = x
                && let Some(position) = lattice.of_exact(exact)
            {
                return Some(position);
            }
            lattice.of_ball(&x.ball(BITS).ok()?)
        }
    }
}
