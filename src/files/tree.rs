//! What TOML and JSON have in common: texts, lists and tables, each with its place.

use crate::files::source::{Fault, Placed, Source, not_toml};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Deepest nesting: students, a student, answers, an answer that is a point.
pub(crate) const MAX_DEPTH: usize = 8;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) node: TreeNode,
    pub(crate) span: Range<usize>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TreeNode {
    /// Nothing was given.
    Blank,
    /// A text, or the source text of a number, of `true` or of a date.
    Text(String),
    /// Values in order.
    List(Vec<Tree>),
    /// Values by key, in the order of the file; a key may come twice.
    Table(Vec<(Placed<String>, Tree)>),
}

impl Tree {
    /// The value at a path of keys.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Tree> {
        path.iter().try_fold(self, |tree, key| match &tree.node {
            TreeNode::Table(entries) => get(entries, key),
            _ => None,
        })
    }

    /// Whether it is the text of an answer: [`text`](Self::text) gives it.
    pub(crate) fn is_text(&self) -> bool {
        let plain = |tree: &Tree| matches!(tree.node, TreeNode::Text(_));
        match &self.node {
            TreeNode::Blank | TreeNode::Text(_) => true,
            TreeNode::List(items) => items.iter().all(plain),
            TreeNode::Table(entries) => entries.iter().all(|(_, value)| plain(value)),
        }
    }

    /// The value as the text of an answer: a list as `4, 1`, a table as `x=4, y=1`. `None` where
    /// lists or tables hold more than texts.
    pub(crate) fn text(&self) -> Option<String> {
        let plain = |tree: &Tree| match &tree.node {
            TreeNode::Text(text) => Some(text.clone()),
            _ => None,
        };
        match &self.node {
            TreeNode::Blank => Some(String::new()),
            TreeNode::Text(text) => Some(text.clone()),
            TreeNode::List(items) => {
                let texts: Option<Vec<String>> = items.iter().map(plain).collect();
                Some(texts?.join(", "))
            }
            TreeNode::Table(entries) => {
                let texts: Option<Vec<String>> = entries
                    .iter()
                    .map(|(key, value)| Some(format!("{}={}", key.value, plain(value)?)))
                    .collect();
                Some(texts?.join(", "))
            }
        }
    }
}

/// The entries of a table.
pub(crate) type Entries = [(Placed<String>, Tree)];

/// The value of a key, upper and lower case alike.
pub(crate) fn get<'t>(entries: &'t Entries, key: &str) -> Option<&'t Tree> {
    let found = entries
        .iter()
        .find(|(name, _)| name.value.eq_ignore_ascii_case(key));
    found.map(|(_, value)| value)
}

/// The values of a list; none where it is none.
pub(crate) fn list(tree: Option<&Tree>) -> &[Tree] {
    match tree.map(|tree| &tree.node) {
        Some(TreeNode::List(items)) => items,
        _ => &[],
    }
}

/// A fault for nesting past [`MAX_DEPTH`].
pub(crate) fn too_deep(source: &Source, span: Range<usize>) -> Fault {
    source
        .fault(
            span,
            format!("values are nested more than {MAX_DEPTH} deep"),
        )
        .help("answers are texts, under their question, under their student")
}

/// Reads a TOML file.
///
/// # Errors
/// Its first mistake.
pub(crate) fn toml(source: &Source) -> Result<Tree, Fault> {
    toml_part(source, source.start()..source.end())
}

/// The first mistake of a TOML file.
pub(crate) fn toml_mistake(source: &Source) -> Option<Fault> {
    let error = DeTable::parse(source.text()).err()?;
    Some(not_toml(source, source.start(), &error))
}

/// Reads a part of a TOML file that is TOML by itself.
///
/// # Errors
/// The first mistake of the part: in the whole file another may come first.
pub(crate) fn toml_part(source: &Source, part: Range<usize>) -> Result<Tree, Fault> {
    let text = source.slice(part.clone());
    match DeTable::parse(text) {
        Ok(table) => {
            let part = TomlPart {
                source,
                start: part.start,
            };
            part.table(table.get_ref(), 0..text.len(), 0)
        }
        Err(error) => Err(not_toml(source, part.start, &error)),
    }
}

/// A part of a file, whose values know their places in it.
struct TomlPart<'s> {
    source: &'s Source,
    /// Where the part starts.
    start: usize,
}

impl TomlPart<'_> {
    /// The bytes of the file for those of the part.
    fn placed(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    fn table(&self, table: &DeTable<'_>, span: Range<usize>, depth: usize) -> Result<Tree, Fault> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let key = Placed {
                value: key.get_ref().to_string(),
                span: self.placed(key.span()),
            };
            entries.push((key, self.value(value, depth + 1)?));
        }
        entries.sort_unstable_by_key(|(key, _)| key.span.start);
        Ok(Tree {
            node: TreeNode::Table(entries),
            span: self.placed(span),
        })
    }

    /// One value; its recursion ends at [`MAX_DEPTH`].
    fn value(&self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Tree, Fault> {
        let span = value.span();
        if depth > MAX_DEPTH {
            return Err(too_deep(self.source, self.placed(span)));
        }
        let node = match value.get_ref() {
            DeValue::String(text) => TreeNode::Text(text.to_string()),
            DeValue::Integer(number) => TreeNode::Text(number.to_string()),
            DeValue::Float(number) => TreeNode::Text(number.to_string()),
            DeValue::Boolean(flag) => TreeNode::Text(flag.to_string()),
            DeValue::Datetime(date) => TreeNode::Text(date.to_string()),
            DeValue::Array(items) => {
                let items: Result<Vec<Tree>, Fault> = items
                    .iter()
                    .map(|item| self.value(item, depth + 1))
                    .collect();
                TreeNode::List(items?)
            }
            DeValue::Table(table) => return self.table(table, span, depth),
        };
        Ok(Tree {
            node,
            span: self.placed(span),
        })
    }
}
