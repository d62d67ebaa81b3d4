use super::*;
use crate::files::source::Place;
use crate::number::rational::Rational;

#[track_caller]
fn quiz(text: &str) -> Quiz {
    match read("quiz.toml", text.as_bytes()) {
        Ok(quiz) => quiz,
        Err(faults) => panic!("{}", faults[0]),
    }
}

/// Reads a quiz of one question with these lines.
#[track_caller]
fn question(lines: &str) -> Question {
    quiz(&format!("[[question]]\nname = \"q\"\n{lines}\n"))
        .questions
        .remove(0)
}

#[track_caller]
fn faults(text: &str) -> Vec<(usize, usize, String)> {
    let faults = read("quiz.toml", text.as_bytes()).expect_err("a broken quiz");
    faults
        .into_iter()
        .map(|fault| {
            let Place { line, column } = fault.place.expect("a place");
            (line, column, fault.message)
        })
        .collect()
}

/// One question with these lines has exactly one fault; its first own line is line 3.
#[track_caller]
fn refused(lines: &str, line: usize, column: usize, message: &str) {
    let text = format!("[[question]]\nname = \"q\"\n{lines}\n");
    assert_eq!(faults(&text), [(line, column, message.to_owned())]);
}

#[test]
fn numbers_stay_as_typed() {
    let lines = "kind = \"slope\"\nfunction = \"w^2\"\nat = 0.10";
    assert_eq!(question(lines).asked(), "slope of w^2 at 0.10");
    let lines = "kind = \"slope\"\nfunction = \"w\"\nat = +1_000.000000000000000000001e-3";
    assert_eq!(
        question(lines).asked(),
        "slope of w at 1000.000000000000000000001e-3"
    );
}

#[test]
fn a_point_is_written_in_four_ways() {
    for (at, shown, expected) in [
        ("-3", "-3", vec!["-3"]),
        ("\"pi/2\"", "pi/2", vec!["pi/2"]),
        (
            "{y = 2, x = \"sqrt(2)\"}",
            "y = 2, x = sqrt(2)",
            vec!["2", "sqrt(2)"],
        ),
        (
            "\" x = log(8, 2) ,y=-1\"",
            "x = log(8, 2), y = -1",
            vec!["log(8, 2)", "-1"],
        ),
    ] {
        let text =
            format!("[[question]]\nname=\"q\"\nkind = \"slope\"\nfunction = \"x\"\nat = {at}");
        let mut quiz = quiz(&text);
        let task = &mut quiz.questions[0].task;
        assert_eq!(task.stated()[1], ("at", shown.to_owned()));
        let mut values = Vec::new();
        // The function is the first expression.
        for value in task.expressions().into_iter().skip(1) {
            let typed = &text[value.span.clone()];
            assert_eq!(typed.trim_matches('"'), value.value, "the place is exact");
            values.push(value.value.as_str());
        }
        assert_eq!(values, expected, "{at}");
    }
}

#[test]
fn a_quiz_sets_defaults_and_a_question_its_own() {
    let quiz = quiz(
        "points = 2\nabs = 0.01\npass = 60\nlocale = \"de\"\nvariables = [\"w\"]\n\
         [[question]]\nname = \"Q1\"\nkind = \"number\"\nanswer = \"1/3\"\n\
         [[question]]\nname = 2\nkind = \"number\"\nanswer = 7\npoints = 0.5\ndigits = 3\n",
    );
    assert_eq!(quiz.points(), Rational::ratio(5, 2));
    assert_eq!(
        quiz.questions[0].tolerance.abs,
        Some(Rational::ratio(1, 100))
    );
    assert_eq!(
        quiz.questions[1].tolerance,
        Tolerance {
            digits: Some(3),
            ..Tolerance::default()
        }
    );
    assert_eq!(
        (quiz.position("q1 "), quiz.position("2"), quiz.position("3")),
        (Some(0), Some(1), None)
    );
    assert_eq!(quiz.locale, Locale::Comma);
}

#[test]
fn choices_and_orders_are_checked() {
    let lines = "kind = \"choice\"\nchoices = {b = \"up\", a = \"down\", c = \"no\"}\nright = [\"c\", \"B\"]";
    let quiz = quiz(&format!("[[question]]\nname = \"q\"\n{lines}\n"));
    let letters: Vec<&str> = quiz.questions[0]
        .task
        .parts()
        .iter()
        .map(|choice| choice.letter.value.as_str())
        .collect();
    assert_eq!(letters, ["b", "a", "c"]);
    assert_eq!(
        key(&quiz, &quiz.questions[0]).expect("a key").shown(1),
        "b, c"
    );

    let lines = "kind = \"order\"\nsteps = [\"x\", \"y\", \"z\"]\nbefore = [[\"C\", \"A\", \"B\"], [\"C\", \"B\"]]";
    let task = question(lines).task;
    let pairs = "before: [(0, 1), (2, 0), (2, 1)]";
    assert!(format!("{task:?}").contains(pairs), "{task:?}");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    refused("kind = \"slop\"", 3, 8, "unknown kind `slop`");
    refused(
        "kind = \"number\"\nanswer = 1\nanswre = 2",
        5,
        1,
        "unknown key `answre`",
    );
    refused(
        "kind = \"number\"\nanswer = 1\nrate = 2",
        5,
        1,
        "`rate` has no meaning for kind `number`",
    );
    refused(
        "kind = \"number\"",
        1,
        1,
        "a question of kind `number` needs `answer`",
    );
    refused(
        "kind = \"number\"\nanswer = true",
        4,
        10,
        "`answer` needs a number or an expression, and this is true or false",
    );
    refused(
        "kind = \"number\"\nanswer = inf",
        4,
        10,
        "`answer` needs a number in decimal digits",
    );
    refused(
        "kind = \"number\"\nanswer = 1\npoints = -1",
        5,
        10,
        "`points` can't be negative, and this is -1",
    );
    refused(
        "kind = \"number\"\nanswer = 1\npoints = 1e7",
        5,
        10,
        "`points` can't be above 1000000",
    );
    refused(
        "kind = \"number\"\nanswer = 1\ndigits = 0",
        5,
        10,
        "`digits` goes from 1 to 1000",
    );
    refused(
        "kind = \"number\"\nanswer = \" \"",
        4,
        10,
        "`answer` is blank",
    );
    refused(
        "kind = \"choice\"\nchoices = {a = \"x\", b = \"y\"}\nright = \"d\"",
        5,
        9,
        "there is no choice `d`",
    );
    refused(
        "kind = \"order\"\nsteps = [\"x\", \"y\"]\nbefore = [[\"A\", \"F\"]]",
        5,
        17,
        "there is no step `F`",
    );
    refused(
        "kind = \"order\"\nsteps = [\"x\", \"y\", \"z\"]\nbefore = [[\"A\", \"B\"], [\"B\", \"C\", \"A\"]]",
        5,
        10,
        "no order fits: A before B before C before A",
    );
    refused(
        "kind = \"order\"\nsteps = [\"x\", \"y\"]\nbefore = [[\"A\", \"A\"]]",
        5,
        10,
        "no order fits: A before A",
    );
    refused(
        "kind = \"slope\"\nfunction = \"x\"\nat = \"x=1, y\"",
        5,
        12,
        "`y` is not of the form name=value",
    );
    refused(
        "kind = \"slope\"\nfunction = \"x\"\nat = \"x=1, x=2\"",
        5,
        12,
        "`x` has two values",
    );
    refused(
        "kind = \"slope\"\nfunction = \"x\"\nat = [1, 2]",
        5,
        6,
        "`at` needs one point, and this is a list",
    );
}

#[test]
fn letters_are_told_apart() {
    let choice = "kind = \"choice\"\nright = \"a\"\nchoices = ";
    let twice = format!("{choice}{{a = \"x\", A = \"y\"}}");
    refused(&twice, 5, 21, "two parts have the letter `A`");
    let spaced = format!("{choice}{{a = \"x\", \"b c\" = \"y\"}}");
    refused(&spaced, 5, 21, "`b c` can't stand for a choice");
    refused(
        &format!("{choice}{{a = \"x\"}}"),
        5,
        11,
        "`choices` has a single part",
    );
}

#[test]
fn several_faults_come_in_the_order_of_the_file() {
    let text = "titel = \"x\"\n[[question]]\nname = \"q\"\nkind = \"slope\"\n\
                [[question]]\nname = \"Q\"\nkind = \"number\"\nanswer = 1\npoints = \"two\"\n";
    assert_eq!(
        faults(text),
        [
            (1, 1, "unknown key `titel`".to_owned()),
            (
                2,
                1,
                "a question of kind `slope` needs `function`".to_owned()
            ),
            (2, 1, "a question of kind `slope` needs `at`".to_owned()),
            (6, 8, "two questions have the name `Q`".to_owned()),
            (
                9,
                10,
                "`points` needs a number, and this is a text".to_owned()
            ),
        ]
    );
}

#[test]
fn broken_files_and_limits() {
    assert_eq!(faults("")[0].2, "this quiz has no question");
    assert_eq!(
        faults("[question]\nname = \"q\"\n"),
        [(1, 2, "`question` needs two brackets".to_owned())]
    );
    assert_eq!(
        (faults("a = \n")[0].0, faults("x = 1\na = \"\n")[0].0),
        (1, 2)
    );
    let many = "[[question]]\n".repeat(MAX_QUESTIONS + 1);
    assert_eq!(
        faults(&many)[0].2,
        "a quiz has 1 to 1000 questions, not 1001"
    );
    let long = format!(
        "title = \"{}\"\n[[question]]\nname=\"q\"\nkind=\"number\"\nanswer=1\n",
        "x".repeat(MAX_TEXT + 1)
    );
    assert_eq!(
        faults(&long)[0].2,
        "`title` is longer than 100000 characters"
    );
    let wrong =
        "x = 1\n[[question]]\nname = \"student\"\n".to_owned() + &"[[question]]\n".repeat(900);
    assert_eq!(faults(&wrong).len(), MAX_FAULTS);
    assert!(read("q", &vec![b'#'; MAX_FILE + 1]).is_err());
    let deep = format!("a = {}1{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(read("q", deep.as_bytes()).is_err());
}

#[test]
fn every_kind_reads_its_examples() {
    // A row of the table whose keys the reader forgot would panic or lose its question here.
    for kind in KINDS {
        let line = |key: &str| match key {
            "function" | "answer" => format!("{key} = \"w^2\"\n"),
            "steps" => "steps = [\"x\", \"y\"]\n".to_owned(),
            "before" => "before = [[\"A\", \"B\"]]\n".to_owned(),
            "choices" => "choices = [\"x\", \"y\"]\n".to_owned(),
            "right" => "right = \"B\"\n".to_owned(),
            "covers" => "covers = [\"x\"]\n".to_owned(),
            _ => format!("{key} = 3\n"),
        };
        let lines: String = kind.needs().map(line).collect();
        question(&format!("kind = \"{}\"\n{lines}", kind.word));
    }
}
