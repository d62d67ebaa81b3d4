//! Pictures of a function: its curve with tangent and nudge, a walk on it, lines of equal height.

mod walk;

pub use walk::{add_walk, add_way};

use crate::expression::{Graph, Id, Variable};
use crate::number::work;
use crate::picture::characters::{self, GridSize};
use crate::picture::contour::{self, Contours};
use crate::picture::course;
use crate::picture::curve::{Curve, SpecialKind, SpecialPlace, Survey, survey};
use crate::picture::{
    Axis, Ink, LabelSide, Layer, LegendEntry, Picture, PicturePoint, PointSign, Sample, Shape, svg,
    window,
};

/// Most special places whose points are drawn; of more the curve itself tells.
const MOST_POINTS: usize = 24;

/// Rows of a picture that is surveyed for an SVG.
const SVG_ROWS: usize = 84;

/// Share of what is shown that a nudge is where none is given.
pub const NUDGE_SHARE: f64 = 0.1;

/// Share of a picture's height nearer to whose edge there is no room for words.
const EDGE: f64 = 0.08;

/// How finely a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// In characters, of this size.
    Characters(GridSize),
    /// As SVG.
    Svg,
}

impl Grain {
    /// Columns in which a curve is surveyed, where the numbers on the left take `margin`.
    fn columns(self, margin: usize) -> usize {
        match self {
            Grain::Characters(size) => 2 * characters::cells(size.columns, margin),
            Grain::Svg => svg::COLUMNS,
        }
    }

    fn rows(self) -> usize {
        match self {
            Grain::Characters(size) => size.rows.max(2),
            Grain::Svg => SVG_ROWS,
        }
    }

    fn margin(self, up: &Axis) -> usize {
        match self {
            Grain::Characters(size) => characters::labels(up, size.rows.max(2)),
            Grain::Svg => 0,
        }
    }
}

/// A point of the curve, what touches it there, and a nudge from there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touch {
    /// The point.
    pub at: PicturePoint,
    /// The slope, where there is one.
    pub slope: Option<f64>,
    /// What the point is called in the legend: `P(3, 9)`.
    pub point: String,
    /// What the tangent is called there: `J = 6*w - 9`.
    pub tangent: String,
    /// The nudged point, where the function has a value there.
    pub nudged: Option<NudgedPoint>,
}

/// A nudged point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NudgedPoint {
    /// Where it is.
    pub at: PicturePoint,
    /// What it is called: `Q(4, 16)`.
    pub point: String,
    /// `1`
    pub epsilon: String,
    /// `7`
    pub change: String,
}

/// A function whose curve was surveyed, with the window it is seen through.
pub struct Surveyed {
    /// The survey.
    pub survey: Survey,
    /// What can be drawn.
    pub curve: Curve,
    /// From left to right.
    pub across: Axis,
    /// From the bottom to the top.
    pub up: Axis,
}

/// From where to where a function is shown around a point, so that the point and a nudge from it can be
/// seen: closer, as long as that shows more of the nudge's step, or fewer turns than can be told apart.
/// `places`: what has to be inside, the point first; `nudge`: ε, or `None` for a share of what is shown.
pub fn range_around(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    places: &[f64],
    nudge: Option<f64>,
) -> (f64, f64) {
    /// Columns of a look at the heights.
    const COLUMNS: usize = 81;
    /// A step of less than this share of the heights is lost.
    const LOST: f64 = 0.03;
    /// More turns than this are a band.
    const CROWDED: usize = COLUMNS / 3;
    /// How often it is looked closer, each time twice as near.
    const CLOSER: usize = 12;
    let mut range = window::across(places);
    let look = |graph: &mut Graph, range| survey(graph, function, variable, range, COLUMNS);
    let found = look(graph, range);
    range = window::around_domain(range, found.domain, places);
    let Some(&at) = places.first() else {
        return range;
    };
    let share = |found: &Survey, range: (f64, f64)| {
        // Of all that there is, whatever is cut off of it.
        let (bottom, top) = match found.unbounded {
            true => window::up(found, &[], None),
            false => found.extent(),
        };
        let epsilon = nudge.unwrap_or((range.1 - range.0) * NUDGE_SHARE);
        let climb = (found.rough(at + epsilon) - found.rough(at)).abs();
        match climb.is_finite() && climb != 0.0 {
            true => climb / (top - bottom),
            false => 1.0,
        }
    };
    let nearer = |range: (f64, f64)| {
        let half = (range.1 - range.0) / 4.0;
        let near = (at - half, at + half);
        let inside = |x: &f64| near.0 < *x && *x < near.1;
        places.iter().all(inside).then_some(near)
    };
    // As near as it takes to tell the turns apart, if that can be done at all.
    let (mut clear, mut seen) = (range, found.turns());
    for _ in 0..CLOSER {
        let Some(near) = nearer(clear).filter(|_| seen > CROWDED && !work::is_spent()) else {
            break;
        };
        clear = near;
        seen = look(graph, clear).turns();
    }
    if seen <= CROWDED {
        range = clear;
    }
    // As near as it takes to see the step. From w^3 at 0 it is as small however near.
    let mut closer = Some(range);
    for _ in 0..=CLOSER {
        // What is left is for the picture itself.
        let Some(near) = closer.filter(|_| !work::is_spent()) else {
            break;
        };
        if share(&look(graph, near), near) > LOST {
            return near;
        }
        closer = nearer(near);
    }
    range
}

/// Surveys functions of one variable for pictures under each other, whose numbers on the left take
/// the same room.
///
/// `range`: from where to where, finite and rising. `touch`: what has to be seen of the first one.
pub fn views(
    graph: &mut Graph,
    functions: &[Id],
    variable: Variable,
    range: (f64, f64),
    touch: Option<&Touch>,
    grain: Grain,
) -> Vec<Surveyed> {
    // What the numbers on the left take is known after a first look; a second one fits it.
    let mut margin = 2;
    loop {
        let all: Vec<Surveyed> = functions
            .iter()
            .enumerate()
            .map(|(at, &function)| {
                let touch = touch.filter(|_| at == 0);
                view(graph, function, variable, range, touch, (grain, margin))
            })
            .collect();
        let widest = all.iter().map(|view| grain.margin(&view.up)).max();
        let widest = widest.unwrap_or(0);
        // The first look has to do where it took all the work.
        if grain.columns(widest) == grain.columns(margin) || work::is_spent() {
            return all;
        }
        margin = widest;
        // Other columns may ask for other heights, back and forth; the wider room is enough then.
        if functions.is_empty() || all.iter().all(|view| grain.margin(&view.up) <= margin) {
            return functions
                .iter()
                .enumerate()
                .map(|(at, &function)| {
                    let touch = touch.filter(|_| at == 0);
                    view(graph, function, variable, range, touch, (grain, margin))
                })
                .collect();
        }
    }
}

/// A function of one variable seen through a window that is known.
pub fn view_in(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    (range, up): ((f64, f64), (f64, f64)),
    grain: Grain,
) -> Surveyed {
    let name = graph.name(variable).to_owned();
    let up = axis("J", up.0, up.1);
    let survey = survey(
        graph,
        function,
        variable,
        range,
        grain.columns(grain.margin(&up)),
    );
    seen(survey, axis(&name, range.0, range.1), up, grain)
}

fn view(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    (low, high): (f64, f64),
    touch: Option<&Touch>,
    (grain, margin): (Grain, usize),
) -> Surveyed {
    let survey = survey(
        graph,
        function,
        variable,
        (low, high),
        grain.columns(margin),
    );
    let points: Vec<PicturePoint> = touch.map_or(Vec::new(), |touch| {
        let nudged = touch.nudged.as_ref().map(|nudged| nudged.at);
        [Some(touch.at), nudged].into_iter().flatten().collect()
    });
    let tangent = touch.and_then(|touch| {
        let slope = touch.slope?;
        let at = |x: f64| touch.at.1 + slope * (x - touch.at.0);
        Some((at(low), at(high)))
    });
    let (bottom, top) = window::up(&survey, &points, tangent);
    let name = graph.name(variable).to_owned();
    seen(
        survey,
        axis(&name, low, high),
        axis("J", bottom, top),
        grain,
    )
}

/// A survey seen through a window.
pub fn seen(survey: Survey, across: Axis, up: Axis, grain: Grain) -> Surveyed {
    let unit = up.span() / (4 * grain.rows()) as f64;
    Surveyed {
        curve: survey.curve(unit),
        survey,
        across,
        up,
    }
}

/// An axis.
pub fn axis(name: &str, low: f64, high: f64) -> Axis {
    Axis {
        name: name.to_owned(),
        low,
        high,
    }
}

impl Surveyed {
    /// The curve alone, with what is special about it.
    pub fn picture(&self, title: String) -> Picture {
        let mut layers = Vec::new();
        let drawn = !(self.curve.pieces.is_empty() && self.curve.bands.is_empty());
        let words = match drawn || !self.curve.specials.is_empty() {
            true => "curve",
            false => "no value here",
        };
        let mut legend = vec![entry(Sample::Line(Ink::Curve), words)];
        for piece in &self.curve.pieces {
            layers.push(Layer {
                ink: Ink::Curve,
                shape: Shape::Line(piece.clone()),
            });
        }
        if !self.curve.bands.is_empty() {
            layers.push(Layer {
                ink: Ink::Curve,
                shape: Shape::Band(self.curve.bands.clone()),
            });
        }
        special_layers(&self.curve.specials, &mut layers);
        legend.extend(special_entries(&self.curve.specials, &self.across.name));
        Picture {
            description: self.description(),
            title,
            across: self.across.clone(),
            up: self.up.clone(),
            layers,
            legend,
        }
    }

    /// What the curve does, one sentence a line.
    pub fn sentences(&self) -> Vec<String> {
        course::sentences(&self.survey, &self.curve, &self.across, &self.up)
    }

    fn description(&self) -> String {
        let mut text = self.sentences().join("; ");
        if let Some(first) = text.get(..1) {
            text = format!("J {}{}.", first, &text[1..]);
        }
        text
    }
}

fn entry(sample: Sample, words: impl Into<String>) -> LegendEntry {
    LegendEntry {
        sample,
        words: words.into(),
    }
}

/// The points and lines that show what is special.
fn special_layers(specials: &[SpecialPlace], layers: &mut Vec<Layer>) {
    let mut point = |at: PicturePoint, sign| {
        layers.push(Layer {
            ink: Ink::Mark,
            shape: Shape::Point(at, sign, String::new()),
        });
    };
    let shown = match specials.len() <= MOST_POINTS {
        true => specials,
        false => &[],
    };
    for special in shown {
        let sides = special.sides.iter().flatten();
        match special.kind {
            SpecialKind::Wavers => {}
            // To which side its value belongs is not known.
            SpecialKind::Jump if !special.exact => {}
            // One side may tend to a number, as that of exp(1/w) does.
            SpecialKind::Pole => {
                for y in sides {
                    point((special.at, *y), PointSign::Hole);
                }
            }
            SpecialKind::Corner | SpecialKind::Cusp | SpecialKind::Vertical => {
                if let Some(y) = special.value {
                    point((special.at, y), PointSign::Corner);
                }
            }
            SpecialKind::Hole | SpecialKind::Jump | SpecialKind::End => {
                // A value that a side tends to is no hole.
                let own = |y: &f64| special.value.is_some_and(|v| near(v, *y));
                for y in sides.filter(|y| !own(y)) {
                    point((special.at, *y), PointSign::Hole);
                }
                if let Some(y) = special.value {
                    point((special.at, y), PointSign::Closed);
                }
            }
        }
    }
    for special in specials.iter().filter(|s| s.kind == SpecialKind::Pole) {
        layers.push(Layer {
            ink: Ink::Pole,
            shape: Shape::Upright(special.at),
        });
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

fn special_entries(specials: &[SpecialPlace], name: &str) -> Vec<LegendEntry> {
    let kinds = SpecialKind::all_of(specials);
    let entries = kinds.into_iter().map(|kind| {
        let of: Vec<&SpecialPlace> = specials.iter().filter(|s| s.kind == kind).collect();
        let sample = match kind {
            SpecialKind::Pole => Sample::Line(Ink::Pole),
            SpecialKind::Wavers => Sample::Band,
            SpecialKind::Jump if of.iter().all(|s| !s.exact) => Sample::Gap,
            // As it is drawn.
            SpecialKind::Jump | SpecialKind::End if of.iter().all(|s| s.value.is_none()) => {
                Sample::Point(PointSign::Hole)
            }
            SpecialKind::Jump | SpecialKind::End => Sample::Point(PointSign::Closed),
            SpecialKind::Hole => Sample::Point(PointSign::Hole),
            SpecialKind::Corner | SpecialKind::Cusp | SpecialKind::Vertical => {
                Sample::Point(PointSign::Corner)
            }
        };
        entry(
            sample,
            format!(
                "{} at {}",
                course::word_for(kind, of.len()),
                course::places_of(&of, name)
            ),
        )
    });
    entries.collect()
}

/// Adds the tangent, the nudge and both points.
pub fn add_touch(picture: &mut Picture, touch: &Touch) {
    let (x, y) = touch.at;
    let (low, high) = (picture.across.low, picture.across.high);
    let line = |ink, points| Layer {
        ink,
        shape: Shape::Line(points),
    };
    let point = |at, sign, word: &str| Layer {
        ink: Ink::Mark,
        shape: Shape::Point(at, sign, word.to_owned()),
    };
    let mut legend = Vec::new();
    if let Some(slope) = touch.slope {
        let at = |to: f64| (to, y + slope * (to - x));
        // From where it enters the picture, so that its dashes start there.
        picture
            .layers
            .push(line(Ink::Tangent, vec![at(low), at(high)]));
        let words = format!("tangent {}", touch.tangent);
        legend.push(entry(Sample::Line(Ink::Tangent), words.trim_end()));
    }
    let mut points = vec![point((x, y), PointSign::Filled, "P")];
    if let Some(nudged) = &touch.nudged {
        let corner = (nudged.at.0, y);
        picture
            .layers
            .push(line(Ink::Nudge, vec![(x, y), corner, nudged.at]));
        // A blank more, since the line to the point comes up beside it.
        points.insert(0, point(nudged.at, PointSign::Open, "Q "));
        let words = |at, side, words: String| Layer {
            ink: Ink::Label,
            shape: Shape::Words(at, side, words),
        };
        let apart = picture.across.place(nudged.at.0) - picture.across.place(x);
        let climb = picture.up.place(nudged.at.1) - picture.up.place(y);
        // Words beside a step that is too short for them would say nothing.
        if apart.abs() > 0.04 {
            let middle = ((x + nudged.at.0) / 2.0, y);
            // Away from the nudged point, but not beyond the frame.
            let height = picture.up.place(y);
            let above = height < EDGE || (climb < 0.0 && height <= 1.0 - EDGE);
            let side = match above {
                true => LabelSide::Above,
                false => LabelSide::Below,
            };
            points.push(words(middle, side, "ε".to_owned()));
        }
        if climb.abs() > 0.1 {
            let middle = (nudged.at.0, (y + nudged.at.1) / 2.0);
            points.push(words(
                middle,
                LabelSide::Right,
                format!("ΔJ = {}", nudged.change),
            ));
        }
        let words = format!("nudge ε = {}", nudged.epsilon);
        legend.push(entry(Sample::Line(Ink::Nudge), words));
    }
    picture.layers.extend(points);
    legend.push(entry(Sample::Point(PointSign::Filled), touch.point.clone()));
    if let Some(nudged) = &touch.nudged {
        legend.push(entry(Sample::Point(PointSign::Open), nudged.point.clone()));
    }
    // What is special comes last in the legend.
    let rest = picture.legend.split_off(1.min(picture.legend.len()));
    picture.legend.extend(legend);
    picture.legend.extend(rest);
}

/// The lines of equal height of a function of two variables. Give `title`, the variables and the
/// window; the grid is as fine as the grain asks for.
pub fn contour_picture(
    graph: &Graph,
    function: Id,
    variables: [Variable; 2],
    title: String,
    (across, up): (Axis, Axis),
    grain: Grain,
) -> (Picture, Contours) {
    let cells = match grain {
        Grain::Characters(size) => (
            characters::cells(size.columns, characters::labels(&up, size.rows)),
            2 * size.rows,
        ),
        Grain::Svg => (96, 64),
    };
    let found = contour::contours(graph, function, variables, (&across, &up), cells);
    let lines = found.lines.iter().map(|(_, points)| Layer {
        ink: Ink::Curve,
        shape: Shape::Line(points.clone()),
    });
    let mut layers: Vec<Layer> = lines.collect();
    for (at, (_, label)) in found.levels.iter().enumerate() {
        // The number of a level stands at the middle of its longest line.
        let own = found.lines.iter().filter(|(level, _)| *level == at);
        if let Some((_, points)) = own.max_by_key(|(_, points)| points.len()) {
            layers.push(Layer {
                ink: Ink::Label,
                shape: Shape::Words(points[points.len() / 2], LabelSide::Right, label.clone()),
            });
        }
    }
    let levels: Vec<&str> = found
        .levels
        .iter()
        .map(|(_, label)| label.as_str())
        .collect();
    let words = match levels[..] {
        [] => "no contour here".to_owned(),
        _ => format!("contours at J = {}", levels.join(", ")),
    };
    let description = format!("Lines of equal height: {words}.");
    let picture = Picture {
        title,
        description,
        across,
        up,
        layers,
        legend: vec![entry(Sample::Line(Ink::Curve), words)],
    };
    (picture, found)
}
