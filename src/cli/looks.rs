//! How text looks: `--color`, `--ascii` and `--plain` wherever they stand, and what the environment says.
//!
//! The command line is looked through before it is read, so that its own errors look right too.

use super::paint::When;
use std::ffi::OsString;

/// How text looks, and whether what ends the run is told to a program.
pub(super) struct Looks {
    pub(super) when: When,
    pub(super) ascii: bool,
    /// The command, where the command line asks for JSON.
    pub(super) json: Option<String>,
}

impl Looks {
    /// As the command line and the environment ask for.
    pub(super) fn asked(arguments: &[OsString]) -> Looks {
        let words: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
        let term = std::env::var("TERM").unwrap_or_default();
        let plain = words.iter().any(|w| matches!(*w, "--ascii" | "--plain"));
        Looks {
            when: when(&words),
            ascii: plain || matches!(term.as_str(), "dumb" | "linux") || !utf8_locale(),
            json: json(&words),
        }
    }
}

/// What the last `--color` says.
fn when(words: &[&str]) -> When {
    let mut when = When::Auto;
    for (at, word) in words.iter().enumerate() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.get(at + 1).copied(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match value {
            Some("always") => when = When::Always,
            Some("never") => when = When::Never,
            _ => {}
        }
    }
    when
}

/// The command, where `--json` is given.
fn json(words: &[&str]) -> Option<String> {
    // After `--` there are values alone.
    let options = || words.iter().skip(1).take_while(|word| **word != "--");
    if !options().any(|word| *word == "--json") {
        return None;
    }
    let values = [""].into_iter().chain(options().copied());
    let mut pairs = values.zip(options());
    let pair = pairs.find(|(before, word)| !word.starts_with('-') && *before != "--color");
    Some(pair.map_or(String::new(), |(_, word)| (*word).to_owned()))
}

fn utf8_locale() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // Without any locale set, as in most containers, UTF-8 is what terminals and files expect.
    named.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8") || name == "c" || name == "posix"
    })
}

/// The words without the options that say how text looks.
pub(super) fn unadorned<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let mut plain = Vec::new();
    let mut rest = words.iter();
    while let Some(&word) = rest.next() {
        match word {
            "--ascii" | "--plain" => {}
            "--color" | "--width" => {
                rest.next();
            }
            _ if word.starts_with("--color=") || word.starts_with("--width=") => {}
            _ => plain.push(word),
        }
    }
    plain
}

/// How many words stand in front of the first one that says what to do.
pub(super) fn adorning(words: &[&str]) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += match *word {
            "--color" => 2,
            "--ascii" | "--plain" => 1,
            word if word.starts_with("--color=") => 1,
            _ => return at,
        };
    }
    0
}
