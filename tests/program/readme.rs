//! README shows what the program prints: each `$ deriv` line in it is run and compared.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;

/// The commands of a text block and the output that stands below each.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    let mut begun = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
            begun = false;
            continue;
        }
        if !inside {
            continue;
        }
        match line.strip_prefix("$ deriv ") {
            Some(command) => {
                examples.push((command.to_owned(), String::new()));
                begun = true;
            }
            None => {
                if let Some((_, output)) = examples.last_mut().filter(|_| begun) {
                    output.push_str(line);
                    output.push('\n');
                }
            }
        }
    }
    examples
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

#[test]
fn every_block_is_what_the_program_prints() {
    let examples = examples(include_str!("../../README.md"));
    assert!(
        examples.len() >= 4,
        "README shows {} commands",
        examples.len()
    );
    for (command, expected) in examples {
        let output = Command::cargo_bin("deriv")
            .unwrap()
            .args(words(&command))
            .env_clear()
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let mut printed = String::from_utf8(output.stdout).unwrap();
        printed.push_str(&String::from_utf8(output.stderr).unwrap());
        assert_eq!(printed.trim_end(), expected.trim_end(), "$ deriv {command}");
    }
}
