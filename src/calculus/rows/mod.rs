//! Expressions over rows of data. A sum or mean in them is computed row by row and is one number from
//! then on; one within another is computed before it, in a pass of its own.

mod derivative;
mod doubles;

pub use derivative::{derivative, gradient};
pub use doubles::Doubles;

use crate::expression::{Fold, Folded, Graph, Id, Node, Variable};
use crate::number::rational::Rational;

/// Most parts that the rows are written out into: as many as are differentiated from both sides in a
/// second or so, and drawn.
pub const MAX_EXPANDED: usize = 5_000;

/// Rows of numbers, column by column.
#[derive(Clone, Debug)]
pub struct Rows {
    /// What their file is called.
    name: String,
    columns: Vec<Column>,
    count: usize,
}

/// A column, with a value for each row.
#[derive(Clone, Debug)]
pub struct Column {
    /// The variable that has these values.
    pub variable: Variable,
    /// The nearest doubles.
    pub doubles: Vec<f64>,
    /// The numbers themselves; none where they were too many to keep.
    pub exact: Vec<Rational>,
}

/// Sums and means that one pass over the rows computes.
#[derive(Clone, Debug)]
pub struct Pass {
    /// What is computed.
    pub folds: Vec<Folded>,
    /// The columns that it needs: the node of each, and its place among the columns.
    pub columns: Vec<(Id, usize)>,
    /// Parts of the formulas that are the same in all rows, in evaluation order.
    pub once: Vec<Id>,
    /// Parts that differ from row to row, in evaluation order.
    pub each: Vec<Id>,
}

impl Rows {
    /// Columns of so many rows each, under the name of their file.
    ///
    /// # Panics
    /// Where a column has another number of doubles, or fewer exact numbers but some.
    pub fn new(name: &str, count: usize, columns: Vec<Column>) -> Rows {
        for column in &columns {
            assert_eq!(column.doubles.len(), count, "a double for each row");
            let exact = column.exact.len();
            assert!(exact == 0 || exact == count, "all numbers, or none");
        }
        let name = name.to_owned();
        Rows {
            name,
            columns,
            count,
        }
    }

    /// What their file is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Are all numbers there as they stand in the file, and not as doubles alone?
    pub fn are_exact(&self) -> bool {
        let mut columns = self.columns.iter();
        columns.all(|column| column.exact.len() == self.count)
    }

    /// The place of a variable among the columns.
    fn place(&self, variable: Variable) -> Option<usize> {
        self.columns.iter().position(|c| c.variable == variable)
    }

    /// The passes that compute all sums and means which `roots` stand on, in their order.
    pub fn passes(&self, graph: &Graph, roots: &[Id]) -> Vec<Pass> {
        let folds = graph.folds(roots);
        let mut needed: Vec<Id> = roots.to_vec();
        needed.extend(folds.iter().map(|folded| folded.of));
        let parts = graph.parts(&needed);
        let size = parts.last().map_or(0, |last| last.index() + 1);
        // How many sums stand within each other in a part, and does it differ from row to row?
        let (mut depth, mut differs) = (vec![0usize; size], vec![false; size]);
        let mut columns: Vec<(Id, usize)> = Vec::new();
        for &id in &parts {
            let at = id.index();
            if let Node::Variable(variable) = graph.node(id) {
                if let Some(folded) = graph.folded(*variable) {
                    depth[at] = depth[folded.of.index()] + 1;
                } else if let Some(place) = self.place(*variable) {
                    differs[at] = true;
                    columns.push((id, place));
                }
                continue;
            }
            for argument in graph.node(id).arguments() {
                depth[at] = depth[at].max(depth[argument.index()]);
                differs[at] |= differs[argument.index()];
            }
        }
        let most = folds.iter().map(|folded| depth[folded.of.index()] + 1);
        let passes = 0..most.max().unwrap_or(0);
        passes
            .map(|level| {
                let own = |folded: &&Folded| depth[folded.of.index()] == level;
                let folds: Vec<Folded> = folds.iter().filter(own).copied().collect();
                let of: Vec<Id> = folds.iter().map(|folded| folded.of).collect();
                let (each, once): (Vec<Id>, Vec<Id>) = graph
                    .parts(&of)
                    .into_iter()
                    .partition(|id| differs[id.index()]);
                let is_column = |id: &Id| columns.iter().any(|(column, _)| column == id);
                let used = |(id, _): &&(Id, usize)| each.binary_search(id).is_ok();
                Pass {
                    columns: columns.iter().filter(used).copied().collect(),
                    each: each.iter().copied().filter(|id| !is_column(id)).collect(),
                    folds,
                    once,
                }
            })
            .collect()
    }

    /// How many parts are computed for one value of `roots`: those of a row times the rows.
    pub fn work(&self, graph: &Graph, roots: &[Id]) -> usize {
        let passes = self.passes(graph, roots);
        let of_rows = passes.iter().map(|pass| {
            let each = pass.each.len() + pass.folds.len();
            pass.once.len() + each.saturating_mul(self.count)
        });
        of_rows.fold(graph.parts(roots).len(), usize::saturating_add)
    }

    /// The expression with every row written out, without sums and means: what they stand for.
    /// `None` past [`MAX_EXPANDED`] parts, or where the numbers are doubles alone.
    pub fn expanded(&self, graph: &mut Graph, root: Id) -> Option<Id> {
        if !self.are_exact() || self.work(graph, &[root]) > MAX_EXPANDED {
            return None;
        }
        let mut values: Vec<(Variable, Id)> = Vec::new();
        for folded in graph.folds(&[root]) {
            let known = values.len();
            let mut sum = None;
            for row in 0..self.count {
                for column in &self.columns {
                    let number = graph.number(column.exact[row].clone());
                    values.push((column.variable, number));
                }
                let term = graph.substitute(folded.of, &values);
                values.truncate(known);
                sum = Some(match sum {
                    None => term,
                    Some(sum) => graph.add(Node::Sum(sum, term)),
                });
            }
            let mut value = sum.unwrap_or_else(|| graph.number(0));
            if folded.fold == Fold::Mean {
                let count = graph.number(self.count as i64);
                value = graph.add(Node::Quotient(value, count));
            }
            if let Node::Variable(variable) = *graph.node(folded.id) {
                values.push((variable, value));
            }
        }
        Some(graph.substitute(root, &values))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calculus::value::{Known, evaluate};
    use crate::notation;

    /// An expression over the rows (1, 2), (3, 5), (4, 4), (−1, 7) of x and y.
    pub(crate) fn read(text: &str) -> (Graph, Id, Rows) {
        let mut graph = Graph::new();
        let names = ["x".to_owned(), "y".to_owned()];
        let others = ["a".to_owned(), "b".to_owned()];
        let options = notation::Options {
            variables: Some(&others),
            columns: Some(&names),
            ..notation::Options::default()
        };
        let root = notation::read(&mut graph, text, &options).unwrap();
        let columns = [("x", [1, 3, 4, -1]), ("y", [2, 5, 4, 7])].map(|(name, all)| Column {
            variable: graph.variable(name),
            doubles: all.map(|n| n as f64).to_vec(),
            exact: all.map(Rational::integer).to_vec(),
        });
        (graph, root, Rows::new("four", 4, columns.into()))
    }

    fn value(graph: &mut Graph, id: Id, at: &[(Variable, i64)]) -> Rational {
        let mut point = Vec::new();
        for &(variable, n) in at {
            point.push((variable, graph.number(n)));
        }
        let values = evaluate(graph, &[id], &point, &[], 64, &Known::new()).unwrap();
        values.of(id).rational().unwrap().clone()
    }

    /// Written out, in doubles, and the derivatives of both: one value.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (mut graph, root, rows) = read(text);
        let expanded = rows.expanded(&mut graph, root).unwrap();
        let free = graph.variables(expanded);
        let at: Vec<(Variable, i64)> = free.iter().zip([2, -3]).map(|(v, n)| (*v, n)).collect();
        let exact = value(&mut graph, expanded, &at);
        assert_eq!(
            exact,
            Rational::from_decimal(expected).unwrap(),
            "{text}: {exact:?}"
        );
        let point: Vec<f64> = at.iter().map(|(_, n)| *n as f64).collect();
        let mut roots = vec![root];
        let slopes = gradient(&mut graph, root, &free).unwrap();
        roots.extend(&slopes);
        let mut exact = vec![exact];
        for &variable in &free {
            let whole = crate::calculus::derivative::derivative(&mut graph, expanded, variable);
            exact.push(value(&mut graph, whole.unwrap(), &at));
            let forward = derivative(&mut graph, root, variable).unwrap();
            let forward = rows.expanded(&mut graph, forward).unwrap();
            assert_eq!(
                value(&mut graph, forward, &at),
                exact[exact.len() - 1],
                "{text}"
            );
        }
        // The second derivatives by the first variable.
        for &slope in &slopes {
            let second = derivative(&mut graph, slope, free[0]).unwrap();
            let (one, other) = (
                rows.expanded(&mut graph, second).unwrap(),
                rows.expanded(&mut graph, slope).unwrap(),
            );
            let other = crate::calculus::derivative::derivative(&mut graph, other, free[0]);
            let other = value(&mut graph, other.unwrap(), &at);
            assert_eq!(value(&mut graph, one, &at), other, "{text}");
            roots.push(second);
            exact.push(other);
        }
        let rows = Some(std::sync::Arc::new(rows));
        let doubles = Doubles::new(&graph, &roots, &free, rows).run(&point);
        for (double, exact) in doubles.iter().zip(&exact) {
            let exact = exact.to_f64();
            assert!(
                (double - exact).abs() <= 1e-13 * exact.abs(),
                "{text}: {double} {exact}"
            );
        }
    }

    #[test]
    fn sums_and_means_are_what_the_rows_written_out_are() {
        // a = 2, b = -3: 2x − 3 − y is −3, −2, 1, −12.
        check("mean((a*x + b - y)^2)", "39.5");
        check("sum((ax + b - y)^2)/2 + a^2", "83");
        check("sum(1)*a + mean(a)", "10");
        check("mean((a*x - mean(a*x))^2)", "14.75");
        check("sum(x*a*mean(y*a)/sum(b*a)) + mean(a*b*x)^2", "105");
        check("mean(a*x)*mean(b*y) - 2sum(y)", "-83.25");
    }

    #[test]
    fn a_sum_is_written_as_it_was_read() {
        let (graph, root, _) = read("mean((ax+b-y)²)/2 + 3sum(x)");
        let written = notation::write(&graph, root);
        assert_eq!(written, "mean((a*x + b - y)^2)/2 + 3*sum(x)");
        let (again, id, _) = read(&written);
        assert_eq!(notation::write(&again, id), written);
    }

    #[test]
    fn columns_stand_inside_of_sums_alone() {
        let mut graph = Graph::new();
        let names = ["x".to_owned()];
        for (text, message) in [
            (
                "mean(x) + (x)",
                "`x` is a column, outside of sum(...) and mean(...)",
            ),
            ("a*x", "`x` is a column, outside of sum(...) and mean(...)"),
            ("sum(x, 2)", "`sum` takes 1 argument, but 2 are given"),
            ("mean x", "`x` is a column"),
            ("2mean(x)", "2*mean(x)"),
            ("np.mean(x)^2", "mean(x)^2"),
        ] {
            let options = notation::Options {
                columns: Some(&names),
                ..notation::Options::default()
            };
            let said = match notation::read(&mut graph, text, &options) {
                Ok(id) => notation::write(&graph, id),
                Err(error) => error.to_string(),
            };
            assert!(said.starts_with(message), "{text}: {said}");
        }
    }
}
