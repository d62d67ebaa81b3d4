//! What a lab claims of a run, and whether it holds: `J < J0`, `gap < 0.01`, `falls = 1`.

use super::run::{Ran, evaluated};
use crate::expression::{Graph, Node};
use crate::notation::{self, Options};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Significant digits of a number in a sentence.
const DIGITS: usize = 4;

/// The comparisons, longer ones first, so that none is taken for a shorter one.
const SIGNS: [(&str, &[Ordering]); 5] = [
    ("<=", &[Ordering::Less, Ordering::Equal]),
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("<", &[Ordering::Less]),
    (">", &[Ordering::Greater]),
    ("=", &[Ordering::Equal]),
];

/// Whether a claim can be read, whatever its numbers are.
pub(super) fn is_readable(claim: &str, names: &[&str]) -> bool {
    let numbers = names
        .iter()
        .map(|name| ((*name).to_owned(), Rational::one()));
    let numbers: Vec<(String, Rational)> = numbers.collect();
    sides(claim).is_some_and(|(left, _, right)| {
        [left, right]
            .iter()
            .all(|side| read(side, &numbers).is_some())
    })
}

/// Whether a claim holds of a run. A number that the run does not have makes it false.
pub fn holds(claim: &str, ran: &Ran) -> bool {
    let Some((left, wanted, right)) = sides(claim) else {
        return false;
    };
    let value = |side: &str| {
        let (mut graph, id) = read(side, &ran.numbers)?;
        evaluated(&mut graph, id)
    };
    match (value(left), value(right)) {
        (Some(left), Some(right)) => wanted.contains(&left.cmp(&right)),
        _ => false,
    }
}

fn sides(claim: &str) -> Option<(&str, &'static [Ordering], &str)> {
    SIGNS.iter().find_map(|(sign, wanted)| {
        let (left, right) = claim.split_once(sign)?;
        Some((left, *wanted, right))
    })
}

/// A side of a claim with the numbers put in for their names.
fn read(side: &str, numbers: &[(String, Rational)]) -> Option<(Graph, crate::expression::Id)> {
    let mut graph = Graph::new();
    let names: Vec<String> = numbers.iter().map(|(name, _)| name.clone()).collect();
    let options = Options {
        variables: Some(&names),
        ..Options::default()
    };
    let id = notation::read(&mut graph, side, &options).ok()?;
    let mut values = Vec::new();
    for (name, number) in numbers {
        if let Some(variable) = graph.find_variable(name) {
            values.push((variable, graph.add(Node::Number(number.clone()))));
        }
    }
    let id = graph.substitute(id, &values);
    Some((graph, id))
}

/// A sentence with `{J}` replaced by that number of the run, to four digits, and `{rate}` by what
/// was set.
pub fn filled(text: &str, ran: &Ran, settings: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let number = ran.numbers.iter().find(|(known, _)| known == name);
        let number = number.map(|(_, n)| Decimal::exact_or_rounded(n, DIGITS).to_string());
        match settings(name).or(number) {
            Some(text) => filled.push_str(&text),
            None => filled.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}
