//! A class judged: every answer with its verdict, and what the class as a whole shows.

use crate::class::answers::Class;
use crate::class::different::DifferentAnswers;
use crate::class::figures::{self, Figures, Scores};
use crate::class::kept::{KeptVerdicts, MAX_SAID, TypedText};
use crate::class::marks::HandMark;
use crate::files::room;
use crate::number::rational::Rational;
use crate::quiz::paper::{Papers, Variant};
use crate::quiz::{Question, Quiz, Void};
use crate::verdict::key::Key;
use crate::verdict::rules::Telling;
use crate::verdict::{Decided, Evidence, Outcome, Verdict};
use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

mod mistakes;

pub use crate::class::kept::{OpenFile, VerdictMark};
pub use mistakes::{Commonest, Lesson, MAX_GROUPS, WrongAnswers};

/// Fewest different answers for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 64;

/// Variants of a question up to which their keys remember what their answers needed.
const FEW_VARIANTS: usize = 64;

/// Bytes that the verdict on one text takes.
const VERDICT: usize = 1 << 5;

/// Bytes that each answer takes in the figures.
const FIGURE: usize = 32;

/// Verdicts that a thread makes before it hands them over.
const HANDED_OVER: usize = 64;

/// Answers that a thread takes at once where variants differ: those to one stand together.
const TAKEN: usize = 64;

/// A class with its verdicts.
#[derive(Debug)]
pub struct Graded {
    /// The different verdicts; equal answers to a question share one.
    verdicts: KeptVerdicts,
    /// For each student, the verdict on each question, as an index of `verdicts`; one student after
    /// the other.
    places: Vec<u32>,
    /// Where the verdicts on each question start, and the end of the last.
    starts: Vec<u32>,
    /// For each question the places of verdicts behind them: those that were decided over others.
    decided: Vec<Vec<u32>>,
    /// Questions of a student.
    questions: usize,
    /// Threads that there are.
    threads: usize,
    /// The figures, once they are asked for.
    figures: OnceLock<Option<Figures>>,
    /// How many answers each verdict is of.
    counts: OnceLock<Vec<u32>>,
}

/// The figures of one question that are counts of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Right answers.
    pub right: usize,
    /// Answers right in parts.
    pub partly: usize,
    /// Wrong answers.
    pub wrong: usize,
    /// Blank ones.
    pub blank: usize,
    /// Unread ones.
    pub unread: usize,
    /// Undecided ones.
    pub undecided: usize,
    /// Ones in words, for manual review.
    pub manual: usize,
}

/// Judges all answers of a class on up to that many threads; the result is the same for any
/// number. `papers` are those of the class's students, in their order; of what they tell of verdicts so much
/// is kept as there is room for, the rest in a file, if somebody gives one.
///
/// # Errors
/// `OutOfMemory` where there is no room for the verdicts.
pub fn grade(
    papers: &Papers,
    class: &Class,
    threads: usize,
    file: Option<OpenFile>,
) -> io::Result<Graded> {
    let words = papers.told().words;
    let most = if words { MAX_SAID } else { 0 };
    grade_keeping(papers, class, threads, (most, file.filter(|_| words)))
}

/// The same, where about so many bytes of what the verdicts say are kept.
pub(super) fn grade_keeping(
    papers: &Papers,
    class: &Class,
    threads: usize,
    (most, file): (usize, Option<OpenFile>),
) -> io::Result<Graded> {
    let questions = papers.general.len();
    let different = DifferentAnswers::of(papers, class, threads);
    let count = different.firsts.len();
    room::ask(count * VERDICT + most + different.places.len() * FIGURE)?;
    let judging = Judging {
        papers,
        class,
        different: &different,
        own: papers.different_variants() > FEW_VARIANTS * questions
            || papers.different_variants() > papers.kept_variants().len(),
    };
    let sharing = if count < MIN_SHARED { 1 } else { threads };
    Ok(Graded {
        verdicts: judging.all(sharing, KeptVerdicts::new(count, most, file)),
        counts: different.counts.map_or_else(OnceLock::new, OnceLock::from),
        places: different.places,
        starts: different.starts,
        decided: vec![Vec::new(); questions],
        questions,
        threads,
        figures: OnceLock::new(),
    })
}

/// One answer; a fault of ours must not lose the others.
pub fn judge(key: &Key, text: &str) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| key.judge(text))).unwrap_or_else(|_| Verdict {
        remark: Some("the program failed on this answer".to_owned()),
        ..Verdict::of(Outcome::Undecided, Evidence::None)
    })
}

/// The different answers of a class while they are judged.
struct Judging<'j> {
    papers: &'j Papers,
    class: &'j Class,
    different: &'j DifferentAnswers,
    /// Whether so many have numbers of their own that what a key remembers serves few answers and is most of
    /// its size: it is forgotten with a copy.
    own: bool,
}

impl Judging<'_> {
    /// Judges on that many threads, each taking the next answers that nobody has taken.
    fn all(&self, threads: usize, kept: KeptVerdicts) -> KeptVerdicts {
        let count = self.different.firsts.len();
        let next = AtomicUsize::new(0);
        let kept = Mutex::new(kept);
        let taken = if self.own { TAKEN } else { 1 };
        room::together(threads, &|| {
            let mut done = Vec::with_capacity(HANDED_OVER);
            let hand_over = |done: &mut Vec<(usize, TypedText<'_>, Verdict)>| {
                let mut kept = kept.lock().expect("nothing panics while it is held");
                for (at, typed, verdict) in done.drain(..) {
                    kept.put(at, &verdict, typed);
                }
            };
            let mut latest = None;
            loop {
                let from = next.fetch_add(taken, Ordering::Relaxed);
                for at in from..count.min(from + taken) {
                    let (typed, verdict) = self.one(at, &mut latest);
                    done.push((at, typed, verdict));
                    if done.len() == HANDED_OVER {
                        hand_over(&mut done);
                    }
                }
                if from >= count {
                    break;
                }
            }
            hand_over(&mut done);
        });
        kept.into_inner().expect("nothing panics while it is held")
    }

    /// One of the answers; `latest` is the variant of the last one, and its place.
    fn one(&self, at: usize, latest: &mut Option<(usize, Variant)>) -> (TypedText<'_>, Verdict) {
        let (student, question) = (
            self.different.firsts[at] as usize,
            self.different.question(at),
        );
        let typed = TypedText {
            text: self.class.answer(student, question).unwrap_or(""),
            place: self.class.text_place(student, question),
        };
        if !self.own {
            let variant = self.papers.variant(student, question);
            return (typed, judge(&variant.key, typed.text));
        }
        let place = self.papers.place(student, question);
        let (_, variant) = match latest.take() {
            Some(same) if same.0 == place => latest.insert(same),
            _ => latest.insert((place, self.papers.variant(student, question).into_owned())),
        };
        (typed, judge(&variant.key, typed.text))
    }
}

impl Graded {
    /// Puts what was marked by hand, and what the quiz says of void questions, over the verdicts.
    pub fn decide(&mut self, quiz: &Quiz, class: &Class, marks: &[HandMark]) {
        // Equal marks on equal answers are one verdict.
        let mut known: HashMap<(u32, &Rational, &str), u32> = HashMap::new();
        for mark in marks {
            let same = (
                self.places[mark.student * self.questions + mark.question],
                &mark.points,
                mark.comment.as_str(),
            );
            let new = known.get(&same).copied().unwrap_or_else(|| {
                let worth = &quiz.questions[mark.question].points;
                let share = mark.points.divide(worth).unwrap_or_else(Rational::zero);
                let decided = Decided::ByHand(mark.comment.clone());
                self.over((mark.student, mark.question), class, decided, share)
            });
            known.insert(same, new);
            self.places[mark.student * self.questions + mark.question] = new;
        }
        for (question, asked) in quiz.questions.iter().enumerate() {
            let (decided, share) = match asked.void {
                Some(Void::Full) => (Decided::ForEveryone, Rational::one()),
                Some(Void::None) => (Decided::ForNobody, Rational::zero()),
                None => continue,
            };
            let mut decided_places: HashMap<u32, u32> = HashMap::new();
            for student in 0..self.students() {
                let at = student * self.questions + question;
                let place = self.places[at];
                let new = decided_places.get(&place).copied().unwrap_or_else(|| {
                    self.over((student, question), class, decided.clone(), share.clone())
                });
                decided_places.insert(place, new);
                self.places[at] = new;
            }
        }
        self.counts = OnceLock::new();
        self.figures = OnceLock::new();
    }

    /// Adds what was decided over the verdict on an answer; its place.
    fn over(
        &mut self,
        (student, question): (usize, usize),
        class: &Class,
        decided: Decided,
        share: Rational,
    ) -> u32 {
        let typed = class.answer(student, question).unwrap_or("").trim();
        let outcome = self.mark(student, question).outcome;
        let place = self
            .verdicts
            .push(&Verdict::decided(outcome, typed, decided, share));
        self.decided[question].push(place);
        place
    }

    /// Whether an answer to a question was marked by hand, or the question is void.
    pub fn is_decided(&self, question: usize) -> bool {
        let mut tally = self.tally(question);
        tally.any(|(_, mark, _)| mark.decided)
    }

    /// The verdict on a student's answer to a question, with all that it says; `key` is the student's. What
    /// there was no room for is judged again.
    pub fn verdict(&self, student: usize, question: usize, key: &Key, class: &Class) -> Verdict {
        let kept = self.verdicts.whole(self.place(student, question));
        // A copy of the key, since there are many that would remember what their answers needed.
        let copy = || key.clone().telling(Telling::ALL);
        kept.unwrap_or_else(|| self.verdict_by(student, question, &copy(), class))
    }

    /// The same by a key that tells all, and may remember what its answers need.
    pub fn verdict_by(&self, student: usize, question: usize, key: &Key, class: &Class) -> Verdict {
        let kept = self.verdicts.whole(self.place(student, question));
        let again = || judge(key, class.answer(student, question).unwrap_or(""));
        kept.unwrap_or_else(again)
    }

    /// On how many threads it was judged.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// What was decided over the verdict on a student's answer to a question.
    pub fn decided(&self, student: usize, question: usize) -> Option<Decided> {
        let place = self.place(student, question);
        let decided = self.verdicts.at(place).decided;
        decided.then(|| self.verdicts.whole(place)?.decided)?
    }

    /// What counts of the verdict on a student's answer to a question.
    pub fn mark(&self, student: usize, question: usize) -> VerdictMark<'_> {
        self.verdicts.at(self.place(student, question))
    }

    /// The place of a verdict; equal answers to a question share one.
    pub fn place(&self, student: usize, question: usize) -> usize {
        self.places[student * self.questions + question] as usize
    }

    /// The different verdicts on the answers of these students to a question, each with how many
    /// of them it is.
    pub fn counted(
        &self,
        question: usize,
        students: Range<usize>,
    ) -> impl Iterator<Item = (VerdictMark<'_>, usize)> {
        let all = students == (0..self.students());
        let whole = all.then(|| self.tally(question).map(|(_, mark, count)| (mark, count)));
        let some = (!all).then(|| students.map(move |student| (self.mark(student, question), 1)));
        whole
            .into_iter()
            .flatten()
            .chain(some.into_iter().flatten())
    }

    /// Answers of these students that could not be read or decided, of each at most so many: the student, the
    /// question and which of both it is.
    pub fn unsettled(&self, students: Range<usize>, most: usize) -> Vec<(usize, usize, Outcome)> {
        let mut left = [Outcome::Unread, Outcome::Undecided].map(|outcome| {
            let questions = 0..self.questions;
            let counted = questions.flat_map(|at| self.counted(at, students.clone()));
            let all = counted.filter(|(mark, _)| mark.outcome == outcome);
            (outcome, most.min(all.map(|(_, count)| count).sum()))
        });
        let mut found = Vec::new();
        // Every answer up to the last of them is looked at, so that of each no more is than what it comes to.
        let kinds: Vec<Outcome> = self.verdicts.kinds().map(|mark| mark.outcome).collect();
        let mut of = students.start * self.questions..students.end * self.questions;
        while left.iter().any(|(_, left)| *left > 0)
            && let Some(at) = of.next()
        {
            let outcome = kinds[self.verdicts.kind(self.places[at] as usize)];
            let mut open = left.iter_mut();
            if let Some((_, left)) = open.find(|(open, left)| *open == outcome && *left > 0) {
                *left -= 1;
                found.push((at / self.questions, at % self.questions, outcome));
            }
        }
        found
    }

    /// How many students there are.
    pub fn students(&self) -> usize {
        self.places.len() / self.questions.max(1)
    }

    /// A student's points: what is judged, without what waits for manual review.
    pub fn score(&self, student: usize, quiz: &Quiz) -> f64 {
        (0..quiz.questions.len())
            .filter_map(|question| self.points(student, question, quiz))
            .sum()
    }

    /// The same without rounding.
    pub fn exact_score(&self, student: usize, quiz: &Quiz) -> Rational {
        let judged = quiz.questions.iter().enumerate();
        judged.fold(Rational::zero(), |sum, (question, asked)| {
            let mark = self.mark(student, question);
            match mark.outcome.needs_review() {
                true => sum,
                false => &sum + &(mark.share * &asked.worth()),
            }
        })
    }

    /// The points for one answer; `None` where it waits for manual review.
    pub fn points(&self, student: usize, question: usize, quiz: &Quiz) -> Option<f64> {
        let mark = self.mark(student, question);
        let points = quiz.questions[question].worth();
        (!mark.outcome.needs_review()).then(|| (mark.share * &points).to_f64())
    }

    /// The figures of the class, of whose quiz it is; `None` without students.
    pub fn figures(&self, quiz: &Quiz) -> Option<&Figures> {
        self.figures.get_or_init(|| self.figured(quiz)).as_ref()
    }

    fn figured(&self, quiz: &Quiz) -> Option<Figures> {
        let worth: Vec<Rational> = quiz.questions.iter().map(Question::worth).collect();
        // The points of verdicts are computed once for all that say the same of as much.
        let mut worths: Vec<&Rational> = Vec::new();
        let mut tables: Vec<Vec<f64>> = Vec::new();
        let mut points = vec![f64::NAN; self.verdicts.len()];
        for (question, worth) in worth.iter().enumerate() {
            let known = worths.iter().position(|known| *known == worth);
            let table = known.unwrap_or_else(|| {
                worths.push(worth);
                let points = self.verdicts.kinds().map(|mark| {
                    let judged = !mark.outcome.needs_review();
                    judged.then(|| (mark.share * worth).to_f64())
                });
                tables.push(points.map(|points| points.unwrap_or(f64::NAN)).collect());
                tables.len() - 1
            });
            for place in self.judged_in(question) {
                points[place] = tables[table][self.verdicts.kind(place)];
            }
        }
        let scores = Scores::of(&self.places, points, worth.len());
        let worth: Vec<f64> = worth.iter().map(Rational::to_f64).collect();
        figures::figures(&scores, &worth, self.threads)
    }

    /// How the answers to a question were judged.
    pub fn counts(&self, question: usize) -> Counts {
        let mut counts = Counts::default();
        for (_, mark, more) in self.tally(question) {
            let count = match mark.outcome {
                Outcome::Right => &mut counts.right,
                Outcome::Partly => &mut counts.partly,
                Outcome::Wrong => &mut counts.wrong,
                Outcome::Blank => &mut counts.blank,
                Outcome::Unread => &mut counts.unread,
                Outcome::Undecided => &mut counts.undecided,
                Outcome::Manual => &mut counts.manual,
            };
            *count += more;
        }
        counts
    }

    /// Of each student the row with the most points for certain, of equal ones the first; for a
    /// class that has every attempt.
    pub fn best_attempts(&self, class: &Class, quiz: &Quiz) -> Vec<usize> {
        let mut best: Vec<(usize, usize, Rational)> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for (row, student) in class.students.iter().enumerate() {
            let score = self.exact_score(row, quiz);
            let first = student.first.unwrap_or(row);
            match places.get(&first) {
                None => {
                    places.insert(first, best.len());
                    best.push((first, row, score));
                }
                Some(&place) if score > best[place].2 => best[place] = (first, row, score),
                Some(_) => {}
            }
        }
        best.into_iter().map(|(_, row, _)| row).collect()
    }

    /// The different verdicts on a question with their places, and how many answers each is of.
    fn tally(&self, question: usize) -> impl Iterator<Item = (usize, VerdictMark<'_>, usize)> {
        let counts = self.all_counts();
        self.judged_in(question)
            .filter(|&place| counts[place] > 0)
            .map(|place| (place, self.verdicts.at(place), counts[place] as usize))
    }

    /// How many answers the verdict at a place is of.
    pub fn times(&self, place: usize) -> usize {
        self.all_counts()[place] as usize
    }

    fn all_counts(&self) -> &[u32] {
        self.counts.get_or_init(|| {
            let mut counts = vec![0; self.verdicts.len()];
            for &place in &self.places {
                counts[place as usize] += 1;
            }
            counts
        })
    }

    /// The places of the verdicts on a question.
    fn judged_in(&self, question: usize) -> impl Iterator<Item = usize> {
        let judged = self.starts.get(question..=question + 1);
        let judged = judged.map_or(0..0, |of| of[0]..of[1]);
        let decided = self.decided.get(question).into_iter().flatten().copied();
        judged.chain(decided).map(|place| place as usize)
    }
}

#[cfg(test)]
mod tests;
