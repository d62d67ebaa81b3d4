//! The command line: one table of subcommands, of which only the one asked for is built.

use super::output::{Failure, Output, Status};
use super::{check, descend, diff, grade, help, nudge, quiz, slope};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command};
use deriv::report::{Role, Text};
use std::ffi::OsString;
use std::mem::ManuallyDrop;

/// One subcommand: its name, what it does, its options, and what runs it.
pub(crate) struct Subcommand {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// As the first screen shows it.
    pub(crate) example: &'static str,
    pub(crate) command: fn() -> Command,
    pub(crate) run: fn(&ArgMatches, &mut Output) -> Result<Status, Failure>,
}

/// Every subcommand, in the order in which help lists them.
pub(crate) const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand {
        name: "slope",
        about: "the slope at a point",
        example: r#"slope "w^2" --at 3"#,
        command: slope::command,
        run: slope::run,
    },
    Subcommand {
        name: "diff",
        about: "the derivative as a formula",
        example: r#"diff "w^3""#,
        command: diff::command,
        run: diff::run,
    },
    Subcommand {
        name: "nudge",
        about: "watch the slope appear as ε shrinks",
        example: r#"nudge "w^2" --at 3"#,
        command: nudge::command,
        run: nudge::run,
    },
    Subcommand {
        name: "descend",
        about: "walk downhill",
        example: r#"descend "w^2" --from 3"#,
        command: descend::command,
        run: descend::run,
    },
    Subcommand {
        name: "quiz",
        about: "work through a quiz",
        example: "quiz quiz.toml",
        command: quiz::command,
        run: quiz::run,
    },
    Subcommand {
        name: "check",
        about: "check an answer",
        example: r#"check "w^2" "2*w""#,
        command: check::command,
        run: check::run,
    },
    Subcommand {
        name: "grade",
        about: "check a class",
        example: "grade quiz.toml answers.csv",
        command: grade::command,
        run: grade::run,
    },
];

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
        .arg(super::options::flag("ascii", "only ASCII characters"))
        .arg(super::options::flag(
            "plain",
            "words for symbols, no pictures",
        ))
}

/// The command line: the subcommand that is `asked` for with all its options or, where it is none of
/// ours, the names of all, so that the nearest can be suggested. A cold start builds what it uses.
fn program(asked: Option<&str>) -> Command {
    let program = Command::new("deriv")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .args_override_self(true);
    match SUBCOMMANDS.iter().find(|s| asked == Some(s.name)) {
        Some(subcommand) => program.subcommand(common(
            (subcommand.command)()
                .about(subcommand.about)
                .before_help(help::examples(subcommand.name)),
        )),
        None => program.subcommands(
            SUBCOMMANDS
                .iter()
                .map(|s| Command::new(s.name).about(s.about)),
        ),
    }
}

/// Runs what the command line asks for.
pub(crate) fn run(arguments: Vec<OsString>, out: &mut Output) -> Result<Status, Failure> {
    let words: Vec<&str> = arguments
        .iter()
        .skip(1)
        .map(|a| a.to_str().unwrap_or(""))
        .collect();
    match words[..] {
        [] => return help::first(out),
        ["help" | "--help" | "-h"] => return help::first(out),
        ["help", topic, ..] => return help::topic(topic, out, || program(Some(topic))),
        _ => {}
    }
    let asked = words.iter().find(|word| !word.starts_with('-')).copied();
    // Taking it apart again would cost a cold start as much as a tenth of reading the line.
    let mut program = ManuallyDrop::new(program(asked));
    let matches = match program.try_get_matches_from_mut(&arguments) {
        Ok(matches) => ManuallyDrop::new(matches),
        Err(error) => return refused(&error, asked, out),
    };
    let (name, matches) = matches.subcommand().expect("clap asks for a subcommand");
    let subcommand = SUBCOMMANDS
        .iter()
        .find(|s| s.name == name)
        .expect("clap knows these names only");
    (subcommand.run)(matches, out)
}

/// Help and version go to stdout; what cannot be used is said as our other errors are.
fn refused(error: &clap::Error, asked: Option<&str>, out: &mut Output) -> Result<Status, Failure> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        out.data(&error.to_string())?;
        return Ok(Status::Done);
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        _ => None,
    };
    let shown = |text: Option<String>| {
        deriv::notation::visible::visible(&text.unwrap_or_default()).into_owned()
    };
    let (message, mut way_out) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let word = shown(context(ContextKind::InvalidArg));
            let way_out = help::misplaced(asked, &word);
            match word.starts_with('-') && word.parse::<f64>().is_err() {
                true => (format!("unknown option `{word}`"), way_out),
                false => (format!("`{word}` is one word too many"), way_out),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let name = shown(context(ContextKind::InvalidSubcommand));
            let names = SUBCOMMANDS.iter().map(|s| s.name).chain(["help"]);
            let near = deriv::notation::nearest::nearest(&name, names)
                .map(|near| format!("a command with a similar name exists: `{near}`"));
            let near = help::meant(&name).or(near);
            (format!("unknown command `{name}`"), near)
        }
        ErrorKind::MissingRequiredArgument => (
            format!("missing: {}", shown(context(ContextKind::InvalidArg))),
            None,
        ),
        ErrorKind::InvalidValue => {
            let option = shown(context(ContextKind::InvalidArg));
            let value = shown(context(ContextKind::InvalidValue));
            if value.is_empty() {
                (format!("{option} needs a value"), None)
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
            (deriv::notation::visible::visible(&first).into_owned(), None)
        }
    };
    if way_out.is_none() {
        way_out = context(ContextKind::SuggestedArg)
            .map(|near| format!("an option with a similar name exists: `{near}`"));
    }
    let way_out = way_out
        .unwrap_or_else(|| "put expressions in quotes; `deriv help` lists the commands".into());
    Err(Failure::usage(message, way_out))
}

/// A heading for help.
pub(crate) fn heading(text: &str) -> Text {
    let mut heading = Text::new();
    heading.push(Role::Heading, text).line();
    heading
}
