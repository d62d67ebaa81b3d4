//! One line searched for breaks.

use crate::calculus::double::Tape;
use crate::equality::breaks::{
    Line, MAX_BREAKS, Pieces, SMALLEST_STEP, Step, TOUCH, Target, Watched,
};
use crate::equality::compare::{Screen, screened};
use crate::equality::points::{simplest_between, written};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;

/// What rounding alone makes of a value next to a point of ordinary size.
const ROUNDING: f64 = 1e-14;

/// One place at which the line has been looked at.
#[derive(Clone, Debug)]
pub(super) struct Row {
    t: f64,
    values: Vec<f64>,
}

pub(super) struct Scan<'a> {
    pub(super) tape: &'a Tape,
    pub(super) line: &'a Line,
    /// In rising order of t.
    pub(super) rows: Vec<Row>,
    /// Where something breaks, with the number of what does.
    pub(super) breaks: Vec<(f64, usize)>,
    /// Runs of the tape that are left.
    pub(super) left: usize,
}

impl Scan<'_> {
    fn row(&mut self, t: f64) -> Row {
        self.left = self.left.saturating_sub(1);
        Row {
            t,
            values: self.tape.run(&self.line.at(t)),
        }
    }

    pub(super) fn run(&mut self, grid: &[f64], watched: &[Watched]) {
        for &t in grid {
            let row = self.row(t);
            self.rows.push(row);
        }
        // Arguments of arguments come first: their breaks are looked at by those around them.
        let mut rest = self.left;
        for (number, watch) in watched.iter().enumerate() {
            let share = rest / (watched.len() - number);
            self.left = share;
            let found = self.breaks_of(watch);
            rest -= share - self.left;
            for &t in &found {
                let at = self.rows.partition_point(|row| row.t < t);
                if self.rows.get(at).is_none_or(|row| row.t != t) {
                    let row = self.row(t);
                    self.rows.insert(at, row);
                }
            }
            self.breaks.extend(found.into_iter().map(|t| (t, number)));
        }
        self.left = rest;
        self.breaks.sort_by(|a, b| a.0.total_cmp(&b.0));
    }

    fn breaks_of(&mut self, watch: &Watched) -> Vec<f64> {
        let level: Vec<f64> = self.rows.iter().map(|row| watch.of(&row.values)).collect();
        // Intervals in which it crosses, or in which it may touch; near 0 first.
        let mut intervals: Vec<(usize, usize, f64)> = Vec::new();
        for k in 1..level.len() {
            let (before, here) = (level[k - 1], level[k]);
            if before.is_nan() != here.is_nan() {
                intervals.push((k - 1, k, f64::NAN));
                continue;
            }
            if let Some(target) = crossed(watch.target, before, here) {
                intervals.push((k - 1, k, target));
            } else if let Some(&next) = level.get(k + 1)
                && let Some(target) = turned_to(watch.target, before, here, next)
            {
                intervals.push((k - 1, k + 1, target));
            }
        }
        if intervals.len() > MAX_BREAKS {
            let nearest = |&(from, to, _): &(usize, usize, f64)| {
                let size = self.rows[from].t.abs().min(self.rows[to].t.abs());
                (size.to_bits(), from)
            };
            intervals.sort_by_key(nearest);
            intervals.truncate(MAX_BREAKS);
        }
        let mut found = Vec::new();
        for (from, to, target) in intervals {
            let (low, high) = (self.rows[from].t, self.rows[to].t);
            if to == from + 1 {
                found.push(self.crossing(watch, low, high, target));
                continue;
            }
            let middle = self.rows[from + 1].t;
            let (t, value) = self.nearest(watch, (low, middle, high), target);
            let side = |value: f64| (value - target).is_sign_negative();
            if side(value) != side(level[from]) && value != target {
                found.push(self.crossing(watch, low, t, target));
                found.push(self.crossing(watch, t, high, target));
                found.push(t);
            } else if (value - target).abs() <= TOUCH * (1.0 + target.abs()) {
                found.push(t);
            }
            if self.left == 0 {
                break;
            }
        }
        found
    }

    /// The double next to which the argument passes the target, or loses its value where that is NaN.
    fn crossing(&mut self, watch: &Watched, low: f64, high: f64, target: f64) -> f64 {
        let side = |value: f64| match target.is_nan() {
            true => value.is_nan(),
            false => value < target,
        };
        let (mut low, mut high) = (ordered(low), ordered(high));
        let first = side(watch.of(&self.row(unordered(low)).values));
        while high - low > 1 && self.left > 0 {
            let middle = low + (high - low) / 2;
            let value = watch.of(&self.row(unordered(middle)).values);
            if value == target {
                return unordered(middle);
            }
            if side(value) == first {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (low, high) = (unordered(low), unordered(high));
        if low.abs() < high.abs() { low } else { high }
    }

    /// Where it comes nearest to the target, by thirds; it stops as soon as the target is passed.
    fn nearest(
        &mut self,
        watch: &Watched,
        (low, middle, high): (f64, f64, f64),
        target: f64,
    ) -> (f64, f64) {
        const ROUNDS: usize = 60;
        let mut ends = (low, high);
        let mut best = (middle, watch.of(&self.row(middle).values));
        let above = best.1 > target;
        for _ in 0..ROUNDS {
            if self.left == 0 {
                break;
            }
            for t in [(ends.0 + best.0) / 2.0, (best.0 + ends.1) / 2.0] {
                let value = watch.of(&self.row(t).values);
                if value.is_nan() {
                    continue;
                }
                if (value - target).abs() < (best.1 - target).abs() || (value > target) != above {
                    if t < best.0 {
                        ends.1 = best.0;
                    } else {
                        ends.0 = best.0;
                    }
                    best = (t, value);
                    if (value > target) != above {
                        return best;
                    }
                } else if t < best.0 {
                    ends.0 = t;
                } else {
                    ends.1 = t;
                }
            }
        }
        best
    }

    pub(super) fn collect(&self, graph: &Graph, watched: &[Watched], pieces: &mut Pieces) {
        let mut places: Vec<Rational> = Vec::new();
        for row in &self.rows {
            if screened(&row.values) == Screen::Apart
                && let Some(t) = written(row.t).or_else(|| Rational::from_f64(row.t))
            {
                pieces.apart.push(self.line.exact(&t));
            }
        }
        let mut ends = vec![f64::NEG_INFINITY];
        ends.extend(self.breaks.iter().map(|(t, _)| t));
        ends.push(f64::INFINITY);
        ends.dedup();
        for pair in ends.windows(2) {
            let (low, high) = match (pair[0].is_infinite(), pair[1].is_infinite()) {
                (true, true) => continue,
                (true, false) => (2.0 * pair[1] - pair[1].abs() - 2.0, pair[1]),
                (false, true) => (pair[0], 2.0 * pair[0] + pair[0].abs() + 2.0),
                (false, false) => (pair[0], pair[1]),
            };
            places.extend(simplest_between(low, high));
            let middle = low / 2.0 + high / 2.0;
            if low < middle && middle < high {
                places.extend(Rational::from_f64(middle));
            }
        }
        for &t in &ends[1..ends.len() - 1] {
            match written(t) {
                Some(t) => places.push(t),
                None if t.abs() < SMALLEST_STEP => {}
                None => pieces.steps.extend(self.step(graph, watched, t)),
            }
        }
        for t in places {
            let values = self.tape.run(&self.line.at(t.to_f64()));
            let at = self.line.exact(&t);
            match screened(&values) {
                Screen::Apart => pieces.apart.push(at),
                Screen::Close => pieces.inside.push(at),
                Screen::OnlyFirst | Screen::OnlySecond => pieces.one_sided.push(at),
                Screen::Nothing => {}
            }
        }
    }

    /// The steps that sit on their break next to `t`.
    fn step(&self, graph: &Graph, watched: &[Watched], t: f64) -> Option<Step> {
        let values = self.tape.run(&self.line.at(t));
        // Where something has no value, nothing is compared.
        let pole = |watch: &Watched| {
            let value = watch.of(&values);
            let target = watch.target.next_to(value);
            watch.pole && (value - target).abs() <= TOUCH * (1.0 + target.abs())
        };
        if watched.iter().any(pole) {
            return None;
        }
        let mut known: Vec<(Id, Rational)> = Vec::new();
        for (number, watch) in watched.iter().enumerate() {
            let near =
                |&(other, at): &(f64, usize)| at == number && (other - t).abs() <= TOUCH * t.abs();
            let value = watch.of(&values);
            let on_it = (value - watch.target.next_to(value)).abs() <= ROUNDING * (1.0 + t.abs());
            if !on_it && !self.breaks.iter().any(near) {
                continue;
            }
            let Some(id) = watch
                .step
                .filter(|id| known.iter().all(|(other, _)| other != id))
            else {
                continue;
            };
            let target = watch.target.next_to(watch.of(&values));
            let Node::Call(f, _) = *graph.node(id) else {
                continue;
            };
            let crate::expression::functions::Double::One(of) = f.row().double else {
                continue;
            };
            known.push((id, Rational::from_f64(of(target))?));
        }
        (!known.is_empty()).then_some(Step {
            near: self.line.exact(&Rational::from_f64(t)?),
            known,
        })
    }
}

/// The target that lies between two neighbouring values, if one does.
fn crossed(target: Target, before: f64, here: f64) -> Option<f64> {
    if !before.is_finite() || !here.is_finite() {
        return None;
    }
    match target {
        Target::At(target) => {
            ((before < target) != (here < target) || here == target).then_some(target)
        }
        Target::Lattice { distance, offset } => {
            let [before, here] = [before, here].map(|value| (value - offset) / distance);
            let first = if here > before {
                before.floor() + 1.0
            } else {
                before.ceil() - 1.0
            };
            let between = if here > before {
                first <= here
            } else {
                first >= here
            };
            (between && here != before).then_some(first * distance + offset)
        }
    }
}

/// The target towards which the middle of three values turns away from both others.
fn turned_to(target: Target, before: f64, here: f64, after: f64) -> Option<f64> {
    if !(before.is_finite() && here.is_finite() && after.is_finite()) {
        return None;
    }
    let (peak, valley) = (
        here > before && here >= after,
        here < before && here <= after,
    );
    match target {
        Target::At(target) => (peak && here < target || valley && here > target).then_some(target),
        Target::Lattice { distance, offset } => {
            let here = (here - offset) / distance;
            let next = if peak {
                here.floor() + 1.0
            } else {
                here.ceil() - 1.0
            };
            (peak || valley).then_some(next * distance + offset)
        }
    }
}

/// Doubles as whole numbers in the same order.
fn ordered(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    if bits < 0 { i64::MIN - bits } else { bits }
}

fn unordered(n: i64) -> f64 {
    f64::from_bits(if n < 0 { i64::MIN - n } else { n } as u64)
}
