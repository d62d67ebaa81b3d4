//! A number against its key: exactly, or as near as the question says.

use crate::equality::{Equality, equal};
use crate::expression::{Function, Graph, Id, Node};
use crate::notation;
use crate::notation::answer::ShownDigits;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slips::{self, Exercise, Work};
use crate::slope::{self, Effort, Trouble};
use crate::verdict::formula::{SENTENCE_DIGITS, filled};
use crate::verdict::key::{AnswerKind, Key, Right, derivative_noun, partial};
use crate::verdict::rules::{DigitsRule, Tolerance};
use crate::verdict::{Evidence, Exactly, Outcome, Slipped, Typed, Verdict, several, slip};

/// Fewest significant digits of a decimal that stands for a number without a finite one, where
/// the question sets no tolerance: 0.5403 for cos(1).
const LEAST_DIGITS: usize = 4;

/// A rational key with a decimal of up to this many digits has to be met exactly.
const FINITE_DIGITS: usize = 15;

/// A number that is asked for.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The variable that it belongs to, where there are several numbers.
    pub(crate) name: Option<String>,
    /// The number, an expression without variables.
    pub(crate) key: Id,
    /// Where it comes from, for the search of slips.
    pub(crate) exercise: Option<Exercise>,
}

impl Wanted {
    /// What it is called in a sentence: `∂J/∂x`, or the variable alone where it is no slope.
    pub(super) fn label(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        match self.order() {
            Some(order) => partial(name, order),
            None => name.to_owned(),
        }
    }

    /// Which derivative it is, where it is one.
    fn order(&self) -> Option<u32> {
        match self.exercise.as_ref()?.work {
            Work::Slope { order } => Some(order),
            _ => None,
        }
    }
}

/// One number, or several in order.
#[derive(Debug)]
pub(super) struct RightNumbers(pub(super) Vec<Wanted>);

impl RightNumbers {
    /// What one of them is called.
    fn each(&self) -> &'static str {
        let order = self.0.first().and_then(Wanted::order);
        order.map_or("the number", derivative_noun)
    }
}

impl Right for RightNumbers {
    fn judge(&self, key: &Key, text: &str) -> Verdict {
        match &self.0[..] {
            [wanted] => key.sides(text, |graph, id, typed| {
                judge(key, graph, wanted, id, typed)
            }),
            wanted => several::numbers(key, wanted, text),
        }
    }

    fn written(&self, key: &Key, digits: usize) -> (String, bool) {
        let mut graph = key.graph.clone();
        let each = self.0.iter().map(|wanted| {
            let number = written(&mut graph, wanted.key, digits);
            match &wanted.name {
                Some(name) => format!("{name} = {number}"),
                None => number,
            }
        });
        (each.collect::<Vec<String>>().join(", "), true)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Number
    }

    fn noun(&self) -> &'static str {
        match self.0.first().and_then(Wanted::order) {
            Some(1) if self.0.len() > 1 => "the gradient",
            _ => self.each(),
        }
    }

    fn part_noun(&self) -> Option<&'static str> {
        (self.0.len() > 1).then(|| self.each())
    }

    fn has_no_value(&self, _: &Key) -> bool {
        false
    }

    fn exercise(&self) -> Option<Exercise> {
        match &self.0[..] {
            [wanted] => wanted.exercise.clone(),
            _ => None,
        }
    }
}

/// A number to that many digits, `≈` before it where it was cut.
pub(crate) fn written(graph: &mut Graph, id: Id, digits: usize) -> String {
    match slope::value(graph, id, &[], Effort::digits(digits)) {
        Ok(number) if number.decimal.exact => number.decimal.to_string(),
        Ok(number) => format!("≈ {}", number.decimal),
        Err(_) => notation::write(graph, id),
    }
}

/// Judges one reading of an answer that is a single number.
pub(crate) fn judge(
    key: &Key,
    graph: &mut Graph,
    wanted: &Wanted,
    answer: Id,
    typed: Typed,
) -> Verdict {
    if !graph.variables(answer).is_empty() {
        return Verdict::of(Outcome::Wrong, Evidence::None)
            .remark("a number is asked for, this is a formula");
    }
    let digits = SENTENCE_DIGITS;
    let got = match slope::value(graph, answer, &[], Effort::digits(digits)) {
        Ok(number) => number,
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
    if verdict.outcome == Outcome::Right
        && let Some(fault) = digits_fault(&key.tolerance, typed.shown)
    {
        return Verdict::of(Outcome::Wrong, verdict.evidence).remark(fault);
    }
    if verdict.outcome == Outcome::Wrong && !typed.brief {
        verdict.slip = match &wanted.exercise {
            Some(exercise) => slip(key, graph, exercise, answer),
            None => None,
        };
        if verdict.slip.is_none() && rounded_early(graph, answer, wanted.key) {
            verdict.slip = slips::named("rounded-early").map(|slip| Slipped {
                name: slip.name.into(),
                says: slip.says.into(),
                hint: slip.hint.into(),
            });
        }
    }
    let right = slope::value(graph, wanted.key, &[], Effort::digits(digits));
    let shown = |number: &slope::Number| filled(&number.decimal, digits);
    verdict.expected = right.as_ref().ok().map(shown);
    verdict.got = Some(shown(&got));
    let right = right.ok().and_then(|number| number.exact);
    verdict.exactly = [right, got.exact].map(|exact| exact.map(Exactly::Value));
    verdict.constant = true;
    verdict
}

/// Whether the answer is near enough, and what shows it; `None` where that is not settled.
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

/// Why a number that is near enough does not show the digits that are asked for.
fn digits_fault(tolerance: &Tolerance, shown: Option<ShownDigits>) -> Option<String> {
    let rule = tolerance.rule?;
    let asked = |n: u32, what: &str| {
        let plural = if n == 1 { "" } else { "s" };
        format!("{n} {what}{plural}")
    };
    let what = match (tolerance.digits, tolerance.decimals) {
        (Some(n), _) => asked(n, "significant digit"),
        (None, Some(n)) => asked(n, "decimal"),
        (None, None) => return None,
    };
    let Some(shown) = shown else {
        return (rule == DigitsRule::Strict)
            .then(|| format!("the value is right, but a decimal with {what} is asked for"));
    };
    let (least, most, wanted) = match (tolerance.digits, tolerance.decimals) {
        (Some(n), _) => (shown.digits.0, shown.digits.1, n),
        (None, n) => (shown.decimals, shown.decimals, n.unwrap_or(0)),
    };
    // Of 0 no digit is significant.
    if most == 0 && tolerance.digits.is_some() {
        return None;
    }
    let fits = most >= wanted && (rule == DigitsRule::More || least <= wanted);
    let shows = match most < wanted {
        true => "fewer",
        false => "more",
    };
    (!fits).then(|| format!("the value is right, but {what} are asked for and it shows {shows}"))
}

/// Whether two numbers are at most that far apart.
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

/// Whether the answer is the key with fewer digits than it should have.
fn rounded_early(graph: &mut Graph, answer: Id, key: Id) -> bool {
    let digits = finite_decimal(graph, answer).map_or(0, |decimal| decimal.digits.len());
    digits > 1 && is_rounded(graph, answer, key)
}

/// Whether a number typed as digits is another one, rounded to those digits.
pub(super) fn is_rounded(graph: &mut Graph, digits: Id, exact: Id) -> bool {
    // What stands before the digits may be a formula: `2x ≈ 6`.
    if !graph.variables(exact).is_empty() {
        return false;
    }
    let last = finite_decimal(graph, digits).map(|decimal| last_place(&decimal));
    let Some(half) = last.and_then(half_unit) else {
        return false;
    };
    let half = graph.number(half);
    within(graph, digits, exact, half) == Some(true)
}
