//! Conditions in words: `x != 0`, `x > 0`.

use crate::expression::Graph;
use crate::expression::simplify::Condition;
use crate::notation::write::write;

/// Each condition as a sentence names it; a part that is 0 or more and not 0 is above 0.
pub fn conditions(graph: &Graph, all: &[Condition]) -> Vec<String> {
    let holds = |condition| all.contains(&condition);
    let mut said = Vec::new();
    for condition in all {
        let text = match *condition {
            Condition::NotZero(id) if holds(Condition::NotNegative(id)) => continue,
            Condition::NotZero(id) => format!("{} != 0", write(graph, id)),
            Condition::NotNegative(id) if holds(Condition::NotZero(id)) => {
                format!("{} > 0", write(graph, id))
            }
            Condition::NotNegative(id) => format!("{} >= 0", write(graph, id)),
            Condition::Defined(id) => format!("{} defined", write(graph, id)),
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}
