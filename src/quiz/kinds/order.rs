//! Steps to put in order: all that respect the pairs are right.

use super::{QuestionKind, Task};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::{Notes, TomlValue};
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{QuizKey, needs};
use crate::quiz::parts::{lettered, part};
use crate::quiz::{Choice, MAX_PARTS};
use crate::verdict::key::{AnswerKind, Key, Right};
use crate::verdict::listed::{letters, named};
use crate::verdict::{Evidence, Outcome, Parts, Verdict};

static STEPS: QuizKey = QuizKey {
    key: "steps",
    example: r#"steps = ["work out the slope", "move w"]"#,
    says: "in an order the steps themselves, which get the letters A, B, C",
};

static BEFORE: QuizKey = QuizKey {
    key: "before",
    example: r#"before = [["A", "B"]]"#,
    says: "which step has to come before which; all other orders are right",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "order",
    asks: "steps in a right order",
    keys: &[needs(&STEPS), needs(&BEFORE)],
    judged: &[],
    complete: false,
    read,
};

#[derive(Clone, Debug)]
struct OrderTask {
    /// Letter (or word) and text of each step, in the order of the file.
    steps: Vec<Choice>,
    /// Pairs of places in `steps`: the first has to come before the second. No cycles.
    before: Vec<(usize, usize)>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let steps = lettered(notes, &STEPS, fields.get(&STEPS)?)?;
    let before = before(notes, &steps, fields.get(&BEFORE)?)?;
    Some(Box::new(OrderTask { steps, before }))
}

/// Which step comes before which: lists of two or more letters in their order.
fn before(
    notes: &mut Notes<'_>,
    steps: &[Choice],
    value: &TomlValue<'_>,
) -> Option<Vec<(usize, usize)>> {
    const EXAMPLE: &str = "[[\"A\", \"B\"]]";
    // Every pair of steps can be stated once; more lists than that repeat themselves.
    let most = MAX_PARTS * MAX_PARTS;
    let chains = notes.list(BEFORE.key, value, most, EXAMPLE)?;
    let mut pairs = Vec::new();
    let mut complete = true;
    for chain in chains {
        let letters = notes.texts(BEFORE.key, chain, MAX_PARTS, EXAMPLE)?;
        let places: Vec<Option<usize>> = letters
            .iter()
            .map(|letter| part(notes, "step", steps, letter))
            .collect();
        complete &= places.iter().all(Option::is_some);
        if let [_] = places[..] {
            let message = "one step alone has no order".to_owned();
            notes.wrong(
                chain.span(),
                message,
                format!("for example: before = {EXAMPLE}"),
            );
        }
        pairs.extend(places.windows(2).filter_map(|pair| pair[0].zip(pair[1])));
    }
    if !complete {
        return None;
    }
    pairs.sort_unstable();
    pairs.dedup();
    if let Some(cycle) = cycle(steps.len(), &pairs) {
        let letters: Vec<&str> = cycle
            .iter()
            .map(|&place| steps[place].letter.value.as_str())
            .collect();
        let message = format!("no order fits: {}", letters.join(" before "));
        notes.wrong(value.span(), message, "leave out one of these");
        return None;
    }
    Some(pairs)
}

/// A way from a step back to itself, its first step at both ends, or `None` where there is none.
fn cycle(count: usize, pairs: &[(usize, usize)]) -> Option<Vec<usize>> {
    // What has nothing before it is taken away until nothing changes (Kahn 1962); each step that
    // is left has one before it that is left too, so that walking backwards must close.
    let mut left = vec![true; count];
    let ahead = |left: &[bool], step: usize| {
        pairs
            .iter()
            .find(|&&(first, then)| then == step && left[first])
            .map(|&(first, _)| first)
    };
    while let Some(free) = (0..count).find(|&step| left[step] && ahead(&left, step).is_none()) {
        left[free] = false;
    }
    let mut walk = vec![left.iter().position(|&left| left)?];
    loop {
        let last = *walk.last().expect("the walk has its start");
        let next = ahead(&left, last).expect("a step that is left has one before it");
        if let Some(start) = walk.iter().position(|&step| step == next) {
            let mut cycle = walk.split_off(start);
            cycle.push(next);
            cycle.reverse();
            return Some(cycle);
        }
        walk.push(next);
    }
}

impl Task for OrderTask {
    fn asked(&self) -> String {
        "an order".to_owned()
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Letters
    }

    fn key(&self, _: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        Ok(Key::new(Graph::new(), Vec::new(), self.clone()))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn parts(&self) -> &[Choice] {
        &self.steps
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        self.steps.iter_mut().map(|step| &mut step.text).collect()
    }
}

impl Right for OrderTask {
    /// All steps are named once, and every pair is in its order.
    fn judge(&self, _: &Key, text: &str) -> Verdict {
        let steps = &self.steps;
        let named = match named(steps, text) {
            Ok(named) => named,
            Err(error) => return Verdict::unread(error),
        };
        let read_as = vec![letters(steps, &named)];
        let letter = |at: usize| steps[at].letter.value.as_str();
        let wrong = || Verdict {
            read_as: read_as.clone(),
            ..Verdict::of(Outcome::Wrong, Evidence::Refuted)
        };
        let twice = (0..steps.len()).find(|at| named.iter().filter(|&n| n == at).count() > 1);
        if let Some(at) = twice {
            return wrong().remark(format!("{} stands there twice", letter(at)));
        }
        let missing: Vec<&str> = (0..steps.len())
            .filter(|at| !named.contains(at))
            .map(letter)
            .collect();
        if !missing.is_empty() {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            return wrong().remark(format!("{} {verb} missing", missing.join(", ")));
        }
        let place = |step: usize| named.iter().position(|&n| n == step);
        let turned = self
            .before
            .iter()
            .find(|(first, then)| place(*first) > place(*then));
        match turned {
            Some(&(first, then)) => Verdict {
                parts: Some(self.placed(&named)),
                ..wrong().remark(format!(
                    "{} cannot come before {}",
                    letter(then),
                    letter(first)
                ))
            },
            None => Verdict {
                read_as,
                ..Verdict::of(Outcome::Right, Evidence::Proved)
            },
        }
    }

    fn written(&self, _: &Key, _: usize) -> (String, bool) {
        let order = one_order(self.steps.len(), &self.before);
        (letters(&self.steps, &order), true)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Letters
    }

    fn noun(&self) -> &'static str {
        "one right order"
    }

    fn part_noun(&self) -> Option<&'static str> {
        None
    }

    fn has_no_value(&self, _: &Key) -> bool {
        false
    }
}

impl OrderTask {
    /// The letters of the steps up to the first one that comes too early, and of those from it on.
    fn placed(&self, named: &[usize]) -> Parts {
        let letter = |step: &usize| self.steps[*step].letter.value.clone();
        let too_early = |at: &usize| {
            let then = named[*at];
            let ahead = |first: &usize| named[..*at].contains(first);
            let before = self.before.iter().filter(|(_, later)| *later == then);
            !before.map(|(first, _)| first).all(ahead)
        };
        let good = (0..named.len()).find(too_early).unwrap_or(named.len());
        Parts {
            right: named[..good].iter().map(letter).collect(),
            missing: named[good..].iter().map(letter).collect(),
            instead: false,
        }
    }
}

/// The first order that respects all pairs: always the earliest step that may come next.
fn one_order(count: usize, before: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < count {
        let free = |at: &usize| {
            !order.contains(at)
                && before
                    .iter()
                    .all(|(first, then)| then != at || order.contains(first))
        };
        let Some(next) = (0..count).find(free) else {
            break;
        };
        order.push(next);
    }
    order
}
