//! The kinds of number an expression is evaluated in.

pub mod apart;
pub mod ball;
pub mod common_digits;
pub mod decimal;
mod digits;
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

/// Whether the ways for numbers of thousands of digits are left out, which short ones do without: in a
/// browser nobody asks for so many, and their code is waited for.
const WITHOUT_LONG_WAYS: bool = cfg!(target_arch = "wasm32");

/// Whole numbers without a limit.
pub type Integer = num_bigint::BigInt;
