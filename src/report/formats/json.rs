//! One object for the class, or for the student.

use crate::report::class::Report;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.write_json(out)
}
