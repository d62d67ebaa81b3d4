//! Exact values against doubles, and each where it is one: none is missed, and none is made up.

use super::*;

fn q(top: i64, bottom: i64) -> Exact {
    Q(Rational::ratio(top, bottom))
}

fn turns(top: i64, bottom: i64) -> Exact {
    pi(Rational::ratio(top, bottom))
}

fn e(top: i64, bottom: i64) -> Exact {
    power_of_e(Rational::ratio(top, bottom))
}

fn rough(x: &Exact) -> f64 {
    match x {
        Q(n) => n.to_f64(),
        Pi(n) => n.to_f64() * std::f64::consts::PI,
        Exp(n) => double::exp(n.to_f64()),
    }
}

type ExactFunction = fn(&Exact) -> Option<Exact>;

/// A function, the same of doubles, and the twelfths of π modulo 1 at which it has a fraction.
type AngleRow = (ExactFunction, fn(f64) -> f64, &'static [i64]);

#[test]
fn angles_have_the_values_that_are_fractions() {
    let functions: [AngleRow; 4] = [
        (sin, double::sin, &[0, 2, 6, 10]),
        (cos, double::cos, &[0, 4, 6, 8]),
        (tan, double::tan, &[0, 3, 9]),
        (cot, |x| 1.0 / double::tan(x), &[3, 6, 9]),
    ];
    for (number, (function, double, known)) in functions.into_iter().enumerate() {
        for k in -60..=60_i64 {
            let angle = turns(k, 12);
            let what = format!("function {number} at {k}/12");
            // The cotangent has no value at 0, and a tangent none at a right angle.
            let found = function(&angle);
            assert_eq!(found.is_some(), known.contains(&k.rem_euclid(12)), "{what}");
            if let Some(found) = found {
                assert!(found.rational().is_some(), "{what}: {found:?}");
                let truth = double(k as f64 * std::f64::consts::PI / 12.0);
                assert!((rough(&found) - truth).abs() < 1e-9, "{what}: {found:?}");
            }
        }
        for other in [q(1, 2), q(1, 1), e(1, 1), turns(1, 7), turns(5, 24)] {
            assert_eq!(function(&other), None, "function {number} at {other:?}");
        }
    }
    let inverse: [(ExactFunction, &[(i64, i64)]); 4] = [
        (asin, &[(-2, -6), (-1, -2), (0, 0), (1, 2), (2, 6)]),
        (acos, &[(-2, 12), (-1, 8), (0, 6), (1, 4), (2, 0)]),
        (atan, &[(-2, -3), (0, 0), (2, 3)]),
        (acot, &[(-2, 9), (0, 6), (2, 3)]),
    ];
    for (number, (function, known)) in inverse.into_iter().enumerate() {
        for halves in -6..=6 {
            let angle = known.iter().find(|(at, _)| *at == halves);
            let angle = angle.map(|(_, twelfths)| turns(*twelfths, 12));
            assert_eq!(function(&q(halves, 2)), angle, "{number} at {halves}/2");
        }
        assert_eq!(function(&q(1, 3)), None);
        assert_eq!(function(&turns(1, 2)), None);
    }
    for (y, x, eighths) in [
        (0, 3, Some(0)),
        (2, 2, Some(1)),
        (5, 0, Some(2)),
        (7, -7, Some(3)),
        (0, -1, Some(4)),
        (-3, -3, Some(-3)),
        (-1, 0, Some(-2)),
        (-4, 4, Some(-1)),
        (0, 0, None),
        (1, 2, None),
        (-2, 1, None),
    ] {
        let angle = eighths.map(|n| turns(n, 4));
        assert_eq!(atan2(&q(y, 1), &q(x, 1)), angle, "{y} {x}");
    }
}

#[test]
fn arithmetic_keeps_what_has_a_form() {
    let all = [
        q(0, 1),
        q(1, 1),
        q(-1, 1),
        q(3, 2),
        q(-5, 7),
        turns(1, 1),
        turns(-1, 1),
        turns(2, 3),
        e(1, 1),
        e(-1, 1),
        e(1, 2),
    ];
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * (1.0 + b.abs());
    let mut forms = [0; 4];
    for a in &all {
        for b in &all {
            let what = format!("{a:?} {b:?}");
            let (x, y) = (rough(a), rough(b));
            for (number, (found, truth)) in [
                (a.sum(b), x + y),
                (a.product(b), x * y),
                (if b.is_zero() { None } else { a.quotient(b) }, x / y),
            ]
            .into_iter()
            .enumerate()
            {
                if let Some(found) = found {
                    assert!(near(rough(&found), truth), "{what}: {found:?}");
                    // Multiples of π and powers of e are never 0 times π, or e⁰.
                    let plain = !matches!(&found, Pi(n) | Exp(n) if n.is_zero());
                    assert!(plain, "{what}: {found:?}");
                    forms[number] += 1;
                }
            }
        }
        assert_eq!(a.negative().is_some(), !matches!(a, Exp(_)), "{a:?}");
        if let Some(negative) = a.negative() {
            assert!(near(rough(&negative), -rough(a)), "{a:?}");
            forms[3] += 1;
        }
        assert_eq!(a.sign(), rough(a).total_cmp(&0.0), "{a:?}");
        assert_eq!(sign(a).map(|s| rough(&s)), Some(double::sign(rough(a))));
        assert_eq!(abs(a).map(|s| rough(&s)), Some(rough(a).abs()), "{a:?}");
    }
    // So many pairs of forms have a sum, a product and a quotient with one.
    assert_eq!(forms, [46, 76, 59, 8]);
    for (base, exponent, power) in [
        (q(4, 9), q(1, 2), Some(q(2, 3))),
        (q(4, 9), q(-3, 2), Some(q(27, 8))),
        (q(-8, 27), q(1, 3), Some(q(-2, 3))),
        (q(-8, 1), q(2, 3), Some(q(4, 1))),
        (q(-4, 1), q(1, 2), None),
        (q(2, 1), q(1, 2), None),
        (q(0, 1), q(-1, 1), None),
        (q(2, 1), turns(1, 1), None),
        (e(1, 2), q(4, 1), Some(e(2, 1))),
        (e(1, 2), q(0, 1), Some(q(1, 1))),
        (turns(2, 1), q(0, 1), Some(q(1, 1))),
        (turns(2, 1), q(1, 1), Some(turns(2, 1))),
        (turns(2, 1), q(2, 1), None),
    ] {
        assert_eq!(base.power(&exponent), power, "{base:?}^{exponent:?}");
    }
}

#[test]
fn steps_roots_and_logarithms_of_fractions() {
    for halves in -15..=15_i64 {
        let x = q(halves, 2);
        let d = halves as f64 / 2.0;
        for (found, truth) in [
            (floor(&x), d.floor()),
            (ceil(&x), d.ceil()),
            (round(&x), double::round(d)),
            (trunc(&x), d.trunc()),
        ] {
            assert_eq!(found.as_ref().map(rough), Some(truth), "{halves}/2");
        }
    }
    for (x, rounded) in [
        (q(13, 5), 3),
        (q(-13, 5), -3),
        (q(12, 5), 2),
        (q(-12, 5), -2),
    ] {
        assert_eq!(round(&x), Some(q(rounded, 1)), "{x:?}");
    }
    for step in [floor, ceil, round, trunc] {
        assert_eq!(step(&turns(1, 1)), None);
    }
    for (base, x, logarithm) in [
        (2, q(8, 1), Some(3)),
        (2, q(1, 8), Some(-3)),
        (2, q(1, 1), Some(0)),
        (2, q(6, 1), None),
        (2, q(3, 8), None),
        (2, q(-8, 1), None),
        (2, q(0, 1), None),
        (10, q(1000, 1), Some(3)),
        (10, q(1, 10), Some(-1)),
        (10, q(999, 1), None),
        (3, q(243, 1), Some(5)),
        (3, e(1, 1), None),
    ] {
        let logarithm = logarithm.map(|n| q(n, 1));
        assert_eq!(log_to(&x, base), logarithm, "{x:?} to {base}");
        assert_eq!(log(&x, &q(base, 1)), logarithm, "{x:?} to {base}");
    }
    let long = Q(Rational::integer(10).power(300).expect("a power"));
    assert_eq!(log_to(&long, 10), Some(q(300, 1)));
    for (x, base, logarithm) in [
        (e(3, 1), e(2, 1), Some(q(3, 2))),
        (q(1, 1), e(2, 1), Some(q(0, 1))),
        (q(1, 1), q(1, 2), Some(q(0, 1))),
        (q(8, 1), q(1, 2), None),
        (q(8, 1), q(-2, 1), None),
        (q(2, 1), e(1, 1), None),
    ] {
        assert_eq!(log(&x, &base), logarithm, "{x:?} to {base:?}");
    }
    for (x, logarithm) in [
        (q(1, 1), Some(q(0, 1))),
        (q(2, 1), None),
        (e(-2, 3), Some(q(-2, 3))),
        (turns(1, 1), None),
    ] {
        assert_eq!(ln(&x), logarithm, "{x:?}");
    }
    assert_eq!(exp(&q(0, 1)), Some(q(1, 1)));
    assert_eq!(exp(&q(2, 3)), Some(e(2, 3)));
    assert_eq!(exp(&turns(1, 1)), None);
    for (x, degree, found) in [
        (q(9, 4), 2, Some(q(3, 2))),
        (q(-27, 1), 3, Some(q(-3, 1))),
        (q(2, 1), 2, None),
        (e(3, 1), 2, Some(e(3, 2))),
        (turns(4, 1), 2, None),
    ] {
        assert_eq!(root(&x, degree), found, "{x:?}");
    }
    let (three, four) = (q(3, 1), q(4, 1));
    assert_eq!(min(&three, &four), Some(three.clone()));
    assert_eq!(max(&three, &four), Some(four.clone()));
    assert_eq!(min(&four, &three), max(&three, &three));
    assert_eq!(max(&three, &turns(1, 1)), None);
    assert_eq!(hypot(&three, &four), Some(q(5, 1)));
    assert_eq!(hypot(&three, &three), None);
    for (n, factorial) in [
        (1, Some(1)),
        (2, Some(1)),
        (5, Some(24)),
        (0, None),
        (-1, None),
    ] {
        assert_eq!(gamma(&q(n, 1)), factorial.map(|n| q(n, 1)), "{n}");
    }
    assert_eq!(gamma(&q(1, 2)), None);
    assert_eq!([odd(&q(0, 1)), odd(&q(1, 1))], [Some(q(0, 1)), None]);
    assert_eq!(
        [one_at_zero(&q(0, 1)), one_at_zero(&e(1, 1))],
        [Some(q(1, 1)), None]
    );
    assert_eq!(
        [zero_at_one(&q(1, 1)), zero_at_one(&q(0, 1))],
        [Some(q(0, 1)), None]
    );
    assert_eq!(reciprocal(Some(q(2, 3))), Some(q(3, 2)));
    assert_eq!(reciprocal(Some(q(0, 1))), None);
}
