//! What is said of a command line that clap refuses.

use super::args::SUBCOMMANDS;
use super::output::{Failure, Output, Status};
use super::way_out;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::report::Text;
use std::ffi::OsString;

/// What is said of the first argument that is no text; `None` where all are.
pub(super) fn not_utf8(arguments: &[OsString]) -> Option<Failure> {
    let mut behind = arguments.iter().skip(1);
    let word = behind.find(|word| word.to_str().is_none())?;
    Some(Failure::usage(
        format!("`{}` is not UTF-8", visible(&word.to_string_lossy())),
        "a file whose name is not UTF-8 has to be renamed, other text to be typed anew",
    ))
}

/// The version goes to stdout; what cannot be used is said as our other errors are.
pub(super) fn refused(
    error: &clap::Error,
    asked: Option<&str>,
    out: &mut Output,
) -> Result<Status, Failure> {
    if error.kind() == ErrorKind::DisplayVersion {
        let mut text = Text::new();
        text.plain(error.to_string());
        out.result(&text)?;
        return Ok(Status::Done);
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        _ => None,
    };
    let shown = |text: Option<String>| visible(&text.unwrap_or_default()).into_owned();
    let (message, mut way_out) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let word = shown(context(ContextKind::InvalidArg));
            let way_out = way_out::misplaced(asked, &word);
            match word.starts_with('-') && word.parse::<f64>().is_err() {
                true => (format!("unknown option `{word}`"), way_out),
                false => (format!("`{word}` is one word too many"), way_out),
            }
        }
        ErrorKind::MissingSubcommand => (
            "a command is missing".to_owned(),
            Some("`deriv` alone lists them; for example: deriv slope \"w^2\" --at 3".to_owned()),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = shown(context(ContextKind::InvalidSubcommand));
            let names = SUBCOMMANDS
                .iter()
                .map(|s| s.name)
                .chain(["help", "completions", "man"]);
            let near = nearest(&name, names)
                .map(|near| format!("a command with a similar name exists: `{near}`"));
            let near = way_out::meant(&name).or(near);
            (format!("unknown command `{name}`"), near)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = shown(context(ContextKind::InvalidArg));
            let way_out = way_out::missing(asked, &missing);
            (format!("missing: {missing}"), Some(way_out))
        }
        ErrorKind::InvalidValue => {
            let option = shown(context(ContextKind::InvalidArg));
            let value = shown(context(ContextKind::InvalidValue));
            if value.is_empty() {
                let way_out = way_out::missing(asked, &option);
                (format!("{option} needs a value"), Some(way_out))
            } else {
                let valid = context(ContextKind::ValidValue).map(|all| format!("one of: {all}"));
                (format!("{option} cannot be `{value}`"), valid)
            }
        }
        ErrorKind::ArgumentConflict => (
            format!(
                "{} and {} exclude each other",
                shown(context(ContextKind::InvalidArg)),
                shown(context(ContextKind::PriorArg))
            ),
            Some("give one of them".to_owned()),
        ),
        _ => {
            let text = error.to_string();
            let first = text
                .lines()
                .next()
                .unwrap_or("")
                .trim_start_matches("error: ")
                .to_owned();
            (visible(&first).into_owned(), None)
        }
    };
    if way_out.is_none() {
        way_out = context(ContextKind::SuggestedArg)
            .map(|near| format!("an option with a similar name exists: `{near}`"));
    }
    let known = asked.filter(|asked| SUBCOMMANDS.iter().any(|s| s.name == *asked));
    let way_out = way_out.unwrap_or_else(|| match known {
        Some(name) => format!("`deriv {name} --help` lists its options; put expressions in quotes"),
        None => "put expressions in quotes; `deriv help` lists the commands".into(),
    });
    Err(Failure::usage(message, way_out))
}
