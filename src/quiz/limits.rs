//! How large a quiz may be.

/// Largest quiz file in bytes: a thousand questions of 16 KB each.
pub const MAX_FILE: usize = 16 << 20;

/// Most questions in a quiz; each is a column of the class table.
pub const MAX_QUESTIONS: usize = 1_000;

/// Most characters in a question's name, which heads a column.
pub const MAX_NAME: usize = 64;

/// Most points for a question, so that sums of a quiz stay short to print.
pub const MAX_POINTS: i64 = 1_000_000;

/// Most choices, steps or points to cover in one question; steps are lettered A to Z.
pub const MAX_PARTS: usize = 26;

/// Highest derivative and longest descent that a question may ask for.
pub const MAX_REPEATS: u32 = 1_000;

/// Most digits or decimals that a question may ask for.
pub const MAX_DIGITS: u32 = 1_000;
