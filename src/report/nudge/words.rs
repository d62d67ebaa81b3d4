//! What the rows of a table of nudges show, in sentences that are computed from them.

use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::columns::Cell;
use crate::report::nudge::course::{self, Distance};
use crate::report::nudge::{NudgeRecord, NudgeRow};
use crate::report::{Role, Text};
use crate::slope::Number;

impl NudgeRecord {
    /// A nudge too small for doubles.
    pub(super) fn lost(&self, row: &NudgeRow, slope: &Number) -> Text {
        let mut text = Text::new();
        let ratio = match row.nudge.eps == 0.0 {
            true => "0/0".to_owned(),
            false => row.doubles.ratio.text(self.digits.0),
        };
        text.push(Role::Answer, format!("ratio = {ratio}")).line();
        text.plain(format!("  {}", self.too_fine(row))).line();
        text.plain(format!(
            "  so ΔJ is 0 and the ratio says nothing; the slope is {}",
            slope.shorter(self.digits.0)
        ));
        text.line();
        text
    }

    /// `3 + 1e-16 is 3 for the computer: numbers near 3 are 4.4e-16 apart`
    fn too_fine(&self, row: &NudgeRow) -> String {
        let doubles = &*self.doubles;
        let (at, apart) = (
            Cell::double(doubles.at).text(self.digits.0),
            Cell::double(doubles.apart).text(2),
        );
        let eps = self.eps(row);
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
        let mut remarks = self.approach();
        if self.beyond.0 {
            remarks.push("the rows are without rounding: doubles hold no value of J there".into());
        }
        if self.exact.0 {
            return remarks;
        }
        if let Some(row) = self
            .table
            .iter()
            .find(|row| row.nudge.is_lost(self.doubles.at))
        {
            remarks.push(self.too_fine(row));
        }
        if let Some((row, rounding, truncation)) = self.table.iter().find_map(|row| {
            if row.nudge.is_lost(self.doubles.at) {
                return None;
            }
            let (rounding, truncation) = (row.rounding.number()?, row.truncation.number()?);
            (self.is_visible(row) && rounding.abs() > truncation.abs())
                .then_some((row, rounding, truncation))
        }) {
            let (rounding, truncation) = (rounding.abs(), truncation.abs());
            let brief = |n: &Rational, digits| {
                let shown = Decimal::exact_or_rounded(n, digits);
                let about = if shown.exact { "" } else { "about " };
                (shown, about)
            };
            let both = |digits| (brief(&rounding, digits), brief(&truncation, digits));
            // As many digits as tell the two apart.
            let told = (2..=4).map(both).find(|(one, other)| one.0 != other.0);
            let ((rounding, about), beside) = match told {
                Some((one, (other, about))) => {
                    (one, format!("the nudge itself only by {about}{other}"))
                }
                None => (both(2).0, "about as much as the nudge itself".to_owned()),
            };
            let rounding = format!("{about}{rounding}");
            remarks.push(format!(
                "at ε = {} rounding puts the ratio off by {rounding}, {beside}",
                self.eps(row)
            ));
        }
        remarks
    }

    /// How the ratio comes closer from row to row, where ε shrinks by the same factor throughout, and
    /// from where on rounding hides it.
    fn approach(&self) -> Vec<String> {
        let ten = Rational::integer(10);
        let tenfold = |pair: &[NudgeRow]| pair[0].eps == &pair[1].eps * &ten;
        if self.table.len() < 3 || !self.table.windows(2).all(tenfold) {
            return Vec::new();
        }
        let distance = |row| self.distance(row);
        let Some(rows) = self.table.iter().map(distance).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let hidden = |at: &usize| {
            let row = &self.table[*at];
            // Between two rows rounding may turn what the nudge does.
            let turned = *at > 0 && rows[at - 1].to(&rows[*at]).is_none();
            turned || rows[*at].is_rounded(row) || !self.has_ratio(row)
        };
        let rounded = (0..rows.len()).find(hidden);
        let clean = rounded.unwrap_or(rows.len());
        let always = rows.iter().all(|row| row.whole.is_zero());
        let mut said = Vec::new();
        match (always, clean, rounded) {
            (true, _, None) => {
                said.push("the ratio is the slope at every ε: no nudge is too large here".into());
            }
            (true, ..) => {
                said.push("without rounding the ratio would be the slope at every ε".into());
            }
            (false, 2.., _) => {
                let ends: Vec<String> = self.table.iter().map(|row| self.eps(row)).collect();
                let until = match rounded {
                    Some(_) => format!(", down to ε = {}", ends[clean - 1]),
                    None => String::new(),
                };
                said.push(course::said(&rows[..clean], &ends, &until));
            }
            _ => {}
        }
        let Some(at) = rounded else {
            return said;
        };
        let row = &self.table[at];
        if !self.has_ratio(row) {
            let past = format!("at ε = {} J has no value that doubles hold", self.eps(row));
            said.push(past);
            return said;
        }
        if rows[at..].iter().all(Distance::is_merged) {
            let eps = self.eps(row);
            said.push(format!(
                "from ε = {eps} on doubles do not tell the ratio from the slope"
            ));
            return said;
        }
        let takes_over = match clean {
            0 | 1 if !always => "rounding hides how the ratio comes closer to the slope".to_owned(),
            _ => format!("from ε = {} on rounding takes over", self.eps(row)),
        };
        said.push(match self.cause(row) {
            Some(cause) => format!("{takes_over}: {cause}"),
            None => takes_over,
        });
        said
    }

    /// How far a row's ratio is from the slope, as it is and as it is shown; `None` where that is
    /// unknown.
    fn distance(&self, row: &NudgeRow) -> Option<Distance> {
        let whole = row.truncation.decimal(self.digits.0)?;
        let shown = match self.has_ratio(row) {
            true => row
                .off(self.digits.0, self.exact.0)
                .decimal(self.digits.0)?,
            false => whole.clone(),
        };
        Some(Distance { whole, shown })
    }

    /// Whether the ratio of a row, as it is shown, is a number.
    fn has_ratio(&self, row: &NudgeRow) -> bool {
        let ratio = &row.columns(self.exact.0).ratio;
        ratio.decimal(self.digits.0).is_some()
    }

    /// Whether rounding shows in the digits of the ratio; below them it is nobody's concern.
    fn is_visible(&self, row: &NudgeRow) -> bool {
        let (Some(rounding), Some(ratio)) = (row.rounding.number(), row.doubles.ratio.number())
        else {
            return false;
        };
        &rounding.abs() * &Rational::integer(10_000_000_000) > ratio.abs()
    }

    /// Which doubles are too far apart for a row: those near J, or those near the point.
    fn cause(&self, row: &NudgeRow) -> Option<String> {
        /// Roundings of a value or two, and of what they are made from.
        const ROUNDINGS: f64 = 4.0;
        let doubles = &*self.doubles;
        let off = row.rounding.number()?.to_f64().abs() * row.nudge.eps.abs();
        let moved = row
            .slope
            .number()
            .map_or(0.0, |n| n.to_f64().abs() * doubles.apart);
        let (what, near, apart) = if off <= ROUNDINGS * doubles.here_apart {
            ("J = ", doubles.here, doubles.here_apart)
        } else if off <= ROUNDINGS * moved {
            ("", doubles.at, doubles.apart)
        } else {
            return None;
        };
        let near = Cell::double(near).text(self.digits.0);
        let apart = Cell::double(apart).text(2);
        Some(format!("doubles near {what}{near} are about {apart} apart"))
    }

    fn eps(&self, row: &NudgeRow) -> String {
        Decimal::exact_or_rounded(&row.eps, self.digits.0).to_string()
    }
}
