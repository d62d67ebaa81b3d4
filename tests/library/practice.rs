//! Practice: what the drill makes, what sessions do, and whether the lesson's content is true.

use deriv::practice::drill::{QuestionMaker, RULES};
use deriv::practice::progress::Level;
use deriv::verdict::Outcome;
use std::collections::{BTreeMap, HashSet};

/// How many questions of each rule are made: `DERIV_DRILL=1000` in a release build takes a minute.
fn many() -> usize {
    let asked = std::env::var("DERIV_DRILL").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(18)
}

#[test]
fn every_question_of_the_drill_has_a_key_that_is_accepted_and_slips_that_are_refused() {
    let (mut slips, mut told) = (0, 0);
    let mut missed: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for (at, rule) in RULES.iter().enumerate() {
        let mut maker = QuestionMaker::new("truth");
        let mut texts = HashSet::new();
        for nth in 0..many() {
            let level = Level::ALL[nth % 3];
            let made = maker.question(at, level).expect("a question");
            let question = made.variant.question.task.asked();
            assert!(
                texts.insert(question.clone()),
                "{} {level}: twice after {nth}: {question}",
                rule.name
            );
            let key = &made.variant.key;
            let shown = key.shown(15);
            let verdict = key.judge(&shown);
            assert_eq!(verdict.outcome, Outcome::Right, "{question}: {shown}");
            assert_eq!(made.variant.question.hints.len(), 3, "{}", rule.name);
            for hint in &made.variant.question.hints {
                assert!(!hint.value.contains('{'), "{question}: {}", hint.value);
                let given_away = key.judge(&hint.value).outcome == Outcome::Right;
                assert!(!given_away, "{question}: {}", hint.value);
            }
            for (slip, wrong) in key.slips() {
                slips += 1;
                let verdict = key.judge(&wrong);
                let refused = matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly);
                assert!(refused, "{question}: {wrong} is {slip}: {verdict:?}");
                match verdict.slip {
                    Some(found) if found.name == slip => told += 1,
                    found => {
                        let found = found.map(|found| found.name);
                        missed.insert((rule.name, slip), format!("{question}: {wrong}: {found:?}"));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "{told} of {slips}: {missed:#?}");
}
