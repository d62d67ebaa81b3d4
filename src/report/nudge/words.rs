//! What the rows of a table of nudges show, in sentences that are computed from them.

use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::report::columns::Cell;
use crate::report::nudge::{Nudge, Row};
use crate::report::{Role, Text};
use crate::slope::Number;

impl Nudge {
    /// A nudge too small for doubles.
    pub(super) fn lost(&self, row: &Row, slope: &Number) -> Text {
        let mut text = Text::new();
        let ratio = match row.nudge.eps == 0.0 {
            true => "0/0".to_owned(),
            false => row.doubles.ratio.text(self.digits.0),
        };
        text.push(Role::Answer, format!("ratio = {ratio}")).line();
        text.plain(format!("  {}", self.too_fine(row))).line();
        text.plain(format!(
            "  so ΔJ is 0 and the ratio says nothing; the slope is {}",
            brief(slope, self.digits.0)
        ));
        text.line();
        text
    }

    /// `3 + 1e-16 is 3 for the computer: numbers near 3 are 4.4e-16 apart`
    fn too_fine(&self, row: &Row) -> String {
        let (at, apart) = self.double.0;
        let (at, apart) = (
            Cell::double(at).text(self.digits.0),
            Cell::double(apart).text(2),
        );
        let eps = Decimal::exact_or_rounded(&row.eps, self.digits.0).to_string();
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
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = self.approach().into_iter().collect();
        if self.exact.0 {
            return remarks;
        }
        let shown = |row: &Row| Decimal::exact_or_rounded(&row.eps, self.digits.0).to_string();
        if let Some(row) = self
            .table
            .iter()
            .find(|row| row.nudge.is_lost(self.double.0.0))
        {
            remarks.push(self.too_fine(row));
        }
        if let Some((row, rounding, truncation)) = self.table.iter().find_map(|row| {
            if row.nudge.is_lost(self.double.0.0) {
                return None;
            }
            let (rounding, truncation) = (row.rounding.number()?, row.truncation.number()?);
            // Below what the table shows rounding is nobody's concern.
            let size = row.doubles.ratio.number()?.abs();
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
        let pairs = || self.table.windows(2);
        let ten = Rational::integer(10);
        let tenfold = pairs().all(|pair| pair[0].eps == &pair[1].eps * &ten);
        if self.table.len() < 3 || !tenfold {
            return None;
        }
        let offs: Vec<Rational> = self
            .table
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
}

/// A certified number to fewer digits.
pub(super) fn shorter(number: &Number, digits: usize) -> Decimal {
    match number.rational() {
        Some(n) => Decimal::exact_or_rounded(n, digits),
        None => number
            .ball
            .as_ref()
            .and_then(|ball| ball.decimal(digits))
            .unwrap_or_else(|| number.decimal.clone()),
    }
}

/// The same as text.
pub(super) fn brief(number: &Number, digits: usize) -> String {
    shorter(number, digits).to_string()
}
