//! The table of a class: a line for each question, within a width.

use crate::class::figures::{Discrimination, Figures};
use crate::notation::visible::visible;
use crate::notation::width::{cut, width};
use crate::report::class::{Report, task};
use crate::report::layout::{self, Column, Fill};
use crate::report::{Role, Text};

/// Widest and narrowest task, and widest answer, in characters.
const TASK: std::ops::RangeInclusive<usize> = 8..=40;
const ANSWER: usize = 24;

/// Blanks between a name and its task.
const TASK_GAP: usize = 4;

/// Cells of a bar, the widest first.
const BARS: [usize; 4] = [10, 8, 5, 0];

const COMMONEST: &str = "commonest wrong answer";
/// The same where students have different numbers: an answer would be that of one of them.
const MISTAKE: &str = "commonest mistake";
/// With blanks, so that the numbers stand apart from the bar.
const DISC: &str = "  disc";

impl Report<'_> {
    /// Adds the table. Where it would be too wide, the bar shrinks and drops out first, then the
    /// task is cut, then the commonest wrong answer drops out, then the discrimination.
    pub(super) fn table(&self, figures: &Figures, text: &mut Text) {
        let names = Column::new("", self.names(), Fill::After).gap(0);
        let names = names.role(Role::Heading);
        let tasks = || self.papers.general.iter().map(task);
        let longest = tasks().map(|task| width(&task)).max().unwrap_or(0);
        let longest = longest.clamp(*TASK.start(), *TASK.end());
        let others = |columns: &[Column]| names.width() + TASK_GAP + layout::total(columns);
        let mut bars = BARS.into_iter().map(|cells| self.columns(figures, cells));
        let mut columns = bars.next().expect("there is a widest");
        while others(&columns) + longest > self.width {
            let Some(narrower) = bars.next() else { break };
            columns = narrower;
        }
        for head in [COMMONEST, MISTAKE, DISC] {
            if others(&columns) + TASK.start() > self.width {
                columns.retain(|column| column.head != head);
            }
        }
        let room = self.width.saturating_sub(others(&columns));
        let room = room.clamp(*TASK.start(), *TASK.end());
        let tasks = tasks().map(|task| cut(&task, room)).collect();
        let tasks = Column::new("task", tasks, Fill::After).gap(TASK_GAP);
        columns.splice(0..0, [names, tasks]);
        text.line().append(layout::table(&columns));
    }

    /// Do students have different numbers in a question?
    fn is_varied(&self, question: usize) -> bool {
        let place = |student| self.papers.place(student, question);
        (1..self.graded.students()).any(|student| place(student) != place(0))
    }

    /// The columns beside name and task, with that many cells in a bar.
    fn columns(&self, figures: &Figures, cells: usize) -> Vec<Column> {
        let judged = |at: usize, correct: Option<f64>| {
            correct.filter(|_| !self.quiz.questions[at].is_text())
        };
        let each = || {
            let items = figures.questions.iter().enumerate();
            items.map(|(at, item)| (judged(at, item.correct), item))
        };
        let correct = each().map(|(correct, _)| correct.map_or("n/a".to_owned(), percent));
        let mut columns = vec![Column::new("correct", correct.collect(), Fill::Before)];
        if cells > 0 {
            let bars = each().map(|(correct, _)| match correct {
                Some(share) => bar(share, cells),
                None => " ".repeat(cells),
            });
            columns.push(Column::new("", bars.collect(), Fill::After));
        }
        if figures
            .questions
            .iter()
            .any(|item| item.discrimination != Discrimination::TooFew)
        {
            let values = each().map(|(correct, item)| match item.discrimination {
                Discrimination::Value(discrimination) if correct.is_some() => {
                    format!("{discrimination:.2}")
                }
                _ => "n/a".to_owned(),
            });
            columns.push(Column::new(DISC, values.collect(), Fill::Before));
        }
        let commonest: Vec<Option<(String, usize)>> = (0..figures.questions.len())
            .map(|question| {
                if self.is_varied(question) {
                    let (slip, count) = self.graded.slips(question).into_iter().next()?;
                    return Some((cut(slip, ANSWER), count));
                }
                let first = self.graded.wrong_answers(question).into_iter().next()?;
                Some((cut(&visible(&first.answer), ANSWER), first.count))
            })
            .collect();
        let head = match self.quiz.is_varied() {
            true => MISTAKE,
            false => COMMONEST,
        };
        let widest = commonest.iter().flatten().map(|(answer, _)| width(answer));
        if let Some(widest) = widest.max() {
            let cells = commonest.iter().map(|commonest| match commonest {
                Some((answer, count)) => {
                    let gap = " ".repeat(widest - width(answer));
                    format!("{answer}{gap}  {count}")
                }
                None => String::new(),
            });
            columns.push(Column::new(head, cells.collect(), Fill::After));
        }
        columns
    }
}

/// A share from 0 to 1 in whole percent.
fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn bar(share: f64, cells: usize) -> String {
    let full = ((share * cells as f64).round() as usize).min(cells);
    "█".repeat(full) + &"░".repeat(cells - full)
}
