//! A class at any size and again: streams, parts that are merged, regrading, a quiz's own tests.

// A reader that is not there is said to be left out.
#![allow(clippy::print_stderr)]

use super::marks::{Folder, grade};
use super::run::{ran, run as run_alone, subcommand};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const QUIZ: &str = "variables = [\"w\"]\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"w^2\"\n[[question]]\nname = \"q2\"\nkind = \"slope\"\nfunction = \"w^3\"\nat = 2\n";

#[track_caller]
fn run(arguments: &[&str], input: &str, status: i32) -> (String, String) {
    let (out, err, ended) = ran(grade(arguments).write_stdin(input));
    assert_eq!(ended, status, "{arguments:?}: {out}{err}");
    (out, err)
}

fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect()
}

#[test]
fn a_stream_has_a_line_for_each_line() {
    let folder = Folder::new("stream");
    let quiz = folder.put("quiz.toml", QUIZ);
    let input = "{\"student\": \"ann\", \"id\": 12.50, \"question\": \"q1\", \"answer\": \"2w\"}\r\n\
        {\"student\": 7, \"question\": \"q2\", \"answer\": 9}\n\
        not json\n\
        \n\
        {\"question\": \"q1\", \"answer\": \"w\", \"student\": \"b\\u00f6\", \"extra\": [1, {\"a\": 2}]}\n\
        {\"student\": \"cy\", \"answers\": {\"q1\": \"2*(w\", \"q2\": 12}}\n\
        {\"student\": \"di\", \"question\": \"q9\", \"answer\": 1}\n\
        {\"question\": \"q1\", \"answer\": \"w\"}\n\
        {\"student\": \"ed\", \"question\": \"q1\", \"answer\": null}";
    let (out, err) = run(&[&quiz, "-", "--format", "ndjson"], input, 0);
    assert_eq!(err, "");
    let lines = objects(&out);
    assert_eq!(lines.len(), 9);
    assert!(
        out.starts_with("{\"student\":\"ann\",\"id\":12.50,\"question\":\"q1\","),
        "{out}"
    );
    assert!(
        out.contains("\n{\"student\":7,\"question\":\"q2\","),
        "{out}"
    );
    assert!(
        out.contains("{\"student\":\"b\\u00f6\","),
        "as it stood: {out}"
    );
    let verdicts: Vec<&str> = lines
        .iter()
        .map(|line| line["verdict"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(
        verdicts,
        ["right", "wrong", "-", "-", "wrong", "-", "-", "-", "blank"]
    );
    for (at, line) in [(2, 3), (3, 4), (7, 8)] {
        assert_eq!(lines[at]["line"], line);
        assert!(lines[at]["error"]["message"].is_string(), "{}", lines[at]);
    }
    let both: Vec<&str> = lines[5]["answers"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|answer| answer["verdict"].as_str())
        .collect();
    assert_eq!(both, ["unread", "right"]);
    assert_eq!(run(&[&quiz, "-", "--format", "ndjson"], "", 0).0, "");
    run(&[&quiz, "-", "--format", "ndjson", "--strict"], input, 1);
    let (out, err) = run(
        &[&quiz, "-", "--format", "ndjson", "--on-error", "stop"],
        input,
        1,
    );
    assert_eq!(out.lines().count(), 3, "{err}");
    // What is no stream of lines is graded as a class is.
    let (out, _) = run(
        &[&quiz, "-", "--format", "ndjson"],
        "student,q1\nann,2w\n",
        0,
    );
    assert_eq!(objects(&out).len(), 2);
}

#[test]
fn a_stream_answers_before_it_ends() {
    let folder = Folder::new("flows");
    let quiz = folder.put("quiz.toml", QUIZ);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("deriv"))
        .args(["grade", &quiz, "-", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for (answer, verdict) in [("2w", "right"), ("w", "wrong")] {
        writeln!(
            input,
            "{{\"student\": \"ann\", \"question\": \"q1\", \"answer\": \"{answer}\"}}"
        )
        .expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("it answers");
        assert!(
            line.contains(&format!("\"verdict\":\"{verdict}\"")),
            "{line}"
        );
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_stream_is_the_same_in_blocks_of_any_size_and_long_lines_are_passed_over() {
    let folder = Folder::new("blocks");
    let quiz = folder.put("quiz.toml", QUIZ);
    let answers = ["2w", "w", "w+w", "2*(w", "", "1/w", "2·w"];
    let mut input = String::new();
    for at in 0..20_000 {
        let answer = answers[at * at % answers.len()];
        input += &format!(
            "{{\"student\": \"s{at}\", \"question\": \"q1\", \"answer\": \"{answer}\"}}\n"
        );
        if at == 5_000 {
            input += &format!("{{\"student\": \"{}\"}}\n", "x".repeat(3 << 20));
        }
    }
    let (all, _) = run(&[&quiz, "-", "--format", "ndjson"], &input, 0);
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(lines.len(), 20_001);
    assert!(
        lines[5_001]
            .contains("\"line\":5002,\"error\":{\"message\":\"this line is longer than 1024 KiB\""),
        "{}",
        lines[5_001]
    );
    for (at, line) in lines.iter().enumerate() {
        let student = if at > 5_001 { at - 1 } else { at };
        assert!(
            at == 5_001 || line.starts_with(&format!("{{\"student\":\"s{student}\",")),
            "{at}: {line}"
        );
    }
    // From a file on all cores, the same bytes.
    let file = folder.put("answers.ndjson", &input);
    assert_eq!(run(&[&quiz, &file, "--format", "ndjson"], "", 0).0, all);
}

#[test]
fn a_stream_gives_each_student_their_own_numbers() {
    let folder = Folder::new("own");
    let quiz = folder.put(
        "quiz.toml",
        QUIZ.replace("w^2", "a*w^2").replacen(
            "variables",
            "parameters = {a = {from = 2, to = 99}}\nvariables",
            1,
        ),
    );
    let mut input = String::new();
    for at in 0..600 {
        input += &format!(
            "{{\"student\": \"s{}\", \"question\": \"q1\", \"answer\": \"{}w\"}}\n",
            at % 300,
            2 * (at % 98)
        );
    }
    let (stream, _) = run(&[&quiz, "-", "--format", "ndjson"], &input, 0);
    // Each student by the whole class, of the second answers alone: one answer a question.
    let second: String = input
        .lines()
        .skip(300)
        .map(|line| format!("{line}\n"))
        .collect();
    let (class, _) = run(&[&quiz, "-", "--json"], &second, 0);
    let class: serde_json::Value = serde_json::from_str(&class).expect("JSON");
    let verdicts = objects(&stream);
    let mut right = 0;
    for (at, student) in class["students"]
        .as_array()
        .expect("a list")
        .iter()
        .enumerate()
    {
        assert_eq!(
            student["answers"][0]["verdict"],
            verdicts[300 + at]["verdict"],
            "{}",
            student["student"]
        );
        right += usize::from(verdicts[300 + at]["verdict"] == "right");
    }
    assert!(right > 0, "some numbers are met");
}

/// So many have numbers of their own that keys are made for each and forgotten.
#[test]
fn each_of_many_variants_is_judged_by_its_own_key() {
    let folder = Folder::new("variants");
    let quiz = folder.put(
        "quiz.toml",
        "parameters = {a = {from = 2, to = 400}}\n\
         [[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"a*w^2\"\n",
    );
    let class = |answer: &dyn Fn(usize) -> String| {
        let rows: String = (0..150)
            .map(|at| format!("s{at},{}\n", answer(at)))
            .collect();
        let (out, _) = run(&[&quiz, "-", "--json"], &format!("student,q1\n{rows}"), 0);
        let class: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let students = class["students"].as_array().expect("a list").clone();
        students
            .into_iter()
            .map(|student| student["answers"][0].clone())
            .collect::<Vec<serde_json::Value>>()
    };
    let numbers: Vec<u32> = class(&|_| "0".to_owned())
        .iter()
        .map(|answer| {
            let task = answer["task"].as_str().expect("a text");
            let number = task
                .trim_start_matches("derivative of ")
                .trim_end_matches("*w^2");
            number.parse().expect("a number")
        })
        .collect();
    for next in [0, 1] {
        let of = |at: usize| numbers[(at + next) % numbers.len()];
        let judged = class(&|at| format!("2*{}*w", of(at)));
        for (at, answer) in judged.iter().enumerate() {
            let expected = if of(at) == numbers[at] {
                "right"
            } else {
                "wrong"
            };
            assert_eq!(answer["verdict"], expected, "{answer}");
        }
    }
}

#[test]
fn parts_merged_are_the_whole() {
    let folder = Folder::new("merge");
    let quiz = folder.put("quiz.toml", QUIZ);
    let answers = ["2w", "w", "w+w", "2*(w", "", "1/w", "w^2"];
    let line = |at: usize| {
        format!(
            "{{\"student\": \"s{at}\", \"answers\": {{\"q1\": \"{}\", \"q2\": \"{}\"}}}}\n",
            answers[at * at % 7],
            at % 14
        )
    };
    let whole: String = (0..60).map(line).collect();
    let parts: Vec<String> = [0..20, 20..45, 45..60]
        .into_iter()
        .enumerate()
        .map(|(at, range)| {
            let part: String = range.map(line).collect();
            let (json, _) = run(&[&quiz, "-", "--json"], &part, 0);
            folder.put(&format!("part{at}.json"), json)
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    for view in [&["--json"][..], &["--tsv"], &[], &["-q"]] {
        let (once, _) = run(&[&[&*quiz, "-"], view].concat(), &whole, 0);
        let (merged, _) = run(&[view, &["--merge"], &parts].concat(), "", 0);
        assert_eq!(merged, once, "{view:?}");
    }
    let (_, err) = run(&["--merge", parts[0], parts[0]], "", 2);
    assert!(err.contains("`s0` is in "), "{err}");
    let other = folder.put("other.toml", QUIZ.replace("at = 2", "at = 3"));
    let (json, _) = run(&[&other, "-", "--json"], &line(70), 0);
    let other = folder.put("other.json", json);
    let (_, err) = run(&["--merge", parts[0], &other], "", 2);
    assert!(err.contains("of another quiz"), "{err}");
    run(&["--merge", &quiz], "", 2);
}

/// Only where it is asked for: the results of a class are the same bytes however it was cut.
#[test]
fn a_merge_names_the_files_of_the_answers() {
    let folder = Folder::new("merge-places");
    let quiz = folder.put("quiz.toml", QUIZ);
    let mut parts = Vec::new();
    let mut places = Vec::new();
    for (name, rows) in [("a", "ann,w,9\nbob,2w,4\n"), ("b", "cy,2w,\"5\"\ndee,,4\n")] {
        let table = folder.put(&format!("{name}.csv"), format!("student,q1,q2\n{rows}"));
        let said = |more: &[&str]| run(&[&[&*quiz, &table], more].concat(), "", 0).0;
        for (list, more) in [(&mut parts, vec![]), (&mut places, vec!["--places"])] {
            let json = said(&[&["--json"], &more[..]].concat());
            assert_eq!(json.contains("\"source\""), !more.is_empty(), "{json}");
            list.push(folder.put(&format!("{name}{}.json", more.len()), json));
        }
    }
    let (once, _) = run(
        &[&quiz, "-", "--json"],
        "student,q1,q2\nann,w,9\nbob,2w,4\ncy,2w,\"5\"\ndee,,4\n",
        0,
    );
    let merged = |parts: &[String], view: &[&str]| {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        run(&[view, &["--merge"], &parts].concat(), "", 0).0
    };
    assert_eq!(merged(&parts, &["--json"]), once);
    assert_eq!(merged(&places, &["--json"]), once);
    let github = merged(&places, &["--format", "github"]);
    for place in [
        "a.csv,line=2,col=5,",
        "a.csv,line=2,col=7,",
        "b.csv,line=2,col=8,",
        "b.csv,line=3,col=1,",
    ] {
        assert!(github.contains(place), "{place}: {github}");
    }
    let junit = merged(&places, &["--format", "junit"]);
    assert_eq!(junit.matches("b.csv\" line=\"3\"").count(), 2, "{junit}");
    // What is not known is not said, and nothing where names are held back.
    assert!(!merged(&parts, &["--format", "github"]).contains("file="));
    assert!(!merged(&places, &["--format", "github", "--anonymous"]).contains("file="));
    let again = merged(&places, &["--json", "--places"]);
    let again = folder.put("again.json", again);
    assert_eq!(merged(&[again], &["--format", "github"]), github);
}

#[test]
fn places_in_results_need_not_be_any() {
    let folder = Folder::new("merge-no-places");
    let quiz = folder.put("quiz.toml", QUIZ);
    std::fs::create_dir(folder.path("class")).expect("a folder");
    folder.put("class/ann.toml", "q1 = \"2w\"\n");
    folder.put("class/bob.toml", "q1 = \"2w\nq2 = 4\n");
    let class = folder.path("class");
    let (results, err) = run(&[&quiz, &class, "--json", "--places"], "", 4);
    assert!(err.contains("  | q1 = \"2w\n  | "), "{err}");
    let mut object: serde_json::Value = serde_json::from_str(&results).expect("JSON");
    let merged = |object: &serde_json::Value, view: &str| {
        let part = folder.put("part.json", object.to_string());
        let (out, err) = run(&["--format", view, "--merge", &part], "", 4);
        format!("{out}{err}")
    };
    let lies: [(&str, serde_json::Value); 6] = [
        ("column", 0.into()),
        ("line", 0.into()),
        ("column", u64::MAX.into()),
        ("length", u64::MAX.into()),
        ("length", 0.into()),
        ("text", "one\nof\u{1b}[31m two\r".into()),
    ];
    let honest = object.clone();
    for (key, lie) in lies {
        object = honest.clone();
        object["refused"][0]["place"][key] = lie.clone();
        for answer in object["students"][0]["answers"]
            .as_array_mut()
            .expect("a list")
        {
            if let Some(source) = answer.get_mut("source") {
                source[key] = lie.clone();
            }
        }
        for view in ["text", "github", "junit", "tsv"] {
            let said = merged(&object, view);
            assert!(said.contains("this is not TOML"), "{key} {lie}: {said}");
            assert!(!said.contains(['\u{1b}', '\r']), "{key} {lie}: {said}");
            assert!(!said.contains("\nof"), "{key} {lie}: {said}");
            assert!(said.len() < 10_000, "{key} {lie}: {}", said.len());
        }
    }
}

#[test]
fn a_merge_keeps_what_was_known_of_students() {
    let folder = Folder::new("merge-known");
    let own = QUIZ.replacen("w^2", "k*w^2", 1);
    let own = format!("parameters = {{k = {{from = 2, to = 9}}}}\n{own}");
    let head = "student,Email,SIS User ID,section,Submitted,q1,q2\n";
    let answers = ["2w", "4w", "w+w", "2*(w", "", "6*w", "w^2", "16w"];
    let row = |at: usize, second: usize| {
        let late = 8 + (at + second) % 5;
        format!(
            "s{at},s{at}@example.org,u{at},{},2026-11-03 {late:02}:00 UTC,{},{}\n",
            if at.is_multiple_of(3) { "A" } else { "B" },
            answers[(at * at + second) % 8],
            at % 14
        )
    };
    let all = |range: std::ops::Range<usize>, second: usize| -> String {
        range.map(|at| row(at, second)).collect()
    };
    let marks = folder.put(
        "marks.csv",
        "student,question,points,comment\ns3,q1,1,seen\ns25,q2,0,\n",
    );
    let first_marks = folder.put(
        "marks0.csv",
        "student,question,points,comment\ns3,q1,1,seen\n",
    );
    let second_marks = folder.put("marks1.csv", "student,question,points,comment\ns25,q2,0,\n");
    for (what, quiz, parts, options, own_options, merge_options) in [
        (
            "late",
            QUIZ,
            [all(0..20, 0), all(20..40, 0)],
            vec!["--until", "2026-11-03T10:00Z"],
            [vec![], vec![]],
            vec![],
        ),
        (
            "own numbers",
            &*own,
            [all(0..20, 0), all(20..40, 0)],
            vec![],
            [vec![], vec![]],
            vec![],
        ),
        (
            "marks",
            QUIZ,
            [all(0..20, 0), all(20..40, 0)],
            vec![],
            [
                vec!["--marks", &*first_marks],
                vec!["--marks", &*second_marks],
            ],
            vec!["--marks", &*marks],
        ),
        (
            "the best attempt",
            QUIZ,
            [all(0..20, 0), all(10..30, 3)],
            vec!["--attempts", "best"],
            [vec![], vec![]],
            vec![],
        ),
        (
            "the last attempt",
            QUIZ,
            [all(0..20, 0), all(10..30, 3) + &all(5..15, 1)],
            vec!["--attempts", "last"],
            [vec![], vec![]],
            vec![],
        ),
        (
            "the first attempt",
            &*own,
            [all(0..20, 3) + &all(0..5, 1), all(10..30, 0)],
            vec!["--attempts", "first"],
            [vec![], vec![]],
            vec![],
        ),
    ] {
        let quiz = folder.put(&format!("{what}.toml"), quiz);
        let graded = |answers: &str, own: &[&str]| {
            let options = [&[&*quiz, "-", "--json"], &options[..], own].concat();
            run(&options, &format!("{head}{answers}"), 0).0
        };
        let each: Vec<String> = (0..2)
            .map(|at| {
                folder.put(
                    &format!("{what}{at}.json"),
                    graded(&parts[at], &own_options[at]),
                )
            })
            .collect();
        let whole = graded(&parts.concat(), &merge_options);
        let merged = [&["--json"], &options[..], &["--merge", &each[0], &each[1]]].concat();
        let merged: Vec<&str> = merged
            .into_iter()
            .filter(|word| !["--until", "2026-11-03T10:00Z"].contains(word))
            .collect();
        let (merged, _) = run(&merged, "", 0);
        assert_eq!(merged, whole, "{what}");
    }
}

#[test]
fn answers_that_come_one_by_one_may_be_in_several_parts() {
    let folder = Folder::new("merge-lines");
    let quiz = folder.put("quiz.toml", QUIZ);
    let line = |at: usize, question: usize, answer: &str| {
        format!("{{\"student\":\"s{at}\",\"question\":\"q{question}\",\"answer\":\"{answer}\"}}\n")
    };
    let answers = |round: usize| -> Vec<String> {
        let all = (0..20).map(|at| (at * 7 % 10, 1 + at / 10));
        all.map(|(at, question)| line(at, question, ["2w", "4w", "", "9"][(at + round) % 4]))
            .collect()
    };
    for (lines, options) in [
        (answers(0), &[][..]),
        ([answers(0), answers(1)].concat(), &["--attempts", "last"]),
        ([answers(0), answers(1)].concat(), &["--attempts", "first"]),
    ] {
        let graded = |lines: &[String]| {
            let options = [&[&*quiz, "-", "--json"], options].concat();
            run(&options, &lines.concat(), 0).0
        };
        let whole = graded(&lines);
        for cut in [1, 7, lines.len() / 2, lines.len() - 3] {
            let parts = [
                folder.put("first.json", graded(&lines[..cut])),
                folder.put("second.json", graded(&lines[cut..])),
            ];
            let merged = [&["--json"], options, &["--merge", &parts[0], &parts[1]]].concat();
            assert_eq!(run(&merged, "", 0).0, whole, "{options:?} {cut}");
        }
    }
}

#[test]
fn parts_that_chose_otherwise_are_not_merged() {
    let folder = Folder::new("merge-otherwise");
    let quiz = folder.put("quiz.toml", QUIZ);
    let part = |name: &str, rows: &str, attempts: &str| {
        let rows = format!("student,Submitted,q1,q2\n{rows}");
        let words = [&*quiz, "-", "--json", "--attempts", attempts];
        folder.put(name, run(&words, &rows, 0).0)
    };
    let open = "ann,02/03/2026 10:00,2w,4\nann,01/04/2026 10:00,w,4\n";
    let said = "bob,25/03/2026 10:00,2w,4\nann,26/03/2026 10:00,2w,5\n";
    let best = part("best.json", open, "best");
    let last = part("last.json", open, "last");
    let other = part("other.json", said, "last");
    let merged = |parts: [&str; 2], status| {
        run(
            &["--attempts", "last", "--merge", parts[0], parts[1]],
            "",
            status,
        )
        .1
    };
    let err = merged([&best, &other], 2);
    assert!(
        err.contains("the best attempt of a student counts, and here the last one"),
        "{err}"
    );
    let err = merged([&last, &other], 2);
    assert!(
        err.contains("which number is the month, which other parts say"),
        "{err}"
    );
    merged(
        [
            &last,
            &part("same.json", "bob,03/03/2026 9:00,2w,4\n", "last"),
        ],
        0,
    );
    let (_, err) = run(&["--merge", &last, &other], "", 2);
    assert!(
        err.contains("is in") && err.contains("--attempts last, first or best"),
        "{err}"
    );
}

#[test]
fn a_large_class_is_told_in_short() {
    let folder = Folder::new("large");
    let quiz = folder.put("quiz.toml", QUIZ);
    let row = |at: usize| format!("s{at},,{}\n", 1000 + at / 2 % 1_150);
    let graded = |order: &mut dyn Iterator<Item = usize>| -> serde_json::Value {
        let rows: String = order.map(row).collect();
        let (json, _) = run(
            &[&quiz, "-", "--json"],
            &format!("student,q1,q2\n{rows}"),
            0,
        );
        serde_json::from_str(&json).expect("JSON")
    };
    let forwards = graded(&mut (0..2_200));
    let backwards = graded(&mut (0..2_200).rev());
    let question = &forwards["questions"][1];
    let groups = question["wrong_answers"].as_array().expect("a list");
    // The other answers are counted, and which are told does not depend on the order.
    let told: u64 = groups
        .iter()
        .filter_map(|group| group["count"].as_u64())
        .sum();
    assert_eq!((groups.len(), told), (1_000, 2_000));
    assert_eq!(question["wrong_answers_more"], 200);
    assert_eq!(*question, backwards["questions"][1]);
    // Numbers that very many have say nothing of a neighbour.
    let own = QUIZ.replacen("w^2", "k*w^2", 1);
    let own = format!("parameters = {{k = {{from = 2, to = 9}}}}\n{own}");
    let own = folder.put("own.toml", own);
    for (students, told) in [(60, true), (1_600, false)] {
        let rows: String = (0..students).map(|at| format!("s{at},8w,\n")).collect();
        let (json, _) = run(&[&own, "-", "--json"], &format!("student,q1,q2\n{rows}"), 0);
        let class: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let neighbours = class["neighbours"].as_array().expect("a list");
        assert_eq!(!neighbours.is_empty(), told, "{students}");
    }
}

#[test]
fn regrading_lists_what_changed_and_why() {
    let folder = Folder::new("against");
    let quiz = folder.put("quiz.toml", QUIZ);
    let answers = "student,q1,q2\nann,2w,12\nbob,3w,11.9\ncy,w,12\n";
    let (old, _) = run(&[&quiz, "-", "--json"], answers, 0);
    let old = folder.put("old.json", old);
    let (same, _) = run(&[&quiz, "-", "--against", &old], answers, 0);
    assert_eq!(same, "0 changes in 6 answers\n");
    for (text, answers, expected) in [
        (
            QUIZ.replace("\"w^2\"", "\"1.5*w^2\""),
            answers,
            "2 changes in 6 answers\n  ann q1: right (1) -> wrong (0), the key is another\n  bob q1: wrong (0) -> right (1), the key is another\n",
        ),
        (
            format!("{QUIZ}abs = 0.2\n"),
            answers,
            "1 change in 6 answers\n  bob q2: wrong (0) -> right (1), it is judged by other rules\n",
        ),
        (
            format!("{QUIZ}points = 2\n"),
            answers,
            "2 changes in 6 answers\n  ann q2: right (1) -> right (2), it is worth other points\n  cy q2: right (1) -> right (2), it is worth other points\n",
        ),
        (
            format!("{QUIZ}void = \"full\"\n"),
            answers,
            "1 change in 6 answers\n  bob q2: wrong (0) -> right (1), the question is void\n",
        ),
        (
            QUIZ.to_owned(),
            "student,q1,q2\nann,w,12\nbob,3w,11.9\ndan,w,12\n",
            "1 change in 4 answers\n  ann q1: right (1) -> wrong (0), another answer was given\n  no longer there: cy\n  new: dan\n",
        ),
    ] {
        let now = folder.put("now.toml", text);
        assert_eq!(run(&[&now, "-", "--against", &old], answers, 0).0, expected);
    }
    // Changes come in the order of the class, whatever the order was before.
    let other = "student,q1,q2\ncy,2w,11\nbob,2w,12\nann,2w,12\n";
    let (rows, _) = run(&[&quiz, "-", "--against", &old, "--tsv"], other, 0);
    let head = "student\tname\tquestion\tanswer\tbefore\tafter\tpoints_before\tpoints_after\twhy\n";
    let changed = [
        "cy\t\tq1\t2w\twrong\tright\t0\t1\tanswer\n",
        "cy\t\tq2\t11\tright\twrong\t1\t0\tanswer\n",
        "bob\t\tq1\t2w\twrong\tright\t0\t1\tanswer\n",
        "bob\t\tq2\t12\twrong\tright\t0\t1\tanswer\n",
    ];
    assert_eq!(rows, format!("{head}{}", changed.concat()));
    let (json, _) = run(&[&quiz, "-", "--against", &old, "--json"], other, 0);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let changes = json["changes"].as_array().expect("a list");
    let named = changes.iter().map(|change| &change["student"]);
    assert_eq!(named.collect::<Vec<_>>(), ["cy", "cy", "bob", "bob"]);
    let marks = folder.put("marks.csv", "student,question,points\nbob,q2,1\n");
    let (by_hand, _) = run(
        &[&quiz, "-", "--against", &old, "--marks", &marks, "--json"],
        answers,
        0,
    );
    let by_hand: serde_json::Value = serde_json::from_str(&by_hand).expect("JSON");
    assert_eq!(by_hand["changes"][0]["why"], "by hand");
    assert_eq!(by_hand["quiz_before"], by_hand["quiz"]);
    for (results, message) in [
        ("title = 3", "this is not JSON: expected ident\n --> "),
        (
            "[]",
            "these are not the results of a class\n --> bad.json\n",
        ),
        ("3", "these are not the results of a class\n"),
        (
            r#"{"version":"1","quiz":"x"}"#,
            "these are not the results of a class\n",
        ),
        (r#"{"version":"1" "quiz":"x"}"#, " --> bad.json:1:16\n"),
        (
            r#"{"version":"1","quiz":"x","students":[{"student":"a",}]}"#,
            " --> bad.json:1:54\n",
        ),
        (
            r#"{"version":"1","quiz":"x","students":["#,
            " --> bad.json:1:38\n",
        ),
        (
            r#"{"version":"1","quiz":"x","students":[]} x"#,
            " --> bad.json:1:42\n",
        ),
        (
            r#"{"version":"1","quiz":"x","students":[[[[[[[[[[1]]]]]]]]]]}"#,
            "nested more than 8 deep",
        ),
    ] {
        let bad = folder.put("bad.json", results);
        for more in [&["-", "--against", &*bad], &["--merge", &bad][..]] {
            let (_, err) = run(&[&[&*quiz], more].concat(), answers, 2);
            let err = err.replace(&bad, "bad.json");
            let nested = message.starts_with("nested") && err.contains("of another quiz");
            assert!(err.contains(message) || nested, "{results}: {err}");
        }
    }
}

#[test]
fn a_quiz_tries_its_own_tests() {
    let folder = Folder::new("tried");
    let tests = "[[question.test]]\nanswer = \"2*{a}*w\"\nexpect = \"right\"\n[[question.test]]\nanswer = \"w^2\"\nexpect = \"wrong\"\n[[question.test]]\nanswer = \"\"\nexpect = \"blank\"\n";
    let quiz = |tests: &str| {
        format!(
            "parameters = {{a = {{from = 2, to = 5}}}}\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"a*w^2\"\n{tests}"
        )
    };
    let good = folder.put("good.toml", quiz(tests));
    let (_, err) = run(&[&good, "--key"], "", 0);
    assert!(!err.contains("expects"), "{err}");
    // Right for one value of a alone: it is tried over the variants.
    let bad = folder.put("bad.toml", quiz("test = [{answer = \"4w\", expect = \"right\"}, {answer = \"{a}*w\", expect = \"right\"}]\n"));
    let (_, err) = run(&[&bad, "--key"], "", 1);
    assert!(
        err.contains("q1: `4w` is wrong") && err.contains("and the quiz expects right"),
        "{err}"
    );
    let slip = folder.put("slip.toml", "[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"sin(w^2)\"\ntest = [{answer = \"cos(w^2)\", expect = \"no-such-slip\"}]\n");
    let (_, err) = run(&[&slip, "--key"], "", 2);
    assert!(err.contains("neither a verdict nor a slip"), "{err}");
}

#[test]
fn neighbours_are_named() {
    let folder = Folder::new("neighbours");
    let quiz = folder.put("quiz.toml", "parameters = {a = {from = 2, to = 99}}\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"a*w^3 + w\"\n");
    let key = |student: &str| {
        let (key, _) = run(&[&quiz, "--key", "--student", student, "-q"], "", 0);
        key.trim().to_owned()
    };
    let (ann, bob) = (key("ann"), key("bob"));
    assert_ne!(ann, bob, "two students with other numbers");
    let answers = format!("student,q1\nann,{ann}\nbob,{ann}\ncy,1\n");
    let (json, _) = run(&[&quiz, "-", "--json"], &answers, 0);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json["neighbours"],
        serde_json::json!([{"student": "bob", "question": "q1", "right_for": ["ann"]}])
    );
    let (text, _) = run(&[&quiz, "-"], &answers, 0);
    assert!(
        text.contains("right for another student's numbers\n  bob q1: ann\n"),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn odd_files_are_said_plainly() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("odd");
    let quiz = folder.put("quiz.toml", QUIZ);
    let answers = folder.put("answers.csv", "student,q1\nann,2w\n");
    let handed = folder.path("handed");
    std::fs::create_dir_all(format!("{handed}/loop")).expect("a folder");
    std::os::unix::fs::symlink(&handed, format!("{handed}/loop/back")).expect("a link");
    std::os::unix::fs::symlink("nowhere", format!("{handed}/gone.toml")).expect("a link");
    std::fs::write(format!("{handed}/ann.toml"), "q1 = \"2w\"\n").expect("a file");
    let odd = std::ffi::OsStr::from_bytes(b"b\xff.toml");
    std::fs::write(std::path::Path::new(&handed).join(odd), "q1 = \"w\"\n").expect("a file");
    let other = std::ffi::OsStr::from_bytes(b"b\xfe.toml");
    std::fs::write(std::path::Path::new(&handed).join(other), "q2 = 12\n").expect("a file");
    std::fs::create_dir(format!("{handed}/dee")).expect("a folder");
    // What may be a student and can't be read is named, and stops nobody.
    let (rows, err) = run(&[&quiz, &handed, "--tsv"], "", 4);
    assert!(
        err.contains("gone.toml\nhelp: each file or folder here is a student"),
        "{err}"
    );
    assert!(err.contains("handed/dee\n"), "{err}");
    let students: Vec<&str> = rows
        .lines()
        .skip(1)
        .step_by(2)
        .filter_map(|row| row.split('\t').next())
        .collect();
    assert_eq!(students, ["ann", "b\u{fffd}fe", "b\u{fffd}ff"]);
    // A pipe is read like a file; a folder is no quiz.
    let pipe = folder.path("pipe.csv");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let writer = {
            let pipe = pipe.clone();
            std::thread::spawn(move || std::fs::write(pipe, "student,q1\nann,2w\n"))
        };
        assert_eq!(run(&[&quiz, &pipe, "-q"], "", 0).0, "50\n");
        writer.join().expect("it ends").expect("it wrote");
    }
    let (_, err) = run(&[&handed, &answers], "", 4);
    assert!(err.contains("is a directory"), "{err}");
    // A link is written through, to what is there and what is not yet; one that leads nowhere is said.
    std::fs::create_dir(folder.path("real")).expect("a folder");
    std::fs::write(folder.path("real/old.csv"), "old").expect("a file");
    for (link, to) in [
        ("old", "real/old.csv"),
        ("new", "real/new.csv"),
        ("circle", "circle"),
    ] {
        std::os::unix::fs::symlink(to, folder.path(link)).expect("a link");
        let out = format!("gradebook:{}", folder.path(link));
        let status = if link == to { 4 } else { 0 };
        let (_, err) = run(&[&quiz, &answers, "--out", &out, "-q"], "", status);
        assert_eq!(err.contains("symbolic links"), link == to, "{err}");
        assert!(
            std::path::Path::new(&folder.path(link)).is_symlink(),
            "{link}"
        );
        if link != to {
            let written = std::fs::read_to_string(folder.path(to)).expect("it is there");
            assert!(written.starts_with("student"), "{written}");
        }
    }
    let (_, err) = run(&[&quiz, &folder.path("none.csv")], "", 4);
    assert!(err.contains("no such file or directory"), "{err}");
    // A file of 10 GB that holds nothing, and a line of 1 GB: refused, or passed over, in little memory.
    let large = folder.path("large.csv");
    std::fs::File::create(&large)
        .and_then(|file| file.set_len(10 << 30))
        .expect("a sparse file");
    let (_, err) = run(&[&quiz, &large], "", 2);
    assert!(err.contains("larger than 256 MiB"), "{err}");
    let line = folder.path("line.ndjson");
    std::fs::File::create(&line)
        .and_then(|file| file.set_len(1 << 30))
        .expect("a sparse file");
    let (out, _) = run(&[&quiz, &line, "--format", "ndjson"], "", 0);
    assert!(
        out.starts_with("{\"line\":1,\"error\":{\"message\":\"this line is longer"),
        "{out}"
    );
    assert_eq!(out.lines().count(), 1);
}

/// Of results from before no more is held than one student: a tree of them would take ten times the file.
#[cfg(target_os = "linux")]
#[test]
fn results_of_before_are_held_in_part() {
    let folder = Folder::new("results");
    let quiz = folder.put("quiz.toml", QUIZ);
    let rows: String = (0..6_000)
        .map(|at| format!("s{at},2w,{}\n", at % 5))
        .collect();
    let table = folder.put("answers.csv", format!("student,q1,q2\n{rows}"));
    let (json, _) = run(&[&quiz, &table, "--json"], "", 0);
    assert!(json.len() > 5 << 20, "{}", json.len());
    let results = folder.put("results.json", json);
    for (words, expected) in [
        (
            &[&*quiz, &table, "--against", &results][..],
            "0 changes in 12000 answers\n",
        ),
        (&["--merge", &results, "-q"], "50\n"),
    ] {
        let output = Command::new("sh")
            .args(["-c", "ulimit -v 70000; exec \"$0\" grade \"$@\""])
            .arg(env!("CARGO_BIN_EXE_deriv"))
            .args(words)
            .output()
            .expect("it ran");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{err}");
    }
}

/// Where the system grants less memory than a class needs, that is said before the work starts.
#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_an_error() {
    let folder = Folder::new("memory");
    let quiz = folder.put("quiz.toml", QUIZ);
    let rows: String = (0..400_000).map(|at| format!("s{at},,\n")).collect();
    let long = "w".repeat(20 << 20);
    for (name, text, most) in [
        ("answers.csv", format!("student,q1,q2\n{rows}"), 200_000),
        // One value of JSON, which is held as a whole.
        (
            "answers.json",
            format!(r#"[{{"student":"ann","question":"q1","answer":"{long}"}}]"#),
            70_000,
        ),
    ] {
        let answers = folder.put(name, text);
        let output = Command::new("sh")
            .args(["-c", "ulimit -v \"$1\"; shift; exec \"$0\" grade \"$@\""])
            .arg(env!("CARGO_BIN_EXE_deriv"))
            .args([&most.to_string(), &quiz, &answers, "-q"])
            .output()
            .expect("it ran");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{err}");
        assert!(err.starts_with("error: out of memory\n --> "), "{err}");
    }
}

#[test]
fn log_and_angles_mean_what_the_class_means() {
    let folder = Folder::new("conventions");
    let quiz = folder.put("quiz.toml", "log = 10\nangle = \"degrees\"\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"log(x)\"\n[[question]]\nname = \"q2\"\nkind = \"number\"\nanswer = \"sin(30)\"\n[[question]]\nname = \"q3\"\nkind = \"derivative\"\nfunction = \"sin(x)\"\n[[question]]\nname = \"q4\"\nkind = \"number\"\nanswer = \"atan(1)\"\n");
    let answers = "student,q1,q2,q3,q4\nann,1/(x ln 10),1/2,pi/180*cos(x),45\nbob,1/x,sin(30),cos(x),pi/4\ncy,1/(x*log(10)),cos(60),cos x * pi/180,atan(1)\n";
    let (rows, _) = run(&[&quiz, "-", "--tsv"], answers, 0);
    let verdicts: Vec<&str> = rows
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').nth(5))
        .collect();
    assert_eq!(
        verdicts
            .chunks(4)
            .map(|row| row.join(" "))
            .collect::<Vec<String>>(),
        [
            "right right right right",
            "wrong right wrong wrong",
            "wrong right right right"
        ]
    );
    // The key can be pasted back.
    let (keys, _) = run(&[&quiz, "--key", "-q"], "", 0);
    let keys: Vec<String> = keys.lines().map(|key| format!("\"{key}\"")).collect();
    let (rows, _) = run(
        &[&quiz, "-", "--tsv"],
        &format!("student,q1,q2,q3,q4\nkey,{}\n", keys.join(",")),
        0,
    );
    assert_eq!(
        rows.lines()
            .skip(1)
            .filter(|row| row.contains("\tright\t"))
            .count(),
        4,
        "{keys:?}"
    );
    for (arguments, status) in [
        (["log(x)", "1/(x*ln(10))", "--log", "10"], 0),
        (["log(x)", "1/(x*ln(2))", "--log", "2"], 0),
        (["ln(x)", "1/x", "--log", "10"], 0),
        (["cos(x)", "-pi/180*sin(x)", "--angle", "degrees"], 0),
        (["cos(x)", "-sin(x)", "--angle", "degrees"], 1),
        (["sinh(x)", "cosh(x)", "--angle", "degrees"], 0),
        (["cos(x)", "-sin(x)", "--angle", "radians"], 0),
    ] {
        let (out, _, ended) = ran(&mut subcommand("check", &arguments));
        assert_eq!(ended, status, "{arguments:?}: {out}");
    }
}

#[test]
fn a_list_of_students_may_be_of_before_unicode() {
    let folder = Folder::new("list");
    let quiz = folder.put("quiz.toml", "parameters = {a = {from = 2, to = 99}}\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"a*w^2\"\n");
    // Windows-1250 with the letters of Czech.
    let bytes =
        b"P\xf8\xedjmen\xed,student\nDvo\xf8\xe1k,Dvo\xf8\xe1k Ji\xf8\xed\n,\x8a\x9dastn\xfd\n";
    let list = folder.put("list.csv", bytes);
    let papers = folder.path("papers");
    let asked = ["quiz", &quiz, "--students", &list, "--papers", &papers];
    let (out, said, ended) = ran(&mut subcommand("quiz", &asked[1..]));
    assert_eq!(ended, 2, "{out}{said}");
    assert!(said.contains("--encoding"), "{said}");
    let encoded = [&asked[1..], &["--encoding", "windows-1250"]].concat();
    let (out, said, ended) = ran(&mut subcommand("quiz", &encoded));
    assert_eq!(ended, 0, "{out}{said}");
    assert!(out.starts_with("wrote 2 papers into "), "{out}");
    let names = std::fs::read_dir(&papers).expect("the folder");
    let names = names.map(|entry| entry.expect("an entry").file_name());
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
    assert!(
        names.iter().any(|name| name.contains("Dvořák")),
        "{names:?}"
    );
    let (out, said, ended) = ran(&mut subcommand("quiz", &[&quiz, "--encoding", "gbk"]));
    assert_eq!(ended, 2, "{out}{said}");
    // The student whom Canvas adds gets no paper.
    let list = folder.put(
        "canvas.csv",
        "Student,ID,SIS User ID\nAnn,1,u1\n\"Student, Test\",2,\n",
    );
    let asked = [&quiz as &str, "--students", &list, "--papers", &papers];
    let (out, said, ended) = ran(&mut subcommand("quiz", &asked));
    assert_eq!(ended, 0, "{out}{said}");
    assert!(
        out.starts_with("wrote 1 paper into ") && out.ends_with("; no student: Student, Test\n"),
        "{out}"
    );
}

#[test]
fn papers_and_question_banks_are_handed_out() {
    let folder = Folder::new("papers");
    let quiz = folder.put("quiz.toml", "title = \"\\\\input{/etc/passwd} <b> & 50% f(x)=sin(x)*cos(x)*exp(x)*ln(x)*sqrt(x)*tan(x)*WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW\"\nparameters = {a = {from = 2, to = 99}}\n[[question]]\nname = \"q_1\"\nkind = \"derivative\"\nfunction = \"a*w^2\"\npoints = 2\nprompt = \"\"\"\nTake {a}.\n\n  No dots. \"\"\"\n[[question]]\nname = \"q2\"\nkind = \"choice\"\nprompt = \"Choose.\\nWhich $x$ ]]> `y`? αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ∂≈→≤≥≠∞∫∑∏∇∈±÷⋅… ½«»¡¿“q”–— ĦħĸĿŀŉŦŧſ Łódź 日本 😀 ^^M #1 ~\"\nchoices = {a = \"<script>\", b = \"down\"}\nright = \"a\"\n");
    let list = folder.put(
        "ids.csv",
        "Student,SIS User ID\n    Points Possible,\nAnn Lee,u1\nBob Roe,../u2\nRo Fey,-rf\n",
    );
    let quiz_run = |arguments: &[&str], status: i32| {
        let (out, err, ended) = ran(&mut subcommand("quiz", arguments));
        let said = out + &err;
        assert_eq!(ended, status, "{arguments:?}: {said}");
        said
    };
    let papers = folder.path("papers");
    assert!(
        quiz_run(&[&quiz, "--students", &list, "--papers", &papers], 0)
            .starts_with("wrote 3 papers into ")
    );
    let mut files: Vec<String> = std::fs::read_dir(&papers)
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    assert_eq!(files.len(), 12, "{files:?}");
    assert!(files.contains(&"rf-3.txt".to_owned()), "{files:?}");
    // The same numbers as the program gives the student.
    let (key, _) = run(&[&quiz, "--key", "--student", "u1", "--tsv"], "", 0);
    let task = key
        .lines()
        .nth(1)
        .and_then(|row| row.split('\t').nth(1))
        .expect("a task")
        .to_owned();
    assert!(folder.text("papers/u1.txt").contains(&task), "{task}");
    // A prompt may have several lines, which stand in one where it is all that is asked.
    let paper = folder.text("papers/u1.txt");
    let lines: Vec<&str> = paper.lines().skip(2).collect();
    assert!(lines[1].starts_with("  Take "), "{paper}");
    assert_eq!(lines[2..4], ["", "    No dots."], "{paper}");
    assert!(lines[5].starts_with("q2   Choose. Which $x$"), "{paper}");
    let tex = folder.text("papers/u1.tex");
    assert!(
        tex.contains("\\textbackslash{}input\\{/etc/\\hspace{0pt}passwd\\}")
            && tex.contains("50\\%")
            && tex.contains("q\\_1")
            && tex.contains("\\$x\\$"),
        "{tex}"
    );
    let html = folder.text("papers/u1.html");
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    let (opened, closed) = (tex.matches('{').count(), tex.matches('}').count());
    assert_eq!(opened, closed);
    // LaTeX compiles, where a TeX is.
    let compiled = Command::new("pdflatex")
        .args([
            "-interaction=nonstopmode",
            "-halt-on-error",
            "-no-shell-escape",
            "u1.tex",
        ])
        .current_dir(&papers)
        .output();
    match compiled {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout);
            // What is too wide runs off the page.
            let fits = !said.contains("Overfull \\hbox");
            assert!(output.status.success() && fits, "{said}");
        }
        Err(_) => eprintln!("pdflatex is not present: the paper is not compiled"),
    }
    assert!(quiz_run(&[&quiz, "--export", &folder.path("m.xml")], 2).contains("--variants 20"));
    quiz_run(
        &[&quiz, "--export", &folder.path("m.xml"), "--variants", "3"],
        0,
    );
    // The elements that Moodle's documentation of its XML format names.
    let script = "
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == 'quiz'
kinds = [question.attrib['type'] for question in root.findall('question')]
assert kinds == ['category', 'essay', 'essay'] * 3, kinds
for question in root.findall('question'):
    if question.attrib['type'] == 'category':
        assert question.find('category/text').text.startswith('$course$/top/')
        continue
    assert question.find('name/text').text
    text = question.find('questiontext')
    assert text.attrib['format'] == 'html' and text.find('text').text
    assert '<script' not in text.find('text').text
    float(question.find('defaultgrade').text)
    assert question.find('responseformat').text == 'plain'
texts = [question.find('questiontext/text').text for question in root.findall('question') if question.attrib['type'] == 'essay']
assert len(set(texts)) > 2, texts
";
    if let Ok(output) = Command::new("python3")
        .arg("-c")
        .arg(script)
        .arg(folder.path("m.xml"))
        .output()
    {
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn every_sample_of_the_help_is_read() {
    let (help, ..) = run_alone(["help", "answers"]);
    let folder = Folder::new("samples");
    let quiz = folder.put("quiz.toml", "variables = [\"w\"]\n[[question]]\nname = \"q1\"\ntitle = \"Differentiate w^2\"\nkind = \"derivative\"\nfunction = \"w^2\"\n[[question]]\nname = \"q2\"\nkind = \"slope\"\nfunction = \"w^2\"\nat = 3\n");
    let mut samples: Vec<String> = Vec::new();
    let mut inside = false;
    for line in help.lines() {
        match line
            .strip_prefix("    ")
            .filter(|line| !line.starts_with(' '))
        {
            Some(text) if inside => *samples.last_mut().expect("begun") += &format!("{text}\n"),
            Some(text) => samples.push(format!("{text}\n")),
            None => {}
        }
        inside = line.starts_with("    ") && !line.starts_with("     ");
    }
    assert!(samples.len() >= 9, "{samples:?}");
    for sample in samples {
        let (rows, said) = run(&[&quiz, "-", "--tsv"], &sample, 0);
        let right = rows
            .lines()
            .filter(|row| row.contains("\tq1\t") && row.contains("\tright\t"))
            .count();
        assert!(right > 0, "{sample}: {rows}{said}");
    }
}

#[test]
fn what_holds_for_more_than_half_of_a_class_is_no_neighbours() {
    let folder = Folder::new("many-neighbours");
    let quiz = folder.put(
        "quiz.toml",
        "parameters = {a = [2, 3, 5, 7]}\n[[question]]\nname = \"q\"\nkind = \"slope\"\nfunction = \"a*w^2\"\nat = 1\n",
    );
    // The numbers of s1 make 14, those of s2 10, those of s3 and s4 6.
    let (out, _) = run(&[&quiz, "-"], "student,q\ns1,6\ns3,6\ns4,6\n", 0);
    assert!(!out.contains("another student's numbers"), "{out}");
    let (out, _) = run(&[&quiz, "-"], "student,q\ns1,6\ns2,10\ns3,6\ns4,6\n", 0);
    assert!(
        out.contains("right for another student's numbers\n  s1 q: s3, s4\n"),
        "{out}"
    );
}

#[test]
fn a_student_without_open_answers_passes_though_another_has_some() {
    let folder = Folder::new("open-of-another");
    let number =
        |name: &str| format!("[[question]]\nname = \"{name}\"\nkind = \"number\"\nanswer = 1\n");
    let quiz = folder.put("quiz.toml", &(number("a") + &number("b")));
    let answers = "student,a,b\nann,1,2((\nbob,1,1\ncy,1,1\n";
    for (student, status) in [("ann", 1), ("bob", 0), ("cy", 0)] {
        run(
            &[&quiz, "-", "--strict", "--student", student],
            answers,
            status,
        );
    }
    run(&[&quiz, "-", "--strict"], answers, 1);
}

#[test]
fn a_roster_knows_a_student_by_another_id_of_the_answers() {
    let folder = Folder::new("other-ids");
    let quiz = folder.put("quiz.toml", QUIZ);
    let roster = folder.put(
        "roster.csv",
        "id,name,section\nu1,Lee Ann,B\nu2,Roe Bob,C\n",
    );
    let answers = "Student,SIS User ID,q1\nAnn,u1,2w\nBob,u2,w\n";
    let (out, _) = run(&[&quiz, "-", "--roster", &roster, "--tsv"], answers, 0);
    assert!(out.contains("\nAnn\tLee Ann\tB\tq1\t2w\tright\t"), "{out}");
    assert!(out.contains("\nBob\tRoe Bob\tC\tq1\tw\twrong\t"), "{out}");
}

#[test]
fn words_have_no_right_answer_to_show() {
    let folder = Folder::new("words");
    let quiz = folder.put(
        "quiz.toml",
        "[[question]]\nname = \"why\"\nkind = \"text\"\ncovers = [\"slope\"]\n",
    );
    let all = ["--student", "ann", "--feedback", "full"];
    let (out, _) = run(
        &[&[quiz.as_str(), "-"][..], &all].concat(),
        "student,why\nann,because\n",
        0,
    );
    assert!(out.contains("manual review: an answer in words"), "{out}");
    assert!(!out.contains("the right one"), "{out}");
}

/// What is kept of a verdict until the class is written has all that was said of the answer.
#[test]
fn a_place_that_is_no_fraction_stays_one() {
    let folder = Folder::new("rounded-place");
    let question = "[[question]]\nname = \"q\"\nkind = \"derivative\"\nfunction = \"x*(x^2-2)\"\n";
    let quiz = folder.put("quiz.toml", question);
    let answers = "student,q\nann,3x^2-2+1-sign(x^2-2)^2\nbob,3x^2-2+1-sign(x-1/7)^2\n";
    let (json, _) = run(&[&quiz, "-", "--json"], answers, 0);
    for place in [
        "\"at\":{\"x\":-1.4142135623731},\"at_exact\":{\"x\":null}",
        "\"at\":{\"x\":0.142857142857143},\"at_exact\":{\"x\":\"1/7\"}",
    ] {
        assert!(json.contains(place), "{json}");
    }
    let (rows, _) = run(&[&quiz, "-", "--tsv"], answers, 0);
    for place in ["\tx=-1.4142135623731\t", "\tx=1/7\t"] {
        assert!(rows.contains(place), "{rows}");
    }
}

/// A column without a head is nobody's answer, and a choice with two named has one too many.
#[test]
fn a_choice_beside_a_column_without_a_head() {
    let folder = Folder::new("without-a-head");
    let question = "[[question]]\nname = \"c\"\nkind = \"choice\"\nchoices = [\"up\", \"down\"]\nright = \"A\"\n";
    let quiz = folder.put("quiz.toml", question);
    let answers = "student,c,\nann,A,\nbob,\"A,B\",x\ncy,,A\ns003,B,A\n";
    let (rows, _) = run(&[&quiz, "-", "--tsv"], answers, 0);
    let columns = |row: &str| row.split('\t').take(6).collect::<Vec<_>>().join("|");
    let rows: Vec<String> = rows.lines().skip(1).map(columns).collect();
    let expected = [
        "ann|||c|A|right",
        "bob|||c|A,B|wrong",
        "cy|||c||blank",
        "s003|||c|B|wrong",
    ];
    assert_eq!(rows, expected);
}
