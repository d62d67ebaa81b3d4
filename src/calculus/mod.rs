//! What is asked of an expression: its value, its derivative, the quotient of a nudge.

pub mod derivative;
pub mod double;
pub mod jet;
pub mod place;
pub mod quotient;
pub mod rows;
pub mod value;
