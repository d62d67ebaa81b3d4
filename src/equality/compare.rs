//! Two expressions at one point: what doubles say, and what enclosures prove.

use crate::calculus::double::Tape;
use crate::calculus::value::{self, Known, Stop, Value, Values};
use crate::equality::{
    CLEARLY, DIGITS, Difference, FIRST_BITS, MOST_BITS, NOTHING_BITS, Pair, pair,
};
use crate::expression::{Id, Node, Still, Variable};
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::work;
use std::cmp::Ordering;
use std::slice;

/// What enclosures say at one point.
pub(super) enum There {
    Different,
    /// They agree to at least so many digits.
    Same(usize),
    /// Only one of the two has a value.
    OnlyFirst,
    OnlySecond,
    Neither,
    Unknown,
}

/// What more bits say at one point.
pub(super) enum Finer {
    Different(Difference),
    Same,
    TooMuchWork,
}

/// A point, with what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Spot {
    /// The value of each variable: an expression without variables.
    pub(super) point: Vec<(Variable, Id)>,
    /// Enclosures of variables that are no fractions, and values of whole numbers.
    pub(super) known: Known,
    /// Bits of the longest coordinate; 0 where all are 0 or ±1.
    pub(super) size: u64,
}

impl Pair<'_> {
    /// The point with these coordinates.
    pub(super) fn spot(&mut self, at: &[Rational]) -> Spot {
        let variables = self.variables.clone();
        self.spot_of(&variables, at)
    }

    /// The same for some variables.
    pub(super) fn spot_of(&mut self, variables: &[Variable], at: &[Rational]) -> Spot {
        let unit = |n: &Rational| n.is_zero() || n.abs().is_one();
        let pairs = variables.iter().zip(at);
        Spot {
            point: pairs
                .map(|(v, n)| (*v, self.graph.number(n.clone())))
                .collect(),
            known: Known::new(),
            size: match at.iter().all(unit) {
                true => 0,
                false => at.iter().map(Rational::bits).max().unwrap_or(2),
            },
        }
    }

    /// Takes the work of one evaluation off what is left; `false` where that is too much.
    pub(super) fn afford(&mut self, size: u64, bits: u64) -> bool {
        self.left -= self.cost(size, bits);
        !self.is_spent()
    }

    /// The same for one part of the two.
    pub(super) fn afford_part(&mut self, part: Id, size: u64, bits: u64) -> bool {
        let (work, exact) = pair::size(self.graph, &self.graph.parts(&[part]));
        let own = cost(work.min(self.work), exact.min(self.exact), size, bits);
        self.left -= own;
        !self.is_spent()
    }

    /// Has the comparison no work left, or the question that it is part of?
    pub(super) fn is_spent(&self) -> bool {
        self.left <= 0.0 || work::is_spent()
    }

    fn cost(&self, size: u64, bits: u64) -> f64 {
        cost(self.work, self.exact, size, bits)
    }

    /// The variable that moves.
    fn moving(&self) -> &[Variable] {
        match &self.graph.still {
            Still::None => self.variables.get(..1).unwrap_or_default(),
            Still::AllBut(variable) => slice::from_ref(variable),
            Still::All => &[],
        }
    }

    /// Values of all parts of some expressions.
    pub(super) fn values(&mut self, roots: &[Id], spot: &Spot, bits: u64) -> Result<Values, Stop> {
        // A base that is raised to something that varies has to be positive: for the first variable
        // the evaluation sees to it, for the others this does.
        let moving = self.moving();
        let values = value::evaluate(self.graph, roots, &spot.point, moving, bits, &spot.known)?;
        if !self.bases.is_empty() {
            let parts = self.graph.parts(roots);
            for &base in self.bases.iter().filter(|base| parts.contains(base)) {
                match values.of(base).sign() {
                    Some(Ordering::Less) => return Err(Stop::Outside { node: base }),
                    Some(_) => {}
                    None => return Err(Stop::Undecided { node: base }),
                }
            }
        }
        Ok(values)
    }

    /// Has everything that is compared a value there?
    pub(super) fn has_values(&mut self, at: &[Rational]) -> bool {
        let roots = self.roots();
        let spot = self.spot(at);
        self.afford(spot.size, FIRST_BITS) && self.values(&roots, &spot, FIRST_BITS).is_ok()
    }

    /// Is a point one at which the two are compared? Not where what they are compared within has no
    /// value, nor where a function may have no slope.
    pub(super) fn is_asked(&mut self, spot: &Spot) -> bool {
        self.asked(spot, FIRST_BITS) == Some(true)
    }

    /// Values of the two at a point at which they are asked for. As [`Pair::asked`] where they are not,
    /// or where that is not known.
    fn values_asked(
        &mut self,
        spot: &Spot,
        bits: u64,
    ) -> Result<Result<Values, Stop>, Option<bool>> {
        let (a, b) = (self.a, self.b);
        match self.within {
            Some(within) if self.edges.is_empty() && self.bases.is_empty() => {
                if self.has_gone_from(within, spot) {
                    return Err(None);
                }
                let (point, known, moving) = (&spot.point, &spot.known, self.moving());
                let roots = (within, [a, b]);
                value::evaluate_in_turn(self.graph, roots, point, moving, bits, known).map_err(
                    |why| match why {
                        Stop::Outside { .. } => Some(false),
                        _ => None,
                    },
                )
            }
            _ => match self.asked(spot, bits) {
                Some(true) => Ok(self.values(&[a, b], spot, bits)),
                other => Err(other),
            },
        }
    }

    /// Is the point on a branch that one of the variables of an expression has gone from?
    fn has_gone_from(&self, id: Id, spot: &Spot) -> bool {
        let of = self.graph.variables(id);
        of.iter()
            .any(|v| spot.point.iter().all(|(known, _)| known != v))
    }

    fn asked(&mut self, spot: &Spot, bits: u64) -> Option<bool> {
        if let Some(within) = self.within {
            // Its value is not told there.
            if self.has_gone_from(within, spot) {
                return None;
            }
            match self.values(&[within], spot, bits) {
                Ok(_) => {}
                Err(Stop::Outside { .. }) => return Some(false),
                Err(_) if self.have_magnitudes(within, within, spot) => {}
                Err(_) => return None,
            }
        }
        for at in 0..self.edges.len() {
            let edge = self.edges[at];
            match self
                .values(&[edge], spot, bits)
                .map(|values| values.of(edge).sign())
            {
                Ok(Some(Ordering::Equal)) => return Some(false),
                Ok(Some(_)) | Err(Stop::Outside { .. }) => {}
                Ok(None) | Err(_) => return None,
            }
        }
        Some(true)
    }

    /// Do two expressions certainly differ at a point? `Some(false)` where they agree to
    /// [`DIGITS`] digits, `None` where neither is seen within the work that may be spent.
    pub(super) fn apart_at(&mut self, a: Id, b: Id, spot: &Spot) -> Option<bool> {
        match self.values_apart(a, b, spot) {
            None if self.differs_in_what_is_left(a, b, spot)
                || self.differs_in_magnitude(a, b, spot) =>
            {
                Some(true)
            }
            seen => seen,
        }
    }

    /// The same from the values of both alone.
    fn values_apart(&mut self, a: Id, b: Id, spot: &Spot) -> Option<bool> {
        let mut bits = FIRST_BITS;
        while bits <= MOST_BITS {
            // What is left goes to many points, not to one.
            if self.cost(spot.size, bits) > self.left / 4.0 || !self.afford(spot.size, bits) {
                return None;
            }
            match self.values(&[a, b], spot, bits) {
                Ok(values) => match judge(values.of(a), values.of(b), bits) {
                    There::Different => return Some(true),
                    There::Same(digits) if digits >= DIGITS => {
                        let needed = self.bits_of(&[a, b], &values);
                        if bits >= needed || needed > MOST_BITS {
                            return (bits >= needed).then_some(false);
                        }
                    }
                    _ => {}
                },
                Err(Stop::Undecided { .. }) => {}
                Err(_) => return None,
            }
            bits = if bits == FIRST_BITS {
                self.many_bits()
            } else {
                3 * bits
            };
        }
        None
    }

    /// Runs something with a part of the work that is left.
    pub(super) fn with_share<T>(&mut self, part: f64, run: impl FnOnce(&mut Self) -> T) -> T {
        let rest = self.left;
        self.left = rest * part;
        let done = run(self);
        self.left += rest - rest * part;
        done
    }

    /// A point at which they agree, seen with as many bits as its parts call for.
    pub(super) fn finer(&mut self, at: &[Rational]) -> Finer {
        let spot = self.spot(at);
        let roots = [self.a, self.b];
        let precisions = [FIRST_BITS, self.many_bits()];
        let seen = precisions.into_iter().find_map(|bits| {
            let affordable = self.afford(spot.size, bits);
            affordable.then(|| self.values(&roots, &spot, bits).ok())?
        });
        let Some(values) = seen else {
            return Finer::TooMuchWork;
        };
        let bits = self.bits_of(&roots, &values);
        if bits == 0 {
            return Finer::Same;
        }
        // The points that follow are worth more than this one seen ever finer.
        if bits == u64::MAX || self.cost(spot.size, bits) > self.left / 4.0 {
            return Finer::TooMuchWork;
        }
        match self.difference(at, &[bits]) {
            Some(difference) => Finer::Different(difference),
            None => Finer::Same,
        }
    }

    pub(super) fn compare(&mut self, at: &[Rational], bits: u64) -> There {
        let spot = self.spot(at);
        if !self.afford(spot.size, bits) {
            return There::Unknown;
        }
        let (a, b) = (self.a, self.b);
        let values = match self.values_asked(&spot, bits) {
            Ok(values) => values,
            Err(Some(_)) => return There::Neither,
            Err(None) => return There::Unknown,
        };
        match values {
            Ok(values) => judge(values.of(a), values.of(b), bits),
            Err(Stop::Outside { .. }) => {
                let outside = |result: Result<Values, Stop>| match result {
                    Ok(_) => Some(false),
                    Err(Stop::Outside { .. }) => Some(true),
                    Err(_) => None,
                };
                let first = outside(self.values(&[a], &spot, bits));
                let second = outside(self.values(&[b], &spot, bits));
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
    pub(super) fn difference(&mut self, at: &[Rational], precisions: &[u64]) -> Option<Difference> {
        let spot = self.spot(at);
        let (a, b) = (self.a, self.b);
        for &bits in precisions {
            if !self.afford(spot.size, bits) {
                return None;
            }
            let Ok(Ok(values)) = self.values_asked(&spot, bits) else {
                continue;
            };
            if matches!(judge(values.of(a), values.of(b), bits), There::Different) {
                let at = self.named(at);
                return Some(told(values.of(a), values.of(b), bits, at, false));
            }
        }
        None
    }

    /// Both values of two expressions that differ at a point. `solved`: variables that others decide.
    pub(super) fn shown_difference(&mut self, a: Id, b: Id, spot: &Spot) -> Option<Difference> {
        let mut bits = FIRST_BITS;
        while self.shows && bits <= MOST_BITS {
            if let Ok(values) = self.values(&[a, b], spot, bits)
                && matches!(judge(values.of(a), values.of(b), bits), There::Different)
            {
                let (at, near) = self.place(spot)?;
                return Some(told(values.of(a), values.of(b), bits, at, near));
            }
            bits = if bits == FIRST_BITS {
                self.many_bits()
            } else {
                3 * bits
            };
        }
        // Both are too large, or too near to each other, to be shown.
        let (at, near) = self.place(spot)?;
        let nothing = || Decimal::exact_or_rounded(&Rational::zero(), 1);
        Some(Difference {
            at,
            near,
            left: nothing(),
            right: nothing(),
            by: nothing(),
            certain: [false; 2],
            size: self.size_apart(a, b, spot),
        })
    }

    /// The coordinates, and whether one of them is a fraction next to the place.
    fn place(&mut self, spot: &Spot) -> Option<(Vec<(Variable, Rational)>, bool)> {
        const NEAR_DIGITS: usize = 15;
        const BITS: u64 = 256;
        let mut at = Vec::new();
        let mut near = false;
        for variable in self.variables.clone() {
            let id = self.graph.add(Node::Variable(variable));
            let values = self.values(&[id], spot, BITS).ok()?;
            let value = match values.of(id).rational() {
                Some(n) => n.clone(),
                None => {
                    near = true;
                    let text = decimal(values.of(id), NEAR_DIGITS, BITS).to_string();
                    Rational::from_decimal(&text)?
                }
            };
            at.push((variable, value));
        }
        Some((at, near))
    }
}

/// The work of one evaluation, of which `exact` is what exact values add to it.
fn cost(work: f64, exact: f64, size: u64, bits: u64) -> f64 {
    // Powers of 0 and ±1 stay what they are; those of sums of them grow, but less.
    const OF_UNITS: f64 = 0.25;
    let size = if size == 0 { OF_UNITS } else { size as f64 };
    // Exact values grow with the degree, up to the limit of rationals; a greatest common
    // divisor takes time squared.
    let longest = crate::number::rational::MAX_BITS as f64;
    let exact = (size * size * exact).min(longest * longest * work);
    let balls = double::pow((bits as f64 / 128.0).max(1.0), 1.5);
    work * balls + exact / (1024.0 * 1024.0)
}

fn told(a: &Value, b: &Value, bits: u64, at: Vec<(Variable, Rational)>, near: bool) -> Difference {
    let (left, right) = apart(a, b, bits);
    Difference {
        at,
        near,
        left,
        right,
        by: apart_by(a, b, bits),
        certain: [a, b].map(|value| has_digits(value, bits)),
        size: None,
    }
}

/// What doubles say at one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screening {
    Apart,
    Close,
    OnlyFirst,
    OnlySecond,
    Nothing,
}

/// `space` is working space that is used again.
pub(super) fn screen(tape: &Tape, inputs: &[f64], space: &mut Vec<f64>) -> Screening {
    let mut values = [f64::NAN; 3];
    let outputs = tape.outputs(inputs, space);
    values
        .iter_mut()
        .zip(outputs)
        .for_each(|(value, output)| *value = output);
    screened(&values)
}

/// The same for the values of the two and of what they are compared within.
pub(super) fn screened(values: &[f64]) -> Screening {
    let (a, b) = (values[0], values[1]);
    if values[2].is_nan() && !b.is_nan() {
        return Screening::Nothing;
    }
    match (a.is_finite(), b.is_finite()) {
        (true, true) if (a - b).abs() > CLEARLY * a.abs().max(b.abs()) => Screening::Apart,
        (true, true) => Screening::Close,
        (true, false) => Screening::OnlyFirst,
        (false, true) => Screening::OnlySecond,
        (false, false) => Screening::Nothing,
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

/// Do two values certainly differ?
pub(super) fn certainly_differ(a: &Value, b: &Value, bits: u64) -> bool {
    matches!(judge(a, b, bits), There::Different)
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

/// Is at least one digit of the value certain?
fn has_digits(value: &Value, bits: u64) -> bool {
    let first = |ball: Ball| ball.decimal(1).is_some();
    value.rational().is_some() || value.ball(bits).is_ok_and(first)
}

/// How far apart they are, to a few digits.
fn apart_by(a: &Value, b: &Value, bits: u64) -> Decimal {
    const DIGITS: usize = 3;
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return Decimal::exact_or_rounded(&(a - b), DIGITS);
    }
    let difference = match (a.ball(bits), b.ball(bits)) {
        (Ok(a), Ok(b)) => a.sub(&b, bits),
        _ => Ball::zero(),
    };
    decimal(&Value::Ball(difference), DIGITS, bits)
}

/// The value to that many digits, or to as many as are certain.
fn decimal(value: &Value, digits: usize, bits: u64) -> Decimal {
    if let Some(n) = value.rational() {
        return Decimal::exact_or_rounded(n, digits);
    }
    let ball = value.ball(bits).unwrap_or_else(|_| Ball::zero());
    // No more digits than that are certain.
    let most = (ball.accuracy().max(0) as f64 * std::f64::consts::LOG10_2) as usize + 2;
    (1..=digits.min(most))
        .rev()
        .find_map(|digits| ball.decimal(digits))
        .unwrap_or_else(|| {
            // Not even one digit is certain: a value near 0 of which only the size is known.
            let middle = ball.midpoint().lower().unwrap_or_else(|_| Rational::zero());
            Decimal::exact_or_rounded(&middle, 1)
        })
}
