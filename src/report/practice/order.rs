//! Steps to put in order, in words.

use super::drill::{asked, goes_on, last_answer, replied};
use super::{CourseEnd, PracticeCourse, Turn};
use crate::practice::attempt::Reply;
use crate::practice::order::Ordering;
use crate::practice::progress::{ItemMark, PracticePart, ProgressEntry};
use crate::report::{Role, Text, counted};

/// A session of ordering.
#[derive(Debug)]
pub struct OrderCourse {
    ordering: Ordering,
    width: usize,
}

impl OrderCourse {
    /// A session, in lines of at most `width` columns.
    pub fn new(ordering: Ordering, width: usize) -> OrderCourse {
        OrderCourse { ordering, width }
    }

    fn question(&self) -> Text {
        let mut text = Text::new();
        if let Some((at, variant)) = self.ordering.question() {
            let place = format!("order {}", super::of(at, self.ordering.of()));
            text.append(asked(&place, variant, self.width)).line();
            let letters = variant.question.task.parts().iter();
            // A cyclic shift is an order, and most often not a right one.
            let letters: String = letters
                .rev()
                .map(|part| part.letter.value.as_str())
                .collect();
            let line = format!("letters in order, for example {letters}");
            text.push(Role::Label, line).line();
        }
        text
    }
}

impl PracticeCourse for OrderCourse {
    fn opening(&self) -> Text {
        let mut text = self.question();
        text.append(last_answer(self.ordering.attempt(), self.width));
        text
    }

    fn take(&mut self, line: &str, time: u64) -> Turn {
        let before = self.ordering.question().map(|(_, variant)| variant.clone());
        let (reply, entry) = self.ordering.take(line, time);
        let mut turn = Turn {
            entry,
            ..Turn::default()
        };
        let through = |entry: &ProgressEntry| entry.mark != ItemMark::Begun;
        let left = turn.entry.as_ref().is_some_and(through);
        if let Some(variant) = before {
            let mut attempt = self.ordering.attempt().clone();
            attempt.left = left;
            turn.text
                .append(replied(&reply, &variant, &attempt, self.width));
        }
        match (left, self.ordering.question()) {
            _ if matches!(reply, Reply::Left) => turn.end = Some(CourseEnd::Left),
            (true, Some(_)) => {
                turn.text.line().append(self.question());
            }
            (true, None) => turn.end = Some(CourseEnd::Finished),
            (false, _) => {}
        }
        turn
    }

    fn summary(&self) -> Text {
        let marks = self.ordering.marks();
        let right = marks
            .iter()
            .filter(|mark| **mark == ItemMark::Right)
            .count();
        let mut text = Text::new();
        let said = format!(
            "{}: {right} right at once",
            counted(marks.len(), "exercise")
        );
        let said = goes_on(said, marks.len(), "exercise", self.ordering.attempt());
        text.append(super::result(&said, self.width));
        text
    }

    fn next(&self) -> Option<String> {
        Some(super::command(match self.ordering.question() {
            Some(_) => PracticePart::Order,
            None => PracticePart::Interview,
        }))
    }
}
