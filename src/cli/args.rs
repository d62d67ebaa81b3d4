//! The table of subcommands.

use super::output::{Failure, Output, Status};
use super::{check, descend, diff, explore, functions, grade, nudge, plot, quiz, slope};
use clap::{ArgMatches, Command};

/// One subcommand: its name, what it does, its options, and what runs it.
pub(crate) struct Subcommand {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// As the first screen shows it.
    pub(crate) example: &'static str,
    /// Commands with their output, as its help starts: `$ deriv ...` and what it prints.
    pub(crate) examples: &'static str,
    pub(crate) command: fn() -> Command,
    pub(crate) run: fn(&ArgMatches, &mut Output) -> Result<Status, Failure>,
}

/// Every subcommand, in the order in which help lists them.
pub(crate) const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand {
        name: "slope",
        about: "the slope at a point",
        example: r#"slope "w^2" --at 3"#,
        examples: slope::EXAMPLES,
        command: slope::command,
        run: slope::run,
    },
    Subcommand {
        name: "diff",
        about: "the derivative as a formula",
        example: r#"diff "w^3""#,
        examples: diff::EXAMPLES,
        command: diff::command,
        run: diff::run,
    },
    Subcommand {
        name: "nudge",
        about: "watch the slope appear as ε shrinks",
        example: r#"nudge "w^2" --at 3"#,
        examples: nudge::EXAMPLES,
        command: nudge::command,
        run: nudge::run,
    },
    Subcommand {
        name: "descend",
        about: "walk downhill",
        example: r#"descend "w^2" --from 3"#,
        examples: descend::EXAMPLES,
        command: descend::command,
        run: descend::run,
    },
    Subcommand {
        name: "plot",
        about: "curve, tangent and nudge",
        example: r#"plot "w^2" --at 3"#,
        examples: plot::EXAMPLES,
        command: plot::command,
        run: plot::run,
    },
    Subcommand {
        name: "explore",
        about: "move w, ε and α yourself",
        example: r#"explore "w^2""#,
        examples: explore::EXAMPLES,
        command: explore::command,
        run: explore::run,
    },
    Subcommand {
        name: "quiz",
        about: "practise, or work through a quiz",
        example: "quiz",
        examples: quiz::EXAMPLES,
        command: quiz::command,
        run: quiz::run,
    },
    Subcommand {
        name: "check",
        about: "check an answer",
        example: r#"check "w^2" "2*w""#,
        examples: check::EXAMPLES,
        command: check::command,
        run: check::run,
    },
    Subcommand {
        name: "grade",
        about: "check a class",
        example: "grade quiz.toml answers.csv",
        examples: grade::EXAMPLES,
        command: grade::command,
        run: grade::run,
    },
    Subcommand {
        name: "functions",
        about: "what is known of each function",
        example: "functions tanh",
        examples: functions::EXAMPLES,
        command: functions::command,
        run: functions::run,
    },
];
