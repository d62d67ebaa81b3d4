//! How much is looked at before two expressions are called equal as far as can be told.

/// Digits to which two expressions have to agree where there is no proof.
pub const DIGITS: usize = 50;

/// Points at which they have to agree where there is no proof.
pub const POINTS: usize = 24;

/// Fewest points at which they have to agree: a narrow common domain holds few of those tried.
pub const LEAST_POINTS: usize = 6;

/// Work that one pair may take, in operations of 128 bits: below 2 s on an ordinary machine.
pub const MAX_WORK: f64 = 2_000_000.0;

/// Bits of the first enclosures: enough to tell apart what doubles tell apart.
pub(super) const FIRST_BITS: u64 = 64;

/// Bits of enclosures that have to agree to [`DIGITS`] digits: 167 for the digits, the rest for
/// cancellation.
pub(super) const MANY_BITS: u64 = 384;

/// Most bits of an enclosure at one point, where the two nearly cancel.
pub(super) const MOST_BITS: u64 = 40_000;

/// Longest numbers in a text for which enclosures get longer.
pub(super) const MAX_NUMBER_BITS: u64 = 2_000;

/// Points that are looked at before a proof is tried.
pub(super) const QUICK_LOOKS: usize = 3;

/// Points at which doubles agree before a proof of two with one domain is tried.
pub(super) const FIRST_LOOKS: usize = 8;

/// Points of a narrow common domain that are looked at, and denominators that may be 0.
pub(super) const MAX_INSIDE: usize = 64;

/// Points at which more bits are tried, as many as the smallest and largest parts call for.
pub(super) const FINER_LOOKS: usize = 3;

/// Differences below 2^−this count as 0 where nothing is known of the relative size.
pub(super) const NOTHING_BITS: i64 = 320;

/// Doubles this far apart, relative to their size, are worth an enclosure at once.
pub(super) const CLEARLY: f64 = 1e-7;
