//! What `nudge` says: the table in which the slope appears, and what it shows.

use crate::calculus::quotient::{self, Line, Nudge, Place};
use crate::expression::{Graph, Id, Node};
use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::report::columns::{Cell, Column, table, width};
use crate::report::json::{Map, Value, json};
use crate::report::slope::shown;
use crate::report::{Role, Text};
use crate::slope::{self, Effort, Number};

/// Digits in tables and sentences: at an ordinary ε the rounding of doubles stays below them.
pub const DIGITS: usize = 10;

/// Fewest digits to which a wide table is cut so that it fits its width.
const FEWEST_DIGITS: usize = 6;

/// Digits to which exact rows are shown where that is all of them.
const WHOLE_DIGITS: usize = 40;

/// Digits of data for programs.
const DATA_DIGITS: usize = 15;

/// Digits to which the exact ratio is known when the rounding of doubles is measured against it.
const REFERENCE_DIGITS: usize = 40;

/// One row: a nudge to the right and, if asked for, one to the left.
#[derive(Clone, Debug)]
pub struct Row {
    /// ε as it was typed, to the digits of a table where it is no short decimal.
    pub eps: Rational,
    /// ε in doubles.
    pub nudge: Nudge,
    /// J(w + ε)
    pub there: Cell,
    /// ΔJ
    pub change: Cell,
    /// slope·ε
    pub predicted: Cell,
    /// ΔJ / ε
    pub ratio: Cell,
    /// The slope, where there is one.
    pub slope: Option<Rational>,
    /// ΔJ / ε to the left
    pub left: Cell,
    /// What is left of the difference without any rounding: the bend of the curve.
    pub truncation: Cell,
    /// What the rounding of doubles adds.
    pub rounding: Cell,
}

/// A table of nudges.
#[derive(Clone, Debug)]
pub struct Table {
    /// `J(w) = w^2`
    pub definition: String,
    /// `w = 3`
    pub at: String,
    /// The nudged variable's name.
    pub name: String,
    /// `3 + ε`, or `1 + ε, 2`
    pub nudged: String,
    /// J at the point.
    pub value: Number,
    /// The slope, where there is one.
    pub slope: Option<Number>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Are the columns computed without rounding?
    pub exact: bool,
    /// Significant digits of the columns.
    pub digits: usize,
    /// The point in doubles, and how far apart they are there.
    pub double: (f64, f64),
}

/// A certified number as a fraction: itself, or its digits.
fn rational(number: &Number) -> Option<Rational> {
    match number.rational() {
        Some(n) => Some(n.clone()),
        None => Rational::from_decimal(&number.decimal.to_string()),
    }
}

fn certified(graph: &mut Graph, id: Id, digits: usize) -> Cell {
    match slope::value(graph, id, &[], Effort::digits(digits)) {
        Ok(number) => rational(&number).map_or(Cell::Word("unknown"), Cell::Number),
        Err(slope::Trouble::Outside { .. }) => Cell::Word("no value"),
        Err(_) => Cell::Word("unknown"),
    }
}

/// The number as it is shown.
fn rounded(cell: &Cell, digits: usize) -> Option<Rational> {
    let decimal = Decimal::exact_or_rounded(cell.number()?, digits);
    Rational::from_decimal(&decimal.to_string())
}

fn difference(a: &Cell, b: Option<&Rational>) -> Cell {
    match (a, b) {
        (Cell::Number(a), Some(b)) => Cell::Number(a - b),
        (Cell::Number(_), None) => Cell::Word("unknown"),
        (word, _) => word.clone(),
    }
}

/// Computes one row: in doubles, or with `exact` without rounding. `derivative` is the derivative at
/// the point and `slope` its value, where there is one.
///
/// `None` where ε has no value, or is 0.
pub fn row(
    graph: &mut Graph,
    place: &Place,
    line: &Line,
    eps: Id,
    slope: Option<(&Number, Id)>,
    (exact, digits): (bool, usize),
) -> Option<Row> {
    let value = slope::value(graph, eps, &[], Effort::digits(REFERENCE_DIGITS)).ok()?;
    let amount = rational(&value).filter(|n| !n.is_zero())?;
    let nudge = line.nudge(amount.to_f64());
    let ratio_id = quotient::exact_ratio(graph, place, eps);
    let exact_ratio = certified(graph, ratio_id, digits.max(REFERENCE_DIGITS));
    let truncation = match slope {
        Some((_, derivative)) => {
            let off = graph.add(Node::Difference(ratio_id, derivative));
            certified(graph, off, digits)
        }
        None => Cell::Word("no slope"),
    };
    let rounding = difference(&Cell::double(nudge.ratio), exact_ratio.number());
    let (there, change, ratio, left) = if exact {
        let there = quotient::exact_there(graph, place, eps);
        let change = quotient::exact_change(graph, place, eps);
        let back = graph.add(Node::Negative(eps));
        let left = quotient::exact_ratio(graph, place, back);
        (
            certified(graph, there, digits),
            certified(graph, change, digits),
            certified(graph, ratio_id, digits),
            certified(graph, left, digits),
        )
    } else {
        (
            Cell::double(nudge.there),
            Cell::double(nudge.change),
            Cell::double(nudge.ratio),
            Cell::double(line.nudge(-nudge.eps).ratio),
        )
    };
    let slope = slope.and_then(|(number, _)| rational(number));
    let predicted = match &slope {
        Some(slope) => Cell::Number(slope * &amount),
        None => Cell::Word("no slope"),
    };
    Some(Row {
        eps: amount,
        nudge,
        there,
        change,
        predicted,
        ratio,
        slope,
        left,
        truncation,
        rounding,
    })
}

impl Row {
    /// The ratio minus the slope. Columns agree with each other as they are read: what is shown to
    /// that many digits is what is subtracted.
    fn off(&self, digits: usize, exact: bool) -> Cell {
        if exact {
            return self.truncation.clone();
        }
        let Some(ratio) = rounded(&self.ratio, digits) else {
            return self.ratio.clone();
        };
        match &self.slope {
            None => Cell::Word("no slope"),
            Some(slope) => {
                let slope = rounded(&Cell::Number(slope.clone()), digits);
                difference(&Cell::Number(ratio), slope.as_ref())
            }
        }
    }
}

/// How the table is laid out.
#[derive(Clone, Copy)]
pub struct Layout<'a> {
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

impl Table {
    fn brief(&self, number: &Number, digits: usize) -> String {
        match number.rational() {
            Some(n) => Decimal::exact_or_rounded(n, digits).to_string(),
            None => number
                .ball
                .as_ref()
                .and_then(|ball| ball.decimal(digits))
                .unwrap_or_else(|| number.decimal.clone())
                .to_string(),
        }
    }

    fn column(&self, heading: String, digits: usize, cell: impl Fn(&Row) -> Cell) -> Column {
        let cells: Vec<Cell> = self.rows.iter().map(cell).collect();
        let whole = |cell: &Cell| {
            cell.number()
                .is_none_or(|n| Decimal::exact_or_rounded(n, WHOLE_DIGITS).exact)
        };
        let digits = match self.exact && cells.iter().all(whole) {
            true => WHOLE_DIGITS,
            false => digits,
        };
        Column {
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
        layout: Layout<'_>,
    ) -> Vec<Column> {
        let symbols = layout.symbols;
        let column = |heading: &str, cell: &dyn Fn(&Row) -> Cell| {
            self.column(symbols(heading), digits, cell)
        };
        let right = if extra.both {
            "ΔJ / ε right"
        } else {
            "ΔJ / ε"
        };
        let predicted = format!("{}·ε", self.brief(slope, digits));
        let mut columns = vec![
            column("ε", &|row| Cell::Number(row.eps.clone())),
            column(&format!("J({})", self.nudged), &|row| row.there.clone()),
            column("ΔJ", &|row| row.change.clone()),
            column(&predicted, &|row| row.predicted.clone()),
            column(right, &|row| row.ratio.clone()),
            column("off by", &|row| row.off(digits, self.exact)),
        ];
        if extra.both {
            columns.push(column("ΔJ / ε left", &|row| row.left.clone()));
        }
        if extra.errors {
            let brief = |heading: &str, cell: &dyn Fn(&Row) -> Cell| Column {
                digits: 2,
                ..column(heading, cell)
            };
            columns.push(brief("from ε", &|row| row.truncation.clone()));
            columns.push(brief("rounding", &|row| row.rounding.clone()));
        }
        columns
    }

    /// For people, where there is a slope.
    pub fn text(&self, slope: &Number, extra: Extra, layout: Layout<'_>) -> Text {
        let mut text = Text::new();
        if let [row] = &self.rows[..]
            && row.nudge.is_lost(self.double.0)
            && !self.exact
        {
            return self.lost(row, slope);
        }
        let sign = if slope.decimal.exact { "=" } else { "≈" };
        text.push(Role::Answer, format!("slope {sign} {}", slope.decimal))
            .line();
        let is = if self.value.decimal.exact {
            "is"
        } else {
            "is about"
        };
        let (value, name) = (self.brief(&self.value, self.digits), &self.name);
        text.plain("  ").push(Role::Expression, &self.definition);
        text.plain(format!(
            " {is} {value} at {}; each row nudges {name} by ε",
            self.at
        ));
        text.line().line();
        let least = if self.exact {
            self.digits
        } else {
            FEWEST_DIGITS.min(self.digits)
        };
        let columns = (least..=self.digits)
            .rev()
            .map(|digits| self.columns(slope, extra, digits, layout))
            .find(|columns| width(columns) <= layout.width)
            .unwrap_or_else(|| self.columns(slope, extra, least, layout));
        text.append(table(&columns));
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
    pub fn sides(&self, layout: Layout<'_>) -> Text {
        let column = |heading: &str, cell: &dyn Fn(&Row) -> Cell| {
            self.column((layout.symbols)(heading), self.digits, cell)
        };
        table(&[
            column("ε", &|row| Cell::Number(row.eps.clone())),
            column("ΔJ / ε right", &|row| row.ratio.clone()),
            column("ΔJ / ε left", &|row| row.left.clone()),
        ])
    }

    /// A nudge too small for doubles.
    fn lost(&self, row: &Row, slope: &Number) -> Text {
        let mut text = Text::new();
        let ratio = match row.nudge.eps == 0.0 {
            true => "0/0".to_owned(),
            false => row.ratio.text(self.digits),
        };
        text.push(Role::Answer, format!("ratio = {ratio}")).line();
        text.plain(format!("  {}", self.too_fine(row))).line();
        text.plain(format!(
            "  so ΔJ is 0 and the ratio says nothing; the slope is {}",
            self.brief(slope, self.digits)
        ));
        text.line();
        text
    }

    /// `3 + 1e-16 is 3 for the computer: numbers near 3 are 4.4e-16 apart`
    fn too_fine(&self, row: &Row) -> String {
        let (at, apart) = self.double;
        let (at, apart) = (
            Cell::double(at).text(self.digits),
            Cell::double(apart).text(2),
        );
        let eps = Decimal::exact_or_rounded(&row.eps, self.digits).to_string();
        if row.nudge.eps == 0.0 {
            let least = Cell::double(f64::from_bits(1)).text(2);
            return format!("{eps} is 0 for the computer: its least number above 0 is {least}");
        }
        let sum = match eps.strip_prefix('-') {
            Some(size) => format!("{at} - {size}"),
            None => format!("{at} + {eps}"),
        };
        format!("{sum} is {at} for the computer: numbers near {at} are {apart} apart")
    }

    /// What the rows show, each line computed from them.
    fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = self.approach().into_iter().collect();
        if self.exact {
            return remarks;
        }
        let shown = |row: &Row| Decimal::exact_or_rounded(&row.eps, self.digits).to_string();
        if let Some(row) = self
            .rows
            .iter()
            .find(|row| row.nudge.is_lost(self.double.0))
        {
            remarks.push(self.too_fine(row));
        }
        if let Some((row, rounding, truncation)) = self.rows.iter().find_map(|row| {
            if row.nudge.is_lost(self.double.0) {
                return None;
            }
            let (rounding, truncation) = (row.rounding.number()?, row.truncation.number()?);
            // Below what the table shows rounding is nobody's concern.
            let size = row.ratio.number()?.abs();
            let visible = &rounding.abs() * &Rational::integer(10_000_000_000) > size;
            (visible && rounding.abs() > truncation.abs()).then_some((row, rounding, truncation))
        }) {
            let brief = |n: &Rational| Decimal::exact_or_rounded(&n.abs(), 2).to_string();
            remarks.push(format!(
                "at ε = {} rounding puts the ratio off by {}, the nudge itself only by {}",
                shown(row),
                brief(rounding),
                brief(truncation)
            ));
        }
        remarks
    }

    /// How the ratio comes closer from row to row, where ε shrinks by the same factor throughout.
    fn approach(&self) -> Option<String> {
        let pairs = || self.rows.windows(2);
        let ten = Rational::integer(10);
        let tenfold = pairs().all(|pair| pair[0].eps == &pair[1].eps * &ten);
        if self.rows.len() < 3 || !tenfold {
            return None;
        }
        let offs: Vec<Rational> = self
            .rows
            .iter()
            .map(|row| row.truncation.number().map(Rational::abs))
            .collect::<Option<_>>()?;
        if offs.iter().all(Rational::is_zero) {
            return Some("the ratio is the slope at every ε: no nudge is too large here".into());
        }
        let [.., before, last] = &offs[..] else {
            return None;
        };
        let factor = before.divide(last)?.to_f64();
        // The order shows in the last rows: off by about c·ε^n means 10^n times closer per row.
        let order = double::log10(factor);
        let (order, exactly) = (order.round(), order);
        if order >= 1.0 && (exactly - order).abs() < 0.1 {
            let times = double::pow(10.0, order);
            return Some(format!(
                "ε shrinks 10 times, the ratio comes {times} times closer to the slope"
            ));
        }
        (last < before).then(|| "as ε shrinks, the ratio comes closer to the slope".to_owned())
    }

    /// Rows for a spreadsheet.
    pub fn tsv(&self) -> String {
        let mut tsv = String::from(
            "eps\tvalue\tchange\tpredicted\tratio\toff_by\tleft\ttruncation\trounding\n",
        );
        let digits = DATA_DIGITS.max(self.digits);
        for row in &self.rows {
            let eps = Cell::Number(row.eps.clone());
            let cells = [
                &eps,
                &row.there,
                &row.change,
                &row.predicted,
                &row.ratio,
                &row.off(digits, self.exact),
                &row.left,
                &row.truncation,
                &row.rounding,
            ];
            let cells: Vec<String> = cells
                .iter()
                .map(|cell| match cell {
                    Cell::Number(_) => cell.text(digits),
                    Cell::Word(_) => String::new(),
                })
                .collect();
            tsv.push_str(&cells.join("\t"));
            tsv.push('\n');
        }
        tsv
    }

    /// The ratios, one a line.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        for row in &self.rows {
            text.push(Role::Answer, row.ratio.text(self.digits)).line();
        }
        text
    }

    /// The keys of the rows for programs; what has no value is null.
    pub fn json(&self) -> Map<String, Value> {
        let digits = DATA_DIGITS.max(self.digits);
        let cell = |cell: &Cell| match cell {
            Cell::Number(_) => json!(cell.text(digits)),
            Cell::Word(_) => Value::Null,
        };
        let rows = self.rows.iter().map(|row| {
            json!({
                "eps": cell(&Cell::Number(row.eps.clone())),
                "value": cell(&row.there),
                "change": cell(&row.change),
                "predicted": cell(&row.predicted),
                "ratio": cell(&row.ratio),
                "off_by": cell(&row.off(digits, self.exact)),
                "left": cell(&row.left),
                "truncation": cell(&row.truncation),
                "rounding": cell(&row.rounding),
            })
        });
        let mut object = Map::new();
        object.insert(
            "computed".into(),
            json!(if self.exact { "exact" } else { "doubles" }),
        );
        object.insert("rows".into(), rows.collect());
        object
    }
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
pub fn at(graph: &Graph, place: &Place) -> String {
    let each = place
        .point
        .iter()
        .map(|(variable, id)| format!("{} = {}", graph.name(*variable), typed(graph, *id)));
    each.collect::<Vec<_>>().join(", ")
}

/// `3 + ε`, or `1 + ε, 2` where one of several variables is nudged.
pub fn nudged(graph: &Graph, place: &Place) -> String {
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
