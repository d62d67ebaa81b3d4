//! What several commands take: an expression, a point, digits.

use super::output::{Failure, Output};
use clap::{Arg, ArgAction, ArgMatches};
use deriv::expression::names::same;
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::coordinates::coordinates;
use deriv::notation::error::{Error, Kind};
use deriv::notation::{self, Options, visible};
use deriv::report::{Role, Text};
use deriv::slope::{self, DIGITS, EXTRA_BITS, Effort, MAX_DIGITS, Trouble};
use std::io::Read;
use std::ops::Range;

/// Columns of a table where stdout is no terminal.
const COLUMNS: usize = 80;

/// Fewest columns that tables are made for; on a narrower terminal their lines wrap.
const LEAST_COLUMNS: usize = 40;

/// Most columns of a table on a wide terminal: longer lines are hard to follow.
const MOST_COLUMNS: usize = 100;

/// The expression on the command line.
pub(crate) fn function() -> Arg {
    Arg::new("function")
        .value_name("FUNCTION")
        .required(true)
        .allow_hyphen_values(true)
        .help("the function, in quotes; - reads it from stdin, @FILE from a file")
}

/// `--at`
pub(crate) fn at() -> Arg {
    Arg::new("at")
        .long("at")
        .value_name("POINT")
        .allow_hyphen_values(true)
        .action(ArgAction::Append)
        .help("where: 3, -3, pi/2, or x=1,y=2; several times for several points")
}

/// `--digits`
pub(crate) fn digits() -> Arg {
    Arg::new("digits")
        .long("digits")
        .value_name("N")
        .help(format!(
            "significant digits, 1 to {MAX_DIGITS} [default: {DIGITS}]"
        ))
}

/// `--work`
pub(crate) fn work() -> Arg {
    Arg::new("work")
        .long("work")
        .value_name("BITS")
        .help(format!(
            "working precision spent beyond the digits before giving up [default: {EXTRA_BITS}]"
        ))
}

/// `--wrt`
pub(crate) fn wrt() -> Arg {
    Arg::new("wrt")
        .long("wrt")
        .value_name("NAME")
        .help("the variable that is nudged")
}

/// `--order`
pub(crate) fn order() -> Arg {
    Arg::new("order")
        .long("order")
        .value_name("N")
        .help("order of the derivative [default: 1]")
}

/// A flag.
pub(crate) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// The text of an expression: as typed, from stdin (`-`) or from a file (`@FILE`).
pub(crate) fn text(typed: &str) -> Result<String, Failure> {
    let limit = notation::read::lexing::MAX_TEXT as u64 + 1;
    let (path, bytes) = if typed == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
        ("stdin", read.map(|_| bytes))
    } else if let Some(path) = typed.strip_prefix('@') {
        let read = std::fs::File::open(path).and_then(|file| {
            let mut bytes = Vec::new();
            file.take(limit).read_to_end(&mut bytes).map(|_| bytes)
        });
        (path, read)
    } else {
        if is_option(typed) && !std::env::args_os().any(|argument| argument == "--") {
            return Err(Failure::usage(
                format!("unknown option `{}`", visible::visible(typed)),
                "`deriv help` and the command's name list its options",
            ));
        }
        return Ok(typed.to_owned());
    };
    let bytes = bytes.map_err(|error| Failure::File {
        path: path.to_owned(),
        problem: problem(&error),
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure::usage(
            format!(
                "{}: byte {} is not UTF-8 text",
                visible::visible(path),
                place + 1
            ),
            "save the expression as UTF-8",
        )
    })?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Does it look like an option: two dashes and a word? `--x` is a function, twice negative.
fn is_option(typed: &str) -> bool {
    typed.strip_prefix("--").is_some_and(|word| {
        let name = word.split('=').next().unwrap_or_default();
        let letters = |c: char| c.is_ascii_lowercase() || c == '-';
        name.len() > 1 && name.chars().all(letters)
    })
}

/// What is wrong with a file, without the operating system's number.
pub(crate) fn problem(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text
        .split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase();
    if text.is_empty() {
        "cannot be read".into()
    } else {
        text
    }
}

/// A whole number option within its limits.
pub(crate) fn whole(
    matches: &ArgMatches,
    name: &str,
    least: u64,
    most: u64,
) -> Result<Option<u64>, Failure> {
    let Some(typed) = matches.get_one::<String>(name) else {
        return Ok(None);
    };
    match typed.parse::<u64>() {
        Ok(n) if (least..=most).contains(&n) => Ok(Some(n)),
        _ => Err(Failure::usage(
            format!("--{name} is `{}`", visible::visible(typed)),
            format!("give a whole number from {least} to {most}"),
        )),
    }
}

/// Digits and work as asked for.
pub(crate) fn effort(matches: &ArgMatches) -> Result<Effort, Failure> {
    let digits = whole(matches, "digits", 1, MAX_DIGITS as u64)?.map_or(DIGITS, |n| n as usize);
    let extra_bits = whole(matches, "work", 64, 100_000_000)?.unwrap_or(EXTRA_BITS);
    Ok(Effort { digits, extra_bits })
}

/// `--width`
pub(crate) fn width_option() -> Arg {
    Arg::new("width")
        .long("width")
        .value_name("N")
        .help("columns of the table [default: those of the terminal, 80 without one]")
}

/// Columns that a table may take: `--width`, else those of the terminal that stdout is, up to
/// [`MOST_COLUMNS`], else [`COLUMNS`].
pub(crate) fn width(matches: &ArgMatches) -> Result<usize, Failure> {
    if let Some(asked) = whole(matches, "width", LEAST_COLUMNS as u64, 1000)? {
        return Ok(asked as usize);
    }
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let columns = terminal.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    Ok(columns.map_or(COLUMNS, |columns| {
        columns.clamp(LEAST_COLUMNS, MOST_COLUMNS)
    }))
}

/// The points of `--at`, each as (name, text); a bare value has no name.
fn typed_points(matches: &ArgMatches) -> Vec<Vec<(Option<String>, String)>> {
    // Not every command takes a point.
    let Ok(Some(typed)) = matches.try_get_many::<String>("at") else {
        return Vec::new();
    };
    typed.map(|text| assignments(text)).collect()
}

/// `x=1,y=2` as names and values; commas inside brackets separate arguments.
pub(crate) fn assignments(text: &str) -> Vec<(Option<String>, String)> {
    let text_of = |place: Range<usize>| text[place].to_owned();
    coordinates(text)
        .into_iter()
        .map(|each| (each.name.map(&text_of), text_of(each.value)))
        .collect()
}

/// An expression and the points that it is asked about.
pub(crate) struct Question {
    pub(crate) graph: Graph,
    pub(crate) text: String,
    pub(crate) function: Id,
    pub(crate) variables: Vec<Variable>,
    pub(crate) points: Vec<Vec<(Variable, Id)>>,
}

/// Reads FUNCTION and every `--at`; how it was taken is said on stderr where another reading is as
/// likely.
pub(crate) fn question(matches: &ArgMatches, out: &mut Output) -> Result<Question, Failure> {
    let typed = matches
        .get_one::<String>("function")
        .expect("it is required");
    let text = text(typed)?;
    let points = typed_points(matches);
    for (name, value) in points.iter().flatten() {
        halved(name.as_deref(), value)?;
    }
    let mut graph = Graph::new();
    // Names that `--at` gives are known, so that xy is x*y; without them any name will do.
    let mut names: Vec<String> = points
        .iter()
        .flatten()
        .filter_map(|(name, _)| name.clone())
        .collect();
    names.sort();
    names.dedup();
    let wrt = matches.try_get_one::<String>("wrt").ok().flatten();
    let from = matches.try_get_many::<String>("from").ok().flatten();
    let from = from
        .into_iter()
        .flatten()
        .flat_map(|text| assignments(text));
    let named: Vec<String> = wrt.cloned().into_iter().collect();
    let named = [named, from.filter_map(|(name, _)| name).collect()].concat();
    let options = Options {
        variables: (!names.is_empty()).then_some(names.as_slice()),
        named: &named,
        ..Options::default()
    };
    let read = notation::read_with_notes(&mut graph, &text, &options);
    let read = read.map_err(|error| match error.kind {
        Kind::UnknownVariable { name, .. } => no_value(&text, &names, &name),
        _ => Failure::expression(error, &text),
    })?;
    for note in &read.notes {
        let mut said = Text::new();
        said.push(Role::Label, "note")
            .plain(format!(": {note}"))
            .line();
        out.note(&said);
    }
    let function = read.id;
    let variables = graph.variables(function);
    let points = points
        .into_iter()
        .map(|point| resolve(&mut graph, point, &variables))
        .collect::<Result<_, _>>()?;
    Ok(Question {
        graph,
        text,
        function,
        variables,
        points,
    })
}

/// Refuses a name without a value and a value without a name: `w=`, `=3`, the end of `w=3,`.
fn halved(name: Option<&str>, value: &str) -> Result<(), Failure> {
    let (message, help) = match (name, value) {
        (Some(""), _) => (
            format!("--at has no name before `={}`", visible::visible(value)),
            "name the variable: --at w=3; or give the value alone: --at 3",
        ),
        (Some(name), "") => (
            format!("--at has no value for {}", visible::visible(name)),
            "a value follows the name: --at w=3",
        ),
        (None, "") => (
            "--at has a place without a value".to_owned(),
            "give a value for each variable: --at 3 or --at x=1,y=2",
        ),
        _ => return Ok(()),
    };
    Err(Failure::usage(message, help))
}

/// What is said where `--at` gives a value for `names`, but not for all that the text has; `unknown`
/// is where reading stopped.
fn no_value(text: &str, names: &[String], unknown: &str) -> Failure {
    let mut graph = Graph::new();
    let options = Options {
        named: names,
        ..Options::default()
    };
    let all = notation::read(&mut graph, text, &options).map(|id| graph.variables(id));
    let missing = all.ok().and_then(|all| {
        let mut all = all.into_iter().map(|variable| graph.name(variable));
        all.find(|name| !names.iter().any(|known| same(known, name)))
    });
    let name = visible::visible(missing.unwrap_or(unknown));
    let help = format!("say where, for example: --at {},{name}=1", all_at(names));
    Failure::usage(format!("no value for {name}"), help)
}

fn all_at(names: &[String]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("{name}=1")).collect();
    each.join(",")
}

/// One point, with every variable given its value.
pub(crate) fn resolve(
    graph: &mut Graph,
    point: Vec<(Option<String>, String)>,
    variables: &[Variable],
) -> Result<Vec<(Variable, Id)>, Failure> {
    let names: Vec<String> = variables
        .iter()
        .map(|v| graph.name(*v).to_owned())
        .collect();
    let mut resolved: Vec<(Variable, Id)> = Vec::new();
    for (name, value) in &point {
        let variable = match name {
            Some(name) => graph.variable(name),
            None if variables.len() > 1 => {
                return Err(Failure::usage(
                    format!(
                        "--at gives one value, but the expression has {} variables: {}",
                        count(names.len()),
                        names.join(", ")
                    ),
                    format!(
                        "name them: --at {}=3,{}=1",
                        names[0],
                        names[1..].join("=1,")
                    ),
                ));
            }
            None => match variables.first() {
                Some(&variable) => variable,
                None => graph.variable("w"),
            },
        };
        if resolved.iter().any(|(known, _)| *known == variable) {
            return Err(Failure::usage(
                format!("{} is given twice in one --at", graph.name(variable)),
                "give each variable once; several --at ask about several points",
            ));
        }
        let id = constant(graph, value)?;
        has_value(graph, id, value)?;
        resolved.push((variable, id));
    }
    for variable in variables {
        if !resolved.iter().any(|(known, _)| known == variable) {
            let name = graph.name(*variable).to_owned();
            return Err(Failure::usage(
                format!("no value for {name}"),
                format!("say where, for example: --at {}", all_at(&names)),
            ));
        }
    }
    resolved.sort_by(|a, b| graph.name(a.0).cmp(graph.name(b.0)));
    Ok(resolved)
}

/// Refuses a coordinate that is no number: `1/0`, `ln(-1)`.
fn has_value(graph: &mut Graph, id: Id, typed: &str) -> Result<(), Failure> {
    if graph.literal(id).is_some() {
        return Ok(());
    }
    match slope::value(graph, id, &[], Effort::digits(1)) {
        Err(Trouble::Outside { .. }) => {
            let typed = visible::visible(typed);
            let message = format!("`{typed}` in --at has no value");
            Err(Failure::no_answer(message))
        }
        _ => Ok(()),
    }
}

/// An expression without variables.
pub(crate) fn constant(graph: &mut Graph, text: &str) -> Result<Id, Failure> {
    let none: [String; 0] = [];
    let options = Options {
        variables: Some(&none),
        ..Options::default()
    };
    let decimals = graph.decimals;
    let id = notation::read(graph, text, &options).map_err(|error| match error.kind {
        Kind::UnknownVariable { name, .. } => Failure::expression(
            Error { kind: Kind::UnknownVariable { name, known: vec!["numbers, pi, e".into()] }, place: error.place },
            text,
        ),
        Kind::Comma => Failure::usage(
            format!("`{}` is not one value", visible::visible(text)),
            "a decimal point is written `.`; several points: --at 1 --at 5; several variables: --at x=1,y=5",
        ),
        _ => Failure::expression(error, text),
    })?;
    graph.decimals = decimals;
    Ok(id)
}

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        n => n.to_string(),
    }
}

/// The variable of `--wrt`, or `None`.
pub(crate) fn chosen(
    matches: &ArgMatches,
    graph: &mut Graph,
    variables: &[Variable],
) -> Result<Option<Variable>, Failure> {
    let Some(name) = matches.get_one::<String>("wrt") else {
        return Ok(None);
    };
    let known: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    if !known.iter().any(|known| same(known, name)) && !known.is_empty() {
        return Err(Failure::usage(
            format!(
                "the expression has no variable `{}`",
                visible::visible(name)
            ),
            format!("its variables: {}", known.join(", ")),
        ));
    }
    Ok(Some(graph.variable(name)))
}
