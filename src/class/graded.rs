//! A class judged: every answer with its verdict, and what the class as a whole shows.

use crate::class::answers::Class;
use crate::class::figures::{self, Figures, Scores};
use crate::class::kept::KeptVerdicts;
use crate::class::marks::HandMark;
use crate::files::room;
use crate::number::rational::Rational;
use crate::quiz::paper::Papers;
use crate::quiz::{Quiz, Void};
use crate::verdict::key::Key;
use crate::verdict::{Decided, Evidence, Outcome, Slipped, Verdict};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

pub use crate::class::kept::VerdictMark;

/// Fewest different answers for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 64;

/// Variants of a question up to which their keys remember what their answers needed.
const FEW_VARIANTS: usize = 64;

/// Bytes that the verdict on one text takes, with what it says.
const VERDICT: usize = 1 << 7;

/// Bytes that each answer takes in the figures.
const FIGURE: usize = 32;

/// Verdicts that a thread makes before it hands them over.
const HANDED_OVER: usize = 64;

/// Questions whose different answers are looked for at once: students come one after the other, whose
/// answers stand together.
const AT_ONCE: usize = 16;

/// Most places of texts for the questions that are looked for at once, where that many texts are: 4 MB.
const MAX_TABLE: usize = 1 << 20;

/// A class with its verdicts.
#[derive(Debug)]
pub struct Graded {
    /// The different verdicts; equal answers to a question share one.
    verdicts: KeptVerdicts,
    /// For each student, the verdict on each question, as an index of `verdicts`; one student after
    /// the other.
    places: Vec<u32>,
    /// Questions of a student.
    questions: usize,
    /// Threads that there are.
    threads: usize,
    /// The figures, once they are asked for.
    figures: OnceLock<Option<Figures>>,
    /// For each question the places of its verdicts, ascending, and how many answers each is of.
    tallies: OnceLock<Vec<Vec<(u32, usize)>>>,
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

/// A wrong answer and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commonest {
    /// As it was read, or typed.
    pub answer: String,
    /// How many students.
    pub count: usize,
    /// The slip behind it.
    pub slip: Option<String>,
}

/// Most texts of wrong answers to a question that are told one by one; of a class of a million most
/// are given once, and nobody reads them.
pub const MAX_GROUPS: usize = 1_000;

/// A slip that students made in a question.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The question, by its place in the quiz.
    pub question: usize,
    /// The slip.
    pub slip: Slipped,
    /// How many students.
    pub count: usize,
}

/// Judges all answers of a class on up to that many threads; the result is the same for any
/// number. `papers` are those of the class's students, in their order.
///
/// # Errors
/// `OutOfMemory` where there is no room for the verdicts.
pub fn grade(papers: &Papers, class: &Class, threads: usize) -> io::Result<Graded> {
    let questions = papers.general.len();
    let (places, texts) = different(papers, class);
    room::ask(texts.len() * VERDICT + places.len() * FIGURE)?;
    // Where every student has numbers of their own, what a key remembers serves few answers and is
    // most of its size: it is forgotten with a copy.
    let own = papers.different_variants() > FEW_VARIANTS * questions;
    let judge = |&(at, question): &(u32, u32)| {
        let (at, question) = (at as usize, question as usize);
        let text = class.answer(at, question).unwrap_or("");
        match papers.variant(at, question) {
            Cow::Borrowed(variant) if own => judge(&variant.key.clone(), text),
            variant => judge(&variant.key, text),
        }
    };
    let sharing = if texts.len() < MIN_SHARED { 1 } else { threads };
    Ok(Graded {
        verdicts: judged(&texts, sharing, &judge),
        places,
        questions,
        threads,
        figures: OnceLock::new(),
        tallies: OnceLock::new(),
    })
}

/// For each answer the place of its text among the different ones, and of each of these the first student
/// who gave it, and the question.
fn different(papers: &Papers, class: &Class) -> (Vec<u32>, Vec<(u32, u32)>) {
    let questions = papers.general.len();
    let students = class.students.len();
    // Answers are below ten million: MAX_CELLS.
    let mut places: Vec<u32> = vec![0; students * questions];
    let mut texts: Vec<(u32, u32)> = Vec::new();
    let mut put = |at: usize, question: usize, known: &mut u32| {
        if *known == NONE {
            *known = texts.len() as u32;
            texts.push((at as u32, question as u32));
        }
        places[at * questions + question] = *known;
    };
    // Where all have one paper, texts tell answers to a question apart; a blank one has a place as well.
    let all = class.different_texts() + 1;
    let at_once = match papers.is_one() {
        true => (MAX_TABLE / all).clamp(1, AT_ONCE),
        false => AT_ONCE,
    };
    let mut tables = vec![NONE; if papers.is_one() { all * at_once } else { 0 }];
    let mut index: HashMap<(u32, u32), u32> = HashMap::new();
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
                put(at, question, known);
            }
        }
    }
    (places, texts)
}

/// No place of an answer.
const NONE: u32 = u32::MAX;

/// One answer; a fault of ours must not lose the others.
pub fn judge(key: &Key, text: &str) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| key.judge(text))).unwrap_or_else(|_| Verdict {
        remark: Some("the program failed on this answer".to_owned()),
        ..Verdict::of(Outcome::Undecided, Evidence::None)
    })
}

/// Judges on that many threads, each taking the next answer that nobody has taken.
fn judged(
    texts: &[(u32, u32)],
    threads: usize,
    judge: &(dyn Fn(&(u32, u32)) -> Verdict + Sync),
) -> KeptVerdicts {
    let next = AtomicUsize::new(0);
    let kept = Mutex::new(KeptVerdicts::new(texts.len()));
    room::together(threads, &|| {
        let mut done = Vec::with_capacity(HANDED_OVER);
        let hand_over = |done: &mut Vec<(usize, Verdict)>| {
            let mut kept = kept.lock().expect("nothing panics while it is held");
            for (at, verdict) in done.drain(..) {
                kept.put(at, &verdict);
            }
        };
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else { break };
            done.push((at, judge(text)));
            if done.len() == HANDED_OVER {
                hand_over(&mut done);
            }
        }
        hand_over(&mut done);
    });
    kept.into_inner().expect("nothing panics while it is held")
}

impl Graded {
    /// Puts what was marked by hand, and what the quiz says of void questions, over the verdicts.
    pub fn decide(&mut self, quiz: &Quiz, marks: &[HandMark]) {
        // Equal marks on equal answers are one verdict.
        let mut known: HashMap<(u32, &Rational, &str), u32> = HashMap::new();
        for mark in marks {
            let at = mark.student * self.questions + mark.question;
            let place = self.places[at];
            let verdicts = &mut self.verdicts;
            let same = (place, &mark.points, mark.comment.as_str());
            let new = *known.entry(same).or_insert_with(|| {
                let worth = &quiz.questions[mark.question].points;
                let share = mark.points.divide(worth).unwrap_or_else(Rational::zero);
                let decided = Decided::ByHand(mark.comment.clone());
                let verdict = verdicts.whole(place as usize).decide(decided, share);
                verdicts.push(&verdict)
            });
            self.places[at] = new;
        }
        for (question, asked) in quiz.questions.iter().enumerate() {
            let (decided, share) = match asked.void {
                Some(Void::Full) => (Decided::ForEveryone, Rational::one()),
                Some(Void::None) => (Decided::ForNobody, Rational::zero()),
                None => continue,
            };
            let mut decided_places: HashMap<u32, u32> = HashMap::new();
            for row in self.places.chunks_mut(self.questions) {
                let place = row[question];
                let verdicts = &mut self.verdicts;
                row[question] = *decided_places.entry(place).or_insert_with(|| {
                    let verdict = verdicts.whole(place as usize);
                    verdicts.push(&verdict.decide(decided.clone(), share.clone()))
                });
            }
        }
        self.tallies = OnceLock::new();
        self.figures = OnceLock::new();
    }

    /// Whether an answer to a question was marked by hand, or the question is void.
    pub fn is_decided(&self, question: usize) -> bool {
        let mut tally = self.tally(question);
        tally.any(|(_, mark, _)| mark.decided)
    }

    /// The verdict on a student's answer to a question, with all that it says.
    pub fn verdict(&self, student: usize, question: usize) -> Verdict {
        self.verdicts.whole(self.place(student, question))
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

    /// Answers of these students that could not be read or decided.
    pub fn unsettled(&self, students: Range<usize>) -> usize {
        let places = &self.places[students.start * self.questions..students.end * self.questions];
        let outcomes = places
            .iter()
            .map(|&at| self.verdicts.at(at as usize).outcome);
        outcomes
            .filter(|outcome| matches!(outcome, Outcome::Unread | Outcome::Undecided))
            .count()
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
        let worth: Vec<f64> = quiz
            .questions
            .iter()
            .map(|question| question.worth().to_f64())
            .collect();
        // The points of a verdict are computed once for all answers that share it.
        let mut points: Vec<Option<f64>> = vec![None; self.verdicts.len()];
        for (question, asked) in quiz.questions.iter().enumerate() {
            let worth = asked.worth();
            for (place, mark, _) in self.tally(question) {
                let judged = !mark.outcome.needs_review();
                points[place] = judged.then(|| (mark.share * &worth).to_f64());
            }
        }
        let scores = Scores::new(
            self.places.iter().map(|&place| points[place as usize]),
            worth.len(),
        );
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

    /// The wrong answers to a question, the commonest first; what reads the same counts as one. Of
    /// more than [`MAX_GROUPS`] the others are counted: how many answers they are. Neither depends on
    /// the order of the class.
    pub fn wrong_answers(&self, question: usize) -> (Vec<Commonest>, usize) {
        // Equal answers share a verdict, so each is looked at once; what reads the same is one.
        let mut known: HashMap<Cow<'_, str>, (usize, Option<&str>)> = HashMap::new();
        for (place, mark, count) in self.tally(question) {
            let wrong = matches!(mark.outcome, Outcome::Wrong | Outcome::Partly);
            if wrong && !mark.decided {
                let reads = self.verdicts.read_as(place);
                let slip = mark.slip.map(|slip| &*slip.name);
                let (all, behind) = known.entry(reads).or_insert((0, slip));
                *all += count;
                // With numbers of their own the same text may come of several slips.
                *behind = match (*behind, slip) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        let mut wrong: Vec<_> = known.into_iter().collect();
        wrong.sort_by(|(a, (m, _)), (b, (n, _))| {
            n.cmp(m).then(a.len().cmp(&b.len())).then(a.cmp(b))
        });
        let told = wrong.len().min(MAX_GROUPS);
        let more = wrong[told..].iter().map(|(_, (count, _))| count).sum();
        wrong.truncate(told);
        let commonest =
            |(answer, (count, slip)): (Cow<'_, str>, (usize, Option<&str>))| Commonest {
                answer: answer.into_owned(),
                count,
                slip: slip.map(str::to_owned),
            };
        (wrong.into_iter().map(commonest).collect(), more)
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
        let tallies = self.tallies.get_or_init(|| {
            // A verdict belongs to one question, so one pass counts them all.
            let mut counts = vec![(0, 0); self.verdicts.len()];
            for row in self.places.chunks(self.questions.max(1)) {
                for (question, &place) in row.iter().enumerate() {
                    let (of, count) = &mut counts[place as usize];
                    *of = question;
                    *count += 1;
                }
            }
            let mut tallies = vec![Vec::new(); self.questions];
            for (place, (question, count)) in counts.into_iter().enumerate() {
                if count > 0 {
                    tallies[question].push((place as u32, count));
                }
            }
            tallies
        });
        let tally = tallies.get(question).into_iter().flatten();
        tally.map(|&(place, count)| (place as usize, self.verdicts.at(place as usize), count))
    }

    /// The first `most` who gave each of these wrong answers as they read, in the order of the class.
    pub fn who<'a>(
        &self,
        question: usize,
        answers: impl IntoIterator<Item = &'a str>,
        most: usize,
    ) -> HashMap<&'a str, Vec<usize>> {
        let asked: HashSet<&str> = answers.into_iter().collect();
        let mut of: HashMap<usize, &str> = HashMap::new();
        for (place, mark, _) in self.tally(question) {
            let wrong = matches!(mark.outcome, Outcome::Wrong | Outcome::Partly);
            if wrong && !mark.decided {
                let reads = self.verdicts.read_as(place);
                of.extend(asked.get(&*reads).map(|answer| (place, *answer)));
            }
        }
        let mut who: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in 0..self.students() {
            if let Some(answer) = of.get(&self.place(at, question)) {
                let gave = who.entry(answer).or_default();
                if gave.len() < most {
                    gave.push(at);
                }
            }
        }
        who
    }

    /// The slips in a question, the commonest first, of equally common ones by their names, and how
    /// many students made each.
    pub fn slips(&self, question: usize) -> Vec<(&Slipped, usize)> {
        let mut known: HashMap<&str, (&Slipped, usize)> = HashMap::new();
        for (_, mark, count) in self.tally(question) {
            if let Some(slip) = mark.slip {
                known.entry(&slip.name).or_insert((slip, 0)).1 += count;
            }
        }
        let mut slips: Vec<(&Slipped, usize)> = known.into_values().collect();
        slips.sort_by(|(a, m), (b, n)| {
            let names = a.name.len().cmp(&b.name.len()).then(a.name.cmp(&b.name));
            n.cmp(m).then(names)
        });
        slips
    }

    /// The slips of all questions, the commonest first; of equally common ones the order of the
    /// quiz and then the names decide.
    pub fn lessons(&self, questions: usize) -> Vec<Lesson> {
        let mut lessons: Vec<Lesson> = Vec::new();
        for question in 0..questions {
            lessons.extend(
                self.slips(question)
                    .into_iter()
                    .map(|(slip, count)| Lesson {
                        question,
                        slip: slip.clone(),
                        count,
                    }),
            );
        }
        // The sort is stable: ties stay in the order above.
        lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.count));
        lessons
    }
}
