//! A number against its key: exactly, or as near as the question says.

use super::formula::{SENTENCE_DIGITS, filled};
use super::{Evidence, Outcome, Parts, Slipped, Verdict, slip};
use crate::calculus::equality::{Equality, equal};
use crate::calculus::slope::{self, Effort, Trouble};
use crate::expression::{Function, Graph, Id, Node};
use crate::grading::key::{Key, Wanted};
use crate::grading::quiz::{Locale, Tolerance};
use crate::grading::slips;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::ops::Range;

/// Fewest significant digits of a decimal that stands for a number without a finite one, where
/// the question sets no tolerance: 0.5403 for cos(1).
const LEAST_DIGITS: usize = 4;

/// A rational key with a decimal of up to this many digits has to be met exactly.
const FINITE_DIGITS: usize = 15;

/// Judges one reading of an answer that is a single number.
pub(super) fn judge(key: &Key, graph: &mut Graph, wanted: &Wanted, answer: Id) -> Verdict {
    if !graph.variables(answer).is_empty() {
        return Verdict::of(Outcome::Wrong, Evidence::None)
            .remark("a number is asked for, this is a formula");
    }
    let digits = SENTENCE_DIGITS;
    let got = match slope::value(graph, answer, &[], Effort::digits(digits)) {
        Ok(number) => filled(&number.decimal, digits),
        Err(Trouble::Outside { .. }) => {
            return Verdict::of(Outcome::Wrong, Evidence::None).remark("the answer has no value");
        }
        Err(_) => {
            return Verdict::of(Outcome::Undecided, Evidence::None)
                .remark("the value of the answer is past what is computed with");
        }
    };
    let mut verdict = match compare(graph, answer, wanted.key, &key.tolerance) {
        Some((true, evidence)) => Verdict::of(Outcome::Right, evidence),
        Some((false, evidence)) => Verdict::of(Outcome::Wrong, evidence),
        None => Verdict::of(Outcome::Undecided, Evidence::None)
            .remark("the comparison takes more work than the limit allows"),
    };
    if verdict.outcome == Outcome::Wrong {
        verdict.slip = match &wanted.task {
            Some(task) => slip(graph, task, answer),
            None => None,
        };
        if verdict.slip.is_none() && rounded_early(graph, answer, wanted.key) {
            verdict.slip = slips::named("rounded-early").map(|slip| Slipped {
                name: slip.name.to_owned(),
                says: slip.says.to_owned(),
                hint: slip.hint.to_owned(),
            });
        }
    }
    let right = slope::value(graph, wanted.key, &[], Effort::digits(digits));
    verdict.expected = right.ok().map(|number| filled(&number.decimal, digits));
    verdict.got = Some(got);
    verdict
}

/// Is the answer near enough, and what shows it? `None` where that is not settled.
fn compare(
    graph: &mut Graph,
    answer: Id,
    key: Id,
    tolerance: &Tolerance,
) -> Option<(bool, Evidence)> {
    let equality = equal(graph, answer, key).equality;
    match equality {
        Equality::Proved => return Some((true, Evidence::Proved)),
        Equality::Agrees { .. } => return Some((true, Evidence::Agrees)),
        Equality::Refuted(_) => {}
        Equality::Undecided(_) => return None,
    }
    if tolerance.exact {
        return Some((false, Evidence::Refuted));
    }
    let size = slope::value(graph, key, &[], Effort::digits(FINITE_DIGITS)).ok()?;
    let mut allowed: Vec<Id> = Vec::new();
    if let Some(abs) = &tolerance.abs {
        allowed.push(graph.number(abs.clone()));
    }
    if let Some(rel) = &tolerance.rel {
        let rel = graph.number(rel.clone());
        let magnitude = graph.add(Node::Call(Function::Abs, key));
        allowed.push(graph.add(Node::Product(rel, magnitude)));
    }
    if let Some(digits) = tolerance.digits {
        let last = size.decimal.exponent - i64::from(digits) + 1;
        allowed.extend(half_unit(last).map(|half| graph.number(half)));
    }
    if let Some(decimals) = tolerance.decimals {
        allowed.extend(half_unit(-i64::from(decimals)).map(|half| graph.number(half)));
    }
    if *tolerance == Tolerance::default() {
        let finite = size.rational().is_some() && size.decimal.exact;
        if let Some(decimal) = finite_decimal(graph, answer)
            && !finite
            && decimal.digits.len() >= LEAST_DIGITS
        {
            allowed.extend(half_unit(last_place(&decimal)).map(|half| graph.number(half)));
        }
    }
    for allowed in allowed {
        if within(graph, answer, key, allowed)? {
            return Some((true, Evidence::Proved));
        }
    }
    Some((false, Evidence::Refuted))
}

/// Are two numbers at most that far apart?
fn within(graph: &mut Graph, a: Id, b: Id, allowed: Id) -> Option<bool> {
    let difference = graph.add(Node::Difference(a, b));
    let distance = graph.add(Node::Call(Function::Abs, difference));
    let room = graph.add(Node::Difference(allowed, distance));
    let room = slope::value(graph, room, &[], Effort::digits(1)).ok()?;
    Some(!room.decimal.negative)
}

/// Half of 10 to a power.
fn half_unit(power: i64) -> Option<Rational> {
    let unit = Rational::integer(10).power(power)?;
    Some(&unit * &Rational::ratio(1, 2))
}

/// The power of ten that the last digit counts.
fn last_place(decimal: &Decimal) -> i64 {
    decimal.exponent - decimal.digits.len() as i64 + 1
}

/// The decimal that a number typed as digits is, if it has finitely many.
fn finite_decimal(graph: &Graph, id: Id) -> Option<Decimal> {
    const MOST: usize = 100;
    let decimal = Decimal::exact_or_rounded(graph.literal(id)?, MOST);
    decimal.exact.then_some(decimal)
}

/// Is the answer the key with fewer digits than it should have?
fn rounded_early(graph: &mut Graph, answer: Id, key: Id) -> bool {
    let Some(decimal) = finite_decimal(graph, answer) else {
        return false;
    };
    let Some(half) = half_unit(last_place(&decimal)) else {
        return false;
    };
    let half = graph.number(half);
    decimal.digits.len() > 1 && within(graph, answer, key, half) == Some(true)
}

/// Judges an answer that is several numbers: `6, -2`, `(6, -2)` or `x = 6, y = -2`.
pub(super) fn judge_several(key: &Key, wanted: &[Wanted], text: &str) -> Verdict {
    let pieces = split(text, key.locale);
    let mut shares: Vec<Option<Verdict>> = vec![None; wanted.len()];
    for (at, piece) in pieces.iter().enumerate() {
        let typed = &text[piece.clone()];
        let (slot, value) = match typed.split_once('=') {
            Some((name, value)) => {
                let start = piece.end - value.len();
                (slot(wanted, name.trim()).or(Some(at)), start..piece.end)
            }
            None => (Some(at), piece.clone()),
        };
        let Some(slot) = slot.filter(|slot| *slot < wanted.len() && shares[*slot].is_none()) else {
            break;
        };
        let mut graph = key.graph.clone();
        let verdict = match key.readings(&mut graph, &text[value.clone()]) {
            Ok(readings) => key.either(&readings, |id| {
                judge(key, &mut graph.clone(), &wanted[slot], id)
            }),
            Err(mut error) => {
                if let Some(place) = &mut error.place {
                    *place = place.start + value.start..place.end + value.start;
                }
                return Verdict::unread(error);
            }
        };
        shares[slot] = Some(verdict);
    }
    let all: Option<Vec<Verdict>> = shares.into_iter().collect();
    let Some(all) = all.filter(|all| all.len() == pieces.len()) else {
        let remark = format!(
            "{} numbers are asked for, {} given",
            wanted.len(),
            match pieces.len() {
                1 => "1 is".to_owned(),
                n => format!("{n} are"),
            }
        );
        return Verdict::of(Outcome::Wrong, Evidence::None).remark(remark);
    };
    together(key, wanted, &all)
}

/// The place of a variable among the numbers, also as `∂J/∂x` and `dJ/dx`.
fn slot(wanted: &[Wanted], name: &str) -> Option<usize> {
    let exactly = |name: &str| {
        wanted
            .iter()
            .position(|wanted| wanted.name.as_deref() == Some(name))
    };
    exactly(name).or_else(|| {
        let below = name.rsplit_once('/')?.1.trim();
        exactly(below.trim_start_matches(['∂', 'd']))
    })
}

/// One verdict from those on each number.
fn together(key: &Key, wanted: &[Wanted], all: &[Verdict]) -> Verdict {
    let has = |outcome| all.iter().find(|verdict| verdict.outcome == outcome);
    let read_as = all
        .iter()
        .flat_map(|verdict| verdict.read_as.first())
        .cloned()
        .collect::<Vec<String>>()
        .join(", ");
    let joined = |each: fn(&Verdict) -> Option<&String>| {
        let texts: Option<Vec<&str>> = all
            .iter()
            .map(|verdict| each(verdict).map(String::as_str))
            .collect();
        texts.map(|texts| texts.join(", "))
    };
    let right = all
        .iter()
        .filter(|verdict| verdict.outcome == Outcome::Right)
        .count();
    let mut verdict = if let Some(unsettled) = has(Outcome::Unread).or(has(Outcome::Undecided)) {
        return unsettled.clone();
    } else if right == all.len() {
        let agrees = all
            .iter()
            .any(|verdict| verdict.evidence == Evidence::Agrees);
        let evidence = if agrees {
            Evidence::Agrees
        } else {
            Evidence::Proved
        };
        Verdict::of(Outcome::Right, evidence)
    } else {
        let wrong = has(Outcome::Wrong).expect("one of them is not right");
        Verdict {
            slip: wrong.slip.clone(),
            remark: wrong.remark.clone(),
            ..Verdict::of(Outcome::Wrong, Evidence::Refuted)
        }
    };
    if verdict.outcome == Outcome::Wrong && right > 0 && key.partly {
        let mut parts = Parts::default();
        for (wanted, verdict) in wanted.iter().zip(all) {
            let name = wanted.name.clone().unwrap_or_default();
            match verdict.outcome {
                Outcome::Right => parts.right.push(name),
                _ => parts.missing.push(name),
            }
        }
        verdict.outcome = Outcome::Partly;
        verdict.share = Rational::ratio(right as i64, all.len() as i64);
        verdict.parts = Some(parts);
    }
    verdict.read_as = vec![read_as];
    verdict.got = joined(|verdict| verdict.got.as_ref());
    verdict.expected = joined(|verdict| verdict.expected.as_ref());
    verdict
}

/// The pieces of a list. Brackets around the whole are passed over; semicolons part where there
/// are any, else commas, and where a comma is the decimal sign only one with a blank after it.
fn split(text: &str, locale: Locale) -> Vec<Range<usize>> {
    let mut whole = trimmed(text, 0..text.len());
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('⟨', '⟩')] {
        let inside = &text[whole.clone()];
        let inner = inside
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| balanced(inner)) {
            let start = whole.start + open.len_utf8();
            whole = trimmed(text, start..start + inner.len());
            break;
        }
    }
    let inside = &text[whole.clone()];
    let semicolons = inside.contains(';');
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0_i64, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let parts = match c {
            ';' => true,
            ',' if semicolons => false,
            ',' => locale == Locale::Point || inside[at + 1..].starts_with(char::is_whitespace),
            _ => false,
        };
        if parts && depth == 0 {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..inside.len());
    pieces
        .into_iter()
        .map(|piece| trimmed(text, whole.start + piece.start..whole.start + piece.end))
        .collect()
}

/// Does no bracket close one that was not opened inside?
fn balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The range without blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}
