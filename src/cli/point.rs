//! The question on the command line: the function, its points, the variable that is nudged.

mod words;

use super::output::{Failure, Output};
use clap::ArgMatches;
use deriv::expression::Conventions;
use deriv::expression::names::same;
use deriv::expression::{Graph, Id, Variable};
use deriv::files::columns::Columns;
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::{self, Options, visible};
use deriv::number::rational::Rational;
use deriv::slope::point::{self, names, written};
use deriv::slope::{self, Effort};
pub(crate) use words::missing;

/// Digits of an option that is no fraction, such as `--rate 1/pi`.
const CONSTANT_DIGITS: usize = 40;

/// An expression and the points that it is asked about.
pub(crate) struct PointQuestion {
    pub(crate) graph: Graph,
    pub(crate) text: String,
    pub(crate) function: Id,
    pub(crate) variables: Vec<Variable>,
    pub(crate) points: Vec<Vec<(Variable, Id)>>,
    /// The option that gives them: `--at` or `--from`.
    pub(crate) option: &'static str,
}

impl PointQuestion {
    /// The one point, where one is given. `why` is what has room for one alone: `a walk has one start`.
    pub(crate) fn only_point(&self, why: &str) -> Result<Option<&[(Variable, Id)]>, Failure> {
        let option = self.option;
        match &self.points[..] {
            [] => Ok(None),
            [point] => Ok(Some(point)),
            _ => Err(Failure::usage(
                format!("{why}, but {option} is given several times"),
                format!("give {option} once; several variables: {option} x=1,y=2"),
            )),
        }
    }
}

/// Reads FUNCTION and every point; how it was taken is said on stderr where another reading is as
/// likely. `option` is what the command calls the option of its points.
pub(crate) fn question(
    matches: &ArgMatches,
    text: String,
    option: &'static str,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    question_over(matches, text, option, None, out)
}

/// The same, where the function may have sums and means over the rows of a file.
pub(crate) fn question_over(
    matches: &ArgMatches,
    text: String,
    option: &'static str,
    data: Option<&Columns>,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    // Not every command takes a point.
    let points = matches.try_get_many::<String>("at").ok().flatten();
    let points: Vec<&String> = points.into_iter().flatten().collect();
    for point in &points {
        written(point).map_err(|why| words::refused(why, point, option, &[]))?;
    }
    let mut question = function_over(matches, text, &points, option, data, out)?;
    let variables = question.variables.clone();
    for point in points {
        let found = point::resolve(&mut question.graph, point, &variables);
        question.points.push(found.map_err(|why| {
            let graph = &question.graph;
            let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
            words::refused(why, point, option, &names)
        })?);
    }
    Ok(question)
}

/// `--log` and `--angle`, of commands that have them.
fn conventions(matches: &ArgMatches) -> Conventions {
    let word = |name| matches.try_get_one::<String>(name).ok().flatten();
    Conventions {
        log_base: word("log").and_then(|base| base.parse().ok()),
        degrees: word("angle").is_some_and(|unit| unit == "degrees"),
    }
}

/// Reads FUNCTION alone; names that the points give are variables.
pub(crate) fn function(
    matches: &ArgMatches,
    text: String,
    points: &[&String],
    option: &'static str,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    function_over(matches, text, points, option, None, out)
}

fn function_over(
    matches: &ArgMatches,
    text: String,
    points: &[&String],
    option: &'static str,
    data: Option<&Columns>,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    let mut graph = Graph::new();
    graph.conventions = conventions(matches);
    // Names that the points give are known, so that xy is x*y; without them any name will do.
    let mut known: Vec<String> = points.iter().flat_map(|point| names(point)).collect();
    known.sort();
    known.dedup();
    let wrt = matches.try_get_one::<String>("wrt").ok().flatten();
    let named: Vec<String> = wrt.cloned().into_iter().collect();
    if let Some(fault) = data.and_then(|data| data.taken(&known, "a number of --from")) {
        return Err(Failure::Faults(vec![fault]));
    }
    let columns = data.map(Columns::names);
    let options = Options {
        variables: (!known.is_empty()).then_some(known.as_slice()),
        named: &named,
        columns: columns.as_deref(),
        ..Options::default()
    };
    let read = notation::read_with_notes(&mut graph, &text, &options);
    let read = read.map_err(|error| match error.kind {
        ReadErrorKind::UnknownVariable { name, .. } if data.is_some() => {
            let known = data.map_or_else(Vec::new, |data| words::known(&known, data));
            let kind = ReadErrorKind::UnknownVariable { name, known };
            let place = error.place;
            Failure::expression(Error { kind, place }, &text)
        }
        ReadErrorKind::UnknownVariable { name, .. } => {
            words::no_value(&text, points, &name, option)
        }
        _ => Failure::expression(error, &text),
    })?;
    for note in &read.notes {
        out.remark(&note.to_string());
    }
    let function = read.id;
    let mut variables = graph.free(function);
    let is_column = |name: &str| {
        let mut columns = columns.iter().flatten();
        columns.any(|column| same(column, name))
    };
    variables.retain(|variable| !is_column(graph.name(*variable)));
    Ok(PointQuestion {
        graph,
        text,
        function,
        variables,
        points: Vec::new(),
        option,
    })
}

/// An expression without variables, which an option gives.
pub(crate) fn constant(graph: &mut Graph, text: &str, option: &str) -> Result<Id, Failure> {
    point::constant(graph, text).map_err(|error| words::unread(error, text, option))
}

/// The option as a number: exact where it is a fraction, else to [`CONSTANT_DIGITS`] digits. `None`
/// where it is not given.
pub(crate) fn number(
    matches: &ArgMatches,
    question: &mut PointQuestion,
    name: &str,
) -> Result<Option<Rational>, Failure> {
    let Some(typed) = matches.get_one::<String>(name) else {
        return Ok(None);
    };
    let id = constant(&mut question.graph, typed, &format!("--{name}"))?;
    let value = slope::value(
        &mut question.graph,
        id,
        &[],
        Effort::digits(CONSTANT_DIGITS),
    );
    let number = value.ok().and_then(|value| value.fraction());
    number.map(Some).ok_or_else(|| {
        Failure::usage(
            format!("--{name} {} has no value", visible::visible(typed)),
            "give a number",
        )
    })
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

/// The variables that are nudged: that of `--wrt`, else all; of a function without any the first one
/// that a point names, or `w`.
pub(crate) fn nudged(
    matches: &ArgMatches,
    graph: &mut Graph,
    variables: &[Variable],
    points: &[Vec<(Variable, Id)>],
) -> Result<Vec<Variable>, Failure> {
    Ok(match (chosen(matches, graph, variables)?, variables) {
        (Some(variable), _) => vec![variable],
        (None, []) => {
            let named = points.first().and_then(|point| point.first());
            vec![named.map_or_else(|| graph.variable("w"), |(variable, _)| *variable)]
        }
        (None, all) => all.to_vec(),
    })
}
