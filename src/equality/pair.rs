//! Two expressions that are compared, and what is left of the work that they may take.

use crate::equality::identity::{self, ProofBound};
use crate::equality::limits::{MANY_BITS, MAX_NUMBER_BITS, MAX_WORK};
use crate::equality::{opened, seed};
use crate::expression::functions::Cost;
use crate::expression::{Graph, Id, Node, Still, Variable};
use crate::number::rational::Rational;
use std::cell::OnceCell;

pub(super) struct Pair<'a> {
    pub(super) graph: &'a mut Graph,
    pub(super) a: Id,
    pub(super) b: Id,
    /// Only points at which this has a value count; `None` where it has one everywhere.
    pub(super) within: Option<Id>,
    /// The function whose slopes are compared.
    pub(super) function: Option<Id>,
    /// Parts of it at whose zeros it may have no slope.
    pub(super) edges: Vec<Id>,
    /// What all random choices start from, once it was asked for.
    pub(super) seed: OnceCell<u64>,
    /// The weakest of the proofs so far.
    pub(super) bound: Option<ProofBound>,
    pub(super) variables: Vec<Variable>,
    /// Bases of powers with exponents that vary: they have to be positive, or 0.
    pub(super) bases: Vec<Id>,
    /// Work of one evaluation, and what exact values, which grow with the degree, add to it.
    pub(super) work: f64,
    pub(super) exact: f64,
    pub(super) left: f64,
    /// Bits that tell apart what the numbers typed tell apart, once they were asked for.
    pub(super) many_bits: OnceCell<u64>,
    /// Whether a difference is worked out until its digits can be shown.
    pub(super) shows: bool,
}

impl Pair<'_> {
    /// The pair, opened; no edges of a function are looked for.
    pub(super) fn new(graph: &mut Graph, a: Id, b: Id, within: Option<Id>) -> Pair<'_> {
        let [a, b, inside] = opened::opened(graph, [a, b, within.unwrap_or(b)]);
        let function = within.map(|_| inside);
        // What has a value everywhere rules nothing out.
        let within = function.filter(|id| !graph.is_total(*id));
        let roots = [a, b, within.unwrap_or(b)];
        let parts = graph.parts(&roots);
        let variables = graph.variables_among(&parts);
        let (work, exact) = size(graph, &parts);
        // For the first variable the evaluation sees to it.
        let bases = match (graph.still, variables.len()) {
            (Still::None, 2..) => moving_bases(graph, &parts),
            _ => Vec::new(),
        };
        Pair {
            graph,
            a,
            b,
            within,
            function,
            edges: Vec::new(),
            seed: OnceCell::new(),
            bound: None,
            variables,
            bases,
            work,
            exact,
            left: MAX_WORK,
            many_bits: OnceCell::new(),
            shows: true,
        }
    }

    /// What all random choices start from.
    pub(super) fn seed(&self) -> u64 {
        *self
            .seed
            .get_or_init(|| seed::of(self.graph, &self.roots()))
    }

    /// Bits that tell apart what the numbers typed tell apart.
    pub(super) fn many_bits(&self) -> u64 {
        *self.many_bits.get_or_init(|| {
            let typed = identity::longest_number(self.graph, self.a, self.b);
            MANY_BITS + 2 * typed.min(MAX_NUMBER_BITS)
        })
    }

    pub(super) fn roots(&self) -> [Id; 3] {
        [self.a, self.b, self.within.unwrap_or(self.b)]
    }

    pub(super) fn named(&self, at: &[Rational]) -> Vec<(Variable, Rational)> {
        self.variables
            .iter()
            .copied()
            .zip(at.iter().cloned())
            .collect()
    }
}

/// The bases of powers whose exponent varies.
pub(super) fn moving_bases(graph: &Graph, parts: &[Id]) -> Vec<Id> {
    let bases = parts.iter().filter_map(|id| match *graph.node(*id) {
        Node::Power(a, b) if graph.literal(b).is_none() && graph.moves(b) => Some(a),
        _ => None,
    });
    bases.collect()
}

/// Work of evaluating these parts once, in operations of 128 bits, and what is to be added for exact
/// values: the same of each part, times the square of a bound on its degree or its argument's.
pub(super) fn size(graph: &Graph, parts: &[Id]) -> (f64, f64) {
    const FUNCTION: f64 = 24.0;
    let (mut work, mut exact) = (0.0, 1.0);
    let mut degrees: Vec<f64> = vec![0.0; parts.last().map_or(0, |last| last.index() + 1)];
    for &id in parts {
        let of = |a: Id| degrees[a.index()];
        let (cost, degree) = match *graph.node(id) {
            Node::Number(_) | Node::Constant(_) => (0.0, 0.0),
            Node::Variable(_) => (0.0, 1.0),
            Node::Negative(a) => (1.0, of(a)),
            Node::Sum(a, b) | Node::Difference(a, b) => (1.0, of(a).max(of(b))),
            Node::Product(a, b) | Node::Quotient(a, b) => (2.0, of(a) + of(b)),
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => (4.0, of(a) * n.to_f64().abs()),
                _ => (2.0 * FUNCTION, 0.0),
            },
            // Values of functions are rarely exact.
            Node::Call(f, _) | Node::Call2(f, ..) => match f.row().cost {
                Cost::Heavy => (10.0 * FUNCTION, 0.0),
                Cost::Light => (FUNCTION, 0.0),
            },
        };
        let arguments = graph.node(id).arguments().map(of);
        let longest = arguments.fold(degree, f64::max);
        work += cost;
        exact += cost * longest * longest;
        degrees[id.index()] = degree;
    }
    (work + 1.0, exact)
}
