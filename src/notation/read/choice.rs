//! Points of choice: where notation has an alternative, and which readings come of them.
//!
//! A pass that comes to such a point asks [`Choices`] which alternative to take. The first is what a
//! rule of `deriv help syntax` says where one settles the choice, else what takes one sign after the
//! other. A text is read by running the passes; other readings by running them again under another
//! [`Plan`]. A text without open choices takes one run.

use crate::notation::error::{Error, ReadErrorKind};
use std::ops::Range;

/// Most points of a text that are looked at; a formula that anyone reads has fewer.
const MAX_POINTS: usize = 48;

/// Most runs over a text in search of other readings of an answer.
const MAX_RUNS: usize = 64;

/// Most bytes that are read again to see whether open choices make a difference.
const MAX_AGAIN: usize = 32 << 20;

/// Longest text of which more readings are tried than the plain two, in bytes: each takes a run.
const MAX_TRIED: usize = 512;

/// What a choice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// `1/2w`: is the factor beside a divisor divided, too?
    Divisor,
    /// `e^2x`: does the factor beside an exponent stand above?
    Exponent,
    /// `x^3/2`: does the fraction stand above?
    Fraction,
    /// `sin 2*x`, `cos x(x+1)`: does the argument go on?
    Argument,
    /// `sin x^2`: is the power one of the argument?
    Power,
    /// `√2x`, `√x²`: does it stand under the root?
    Root,
    /// `x2`: was the number meant to stand above?
    Raised,
    /// `sin^-1 x`: the inverse, or one over it?
    Inverse,
    /// `1 1/2`: one number, or a product?
    Mixed,
    /// `1.000`: a thousand, or one?
    Thousands,
    /// `xy`: a product, or one name?
    Name,
    /// `x: 2`: a label, or a division?
    Label,
    /// `2e+1`: 20, or Euler's number twice and 1?
    Euler,
}

/// Whoever makes a choice one way makes those of the same manner the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// How numbers are written.
    Numbers,
    /// How names are.
    Names,
    /// What belongs together of what is written side by side.
    Beside,
}

impl About {
    fn manner(self) -> Manner {
        match self {
            About::Mixed | About::Thousands | About::Euler => Manner::Numbers,
            About::Name | About::Label => Manner::Names,
            _ => Manner::Beside,
        }
    }
}

/// One point of choice, as it was met in a run.
#[derive(Clone, Debug)]
pub(crate) struct ChoicePoint {
    about: About,
    /// Whether no rule settles it.
    open: bool,
    /// How many alternatives there are.
    of: u8,
    /// Which of them was taken.
    pick: u8,
    /// The bytes of the text that it concerns.
    pub(crate) place: Range<usize>,
    /// Where the mark under them starts: of `1/2w` at the divisor.
    pub(crate) from: usize,
}

/// What to take at each point.
#[derive(Clone, Debug)]
enum Plan {
    /// The first alternative.
    Settled,
    /// The last one of open choices of these manners.
    Manners(Vec<Manner>),
    /// The last one of all choices about this.
    Alike(About),
    /// These, then the first.
    Picks(Vec<u8>),
}

/// What is chosen in one run, and the points that were met.
#[derive(Debug)]
pub(crate) struct Choices {
    plan: Plan,
    /// Whether choices that a rule settles are asked for, too.
    all: bool,
    /// Whether there was one that a rule settles.
    settled: bool,
    /// The points, in the order in which they were met.
    pub(crate) points: Vec<ChoicePoint>,
}

impl Choices {
    /// The choices of the settled reading; open ones take their first alternative.
    pub(crate) fn settled() -> Choices {
        Choices::by(Plan::Settled, false)
    }

    fn by(plan: Plan, all: bool) -> Choices {
        Choices {
            plan,
            all,
            settled: false,
            points: Vec::new(),
        }
    }

    /// Which of `of` alternatives to take at a point that no rule settles.
    pub(crate) fn open(&mut self, about: About, of: u8, place: Range<usize>) -> u8 {
        self.ask(about, true, of, place)
    }

    /// Whether the other of two alternatives is taken, where a rule settles that it is the first.
    pub(crate) fn other(&mut self, about: About, place: Range<usize>) -> bool {
        self.settled = true;
        self.all && self.ask(about, false, 2, place) > 0
    }

    fn ask(&mut self, about: About, open: bool, of: u8, place: Range<usize>) -> u8 {
        let last = of - 1;
        let pick = match &self.plan {
            Plan::Settled => 0,
            Plan::Manners(manners) if open && manners.contains(&about.manner()) => last,
            Plan::Alike(alike) if *alike == about => last,
            Plan::Picks(picks) => picks.get(self.points.len()).copied().unwrap_or(0),
            _ => 0,
        };
        if self.points.len() < MAX_POINTS {
            self.points.push(ChoicePoint {
                about,
                open,
                of,
                pick,
                from: place.start,
                place,
            });
        }
        pick
    }

    /// Whether there was any choice, one that a rule settles among them; else there is one reading.
    pub(crate) fn any(&self) -> bool {
        self.settled || !self.points.is_empty()
    }

    /// The point just met is marked from this byte on.
    pub(crate) fn mark_from(&mut self, from: usize) {
        if let Some(point) = self.points.last_mut() {
            point.from = from;
        }
    }
}

/// A run of the passes over a text.
pub(crate) trait PassesRun<T>: FnMut(&mut Choices) -> Result<T, Error> {}
impl<T, F: FnMut(&mut Choices) -> Result<T, Error>> PassesRun<T> for F {}

/// What makes a text ambiguous: an open choice that makes a difference.
pub(crate) struct Ambiguity<T> {
    /// The bytes that it concerns.
    pub(crate) place: Range<usize>,
    /// Where the mark under them starts.
    pub(crate) from: usize,
    /// The reading of its other alternative.
    pub(crate) other: T,
}

/// The settled reading of a text of so many bytes, and what makes it ambiguous if it is.
///
/// # Errors
/// What is wrong with the settled reading; one that is not admissible is none.
pub(crate) fn settled<T: PartialEq>(
    length: usize,
    mut run: impl PassesRun<T>,
) -> Result<(T, Option<Ambiguity<T>>), Error> {
    let mut choices = Choices::settled();
    let read = run(&mut choices)?;
    let points = choices.points;
    let most = (MAX_AGAIN / length.max(1)).max(1);
    for (at, point) in points.iter().enumerate().take(most) {
        for pick in 1..point.of {
            let mut picks = vec![0; at];
            picks.push(pick);
            match run(&mut Choices::by(Plan::Picks(picks), false)) {
                Ok(other) if other != read => {
                    let (place, from) = (point.place.clone(), point.from);
                    return Ok((read, Some(Ambiguity { place, from, other })));
                }
                // A reading that has no name here, as the inverse of `ln^-1 x`.
                Err(error) if matches!(error.kind, ReadErrorKind::Ambiguous { .. }) => {
                    return Err(error);
                }
                _ => {}
            }
        }
    }
    Ok((read, None))
}

/// The readings that open choices leave, each manner of choosing kept up all through the text: the
/// one that keeps together what stands together first, the settled one last.
///
/// # Errors
/// What is wrong with the settled reading.
pub(crate) fn readings<T: PartialEq>(mut run: impl PassesRun<T>) -> Result<Vec<T>, Error> {
    let mut choices = Choices::settled();
    let settled = run(&mut choices);
    let mut manners: Vec<Manner> = Vec::new();
    for point in &choices.points {
        let manner = point.about.manner();
        if point.open && !manners.contains(&manner) {
            manners.push(manner);
        }
    }
    let mut found: Vec<T> = Vec::new();
    for mask in (1..1usize << manners.len()).rev() {
        let chosen = manners.iter().enumerate();
        let chosen = chosen.filter(|(at, _)| mask >> at & 1 == 1);
        let plan = Plan::Manners(chosen.map(|(_, manner)| *manner).collect());
        if let Ok(read) = run(&mut Choices::by(plan, false))
            && !found.contains(&read)
        {
            found.push(read);
        }
    }
    match settled {
        Ok(read) if !found.contains(&read) => found.push(read),
        Err(error) if found.is_empty() => return Err(error),
        _ => {}
    }
    Ok(found)
}

/// Other readings of a text of so many bytes than those `known`, of choices that a rule settles,
/// too: first all choices about one thing made alike, then single ones, then several at once; up to
/// `most`.
pub(crate) fn others<T: PartialEq>(
    length: usize,
    known: &[T],
    most: usize,
    mut run: impl PassesRun<T>,
) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    if length > MAX_TRIED {
        return found;
    }
    let mut waiting = std::collections::VecDeque::from([Plan::Picks(Vec::new())]);
    let mut runs = 0;
    while let Some(plan) = waiting.pop_front() {
        if runs == MAX_RUNS || found.len() == most {
            break;
        }
        runs += 1;
        let mut choices = Choices::by(plan.clone(), true);
        let read = run(&mut choices);
        if let Ok(read) = read
            && !known.contains(&read)
            && !found.contains(&read)
        {
            found.push(read);
        }
        let Plan::Picks(picks) = plan else { continue };
        let points = choices.points;
        if picks.is_empty() {
            let mut about: Vec<About> = Vec::new();
            for point in &points {
                let several = points.iter().filter(|p| p.about == point.about).count() > 1;
                if several && !about.contains(&point.about) {
                    about.push(point.about);
                }
            }
            waiting.extend(about.into_iter().map(Plan::Alike));
        }
        // The tree of readings: each plan once, by the last point at which it turns from the first.
        for (at, point) in points.iter().enumerate().skip(picks.len()) {
            for pick in 1..point.of {
                let before = points[..at].iter().map(|point| point.pick);
                let plan = before.chain([pick]).collect();
                waiting.push_back(Plan::Picks(plan));
            }
        }
    }
    found
}
