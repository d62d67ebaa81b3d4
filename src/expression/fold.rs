//! Sums and means over rows of data: each stands in an expression as a variable of its own, beside
//! which the graph keeps what is taken together. Its value is one number for all rows, so that what
//! stands above it is an expression like any other.

use crate::expression::graph::{Graph, Id, Node, Variable};

/// How the values of all rows become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fold {
    /// They are added.
    Sum,
    /// They are added, and divided by how many they are.
    Mean,
}

/// A sum or mean over rows that stands for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The variable's node.
    pub id: Id,
    /// How rows become one value.
    pub fold: Fold,
    /// The formula of a row.
    pub of: Id,
}

impl Fold {
    /// All of them.
    pub const ALL: [Fold; 2] = [Fold::Sum, Fold::Mean];

    /// How it is written before its brackets.
    pub fn name(self) -> &'static str {
        match self {
            Fold::Sum => "sum",
            Fold::Mean => "mean",
        }
    }

    /// The one that is written so.
    pub fn named(name: &str) -> Option<Fold> {
        Fold::ALL.into_iter().find(|fold| fold.name() == name)
    }
}

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
        found.sort_by_key(|folded| folded.id);
        found
    }
}
