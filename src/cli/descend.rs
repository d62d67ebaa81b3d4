//! `deriv descend`: gradient descent step by step, with a verdict.

use super::diff::quiet;
use super::output::{Failure, Output, Status};
use super::point::{self, Question, flag};
use clap::{Arg, ArgMatches, Command};
use deriv::descent::{self, MAX_STEPS, Rule, Settings};
use deriv::expression::{Id, Variable};
use deriv::notation::visible::visible;
use deriv::number::rational::Rational;
use deriv::report::descend::{Layout, Report};
use deriv::report::diagnostic::Problem;
use deriv::report::json::{self, Map, json};
use deriv::report::slope as report;
use deriv::report::slope::absence::NoSlope;
use deriv::slope::existence::{self, Asked, Outcome};
use deriv::slope::{self, Effort, Trouble};

/// Steps that are taken unless more or fewer are asked for.
const STEPS: u64 = 20;

pub(crate) fn command() -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .allow_hyphen_values(true)
            .help(help)
    };
    Command::new("descend")
        .arg(point::function())
        .arg(option("at", "POINT", "the start: 3, pi/2, or x=1,y=2").long("from"))
        .arg(option(
            "rate",
            "RATE",
            "the rate α, a number above 0 [default: 0.1]",
        ))
        .arg(option("steps", "N", "how many steps [default: 20]"))
        .arg(option(
            "stop",
            "SLOPE",
            "end early where the slope is at most this",
        ))
        .arg(option(
            "momentum",
            "B",
            "keep this share of the last step's velocity, 0 to 1",
        ))
        .arg(
            option("method", "NAME", "plain, momentum or adam [default: plain]")
                .value_parser(["plain", "momentum", "adam"]),
        )
        .arg(point::width_option())
        .arg(flag("all", "every row"))
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "rows for a spreadsheet").conflicts_with("quiet"))
        .arg(quiet())
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, out).map_err(named_from)?;
    let settings = settings(matches, &mut question)?;
    let width = point::width(matches)?;
    let from = match &question.points[..] {
        [point] => point.clone(),
        _ => return Err(no_start(&question)),
    };
    let graph = &mut question.graph;
    let function = question.function;
    let named: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
    let definition = report::definition(graph, function, &named);
    let start = report::place(graph, &from);
    let walk = descent::walk(graph, function, &from, &settings)
        .map_err(|error| Failure::expression(error, &question.text))?;
    let begun = walk.steps.first().is_some_and(|s| !s.slope.is_empty());
    if !begun {
        let absence = no_slope(&mut question, &from);
        let text = absence.text(&definition, &start, false);
        let problem = Problem::new(absence.sentence(&definition, &start), None);
        return Err(Failure::Said(text, problem, Status::NoAnswer));
    }
    let graph = &mut question.graph;
    let judged = descent::judge(&walk, &settings);
    let (first, last) = (walk.steps.first(), walk.steps.last());
    let bent = (
        first.and_then(|step| descent::curvature(graph, function, &walk, step)),
        last.and_then(|step| descent::curvature(graph, function, &walk, step)),
    );
    let report = Report {
        graph,
        function,
        definition,
        from: start,
        settings: &settings,
        walk: &walk,
        judged: &judged,
        bent,
    };
    if matches.get_flag("json") {
        let expression = deriv::notation::write(report.graph, function);
        let mut object = Map::new();
        object.insert("command".into(), json!("descend"));
        object.insert("expression".into(), json!(expression));
        let start: Map<String, json::Value> = (from.iter())
            .map(|(v, id)| {
                let name = report.graph.name(*v).to_owned();
                (name, json!(report::shown(report.graph, *id)))
            })
            .collect();
        object.insert("from".into(), start.into());
        object.extend(report.json());
        out.data(&json::line(&object))?;
    } else if matches.get_flag("tsv") {
        out.data(&report.tsv())?;
    } else if matches.get_flag("quiet") {
        out.result(&report.quiet())?;
    } else {
        let symbols = |text: &str| out.symbols(text);
        let layout = Layout {
            width,
            all: matches.get_flag("all"),
            plain: matches.get_flag("plain"),
            symbols: &symbols,
        };
        let text = report.text(layout);
        out.result(&text)?;
    }
    Ok(Status::Done)
}

/// Why the walk cannot even start.
fn no_slope(question: &mut Question, from: &[(Variable, Id)]) -> NoSlope {
    let (graph, function) = (&mut question.graph, question.function);
    let effort = Effort::default();
    if let Err(trouble) = slope::value(graph, function, from, effort) {
        return NoSlope::without_value(graph, &trouble);
    }
    for &(variable, _) in from {
        let found = existence::slope(graph, function, variable, 1, from, Asked::Both, effort);
        if let Ok(Outcome::None(absence)) = found {
            return NoSlope::new(graph, &absence);
        }
    }
    let unsettled = Trouble::Undecided {
        node: None,
        below: None,
    };
    NoSlope::without_value(graph, &unsettled)
}

fn no_start(question: &Question) -> Failure {
    let names: Vec<&str> = question
        .variables
        .iter()
        .map(|v| question.graph.name(*v))
        .collect();
    if question.points.len() > 1 {
        return Failure::usage(
            "a walk has one start, but --from is given several times",
            "give --from once; several variables: --from x=1,y=2",
        );
    }
    let from = match names[..] {
        [] | [_] => "3".to_owned(),
        _ => names
            .iter()
            .map(|n| format!("{n}=3"))
            .collect::<Vec<_>>()
            .join(","),
    };
    let text = visible(&question.text).into_owned();
    Failure::usage(
        format!("no start for {}", names.first().unwrap_or(&"w")),
        format!("say where from, for example: deriv descend \"{text}\" --from {from}"),
    )
}

/// What is said of `--at` elsewhere is said of `--from` here.
fn named_from(failure: Failure) -> Failure {
    match failure {
        Failure::Usage { message, help } => Failure::Usage {
            message: message.replace("--at", "--from"),
            help: help.replace("--at", "--from"),
        },
        other => other,
    }
}

fn settings(matches: &ArgMatches, question: &mut Question) -> Result<Settings, Failure> {
    let rate = number(matches, question, "rate")?.unwrap_or_else(|| Rational::ratio(1, 10));
    if !rate.sign().is_gt() {
        return Err(Failure::usage(
            "the rate must be above 0: a descent goes down",
            "give for example --rate 0.1; to climb, descend the function times -1",
        ));
    }
    let stop = number(matches, question, "stop")?;
    if stop.as_ref().is_some_and(Rational::is_negative) {
        return Err(Failure::usage(
            "--stop is below 0, but no slope has a size below 0",
            "give for example --stop 1e-6",
        ));
    }
    let momentum = number(matches, question, "momentum")?;
    let inside = |beta: &Rational| !beta.is_negative() && beta < &Rational::one();
    if momentum.as_ref().is_some_and(|beta| !inside(beta)) {
        return Err(Failure::usage(
            "--momentum must be from 0 up and below 1",
            "give for example --momentum 0.9",
        ));
    }
    let method = matches.get_one::<String>("method").map(String::as_str);
    let rule = match (method, momentum) {
        (Some("adam" | "plain"), Some(_)) => {
            return Err(Failure::usage(
                "--momentum goes with the method momentum only",
                "leave --method out, or --momentum",
            ));
        }
        (Some("adam"), None) => Rule::Adam,
        (Some("momentum"), None) => Rule::Momentum(Rational::ratio(9, 10)),
        (_, Some(beta)) => Rule::Momentum(beta),
        (_, None) => Rule::Plain,
    };
    let steps = point::whole(matches, "steps", 1, MAX_STEPS as u64)?.unwrap_or(STEPS);
    Ok(Settings {
        rate,
        rule,
        steps: steps as usize,
        stop,
    })
}

/// A number as an option: a decimal, or an expression whose value is a fraction or is taken to 40
/// digits.
fn number(
    matches: &ArgMatches,
    question: &mut Question,
    name: &str,
) -> Result<Option<Rational>, Failure> {
    let Some(typed) = matches.get_one::<String>(name) else {
        return Ok(None);
    };
    let id = point::constant(&mut question.graph, typed)?;
    let value = slope::value(&mut question.graph, id, &[], Effort::digits(40)).ok();
    let number = value.and_then(|value| match value.rational() {
        Some(n) => Some(n.clone()),
        None => Rational::from_decimal(&value.decimal.to_string()),
    });
    number.map(Some).ok_or_else(|| {
        Failure::usage(
            format!("--{name} {} has no value", visible(typed)),
            "give a number",
        )
    })
}
