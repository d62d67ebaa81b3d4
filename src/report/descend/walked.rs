//! The walk in a picture: on the curve, or over lines of equal height; and J at each step.

use crate::expression::{Graph, Id};
use crate::notation::width::width;
use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::picture::characters::{self, Glyphs, GridSize};
use crate::picture::curve::survey;
use crate::picture::scene::{self, Grain};
use crate::picture::{Picture, PicturePoint, window};
use crate::report::descend::{DATA_DIGITS, Descend};
use crate::report::plot::{TextLayout, lines};
use crate::report::{Role, Text};

/// Heights of a bar, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The same in ASCII.
const ASCII_BARS: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// Room beside the outermost positions, in times of the largest.
const ROOM: f64 = 1.1;

/// Columns of a first look at the heights of a curve.
const COARSE: usize = 101;

/// Places after the point of the first and the last J, and digits of one that has none there.
const PLACES: usize = 3;

impl Descend {
    /// The walk on the curve, with what came of it.
    pub fn picture_text(&self, graph: &mut Graph, function: Id, layout: TextLayout) -> Text {
        let size = GridSize {
            columns: layout.width,
            rows: layout.rows,
        };
        let mut text = Text::new();
        let mut used = width(&self.definition);
        text.push(Role::Expression, &*self.definition);
        for words in self.made_by() {
            let long = 3 + width(&words);
            if used + long > layout.width {
                text.line().plain(words);
                used = long;
            } else {
                text.plain(format!("   {words}"));
                used += long;
            }
        }
        text.line();
        if let Some(picture) = self.picture(graph, function, Grain::Characters(size)) {
            let drawn = characters::draw(&picture, size, 0, layout.glyphs);
            text.append(lines(drawn));
            if self.names.len() == 2 {
                // What the digits are stands in the heading.
                let contours = &picture.legend[..1.min(picture.legend.len())];
                let legend = characters::legend(contours, layout.width, layout.glyphs);
                text.append(lines(legend));
            }
        }
        if let Some((bars, words)) = self.loss(layout) {
            text.plain("loss per step  ").push(Role::Right, bars);
            text.plain(format!("  {words}")).line();
        }
        text.line().append(self.verdict());
        text
    }

    /// `from 3`, `rate 1.1`, `8 steps`, `digits mark w after each step`
    fn made_by(&self) -> Vec<String> {
        let start = match self.start.split_once(" = ") {
            Some((_, value)) if self.names.len() == 1 => value.to_owned(),
            _ => self.start.to_string(),
        };
        let rate = Decimal::exact_or_rounded(&self.settings.rate, DATA_DIGITS);
        let steps = match self.walk.steps.len() - 1 {
            1 => "1 step".to_owned(),
            n => format!("{n} steps"),
        };
        vec![
            format!("from {start}"),
            format!("rate {rate}"),
            steps,
            format!("digits mark {} after each step", self.names.join(", ")),
        ]
    }

    /// The positions in doubles, with J as the height where one variable moves.
    fn positions(&self) -> Vec<PicturePoint> {
        let steps = self.walk.steps.iter();
        let place = steps.map(|step| {
            let x = step.point.first().map_or(f64::NAN, |n| n.to_f64());
            let y = match step.point.get(1) {
                Some(y) => y.to_f64(),
                None => step.value.as_ref().map_or(f64::NAN, |n| n.to_f64()),
            };
            (x, y)
        });
        // Past this the picture of the first steps would be a dot.
        place
            .take_while(|(x, y)| x.abs() < 1e100 && y.abs() < 1e200)
            .collect()
    }

    /// The picture; `None` where three variables or more move, or nothing of the walk can be seen.
    pub fn picture(&self, graph: &mut Graph, function: Id, grain: Grain) -> Option<Picture> {
        let walk = self.positions();
        if walk.is_empty() || self.names.len() > 2 {
            return None;
        }
        let function = match &self.walk.rows {
            Some(rows) => rows.expanded(graph, function)?,
            None => function,
        };
        let title = format!("{}, {}", *self.definition, self.made_by()[..3].join(", "));
        let across = around(walk.iter().map(|(x, _)| *x));
        let variables = &self.walk.variables;
        let mut picture = match variables[..] {
            [x, y] => {
                let up = around(walk.iter().map(|(_, y)| *y));
                let axes = (
                    scene::axis(&self.names[0], across.0, across.1),
                    scene::axis(&self.names[1], up.0, up.1),
                );
                scene::contour_picture(graph, function, [x, y], title, axes, grain).0
            }
            _ => {
                // All of the walk is seen, and of the curve what is not much higher.
                let coarse = survey(graph, function, variables[0], across, COARSE);
                let up = window::up(&coarse, &walk, None);
                scene::view_in(graph, function, variables[0], (across, up), grain).picture(title)
            }
        };
        scene::add_walk(&mut picture, &walk);
        let sentence = self.said().sentence();
        picture.description = format!("{} The walk: {sentence}.", picture.description);
        Some(picture)
    }

    /// J at each step as bars, and from where to where it went.
    fn loss(&self, layout: TextLayout) -> Option<(String, String)> {
        let values: Vec<f64> = self
            .walk
            .steps
            .iter()
            .map_while(|step| Some(step.value.as_ref()?.to_f64()))
            .filter(|y| y.is_finite())
            .collect();
        let (first, last) = (*values.first()?, *values.last()?);
        let log = values.iter().all(|y| *y > 0.0);
        let heights: Vec<f64> = match log {
            true => values.iter().map(|y| double::log10(*y)).collect(),
            false => values.clone(),
        };
        let words = format!("{} to {}", brief(first), brief(last));
        let wide = layout.width >= 60;
        let words = match (log, wide) {
            (true, true) => words + "  (log scale)",
            (true, false) => words + " (log)",
            _ => words,
        };
        let room = layout.width.saturating_sub(15 + 2 + words.len()).max(4);
        let shown: Vec<f64> = match heights.len() > room {
            false => heights,
            true => (0..room)
                .map(|k| heights[k * (heights.len() - 1) / (room - 1)])
                .collect(),
        };
        let low = shown.iter().copied().fold(f64::INFINITY, f64::min);
        let high = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let bars = match layout.glyphs {
            Glyphs::Unicode => BARS,
            Glyphs::Ascii => ASCII_BARS,
        };
        let bar = |y: f64| match high - low > 1e-9 * high.abs().max(low.abs()) {
            true => bars[double::floor((y - low) / (high - low) * 7.0 + 0.5) as usize],
            // Level: in the middle.
            false => bars[3],
        };
        Some((shown.into_iter().map(bar).collect(), words))
    }
}

/// From where to where a walk is shown: around 0 where it comes near, else around itself.
fn around(places: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = places.clone().fold(f64::INFINITY, f64::min);
    let high = places.fold(f64::NEG_INFINITY, f64::max);
    let size = low.abs().max(high.abs());
    let span = high - low;
    if low <= 0.0 && high >= 0.0 || low.abs().min(high.abs()) <= span {
        let half = if size > 0.0 { size * ROOM } else { 1.0 };
        return (-half, half);
    }
    let room = (span * 0.3).max(size * 1e-6);
    (low - room, high + room)
}

/// A height beside its bars.
fn brief(y: f64) -> String {
    let Some(n) = Rational::from_f64(y) else {
        return "?".to_owned();
    };
    let decimal = match y == 0.0 || (1e-3..1e8).contains(&y.abs()) {
        true => Decimal::rounded_to_places(&n, PLACES),
        false => Decimal::exact_or_rounded(&n, PLACES),
    };
    decimal.to_string()
}
