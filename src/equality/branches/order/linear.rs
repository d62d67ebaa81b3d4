//! Sums that can't have the signs of a branch together: where x + y and x − y are above 0, x is.
//! Variables are eliminated one by one (Fourier and Motzkin; Schrijver, "Theory of Linear and Integer
//! Programming", §12.2).

use crate::equality::linear::LinearSum;
use crate::equality::range::Ranges;
use crate::equality::signs::Signs;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::number::work;

/// Most sums that are looked at together, and most that elimination may make of them.
const MAX_SUMS: usize = 12;
const MAX_MADE: usize = 64;

/// What one of them costs, in the units of [`work`].
const SUM_WORK: u64 = 32;

/// What the orders of a branch say together.
pub(in crate::equality::branches) enum Around {
    Nothing,
    /// There is no point on the branch.
    Nowhere,
    /// The part with this number among the signs is 0.
    Equal(usize),
}

/// A sum that is not below 0, or above it, as the sign of a part says.
struct KnownSum {
    /// The part's number among the signs.
    number: usize,
    /// Are all its values whole numbers?
    is_whole: bool,
    /// Is it 0 only where the part is? The part may have no whole values: 2n − 1.
    is_exact: bool,
    sum: LinearSum,
}

/// What the signs of these parts say together, as far as they are sums.
///
/// `symbols`: the variables that stand for whole numbers.
pub(super) fn solutions(
    graph: &mut Graph,
    signs: &[(Id, Signs)],
    symbols: &[(Variable, Id)],
) -> Around {
    let Some(sums) = known(graph, signs, symbols) else {
        return Around::Nothing;
    };
    let mut all: Vec<LinearSum> = sums.iter().map(|known| known.sum.clone()).collect();
    all.extend(ends(graph, &all));
    if all.len() < 3 {
        return Around::Nothing;
    }
    if has_no_solution(all.clone()) {
        return Around::Nowhere;
    }
    // What can't be above 0 is 0.
    for (at, known) in sums.iter().enumerate() {
        let signs = signs[known.number].1;
        if !signs.has(Signs::ZERO) || signs == Signs::ZERO || !known.is_exact {
            continue;
        }
        let mut all = all.clone();
        all[at].raise(known.is_whole);
        if has_no_solution(all) {
            return Around::Equal(known.number);
        }
    }
    Around::Nothing
}

/// A sum of whole numbers that is not below 0 and of which signs leave only few values together, and the
/// last of them: what is below 2 is 0 or 1.
pub(in crate::equality::branches) fn few_values(
    graph: &mut Graph,
    signs: &[(Id, Signs)],
    symbols: &[(Variable, Id)],
) -> Option<(LinearSum, i64)> {
    /// Most values of it.
    const MOST: i64 = 4;
    if symbols.is_empty() {
        return None;
    }
    let sums = known(graph, signs, symbols).filter(|sums| sums.len() >= 3)?;
    let all: Vec<LinearSum> = sums.iter().map(|known| known.sum.clone()).collect();
    sums.iter().enumerate().find_map(|(at, known)| {
        // What is whole is made of symbols alone.
        if !known.is_whole || signs[known.number].1 == Signs::ZERO {
            return None;
        }
        let mut all = all.clone();
        (0..MOST).find_map(|most| {
            all[at].raise(true);
            has_no_solution(all.clone()).then(|| (known.sum.clone(), most))
        })
    })
}

/// What is known of the atoms of sums wherever they are: no sine is below −1.
fn ends(graph: &Graph, sums: &[LinearSum]) -> Vec<LinearSum> {
    let terms = sums.iter().flat_map(|sum| &sum.terms);
    let mut atoms: Vec<Id> = terms.map(|(atom, _)| *atom).collect();
    atoms.retain(|atom| !matches!(graph.node(*atom), Node::Variable(_)));
    atoms.sort_unstable();
    atoms.dedup();
    let ranges = Ranges::new(graph, &atoms, |_| false);
    let mut found = Vec::new();
    for atom in atoms {
        let range = ranges.of(atom);
        for (end, factor) in [(range.low, 1), (range.high, -1)] {
            if let Some(end) = Rational::from_f64(end) {
                let factor = Rational::integer(factor);
                found.push(LinearSum {
                    constant: -&(&factor * &end),
                    terms: vec![(atom, factor)],
                    strict: false,
                });
            }
        }
    }
    found
}

/// The sums that are known; `None` of too many.
fn known(
    graph: &mut Graph,
    signs: &[(Id, Signs)],
    symbols: &[(Variable, Id)],
) -> Option<Vec<KnownSum>> {
    let mut sums = Vec::new();
    for (number, &(part, signs)) in signs.iter().enumerate() {
        let strict = !signs.has(Signs::ZERO);
        let above = signs.is_within(Signs::NOT_NEGATIVE);
        let below = signs.is_within(Signs::NOT_POSITIVE);
        if !above && !below {
            continue;
        }
        let Some(sum) = LinearSum::of(graph, part) else {
            continue;
        };
        let scale = sum.whole_scale(graph, symbols);
        for (given, factor) in [(below, -1), (above, 1)] {
            if given {
                let mut sum = sum.times(&Rational::integer(factor));
                if let Some(scale) = &scale {
                    sum = sum.times(scale);
                }
                let is_exact = scale.is_none() || sum.constant.is_integer();
                if strict && is_exact {
                    sum.raise(scale.is_some());
                }
                // Whole numbers that are not below −1/2 are not below 0.
                if scale.is_some() {
                    sum.constant = Rational::new(sum.constant.floor(), 1.into())?;
                }
                let is_whole = scale.is_some();
                sums.push(KnownSum {
                    number,
                    is_whole,
                    is_exact,
                    sum,
                });
            }
        }
    }
    (sums.len() <= MAX_SUMS).then_some(sums)
}

fn has_no_solution(mut sums: Vec<LinearSum>) -> bool {
    while let Some(atom) = next(&sums) {
        let (with, mut without): (Vec<LinearSum>, Vec<LinearSum>) = sums
            .into_iter()
            .partition(|sum| !sum.factor(atom).is_zero());
        let (above, below): (Vec<LinearSum>, Vec<LinearSum>) = with
            .into_iter()
            .partition(|sum| sum.factor(atom).sign().is_gt());
        let made = above.len() * below.len();
        work::spend(SUM_WORK * made as u64);
        if without.len() + made > MAX_MADE {
            return false;
        }
        for one in &above {
            for other in &below {
                // Both so large that the atom cancels.
                let first = one.times(&other.factor(atom).abs());
                without.push(first.plus(&other.times(&one.factor(atom))));
            }
        }
        if without.iter().any(LinearSum::is_false) {
            return true;
        }
        sums = without;
    }
    false
}

/// The atom whose elimination makes the fewest sums.
fn next(sums: &[LinearSum]) -> Option<Id> {
    let all = sums.iter().flat_map(|sum| &sum.terms);
    let made = |atom: Id| {
        let signs = sums.iter().map(|sum| sum.factor(atom).sign());
        let (mut above, mut below) = (0, 0);
        signs.for_each(|sign| {
            above += usize::from(sign.is_gt());
            below += usize::from(sign.is_lt());
        });
        above * below
    };
    all.map(|(atom, _)| *atom)
        .min_by_key(|atom| (made(*atom), *atom))
}
