//! What `--json` writes, held against the page that documents it: `deriv help json`.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{run, words as split};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A key of the page.
struct Key {
    path: String,
    shape: String,
    always: bool,
}

/// The sections of the page: who writes the object, and its keys.
fn page() -> HashMap<String, Vec<Key>> {
    let output = run(["help", "json"]).0;
    let mut sections: HashMap<String, Vec<Key>> = HashMap::new();
    let mut section = String::new();
    for line in output.lines().filter(|line| !line.is_empty()) {
        if !line.starts_with(' ') {
            section = line
                .split_once(':')
                .map_or(line, |(name, _)| name)
                .to_owned();
            sections.insert(section.clone(), Vec::new());
            continue;
        }
        // What is too long for its line goes on deeper, and what a key says is deeper still.
        if let Some(more) = line.strip_prefix("    ").filter(|l| !l.starts_with(' '))
            && let Some(key) = sections.get_mut(&section).and_then(|keys| keys.last_mut())
        {
            key.shape += " ";
            key.shape += more;
            continue;
        }
        let Some(entry) = line.strip_prefix("  ").filter(|l| !l.starts_with(' ')) else {
            continue;
        };
        if section == "--json" {
            continue;
        }
        let (path, shape) = entry.split_once(": ").unwrap();
        sections.get_mut(&section).unwrap().push(Key {
            path: path.trim_end_matches('?').to_owned(),
            shape: shape.to_owned(),
            always: !path.ends_with('?'),
        });
    }
    assert!(sections.len() > 2, "{output}");
    sections
}

/// Whether this is what the page calls it.
fn fits(value: &Value, shape: &str) -> bool {
    if let Some(inner) = shape.strip_suffix(" or null") {
        return value.is_null() || fits(value, inner);
    }
    let each = |inner| match value {
        Value::Object(object) => object.values().all(|value| fits(value, inner)),
        _ => false,
    };
    if let Some(inner) = shape.strip_suffix(", or by name") {
        return fits(value, inner) || each(inner);
    }
    if let Some(inner) = shape.strip_suffix(", by name") {
        return each(inner);
    }
    if let Some(inner) = shape.strip_prefix("list of ") {
        return value
            .as_array()
            .is_some_and(|all| all.iter().all(|value| fits(value, inner)));
    }
    if let Some(words) = shape.strip_prefix("one of ") {
        let word = value.as_str();
        return word.is_some_and(|word| words.split('/').any(|known| known == word));
    }
    match shape {
        "text" => value.is_string(),
        "number" => value.is_number(),
        "number or text" => value.is_number() || value.is_string(),
        "whole number" => value.is_u64(),
        "true or false" => value.is_boolean(),
        "object" => value.is_object(),
        unknown => panic!("the page has a type `{unknown}` that is not known here"),
    }
}

/// Holds an object, or what is inside one, against the keys below `path`.
fn hold(object: &Map<String, Value>, keys: &[Key], path: &str, whole: &str) {
    let below = |key: &&Key| {
        let rest = key.path.strip_prefix(path);
        rest.is_some_and(|rest| !rest.contains(['.', '[']))
    };
    let own: Vec<&Key> = keys.iter().filter(below).collect();
    for name in object.keys() {
        let known = own.iter().any(|key| key.path[path.len()..] == *name);
        assert!(known, "`{path}{name}` is not on the page: {whole:.300}");
    }
    for key in own {
        let name = &key.path[path.len()..];
        let Some(value) = object.get(name) else {
            assert!(!key.always, "`{}` is missing: {whole:.300}", key.path);
            continue;
        };
        assert!(
            fits(value, &key.shape),
            "`{}` is no {}: {whole:.300}",
            key.path,
            key.shape
        );
        let inside = |object: &Value, step: &str| {
            if let Value::Object(object) = object
                && key.shape.contains("object")
            {
                hold(object, keys, &format!("{}{step}", key.path), whole);
            }
        };
        match value {
            Value::Array(all) => all.iter().for_each(|each| inside(each, "[].")),
            one => inside(one, "."),
        }
    }
}

/// Every line of output is an object as the page has it; they come back.
#[track_caller]
fn check(page: &HashMap<String, Vec<Key>>, words: &str, status: i32) -> Vec<Map<String, Value>> {
    let words = format!("{words} --json");
    let arguments = split(&words);
    let (text, _, ended) = run(&arguments);
    assert_eq!(ended, status, "{words}: {text:.300}");
    let mut objects = Vec::new();
    for line in text.lines() {
        let Value::Object(object) = serde_json::from_str(line).unwrap() else {
            panic!("no object: {line:.300}");
        };
        let first: Vec<&String> = object.keys().take(2).collect();
        assert_eq!(first, ["command", "schema"], "{line:.300}");
        assert_eq!(object["command"], arguments[0], "{line:.300}");
        assert_eq!(object["schema"], 1, "{line:.300}");
        // What was refused has an error in place of a result.
        let refused = object.contains_key("error") && !object.contains_key("verdict");
        let views = [
            ("grade", "--key"),
            ("grade", "--student"),
            ("diff", "--graph"),
        ];
        let mut views = views.into_iter();
        let view = views
            .find(|(of, view)| arguments[0] == *of && arguments.iter().any(|word| word == view));
        let section = match view {
            _ if refused => "any command".to_owned(),
            Some((of, view)) => format!("{of} {view}"),
            None => arguments[0].to_owned(),
        };
        let keys = page
            .get(&section)
            .unwrap_or_else(|| panic!("no section on {section}"));
        let mut rest = object.clone();
        rest.shift_remove("command");
        rest.shift_remove("schema");
        hold(&rest, keys, "", line);
        objects.push(object);
    }
    assert!(!objects.is_empty(), "{words}: nothing on stdout");
    objects
}

#[test]
fn slope_and_diff_write_what_the_page_says() {
    let page = page();
    for (words, status) in [
        (r#"slope "w^2" --at 3"#, 0),
        (r#"slope "w^2" --at 3 --at pi/2 --at sqrt(2)"#, 0),
        (r#"slope "w^5" --at 1/3 --order 3"#, 0),
        (r#"slope "abs(w)" --at 0 --side left"#, 0),
        (r#"slope "tanh(x)" --at 1000 --digits 40"#, 0),
        (r#"slope "x^2*y" --at x=1,y=2"#, 0),
        (r#"slope "x^2*y" --at x=1,y=2 --wrt y"#, 0),
        (r#"slope "7""#, 0),
        (r#"slope "abs(w)" --at 0"#, 3),
        (r#"slope "cbrt(w)" --at 0"#, 3),
        (r#"slope "sqrt(abs(w))" --at 0"#, 3),
        (r#"slope "floor(w)" --at 2"#, 3),
        (r#"slope "1/w" --at 1 --at 0"#, 3),
        (r#"slope "sin(w)/w" --at 0"#, 3),
        (r#"slope "sqrt(w)" --at 0"#, 3),
        (r#"slope "ln(w)" --at -1"#, 3),
        (r#"slope "abs(x)*y + y" --at x=0,y=1/3"#, 3),
        (r#"slope "exp(-exp(exp(20*w)))" --at 1 --work 64"#, 3),
        (r#"slope "w^3" --at 3 --method central"#, 0),
        (
            r#"slope "x^2*y" --at x=1,y=2 --method forward --step 1e-3"#,
            0,
        ),
        (r#"slope "abs(w)" --at 0 --method richardson"#, 3),
        (r#"slope "ln(w)" --at -1 --method central"#, 3),
        (r#"slope "w^^2" --at 3"#, 2),
        (r#"slope "w^2""#, 2),
        (r#"slope "w" --at 1/0"#, 3),
        (r#"slope "w" --at 3 --digits 0"#, 2),
        (r#"slope "w" --att 3"#, 2),
        (r#"slope "@/no/such/file" --at 3"#, 4),
        (r#"diff "w^3""#, 0),
        (r#"diff "x^2*y""#, 0),
        (r#"diff "x^2*y" --wrt y --order 2"#, 0),
        (r#"diff "exp(sin(w^2))" --order 7"#, 0),
        (r#"diff "w^2" --order 0"#, 0),
        (r#"diff "7""#, 0),
        (r#"diff "w*x + sin(w)" --graph --at w=1,x=2"#, 0),
        (r#"diff "abs(w)" --graph --at 0"#, 3),
        (r#"diff "1/2w""#, 2),
        (r#"diff "exp(sin(w^2))" --order 99999"#, 2),
    ] {
        check(&page, words, status);
    }
}

#[test]
fn nudge_and_descend_write_what_the_page_says() {
    let page = page();
    for (words, status) in [
        (r#"nudge "w^2" --at 3"#, 0),
        (r#"nudge "sin(w)" --at 1 --digits 20 --exact"#, 0),
        (
            r#"nudge "x^2*y" --at x=1,y=2 --wrt x --eps 0.5 --eps 1e-300"#,
            0,
        ),
        (r#"nudge "abs(w)" --at 0"#, 3),
        (r#"nudge "ln(w)" --at 0.5 --eps 1 --eps -1"#, 0),
        (r#"nudge "1/w" --at 0"#, 3),
        (r#"nudge "sqrt(w)" --at 0"#, 3),
        (r#"nudge "w^2" --at 3 --eps 0"#, 2),
        (r#"nudge "w^2""#, 2),
        (r#"descend "w^2" --from 3"#, 0),
        (r#"descend "w^2" --from 3 --rate 1.1 --steps 100"#, 0),
        (r#"descend "w^4" --from 3 --rate 5"#, 0),
        (r#"descend "x^2+y^2" --from x=1,y=2 --momentum 0.5"#, 0),
        (r#"descend "cos(w)" --from 1 --method adam"#, 0),
        (r#"descend "ln(w)" --from 1 --rate 2"#, 0),
        (r#"descend "abs(w)" --from 0.3 --rate 0.1 --steps 4"#, 0),
        (r#"descend "x*y*abs(x)" --from x=1,y=1 --rate 1"#, 0),
        (
            r#"descend "mean((a*x+b-y)^2)" --data fixtures/fit/points.csv --from a=0,b=0"#,
            0,
        ),
        (r#"descend "abs(w)" --from 0"#, 3),
        (r#"descend "w^2""#, 2),
        (r#"descend "w^2" --from 3 --rate 0"#, 2),
    ] {
        check(&page, words, status);
    }
}

#[test]
fn plot_writes_what_the_page_says() {
    let page = page();
    for words in [
        "plot \"w^2\"",
        "plot \"w^2\" --at 3 --eps 1",
        "plot \"abs(w)\" --at 0",
        "plot \"ln(w)\" --at -1",
        "plot \"sin(1/w) + floor(w)\"",
        "plot \"x^2*y\" --at x=1,y=2",
        "plot \"x^2*y\" --at x=1,y=2 --wrt y",
    ] {
        check(&page, words, 0);
    }
    let all = check(&page, "plot \"w^2\" --at 3 --eps 1", 0);
    assert_eq!(all[0]["tangent"], "6*w - 9");
    assert_eq!(all[0]["change"].to_string(), "7");
    let all = check(&page, "plot \"1/w\"", 0);
    assert_eq!(all[0]["marks"][0]["kind"], "pole");
    assert_eq!(all[0]["pieces"].as_array().unwrap().len(), 2);
    check(&page, "plot \"w^2\" --range 1", 2);
}

#[test]
fn check_writes_what_the_page_says() {
    let page = page();
    for (words, status) in [
        (r#"check "w^2" "w+w""#, 0),
        (r#"check "w^2" "6" --at 3"#, 0),
        (r#"check "w^2" "7" --at 3"#, 1),
        (r#"check "w^2" "7" --at 3 --show"#, 1),
        (r#"check "sin(w)^2" "2*sin(w)""#, 1),
        (r#"check "sin(w)^2" "2*sin(w)" --feedback verdict"#, 1),
        (r#"check "w^2+3w" "2w" --points 2"#, 1),
        (r#"check "x^2*y" "(2xy, 2x)""#, 1),
        (r#"check "x^2*y" "(4, 2)" --at x=1,y=2"#, 1),
        (r#"check "w^2" "2*(w""#, 3),
        (r#"check "x^3/3" "x2""#, 3),
        (r#"check "w^2" """#, 1),
        (r#"check "0*w" "exp(-exp(exp(20*w)))" --at 1"#, 1),
        (r#"check --equal "w/w" "1""#, 0),
        (r#"check "w^^2" "w""#, 2),
        (r#"check "1/w" "1" --at 0"#, 3),
        (r#"check "x*y" "y""#, 2),
    ] {
        check(&page, words, status);
    }
}

#[test]
fn numbers_are_numbers_with_their_exact_values_beside_them() {
    let page = page();
    let one = |words: &str, status| check(&page, words, status).remove(0);
    let (text, ..) = run(["slope", "w^2", "--at", "3", "--json"]);
    assert_eq!(
        text,
        "{\"command\":\"slope\",\"schema\":1,\"expression\":\"w^2\",\"at\":{\"w\":3},\
         \"at_exact\":{\"w\":\"3\"},\"value\":9,\"value_exact\":\"9\",\"derivative\":\"2*w\",\
         \"slope\":6,\"slope_exact\":\"6\",\"reason\":null}\n"
    );
    let third = one(r#"slope "w/3" --at 0.25"#, 0);
    assert_eq!(third["slope"].to_string(), "0.333333333333333");
    assert_eq!(third["slope_exact"], "1/3");
    assert_eq!(third["at_exact"]["w"], "0.25");
    let pi = one(r#"slope "w^2" --at pi/4"#, 0);
    assert_eq!(pi["at_exact"]["w"], "pi/4");
    assert_eq!(pi["slope_exact"], "pi/2");
    let small = one(r#"slope "tanh(x)" --at 1000"#, 0);
    assert_eq!(small["slope"].to_string(), "1.03061434918446e-868");
    assert_eq!(small["slope_exact"], Value::Null);
    let digits = one(r#"slope "sin(x)" --at 1 --digits 30"#, 0);
    assert_eq!(
        digits["slope"].to_string(),
        "0.540302305868139717400936607443"
    );
    // A value in a verdict has its exact one beside it, of the answer and of the key.
    for (words, status, expected, got) in [
        (r#"check "w^2" "w""#, 1, r#""2""#, r#""1""#),
        (r#"check "w^2/3" "w""#, 1, "null", r#""1""#),
        (r#"check "w/3" "1/3" --at 1"#, 0, r#""1/3""#, r#""1/3""#),
        (r#"check "pi*w" "pi" --at 1"#, 0, r#""pi""#, r#""pi""#),
        (
            r#"check "acos(1/2)*w" "pi/3" --at 1"#,
            0,
            r#""pi/3""#,
            r#""pi/3""#,
        ),
        (r#"check "w^2" "6.1" --at 3"#, 1, "null", r#""6.1""#),
        (r#"check "w^2" "2w+1e-300""#, 1, r#""0""#, r#""1e-300""#),
        (r#"check "1000*w" "cos(10^1000000*w)""#, 1, "null", "null"),
        (r#"check "w^2" "2w""#, 0, "null", "null"),
    ] {
        let told = one(words, status);
        assert_eq!(told["expected_exact"].to_string(), expected, "{words}");
        assert_eq!(told["got_exact"].to_string(), got, "{words}");
    }
    for (constant, exact) in [
        ("acos(1/2)", "pi/3"),
        ("acos(-1)", "pi"),
        ("acos(0)", "pi/2"),
        ("log(8, 2)", "3"),
        ("log(1/8, 2)", "-3"),
        ("log(1000, 10)", "3"),
    ] {
        let told = one(&format!("slope \"{constant}*w\" --at 1"), 0);
        assert_eq!(told["slope_exact"], exact, "{constant}");
    }
    // An exact decimal on a tie is rounded to even, and stands whole beside it.
    for (from, rounded) in [
        ("0.1234567890123455", "0.123456789012346"),
        ("0.1234567890123445", "0.123456789012344"),
    ] {
        let walk = one(&format!("descend w^2 --from {from} --steps 1"), 0);
        assert_eq!(walk["from"]["w"].to_string(), rounded);
        assert_eq!(walk["from_exact"]["w"], from);
    }
    let error = one(r#"slope "w^^2" --at 3"#, 2);
    assert_eq!(error["error"]["place"]["column"], 3);
    assert_eq!(
        error["error"]["help"],
        "a power is written with one `^`: w^2"
    );
}

#[test]
fn grade_and_quiz_write_what_the_page_says() {
    let page = page();
    for lesson in [
        "lesson",
        "gradients",
        "product-rule",
        "own-numbers",
        "gradient-formulas",
    ] {
        let files = format!("fixtures/{lesson}/quiz.toml fixtures/{lesson}/answers.csv");
        check(&page, &format!("grade {files}"), 0);
        check(
            &page,
            &format!("grade {files} --feedback full --fail-under 0"),
            0,
        );
        check(&page, &format!("grade {files} --feedback verdict"), 0);
        check(
            &page,
            &format!("grade fixtures/{lesson}/quiz.toml --key"),
            0,
        );
        check(
            &page,
            &format!("quiz fixtures/{lesson}/quiz.toml --student Mara"),
            0,
        );
    }
    let files = "fixtures/gradients/quiz.toml fixtures/gradients/answers.csv";
    for (words, status) in [
        (format!("grade {files} --student Vic"), 0),
        (format!("grade {files} --student Vic --fail-under 100"), 1),
        (format!("grade {files} --fail-under 100"), 1),
        (
            "grade fixtures/own-numbers/quiz.toml --key --student Mara".to_owned(),
            0,
        ),
        (
            "grade fixtures/lesson/quiz.toml fixtures/lesson/answers.csv --fail-under 60"
                .to_owned(),
            3,
        ),
        (format!("grade {files} --student Nobody"), 2),
        (format!("grade {files} --fail-under 0.6"), 2),
        (format!("grade {files} --tsv"), 2),
        ("grade fixtures/broken-quiz/several.toml -".to_owned(), 2),
        (
            "grade fixtures/lesson/quiz.toml no-such-file.csv".to_owned(),
            4,
        ),
        ("quiz fixtures/own-numbers/quiz.toml".to_owned(), 2),
        ("quiz no-such-file.toml".to_owned(), 4),
    ] {
        check(&page, &words, status);
    }
}

#[test]
fn what_is_wrong_with_files_is_told_with_its_place() {
    let page = page();
    let several = check(&page, "grade fixtures/broken-quiz/several.toml -", 2).remove(0);
    let errors = several["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 5);
    assert_eq!(several["error"], errors[0]);
    assert_eq!(errors[1]["message"], "unknown kind `slop`");
    assert_eq!(
        errors[1]["help"],
        "a kind with a similar name exists: `slope`"
    );
    let place = &errors[1]["place"];
    assert_eq!(place["file"], "fixtures/broken-quiz/several.toml");
    assert_eq!(
        (&place["line"], &place["column"]),
        (&Value::from(5), &Value::from(8))
    );
    let words =
        "grade fixtures/broken-answers/quiz.toml fixtures/broken-answers/unclosed-quote.csv";
    let answers = check(&page, words, 2).remove(0);
    assert!(answers["error"]["place"]["line"].is_u64());
    let gone = check(&page, "grade fixtures/lesson/quiz.toml no-such-file.csv", 4).remove(0);
    assert_eq!(gone["error"]["place"]["file"], "no-such-file.csv");
}

#[test]
fn an_answer_has_the_same_keys_in_check_and_grade() {
    let page = page();
    let paths = |section: &str, path: &str| -> Vec<String> {
        let keys = page[section]
            .iter()
            .filter_map(|key| key.path.strip_prefix(path));
        let keys = keys.map(str::to_owned).collect::<Vec<String>>();
        let first = keys.iter().position(|key| key == "verdict").unwrap();
        // Where an answer stands in its file concerns those of a class.
        let own = |key: &&String| !key.starts_with("source");
        keys[first..].iter().filter(own).cloned().collect()
    };
    let check = paths("check", "");
    assert_eq!(paths("grade", "students[].answers[]."), check);
    assert_eq!(paths("grade --student", "answers[]."), check);
}
