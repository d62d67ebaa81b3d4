//! The different answers of a class, in the order in which they are judged: question by question, and those to
//! one variant of it together.

use crate::class::answers::Class;
use crate::quiz::paper::Papers;
use std::collections::HashMap;

/// Questions whose different answers are looked for at once: students come one after the other, whose
/// answers stand together.
const AT_ONCE: usize = 16;

/// Most places of texts for the questions that are looked for at once, where that many texts are: 4 MB.
const MAX_TABLE: usize = 1 << 20;

/// Most answers that are looked at at once where students have numbers of their own.
const MAX_LOOKED_AT: usize = 1 << 16;

/// No place of an answer.
const NONE: u32 = u32::MAX;

/// The different answers of a class.
pub(super) struct DifferentAnswers {
    /// For each answer its place among the different ones; one student after the other.
    pub(super) places: Vec<u32>,
    /// For each different one the first student who gave it.
    pub(super) firsts: Vec<u32>,
    /// Where those to each question start, and the end of the last.
    pub(super) starts: Vec<u32>,
}

impl DifferentAnswers {
    pub(super) fn of(papers: &Papers, class: &Class) -> DifferentAnswers {
        let questions = papers.general.len();
        let students = class.students.len();
        // Answers are below ten million: MAX_CELLS.
        let mut places: Vec<u32> = vec![0; students * questions];
        let mut firsts: Vec<u32> = Vec::new();
        let mut starts = vec![0];
        // Where all have one paper, texts tell answers to a question apart; a blank one has a place as well.
        let all = class.different_texts() + 1;
        let at_once = match papers.is_one() {
            true => MAX_TABLE / all,
            false => MAX_LOOKED_AT / students.max(1),
        };
        let at_once = at_once.clamp(1, AT_ONCE);
        let mut tables = vec![NONE; if papers.is_one() { all * at_once } else { 0 }];
        let mut index: HashMap<(u32, u32), u32> = HashMap::new();
        let mut found: Vec<Vec<u32>> = vec![Vec::new(); at_once];
        for start in (0..questions).step_by(at_once) {
            tables.fill(NONE);
            // A variant is of one question.
            index.clear();
            let block = start..questions.min(start + at_once);
            for at in 0..students {
                for question in block.clone() {
                    let text = class.text_place(at, question);
                    let known = match tables.get_mut((question - start) * all + text as usize) {
                        Some(known) => known,
                        None => index
                            .entry((papers.place(at, question) as u32, text))
                            .or_insert(NONE),
                    };
                    if *known == NONE {
                        let found = &mut found[question - start];
                        *known = found.len() as u32;
                        found.push(at as u32);
                    }
                    places[at * questions + question] = *known;
                }
            }
            let moved = block.clone().map(|question| {
                let found = &mut found[question - start];
                let base = firsts.len() as u32;
                let moved = match papers.is_one() {
                    true => Vec::new(),
                    false => by_variants(papers, question, found),
                };
                firsts.append(found);
                starts.push(firsts.len() as u32);
                (base, moved)
            });
            let moved: Vec<(u32, Vec<u32>)> = moved.collect();
            for row in places.chunks_mut(questions) {
                for (place, (base, moved)) in row[block.clone()].iter_mut().zip(&moved) {
                    *place = base + moved.get(*place as usize).copied().unwrap_or(*place);
                }
            }
        }
        DifferentAnswers {
            places,
            firsts,
            starts,
        }
    }

    /// The question that the different answer at a place is to.
    pub(super) fn question(&self, place: usize) -> usize {
        let before = |start: &u32| *start as usize <= place;
        self.starts.partition_point(before) - 1
    }
}

/// Puts those who gave different answers to a question in the order of their variants; where each is now.
fn by_variants(papers: &Papers, question: usize, found: &mut Vec<u32>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..found.len() as u32).collect();
    order.sort_by_key(|&at| papers.place(found[at as usize] as usize, question));
    let mut moved = vec![0; found.len()];
    for (now, &at) in order.iter().enumerate() {
        moved[at as usize] = now as u32;
    }
    *found = order.iter().map(|&at| found[at as usize]).collect();
    moved
}
