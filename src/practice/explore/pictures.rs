//! The curve with tangent, nudge and walk, and the lens that always frames the nudge.

use super::Exploration;
use super::frame::Window;
use crate::picture::curve::{Survey, survey};
use crate::picture::scene::{self, Grain, Touch};
use crate::picture::touch::Touched;
use crate::picture::{Picture, PicturePoint, svg, window};
use crate::slope::Number;

/// How far the lens goes beyond the nudge, before and behind, in times of ε.
const BEFORE: f64 = 0.55;
const BEHIND: f64 = 0.55;

/// Columns of a first look at the heights.
const COARSE: usize = 121;

/// Share of the lens's height below which what happens within the nudge is framed alone.
const SEEN: f64 = 0.25;

/// From which height to which the lens shows: all of what is near, unless what the curve does within
/// the nudge, from one place to the other, would be lost in it.
fn framed(up: (f64, f64), near: &Survey, (from, to): (f64, f64)) -> (f64, f64) {
    let inside = near.heights.iter().filter(|(x, _)| (from..=to).contains(x));
    let ends = (f64::INFINITY, f64::NEG_INFINITY);
    let (low, high) = inside.fold(ends, |(low, high), (_, y)| (low.min(*y), high.max(*y)));
    let climb = high - low;
    match climb > 0.0 && climb < SEEN * (up.1 - up.0) {
        true => (
            up.0.max(low - BEFORE * climb),
            up.1.min(high + BEHIND * climb),
        ),
        false => up,
    }
}

impl Exploration {
    /// The positions of the walk along the moving variable, with J.
    fn walked(&mut self) -> Vec<PicturePoint> {
        let moving = self.state.moving;
        let walk = self.state.walk.clone();
        walk.iter()
            .map(|position| {
                let x = self.double_of(position.point[moving].1);
                let y = position.value.as_ref().map_or(f64::NAN, Number::to_f64);
                (x, y)
            })
            .collect()
    }

    fn double_of(&mut self, id: crate::expression::Id) -> f64 {
        let effort = crate::slope::Effort::default();
        let number = crate::slope::value(&mut self.graph, id, &[], effort);
        number.as_ref().map_or(f64::NAN, Number::to_f64)
    }

    fn touch(&self) -> Option<Touch> {
        self.here().and_then(Touched::touch)
    }

    /// Moves the window where a point has left it; `fit`: in any case.
    pub(super) fn frame(&mut self, fit: bool) {
        let Some(touch) = self.touch() else {
            return;
        };
        let inside = |(x, y): PicturePoint, window: &Window| {
            (window.across.0..=window.across.1).contains(&x)
                && (window.up.0..=window.up.1).contains(&y)
        };
        if !fit && inside(touch.at, &self.window) {
            return;
        }
        // ε alone never moves it; where it moves, the nudged point counts if it is near.
        let mut points = self.walked();
        points.push(touch.at);
        points.retain(|(x, y)| x.is_finite() && y.is_finite());
        let mut places = vec![touch.at.0];
        places.extend(points.iter().map(|(x, _)| *x));
        if let Some(nudged) = &touch.nudged {
            places.push(nudged.at.0);
        }
        let slice = self.slice();
        let variable = self.state.point[self.state.moving].0;
        let nudge = touch.nudged.as_ref().map(|nudged| nudged.at.0 - touch.at.0);
        let range = match self.window.given {
            Some(given) if places.iter().all(|x| (given.0..=given.1).contains(x)) => given,
            _ => scene::range_around(&mut self.graph, slice, variable, &places, nudge),
        };
        let coarse = survey(&mut self.graph, slice, variable, range, COARSE);
        let slope = touch.slope.unwrap_or(0.0);
        let tangent = |x: f64| touch.at.1 + slope * (x - touch.at.0);
        self.window.across = range;
        self.window.up = window::up(&coarse, &points, Some((tangent(range.0), tangent(range.1))));
    }

    /// From where to where the curve is shown.
    pub fn shown_range(&self) -> (f64, f64) {
        self.window.across
    }

    /// The curve with tangent, nudge and walk.
    pub fn picture(&mut self, grain: Grain) -> Picture {
        let title = self.headline();
        let slice = self.slice();
        let variable = self.state.point[self.state.moving].0;
        let seen = (self.window.across, self.window.up);
        let view = scene::view_in(&mut self.graph, slice, variable, seen, grain);
        let mut picture = view.picture(title);
        let mut walk = self.walked();
        if walk.len() > 1 {
            // The point itself stands at the last position.
            let last = walk.pop();
            scene::add_walk(&mut picture, &walk);
            if let (Some(from), Some(to)) = (walk.last(), last) {
                scene::add_way(&mut picture, *from, to);
            }
        }
        self.touch_in(&mut picture);
        picture
    }

    /// What is written to a file, as SVG: with two variables the lines of equal height, else the curve.
    pub fn drawing(&mut self) -> String {
        let picture = match self.heights(Grain::Svg) {
            Some(heights) => heights,
            None => self.picture(Grain::Svg),
        };
        svg::draw(&picture)
    }

    /// With two variables the lines of equal height with the walk; `None` with others.
    pub fn heights(&mut self, grain: Grain) -> Option<Picture> {
        let [x, y] = self.variables[..] else {
            return None;
        };
        let steps = match self.state.walk.is_empty() {
            true => vec![self.state.point.clone()],
            false => self.state.walk.iter().map(|p| p.point.clone()).collect(),
        };
        let mut walk: Vec<PicturePoint> = Vec::new();
        for point in steps {
            walk.push((self.double_of(point[0].1), self.double_of(point[1].1)));
        }
        let across = window::across(&walk.iter().map(|(x, _)| *x).collect::<Vec<_>>());
        let up = window::across(&walk.iter().map(|(_, y)| *y).collect::<Vec<_>>());
        let axes = (
            scene::axis(self.graph.name(x), across.0, across.1),
            scene::axis(self.graph.name(y), up.0, up.1),
        );
        let title = self.definition();
        let (mut picture, _) =
            scene::contour_picture(&self.graph, self.function, [x, y], title, axes, grain);
        scene::add_walk(&mut picture, &walk);
        Some(picture)
    }

    /// The nudge as near as it fills the picture.
    pub fn lens(&mut self, grain: Grain) -> Picture {
        let touch = self.touch().unwrap_or_default();
        let to = touch.nudged.as_ref().map_or(touch.at.0 + 1.0, |n| n.at.0);
        let epsilon = match to - touch.at.0 {
            0.0 => 1e-9 * touch.at.0.abs().max(1.0),
            epsilon => epsilon,
        };
        let ends = (touch.at.0 - BEFORE * epsilon, to + BEHIND * epsilon);
        let range = (ends.0.min(ends.1), ends.0.max(ends.1));
        let slice = self.slice();
        let variable = self.state.point[self.state.moving].0;
        let near: Survey = survey(&mut self.graph, slice, variable, range, COARSE);
        let nudged = touch.nudged.as_ref().map(|nudged| nudged.at);
        let points: Vec<PicturePoint> = [Some(touch.at), nudged].into_iter().flatten().collect();
        let up = window::up(&near, &points, None);
        let up = framed(up, &near, (touch.at.0.min(to), touch.at.0.max(to)));
        let view = scene::view_in(&mut self.graph, slice, variable, (range, up), grain);
        let mut picture = view.picture("lens on the nudge".to_owned());
        self.touch_in(&mut picture);
        picture
    }

    fn touch_in(&self, picture: &mut Picture) {
        if let Some(touch) = self.touch() {
            scene::add_touch(picture, &touch);
            if let Some(touched) = self.here() {
                let slope = match &touched.slope {
                    Ok(_) => format!("The tangent at the point is {}.", touch.tangent),
                    Err(_) => "There is no tangent at the point.".to_owned(),
                };
                picture.description = format!("{} {slope} {}", picture.description, self.sentence);
            }
        }
    }
}
