//! `deriv help syntax`: the notation, its rules, and every function of the table.

use super::page::{heading, row};
use super::rules::{NAMES, OPEN, SETTLED, WRITTEN};
use deriv::expression::Constant;
use deriv::report::{Text, functions};

/// The notation, its rules, and every function of the table.
pub(super) fn syntax(width: usize) -> Text {
    let mut text = heading("notation");
    let sections = [
        ("", WRITTEN),
        ("settled by a rule", SETTLED),
        ("open: refused, with both readings written out", OPEN),
        ("names", NAMES),
    ];
    for (title, rules) in sections {
        if !title.is_empty() {
            text.line().append(heading(title));
        }
        for (example, rule) in rules {
            row(&mut text, width, example, rule);
        }
    }
    text.line().append(heading("constants"));
    let names: Vec<&str> = Constant::ALL.iter().map(|c| c.name()).collect();
    text.plain(format!("  {}; angles are in radians", names.join(", ")))
        .line();
    text.line().append(heading("functions"));
    text.append(functions::list(width));
    text
}
