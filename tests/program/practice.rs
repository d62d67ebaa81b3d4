//! `deriv quiz` without a file: a scripted session of each part, what is kept of it, and how it goes
//! on the next time.

use super::run::{ran, subcommand};
use predicates::prelude::*;
use std::fs;
use std::path::PathBuf;

/// A folder for progress, gone again at the end.
struct Learner(PathBuf);

impl Learner {
    fn new(name: &str) -> Learner {
        let folder = std::env::temp_dir().join(format!("deriv-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Learner(folder)
    }

    fn quiz(&self, arguments: &[&str], lines: &str) -> (String, String) {
        let mut command = subcommand("quiz", arguments);
        let (out, err, status) = ran(command
            .env("XDG_STATE_HOME", &self.0)
            .write_stdin(lines.to_owned()));
        assert_eq!(status, 0, "{arguments:?}: {out}{err}");
        (out, err)
    }

    /// What was said, without the folder.
    fn said(&self, arguments: &[&str], lines: &str) -> String {
        let (said, errors) = self.quiz(arguments, lines);
        assert_eq!(errors, "");
        assert!(!said.contains('\u{1b}'), "{said}");
        said.replace(self.0.to_str().expect("a plain path"), "STATE")
    }

    fn file(&self) -> PathBuf {
        self.0.join("deriv").join("progress.jsonl")
    }

    /// The keys of each line that was kept, without the time.
    fn kept(&self) -> Vec<String> {
        let text = fs::read_to_string(self.file()).unwrap_or_default();
        let line = |line: &str| {
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let seconds = object["time"].as_u64().expect("a time");
            assert!(seconds > 1_700_000_000);
            let of = |key: &str| object[key].as_str().unwrap_or("-").to_owned();
            [of("part"), of("item"), of("mark"), of("answer")].join(" ")
        };
        text.lines().map(line).collect()
    }
}

impl Drop for Learner {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// All of these, in this order.
#[track_caller]
fn in_order(said: &str, parts: &[&str]) {
    let mut rest = said;
    for part in parts {
        let Some(at) = rest.find(part) else {
            panic!("{part:?} is not in\n{rest}\nof\n{said}");
        };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_drill_judges_hints_explains_and_comes_back() {
    let learner = Learner::new("drill");
    let plan = [
        "drill", "--topic", "power", "--level", "beginner", "--seed", "7", "--count", "3",
    ];
    let said = learner.said(&plan, "help\n?\n3*w\n?\nshow\nwhy\nfoo\n\nquit\n");
    in_order(
        &said,
        &[
            "1 of 3   derivative of ",
            "(hint, show, skip, help, quit)\n> any other line is an answer",
            "> your progress is kept in STATE/deriv/progress.jsonl\nhint 1 of 3: ",
            "> ✗ wrong: at w = 1 the answer gives 3, the slope is ",
            "> hint 2 of 3: ",
            "> ",
            "  the slope is ",
            "[######>-------------] 1 of 3\n(why, next, help, quit)",
            "1  rule    power",
            "put together: ",
            "> this question is done: Enter goes on, why explains it\n",
            "2 of 3   derivative of ",
            "1 question: 0 right at once, 1 not right\n",
            "come back to: power rule (1)\n",
            "saved in STATE/deriv/progress.jsonl\n",
            "next: deriv quiz drill\n",
        ],
    );
    assert_eq!(
        learner.kept(),
        [
            "drill power begun -",
            "drill power begun 3*w",
            "drill power begun -",
            "drill power missed 3*w"
        ]
    );
    // The same seed asks the same questions, and a session that was left goes on where it was.
    let question = |said: &str, place: &str| {
        let line = said
            .lines()
            .find(|line| line.contains(place))
            .expect("asked");
        line.split(place).nth(1).expect("a task").to_owned()
    };
    let again = Learner::new("drill-again");
    let (first, second) = ("1 of 3   derivative of ", "2 of 3   derivative of ");
    let same = again.said(&plan, "skip\nskip\nquit\n");
    for place in [first, second] {
        assert_eq!(question(&same, place), question(&said, place));
    }
    let on = learner.said(&["drill"], "quit\n");
    in_order(
        &on,
        &[
            "going on with the session that was left after 1 of 3",
            second,
        ],
    );
    assert_eq!(question(&on, second), question(&said, second));
    // A new one is a new one.
    let new = learner.said(&["drill", "--new", "--seed", "8"], "quit\n");
    in_order(&new, &["1 of 10   "]);
}

#[test]
fn why_tells_the_numbers_of_a_step() {
    let learner = Learner::new("why");
    let plan = [
        "drill", "--topic", "descent", "--level", "beginner", "--seed", "9",
    ];
    let said = learner.said(&plan, "show\nwhy\nquit\n");
    // `1 step down w^2 from 9, rate 0.25`
    let task = said.lines().next().expect("a question");
    let of = |before: &str| {
        let rest = task.split(before).nth(1).expect("it says so");
        rest.split(',').next().expect("a number").to_owned()
    };
    let (from, rate) = (of(" from "), of(", rate "));
    let slope = 2.0 * from.parse::<f64>().expect("a number");
    let slope = match slope < 0.0 {
        true => format!("({slope})"),
        false => slope.to_string(),
    };
    let step = format!("  w - rate*slope = {from} - {rate}*{slope} = ");
    in_order(&said, &["1 step down w^2 from ", &step]);
}

#[test]
fn steps_are_put_in_order_and_the_place_of_the_first_mistake_is_told() {
    let learner = Learner::new("order");
    let said = learner.said(
        &["order", "--count", "2"],
        "BEADC\nBEDAC\nskip\nhelp\nBEACD\n",
    );
    in_order(
        &said,
        &[
            "order 1 of 7   a model as a flow of data\n",
            "letters in order, for example EDCBA\n",
            "> your progress is kept in",
            "✓ right: B, E, A, D, C\n",
            "order 2 of 7   one round of gradient descent\n",
            "> ✗ wrong: D cannot come before ",
            "2 of 5 in place: B E . . .\n",
            "1 exercise",
        ]
        .map(|part| {
            if part == "1 exercise" {
                "2 exercises: 1 right at once\n"
            } else {
                part
            }
        }),
    );
    assert_eq!(
        learner.kept(),
        [
            "order model right BEADC",
            "order descent begun BEDAC",
            "order descent missed BEDAC"
        ]
    );
    // What is done is not asked again while there is something else.
    let said = learner.said(&["order", "--count", "1"], "BEACD\n");
    in_order(
        &said,
        &["order 2 of 7", "✓ right", "1 exercise: 1 right at once\n"],
    );
}

#[test]
fn cards_move_through_five_boxes() {
    let learner = Learner::new("cards");
    let said = learner.said(
        &["cards"],
        "\n3\nmy own words\n1\nundo\n2\n7\nhelp\n\n7\nquit\n",
    );
    in_order(
        &said,
        &[
            "card 1 of 20",
            "box 1 of 5\n\n  What does the slope k say",
            "Enter shows the answer",
            ">   J changes by about k times ε.\n",
            "1 forgot   2 shaky   3 knew it\n",
            "box 1 -> 2, back in 2 days\n",
            "card 2 of 20",
            "stays in box 1, back in 1 day\n",
            "card 3 of 20",
            "> taken back\n\ncard 2 of 20",
            "stays in box 1, back in 1 day\n",
            "1, 2 or 3?",
            "2 cards: 1 known, 1 shaky, 0 forgotten\n18 cards still due today\n",
            "next: deriv quiz cards\n",
        ],
    );
    let kept = learner.kept();
    let marks: Vec<&str> = kept
        .iter()
        .filter_map(|line| line.rsplit(' ').nth(1))
        .collect();
    assert_eq!(marks, ["right", "missed", "undone", "helped"]);
    // Twenty a day, those of before included; a deck of one's own.
    let said = learner.said(&["cards"], "quit\n");
    in_order(&said, &["card 1 of 18"]);
    let deck = learner.0.join("own.md");
    fs::write(&deck, "# mine\nQ: one and\n one?\nA: two\n").expect("it is written");
    let said = learner.said(
        &["cards", "--deck", deck.to_str().expect("a path")],
        "\n3\n",
    );
    in_order(
        &said,
        &["card 1 of 1 ", "one and one?", "two", "1 card: 1 known"],
    );
    fs::write(&deck, "Q: one?\nQ: two?\nA: 2\n").expect("it is written");
    subcommand("quiz", &["cards", "--no-save", "--deck"])
        .arg(&deck)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("a question without an answer"));
}

#[test]
fn an_interview_counts_what_was_covered_and_brings_back_the_rest() {
    let learner = Learner::new("interview");
    let said = learner.said(
        &["interview", "--level", "expert", "--count", "2"],
        "it is a slope\n1 3\n\nall\n",
    );
    in_order(
        &said,
        &[
            "interview, expert, 1 of 2\n\n  How does a partial derivative differ",
            "Enter shows what a full answer covers.\n",
            "  1  concept: ",
            "  4  monitoring: ",
            "Which did you cover?",
            "> your progress is kept",
            "2 of 4. Points 2 and 4 come back in your next session.\n",
            "interview, expert, 2 of 2\n",
            "> 4 of 4. A full answer.\n",
            "2 questions answered, 1 in full\n",
        ],
    );
    assert_eq!(
        learner.kept(),
        [
            "interview expert-partial helped 1 3",
            "interview expert-production right 1 2 3 4"
        ]
    );
    let said = learner.said(
        &["interview", "--level", "expert"],
        "\nnone of it\nnone\nquit\n",
    );
    in_order(
        &said,
        &[
            "1 of 10\n\n  How does a partial derivative differ",
            "last time you left out points 2 and 4\n",
            "the numbers of the parts that you covered",
            "0 of 4. Points 1, 2, 3 and 4 come back",
        ],
    );
}

#[test]
fn a_lab_is_predicted_run_explained_and_repaired_by_the_engine() {
    let learner = Learner::new("lab");
    let skips = "skip\n".repeat(3);
    let lines = format!("{skips}z\nc\na\nb\n1.2\n2^^\n-1\nrate = 0.4\nquit\n");
    let said = learner.said(&["lab"], &lines);
    in_order(
        &said,
        &[
            "lab 4 of 20   the step that is too big\n\nsetup    J(w) = w^2, start at w = 3, rate 1.1\n",
            "predict  after 5 steps J is\n           a  below 9\n",
            "> a letter from the list\n",
            "run      deriv descend \"w^2\" --from 3 --rate 1.1 --steps 5\n",
            "   5  -7.4650  55.7256   ●············┊·············\n",
            "✓ right, you predicted it\n",
            "why      which sentence explains it?\n",
            "> ✗ wrong: look at the run again\n",
            "> ✓ right: the step moves w by -2.2*w",
            "repair   give a rate that makes J fall in every step\n",
            "--rate 1.2 --steps 5\n",
            "✗ wrong: not repaired yet",
            "error: ",
            "? unread: the rate has to be above 0\n",
            "--rate 0.4 --steps 5\n",
            "✓ right: 5 steps with rate 0.4 bring J from 9 to 9.216e-7\n",
            "lab 5 of 20",
            "4 labs: 0 right at once, 1 right at a later try, 3 left out\n",
        ],
    );
    assert_eq!(
        learner.kept()[3..],
        [
            "lab rate-too-large begun c",
            "lab rate-too-large begun a",
            "lab rate-too-large begun b",
            "lab rate-too-large begun 1.2",
            "lab rate-too-large later 0.4",
        ]
    );
    // The command that is named prints the same numbers.
    let walk = ["w^2", "--from", "3", "--rate", "1.1", "--steps", "5"];
    subcommand("descend", &walk)
        .assert()
        .code(0)
        .stdout(predicate::str::contains("-7.4650").and(predicate::str::contains("55.7256")));
}

/// Wherever a lab is left, it goes on there, and comes to the same as without the break.
#[test]
fn a_lab_that_was_left_goes_on_where_it_was_left() {
    let shown = [
        ("show", "why      which sentence"),
        ("a", "why      which sentence"),
        ("b", "repair   give an ε whose ratio"),
        ("1", "repair   give an ε whose ratio"),
        ("0.001", "lab 2 of 20"),
    ];
    let whole = Learner::new("lab-whole");
    let lines: Vec<&str> = shown.iter().map(|(line, _)| *line).collect();
    whole.said(&["lab"], &(lines.join("\n") + "\n"));
    for cut in 1..lines.len() {
        let learner = Learner::new(&format!("lab-left-{cut}"));
        let left = learner.said(&["lab"], &(lines[..cut].join("\n") + "\n"));
        let again = learner.said(&["lab"], &(lines[cut..].join("\n") + "\n"));
        let opening = again.split("\n> ").next().unwrap();
        assert!(opening.contains(shown[cut - 1].1), "{cut}: {again}");
        assert!(
            opening.starts_with("going on where you left it\n"),
            "{again}"
        );
        assert!(opening.contains("run      deriv nudge"), "{again}");
        assert!(left.contains("goes on there next time"), "{left}");
        assert_eq!(learner.kept(), whole.kept(), "{cut}");
    }
}

#[test]
fn the_menu_leads_to_every_part_and_progress_is_told_and_forgotten() {
    let learner = Learner::new("menu");
    let said = learner.said(&[], "nope\nhelp\norders\norder\nBEADC\nquit\n");
    in_order(
        &said,
        &[
            "  drill      work out derivatives             12 rules, 0 secure\n",
            "  lab        break it, then repair it          0 of 20\n",
            "  order      put the steps in order            0 of 7\n",
            "  cards      flash cards                      20 due today\n",
            "  interview  explain it in your own words      0 of 32\n",
            "which? (a name, or progress, quit)\n> there is no `nope` here\n",
            "there is no `orders` here; did you mean order?",
            "order 1 of 7",
            "✓ right",
        ],
    );
    let said = learner.said(&["progress"], "");
    in_order(
        &said,
        &[
            "drill\n  power rule         not tried yet\n",
            "order  1 of 7 done\n",
            "new: 51\nkept in STATE",
        ],
    );
    // A damaged line costs itself alone.
    let text = fs::read_to_string(learner.file()).expect("it was kept");
    fs::write(
        learner.file(),
        format!("{{\"time\":1,\"par\n{text}{{\"half"),
    )
    .expect("written");
    let (said, warned) = learner.quiz(&["progress"], "");
    assert!(said.contains("order  1 of 7 done"), "{said}");
    in_order(
        &warned,
        &["warning: this line of progress is damaged", ":1:1", ":3:1"],
    );
    let (_, _) = learner.quiz(&["order", "--count", "1"], "skip\n");
    let text = fs::read_to_string(learner.file()).expect("it was kept");
    assert!(text.contains("{\"half\n{\"time\":"), "{text}");
    let (said, _) = learner.quiz(&["reset"], "no\n");
    in_order(&said, &["forget 2 answers in ", "> kept\n"]);
    let (said, _) = learner.quiz(&["reset"], "yes\n");
    in_order(&said, &["> forgotten\n"]);
    assert!(!learner.file().exists());
    let said = learner.said(&["reset"], "");
    assert_eq!(said, "there is no progress to forget\n");
    // Nothing is kept where nothing shall be.
    learner.said(&["order", "--no-save"], "BEADC\nquit\n");
    assert!(!learner.file().exists());
}

/// Killed after an answer, whatever came of it, the next session knows it and goes on with it.
#[test]
fn no_answer_is_lost_to_a_kill() {
    const DRILL: &[&str] = &[
        "drill", "--topic", "power", "--level", "beginner", "--seed", "7",
    ];
    for (nth, (plan, lines, seen, kept, again, goes_on)) in [
        (
            DRILL,
            "3*w\n",
            "✗ wrong",
            "drill power begun 3*w",
            "show\n",
            "your last answer here: 3*w\n",
        ),
        (
            DRILL,
            "?\n",
            "hint 1 of 3",
            "drill power begun -",
            "?\n",
            "hint 2 of 3",
        ),
        (
            DRILL,
            "skip\n",
            "(why, next",
            "drill power skipped -",
            "quit\n",
            "left after 1 of 10",
        ),
        (
            &["lab"],
            "a\n",
            "why      which sentence",
            "lab zero-nudge begun a",
            "b\n",
            "going on where you left it",
        ),
        (
            &["order"],
            "BDEAC\n",
            "✗ wrong",
            "order model begun BDEAC",
            "BEADC\n",
            "your last answer here: BDEAC\n",
        ),
        (
            &["cards"],
            "\n1\n",
            "card 2 of 20",
            "cards What does the slope k say about a small nudge ε of w? missed -",
            "quit\n",
            "card 1 of 19",
        ),
        (
            &["interview", "--level", "expert"],
            "\n1 2\n",
            "2 of 4.",
            "interview expert-partial helped 1 2",
            "quit\n",
            "last time you left out points 3 and 4",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let learner = Learner::new(&format!("killed-{nth}"));
        let mut command = plain("quiz");
        command.args(plan).env("XDG_STATE_HOME", &learner.0);
        killed(command, lines, seen);
        assert_eq!(learner.kept(), [kept], "{plan:?}");
        let said = learner.said(&plan[..1], again);
        assert!(said.contains(goes_on), "{plan:?}: {said}");
        if kept.contains(" begun ") {
            let last = learner.kept().pop().expect("it was kept");
            assert!(
                !last.contains(" right "),
                "it was not right at once: {last}"
            );
        }
    }
    // The same of a teacher's quiz: the last answer is in the file, once.
    let learner = Learner::new("killed-file");
    fs::create_dir_all(&learner.0).expect("a folder");
    let file = learner.0.join("saved.ndjson");
    let quiz = "fixtures/own-numbers/quiz.toml";
    for (lines, seen, rows) in [
        ("35x^4\n", "✗ wrong", &["power 35x^4"][..]),
        (
            "1\ncos(7x)\n7cos(7x-3)\n",
            "3 of 6",
            &["power 35x^4", "chain 7cos(7x-3)"],
        ),
    ] {
        let mut command = plain("quiz");
        let save = file.to_str().expect("a plain path");
        command.args([quiz, "--student", "Mara", "--save", save]);
        killed(command, lines, seen);
        let text = fs::read_to_string(&file).expect("it was saved");
        let line = |line: &str| {
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let of = |key: &str| object[key].as_str().unwrap_or("-").to_owned();
            [of("question"), of("answer")].join(" ")
        };
        let kept: Vec<String> = text.lines().map(line).collect();
        assert_eq!(kept, rows);
    }
}

/// A command of the program as the system starts it.
fn plain(subcommand: &str) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_deriv"));
    command.arg(subcommand);
    command
}

/// Kills a command that was told these lines as soon as it has said something.
fn killed(mut command: std::process::Command, lines: &str, seen: &str) {
    use std::io::{Read, Write};
    use std::process::Stdio;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(lines.as_bytes()).expect("it is told");
    let mut out = child.stdout.take().expect("it has an output");
    let (mut said, mut some) = (Vec::new(), [0; 512]);
    while !String::from_utf8_lossy(&said).contains(seen) {
        let count = out.read(&mut some).expect("it says something");
        let all = String::from_utf8_lossy(&said);
        assert!(count > 0, "it ended before it said {seen:?}: {all}");
        said.extend_from_slice(&some[..count]);
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

#[test]
fn the_end_of_the_input_is_the_end_of_every_part() {
    let learner = Learner::new("end");
    for part in ["drill", "lab", "order", "cards", "interview"] {
        let said = learner.said(&[part], "");
        assert!(said.contains("next: deriv quiz "), "{said}");
        // What is no text is an answer that cannot be read, or none of the words.
        subcommand("quiz", &[part, "--no-save"])
            .write_stdin(b"\xff\xfe\x1b[31m\n\nshow\n\n1\n".to_vec())
            .assert()
            .code(0)
            .stdout(predicate::str::contains("\u{1b}").not());
    }
    assert!(!learner.file().exists());
    learner.said(&[], "");
}

#[test]
fn options_belong_to_their_part() {
    let refused = |arguments: &[&str], message: &str| {
        subcommand("quiz", arguments)
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(message.to_owned()));
    };
    refused(
        &["drill", "--topic", "chian"],
        "a rule with a similar name exists: `chain`",
    );
    refused(&["cards", "--topic", "chain"], "--topic belongs to drill");
    refused(
        &["order", "--level", "expert"],
        "--level belongs to drill, interview",
    );
    refused(
        &["drill", "--student", "lea"],
        "--student belongs to a quiz from a file",
    );
    refused(&["--paper"], "--paper belongs to a quiz from a file");
    refused(
        &["own.toml", "--topic", "chain"],
        "--topic belongs to the practice",
    );
    refused(&["drill", "--count", "0"], "--count is `0`");
    refused(&["dril"], "a part with a similar name exists: `drill`");
    refused(&["chain"], "deriv quiz drill --topic chain");
}

#[test]
fn lines_fit_the_width_and_ascii_is_ascii() {
    let learner = Learner::new("width");
    let script = "hint\nhint\nhint\n7\nshow\nwhy\n\nskip\n\n";
    for (part, script) in [
        ("drill", script),
        ("lab", "c\na\nb\nc\nshow\nshow\nshow\nshow\n1\n1\n"),
        ("order", "ABCDE\nhint\nhint\nskip\nskip\n"),
        ("cards", "\n1\nhelp\n\n2\n\n3\n"),
        ("interview", "\n1\nhelp\n\nall\n"),
        ("progress", ""),
    ] {
        for width in [40, 60, 80, 200] {
            for symbols in ["--color=never", "--ascii"] {
                let columns = width.to_string();
                let words = [part, "--no-save", "--width", &columns, symbols];
                let said = learner.said(&words, script);
                for line in said.lines() {
                    let at_prompt = line.trim_start_matches("> ");
                    assert!(at_prompt.chars().count() <= width, "{part} {width}: {line}");
                }
                assert!(symbols != "--ascii" || said.is_ascii(), "{part}: {said}");
            }
        }
    }
}

/// What is said behind a prompt is broken into lines once.
#[test]
fn a_reply_behind_a_prompt_is_broken_once() {
    let learner = Learner::new("broken");
    let words = [
        "drill",
        "--topic",
        "chain",
        "--level",
        "beginner",
        "--seed",
        "7",
        "--no-save",
    ];
    let said = learner.said(&words, "?\n?\n");
    let hint = "> hint 2 of 3: differentiate the outside with the inside left alone, then\n  \
                multiply by the derivative of the inside\n";
    assert!(said.contains(hint), "{said}");
}

/// Each part in a real terminal: the prompt waits, what is typed is echoed, Ctrl-C and the end of the
/// input leave, and what was answered is kept.
#[cfg(unix)]
#[test]
fn every_part_runs_in_a_terminal() {
    use crate::explore::screen::Terminal;
    let wait = |terminal: &Terminal, shown: &dyn Fn(&str) -> bool| {
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        loop {
            let screen = terminal.screen();
            let words: Vec<&str> = screen.split_whitespace().collect();
            if shown(&words.join(" ")) {
                return;
            }
            assert!(std::time::Instant::now() < end, "waited in vain:\n{screen}");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    const TEACHERS: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/own-numbers/quiz.toml --student Mara"
    );
    let learner = Learner::new("terminal");
    fs::create_dir_all(learner.file().parent().expect("a folder")).expect("a folder");
    let state = learner.file();
    let state = state.to_str().expect("a plain path");
    for (part, typed) in [
        (
            "drill --topic power --level beginner --seed 1",
            &[
                ("?", "hint 1 of 3"),
                ("w^^2", "a second `^`"),
                ("why", "answer first"),
                ("help", "any other line is an answer"),
                ("show", "(why, next, help, quit)"),
                ("why", "put together"),
                ("next", "2 of 10"),
            ][..],
        ),
        (
            "lab",
            &[
                ("c", "you predicted it"),
                ("b", "✓ right: a ratio needs a nudge"),
                ("0.001", "✓ right: with ε = 0.001"),
            ],
        ),
        (
            "order",
            &[
                ("ABCDE", "in place"),
                ("hint", "hint 1 of 2"),
                ("BEADC", "order 2 of 7"),
            ],
        ),
        (
            "cards",
            &[
                ("", "1 forgot"),
                ("3", "box 1 -> 2"),
                ("undo", "taken back"),
                ("3", "card 2 of 20"),
                ("help", "takes back the last card"),
            ],
        ),
        (
            "interview",
            &[
                ("", "Which did you cover?"),
                ("1 2", "2 of 4."),
                ("skip", "3 of 10"),
            ],
        ),
        (
            "",
            &[
                ("help", "the name of a part starts it"),
                ("order", "order 2 of 7"),
                ("skip", "order 3 of 7"),
            ],
        ),
        (
            TEACHERS,
            &[
                ("35x^4", "✗ wrong"),
                ("35x^4-3", "2 of 6"),
                ("skip", "3 of 6"),
            ],
        ),
    ] {
        for columns in [80, 40] {
            let file = format!("{state}-{columns}");
            let words = match part {
                TEACHERS => format!("quiz {part} --save {file}.ndjson"),
                _ => format!("quiz {part} --state {file}"),
            };
            let mut terminal = Terminal::with(&words, columns, 40);
            terminal.until("> ");
            for (line, shown) in typed {
                terminal.press(&format!("{line}\r"));
                // A narrow terminal breaks what is waited for.
                wait(&terminal, &|screen| screen.contains(shown));
            }
            terminal.resize(20, 5);
            terminal.resize(columns, 40);
            match columns {
                80 => {
                    terminal.press("quit\r");
                    terminal.until(match part {
                        TEACHERS => "saved in",
                        _ => "next: deriv quiz",
                    });
                    terminal.until("status 0");
                }
                _ => {
                    // Put aside and taken up again, then ended by a signal.
                    terminal.press("\u{1a}");
                    terminal.until("Stopped");
                    terminal.press("clear; fg\r");
                    wait(&terminal, &|screen| !screen.contains("Stopped"));
                    terminal.press("help\r");
                    wait(&terminal, &|screen| screen.contains("quit"));
                    terminal.press("\u{3}");
                    wait(&terminal, &|screen| screen.ends_with("$"));
                }
            }
            terminal.is_restored();
        }
        let kept = |columns: usize| {
            let ending = match part {
                TEACHERS => ".ndjson",
                _ => "",
            };
            let text = fs::read_to_string(format!("{state}-{columns}{ending}"));
            text.expect("it was kept").lines().count()
        };
        assert_eq!(kept(80), kept(40), "{part}");
    }
}
