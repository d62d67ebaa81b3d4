//! Help that teaches: the first screen, a tour with real output, each command, the notation.

mod answers;
mod json;
mod page;
mod questions;
mod rules;
mod syntax;
mod tour;

use super::args::SUBCOMMANDS;
use super::output::{Failure, Output, Status};
use clap::Command;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::notation::width::width;
use deriv::report::{Role, Text};

/// A name, what it is about, and the text.
type Topic = (&'static str, &'static str, fn() -> Text);

/// What there is help on beside the commands.
const TOPICS: [Topic; 5] = [
    (
        "syntax",
        "how expressions are written, and every function",
        syntax::syntax,
    ),
    ("questions", "how a quiz is written", questions::questions),
    (
        "answers",
        "what grade reads, with a sample of each shape",
        answers::answers,
    ),
    ("formats", "what grade writes", answers::formats),
    ("json", "the keys of --json", json::json),
];

/// Columns of an example on the first screen.
const EXAMPLE: usize = 32;

/// What `deriv` alone says.
pub(crate) fn first(out: &mut Output) -> Result<Status, Failure> {
    let mut text = Text::new();
    text.push(Role::Heading, "deriv")
        .plain(": slopes, nudges and gradient descent, step by step");
    text.line().line();
    for subcommand in SUBCOMMANDS {
        let pad = " ".repeat(EXAMPLE.saturating_sub(width(subcommand.example)));
        text.plain(format!("  deriv {}{pad}", subcommand.example));
        text.push(Role::Label, subcommand.about).line();
    }
    text.line();
    text.plain("Put expressions in quotes. A tour: deriv help")
        .line();
    text.plain("More: deriv help slope, deriv help syntax")
        .line();
    page::shown(&text, out)
}

/// `deriv help`: what the commands show, one after the other, and what else there is help on.
pub(crate) fn tour(out: &mut Output) -> Result<Status, Failure> {
    let mut text = tour::tour();
    text.line().push(Role::Heading, "more").line();
    for subcommand in SUBCOMMANDS {
        page::row(
            &mut text,
            &format!("deriv help {}", subcommand.name),
            subcommand.about,
        );
    }
    for (name, about, _) in TOPICS {
        page::row(&mut text, &format!("deriv help {name}"), about);
    }
    page::shown(&text, out)
}

/// `deriv help TOPIC`: a command, or one of the topics.
pub(crate) fn topic(
    topic: &str,
    out: &mut Output,
    program: impl FnOnce() -> Command,
) -> Result<Status, Failure> {
    if let Some((.., text)) = TOPICS.iter().find(|(name, ..)| *name == topic) {
        return page::shown(&text(), out);
    }
    let mut program = program();
    if let Some(command) = program.find_subcommand_mut(topic) {
        let command = command.clone().bin_name(format!("deriv {topic}"));
        // Lines are broken below, where examples stay as they are.
        let mut command = command.term_width(0);
        let mut text = Text::new();
        text.plain(command.render_help().to_string());
        return page::shown(&text, out);
    }
    let topics = TOPICS.iter().map(|(name, ..)| *name);
    let names = SUBCOMMANDS.iter().map(|s| s.name).chain(topics);
    let help = match nearest(topic, names.clone()) {
        Some(near) => format!("a topic with a similar name exists: `{near}`"),
        None => format!("topics: {}", names.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("there is no help on `{}`", visible(topic));
    Err(Failure::usage(message, help))
}
