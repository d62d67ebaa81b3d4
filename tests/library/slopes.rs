//! Slopes against truths from independent tools (`tests/truths/slopes.py` made them): every digit,
//! at 15, 30 and 1000.

use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{self, Options};
use deriv::number::decimal::Decimal;
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort};

/// One row of the file: expression, point, variable, order, kind, fraction, value.
fn check(row: &[&str], digits: usize) -> Result<(), String> {
    let [expression, place, by, order, kind, _, truth] = row else {
        return Err(format!("{} columns", row.len()));
    };
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
    let file = include_str!("../truths/slopes.tsv");
    let rows: Vec<Vec<&str>> = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 200, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        for digits in [15, 30, 1000] {
            if let Err(trouble) = check(row, digits) {
                wrong.push(format!(
                    "{} at {} by {} to {digits}: {trouble}",
                    row[0], row[1], row[2]
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        3 * rows.len(),
        wrong.join("\n")
    );
}
