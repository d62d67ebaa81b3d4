//! The controls of a session on one line, each with its slider.

use super::{ScreenView, WIDEST};
use crate::notation::width::{cut, width};
use crate::picture::characters::Glyphs;
use crate::practice::explore::{Control, Exploration};
use crate::report::{Role, Text};

/// Cells of a slider.
const SLIDER: usize = 15;

/// The three controls, and the column of the chosen one.
pub(super) fn controls(
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
