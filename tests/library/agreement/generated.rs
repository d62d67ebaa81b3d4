//! Drawn expressions at drawn points: few bits against many, the exact route against balls alone,
//! and the derivative against quotients of differences.

use crate::agreement::drawn::{self, Draw};
use crate::agreement::{fraction, moved, power_of_ten, quotient};
use deriv::calculus::value::{Known, Stop, Value, Values, evaluate};
use deriv::expression::functions::Enclosure;
use deriv::expression::{Graph, Id, Node, Variable};
use deriv::notation::write;
use deriv::number::ball::{Ball, Undefined};
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort};
use std::cmp::Ordering;

/// Greatest depth of a drawn expression.
const DEPTH: usize = 5;

/// Expressions and points that are drawn, all together 100,000 pairs.
const EXPRESSIONS: usize = 12_500;
const POINTS: usize = 8;

/// Bits of the value that the others are held against, and of those others.
const REFEREE: u64 = 400;
const LOW: [u64; 2] = [64, 96];

/// What became of the pairs.
#[derive(Default)]
struct Tally {
    defined: usize,
    outside: usize,
    other: usize,
    enclosed: usize,
    alone: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.defined += other.defined;
        self.outside += other.outside;
        self.other += other.other;
        self.enclosed += other.enclosed;
        self.alone += other.alone;
    }
}

/// Whether both balls may hold one number: asked of their ends, without the kernel's own
/// `overlaps`.
fn meet(a: &Ball, b: &Ball) -> bool {
    let below = |low: &Ball, high: &Ball| {
        low.lower_end().compare(&high.upper_end()) != Some(Ordering::Greater)
    };
    below(a, b) && below(b, a)
}

/// The value by balls alone: no exact values, no special cases but whole powers and odd roots.
fn by_balls(
    graph: &Graph,
    root: Id,
    point: &[(Variable, Id)],
    bits: u64,
) -> Result<Ball, Undefined> {
    let mut needed = vec![root];
    needed.extend(point.iter().map(|(_, id)| *id));
    let parts = graph.parts(&needed);
    let mut of: Vec<Option<Ball>> = vec![None; graph.len()];
    let at_point = graph.parts(&needed[1..]);
    for id in at_point.into_iter().chain(parts) {
        let get = |id: Id| of[id.index()].as_ref().expect("arguments come first");
        let ball = match graph.node(id) {
            Node::Number(n) => Ball::from_rational(n, bits),
            Node::Constant(c) => c.exact().rational().map_or_else(
                || Value::Exact(c.exact()).ball(bits),
                |n| Ok(Ball::from_rational(n, bits)),
            )?,
            Node::Variable(v) => {
                let (_, at) = point.iter().find(|(name, _)| name == v).unwrap();
                get(*at).clone()
            }
            Node::Negative(a) => Ball::zero().sub(get(*a), bits),
            Node::Sum(a, b) => get(*a).add(get(*b), bits),
            Node::Difference(a, b) => get(*a).sub(get(*b), bits),
            Node::Product(a, b) => get(*a).mul(get(*b), bits)?,
            Node::Quotient(a, b) => get(*a).div(get(*b), bits)?,
            Node::Power(a, b) => match graph.literal(*b) {
                Some(n) if n.is_integer() => get(*a).powi(n.to_i64().unwrap(), bits)?,
                Some(n) if n.is_odd_below() => return Err(Undefined::Straddles),
                _ => get(*a).pow(get(*b), bits)?,
            },
            Node::Call(f, a) => match f.row().ball {
                Enclosure::One(value) | Enclosure::OneOrShort(value, _) => value(get(*a), bits)?,
                Enclosure::Two(_) => unreachable!("one argument"),
            },
            Node::Call2(f, a, b) => match f.row().ball {
                Enclosure::Two(value) => value(get(*a), get(*b), bits)?,
                Enclosure::One(_) | Enclosure::OneOrShort(..) => unreachable!("two arguments"),
            },
        };
        of[id.index()] = Some(ball);
    }
    Ok(of[root.index()].take().expect("the root was evaluated"))
}

/// Two evaluations of the same thing at different precisions: what both claim must be compatible.
fn compatible(
    graph: &Graph,
    root: Id,
    low: &Result<Values, Stop>,
    high: &Result<Values, Stop>,
) -> Result<(), String> {
    match (low, high) {
        (Ok(low), Ok(high)) => {
            if low.breaks != high.breaks {
                return Err(format!("breaks {:?} and {:?}", low.breaks, high.breaks));
            }
            for part in graph.parts(&[root]) {
                let (Ok(few), Ok(many)) = (low.of(part).ball(96), high.of(part).ball(REFEREE))
                else {
                    continue;
                };
                if !meet(&few, &many) {
                    let part = write(graph, part);
                    return Err(format!("{part} is in {few:?} and in {many:?}"));
                }
            }
            Ok(())
        }
        (Ok(_), Err(Stop::Outside { node })) | (Err(Stop::Outside { node }), Ok(_)) => {
            Err(format!("a value and none: {}", write(graph, *node)))
        }
        _ => Ok(()),
    }
}

/// One pair of expression and point.
fn check(
    graph: &Graph,
    root: Id,
    point: &[(Variable, Id)],
    tally: &mut Tally,
) -> Result<(), String> {
    let known = Known::new();
    let moving = [point[0].0];
    let run = |bits| evaluate(graph, &[root], point, &moving, bits, &known);
    let high = run(REFEREE);
    for bits in LOW {
        compatible(graph, root, &run(bits), &high).map_err(|why| format!("{bits} bits: {why}"))?;
    }
    match &high {
        Err(Stop::Outside { .. }) => tally.outside += 1,
        Err(_) => tally.other += 1,
        Ok(values) => {
            tally.defined += 1;
            tally.enclosed += usize::from(values.of(root).rational().is_none());
            if let (Ok(alone), Ok(value)) = (
                by_balls(graph, root, point, LOW[1]),
                values.of(root).ball(REFEREE),
            ) {
                tally.alone += 1;
                if !meet(&alone, &value) {
                    return Err(format!("by balls {alone:?}, else {value:?}"));
                }
            }
        }
    }
    Ok(())
}

/// All pairs of one part of the seeds.
fn pairs(seeds: impl Iterator<Item = u64>) -> (Tally, Vec<String>) {
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for seed in seeds {
        let mut draw = Draw::new(seed + 1);
        let mut graph = Graph::new();
        let variables = [graph.variable("x"), graph.variable("y")];
        let depth = 2 + draw.below(DEPTH - 1);
        let root = drawn::expression(&mut draw, &mut graph, &variables, depth);
        for _ in 0..POINTS {
            let point = variables.map(|v| (v, drawn::hard(&mut draw, &mut graph)));
            if let Err(why) = check(&graph, root, &point, &mut tally) {
                let [x, y] = point.map(|(_, id)| write(&graph, id));
                let text = write(&graph, root);
                wrong.push(format!("{text} at x={x}, y={y}: {why}"));
            }
        }
    }
    (tally, wrong)
}

#[test]
fn few_bits_enclose_what_many_bits_find() {
    let (tally, wrong) = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            scope.spawn(move || pairs((0..EXPRESSIONS as u64).filter(move |s| s % 2 == half)))
        });
        let (mut tally, mut wrong) = (Tally::default(), Vec::new());
        for half in halves {
            let (part, found) = half.join().expect("no evaluation panics");
            tally.add(&part);
            wrong.extend(found);
        }
        (tally, wrong)
    });
    assert!(
        wrong.is_empty(),
        "{}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    let all = EXPRESSIONS * POINTS;
    assert_eq!(tally.defined + tally.outside + tally.other, all);
    assert!(tally.defined > all / 3, "{}", tally.defined);
    assert!(tally.outside > all / 20, "{}", tally.outside);
    assert!(tally.enclosed > all / 6, "{}", tally.enclosed);
    assert!(tally.alone > all / 4, "{}", tally.alone);
}

/// Expressions whose slope is held against quotients.
const SLOPES: u64 = 1_500;

/// The slope and the quotients at two steps, where all three are settled.
fn slopes(seed: u64) -> Option<(String, [Rational; 3])> {
    let mut draw = Draw::new(seed);
    let mut graph = Graph::new();
    let variables = [graph.variable("x"), graph.variable("y")];
    let root = drawn::expression(&mut draw, &mut graph, &variables, 4);
    let [x, y] = [(); 2].map(|()| drawn::mild(&mut draw, &mut graph));
    let point = [(variables[0], x), (variables[1], y)];
    let text = format!(
        "{} at x={}, y={}",
        write(&graph, root),
        write(&graph, x),
        write(&graph, y)
    );
    let effort = Effort {
        digits: 30,
        extra_bits: 1_500,
    };
    let by = variables[0];
    let formula = slope::formula(&mut graph, root, by, 1).ok()?;
    if graph.literal(formula).is_some() {
        return None;
    }
    let rule = slope::smooth_slope(&mut graph, root, formula, by, &point, effort).ok()?;
    let mut all = vec![fraction(&rule)?];
    for step in STEPS {
        let h = power_of_ten(step);
        let [above, below] = [h.clone(), -&h].map(|by| {
            let end = moved(&mut graph, x, &by);
            graph.substitute(root, &[(variables[0], end), (variables[1], y)])
        });
        let ratio = quotient(&mut graph, above, below, &h);
        let value = slope::value(&mut graph, ratio, &[], effort).ok()?;
        all.push(fraction(&value)?);
    }
    Some((text, all.try_into().expect("one slope and two quotients")))
}

/// Powers of ten of the two steps.
const STEPS: [i64; 2] = [-20, -24];

#[test]
fn slopes_are_what_quotients_tend_to() {
    // A central quotient is off by c·h² + O(h⁴), so that of the smaller step is off by 1e-8 of how
    // far the two lie apart; 1e-7 leaves room for the higher terms. Each of the three numbers is
    // rounded to 30 digits, 5e-31 of its size; that of the two quotients adds to their distance.
    let (mut compared, mut unsettled) = (0, 0);
    for seed in 1..=SLOPES {
        let Some((text, [rule, coarse, fine])) = slopes(seed) else {
            continue;
        };
        let apart = (&coarse - &fine).abs();
        if apart > &power_of_ten(-9) * &fine.abs() {
            unsettled += 1;
            continue;
        }
        compared += 1;
        let tolerance = power_of_ten(-7) * apart + power_of_ten(-29) * fine.abs();
        assert!(
            (&rule - &fine).abs() <= tolerance,
            "{text}: the rule gives {}, the quotient {}, apart by {:e}",
            rule.to_f64(),
            fine.to_f64(),
            (&rule - &fine).to_f64()
        );
    }
    assert!(compared > 300, "{compared}");
    assert!(unsettled * 20 < compared, "{unsettled} of {compared}");
}
