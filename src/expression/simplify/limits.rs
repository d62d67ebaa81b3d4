//! How much is tidied at one node.

/// Longest sum or product that is collected anew at every node of it; a chain of sums is collected at
/// its end, however long, so that a derivative of n terms takes n steps and not n².
pub(super) const MAX_COLLECTED: usize = 48;

/// Largest literal power that is worked out: past it `2^1000` stays as it is written.
pub(super) const MAX_FOLDED_BITS: u64 = 256;
