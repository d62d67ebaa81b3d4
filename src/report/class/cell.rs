//! A cell of a spreadsheet: text that is never taken for a formula.

use crate::notation::visible::visible;
use crate::number::rational::Rational;

/// Text that a spreadsheet takes as text: a leading sign that would start a formula gets a quote,
/// except before a number (CWE-1236). So does what a CI system may take for a command at the start of
/// a row.
pub(crate) fn cell(text: &str) -> String {
    let text = visible(text);
    let starts = text.trim_start();
    let starts = starts.starts_with(['=', '+', '-', '@']) || starts.starts_with("::");
    if starts && Rational::from_decimal(&text).is_none() {
        return format!("'{text}");
    }
    text.into_owned()
}
