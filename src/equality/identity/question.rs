//! What is asked of the identities: one attempt a field until enough of them agree.

use super::{Closed, FieldProof};
use crate::equality::field::{FAMILY_BITS, Field, PRIME_BITS};
use crate::equality::points::Random;
use crate::equality::trials::{Lanes, NoProof, bits_of};
use crate::expression::{Graph, Id};
use crate::number::rational::Rational;
use std::fmt;

/// Lanes to begin with.
const LANES: usize = 24;

/// Most lanes: enough for some six independent square roots, or signs.
const MAX_LANES: usize = 1600;

/// Fields that are tried where a constant has no root in the first.
const MAX_FIELDS: usize = 16;

/// Proofs are wrong with a chance below 2^−this, whatever they are asked.
const ERROR_BITS: f64 = 64.0;

/// Largest height for which there is a proof.
const MAX_HEIGHT: f64 = (1u64 << 20) as f64;

/// How a proof may fail, and how likely that is.
///
/// The difference of the two is a quotient of polynomials in as many generators as there are
/// independent parts. If it is not 0, a field shows that unless its prime divides all coefficients
/// of the norm, or the point chosen is a root of it in every lane (Schwartz and Zippel). Where a sign is not
/// known, each choice of all of them is asked for in lanes of its own.
#[derive(Clone, Copy, Debug)]
pub struct ProofBound {
    /// Highest degree of the difference in the generators.
    pub degree: f64,
    /// Logarithm to base 2 of its largest coefficient at most.
    pub height: f64,
    /// Fields in which the two are the same; each has a prime from 2^60 to 2^61, one of some 2^34.
    pub fields: u64,
    /// Fewest points in one of them for one choice of signs.
    pub lanes: usize,
    /// It is wrong with a chance of at most 2 to the power of minus this.
    pub error: f64,
}

impl fmt::Display for ProofBound {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whole numbers, which are written without what writes any double.
        let [degree, height, error] =
            [self.degree, self.height, self.error.floor()].map(|n| n.round() as u64);
        let (fields, lanes) = (self.fields, self.lanes);
        let plural = if fields == 1 { "" } else { "s" };
        write!(
            out,
            "degree {degree}, height 2^{height}, {fields} field{plural} with {lanes} points for each \
             choice of signs: wrong with a chance below 2^-{error}",
        )
    }
}

impl ProofBound {
    /// `choices`: of how many roots any were taken, which the lanes have to show between them.
    fn new(degree: f64, height: f64, fields: u64, lanes: usize, choices: f64) -> ProofBound {
        let prime = PRIME_BITS as f64;
        // Fewer primes than this divide a coefficient; where the fields are more, there is none left.
        let bad = (height / prime).floor();
        let by_primes = if bad < fields as f64 {
            f64::INFINITY
        } else {
            fields as f64 * (FAMILY_BITS as f64 - bits_of(bad as u64))
        };
        let by_points = lanes as f64 * (prime - bits_of(degree as u64));
        // One of n is in no lane with a chance of (1 − 1/n) for each, which is below 2^(−1.44/n).
        let shown = 1.44 / choices * (fields as f64 * lanes as f64);
        let by_choices = match choices > 1.0 {
            true => shown - bits_of(choices as u64),
            false => f64::INFINITY,
        };
        ProofBound {
            degree,
            height,
            fields,
            lanes,
            error: by_primes.min(by_points).min(by_choices),
        }
    }

    /// The weaker of two.
    pub(in crate::equality) fn or(self, other: Option<ProofBound>) -> ProofBound {
        other
            .filter(|other| other.error < self.error)
            .unwrap_or(self)
    }
}

/// Bits of the longest number that two expressions contain.
pub(in crate::equality) fn longest_number(graph: &Graph, a: Id, b: Id) -> u64 {
    let parts = graph.parts(&[a, b]);
    let numbers = parts.into_iter().filter_map(|id| graph.literal(id));
    numbers.map(Rational::bits).max().unwrap_or(0)
}

/// What is known beside the expressions, and how strictly it is asked.
#[derive(Clone, Copy, Debug)]
pub(in crate::equality) struct ProofQuestion<'a> {
    /// Parts that are never negative (1) or never positive (−1).
    pub(in crate::equality) known: &'a [(Id, i8)],
    /// Are points at which a sign is 0 asked too? Else it counts as ±1.
    pub(in crate::equality) marked: bool,
    /// What random choices start from.
    pub(in crate::equality) seed: u64,
}

/// What holds of two expressions in one field.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Also where a sign is 0, or a factor under a root?
    everywhere: bool,
    /// At how many points.
    lanes: usize,
}

/// What is proved of two expressions.
#[derive(Clone, Copy, Debug)]
pub(in crate::equality) struct Proved {
    /// How certain it is.
    pub(in crate::equality) bound: ProofBound,
    /// Also where a sign is 0, or a factor under a root? Not where that was not asked.
    pub(in crate::equality) everywhere: bool,
}

/// Is the difference of the two 0 by an identity? `None` says nothing.
pub(in crate::equality) fn proved(
    graph: &Graph,
    a: Id,
    b: Id,
    question: ProofQuestion<'_>,
) -> Option<Proved> {
    holds(graph, a, b, question, |proof| {
        let (x, y) = (proof.value(a), proof.value(b));
        if proof.lanes.same(x, y) {
            let lanes = proof.lanes.fewest();
            return Some(Held {
                everywhere: proof.marked && !proof.leaves_out,
                lanes,
            });
        }
        let lanes = proof.lanes.same_unmarked(x, y)?;
        Some(Held {
            everywhere: false,
            lanes,
        })
    })
}

/// Is it 0 by an identity, wherever it has a value? `false` says nothing.
pub(in crate::equality) fn vanishes(graph: &Graph, id: Id, seed: u64) -> bool {
    let question = ProofQuestion {
        known: &[],
        marked: true,
        seed,
    };
    holds(graph, id, id, question, |proof| {
        let zero = proof.lanes.is_zero(proof.value(id)) && !proof.leaves_out;
        zero.then_some(Held {
            everywhere: true,
            lanes: proof.lanes.fewest(),
        })
    })
    .is_some()
}

/// Does it hold of the two in as many fields as the height of their difference calls for?
fn holds(
    graph: &Graph,
    a: Id,
    b: Id,
    question: ProofQuestion<'_>,
    what: impl Fn(&FieldProof<'_>) -> Option<Held>,
) -> Option<Proved> {
    let mut random = Random::new(question.seed);
    let (mut count, mut agreed, mut fewest) = (LANES, 0, usize::MAX);
    let mut fields = 0..MAX_FIELDS;
    let mut everywhere = true;
    // The first field is known to everybody; it tells whether its prime is larger than the height, and
    // counts only then.
    let mut is_known = true;
    let mut closed = Closed::Nothing;
    let (mut takes_any_root, mut met_power) = (false, false);
    while !fields.is_empty() {
        let field = match is_known {
            true => Field::known(),
            false => Field::drawn(&mut random),
        };
        let mut lanes = Lanes::new(field, count, Random::new(random.next()));
        lanes.takes_any_root = takes_any_root;
        let mut proof = FieldProof::new(graph, a, b, lanes, question.marked, question.known);
        proof.closed = closed;
        match proof.evaluate_all().map(|()| what(&proof)) {
            Ok(Some(held)) => {
                let (degree, height) = proof.lanes.bound(proof.value(a), proof.value(b));
                if height > MAX_HEIGHT {
                    return None;
                }
                if is_known && height >= PRIME_BITS as f64 {
                    is_known = false;
                    continue;
                }
                fields.next();
                agreed += 1;
                fewest = fewest.min(held.lanes);
                everywhere &= held.everywhere;
                let choices = proof.lanes.choices;
                let bound = ProofBound::new(degree, height, agreed, fewest, choices);
                if bound.error >= ERROR_BITS {
                    return Some(Proved { bound, everywhere });
                }
            }
            Ok(None) => return None,
            Err(NoProof::OtherField) => {
                fields.next();
                is_known = false;
            }
            Err(NoProof::MoreLanes) if 4 * count <= MAX_LANES => count *= 4,
            // What was given up half-way is begun anew.
            Err(NoProof::GiveUp | NoProof::MoreLanes) => {
                met_power |= proof.lanes.met_power;
                let next = Closed::ALL.into_iter().find(|next| *next > closed);
                closed = match next.filter(|next| *next <= proof.met) {
                    Some(next) => next,
                    None if met_power && !takes_any_root => {
                        takes_any_root = true;
                        Closed::Nothing
                    }
                    None => return None,
                };
                count = LANES;
            }
        }
    }
    None
}
