//! A class as a record: the figures, the questions, what to teach and to review, and every answer.

use crate::class::figures::{Discrimination, Figures};
use crate::class::graded::MAX_GROUPS;
use crate::class::neighbours;
use crate::class::reach::{Reach, ThresholdStanding};
use crate::number::rational::Rational;
use crate::quiz::Question;
use crate::quiz::paper::Variant;
use crate::report::check::{Check, Feedback, earned};
use crate::report::class::changes;
use crate::report::class::columns::{self, TableRead};
use crate::report::class::placed::AnswerPlace;
use crate::report::class::{Report, task};
use crate::report::diagnostic::Problem;
use crate::report::figure::Figure;
use crate::report::record::{Aside, DoubleFigure, Flat, Maybe, record, words};
use crate::slope::DIGITS;
use crate::verdict::rules::Locale;
use crate::verdict::{Decided, Outcome, Verdict};
use std::borrow::Cow;

/// Different wrong answers to a question that people are told; the others are counted.
pub(crate) const TOLD: usize = 20;

/// Answers that are named in the list for manual review, and students in other lists; the others are counted.
pub(super) const NAMED: usize = 12;

/// Answers that could not be read among which one with a decimal comma is looked for.
const LOOKED_AT: usize = 1_000;

/// Below this discrimination a question, or its key, needs a look.
pub(super) const WEAK: f64 = 0.1;

words! {
    ThresholdStanding: [ThresholdStanding::Reached, ThresholdStanding::Missed, ThresholdStanding::Open];
}

record! {
    /// A class, graded.
    pub struct Results {
        /// what the quiz is called
        pub title: Option<String>,
        /// how many students there are
        pub student_count: usize,
        /// points of all questions
        pub points: Figure,
        /// points of the questions that are judged here: all but those in words
        pub judged_points: Figure,
        /// mean score in points that are certain
        pub mean: Option<DoubleFigure>,
        /// the mean with all points for every open answer
        pub mean_highest: Option<DoubleFigure>,
        /// open answers: unread, undecided, or in words and not marked
        pub open: usize,
        /// the same in percent of judged_points
        pub mean_percent: Option<DoubleFigure>,
        /// median score in points
        pub median: Option<DoubleFigure>,
        /// sample standard deviation of the scores in points
        pub standard_deviation: Option<DoubleFigure>,
        /// lowest score in points
        pub lowest: Option<DoubleFigure>,
        /// highest score in points
        pub highest: Option<DoubleFigure>,
        /// Cronbach's alpha, from 10 students on
        pub reliability: Option<DoubleFigure>,
        /// students whose every answer was judged, from whom it comes
        pub reliability_students: Option<usize>,
        /// version of the grader
        pub version: String,
        /// fingerprint of the quiz's file
        pub quiz: String,
        /// the quiz's file, by which results are merged
        pub quiz_file: String,
        /// the threshold, where there is one
        pub threshold: Option<Threshold>,
        /// the questions in their order
        pub questions: Vec<ItemResult>,
        /// slips in the questions, the commonest first
        pub teach_next: Vec<LessonResult>,
        /// questions whose discrimination is below 0.1: they, or their keys, need a look
        pub look_again: Vec<String>,
        /// answers that could not be read or decided
        pub manual_review: Vec<Waiting>,
        /// wrong answers that are right for another student's numbers
        pub neighbours: Vec<NeighbourResult>,
        /// files of a folder that could not be read: nothing of them is in the figures
        pub refused: Vec<Problem>,
        /// how the heads of tables were understood, where there is something to say of it
        pub tables: Vec<TableRead>,
        /// which of several attempts of a student counts, where somebody has several
        pub attempts: Maybe<AttemptsResult>,
        /// students who handed in after --until, by id
        pub late: Vec<String>,
        /// students of the roster who handed in nothing, by id
        pub missing: Vec<String>,
        /// the students in the order of the file
        pub students: Vec<StudentResults>,
        /// Whether students have different numbers.
        pub varied: Aside<bool>,
        /// Whether answers could not be read that have a decimal comma.
        pub decimal_commas: Aside<bool>,
        /// What those who handed in nothing are called.
        pub missing_names: Aside<Vec<String>>,
    }
}

record! {
    /// A threshold held against the points.
    pub struct Threshold {
        /// percent of the points that have to be reached
        pub percent: Figure,
        /// percent of the points that are certain
        pub lowest: Figure,
        /// percent with all points for every open answer
        pub highest: Figure,
        /// open answers: unread, undecided, or in words
        pub open: usize,
        /// reached or missed for certain, or open
        pub standing: ThresholdStanding,
    }
}

record! {
    /// The figures of a question.
    pub struct ItemResult {
        /// the question by name
        pub question: String,
        /// what it asks
        pub task: String,
        /// points of the question
        pub points: Figure,
        /// correct rate: the mean share of the points, from 0 to 1, of the answers that were judged
        pub correct: Option<DoubleFigure>,
        /// correlation with the rest of the score, from 10 students on
        pub discrimination: Option<DoubleFigure>,
        /// right answers
        pub right: usize,
        /// answers with part credit
        pub partly: usize,
        /// wrong answers
        pub wrong: usize,
        /// blank answers
        pub blank: usize,
        /// answers that could not be read
        pub unread: usize,
        /// answers that could not be decided
        pub undecided: usize,
        /// answers in words, for manual review
        pub manual: usize,
        /// fingerprint of the key, by which a regrading tells that it changed
        pub key_fingerprint: String,
        /// fingerprint of the rules by which answers are judged
        pub rules_fingerprint: String,
        /// the answers that are not right, the commonest first, at most a thousand
        pub wrong_answers: Vec<WrongAnswer>,
        /// answers that are not right beside those
        pub wrong_answers_more: usize,
        /// How many different ones there are, up to a thousand.
        pub wrong_answers_count: Aside<usize>,
        /// The commonest slip where students have different numbers, with how many made it.
        pub mistake: Aside<Option<(String, usize)>>,
        /// Whether students have different numbers in it.
        pub varied: Aside<bool>,
        /// Whether there were too few students for a discrimination.
        pub too_few: Aside<bool>,
    }
}

record! {
    /// An answer that is not right.
    pub struct WrongAnswer {
        /// the answer as it was read
        pub answer: String,
        /// how many gave it
        pub count: usize,
        /// the likely slip by name
        pub slip: Option<String>,
    }
}

record! {
    /// A slip in a question.
    pub struct LessonResult {
        /// the question by name
        pub question: String,
        /// the slip by name
        pub slip: String,
        /// the slip in words
        pub says: String,
        /// how many made it
        pub count: usize,
    }
}

record! {
    /// A wrong answer that is right for another student's numbers.
    pub struct NeighbourResult {
        /// whose answer
        pub student: String,
        /// the question by name
        pub question: String,
        /// for whom it would be right
        pub right_for: Vec<String>,
    }
}

record! {
    /// An answer for manual review.
    pub struct Waiting {
        /// whose answer
        pub student: String,
        /// the student's name, where there is one beside the id
        pub name: Option<String>,
        /// the question by name
        pub question: String,
        /// unread or undecided
        pub verdict: Outcome,
    }
}

record! {
    /// One student's answers.
    pub struct StudentResults {
        /// the student's id
        pub student: String,
        /// the name, where there is one beside the id
        pub name: Option<String>,
        /// the section or group
        pub section: Option<String>,
        /// the address beside the id
        pub email: Option<String>,
        /// other ids that the answers have beside it
        pub other_ids: Vec<OtherId>,
        /// which attempt it is, where the answers say so
        pub attempt: Maybe<u32>,
        /// when it was handed in, where the answers say so
        pub submitted: Maybe<String>,
        /// true where the answers came one by one, and not in one row
        pub one_by_one: Maybe<bool>,
        /// with --places: where the student is named first
        pub source: Maybe<AnswerPlace>,
        /// points for the answers that are judged
        pub score: Figure,
        /// points of the questions that are judged here: all but those in words
        pub judged_points: Figure,
        /// answers that wait for manual review
        pub open: usize,
        /// with --student: the threshold held against the score
        pub threshold: Maybe<Option<Threshold>>,
        /// the answers in the order of the questions
        pub answers: Vec<PlacedAnswer>,
    }
}

record! {
    /// An answer of a student.
    pub struct PlacedAnswer {
        /// The answer.
        pub given: Flat<AnswerResult>,
        /// with --places: where it stands, if it is not blank
        pub source: Maybe<AnswerPlace>,
    }
}

record! {
    /// How it was chosen between attempts.
    pub struct AttemptsResult {
        /// last, first or best
        pub counts: String,
        /// whether rows counted in their order, since times leave open which number is the month
        pub in_order: bool,
    }
}

record! {
    /// Another id of a student.
    pub struct OtherId {
        /// the head of its column
        pub head: String,
        /// the id
        pub id: String,
    }
}

record! {
    /// One answer with its verdict.
    pub struct AnswerResult {
        /// the question by name
        pub question: String,
        /// what it asks this student
        pub task: String,
        /// the answer as it was typed, null where it is blank
        pub answer: Option<String>,
        /// points for the answer, null while it waits for manual review
        pub points: Option<Figure>,
        /// points of the question
        pub of: Figure,
        /// whether it was marked by hand
        pub marked_by_hand: bool,
        /// what was said of it by hand
        pub comment: Option<String>,
        /// What `check` says of one answer.
        pub judged: Flat<Check>,
    }
}

/// A number of points.
fn figure(points: &Rational) -> Figure {
    Figure::rational(points, DIGITS)
}

impl Report<'_> {
    /// The class as a record, without its students, and with as many wrong answers and answers for manual
    /// review as people are told.
    pub fn results(&self) -> Results {
        let figures = self.graded.figures(self.quiz);
        let reach = Reach::of(self.graded, 0..self.graded.students(), self.quiz);
        let of = |each: fn(&Figures) -> Option<f64>| figures.and_then(each).map(DoubleFigure);
        let questions = (0..self.quiz.questions.len())
            .map(|question| self.item(question, figures, TOLD))
            .collect::<Vec<ItemResult>>();
        let weak = |item: &&ItemResult| item.discrimination.is_some_and(|DoubleFigure(n)| n < WEAK);
        let look_again = questions.iter().filter(weak);
        let look_again = look_again.map(|item| item.question.clone()).collect();
        let lessons = self.graded.lessons(self.quiz.questions.len());
        let lessons = lessons.into_iter().map(|lesson| LessonResult {
            question: self.question_name(lesson.question).to_owned(),
            slip: lesson.slip.name.into_owned(),
            says: lesson.slip.says.into_owned(),
            count: lesson.count,
        });
        Results {
            title: self.quiz.title.as_ref().map(|title| title.value.clone()),
            student_count: self.graded.students(),
            points: figure(&self.quiz.points()),
            judged_points: figure(&self.judged_points()),
            mean: of(|figures| Some(figures.mean)),
            mean_highest: match (&figures, &reach) {
                (Some(figures), Some(reach)) => {
                    let more = reach.waiting.to_f64() / figures.students as f64;
                    Some(DoubleFigure(figures.mean + more))
                }
                (figures, _) => figures.as_ref().map(|figures| DoubleFigure(figures.mean)),
            },
            open: reach.as_ref().map_or(0, |reach| reach.open),
            mean_percent: self.percent().map(DoubleFigure),
            median: of(|figures| Some(figures.median)),
            standard_deviation: of(|figures| figures.deviation),
            lowest: of(|figures| Some(figures.lowest)),
            highest: of(|figures| Some(figures.highest)),
            reliability: of(|figures| figures.reliability.map(|reliability| reliability.alpha)),
            reliability_students: figures
                .as_ref()
                .and_then(|figures| figures.reliability.map(|reliability| reliability.students)),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            quiz: self.quiz.fingerprint(),
            quiz_file: self.quiz.source.name().to_owned(),
            threshold: self.threshold(),
            questions,
            teach_next: lessons.collect(),
            look_again,
            manual_review: self.waiting(NAMED),
            neighbours: self.neighbours(),
            tables: match self.names_files() {
                true => columns::told(self.quiz, self.class, self.anonymous),
                false => Vec::new(),
            },
            late: self
                .class
                .late()
                .map(|at| self.id(at).into_owned())
                .collect(),
            refused: self
                .class
                .refused
                .iter()
                .map(|fault| match self.anonymous {
                    true => Problem::new("a student's file could not be read", None),
                    false => Problem::from(fault),
                })
                .collect(),
            attempts: Maybe(self.class.chosen.map(|chosen| AttemptsResult {
                counts: chosen.counts.word().to_owned(),
                in_order: chosen.in_order,
            })),
            missing: self.missing().map(|student| student.id).collect(),
            students: Vec::new(),
            varied: Aside(self.quiz.is_varied()),
            decimal_commas: Aside(self.has_decimal_commas()),
            missing_names: Aside(
                self.missing()
                    .map(|student| student.name.unwrap_or(student.id))
                    .collect(),
            ),
        }
    }

    fn question_name(&self, question: usize) -> &str {
        &self.quiz.questions[question].name.value
    }

    /// The threshold held against those who are reported on.
    pub fn threshold(&self) -> Option<Threshold> {
        let percent = self.threshold.as_ref()?;
        let reach = Reach::of(self.graded, self.places(), self.quiz)?;
        Some(Threshold {
            percent: figure(percent),
            lowest: figure(&reach.lowest),
            highest: figure(&reach.highest),
            open: reach.open,
            standing: reach.against(percent),
        })
    }

    /// The figures of each question, one after the other, with all wrong answers that are told: of many
    /// questions these are most of a report.
    pub(super) fn items(&self) -> impl Iterator<Item = ItemResult> {
        let figures = self.graded.figures(self.quiz);
        (0..self.quiz.questions.len()).map(move |question| self.item(question, figures, MAX_GROUPS))
    }

    fn item(&self, question: usize, figures: Option<&Figures>, most: usize) -> ItemResult {
        let asked: &Question = &self.papers.general[question];
        let counts = self.graded.counts(question);
        let found = figures.map(|figures| &figures.questions[question]);
        let judged = found.filter(|_| !asked.is_text() || self.graded.is_decided(question));
        let wrong = self.graded.wrong_answers(question, self.class, most);
        let (groups, more) = (wrong.groups, wrong.more);
        let wrong = wrong.commonest.into_iter().map(|wrong| WrongAnswer {
            answer: wrong.answer,
            count: wrong.count,
            slip: wrong.slip,
        });
        let varied = self.is_varied(question);
        let mistake = varied.then(|| self.graded.slips(question).into_iter().next());
        let mistake = mistake.flatten();
        ItemResult {
            question: asked.name.value.clone(),
            task: task(asked),
            points: figure(&self.quiz.questions[question].worth()),
            correct: judged.and_then(|item| item.correct).map(DoubleFigure),
            discrimination: judged.and_then(|item| match item.discrimination {
                Discrimination::Value(n) => Some(DoubleFigure(n)),
                Discrimination::Undefined | Discrimination::TooFew => None,
            }),
            right: counts.right,
            partly: counts.partly,
            wrong: counts.wrong,
            blank: counts.blank,
            unread: counts.unread,
            undecided: counts.undecided,
            manual: counts.manual,
            key_fingerprint: self.key_fingerprint(question),
            rules_fingerprint: changes::rules(self.quiz, question),
            wrong_answers: wrong.collect(),
            wrong_answers_more: more,
            wrong_answers_count: Aside(groups),
            mistake: Aside(mistake.map(|(slip, count)| (slip.name.clone().into_owned(), count))),
            varied: Aside(varied),
            too_few: Aside(found.is_none_or(|item| item.discrimination == Discrimination::TooFew)),
        }
    }

    /// Whether students have different numbers in a question.
    fn is_varied(&self, question: usize) -> bool {
        let place = |student| self.papers.place(student, question);
        !self.papers.is_one()
            && (1..self.graded.students()).any(|student| place(student) != place(0))
    }

    fn neighbours(&self) -> Vec<NeighbourResult> {
        let found = match self.quiz.is_varied() {
            true => neighbours::neighbours(self.papers, self.class, self.graded),
            false => Vec::new(),
        };
        let id = |&at: &usize| self.id(at).into_owned();
        let named = found.into_iter().map(|found| NeighbourResult {
            student: id(&found.student),
            question: self.question_name(found.question).to_owned(),
            right_for: found.others.iter().map(id).collect(),
        });
        named.collect()
    }

    /// The first `most` answers that could not be read, and as many that could not be decided.
    pub(super) fn waiting(&self, most: usize) -> Vec<Waiting> {
        let unsettled = self.graded.unsettled(self.places(), most).into_iter();
        let waiting = unsettled.map(|(at, question, verdict)| Waiting {
            student: self.id(at).into_owned(),
            name: self.name(at).map(Cow::into_owned),
            question: self.question_name(question).to_owned(),
            verdict,
        });
        waiting.collect()
    }

    /// Whether an answer that could not be read has a comma between two digits, which the quiz reads as
    /// nothing.
    fn has_decimal_commas(&self) -> bool {
        let decimal = |text: &str| {
            let mut parts = text.as_bytes().windows(3);
            let digit = |byte: u8| byte.is_ascii_digit();
            parts.any(|part| digit(part[0]) && part[1] == b',' && digit(part[2]))
        };
        let answers = || {
            let unread = self.graded.unsettled(self.places(), LOOKED_AT).into_iter();
            let unread = unread.filter(|(_, _, outcome)| *outcome == Outcome::Unread);
            let mut texts = unread.filter_map(|(at, question, _)| self.class.answer(at, question));
            texts.any(decimal)
        };
        self.quiz.locale == Locale::Point && answers()
    }

    /// A student's record without the answers, which are written one after the other.
    pub(super) fn student(&self, at: usize) -> StudentResults {
        let student = &self.class.students[at];
        let submitted = student.details().submitted.as_deref().map(str::to_owned);
        StudentResults {
            student: self.id(at).into_owned(),
            name: self.name(at).map(Cow::into_owned),
            section: self.section(at).map(str::to_owned),
            email: self.email(at).map(str::to_owned),
            other_ids: self.other_ids(at),
            attempt: Maybe(student.details().attempt.filter(|_| !self.anonymous)),
            submitted: Maybe(submitted.filter(|_| !self.anonymous)),
            one_by_one: Maybe(student.one_by_one.then_some(true)),
            source: Maybe(self.student_place(at)),
            score: figure(&self.graded.exact_score(at, self.quiz)),
            judged_points: figure(&self.judged_points()),
            open: self.open(at),
            threshold: Maybe(self.whose.map(|_| self.threshold())),
            answers: Vec::new(),
        }
    }

    /// The ids beside the one by which a student is known; none where names are held back.
    fn other_ids(&self, at: usize) -> Vec<OtherId> {
        let details = self.class.students[at].details();
        let others = details.other_ids.iter().filter(|_| !self.anonymous);
        let others = others.map(|(head, id)| OtherId {
            head: head.to_string(),
            id: id.clone(),
        });
        others.collect()
    }

    /// An answer to a student's variant of a question.
    pub(super) fn answer_to(
        &self,
        variant: &Variant,
        student: usize,
        question: usize,
    ) -> AnswerResult {
        let typed = self.class.answer(student, question);
        AnswerResult::new(
            variant,
            &self
                .graded
                .verdict_by(student, question, &variant.key, self.class),
            &self.quiz.questions[question].worth(),
            typed.map(str::to_owned),
            self.feedback,
        )
    }
}

impl AnswerResult {
    /// What became of an answer to a variant of a question that is worth so much.
    pub(super) fn new(
        variant: &Variant,
        verdict: &Verdict,
        worth: &Rational,
        answer: Option<String>,
        feedback: Feedback,
    ) -> AnswerResult {
        let asked = &variant.question;
        let judged = !verdict.outcome.needs_review();
        AnswerResult {
            question: asked.name.value.clone(),
            task: task(asked),
            answer,
            points: judged.then(|| figure(&earned(verdict, worth))),
            of: figure(worth),
            marked_by_hand: matches!(verdict.decided, Some(Decided::ByHand(_))),
            comment: match &verdict.decided {
                Some(Decided::ByHand(comment)) if !comment.is_empty() => Some(comment.clone()),
                _ => None,
            },
            judged: Flat(Check::new(&variant.key, verdict, feedback)),
        }
    }
}
