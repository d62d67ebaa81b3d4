use super::*;
use num_bigint::BigInt;
use std::cmp::Ordering;

pub(in crate::number::ball) struct Draws(pub u64);

impl Draws {
    pub(in crate::number::ball) fn word(&mut self) -> u64 {
        let mut word = 0;
        for _ in 0..2 {
            self.0 = self
                .0
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            word = word << 32 | self.0 >> 32;
        }
        word
    }

    /// Sizes near one another and far apart, midpoints at the ends of their range and within,
    /// exact and not.
    fn ball(&mut self) -> ShortBall {
        let mid = match self.word() % 8 {
            0 => u128::MAX,
            1 => 1 << 127,
            2 => u128::from(self.word() % 1000 + 1),
            _ => u128::from(self.word()) << 64 | u128::from(self.word()),
        };
        let radius = match self.word() % 4 {
            0 => 0,
            1 => u128::from(self.word() % 10),
            _ => u128::from(self.word()) << 35 >> (self.word() % 99),
        };
        let exponent = -120 + (self.word() % 9) as i32 * 17 / (1 + (self.word() % 17) as i32);
        let radius = radius >> mid.leading_zeros();
        ShortBall::new(self.word().is_multiple_of(2), mid, radius, exponent)
    }
}

/// The ends of a ball, each exact.
pub(in crate::number::ball) fn ends(ball: ShortBall) -> [Ball; 2] {
    assert!(!ball.is_unknown());
    let sign = if ball.negative { -1 } else { 1 };
    let (mid, radius) = (BigInt::from(ball.mid) * sign, BigInt::from(ball.radius));
    let exponent = i64::from(ball.exponent);
    [&mid - &radius, mid + radius].map(|end| Ball::dyadic(end, exponent))
}

/// Whether what is known of a number allows for what was computed of it with many more bits.
pub(in crate::number::ball) fn holds(short: ShortBall, long: &Ball) -> bool {
    let [low, high] = ends(short);
    let below = long.compare(&low) == Some(Ordering::Less);
    let above = long.compare(&high) == Some(Ordering::Greater);
    !below && !above
}

type Operation = fn(ShortBall, ShortBall) -> ShortBall;
type Long = fn(&Ball, &Ball) -> Ball;

/// How many times as large as needed a radius is, of a ball with these among its numbers and that
/// much for rounding.
pub(in crate::number::ball) fn excess(short: ShortBall, numbers: &[Ball], rounding: f64) -> f64 {
    let [middle, _] = ends(short.middle());
    let apart = numbers
        .iter()
        .map(|number| number.sub(&middle, 64).to_f64());
    let farthest = apart.fold(0.0, |most: f64, apart| most.max(apart.abs()));
    short.radius as f64 * libm::ldexp(1.0, short.exponent) / (farthest + rounding)
}

#[test]
fn operations_hold_what_they_give_for_every_number_of_their_balls() {
    const BITS: u64 = 700;
    // The radius of a product is taken from midpoints of 1, of which they may be half; that of a quotient
    // as if the divisor were 1/2 and both numbers 1.
    let operations: [(Operation, Long, f64); 4] = [
        (ShortBall::plus, |a, b| a.add(b, BITS), 1.01),
        (ShortBall::minus, |a, b| a.sub(b, BITS), 1.01),
        (ShortBall::times, |a, b| a.mul(b, BITS).unwrap(), 2.01),
        (ShortBall::over, |a, b| a.div(b, BITS).unwrap(), 8.01),
    ];
    let mut random = Draws(3);
    let (mut known, mut exact) = (0, 0);
    for round in 0..8_000 {
        let (a, b) = (random.ball(), random.ball());
        if a.is_unknown() || b.is_unknown() {
            continue;
        }
        for (short, long, most) in operations {
            let found = short(a, b);
            if found.is_unknown() {
                continue;
            }
            known += 1;
            exact += u32::from(found.radius == 0);
            let corners = ends(a)
                .into_iter()
                .flat_map(|a| ends(b).map(|b| long(&a, &b)));
            let corners: Vec<Ball> = corners.collect();
            for number in &corners {
                assert!(holds(found, number), "round {round}: {a:?}, {b:?}");
            }
            // A unit of the larger number, or of the result before it was moved.
            let larger = a.exponent.max(b.exponent).max(found.exponent);
            let excess = excess(found, &corners, libm::ldexp(4.0, larger));
            assert!(excess < most, "round {round}: {excess} with {a:?}, {b:?}");
        }
    }
    assert!(known > 20_000 && exact > 500, "{known}, {exact}");
}

#[test]
fn what_fits_is_exact() {
    let whole = ShortBall::whole;
    let ends = |low: u32| whole(1 << 64).plus(whole(1 << low));
    for found in [
        // 128 bits, the last of them from below the midpoint's first half.
        ends(1).times(ends(0)),
        whole(u128::MAX).plus(whole(1)),
        whole(u128::MAX).minus(whole(u128::MAX - 1)),
        ends(5).over(whole(1 << 40)),
        whole(3).power(80),
    ] {
        assert!(!found.is_unknown() && found.radius == 0, "{found:?}");
    }
    for found in [
        ends(0).times(ends(0)),
        whole(3).power(81),
        whole(1).over(whole(3)),
    ] {
        assert_ne!(found.radius, 0, "{found:?}");
    }
}

#[test]
fn what_is_not_known_stays_so() {
    let (one, unknown) = (ShortBall::whole(1), ShortBall::UNKNOWN);
    for found in [
        one.plus(unknown),
        unknown.minus(one),
        ShortBall::ZERO.times(unknown),
        ShortBall::ZERO.over(ShortBall::ZERO),
        one.over(ShortBall::ZERO),
        one.over(unknown),
        unknown.negative().power(3),
        one.widened(-60).minus(one.widened(-60)),
    ] {
        assert!(found.is_unknown(), "{found:?}");
    }
    assert!(one.minus(one).is_zero() && one.negative().plus(one).is_zero());
}

#[test]
fn doubles_lie_around() {
    let mut random = Draws(5);
    for _ in 0..2_000 {
        let ball = random.ball();
        let Some((low, high)) = ball.ends() else {
            assert!(ball.is_unknown());
            continue;
        };
        let [lower, upper] = ends(ball);
        let of = |x: f64| Ball::from_f64(x).expect("it is finite");
        assert_ne!(of(low).compare(&lower), Some(Ordering::Greater));
        assert_ne!(upper.compare(&of(high)), Some(Ordering::Greater));
        // Twice the radius, a word of its first units and the roundings of doubles.
        let radius = libm::ldexp(ball.radius as f64, ball.exponent + 1);
        let units = libm::ldexp(1.0, ball.exponent + 66);
        let roundings = libm::ldexp(low.abs().max(high.abs()), -47);
        assert!(high - low <= radius + units + roundings, "{ball:?}");
    }
    assert_eq!(
        ShortBall::double(-0.375).ends().map(|e| e.0 < -0.375),
        Some(true)
    );
    assert!(ShortBall::double(1e300).doubled(3000).ends().is_none());
}

/// As the decimals of long balls.
#[test]
fn digits_are_those_of_every_number() {
    let mut random = Draws(7);
    let mut found = 0;
    for round in 0..6_000 {
        let mut ball = random.ball();
        if ball.is_unknown() || ball.is_zero() {
            continue;
        }
        // Near a number of few digits.
        if round % 3 == 0 {
            let few = ShortBall::whole(u128::from(random.word() % 100_000 + 1));
            ball = few.over(ShortBall::whole(1000)).widened(-100);
        }
        ball.exponent += (random.word() % 300) as i32 - 150;
        let digits = 1 + (random.word() % 17) as usize;
        let Some(short) = ball.digits(digits) else {
            continue;
        };
        found += 1;
        let mut text = String::new();
        short.write(None, &mut text).expect("it is a string");
        let long = ball.to_ball().expect("it is known").decimal(digits);
        let long = long.map(|decimal| decimal.to_string());
        assert_eq!(Some(text), long, "{ball:?} to {digits}");
    }
    assert!(found > 2_000, "{found}");
    // Powers of ten are scaled by others that are cut, to either side of where their digits begin.
    for power in 0..60 {
        for off in -5_i64..=12 {
            let ten = BigInt::from(10).pow(power);
            let up = 128 - ten.bits() as i64;
            let mid = if up < 0 { ten >> -up } else { ten << up } + off;
            for radius in [1, 2, 1 << 20] {
                let ball = ShortBall::from(&Ball::new(mid.clone(), radius, -up));
                for digits in 1..=17 {
                    let Some(short) = ball.digits(digits) else {
                        continue;
                    };
                    let mut text = String::new();
                    short.write(None, &mut text).expect("it is a string");
                    let long = ball.to_ball().expect("it is known").decimal(digits);
                    assert_eq!(Some(text), long.map(|decimal| decimal.to_string()));
                }
            }
        }
    }
    // 6 within an error: whether it is rounded is not known.
    let six = ShortBall::whole(6).widened(-100);
    assert!(six.digits(15).is_none() && ShortBall::whole(6).digits(15).is_none());
}
