//! `deriv diff`: the derivative as a formula.

use super::output::{Failure, Output, Status};
use super::point::{self, flag};
use clap::{Arg, ArgAction, ArgMatches, Command};
use deriv::calculus::derivative::{self, MAX_ORDER};
use deriv::expression::{Graph, Id, Variable};
use deriv::notation;
use deriv::notation::write::shared::named;
use deriv::notation::write::{MAX_WRITTEN, length};
use deriv::report::json::{self, Map, Value, json};
use deriv::report::{Role, Text, slope as report};

pub(crate) fn command() -> Command {
    Command::new("diff")
        .arg(point::function())
        .arg(point::wrt())
        .arg(point::order())
        .arg(flag("steps", "one line per rule used, outermost first"))
        .arg(flag("latex", "the formula as LaTeX").conflicts_with_all(["json", "steps"]))
        .arg(flag("json", "one JSON object").conflicts_with("quiet"))
        .arg(quiet())
}

/// `-q`
pub(crate) fn quiet() -> Arg {
    Arg::new("quiet")
        .short('q')
        .long("quiet")
        .action(ArgAction::SetTrue)
        .help("the bare value, one a line")
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches)?;
    let order = point::whole(matches, "order", 0, MAX_ORDER.into())?.unwrap_or(1) as u32;
    let graph = &mut question.graph;
    let function = question.function;
    let chosen = point::chosen(matches, graph, &question.variables)?;
    let variables: Vec<Variable> = match chosen {
        Some(variable) => vec![variable],
        None if question.variables.is_empty() => vec![graph.variable("w")],
        None => question.variables.clone(),
    };
    let mut derivatives = Vec::new();
    for &variable in &variables {
        let derivative = derivative::of_order(graph, function, variable, order)
            .map_err(|error| Failure::expression(error, &question.text))?;
        derivatives.push(derivative);
    }
    // Programs that take a bare value get the formula in one piece.
    let named = match matches.get_flag("quiet") {
        true => None,
        false => named(graph, &derivatives),
    };
    let written = match &named {
        Some(named) => (&named.graph, &named.formulas),
        None => (&*graph, &derivatives),
    };
    let write = |graph: &Graph, id: Id| match matches.get_flag("latex") {
        true => notation::write::latex::write(graph, id),
        false => notation::write(graph, id),
    };
    if length(written.0, written.1) > MAX_WRITTEN as u64 {
        return Err(Failure::usage(
            format!("the formula is longer than {} MiB", MAX_WRITTEN >> 20),
            "its value at a point is quick: deriv slope FUNCTION --at POINT --order N",
        ));
    }
    let parts: Vec<(&str, String)> = named
        .iter()
        .flat_map(|named| &named.parts)
        .map(|(name, id)| (name.as_str(), write(written.0, *id)))
        .collect();
    let formulas: Vec<String> = written.1.iter().map(|id| write(written.0, *id)).collect();
    if matches.get_flag("json") {
        let expression = notation::write(graph, function);
        let names = variables.iter().map(|variable| graph.name(*variable));
        let derivative = match &formulas[..] {
            [formula] => json!(formula),
            several => names
                .map(str::to_owned)
                .zip(several.iter().map(|f| json!(f)))
                .collect(),
        };
        let parts: Map<String, Value> = parts
            .iter()
            .map(|(name, part)| ((*name).to_owned(), json!(part)))
            .collect();
        let mut object = Map::new();
        object.insert("command".into(), json!("diff"));
        object.insert("expression".into(), json!(expression));
        object.insert("order".into(), json!(order));
        if !parts.is_empty() {
            object.insert("parts".into(), Value::Object(parts));
        }
        object.insert("derivative".into(), derivative);
        out.data(&json::line(object))?;
        return Ok(Status::Done);
    }
    let mut text = Text::new();
    for (name, part) in &parts {
        text.push(Role::Label, *name).plain(" = ");
        text.push(Role::Expression, part).line();
    }
    for (&variable, formula) in variables.iter().zip(&formulas) {
        let name = graph.name(variable).to_owned();
        if matches.get_flag("quiet") && variables.len() > 1 {
            text.plain(format!("{name}\t")).plain(formula).line();
            continue;
        }
        if variables.len() > 1 || !parts.is_empty() {
            let left = match variables.len() {
                1 => ordinary(&name, order),
                _ => partial(&name, order),
            };
            text.push(Role::Label, left).plain(" = ");
        }
        text.push(Role::Answer, formula).line();
        if matches.get_flag("steps") {
            steps(graph, &mut text, function, variable, order, &question.text)?;
        }
    }
    out.result(&text)?;
    Ok(Status::Done)
}

/// `dJ/dw`, `d^2J/dw^2`
fn ordinary(name: &str, order: u32) -> String {
    match order {
        1 => format!("dJ/d{name}"),
        n => format!("d^{n}J/d{name}^{n}"),
    }
}

/// `∂J/∂x`, `∂^2J/∂x^2`
pub(crate) fn partial(name: &str, order: u32) -> String {
    match order {
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

fn steps(
    graph: &mut Graph,
    text: &mut Text,
    function: Id,
    variable: Variable,
    order: u32,
    typed: &str,
) -> Result<(), Failure> {
    let mut from = function;
    for _ in 0..order {
        let steps = derivative::steps(graph, from, variable)
            .map_err(|error| Failure::expression(error, typed))?;
        text.line();
        report::steps(graph, &steps, text);
        from = derivative::derivative(graph, from, variable)
            .map_err(|error| Failure::expression(error, typed))?;
    }
    Ok(())
}
