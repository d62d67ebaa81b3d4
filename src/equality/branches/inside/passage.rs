//! Where a part passes 0 along one coordinate, to many more digits than doubles have.

use crate::calculus::value::Stop;
use crate::equality::Pair;
use crate::equality::branches::Branch;
use crate::equality::identity;
use crate::expression::{Id, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Bits at which the sign of a part is asked.
const BITS: [u64; 3] = [64, 192, 512];

/// How often the ends are to be halved.
const HALVINGS: u32 = 200;

/// Most cuts on the way.
const MAX_CUTS: usize = 220;

/// Largest share that one cut leaves is this power of 1/2: numbers with more digits cost more than they
/// find.
const MAX_SHARE: u32 = 128;

/// A number on the line, and the sign and the value of the part there.
struct End {
    at: Rational,
    sign: Ordering,
    value: Ball,
}

/// The line that the other coordinates leave.
struct Line<'a> {
    part: Id,
    free: &'a [Variable],
    at: &'a [Rational],
    number: usize,
    branch: &'a Branch,
}

impl Pair<'_> {
    /// Two numbers next to each other between which a part passes 0 while the other coordinates are
    /// held still.
    ///
    /// Each cut leaves the share in which the line through both ends is 0, if the part passes 0 there: a
    /// quarter, and after each that was right the square of the share before (Abbott, "Quadratic
    /// interval refinement for real roots", 2006).
    pub(super) fn passage(
        &mut self,
        part: Id,
        free: &[Variable],
        at: &[Rational],
        number: usize,
        ends: &[Rational; 2],
        branch: &Branch,
    ) -> Option<[Rational; 2]> {
        let line = Line {
            part,
            free,
            at,
            number,
            branch,
        };
        let [low, high] = ends.clone();
        let mut low = self.end(&line, low)?;
        let mut high = self.end(&line, high)?;
        if low.sign == high.sign || self.is_spent() {
            return None;
        }
        if low.sign.is_eq() {
            return Some([low.at.clone(), low.at]);
        }
        let (mut share, mut halved) = (2, 0);
        for _ in 0..MAX_CUTS {
            if halved >= HALVINGS {
                break;
            }
            if self.is_spent() {
                return None;
            }
            let Some(inner) = cut(&low, &high, share) else {
                break;
            };
            let mut is_there = true;
            for (at, is_before) in inner.into_iter().zip([true, false]) {
                let Some(at) = at.filter(|_| is_there) else {
                    continue;
                };
                let Some(end) = self.end(&line, at.clone()) else {
                    return self.around(&line, at, [low, high]);
                };
                if end.sign.is_eq() {
                    return Some([end.at.clone(), end.at]);
                }
                is_there = is_before == (end.sign == low.sign);
                match end.sign == low.sign {
                    true => low = end,
                    false => high = end,
                }
            }
            (share, halved) = match is_there {
                true => ((2 * share).min(MAX_SHARE), halved + share),
                false => ((share / 2).max(1), halved),
            };
        }
        Some([low.at, high.at])
    }

    /// The number at which no enclosure tells the sign of a part, where it is proved to be 0 there; else two
    /// next to it on both sides, as near as the signs are told; `None` where that is not near.
    fn around(
        &mut self,
        line: &Line,
        middle: Rational,
        [low, high]: [End; 2],
    ) -> Option<[Rational; 2]> {
        let mut at = line.at.to_vec();
        at[line.number] = middle.clone();
        let spot = self.spot_of(line.free, &at);
        let values = self.values(&[line.part], &spot, BITS[BITS.len() - 1]);
        if matches!(values, Err(Stop::Outside { .. })) {
            return None;
        }
        let there = self.graph.substitute(line.part, &spot.point);
        let seed = self.seed();
        if identity::vanishes(self.graph, there, seed) {
            return Some([middle.clone(), middle]);
        }
        let width = &high.at - &low.at;
        for halved in [HALVINGS, HALVINGS / 2, HALVINGS / 4] {
            let reach = &width * &Rational::integer(2).power(-i64::from(halved))?;
            let [before, after] = [&middle - &reach, &middle + &reach];
            let sign = |pair: &mut Self, at: &Rational| Some(pair.end(line, at.clone())?.sign);
            let signs = [sign(self, &before), sign(self, &after)];
            if signs == [Some(low.sign), Some(high.sign)] {
                return Some([before, after]);
            }
        }
        None
    }

    /// What a part is at a number on the line, with as many bits as its sign takes.
    fn end(&mut self, line: &Line, x: Rational) -> Option<End> {
        let mut at = line.at.to_vec();
        at[line.number] = x.clone();
        let mut spot = self.spot_of(line.free, &at);
        self.whole_numbers(line.branch, &mut spot)?;
        BITS.iter().find_map(|&bits| {
            if !self.afford(spot.size, bits) {
                return None;
            }
            let values = self.values(&[line.part], &spot, bits).ok()?;
            let value = values.of(line.part);
            let sign = value.sign()?;
            let value = value.ball(bits).ok()?;
            let at = x.clone();
            Some(End { at, sign, value })
        })
    }
}

/// The ends of the 2^-share of an interval in which the line through both ends is 0, where they are not
/// its own.
fn cut(low: &End, high: &End, share: u32) -> Option<[Option<Rational>; 2]> {
    let bits = u64::from(share) + 64;
    let rise = low.value.sub(&high.value, bits);
    let before = low.value.div(&rise, bits).ok()?.lower().ok()?;
    let parts = Rational::integer(2).power(i64::from(share))?;
    let last = &parts - &Rational::one();
    let number = Rational::from((&before * &parts).floor());
    let number = number.max(Rational::zero()).min(last.clone());
    let width = (&high.at - &low.at).divide(&parts)?;
    let first = &low.at + &(&width * &number);
    let second = &first + &width;
    Some([
        (!number.is_zero()).then_some(first),
        (number != last).then_some(second),
    ])
}
