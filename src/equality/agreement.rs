//! Where there is no proof: every branch for itself, and points at which the two have to agree.

use crate::calculus::double::Tape;
use crate::equality::branches::{self, Settled};
use crate::equality::compare::{Finer, Screening, There, screen};
use crate::equality::proof::Proof;
use crate::equality::range::Ranges;
use crate::equality::{
    DIGITS, Difference, Equality, FINER_LOOKS, FIRST_BITS, LEAST_POINTS, POINTS, Pair, QUICK_LOOKS,
    Undecided, beyond_doubles, points, worth_a_look,
};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use std::ops;

/// What points have shown so far.
#[derive(Debug, Default)]
struct Seen {
    /// At how many they agree to [`DIGITS`] digits.
    agreed: usize,
    /// Was one of them seen with all the bits that its parts call for?
    fine: bool,
    /// Was there one at which nothing could be told?
    unknown: bool,
    /// Looks with more bits that are left for those at which too few digits tell anything.
    finer_looks: ops::Range<usize>,
}

impl Pair<'_> {
    /// Looks at points, where there is no proof.
    pub(super) fn agreement(
        &mut self,
        simple: &[Vec<Rational>],
        screened: &[Screening],
    ) -> Equality {
        if branches::matter(self.graph, &[self.a, self.b]) {
            if let Some(difference) = self.seeded_refutation() {
                return Equality::Refuted(difference);
            }
            match self.every_branch(false) {
                Settled::Same { proved: true, .. } => {
                    return match self.confirm_proof(simple, screened, Proof::Whole) {
                        Equality::Proved => Equality::Proved,
                        other => other,
                    };
                }
                Settled::Same { .. } => {}
                Settled::Different(difference) => return Equality::Refuted(difference),
                Settled::Open(why) => {
                    return match self.points_of_agreement(simple, screened) {
                        Equality::Agrees { .. } => Equality::Undecided(why),
                        Equality::Undecided(Undecided::TooMuchWork) if self.is_elsewhere() => {
                            Equality::Undecided(Undecided::FirstElsewhere)
                        }
                        other => other,
                    };
                }
            }
        }
        self.points_of_agreement(simple, screened)
    }

    /// A seeded point, or one around a break, at which doubles tell the two apart and enclosures do.
    fn seeded_refutation(&mut self) -> Option<Difference> {
        let tape = Tape::new(self.graph, &self.roots(), &self.variables);
        let (mut space, mut inputs) = (Vec::new(), Vec::new());
        let mut points = self.more_points();
        if !self.variables.is_empty() {
            points.extend(points::beyond_spread(self.variables.len(), self.seed()));
        }
        points.retain(|at| {
            inputs.clear();
            inputs.extend(at.iter().map(Rational::to_f64));
            screen(&tape, &inputs, &mut space) == Screening::Apart
        });
        let mut looks = points.iter().take(QUICK_LOOKS);
        looks.find_map(|at| self.difference(at, &[FIRST_BITS]))
    }

    fn points_of_agreement(
        &mut self,
        simple: &[Vec<Rational>],
        screened: &[Screening],
    ) -> Equality {
        let mut seen = Seen {
            finer_looks: 0..FINER_LOOKS,
            ..Seen::default()
        };
        // Half of the points are simple ones, the others seeded, and around poles and edges.
        for at in worth_a_look(simple, screened).take(POINTS / 2) {
            if let Some(difference) = self.look(at, &mut seen) {
                return Equality::Refuted(difference);
            }
        }
        for stage in 0..3 {
            let candidates = match stage {
                0 => self.more_points(),
                _ if seen.agreed >= LEAST_POINTS => break,
                1 => self.common_points(),
                _ => beyond_doubles(simple, screened).cloned().collect(),
            };
            for at in &candidates {
                if seen.agreed >= POINTS {
                    break;
                }
                if self.is_spent() {
                    return Equality::Undecided(Undecided::TooMuchWork);
                }
                if let Some(difference) = self.look(at, &mut seen) {
                    return Equality::Refuted(difference);
                }
            }
        }
        let enough = if self.variables.is_empty() {
            1
        } else {
            LEAST_POINTS
        };
        match seen.agreed {
            0 if !seen.unknown => Equality::Undecided(self.without_points(false)),
            few if few < enough && !seen.unknown => Equality::Undecided(Undecided::FewPoints),
            few if few < enough || !seen.fine => match self.beyond_enclosures(simple) {
                Some(difference) => Equality::Refuted(difference),
                None if few == 0 => Equality::Undecided(self.without_points(true)),
                None => Equality::Undecided(Undecided::TooMuchWork),
            },
            points => Equality::Agrees {
                points,
                digits: DIGITS,
            },
        }
    }

    /// The difference at a simple point, where it is certain though it takes too many bits to be seen.
    fn beyond_enclosures(&mut self, simple: &[Vec<Rational>]) -> Option<Difference> {
        let (a, b) = (self.a, self.b);
        let ranges = Ranges::new(self.graph, &[a, b], |_| false);
        let apart = ranges.of(a).within(ranges.of(b)).is_nowhere()
            || is_no_value(self.graph, a, b)
            || is_no_value(self.graph, b, a);
        simple.iter().take(QUICK_LOOKS).find_map(|at| {
            let spot = self.spot(at);
            let differ = apart && self.has_values(at) || self.differs_in_what_is_left(a, b, &spot);
            match differ && self.is_asked(&spot) {
                true => self.shown_difference(a, b, &spot),
                false => None,
            }
        })
    }

    /// Looks at one point; `Some` where they differ there.
    fn look(&mut self, at: &[Rational], seen: &mut Seen) -> Option<Difference> {
        match self.compare(at, self.many_bits()) {
            There::Different => {
                let precisions = [self.many_bits(), 4 * self.many_bits()];
                return self.difference(at, &precisions);
            }
            There::Same(some) if some >= DIGITS => {
                if seen.agreed < FINER_LOOKS {
                    match self.finer(at) {
                        Finer::Different(difference) => return Some(difference),
                        Finer::Same => seen.fine = true,
                        Finer::TooMuchWork => {}
                    }
                }
                seen.agreed += 1;
            }
            // Both have values there, which cancel: cosh(300) − sinh(300) beside 0.
            There::Same(_) => {
                seen.unknown = true;
                if seen.finer_looks.next().is_some()
                    && let Finer::Different(difference) = self.finer(at)
                {
                    return Some(difference);
                }
            }
            There::Unknown => seen.unknown = true,
            _ => {}
        }
        None
    }
}

/// Is a number none of the values of a function?
fn is_no_value(graph: &Graph, number: Id, call: Id) -> bool {
    const LARGEST: f64 = 1e9;
    let (Some(n), Node::Call(f, _)) = (graph.literal(number), graph.node(call)) else {
        return false;
    };
    // Only such as doubles hold.
    let whole = n.is_integer() && n.to_f64().abs() < LARGEST;
    whole && f.row().is_never(n.to_f64())
}
