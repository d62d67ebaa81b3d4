//! What programs ask of a record: a short text, a double, the exact value, the reason.

use crate::report::diff::Diff;
use crate::report::slope::Slope;
use crate::slope::existence::Reason;
use std::fmt;

impl Slope {
    /// The slope as the nearest double; infinite where it is out of range. `None` where there is no
    /// slope, and of a gradient.
    pub fn as_f64(&self) -> Option<f64> {
        match &self.as_vector()?[..] {
            [slope] if self.slope.single => Some(*slope),
            _ => None,
        }
    }

    /// All partial derivatives as doubles, in the order of the variables' names; `None` where one of
    /// them does not exist.
    pub fn as_vector(&self) -> Option<Vec<f64>> {
        let each = self.slope.values();
        each.map(|found| found.as_ref().ok()?.to_f64()).collect()
    }

    /// The slope without rounding, as it can be read back: `6`, `1/3`, `pi/2`. `None` where it is not
    /// known, where there is no slope, and of a gradient.
    pub fn exact(&self) -> Option<String> {
        match &self.slope.all[..] {
            [(_, Ok(figure))] if self.slope.single => figure.exact_text(),
            _ => None,
        }
    }

    /// Why there is no slope, for the first variable without one; `None` where there is.
    pub fn reason(&self) -> Option<Reason> {
        self.absence().map(|absence| absence.reason)
    }
}

/// The slope as it is printed, or in a sentence why there is none; a gradient has a line for each
/// variable.
impl fmt::Display for Slope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.absence() {
            Some(absence) => absence.head(&self.definition, &self.place),
            None => self.text(false),
        };
        out.write_str(text.to_plain().trim_end())
    }
}

/// The formula; with several variables a line for each.
impl fmt::Display for Diff {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text().to_plain().trim_end())
    }
}
