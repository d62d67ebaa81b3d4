//! What is said of what ended a run: to people, and to programs.

use super::failure::{self, Failure};
use deriv::notation::visible::visible;
use deriv::report::diagnostic::{self, Problem, diagnostic};
use deriv::report::{Role, Text};

/// One thing that ended a run, as it is told.
pub(super) struct FailureText {
    /// For people, on stderr.
    pub(super) text: Text,
    /// For programs.
    pub(super) problem: Problem,
    /// All of them, where there are several.
    pub(super) errors: Option<Vec<Problem>>,
}

impl Failure {
    /// What is said; nothing where nobody is left to listen.
    pub(super) fn said(self) -> Option<FailureText> {
        let one = |text, problem| FailureText {
            text,
            problem,
            errors: None,
        };
        Some(match self {
            Failure::Closed => return None,
            Failure::Said(text, problem, _) => one(text, problem),
            Failure::Expression(error, source) => {
                let text = diagnostic(&error, &source);
                one(text, Problem::in_text(&error, &source))
            }
            Failure::Usage { message, help } => {
                let mut text = failure::error(&message);
                if !help.is_empty() {
                    text.push(Role::Right, "help")
                        .plain(format!(": {help}"))
                        .line();
                }
                let help = (!help.is_empty()).then_some(help);
                one(text, Problem::new(message, help))
            }
            Failure::File { path, problem } => {
                let text = failure::error(&format!("{}: {problem}", visible(&path)));
                one(text, Problem::in_file(&path, problem))
            }
            Failure::Faults(all) => {
                let nothing = || Problem::new("nothing was done", None);
                FailureText {
                    text: diagnostic::faults(&all),
                    problem: all.first().map_or_else(nothing, Problem::from),
                    errors: (all.len() > 1).then(|| all.iter().map(Problem::from).collect()),
                }
            }
        })
    }
}
