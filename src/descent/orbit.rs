//! The round of positions that a walk goes at its end, if it does.

use crate::descent::number::WalkNumber;
use crate::descent::walk::Step;
use std::cmp::Ordering;

/// Relative difference up to which two positions of a walk count as the same: some hundred roundings.
const SAME: f64 = 1e-12;

/// The same for a round that the walk is still settling into: the digits of the table. Each turn comes
/// nearer by this factor at least, else it is a walk that zigzags down slowly.
const NEARLY: f64 = 1e-4;
const SETTLING: f64 = 0.9;

/// How many times as far a walk that goes round moves in a step as it is off after a turn.
const ROUND: f64 = 1000.0;

/// Most positions in turn that are looked for.
const MAX_ROUND: usize = 8;

/// A round of positions that a walk is in at its end.
pub(super) struct Orbit {
    /// How many they are; one where it stays.
    pub(super) positions: usize,
    /// Is that more than what doubles round?
    pub(super) surely: bool,
}

/// How far positions are apart.
#[derive(Clone, Copy)]
struct Apart {
    /// Relative to the larger of two coordinates, at most.
    most: f64,
    /// Are they two for sure?
    surely: bool,
}

impl Apart {
    fn of(a: &WalkNumber, b: &WalkNumber) -> Apart {
        let off = a.minus(b);
        let surely = off.is_certain() && off.sign().is_some_and(Ordering::is_ne);
        let (apart, size) = (off.to_f64().abs(), a.to_f64().abs().max(b.to_f64().abs()));
        // Where doubles do not hold them, or an enclosure does not tell them apart, fractions do.
        let most = match off.is_certain() && !(surely && apart.is_normal() && size.is_normal()) {
            true => off.most_of(&[a, b]),
            false if apart == 0.0 => 0.0,
            false => apart / size,
        };
        Apart { most, surely }
    }

    fn or(self, other: Apart) -> Apart {
        Apart {
            most: self.most.max(other.most),
            surely: self.surely || other.surely,
        }
    }
}

impl Orbit {
    /// The shortest one; `None` where it is in none.
    pub(super) fn of(steps: &[Step]) -> Option<Orbit> {
        let tail = &steps[steps.len().saturating_sub(3 * MAX_ROUND)..];
        let [.., first, second, third] = tail else {
            return None;
        };
        let between = |one: &Step, other: &Step| {
            let pairs = one.point.iter().zip(&other.point);
            let none = Apart {
                most: 0.0,
                surely: false,
            };
            pairs.fold(none, |all, (a, b)| all.or(Apart::of(a, b)))
        };
        // Certain numbers move, if ever so little, wherever there is a slope.
        let rough = third.point.iter().all(|n| !n.is_certain());
        if rough && between(first, second).most == 0.0 && between(second, third).most == 0.0 {
            return Some(Orbit {
                positions: 1,
                surely: true,
            });
        }
        // How far a turn of `count` positions is from the one before, `back` turns ago.
        let apart = |count: usize, back: usize| {
            let end = tail.len().checked_sub(back * count)?;
            let pair = tail.get(end.checked_sub(2 * count)?..end)?;
            let each = (0..count).map(|at| between(&pair[at], &pair[at + count]));
            each.reduce(Apart::or)
        };
        // The shortest way round. Of one position: the walk comes to rest.
        let within = |most: f64| {
            let near = |count: &usize| apart(*count, 0).is_some_and(|now| now.most <= most);
            (1..=MAX_ROUND).find(near).filter(|&count| count > 1)
        };
        let settling = |count: usize| {
            let (now, before, moves) = (apart(count, 0)?, apart(count, 1)?, apart(1, 0)?);
            // A walk that comes to rest moves from step to step by no more than from turn to turn.
            Some(now.most <= SETTLING * before.most && moves.most >= ROUND * now.most)
        };
        let settling = |count: usize| settling(count) == Some(true);
        let same = within(SAME).filter(|&count| {
            let turn = |back| apart(count, back);
            let off = turn(0).is_some_and(|now| now.surely);
            // Turns that are two for sure are one only as they come nearer.
            !off || turn(1)
                .zip(turn(0))
                .is_some_and(|(before, now)| now.most < before.most)
        });
        let nearly = || within(NEARLY).filter(|&count| settling(count));
        let positions = same.or_else(nearly)?;
        let certain = third.point.iter().all(WalkNumber::is_certain);
        Some(Orbit {
            positions,
            surely: certain || settling(positions),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::value::Value;
    use crate::number::ball::Ball;
    use crate::number::rational::Rational;

    /// How far two numbers are apart is told of fractions where doubles do not hold them, and they are two
    /// for sure only where both are certain and their enclosures do not meet.
    #[test]
    fn two_numbers_are_as_far_apart_as_they_are() {
        let exact = |n: Rational| WalkNumber::Certain(Value::Exact(n.into()));
        let whole = |n: i64| exact(Rational::integer(n));
        let tiny = Rational::ratio(1, 10).power(400).expect("it is a fraction");
        let around = |n: i64| {
            let wide = Ball::new(n.into(), 1, -20);
            WalkNumber::Certain(Value::Ball(wide))
        };
        let third: f64 = 2.0 / 3.0;
        for (a, b, most, surely) in [
            (
                WalkNumber::Rough(1.0),
                WalkNumber::Rough(3.0),
                third..=third,
                false,
            ),
            (
                WalkNumber::Rough(0.0),
                WalkNumber::Rough(0.0),
                0.0..=0.0,
                false,
            ),
            (WalkNumber::Rough(1.0), whole(3), third..=third, false),
            (whole(1), whole(3), third..=third, true),
            (whole(3), whole(3), 0.0..=0.0, false),
            (
                exact(tiny.clone()),
                exact(&tiny * &Rational::integer(3)),
                third..=third.next_up(),
                true,
            ),
            (
                whole(1),
                exact(&tiny + &Rational::one()),
                f64::MIN_POSITIVE * f64::EPSILON..=f64::MIN_POSITIVE,
                true,
            ),
            (around(1 << 19), around((1 << 19) + 1), 1e-6..=1e-5, false),
            (
                around(1 << 19),
                around(3 << 19),
                third - 1e-5..=third + 1e-5,
                true,
            ),
        ] {
            let apart = Apart::of(&a, &b);
            assert!(most.contains(&apart.most), "{a:?} {b:?}: {}", apart.most);
            assert_eq!(apart.surely, surely, "{a:?} {b:?}");
        }
    }

    /// Only doubles stay where they are; what is certain goes round where the positions come back, or come
    /// nearer with every turn.
    #[test]
    fn a_round_is_what_comes_back() {
        let each = |all: &[f64], number: fn(f64) -> WalkNumber| -> Vec<WalkNumber> {
            all.iter().map(|x| number(*x)).collect()
        };
        let rough = |all: &[f64]| each(all, WalkNumber::Rough);
        let exact = |all: &[f64]| each(all, WalkNumber::exactly);
        let settling = |share: f64| -> Vec<f64> {
            let turned = |at: i32| if at % 2 == 0 { 1.0 } else { -1.0 };
            let place = |at: i32| turned(at) * (1.0 + 1e-3 * (0..at).fold(1.0, |n, _| n * share));
            (0..24).map(place).collect()
        };
        let cases = [
            (rough(&[2.0, 1.0, 1.0, 1.0]), Some((1, true))),
            (rough(&[3.0, 2.0, 1.0, 1.0]), None),
            (rough(&[3.0, 1.0, 1.0, 0.5]), None),
            (exact(&[1.0, 1.0, 1.0, 1.0]), None),
            (exact(&[3.0, 1.0, 3.0, 1.0, 3.0]), Some((2, true))),
            (rough(&[3.0, 1.0, 3.0, 1.0, 3.0]), Some((2, false))),
            (exact(&[1.0, 2.0, 3.0, 1.0, 2.0, 3.0]), Some((3, true))),
            (exact(&settling(0.5)), Some((2, true))),
            (exact(&settling(0.99)), None),
            (exact(&[1.0, 2.0, 4.0, 8.0, 16.0]), None),
        ];
        for (positions, expected) in cases {
            let steps: Vec<Step> = positions
                .iter()
                .map(|position| Step {
                    point: vec![position.clone()],
                    value: None,
                    slope: Vec::new(),
                })
                .collect();
            let found = Orbit::of(&steps).map(|orbit| (orbit.positions, orbit.surely));
            assert_eq!(found, expected, "{positions:?}");
        }
    }
}
