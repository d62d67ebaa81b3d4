//! Functions that are defined by pieces, in terms of the core functions that make the pieces.

use crate::expression::formula::Formula;
use crate::expression::functions::{Course, Definition};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
use std::collections::HashMap;

/// Expressions in which what breaks by its definition is put in terms of that: relu by |x|, so that
/// every branch is one of a core function. The root of a square is |x| too.
pub(super) fn opened<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    // Nearly all have nothing of the kind.
    let may_open = |node: &Node| match node {
        Node::Call(..) | Node::Call2(..) => true,
        Node::Power(base, _) => is_power_or_call(graph, *base),
        _ => false,
    };
    if !graph.any_part(&roots, may_open) {
        return roots;
    }
    let roots = with_steps_outside(graph, roots);
    let roots = with_choices_in_order(graph, roots);
    let roots = without_roots_of_squares(graph, roots);
    by_definition(graph, roots, |f| f.row().breaks_on_the_line())
}

/// Expressions in which a step is taken of what was chosen: `max(floor(a), floor(b))` is
/// `floor(max(a, b))`, as no step falls.
fn with_steps_outside<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    let step_of = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Call(f, a) if f.row().step => {
            let rises = f.row().line()?.course == Course::Rising;
            rises.then_some((f, a))
        }
        _ => None,
    };
    let chosen = |graph: &Graph, node: &Node| match *node {
        Node::Call2(f, a, b) if f.row().chooses() => {
            let ((step, a), (other, b)) = (step_of(graph, a)?, step_of(graph, b)?);
            (step == other).then_some((step, Node::Call2(f, a, b)))
        }
        _ => None,
    };
    if !graph.any_part(&roots, |node| chosen(graph, node).is_some()) {
        return roots;
    }
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&roots) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = match chosen(graph, &node) {
            Some((step, choice)) => {
                let choice = graph.add(choice);
                graph.add(Node::Call(step, choice))
            }
            None => graph.add(node),
        };
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}

/// Expressions in which the larger or smaller one of several is chosen in one order, however it was
/// written: `max(a, max(b, c))` and `max(max(c, a), b)` are the same.
fn with_choices_in_order<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    /// Most that are chosen among; of more each step would be listed anew.
    const MAX_CHOICES: usize = 32;
    let chosen = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Call2(f, a, b) if f.row().chooses() => Some((f, a, b)),
        _ => None,
    };
    let parts = graph.parts(&roots);
    let is_nested = |id: &Id| {
        chosen(graph, *id).is_some_and(|(f, a, b)| {
            let inner = [a, b].map(|argument| chosen(graph, argument));
            inner.iter().flatten().any(|(g, ..)| *g == f)
        })
    };
    if !parts.iter().any(is_nested) {
        return roots;
    }
    let mut images: HashMap<Id, Id> = HashMap::new();
    // What each choice among several is made among.
    let mut lists: HashMap<Id, Vec<Id>> = HashMap::new();
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let mut image = graph.add(node);
        if let Some((f, a, b)) = chosen(graph, image) {
            let mut all = Vec::new();
            for argument in [a, b] {
                match (lists.get(&argument), chosen(graph, argument)) {
                    (Some(list), Some((g, ..))) if g == f => all.extend(list),
                    _ => all.push(argument),
                }
            }
            all.sort_unstable();
            all.dedup();
            if all.len() <= MAX_CHOICES {
                let each = all.iter().copied();
                let in_order = each.reduce(|one, other| graph.add(Node::Call2(f, one, other)));
                image = in_order.unwrap_or(image);
                lists.insert(image, all);
            }
        }
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}

/// Whether it is a power of a power or of a function.
fn is_power_or_call(graph: &Graph, base: Id) -> bool {
    matches!(graph.node(base), Node::Power(..) | Node::Call(..))
}

/// Expressions in which some functions of one argument are put in terms of their definitions.
pub(super) fn by_definition<const N: usize>(
    graph: &mut Graph,
    roots: [Id; N],
    which: impl Fn(Function) -> bool,
) -> [Id; N] {
    let definition = |f: Function| match f.row().definition {
        Definition::Formula(definition) if which(f) => Some(definition),
        _ => None,
    };
    let parts = graph.parts(&roots);
    let opens = |id: &Id| matches!(*graph.node(*id), Node::Call(f, _) if definition(f).is_some());
    if !parts.iter().any(opens) {
        return roots;
    }
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = match node {
            Node::Call(f, a) => match definition(f) {
                Some(definition) => definition(&[Formula::Part(a)]).build(graph),
                None => graph.add(node),
            },
            node => graph.add(node),
        };
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}

/// Expressions in which roots of even powers are powers of a size, and even powers of a size are without
/// it.
fn without_roots_of_squares<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    let parts = graph.parts(&roots);
    if !parts
        .iter()
        .any(|id| of_square(graph, graph.node(*id)).is_some())
    {
        return roots;
    }
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = match of_square(graph, &node) {
            Some((base, power)) => {
                let size = if power.is_even() {
                    base
                } else {
                    graph.absolute(base)
                };
                match power.is_one() {
                    true => size,
                    false => {
                        let power = graph.number(power);
                        graph.add(Node::Power(size, power))
                    }
                }
            }
            None => graph.add(node),
        };
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}

/// The base and the power of a root of an even power, `x` and 1 of `sqrt(x^2)`, or of an even power of a
/// size, `x` and 2 of `abs(x)^2`.
fn of_square(graph: &Graph, node: &Node) -> Option<(Id, Rational)> {
    let (under, root) = match *node {
        Node::Call(f, a) => {
            let degree = f.row().root_degree().filter(|degree| degree % 2 == 0)?;
            (a, Rational::ratio(1, degree))
        }
        Node::Power(a, b) => {
            let power = graph.literal(b)?;
            if let Node::Call(f, base) = graph.node(a)
                && power.is_even()
                && f.row().is_size()
            {
                return Some((*base, power.clone()));
            }
            let is_root = !power.is_integer() && !power.is_odd_below();
            (a, is_root.then(|| power.clone())?)
        }
        _ => return None,
    };
    let Node::Power(base, power) = *graph.node(under) else {
        return None;
    };
    let power = graph.literal(power)?;
    (power.is_even() && power.sign().is_gt()).then(|| (base, power * &root))
}
