//! Help shows what the program prints, and lists what the tables hold.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{deriv, run, said, words};
use deriv::expression::Function;

/// What the program prints, both streams.
fn help(arguments: &[&str]) -> String {
    said(&mut deriv(arguments))
}

#[test]
fn help_lists_every_row() {
    let (text, err, status) = run(["help", "syntax"]);
    assert_eq!(status, 0, "{err}");
    // A meaning may go on in a second line.
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = format!(" {} ", words.join(" "));
    for function in Function::ALL {
        let row = function.row();
        let mut names = vec![row.name];
        names.extend(row.aliases);
        let listed = format!(" {} {} ", names.join(", "), row.meaning);
        assert!(
            words.contains(&listed),
            "{listed} is not in the help:\n{text}"
        );
    }
}

#[test]
fn every_example_is_what_the_program_prints() {
    let first = help(&[]);
    let listed = first
        .lines()
        .filter_map(|line| line.strip_prefix("  deriv "));
    let commands: Vec<&str> = listed.filter_map(|line| line.split(' ').next()).collect();
    assert!(commands.len() > 6, "{first}");
    let mut pages: Vec<(String, String)> = vec![("help".to_owned(), help(&["help"]))];
    for command in commands {
        pages.push((command.to_owned(), help(&["help", command])));
    }
    for (name, page) in pages {
        let mut examples = 0;
        for line in page.lines() {
            let Some(command) = line.strip_prefix("$ deriv ") else {
                continue;
            };
            examples += 1;
            let output = said(deriv(words(command)).current_dir(env!("CARGO_MANIFEST_DIR")));
            let shown = format!("$ deriv {command}\n{}\n", output.trim_end());
            assert!(page.contains(&shown), "help {name} does not show:\n{shown}");
            assert!(!output.trim().is_empty(), "{command}");
        }
        assert!(examples > 0, "help {name} has no example");
    }
}

#[test]
fn every_function_is_told() {
    for function in Function::ALL {
        let row = function.row();
        for name in std::iter::once(&row.name).chain(row.aliases) {
            let told = help(&["functions", name]);
            // What is told may go on in a second line.
            let told: Vec<&str> = told.split_whitespace().collect();
            let told = told.join(" ");
            assert!(told.contains(row.meaning), "{name}: {told}");
            assert!(told.contains(row.source), "{name}: {told}");
            assert!(told.contains(row.needs), "{name}: {told}");
        }
    }
    assert!(help(&["functions", "tanhh"]).contains("`tanh`"));
}

#[test]
fn shells_and_the_manual_know_every_command() {
    let first = help(&[]);
    let listed = first
        .lines()
        .filter_map(|line| line.strip_prefix("  deriv "));
    let commands: Vec<&str> = listed.filter_map(|line| line.split(' ').next()).collect();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let written = help(&["completions", shell]);
        for command in &commands {
            assert!(written.contains(command), "{shell}: {command}");
        }
        assert!(written.contains("digits"), "{shell}");
    }
    assert!(help(&["completions"]).starts_with("error: completions for which shell?"));
    assert!(help(&["completions", "tcsh"]).contains("`tcsh`"));
    assert!(help(&["man"]).contains(".TH deriv"));
    for command in &commands {
        let page = help(&["man", command]);
        assert!(page.contains(&format!(".TH deriv-{command}")), "{page}");
        assert!(page.contains("SYNOPSIS"), "{command}");
    }
    assert!(help(&["man", "slop"]).starts_with("error: there is no page on `slop`"));
}

#[test]
fn help_looks_as_it_is_asked_for() {
    for page in [
        &[][..],
        &["help"],
        &["help", "slope"],
        &["help", "syntax"],
        &["slope", "--help"],
    ] {
        let ascii = help(&[page, &["--ascii"]].concat());
        assert!(ascii.is_ascii(), "{page:?}: {ascii}");
        assert!(ascii.lines().count() > 10, "{page:?}");
        let coloured = help(&[page, &["--color", "always"]].concat());
        let plain = help(&[page, &["--color=never"]].concat());
        assert!(!plain.contains('\u{1b}'), "{page:?}");
        assert!(coloured.len() >= plain.len(), "{page:?}");
    }
}

#[test]
fn looks_may_stand_in_front_of_the_command() {
    let behind = help(&["slope", "x^2*y", "--at", "x=1,y=2", "--ascii"]);
    assert_eq!(behind, "dJ/dx = 4\ndJ/dy = 1\n");
    for front in [
        &["--ascii"][..],
        &["--ascii", "--color", "never"],
        &["--color=never", "--plain"],
    ] {
        let all = [front, &["slope", "x^2*y", "--at", "x=1,y=2"]].concat();
        assert_eq!(help(&all), behind, "{all:?}");
    }
    assert!(help(&["--ascii"]).starts_with("deriv: slopes"));
    assert!(help(&["--color"]).contains("deriv"));
    assert!(help(&["--asci", "slope", "w", "--at", "1"]).starts_with("error: "));
}
