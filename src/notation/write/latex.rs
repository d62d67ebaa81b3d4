//! An expression as LaTeX.

use crate::expression::names::is_greek;
use crate::expression::{Function, Graph, Id, Node};
use crate::notation::write::{MAX_WRITTEN, number};

/// How tightly an operator binds, from the loosest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Power,
    Primary,
}

enum Rest {
    Part(Id, Binding),
    Text(&'static str),
}

/// The LaTeX of an expression, for math mode; cut with `\ldots` past the limit of written text.
pub fn write(graph: &Graph, root: Id) -> String {
    let mut text = String::new();
    let mut waiting = vec![Rest::Part(root, Binding::Sum)];
    while let Some(rest) = waiting.pop() {
        if text.len() > MAX_WRITTEN {
            text.push_str(r"\ldots");
            break;
        }
        match rest {
            Rest::Text(sign) => text.push_str(sign),
            Rest::Part(id, least) => {
                if binding(graph, id) < least {
                    text.push_str(r"\left(");
                    waiting.push(Rest::Text(r"\right)"));
                }
                part(graph, id, &mut text, &mut waiting);
            }
        }
    }
    text
}

fn binding(graph: &Graph, id: Id) -> Binding {
    match graph.node(id) {
        Node::Sum(..) | Node::Difference(..) => Binding::Sum,
        Node::Number(n) if n.is_negative() => Binding::Sum,
        Node::Negative(_) => Binding::Sum,
        Node::Product(..) => Binding::Product,
        Node::Number(n) if !n.is_integer() => Binding::Product,
        Node::Number(n) if number(graph, n).contains('e') => Binding::Product,
        Node::Quotient(..) => Binding::Product,
        Node::Power(..) => Binding::Power,
        Node::Call(..)
        | Node::Call2(..)
        | Node::Number(_)
        | Node::Constant(_)
        | Node::Variable(_) => Binding::Primary,
    }
}

fn part(graph: &Graph, id: Id, text: &mut String, waiting: &mut Vec<Rest>) {
    use Rest::{Part, Text};
    match *graph.node(id) {
        Node::Number(ref n) if !n.is_integer() && !graph.decimals => {
            let sign = if n.is_negative() { "-" } else { "" };
            let n = n.abs();
            text.push_str(&format!(
                r"{sign}\frac{{{}}}{{{}}}",
                n.numerator(),
                n.denominator()
            ));
        }
        Node::Number(ref n) => {
            let n = number(graph, n);
            match n.split_once('e') {
                Some((digits, power)) => {
                    text.push_str(&format!(r"{digits} \cdot 10^{{{power}}}"));
                }
                None => text.push_str(&n),
            }
        }
        Node::Constant(c) => text.push_str(c.latex()),
        Node::Variable(v) => text.push_str(&name(graph.name(v))),
        Node::Negative(a) => {
            text.push('-');
            waiting.push(Part(a, Binding::Product));
        }
        Node::Sum(a, b) => {
            waiting.extend([
                Part(b, Binding::Product),
                Text(" + "),
                Part(a, Binding::Sum),
            ]);
        }
        Node::Difference(a, b) => {
            waiting.extend([
                Part(b, Binding::Product),
                Text(" - "),
                Part(a, Binding::Sum),
            ]);
        }
        Node::Product(a, b) => {
            // Between digits a product needs its sign.
            let digits = matches!(leading(graph, b), Node::Number(_) | Node::Quotient(..));
            let sign = if digits { r" \cdot " } else { r" \, " };
            waiting.extend([
                Part(b, Binding::Product),
                Text(sign),
                Part(a, Binding::Product),
            ]);
        }
        Node::Quotient(a, b) => {
            text.push_str(r"\frac{");
            waiting.extend([
                Text("}"),
                Part(b, Binding::Sum),
                Text("}{"),
                Part(a, Binding::Sum),
            ]);
        }
        Node::Power(a, b) => {
            waiting.extend([
                Text("}"),
                Part(b, Binding::Sum),
                Text("^{"),
                Part(a, Binding::Primary),
            ]);
        }
        Node::Call(Function::Sqrt, a) => {
            waiting.extend([Text("}"), Part(a, Binding::Sum), Text(r"\sqrt{")]);
        }
        Node::Call(Function::Cbrt, a) => {
            waiting.extend([Text("}"), Part(a, Binding::Sum), Text(r"\sqrt[3]{")]);
        }
        Node::Call(Function::Abs, a) => {
            waiting.extend([Text(r"\right|"), Part(a, Binding::Sum), Text(r"\left|")]);
        }
        Node::Call(f, a) => {
            text.push_str(f.row().latex);
            waiting.extend([Text(r"\right)"), Part(a, Binding::Sum), Text(r"\left(")]);
        }
        Node::Call2(Function::Log, a, b) => {
            waiting.extend([
                Text(r"\right)"),
                Part(a, Binding::Sum),
                Text(r"}\left("),
                Part(b, Binding::Sum),
                Text(r"\log_{"),
            ]);
        }
        Node::Call2(f, a, b) => {
            text.push_str(f.row().latex);
            waiting.extend([
                Text(r"\right)"),
                Part(b, Binding::Sum),
                Text(", "),
                Part(a, Binding::Sum),
                Text(r"\left("),
            ]);
        }
    }
}

/// The first thing that is written of a product.
fn leading(graph: &Graph, id: Id) -> &Node {
    let mut node = graph.node(id);
    while let Node::Product(a, _) | Node::Power(a, _) = node {
        node = graph.node(*a);
    }
    node
}

/// A variable: one letter as it is, a Greek name as its letter, else upright text.
fn name(name: &str) -> String {
    let (base, index) = match name.find(|c: char| c.is_ascii_digit() || c == '_') {
        Some(at) if at > 0 => (&name[..at], name[at..].trim_start_matches('_')),
        _ => (name, ""),
    };
    let escaped = |text: &str| text.replace('_', r"\_");
    let base = if is_greek(base) {
        format!(r"\{base}")
    } else if base.chars().count() == 1 {
        base.to_owned()
    } else {
        format!(r"\mathrm{{{}}}", escaped(base))
    };
    if index.is_empty() {
        base
    } else {
        format!("{base}_{{{}}}", escaped(index))
    }
}
