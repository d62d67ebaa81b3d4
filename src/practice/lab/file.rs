//! Labs as they are written: TOML, a `[[lab]]` each.
//!
//! ```toml
//! [[lab]]
//! name = "rate-too-large"
//! title = "the step that is too big"
//! setup = "J(w) = w^2, start at w = 3, rate 1.1"
//! run = {descend = "w^2", from = 3, rate = 1.1, steps = 5}
//! predict = "after 5 steps J is"
//! choices = [["below 9", "J < J0"], ["still 9", "J = J0"], ["above 9", "J > J0"]]
//! why = ["the slope has the wrong sign", "each step lands higher on the other side"]
//! right = 2
//! explain = "each step makes w -1.2*w, so J grows by 1.44 times: from {J0} to {J}"
//! repair = "give a rate that makes J fall in every step"
//! change = "rate"
//! until = ["falls = 1"]
//! example = "0.4"
//! says = "5 steps with rate {rate} bring J from {J0} to {J}"
//! ```
//!
//! A choice has the claim that makes it right: the engine decides which one it is. The repair puts
//! the learner's text in place of the setting `change` and runs again, until all claims hold; a table
//! `then` has settings of that run which differ.

use super::Lab;
use super::claim::is_readable;
use super::run::{LabRun, RunKind};
use crate::files::source::{Fault, Source};
use crate::files::tree::{self, Tree, TreeNode};
use std::ops::Range;

/// Largest file in bytes.
const MAX_FILE: usize = 1 << 20;

/// Names that claims may use, whatever the run is; a walk adds those of its variables.
const NAMES: [&str; 26] = [
    "J", "J0", "w", "w0", "x", "x0", "y", "y0", "slope", "falls", "rises", "whole", "taken",
    "exists", "left", "right", "ratio", "gap", "change", "value", "product", "slope_w", "slope_x",
    "slope_y", "slope_b", "momentum",
];

/// The labs of the lesson, in their order.
///
/// # Errors
/// What is wrong with the file; a test sees to it that nothing is.
pub fn lesson() -> Result<Vec<Lab>, Vec<Fault>> {
    let text = include_str!("../../../fixtures/lesson/labs.toml");
    let labs = read("fixtures/lesson/labs.toml", text.as_bytes());
    labs.map_err(|fault| vec![fault])
}

/// The labs of a file.
///
/// # Errors
/// The first thing that is wrong with it, with its place.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<Lab>, Fault> {
    let source = Source::decode(name, bytes, MAX_FILE)?;
    let tree = tree::toml(&source)?;
    let mut labs = Vec::new();
    for (key, value) in table(&source, &tree)? {
        let items = match (&*key.value, &value.node) {
            ("lab", TreeNode::List(items)) => items,
            _ => return Err(source.fault(key.span.clone(), "a file of labs has [[lab]] alone")),
        };
        for item in items {
            labs.push(lab(&source, item)?);
        }
    }
    Ok(labs)
}

type Entries<'t> = &'t [(crate::files::source::Placed<String>, Tree)];

fn table<'t>(source: &Source, tree: &'t Tree) -> Result<Entries<'t>, Fault> {
    match &tree.node {
        TreeNode::Table(entries) => Ok(entries),
        _ => Err(source.fault(tree.span.clone(), "this has to be a table")),
    }
}

/// The keys of one table, each taken once; what is left is unknown.
struct Keys<'t> {
    source: &'t Source,
    span: Range<usize>,
    entries: Vec<(&'t str, &'t Tree)>,
}

impl<'t> Keys<'t> {
    fn new(source: &'t Source, tree: &'t Tree) -> Result<Keys<'t>, Fault> {
        let entries = table(source, tree)?.iter();
        Ok(Keys {
            source,
            span: tree.span.clone(),
            entries: entries
                .map(|(key, value)| (key.value.as_str(), value))
                .collect(),
        })
    }

    fn take(&mut self, key: &str) -> Option<&'t Tree> {
        let at = self.entries.iter().position(|(known, _)| *known == key)?;
        Some(self.entries.remove(at).1)
    }

    fn needed(&mut self, key: &str) -> Result<&'t Tree, Fault> {
        let missing = || {
            self.source
                .fault(self.span.clone(), format!("this has no `{key}`"))
        };
        let found = self.entries.iter().position(|(known, _)| *known == key);
        let at = found.ok_or_else(missing)?;
        Ok(self.entries.remove(at).1)
    }

    fn text(&mut self, key: &str) -> Result<String, Fault> {
        let tree = self.needed(key)?;
        text(self.source, tree)
    }

    fn texts(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        let tree = self.needed(key)?;
        let items = list(self.source, tree)?;
        items.iter().map(|item| text(self.source, item)).collect()
    }

    fn claims(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        let tree = self.needed(key)?;
        let items = list(self.source, tree)?;
        items.iter().map(|item| claim(self.source, item)).collect()
    }

    fn done(self) -> Result<(), Fault> {
        match self.entries.first() {
            Some((key, value)) => {
                let message = format!("`{key}` has no meaning here");
                Err(self.source.fault(value.span.clone(), message))
            }
            None => Ok(()),
        }
    }
}

fn text(source: &Source, tree: &Tree) -> Result<String, Fault> {
    match &tree.node {
        TreeNode::Text(text) if !text.trim().is_empty() => Ok(text.clone()),
        _ => Err(source.fault(tree.span.clone(), "this has to be a text")),
    }
}

fn list<'t>(source: &Source, tree: &'t Tree) -> Result<&'t [Tree], Fault> {
    match &tree.node {
        TreeNode::List(items) if !items.is_empty() => Ok(items),
        _ => Err(source.fault(tree.span.clone(), "this has to be a list")),
    }
}

fn claim(source: &Source, tree: &Tree) -> Result<String, Fault> {
    let claim = text(source, tree)?;
    match is_readable(&claim, &NAMES) {
        true => Ok(claim),
        false => Err(source.fault(tree.span.clone(), "this claim cannot be read")),
    }
}

fn lab(source: &Source, tree: &Tree) -> Result<Lab, Fault> {
    let mut keys = Keys::new(source, tree)?;
    let run = run(source, keys.needed("run")?)?;
    let mut choices = Vec::new();
    for item in list(source, keys.needed("choices")?)? {
        match list(source, item)? {
            [words, when] => choices.push((text(source, words)?, claim(source, when)?)),
            _ => return Err(source.fault(item.span.clone(), "a choice is a text and its claim")),
        }
    }
    let why = keys.texts("why")?;
    let place = keys.needed("right")?;
    let right = text(source, place)?
        .parse()
        .ok()
        .filter(|at| (1..=why.len()).contains(at));
    let none = || {
        source.fault(
            place.span.clone(),
            format!("a number from 1 to {}", why.len()),
        )
    };
    let right: usize = right.ok_or_else(none)?;
    let change = keys.text("change")?;
    if change != "function" && !run.kind.keys().contains(&change.as_str()) {
        return Err(source.fault(keys.span, format!("a run of this kind has no `{change}`")));
    }
    let mut then = Vec::new();
    if let Some(tree) = keys.take("then") {
        for (key, value) in table(source, tree)? {
            then.push((key.value.clone(), text(source, value)?));
        }
    }
    let lab = Lab {
        name: keys.text("name")?,
        title: keys.text("title")?,
        setup: keys.text("setup")?,
        run,
        predict: keys.text("predict")?,
        choices,
        why,
        right: right - 1,
        explain: keys.text("explain")?,
        repair: keys.text("repair")?,
        change,
        then,
        until: keys.claims("until")?,
        example: keys.text("example")?,
        says: keys.text("says")?,
    };
    keys.done()?;
    Ok(lab)
}

/// `{descend = "w^2", from = 3, rate = 1.1, steps = 5}`
fn run(source: &Source, tree: &Tree) -> Result<LabRun, Fault> {
    let mut keys = Keys::new(source, tree)?;
    let found = RunKind::ALL
        .iter()
        .find_map(|(word, kind)| Some((*kind, keys.take(word)?)));
    let none = || {
        source.fault(
            tree.span.clone(),
            "a run is of descend, nudge, slope, chain or graph",
        )
    };
    let (kind, function) = found.ok_or_else(none)?;
    let function = text(source, function)?;
    let mut settings = Vec::new();
    for key in kind.keys() {
        if let Some(value) = keys.take(key) {
            settings.push(((*key).to_owned(), text(source, value)?));
        }
    }
    keys.done()?;
    Ok(LabRun {
        kind,
        function,
        settings,
    })
}
