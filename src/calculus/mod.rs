//! What is asked of an expression: its value, its derivative, the quotient of a nudge.

pub mod derivative;
pub mod double;
mod enclosed;
pub mod jet;
pub mod place;
pub mod quotient;
pub mod rows;
pub mod value;
