//! The graph: every distinct node once, arguments before the nodes that use them.

use crate::expression::fold::Folded;
use crate::expression::functions::Domain;
pub use crate::expression::id::{Id, Variable};
use crate::expression::lined_up::LinedUp;
pub(super) use crate::expression::mixed::Index;
use crate::expression::names;
pub use crate::expression::node::Node;
use crate::expression::table::NodeTable;
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::HashMap;
use std::sync::Arc;

/// What one node costs of those that are gone through, in the units of [`work`] (measured: 4 to 8
/// nanoseconds).
const PART_WORK: u64 = 6;

/// Which variables are held still while others move. A power whose exponent stands still has values
/// for a negative base: where the exponent is whole, or a fraction with an odd denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Still {
    /// None of them.
    #[default]
    None,
    /// All but this one.
    AllBut(Variable),
    /// All of them.
    All,
}

/// What those who write formulas mean by `log` with one argument, and by an angle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// The base of `log` with one argument; natural without one.
    pub log_base: Option<u8>,
    /// Whether angles of circular functions are in degrees.
    pub degrees: bool,
}

/// The nodes of any number of expressions, shared between them, and the names of variables.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    /// What is known of each node from those below it.
    facts: Vec<Facts>,
    index: NodeTable,
    /// Shared with copies until one of them has a name more.
    names: Arc<Names>,
    /// What the variables are that stand for a sum or mean over rows, by their number.
    pub(super) folds: Vec<Option<Folded>>,
    /// Whether a person wrote a number with a decimal point; then fractions are written that way
    /// too.
    pub decimals: bool,
    /// Are the values of points decimals? Only how they are written depends on it.
    pub decimal_points: bool,
    /// Which variables are held still. Set while two expressions are compared.
    pub still: Still,
    /// Whether sums and products are left as they come: set while a very large derivative is built.
    pub loose: bool,
    /// Whether a person wrote `log` for the natural logarithm; then it is written that way too.
    pub log: bool,
    /// What people here mean by `log`, and by an angle.
    pub conventions: Conventions,
}

/// What is known of a node from those below it.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// Has it a value for all real values of its variables?
    total: bool,
    /// Is there no variable in it?
    constant: bool,
    /// Is it a product that stands as it is built?
    lined_up: LinedUp,
}

/// The names of variables.
#[derive(Clone, Debug, Default)]
struct Names {
    all: Vec<String>,
    variables: HashMap<String, Variable>,
}

impl Clone for Graph {
    /// The same with room for what an answer adds: a copy is made for each.
    fn clone(&self) -> Graph {
        /// Nodes of an ordinary answer.
        const ROOM: usize = 16;
        let mut nodes = Vec::with_capacity(self.nodes.len() + ROOM);
        nodes.extend_from_slice(&self.nodes);
        let mut facts = Vec::with_capacity(self.facts.len() + ROOM);
        facts.extend_from_slice(&self.facts);
        Graph {
            nodes,
            facts,
            index: self.index.clone(),
            names: Arc::clone(&self.names),
            folds: self.folds.clone(),
            decimals: self.decimals,
            decimal_points: self.decimal_points,
            still: self.still,
            loose: self.loose,
            log: self.log,
            conventions: self.conventions,
        }
    }
}

impl Graph {
    /// An empty graph.
    pub fn new() -> Graph {
        Graph::default()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing has been added yet.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The nodes from this number on.
    pub fn ids_from(&self, first: usize) -> impl Iterator<Item = Id> + use<> {
        (first as u32..self.nodes.len() as u32).map(Id)
    }

    /// The node of this number.
    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id.index()]
    }

    /// The number of a node, which is added if it is new.
    ///
    /// A minus before a literal and a fraction of two literals become one number here, so that what
    /// is written reads back as the same node: `-2` and `1/2` are numbers however they arise.
    pub fn add(&mut self, node: Node) -> Id {
        let folded = match node {
            Node::Negative(a) => self.literal(a).map(|n| -n),
            Node::Quotient(a, b) => match (self.literal(a), self.literal(b)) {
                (Some(p), Some(q)) => p.divide(q),
                _ => None,
            },
            _ => None,
        };
        let node = folded.map_or(node, Node::Number);
        let number =
            u32::try_from(self.nodes.len()).expect("limits on texts keep nodes below 2^32");
        if let Some(known) = self.index.find_or_add(&node, number, &self.nodes) {
            return Id(known);
        }
        self.facts.push(Facts {
            total: node.arguments().all(|a| self.is_total(a)) && self.takes_all(&node),
            constant: match &node {
                Node::Variable(_) => false,
                node => node.arguments().all(|a| self.is_constant(a)),
            },
            lined_up: LinedUp::of(&node, &self.nodes, |a| self.facts[a.index()].lined_up),
        });
        self.nodes.push(node);
        Id(number)
    }

    /// Whether it has a value for all real values of its variables; `false` where that is not
    /// plain.
    pub fn is_total(&self, id: Id) -> bool {
        self.facts[id.index()].total
    }

    /// Whether there is no variable in it.
    pub fn is_constant(&self, id: Id) -> bool {
        self.facts[id.index()].constant
    }

    /// Is it a product that stands as it is built, or a power that may stand in one?
    pub(super) fn is_lined_up(&self, id: Id) -> bool {
        self.facts[id.index()].lined_up != LinedUp::No
    }

    /// Whether an operation has a value wherever its arguments have theirs; `false` where that is not
    /// plain.
    pub fn takes_all(&self, node: &Node) -> bool {
        match node {
            Node::Quotient(_, b) => self.literal(*b).is_some_and(|b| !b.is_zero()),
            Node::Power(a, b) => match (self.literal(*a), self.literal(*b)) {
                // An odd denominator makes a real root of a negative number.
                (_, Some(n)) => !n.is_negative() && n.is_odd_below(),
                (Some(base), _) => base.sign().is_gt(),
                _ => matches!(self.node(*a), Node::Constant(_)),
            },
            Node::Call(f, _) | Node::Call2(f, _, _) => match &f.row().domain {
                Domain::Line(line) => line.is_total(),
                Domain::Plane(plane) => plane.is_total(),
            },
            _ => true,
        }
    }

    /// A number as a node.
    pub fn number(&mut self, n: impl Into<Rational>) -> Id {
        self.add(Node::Number(n.into()))
    }

    /// The variable of this name; a Greek letter and its name are one, and keep the name that came
    /// first.
    pub fn variable(&mut self, name: &str) -> Variable {
        match self.find_variable(name) {
            Some(variable) => variable,
            None => {
                let names = Arc::make_mut(&mut self.names);
                let variable = Variable(names.all.len() as u32);
                names.all.push(name.to_owned());
                names
                    .variables
                    .insert(names::canonical(name).into_owned(), variable);
                variable
            }
        }
    }

    /// The variable of this name, if an expression of the graph uses it.
    pub fn find_variable(&self, name: &str) -> Option<Variable> {
        /// Names that are looked through as they were written first.
        const FEW: usize = 4;
        let mut first = self.names.all.iter().take(FEW);
        if let Some(at) = first.position(|known| known == name) {
            return Some(Variable(at as u32));
        }
        self.names.variables.get(&*names::canonical(name)).copied()
    }

    /// A variable's name.
    pub fn name(&self, variable: Variable) -> &str {
        &self.names.all[variable.0 as usize]
    }

    /// The number that a node is, if it is a literal one.
    pub fn literal(&self, id: Id) -> Option<&Rational> {
        match self.node(id) {
            Node::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The nodes that `roots` stand on and the roots themselves, in evaluation order.
    pub fn parts(&self, roots: &[Id]) -> Vec<Id> {
        self.parts_through(roots, |_| true)
    }

    /// The roots and what they stand on as far as it is reached through such nodes alone, in evaluation
    /// order: those that stop the way are among them, what only they stand on is not.
    pub(crate) fn parts_through(&self, roots: &[Id], leads_on: impl FnMut(Id) -> bool) -> Vec<Id> {
        let mut parts = Vec::new();
        self.each_part_through(roots, leads_on, |count, part| {
            if parts.is_empty() {
                parts.reserve_exact(count);
            }
            parts.push(part);
        });
        parts
    }

    fn each_part(&self, roots: &[Id], call: impl FnMut(usize, Id)) {
        self.each_part_through(roots, |_| true, call);
    }

    /// Calls something with how many there are of them and each.
    fn each_part_through(
        &self,
        roots: &[Id],
        mut leads_on: impl FnMut(Id) -> bool,
        mut call: impl FnMut(usize, Id),
    ) {
        let Some(last) = roots.iter().max() else {
            return;
        };
        /// Words of 64 marks in place: what is asked of answers is asked of small graphs.
        const IN_PLACE: usize = 16;
        let words = last.index() / 64 + 1;
        let mut in_place = [0u64; IN_PLACE];
        let mut long;
        let needed = match words <= IN_PLACE {
            true => &mut in_place[..words],
            false => {
                long = vec![0u64; words];
                &mut long[..]
            }
        };
        let mark = |needed: &mut [u64], id: Id| needed[id.index() / 64] |= 1 << (id.index() % 64);
        for root in roots {
            mark(needed, *root);
        }
        let mut count = 0;
        for word in (0..words).rev() {
            // Arguments stand below, so that no mark is set above the last one seen.
            let mut below = u64::MAX;
            while needed[word] & below != 0 {
                let bit = 63 - (needed[word] & below).leading_zeros() as usize;
                below = (1 << bit) - 1;
                count += 1;
                let at = 64 * word + bit;
                if !leads_on(Id(at as u32)) {
                    continue;
                }
                for argument in self.nodes[at].arguments() {
                    mark(needed, argument);
                }
            }
        }
        work::spend(words as u64 + PART_WORK * count as u64);
        for (at, &word) in needed.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                call(count, Id(64 * at as u32 + rest.trailing_zeros()));
                rest &= rest - 1;
            }
        }
    }

    /// Is there one among the nodes that `roots` stand on and the roots themselves?
    pub fn any_part(&self, roots: &[Id], is_one: impl Fn(&Node) -> bool) -> bool {
        let mut any = false;
        self.each_part(roots, |_, part| any = any || is_one(self.node(part)));
        any
    }

    /// The variables that an expression uses, by name in alphabetical order.
    pub fn variables(&self, root: Id) -> Vec<Variable> {
        let mut found: Vec<Variable> = Vec::new();
        self.each_part(&[root], |_, part| {
            if let Node::Variable(variable) = self.node(part) {
                found.push(*variable);
            }
        });
        self.by_name(found)
    }

    /// The variables among some nodes, by name in alphabetical order.
    pub fn variables_among(&self, parts: &[Id]) -> Vec<Variable> {
        let variable = |id: &Id| match self.node(*id) {
            Node::Variable(v) => Some(*v),
            _ => None,
        };
        self.by_name(parts.iter().filter_map(variable).collect())
    }

    /// Variables by name in alphabetical order.
    pub(crate) fn by_name(&self, mut found: Vec<Variable>) -> Vec<Variable> {
        found.sort_unstable_by(|a, b| self.name(*a).cmp(self.name(*b)));
        found
    }

    /// Whether an expression changes where the variables that are not held still do.
    pub fn moves(&self, id: Id) -> bool {
        if self.literal(id).is_some() {
            return false;
        }
        match self.still {
            Still::None => !self.is_constant(id),
            Still::AllBut(variable) => self.variables(id).contains(&variable),
            Still::All => false,
        }
    }

    /// For every node up to `root`: does it use one of these variables?
    pub fn depends(&self, root: Id, variables: &[Variable]) -> Vec<bool> {
        work::spend(PART_WORK * (root.index() as u64 + 1));
        let mut depends = vec![false; root.index() + 1];
        for at in 0..=root.index() {
            depends[at] = match &self.nodes[at] {
                Node::Variable(v) => variables.contains(v),
                node => node.arguments().any(|a| depends[a.index()]),
            };
        }
        depends
    }

    /// An expression of another graph, its variables by their names.
    pub fn adopt(&mut self, from: &Graph, root: Id) -> Id {
        let mut images: Vec<Id> = vec![Id(0); root.index() + 1];
        for id in from.parts(&[root]) {
            let node = match from.node(id) {
                Node::Variable(v) => Node::Variable(self.variable(from.name(*v))),
                node => node.with_arguments(|a| images[a.index()]),
            };
            images[id.index()] = self.add(node);
        }
        images[root.index()]
    }

    /// The expression with variables replaced by other expressions of this graph.
    pub fn substitute(&mut self, root: Id, values: &[(Variable, Id)]) -> Id {
        let mut images: Vec<Id> = vec![Id(0); root.index() + 1];
        for id in self.parts(&[root]) {
            let node = self.node(id).clone();
            let image = match node {
                Node::Variable(v) => values
                    .iter()
                    .find(|(name, _)| *name == v)
                    .map_or(id, |(_, value)| *value),
                _ => {
                    let node = node.with_arguments(|a| images[a.index()]);
                    self.add(node)
                }
            };
            images[id.index()] = image;
        }
        images[root.index()]
    }
}
