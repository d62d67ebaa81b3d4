//! Files of a folder use one another one way: no two of them name each other's items, directly or
//! through others. A re-export is no use.
//!
//! Names are followed by the syntax alone, through `use` and re-exports to the file that defines
//! them; what is called as a method is not seen.

use super::sources;
use std::collections::{BTreeMap, BTreeSet};

/// Circles that are one idea: the folder, its files (`mod` is the folder's own), and why.
const ONE_IDEA: &[(&str, &[&str], &str)] = &[
    (
        "expression",
        &["formula", "functions"],
        "a row of the table is written in formulas, and a formula calls functions of the table",
    ),
    (
        "expression/functions",
        &["breaks", "growth", "mod", "row"],
        "what a row may say names functions of the table, which is the list of the rows",
    ),
    (
        "expression/simplify",
        &["conditions", "factors", "terms"],
        "a product is of factors, of which some are sums of products: each is rewritten by the other",
    ),
];

/// The names from the root of the crate to a module.
type Name = Vec<String>;

/// What a file says of names.
#[derive(Default)]
struct Module {
    /// What it defines.
    items: BTreeSet<String>,
    imports: Vec<Import>,
    /// What the code names, outside of `use`.
    paths: BTreeSet<Name>,
}

struct Import {
    /// What it is called here; `*` for all of a module.
    name: String,
    path: Name,
    /// Whether it is handed on.
    public: bool,
}

/// The words and signs of a file, without comments and text.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            open + rest[open..].find(&close).unwrap() + close.len()
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.unwrap() + 2
        } else if first == '\'' {
            // A character, or the sign of a lifetime.
            let inside = rest[1..].chars().next().unwrap();
            let end = match inside {
                '\\' => rest[3..].find('\'').map(|end| end + 4),
                _ => rest[1 + inside.len_utf8()..]
                    .starts_with('\'')
                    .then_some(2 + inside.len_utf8()),
            };
            end.unwrap_or(1)
        } else if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if !token.starts_with("//") && !token.contains(['"', '\'']) && !token.trim().is_empty() {
            found.push(token);
        }
        rest = after;
    }
    found
}

/// How many `#` open a raw text here.
fn raw(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The place past the bracket that closes the one at `open`.
fn past(tokens: &[&str], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match *token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Reads the tree of a `use` from a place on, after the path `before`; gives the place past it.
fn tree(tokens: &[&str], mut at: usize, before: &[String], into: &mut Vec<Import>) -> usize {
    let mut path = before.to_vec();
    let mut add = |name: &str, path: &Name| {
        into.push(Import {
            name: name.to_owned(),
            path: path.clone(),
            public: false,
        });
    };
    loop {
        match tokens[at] {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens[at] != "}" {
                    at = tree(tokens, at, &path, into);
                    at += usize::from(tokens[at] == ",");
                }
                return at + 1;
            }
            "*" => {
                add("*", &path);
                return at + 1;
            }
            "as" => {
                add(tokens[at + 1], &path);
                return at + 2;
            }
            word if is_word(word) => {
                // `a::{self}` is `a`.
                if word != "self" || path.is_empty() {
                    path.push(word.to_owned());
                }
                at += 1;
                if !matches!(tokens[at], "::" | "as") {
                    add(path.last().unwrap(), &path);
                    return at;
                }
            }
            _ => return at,
        }
    }
}

impl Module {
    fn of(text: &str) -> Module {
        let tokens = tokens(text);
        let mut module = Module::default();
        let (mut at, mut depth) = (0, 0);
        while at < tokens.len() {
            let ahead = |by: usize| tokens.get(at + by).copied().unwrap_or_default();
            match ahead(0) {
                // What tests use is theirs.
                "#" if tokens[at + 1..].starts_with(&["[", "cfg", "(", "test"]) => {
                    at = past(&tokens, at + 1);
                    while !matches!(tokens[at], "{" | ";") {
                        at += 1;
                    }
                    at = past(&tokens, at);
                }
                "pub" if ahead(1) == "(" => at = past(&tokens, at + 1),
                "use" => {
                    let public = at > 0 && matches!(tokens[at - 1], "pub" | ")");
                    let first = module.imports.len();
                    at = tree(&tokens, at + 1, &[], &mut module.imports);
                    for import in &mut module.imports[first..] {
                        import.public = public;
                    }
                }
                "mod" if ahead(2) == ";" => at += 3,
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static"
                    if is_word(ahead(1)) && ahead(1) != "fn" =>
                {
                    if depth == 0 {
                        module.items.insert(ahead(1).to_owned());
                    }
                    at += 2;
                }
                word if is_word(word) => {
                    let is_field = at > 0 && tokens[at - 1] == ".";
                    let mut path = vec![word.to_owned()];
                    at += 1;
                    while tokens.get(at) == Some(&"::") && is_word(tokens[at + 1]) {
                        path.push(tokens[at + 1].to_owned());
                        at += 2;
                    }
                    if !is_field {
                        module.paths.insert(path);
                    }
                }
                sign => {
                    depth += i32::from(sign == "{") - i32::from(sign == "}");
                    at += 1;
                }
            }
        }
        module
    }
}

/// The modules of both crates; those of the program stand below `cli`.
fn modules() -> BTreeMap<Name, Module> {
    let mut modules = BTreeMap::new();
    for (path, text) in sources("src") {
        if path.ends_with("tests.rs") {
            continue;
        }
        let path = path.with_extension("");
        let names = path.iter().skip(1).map(|name| name.to_str().unwrap());
        let mut name: Name = names.map(str::to_owned).collect();
        if matches!(name.last().map(String::as_str), Some("mod" | "lib")) || name == ["cli", "main"]
        {
            name.pop();
        }
        modules.insert(name, Module::of(&text));
    }
    modules
}

/// More steps through `use` than any chain of re-exports has.
const MAX_STEPS: usize = 12;

/// The module that defines what a path in another one names, found in so many steps.
fn defined(
    modules: &BTreeMap<Name, Module>,
    from: &Name,
    path: &[String],
    steps: usize,
) -> Option<Name> {
    let (mut here, mut from, mut path) = (Name::new(), from.clone(), path.to_vec());
    for step in 1..=steps {
        let ups = path.iter().take_while(|name| *name == "super").count();
        let mut rest = &path[..];
        here.clone_from(&from);
        match path.first()?.as_str() {
            "crate" => {
                here.truncate(usize::from(from.first().is_some_and(|name| name == "cli")));
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            _ => {
                here.truncate(here.len().checked_sub(ups)?);
                rest = &rest[ups..];
            }
        }
        let is_plain = rest.len() == path.len();
        let mut next = None;
        while let Some((name, after)) = rest.split_first() {
            let module = modules.get(&here)?;
            if module.items.contains(name) {
                return Some(here);
            }
            let mut child = here.clone();
            child.push(name.clone());
            // A word alone names no module: code has no use for one.
            let alone = is_plain && path.len() == 1;
            if modules.contains_key(&child) && !alone {
                (here, rest) = (child, after);
                continue;
            }
            let mut imports = module.imports.iter();
            let import = imports.find(|import| import.name == *name);
            next = Some(match import {
                Some(import) => [&import.path[..], after].concat(),
                None => {
                    let all = module.imports.iter().filter(|import| import.name == "*");
                    let paths = all.map(|import| [&import.path[..], rest].concat());
                    let mut paths = paths.filter(|path| {
                        let found = defined(modules, &here, path, steps - step);
                        let module = found.and_then(|found| modules.get(&found));
                        module.is_some_and(|module| module.items.contains(name))
                    });
                    match paths.next() {
                        Some(path) => path,
                        // What a macro makes, or a word that is no name of the crate's.
                        None => return (!is_plain || rest.len() < path.len()).then_some(here),
                    }
                }
            });
            break;
        }
        // Without a next name it is a module that is named: what is used of it has names of its own.
        (from, path) = (here.clone(), next?);
    }
    None
}

/// Which modules each one uses, with a name for each.
fn uses(modules: &BTreeMap<Name, Module>) -> BTreeMap<(Name, Name), String> {
    let mut uses = BTreeMap::new();
    for (from, module) in modules {
        let imported = module.imports.iter().filter(|import| !import.public);
        let paths = module
            .paths
            .iter()
            .chain(imported.map(|import| &import.path));
        for path in paths {
            let Some(to) = defined(modules, from, path, MAX_STEPS) else {
                continue;
            };
            if to != *from {
                uses.entry((from.clone(), to))
                    .or_insert_with(|| path.join("::"));
            }
        }
    }
    uses
}

/// What each file or folder of a folder uses, with a name for each.
type Next<'n> = BTreeMap<String, BTreeMap<String, &'n str>>;

/// All that one of them uses, directly or through others.
fn reached<'n>(next: &'n Next<'_>, from: &'n String) -> BTreeSet<&'n String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        let after = next.get(at).into_iter().flat_map(BTreeMap::keys);
        waiting.extend(after.filter(|to| reached.insert(*to)));
    }
    reached
}

#[test]
fn files_of_a_folder_use_one_another_one_way() {
    let modules = modules();
    assert!(modules.len() > 300);
    let uses = uses(&modules);
    let folders: BTreeSet<&[String]> = modules
        .keys()
        .filter_map(|name| Some(name.split_last()?.1))
        .collect();
    let mut met = vec![false; ONE_IDEA.len()];
    let mut broken = Vec::new();
    for folder in folders {
        // A file of the folder, or a folder in it with all of its files.
        let unit = |name: &Name| match name.strip_prefix(folder)? {
            [] => Some("mod".to_owned()),
            [first, ..] => Some(first.clone()),
        };
        let mut next = Next::new();
        for ((from, to), name) in &uses {
            if let (Some(from), Some(to)) = (unit(from), unit(to))
                && from != to
            {
                next.entry(from).or_default().insert(to, name);
            }
        }
        let reach: BTreeMap<&String, BTreeSet<&String>> = next
            .keys()
            .map(|unit| (unit, reached(&next, unit)))
            .collect();
        let mut known: BTreeSet<&String> = BTreeSet::new();
        for (unit, after) in &reach {
            if !after.contains(unit) || known.contains(unit) {
                continue;
            }
            let back = |other: &&&String| reach.get(**other).is_some_and(|all| all.contains(unit));
            let circle: Vec<&String> = after.iter().filter(back).copied().collect();
            known.extend(circle.iter().copied());
            let place = folder.join("/");
            let allowed = ONE_IDEA
                .iter()
                .position(|(folder, files, _)| *folder == place && circle == *files);
            if let Some(allowed) = allowed {
                met[allowed] = true;
                continue;
            }
            let mut says = vec![format!("src/{place}:")];
            for from in &circle {
                for (to, name) in &next[*from] {
                    if circle.contains(&to) {
                        says.push(format!("{from} uses {to} ({name})"));
                    }
                }
            }
            broken.push(says.join("\n  "));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    for ((folder, ..), met) in ONE_IDEA.iter().zip(met) {
        assert!(
            met,
            "src/{folder} has another circle, or none: mend the list"
        );
    }
}
