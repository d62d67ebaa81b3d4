//! Every branch of two expressions looked at: what branches is put in, and the two smooth formulas
//! that are left are asked the same question.
//!
//! A branch is a set of signs of parts. Where nothing branches any more the two are the same, which
//! settles the branch wherever it lies; or they are not, and then a point on the branch refutes; or
//! there is no such point, which is proved by ranges. What is none of these stays open.

mod apart;
mod beside;
mod branch;
mod cases;
mod common;
mod connected;
mod definite;
mod inside;
mod interval;
mod numbers;
mod order;
mod rooted;
mod single;
mod squares;
mod substitution;
mod turning;
mod vanishing;
mod wave;
mod whole;

use crate::calculus::value::Stop;
use crate::equality::compare::Spot;
use crate::equality::identity::ProofQuestion;
use crate::equality::range::Ranges;
use crate::equality::signs::{SignedFactors, Signs};
use crate::equality::{Difference, FIRST_BITS, LEAST_POINTS, POINTS, Pair, Undecided, points};
use crate::expression::functions::Pieces;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use beside::ProvedPairs;
pub(super) use branch::Branch;
use cases::Next;
use order::Around;
use std::collections::HashSet;
use turning::Turning;

/// Most branches that are followed, and steps on the way to them.
const MAX_BRANCHES: usize = 128;
const MAX_STEPS: usize = 3_000;

/// Work of a step for each part of its branch and for each two signs, in operations of 128 bits: ranges,
/// signs and forms are looked at, 1 to 2 µs measured on branches of 20 to 200 parts.
const STEP_WORK: f64 = 2.0;

/// Most whole numbers that stand for steps on one branch.
const MAX_SYMBOLS: usize = 16;

/// Most parts of a pair whose branches are followed.
const MAX_PARTS: usize = 2_000;

/// What came of it.
pub(super) enum Settled {
    /// The same on every branch, by proof or as far as points tell.
    Same {
        proved: bool,
    },
    Different(Difference),
    Open(Undecided),
}

/// Are two smooth formulas the same?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Same {
    Proved,
    /// At many points, of which those of one piece would be enough.
    Agree,
    Different,
    Unknown,
}

/// Does anything branch in the expressions?
pub(super) fn any(graph: &Graph, roots: &[Id]) -> bool {
    graph.any_part(roots, |node| match node {
        Node::Power(a, _) => graph.literal(*a).is_some_and(Rational::is_zero),
        node => cases::branches(node),
    })
}

/// May two formulas be the same on one piece of their domain and not on another?
pub(super) fn matter(graph: &mut Graph, roots: &[Id]) -> bool {
    any(graph, roots) || !connected::is_one_piece(graph, roots, &[])
}

/// The parts at whose zeros a function has no slope, or may have none.
pub(super) fn edges(graph: &mut Graph, function: Id) -> Vec<Id> {
    let mut edges = Vec::new();
    for id in graph.parts(&[function]) {
        let argument = match *graph.node(id) {
            Node::Call(f, a) if matches!(f.row().pieces, Pieces::Sign { .. }) => a,
            Node::Call2(f, a, b) if matches!(f.row().pieces, Pieces::Order { .. }) => {
                graph.add(Node::Difference(a, b))
            }
            _ => continue,
        };
        let factors = SignedFactors::of(graph, argument);
        edges.extend(factors.all.iter().map(|factor| factor.part));
    }
    edges
}

impl Branch {
    /// All of two expressions.
    fn whole(a: Id, b: Id, within: Option<Id>, proved: bool) -> Branch {
        Branch {
            a,
            b,
            within,
            domain: Vec::new(),
            signs: Vec::new(),
            given: Vec::new(),
            symbols: Vec::new(),
            solved: Vec::new(),
            proved,
            fresh: false,
        }
    }

    /// Do single points make up the branch?
    fn is_thin(&self) -> bool {
        !self.solved.is_empty() || self.signs.iter().any(|(_, signs)| *signs == Signs::ZERO)
    }

    fn parts(&self, graph: &Graph) -> Vec<Id> {
        let mut roots = vec![self.a, self.b];
        roots.extend(self.within);
        roots.extend(&self.domain);
        roots.extend(self.all_signs().iter().map(|(part, _)| *part));
        graph.parts(&roots)
    }

    /// The branch with something done to all its expressions.
    fn mapped(
        mut self,
        graph: &mut Graph,
        map: impl FnOnce(&mut Graph, &[Id]) -> Vec<Id>,
    ) -> Branch {
        let mut roots = vec![self.a, self.b];
        roots.extend(self.signs.iter().map(|(part, _)| *part));
        let images = map(graph, &roots);
        (self.a, self.b) = (images[0], images[1]);
        let parts = self.signs.iter_mut().map(|(part, _)| part);
        parts.zip(&images[2..]).for_each(|(old, new)| *old = *new);
        self.fresh = true;
        self
    }
}

impl Pair<'_> {
    /// Looks at every branch. `proved`: are they the same but where a sign is 0?
    pub(super) fn every_branch(&mut self, proved: bool) -> Settled {
        let edges = match self.function {
            Some(function) => edges(self.graph, function),
            None => Vec::new(),
        };
        let plain = substitution::plain(self.graph, &[self.a, self.b]);
        let plain = self.with_numbers(plain);
        let mut whole = Branch::whole(plain[0], plain[1], self.within, proved);
        whole.domain = vec![self.a, self.b];
        whole.domain.retain(|id| !self.graph.is_total(*id));
        let mut waiting = vec![whole];
        let mut open: Vec<(Branch, Same)> = Vec::new();
        let (mut leaves, mut steps) = (0, 0);
        let mut all_proved = true;
        let mut proved = ProvedPairs::default();
        let mut turning = Turning::new(self.seed());
        let mut kept = HashSet::new();
        while let Some(mut branch) = waiting.pop() {
            steps += 1;
            if steps > MAX_STEPS || leaves > MAX_BRANCHES || self.is_spent() {
                return Settled::Open(Undecided::TooMuchWork);
            }
            let parts = branch.parts(self.graph);
            if parts.len() > MAX_PARTS || branch.symbols.len() > MAX_SYMBOLS {
                return Settled::Open(Undecided::TooMuchWork);
            }
            self.left -= STEP_WORK * (parts.len() + branch.signs.len().pow(2)) as f64;
            if let Some(at) = self.settled_zero(&branch, &mut kept) {
                let (part, _) = branch.signs.remove(at);
                waiting.extend(self.vanishing(branch, part, &edges));
                continue;
            }
            let Some(mut ranges) = self.narrowed(&branch, &parts) else {
                continue;
            };
            match order::around(self.graph, &branch.signs, &branch.symbols) {
                Around::Nowhere => continue,
                Around::Equal(at) => {
                    let (part, _) = branch.signs.remove(at);
                    waiting.extend(self.vanishing(branch, part, &edges));
                    continue;
                }
                Around::Nothing => {}
            }
            let left: Vec<Signs> = branch
                .signs
                .iter()
                .map(|&(part, signs)| {
                    let own = turning.signs(self.graph, part, &ranges, &branch.signs);
                    Signs::of_range(ranges.of(part)).both(own).both(signs)
                })
                .collect();
            if left.iter().any(|signs| signs.is_empty()) {
                continue;
            }
            // What can only be 0 here is 0.
            let thin = branch.signs.iter().zip(&left);
            let mut thin =
                thin.map(|((_, signs), left)| *signs != Signs::ZERO && *left == Signs::ZERO);
            if let Some(at) = thin.position(|thin| thin) {
                let (part, _) = branch.signs.remove(at);
                waiting.extend(self.vanishing(branch, part, &edges));
                continue;
            }
            if branch.a == branch.b {
                continue;
            }
            if branch.fresh && !branch.proved {
                branch.fresh = false;
                let known = branch.known_signs();
                branch.proved = self.is_proved(branch.a, branch.b, asked(&known, self.seed()));
            }
            if branch.proved {
                proved.add(&branch);
            }
            let next = match branch.proved {
                true => {
                    cases::next_point(self.graph, &branch, &mut ranges, &mut turning, self.seed())
                }
                false => cases::next(self.graph, &branch, &mut ranges, &mut turning, self.seed()),
            };
            match next {
                Next::Empty => {}
                Next::Put(part, with, order, decided) => {
                    let put = |graph: &mut Graph, roots: &[Id]| {
                        substitution::replaced(graph, roots, part, with)
                    };
                    branch.proved = false;
                    let zero = self.argument_that_is_zero(&branch, part);
                    branch.keep_given(self.graph, part, decided);
                    let mut branch = branch.mapped(self.graph, put);
                    if let Some(zero) = zero {
                        branch = branch.with_zero(self.graph, zero);
                    }
                    branch.signs.extend(order);
                    waiting.push(branch);
                }
                Next::Split(part, options) => {
                    for &signs in options.iter().rev() {
                        if signs == Signs::ZERO {
                            let own = turning.signs(self.graph, part, &ranges, &branch.signs);
                            if !own.has(Signs::ZERO) {
                                continue;
                            }
                            waiting.extend(self.vanishing(branch.clone(), part, &edges));
                            continue;
                        }
                        let mut branch = branch.clone();
                        branch.signs.push((part, signs));
                        waiting.push(branch);
                    }
                }
                Next::Whole { part, period, step } => {
                    let put = self.with_symbol(branch.clone(), part, period, step);
                    // A step that is left as it is would be met for ever.
                    if put.branching() == branch.branching() {
                        return Settled::Open(Undecided::TooMuchWork);
                    }
                    waiting.push(put);
                }
                Next::Rests(symbol, count) => {
                    waiting.extend(self.with_rests(&branch, symbol, count));
                }
                Next::Smooth if branch.proved => {}
                Next::Smooth => {
                    leaves += 1;
                    if self.is_outside(&branch) {
                        continue;
                    }
                    self.add_sides(&mut branch, &ranges);
                    let same = self.same(&branch);
                    match same {
                        Same::Proved => {
                            branch.proved = true;
                            waiting.push(branch);
                            continue;
                        }
                        Same::Agree => {
                            all_proved = false;
                            continue;
                        }
                        Same::Different | Same::Unknown => {}
                    }
                    // On each side of a pole for itself.
                    if same == Same::Unknown
                        && let Some(part) =
                            connected::pole(self.graph, &[branch.a, branch.b], &branch.signs)
                    {
                        for signs in [Signs::MINUS, Signs::PLUS] {
                            let mut branch = branch.clone();
                            branch.signs.push((part, signs));
                            branch.fresh = true;
                            waiting.push(branch);
                        }
                        continue;
                    }
                    if let Some(difference) = self.simple_refutation(&branch) {
                        return Settled::Different(difference);
                    }
                    if let Some(points) = self.points_of_zero(&branch, &mut turning, &edges) {
                        waiting.extend(points);
                        continue;
                    }
                    if let Some(all) = self.few_values(&branch) {
                        waiting.extend(all);
                        continue;
                    }
                    open.push((branch, same));
                }
            }
        }
        let mut left: Option<Undecided> = None;
        let mut waiting = open.len();
        all_proved &= open.is_empty();
        for (branch, same) in open {
            // Each has its share of the work that is left.
            let rest = self.left;
            self.left /= waiting as f64;
            let share = self.left;
            waiting -= 1;
            let piece = same == Same::Unknown && self.is_piece(&branch);
            let found = match self.with_share(0.75, |pair| pair.inside(&branch, piece)) {
                inside::Found::Open => {
                    let found = match branch.is_thin() {
                        true => self.differs_at_waves(&branch, &edges),
                        false => self.differs_beside(&branch, &proved),
                    };
                    found.map_or(inside::Found::Open, inside::Found::Difference)
                }
                found => found,
            };
            self.left += rest - share;
            match found {
                inside::Found::Difference(difference) => return Settled::Different(difference),
                inside::Found::Empty | inside::Found::Agree => {}
                inside::Found::Open => {
                    let why = match branch.is_thin() {
                        true => Undecided::SinglePoints,
                        false => Undecided::TooMuchWork,
                    };
                    left = left.or(Some(why));
                }
            }
        }
        match left {
            Some(why) => Settled::Open(why),
            None => Settled::Same { proved: all_proved },
        }
    }

    /// The ranges of the parts on a branch; `None` where there is no point on it.
    fn narrowed(&self, branch: &Branch, parts: &[Id]) -> Option<Ranges> {
        let mut ranges = Ranges::new(self.graph, parts, |_| false);
        ranges
            .narrow(self.graph, parts, &branch.all_signs())
            .then_some(ranges)
    }

    /// Puts among the signs of a branch on which side of 0 its variables are, where only ranges tell.
    fn add_sides(&mut self, branch: &mut Branch, ranges: &Ranges) {
        for variable in self.free(branch) {
            let node = self.graph.add(Node::Variable(variable));
            let is_known = branch.signs.iter().any(|(part, _)| *part == node);
            if !is_known && ranges.sign(node) != 0 {
                branch.signs.push((node, Signs::of_range(ranges.of(node))));
            }
        }
    }

    /// Is something of which a root or a logarithm is taken below 0 on a branch, by the signs of its
    /// factors? Ranges do not tell that x/e − 1 is where x − e is.
    fn is_outside(&mut self, branch: &Branch) -> bool {
        let graph = &mut *self.graph;
        let of = |part: Id| {
            let own = branch.signs.iter().filter(|(known, _)| *known == part);
            own.fold(Signs::ANY, |all, (_, signs)| all.both(*signs))
        };
        branch.parts(graph).into_iter().any(|id| {
            let (inside, at_zero) = match *graph.node(id) {
                Node::Call(f, a) => match f.row().begins_at_zero() {
                    Some(at_zero) => (a, at_zero),
                    None => return false,
                },
                Node::Power(a, n) => match graph.literal(n) {
                    Some(n) if !n.is_odd_below() => (a, !n.is_negative()),
                    _ => return false,
                },
                _ => return false,
            };
            let signs = SignedFactors::of(graph, inside).signs(of);
            !(signs.has(Signs::PLUS) || at_zero && signs.has(Signs::ZERO))
        })
    }

    /// Are the smooth formulas of a branch the same, wherever it lies?
    fn same(&mut self, branch: &Branch) -> Same {
        let (a, b) = (branch.a, branch.b);
        if self.is_proved(a, b, asked(&branch.known_signs(), self.seed())) {
            return Same::Proved;
        }
        if !connected::is_one_piece(self.graph, &[a, b], &[]) {
            let one = common::reduced(self.graph, branch);
            let branch = one.as_ref().unwrap_or(branch);
            return self.with_share(0.125, |pair| pair.same_here(branch));
        }
        let share = self.left / 8.0;
        let seed = self.seed();
        let mut pair = Pair::new(self.graph, a, b, None);
        pair.left = share;
        let count = pair.variables.len();
        let candidates = candidates(count, seed);
        let agreed = pair.agreed(a, b, &candidates, |pair, at| Some(pair.spot(at)));
        let spent = share - pair.left;
        self.left -= spent.max(0.0);
        match agreed {
            None => Same::Different,
            Some(agreed) if agreed >= LEAST_POINTS.min(candidates.len()) => Same::Agree,
            Some(_) => Same::Unknown,
        }
    }

    /// At how many of some points two formulas agree, of which no more are looked at than are enough;
    /// `None` where they differ at one.
    fn agreed(
        &mut self,
        a: Id,
        b: Id,
        candidates: &[Vec<Rational>],
        spot: impl Fn(&mut Self, &[Rational]) -> Option<Spot>,
    ) -> Option<usize> {
        let mut agreed = 0;
        for at in candidates {
            if agreed >= POINTS || self.is_spent() {
                break;
            }
            let Some(spot) = spot(self, at) else {
                continue;
            };
            match self.apart_at(a, b, &spot) {
                Some(true) => return None,
                Some(false) => agreed += 1,
                None => {}
            }
        }
        Some(agreed)
    }

    /// The same where only points of the branch tell, and only if it is one piece.
    fn same_here(&mut self, branch: &Branch) -> Same {
        let free = self.free(branch);
        let candidates = candidates(free.len(), self.seed());
        let on = |pair: &mut Self, at: &[Rational]| pair.on(branch, &free, at);
        match self.agreed(branch.a, branch.b, &candidates, on) {
            None => Same::Different,
            Some(agreed) if agreed >= LEAST_POINTS && self.is_piece(branch) => Same::Agree,
            Some(_) => Same::Unknown,
        }
    }

    /// Is a branch one piece on which its two formulas are analytic?
    fn is_piece(&mut self, branch: &Branch) -> bool {
        connected::is_one_piece(self.graph, &[branch.a, branch.b], &branch.signs)
    }

    /// A simple point on the branch at which they differ.
    fn simple_refutation(&mut self, branch: &Branch) -> Option<Difference> {
        let free = self.free(branch);
        let simple = points::simple(free.len());
        for at in simple.iter() {
            let Some(spot) = self.on(branch, &free, at) else {
                continue;
            };
            if let Some(difference) = self.differs(branch, &spot) {
                return Some(difference);
            }
        }
        None
    }

    /// Points at which everything that is compared may have a value, where that is on a narrow piece.
    pub(super) fn common_points(&mut self) -> Vec<Vec<Rational>> {
        let branch = Branch::whole(self.a, self.b, self.within, false);
        let mut roots = self.roots().to_vec();
        roots.dedup();
        let parts = self.graph.parts(&roots);
        if parts.len() > MAX_PARTS {
            return Vec::new();
        }
        let mut ranges = Ranges::new(self.graph, &parts, |_| false);
        if !ranges.narrow(self.graph, &parts, &[]) {
            return Vec::new();
        }
        let free = self.variables.clone();
        inside::points_of(self.graph, &branch, &free, &parts, &ranges)
    }

    /// The variables that are free on a branch.
    fn free(&self, branch: &Branch) -> Vec<Variable> {
        let solved = |v: &&Variable| branch.solved.iter().all(|(known, _)| known != *v);
        self.variables.iter().filter(solved).copied().collect()
    }

    /// The difference of the two at a point on the branch, where they certainly differ and are asked.
    fn differs(&mut self, branch: &Branch, spot: &Spot) -> Option<Difference> {
        match self.apart_at(branch.a, branch.b, spot) {
            Some(true) => self.differs_at(branch, spot),
            _ => None,
        }
    }

    /// The same where they are known to differ.
    fn differs_at(&mut self, branch: &Branch, spot: &Spot) -> Option<Difference> {
        if !self.is_asked(spot) {
            return None;
        }
        let whole = self.whole_point(branch, spot);
        match self.lacks_value(&whole) {
            true => None,
            false => self.shown_difference(branch.a, branch.b, &whole),
        }
    }

    /// Has one of the two certainly no value at a point? What was put in may have one where they have none:
    /// sign(asin(x)) is 1 for x from 0 to 1, not wherever x is above 0.
    fn lacks_value(&mut self, whole: &Spot) -> bool {
        // What can't be told of one part says nothing of the others.
        let parts = self.graph.parts(&[self.a, self.b]);
        parts.into_iter().any(|part| {
            let stopped = self.values(&[part], whole, FIRST_BITS).err();
            matches!(stopped, Some(Stop::Outside { .. }))
        })
    }
}

/// Points that tell whether two smooth formulas are the same; a single one without variables.
fn candidates(count: usize, seed: u64) -> Vec<Vec<Rational>> {
    let mut candidates = points::simple(count).into_owned();
    if count > 0 {
        candidates.truncate(POINTS / 2);
        candidates.extend(points::spread(count, 2 * POINTS, seed));
    }
    candidates
}

/// What a proof is asked on a branch: the points at which signs are 0 are branches of their own.
fn asked(known: &[(Id, i8)], seed: u64) -> ProofQuestion<'_> {
    ProofQuestion {
        known,
        marked: false,
        seed,
    }
}
