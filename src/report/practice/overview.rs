//! The menu, and how far the learner is.

use crate::files::source::Fault;
use crate::practice::drill::{self, RULES, RuleStanding};
use crate::practice::progress::{PracticePart, Progress, day};
use crate::practice::{cards, interview, lab, order};
use crate::report::{Role, Text};

/// What there is to do in each part.
#[derive(Clone, Debug)]
pub struct Due {
    /// How well each rule of the drill is known.
    rules: Vec<RuleStanding>,
    /// Of the labs: how many are done, and how many there are.
    labs: (usize, usize),
    /// The same of the exercises in order.
    orders: (usize, usize),
    /// Cards that are due today.
    cards: usize,
    /// Cards in each box; those that were never turned over come first.
    boxes: [usize; 6],
    /// Of the interview questions: how many were answered in full, and how many there are.
    interview: (usize, usize),
}

impl Due {
    /// What is left of the lesson after this progress; `time`: seconds since 1970 began.
    ///
    /// # Errors
    /// What is wrong with a file of the lesson; a test sees to it that nothing is.
    pub fn new(progress: &Progress, time: u64) -> Result<Due, Vec<Fault>> {
        let (labs, orders) = (lab::lesson()?, order::lesson()?);
        let (deck, topics) = (cards::lesson()?, interview::lesson()?);
        let mut boxes = [0; 6];
        for card in &deck {
            boxes[cards::state(progress, card).map_or(0, |(now, _)| now)] += 1;
        }
        let done = |part: PracticePart, names: &mut dyn Iterator<Item = &str>| {
            names.filter(|name| progress.is_done(part, name)).count()
        };
        let mut exercises = orders.iter().map(|order| &*order.question.name.value);
        let full = topics.iter().filter(|topic| {
            let left_out = interview::left_out(progress, topic);
            left_out.is_some_and(|left_out| left_out.is_empty())
        });
        Ok(Due {
            rules: drill::standings(progress),
            labs: (
                done(PracticePart::Lab, &mut labs.iter().map(|lab| &*lab.name)),
                labs.len(),
            ),
            orders: (done(PracticePart::Order, &mut exercises), orders.len()),
            cards: cards::due(&deck, progress, day(time)).len(),
            boxes,
            interview: (full.count(), topics.len()),
        })
    }

    /// What is to be said of a part, in a few words that start with a count.
    fn of(&self, part: PracticePart) -> String {
        let counted = |(done, all): (usize, usize)| format!("{done:>2} of {all}");
        match part {
            PracticePart::Drill => {
                let secure = self.rules.iter().filter(|rule| rule.is_secure()).count();
                format!("{:>2} rules, {secure} secure", self.rules.len())
            }
            PracticePart::Lab => counted(self.labs),
            PracticePart::Order => counted(self.orders),
            PracticePart::Cards => format!("{:>2} due today", self.cards),
            PracticePart::Interview => counted(self.interview),
        }
    }
}

/// Columns of the names in the menu, and of what they say.
const WORDS: usize = 11;
const SAYS: usize = 33;

/// The parts with what is to be done in each, and the question which one it shall be.
pub fn menu(due: &Due, width: usize) -> Text {
    let mut text = Text::new();
    text.line();
    for (word, part, says) in PracticePart::ALL {
        let due = due.of(part);
        text.plain("  ").push(Role::Answer, word);
        let line = format!("{}{says}", " ".repeat(WORDS - word.len()));
        // The count drops to a line of its own where there is no room beside the words.
        match width >= 2 + WORDS + SAYS + due.len() {
            true => {
                let rest = WORDS + SAYS - word.len();
                text.plain(format!("{line:<rest$}"))
                    .push(Role::Label, due)
                    .line()
            }
            false => {
                let under = format!("{}{}", " ".repeat(2 + WORDS), due.trim_start());
                text.plain(line).line().push(Role::Label, under).line()
            }
        };
    }
    text.line();
    text.plain("which? (a name, or progress, quit)").line();
    text
}

/// How far the learner is, part by part.
pub fn overview(due: &Due, width: usize) -> Text {
    let mut text = Text::new();
    text.push(Role::Heading, "drill").line();
    for (rule, standing) in RULES.iter().zip(&due.rules) {
        let state = match () {
            () if standing.answers == 0 => "not tried yet",
            () if standing.is_secure() => "secure",
            () if standing.is_missed() => "come back to it",
            () => "on the way",
        };
        let role = match () {
            () if standing.is_secure() => Role::Right,
            () if standing.is_missed() => Role::Wrong,
            () => Role::Plain,
        };
        text.plain(format!("  {:<19}", rule.title))
            .push(role, state);
        if standing.answers > 0 {
            let (right, answers) = (standing.right, standing.answers);
            let more = format!("{right} of {answers} right at once, {}", standing.level);
            match width >= 37 + more.len() {
                true => text.plain(" ".repeat(16 - state.len())),
                false => text.line().plain("    "),
            };
            text.push(Role::Label, more);
        }
        text.line();
    }
    let line = "secure: the last three were right at once";
    text.push(Role::Label, format!("  {line}")).line();
    for (part, (done, all)) in [
        (PracticePart::Lab, due.labs),
        (PracticePart::Order, due.orders),
        (PracticePart::Interview, due.interview),
    ] {
        text.push(Role::Heading, part.word());
        text.plain(format!("  {done} of {all} done")).line();
    }
    text.push(Role::Heading, PracticePart::Cards.word());
    let [new, boxes @ ..] = due.boxes;
    let boxes: Vec<String> = boxes.iter().map(usize::to_string).collect();
    let line = format!(
        "  {} due today; in boxes 1 to 5: {}; new: {new}",
        due.cards,
        boxes.join(" ")
    );
    text.hung(&line, PracticePart::Cards.word().len(), width);
    text
}
