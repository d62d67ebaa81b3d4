//! The one reader of truth files: tables whose cells are apart by tabs, with comments and a head.

use std::path::{Path, PathBuf};

/// The columns of `equal.tsv`: questions with right answers.
pub(crate) const EQUAL: [&str; 7] = [
    "kind", "rule", "function", "wrt", "order", "answer", "domain",
];

/// The columns of `different.tsv`: the same questions with wrong ones.
pub(crate) const DIFFERENT: [&str; 8] = [
    "kind",
    "rule",
    "function",
    "wrt",
    "order",
    "answer",
    "origin",
    "differs_at",
];

/// A row of a truth file, and where it stands.
pub(crate) struct Row<Cells> {
    /// `tests/truths/slopes.tsv:12`
    pub(crate) place: String,
    /// The cells, each as it is written.
    pub(crate) cells: Cells,
}

impl<const N: usize> Row<[String; N]> {
    /// The cells.
    pub(crate) fn texts(&self) -> [&str; N] {
        self.cells.each_ref().map(String::as_str)
    }
}

/// The rows of `tests/truths/{file}` below its head, which has to name these columns.
///
/// A file with fewer rows than `least` has lost some; that fails, as a row of another width does.
#[track_caller]
pub(crate) fn rows<const N: usize>(
    file: &str,
    head: [&str; N],
    least: usize,
) -> Vec<Row<[String; N]>> {
    let mut rows = ragged(Path::new("tests/truths").join(file), least + 1).into_iter();
    let first = rows.next().expect("a head is among them");
    assert_eq!(first.cells, head, "{}: the columns", first.place);
    rows.map(|row| match <[String; N]>::try_from(row.cells) {
        Ok(cells) => Row {
            place: row.place,
            cells,
        },
        Err(cells) => panic!("{}: {N} cells, not {}", row.place, cells.len()),
    })
    .collect()
}

/// Holds every row of `tests/truths/{file}` against `check`, and fails with the place, the cells and
/// the reason of each that does not hold. `head` and `least` as for [`rows`].
#[track_caller]
pub(crate) fn hold<const N: usize>(
    file: &str,
    head: [&str; N],
    least: usize,
    mut check: impl FnMut([&str; N]) -> Result<(), String>,
) {
    let rows = rows(file, head, least);
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let why = check(row.texts()).err()?;
            // Some cells hold a thousand digits.
            let cells: Vec<String> = row.cells.iter().map(|cell| format!("{cell:.80}")).collect();
            Some(format!("{}: {}: {why}", row.place, cells.join(" | ")))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rows do not hold:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

/// The lines of a file, below the folder of the package, that are no comments: at least `least`,
/// with as many cells as each has. For files without a head, or with one of their own.
#[track_caller]
pub(crate) fn ragged(file: impl Into<PathBuf>, least: usize) -> Vec<Row<Vec<String>>> {
    let file = file.into();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows: Vec<Row<Vec<String>>> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(at, line)| Row {
            place: format!("{}:{}", file.display(), at + 1),
            cells: line.split('\t').map(str::to_owned).collect(),
        })
        .collect();
    assert!(
        rows.len() >= least,
        "{}: {} rows where {least} are expected",
        file.display(),
        rows.len()
    );
    rows
}
