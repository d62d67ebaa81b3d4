//! What goes along the axes of a picture, and from where to where: `--wrt` and `--range`.

use crate::failure::Failure;
use crate::options;
use crate::point::{self, PointQuestion};
use clap::{Arg, ArgMatches};
use deriv::expression::Variable;
use deriv::notation::coordinates::coordinates;
use deriv::notation::visible::visible;
use deriv::slope::{self, Effort, Number};

/// `--range`
pub(super) fn range_option() -> Arg {
    let help = "from where to where: -5:5, 0:2*pi, or x=-2:2,y=0:3";
    options::valued("range", "FROM:TO", help)
}

/// The variables that go along the axes.
pub(super) fn moving(
    matches: &ArgMatches,
    question: &mut PointQuestion,
) -> Result<Vec<Variable>, Failure> {
    let variables = question.variables.clone();
    let chosen = point::chosen(matches, &mut question.graph, &variables)?;
    match (chosen, &variables[..]) {
        (Some(variable), [_, _, ..]) if question.points.is_empty() => {
            let name = question.graph.name(variable).to_owned();
            Err(Failure::usage(
                format!("only {name} moves, but nothing says where the others are held"),
                "give the point, for example: --at x=1,y=2",
            ))
        }
        (Some(variable), _) => Ok(vec![variable]),
        (None, []) => {
            let named = question.points.first().and_then(|point| point.first());
            Ok(named.map(|(variable, _)| *variable).into_iter().collect())
        }
        (None, [_] | [_, _]) => Ok(variables),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|v| question.graph.name(*v)).collect();
            Err(Failure::usage(
                format!(
                    "a picture has one or two variables, but the expression has {}",
                    names.join(", ")
                ),
                format!(
                    "let one move and hold the others still: --wrt {} --at {}",
                    names[0],
                    names
                        .iter()
                        .map(|n| format!("{n}=1"))
                        .collect::<Vec<_>>()
                        .join(",")
                ),
            ))
        }
    }
}

/// `--range`, for each variable that moves.
pub(crate) fn ranges(
    matches: &ArgMatches,
    question: &mut PointQuestion,
    moving: &[Variable],
) -> Result<Vec<Option<(f64, f64)>>, Failure> {
    let count = moving.len().max(1);
    let Some(typed) = matches.get_one::<String>("range") else {
        return Ok(vec![None; count]);
    };
    let mut ranges = vec![None; count];
    for assigned in coordinates(typed) {
        let range = range(question, &typed[assigned.value])?;
        match assigned.name.map(|place| &typed[place]) {
            None => ranges = vec![Some(range); count],
            Some(name) => {
                let known = moving
                    .iter()
                    .position(|v| deriv::expression::names::same(question.graph.name(*v), name));
                let Some(at) = known else {
                    return Err(Failure::usage(
                        format!("--range names {}, which does not move", visible(name)),
                        "name a variable of the picture",
                    ));
                };
                ranges[at] = Some(range);
            }
        }
    }
    Ok(ranges)
}

/// `-5:5`
fn range(question: &mut PointQuestion, typed: &str) -> Result<(f64, f64), Failure> {
    let refused = |message: String| Failure::usage(message, "give for example --range -5:5");
    let Some((from, to)) = typed.split_once(':') else {
        return Err(refused(format!("--range is `{}`", visible(typed))));
    };
    let mut end = |text: &str| {
        let id = point::constant(&mut question.graph, text, "--range")?;
        let value = slope::value(&mut question.graph, id, &[], Effort::default());
        let x = value.as_ref().map_or(f64::NAN, Number::to_f64);
        // Past this the difference of two of them is no double.
        match x.abs() < 1e290 {
            true => Ok(x),
            false => Err(refused(format!(
                "--range goes to `{}`, which is not a number of ordinary size",
                visible(text)
            ))),
        }
    };
    let (low, high) = (end(from)?, end(to)?);
    let apart = high - low > 1e-9 * low.abs().max(high.abs()) && high - low > 1e-300;
    match low < high && apart {
        true => Ok((low, high)),
        false if low < high => Err(refused(format!(
            "--range {} is too short for doubles to tell its numbers apart",
            visible(typed)
        ))),
        false => Err(refused(format!("--range {} does not rise", visible(typed)))),
    }
}
