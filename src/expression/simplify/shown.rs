//! The form in which a formula is shown: a shorter one wherever cancelling, joining or multiplying out
//! makes one, with the conditions that it lost.

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::{Condition, Manner, open};
use crate::expression::simplify::exponents::without_towers;
use crate::expression::simplify::few::Stack;
use crate::expression::simplify::terms::{Makeup, Terms};
use crate::expression::simplify::{Chains, build_sum};
use crate::number::rational::Rational;

/// How often a formula with roots, or a sum, is shortened anew.
const MAX_ROUNDS: usize = 4;

/// A formula as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The formula.
    pub formula: Id,
    /// What has to hold besides, because the formula itself does not imply it.
    pub conditions: Vec<Condition>,
}

/// The shortest form that is found of an expression; the same one where none is shorter.
pub fn shown(graph: &mut Graph, root: Id) -> Shown {
    shown_with(graph, root, Vec::new())
}

/// The same of an expression that lost some conditions before.
pub fn shown_with(graph: &mut Graph, root: Id, mut lost: Vec<Condition>) -> Shown {
    let mut formula = root;
    for _ in 0..MAX_ROUNDS {
        let parts = graph.parts(&[formula]);
        let chains = Chains::of(graph, &parts);
        if !chains.are_few(graph, &parts) {
            break;
        }
        // A power of a root that became a whole one can meet terms that were put in order before.
        let is_root = |id: &Id| matches!(graph.node(*id), Node::Call(f, _) if f.row().root_degree().is_some());
        let has_roots = parts.iter().any(is_root);
        let before = formula;
        formula = shortened(graph, (parts, chains), before, &mut lost);
        if formula == before || !has_roots {
            break;
        }
    }
    formula = without_towers(graph, formula);
    Shown {
        formula,
        conditions: open(graph, formula, lost),
    }
}

/// The shortest form of each part, from the leaves up.
fn shortened(
    graph: &mut Graph,
    (parts, chains): (Vec<Id>, Chains),
    root: Id,
    lost: &mut Vec<Condition>,
) -> Id {
    let mut sizes = Sizes::default();
    let mut images = vec![root; root.index() + 1];
    let mut manner = Manner::carrying();
    let sums = parts.iter().filter(|id| graph.node(**id).is_sum());
    let has_several_sums = sums.take(2).count() > 1;
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[a.index()]);
        let is_new = node != *graph.node(id);
        let node = graph.add(node);
        let image = match chains.terms(id) {
            Some(terms) if !has_one_form(graph, node) => {
                let (image, conditions) =
                    shortest(graph, (node, terms), is_new, &mut manner, &mut sizes);
                lost.extend(conditions);
                match has_several_sums && graph.node(image).is_sum() {
                    true => Terms::first_written(graph, image, &mut manner),
                    false => image,
                }
            }
            _ => node,
        };
        images[id.index()] = image;
    }
    images[root.index()]
}

/// Is there no other form of it? What a function is of its argument is looked at even so.
fn has_one_form(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Number(_) => true,
        Node::Call(..) | Node::Call2(..) => false,
        _ => graph.is_lined_up(id),
    }
}

/// The forms of a node that are tried.
enum Form {
    /// Like terms and powers together.
    Collected,
    /// Products of sums as sums, as far as a few terms come of it.
    MultipliedOut,
    /// Fractions with the same denominator as one.
    OverOneLine,
}

impl Form {
    /// Whether it can make anything of a sum of terms that are made so.
    fn is_tried(&self, makeup: &Makeup) -> bool {
        match self {
            Form::Collected => true,
            Form::MultipliedOut => makeup.of_sums,
            Form::OverOneLine => makeup.of_fractions,
        }
    }

    /// The form of a node, or of a sum of so many terms; `None` where it has none of its own.
    fn of(&self, graph: &mut Graph, (id, terms): (Id, usize), manner: &mut Manner) -> Option<Id> {
        let terms = match self {
            Form::Collected => {
                let node = graph.node(id).clone();
                return Some(build_sum(graph, node, terms, manner));
            }
            Form::MultipliedOut => Terms::multiplied_out(graph, id, manner),
            Form::OverOneLine => Terms::over_one_line(graph, id, manner),
        };
        terms.map(|terms| terms.build(graph, manner))
    }
}

/// The shortest form of a node on arguments that are short themselves, or that are the steps of one
/// sum of so many terms, and the conditions that it lost; one that nobody wrote is put in order too.
fn shortest(
    graph: &mut Graph,
    (id, terms): (Id, usize),
    is_new: bool,
    manner: &mut Manner,
    sizes: &mut Sizes,
) -> (Id, Vec<Condition>) {
    // A sign that comes out of a function can meet another one, and is as long outside as inside.
    let is_call = matches!(graph.node(id), Node::Call(..));
    let mut best = id;
    let mut conditions = Vec::new();
    for round in 0..MAX_ROUNDS {
        let before = best;
        let makeup = match graph.node(before).is_sum() {
            true => Makeup::of(graph, before),
            false => Makeup::default(),
        };
        let mut lost = Vec::new();
        for form in [Form::Collected, Form::MultipliedOut, Form::OverOneLine] {
            if !form.is_tried(&makeup) {
                continue;
            }
            let found = form.of(graph, (before, terms), manner);
            let conditions = manner.take_lost();
            let Some(found) = found.filter(|found| *found != best) else {
                continue;
            };
            let order = sizes.of(graph, found).cmp(&sizes.of(graph, best));
            let is_as_good = round == 0 && (is_call || is_new) && order.is_eq();
            if order.is_lt() || is_as_good {
                (best, lost) = (found, conditions);
            }
        }
        conditions.extend(lost);
        // What became of a sum can be shortened in another way.
        let is_shorter = best != before && sizes.of(graph, best) < sizes.of(graph, before);
        if !is_shorter || !graph.node(best).is_sum() {
            break;
        }
    }
    (best, conditions)
}

/// How many nodes a formula has when it is written out, a fraction counting as a quotient; it does not
/// wrap around.
pub fn size(graph: &Graph, id: Id) -> u64 {
    weight(graph, id) / NODE
}

/// What a formula weighs when it is written out: of two, the lighter one is shown.
pub(super) fn weight(graph: &Graph, id: Id) -> u64 {
    Sizes::default().of(graph, id)
}

/// What a node weighs. What is less than a node decides between formulas with as many nodes.
const NODE: u64 = 16;

/// What a node weighs without its arguments.
fn own_weight(graph: &Graph, id: Id) -> u64 {
    /// A second fraction line, as in `(x/2 + 1)/y`.
    const LINE: u64 = 1;
    /// A sign that a sum or a product would take in: `x + -3`.
    const SIGN: u64 = 1;
    /// A power of a product with a number, or of a power: `(2*x)^2`, `(2^x)^2`.
    const POWER: u64 = 2;
    let is_number = |id: Id| graph.literal(id).is_some();
    NODE + match *graph.node(id) {
        Node::Number(ref n) => {
            let line = match n.is_integer() || graph.decimals {
                true => 0,
                false => 2 * NODE + LINE,
            };
            line + if n.is_negative() { SIGN } else { 0 }
        }
        Node::Quotient(..) => LINE,
        Node::Power(a, n) if graph.literal(n).is_some_and(Rational::is_integer) => {
            match *graph.node(a) {
                Node::Product(a, b) | Node::Quotient(a, b) if is_number(a) || is_number(b) => POWER,
                Node::Quotient(a, _) if matches!(*graph.node(a), Node::Product(a, _) if is_number(a)) => {
                    POWER
                }
                Node::Power(..) => POWER,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// What formulas weigh when they are written out, each looked at once.
#[derive(Default)]
struct Sizes(Vec<Option<u64>>);

impl Sizes {
    fn of(&mut self, graph: &Graph, id: Id) -> u64 {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, None);
        }
        let mut waiting: Stack<Id> = Stack::new();
        waiting.push(id);
        while let Some(&next) = waiting.last() {
            if self.0[next.index()].is_some() {
                waiting.pop();
                continue;
            }
            let (mut all, mut known) = (own_weight(graph, next), true);
            for argument in graph.node(next).arguments() {
                match self.0[argument.index()] {
                    Some(size) => all = all.saturating_add(size),
                    None => {
                        known = false;
                        waiting.push(argument);
                    }
                }
            }
            if known {
                self.0[next.index()] = Some(all);
                waiting.pop();
            }
        }
        self.0[id.index()].unwrap_or(0)
    }
}
