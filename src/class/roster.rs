//! A list of all students, as a gradebook exports it: who they are there, and who handed in nothing.

use crate::class::answers::test_user::TestUser;
use crate::class::answers::{Class, MAX_FILE, words};
use crate::files::sheet::{PlacedCell, SheetRows};
use crate::files::source::{Fault, Source};
use crate::quiz::draw;
use std::collections::{HashMap, HashSet};

/// Rows that are no student's of which it is kept what they are called.
const MAX_PASSED: usize = 8;

/// A gradebook's rows, and whose each is.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The heads of its columns.
    heads: Vec<String>,
    /// Its rows of students.
    rows: Vec<Vec<String>>,
    /// For each student of the class, the row.
    of: Vec<Option<usize>>,
    /// The rows of those who handed in nothing.
    missing: Vec<usize>,
    /// What the rows are called that Canvas adds for its teachers.
    passed: Vec<String>,
}

/// The ids of a list of students.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentIds {
    /// Each id once, in the order of the list.
    pub ids: Vec<String>,
    /// What the rows are called that Canvas adds for its teachers.
    pub passed: Vec<String>,
}

/// A student of the list who handed in nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingStudent {
    /// An id, or else the name.
    pub id: String,
    /// The name, where it is another text.
    pub name: Option<String>,
    /// The section or group.
    pub section: Option<String>,
}

impl Roster {
    /// Reads a gradebook and finds the class in it: by an id, an address, or a name.
    ///
    /// # Errors
    /// A file that is no table, or whose head names no student.
    pub fn read(name: &str, bytes: &[u8], class: &Class) -> Result<Roster, Vec<Fault>> {
        let source = decoded(name, bytes)?;
        let mut heads: Option<Vec<String>> = None;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut test_user, mut passed) = (TestUser::default(), Vec::new());
        for row in SheetRows::new(name, source.text()) {
            let row = row.map_err(|broken| {
                vec![source.fault(broken.span, broken.message).help(broken.help)]
            })?;
            let cells = |row: &[PlacedCell]| {
                row.iter()
                    .map(|cell| cell.value.trim().to_owned())
                    .collect()
            };
            let first = row
                .iter()
                .map(|cell| cell.value.trim())
                .find(|cell| !cell.is_empty());
            match (&heads, first) {
                (_, None) => {}
                (None, Some(_)) => {
                    let cells: Vec<String> = cells(&row);
                    test_user = TestUser::new(cells.iter().map(String::as_str));
                    heads = Some(cells);
                }
                (Some(heads), Some(first)) if sums_up(first, heads, &cells(&row)) => {}
                (Some(_), Some(_)) if test_user.is(&cells(&row)) => {
                    let name = test_user.name(&cells(&row)).map(str::to_owned);
                    passed.extend(name.filter(|_| passed.len() < MAX_PASSED));
                }
                (Some(_), Some(_)) => rows.push(cells(&row)),
            }
        }
        let heads = heads.unwrap_or_default();
        let known: Vec<usize> = (0..heads.len())
            .filter(|&at| words::names_student(&heads[at]))
            .collect();
        if known.is_empty() {
            let fault = Fault::new(name, "no column of this list says who a student is");
            return Err(vec![
                fault.help("it has a column such as Student, ID, Email or Name"),
            ]);
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            for text in known
                .iter()
                .filter_map(|&at| row.get(at))
                .chain(&whole_name(&heads, row))
            {
                for text in [text.clone(), turned(text)] {
                    if !text.is_empty() {
                        places.entry(draw::folded(&text)).or_insert(place);
                    }
                }
            }
        }
        let of: Vec<Option<usize>> = class
            .students
            .iter()
            .map(|student| {
                let others = student.details().other_ids.iter().map(|(_, id)| id);
                let ids = [&student.id]
                    .into_iter()
                    .chain(&student.details().email)
                    .chain(others);
                let all = ids.chain(&student.name);
                all.filter_map(|id| places.get(&draw::folded(id)).copied())
                    .next()
            })
            .collect();
        let here: HashSet<usize> = of.iter().flatten().copied().collect();
        let missing = (0..rows.len()).filter(|row| !here.contains(row)).collect();
        Ok(Roster {
            heads,
            rows,
            of,
            missing,
            passed,
        })
    }

    /// What the rows are called that are no student's, where a name stands in them.
    pub fn passed(&self) -> &[String] {
        &self.passed
    }

    /// What the row of a student of the class says under the first of these heads that it has.
    pub fn says(&self, student: usize, heads: &[&str]) -> Option<&str> {
        self.cell(self.of.get(student).copied()??, heads)
    }

    /// The section or group of a student of the class.
    pub fn section(&self, student: usize) -> Option<&str> {
        self.section_in(self.of.get(student).copied()??)
    }

    fn section_in(&self, row: usize) -> Option<&str> {
        let at = self.heads.iter().position(|head| words::is_section(head))?;
        let text = self.rows[row].get(at)?.as_str();
        (!text.is_empty()).then_some(text)
    }

    fn cell(&self, row: usize, heads: &[&str]) -> Option<&str> {
        heads.iter().find_map(|head| {
            let at = self
                .heads
                .iter()
                .position(|known| words::letters(known) == *head)?;
            let text = self.rows[row].get(at)?.as_str();
            (!text.is_empty()).then_some(text)
        })
    }

    /// Who handed in nothing.
    pub fn missing(&self) -> impl Iterator<Item = MissingStudent> {
        self.missing.iter().map(|&row| {
            let id = self.cell(row, IDS).map(str::to_owned);
            let name = self.cell(row, NAMES).map(str::to_owned);
            let name = name.or_else(|| whole_name(&self.heads, &self.rows[row]));
            let section = self.section_in(row).map(str::to_owned);
            let (id, name) = match (id, name) {
                (Some(id), name) => (id, name),
                (None, Some(name)) => (name, None),
                (None, None) => (self.rows[row].join(" "), None),
            };
            MissingStudent { id, name, section }
        })
    }

    /// Students of the class who stand in no row, by their places.
    pub fn strangers(&self) -> impl Iterator<Item = usize> {
        let of = self.of.iter().enumerate();
        of.filter(|(_, row)| row.is_none())
            .map(|(student, _)| student)
    }

    /// The name of a student of the class.
    pub fn name(&self, student: usize) -> Option<String> {
        let row = self.of.get(student).copied()??;
        let name = self.cell(row, NAMES).map(str::to_owned);
        name.or_else(|| whole_name(&self.heads, &self.rows[row]))
    }
}

/// The ids of a list of students: a table with a column that says who they are, or an id a line.
///
/// # Errors
/// A file that is no table, or that names nobody; an id that is another one in another encoding.
pub fn ids(name: &str, bytes: &[u8]) -> Result<StudentIds, Vec<Fault>> {
    let source = decoded(name, bytes)?;
    let mut ids: Vec<String> = Vec::new();
    let (mut test_user, mut passed) = (TestUser::default(), Vec::new());
    let mut known: HashSet<String> = HashSet::new();
    let mut column: Option<usize> = None;
    let mut heads: Vec<String> = Vec::new();
    for row in SheetRows::new(name, source.text()) {
        let row = row
            .map_err(|broken| vec![source.fault(broken.span, broken.message).help(broken.help)])?;
        let cells: Vec<&str> = row.iter().map(|cell| cell.value.trim()).collect();
        let Some(first) = cells.iter().find(|cell| !cell.is_empty()) else {
            continue;
        };
        let Some(column) = column else {
            let place = |known: &str| cells.iter().position(|cell| words::letters(cell) == known);
            // In a gradebook of Canvas `Student` is the name.
            let head = place("sisuserid")
                .or_else(|| place("student"))
                .or_else(|| IDS.iter().find_map(|id| place(id)))
                .or_else(|| cells.iter().position(|cell| words::names_student(cell)));
            column = Some(head.unwrap_or(0));
            heads = cells.iter().map(|cell| (*cell).to_owned()).collect();
            test_user = TestUser::new(cells.iter().copied());
            if head.is_none() {
                row.iter().try_for_each(|cell| is_certain(&source, cell))?;
                ids.push((*first).to_owned());
                known.insert((*first).to_owned());
            }
            continue;
        };
        let id = cells.get(column).copied().unwrap_or("");
        if test_user.is(&cells) {
            let name = test_user.name(&cells).map(str::to_owned);
            passed.extend(name.filter(|_| passed.len() < MAX_PASSED));
            continue;
        }
        if !id.is_empty() {
            is_certain(&source, &row[column])?;
        }
        if !id.is_empty() && !sums_up(first, &heads, &cells) && known.insert(id.to_owned()) {
            ids.push(id.to_owned());
        }
    }
    match ids.is_empty() {
        true => Err(vec![
            Fault::new(name, "this list names no student").help("write an id a line"),
        ]),
        false => Ok(StudentIds { ids, passed }),
    }
}

/// The text of a list. What is none may be one in an encoding that is said.
fn decoded(name: &str, bytes: &[u8]) -> Result<Source, Vec<Fault>> {
    let read = Source::decode_table(name, bytes, MAX_FILE, None);
    read.map_err(|fault| match fault.place {
        Some(_) => vec![fault.help(words::SAY_ENCODING)],
        None => vec![fault],
    })
}

/// Refuses what is another text in another encoding: a student's numbers are drawn from the id.
fn is_certain(source: &Source, cell: &PlacedCell) -> Result<(), Vec<Fault>> {
    match source.is_guessed() && !cell.value.is_ascii() {
        true => {
            let fault = source.fault(cell.span.clone(), words::UNCERTAIN);
            Err(vec![fault.help(words::SAY_ENCODING)])
        }
        false => Ok(()),
    }
}

/// Is it a row that sums up the others: called like one, and nothing else in it says who it is? A list of ids
/// alone has no such row.
fn sums_up(first: &str, heads: &[String], cells: &[impl AsRef<str>]) -> bool {
    let says = |(head, cell): &(&String, &str)| words::names_student(head) && !cell.is_empty();
    let cells = cells.iter().map(|cell| cell.as_ref().trim());
    heads.len() > 1 && words::is_summary(first) && heads.iter().zip(cells).filter(says).count() < 2
}

/// Heads of ids, the surest first, as [`words::letters`] writes them.
const IDS: &[&str] = &[
    "sisuserid",
    "idnumber",
    "studentid",
    "sid",
    "email",
    "emailaddress",
    "username",
    "id",
];

/// Heads of whole names.
const NAMES: &[&str] = &["student", "name", "fullname", "studentname"];

/// `Roe, Dana` as `Dana Roe`.
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => String::new(),
    }
}

/// First and last name together, where they stand apart.
fn whole_name(heads: &[String], row: &[String]) -> Option<String> {
    let part = |first: bool| {
        let at = heads
            .iter()
            .position(|head| words::is_name_part(head, first))?;
        row.get(at).map(String::as_str)
    };
    let parts: Vec<&str> = [part(true), part(false)].into_iter().flatten().collect();
    (parts.len() == 2).then(|| parts.join(" "))
}
