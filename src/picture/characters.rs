//! Pictures in characters: braille dots, or ASCII.
//!
//! A cell has 2 by 4 dots. Lines that overlap keep both sets of dots; what lies on top says what the
//! cell is. In ASCII a cell is the sign of what lies on top.

use crate::notation::width::{cut, width};
use crate::number::double;
pub use crate::picture::legend::Glyphs;
use crate::picture::legend::sample_first;
use crate::picture::line::{self, nearest};
use crate::picture::ticks::{Tick, ticks};
use crate::picture::{Axis, Ink, LabelSide, LegendEntry, Picture, PicturePoint, Shape};

/// Cells from one number below to the next, and rows from one on the left to the next, at least.
const CELLS_APART: f64 = 8.0;
const ROWS_APART: f64 = 3.0;

/// Dots of a dash, and of the gap after it.
const DASH: usize = 2;

/// Dots from one dot of a line of zeros to the next.
const AXIS_DOTS: usize = 6;

/// Widest numbers on the left.
const WIDEST_LABEL: usize = 12;

/// A piece of a line, and what it is.
pub type InkRun = (Ink, String);

/// A line in pieces.
pub type CharacterLine = Vec<InkRun>;

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridSize {
    /// Columns of the terminal for the whole, with the numbers on the left.
    pub columns: usize,
    /// Rows for the curve.
    pub rows: usize,
}

/// Cells across for the curve: what the numbers on the left leave. The numbers depend on the heights,
/// for which a survey of some columns is needed; so they are taken as this wide before that.
pub fn cells(columns: usize, labels: usize) -> usize {
    columns.saturating_sub(labels + 6).max(8)
}

/// The dots of a cell: its bit for each place, by column and row.
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

#[derive(Clone, Copy)]
struct Cell {
    dots: u8,
    ink: Ink,
    /// A character in place of the dots.
    glyph: Option<char>,
}

/// A grid of cells that shapes are drawn on.
pub struct Canvas<'p> {
    across: &'p Axis,
    up: &'p Axis,
    columns: usize,
    rows: usize,
    glyphs: Glyphs,
    cells: Vec<Cell>,
}

impl<'p> Canvas<'p> {
    fn new(picture: &'p Picture, columns: usize, rows: usize, glyphs: Glyphs) -> Canvas<'p> {
        let empty = Cell {
            dots: 0,
            ink: Ink::Plain,
            glyph: None,
        };
        let mut canvas = Canvas {
            across: &picture.across,
            up: &picture.up,
            columns,
            rows,
            glyphs,
            cells: vec![empty; columns * rows],
        };
        canvas.zeros();
        for layer in &picture.layers {
            canvas.draw(layer.ink, &layer.shape);
        }
        for layer in &picture.layers {
            canvas.words(&layer.shape);
        }
        canvas
    }

    fn width(&self) -> usize {
        2 * self.columns
    }

    fn height(&self) -> usize {
        4 * self.rows
    }

    /// Where a place is, in dots from the left and from the top.
    fn dot(&self, (x, y): PicturePoint) -> PicturePoint {
        (
            self.across.place(x) * (self.width() - 1) as f64,
            (self.up.high - y) / self.up.span() * (self.height() - 1) as f64,
        )
    }

    fn mark(&mut self, (column, row): (i64, i64), ink: Ink) {
        if column < 0 || row < 0 || column >= self.width() as i64 || row >= self.height() as i64 {
            return;
        }
        let (column, row) = (column as usize, row as usize);
        let cell = &mut self.cells[row / 4 * self.columns + column / 2];
        cell.dots |= BITS[column % 2][row % 4];
        cell.ink = match cell.ink {
            Ink::Plain => ink,
            before => before.max(ink),
        };
    }

    /// Where both numbers are 0, as dotted lines.
    fn zeros(&mut self) {
        let (x, y) = self.dot((0.0, 0.0));
        let (x, y) = (nearest(x), nearest(y));
        if self.up.low < 0.0 && self.up.high > 0.0 {
            for column in (0..self.width()).step_by(AXIS_DOTS) {
                self.mark((column as i64, y), Ink::Axis);
            }
        }
        if self.across.low < 0.0 && self.across.high > 0.0 {
            for row in (0..self.height()).rev().step_by(AXIS_DOTS) {
                self.mark((x, row as i64), Ink::Axis);
            }
        }
    }

    fn draw(&mut self, ink: Ink, shape: &Shape) {
        match shape {
            Shape::Line(points) => {
                let dashed = matches!(ink, Ink::Tangent | Ink::Path);
                for pair in points.windows(2) {
                    self.line(pair[0], pair[1], ink, dashed);
                }
            }
            Shape::Band(columns) => {
                for [from, to, low, high] in columns {
                    self.band([*from, *to], [*low, *high], ink);
                }
            }
            Shape::Upright(x) => self.upright(*x, ink),
            Shape::Point(at, sign, _) => {
                if let Some((column, row)) = self.cell(*at) {
                    let glyph = self.glyphs.sign(*sign);
                    let cell = &mut self.cells[row * self.columns + column];
                    // Of two positions in one cell the first is shown.
                    if !cell.glyph.is_some_and(|glyph| glyph.is_ascii_digit()) {
                        cell.glyph = Some(glyph);
                        cell.ink = ink;
                    }
                }
            }
            Shape::Words(..) => {}
        }
    }

    /// The cell of a place inside the picture.
    fn cell(&self, at: PicturePoint) -> Option<(usize, usize)> {
        let (x, y) = self.dot(at);
        let (x, y) = (nearest(x), nearest(y));
        let inside =
            (0..self.width() as i64).contains(&x) && (0..self.height() as i64).contains(&y);
        inside.then_some((x as usize / 2, y as usize / 4))
    }

    fn line(&mut self, a: PicturePoint, b: PicturePoint, ink: Ink, dashed: bool) {
        let (width, height) = ((self.width() - 1) as f64, (self.height() - 1) as f64);
        let Some((a, b)) = line::clipped(self.dot(a), self.dot(b), width, height) else {
            return;
        };
        // Dashes start on a dot, so that all are of one length.
        let whole = |(x, y): PicturePoint| (nearest(x) as f64, nearest(y) as f64);
        let (a, b) = if dashed { (whole(a), whole(b)) } else { (a, b) };
        for (at, dot) in line::dots(a, b).enumerate() {
            if !dashed || at % (2 * DASH) < DASH {
                self.mark(dot, ink);
            }
        }
    }

    /// Columns filled from one height to another.
    fn band(&mut self, across: [f64; 2], up: [f64; 2], ink: Ink) {
        let [(first, bottom), (last, top)] =
            [(across[0], up[0]), (across[1], up[1])].map(|at| self.dot(at));
        let bound = |y: f64| nearest(y.clamp(-4.0, self.height() as f64 + 4.0));
        let (top, bottom) = (bound(top), bound(bottom));
        let edge = |x: f64| nearest(x.clamp(-4.0, self.width() as f64 + 4.0));
        for column in edge(first)..=edge(last) {
            for row in top..=bottom {
                self.mark((column, row), ink);
            }
        }
    }

    fn upright(&mut self, x: f64, ink: Ink) {
        let Some((column, _)) = self.cell((x, self.up.low)) else {
            return;
        };
        let glyph = self.glyphs.cell(ink);
        for row in 0..self.rows {
            let cell = &mut self.cells[row * self.columns + column];
            if cell.glyph.is_none() && cell.ink <= Ink::Axis || cell.ink == Ink::Plain {
                *cell = Cell {
                    dots: 0,
                    ink,
                    glyph: Some(glyph),
                };
            }
        }
    }

    /// Words where nothing is in their way.
    fn words(&mut self, shape: &Shape) {
        match shape {
            Shape::Point(at, _, word) if !word.is_empty() => {
                let Some((column, row)) = self.cell(*at) else {
                    return;
                };
                let long = width(word);
                // Before the point, a little further where the curve is in the way; else after it.
                let before = [2, 3, 1, 4].into_iter().filter_map(|gap| {
                    let from = (column + 1).checked_sub(gap + long)?;
                    Some((from, row))
                });
                let after = [2, 3].into_iter().map(|gap| (column + gap, row));
                let over = [(column, row.wrapping_sub(1)), (column, row + 1)];
                let places: Vec<(usize, usize)> = before.chain(after).chain(over).collect();
                self.put(word, &places, Ink::Label);
            }
            Shape::Words(at, side, words) => {
                let (x, y) = self.dot(*at);
                if !(x.is_finite() && y.is_finite()) || x < 0.0 || y < 0.0 {
                    return;
                }
                let words = match self.glyphs {
                    Glyphs::Unicode => words.clone(),
                    Glyphs::Ascii => words.replace('Δ', "d").replace('ε', "e"),
                };
                let (column, row) = (x / 2.0, y / 4.0);
                let near = match side {
                    LabelSide::Right => {
                        let (column, row) = (double::floor(column) as usize, nearest(row) as usize);
                        let left = column.checked_sub(width(&words) + 1);
                        let mut places = vec![(column + 2, row)];
                        places.extend(left.map(|left| (left, row)));
                        places
                    }
                    LabelSide::Below | LabelSide::Above => {
                        let (column, row) = (nearest(column) as usize, double::floor(row) as usize);
                        let mut places = vec![(column, row + 1)];
                        places.extend(row.checked_sub(1).map(|row| (column, row)));
                        if *side == LabelSide::Above {
                            places.reverse();
                        }
                        places
                    }
                };
                self.put(&words, &near, Ink::Label);
            }
            _ => {}
        }
    }

    /// Puts words at the first of some places where all of their cells are free.
    fn put(&mut self, words: &str, places: &[(usize, usize)], ink: Ink) {
        let long = width(words);
        let free = places.iter().find(|&&(column, row)| {
            row < self.rows
                && column + long <= self.columns
                && (column..column + long).all(|column| {
                    let cell = &self.cells[row * self.columns + column];
                    cell.ink <= Ink::Axis && cell.glyph.is_none() || cell.ink == Ink::Plain
                })
        });
        let Some(&(column, row)) = free else {
            return;
        };
        for (at, glyph) in words.chars().enumerate() {
            self.cells[row * self.columns + column + at] = Cell {
                dots: 0,
                ink,
                glyph: Some(glyph),
            };
        }
    }

    /// A row, without the blanks at its end.
    fn row(&self, row: usize) -> CharacterLine {
        let cells = &self.cells[row * self.columns..(row + 1) * self.columns];
        let shown = cells.iter().map(|cell| match (cell.glyph, cell.dots) {
            (Some(glyph), _) => (cell.ink, glyph),
            (None, 0) => (Ink::Plain, ' '),
            (None, dots) => match self.glyphs {
                Glyphs::Ascii => (cell.ink, self.glyphs.cell(cell.ink)),
                Glyphs::Unicode => {
                    let braille = char::from_u32(0x2800 + u32::from(dots));
                    (cell.ink, braille.unwrap_or(' '))
                }
            },
        });
        let mut line: CharacterLine = Vec::new();
        for (ink, glyph) in shown {
            push(&mut line, ink, glyph);
        }
        trimmed(line)
    }
}

fn push(line: &mut CharacterLine, ink: Ink, glyph: char) {
    match line.last_mut() {
        Some((last, text)) if *last == ink => text.push(glyph),
        _ => line.push((ink, glyph.to_string())),
    }
}

fn trimmed(mut line: CharacterLine) -> CharacterLine {
    while let Some((ink, text)) = line.last_mut() {
        let kept = text.trim_end_matches(' ').len();
        text.truncate(kept);
        match text.is_empty() {
            true => {
                line.pop();
            }
            false => {
                let _ = ink;
                break;
            }
        }
    }
    line
}

/// The numbers on the left of a picture of that many rows.
fn on_the_left(picture: &Picture, rows: usize) -> Vec<Tick> {
    let mut all = ticks(&picture.up, ROWS_APART / rows as f64);
    all.retain(|tick| tick.label.len() <= WIDEST_LABEL);
    all
}

/// Columns that the numbers on the left take.
pub fn labels(up: &Axis, rows: usize) -> usize {
    let all = ticks(up, ROWS_APART / rows as f64);
    let widths = all.iter().map(|tick| tick.label.len());
    widths.filter(|&w| w <= WIDEST_LABEL).max().unwrap_or(0)
}

/// A picture without its title and its legend: the name of what goes up, the rows, the line below
/// with its numbers. `margin`: columns for the numbers on the left, at least what they take.
pub fn draw(
    picture: &Picture,
    size: GridSize,
    margin: usize,
    glyphs: Glyphs,
) -> Vec<CharacterLine> {
    let rows = size.rows.max(2);
    let left = on_the_left(picture, rows);
    let margin = margin.max(labels(&picture.up, rows));
    let columns = cells(size.columns, margin);
    let canvas = Canvas::new(picture, columns, rows, glyphs);
    let [tick, side, corner, dash, below] = glyphs.frame();
    let mut lines: Vec<CharacterLine> = Vec::with_capacity(rows + 3);
    let name = cut(&picture.up.name, size.columns / 2);
    lines.push(vec![(
        Ink::Label,
        format!("{}{name}", " ".repeat(margin.saturating_sub(width(&name)))),
    )]);
    let mut at_row: Vec<Option<&Tick>> = vec![None; rows];
    for tick in &left {
        if let Some((_, row)) = canvas.cell((picture.across.low, tick.at)) {
            at_row[row] = Some(tick);
        }
    }
    for (row, tick_here) in at_row.iter().enumerate() {
        let label = tick_here.map_or("", |tick| &tick.label);
        let edge = if tick_here.is_some() { tick } else { side };
        let mut line = vec![(Ink::Label, format!("{label:>margin$} {edge}"))];
        line.extend(canvas.row(row));
        lines.push(line);
    }
    let mut edge: Vec<char> = vec![dash; columns];
    let mut numbers = vec![' '; margin + 2 + columns + 2];
    let mut free_from = 0;
    for mark in ticks(&picture.across, CELLS_APART / columns as f64) {
        let Some((column, _)) = canvas.cell((mark.at, picture.up.low)) else {
            continue;
        };
        edge[column] = below;
        let long = mark.label.len();
        let from = (margin + 2 + column).saturating_sub(long / 2);
        if from < free_from || from + long > numbers.len() {
            continue;
        }
        for (at, digit) in mark.label.chars().enumerate() {
            numbers[from + at] = digit;
        }
        free_from = from + long + 1;
    }
    let edge: String = edge.into_iter().collect();
    lines.push(vec![(
        Ink::Label,
        format!("{} {corner}{edge}", " ".repeat(margin)),
    )]);
    let numbers: String = numbers.into_iter().collect();
    let mut numbers = numbers.trim_end().to_owned();
    let name = cut(&picture.across.name, size.columns / 2);
    if numbers.len() + 2 + width(&name) > size.columns {
        let short = size.columns.saturating_sub(2 + width(&name));
        numbers.truncate(short);
    }
    lines.push(vec![(Ink::Label, format!("{numbers}  {name}"))]);
    lines
}

/// The rows of a picture alone, of so many cells.
pub fn rows(picture: &Picture, cells: usize, rows: usize, glyphs: Glyphs) -> Vec<CharacterLine> {
    let canvas = Canvas::new(picture, cells.max(1), rows.max(1), glyphs);
    (0..rows.max(1)).map(|row| canvas.row(row)).collect()
}

/// The legend in lines of at most that many columns; an entry is broken where it alone is wider.
pub fn legend(entries: &[LegendEntry], columns: usize, glyphs: Glyphs) -> Vec<CharacterLine> {
    let mut lines: Vec<CharacterLine> = Vec::new();
    let mut used = 0;
    for entry in entries {
        let (ink, sample) = sample_first(entry.sample, glyphs);
        let mut words = entry.words.clone();
        if glyphs == Glyphs::Ascii {
            words = words
                .replace('ε', "eps")
                .replace('Δ', "d")
                .replace('≈', "~");
        }
        let mut long = width(&sample) + 1 + width(&words);
        if used > 0 && used + 2 + long > columns || lines.is_empty() {
            lines.push(Vec::new());
            used = 0;
        }
        let line = lines.last_mut().expect("a line was begun");
        if used > 0 {
            line.push((Ink::Plain, "  ".to_owned()));
            used += 2;
        }
        // What is longer than a line goes on below, behind what it is a sample of.
        let margin = width(&sample) + 1;
        let room = columns.saturating_sub(used + margin);
        let mut rest = String::new();
        if used + long > columns {
            (words, rest) = broken(&words, room);
            long = margin + width(&words);
        }
        line.push((ink, sample));
        line.push((Ink::Plain, format!(" {words}")));
        used += long;
        while !rest.is_empty() {
            (words, rest) = broken(&rest, columns.saturating_sub(margin));
            used = margin + width(&words);
            lines.push(vec![(Ink::Plain, format!("{}{words}", " ".repeat(margin)))]);
        }
    }
    lines
}

/// As many words as have room, and the others; a word that is longer than that is cut.
fn broken(words: &str, room: usize) -> (String, String) {
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let end = ends.take_while(|&at| width(&words[..at]) <= room).last();
    match end {
        _ if width(words) <= room => (words.to_owned(), String::new()),
        Some(end) => (words[..end].to_owned(), words[end + 1..].to_owned()),
        None => {
            let end = words.find(' ').unwrap_or(words.len());
            let rest = words[end..].trim_start().to_owned();
            (cut(&words[..end], room), rest)
        }
    }
}
