//! Practice: what the drill makes, what sessions do, and whether the lesson's content is true.

use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::practice::drill::{Drill, Plan, QuestionMaker, RULES, standings};
use deriv::practice::explore::{Command, Exploration, ExplorationStart};
use deriv::practice::progress::{ItemMark, Level, PracticePart, Progress, ProgressEntry};
use deriv::practice::{cards, interview, lab, order};
use deriv::slope::point;
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
        let mut levels = Level::ALL.to_vec();
        for nth in 0.. {
            if texts.len() >= many() {
                break;
            }
            assert!(
                !levels.is_empty(),
                "{} has {} questions",
                rule.name,
                texts.len()
            );
            let level = levels[nth % levels.len()];
            let made = maker.question(at, level).expect("a question");
            let question = made.variant.question.task.asked();
            // A level with small numbers runs out of new ones first.
            if made.again.is_some() {
                assert!(texts.contains(&question), "{question}");
                levels.retain(|known| *known != level);
                assert!(texts.len() >= 18, "{} {level}", rule.name);
                continue;
            }
            assert!(texts.insert(question.clone()), "twice: {question}");
            let key = &made.variant.key;
            let shown = key.shown(15);
            let verdict = key.judge(&shown);
            assert_eq!(verdict.outcome, Outcome::Right, "{question}: {shown}");
            assert_eq!(made.variant.question.hints.len(), 3, "{}", rule.name);
            for hint in &made.variant.question.hints {
                assert!(!hint.value.contains('{'), "{question}: {}", hint.value);
                // A number in a hint may be the answer by chance.
                let right = || key.judge(&hint.value).outcome == Outcome::Right;
                let given_away = key.is_formula() && right();
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

#[test]
fn a_level_is_asked_to_its_last_question_and_then_begins_again() {
    let rule = |name: &str| RULES.iter().position(|rule| rule.name == name);
    // As many as the numbers of the templates allow: w/(w + a) and a*w/(w + b); a*w^2.
    for (name, level, all) in [
        ("quotient", Level::Beginner, 12 + 8 * 9),
        ("slopes", Level::Beginner, 5 * 9 + 3 * 8 * 4),
    ] {
        let mut maker = QuestionMaker::new("all of them");
        let mut texts: Vec<String> = Vec::new();
        loop {
            let rule = rule(name).expect("a rule");
            let made = maker.question(rule, level).expect("a question");
            let text = made.variant.question.task.asked();
            if let Some(asked) = made.again {
                assert_eq!((asked, text), (texts.len(), texts[0].clone()), "{name}");
                break;
            }
            assert!(!texts.contains(&text), "{name}: {text}");
            texts.push(text);
        }
        assert_eq!(texts.len(), all, "{name}");
    }
}

#[test]
fn every_lab_has_one_right_prediction_and_a_repair_that_works() {
    let labs = lab::lesson().unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(labs.len() >= 17);
    for lab in &labs {
        let name = &lab.name;
        let ran = lab
            .run
            .run()
            .unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let right: Vec<&str> = lab
            .choices
            .iter()
            .filter(|(_, when)| lab::holds(when, &ran))
            .map(|(words, _)| words.as_str())
            .collect();
        assert_eq!(right.len(), 1, "{name}: {right:?} of {:?}", ran.numbers);
        // Before the repair nothing is repaired, or there would be nothing to do.
        let before = lab
            .repaired(lab.run.setting(&lab.change).unwrap_or("0"))
            .run();
        let holds = |ran: &lab::Ran| lab.until.iter().all(|claim| lab::holds(claim, ran));
        assert!(!before.as_ref().is_ok_and(holds), "{name} needs no repair");
        let repaired = lab.repaired(&lab.example);
        let ran_again = repaired
            .run()
            .unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert!(holds(&ran_again), "{name}: {:?}", ran_again.numbers);
        for (text, ran, run) in [
            (&lab.explain, &ran, &lab.run),
            (&lab.says, &ran_again, &repaired),
        ] {
            let filled = lab::filled(text, ran, &|key| run.setting(key).map(str::to_owned));
            assert!(!filled.contains('{'), "{name}: {filled}");
        }
    }
}

/// The numbers of a text, with where they stand: `-1.5e-3` without its sign. Digits of a name are none.
fn numbers(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let inside_word = at > 0 && bytes[at - 1].is_ascii_alphabetic();
        if !bytes[at].is_ascii_digit() || inside_word {
            at += 1;
            continue;
        }
        let from = at;
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        while digit(at) || (bytes.get(at) == Some(&b'.') && digit(at + 1)) {
            at += 1;
        }
        if text[at..].starts_with("e-") && digit(at + 2) {
            at += 2;
            while digit(at) {
                at += 1;
            }
        }
        found.push((from..at, text[from..at].to_owned()));
    }
    found
}

/// Every number that the prose of a lab states follows from its run, by a claim in the table, or is
/// one of the settings that the prose repeats.
#[test]
fn the_numbers_of_the_labs_are_what_comes_of_their_runs() {
    let labs = lab::lesson().unwrap_or_else(|faults| panic!("{}", faults[0]));
    let table = include_str!("../truths/labs.tsv");
    let rows: Vec<[&str; 3]> = table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells.try_into().unwrap_or_else(|_| panic!("{line}"))
        })
        .collect();
    let mut wrong = Vec::new();
    let mut met = vec![false; rows.len()];
    let mut count = 0;
    for lab in &labs {
        let name = lab.name.as_str();
        let ran = lab
            .run
            .run()
            .unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let own = || rows.iter().enumerate().filter(|(_, row)| row[0] == name);
        for (_, [_, words, claims]) in own() {
            for claim in claims.split("; ").filter(|claim| !lab::holds(claim, &ran)) {
                wrong.push(format!("{name}: {words}: not so: {claim}"));
            }
        }
        let settings = lab.run.settings.iter().map(|(_, text)| text.as_str());
        let settings: Vec<&str> = settings.chain([lab.run.function.as_str()]).collect();
        let right = lab.outcome(&ran).expect("one is right");
        // What a wrong choice says is wrong, and what is in brackets is filled in by the run.
        for (text, repeats) in [
            (&lab.setup, settings.join(" ")),
            (&lab.predict, String::new()),
            (&lab.choices[right].0, String::new()),
            (&lab.why[lab.right], String::new()),
            (&lab.explain, String::new()),
            (&lab.repair, lab.until.join(" ")),
            (&lab.says, String::new()),
        ] {
            let known: Vec<String> = numbers(&repeats).into_iter().map(|(_, n)| n).collect();
            let stated: Vec<(usize, std::ops::Range<usize>)> = own()
                .filter_map(|(at, row)| {
                    let from = text.find(row[1])?;
                    Some((at, from..from + row[1].len()))
                })
                .collect();
            for (at, _) in &stated {
                met[*at] = true;
            }
            for (place, number) in numbers(text) {
                // An exponent and an index belong to a formula that is repeated.
                let formula = text[..place.start].ends_with('^');
                let told = |(_, stated): &(usize, std::ops::Range<usize>)| {
                    stated.start <= place.start && place.end <= stated.end
                };
                count += 1;
                if !formula && !known.contains(&number) && !stated.iter().any(told) {
                    wrong.push(format!("{name}: nothing tells of {number} in: {text}"));
                }
            }
        }
    }
    for (row, _) in rows.iter().zip(&met).filter(|(_, met)| !**met) {
        wrong.push(format!("{}: nowhere: {}", row[0], row[1]));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "{count}");
}

#[test]
fn the_lesson_has_what_it_takes() {
    let orders = order::lesson().unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(orders.len() >= 6);
    for variant in &orders {
        let name = &variant.question.name.value;
        let right = variant.key.shown(10);
        assert_eq!(variant.key.judge(&right).outcome, Outcome::Right, "{name}");
        let turned: Vec<&str> = right.rsplit(", ").collect();
        let verdict = variant.key.judge(&turned.join(" "));
        assert_eq!(verdict.outcome, Outcome::Wrong, "{name}");
        let parts = verdict.parts.expect("what is in place");
        assert!(parts.right.len() < turned.len(), "{name}");
        assert!(variant.question.hints.len() >= 2, "{name}");
        // The example below the steps is the letters from the last to the first.
        let letters = variant.question.task.parts().iter();
        let example: String = letters
            .rev()
            .map(|part| part.letter.value.as_str())
            .collect();
        assert_eq!(
            variant.key.judge(&example).outcome,
            Outcome::Wrong,
            "{name}"
        );
    }
    let cards = cards::lesson().unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(cards.len() >= 40);
    let questions: HashSet<&str> = cards.iter().map(|card| card.question.as_str()).collect();
    assert_eq!(
        questions.len(),
        cards.len(),
        "a card's history follows its text"
    );
    let topics = interview::lesson().unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(topics.len() >= 30);
    for topic in &topics {
        let parts = ["concept: ", "scenario: ", "trade-off: ", "monitoring: "];
        assert_eq!(topic.covers.len(), parts.len(), "{}", topic.name);
        for (cover, part) in topic.covers.iter().zip(parts) {
            assert!(cover.starts_with(part), "{}: {cover}", topic.name);
        }
    }
    for level in Level::ALL {
        let of_level = topics.iter().filter(|topic| topic.level == level);
        assert!(of_level.count() >= 10, "{level}");
    }
    assert_eq!(RULES.len(), 12);
}

/// What the cards and the interview say of numbers, as the engine finds it: a sentence of the
/// content, a function, a point, and the slope there; or a step from there with a rate.
#[test]
fn the_numbers_of_the_lesson_are_true() {
    let cards = include_str!("../../fixtures/lesson/cards.md");
    let interview = include_str!("../../fixtures/lesson/interview.toml");
    let text = [cards, interview].concat();
    let said = |sentence: &str| assert!(text.contains(sentence), "{sentence}");
    for (sentence, function, at, slope) in [
        ("6, 4 and -6: twice w each time", "w^2", "3", "6"),
        ("6, 4 and -6: twice w each time", "w^2", "2", "4"),
        ("6, 4 and -6: twice w each time", "w^2", "-3", "-6"),
        ("3*w^2, which is 12 at 2", "w^3", "2", "12"),
        ("w^3 at 0 has slope 0", "w^3", "0", "0"),
        ("1, everywhere", "w", "17", "1"),
        ("4 by x and 1 by y", "x^2*2", "1", "4"),
        ("4 by x and 1 by y", "1^2*y", "2", "1"),
        (
            "at 3 the curve w^2 is touched by the line 6*w - 9",
            "6*w - 9",
            "3",
            "6",
        ),
        ("rate of 0.04 y diverges", "(1 - 0.04*50)*y", "1", "-1"),
        (
            "x shrinks by only 8 % a step",
            "(1 - 0.04*2)*x",
            "1",
            "0.92",
        ),
    ] {
        said(sentence);
        let found = deriv::slope(function, at).expect("a function");
        assert_eq!(found.to_string(), slope, "{sentence}");
    }
    for (sentence, function, from, rate, steps, w) in [
        ("At 2.4: 3 - 0.1*6", "w^2", "3", "0.1", 1, "2.4"),
        (
            "with rate 0.1 the step leads to -2.4",
            "w^2",
            "-3",
            "0.1",
            1,
            "-2.4",
        ),
        ("w jumps between 3 and -3", "w^2", "3", "1", 1, "-3"),
        ("0.5: w - 0.5*2*w is 0", "w^2", "3", "0.5", 1, "0"),
        (
            "goes to 3.6 and up from there",
            "-w^2",
            "3",
            "0.1",
            1,
            "3.6",
        ),
    ] {
        said(sentence);
        let run = lab::LabRun {
            kind: lab::RunKind::Descend,
            function: function.to_owned(),
            settings: [
                ("from", from),
                ("rate", rate),
                ("steps", &steps.to_string()),
            ]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .to_vec(),
        };
        let ran = run.run().expect("it runs");
        assert!(
            lab::holds(&format!("w = {w}"), &ran),
            "{sentence}: {:?}",
            ran.numbers
        );
    }
    let value = |text: &str| {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Default::default()).expect("a formula");
        let found = deriv::slope::value(&mut graph, id, &[], deriv::slope::Effort::digits(15));
        found.expect("a number").decimal.to_string()
    };
    said("9.006001");
    assert_eq!(value("3.001^2"), "9.006001");
    said("Exactly it is 0.006001");
    assert_eq!(value("3.001^2 - 9"), "0.006001");
    said("Ten layers leave less than 1/1000000");
    said("each slope is at most 0.25, the product at most 1e-6");
    assert_eq!(value("floor((1/4)^10 * 1000000)"), "0");
    said("the step at 3 is 0.6, the step at 0.3 is 0.06");
    assert_eq!(
        (value("0.1*2*3"), value("0.1*2*0.3")),
        ("0.6".into(), "0.06".into())
    );
}

fn plan(count: usize, topic: Option<usize>, level: Option<Level>) -> Plan {
    Plan {
        seed: "a seed with blanks".to_owned(),
        count,
        topic,
        level,
        began: 1_800_000_000,
    }
}

const TIME: u64 = 1_800_000_000;

/// Answers the question that is asked, right or not, goes on, and gives what is to be kept.
fn answer(drill: &mut Drill, right: bool) -> ProgressEntry {
    let key = drill.question().expect("a question").variant.key.clone();
    let line = match right {
        true => key.shown(15),
        false => "show".to_owned(),
    };
    let (_, entry) = drill.take(&line, TIME);
    drill.take("next", TIME);
    entry.expect("it was left")
}

#[test]
fn what_was_missed_comes_back_with_other_numbers_and_levels_climb() {
    let mut drill = Drill::new(plan(30, None, None), &Progress::default());
    let mut asked: Vec<(usize, Level, String)> = Vec::new();
    let mut progress = Progress::default();
    for nth in 0..30 {
        let made = drill.question().expect("a question");
        let question = made.variant.question.task.asked();
        assert!(
            asked.iter().all(|(.., known)| *known != question),
            "{question}"
        );
        asked.push((made.rule, made.level, question));
        // The second and the seventh are missed.
        progress.add(answer(&mut drill, !matches!(nth, 1 | 6)));
    }
    assert!(drill.is_over() && drill.question().is_none());
    for missed in [1, 6] {
        let (rule, level, _) = asked[missed];
        let again = asked[missed + 3..missed + 6].iter();
        let mut again = again.map(|(rule, level, _)| (*rule, *level));
        assert!(again.any(|known| known == (rule, level)), "{asked:?}");
    }
    assert_eq!(drill.missed().len(), 2);
    assert_eq!(drill.weakest(), Some(asked[1].0));
    // All rules had their turn before any rule had its second, apart from those that came back.
    let first: HashSet<usize> = asked[..14].iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(first.len(), RULES.len());
    // Two in a row lead to the next level, three make a rule secure.
    let one = Some(0);
    let mut drill = Drill::new(plan(6, one, None), &Progress::default());
    let mut levels = Vec::new();
    let mut progress = Progress::default();
    for _ in 0..6 {
        levels.push(drill.question().expect("a question").level);
        progress.add(answer(&mut drill, true));
    }
    use Level::{Beginner, Expert, Intermediate};
    assert_eq!(
        levels,
        [
            Beginner,
            Beginner,
            Intermediate,
            Intermediate,
            Expert,
            Expert
        ]
    );
    let standing = standings(&progress)[0];
    assert!(standing.is_secure() && !standing.is_missed());
    assert_eq!((standing.answers, standing.right), (6, 6));
    // A miss leads one level back, and the rule is secure no more.
    progress.add(ProgressEntry {
        level: Some(Expert),
        ..ProgressEntry::new(1, PracticePart::Drill, "power", ItemMark::Missed)
    });
    let standing = standings(&progress)[0];
    assert!(!standing.is_secure() && standing.is_missed());
    assert_eq!(standing.level, Intermediate);
    // The next session starts with what was missed.
    let next = Drill::new(plan(5, None, None), &progress);
    assert_eq!(next.question().map(|made| made.rule), Some(0));
}

#[test]
fn a_session_that_was_left_goes_on_with_the_question_at_which_it_was_left() {
    let before = {
        let mut progress = Progress::default();
        progress.add(ProgressEntry {
            level: Some(Level::Beginner),
            ..ProgressEntry::new(1, PracticePart::Drill, "quotient", ItemMark::Missed)
        });
        progress
    };
    for (topic, level) in [(None, None), (Some(4), None), (None, Some(Level::Expert))] {
        for left_after in [1, 3, 7] {
            let mut progress = before.clone();
            let mut drill = Drill::new(plan(8, topic, level), &progress);
            for nth in 0..left_after {
                let entry = answer(&mut drill, nth % 2 == 0);
                let line = deriv::report::practice::kept(&entry);
                // As it is after it was written and read again.
                let (read, warnings) = Progress::read("progress", line.as_bytes()).expect("text");
                assert!(warnings.is_empty());
                assert_eq!(read.entries, [entry]);
                progress.entries.extend(read.entries);
            }
            // Left in the middle of a question, it goes on there, with what was answered to it.
            let known = standings(&progress);
            for line in ["hint", "1 + 2*", "314159"] {
                let (_, entry) = drill.take(line, TIME);
                assert_eq!(entry.is_none(), line == "1 + 2*", "{line}");
                progress.entries.extend(entry);
            }
            let rule = drill.question().expect("a question").rule;
            let (now, before) = (standings(&progress)[rule], known[rule]);
            assert_eq!(
                (now.answers, now.is_missed()),
                (before.answers + 1, true),
                "an answer that was wrong counts though its question goes on"
            );
            let resumed = Drill::resumed(&progress).expect("it was left");
            let stands = |drill: &Drill| {
                let attempt = drill.attempt();
                let answer = attempt.answer.clone().expect("it was answered");
                (attempt.hinted, attempt.tries - attempt.unread, answer)
            };
            assert_eq!(stands(&resumed), (true, 1, "314159".to_owned()));
            let task = |drill: &Drill| {
                let made = drill.question().expect("a question");
                (made.rule, made.level, made.variant.question.task.asked())
            };
            assert_eq!(task(&resumed), task(&drill));
            assert_eq!(resumed.plan(), drill.plan());
            assert_eq!(resumed.done().len(), left_after);
            while drill.question().is_some() {
                progress.add(answer(&mut drill, true));
            }
            assert!(Drill::resumed(&progress).is_none(), "it is over");
        }
    }
}

/// The lines of numbers show what the nudge does, however little it is beside the numbers.
#[test]
fn a_nudge_is_seen_in_the_numbers() {
    for (function, at, eps, nudge, ratio) in [
        (
            "w^2",
            "3",
            "1",
            "w 3 -> 4    J 9 -> 16    ΔJ = 7",
            "ΔJ / ε = 7    slope k = 6    gap 1",
        ),
        (
            "1e9*w^2",
            "12345",
            "1",
            "w 12345 -> 12346    J 1.52399e17 -> 1.52424e17    ΔJ = 24691000000000",
            "ΔJ / ε = 24691000000000    slope k = 24690000000000    gap 1000000000",
        ),
        (
            "w^2",
            "3.0001",
            "1e-6",
            "w 3.0001 -> 3.000101    J 9.0006 -> 9.000606    ΔJ = 6e-6",
            "ΔJ / ε = 6.000201    slope k = 6.0002    gap 1e-6",
        ),
        (
            "1e30 + exp(w)",
            "1",
            "0.001",
            "w 1 -> 1.001    J 1.0000000000000000000000000000027183e30 -> \
             1.000000000000000000000000000002721e30    ΔJ = 0.00272",
            "ΔJ / ε = 2.7196    slope k = 2.7183    gap 0.00136",
        ),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, function, &Options::default()).expect("it is read");
        let [at, eps] = [at, eps].map(|text| point::constant(&mut graph, text).expect("a number"));
        let start = ExplorationStart {
            point: vec![(graph.variable("w"), at)],
            epsilon: Some(eps),
            ..ExplorationStart::default()
        };
        let mut session = Exploration::new(graph, id, function, start).expect("a session");
        let [first, second, _] = session.numbers();
        assert_eq!((&*first, &*second), (nudge, ratio), "{function}");
    }
}

/// What stands in the fields is read at a glance: where it is, not a fraction of a hundred digits.
#[test]
fn a_place_that_a_step_leads_to_is_written_to_be_read() {
    for (function, at, steps, shown) in [
        ("w^2", "3", 2, "1.92"),
        ("1/(w-2)", "2.5", 2, "2449/810"),
        ("1/(w-2)", "2.5", 4, "3.19879"),
        ("sin(1/w)", "0.2", 2, "0.96404"),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, function, &Options::default()).expect("it is read");
        let at = point::constant(&mut graph, at).expect("a number");
        let start = ExplorationStart {
            point: vec![(graph.variable("w"), at)],
            ..ExplorationStart::default()
        };
        let mut session = Exploration::new(graph, id, function, start).expect("a session");
        for _ in 0..steps {
            session.apply(&Command::Step);
        }
        let (_, place) = &session.typed_state()[0];
        assert!(place.starts_with(shown), "{function}: {place}");
        assert!(place.len() < 45, "{function}: {place}");
    }
}
