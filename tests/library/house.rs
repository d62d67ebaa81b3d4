//! The rules of the house: who imports whom, one door per foreign package, no leftovers.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

mod circles;

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

/// The rooms in the order in which lib.rs lists them: ``1. [`number`]: …``, with
/// `mod@` before a name that a function has too.
fn rooms() -> Vec<String> {
    let list = include_str!("../../src/lib.rs");
    let entry = |line: &str| {
        let (count, rest) = line.strip_prefix("//! ")?.split_once(". [`")?;
        count.parse::<usize>().ok()?;
        let room = rest.split_once("`]: ")?.0;
        Some((count.to_owned(), room.trim_start_matches("mod@").to_owned()))
    };
    let entries: Vec<(String, String)> = list.lines().filter_map(entry).collect();
    for (at, (count, room)) in entries.iter().enumerate() {
        assert_eq!(*count, (at + 1).to_string(), "{room}");
    }
    entries.into_iter().map(|(_, room)| room).collect()
}

#[test]
fn the_list_of_rooms_is_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(root).unwrap();
    let mut folder: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folder.sort();
    let mut listed = rooms();
    listed.extend(["cli", "lib.rs"].map(str::to_owned));
    listed.sort();
    assert_eq!(folder, listed);
    let modules = include_str!("../../src/lib.rs").lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    let mut modules: Vec<&str> = modules.collect();
    modules.sort_unstable();
    listed.retain(|room| room != "cli" && room != "lib.rs");
    assert_eq!(modules, listed);
}

#[test]
fn imports_go_one_way() {
    // Each room may name those before it, and itself.
    let order = rooms();
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
                let named = format!("crate::{later}");
                let whole = line.match_indices(&named).any(|(place, _)| {
                    let next = line[place + named.len()..].chars().next();
                    !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
                });
                if whole {
                    broken.push(format!("{}:{at} names {later}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The packages that Cargo.toml names, and the doors in the comment above each: files, or folders
/// that end with `/`. A package without a comment shares that of the package above it.
fn doors() -> Vec<(String, Vec<String>)> {
    let manifest = include_str!("../../Cargo.toml");
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap();
    let section = section.split("\n[").next().unwrap();
    let mut doors = Vec::new();
    let (mut comment, mut fresh) = (String::new(), true);
    for line in section.lines().filter(|line| !line.is_empty()) {
        if let Some(more) = line.strip_prefix('#') {
            if fresh {
                comment.clear();
            }
            comment += more;
            fresh = false;
            continue;
        }
        fresh = true;
        let package = line.split_once(" = ").unwrap().0.replace('-', "_");
        let named = comment
            .split_once("; door: ")
            .or(comment.split_once("; doors: "));
        let (reason, places) = named.unwrap_or_else(|| panic!("{package} has no door: {comment}"));
        assert!(reason.len() > 10, "no reason for {package}");
        // What follows a full stop says more about the package.
        let places = places.split(". ").next().unwrap().trim_end_matches('.');
        let places: Vec<String> = places.split(" and ").map(str::to_owned).collect();
        for place in &places {
            let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(place).exists();
            assert!(there, "{package}: there is no {place}");
        }
        doors.push((package, places));
    }
    doors
}

#[test]
fn each_foreign_package_has_its_doors() {
    let doors = doors();
    let mut broken = Vec::new();
    let mut used = vec![false; doors.len()];
    for (path, text) in sources("src") {
        for (at, (package, places)) in doors.iter().enumerate() {
            let named = format!("{package}::");
            for (line_at, line) in code(&text) {
                let starts = line.match_indices(&named).any(|(place, _)| {
                    !line[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                if !starts {
                    continue;
                }
                used[at] = true;
                if !places.iter().any(|door| path.starts_with(door)) {
                    broken.push(format!("{}:{line_at} names {package}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    for ((package, _), used) in doors.iter().zip(used) {
        assert!(used, "nothing names {package}");
    }
}

/// Where a function of the table is named outside of it: the file, the functions (`*` for an import of
/// all), and why.
const NAMED: &[(&str, &[&str], &str)] = &[
    (
        "src/expression/elementary.rs",
        &["Abs", "Exp", "Ln", "Round", "Sqrt"],
        "the door for rooms that build or look for a distance, a root, a logarithm, a power of e",
    ),
    (
        "src/equality/identity/functions.rs",
        &[
            "Exp", "Ln", "Sin", "Cos", "Asin", "Atan", "Abs", "Sign", "Floor", "Gamma",
        ],
        "the identities of the functions that others are defined by",
    ),
    (
        "src/slope/one_sided/functions.rs",
        &["Abs", "Atan", "Exp", "Ln"],
        "series that no Taylor series gives: |x|, ln(t), e^(1/t), and angles of points",
    ),
];

#[test]
fn functions_are_named_in_the_table_alone() {
    let mut broken = Vec::new();
    let mut met: Vec<(String, String)> = Vec::new();
    for (path, text) in sources("src") {
        let path = path.to_string_lossy().replace('\\', "/");
        let spelled = path.starts_with("src/expression/functions/")
            || path.starts_with("src/notation/")
            || path.ends_with("/tests.rs");
        if spelled {
            continue;
        }
        let program = text.split("#[cfg(test)]\nmod").next().unwrap_or("");
        for (at, line) in code(program) {
            let allowed = |name: &str| {
                NAMED
                    .iter()
                    .any(|(file, names, _)| *file == path && names.contains(&name))
            };
            if line.contains("use Function::") || line.contains("use crate::expression::Function::")
            {
                if !allowed("*") {
                    broken.push(format!("{path}:{at} imports functions"));
                }
                met.push((path.clone(), "*".to_owned()));
                continue;
            }
            for (place, _) in line.match_indices("Function::") {
                let rest = &line[place + "Function::".len()..];
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
                let variant = name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.contains(|c: char| c.is_ascii_lowercase());
                // `Rule::Function` and the like have variants of other kinds.
                if !variant || line[..place].ends_with(|c: char| c.is_alphanumeric() || c == ':') {
                    continue;
                }
                if !allowed(&name) {
                    broken.push(format!("{path}:{at} names {name}"));
                }
                met.push((path.clone(), name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    for (file, names, _) in NAMED {
        for name in *names {
            let named = met.iter().any(|(path, met)| path == file && met == name);
            assert!(named, "{file} no longer names {name}: take it off the list");
        }
    }
}

/// Names that more than one type has, with the reason.
const SHARED_NAMES: &[(&str, &str)] = &[(
    "Error",
    "each door's own error, told apart by its module as in the standard library",
)];

#[test]
fn a_type_name_has_one_meaning() {
    let mut places: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for (path, text) in sources("src") {
        for (at, line) in code(&text) {
            let mut words = line.split_whitespace();
            let seen = words.find(|word| word.starts_with("pub"));
            if seen.is_none_or(|word| !line.trim_start().starts_with(word)) {
                continue;
            }
            let kind = words.find(|word| !word.ends_with(')') && *word != "in");
            if !matches!(kind, Some("struct" | "enum" | "trait" | "type")) {
                continue;
            }
            let name = words.next().unwrap_or_default();
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            // A macro names it.
            if name.is_empty() {
                continue;
            }
            places
                .entry(name)
                .or_default()
                .push(format!("{}:{at}", path.display()));
        }
    }
    assert!(places.len() > 100, "types are found");
    places.retain(|_, places| places.len() > 1);
    for (name, _) in SHARED_NAMES {
        assert!(
            places.remove(*name).is_some(),
            "{name} has one meaning: take it off"
        );
    }
    let shown: Vec<String> = places
        .iter()
        .map(|(name, places)| format!("{name}: {}", places.join(", ")))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
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

/// Longest file, in lines: past it, it holds more than one idea.
const MAX_LINES: usize = 600;

/// Longest file of the program, in lines: it parses, calls the library and shows a view of what comes
/// back. What is longer computes something, which belongs to a room, or has a second idea, which is a
/// file of its own.
const MAX_PROGRAM_LINES: usize = 130;

/// The files of a folder that have more lines than that.
fn longer(folder: &str, most: usize) -> Vec<String> {
    sources(folder)
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > most)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect()
}

#[test]
fn files_stay_near_one_idea() {
    let mut long = longer("src", MAX_LINES);
    long.extend(longer("src/cli", MAX_PROGRAM_LINES));
    assert!(long.is_empty(), "{}", long.join("\n"));
}
