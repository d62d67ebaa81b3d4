//! What was typed how.

/// What was typed how, where that matters for what is written or judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether a number was typed with a decimal point.
    pub decimals: bool,
    /// Whether the natural logarithm was typed as `log`.
    pub log: bool,
    /// Whether a fraction of two numbers was typed that can be cancelled: `6/4`, 3/2 in the graph.
    pub uncancelled: bool,
}
