//! The drill: derivatives to work out, made by rule and level; what was missed comes back.

mod maker;
mod rules;
mod standing;

pub use maker::{Made, QuestionMaker};
pub use rules::{DrillRule, RULES, named};
pub use standing::{RuleStanding, standings};

use crate::practice::attempt::{Attempt, LineWord, Reply};
use crate::practice::progress::{ItemMark, Level, PracticePart, Progress, ProgressEntry};

/// Questions of a session, unless more or fewer are asked for.
pub const COUNT: usize = 10;

/// Most questions of a session.
pub const MAX_COUNT: usize = 1_000;

/// Other questions between one that was missed and the one that stands for it.
const BETWEEN: usize = 2;

/// What a session is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The same seed makes the same questions.
    pub seed: String,
    /// How many questions, 1 to [`MAX_COUNT`].
    pub count: usize,
    /// One rule alone, by its place in [`RULES`].
    pub topic: Option<usize>,
    /// One level alone; else each rule has the learner's own.
    pub level: Option<Level>,
    /// When it began, in seconds since 1970 began.
    pub began: u64,
}

impl Plan {
    /// The plan as it stands in a line of progress: `began seed count topic level`.
    pub fn written(&self) -> String {
        let topic = self.topic.map_or("-", |topic| RULES[topic].name);
        let level = self.level.map_or("-", Level::word);
        let (began, seed, count) = (self.began, &self.seed, self.count);
        format!("{began} {count} {topic} {level} {seed}")
    }

    /// Reads what [`Plan::written`] wrote.
    pub fn read(text: &str) -> Option<Plan> {
        let mut words = text.splitn(5, ' ');
        let began = words.next()?.parse().ok()?;
        let count = words.next()?.parse().ok()?;
        let (topic, level) = (words.next()?, words.next()?);
        let seed = words.next()?.to_owned();
        let topic = match topic {
            "-" => None,
            name => Some(named(name)?),
        };
        let level = match level {
            "-" => None,
            word => Some(Level::named(word)?),
        };
        let counted = (1..=MAX_COUNT).contains(&count);
        counted.then_some(Plan {
            seed,
            count,
            topic,
            level,
            began,
        })
    }
}

/// A question that was asked, and how it was left.
#[derive(Clone, Debug)]
pub struct Done {
    /// The rule, by its place in [`RULES`].
    pub rule: usize,
    /// How it was left.
    pub mark: ItemMark,
}

/// What became of a line.
#[derive(Clone, Debug)]
pub enum DrillReply {
    /// At a question: as anywhere.
    Asked(Reply),
    /// At a question: a word that works when it is done with.
    Early,
    /// Between two questions: why the last answer is what it is.
    Why,
    /// Between two questions: on to the next one.
    Next,
    /// Between two questions: what can be said here.
    Help,
    /// Between two questions: the session was left.
    Left,
    /// Between two questions: this is none of the words.
    Unknown,
}

/// The words that work between two questions, with what they do.
pub const BETWEEN_WORDS: [(&str, &str); 4] = [
    ("why", "the rules behind the answer, one by one"),
    ("next", "the next question; Enter alone does the same"),
    ("help", "this list"),
    ("quit", "leave; the next session goes on from here"),
];

/// A session of the drill.
#[derive(Debug)]
pub struct Drill {
    plan: Plan,
    maker: QuestionMaker,
    standings: Vec<RuleStanding>,
    /// What comes back: after how many questions, which rule, at which level.
    back: Vec<(usize, usize, Level)>,
    now: Option<Made>,
    attempt: Attempt,
    done: Vec<Done>,
}

impl Drill {
    /// Before the first question. `progress`: what was done before the session.
    pub fn new(plan: Plan, progress: &Progress) -> Drill {
        let mut drill = Drill {
            maker: QuestionMaker::new(&plan.seed),
            plan,
            standings: standings(progress),
            back: Vec::new(),
            now: None,
            attempt: Attempt::default(),
            done: Vec::new(),
        };
        drill.ask();
        drill
    }

    /// The session that was left before its end, if the last one was; with it comes the question at
    /// which it was left. The answers of the session are taken again from the progress.
    pub fn resumed(progress: &Progress) -> Option<Drill> {
        let last = progress.of(PracticePart::Drill).next_back()?;
        let session = last.session.as_deref()?;
        let plan = Plan::read(session)?;
        let own = |entry: &&ProgressEntry| entry.session.as_deref() == Some(session);
        let before = Progress {
            entries: progress
                .of(PracticePart::Drill)
                .filter(|entry| !own(entry))
                .cloned()
                .collect(),
        };
        let mut drill = Drill::new(plan, &before);
        let mut begun = Vec::new();
        for entry in progress.of(PracticePart::Drill).filter(own) {
            drill.now.as_ref()?;
            if entry.mark == ItemMark::Begun {
                begun.push(entry);
                continue;
            }
            begun.clear();
            drill.left_as(entry.mark);
            drill.ask();
        }
        let now = drill.now.as_ref()?;
        let question = now.variant.question.task.asked();
        for entry in begun {
            if entry.question.as_ref() == Some(&question) {
                drill.attempt.again(&now.variant, entry);
            }
        }
        Some(drill)
    }

    /// The plan that it follows.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The question that is asked, or was asked last before [`Drill::is_between`]; `None` at the end.
    pub fn question(&self) -> Option<&Made> {
        self.now.as_ref()
    }

    /// The place of that question, from 0.
    pub fn place(&self) -> usize {
        self.done.len() - usize::from(self.is_between())
    }

    /// The work on it.
    pub fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// Whether it is done with, and the next one not asked yet.
    pub fn is_between(&self) -> bool {
        self.attempt.left
    }

    /// All questions that were left so far.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Whether every question has been left.
    pub fn is_over(&self) -> bool {
        self.done.len() >= self.plan.count
    }

    /// The rule that was missed most, the first of several.
    pub fn weakest(&self) -> Option<usize> {
        let missed = self.missed();
        let most = missed.iter().map(|(_, count)| *count).max()?;
        missed
            .iter()
            .find(|(_, count)| *count == most)
            .map(|(rule, _)| *rule)
    }

    /// The rules that were not right at once, each with how often, in the order of [`RULES`].
    pub fn missed(&self) -> Vec<(usize, usize)> {
        let count = |rule: usize| {
            let missed = |done: &&Done| {
                done.rule == rule && !matches!(done.mark, ItemMark::Right | ItemMark::Skipped)
            };
            self.done.iter().filter(missed).count()
        };
        let counted = (0..RULES.len()).map(|rule| (rule, count(rule)));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// Takes a line: with it comes what is to be kept of it. A question that is left by it stands in
    /// [`Drill::done`] at once; the next one is asked when the learner goes on. `time`: seconds since
    /// 1970 began.
    pub fn take(&mut self, line: &str, time: u64) -> (DrillReply, Option<ProgressEntry>) {
        let made = match &self.now {
            Some(made) if !self.attempt.left => made,
            _ => return (self.between(line.trim()), None),
        };
        if matches!(line.trim(), "why" | "next") {
            return (DrillReply::Early, None);
        }
        let reply = self.attempt.take(&made.variant, line);
        let mark = self.attempt.mark();
        let name = RULES[made.rule].name;
        let left = ProgressEntry {
            level: Some(made.level),
            question: Some(made.variant.question.task.asked()),
            answer: self.attempt.answer.clone(),
            session: Some(self.plan.written()),
            ..ProgressEntry::new(time, PracticePart::Drill, name, mark)
        };
        let kept = match self.attempt.left {
            true => Some(left),
            false => self.attempt.begun(&reply, left),
        };
        if self.attempt.left {
            self.left_as(mark);
        }
        (DrillReply::Asked(reply), kept)
    }

    fn between(&mut self, line: &str) -> DrillReply {
        match line {
            // Whoever left a question out and says so again wants to go on.
            "" | "next" | "skip" => {
                self.ask();
                DrillReply::Next
            }
            "why" => DrillReply::Why,
            "help" => DrillReply::Help,
            "quit" => DrillReply::Left,
            _ if LineWord::of(line).is_some() => DrillReply::Help,
            _ => DrillReply::Unknown,
        }
    }

    /// The question is done with: what was not right at once comes back with other numbers.
    fn left_as(&mut self, mark: ItemMark) {
        let Some(made) = &self.now else {
            return;
        };
        let (rule, level) = (made.rule, made.level);
        self.done.push(Done { rule, mark });
        self.attempt.left = true;
        self.standings[rule].after(level, mark, self.plan.began);
        if !matches!(mark, ItemMark::Right | ItemMark::Skipped) {
            self.back.push((self.done.len() + BETWEEN, rule, level));
        }
    }

    /// Asks the next question, if there is one left to ask.
    fn ask(&mut self) {
        self.attempt = Attempt::default();
        self.now = None;
        if self.is_over() {
            return;
        }
        let due = self
            .back
            .iter()
            .position(|(due, ..)| *due <= self.done.len());
        let (rule, level) = match due {
            Some(at) => {
                let (_, rule, level) = self.back.remove(at);
                (rule, level)
            }
            None => {
                let rule = self.plan.topic.unwrap_or_else(|| self.next_rule());
                (rule, self.plan.level.unwrap_or(self.standings[rule].level))
            }
        };
        self.now = self.maker.question(rule, level);
    }

    /// The rule that needs practice most: missed the last time, then asked least in this session,
    /// then right least often in a row, then longest ago, then the one that is taught first.
    fn next_rule(&self) -> usize {
        let asked = |rule: usize| self.done.iter().filter(|done| done.rule == rule).count();
        let need = |&rule: &usize| {
            let standing = &self.standings[rule];
            let calm = !standing.is_missed();
            (asked(rule), calm, standing.streak, standing.last, rule)
        };
        (0..RULES.len()).min_by_key(need).unwrap_or(0)
    }
}
