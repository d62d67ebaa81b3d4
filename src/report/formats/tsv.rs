//! A row for each student and question.

use crate::report::class::Report;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.write_tsv(out)
}
