//! Verdicts on the different answers of a class in little room: what counts of each at hand, what else it
//! says as bytes, as far as there is room for them. A class of a million different answers has a million of
//! them, and of most nobody asks more than the outcome: what does not fit stands in a file, and what was not
//! kept there either is judged again.

mod errors;
mod overflow;
mod reader;

use crate::class::answers::DifferentTexts;
use crate::class::interned::Interned;
use crate::equality::ProofBound;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::verdict::{Decided, Evidence, Exactly, Outcome, Parts, Slipped, Verdict};
use overflow::{Overflow, UNIT};
use std::num::NonZeroU32;
use std::sync::Mutex;

pub use overflow::OpenFile;

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

/// Most bytes of what verdicts say that are kept.
pub(super) const MAX_SAID: usize = 16 << 20;

/// Verdicts by their places.
#[derive(Debug, Default)]
pub(super) struct KeptVerdicts {
    marks: Vec<KeptMark>,
    /// What counts of verdicts, once for all of which it is the same.
    kinds: Interned<VerdictKind>,
    /// How wrong answers were read that were typed otherwise.
    readings: DifferentTexts,
    /// What the verdicts say, each as [`KeptVerdicts::write`] writes it, and about how much of it is kept.
    bytes: Vec<u8>,
    most: usize,
    overflow: Mutex<Overflow>,
    shares: Interned<Rational>,
    slips: Interned<Slipped>,
    texts: Interned<String>,
    proofs: Interned<[u64; 5]>,
    words: Interned<&'static str>,
}

/// A verdict in 12 bytes.
#[derive(Clone, Copy, Debug)]
struct KeptMark {
    /// The place of what counts of it.
    kind: u32,
    reads: KeptReading,
    /// Where its bytes start, in units of [`UNIT`], with [`FAR`] added in the file; [`NOWHERE`] where they are
    /// not kept.
    start: u32,
}

/// How a wrong answer was read: where that text is among those of the class, or, with [`OWN`] added, among
/// the readings. 0 for others.
#[derive(Clone, Copy, Debug)]
struct KeptReading(u32);

const OWN: u32 = 1 << 31;

/// What counts of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct VerdictKind {
    outcome: Outcome,
    decided: bool,
    share: u32,
    /// One more than the place of the slip, or 0.
    slip: u32,
}

/// An answer as it was typed, and its place among the texts of the class; none where it is blank.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TypedText<'t> {
    pub(super) text: &'t str,
    pub(super) place: u32,
}

/// Added to a place in the file.
const FAR: u32 = 1 << 31;

/// No place of bytes.
const NOWHERE: u32 = u32::MAX;

impl KeptVerdicts {
    /// Room for so many, of which none is there yet, and for about so many bytes of what they say; for what
    /// they say beyond that in a file, if there is one.
    pub(super) fn new(count: usize, most: usize, file: Option<OpenFile>) -> KeptVerdicts {
        let mut kept = KeptVerdicts {
            most,
            overflow: Mutex::new(Overflow::new(file)),
            ..KeptVerdicts::default()
        };
        let blank = kept.mark(&Verdict::blank(), TypedText::default());
        kept.marks = vec![blank; count];
        kept
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// Keeps the verdict on a text at a place that has none yet.
    pub(super) fn put(&mut self, at: usize, verdict: &Verdict, typed: TypedText<'_>) {
        self.marks[at] = self.mark(verdict, typed);
    }

    /// Adds a verdict that was decided over another; its place.
    pub(super) fn push(&mut self, verdict: &Verdict) -> u32 {
        let mark = self.mark(verdict, TypedText::default());
        self.marks.push(mark);
        (self.marks.len() - 1) as u32
    }

    fn mark(&mut self, verdict: &Verdict, typed: TypedText<'_>) -> KeptMark {
        let decided = verdict.decided.is_some();
        let kind = VerdictKind {
            outcome: verdict.outcome,
            decided,
            share: self.shares.place(&verdict.share),
            slip: self.slip(verdict.slip.as_ref()),
        };
        // What was decided is known to nobody else.
        let start = match decided || self.bytes.len() < self.most {
            true => self.said(verdict),
            false => self.said_far(verdict).unwrap_or(NOWHERE),
        };
        KeptMark {
            kind: self.kinds.place(&kind),
            reads: self.reading(verdict, typed),
            start,
        }
    }

    /// Keeps what a verdict says; where that starts.
    fn said(&mut self, verdict: &Verdict) -> u32 {
        self.bytes
            .resize(self.bytes.len().next_multiple_of(UNIT), 0);
        let start = (self.bytes.len() / UNIT) as u32;
        self.write(verdict);
        start
    }

    /// The same in the file, if there is room.
    fn said_far(&mut self, verdict: &Verdict) -> Option<u32> {
        let end = self.bytes.len();
        self.write(verdict);
        let overflow = self.overflow.get_mut().ok();
        let start = overflow.and_then(|overflow| overflow.add(&self.bytes[end..]));
        self.bytes.truncate(end);
        start.map(|start| FAR | (start / UNIT) as u32)
    }

    /// Keeps how an answer was read that is told as a wrong one.
    fn reading(&mut self, verdict: &Verdict, typed: TypedText<'_>) -> KeptReading {
        if !matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly) || verdict.decided.is_some()
        {
            return KeptReading(0);
        }
        let mut own = |text: &str| match typed.place > 0 && text == typed.text {
            true => KeptReading(typed.place),
            // There are fewer than answers: MAX_CELLS.
            false => KeptReading(OWN | self.readings.place(text).get()),
        };
        match &verdict.read_as[..] {
            [only] => own(only),
            several => own(&several.join(" or ")),
        }
    }

    /// What counts of the verdict at a place.
    pub(super) fn at(&self, place: usize) -> VerdictMark<'_> {
        self.of_kind(self.kind(place))
    }

    /// The place of what counts of a verdict among all that there is.
    pub(super) fn kind(&self, place: usize) -> usize {
        self.marks[place].kind as usize
    }

    /// All that there is of what counts of verdicts.
    pub(super) fn kinds(&self) -> impl Iterator<Item = VerdictMark<'_>> {
        (0..self.kinds.all().len()).map(|kind| self.of_kind(kind))
    }

    /// What counts of verdicts by its place.
    fn of_kind(&self, kind: usize) -> VerdictMark<'_> {
        let kind = &self.kinds.all()[kind];
        VerdictMark {
            outcome: kind.outcome,
            share: self.shares.at(kind.share),
            slip: self.slip_at(kind.slip),
            decided: kind.decided,
        }
    }

    /// The whole verdict at a place; `None` where it was not kept.
    pub(super) fn whole(&self, place: usize) -> Option<Verdict> {
        let start = self.marks[place].start;
        let place = (start & !FAR) as usize * UNIT;
        let read = |bytes: &[u8], at: usize| {
            let kept = self;
            VerdictReader { kept, bytes, at }.verdict()
        };
        match start {
            NOWHERE => None,
            start if start & FAR == 0 => Some(read(&self.bytes, place)),
            _ => {
                let said = self.overflow.lock().ok()?.read(place)?;
                Some(read(&said, 0))
            }
        }
    }

    /// How a wrong answer was read, two readings with `or` between them: the text, or its place among those
    /// of the class.
    pub(super) fn read_as(&self, place: usize) -> Result<&str, u32> {
        let KeptReading(reads) = self.marks[place].reads;
        match reads & OWN {
            0 => Err(reads),
            _ => {
                let own = NonZeroU32::new(reads & !OWN);
                Ok(self.readings.text(own.expect("places count from 1")))
            }
        }
    }

    fn slip(&mut self, slip: Option<&Slipped>) -> u32 {
        slip.map_or(0, |slip| self.slips.place(slip) + 1)
    }

    fn slip_at(&self, slip: u32) -> Option<&Slipped> {
        let place = (slip as usize).checked_sub(1)?;
        Some(&self.slips.all()[place])
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
        self.bytes.push(
            place_in(&Outcome::ALL, outcome) | (place_in(&Evidence::ALL, evidence) << 3) | flags,
        );
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

    /// The sign as the lowest bit.
    fn signed(&mut self, n: i64) {
        self.number(((n << 1) ^ (n >> 63)) as u64);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that is said of many answers.
    fn common(&mut self, text: &String) {
        match self.texts.place_below(MAX_KNOWN, text) {
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
                self.signed(above);
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
                self.signed(*exponent);
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
        match self.proofs.place_below(MAX_KNOWN, &words) {
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

/// Reads what [`KeptVerdicts::write`] has written.
struct VerdictReader<'k> {
    kept: &'k KeptVerdicts,
    /// Where they stand.
    bytes: &'k [u8],
    /// The byte that comes next.
    at: usize,
}

fn place_in<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let place = all.iter().position(|other| other == one);
    place.expect("the list has them all") as u8
}

#[cfg(test)]
mod tests;
