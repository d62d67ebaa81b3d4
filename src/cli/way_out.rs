//! What to do about a command line that can't be used: the words of help beside an error.

use super::args::SUBCOMMANDS;

/// What people call a command that has another name.
const SYNONYMS: &[(&[&str], &str)] = &[
    (
        &["grad", "gradient", "partial", "partials", "tangent"],
        "slope \"x^2*y\" --at x=1,y=2",
    ),
    (
        &["derivative", "derive", "differentiate", "d", "d/dx", "d/dw"],
        "diff \"w^3\"",
    ),
    (
        &["minimize", "minimise", "descent", "optimize"],
        "descend \"w^2\" --from 3",
    ),
];

/// What a missing argument or value is, by its name in the command line.
const MISSING: &[(&str, &str)] = &[
    ("<FUNCTION>", "give the function, in quotes"),
    ("<ANSWER>", "give the answer after the function, in quotes"),
    ("<QUIZ>", "give the questions, a TOML file"),
    (
        "<ANSWERS>",
        "give what was handed in, a file or a folder; or ask for the key alone: --key",
    ),
    ("<NAME>", "give the name of a variable"),
    ("--student <ID>", "say whose it is: --student ID"),
    ("--at <POINT>", "say where: --at 3, or --at x=1,y=2"),
    (
        "--from <POINT>",
        "say where from: --from 3, or --from x=1,y=2",
    ),
    ("--eps <EPS>", "give the nudge: --eps 0.001"),
    ("--step <H>", "give the step: --step 1e-6"),
    ("--order <N>", "give the order: --order 2"),
    ("--wrt <NAME>", "name the variable: --wrt w"),
    ("--digits <N>", "say how many: --digits 30"),
    ("--rate <RATE>", "give the rate: --rate 0.1"),
    ("--steps <N>", "say how many: --steps 20"),
    ("--stop <SLOPE>", "give the slope to end at: --stop 1e-6"),
    ("--momentum <B>", "give a share from 0 to 1: --momentum 0.9"),
    ("--save <FILE>", "name a new file: --save answers.ndjson"),
    ("--fail-under <P>", "give a percentage: --fail-under 60"),
];

/// How to give what is missing, with an example of the command.
pub(super) fn missing(command: Option<&str>, argument: &str) -> String {
    let known = MISSING.iter().find(|(name, _)| *name == argument);
    let example = SUBCOMMANDS.iter().find(|known| Some(known.name) == command);
    let example = example.map(|known| format!("for example: deriv {}", known.example));
    let parts = known.map(|(_, says)| (*says).to_owned()).into_iter();
    let parts: Vec<String> = parts.chain(example).collect();
    parts.join("; ")
}

/// The command that was meant by a word that is none: one with another name, or, where the word is
/// an expression, the one that is asked for most.
pub(super) fn meant(word: &str) -> Option<String> {
    let synonym = SYNONYMS.iter().find(|(words, _)| words.contains(&word));
    if let Some((_, example)) = synonym {
        return Some(format!("that is asked for so: deriv {example}"));
    }
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let read = deriv::notation::read(
        &mut deriv::expression::Graph::new(),
        word,
        &deriv::notation::Options::default(),
    );
    let is_expression = !plain && read.is_ok();
    is_expression.then(|| {
        format!(
            "a command comes first, as in: deriv slope \"{word}\" --at 3, deriv diff \"{word}\""
        )
    })
}

/// Where a word belongs that a command does not take as it stands.
pub(super) fn misplaced(command: Option<&str>, word: &str) -> Option<String> {
    let letter = word.chars().nth(1).is_some_and(char::is_alphabetic);
    let option = word.starts_with("--") || word.starts_with('-') && letter;
    Some(match (command?, word) {
        ("slope" | "nudge", _) if !option => format!("a point goes with --at: --at {word}"),
        ("descend", _) if !option => format!("the start goes with --from: --from {word}"),
        ("descend", "--at") => "the start goes with --from: --from 3".to_owned(),
        ("slope" | "nudge" | "check", "--from" | "--point" | "--x" | "--w") => {
            "a point goes with --at: --at 3".to_owned()
        }
        ("descend", "--point" | "--start" | "--x" | "--w") => {
            "the start goes with --from: --from 3".to_owned()
        }
        ("descend", "--learning-rate" | "--lr") => {
            "the learning rate goes with --rate: --rate 0.1".to_owned()
        }
        ("diff", "--at" | "--from") => {
            "a formula has no point; the slope at one is: deriv slope FUNCTION --at 3".to_owned()
        }
        ("check", _) if !option => {
            "FUNCTION and ANSWER are one word each: put them in quotes".to_owned()
        }
        ("diff", _) if !option => {
            "a formula has no point, and FUNCTION is one word: put it in quotes".to_owned()
        }
        _ if option && !word.starts_with("--") => {
            "options have two dashes and a name: --at 3".to_owned()
        }
        _ => return None,
    })
}
