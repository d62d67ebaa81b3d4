//! Are two expressions equal? Decided with evidence: a proof, a point at which they certainly
//! differ, or agreement to many digits.
//!
//! Doubles only choose where to look. A refutation rests on enclosures that have no number in
//! common at a point; a proof on the two being one element of a field in which the classroom
//! identities hold. Where something branches, every branch is asked for itself. Every verdict is
//! the same on every run: points and random elements are seeded by a hash of the two expressions,
//! so that no text can be written for them, and limits count work, not time.

mod agreement;
mod atoms;
mod basis;
mod branches;
mod compare;
mod denest;
mod field;
mod identity;
mod opened;
mod points;
mod precision;
mod primes;
mod proof;
pub(crate) mod range;
mod seed;
mod signs;
mod trials;
mod varies;
mod without;

use crate::calculus::double::Tape;
use crate::expression::{Graph, Id, Still, Variable};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;
use branches::Settled;
use compare::{Screening, There, screen, size};
pub use identity::ProofBound;
use proof::Proof;
use range::Ranges;
use std::cell::OnceCell;
pub use varies::varies;

/// Digits to which two expressions have to agree where there is no proof.
pub const DIGITS: usize = 50;

/// Points at which they have to agree where there is no proof.
pub const POINTS: usize = 24;

/// Fewest points at which they have to agree: a narrow common domain holds few of those tried.
pub const LEAST_POINTS: usize = 6;

/// Work that one pair may take, in operations of 128 bits: below 2 s on an ordinary machine.
pub const MAX_WORK: f64 = 2_000_000.0;

/// Bits of the first enclosures: enough to tell apart what doubles tell apart.
const FIRST_BITS: u64 = 64;

/// Bits of enclosures that have to agree to [`DIGITS`] digits: 167 for the digits, the rest for
/// cancellation.
const MANY_BITS: u64 = 384;

/// Most bits of an enclosure at one point, where the two nearly cancel.
const MOST_BITS: u64 = 40_000;

/// Longest numbers in a text for which enclosures get longer.
const MAX_NUMBER_BITS: u64 = 2_000;

/// Points that are looked at before a proof is tried.
const QUICK_LOOKS: usize = 3;

/// Points of a narrow common domain that are looked at, and denominators that may be 0.
const MAX_INSIDE: usize = 64;

/// Points at which more bits are tried, as many as the smallest and largest parts call for.
const FINER_LOOKS: usize = 3;

/// Differences below 2^−this count as 0 where nothing is known of the relative size.
const NOTHING_BITS: i64 = 320;

/// Doubles this far apart, relative to their size, are worth an enclosure at once.
const CLEARLY: f64 = 1e-7;

/// Where two expressions certainly differ.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The point, one coordinate for each variable of the two.
    pub at: Vec<(Variable, Rational)>,
    /// Is the point next to those fractions, because it is none itself?
    pub near: bool,
    /// The value of the first, rounded to as many digits as it takes to tell the two apart.
    pub left: Decimal,
    /// The value of the second.
    pub right: Decimal,
    /// The first less the second.
    pub by: Decimal,
    /// Is at least one digit certain of the first, and of the second? Else the number is the middle
    /// of an enclosure and nothing to show.
    pub certain: [bool; 2],
}

/// Why it is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// No point was found at which both have a value.
    NoCommonDomain,
    /// Too few were found to say more than that they agree there.
    FewPoints,
    /// The first has no value anywhere, which is proved.
    FirstNowhere,
    /// The first has no value where the second and what both are compared within have one, which is
    /// proved. Told of slopes only.
    FirstElsewhere,
    /// The second has no value anywhere.
    SecondNowhere,
    /// What both are compared within has no value anywhere.
    WithinNowhere,
    /// They agree, save perhaps at single points, where something jumps.
    SinglePoints,
    /// [`MAX_WORK`] was reached, or a value is too large to compute.
    TooMuchWork,
}

impl Undecided {
    /// Was no point found at which both have a value?
    fn is_nowhere(self) -> bool {
        matches!(
            self,
            Undecided::NoCommonDomain | Undecided::FirstNowhere | Undecided::SecondNowhere
        )
    }
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
    /// How certain a proof is; `None` where there is none, or where the two are one and the same.
    pub proof: Option<ProofBound>,
    /// Points at which only one of them has a value, the simplest first. None says that no such
    /// point was found, not that there is none. Looked for only where they are not refuted.
    pub gaps: Vec<Gap>,
}

/// Are two expressions equal wherever both have a value?
pub fn equal(graph: &mut Graph, a: Id, b: Id) -> Judged {
    let judged = work::within(work::LIMIT, || Pair::new(graph, a, b, None).judge());
    // Powers of negative numbers have values at single exponents.
    match judged.equality {
        Equality::Undecided(why) if why.is_nowhere() && powers_move(graph, a, b) => {
            let single = stilled(graph, Still::All, |graph| {
                work::within(work::LIMIT, || Pair::new(graph, a, b, None).judge())
            });
            match single.equality {
                Equality::Undecided(_) => judged,
                _ => single,
            }
        }
        _ => judged,
    }
}

/// Are two expressions equal wherever both and a third have a value? They are derivatives `by` a
/// variable, and the others are held still.
///
/// A derivative as a formula may have a value where the function has none: 1/x at −1, where ln(x)
/// has no slope. What an answer says there is not asked.
pub fn equal_within(graph: &mut Graph, a: Id, b: Id, within: Id, by: Variable) -> Judged {
    stilled(graph, Still::AllBut(by), |graph| {
        work::within(work::LIMIT, || Pair::new(graph, a, b, Some(within)).judge())
    })
}

/// Runs something while some variables are held still.
fn stilled<T>(graph: &mut Graph, still: Still, run: impl FnOnce(&mut Graph) -> T) -> T {
    let before = std::mem::replace(&mut graph.still, still);
    let done = run(graph);
    graph.still = before;
    done
}

/// Is there a power with an exponent that moves?
fn powers_move(graph: &Graph, a: Id, b: Id) -> bool {
    !compare::moving_bases(graph, &graph.parts(&[a, b])).is_empty()
}

/// The simplest point found at which an expression has a value, one coordinate for each variable.
pub fn somewhere(graph: &mut Graph, id: Id) -> Option<Vec<(Variable, Rational)>> {
    let mut pair = Pair::new(graph, id, id, None);
    let points = points::simple(pair.variables.len());
    let found = points.iter().position(|at| pair.has_values(at));
    if let Some(found) = found {
        return Some(pair.named(&points[found]));
    }
    let inside = pair.common_points();
    let found = inside.iter().position(|at| pair.has_values(at))?;
    Some(pair.named(&inside[found]))
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

struct Pair<'a> {
    graph: &'a mut Graph,
    a: Id,
    b: Id,
    /// Only points at which this has a value count; `None` where it has one everywhere.
    within: Option<Id>,
    /// The function whose slopes are compared.
    function: Option<Id>,
    /// Parts of it at whose zeros it may have no slope.
    edges: Vec<Id>,
    /// What all random choices start from, once it was asked for.
    seed: OnceCell<u64>,
    /// The weakest of the proofs so far.
    bound: Option<ProofBound>,
    variables: Vec<Variable>,
    /// Bases of powers with exponents that vary: they have to be positive, or 0.
    bases: Vec<Id>,
    /// Work of one evaluation, and what exact values, which grow with the degree, add to it.
    work: f64,
    exact: f64,
    left: f64,
    /// Bits that tell apart what the numbers typed tell apart, once they were asked for.
    many_bits: OnceCell<u64>,
}

impl Pair<'_> {
    fn new(graph: &mut Graph, a: Id, b: Id, within: Option<Id>) -> Pair<'_> {
        let [a, b, inside] = opened::opened(graph, [a, b, within.unwrap_or(b)]);
        let function = within.map(|_| inside);
        // What has a value everywhere rules nothing out.
        let within = function.filter(|id| !graph.is_total(*id));
        let roots = [a, b, within.unwrap_or(b)];
        let parts = graph.parts(&roots);
        let variables = graph.variables_among(&parts);
        let (work, exact) = size(graph, &parts);
        let mut edges = match function {
            Some(function) if branches::any(graph, &[function]) => branches::edges(graph, function),
            _ => Vec::new(),
        };
        // What hangs on a variable that neither has is 0 at single points of that one alone.
        edges.retain(|edge| {
            let of = graph.variables(*edge);
            of.iter().all(|variable| variables.contains(variable))
        });
        // For the first variable the evaluation sees to it.
        let bases = match (graph.still, variables.len()) {
            (Still::None, 2..) => compare::moving_bases(graph, &parts),
            _ => Vec::new(),
        };
        Pair {
            graph,
            a,
            b,
            within,
            function,
            edges,
            seed: OnceCell::new(),
            bound: None,
            variables,
            bases,
            work,
            exact,
            left: MAX_WORK,
            many_bits: OnceCell::new(),
        }
    }

    /// What all random choices start from.
    fn seed(&self) -> u64 {
        *self
            .seed
            .get_or_init(|| seed::of(self.graph, &self.roots()))
    }

    /// Bits that tell apart what the numbers typed tell apart.
    fn many_bits(&self) -> u64 {
        *self.many_bits.get_or_init(|| {
            let typed = identity::longest_number(self.graph, self.a, self.b);
            MANY_BITS + 2 * typed.min(MAX_NUMBER_BITS)
        })
    }

    fn roots(&self) -> [Id; 3] {
        [self.a, self.b, self.within.unwrap_or(self.b)]
    }

    fn judge(mut self) -> Judged {
        let simple = points::simple(self.variables.len());
        let tape = Tape::new(self.graph, &self.roots(), &self.variables);
        let mut screened: Vec<Screening> = Vec::with_capacity(simple.len());
        let mut space = Vec::new();
        let mut looks = 0;
        let doubles = points::simple_doubles(self.variables.len());
        for (at, inputs) in simple.iter().zip(doubles.iter()) {
            let seen = screen(&tape, inputs, &mut space);
            screened.push(seen);
            // What doubles tell apart by cancellation alone is left for later.
            if seen == Screening::Apart && looks < QUICK_LOOKS {
                looks += 1;
                if let Some(difference) = self.difference(at, &[FIRST_BITS]) {
                    return refuted(difference);
                }
            }
        }
        let apart = || {
            let all = simple.iter().zip(&screened);
            all.filter(|(_, seen)| **seen == Screening::Apart)
                .map(|(at, _)| at)
        };
        let proof = self.proof();
        let proved = proof != Proof::None;
        if !proved {
            for at in apart() {
                if let Some(difference) = self.difference(at, &[FIRST_BITS, self.many_bits()]) {
                    return refuted(difference);
                }
            }
        }
        let equality = match proved {
            true => self.confirm_proof(&simple, &screened, proof),
            false => self.agreement(&simple, &screened),
        };
        let gaps = match equality {
            Equality::Refuted(_) => Vec::new(),
            _ => self.gaps(&tape, &simple, &screened),
        };
        let proof = match equality {
            Equality::Proved => self.bound,
            _ => None,
        };
        Judged {
            equality,
            proof,
            gaps,
        }
    }

    /// What is proved is proved wherever both have a value; is there such a point? And where a sign
    /// is 0, which identities leave out?
    fn confirm_proof(
        &mut self,
        simple: &[Vec<Rational>],
        screened: &[Screening],
        proof: Proof,
    ) -> Equality {
        if proof == Proof::ButForPoints {
            match self.every_branch(true) {
                Settled::Same { .. } => {}
                Settled::Different(difference) => return Equality::Refuted(difference),
                Settled::Open(why) => return Equality::Undecided(why),
            }
        }
        // Both have a value everywhere, and nothing speaks against the proof.
        if self.graph.is_total(self.a)
            && self.graph.is_total(self.b)
            && screened.contains(&Screening::Close)
            && !screened.contains(&Screening::Apart)
        {
            return Equality::Proved;
        }
        let mut unknown = false;
        for stage in 0..4 {
            let candidates = match stage {
                0 => worth_a_look(simple, screened).cloned().collect(),
                1 => self.more_points(),
                2 => self.common_points(),
                _ => beyond_doubles(simple, screened).cloned().collect(),
            };
            for at in &candidates {
                if self.is_spent() {
                    return Equality::Undecided(Undecided::TooMuchWork);
                }
                match self.compare(at, FIRST_BITS) {
                    There::Different => {
                        if let Some(difference) = self.difference(at, &[FIRST_BITS, MANY_BITS]) {
                            return Equality::Refuted(difference);
                        }
                    }
                    There::Same(_) => return Equality::Proved,
                    There::Unknown => unknown = true,
                    _ => {}
                }
            }
        }
        Equality::Undecided(self.without_points(unknown))
    }

    /// Why no point was found at which both have a value.
    fn without_points(&mut self, unknown: bool) -> Undecided {
        let nowhere = |pair: &Pair<'_>, id: Id| {
            let ranges = Ranges::new(pair.graph, &[id], |_| false);
            ranges.of(id).is_nowhere() || pair.divides_by_zero(id)
        };
        if self.within.is_some_and(|within| nowhere(self, within)) {
            Undecided::WithinNowhere
        } else if nowhere(self, self.b) {
            Undecided::SecondNowhere
        } else if nowhere(self, self.a) {
            Undecided::FirstNowhere
        } else if self.function.is_some() && self.first_elsewhere() {
            Undecided::FirstElsewhere
        } else if unknown {
            Undecided::TooMuchWork
        } else {
            Undecided::NoCommonDomain
        }
    }

    /// Has the first certainly no value where the others have one?
    fn first_elsewhere(&mut self) -> bool {
        let others = [self.b, self.within.unwrap_or(self.b)];
        let bounds = range::bounds(self.graph, &others);
        let ranges = Ranges::bounded(self.graph, &[self.a], |_| false, &bounds);
        ranges.of(self.a).is_nowhere() || self.is_apart()
    }

    /// Points around breaks of arguments that run straight, and seeded ones.
    fn more_points(&self) -> Vec<Vec<Rational>> {
        let mut points = points::around_breaks(self.graph, &self.roots(), &self.variables);
        if !self.variables.is_empty() {
            points.extend(points::spread(
                self.variables.len(),
                2 * POINTS,
                self.seed(),
            ));
        }
        points
    }

    /// Points at which only one of the two has a value, the simplest first.
    fn gaps(&mut self, tape: &Tape, simple: &[Vec<Rational>], screened: &[Screening]) -> Vec<Gap> {
        const TRIED: usize = 3;
        let mut others = points::around_breaks(self.graph, &[self.a, self.b], &self.variables);
        others.extend(points::diagonal(self.variables.len()));
        let one_sided =
            |seen: &Screening| matches!(seen, Screening::OnlyFirst | Screening::OnlySecond);
        let close = simple.iter().zip(screened);
        let mut candidates: Vec<&Vec<Rational>> = close
            .filter(|(_, seen)| one_sided(seen))
            .map(|(at, _)| at)
            .collect();
        let mut space = Vec::new();
        let mut inputs = Vec::new();
        candidates.extend(others.iter().filter(|at| {
            inputs.clear();
            inputs.extend(at.iter().map(Rational::to_f64));
            one_sided(&screen(tape, &inputs, &mut space))
        }));
        let mut gaps = Vec::new();
        for at in candidates.into_iter().take(TRIED) {
            let first_has_value = match self.compare(at, FIRST_BITS) {
                There::OnlyFirst => true,
                There::OnlySecond => false,
                _ => continue,
            };
            gaps.push(Gap {
                at: self.named(at),
                first_has_value,
            });
        }
        gaps
    }

    fn named(&self, at: &[Rational]) -> Vec<(Variable, Rational)> {
        self.variables
            .iter()
            .copied()
            .zip(at.iter().cloned())
            .collect()
    }
}

/// The simple points at which doubles have values of both.
fn worth_a_look<'a>(
    simple: &'a [Vec<Rational>],
    screened: &'a [Screening],
) -> impl Iterator<Item = &'a Vec<Rational>> {
    let both = simple.iter().zip(screened);
    both.filter(|(_, seen)| matches!(seen, Screening::Close | Screening::Apart))
        .map(|(at, _)| at)
}

/// The other simple points: doubles may overflow where there are values.
fn beyond_doubles<'a>(
    simple: &'a [Vec<Rational>],
    screened: &'a [Screening],
) -> impl Iterator<Item = &'a Vec<Rational>> {
    let all = simple.iter().zip(screened);
    all.filter(|(_, seen)| !matches!(seen, Screening::Close | Screening::Apart))
        .map(|(at, _)| at)
}

fn refuted(difference: Difference) -> Judged {
    Judged {
        equality: Equality::Refuted(difference),
        proof: None,
        gaps: Vec::new(),
    }
}
