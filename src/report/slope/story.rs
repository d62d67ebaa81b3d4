//! The story behind a slope: the answer first, then why, then what it means.

use crate::calculus::derivative::{self, Rule, RuleStep};
use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::notation::error::Error;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;
use crate::report::slope::wording::shown;
use crate::report::{Role, Text};
use crate::slope::existence::Asked;
use crate::slope::{self, Effort, Number};

/// What the story of one slope is made of.
#[derive(Clone, Debug)]
pub struct Story {
    /// The rules, outermost first, order by order.
    pub rules: Vec<Vec<Applied>>,
    /// The derivative with the point put in.
    pub put_in: String,
    /// Whether that is the slope; at a kink the formula alone does not tell.
    pub tells: bool,
    /// The side that counts.
    pub side: Asked,
    /// The slope held against a nudge, for the first derivative.
    pub nudge: Option<NudgeStory>,
    /// Working precision of the last round in bits, 0 without rounding, and the rounds.
    pub enclosed: (u64, u32),
}

/// A rule and what it did.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rule.
    pub rule: Rule,
    /// What it was applied to.
    pub part: String,
    /// What came of it.
    pub derivative: String,
}

/// What a nudge of 0.001 does.
#[derive(Clone, Debug)]
pub struct NudgeStory {
    /// J at the point.
    pub before: Rational,
    /// J at the nudged point.
    pub after: Rational,
    /// Their difference.
    pub change: Rational,
    /// That difference divided by the nudge.
    pub ratio: Rational,
    /// The nudge: 0.001, or as much to the left.
    pub step: Rational,
}

/// The step that a story's check takes.
pub(super) fn step() -> Rational {
    Rational::ratio(1, 1000)
}

/// Digits of a number in a sentence.
pub(super) const SENTENCE_DIGITS: usize = 10;

pub(super) fn brief(n: &Rational) -> String {
    Decimal::exact_or_rounded(n, SENTENCE_DIGITS).to_string()
}

/// The rules that lead to the derivative of that order, order by order.
///
/// # Errors
/// Where a derivative cannot be formed.
pub fn rules(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
) -> Result<Vec<Vec<Applied>>, Error> {
    /// Work for which the rules are tidied; past it they stand as they were applied.
    const WORK: u64 = work::LIMIT / 4;
    work::within(WORK, || applied_rules(graph, function, variable, order))
}

fn applied_rules(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
) -> Result<Vec<Vec<Applied>>, Error> {
    let mut from = function;
    let mut rules = Vec::new();
    for _ in 0..order {
        let steps = derivative::steps(graph, from, variable)?;
        let mut applied = |step: &RuleStep| {
            let derivative = match work::is_spent() {
                true => step.derivative,
                false => simplify::shown(graph, step.derivative).formula,
            };
            Applied {
                rule: step.rule,
                part: shown(graph, step.part),
                derivative: shown(graph, derivative),
            }
        };
        rules.push(steps.iter().map(&mut applied).collect());
        from = derivative::derivative(graph, from, variable)?;
    }
    Ok(rules)
}

impl Story {
    /// The story of the derivative `formula` of that order, whose value at the point is `number`.
    ///
    /// # Errors
    /// Where a derivative cannot be formed.
    pub fn new(
        graph: &mut Graph,
        (function, formula): (Id, Id),
        (variable, order): (Variable, u32),
        point: &[(Variable, Id)],
        (number, side): (&Number, Asked),
        effort: Effort,
    ) -> Result<Story, Error> {
        let rules = rules(graph, function, variable, order)?;
        let put_in = graph.substitute(formula, point);
        // It only tells whether the formula alone gives the slope.
        let work = effort.work() / 4;
        let value = work::within(work, || slope::value(graph, put_in, &[], effort));
        let tells = value.is_ok_and(|value| value.decimal == number.decimal);
        let put_in = shown(graph, put_in);
        let nudge = match order {
            1 => nudge(graph, function, variable, point, side),
            _ => None,
        };
        Ok(Story {
            rules,
            put_in,
            tells,
            side,
            nudge,
            enclosed: (number.bits, number.rounds),
        })
    }
}

/// The check by a nudge of 0.001, computed from the function itself. `None` where the function has
/// no value at the nudged point.
pub(super) fn nudge(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    point: &[(Variable, Id)],
    side: Asked,
) -> Option<NudgeStory> {
    let step = match side {
        Asked::Left => -step(),
        Asked::Right | Asked::Both => step(),
    };
    let eps = graph.number(step.clone());
    let mut nudged = point.to_vec();
    for (name, value) in &mut nudged {
        if *name == variable {
            *value = graph.add(Node::Sum(*value, eps));
        }
    }
    let mut at = |point: &[(Variable, Id)]| {
        let number = slope::value(graph, function, point, Effort::digits(40)).ok()?;
        number.fraction()
    };
    let (before, after) = (at(point)?, at(&nudged)?);
    let change = &after - &before;
    let ratio = change.divide(&step)?;
    Some(NudgeStory {
        before,
        after,
        change,
        ratio,
        step,
    })
}

/// A rule in words.
fn words(rule: Rule) -> String {
    match rule {
        Rule::Constant => "constant: what does not depend on the variable has slope 0".into(),
        Rule::Identity => "the variable itself has slope 1".into(),
        Rule::Sum => "sum: term by term".into(),
        Rule::Factor => "constant factor: it stays in front".into(),
        Rule::Product => {
            "product: the first changes times the second, plus the other way round".into()
        }
        Rule::Quotient => "quotient: (a'*b - a*b')/b^2".into(),
        Rule::Power => "power: the exponent comes down in front and drops by one".into(),
        Rule::Exponential => "exponential: itself, times ln of the base".into(),
        Rule::LogarithmicPower => "power of two functions: through a^b = exp(b*ln(a))".into(),
        Rule::Function(f) => format!("{}: from the table of functions", f.name()),
        Rule::Chain(f) => format!(
            "chain: the slope of {} there, times the slope inside",
            f.name()
        ),
    }
}

/// One numbered line per rule, with what it does.
pub fn steps<'r>(rules: impl IntoIterator<Item = &'r Applied>, text: &mut Text) {
    for (count, applied) in rules.into_iter().enumerate() {
        text.push(Role::Label, format!("{:>3}  ", count + 1));
        text.push(Role::Label, "rule    ")
            .plain(words(applied.rule))
            .line();
        text.plain(" ".repeat(13))
            .push(Role::Expression, &applied.part);
        text.plain("  →  ")
            .push(Role::Expression, &applied.derivative)
            .line();
    }
}
