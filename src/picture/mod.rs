//! Pictures: one model of axes, curves and marks, drawn in characters or as SVG.
//!
//! A curve is surveyed by enclosures ([`curve`]): it is joined only where it is proved to have no
//! gap, so nothing is drawn across a pole. [`scene`] puts curve, tangent, nudge and walk into one
//! [`Picture`]; [`characters`] and [`svg`] draw it. Neither knows of colours or of terminals: each
//! piece says what it is, by its [`Ink`].

pub mod characters;
pub mod contour;
pub mod course;
pub mod curve;
mod evaluator;
pub mod flow;
mod legend;
mod line;
mod peaks;
pub mod scene;
mod special;
mod suspects;
pub mod svg;
pub mod ticks;
pub mod touch;
pub mod window;

use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// A double to that many significant digits, in words of a picture.
pub fn figure(x: f64, digits: usize) -> String {
    match Rational::from_f64(x) {
        Some(n) => Decimal::exact_or_rounded(&n, digits).to_string(),
        None => "?".to_owned(),
    }
}

/// A place in the picture, in the units of the axes: across, up.
pub type PicturePoint = (f64, f64);

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// The lines of zeros, dotted.
    Axis,
    /// Where the function grows without bound.
    Pole,
    /// The function.
    Curve,
    /// From each position of a walk to the next.
    Path,
    /// The line that touches the curve.
    Tangent,
    /// From the point across by ε and up to the curve.
    Nudge,
    /// A point, or what is special about the curve.
    Mark,
    /// Words and numbers.
    Label,
    /// Blanks and what has no meaning of its own.
    Plain,
}

/// The numbers along one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What stands at its end.
    pub name: String,
    /// The least number that is shown.
    pub low: f64,
    /// The largest, above the least.
    pub high: f64,
}

impl Axis {
    /// How far it goes.
    pub fn span(&self) -> f64 {
        self.high - self.low
    }

    /// Where a number is: 0 at the least number, 1 at the largest.
    pub fn place(&self, x: f64) -> f64 {
        (x - self.low) / self.span()
    }

    /// Whether the number is on it.
    pub fn holds(&self, x: f64) -> bool {
        self.low <= x && x <= self.high
    }
}

/// How a single point is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointSign {
    /// The point that is asked about, or a value that belongs to the curve.
    Filled,
    /// The nudged point.
    Open,
    /// An end that belongs to the curve.
    Closed,
    /// A value that the curve tends to and does not have.
    Hole,
    /// A corner, a cusp, a vertical tangent.
    Corner,
    /// A position of a walk, by its number.
    Digit(u8),
    /// A later position of a walk.
    Later,
}

/// Something in the picture, in the units of the axes.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line without a gap.
    Line(Vec<PicturePoint>),
    /// Columns in which the curve is everywhere between two heights: from, to, low, high.
    Band(Vec<[f64; 4]>),
    /// A line from the bottom to the top.
    Upright(f64),
    /// A point, with a word beside it.
    Point(PicturePoint, PointSign, String),
    /// Words with their middle at a place, kept only where nothing is in the way.
    Words(PicturePoint, LabelSide, String),
}

/// On which side of a place words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSide {
    /// After it.
    Right,
    /// Below it.
    Below,
    /// Above it.
    Above,
}

/// A shape and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What it is.
    pub ink: Ink,
    /// What is drawn.
    pub shape: Shape,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// How it is drawn.
    pub sample: Sample,
    /// What it is: `tangent J = 6*w - 9`.
    pub words: String,
}

/// What the legend shows of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A line of this kind.
    Line(Ink),
    /// A curve that is broken.
    Gap,
    /// Columns that the curve fills.
    Band,
    /// A point of this kind.
    Point(PointSign),
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// `J(w) = w^2`
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// From left to right.
    pub across: Axis,
    /// From the bottom to the top.
    pub up: Axis,
    /// What is drawn, the first at the back.
    pub layers: Vec<Layer>,
    /// What the layers are.
    pub legend: Vec<LegendEntry>,
}
