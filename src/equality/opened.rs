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
    let mut roots = roots;
    if graph.any_part(&roots, may_open) {
        steps_outside(graph, &mut roots);
        choices_in_order(graph, &mut roots);
        roots_of_squares(graph, &mut roots);
        by_definition(graph, &mut roots, |f| f.row().breaks_on_the_line());
    }
    roots
}

/// Builds expressions anew from their parts, arguments first; `image` makes what stands for each.
fn rebuild(graph: &mut Graph, roots: &mut [Id], image: &mut dyn FnMut(&mut Graph, Node) -> Id) {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(roots) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = image(graph, node);
        images.insert(id, image);
    }
    for root in roots {
        *root = images[root];
    }
}

/// Takes a step of what was chosen: `max(floor(a), floor(b))` is `floor(max(a, b))`, as no step falls.
fn steps_outside(graph: &mut Graph, roots: &mut [Id]) {
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
    if graph.any_part(roots, |node| chosen(graph, node).is_some()) {
        rebuild(
            graph,
            roots,
            &mut |graph, node| match chosen(graph, &node) {
                Some((step, choice)) => {
                    let choice = graph.add(choice);
                    graph.add(Node::Call(step, choice))
                }
                None => graph.add(node),
            },
        );
    }
}

/// Chooses the larger or smaller one of several in one order, however it was written:
/// `max(a, max(b, c))` and `max(max(c, a), b)` are the same.
fn choices_in_order(graph: &mut Graph, roots: &mut [Id]) {
    /// Most that are chosen among; of more each step would be listed anew.
    const MAX_CHOICES: usize = 32;
    let chosen = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Call2(f, a, b) if f.row().chooses() => Some((f, a, b)),
        _ => None,
    };
    let is_nested = |node: &Node| match *node {
        Node::Call2(f, a, b) => {
            let inner = [a, b].map(|argument| chosen(graph, argument));
            inner.iter().flatten().any(|(g, ..)| *g == f)
        }
        _ => false,
    };
    if !graph.any_part(roots, is_nested) {
        return;
    }
    // What each choice among several is made among.
    let mut lists: HashMap<Id, Vec<Id>> = HashMap::new();
    rebuild(graph, roots, &mut |graph, node| {
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
        image
    });
}

/// Whether it is a power of a power or of a function.
fn is_power_or_call(graph: &Graph, base: Id) -> bool {
    matches!(graph.node(base), Node::Power(..) | Node::Call(..))
}

/// Puts some functions of one argument in terms of their definitions.
pub(super) fn by_definition(graph: &mut Graph, roots: &mut [Id], which: fn(Function) -> bool) {
    let definition = |f: Function| match f.row().definition {
        Definition::Formula(definition) if which(f) => Some(definition),
        _ => None,
    };
    let opens = |node: &Node| matches!(*node, Node::Call(f, _) if definition(f).is_some());
    if graph.any_part(roots, opens) {
        rebuild(graph, roots, &mut |graph, node| match node {
            Node::Call(f, a) => match definition(f) {
                Some(definition) => definition(&[Formula::Part(a)]).build(graph),
                None => graph.add(node),
            },
            node => graph.add(node),
        });
    }
}

/// Writes roots of even powers as powers of a size, and even powers of a size without it.
fn roots_of_squares(graph: &mut Graph, roots: &mut [Id]) {
    if !graph.any_part(roots, |node| of_square(graph, node).is_some()) {
        return;
    }
    rebuild(graph, roots, &mut |graph, node| {
        let Some((base, power)) = of_square(graph, &node) else {
            return graph.add(node);
        };
        let size = match power.is_even() {
            true => base,
            false => graph.absolute(base),
        };
        match power.is_one() {
            true => size,
            false => {
                let power = graph.number(power);
                graph.add(Node::Power(size, power))
            }
        }
    });
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
