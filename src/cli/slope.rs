//! `deriv slope`: the slope at a point, or why there is none.

use super::diff::{partial, quiet};
use super::estimate;
use super::output::{Failure, Output, Status};
use super::point::{self, Question, flag};
use clap::{Arg, ArgMatches, Command};
use deriv::calculus::derivative::{self, MAX_ORDER};
use deriv::expression::{Id, Variable};
use deriv::notation::{self, visible};
use deriv::report::json::{self, Map, Value, json};
use deriv::report::{Role, Text, slope as report};
use deriv::slope::existence::{self, Absence, Asked, Outcome};
use deriv::slope::{self, Effort, Number};

pub(crate) fn command() -> Command {
    Command::new("slope")
        .arg(point::function())
        .arg(point::at())
        .arg(point::wrt())
        .arg(point::order())
        .arg(
            Arg::new("side")
                .long("side")
                .value_name("SIDE")
                .value_parser(["left", "right"])
                .help("the slope towards one side alone: left or right"),
        )
        .arg(
            Arg::new("method")
                .long("method")
                .value_name("METHOD")
                .value_parser(["exact", "forward", "backward", "central", "richardson"])
                .conflicts_with_all(["order", "side", "digits", "explain"])
                .help("estimate from values in doubles, with the true error beside it"),
        )
        .arg(
            Arg::new("step")
                .long("step")
                .value_name("H")
                .requires("method")
                .help("the step of --method [default: what balances its two errors]"),
        )
        .arg(point::digits())
        .arg(point::work())
        .arg(flag("explain", "the story behind the answer"))
        .arg(flag("json", "one JSON object per point").conflicts_with_all(["quiet", "explain"]))
        .arg(quiet())
}

/// What was found at one point by one variable.
struct Found {
    variable: Variable,
    derivative: Id,
    answer: Result<Number, Box<Absence>>,
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches)?;
    let effort = point::effort(matches)?;
    let order = point::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    let variables = question.variables.clone();
    let chosen = point::chosen(matches, &mut question.graph, &variables)?;
    if question.points.is_empty() {
        match variables[..] {
            [] => {
                // A constant has slope 0 wherever it has a value.
                question.points.push(Vec::new());
            }
            _ => {
                let name = question.graph.name(variables[0]).to_owned();
                let names: Vec<String> = variables
                    .iter()
                    .map(|v| format!("{}=3", question.graph.name(*v)))
                    .collect();
                let at = if names.len() == 1 {
                    "3".to_owned()
                } else {
                    names.join(",")
                };
                let text = visible::visible(&question.text).into_owned();
                return Err(Failure::usage(
                    format!("no value for {name}"),
                    format!("say where, for example: deriv slope \"{text}\" --at {at}"),
                ));
            }
        }
    }
    let by: Vec<Variable> = match chosen {
        Some(variable) => vec![variable],
        None if variables.is_empty() => vec![question.graph.variable("w")],
        None => variables,
    };
    if let Some(method) = estimate::method(matches) {
        return estimate::run(matches, out, &mut question, &by, method);
    }
    let mut status = Status::Done;
    for at in 0..question.points.len() {
        if one_point(matches, out, &mut question, at, &by, order, effort)? == Status::NoAnswer {
            status = Status::NoAnswer;
        }
    }
    Ok(status)
}

fn one_point(
    matches: &ArgMatches,
    out: &mut Output,
    question: &mut Question,
    at: usize,
    by: &[Variable],
    order: u32,
    effort: Effort,
) -> Result<Status, Failure> {
    let asked = match matches.get_one::<String>("side").map(String::as_str) {
        Some("left") => Asked::Left,
        Some(_) => Asked::Right,
        None => Asked::Both,
    };
    let point = question.points[at].clone();
    let graph = &mut question.graph;
    let mut all = Vec::new();
    for &variable in by {
        let derivative = slope::formula(graph, question.function, variable, order)
            .map_err(|error| Failure::expression(error, &question.text))?;
        let answer = existence::slope(
            graph,
            question.function,
            variable,
            order,
            &point,
            asked,
            effort,
        )
        .map_err(|error| Failure::expression(error, &question.text))?;
        let answer = match answer {
            Outcome::Slope(number) => Ok(number),
            Outcome::None(absence) => Err(absence),
        };
        all.push(Found {
            variable,
            derivative,
            answer,
        });
    }
    let failed = all.iter().any(|found| found.answer.is_err());
    if matches.get_flag("json") {
        out.data(&json::line(object(question, &point, &all, effort)))?;
    } else if matches.get_flag("explain") && !failed {
        let text = explain(question, &point, &all, order, effort)?;
        out.result(&text)?;
    } else {
        let mut text = Text::new();
        for found in &all {
            let Ok(number) = &found.answer else { continue };
            let name = question.graph.name(found.variable);
            match (all.len() > 1, matches.get_flag("quiet")) {
                (true, true) => text.plain(format!("{name}\t")),
                (true, false) => text.push(Role::Label, partial(name, order)).plain(" = "),
                (false, _) => &mut text,
            };
            text.push(Role::Answer, number.decimal.to_string()).line();
        }
        out.result(&text)?;
    }
    if failed && !matches.get_flag("json") {
        let definition =
            report::definition(&question.graph, question.function, &question.variables);
        let place = report::place(&question.graph, &point);
        let explain = matches.get_flag("explain");
        for absence in all
            .iter()
            .filter_map(|found| found.answer.as_ref().err())
            .take(1)
        {
            out.note(&report::absence(
                &question.graph,
                absence,
                &definition,
                &place,
                explain,
            ));
        }
    }
    Ok(if failed {
        Status::NoAnswer
    } else {
        Status::Done
    })
}

fn object(
    question: &mut Question,
    point: &[(Variable, Id)],
    all: &[Found],
    effort: Effort,
) -> Map<String, Value> {
    let value = slope::value(&mut question.graph, question.function, point, effort).ok();
    let graph = &question.graph;
    let expression = notation::write(graph, question.function);
    let mut object = report::json(graph, &expression, point, value.as_ref());
    let several = all.len() > 1;
    let mut put = |key: &str, of: &dyn Fn(&Found) -> Value| {
        let value = if several {
            let each = all
                .iter()
                .map(|f| (graph.name(f.variable).to_owned(), of(f)));
            Value::Object(each.collect())
        } else {
            all.first().map_or(Value::Null, of)
        };
        object.insert(key.into(), value);
    };
    put("derivative", &|found| {
        json!(notation::write(graph, found.derivative))
    });
    put("slope", &|found| match &found.answer {
        Ok(number) => json!(number.decimal.to_string()),
        Err(_) => Value::Null,
    });
    let absence = all.iter().find_map(|found| found.answer.as_ref().err());
    match absence {
        None => {
            let exact = all
                .iter()
                .all(|f| f.answer.as_ref().is_ok_and(|n| n.decimal.exact));
            object.insert("exact".into(), json!(exact));
        }
        Some(absence) => {
            object.insert("reason".into(), json!(absence.reason));
            object.insert("left".into(), report::side_json(&absence.left));
            object.insert("right".into(), report::side_json(&absence.right));
            if let Some(limit) = &absence.limit {
                object.insert("limit".into(), json!(limit.decimal.to_string()));
            }
        }
    }
    object
}

/// The answer first, then why, then what it means.
fn explain(
    question: &mut Question,
    point: &[(Variable, Id)],
    all: &[Found],
    order: u32,
    effort: Effort,
) -> Result<Text, Failure> {
    let mut text = Text::new();
    if let [found] = all
        && let Ok(number) = &found.answer
    {
        story(question, point, found, number, order, effort, &mut text)?;
        return Ok(text);
    }
    gradient(question, point, all, effort, &mut text);
    Ok(text)
}

/// `= 6` or `≈ 0.54030230586814`
fn equals(number: &Number) -> String {
    format!(
        "{} {}",
        if number.decimal.exact { "=" } else { "≈" },
        number.decimal
    )
}

fn story(
    question: &mut Question,
    point: &[(Variable, Id)],
    found: &Found,
    number: &Number,
    order: u32,
    effort: Effort,
    text: &mut Text,
) -> Result<(), Failure> {
    let graph = &mut question.graph;
    let name = graph.name(found.variable).to_owned();
    text.push(Role::Answer, format!("slope {}", equals(number)))
        .line()
        .line();
    text.push(Role::Heading, "why").line();
    let mut from = question.function;
    let mut count = 0;
    for _ in 0..order {
        let steps = derivative::steps(graph, from, found.variable)
            .map_err(|error| Failure::expression(error, &question.text))?;
        report::steps(graph, &steps, text);
        count += steps.len();
        from = derivative::derivative(graph, from, found.variable)
            .map_err(|error| Failure::expression(error, &question.text))?;
    }
    let put_in = graph.substitute(found.derivative, point);
    text.push(Role::Label, format!("{:>3}  put in  ", count + 1));
    text.plain(report::place(graph, point)).line();
    text.plain(" ".repeat(13))
        .push(Role::Expression, report::shown(graph, put_in));
    text.plain(format!(" {}", equals(number))).line();
    if order == 1
        && let Some(line) = report::check(graph, question.function, found.variable, point, number)
    {
        text.push(Role::Label, format!("{:>3}  check   ", count + 2));
        text.append(line);
    }
    if number.bits > 0 || !number.decimal.exact {
        let line = count + 2 + usize::from(order == 1);
        text.push(Role::Label, format!("{line:>3}  digits  "));
        text.plain(report::route(number, effort.digits)).line();
    }
    if order == 1 {
        text.line()
            .append(report::meaning(&name, &report::place(graph, point), number));
    }
    let typed = visible::visible(&question.text).into_owned();
    let at = point
        .iter()
        .map(|(_, id)| report::shown(graph, *id))
        .collect::<Vec<_>>()
        .join(",");
    if point.len() == 1 && order == 1 && question.text.len() < 60 {
        text.line().push(Role::Heading, "try").line();
        let commands = [
            (
                format!("deriv nudge \"{typed}\" --at {at}"),
                "watch the ratio settle",
            ),
            (
                format!("deriv descend \"{typed}\" --from {at}"),
                "walk downhill from there",
            ),
        ];
        let width = commands
            .iter()
            .map(|(c, _)| c.chars().count())
            .max()
            .unwrap_or(0);
        for (command, what) in commands {
            let pad = " ".repeat(width + 3 - command.chars().count());
            text.plain(format!("  {command}{pad}"))
                .push(Role::Label, what)
                .line();
        }
    }
    Ok(())
}

fn gradient(
    question: &mut Question,
    point: &[(Variable, Id)],
    all: &[Found],
    effort: Effort,
    text: &mut Text,
) {
    let value = slope::value(&mut question.graph, question.function, point, effort).ok();
    let graph = &question.graph;
    let numbers: Vec<&Number> = all.iter().filter_map(|f| f.answer.as_ref().ok()).collect();
    let each: Vec<String> = numbers.iter().map(|n| n.decimal.to_string()).collect();
    let vector = format!("({})", each.join(", "));
    let exact = numbers.iter().all(|n| n.decimal.exact);
    text.push(
        Role::Answer,
        format!("gradient {} {vector}", if exact { "=" } else { "≈" }),
    )
    .line();
    let rows: Vec<(String, String, &Number)> = all
        .iter()
        .zip(&numbers)
        .map(|(f, n)| {
            (
                graph.name(f.variable).to_owned(),
                report::shown(graph, f.derivative),
                *n,
            )
        })
        .collect();
    let wide = rows
        .iter()
        .map(|(_, d, _)| d.chars().count())
        .max()
        .unwrap_or(0);
    let wide_value = numbers
        .iter()
        .map(|n| equals(n).chars().count())
        .max()
        .unwrap_or(0);
    for (name, derivative, number) in &rows {
        let others: Vec<&str> = rows
            .iter()
            .map(|r| r.0.as_str())
            .filter(|o| o != name)
            .collect();
        text.push(Role::Label, format!("  ∂J/∂{name}")).plain(" = ");
        text.push(Role::Expression, format!("{derivative:<wide$}"));
        text.plain(format!(
            " {:<wide_value$}    hold {}, nudge {name} by 0.001: ",
            equals(number),
            others.join(" and ")
        ));
        text.plain(report::response(number)).line();
    }
    if let Some(value) = value {
        let at: Vec<String> = point
            .iter()
            .map(|(_, id)| report::shown(graph, *id))
            .collect();
        let flat = numbers.iter().all(|n| n.decimal.is_zero());
        let climbs = if flat {
            "J is flat there: no direction climbs at first".to_owned()
        } else {
            format!("J climbs fastest along {vector}")
        };
        text.plain(format!(
            "  J({}) {}; {climbs}",
            at.join(", "),
            equals(&value)
        ))
        .line();
    }
}
