//! A formula whose decimals were cut too short: `1.1*3^x` for `ln(3)*3^x`.

use crate::calculus::value::{Known, evaluate};
use crate::equality::{self, Equality};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slips::digits::{BITS, decimals};
use crate::slips::rebuilt::rebuilt;
use crate::slips::screen::{QuickLook, QuickValues};

/// Most different decimals of an answer; each is the one that was cut in turn.
const MAX_DECIMALS: usize = 6;

/// Most digits after the point of a decimal that was cut: as many as calculators and doubles have.
const MAX_PLACES: i64 = 17;

/// Relative error of a number that is worked out from values in doubles.
const LOST: f64 = 16.0 * f64::EPSILON;

/// Largest denominator of a fraction that an exponent was cut from.
const MAX_DENOMINATOR: i64 = 12;

/// The same for a factor.
const MAX_DENOMINATOR_OF_FACTOR: i64 = 1000;

/// Points at which the number before the cut is asked for; it is the same at all of them.
const PLACES: [(i64, i64); 4] = [(1, 1), (2, 1), (1, 2), (3, 10)];

/// How a decimal stands in the answer.
#[derive(Clone, Copy)]
enum Standing {
    Above,
    Below,
}

/// Whether there is a decimal that may have been cut.
pub(super) fn has_decimals(graph: &Graph, answer: Id) -> bool {
    !literals(graph, answer).is_empty()
}

/// Whether the answer is the right one, once a decimal in it is put back to what it was cut from.
///
/// Exponents may have been fractions; besides them one factor may have been any number, which is
/// found from the right answer and put in exactly before the two are compared.
pub(super) fn is_cut(graph: &mut Graph, right: Id, answer: Id, screen: &QuickLook) -> bool {
    let values = screen.values(graph, &[right])[0];
    let fractions = with_fractions(graph, answer);
    if fractions != answer && equal(graph, fractions, right) {
        return true;
    }
    let mut forms = vec![answer, fractions];
    forms.dedup();
    forms.into_iter().any(|form| {
        let decimals = literals(graph, form);
        decimals.len() <= MAX_DECIMALS
            && decimals.iter().any(|n| {
                [Standing::Above, Standing::Below]
                    .into_iter()
                    .any(|standing| {
                        factor_is_cut(graph, (right, &values), form, n, standing, screen)
                    })
            })
    })
}

/// The decimals with a few places after the point.
fn literals(graph: &Graph, root: Id) -> Vec<Rational> {
    let parts = graph.parts(&[root]).into_iter();
    let numbers = parts.filter_map(|id| graph.literal(id));
    numbers.filter(|n| unit(n).is_some()).cloned().collect()
}

/// What the last digit counts.
fn unit(n: &Rational) -> Option<Rational> {
    let places = decimals(n).filter(|places| (1..=MAX_PLACES).contains(places))?;
    Rational::ratio(1, 10).power(places)
}

/// Whether the number is this decimal when it is rounded or cut off.
fn is_cut_from(decimal: &Rational, number: f64) -> bool {
    let Some(unit) = unit(decimal).map(|unit| unit.to_f64()) else {
        return false;
    };
    let decimal = decimal.to_f64();
    let beyond = (number - decimal) * decimal.signum();
    // What doubles lose of a number that is worked out from a few values.
    let lost = LOST * number.abs();
    beyond.abs() <= unit / 2.0 + lost || (0.0..unit + lost).contains(&beyond)
}

/// Decimals in exponents put back to the simplest fractions that they may have been cut from.
fn with_fractions(graph: &mut Graph, root: Id) -> Id {
    rebuilt(graph, root, &|graph, node| match node {
        Node::Power(a, n) => {
            let fraction = graph.literal(n).and_then(|decimal| {
                unit(decimal)?;
                (2..=MAX_DENOMINATOR)
                    .map(|q| Rational::ratio((decimal.to_f64() * q as f64).round() as i64, q))
                    .find(|fraction| is_cut_from(decimal, fraction.to_f64()))
            });
            match fraction {
                Some(fraction) => {
                    let n = graph.number(fraction);
                    graph.add(Node::Power(a, n))
                }
                None => graph.add(node),
            }
        }
        node => graph.add(node),
    })
}

/// The answer with another factor (or with 1 over it) in place of a decimal.
fn with_factor(graph: &mut Graph, root: Id, n: &Rational, standing: Standing, factor: Id) -> Id {
    let one = graph.number(Rational::one());
    let factor = match standing {
        Standing::Above => factor,
        Standing::Below => graph.add(Node::Quotient(one, factor)),
    };
    rebuilt(graph, root, &|graph, node| match node {
        Node::Number(ref known) if known == n => factor,
        node => graph.add(node),
    })
}

/// Whether the answer is right with some number in place of this decimal that was cut from it. A
/// factor of a term makes the answer run straight, so that two values of it tell what it has to be.
fn factor_is_cut(
    graph: &mut Graph,
    (right, wanted): (Id, &QuickValues),
    answer: Id,
    n: &Rational,
    standing: Standing,
    screen: &QuickLook,
) -> bool {
    let [one, two] = [1, 2].map(|factor| {
        let factor = graph.number(Rational::integer(factor));
        with_factor(graph, answer, n, standing, factor)
    });
    let values = screen.values(graph, &[one, two]);
    let found = wanted.factor_between(&values[0], &values[1]);
    let number = found.map(|factor| match standing {
        Standing::Above => factor,
        Standing::Below => 1.0 / factor,
    });
    if !number.is_some_and(|number| is_cut_from(n, number)) {
        return false;
    }
    let top = graph.add(Node::Difference(right, one));
    let below = graph.add(Node::Difference(two, one));
    let steps = graph.add(Node::Quotient(top, below));
    let variables = graph.variables(steps);
    let unit = graph.number(Rational::one());
    let mut factors: Vec<Id> = Vec::new();
    for (p, q) in PLACES {
        let at = graph.number(Rational::ratio(p, q));
        let point: Vec<(Variable, Id)> = variables.iter().map(|&v| (v, at)).collect();
        let steps = graph.substitute(steps, &point);
        if QuickLook::value(graph, steps).is_finite() {
            factors.push(graph.add(Node::Sum(unit, steps)));
        }
    }
    if factors.iter().any(|&factor| is_made_up(graph, factor)) {
        return false;
    }
    factors.first().is_some_and(|&factor| {
        let restored = with_factor(graph, answer, n, standing, factor);
        equal(graph, restored, right)
    })
}

/// Whether it is a number that no decimal is cut from. A finite decimal is written in full, and 1.5
/// does not come from 15000/10001.
fn is_made_up(graph: &Graph, factor: Id) -> bool {
    let largest = Rational::integer(MAX_DENOMINATOR_OF_FACTOR);
    let exact = evaluate(graph, &[factor], &[], &[], BITS, &Known::new()).ok();
    exact.is_some_and(|all| {
        all.of(factor)
            .rational()
            .is_some_and(|n| decimals(n).is_some() || n.denominator() > largest.numerator())
    })
}

fn equal(graph: &mut Graph, a: Id, b: Id) -> bool {
    matches!(
        equality::equal(graph, a, b).equality,
        Equality::Proved | Equality::Agrees { .. }
    )
}
