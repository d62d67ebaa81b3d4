//! How the tests run the program: in an empty environment, so that nothing of the machine shows.

use assert_cmd::Command;
use std::ffi::OsStr;

/// The program with these arguments; a test may add stdin, a folder, or a variable of the environment.
pub(crate) fn deriv(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::cargo_bin("deriv").expect("the program is built");
    command.env_clear().env("LC_ALL", "C.UTF-8").args(arguments);
    command
}

/// A subcommand with these arguments.
pub(crate) fn subcommand(name: &str, arguments: &[&str]) -> Command {
    deriv([&[name], arguments].concat())
}

/// Runs a command that was put together: stdout, stderr, and the status.
pub(crate) fn ran(command: &mut Command) -> (String, String, i32) {
    let output = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().expect("it ends by itself");
    (text(output.stdout), text(output.stderr), status)
}

/// Runs the program with these arguments: stdout, stderr, and the status.
pub(crate) fn run(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> (String, String, i32) {
    ran(&mut deriv(arguments))
}

/// The same with both streams in one, the results first.
pub(crate) fn said(command: &mut Command) -> String {
    let (out, err, _) = ran(command);
    out + &err
}

/// Words as a shell splits them: blanks, double quotes.
pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut any) = (false, false);
    for c in command.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                any = true;
            }
            ' ' if !quoted => {
                if any || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            c => word.push(c),
        }
    }
    if any || !word.is_empty() {
        words.push(word);
    }
    words
}
