//! One round of a descent as formulas: from a state to J, the slopes and the next state.

use crate::calculus::rows::{self, Doubles, Rows};
use crate::calculus::value::{Value, compute};
use crate::descent::evaluation::{Evaluation, Stuck, WalkPlan};
use crate::descent::settings::{Settings, StepRule, WalkEnd};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use crate::number::rational::Rational;
use crate::slope::Effort;
use crate::slope::existence::{self, Asked, SlopeOutcome};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rates of decay and the guard of the division: Kingma & Ba, Adam, ICLR 2015, Algorithm 1.
const ADAM: (&str, &str, &str) = ("0.9", "0.999", "1e-8");

/// Digits of a slope that is found from both sides of a kink.
const SIDED_DIGITS: usize = 40;

/// The formulas of one round: from a state to J, the slopes and the next state.
pub(super) struct Round {
    pub(super) function: Id,
    pub(super) slopes: Vec<Id>,
    /// The state's variables as nodes: the position first, then what the rule remembers.
    pub(super) state: Vec<Id>,
    pub(super) memory: Vec<Rational>,
    pub(super) next: Vec<Id>,
    pub(super) rows: Option<Arc<Rows>>,
    /// How many parts are evaluated in a round, those of a row once for each.
    pub(super) work: usize,
    /// All that is evaluated in a round.
    all: WalkPlan,
    /// What the function alone takes.
    alone: WalkPlan,
    /// The parts that lead from the slopes and the state to the next state.
    update: Vec<Id>,
    /// By node number: is it a part of the function that depends on the position?
    moving: Vec<bool>,
}

impl Round {
    pub(super) fn new(
        graph: &mut Graph,
        function: Id,
        variables: &[Variable],
        settings: &Settings,
    ) -> Result<Round, Error> {
        let slopes = rows::gradient(graph, function, variables)?;
        let mut state: Vec<Id> = variables
            .iter()
            .map(|&v| graph.add(Node::Variable(v)))
            .collect();
        let mut memory = Vec::new();
        let rate = graph.number(settings.rate.clone());
        // Names with a space cannot be typed, so these meet no variable of the function.
        let mut remembered = |graph: &mut Graph, name: &str, first: i64| {
            let variable = graph.variable(&format!(" {name}"));
            state.push(graph.add(Node::Variable(variable)));
            memory.push(Rational::integer(first));
            state[state.len() - 1]
        };
        let (mut moves, mut rest) = (Vec::new(), Vec::new());
        match &settings.rule {
            StepRule::Plain => moves.clone_from(&slopes),
            StepRule::Momentum(beta) => {
                let beta = graph.number(beta.clone());
                for (at, &slope) in slopes.iter().enumerate() {
                    let velocity = remembered(graph, &format!("velocity {at}"), 0);
                    let kept = graph.add(Node::Product(beta, velocity));
                    moves.push(graph.add(Node::Sum(kept, slope)));
                }
                rest.clone_from(&moves);
            }
            StepRule::Adam => adam(graph, &slopes, &mut remembered, &mut moves, &mut rest),
        }
        let mut next: Vec<Id> = Vec::new();
        for (at, &by) in moves.iter().enumerate() {
            let step = graph.add(Node::Product(rate, by));
            next.push(graph.add(Node::Difference(state[at], step)));
        }
        next.extend(rest);
        let mut roots = vec![function];
        roots.extend(slopes.iter().chain(&next));
        let rows = settings.rows.clone();
        Ok(Round {
            work: match &rows {
                Some(rows) => rows.work(graph, &roots),
                None => graph.parts(&roots).len(),
            },
            all: WalkPlan::new(graph, &roots, rows.as_deref()),
            alone: WalkPlan::new(graph, &[function], rows.as_deref()),
            moving: moving(graph, function, &state[..variables.len()]),
            update: above(graph, &next, &slopes, &state),
            function,
            slopes,
            state,
            memory,
            next,
            rows,
        })
    }

    /// What computes a round in doubles: from a state to J, the slopes, then the next state.
    pub(super) fn doubles(&self, graph: &Graph) -> Doubles {
        let inputs = self.state.iter().map(|&id| match graph.node(id) {
            Node::Variable(v) => *v,
            other => unreachable!("{other:?} is no variable of the state"),
        });
        let inputs: Vec<Variable> = inputs.collect();
        let mut roots = vec![self.function];
        roots.extend(self.slopes.iter().chain(&self.next));
        Doubles::new(graph, &roots, &inputs, self.rows.clone())
    }

    /// The values of all parts at a state, by node number.
    pub(super) fn run(
        &self,
        graph: &Graph,
        state: &[Value],
        bits: u64,
    ) -> Result<Vec<Option<Value>>, Halt> {
        let at = |plan, stops| {
            let known = self.state.iter().copied().zip(state.iter().cloned());
            let evaluation = Evaluation::new(graph, &self.moving, stops, bits);
            evaluation.of(plan, self.rows.as_deref(), known)
        };
        let id = match at(&self.all, true) {
            Ok(values) => return Ok(values),
            Err(Stuck::Lost) => return Err(Halt::Lost),
            Err(Stuck::TooLarge) => return Err(Halt::End(WalkEnd::TooLarge, None)),
            Err(Stuck::At(id)) => id,
        };
        // A part without a value, of the function or only of its derivative; or on a kink, where the
        // function may still have its value.
        Err(match at(&self.alone, false) {
            Ok(values) => Halt::End(WalkEnd::NoSlope(id), values[self.function.index()].clone()),
            Err(Stuck::At(part)) => Halt::End(WalkEnd::Outside(part), None),
            Err(Stuck::TooLarge) => Halt::End(WalkEnd::TooLarge, None),
            Err(Stuck::Lost) => Halt::Lost,
        })
    }

    /// The next state where the slopes are known otherwise than by their formulas.
    pub(super) fn updated(
        &self,
        graph: &Graph,
        state: &[Value],
        slopes: &[Value],
        bits: u64,
    ) -> Option<Vec<Value>> {
        let mut values: HashMap<Id, Value> = HashMap::new();
        let given = self.slopes.iter().zip(slopes);
        for (&id, value) in self.state.iter().zip(state).chain(given) {
            values.insert(id, value.clone());
        }
        for &id in &self.update {
            let value = match graph.node(id) {
                Node::Number(n) => Value::Exact(n.clone().into()),
                Node::Constant(c) => Value::Exact(c.exact()),
                node => {
                    let arguments: Vec<&Value> = node.arguments().map(|a| &values[&a]).collect();
                    compute(node, &arguments, bits).ok()?
                }
            };
            values.insert(id, value);
        }
        self.next.iter().map(|id| values.get(id).cloned()).collect()
    }

    /// The function without sums over rows; `None` where they are too many to be written out.
    pub(super) fn written_out(&self, graph: &mut Graph) -> Option<Id> {
        match &self.rows {
            Some(rows) => rows.expanded(graph, self.function),
            None => Some(self.function),
        }
    }

    /// The slopes on a kink, from what the function, without sums over rows, does on both sides of an
    /// exact position.
    pub(super) fn sided(
        &self,
        graph: &mut Graph,
        function: Id,
        variables: &[Variable],
        state: &[Value],
    ) -> Option<Vec<Value>> {
        let mut point: Vec<(Variable, Id)> = Vec::new();
        for (&variable, value) in variables.iter().zip(state) {
            point.push((variable, graph.number(value.rational()?.clone())));
        }
        let effort = Effort::digits(SIDED_DIGITS);
        let slope = |&variable: &Variable| {
            let found = existence::slope(graph, function, variable, 1, &point, Asked::Both, effort);
            match found.ok()? {
                SlopeOutcome::Slope(number) => match (number.exact, number.ball) {
                    (Some(exact), _) => Some(Value::Exact(exact)),
                    (None, ball) => ball.map(Value::Ball),
                },
                SlopeOutcome::None(_) => None,
            }
        };
        variables.iter().map(slope).collect()
    }
}

/// For each node: is it a part of the function that depends on one of these?
pub(super) fn moving(graph: &Graph, function: Id, position: &[Id]) -> Vec<bool> {
    let folds = graph.folds(&[function]);
    let mut roots = vec![function];
    roots.extend(folds.iter().map(|folded| folded.of));
    let mut moving = vec![false; graph.len()];
    for id in graph.parts(&roots) {
        moving[id.index()] = match graph.node(id) {
            Node::Variable(variable) => match graph.folded(*variable) {
                Some(folded) => moving[folded.of.index()],
                None => position.contains(&id),
            },
            node => node.arguments().any(|a| moving[a.index()]),
        };
    }
    moving
}

/// The parts of some roots down to the slopes and the state, in evaluation order.
fn above(graph: &Graph, roots: &[Id], slopes: &[Id], state: &[Id]) -> Vec<Id> {
    let mut seen: HashSet<Id> = slopes.iter().chain(state).copied().collect();
    let mut found: Vec<Id> = Vec::new();
    let mut waiting = roots.to_vec();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            found.push(id);
            waiting.extend(graph.node(id).arguments());
        }
    }
    found.sort_unstable();
    found
}

/// The bias corrections 1 − βᵗ are kept as powers that grow by one factor each round.
fn adam(
    graph: &mut Graph,
    slopes: &[Id],
    remembered: &mut impl FnMut(&mut Graph, &str, i64) -> Id,
    moves: &mut Vec<Id>,
    rest: &mut Vec<Id>,
) {
    let mut constant = |text: &str| {
        let n = Rational::from_decimal(text).expect("the constants are decimals");
        graph.number(n)
    };
    let (first, second, guard) = (constant(ADAM.0), constant(ADAM.1), constant(ADAM.2));
    let one = graph.number(1);
    let mut corrections = Vec::new();
    for (name, decay) in [("power 1", first), ("power 2", second)] {
        let power = remembered(graph, name, 1);
        let next = graph.add(Node::Product(power, decay));
        corrections.push(graph.add(Node::Difference(one, next)));
        rest.push(next);
    }
    for (at, &slope) in slopes.iter().enumerate() {
        let square = graph.add(Node::Product(slope, slope));
        let mut means = Vec::new();
        for (name, decay, new) in [("mean", first, slope), ("spread", second, square)] {
            let old = remembered(graph, &format!("{name} {at}"), 0);
            let kept = graph.add(Node::Product(decay, old));
            let share = graph.add(Node::Difference(one, decay));
            let added = graph.add(Node::Product(share, new));
            let next = graph.add(Node::Sum(kept, added));
            rest.push(next);
            means.push(graph.add(Node::Quotient(next, corrections[means.len()])));
        }
        let size = graph.square_root(means[1]);
        let guarded = graph.add(Node::Sum(size, guard));
        moves.push(graph.add(Node::Quotient(means[0], guarded)));
    }
}

/// Why a round gives no next state.
pub(super) enum Halt {
    /// The walk is over; J at the last position, where it has a value.
    End(WalkEnd, Option<Value>),
    /// The enclosures are too wide to go on.
    Lost,
}
