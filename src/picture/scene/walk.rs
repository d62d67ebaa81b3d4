//! The positions of a walk on a picture, and the way from each to the next.

use super::entry;
use crate::number::double;
use crate::picture::{Ink, Layer, Picture, PicturePoint, PointSign, Sample, Shape};
use std::collections::HashSet;

/// Positions of a walk that are drawn as digits.
const DIGITS: usize = 10;

/// Adds the positions of a walk, and the way from each to the next.
pub fn add_walk(picture: &mut Picture, walk: &[PicturePoint]) {
    let known = walk
        .iter()
        .take_while(|(x, y)| x.is_finite() && y.is_finite());
    let walk: Vec<PicturePoint> = known.copied().collect();
    let walk = thinned(&walk, picture);
    picture.layers.push(Layer {
        ink: Ink::Path,
        shape: Shape::Line(walk.clone()),
    });
    for (at, place) in walk.iter().enumerate() {
        let sign = match at < DIGITS {
            true => PointSign::Digit(at as u8),
            false => PointSign::Later,
        };
        picture.layers.push(Layer {
            ink: Ink::Mark,
            shape: Shape::Point(*place, sign, String::new()),
        });
    }
    if !walk.is_empty() {
        let words = match walk.len() {
            1 => "the start",
            _ => "after each step, 0 the start",
        };
        let first = Sample::Point(PointSign::Digit(0));
        picture.legend.push(entry(first, words));
    }
}

/// The positions of a long walk without those that come to where it was before, as far as can be seen.
fn thinned(walk: &[PicturePoint], picture: &Picture) -> Vec<PicturePoint> {
    /// A walk of up to so many positions is drawn whole.
    const MOST: usize = 200;
    /// Parts of the picture, across and up, that are told apart.
    const PARTS: f64 = 80.0;
    if walk.len() <= MOST {
        return walk.to_vec();
    }
    let mut met = HashSet::new();
    let last = walk.len() - 1;
    let mut new = |(at, (x, y)): &(usize, &PicturePoint)| {
        let part = |place: f64| double::round(place * PARTS) as i64;
        let fresh = met.insert((part(picture.across.place(*x)), part(picture.up.place(*y))));
        fresh || *at < DIGITS || *at == last
    };
    let kept = walk.iter().enumerate().filter(|each| new(each));
    kept.map(|(_, point)| *point).take(4 * MOST).collect()
}

/// Adds the way from one position of a walk to the next.
pub fn add_way(picture: &mut Picture, from: PicturePoint, to: PicturePoint) {
    picture.layers.push(Layer {
        ink: Ink::Path,
        shape: Shape::Line(vec![from, to]),
    });
}
