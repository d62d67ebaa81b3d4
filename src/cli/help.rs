//! Help that teaches: the first screen, each command with examples, the notation.

use super::args::{SUBCOMMANDS, heading};
use super::output::{Failure, Output, Status};
use clap::Command;
use deriv::expression::{Constant, Function};
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

/// The notation, its rules, and every function of the table.
fn syntax() -> Text {
    const RULES: &[(&str, &str)] = &[
        ("2w, 2(w+1), (w+1)(w-1)", "a product may leave out its sign"),
        (
            "w^2, w**2, w²",
            "powers; -2^2 is -4, 2^3^2 is 2^9, 2^-1 is 1/2",
        ),
        (
            "1/2*w",
            "is (1/2)*w; 1/2w is refused, both readings are named",
        ),
        ("e^2x", "is refused: write e^(2*x) or e^2*x"),
        (
            "sin x, sin 2x",
            "an argument without brackets ends at + - * / , the next function or e^",
        ),
        (
            "sin x / x",
            "is sin(x)/x; sin 2*x, sin x(x+1), sin x x and sin2 x are refused",
        ),
        (
            "ln 2 * x, ln2*x, ln 2*2^x",
            "of ln, log, exp and roots a number alone ends at a sign; ln 2*x and ln 2 x are refused",
        ),
        (
            "sin^2 x, sin²(x)",
            "is sin(x)^2; sin^-1 x is refused: write asin(x) or 1/sin(x)",
        ),
        (
            "|w|, ∛w, 5!, .5, 1e-9",
            "absolute value, cube root, factorial, numbers as typed",
        ),
        (
            "√w, √(2w)",
            "a root takes the next number, name or bracket; √2w and √w² are refused",
        ),
        (
            "1½, ½w, x⁻²",
            "fractions and raised numbers of one character; w½, w 2 and (w+1)2 are refused",
        ),
        (
            "x^(1/3)",
            "is the real root for negative x; so is every odd root written as a fraction",
        ),
        (
            "log(x), log(x, 3), log_2(x)",
            "log is natural with one argument, else to the base",
        ),
        (
            "xy",
            "is x*y where --at names x and y, else a variable called xy",
        ),
        (
            "x2, E",
            "where the names are known x2 is refused, and E is e; else both are names",
        ),
        (
            "sinx, sin2x, xcosx, xe^x",
            "are taken apart: sin(x), sin(2*x), x*cos(x), x*e^x; cost is refused",
        ),
        (
            r"\frac{1}{2\sqrt{x}}",
            "LaTeX is read, also between dollars",
        ),
        (
            "np.exp(x), math.pow(x, 2)",
            "Python, NumPy, SymPy, JavaScript, and %e as in Maxima are read",
        ),
        (
            "· × − ÷ π τ",
            "are read as * * - / pi tau; [ ] and { } as brackets",
        ),
    ];
    let mut text = heading("notation");
    for (example, rule) in RULES {
        let pad = 30usize.saturating_sub(example.chars().count());
        text.plain("  ")
            .push(Role::Expression, example)
            .plain(" ".repeat(pad))
            .plain(*rule)
            .line();
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
    let written = MARGIN + written.chars().count();
    let mut column = match written < MEANING {
        true => written,
        false => {
            text.line();
            0
        }
    };
    for (at, word) in meaning.split(' ').enumerate() {
        let width = word.chars().count();
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
