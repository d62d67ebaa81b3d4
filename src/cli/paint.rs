//! Roles become terminal colours: the door to `colored`.

mod log;
mod twins;

use colored::{Color, ColoredString, Colorize, Styles};
use deriv::report::{Role, Text};
use log::Log;
pub(crate) use twins::twins;

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// Whether a stream is coloured: by `--color`, else by the environment, else where it is a
/// terminal.
pub(crate) fn coloured(when: When, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR").is_some() => false,
        When::Auto if set("CLICOLOR_FORCE").is_some_and(|v| v != "0") => true,
        When::Auto if set("CLICOLOR").is_some_and(|v| v == "0") => false,
        When::Auto if set("TERM").is_some_and(|v| v == "dumb") => false,
        When::Auto => terminal,
    }
}

/// The text as bytes for a stream.
pub(crate) fn paint(text: &Text, colour: bool, ascii: bool) -> String {
    if colour {
        colored::control::set_override(true);
    }
    let mut painted = String::new();
    let mut log = Log::default();
    for (role, piece) in &text.pieces {
        let piece = log.harmless(piece);
        let piece = if ascii {
            twins(&piece)
        } else {
            piece.into_owned()
        };
        if !colour || *role == Role::Plain || piece.trim().is_empty() {
            painted.push_str(&piece);
        } else {
            painted.push_str(&styled(*role, &piece).to_string());
        }
    }
    painted
}

fn styled(role: Role, piece: &str) -> ColoredString {
    let colour = |c: Color| piece.color(c);
    match role {
        Role::Plain => ColoredString::from(piece),
        Role::Answer | Role::Heading => {
            let mut bold = ColoredString::from(piece);
            bold.style.add(Styles::Bold);
            bold
        }
        Role::Expression => colour(Color::Cyan),
        Role::Tangent => colour(Color::Yellow),
        Role::Nudge => colour(Color::Magenta),
        Role::Right => colour(Color::Green),
        Role::Wrong => colour(Color::Red),
        Role::Label => piece.dimmed(),
    }
}
