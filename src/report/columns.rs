//! Columns of numbers whose decimal points stand under each other.

pub use crate::number::apart::WHOLE_DIGITS;

use crate::number::apart::{as_written, is_lost};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::figure::Figure;
use crate::report::layout::{self, Fill};
use crate::report::record::Digits;
use crate::slope::Number;

/// One cell of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number.
    Number(Rational),
    /// A number that was rounded.
    Rounded(Rational),
    /// A number past what a fraction holds, to the digits that are known.
    Far(Decimal),
    /// A word where there is no number.
    Word(&'static str),
}

impl Cell {
    /// A double as the number that it is, or why it is none.
    pub fn double(x: f64) -> Cell {
        match Rational::from_f64(x) {
            Some(n) => Cell::Number(n),
            None if x.is_nan() => Cell::Word("no value"),
            None => Cell::Word("too large"),
        }
    }

    /// A certified number.
    pub fn certified(number: &Number) -> Cell {
        match number.rational() {
            Some(n) => Cell::Number(n.clone()),
            None => Cell::rounded(number.decimal.clone()),
        }
    }

    /// A number that was rounded to these digits.
    pub fn rounded(decimal: Decimal) -> Cell {
        let fraction = Rational::from_decimal(&decimal.to_string());
        fraction.map_or(Cell::Far(decimal), Cell::Rounded)
    }

    /// The number to that many significant digits, or the word.
    pub fn text(&self, digits: usize) -> String {
        match self {
            Cell::Word(word) => (*word).to_owned(),
            _ => self
                .decimal(digits)
                .map_or_else(String::new, |n| n.to_string()),
        }
    }

    /// The number, if it is one that a fraction holds.
    pub fn number(&self) -> Option<&Rational> {
        match self {
            Cell::Number(n) | Cell::Rounded(n) => Some(n),
            Cell::Far(_) | Cell::Word(_) => None,
        }
    }

    /// The number to that many significant digits, if it is one.
    pub fn decimal(&self, digits: usize) -> Option<Decimal> {
        match self {
            Cell::Number(n) | Cell::Rounded(n) => Some(Decimal::exact_or_rounded(n, digits)),
            Cell::Far(n) => Some(n.shorter(digits).unwrap_or_else(|| n.clone())),
            Cell::Word(_) => None,
        }
    }

    /// The number to that many significant digits for programs.
    pub fn digits(&self, digits: usize) -> Option<Digits> {
        self.decimal(digits).map(Digits)
    }

    /// The same, with the exact value where it is known.
    pub fn figure(&self, digits: usize) -> Option<Figure> {
        match self {
            Cell::Number(n) => Some(Figure::rational(n, digits)),
            Cell::Rounded(_) | Cell::Far(_) => Some(Figure {
                decimal: self.digits(digits)?.0,
                exact: None,
                ball: None,
            }),
            Cell::Word(_) => None,
        }
    }
}

/// Digits that a column of large numbers takes so that its figures are worth reading: those before the
/// point of the largest, up to `MOST_WHOLE`; of larger numbers as many as show how far each is from
/// the number of `others` that it is read against.
pub fn large_digits(cells: &[Cell], others: &[Cell]) -> usize {
    let exponent = |n: &Rational| Decimal::exact_or_rounded(n, WHOLE_DIGITS).exponent;
    let longest = cells.iter().filter_map(Cell::number).map(exponent).max();
    match longest {
        None => 0,
        Some(exponent) if exponent < MOST_WHOLE => (exponent + 1).max(0) as usize,
        Some(_) => {
            // Past its own digits a number that was rounded tells nothing.
            let exact = |cell: &Cell| matches!(cell, Cell::Number(_));
            let pairs = cells.iter().zip(others).filter(|(cell, _)| exact(cell));
            let pairs: Vec<(&Rational, &Rational)> = pairs
                .filter_map(|(cell, other)| cell.number().zip(other.number()))
                .collect();
            let told = |digits: &usize| {
                let shown = |n| as_written(n, *digits);
                pairs.iter().all(|(n, other)| {
                    let apart = difference(shown(n).as_ref(), shown(other).as_ref());
                    apart.is_some_and(|apart| !is_lost(&(*n - *other), &apart))
                })
            };
            (1..WHOLE_DIGITS).find(told).unwrap_or(WHOLE_DIGITS)
        }
    }
}

/// Digits before the point that are all written out.
const MOST_WHOLE: i64 = 13;

fn difference(one: Option<&Rational>, other: Option<&Rational>) -> Option<Rational> {
    Some(one? - other?)
}

/// A heading and the cells below it.
#[derive(Clone, Debug)]
pub struct NumberColumn {
    /// What stands above.
    pub heading: String,
    /// The cells, from the top.
    pub cells: Vec<Cell>,
    /// Significant digits of its numbers.
    pub digits: usize,
}

/// A column with its heading on the right, in one style, plain or with exponents, and its decimal
/// points under each other.
pub(super) fn lay(column: &NumberColumn) -> layout::TextColumn {
    let decimals: Vec<Option<Decimal>> = column
        .cells
        .iter()
        .map(|cell| cell.decimal(column.digits))
        .collect();
    let with_exponent = decimals
        .iter()
        .flatten()
        .any(|n| n.to_string().contains('e'));
    let texts: Vec<(String, String)> = decimals
        .iter()
        .zip(&column.cells)
        .map(|(decimal, cell)| {
            let text = match (decimal, cell) {
                (Some(n), _) if with_exponent => scientific(n),
                (Some(n), _) => n.to_string(),
                (None, _) => return (cell.text(column.digits), String::new()),
            };
            match text.find(['.', 'e']) {
                Some(at) => (text[..at].to_owned(), text[at..].to_owned()),
                None => (text, String::new()),
            }
        })
        .collect();
    let numbers = || {
        texts
            .iter()
            .zip(&decimals)
            .filter(|(_, decimal)| decimal.is_some())
            .map(|(text, _)| text)
    };
    let before = numbers().map(|(whole, _)| whole.len()).max().unwrap_or(0);
    let after = numbers().map(|(_, part)| part.len()).max().unwrap_or(0);
    let cells = texts
        .iter()
        .zip(&decimals)
        .map(|((whole, part), decimal)| match decimal {
            Some(_) => format!("{whole:>before$}{part:<after$}"),
            None => format!("{whole}{part}"),
        });
    layout::TextColumn::new(&column.heading, cells.collect(), Fill::Before)
}

/// With an exponent, however large the number is; 0 stays 0.
fn scientific(n: &Decimal) -> String {
    if n.is_zero() {
        return "0".into();
    }
    let sign = if n.negative { "-" } else { "" };
    let (first, rest) = n.digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e{}", n.exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[&str], lines: &[&str]) {
        let cells = numbers
            .iter()
            .map(|text| Rational::from_decimal(text).map_or(Cell::Word("no value"), Cell::Number));
        let column = NumberColumn {
            heading: "J".into(),
            cells: cells.collect(),
            digits: 10,
        };
        let text = layout::table(&[lay(&column)]).to_plain();
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn points_stand_under_each_other() {
        check(&["16", "9.61", "-0.5"], &["  16", "   9.61", "  -0.5"]);
        check(&["1", "", "0.25"], &["      1", "  no value", "      0.25"]);
    }

    #[test]
    fn one_style_per_column() {
        check(&["1", "1.5e-7", "0"], &["  1e0", "  1.5e-7", "  0"]);
    }
}
