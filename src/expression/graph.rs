//! The graph: every distinct node once, arguments before the nodes that use them.

use crate::expression::fold::Folded;
use crate::expression::functions::{Constant, Domain, Function};
use crate::expression::names;
use crate::expression::table::NodeTable;
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A node's number. Arguments have smaller numbers than the nodes that use them, so walking
/// numbers upwards is evaluation order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u32);

/// A variable's number within one graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variable(u32);

/// One operation and what it is applied to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// An exact rational number.
    Number(Rational),
    /// π, e or τ.
    Constant(Constant),
    /// A variable.
    Variable(Variable),
    /// `-a`
    Negative(Id),
    /// `a + b`
    Sum(Id, Id),
    /// `a - b`
    Difference(Id, Id),
    /// `a * b`
    Product(Id, Id),
    /// `a / b`
    Quotient(Id, Id),
    /// `a ^ b`
    Power(Id, Id),
    /// A function of one argument.
    Call(Function, Id),
    /// A function of two arguments.
    Call2(Function, Id, Id),
}

impl Node {
    /// The arguments, in order: none, one or two.
    pub fn arguments(&self) -> impl Iterator<Item = Id> + use<> {
        let (first, second) = match *self {
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => (None, None),
            Node::Negative(a) | Node::Call(_, a) => (Some(a), None),
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b)
            | Node::Power(a, b)
            | Node::Call2(_, a, b) => (Some(a), Some(b)),
        };
        first.into_iter().chain(second)
    }

    /// The same operation on other arguments: `map` gives each argument's replacement.
    pub fn with_arguments(&self, mut map: impl FnMut(Id) -> Id) -> Node {
        match *self {
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => self.clone(),
            Node::Negative(a) => Node::Negative(map(a)),
            Node::Call(f, a) => Node::Call(f, map(a)),
            Node::Sum(a, b) => Node::Sum(map(a), map(b)),
            Node::Difference(a, b) => Node::Difference(map(a), map(b)),
            Node::Product(a, b) => Node::Product(map(a), map(b)),
            Node::Quotient(a, b) => Node::Quotient(map(a), map(b)),
            Node::Power(a, b) => Node::Power(map(a), map(b)),
            Node::Call2(f, a, b) => Node::Call2(f, map(a), map(b)),
        }
    }
}

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
#[derive(Clone, Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    /// For each node: has it a value for all real values of its variables?
    total: Vec<bool>,
    index: NodeTable,
    names: Vec<String>,
    by_name: HashMap<String, Variable>,
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
        let node = match node {
            Node::Negative(a) => match self.node(a) {
                Node::Number(n) => Node::Number(-n),
                _ => node,
            },
            Node::Quotient(a, b) => match (self.node(a), self.node(b)) {
                (Node::Number(p), Node::Number(q)) => p.divide(q).map_or(node, Node::Number),
                _ => node,
            },
            _ => node,
        };
        let number =
            u32::try_from(self.nodes.len()).expect("limits on texts keep nodes below 2^32");
        if let Some(known) = self.index.find_or_add(&node, number, &self.nodes) {
            return Id(known);
        }
        self.total.push(self.computed_total(&node));
        self.nodes.push(node);
        Id(number)
    }

    /// Whether it has a value for all real values of its variables; `false` where that is not
    /// plain.
    pub fn is_total(&self, id: Id) -> bool {
        self.total[id.index()]
    }

    fn computed_total(&self, node: &Node) -> bool {
        let arguments = node.arguments().all(|a| self.is_total(a));
        arguments
            && match node {
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
                let variable = Variable(self.names.len() as u32);
                self.names.push(name.to_owned());
                self.by_name
                    .insert(names::canonical(name).into_owned(), variable);
                variable
            }
        }
    }

    /// The variable of this name, if an expression of the graph uses it.
    pub fn find_variable(&self, name: &str) -> Option<Variable> {
        self.by_name.get(&*names::canonical(name)).copied()
    }

    /// A variable's name.
    pub fn name(&self, variable: Variable) -> &str {
        &self.names[variable.0 as usize]
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
        let Some(last) = roots.iter().max() else {
            return Vec::new();
        };
        work::spend(last.index() as u64 + 1);
        let mut needed = vec![false; last.index() + 1];
        for root in roots {
            needed[root.index()] = true;
        }
        for at in (0..needed.len()).rev() {
            if needed[at] {
                for argument in self.nodes[at].arguments() {
                    needed[argument.index()] = true;
                }
            }
        }
        (0..needed.len())
            .filter(|&at| needed[at])
            .map(|at| Id(at as u32))
            .collect()
    }

    /// The variables that an expression uses, by name in alphabetical order.
    pub fn variables(&self, root: Id) -> Vec<Variable> {
        self.variables_among(&self.parts(&[root]))
    }

    /// The variables among some nodes, by name in alphabetical order.
    pub fn variables_among(&self, parts: &[Id]) -> Vec<Variable> {
        let variable = |id: &Id| match self.node(*id) {
            Node::Variable(v) => Some(*v),
            _ => None,
        };
        let mut found: Vec<Variable> = parts.iter().filter_map(variable).collect();
        found.sort_by(|a, b| self.name(*a).cmp(self.name(*b)));
        found
    }

    /// Whether an expression changes where the variables that are not held still do.
    pub fn moves(&self, id: Id) -> bool {
        if self.literal(id).is_some() {
            return false;
        }
        match self.still {
            Still::None => !self.variables(id).is_empty(),
            Still::AllBut(variable) => self.variables(id).contains(&variable),
            Still::All => false,
        }
    }

    /// For every node up to `root`: does it use this variable?
    pub fn depends(&self, root: Id, variable: Variable) -> Vec<bool> {
        work::spend(root.index() as u64 + 1);
        let mut depends = vec![false; root.index() + 1];
        for at in 0..=root.index() {
            depends[at] = match &self.nodes[at] {
                Node::Variable(v) => *v == variable,
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

/// A map by nodes or their numbers.
pub(super) type Index<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// A quick hash for the few words that make a node. It can be outwitted; what that costs is bounded
/// by the length of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Mixed(u64);

impl Mixed {
    fn mix(&mut self, word: u64) {
        // The odd number next to 2^64 divided by the golden ratio; high bits are folded down, since
        // the table looks at low ones.
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ (product >> 64) as u64 ^ self.0.rotate_left(23);
    }
}

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.mix(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.mix(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.mix(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.mix(n as u64);
    }
}

impl Variable {
    /// The variable's number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Id {
    /// The node's position, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<Rational> for Node {
    fn from(n: Rational) -> Node {
        Node::Number(n)
    }
}
