//! What each column of a table holds, and which of them says who the student is.
//!
//! The order of trust: the column that the teacher names, `student`, a number of the school, an
//! e-mail address, a login, an `id`, a name. A time never is an id, nor a running number, nor a
//! column that is the same in most rows.

use crate::class::answers::assign::File;
use crate::class::answers::heads::{By, Holds, Understood, bare, companion_of};
use crate::class::answers::moment;
use crate::class::answers::words::{self, Word};
use crate::files::sheet::Cell;
use std::collections::{HashMap, HashSet};

/// The columns while it is found out what they hold.
struct Table<'t> {
    heads: Vec<&'t str>,
    rows: &'t [Vec<Cell>],
    holds: Vec<Option<Holds>>,
    words: Vec<Option<Word>>,
}

impl Table<'_> {
    /// The cells of a column in the first rows that are students', without blanks around them.
    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().filter(|row| !is_no_student(row));
        rows.map(move |row| row.get(column).map_or("", |cell| cell.value.trim()))
    }

    /// Does every row say something there?
    fn is_full(&self, column: usize) -> bool {
        self.cells(column).all(|cell| !words::is_blank(cell))
    }

    /// Does at least every second row say something there?
    fn is_used(&self, column: usize) -> bool {
        let rows = self.cells(column).count();
        let said = self.cells(column).filter(|cell| !words::is_blank(cell));
        2 * said.count() >= rows
    }

    /// Is it the same in most rows (`anonymous`)? Addresses and numbers are not: one student may
    /// have handed in most rows.
    fn is_constant(&self, column: usize) -> bool {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for cell in self.cells(column) {
            *counts.entry(cell).or_default() += 1;
        }
        let (rows, different) = (counts.values().sum::<usize>(), counts.len());
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.is_some_and(|(cell, count)| {
            let id = cell.contains(|c: char| c == '@' || c.is_ascii_digit());
            let enough = rows > 2 && (different == 1 || rows > 4);
            enough && 2 * count > rows && !id
        })
    }

    /// Does it hold times?
    fn is_times(&self, column: usize) -> bool {
        let mut cells = self
            .cells(column)
            .filter(|cell| !words::is_blank(cell))
            .peekable();
        cells.peek().is_some() && cells.all(moment::is_time)
    }

    /// Does it count the rows?
    fn is_running(&self, column: usize) -> bool {
        let numbers = self.cells(column).map(|cell| cell.parse::<u64>().ok());
        let mut expected = None;
        for number in numbers {
            let Some(number) = number else { return false };
            if expected.is_some_and(|expected| number != expected) {
                return false;
            }
            expected = number.checked_add(1);
        }
        expected.is_some()
    }

    fn with_word(&self, word: Word) -> impl Iterator<Item = usize> + '_ {
        let places = 0..self.heads.len();
        places.filter(move |&at| self.words[at] == Some(word) && self.holds[at].is_none())
    }
}

/// A row of averages, or a second head: no student answers in it.
pub(super) fn is_no_student(row: &[Cell]) -> bool {
    let mut said = row
        .iter()
        .map(|cell| cell.value.trim())
        .filter(|cell| !cell.is_empty());
    let Some(first) = said.next() else {
        return true;
    };
    let addressed = row.iter().any(|cell| cell.value.contains('@'));
    words::is_summary(first) && !addressed
}

/// Whether a row says again what the columns hold: the texts of the questions below their names.
pub(super) fn is_second_head(
    file: &File<'_, '_, '_>,
    head: &[Cell],
    columns: &[(String, Holds)],
    row: &[Cell],
) -> bool {
    // Qualtrics says below its heads where each column comes from.
    if row
        .first()
        .is_some_and(|cell| cell.value.starts_with("{\"ImportId\""))
    {
        return true;
    }
    let (mut again, mut said) = (0, 0);
    for ((cell, (_, holds)), head) in row.iter().zip(columns).zip(head) {
        let text = cell.value.trim();
        if text.is_empty() {
            continue;
        }
        said += 1;
        let same = bare(text) == bare(&head.value);
        let told = match holds {
            Holds::Question(place) => file.heads().named(text) == Some(*place),
            Holds::Ignored | Holds::Asked | Holds::Answer => false,
            _ => words::word(text).is_some(),
        };
        again += usize::from(same || told);
    }
    // A student whose name is a head's word answers in other words.
    again > 1 && 2 * again > said
}

/// What each column holds; `None` with a fault noted. `rows` are the first ones below the head.
pub(super) fn understand(
    file: &mut File<'_, '_, '_>,
    head: &[Cell],
    rows: &[Vec<Cell>],
) -> Option<Understood> {
    let heads: Vec<&str> = head.iter().map(|cell| cell.value.trim()).collect();
    let mut table = Table {
        words: heads.iter().map(|head| words::word(head)).collect(),
        holds: vec![None; heads.len()],
        heads,
        rows,
    };
    let named = file
        .id_column()
        .map(|name| (name.to_owned(), place_of(&table, name)));
    if let Some((name, None)) = &named {
        let message = format!("no column is headed `{name}`, which is to say who the student is");
        let help = format!("columns: {}", listed(&table.heads));
        file.wrong(whole(head), message, &help);
        return None;
    }
    let named = named.and_then(|(_, place)| place);
    if let Some(place) = named {
        table.holds[place] = Some(Holds::Student);
    }
    let long = table
        .with_word(Word::Question)
        .next()
        .zip(table.with_word(Word::Answer).next());
    match long {
        Some((question, answer)) => {
            table.holds[question] = Some(Holds::Asked);
            table.holds[answer] = Some(Holds::Answer);
        }
        None => questions(file, head, &mut table)?,
    }
    let by = students(file, head, &mut table, named.is_some(), long.is_some())?;
    let has_answers =
        |holds: &Option<Holds>| matches!(holds, Some(Holds::Question(_) | Holds::Answer));
    if !table.holds.iter().any(has_answers) {
        let message = "no column belongs to a question of the quiz";
        let help = "the first line of a table is its head: student,q1,q2";
        file.wrong(whole(head), message, help);
        return None;
    }
    others(file, head, &mut table, long.is_some());
    let holds = table
        .holds
        .iter()
        .map(|holds| holds.unwrap_or(Holds::Ignored));
    let columns = table
        .heads
        .iter()
        .map(|head| (*head).to_owned())
        .zip(holds)
        .collect();
    Some(Understood {
        file: file.source.name().to_owned(),
        source: file.index,
        by,
        columns,
        passed_over: 0,
    })
}

fn whole(head: &[Cell]) -> std::ops::Range<usize> {
    head[0].span.start..head[head.len() - 1].span.end
}

/// Heads that a message lists.
fn listed(heads: &[&str]) -> String {
    let named = heads.iter().filter(|head| !head.is_empty()).take(40);
    named
        .map(|head| format!("`{head}`"))
        .collect::<Vec<String>>()
        .join(", ")
}

/// The column with that head.
fn place_of(table: &Table<'_>, name: &str) -> Option<usize> {
    let find = |same: &dyn Fn(&str) -> bool| table.heads.iter().position(|head| same(head));
    find(&|head| head == name.trim())
        .or_else(|| find(&|head| bare(head) == bare(name)))
        .or_else(|| find(&|head| words::letters(head) == words::letters(name)))
}

/// Which columns hold the answers to which questions.
fn questions(file: &mut File<'_, '_, '_>, head: &[Cell], table: &mut Table<'_>) -> Option<()> {
    let keys: HashSet<String> = table.heads.iter().map(|head| bare(head)).collect();
    let companion = |head: &str| companion_of(head).is_some_and(|of| keys.contains(&bare(of)));
    // For each question its surest columns.
    let mut found: Vec<(usize, Vec<usize>)> =
        vec![(usize::MAX, Vec::new()); file.heads().questions];
    for (at, cell) in head.iter().enumerate() {
        let text = table.heads[at];
        if text.is_empty() || table.holds[at].is_some() {
            continue;
        }
        let Some((tier, places)) = file.heads().matching(text) else {
            if companion(text) {
                table.holds[at] = Some(Holds::Ignored);
            }
            continue;
        };
        if tier > 0 && table.words[at].is_some() && tier > 2 {
            continue;
        }
        if let &[place] = places {
            // A name and a text are as sure as each other; the teacher's own word decides, and what
            // we make of a question gives way.
            let rank = match tier {
                1 | 2 => 1,
                other => other,
            };
            let (best, columns) = &mut found[place];
            if rank < *best {
                (*best, *columns) = (rank, vec![at]);
            } else if rank == *best {
                columns.push(at);
            }
        } else {
            let names = places
                .iter()
                .map(|&place| file.question_name(place).to_owned());
            let names = names.collect::<Vec<String>>().join(" and ");
            let message = format!("this column fits {names}");
            let help =
                "say in the quiz which question it answers: column = \"the head of its column\"";
            file.wrong(cell.span.clone(), message, help);
            return None;
        }
    }
    let numbers: Vec<Option<(usize, bool)>> = table
        .heads
        .iter()
        .map(|head| words::numbered(head))
        .collect();
    let answered = numbers.iter().flatten().any(|(_, asked)| !asked);
    for (at, number) in numbers.into_iter().enumerate() {
        let Some((place, asked)) = number else {
            continue;
        };
        let free =
            table.holds[at].is_none() && !found.iter().any(|(_, columns)| columns.contains(&at));
        if free && place < found.len() && !(asked && answered) && found[place].0 >= 3 {
            let (best, columns) = &mut found[place];
            if *best != 4 {
                columns.clear();
            }
            *best = 4;
            columns.push(at);
        }
    }
    for (place, (_, columns)) in found.iter().enumerate() {
        if let &[first, second, ..] = &columns[..] {
            let [first, second_head] = [first, second].map(|at| table.heads[at]);
            let (message, help) = match first.to_lowercase() == second_head.to_lowercase() {
                true => (
                    format!("two columns are headed `{second_head}`"),
                    "leave one of them out".to_owned(),
                ),
                false => (
                    format!(
                        "two columns fit `{}`: `{first}` and `{second_head}`",
                        file.question_name(place)
                    ),
                    format!("say in the quiz which it is: column = \"{first}\""),
                ),
            };
            file.wrong(head[second].span.clone(), message, &help);
            return None;
        }
        if let &[only] = &columns[..] {
            table.holds[only] = Some(Holds::Question(place));
        }
    }
    Some(())
}

/// Which columns say who the student is.
fn students(
    file: &mut File<'_, '_, '_>,
    head: &[Cell],
    table: &mut Table<'_>,
    named: bool,
    long: bool,
) -> Option<By> {
    if file.student.is_some() {
        let own = table.with_word(Word::Student).next();
        if let Some(own) = own {
            table.holds[own] = Some(Holds::Student);
        }
        return Some(By::File);
    }
    if named {
        return Some(By::Columns);
    }
    let timed = (0..table.heads.len()).any(|at| table.is_times(at));
    let usable = |table: &Table<'_>, at: usize| {
        long || (table.is_full(at) && !table.is_constant(at) && !table.is_times(at))
    };
    // The first of the best kind; where none says something in every row, the first all the same.
    let mut second_best = None;
    for word in [
        Word::Student,
        Word::Number,
        Word::Email,
        Word::Login,
        Word::Id,
        Word::Name,
    ] {
        let columns: Vec<usize> = table.with_word(word).collect();
        for at in columns {
            let sure = word == Word::Student;
            let running = word == Word::Id && timed && table.is_running(at);
            if sure || (usable(table, at) && !running) {
                table.holds[at] = Some(Holds::Student);
                return Some(By::Columns);
            }
            if !running && table.is_used(at) && !table.is_constant(at) && !table.is_times(at) {
                second_best = second_best.or(Some(vec![at]));
            }
        }
    }
    let [first, last] = [Word::First, Word::Last].map(|word| table.with_word(word).next());
    let parts: Vec<usize> = first.into_iter().chain(last).collect();
    let both = || {
        let joined = |row: &Vec<Cell>| {
            let parts = parts
                .iter()
                .map(|&at| row.get(at).map_or("", |cell| cell.value.trim()));
            parts.collect::<Vec<&str>>().join(" ")
        };
        let rows = table.rows.iter().filter(|row| !is_no_student(row));
        rows.map(joined).collect::<Vec<String>>()
    };
    let told = !parts.is_empty() && both().iter().all(|name| !name.trim().is_empty());
    if told && (long || both().iter().collect::<HashSet<_>>().len() > 1 || table.rows.len() < 3) {
        for at in parts {
            table.holds[at] = Some(Holds::Student);
        }
        return Some(By::Columns);
    }
    let free =
        |table: &Table<'_>, at: usize| table.holds[at].is_none() && table.words[at].is_none();
    let name = (0..table.heads.len())
        .find(|&at| free(table, at) && words::holds_name(table.heads[at]) && usable(table, at));
    if let Some(at) = name {
        table.holds[at] = Some(Holds::Student);
        return Some(By::Columns);
    }
    if let Some(places) = second_best {
        for at in places {
            table.holds[at] = Some(Holds::Student);
        }
        return Some(By::Columns);
    }
    if file.asked_for().is_some() {
        return Some(By::File);
    }
    nobody(file, head, table, long)
}

/// No head names a student: the first column that may, or each row for itself.
fn nobody(
    file: &mut File<'_, '_, '_>,
    head: &[Cell],
    table: &mut Table<'_>,
    long: bool,
) -> Option<By> {
    let unheld = |at: &usize| table.holds[*at].is_none();
    let places = || (0..table.heads.len()).filter(unheld);
    if long || places().next().is_none() {
        let message = "no column says which student answers";
        let help = "its first line is its head: student,q1,q2 or student,question,answer";
        file.wrong(head[0].span.clone(), message, help);
        return None;
    }
    if file.is_varied() {
        let message = "every student has other numbers, and no column says for sure who answers";
        let help = format!(
            "name it with --id-column, or id = \"...\" in the quiz; columns: {}",
            listed(&table.heads)
        );
        file.wrong(whole(head), message, &help);
        return None;
    }
    // An unknown head over the first column is a student's in another language.
    let told = |at: &usize| {
        let fit = table.is_full(*at) && !table.is_constant(*at) && !table.is_times(*at);
        let number = |cell: &str| cell.parse::<f64>().is_ok();
        let words = table.words[*at].is_none() && !is_administrative(table.heads[*at]);
        words && fit && (*at == 0 || !table.cells(*at).any(number))
    };
    match places().find(told) {
        Some(at) => {
            table.holds[at] = Some(Holds::Student);
            Some(By::Guess)
        }
        None => Some(By::Rows),
    }
}

/// What the columns hold that are neither answers nor the student.
fn others(file: &mut File<'_, '_, '_>, head: &[Cell], table: &mut Table<'_>, long: bool) {
    let mut submitted = false;
    for (at, cell) in head.iter().enumerate() {
        if table.holds[at].is_some() {
            continue;
        }
        let holds = match table.words[at] {
            Some(Word::Name) => Holds::Name,
            Some(Word::First) => Holds::FirstName,
            Some(Word::Last) => Holds::LastName,
            Some(Word::Email) => Holds::Email,
            Some(Word::Student | Word::Number | Word::Login | Word::Id) => Holds::OtherId,
            Some(Word::Section) => Holds::Section,
            Some(Word::Attempt) => Holds::Attempt,
            Some(Word::Submitted) if !submitted => {
                submitted = true;
                Holds::Submitted
            }
            None if words::holds_name(table.heads[at]) && !table.heads.is_empty() => Holds::Name,
            _ => Holds::Ignored,
        };
        table.holds[at] = Some(holds);
        let text = table.heads[at];
        let unknown = holds == Holds::Ignored && table.words[at].is_none() && !long;
        // A single word may be a question's name with a slip of the pen.
        if unknown && is_name_like(text) && !is_administrative(text) {
            file.stranger(&Cell {
                value: text.to_owned(),
                span: cell.span.clone(),
            });
        }
    }
    if !submitted {
        let times = (0..table.heads.len()).find(|&at| {
            table.holds[at] == Some(Holds::Ignored)
                && table.words[at].is_none()
                && table.is_times(at)
        });
        if let Some(at) = times {
            table.holds[at] = Some(Holds::Submitted);
        }
    }
}

/// Could a head be the name of a question?
fn is_name_like(head: &str) -> bool {
    !head.is_empty() && head.chars().count() <= 20 && !head.contains(char::is_whitespace)
}

/// Heads by which tools tell of the row, and which nobody takes for a question.
fn is_administrative(head: &str) -> bool {
    const ADMINISTRATIVE: &[&str] = &[
        "score",
        "totalscore",
        "totalpoints",
        "points",
        "status",
        "state",
        "stato",
        "estado",
        "statut",
        "duration",
        "timetaken",
        "institution",
        "department",
        "abteilung",
        "feedback",
        "comments",
        "punkte",
        "gesamtpunktzahl",
        "dauer",
        "sectionid",
        "sectionsisid",
        "durée",
        "duración",
        "durata",
        "duração",
        "duur",
        "institución",
        "instituição",
        "istituzione",
        "instelling",
        "responseid",
        "ipaddress",
        "progress",
        "language",
        "submissionid",
        "submissiontime",
        "root",
        "total",
        "totals",
        "sum",
        "percent",
        "percentage",
        "grade",
        "result",
        "ncorrect",
        "nincorrect",
        "quizfeedback",
        "lastmodifiedtime",
    ];
    let letters = words::letters(head);
    let grade = head.contains('/') && head.ends_with(|c: char| c.is_ascii_digit());
    let number = head.parse::<f64>().is_ok();
    ADMINISTRATIVE.contains(&letters.as_str()) || grade || number
}
