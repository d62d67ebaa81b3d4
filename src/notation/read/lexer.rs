//! A text on its way to pieces: what was found so far.

use crate::notation::note::Note;
use crate::notation::read::choice::Choices;
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::scope::Scope;
use crate::notation::read::style::Style;
use crate::notation::read::words::Words;
use std::ops::Range;

/// A text on its way to pieces.
pub(super) struct Lexer<'a, 'c> {
    pub(super) text: &'a str,
    pub(super) scope: Scope<'a>,
    pub(super) choices: &'c mut Choices,
    pub(super) pieces: Vec<PlacedPiece>,
    /// What was typed how.
    pub(super) style: Style,
    pub(super) notes: Vec<Note>,
    /// The words of the text, once one of them asked for the others.
    pub(super) words: Option<Words<'a>>,
}

/// Pieces for which room is made before any is read.
const MOST_AT_ONCE: usize = 64;

impl<'a, 'c> Lexer<'a, 'c> {
    /// Nothing read yet.
    pub(super) fn new(text: &'a str, scope: Scope<'a>, choices: &'c mut Choices) -> Self {
        Lexer {
            text,
            scope,
            choices,
            // Rather one for each byte or two than a longer list again and again.
            pieces: Vec::with_capacity((text.len() / 2 + 4).min(MOST_AT_ONCE)),
            style: Style::default(),
            notes: Vec::new(),
            words: None,
        }
    }

    pub(super) fn push(&mut self, piece: Piece, place: Range<usize>) {
        self.pieces.push(PlacedPiece {
            piece,
            place,
            joined: false,
        });
    }
}
