//! The right answer is told at the level that asks for it, and at no other, in words and in JSON.

use super::check::KEYS;
use super::run::{ran, subcommand};

const LEVELS: [&str; 5] = ["verdict", "point", "slip", "hint", "full"];

/// Questions with a wrong answer, and what the right answer looks like; none of it stands in the
/// question or in the answer.
const WRONG: &[(&[&str], &[&str])] = &[
    // A slope that is the same everywhere is told by its value at any point.
    (&["3.25*w", "4"], &["3.25"]),
    (&["3.25*w", "4w"], &["3.25"]),
    (&["3.25*w", "w^2"], &["3.25"]),
    (&["3.25*(sin(w)^2+cos(w)^2)*w", "w"], &["3.25"]),
    (
        &["w^2/2", "2", "--order", "2"],
        &["expected\":\"1\"", "is 1\n"],
    ),
    (&["w^2+3.25*y", "(2w, 4)"], &["3.25"]),
    (
        &["w^2+3.25*y", "(3w, 3)", "--points", "2"],
        &["3.25", "2*w"],
    ),
    (&["w^2", "46", "--at", "23.5"], &["47"]),
    (&["w^2", "23.5^2", "--at", "23.5"], &["47"]),
    (
        &["x^2*y", "(1, 2)", "--at", "x=23.5,y=2"],
        &["94", "552.25"],
    ),
    (
        &["x^2*y", "(94, 2)", "--at", "x=23.5,y=2", "--points", "2"],
        &["552.25"],
    ),
    (&["sin(w)", "0.54", "--at", "1"], &["0.5403"]),
    (&["7.5*sin(w)^2", "15*sin(w)"], &["cos(w)"]),
    (&["w^3", "3w"], &["w^2"]),
    (&["w^3", "6", "--at", "3"], &["27"]),
    (
        &["w^3", "3w^2 + 1", "--form", "factored"],
        &["3*w^2\n", "\"3*w^2\""],
    ),
    (&["--equal", "3.25", "4"], &["3.25"]),
    (&["--equal", "w + w", "3w"], &["2*w", "w + w"]),
    (&["w^2 + 5*w", "w^2", "--points", "2"], &["2*w + 5"]),
    // Not read, or not decided.
    (&["3.25*w", "3*(w"], &["3.25"]),
    (
        &["w^2", "46 or 47.5", "--at", "23.5"],
        &["47 ", "47\n", "\"47\""],
    ),
    (&["w^2", "x2", "--at", "23.5"], &["47"]),
    (&["1/(2w)", "1/3w^2"], &["(2*w^2)"]),
];

fn said(arguments: &[&str], level: &str, json: bool) -> String {
    let mut command = subcommand("check", arguments);
    command.args(["--feedback", level]);
    if json {
        command.arg("--json");
    }
    let (out, err, status) = ran(&mut command);
    assert_ne!(status, 0, "{arguments:?} is not right");
    out + &err
}

#[test]
fn no_level_but_the_last_tells_the_right_answer() {
    let mut leaks = Vec::new();
    for (arguments, right) in WRONG {
        for level in &LEVELS[..4] {
            for json in [false, true] {
                let said = said(arguments, level, json);
                for right in right.iter().filter(|right| said.contains(*right)) {
                    leaks.push(format!("{arguments:?} {level} {right}: {said}"));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn the_last_level_and_show_tell_it() {
    for (arguments, right) in WRONG.iter().filter(|(_, right)| right.len() == 1) {
        let full = said(arguments, "full", false);
        let shown = said(&[*arguments, &["--show"]].concat(), "verdict", false);
        for text in [full, shown] {
            assert!(text.contains(right[0]), "{arguments:?}: {text}");
        }
        let object = said(arguments, "full", true);
        let key = object.rsplit_once("\"key\":").expect("there is a key").1;
        assert!(key.contains(right[0]), "{arguments:?}: {key}");
        let object = said(arguments, "hint", true);
        assert!(object.contains("\"key\":null"), "{arguments:?}: {object}");
    }
}

#[test]
fn each_level_tells_all_of_the_one_before() {
    for (arguments, _) in WRONG {
        let mut before = 0;
        for level in LEVELS {
            let lines = said(arguments, level, false).len();
            assert!(lines >= before, "{arguments:?} {level}");
            before = lines;
        }
    }
}

#[test]
fn json_has_the_same_keys_at_every_level_and_its_words_are_few() {
    for (arguments, _) in WRONG {
        for level in LEVELS {
            let text = said(arguments, level, true);
            let line = text.lines().next().expect("an object");
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let object = object.as_object().expect("an object");
            assert_eq!(object.keys().collect::<Vec<_>>(), KEYS, "{arguments:?}");
            let word = |key: &str| object[key].as_str().unwrap_or_default().to_owned();
            let verdicts = ["partly", "wrong", "unread", "undecided"];
            assert!(verdicts.contains(&word("verdict").as_str()), "{text}");
            let evidence = ["proved", "refuted", "agrees", "none"];
            assert!(evidence.contains(&word("evidence").as_str()), "{text}");
            for key in ["slip", "hint", "part", "remark", "key"] {
                assert!(object[key].is_null() || object[key].is_string(), "{text}");
            }
            for key in ["expected", "got"] {
                let value = &object[key];
                assert!(
                    value.is_null() || value.is_string() || value.is_number(),
                    "{text}"
                );
            }
            assert!(object["at"].is_null() || object["at"].is_object(), "{text}");
            assert!(object["read_as"].is_array(), "{text}");
        }
    }
}

#[test]
fn an_answer_with_a_decimal_comma_is_spoken_of_with_one() {
    let quiz = "locale = \"de\"\n\
        [[question]]\nname = \"a\"\nkind = \"slope\"\nfunction = \"w^2\"\nat = 0.625\n\
        [[question]]\nname = \"b\"\nkind = \"slope\"\nfunction = \"exp(w)\"\nat = 0\nabs = 0.6\n\
        [[question]]\nname = \"c\"\nkind = \"derivative\"\nfunction = \"w^2+1.5*w\"\n\
        [[question]]\nname = \"d\"\nkind = \"derivative\"\nfunction = \"w^3\"\n";
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (path, marks) = (folder.join("comma.toml"), folder.join("comma.csv"));
    std::fs::write(&path, quiz).expect("written");
    let row = "student,question,points,comment\nAda,d,0.5,see 1.3 of the script\n";
    std::fs::write(&marks, row).expect("written");
    let page = |way: &[&str]| {
        let mut command = subcommand("grade", &[]);
        command.arg(&path);
        command.args(["-", "--student", "Ada", "--feedback", "full", "--marks"]);
        command.arg(&marks).args(way);
        let answers = "student;a;b;c;d\nAda;1,234;1,51;\"2w+1,6\";3w\n";
        ran(command.write_stdin(answers)).0
    };
    let text = page(&[]);
    for said in [
        "the slope is not 1,234\n",
        "the slope is 1,25\n",
        "1,51 is near enough",
        "at w = 1 the answer gives 3,6, the slope is 3,5",
        "the slope is 2*w + 1,5\n",
        "part credit: 0,5 of 1 point, marked by hand\n",
        "see 1.3 of the script\n",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(page(&["--json"]).contains("\"key\":\"1.25\""));
}

#[test]
fn a_class_is_told_no_more_than_one_student() {
    let quiz = "[[question]]\nname = \"a\"\nkind = \"derivative\"\nfunction = \"3.25*w\"\n\
        [[question]]\nname = \"b\"\nkind = \"number\"\nanswer = 47.125\n\
        [[question]]\nname = \"c\"\nkind = \"derivative\"\nfunction = \"x^2+7.5*y\"\n\
        [[question]]\nname = \"d\"\nkind = \"formula\"\nanswer = \"17*cos(x)\"\n";
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("feedback.toml");
    std::fs::write(&folder, quiz).expect("written");
    let answers = "student;a;b;c;d\nAda;4;46;(2x, 8);sin(x)\n";
    for level in &LEVELS[..4] {
        for way in [&["--tsv"][..], &["--json"], &["--student", "Ada"], &[]] {
            let mut command = subcommand("grade", &[]);
            command.arg(&folder).args(["-", "--feedback", level]);
            let (said, ..) = ran(command.args(way).write_stdin(answers));
            for right in [
                "3.25\t", "\"3.25\"", "is 3.25", "47.125", "7.5\t", "\"7.5\"", "17*cos",
            ] {
                assert!(!said.contains(right), "{level} {way:?} {right}: {said}");
            }
        }
    }
}
