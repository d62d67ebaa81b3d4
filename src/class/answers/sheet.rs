//! A table of answers: its head understood, then a student, or an answer, from each row.

use crate::class::answers::Submission;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{RecordColumns, Records, WindowedRecords};
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::{By, Holds, Understood, bare};
use crate::class::answers::roles::{self, Usual};
use crate::class::answers::test_user::TestUser;
use crate::class::answers::words::{self, Numbered};
use crate::files::room;
use crate::files::sheet::{FileRows, PlacedCell, UnreadableTable};
use crate::files::source::{Fault, Placed};
use crate::number::rational::Rational;
use std::ops::Range;
use std::sync::Arc;

mod joined;

/// Most columns of a table.
const MAX_COLUMNS: usize = 10_000;

/// Rows that are looked at to find out what the columns hold.
const SAMPLE: usize = 1_000;

/// Cells of them, at most: of a wide table fewer rows are held at once.
const SAMPLE_CELLS: usize = 200_000;

/// Rows above the head that may be a title or a note.
const TITLES: usize = 10;

/// Bytes that a student takes, with the id and the name.
const STUDENT: usize = 600;

/// Rows that are no student's of which it is kept what they are called, and characters of that.
const MAX_PASSED: usize = 8;
const CALLED: usize = 40;

/// Rows below the head among which a second head may stand.
const SECOND_HEADS: usize = 3;

/// Reads all rows of a file.
pub(super) fn read(file: &mut File<'_, '_, '_>) {
    let start = FileRows::new(&mut file.source);
    let mut rows = start;
    let mut above = 0;
    let mut head = loop {
        match rows.next(&mut file.source) {
            None => return,
            Some(Ok(row)) if is_empty(&row) => above += 1,
            Some(Ok(row)) => break row,
            Some(Err(broken)) => return file.wrong(broken.span, broken.message, broken.help),
        }
    };
    let mut first = Vec::new();
    while first.len() < sample(head.len())
        && let Some(Ok(row)) = rows.next(&mut file.source)
    {
        first.push(row);
    }
    // A title says much less than the head below it, and what groups columns nothing that a head says.
    let strange = |row: &[PlacedCell]| !roles::is_any_head(file, row);
    let fewer =
        |row: &[PlacedCell], than: &[PlacedCell]| 2 * filled(row) <= filled(than) || strange(row);
    let below = first.iter().take(TITLES).enumerate().find(|(at, row)| {
        fewer(&head, row)
            && first[..*at].iter().all(|above| fewer(above, row))
            && roles::is_head(file, row)
    });
    if let Some(at) = below.map(|(at, _)| at) {
        head = first.drain(..=at).next_back().unwrap_or(head);
        above += at + 1;
    }
    let Some(mut table) = Table::understood(file, &head, &first, above + 2) else {
        return;
    };
    // A row for each line at most.
    let row = file.heads().questions * size_of::<Option<Submission>>() + STUDENT;
    let lines = if table.long { 0 } else { file.source.lines() };
    if let Err(error) = room::ask(lines * row) {
        return file.note(Fault::unavailable(file.source.name(), &error));
    }
    // The rows that were looked at are read again: they are not held beside the class.
    drop(first);
    let mut rows = start;
    for _ in 0..=above {
        rows.next(&mut file.source);
    }
    match table.plan(file, rows.separator()) {
        Some(plan) => table.joined(file, &plan, rows),
        None => table.each(file, rows),
    }
    file.understood(table.understood);
}

/// Reads records that are rows of a table, in windows where that can be.
pub(super) fn records(
    file: &mut File<'_, '_, '_>,
    columns: &RecordColumns,
    records: &mut dyn WindowedRecords,
) {
    let Some(mut table) = Table::of_records(file, columns, records) else {
        return;
    };
    match table.plan(file, 0) {
        Some(plan) => table.joined_records(file, &plan, columns, records),
        None => table.each_record(file, columns, records),
    }
    file.understood(table.understood);
}

/// The same of records that are there as trees.
pub(super) fn held_records(
    file: &mut File<'_, '_, '_>,
    columns: &RecordColumns,
    records: &mut dyn Records,
) {
    let Some(mut table) = Table::of_records(file, columns, records) else {
        return;
    };
    table.each_record(file, columns, records);
    file.understood(table.understood);
}

/// How many rows are looked at below a head of so many columns; among them those above which a title may
/// stand.
fn sample(columns: usize) -> usize {
    (SAMPLE_CELLS / columns.max(1)).clamp(2 * TITLES, SAMPLE)
}

/// How many cells say something.
fn filled(row: &[PlacedCell]) -> usize {
    let said = row.iter().filter(|cell| !cell.value.trim().is_empty());
    said.count()
}

fn is_empty(row: &[PlacedCell]) -> bool {
    row.iter().all(|cell| cell.value.trim().is_empty())
}

/// A table while its rows are read.
struct Table<'h> {
    head: &'h [PlacedCell],
    understood: Understood,
    usual: Usual,
    /// The number of the first row below the head.
    first_row: usize,
    /// The heads of columns with answers, which each answer names.
    titles: Vec<Option<Arc<str>>>,
    /// For each column with answers the one that says what was asked, which random questions make
    /// another one in each row.
    asked: Vec<Option<usize>>,
    /// What it said first.
    asked_first: Vec<Option<String>>,
    /// The columns that say who the student is.
    whose: Vec<usize>,
    long: bool,
    test_user: TestUser,
    /// Did the row above sum up the others?
    below_summary: bool,
}

impl<'h> Table<'h> {
    /// The table under a head, of which these are rows; `first_row` is the number of the first.
    /// `None` with a fault noted.
    fn understood(
        file: &mut File<'_, '_, '_>,
        head: &'h [PlacedCell],
        rows: &[Vec<PlacedCell>],
        first_row: usize,
    ) -> Option<Table<'h>> {
        if head.len() > MAX_COLUMNS {
            let message = format!("this table has more than {MAX_COLUMNS} columns");
            let help = "its first line is its head: student,q1,q2";
            file.wrong(head[0].span.clone(), message, help);
            return None;
        }
        let (understood, usual) = roles::understand(file, head, rows)?;
        let columns = || understood.columns.iter().enumerate();
        let titles = columns().map(|(_, (head, holds))| match holds {
            Holds::Question(_) | Holds::Answer => Some(Arc::from(head.as_str())),
            _ => None,
        });
        let titles = titles.collect();
        let whose = columns().filter(|(_, (_, holds))| *holds == Holds::Student);
        // Where it is the name in two columns, the first name comes first.
        let mut whose: Vec<(bool, usize)> = whose
            .map(|(at, (head, _))| (words::word(head) != Some(HeadWord::First), at))
            .collect();
        whose.sort_unstable();
        let whose = whose.into_iter().map(|(_, at)| at).collect();
        let long = columns().any(|(_, (_, holds))| *holds == Holds::Asked);
        let heads: Vec<&str> = columns().map(|(_, (head, _))| head.as_str()).collect();
        let numbers = words::numbers(&heads);
        let texts = |number: usize| {
            let same = Some((number, Numbered::Asked));
            numbers.iter().position(|says| *says == same)
        };
        let asked = columns().map(|(at, (_, holds))| match (holds, &numbers[at]) {
            (Holds::Question(_), Some((number, Numbered::Answer))) => texts(*number),
            _ => None,
        });
        let asked: Vec<Option<usize>> = asked.collect();
        let test_user = TestUser::new(heads.iter().copied());
        Some(Table {
            head,
            titles,
            asked_first: vec![None; asked.len()],
            asked,
            whose,
            long,
            understood,
            usual,
            first_row,
            test_user,
            below_summary: false,
        })
    }

    /// The table of records that are its rows, from the first of them on; as [`understood`](Self::understood).
    fn of_records(
        file: &mut File<'_, '_, '_>,
        columns: &'h RecordColumns,
        records: &mut dyn Records,
    ) -> Option<Table<'h>> {
        let head = columns.head();
        let mut first = Vec::new();
        records.restart(file);
        while first.len() < sample(head.len())
            && let Some(record) = records.next(file)
        {
            first.push(columns.row(&record));
        }
        let table = Table::understood(file, head, &first, 1);
        records.restart(file);
        table
    }

    /// Reads all records from the next one on.
    fn each_record(
        &mut self,
        file: &mut File<'_, '_, '_>,
        columns: &RecordColumns,
        records: &mut dyn Records,
    ) {
        let mut at = 0;
        while !file.is_full()
            && let Some(record) = records.next(file)
        {
            let row = columns.row(&record);
            if !is_empty(&row) {
                self.row(file, at, &row);
            }
            at += 1;
        }
    }

    /// Reads all rows from one on.
    fn each(&mut self, file: &mut File<'_, '_, '_>, mut rows: FileRows) {
        let mut at = 0;
        while !file.is_full()
            && let Some(row) = rows.next(&mut file.source)
        {
            match row {
                Ok(row) if is_empty(&row) => {}
                Ok(row) => self.row(file, at, &row),
                Err(broken) => return self.broken(file, broken),
            }
            at += 1;
        }
    }

    /// Notes that the rest of the table can't be read.
    fn broken(&self, file: &mut File<'_, '_, '_>, broken: UnreadableTable) {
        let fault = file
            .source
            .fault(broken.span, broken.message)
            .help(broken.help);
        file.note(match self.head.get(broken.column) {
            Some(cell) => fault.in_field(cell.value.trim()),
            None => fault,
        });
    }

    /// The cells of a row with what they hold.
    fn cells<'r>(&self, row: &'r [PlacedCell]) -> impl Iterator<Item = (Holds, &'r PlacedCell)> {
        self.understood
            .columns
            .iter()
            .map(|(_, holds)| *holds)
            .zip(row)
    }

    fn has_answers(&self, row: &[PlacedCell]) -> bool {
        let answers = |holds| matches!(holds, Holds::Question(_) | Holds::Answer | Holds::Asked);
        let mut cells = self.cells(row);
        cells.any(|(holds, cell)| answers(holds) && !words::is_blank(&cell.value))
    }

    /// Are its answers numbers, as sums and means are, or blank?
    fn has_numbers_only(&self, row: &[PlacedCell]) -> bool {
        let mut answers = self
            .cells(row)
            .filter(|(holds, _)| matches!(holds, Holds::Question(_) | Holds::Answer));
        answers.all(|(_, cell)| {
            let text = cell.value.trim().trim_end_matches('%').trim_end();
            let number = |part: &str| part.trim().replace(',', ".").parse::<f64>().is_ok();
            words::is_blank(text) || text.split('/').all(number)
        })
    }

    /// Are its answers what the questions are worth, or is there none?
    fn says_points(&self, file: &File<'_, '_, '_>, row: &[PlacedCell]) -> bool {
        self.cells(row).all(|(holds, cell)| match holds {
            Holds::Question(question) => {
                let text = cell.value.trim().replace(',', ".");
                words::is_blank(&text)
                    || Rational::from_decimal(&text).as_ref() == Some(file.worth(question))
            }
            _ => true,
        })
    }

    /// Passes over a row that is no student's, and keeps what it is called.
    fn pass_over(&mut self, row: &[PlacedCell]) {
        self.understood.passed_over += 1;
        let mut called = row.iter().map(|cell| cell.value.trim());
        if let Some(called) = called.find(|text| !text.is_empty())
            && self.understood.passed.len() < MAX_PASSED
        {
            let called = called.chars().take(CALLED).collect();
            self.understood.passed.push(called);
        }
    }

    /// Reads one row below the head, the `at`th from 0.
    fn row(&mut self, file: &mut File<'_, '_, '_>, at: usize, row: &[PlacedCell]) {
        let columns = self.understood.columns.len();
        let second_head = at < SECOND_HEADS
            && roles::is_second_head(file, self.head, &self.understood.columns, row);
        let maybe = roles::may_be_no_student(row);
        let full = || self.says_points(file, row);
        let sum =
            roles::is_no_student(row) || (maybe && (self.below_summary || (!self.long && full())));
        let none =
            (sum && self.has_numbers_only(row)) || (!self.long && self.usual.is_missing(row));
        let none = none && !self.is_named(file, row);
        self.below_summary = none;
        let test_user = self.test_user.name_in(row);
        if let Some(name) = test_user.filter(|_| file.student.is_none()) {
            return self.pass_over(std::slice::from_ref(name));
        }
        if second_head || none {
            return self.pass_over(if none { row } else { &[] });
        }
        let extra = row
            .iter()
            .skip(columns)
            .find(|cell| !cell.value.trim().is_empty());
        if let Some(extra) = extra {
            let message = format!(
                "this row has {} cells, and the head has {columns}",
                row.len()
            );
            let help = "an answer with a comma in it stands in quotes: \"x=4, y=1\"";
            return file.wrong(extra.span.clone(), message, help);
        }
        let end = row[row.len() - 1].span.end;
        let whole = row[0].span.start..end;
        if row.len() < columns {
            let message = format!("this row has {} cells of {columns}", row.len());
            let help = Some("the missing ones count as blank".to_owned());
            file.broken();
            file.warn(whole.clone(), message, help);
        }
        let Some(id) = self.id(file, at, row, whole) else {
            return;
        };
        // A row without a name sums up the others where it says so, or has no answers.
        let nobody = id.value.trim().is_empty() && self.understood.columns.len() > 2;
        if nobody && (maybe || !self.has_answers(row)) {
            return self.pass_over(row);
        }
        let numbers = maybe && self.has_answers(row) && self.has_numbers_only(row);
        if (numbers || (sum && !self.long)) && !self.is_named(file, row) {
            let message = "this row counts as a student's, and may sum up the others".to_owned();
            let help = "if it does, take it away";
            let span = row[0].span.start..row[row.len() - 1].span.end;
            file.warn(span, message, Some(help.to_owned()));
        }
        let student = match self.long {
            true => file.one_by_one(&id),
            false if self.understood.by == By::Guess => match file.student(&id) {
                Some((student, false)) => {
                    self.second_row(file, &id, student);
                    None
                }
                known => known.map(|(student, _)| student),
            },
            false => file.attempt(&id, |file, student| self.second_row(file, &id, student)),
        };
        let Some(student) = student else { return };
        let told = row.iter().map(|cell| cell.value.as_str()).enumerate();
        self.describe(file, student, told);
        if self.long {
            return self.one_answer(file, student, row);
        }
        for (at, cell) in row.iter().enumerate().take(columns) {
            if let Holds::Question(question) = self.understood.columns[at].1 {
                let Some(question) = self.asked_in(file, at, row, question) else {
                    return;
                };
                file.answer(student, question, cell, self.titles[at].as_ref());
            }
        }
    }

    /// The question that was answered in a column of a row: by the text beside the answer, where it is
    /// one of the quiz's, else by the column. `None` with a fault noted where rows ask different things.
    fn asked_in(
        &mut self,
        file: &mut File<'_, '_, '_>,
        at: usize,
        row: &[PlacedCell],
        question: usize,
    ) -> Option<usize> {
        let Some(text) = self.asked[at].and_then(|asked| row.get(asked)) else {
            return Some(question);
        };
        if let Some(named) = file.heads().named(&text.value) {
            return Some(named);
        }
        let same = |first: &mut String| bare(first) == bare(&text.value);
        let first = self.asked_first[at].get_or_insert_with(|| text.value.clone());
        // Numbers of their own make other texts of one question.
        if same(first) || file.is_varied() || words::is_blank(&text.value) {
            return Some(question);
        }
        let message = "here another question was asked than above, and none of the quiz's";
        let help = "give each question its text as its prompt, so that it is known";
        file.wrong(text.span.clone(), message, help);
        None
    }

    /// Is a row that looks like a summary a student's after all, because it says who in two ways?
    fn is_named(&self, file: &File<'_, '_, '_>, row: &[PlacedCell]) -> bool {
        let says = |cell: &PlacedCell| {
            let text = &cell.value;
            !(words::is_blank(text) || words::is_summary(text) || words::may_be_summary(text))
        };
        let said = |beside: &[Holds]| {
            let mut cells = self.cells(row);
            cells.any(|(holds, cell)| beside.contains(&holds) && says(cell))
        };
        let beside = [Holds::Email, Holds::OtherId, Holds::Submitted];
        // Its first cell is `Max`, and behind it stands a last name.
        let mut names = self.cells(row).filter(|(holds, cell)| {
            let name = [
                Holds::Student,
                Holds::Name,
                Holds::FirstName,
                Holds::LastName,
            ];
            name.contains(holds) && !cell.value.trim().is_empty()
        });
        let first = names
            .next()
            .is_some_and(|(_, cell)| words::may_be_summary(&cell.value));
        let two = first && names.any(|(_, cell)| says(cell));
        file.student.is_some() || said(&beside) || two
    }

    /// Who the row is of; `None` with a fault noted.
    fn id(
        &self,
        file: &mut File<'_, '_, '_>,
        at: usize,
        row: &[PlacedCell],
        whole: Range<usize>,
    ) -> Option<Placed<String>> {
        let own: Vec<&PlacedCell> = self.whose.iter().filter_map(|&at| row.get(at)).collect();
        let texts: Vec<&str> = own
            .iter()
            .map(|cell| cell.value.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let text = texts.join(" ");
        if let Some(stem) = file.student {
            if !text.is_empty() && text != stem {
                let message = format!("this is in the file of `{stem}`, and names another student");
                let help = "leave the student out, or rename the file";
                file.wrong(own[0].span.clone(), message, help);
                return None;
            }
            return Some(Placed {
                value: stem.to_owned(),
                span: whole,
            });
        }
        let span = own.first().map_or(whole, |cell| cell.span.clone());
        let value = match self.understood.by {
            By::Rows => format!("row {}", at + self.first_row),
            By::File => file.asked_for().unwrap_or_default().to_owned(),
            By::Columns | By::Guess => text,
        };
        Some(Placed { value, span })
    }

    /// Notes a second row of a student in a table with a row a student.
    fn second_row(&self, file: &mut File<'_, '_, '_>, id: &Placed<String>, student: usize) {
        let message = format!("a second row for `{}`", id.value.trim());
        let first = file.first_line(student);
        let help = match self.understood.by {
            By::Guess => format!(
                "the first is on {first}; no head says for sure who answers: name the column with --id-column"
            ),
            _ => format!(
                "the first is on {first}; keep one, or say which counts: --attempts last, first or best"
            ),
        };
        let fault = file.source.fault(id.span.clone(), message).help(help);
        file.note(match self.whose.first() {
            Some(&column) => fault.in_field(self.head[column].value.trim()),
            None => fault,
        });
    }

    /// What else a row says of its student, each with its column.
    fn describe<'r>(
        &self,
        file: &mut File<'_, '_, '_>,
        student: usize,
        told: impl Iterator<Item = (usize, &'r str)>,
    ) {
        let mut name = [None, None];
        for (column, text) in told.take_while(|(column, _)| *column < self.head.len()) {
            match self.understood.columns[column].1 {
                Holds::FirstName => name[0] = Some(text.trim()),
                Holds::LastName => name[1] = Some(text.trim()),
                holds => file.describe(student, holds, text, self.head[column].value.trim()),
            }
        }
        let name: Vec<&str> = name
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        if !name.is_empty() {
            file.describe(student, Holds::Name, &name.join(" "), "");
        }
    }

    /// The answer of a row that names its question.
    fn one_answer(&self, file: &mut File<'_, '_, '_>, student: usize, row: &[PlacedCell]) {
        let mut asked = None;
        for (holds, cell) in self.cells(row) {
            if holds == Holds::Asked && cell.value.trim().is_empty() {
                let message = "this row names no question";
                let help = "write the name of a question of the quiz";
                file.wrong(cell.span.clone(), message, help);
            } else if holds == Holds::Asked {
                asked = file.question(cell);
            }
        }
        // The answer may stand left of its question's name, so it comes last.
        let mut cells = self.cells(row).zip(&self.titles);
        let answer = cells.find(|((holds, _), _)| *holds == Holds::Answer);
        if let (Some(question), Some(((_, cell), title))) = (asked, answer) {
            file.answer(student, question, cell, title.as_ref());
        }
    }
}
