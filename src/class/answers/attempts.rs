//! Which row of a student counts: times, attempts, and rows of one id that may be two students'.

use crate::class::answers::assign::Assignment;
use crate::class::answers::{Attempts, Class, Student, moment};
use crate::files::source::{Fault, Source};
use crate::quiz::{MAX_FAULTS, draw};
use std::collections::HashMap;

impl Assignment<'_> {
    /// When each row was handed in, by the times of its file.
    pub(super) fn times(&mut self) {
        let until = self.reading.until;
        let wanted = until.is_some() || self.class.students.iter().any(|row| row.first.is_some());
        if !wanted {
            return;
        }
        let mut timed = false;
        for source in 0..self.class.sources.len() {
            let rows = self.class.students.iter().enumerate();
            let rows = rows.filter(|(_, row)| row.source == source);
            let (places, texts): (Vec<usize>, Vec<&str>) = rows
                .filter_map(|(place, row)| Some((place, row.submitted.as_deref()?)))
                .unzip();
            timed |= !texts.is_empty();
            match moment::column(&texts) {
                Ok(moments) => {
                    for (place, moment) in places.into_iter().zip(moments) {
                        let row = &mut self.class.students[place];
                        row.moment = moment;
                        row.late = until
                            .zip(moment)
                            .is_some_and(|(until, moment)| moment.is_after(until));
                    }
                }
                Err(()) if until.is_some() => {
                    let name = self.class.sources[source].name().to_owned();
                    let message = "the times in this file leave open which number is the month";
                    let help = "write one of them as 2026-11-03, or leave out --until";
                    self.note(Fault::new(&name, message).help(help));
                }
                // Rows stay in their order.
                Err(()) => self.class.times_open = true,
            }
        }
        if until.is_some() && !timed {
            let name = self
                .class
                .sources
                .first()
                .map_or("", Source::name)
                .to_owned();
            let message = "no column says when answers were handed in";
            self.note(Fault::new(&name, message).help("leave out --until"));
        }
    }

    /// Mentions rows of one id that may be two students': they give different names or groups.
    pub(super) fn doubts(&mut self) {
        let differ = |one: &Option<String>, other: &Option<String>| {
            let both = one.as_ref().zip(other.as_ref());
            let both = both.filter(|(one, other)| draw::folded(one) != draw::folded(other));
            both.map(|(one, other)| (one.clone(), other.clone()))
        };
        let mut found = Vec::new();
        for row in &self.class.students {
            let Some(first) = row.first else { continue };
            let first = &self.class.students[first];
            let names = differ(&first.name, &row.name);
            if let Some((one, other)) = names.or_else(|| differ(&first.section, &row.section)) {
                let message = format!(
                    "two rows of `{}` say `{one}` and `{other}`: they are taken for one student's",
                    row.id
                );
                let help =
                    "if they are two students', say which column tells them apart: --id-column";
                found.extend(row.named.as_deref().map(|named| Fault {
                    message,
                    help: Some(help.to_owned()),
                    ..named.clone()
                }));
            }
            if found.len() >= MAX_FAULTS {
                break;
            }
        }
        found.into_iter().for_each(|fault| self.warn(fault));
    }
}

/// Keeps the attempt of each student that counts, where that can be said before it is judged; the rows
/// that are kept of a class where somebody has several.
pub(crate) fn choose(class: &mut Class, attempts: Option<Attempts>) -> Option<Vec<usize>> {
    let several = class.students.iter().any(|row| row.first.is_some());
    let counts = attempts.filter(|_| several)?;
    class.choose_between(counts, class.times_open);
    class.every_attempt = counts == Attempts::Best;
    if class.every_attempt {
        return None;
    }
    let last = counts == Attempts::Last;
    let order = |row: &Student| (row.attempt, row.moment);
    // What was begun and not handed in counts where nothing was handed in.
    let timed = class.students.iter().any(|row| row.moment.is_some());
    let handed_in = |row: &Student| !timed || row.moment.is_some();
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

/// The times of a class that was read in parts of one file, from which attempts are told apart. `Err`
/// with a part that put rows in their order, though all of its parts together say which number is the
/// month.
pub(crate) fn times_of_parts(class: &mut Class, in_order: &[bool]) -> Result<(), usize> {
    let said = |rows: &mut dyn Iterator<Item = (usize, &Student)>| -> (Vec<usize>, Vec<String>) {
        let said =
            rows.filter_map(|(place, row)| Some((place, row.submitted.as_deref()?.to_owned())));
        said.unzip()
    };
    let read = |texts: &[String]| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        moment::column(&texts)
    };
    let (places, texts) = said(&mut class.students.iter().enumerate());
    if let Ok(moments) = read(&texts) {
        if let Some(part) = in_order.iter().position(|in_order| *in_order) {
            return Err(part);
        }
        for (place, moment) in places.into_iter().zip(moments) {
            class.students[place].moment = moment;
        }
        return Ok(());
    }
    // They may be of files that differ in this.
    class.times_open = true;
    for part in 0..in_order.len() {
        let rows = class.students.iter().enumerate();
        let (places, texts) = said(&mut rows.filter(|(_, row)| row.source == part));
        for (place, moment) in places.into_iter().zip(read(&texts).unwrap_or_default()) {
            class.students[place].moment = moment;
        }
    }
    Ok(())
}
