//! Pieces of an expression, each with its place.

use crate::expression::{Constant, Fold, Function};
use crate::number::rational::Rational;
use std::ops::Range;

/// One piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A number, exactly as typed.
    Number(Rational),
    /// A constant.
    Constant(Constant),
    /// A variable, by name.
    Variable(String),
    /// A function, by a name of the table.
    Function(Function),
    /// A sum or mean over rows, before its brackets.
    Fold(Fold),
    /// A logarithm whose base comes next.
    Logarithm,
    /// A root sign before one number, name or bracket.
    Root(Function),
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `^`
    Power,
    /// A raised number: `²`.
    Raised(Rational),
    /// `!`
    Factorial,
    /// `,`
    Comma,
    /// `|`
    Bar,
    /// An opening bracket, with the one that closes it.
    Open(char),
    /// A closing bracket.
    Close(char),
}

/// A piece and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedPiece {
    /// The piece.
    pub(super) piece: Piece,
    /// Its bytes in the text.
    pub(super) place: Range<usize>,
    /// Whether it comes from one written word with the piece before it, as the `x` of `sinx`.
    pub(super) joined: bool,
}
