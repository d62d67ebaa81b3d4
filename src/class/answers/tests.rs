mod pieces;
mod records;

use super::*;
use crate::files::source::Source;
use crate::quiz;
use pieces::in_pieces;

/// A quiz with the questions q1, q2 and `long name`.
fn quiz() -> Quiz {
    let question =
        |name: &str| format!("[[question]]\nname = \"{name}\"\nkind = \"number\"\nanswer = 1\n");
    let text: String = ["q1", "q2", "long name"].map(question).concat();
    quiz::read("quiz.toml", text.as_bytes()).expect("a quiz")
}

#[track_caller]
fn class(name: &str, text: &str) -> Class {
    match read(name, text.as_bytes(), &quiz()) {
        Ok(class) => class,
        Err(faults) => panic!("{}", faults[0]),
    }
}

/// Students with their answers, `-` for a blank one.
fn shown(class: &Class) -> Vec<String> {
    let student = |(at, student): (usize, &Student)| {
        let answers = (0..student.answers.len()).map(|question| class.answer(at, question));
        let answers: Vec<&str> = answers.map(|answer| answer.unwrap_or("-")).collect();
        format!("{}: {}", student.id, answers.join(" | "))
    };
    class.students.iter().enumerate().map(student).collect()
}

#[track_caller]
fn reads(name: &str, file: &str, expected: &[&str]) {
    in_pieces(name, file.as_bytes(), &quiz());
    let class = class(name, file);
    assert_eq!(shown(&class), expected, "{name}: {file}");
    let source = Source::decode(name, file.as_bytes(), MAX_FILE).expect("a text");
    for (at, student) in class.students.iter().enumerate() {
        for (question, answer) in student.answers.iter().enumerate() {
            let Some(answer) = answer else { continue };
            let text = class.answer(at, question).expect("it is not blank");
            let there = |at: &usize| source.place(*at) == answer.place();
            let at = (0..=file.len()).find(there).expect("a place of the file");
            let near = text.chars().count() + 8;
            let typed: String = source.text()[at..].chars().take(near).collect();
            let first = text.split([',', '"', '=']).next().expect("a part");
            assert!(
                typed.contains(first),
                "the place of `{text}` holds `{typed}`"
            );
        }
    }
}

/// The first fault: its place or column, and its message.
#[track_caller]
fn refused(name: &str, text: &str, place: &str, message: &str) {
    in_pieces(name, text.as_bytes(), &quiz());
    let faults = read(name, text.as_bytes(), &quiz()).expect_err("broken answers");
    let shown = faults[0].to_string();
    let mut lines = shown.lines();
    assert_eq!(
        lines.next(),
        Some(format!("error: {message}").as_str()),
        "{shown}"
    );
    assert_eq!(
        lines.next(),
        Some(format!(" --> {name}{place}").as_str()),
        "{shown}"
    );
}

const BOTH: [&str; 2] = ["ann: 6 | 2*w | -", "bob: x=1, y=2 | - | yes"];

#[test]
fn every_format_reads_the_same_class() {
    for (name, text) in [
        (
            "a.csv",
            "student,q1,q2,long name\nann,6,2*w,\nbob,\"x=1, y=2\",,yes\n",
        ),
        (
            "a.csv",
            "\u{feff}Student;Q1;Q2;Long Name\r\nann;6;2*w;\r\nbob;x=1, y=2; ;yes",
        ),
        (
            "a.csv",
            "sep=;\r\nstudent;q1;q2;long name\r\nann;6;2*w;\r\nbob;x=1, y=2;;yes\r\n\r\n",
        ),
        (
            "a.tsv",
            "student\tq1\tq2\tlong name\nann\t6\t2*w\t\nbob\tx=1, y=2\t\tyes\n",
        ),
        (
            "a.csv",
            "student,q1,q2,long name\rann,6,2*w,\rbob,\"x=1, y=2\",,yes\r",
        ),
        (
            "a.csv",
            "student,question,answer\nann,q1,6\nbob,q1,\"x=1, y=2\"\nann,q2,2*w\nbob,long name,yes\n",
        ),
        (
            "-",
            "answer;question;login\n6;q1;ann\n2*w;q2;ann\nx=1, y=2;q1;bob\nyes;long name;bob\n",
        ),
        (
            "a.toml",
            "[ann]\nq1 = 6\nq2 = \"2*w\"\n[bob]\nq1 = {x = 1, y = 2}\n\"long name\" = \"yes\"\n",
        ),
        (
            "-",
            "[[student]]\nid = \"ann\"\nq1 = 6\nq2 = \"2*w\"\n[[student]]\nid = \"bob\"\nanswers = {q1 = \"x=1, y=2\", \"long name\" = \"yes\"}\n",
        ),
        (
            "a.json",
            r#"{"ann": {"q1": 6, "q2": "2*w"}, "bob": {"q1": {"x": 1, "y": 2}, "q2": null, "long name": "yes"}}"#,
        ),
        (
            "-",
            r#"[{"student": "ann", "answers": {"q1": 6, "q2": "2*w"}}, {"student": "bob", "q1": ["x=1", "y=2"], "long name": "yes"}]"#,
        ),
        (
            "a.json",
            r#"{"answers": [{"student": "ann", "question": "q1", "answer": 6}, {"student": "ann", "q2": "2*w"}, {"student": "bob", "q1": "x=1, y=2", "long name": "yes"}]}"#,
        ),
        (
            "-",
            "{\"student\": \"ann\", \"question\": \"q1\", \"answer\": 6}\n\n{\"student\": \"ann\", \"question\": \"q2\", \"answer\": \"2*w\"}\n{\"student\": \"bob\", \"answers\": {\"q1\": \"x=1, y=2\", \"long name\": \"yes\"}}",
        ),
        (
            "a.json",
            r#"[{"student": "ann", "answers": [{"question": "q1", "answer": 6}, {"name": "q2", "response": "2*w"}]}, {"student": "bob", "responses": {"q1": ["x=1", "y=2"], "long name": "yes"}}]"#,
        ),
        (
            "a.json",
            r#"[{"sid": "ann", "responses": {"q1": 6, "q2": "2*w"}}, {"sid": "bob", "responses": {"q1": ["x=1", "y=2"], "long name": "yes"}}]"#,
        ),
    ] {
        reads(name, text, &BOTH);
    }
}

/// What is not understood is nobody's blank answer.
#[test]
fn answers_of_no_shape_are_refused() {
    for text in [
        r#"{"student": "ann", "answers": ["6", "2*w"]}"#,
        r#"{"student": "ann", "answers": [{"question": "q1"}, {"answer": "6"}]}"#,
        r#"{"student": "ann", "answers": "6"}"#,
        r#"{"student": "ann", "response": 6, "q2": "2*w"}"#,
    ] {
        let faults = read("a.json", text.as_bytes(), &quiz()).expect_err(text);
        assert_eq!(
            faults[0].message, "expected a student's answers here",
            "{text}"
        );
    }
}

#[test]
fn a_folder_is_a_class() {
    let files = |list: &[(&str, &str)]| -> Vec<(String, Vec<u8>)> {
        list.iter()
            .map(|&(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect()
    };
    let list = [
        (
            "class/bob.json",
            r#"{"student": "bob", "answers": {"q1": "x=1, y=2", "long name": "yes"}}"#,
        ),
        ("class/ann.toml", "q1 = 6\nq2 = \"2*w\"\n"),
        ("class/cleo.csv", "question,answer\nq1,7\nq2,\"w\n\"\n"),
        ("class/dan.csv", "q1,q2\n8,w\n"),
        (
            "class/eve.ndjson",
            "{\"question\": \"q1\", \"answer\": 9}\n{\"question\": \"q2\", \"answer\": \"v\"}\n",
        ),
        ("class/.hidden", "nothing"),
        ("class/photo.png", "nothing"),
    ];
    let class = read_folder("class", files(&list), &quiz()).expect("a class");
    let expected = [
        BOTH[0],
        BOTH[1],
        "cleo: 7 | w | -",
        "dan: 8 | w | -",
        "eve: 9 | v | -",
    ];
    assert_eq!(shown(&class), expected);
    assert_eq!(class.warnings.len(), 1);
    assert_eq!(class.warnings[0].file, "class/photo.png");
    let answer = class.students[3].answers[1].expect("it is not blank");
    let place = answer.place();
    assert_eq!(&*class.sources[answer.source()], "class/dan.csv");
    assert_eq!((place.line, place.column), (2, 3));

    let stranger = files(&[("ann.toml", "student = \"bob\"\nq1 = 6\n")]);
    let faults = read_folder("class", stranger, &quiz()).expect_err("two names");
    assert_eq!(
        faults[0].message,
        "this is in the file of `ann`, and names another student"
    );
    assert!(read_folder("class", Vec::new(), &quiz()).is_err());

    // A broken file stops nobody else, and nothing of it is kept.
    let some = files(&[
        ("class/ann.csv", "q1,q2\n6,w\n"),
        ("class/ann.toml", "q3 = 1\n\"long name\" = 2\nq1 = \n"),
        ("class/bob.ndjson", "{\"q1\": 1}\n{\"q2\": \n"),
        ("class/cleo.csv", "q1,q2\n7\n"),
        ("class/dan.json", "{\"student\": \"eve\", \"q1\": 1}"),
    ]);
    let class = read_folder("class", some, &quiz()).expect("a class");
    assert_eq!(shown(&class), ["ann: 6 | w | -", "cleo: 7 | - | -"]);
    assert_eq!(class.broken, 1);
    let refused = class.refused.iter().map(|fault| fault.file.as_str());
    let refused: Vec<&str> = refused.collect();
    assert_eq!(
        refused,
        ["class/ann.toml", "class/bob.ndjson", "class/dan.json"]
    );
}

#[test]
fn digits_stay_as_typed() {
    reads(
        "a.json",
        r#"{"ann": {"q1": 0.10, "q2": 1e-400, "long name": -0}}"#,
        &["ann: 0.10 | 1e-400 | -0"],
    );
    reads(
        "a.toml",
        "[ann]\nq1 = 0.10\nq2 = 12345678901234567890123\n",
        &["ann: 0.10 | 12345678901234567890123 | -"],
    );
    reads(
        "a.csv",
        "id,name,section,q1\n7,Ann,B,0.10\n",
        &["7: 0.10 | - | -"],
    );
    let class = class("a.csv", "id,name,section,q1\n7,Ann,B,0.10\n");
    assert_eq!(class.students[0].name.as_deref(), Some("Ann"));
    assert_eq!(class.students[0].details().section.as_deref(), Some("B"));
}

#[test]
fn cells_are_read_as_spreadsheets_write_them() {
    reads(
        "a.csv",
        "student,q1,q2\nann,\"he said \"\"6\"\"\",\"2\n*w\"",
        &["ann: he said \"6\" | 2\n*w | -"],
    );
    reads("a.csv", "Schüler,q1\nZoë,6\n", &["Zoë: 6 | - | -"]);
    reads(
        "a.csv",
        "\n,,\nstudent,q1,\nann,6,\n,,\n",
        &["ann: 6 | - | -"],
    );
    // A column without a head is no question's, whatever stands in it.
    for text in [
        "student,q1,\nann,6,7\nbob,1,\n",
        "student,,q1\nann,7,6\nbob,,1\n",
        "student, ,q1,\nann,7,6,q1\nbob,7,1,q2\n",
    ] {
        reads("a.csv", text, &["ann: 6 | - | -", "bob: 1 | - | -"]);
        assert_eq!(
            class("a.csv", text).warnings[0].message,
            "nobody answered q2, long name"
        );
    }
    reads(
        "a.csv",
        "student,q1\nann,\"\" \nbob,5\" tall\n",
        &["ann: - | - | -", "bob: 5\" tall | - | -"],
    );
}

#[test]
fn not_available_is_a_quotient_where_the_quiz_has_both_letters() {
    for (variables, expected) in [
        ("\"n\", \"a\"", "n/a"),
        ("\"n\", \"x\"", "-"),
        ("\"a\"", "-"),
    ] {
        let text = format!(
            "variables = [{variables}]\n[[question]]\nname = \"q1\"\nkind = \"formula\"\nanswer = \"1\"\n"
        );
        let quiz = quiz::read("quiz.toml", text.as_bytes()).expect("a quiz");
        let answers = "student,q1\nann,n/a\nbob,-\n";
        let class = read("a.csv", answers.as_bytes(), &quiz).expect("answers");
        let expected = [format!("ann: {expected}"), "bob: -".to_owned()];
        assert_eq!(shown(&class), expected, "{variables}");
    }
}

#[test]
fn strangers_and_short_rows_are_mentioned() {
    let class = class("a.csv", "student,q11,note,q1,q2\nann,5,x,6\n");
    let warnings: Vec<String> = class
        .warnings
        .iter()
        .map(|w| format!("{}|{:?}", w.message, w.help))
        .collect();
    assert_eq!(
        warnings,
        [
            "the quiz has no question `q11`|Some(\"a question with a similar name exists: `q1`\")",
            "the quiz has no question `note`|None",
            "this row has 4 cells of 5|Some(\"the missing ones count as blank\")",
            "nobody answered q2, long name|None",
        ]
    );
    assert!(class.warnings[0].to_string().starts_with("warning: "));
}

#[test]
fn broken_tables_name_row_and_column() {
    refused(
        "a.csv",
        "student,q1\nann,\"6\nbob,7\n",
        ":2, column q1",
        "this quote is never closed",
    );
    refused(
        "a.csv",
        "student,q1\nann,\"6\"7\n",
        ":2, column q1",
        "text follows the closing quote of this cell",
    );
    refused(
        "a.csv",
        "student,q1\nann,4, 1\n",
        ":2:7",
        "this row has 3 cells, and the head has 2",
    );
    refused(
        "a.csv",
        "student,q1\nann,4\nbob,\nann,5\n",
        ":4, column student",
        "a second row for `ann`",
    );
    refused(
        "a.csv",
        "student,question,answer\nann,q1,4\nann,q1,5\n",
        ":3, column answer",
        "`ann` answers `q1` twice",
    );
    refused(
        "a.csv",
        "student,q1,Q1\nann,4,5\n",
        ":1:12",
        "two columns are headed `Q1`",
    );
    refused(
        "a.csv",
        "student,x,y\nann,4,5\n",
        ":1:1",
        "no column belongs to a question of the quiz",
    );
    refused(
        "a.csv",
        "q1,q2\n4,5\n",
        ":1:1",
        "no column says which student answers",
    );
    refused(
        "a.csv",
        "student,q1\nann,4\n,5\n",
        ":3:1",
        "these answers name no student",
    );
    refused(
        "a.csv",
        "student,question,answer\nann,,5\n",
        ":2:5",
        "this row names no question",
    );
    refused(
        "a.csv",
        "student,q1\n",
        "",
        "there are no answers in this file",
    );
    refused("a.csv", "", "", "there are no answers in this file");
    let long = format!("student,q1\nann,{}\n", "1".repeat(MAX_LINE + 1));
    refused(
        "a.csv",
        &long,
        ":2, column q1",
        "this row is longer than 1024 KiB",
    );
    let wide = "student".to_owned() + &",q".repeat(20_000) + "\n";
    refused(
        "a.csv",
        &wide,
        ":1:1",
        "this table has more than 10000 columns",
    );
}

#[test]
fn broken_trees_name_line_and_column() {
    refused(
        "a.json",
        "{\"ann\": {\"q1\": 6,\n \"q2\" 7}}",
        ":2:7",
        "this is not JSON: expected `:`",
    );
    refused(
        "a.json",
        "{\"ann\": {\"q1\": [[6]]}}",
        ":1:16",
        "an answer is a text, a number or a flat list of them",
    );
    refused("a.json", "[6]", ":1:2", "expected a student's answers here");
    refused("a.json", "6", ":1:1", "expected a student's answers here");
    refused(
        "a.json",
        "{\"q1\": 6}",
        ":1:1",
        "these answers name no student",
    );
    refused(
        "a.json",
        "{\"ann\": {\"q1\": 6, \"q1\": 7}}",
        ":1:25",
        "`ann` answers `q1` twice",
    );
    refused(
        "a.json",
        "[{\"student\": [[]], \"q1\": 7}]",
        ":1:14",
        "a student is named by a text or a number",
    );
    refused(
        "a.ndjson",
        "{\"student\": \"ann\", \"q1\": 6}\n{\"student\": \"bob\"\n",
        ":2:18",
        "this is not JSON: EOF while parsing an object",
    );
    refused(
        "a.ndjson",
        &"x".repeat(MAX_LINE + 1),
        ":1:1",
        "this line is longer than 1024 KiB",
    );
    refused(
        "a.toml",
        "[ann]\nq1 = \n",
        ":2:6",
        "this is neither a number nor a text",
    );
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    assert!(read("a.json", deep.as_bytes(), &quiz()).is_err());
    assert!(
        read(
            "a.json",
            (r#"{"a":"#.repeat(50_000) + "1" + &"}".repeat(50_000)).as_bytes(),
            &quiz()
        )
        .is_err()
    );
    let bytes = read("a.csv", b"student,q1\nM\x81ller,6\n", &quiz()).expect_err("not UTF-8");
    assert!(
        bytes[0].to_string().contains(" --> a.csv:2:2\n"),
        "{}",
        bytes[0]
    );
}

#[test]
fn a_cell_limit_keeps_memory_small() {
    let questions = "[[question]]\nkind = \"number\"\nanswer = 1\nname = ";
    let text: String = (0..1000).map(|n| format!("{questions}{n}\n")).collect();
    let quiz = quiz::read("quiz.toml", text.as_bytes()).expect("a quiz");
    let rows: String = (0..=MAX_CELLS / 1000)
        .map(|n| format!("s{n},6\n"))
        .collect();
    let faults =
        read("a.csv", format!("student,1\n{rows}").as_bytes(), &quiz).expect_err("a limit");
    assert_eq!(faults[0].message, "students times questions pass 10000000");
}

#[test]
fn random_bytes_are_an_ordinary_fault() {
    // Marsaglia's xorshift, seeded, so that a failure can be run again.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let alphabet = b"{}[]\",:;=\n\r\tq1ann \\x\xff0";
    for round in 0..3000 {
        let mut bytes = Vec::new();
        for _ in 0..round % 60 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.push(alphabet[(state % alphabet.len() as u64) as usize]);
        }
        for name in ["a.csv", "a.json", "a.toml", "a.ndjson", "-"] {
            if let Err(faults) = read(name, &bytes, &quiz()) {
                assert!(!faults.is_empty() && !faults[0].to_string().contains('\r'));
            }
        }
    }
}
