//! The kinds of number an expression is evaluated in.
pub mod ball;
pub mod decimal;
pub mod rational;
