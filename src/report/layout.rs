//! Tables: columns of text by their width on a terminal, each filled up on one side.

use crate::notation::width::width;
use crate::report::{Role, Text};

/// On which side the cells of a column are filled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// After the text: words.
    After,
    /// Before it: numbers.
    Before,
}

/// A head and the cells below it.
#[derive(Clone, Debug)]
pub struct TextColumn {
    /// What stands above; a table in which nothing does has no line of heads.
    pub head: String,
    /// The cells, from the top.
    pub cells: Vec<String>,
    /// On which side they are filled up.
    pub fill: Fill,
    /// What the cells are.
    pub role: Role,
    /// A character that has a role of its own in every cell.
    pub mark: Option<(char, Role)>,
    /// Blanks before the column.
    pub gap: usize,
    /// Columns of the terminal that it takes at least, without the gap.
    pub least: usize,
}

impl TextColumn {
    /// A column two blanks after what stands before it.
    pub fn new(head: &str, cells: Vec<String>, fill: Fill) -> TextColumn {
        TextColumn {
            head: head.to_owned(),
            cells,
            fill,
            role: Role::Plain,
            mark: None,
            gap: 2,
            least: 0,
        }
    }

    /// The same with another role.
    pub fn role(self, role: Role) -> TextColumn {
        TextColumn { role, ..self }
    }

    /// The same after that many blanks.
    pub fn gap(self, gap: usize) -> TextColumn {
        TextColumn { gap, ..self }
    }

    /// The same with a role for this character alone.
    pub fn mark(self, mark: char, role: Role) -> TextColumn {
        TextColumn {
            mark: Some((mark, role)),
            ..self
        }
    }

    /// The same, at least that wide.
    pub fn least(self, least: usize) -> TextColumn {
        TextColumn { least, ..self }
    }

    /// Columns of the terminal that it takes, with the blanks before it.
    pub fn width(&self) -> usize {
        self.gap + self.inner()
    }

    fn inner(&self) -> usize {
        let cells = self.cells.iter().map(|cell| width(cell));
        let cells = cells.chain([width(&self.head), self.least]);
        cells.max().unwrap_or(0)
    }
}

/// Columns of the terminal that a table takes.
pub fn total(columns: &[TextColumn]) -> usize {
    columns.iter().map(TextColumn::width).sum()
}

/// The lines of a table: its heads, if it has any, then the rows. No line ends with blanks.
pub fn table(columns: &[TextColumn]) -> Text {
    let table = Table::new(columns);
    let mut text = table.heads();
    for row in 0..columns.first().map_or(0, |column| column.cells.len()) {
        text.append(table.row(row));
    }
    text
}

/// The lines of a table that is at most `width` columns wide, as far as that goes. Of the `ways` to
/// write its columns it takes the first that needs fewest tables below each other.
pub fn within(ways: impl IntoIterator<Item = Vec<TextColumn>>, keys: usize, width: usize) -> Text {
    let groups = ways.into_iter().map(|way| folded(way, keys, width));
    let least = groups.min_by_key(|groups| {
        let widest = groups.iter().map(|group| total(group)).max();
        (widest.unwrap_or(0).saturating_sub(width), groups.len())
    });
    let mut text = Text::new();
    for (at, group) in least.unwrap_or_default().iter().enumerate() {
        if at > 0 {
            text.line();
        }
        text.append(table(group));
    }
    text
}

/// The columns of tables that stand below each other and are at most `width` wide: the first `keys`
/// columns, which say what a row is, stand in each of them, as far as they leave room for
/// each of the others. Columns that were wider than their cells are so only where there is room.
pub fn folded(columns: Vec<TextColumn>, keys: usize, width: usize) -> Vec<Vec<TextColumn>> {
    if total(&columns) <= width || columns.len() <= keys {
        return vec![columns];
    }
    let narrow = columns.into_iter().map(|column| column.least(0));
    let narrow: Vec<TextColumn> = narrow.collect();
    if total(&narrow) <= width {
        return vec![narrow];
    }
    let fits = |keys: &usize| {
        let others = narrow[*keys..].iter().map(TextColumn::width);
        total(&narrow[..*keys]) + others.max().unwrap_or(0) <= width
    };
    let keys = (1..=keys).rev().find(fits).unwrap_or(keys.min(1));
    let (keys, others) = narrow.split_at(keys);
    let mut groups = vec![keys.to_vec()];
    for column in others {
        let last = groups.last_mut().expect("there is one");
        if last.len() > keys.len() && total(last) + column.width() > width {
            groups.push(keys.to_vec());
        }
        let last = groups.last_mut().expect("there is one");
        last.push(column.clone());
    }
    groups
}

/// Columns whose widths are known, for rows that are picked out.
#[derive(Debug)]
pub struct Table<'c> {
    columns: &'c [TextColumn],
    widths: Vec<usize>,
}

impl<'c> Table<'c> {
    /// The table with these columns.
    pub fn new(columns: &'c [TextColumn]) -> Table<'c> {
        let widths = columns.iter().map(TextColumn::inner).collect();
        Table { columns, widths }
    }

    /// The line of heads; nothing where there are none.
    pub fn heads(&self) -> Text {
        match self.columns.iter().all(|column| column.head.is_empty()) {
            true => Text::new(),
            false => self.line(Role::Label, |column| (Role::Label, None, &column.head)),
        }
    }

    /// The line of a row.
    pub fn row(&self, row: usize) -> Text {
        self.line(Role::Plain, |column| {
            (column.role, column.mark, &column.cells[row])
        })
    }

    fn line(
        &self,
        between: Role,
        cell: impl Fn(&'c TextColumn) -> (Role, Option<(char, Role)>, &'c String),
    ) -> Text {
        let mut text = Text::new();
        // Blanks, which are `between`, are written when something follows them.
        let mut blanks = 0;
        for (column, columns) in self.columns.iter().zip(&self.widths) {
            let (role, mark, cell) = cell(column);
            let filled = columns - width(cell);
            blanks += column.gap;
            if column.fill == Fill::Before {
                blanks += filled;
            }
            let shown = cell.trim_end();
            if !shown.is_empty() {
                text.push(between, " ".repeat(blanks));
                painted(&mut text, shown, role, mark);
                blanks = width(cell) - width(shown);
            } else {
                blanks += width(cell);
            }
            if column.fill == Fill::After {
                blanks += filled;
            }
        }
        text.line();
        text
    }
}

/// Adds a cell, of which one character may have another role.
fn painted(text: &mut Text, cell: &str, role: Role, mark: Option<(char, Role)>) {
    let Some((mark, other)) = mark else {
        text.push(role, cell);
        return;
    };
    for piece in cell.split_inclusive(mark) {
        let rest = piece.strip_suffix(mark);
        text.push(role, rest.unwrap_or(piece));
        if rest.is_some() {
            text.push(other, mark.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect();
        let names = texts(&["ann", "李娜", "Zoe\u{301}", ""]);
        let columns = [
            TextColumn::new("", names, Fill::After).gap(0),
            TextColumn::new("n", texts(&["1", "12", "3", "4"]), Fill::Before),
            TextColumn::new("note", texts(&["", "x", "", "y"]), Fill::After),
        ];
        assert_eq!(
            table(&columns).to_plain(),
            "       n  note\nann    1\n李娜  12  x\nZoe\u{301}    3\n       4  y\n"
        );
        assert_eq!(total(&columns), 14);
    }

    #[test]
    fn a_wide_table_is_folded_behind_what_says_its_rows() {
        let column = |head: &str, cells: &[&str]| {
            let cells = cells.iter().map(|&cell| cell.to_owned());
            TextColumn::new(head, cells.collect(), Fill::Before).least(5)
        };
        let columns = || {
            vec![
                column("n", &["1", "2"]).gap(0),
                column("first", &["0.25", "-3"]),
                column("second", &["7", "long"]),
            ]
        };
        for (width, lines) in [
            (
                21,
                "    n  first  second\n    1   0.25       7\n    2     -3    long\n",
            ),
            (16, "n  first  second\n1   0.25       7\n2     -3    long\n"),
            (
                15,
                "n  first\n1   0.25\n2     -3\n\nn  second\n1       7\n2    long\n",
            ),
            (
                1,
                "n  first\n1   0.25\n2     -3\n\nn  second\n1       7\n2    long\n",
            ),
        ] {
            assert_eq!(within([columns()], 1, width).to_plain(), lines, "{width}");
        }
        // Two columns that need one table are better than three that need two.
        let two = columns().into_iter().take(2).collect();
        let chosen = within([columns(), two], 1, 15).to_plain();
        assert_eq!(chosen, "    n  first\n    1   0.25\n    2     -3\n");
    }
}
