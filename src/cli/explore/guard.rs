//! The terminal while the session has it, given back whatever ends that.
//!
//! Alone in its file, so that a test can panic with it in a terminal of its own.

use crossterm::{cursor, execute, terminal};
use std::io;

/// The terminal as it was, once this is dropped.
pub(crate) struct Raw;

impl Raw {
    /// Takes the terminal: no echo, no lines, the other screen.
    pub(crate) fn enter() -> io::Result<Raw> {
        terminal::enable_raw_mode()?;
        let raw = Raw;
        execute!(
            io::stdout(),
            terminal::EnterAlternateScreen,
            terminal::Clear(terminal::ClearType::All)
        )?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Nobody is left to tell if that fails.
pub(crate) fn restore() {
    let _ = execute!(io::stdout(), terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// Lets a panic give the terminal back before it says anything: on the other screen its message would
/// be gone with that.
pub(crate) fn restore_on_panic() {
    let said = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        said(panic);
    }));
}
