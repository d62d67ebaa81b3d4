//! Slopes against truths from independent tools (`tests/truths/slopes.py` made them): every digit,
//! at few, 15 to 18, 30 and 1000.

use super::truths::hold;
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{self, Options};
use deriv::number::decimal::Decimal;
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort};

/// The columns of the file.
const HEAD: [&str; 7] = [
    "expression",
    "point",
    "wrt",
    "order",
    "kind",
    "rational",
    "value",
];

/// Holds one row to so many digits.
fn check(row: [&str; 7], digits: usize) -> Result<(), String> {
    let [expression, place, by, order, kind, _, truth] = row;
    let mut graph = Graph::new();
    let mut names: Vec<String> = Vec::new();
    let mut values = Vec::new();
    for part in place.split(',') {
        let (name, value) = part.split_once('=').ok_or("a point is name=value")?;
        names.push(name.to_owned());
        values.push(value);
    }
    let options = Options {
        variables: Some(&names),
        ..Options::default()
    };
    let mut read = |text| notation::read(&mut graph, text, &options).map_err(|e| e.to_string());
    let function = read(expression)?;
    let ids: Vec<Id> = values
        .into_iter()
        .map(&mut read)
        .collect::<Result<_, _>>()?;
    let point: Vec<(Variable, Id)> = names.iter().map(|n| graph.variable(n)).zip(ids).collect();
    let variable = graph.variable(by);
    let order = order.parse().map_err(|_| "order")?;
    let formula =
        slope::formula(&mut graph, function, variable, order).map_err(|e| e.to_string())?;
    let effort = Effort::digits(digits);
    let found = slope::smooth_slope(&mut graph, function, formula, variable, &point, effort)
        .map_err(|trouble| format!("{trouble:?}"))?;
    let truth = Rational::from_decimal(truth).ok_or("the truth is no decimal")?;
    let expected = Decimal::exact_or_rounded(&truth, digits).to_string();
    let got = found.decimal.to_string();
    if got != expected {
        return Err(format!("got {got:.60}, expected {expected:.60} ({kind})"));
    }
    Ok(())
}

#[test]
fn every_digit_is_right() {
    hold("slopes.tsv", HEAD, 200, |row| {
        let digits = [3, 15, 16, 17, 18, 30, 1000].into_iter();
        let wrong: Vec<String> = digits
            .filter_map(|digits| {
                check(row, digits)
                    .err()
                    .map(|why| format!("to {digits}: {why}"))
            })
            .collect();
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong.join("; ")),
        }
    });
}
