//! What a walk shows: one verdict, and the figures that are its reason.

use crate::descent::number::WalkNumber;
use crate::descent::orbit::Orbit;
use crate::descent::settings::{Settings, WalkEnd};
use crate::descent::walk::{Step, Walk};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// A slope this small counts as arrived unless `--stop` says otherwise.
pub const TOLERANCE: f64 = 1e-6;

/// Share of J that a walk has to lose to be more than crawling.
const CRAWL: f64 = 0.01;

/// How many times the slope grows in a walk that runs away, where it grows step after step.
const RUNAWAY: f64 = 1e6;

/// What became of a walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WalkVerdict {
    /// A step led to where J has no value.
    Left,
    /// A step led to where J has no slope.
    NoSlope,
    /// In some row a step led to a kink, and it is not settled whether J has a slope there.
    Unsettled,
    /// J grew without end, or fell without end.
    Diverging {
        /// Did J grow in every step?
        always: bool,
        /// Does each step land on the other side?
        overshoots: bool,
        /// Did J fall, and faster and faster?
        downwards: bool,
    },
    /// The walk goes round the same few positions, or cannot move.
    Stuck {
        /// How many positions in turn; one where it cannot move.
        positions: usize,
    },
    /// The slope is below the tolerance.
    Arrived,
    /// J falls although each step lands on the other side.
    Zigzag,
    /// J hardly falls.
    Crawling,
    /// J falls in every step.
    GoingDown,
    /// None of these.
    NoPattern {
        /// In how many steps J fell.
        fell: usize,
        /// In how many it rose.
        rose: usize,
    },
}

/// A walk with its verdict.
#[derive(Clone, Debug)]
pub struct JudgedWalk {
    /// The verdict.
    pub verdict: WalkVerdict,
    /// How far J changed in each step; the first one is step 1.
    pub changes: Vec<WalkNumber>,
}

impl WalkVerdict {
    /// The word for programs and for the start of the sentence.
    pub fn word(&self) -> &'static str {
        match self {
            WalkVerdict::Left => "left the domain",
            WalkVerdict::NoSlope => "no slope",
            WalkVerdict::Unsettled => "undecided",
            WalkVerdict::Diverging { .. } => "diverging",
            WalkVerdict::Stuck { .. } => "stuck",
            WalkVerdict::Arrived => "arrived",
            WalkVerdict::Zigzag => "zigzagging down",
            WalkVerdict::Crawling => "crawling",
            WalkVerdict::GoingDown => "going down",
            WalkVerdict::NoPattern { .. } => "no pattern",
        }
    }
}

/// The walk's verdict; the first that fits, in the order of [`WalkVerdict`].
pub fn judge(walk: &Walk, settings: &Settings) -> JudgedWalk {
    let values: Vec<&WalkNumber> = walk.steps.iter().filter_map(|s| s.value.as_ref()).collect();
    let changes: Vec<WalkNumber> = values
        .windows(2)
        .map(|pair| pair[1].minus(pair[0]))
        .collect();
    let verdict = verdict(walk, settings, &values, &changes);
    JudgedWalk { verdict, changes }
}

fn verdict(
    walk: &Walk,
    settings: &Settings,
    values: &[&WalkNumber],
    changes: &[WalkNumber],
) -> WalkVerdict {
    match walk.end {
        WalkEnd::Outside(_) => return WalkVerdict::Left,
        WalkEnd::NoSlope(_) => return WalkVerdict::NoSlope,
        WalkEnd::Unsettled(_) => return WalkVerdict::Unsettled,
        _ => {}
    }
    let changes: Vec<Option<Ordering>> = changes.iter().map(WalkNumber::sign).collect();
    let fell = changes
        .iter()
        .filter(|c| c.is_some_and(Ordering::is_lt))
        .count();
    let rose = changes
        .iter()
        .filter(|c| c.is_some_and(Ordering::is_gt))
        .count();
    let slopes: Vec<Vec<f64>> = walk.steps.iter().map(slope).collect();
    let turns = slopes.windows(2).all(|pair| dot(&pair[0], &pair[1]) < 0.0);
    let alternates = slopes.len() > 1 && turns;
    let ends = values.first().zip(values.last());
    let whole = ends.and_then(|(first, last)| last.minus(first).sign());
    // Half of the steps rising to the very end is no accident of the beginning.
    let tail = &changes[changes.len() / 2..];
    let up = Some(Ordering::Greater);
    let rising = whole == up && tail.len() > 1 && tail.iter().all(|&change| change == up);
    let grew = rose > 0 && rose == changes.len();
    let end = slopes.last().map_or(0.0, |slope| steepest(slope));
    let goal = settings.stop.clone();
    let goal = goal.unwrap_or_else(|| Rational::from_f64(TOLERANCE).expect("it is finite"));
    let last = walk.steps.last();
    let flat = last.is_some_and(|step| step.slope.iter().all(|slope| slope.is_within(&goal)));
    let orbit = match walk.end {
        WalkEnd::TooLarge => None,
        _ if flat => None,
        _ => Orbit::of(&walk.steps),
    };
    // A round that the walk settles into from below is no growing without end.
    if let Some(Orbit {
        positions,
        surely: true,
    }) = orbit
    {
        return WalkVerdict::Stuck { positions };
    }
    if walk.end == WalkEnd::TooLarge || grew || rising {
        return WalkVerdict::Diverging {
            always: grew,
            overshoots: alternates,
            downwards: whole == Some(Ordering::Less),
        };
    }
    if let Some(Orbit { positions, .. }) = orbit {
        return WalkVerdict::Stuck { positions };
    }
    if flat {
        return WalkVerdict::Arrived;
    }
    let falls = fell > 0 && fell == changes.len();
    if falls && alternates {
        return WalkVerdict::Zigzag;
    }
    let start = slopes.first().map_or(0.0, |slope| steepest(slope));
    let sizes: Vec<f64> = slopes.iter().map(|slope| steepest(slope)).collect();
    let growing = sizes[sizes.len() / 2..]
        .windows(2)
        .all(|pair| pair[1] > pair[0]);
    let down = Some(Ordering::Less);
    let falling = whole == down && tail.len() > 1 && tail.iter().all(|&change| change == down);
    if (falls || falling) && growing && end > RUNAWAY * start {
        return WalkVerdict::Diverging {
            always: false,
            overshoots: false,
            downwards: true,
        };
    }
    // Where J stands on a high base a good walk loses little of it: then the slope tells.
    let lost =
        ends.is_some_and(|(first, last)| first.minus(last).to_f64() < CRAWL * first.to_f64().abs());
    if rose == 0 && !alternates && lost && end > (1.0 - 10.0 * CRAWL) * start {
        return WalkVerdict::Crawling;
    }
    if !falls {
        return WalkVerdict::NoPattern { fell, rose };
    }
    WalkVerdict::GoingDown
}

pub(super) fn slope(step: &Step) -> Vec<f64> {
    step.slope.iter().map(WalkNumber::to_f64).collect()
}

pub(super) fn steepest(slope: &[f64]) -> f64 {
    slope.iter().fold(0.0, |most, s| s.abs().max(most))
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::super::settings::StepRule;
    use super::super::walk::walk;
    use super::super::walk::{Start, walk_within};
    use super::*;
    use crate::expression::{Graph, Id, Variable};
    use crate::notation;

    #[test]
    fn an_enclosure_shows_no_digit_that_is_not_right() {
        use crate::calculus::value::Value;
        use crate::number::ball::Ball;
        // 2/3 ± 2^-21 and ± 2^-51: 5 and 14 digits are right whichever of them it is.
        for (bits, expected) in [(20, "0.66667"), (50, "0.66666666666667")] {
            let third = Ball::from_rational(&Rational::ratio(2, 3), 200);
            let wide = Ball::new(1.into(), 1, -bits - 1);
            let wide = third.add(&wide.sub(&wide.midpoint(), 200), 200);
            let number = WalkNumber::Certain(Value::Ball(wide));
            let digits = number.decimal(30).expect("some are right");
            assert_eq!(digits.to_string(), expected, "{bits} bits");
        }
    }

    #[track_caller]
    fn check(text: &str, from: &str, rate: &str, steps: usize, word: &str) -> (Walk, JudgedWalk) {
        with(text, from, rate, steps, StepRule::Plain, word)
    }

    #[track_caller]
    fn with(
        text: &str,
        from: &str,
        rate: &str,
        steps: usize,
        rule: StepRule,
        word: &str,
    ) -> (Walk, JudgedWalk) {
        let mut graph = Graph::new();
        let mut read =
            |text: &str| notation::read(&mut graph, text, &notation::Options::default()).unwrap();
        let function = read(text);
        let values: Vec<Id> = from.split(',').map(&mut read).collect();
        let variables = graph.variables(function);
        let from: Vec<(Variable, Id)> = variables.into_iter().zip(values).collect();
        let settings = Settings {
            rate: Rational::from_decimal(rate).unwrap(),
            rule,
            steps,
            stop: None,
            rows: None,
        };
        let walk = walk(&mut graph, function, &from, &settings).unwrap();
        let judged = judge(&walk, &settings);
        assert_eq!(
            judged.verdict.word(),
            word,
            "{text} from {from:?}: {judged:?}"
        );
        (walk, judged)
    }

    fn last(walk: &Walk) -> f64 {
        walk.steps.last().unwrap().point[0].to_f64()
    }

    #[test]
    fn verdicts() {
        check("w^2", "3", "0.1", 8, "going down");
        check("w^2", "3", "1", 8, "stuck");
        check("w^2", "3", "1", 1, "no pattern");
        check("w^2", "3", "1.1", 8, "diverging");
        check("w^2", "3", "0.9", 8, "zigzagging down");
        check("w^2", "3", "0.5", 3, "arrived");
        check("w^2", "3", "0.0001", 8, "crawling");
        check("ln(w)", "1", "2", 8, "left the domain");
        check("abs(w)", "3", "1", 8, "no slope");
        check("w*abs(w)", "1", "0.5", 8, "arrived");
        check("sqrt(w^2)^3 + w", "1", "0.25", 3, "going down");
        check("sqrt(w)", "1", "2", 8, "no slope");
        check("-w^4", "1", "1", 50, "diverging");
        check("-w^2", "1", "0.1", 8, "going down");
        check("sin(5w) + w^2", "3", "0.3", 9, "no pattern");
        check("x^2 + 3y^2", "1,1", "0.1", 8, "going down");
        check("exp(w) - w", "2", "0.1", 200, "arrived");
    }

    #[test]
    fn what_diverges_grows_always_or_in_the_end_or_falls() {
        for (text, from, rate, steps, told) in [
            ("w^2", "3", "1.1", 8, [true, true, false]),
            // One variable shrinks while another, small at first, swings ever further.
            (
                "x^2/50 + y^2",
                "100,0.001",
                "1.1",
                120,
                [false, false, false],
            ),
            ("-w^4", "1", "1", 50, [false, false, true]),
        ] {
            let (_, judged) = check(text, from, rate, steps, "diverging");
            let WalkVerdict::Diverging {
                always,
                overshoots,
                downwards,
            } = judged.verdict
            else {
                panic!("{judged:?}")
            };
            assert_eq!([always, overshoots, downwards], told, "{text}");
        }
        check("x^2/50 + y^2", "100,0.001", "1.1", 20, "going down");
    }

    #[test]
    fn positions_are_exact_while_fractions_are_short() {
        let (walk, judged) = check("w^2", "3", "0.1", 8, "going down");
        let end = walk.steps[8].point[0].rational().unwrap();
        assert_eq!(end, Rational::from_decimal("0.50331648").unwrap());
        assert_eq!(judged.verdict, WalkVerdict::GoingDown);
        assert!(walk.steps.iter().all(|step| step.point[0].is_exact()));
    }

    /// The map w := w − (e^w − 1)/10 by hand, in doubles.
    #[test]
    fn enclosures_agree_with_doubles() {
        let (walk, _) = check("exp(w) - w", "1", "0.1", 30, "going down");
        assert_eq!(walk.rough_from, None);
        let mut w = 1f64;
        for _ in 0..30 {
            w -= (w.exp() - 1.0) / 10.0;
        }
        assert!((last(&walk) - w).abs() < 1e-15);
        assert_eq!(
            walk.steps[30].point[0].decimal(15).unwrap().digits.len(),
            15
        );
    }

    /// w := 3.9·w·(1 − w) is chaotic and loses bits in each step: more precision keeps digits right.
    #[test]
    fn precision_rises_where_steps_spread_neighbours_apart() {
        let (walk, _) = check("1.3w^3 - 1.45w^2", "0.1", "1", 300, "no pattern");
        assert_eq!(walk.rough_from, None);
        assert!(walk.steps[300].point[0].is_certain());
    }

    /// w := w − (4w² − 3w) is chaotic: a thousand steps lose a thousand bits, and the digits stay right.
    #[test]
    fn long_walks_stay_certain() {
        let (walk, _) = check("4w^3/3 - 3w^2/2", "0.3", "1", 1000, "no pattern");
        assert_eq!(walk.rough_from, None);
        let (walk, _) = check("w^2 + w^4", "1", "0.0001", 1500, "going down");
        assert_eq!(walk.rough_from, None);
    }

    #[test]
    fn walks_past_the_work_go_on_in_doubles() {
        let mut graph = Graph::new();
        let options = notation::Options::default();
        let function = notation::read(&mut graph, "w^2 + w^4", &options).unwrap();
        let from = [(graph.variable("w"), graph.number(1))];
        let settings = Settings {
            rate: Rational::from_decimal("0.0001").unwrap(),
            rule: StepRule::Plain,
            steps: 500,
            stop: None,
            rows: None,
        };
        let start = Start {
            from: &from,
            saved: None,
        };
        let short = walk_within(&mut graph, function, &start, &settings, 3_000, &mut |_| {});
        let short = short.unwrap();
        let at = short.rough_from.expect("the work does not last");
        assert!((50..400).contains(&at), "{at}");
        assert_eq!(short.steps.len(), 501);
        let long = walk(&mut graph, function, &from, &settings).unwrap();
        let apart = (last(&short) - last(&long)).abs();
        assert!(apart < 1e-12, "{apart:e}");
    }

    /// How many steps are certain is how far the work goes at the precision that serves most of them: here
    /// a bit is lost in each step.
    #[test]
    fn steps_are_certain_as_far_as_the_work_goes() {
        let mut graph = Graph::new();
        let options = notation::Options::default();
        let function = notation::read(&mut graph, "4w^3/3 - 3w^2/2", &options).unwrap();
        let from = [(graph.variable("w"), graph.number(Rational::ratio(3, 10)))];
        let settings = Settings {
            rate: Rational::one(),
            rule: StepRule::Plain,
            steps: 1000,
            stop: None,
            rows: None,
        };
        let start = Start {
            from: &from,
            saved: None,
        };
        let mut certain = |work| {
            let walk = walk_within(&mut graph, function, &start, &settings, work, &mut |_| {});
            walk.unwrap().rough_from
        };
        for (work, reached) in [
            (500, 29),
            (3_000, 64),
            (10_000, 152),
            (30_000, 236),
            (60_000, 325),
            (300_000, 656),
        ] {
            assert_eq!(certain(work), Some(reached), "{work}");
        }
    }

    #[test]
    fn momentum_and_adam() {
        let beta = Rational::ratio(1, 2);
        let (walk, _) = with("w^2", "3", "0.1", 2, StepRule::Momentum(beta), "going down");
        // v1 = 6, w1 = 2.4; v2 = 3 + 4.8 = 7.8, w2 = 1.62.
        assert_eq!(last(&walk), 1.62);
        // The first step of Adam is α, whatever the slope: 6/(6 + 1e-8) of it.
        let (walk, _) = with("w^2", "3", "0.1", 1, StepRule::Adam, "going down");
        assert!((last(&walk) - 2.9).abs() < 1e-9);
    }

    #[test]
    fn a_round_of_several_positions_is_named() {
        // The logistic map r·w·(1 − w) at 3.5: a round of four.
        let (_, judged) = check("5w^3/6 - 1.25w^2", "0.5", "1", 300, "stuck");
        let same = |n: usize| WalkVerdict::Stuck { positions: n };
        // w − J′ = w − 2.5w² + 2.5w = 3.5w − 2.5w².
        assert_eq!(judged.verdict, same(4));
        let (_, judged) = check("w^2", "3", "1", 8, "stuck");
        assert_eq!(judged.verdict, same(2));
    }
}
