//! What the verdicts on a class tell of its mistakes: wrong answers, who gave them, the slips behind them.

use crate::class::answers::Class;
use crate::class::graded::Graded;
use crate::verdict::{Outcome, Slipped};
use std::collections::{HashMap, HashSet};

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

/// The wrong answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongAnswers {
    /// Those that are told, the commonest first.
    pub commonest: Vec<Commonest>,
    /// How many there are that differ, up to [`MAX_GROUPS`].
    pub groups: usize,
    /// The answers beside those: how many there are.
    pub more: usize,
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

impl Graded {
    /// The wrong answers to a question, of which so many are told; what reads the same counts as one.
    /// Nothing of it depends on the order of the class.
    pub fn wrong_answers(&self, question: usize, class: &Class, most: usize) -> WrongAnswers {
        // Equal answers share a verdict, so each is looked at once; what reads the same is one.
        let mut known: HashMap<&str, (usize, Option<&str>)> = HashMap::new();
        for (place, mark, count) in self.tally(question) {
            let wrong = matches!(mark.outcome, Outcome::Wrong | Outcome::Partly);
            if wrong && !mark.decided {
                let reads = self.reads(place, class);
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
        wrong.sort_unstable_by(|(a, (m, _)), (b, (n, _))| {
            n.cmp(m).then(a.len().cmp(&b.len())).then(a.cmp(b))
        });
        let groups = wrong.len().min(MAX_GROUPS);
        let more = wrong[groups..].iter().map(|(_, (count, _))| count).sum();
        wrong.truncate(groups.min(most));
        let commonest = |(answer, (count, slip)): (&str, (usize, Option<&str>))| Commonest {
            answer: answer.to_owned(),
            count,
            slip: slip.map(str::to_owned),
        };
        WrongAnswers {
            commonest: wrong.into_iter().map(commonest).collect(),
            groups,
            more,
        }
    }

    /// How a wrong answer was read, by the place of its verdict.
    fn reads<'c>(&'c self, place: usize, class: &'c Class) -> &'c str {
        let typed = |place| class.text_at(place);
        self.verdicts.read_as(place).unwrap_or_else(typed)
    }

    /// The first `most` who gave each of these wrong answers as they read, in the order of the class.
    pub fn who<'a>(
        &self,
        question: usize,
        answers: impl IntoIterator<Item = &'a str>,
        class: &Class,
        most: usize,
    ) -> HashMap<&'a str, Vec<usize>> {
        let asked: HashSet<&str> = answers.into_iter().collect();
        let mut of: HashMap<usize, &str> = HashMap::new();
        for (place, mark, _) in self.tally(question) {
            let wrong = matches!(mark.outcome, Outcome::Wrong | Outcome::Partly);
            if wrong && !mark.decided {
                let reads = self.reads(place, class);
                of.extend(asked.get(reads).map(|answer| (place, *answer)));
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
        slips.sort_unstable_by(|(a, m), (b, n)| {
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
