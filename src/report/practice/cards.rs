//! Flash cards in words.

use super::{CourseEnd, PracticeCourse, Turn, meanings};
use crate::notation::visible::visible;
use crate::practice::cards::{CardReply, Cards, DAYS};
use crate::practice::progress::{ItemMark, PracticePart};
use crate::report::{Role, Text, counted};

/// What can be said to a card.
const WORDS: [(&str, &str); 6] = [
    ("Enter", "shows the answer"),
    ("1", "forgot: back to box 1"),
    ("2", "shaky: stays in its box"),
    ("3", "knew it: one box on"),
    ("undo", "takes back the last card"),
    ("quit", "leave; what was answered is kept"),
];

/// A session with cards.
#[derive(Debug)]
pub struct CardCourse {
    cards: Cards,
    width: usize,
}

impl CardCourse {
    /// A session, in lines of at most `width` columns.
    pub fn new(cards: Cards, width: usize) -> CardCourse {
        CardCourse { cards, width }
    }

    /// The front of the card on the table, with its answer where it is turned over.
    fn table(&self) -> Text {
        let mut text = Text::new();
        let Some((at, card, box_of)) = self.cards.card() else {
            return text;
        };
        let left = format!("card {}", super::of(at, self.cards.len()));
        let right = format!("box {box_of} of {}", DAYS.len());
        let gap = self
            .width
            .saturating_sub(left.len() + right.len())
            .clamp(3, 60);
        text.push(Role::Label, format!("{left}{}{right}", " ".repeat(gap)));
        text.line().line();
        text.filled(&visible(&card.question), 2, 0, self.width)
            .line();
        match self.cards.is_turned() {
            false => text
                .push(Role::Label, "Enter shows the answer (or help, quit)")
                .line(),
            true => text.append(self.back()),
        };
        text
    }

    fn back(&self) -> Text {
        let mut text = Text::new();
        if let Some((_, card, _)) = self.cards.card() {
            text.filled(&visible(&card.answer), 2, 0, self.width).line();
            // What can be taken back is named where there is something.
            let undo = match self.cards.marks().is_empty() {
                true => "",
                false => "   (undo takes back the last card)",
            };
            let line = format!("1 forgot   2 shaky   3 knew it{undo}");
            text.push(Role::Label, line).line();
        }
        text
    }
}

impl PracticeCourse for CardCourse {
    fn opening(&self) -> Text {
        self.table()
    }

    fn take(&mut self, line: &str, time: u64) -> Turn {
        let (said, entry) = self.cards.take(line, time);
        let mut turn = Turn {
            entry,
            ..Turn::default()
        };
        let text = &mut turn.text;
        match said {
            CardReply::Turned => {
                text.append(self.back());
            }
            CardReply::Moved(from, to) => {
                let days = counted(DAYS[to - 1] as usize, "day");
                let moved = match from == to {
                    true => format!("stays in box {to}, back in {days}"),
                    false => format!("box {from} -> {to}, back in {days}"),
                };
                text.plain(moved).line();
                match self.cards.card() {
                    Some(_) => {
                        text.line().append(self.table());
                    }
                    None => turn.end = Some(CourseEnd::Finished),
                }
            }
            CardReply::TakenBack => {
                text.plain("taken back").line().line().append(self.table());
            }
            CardReply::NothingBack => {
                text.plain("there is no card to take back").line();
            }
            CardReply::Help => {
                text.append(meanings(&WORDS, self.width));
            }
            CardReply::Unknown => {
                text.plain("1, 2 or 3? (or undo, help, quit)").line();
            }
            CardReply::Left => turn.end = Some(CourseEnd::Left),
        }
        turn
    }

    fn summary(&self) -> Text {
        let marks = self.cards.marks();
        let count = |mark: ItemMark| marks.iter().filter(|known| **known == mark).count();
        let mut text = Text::new();
        if self.cards.is_empty() {
            text.push(Role::Heading, "no card is due today").line();
            return text;
        }
        let said = format!(
            "{}: {} known, {} shaky, {} forgotten",
            counted(marks.len(), "card"),
            count(ItemMark::Right),
            count(ItemMark::Helped),
            count(ItemMark::Missed)
        );
        text.append(super::result(&said, self.width));
        match self.cards.len() - marks.len() {
            0 => {}
            left => {
                text.plain(format!("{} still due today", counted(left, "card")))
                    .line();
            }
        }
        text
    }

    fn next(&self) -> Option<String> {
        let left = self.cards.card().is_some();
        Some(super::command(if left {
            PracticePart::Cards
        } else {
            PracticePart::Drill
        }))
    }
}
