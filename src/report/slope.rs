//! What `slope` says.

use crate::calculus::derivative::{Rule, Step};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::notation::write::write_up_to;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::json::{Map, Value, json};
use crate::report::{Role, Text};
use crate::slope::existence::{Absence, OneSided};
use crate::slope::{self, Effort, Number, Trouble};
use std::cmp::Ordering;

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

/// Why there is no slope, in sentences. `explain` adds what would fill a hole.
pub fn absence(
    graph: &Graph,
    absence: &Absence,
    definition: &str,
    place: &str,
    explain: bool,
) -> Text {
    let mut text = Text::new();
    if absence.reason == "unknown" {
        undecided(graph, &absence.trouble, place, &mut text);
        return text;
    }
    let what = match absence.reason {
        "corner" => format!("has a corner at {place}"),
        "vertical" => format!("has a vertical tangent at {place}"),
        "cusp" => format!("has a cusp at {place}"),
        "jump" => format!("jumps at {place}"),
        "edge" => format!("ends at {place}"),
        _ => format!("has no value at {place}"),
    };
    text.push(Role::Wrong, "no slope")
        .plain(format!(": {definition} {what}"))
        .line();
    if let Trouble::Outside { node } = &absence.trouble {
        text.plain(format!("  {}", needs(graph, *node))).line();
    }
    let sides = [
        ("left", side(&absence.left)),
        ("right", side(&absence.right)),
    ];
    if matches!(
        absence.reason,
        "corner" | "vertical" | "cusp" | "jump" | "edge"
    ) {
        let wide = sides
            .iter()
            .flat_map(|(_, s)| s)
            .map(|s| s.chars().count())
            .max()
            .unwrap_or(0);
        for (name, slope) in sides
            .iter()
            .filter_map(|(name, s)| Some((name, s.as_ref()?)))
        {
            text.push(Role::Label, format!("  from the {name:<5}"));
            text.plain(format!("   {slope:>wide$}")).line();
        }
    }
    let meaning = match absence.reason {
        "corner" => "the two sides disagree, so no single line fits the curve there",
        "vertical" => "the curve stands upright there: the ratio grows past every number",
        "cusp" => "both sides stand upright there, one climbing and one falling",
        "jump" => "however small the nudge, J changes by the height of the jump",
        "edge" => "on one side J has no value; --side gives the slope of the other",
        _ => "",
    };
    if !meaning.is_empty() {
        text.plain(format!("  {meaning}")).line();
    }
    if let (Some(limit), true) = (&absence.limit, explain) {
        text.plain(format!(
            "  a hole: J tends to {} there; with that value it would be continuous",
            limit.decimal
        ));
        text.line();
    }
    text
}

/// Why there is no value, in sentences.
pub fn trouble(graph: &Graph, trouble: &Trouble, definition: &str, place: &str) -> Text {
    let mut text = Text::new();
    match trouble {
        Trouble::Outside { node } => {
            text.push(Role::Wrong, "no slope");
            text.plain(format!(": {definition} has no value at {place}"))
                .line();
            text.plain(format!("  {}", needs(graph, *node))).line();
        }
        other => undecided(graph, other, place, &mut text),
    }
    text
}

/// A one-sided slope, or `None` where there is none to show.
fn side(side: &OneSided) -> Option<String> {
    match side {
        OneSided::Number(number) => Some(number.decimal.to_string()),
        OneSided::Infinite(Ordering::Less) => Some("-infinity".into()),
        OneSided::Infinite(_) => Some("+infinity".into()),
        OneSided::None | OneSided::Unknown => None,
    }
}

fn undecided(graph: &Graph, trouble: &Trouble, place: &str, text: &mut Text) {
    text.push(Role::Wrong, "undecided");
    match trouble {
        Trouble::Breaks { nodes, .. } => {
            let part = nodes
                .first()
                .map_or_else(String::new, |id| shown(graph, *id));
            text.plain(format!(
                ": {part} is not smooth at {place}, and its sides are not settled"
            ));
            text.line();
            return;
        }
        Trouble::Outside { node } => {
            text.plain(format!(": {} has no value at {place}", shown(graph, *node)))
                .line();
            return;
        }
        Trouble::TooLarge { node } => {
            let part = shown(graph, *node);
            text.plain(format!(": {part} is past what is computed with at {place}"))
                .line();
            return;
        }
        Trouble::Undecided {
            node: Some(node), ..
        } => text.plain(format!(
            ": {} is too near the end of its domain, or a kink, to tell at {place}",
            shown(graph, *node)
        )),
        Trouble::Undecided {
            node: None,
            below: Some(k),
        } => text.plain(format!(
            ": |slope| < 10^{k} at {place}, and it is not proved to be 0"
        )),
        Trouble::Undecided { .. } => text.plain(format!(": not settled at {place}")),
    };
    text.line()
        .plain("  more work may settle it: --work N sets the limit in bits")
        .line();
}

/// A one-sided slope for programs: a number, `"inf"`, `"-inf"` or null.
pub fn side_json(side: &OneSided) -> Value {
    match side {
        OneSided::Number(number) => super::json::number(&number.decimal),
        OneSided::Infinite(Ordering::Less) => json!("-inf"),
        OneSided::Infinite(_) => json!("inf"),
        OneSided::None | OneSided::Unknown => Value::Null,
    }
}

/// What the function that has no value there would need.
pub fn needs(graph: &Graph, node: Id) -> String {
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
