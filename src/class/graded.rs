//! A class judged: every answer with its verdict, and what the class as a whole shows.

use crate::class::answers::{Class, moment};
use crate::class::figures::{self, Figures};
use crate::class::marks::Mark;
use crate::number::rational::Rational;
use crate::quiz::paper::Papers;
use crate::quiz::{Quiz, Void};
use crate::verdict::key::Key;
use crate::verdict::{Decided, Evidence, Outcome, Slipped, Verdict};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fewest different answers for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 64;

/// A class with its verdicts.
#[derive(Debug)]
pub struct Graded {
    /// The different verdicts; equal answers to a question share one.
    verdicts: Vec<Verdict>,
    /// For each student, the verdict on each question, as an index of `verdicts`.
    rows: Vec<Vec<usize>>,
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
pub fn grade(papers: &Papers, class: &Class, threads: usize) -> Graded {
    let mut index: HashMap<(usize, &str), usize> = HashMap::new();
    let mut texts: Vec<(usize, &str)> = Vec::new();
    let mut rows = Vec::with_capacity(class.students.len());
    for (at, student) in class.students.iter().enumerate() {
        let row = student
            .answers
            .iter()
            .enumerate()
            .map(|(question, answer)| {
                let text = answer.as_ref().map_or("", |answer| answer.text.trim());
                let variant = papers.place(at, question);
                *index.entry((variant, text)).or_insert_with(|| {
                    texts.push((variant, text));
                    texts.len() - 1
                })
            });
        rows.push(row.collect());
    }
    let variants = papers.variants();
    let judge = |&(variant, text): &(usize, &str)| judge(&variants[variant].key, text);
    let verdicts = if threads < 2 || texts.len() < MIN_SHARED {
        texts.iter().map(judge).collect()
    } else {
        shared(&texts, threads, &judge)
    };
    Graded { verdicts, rows }
}

/// One answer; a fault of ours must not lose the others.
pub fn judge(key: &Key, text: &str) -> Verdict {
    let verdict = certain(key, text);
    // A spreadsheet makes dates of fractions, and a date is never a number.
    let asked = !matches!(
        verdict.outcome,
        Outcome::Right | Outcome::Blank | Outcome::Manual
    );
    match asked && moment::is_date(text) {
        true => Verdict {
            typed: verdict.typed,
            ..Verdict::of(Outcome::Unread, Evidence::None)
        }
        .remark("this is a date, which spreadsheets make of fractions"),
        false => verdict,
    }
}

fn certain(key: &Key, text: &str) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| key.judge(text))).unwrap_or_else(|_| Verdict {
        remark: Some("the program failed on this answer".to_owned()),
        ..Verdict::of(Outcome::Undecided, Evidence::None)
    })
}

/// Judges on several threads, each taking the next answer that nobody has taken.
fn shared<'a>(
    texts: &[(usize, &'a str)],
    threads: usize,
    judge: &(dyn Fn(&(usize, &'a str)) -> Verdict + Sync),
) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else {
                return done;
            };
            done.push((at, judge(text)));
        }
    };
    let mut done: Vec<(usize, Verdict)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles
            .into_iter()
            .flat_map(|handle| handle.join().expect("a thread catches its panics"))
            .collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, verdict)| verdict).collect()
}

impl Graded {
    /// Puts what was marked by hand, and what the quiz says of void questions, over the verdicts.
    pub fn decide(&mut self, quiz: &Quiz, marks: &[Mark]) {
        // Equal marks on equal answers are one verdict.
        let mut known: HashMap<(usize, &Rational, &str), usize> = HashMap::new();
        for mark in marks {
            let place = self.rows[mark.student][mark.question];
            let verdicts = &mut self.verdicts;
            let same = (place, &mark.points, mark.comment.as_str());
            let new = *known.entry(same).or_insert_with(|| {
                let worth = &quiz.questions[mark.question].points;
                let share = mark.points.divide(worth).unwrap_or_else(Rational::zero);
                let decided = Decided::ByHand(mark.comment.clone());
                let verdict = verdicts[place].decide(decided, share);
                verdicts.push(verdict);
                verdicts.len() - 1
            });
            self.rows[mark.student][mark.question] = new;
        }
        for (question, asked) in quiz.questions.iter().enumerate() {
            let (decided, share) = match asked.void {
                Some(Void::Full) => (Decided::ForEveryone, Rational::one()),
                Some(Void::None) => (Decided::ForNobody, Rational::zero()),
                None => continue,
            };
            let mut decided_places: HashMap<usize, usize> = HashMap::new();
            for row in &mut self.rows {
                let place = row[question];
                let verdicts = &mut self.verdicts;
                row[question] = *decided_places.entry(place).or_insert_with(|| {
                    let verdict = verdicts[place].decide(decided.clone(), share.clone());
                    verdicts.push(verdict);
                    verdicts.len() - 1
                });
            }
        }
    }

    /// Whether an answer to a question was marked by hand, or the question is void.
    pub fn is_decided(&self, question: usize) -> bool {
        let mut places = self.rows.iter().map(|row| row[question]);
        places.any(|place| self.verdicts[place].decided.is_some())
    }

    /// The verdict on a student's answer to a question.
    pub fn verdict(&self, student: usize, question: usize) -> &Verdict {
        &self.verdicts[self.rows[student][question]]
    }

    /// The place of a verdict; equal answers to a question share one.
    pub fn place(&self, student: usize, question: usize) -> usize {
        self.rows[student][question]
    }

    /// The different verdicts on the answers of these students to a question, each with how many
    /// of them it is.
    pub fn counted(
        &self,
        question: usize,
        students: Range<usize>,
    ) -> impl Iterator<Item = (&Verdict, usize)> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for row in &self.rows[students] {
            *counts.entry(row[question]).or_default() += 1;
        }
        let counts = counts.into_iter();
        counts.map(|(at, count)| (&self.verdicts[at], count))
    }

    /// Answers of these students that could not be read or decided.
    pub fn unsettled(&self, students: Range<usize>) -> usize {
        let verdicts = self.rows[students].iter().flatten();
        let outcomes = verdicts.map(|&at| self.verdicts[at].outcome);
        outcomes
            .filter(|outcome| matches!(outcome, Outcome::Unread | Outcome::Undecided))
            .count()
    }

    /// How many students there are.
    pub fn students(&self) -> usize {
        self.rows.len()
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
            let verdict = self.verdict(student, question);
            match verdict.outcome.needs_review() {
                true => sum,
                false => &sum + &(&verdict.share * &asked.worth()),
            }
        })
    }

    /// The points for one answer; `None` where it waits for manual review.
    pub fn points(&self, student: usize, question: usize, quiz: &Quiz) -> Option<f64> {
        let verdict = self.verdict(student, question);
        let points = quiz.questions[question].worth();
        (!verdict.outcome.needs_review()).then(|| (&verdict.share * &points).to_f64())
    }

    /// The figures of the class; `None` without students.
    pub fn figures(&self, quiz: &Quiz) -> Option<Figures> {
        let worth: Vec<f64> = quiz
            .questions
            .iter()
            .map(|question| question.worth().to_f64())
            .collect();
        let scores: Vec<Vec<Option<f64>>> = (0..self.students())
            .map(|student| {
                (0..worth.len())
                    .map(|question| self.points(student, question, quiz))
                    .collect()
            })
            .collect();
        figures::figures(&scores, &worth)
    }

    /// How the answers to a question were judged.
    pub fn counts(&self, question: usize) -> Counts {
        let mut counts = Counts::default();
        for student in 0..self.students() {
            let count = match self.verdict(student, question).outcome {
                Outcome::Right => &mut counts.right,
                Outcome::Partly => &mut counts.partly,
                Outcome::Wrong => &mut counts.wrong,
                Outcome::Blank => &mut counts.blank,
                Outcome::Unread => &mut counts.unread,
                Outcome::Undecided => &mut counts.undecided,
                Outcome::Manual => &mut counts.manual,
            };
            *count += 1;
        }
        counts
    }

    /// The wrong answers to a question, the commonest first; what reads the same counts as one.
    pub fn wrong_answers(&self, question: usize) -> Vec<Commonest> {
        // Equal answers share a verdict, so each is looked at once; what reads the same is one.
        let mut known: HashMap<String, (usize, usize)> = HashMap::new();
        for (at, count) in self.tally(question) {
            let verdict = &self.verdicts[at];
            let wrong = matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly);
            if wrong && verdict.decided.is_none() {
                let (all, first) = known.entry(verdict.read_as.join(" or ")).or_insert((0, at));
                *all += count;
                *first = at.min(*first);
            }
        }
        let mut wrong: Vec<(String, usize, usize)> = known
            .into_iter()
            .map(|(answer, (count, first))| (answer, count, first))
            .collect();
        wrong.sort_by(|(a, m, _), (b, n, _)| n.cmp(m).then(a.len().cmp(&b.len())).then(a.cmp(b)));
        let commonest = |(answer, count, first): (String, usize, usize)| Commonest {
            answer,
            count,
            slip: self.verdicts[first]
                .slip
                .as_ref()
                .map(|slip| slip.name.clone()),
        };
        wrong.into_iter().map(commonest).collect()
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

    /// The different verdicts on a question, by their places, and how many answers each is of.
    fn tally(&self, question: usize) -> Vec<(usize, usize)> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for row in &self.rows {
            *counts.entry(row[question]).or_default() += 1;
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_unstable();
        counts
    }

    /// Who gave a wrong answer that reads so, in the order of the class.
    pub fn who<'g>(&'g self, question: usize, answer: &'g str) -> impl Iterator<Item = usize> + 'g {
        let same: HashSet<usize> = self
            .tally(question)
            .into_iter()
            .map(|(place, _)| place)
            .filter(|&place| {
                let verdict = &self.verdicts[place];
                let wrong = matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly);
                wrong && verdict.decided.is_none() && verdict.read_as.join(" or ") == answer
            })
            .collect();
        let rows = self.rows.iter().enumerate();
        rows.filter(move |(_, row)| same.contains(&row[question]))
            .map(|(at, _)| at)
    }

    /// The slips in a question by name, the commonest first, and how many students made each.
    pub fn slips(&self, question: usize) -> Vec<(&str, usize)> {
        let slips = (0..self.students()).filter_map(|at| self.verdict(at, question).slip.as_ref());
        figures::tally(slips.map(|slip| slip.name.as_str()))
    }

    /// The slips of all questions, the commonest first; of equally common ones the order of the
    /// quiz and then the names decide.
    pub fn lessons(&self, questions: usize) -> Vec<Lesson> {
        let mut lessons: Vec<Lesson> = Vec::new();
        for question in 0..questions {
            let slips = || {
                let students = 0..self.students();
                students.filter_map(|student| self.verdict(student, question).slip.as_ref())
            };
            for (name, count) in self.slips(question) {
                let slip = slips().find(|slip| slip.name == name);
                lessons.extend(slip.map(|slip| Lesson {
                    question,
                    slip: slip.clone(),
                    count,
                }));
            }
        }
        // The sort is stable: ties stay in the order above.
        lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.count));
        lessons
    }
}
