//! What stands where on the screen: a pure function of the session and the size.

use deriv::notation::width::{cut, width};
use deriv::picture::characters::{self, Glyphs, GridSize};
use deriv::picture::scene::Grain;
use deriv::picture::{Picture, Shape};
use deriv::practice::explore::{Control, Exploration};
use deriv::report::{Role, Text, plot};

/// From this size on everything is shown; below it numbers, sentence and keys; below the other size
/// the sentence alone.
const WHOLE: (usize, usize) = (60, 20);
const NUMBERS: (usize, usize) = (40, 8);

/// Widest pictures, and lines around them.
const WIDEST: usize = 100;
const AROUND: usize = 12;

/// Cells of a slider.
const SLIDER: usize = 15;

/// Every key, for `?`.
const KEYS: &[(&str, &str)] = &[
    ("up, down, Tab", "pick w, ε or α"),
    ("left, right", "change it"),
    ("Page up, down", "change it four times as much"),
    (
        "0-9 - .",
        "type a value or an expression; Enter takes it, Esc drops it",
    ),
    ("space", "one step of gradient descent"),
    ("h", "halve ε"),
    ("n", "turn the nudge to the other side"),
    ("u", "undo the last change or step"),
    ("v", "the next variable moves"),
    ("z", "fit the window to the walk"),
    ("m", "next mission"),
    ("p", "write the picture to explore-N.svg"),
    ("r", "start again"),
    ("Ctrl-Z", "suspend"),
    ("q, Esc, Ctrl-C", "leave"),
];

/// What the screen shows beside the session.
#[derive(Clone, Debug, Default)]
pub(super) struct ScreenView {
    /// The control that the arrows move.
    pub(super) chosen: usize,
    /// What is being typed.
    pub(super) field: Option<String>,
    /// Whether all keys are shown in place of the pictures.
    pub(super) help: bool,
    /// What is said in place of the session's sentence.
    pub(super) note: Option<String>,
}

/// Lines, and where the terminal's own cursor rests: column and row.
pub(super) struct ScreenLines {
    pub(super) lines: Vec<Text>,
    pub(super) cursor: (usize, usize),
}

/// The screen at a size of columns and rows.
pub(super) fn screen(
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
        return ScreenLines {
            lines: lines
                .into_iter()
                .map(|line| piece(Role::Plain, line))
                .collect(),
            cursor: (0, 0),
        };
    }
    let mut lines: Vec<Text> = Vec::new();
    let whole = columns >= WHOLE.0 && rows >= WHOLE.1;
    if view.help {
        lines.push(piece(Role::Heading, "keys".to_owned()));
        for (key, does) in KEYS.iter().take(rows.saturating_sub(3)) {
            let mut line = Text::new();
            line.plain(format!("  {key:<16}"))
                .push(Role::Label, cut(&symbols(does), columns.saturating_sub(18)));
            lines.push(line);
        }
        lines.push(piece(Role::Label, "any key goes back".to_owned()));
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
        let title = format!("explore  {}", session.definition());
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

fn piece(role: Role, words: String) -> Text {
    let mut text = Text::new();
    if !words.is_empty() {
        text.push(role, words);
    }
    text
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

/// The curve and the lens side by side.
fn pictures(session: &mut Exploration, columns: usize, rows: usize, glyphs: Glyphs) -> Vec<Text> {
    let lens_cells = columns * 3 / 10;
    let left = columns - lens_cells - 3;
    let size = GridSize {
        columns: left + 4,
        rows,
    };
    let picture = without_words(session.picture(Grain::Characters(size)));
    let drawn = characters::draw(&picture, size, 0, glyphs);
    let lens = without_words(session.lens(Grain::Characters(GridSize {
        columns: lens_cells + 6,
        rows,
    })));
    let near = characters::rows(&lens, lens_cells, rows, glyphs);
    let title = format!("explore  {}", session.definition());
    let mut head = Text::new();
    let lens_title = "lens on the nudge";
    let column = left + 1;
    head.push(Role::Expression, cut(&title, column - 1));
    let gap = column.saturating_sub(width(&cut(&title, column - 1)));
    head.plain(" ".repeat(gap + 1))
        .push(Role::Label, cut(lens_title, lens_cells));
    let mut lines = vec![head];
    let side = match glyphs {
        Glyphs::Unicode => "│",
        Glyphs::Ascii => "|",
    };
    for (at, line) in drawn.into_iter().enumerate() {
        let used: usize = line.iter().map(|(_, piece)| width(piece)).sum();
        let mut text = plot::line(line);
        // The first line has the name of what goes up; below the rows there is nothing to the right.
        if let Some(near) = at.checked_sub(1).and_then(|at| near.get(at)) {
            text.plain(" ".repeat(column.saturating_sub(used)));
            text.push(Role::Label, side);
            text.append(plot::line(near.clone()));
        }
        lines.push(text);
    }
    lines
}

/// The lines of numbers below say it all.
fn without_words(mut picture: Picture) -> Picture {
    picture
        .layers
        .retain(|layer| !matches!(layer.shape, Shape::Words(..)));
    for layer in &mut picture.layers {
        if let Shape::Point(_, _, word) = &mut layer.shape {
            word.clear();
        }
    }
    picture
}

/// The three controls, and the column of the chosen one.
fn controls(
    session: &mut Exploration,
    view: &ScreenView,
    columns: usize,
    glyphs: Glyphs,
) -> (Text, usize) {
    let mut text = Text::new();
    let mut column = 0;
    let mut used = 0;
    let each = columns.min(WIDEST) / 3;
    let (pick, dash, knob) = match glyphs {
        Glyphs::Unicode => ("▸", "─", "●"),
        Glyphs::Ascii => (">", "-", "O"),
    };
    for (at, control) in Control::ALL.into_iter().enumerate() {
        let chosen = at == view.chosen;
        let name = match (control, glyphs) {
            (Control::Variable, _) => session.moving().to_owned(),
            (Control::Epsilon, Glyphs::Unicode) => "ε".to_owned(),
            (Control::Epsilon, Glyphs::Ascii) => "eps".to_owned(),
            (Control::Rate, Glyphs::Unicode) => "α".to_owned(),
            (Control::Rate, Glyphs::Ascii) => "rate".to_owned(),
        };
        let name = cut(&name, 8);
        let value = match control {
            Control::Variable => session.place(),
            Control::Epsilon => session.epsilon(),
            Control::Rate => session.rate_text(),
        };
        let marker = if chosen { pick } else { " " };
        let typed = view.field.as_ref().filter(|_| chosen);
        let body = match typed {
            Some(field) => format!("= {field}"),
            None => {
                let cells = SLIDER.min(each.saturating_sub(width(&name) + width(&value) + 5));
                let place =
                    (session.share(control) * cells.saturating_sub(1) as f64 + 0.5) as usize;
                let bar: String = (0..cells)
                    .map(|k| if k == place { knob } else { dash })
                    .collect();
                format!("{bar} {value}")
            }
        };
        let shown = cut(&format!("{marker}{name} {body}"), each.saturating_sub(1));
        if chosen {
            column = match typed {
                Some(_) => used + width(&shown),
                None => used,
            };
        }
        let role = if chosen { Role::Answer } else { Role::Plain };
        let pad = match at {
            2 => 0,
            _ => each.saturating_sub(width(&shown)),
        };
        used += width(&shown) + pad;
        text.push(role, shown).plain(" ".repeat(pad));
    }
    (text, column.min(columns.saturating_sub(1)))
}
