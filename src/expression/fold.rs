//! Sums and means over rows of data.

use crate::expression::id::Id;

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
