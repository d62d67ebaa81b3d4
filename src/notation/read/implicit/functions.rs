//! Functions and what stands between their name and their argument: a power, the base of a
//! logarithm.

use crate::expression::Function;
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::choice::About;
use crate::notation::read::implicit::{Form, Slot, Spreader};
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::precedence::FullToken;
use crate::number::rational::Rational;

impl Spreader<'_> {
    /// A function, its power if it has one (`sin^2 x`), and the start of its argument. `name` is the
    /// piece of the name, `last` the last one before a power or the argument, `base` a logarithm's.
    pub(super) fn function(
        &mut self,
        name: usize,
        last: usize,
        base: Option<usize>,
    ) -> Result<(usize, bool), Error> {
        let start = self.slot();
        let (next, mut raised) = self.raised(name, last)?;
        let mut applied = name;
        if raised == Some(Rational::integer(-1)) {
            let place = self.pieces[name].place.start..self.end_of_factor(next);
            if self.open(About::Inverse, place) {
                applied = self.inverse(name, next)?;
                raised = None;
            }
        }
        let raised = raised.map(|power| self.extra(Piece::Number(power)));
        if raised.is_some() {
            self.sign(FullToken::Open);
        }
        let form = match self.pieces.get(next).map(|p| &p.piece) {
            Some(Piece::Open(_)) => Form::Bracket { call: Some(name) },
            None | Some(Piece::Close(_) | Piece::Comma | Piece::Times | Piece::Over) => {
                return Err(self.no_argument(name));
            }
            Some(_) => Form::Bare {
                function: name,
                first: next,
            },
        };
        self.sign(FullToken::Function(applied));
        self.group(form, start, name, raised);
        let group = self.groups.last_mut().expect("it was just pushed");
        group.base = base;
        let bracket = matches!(form, Form::Bracket { .. });
        Ok((next + usize::from(bracket), false))
    }

    /// The inverse of a function, as an operand.
    fn inverse(&mut self, name: usize, next: usize) -> Result<usize, Error> {
        let word = self.typed(name).to_owned();
        match Function::named(&format!("a{word}")).next() {
            Some(function) => Ok(self.extra(Piece::Function(function))),
            None => {
                let place = self.pieces[name].place.start..self.pieces[next - 1].place.end;
                let readings = [format!("the inverse of {word}"), format!("1/{word}(x)")];
                let text = self.text[place.clone()].to_owned();
                Err(Error::at(
                    ReadErrorKind::Ambiguous { text, readings },
                    place,
                ))
            }
        }
    }

    fn no_argument(&self, name: usize) -> Error {
        let kind = ReadErrorKind::NoArgument {
            name: self.typed(name).to_owned(),
        };
        Error::at(kind, self.pieces[name].place.clone())
    }

    /// A logarithm whose base comes next: one piece, or an expression in brackets.
    pub(super) fn logarithm(&mut self, at: usize) -> Result<(usize, bool), Error> {
        match self.pieces.get(at + 1).map(|p| &p.piece) {
            Some(Piece::Open(_)) => {
                let start = self.slot();
                self.group(Form::Base, start, at, None);
                Ok((at + 2, false))
            }
            Some(Piece::Number(_) | Piece::Constant(_) | Piece::Variable(_)) => {
                self.bases
                    .push(vec![Slot::Sign(FullToken::Operand(at + 1))]);
                self.function(at, at + 1, Some(self.bases.len() - 1))
            }
            _ => Err(self.no_argument(at)),
        }
    }

    /// The bracket at `at` ends the base of a logarithm, whose argument comes next.
    pub(super) fn end_of_base(&mut self, at: usize) -> Result<(usize, bool), Error> {
        self.end_product();
        let group = self.groups.pop().expect("the caller saw it");
        self.product = group.outer;
        let base = self.slots.split_off(group.start);
        self.bases.push(base);
        self.function(group.piece, at, Some(self.bases.len() - 1))
    }

    /// The power between a function's name and its argument, and the piece after it.
    fn raised(&self, name: usize, last: usize) -> Result<(usize, Option<Rational>), Error> {
        let power = |n: usize| self.pieces.get(last + n).map(|p| &p.piece);
        let (exponent, next) = match (power(1), power(2)) {
            (Some(Piece::Raised(n)), _) => (Some(n.clone()), last + 2),
            (Some(Piece::Power), Some(Piece::Open(_))) => {
                let end = self.matching[last + 2];
                (self.fraction(last + 2, end), end + 1)
            }
            (Some(Piece::Power), Some(Piece::Minus)) => {
                (self.fraction(last + 2, last + 3), last + 4)
            }
            (Some(Piece::Power), _) => (self.fraction(last + 2, last + 2), last + 3),
            _ => return Ok((last + 1, None)),
        };
        match exponent {
            Some(exponent) => Ok((next, Some(exponent))),
            None => Err(self.no_argument(name)),
        }
    }

    /// The number that these pieces, the last included, are: `2`, `-2`, `(2/3)`, `((2)/(3))`.
    fn fraction(&self, from: usize, to: usize) -> Option<Rational> {
        let mut whole = (from, to);
        let mut negative = false;
        loop {
            let (first, last) = whole;
            match self.pieces.get(first).map(|p| &p.piece)? {
                Piece::Open(_) if self.matching[first] == last => whole = (first + 1, last - 1),
                Piece::Minus if !negative => (negative, whole.0) = (true, first + 1),
                Piece::Number(n) if first == last => {
                    return Some(if negative { -n } else { n.clone() });
                }
                _ => break,
            }
        }
        // A quotient of two numbers, each perhaps in brackets of its own.
        let number = |at: usize| match (&self.pieces.get(at)?.piece, self.pieces.get(at + 1)) {
            (Piece::Number(n), _) => Some((n, at + 1)),
            (
                Piece::Open(_),
                Some(PlacedPiece {
                    piece: Piece::Number(n),
                    ..
                }),
            ) if self.matching[at] == at + 2 => Some((n, at + 3)),
            _ => None,
        };
        let (above, over) = number(whole.0)?;
        let sign = &self.pieces.get(over)?.piece;
        let (below, end) = number(over + 1).filter(|_| *sign == Piece::Over)?;
        let quotient = above.divide(below).filter(|_| end == whole.1 + 1)?;
        Some(if negative { -&quotient } else { quotient })
    }
}
