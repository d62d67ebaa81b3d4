//! The ranges of the table's functions hold their values, and are no wider than they have to be.

use super::*;
use crate::equality::range::{Continuity, unbroken};

const INFINITE: f64 = f64::INFINITY;
const PI: f64 = std::f64::consts::PI;

fn named(name: &str) -> Function {
    let mut all = Function::ALL.iter();
    *all.find(|f| f.name() == name).expect(name)
}

fn from_to(low: f64, high: f64) -> Range {
    Range { low, high }
}

/// Arguments in one range: its ends, what is told of the row, and many between.
fn arguments(line: &Line, x: Range) -> Vec<f64> {
    let (low, high) = (x.low.max(-30.0), x.high.min(30.0));
    let mut all: Vec<f64> = (0..=60)
        .map(|k| low + (high - low) * f64::from(k) / 60.0)
        .collect();
    all.extend([x.low, x.high]);
    if let Breaks::Points(points) = line.breaks {
        all.extend(points.iter().map(|point| point.at.double()));
    }
    for stretch in line.stretches.iter().flatten() {
        match stretch.turns {
            Turns::At(turns) => all.extend(turns),
            Turns::Every { offset, period } => {
                all.extend((-12..=12).map(|k| offset + f64::from(k) * period));
            }
            Turns::Unknown => {}
        }
    }
    all.retain(|at| x.low <= *at && *at <= x.high && at.is_finite());
    all
}

#[test]
fn ranges_of_functions_hold_their_values_tightly() {
    let ends = [
        -INFINITE, -9.0, -4.5, -PI, -2.0, -1.5, -1.0, -0.75, -0.25, 0.0, 0.3, 0.8, 1.0, 1.4, 1.5,
        2.0, PI, 4.0, 7.5, INFINITE,
    ];
    let (mut met, mut tight) = (0, 0);
    for &f in Function::ALL {
        let row = f.row();
        let Domain::Line(line) = &row.domain else {
            continue;
        };
        for (k, &low) in ends.iter().enumerate() {
            for &high in &ends[k..] {
                let x = from_to(low, high);
                let range = of_one(f, x);
                let what = format!("{} on {x:?}: {range:?}", f.name());
                let all = arguments(line, x);
                let values = all.iter().map(|at| row.double_of_one(*at));
                let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
                for value in &values {
                    assert!(
                        range.low <= *value && *value <= range.high,
                        "{what}: {value}"
                    );
                }
                met += 1;
                // Where an end is a number and there is no break, nothing is lost.
                if !x.is_bounded() || !is_smooth_along(f, x) {
                    continue;
                }
                let own = |turns: &Turns| !matches!(turns, Turns::Unknown);
                let mut turns = line.stretches.iter().flatten().map(|s| &s.turns);
                let long = high - low > 2.0 * PI;
                if !turns.clone().all(own)
                    || long && turns.any(|t| matches!(t, Turns::Every { .. }))
                {
                    continue;
                }
                let least = values.iter().copied().fold(INFINITE, f64::min);
                let most = values.iter().copied().fold(-INFINITE, f64::max);
                let room = 1e-9 * (1.0 + least.abs().max(most.abs()));
                assert!(
                    range.low >= least - room && range.high <= most + room,
                    "{what}, not {least}..{most}"
                );
                tight += 1;
            }
        }
    }
    assert!(met > 8000 && tight > 2000, "{met} {tight}");
}

/// What is known where an end is infinite, or a break.
#[test]
fn ranges_end_at_limits() {
    for (name, low, high, least, most) in [
        ("exp", -INFINITE, 0.0, 0.0, 1.0),
        ("exp", 0.0, INFINITE, 1.0, INFINITE),
        ("atan", -INFINITE, INFINITE, -PI / 2.0, PI / 2.0),
        ("atan", 0.0, INFINITE, 0.0, PI / 2.0),
        ("acot", 0.0, INFINITE, 0.0, PI / 2.0),
        ("tanh", 0.0, INFINITE, 0.0, 1.0),
        ("tanh", -INFINITE, 0.0, -1.0, 0.0),
        ("erf", -INFINITE, INFINITE, -1.0, 1.0),
        ("erfc", 0.0, INFINITE, 0.0, 1.0),
        ("logistic", -INFINITE, 0.0, 0.0, 0.5),
        ("softplus", -INFINITE, INFINITE, 0.0, INFINITE),
        ("sech", 0.0, INFINITE, 0.0, 1.0),
        ("sech", -INFINITE, INFINITE, 0.0, 1.0),
        ("cosh", -INFINITE, INFINITE, 1.0, INFINITE),
        ("cosh", -INFINITE, -1.0, 1.543_080_634_815_243_7, INFINITE),
        ("ln", 0.0, 1.0, -INFINITE, 0.0),
        ("ln", -3.0, 1.0, -INFINITE, 0.0),
        ("ln", 1.0, INFINITE, 0.0, INFINITE),
        ("sqrt", -1.0, 4.0, 0.0, 2.0),
        ("sqrt", -4.0, 0.0, 0.0, 0.0),
        ("asin", 0.5, 7.0, PI / 6.0, PI / 2.0),
        ("asin", -7.0, 7.0, -PI / 2.0, PI / 2.0),
        ("acos", -7.0, 0.0, PI / 2.0, PI),
        ("acosh", -7.0, 1.0, 0.0, 0.0),
        ("atanh", -1.0, 0.0, -INFINITE, 0.0),
        ("abs", -2.0, 1.0, 0.0, 2.0),
        ("abs", -INFINITE, 1.0, 0.0, INFINITE),
        ("sign", -2.0, 0.0, -1.0, 0.0),
        ("sign", 0.0, 2.0, 0.0, 1.0),
        ("sign", 1.0, 2.0, 1.0, 1.0),
        ("sign", 0.0, 0.0, 0.0, 0.0),
        ("heaviside", 1.0, INFINITE, 1.0, 1.0),
        ("relu", -3.0, 2.0, 0.0, 2.0),
        ("relu", -3.0, -2.0, 0.0, 0.0),
        ("floor", 0.5, 2.5, 0.0, 2.0),
        ("ceil", 0.5, 2.5, 1.0, 3.0),
        ("floor", -INFINITE, 2.5, -INFINITE, 2.0),
        (
            "tan",
            -1.0,
            1.0,
            -1.557_407_724_654_902_3,
            1.557_407_724_654_902_3,
        ),
        ("tan", 1.0, 2.0, -INFINITE, INFINITE),
        ("tan", 0.0, INFINITE, -INFINITE, INFINITE),
        ("sec", -1.0, 1.0, 1.0, 1.850_815_717_680_925_5),
        ("csc", 1.0, 2.0, 1.0, 1.188_395_105_778_121_2),
        (
            "cot",
            4.0,
            5.0,
            -0.295_812_915_532_745_5,
            0.863_691_154_450_616_6,
        ),
        ("gamma", 1.0, 3.0, 0.885_603_194_410_888_7, 2.0),
        ("gamma", 0.0, 1.0, 0.8856, INFINITE),
        ("gamma", 3.0, INFINITE, 2.0, INFINITE),
        ("gamma", 0.0, INFINITE, 0.8856, INFINITE),
        ("gamma", -1.0, INFINITE, -INFINITE, INFINITE),
        ("lgamma", 1.0, INFINITE, -0.121_486_290_535_849_6, INFINITE),
        ("sin", 0.0, 1.0, 0.0, 0.841_470_984_807_896_5),
        ("sin", 1.0, 2.0, 0.841_470_984_807_896_5, 1.0),
        ("sin", 2.0, 5.0, -1.0, 0.909_297_426_825_681_7),
        ("sin", 1.0, 1e9, -1.0, 1.0),
        ("cos", -1.0, 1.0, 0.540_302_305_868_139_7, 1.0),
        (
            "cos",
            4.0,
            6.0,
            -0.653_643_620_863_611_9,
            0.960_170_286_650_366,
        ),
        ("silu", -5.0, 0.0, -0.278_464_542_761_073_8, 0.0),
        ("sinc", 0.0, 1.0, -0.2173, 1.0),
    ] {
        let range = of_one(named(name), from_to(low, high));
        // The table gives the least value of these to four digits.
        let room = if name.ends_with("gamma") { 2e-5 } else { 1e-9 };
        let is_at = |end: f64, truth: f64, out: f64| {
            let near = out * (end - truth) >= 0.0 && (end - truth).abs() < room;
            end == truth || truth != 0.0 && near
        };
        assert!(
            is_at(range.low, least, -1.0) && is_at(range.high, most, 1.0),
            "{name} on {low}..{high}: {range:?}, not {least}..{most}"
        );
    }
    for (name, low, high) in [
        ("ln", -2.0, -1.0),
        ("ln", -2.0, 0.0),
        ("ln", 0.0, 0.0),
        ("sqrt", -2.0, -1.0),
        ("asin", 1.5, 2.0),
        ("asin", -INFINITE, -1.5),
        ("acosh", -1.0, 0.5),
        ("atanh", 1.0, 3.0),
        ("acoth", -1.0, 1.0),
    ] {
        let range = of_one(named(name), from_to(low, high));
        assert!(range.is_nowhere(), "{name} on {low}..{high}: {range:?}");
    }
}

/// Has a function a value for all numbers of a range, and how does it behave there?
#[test]
fn what_a_function_takes() {
    let (unknown, continuous, smooth) = (
        Continuity::Unknown,
        Continuity::Continuous,
        Continuity::Smooth,
    );
    for (name, low, high, takes, meets, behaves) in [
        ("ln", 0.5, 1.0, true, false, smooth),
        ("ln", 0.0, 1.0, false, true, unknown),
        ("ln", -1.0, 1.0, false, true, unknown),
        ("ln", -1.0, -0.5, false, false, smooth),
        ("sqrt", 0.0, 1.0, true, true, continuous),
        ("sqrt", 0.0, 0.0, true, true, continuous),
        ("sqrt", -1.0, 1.0, false, true, unknown),
        ("asin", -1.0, 1.0, true, true, continuous),
        ("asin", -0.5, 0.5, true, false, smooth),
        ("asin", -1.5, 0.5, false, true, unknown),
        ("asin", -0.5, 1.0, true, true, continuous),
        ("asin", 0.5, 1.5, false, true, unknown),
        ("atanh", -0.5, 0.5, true, false, smooth),
        ("atanh", -1.0, 0.5, false, true, unknown),
        ("acoth", 1.5, 3.0, true, false, smooth),
        ("acoth", 0.5, 3.0, false, true, unknown),
        ("acosh", 1.0, 3.0, true, true, continuous),
        ("lambertw", 0.0, 3.0, true, false, smooth),
        ("abs", -1.0, 1.0, true, true, continuous),
        ("abs", 0.0, 1.0, true, true, continuous),
        ("abs", -1.0, 0.0, true, true, continuous),
        ("abs", 1.0, 2.0, true, false, smooth),
        ("sign", -1.0, 1.0, true, true, unknown),
        ("sign", 1.0, 2.0, true, false, smooth),
        ("sign", -2.0, -1.0, true, false, smooth),
        ("heaviside", 0.0, 1.0, true, true, unknown),
        ("floor", 0.25, 0.75, true, false, smooth),
        ("floor", 0.25, 1.75, true, true, unknown),
        ("floor", 0.0, 0.5, true, true, unknown),
        ("round", -0.25, 0.25, true, false, smooth),
        ("round", 0.25, 0.75, true, true, unknown),
        ("tan", -1.0, 1.0, true, false, smooth),
        ("tan", 1.0, 2.0, false, true, unknown),
        ("tan", 2.0, 4.0, true, false, smooth),
        ("tan", 2.0, 5.0, false, true, unknown),
        ("tan", 0.0, INFINITE, false, true, unknown),
        ("tan", -INFINITE, 0.0, false, true, unknown),
        ("tan", 0.0, PI / 2.0, false, true, unknown),
        ("tan", PI / 2.0, 2.0, false, true, unknown),
        ("cot", 1.0, 2.0, true, false, smooth),
        ("cot", -1.0, 1.0, false, true, unknown),
        ("cot", 4.0, 5.0, true, false, smooth),
        ("cot", 100.0, 100.5, true, false, smooth),
        ("cot", 100.0, 101.0, false, true, unknown),
        ("sec", 5.0, 7.5, true, false, smooth),
        ("gamma", 1.0, 2.0, true, false, smooth),
        ("gamma", 0.5, 50.0, true, false, smooth),
        ("gamma", 0.0, 1.0, false, true, unknown),
        ("gamma", -0.75, -0.25, true, false, smooth),
        ("gamma", -1.75, -1.25, true, false, smooth),
        ("gamma", -1.25, -0.75, false, true, unknown),
        ("gamma", -0.5, 0.5, false, true, unknown),
        ("gamma", -INFINITE, -0.5, false, true, unknown),
        ("exp", -INFINITE, INFINITE, true, false, smooth),
    ] {
        let (f, x) = (named(name), from_to(low, high));
        assert_eq!(takes_one(f, x), takes, "{name} on {low}..{high}");
        assert_eq!(meets_break(f, x), meets, "{name} on {low}..{high}");
        let told = match takes {
            true => unbroken::of_one(f, x),
            false => behaves,
        };
        assert_eq!(told, behaves, "{name} on {low}..{high}");
    }
}

#[test]
fn functions_of_two_have_ranges_and_behave() {
    let (continuous, smooth, unknown) = (
        Continuity::Continuous,
        Continuity::Smooth,
        Continuity::Unknown,
    );
    for (name, x, y, range, behaves) in [
        ("max", (0.0, 1.0), (2.0, 3.0), (2.0, 3.0), smooth),
        ("max", (2.0, 3.0), (0.0, 1.0), (2.0, 3.0), smooth),
        ("max", (0.0, 2.0), (1.0, 3.0), (1.0, 3.0), continuous),
        ("max", (0.0, 1.0), (1.0, 3.0), (1.0, 3.0), continuous),
        ("max", (1.0, 3.0), (0.0, 1.0), (1.0, 3.0), continuous),
        ("min", (0.0, 2.0), (1.0, 3.0), (0.0, 2.0), continuous),
        (
            "min",
            (-INFINITE, 2.0),
            (1.0, 3.0),
            (-INFINITE, 2.0),
            continuous,
        ),
        (
            "hypot",
            (-1.0, 1.0),
            (-1.0, 1.0),
            (0.0, std::f64::consts::SQRT_2),
            continuous,
        ),
        (
            "hypot",
            (-1.0, 1.0),
            (1.0, 2.0),
            (1.0, 2.236_067_977_499_79),
            smooth,
        ),
        (
            "hypot",
            (1.0, 2.0),
            (-1.0, 1.0),
            (1.0, 2.236_067_977_499_79),
            smooth,
        ),
        ("atan2", (-1.0, 1.0), (1.0, 2.0), (-PI, PI), smooth),
        ("atan2", (-1.0, 1.0), (-1.0, 2.0), (-PI, PI), unknown),
        ("atan2", (1.0, 2.0), (-1.0, 2.0), (-PI, PI), smooth),
        ("atan2", (-1.0, 1.0), (0.0, 2.0), (-PI, PI), unknown),
    ] {
        let f = named(name);
        let (x, y) = (from_to(x.0, x.1), from_to(y.0, y.1));
        let found = of_two(f, x, y);
        let near = |a: f64, b: f64| a == b || (a - b).abs() < 1e-9;
        let what = format!("{name} {x:?} {y:?}: {found:?}");
        assert!(
            near(found.low, range.0) && near(found.high, range.1),
            "{what}"
        );
        assert_eq!(unbroken::of_two(f, x, y), behaves, "{what}");
    }
    for (x, y, nowhere) in [
        ((-2.0, -1.0), (2.0, 3.0), true),
        ((-2.0, 0.0), (2.0, 3.0), true),
        ((1.0, 2.0), (-2.0, 0.0), true),
        ((1.0, 2.0), (1.0, 1.0), true),
        ((1.0, 2.0), (0.5, 1.0), false),
        ((1.0, 2.0), (1.0, 2.0), false),
        ((-1.0, 2.0), (2.0, 3.0), false),
    ] {
        let (x, y) = (from_to(x.0, x.1), from_to(y.0, y.1));
        let found = of_two(named("log"), x, y);
        assert_eq!(found.is_nowhere(), nowhere, "{x:?} {y:?}: {found:?}");
    }
    let polygamma = |high: f64| of_two(named("polygamma"), from_to(-2.0, high), from_to(1.0, 2.0));
    assert!(polygamma(-1.0).is_nowhere() && !polygamma(0.0).is_nowhere());
}

/// Breaks far out are known as doubles only, which lie on either side of them.
#[test]
fn breaks_far_out_are_met() {
    let (tan, floor) = (named("tan"), named("floor"));
    for k in 1_000_000..1_000_200_u32 {
        let at = (f64::from(k) + 0.5) * PI;
        for x in [from_to(at, at + 1.0), from_to(at - 1.0, at)] {
            assert!(!takes_one(tan, x) && meets_break(tan, x), "{x:?}");
            assert_eq!(unbroken::of_one(tan, x), Continuity::Unknown, "{x:?}");
        }
        let clear = from_to(at + 0.5, at + 2.5);
        assert!(
            takes_one(tan, clear) && !meets_break(tan, clear),
            "{clear:?}"
        );
        assert_eq!(
            unbroken::of_one(tan, clear),
            Continuity::Smooth,
            "{clear:?}"
        );
    }
    for (low, high, behaves) in [
        (0.0, 0.0, Continuity::Unknown),
        (1e-9, 1.0 - 1e-9, Continuity::Smooth),
        (0.5, 1.0, Continuity::Unknown),
        (1.0, 1.5, Continuity::Unknown),
        (-0.5, 0.5, Continuity::Unknown),
    ] {
        assert_eq!(
            unbroken::of_one(floor, from_to(low, high)),
            behaves,
            "{low} {high}"
        );
    }
}

/// Where a turn lies is known of few, and not far out.
#[test]
fn turns_far_out_and_many_turns_are_all_met() {
    for name in ["sin", "cos"] {
        for (low, high) in [(0.0, 1e5), (-7.0, 7.0)].into_iter().chain(
            (0..50)
                .map(|k| 1e15 + 3e13 * f64::from(k))
                .map(|at| (at, at + 7.0)),
        ) {
            let range = of_one(named(name), from_to(low, high));
            assert!(
                range.holds(-1.0) && range.holds(1.0),
                "{name}: {low}, {range:?}"
            );
        }
    }
}

/// Definitions are followed through functions of two arguments.
#[test]
fn formulas_have_the_ranges_of_their_functions() {
    for (name, found) in [("max", from_to(2.0, 3.0)), ("min", from_to(1.0, 2.5))] {
        let formula = Formula::Call(named(name), Formula::ARGUMENTS.to_vec());
        let arguments = [from_to(1.0, 3.0), from_to(2.0, 2.5)];
        assert_eq!(of_formula(&formula, &arguments), found, "{name}");
    }
}
