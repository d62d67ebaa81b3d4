//! Errors of answers that could not be read, as bytes: a class may have a million of them.

use super::{KeptVerdicts, VerdictReader};
use crate::notation::error::{Error, ReadErrorKind as Kind};

impl KeptVerdicts {
    pub(super) fn error(&mut self, error: &Error) {
        let Error { kind, place } = error;
        self.optional(place.as_ref(), |kept, place| {
            kept.number(place.start as u64);
            kept.number(place.end as u64);
        });
        match kind {
            Kind::Empty => self.number(0),
            Kind::Expected { after, found } => self.texts_of(1, [after, found]),
            Kind::Unclosed { closing } => self.numbers_of(2, [u64::from(*closing)]),
            Kind::Unopened => self.number(3),
            Kind::Mismatched { closing } => self.numbers_of(4, [u64::from(*closing)]),
            Kind::UnknownFunction { name, nearest } => {
                self.texts_of(5, [name]);
                self.optional(nearest.as_ref(), |kept, text| kept.common(text));
            }
            Kind::UnknownVariable { name, known } => self.known_of(6, name, known),
            Kind::NoArgument { name } => self.texts_of(7, [name]),
            Kind::Arguments { name, takes, given } => {
                self.numbers_of(8, [*takes as u64, *given as u64]);
                self.text(name);
            }
            Kind::Ambiguous {
                text,
                readings: [one, other],
            } => self.texts_of(9, [text, one, other]),
            Kind::TwoNumbers => self.number(10),
            Kind::NumberTooLarge => self.number(11),
            Kind::UnknownCharacter(c) => self.numbers_of(12, [u64::from(*c)]),
            Kind::EqualsSign => self.number(13),
            Kind::Operator { by } => self.texts_of(14, [by]),
            Kind::Comma => self.number(15),
            Kind::TooLong { limit } => self.numbers_of(16, [*limit as u64]),
            Kind::TooLarge { what, limit } => {
                let what = self.words.place(what);
                self.numbers_of(17, [what.into(), *limit as u64]);
            }
            Kind::NoRule { function } => {
                let function = self.words.place(function);
                self.numbers_of(18, [function.into()]);
            }
            Kind::UnknownLetter { text, known } => self.known_of(19, text, known),
            Kind::ColumnOutside { name } => self.texts_of(20, [name]),
            Kind::OrderTooHigh { order, limit } => {
                self.numbers_of(21, [(*order).into(), (*limit).into()]);
            }
        }
    }

    fn numbers_of<const N: usize>(&mut self, kind: u64, numbers: [u64; N]) {
        self.number(kind);
        numbers.into_iter().for_each(|n| self.number(n));
    }

    fn texts_of<const N: usize>(&mut self, kind: u64, texts: [&String; N]) {
        self.number(kind);
        texts.into_iter().for_each(|text| self.text(text));
    }

    fn known_of(&mut self, kind: u64, text: &String, known: &[String]) {
        self.texts_of(kind, [text]);
        self.number(known.len() as u64);
        known.iter().for_each(|text| self.common(text));
    }
}

impl VerdictReader<'_> {
    pub(super) fn error(&mut self) -> Error {
        let place = self.optional(|reader| {
            let start = reader.count();
            start..reader.count()
        });
        let kind = match self.number() {
            0 => Kind::Empty,
            1 => Kind::Expected {
                after: self.owned(),
                found: self.owned(),
            },
            2 => Kind::Unclosed {
                closing: self.character(),
            },
            3 => Kind::Unopened,
            4 => Kind::Mismatched {
                closing: self.character(),
            },
            5 => Kind::UnknownFunction {
                name: self.owned(),
                nearest: self.optional(Self::common),
            },
            6 => Kind::UnknownVariable {
                name: self.owned(),
                known: self.known(),
            },
            7 => Kind::NoArgument { name: self.owned() },
            8 => Kind::Arguments {
                takes: self.count(),
                given: self.count(),
                name: self.owned(),
            },
            9 => Kind::Ambiguous {
                text: self.owned(),
                readings: [self.owned(), self.owned()],
            },
            10 => Kind::TwoNumbers,
            11 => Kind::NumberTooLarge,
            12 => Kind::UnknownCharacter(self.character()),
            13 => Kind::EqualsSign,
            14 => Kind::Operator { by: self.owned() },
            15 => Kind::Comma,
            16 => Kind::TooLong {
                limit: self.count(),
            },
            17 => Kind::TooLarge {
                what: self.word_of_ours(),
                limit: self.count(),
            },
            18 => Kind::NoRule {
                function: self.word_of_ours(),
            },
            19 => Kind::UnknownLetter {
                text: self.owned(),
                known: self.known(),
            },
            20 => Kind::ColumnOutside { name: self.owned() },
            _ => Kind::OrderTooHigh {
                order: self.number() as u32,
                limit: self.number() as u32,
            },
        };
        Error { kind, place }
    }

    fn count(&mut self) -> usize {
        self.number() as usize
    }

    fn owned(&mut self) -> String {
        self.text().to_owned()
    }

    fn character(&mut self) -> char {
        char::from_u32(self.number() as u32).expect("it was a character")
    }

    fn known(&mut self) -> Vec<String> {
        let count = self.number();
        (0..count).map(|_| self.common()).collect()
    }

    /// A text that stands in the program.
    fn word_of_ours(&mut self) -> &'static str {
        let place = self.count();
        self.kept.words.all()[place]
    }
}
