//! `deriv help json`: every key of every command's JSON.

use super::page::{WIDTH, heading, row};
use deriv::report::{Role, Text, keys};

/// Every key of every command's JSON.
pub(super) fn json(width: usize) -> Text {
    let mut text = heading("--json");
    for (example, says) in keys::RULES {
        row(&mut text, width, example, says);
    }
    for section in keys::sections() {
        text.line()
            .append(heading(&format!("{}: {}", section.command, section.about)));
        for key in section.keys {
            let mark = if key.always { "" } else { "?" };
            let entry = format!("{}{mark}: {}", key.path, key.shape);
            text.plain("  ").push(Role::Expression, entry).line();
            text.wrapped(&key.says, 6, width.min(WIDTH));
        }
    }
    text
}
