//! A number against its key: exactly, or as near as the question says.

use crate::calculus::derivative;
use crate::equality::{Equality, equal};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation;
use crate::notation::answer::ShownDigits;
use crate::slips::{self, Exercise, Work};
use crate::slope::existence;
use crate::slope::one_sided::Existence;
use crate::slope::{self, Effort, Trouble};
use crate::verdict::judgement::{Typed, slip};
use crate::verdict::key::{AnswerKind, KEY_DIGITS, Key, NoKey, Right, names};
use crate::verdict::outcome::{Evidence, Exactly, Outcome, Slipped, Verdict};
use crate::verdict::rounding::{finite_decimal, half_unit, last_place, rounded_early, within};
use crate::verdict::rules::{DigitsRule, Tolerance};
use crate::verdict::sentence::{SENTENCE_DIGITS, derivative_noun, filled, partial};
use crate::verdict::several::{self, AskedPart};

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

impl Key {
    /// The slopes of `function` at a point by each of `variables`; an answer without names has their
    /// order.
    ///
    /// # Errors
    /// Where one of them does not exist, or cannot be computed.
    pub fn slopes(
        mut graph: Graph,
        function: Id,
        variables: &[Variable],
        order: u32,
        at: &[(Variable, Id)],
    ) -> Result<Key, NoKey> {
        let mut wanted = Vec::new();
        for &variable in variables {
            let name = (variables.len() > 1).then(|| graph.name(variable).to_owned());
            let key = slope_at(&mut graph, function, variable, order, at)?;
            let exercise = Some(Exercise {
                function,
                variable,
                point: at.to_vec(),
                work: Work::Slope { order },
            });
            wanted.push(Wanted {
                name,
                key,
                exercise,
            });
        }
        let known = names(&graph, &[function], variables);
        Ok(Key::numbers(graph, known, wanted))
    }

    /// One number, or several in order.
    pub(crate) fn numbers(graph: Graph, known: Vec<String>, wanted: Vec<Wanted>) -> Key {
        Key::new(graph, known, RightNumbers(wanted))
    }
}

impl Right for RightNumbers {
    fn judge(&self, key: &Key, text: &str) -> Verdict {
        match &self.0[..] {
            [wanted] => key.sides(text, |graph, id, typed| {
                judge(key, graph, wanted, id, typed)
            }),
            wanted => numbers(key, wanted, text),
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

/// Several numbers.
fn numbers(key: &Key, wanted: &[Wanted], text: &str) -> Verdict {
    let slots: Vec<AskedPart<'_>> = wanted
        .iter()
        .map(|wanted| AskedPart {
            name: wanted.name.as_deref(),
            label: wanted.label(),
        })
        .collect();
    several::judge(key, &slots, "numbers", text, |graph, at, id, typed| {
        judge(key, graph, &wanted[at], id, typed)
    })
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
    if !graph.is_constant(answer) {
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
        if verdict.slip.is_none() && key.explains() && rounded_early(graph, answer, wanted.key) {
            verdict.slip = slips::named("rounded-early").map(|slip| Slipped {
                name: slip.name.into(),
                says: slip.says.into(),
                hint: slip.hint.into(),
            });
        }
    }
    let right = slope::value(graph, wanted.key, &[], Effort::digits(digits)).ok();
    let wrong = verdict.outcome == Outcome::Wrong;
    let (got, right, digits) = match right {
        Some(right) if wrong && is_same(&got, &right) => {
            told_apart(graph, (answer, wanted.key)).unwrap_or((got, Some(right), digits))
        }
        right => (got, right, digits),
    };
    let shown = |number: &slope::Number| filled(&number.decimal, digits);
    verdict.expected = right.as_ref().map(shown);
    verdict.got = Some(shown(&got));
    let right = right.and_then(|number| number.exact);
    verdict.exactly = [right, got.exact].map(|exact| exact.map(Exactly::Value));
    verdict.constant = true;
    verdict
}

/// Are two numbers the same in the digits that are known of them?
fn is_same(a: &slope::Number, b: &slope::Number) -> bool {
    let [a, b] = [&a.decimal, &b.decimal];
    (a.negative, &a.digits, a.exponent) == (b.negative, &b.digits, b.exponent)
}

/// Two numbers that differ with as many digits as show it, and how many that are; `None` where it takes very
/// many.
fn told_apart(
    graph: &mut Graph,
    (one, other): (Id, Id),
) -> Option<(slope::Number, Option<slope::Number>, usize)> {
    [16, 20, 40, 80].into_iter().find_map(|digits| {
        let mut number = |id| slope::value(graph, id, &[], Effort::digits(digits)).ok();
        let (one, other) = (number(one)?, number(other)?);
        (!is_same(&one, &other)).then_some((one, Some(other), digits))
    })
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
        let magnitude = graph.absolute(key);
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

/// The slope at a point as an expression without variables.
pub(crate) fn slope_at(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
    at: &[(Variable, Id)],
) -> Result<Id, NoKey> {
    let formula = derivative::of_order(graph, function, variable, order).map_err(NoKey::Formula)?;
    let effort = Effort::digits(KEY_DIGITS);
    let smooth = slope::smooth_slope(graph, function, formula, variable, at, effort);
    let (number, id) = match smooth {
        Ok(number) => (number, graph.substitute(formula, at)),
        Err(_) => {
            let found = existence::slope(
                graph,
                function,
                variable,
                order,
                at,
                existence::Asked::Both,
                effort,
            )
            .map_err(NoKey::Formula)?;
            let number = match found {
                existence::SlopeOutcome::Slope(number) => number,
                existence::SlopeOutcome::None(absence) => {
                    return Err(NoKey::Slope(absence, Box::new(graph.clone())));
                }
            };
            let behaviour = existence::sided(graph, function, variable, order, at);
            let id = match behaviour.map_err(NoKey::Formula)?.existence {
                Existence::Slope(id) => id,
                // The formula has this value too: it was evaluated.
                _ => graph.substitute(formula, at),
            };
            (number, id)
        }
    };
    Ok(match number.rational() {
        Some(n) => {
            let n = n.clone();
            graph.number(n)
        }
        None => id,
    })
}
