//! What a class, or a student, has of the points for certain, and could have once open answers are
//! marked; a threshold is held against both.

use crate::class::graded::Graded;
use crate::number::rational::Rational;
use crate::quiz::Quiz;
use std::cmp::Ordering;
use std::ops::Range;

/// A share of the points of all questions, in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What is certain.
    pub lowest: Rational,
    /// With all points for every open answer.
    pub highest: Rational,
    /// The points that open answers are worth together.
    pub waiting: Rational,
    /// Open answers: unread, undecided or in words, to questions that are worth something.
    pub open: usize,
}

/// How a share of the points compares with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdStanding {
    /// It is certainly reached.
    Reached,
    /// It is certainly missed.
    Missed,
    /// Open answers decide.
    Open,
}

impl ThresholdStanding {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            ThresholdStanding::Reached => "reached",
            ThresholdStanding::Missed => "missed",
            ThresholdStanding::Open => "open",
        }
    }
}

impl Reach {
    /// How it compares with a threshold in percent.
    pub fn against(&self, threshold: &Rational) -> ThresholdStanding {
        match (self.lowest.cmp(threshold), self.highest.cmp(threshold)) {
            (Ordering::Equal | Ordering::Greater, _) => ThresholdStanding::Reached,
            (_, Ordering::Less) => ThresholdStanding::Missed,
            _ => ThresholdStanding::Open,
        }
    }

    /// Of the students at these places together; `None` where there is nobody, or no points.
    pub fn of(graded: &Graded, students: Range<usize>, quiz: &Quiz) -> Option<Reach> {
        let all = &quiz.points() * &Rational::integer(students.len() as i64);
        let hundred = Rational::integer(100);
        let (mut certain, mut waiting, mut open) = (Rational::zero(), Rational::zero(), 0);
        for (question, asked) in quiz.questions.iter().enumerate() {
            let worth = asked.worth();
            // Equal answers share a verdict, so shares are multiplied once for each of them.
            for (mark, times) in graded.counted(question, students.clone()) {
                let times_points = &Rational::integer(times as i64) * &worth;
                if !mark.outcome.needs_review() {
                    certain = &certain + &(mark.share * &times_points);
                } else if !worth.is_zero() {
                    waiting = &waiting + &times_points;
                    open += times;
                }
            }
        }
        let percent = |points: &Rational| (points * &hundred).divide(&all);
        Some(Reach {
            lowest: percent(&certain)?,
            highest: percent(&(&certain + &waiting))?,
            waiting,
            open,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_answers_decide_between_the_lowest_and_the_highest() {
        let reach = Reach {
            lowest: Rational::integer(50),
            highest: Rational::integer(75),
            waiting: Rational::integer(2),
            open: 2,
        };
        for (threshold, standing) in [
            (Rational::integer(50), ThresholdStanding::Reached),
            (Rational::ratio(501, 10), ThresholdStanding::Open),
            (Rational::integer(75), ThresholdStanding::Open),
            (Rational::ratio(751, 10), ThresholdStanding::Missed),
        ] {
            assert_eq!(reach.against(&threshold), standing);
        }
    }
}
