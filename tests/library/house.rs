//! The rules of the house: who imports whom, one door per foreign package, no leftovers.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root).unwrap().to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

/// The lines of code, without comments and documentation.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or("")))
}

#[test]
fn imports_go_one_way() {
    // Each folder may name those before it, and itself.
    let order = [
        "number",
        "expression",
        "notation",
        "calculus",
        "equality",
        "slope",
        "descent",
        "files",
        "slips",
        "verdict",
        "quiz",
        "class",
        "practice",
        "report",
    ];
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
        let Some(folder) = path.components().nth(1) else {
            continue;
        };
        let folder = folder.as_os_str().to_string_lossy();
        let Some(rank) = order.iter().position(|name| *name == folder) else {
            continue;
        };
        for (at, line) in code(&text) {
            for later in &order[rank + 1..] {
                if line.contains(&format!("crate::{later}")) {
                    broken.push(format!("{}:{at} names {later}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_foreign_package_has_one_door() {
    let doors = [
        ("meval", "src/notation/read/precedence/by_meval.rs"),
        ("clap", "src/cli/"),
        ("colored", "src/cli/paint.rs"),
        ("libm", "src/number/"),
        ("num_bigint", "src/number/"),
        ("num_integer", "src/number/"),
        ("num_rational", "src/number/"),
        ("num_traits", "src/number/"),
        ("strsim", "src/notation/nearest.rs"),
        ("toml", "src/files/"),
    ];
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
        for (package, door) in doors {
            let named = format!("{package}::");
            for (at, line) in code(&text) {
                let starts = line.match_indices(&named).any(|(place, _)| {
                    !line[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                if starts && !path.starts_with(door) && path != Path::new(door) {
                    broken.push(format!("{}:{at} names {package}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_is_left_over() {
    let marks = [
        "todo!(",
        "unimplemented!(",
        "FIX\u{4d}E",
        "X\u{58}X",
        "dbg!(",
    ];
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for (path, text) in sources(folder) {
            if path.ends_with("house.rs") {
                continue;
            }
            for (at, line) in text.lines().enumerate() {
                if marks.iter().any(|mark| line.contains(mark)) {
                    broken.push(format!("{}:{}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = include_str!("../../Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let mut explained = false;
    for line in section.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('#') {
            explained = true;
        } else if !line.starts_with("num-") {
            assert!(explained, "no reason above `{line}`");
            explained = false;
        }
    }
}
