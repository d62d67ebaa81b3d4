//! Who gets which numbers: against the draws that `truths/papers.py` makes by itself.

use super::truths::hold;
use deriv::quiz::draw::{self, Drawn, Whose};
use deriv::quiz::paper::Papers;
use deriv::quiz::{self, Quiz};

#[track_caller]
fn quiz(text: &str) -> Quiz {
    quiz::read("quiz.toml", text.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// Texts as TOML writes them.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

#[test]
fn everyone_gets_the_numbers_that_python_draws() {
    let head = [
        "seed", "student", "question", "name", "from", "to", "step", "except", "value",
    ];
    hold("draws.tsv", head, 500, |row| {
        let [seed, student, scope, name, from, to, step, except, expected] = row;
        let except: Vec<&str> = except.split_whitespace().collect();
        let except = match except.is_empty() {
            true => String::new(),
            false => format!(", except = [{}]", except.join(", ")),
        };
        let range = format!("{name} = {{from = {from}, to = {to}, step = {step}{except}}}");
        let (top, own, question) = match scope {
            "" => (format!("[parameters]\n{range}\n"), String::new(), "q"),
            scope => (String::new(), format!("parameters = {{{range}}}\n"), scope),
        };
        let quiz = quiz(
            &format!(
                "variables = [\"x\"]\nseed = {}\n{top}[[question]]\nname = {}\nkind = \"number\"\n\
             answer = \"{name}\"\n{own}",
                match seed {
                    "" => "\" \"".to_owned(),
                    seed => quoted(seed),
                },
                quoted(question)
            )
            .replace("seed = \" \"\n", ""),
        );
        let student = draw::folded(student);
        let whose = Whose::Student(&student);
        let drawn = draw::quiz(&quiz, whose).expect("there are values");
        let drawn = draw::question(&quiz, &quiz.questions[0], &drawn, whose).expect("values");
        let expected = Drawn {
            name: name.to_owned(),
            value: expected.to_owned(),
        };
        match drawn == [expected] {
            true => Ok(()),
            false => Err(format!("{drawn:?}")),
        }
    });
}

/// The first question's function as these students have it.
fn functions(text: &str, students: &[&str]) -> Vec<String> {
    let quiz = quiz(text);
    let papers = Papers::new(&quiz, students.iter().copied())
        .unwrap_or_else(|faults| panic!("{}", faults[0]));
    let function = |at| {
        let mut stated = papers.variant(at, 0).question.task.stated().into_iter();
        let function = stated.find(|(key, _)| *key == "function");
        function.expect("a function is stated").1
    };
    (0..students.len()).map(function).collect()
}

fn students(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("student {n}")).collect()
}

const HEAD: &str = "variables = [\"x\"]\n[parameters]\n";
const QUESTION: &str = "[[question]]\nname = \"q\"\nkind = \"derivative\"\nfunction = \"a*x\"\n";

#[test]
fn other_parameters_and_students_change_nothing() {
    let names = students(40);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let alone = functions(
        &format!("{HEAD}a = {{from = 2, to = 9}}\n{QUESTION}"),
        &names,
    );
    let more = format!("{HEAD}b = [1, 2]\na = {{from = 2, to = 9}}\nc = \"b + 1\"\n{QUESTION}");
    assert_eq!(functions(&more, &names), alone);
    let reversed: Vec<&str> = names.iter().rev().copied().collect();
    let mut back = functions(&more, &reversed);
    back.reverse();
    assert_eq!(back, alone);
    // What is left out moves only those who had it.
    let less = format!("{HEAD}a = {{from = 2, to = 9, except = [5]}}\n{QUESTION}");
    let less = functions(&less, &names);
    assert!(!less.contains(&"5*x".to_owned()) && alone.contains(&"5*x".to_owned()));
    for (before, after) in alone.iter().zip(&less) {
        assert!(before == after || before == "5*x", "{before} {after}");
    }
    // Another seed gives others.
    let seeded = format!("seed = \"b\"\n{HEAD}a = {{from = 2, to = 9}}\n{QUESTION}");
    assert_ne!(functions(&seeded, &names), alone);
}

#[test]
fn every_value_is_drawn_about_as_often() {
    let names = students(8_000);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let drawn = functions(
        &format!("{HEAD}a = {{from = 2, to = 9}}\n{QUESTION}"),
        &names,
    );
    // 8 values: 1,000 each, with a deviation of sqrt(8000/8*7/8) = 30; five of them are 150.
    for a in 2..=9 {
        let count = drawn.iter().filter(|f| **f == format!("{a}*x")).count();
        assert!((850..=1150).contains(&count), "{a}: {count}");
    }
}

#[test]
fn numbers_are_put_in_as_people_write_them() {
    for (values, typed, expected) in [
        ("a = 1", "a*x^2", "x^2"),
        ("a = -1", "a*x^2", "-x^2"),
        ("a = -3", "x^2 + a*x", "x^2 - 3*x"),
        ("a = -3", "x^2 - a*x", "x^2 + 3*x"),
        ("a = -3", "x^2 - a", "x^2 + 3"),
        ("a = -3", "(x - a)^2", "(x + 3)^2"),
        ("a = -3", "x^a", "x^(-3)"),
        ("a = -3", "a^2*x", "9*x"),
        ("a = 0", "x^2 + a*x", "x^2"),
        ("a = 0", "x + a*ln(x)", "x + 0*ln(x)"),
        ("a = 1", "x^a", "x"),
        ("a = 4", "x*a", "4*x"),
        ("a = 4", "2*a*x", "8*x"),
        ("a = 4", "x/a", "x/4"),
        ("a = 1", "sin(x)/a", "sin(x)"),
        ("a = 4\nb = 6", "a/b*x", "2/3*x"),
        ("a = 4\nb = -6", "(a + b)*x", "-2*x"),
        ("a = 0.5", "e^(a*x)", "e^(0.5*x)"),
        ("a = -0.5", "1 + a*x*e^x", "1 - 0.5*x*e^x"),
        ("a = \"1/2\"", "x^a", "x^(1/2)"),
        ("a = \"pi/3\"", "cos(a*x)", "cos(pi/3*x)"),
        ("a = 3\nb = \"a + 1\"", "x^b/b", "x^4/4"),
        ("a = 3\nf = \"sin(a*x)\"", "x*f", "x*sin(3*x)"),
        ("a = 3", "ax + xa", "3*x + 3*x"),
        ("a = 3", "2x(x+1)", "2x(x+1)"),
    ] {
        let question = QUESTION.replace("a*x", typed);
        let found = functions(&format!("{HEAD}{values}\n{question}"), &["anyone"]);
        assert_eq!(found, [expected], "{values}, {typed}");
    }
}

#[test]
fn a_parameter_uses_those_above_it_alone() {
    for (parameters, expected) in [
        ("a = \"a + 1\"", "`a` is made from itself"),
        (
            "a = \"b + 1\"\nb = 3",
            "`a` is made from `b`, which stands below it",
        ),
        (
            "b = {from = 1, to = 2, except = [\"a\"]}\na = 1",
            "`b` is made from `a`, which stands below it",
        ),
    ] {
        let quiz = quiz(&format!("[parameters]\n{parameters}\n{QUESTION}"));
        let faults = Papers::example(&quiz).expect_err("a fault");
        assert_eq!(faults[0].message, expected);
    }
}

#[test]
fn what_could_not_be_looked_through_is_named() {
    let wide = "a = {from = 1, to = 9999}\nb = {from = 1, to = 9999}";
    let fixed = "[[question]]\nname = \"same\"\nkind = \"derivative\"\nfunction = \"x^2\"\n";
    let quiz = quiz(&format!("{HEAD}{wide}\n{fixed}{QUESTION}"));
    let papers = Papers::example(&quiz).expect("there is a key");
    assert_eq!(papers.sampled, [1]);
    // A pole at a single value of many is found where all are looked through.
    let pole = "[[question]]\nname = \"q\"\nkind = \"slope\"\nfunction = \"1/(x - a)\"\nat = 777\n";
    let quiz = self::quiz(&format!("{HEAD}a = {{from = 1, to = 900}}\n{pole}"));
    let faults = Papers::example(&quiz).expect_err("a pole");
    assert!(
        faults[0].to_string().contains("this is where a = 777"),
        "{}",
        faults[0]
    );
}

#[test]
fn braces_that_name_nothing_are_warned_of() {
    let quiz = quiz(&format!(
        "title = \"with {{a}}\"\n{HEAD}a = 7\n[[question]]\nname = \"q\"\nkind = \"derivative\"\n\
         function = \"a*x\"\nprompt = \"{{aa}} {{a}} {{1, 2}} {{function}}\"\n"
    ));
    let papers = Papers::new(&quiz, ["anyone"]).expect("a paper");
    assert_eq!(papers.title(0), Some("with 7"));
    let said: Vec<&str> = papers.warnings.iter().map(|w| w.message.as_str()).collect();
    assert_eq!(said, ["`{aa}` names no parameter and stays as it is"]);
}

#[test]
fn texts_name_parameters_and_keys_in_braces() {
    for (text, expected) in [
        ("slope of {function} at {at}", "slope of (x + 3)^2 at 7"),
        ("a is {a}, { b } is {b}", "a is 7, -3 is -3"),
        ("{c} and {", "{c} and {"),
        ("$\\\\frac{a}{2}$", "$\\frac{7}{2}$"),
    ] {
        let quiz = quiz(&format!(
            "{HEAD}a = 7\nb = -3\n[[question]]\nname = \"q\"\nkind = \"slope\"\n\
             function = \"(x - b)^2\"\nat = \"a\"\nprompt = \"{text}\"\n"
        ));
        let papers = Papers::new(&quiz, ["anyone"]).expect("a paper");
        let variant = papers.variant(0, 0);
        let prompt = variant.question.prompt.as_ref();
        assert_eq!(prompt.map(|prompt| prompt.value.as_str()), Some(expected));
    }
}
