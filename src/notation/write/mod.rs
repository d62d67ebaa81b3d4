//! An expression as text that people would write and that reads back as the same graph.

mod conditions;
pub mod latex;
mod numbers;
pub mod shared;

pub use conditions::conditions;
pub use numbers::number;

use crate::expression::{Function, Graph, Id, Node};
use crate::notation::conventions;
use crate::number::rational::Rational;
use std::collections::HashMap;
use std::fmt::Write;

/// Longest text that is written, in bytes; shared parts are written each time they are used, so a
/// small graph can be a long text.
pub const MAX_WRITTEN: usize = 8 << 20;

/// How tightly an operator binds, from the loosest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Negative,
    Power,
    Primary,
}

/// What is still to be written, the next one last.
enum Rest<'a> {
    Part(Id, Binding),
    Text(&'a str),
}

/// The text of an expression, cut with `...` past [`MAX_WRITTEN`].
pub fn write(graph: &Graph, root: Id) -> String {
    write_up_to(graph, root, MAX_WRITTEN)
}

/// The text of an expression, cut with `...` past `limit` bytes.
pub fn write_up_to(graph: &Graph, root: Id, limit: usize) -> String {
    if graph.conventions.degrees {
        let (radians, root) = conventions::in_degrees(graph, root);
        return write_up_to(&radians, root, limit);
    }
    /// What an ordinary formula takes.
    const BYTES: usize = 48;
    const WAITING: usize = 16;
    let mut text = String::with_capacity(BYTES.min(limit));
    let mut waiting = Vec::with_capacity(WAITING);
    waiting.push(Rest::Part(root, Binding::Sum));
    while let Some(rest) = waiting.pop() {
        if text.len() > limit {
            text.push_str("...");
            break;
        }
        match rest {
            Rest::Text(sign) => text.push_str(sign),
            Rest::Part(id, least) => {
                if binding(graph, id) < least {
                    text.push('(');
                    waiting.push(Rest::Text(")"));
                }
                part(graph, id, &mut text, &mut waiting);
            }
        }
    }
    text
}

/// The bytes that expressions take as text, give or take the brackets: shared parts count each time
/// they are written.
pub fn length(graph: &Graph, roots: &[Id]) -> u64 {
    let mut lengths: HashMap<Id, u64> = HashMap::new();
    for id in graph.parts(roots) {
        let inner = graph.node(id).arguments().map(|a| lengths[&a]);
        lengths.insert(id, inner.fold(own_length(graph, id), u64::saturating_add));
    }
    let each = roots.iter().map(|root| lengths[root]);
    each.fold(0, u64::saturating_add)
}

/// The bytes of a node without its arguments.
fn own_length(graph: &Graph, id: Id) -> u64 {
    /// An operator with its blanks, or a function's brackets; and a pair of brackets at times.
    const SIGN: u64 = 4;
    match graph.node(id) {
        Node::Number(n) => number(graph, n).len() as u64,
        Node::Constant(c) => c.name().len() as u64,
        Node::Variable(v) => graph.name(*v).len() as u64,
        Node::Call(f, _) | Node::Call2(f, ..) => f.name().len() as u64 + 2,
        _ => SIGN,
    }
}

fn binding(graph: &Graph, id: Id) -> Binding {
    match graph.node(id) {
        Node::Number(n) if n.is_integer() && !n.is_negative() => Binding::Primary,
        Node::Number(n) => match number(graph, n) {
            text if text.contains('/') => Binding::Product,
            text if text.starts_with('-') => Binding::Negative,
            _ => Binding::Primary,
        },
        Node::Sum(..) | Node::Difference(..) => Binding::Sum,
        Node::Product(..) | Node::Quotient(..) => Binding::Product,
        Node::Negative(_) => Binding::Negative,
        Node::Power(..) => Binding::Power,
        Node::Constant(_) | Node::Variable(_) | Node::Call(..) | Node::Call2(..) => {
            Binding::Primary
        }
    }
}

fn part<'a>(graph: &'a Graph, id: Id, text: &mut String, waiting: &mut Vec<Rest<'a>>) {
    use Rest::{Part, Text};
    let mut infix = |a, left, sign, b, right| {
        waiting.extend([Part(b, right), Text(sign), Part(a, left)]);
    };
    match *graph.node(id) {
        Node::Number(ref n) => match n.short_parts() {
            Some((whole, 1)) => write!(text, "{whole}").expect("a string takes every write"),
            _ => text.push_str(&number(graph, n)),
        },
        Node::Constant(c) => text.push_str(c.name()),
        Node::Variable(v) => text.push_str(graph.name(v)),
        Node::Negative(a) => {
            text.push('-');
            waiting.push(Part(a, Binding::Power));
        }
        Node::Sum(a, b) => infix(a, Binding::Sum, " + ", b, Binding::Product),
        Node::Difference(a, b) => infix(a, Binding::Sum, " - ", b, Binding::Product),
        Node::Product(a, b) => infix(a, Binding::Product, "*", b, Binding::Negative),
        Node::Quotient(a, b) => infix(a, Binding::Product, "/", b, Binding::Negative),
        // The exponent may carry a sign: 2^-x; the base may not. A tower is written with its
        // brackets, which not everyone puts in the same place in mind: e^(x^2).
        Node::Power(a, b) => {
            let tower = |id| matches!(graph.node(id), Node::Power(..));
            let exponent = match *graph.node(b) {
                Node::Power(..) => Binding::Primary,
                Node::Negative(c) if tower(c) => Binding::Primary,
                _ => Binding::Power,
            };
            infix(a, Binding::Primary, "^", b, exponent);
        }
        Node::Call(f, a) => match factorial(graph, id) {
            // `5!!` would be read as something else.
            Some(n) if factorial(graph, n).is_some() || factorial_of_number(graph, n).is_some() => {
                waiting.extend([Text(")!"), Part(n, Binding::Sum), Text("(")]);
            }
            Some(n) => waiting.extend([Text("!"), Part(n, Binding::Primary)]),
            None => match factorial_of_number(graph, id) {
                Some(n) => text.push_str(&format!("{n}!")),
                None => call(graph.name_of(f), &[a], text, waiting),
            },
        },
        Node::Call2(f, a, b) => call(f.name(), &[a, b], text, waiting),
    }
}

/// The n of `gamma(n + 1)`, which is written `n!` as it may have been typed.
fn factorial(graph: &Graph, id: Id) -> Option<Id> {
    let Node::Call(Function::Gamma, more) = *graph.node(id) else {
        return None;
    };
    match *graph.node(more) {
        Node::Sum(n, one) if graph.literal(one).is_some_and(Rational::is_one) => Some(n),
        _ => None,
    }
}

/// The n of `gamma(n + 1)` where that is a number: `20!` is read as `gamma(21)`, as short as it gets.
fn factorial_of_number(graph: &Graph, id: Id) -> Option<i64> {
    let Node::Call(Function::Gamma, more) = *graph.node(id) else {
        return None;
    };
    let (n, below) = graph.literal(more)?.short()?;
    (below == 1 && n > 1).then(|| n - 1)
}

fn call<'a>(name: &str, arguments: &[Id], text: &mut String, waiting: &mut Vec<Rest<'a>>) {
    text.push_str(name);
    text.push('(');
    waiting.push(Rest::Text(")"));
    for (at, &argument) in arguments.iter().enumerate().rev() {
        waiting.push(Rest::Part(argument, Binding::Sum));
        if at > 0 {
            waiting.push(Rest::Text(", "));
        }
    }
}
