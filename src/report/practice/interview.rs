//! The interview in words.

use super::{CourseEnd, PracticeCourse, Turn, meanings};
use crate::practice::interview::{Interview, InterviewReply, Topic};
use crate::practice::progress::PracticePart;
use crate::report::{Role, Text, counted};

/// What can be said to a question.
const WORDS: [(&str, &str); 5] = [
    ("Enter", "shows what a full answer covers"),
    ("1 3", "the parts that you covered: numbers, all or none"),
    ("skip", "the next question"),
    ("help", "this list"),
    ("quit", "leave; what was answered is kept"),
];

/// A session of interview questions.
#[derive(Debug)]
pub struct InterviewCourse {
    interview: Interview,
    width: usize,
}

impl InterviewCourse {
    /// A session, in lines of at most `width` columns.
    pub fn new(interview: Interview, width: usize) -> InterviewCourse {
        InterviewCourse { interview, width }
    }

    fn question(&self) -> Text {
        let mut text = Text::new();
        let Some((at, topic, before)) = self.interview.question() else {
            return text;
        };
        let place = super::of(at, self.interview.len());
        text.push(Role::Label, format!("interview, {}, {place}", topic.level));
        text.line().line();
        text.filled(&topic.prompt, 2, 0, self.width);
        if !before.is_empty() {
            let points = numbered(before);
            let s = if before.len() == 1 { "" } else { "s" };
            let line = format!("last time you left out point{s} {points}");
            text.wrapped(&line, 2, self.width);
        }
        text.line();
        let line = "Answer aloud or on paper. Enter shows what a full answer covers.";
        text.filled(line, 0, 0, self.width);
        text
    }

    fn covers(&self) -> Text {
        let mut text = Text::new();
        if let Some((_, topic, _)) = self.interview.question() {
            for (at, cover) in topic.covers.iter().enumerate() {
                text.filled(&format!("{}  {cover}", at + 1), 2, 3, self.width);
            }
            text.line();
            let line = "Which did you cover? (for example 1 3, all or none)";
            text.filled(line, 0, 0, self.width);
        }
        text
    }

    /// The next question, or the end.
    fn go_on(&self, turn: &mut Turn) {
        match self.interview.question() {
            Some(_) => {
                turn.text.line().append(self.question());
            }
            None => turn.end = Some(CourseEnd::Finished),
        }
    }
}

/// `2 and 4`, counted from 1.
fn numbered(places: &[usize]) -> String {
    let numbers: Vec<String> = places.iter().map(|at| (at + 1).to_string()).collect();
    match &numbers[..] {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        all => all.join(", "),
    }
}

impl PracticeCourse for InterviewCourse {
    fn opening(&self) -> Text {
        self.question()
    }

    fn take(&mut self, line: &str, time: u64) -> Turn {
        let (said, entry) = self.interview.take(line, time);
        let mut turn = Turn {
            entry,
            ..Turn::default()
        };
        match said {
            InterviewReply::Covers => {
                turn.text.append(self.covers());
            }
            InterviewReply::Counted(covered, left_out) => {
                let all = covered + left_out.len();
                let mut line = format!("{covered} of {all}.");
                match left_out.len() {
                    0 => line.push_str(" A full answer."),
                    1 => {
                        let point = numbered(&left_out);
                        line.push_str(&format!(" Point {point} comes back in your next session."));
                    }
                    _ => {
                        let points = numbered(&left_out);
                        line.push_str(&format!(" Points {points} come back in your next session."));
                    }
                }
                turn.text.wrapped(&line, 0, self.width);
                self.go_on(&mut turn);
            }
            InterviewReply::Skipped => self.go_on(&mut turn),
            InterviewReply::Help => {
                turn.text.append(meanings(&WORDS, self.width));
            }
            InterviewReply::Unknown => {
                let line = "the numbers of the parts that you covered, such as 1 3; or all, none, skip, quit";
                turn.text.wrapped(line, 0, self.width);
            }
            InterviewReply::Left => turn.end = Some(CourseEnd::Left),
        }
        turn
    }

    fn summary(&self) -> Text {
        let done: Vec<(&Topic, usize)> = self.interview.done().collect();
        let full = done
            .iter()
            .filter(|(topic, covered)| *covered == topic.covers.len());
        let mut text = Text::new();
        if self.interview.is_empty() {
            text.push(Role::Heading, "there is no question").line();
            return text;
        }
        let said = format!(
            "{} answered, {} in full",
            counted(done.len(), "question"),
            full.count()
        );
        text.append(super::result(&said, self.width));
        text
    }

    fn next(&self) -> Option<String> {
        Some(super::command(PracticePart::Interview))
    }
}
