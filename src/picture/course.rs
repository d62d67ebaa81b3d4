//! What a curve does, in words: where it rises and falls, and what is special about it.

use crate::picture::curve::{Curve, SpecialKind, SpecialPlace, Survey};
use crate::picture::figure;
use crate::picture::{Axis, PicturePoint};

/// Digits of numbers in such sentences.
const DIGITS: usize = 5;

/// Most turns that are told one by one.
const MOST_TURNS: usize = 8;

/// Most places of one kind that are told one by one.
const MOST_PLACES: usize = 6;

/// Characters of a list of them, so that how many are left out is seen behind it.
const LIST: usize = 48;

/// The sentences, one a line: `falls from 25 at w = -5 to 0 at w = 0, then rises to 25 at w = 5`.
pub fn sentences(survey: &Survey, curve: &Curve, across: &Axis, up: &Axis) -> Vec<String> {
    let (name, span) = (across.name.as_str(), across.span());
    let mut lines = Vec::new();
    let mut turns = 0;
    let mut searches = survey.searches();
    for piece in &curve.pieces {
        let searched = (survey, &mut searches);
        if let Some((line, more)) = sentence(searched, piece, &curve.specials, across, up) {
            turns += more;
            if lines.len() < MOST_TURNS {
                lines.push(line);
            }
        }
    }
    if turns > 2 * MOST_TURNS || lines.len() >= MOST_TURNS {
        let (least, most) = survey.extent();
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let pieces = curve.pieces.len().max(1);
        // What is too quick to be drawn was not counted.
        let wavers = |special: &SpecialPlace| special.kind == SpecialKind::Wavers;
        let crowded = !curve.bands.is_empty() || curve.specials.iter().any(wavers);
        let at_least = if crowded { "at least " } else { "" };
        lines = vec![format!(
            "in {pieces} piece{}, with {at_least}{turns} turn{}; between {} and {}",
            s(pieces),
            s(turns),
            figure(least, DIGITS),
            figure(most, DIGITS)
        )];
    }
    if !curve.bands.is_empty() {
        let (low, high) = (
            curve.bands[0][0],
            curve
                .bands
                .iter()
                .fold(f64::NEG_INFINITY, |x, b| x.max(b[1])),
        );
        lines.push(format!(
            "wavers more often than can be drawn between {name} = {} and {name} = {}",
            snapped(low, span),
            snapped(high, span)
        ));
    }
    lines.extend(specials(&curve.specials, name));
    if lines.is_empty() {
        lines.push("has no value here".to_owned());
    }
    lines
}

/// The special places, those of one kind together.
pub fn specials(all: &[SpecialPlace], name: &str) -> Vec<String> {
    let kinds = SpecialKind::all_of(all);
    let told = kinds.into_iter().map(|kind| {
        let places: Vec<&SpecialPlace> = all.iter().filter(|s| s.kind == kind).collect();
        format!(
            "{} at {}",
            word_for(kind, places.len()),
            places_of(&places, name)
        )
    });
    told.collect()
}

/// `pole`, `poles`
pub fn word_for(kind: SpecialKind, count: usize) -> String {
    let s = match kind {
        SpecialKind::Wavers => "",
        _ if count == 1 => "",
        _ => "s",
    };
    format!("{}{s}", kind.word())
}

/// `w = -1`, or `w = -1, 0, 1`
pub fn places_of(places: &[&SpecialPlace], name: &str) -> String {
    // The sign of one before holds for those behind it.
    let written = |(at, special): (usize, &&SpecialPlace)| {
        let before = at.checked_sub(1).map(|before| places[before].exact);
        match before == Some(special.exact) {
            true => special.place.clone(),
            false => special.equals(),
        }
    };
    let mut shown: Vec<String> = Vec::new();
    for place in places.iter().take(MOST_PLACES).enumerate().map(written) {
        let long: usize = shown.iter().map(|known| known.len() + 2).sum();
        if long + place.len() > LIST {
            break;
        }
        shown.push(place);
    }
    let more = places.len() - shown.len();
    let rest = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{name} {}{rest}", shown.join(", "))
}

fn ends<'p>(points: impl Iterator<Item = &'p PicturePoint>) -> (f64, f64) {
    points.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, y)| {
        (low.min(*y), high.max(*y))
    })
}

/// A number as near to 0 as nothing on an axis of that length is 0.
fn snapped(x: f64, span: f64) -> String {
    match x.abs() < 1e-7 * span {
        true => "0".to_owned(),
        false => figure(x, DIGITS),
    }
}

/// Where one piece goes, and how often it turns.
fn sentence(
    (survey, searches): (&Survey, &mut usize),
    piece: &[PicturePoint],
    specials: &[SpecialPlace],
    across: &Axis,
    up: &Axis,
) -> Option<(String, usize)> {
    let (name, span) = (across.name.as_str(), across.span());
    let (first, last) = (piece.first()?, piece.last()?);
    if last.0 - first.0 < 1e-9 * span {
        return None;
    }
    let (least, most) = ends(piece.iter());
    let height = up.span().min(most - least).max(f64::MIN_POSITIVE);
    let beside = |x: f64| {
        let near = |special: &&SpecialPlace| (special.at - x).abs() < 1e-6 * span;
        specials.iter().find(near)
    };
    // At a pole the last height that was looked at says nothing.
    let shown = |(x, y): PicturePoint| match beside(x) {
        Some(special) if special.kind == SpecialKind::Pole && (y < up.low || y > up.high) => {
            let sign = if y < 0.0 { "-" } else { "+" };
            format!("{sign}infinity")
        }
        // The heights at the ends of the window are no more than they are; others were looked for.
        _ if y.abs() < 1e-9 * height && (across.low < x && x < across.high) => "0".to_owned(),
        _ if y.abs() >= 1e100 => "out of sight".to_owned(),
        _ => figure(y, DIGITS),
    };
    let place = |x: f64| match beside(x) {
        Some(special) => format!("{name} {}", special.equals()),
        None => format!("{name} = {}", snapped(x, span)),
    };
    if most - least <= 1e-12 * most.abs().max(least.abs()) || most == least {
        let level = format!(
            "stays at {} from {} to {}",
            shown(*first),
            place(first.0),
            place(last.0)
        );
        return Some((level, 0));
    }
    // Corners of the walk along the piece; level stretches belong to what comes before.
    let mut corners: Vec<(PicturePoint, bool)> = Vec::new();
    let mut rising = None;
    for (at, pair) in piece.windows(2).enumerate() {
        let change = pair[1].1 - pair[0].1;
        // What a piece tends to at a special place is known less well than a value.
        let end = (at == 0 && beside(first.0).is_some())
            || (at + 2 == piece.len() && beside(last.0).is_some());
        let known = if end { 1e-6 } else { 1e-12 };
        if change.abs() <= known * height {
            continue;
        }
        let climbs = change > 0.0;
        if rising.is_some_and(|before| before != climbs) {
            // Where the later ones are is not said.
            let corner = match corners.len() <= MOST_TURNS && *searches > 0 {
                true => turn(survey, piece, pair[0].0, climbs),
                false => pair[0],
            };
            *searches = searches.saturating_sub(1);
            corners.push((corner, !climbs));
        }
        rising = Some(climbs);
    }
    corners.push((*last, rising?));
    let word = |up: bool| if up { "rises" } else { "falls" };
    let begun = corners[0];
    let mut line = format!(
        "{} from {} at {} to {} at {}",
        word(begun.1),
        shown(*first),
        place(first.0),
        shown(begun.0),
        place(begun.0.0)
    );
    for (at, (corner, up)) in corners.iter().enumerate().skip(1) {
        if at > MOST_TURNS {
            line += &format!(", and so on to {} at {}", shown(*last), place(last.0));
            break;
        }
        line += &format!(
            ", then {} to {} at {}",
            word(*up),
            shown(*corner),
            place(corner.0)
        );
    }
    Some((line, corners.len() - 1))
}

/// The place near `at` where a piece turns, upwards or downwards: the least or largest value between
/// the neighbouring points, by thirds.
fn turn(survey: &Survey, piece: &[PicturePoint], at: f64, up: bool) -> PicturePoint {
    let here = piece.iter().position(|(x, _)| *x == at).unwrap_or(0);
    let drawn = piece[here];
    let mut low = piece[here.saturating_sub(1)].0;
    let mut high = piece[(here + 1).min(piece.len() - 1)].0;
    let sign = if up { 1.0 } else { -1.0 };
    for _ in 0..90 {
        let third = (high - low) / 3.0;
        let (a, b) = (low + third, high - third);
        match sign * survey.rough(a) <= sign * survey.rough(b) {
            true => high = b,
            false => low = a,
        }
    }
    let x = low + (high - low) / 2.0;
    let y = survey.rough(x);
    match y.is_finite() && sign * y < sign * drawn.1 {
        true => (x, y),
        false => drawn,
    }
}
