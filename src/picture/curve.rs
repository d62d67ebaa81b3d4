//! A function over a stretch of numbers: where it is proved to have no gap, and what is special.
//!
//! Between two neighbouring columns the enclosure of every operation tells whether it has a value
//! everywhere there and no jump. Only then are the two ends joined. Where it can't tell, the stretch
//! is halved until it can, or until what is left is a single place as far as doubles go, which
//! `suspects` looks at; where too many such places crowd one column, its values
//! are drawn as a band. Heights are taken from enclosures too: cancellation would make a saw of
//! `(1-cos(x))/x^2` near 0.

use crate::calculus::double::Tape;
use crate::equality::range::Continuity;
use crate::expression::{Graph, Id, Variable};
use crate::number::{double, work};
use crate::picture::PicturePoint;
use crate::picture::evaluator::{BEYOND, Evaluator, TURNS, searches};
use crate::picture::peaks;
pub use crate::picture::special::{SpecialKind, SpecialPlace};
use crate::picture::suspects::{self, Suspect};
use std::collections::VecDeque;

/// Places that are not settled within one column before it is drawn as a band.
const MOST_PLACES: usize = 4;

/// Halvings of a column before that is asked: sooner an honest pole looks like a crowd.
const FIRST_HALVINGS: usize = 8;

/// Stretches next to each other that are not settled before they are taken for one place: where a
/// value only touches a break, halving settles nothing.
const MOST_STRETCHES: usize = 24;

/// Most halvings of a column: then a place is known as well as doubles tell it.
const MOST_HALVINGS: usize = 60;

/// Places that are looked at with exact means; the others are told by their neighbours.
const MOST_EXACT: usize = 40;

/// Work that a survey may take, in the units of [`work`]: half a second at most.
const WORK: u64 = 500_000_000;

/// What a stretch of numbers is known to hold.
#[derive(Clone, Debug, PartialEq)]
enum Leaf {
    /// The curve goes from the first place to the second without a gap.
    Joined(PicturePoint, PicturePoint),
    /// A height beyond those at the ends of the column.
    Peak(PicturePoint),
    /// There are no values.
    Empty,
    /// Something special at one place; the last column that it lies in.
    Place(Box<SpecialPlace>),
    /// Values between these heights, with gaps that are not told apart.
    Crowd([f64; 4]),
}

/// A function of one variable over a stretch of numbers.
pub struct Survey {
    tape: Tape,
    /// Parts that a column is sampled in.
    samples: usize,
    leaves: Vec<Leaf>,
    /// Heights in the columns, where there are any.
    pub heights: Vec<PicturePoint>,
    /// Whether it grows without bound somewhere, or has gaps that are not told apart.
    pub unbounded: bool,
    /// Where it has values, from the first column to the last.
    pub domain: Option<(f64, f64)>,
}

/// What can be drawn of a function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Lines without a gap.
    pub pieces: Vec<Vec<PicturePoint>>,
    /// Columns that are filled from one height to another: from, to, low, high.
    pub bands: Vec<[f64; 4]>,
    /// What is special, from left to right.
    pub specials: Vec<SpecialPlace>,
}

/// A stretch that is being halved.
#[derive(Clone, Copy)]
struct Stretch {
    low: f64,
    high: f64,
    /// `None`: no values.
    behaviour: Option<Continuity>,
}

impl Stretch {
    fn is_settled(&self) -> bool {
        matches!(self.behaviour, None | Some(Continuity::Smooth))
    }
}

/// Looks at a function from one number to another, in so many columns.
///
/// `function` has no other variable than `variable`. `low` < `high`, both finite; `columns` at
/// least 2.
pub fn survey(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    (low, high): (f64, f64),
    columns: usize,
) -> Survey {
    work::within(WORK, || {
        surveyed(graph, function, variable, (low, high), columns)
    })
}

fn surveyed(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    (low, high): (f64, f64),
    columns: usize,
) -> Survey {
    let mut asked = Evaluator::new(graph, function, variable, columns);
    let place = |k: usize| low + (high - low) * k as f64 / (columns - 1) as f64;
    let places: Vec<f64> = (0..columns).map(place).collect();
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut open: Vec<Stretch> = Vec::new();
    let mut exact = MOST_EXACT;
    let mut halvings = peaks::MOST_HALVINGS;
    let width = (high - low) / (columns - 1) as f64;
    for (k, known) in of_columns(&asked, &places).into_iter().enumerate() {
        let column = (places[k], places[k + 1]);
        match known.and_then(|known| halved(&asked, known, high - low)) {
            None => {
                settle(&mut asked, &mut open, &mut leaves, width, &mut exact);
                leaves.push(crowd(&mut asked, column));
            }
            Some(stretches) => {
                for stretch in stretches {
                    if stretch.is_settled() {
                        settle(&mut asked, &mut open, &mut leaves, width, &mut exact);
                        leaves.push(joined(&mut asked, &stretch));
                    } else {
                        open.push(stretch);
                    }
                }
            }
        }
    }
    settle(&mut asked, &mut open, &mut leaves, width, &mut exact);
    // Peaks come after all columns have their heights: the work is spent on what shows most.
    let mut leaves: Vec<Leaf> = leaves
        .into_iter()
        .flat_map(|leaf| match leaf {
            // Steps towards a pole are no columns of their own.
            Leaf::Joined(from, to) if to.0 - from.0 > width / 4.0 => {
                peaked(&mut asked, from, to, &mut halvings)
            }
            leaf => vec![leaf],
        })
        .collect();
    for leaf in &mut leaves {
        if let Leaf::Place(special) = leaf {
            // What the curve tends to beyond what is shown is not seen.
            let tiny = 1e-9 * (high - low);
            for (side, end) in special.sides.iter_mut().zip([low, high]) {
                if (special.at - end).abs() <= tiny {
                    *side = None;
                }
            }
        }
    }
    summed_up(asked, leaves, width)
}

/// A column without a gap, by way of the peaks inside it.
fn peaked(
    asked: &mut Evaluator<'_>,
    from: PicturePoint,
    to: PicturePoint,
    halvings: &mut usize,
) -> Vec<Leaf> {
    let beyond = peaks::between(asked, from, to, halvings);
    let mut leaves: Vec<Leaf> = beyond.points.iter().copied().map(Leaf::Peak).collect();
    match beyond.followed {
        true => {
            let mut way = vec![from];
            way.extend(beyond.points);
            way.push(to);
            leaves.extend(way.windows(2).map(|pair| Leaf::Joined(pair[0], pair[1])));
        }
        false => leaves.push(Leaf::Joined(from, to)),
    }
    leaves
}

/// A settled stretch with the heights at its ends.
fn joined(asked: &mut Evaluator<'_>, stretch: &Stretch) -> Leaf {
    if stretch.behaviour.is_none() {
        return Leaf::Empty;
    }
    let ends = [stretch.low, stretch.high].map(|x| (x, asked.value(x)));
    match ends.iter().all(|(_, y)| !y.is_nan()) {
        true => Leaf::Joined(ends[0], ends[1]),
        false => Leaf::Empty,
    }
}

/// The columns between these places as stretches: what many of them have in common is asked once, of all
/// first and then of halves. `None` for those that a very long formula was not asked about.
fn of_columns(asked: &Evaluator<'_>, places: &[f64]) -> Vec<Option<Stretch>> {
    let mut columns = vec![None; places.len() - 1];
    let mut waiting = VecDeque::from([(0, places.len() - 1)]);
    for _ in 0..asked.ranged() {
        let Some((first, last)) = waiting.pop_front() else {
            break;
        };
        let behaviour = asked.behaviour(places[first], places[last]);
        let of = |k: usize| Stretch {
            low: places[k],
            high: places[k + 1],
            behaviour,
        };
        if of(first).is_settled() || last - first == 1 {
            for (k, column) in columns[first..last].iter_mut().enumerate() {
                *column = Some(of(first + k));
            }
        } else {
            let middle = first + (last - first) / 2;
            waiting.extend([(first, middle), (middle, last)]);
        }
    }
    columns
}

/// A column in stretches that are settled, or as short as doubles tell; `None` where the places that
/// are not settled crowd it.
fn halved(asked: &Evaluator<'_>, column: Stretch, span: f64) -> Option<Vec<Stretch>> {
    let mut stretches = vec![column];
    let tiny = |s: &Stretch| {
        let size = s.low.abs().max(s.high.abs());
        s.high - s.low <= (4.0 * f64::EPSILON * size).max(span * 1e-13)
    };
    for halving in 0..MOST_HALVINGS {
        if stretches.iter().all(|s| s.is_settled() || tiny(s)) {
            break;
        }
        if work::is_spent() {
            return None;
        }
        let mut finer = Vec::with_capacity(stretches.len() + 2);
        for stretch in stretches {
            if stretch.is_settled() || tiny(&stretch) {
                finer.push(stretch);
                continue;
            }
            let middle = stretch.low + (stretch.high - stretch.low) / 2.0;
            for (low, high) in [(stretch.low, middle), (middle, stretch.high)] {
                let behaviour = asked.behaviour(low, high);
                finer.push(Stretch {
                    low,
                    high,
                    behaviour,
                });
            }
        }
        stretches = finer;
        let apart = places(&stretches);
        if halving >= FIRST_HALVINGS && apart > MOST_PLACES {
            return None;
        }
        let open = stretches.iter().filter(|s| !s.is_settled()).count();
        if open > MOST_STRETCHES * apart.max(1) {
            break;
        }
    }
    Some(stretches)
}

/// How many places apart from each other are not settled.
fn places(stretches: &[Stretch]) -> usize {
    let open: Vec<bool> = stretches.iter().map(|s| !s.is_settled()).collect();
    let starts = open.windows(2).filter(|pair| !pair[0] && pair[1]).count();
    starts + usize::from(open.first() == Some(&true))
}

/// Looks at the places where neighbouring stretches were not settled.
fn settle(
    asked: &mut Evaluator<'_>,
    open: &mut Vec<Stretch>,
    leaves: &mut Vec<Leaf>,
    width: f64,
    exact: &mut usize,
) {
    /// A place is no wider than this part of a column. Where a curve goes on without a gap for longer, it
    /// only touches its other branch: min(x, sin x) at 0.
    const PLACE: f64 = 1e-6;
    let mut run: Vec<Stretch> = Vec::new();
    for stretch in open.drain(..) {
        let goes_on = stretch.behaviour == Some(Continuity::Continuous);
        if goes_on && stretch.high - stretch.low > PLACE * width {
            settle_place(asked, &run, leaves, width, exact);
            run.clear();
            leaves.push(joined(asked, &stretch));
        } else {
            run.push(stretch);
        }
    }
    settle_place(asked, &run, leaves, width, exact);
}

/// Looks at the one place of stretches that were not settled.
fn settle_place(
    asked: &mut Evaluator<'_>,
    run: &[Stretch],
    leaves: &mut Vec<Leaf>,
    width: f64,
    exact: &mut usize,
) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    let place = (first.low, last.high);
    // Nothing is known of more than a column: that is no place.
    if place.1 - place.0 > width {
        for stretch in run {
            leaves.push(crowd(asked, (stretch.low, stretch.high)));
        }
        return;
    }
    let goes_on = |stretch: &Stretch| stretch.behaviour == Some(Continuity::Continuous);
    let continuous = run.iter().all(goes_on);
    let found = suspects::look(asked, place, width, (*exact > 0, continuous));
    *exact = exact.saturating_sub(1);
    match found {
        Suspect::Nothing => leaves.push(joined(
            asked,
            &Stretch {
                low: place.0,
                high: place.1,
                behaviour: Some(Continuity::Smooth),
            },
        )),
        Suspect::Outside => leaves.push(Leaf::Empty),
        Suspect::Special(special) => leaves.push(Leaf::Place(Box::new(special))),
    }
}

/// The heights that are met in a column.
fn crowd(asked: &mut Evaluator<'_>, (low, high): (f64, f64)) -> Leaf {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    let samples = 4 * asked.samples;
    for k in 0..=samples {
        let y = asked.rough(low + (high - low) * (k as f64 + 0.5) / (samples + 1) as f64);
        if y.is_finite() {
            least = least.min(y);
            most = most.max(y);
        }
    }
    match least <= most {
        true => Leaf::Crowd([low, high, least, most]),
        false => Leaf::Empty,
    }
}

fn summed_up(asked: Evaluator<'_>, leaves: Vec<Leaf>, width: f64) -> Survey {
    let mut heights = Vec::new();
    let mut unbounded = false;
    let mut domain: Option<(f64, f64)> = None;
    let mut reach = |low: f64, high: f64| {
        domain = Some(domain.map_or((low, high), |(first, _)| (first, high)));
    };
    for leaf in &leaves {
        match leaf {
            Leaf::Joined(from, to) => {
                reach(from.0, to.0);
                // Steps towards a pole are no columns of their own.
                if to.0 - from.0 > width / 4.0 {
                    // What is past all doubles has no height that could be shown.
                    let ends = [*from, *to].into_iter();
                    heights.extend(ends.filter(|(_, y)| y.abs() < BEYOND));
                }
            }
            Leaf::Crowd([low, high, least, most]) => {
                reach(*low, *high);
                unbounded = true;
                heights.extend([(*low, *least), (*high, *most)]);
            }
            Leaf::Place(special) => {
                unbounded |= special.kind == SpecialKind::Pole;
                let values = special.value.iter().chain(special.sides.iter().flatten());
                heights.extend(values.map(|&y| (special.at, y)));
                if special.value.is_some() {
                    reach(special.at, special.at);
                }
            }
            Leaf::Peak(point) => heights.push(*point),
            Leaf::Empty => {}
        }
    }
    double::sort_by_first(&mut heights);
    heights.dedup();
    Survey {
        samples: asked.samples,
        tape: asked.tape,
        leaves,
        heights,
        unbounded,
        domain,
    }
}

impl Survey {
    /// The least and the largest height.
    pub fn extent(&self) -> (f64, f64) {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let heights = self.heights.iter();
        heights.fold(ends, |(low, high), (_, y)| (low.min(*y), high.max(*y)))
    }

    /// How often it turns from rising to falling and back, as far as its heights tell.
    pub fn turns(&self) -> usize {
        let rises: Vec<bool> = self.heights.windows(2).map(|p| p[1].1 >= p[0].1).collect();
        rises.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    /// How many places at which it turns may be searched in doubles.
    pub fn searches(&self) -> usize {
        searches(&self.tape)
    }

    /// The value in doubles.
    pub fn rough(&self, x: f64) -> f64 {
        self.tape.first(&[x], &mut Vec::new())
    }

    /// What can be drawn, where `unit` is the least height that shows.
    pub fn curve(&self, unit: f64) -> Curve {
        let mut curve = Curve::default();
        let mut piece: Vec<PicturePoint> = Vec::new();
        let end = |piece: &mut Vec<PicturePoint>, curve: &mut Curve| {
            if piece.len() > 1 {
                curve.pieces.push(std::mem::take(piece));
            }
            piece.clear();
        };
        let mut room = Vec::new();
        for leaf in &self.leaves {
            match leaf {
                Leaf::Joined(from, to) => {
                    if piece.is_empty() {
                        piece.push(*from);
                    }
                    match self.within(*from, *to, unit, &mut room) {
                        Within::Points(points) => piece.extend(points),
                        Within::Band(band) => curve.bands.push(band),
                    }
                    piece.push(*to);
                }
                Leaf::Peak(_) => {}
                Leaf::Empty => end(&mut piece, &mut curve),
                Leaf::Crowd(band) => {
                    end(&mut piece, &mut curve);
                    curve.bands.push(*band);
                }
                Leaf::Place(special) => {
                    if !special.kind.joins() {
                        // The line goes up to the place itself, where it tends to a number there.
                        if let (Some(y), false) = (special.sides[0], piece.is_empty()) {
                            piece.push((special.at, y));
                        }
                        end(&mut piece, &mut curve);
                        if let Some(y) = special.sides[1] {
                            piece.push((special.at, y));
                        }
                    } else if let Some(y) = special.value {
                        piece.push((special.at, y));
                    }
                    curve.specials.push((**special).clone());
                }
            }
        }
        end(&mut piece, &mut curve);
        curve
    }

    /// What the curve does between two places: points where it is bent, or a band where it turns
    /// too often to be followed.
    fn within(
        &self,
        from: PicturePoint,
        to: PicturePoint,
        unit: f64,
        room: &mut Vec<f64>,
    ) -> Within {
        let span = to.0 - from.0;
        if self.samples < 2 {
            return Within::Points(Vec::new());
        }
        // Doubles that cancel would make a saw of a smooth curve.
        let wrong = |(x, y): PicturePoint, room: &mut Vec<f64>| {
            let off = (self.tape.first(&[x], room) - y).abs();
            off.is_nan() || off > unit / 4.0
        };
        if wrong(from, room) || wrong(to, room) {
            return Within::Points(Vec::new());
        }
        let mut samples = Vec::with_capacity(self.samples + 2);
        samples.push(from);
        for k in 1..self.samples {
            let x = from.0 + span * k as f64 / self.samples as f64;
            let y = self.tape.first(&[x], room);
            if x <= from.0 || x >= to.0 || !y.is_finite() {
                return Within::Points(Vec::new());
            }
            samples.push((x, y));
        }
        samples.push(to);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for (_, y) in &samples {
            least = least.min(*y);
            most = most.max(*y);
        }
        let ends = (from.1.min(to.1), from.1.max(to.1));
        let beyond = (ends.0 - least).max(most - ends.1);
        if beyond <= unit / 2.0 {
            return Within::Points(Vec::new());
        }
        let rises: Vec<bool> = samples.windows(2).map(|p| p[1].1 >= p[0].1).collect();
        let turns = rises.windows(2).filter(|p| p[0] != p[1]).count();
        match turns >= TURNS {
            true => Within::Band([from.0, to.0, least, most]),
            false => Within::Points(samples[1..self.samples].to_vec()),
        }
    }
}

enum Within {
    Points(Vec<PicturePoint>),
    Band([f64; 4]),
}
