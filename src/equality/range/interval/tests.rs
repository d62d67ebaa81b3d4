//! Ends of intervals against fractions, which are exact: no number is lost, and an end that is a
//! double stays that double.

use super::*;

/// Doubles of every kind: whole, short, long, at the edges of what can be multiplied exactly.
const DOUBLES: [f64; 27] = [
    0.0,
    1.0,
    2.0,
    3.0,
    7.0,
    0.5,
    0.1,
    1.0 / 3.0,
    1.0 + f64::EPSILON,
    1.0 - f64::EPSILON / 2.0,
    134_217_729.0,
    67_108_865.0,
    94_906_267.0,
    4_503_599_627_370_497.0,
    9_007_199_254_740_991.0,
    1e22,
    1e23,
    3e149,
    1e150,
    7e150,
    3e160,
    1e300,
    f64::MAX,
    1e-100,
    3e-101,
    1e-250,
    f64::MIN_POSITIVE,
];

fn signed() -> impl Iterator<Item = f64> + Clone {
    DOUBLES.into_iter().flat_map(|x| [x, -x])
}

fn exact(x: f64) -> Rational {
    Rational::from_f64(x).expect("finite")
}

fn from_to(low: f64, high: f64) -> Range {
    Range { low, high }
}

fn point(x: f64) -> Range {
    from_to(x, x)
}

/// Is a range the fraction alone where that is a double, else the doubles around it, or the next but
/// one?
#[track_caller]
fn is_around(range: Range, truth: &Rational, what: &str) {
    ends_around(range, truth, truth, what);
}

/// The same for two ends.
#[track_caller]
fn ends_around(range: Range, least: &Rational, most: &Rational, what: &str) {
    assert!(
        end_around(range.low, least, 1.0) && end_around(-range.high, &-most, 1.0),
        "{what}: {range:?}"
    );
}

/// Is a lower end at a fraction, or a little below where that is no double? `one` is what is exact.
fn end_around(end: f64, truth: &Rational, one: f64) -> bool {
    let rounded = truth.to_f64();
    if rounded.is_infinite() || !end.is_finite() {
        return end == rounded.min(f64::MAX * one) || end == rounded.next_down();
    }
    match exact(rounded) == *truth {
        true => end == rounded,
        false => exact(end) < *truth && end >= rounded.next_down(),
    }
}

/// Too small for the product to be asked whether it is exact.
fn is_tiny(product: &Rational) -> bool {
    !product.is_zero() && product.abs().to_f64() <= 1e-200
}

#[test]
fn sums_and_products_of_doubles_are_enclosed_tightly() {
    for a in signed() {
        for b in signed() {
            let what = format!("{a:e} {b:e}");
            let sum = &exact(a) + &exact(b);
            is_around(point(a).sum(point(b)), &sum, &what);
            let truth = &exact(a) * &exact(b);
            let product = point(a).product(point(b));
            let scaled = point(a).scaled(b);
            if is_tiny(&truth) {
                let near = |range: Range| {
                    range.low < range.high
                        && exact(range.low) <= truth
                        && truth <= exact(range.high)
                        && range.high - range.low <= 1e-200
                };
                assert!(near(product), "{what}: {product:?}");
                assert!(b == 0.0 || near(scaled), "{what}: {scaled:?}");
                continue;
            }
            is_around(product, &truth, &what);
            if b != 0.0 {
                is_around(scaled, &truth, &what);
            }
        }
    }
}

#[test]
fn ranges_of_products_end_at_products_of_ends() {
    let ends = [-1e160, -7.0, -0.1, 0.0, 0.5, 3.0, 1e22, 1e300];
    let ranges = || {
        let pairs = ends.iter().enumerate();
        pairs.flat_map(|(k, &low)| ends[k..].iter().map(move |&high| from_to(low, high)))
    };
    for a in ranges() {
        for b in ranges() {
            let what = format!("{a:?} {b:?}");
            let all = [a.low, a.high].map(|x| [b.low, b.high].map(|y| &exact(x) * &exact(y)));
            let all = || all.iter().flatten();
            let (least, most) = (all().min().expect("four"), all().max().expect("four"));
            ends_around(a.product(b), least, most, &what);
            let sum = a.sum(b);
            let least = &exact(a.low) + &exact(b.low);
            ends_around(sum, &least, &(&exact(a.high) + &exact(b.high)), &what);
        }
        let (low, high) = (exact(a.low), exact(a.high));
        for scale in [-1e10, -4.0, -0.1, 0.25, 1.0, 3.0] {
            let (one, other) = (&low * &exact(scale), &high * &exact(scale));
            let (least, most) = (one.clone().min(other.clone()), one.max(other));
            ends_around(a.scaled(scale), &least, &most, &format!("{a:?} {scale}"));
        }
        for scale in [-4.0, 0.25, 1024.0] {
            assert!(a.is_shifted_by(scale), "{a:?} {scale}");
            assert_eq!(a.shifted(scale), a.scaled(scale), "{a:?} {scale}");
        }
    }
}

#[test]
fn infinite_ends_stand_for_numbers_without_end() {
    let up = NOT_NEGATIVE;
    let down = up.negative();
    assert_eq!(down, from_to(f64::NEG_INFINITY, 0.0));
    for (a, b, product) in [
        (up, up, up),
        (up, down, down),
        (down, down, up),
        (ALL, up, ALL),
        (ALL, point(0.0), point(0.0)),
        (point(0.0), ALL, point(0.0)),
        (point(0.0), up, point(0.0)),
        (
            from_to(2.0, f64::INFINITY),
            from_to(3.0, f64::INFINITY),
            from_to(6.0, f64::INFINITY),
        ),
        (from_to(-1.0, 2.0), up, ALL),
        (NOWHERE, point(0.0), NOWHERE),
        (point(0.0), NOWHERE, NOWHERE),
        (
            from_to(0.0, 5e-324),
            from_to(0.0, 5e-324),
            from_to(0.0, 5e-324),
        ),
        (
            from_to(-5e-324, 0.0),
            from_to(0.0, 5e-324),
            from_to(-5e-324, 0.0),
        ),
    ] {
        assert_eq!(a.product(b), product, "{a:?} {b:?}");
    }
    for (a, b, sum) in [
        (up, up, up),
        (up, down, ALL),
        (
            point(f64::MAX),
            point(f64::MAX),
            from_to(f64::MAX, f64::INFINITY),
        ),
        (
            point(-f64::MAX),
            point(-f64::MAX),
            from_to(f64::NEG_INFINITY, -f64::MAX),
        ),
        (
            from_to(1.0, f64::INFINITY),
            point(2.0),
            from_to(3.0, f64::INFINITY),
        ),
    ] {
        assert_eq!(a.sum(b), sum, "{a:?} {b:?}");
    }
    assert_eq!(up.scaled(-2.0), down);
    assert_eq!(down.scaled(3.0), down);
}

#[test]
fn what_is_shifted_stays_a_double() {
    for (range, scale, fits) in [
        (from_to(0.0, 1.0), 4.0, true),
        (from_to(0.0, 1e308), 4.0, false),
        (from_to(-1e308, 0.0), 4.0, false),
        (from_to(0.0, 1e308), -4.0, false),
        (from_to(1e-307, 1.0), 0.0625, false),
        (from_to(1e-307, 1.0), 0.25, true),
        (from_to(-1.0, 1e-307), 0.0625, false),
        (from_to(f64::MIN_POSITIVE, 1.0), 0.5, false),
        (from_to(f64::MIN_POSITIVE, 1.0), 2.0, true),
        (from_to(0.0, f64::INFINITY), 2.0, false),
        (from_to(0.0, 0.0), 0.5, true),
    ] {
        assert_eq!(range.is_shifted_by(scale), fits, "{range:?} {scale}");
    }
}

#[test]
fn reciprocals_powers_and_roots_have_tight_ends() {
    for a in signed().filter(|a| *a != 0.0) {
        let truth = exact(a).reciprocal().expect("not 0");
        let range = point(a).reciprocal();
        let size = truth.abs().to_f64();
        if (1e-290..1e290).contains(&size) {
            is_around(range, &truth, &format!("1/{a:e}"));
        }
        for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17, 31, 40, 64, 99] {
            // Of very large and very small numbers high powers are too long.
            let Some(truth) = exact(a).power(n) else {
                assert!(n > 12, "{a:e}^{n}");
                continue;
            };
            let range = point(a).power(n.unsigned_abs());
            let double = truth.to_f64();
            let what = format!("{a:e}^{n}: {range:?}");
            assert!(range.low <= range.high, "{what}");
            // Whole powers that are doubles on the way, too, are these doubles.
            let whole = a.abs() == a.abs().round() && double.is_finite();
            let short = whole && exact(double) == truth || a.abs() == 0.5 || n == 1;
            if short {
                assert_eq!(range, point(double), "{what}");
            } else if double.abs() > 1e-200 && double.is_finite() {
                let room = double.abs() * 3e-12;
                assert!(
                    double - room <= range.low && range.high <= double + room,
                    "{what}"
                );
                assert!(exact(range.low) <= truth, "{what}");
                assert!(
                    !range.high.is_finite() || truth <= exact(range.high),
                    "{what}"
                );
                assert!(n == 1 || a.abs() > 1e15 || range.low < range.high, "{what}");
            } else if double.abs() < 1e-300 {
                assert!(range.low <= double && double <= range.high, "{what}");
                assert!(range.high - range.low > 0.0, "{what}");
                assert!(range.high.abs() <= 1e-199, "{what}");
            }
        }
    }
    let infinite = f64::INFINITY;
    for (range, n, power) in [
        (from_to(-2.0, 3.0), 1, from_to(-2.0, 3.0)),
        (from_to(-2.0, 3.0), 2, from_to(0.0, 9.0)),
        (from_to(-4.0, 3.0), 2, from_to(0.0, 16.0)),
        (from_to(-4.0, -3.0), 2, from_to(9.0, 16.0)),
        (from_to(2.0, 3.0), 2, from_to(4.0, 9.0)),
        (from_to(-2.0, 3.0), 3, from_to(-8.0, 27.0)),
        (from_to(-2.0, 3.0), 8, from_to(0.0, 6561.0)),
        (from_to(-2.0, 3.0), 9, from_to(-512.0, 19683.0)),
        (from_to(2.0, 3.0), 9, from_to(512.0, 19683.0)),
        (from_to(-3.0, -2.0), 9, from_to(-19683.0, -512.0)),
        (from_to(-3.0, -2.0), 10, from_to(1024.0, 59049.0)),
        (from_to(-3.0, 2.0), 10, from_to(0.0, 59049.0)),
        (from_to(-2.0, 3.0), 2_000_001, ALL),
        (from_to(2.0, 3.0), 2_000_001, NOT_NEGATIVE),
        (from_to(-3.0, -2.0), 2_000_001, NOT_NEGATIVE.negative()),
        (from_to(-3.0, -2.0), 2_000_000, NOT_NEGATIVE),
        (from_to(-3.0, 2.0), 2_000_000, NOT_NEGATIVE),
        (from_to(-3.0, infinite), 4, NOT_NEGATIVE),
        (from_to(0.0, 1e-200), 2, from_to(0.0, f64::MIN_POSITIVE)),
    ] {
        assert_eq!(range.power(n), power, "{range:?}^{n}");
    }
    for (range, reciprocal) in [
        (from_to(2.0, 4.0), from_to(0.25, 0.5)),
        (from_to(-4.0, -2.0), from_to(-0.5, -0.25)),
        (from_to(0.0, 4.0), from_to(0.25, infinite)),
        (from_to(-4.0, 0.0), from_to(-infinite, -0.25)),
        (from_to(2.0, infinite), from_to(0.0, 0.5)),
        (from_to(-1.0, 1.0), ALL),
        (point(0.0), NOWHERE),
        (NOWHERE, NOWHERE),
    ] {
        assert_eq!(range.reciprocal(), reciprocal, "1/{range:?}");
    }
    let thirds = from_to(3.0, 5.0).reciprocal();
    ends_around(
        thirds,
        &Rational::ratio(1, 5),
        &Rational::ratio(1, 3),
        "1/[3, 5]",
    );
    for (range, low, high) in [
        (from_to(-5.0, 9.0), -3.0, 3.0),
        (from_to(4.0, 16.0), -4.0, 4.0),
        (from_to(-5.0, 0.0), 0.0, 0.0),
        (from_to(0.0, 0.25), -0.5, 0.5),
    ] {
        assert_eq!(range.roots(), from_to(low, high), "{range:?}");
    }
    assert_eq!(from_to(-5.0, -1.0).roots(), NOWHERE);
    for square in [2.0, 3.0, 0.1, 1e23, 1e-150] {
        let roots = from_to(-1.0, square).roots();
        let root = square.sqrt();
        assert_eq!(roots.low, -roots.high, "{square}");
        let end = exact(roots.high);
        assert!(&end * &end > exact(square), "{square}: {roots:?}");
        assert!(roots.high <= root.next_up(), "{square}: {roots:?}");
    }
}

#[test]
fn sizes_signs_and_single_numbers() {
    for (range, abs, sign) in [
        (from_to(2.0, 3.0), from_to(2.0, 3.0), 1),
        (from_to(0.0, 3.0), from_to(0.0, 3.0), 1),
        (from_to(-3.0, -2.0), from_to(2.0, 3.0), -1),
        (from_to(-3.0, 0.0), from_to(0.0, 3.0), -1),
        (from_to(-3.0, 2.0), from_to(0.0, 3.0), 0),
        (from_to(-2.0, 3.0), from_to(0.0, 3.0), 0),
        (point(0.0), point(0.0), 0),
    ] {
        assert_eq!(range.abs(), abs, "{range:?}");
        assert_eq!(range.sign(), sign, "{range:?}");
    }
    for (range, x, holds) in [
        (from_to(1.0, 2.0), 1.0, true),
        (from_to(1.0, 2.0), 2.0, true),
        (from_to(1.0, 2.0), 1.5, true),
        (from_to(1.0, 2.0), 0.5, false),
        (from_to(1.0, 2.0), 2.5, false),
    ] {
        assert_eq!(range.holds(x), holds, "{range:?} {x}");
    }
    for (range, is_point) in [
        (point(3.0), true),
        (point(-1e9), true),
        (point(1e9), true),
        (point(1e10), false),
        (from_to(3.0, 4.0), false),
    ] {
        assert_eq!(range.is_point(), is_point, "{range:?}");
    }
    for (n, exact) in [
        ("7", Some(7.0)),
        ("-0.25", Some(-0.25)),
        ("0.1", None),
        ("1e22", Some(1e22)),
        ("9007199254740993", None),
        ("-9007199254740993", None),
        ("1e-400", None),
        ("1000000000", Some(1e9)),
    ] {
        let n = Rational::from_decimal(n).expect("a decimal");
        let range = Range::around(&n);
        match exact {
            Some(x) => assert_eq!(range, point(x), "{n:?}"),
            None => {
                assert!(tests::exact(range.low) < n, "{range:?}");
                assert!(n < tests::exact(range.high), "{range:?}");
                assert_eq!(range.low.next_up().next_up(), range.high, "{range:?}");
            }
        }
    }
    let large = Rational::from_decimal("1e400").expect("a decimal");
    assert_eq!(Range::around(&large), from_to(f64::MAX, f64::INFINITY));
    assert!(point(1.0).is_bounded() && !NOT_NEGATIVE.is_bounded());
    assert!(!NOT_NEGATIVE.negative().is_bounded());
}

#[test]
fn ends_of_functions_move_by_their_error() {
    for (x, error) in [
        (0.0, 0.0),
        (1.0, 1e-12),
        (-2.0, 2e-12),
        (1e-289, 1e-301),
        (-1e-295, 1e-307 + 1e-320),
        (1e-310, 1.01e-320),
        (f64::INFINITY, 0.0),
        (f64::NEG_INFINITY, 0.0),
    ] {
        let off = (function_error(x) - error).abs();
        assert!(off <= error * 1e-3, "{x:e}: {:e}", function_error(x));
    }
    for (low, high, range) in [
        (0.0, 0.0, point(0.0)),
        (1.0, 2.0, from_to(1.0 - 1e-12, 2.0 + 2e-12)),
        (-2.0, -1.0, from_to(-2.0 - 2e-12, -1.0 + 1e-12)),
        (f64::NAN, f64::NAN, ALL),
        (f64::NEG_INFINITY, f64::INFINITY, ALL),
    ] {
        assert_eq!(widened(low, high), range, "{low:e} {high:e}");
    }
    // What is past all doubles is a number.
    assert!(widened(f64::INFINITY, f64::INFINITY).low < f64::MAX);
    assert!(widened(f64::INFINITY, f64::INFINITY).low > 1e308);
    assert!(widened(f64::NEG_INFINITY, f64::NEG_INFINITY).high > f64::MIN);
    assert!(widened(f64::NEG_INFINITY, f64::NEG_INFINITY).high < -1e308);
    // And so is what is too small for one.
    let lost = from_to(-900.0, -800.0).rising(crate::number::double::exp);
    assert!(lost.low <= 0.0 && lost.high > 0.0, "{lost:?}");
    assert_eq!(from_to(-1.0, 0.0).rising(|x| x), from_to(-1.0 - 1e-12, 0.0));
    assert_eq!(from_to(0.0, 1.0).rising(|x| x - 1.0).high, 0.0);
}
