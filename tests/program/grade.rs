//! `deriv grade` as a teacher or a CI job meets it: a class from files, and how a run ends.

use super::run::subcommand;
use assert_cmd::Command;
use deriv::report::formats::{Covers, FORMATS};
use predicates::prelude::*;
use std::path::PathBuf;
use std::process::Stdio;

/// The program, started in the folder of the fixtures.
fn grade(arguments: &[&str]) -> Command {
    let mut command = subcommand("grade", arguments);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    command
}

/// A file that is gone when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: impl AsRef<[u8]>) -> Scratch {
        let name = format!("deriv-grade-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).expect("a file in the folder for scratch files");
        Scratch(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left over in a folder for scratch files does no harm.
        let _ = std::fs::remove_file(&self.0);
    }
}

const GRADIENTS: [&str; 2] = ["gradients/quiz.toml", "gradients/answers.csv"];

const QUIZ: &str = r#"
variables = ["w"]

[[question]]
name = "q1"
kind = "derivative"
function = "w^2"

[[question]]
name = "q2"
kind = "slope"
function = "w^3"
at = 2
"#;

fn json(arguments: &[&str]) -> serde_json::Value {
    let assert = grade(arguments).arg("--json").assert().code(0);
    serde_json::from_slice(&assert.get_output().stdout).expect("one JSON object")
}

#[test]
fn a_class_is_a_table() {
    let [quiz, answers] = GRADIENTS;
    let wide = grade(&[quiz, answers, "--width", "100"]).assert().code(0);
    wide.stdout(
        "10 students, 7 questions, 9 points
  mean 5   median 5.5   std. dev. 2.8   lowest 0   highest 9

      task                              correct                disc  commonest wrong answer
g1    d/dx of x^2*y                         50%  █████░░░░░    0.46  2*x       2
g2    d/dy of x^2*y                         60%  ██████░░░░    0.58  2*x*y     2
g3    gradient of x^2 + y^2 at (3, -1)      70%  ███████░░░    0.07  -2, 6     1
g4    d/da of (a*x + b - y)^2               50%  █████░░░░░    0.46  2*x       2
g5    d/db of (a*x + b - y)^2               40%  ████░░░░░░    0.39  2*b       2
g6    one descent step of x^2 + 4*y^2       50%  █████░░░░░    0.63  1.2, 1.8  2
g7    where the gradient points             60%  ██████░░░░    0.30  a         2

teach next
  g1  a factor with another variable was dropped        2 of 10
  g2  this is the derivative by another variable        2 of 10
  g4  the inner derivative was put inside (chain rule)  2 of 10

look again
  does not go with the rest of the score (discrimination below 0.1): g3
",
    );
}

#[test]
fn a_table_stays_within_its_width() {
    for lesson in ["lesson", "gradients", "product-rule", "own-numbers"] {
        let files = ["quiz.toml", "answers.csv"].map(|file| format!("{lesson}/{file}"));
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let lines = |width: Option<&str>| -> Vec<String> {
            let width = width.map(|width| ["--width", width]);
            let all: Vec<&str> = files
                .iter()
                .copied()
                .chain(width.into_iter().flatten())
                .collect();
            let output = grade(&all).output().expect("it ran").stdout;
            let text = String::from_utf8(output).expect("UTF-8");
            text.lines().map(str::to_owned).collect()
        };
        for columns in [40, 60, 80, 200] {
            for line in lines(Some(&columns.to_string())) {
                assert!(line.chars().count() <= columns, "{columns}: {line}");
            }
        }
        // Without a terminal it is 80; the bars are there where there is room.
        assert_eq!(lines(None), lines(Some("80")));
        assert!(lines(Some("200")).iter().any(|line| line.contains('░')));
        assert!(!lines(Some("40")).iter().any(|line| line.contains('░')));
    }
}

#[test]
fn answers_for_manual_review_are_named() {
    grade(&["lesson/quiz.toml", "lesson/answers.csv", "--width", "100"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains(
            "4 answers could not be read: Finn square-at-3, Finn square, Finn cube, Lea large",
        ))
        .stdout(predicate::str::contains("answers in words: beginner (10)"))
        .stdout(predicate::str::contains("22 points (4 for manual review)"));
}

#[test]
fn the_threshold_decides_the_exit_status() {
    let with = |limit: &str| {
        let [quiz, answers] = GRADIENTS;
        grade(&[quiz, answers, "--fail-under", limit, "-q"])
    };
    // The mean is 5 of 9 points.
    with("55").assert().code(0).stdout("55.6\n");
    with("56").assert().code(1).stdout("55.6\n");
    with("101").assert().code(2).stdout("");
    // The quiz itself may state it.
    let strict = Scratch::new("pass.toml", format!("pass = 80\n{QUIZ}"));
    let half = "student,q1,q2\nann,2w,12\nbob,w,12\n";
    grade(&[strict.path(), "-"])
        .write_stdin(half)
        .assert()
        .code(1);
    grade(&[strict.path(), "-", "--fail-under", "75"])
        .write_stdin(half)
        .assert()
        .code(0);
}

/// Two students with one right and one wrong answer each, and what becomes of a third.
fn with_third(answers: &str) -> String {
    format!("student,q1,q2\nann,2w,9\nbob,2w,9\n{answers}")
}

#[test]
fn open_answers_leave_a_threshold_open() {
    let quiz = Scratch::new("open.toml", QUIZ);
    let words = "\n[[question]]\nname = \"q3\"\nkind = \"text\"\ncovers = [\"uphill\"]\n";
    let wordy = Scratch::new("wordy.toml", format!("{QUIZ}{words}"));
    let half = with_third("");
    // 3 of 6 points for certain, 4 at most.
    let unread = with_third("cleo,2*(w,12\n");
    // 3 of 9 for certain, 6 at most: everybody's words are open.
    let manual = "student,q1,q2,q3\nann,2w,9,a\nbob,2w,9,b\ncleo,2w,9,c\n".to_owned();
    // A blank answer in words is not: 4 of 9 at most.
    let blank = "student,q1,q2,q3\nann,2w,9,a\nbob,2w,9,\ncleo,2w,9,\n".to_owned();
    for (quiz, answers, limit, status, said) in [
        (&quiz, &half, "50", 0, ""),
        (&quiz, &half, "50%", 0, ""),
        (
            &quiz,
            &half,
            "51",
            1,
            "the mean is 50.0% of the points, below 51%",
        ),
        (
            &quiz,
            &half,
            "50.01",
            1,
            "the mean is 50.0% of the points, below 50.01%",
        ),
        (&quiz, &unread, "50", 0, ""),
        (
            &quiz,
            &unread,
            "60",
            3,
            "the mean is 50.0% of the points, 66.7% at most once 1 open answer is marked: 60% is open",
        ),
        (
            &quiz,
            &unread,
            "66.67",
            1,
            "the mean is 50.0% of the points, 66.7% at most once 1 open answer is marked: below 66.67%",
        ),
        (&wordy, &manual, "33.3", 0, ""),
        (
            &wordy,
            &manual,
            "60",
            3,
            "66.7% at most once 3 open answers are marked: 60% is open",
        ),
        (&wordy, &manual, "67", 1, "below 67%"),
        (&wordy, &blank, "44.4", 3, "44.4% is open"),
        (
            &wordy,
            &blank,
            "45",
            1,
            "44.4% at most once 1 open answer is marked: below 45%",
        ),
    ] {
        let run = grade(&[quiz.path(), "-", "--fail-under", limit])
            .write_stdin(answers.as_str())
            .assert()
            .code(status);
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        let note = stderr.lines().find(|line| line.starts_with("note: "));
        assert_eq!(note.is_some(), !said.is_empty(), "{limit}: {stderr}");
        assert!(note.unwrap_or_default().contains(said), "{said}\n{stderr}");
    }
}

#[test]
fn strict_fails_on_what_has_no_verdict() {
    let quiz = Scratch::new("strict.toml", QUIZ);
    let whole = with_third("cleo,2w,12\n");
    let unread = with_third("cleo,2*(w,12\n");
    let broken = with_third("cleo,2w\n");
    for (answers, options, status, said) in [
        (&whole, &["--strict"][..], 0, ""),
        (&unread, &[], 0, ""),
        (
            &unread,
            &["--strict"],
            1,
            "note: 1 answer without a verdict\n",
        ),
        (&broken, &["--strict"], 1, "note: 1 row broken\n"),
        (&broken, &[], 0, "this row has 2 cells of 3"),
        // What is certain goes before what is open.
        (
            &unread,
            &["--strict", "--fail-under", "60"],
            1,
            "60% is open",
        ),
        (
            &unread,
            &["--strict", "--student", "cleo"],
            1,
            "1 answer without a verdict",
        ),
        (&unread, &["--strict", "--student", "ann"], 0, ""),
    ] {
        grade(&[quiz.path(), "-"])
            .args(options)
            .write_stdin(answers.as_str())
            .assert()
            .code(status)
            .stderr(predicate::str::contains(said));
    }
}

#[test]
fn every_view_and_threshold_holds_for_one_student() {
    let quiz = Scratch::new("one.toml", format!("pass = 80\n{QUIZ}"));
    let answers = with_third("cleo,2w,12\n");
    let run = |options: &[&str]| {
        let output = grade(&[quiz.path(), "-"])
            .args(options)
            .write_stdin(answers.as_str())
            .output()
            .expect("it ran");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (text, said, output.status.code())
    };
    let (text, said, status) = run(&["--student", "ann", "-q"]);
    assert_eq!((text.as_str(), status), ("50\n", Some(1)), "{said}");
    assert_eq!(said, "note: the score is 50.0% of the points, below 80%\n");
    let (text, said, status) = run(&["--student", "cleo", "-q"]);
    assert_eq!(
        (text.as_str(), said.as_str(), status),
        ("100\n", "", Some(0))
    );
    let (text, _, status) = run(&["--student", "ann", "--tsv", "--fail-under", "50"]);
    assert_eq!(status, Some(0));
    let names: Vec<&str> = text
        .lines()
        .filter_map(|row| row.split('\t').next())
        .collect();
    assert_eq!(names, ["student", "ann", "ann"]);
    let (text, _, status) = run(&["--student", "ann", "--fail-under", "60"]);
    assert!(text.starts_with("ann: 1 of 2 points\n"), "{text}");
    assert_eq!(status, Some(1));
    let (text, _, status) = run(&["--student", "ann", "--json", "--fail-under", "60"]);
    let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(object["student"], "ann");
    assert_eq!(status, Some(1));
}

#[test]
fn a_fraction_is_not_taken_for_a_percentage() {
    let [quiz, answers] = GRADIENTS;
    for (typed, status) in [
        ("0.6", 2),
        (".5", 2),
        ("0.6%", 0),
        ("0.6 %", 0),
        ("0", 0),
        ("1", 0),
    ] {
        let run = grade(&[quiz, answers, "-q", "--fail-under", typed]);
        let refused = "60 is 60 %; write `";
        let mut run = run;
        run.assert()
            .code(status)
            .stderr(predicate::str::contains(refused).count(usize::from(status == 2)));
    }
    for typed in ["a", "60%%", "-1", "1e9", ""] {
        let mut run = grade(&[quiz, answers, "-q"]);
        run.arg(format!("--fail-under={typed}")).assert().code(2);
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let [quiz, answers] = GRADIENTS;
    for options in [
        &["--key", answers][..],
        &["--key", "--fail-under", "60"],
        &["--key", "--strict"],
        &["--key", "--feedback", "full"],
        &["--key", "--json", "--tsv"],
        &["--key", "-q", "--tsv"],
        &[answers, "-q", "--tsv"],
        &[answers, "-q", "--json"],
        &[answers, "--tsv", "--json"],
    ] {
        grade(&[quiz])
            .args(options)
            .assert()
            .code(2)
            .stdout(predicate::str::contains("\"error\"").or(predicate::str::is_empty()))
            .stderr(predicate::str::contains("exclude each other"));
    }
    let whose = ["--student", "Mara"];
    grade(&["own-numbers/quiz.toml", "--key", "-q"])
        .args(whose)
        .assert()
        .code(0)
        .stdout(predicate::str::starts_with("35*x^4 - 3\n7*cos(7*x - 3)\n"));
    grade(&["own-numbers/quiz.toml", "--key", "--tsv"])
        .args(whose)
        .assert()
        .code(0)
        .stdout(predicate::str::starts_with(
            "question\ttask\tpoints\tkey\npower\tderivative of 7*x^5 - 3*x\t1\t35*x^4 - 3\n",
        ));
    // A task is cut where the table would be too wide, a key never is.
    grade(&["own-numbers/quiz.toml", "--key", "--width", "40"])
        .args(whose)
        .assert()
        .code(0)
        .stdout(predicate::str::starts_with(
            "power   derivative of...  35*x^4 - 3\n",
        ));
}

#[test]
fn columns_stand_under_each_other_in_every_script() {
    let names = ["q1", "李娜", "가나다", "e\u{301}te\u{301}", "नमस्ते"];
    let mut quiz = String::new();
    let mut answers = String::from("student");
    for name in names {
        quiz.push_str(&format!(
            "[[question]]\nname = \"{name}\"\nkind = \"derivative\"\nfunction = \"w^2\"\n"
        ));
        answers.push_str(&format!(",{name}"));
    }
    let quiz = Scratch::new("scripts.toml", quiz);
    for student in ["ann", "张伟"] {
        answers.push_str(&format!("\n{student}{}", ",w^2".repeat(names.len())));
    }
    let output = grade(&[quiz.path(), "-"])
        .write_stdin(answers)
        .assert()
        .code(0);
    let text = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    // Columns of a terminal, by the tables of Unicode for these letters.
    let columns = |text: &str| -> usize {
        let each = text.chars().map(|c| match c {
            '\u{301}' | '\u{947}' | '\u{94d}' => 0,
            '\u{1100}'.. => 2,
            _ => 1,
        });
        each.sum()
    };
    for column in ["derivative of w^2", "w^2  2"] {
        let starts = text.lines().skip(4).take(names.len());
        let starts: Vec<usize> = starts
            .filter_map(|line| Some(columns(&line[..line.rfind(column)?])))
            .collect();
        assert_eq!(starts.len(), names.len(), "{text}");
        assert!(
            starts.iter().all(|start| *start == starts[0]),
            "{starts:?}\n{text}"
        );
    }
    assert!(
        text.lines()
            .filter(|line| line.ends_with("  2 of 2"))
            .count()
            == 3,
        "{text}"
    );
}

#[test]
fn rows_have_the_same_cells_for_every_answer() {
    let assert = grade(&["lesson/quiz.toml", "lesson/answers.csv", "--tsv"])
        .assert()
        .code(0);
    let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows.len(), 1 + 12 * 19);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let ben = rows
        .iter()
        .find(|row| row[0] == "Ben" && row[3] == "square-at-3")
        .expect("Ben has a row for each question");
    assert_eq!(ben[4..8], ["9", "wrong", "0", "1"]);
    assert_eq!(ben[12], "value-not-slope");
    // The right answer is told only when asked.
    assert_eq!(ben[11], "");
    let head = ["at", "got", "expected", "slip", "hint", "remark", "key"];
    assert_eq!(rows[0][9..16], head);
}

#[test]
fn json_tells_of_the_class_the_questions_and_each_answer() {
    let object = json(&GRADIENTS);
    assert_eq!(object["student_count"], 10);
    assert_eq!(object["students"].as_array().map(Vec::len), Some(10));
    assert_eq!(object["mean"].to_string(), "5");
    assert_eq!(object["questions"][0]["wrong_answers"][0]["answer"], "2*x");
    let first = &object["students"][0];
    assert_eq!(first["student"], "Mara");
    assert_eq!(first["score"].to_string(), "9");
    assert_eq!(first["score_exact"], "9");
    assert_eq!(first["answers"][2]["verdict"], "right");
    let one = json(&[
        "gradients/quiz.toml",
        "gradients/answers.csv",
        "--student",
        "Vic",
    ]);
    assert_eq!(
        one["answers"][0]["slip"],
        object["students"][9]["answers"][0]["slip"]
    );
}

#[test]
fn the_key_is_computed() {
    grade(&["lesson/quiz.toml", "--key"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains(
            "d/dw of w^3                               3*w^2\n",
        ))
        .stdout(predicate::str::contains("9.006001\n"))
        .stdout(predicate::str::contains("B, E, A, C, D\n"));
    let keys = json(&["gradients/quiz.toml", "--key"]);
    assert_eq!(keys["keys"][2]["key"], "x = 6, y = -2");
    assert_eq!(keys["keys"][5]["key"], "x = 0.8, y = 0.2");
}

#[test]
fn a_student_with_other_numbers_has_another_key() {
    const QUIZ: &str = "own-numbers/quiz.toml";
    let mara = "chain   d/dx of sin(7*x - 3)               7*cos(7*x - 3)\n";
    for id in ["Mara", " mara "] {
        grade(&[QUIZ, "--key", "--student", id])
            .assert()
            .code(0)
            .stdout(predicate::str::contains(mara))
            .stderr("");
    }
    let tam = json(&[QUIZ, "--key", "--student", "Tam"]);
    assert_eq!(tam["student"], "Tam");
    assert_eq!(tam["keys"][1]["task"], "d/dx of sin(6*x - 2)");
    assert_eq!(tam["keys"][1]["key"], "6*cos(6*x - 2)");
    // A key for nobody says so.
    grade(&[QUIZ, "--key"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("d/dx of sin(2*x - 4)"))
        .stderr("note: every student has other numbers: --student ID shows them\n");
    // The class sees the question as it was written, the student as it was asked.
    // One student's wrong answer means nothing to the others; a slip does.
    grade(&[QUIZ, "own-numbers/answers.csv"])
        .assert()
        .stdout(predicate::str::contains("commonest mistake\n"))
        .stdout(predicate::str::contains("factor-not-brought-down  3\n"));
    let class = json(&[QUIZ, "own-numbers/answers.csv"]);
    assert_eq!(class["questions"][1]["task"], "d/dx of sin(a*x + b)");
    let vic = &class["students"][9]["answers"][1];
    assert_eq!(vic["task"], "d/dx of sin(8*x - 1)");
    assert_eq!(vic["answer"], "7*cos(7*x - 3)");
    assert_eq!(vic["verdict"], "wrong");
}

#[test]
fn one_student_gets_a_page() {
    grade(&["lesson/quiz.toml", "lesson/answers.csv", "--student", "Ben"])
        .assert()
        .code(0)
        .stdout(predicate::str::starts_with("Ben: 15 of 18 points\n"))
        .stdout(predicate::str::contains(
            "this is the height of J, not the slope",
        ));
    grade(&["lesson/quiz.toml", "lesson/answers.csv", "--student", "Bem"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("a similar one is there: Ben"));
}

#[test]
fn a_quiz_without_an_answer_stops_before_anything_is_printed() {
    grade(&["broken-key/pole.toml", "lesson/answers.csv"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("broken-key/pole.toml:5:6"));
    grade(&["broken-quiz/several.toml", "lesson/answers.csv"])
        .assert()
        .code(2)
        .stdout("");
    grade(&[
        "broken-answers/quiz.toml",
        "broken-answers/unclosed-quote.csv",
    ])
    .assert()
    .code(2)
    .stdout("")
    .stderr(predicate::str::contains("unclosed-quote.csv:"));
    grade(&["lesson/quiz.toml", "no-such-file.csv"])
        .assert()
        .code(4)
        .stdout("")
        .stderr(predicate::str::contains("no-such-file.csv"));
    grade(&["lesson/quiz.toml"]).assert().code(2).stdout("");
}

#[test]
fn a_slip_leaves_the_points_that_the_quiz_says() {
    let quiz = Scratch::new(
        "credit.toml",
        QUIZ.replace(
            "function = \"w^2\"",
            "function = \"w^2\"\npoints = 2\ncredit = {sign-lost = 0.5, not-differentiated = 0}",
        ),
    );
    let answers = "student,q1,q2\nann,-2w,12\nbob,w^2,12\ncleo,2w,12\n";
    grade(&[quiz.path(), "-", "--tsv"])
        .write_stdin(answers)
        .assert()
        .code(0)
        .stdout(predicate::str::contains("ann\t\t\tq1\t'-2w\tpartly\t1\t2"))
        .stdout(predicate::str::contains("bob\t\t\tq1\tw^2\twrong\t0\t2"))
        .stdout(predicate::str::contains("cleo\t\t\tq1\t2w\tright\t2\t2"));
    let misspelt = Scratch::new("slip.toml", format!("credit = {{sing-lost = 1}}\n{QUIZ}"));
    grade(&[misspelt.path(), "--key"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains(
            "a slip with a similar name exists: `sign-lost`",
        ));
}

#[test]
fn credit_for_a_slip_goes_before_the_parts() {
    let credit =
        "points = 2\ncredit = {sign-lost = 0.9, coefficient-dropped = 0, not-differentiated = 1}";
    let quiz = Scratch::new(
        "parts.toml",
        QUIZ.replace(
            "function = \"w^2\"",
            &format!("function = \"7*w^3 + 3*w\"\n{credit}"),
        ),
    );
    let answers = "student,q1,q2\nann,21w^2-3,12\nbob,3w^2+3,12\ncleo,7w^3+3w,12\ndan,21w^2,12\n";
    let rows = grade(&[quiz.path(), "-", "--tsv"])
        .write_stdin(answers)
        .assert()
        .code(0);
    let rows = String::from_utf8_lossy(&rows.get_output().stdout).into_owned();
    for row in [
        "ann\t\t\tq1\t21w^2-3\tpartly\t1.8\t2\t",
        "bob\t\t\tq1\t3w^2+3\twrong\t0\t2\t",
        "cleo\t\t\tq1\t7w^3+3w\twrong\t2\t2\t",
        "dan\t\t\tq1\t21w^2\tpartly\t1\t2\t",
    ] {
        assert!(rows.contains(row), "{row}\n{rows}");
    }
    for (student, said) in [
        (
            "ann",
            "½ part credit: 1.8 of 2 points\n    right: the part from 7*w^3\n    not right: the part from 3*w\n    read as 21*w^2 - 3\n    likely slip: a sign is wrong",
        ),
        (
            "cleo",
            "    full credit: 2 of 2 points\n    read as 7*w^3 + 3*w\n    likely slip: this is the function itself",
        ),
        ("dan", "    missing: the part from 3*w\n"),
    ] {
        grade(&[quiz.path(), "-", "--student", student])
            .write_stdin(answers)
            .assert()
            .code(0)
            .stdout(predicate::str::contains(said));
    }
}

#[test]
fn hints_name_the_variable_of_the_question() {
    let quiz = Scratch::new(
        "descent.toml",
        "[[question]]\nname = \"q1\"\nkind = \"step\"\nfunction = \"x^2\"\nfrom = 3\nrate = 0.1\n",
    );
    grade(&[quiz.path(), "-", "--student", "ann"])
        .write_stdin("student,q1\nann,3.6\n")
        .assert()
        .stdout(predicate::str::contains("subtracts: x - rate*slope"));
}

#[test]
fn why_an_answer_is_unread_stands_before_the_key() {
    let quiz = Scratch::new(
        "full.toml",
        "[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"w^2\"\n",
    );
    grade(&[quiz.path(), "-", "--student", "ann", "--feedback", "full"])
        .write_stdin("student,q1\nann,2*(w\n")
        .assert()
        .stdout(predicate::str::starts_with("ann: 0 of 1 point\n"))
        .stdout(predicate::str::contains(
            "needs a look\n  this bracket is never closed\n    the slope is 2*w\n",
        ));
}

#[test]
fn a_descent_that_cannot_go_on_says_why() {
    let step = |function: &str, from: &str| {
        format!(
            "[[question]]\nname = \"q1\"\nkind = \"step\"\nfunction = \"{function}\"\nfrom = {from}\nrate = 0.1\nsteps = 1000\n"
        )
    };
    let far = Scratch::new("far.toml", step("sin(w)*exp(w)", "3"));
    grade(&[far.path(), "--key"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains(
            "the value of the slope of `sin(w)*exp(w)` after step 4 is too large to compute",
        ));
}

#[test]
fn a_choice_of_several_says_how_many_are_missing() {
    let quiz = Scratch::new(
        "several.toml",
        "[[question]]\nname = \"q1\"\nkind = \"choice\"\nchoices = {a = \"1\", b = \"2\", c = \"3\", d = \"4\"}\nright = [\"a\", \"b\", \"c\"]\n",
    );
    for (answer, said) in [
        ("a", "wrong: 2 of the right ones are missing\n"),
        ("a b", "wrong: 1 of the right ones is missing\n"),
        ("a b c d", "wrong: 1 is not right\n"),
        (
            "a d",
            "wrong: 2 of the right ones are missing, 1 is not right\n",
        ),
    ] {
        let answers = format!("student,q1\nann,{answer}\n");
        grade(&[quiz.path(), "-", "--student", "ann"])
            .write_stdin(answers.as_str())
            .assert()
            .stdout(predicate::str::contains(said));
        grade(&[
            quiz.path(),
            "-",
            "--student",
            "ann",
            "--feedback",
            "verdict",
        ])
        .write_stdin(answers)
        .assert()
        .stdout(
            predicate::str::contains("missing")
                .or(predicate::str::contains("not right"))
                .not(),
        );
    }
}

#[test]
fn a_plain_page_says_each_verdict_once() {
    let quiz = Scratch::new("plain.toml", QUIZ);
    for (answers, said) in [
        ("2w,12", "  right: 2*w\n"),
        ("3w,12", "  wrong: at w = 1"),
        (",12", "  blank\n"),
        ("2*(w,12", "  unread: 0 of 1 point"),
    ] {
        grade(&[quiz.path(), "-", "--student", "ann", "--ascii"])
            .write_stdin(format!("student,q1,q2\nann,{answers}\n"))
            .assert()
            .stdout(predicate::str::contains(format!("\n{said}")));
    }
}

#[test]
fn a_folder_is_a_class_too() {
    let object = json(&["exponentials/quiz.toml", "exponentials/answers"]);
    assert_eq!(object["student_count"], 10);
}

#[test]
fn a_broken_file_in_a_folder_stops_nobody_else() {
    let quiz = Scratch::new("folder.toml", QUIZ);
    let folder = std::env::temp_dir().join(format!("deriv-grade-{}-class", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for scratch files");
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    put("ann.toml", "q1 = \"2w\"\nq2 = 12\n");
    put("bob.toml", "q1 = \"2w\"\nq2 = \n");
    let path = folder.to_str().expect("a path in UTF-8");
    let run = grade(&[quiz.path(), path, "--json", "--fail-under", "50"])
        .assert()
        .code(4)
        .stderr(predicate::str::contains("bob.toml:2:"));
    let object: serde_json::Value =
        serde_json::from_slice(&run.get_output().stdout).expect("one JSON object");
    assert_eq!(object["student_count"], 1);
    assert_eq!(object["students"][0]["student"], "ann");
    assert_eq!(object["refused"][0]["place"]["line"], 2);
    // Where nothing is left there is no class.
    std::fs::remove_file(folder.join("ann.toml")).expect("it was there");
    grade(&[quiz.path(), path])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("bob.toml:2:"));
    std::fs::remove_dir_all(&folder).expect("it was there");
}

#[test]
fn what_students_write_reaches_neither_terminal_nor_spreadsheet_raw() {
    let quiz = Scratch::new("hostile.toml", QUIZ);
    let answers = "student,q1,q2\n\
        \u{1b}[31mann,2w\u{1b}]0;x\u{7},=1+1\n\
        bob\u{202e},\"=HYPERLINK(\"\"x\"\")\",-12\n\
        @eve,+w,\"12\t\"\n";
    for arguments in [&[][..], &["--tsv"], &["--json"], &["--student", "@eve"]] {
        let assert = grade(&[quiz.path(), "-"])
            .args(arguments)
            .write_stdin(answers)
            .assert()
            .code(0);
        let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
        if arguments != ["--json"] {
            assert!(!text.contains('\u{202e}'), "{text}");
        }
        if arguments == ["--tsv"] {
            let cells = text.split(['\t', '\n']);
            let starts = |cell: &&str| cell.starts_with(['=', '+', '@']);
            assert_eq!(cells.clone().find(starts), None, "{text}");
            // A number is one, with its sign.
            assert!(cells.clone().any(|cell| cell == "-12"), "{text}");
        }
    }
}

#[test]
fn a_large_class_has_the_same_bytes_every_time() {
    let quiz = Scratch::new("large.toml", QUIZ);
    let mut answers = String::from("student,q1,q2\n");
    for n in 0..300 {
        answers.push_str(&format!("s{n},2w + {n} - {},{}\n", n % 7, n % 40));
    }
    let run = || {
        let assert = grade(&[quiz.path(), "-", "--tsv"])
            .write_stdin(answers.clone())
            .assert()
            .code(0);
        assert.get_output().stdout.clone()
    };
    let first = run();
    assert_eq!(first, run());
    let text = String::from_utf8(first).expect("UTF-8");
    // 2w + n - n%7 is right for n below 7; n%40 is 12 for 8 of 300 students.
    assert_eq!(text.matches("\tright\t").count(), 7 + 8);
}

#[test]
fn tolerances_and_forms_are_those_of_the_question() {
    let quiz = Scratch::new(
        "rules.toml",
        r#"
variables = ["w"]

[[question]]
name = "digits"
kind = "number"
answer = "pi"
digits = 4

[[question]]
name = "exact"
kind = "number"
answer = "1/3"
exact = true

[[question]]
name = "decimals"
kind = "slope"
function = "sin(w)"
at = 1
decimals = 2

[[question]]
name = "rel"
kind = "number"
answer = 1000
rel = 0.01

[[question]]
name = "expanded"
kind = "derivative"
function = "w^3/3 + w^2/2"
form = "expanded"

[[question]]
name = "factored"
kind = "derivative"
function = "w^3/3 + w^2/2"
form = "factored"

[[question]]
name = "simplified"
kind = "derivative"
function = "w^2"
form = "simplified"

[[question]]
name = "strict"
kind = "formula"
answer = "ln(w^2)"
domain = "strict"

[[question]]
name = "loose"
kind = "formula"
answer = "ln(w^2)"

[[question]]
name = "corner"
kind = "derivative"
function = "abs(w)"
domain = "strict"

[[question]]
name = "hole"
kind = "derivative"
function = "w^2"
domain = "strict"
"#,
    );
    // Where there is no slope the formula may have a value or none; where there is one it has to.
    let answers = "student,digits,exact,decimals,rel,expanded,factored,simplified,strict,loose,corner,hole\n\
        good,3.142,1/3,0.54,1009,w^2 + w,w*(w+1),2w,ln(w^2),2*ln(w),sign(w),2w\n\
        bad,3.14,0.3333,0.5,1011,w*(w+1),w^2 + w,w + w,2*ln(w),ln(w),w/abs(w)*w/w+1,2w^2/w\n";
    let assert = grade(&[quiz.path(), "-", "--tsv"])
        .write_stdin(answers)
        .assert()
        .code(0);
    let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let expected = if cells[0] == "good" { "right" } else { "wrong" };
        assert_eq!(cells[5], expected, "{line}");
        rows += 1;
    }
    assert_eq!(rows, 22);
    assert!(text.contains("rounded-early"), "{text}");
}

#[test]
fn nothing_hidden_leaves_in_json_either() {
    let quiz = Scratch::new("hidden.toml", QUIZ);
    let answers = "student,q1\n\"a\u{7f}b\u{9b}31m\u{202e}c\",\"2*w\u{2066}\"\n";
    for arguments in [
        vec![quiz.path(), "-", "--json"],
        vec![
            quiz.path(),
            "-",
            "--json",
            "--student",
            "a\u{7f}b\u{9b}31m\u{202e}c",
        ],
    ] {
        let assert = grade(&arguments).write_stdin(answers).assert();
        let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
        assert!(
            !text.contains(['\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}']),
            "{text}"
        );
        // A reader of JSON gets them back.
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(read.to_string().contains('\u{202e}'));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_before_a_mean_that_is_too_low() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_deriv"));
    let run = run.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    let run = run.args(["grade", GRADIENTS[0], GRADIENTS[1], "--fail-under", "100"]);
    let output = run.stdout(full).output().expect("it ran");
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("standard output: no space left"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn what_stdout_cannot_take_is_said_once() {
    let line =
        |n: usize| format!("{{\"student\":\"s{n}\",\"question\":\"g1\",\"answer\":\"x\"}}\n");
    let formats = FORMATS.iter().map(|format| match format.holds {
        Covers::OneStudent => vec!["--format", format.name, "--student", "s1"],
        _ => vec!["--format", format.name],
    });
    let views = [
        vec![],
        vec!["-q"],
        vec!["--tsv"],
        vec!["--json"],
        vec!["--columns"],
    ];
    // Few results wait until the end, and many are written before it.
    for count in [3, 3_000] {
        let lines: String = (1..=count).map(line).collect();
        for options in formats.clone().chain(views.clone()) {
            let full = std::fs::File::create("/dev/full").expect("Linux has it");
            let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_deriv"));
            let run = run.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
            let run = run.args(["grade", GRADIENTS[0], "-"]).args(&options);
            let run = run.stdin(Stdio::piped()).stdout(full);
            let mut child = run.stderr(Stdio::piped()).spawn().expect("it starts");
            let mut input = child.stdin.take().expect("it is piped");
            // Who writes to a full disk need not read to the end.
            let _ = std::io::Write::write_all(&mut input, lines.as_bytes());
            drop(input);
            let output = child.wait_with_output().expect("it ran");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(4), "{options:?}: {said}");
            let count = said.matches("standard output: no space left").count();
            assert_eq!(count, 1, "{options:?}: {said}");
        }
    }
}
