//! What is asked of an expression: its value, its derivative, its slope at a point.

pub mod derivative;
pub mod descent;
pub mod double;
pub mod equality;
pub mod existence;
pub mod quotient;
pub mod sides;
pub mod slope;
pub mod value;
