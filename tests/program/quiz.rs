//! `deriv quiz` as a shell sees it: a session from a pipe, the paper, and what is saved.

use super::run;
use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::PathBuf;

fn deriv(arguments: &[&str]) -> Command {
    let mut command = run::deriv(arguments);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    command
}

/// A path that nothing stands at, gone again at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("deriv-{}-{name}", std::process::id()));
        let _ = fs::remove_file(&path);
        Scratch(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a plain path")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const QUIZ: &str = "own-numbers/quiz.toml";

#[test]
fn a_session_goes_from_question_to_question() {
    let said = "\
Every student has other numbers, for Mara

1 of 6   derivative of 7*x^5 - 3*x
> ✗ wrong: at x = 1 the answer gives 35, the slope is 32
  read as 35*x^4
  likely slip: a term of the sum is missing
(hint, show, skip, help, quit)

> hint: differentiate term by term, and keep them all

> ✓ right: 35*x^4 - 3
[###>----------------] 1 of 6

2 of 6   d/dx of sin(7*x - 3)   2 points
> [######>-------------] 2 of 6

3 of 6   slope of x^2 + 3*x at x = -2
> ? unread
";
    let assert = deriv(&["quiz", QUIZ, "--student", "Mara"])
        .write_stdin("35x^4\n?\n35x^4-3\nskip\nw^^2\nhint\nshow\n\n4.2\nquit\n")
        .assert()
        .code(0)
        .stderr("");
    let found = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    assert!(found.starts_with(said), "{found}");
    for part in [
        "error: ",
        "(hint, show, skip, help, quit)\n\n> hint: ",
        "> \n> ✓ right: 4.2\n",
        "  the slope is -1\n[#########>----------] 3 of 6\n",
        "6 questions: 1 right at once, 1 after a hint, 1 not right, 3 not answered\n",
        "look again at: power, slope\n",
    ] {
        assert!(found.contains(part), "{part:?} in\n{found}");
    }
}

#[test]
fn the_end_of_the_input_is_the_end() {
    deriv(&["quiz", QUIZ, "--student", "Mara"])
        .write_stdin("")
        .assert()
        .code(0)
        .stdout(predicate::str::ends_with(
            "6 questions: 0 right at once, 6 not answered\n",
        ));
    deriv(&["quiz", QUIZ])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("say whose: --student ID"));
    // Bytes that are no text are an answer that cannot be read, and the session goes on.
    deriv(&["quiz", QUIZ, "--student", "Mara"])
        .write_stdin(b"\xff\xfe\x1b[31m\n35x^4-3\n".to_vec())
        .assert()
        .code(0)
        .stdout(predicate::str::contains("✓ right: 35*x^4 - 3"))
        .stdout(predicate::str::contains("\u{1b}").not());
}

#[test]
fn what_is_saved_is_what_grade_reads() {
    let file = Scratch::new("saved.ndjson");
    deriv(&["quiz", QUIZ, "--student", "Mara", "--save", file.path()])
        .write_stdin("35x^4\n35x^4 - 3\n7cos(7x-3)\nskip\n2.8\n9\nquit\n")
        .assert()
        .code(0)
        .stdout(predicate::str::contains("saved in "));
    let saved = fs::read_to_string(&file.0).expect("it was saved");
    assert_eq!(
        saved,
        "{\"student\":\"Mara\",\"question\":\"power\",\"answer\":\"35x^4 - 3\"}\n\
         {\"student\":\"Mara\",\"question\":\"chain\",\"answer\":\"7cos(7x-3)\"}\n\
         {\"student\":\"Mara\",\"question\":\"step\",\"answer\":\"9\"}\n"
    );
    let graded = deriv(&["grade", QUIZ, file.path(), "--tsv"])
        .assert()
        .code(0);
    let rows = String::from_utf8(graded.get_output().stdout.clone()).expect("UTF-8");
    let verdicts: Vec<&str> = rows
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').nth(5))
        .collect();
    assert_eq!(
        verdicts,
        ["right", "right", "blank", "wrong", "blank", "blank"]
    );
    // A name that `grade` would take for something else is refused before anything is asked.
    deriv(&["quiz", QUIZ, "--student", "Mara", "--save", "saved.csv"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("ends in .ndjson"));
    // What was saved before is not lost: the session goes on with what has no answer yet.
    deriv(&["quiz", QUIZ, "--student", " mara", "--save", file.path()])
        .write_stdin("-1\nskip\n")
        .assert()
        .code(0)
        .stdout(predicate::str::contains(
            "3 of 6   slope of x^2 + 3*x at x = -2\n> ✓ right",
        ))
        .stdout(predicate::str::contains("5 of 6   "))
        .stdout(predicate::str::contains("4 of 6   ").not())
        .stdout(predicate::str::contains(
            "6 questions: 1 right at once, 3 answered before, 2 not answered\n",
        ));
    let more = fs::read_to_string(&file.0).expect("it is there");
    assert!(more.starts_with(&saved), "{more}");
    assert_eq!(more.matches("\"student\":\"Mara\"").count(), 4, "{more}");
    // What others saved is not touched.
    deriv(&["quiz", QUIZ, "--student", "Vic", "--save", file.path()])
        .write_stdin("1\n")
        .assert()
        .code(4)
        .stdout("")
        .stderr(predicate::str::contains(
            "it holds answers of others than Vic",
        ));
    assert_eq!(fs::read_to_string(&file.0).expect("it is there"), more);
}

#[test]
fn a_paper_and_its_key_have_the_same_numbers() {
    for student in ["Mara", "Vic", "李娜", "o'brien; rm"] {
        let lines = |arguments: &[&str]| -> Vec<String> {
            let assert = deriv(arguments).assert().code(0);
            let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
            text.lines().map(str::to_owned).collect()
        };
        let paper = lines(&["quiz", QUIZ, "--student", student, "--paper"]);
        let key = lines(&["grade", QUIZ, "--key", "--student", student]);
        let tasks: Vec<&String> = paper.iter().filter(|line| line.contains("   ")).collect();
        assert_eq!(tasks.len(), 6);
        for (task, key) in tasks.iter().zip(&key) {
            let task = task.split("   ").nth(1).expect("a task behind its name");
            assert!(key.contains(task), "{key}: {task}");
        }
        let json = lines(&["quiz", QUIZ, "--student", student, "--json"]);
        let object: serde_json::Value = serde_json::from_str(&json[0]).expect("JSON");
        assert_eq!(object["student"], student);
        assert!(tasks[0].contains(object["questions"][0]["task"].as_str().expect("a text")));
    }
}

#[test]
fn a_paper_says_all_that_it_takes_to_answer() {
    let quiz = Scratch::new("all.toml");
    let text = r#"
digits = 3
rule = "strict"
[[question]]
name = "a"
kind = "slope"
function = "x^2*y"
wrt = "y"
nth = 2
at = {x = 1, y = 2}
[[question]]
name = "b"
kind = "derivative"
function = "x^3*y"
wrt = "x"
nth = 2
form = "factored"
[[question]]
name = "c"
kind = "step"
function = "x^2"
from = 3
rate = 0.1
steps = 2
exact = true
[[question]]
name = "d"
kind = "nudge"
function = "x*y"
wrt = "x"
at = {x = 1, y = 2}
eps = 0.01
decimals = 2
"#;
    fs::write(&quiz.0, text).expect("it is written");
    deriv(&["quiz", quiz.path(), "--paper"])
        .assert()
        .code(0)
        .stdout(
            "a   derivative 2 by y of x^2*y at x = 1, y = 2
  to exactly 3 significant digits

b   derivative 2 by x of x^3*y
  factored

c   2 steps down x^2 from 3, rate 0.1
  the exact number

d   ratio of x*y at x = 1, y = 2, x nudged by 0.01
  to 2 decimals
",
        );
    // A hint is there for some answers.
    deriv(&["quiz", quiz.path()])
        .write_stdin("?\n17\n?\n")
        .assert()
        .code(0)
        .stdout(predicate::str::contains(
            "> no hint yet: give an answer first\n",
        ))
        .stdout(predicate::str::contains("> no hint for this answer\n"));
}

#[test]
fn help_on_questions_names_every_kind_key_and_slip() {
    let assert = deriv(&["help", "questions"]).assert().code(0);
    let help = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    for word in [
        "degrees-for-radians",
        "parameters = {a = {from = 2, to = 9}}",
        "step  ",
    ] {
        assert!(help.contains(word), "{word}");
    }
    assert!(
        help.lines().all(|line| line.chars().count() <= 80),
        "{help}"
    );
    // The quiz that the help starts with is one.
    let quiz: Vec<&str> = help
        .lines()
        .skip(2)
        .take_while(|line| !line.starts_with("kinds"))
        .collect();
    deriv(&["grade", "-", "--key"])
        .write_stdin(quiz.join("\n"))
        .assert()
        .code(0)
        .stdout("q1  derivative of w^3  3*w^2\n");
}

#[test]
fn hints_of_a_question_come_one_after_the_other_and_before_the_first_answer() {
    let quiz = Scratch::new("hints.toml");
    let text = r#"
[[question]]
name = "a"
kind = "derivative"
function = "k*w^3"
parameters = {k = {from = 4, to = 4}}
hints = ["which rule?", "{k} stays in front"]
[[question]]
name = "b"
kind = "slope"
function = "w^2"
at = 3
"#;
    fs::write(&quiz.0, text).expect("it is written");
    let assert = deriv(&["quiz", quiz.path(), "--student", "Mara"])
        .write_stdin("?\nhelp\n12w^3\nhint\nhint\nhint\n12w^2\nhelp\n6\n")
        .assert()
        .code(0);
    let found = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    let hints: Vec<&str> = found.lines().filter(|line| line.contains("hint")).collect();
    let starts = [
        "> hint 1 of 2: which rule?",
        "  hint  a hint, one after the other",
        "(hint, show, skip, help, quit)",
        "> hint: bring the exponent down as a factor",
        "> hint 2 of 2: 4 stays in front",
        "> that was the last hint: try, or show tells the answer",
        "  hint  a hint, one after the other",
        "2 questions: 1 right at once, 1 after a hint",
    ];
    assert_eq!(hints.len(), starts.len(), "{found}");
    for (line, start) in hints.iter().zip(starts) {
        assert!(line.starts_with(start), "{line:?} for {start:?}");
    }
    // A teacher's list of hints is read as the other texts are.
    let bad = text.replace("[\"which rule?\", \"{k} stays in front\"]", "7");
    fs::write(&quiz.0, bad).expect("it is written");
    deriv(&["quiz", quiz.path(), "--student", "Mara"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("hints"));
}
