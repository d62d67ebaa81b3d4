//! Help that teaches: the first screen, a tour with real output, each command, the notation.

mod answers;
mod example;
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
use deriv::report::{Role, Text};
pub(crate) use page::HelpPage;

/// A name, what it is about, and the text for a page of that width.
type Topic = (&'static str, &'static str, fn(usize) -> Text);

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

/// Column behind an example on the first screen.
const BESIDE: usize = 40;

/// Narrower pages have what an option does below it.
const BESIDE_OPTIONS: usize = 70;

/// What `deriv` alone says.
pub(crate) fn first(page: &HelpPage, out: &mut Output) -> Result<Status, Failure> {
    let mut text = Text::new();
    text.push(Role::Heading, "deriv")
        .plain(": slopes, nudges and gradient descent, step by step");
    text.line().line();
    for subcommand in SUBCOMMANDS {
        let example = format!("deriv {}", subcommand.example);
        page::row_to(&mut text, page.width, BESIDE, &example, subcommand.about);
    }
    text.line();
    text.plain("Put expressions in quotes. A tour: deriv help")
        .line();
    text.plain("More: deriv help slope, deriv help syntax")
        .line();
    page::shown(&text, page.width, out)
}

/// `deriv help`: what the commands show, one after the other, and what else there is help on.
pub(crate) fn tour(page: &HelpPage, out: &mut Output) -> Result<Status, Failure> {
    let mut text = tour::tour(page, out);
    text.line().push(Role::Heading, "more").line();
    let commands = SUBCOMMANDS.iter().map(|s| (s.name, s.about));
    let topics = TOPICS.iter().map(|(name, about, _)| (*name, *about));
    for (name, about) in commands.chain(topics) {
        page::row(&mut text, page.width, &format!("deriv help {name}"), about);
    }
    page::shown(&text, page.width, out)
}

/// `deriv help TOPIC`: a command, or one of the topics.
pub(crate) fn topic(
    topic: &str,
    page: &HelpPage,
    out: &mut Output,
    program: impl FnOnce() -> Command,
) -> Result<Status, Failure> {
    if let Some((.., text)) = TOPICS.iter().find(|(name, ..)| *name == topic) {
        return page::shown(&text(page.width), page.width, out);
    }
    let subcommand = SUBCOMMANDS.iter().find(|known| known.name == topic);
    if let Some(subcommand) = subcommand
        && let Some(command) = program().find_subcommand(topic)
    {
        let command = command.clone().bin_name(format!("deriv {topic}"));
        // Lines are broken below, where commands stay as they are.
        let mut command = command
            .term_width(0)
            .next_line_help(page.width < BESIDE_OPTIONS)
            .before_help("");
        let mut text = example::shown(subcommand.examples, page, out);
        let help = command.render_help().to_string();
        text.line().plain(help.trim_start());
        return page::shown(&text, page.width, out);
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
