//! The session on the whole screen: the door to `signal-hook`, and with `guard` to `crossterm`.
//!
//! crossterm alone, with our own canvas: the pictures are drawn in `picture/` anyway, and what is left
//! is raw mode, keys and the alternate screen. ratatui would bring 40 packages more for a layout of
//! four lines.

use super::guard::{self, Raw, restore};
use super::layout::{self, ScreenView};
use crate::output::{Failure, Output, Status, problem};
use crate::plot;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::{cursor, queue, terminal};
use deriv::practice::explore::{Command, Control, Exploration};
use deriv::report::Text;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long keys are waited for before signals are looked at.
const WAIT: Duration = Duration::from_millis(100);

/// How often that the program is waited for to end by itself.
const PATIENCE: u32 = 10;

/// How many times as far the page keys go.
const PAGE: i64 = 4;

/// Longest text in a field.
const MAX_FIELD: usize = 60;

/// Files that are tried for a picture.
const MAX_PICTURES: usize = 1000;

/// Signals that came.
struct Signals {
    /// The program is to end.
    end: Arc<AtomicBool>,
    /// The program is to be suspended.
    stop: Arc<AtomicBool>,
}

impl Signals {
    fn new() -> io::Result<Signals> {
        let signals = Signals {
            end: Arc::default(),
            stop: Arc::default(),
        };
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
            for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
                signal_hook::flag::register(signal, Arc::clone(&signals.end))?;
            }
            signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        }
        Ok(signals)
    }

    fn ended(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    fn stopped(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }
}

/// Ends the program where its terminal is gone: a read from it then comes back at once and without a
/// byte, which crossterm takes for nothing yet and asks again for ever.
fn watch(end: Arc<AtomicBool>, left: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let mut late = 0;
        while !left.load(Ordering::Relaxed) {
            std::thread::sleep(WAIT);
            let there = io::stdin().is_terminal() && io::stdout().is_terminal();
            late = match there && !end.load(Ordering::Relaxed) {
                true => 0,
                false => late + 1,
            };
            if late >= PATIENCE {
                restore();
                // The other thread can't be told any more.
                #[allow(clippy::exit)]
                std::process::exit(0);
            }
        }
    });
}

/// Says that the session was left, whatever ended it.
struct Left(Arc<AtomicBool>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Stops the program as the shell's Ctrl-Z does, and comes back when it goes on.
fn suspend() {
    #[cfg(unix)]
    {
        // Without a shell that could bring it back this does nothing.
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }
}

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

/// What a key leads to.
enum Next {
    /// The screen is drawn again.
    Draw,
    /// Nothing.
    Wait,
    /// The terminal is given to the shell for a while.
    Suspend,
    /// The session is left.
    Leave,
}

fn led(session: &mut Exploration, out: &Output) -> io::Result<()> {
    let signals = Signals::new()?;
    let left = Left(Arc::default());
    watch(Arc::clone(&signals.end), Arc::clone(&left.0));
    let mut raw = Some(Raw::enter()?);
    let mut view = ScreenView::default();
    let mut drawn: Vec<String> = Vec::new();
    let mut next = Next::Draw;
    // A window that is resized before keys are waited for sends nothing any more; so it is looked at.
    let mut size = terminal::size()?;
    loop {
        match next {
            Next::Draw => draw(session, &view, out, &mut drawn)?,
            Next::Wait => {}
            Next::Suspend => {
                drop(raw.take());
                suspend();
                raw = Some(Raw::enter()?);
                drawn.clear();
                draw(session, &view, out, &mut drawn)?;
            }
            Next::Leave => return Ok(()),
        }
        if signals.ended() {
            return Ok(());
        }
        next = match (signals.stopped(), event::poll(WAIT)) {
            (true, _) => Next::Suspend,
            (false, Ok(true)) => match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    pressed(session, &mut view, key)
                }
                Event::Resize(columns, rows) => {
                    size = (columns, rows);
                    drawn.clear();
                    Next::Draw
                }
                _ => Next::Wait,
            },
            (false, Ok(false)) => match terminal::size()? {
                now if now != size => {
                    size = now;
                    drawn.clear();
                    Next::Draw
                }
                _ => Next::Wait,
            },
            // A signal in between is no trouble.
            (false, Err(error)) if error.kind() == io::ErrorKind::Interrupted => Next::Wait,
            (false, Err(error)) => return Err(error),
        };
    }
}

/// Writes the lines that differ from what stands there.
fn draw(
    session: &mut Exploration,
    view: &ScreenView,
    out: &Output,
    before: &mut Vec<String>,
) -> io::Result<()> {
    let (columns, rows) = terminal::size()?;
    let size = (usize::from(columns), usize::from(rows));
    let screen = layout::screen(session, view, size, plot::glyphs(out));
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

fn pressed(session: &mut Exploration, view: &mut ScreenView, key: KeyEvent) -> Next {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control {
        return match key.code {
            KeyCode::Char('c' | 'd') => Next::Leave,
            KeyCode::Char('z') => Next::Suspend,
            KeyCode::Char('l') => Next::Draw,
            _ => Next::Wait,
        };
    }
    if view.help {
        view.help = false;
        return Next::Draw;
    }
    view.note = None;
    if view.field.is_some() {
        return typed(session, view, key.code);
    }
    let chosen = Control::ALL[view.chosen];
    let count = Control::ALL.len();
    let command = match key.code {
        KeyCode::Up | KeyCode::BackTab => {
            view.chosen = (view.chosen + count - 1) % count;
            return Next::Draw;
        }
        KeyCode::Down | KeyCode::Tab => {
            view.chosen = (view.chosen + 1) % count;
            return Next::Draw;
        }
        KeyCode::Left => Command::More(chosen, -1),
        KeyCode::Right => Command::More(chosen, 1),
        KeyCode::PageDown => Command::More(chosen, -PAGE),
        KeyCode::PageUp => Command::More(chosen, PAGE),
        KeyCode::Char(c) if c.is_ascii_digit() || c == '-' || c == '.' => {
            view.field = Some(c.to_string());
            return Next::Draw;
        }
        KeyCode::Enter => {
            view.field = Some(String::new());
            return Next::Draw;
        }
        KeyCode::Char(' ') => Command::Step,
        KeyCode::Char('u') => Command::Undo,
        KeyCode::Char('h') => Command::Half,
        KeyCode::Char('n') => Command::Side,
        KeyCode::Char('v') => Command::Variable(None),
        KeyCode::Char('z') => Command::Fit,
        KeyCode::Char('m') => Command::Mission,
        KeyCode::Char('r') => Command::Reset,
        KeyCode::Char('p') => {
            view.note = Some(saved(session));
            return Next::Draw;
        }
        KeyCode::Char('?') => {
            view.help = true;
            return Next::Draw;
        }
        KeyCode::Char('q') | KeyCode::Esc => return Next::Leave,
        _ => return Next::Wait,
    };
    session.apply(&command);
    Next::Draw
}

/// A key while a value is typed.
fn typed(session: &mut Exploration, view: &mut ScreenView, key: KeyCode) -> Next {
    let Some(field) = &mut view.field else {
        return Next::Wait;
    };
    match key {
        KeyCode::Esc => view.field = None,
        KeyCode::Backspace => {
            field.pop();
        }
        KeyCode::Char(c) if field.chars().count() < MAX_FIELD && !c.is_control() => field.push(c),
        KeyCode::Enter => {
            let value = std::mem::take(field);
            view.field = None;
            if !value.trim().is_empty() {
                session.apply(&Command::Set(Control::ALL[view.chosen], value));
            }
        }
        _ => return Next::Wait,
    }
    Next::Draw
}

/// Writes the picture to the first of `explore-N.svg` that is not there.
fn saved(session: &mut Exploration) -> String {
    let text = session.drawing();
    for at in 1..=MAX_PICTURES {
        let path = format!("explore-{at}.svg");
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                return match file.write_all(text.as_bytes()) {
                    Ok(()) => format!("Wrote {path}."),
                    Err(error) => format!("{path}: {}", problem(&error)),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return format!("{path}: {}", problem(&error)),
        }
    }
    "There are too many pictures here already.".to_owned()
}
