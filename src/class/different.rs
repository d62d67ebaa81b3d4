//! The different answers of a class, in the order in which they are judged: question by question, and those to
//! one variant of it together.

use crate::class::answers::Class;
use crate::files::room;
use crate::quiz::paper::Papers;
use std::collections::HashMap;
use std::ops::Range;

/// Questions whose different answers are looked for at once: students come one after the other, whose
/// answers stand together.
const AT_ONCE: usize = 16;

/// The same where all have one paper, and tables tell them apart.
const MOST_TABLES: usize = 32;

/// Most places of texts for the questions that are looked for at once, where that many texts are: 4 MB.
const MAX_TABLE: usize = 1 << 20;

/// Fewest answers for a second thread: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 1 << 16;

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
    /// How many gave each of them, where that was counted.
    pub(super) counts: Option<Vec<u32>>,
}

/// Answers of a class whose students all have one paper, of which a thread looks at a part of the students.
struct PartOfClass<'p> {
    students: Range<usize>,
    /// For each answer its place among the different ones to its question in this part.
    places: &'p mut [u32],
    /// For each question the different ones in the order in which they come.
    found: &'p mut Vec<Vec<FoundAnswer>>,
}

/// A different answer in a part of a class.
#[derive(Clone, Copy)]
struct FoundAnswer {
    /// The student who gave it first, and the place of its text.
    first: u32,
    text: u32,
    /// How many gave it.
    count: u32,
}

impl DifferentAnswers {
    pub(super) fn of(papers: &Papers, class: &Class, threads: usize) -> DifferentAnswers {
        match papers.is_one() {
            true => DifferentAnswers::of_one_paper(papers, class, threads),
            false => DifferentAnswers::of_papers(papers, class),
        }
    }

    /// Where all have one paper texts tell answers to a question apart; a blank one has a place as well.
    fn of_one_paper(papers: &Papers, class: &Class, threads: usize) -> DifferentAnswers {
        let questions = papers.general.len();
        let students = class.students.len();
        // Answers are below ten million: MAX_CELLS.
        let mut places: Vec<u32> = vec![0; students * questions];
        let threads = if places.len() < MIN_SHARED {
            1
        } else {
            threads
        };
        let size = students.div_ceil(threads.max(1)).max(1);
        let mut found = vec![Vec::new(); students.div_ceil(size)];
        let parts = places.chunks_mut(size * questions.max(1)).zip(&mut found);
        let parts = parts.enumerate().map(|(at, (places, found))| PartOfClass {
            students: at * size..students.min((at + 1) * size),
            places,
            found,
        });
        room::shared(threads, parts.collect(), &|part| {
            part.look(class, questions)
        });
        // Those of one part after those of the parts before it, as they come in the class.
        let mut firsts: Vec<u32> = Vec::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut starts = vec![0];
        let mut table = vec![NONE; class.different_texts() + 1];
        let mut joined = vec![Vec::with_capacity(questions); found.len()];
        for question in 0..questions {
            for (part, joined) in found.iter().zip(&mut joined) {
                let place = |found: &FoundAnswer| {
                    let known = &mut table[found.text as usize];
                    if *known == NONE {
                        *known = firsts.len() as u32;
                        firsts.push(found.first);
                        counts.push(0);
                    }
                    counts[*known as usize] += found.count;
                    *known
                };
                joined.push(part[question].iter().map(place).collect::<Vec<u32>>());
            }
            let all = found.iter().flat_map(|part| &part[question]);
            all.for_each(|found| table[found.text as usize] = NONE);
            starts.push(firsts.len() as u32);
        }
        let parts = places.chunks_mut(size * questions.max(1)).zip(&joined);
        room::shared(threads, parts.collect(), &|(places, joined)| {
            for row in places.chunks_mut(questions) {
                for (place, joined) in row.iter_mut().zip(joined) {
                    *place = joined[*place as usize];
                }
            }
        });
        DifferentAnswers {
            places,
            firsts,
            starts,
            counts: Some(counts),
        }
    }

    fn of_papers(papers: &Papers, class: &Class) -> DifferentAnswers {
        let questions = papers.general.len();
        let students = class.students.len();
        let mut places: Vec<u32> = vec![0; students * questions];
        let mut firsts: Vec<u32> = Vec::new();
        let mut starts = vec![0];
        let at_once = (MAX_LOOKED_AT / students.max(1)).clamp(1, AT_ONCE);
        let mut index: HashMap<(u32, u32), u32> = HashMap::new();
        let mut found: Vec<Vec<u32>> = vec![Vec::new(); at_once];
        for start in (0..questions).step_by(at_once) {
            // A variant is of one question.
            index.clear();
            let block = start..questions.min(start + at_once);
            for at in 0..students {
                for question in block.clone() {
                    let answer = (
                        papers.place(at, question) as u32,
                        class.text_place(at, question),
                    );
                    let found = &mut found[question - start];
                    places[at * questions + question] = *index.entry(answer).or_insert_with(|| {
                        found.push(at as u32);
                        found.len() as u32 - 1
                    });
                }
            }
            let moved = block.clone().map(|question| {
                let found = &mut found[question - start];
                let base = firsts.len() as u32;
                let moved = by_variants(papers, question, found);
                firsts.append(found);
                starts.push(firsts.len() as u32);
                (base, moved)
            });
            let moved: Vec<(u32, Vec<u32>)> = moved.collect();
            for row in places.chunks_mut(questions) {
                for (place, (base, moved)) in row[block.clone()].iter_mut().zip(&moved) {
                    *place = base + moved[*place as usize];
                }
            }
        }
        DifferentAnswers {
            places,
            firsts,
            starts,
            counts: None,
        }
    }

    /// The question that the different answer at a place is to.
    pub(super) fn question(&self, place: usize) -> usize {
        let before = |start: &u32| *start as usize <= place;
        self.starts.partition_point(before) - 1
    }
}

impl PartOfClass<'_> {
    /// Looks at the answers of its students, to some questions at once: of each question the texts have a
    /// table of their places.
    fn look(self, class: &Class, questions: usize) {
        let all = class.different_texts() + 1;
        let at_once = (MAX_TABLE / all).clamp(1, MOST_TABLES);
        let mut tables = vec![NONE; all * at_once.min(questions)];
        self.found.resize(questions, Vec::new());
        for start in (0..questions).step_by(at_once) {
            if start > 0 {
                tables.fill(NONE);
            }
            let block = start..questions.min(start + at_once);
            let found = &mut self.found[block.clone()];
            let rows = self.places.chunks_mut(questions);
            for (at, row) in self.students.clone().zip(rows) {
                let texts = class.text_places(at, block.clone());
                let tables = tables.chunks_mut(all);
                let own = row[block.clone()].iter_mut().zip(texts);
                for (((place, text), table), found) in own.zip(tables).zip(&mut *found) {
                    let known = &mut table[text as usize];
                    if *known == NONE {
                        *known = found.len() as u32;
                        found.push(FoundAnswer {
                            first: at as u32,
                            text,
                            count: 0,
                        });
                    }
                    found[*known as usize].count += 1;
                    *place = *known;
                }
            }
        }
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
