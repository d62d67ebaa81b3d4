//! `deriv diff`: the derivative as a formula.

use super::output::{Failure, Output, Status};
use super::point::{self, flag};
use clap::{Arg, ArgAction, ArgMatches, Command};
use deriv::calculus::derivative::{self, MAX_ORDER};
use deriv::expression::Variable;
use deriv::notation;
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
    let mut text = Text::new();
    let mut formulas = Map::new();
    for &variable in &variables {
        let name = graph.name(variable).to_owned();
        let derivative = derivative::of_order(graph, function, variable, order)
            .map_err(|error| Failure::expression(error, &question.text))?;
        let formula = if matches.get_flag("latex") {
            notation::latex::write(graph, derivative)
        } else {
            notation::write(graph, derivative)
        };
        formulas.insert(name.clone(), json!(formula));
        if matches.get_flag("quiet") && variables.len() > 1 {
            text.plain(format!("{name}\t")).plain(formula).line();
            continue;
        }
        if variables.len() > 1 {
            text.push(Role::Label, partial(&name, order)).plain(" = ");
        }
        text.push(Role::Answer, formula).line();
        if matches.get_flag("steps") {
            steps(graph, &mut text, function, variable, order, &question.text)?;
        }
    }
    if matches.get_flag("json") {
        let mut object = Map::new();
        object.insert("command".into(), json!("diff"));
        object.insert("expression".into(), json!(notation::write(graph, function)));
        object.insert("order".into(), json!(order));
        object.insert(
            "derivative".into(),
            match variables[..] {
                [_] => formulas
                    .into_iter()
                    .next()
                    .map_or(Value::Null, |(_, formula)| formula),
                _ => Value::Object(formulas),
            },
        );
        out.data(&json::line(object))?;
    } else {
        out.result(&text)?;
    }
    Ok(Status::Done)
}

/// `∂J/∂x`, `∂^2J/∂x^2`
pub(crate) fn partial(name: &str, order: u32) -> String {
    match order {
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

fn steps(
    graph: &mut deriv::expression::Graph,
    text: &mut Text,
    function: deriv::expression::Id,
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
