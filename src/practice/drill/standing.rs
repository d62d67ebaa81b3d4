//! How well a learner knows each rule, from all answers so far.

use super::rules::{RULES, named};
use crate::practice::progress::{ItemMark, Level, PracticePart, Progress, ProgressEntry};
use std::collections::HashMap;

/// Answers right at once, one after the other, that lead to the next level.
const TO_CLIMB: u32 = 2;

/// Answers right at once, one after the other, after which a rule is secure.
const SECURE: u32 = 3;

/// How well one rule is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleStanding {
    /// The level to go on with.
    pub level: Level,
    /// Answers right at once since the last one that was not.
    pub streak: u32,
    /// Those of them at this level.
    at_level: u32,
    /// Answers in all.
    pub answers: u32,
    /// Those right at once.
    pub right: u32,
    /// When the last answer was given, in seconds since 1970 began; 0 where there is none.
    pub last: u64,
}

impl RuleStanding {
    const NONE: RuleStanding = RuleStanding {
        level: Level::Beginner,
        streak: 0,
        at_level: 0,
        answers: 0,
        right: 0,
        last: 0,
    };

    /// The last three answers were right at once.
    pub fn is_secure(&self) -> bool {
        self.streak >= SECURE
    }

    /// Whether the last answer was missed.
    pub fn is_missed(&self) -> bool {
        self.answers > 0 && self.streak == 0
    }

    /// One more answer at a level.
    pub(super) fn after(&mut self, level: Level, mark: ItemMark, time: u64) {
        if matches!(mark, ItemMark::Skipped | ItemMark::Undone) {
            return;
        }
        self.answers += 1;
        self.last = time;
        let place = level as usize;
        if mark == ItemMark::Right {
            self.right += 1;
            self.streak += 1;
            self.at_level += 1;
            if self.at_level >= TO_CLIMB && place + 1 < Level::ALL.len() && level >= self.level {
                self.level = Level::ALL[place + 1];
                self.at_level = 0;
            }
            return;
        }
        (self.streak, self.at_level) = (0, 0);
        let missed = mark == ItemMark::Missed;
        if missed && level <= self.level && place > 0 {
            self.level = Level::ALL[place - 1];
        }
    }
}

/// The standing of every rule, in the order of [`RULES`].
pub fn standings(progress: &Progress) -> Vec<RuleStanding> {
    let entries: Vec<&ProgressEntry> = progress.of(PracticePart::Drill).collect();
    let mut missed = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        match (entry.mark, &entry.answer) {
            (ItemMark::Begun, None) => {}
            (ItemMark::Begun, Some(_)) => {
                missed.insert(entry.session.as_deref(), at);
            }
            _ => {
                missed.remove(&entry.session.as_deref());
            }
        }
    }
    let mut standings = vec![RuleStanding::NONE; RULES.len()];
    for (at, entry) in entries.into_iter().enumerate() {
        // An answer that did not settle its question counts where nothing came after it.
        let mark = match entry.mark {
            ItemMark::Begun if missed.get(&entry.session.as_deref()) == Some(&at) => {
                ItemMark::Missed
            }
            ItemMark::Begun => continue,
            mark => mark,
        };
        if let (Some(rule), Some(level)) = (named(&entry.item), entry.level) {
            standings[rule].after(level, mark, entry.time);
        }
    }
    standings
}
