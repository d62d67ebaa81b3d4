//! Questions made from the rules' quizzes: with other numbers every time, none twice while there are
//! others.

use super::rules::{RULES, of_level};
use crate::practice::progress::Level;
use crate::quiz::Quiz;
use crate::quiz::paper::{Papers, Variant};
use std::collections::HashSet;

/// Longest right answer, in characters: what a person types without a mistake of the fingers.
const LONGEST_FORMULA: usize = 60;
const LONGEST_NUMBER: usize = 9;

/// Digits to which a number is written that has to be short without rounding.
const DIGITS: usize = 15;

/// Fewest slips whose wrong answers can be told apart: with fewer there is little to say to a wrong
/// answer.
const FEWEST_SLIPS: usize = 2;

/// Questions that are drawn before one is asked again.
const MOST_DRAWN: u64 = 400;

/// A question that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The rule that it drills, by its place in [`RULES`].
    pub rule: usize,
    /// How hard it is.
    pub level: Level,
    /// The question with its key.
    pub variant: Variant,
    /// Whether it was asked before: no new one turned up.
    pub again: bool,
}

/// Makes questions; the same seed makes the same ones in the same order.
#[derive(Debug)]
pub struct QuestionMaker {
    seed: String,
    /// The quizzes of the rules that were asked for, in the order of [`RULES`].
    quizzes: Vec<Option<Quiz>>,
    /// How many were drawn for each rule and level.
    drawn: Vec<[u64; 3]>,
    /// The texts of those that were made.
    known: HashSet<String>,
}

impl QuestionMaker {
    /// Nothing made yet.
    pub fn new(seed: &str) -> QuestionMaker {
        QuestionMaker {
            seed: seed.to_owned(),
            quizzes: RULES.iter().map(|_| None).collect(),
            drawn: vec![[0; 3]; RULES.len()],
            known: HashSet::new(),
        }
    }

    /// A question of a rule; one that was made before only where no other turns up.
    pub fn question(&mut self, rule: usize, level: Level) -> Option<Made> {
        let quiz = self.quizzes.get_mut(rule)?;
        let quiz = match quiz {
            Some(quiz) => quiz,
            None => quiz.insert(RULES[rule].quiz().ok()?),
        };
        let templates = of_level(quiz, level);
        let drawn = &mut self.drawn[rule][level as usize];
        let (mut found, mut again) = (None, true);
        for _ in 0..MOST_DRAWN {
            let nth = *drawn;
            *drawn += 1;
            let template = *templates.get((nth % templates.len().max(1) as u64) as usize)?;
            // Each rule has numbers of its own in a session.
            let whose = format!("{} {} {nth}", self.seed, RULES[rule].name);
            let Ok(variant) = Papers::variant_of(quiz, template, &whose) else {
                continue;
            };
            let text = text(&variant);
            if !self.known.contains(&text) && is_clean(&variant) {
                self.known.insert(text);
                (found, again) = (Some(variant), false);
                break;
            }
            if found.is_none() && self.known.contains(&text) {
                found = Some(variant);
            }
        }
        found.map(|variant| Made {
            rule,
            level,
            variant,
            again,
        })
    }
}

/// What tells a question from others.
fn text(variant: &Variant) -> String {
    variant.question.task.asked()
}

/// Whether the right answer is short, and wrong ones can be told from it and from each other.
fn is_clean(variant: &Variant) -> bool {
    let key = &variant.key;
    let shown = key.shown(DIGITS);
    let short = match key.is_formula() {
        true => shown.chars().count() <= LONGEST_FORMULA,
        false => shown.len() <= LONGEST_NUMBER && !shown.contains('≈'),
    };
    short && key.slips().len() >= FEWEST_SLIPS
}
