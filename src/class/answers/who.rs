//! Which columns say who the student is.

use crate::class::answers::answer_table::{AnswerTable, is_administrative, listed, whole};
use crate::class::answers::assign::File;
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::{By, Holds};
use crate::class::answers::words;
use crate::files::sheet::PlacedCell;
use std::collections::HashSet;

/// Which columns say who the student is.
pub(super) fn students(
    file: &mut File<'_, '_, '_>,
    head: &[PlacedCell],
    table: &mut AnswerTable<'_>,
    named: bool,
    long: bool,
) -> Option<By> {
    if file.student.is_some() {
        let own = table.with_word(HeadWord::Student).next();
        if let Some(own) = own {
            table.holds[own] = Some(Holds::Student);
        }
        return Some(By::File);
    }
    if named {
        return Some(By::Columns);
    }
    let usable = |table: &AnswerTable<'_>, at: usize| {
        long || (table.is_full(at) && !table.is_constant(at) && !table.is_times(at))
    };
    // The first of the best kind; where none says something in every row, the first all the same.
    let mut second_best = None;
    for word in HeadWord::NAMING {
        let columns: Vec<usize> = table.with_word(word).collect();
        for at in columns {
            let sure = word == HeadWord::Student && (long || table.is_used(at));
            let running = table.is_count(at);
            if sure || (usable(table, at) && !running) {
                table.holds[at] = Some(Holds::Student);
                return Some(By::Columns);
            }
            if !running && table.is_used(at) && !table.is_constant(at) && !table.is_times(at) {
                second_best = second_best.or(Some(vec![at]));
            }
        }
    }
    let [first, last] = [HeadWord::First, HeadWord::Last].map(|word| table.with_word(word).next());
    let parts: Vec<usize> = first.into_iter().chain(last).collect();
    let both = || {
        let joined = |row: &&[PlacedCell]| {
            let parts = parts
                .iter()
                .map(|&at| row.get(at).map_or("", |cell| cell.value.trim()));
            parts.collect::<Vec<&str>>().join(" ")
        };
        table.rows.iter().map(joined).collect::<Vec<String>>()
    };
    let told = !parts.is_empty() && both().iter().all(|name| !name.trim().is_empty());
    if told && (long || both().iter().collect::<HashSet<_>>().len() > 1 || table.rows.len() < 3) {
        for at in parts {
            table.holds[at] = Some(Holds::Student);
        }
        return Some(By::Columns);
    }
    let free =
        |table: &AnswerTable<'_>, at: usize| table.holds[at].is_none() && table.words[at].is_none();
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
    head: &[PlacedCell],
    table: &mut AnswerTable<'_>,
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
        let other = table.is_times(*at) || table.is_count(*at) || table.is_scores(*at);
        let fit = table.is_full(*at) && !table.is_constant(*at) && !other;
        let number = |cell: &str| cell.parse::<f64>().is_ok();
        let words = table.words[*at].is_none() && !is_administrative(table.heads[*at]);
        words && fit && (*at == 0 || !table.cells(*at).any(number))
    };
    let response = |at: &usize| words::letters(table.heads[*at]) == "responseid";
    let sure = |at: &usize| told(at) && table.is_different(*at);
    let first = places().find(sure).or_else(|| places().find(response));
    match first.or_else(|| places().find(told)) {
        Some(at) => {
            table.holds[at] = Some(Holds::Student);
            Some(By::Guess)
        }
        None => Some(By::Rows),
    }
}
