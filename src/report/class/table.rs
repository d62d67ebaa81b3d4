//! The table of a class: a line for each question, within a width.

use crate::notation::visible::visible;
use crate::notation::width::{cut, width};
use crate::report::class::results::Results;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::record::DoubleFigure;
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

impl Results {
    /// The table. Where it would be too wide, the bar shrinks and drops out first, then the
    /// task is cut, then the commonest wrong answer drops out, then the discrimination.
    pub(super) fn table(&self, room: usize) -> Text {
        let names = self
            .questions
            .iter()
            .map(|item| visible(&item.question).into_owned());
        let names = TextColumn::new("", names.collect(), Fill::After).gap(0);
        let names = names.role(Role::Heading);
        let tasks = || self.questions.iter().map(|item| &item.task);
        let longest = tasks().map(|task| width(task)).max().unwrap_or(0);
        let longest = longest.clamp(*TASK.start(), *TASK.end());
        let others = |columns: &[TextColumn]| names.width() + TASK_GAP + layout::total(columns);
        let mut bars = BARS.into_iter().map(|cells| self.columns(cells));
        let mut columns = bars.next().expect("there is a widest");
        while others(&columns) + longest > room {
            let Some(narrower) = bars.next() else { break };
            columns = narrower;
        }
        for head in [COMMONEST, MISTAKE, DISC] {
            if others(&columns) + TASK.start() > room {
                columns.retain(|column| column.head != head);
            }
        }
        let left = room.saturating_sub(others(&columns));
        let left = left.clamp(*TASK.start(), *TASK.end());
        let tasks = tasks().map(|task| cut(task, left)).collect();
        let tasks = TextColumn::new("task", tasks, Fill::After).gap(TASK_GAP);
        columns.splice(0..0, [names, tasks]);
        layout::table(&columns)
    }

    /// The columns beside name and task, with that many cells in a bar.
    fn columns(&self, cells: usize) -> Vec<TextColumn> {
        let each = || self.questions.iter();
        let correct = each().map(|item| item.correct.map_or("n/a".to_owned(), percent));
        let mut columns = vec![TextColumn::new("correct", correct.collect(), Fill::Before)];
        if cells > 0 {
            let bars = each().map(|item| match item.correct {
                Some(DoubleFigure(share)) => bar(share, cells),
                None => " ".repeat(cells),
            });
            columns.push(TextColumn::new("", bars.collect(), Fill::After));
        }
        if each().any(|item| !*item.too_few) {
            let values = each().map(|item| match (item.discrimination, item.correct) {
                (Some(DoubleFigure(n)), Some(_)) => format!("{n:.2}"),
                _ => "n/a".to_owned(),
            });
            columns.push(TextColumn::new(DISC, values.collect(), Fill::Before));
        }
        let commonest: Vec<Option<(String, usize)>> = each()
            .map(|item| match *item.varied {
                true => {
                    let (slip, count) = item.mistake.as_ref()?;
                    Some((cut(slip, ANSWER), *count))
                }
                false => {
                    let first = item.wrong_answers.first()?;
                    Some((cut(&visible(&first.answer), ANSWER), first.count))
                }
            })
            .collect();
        let head = match *self.varied {
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
            columns.push(TextColumn::new(head, cells.collect(), Fill::After));
        }
        columns
    }
}

/// A share from 0 to 1 in whole percent.
fn percent(DoubleFigure(share): DoubleFigure) -> String {
    format!("{:.0}%", share * 100.0)
}

fn bar(share: f64, cells: usize) -> String {
    let full = ((share * cells as f64).round() as usize).min(cells);
    "█".repeat(full) + &"░".repeat(cells - full)
}
