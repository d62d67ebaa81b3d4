//! A course of the practice: what is asked of it, and what it starts with.

use crate::files::source::Fault;
use crate::practice::cards::{self, Card, Cards};
use crate::practice::drill::{self, Drill, Plan};
use crate::practice::interview::{self, Interview};
use crate::practice::lab::{self, Labs};
use crate::practice::order::{self, Ordering};
use crate::practice::progress::{Level, PracticePart, Progress};
use crate::report::practice::{
    CardCourse, DrillCourse, InterviewCourse, LabCourse, OrderCourse, PracticeCourse,
};

/// What a learner asks of a course; without anything it is the one that is due.
#[derive(Clone, Debug, Default)]
pub struct CourseWishes {
    /// One rule of the drill alone, by its place.
    pub topic: Option<usize>,
    /// One level alone.
    pub level: Option<Level>,
    /// How many questions, labs or cards.
    pub count: Option<usize>,
    /// The same seed makes the same questions.
    pub seed: Option<String>,
    /// A new session, where the last one was left.
    pub new: bool,
    /// The learner's own cards in place of the lesson's.
    pub deck: Option<Vec<Card>>,
    /// Columns in which texts are broken.
    pub width: usize,
}

impl CourseWishes {
    /// Whether a drill is to be made anew: what was asked of the last one may differ.
    fn makes_a_drill(&self) -> bool {
        let how = self.topic.is_some() || self.level.is_some();
        how || self.count.is_some() || self.seed.is_some() || self.new
    }
}

/// The course of a part after this progress; `time`: seconds since 1970 began.
///
/// # Errors
/// What is wrong with a file of the lesson; a test sees to it that nothing is.
pub fn course(
    part: PracticePart,
    wishes: &CourseWishes,
    progress: &Progress,
    time: u64,
) -> Result<Box<dyn PracticeCourse>, Vec<Fault>> {
    let (width, count) = (wishes.width, wishes.count);
    Ok(match part {
        PracticePart::Drill => {
            let left = Drill::resumed(progress).filter(|_| !wishes.makes_a_drill());
            let (goes_on, drill) = match left {
                Some(drill) => (true, drill),
                None => {
                    let plan = Plan {
                        seed: wishes.seed.clone().unwrap_or_else(|| time.to_string()),
                        count: count.unwrap_or(drill::COUNT),
                        topic: wishes.topic,
                        level: wishes.level,
                        began: time,
                    };
                    (false, Drill::new(plan, progress))
                }
            };
            Box::new(DrillCourse::new(drill, goes_on, width))
        }
        PracticePart::Lab => {
            let labs = Labs::new(lab::lesson()?, progress, count);
            Box::new(LabCourse::new(labs, width))
        }
        PracticePart::Order => {
            let ordering = Ordering::new(order::lesson()?, progress, count);
            Box::new(OrderCourse::new(ordering, width))
        }
        PracticePart::Cards => {
            let deck = match &wishes.deck {
                Some(own) => own.clone(),
                None => cards::lesson()?,
            };
            Box::new(CardCourse::new(
                Cards::new(deck, progress, time, count),
                width,
            ))
        }
        PracticePart::Interview => {
            let count = count.unwrap_or(interview::COUNT);
            let topics = interview::lesson()?;
            let interview = Interview::new(topics, progress, wishes.level, count);
            Box::new(InterviewCourse::new(interview, width))
        }
    })
}
