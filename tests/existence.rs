//! Where a slope exists and where not: the truths of `truths/existence.tsv`.

use deriv::calculus::sides::{Existence, Limit, Sided, existence};
use deriv::calculus::value::{Known, Value, evaluate};
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{Options, read};
use deriv::number::rational::Rational;
use std::cmp::Ordering;

const BITS: u64 = 400;

/// Splits `x=0,y=pi/2`.
fn point(graph: &mut Graph, text: &str) -> Vec<(Variable, Id)> {
    let part = |graph: &mut Graph, part: &str| {
        let (name, value) = part.split_once('=').expect("name=value");
        let value = read(graph, value, &Options::default()).expect("a point is an expression");
        (graph.variable(name), value)
    };
    text.split(',').map(|text| part(graph, text)).collect()
}

fn same(graph: &mut Graph, id: Id, truth: &str) -> Result<(), String> {
    let expected = read(graph, truth, &Options::default()).expect("a truth is an expression");
    let values = evaluate(graph, &[id, expected], &[], None, BITS, &Known::new())
        .map_err(|stop| format!("{stop:?}"))?;
    let (a, b): (&Value, &Value) = (values.of(id), values.of(expected));
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return (a == b).then_some(()).ok_or(format!("{a} is not {b}"));
    }
    let (a, b) = (a.ball(BITS), b.ball(BITS));
    let (a, b) = (a.expect("of ordinary size"), b.expect("of ordinary size"));
    // Of 400 bits most are right: two different truths are not within 2^-300 of each other.
    let apart = a.sub(&b, BITS).abs().upper().expect("of ordinary size");
    let near = apart < Rational::dyadic(&1.into(), -300);
    near.then_some(()).ok_or(format!("{a:?} is not {b:?}"))
}

fn side(graph: &mut Graph, found: Sided, truth: &str) -> Result<(), String> {
    match (truth, found) {
        ("-", _) => Ok(()),
        ("inf", Sided::Infinite(Ordering::Greater)) => Ok(()),
        ("-inf", Sided::Infinite(Ordering::Less)) => Ok(()),
        (_, Sided::Slope(id)) => same(graph, id, truth),
        _ => Err(format!("a slope of {truth}, found {found:?}")),
    }
}

fn judge(graph: &mut Graph, row: &[&str]) -> Result<(), String> {
    let [expression, at, wrt, verdicts, value, left, right] = row else {
        return Err("seven columns".to_owned());
    };
    let root = read(graph, expression, &Options::default()).map_err(|e| format!("{e:?}"))?;
    let at = point(graph, at);
    let moving = graph.variable(wrt);
    let (found, existence) = existence(graph, root, moving, &at);
    if !verdicts.split('|').any(|v| v == existence.reason()) {
        return Err(format!("{verdicts}, found {existence:?} from {found:?}"));
    }
    let first = verdicts.split('|').next().unwrap_or_default();
    match existence {
        _ if existence.reason() != first => {}
        Existence::Slope(id) | Existence::Hole(id) => same(graph, id, value)?,
        Existence::Corner | Existence::Edge | Existence::Cusp | Existence::Vertical(_) => {
            side(graph, found.left.slope, left)?;
            side(graph, found.right.slope, right)?;
        }
        Existence::Pole => {
            let limits = [found.left.limit, found.right.limit];
            if !limits.iter().any(|l| matches!(l, Limit::Infinite(_))) {
                return Err(format!("a pole without an infinite limit: {limits:?}"));
            }
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn every_truth_is_found() {
    let text = include_str!("truths/existence.tsv");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("expression\t"))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() > 300, "the truths are there");
    let mut wrong = Vec::new();
    for row in &rows {
        if let Err(why) = judge(&mut Graph::new(), row) {
            wrong.push(format!("{} at {}: {why}", row[0], row[1]));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
