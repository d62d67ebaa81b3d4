//! What `explore` shows: the screen as lines of text, a pure function of the session and the size, and
//! the lists of keys and commands.

mod commands;
mod controls;
mod pictures;
mod view;

pub use commands::{commands, help};

use crate::notation::width::{cut, width};
use crate::picture::characters::Glyphs;
use crate::practice::explore::Exploration;
use crate::report::{Role, Text};
use controls::controls;
use pictures::pictures;
pub use view::ScreenView;
use view::{AROUND, WIDEST, piece};

/// From this size on everything is shown; below it numbers, sentence and keys; below the other size
/// the sentence alone.
const WHOLE: (usize, usize) = (60, 20);
const NUMBERS: (usize, usize) = (40, 8);

/// Lines, and where the terminal's own cursor rests: column and row.
#[derive(Clone, Debug)]
pub struct ScreenLines {
    /// The lines, without their ends.
    pub lines: Vec<Text>,
    /// Column and row.
    pub cursor: (usize, usize),
}

/// The screen at a size of columns and rows; `glyphs`: which characters the terminal takes.
pub fn screen(
    session: &mut Exploration,
    view: &ScreenView,
    (columns, rows): (usize, usize),
    glyphs: Glyphs,
) -> ScreenLines {
    let symbols = |text: &str| match glyphs {
        Glyphs::Unicode => text.to_owned(),
        Glyphs::Ascii => text
            .replace('ε', "eps")
            .replace('Δ', "d")
            .replace('α', "rate"),
    };
    let sentence = match &view.note {
        Some(note) => note.clone(),
        None => session.sentence().to_owned(),
    };
    let sentence = symbols(&sentence);
    if columns < NUMBERS.0 || rows < NUMBERS.1 {
        let mut lines = wrapped(&sentence, columns.max(1), rows.max(1));
        lines.truncate(rows.max(1));
        let lines = lines.into_iter().map(|line| piece(Role::Plain, line));
        return ScreenLines {
            lines: lines.collect(),
            cursor: (0, 0),
        };
    }
    let mut lines: Vec<Text> = Vec::new();
    let whole = columns >= WHOLE.0 && rows >= WHOLE.1;
    if view.help {
        lines.extend(commands::keys(columns, rows, &symbols));
        lines.truncate(rows);
        return ScreenLines {
            lines,
            cursor: (0, 0),
        };
    }
    if whole {
        lines.extend(pictures(
            session,
            columns.min(WIDEST),
            rows - AROUND,
            glyphs,
        ));
    } else {
        let title = format!("explore  {}", session.headline());
        lines.push(piece(Role::Expression, cut(&title, columns)));
    }
    for (head, numbers) in ["nudge", "ratio", "step"].iter().zip(session.numbers()) {
        let numbers = symbols(&numbers);
        let mut line = Text::new();
        line.push(Role::Label, format!("{head:<8}"))
            .plain(cut(&numbers, columns.saturating_sub(8)));
        lines.push(line);
    }
    let mission = session.mission().filter(|_| view.note.is_none());
    // The mission has a line of its own, unless it is what was just said.
    let mission = mission.filter(|mission| !sentence.contains(&symbols(mission)));
    let room = match mission {
        Some(_) => 1,
        None => 2,
    };
    let mut said = wrapped(&sentence, columns, room);
    said.truncate(room);
    let mut said: Vec<Text> = said
        .into_iter()
        .map(|line| piece(Role::Answer, line))
        .collect();
    if let Some(mission) = mission {
        said.push(piece(Role::Nudge, cut(&symbols(&mission), columns)));
    }
    said.resize_with(2, Text::new);
    lines.extend(said);
    let row = lines.len();
    let (controls, column) = controls(session, view, columns, glyphs);
    lines.push(controls);
    let keys = match (&view.field, glyphs) {
        (Some(_), _) => "Enter takes the value  Esc drops it",
        (None, Glyphs::Unicode) => {
            "↑↓ pick  ←→ change  space step  h halve ε  u undo  r reset  ? help  q quit"
        }
        (None, Glyphs::Ascii) => {
            "arrows pick, change  space step  h halve eps  u undo  r reset  ? help  q quit"
        }
    };
    lines.push(piece(Role::Label, cut(keys, columns)));
    if lines.len() > rows {
        // The numbers give way first.
        let over = lines.len() - rows;
        lines.drain(1..=over);
        return ScreenLines {
            lines,
            cursor: (column, row - over),
        };
    }
    ScreenLines {
        lines,
        cursor: (column, row),
    }
}

/// Words on lines of so many columns; the last of `most` lines is cut.
fn wrapped(words: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        let begun = lines.len();
        let last = lines.last_mut().expect("there is one");
        let long = width(last) + usize::from(!last.is_empty()) + width(word);
        if long > columns && !last.is_empty() && begun < most {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.iter().map(|line| cut(line, columns)).collect()
}
