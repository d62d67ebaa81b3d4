//! The session on the whole screen, with `draw`, `guard` and `keys` the door to `crossterm`.
//!
//! crossterm alone, with our own canvas: the pictures are drawn in `picture/` anyway, and what is left
//! is raw mode, keys and the alternate screen. ratatui would bring 40 packages more for a layout of
//! four lines.

use super::draw::draw;
use super::guard::{self, Raw};
use super::keys::{AfterKey, pressed};
use super::signals::{Left, Signals, WAIT, suspend, watch};
use crate::output::{Failure, Output, Status};
use crossterm::event::{self, Event, KeyEventKind};
use crossterm::terminal;
use deriv::practice::explore::Exploration;
use deriv::report::Text;
use deriv::report::explore::ScreenView;
use std::io;
use std::sync::Arc;

pub(super) fn run(mut session: Exploration, out: &mut Output) -> Result<Status, Failure> {
    out.flush()?;
    guard::restore_on_panic();
    let led = led(&mut session, out);
    match led {
        Ok(()) => {}
        // A terminal that is gone is a closed window.
        Err(error) if gone(&error) => return Ok(Status::Done),
        Err(error) => {
            return Err(Failure::file("the terminal", &error));
        }
    }
    let mut text = Text::new();
    for line in session.left(true) {
        text.plain(line).line();
    }
    out.result(&text)?;
    Ok(Status::Done)
}

fn gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof | io::ErrorKind::NotConnected
    ) || error.raw_os_error() == Some(5)
}

fn led(session: &mut Exploration, out: &Output) -> io::Result<()> {
    let signals = Signals::new()?;
    let left = Left(Arc::default());
    watch(Arc::clone(&signals.end), Arc::clone(&left.0));
    let mut raw = Some(Raw::enter()?);
    let mut view = ScreenView::default();
    let mut drawn: Vec<String> = Vec::new();
    let mut next = AfterKey::Draw;
    // A window that is resized before keys are waited for sends nothing any more; so it is looked at.
    let mut size = terminal::size()?;
    loop {
        match next {
            AfterKey::Draw => draw(session, &view, out, &mut drawn)?,
            AfterKey::Wait => {}
            AfterKey::Suspend => {
                drop(raw.take());
                suspend();
                raw = Some(Raw::enter()?);
                drawn.clear();
                draw(session, &view, out, &mut drawn)?;
            }
            AfterKey::Leave => return Ok(()),
        }
        if signals.ended() {
            return Ok(());
        }
        next = match (signals.stopped(), event::poll(WAIT)) {
            (true, _) => AfterKey::Suspend,
            (false, Ok(true)) => match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    pressed(session, &mut view, key)
                }
                Event::Resize(columns, rows) => {
                    size = (columns, rows);
                    drawn.clear();
                    AfterKey::Draw
                }
                _ => AfterKey::Wait,
            },
            (false, Ok(false)) => match terminal::size()? {
                now if now != size => {
                    size = now;
                    drawn.clear();
                    AfterKey::Draw
                }
                _ => AfterKey::Wait,
            },
            // A signal in between is no trouble.
            (false, Err(error)) if error.kind() == io::ErrorKind::Interrupted => AfterKey::Wait,
            (false, Err(error)) => return Err(error),
        };
    }
}
