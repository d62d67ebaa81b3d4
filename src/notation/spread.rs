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

use super::lex::{Piece, Placed};
use super::precedence::Sign;
use super::read::Reading;
use crate::error::{Error, Kind};
use crate::expression::Function;
use crate::number::rational::Rational;
use std::ops::Range;

/// Signs in full, and the numbers in them that nobody typed.
pub(super) struct Spread {
    /// The signs.
    pub(super) signs: Vec<Sign>,
    /// Operands from the number of pieces on.
    extra: Vec<Piece>,
    /// How many pieces there are.
    pieces: usize,
}

impl Spread {
    /// The piece of an operand.
    pub(super) fn operand<'a>(&'a self, pieces: &'a [Placed], n: usize) -> &'a Piece {
        match n.checked_sub(self.pieces) {
            None => &pieces[n].piece,
            Some(extra) => &self.extra[extra],
        }
    }
}

/// A sign, or the place before a primary where brackets may turn out to be needed.
#[derive(Clone, Copy)]
enum Slot {
    Sign(Sign),
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
    /// The argument of a function without brackets; has it begun?
    Bare {
        function: usize,
        begun: bool,
        only_number: bool,
    },
    /// The part after a root sign.
    Root,
}

/// An open group.
#[derive(Clone, Copy)]
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
}

/// What is known of the product that is being read.
#[derive(Clone, Copy, Default)]
struct Product {
    /// The slot and the piece where the factor after `/` starts, until the next `*`, and the start
    /// of what is divided.
    divisor: Option<(usize, usize, usize)>,
    /// The slot where a literal exponent of e or of a number starts, and the base's piece.
    exponent: Option<(usize, usize)>,
    /// Brackets of a run that stands together, to be closed at its end.
    owed: u32,
}

/// Spreads the pieces out.
///
/// # Errors
/// The first place at which they are no expression.
pub(super) fn spread(text: &str, pieces: &[Placed], reading: Reading) -> Result<Spread, Error> {
    let matching = brackets(pieces)?;
    let mut spreader = Spreader {
        text,
        pieces,
        matching,
        reading,
        slots: Vec::with_capacity(2 * pieces.len()),
        groups: Vec::new(),
        product: Product::default(),
        primary: (0, 0),
        extra: Vec::new(),
    };
    spreader.run()?;
    let mut signs = Vec::with_capacity(spreader.slots.len());
    for slot in spreader.slots {
        match slot {
            Slot::Sign(sign) => signs.push(sign),
            Slot::Before { open, function } => {
                signs.extend((0..open).map(|_| Sign::Open));
                signs.extend(function.map(Sign::Function));
            }
        }
    }
    Ok(Spread {
        signs,
        extra: spreader.extra,
        pieces: pieces.len(),
    })
}

/// For each opening bracket the piece that closes it.
fn brackets(pieces: &[Placed]) -> Result<Vec<usize>, Error> {
    let mut matching = vec![0; pieces.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, placed) in pieces.iter().enumerate() {
        match placed.piece {
            Piece::Open(closing) => open.push((at, closing)),
            Piece::Close(c) => match open.pop() {
                None => return Err(Error::at(Kind::Unopened, placed.place.clone())),
                Some((start, closing)) if closing == c => matching[start] = at,
                Some((_, closing)) => {
                    return Err(Error::at(
                        Kind::Mismatched { closing },
                        placed.place.clone(),
                    ));
                }
            },
            _ => {}
        }
    }
    match open.pop() {
        Some((at, closing)) => Err(Error::at(
            Kind::Unclosed { closing },
            pieces[at].place.clone(),
        )),
        None => Ok(matching),
    }
}

struct Spreader<'a> {
    text: &'a str,
    pieces: &'a [Placed],
    matching: Vec<usize>,
    reading: Reading,
    slots: Vec<Slot>,
    groups: Vec<Group>,
    product: Product,
    /// The slot and the piece where the last whole primary starts.
    primary: (usize, usize),
    extra: Vec<Piece>,
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
        self.close_bare(None)?;
        self.end_product();
        match self.groups.last() {
            Some(bar) => Err(Error::at(
                Kind::Unclosed { closing: '|' },
                self.pieces[bar.piece].place.clone(),
            )),
            None => Ok(()),
        }
    }

    fn sign(&mut self, sign: Sign) {
        self.slots.push(Slot::Sign(sign));
    }

    fn slot(&mut self) -> usize {
        self.slots.push(Slot::Before {
            open: 0,
            function: None,
        });
        self.slots.len() - 1
    }

    fn wrap(&mut self, slot: usize, with: Option<usize>) {
        if let Slot::Before { open, function } = &mut self.slots[slot] {
            match with {
                Some(_) => *function = with,
                None => *open += 1,
            }
        }
    }

    fn extra(&mut self, piece: Piece) -> usize {
        self.extra.push(piece);
        self.pieces.len() + self.extra.len() - 1
    }

    /// Is this operand that nobody typed the number -1?
    fn is_minus_one(&self, operand: usize) -> bool {
        let extra = operand.checked_sub(self.pieces.len());
        let piece = extra.and_then(|n| self.extra.get(n));
        matches!(piece, Some(Piece::Number(n)) if *n == Rational::integer(-1))
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
        let kind = Kind::Expected {
            after: after.to_owned(),
            found: self.typed(at).to_owned(),
        };
        Error::at(kind, place)
    }

    /// Where an operand is expected. Gives the next piece, and whether an operand is complete.
    fn before(&mut self, at: usize) -> Result<(usize, bool), Error> {
        if let Some(Group {
            form: Form::Bare { begun, .. },
            ..
        }) = self.groups.last_mut()
        {
            *begun |= !matches!(self.pieces[at].piece, Piece::Minus | Piece::Plus);
        }
        match &self.pieces[at].piece {
            Piece::Plus => Ok((at + 1, false)),
            Piece::Minus => {
                self.sign(Sign::Negative);
                Ok((at + 1, false))
            }
            Piece::Number(_) | Piece::Constant(_) | Piece::Variable(_) => {
                let start = self.slot();
                self.sign(Sign::Operand(at));
                self.finish(start, at);
                Ok((at + 1, true))
            }
            Piece::Open(_) => {
                let start = self.slot();
                self.sign(Sign::Open);
                self.group(Form::Bracket { call: None }, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Bar => {
                let start = self.slot();
                self.sign(Sign::Function(at));
                self.group(Form::Bar, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Root(_) => {
                let start = self.slot();
                self.sign(Sign::Function(at));
                self.group(Form::Root, start, at, None);
                Ok((at + 1, false))
            }
            Piece::Function(..) => self.function(at),
            _ => Err(self.expected(at)),
        }
    }

    /// A function, its power if it has one (`sin^2 x`), and the start of its argument.
    fn function(&mut self, at: usize) -> Result<(usize, bool), Error> {
        let start = self.slot();
        let (next, mut raised) = self.raised(at)?;
        let mut inverse = None;
        if raised.is_some_and(|n| self.is_minus_one(n)) {
            let name = self.typed(at);
            let function = Function::named(&format!("a{name}")).next();
            match (self.reading, function) {
                (Reading::Together, Some(function)) => {
                    raised = None;
                    inverse = Some(self.extra(Piece::Function(function, None)));
                }
                (Reading::InTurn, _) => {}
                _ => {
                    let place = self.pieces[at].place.start..self.pieces[next - 1].place.end;
                    let inverse = function.map_or(format!("the inverse of {name}"), |f| {
                        format!("{}(x)", f.name())
                    });
                    return Err(self.ambiguous(place, [inverse, format!("1/{name}(x)")]));
                }
            }
        }
        if raised.is_some() {
            self.sign(Sign::Open);
        }
        let applied = inverse.unwrap_or(at);
        let form = match self.pieces.get(next).map(|p| &p.piece) {
            Some(Piece::Open(_)) => Form::Bracket { call: Some(at) },
            None | Some(Piece::Close(_) | Piece::Comma | Piece::Times | Piece::Over) => {
                return Err(Error::at(
                    Kind::NoArgument {
                        name: self.typed(at).to_owned(),
                    },
                    self.pieces[at].place.clone(),
                ));
            }
            Some(_) => Form::Bare {
                function: at,
                begun: false,
                only_number: false,
            },
        };
        self.sign(Sign::Function(applied));
        self.group(form, start, at, raised);
        Ok((
            next + usize::from(matches!(form, Form::Bracket { .. })),
            false,
        ))
    }

    /// The power between a function's name and its argument, as an operand.
    fn raised(&mut self, at: usize) -> Result<(usize, Option<usize>), Error> {
        let power = |n: usize| self.pieces.get(at + n).map(|p| &p.piece);
        let (exponent, next) = match (power(1), power(2), power(3), power(4), power(5)) {
            (Some(Piece::Raised(n)), ..) => (n.clone(), at + 2),
            (Some(Piece::Power), Some(Piece::Number(n)), ..) => (n.clone(), at + 3),
            (Some(Piece::Power), Some(Piece::Minus), Some(Piece::Number(n)), ..) => (-n, at + 4),
            (
                Some(Piece::Power),
                Some(Piece::Open(_)),
                Some(Piece::Number(n)),
                Some(Piece::Close(_)),
                _,
            ) => (n.clone(), at + 5),
            (
                Some(Piece::Power),
                Some(Piece::Open(_)),
                Some(Piece::Minus),
                Some(Piece::Number(n)),
                Some(Piece::Close(_)),
            ) => (-n, at + 6),
            (Some(Piece::Power), ..) => {
                return Err(Error::at(
                    Kind::NoArgument {
                        name: self.typed(at).to_owned(),
                    },
                    self.pieces[at].place.clone(),
                ));
            }
            _ => return Ok((at + 1, None)),
        };
        let operand = self.extra(Piece::Number(exponent));
        Ok((next, Some(operand)))
    }

    fn group(&mut self, form: Form, start: usize, piece: usize, raised: Option<usize>) {
        let outer = std::mem::take(&mut self.product);
        self.groups.push(Group {
            form,
            start,
            piece,
            raised,
            outer,
        });
    }

    /// Closes the innermost group; its brackets make it one primary.
    fn close(&mut self) {
        self.end_product();
        let group = self.groups.pop().expect("the caller saw it");
        if let Some(Piece::Function(_, Some(base))) = self.pieces.get(group.piece).map(|p| &p.piece)
        {
            let base = Piece::Number(base.clone());
            let base = self.extra(base);
            self.sign(Sign::Comma);
            self.sign(Sign::Operand(base));
        }
        self.sign(Sign::Close);
        if let Some(raised) = group.raised {
            self.sign(Sign::Power);
            self.sign(Sign::Operand(raised));
            self.sign(Sign::Close);
        }
        self.product = group.outer;
        self.finish(group.start, group.piece);
    }

    /// A primary is complete: it may be all that a root sign was waiting for.
    fn finish(&mut self, start: usize, piece: usize) {
        self.primary = (start, piece);
        if let Some(Group {
            form: Form::Root, ..
        }) = self.groups.last()
        {
            self.close();
        }
    }

    /// Ends the product: the brackets that a run owes are closed.
    fn end_product(&mut self) {
        for _ in 0..self.product.owed {
            self.sign(Sign::Close);
        }
        self.product = Product::default();
    }

    /// Closes arguments without brackets that end here. A number alone before `*` or `/` leaves
    /// open how far the argument goes.
    fn close_bare(&mut self, operator: Option<usize>) -> Result<(), Error> {
        while let Some(&Group {
            form: Form::Bare { function, .. },
            start,
            ..
        }) = self.groups.last()
        {
            let first = function + 1;
            let number_alone = matches!(
                self.pieces.get(first).map(|p| &p.piece),
                Some(Piece::Number(_))
            ) && operator == Some(first + 1)
                && matches!(self.pieces[first + 1].piece, Piece::Times);
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

    /// The end, in bytes, of the factor that starts at this piece.
    fn end_of_factor(&self, at: usize) -> usize {
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

    /// After an operand. Gives the next piece, and whether an operand is complete.
    fn after(&mut self, at: usize) -> Result<(usize, bool), Error> {
        match &self.pieces[at].piece {
            Piece::Plus | Piece::Minus => {
                self.close_bare(None)?;
                self.end_product();
                let plus = self.pieces[at].piece == Piece::Plus;
                self.sign(if plus { Sign::Plus } else { Sign::Minus });
                Ok((at + 1, false))
            }
            Piece::Times => {
                self.close_bare(Some(at))?;
                self.end_product();
                self.sign(Sign::Times);
                Ok((at + 1, false))
            }
            Piece::Over => {
                self.close_bare(Some(at))?;
                let divided = self.primary.1;
                self.end_product();
                self.sign(Sign::Over);
                self.product.divisor = Some((self.slots.len(), at + 1, divided));
                Ok((at + 1, false))
            }
            Piece::Power => {
                let base = self.primary.1;
                self.sign(Sign::Power);
                let plain = matches!(
                    self.pieces[base].piece,
                    Piece::Number(_) | Piece::Constant(_)
                ) && base + 1 == at;
                if plain && self.product.exponent.is_none() {
                    self.product.exponent = Some((self.slots.len(), base));
                }
                Ok((at + 1, false))
            }
            Piece::Raised(_) => {
                self.sign(Sign::Power);
                self.sign(Sign::Operand(at));
                Ok((at + 1, true))
            }
            Piece::Factorial => {
                if self.pieces.get(at + 1).map(|p| &p.piece) == Some(&Piece::Factorial) {
                    return Err(self.expected(at + 1));
                }
                let (start, piece) = self.primary;
                self.wrap(start, Some(at));
                self.sign(Sign::Close);
                // A new slot cannot stand before what is written; brackets go around once.
                self.finish(start, piece);
                Ok((at + 1, true))
            }
            Piece::Comma => {
                self.close_bare(None)?;
                match self.groups.last() {
                    Some(Group {
                        form: Form::Bracket { call: Some(_) },
                        ..
                    }) => {
                        self.end_product();
                        self.sign(Sign::Comma);
                        Ok((at + 1, false))
                    }
                    _ => Err(Error::at(Kind::Comma, self.pieces[at].place.clone())),
                }
            }
            Piece::Close(_) => {
                self.close_bare(None)?;
                match self.groups.last() {
                    Some(Group {
                        form: Form::Bracket { .. },
                        ..
                    }) => self.close(),
                    Some(bar) => {
                        let place = self.pieces[bar.piece].place.clone();
                        return Err(Error::at(Kind::Unclosed { closing: '|' }, place));
                    }
                    None => return Err(Error::at(Kind::Unopened, self.pieces[at].place.clone())),
                }
                Ok((at + 1, true))
            }
            Piece::Bar if self.in_bar() => {
                self.close_bare(None)?;
                self.close();
                Ok((at + 1, true))
            }
            _ => {
                self.side_by_side(at)?;
                Ok((at, false))
            }
        }
    }

    /// Is the innermost group, arguments without brackets aside, a bar?
    fn in_bar(&self) -> bool {
        self.groups
            .iter()
            .rev()
            .find(|group| !matches!(group.form, Form::Bare { .. }))
            .is_some_and(|group| group.form == Form::Bar)
    }

    /// A factor written beside the last one: the product's sign goes between them.
    fn side_by_side(&mut self, at: usize) -> Result<(), Error> {
        let before = &self.pieces[at - 1].piece;
        let here = &self.pieces[at].piece;
        match (before, here) {
            (Piece::Number(_), Piece::Number(_)) => {
                let place = self.pieces[at - 1].place.start..self.pieces[at].place.end;
                return Err(Error::at(Kind::TwoNumbers, place));
            }
            (Piece::Variable(_), Piece::Number(_)) if !self.pieces[at].joined => {
                let (name, n) = (self.typed(at - 1).to_owned(), self.typed(at).to_owned());
                let readings = [format!("{name}*{n}"), format!("{name}^{n}")];
                let place = self.pieces[at - 1].place.start..self.pieces[at].place.end;
                match self.reading {
                    Reading::Refused => return Err(self.ambiguous(place, readings)),
                    // A number beside a name was meant to stand above it, or it is a factor.
                    Reading::Together => {
                        self.sign(Sign::Power);
                        return Ok(());
                    }
                    Reading::InTurn => {}
                }
            }
            _ => {}
        }
        self.end_of_bare(at)?;
        self.after_division(at)?;
        self.after_exponent(at)?;
        self.sign(Sign::Times);
        Ok(())
    }

    fn ambiguous(&self, place: Range<usize>, readings: [String; 2]) -> Error {
        let text = self.text[place.clone()].to_owned();
        Error::at(Kind::Ambiguous { text, readings }, place)
    }

    /// An argument without brackets ends at the next function; before a bracket it could go on.
    fn end_of_bare(&mut self, at: usize) -> Result<(), Error> {
        let open = self
            .groups
            .iter()
            .rev()
            .take_while(|group| matches!(group.form, Form::Bare { .. }))
            .count();
        let Some(&Group {
            form: Form::Bare { function, .. },
            ..
        }) = self.groups.last()
        else {
            return Ok(());
        };
        match self.pieces[at].piece {
            Piece::Function(..) => {
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
            Piece::Open(_) => {
                let place = self.pieces[function].place.start..self.end_of_factor(at);
                let name = self.typed(function);
                let argument = &self.text
                    [self.pieces[function].place.end..self.pieces[at - 1].place.end]
                    .trim();
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
            _ => {}
        }
        Ok(())
    }

    /// `1/2w`: the factor beside a divisor belongs to it, or it does not.
    fn after_division(&mut self, at: usize) -> Result<(), Error> {
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
                self.wrap(slot, None);
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
    fn after_exponent(&mut self, at: usize) -> Result<(), Error> {
        let Some((slot, base)) = self.product.exponent.take() else {
            return Ok(());
        };
        // Signs, then one piece that is a number or the first of a word: the whole exponent so far.
        let first =
            (base + 2..at).find(|&n| !matches!(self.pieces[n].piece, Piece::Minus | Piece::Plus));
        let literal = first == Some(at - 1)
            && (matches!(self.pieces[at - 1].piece, Piece::Number(_)) || self.pieces[at].joined);
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
                let slot = match self.slots.get(slot) {
                    Some(Slot::Before { .. }) => slot,
                    // Signs stand before the first primary of the exponent.
                    _ => (slot..self.slots.len())
                        .find(|&at| matches!(self.slots[at], Slot::Before { .. }))
                        .expect("an exponent has a primary"),
                };
                self.wrap(slot, None);
                self.product.owed += 1;
                Ok(())
            }
            Reading::InTurn => Ok(()),
        }
    }
}
