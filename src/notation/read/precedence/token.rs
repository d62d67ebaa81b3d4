//! Signs in full notation, and the steps of a calculation that they are ordered into.

/// One token in full notation: every product has its sign, every argument its brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::notation::read) enum FullToken {
    /// The operand with this number.
    Operand(usize),
    /// The function with this number and its opening bracket.
    Function(usize),
    Open,
    Close,
    Comma,
    Negative,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

/// One step of a calculation on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::notation::read) enum Action {
    /// Push this operand.
    Operand(usize),
    /// Apply this function to so many arguments.
    Function(usize, usize),
    Negative,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}
