//! Pictures as SVG: light and dark, with a title and a description, text as text.
//!
//! No script, no font and no colour from elsewhere. Lines are told apart by their dashes and widths
//! too. Whatever is written into it is escaped.

use crate::notation::visible::visible;
use crate::notation::width;
use crate::number::double;
use crate::picture::line::clipped;
use crate::picture::ticks::{Tick, ticks};
use crate::picture::{
    Ink, LabelSide, Layer, LegendEntry, Picture, PicturePoint, PointSign, Sample, Shape,
};
use std::fmt::Write;

/// The whole picture without its legend, in pixels, unless another size is asked for.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 410.0;

/// The room around the frame; on the left at least, long numbers take more.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 46.0;
const BOTTOM: f64 = 36.0;

/// A line of the legend.
const LEGEND_LINE: f64 = 20.0;

/// What a letter of the legend takes, about.
const LETTER: f64 = 7.2;

/// What a wide letter takes, where a word would be cut off, and one of the title.
const WIDE_LETTER: f64 = 8.4;
const TITLE_LETTER: f64 = 9.6;

/// Share of the picture that the numbers on the left take at most.
const MOST_LEFT: f64 = 0.4;

/// Points nearer to a straight line than this are left out, in pixels.
const FLAT: f64 = 0.15;

/// Room around the frame in which lines may go on, so that their ends are not seen.
const BEYOND: f64 = 4.0;

/// Pixels from one number to the next, at least.
const ACROSS_APART: f64 = 64.0;
const UP_APART: f64 = 44.0;

/// Columns in which a curve is surveyed for such a picture.
pub const COLUMNS: usize = 281;

/// Contrast of every line and word with its ground is 4.5 to 1 at least, in both themes.
pub const LIGHT: &str = "\
.ground{fill:#fff}.frame{fill:none;stroke:#6b7280}.grid{stroke:#e5e7eb}.zero{stroke:#9ca3af}\
svg text{fill:#1f2937;font:13px system-ui,sans-serif}svg .title{font-weight:600;font-size:15px}\
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
.line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}\
.curve{stroke:#0b6b8a}.band{fill:#0b6b8a;fill-opacity:.55}.tangent{stroke:#a14a00;stroke-dasharray:7 5}\
.nudge{stroke:#a3108f}.path{stroke:#17703a;stroke-dasharray:2 5}\
.pole{stroke:#b3261e;stroke-width:1.2;stroke-dasharray:2 4}\
.full{fill:#1f2937}.open{fill:#fff;stroke:#1f2937;stroke-width:2}.corner{fill:#fff;stroke:#a14a00;stroke-width:2}";

/// What is different in the dark theme.
pub const DARK: &str = "\
.ground{fill:#111827}.frame{stroke:#9ca3af}.grid{stroke:#263041}.zero{stroke:#5b6676}\
svg text{fill:#e5e7eb}.halo{stroke:#111827}.curve{stroke:#5cc8e8}.band{fill:#5cc8e8}.tangent{stroke:#f5b457}\
.nudge{stroke:#f39ae4}.path{stroke:#79d79b}.pole{stroke:#ff9d94}\
.full{fill:#e5e7eb}.open{fill:#111827;stroke:#e5e7eb}.corner{fill:#111827;stroke:#f5b457}";

/// The picture as an SVG document, below 20 kB for a curve of ordinary shape.
pub fn draw(picture: &Picture) -> String {
    let style = style();
    let page = Page::new(picture, WIDTH, HEIGHT);
    page.whole("", &style)
}

/// Several pictures under each other as one document.
pub fn draw_all(pictures: &[Picture]) -> String {
    let [first, _, ..] = pictures else {
        return pictures.first().map_or(String::new(), draw);
    };
    let mut parts = String::new();
    // Their numbers stand under each other.
    let lefts = pictures
        .iter()
        .map(|picture| Page::new(picture, WIDTH, HEIGHT).left);
    let left = lefts.fold(LEFT, f64::max);
    let (mut below, mut words) = (0.0, String::new());
    for (at, picture) in pictures.iter().enumerate() {
        let page = Page {
            left,
            ..Page::new(picture, WIDTH, HEIGHT)
        };
        let high = page.high();
        let own = page.whole(&format!("p{at}-"), "");
        let placed = format!("<svg y=\"{below}\" width=\"{WIDTH}\" height=\"{high}\" ");
        parts += &own.replacen("<svg ", &placed, 1);
        below += high;
        words += &format!("{}: {} ", picture.title, picture.description);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {below}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         {}{parts}</svg>\n",
        escaped(&first.title),
        escaped(words.trim_end()),
        style()
    )
}

/// The styles of a document of its own.
pub(super) fn style() -> String {
    format!(
        "<style>:root{{color-scheme:light dark}}{LIGHT}@media(prefers-color-scheme:dark){{{DARK}}}</style>\n"
    )
}

/// The picture as an element of a page that has the styles [`LIGHT`] and [`DARK`] itself. `id` stands
/// before the names of its parts, which are unique in the page; `width` and `height` in pixels.
pub fn element(picture: &Picture, id: &str, width: f64, height: f64) -> String {
    let width = width.max(LEFT + RIGHT + 100.0);
    Page::new(picture, width, height.max(TOP + BOTTOM + 80.0)).whole(id, "")
}

/// What an entry of the legend takes after its words.
const APART: f64 = 18.0;

/// What it takes before them.
fn before_words(sample: Sample) -> f64 {
    match sample {
        Sample::Line(Ink::Pole) => 16.0,
        Sample::Point(PointSign::Digit(_)) => 22.0,
        Sample::Point(_) => 16.0,
        Sample::Band => 24.0,
        Sample::Line(_) | Sample::Gap => 34.0,
    }
}

/// Where the legend begins: below the frame, or at the edge of a narrow picture.
fn legend_left(width: f64) -> f64 {
    if width < 400.0 { 8.0 } else { LEFT }
}

/// An entry of the legend: pixels from its left, its line, and its words, broken where they are longer
/// than the picture.
fn legend_places(entries: &[LegendEntry], width: f64) -> Vec<(f64, f64, Vec<String>)> {
    let room = width - legend_left(width);
    let (mut x, mut line) = (0.0, 0.0);
    let mut places = Vec::new();
    for entry in entries {
        let before = before_words(entry.sample);
        let letters = (((room - before) / WIDE_LETTER) as usize).max(8);
        let mut lines = vec![String::new()];
        for word in entry.words.split(' ') {
            let last = lines.last_mut().expect("there is one");
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > letters {
                lines.push(word.to_owned());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        let longest = lines.iter().map(|words| words.chars().count()).max();
        let long = before + longest.unwrap_or(0) as f64 * LETTER + APART;
        if x > 0.0 && (x + long - APART > room || lines.len() > 1) {
            (x, line) = (0.0, line + 1.0);
        }
        let more = lines.len() as f64 - 1.0;
        places.push((x, line, lines));
        x += long;
        if more > 0.0 {
            (x, line) = (width, line + more);
        }
    }
    places
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

/// A pixel to a tenth.
pub(super) fn pixel(x: f64) -> String {
    let tenths = (x * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    match (size / 10, size % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

pub(super) fn text(svg: &mut String, at: PicturePoint, class: &str, words: &str) {
    let class = match class {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    let (x, y) = (pixel(at.0), pixel(at.1));
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\"{class}>{}</text>",
        escaped(words)
    );
}

fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Pole => "pole",
        Ink::Path => "path",
        Ink::Tangent => "tangent",
        Ink::Nudge => "nudge",
        _ => "curve",
    }
}

fn circle(svg: &mut String, at: PicturePoint, radius: f64, class: &str) {
    let (x, y) = (pixel(at.0), pixel(at.1));
    let _ = writeln!(
        svg,
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>"
    );
}

fn sign(svg: &mut String, at: PicturePoint, sign: PointSign) {
    match sign {
        PointSign::Filled => circle(svg, at, 5.0, "full"),
        PointSign::Open => circle(svg, at, 5.0, "open"),
        PointSign::Closed => circle(svg, at, 3.5, "full"),
        PointSign::Hole => circle(svg, at, 3.5, "open"),
        PointSign::Later => circle(svg, at, 2.5, "full"),
        PointSign::Corner => {
            let (x, y) = at;
            let corners = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
            let path = joined(&corners);
            let _ = writeln!(svg, "<path d=\"{path}Z\" class=\"corner\"/>");
        }
        PointSign::Digit(digit) => {
            circle(svg, at, 8.0, "open");
            let (x, y) = (pixel(at.0 - 3.7), pixel(at.1 + 4.5));
            let _ = writeln!(svg, "<text x=\"{x}\" y=\"{y}\">{digit}</text>");
        }
    }
}

fn sample(svg: &mut String, sample: Sample, at: PicturePoint) {
    match sample {
        Sample::Point(kind) => {
            let beside = if matches!(kind, PointSign::Digit(_)) {
                8.0
            } else {
                5.0
            };
            sign(svg, (at.0 + beside, at.1), kind);
        }
        Sample::Band => {
            let (x, y) = (pixel(at.0), pixel(at.1 - 6.0));
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"18\" height=\"12\" class=\"band\"/>"
            );
        }
        Sample::Gap => {
            for x in [at.0, at.0 + 18.0] {
                let half = joined(&[(x, at.1), (x + 10.0, at.1)]);
                let curve = class(Ink::Curve);
                let _ = writeln!(svg, "<path d=\"{half}\" class=\"line {curve}\"/>");
            }
        }
        Sample::Line(ink) => {
            let ends = match ink {
                Ink::Nudge => vec![
                    (at.0, at.1 + 6.0),
                    (at.0 + 26.0, at.1 + 6.0),
                    (at.0 + 26.0, at.1 - 6.0),
                ],
                Ink::Pole => vec![(at.0 + 5.0, at.1 - 8.0), (at.0 + 5.0, at.1 + 8.0)],
                _ => vec![at, (at.0 + 28.0, at.1)],
            };
            let _ = writeln!(
                svg,
                "<path d=\"{}\" class=\"line {}\"/>",
                joined(&ends),
                class(ink)
            );
        }
    }
}

/// `M0 1L2 3 4 5`
fn joined(points: &[PicturePoint]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path += match at {
            0 => "M",
            1 => "L",
            _ => " ",
        };
        let _ = write!(path, "{} {}", pixel(*x), pixel(*y));
    }
    path
}

/// A line without the points that lie on the straight line between others (Douglas and Peucker,
/// 1973, with a stack in place of recursion).
fn simplified(points: &[PicturePoint]) -> Vec<PicturePoint> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut kept = vec![false; points.len()];
    (kept[0], kept[points.len() - 1]) = (true, true);
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let (a, b) = (points[first], points[last]);
        let long = double::hypot(b.0 - a.0, b.1 - a.1);
        let off = |p: PicturePoint| match long > 0.0 {
            true => ((b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)).abs() / long,
            false => double::hypot(p.0 - a.0, p.1 - a.1),
        };
        let farthest = (first + 1..last).max_by(|&i, &j| off(points[i]).total_cmp(&off(points[j])));
        if let Some(at) = farthest.filter(|&at| off(points[at]) > FLAT) {
            kept[at] = true;
            open.extend([(first, at), (at, last)]);
        }
    }
    let kept = points.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(point, _)| *point).collect()
}

struct Page<'p> {
    picture: &'p Picture,
    width: f64,
    height: f64,
    /// Where the frame begins.
    left: f64,
}

impl Page<'_> {
    fn new(picture: &Picture, width: f64, height: f64) -> Page<'_> {
        let up = ticks(&picture.up, UP_APART / (height - TOP - BOTTOM));
        let longest = up.iter().map(|tick| tick.label.len()).max().unwrap_or(0);
        let long = longest as f64 * WIDE_LETTER + 8.0;
        Page {
            picture,
            width,
            height,
            left: long.min(MOST_LEFT * width).max(LEFT),
        }
    }

    /// How high it is with its legend.
    fn high(&self) -> f64 {
        let legend = legend_places(&self.picture.legend, self.width);
        let last = legend.last();
        let lines = last.map_or(0.0, |(_, y, lines)| y + lines.len() as f64);
        self.height + lines * LEGEND_LINE
    }

    fn whole(&self, id: &str, style: &str) -> String {
        let (picture, width, height, left) = (self.picture, self.width, self.height, self.left);
        let legend = legend_places(&picture.legend, width);
        let whole = self.high();
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {whole}\" role=\"img\" \
             aria-labelledby=\"{id}title {id}desc\">\n<title id=\"{id}title\">{}</title>\n\
             <desc id=\"{id}desc\">{}</desc>\n{style}",
            escaped(&picture.title),
            escaped(&picture.description)
        );
        self.ground(&mut svg, whole);
        self.numbers(&mut svg);
        let clip = format!(
            "<clipPath id=\"{id}frame\"><rect x=\"{left}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/></clipPath>\n\
             <g clip-path=\"url(#{id}frame)\">\n",
            width - left - RIGHT,
            height - TOP - BOTTOM
        );
        svg += &clip;
        for layer in &picture.layers {
            self.layer(&mut svg, layer);
        }
        svg += "</g>\n";
        for layer in &picture.layers {
            self.point(&mut svg, layer);
        }
        for (entry, (x, y, lines)) in picture.legend.iter().zip(&legend) {
            let at = (legend_left(width) + x, height + y * LEGEND_LINE + 8.0);
            sample(&mut svg, entry.sample, at);
            for (k, words) in lines.iter().enumerate() {
                let below = at.1 + 4.0 + k as f64 * LEGEND_LINE;
                let from = at.0 + before_words(entry.sample);
                text(&mut svg, (from, below), "", words);
            }
        }
        svg += "</svg>\n";
        svg
    }

    fn place(&self, (x, y): PicturePoint) -> PicturePoint {
        (
            self.left + self.picture.across.place(x) * (self.width - self.left - RIGHT),
            self.height - BOTTOM - self.picture.up.place(y) * (self.height - TOP - BOTTOM),
        )
    }

    fn ground(&self, svg: &mut String, whole: f64) {
        let _ = writeln!(
            svg,
            "<rect class=\"ground\" width=\"{}\" height=\"{whole}\"/>",
            self.width
        );
        let room = (self.width - self.left) / TITLE_LETTER;
        let title = width::cut(&self.picture.title, room as usize);
        text(svg, (self.left, 22.0), "title", &title);
    }

    fn numbers(&self, svg: &mut String) {
        let left = self.left;
        let across = ticks(
            &self.picture.across,
            ACROSS_APART / (self.width - self.left - RIGHT),
        );
        let up = ticks(&self.picture.up, UP_APART / (self.height - TOP - BOTTOM));
        let low = (self.picture.across.low, self.picture.up.low);
        let bottom = self.height - BOTTOM;
        let grid = |tick: &Tick| if tick.at == 0.0 { "zero" } else { "grid" };
        for tick in &across {
            let x = self.place((tick.at, low.1)).0;
            let _ = writeln!(
                svg,
                "<path d=\"M{0} {TOP}V{bottom}\" class=\"{1}\"/>",
                pixel(x),
                grid(tick)
            );
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                pixel(x),
                bottom + 17.0,
                tick.label
            );
        }
        for tick in &up {
            let y = self.place((low.0, tick.at)).1;
            let right = self.width - RIGHT;
            let _ = writeln!(
                svg,
                "<path d=\"M{left} {0}H{right}\" class=\"{1}\"/>",
                pixel(y),
                grid(tick)
            );
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                self.left - 6.0,
                pixel(y + 4.5),
                tick.label
            );
        }
        let _ = writeln!(
            svg,
            "<rect class=\"frame\" x=\"{left}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/>",
            self.width - self.left - RIGHT,
            bottom - TOP
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            self.width - RIGHT,
            bottom + 31.0,
            escaped(&self.picture.across.name)
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            self.left - 6.0,
            TOP - 8.0,
            escaped(&self.picture.up.name)
        );
    }

    fn layer(&self, svg: &mut String, layer: &Layer) {
        match &layer.shape {
            Shape::Line(points) => {
                let path: String = self
                    .visible(points)
                    .iter()
                    .map(|piece| joined(&simplified(piece)))
                    .collect();
                if !path.is_empty() {
                    let _ = writeln!(
                        svg,
                        "<path d=\"{path}\" class=\"line {}\"/>",
                        class(layer.ink)
                    );
                }
            }
            Shape::Band(columns) => {
                let mut path = String::new();
                for [from, to, low, high] in columns {
                    let (x, bottom) = self.place((*from, *low));
                    let (right, top) = self.place((*to, *high));
                    let bound = |y: f64| y.clamp(-BEYOND, self.height + BEYOND);
                    let (top, bottom) = (bound(top), bound(bottom).max(bound(top) + 1.0));
                    let (x, right, y, bottom) = (pixel(x), pixel(right), pixel(top), pixel(bottom));
                    let _ = write!(path, "M{x} {y}H{right}V{bottom}H{x}Z");
                }
                let _ = writeln!(svg, "<path d=\"{path}\" class=\"band\"/>");
            }
            Shape::Upright(x) => {
                let x = pixel(self.place((*x, self.picture.up.low)).0);
                let _ = writeln!(
                    svg,
                    "<path d=\"M{x} {TOP}V{}\" class=\"line {}\"/>",
                    self.height - BOTTOM,
                    class(layer.ink)
                );
            }
            Shape::Point(..) | Shape::Words(..) => {}
        }
    }

    /// The parts of a line that are inside the frame, or near it.
    fn visible(&self, points: &[PicturePoint]) -> Vec<Vec<PicturePoint>> {
        let mut pieces: Vec<Vec<PicturePoint>> = Vec::new();
        for pair in points.windows(2) {
            let shift = |(x, y): PicturePoint| (x + BEYOND, y + BEYOND);
            let (a, b) = (self.place(pair[0]), self.place(pair[1]));
            let size = (self.width + 2.0 * BEYOND, self.height + 2.0 * BEYOND);
            let Some((a, b)) = clipped(shift(a), shift(b), size.0, size.1) else {
                continue;
            };
            let back = |(x, y): PicturePoint| (x - BEYOND, y - BEYOND);
            let (a, b) = (back(a), back(b));
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&a) => piece.push(b),
                _ => pieces.push(vec![a, b]),
            }
        }
        pieces
    }

    fn point(&self, svg: &mut String, layer: &Layer) {
        let inside =
            |at: &PicturePoint| self.picture.across.holds(at.0) && self.picture.up.holds(at.1);
        match &layer.shape {
            Shape::Point(at, kind, word) if inside(at) => {
                let place = self.place(*at);
                sign(svg, place, *kind);
                if !word.trim().is_empty() {
                    text(svg, (place.0 - 20.0, place.1 - 6.0), "halo", word.trim());
                }
            }
            Shape::Words(at, side, words) if inside(at) => {
                let (x, y) = self.place(*at);
                let long = words.chars().count() as f64 * LETTER;
                let at = match side {
                    LabelSide::Right if x + 8.0 + long > self.width - RIGHT / 2.0 => {
                        (x - 8.0 - long, y + 4.0)
                    }
                    LabelSide::Right => (x + 8.0, y + 4.0),
                    LabelSide::Below => (x - 4.0, y + 17.0),
                    LabelSide::Above => (x - 4.0, y - 7.0),
                };
                text(svg, at, "halo", words);
            }
            _ => {}
        }
    }
}
