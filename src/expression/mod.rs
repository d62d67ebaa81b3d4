//! Expressions as a graph in which equal parts are one node, and what is known of each function.

mod build;
pub(crate) mod collected;
mod elementary;
pub(crate) mod few;
pub mod fold;
mod folded;
pub mod formula;
pub mod functions;
pub mod graph;
mod id;
mod lined_up;
mod mixed;
pub mod names;
mod node;
pub mod simplify;
pub mod substitute;
mod table;

pub use fold::{Fold, Folded};
pub use functions::{Constant, Function};
pub use graph::{Conventions, Graph, Id, Node, Still, Variable};
