//! The table of a walk, its columns, and the strip that shows where it is.

use crate::descent::{Step, WalkNumber, WalkVerdict};
use crate::notation::width::width;
use crate::number::apart::apart;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::descend::Descend;
use crate::report::descend::WalkLayout;
use crate::report::descend::numbers::{PLACES, brief};
use crate::report::layout::{self, Fill, Table, TextColumn, total};
use crate::report::{Role, Text};

/// Width of a column of numbers, unless one of them is longer.
const COLUMN: usize = 8;

/// Blanks before the strip.
const STRIP_GAP: usize = 3;

/// Where the walk is.
const HERE: char = '●';

/// Most cells of the strip; odd, so that 0 stands in the middle.
const STRIP: usize = 33;

/// Digits of the numbers at its ends, unless more tell them apart.
const RULER_DIGITS: usize = 3;

/// Fewest cells of the strip: with less it drops out.
const SHORTEST_STRIP: usize = 9;

/// Rows up to which a walk is shown whole; of a longer one the first and the last are.
const ROWS: usize = 21;
const FIRST_ROWS: usize = 5;
const LAST_ROWS: usize = 3;

impl Descend {
    pub(super) fn table(&self, layout: WalkLayout<'_>) -> Text {
        let rows = self.rows(layout.all);
        let mut columns = self.columns(&rows, layout.symbols);
        for (_, cells) in &mut columns {
            align(cells);
        }
        let steps = (0..self.walk.steps.len()).map(|step| (self.walk.before + step).to_string());
        let steps = TextColumn::new("step", steps.collect(), Fill::Before);
        let mut columns: Vec<TextColumn> = columns
            .into_iter()
            .map(|(head, cells)| TextColumn::new(&head, cells, Fill::Before).least(COLUMN))
            .collect();
        columns.insert(0, steps.role(Role::Label).gap(0));
        let mut groups = layout::folded(columns, 1, layout.width);
        if let Some(columns) = groups.last_mut().filter(|_| !layout.plain) {
            columns.extend(self.strip_beside(columns, layout));
        }
        let mut text = Text::new();
        for (at, columns) in groups.iter().enumerate() {
            if at > 0 {
                text.line();
            }
            let table = Table::new(columns);
            text.append(table.heads());
            for row in &rows {
                match row {
                    Some(row) => text.append(table.row(*row)),
                    None => text.push(Role::Label, "   ...").line(),
                };
            }
        }
        text
    }

    /// The strip as a column behind these, where there is room for it.
    fn strip_beside(&self, columns: &[TextColumn], layout: WalkLayout<'_>) -> Option<TextColumn> {
        let left = layout.width.saturating_sub(total(columns) + STRIP_GAP);
        let cells = STRIP.min(left - (left + 1) % 2 * usize::from(left > 0));
        let strip = (cells >= SHORTEST_STRIP).then(|| self.strip(cells))??;
        if width(&strip.ruler) > cells {
            return None;
        }
        // The twin of the dot is a sign of multiplication, which would look like a curve.
        let dot = match (layout.symbols)("·") == "·" {
            true => "·",
            false => ".",
        };
        let drawn = (0..self.walk.steps.len()).map(|row| strip.drawn(row, dot));
        let column = TextColumn::new(&strip.ruler, drawn.collect(), Fill::After);
        let column = column.role(Role::Label).mark(HERE, Role::Right);
        Some(column.gap(STRIP_GAP))
    }

    /// Headings and cells, one cell per step, of which these are shown.
    fn columns(
        &self,
        shown: &[Option<usize>],
        symbols: &dyn Fn(&str) -> String,
    ) -> Vec<(String, Vec<String>)> {
        let steps = &self.walk.steps;
        // Stands before what was computed in doubles.
        let rough = symbols("≈");
        let cells = |of: &dyn Fn(usize) -> Option<WalkNumber>| -> Vec<String> {
            let all: Vec<Option<WalkNumber>> = (0..steps.len()).map(of).collect();
            column(&all, Style::of(&all), &rough)
        };
        let mut columns = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let of = |row: usize| Some(steps[row].point[at].clone());
            columns.push((symbols(name), cells(&of)));
        }
        columns.push(("J".into(), cells(&|row| steps[row].value.clone())));
        if self.walk.variables.len() == 1 {
            let of = |row: usize| steps[row].slope.first().cloned();
            columns.push(("slope".into(), cells(&of)));
        } else {
            let of = |row: usize| {
                let step: &Step = &steps[row];
                let squares = step.slope.iter().map(|s| s.to_f64().powi(2));
                (!step.slope.is_empty()).then(|| WalkNumber::Rough(squares.sum::<f64>().sqrt()))
            };
            // A length in doubles is good to all digits of the table; it needs no mark.
            let lengths = (0..steps.len()).map(of).collect::<Vec<_>>();
            let style = Style::of(&lengths);
            columns.push(("|slope|".into(), column(&lengths, style, "")));
        }
        let changes = &self.judged.changes;
        let of = |row: usize| changes.get(row.checked_sub(1)?).cloned();
        let changes: Vec<Option<WalkNumber>> = (0..steps.len()).map(of).collect();
        // A change that is seen as none would contradict what is said of the walk.
        let hidden = shown.iter().flatten().any(|&row| match &changes[row] {
            Some(change) => change
                .rational()
                .is_some_and(|n| !n.is_zero() && Decimal::rounded_to_places(&n, PLACES).is_zero()),
            None => false,
        });
        let style = match hidden {
            true => Style::Exponents,
            false => Style::of(&changes),
        };
        let cells = column(&changes, style, &rough);
        let signed = changes.iter().zip(cells).map(|(change, cell)| {
            let up = change.as_ref().and_then(WalkNumber::rational);
            let up = up.is_some_and(|n| n.sign().is_gt());
            match up && cell.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
                true => signed(&cell),
                false => cell,
            }
        });
        columns.push((symbols("ΔJ"), signed.collect()));
        columns
    }

    /// The rows that are shown; `None` for those left out.
    fn rows(&self, all: bool) -> Vec<Option<usize>> {
        let count = self.walk.steps.len();
        if all {
            return (0..count).map(Some).collect();
        }
        // Once a walk that goes to and fro has come back, the rest is known.
        if self.judged.verdict == (WalkVerdict::Stuck { positions: 2 })
            && let Some(back) = self.returned()
        {
            let more = (back + 1 < count).then_some(None);
            return (0..=back).map(Some).chain(more).collect();
        }
        if count <= ROWS {
            return (0..count).map(Some).collect();
        }
        let first = (0..FIRST_ROWS).map(Some);
        let last = (count - LAST_ROWS..count).map(Some);
        first.chain([None]).chain(last).collect()
    }

    /// The first row that is again where the walk was two steps before, as far as can be seen.
    fn returned(&self) -> Option<usize> {
        let steps = &self.walk.steps;
        let seen = |row: usize| steps[row].point.iter().map(brief).collect::<Vec<_>>();
        (2..steps.len().min(ROWS)).find(|&row| seen(row) == seen(row - 2))
    }

    /// Where the position is, or for several variables how far J has fallen.
    fn strip(&self, cells: usize) -> Option<Strip> {
        let single = self.walk.variables.len() == 1;
        let values: Vec<Option<f64>> = self
            .walk
            .steps
            .iter()
            .map(|step| {
                let number = if single {
                    step.point.first()
                } else {
                    step.value.as_ref()
                };
                number.map(WalkNumber::to_f64).filter(|x| x.is_finite())
            })
            .collect();
        let known = || values.iter().flatten().copied();
        let (low, high) = known().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(x), high.max(x))
        });
        if !(high - low).is_finite() || high < low {
            return None;
        }
        let most = high.abs().max(low.abs());
        // A walk that covers much of its distance from 0 is seen against 0, else by itself.
        let around_zero = single && high - low >= most / 2.0;
        let most = if most == 0.0 { 1.0 } else { most };
        let (low, high) = match around_zero {
            true => (-most, most),
            false if high == low => (low - most / 2.0, high + most / 2.0),
            false => (low, high),
        };
        let last = cells - 1;
        let marks = values
            .iter()
            .map(|x| x.map(|x| ((x - low) / (high - low) * last as f64).round() as usize))
            .collect();
        let exact = |x: f64| Rational::from_f64(x).unwrap_or_else(Rational::zero);
        let (left, right) = apart(&exact(low), &exact(high), RULER_DIGITS);
        let middle = match (single, around_zero) {
            (true, true) => "0",
            (true, false) => "",
            (false, _) => "J",
        };
        let before = (cells / 2).saturating_sub(width(&left)).max(1);
        let used = width(&left) + before + width(middle);
        let after = cells.saturating_sub(used + width(&right)).max(1);
        let ruler = format!(
            "{left}{}{middle}{}{right}",
            " ".repeat(before),
            " ".repeat(after)
        );
        Some(Strip {
            cells,
            ruler,
            marks,
            zero: around_zero.then_some(cells / 2),
        })
    }
}

/// How the numbers of a column are written.
#[derive(Clone, Copy)]
enum Style {
    /// With four places.
    Places,
    /// With five digits and an exponent.
    Exponents,
}

impl Style {
    /// With places, unless the numbers are too large or too small for that.
    fn of(numbers: &[Option<WalkNumber>]) -> Style {
        let sizes = numbers.iter().flatten().map(|n| n.to_f64().abs());
        let largest = sizes.fold(0.0, f64::max);
        match largest == 0.0 || (0.01..1e8).contains(&largest) {
            true => Style::Places,
            false => Style::Exponents,
        }
    }
}

/// The cells of one column in one style; `rough` stands before what was computed in doubles.
fn column(numbers: &[Option<WalkNumber>], style: Style, rough: &str) -> Vec<String> {
    let cell = |number: &Option<WalkNumber>| {
        let Some(number) = number else {
            return String::new();
        };
        let Some(n) = number.rational() else {
            return "too large".into();
        };
        let written = |n: &Rational| match style {
            Style::Places => Decimal::rounded_to_places(n, PLACES).to_fixed(PLACES),
            Style::Exponents => scientific(&Decimal::exact_or_rounded(n, PLACES + 1)),
        };
        let text = match number.ends().map(|ends| ends.map(|end| written(&end))) {
            // An enclosure shows the digits that are right.
            Some([low, high]) if low != high => match number.decimal(PLACES + 1) {
                Some(right) => right.to_string(),
                None => return "≈0".into(),
            },
            _ => written(&n),
        };
        match number.is_certain() {
            true => text,
            false => format!("{rough}{text}"),
        }
    };
    numbers.iter().map(cell).collect()
}

/// What is above 0 with its sign, behind the mark of a rounded number.
fn signed(cell: &str) -> String {
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    format!("{}+{}", &cell[..digits], &cell[digits..])
}

/// With an exponent and four places.
fn scientific(n: &Decimal) -> String {
    if n.is_zero() {
        return "0".into();
    }
    let sign = if n.negative { "-" } else { "" };
    let (first, rest) = n.digits.split_at(1);
    format!("{sign}{first}.{rest:0<PLACES$}e{}", n.exponent)
}

/// Fills exponents of different lengths up, so that points stand under each other.
fn align(cells: &mut [String]) {
    let tail = |cell: &str| cell.find('e').map(|at| cell.len() - at);
    let longest = cells.iter().filter_map(|cell| tail(cell)).max();
    let Some(longest) = longest else { return };
    for cell in cells {
        if let Some(length) = tail(cell).filter(|_| !cell.ends_with("large")) {
            cell.push_str(&" ".repeat(longest - length));
        }
    }
}

/// One mark per row on a line of cells.
struct Strip {
    cells: usize,
    ruler: String,
    marks: Vec<Option<usize>>,
    zero: Option<usize>,
}

impl Strip {
    fn drawn(&self, row: usize, dot: &str) -> String {
        let here = self.marks.get(row).copied().flatten();
        let mut drawn = String::new();
        for cell in 0..self.cells {
            match (here == Some(cell), self.zero == Some(cell)) {
                (true, _) => drawn.push(HERE),
                (_, true) => drawn.push('┊'),
                _ => drawn.push_str(dot),
            }
        }
        drawn
    }
}
