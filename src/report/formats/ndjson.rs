//! An object a line for each answer, with who gave it.

use crate::report::class::Report;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.write_lines(out)
}
