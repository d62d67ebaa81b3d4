//! Interview questions: answered aloud or on paper, then compared with what a full answer covers.

use crate::files::source::Fault;
use crate::practice::progress::{ItemMark, Level, PracticePart, Progress, ProgressEntry};
use crate::quiz;

/// Questions of a session, unless more or fewer are asked for.
pub const COUNT: usize = 10;

/// A question with what a full answer covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// How far one has to be to be asked this.
    pub level: Level,
    /// The question.
    pub prompt: String,
    /// The parts of a full answer.
    pub covers: Vec<String>,
}

/// The questions of the lesson, in the order of the file: a quiz whose questions are of the kind
/// `text`. The level is the word before the first hyphen of the name.
///
/// # Errors
/// What is wrong with the file; a test sees to it that nothing is.
pub fn lesson() -> Result<Vec<Topic>, Vec<Fault>> {
    let text = include_str!("../../fixtures/lesson/interview.toml");
    let quiz = quiz::read("fixtures/lesson/interview.toml", text.as_bytes())?;
    let topics = quiz.questions.into_iter().map(|mut question| {
        // What a text covers is all that it has in words.
        let covers = question.task.words().into_iter();
        let covers = covers.map(|text| text.value.clone()).collect();
        let name = question.name.value;
        Topic {
            level: Level::of_name(&name).unwrap_or(Level::Beginner),
            prompt: question
                .prompt
                .map_or_else(|| name.clone(), |prompt| prompt.value),
            covers,
            name,
        }
    });
    Ok(topics.collect())
}

/// The parts that were left out the last time, by their places; `None` for a question that was never
/// answered.
pub fn left_out(progress: &Progress, topic: &Topic) -> Option<Vec<usize>> {
    let last = progress.last(PracticePart::Interview, &topic.name)?;
    let covered = covered(
        last.answer.as_deref().unwrap_or_default(),
        topic.covers.len(),
    );
    let covered = covered.unwrap_or_default();
    let all = 0..topic.covers.len();
    Some(all.filter(|at| !covered.contains(at)).collect())
}

/// The places that a line names: `1 3`, `1,3`, `none`, `all`; `None` where it is none of these.
fn covered(line: &str, count: usize) -> Option<Vec<usize>> {
    match line.trim() {
        "none" | "0" => return Some(Vec::new()),
        "all" => return Some((0..count).collect()),
        _ => {}
    }
    let words = line.split(|c: char| c.is_whitespace() || ",;.".contains(c));
    let words = words.filter(|word| !word.is_empty() && *word != "and");
    let mut places = Vec::new();
    for word in words {
        let nth: usize = word.parse().ok().filter(|nth| (1..=count).contains(nth))?;
        places.push(nth - 1);
    }
    places.sort_unstable();
    places.dedup();
    (!places.is_empty()).then_some(places)
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterviewReply {
    /// What a full answer covers is shown.
    Covers,
    /// So many parts were covered; these were not.
    Counted(usize, Vec<usize>),
    /// The question was left.
    Skipped,
    /// What can be said here.
    Help,
    /// None of what works here.
    Unknown,
    /// The session was left.
    Left,
}

/// A session of interview questions.
#[derive(Clone, Debug)]
pub struct Interview {
    topics: Vec<Topic>,
    /// What was left out before, topic by topic.
    before: Vec<Option<Vec<usize>>>,
    at: usize,
    shown: bool,
    /// Of each question that was answered: its place, parts covered.
    done: Vec<(usize, usize)>,
}

impl Interview {
    /// At most `count` questions, of one level or of all: first those with parts that were left out,
    /// then those that were never asked, then the others.
    pub fn new(
        topics: Vec<Topic>,
        progress: &Progress,
        level: Option<Level>,
        count: usize,
    ) -> Interview {
        let mut turns: [Vec<(Topic, Option<Vec<usize>>)>; 3] = Default::default();
        for topic in topics {
            if level.is_some_and(|level| level != topic.level) {
                continue;
            }
            let before = left_out(progress, &topic);
            let turn = match &before {
                Some(left_out) if !left_out.is_empty() => 0,
                None => 1,
                Some(_) => 2,
            };
            turns[turn].push((topic, before));
        }
        let mut interview = Interview {
            topics: Vec::new(),
            before: Vec::new(),
            at: 0,
            shown: false,
            done: Vec::new(),
        };
        for (topic, before) in turns.into_iter().flatten().take(count) {
            interview.topics.push(topic);
            interview.before.push(before);
        }
        interview
    }

    /// How many questions the session has.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// Whether there is no question.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    /// The question that is asked, its place from 0, and the parts that were left out the last time;
    /// `None` at the end.
    pub fn question(&self) -> Option<(usize, &Topic, &[usize])> {
        let topic = self.topics.get(self.at)?;
        let before = self.before[self.at].as_deref().unwrap_or_default();
        Some((self.at, topic, before))
    }

    /// The questions that were answered: each with how many of its parts were covered.
    pub fn done(&self) -> impl Iterator<Item = (&Topic, usize)> {
        let done = self.done.iter();
        done.map(|(at, covered)| (&self.topics[*at], *covered))
    }

    /// Takes a line: with it comes what is to be kept of it.
    pub fn take(&mut self, line: &str, time: u64) -> (InterviewReply, Option<ProgressEntry>) {
        let line = line.trim();
        let Some(topic) = self.topics.get(self.at) else {
            return (InterviewReply::Left, None);
        };
        match line {
            "quit" => return (InterviewReply::Left, None),
            "help" | "?" => return (InterviewReply::Help, None),
            "skip" => {
                self.at += 1;
                self.shown = false;
                return (InterviewReply::Skipped, None);
            }
            _ => {}
        }
        if !self.shown {
            self.shown = true;
            return (InterviewReply::Covers, None);
        }
        let count = topic.covers.len();
        let Some(named) = covered(line, count) else {
            return (InterviewReply::Unknown, None);
        };
        let mark = match named.len() {
            0 => ItemMark::Missed,
            all if all == count => ItemMark::Right,
            _ => ItemMark::Helped,
        };
        let numbers: Vec<String> = named.iter().map(|at| (at + 1).to_string()).collect();
        let answer = match numbers.is_empty() {
            true => "none".to_owned(),
            false => numbers.join(" "),
        };
        let entry = ProgressEntry {
            level: Some(topic.level),
            answer: Some(answer),
            ..ProgressEntry::new(time, PracticePart::Interview, &topic.name, mark)
        };
        let left_out = (0..count).filter(|at| !named.contains(at)).collect();
        self.done.push((self.at, named.len()));
        self.at += 1;
        self.shown = false;
        (InterviewReply::Counted(named.len(), left_out), Some(entry))
    }
}
