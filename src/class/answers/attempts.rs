//! Which row of a student counts.

use crate::class::answers::{Attempts, Class, Holds, Student, moment};
use std::collections::HashMap;

/// Rows from which on those that are not the best attempt of their student are given up while others are read.
pub(super) const WEIGHED_FROM: usize = 1 << 14;

/// Keeps the attempt of each student that counts, where that can be said before it is judged; the rows
/// that are kept of a class where somebody has several.
pub(crate) fn choose(class: &mut Class, attempts: Option<Attempts>) -> Option<Vec<usize>> {
    let counts = attempts?;
    if !class.students.iter().any(|row| row.first.is_some()) {
        return None;
    }
    class.choose_between(counts, class.times_open);
    class.every_attempt = counts == Attempts::Best;
    if class.every_attempt {
        return None;
    }
    let last = counts == Attempts::Last;
    let order = |row: &Student| (row.details().attempt, row.details().moment);
    // What was begun and not handed in counts where nothing was handed in.
    let timed = class
        .students
        .iter()
        .any(|row| row.details().moment.is_some());
    let handed_in = |row: &Student| !timed || row.details().moment.is_some();
    // For each first attempt, the row that counts instead of it.
    let mut chosen: HashMap<usize, usize> = HashMap::new();
    for (place, row) in class.students.iter().enumerate() {
        let Some(first) = row.first else { continue };
        let best = chosen.entry(first).or_insert(first);
        let other = &class.students[*best];
        // Of equal times the later row is later.
        let later = order(row) >= order(other);
        let better = match (handed_in(row), handed_in(other)) {
            (true, true) | (false, false) => later == last,
            (is_it, _) => is_it,
        };
        if better {
            *best = place;
        }
    }
    let firsts = class.students.iter().enumerate();
    let firsts = firsts.filter(|(_, row)| row.first.is_none());
    let kept: Vec<usize> = firsts
        .map(|(place, _)| chosen.get(&place).copied().unwrap_or(place))
        .collect();
    class.keep(&kept);
    Some(kept)
}

impl Class {
    /// The head of the column that says when the rows of a file were handed in.
    pub(super) fn time_head(&self, source: usize) -> String {
        let mut tables = self
            .understood
            .iter()
            .filter(|table| table.source == source);
        let columns = tables.next().map_or(&[][..], |table| &table.columns);
        let time = columns.iter().find(|(_, holds)| *holds == Holds::Submitted);
        time.map_or_else(String::new, |(head, _)| head.clone())
    }
}

/// The rows of each file of a class.
pub(super) fn rows_by_file(class: &Class) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); class.sources.len()];
    for (at, row) in class.students.iter().enumerate() {
        if let Some(rows) = rows.get_mut(row.source) {
            rows.push(at);
        }
    }
    rows
}

/// The times of a class that was read in parts of one file, from which attempts are told apart. `Err`
/// with a part that put rows in their order, though all of its parts together say which number is the
/// month.
pub(crate) fn times_of_parts(class: &mut Class, in_order: &[bool]) -> Result<(), usize> {
    let said = |rows: &mut dyn Iterator<Item = (usize, &Student)>| -> (Vec<usize>, Vec<String>) {
        let said = rows.filter_map(|(place, row)| {
            Some((place, row.details().submitted.as_deref()?.to_owned()))
        });
        said.unzip()
    };
    let read = |texts: &[String], head: &str| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        moment::column(&texts, head)
    };
    let (places, texts) = said(&mut class.students.iter().enumerate());
    let head = class.time_head(0);
    if let Ok(moments) = read(&texts, &head) {
        if let Some(part) = in_order.iter().position(|in_order| *in_order) {
            return Err(part);
        }
        for (place, moment) in places.into_iter().zip(moments) {
            class.students[place].set_moment(moment);
        }
        return Ok(());
    }
    // They may be of files that differ in this.
    class.times_open = true;
    for (source, rows) in rows_by_file(class).into_iter().enumerate() {
        let head = class.time_head(source);
        let mut rows = rows.into_iter().map(|at| (at, &class.students[at]));
        let (places, texts) = said(&mut rows);
        for (place, moment) in places
            .into_iter()
            .zip(read(&texts, &head).unwrap_or_default())
        {
            class.students[place].set_moment(moment);
        }
    }
    Ok(())
}
