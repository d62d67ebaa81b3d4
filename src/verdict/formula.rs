//! A formula against its key.

use crate::calculus::derivative;
use crate::equality::{Difference, Equality, Gap, Undecided, equal, equal_within, somewhere};
use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::notation;
use crate::notation::error::ReadErrorKind;
use crate::notation::visible::visible;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slips::{self, Exercise};
use crate::slope::existence::{self, Asked, Reason, SlopeOutcome as Slope};
use crate::slope::{self, Effort};
use crate::verdict::constant::Constancy;
use crate::verdict::judgement::{Typed, slip};
use crate::verdict::key::{AnswerKind, Key, NoKey, Right, names};
use crate::verdict::outcome::{Evidence, Exactly, Outcome, Verdict};
use crate::verdict::rules::DomainRule;
use crate::verdict::sentence::{SENTENCE_DIGITS, derivative_noun, filled};
use crate::verdict::{form, parts};

/// Longest value that is shown digit by digit where two are nearly the same.
const LONGEST_VALUE: usize = 60;
const NOWHERE: &str = "the answer has no value anywhere";
const ELSEWHERE: &str = "the answer has no value where the function has a slope";

/// A formula that is asked for.
#[derive(Debug)]
pub(super) struct RightFormula {
    /// The formula.
    pub(super) key: Id,
    /// For a derivative: what it is the derivative of.
    pub(super) of: Option<(Id, Variable, u32)>,
    constant: Constancy,
}

impl RightFormula {
    /// A formula, and for a derivative what it is the derivative of.
    pub(super) fn new(key: Id, of: Option<(Id, Variable, u32)>) -> RightFormula {
        let constant = Constancy::default();
        RightFormula { key, of, constant }
    }

    fn compared(&self, key: &Key, text: &str) -> Verdict {
        let mut verdict = key.sides(text, |graph, id, typed| {
            judge(key, graph, self.key, self.of, (id, typed))
        });
        // It is asked where a value of the key is told.
        let told = verdict.got.is_some() || verdict.expected.is_some();
        verdict.constant = told && !verdict.near && self.constant.of(&key.graph, self.key);
        key.by_its_name(verdict, self.of.map(|(_, variable, _)| variable), text)
    }

    /// An answer with a name of its own is unread, unless that is the constant of integration of
    /// someone who integrated: `x^4 + C`.
    fn integrated(&self, key: &Key, verdict: &Verdict, text: &str) -> Option<Verdict> {
        self.of?;
        let Some(ReadErrorKind::UnknownVariable { name, .. }) =
            verdict.error.as_ref().map(|e| &e.kind)
        else {
            return None;
        };
        let mut wider = key.clone();
        wider.known.push(name.clone());
        // It rests on the slip.
        wider.told.slips = true;
        let verdict = self.compared(&wider, text);
        let slip = slips::named(&verdict.slip.as_ref()?.name)?;
        let said = format!("{} is taken for a constant of integration", visible(name));
        slip.is_integral().then(|| verdict.remark(said))
    }
}

impl Key {
    /// The derivative of `function` by `variable`, `order` 1 or more, as a formula.
    ///
    /// # Errors
    /// As [`derivative::of_order`].
    pub fn derivative(
        mut graph: Graph,
        function: Id,
        variable: Variable,
        order: u32,
    ) -> Result<Key, NoKey> {
        let key =
            derivative::of_order(&mut graph, function, variable, order).map_err(NoKey::Formula)?;
        let known = names(&graph, &[function], &[variable]);
        let of = Some((function, variable, order));
        Ok(Key::new(graph, known, RightFormula::new(key, of)))
    }

    /// A formula as it stands.
    pub fn formula(graph: Graph, formula: Id) -> Key {
        let known = names(&graph, &[formula], &[]);
        Key::new(graph, known, RightFormula::new(formula, None))
    }
}

impl Right for RightFormula {
    fn judge(&self, key: &Key, text: &str) -> Verdict {
        let verdict = self.compared(key, text);
        self.integrated(key, &verdict, text).unwrap_or(verdict)
    }

    fn written(&self, key: &Key, _: usize) -> (String, bool) {
        written(key, self.key, self.of)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Formula
    }

    fn noun(&self) -> &'static str {
        match self.of {
            Some((_, _, order)) => derivative_noun(order),
            None => "the formula",
        }
    }

    fn part_noun(&self) -> Option<&'static str> {
        None
    }

    fn exercise(&self) -> Option<Exercise> {
        let (function, variable, order) = self.of?;
        Some(Exercise::derivative(function, variable, order))
    }

    fn has_no_value(&self, key: &Key) -> bool {
        is_nowhere(&mut key.graph.clone(), self.key, self.of)
    }
}

/// A formula of a key as people would write it, and whether it has the form that is asked for.
///
/// `of`: what it is the derivative of, by which variable, of which order.
pub(super) fn written(key: &Key, formula: Id, of: Option<(Id, Variable, u32)>) -> (String, bool) {
    let mut graph = key.graph.clone();
    let derived = of.and_then(|(function, variable, order)| {
        derivative::shown(&mut graph, function, variable, order).ok()
    });
    let short = match derived {
        Some(derived) => derived.formula,
        None => simplify::shown(&mut graph, formula).formula,
    };
    let (formed, fits) = form::rewritten(&mut graph, short, key.form);
    (notation::write(&graph, formed), fits)
}

/// Judges one reading of an answer.
pub(super) fn judge(
    key: &Key,
    graph: &mut Graph,
    right: Id,
    of: Option<(Id, Variable, u32)>,
    (answer, typed): (Id, Typed),
) -> Verdict {
    let judged = match of {
        Some((function, by, _)) => equal_within(graph, answer, right, function, by),
        None => equal(graph, answer, right),
    };
    let evidence = match judged.equality {
        Equality::Proved => Evidence::Proved,
        Equality::Agrees { .. } => Evidence::Agrees,
        Equality::Undecided(Undecided::FirstNowhere) => {
            return nowhere(graph, right, of, NOWHERE);
        }
        Equality::Undecided(Undecided::FirstElsewhere) => {
            let mut verdict = nowhere(graph, right, of, ELSEWHERE);
            if let (Outcome::Wrong, false, Some((function, variable, order))) =
                (verdict.outcome, typed.brief, of)
            {
                let exercise = Exercise::derivative(function, variable, order);
                verdict.slip = slip(key, graph, &exercise, answer);
            }
            return verdict;
        }
        Equality::Undecided(why) => {
            let derivative = of.is_some();
            let why = match why {
                Undecided::NoCommonDomain => "no point was found at which both have a value",
                Undecided::FewPoints => "too few points were found at which both have a value",
                Undecided::WithinNowhere => "the function has no value anywhere",
                Undecided::SecondNowhere if derivative => "the derivative has no value anywhere",
                Undecided::SecondNowhere => "the key has no value anywhere",
                Undecided::FirstNowhere => NOWHERE,
                Undecided::FirstElsewhere => ELSEWHERE,
                Undecided::SinglePoints => {
                    "they may differ at single points, where something jumps"
                }
                Undecided::TooMuchWork => "it takes more work than the limit allows",
            };
            return Verdict::of(Outcome::Undecided, Evidence::None).remark(why);
        }
        Equality::Refuted(difference) => {
            let mut verdict = Verdict::of(Outcome::Wrong, Evidence::Refuted);
            if typed.brief {
                return verdict;
            }
            if key.told.words {
                said(key, graph, (answer, right), &difference, &mut verdict);
            }
            let Some((function, variable, order)) = of else {
                return verdict;
            };
            if key.partly {
                parts::credit(graph, (function, variable, order), answer, &mut verdict);
            }
            let exercise = Exercise::derivative(function, variable, order);
            verdict.slip = slip(key, graph, &exercise, answer);
            return verdict;
        }
    };
    let gap = judged.gaps.iter().find(|gap| counts(graph, gap, of));
    if let Some(gap) = gap
        && key.domain == DomainRule::Strict
    {
        let mut verdict = Verdict::of(Outcome::Wrong, Evidence::Refuted);
        verdict.at = shown_point(graph, &gap.at);
        return verdict.remark(domain_remark(graph, gap));
    }
    if let Some(fault) = form::fault(graph, answer, key.form, typed.uncancelled) {
        return Verdict::of(Outcome::Wrong, evidence).remark(fault);
    }
    let verdict = Verdict {
        proof: judged.proof,
        ..Verdict::of(Outcome::Right, evidence)
    };
    match gap {
        Some(gap) => verdict.remark(domain_remark(graph, gap)),
        None => verdict,
    }
}

/// Says where a wrong answer fails, and by how much.
fn said(
    key: &Key,
    graph: &mut Graph,
    (answer, right): (Id, Id),
    difference: &Difference,
    verdict: &mut Verdict,
) {
    let at = &difference.at;
    // Where no digit is certain the value may still be proved to be 0; else none is invented.
    let mut short = |formula, known: &Decimal, certain: bool| {
        let short = known.exact && known.digits.len() <= SENTENCE_DIGITS;
        if certain && (difference.near || short) {
            return Some(known.clone());
        }
        let shorter = known.shorter(SENTENCE_DIGITS).filter(|_| certain);
        shorter
            .or_else(|| value_at(graph, formula, at, SENTENCE_DIGITS).filter(|_| !difference.near))
    };
    let certain = difference.certain;
    let got = short(answer, &difference.left, certain[0]);
    let expected = short(right, &difference.right, certain[1]);
    let both = got.as_ref().zip(expected.as_ref());
    let same = both.is_some_and(|(got, expected)| got.to_string() == expected.to_string());
    // All digits of a near miss are shown, of others as many as a sentence has.
    let written = |value: Decimal, certain: bool| match certain && difference.near {
        true => value.to_string(),
        false => filled(&value, SENTENCE_DIGITS),
    };
    let apart = both.is_some() && !same;
    let got = got.map(|value| written(value, certain[0]));
    let expected = expected.map(|value| written(value, certain[1]));
    verdict.near = match difference.size {
        Some(size) => size < 0.0,
        None => same,
    };
    // Where a value needs no enclosure to be known, it is known all the same.
    let mut whole = |formula, known: &Decimal, certain: bool| match certain {
        true => Some(known.clone()).filter(|known| known.exact),
        // The fractions are another place.
        false if difference.near => None,
        false => value_at(graph, formula, at, SENTENCE_DIGITS).filter(|value| value.exact),
    };
    let whole = [
        whole(right, &difference.right, certain[1]),
        whole(answer, &difference.left, certain[0]),
    ];
    let (left, right) = (difference.left.to_string(), difference.right.to_string());
    let long = left.len().max(right.len()) > LONGEST_VALUE;
    (verdict.got, verdict.expected) = match (got, expected) {
        (Some(got), Some(expected)) if apart => (Some(got), Some(expected)),
        // The same digits twice are no evidence, unless they are all there is.
        (got, expected) if certain.contains(&false) && got == expected => {
            let all = |whole: &Option<Decimal>| whole.as_ref().map(Decimal::to_string);
            (all(&whole[1]), all(&whole[0]))
        }
        (got, expected) if certain.contains(&false) => (got, expected),
        (_, Some(near)) if long => {
            let (got, expected) = side_by_side(difference, &near);
            (Some(got), Some(expected))
        }
        _ => (Some(left), Some(right)),
    };
    verdict.exactly = whole.map(|whole| whole.map(Exactly::Decimal));
    verdict.at = shown_point(graph, at);
    verdict.rounded = difference.near;
    if [&verdict.got, &verdict.expected].contains(&&None) {
        verdict.remark = Some(unseen(key, verdict, difference.size));
    } else if difference.near {
        verdict.remark =
            Some("the place is not a fraction: it lies next to the one that is shown".to_owned());
    }
}

/// Whether a gap is one of the answer. The formula of a derivative may have a value where there is no slope,
/// as sign(x) at 0, where |x| has none; and none where there is one.
fn counts(graph: &mut Graph, gap: &Gap, of: Option<(Id, Variable, u32)>) -> bool {
    let Some((function, variable, order)) = of else {
        return true;
    };
    let point: Vec<(Variable, Id)> = gap
        .at
        .iter()
        .map(|(variable, value)| (*variable, graph.number(value.clone())))
        .collect();
    let effort = Effort::digits(SENTENCE_DIGITS);
    let found = existence::slope(
        graph,
        function,
        variable,
        order,
        &point,
        Asked::Both,
        effort,
    );
    match found {
        Ok(Slope::Slope(_)) => !gap.first_has_value,
        Ok(Slope::None(absence)) => gap.first_has_value || absence.reason == Reason::Undecided,
        Err(_) => true,
    }
}

/// The verdict on an answer that has no value anywhere, where the key has one.
fn nowhere(
    graph: &mut Graph,
    right: Id,
    of: Option<(Id, Variable, u32)>,
    remark: &'static str,
) -> Verdict {
    // The function is 0 times itself beside the key: both have to have a value at the point.
    let asked = match of {
        Some((function, _, _)) => {
            let zero = graph.number(Rational::zero());
            let nothing = graph.add(Node::Product(zero, function));
            graph.add(Node::Sum(right, nothing))
        }
        None => right,
    };
    let Some(at) = somewhere(graph, asked) else {
        let unknown = "no point was found at which the key has a value, and the answer has none";
        return Verdict::of(Outcome::Undecided, Evidence::None).remark(unknown);
    };
    let mut verdict = Verdict::of(Outcome::Wrong, Evidence::Refuted);
    let expected = value_at(graph, right, &at, SENTENCE_DIGITS);
    verdict.expected = expected.map(|value| filled(&value, SENTENCE_DIGITS));
    verdict.at = shown_point(graph, &at);
    verdict.remark(remark)
}

/// What is said of two values that differ at a point, of which one at least can't be shown. `size`: about
/// the decimal logarithm of how far they are apart.
fn unseen(key: &Key, verdict: &Verdict, size: Option<f64>) -> String {
    const SIZE_DIGITS: usize = 3;
    let place = verdict.place();
    let at = match place.is_empty() {
        true => String::new(),
        false => format!("at {place} "),
    };
    let power = size.and_then(Rational::from_f64).map(|size| {
        let power = Decimal::exact_or_rounded(&size, SIZE_DIGITS).to_string();
        match power.contains('e') {
            true => format!("10^({power})"),
            false => format!("10^{power}"),
        }
    });
    let near = size.is_some_and(|size| size < 0.0);
    match (power, &verdict.got, &verdict.expected) {
        (Some(power), ..) if near => {
            format!("{at}the two differ by about {power}, too little to be shown")
        }
        (Some(power), ..) => {
            format!("{at}the two differ by about {power}, by values that are too large to be shown")
        }
        (None, Some(got), None) => format!(
            "{at}the answer gives {got}, {} is too large or too near to 0 to be shown",
            key.noun()
        ),
        // What is right there may be asked for.
        (None, None, Some(_)) => {
            format!("{at}the answer is too large or too near to 0 to be shown, and not right")
        }
        (None, ..) => {
            format!("{at}the two differ, by values that are too large or too near to be shown")
        }
    }
}

/// Two values whose first digits say nothing, because they are the same: one of them, and how far the
/// other is from it. `near`: the first digits of both.
fn side_by_side(difference: &Difference, near: &str) -> (String, String) {
    let by = difference.by.to_string();
    let (size, more) = match by.strip_prefix('-') {
        Some(size) => (size, false),
        None => (&by[..], true),
    };
    let beside = |value: &str, more: bool| {
        let sign = if more { '+' } else { '-' };
        format!("{value} {sign} {size}")
    };
    let exact = |value: &Decimal| {
        let text = value.to_string();
        (value.exact && text.len() <= LONGEST_VALUE).then_some(text)
    };
    if let Some(got) = exact(&difference.left) {
        let expected = beside(&got, !more);
        return (got, expected);
    }
    let expected = exact(&difference.right).unwrap_or_else(|| format!("{near}..."));
    (beside(&expected, more), expected)
}

fn domain_remark(graph: &Graph, gap: &Gap) -> String {
    let place: Vec<String> = shown_point(graph, &gap.at)
        .into_iter()
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    let (with, without) = match gap.first_has_value {
        true => ("the answer", "the key"),
        false => ("the key", "the answer"),
    };
    let place = place.join(", ");
    format!("equal wherever both have a value; at {place} only {with} has one, {without} has none")
}

fn shown_point(graph: &Graph, at: &[(Variable, Rational)]) -> Vec<(String, Rational)> {
    let variables = graph.by_name(at.iter().map(|(variable, _)| *variable).collect());
    let known = |variable| at.iter().find(|(known, _)| *known == variable);
    let shown = variables.into_iter().filter_map(known);
    shown
        .map(|(variable, value)| (graph.name(*variable).to_owned(), value.clone()))
        .collect()
}

/// The value of a formula at a point to that many digits.
fn value_at(
    graph: &mut Graph,
    formula: Id,
    at: &[(Variable, Rational)],
    digits: usize,
) -> Option<Decimal> {
    let point: Vec<(Variable, Id)> = at
        .iter()
        .map(|(variable, value)| (*variable, graph.add(Node::Number(value.clone()))))
        .collect();
    let number = slope::value(graph, formula, &point, Effort::digits(digits));
    number.ok().map(|number| number.decimal)
}

/// Whether a formula has no value anywhere, for a derivative where the function that it is `of` has
/// one; only what is proved counts.
pub(super) fn is_nowhere(graph: &mut Graph, formula: Id, of: Option<(Id, Variable, u32)>) -> bool {
    let judged = match of {
        Some((function, by, _)) => equal_within(graph, formula, formula, function, by),
        None => equal(graph, formula, formula),
    };
    matches!(
        judged.equality,
        Equality::Undecided(
            Undecided::FirstNowhere | Undecided::SecondNowhere | Undecided::WithinNowhere
        )
    )
}
