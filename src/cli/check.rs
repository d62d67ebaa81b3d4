//! `deriv check`: one answer judged.

use super::feedback;
use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use super::point;
use super::typed;
use clap::{Arg, ArgMatches, Command};
use deriv::calculus::derivative::MAX_ORDER;
use deriv::number::rational::Rational;
use deriv::quiz::{Form, MAX_POINTS};
use deriv::report::check::{self as report, Check, Feedback};
use deriv::report::diagnostic::{Problem, diagnostic};
use deriv::report::slope::absence::NoSlope;
use deriv::report::{Role, Text, json, slope};
use deriv::verdict::Outcome;
use deriv::verdict::asked::{Unasked, asked};
use deriv::verdict::key::{Key, NoKey};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv check "w^2" "w + w"
✓ right: w + w equals 2*w
$ deriv check "sin(w)^2" "2*sin(w)"
✗ wrong: at w = 1 the answer gives 1.682941970, the slope is 0.9092974268
  likely slip: the inner derivative is missing (chain rule)
  hint: differentiate sin(w) itself, then multiply"#;

pub(crate) fn command() -> Command {
    Command::new("check")
        .arg(options::function())
        .arg(
            Arg::new("answer")
                .value_name("ANSWER")
                .required(true)
                .allow_hyphen_values(true)
                .help("the answer, in quotes; - reads it from stdin, @FILE from a file"),
        )
        .arg(options::wrt())
        .arg(options::order())
        .arg(options::at())
        .arg(
            flag(
                "equal",
                "judge two formulas as they stand, without a derivative",
            )
            .conflicts_with_all(["at", "order", "wrt"]),
        )
        .arg(options::valued(
            "points",
            "N",
            "what a right answer is worth; above 1 parts that are right count [default: 1]",
        ))
        .arg(
            Arg::new("form")
                .long("form")
                .value_name("FORM")
                .value_parser(Form::ALL.map(|(word, _)| word))
                .help("the form that a formula has to have [default: any]"),
        )
        .arg(
            Arg::new("log")
                .long("log")
                .value_name("BASE")
                .value_parser(["2", "10"])
                .help("what log with one argument means [default: natural]"),
        )
        .arg(
            Arg::new("angle")
                .long("angle")
                .value_name("UNIT")
                .value_parser(["radians", "degrees"])
                .help("the unit of angles [default: radians]"),
        )
        .arg(feedback::option())
        .arg(flag("show", "show the right answer too"))
        .arg(flag("json", "one JSON object").conflicts_with("quiet"))
        .arg(options::quiet())
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let from_stdin = |name| {
        matches
            .get_one::<String>(name)
            .is_some_and(|typed| typed == "-")
    };
    if from_stdin("function") && from_stdin("answer") {
        return Err(Failure::usage(
            "both FUNCTION and ANSWER are -, but there is one stdin",
            "type one of them, or give it as @FILE",
        ));
    }
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let typed = matches.get_one::<String>("answer").expect("it is required");
    let answer = typed::text(typed)?;
    let worth = options::whole(matches, "points", 1, MAX_POINTS as u64)?.unwrap_or(1);
    let mut key = key(matches, text, &answer, out)?;
    if worth > 1 {
        key = key.with_parts();
    }
    if let Some(word) = matches.get_one::<String>("form") {
        let form = Form::ALL.iter().find(|(known, _)| known == word);
        key = key.with_form(form.map_or(Form::Any, |(_, form)| *form));
    }
    let verdict = key.judge(&answer);
    let level = match matches.get_flag("show") {
        true => Feedback::Full,
        false => feedback::level(matches),
    };
    let status = status(verdict.outcome);
    if matches.get_flag("json") {
        let check = Check::new(&key, &verdict, level);
        out.data(&json::record("check", &check))?;
        return Ok(status);
    }
    if matches.get_flag("quiet") {
        let mut word = Text::new();
        word.plain(verdict.outcome.word()).line();
        out.result(&word)?;
        return Ok(status);
    }
    let worth = Rational::integer(worth as i64);
    out.result(&report::text(&key, &verdict, &worth, level))?;
    if let Some(error) = &verdict.error {
        out.note(&diagnostic(error, &answer));
    }
    Ok(status)
}

fn status(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Right => Status::Done,
        Outcome::Partly | Outcome::Wrong | Outcome::Blank => Status::NotRight,
        Outcome::Unread | Outcome::Undecided | Outcome::Manual => Status::NoAnswer,
    }
}

/// What the command line asks for, with its key; the answer may say which variable it is about.
fn key(matches: &ArgMatches, text: String, typed: &str, out: &mut Output) -> Result<Key, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    let order = options::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    if matches.get_flag("equal") {
        return Ok(Key::formula(question.graph, question.function).with_any_names());
    }
    let known = question.variables.clone();
    let points = &question.points;
    let variables = point::nudged(matches, &mut question.graph, &known, points)?;
    let point = question.only_point("an answer is checked at one point")?;
    let (graph, function) = (&question.graph, question.function);
    let made = asked(graph.clone(), function, &variables, order, point, typed);
    made.map_err(|why| match why {
        Unasked::Unsaid => {
            let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
            Failure::usage(
                format!("the function has several variables: {}", names.join(", ")),
                format!(
                    "say which one is nudged: --wrt {}; or answer with all: \"(..., ...)\"",
                    names[0]
                ),
            )
        }
        Unasked::NoKey(NoKey::Formula(error)) => Failure::expression(error, &question.text),
        Unasked::NoKey(NoKey::Slope(absence, graph)) => {
            let definition = slope::definition(&graph, function, &variables);
            let place = slope::place(&graph, point.unwrap_or_default());
            let absence = NoSlope::new(&graph, &absence);
            let told = absence.text(&definition, &place, false);
            let sentence = absence.sentence(&definition, &place);
            let message = "there is no slope to compare with";
            let mut said = Text::new();
            said.push(Role::Wrong, "error")
                .plain(format!(": {message}"))
                .line()
                .append(told);
            let problem = Problem::new(format!("{message}: {sentence}"), None);
            Failure::Said(said, problem, Status::NoAnswer)
        }
    })
}
