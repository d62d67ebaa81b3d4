//! What `slope` says.

use super::json::{Map, Value, json};
use super::{Role, Text};
use crate::calculus::derivative::{Rule, Step};
use crate::calculus::slope::{self, Effort, Number, Trouble};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::notation::write::write_up_to;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Longest formula in a sentence, in bytes; a longer one is cut.
const SENTENCE: usize = 400;

/// A formula in a sentence.
pub fn shown(graph: &Graph, id: Id) -> String {
    write_up_to(graph, id, SENTENCE)
}

/// `J(w) = w^2`
pub fn definition(graph: &Graph, function: Id, variables: &[Variable]) -> String {
    let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    format!("J({}) = {}", names.join(", "), shown(graph, function))
}

/// `w = 3`, or `x = 1, y = 2`
pub fn place(graph: &Graph, point: &[(Variable, Id)]) -> String {
    let each: Vec<String> = point
        .iter()
        .map(|(variable, value)| format!("{} = {}", graph.name(*variable), shown(graph, *value)))
        .collect();
    each.join(", ")
}

/// A rule in words.
pub fn rule(rule: Rule) -> String {
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

/// The name of a rule, for programs.
pub fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Constant => "constant",
        Rule::Identity => "identity",
        Rule::Sum => "sum",
        Rule::Factor => "factor",
        Rule::Product => "product",
        Rule::Quotient => "quotient",
        Rule::Power => "power",
        Rule::Exponential => "exponential",
        Rule::LogarithmicPower => "logarithmic",
        Rule::Function(_) => "function",
        Rule::Chain(_) => "chain",
    }
}

/// One numbered line per rule, with what it does.
pub fn steps(graph: &Graph, steps: &[Step], text: &mut Text) {
    for (count, step) in steps.iter().enumerate() {
        text.push(Role::Label, format!("{:>3}  ", count + 1));
        text.push(Role::Label, "rule    ")
            .plain(rule(step.rule))
            .line();
        text.plain(" ".repeat(13))
            .push(Role::Expression, shown(graph, step.part));
        text.plain("  →  ")
            .push(Role::Expression, shown(graph, step.derivative))
            .line();
    }
}

/// Why there is no slope: the word for programs, and the sentences for people.
pub fn trouble(
    graph: &Graph,
    trouble: &Trouble,
    definition: &str,
    place: &str,
) -> (&'static str, Text) {
    let mut text = Text::new();
    let mut say = |line: String| {
        text.push(Role::Wrong, "no slope")
            .plain(format!(": {line}"))
            .line();
    };
    let reason = match trouble {
        Trouble::Outside { node } => {
            say(format!("{definition} has no value at {place}"));
            text.plain(format!("  {}", needs(graph, *node))).line();
            match graph.node(*node) {
                Node::Quotient(..) => "pole",
                _ => "domain",
            }
        }
        Trouble::Breaks { nodes, .. } => {
            let part = nodes
                .first()
                .map_or_else(String::new, |id| shown(graph, *id));
            say(format!(
                "it is not settled whether {definition} has one at {place}"
            ));
            text.plain(format!("  {part} is not smooth there")).line();
            "unknown"
        }
        Trouble::Undecided { node, below } => {
            text.push(Role::Wrong, "undecided");
            match (node, below) {
                (Some(node), _) => text.plain(format!(
                    ": {} is too near the end of its domain, or a kink, to tell at {place}",
                    shown(graph, *node)
                )),
                (None, Some(k)) => text.plain(format!(": |slope| < 10^{k} at {place}")),
                (None, None) => text.plain(format!(": not settled at {place}")),
            };
            text.line();
            text.plain("  more work may settle it: --work N sets the limit in bits")
                .line();
            "unknown"
        }
        Trouble::TooLarge { node } => {
            text.push(Role::Wrong, "undecided").plain(format!(
                ": {} is past what is computed with at {place}",
                shown(graph, *node)
            ));
            text.line();
            "unknown"
        }
    };
    (reason, text)
}

/// What the function that has no value there would need.
fn needs(graph: &Graph, node: Id) -> String {
    match graph.node(node) {
        Node::Quotient(_, b) => {
            format!(
                "{} divides by {}, which is 0 there",
                shown(graph, node),
                shown(graph, *b)
            )
        }
        Node::Power(_, n) => match graph.literal(*n) {
            Some(n) if n.is_negative() => {
                format!("{} divides by 0 there", shown(graph, node))
            }
            _ => format!("{} needs a base above 0", shown(graph, node)),
        },
        Node::Call(f, _) | Node::Call2(f, _, _) => {
            let name = if *f == Function::Ln && graph.log {
                "log"
            } else {
                f.name()
            };
            format!("{name} needs {}", f.row().needs)
        }
        _ => format!("{} has no value there", shown(graph, node)),
    }
}

/// The result for programs.
pub fn json(
    graph: &Graph,
    expression: &str,
    point: &[(Variable, Id)],
    value: Option<&Number>,
) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("command".into(), json!("slope"));
    object.insert("expression".into(), json!(expression));
    let at: Map<String, Value> = point
        .iter()
        .map(|(v, id)| (graph.name(*v).to_owned(), json!(shown(graph, *id))))
        .collect();
    object.insert("at".into(), Value::Object(at));
    if let Some(value) = value {
        object.insert("value".into(), json!(value.decimal.to_string()));
    }
    object
}

/// The step that a story's check takes.
fn check_step() -> Rational {
    Rational::ratio(1, 1000)
}

/// A number in a sentence: ten digits.
fn brief(n: &Rational) -> String {
    Decimal::exact_or_rounded(n, 10).to_string()
}

/// The check by a nudge of 0.001, computed from the function itself. `None` where the function has
/// no value at the nudged point.
pub fn check(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    point: &[(Variable, Id)],
    slope: &Number,
) -> Option<Text> {
    let step = graph.number(check_step());
    let mut nudged = point.to_vec();
    for (name, value) in &mut nudged {
        if *name == variable {
            *value = graph.add(Node::Sum(*value, step));
        }
    }
    let name = graph.name(variable).to_owned();
    let mut at = |point: &[(Variable, Id)]| {
        let number = slope::value(graph, function, point, Effort::digits(40)).ok()?;
        Rational::from_decimal(&number.decimal.to_string())
    };
    let (before, after) = (at(point)?, at(&nudged)?);
    let change = &after - &before;
    let ratio = change.divide(&check_step())?;
    let mut text = Text::new();
    text.plain(format!(
        "nudge {name} by 0.001: J goes from {} to {}",
        brief(&before),
        brief(&after)
    ));
    text.line().plain(format!(
        "{}{} / 0.001 = {}, close to {}",
        " ".repeat(13),
        brief(&change),
        brief(&ratio),
        slope.decimal
    ));
    text.line();
    Some(text)
}

/// How the digits came about.
pub fn route(number: &Number, digits: usize) -> String {
    match (number.bits, number.rounds) {
        (0, _) if number.decimal.exact => {
            "exact: computed with fractions, nothing was rounded".into()
        }
        (0, _) => format!("exact fraction, rounded once to {digits} digits"),
        (bits, 1) => format!("enclosed at {bits} bits: both ends round to these {digits} digits"),
        (bits, rounds) => format!(
            "enclosed at {bits} bits in round {rounds}: both ends round to these {digits} digits"
        ),
    }
}

/// What the slope says about a small nudge.
pub fn meaning(name: &str, place: &str, number: &Number) -> Text {
    let mut text = Text::new();
    text.push(Role::Heading, "meaning").line();
    if number.decimal.is_zero() {
        text.plain(format!(
            "  At {place} the curve is flat: a small nudge of {name} hardly changes J."
        ));
        text.line();
        return text;
    }
    let size = number.decimal.to_string();
    let size = size.trim_start_matches('-');
    let (climbs, right, left) = if number.decimal.negative {
        ("falls", "shrinks", "grows")
    } else {
        ("climbs", "grows", "shrinks")
    };
    text.plain(format!(
        "  At {place} the curve {climbs}. Move {name} right by ε and J {right} by about {size}*ε."
    ));
    text.line()
        .plain(format!("  Move it left and J {left} by about as much."))
        .line();
    text
}

/// What J does when one variable is nudged by 0.001.
pub fn response(number: &Number) -> String {
    if number.decimal.is_zero() {
        return "J hardly changes".into();
    }
    let change =
        Rational::from_decimal(&number.decimal.to_string()).map(|slope| &slope * &check_step());
    let verb = if number.decimal.negative {
        "falls"
    } else {
        "rises"
    };
    match change {
        Some(change) => format!("J {verb} by about {}", brief(&change.abs())),
        None => format!("J {verb}"),
    }
}
