//! Commands with what they print, as pages of help show them.

use super::page::HelpPage;
use crate::output::Output;
use deriv::notation::width::width as columns;
use deriv::report::{Role, Text};
use std::ffi::OsString;

/// Commands behind `$`, each with its output below it. An output with rows that are wider than the
/// page is printed anew at its width.
pub(super) fn shown(examples: &str, page: &HelpPage, out: &Output) -> Text {
    let mut text = Text::new();
    let mut lines = examples.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else {
            text.plain(line).line();
            continue;
        };
        text.push(Role::Expression, line).line();
        let mut output = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            output += &format!("{line}\n");
        }
        let too_wide = |line: &str| columns(line) > page.width && line.trim().contains("  ");
        match output.lines().any(too_wide) {
            true => text.plain(printed(command, page, out).unwrap_or(output)),
            false => text.plain(output),
        };
    }
    text
}

/// What a command prints in lines of that width; `None` where it does not come to that: samples of
/// files are not there.
fn printed(command: &str, page: &HelpPage, out: &Output) -> Option<String> {
    let mut words: Vec<OsString> = Vec::new();
    for (at, piece) in command.split('"').enumerate() {
        match at % 2 {
            // In quotes.
            1 => words.push(piece.into()),
            _ => words.extend(piece.split_whitespace().map(OsString::from)),
        }
    }
    words.push(format!("--width={}", page.width).into());
    let mut kept = out.kept();
    (page.run)(words, &mut kept).ok()?;
    kept.into_text()
}
