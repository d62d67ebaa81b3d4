//! What was to be worked out when something went wrong.

use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::write::write_up_to;

/// What was to be worked out. Every value is an expression without variables, in the graph of the
/// answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// J.
    pub function: Id,
    /// The variable that is nudged.
    pub variable: Variable,
    /// A value for every variable; empty where a formula is asked for.
    pub point: Vec<(Variable, Id)>,
    /// What is worked out from them.
    pub work: Work,
}

/// The calculations that can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The derivative as a formula.
    Derivative {
        /// Which derivative, 1 or more.
        order: u32,
    },
    /// The derivative at the point: a number.
    Slope {
        /// Which derivative, 1 or more.
        order: u32,
    },
    /// What a nudge at the point does.
    Nudge {
        /// ε.
        eps: Id,
        /// Which number.
        find: NudgedNumber,
    },
    /// The value of the variable after steps of gradient descent from the point.
    Step {
        /// α.
        rate: Id,
        /// How many, 1 or more.
        steps: u32,
    },
}

/// Which number of a nudge is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NudgedNumber {
    /// J(w+ε).
    Value,
    /// ΔJ = J(w+ε) − J(w).
    Change,
    /// ΔJ/ε.
    Quotient,
}

impl Exercise {
    /// The derivative of `function` as a formula.
    pub fn derivative(function: Id, variable: Variable, order: u32) -> Exercise {
        Exercise {
            function,
            variable,
            point: Vec::new(),
            work: Work::Derivative { order },
        }
    }

    /// The same in another graph.
    pub(super) fn adopted(&self, graph: &mut Graph, from: &Graph) -> Exercise {
        let work = match self.work {
            Work::Nudge { eps, find } => Work::Nudge {
                eps: graph.adopt(from, eps),
                find,
            },
            Work::Step { rate, steps } => Work::Step {
                rate: graph.adopt(from, rate),
                steps,
            },
            formula @ (Work::Derivative { .. } | Work::Slope { .. }) => formula,
        };
        let function = graph.adopt(from, self.function);
        let variable = graph.variable(from.name(self.variable));
        let point = self.point.iter().map(|&(variable, value)| {
            let variable = graph.variable(from.name(variable));
            (variable, graph.adopt(from, value))
        });
        Exercise {
            function,
            variable,
            point: point.collect(),
            work,
        }
    }
}

/// A hint with `{variable}` replaced by the question's own, and `{inner}` by what stands inside its
/// function: the argument or base that is more than a variable, of the outermost part that has one.
pub fn fill(hint: &str, graph: &Graph, exercise: &Exercise) -> String {
    let hint = hint.replace("{variable}", graph.name(exercise.variable));
    if !hint.contains("{inner}") {
        return hint;
    }
    let composed = |id: Id| !matches!(graph.node(id), Node::Variable(_) | Node::Number(_));
    let inner = graph
        .parts(&[exercise.function])
        .into_iter()
        .rev()
        .find_map(|id| match *graph.node(id) {
            Node::Call(_, a) if composed(a) => Some(a),
            Node::Power(a, _) if composed(a) && !matches!(graph.node(a), Node::Constant(_)) => {
                Some(a)
            }
            Node::Power(_, b) if composed(b) => Some(b),
            _ => None,
        });
    let inner = inner.map_or_else(
        || "what is inside".to_owned(),
        |id| write_up_to(graph, id, 80),
    );
    hint.replace("{inner}", &inner)
}
