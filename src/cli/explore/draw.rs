//! The screen of a session, drawn where it changed.

use crate::output::Output;
use crate::plot;
use crossterm::{cursor, queue, terminal};
use deriv::practice::explore::Exploration;
use deriv::report::explore::{self, ScreenView};
use std::io::{self, Write};

/// Writes the lines that differ from what stands there.
pub(super) fn draw(
    session: &mut Exploration,
    view: &ScreenView,
    out: &Output,
    before: &mut Vec<String>,
) -> io::Result<()> {
    let (columns, rows) = terminal::size()?;
    let size = (usize::from(columns), usize::from(rows));
    let screen = explore::screen(session, view, size, plot::glyphs(out));
    let lines: Vec<String> = screen.lines.iter().map(|text| out.painted(text)).collect();
    let mut stdout = io::stdout().lock();
    queue!(stdout, cursor::Hide)?;
    if before.is_empty() {
        queue!(stdout, terminal::Clear(terminal::ClearType::All))?;
    }
    for row in 0..lines.len().max(before.len()) {
        let line = lines.get(row);
        if line == before.get(row) {
            continue;
        }
        // Cleared first: after its last column a line that is full would lose it.
        queue!(
            stdout,
            cursor::MoveTo(0, row as u16),
            terminal::Clear(terminal::ClearType::UntilNewLine)
        )?;
        if let Some(line) = line {
            stdout.write_all(line.as_bytes())?;
        }
    }
    let (column, row) = screen.cursor;
    queue!(
        stdout,
        cursor::MoveTo(column as u16, row as u16),
        cursor::Show
    )?;
    stdout.flush()?;
    *before = lines;
    Ok(())
}
