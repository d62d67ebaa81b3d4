//! The pictures of a session: the curve, and the lens on the nudge beside it.

use crate::notation::width::{cut, width};
use crate::picture::characters::{self, Glyphs, GridSize};
use crate::picture::scene::Grain;
use crate::picture::{Picture, Shape};
use crate::practice::explore::Exploration;
use crate::report::{Role, Text, plot};

/// The curve and the lens side by side.
pub(super) fn pictures(
    session: &mut Exploration,
    columns: usize,
    rows: usize,
    glyphs: Glyphs,
) -> Vec<Text> {
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
    let title = format!("explore  {}", session.headline());
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
