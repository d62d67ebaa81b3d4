//! The kinds of number an expression is evaluated in.

pub mod apart;
pub mod ball;
pub mod common_digits;
pub mod decimal;
mod divisor;
pub mod double;
pub mod exact;
mod factorial;
mod quotient;
pub mod rational;
mod short_digits;
mod transform;
mod whole;
pub mod work;

/// Whole numbers without a limit.
pub type Integer = num_bigint::BigInt;
