//! Attempts while they are read: of two rows of a student one is given up as soon as it can't count, so that a
//! class of many attempts takes no more room than one of few.

use crate::class::answers::assign::{Assignment, File, FurtherRow};
use crate::class::answers::{Attempts, Student, moment};
use crate::files::source::Fault;
use crate::quiz::{MAX_FAULTS, draw};

impl File<'_, '_, '_> {
    /// Looks at the row that was read last, of which all is known now.
    pub(super) fn settle(&mut self) {
        let Some(FurtherRow { named, second }) = self.further.take() else {
            return;
        };
        let students = &self.gather.class.students;
        let Some((row, first)) = students.last().and_then(|row| Some((row, row.first?))) else {
            return;
        };
        let kept = &students[first];
        if differing(kept, row).is_some() {
            if self.gather.doubtful < MAX_FAULTS {
                self.gather.doubtful += 1;
                // The line is not kept until it is known what has to be said.
                let fault: Fault = self.source.fault(named, "");
                if let Some(row) = self.gather.class.students.last_mut() {
                    row.named = Some(Box::new(fault));
                }
            }
            return;
        }
        let attempts = self.gather.reading.attempts;
        let counts = attempts.filter(|counts| *counts != Attempts::Best);
        // The rows of a student's own file may still be given up.
        let Some(counts) = counts.filter(|_| second && self.student.is_none()) else {
            return;
        };
        if !is_surely_later(kept, row) {
            return;
        }
        let hash = self.id_hash().of(&kept.id);
        let gather = &mut *self.gather;
        gather.students.set(hash, first, &gather.class.students);
        let Some(row) = self.gather.class.students.pop() else {
            return;
        };
        let kept = &mut self.gather.class.students[first];
        let given_up = match counts {
            Attempts::First => row,
            _ => std::mem::replace(kept, Student { first: None, ..row }),
        };
        self.gather.given_up(given_up);
    }

    /// Gives up attempts that are not the best, once there are many.
    pub(super) fn weigh(&mut self) {
        self.settle();
        let gather = &mut *self.gather;
        let best = gather.reading.attempts == Some(Attempts::Best);
        if !best || self.student.is_some() || gather.class.students.len() < gather.weighed_from {
            return;
        }
        let Some(counting) = gather.weigh.and_then(|weigh| weigh(&gather.class)) else {
            // What keeps them from being judged is told later.
            gather.weighed_from = usize::MAX;
            return;
        };
        gather.keep_best(&counting);
        gather.weighed_from = gather.weighed_from.max(2 * gather.class.students.len());
    }
}

impl Assignment<'_> {
    /// Puts the row that counts in the place of each student's first one, and gives up the others. Where two
    /// may be two students' all are kept.
    pub(super) fn keep_best(&mut self, counting: &[usize]) {
        let all = std::mem::take(&mut self.class.students);
        let firsts: Vec<usize> = (0..all.len())
            .map(|at| all[at].first.unwrap_or(at))
            .collect();
        let mut doubtful = vec![false; all.len()];
        for (row, first) in all.iter().zip(&firsts) {
            doubtful[*first] |= row.named.is_some();
        }
        let mut instead: Vec<usize> = firsts.clone();
        for &row in counting {
            instead[firsts[row]] = row;
        }
        // Where each row that is kept is now, and where those of its student start.
        let mut places = vec![None; all.len()];
        let mut rows: Vec<Option<Student>> = all.into_iter().map(Some).collect();
        for at in 0..rows.len() {
            let first = firsts[at];
            let (row, first) = match doubtful[first] {
                true => (at, (at != first).then_some(first)),
                false if at == first => (instead[at], None),
                false => continue,
            };
            places[at] = Some(self.class.students.len());
            let first = first.and_then(|first| places[first]);
            let kept = rows[row].take().map(|row| Student { first, ..row });
            self.class.students.extend(kept);
        }
        rows.into_iter()
            .flatten()
            .for_each(|row| self.given_up(row));
        self.students.renew(&self.class.students);
    }
}

/// What two rows of one id say that may be two students': their names, or else their groups.
pub(super) fn differing(one: &Student, other: &Student) -> Option<(String, String)> {
    let differ = |one: &Option<String>, other: &Option<String>| {
        let both = one.as_ref().zip(other.as_ref());
        let both = both.filter(|(one, other)| draw::folded(one) != draw::folded(other));
        both.map(|(one, other)| (one.clone(), other.clone()))
    };
    differ(&one.name, &other.name)
        .or_else(|| differ(&one.details().section, &other.details().section))
}

/// Whether a row that stands below another one of its student is later, however times are read, and in the
/// order of the rows.
fn is_surely_later(above: &Student, below: &Student) -> bool {
    let handed_in = match (&above.details().submitted, &below.details().submitted) {
        (None, None) => Some(true),
        (Some(above), Some(below)) => moment::is_later(above, below),
        _ => None,
    };
    let Some(later) = handed_in else { return false };
    match (above.details().attempt, below.details().attempt) {
        (Some(above), Some(below)) if above != below => above < below,
        (Some(_), Some(_)) | (None, None) => later,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::class::answers::assign::Assignment;
    use crate::class::answers::attempts::choose;
    use crate::class::answers::reading::one_file;
    use crate::class::answers::{Attempts, Class, ReadingOptions, Weigh, read_as};
    use crate::quiz;
    use std::fmt::Write;
    use std::io::Cursor;

    const QUIZ: &str = "[[question]]\nname = \"q\"\nkind = \"number\"\nanswer = \"2\"\n";

    fn class(text: &str, attempts: Attempts) -> Class {
        let quiz = quiz::read("quiz.toml", QUIZ.as_bytes()).expect("a quiz");
        let reading = ReadingOptions {
            attempts: Some(attempts),
            ..ReadingOptions::of(&quiz)
        };
        read_as("a.csv", text.as_bytes(), &quiz, &reading).expect("a class")
    }

    fn shown(class: &Class) -> Vec<String> {
        let rows = class.students.iter().enumerate();
        let rows = rows.map(|(at, row)| {
            let answer = class.answer(at, 0);
            format!(
                "{} {answer:?} {:?} {:?}",
                row.id,
                row.details().attempt,
                row.details().submitted
            )
        });
        rows.collect()
    }

    /// The row with the largest answer of each student, of equal ones the first.
    fn largest(class: &Class) -> Vec<usize> {
        let mut best: Vec<(usize, usize)> = Vec::new();
        let size = |at: usize| {
            class
                .answer(at, 0)
                .and_then(|text| text.parse::<u32>().ok())
        };
        for (at, row) in class.students.iter().enumerate() {
            let first = row.first.unwrap_or(at);
            match best.iter_mut().find(|(known, _)| *known == first) {
                None => best.push((first, at)),
                Some((_, kept)) if size(at) > size(*kept) => *kept = at,
                Some(_) => {}
            }
        }
        best.into_iter().map(|(_, at)| at).collect()
    }

    /// Of attempts that are weighed while they are read the same count as of all, in the same order.
    #[test]
    fn the_same_attempt_is_the_best() {
        let quiz = quiz::read("quiz.toml", QUIZ.as_bytes()).expect("a quiz");
        let reading = ReadingOptions {
            attempts: Some(Attempts::Best),
            ..ReadingOptions::of(&quiz)
        };
        let (mut seed, mut given_up) = (7_u64, 0);
        for table in 0..150 {
            let mut draw = |below: u64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (seed >> 33) % below
            };
            let mut text = "sid,submitted,name,q\n".to_owned();
            for row in 0..30 {
                let (student, answer) = (draw(5), draw(6));
                let name = if draw(20) == 0 { "Bo" } else { "Al" };
                let _ = writeln!(
                    text,
                    "s{student},{}/{}/2026,{name},{answer}",
                    1 + row % 12,
                    1 + row
                );
            }
            let weigh: Weigh<'_> = &|class: &Class| Some(largest(class));
            let mut gather = Assignment::new(&quiz, &reading);
            (gather.weigh, gather.weighed_from) = (Some(weigh), 4 + table % 9);
            let read = one_file(gather, "a.csv", &mut Cursor::new(text.as_bytes()));
            let mut read = read.expect("a class");
            let mut all = class(&text, Attempts::Best);
            given_up += all.students.len() - read.students.len();
            for class in [&mut read, &mut all] {
                class.keep(&largest(class));
            }
            assert_eq!(shown(&read), shown(&all), "{table}\n{text}");
            assert_eq!(read.chosen, all.chosen, "{table}\n{text}");
        }
        assert!(given_up > 500, "{given_up}");
    }

    /// What is given up early is what would not be chosen once all are read.
    #[test]
    fn the_same_attempt_counts() {
        let mut seed = 7_u64;
        let mut draw = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for table in 0..150 {
            let (numbered, form) = (draw(3), draw(5));
            let mut text = "sid,attempt,submitted,name,q\n".to_owned();
            for row in 0..12 {
                let student = draw(3);
                let attempt = match numbered {
                    0 => String::new(),
                    1 => (1 + draw(5)).to_string(),
                    _ => {
                        if draw(2) == 0 {
                            String::new()
                        } else {
                            row.to_string()
                        }
                    }
                };
                let (a, b) = (1 + draw(13), 1 + draw(28));
                let time = match form {
                    0 => String::new(),
                    1 => format!("2026-{:02}-{b:02} 10:00", a.min(12)),
                    2 => format!("{}/{}/2026 10:00", a.min(12), b.min(12)),
                    3 => format!("{a}/{b}/2026 10:00"),
                    _ => {
                        if draw(2) == 0 {
                            String::new()
                        } else {
                            format!("2026-01-{b:02}")
                        }
                    }
                };
                let name = if draw(9) == 0 { "Bo" } else { "Al" };
                let _ = writeln!(text, "s{student},{attempt},{time},{name},{row}");
            }
            for attempts in [Attempts::Last, Attempts::First] {
                let mut all = class(&text, Attempts::Best);
                choose(&mut all, Some(attempts));
                let read = class(&text, attempts);
                assert_eq!(shown(&read), shown(&all), "{table}: {attempts:?}\n{text}");
                assert_eq!(read.chosen, all.chosen, "{table}: {attempts:?}\n{text}");
            }
        }
    }
}
