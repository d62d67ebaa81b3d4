//! Verdicts read back from their bytes.

use super::VerdictReader;
use crate::equality::ProofBound;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::verdict::{Decided, Evidence, Exactly, Outcome, Parts, Verdict};

impl<'k> VerdictReader<'k> {
    pub(super) fn verdict(&mut self) -> Verdict {
        let flags = self.byte();
        let outcome = Outcome::ALL[usize::from(flags & 7)];
        let evidence = Evidence::ALL[usize::from((flags >> 3) & 3)];
        let typed = self.text();
        let readings = self.number();
        let read_as = (0..readings).map(|_| self.text_like(typed).to_owned());
        let read_as = read_as.collect();
        let share = self.kept.shares.all()[self.number() as usize].clone();
        let coordinates = self.number();
        let rounded = coordinates % 2 == 1;
        let at = (0..coordinates / 2).map(|_| (self.common(), self.rational()));
        let at = at.collect();
        let mut verdict = Verdict {
            constant: flags & (1 << 5) != 0,
            near: flags & (1 << 6) != 0,
            share,
            typed: typed.to_owned(),
            read_as,
            at,
            rounded,
            expected: self.optional(Self::common),
            got: self.optional(|reader| reader.text().to_owned()),
            exactly: [self.exactly(), self.exactly()],
            ..Verdict::of(outcome, evidence)
        };
        if flags & (1 << 7) == 0 {
            return verdict;
        }
        let slip = self.number() as u32;
        verdict.slip = self.kept.slip_at(slip).cloned();
        verdict.remark = self.optional(Self::common);
        verdict.proof = self.optional(Self::proof);
        verdict.parts = self.optional(Self::parts);
        let failing = self.number();
        let failing = (0..failing).map(|_| (self.common(), self.verdict()));
        verdict.failing = failing.collect();
        verdict.error = self.optional(Self::error);
        verdict.decided = self.optional(|reader| match reader.number() {
            0 => Decided::ForEveryone,
            1 => Decided::ForNobody,
            _ => Decided::ByHand(reader.text().to_owned()),
        });
        verdict
    }

    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes[self.at - 1]
    }

    fn bytes(&mut self, count: usize) -> &'k [u8] {
        let start = self.at;
        self.at += count;
        &self.bytes[start..self.at]
    }

    pub(super) fn number(&mut self) -> u64 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return n;
            }
            shift += 7;
        }
    }

    fn text_of(&mut self, length: usize) -> &'k str {
        std::str::from_utf8(self.bytes(length)).expect("it was written as text")
    }

    pub(super) fn text(&mut self) -> &'k str {
        let length = self.number() as usize;
        self.text_of(length)
    }

    /// A reading, which may be what was typed.
    fn text_like(&mut self, typed: &'k str) -> &'k str {
        match self.number() as usize {
            0 => typed,
            length => self.text_of(length - 1),
        }
    }

    pub(super) fn common(&mut self) -> String {
        match self.number() as usize {
            0 => self.text().to_owned(),
            place => self.kept.texts.all()[place - 1].clone(),
        }
    }

    pub(super) fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.byte() != 0).then(|| read(self))
    }

    fn word(&mut self) -> u64 {
        let bytes = self.bytes(8).try_into();
        u64::from_le_bytes(bytes.expect("eight of them"))
    }

    fn signed(&mut self) -> i64 {
        let n = self.number();
        (n >> 1) as i64 ^ -((n & 1) as i64)
    }

    fn rational(&mut self) -> Rational {
        match self.number() {
            0 => {
                let (above, below) = (self.text().parse().ok(), self.text().parse().ok());
                let fraction = above.zip(below);
                fraction
                    .and_then(|(above, below)| Rational::new(above, below))
                    .expect("it was a fraction")
            }
            below => {
                let above = self.signed();
                Rational::ratio(above, below as i64)
            }
        }
    }

    fn exactly(&mut self) -> Option<Exactly> {
        Some(match self.number() {
            0 => return None,
            1 => Exactly::Value(Exact::Rational(self.rational())),
            2 => Exactly::Value(Exact::Pi(self.rational())),
            3 => Exactly::Value(Exact::Exp(self.rational())),
            _ => {
                let flags = self.byte();
                Exactly::Decimal(Decimal {
                    negative: flags & 1 != 0,
                    exact: flags & 2 != 0,
                    digits: self.text().to_owned(),
                    exponent: self.signed(),
                    zeros: self.number() as usize,
                })
            }
        })
    }

    fn proof(&mut self) -> ProofBound {
        let words = match self.number() as usize {
            0 => std::array::from_fn(|_| self.word()),
            place => self.kept.proofs.all()[place - 1],
        };
        let [degree, height, fields, lanes, error] = words;
        ProofBound {
            degree: f64::from_bits(degree),
            height: f64::from_bits(height),
            fields,
            lanes: lanes as usize,
            error: f64::from_bits(error),
        }
    }

    fn parts(&mut self) -> Parts {
        let mut list = || {
            let count = self.number();
            (0..count).map(|_| self.common()).collect()
        };
        let (right, missing) = (list(), list());
        Parts {
            right,
            missing,
            instead: self.byte() != 0,
        }
    }
}
