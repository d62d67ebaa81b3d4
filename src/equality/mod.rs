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
mod doubles;
mod elements;
mod field;
mod identity;
mod judged;
mod limits;
mod linear;
mod magnitude;
mod opened;
mod pair;
mod points;
mod precision;
mod primes;
mod proof;
pub(crate) mod range;
mod seed;
mod signs;
mod size;
mod trials;
mod varies;
mod without;

use crate::calculus::double::Tape;
use crate::expression::{Graph, Id, Still, Variable};
use crate::number::rational::Rational;
use crate::number::work;
use branches::Settled;
use compare::{Screening, There, screen};
pub use identity::ProofBound;
pub use judged::{Difference, Equality, Gap, Judged, Undecided};
use limits::{
    CLEARLY, FINER_LOOKS, FIRST_BITS, FIRST_LOOKS, MANY_BITS, MAX_INSIDE, MOST_BITS, NOTHING_BITS,
    QUICK_LOOKS,
};
pub use limits::{DIGITS, LEAST_POINTS, MAX_WORK, POINTS};
use pair::{Pair, moving_bases};
use proof::Proof;
use range::Ranges;
pub use varies::varies;

/// Are two expressions equal wherever both have a value?
pub fn equal(graph: &mut Graph, a: Id, b: Id) -> Judged {
    asked(graph, a, b, true)
}

/// The same; without `shows` a difference that is certain is not worked out to be shown.
fn asked(graph: &mut Graph, a: Id, b: Id, shows: bool) -> Judged {
    let judge = |graph: &mut Graph| {
        work::within(work::LIMIT, || {
            let mut pair = Pair::new(graph, a, b, None);
            pair.shows = shows;
            pair.judge()
        })
    };
    let judged = judge(graph);
    // Powers of negative numbers have values at single exponents.
    match judged.equality {
        Equality::Undecided(why) if why.is_nowhere() && powers_move(graph, a, b) => {
            let single = stilled(graph, Still::All, judge);
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
        work::within(work::LIMIT, || {
            Pair::with_edges(graph, a, b, Some(within)).judge()
        })
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
    !moving_bases(graph, &graph.parts(&[a, b])).is_empty()
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
    match asked(graph, id, zero, false).equality {
        Equality::Proved => Some(true),
        Equality::Refuted(_) => Some(false),
        Equality::Agrees { .. } | Equality::Undecided(_) => None,
    }
}

/// Has an expression no value anywhere, as the ranges of its parts tell, not even at single exponents?
/// `false` says nothing.
pub fn is_nowhere(graph: &Graph, id: Id) -> bool {
    !powers_move(graph, id, id) && without_range(graph, id)
}

/// The same where exponents move on.
fn without_range(graph: &Graph, id: Id) -> bool {
    Ranges::new(graph, &[id], |_| false).of(id).is_nowhere()
}

impl Pair<'_> {
    /// The pair with the edges of the function whose slopes are compared.
    fn with_edges(graph: &mut Graph, a: Id, b: Id, within: Option<Id>) -> Pair<'_> {
        let mut pair = Pair::new(graph, a, b, within);
        if let Some(function) = pair.function
            && branches::any(pair.graph, &[function])
        {
            let mut edges = branches::edges(pair.graph, function);
            // What hangs on a variable that neither has is 0 at single points of that one alone.
            let mut others = pair.graph.variables(function);
            others.retain(|variable| !pair.variables.contains(variable));
            if let (Some(&last), false) = (edges.iter().max(), others.is_empty()) {
                let depends = pair.graph.depends(last, &others);
                edges.retain(|edge| !depends[edge.index()]);
            }
            pair.edges = edges;
        }
        pair
    }

    fn judge(mut self) -> Judged {
        let simple = points::simple(self.variables.len());
        let tape = Tape::new(self.graph, &self.roots(), &self.variables);
        let mut screened: Vec<Screening> = Vec::with_capacity(simple.len());
        let mut space = Vec::new();
        let mut quick_looks = 0..QUICK_LOOKS;
        let doubles = points::simple_doubles(self.variables.len());
        // Where both have their values at the same places, a proof leaves nothing to look for.
        let total = self.graph.is_total(self.a) && self.graph.is_total(self.b);
        let mut early = None;
        for (at, inputs) in simple.iter().zip(doubles.iter()) {
            if self.may_be_proved(&screened, total)
                && *early.insert(self.proof()) == Proof::Whole
                && worth_a_look(&simple, &screened)
                    .next()
                    .is_some_and(|at| total || self.clearly_has_values(at))
            {
                return Judged {
                    equality: Equality::Proved,
                    proof: self.bound,
                    gaps: Vec::new(),
                };
            }
            let seen = screen(&tape, inputs, &mut space);
            screened.push(seen);
            // What doubles tell apart by cancellation alone is left for later.
            if seen == Screening::Apart
                && let Some(_) = quick_looks.next()
                && let Some(difference) = self.difference(at, &[FIRST_BITS])
            {
                return refuted(difference);
            }
        }
        let apart = || {
            let all = simple.iter().zip(&screened);
            all.filter(|(_, seen)| matches!(seen, Screening::Apart))
                .map(|(at, _)| at)
        };
        let proof = early.unwrap_or_else(|| self.proof());
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

    /// After the first looks: does nothing speak against the two, so that a proof is worth its time?
    fn may_be_proved(&self, screened: &[Screening], total: bool) -> bool {
        screened.len() == FIRST_LOOKS
            && !screened.contains(&Screening::Apart)
            && (total || self.has_one_domain())
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
        for stage in 0..3 {
            let common = match stage {
                1 => self.common_points(),
                _ => Vec::new(),
            };
            let candidates: Vec<&Vec<Rational>> = match stage {
                0 => worth_a_look(simple, screened).collect(),
                1 => common.iter().collect(),
                _ => beyond_doubles(simple, screened).collect(),
            };
            for at in candidates {
                if self.is_spent() {
                    return Equality::Undecided(Undecided::TooMuchWork);
                }
                if self.clearly_has_values(at) {
                    return Equality::Proved;
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
        let nowhere =
            |pair: &Pair<'_>, id: Id| without_range(pair.graph, id) || pair.divides_by_zero(id);
        if self.within.is_some_and(|within| nowhere(self, within)) {
            Undecided::WithinNowhere
        } else if nowhere(self, self.b) {
            Undecided::SecondNowhere
        } else if nowhere(self, self.a) {
            Undecided::FirstNowhere
        } else if self.is_elsewhere() {
            Undecided::FirstElsewhere
        } else if unknown {
            Undecided::TooMuchWork
        } else {
            Undecided::NoCommonDomain
        }
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
