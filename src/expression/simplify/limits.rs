//! How much is tidied at one node.

/// Longest sum or product that is collected anew at every node of it; a chain of sums is collected at
/// its end, however long, so that a derivative of n terms takes n steps and not n².
pub(super) const MAX_COLLECTED: usize = 48;

/// Largest literal power that is worked out: past it `2^1000` stays as it is written.
pub(super) const MAX_FOLDED_BITS: u64 = 256;

/// Longest coefficient, in bits, that numbers are multiplied or added up to: longer ones could be written
/// but not read.
pub(super) const MAX_COEFFICIENT_BITS: u64 = 63_000;

/// Longest number, in bits, at which a function is worked out: longer ones than people type.
pub(super) const MAX_ARGUMENT_BITS: u64 = 128;

/// Bound of a value that is written for a function of numbers: `5!` is 120, and `170!` stays as it is.
pub(super) const MAX_VALUE: f64 = 1e15;

/// How deep sums that are factors of the terms of sums are taken apart again; those below were tidied
/// when they were built.
pub(super) const MAX_SUMS_IN_SUMS: usize = 16;

/// Largest formula, in nodes that are looked at some fifty nodes deep, that is tidied as it is built and
/// shortened for who reads it; a longer one is told in parts.
pub(super) const MAX_TIDIED: usize = 4_000;
