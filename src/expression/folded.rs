//! Sums and means over rows in a graph: each stands in an expression as a variable of its own, beside
//! which the graph keeps what is taken together. Its value is one number for all rows, so that what
//! stands above it is an expression like any other.

use crate::expression::fold::{Fold, Folded};
use crate::expression::graph::{Graph, Id, Node, Variable};

impl Graph {
    /// The variable that stands for a sum or mean over rows. `written` is the formula of a row as
    /// text: two with the same text are one, and with its brackets it is no name that can be typed.
    pub fn fold(&mut self, fold: Fold, of: Id, written: &str) -> Id {
        let variable = self.variable(&format!("{}({written})", fold.name()));
        let id = self.add(Node::Variable(variable));
        let at = variable.index();
        if self.folds.len() <= at {
            self.folds.resize(at + 1, None);
        }
        self.folds[at].get_or_insert(Folded { id, fold, of });
        id
    }

    /// What a variable stands for, where it is a sum or mean over rows.
    pub fn folded(&self, variable: Variable) -> Option<Folded> {
        self.folds.get(variable.index()).copied().flatten()
    }

    /// The variables that an expression uses, also within its sums and means, by name in alphabetical
    /// order; what stands for a sum or mean is none of them.
    pub fn free(&self, root: Id) -> Vec<Variable> {
        let mut roots = vec![root];
        roots.extend(self.folds(&[root]).iter().map(|folded| folded.of));
        let mut all = self.variables_among(&self.parts(&roots));
        all.retain(|variable| self.folded(*variable).is_none());
        all
    }

    /// All sums and means that `roots` stand on, inner ones before those that use them.
    pub fn folds(&self, roots: &[Id]) -> Vec<Folded> {
        if self.folds.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Folded> = Vec::new();
        let mut waiting = roots.to_vec();
        let mut seen = vec![false; self.len()];
        while !waiting.is_empty() {
            let mut next = Vec::new();
            for id in self.parts(&waiting) {
                if let Node::Variable(variable) = self.node(id)
                    && let Some(folded) = self.folded(*variable)
                    && !std::mem::replace(&mut seen[id.index()], true)
                {
                    found.push(folded);
                    next.push(folded.of);
                }
            }
            waiting = next;
        }
        // A variable is numbered after the formula that it stands for.
        found.sort_unstable_by_key(|folded| folded.id);
        found
    }
}
