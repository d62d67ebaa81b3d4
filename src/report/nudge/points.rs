//! Nudges at several points, or of several variables: how the slope depends on where it is asked for.

use crate::calculus::quotient::NudgePlace;
use crate::expression::{Graph, Id, Variable};
use crate::number::apart::WHOLE_DIGITS;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::columns::{self, Cell, NumberColumn};
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::nudge::rows::NudgeRow;
use crate::report::nudge::{
    DIGITS, Extra, FEWEST_DIGITS, HEAD, NoTable, NudgeLayout, NudgeQuestion, NudgeRecord,
};
use crate::report::{Role, Text};
use crate::slope::{Effort, Number};
use std::collections::HashSet;

/// Tables that are shown together: at each point one for each variable that is nudged.
#[derive(Debug)]
pub struct Nudges(pub Vec<NudgeRecord>);

/// What is asked at several points, or of several variables.
#[derive(Clone, Debug)]
pub struct NudgesAsked<'a> {
    /// The function.
    pub function: Id,
    /// Its variables.
    pub variables: &'a [Variable],
    /// Those that are nudged, one at a time.
    pub by: &'a [Variable],
    /// The points: each variable with its value.
    pub points: &'a [Vec<(Variable, Id)>],
    /// The nudges; without any, those that a table has by itself.
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

impl Nudges {
    /// The tables: at each point one for each variable.
    ///
    /// # Errors
    /// As [`NudgeRecord::find`].
    pub fn find(graph: &mut Graph, asked: &NudgesAsked<'_>) -> Result<Nudges, NoTable> {
        let mut found = Vec::new();
        let epsilons = match (&asked.epsilons[..], asked.points.len()) {
            ([], 2..) => vec![graph.number(Rational::ratio(1, 1000))],
            (given, _) => given.to_vec(),
        };
        for point in asked.points {
            for &variable in asked.by {
                let mut point = point.clone();
                if !point.iter().any(|(v, _)| *v == variable) {
                    // A function without variables is the same everywhere.
                    let zero = graph.number(0);
                    point.push((variable, zero));
                }
                let place = NudgePlace {
                    function: asked.function,
                    variable,
                    point,
                };
                let asked = NudgeQuestion {
                    place: &place,
                    variables: asked.variables,
                    epsilons: epsilons.clone(),
                    exact: asked.exact,
                    digits: asked.digits,
                    effort: asked.effort,
                    keys: asked.keys,
                };
                found.push(NudgeRecord::find(graph, &asked)?);
            }
        }
        Ok(Nudges(found))
    }

    /// The variables that are nudged, in their order.
    fn by(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for nudge in &self.0 {
            if !names.contains(&&*nudge.wrt) {
                names.push(&nudge.wrt);
            }
        }
        names
    }

    /// For people: of one point a table for each variable, of several a row for each. Nothing where
    /// the function has no value at any of them.
    pub fn text(&self, extra: Extra, layout: NudgeLayout<'_>) -> Text {
        let by = self.by();
        let mut text = Text::new();
        if self.0.iter().all(|nudge| nudge.here.is_err()) {
            return text;
        }
        for (at, name) in by.iter().enumerate() {
            let all: Vec<&NudgeRecord> = self.0.iter().filter(|nudge| nudge.wrt == *name).collect();
            if at > 0 {
                text.line();
            }
            if let (true, Some(first)) = (by.len() > 1, all.first()) {
                let others = first.coordinates.iter().map(|(other, _)| &**other);
                let others: Vec<&str> = others.filter(|other| other != name).collect();
                let held = others.join(" and ");
                text.push(Role::Heading, format!("nudge {name}, hold {held}"))
                    .line();
            }
            match &all[..] {
                [one] if one.here.is_ok() => text.append(one.text(extra, layout)),
                all => text.append(depends(all, layout)),
            };
        }
        text
    }

    /// Why there is no value, for each point without one; of several points also why there is no
    /// slope, which a table of its own says.
    pub fn absences(&self) -> Vec<Text> {
        let rows = self.0.len() > self.by().len();
        let absent = |nudge: &NudgeRecord| match &*nudge.here {
            Err(absence) => Some(absence.text(&nudge.definition, &nudge.place, false)),
            Ok(_) if rows => {
                let found = nudge
                    .slope
                    .values()
                    .find_map(|found| found.as_ref().err())?;
                Some(found.text(&nudge.definition, &nudge.place, false))
            }
            Ok(_) => None,
        };
        let mut all: Vec<Text> = self.0.iter().filter_map(absent).collect();
        all.dedup_by(|one, other| one.to_plain() == other.to_plain());
        all
    }

    /// Whether there is a slope in every table.
    pub fn exist(&self) -> bool {
        self.0.iter().all(NudgeRecord::exists)
    }

    /// Rows for a spreadsheet, behind what is nudged and where.
    pub fn tsv(&self, digits: usize) -> String {
        let Some(first) = self.0.first() else {
            return String::new();
        };
        let names: Vec<&str> = first.coordinates.iter().map(|(name, _)| &**name).collect();
        let mut tsv = format!("wrt\t{}\t{HEAD}\n", names.join("\t"));
        for nudge in &self.0 {
            let mut before = format!("{}\t", nudge.wrt);
            for (_, value) in nudge.coordinates.iter() {
                before += &format!("{value}\t");
            }
            tsv += &nudge.lines(&before, digits);
        }
        tsv
    }

    /// The ratios, one a line, behind the name of the variable where several are nudged. A point
    /// without a value keeps its lines.
    pub fn quiet(&self) -> Text {
        let several = self.by().len() > 1;
        let mut text = Text::new();
        for nudge in &self.0 {
            let ratios = nudge.quiet().to_plain();
            let blank = nudge.table.is_empty().then_some("");
            for ratio in ratios.lines().chain(blank) {
                if several {
                    text.plain(format!("{}\t", nudge.wrt));
                }
                text.push(Role::Answer, ratio).line();
            }
        }
        text
    }
}

/// One nudge at several points: how much J changes there, and whether that is the same everywhere.
fn depends(all: &[&NudgeRecord], layout: NudgeLayout<'_>) -> Text {
    let mut text = Text::new();
    let Some(first) = all.first() else {
        return text;
    };
    let epsilons = all.iter().flat_map(|nudge| nudge.table.iter());
    let epsilons = epsilons.map(|row| Decimal::exact_or_rounded(&row.eps, DIGITS).to_string());
    let mut epsilons: Vec<String> = epsilons.collect();
    epsilons.dedup();
    let by = match &epsilons[..] {
        [one] => format!("ε = {one}"),
        _ => "ε".to_owned(),
    };
    text.push(Role::Expression, &*first.definition);
    text.plain(format!("; each row nudges {} by {by}", first.wrt))
        .line()
        .line();
    let columns = |digits| columns(all, digits, epsilons.len() != 1, layout.symbols);
    let digits = FEWEST_DIGITS.min(*first.digits)..=*first.digits;
    // The point and the nudge say what a row is.
    let keys = first.coordinates.len() + usize::from(epsilons.len() != 1);
    let ways = digits.rev().map(columns);
    text.append(layout::within(ways, keys, layout.width));
    if let Some(said) = compared(all) {
        text.line().plain(format!("  {said}")).line();
    }
    text
}

/// The columns of the table: the point, the nudge where there are several, and what J does.
fn columns(
    all: &[&NudgeRecord],
    digits: usize,
    with_eps: bool,
    symbols: &dyn Fn(&str) -> String,
) -> Vec<TextColumn> {
    // A point without a value has a row as well.
    let rows: Vec<(&NudgeRecord, Option<&NudgeRow>)> = all
        .iter()
        .flat_map(|nudge| {
            let rows: Vec<Option<&NudgeRow>> = match &nudge.table[..] {
                [] => vec![None],
                rows => rows.iter().map(Some).collect(),
            };
            rows.into_iter().map(|row| (*nudge, row))
        })
        .collect();
    let words = |head: &str, cell: &dyn Fn(&NudgeRecord) -> String| {
        let cells = rows.iter().map(|(nudge, _)| cell(nudge)).collect();
        TextColumn::new(&symbols(head), cells, Fill::Before)
    };
    let cells = |cell: &dyn Fn(&NudgeRecord, &NudgeRow) -> Cell| -> Vec<Cell> {
        let each = rows.iter().map(|(nudge, row)| match row {
            Some(row) => cell(nudge, row),
            None => Cell::Word("no value"),
        });
        each.collect()
    };
    let numbers = |head: &str, cell: &dyn Fn(&NudgeRecord, &NudgeRow) -> Cell| {
        columns::lay(&NumberColumn {
            heading: symbols(head),
            cells: cells(cell),
            digits,
        })
    };
    // Large figures are told apart from what they are read against.
    let beside = |head: &str,
                  cell: &dyn Fn(&NudgeRecord, &NudgeRow) -> Cell,
                  other: &dyn Fn(&NudgeRecord, &NudgeRow) -> Cell| {
        let (cells, others) = (cells(cell), cells(other));
        columns::lay(&NumberColumn {
            heading: symbols(head),
            digits: digits.max(columns::large_digits(&cells, &others)),
            cells,
        })
    };
    let slopes = {
        let cells = cells(&|nudge, _| nudge.slope_there());
        // Two slopes are not shown as one.
        let distinct = |digits: &usize| {
            let shown = cells.iter().map(|cell| cell.text(*digits));
            shown.collect::<HashSet<String>>().len()
        };
        let all = distinct(&WHOLE_DIGITS);
        let told = (digits..=WHOLE_DIGITS).find(|digits| distinct(digits) == all);
        columns::lay(&NumberColumn {
            heading: symbols("slope"),
            digits: told.unwrap_or(WHOLE_DIGITS),
            cells,
        })
    };
    let first = all[0];
    let names: Vec<&str> = first.coordinates.iter().map(|(name, _)| &**name).collect();
    let moved = names.iter().map(|name| match **name == first.wrt {
        true => format!("{name} + ε"),
        false => (*name).to_owned(),
    });
    let moved: Vec<String> = moved.collect();
    let mut table: Vec<TextColumn> = (0..names.len())
        .map(|at| words(names[at], &|nudge| nudge.coordinates[at].1.clone()))
        .collect();
    if with_eps {
        table.push(numbers("ε", &|_, row| Cell::Number(row.eps.clone())));
    }
    let of =
        |nudge: &NudgeRecord, row: &NudgeRow, cell: fn(&super::rows::NudgeColumns) -> &Cell| {
            cell(row.columns(*nudge.exact)).clone()
        };
    table.extend([
        numbers(&format!("J({})", names.join(", ")), &|nudge, _| {
            nudge.value_there()
        }),
        numbers(&format!("J({})", moved.join(", ")), &|nudge, row| {
            of(nudge, row, |columns| &columns.there)
        }),
        beside(
            "ΔJ",
            &|nudge, row| of(nudge, row, |columns| &columns.change),
            &|_, row| row.predicted.clone(),
        ),
        beside(
            "ΔJ / ε",
            &|nudge, row| of(nudge, row, |columns| &columns.ratio),
            &|nudge, _| nudge.slope_there(),
        ),
        slopes,
    ]);
    table
}

/// Whether the slope is the same at the points, and what it depends on.
fn compared(all: &[&NudgeRecord]) -> Option<String> {
    let slopes: Vec<Option<String>> = all.iter().map(|nudge| nudge.known_slope()).collect();
    let known: Vec<&String> = slopes.iter().flatten().collect();
    if known.len() < 2 {
        return None;
    }
    let names: Vec<&str> = all[0].depends.iter().map(String::as_str).collect();
    if known.windows(2).all(|pair| pair[0] == pair[1]) {
        let same = "the slope is the same at all of these points";
        let everywhere = known.len() == all.len();
        // Digits that are rounded may be those of two numbers.
        let fractions = all.iter().map(|nudge| nudge.number.as_ref()?.rational());
        let fractions: Option<Vec<&Rational>> = fractions.collect();
        let exactly = fractions.is_some_and(|all| all.windows(2).all(|pair| pair[0] == pair[1]));
        let held = |pair: &[&NudgeRecord]| {
            let differ = pair[0].coordinates.iter().zip(pair[1].coordinates.iter());
            let mut differ = differ.filter(|(one, other)| one != other);
            !differ.any(|(one, _)| names.contains(&&*one.0))
        };
        return everywhere.then(|| match exactly || all.windows(2).all(held) {
            true => same.to_owned(),
            false => format!("to the digits shown {same}"),
        });
    }
    Some(match &names[..] {
        [] => "the slope is not the same at these points".to_owned(),
        names => format!("the slope depends on {}", names.join(" and ")),
    })
}

impl NudgeRecord {
    /// J at the point, for a table.
    fn value_there(&self) -> Cell {
        cell(self.here.as_ref().ok(), "no value")
    }

    /// The slope at the point as it is shown, where there is one.
    fn known_slope(&self) -> Option<String> {
        let found = self.slope.values().find_map(|found| found.as_ref().ok());
        found.map(|figure| figure.decimal.to_string())
    }

    fn slope_there(&self) -> Cell {
        cell(self.number.as_ref(), "none")
    }
}

/// A certified number, or a word where there is none.
fn cell(number: Option<&Number>, none: &'static str) -> Cell {
    number.map_or(Cell::Word(none), Cell::certified)
}
