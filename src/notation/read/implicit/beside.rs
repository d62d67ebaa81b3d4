//! What is written side by side, and where an argument without brackets, a root or a divisor ends:
//! every point of choice in implicit multiplication and application.

use crate::expression::{Constant, Function};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::choice::About;
use crate::notation::read::implicit::{Exponent, Form, Group, Spreader};
use crate::notation::read::piece::Piece;
use crate::notation::read::precedence::FullToken;
use std::ops::Range;

impl Spreader<'_> {
    /// Whether the second of two alternatives holds, where no rule settles which.
    pub(super) fn open(&mut self, about: About, place: Range<usize>) -> bool {
        self.choices.open(about, 2, place) > 0
    }

    /// A factor written beside the last one: the product's sign goes between them. Gives the next
    /// piece, and whether an operand is complete.
    pub(super) fn side_by_side(&mut self, at: usize) -> Result<(usize, bool), Error> {
        let pieces = self.pieces;
        let (before, here) = (&pieces[at - 1].piece, &pieces[at].piece);
        match (before, here) {
            (Piece::Number(_), Piece::Number(_)) => {
                let place = self.pieces[at - 1].place.start..self.pieces[at].place.end;
                return Err(Error::at(ReadErrorKind::TwoNumbers, place));
            }
            (Piece::Number(_), Piece::Open('}')) => {
                if let Some(next) = self.mixed(at) {
                    return Ok((next, true));
                }
            }
            (Piece::Variable(_), Piece::Number(_)) if self.raised_beside(at, at - 1) => {
                return Ok((at, false));
            }
            // `(x+1)2`; no doubt about `cos(x)2x`.
            (Piece::Close(_), Piece::Number(_))
                if self.after_plain_bracket(at)
                    && !self.goes_on(at + 1)
                    && !self.is_raised(at + 1)
                    && self.raised_beside(at, self.primary.1) =>
            {
                return Ok((at, false));
            }
            _ => {}
        }
        self.end_of_bare(at);
        if self.after_root(at) {
            return Ok((at, false));
        }
        if self.product.raised
            && matches!(here, Piece::Function(_) | Piece::Fold(_) | Piece::Open(_))
        {
            self.product.raised = false;
            self.product.owed -= 1;
            self.sign(FullToken::Close);
        }
        self.after_division(at);
        self.after_exponent(at);
        self.sign(FullToken::Times);
        Ok((at, false))
    }

    /// `2\frac{1}{2}`: a number and a fraction, which is one number or a product. Gives the piece
    /// after it where it is one number.
    fn mixed(&mut self, at: usize) -> Option<usize> {
        let pieces = self.pieces;
        let whole = |n: usize| match &pieces[n].piece {
            Piece::Number(n) => n.is_integer(),
            _ => false,
        };
        // {(1)/(2)}
        let end = self.matching[at];
        let fraction = end == at + 8
            && self.matching[at + 1] == at + 3
            && self.matching[at + 5] == at + 7
            && pieces[at + 4].piece == Piece::Over
            && [at - 1, at + 2, at + 6].into_iter().all(whole);
        let above = at >= 2 && pieces[at - 2].piece == Piece::Power;
        if !fraction || above {
            return None;
        }
        let place = pieces[at - 1].place.start..pieces[end].place.end;
        if !self.open(About::Mixed, place) {
            return None;
        }
        let (slot, _) = self.primary;
        self.wrap(slot);
        self.sign(FullToken::Plus);
        self.sign(FullToken::Open);
        for sign in [
            FullToken::Operand(at + 2),
            FullToken::Over,
            FullToken::Operand(at + 6),
        ] {
            self.sign(sign);
        }
        self.sign(FullToken::Close);
        self.sign(FullToken::Close);
        Some(end + 1)
    }

    /// A number beside a name or bracket, which starts at the piece `from`: it was meant to stand
    /// above it (true), or it is a factor.
    fn raised_beside(&mut self, at: usize, from: usize) -> bool {
        let place = self.pieces[from].place.start..self.pieces[at].place.end;
        let raised = self.open(About::Raised, place);
        if raised {
            self.sign(FullToken::Power);
        }
        raised
    }

    /// Whether the primary before this piece stands in brackets, and is no function's argument.
    fn after_plain_bracket(&self, at: usize) -> bool {
        let (_, opening) = self.primary;
        matches!(self.pieces[opening].piece, Piece::Open(_)) && self.matching[opening] == at - 1
    }

    /// Whether this is a power of what stands before it: of `(x+1)2^x` nobody means 2^x above.
    fn is_raised(&self, at: usize) -> bool {
        let piece = self.pieces.get(at).map(|p| &p.piece);
        matches!(piece, Some(Piece::Power | Piece::Raised(_)))
    }

    /// Whether this piece is a factor, too.
    fn goes_on(&self, at: usize) -> bool {
        matches!(
            self.pieces.get(at).map(|p| &p.piece),
            Some(
                Piece::Variable(_)
                    | Piece::Constant(_)
                    | Piece::Function(_)
                    | Piece::Fold(_)
                    | Piece::Logarithm
                    | Piece::Root(_)
                    | Piece::Open(_)
            )
        )
    }

    /// Whether `e^…` starts here; it ends an argument without brackets, as exp would.
    fn exponential(&self, at: usize) -> bool {
        matches!(self.pieces[at].piece, Piece::Constant(Constant::E)) && self.is_raised(at + 1)
    }

    /// Whether a blank stands before this piece.
    fn blank(&self, at: usize) -> bool {
        self.pieces[at - 1].place.end < self.pieces[at].place.start
    }

    /// Whether this function is one that textbooks write of a number alone: `ln 2`, `sqrt 3`. Of
    /// angles it is `sin 2x` that they write, not `sin 2`.
    fn of_numbers(&self, function: usize) -> bool {
        use Function::{Cbrt, Exp, Ln, Log, Log2, Log10, Sqrt};
        matches!(
            self.pieces[function].piece,
            Piece::Function(Ln | Log | Log2 | Log10 | Sqrt | Cbrt | Exp) | Piece::Logarithm
        )
    }

    /// An argument without brackets ends at the next function; before a bracket it could go on.
    fn end_of_bare(&mut self, at: usize) {
        let open = self.bare();
        let Some(&Group {
            form: Form::Bare { function, first },
            ..
        }) = self.groups.last()
        else {
            return;
        };
        let number_alone = at == first + 1 && matches!(self.pieces[first].piece, Piece::Number(_));
        let blank = self.blank(at);
        let varies = self.variable.is_some_and(|variable| variable >= first);
        // `ln 2 x` and `sin2 x`, where `sin 2 x` and `ln 2x` are of the whole.
        let parted = number_alone && blank && (self.of_numbers(function) || !self.blank(first));
        let doubtful = match self.pieces[at].piece {
            Piece::Open(_) => true,
            Piece::Bar => number_alone,
            // `sin 2e^x`, where `sin x e^x` is a product.
            Piece::Constant(Constant::E) if self.exponential(at) => number_alone,
            // `cos2 πx` leaves no doubt.
            Piece::Constant(_) => parted && self.of_numbers(function),
            // `cos x x`, where `cos xy` is the cosine of the whole.
            Piece::Variable(_) => parted || (blank && varies),
            Piece::Root(_) => parted,
            _ => false,
        };
        let place = |from: usize| self.pieces[from].place.start..self.end_of_factor(at);
        let next = matches!(
            self.pieces[at].piece,
            Piece::Function(_) | Piece::Fold(_) | Piece::Logarithm
        );
        if doubtful {
            let place = place(function);
            if !self.open(About::Argument, place) {
                self.close();
            }
        } else if self.exponential(at) || next {
            // `ln sin x cos x`: the inner argument ends, and perhaps the outer one.
            let mut closing = open;
            if open > 1 {
                let place = place(self.groups[self.groups.len() - 2].piece);
                if self.open(About::Argument, place) {
                    closing = 1;
                }
            }
            for _ in 0..closing {
                self.close();
            }
        } else {
            let place = place(function);
            if self.choices.other(About::Argument, place) {
                self.close();
            }
        }
    }

    /// `sin x^2`: a power after an argument without brackets is one of the argument, by rule.
    pub(super) fn power_of_call(&mut self, at: usize) {
        if let Some(&Group {
            form: Form::Bare { function, .. },
            ..
        }) = self.groups.last()
        {
            let place = self.pieces[function].place.start..self.end_of_factor(at + 1);
            if self.choices.other(About::Power, place) {
                self.close();
            }
        }
    }

    /// Whether the last primary was a root sign before one number or name, and this is written at
    /// it.
    fn at_root(&self, at: usize) -> bool {
        let (_, piece) = self.primary;
        matches!(self.pieces[piece].piece, Piece::Root(_))
            && piece + 2 == at
            && !matches!(
                self.pieces.get(piece.wrapping_sub(1)).map(|p| &p.piece),
                Some(Piece::Root(_))
            )
            && self.pieces[at - 1].place.end == self.pieces[at].place.start
    }

    /// `√2x`: the factor written at a root of one number belongs under it, or it does not.
    fn after_root(&mut self, at: usize) -> bool {
        let plain = matches!(
            self.pieces[at].piece,
            Piece::Variable(_) | Piece::Constant(_)
        );
        if !plain || !self.at_root(at) {
            return false;
        }
        let place = self.pieces[self.primary.1].place.start..self.end_of_factor(at);
        let under = self.open(About::Root, place);
        if under {
            // The bracket that closed the root goes to the end of the run.
            self.slots.pop();
            self.product.owed += 1;
            self.product.raised = true;
            self.sign(FullToken::Times);
        }
        under
    }

    /// `√x²`: the power stands under the root (true), or over it.
    pub(super) fn raised_root(&mut self, at: usize) -> bool {
        if !self.at_root(at) {
            return false;
        }
        let place = self.pieces[self.primary.1].place.start..self.pieces[at].place.end;
        let under = self.open(About::Root, place);
        if under {
            self.slots.pop();
        }
        under
    }

    /// `1/2w`: the factor beside a divisor belongs to it, or it does not.
    fn after_division(&mut self, at: usize) {
        let Some((slot, divisor, divided)) = self.product.divisor.take() else {
            return;
        };
        let place = self.pieces[divided].place.start..self.end_of_factor(at);
        let together = self.open(About::Divisor, place);
        self.choices.mark_from(self.pieces[divisor].place.start);
        if together {
            self.wrap(slot);
            self.product.owed += 1;
        }
    }

    /// Whether the exponent up to the piece before `at` is one number or the first of a word.
    fn literal(&self, exponent: &Exponent, at: usize) -> bool {
        let sign = |n: &usize| !matches!(self.pieces[*n].piece, Piece::Minus | Piece::Plus);
        (exponent.sign + 1..at).find(sign) == Some(at - 1)
    }

    /// `e^2x`: the factor beside a literal exponent belongs to it, or it does not. Of a variable's
    /// power a rule settles that it does not.
    fn after_exponent(&mut self, at: usize) {
        let Some(exponent) = self.product.exponent.take() else {
            return;
        };
        if !self.literal(&exponent, at) {
            return;
        }
        let number = matches!(self.pieces[at - 1].piece, Piece::Number(_));
        let joined = self.pieces[at].joined;
        let place = self.pieces[exponent.base].place.start..self.end_of_factor(at);
        let above = match self.pieces[at].piece {
            // `e^xsinx` leaves no doubt, `e^2sin x` does.
            Piece::Function(_) | Piece::Fold(_) | Piece::Logarithm => {
                exponent.open && number && self.open(About::Exponent, place)
            }
            _ if exponent.open => (number || joined) && self.open(About::Exponent, place),
            Piece::Variable(_) | Piece::Constant(_) => {
                ((number && !self.blank(at)) || joined)
                    && self.choices.other(About::Exponent, place)
            }
            _ => false,
        };
        if above {
            self.wrap(exponent.slot);
            self.product.owed += 1;
            self.product.raised = true;
        }
    }

    /// `x^3/2`: the number after the sign at `at` divides the power, by rule. Gives the next piece
    /// where it stands above instead.
    pub(super) fn fraction_above(&mut self, at: usize) -> Option<usize> {
        let exponent = self.product.exponent.clone()?;
        let below = self.pieces.get(at + 1)?;
        if !self.literal(&exponent, at)
            || !matches!(below.piece, Piece::Number(_))
            || self.is_raised(at + 2)
        {
            return None;
        }
        let place = self.pieces[exponent.base].place.start..below.place.end;
        let negative = exponent.sign + 1 < at - 1;
        let one = matches!(&self.pieces[at - 1].piece, Piece::Number(n) if n.is_one());
        let number = matches!(self.pieces[at - 1].piece, Piece::Number(_));
        if one || (number && negative) {
            self.likely.push(place.clone());
        }
        if !self.choices.other(About::Fraction, place) {
            return None;
        }
        self.wrap(exponent.slot);
        self.sign(FullToken::Over);
        let start = self.slot();
        self.sign(FullToken::Operand(at + 1));
        self.sign(FullToken::Close);
        self.product.exponent = None;
        self.primary = (start, at + 1);
        Some(at + 2)
    }

    /// The end, in bytes, of the factor that starts at this piece, its power included.
    pub(super) fn end_of_factor(&self, at: usize) -> usize {
        let piece = |n: usize| self.pieces.get(n).map(|p| &p.piece);
        let primary = |at: usize| match piece(at) {
            Some(Piece::Open(_)) => self.matching[at],
            Some(Piece::Function(_) | Piece::Fold(_)) => match piece(at + 1) {
                Some(Piece::Open(_)) => self.matching[at + 1],
                _ => at + 1,
            },
            _ => at,
        };
        let mut last = primary(at);
        loop {
            match piece(last + 1) {
                Some(Piece::Raised(_) | Piece::Factorial) => last += 1,
                Some(Piece::Power) => {
                    let mut next = last + 2;
                    while matches!(piece(next), Some(Piece::Minus | Piece::Plus)) {
                        next += 1;
                    }
                    last = primary(next);
                }
                _ => break,
            }
        }
        self.pieces
            .get(last)
            .or(self.pieces.last())
            .map_or(0, |p| p.place.end)
    }

    /// Whether the argument, a number alone, ends at the sign after it: `ln 2 * w` and `ln2*w` do,
    /// `ln 2*2^w` does; of `ln 2*w` the blank says otherwise.
    fn ends_at_sign(&self, number: usize) -> bool {
        let sign = number + 1;
        let after = |n: usize| self.pieces.get(sign + n).map(|p| &p.piece);
        let power = matches!(after(1), Some(Piece::Number(_)))
            && matches!(after(2), Some(Piece::Power | Piece::Raised(_)));
        power || self.blank(sign) || !self.blank(number)
    }

    /// Closes arguments without brackets that end here. A number alone before `*` leaves open how
    /// far the argument goes, unless the function is one of numbers; before any other `*` or `/` a
    /// rule settles that it ends.
    pub(super) fn close_bare(&mut self, operator: Option<usize>) {
        while let Some(&Group {
            form: Form::Bare { function, first },
            start,
            ..
        }) = self.groups.last()
        {
            if let Some(operator) = operator {
                let number_alone = operator == first + 1
                    && matches!(self.pieces[first].piece, Piece::Number(_))
                    && self.pieces[operator].piece == Piece::Times
                    && !(self.of_numbers(function) && self.ends_at_sign(first));
                let place = self.pieces[function].place.start..self.end_of_factor(operator + 1);
                let goes_on = match number_alone {
                    true => self.open(About::Argument, place),
                    false => self.choices.other(About::Argument, place),
                };
                if goes_on {
                    // The caller sees that the group is still open.
                    return;
                }
            }
            debug_assert!(start < self.slots.len());
            self.close();
        }
    }
}
