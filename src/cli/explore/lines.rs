//! The session on lines: for pipes, screen readers and terminals without a cursor.

use crate::output::{Failure, Output, Status};
use crate::plot;
use crate::written;
use deriv::notation::visible::visible;
use deriv::practice::explore::{Command, Exploration};
use deriv::report::explore::{commands, help};
use deriv::report::{Role, Text};
use std::io::{BufRead, IsTerminal, Read};

/// Longest line that is read, in bytes.
const MAX_LINE: u64 = 10_000;

/// What stands before a command.
const PROMPT: &str = "> ";

/// `quiet`: without the list of commands; in lines of `width` columns.
pub(super) fn run(
    mut session: Exploration,
    (quiet, width): (bool, usize),
    out: &mut Output,
) -> Result<Status, Failure> {
    let name = session.moving().to_owned();
    let mut text = Text::new();
    if !quiet {
        let commands = commands(&name);
        text.push(Role::Heading, "explore ")
            .push(Role::Expression, session.definition())
            .plain(format!(". Commands: {commands}"))
            .line();
    }
    text.plain(session.status()).line();
    out.fitted(&text, 0, width)?;
    // Where nobody ends the line of the prompt, what is said goes on with it.
    let column = match std::io::stdin().is_terminal() {
        true => 0,
        false => PROMPT.len(),
    };
    let mut stdin = std::io::stdin().lock();
    loop {
        let mut prompt = Text::new();
        prompt.push(Role::Label, PROMPT);
        out.result(&prompt)?;
        out.flush()?;
        let mut bytes = Vec::new();
        let read = stdin.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes);
        let ended = !matches!(read, Ok(n) if n > 0);
        if ended {
            out.data("\n")?;
            break;
        }
        if bytes.len() as u64 == MAX_LINE && bytes.last() != Some(&b'\n') {
            let _ = stdin.skip_until(b'\n');
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim();
        match line {
            "" => continue,
            "quit" | "q" => break,
            "help" | "?" => {
                out.fitted(&help(&name), column, width)?;
                continue;
            }
            _ => {}
        }
        let said = match line.split_once(' ') {
            Some(("picture" | "p", path)) => drawn(&mut session, path.trim()),
            None if matches!(line, "picture" | "p") => {
                "`picture` needs a file: picture curve.svg".to_owned()
            }
            _ => {
                let names = session.names();
                match Command::read(line, &names) {
                    Ok(command) => {
                        session.apply(&command);
                        session.sentence().to_owned()
                    }
                    Err(unread) => unread.to_string(),
                }
            }
        };
        let mut text = Text::new();
        text.plain(said).line();
        out.fitted(&text, column, width)?;
    }
    let [left, _] = session.left(false);
    let mut text = Text::new();
    text.plain(left).line();
    out.fitted(&text, column, width)?;
    Ok(Status::Done)
}

/// Writes the picture, and says so or why not.
fn drawn(session: &mut Exploration, path: &str) -> String {
    if plot::is_drawn(path).is_err() {
        return format!(
            "`{}` is not a vector picture: its name has to end in .svg",
            visible(path)
        );
    }
    match written::text(path, &session.drawing()) {
        Err(Failure::File { path, problem }) => format!("{}: {problem}", visible(&path)),
        _ => format!("Wrote {}.", visible(path)),
    }
}
