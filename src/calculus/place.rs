//! Where arguments lie with regard to their function: where it is smooth, on a break, or outside.

use crate::calculus::value::Value;
use crate::expression::functions::{Breaks, Domain, Line, Mark, Meeting, Position};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Where a node's argument lies with regard to its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
) -> Place {
    match *node {
        Node::Quotient(..) => match arguments[1].sign() {
            Some(Ordering::Equal) => Place::Outside,
            Some(_) => Place::Inside,
            None => Place::Undecided,
        },
        Node::Power(_, exponent) => {
            let fixed = graph
                .literal(exponent)
                .or_else(|| arguments[1].rational().filter(|_| constant(exponent)));
            power_place(arguments[0], arguments[1], fixed)
        }
        Node::Call(f, _) | Node::Call2(f, _, _) => function_place(f, arguments),
        _ => Place::Inside,
    }
}

fn power_place(base: &Value, exponent: &Value, fixed: Option<&Rational>) -> Place {
    let Some(sign) = base.sign() else {
        let whole = fixed.is_some_and(|n| n.is_integer() && !n.is_negative());
        return if whole {
            Place::Inside
        } else {
            Place::Undecided
        };
    };
    match (fixed, sign) {
        (_, Ordering::Greater) => Place::Inside,
        (Some(n), _) if n.is_integer() && !n.is_negative() => Place::Inside,
        (Some(n), Ordering::Equal) if n.is_negative() => Place::Outside,
        (Some(_), Ordering::Equal) => Place::Break,
        (Some(n), Ordering::Less) if n.is_odd_below() => Place::Inside,
        (_, Ordering::Less) => Place::Outside,
        // 0^b for b > 0 is 0; else it has no value.
        (None, Ordering::Equal) => match exponent.sign() {
            Some(Ordering::Greater) => Place::Break,
            Some(_) => Place::Outside,
            None => Place::Undecided,
        },
    }
}

/// Where the arguments of a function of the table lie.
fn function_place(function: Function, arguments: &[&Value]) -> Place {
    let plane = match &function.row().domain {
        Domain::Line(line) => return line_place(line, arguments[0]),
        Domain::Plane(plane) => plane,
    };
    match &plane.breaks {
        Meeting::EqualArguments => match compare(arguments[0], arguments[1]) {
            Some(Ordering::Equal) => Place::Break,
            Some(_) => Place::Inside,
            None => Place::Undecided,
        },
        Meeting::Origin => match (arguments[0].sign(), arguments[1].sign()) {
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Place::Break,
            (Some(Ordering::Less | Ordering::Greater), _)
            | (_, Some(Ordering::Less | Ordering::Greater)) => Place::Inside,
            _ => Place::Undecided,
        },
        Meeting::Angle => match (arguments[0].sign(), arguments[1].sign()) {
            (_, Some(Ordering::Greater)) | (Some(Ordering::Less | Ordering::Greater), _) => {
                Place::Inside
            }
            (Some(Ordering::Equal), Some(Ordering::Less)) => Place::Break,
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Place::Outside,
            _ => Place::Undecided,
        },
        Meeting::Logarithm => {
            let base = [arguments[1].sign(), arguments[1].compare(Mark::whole(1))];
            match (arguments[0].sign(), base) {
                (Some(Ordering::Less | Ordering::Equal), _)
                | (_, [Some(Ordering::Less | Ordering::Equal), _] | [_, Some(Ordering::Equal)]) => {
                    Place::Outside
                }
                (None, _) | (_, [None, _] | [_, None]) => Place::Undecided,
                _ => Place::Inside,
            }
        }
        Meeting::Order(lattice) => {
            let whole = arguments[0]
                .rational()
                .is_some_and(|n| n.is_integer() && !n.is_negative());
            match position(&Breaks::Lattice(*lattice), arguments[1]) {
                _ if !whole => Place::Outside,
                Some(Position::At(_)) => Place::Outside,
                Some(Position::Between(_)) => Place::Inside,
                None => Place::Undecided,
            }
        }
    }
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return Some(a.cmp(b));
    }
    if let (Value::Exact(a), Value::Exact(b)) = (a, b)
        && a == b
    {
        return Some(Ordering::Equal);
    }
    a.ball(192).ok()?.compare(&b.ball(192).ok()?)
}

fn line_place(line: &Line, x: &Value) -> Place {
    match position(&line.breaks, x) {
        Some(Position::At(index)) if line.breaks.is_defined(index) => Place::Break,
        Some(Position::Between(index)) if line.stretches[index].is_some() => Place::Inside,
        Some(_) => Place::Outside,
        None => Place::Undecided,
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
