//! How functions, points and derivatives are written in a sentence.

use crate::expression::{Graph, Id, Variable};
use crate::notation::write::write_up_to;
use crate::number::decimal::Decimal;
use crate::report::figure::Figure;
use crate::report::record::ByName;
use crate::slope::{DIGITS, Effort};

/// Longest formula in a sentence, in bytes; a longer one is cut.
const SENTENCE: usize = 400;

/// A formula in a sentence.
pub fn shown(graph: &Graph, id: Id) -> String {
    write_up_to(graph, id, SENTENCE)
}

/// `J(w) = w^2`, or `J = 2` without variables.
pub fn definition(graph: &Graph, function: Id, variables: &[Variable]) -> String {
    let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    let of = match names[..] {
        [] => String::new(),
        _ => format!("({})", names.join(", ")),
    };
    format!("J{of} = {}", shown(graph, function))
}

/// A value of a point as it was typed: `0.35` or `7/20`, and `1e-300` rather than a fraction with its zeros.
pub(super) fn typed(graph: &Graph, id: Id) -> String {
    /// Zeros of a number past which nobody counts them.
    const ZEROS: i64 = 20;
    let decimal = graph
        .literal(id)
        .map(|n| Decimal::exact_or_rounded(n, DIGITS));
    match decimal {
        Some(decimal)
            if decimal.exact && (graph.decimal_points || decimal.exponent.abs() >= ZEROS) =>
        {
            decimal.to_string()
        }
        _ => shown(graph, id),
    }
}

/// `w = 3`, or `x = 1, y = 2`
pub fn place(graph: &Graph, point: &[(Variable, Id)]) -> String {
    let each: Vec<String> = point
        .iter()
        .map(|(variable, value)| format!("{} = {}", graph.name(*variable), typed(graph, *value)))
        .collect();
    each.join(", ")
}

/// `∂J/∂x`, `∂^2J/∂x^2`
pub fn partial(name: &str, order: u32) -> String {
    match order {
        0 => "J".to_owned(),
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

/// `dJ/dw`, `d^2J/dw^2`
pub fn ordinary(name: &str, order: u32) -> String {
    match order {
        0 => "J".to_owned(),
        1 => format!("dJ/d{name}"),
        n => format!("d^{n}J/d{name}^{n}"),
    }
}

/// The point as figures, by name.
pub fn at(
    graph: &mut Graph,
    point: &[(Variable, Id)],
    effort: Effort,
    digits: Option<usize>,
) -> ByName<Option<Figure>> {
    let at = point.iter().map(|&(variable, id)| {
        let figure = Figure::constant(graph, id, effort);
        let figure = figure.map(|figure| figure.keeping_zeros(digits));
        (graph.name(variable).to_owned(), figure)
    });
    ByName(at.collect())
}
