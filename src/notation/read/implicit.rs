//! Notation as people write it, spread out into signs in full: products get their sign, arguments
//! their brackets, `|w|` and `n!` their functions.
//!
//! Grammar, in the order in which things bind; the rules that settle text with several readings are
//! the ones that `deriv help syntax` states:
//!
//! ```text
//! primary   number | constant | variable | (expression) | |expression| | √primary | primary!
//!         | function(arguments) | function^n(argument) | function run
//! power     primary ^ power, with a sign allowed before the exponent
//! run       powers written side by side: the argument of a function without brackets ends at
//!           + - * / , a closing bracket or the next function
//! product   run, then * and / from left to right
//! ```

mod beside;
mod functions;

use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::choice::Choices;
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::precedence::FullToken;
use std::ops::Range;

/// Signs in full, and the numbers in them that nobody typed.
pub(super) struct Spread {
    /// The signs.
    pub(super) signs: Vec<FullToken>,
    /// Operands from the number of pieces on.
    extra: Vec<Piece>,
    /// How many pieces there are.
    pieces: usize,
    /// The bytes of powers like `x^1/2`, whose fraction many would read above.
    pub(super) likely: Vec<Range<usize>>,
}

impl Spread {
    /// The piece of an operand.
    pub(super) fn operand<'a>(&'a self, pieces: &'a [PlacedPiece], n: usize) -> &'a Piece {
        match n.checked_sub(self.pieces) {
            None => &pieces[n].piece,
            Some(extra) => &self.extra[extra],
        }
    }
}

/// A sign, or the place before a primary where brackets may turn out to be needed.
#[derive(Clone, Copy)]
enum Slot {
    Sign(FullToken),
    /// So many brackets, then perhaps a function.
    Before {
        open: u32,
        function: Option<usize>,
    },
}

/// What an open group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Typed brackets around a part, or around a function's arguments.
    Bracket { call: Option<usize> },
    /// `|…|`
    Bar,
    /// The argument of this function without brackets, and its first piece.
    Bare { function: usize, first: usize },
    /// The part after a root sign.
    Root,
    /// The base of a logarithm in brackets.
    Base,
}

/// An open group.
struct Group {
    form: Form,
    /// The slot before it, where its primary starts.
    start: usize,
    /// The piece that opened it.
    piece: usize,
    /// The power of `sin^2 x`, as an operand's number.
    raised: Option<usize>,
    /// The product outside of it.
    outer: Product,
    /// How many arguments without brackets end where this group ends, itself included.
    run: usize,
    /// The base of a logarithm, as a number of `bases`.
    base: Option<usize>,
}

/// An exponent of which it may be open where it ends.
#[derive(Clone)]
struct Exponent {
    /// The slot where it starts.
    slot: usize,
    /// The piece of the base, or where it starts.
    base: usize,
    /// The piece `^`.
    sign: usize,
    /// Whether the base is e or a number: of `e^2x` no rule says what stands above.
    open: bool,
}

/// What is known of the product that is being read.
#[derive(Clone, Default)]
struct Product {
    /// The slot and the piece where the factor after `/` starts, until the next `*`, and the start
    /// of what is divided.
    divisor: Option<(usize, usize, usize)>,
    /// The exponent that may go on.
    exponent: Option<Exponent>,
    /// Brackets of a run that stands together, to be closed at its end.
    owed: u32,
    /// Whether the last of them is that of an exponent, which ends at a function or bracket.
    raised: bool,
}

/// Spreads the pieces out.
///
/// # Errors
/// The first place at which they are no expression.
pub(super) fn spread(
    text: &str,
    pieces: &[PlacedPiece],
    choices: &mut Choices,
) -> Result<Spread, Error> {
    let matching = brackets(pieces)?;
    let mut spreader = Spreader {
        text,
        pieces,
        matching,
        choices,
        slots: Vec::with_capacity(2 * pieces.len()),
        groups: Vec::new(),
        product: Product::default(),
        primary: (0, 0),
        variable: None,
        extra: Vec::new(),
        bases: Vec::new(),
        likely: Vec::new(),
    };
    spreader.run()?;
    let mut signs = Vec::with_capacity(spreader.slots.len());
    for slot in spreader.slots {
        match slot {
            Slot::Sign(sign) => signs.push(sign),
            Slot::Before { open, function } => {
                signs.extend((0..open).map(|_| FullToken::Open));
                signs.extend(function.map(FullToken::Function));
            }
        }
    }
    Ok(Spread {
        signs,
        extra: spreader.extra,
        pieces: pieces.len(),
        likely: spreader.likely,
    })
}

/// For each opening bracket the piece that closes it.
fn brackets(pieces: &[PlacedPiece]) -> Result<Vec<usize>, Error> {
    let mut matching = vec![0; pieces.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, placed) in pieces.iter().enumerate() {
        match placed.piece {
            Piece::Open(closing) => open.push((at, closing)),
            Piece::Close(c) => match open.pop() {
                None => return Err(Error::at(ReadErrorKind::Unopened, placed.place.clone())),
                Some((start, closing)) if closing == c => matching[start] = at,
                Some((_, closing)) => {
                    return Err(Error::at(
                        ReadErrorKind::Mismatched { closing },
                        placed.place.clone(),
                    ));
                }
            },
            _ => {}
        }
    }
    match open.pop() {
        Some((at, closing)) => Err(Error::at(
            ReadErrorKind::Unclosed { closing },
            pieces[at].place.clone(),
        )),
        None => Ok(matching),
    }
}

struct Spreader<'a> {
    text: &'a str,
    pieces: &'a [PlacedPiece],
    matching: Vec<usize>,
    choices: &'a mut Choices,
    slots: Vec<Slot>,
    groups: Vec<Group>,
    product: Product,
    /// The slot and the piece where the last whole primary starts.
    primary: (usize, usize),
    /// The last variable so far, as a piece.
    variable: Option<usize>,
    extra: Vec<Piece>,
    /// The bases of logarithms, which are written after the argument.
    bases: Vec<Vec<Slot>>,
    likely: Vec<Range<usize>>,
}

impl Spreader<'_> {
    fn run(&mut self) -> Result<(), Error> {
        let mut at = 0;
        let mut after_operand = false;
        while at < self.pieces.len() {
            if after_operand {
                (at, after_operand) = self.after(at)?;
            } else {
                (at, after_operand) = self.before(at)?;
            }
        }
        if !after_operand {
            return Err(self.expected(self.pieces.len()));
        }
        self.close_bare(None);
        self.end_product();
        match self.groups.last() {
            Some(bar) => Err(Error::at(
                ReadErrorKind::Unclosed { closing: '|' },
                self.pieces[bar.piece].place.clone(),
            )),
            None => Ok(()),
        }
    }

    fn sign(&mut self, sign: FullToken) {
        self.slots.push(Slot::Sign(sign));
    }

    fn slot(&mut self) -> usize {
        self.slots.push(Slot::Before {
            open: 0,
            function: None,
        });
        self.slots.len() - 1
    }

    /// Puts a bracket around what starts at this slot, behind the signs that stand there first.
    fn wrap(&mut self, slot: usize) {
        let before = self.slots[slot..].iter_mut().find_map(|slot| match slot {
            Slot::Before { open, .. } => Some(open),
            Slot::Sign(_) => None,
        });
        *before.expect("a factor has a primary") += 1;
    }

    fn extra(&mut self, piece: Piece) -> usize {
        self.extra.push(piece);
        self.pieces.len() + self.extra.len() - 1
    }

    fn typed(&self, at: usize) -> &str {
        self.pieces
            .get(at)
            .map_or("", |p| &self.text[p.place.clone()])
    }

    fn expected(&self, at: usize) -> Error {
        let place = match self.pieces.get(at) {
            Some(placed) => placed.place.clone(),
            None => {
                let end = self.pieces.last().map_or(0, |p| p.place.end);
                end..end
            }
        };
        let after = at.checked_sub(1).map_or("", |before| self.typed(before));
        let kind = ReadErrorKind::Expected {
            after: after.to_owned(),
            found: self.typed(at).to_owned(),
        };
        Error::at(kind, place)
    }

    /// Where an operand is expected. Gives the next piece, and whether an operand is complete.
    fn before(&mut self, at: usize) -> Result<(usize, bool), Error> {
        match &self.pieces[at].piece {
            Piece::Plus => Ok((at + 1, false)),
            Piece::Minus => {
                self.sign(FullToken::Negative);
                Ok((at + 1, false))
            }
            Piece::Number(_) | Piece::Constant(_) | Piece::Variable(_) => {
                if matches!(self.pieces[at].piece, Piece::Variable(_)) {
                    self.variable = Some(at);
                }
                let start = self.slot();
                self.sign(FullToken::Operand(at));
                self.finish(start, at);
                Ok((at + 1, true))
            }
            Piece::Open(_) => {
                let start = self.slot();
                self.sign(FullToken::Open);
                self.group(Form::Bracket { call: None }, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Bar => {
                let start = self.slot();
                self.sign(FullToken::Function(at));
                self.group(Form::Bar, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Root(_) => {
                let start = self.slot();
                self.sign(FullToken::Function(at));
                self.group(Form::Root, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Function(_) | Piece::Fold(_) => self.function(at, at, None),
            Piece::Logarithm => self.logarithm(at),
            _ => Err(self.expected(at)),
        }
    }

    fn group(&mut self, form: Form, start: usize, piece: usize, raised: Option<usize>) {
        let outer = std::mem::take(&mut self.product);
        let run = match form {
            Form::Bare { .. } => self.bare() + 1,
            _ => 0,
        };
        self.groups.push(Group {
            form,
            start,
            piece,
            raised,
            outer,
            run,
            base: None,
        });
    }

    /// Closes the innermost group, and root signs that waited for no more than it.
    fn close(&mut self) {
        self.close_one();
        self.close_roots();
    }

    /// Closes the innermost group; its brackets make it one primary.
    fn close_one(&mut self) {
        self.end_product();
        let group = self.groups.pop().expect("the caller saw it");
        if let Some(base) = group.base {
            self.sign(FullToken::Comma);
            let base = std::mem::take(&mut self.bases[base]);
            self.slots.extend(base);
        }
        self.sign(FullToken::Close);
        if let Some(raised) = group.raised {
            self.sign(FullToken::Power);
            self.sign(FullToken::Operand(raised));
            self.sign(FullToken::Close);
        }
        self.product = group.outer;
        self.primary = (group.start, group.piece);
    }

    /// A primary is complete: it may be all that root signs were waiting for.
    fn finish(&mut self, start: usize, piece: usize) {
        self.primary = (start, piece);
        self.close_roots();
    }

    fn close_roots(&mut self) {
        while let Some(Group {
            form: Form::Root, ..
        }) = self.groups.last()
        {
            self.close_one();
        }
    }

    /// Ends the product: the brackets that a run owes are closed.
    fn end_product(&mut self) {
        for _ in 0..self.product.owed {
            self.sign(FullToken::Close);
        }
        self.product = Product::default();
    }

    /// After an operand. Gives the next piece, and whether an operand is complete.
    fn after(&mut self, at: usize) -> Result<(usize, bool), Error> {
        match &self.pieces[at].piece {
            Piece::Plus | Piece::Minus => {
                self.close_bare(None);
                self.end_product();
                let plus = self.pieces[at].piece == Piece::Plus;
                self.sign(if plus {
                    FullToken::Plus
                } else {
                    FullToken::Minus
                });
                Ok((at + 1, false))
            }
            Piece::Times => {
                self.close_bare(Some(at));
                self.end_product();
                self.sign(FullToken::Times);
                Ok((at + 1, false))
            }
            Piece::Over => {
                self.close_bare(Some(at));
                let divided = self.primary.1;
                if let Some(next) = self.fraction_above(at) {
                    return Ok((next, true));
                }
                self.end_product();
                self.sign(FullToken::Over);
                self.product.divisor = Some((self.slots.len(), at + 1, divided));
                Ok((at + 1, false))
            }
            Piece::Power => {
                self.power_of_call(at);
                let base = self.primary.1;
                self.sign(FullToken::Power);
                let open = matches!(
                    self.pieces[base].piece,
                    Piece::Number(_) | Piece::Constant(_)
                ) && base + 1 == at;
                if !self.product.exponent.as_ref().is_some_and(|e| e.open) {
                    self.product.exponent = Some(Exponent {
                        slot: self.slots.len(),
                        base,
                        sign: at,
                        open,
                    });
                }
                Ok((at + 1, false))
            }
            Piece::Raised(_) => {
                self.power_of_call(at);
                let under = self.raised_root(at);
                self.sign(FullToken::Power);
                self.sign(FullToken::Operand(at));
                if under {
                    self.sign(FullToken::Close);
                }
                Ok((at + 1, true))
            }
            Piece::Factorial => {
                let (start, piece) = self.primary;
                // `5!!` is no factorial of a factorial, and nothing else here.
                match &mut self.slots[start] {
                    Slot::Before { function, .. } if function.is_none() => *function = Some(at),
                    _ => return Err(self.expected(at)),
                }
                self.sign(FullToken::Close);
                self.finish(start, piece);
                Ok((at + 1, true))
            }
            Piece::Comma => {
                self.close_bare(None);
                match self.groups.last() {
                    Some(Group {
                        form: Form::Bracket { call: Some(_) },
                        ..
                    }) => {
                        self.end_product();
                        self.sign(FullToken::Comma);
                        Ok((at + 1, false))
                    }
                    _ => Err(Error::at(
                        ReadErrorKind::Comma,
                        self.pieces[at].place.clone(),
                    )),
                }
            }
            Piece::Close(_) => {
                self.close_bare(None);
                match self.groups.last() {
                    Some(Group {
                        form: Form::Bracket { .. },
                        ..
                    }) => self.close(),
                    Some(Group {
                        form: Form::Base, ..
                    }) => return self.end_of_base(at),
                    Some(bar) => {
                        let place = self.pieces[bar.piece].place.clone();
                        return Err(Error::at(ReadErrorKind::Unclosed { closing: '|' }, place));
                    }
                    None => {
                        return Err(Error::at(
                            ReadErrorKind::Unopened,
                            self.pieces[at].place.clone(),
                        ));
                    }
                }
                Ok((at + 1, true))
            }
            Piece::Bar if self.in_bar() => {
                self.close_bare(None);
                self.close();
                Ok((at + 1, true))
            }
            _ => self.side_by_side(at),
        }
    }

    /// How many arguments without brackets are innermost, one in the other.
    fn bare(&self) -> usize {
        self.groups.last().map_or(0, |group| group.run)
    }

    /// Whether the innermost group, arguments without brackets aside, is a bar.
    fn in_bar(&self) -> bool {
        let around = (self.groups.len() - self.bare()).checked_sub(1);
        around.is_some_and(|n| self.groups[n].form == Form::Bar)
    }
}
