//! Pictures: where a curve is broken, what is marked, and that nothing is drawn across a pole.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::picture::characters::{self, Glyphs, GridSize};
use deriv::picture::curve::{SpecialKind, Survey, survey};
use deriv::picture::scene::{self, Grain, Surveyed};
use deriv::picture::{Ink, Shape, svg};

const SIZE: GridSize = GridSize {
    columns: 80,
    rows: 18,
};

fn view(text: &str, range: (f64, f64)) -> Surveyed {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, text, &Options::default()).unwrap();
    let variables = graph.variables(function);
    let variable = match variables[..] {
        [] => graph.variable("w"),
        [first, ..] => first,
    };
    let grain = Grain::Characters(SIZE);
    let mut views = scene::views(&mut graph, &[function], variable, range, None, grain);
    views.remove(0)
}

/// A row of [`HARD`].
type Hard = (&'static str, f64, f64, usize, &'static [&'static str], bool);

/// Functions that are hard to draw: from, to, the number of pieces, what is marked, bands.
#[rustfmt::skip]
const HARD: &[Hard] = &[
    ("1/w", -5.0, 5.0, 2, &["pole 0"], false),
    ("1/w^2", -5.0, 5.0, 2, &["pole 0"], false),
    ("1/(w^2-4)", -5.0, 5.0, 3, &["pole -2", "pole 2"], false),
    ("tan(w)", -5.0, 5.0, 5, &["pole -3*pi/2", "pole -pi/2", "pole pi/2", "pole 3*pi/2"], false),
    ("1/sin(w)", -4.0, 4.0, 4, &["pole -pi", "pole 0", "pole pi"], false),
    ("sec(w)", -2.0, 2.0, 3, &["pole -pi/2", "pole pi/2"], false),
    ("1/(w-sqrt(2))", -5.0, 5.0, 2, &["pole sqrt(2)"], false),
    ("ln(abs(w))", -5.0, 5.0, 2, &["pole 0"], false),
    ("gamma(w)", -2.5, 3.0, 4, &["pole -2", "pole -1", "pole 0"], false),
    ("1/gamma(w)", -2.5, 3.0, 4, &["hole -2", "hole -1", "hole 0"], false),
    ("gamma(w)/gamma(w+1/2)", -1.75, 3.0, 5, &["hole -3/2", "pole -1", "hole -1/2", "pole 0"], false),
    ("ln(gamma(w))", -2.5, 3.0, 2, &["pole -2", "pole -1", "pole 0"], false),
    ("max(gamma(w), 0)", -2.5, 3.0, 4, &["pole -2", "pole -1", "pole 0"], false),
    ("abs(digamma(w))", -0.75, 3.0, 2, &["corner -0.504083", "pole 0", "corner 1.46163"], false),
    ("polygamma(1, w)", -1.5, 3.0, 3, &["pole -1", "pole 0"], false),
    ("exp(1/w)", -2.0, 2.0, 2, &["pole 0"], false),
    ("floor(w)", -1.5, 1.5, 4, &["jump -1", "jump 0", "jump 1"], false),
    ("sign(w)", -1.0, 1.5, 2, &["jump 0"], false),
    ("w/abs(w)", -1.0, 1.5, 2, &["jump 0"], false),
    ("ceil(w)*w", -0.5, 1.5, 2, &["corner 0", "jump 1"], false),
    ("round(w)", -1.2, 1.2, 3, &["jump -1/2", "jump 1/2"], false),
    ("atan(1/w)", -3.0, 3.0, 2, &["jump 0"], false),
    ("floor(sin(w))", -3.0, 3.0, 3, &["jump 0", "jump pi/2"], false),
    ("abs(w)", -5.0, 5.0, 1, &["corner 0"], false),
    ("abs(w^2-4)", -5.0, 5.0, 1, &["corner -2", "corner 2"], false),
    ("max(w, w^2)", -2.0, 3.0, 1, &["corner 0", "corner 1"], false),
    ("relu(w)", -2.0, 2.0, 1, &["corner 0"], false),
    ("w*abs(w)", -2.0, 2.0, 1, &[], false),
    ("sqrt(w^2)^3", -2.0, 2.0, 1, &[], false),
    ("cbrt(w)", -5.0, 5.0, 1, &["vertical tangent 0"], false),
    ("w^(2/3)", -5.0, 5.0, 1, &["cusp 0"], false),
    ("sqrt(abs(w))", -5.0, 5.0, 1, &["cusp 0"], false),
    ("sin(w)/w", -5.0, 5.0, 2, &["hole 0"], false),
    ("(w^2-1)/(w-1)", -5.0, 5.0, 2, &["hole 1"], false),
    ("(1-cos(w))/w^2", -5.0, 5.0, 2, &["hole 0"], false),
    ("sqrt(w)", -5.0, 5.0, 1, &["end 0"], false),
    ("sqrt(4-w^2)", -5.0, 5.0, 1, &["end -2", "end 2"], false),
    ("asin(w)", -2.0, 2.0, 1, &["end -1", "end 1"], false),
    ("ln(w)", -5.0, 5.0, 1, &["pole 0"], false),
    ("w^w", -2.0, 3.0, 1, &["end 0"], false),
    ("sin(1/w)", -5.0, 5.0, 2, &["no limit 0"], true),
    ("w*sin(1/w)", -1.0, 1.0, 2, &["hole 0"], true),
    ("exp(w^2)", -5.0, 5.0, 1, &[], false),
    ("exp(exp(w))", -5.0, 5.0, 1, &[], false),
    ("exp(-w^2)", -100.0, 100.0, 1, &[], false),
    ("tanh(1000*w)", -5.0, 5.0, 1, &[], false),
    ("1e-9*w", -5.0, 5.0, 1, &[], false),
    ("1e9 + w/1000", -5.0, 5.0, 1, &[], false),
    ("w^2", -1e-6, 1e-6, 1, &[], false),
    ("w^3", -1e12, 1e12, 1, &[], false),
    ("5", -5.0, 5.0, 1, &[], false),
    ("w/10^10", -5.0, 5.0, 1, &[], false),
    ("sin(w)/2^40", -5.0, 5.0, 1, &[], false),
    ("w/pi^30", -5.0, 5.0, 1, &[], false),
    ("w^2 + 1/(10^9*(w-2)^2)", -5.0, 5.0, 2, &["pole 2"], false),
    ("min(w, sin(w))", -5.0, 5.0, 1, &[], false),
    ("max(w, tanh(w))", -5.0, 5.0, 1, &[], false),
    ("max(w, w-w^2)", -5.0, 5.0, 1, &[], false),
    ("max(w, w)", -5.0, 5.0, 1, &[], false),
    ("max(round(w), 3)", -5.0, 5.0, 3, &["jump 7/2", "jump 9/2"], false),
    ("max(round(w), 0)", -1.2, 1.2, 2, &["jump 1/2"], false),
    ("cbrt(w^3-4*w)", -5.0, 5.0, 1, &["vertical tangent -2", "vertical tangent 0", "vertical tangent 2"], false),
    ("ln(-1-w^2)", -5.0, 5.0, 0, &[], false),
    ("sin(1000*w)", -5.0, 5.0, 0, &[], true),
];

fn marks(view: &Surveyed) -> Vec<String> {
    let all = view.curve.specials.iter();
    all.map(|special| format!("{} {}", special.kind.word(), special.place))
        .collect()
}

#[test]
fn hard_functions_are_broken_and_marked_where_they_are() {
    let mut wrong = Vec::new();
    // The work on such a sum is spent before its end is reached.
    let long: Vec<String> = (1..60).map(|k| format!("sin({k}*w)/{k}")).collect();
    let long = long.join("+");
    let rows = HARD.iter().copied();
    for (text, low, high, pieces, expected, bands) in
        rows.chain([(long.as_str(), -5.0, 5.0, 1, &[] as &[&str], false)])
    {
        let view = view(text, (low, high));
        // Stretches next to a band are pieces too, of a column each.
        let found = view.curve.pieces.len();
        let banded = !view.curve.bands.is_empty();
        // What has nothing special about it is drawn from end to end.
        let whole = |piece: &Vec<(f64, f64)>| piece[0].0 <= low && high <= piece[piece.len() - 1].0;
        let cut = expected.is_empty() && pieces == 1 && !view.curve.pieces.iter().all(whole);
        if marks(&view) != expected || (!bands && found != pieces) || banded != bands || cut {
            wrong.push(format!(
                "{text}: {found} pieces, {:?}, bands {banded}",
                marks(&view)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_piece_goes_across_a_pole_or_a_jump() {
    for &(text, low, high, ..) in HARD {
        let view = view(text, (low, high));
        let span = high - low;
        for special in &view.curve.specials {
            if !matches!(
                special.kind,
                SpecialKind::Pole | SpecialKind::Jump | SpecialKind::Wavers
            ) {
                continue;
            }
            for piece in &view.curve.pieces {
                let (first, last) = (piece[0].0, piece[piece.len() - 1].0);
                let inside = first < special.at - 1e-9 * span && special.at + 1e-9 * span < last;
                assert!(!inside, "{text}: a line from {first} to {last}");
            }
        }
    }
}

/// The same of what is drawn, against poles that are known by hand.
#[test]
fn no_line_is_drawn_across_a_pole() {
    use std::f64::consts::{FRAC_PI_2, PI, SQRT_2};
    for (text, poles) in [
        ("1/w", &[0.0][..]),
        ("-1/w^2", &[0.0]),
        (
            "tan(w)",
            &[-3.0 * FRAC_PI_2, -FRAC_PI_2, FRAC_PI_2, 3.0 * FRAC_PI_2],
        ),
        ("1/sin(w)", &[-PI, 0.0, PI]),
        ("1/(w^2-2)", &[-SQRT_2, SQRT_2]),
        ("1/(w-1.2345)", &[1.2345]),
        ("1/(w-1)^3 + 1/(w-1.1)", &[1.0, 1.1]),
        ("1e-6/(w-2)", &[2.0]),
        ("gamma(w)", &[-4.0, -3.0, -2.0, -1.0, 0.0]),
        ("ln(abs(w))", &[0.0]),
        ("1/(w^3-w-1)", &[1.324_717_957_244_746]),
    ] {
        let picture = view(text, (-5.0, 5.0)).picture(text.to_owned());
        let mut lines = 0;
        for layer in picture
            .layers
            .iter()
            .filter(|layer| layer.ink == Ink::Curve)
        {
            let Shape::Line(points) = &layer.shape else {
                continue;
            };
            lines += 1;
            for pair in points.windows(2) {
                let ((from, _), (to, _)) = (pair[0], pair[1]);
                let across =
                    |pole: &&f64| from.min(to) < **pole - 1e-9 && **pole + 1e-9 < from.max(to);
                assert_eq!(
                    poles.iter().find(across),
                    None,
                    "{text}: from {from} to {to}"
                );
            }
        }
        assert!(lines > poles.len(), "{text}: {lines} lines");
    }
}

/// A dot stands where the function has its value, exactly at the place, not at the double beside it;
/// where the place is rounded nobody knows to which side it belongs.
#[test]
fn dots_are_values() {
    for (text, place, value) in [
        ("sign(sin(w))", "pi", Some(0.0)),
        ("sign(w-1/3)", "1/3", Some(0.0)),
        ("floor(w^2)", "sqrt(2)", Some(2.0)),
        ("floor(-w^2)", "sqrt(2)", Some(-2.0)),
        ("floor(w/pi)", "pi", Some(1.0)),
        ("ceil(3*w)", "1/3", Some(1.0)),
        ("atan(tan(w))", "pi/2", None),
        ("atan(1/(w^2-2))", "sqrt(2)", None),
        ("floor(exp(w))", "0.693147", None),
        ("sqrt(w^2-2)", "sqrt(2)", Some(0.0)),
    ] {
        let view = view(text, (-1.0, 4.0));
        let special = view
            .curve
            .specials
            .iter()
            .find(|special| special.place == place);
        let special = special.unwrap_or_else(|| panic!("{text}: {:?}", marks(&view)));
        assert_eq!(special.value, value, "{text} at {place}");
        assert_eq!(special.exact, place != "0.693147", "{text} at {place}");
    }
}

/// Every point of a piece is a value of the function: the same number by another way.
#[test]
fn points_are_values() {
    for (text, value) in [
        ("w^2", (|w| w * w) as fn(f64) -> f64),
        ("sin(w)/w", |w| w.sin() / w),
        ("1/w", |w| 1.0 / w),
        ("exp(w^2)", |w| (w * w).exp()),
        ("sqrt(w)", f64::sqrt),
    ] {
        let view = view(text, (-5.0, 5.0));
        let places: Vec<f64> = view.curve.specials.iter().map(|s| s.at).collect();
        for &(x, y) in view.curve.pieces.iter().flatten() {
            if places.contains(&x) {
                continue;
            }
            let other = value(x);
            let off = (y - other).abs() / other.abs().max(1e-300);
            assert!(off < 1e-9, "{text} at {x}: {y}, {other}");
        }
    }
}

#[test]
fn surveys_of_anything_end_soon() {
    for text in [
        "tan(1/w)",
        "floor(1000*w)",
        "sin(w)^w",
        "gamma(10*w)",
        "floor(1/w)",
        "tan(w^5)",
    ] {
        let mut graph = Graph::new();
        let function = notation::read(&mut graph, text, &Options::default()).unwrap();
        let variable = graph.variables(function)[0];
        let started = std::time::Instant::now();
        let _: Survey = survey(&mut graph, function, variable, (-5.0, 5.0), 144);
        // Ten times what it takes where nothing is optimised.
        assert!(started.elapsed().as_secs() < 30, "{text}");
    }
}

#[test]
fn characters_stay_within_their_size_and_set() {
    for &(text, low, high, ..) in HARD {
        let picture = view(text, (low, high)).picture(text.to_owned());
        for columns in [40, 60, 80, 200] {
            for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
                let size = GridSize { columns, rows: 9 };
                let mut lines = characters::draw(&picture, size, 0, glyphs);
                lines.extend(characters::legend(&picture.legend, columns, glyphs));
                for line in lines {
                    let line: String = line.into_iter().map(|(_, piece)| piece).collect();
                    assert!(line.chars().count() <= columns, "{text}, {columns}: {line}");
                    assert!(glyphs == Glyphs::Unicode || line.is_ascii(), "{line}");
                    assert_eq!(line, line.trim_end(), "{text}");
                }
            }
        }
    }
}

#[test]
fn svgs_are_small_whole_and_escaped() {
    for &(text, low, high, ..) in HARD {
        let picture = view(text, (low, high)).picture("a<b & \"c\" \u{202e}".to_owned());
        let svg = svg::draw(&picture);
        assert!(svg.len() < 20_000, "{text}: {} bytes", svg.len());
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("<title id=\"title\">a&lt;b &amp; &quot;c&quot;"));
        assert!(svg.contains("<desc id=\"desc\">"));
        assert!(svg.contains("prefers-color-scheme:dark"));
        assert!(!svg.contains('\u{202e}'));
        let drawn = svg.split("</style>").nth(1).unwrap();
        let numbers = drawn.split('"').skip(1).step_by(2);
        for number in numbers {
            assert!(!number.contains("NaN") && !number.contains("inf"), "{text}");
        }
        for outside in ["http:", "https:", "<script", "@import", "url(h"] {
            let rest = svg.replacen("http://www.w3.org/2000/svg", "", 1);
            assert!(!rest.contains(outside), "{text}: {outside}");
        }
    }
}

#[test]
fn the_curve_has_its_own_ink() {
    let picture = view("w^2", (-5.0, 5.0)).picture(String::new());
    let lines = characters::draw(&picture, SIZE, 0, Glyphs::Unicode);
    let curve = lines.iter().flatten().filter(|(ink, _)| *ink == Ink::Curve);
    assert!(curve.count() > 10);
}

/// The window goes as far as the function does: up to a peak that is thinner than a column, evenly
/// where both ends are cut off, and not up a wall.
#[test]
fn heights_are_those_of_the_function() {
    for (text, low, high) in [
        ("exp(-1000*w^2)", 0.0, 1.0),
        ("-1/(w^2 + 1e-12)", -1e12, 0.0),
        ("1/((w-1/3)^2 + 1e-8)", 0.0, 1e8),
        ("sin(1/w)", -1.0, 1.0),
        ("sin(100*w)", -1.0, 1.0),
        ("sin(w)", -1.0, 1.0),
        ("floor(w)", -5.0, 5.0),
        ("ceil(w)", -5.0, 5.0),
        ("w^2", 0.0, 25.0),
    ] {
        let up = view(text, (-5.0, 5.0)).up;
        let near = |found: f64, told: f64| (found - told).abs() <= 2e-3 * (high - low);
        assert!(near(up.low, low) && near(up.high, high), "{text}: {up:?}");
    }
    for text in ["tan(w)", "1/w", "1/w^3"] {
        let up = view(text, (-5.0, 5.0)).up;
        assert_eq!(up.low, -up.high, "{text}");
    }
    for text in ["exp(50*w)", "exp(exp(w))", "10^(9*w)"] {
        let up = view(text, (-5.0, 5.0)).up;
        assert!(up.high < 1e4, "{text}: {up:?}");
    }
}

/// What is past all doubles leaves no dot on the edge.
#[test]
fn nothing_is_drawn_beyond_the_window() {
    let picture = view("exp(1/w)", (-5.0, 5.0)).picture(String::new());
    let lines = characters::draw(&picture, SIZE, 0, Glyphs::Unicode);
    let text =
        |line: &characters::CharacterLine| line.iter().map(|(_, piece)| piece.as_str()).collect();
    let lines: Vec<String> = lines.iter().map(text).collect();
    let top = lines[1].split_once('┊').expect("the pole, whole").1;
    assert!(
        top.trim_start().chars().count() <= 2,
        "{}",
        lines.join("\n")
    );
    // From the left it tends to 0, which it does not reach.
    assert!(
        lines
            .iter()
            .any(|line| line.trim_start().starts_with("0 ┤") && line.ends_with('◦'))
    );
}

/// A nudge of a steep function is not lost in the heights of the rest.
#[test]
fn a_point_is_looked_at_closely_enough() {
    for (text, at, closer) in [
        ("exp(w)", 100.0, true),
        ("exp(w^2)", 3.0, true),
        ("w^20", 1.0, true),
        ("w^2", 3.0, false),
        ("w^2", 0.0, false),
        ("w^3", 0.0, false),
        ("sin(w)", 1000.0, true),
        ("5", 3.0, false),
        ("sin(w)", 1e10, false),
        ("1/w", 1.0, false),
    ] {
        let mut graph = Graph::new();
        let function = notation::read(&mut graph, text, &Options::default()).unwrap();
        let variables = graph.variables(function);
        let variable = match variables[..] {
            [] => graph.variable("w"),
            [first, ..] => first,
        };
        let usual = deriv::picture::window::across(&[at]);
        let (low, high) = scene::range_around(&mut graph, function, variable, &[at], None);
        assert!(low < at && at < high, "{text}");
        assert_eq!(
            high - low < usual.1 - usual.0,
            closer,
            "{text}: {low} to {high}"
        );
    }
}

/// Where values are past all doubles nothing is drawn in their place.
#[test]
fn what_is_past_all_doubles_has_no_height() {
    for text in ["w^1000", "exp(exp(exp(w)))", "10^(10^w)"] {
        let view = view(text, (-5.0, 5.0));
        assert!(view.up.high < 1e300, "{text}: {}", view.up.high);
    }
}

#[test]
fn pictures_stand_under_each_other() {
    let pictures = ["w^2", "2*w"].map(|text| view(text, (-5.0, 5.0)).picture(text.to_owned()));
    let one = svg::draw_all(&pictures[..1]);
    assert_eq!(one, svg::draw(&pictures[0]));
    let both = svg::draw_all(&pictures);
    assert_eq!(both.matches("<svg").count(), 3);
    assert_eq!(both.matches("</svg>").count(), 3);
    for id in ["title", "desc", "p0-title", "p1-desc", "p1-frame"] {
        assert_eq!(both.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn long_names_are_cut() {
    let name = "a_name_that_is_far_longer_than_any_terminal_of_forty_columns";
    let mut picture = view(&format!("{name}^2"), (-5.0, 5.0)).picture(String::new());
    picture.up.name = name.to_owned();
    let size = GridSize {
        columns: 40,
        rows: 5,
    };
    for line in characters::draw(&picture, size, 0, Glyphs::Unicode) {
        let line: String = line.into_iter().map(|(_, piece)| piece).collect();
        assert!(line.chars().count() <= 40, "{line}");
    }
}

/// What a picture says of a curve: the ends of its pieces and its turns.
#[test]
fn the_course_of_a_curve_is_told_as_it_is() {
    for (text, low, high, told) in [
        (
            "acos(w)",
            -1.2,
            1.2,
            "falls from 3.1416 at w = -1 to 0 at w = 1",
        ),
        (
            "(1+1/w)^w",
            0.0,
            5.0,
            "rises from 1 at w = 0 to 2.4883 at w = 5",
        ),
        (
            "1/(1+exp(-10*w))",
            -5.0,
            5.0,
            "rises from 1.9287e-22 at w = -5 to 1 at w = 5",
        ),
        (
            "sin(w)",
            -4.0,
            1.0,
            "falls from 0.7568 at w = -4 to -1 at w = -1.5708, then rises to 0.84147 at w = 1",
        ),
        (
            "w^2 - 1e-9",
            -1.0,
            0.0,
            "falls from 1 at w = -1 to -1e-9 at w = 0",
        ),
        (
            "abs(w)",
            -5.0,
            5.0,
            "falls from 5 at w = -5 to 0 at w = 0, then rises to 5 at w = 5",
        ),
    ] {
        let said = view(text, (low, high)).sentences();
        assert_eq!(said[0], told, "{text}");
    }
}
