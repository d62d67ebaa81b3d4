//! Flash cards in five boxes: what is known moves on and comes back later.

use crate::files::source::{Fault, Source};
use crate::practice::progress::{ItemMark, PracticePart, Progress, ProgressEntry, day};

/// Days after which a card comes back, box by box.
pub const DAYS: [u64; 5] = [1, 2, 4, 8, 16];

/// Most cards of a day.
const MOST_A_DAY: usize = 20;

/// Largest deck in bytes, and most cards in it.
pub const MAX_FILE: usize = 16 << 20;
const MAX_CARDS: usize = 10_000;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it asks; its history follows this text.
    pub question: String,
    /// What stands on its back.
    pub answer: String,
}

/// The cards of the lesson.
///
/// # Errors
/// What is wrong with the file; a test sees to it that nothing is.
pub fn lesson() -> Result<Vec<Card>, Vec<Fault>> {
    let text = include_str!("../../fixtures/lesson/cards.md");
    deck("fixtures/lesson/cards.md", text.as_bytes())
}

/// Reads a deck: a question after `Q:`, its answer after `A:`, each up to a blank line or the next
/// of these; everything else is a remark.
///
/// # Errors
/// A question without an answer, or an answer without a question, with its place; a deck without
/// cards; a file that is no text.
pub fn deck(name: &str, bytes: &[u8]) -> Result<Vec<Card>, Vec<Fault>> {
    let source = Source::decode(name, bytes, MAX_FILE).map_err(|fault| vec![fault])?;
    let (mut cards, mut faults): (Vec<Card>, Vec<Fault>) = (Vec::new(), Vec::new());
    // The question that waits for its answer, with its bytes; and the text that a line goes on with.
    let mut waiting: Option<(String, std::ops::Range<usize>)> = None;
    let mut goes_on = false;
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let text = line.trim();
        if let Some(question) = text.strip_prefix("Q:") {
            faults.extend(waiting.take().map(|(_, span)| unanswered(&source, span)));
            waiting = Some((question.trim().to_owned(), span));
            goes_on = true;
        } else if let Some(answer) = text.strip_prefix("A:") {
            match waiting.take() {
                Some((question, _)) => cards.push(Card {
                    question,
                    answer: answer.trim().to_owned(),
                }),
                None => {
                    let fault = source.fault(span, "an answer without a question");
                    faults.push(fault.help("write the question above it: Q: ..."));
                }
            }
            goes_on = true;
        } else if text.is_empty() {
            goes_on = false;
        } else if goes_on {
            let more = match (&mut waiting, cards.last_mut()) {
                (Some((question, _)), _) => question,
                (None, Some(card)) => &mut card.answer,
                (None, None) => continue,
            };
            more.push(' ');
            more.push_str(text);
        }
    }
    faults.extend(waiting.map(|(_, span)| unanswered(&source, span)));
    if cards.is_empty() && faults.is_empty() {
        let fault = source.fault(0..0, "this deck has no cards");
        faults.push(fault.help("write a question after `Q:` and its answer after `A:`"));
    }
    if cards.len() > MAX_CARDS {
        let message = format!("this deck has more than {MAX_CARDS} cards");
        faults.push(source.fault(0..0, message).help("split it"));
    }
    match faults.is_empty() {
        true => Ok(cards),
        false => Err(faults),
    }
}

fn unanswered(source: &Source, span: std::ops::Range<usize>) -> Fault {
    let fault = source.fault(span, "a question without an answer");
    fault.help("write the answer below it: A: ...")
}

/// The box that a card is in, from 1, and the day on which it is due; `None` for a card that was
/// never turned over.
pub fn state(progress: &Progress, card: &Card) -> Option<(usize, u64)> {
    let entries = progress.of(PracticePart::Cards);
    let mut state = None;
    for entry in entries.filter(|entry| entry.item == card.question) {
        let (now, _) = state.unwrap_or((1, 0));
        let next = after(now, entry.mark);
        state = Some((next, entry.day() + DAYS[next - 1]));
    }
    state
}

/// The box after an answer.
fn after(now: usize, mark: ItemMark) -> usize {
    match mark {
        ItemMark::Right => (now + 1).min(DAYS.len()),
        ItemMark::Missed => 1,
        _ => now,
    }
}

/// The places of the cards to turn over today, those that are due longest first, then new ones.
pub fn due(cards: &[Card], progress: &Progress, today: u64) -> Vec<usize> {
    let done = progress
        .of(PracticePart::Cards)
        .filter(|entry| entry.day() == today);
    let left = MOST_A_DAY.saturating_sub(done.count());
    let mut known: Vec<(u64, usize)> = Vec::new();
    let mut new = Vec::new();
    for (at, card) in cards.iter().enumerate() {
        match state(progress, card) {
            Some((_, due)) if due <= today => known.push((due, at)),
            Some(_) => {}
            None => new.push(at),
        }
    }
    known.sort_unstable();
    let known = known.into_iter().map(|(_, at)| at);
    known.chain(new).take(left).collect()
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardReply {
    /// The card was turned over.
    Turned,
    /// It was put into a box: from which one into which.
    Moved(usize, usize),
    /// The card before it was taken back, and lies there turned over.
    TakenBack,
    /// There is none to take back.
    NothingBack,
    /// What can be said here.
    Help,
    /// None of the words that work here.
    Unknown,
    /// The session was left.
    Left,
}

/// A session with cards.
#[derive(Clone, Debug)]
pub struct Cards {
    cards: Vec<Card>,
    /// The places of the cards of this session.
    plan: Vec<usize>,
    progress: Progress,
    /// How many were put into a box, and how.
    marks: Vec<ItemMark>,
    turned: bool,
}

impl Cards {
    /// The cards that are due, at most `count` of them.
    pub fn new(cards: Vec<Card>, progress: &Progress, time: u64, count: Option<usize>) -> Cards {
        let mut plan = due(&cards, progress, day(time));
        plan.truncate(count.unwrap_or(plan.len()));
        Cards {
            cards,
            plan,
            progress: progress.clone(),
            marks: Vec::new(),
            turned: false,
        }
    }

    /// How many cards the session has.
    pub fn len(&self) -> usize {
        self.plan.len()
    }

    /// Whether no card is due.
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// The card on the table, its place from 0 and its box; `None` at the end.
    pub fn card(&self) -> Option<(usize, &Card, usize)> {
        let at = self.marks.len();
        let card = &self.cards[*self.plan.get(at)?];
        let state = state(&self.progress, card);
        Some((at, card, state.map_or(1, |(now, _)| now)))
    }

    /// Whether its back is shown.
    pub fn is_turned(&self) -> bool {
        self.turned
    }

    /// How the cards of the session were.
    pub fn marks(&self) -> &[ItemMark] {
        &self.marks
    }

    /// Takes a line: with it comes what is to be kept of it.
    pub fn take(&mut self, line: &str, time: u64) -> (CardReply, Option<ProgressEntry>) {
        let line = line.trim();
        let Some((_, card, now)) = self.card() else {
            return (CardReply::Left, None);
        };
        match line {
            "quit" => return (CardReply::Left, None),
            "help" | "?" => return (CardReply::Help, None),
            "undo" => return self.take_back(time),
            _ => {}
        }
        if !self.turned {
            // Whatever was typed was the learner's own answer.
            self.turned = true;
            return (CardReply::Turned, None);
        }
        let mark = match line {
            "1" | "forgot" => ItemMark::Missed,
            "2" | "shaky" => ItemMark::Helped,
            "3" | "knew" | "knew it" => ItemMark::Right,
            _ => return (CardReply::Unknown, None),
        };
        let entry = ProgressEntry::new(time, PracticePart::Cards, &card.question, mark);
        let next = after(now, mark);
        self.progress.add(entry.clone());
        self.marks.push(mark);
        self.turned = false;
        (CardReply::Moved(now, next), Some(entry))
    }

    fn take_back(&mut self, time: u64) -> (CardReply, Option<ProgressEntry>) {
        if self.marks.pop().is_none() {
            return (CardReply::NothingBack, None);
        }
        let card = &self.cards[self.plan[self.marks.len()]];
        let entry = ProgressEntry::new(time, PracticePart::Cards, &card.question, ItemMark::Undone);
        self.progress.add(entry.clone());
        self.turned = true;
        (CardReply::TakenBack, Some(entry))
    }
}
