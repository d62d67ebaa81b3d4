//! Are two expressions equal? Decided with evidence: a proof, a point at which they certainly
//! differ, or agreement to many digits.
//!
//! Doubles only choose where to look. A refutation rests on enclosures that have no number in
//! common at a rational point; a proof on the two being one element of a field in which the
//! classroom identities hold. Every verdict is the same on every run: points and
//! random elements come from fixed seeds, and limits count work, not time.

mod atoms;
mod basis;
mod denest;
mod field;
mod identity;
mod lanes;
mod points;

use crate::calculus::double::Tape;
use crate::calculus::value::{self, Known, Stop, Value};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Digits to which two expressions have to agree where there is no proof.
pub const DIGITS: usize = 50;

/// Points at which they have to agree where there is no proof.
pub const POINTS: usize = 24;

/// Fewest points at which they have to agree: a narrow common domain holds few of those tried.
pub const LEAST_POINTS: usize = 6;

/// Work that one pair may take, in operations of 128 bits: below 2 s on an ordinary machine.
pub const MAX_WORK: f64 = 600_000.0;

/// Bits of the first enclosures: enough to tell apart what doubles tell apart.
const FIRST_BITS: u64 = 64;

/// Bits of enclosures that have to agree to [`DIGITS`] digits: 167 for the digits, the rest for
/// cancellation.
const MANY_BITS: u64 = 384;

/// Longest numbers in a text for which enclosures get longer.
const MAX_NUMBER_BITS: u64 = 2_000;

/// Points that are looked at before a proof is tried.
const QUICK_LOOKS: usize = 3;

/// Differences below 2^−this count as 0 where nothing is known of the relative size.
const NOTHING_BITS: i64 = 320;

/// Doubles this far apart, relative to their size, are worth an enclosure at once.
const CLEARLY: f64 = 1e-7;

/// Where two expressions certainly differ.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The point, one coordinate for each variable of the two.
    pub at: Vec<(Variable, Rational)>,
    /// The value of the first, rounded to as many digits as it takes to tell the two apart.
    pub left: Decimal,
    /// The value of the second.
    pub right: Decimal,
}

/// Why it is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// No point was found at which both have a value.
    NoCommonDomain,
    /// [`MAX_WORK`] was reached, or a value is too large to compute.
    TooMuchWork,
}

/// What is known of two expressions.
#[derive(Clone, Debug)]
pub enum Equality {
    /// Equal wherever both have a value, by an identity.
    Proved,
    /// They agree to that many digits at that many points; there is no proof.
    Agrees {
        /// How many points.
        points: usize,
        /// How many significant digits.
        digits: usize,
    },
    /// They are not equal.
    Refuted(Difference),
    /// Nothing is settled.
    Undecided(Undecided),
}

/// A point at which only one of two expressions has a value.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The point.
    pub at: Vec<(Variable, Rational)>,
    /// Is it the first expression that has a value there?
    pub first_has_value: bool,
}

/// What is known of two expressions, and of where they have values.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Are they equal where both have a value?
    pub equality: Equality,
    /// The simplest point found at which only one of them has a value. `None` says that no such
    /// point was found, not that there is none. Looked for only where they are not refuted.
    pub gap: Option<Gap>,
}

/// Are two expressions equal wherever both have a value?
pub fn equal(graph: &mut Graph, a: Id, b: Id) -> Judged {
    Pair::new(graph, a, b, None).judge()
}

/// Are two expressions equal wherever both and a third have a value?
///
/// A derivative as a formula may have a value where the function has none: 1/x at −1, where ln(x)
/// has no slope. What an answer says there is not asked.
pub fn equal_within(graph: &mut Graph, a: Id, b: Id, within: Id) -> Judged {
    // What has a value everywhere rules nothing out.
    let within = Some(within).filter(|id| !graph.is_total(*id));
    let judged = Pair::new(graph, a, b, within).judge();
    let missed = matches!(
        judged.equality,
        Equality::Undecided(Undecided::NoCommonDomain)
    );
    if !missed || within.is_none() {
        return judged;
    }
    // Equal on more than was asked is equal, however narrow the place was that was not found.
    let wider = Pair::new(graph, a, b, None).judge();
    match wider.equality {
        Equality::Proved | Equality::Agrees { .. } => wider,
        _ => judged,
    }
}

/// Is an expression 0 wherever it has a value? `None` where there is neither a proof nor a point
/// that refutes it, also where no point with a value was found.
pub fn is_zero(graph: &mut Graph, id: Id) -> Option<bool> {
    if graph.literal(id).is_some_and(Rational::is_zero) {
        return Some(true);
    }
    let zero = graph.number(Rational::zero());
    match equal(graph, id, zero).equality {
        Equality::Proved => Some(true),
        Equality::Refuted(_) => Some(false),
        Equality::Agrees { .. } | Equality::Undecided(_) => None,
    }
}

/// What enclosures say at one point.
enum There {
    Different,
    /// They agree to at least so many digits.
    Same(usize),
    /// Only one of the two has a value.
    OnlyFirst,
    OnlySecond,
    Neither,
    Unknown,
}

struct Pair<'a> {
    graph: &'a mut Graph,
    a: Id,
    b: Id,
    /// Only points at which this has a value count.
    within: Option<Id>,
    variables: Vec<Variable>,
    /// Work of one evaluation, and a bound on the degree, which makes exact values long.
    work: f64,
    degree: f64,
    left: f64,
    /// Bits that tell apart what the numbers typed tell apart.
    many_bits: u64,
}

impl Pair<'_> {
    fn new(graph: &mut Graph, a: Id, b: Id, within: Option<Id>) -> Pair<'_> {
        let mut variables = graph.variables(a);
        for other in [b].into_iter().chain(within) {
            for variable in graph.variables(other) {
                if !variables.contains(&variable) {
                    variables.push(variable);
                }
            }
        }
        variables.sort_by(|x, y| graph.name(*x).cmp(graph.name(*y)));
        let (work, degree) = size(graph, &[a, b, within.unwrap_or(b)]);
        let typed = identity::longest_number(graph, a, b).min(MAX_NUMBER_BITS);
        Pair {
            graph,
            a,
            b,
            within,
            variables,
            work,
            degree,
            left: MAX_WORK,
            many_bits: MANY_BITS + 2 * typed,
        }
    }

    fn judge(mut self) -> Judged {
        let simple = points::simple(self.variables.len());
        let tape = Tape::new(
            self.graph,
            &[self.a, self.b, self.within.unwrap_or(self.b)],
            &self.variables,
        );
        let screened: Vec<Screen> = simple.iter().map(|at| screen(&tape, at)).collect();
        // What doubles tell apart by cancellation alone is left for later.
        let apart = || {
            let all = simple.iter().zip(&screened);
            all.filter(|(_, seen)| **seen == Screen::Apart)
                .map(|(at, _)| at)
        };
        for at in apart().take(QUICK_LOOKS) {
            if let Some(difference) = self.difference(at, &[FIRST_BITS]) {
                return refuted(difference);
            }
        }
        let proved = self.a == self.b || identity::proved(self.graph, self.a, self.b);
        if !proved {
            for at in apart() {
                if let Some(difference) = self.difference(at, &[FIRST_BITS, self.many_bits]) {
                    return refuted(difference);
                }
            }
        }
        let equality = self.confirm(&simple, &screened, proved);
        let gap = match equality {
            Equality::Refuted(_) => None,
            _ => self.gap(&tape, &simple, &screened),
        };
        Judged { equality, gap }
    }

    /// Looks closer at what doubles do not tell apart.
    fn confirm(&mut self, simple: &[Vec<Rational>], screened: &[Screen], proved: bool) -> Equality {
        // Both have a value everywhere, and nothing speaks against the proof.
        if proved
            && self.graph.is_total(self.a)
            && self.graph.is_total(self.b)
            && screened.contains(&Screen::Close)
            && !screened.contains(&Screen::Apart)
        {
            return Equality::Proved;
        }
        let (wanted, bits) = if proved {
            (1, FIRST_BITS)
        } else {
            (POINTS, self.many_bits)
        };
        let close = simple.iter().zip(screened);
        let mut candidates: Vec<Vec<Rational>> = close
            .filter(|(_, seen)| matches!(seen, Screen::Close | Screen::Apart))
            .map(|(at, _)| at.clone())
            .collect();
        // Half of the points are simple ones, the others small, large and around breaks.
        candidates.truncate(POINTS / 2);
        if !proved || candidates.is_empty() {
            candidates.extend(points::around_breaks(
                self.graph,
                &[self.a, self.b, self.within.unwrap_or(self.b)],
                &self.variables,
            ));
        }
        if !self.variables.is_empty() && (!proved || candidates.len() < POINTS) {
            candidates.extend(points::spread(self.variables.len(), 2 * POINTS));
        }
        let (mut agreed, mut unknown) = (0, false);
        let mut digits = usize::MAX;
        for at in &candidates {
            if agreed >= wanted {
                break;
            }
            match self.compare(at, bits) {
                There::Different => {
                    if let Some(difference) = self.difference(at, &[bits, 4 * bits]) {
                        return Equality::Refuted(difference);
                    }
                }
                There::Same(some) if proved || some >= DIGITS => {
                    agreed += 1;
                    digits = digits.min(some);
                }
                There::Unknown => unknown = true,
                _ => {}
            }
        }
        let enough = if self.variables.is_empty() {
            1
        } else {
            LEAST_POINTS
        };
        match agreed {
            0 if !unknown => Equality::Undecided(Undecided::NoCommonDomain),
            _ if proved && agreed > 0 => Equality::Proved,
            _ if agreed >= enough => Equality::Agrees {
                points: agreed,
                digits: digits.min(DIGITS),
            },
            _ => Equality::Undecided(Undecided::TooMuchWork),
        }
    }

    /// The simplest point at which only one of the two has a value.
    fn gap(&mut self, tape: &Tape, simple: &[Vec<Rational>], screened: &[Screen]) -> Option<Gap> {
        const TRIED: usize = 3;
        let around = points::around_breaks(self.graph, &[self.a, self.b], &self.variables);
        let one_sided = |seen: &Screen| matches!(seen, Screen::OnlyFirst | Screen::OnlySecond);
        let close = simple.iter().zip(screened);
        let mut candidates: Vec<&Vec<Rational>> = close
            .filter(|(_, seen)| one_sided(seen))
            .map(|(at, _)| at)
            .collect();
        candidates.extend(around.iter().filter(|at| one_sided(&screen(tape, at))));
        for at in candidates.into_iter().take(TRIED) {
            let first_has_value = match self.compare(at, FIRST_BITS) {
                There::OnlyFirst => true,
                There::OnlySecond => false,
                _ => continue,
            };
            return Some(Gap {
                at: self.named(at),
                first_has_value,
            });
        }
        None
    }

    fn named(&self, at: &[Rational]) -> Vec<(Variable, Rational)> {
        self.variables
            .iter()
            .copied()
            .zip(at.iter().cloned())
            .collect()
    }

    /// The point as nodes.
    fn nodes(&mut self, at: &[Rational]) -> Vec<(Variable, Id)> {
        let graph = &mut *self.graph;
        let pairs = self.variables.iter().zip(at);
        pairs.map(|(v, n)| (*v, graph.number(n.clone()))).collect()
    }

    /// Takes the work of one evaluation off what is left; `false` where that is too much.
    fn afford(&mut self, at: &[Rational], bits: u64) -> bool {
        let size = at.iter().map(Rational::bits).max().unwrap_or(2) as f64;
        // Exact values grow with the degree, up to the limit of rationals; a greatest common
        // divisor takes time squared.
        let exact = (size * self.degree).min(crate::number::rational::MAX_BITS as f64) / 1024.0;
        let balls = (bits as f64 / 128.0).max(1.0).powf(1.5);
        self.left -= self.work * (balls + exact * exact);
        self.left > 0.0
    }

    fn values(&mut self, roots: &[Id], at: &[Rational], bits: u64) -> Result<Vec<Value>, Stop> {
        let point = self.nodes(at);
        // A base that is raised to something that varies has to be positive.
        let moving = self.variables.first().copied();
        let values = value::evaluate(self.graph, roots, &point, moving, bits, &Known::new())?;
        Ok(roots.iter().map(|&root| values.of(root).clone()).collect())
    }

    fn compare(&mut self, at: &[Rational], bits: u64) -> There {
        if !self.afford(at, bits) {
            return There::Unknown;
        }
        let (a, b) = (self.a, self.b);
        if let Some(within) = self.within {
            match self.values(&[within], at, bits) {
                Ok(_) => {}
                Err(Stop::Outside { .. }) => return There::Neither,
                Err(_) => return There::Unknown,
            }
        }
        match self.values(&[a, b], at, bits) {
            Ok(values) => judge(&values[0], &values[1], bits),
            Err(Stop::Outside { .. }) => {
                let outside = |result: Result<Vec<Value>, Stop>| match result {
                    Ok(_) => Some(false),
                    Err(Stop::Outside { .. }) => Some(true),
                    Err(_) => None,
                };
                let first = outside(self.values(&[a], at, bits));
                let second = outside(self.values(&[b], at, bits));
                match (first, second) {
                    (Some(false), Some(true)) => There::OnlyFirst,
                    (Some(true), Some(false)) => There::OnlySecond,
                    (Some(true), Some(true)) => There::Neither,
                    _ => There::Unknown,
                }
            }
            Err(_) => There::Unknown,
        }
    }

    /// Both values where they certainly differ.
    fn difference(&mut self, at: &[Rational], precisions: &[u64]) -> Option<Difference> {
        for &bits in precisions {
            if !self.afford(at, bits) {
                return None;
            }
            let roots = [self.a, self.b, self.within.unwrap_or(self.b)];
            let Ok(values) = self.values(&roots, at, bits) else {
                continue;
            };
            if !matches!(judge(&values[0], &values[1], bits), There::Different) {
                continue;
            }
            let (left, right) = apart(&values[0], &values[1], bits);
            return Some(Difference {
                at: self.named(at),
                left,
                right,
            });
        }
        None
    }
}

fn refuted(difference: Difference) -> Judged {
    Judged {
        equality: Equality::Refuted(difference),
        gap: None,
    }
}

/// What doubles say at one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Apart,
    Close,
    OnlyFirst,
    OnlySecond,
    Nothing,
}

fn screen(tape: &Tape, at: &[Rational]) -> Screen {
    let inputs: Vec<f64> = at.iter().map(Rational::to_f64).collect();
    let values = tape.run(&inputs);
    let (a, b) = (values[0], values[1]);
    if values[2].is_nan() && !b.is_nan() {
        return Screen::Nothing;
    }
    match (a.is_finite(), b.is_finite()) {
        (true, true) if (a - b).abs() > CLEARLY * a.abs().max(b.abs()) => Screen::Apart,
        (true, true) => Screen::Close,
        (true, false) => Screen::OnlyFirst,
        (false, true) => Screen::OnlySecond,
        (false, false) => Screen::Nothing,
    }
}

fn judge(a: &Value, b: &Value, bits: u64) -> There {
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return if a == b {
            There::Same(usize::MAX)
        } else {
            There::Different
        };
    }
    let (Ok(a), Ok(b)) = (a.ball(bits), b.ball(bits)) else {
        return There::Unknown;
    };
    if !a.overlaps(&b) {
        return There::Different;
    }
    let bits = a.accuracy().min(b.accuracy());
    if nothing(&a) && nothing(&b) {
        return There::Same(DIGITS);
    }
    let digits = bits.max(0) as f64 * std::f64::consts::LOG10_2;
    There::Same(digits as usize)
}

/// Does it differ from 0 by less than 2^−[`NOTHING_BITS`], if at all?
fn nothing(ball: &Ball) -> bool {
    let limit = Ball::one().shifted(-NOTHING_BITS);
    ball.abs().compare(&limit) == Some(Ordering::Less)
}

/// The two values as decimals of as many digits as it takes to see that they differ.
fn apart(a: &Value, b: &Value, bits: u64) -> (Decimal, Decimal) {
    const LEAST_DIGITS: usize = 15;
    // Rationals differ at some digit, enclosures at one of those that they have.
    let exact = a.rational().is_some() && b.rational().is_some();
    let most = (bits as f64 * std::f64::consts::LOG10_2) as usize;
    let mut digits = LEAST_DIGITS;
    loop {
        let (left, right) = (decimal(a, digits, bits), decimal(b, digits, bits));
        if left != right || (!exact && digits > 2 * most) {
            return (left, right);
        }
        digits *= 2;
    }
}

/// The value to that many digits, or to as many as are certain.
fn decimal(value: &Value, digits: usize, bits: u64) -> Decimal {
    if let Some(n) = value.rational() {
        return Decimal::exact_or_rounded(n, digits);
    }
    let ball = value.ball(bits).unwrap_or_else(|_| Ball::zero());
    (1..=digits)
        .rev()
        .find_map(|digits| ball.decimal(digits))
        .unwrap_or_else(|| {
            // Not even one digit is certain: a value near 0 of which only the size is known.
            let middle = ball.midpoint().lower().unwrap_or_else(|_| Rational::zero());
            Decimal::exact_or_rounded(&middle, 1)
        })
}

/// Work of evaluating the roots once, in operations of 128 bits, and a bound on their degree.
fn size(graph: &Graph, roots: &[Id]) -> (f64, f64) {
    const FUNCTION: f64 = 24.0;
    let mut work = 0.0;
    let mut degrees: std::collections::HashMap<Id, f64> = std::collections::HashMap::new();
    let mut largest: f64 = 1.0;
    for id in graph.parts(roots) {
        let of = |a: Id| degrees[&a];
        let (cost, degree) = match *graph.node(id) {
            Node::Number(_) | Node::Constant(_) => (0.0, 0.0),
            Node::Variable(_) => (0.0, 1.0),
            Node::Negative(a) => (1.0, of(a)),
            Node::Sum(a, b) | Node::Difference(a, b) => (1.0, of(a).max(of(b))),
            Node::Product(a, b) | Node::Quotient(a, b) => (2.0, of(a) + of(b)),
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => (4.0, of(a) * n.to_f64().abs()),
                _ => (2.0 * FUNCTION, 0.0),
            },
            // Values of functions are rarely exact.
            Node::Call(..) | Node::Call2(..) => (FUNCTION, 0.0),
        };
        work += cost;
        largest = largest.max(degree);
        degrees.insert(id, degree);
    }
    (work + 1.0, largest)
}
