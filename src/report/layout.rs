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
pub struct Column {
    /// What stands above; a table in which nothing does has no line of heads.
    pub head: String,
    /// The cells, from the top.
    pub cells: Vec<String>,
    /// On which side they are filled up.
    pub fill: Fill,
    /// What the cells are.
    pub role: Role,
    /// Blanks before the column.
    pub gap: usize,
}

impl Column {
    /// A column two blanks after what stands before it.
    pub fn new(head: &str, cells: Vec<String>, fill: Fill) -> Column {
        Column {
            head: head.to_owned(),
            cells,
            fill,
            role: Role::Plain,
            gap: 2,
        }
    }

    /// The same with another role.
    pub fn role(self, role: Role) -> Column {
        Column { role, ..self }
    }

    /// The same after that many blanks.
    pub fn gap(self, gap: usize) -> Column {
        Column { gap, ..self }
    }

    /// Columns of the terminal that it takes, with the blanks before it.
    pub fn width(&self) -> usize {
        self.gap + self.inner()
    }

    fn inner(&self) -> usize {
        let cells = self.cells.iter().map(|cell| width(cell));
        cells.chain([width(&self.head)]).max().unwrap_or(0)
    }
}

/// Columns of the terminal that a table takes.
pub fn total(columns: &[Column]) -> usize {
    columns.iter().map(Column::width).sum()
}

/// The lines of a table: its heads, if it has any, then the rows. No line ends with blanks.
pub fn table(columns: &[Column]) -> Text {
    let widths: Vec<usize> = columns.iter().map(Column::inner).collect();
    let mut text = Text::new();
    if columns.iter().any(|column| !column.head.is_empty()) {
        line(&mut text, columns, &widths, Role::Label, |column| {
            (Role::Label, &column.head)
        });
    }
    for row in 0..columns.first().map_or(0, |column| column.cells.len()) {
        line(&mut text, columns, &widths, Role::Plain, |column| {
            (column.role, &column.cells[row])
        });
    }
    text
}

fn line<'c>(
    text: &mut Text,
    columns: &'c [Column],
    widths: &[usize],
    between: Role,
    cell: impl Fn(&'c Column) -> (Role, &'c String),
) {
    // Blanks, which are `between`, are written when something follows them.
    let mut blanks = 0;
    for (column, columns) in columns.iter().zip(widths) {
        let (role, cell) = cell(column);
        let filled = columns - width(cell);
        blanks += column.gap;
        if column.fill == Fill::Before {
            blanks += filled;
        }
        let shown = cell.trim_end();
        if !shown.is_empty() {
            text.push(between, " ".repeat(blanks)).push(role, shown);
            blanks = width(cell) - width(shown);
        } else {
            blanks += width(cell);
        }
        if column.fill == Fill::After {
            blanks += filled;
        }
    }
    text.line();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect();
        let names = texts(&["ann", "李娜", "Zoe\u{301}", ""]);
        let columns = [
            Column::new("", names, Fill::After).gap(0),
            Column::new("n", texts(&["1", "12", "3", "4"]), Fill::Before),
            Column::new("note", texts(&["", "x", "", "y"]), Fill::After),
        ];
        assert_eq!(
            table(&columns).to_plain(),
            "       n  note\nann    1\n李娜  12  x\nZoe\u{301}    3\n       4  y\n"
        );
        assert_eq!(total(&columns), 14);
    }
}
