//! The class, or the student, in words.

use crate::report::class::Report;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(report.text().to_plain().as_bytes())
}
