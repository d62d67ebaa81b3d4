//! Points on a branch: simple ones, those in the boxes that ranges leave, the roots of what is 0
//! at its edges, and what an ascent in doubles leads to. Whether a point lies on the branch is
//! decided by enclosures.

mod boxes;
mod corners;
mod passage;
mod search;

use crate::calculus::derivative;
use crate::calculus::value::{Known, Stop, Value};
use crate::equality::branches::Branch;
use crate::equality::compare::Spot;
use crate::equality::range::{Range, Ranges};
use crate::equality::signs::Signs;
use crate::equality::{Difference, LEAST_POINTS, MAX_INSIDE, Pair, points};
use crate::expression::functions::Constant;
use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use search::SearchEffort;
use std::cmp::Ordering;

/// Bits at which it is decided on which side a point lies.
const SIDE_BITS: [u64; 3] = [64, 384, 2_048];

/// Points with several variables that are held still while one moves along a line.
const LINES: usize = 12;

/// A point below whose fraction lines there are longer numbers is shown with fewer digits where that can be.
const LONG_BITS: u64 = 40;

/// What came of looking at a branch.
pub(super) enum Found {
    Difference(Difference),
    /// There is no point on it.
    Empty,
    /// The two agree at many points of it.
    Agree,
    Open,
}

/// What has been seen on a branch.
struct Seen {
    agreed: usize,
}

impl Pair<'_> {
    /// Looks for a point of a branch at which the two differ. `piece`: are they perhaps the same, and
    /// is the branch one piece, so that points of it tell?
    pub(super) fn inside(&mut self, branch: &Branch, piece: bool) -> Found {
        let is_thin = |(part, signs): &(Id, Signs)| {
            *signs == Signs::ZERO && !branch.is_of_symbols(self.graph, *part)
        };
        if branch.signs.iter().any(is_thin) {
            return self.inside_thin(branch);
        }
        let free = self.free(branch);
        let mut seen = Seen { agreed: 0 };
        if free.is_empty() && branch.symbols.is_empty() {
            return self.at_point(branch);
        }
        if free.is_empty() {
            return match self.try_at(branch, &free, &[], &mut seen) {
                Some(difference) => Found::Difference(difference),
                None if seen.agreed > 0 => Found::Agree,
                None => Found::Open,
            };
        }
        let parts = branch.parts(self.graph);
        let Some(ranges) = self.narrowed(branch, &parts) else {
            return Found::Empty;
        };
        for bits in self.beside_bits() {
            let (corners, are_beside) = self.corners(branch, &free, bits);
            let all = |pair: &mut Self| pair.try_all(branch, &free, &corners, &mut seen);
            if let Some(difference) = self.with_share(0.3, all) {
                return Found::Difference(difference);
            }
            if !are_beside {
                break;
            }
        }
        let quick = self.sought(branch, &free, SearchEffort::Quick);
        let found = self.with_share(0.1, |pair| pair.try_all(branch, &free, &quick, &mut seen));
        if let Some(difference) = found {
            return Found::Difference(difference);
        }
        // Few boxes with points of every size, then many with some each; each stage has its share.
        for (limit, far) in [(6, true), (200, false)] {
            let mut kept = boxes::all(self.graph, branch, &free, &parts, &ranges, limit);
            if kept.is_empty() {
                return Found::Empty;
            }
            kept.sort_by(|a, b| boxes::size(a).total_cmp(&boxes::size(b)));
            let spread = if far { 24 } else { 0 };
            let seeded = points::spread(free.len(), spread, self.seed());
            let all = kept.iter().flat_map(|own| boxes::points(own, far));
            let all: Vec<Vec<Rational>> = all.chain(seeded).collect();
            let found = self.with_share(0.25, |pair| pair.try_all(branch, &free, &all, &mut seen));
            if let Some(difference) = found {
                return Found::Difference(difference);
            }
            kept.retain(|own| boxes::is_narrow(own));
            let found =
                self.with_share(0.25, |pair| pair.try_near(branch, &free, &kept, &mut seen));
            if let Some(difference) = found {
                return Found::Difference(difference);
            }
        }
        let all = self.sought(branch, &free, SearchEffort::Thorough);
        let around = |at: &Vec<Rational>| at.iter().map(|x| boxes::around(x.to_f64())).collect();
        let boxes: Vec<Vec<Range>> = all.iter().map(around).collect();
        let found = self
            .with_share(0.5, |pair| pair.try_all(branch, &free, &all, &mut seen))
            .or_else(|| self.try_near(branch, &free, &boxes, &mut seen));
        if let Some(difference) = found {
            return Found::Difference(difference);
        }
        if piece && seen.agreed >= LEAST_POINTS {
            Found::Agree
        } else {
            Found::Open
        }
    }

    /// Points that doubles find on the branch, or near it.
    fn sought(
        &self,
        branch: &Branch,
        free: &[Variable],
        effort: SearchEffort,
    ) -> Vec<Vec<Rational>> {
        let exact = |at: &Vec<f64>| at.iter().map(|&x| Rational::from_f64(x)).collect();
        let near = search::points(self.graph, branch, free, self.seed(), effort);
        near.iter().filter_map(exact).collect()
    }

    fn try_all(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        all: &[Vec<Rational>],
        seen: &mut Seen,
    ) -> Option<Difference> {
        all.iter().find_map(|at| {
            let found = self.try_at(branch, free, at, seen)?;
            let is_long = |x: &Rational| x.denominator().bits() > LONG_BITS;
            let shorter = match at.iter().any(is_long) {
                true => self.shortened(branch, free, at),
                false => None,
            };
            Some(shorter.unwrap_or(found))
        })
    }

    fn try_near(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        boxes: &[Vec<Range>],
        seen: &mut Seen,
    ) -> Option<Difference> {
        if boxes.is_empty() {
            return None;
        }
        let slopes = self.slopes(branch, free);
        boxes.iter().find_map(|own| {
            if self.is_spent() {
                return None;
            }
            let all = self.polished(branch, (free, &slopes), own);
            self.try_all(branch, free, &all, seen)
        })
    }

    /// The difference at a point with fewer digits, where one is near enough: it is shown.
    fn shortened(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        at: &[Rational],
    ) -> Option<Difference> {
        [12, 18, 25, 40, 60].into_iter().find_map(|digits| {
            let scale = Rational::integer(10).power(digits)?;
            let half = Rational::ratio(1, 2);
            let short = |x: &Rational| {
                let rounded = Rational::from((&(x * &scale) + &half).floor());
                rounded.divide(&scale)
            };
            let short: Option<Vec<Rational>> = at.iter().map(short).collect();
            self.try_at(branch, free, &short?, &mut Seen { agreed: 0 })
        })
    }

    fn try_at(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        at: &[Rational],
        seen: &mut Seen,
    ) -> Option<Difference> {
        if self.is_spent() {
            return None;
        }
        let spot = self.on(branch, free, at)?;
        match self.apart_at(branch.a, branch.b, &spot) {
            Some(true) => self.differs(branch, &spot),
            Some(false) => {
                seen.agreed += 1;
                None
            }
            None => None,
        }
    }

    /// The point where it certainly lies on the branch.
    pub(super) fn on(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        at: &[Rational],
    ) -> Option<Spot> {
        let mut spot = self.spot_of(free, at);
        self.whole_numbers(branch, &mut spot)?;
        for &(part, signs) in &branch.signs {
            let sign = self.sign_at(part, &spot)?;
            if !signs.has(Signs::of(sign)) {
                return None;
            }
        }
        self.is_as_given(branch, &spot).then_some(spot)
    }

    /// Has a point the signs that parts had before something was put in there? Where one is to be 0, at a
    /// point that is known by an enclosure, it is enough that it may be 0.
    pub(super) fn is_as_given(&mut self, branch: &Branch, spot: &Spot) -> bool {
        branch.given.iter().all(|&(part, signs)| {
            let sign = self.sign_at(part, spot);
            sign.map_or(signs == Signs::ZERO, |sign| signs.has(Signs::of(sign)))
        })
    }

    /// Puts in what the whole numbers of a branch are at a point.
    fn whole_numbers(&mut self, branch: &Branch, spot: &mut Spot) -> Option<()> {
        for &(variable, step) in &branch.symbols {
            let value = self.settled(step, spot, |value| value.rational().cloned())?;
            let value = self.graph.number(value);
            spot.point.push((variable, value));
        }
        Some(())
    }

    pub(in crate::equality) fn sign_at(&mut self, part: Id, spot: &Spot) -> Option<Ordering> {
        self.settled(part, spot, Value::sign)
    }

    /// What a value says, with as many bits as that takes.
    fn settled<T>(
        &mut self,
        part: Id,
        spot: &Spot,
        says: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        for bits in SIDE_BITS {
            if !self.afford_part(part, spot.size, bits) {
                return None;
            }
            match self.values(&[part], spot, bits) {
                Ok(values) => {
                    if let Some(said) = says(values.of(part)) {
                        return Some(said);
                    }
                }
                Err(Stop::Undecided { .. }) => {}
                Err(_) => return None,
            }
        }
        None
    }

    /// For each variable the slopes of what has to have a sign on the branch: a peak that rises above 0
    /// by less than doubles tell is where they are 0.
    fn slopes(&mut self, branch: &Branch, free: &[Variable]) -> Vec<Vec<Id>> {
        let mut all = vec![Vec::new(); free.len()];
        for (of, &variable) in all.iter_mut().zip(free) {
            let parts = branch.signs.iter().map(|(part, _)| *part);
            of.extend(parts.filter_map(|part| self.slope(part, variable)));
        }
        all
    }

    /// The derivative of a part, where it is no number and not too long.
    fn slope(&mut self, part: Id, variable: Variable) -> Option<Id> {
        /// Most nodes of a part, and of its slope.
        const MOST: usize = 200;
        if self.graph.parts(&[part]).len() > MOST {
            return None;
        }
        let slope = derivative::of_order(self.graph, part, variable, 1).ok()?;
        let slope = simplify::shown(self.graph, slope).formula;
        let is_sought = self.graph.moves(slope) && self.graph.parts(&[slope]).len() <= MOST;
        is_sought.then_some(slope)
    }

    /// Points at which parts, or the slopes of some, that are 0 somewhere in the box are nearly 0, to many
    /// more digits than doubles have: what is narrower than doubles lies around them.
    fn polished(
        &mut self,
        branch: &Branch,
        (free, slopes): (&[Variable], &[Vec<Id>]),
        own: &[Range],
    ) -> Vec<Vec<Rational>> {
        let Some((middle, ends)) = boxes::widened(own) else {
            return Vec::new();
        };
        let conditions: Vec<Id> = branch.signs.iter().map(|(part, _)| *part).collect();
        let mut tried: Vec<Id> = self.graph.parts(&conditions);
        tried.retain(|&id| {
            !matches!(
                self.graph.node(id),
                Node::Number(_) | Node::Constant(_) | Node::Variable(_)
            )
        });
        tried.reverse();
        tried.truncate(16);
        let mut found = Vec::new();
        let mut at = middle;
        for number in 0..free.len() {
            let mut better = None;
            for &part in slopes[number].iter().chain(&tried) {
                let Some([low, high]) =
                    self.passage(part, free, &at, number, &ends[number], branch)
                else {
                    continue;
                };
                for end in [&low, &high] {
                    let mut point = at.clone();
                    point[number] = end.clone();
                    found.push(point);
                }
                better.get_or_insert(low);
            }
            if let Some(better) = better {
                at[number] = better;
            }
        }
        found.push(at);
        found
    }

    /// A branch of single points: those at which a part is 0, and nothing else that is simpler.
    fn inside_thin(&mut self, branch: &Branch) -> Found {
        let zeros: Vec<Id> = branch
            .signs
            .iter()
            .filter(|(_, signs)| *signs == Signs::ZERO)
            .map(|(part, _)| *part)
            .collect();
        let free = self.free(branch);
        if free.is_empty() {
            return self.at_point(branch);
        }
        if let ([variable], [zero, ..]) = (&free[..], &zeros[..])
            && branch.symbols.is_empty()
            && let Some(found) = self.at_periodic_points(branch, *zero, *variable)
        {
            return found;
        }
        // Multiples of π/12, at which so much is 0, and simple fractions.
        for at in points::simple(free.len()).iter() {
            if self.is_spent() {
                return Found::Open;
            }
            if let Some(spot) = self.on(branch, &free, at)
                && let Some(difference) = self.differs(branch, &spot)
            {
                return Found::Difference(difference);
            }
        }
        let lines: Vec<Vec<Rational>> = match free.len() {
            1 => vec![vec![Rational::zero()]],
            count => points::simple(count).iter().take(LINES).cloned().collect(),
        };
        let pi = self.graph.add(Node::Constant(Constant::Pi));
        for line in &lines {
            for number in 0..free.len().min(2) {
                if self.is_spent() {
                    return Found::Open;
                }
                for k in -12..=24i64 {
                    let factor = self.graph.number(Rational::ratio(k, 12));
                    let angle = self.graph.add(Node::Product(factor, pi));
                    let mut spot = self.spot_of(&free, line);
                    spot.point[number].1 = angle;
                    if self.is_on(branch, &mut spot, None)
                        && let Some(difference) = self.differs(branch, &spot)
                    {
                        return Found::Difference(difference);
                    }
                }
                if let Some(difference) = self.at_roots(branch, &free, line, number, &zeros) {
                    return Found::Difference(difference);
                }
            }
        }
        Found::Open
    }

    /// Does a point lie on the branch, where one part is known to be 0?
    fn is_on(&mut self, branch: &Branch, spot: &mut Spot, zero: Option<Id>) -> bool {
        self.whole_numbers(branch, spot).is_some()
            && branch.signs.iter().all(|&(part, signs)| {
                Some(part) == zero && signs == Signs::ZERO
                    || self
                        .sign_at(part, spot)
                        .is_some_and(|sign| signs.has(Signs::of(sign)))
            })
            && self.is_as_given(branch, spot)
    }

    /// Roots of the parts that are 0 on the branch, enclosed between two numbers at which they have
    /// different signs.
    fn at_roots(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        line: &[Rational],
        number: usize,
        zeros: &[Id],
    ) -> Option<Difference> {
        let mut grid: Vec<Rational> = (-48..=48).map(|k| Rational::ratio(2 * k + 1, 4)).collect();
        for k in 4..40 {
            let size = Rational::integer(1 << k);
            grid.extend([-&size, size]);
        }
        for k in [50, 64, 100, 200, 333, 700] {
            let size = Rational::integer(2).power(k)?;
            grid.extend([-&size, size]);
        }
        grid.sort_unstable();
        for &zero in zeros {
            let found = self.at_roots_between(branch, free, line, number, (zero, &grid));
            if found.is_some() {
                return found;
            }
            // It may pass 0 twice between two of them, on both sides of where its slope is 0.
            let Some(slope) = self.slope(zero, free[number]) else {
                continue;
            };
            let mut turns = Vec::new();
            for pair in grid.windows(2) {
                if self.is_spent() {
                    return None;
                }
                let ends = [pair[0].clone(), pair[1].clone()];
                if let Some([turn, _]) = self.passage(slope, free, line, number, &ends, branch) {
                    let [before, after] = ends;
                    turns.push([before, turn, after]);
                }
            }
            for turn in &turns {
                let found = self.at_roots_between(branch, free, line, number, (zero, turn));
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// The same between each two neighbours of a grid.
    fn at_roots_between(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        line: &[Rational],
        number: usize,
        (zero, grid): (Id, &[Rational]),
    ) -> Option<Difference> {
        // From 0 outwards: the point is shown.
        let mut pairs: Vec<&[Rational]> = grid.windows(2).collect();
        pairs.sort_by_cached_key(|pair| pair[0].abs().max(pair[1].abs()));
        for pair in pairs {
            if self.is_spent() {
                return None;
            }
            let ends = [pair[0].clone(), pair[1].clone()];
            let Some([low, high]) = self.passage(zero, free, line, number, &ends, branch) else {
                continue;
            };
            let mut at = line.to_vec();
            at[number] = low.clone();
            let mut spot = self.spot_of(free, &at);
            if low != high {
                // It is continuous on what lies between, or it has no value on all of it.
                let variable = self.graph.add(Node::Variable(free[number]));
                let ball = hull(&low, &high);
                spot.known = Known::from([(variable, Value::Ball(ball))]);
                let continuous = self.whole_numbers(branch, &mut spot).is_some()
                    && self.values(&[zero], &spot, SIDE_BITS[1]).is_ok();
                if !continuous {
                    continue;
                }
            }
            if self.is_on(branch, &mut spot, Some(zero))
                && let Some(difference) = self.differs(branch, &spot)
            {
                return Some(difference);
            }
        }
        None
    }
}

/// Is nothing left of the space of the variables where all parts have values?
pub(super) fn is_empty(
    graph: &mut Graph,
    branch: &Branch,
    free: &[Variable],
    parts: &[Id],
    ranges: &Ranges,
) -> bool {
    boxes::all(graph, branch, free, parts, ranges, 100).is_empty()
}

/// Points of the boxes that are left where all parts have values.
pub(super) fn points_of(
    graph: &mut Graph,
    branch: &Branch,
    free: &[Variable],
    parts: &[Id],
    ranges: &Ranges,
) -> Vec<Vec<Rational>> {
    let boxes = boxes::all(graph, branch, free, parts, ranges, 100);
    let all = boxes.iter().flat_map(|own| boxes::points(own, false));
    let all: Vec<Vec<Rational>> = all.collect();
    let every = all.len().div_ceil(4 * MAX_INSIDE).max(1);
    all.into_iter().step_by(every).collect()
}

/// All numbers from one to another.
fn hull(low: &Rational, high: &Rational) -> Ball {
    const BITS: u64 = 512;
    let [low, high] = [low, high].map(|end| Ball::from_rational(end, BITS));
    low.hull(&high, BITS)
}
