//! What `nudge` says: the table in which the slope appears, and what it shows.
//!
//! The record keeps both columns, what doubles make of a row and the row without rounding. JSON has
//! both; the text and the rows for a spreadsheet show one, and say which.

mod course;
pub mod points;
pub mod rows;
mod words;

use crate::calculus::double::spacing;
use crate::calculus::quotient::{AlongLine, NudgePlace};
use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::width::width as text_width;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;
use crate::report::columns::{self, Cell, NumberColumn, WHOLE_DIGITS};
use crate::report::figure::Figure;
use crate::report::layout;
use crate::report::record::{Aside, ByName, Each, record};
use crate::report::slope::absence::{NoSlope, Slopes};
use crate::report::slope::{at as figures, definition, shown};
use crate::report::{Role, Text};
use crate::slope::existence::{self, Asked, SlopeOutcome};
use crate::slope::{self, Effort, Number};
use rows::{NoNudge, NudgeRow, RowKeys};

/// Digits in tables and sentences: at an ordinary ε the rounding of doubles stays below them.
pub const DIGITS: usize = 10;

/// Columns of a line that the nudge takes, with the gap behind it.
const BEFORE: usize = 10;

/// Fewest digits to which a wide table is cut so that it fits its width.
const FEWEST_DIGITS: usize = 6;

/// The heads of rows for a spreadsheet.
const HEAD: &str = "eps\tvalue\tchange\tpredicted\tratio\toff_by\tleft\ttruncation\trounding";

/// The rows that are shown unless others are asked for.
const ROWS: [&str; 5] = ["1", "0.1", "0.01", "0.001", "0.0001"];

/// The rows at a corner, where both sides are shown.
const CORNER_ROWS: [&str; 3] = ["0.1", "0.01", "0.001"];

/// What is asked.
#[derive(Clone, Debug)]
pub struct NudgeQuestion<'a> {
    /// The function, its point, and what is nudged there.
    pub place: &'a NudgePlace,
    /// The function's variables.
    pub variables: &'a [Variable],
    /// The nudges; without any, a few powers of ten.
    pub epsilons: Vec<Id>,
    /// Whether the rows are shown without rounding.
    pub exact: bool,
    /// Digits of the columns, unless those of doubles will do.
    pub digits: Option<usize>,
    /// Digits, and what to spend on them.
    pub effort: Effort,
    /// Whether the keys for programs are wanted.
    pub keys: bool,
}

/// Why there is no table.
#[derive(Debug)]
pub enum NoTable {
    /// The derivative cannot be formed.
    Formula(Error),
    /// The nudge of that number can't be used.
    Nudge(usize, NoNudge),
}

impl From<Error> for NoTable {
    fn from(error: Error) -> NoTable {
        NoTable::Formula(error)
    }
}

/// How the table is laid out.
#[derive(Clone, Copy)]
pub struct NudgeLayout<'a> {
    /// Columns of the terminal, which the table stays within where it can.
    pub width: usize,
    /// How the stream writes symbols: as they are, or as their ASCII twins.
    pub symbols: &'a dyn Fn(&str) -> String,
}

/// Which columns are shown beside the usual ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extra {
    /// The nudge to the left.
    pub both: bool,
    /// Truncation and rounding apart.
    pub errors: bool,
}

/// The point and its value in doubles, and how far doubles are apart there.
#[derive(Clone, Copy, Debug)]
pub struct NudgeDoubles {
    /// The variable that is nudged.
    pub at: f64,
    /// The distance of doubles near it.
    pub apart: f64,
    /// J there; NaN where it has no value.
    pub here: f64,
    /// The distance of doubles near that.
    pub here_apart: f64,
}

record! {
    /// A table of nudges.
    pub struct NudgeRecord {
        /// the function as it was read
        pub expression: String,
        /// the point, by name
        pub at: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// the variable that is nudged
        pub wrt: String,
        /// the slope, or why there is none
        pub slope: Slopes,
        /// the columns that the text and --tsv show: doubles, or exact
        pub shown: &'static str,
        /// the rows, from the first nudge on; none where the function has no value
        pub rows: Vec<RowKeys>,
        /// The rows.
        pub table: Aside<Vec<NudgeRow>>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `w = 3`
        pub place: Aside<String>,
        /// The point: every variable with its value as it was typed.
        pub coordinates: Aside<Vec<(String, String)>>,
        /// The names that the slope's formula has.
        pub depends: Aside<Vec<String>>,
        /// `3 + ε`, or `1 + ε, 2`
        pub nudged: Aside<String>,
        /// J at the point, or why it has no value.
        pub here: Aside<Result<Number, NoSlope>>,
        /// The slope, where there is one.
        pub number: Aside<Option<Number>>,
        /// Whether the columns are computed without rounding.
        pub exact: Aside<bool>,
        /// Is it so because doubles hold no value of J there?
        pub beyond: Aside<bool>,
        /// Significant digits of the columns.
        pub digits: Aside<usize>,
        /// What doubles make of the point.
        pub doubles: Aside<NudgeDoubles>,
    }
}

impl NudgeRecord {
    /// The table that is asked for.
    ///
    /// # Errors
    /// Where a derivative cannot be formed, or a nudge is 0 or has no value.
    pub fn find(graph: &mut Graph, asked: &NudgeQuestion<'_>) -> Result<NudgeRecord, NoTable> {
        work::within(asked.effort.work(), || NudgeRecord::found(graph, asked))
    }

    fn found(graph: &mut Graph, asked: &NudgeQuestion<'_>) -> Result<NudgeRecord, NoTable> {
        let (place, effort) = (asked.place, asked.effort);
        // Exact rows are asked for their digits; those of doubles end where their rounding begins.
        let digits = match (asked.digits, asked.exact) {
            (Some(digits), _) => digits,
            (None, true) => effort.digits,
            (None, false) => DIGITS,
        };
        // Before what takes work, so that they are known where nothing is left of it.
        let mut amounts = Vec::new();
        for &eps in &asked.epsilons {
            amounts.push(rows::amount(graph, eps));
        }
        let here = slope::value_along(
            graph,
            place.function,
            &[place.variable],
            &place.point,
            effort,
        );
        let here = here.map_err(|trouble| NoSlope::without_value(graph, &trouble));
        let formula = slope::formula(graph, place.function, place.variable, 1)?;
        let found = existence::slope(
            graph,
            place.function,
            place.variable,
            1,
            &place.point,
            Asked::Both,
            effort,
        )?;
        let (number, slope) = match found {
            SlopeOutcome::Slope(number) => (
                Some(number.clone()),
                Ok(Figure::from(&number).keeping_zeros(asked.digits)),
            ),
            SlopeOutcome::None(absence) => (
                None,
                Err(Box::new(NoSlope::new(graph, place.function, &absence))),
            ),
        };
        // On a kink that has a slope all the same the formula may have no value.
        let at_point = match number.as_ref().and_then(Number::rational) {
            Some(slope) => graph.number(slope.clone()),
            None => graph.substitute(formula, &place.point),
        };
        let line = AlongLine::new(graph, place);
        // What doubles do not hold is shown without them.
        let beyond = here.is_ok() && !line.here.is_finite();
        let shown_exact = asked.exact || beyond;
        let mut table = Vec::new();
        if here.is_ok() {
            let usual = match number {
                Some(_) => &ROWS[..],
                None => &CORNER_ROWS,
            };
            let mut epsilons = Vec::new();
            for (at, (&eps, amount)) in asked.epsilons.iter().zip(amounts).enumerate() {
                epsilons.push((eps, amount.map_err(|why| NoTable::Nudge(at, why))?));
            }
            if epsilons.is_empty() {
                epsilons.extend(usual.iter().map(|text| power_of_ten(graph, text)));
            }
            let exact = (shown_exact || asked.keys).then_some(match asked.keys {
                true => effort.digits,
                false => digits,
            });
            for eps in epsilons {
                let slope = number.as_ref().map(|number| (number, at_point));
                let row = rows::row(graph, place, &line, eps, slope, (digits, exact));
                table.push(row);
            }
        }
        let name = graph.name(place.variable).to_owned();
        let variables = match asked.variables {
            [] => &[place.variable],
            all => all,
        };
        let keys = match asked.keys {
            true => table.iter().map(|row| row.keys(effort.digits)).collect(),
            false => Vec::new(),
        };
        Ok(NudgeRecord {
            expression: match asked.keys {
                true => notation::write(graph, place.function),
                false => String::new(),
            },
            at: match asked.keys {
                true => figures(graph, &place.point, effort, asked.digits),
                false => ByName(Vec::new()),
            },
            value: {
                let here = here.as_ref().ok().map(Figure::from);
                here.map(|figure| figure.keeping_zeros(asked.digits))
            },
            wrt: name.clone(),
            slope: Each {
                all: vec![(name, slope)],
                single: true,
            },
            shown: match shown_exact {
                true => "exact",
                false => "doubles",
            },
            rows: keys,
            table: Aside(table),
            definition: Aside(definition(graph, place.function, variables)),
            place: Aside(at(graph, place)),
            depends: Aside({
                let each = graph.variables(formula).into_iter();
                each.map(|v| graph.name(v).to_owned()).collect()
            }),
            coordinates: Aside({
                let each = place.point.iter();
                each.map(|(v, id)| (graph.name(*v).to_owned(), typed(graph, *id)))
                    .collect()
            }),
            nudged: Aside(nudged(graph, place)),
            here: Aside(here),
            number: Aside(number),
            exact: Aside(shown_exact),
            beyond: Aside(beyond && !asked.exact),
            digits: Aside(digits),
            doubles: Aside(NudgeDoubles {
                at: line.at,
                apart: spacing(line.at),
                here: line.here,
                here_apart: spacing(line.here),
            }),
        })
    }

    /// Whether there is a slope.
    pub fn exists(&self) -> bool {
        self.number.is_some()
    }

    /// Why the function has no value at the point, in sentences; `None` where it has one.
    pub fn no_value(&self) -> Option<Text> {
        let absence = self.here.as_ref().err()?;
        Some(absence.text(&self.definition, &self.place, false))
    }

    /// A column; `beside`: what its numbers are read against, from which they have to be told apart.
    fn column(
        &self,
        heading: String,
        digits: usize,
        cell: &dyn Fn(&NudgeRow) -> Cell,
        beside: Option<&dyn Fn(&NudgeRow) -> Cell>,
    ) -> NumberColumn {
        let cells: Vec<Cell> = self.table.iter().map(cell).collect();
        let others: Vec<Cell> = self.table.iter().map(beside.unwrap_or(cell)).collect();
        // The digits of a number that was rounded are not all of it.
        let whole = |cell: &Cell| match cell {
            Cell::Number(n) => Decimal::exact_or_rounded(n, WHOLE_DIGITS).exact,
            Cell::Word(_) => true,
            Cell::Rounded(_) | Cell::Far(_) => false,
        };
        let digits = match *self.exact && cells.iter().all(whole) {
            true => WHOLE_DIGITS,
            // The digits of whole numbers take the room of the zeros in their place.
            false => digits.max(columns::large_digits(&cells, &others)),
        };
        NumberColumn {
            heading,
            cells,
            digits,
        }
    }

    fn columns(
        &self,
        slope: &Number,
        extra: Extra,
        digits: usize,
        layout: NudgeLayout<'_>,
    ) -> Vec<NumberColumn> {
        let symbols = layout.symbols;
        let column = |heading: &str, cell: &dyn Fn(&NudgeRow) -> Cell| {
            self.column(symbols(heading), digits, cell, None)
        };
        let predicted: &dyn Fn(&NudgeRow) -> Cell = &|row| row.predicted.clone();
        let slopes: &dyn Fn(&NudgeRow) -> Cell = &|row| row.slope.clone();
        let ratio = |heading: &str, cell: &dyn Fn(&NudgeRow) -> Cell| {
            self.column(symbols(heading), digits, cell, Some(slopes))
        };
        let right = match extra.both {
            true => "ΔJ / ε right",
            false => "ΔJ / ε",
        };
        let right = ratio(right, &|row| row.columns(*self.exact).ratio.clone());
        let off_digits = right.digits;
        let off_by = &|row: &NudgeRow| row.off(off_digits, *self.exact);
        let named = format!("J({})", *self.nudged);
        // A head is at most as wide as the line behind the nudge.
        let there = match BEFORE + text_width(&symbols(&named)) <= layout.width {
            true => named,
            false => "J there".to_owned(),
        };
        let mut columns = vec![
            column("ε", &|row| Cell::Number(row.eps.clone())),
            column(&there, &|row| row.columns(*self.exact).there.clone()),
            self.column(
                symbols("ΔJ"),
                digits,
                &|row| row.columns(*self.exact).change.clone(),
                Some(predicted),
            ),
            column(&format!("{}·ε", slope.shorter(digits)), predicted),
            right,
            self.column(symbols("off by"), off_digits, off_by, None),
        ];
        if extra.both {
            columns.push(ratio("ΔJ / ε left", &|row| {
                row.columns(*self.exact).left.clone()
            }));
        }
        if extra.errors {
            let brief = |heading: &str, cell: &dyn Fn(&NudgeRow) -> Cell| NumberColumn {
                digits: 2,
                ..column(heading, cell)
            };
            columns.push(brief("from ε", &|row| row.truncation.clone()));
            columns.push(brief("rounding", &|row| row.rounding.clone()));
        }
        columns
    }

    /// For people: the table, and where there is no slope both sides.
    pub fn text(&self, extra: Extra, layout: NudgeLayout<'_>) -> Text {
        match (&self.number.0, &self.slope.all[..]) {
            (None, [(_, Err(absence))]) => {
                let mut text = absence.head(&self.definition, &self.place);
                text.line().append(self.sides(layout));
                text
            }
            (Some(slope), _) => self.approaching(slope, extra, layout),
            _ => Text::new(),
        }
    }

    /// The table, where there is a slope.
    fn approaching(&self, slope: &Number, extra: Extra, layout: NudgeLayout<'_>) -> Text {
        let mut text = Text::new();
        if let [row] = &self.table[..]
            && row.nudge.is_lost(self.doubles.at)
            && !*self.exact
        {
            return self.lost(row, slope);
        }
        let figure = self.slope.values().find_map(|found| found.as_ref().ok());
        let shown = figure.map_or_else(String::new, Figure::equals);
        text.push(Role::Answer, format!("slope {shown}")).line();
        let Ok(here) = &self.here.0 else {
            return text;
        };
        /// Bits of a whole number that is written out.
        const WHOLE: u64 = 43;
        let value = match here.rational() {
            Some(n) if n.is_integer() && n.bits() <= WHOLE => {
                Decimal::exact_or_rounded(n, WHOLE_DIGITS)
            }
            _ => here.shorter(*self.digits),
        };
        let is = match value.exact {
            true => "is",
            false => "is about",
        };
        let name = &self.wrt;
        text.plain("  ").push(Role::Expression, &*self.definition);
        text.plain(format!(
            " {is} {value} at {}; each row nudges {name} by ε{}",
            *self.place,
            match *self.exact {
                true => ", without rounding",
                false => "",
            }
        ));
        text.line().line();
        let least = if *self.exact {
            *self.digits
        } else {
            FEWEST_DIGITS.min(*self.digits)
        };
        let ways = (least..=*self.digits).rev().map(|digits| {
            let columns = self.columns(slope, extra, digits, layout);
            columns.iter().map(columns::lay).collect()
        });
        text.append(layout::within(ways, 1, layout.width));
        let remarks = self.remarks();
        if !remarks.is_empty() {
            text.line();
        }
        for remark in remarks {
            text.plain(format!("  {remark}")).line();
        }
        text
    }

    /// Both sides, where there is no slope.
    fn sides(&self, layout: NudgeLayout<'_>) -> Text {
        let column = |heading: &str, cell: &dyn Fn(&NudgeRow) -> Cell| {
            self.column((layout.symbols)(heading), *self.digits, cell, None)
        };
        let columns = [
            column("ε", &|row| Cell::Number(row.eps.clone())),
            column("ΔJ / ε right", &|row| {
                row.columns(*self.exact).ratio.clone()
            }),
            column("ΔJ / ε left", &|row| {
                row.columns(*self.exact).left.clone()
            }),
        ];
        let columns = columns.iter().map(columns::lay).collect();
        layout::within([columns], 1, layout.width)
    }

    /// Rows for a spreadsheet: what doubles make of them, or with `--exact` without rounding.
    pub fn tsv(&self, digits: usize) -> String {
        format!("{HEAD}\n") + &self.lines("", digits)
    }

    /// The lines of the rows, each behind `before`.
    fn lines(&self, before: &str, digits: usize) -> String {
        let mut tsv = String::new();
        for row in self.table.iter() {
            let eps = Cell::Number(row.eps.clone());
            let columns = row.columns(*self.exact);
            let cells = [
                &eps,
                &columns.there,
                &columns.change,
                &row.predicted,
                &columns.ratio,
                &row.off(digits, *self.exact),
                &columns.left,
                &row.truncation,
                &row.rounding,
            ];
            let text = |cell: &Cell| {
                let number = cell.decimal(digits);
                number.map_or_else(String::new, |number| number.to_string())
            };
            tsv.push_str(before);
            tsv.push_str(&cells.map(text).join("\t"));
            tsv.push('\n');
        }
        tsv
    }

    /// The ratios, one a line.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        for row in self.table.iter() {
            let ratio = &row.columns(*self.exact).ratio;
            text.push(Role::Answer, ratio.text(*self.digits)).line();
        }
        text
    }
}

/// A short decimal as an expression.
fn power_of_ten(graph: &mut Graph, text: &str) -> (Id, Rational) {
    let value = Rational::from_decimal(text).expect("the rows are decimals");
    (graph.number(value.clone()), value)
}

/// A value of the point: as it was typed where that was a decimal, else as it reads back.
fn typed(graph: &Graph, id: Id) -> String {
    let decimal = graph
        .literal(id)
        .map(|n| Decimal::exact_or_rounded(n, DIGITS));
    match decimal {
        Some(decimal) if decimal.exact => decimal.to_string(),
        _ => shown(graph, id),
    }
}

/// `w = 3`, or `x = 1, y = 2`
pub fn at(graph: &Graph, place: &NudgePlace) -> String {
    let each = place
        .point
        .iter()
        .map(|(variable, id)| format!("{} = {}", graph.name(*variable), typed(graph, *id)));
    each.collect::<Vec<_>>().join(", ")
}

/// `3 + ε`, or `1 + ε, 2` where one of several variables is nudged.
pub fn nudged(graph: &Graph, place: &NudgePlace) -> String {
    let each = place.point.iter().map(|(variable, id)| {
        let value = typed(graph, *id);
        if *variable == place.variable {
            format!("{value} + ε")
        } else {
            value
        }
    });
    each.collect::<Vec<_>>().join(", ")
}
