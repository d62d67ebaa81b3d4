//! Routes that share no code must agree: rule against quotient of differences, enclosure against
//! value, exact value against enclosure, double against certified digits, table against help.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

mod steps;
