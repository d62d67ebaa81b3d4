//! Completions for shells and pages of the manual, made from the commands themselves.

use super::output::{Failure, Output, Status};
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use deriv::notation::visible::visible;

/// Shells by their names.
const SHELLS: [(&str, Shell); 4] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
];

/// `deriv completions SHELL`: writes what the shell reads.
pub(super) fn completions(
    words: &[&str],
    mut program: Command,
    out: &mut Output,
) -> Result<Status, Failure> {
    let shell = match words {
        [asked] => SHELLS.iter().find(|(name, _)| name == asked),
        _ => None,
    };
    let Some((_, shell)) = shell else {
        let names = SHELLS.map(|(name, _)| name).join(", ");
        let message = match words {
            [] => "completions for which shell?".to_owned(),
            words => format!(
                "there are no completions for `{}`",
                visible(&words.join(" "))
            ),
        };
        return Err(Failure::usage(
            message,
            format!("one of: {names}; for example: deriv completions bash"),
        ));
    };
    let mut written = Vec::new();
    clap_complete::generate(*shell, &mut program, "deriv", &mut written);
    out.data(&String::from_utf8_lossy(&written))?;
    Ok(Status::Done)
}

/// `deriv man`, `deriv man COMMAND`: writes a page of the manual.
pub(super) fn man(
    words: &[&str],
    mut program: Command,
    out: &mut Output,
) -> Result<Status, Failure> {
    program.build();
    let man = match words {
        [] => Man::new(program),
        [name] if program.find_subcommand(name).is_some() => {
            let command = program.find_subcommand(name).expect("it was just found");
            Man::new(command.clone()).title(format!("deriv-{name}"))
        }
        words => {
            let words = words.join(" ");
            return Err(Failure::usage(
                format!("there is no page on `{}`", visible(&words)),
                "`deriv` alone lists the commands: deriv man slope",
            ));
        }
    };
    let mut written = Vec::new();
    let rendered = man.render(&mut written);
    rendered.expect("memory takes every write");
    out.data(&String::from_utf8_lossy(&written))?;
    Ok(Status::Done)
}
