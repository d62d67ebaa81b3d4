//! Text with two honest readings: where it is refused with both named, and what each reading does.

use crate::expression::{Constant, Function};
use crate::notation::error::{Error, Kind};
use crate::notation::read::Reading;
use crate::notation::read::implicit::{Form, Group, Spreader};
use crate::notation::read::lex::Piece;
use crate::notation::read::precedence::Sign;
use std::ops::Range;

impl Spreader<'_> {
    /// A factor written beside the last one: the product's sign goes between them.
    pub(super) fn side_by_side(&mut self, at: usize) -> Result<(), Error> {
        let pieces = self.pieces;
        let (before, here) = (&pieces[at - 1].piece, &pieces[at].piece);
        match (before, here) {
            (Piece::Number(_), Piece::Number(_)) => {
                let place = self.pieces[at - 1].place.start..self.pieces[at].place.end;
                return Err(Error::at(Kind::TwoNumbers, place));
            }
            (Piece::Variable(_), Piece::Number(_)) if self.raised_beside(at, at - 1)? => {
                return Ok(());
            }
            // `(x+1)2`; no doubt about `cos(x)2x`.
            (Piece::Close(_), Piece::Number(_))
                if self.after_plain_bracket(at)
                    && !self.goes_on(at + 1)
                    && !self.is_raised(at + 1)
                    && self.raised_beside(at, self.primary.1)? =>
            {
                return Ok(());
            }
            _ => {}
        }
        self.end_of_bare(at)?;
        if self.after_root(at)? {
            return Ok(());
        }
        if self.product.raised && matches!(here, Piece::Function(..) | Piece::Open(_)) {
            self.product.raised = false;
            self.product.owed -= 1;
            self.sign(Sign::Close);
        }
        self.after_division(at)?;
        self.after_exponent(at)?;
        self.sign(Sign::Times);
        Ok(())
    }

    /// A number beside a name or bracket, which starts at the piece `from`: it was meant to stand
    /// above it (true), or it is a factor.
    fn raised_beside(&mut self, at: usize, from: usize) -> Result<bool, Error> {
        let place = self.pieces[from].place.start..self.pieces[at].place.end;
        match self.reading {
            Reading::Refused => {
                let base = self.text[place.start..self.pieces[at - 1].place.end].to_owned();
                let n = self.typed(at);
                let readings = [format!("{base}*{n}"), format!("{base}^{n}")];
                Err(self.ambiguous(place, readings))
            }
            Reading::Together => {
                self.sign(Sign::Power);
                Ok(true)
            }
            Reading::InTurn => Ok(false),
        }
    }

    /// Is the primary before this piece a part in brackets, and no function's argument?
    fn after_plain_bracket(&self, at: usize) -> bool {
        let (_, opening) = self.primary;
        matches!(self.pieces[opening].piece, Piece::Open(_)) && self.matching[opening] == at - 1
    }

    /// Is this a power of what stands before it? Of `(x+1)2^x` nobody means 2^x above.
    fn is_raised(&self, at: usize) -> bool {
        let piece = self.pieces.get(at).map(|p| &p.piece);
        matches!(piece, Some(Piece::Power | Piece::Raised(_)))
    }

    /// Is this piece a factor, too?
    fn goes_on(&self, at: usize) -> bool {
        matches!(
            self.pieces.get(at).map(|p| &p.piece),
            Some(
                Piece::Variable(_)
                    | Piece::Constant(_)
                    | Piece::Function(..)
                    | Piece::Root(_)
                    | Piece::Open(_)
            )
        )
    }

    /// Does `e^…` start here? It ends an argument without brackets, as exp would.
    fn exponential(&self, at: usize) -> bool {
        matches!(self.pieces[at].piece, Piece::Constant(Constant::E))
            && matches!(
                self.pieces.get(at + 1).map(|p| &p.piece),
                Some(Piece::Power | Piece::Raised(_))
            )
    }

    /// Does a blank stand before this piece?
    fn blank(&self, at: usize) -> bool {
        self.pieces[at - 1].place.end < self.pieces[at].place.start
    }

    /// Is this function one that textbooks write of a number alone: `ln 2`, `sqrt 3`? Of angles it
    /// is `sin 2x` that they write, not `sin 2`.
    fn of_numbers(&self, function: usize) -> bool {
        use Function::{Cbrt, Exp, Ln, Log, Log2, Log10, Sqrt};
        matches!(
            self.pieces[function].piece,
            Piece::Function(Ln | Log | Log2 | Log10 | Sqrt | Cbrt | Exp, _)
        )
    }

    pub(super) fn ambiguous(&self, place: Range<usize>, readings: [String; 2]) -> Error {
        let text = self.text[place.clone()].to_owned();
        Error::at(Kind::Ambiguous { text, readings }, place)
    }

    /// An argument without brackets ends at the next function; before a bracket it could go on.
    pub(super) fn end_of_bare(&mut self, at: usize) -> Result<(), Error> {
        let open = self.bare();
        let Some(&Group {
            form: Form::Bare { function, first },
            ..
        }) = self.groups.last()
        else {
            return Ok(());
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
        match self.pieces[at].piece {
            _ if doubtful => {
                let place = self.pieces[function].place.start..self.end_of_factor(at);
                let name =
                    &self.text[self.pieces[function].place.start..self.pieces[first - 1].place.end];
                let argument =
                    &self.text[self.pieces[first].place.start..self.pieces[at - 1].place.end];
                let next = &self.text[self.pieces[at].place.start..self.end_of_factor(at)];
                match self.reading {
                    Reading::Refused => {
                        let readings = [
                            format!("{name}({argument})*{next}"),
                            format!("{name}({argument}*{next})"),
                        ];
                        return Err(self.ambiguous(place, readings));
                    }
                    Reading::Together => {}
                    Reading::InTurn => self.close(),
                }
            }
            _ if self.exponential(at) || matches!(self.pieces[at].piece, Piece::Function(..)) => {
                if open > 1 && self.reading == Reading::Refused {
                    let outer = self.groups[self.groups.len() - 2].piece;
                    let inner = &self.text
                        [self.pieces[function].place.start..self.pieces[at - 1].place.end];
                    let (name, next) = (
                        self.typed(outer),
                        &self.text[self.pieces[at].place.start..self.end_of_factor(at)],
                    );
                    let readings = [
                        format!("{name}({inner})*{next}"),
                        format!("{name}({inner} {next})"),
                    ];
                    let place = self.pieces[outer].place.start..self.end_of_factor(at);
                    return Err(self.ambiguous(place, readings));
                }
                let closing = if self.reading == Reading::Together {
                    1
                } else {
                    open
                };
                for _ in 0..closing {
                    self.close();
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Was the last primary a root sign before one number or name, and this is written at it?
    pub(super) fn at_root(&self, at: usize) -> bool {
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
    fn after_root(&mut self, at: usize) -> Result<bool, Error> {
        let plain = matches!(
            self.pieces[at].piece,
            Piece::Variable(_) | Piece::Constant(_)
        );
        if !plain || !self.at_root(at) {
            return Ok(false);
        }
        let (_, root) = self.primary;
        match self.reading {
            Reading::Refused => {
                let place = self.pieces[root].place.start..self.pieces[at].place.end;
                let (sign, under) = (self.typed(root), self.typed(at - 1));
                let next = self.typed(at);
                let readings = [
                    format!("{sign}({under})*{next}"),
                    format!("{sign}({under}*{next})"),
                ];
                Err(self.ambiguous(place, readings))
            }
            Reading::Together => {
                // The bracket that closed the root goes to the end of the run.
                self.slots.pop();
                self.product.owed += 1;
                self.product.raised = true;
                self.sign(Sign::Times);
                Ok(true)
            }
            Reading::InTurn => Ok(false),
        }
    }

    /// `√x²`: the power stands under the root, or over it.
    pub(super) fn raised_root(&mut self, at: usize) -> Result<bool, Error> {
        if !self.at_root(at) {
            return Ok(false);
        }
        let (_, root) = self.primary;
        match self.reading {
            Reading::Refused => {
                let place = self.pieces[root].place.start..self.pieces[at].place.end;
                let (sign, under) = (self.typed(root), self.typed(at - 1));
                let power = self.typed(at);
                let readings = [
                    format!("({sign}{under}){power}"),
                    format!("{sign}({under}{power})"),
                ];
                Err(self.ambiguous(place, readings))
            }
            Reading::Together => {
                self.slots.pop();
                Ok(true)
            }
            Reading::InTurn => Ok(false),
        }
    }

    /// `1/2w`: the factor beside a divisor belongs to it, or it does not.
    pub(super) fn after_division(&mut self, at: usize) -> Result<(), Error> {
        let Some((slot, piece, divided)) = self.product.divisor else {
            return Ok(());
        };
        match self.reading {
            Reading::Refused => {
                let start = self.pieces[divided].place.start;
                let over = self.pieces[piece - 1].place.start;
                let end = self.end_of_factor(at);
                let top = self.text[start..over].trim();
                let bottom =
                    self.text[self.pieces[piece].place.start..self.pieces[at - 1].place.end].trim();
                let next = self.text[self.pieces[at].place.start..end].trim();
                let readings = [
                    format!("({top}/{bottom})*{next}"),
                    format!("{top}/({bottom}*{next})"),
                ];
                let mut error = self.ambiguous(start..end, readings);
                error.place = Some(self.pieces[piece].place.start..end);
                Err(error)
            }
            Reading::Together => {
                self.wrap(slot);
                self.product.owed += 1;
                self.product.divisor = None;
                Ok(())
            }
            Reading::InTurn => {
                self.product.divisor = None;
                Ok(())
            }
        }
    }

    /// `e^2x`: the factor beside a literal exponent belongs to it, or it does not.
    pub(super) fn after_exponent(&mut self, at: usize) -> Result<(), Error> {
        let Some((slot, base)) = self.product.exponent.take() else {
            return Ok(());
        };
        // Signs, then one piece that is a number or the first of a word: the whole exponent so far.
        let first =
            (base + 2..at).find(|&n| !matches!(self.pieces[n].piece, Piece::Minus | Piece::Plus));
        let literal = first == Some(at - 1)
            && match self.pieces[at].piece {
                // `e^xsinx` leaves no doubt, `e^2sin x` does.
                Piece::Function(..) => matches!(self.pieces[at - 1].piece, Piece::Number(_)),
                _ => {
                    matches!(self.pieces[at - 1].piece, Piece::Number(_)) || self.pieces[at].joined
                }
            };
        if !literal {
            return Ok(());
        }
        match self.reading {
            Reading::Refused => {
                let place = self.pieces[base].place.start..self.end_of_factor(at);
                let name = self.typed(base);
                let exponent = self.text
                    [self.pieces[base + 2].place.start..self.pieces[at - 1].place.end]
                    .trim();
                let next = self.text[self.pieces[at].place.start..self.end_of_factor(at)].trim();
                let readings = [
                    format!("{name}^{exponent}*{next}"),
                    format!("{name}^({exponent}*{next})"),
                ];
                Err(self.ambiguous(place, readings))
            }
            Reading::Together => {
                self.wrap(slot);
                self.product.owed += 1;
                self.product.raised = true;
                Ok(())
            }
            Reading::InTurn => Ok(()),
        }
    }
    /// The end, in bytes, of the factor that starts at this piece.
    pub(super) fn end_of_factor(&self, at: usize) -> usize {
        let last = match self.pieces.get(at).map(|p| &p.piece) {
            Some(Piece::Open(_)) => self.matching[at],
            Some(Piece::Function(..)) => match self.pieces.get(at + 1).map(|p| &p.piece) {
                Some(Piece::Open(_)) => self.matching[at + 1],
                _ => at + 1,
            },
            _ => at,
        };
        self.pieces
            .get(last)
            .or(self.pieces.last())
            .map_or(0, |p| p.place.end)
    }

    /// Does the argument, a number alone, end at the sign after it? `ln 2 * w` and `ln2*w` do,
    /// `ln 2*2^w` does; of `ln 2*w` the blank says otherwise.
    fn ends_at_sign(&self, number: usize) -> bool {
        let sign = number + 1;
        let after = |n: usize| self.pieces.get(sign + n).map(|p| &p.piece);
        let power = matches!(after(1), Some(Piece::Number(_)))
            && matches!(after(2), Some(Piece::Power | Piece::Raised(_)));
        power || self.blank(sign) || !self.blank(number)
    }

    /// Closes arguments without brackets that end here. A number alone before `*` leaves open how
    /// far the argument goes, unless the function is one of numbers.
    pub(super) fn close_bare(&mut self, operator: Option<usize>) -> Result<(), Error> {
        while let Some(&Group {
            form: Form::Bare { function, first },
            start,
            ..
        }) = self.groups.last()
        {
            let number_alone = matches!(
                self.pieces.get(first).map(|p| &p.piece),
                Some(Piece::Number(_))
            ) && operator == Some(first + 1)
                && matches!(self.pieces[first + 1].piece, Piece::Times)
                && !(self.of_numbers(function) && self.ends_at_sign(first));
            if let (true, Some(operator)) = (number_alone, operator) {
                let (name, n, next) = (
                    self.typed(function),
                    self.typed(first),
                    self.typed(operator + 1),
                );
                let sign = self.typed(operator);
                match self.reading {
                    Reading::Refused => {
                        let place =
                            self.pieces[function].place.start..self.end_of_factor(operator + 1);
                        let readings = [
                            format!("{name}({n}){sign}{next}"),
                            format!("{name}({n}{sign}{next})"),
                        ];
                        return Err(Error::at(
                            Kind::Ambiguous {
                                text: self.text[place.clone()].to_owned(),
                                readings,
                            },
                            place,
                        ));
                    }
                    // The argument goes on: the caller sees that the group is still open.
                    Reading::Together => return Ok(()),
                    Reading::InTurn => {}
                }
            }
            debug_assert!(start < self.slots.len());
            self.close();
        }
        Ok(())
    }
}
