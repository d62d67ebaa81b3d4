//! A graph of operations as SVG: boxes from left to right, each with its value and its slope.

use crate::notation::width::cut;
use crate::picture::svg::{escaped, pixel, style, text};
use std::fmt::Write;

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowNode {
    /// What it is: `n1 = w*x`.
    pub label: String,
    /// Its value, in words.
    pub value: String,
    /// Its slope, in words.
    pub slope: String,
    /// The boxes that it works on, by their places; all of them stand before it.
    pub from: Vec<usize>,
}

/// A box, and what lies between two of them, in pixels.
const BOX: (f64, f64) = (150.0, 62.0);
const APART: (f64, f64) = (56.0, 22.0);
const MARGIN: f64 = 24.0;

/// Below the title.
const TOP: f64 = 56.0;

/// Longest text in a box, in characters; a longer one is cut.
const LONGEST: usize = 20;

/// The graph as an SVG document; a node stands right of all that it works on.
pub fn draw(title: &str, description: &str, nodes: &[FlowNode]) -> String {
    let mut columns: Vec<usize> = Vec::new();
    for node in nodes {
        let before = node.from.iter().map(|&at| columns[at] + 1);
        columns.push(before.max().unwrap_or(0));
    }
    // A variable stands next to where it is used first.
    for at in (0..nodes.len()).filter(|&at| nodes[at].from.is_empty()) {
        let users = nodes.iter().zip(&columns);
        let users = users.filter(|(node, _)| node.from.contains(&at));
        let first = users.map(|(_, column)| *column).min();
        columns[at] = first.map_or(columns[at], |first| first.saturating_sub(1));
    }
    let count = columns.iter().max().map_or(1, |last| last + 1);
    let mut heights = vec![0usize; count];
    let mut places: Vec<(f64, f64)> = Vec::new();
    for &column in &columns {
        let row = heights[column];
        heights[column] += 1;
        let x = MARGIN + column as f64 * (BOX.0 + APART.0);
        let y = TOP + row as f64 * (BOX.1 + APART.1);
        places.push((x, y));
    }
    let tallest = heights.iter().max().copied().unwrap_or(1);
    // A short column stands in the middle of the tallest one.
    for ((_, y), &column) in places.iter_mut().zip(&columns) {
        *y += (tallest - heights[column]) as f64 * (BOX.1 + APART.1) / 2.0;
    }
    let width = 2.0 * MARGIN + count as f64 * (BOX.0 + APART.0) - APART.0;
    let height = TOP + tallest as f64 * (BOX.1 + APART.1) + MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         {style}<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n",
        escaped(title),
        escaped(description),
        style = style()
    );
    text(&mut svg, (MARGIN, 26.0), "title", title);
    text(
        &mut svg,
        (MARGIN, 44.0),
        "",
        "values flow to the right, slopes flow back to the left",
    );
    for (node, &(x, y)) in nodes.iter().zip(&places) {
        for &from in &node.from {
            let (left, above) = places[from];
            arrow(
                &mut svg,
                (left + BOX.0, above + BOX.1 / 2.0),
                (x, y + BOX.1 / 2.0),
            );
        }
    }
    for (node, &(x, y)) in nodes.iter().zip(&places) {
        let (wide, high) = BOX;
        let _ = writeln!(
            svg,
            "<rect class=\"ground\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>\
             <rect class=\"frame\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"6\"/>"
        );
        for (line, class, words) in [
            (18.0, "title", &node.label),
            (36.0, "", &format!("value {}", node.value)),
            (53.0, "", &format!("slope {}", node.slope)),
        ] {
            text(&mut svg, (x + 9.0, y + line), class, &cut(words, LONGEST));
        }
    }
    svg += "</svg>\n";
    svg
}

fn arrow(svg: &mut String, from: (f64, f64), to: (f64, f64)) {
    let middle = (from.0 + to.0) / 2.0;
    let [x, y, end, below, middle] = [from.0, from.1, to.0 - 7.0, to.1, middle].map(pixel);
    let [tip, high, low] = [to.0, to.1 - 4.0, to.1 + 4.0].map(pixel);
    let _ = writeln!(
        svg,
        "<path class=\"frame\" d=\"M{x} {y}C{middle} {y} {middle} {below} {end} {below}\"/>\
         <path class=\"full\" d=\"M{tip} {below}L{end} {high}L{end} {low}Z\"/>"
    );
}
