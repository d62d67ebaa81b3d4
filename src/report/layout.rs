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
}
