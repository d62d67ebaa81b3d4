//! Short and long fractions are one arithmetic, in lowest terms.

use super::*;

/// The same number, of the package that long fractions are made of.
fn long(n: &Rational) -> BigRational {
    BigRational::new_raw(n.numerator().into_owned(), n.denominator().into_owned())
}

/// Both routes of every operation, with parts on either side of where they part.
#[test]
fn short_and_long_fractions_are_one_arithmetic() {
    let limit = 1i64 << 31;
    let parts = [
        0,
        1,
        -1,
        2,
        3,
        -6,
        10,
        46_341,
        limit - 1,
        1 - limit,
        limit,
        limit + 1,
        -limit,
        1 - 2 * limit,
    ];
    let mut numbers = Vec::new();
    for p in parts {
        for q in parts.into_iter().filter(|q| *q != 0) {
            let expected = BigRational::new(p.into(), q.into());
            let number = Rational::ratio(p, q);
            assert_eq!(long(&number), expected, "{p}/{q}");
            let is_short = [expected.numer(), expected.denom()]
                .iter()
                .all(|part| part.magnitude() < &(limit as u64).into());
            assert_eq!(number.short().is_some(), is_short, "{p}/{q}");
            numbers.push(number);
        }
    }
    let same = |found: Rational, expected: BigRational| {
        assert_eq!(long(&found), expected);
        // Whatever made it, it has one form.
        assert!(found == Rational::settled(expected), "{found}");
    };
    for a in &numbers {
        let x = long(a);
        same(-a, -x.clone());
        same(a.abs(), x.abs());
        assert_eq!(a.to_string(), x.to_string());
        assert_eq!(a.floor(), x.floor().to_integer());
        assert_eq!(a.to_f64(), x.to_f64().expect("finite"));
        assert_eq!(
            a.to_i64().map(BigInt::from),
            x.is_integer().then(|| x.to_integer())
        );
        assert_eq!(a.is_integer(), x.is_integer());
        assert_eq!(a.part_bits(), (x.numer().bits(), x.denom().bits()));
        assert_eq!(a.is_odd_above(), x.numer().bit(0));
        assert_eq!(a.is_odd_below(), x.denom().bit(0));
        for n in [-5, -2, -1, 0, 1, 2, 3, 17] {
            match a.power(n) {
                Some(power) => same(power, x.pow(n as i32)),
                None => assert!(a.is_zero() && n < 0),
            }
        }
        if let Some(root) = a.root(3) {
            same(root.power(3).expect("short"), x.clone());
        }
        for b in &numbers {
            let y = long(b);
            same(a + b, &x + &y);
            same(a - b, &x - &y);
            same(a * b, &x * &y);
            assert_eq!(a.cmp(b), x.cmp(&y));
            match a.divide(b) {
                Some(quotient) => same(quotient, &x / &y),
                None => assert!(b.is_zero()),
            }
        }
    }
    for extreme in [i64::MIN, i64::MAX] {
        same(
            Rational::ratio(extreme, extreme),
            BigRational::new(extreme.into(), extreme.into()),
        );
    }
}

#[test]
fn long_fractions_are_powers_of_themselves() {
    let long = Rational::from(BigInt::one() << (2 * MAX_BITS));
    assert_eq!(long.power(1), Some(long.clone()));
    assert_eq!(long.power(-1), long.reciprocal());
    assert_eq!(long.power(2), None);
    assert_eq!(Rational::zero().power(-1), None);
}

#[test]
fn decimals_are_in_lowest_terms() {
    let ends = ["", "0", "25", "5000", &"0".repeat(60), "1", "6"];
    for (mantissa, exponent) in ends.iter().flat_map(|end| {
        let text = format!("9765625{end}");
        (-70..5).map(move |exponent| (text.clone(), exponent))
    }) {
        let whole = BigInt::parse_bytes(mantissa.as_bytes(), 10).expect("digits");
        let power = |n: i64| BigInt::from(10).pow(n.max(0) as u32);
        let slow = BigRational::new(whole * power(exponent), power(-exponent));
        let text = format!("{mantissa}e{exponent}");
        assert_eq!(
            Rational::from_decimal(&text),
            Some(Rational::settled(slow)),
            "{text}"
        );
    }
    assert_eq!(Rational::from_decimal("0e-5"), Some(Rational::zero()));
}

#[test]
fn long_fractions_compare() {
    let power = |n: u32| num_traits::pow::Pow::pow(BigInt::from(3), n);
    let x = Rational::new(power(200_000), BigInt::one() << 310_000).expect("no zero");
    let y = Rational::new(power(200_000) + 1, BigInt::one() << 310_000).expect("no zero");
    assert!(x == x.clone() && x != y && x < y && -y < -x.clone());
    let small = [(1, 3), (-1, 3), (0, 1), (2, 3), (-5, 1), (2, 6)];
    for (a, b) in small {
        for (c, d) in small {
            let expected = (a * d).cmp(&(c * b));
            assert_eq!(Rational::ratio(a, b).cmp(&Rational::ratio(c, d)), expected);
            let same = Rational::ratio(a, b) == Rational::ratio(c, d);
            assert_eq!(same, expected == Ordering::Equal);
        }
    }
}

#[test]
fn dyadics_are_in_lowest_terms() {
    for numerator in [0i64, 1, 6, -40, 1 << 40] {
        for exponent in [-70, -3, -1, 0, 5] {
            let slow = if exponent < 0 {
                Rational::new(numerator.into(), BigInt::one() << -exponent)
            } else {
                Rational::new(BigInt::from(numerator) << exponent, BigInt::one())
            };
            assert_eq!(
                Some(Rational::dyadic(&numerator.into(), exponent.into())),
                slow
            );
        }
    }
}

/// Of fractions in lowest terms, short and long: the decimals after the point are those of the denominator.
#[test]
fn decimals_after_the_point_are_counted() {
    for twos in [0_u32, 1, 2, 7, 40, 90] {
        for fives in [0_u32, 1, 2, 7, 40, 90] {
            let below = (BigInt::one() << twos) * BigInt::from(5).pow(fives);
            let places = u64::from(twos.max(fives));
            let number = Rational::new(BigInt::from(7), below.clone()).expect("no zero");
            assert_eq!(number.decimal_places(200), Some(places), "{number}");
            assert_eq!(number.decimal_places(places), Some(places), "{number}");
            let fewer = places
                .checked_sub(1)
                .and_then(|most| number.decimal_places(most));
            assert_eq!(fewer, None, "{number}");
            for other in [3, 11] {
                let number = Rational::new(BigInt::from(7), &below * other).expect("no zero");
                assert_eq!(number.decimal_places(200), None, "{number}");
            }
        }
    }
}

#[test]
fn a_sign_below_is_one_above() {
    for (above, below) in [(1_u32, 1_u32), (3, 2), (200, 3), (5, 200), (200, 300)] {
        let (above, below): (BigInt, BigInt) = (
            BigInt::from(3).pow(above) * 35,
            BigInt::from(2).pow(below) * 21,
        );
        let number = Rational::new(above.clone(), below.clone()).expect("no zero");
        let turned = Rational::new(above.clone(), -&below).expect("no zero");
        assert_eq!(turned, -&number);
        assert!(turned.is_negative() && turned.denominator().is_positive());
        assert_eq!(Rational::new(-above, -below).expect("no zero"), number);
    }
}

#[test]
fn only_digits_are_decimals() {
    for text in [
        "1_000", "+5", "1.-5", "--5", "", ".", "-", "1e", "1e+", "0x10", "1 000", "٣", "1.5.2",
    ] {
        assert_eq!(Rational::from_decimal(text), None, "{text}");
    }
    let long = "1234567890".repeat(5);
    for (text, top, bottom) in [
        ("-0.5", "-1".to_owned(), "2".to_owned()),
        (".25e1", "5".to_owned(), "2".to_owned()),
        ("7.", "7".to_owned(), "1".to_owned()),
        (
            "123456789012345678",
            "123456789012345678".to_owned(),
            "1".to_owned(),
        ),
        (&long, long.clone(), "1".to_owned()),
        (
            &format!("{long}e-50"),
            long[..49].to_owned(),
            format!("1{}", "0".repeat(49)),
        ),
    ] {
        let whole = |text: &str| BigInt::parse_bytes(text.as_bytes(), 10).expect("digits");
        let expected = Rational::new(whole(&top), whole(&bottom));
        assert_eq!(Rational::from_decimal(text), expected, "{text}");
    }
}
