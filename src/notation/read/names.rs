//! Written words: a variable, constant or function, or several of them written together.
//!
//! Where the names are known a word is made of them. Else it is one name, unless something says
//! otherwise: a function in it, its letters elsewhere in the text, a name of `--wrt` that would not
//! occur at all.

use crate::expression::names::{is_greek, same, spellings};
use crate::expression::{Constant, Fold, Function};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::nearest::nearest;
use crate::notation::note::{Note, Taken};
use crate::notation::read::characters::{MAX_WORD, digits_end, is_letter, number_end, word_length};
use crate::notation::read::choice::About;
use crate::notation::read::lexer::Lexer;
use crate::notation::read::piece::Piece;
use crate::notation::read::scope::Scope;
use crate::notation::read::words::Words;
use crate::number::rational::Rational;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Most letters that nobody declared in a word which is taken apart for the one that was: `mgh`, by
/// h, is a product, `gradient`, by g, is none.
const MAX_LETTERS: usize = 3;

/// Letters that are variables in every textbook, so that `sinx` cannot be a name of its own.
const USUAL: &[&str] = &["x", "y", "z", "w", "u", "v"];

/// What opens an argument.
const BRACKETS: [char; 3] = ['(', '[', '{'];

/// Pieces of a word, each with its bytes.
type Parts = Vec<(Piece, usize)>;

/// The words of a text.
fn words_of(text: &str) -> Words<'_> {
    let mut words = HashSet::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_ascii_digit() {
            at = number_end(text, at);
        } else if is_letter(c) {
            let length = word_length(&text[at..]);
            let (word, after) = text[at..].split_at(length);
            at += length;
            if words.insert(word) && word.len() > c.len_utf8() && word.len() <= MAX_WORD {
                let mut start = 0;
                for (piece, length) in certain(word, after).unwrap_or_default() {
                    if matches!(piece, Piece::Variable(_)) {
                        words.insert(&word[start..start + length]);
                    }
                    start += length;
                }
            }
        } else {
            at += c.len_utf8();
        }
    }
    let mut numbers = HashMap::new();
    for word in &words {
        let letter = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if letter.len() < word.len() {
            *numbers.entry(letter).or_default() += 1;
        }
    }
    Words { words, numbers }
}

impl<'a> Lexer<'a, '_> {
    /// A written word.
    pub(super) fn word(&mut self, place: Range<usize>) -> Result<(), Error> {
        let text = self.text;
        let name = &text[place.clone()];
        let after = text[place.end..].trim_start();
        if self.scope.columns.is_some()
            && after.starts_with(BRACKETS)
            && let Some(fold) = Fold::named(name)
        {
            self.push(Piece::Fold(fold), place);
            return Ok(());
        }
        if self.scope.known(name).is_some() {
            self.push(Piece::Variable(name.to_owned()), place);
            return Ok(());
        }
        // Mathematica and SymPy call Euler's number so; where names are known it is no other.
        // `1.2 E-3` is what a calculator shows.
        let calculator = matches!(self.pieces.last(), Some(last) if matches!(last.piece, Piece::Number(_)))
            && after
                .trim_start_matches(['-', '+', '−'])
                .starts_with(|c: char| c.is_ascii_digit());
        let closed = self.scope.variables.is_some();
        let euler = name == "E" && closed && !calculator;
        if let Some(piece) = one_word(if euler { "e" } else { name }, after) {
            self.style.log |= name == "log";
            self.push(piece, place);
            return Ok(());
        }
        if let Some(base) = base(name, after, &self.scope) {
            return self.based(place, base);
        }
        let parts = match closed {
            _ if name.len() > MAX_WORD => None,
            true => apart_known(name, &self.scope),
            false => self.apart(name, after, &place),
        };
        match parts {
            Some(parts) => {
                self.push_parts(place.start, parts);
                Ok(())
            }
            None => self.one_name(name, after, place),
        }
    }

    fn push_parts(&mut self, start: usize, parts: Parts) {
        let mut at = start;
        for (count, (piece, length)) in parts.into_iter().enumerate() {
            self.push(piece, at..at + length);
            if let Some(last) = self.pieces.last_mut() {
                last.joined = count > 0;
            }
            at += length;
        }
    }

    /// `log_3`, `log_a`, `log_(a+1)`: the base is a piece of its own after the logarithm, or comes in
    /// the brackets that follow.
    fn based(&mut self, place: Range<usize>, base: Base) -> Result<(), Error> {
        let start = place.start + "log_".len();
        self.push(Piece::Logarithm, place.start..start);
        match base {
            Base::Brackets => Ok(()),
            Base::Number(number, rest) => {
                let end = place.end - rest;
                self.push(Piece::Number(number), start..end);
                match rest {
                    0 => Ok(()),
                    _ => self.word(end..place.end),
                }
            }
            Base::Word => self.word(start..place.end),
        }
    }

    /// A word that is one name, which any may be where none is known.
    fn one_name(&mut self, name: &str, after: &str, place: Range<usize>) -> Result<(), Error> {
        let called = after.starts_with(BRACKETS);
        // `w(w + 1)` is a product where w is a letter; f, g and h name functions in every textbook.
        let letter =
            name.chars().count() == 1 && !matches!(name, "f" | "g" | "h" | "F" | "G" | "J");
        let unknown_function = || {
            let all = Function::ALL
                .iter()
                .flat_map(|f| std::iter::once(f.row().name).chain(f.row().aliases.iter().copied()));
            let kind = ReadErrorKind::UnknownFunction {
                name: shortened(name),
                nearest: nearest(name, all).map(str::to_owned),
            };
            Error::at(kind, place.clone())
        };
        let closed = self.scope.variables;
        match closed {
            None if called && !letter && !is_greek(name) => Err(unknown_function()),
            Some(_) if called => Err(unknown_function()),
            Some(all) => Err(Error::at(
                ReadErrorKind::UnknownVariable {
                    name: shortened(name),
                    known: all.to_vec(),
                },
                place,
            )),
            None => {
                let run = atoms(name).is_some_and(|atoms| atoms.len() > 1) && !is_greek(name);
                if run {
                    self.notes.push(Note {
                        taken: Taken::OneName(shortened(name)),
                        place: place.clone(),
                    });
                }
                self.push(Piece::Variable(name.to_owned()), place);
                Ok(())
            }
        }
    }

    /// A word of no known name taken apart, where something says that it is several.
    fn apart(&mut self, name: &str, after: &str, place: &Range<usize>) -> Option<Parts> {
        if name.chars().nth(1).is_none() || is_greek(name) {
            return None;
        }
        let text = self.text;
        let words = self.words.get_or_insert_with(|| words_of(text));
        let scope = self.scope;
        let missing = |named: &&String| !words.alone(named);
        if scope.named.iter().filter(missing).any(|n| holds(name, n))
            && let Some(parts) = forced(name, &scope)
        {
            return Some(parts);
        }
        // `cost` may be a name, or the cosine of a time.
        if let Some(function) = of_time(name) {
            let one = self.choices.open(About::Name, 2, place.clone()) == 0;
            let parts = vec![
                (Piece::Function(function), name.len() - 1),
                (Piece::Variable("t".to_owned()), 1),
            ];
            return (!one).then_some(parts);
        }
        let declared = |atom: &str| scope.all().any(|known| same(known, atom));
        let alone = |atom: &str| words.alone(atom) || declared(atom);
        if let Some(parts) = certain(name, after).or_else(|| with_functions(name, after, alone)) {
            return Some(parts);
        }
        let atoms = atoms(name)?;
        let product = || {
            let part = |atom: &&str| (Piece::Variable((*atom).to_owned()), atom.len());
            atoms.iter().map(part).collect::<Parts>()
        };
        if let [letter] = atoms[..] {
            // `x2` beside x: the number was meant to stand above, or it is a factor; x0 and x1 are
            // places on the axis of x.
            let base = letter.trim_end_matches(|c: char| c.is_ascii_digit());
            if base.len() == letter.len() || !alone(base) || words.numbered(base) {
                return None;
            }
            let number = Rational::from_decimal(&letter[base.len()..])?;
            if number.is_zero() || number.is_one() {
                return None;
            }
            let number = match self.choices.open(About::Name, 3, place.clone()) {
                0 => return None,
                1 => Piece::Raised(number),
                _ => Piece::Number(number),
            };
            let variable = Piece::Variable(base.to_owned());
            return Some(vec![
                (variable, base.len()),
                (number, letter.len() - base.len()),
            ]);
        }
        // No other word is taken apart at an e.
        if atoms.iter().any(|atom| Constant::named(atom).is_some()) {
            return None;
        }
        if atoms.iter().all(|atom| alone(atom)) {
            return Some(product());
        }
        if atoms.len() == 2 && atoms.iter().any(|atom| alone(atom)) {
            // Before brackets it is the one name that cannot be meant: `rx(1-x)`, by x.
            let settled = atoms.iter().any(|atom| declared(atom));
            if settled || self.choices.open(About::Name, 2, place.clone()) > 0 {
                return Some(product());
            }
        }
        None
    }
}

/// A name for a message; nobody reads more of it.
fn shortened(name: &str) -> String {
    const LETTERS: usize = 40;
    match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// A constant or function by its name, in any case: `Sin` is `sin`, but `E` is a variable. A Greek
/// name is that of a function only before brackets: `gamma(x)`.
fn one_word(name: &str, after: &str) -> Option<Piece> {
    if let Some(constant) = Constant::named(name) {
        return Some(Piece::Constant(constant));
    }
    if is_greek(name) && !after.starts_with(BRACKETS) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let lower = if lower == "log_e" { "ln" } else { &*lower };
    Function::named(lower).next().map(Piece::Function)
}

/// The base of a logarithm.
enum Base {
    /// A number, and the bytes of the word after it.
    Number(Rational, usize),
    /// A name.
    Word,
    /// It follows in brackets.
    Brackets,
}

/// The base that a word names after `log_`; of a name only where an argument follows, so that
/// `log_loss` stays one.
fn base(name: &str, after: &str, scope: &Scope<'_>) -> Option<Base> {
    let (log, word) = name.split_at_checked("log_".len())?;
    if !log.eq_ignore_ascii_case("log_") {
        return None;
    }
    let called = after.starts_with(BRACKETS);
    if word.is_empty() {
        return called.then_some(Base::Brackets);
    }
    let end = digits_end(word, 0);
    if let Some(number) = Rational::from_decimal(&word[..end]) {
        return Some(Base::Number(number, word.len() - end));
    }
    let one = scope.known(word).is_some()
        || is_greek(word)
        || Constant::named(word).is_some()
        || atoms(word).is_some_and(|atoms| atoms.len() == 1);
    let argument = |c: char| c.is_alphanumeric() || "([{|√∛\\".contains(c);
    (called || (one && after.starts_with(argument))).then_some(Base::Word)
}

/// Function names that start a word, the longest first.
fn leading_function(word: &str) -> Option<(Function, usize)> {
    Function::ALL
        .iter()
        .flat_map(|&f| {
            std::iter::once(f.row().name)
                .chain(f.row().aliases.iter().copied())
                .map(move |n| (f, n.len(), n))
        })
        .filter(|(f, _, name)| f.row().arity() == 1 && word.starts_with(name))
        .map(|(f, length, _)| (f, length))
        .max_by_key(|&(_, length)| length)
}

fn number_at(word: &str) -> Option<(Piece, usize)> {
    let length = digits_end(word, 0);
    Rational::from_decimal(&word[..length]).map(|n| (Piece::Number(n), length))
}

/// The constant whose name starts a word.
fn leading_constant(word: &str) -> Option<(Piece, usize)> {
    let constant = Constant::ALL.iter().find(|c| word.starts_with(c.name()))?;
    Some((Piece::Constant(*constant), constant.name().len()))
}

/// Into known names, numbers, constants and functions; at each place the longest name first.
fn apart_known(name: &str, scope: &Scope<'_>) -> Option<Parts> {
    let mut parts: Parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let variable = scope
            .leading(rest)
            .map(|length| (Piece::Variable(rest[..length].to_owned()), length));
        let function = leading_function(rest).map(|(f, length)| (Piece::Function(f), length));
        // A number may stand after a function (`sin2x`), and after a variable (`x2`), where it has
        // two readings.
        let number = match parts.last() {
            Some((Piece::Function(_), _)) => number_at(rest),
            Some((Piece::Variable(name), _)) if !name.ends_with(|c: char| c.is_ascii_digit()) => {
                number_at(rest)
            }
            _ => None,
        };
        let part = function
            .or(variable)
            .or_else(|| leading_constant(rest))
            .or(number)?;
        rest = &rest[part.1..];
        parts.push(part);
    }
    Some(parts)
}

/// The letters of a word, each with its number if it has one: `x`, `x1`. `None` of a word with
/// anything else in it.
fn atoms(word: &str) -> Option<Vec<&str>> {
    let mut atoms = Vec::new();
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        if !letter.is_alphabetic() {
            return None;
        }
        let end = digits_end(rest, letter.len_utf8());
        atoms.push(&rest[..end]);
        rest = &rest[end..];
    }
    Some(atoms)
}

/// Whether this name may be a part of a word.
fn holds(word: &str, name: &str) -> bool {
    word != name && spellings(name).iter().any(|s| word.contains(&**s))
}

/// A word taken apart because a name in it has to occur: at each place the longest known name, a
/// function, a constant or a letter.
fn forced(word: &str, scope: &Scope<'_>) -> Option<Parts> {
    let mut parts: Parts = Vec::new();
    let (mut rest, mut letters, mut e, mut found) = (word, 0, false, false);
    while let Some(first) = rest.chars().next() {
        let digit = |length: usize| rest[length..].starts_with(|c: char| c.is_ascii_digit());
        let known = scope.leading(rest).filter(|length| !digit(*length));
        let function = leading_function(rest).filter(|(_, length)| *length < rest.len());
        let after_function = matches!(parts.last(), Some((Piece::Function(_), _)));
        let part = if let Some(length) = known {
            found = true;
            (Piece::Variable(rest[..length].to_owned()), length)
        } else if let Some((function, length)) = function {
            (Piece::Function(function), length)
        } else if let Some(constant) = leading_constant(rest) {
            e |= constant.1 == 1;
            constant
        } else if after_function && first.is_ascii_digit() {
            number_at(rest)?
        } else if first.is_alphabetic() {
            letters += 1;
            let end = digits_end(rest, first.len_utf8());
            (Piece::Variable(rest[..end].to_owned()), end)
        } else {
            return None;
        };
        rest = &rest[part.1..];
        parts.push(part);
    }
    // No word with letters of its own is taken apart at an e.
    (found && letters <= MAX_LETTERS && !(e && letters > 0)).then_some(parts)
}

/// What is taken apart whatever else stands in the text: `pir`, `xe^x`, `xcosx`, `sin2pi`.
fn certain(word: &str, after: &str) -> Option<Parts> {
    let raised = after.starts_with(['^', '²', '³', 'ˣ']) || after.starts_with("**");
    let mut letters = word.char_indices();
    if raised
        && let (Some((_, letter)), Some((at, 'e')), None) =
            (letters.next(), letters.next(), letters.next())
    {
        let letter = (Piece::Variable(letter.to_string()), at);
        return Some(vec![letter, (Piece::Constant(Constant::E), 1)]);
    }
    if let Some((constant, length)) = leading_constant(word).filter(|(_, length)| *length > 1) {
        let rest = &word[length..];
        let one = atoms(rest).is_some_and(|atoms| atoms.len() == 1);
        if one && !rest.ends_with(|c: char| c.is_ascii_digit()) {
            let letter = match Constant::named(rest) {
                Some(constant) => Piece::Constant(constant),
                None => Piece::Variable(rest.to_owned()),
            };
            return Some(vec![(constant, length), (letter, rest.len())]);
        }
    }
    with_functions(word, after, |_| false)
}

/// Into usual letters, functions and their numbers, where a function is among them. `alone` says of
/// a letter whether it stands alone elsewhere.
fn with_functions(word: &str, after: &str, alone: impl Fn(&str) -> bool) -> Option<Parts> {
    let mut parts: Parts = Vec::new();
    let mut rest = word;
    let mut functions = 0;
    while let Some(letter) = rest.chars().next() {
        let length = letter.len_utf8();
        let last = parts.last().map(|(piece, _)| piece);
        let after_number = matches!(last, Some(Piece::Number(_)));
        let in_argument =
            functions > 0 && matches!(last, Some(Piece::Function(_) | Piece::Number(_)));
        let typed = &rest[..length];
        let usual = USUAL.contains(&typed) || !letter.is_ascii();
        // `sin2pi`, `cospi`: what follows a function or its number is no other name.
        let constant = leading_constant(rest).filter(|(_, length)| {
            let ends = rest.len() - length <= 1;
            in_argument && ends && (*length > 1 || after_number)
        });
        let part = if let Some((function, length)) = leading_function(rest) {
            functions += 1;
            (Piece::Function(function), length)
        } else if rest == "e" && after.starts_with('^') {
            // `xye^x`: a name `xye` would be raised so by nobody.
            functions += 1;
            (Piece::Constant(Constant::E), 1)
        } else if let Some(constant) = constant {
            constant
        } else if letter.is_alphabetic()
            && (usual
                || (letter != 'e' && alone(typed))
                || (after_number && rest.len() == length)
                || matches!(last, Some(Piece::Constant(Constant::Pi | Constant::Tau))))
        {
            (Piece::Variable(typed.to_owned()), length)
        } else if matches!(last, Some(Piece::Function(_))) {
            number_at(rest)?
        } else {
            return None;
        };
        rest = &rest[part.1..];
        parts.push(part);
    }
    // `xlog` alone is a name; before an argument it is a product.
    let ends = !matches!(parts.last(), Some((Piece::Function(_), _)))
        || after.starts_with(|c: char| c.is_alphanumeric() || "([{|√∛^²³".contains(c));
    (functions > 0 && ends).then_some(parts)
}

/// The function of a word that ends in a time: `cost`.
fn of_time(name: &str) -> Option<Function> {
    let function = Function::named(name.strip_suffix('t')?).next()?;
    (function.row().arity() == 1).then_some(function)
}
