//! The one mechanism of reading: what a rule settles, what is open, and what becomes of an answer
//! that many would write for something else.

use super::truths::hold;
use deriv::expression::{Graph, Id, Node};
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::{self, Options, Reading, answer};
use deriv::verdict::Outcome;
use deriv::verdict::key::Key;
use deriv::verdict::rules::Locale;
use std::fmt::Write;

/// The node of a text of the table; `[loss]` is the variable of that name.
fn node(graph: &mut Graph, text: &str) -> Id {
    let mut names = Vec::new();
    let mut plain = text.to_owned();
    while let Some((start, end)) = plain.find('[').zip(plain.find(']')) {
        let name = plain[start + 1..end].to_owned();
        plain.replace_range(start..=end, &name);
        names.push(name);
    }
    let options = Options {
        named: &names,
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, &plain, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Whether a reading is what the table says, by proof, or as the same formula.
fn same(graph: &mut Graph, read: Id, text: &str) -> bool {
    let wanted = node(graph, text);
    let equal = deriv::equality::equal(graph, read, wanted).equality;
    use deriv::equality::Equality::{Agrees, Proved};
    read == wanted || matches!(equal, Proved | Agrees { .. })
}

#[test]
fn calculators_read_refuse_or_say_how_they_took_it() {
    let head = ["text", "named", "outcome", "reading", "other", "note"];
    hold("readings.tsv", head, 120, |row| {
        let [text, named, outcome, reading, other, note] = row;
        let named: Vec<String> = match named {
            "-" => Vec::new(),
            names => names.split(',').map(str::to_owned).collect(),
        };
        let options = Options {
            named: &named,
            ..Options::default()
        };
        let mut graph = Graph::new();
        let read = notation::read_with_notes(&mut graph, text, &options);
        match (outcome, read) {
            ("read", Ok(read)) => {
                let notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
                let notes = match notes.is_empty() {
                    true => "-".to_owned(),
                    false => notes.join("; "),
                };
                if !same(&mut graph, read.id, reading) {
                    return Err(format!("read as {}", notation::write(&graph, read.id)));
                }
                if notes != note {
                    return Err(format!("noted {notes}"));
                }
                Ok(())
            }
            ("ambiguous", Err(error)) if matches!(error.kind, ReadErrorKind::Ambiguous { .. }) => {
                let all =
                    notation::readings(&mut graph, text, &options).map_err(|e| e.to_string())?;
                for wanted in [reading, other].into_iter().filter(|wanted| *wanted != "-") {
                    let found = written_readings(&error).iter().any(|reading| {
                        let mut graph = Graph::new();
                        let read = notation::read(&mut graph, reading, &Options::default());
                        read.is_ok_and(|id| same(&mut graph, id, wanted))
                    });
                    let whole = all.iter().any(|&id| same(&mut graph, id, wanted));
                    // Only where the two differ is written out.
                    if !whole && !found {
                        return Err(format!("{wanted} is none of {:?}", error.help()));
                    }
                }
                Ok(())
            }
            ("error", Err(error)) => {
                let said = format!("{error}; {}", error.help().unwrap_or_default());
                said.contains(reading).then_some(()).ok_or(said)
            }
            (_, Ok(read)) => Err(format!("read as {}", notation::write(&graph, read.id))),
            (_, Err(error)) => Err(error.to_string()),
        }
    });
}

fn written_readings(error: &Error) -> Vec<String> {
    match &error.kind {
        ReadErrorKind::Ambiguous { readings, .. } => readings.to_vec(),
        _ => Vec::new(),
    }
}

#[test]
fn answers_are_tried_otherwise_before_they_are_wrong() {
    let head = ["function", "wrt", "locale", "answer", "outcome", "said"];
    hold("judged.tsv", head, 50, |row| {
        let [function, wrt, locale, answer, outcome, said] = row;
        let mut graph = Graph::new();
        let named: Vec<String> = (wrt != "-").then(|| wrt.to_owned()).into_iter().collect();
        let options = Options {
            named: &named,
            ..Options::default()
        };
        let id = notation::read(&mut graph, function, &options).map_err(|e| e.to_string())?;
        let variables = graph.variables(id);
        let by = match wrt {
            "-" => variables.clone(),
            name => vec![graph.variable(name)],
        };
        let key = match &by[..] {
            [by] => Key::derivative(graph, id, *by, 1),
            several => Key::gradient(graph, id, several, 1),
        };
        let key = key.map_err(|_| "no key".to_owned())?;
        let key = match locale {
            "comma" => key.with_locale(Locale::Comma),
            _ => key,
        };
        let verdict = key.judge(answer);
        let mut told = verdict.read_as.join(";");
        let _ = write!(told, ";{}", verdict.remark.clone().unwrap_or_default());
        if verdict.outcome.word() != outcome {
            let error = verdict.error.map(|e| e.to_string());
            return Err(format!("{} {told} {error:?}", verdict.outcome.word()));
        }
        if said != "-" && !told.contains(said) {
            return Err(told);
        }
        Ok(())
    });
}

/// Texts with a choice in them, in other letters, functions and numbers than anyone chose.
fn siblings() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for x in ["x", "y", "t", "w", "u", "s"] {
        for n in [3, 5, 7, 9] {
            // The derivative of x^(n/2), its exponent without brackets.
            all.push((format!("{x}^({n}/2)"), format!("{n}/2*{x}^{}/2", n - 2)));
        }
        for (f, other, sign) in [
            ("sin", "cos", ""),
            ("cos", "sin", "-"),
            ("sinh", "cosh", ""),
        ] {
            for n in [3, 4] {
                let wrong = format!("{sign}{n}{f} {x}^{}{other} {x}", n - 1);
                all.push((format!("{f}({x})^{n}"), wrong));
            }
        }
        for n in [2, 3, 5] {
            let wrong = format!("{n}*{x}^{n}{x}*(ln({x})+1)");
            all.push((format!("{x}^({n}{x})"), wrong));
        }
    }
    all
}

#[test]
fn siblings_are_unread_and_not_wrong() {
    for (function, answer) in siblings() {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, &function, &Options::default()).expect("it reads");
        let by = graph.variables(id)[0];
        let key = Key::derivative(graph, id, by, 1).expect("it has a derivative");
        let verdict = key.judge(&answer);
        assert_eq!(verdict.outcome, Outcome::Unread, "{function}: {answer}");
        assert_eq!(verdict.read_as.len(), 2, "{function}: {answer}");
    }
}

#[test]
fn work_on_other_readings_is_bounded() {
    let many = "x^3/2*sin x^2/3+2x^2x".repeat(40);
    let variables = ["x".to_owned()];
    let options = answer::AnswerOptions {
        variables: &variables,
        ..answer::AnswerOptions::default()
    };
    let mut graph = Graph::new();
    assert!(answer::others(&mut graph, &many, &options).is_empty());
    let short = "x^3/2*sin x^2/3+2x^2x+cos x^2/5";
    let others = answer::others(&mut graph, short, &options);
    assert!((2..=16).contains(&others.len()), "{}", others.len());
}

#[test]
fn nothing_raw_is_said_of_an_ambiguous_text() {
    for text in [
        "1/2\u{1b}w",
        "1/2 \u{202e}w",
        "1/\u{7}2x",
        "1/2\tw",
        "e^2\r\nx",
    ] {
        let mut graph = Graph::new();
        let error = notation::read(&mut graph, text, &Options::default()).expect_err(text);
        let said = format!("{error} {}", error.help().unwrap_or_default());
        assert!(!said.chars().any(notation::visible::is_hidden), "{said:?}");
    }
}

#[test]
fn one_greek_letter_is_one_variable_as_first_typed() {
    for (first, second) in [("θ", "theta"), ("theta", "ϑ"), ("µ", "μ"), ("phi_1", "φ_1")] {
        let mut graph = Graph::new();
        let one = node(&mut graph, first);
        let other = node(&mut graph, second);
        assert_eq!(one, other, "{first} {second}");
        assert!(matches!(graph.node(one), Node::Variable(_)));
        assert_eq!(notation::write(&graph, other), first);
    }
    let named = ["theta".to_owned()];
    let options = Options {
        named: &named,
        ..Options::default()
    };
    let mut graph = Graph::new();
    let id = notation::read(&mut graph, "2θx", &options).expect("it reads");
    assert_eq!(notation::write(&graph, id), "2*θ*x");
}
