//! What a key does in a session.

use super::saved::saved;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use deriv::practice::explore::{Command, Control, Exploration};
use deriv::report::explore::ScreenView;

/// How many times as far the page keys go.
const PAGE: i64 = 4;

/// Longest text in a field.
const MAX_FIELD: usize = 60;

/// What a key leads to.
pub(super) enum AfterKey {
    /// The screen is drawn again.
    Draw,
    /// Nothing.
    Wait,
    /// The terminal is given to the shell for a while.
    Suspend,
    /// The session is left.
    Leave,
}

/// A key: the session and the view change, and this is next.
pub(super) fn pressed(session: &mut Exploration, view: &mut ScreenView, key: KeyEvent) -> AfterKey {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control {
        return match key.code {
            KeyCode::Char('c' | 'd') => AfterKey::Leave,
            KeyCode::Char('z') => AfterKey::Suspend,
            KeyCode::Char('l') => AfterKey::Draw,
            _ => AfterKey::Wait,
        };
    }
    if view.help {
        view.help = false;
        return AfterKey::Draw;
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
            return AfterKey::Draw;
        }
        KeyCode::Down | KeyCode::Tab => {
            view.chosen = (view.chosen + 1) % count;
            return AfterKey::Draw;
        }
        KeyCode::Left => Command::More(chosen, -1),
        KeyCode::Right => Command::More(chosen, 1),
        KeyCode::PageDown => Command::More(chosen, -PAGE),
        KeyCode::PageUp => Command::More(chosen, PAGE),
        KeyCode::Char(c) if c.is_ascii_digit() || c == '-' || c == '.' => {
            view.field = Some(c.to_string());
            return AfterKey::Draw;
        }
        KeyCode::Enter => {
            view.field = Some(String::new());
            return AfterKey::Draw;
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
            return AfterKey::Draw;
        }
        KeyCode::Char('?') => {
            view.help = true;
            return AfterKey::Draw;
        }
        KeyCode::Char('q') | KeyCode::Esc => return AfterKey::Leave,
        _ => return AfterKey::Wait,
    };
    session.apply(&command);
    AfterKey::Draw
}

/// A key while a value is typed.
fn typed(session: &mut Exploration, view: &mut ScreenView, key: KeyCode) -> AfterKey {
    let Some(field) = &mut view.field else {
        return AfterKey::Wait;
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
        _ => return AfterKey::Wait,
    }
    AfterKey::Draw
}
