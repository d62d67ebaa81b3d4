//! Help that teaches: the first screen, each command with examples, the notation.

use super::args::{SUBCOMMANDS, heading};
use super::output::{Failure, Output, Status};
use clap::Command;
use deriv::expression::{Constant, Function};
use deriv::notation::width::width;
use deriv::quiz::{KINDS, keys};
use deriv::report::{Role, Text, keys as json_keys};
use deriv::slips;

/// What there is help on beside the commands.
const TOPICS: [Topic; 3] = [("syntax", syntax), ("questions", questions), ("json", json)];

/// A name and the text.
type Topic = (&'static str, fn() -> Text);

/// What `deriv` alone says.
pub(crate) fn first(out: &mut Output) -> Result<Status, Failure> {
    let mut text = Text::new();
    text.push(Role::Heading, "deriv")
        .plain(": slopes, nudges and gradient descent, step by step");
    text.line().line();
    for subcommand in SUBCOMMANDS {
        text.plain(format!("  deriv {:<32}", subcommand.example));
        text.push(Role::Label, subcommand.about).line();
    }
    text.line();
    text.plain("Put expressions in quotes. More: deriv help slope, deriv help syntax")
        .line();
    out.result(&text)?;
    Ok(Status::Done)
}

/// Two examples with their output, as each command's help starts.
pub(crate) fn examples(name: &str) -> &'static str {
    match name {
        "slope" => {
            "$ deriv slope \"w^2\" --at 3\n6\n$ deriv slope \"x^2*y\" --at x=1,y=2 --wrt y\n1"
        }
        "diff" => {
            "$ deriv diff \"w^3\"\n3*w^2\n$ deriv diff \"sin x / x\"\n(x*cos(x) - sin(x))/x^2"
        }
        "nudge" => {
            "$ deriv nudge \"w^2\" --at 3\nslope = 6\n...\n$ deriv nudge \"w^2\" --at 3 --eps 0.001 -q\n6.001"
        }
        "descend" => {
            "$ deriv descend \"w^2\" --from 3 --rate 0.1 --steps 8 -q\n0.50331648\n$ deriv descend \"w^2\" --from 3 --rate 1.1"
        }
        "check" => {
            "$ deriv check \"w^2\" \"w + w\"\n✓ right: w + w equals 2*w\n$ deriv check \"w^2\" 6 --at 3\n✓ right: 6"
        }
        "quiz" => {
            "$ deriv quiz quiz.toml --student lea\nWeek 3, for lea\n\n1 of 6   derivative of 7*x^5 - 3*x\n> 35x^4 - 3\n✓ right: 35*x^4 - 3\n...\n$ deriv quiz quiz.toml --student lea --paper"
        }
        "grade" => "$ deriv grade quiz.toml answers.csv\n$ deriv grade quiz.toml --key",
        _ => "",
    }
}

/// `deriv help TOPIC`: a command, or the notation.
pub(crate) fn topic(
    topic: &str,
    out: &mut Output,
    program: impl FnOnce() -> Command,
) -> Result<Status, Failure> {
    if let Some((_, text)) = TOPICS.iter().find(|(name, _)| *name == topic) {
        out.result(&text())?;
        return Ok(Status::Done);
    }
    let mut program = program();
    match program.find_subcommand_mut(topic) {
        Some(command) => {
            let help = command
                .clone()
                .bin_name(format!("deriv {topic}"))
                .render_help();
            out.data(&help.to_string())?;
            Ok(Status::Done)
        }
        None => {
            let topics = TOPICS.iter().map(|(name, _)| *name);
            let names = SUBCOMMANDS.iter().map(|s| s.name).chain(topics);
            let near = deriv::notation::nearest::nearest(topic, names.clone());
            let help = match near {
                Some(near) => format!("a topic with a similar name exists: `{near}`"),
                None => format!("topics: {}", names.collect::<Vec<_>>().join(", ")),
            };
            let topic = deriv::notation::visible::visible(topic).into_owned();
            Err(Failure::usage(
                format!("there is no help on `{topic}`"),
                help,
            ))
        }
    }
}

/// What can be written.
const WRITTEN: &[(&str, &str)] = &[
    ("2w, 2(w+1), (w+1)(w-1)", "a product may leave out its sign"),
    ("w^2, w**2, w²", "powers"),
    (
        "|w|, ∛w, 5!, .5, 1e-9",
        "absolute value, cube root, factorial, numbers as typed",
    ),
    (
        "1½, ½w, x⁻²",
        "fractions and raised numbers of one character",
    ),
    (
        "x^(1/3)",
        "is the real root for negative x; so is every odd root written as a fraction",
    ),
    (
        "log(x), log(x, 3), log_a x",
        "log is natural with one argument, else to the base, which may be any expression: log_(a+1)(x)",
    ),
    (
        r"\frac{1}{2\sqrt{x}}",
        r"LaTeX is read, also between dollars, and without a blank after a command: \sinx",
    ),
    (
        "np.exp(x), math.pow(x, 2)",
        "Python, NumPy, SymPy, JavaScript, and %e as in Maxima are read",
    ),
    (
        "· × − ÷ π τ",
        "are read as * * - / pi tau; [ ] and { } as brackets; : between numbers or brackets as /",
    ),
    ("f(w) = w^2", "is the function w^2, and w a known name"),
];

/// What a rule settles. An answer is judged by that reading; where it is not right the other one is
/// tried before it is called wrong.
const SETTLED: &[(&str, &str)] = &[
    ("-2^2, 2^3^2, 2^-1", "are -4, 2^9, 1/2"),
    ("w^2/2, x^3/2, x^1/2", "are (w^2)/2, (x^3)/2, x/2"),
    ("1/2*w", "is (1/2)*w"),
    (
        "x^2x",
        "is (x^2)*x: beside a power of a variable or bracket stands a factor",
    ),
    (
        "sin x, sin 2x, sin xy",
        "an argument without brackets ends at + - * / , the next function or e^",
    ),
    ("sin x/2, sin x / x", "are sin(x)/2, sin(x)/x"),
    ("sin x^2, sec x²", "are sin(x^2), sec(x^2)"),
    ("sin^2 x, sin²(w)", "are sin(x)^2, sin(w)^2"),
    (
        "√w, √(2w), √2 w",
        "a root takes the next number, name or bracket",
    ),
    (
        "ln 2 * x, ln2*x, ln 2*2^x",
        "of ln, log, exp and roots a number alone ends at a sign",
    ),
    (
        "x: 2",
        "in an answer a name and a colon at its head are a label",
    ),
];

/// What no rule settles.
const OPEN: &[(&str, &str)] = &[
    ("1/2w, 2/3x^2", "(1/2)*w or 1/(2*w)"),
    (
        "e^2x, 2^3x",
        "e^2*x or e^(2*x): beside a power of e or of a number",
    ),
    ("sin^-1 x", "asin(x) or 1/sin(x)"),
    (
        "sin 2*x, sin x(x+1), sin x x",
        "sin(2)*x or sin(2*x): a number alone before *, what stands in brackets or behind a blank; so are sin2 x and ln 2 x",
    ),
    ("ln sin x cos x", "ln(sin(x))*cos(x) or ln(sin(x)*cos(x))"),
    ("√2w, √w²", "sqrt(2)*w or sqrt(2*w), sqrt(w)^2 or sqrt(w^2)"),
    ("w 2, (w+1)2, w½", "w*2 or w^2"),
    (r"2\frac{1}{2}", "2*(1/2) or 2 + 1/2; 2½ is 5/2"),
];

/// How names are told apart.
const NAMES: &[(&str, &str)] = &[
    (
        "xy by --at x=1,y=2",
        "where --at names all variables a word is made of them: x*y",
    ),
    (
        "wx+b by --wrt w",
        "a name that --wrt gives has to occur: w*x + b; so w1x1 by w1 is w1*x1",
    ),
    (
        "x^2 + 2xy + y^2",
        "a word whose letters all stand alone elsewhere is their product",
    ),
    (
        "x + sin(xy)",
        "a word of two letters of which one stands alone is refused, unless --wrt names one of them",
    ),
    (
        "loss, rate*t",
        "any other word is one name, and a note says so",
    ),
    (
        "2pir, xe^x, sin2pi",
        "pi or tau and one letter, one letter before e^, and functions are taken apart; cost is refused",
    ),
    (
        "x1, x_1, 2x1 + x2",
        "a numbered letter is a name; x2 beside x alone is refused, and where all names are known",
    ),
    (
        r"θ, theta, \theta",
        r"are one variable; \gamma and gamma are one, gamma(x) and \Gamma the function",
    ),
    ("E", "is e where all names are known, else a name"),
];
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

/// The command that was meant by a word that is none: one with another name, or, where the word is
/// an expression, the one that is asked for most.
pub(crate) fn meant(word: &str) -> Option<String> {
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
pub(crate) fn misplaced(command: Option<&str>, word: &str) -> Option<String> {
    let option = word.starts_with("--");
    Some(match (command?, word) {
        ("slope" | "nudge", _) if !option => format!("a point goes with --at: --at {word}"),
        ("descend", _) if !option => format!("the start goes with --from: --from {word}"),
        ("descend", "--at") => "the start goes with --from: --from 3".to_owned(),
        ("slope" | "nudge" | "check", "--from") => "a point goes with --at: --at 3".to_owned(),
        ("diff", "--at") => {
            "a formula has no point; the slope at one is: deriv slope FUNCTION --at 3".to_owned()
        }
        _ => return None,
    })
}

/// The notation, its rules, and every function of the table.
fn syntax() -> Text {
    let mut text = heading("notation");
    let sections = [
        ("", WRITTEN),
        ("settled by a rule", SETTLED),
        ("open: refused, with both readings written out", OPEN),
        ("names", NAMES),
    ];
    for (title, rules) in sections {
        if !title.is_empty() {
            text.line().append(heading(title));
        }
        for (example, rule) in rules {
            row(&mut text, example, rule);
        }
    }
    text.line().append(heading("constants"));
    let names: Vec<&str> = Constant::ALL.iter().map(|c| c.name()).collect();
    text.plain(format!("  {}; angles are in radians", names.join(", ")))
        .line();
    text.line().append(heading("functions"));
    for function in Function::ALL {
        let row = function.row();
        let mut names = vec![row.name];
        names.extend(row.aliases);
        let pad = 30usize.saturating_sub(names.join(", ").len());
        text.plain("  ")
            .push(Role::Expression, names.join(", "))
            .plain(" ".repeat(pad));
        text.plain(row.meaning).line();
    }
    text
}

/// Widest line of a table, blanks before it, and the column of what something means.
const WIDTH: usize = 80;
const MARGIN: usize = 2;
const MEANING: usize = 30;

/// How a quiz is written: its kinds of question, its keys, numbers that differ, and every slip.
fn questions() -> Text {
    let mut text = heading("a quiz is a TOML file");
    text.line();
    for line in EXAMPLE.lines() {
        let margin = if line.is_empty() { 0 } else { MARGIN };
        text.plain(" ".repeat(margin))
            .push(Role::Expression, line)
            .line();
    }
    text.line().append(heading("kinds of question"));
    for kind in KINDS {
        let needs: Vec<&str> = kind.needs().collect();
        let may: Vec<&str> = kind.may().collect();
        row(&mut text, kind.word, kind.asks);
        row(&mut text, "", &format!("needs {}", needs.join(", ")));
        if !may.is_empty() {
            row(&mut text, "", &format!("may have {}", may.join(", ")));
        }
    }
    text.line().append(heading("keys"));
    for entry in keys() {
        row(&mut text, entry.example, entry.says);
    }
    text.line()
        .append(heading("numbers that differ from student to student"));
    for (example, says) in PARAMETERS {
        row(&mut text, example, says);
    }
    text.line().append(heading("slips, as `credit` names them"));
    for slip in slips::ALL {
        row(&mut text, slip.name, slip.says);
    }
    text
}

/// Every key of every command's JSON.
fn json() -> Text {
    let mut text = heading("--json");
    for (example, says) in json_keys::RULES {
        row(&mut text, example, says);
    }
    for section in json_keys::sections() {
        text.line()
            .append(heading(&format!("{}: {}", section.command, section.about)));
        for key in section.keys {
            let mark = if key.always { "" } else { "?" };
            let entry = format!("{}{mark}: {}", key.path, key.shape);
            text.plain("  ").push(Role::Expression, entry).line();
            text.wrapped(&key.says, 6, WIDTH);
        }
    }
    text
}

/// A quiz of one question, as the help starts with.
const EXAMPLE: &str = r#"title = "Week 3"
variables = ["w"]

[[question]]
name = "q1"
kind = "derivative"
function = "w^3"
points = 2"#;

const PARAMETERS: &[(&str, &str)] = &[
    (
        "[parameters]",
        "below this the same in all questions; in a question for it alone",
    ),
    (
        "a = {from = 2, to = 9}",
        "a whole number; step = 0.5 and except = [0, 1] may be added",
    ),
    (r#"p = ["pi/6", "pi/4"]"#, "one of these"),
    (r#"c = "a + 1""#, "made from those above it"),
    (r#"function = "a*x^2 + c""#, "expressions use them as names"),
    (
        r#"title = "slope of {function}""#,
        "texts name them in braces: {a}; also {function}, {at}, {eps}, {from}, {rate}",
    ),
    ("", "the numbers follow from seed, student and name alone"),
];

/// Something as it is written and, beside it or below, what it means; within [`WIDTH`] columns.
fn row(text: &mut Text, written: &str, meaning: &str) {
    text.plain(" ".repeat(MARGIN))
        .push(Role::Expression, written);
    let written = MARGIN + width(written);
    let mut column = match written < MEANING {
        true => written,
        false => {
            text.line();
            0
        }
    };
    for (at, word) in meaning.split(' ').enumerate() {
        let width = width(word);
        if at > 0 && column + 1 + width <= WIDTH {
            text.plain(" ");
            column += 1;
        } else {
            if at > 0 {
                text.line();
                column = 0;
            }
            text.plain(" ".repeat(MEANING - column));
            column = MEANING;
        }
        text.plain(word);
        column += width;
    }
    text.line();
}
