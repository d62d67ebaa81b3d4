//! Expressions over rows in doubles, block by block.

use crate::calculus::double::{Input, Tape};
use crate::calculus::rows::Rows;
use crate::expression::{Fold, Graph, Id, Node, Variable};
use std::sync::Arc;

/// Some expressions as tapes: one for each pass over the rows, and one for what stands above.
#[derive(Clone, Debug)]
pub struct Doubles {
    rows: Option<Arc<Rows>>,
    passes: Vec<(Tape, Vec<Fold>)>,
    above: Tape,
}

impl Doubles {
    /// What computes `roots` from the values of `inputs`, in that order, and from the rows.
    pub fn new(
        graph: &Graph,
        roots: &[Id],
        inputs: &[Variable],
        rows: Option<Arc<Rows>>,
    ) -> Doubles {
        let passes = rows.as_ref().map(|rows| rows.passes(graph, roots));
        let passes = passes.unwrap_or_default();
        // Inputs, then sums and means in the order of the passes, then columns.
        let mut all = inputs.to_vec();
        for folded in passes.iter().flat_map(|pass| &pass.folds) {
            if let Node::Variable(variable) = graph.node(folded.id) {
                all.push(*variable);
            }
        }
        if let Some(rows) = &rows {
            all.extend(rows.columns().iter().map(|column| column.variable));
        }
        let tape = |pass: &super::Pass| {
            let of: Vec<Id> = pass.folds.iter().map(|folded| folded.of).collect();
            let folds = pass.folds.iter().map(|folded| folded.fold).collect();
            (Tape::new(graph, &of, &all), folds)
        };
        Doubles {
            passes: passes.iter().map(tape).collect(),
            above: Tape::new(graph, roots, &all),
            rows,
        }
    }

    /// The values of the roots. What has no value there is NaN, what is too large is infinite.
    pub fn run(&self, inputs: &[f64]) -> Vec<f64> {
        let Some(rows) = &self.rows else {
            return self.above.run(inputs);
        };
        let sums = self.passes.iter().map(|(_, folds)| folds.len()).sum();
        let mut all: Vec<Input<'_>> = inputs.iter().map(|&x| Input::Same(x)).collect();
        let mut next = all.len();
        all.extend(std::iter::repeat_n(Input::Same(f64::NAN), sums));
        let columns = rows.columns().iter();
        all.extend(columns.map(|column| Input::Each(&column.doubles)));
        for (tape, folds) in &self.passes {
            for (sum, fold) in tape.sums(&all, rows.count()).into_iter().zip(folds) {
                all[next] = Input::Same(match fold {
                    Fold::Sum => sum,
                    Fold::Mean => sum / rows.count() as f64,
                });
                next += 1;
            }
        }
        let values: Vec<f64> = all.iter().map(Input::everywhere).collect();
        self.above.run(&values)
    }
}
