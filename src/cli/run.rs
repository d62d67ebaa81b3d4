//! The command line: of the subcommands only the one asked for is built.

use super::args::{SUBCOMMANDS, Subcommand};
use super::help::HelpPage;
use super::looks::{adorning, unadorned};
use super::output::{Failure, Output, Status};
use super::{complete, help, options, patience, refused, terminal};
use clap::error::ErrorKind;
use clap::{Arg, Command};
use std::ffi::OsString;
use std::mem::ManuallyDrop;

/// Options that every command takes.
fn common(command: Command) -> Command {
    command
        .disable_version_flag(true)
        .arg(
            Arg::new("color")
                .long("color")
                .value_name("WHEN")
                .value_parser(["auto", "always", "never"])
                .help("colour: auto, always or never"),
        )
        .arg(options::flag("ascii", "only ASCII characters"))
        .arg(options::flag("plain", "words for symbols, no pictures"))
}

/// A subcommand with all its options.
fn built(subcommand: &Subcommand) -> Command {
    let command = (subcommand.command)()
        .about(subcommand.about)
        .before_help(subcommand.examples);
    common(command)
}

/// The program with the subcommands that are `asked` for, or the names of all where none is, so that
/// clap tells a name from an option. A cold start builds what it uses.
fn program(asked: impl Fn(&Subcommand) -> bool) -> Command {
    let is_known = SUBCOMMANDS.iter().any(&asked);
    let mut program = Command::new("deriv")
        .about("slopes, nudges and gradient descent, step by step")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .args_override_self(true);
    for subcommand in SUBCOMMANDS {
        match asked(subcommand) {
            true => program = program.subcommand(built(subcommand)),
            false if is_known => {}
            false => program = program.subcommand(Command::new(subcommand.name)),
        }
    }
    program
}

/// Words that are no subcommands of clap's.
const NOT_BUILT: [&str; 3] = ["help", "completions", "man"];

/// What a page of help is made for.
fn page(words: &[&str]) -> Result<HelpPage, Failure> {
    let width = terminal::page(words)?;
    Ok(HelpPage { width, run })
}

/// A page of help.
fn topic_of(topic: &str, words: &[&str], out: &mut Output) -> Result<Status, Failure> {
    let page = page(words)?;
    help::topic(topic, &page, out, || program(|known| known.name == topic))
}

/// Runs what the command line asks for.
pub(crate) fn run(mut arguments: Vec<OsString>, out: &mut Output) -> Result<Status, Failure> {
    if let Some(failure) = refused::not_utf8(&arguments) {
        return Err(failure);
    }
    let starts = |word: &OsString| word.to_str().is_some_and(|word| word.starts_with('-'));
    if arguments.get(1).is_some_and(starts) {
        // How text looks may be said in front of the command; clap knows it behind.
        let words = arguments
            .iter()
            .skip(1)
            .map(|word| word.to_str().unwrap_or(""));
        let before = adorning(&words.collect::<Vec<_>>());
        if before + 1 < arguments.len() {
            arguments[1..=before + 1].rotate_left(before);
        }
    }
    let words: Vec<&str> = arguments
        .iter()
        .skip(1)
        .map(|a| a.to_str().unwrap_or(""))
        .collect();
    let said = match words.first() {
        // How it looks was settled before.
        Some(first) if first.starts_with('-') || NOT_BUILT.contains(first) => unadorned(&words),
        _ => words.clone(),
    };
    match said[..] {
        [] => return help::first(&page(&words)?, out),
        ["help" | "--help" | "-h"] => return help::tour(&page(&words)?, out),
        ["help", topic, ..] => return topic_of(topic, &words, out),
        ["completions", ref rest @ ..] => {
            return complete::completions(rest, program(|_| true), out);
        }
        ["man", ref rest @ ..] => return complete::man(rest, program(|_| true), out),
        _ => {}
    }
    let asked = words.iter().find(|word| !word.starts_with('-')).copied();
    // Taking it apart again would cost a cold start as much as a tenth of reading the line.
    let mut program = ManuallyDrop::new(program(|known| asked == Some(known.name)));
    let matches = match program.try_get_matches_from_mut(&arguments) {
        Ok(matches) => ManuallyDrop::new(matches),
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            return topic_of(asked.unwrap_or(""), &words, out);
        }
        Err(error) => return refused::refused(&error, asked, out),
    };
    let (name, matches) = matches.subcommand().expect("clap asks for a subcommand");
    let subcommand = SUBCOMMANDS
        .iter()
        .find(|s| s.name == name)
        .expect("clap knows these names only");
    patience::begin(matches);
    (subcommand.run)(matches, out)
}
