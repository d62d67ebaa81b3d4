//! Whether nothing is left to factor.

use crate::expression::collected;
use crate::expression::{Graph, Id, Node};
use crate::notation::write::write_up_to;
use crate::verdict::form::terms::is_sum;
use crate::verdict::form::{polynomial, terms};

/// Longest formula in a reason, in bytes.
const SHOWN: usize = 80;

/// What can be taken apart further; what stands below a fraction line may stay as it is.
pub(super) fn fault(graph: &Graph, root: Id) -> Option<String> {
    let product = terms::product(graph, root)?;
    let above = product.factors.iter().filter(|factor| {
        let down = factor.exponent.as_ref().is_some_and(|n| n.is_negative());
        factor.below == down
    });
    for factor in above {
        if let Some(why) = sum_fault(graph, factor.base) {
            return Some(why);
        }
    }
    None
}

/// What is left to do in one factor.
fn sum_fault(graph: &Graph, factor: Id) -> Option<String> {
    if !is_sum(graph, factor) {
        return match graph.node(factor) {
            // (2*x)^2 is a factor whose base is a product.
            Node::Product(..) | Node::Quotient(..) | Node::Negative(_) => {
                let inner = terms::product(graph, factor)?;
                let bases = inner.factors.iter().map(|factor| factor.base);
                bases
                    .filter(|base| is_sum(graph, *base))
                    .find_map(|base| sum_fault(graph, base))
            }
            _ => None,
        };
    }
    let shown = write_up_to(graph, factor, SHOWN);
    if terms::alike(graph, factor) {
        return Some(format!("like terms can be collected in {shown}"));
    }
    let all = collected::multiplied_out(graph, factor)?;
    let number = terms::content(&all);
    if number > 1 {
        return Some(format!(
            "the terms of {shown} have the factor {number} in common"
        ));
    }
    if let Some(base) = terms::common(&all).keys().next() {
        let base = write_up_to(graph, *base, SHOWN);
        return Some(format!(
            "the terms of {shown} have the factor {base} in common"
        ));
    }
    let variable = |id: &Id| matches!(graph.node(*id), Node::Variable(_));
    let variables = all
        .keys()
        .flat_map(|monomial| monomial.keys())
        .all(variable);
    let splits = variables
        && match polynomial::of(&all) {
            Some((_, one)) => polynomial::splits(&one),
            None => polynomial::homogeneous(&all).is_some_and(|two| polynomial::splits(&two)),
        };
    splits.then(|| format!("{shown} can be factored further"))
}
