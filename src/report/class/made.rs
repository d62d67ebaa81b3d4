//! Texts of a class's answers, made for as many answers at once as there is room for: those to one variant of
//! a question together, on all cores.

use crate::files::room;
use crate::quiz::paper::Variant;
use crate::report::class::Report;
use crate::report::class::results::AnswerResult;
use crate::verdict::rules::Telling;
use std::collections::HashMap;
use std::sync::Mutex;

/// Most bytes of texts of answers that are kept, so that equal ones are made once, and what each takes beside.
const KEPT: usize = 4 << 20;
const BESIDE: usize = 64;

/// About so many bytes of texts are made at once, and so many texts at first.
const AT_ONCE: usize = 5 << 20;
const FIRST: usize = 2_048;

/// Fewest texts for a second thread, and as many as a thread takes.
const TAKEN: usize = 64;

/// Texts of answers by the place of their verdict.
pub(super) struct AnswerTexts<F> {
    /// Those that come again and again, and how many bytes they are.
    kept: HashMap<usize, String>,
    bytes: usize,
    /// Those of the answers that are written now, and how many answers to look at next.
    now: HashMap<usize, String>,
    next: usize,
    make: F,
}

/// An answer whose text is made.
#[derive(Clone, Copy)]
struct Wanted {
    variant: usize,
    place: usize,
    student: usize,
    question: usize,
}

impl<F: Fn(&AnswerResult) -> String + Sync> AnswerTexts<F> {
    pub(super) fn new(make: F) -> AnswerTexts<F> {
        AnswerTexts {
            kept: HashMap::new(),
            bytes: 0,
            now: HashMap::new(),
            next: FIRST,
            make,
        }
    }

    /// The text of an answer; students are asked for one after the other.
    pub(super) fn of(&mut self, report: &Report<'_>, at: usize, question: usize) -> &str {
        let place = report.graded.place(at, question);
        if !self.kept.contains_key(&place) && !self.now.contains_key(&place) {
            self.make_from(report, at);
        }
        let kept = self.kept.get(&place);
        kept.or_else(|| self.now.get(&place))
            .map_or("", String::as_str)
    }

    /// Makes the texts of a student's answers and of those of the next ones.
    fn make_from(&mut self, report: &Report<'_>, student: usize) {
        let questions = report.quiz.questions.len();
        let students = (self.next / questions.max(1)).max(1);
        let end = report.places().end.min(student + students);
        let mut wanted: Vec<Wanted> = Vec::new();
        for student in student..end {
            for question in 0..questions {
                let place = report.graded.place(student, question);
                if !self.kept.contains_key(&place) {
                    let variant = report.papers.place(student, question);
                    wanted.push(Wanted {
                        variant,
                        place,
                        student,
                        question,
                    });
                }
            }
        }
        wanted.sort_by_key(|wanted| (wanted.variant, wanted.place));
        wanted.dedup_by_key(|wanted| wanted.place);
        let threads = match wanted.len() < TAKEN {
            true => 1,
            false => report.graded.threads(),
        };
        let made = Mutex::new(Vec::with_capacity(wanted.len()));
        let make = &self.make;
        room::shared(threads, wanted.chunks(TAKEN).collect(), &|part| {
            // A copy of the variant, since there are many whose keys would remember what their answers needed.
            let mut latest: Option<(usize, Variant)> = None;
            let texts = part.iter().map(|wanted| {
                let (_, variant) = match latest.take() {
                    Some(same) if same.0 == wanted.variant => latest.insert(same),
                    _ => {
                        let variant = report.papers.variant(wanted.student, wanted.question);
                        let variant = variant.into_owned();
                        let key = variant.key.telling(Telling::ALL);
                        latest.insert((wanted.variant, Variant { key, ..variant }))
                    }
                };
                let answer = report.answer_to(variant, wanted.student, wanted.question);
                (wanted.place, make(&answer))
            });
            let texts: Vec<(usize, String)> = texts.collect();
            let mut made = made.lock().expect("nothing panics while it is held");
            made.extend(texts);
        });
        let made = made.into_inner().expect("nothing panics while it is held");
        let bytes: usize = made.iter().map(|(_, text)| text.len() + BESIDE).sum();
        // Answers are as long as those before, about.
        let looked_at = (end - student) * questions;
        self.next = (AT_ONCE * looked_at / bytes.max(1)).clamp(FIRST / 2, FIRST << 4);
        self.now.clear();
        for (place, text) in made {
            // Of what comes again and again as much is kept as there is room for: to give it up for what comes
            // later would be to make all of it anew.
            if self.bytes < KEPT && report.graded.times(place) > 1 {
                self.bytes += text.len() + BESIDE;
                self.kept.insert(place, text);
            } else {
                self.now.insert(place, text);
            }
        }
    }
}
