//! The parts of a round at one state, exact or enclosed: sums and means over rows first, then what
//! stands above them.

use crate::calculus::place::{ArgumentPlace, place};
use crate::calculus::rows::{Pass, Rows};
use crate::calculus::value::{NODE_WORK, Value, compute, compute_counted};
use crate::expression::{Fold, Graph, Id, Node};
use crate::number::ball::{Ball, Undefined};
use crate::number::rational::Rational;
use crate::number::work;

/// Longest exact sum over rows, in bits: the denominators of many fractions multiply.
const EXACT_SUM_BITS: u64 = 4_096;

/// What is evaluated, in its order.
pub(super) struct WalkPlan {
    passes: Vec<Pass>,
    parts: Vec<Id>,
}

impl WalkPlan {
    pub(super) fn new(graph: &Graph, roots: &[Id], rows: Option<&Rows>) -> WalkPlan {
        WalkPlan {
            passes: rows.map_or_else(Vec::new, |rows| rows.passes(graph, roots)),
            parts: graph.parts(roots),
        }
    }
}

/// Why there are no values.
pub(super) enum Stuck {
    /// This part has none, or is on a kink.
    At(Id),
    /// One is past what is computed with.
    TooLarge,
    /// The enclosures are too wide to tell.
    Lost,
}

/// Values of parts, as far as they are known.
pub(super) struct Evaluation<'a> {
    graph: &'a Graph,
    /// By node number: does it move with the position?
    moving: &'a [bool],
    /// Does a kink of what moves end the evaluation?
    stops: bool,
    bits: u64,
    values: Vec<Option<Value>>,
    /// What long exact fractions have cost so far, in each row for itself.
    fractions: u64,
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        moving: &'a [bool],
        stops: bool,
        bits: u64,
    ) -> Evaluation<'a> {
        Evaluation {
            graph,
            moving,
            stops,
            bits,
            values: vec![None; graph.len()],
            fractions: 0,
        }
    }

    /// The values of all parts of a plan, by node number, from those that are known.
    pub(super) fn of(
        mut self,
        plan: &WalkPlan,
        rows: Option<&Rows>,
        known: impl Iterator<Item = (Id, Value)>,
    ) -> Result<Vec<Option<Value>>, Stuck> {
        for (id, value) in known {
            self.values[id.index()] = Some(value);
        }
        if let Some(rows) = rows {
            for pass in &plan.passes {
                self.pass(pass, rows)?;
            }
        }
        for &id in &plan.parts {
            if self.values[id.index()].is_none() {
                self.part(id)?;
            }
        }
        Ok(self.values)
    }

    /// The sums and means of one pass over the rows.
    fn pass(&mut self, pass: &Pass, rows: &Rows) -> Result<(), Stuck> {
        if !rows.are_exact() {
            return Err(Stuck::Lost);
        }
        for &id in &pass.once {
            if self.values[id.index()].is_none() {
                self.part(id)?;
            }
        }
        let zero = Value::Exact(Rational::zero().into());
        let mut sums: Vec<Value> = vec![zero; pass.folds.len()];
        for row in 0..rows.count() {
            self.fractions = 0;
            for &(id, place) in &pass.columns {
                let number = rows.columns()[place].exact[row].clone();
                self.values[id.index()] = Some(Value::Exact(number.into()));
            }
            for &id in &pass.each {
                self.part(id)?;
            }
            for (sum, folded) in sums.iter_mut().zip(&pass.folds) {
                let node = Node::Sum(folded.id, folded.of);
                let value = self.value(folded.of);
                let more = self.computed(&node, &[sum, value])?;
                *sum = match more.rational() {
                    Some(n) if n.bits() > EXACT_SUM_BITS => {
                        Value::Ball(Ball::from_rational(n, self.bits))
                    }
                    _ => more,
                };
            }
        }
        let count = Value::Exact(Rational::integer(rows.count() as i64).into());
        for (sum, folded) in sums.into_iter().zip(&pass.folds) {
            let value = match folded.fold {
                Fold::Sum => sum,
                Fold::Mean => {
                    self.computed(&Node::Quotient(folded.id, folded.of), &[&sum, &count])?
                }
            };
            self.values[folded.id.index()] = Some(value);
        }
        Ok(())
    }

    fn value(&self, id: Id) -> &Value {
        self.values[id.index()]
            .as_ref()
            .expect("arguments come first")
    }

    fn computed(&self, node: &Node, arguments: &[&Value]) -> Result<Value, Stuck> {
        compute(node, arguments, self.bits).map_err(stuck)
    }

    /// Computes a part from its arguments.
    fn part(&mut self, id: Id) -> Result<(), Stuck> {
        work::spend(NODE_WORK);
        if work::is_spent() {
            return Err(Stuck::Lost);
        }
        let node = self.graph.node(id);
        let value = match node {
            Node::Number(n) => Value::Exact(n.clone().into()),
            Node::Constant(c) => Value::Exact(c.exact()),
            // Nothing gives it a value.
            Node::Variable(_) => return Err(Stuck::Lost),
            _ => {
                let mut arguments = node.arguments();
                let first = self.value(arguments.next().expect("it is no leaf"));
                let second = arguments.next().map(|second| self.value(second));
                let both = [first, second.unwrap_or(first)];
                let arguments = &both[..1 + usize::from(second.is_some())];
                let moves = |id: Id| self.moving.get(id.index()) == Some(&true);
                match place(self.graph, node, arguments, |a| !moves(a)) {
                    ArgumentPlace::Outside => return Err(Stuck::At(id)),
                    ArgumentPlace::Undecided => return Err(Stuck::Lost),
                    ArgumentPlace::Break if self.stops && moves(id) => {
                        return Err(Stuck::At(id));
                    }
                    ArgumentPlace::Break | ArgumentPlace::Inside => {}
                }
                let mut fractions = self.fractions;
                let value = compute_counted(node, arguments, self.bits, &mut fractions);
                self.fractions = fractions;
                value.map_err(stuck)?
            }
        };
        self.values[id.index()] = Some(value);
        Ok(())
    }
}

fn stuck(why: Undefined) -> Stuck {
    match why {
        Undefined::Outside | Undefined::Straddles | Undefined::TooMuchWork => Stuck::Lost,
        Undefined::TooLarge => Stuck::TooLarge,
    }
}
