//! Wrong answers that are right for another student's numbers.

use crate::class::answers::Class;
use crate::class::graded::{Graded, judge};
use crate::quiz::paper::Papers;
use crate::verdict::Outcome;
use std::collections::HashMap;

/// Most keys that are tried on all wrong answers together: a class of a hundred with numbers of their
/// own takes some seconds of it.
const MAX_TRIED: usize = 20_000;

/// Most students for whom a wrong answer may be right to be told: numbers that more of them have say
/// nothing of a neighbour.
const MAX_OTHERS: usize = 100;

/// Most answers of this kind that are told.
const MAX_FOUND: usize = 10_000;

/// An answer that is right for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Whose answer, by place.
    pub student: usize,
    /// The question, by its place.
    pub question: usize,
    /// Those for whom it would be right, by their places.
    pub others: Vec<usize>,
}

/// Every wrong answer that would be right for another student of the class. What is right for very
/// many of them tells nothing of neighbours, and is left out.
pub fn neighbours(papers: &Papers, class: &Class, graded: &Graded) -> Vec<Neighbour> {
    let mut found = Vec::new();
    let questions = class
        .students
        .first()
        .map_or(0, |student| student.answers.len());
    let mut tried = 0;
    let mut known: HashMap<(usize, &str), bool> = HashMap::new();
    for question in 0..questions {
        let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
        for student in 0..class.students.len() {
            owners
                .entry(papers.place(student, question))
                .or_default()
                .push(student);
        }
        if owners.len() < 2 {
            continue;
        }
        let mut places: Vec<usize> = owners.keys().copied().collect();
        places.sort_unstable();
        for student in 0..class.students.len() {
            let mark = graded.mark(student, question);
            let Some(answer) = class.answer(student, question) else {
                continue;
            };
            let wrong = matches!(mark.outcome, Outcome::Wrong | Outcome::Partly);
            // A slip explains the answer from the student's own numbers.
            if !wrong || mark.decided || mark.slip.is_some() {
                continue;
            }
            let own = papers.place(student, question);
            let mut right_for: Vec<usize> = Vec::new();
            let mut count = 0;
            for &place in places.iter().filter(|&&place| place != own) {
                if tried >= MAX_TRIED {
                    return found;
                }
                let right = *known.entry((place, answer)).or_insert_with(|| {
                    tried += 1;
                    let variant = papers.variant(owners[&place][0], question);
                    judge(&variant.key, answer).outcome == Outcome::Right
                });
                if right {
                    count += owners[&place].len();
                    right_for.push(place);
                }
            }
            if count > 0 && 2 * count <= class.students.len() && count <= MAX_OTHERS {
                if found.len() >= MAX_FOUND {
                    return found;
                }
                let owners = right_for.iter().flat_map(|place| &owners[place]);
                let mut others: Vec<usize> = owners.copied().collect();
                others.sort_unstable();
                found.push(Neighbour {
                    student,
                    question,
                    others,
                });
            }
        }
    }
    found
}
