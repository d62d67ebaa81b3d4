//! The value of each function that neural networks and statistics add to the textbook ones, far
//! out and where the plain formula cancels: against Arb, and doubles against enclosures.

#![allow(clippy::unwrap_used)]

use deriv::number::ball::{Ball, Undefined};
use deriv::number::double;
use deriv::number::exact::{self, Exact};
use deriv::number::rational::Rational;
use std::cmp::Ordering;

type Enclosure = fn(&Ball, u64) -> Result<Ball, Undefined>;
type Double = fn(f64) -> f64;

const FUNCTIONS: &[(&str, Enclosure, Double)] = &[
    ("expm1", Ball::expm1, double::expm1),
    ("log1p", Ball::log1p, double::log1p),
    ("erfc", |x, bits| x.erfc(bits), double::erfc),
    ("lgamma", Ball::lgamma, double::lgamma),
    ("digamma", Ball::digamma, double::digamma),
    ("lambertw", Ball::lambertw, double::lambertw),
    ("logistic", Ball::logistic, double::logistic),
    ("logit", Ball::logit, double::logit),
    ("softplus", Ball::softplus, double::softplus),
    ("silu", Ball::silu, double::silu),
    ("gelu", Ball::gelu, double::gelu),
    ("sinc", Ball::sinc, double::sinc),
    ("heaviside", |x, _| x.heaviside(), double::heaviside),
    ("trunc", |x, _| x.trunc(), double::trunc),
    ("relu", |x, bits| Ok(x.relu(bits)), double::relu),
];

/// Function, argument, and the value to 32 digits as Arb gives it (python-flint 0.9.0).
const FAR_AND_NEAR: &[(&str, &str, &str)] = &[
    ("expm1", "1e-400", "1.0000000000000000000000000000000e-400"),
    (
        "expm1",
        "-1e-400",
        "-1.0000000000000000000000000000000e-400",
    ),
    ("expm1", "1e-5", "1.0000050000166667083334166668056e-5"),
    ("expm1", "-2/3", "-0.48658288096740797312801357387340"),
    ("expm1", "700", "1.0142320547350045094553295952313e+304"),
    ("expm1", "-1000000", "-1.0000000000000000000000000000000"),
    ("log1p", "1e-400", "1.0000000000000000000000000000000e-400"),
    (
        "log1p",
        "-1e-400",
        "-1.0000000000000000000000000000000e-400",
    ),
    ("log1p", "1e-9", "9.9999999950000000033333333308333e-10"),
    (
        "log1p",
        "-999999999999/1000000000000",
        "-27.631021115928548208215897456212",
    ),
    ("log1p", "1e300", "690.77552789821370520539743640531"),
    ("erfc", "1e-400", "1.0000000000000000000000000000000"),
    ("erfc", "1/2", "0.47950012218695346231725334610804"),
    ("erfc", "-3", "1.9999779095030014145586272238704"),
    ("erfc", "6", "2.1519736712498913116593350399187e-17"),
    ("erfc", "27", "5.2370489237892556850160676828495e-319"),
    (
        "erfc",
        "1e5",
        "5.2348806797540455006011435707658e-4342944825",
    ),
    ("lgamma", "1e-400", "921.03403719761827360719658187375"),
    ("lgamma", "-1e-400", "921.03403719761827360719658187375"),
    ("lgamma", "1/3", "0.98542064692776706918717403697796"),
    (
        "lgamma",
        "1000000000001/1000000000000",
        "-5.7721566490071039357308837754980e-13",
    ),
    (
        "lgamma",
        "1999999999/1000000000",
        "-4.2278433477600010590202239060761e-10",
    ),
    ("lgamma", "1e30", "6.8077552789821370520539743640497e+31"),
    ("lgamma", "-7/2", "-1.3090066849930420463607151520827"),
    (
        "lgamma",
        "-2999999999999/1000000000000",
        "25.839261646701749325071853401327",
    ),
    (
        "lgamma",
        "-100000000000000000001/2",
        "-2217927733966048418592.2626119381",
    ),
    ("lgamma", "171", "706.57306224578734711072226272130"),
    (
        "digamma",
        "1e-300",
        "-1.0000000000000000000000000000000e+300",
    ),
    ("digamma", "1/2", "-1.9635100260214234794409763329988"),
    ("digamma", "1e30", "69.077552789821370520539743640530"),
    ("digamma", "-7/2", "1.3888709263595289015114046193822"),
    ("digamma", "-1000001/2", "13.122365377402495463357381156650"),
    (
        "digamma",
        "-100000000000000000001/4",
        "47.807000152350816300018008234050",
    ),
    (
        "lambertw",
        "1e-400",
        "1.0000000000000000000000000000000e-400",
    ),
    (
        "lambertw",
        "-1e-400",
        "-1.0000000000000000000000000000000e-400",
    ),
    (
        "lambertw",
        "-367879441171442/1000000000000000",
        "-0.99999995818643177126337434421695",
    ),
    ("lambertw", "-1/3", "-0.61906128673594511215232699402092"),
    ("lambertw", "-1/8", "-0.14442135313750972916896739739295"),
    ("lambertw", "-1/9", "-0.12603587326915604807330055070168"),
    ("lambertw", "1/2", "0.35173371124919582602490930092995"),
    ("lambertw", "1", "0.56714329040978387299996866221036"),
    ("lambertw", "3", "1.0499088949640399599886970705529"),
    ("lambertw", "4", "1.2021678731970429392120741654952"),
    ("lambertw", "1e300", "684.24720862976084923958762203027"),
    ("lambertw", "1e1000", "2294.8466716835068696527927859936"),
    ("logistic", "1000000", "1.0000000000000000000000000000000"),
    (
        "logistic",
        "-1000000",
        "3.2968314780885585789689079691077e-434295",
    ),
    ("logistic", "1e-400", "0.50000000000000000000000000000000"),
    ("logistic", "-5/2", "0.075858180021243551193306176646248"),
    ("logistic", "37", "0.99999999999999991466952374255935"),
    ("logit", "1e-400", "-921.03403719761827360719658187375"),
    (
        "logit",
        "500000000001/1000000000000",
        "4.0000000000000000000000053333333e-12",
    ),
    (
        "logit",
        "999999999999/1000000000000",
        "27.631021115927548208215896956212",
    ),
    ("logit", "1/5", "-1.3862943611198906188344642429164"),
    (
        "softplus",
        "-1e5",
        "3.5629495653093731210711744187487e-43430",
    ),
    ("softplus", "1e5", "100000.00000000000000000000000000"),
    ("softplus", "-1e-400", "0.69314718055994530941723212145818"),
    ("softplus", "3/2", "1.7014132779827524094994828090571"),
    ("silu", "-1e5", "-3.5629495653093731210711744187487e-43425"),
    ("silu", "1e-400", "5.0000000000000000000000000000000e-401"),
    ("silu", "-5/4", "-0.27837517353163606625060056542307"),
    ("silu", "1e5", "100000.00000000000000000000000000"),
    (
        "gelu",
        "-1e4",
        "-3.2044055119008403138811843205776e-21714725",
    ),
    ("gelu", "1e-400", "5.0000000000000000000000000000000e-401"),
    ("gelu", "-3/4", "-0.16997051428265114949529662703761"),
    ("gelu", "1e4", "10000.000000000000000000000000000"),
    ("gelu", "-30", "-1.4720141781444561178601427769741e-196"),
    ("sinc", "1e-400", "1.0000000000000000000000000000000"),
    ("sinc", "1e-3", "0.99999983333334166666646825397101"),
    ("sinc", "22/7", "-0.00040233738693824880920556606043280"),
    ("sinc", "355/113", "-8.4913671448037644422310765528738e-8"),
    ("sinc", "1e22", "-8.5220084976718880177270589375303e-23"),
];

/// A fraction or a decimal.
fn number(text: &str) -> Rational {
    match text.split_once('/') {
        Some((top, bottom)) => number(top).divide(&number(bottom)).unwrap(),
        None => match text.strip_prefix('-') {
            Some(size) => -&number(size),
            None => Rational::from_decimal(text).unwrap(),
        },
    }
}

#[test]
fn far_and_near() {
    for &(name, x, expected) in FAR_AND_NEAR {
        let (_, enclosure, _) = FUNCTIONS.iter().find(|f| f.0 == name).unwrap();
        let value = enclosure(&Ball::from_rational(&number(x), 6000), 120).unwrap();
        assert!(value.accuracy() > 100, "{name}({x}): {value:?}");
        // A decimal with an exponent of many digits is no fraction that is written out.
        let (mantissa, power) = expected.split_once('e').unwrap_or((expected, "0"));
        let mantissa = Ball::from_rational(&number(mantissa), 200);
        let scale = Ball::integer(10).powi(power.parse().unwrap(), 200).unwrap();
        let expected = mantissa.mul(&scale, 200).unwrap();
        let off = value.sub(&expected, 200).abs();
        let unit = expected
            .abs()
            .mul(&Ball::from_rational(&number("1e-30"), 64), 64)
            .unwrap();
        assert_eq!(
            off.compare(&unit),
            Some(Ordering::Less),
            "{name}({x}): {value:?}"
        );
    }
}

#[test]
fn doubles_lie_near_their_enclosures() {
    let sizes = [
        1e-300, 1e-20, 1e-5, 0.01, 0.2, 0.3, 0.49, 0.6, 0.9, 1.0, 1.4, 2.5, 3.0, 8.25, 33.0, 700.5,
    ];
    for &(name, enclosure, double) in FUNCTIONS {
        for size in sizes {
            for x in [size, -size] {
                let found = double(x);
                match enclosure(&Ball::from_f64(x).unwrap(), 80) {
                    Ok(value) => {
                        let value = value.to_f64();
                        // digamma has the error that is written above polygamma; below 0 its
                        // reflection takes the tangent of a rounded angle.
                        let (near, least) = match name {
                            "digamma" if x < 0.0 => (1e-11, 0.0),
                            "digamma" => (1e-13, 1e-13),
                            // Zeros below 0, and what is left of e^−x²/2 for a rounded x/√2.
                            "lgamma" => (1e-13, 1e-13),
                            "gelu" => (1e-12, 1e-300),
                            _ => (4e-15, 1e-310),
                        };
                        let off = (found - value).abs();
                        let fits = off <= near * value.abs() + least || found == value;
                        assert!(fits, "{name}({x}) = {found}, {value}");
                    }
                    Err(_) => assert!(!found.is_finite(), "{name}({x}) = {found}"),
                }
            }
        }
    }
}

/// Where erf and its kin change from one series to another depends on the bits asked for and on x²:
/// on both sides of that place few bits enclose what many bits find by the other way, and narrowly.
#[test]
fn ways_that_meet_agree() {
    // Halves an answer's last bits may lose to the rounding of what stands beside the series.
    const LOST: i64 = 8;
    let ways: [(&str, Enclosure); 4] = [
        ("erf", |x, bits| x.erf(bits)),
        ("erfc", |x, bits| x.erfc(bits)),
        ("gelu", Ball::gelu),
        ("lambertw", Ball::lambertw),
    ];
    for bits in (16..=240).step_by(14) {
        for off in -20..=20 {
            // e^−x² is 2^−(bits + off).
            let x = ((f64::from(bits) + f64::from(off)).max(0.1) * std::f64::consts::LN_2).sqrt();
            for (name, way) in ways {
                for x in [x, -x] {
                    let x = Ball::from_f64(x).unwrap();
                    let few = way(&x, bits as u64);
                    let many = way(&x, bits as u64 + 300);
                    let (few, many) = match (few, many) {
                        (Ok(few), Ok(many)) => (few, many),
                        (few, many) => {
                            assert_eq!(few.is_err(), many.is_err(), "{name}({x:?})");
                            continue;
                        }
                    };
                    assert!(few.overlaps(&many), "{name}({x:?}) at {bits} bits: {few:?}");
                    let right = few.accuracy();
                    assert!(
                        right >= i64::from(bits) - LOST,
                        "{name}({x:?}): {right} of {bits}"
                    );
                }
            }
        }
    }
}

#[test]
fn domains_and_jumps() {
    use Undefined::{Outside, Straddles};
    let exact = |mid: i64, exponent| Ball::dyadic(mid.into(), exponent);
    let wide = |mid: i64, radius, exponent| Ball::new(mid.into(), radius, exponent);
    assert_eq!(exact(-1, 0).log1p(64), Err(Outside));
    assert_eq!(exact(0, 0).lgamma(64), Err(Outside));
    assert_eq!(exact(-7, 0).lgamma(64), Err(Outside));
    assert_eq!(wide(-7, 1, -1).lgamma(64), Err(Straddles));
    assert_eq!(exact(-3, -3).lambertw(64), Err(Outside));
    assert_eq!(wide(-3, 1, -3).lambertw(64), Err(Straddles));
    for end in [0, 1, -1, 2] {
        assert_eq!(exact(end, 0).logit(64), Err(Outside), "{end}");
    }
    assert_eq!(wide(1, 1, -1).logit(64), Err(Straddles));
    assert_eq!(wide(3, 1, 0).logit(64), Err(Outside));
    assert_eq!(wide(0, 1, -9).heaviside(), Err(Straddles));
    assert_eq!(wide(0, 1, -9).trunc(), Ok(Ball::zero()));
    assert_eq!(wide(0, 1, 0).trunc(), Err(Straddles));
    assert_eq!(wide(-13, 1, -3).trunc(), Ok(Ball::integer(-1)));
    assert_eq!(Ball::zero().heaviside(), Ok(exact(1, -1)));
    assert_eq!(exact(-5, -1).relu(64), Ball::zero());
    assert_eq!(Ball::zero().sinc(64), Ok(Ball::one()));
    // A ball that ends where there is no value may have one, and so may a power of a number below 0.
    assert_eq!(wide(3, 1, -2).atanh(64), Err(Straddles));
    assert_eq!(wide(-3, 1, -2).atanh(64), Err(Straddles));
    assert_eq!(wide(3, 1, -1).acoth(64), Err(Straddles));
    assert_eq!(wide(-3, 1, -1).acoth(64), Err(Straddles));
    assert_eq!(exact(1, 0).acoth(64), Err(Outside));
    assert_eq!(exact(-1, 0).atanh(64), Err(Outside));
    assert_eq!(exact(-2, 0).pow(&wide(3, 1, -2), 64), Err(Straddles));
    assert_eq!(exact(-2, 0).pow(&exact(3, -2), 64), Err(Outside));
    // Of an angle within more than a turn nothing is known, however large it is.
    for exponent in [0, 1, 40, 1 << 20] {
        let (sin, cos) = wide(1 << 40, 9, exponent).sin_cos(64).unwrap();
        for value in [sin, cos] {
            assert_eq!(
                (value.lower_end(), value.upper_end()),
                (exact(-1, 0), exact(1, 0))
            );
        }
    }
    // A ball around 0 keeps what it can of 1.
    let near = wide(0, 1, -50).sinc(128).unwrap();
    assert!(near.overlaps(&Ball::one()) && near.accuracy() > 95);
}

#[test]
fn values_at_the_ends_of_domains() {
    let one = Ball::one();
    let angle = |quarters: i64| one.atan(300).mul(&Ball::integer(quarters), 300).unwrap();
    let rows = [
        (one.asin(200), 2),
        ((-&one).asin(200), -2),
        (one.acos(200), 0),
        ((-&one).acos(200), 4),
        (one.asec(200), 0),
        ((-&one).asec(200), 4),
        (one.acsc(200), 2),
        ((-&one).acsc(200), -2),
        (Ball::zero().acot(200), 2),
        (Ball::zero().atan2(&-&one, 200), 4),
        (one.atan2(&Ball::zero(), 200), 2),
        ((-&one).atan2(&Ball::zero(), 200), -2),
        ((-&one).atan2(&-&one, 200), -3),
        (one.atan2(&-&one, 200), 3),
    ];
    for (at, (found, quarters)) in rows.into_iter().enumerate() {
        let found = found.unwrap();
        let known = found.accuracy() > 190 || quarters == 0;
        assert!(known && found.overlaps(&angle(quarters)), "{at}: {found:?}");
    }
    // Twos at the end of a midpoint are told like those of its exponent.
    for (twos, exponent) in [(0_u32, 5), (3, -5), (40, 0), (7, 100)] {
        let power = Ball::dyadic(1.into(), 0).shifted(i64::from(twos) + exponent);
        let same = Ball::dyadic(num_bigint::BigInt::from(1) << twos, exponent);
        let expected = Ball::integer(i64::from(twos) + exponent);
        assert_eq!(
            (power.log2(64), same.log2(64)),
            (Ok(expected.clone()), Ok(expected))
        );
    }
    assert_eq!(
        (one.acosh(64), one.ln(64)),
        (Ok(Ball::zero()), Ok(Ball::zero()))
    );
    assert_eq!(
        (one.lgamma(64), Ball::integer(2).lgamma(64)),
        (Ok(Ball::zero()), Ok(Ball::zero()))
    );
    // What is too small stays of its sign.
    let nothing = Ball::integer(1_000_000_000).erfc(64).unwrap();
    assert!(nothing.lower_end().is_zero() && nothing.upper_end().add(&one, 64).overlaps(&one));
    let negative = Ball::dyadic((-1).into(), 0).shifted(-(1 << 40) + 5);
    let square = negative.mul(&Ball::dyadic(1.into(), -9), 64).unwrap();
    assert_eq!(square.sign(), None);
    assert!(square.upper_end().is_zero() && square.lower_end().sign() == Some(Ordering::Less));
}

#[test]
fn values_known_without_rounding() {
    let q = |top, bottom| Exact::Rational(Rational::ratio(top, bottom));
    let e = Exact::Exp(Rational::one());
    assert_eq!(exact::trunc(&q(-7, 2)), Some(q(-3, 1)));
    assert_eq!(exact::trunc(&q(7, 2)), Some(q(3, 1)));
    assert_eq!(exact::heaviside(&q(0, 1)), Some(q(1, 2)));
    assert_eq!(exact::heaviside(&q(-1, 3)), Some(q(0, 1)));
    assert_eq!(exact::heaviside(&Exact::Pi(Rational::one())), Some(q(1, 1)));
    assert_eq!(exact::relu(&q(-7, 2)), Some(q(0, 1)));
    assert_eq!(exact::relu(&e), Some(e.clone()));
    assert_eq!(exact::logistic(&q(0, 1)), Some(q(1, 2)));
    assert_eq!(exact::logit(&q(1, 2)), Some(q(0, 1)));
    assert_eq!(exact::logit(&q(1, 3)), None);
    assert_eq!(exact::sinc(&q(0, 1)), Some(q(1, 1)));
    assert_eq!(
        exact::sinc(&Exact::Pi(Rational::integer(-3))),
        Some(q(0, 1))
    );
    assert_eq!(exact::sinc(&Exact::Pi(Rational::ratio(1, 2))), None);
    assert_eq!(exact::lambertw(&e), Some(q(1, 1)));
    assert_eq!(exact::lambertw(&q(0, 1)), Some(q(0, 1)));
    assert_eq!(exact::lgamma(&q(2, 1)), Some(q(0, 1)));
    assert_eq!(exact::lgamma(&q(3, 1)), None);
}
