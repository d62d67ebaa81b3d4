//! Verdicts on the different answers of a class in little room: what counts of each at hand, what else it
//! says as bytes. A class of a million different answers has a million of them, and of most nobody asks
//! more than the outcome.

mod errors;

use crate::equality::ProofBound;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::verdict::{Decided, Evidence, Exactly, Outcome, Parts, Slipped, Verdict};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

/// Most texts, and most bounds of proofs, that are kept once for all verdicts; what is said of more
/// answers than that is mostly said of one.
const MAX_KNOWN: usize = 1 << 14;

/// What counts of a verdict.
#[derive(Clone, Copy, Debug)]
pub struct VerdictMark<'k> {
    /// How the answer was judged.
    pub outcome: Outcome,
    /// The part of the points that it earns, from 0 to 1.
    pub share: &'k Rational,
    /// The mistake that explains it.
    pub slip: Option<&'k Slipped>,
    /// Whether something was decided over the verdict.
    pub decided: bool,
}

/// Verdicts by their places.
#[derive(Debug, Default)]
pub(super) struct KeptVerdicts {
    marks: Vec<KeptMark>,
    /// What the verdicts say, each as [`KeptVerdicts::write`] writes it.
    bytes: Vec<u8>,
    shares: Interned<Rational>,
    slips: Interned<Slipped>,
    texts: Interned<String>,
    proofs: Interned<[u64; 5]>,
    words: Interned<&'static str>,
}

/// A verdict in 16 bytes.
#[derive(Clone, Copy, Debug)]
struct KeptMark {
    outcome: Outcome,
    decided: bool,
    share: u32,
    /// One more than the place of the slip, or 0.
    slip: u32,
    /// Where its bytes start, in units of [`UNIT`].
    start: u32,
}

/// Bytes at which verdicts start, so that 16 GiB of them are counted in 32 bits.
const UNIT: usize = 4;

/// Different values, each with its place.
#[derive(Debug)]
struct Interned<T> {
    places: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T> Default for Interned<T> {
    fn default() -> Interned<T> {
        Interned {
            places: HashMap::new(),
            all: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    /// The place of a value, which is kept if it is new.
    fn place(&mut self, value: &T) -> u32 {
        if let Some(&place) = self.places.get(value) {
            return place;
        }
        let place = self.all.len() as u32;
        self.places.insert(value.clone(), place);
        self.all.push(value.clone());
        place
    }

    /// The same, but `None` for a new one where there are very many.
    fn place_of_common(&mut self, value: &T) -> Option<u32> {
        match self.all.len() < MAX_KNOWN {
            true => Some(self.place(value)),
            false => self.places.get(value).copied(),
        }
    }
}

impl KeptVerdicts {
    /// Room for so many, of which none is there yet.
    pub(super) fn new(count: usize) -> KeptVerdicts {
        let mut kept = KeptVerdicts::default();
        let blank = kept.mark(&Verdict::blank());
        kept.marks = vec![blank; count];
        kept
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// Keeps a verdict at a place that has none yet.
    pub(super) fn put(&mut self, at: usize, verdict: &Verdict) {
        self.marks[at] = self.mark(verdict);
    }

    /// Adds a verdict; its place.
    pub(super) fn push(&mut self, verdict: &Verdict) -> u32 {
        let mark = self.mark(verdict);
        self.marks.push(mark);
        (self.marks.len() - 1) as u32
    }

    fn mark(&mut self, verdict: &Verdict) -> KeptMark {
        self.bytes
            .resize(self.bytes.len().next_multiple_of(UNIT), 0);
        let start = (self.bytes.len() / UNIT) as u32;
        self.write(verdict);
        KeptMark {
            outcome: verdict.outcome,
            decided: verdict.decided.is_some(),
            share: self.shares.place(&verdict.share),
            slip: self.slip(verdict.slip.as_ref()),
            start,
        }
    }

    /// What counts of the verdict at a place.
    pub(super) fn at(&self, place: usize) -> VerdictMark<'_> {
        let mark = &self.marks[place];
        VerdictMark {
            outcome: mark.outcome,
            share: &self.shares.all[mark.share as usize],
            slip: self.slip_at(mark.slip),
            decided: mark.decided,
        }
    }

    /// The whole verdict at a place.
    pub(super) fn whole(&self, place: usize) -> Verdict {
        self.reader(place).verdict()
    }

    /// How the answer was read; two readings with `or` between them.
    pub(super) fn read_as(&self, place: usize) -> Cow<'_, str> {
        let mut reader = self.reader(place);
        reader.byte();
        let typed = reader.text();
        match reader.number() {
            1 => Cow::Borrowed(reader.text_like(typed)),
            count => {
                let texts: Vec<&str> = (0..count).map(|_| reader.text_like(typed)).collect();
                Cow::Owned(texts.join(" or "))
            }
        }
    }

    fn reader(&self, place: usize) -> VerdictReader<'_> {
        VerdictReader {
            kept: self,
            at: self.marks[place].start as usize * UNIT,
        }
    }

    fn slip(&mut self, slip: Option<&Slipped>) -> u32 {
        slip.map_or(0, |slip| self.slips.place(slip) + 1)
    }

    fn slip_at(&self, slip: u32) -> Option<&Slipped> {
        let place = (slip as usize).checked_sub(1)?;
        Some(&self.slips.all[place])
    }

    /// Appends a verdict. Its parts have verdicts of their own, and no more than that.
    fn write(&mut self, verdict: &Verdict) {
        let Verdict {
            outcome,
            evidence,
            proof,
            share,
            typed,
            read_as,
            at,
            rounded,
            expected,
            constant,
            near,
            got,
            exactly,
            slip,
            parts,
            failing,
            remark,
            error,
            decided,
        } = verdict;
        let more = proof.is_some()
            || slip.is_some()
            || parts.is_some()
            || !failing.is_empty()
            || remark.is_some()
            || error.is_some()
            || decided.is_some();
        let flags = [*constant, *near, more];
        let bits = flags.iter().enumerate();
        let flags = bits.fold(0, |bits, (at, set)| bits | (u8::from(*set) << (5 + at)));
        self.bytes
            .push(place_in(&Outcome::ALL, outcome) | (place_in(&EVIDENCE, evidence) << 3) | flags);
        self.text(typed);
        self.number(read_as.len() as u64);
        for text in read_as {
            match text == typed {
                true => self.number(0),
                false => {
                    self.number(text.len() as u64 + 1);
                    self.bytes.extend_from_slice(text.as_bytes());
                }
            }
        }
        let share = self.shares.place(share);
        self.number(share.into());
        self.number(2 * at.len() as u64 + u64::from(*rounded));
        for (name, value) in at {
            self.common(name);
            self.rational(value);
        }
        self.optional(expected.as_ref(), |kept, text| kept.common(text));
        self.optional(got.as_ref(), |kept, text| kept.text(text));
        for value in exactly {
            self.exactly(value.as_ref());
        }
        if !more {
            return;
        }
        let slip = self.slip(slip.as_ref());
        self.number(slip.into());
        self.optional(remark.as_ref(), |kept, text| kept.common(text));
        self.optional(proof.as_ref(), |kept, proof| kept.proof(proof));
        self.optional(parts.as_ref(), |kept, parts| kept.parts(parts));
        self.number(failing.len() as u64);
        for (name, verdict) in failing {
            self.common(name);
            self.write(verdict);
        }
        self.optional(error.as_ref(), |kept, error| kept.error(error));
        self.optional(decided.as_ref(), |kept, decided| match decided {
            Decided::ForEveryone => kept.number(0),
            Decided::ForNobody => kept.number(1),
            Decided::ByHand(comment) => {
                kept.number(2);
                kept.text(comment);
            }
        });
    }

    /// Seven bits a byte, the lowest first (LEB128).
    fn number(&mut self, mut n: u64) {
        while n > 0x7f {
            self.bytes.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that is said of many answers.
    fn common(&mut self, text: &String) {
        match self.texts.place_of_common(text) {
            Some(place) => self.number(u64::from(place) + 1),
            None => {
                self.number(0);
                self.text(text);
            }
        }
    }

    fn optional<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.bytes.push(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn rational(&mut self, n: &Rational) {
        match n.short() {
            Some((above, below)) => {
                // 0 stands below no short fraction.
                self.number(below.unsigned_abs());
                self.number(((above << 1) ^ (above >> 63)) as u64);
            }
            None => {
                self.number(0);
                for part in [n.numerator(), n.denominator()] {
                    self.text(&part.to_string());
                }
            }
        }
    }

    fn exactly(&mut self, value: Option<&Exactly>) {
        match value {
            None => self.number(0),
            Some(Exactly::Value(value)) => {
                let (form, n) = match value {
                    Exact::Rational(n) => (1, n),
                    Exact::Pi(n) => (2, n),
                    Exact::Exp(n) => (3, n),
                };
                self.number(form);
                self.rational(n);
            }
            Some(Exactly::Decimal(decimal)) => {
                let Decimal {
                    negative,
                    digits,
                    exponent,
                    exact,
                    zeros,
                } = decimal;
                self.number(4);
                self.bytes
                    .push(u8::from(*negative) | (u8::from(*exact) << 1));
                self.text(digits);
                self.bytes.extend_from_slice(&exponent.to_le_bytes());
                self.number(*zeros as u64);
            }
        }
    }

    fn proof(&mut self, proof: &ProofBound) {
        let words = [
            proof.degree.to_bits(),
            proof.height.to_bits(),
            proof.fields,
            proof.lanes as u64,
            proof.error.to_bits(),
        ];
        match self.proofs.place_of_common(&words) {
            Some(place) => self.number(u64::from(place) + 1),
            None => {
                self.number(0);
                for word in words {
                    self.bytes.extend_from_slice(&word.to_le_bytes());
                }
            }
        }
    }

    fn parts(&mut self, parts: &Parts) {
        for list in [&parts.right, &parts.missing] {
            self.number(list.len() as u64);
            list.iter().for_each(|text| self.common(text));
        }
        self.bytes.push(parts.instead.into());
    }
}

/// Every kind of evidence.
const EVIDENCE: [Evidence; 4] = [
    Evidence::Proved,
    Evidence::Refuted,
    Evidence::Agrees,
    Evidence::None,
];

fn place_in<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let place = all.iter().position(|other| other == one);
    place.expect("the list has them all") as u8
}

/// Reads what [`KeptVerdicts::write`] has written.
struct VerdictReader<'k> {
    kept: &'k KeptVerdicts,
    at: usize,
}

impl<'k> VerdictReader<'k> {
    fn verdict(&mut self) -> Verdict {
        let flags = self.byte();
        let outcome = Outcome::ALL[usize::from(flags & 7)];
        let evidence = EVIDENCE[usize::from((flags >> 3) & 3)];
        let typed = self.text();
        let readings = self.number();
        let read_as = (0..readings).map(|_| self.text_like(typed).to_owned());
        let read_as = read_as.collect();
        let share = self.kept.shares.all[self.number() as usize].clone();
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
        self.kept.bytes[self.at - 1]
    }

    fn bytes(&mut self, count: usize) -> &'k [u8] {
        let start = self.at;
        self.at += count;
        &self.kept.bytes[start..self.at]
    }

    fn number(&mut self) -> u64 {
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

    fn text(&mut self) -> &'k str {
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

    fn common(&mut self) -> String {
        match self.number() as usize {
            0 => self.text().to_owned(),
            place => self.kept.texts.all[place - 1].clone(),
        }
    }

    fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.byte() != 0).then(|| read(self))
    }

    fn word(&mut self) -> u64 {
        let bytes = self.bytes(8).try_into();
        u64::from_le_bytes(bytes.expect("eight of them"))
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
                let above = self.number();
                let above = (above >> 1) as i64 ^ -((above & 1) as i64);
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
                    exponent: self.word() as i64,
                    zeros: self.number() as usize,
                })
            }
        })
    }

    fn proof(&mut self) -> ProofBound {
        let words = match self.number() as usize {
            0 => std::array::from_fn(|_| self.word()),
            place => self.kept.proofs.all[place - 1],
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

#[cfg(test)]
mod tests;
