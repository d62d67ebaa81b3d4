//! Questions made from the rules' quizzes: with other numbers every time, none twice while there are
//! others.

use super::rules::{RULES, of_level};
use crate::practice::progress::Level;
use crate::quiz::Quiz;
use crate::quiz::draw::{self, Whose};
use crate::quiz::paper::{Papers, Variant};
use std::collections::{HashSet, VecDeque};

/// Longest right answer, in characters: what a person types without a mistake of the fingers.
const LONGEST_FORMULA: usize = 60;
const LONGEST_NUMBER: usize = 9;

/// Digits to which a number is written that has to be short without rounding.
const DIGITS: usize = 15;

/// Fewest slips whose wrong answers can be told apart: with fewer there is little to say to a wrong
/// answer.
const FEWEST_SLIPS: usize = 2;

/// Questions that are drawn before all that there are get looked through in turn.
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
    /// Where every question of its rule and level has been asked before: how many there are.
    pub again: Option<usize>,
}

/// What was made of a rule and level.
#[derive(Debug, Default)]
struct Stock {
    /// How many were drawn.
    drawn: u64,
    /// Where the look through all of them is: the template, and which choice of its numbers.
    turn: (usize, u64),
    /// Those that were asked, the one that was asked longest ago first.
    asked: VecDeque<Variant>,
}

/// Makes questions; the same seed makes the same ones in the same order.
#[derive(Debug)]
pub struct QuestionMaker {
    seed: String,
    /// The quizzes of the rules that were asked for, in the order of [`RULES`].
    quizzes: Vec<Option<Quiz>>,
    /// What was made of each rule and level.
    stocks: Vec<[Stock; 3]>,
    /// The texts of those that were looked at, asked or not.
    known: HashSet<String>,
}

impl QuestionMaker {
    /// Nothing made yet.
    pub fn new(seed: &str) -> QuestionMaker {
        QuestionMaker {
            // Case and the number of blanks don't matter, as in a student's id.
            seed: seed
                .to_lowercase()
                .split_whitespace()
                .collect::<Vec<&str>>()
                .join(" "),
            quizzes: RULES.iter().map(|_| None).collect(),
            stocks: RULES.iter().map(|_| Default::default()).collect(),
            known: HashSet::new(),
        }
    }

    /// A question of a rule; one that was asked before only where there is no other.
    pub fn question(&mut self, rule: usize, level: Level) -> Option<Made> {
        let quiz = self.quizzes.get_mut(rule)?;
        let quiz = match quiz {
            Some(quiz) => quiz,
            None => quiz.insert(RULES[rule].quiz().ok()?),
        };
        let templates = of_level(quiz, level);
        let stock = &mut self.stocks[rule][level as usize];
        let mut fresh = |variant: &Variant| self.known.insert(text(variant)) && is_clean(variant);
        let mut found = None;
        // Where all have been gone through there is no new one to draw.
        if stock.turn.0 < templates.len() {
            for _ in 0..MOST_DRAWN {
                let nth = stock.drawn;
                stock.drawn += 1;
                let template = *templates.get((nth % templates.len() as u64) as usize)?;
                // Each rule has numbers of its own in a session.
                let whose = format!("{} {} {nth}", self.seed, RULES[rule].name);
                let drawn = Papers::variant_of(quiz, template, Whose::Student(&whose)).ok();
                found = drawn.filter(&mut fresh);
                if found.is_some() {
                    break;
                }
            }
        }
        while found.is_none() && stock.turn.0 < templates.len() {
            let template = templates[stock.turn.0];
            match places(quiz, template, stock.turn.1) {
                Some(places) => {
                    stock.turn.1 += 1;
                    let next = Papers::variant_of(quiz, template, Whose::Places(&places)).ok();
                    found = next.filter(&mut fresh);
                }
                None => stock.turn = (stock.turn.0 + 1, 0),
            }
        }
        let again = found.is_none().then_some(stock.asked.len());
        let variant = found.or_else(|| stock.asked.pop_front())?;
        stock.asked.push_back(variant.clone());
        Some(Made {
            rule,
            level,
            variant,
            again,
        })
    }
}

/// The `nth` choice of numbers for a question: the place of each among its values; `None` past the last.
fn places(quiz: &Quiz, question: usize, mut nth: u64) -> Option<Vec<u64>> {
    let parameters = quiz.parameters_of(&quiz.questions[question]);
    let places = parameters.map(|parameter| {
        let choices = draw::choices(parameter).max(1);
        let place = nth % choices;
        nth /= choices;
        place
    });
    let places: Vec<u64> = places.collect();
    (nth == 0).then_some(places)
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
