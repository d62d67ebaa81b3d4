//! Expressions as they come in: typed, from stdin, from a file.

mod lines;

use super::input;
use super::output::Failure;
use deriv::notation::read::lexing::MAX_TEXT;
use deriv::notation::visible;
pub(crate) use lines::each;
use std::io::Read;

/// The text of an expression: as typed, from stdin (`-`) or from a file (`@FILE`).
pub(crate) fn text(typed: &str) -> Result<String, Failure> {
    let (path, bytes) = if typed == "-" {
        let mut bytes = Vec::new();
        let mut stdin = std::io::stdin().lock().take(MAX_TEXT as u64 + 1);
        ("stdin", stdin.read_to_end(&mut bytes).map(|_| bytes))
    } else if let Some(path) = typed.strip_prefix('@') {
        (path, input::read(path.as_ref(), MAX_TEXT))
    } else {
        if is_option(typed) && !std::env::args_os().any(|argument| argument == "--") {
            return Err(Failure::usage(
                format!("unknown option `{}`", visible::visible(typed)),
                "`deriv help` and the command's name list its options",
            ));
        }
        return Ok(typed.to_owned());
    };
    let bytes = bytes.map_err(|error| Failure::file(path, &error))?;
    decoded(path, bytes)
}

/// Bytes as text, without the end of the last line.
fn decoded(path: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure::usage(
            format!(
                "{}: byte {} is not UTF-8 text",
                visible::visible(path),
                place + 1
            ),
            "save the expression as UTF-8",
        )
    })?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Whether it looks like an option: two dashes and a word. `--x` is a function, twice negative.
fn is_option(typed: &str) -> bool {
    typed.strip_prefix("--").is_some_and(|word| {
        let name = word.split('=').next().unwrap_or_default();
        let letters = |c: char| c.is_ascii_lowercase() || c == '-';
        name.len() > 1 && name.chars().all(letters)
    })
}
