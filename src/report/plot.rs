//! What `plot` says: the picture, in characters, as SVG or in words.

mod plain;
mod words;

use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::width::{cut, width};
use crate::number::work;
use crate::picture::characters::{self, Glyphs, GridSize};
use crate::picture::curve::SpecialPlace;
use crate::picture::scene::{self, Grain, Surveyed};
use crate::picture::touch::{self, Touched, brief};
use crate::picture::{Axis, Ink, Layer, Picture, PointSign, Shape, svg, window};
use crate::report::figure::Figure;
use crate::report::record::{Aside, ByName, DoubleFigure, Maybe, record};
use crate::report::slope::{at as figures, definition, place, shown};
use crate::report::{Role, Text};
use crate::slope::{self, Effort, Number};

/// Digits of the slope in the heading.
const HEADING_DIGITS: usize = 10;

/// Blanks between the two halves of the heading.
const GAP: &str = "        ";

/// What is asked.
#[derive(Clone, Debug)]
pub struct PlotQuestion<'a> {
    /// The function.
    pub function: Id,
    /// Its variables: one that goes across, or two for lines of equal height.
    pub moving: &'a [Variable],
    /// The point, each variable with its value; those that do not move are held still there.
    pub point: &'a [(Variable, Id)],
    /// The nudge, where one is given.
    pub epsilon: Option<Id>,
    /// From where to where, for each variable that moves; else as far as suits it.
    pub ranges: &'a [Option<(f64, f64)>],
    /// Whether the derivative's curve is shown below.
    pub derivative: bool,
    /// How finely it is drawn.
    pub grain: Grain,
    /// Whether the keys for programs are wanted.
    pub keys: bool,
}

/// Why there is no picture.
#[derive(Debug)]
pub enum NoPicture {
    /// The derivative cannot be formed.
    Formula(Error),
    /// ε has no value, or is 0.
    Nudge,
}

impl From<Error> for NoPicture {
    fn from(error: Error) -> NoPicture {
        NoPicture::Formula(error)
    }
}

record! {
    /// What a picture shows.
    pub struct Plot {
        /// the function as it was read
        pub expression: String,
        /// the least number shown of each variable
        pub from: ByName<DoubleFigure>,
        /// the largest number shown of each variable
        pub to: ByName<DoubleFigure>,
        /// the least height shown
        pub low: DoubleFigure,
        /// the largest height shown
        pub high: DoubleFigure,
        /// with --at: the point, by name
        pub at: Maybe<ByName<Option<Figure>>>,
        /// with --at: the function's value there, null where it has none
        pub value: Maybe<Option<Figure>>,
        /// with --at: the slope there, null where there is none
        pub slope: Maybe<Option<Figure>>,
        /// with --at: why there is no slope, null where there is one
        pub reason: Maybe<Option<String>>,
        /// with --at: the tangent as a formula, null where there is none
        pub tangent: Maybe<Option<String>>,
        /// with --at: the nudge
        pub eps: Maybe<Figure>,
        /// with --at: how much the nudge changes the value
        pub change: Maybe<Option<Figure>>,
        /// what the curve does, in sentences
        pub sentences: Vec<String>,
        /// the lines of the curve, each a list of points without a gap; a point is two numbers
        pub pieces: Vec<Vec<Vec<DoubleFigure>>>,
        /// columns filled by the curve: from, to, low, high
        pub bands: Vec<Vec<DoubleFigure>>,
        /// what is special about the curve, from left to right
        pub marks: Vec<MarkKeys>,
        /// with two variables: the heights of the lines
        pub levels: Maybe<Vec<DoubleFigure>>,
        /// The pictures, from the top.
        pub pictures: Aside<Vec<Picture>>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `slope at w = 3 is 6`
        pub finding: Aside<String>,
        /// What is said of point, tangent and nudge, in words.
        pub words: Aside<Vec<(String, String)>>,
    }
}

record! {
    /// Something special about a curve.
    pub struct MarkKeys {
        /// what it is: pole, jump, hole, end, corner, cusp, vertical tangent or no limit
        pub kind: &'static str,
        /// where
        pub at: DoubleFigure,
        /// where, as it is written
        pub place: String,
        /// the value there, null where it has none, and of a jump where its place is rounded
        pub value: Option<DoubleFigure>,
        /// what the curve tends to on the left, null where that is no number
        pub left: Option<DoubleFigure>,
        /// what the curve tends to on the right, null where that is no number
        pub right: Option<DoubleFigure>,
    }
}

impl MarkKeys {
    fn new(special: &SpecialPlace) -> MarkKeys {
        let [left, right] = special.sides.map(|y| y.map(DoubleFigure));
        MarkKeys {
            kind: special.kind.word(),
            at: DoubleFigure(special.at),
            place: special.place.clone(),
            value: special.value.map(DoubleFigure),
            left,
            right,
        }
    }
}

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct TextLayout {
    /// Columns of the terminal.
    pub width: usize,
    /// Rows of each curve.
    pub rows: usize,
    /// Which characters may be used.
    pub glyphs: Glyphs,
}

impl Plot {
    /// The picture of a function.
    ///
    /// # Errors
    /// Where the derivative cannot be formed, or ε is 0 or has no value.
    pub fn find(graph: &mut Graph, asked: &PlotQuestion<'_>) -> Result<Plot, NoPicture> {
        let own = graph.variables(asked.function);
        let variables = match (&own[..], asked.moving) {
            ([], []) => vec![graph.variable("w")],
            ([], moving) => moving.to_vec(),
            _ => own,
        };
        let definition = definition(graph, asked.function, &variables);
        match asked.moving {
            [across, up] => Ok(Plot::of_two(graph, asked, [*across, *up], definition)),
            // Both curves, and the heights that they need, from one budget.
            _ => work::within(work::LIMIT, || Plot::of_one(graph, asked, definition)),
        }
    }

    /// A plot of which the function alone is known.
    fn bare(expression: String, definition: String) -> Plot {
        Plot {
            expression,
            from: ByName(Vec::new()),
            to: ByName(Vec::new()),
            low: DoubleFigure(0.0),
            high: DoubleFigure(0.0),
            at: Maybe(None),
            value: Maybe(None),
            slope: Maybe(None),
            reason: Maybe(None),
            tangent: Maybe(None),
            eps: Maybe(None),
            change: Maybe(None),
            sentences: Vec::new(),
            pieces: Vec::new(),
            bands: Vec::new(),
            marks: Vec::new(),
            levels: Maybe(None),
            pictures: Aside(Vec::new()),
            definition: Aside(definition),
            finding: Aside(String::new()),
            words: Aside(Vec::new()),
        }
    }

    fn of_one(
        graph: &mut Graph,
        asked: &PlotQuestion<'_>,
        definition: String,
    ) -> Result<Plot, NoPicture> {
        let variable = match asked.moving.first() {
            Some(&variable) => variable,
            None => graph.variable("w"),
        };
        let name = graph.name(variable).to_owned();
        let still: Vec<(Variable, Id)> = asked
            .point
            .iter()
            .filter(|(v, _)| *v != variable)
            .copied()
            .collect();
        let definition = match still.is_empty() {
            true => definition,
            false => format!("{definition} at {}", place(graph, &still)),
        };
        let function = match still.is_empty() {
            true => asked.function,
            false => graph.substitute(asked.function, &still),
        };
        let effort = Effort::default();
        let given = asked.ranges.first().copied().flatten();
        let at = asked.point.iter().find(|(v, _)| *v == variable);
        let at = at.map(|(_, id)| *id);
        let place_of = |graph: &mut Graph, id: Id| {
            let number = slope::value(graph, id, &[], effort).ok();
            number
                .as_ref()
                .map(Number::to_f64)
                .filter(|x| x.is_finite())
        };
        let mut points: Vec<f64> = at.and_then(|id| place_of(graph, id)).into_iter().collect();
        if let (Some(epsilon), Some(x)) = (asked.epsilon, points.first().copied()) {
            match place_of(graph, epsilon) {
                Some(epsilon) if epsilon != 0.0 => points.push(x + epsilon),
                _ => return Err(NoPicture::Nudge),
            }
        }
        let nudge = match points[..] {
            [x, nudged] => Some(nudged - x),
            _ => None,
        };
        let range = match given {
            Some(range) => range,
            None => scene::range_around(graph, function, variable, &points, nudge),
        };
        let epsilon = asked.epsilon.unwrap_or_else(|| {
            let size = window_nudge(range);
            let text = touch_text(size);
            let exact = crate::number::rational::Rational::from_decimal(&text);
            graph.number(exact.unwrap_or_else(crate::number::rational::Rational::one))
        });
        let touched = match at {
            Some(at) => touch::touched(graph, function, variable, at, Some(epsilon), effort)?,
            None => None,
        };
        let touch = touched.as_ref().and_then(Touched::touch);
        let formula = match asked.derivative {
            true => Some(slope::formula(graph, function, variable, 1)?),
            false => None,
        };
        let functions: Vec<Id> = [Some(function), formula].into_iter().flatten().collect();
        let views = scene::views(
            graph,
            &functions,
            variable,
            range,
            touch.as_ref(),
            asked.grain,
        );
        let mut pictures: Vec<Picture> = Vec::new();
        for (at, view) in views.iter().enumerate() {
            let title = match formula {
                Some(formula) if at == 1 => format!("dJ/d{name} = {}", shown(graph, formula)),
                _ => definition.clone(),
            };
            let mut picture = view.picture(title);
            match (&touch, at) {
                (Some(touch), 0) => scene::add_touch(&mut picture, touch),
                (Some(touch), _) => slope_point(&mut picture, touch.at.0, touch.slope),
                _ => {}
            }
            pictures.push(picture);
        }
        let view = &views[0];
        let at_name = at.map(|at| place(graph, &[(variable, at)]));
        let finding = match (&touched, &at_name) {
            (Some(touched), Some(at)) => match &touched.slope {
                Ok(slope) => format!("slope at {at} is {}", brief(slope, HEADING_DIGITS)),
                Err(absence) => format!("no slope at {at}: {}", absence.reason.word()),
            },
            _ => String::new(),
        };
        if let (Some(picture), false) = (pictures.first_mut(), finding.is_empty()) {
            picture.description = format!("{} The {finding}.", picture.description);
        }
        let words = touched.as_ref().map_or(Vec::new(), words::told);
        let mut plot = Plot {
            from: ByName(vec![(name.clone(), DoubleFigure(range.0))]),
            to: ByName(vec![(name.clone(), DoubleFigure(range.1))]),
            low: DoubleFigure(view.up.low),
            high: DoubleFigure(view.up.high),
            sentences: view.sentences(),
            marks: view.curve.specials.iter().map(MarkKeys::new).collect(),
            pictures: Aside(pictures),
            finding: Aside(finding),
            words: Aside(words),
            ..Plot::bare(notation::write(graph, asked.function), definition)
        };
        if asked.keys {
            plot.drawn(view);
            plot.touched(graph, asked.point, touched.as_ref());
        }
        Ok(plot)
    }

    fn of_two(
        graph: &mut Graph,
        asked: &PlotQuestion<'_>,
        variables: [Variable; 2],
        definition: String,
    ) -> Plot {
        let effort = Effort::default();
        let names = variables.map(|v| graph.name(v).to_owned());
        let mut place = [None, None];
        for (k, variable) in variables.iter().enumerate() {
            let id = asked.point.iter().find(|(v, _)| v == variable);
            place[k] = id
                .and_then(|(_, id)| slope::value(graph, *id, &[], effort).ok())
                .as_ref()
                .map(Number::to_f64);
        }
        let mut axes = Vec::new();
        for k in 0..2 {
            let given = asked.ranges.get(k).copied().flatten();
            let points: Vec<f64> = place[k].into_iter().collect();
            let (low, high) = given.unwrap_or_else(|| window::across(&points));
            axes.push(scene::axis(&names[k], low, high));
        }
        let (up, across) = (axes.remove(1), axes.remove(0));
        let (mut picture, found) = scene::contour_picture(
            graph,
            asked.function,
            variables,
            definition.clone(),
            (across.clone(), up.clone()),
            asked.grain,
        );
        let mut finding = String::new();
        if let [Some(x), Some(y)] = place {
            picture.layers.push(Layer {
                ink: Ink::Mark,
                shape: Shape::Point((x, y), PointSign::Filled, "P".to_owned()),
            });
            let value = slope::value_along(graph, asked.function, &variables, asked.point, effort);
            if let Ok(value) = &value {
                finding = format!("J = {} at P", brief(value, HEADING_DIGITS));
            }
        }
        let sentences = vec![picture.description.trim_end_matches('.').to_owned()];
        let ends = |of: fn(&Axis) -> f64| {
            let each = names.iter().zip([&across, &up]);
            ByName(
                each.map(|(n, axis)| (n.clone(), DoubleFigure(of(axis))))
                    .collect(),
            )
        };
        let heights = found.levels.iter().map(|(level, _)| *level);
        let (low, high) = (
            heights.clone().fold(f64::INFINITY, f64::min),
            heights.clone().fold(f64::NEG_INFINITY, f64::max),
        );
        let mut plot = Plot {
            from: ends(|axis| axis.low),
            to: ends(|axis| axis.high),
            low: DoubleFigure(low),
            high: DoubleFigure(high),
            sentences,
            levels: Maybe(Some(heights.map(DoubleFigure).collect())),
            pictures: Aside(vec![picture]),
            finding: Aside(finding),
            ..Plot::bare(notation::write(graph, asked.function), definition)
        };
        if asked.keys {
            plot.pieces = found
                .lines
                .iter()
                .map(|(_, points)| points.iter().map(pair).collect())
                .collect();
            if !asked.point.is_empty() {
                plot.at = Maybe(Some(figures(graph, asked.point, effort, None)));
                let value =
                    slope::value_along(graph, asked.function, &variables, asked.point, effort).ok();
                plot.value = Maybe(Some(value.as_ref().map(Figure::from)));
            }
        }
        plot
    }

    /// The keys of the curve.
    fn drawn(&mut self, view: &Surveyed) {
        let pieces = view.curve.pieces.iter();
        self.pieces = pieces
            .map(|piece| piece.iter().map(pair).collect())
            .collect();
        let bands = view.curve.bands.iter();
        self.bands = bands.map(|band| band.map(DoubleFigure).to_vec()).collect();
    }

    /// The keys of the point.
    fn touched(&mut self, graph: &mut Graph, point: &[(Variable, Id)], touched: Option<&Touched>) {
        let Some(touched) = touched else {
            return;
        };
        self.at = Maybe(Some(figures(graph, point, Effort::default(), None)));
        self.value = Maybe(Some(touched.value.as_ref().ok().map(Figure::from)));
        self.slope = Maybe(Some(touched.slope.as_ref().ok().map(Figure::from)));
        let reason = touched.slope.as_ref().err();
        self.reason = Maybe(Some(reason.map(|why| why.reason.word().to_owned())));
        let line = touched.tangent();
        let formula = line.as_deref().and_then(|line| line.strip_prefix("J = "));
        self.tangent = Maybe(Some(formula.map(str::to_owned)));
        if let Some(nudge) = &touched.nudge {
            self.eps = Maybe(Some(Figure::from(&nudge.epsilon)));
            self.change = Maybe(Some(nudge.change.as_ref().map(Figure::from)));
        }
    }

    /// For people: the pictures under each other, each with its heading and its legend.
    pub fn text(&self, layout: TextLayout) -> Text {
        let mut text = Text::new();
        let size = GridSize {
            columns: layout.width,
            rows: layout.rows,
        };
        let margins = self.pictures.iter();
        let margin = margins
            .map(|p| characters::labels(&p.up, layout.rows))
            .max();
        for (at, picture) in self.pictures.iter().enumerate() {
            if at > 0 {
                text.line();
            }
            let finding = if at == 0 { self.finding.as_str() } else { "" };
            text.append(heading(&picture.title, finding, layout.width));
            let drawn = characters::draw(picture, size, margin.unwrap_or(0), layout.glyphs);
            text.append(lines(drawn));
            let legend = characters::legend(&picture.legend, layout.width, layout.glyphs);
            text.append(lines(legend));
        }
        text
    }

    /// As an SVG document, the pictures under each other.
    pub fn svg(&self) -> String {
        svg::draw_all(&self.pictures)
    }
}

fn pair(point: &(f64, f64)) -> Vec<DoubleFigure> {
    vec![DoubleFigure(point.0), DoubleFigure(point.1)]
}

/// The nudge of a picture where none is given.
fn window_nudge((low, high): (f64, f64)) -> f64 {
    crate::picture::ticks::round_below((high - low) * scene::NUDGE_SHARE)
}

/// A round double as it is written.
fn touch_text(x: f64) -> String {
    format!("{x:e}")
}

/// The point of the derivative's curve that is the slope.
fn slope_point(picture: &mut Picture, x: f64, slope: Option<f64>) {
    if let Some(slope) = slope {
        picture.layers.push(Layer {
            ink: Ink::Mark,
            shape: Shape::Point((x, slope), PointSign::Filled, String::new()),
        });
    }
}

/// What a picture is of, and what was found; on two lines where one is too short, each cut to fit.
pub(super) fn heading(title: &str, finding: &str, columns: usize) -> Text {
    let mut text = Text::new();
    let one = width(title) + GAP.len() + width(finding) <= columns;
    text.push(Role::Expression, cut(title, columns));
    if !finding.is_empty() {
        match one {
            true => text.plain(GAP),
            false => text.line(),
        };
        text.push(Role::Answer, cut(finding, columns));
    }
    text.line();
    text
}

/// What is drawn, as text with roles.
pub fn lines(drawn: Vec<characters::CharacterLine>) -> Text {
    let mut text = Text::new();
    for drawn in drawn {
        text.append(line(drawn)).line();
    }
    text
}

/// A line of what is drawn, without its end.
pub fn line(drawn: characters::CharacterLine) -> Text {
    let mut text = Text::new();
    for (ink, piece) in drawn {
        text.push(role(ink), piece);
    }
    text
}

fn role(ink: Ink) -> Role {
    match ink {
        Ink::Curve => Role::Expression,
        Ink::Path => Role::Right,
        Ink::Tangent => Role::Tangent,
        Ink::Nudge => Role::Nudge,
        Ink::Mark => Role::Answer,
        Ink::Axis | Ink::Pole | Ink::Label => Role::Label,
        Ink::Plain => Role::Plain,
    }
}
