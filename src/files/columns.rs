//! Columns of numbers under their heads, from CSV or TSV: points that a function is fitted to.

use crate::expression::names::same;
use crate::files::sheet::{PlacedCell, SheetRows, UnreadableTable};
use crate::files::source::{Fault, Source};
use crate::files::table::MAX_FAULTS;
use crate::number::rational::Rational;

/// Largest file of data, in bytes.
pub const MAX_FILE: usize = 256 << 20;

/// Most rows: a step over as many takes a moment, and fits what is read in a sample of them.
pub const MAX_ROWS: usize = 1_000_000;

/// Most numbers in the columns that are used: as doubles they take 80 MB.
pub const MAX_NUMBERS: usize = 10_000_000;

/// Most columns: what stands in each could be a name of a formula.
pub const MAX_COLUMNS: usize = 1_000;

/// Most numbers that are kept as they stand, beside their doubles: steps with more of them are
/// computed in doubles alone.
const MAX_EXACT: usize = 500_000;

/// A file of columns, whose head is read.
#[derive(Debug)]
pub struct Columns {
    source: Source,
    head: Vec<PlacedCell>,
}

/// The numbers of one column.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// The nearest doubles.
    pub doubles: Vec<f64>,
    /// The numbers themselves; none where all columns together are too many.
    pub exact: Vec<Rational>,
}

impl Columns {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// Where it is no text or too large, where there is nothing in it, or too many columns.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Columns, Fault> {
        let source = Source::decode(name, bytes, MAX_FILE)?;
        let help = "its first line names the columns: x,y";
        let first = SheetRows::new(source.name(), source.text()).find(|row| match row {
            Ok(row) => !is_empty(row),
            Err(_) => true,
        });
        let head = match first {
            None => return Err(Fault::new(name, "this file is empty").help(help)),
            Some(Err(broken)) => return Err(unread(&source, &[], broken)),
            Some(Ok(head)) => head,
        };
        if head.len() > MAX_COLUMNS {
            let message = format!("this table has more than {MAX_COLUMNS} columns");
            let span = head[MAX_COLUMNS].span.clone();
            return Err(source.fault(span, message).help(help));
        }
        if head.iter().all(|cell| number(&cell.value, true).is_some()) {
            let message = "numbers, where the names of the columns are expected";
            let span = head[0].span.start..head[head.len() - 1].span.end;
            return Err(source.fault(span, message).help(help));
        }
        Ok(Columns { source, head })
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// The heads that can stand in a formula: names.
    pub fn names(&self) -> Vec<String> {
        let names = self.heads().filter(|head| is_name(head));
        names.map(str::to_owned).collect()
    }

    /// The heads that cannot.
    pub fn others(&self) -> Vec<String> {
        let others = self
            .heads()
            .filter(|head| !is_name(head) && !head.is_empty());
        others.map(str::to_owned).collect()
    }

    fn heads(&self) -> impl Iterator<Item = &str> {
        self.head.iter().map(|cell| cell.value.trim())
    }

    /// A column whose head is also the name of something else, which `what` says.
    pub fn taken(&self, names: &[String], what: &str) -> Option<Fault> {
        let is_taken = |cell: &&PlacedCell| names.iter().any(|name| same(name, cell.value.trim()));
        let cell = self.head.iter().find(is_taken)?;
        let name = cell.value.trim();
        let message = format!("the column `{name}` has the name of {what}");
        let help = "rename one of them: a name is a column or a number, not both";
        Some(self.source.fault(cell.span.clone(), message).help(help))
    }

    /// The numbers of these columns, in their order, and how many rows there are. Other columns may
    /// hold anything; an empty line is no row.
    ///
    /// # Errors
    /// All that is wrong, up to [`MAX_FAULTS`]: a cell that is blank or no number, a head that stands
    /// twice, too many rows or none.
    pub fn numbers(&self, wanted: &[&str]) -> Result<(usize, Vec<Numbers>), Vec<Fault>> {
        let mut places = Vec::new();
        for name in wanted {
            let mut own = self.head.iter().enumerate();
            let mut own = own
                .by_ref()
                .filter(|(_, cell)| same(cell.value.trim(), name));
            let first = own.next();
            if let Some((_, second)) = own.next() {
                let message = format!("a second column `{name}`");
                let fault = self.source.fault(second.span.clone(), message);
                return Err(vec![fault.help("rename one of them")]);
            }
            places.extend(first.map(|(at, _)| at));
        }
        let mut rows = SheetRows::new(self.source.name(), self.source.text());
        let commas = rows.has_decimal_commas();
        let (mut faults, mut count) = (Vec::new(), 0);
        let mut columns = vec![Numbers::default(); places.len()];
        let mut exact = true;
        let mut is_head = true;
        while faults.len() < MAX_FAULTS {
            let row = match rows.next() {
                None => break,
                Some(Ok(row)) if is_empty(&row) => continue,
                Some(Ok(_)) if std::mem::take(&mut is_head) => continue,
                Some(Ok(row)) => row,
                Some(Err(broken)) => {
                    faults.push(unread(&self.source, &self.head, broken));
                    break;
                }
            };
            count += 1;
            if count > MAX_ROWS || count * places.len() > MAX_NUMBERS {
                let message = match count > MAX_ROWS {
                    true => format!("more than {MAX_ROWS} rows"),
                    false => format!("more than {MAX_NUMBERS} numbers in the columns used"),
                };
                let fault = self.source.fault(row[0].span.clone(), message);
                return Err(vec![fault.help("take a sample of the rows")]);
            }
            if exact && count * places.len() > MAX_EXACT {
                exact = false;
                columns
                    .iter_mut()
                    .for_each(|numbers| numbers.exact = Vec::new());
            }
            if let Some(extra) = row
                .iter()
                .skip(self.head.len())
                .find(|cell| !is_blank(cell))
            {
                faults.push(self.too_long(&row, extra));
                continue;
            }
            for (&place, numbers) in places.iter().zip(&mut columns) {
                match self.value(&row, place, commas) {
                    Ok((value, double)) => {
                        numbers.doubles.push(double);
                        if exact {
                            numbers.exact.push(value);
                        }
                    }
                    Err(fault) => faults.push(fault),
                }
            }
        }
        if faults.is_empty() && count == 0 {
            let fault = Fault::new(self.source.name(), "no rows below the head");
            faults.push(fault.help("each line below it is a row: 1,2"));
        }
        match faults.is_empty() {
            true => Ok((count, columns)),
            false => {
                faults.truncate(MAX_FAULTS);
                Err(faults)
            }
        }
    }

    /// The number in one cell.
    fn value(
        &self,
        row: &[PlacedCell],
        place: usize,
        commas: bool,
    ) -> Result<(Rational, f64), Fault> {
        let head = self.head[place].value.trim();
        let (span, typed) = match row.get(place) {
            Some(cell) => (cell.span.clone(), cell.value.trim()),
            // Past the end of a short row.
            None => {
                let end = row[row.len() - 1].span.end;
                (end..end, "")
            }
        };
        number(typed, commas).ok_or_else(|| {
            let (message, help) = match typed {
                "" => (
                    "a blank cell".to_owned(),
                    "write its number, or take the row out",
                ),
                _ if typed.contains(',') && !commas => (
                    format!("`{typed}` is not a number"),
                    "a decimal point is written `.`; with decimal commas `;` stands between cells",
                ),
                _ => (
                    format!("`{typed}` is not a number"),
                    "a column of numbers is needed here",
                ),
            };
            self.source.fault(span, message).in_field(head).help(help)
        })
    }

    fn too_long(&self, row: &[PlacedCell], extra: &PlacedCell) -> Fault {
        let (cells, columns) = (row.len(), self.head.len());
        let message = format!("this row has {cells} cells, and the head has {columns}");
        let fault = self.source.fault(extra.span.clone(), message);
        fault.help("with decimal commas `;` stands between cells")
    }
}

fn unread(source: &Source, head: &[PlacedCell], broken: UnreadableTable) -> Fault {
    let fault = source.fault(broken.span, broken.message).help(broken.help);
    match head.get(broken.column) {
        Some(cell) => fault.in_field(cell.value.trim()),
        None => fault,
    }
}

fn is_blank(cell: &PlacedCell) -> bool {
    cell.value.trim().is_empty()
}

fn is_empty(row: &[PlacedCell]) -> bool {
    row.iter().all(is_blank)
}

/// Whether it is a name that a formula may have.
fn is_name(head: &str) -> bool {
    let letter = |c: char| (c.is_alphabetic() || c == '_') && c != 'π' && c != 'τ';
    head.starts_with(letter) && head.chars().all(|c| letter(c) || c.is_ascii_digit())
}

/// A decimal or a fraction of two whole numbers, and the nearest double. `commas`: may a comma stand
/// for the decimal point?
fn number(typed: &str, commas: bool) -> Option<(Rational, f64)> {
    let pointed = match commas && !typed.contains('.') {
        true => typed.replacen(',', ".", 1),
        false => typed.to_owned(),
    };
    // The minus of typeset text.
    let pointed = pointed.replacen('−', "-", 1);
    if let Some((above, below)) = pointed.split_once('/') {
        let value = Rational::from_decimal(above.trim())?;
        let below = Rational::from_decimal(below.trim())?;
        let value = value.divide(&below)?;
        let double = value.to_f64();
        return Some((value, double));
    }
    let plain = pointed.strip_prefix('+').unwrap_or(&pointed);
    let value = Rational::from_decimal(plain)?;
    let double = plain.parse().unwrap_or_else(|_| value.to_f64());
    Some((value, double))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) {
        let said = match Columns::read(name, text.as_bytes()) {
            Err(fault) => fault.to_string(),
            Ok(columns) => match columns.numbers(&["x", "y"]) {
                Ok((count, all)) => {
                    let each = all.iter().map(|numbers| {
                        let exact: Vec<f64> = numbers.exact.iter().map(Rational::to_f64).collect();
                        assert_eq!(exact, numbers.doubles);
                        format!("{:?}", numbers.doubles)
                    });
                    format!("{count}: {}", each.collect::<Vec<_>>().join(" "))
                }
                Err(faults) => {
                    let all: Vec<String> = faults.iter().map(Fault::to_string).collect();
                    all.join("\n")
                }
            },
        };
        assert!(said.contains(expected), "{text:?}:\n{said}");
    }

    #[test]
    fn columns_are_found_by_their_heads() {
        let both = "2: [1.0, -2.5] [0.001, 4.0]";
        check("a.csv", "id,x,y\nann,1,1e-3\nbob,-2.5,+4\n", both);
        check("a.csv", "y;x\n0,001;1\n\n4;-2,5\n", both);
        check("a.tsv", "x\ty\n1\t0,001\n−2,5\t8/2", both);
        check("a.csv", "\u{feff}sep=;\nx;y\n1;0.001\n-2.5;4", both);
        check(
            "a.csv",
            "\"x\",\"y\"\r\n\"1\",0.001\r\n-2.5,4\r\n,\r\n",
            both,
        );
        for (text, said) in [
            ("", "error: this file is empty\n --> a.csv"),
            ("\n \n", "this file is empty"),
            ("x,y\n", "no rows below the head"),
            ("1,2\n3,4\n", "numbers, where the names"),
            (
                "x,y\n1,two\n",
                "`two` is not a number\n --> a.csv:2, column y",
            ),
            ("x,y\n1,\n", "a blank cell\n --> a.csv:2, column y"),
            ("x,y\n1,2\n3\n", "a blank cell\n --> a.csv:3, column y"),
            ("x,y\n1,2,3\n", "this row has 3 cells, and the head has 2"),
            ("x,y,x\n1,2,3\n", "a second column `x`"),
            ("x,y\n1,\"2\n", "this quote is never closed"),
            ("x,y\n\"1,5\",2\n", "with decimal commas `;` stands"),
            ("x,y\n1,nan\n", "`nan` is not a number"),
            ("x,y\n1,inf\n", "`inf` is not a number"),
            ("x,y\n1,1/0\n", "`1/0` is not a number"),
            ("x,y\n1,2026-04-03\n", "is not a number"),
        ] {
            check("a.csv", text, said);
        }
    }

    #[test]
    fn heads_that_are_no_names_are_told_apart() {
        let columns = Columns::read("a.csv", b"x_1,Height (cm),,2b,\xce\xb8\n1,2,3,4,5\n").unwrap();
        assert_eq!(columns.names(), ["x_1", "θ"]);
        assert_eq!(columns.others(), ["Height (cm)", "2b"]);
        let fault = columns.taken(&["theta".to_owned()], "a number of --from");
        assert!(fault.unwrap().to_string().contains("a.csv:1:21"));
    }
}
