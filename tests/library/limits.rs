//! Named limits at their value: just inside is accepted, one more is refused with the limit named.
//! The numbers are written here once more, so that a limit that moves is seen.

use deriv::calculus::derivative;
use deriv::class::answers;
use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::practice::cards;
use deriv::quiz;
use deriv::slope::grid::Grid;

/// What is made as large as asked for, the most that is accepted, and how one more is refused.
type Row = (&'static str, usize, fn(usize) -> Option<String>);

/// Every row at its limit and one past it.
#[track_caller]
fn hold(rows: &[Row]) {
    let mut wrong = Vec::new();
    for &(message, limit, refused) in rows {
        if let Some(said) = refused(limit) {
            wrong.push(format!("{message}: {limit} is refused: {said}"));
        }
        match refused(limit + 1) {
            None => wrong.push(format!("{message}: one more is accepted")),
            Some(said) if said.contains(message) => {}
            Some(said) => wrong.push(format!("{message}: said {said}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stops a quiz from being read.
fn quiz_refused(text: &str) -> Option<String> {
    let faults = quiz::read("quiz.toml", text.as_bytes()).err()?;
    Some(faults[0].message.clone())
}

/// A quiz of one question of this kind with these lines.
fn question(kind: &str, lines: &str) -> Option<String> {
    quiz_refused(&format!(
        "[[question]]\nname = \"q\"\nkind = \"{kind}\"\n{lines}\n"
    ))
}

const NUMBER: &str = "[[question]]\nname = \"q1\"\nkind = \"number\"\nanswer = 1\n";

/// What stops a file from being read as answers to a quiz of one question, `q1`.
fn answers_refused(name: &str, text: &str) -> Option<String> {
    let quiz = quiz::read("quiz.toml", NUMBER.as_bytes()).expect("a quiz");
    let faults = answers::read(name, text.as_bytes(), &quiz).err()?;
    Some(faults[0].message.clone())
}

/// A list of texts, each another one.
fn texts(n: usize) -> String {
    let each: Vec<String> = (0..n).map(|k| format!("\"{k}\"")).collect();
    format!("[{}]", each.join(","))
}

#[test]
fn of_quizzes() {
    hold(&[
        ("a quiz has 1 to 1000 questions", 1000, |n| {
            let one = |k| format!("[[question]]\nname = \"q{k}\"\nkind = \"number\"\nanswer = 1\n");
            quiz_refused(&(0..n).map(one).collect::<String>())
        }),
        ("`title` is longer than 100000 characters", 100_000, |n| {
            quiz_refused(&format!("title = \"{}\"\n{NUMBER}", "ü".repeat(n)))
        }),
        ("`name` is longer than 64 characters", 64, |n| {
            quiz_refused(&NUMBER.replace("q1", &"ü".repeat(n)))
        }),
        ("`points` can't be above 1000000", 1_000_000, |n| {
            question("number", &format!("answer = 1\npoints = {n}"))
        }),
        ("from 1 to 1000", 1000, |n| {
            question("number", &format!("answer = 1\ndigits = {n}"))
        }),
        ("from 0 to 1000", 1000, |n| {
            question("number", &format!("answer = 1\ndecimals = {n}"))
        }),
        ("from 1 to 1000", 1000, |n| {
            question(
                "step",
                &format!("function = \"w\"\nfrom = 3\nrate = 0.1\nsteps = {n}"),
            )
        }),
        ("26", 26, |n| {
            question("choice", &format!("choices = {}\nright = \"A\"", texts(n)))
        }),
        ("26", 26, |n| {
            let each: Vec<String> = (0..n)
                .map(|k| format!("p_{k} = {{from = 1, to = 2}}"))
                .collect();
            quiz_refused(&format!("parameters = {{{}}}\n{NUMBER}", each.join(", ")))
        }),
        ("1000", 1000, |n| {
            quiz_refused(&format!("parameters = {{a = {}}}\n{NUMBER}", texts(n)))
        }),
        ("1000", 1000, |n| {
            let range = format!("{{from = 1, to = 9999, except = {}}}", texts(n));
            quiz_refused(&format!("parameters = {{a = {range}}}\n{NUMBER}"))
        }),
        ("has more than 100000 values", 100_000, |n| {
            quiz_refused(&format!(
                "parameters = {{a = {{from = 1, to = {n}}}}}\n{NUMBER}"
            ))
        }),
        ("this file is larger than 16 MiB", 16 << 20, |n| {
            quiz_refused(&format!("{NUMBER}#{}", "x".repeat(n - NUMBER.len() - 1)))
        }),
    ]);
}

#[test]
fn of_answers() {
    hold(&[
        ("a student's name is longer than 1000 bytes", 1000, |n| {
            answers_refused("a.csv", &format!("student,q1\n{},1\n", "x".repeat(n)))
        }),
        ("a student's name is longer than 1000 bytes", 1000, |n| {
            answers_refused(
                "a.json",
                &format!("{{\"{}\": {{\"q1\": 1}}}}", "x".repeat(n)),
            )
        }),
        ("this table has more than 10000 columns", 10_000, |n| {
            let more: String = (2..n).map(|k| format!(",other{k}")).collect();
            answers_refused("a.csv", &format!("student,q1{more}\nann,1\n"))
        }),
        // With the end of the line, as the row above it.
        ("this row is longer than 1024 KiB", 1 << 20, |n| {
            let answer = "1".repeat(n - "ann,\n".len());
            answers_refused("a.csv", &format!("student,q1\nann,{answer}\n"))
        }),
        ("this answer is longer than 1024 KiB", 1 << 20, |n| {
            let answer = "1".repeat(n);
            answers_refused("a.json", &format!("{{\"ann\": {{\"q1\": \"{answer}\"}}}}"))
        }),
    ]);
}

#[test]
fn of_formulas() {
    hold(&[
        ("the text is longer than 4194304 bytes", 4 << 20, |n| {
            let text = format!("{}w", " ".repeat(n - 1));
            let read = notation::read(&mut Graph::new(), &text, &Options::default());
            read.err().map(|error| error.to_string())
        }),
        ("this number is out of range", 19_000, |n| {
            let text = format!("1e{n}");
            let read = notation::read(&mut Graph::new(), &text, &Options::default());
            read.err().map(|error| error.to_string())
        }),
        ("this number is out of range", 19_000, |n| {
            let text = format!("1e-{n}");
            let read = notation::read(&mut Graph::new(), &text, &Options::default());
            read.err().map(|error| error.to_string())
        }),
        ("order 101 is past the limit of 100", 100, |n| {
            let graph = &mut Graph::new();
            let w = graph.variable("w");
            let root = graph.add(deriv::expression::Node::Variable(w));
            let derived = derivative::of_order(graph, root, w, n as u32);
            derived.err().map(|error| error.to_string())
        }),
        (
            "a grid of more than 10000000000 points",
            10_000_000_000,
            |n| {
                Grid::read(&format!("1:{n}:1"), &["w"])
                    .err()
                    .map(|error| error.to_string())
            },
        ),
        ("this deck has more than 10000 cards", 10_000, |n| {
            let deck: String = (0..n).map(|k| format!("Q: {k}\nA: {k}\n")).collect();
            let read = cards::deck("deck.txt", deck.as_bytes());
            read.err().map(|faults| faults[0].message.clone())
        }),
    ]);
}
