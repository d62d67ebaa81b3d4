//! All partial derivatives of a function as one answer.

use crate::calculus::derivative;
use crate::expression::{Graph, Id, Variable};
use crate::verdict::constant::Constancy;
use crate::verdict::formula::{self, is_nowhere};
use crate::verdict::key::{AnswerKind, Key, NoKey, Right, names};
use crate::verdict::outcome::Verdict;
use crate::verdict::sentence::{derivative_noun, partial};
use crate::verdict::several::{self, AskedPart};

/// Several derivatives in order, the parts of a gradient.
#[derive(Debug)]
pub(super) struct RightGradient(pub(super) Vec<PartialDerivative>);

/// A formula of a gradient.
#[derive(Debug)]
pub(super) struct PartialDerivative {
    /// The variable that it belongs to.
    pub(super) name: String,
    /// The derivative.
    pub(super) key: Id,
    /// What it is the derivative of.
    pub(super) of: (Id, Variable, u32),
    pub(super) constant: Constancy,
}

impl PartialDerivative {
    /// What it is called in a sentence: `∂J/∂x`, `∂^2J/∂x^2`.
    fn label(&self) -> String {
        partial(&self.name, self.of.2)
    }
}

impl Key {
    /// The derivatives of `function` by each of `variables`, `order` 1 or more, as formulas; an answer
    /// without names has their order.
    ///
    /// # Errors
    /// As [`derivative::of_order`].
    pub fn gradient(
        mut graph: Graph,
        function: Id,
        variables: &[Variable],
        order: u32,
    ) -> Result<Key, NoKey> {
        let mut partials = Vec::new();
        for &variable in variables {
            let key = derivative::of_order(&mut graph, function, variable, order)
                .map_err(NoKey::Formula)?;
            let name = graph.name(variable).to_owned();
            let of = (function, variable, order);
            partials.push(PartialDerivative {
                name,
                key,
                of,
                constant: Constancy::default(),
            });
        }
        let known = names(&graph, &[function], variables);
        Ok(Key::new(graph, known, RightGradient(partials)))
    }
}

impl Right for RightGradient {
    fn judge(&self, key: &Key, text: &str) -> Verdict {
        let slots: Vec<AskedPart<'_>> = self
            .0
            .iter()
            .map(|partial| AskedPart {
                name: Some(&partial.name),
                label: partial.label(),
            })
            .collect();
        several::judge(key, &slots, "formulas", text, |graph, at, id, typed| {
            let partial = &self.0[at];
            let mut verdict =
                formula::judge(key, graph, partial.key, Some(partial.of), (id, typed));
            let told = verdict.got.is_some() || verdict.expected.is_some();
            verdict.constant =
                told && !verdict.near && partial.constant.of(&key.graph, partial.key);
            verdict
        })
    }

    fn written(&self, key: &Key, _: usize) -> (String, bool) {
        let mut each = Vec::new();
        let mut all_fit = true;
        for partial in &self.0 {
            let (text, fits) = formula::written(key, partial.key, Some(partial.of));
            each.push(format!("{} = {text}", partial.label()));
            all_fit &= fits;
        }
        (each.join(", "), all_fit)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Formula
    }

    fn noun(&self) -> &'static str {
        "the gradient"
    }

    fn part_noun(&self) -> Option<&'static str> {
        self.0.first().map(|first| derivative_noun(first.of.2))
    }

    fn has_no_value(&self, key: &Key) -> bool {
        let mut graph = key.graph.clone();
        self.0
            .iter()
            .any(|partial| is_nowhere(&mut graph, partial.key, Some(partial.of)))
    }
}
