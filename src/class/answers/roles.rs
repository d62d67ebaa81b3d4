//! What each column of a table holds, and which of them says who the student is.
//!
//! The order of trust: the column that the teacher names, `student`, a number of the school, an
//! e-mail address, a login, an `id`, a name. A time never is an id, nor a running number, nor a
//! column that is the same in most rows. Where a head is in a language that is not known, what the
//! column holds tells: addresses, times, numbers of questions.

use crate::class::answers::answer_table::{AnswerTable, is_administrative, listed, whole};
use crate::class::answers::assign::File;
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::{Holds, Understood, bare, companion_of};
use crate::class::answers::test_user::TestUser;
use crate::class::answers::who;
use crate::class::answers::words::{self, Numbered};
use crate::files::sheet::PlacedCell;
use crate::number::rational::Rational;
use std::collections::{HashMap, HashSet};

/// Rows that are looked at to find out which column says what was asked.
const KNOWN_SAMPLE: usize = 100;

/// What rows of students say.
pub(super) struct Usual {
    /// The columns with answers.
    answers: Vec<usize>,
    /// The others that most rows fill.
    filled: Vec<usize>,
}

impl Usual {
    fn of(table: &AnswerTable<'_>) -> Usual {
        let answers = |at: &usize| {
            matches!(
                table.holds[*at],
                Some(Holds::Question(_) | Holds::Answer | Holds::Asked)
            )
        };
        let (answers, others): (Vec<usize>, Vec<usize>) = (0..table.heads.len()).partition(answers);
        let rows = table.rows.len();
        let filled = |at: &usize| {
            let said = table.rows.iter().filter(|row| says(row, *at)).count();
            rows > 2 && 2 * said > rows
        };
        Usual {
            answers,
            filled: others.into_iter().filter(filled).collect(),
        }
    }

    /// Does a row say hardly anything of what others say of their student, and has no answers? Then
    /// it sums up the others, in whatever language.
    pub(super) fn is_missing(&self, row: &[PlacedCell]) -> bool {
        let said = self.filled.iter().filter(|&&at| says(row, at)).count();
        // It has its own name, and the mean of the points.
        let hardly = said < 2 || 3 * said <= self.filled.len();
        self.filled.len() > 2 && hardly && !self.answers.iter().any(|&at| says(row, at))
    }

    /// Does a row say that it sums up the others, nothing more of who answers, and numbers? Whoever it is, by
    /// its empty cells is not found out which column names the students.
    fn may_sum_up(&self, row: &[PlacedCell]) -> bool {
        let said = self.filled.iter().filter(|&&at| says(row, at)).count();
        let number = |&at: &usize| {
            let cell = row.get(at).map_or("", |cell| cell.value.trim());
            words::is_blank(cell) || Rational::from_decimal(&cell.replace(',', ".")).is_some()
        };
        let alone = self.filled.len() > 1 && said < 2 && may_be_no_student(row);
        alone && self.answers.iter().all(number)
    }
}

fn says(row: &[PlacedCell], at: usize) -> bool {
    row.get(at)
        .is_some_and(|cell| !words::is_blank(&cell.value))
}

/// A row of averages, or a second head: no student answers in it.
pub(super) fn is_no_student(row: &[PlacedCell]) -> bool {
    first_said(row).is_none_or(words::is_summary) && !is_addressed(row)
}

/// A row that sums up the others if the row above it does: `Max` may be a name, and below `Average` it
/// is none.
pub(super) fn may_be_no_student(row: &[PlacedCell]) -> bool {
    first_said(row).is_some_and(words::may_be_summary) && !is_addressed(row)
}

fn first_said(row: &[PlacedCell]) -> Option<&str> {
    let mut cells = row.iter().map(|cell| cell.value.trim());
    cells.find(|cell| !cell.is_empty())
}

fn is_addressed(row: &[PlacedCell]) -> bool {
    row.iter().any(|cell| cell.value.contains('@'))
}

/// Whether a row says again what the columns hold: the texts of the questions below their names.
pub(super) fn is_second_head(
    file: &File<'_, '_, '_>,
    head: &[PlacedCell],
    columns: &[(String, Holds)],
    row: &[PlacedCell],
) -> bool {
    // Qualtrics says below its heads where each column comes from.
    if row
        .first()
        .is_some_and(|cell| cell.value.starts_with("{\"ImportId\""))
    {
        return true;
    }
    // SurveyMonkey says below its heads what kind of question each is.
    let mut kinds = row.iter().map(|cell| cell.value.trim());
    if kinds.clone().any(|cell| !cell.is_empty()) && kinds.all(words::is_kind_of_response) {
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
    head: &[PlacedCell],
    rows: &[Vec<PlacedCell>],
) -> Option<(Understood, Usual)> {
    let heads: Vec<&str> = head.iter().map(|cell| cell.value.trim()).collect();
    let all = rows.iter().map(|row| &row[..]);
    let test_user = TestUser::new(heads.iter().copied());
    let mut table = AnswerTable {
        words: heads.iter().map(|head| words::word(head)).collect(),
        holds: vec![None; heads.len()],
        rows: all
            .filter(|row| !is_no_student(row) && test_user.name_in(row).is_none())
            .collect(),
        heads,
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
    // Of several columns that say what was asked the one that the quiz knows.
    let asked = |at: &usize| {
        let mut cells = table.cells(*at).take(KNOWN_SAMPLE);
        cells.any(|cell| file.heads().named(cell).is_some())
    };
    let asking = || table.with_word(HeadWord::Question);
    let long = asking()
        .find(asked)
        .or_else(|| asking().next())
        .zip(table.with_word(HeadWord::Answer).next());
    match long {
        Some((question, answer)) => {
            table.holds[question] = Some(Holds::Asked);
            table.holds[answer] = Some(Holds::Answer);
        }
        None => questions(file, head, &mut table)?,
    }
    let usual = Usual::of(&table);
    let students = |row: &&[PlacedCell]| !usual.is_missing(row) && !usual.may_sum_up(row);
    table.rows.retain(students);
    table.look_inside();
    let by = who::students(file, head, &mut table, named.is_some(), long.is_some())?;
    if usual.answers.is_empty() {
        let message = "no column belongs to a question of the quiz";
        let free = |at: &usize| table.holds[*at].is_none() && table.words[*at].is_none();
        let rest: Vec<&str> = (0..table.heads.len())
            .filter(free)
            .map(|at| table.heads[at])
            .collect();
        let known = table.words.iter().any(Option::is_some);
        let help = match known && !rest.is_empty() {
            true => format!(
                "say in the quiz which column is a question's: column = \"...\"; there are {}",
                listed(&rest)
            ),
            false => "the first line of a table is its head: student,q1,q2".to_owned(),
        };
        file.wrong(whole(head), message, &help);
        return None;
    }
    others(file, head, &mut table, long.is_some());
    twins(file, head, &table)?;
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
    let understood = Understood {
        file: file.source.name().to_owned(),
        source: file.index,
        by,
        columns,
        passed_over: 0,
        passed: Vec::new(),
    };
    Some((understood, usual))
}

/// Whether a row heads a table: it names a student and questions. A title and a note may stand above
/// it.
pub(super) fn is_head(file: &File<'_, '_, '_>, row: &[PlacedCell]) -> bool {
    let texts = || row.iter().map(|cell| cell.value.trim());
    let questions: HashSet<usize> = texts()
        .filter_map(|text| file.heads().named(text))
        .collect();
    let who = texts().any(|text| words::word(text).is_some() || words::holds_name(text));
    who && questions.len() >= file.heads().questions.min(2)
}

/// Whether any cell of a row may head a column that says who, or what was asked.
pub(super) fn is_any_head(file: &File<'_, '_, '_>, row: &[PlacedCell]) -> bool {
    let mut texts = row.iter().map(|cell| cell.value.trim());
    texts.any(|text| {
        words::word(text).is_some()
            || words::holds_name(text)
            || file.heads().matching(text).is_some()
    })
}

/// The column with that head.
fn place_of(table: &AnswerTable<'_>, name: &str) -> Option<usize> {
    let find = |same: &dyn Fn(&str) -> bool| table.heads.iter().position(|head| same(head));
    find(&|head| head == name.trim())
        .or_else(|| find(&|head| bare(head) == bare(name)))
        .or_else(|| find(&|head| words::letters(head) == words::letters(name)))
}

/// Which columns hold the answers to which questions.
fn questions(
    file: &mut File<'_, '_, '_>,
    head: &[PlacedCell],
    table: &mut AnswerTable<'_>,
) -> Option<()> {
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
    let numbers = words::numbers(&table.heads);
    let answered = numbers
        .iter()
        .flatten()
        .any(|(_, says)| *says == Numbered::Answer);
    let known = answered || found.iter().any(|(best, _)| *best < 3);
    let word = if known {
        None
    } else {
        only_word(&numbers, found.len())
    };
    for (at, number) in numbers.iter().enumerate() {
        let Some((place, says)) = number else {
            continue;
        };
        let place = *place;
        let answers = match says {
            Numbered::Answer => true,
            Numbered::Asked => !answered,
            Numbered::Beside => false,
            Numbered::Word(own) => word == Some(own),
        };
        let free =
            table.holds[at].is_none() && !found.iter().any(|(_, columns)| columns.contains(&at));
        if free && answers && place < found.len() && found[place].0 >= 3 {
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

/// The word, in no language that is known, of which there is a column with the number of each
/// question and none with another: `Aufgabe 1`, `Aufgabe 2`.
fn only_word(numbers: &[Option<(usize, Numbered)>], questions: usize) -> Option<&String> {
    let mut words: HashMap<&String, Vec<usize>> = HashMap::new();
    for (place, says) in numbers.iter().flatten() {
        if let Numbered::Word(word) = says {
            words.entry(word).or_default().push(*place);
        }
    }
    let complete = words.into_iter().filter(|(_, places)| {
        let mut places = places.clone();
        places.sort_unstable();
        places.into_iter().eq(0..questions)
    });
    let complete: Vec<&String> = complete.map(|(word, _)| word).collect();
    match complete[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// What the columns hold that are neither answers nor the student.
fn others(
    file: &mut File<'_, '_, '_>,
    head: &[PlacedCell],
    table: &mut AnswerTable<'_>,
    long: bool,
) {
    let mut submitted = false;
    let questions = file.heads().questions;
    let found = |place| table.holds.contains(&Some(Holds::Question(place)));
    let complete = (0..questions).all(found);
    // A nickname beside the name is none.
    let is_named = |word: &Option<HeadWord>| {
        matches!(
            word,
            Some(HeadWord::Name | HeadWord::First | HeadWord::Last)
        )
    };
    let mut named = table.words.iter().any(is_named);
    // A part of a name beside the whole says nothing more.
    let has = |word: HeadWord| table.words.contains(&Some(word));
    let [first, last] = [HeadWord::First, HeadWord::Last].map(has);
    let whole = has(HeadWord::Name) && first != last;
    for (at, cell) in head.iter().enumerate() {
        if table.holds[at].is_some() {
            continue;
        }
        let holds = match table.words[at] {
            Some(HeadWord::Name) => Holds::Name,
            Some(HeadWord::First | HeadWord::Last) if whole => Holds::Ignored,
            Some(HeadWord::First) => Holds::FirstName,
            Some(HeadWord::Last) => Holds::LastName,
            Some(HeadWord::Email) => Holds::Email,
            Some(HeadWord::Id) if table.is_count(at) => Holds::Ignored,
            Some(HeadWord::Student | HeadWord::Number | HeadWord::Login | HeadWord::Id) => {
                Holds::OtherId
            }
            Some(HeadWord::Section) => Holds::Section,
            Some(HeadWord::Attempt) => Holds::Attempt,
            Some(HeadWord::Submitted) if !submitted => {
                submitted = true;
                Holds::Submitted
            }
            None if !named && words::holds_name(table.heads[at]) => {
                named = true;
                Holds::Name
            }
            _ => Holds::Ignored,
        };
        // Of two columns under one head the first tells.
        let twin = table.heads[..at]
            .iter()
            .position(|before| *before == table.heads[at]);
        let told = twin.is_some_and(|twin| table.holds[twin] == Some(holds));
        let holds = if told { Holds::Ignored } else { holds };
        table.holds[at] = Some(holds);
        let text = table.heads[at];
        let unknown = holds == Holds::Ignored && table.words[at].is_none() && !long;
        // Where a question has no column, a single word may be its name with a slip of the pen.
        if unknown && !complete && is_name_like(text) && !is_administrative(text) {
            file.stranger(&PlacedCell {
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

/// Columns under one head that say different things. Which of them names the student or the answer nobody
/// knows; of what else is told the first counts. `None` with a fault noted.
fn twins(file: &mut File<'_, '_, '_>, head: &[PlacedCell], table: &AnswerTable<'_>) -> Option<()> {
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, text) in table.heads.iter().enumerate() {
        let first = *known.entry(text.to_lowercase()).or_insert(at);
        let differ = || {
            let mut cells = table.cells(first).zip(table.cells(at));
            cells.any(|(one, other)| one != other)
        };
        let used = |kinds: &[Holds]| {
            let mut holds = [first, at].into_iter().filter_map(|at| table.holds[at]);
            holds.any(|holds| kinds.contains(&holds))
        };
        if first == at || text.is_empty() || !differ() {
            continue;
        }
        let message = format!("two columns are headed `{text}`, and say different things");
        if used(&[Holds::Student, Holds::Asked, Holds::Answer]) {
            let help = "leave one of them out, or give it another head";
            file.wrong(head[at].span.clone(), message, help);
            return None;
        }
        if used(&[
            Holds::Name,
            Holds::FirstName,
            Holds::LastName,
            Holds::Email,
            Holds::Section,
            Holds::Attempt,
            Holds::Submitted,
        ]) {
            let help = "the first of them counts; leave one out".to_owned();
            file.warn(head[at].span.clone(), message, Some(help));
        }
    }
    Some(())
}

/// Could a head be the name of a question?
fn is_name_like(head: &str) -> bool {
    !head.is_empty() && head.chars().count() <= 20 && !head.contains(char::is_whitespace)
}
