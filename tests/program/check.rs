//! `deriv check` as a person at a shell meets it: what it says, and how it ends.

use super::run::{ran, subcommand};
use assert_cmd::Command;
use predicates::prelude::*;

/// On lines that are long enough for every sentence.
fn check(arguments: &[&str]) -> Command {
    subcommand("check", &[&["--width", "200"], arguments].concat())
}

/// The whole of stdout, and the exit status.
#[track_caller]
fn says(arguments: &[&str], status: i32, stdout: &'static str) {
    check(arguments).assert().code(status).stdout(stdout);
}

/// A part of stdout, and the exit status.
#[track_caller]
fn mentions(arguments: &[&str], status: i32, stdout: &str) {
    check(arguments)
        .assert()
        .code(status)
        .stdout(predicate::str::contains(stdout));
}

#[track_caller]
fn json(arguments: &[&str], status: i32) -> serde_json::Value {
    let output = check(arguments).arg("--json").assert().code(status);
    serde_json::from_slice(&output.get_output().stdout).expect("one JSON object")
}

#[test]
fn a_wrong_answer_comes_with_a_point_a_slip_and_a_hint() {
    says(
        &["sin(w)^2", "2*sin(w)"],
        1,
        "✗ wrong: at w = 1 the answer gives 1.682941970, the slope is 0.9092974268
  likely slip: the inner derivative is missing (chain rule)
  hint: differentiate sin(w) itself, then multiply
",
    );
    mentions(
        &["w*sin(w)", "cos(w)"],
        1,
        "the derivatives of the factors were multiplied (product rule)",
    );
}

/// An answer that is nearly right tells by itself what was expected: that stands beside it, or how little
/// there is between the two, in text and in JSON alike.
#[test]
fn a_near_miss_says_what_was_expected_or_how_little_is_missing() {
    let little = |power: &str| format!("the two differ by about {power}, too little to be shown");
    for (key, answer, why, expected, got) in [
        ("1", "2", "the formula is not 2".to_owned(), "null", "2"),
        (
            "3.25",
            "3.2500000000001",
            "the answer is 3.2500000000001, the formula is 3.25".to_owned(),
            "3.25",
            "3.2500000000001",
        ),
        (
            "1",
            "tanh(20)",
            "the answer is 0.999999999999999991503291489417, the formula is 1".to_owned(),
            "1",
            "0.999999999999999991503291489417",
        ),
        (
            "1",
            "tanh(200)",
            "the answer is 1 - 3.83e-174, the formula is 1".to_owned(),
            "1",
            "\"1 - 3.83e-174\"",
        ),
        (
            "1",
            "erf(50)",
            "the answer is 1 - 2.07e-1088, the formula is 1".to_owned(),
            "1",
            "\"1 - 2.07e-1088\"",
        ),
        ("0", "exp(-exp(40))", little("10^(-1.02e17)"), "0", "null"),
        ("0", "-exp(-10^30)/7", little("10^(-4.34e29)"), "0", "null"),
        ("0", "exp(-exp(40))^2", little("10^(-2.04e17)"), "0", "null"),
        (
            "0",
            "logistic(-exp(40))",
            little("10^(-1.02e17)"),
            "0",
            "null",
        ),
        ("0", "erfc(1e9)", little("10^(-4.34e17)"), "0", "null"),
        ("1", "tanh(2e5)", little("10^-174000"), "1", "null"),
        (
            "-1",
            "tanh(-exp(40))",
            little("10^(-2.04e17)"),
            "-1",
            "null",
        ),
        ("exp(-exp(40))", "0", little("10^(-1.02e17)"), "null", "0"),
        (
            "sin(1)",
            "sin(1)+exp(-exp(40))",
            little("10^(-1.02e17)"),
            "null",
            "null",
        ),
        (
            "x",
            "x+exp(-exp(40))",
            format!("at x = 1 {}", little("10^(-1.02e17)")),
            "1",
            "null",
        ),
        (
            "exp(-exp(40))",
            "1",
            "the answer gives 1, the formula is too large or too near to 0 to be shown".to_owned(),
            "null",
            "1",
        ),
    ] {
        let arguments = ["--equal", "--", key, answer];
        let (text, _, status) = ran(&mut check(&arguments));
        let first = text.lines().next().unwrap_or_default();
        assert_eq!(
            (first, status),
            (&*format!("✗ wrong: {why}"), 1),
            "{answer}"
        );
        let (line, ..) = ran(&mut check(&[&["--json"], &arguments[..]].concat()));
        for key in [
            format!("\"expected\":{expected},"),
            format!("\"got\":{got},"),
        ] {
            assert!(line.contains(&key), "{answer}: {line}");
        }
    }
    // Where the answer is not near, a derivative that is a number is not told.
    says(&["3*x", "2"], 1, "✗ wrong: the slope is not 2\n");
}

/// What is wrong at √2 is not wrong at the decimal that is shown for it.
#[test]
fn a_place_that_is_no_fraction_is_not_said_to_be_one() {
    for (key, answer, place, said, got) in [
        (
            "floor(sin(x)^2)",
            "0",
            "1.5707963267949",
            "the answer gives 0, the formula is another number",
            "\"0\"",
        ),
        (
            "x",
            "x+1-sign(x^2-2)^2",
            "-1.4142135623731",
            "the answer gives -0.414213562373095, the formula is -1.4142135623731",
            "null",
        ),
        (
            "x",
            "x+(1-sign(x^3-2)^2)*exp(-exp(40))",
            "1.25992104989487",
            "the two differ by about 10^(-1.02e17), too little to be shown",
            "null",
        ),
    ] {
        let (text, _, status) = ran(&mut check(&["--equal", key, answer]));
        let line = format!("✗ wrong: at x ≈ {place} {said}");
        assert_eq!((text.lines().next(), status), (Some(&*line), 1), "{answer}");
        let (line, ..) = ran(&mut check(&["--json", "--equal", key, answer]));
        for key in [
            format!("\"at\":{{\"x\":{place}}},\"at_exact\":{{\"x\":null}},"),
            format!("\"got_exact\":{got},"),
        ] {
            assert!(line.contains(&key), "{answer}: {line}");
        }
    }
    // A place that is a fraction is.
    mentions(
        &["--equal", "x", "x*sign(x-1/7)^2"],
        1,
        "at x = 1/7 the answer gives 0",
    );
}

#[test]
fn a_right_answer_is_right_in_any_form() {
    for (function, answer) in [
        ("w^2", "w + w"),
        ("w^2", "2w"),
        ("(x^2+1)/x", "1 - 1/x^2"),
        ("sin(w)^2", "sin(2w)"),
        ("5", "0"),
        ("ln(w)", "w^-1"),
    ] {
        mentions(&[function, answer], 0, "✓ right");
    }
    mentions(&["w^3", "6w", "--order", "2"], 0, "✓ right");
    mentions(&["x^2*y", "x^2", "--wrt", "y"], 0, "✓ right");
}

#[test]
fn only_points_of_the_function_count() {
    for (function, right, wrong) in [
        ("ln(x)", "1/abs(x)", "2/abs(x)"),
        ("log10(x)", "1/(abs(x)*ln(10))", "1/(x*10)"),
        ("atanh(x)", "1/abs(1-x^2)", "1/abs(1+x^2)"),
        ("acoth(x)", "-1/abs(1-x^2)", "1/abs(1-x^2)"),
        ("ln(x-5)", "1/abs(x-5)", "-1/abs(x-5)"),
        ("ln(sin(x))", "cos(x)/abs(sin(x))", "-cos(x)/abs(sin(x))"),
    ] {
        mentions(&[function, right], 0, "✓ right");
        mentions(&[function, wrong], 1, "✗ wrong");
    }
    mentions(&["ln(abs(x))", "1/abs(x)"], 1, "✗ wrong");
}

#[test]
fn the_right_answer_is_told_only_when_asked() {
    let quiet = check(&["w^2", "3w"]).assert().code(1);
    quiet.stdout(predicate::str::contains("2*w").not());
    mentions(&["w^2", "3w", "--show"], 1, "the slope is 2*w");
    mentions(
        &["x^2*y", "(1, 1)", "--show"],
        1,
        "  the gradient is ∂J/∂x = 2*x*y, ∂J/∂y = x^2\n",
    );
    let told = json(&["w^2", "9", "--at", "3"], 1);
    assert_eq!(told["expected"], serde_json::Value::Null);
    let told = json(&["w^2", "9", "--at", "3", "--show"], 1);
    assert_eq!(told["expected"], 6);
}

#[test]
fn the_right_answer_has_the_form_that_is_asked_for() {
    let shown = |function: &str, form: &str, said: &str| {
        let key = format!("  the slope is {said}\n");
        mentions(&[function, "17", "--form", form, "--show"], 1, &key);
    };
    shown("x^2*exp(5*x)", "factored", "x*(5*x + 2)*exp(5*x)");
    shown("x^3 - 12*x", "factored", "3*(x - 2)*(x + 2)");
    shown("2*x^3 - 3*x^2 + x", "factored", "6*x^2 - 6*x + 1");
    shown("x^4/4 - x^2/2", "factored", "x*(x - 1)*(x + 1)");
    shown("(x-2)^3/3", "expanded", "x^2 - 4*x + 4");
    shown("(x^2+1)^2", "expanded", "4*x^3 + 4*x");
    shown("-3*x^2 - 6*x", "factored", "-6*(x + 1)");
    shown(
        "(2*x+1)^3*(x-1)^2",
        "factored",
        "2*(2*x + 1)^2*(x - 1)*(5*x - 2)",
    );
    // Two quadratic factors are not looked for.
    let other = "x^4 + x^2 + 1 (one form of it)";
    shown("x^5/5 + x^3/3 + x", "factored", other);
}

#[test]
fn each_level_of_feedback_tells_more() {
    says(&["w^2", "w^2", "--feedback", "verdict"], 1, "✗ wrong\n");
    says(
        &["w^2", "w^2", "--feedback", "point"],
        1,
        "✗ wrong: at w = 1 the answer gives 1, the slope is 2\n",
    );
    let slip = check(&["w^2", "w^2", "--feedback", "slip"])
        .assert()
        .code(1);
    slip.stdout(
        predicate::str::contains("likely slip").and(predicate::str::contains("hint").not()),
    );
}

#[test]
fn parts_earn_points_where_there_are_several() {
    says(
        &["w^2 + 3*w", "2*w", "--points", "2"],
        1,
        "½ part credit: 1 of 2 points
  right: the part from w^2
  missing: the part from 3*w
",
    );
    says(
        &["w^2 + 3*w", "2*w - 3", "--points", "2"],
        1,
        "½ part credit: 1 of 2 points
  right: the part from w^2
  not right: the part from 3*w
  likely slip: a sign is wrong
  hint: the size is right; go through the signs again
",
    );
    mentions(&["w^2 + 3*w", "2*w"], 1, "✗ wrong");
    mentions(
        &["w^2 + 3*w", "2*w + 4", "--points", "4"],
        1,
        "2 of 4 points",
    );
    mentions(&["w^2 + 3*w", "2*w + 1 + 2", "--points", "2"], 0, "✓ right");
    mentions(
        &["x^2*y", "4, 2", "--at", "x=1,y=2", "--points", "2"],
        1,
        "1 of 2 points",
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    check(&["w^2", "2*(w"])
        .assert()
        .code(3)
        .stdout("? unread: 0 of 1 point, needs a look\n")
        .stderr(predicate::str::starts_with(
            "error: this bracket is never closed\n",
        ));
    mentions(&["w^2", " "], 1, "– blank");
    let two = json(&["1/(2w)", "-1/2w^2"], 3);
    assert_eq!(two["verdict"], "unread");
    assert_eq!(two["read_as"][0], "-1/(2*w^2)");
    // Both readings are wrong: there is nothing to ask.
    mentions(&["w^5", "-1/2w^2"], 1, "✗ wrong");
}

#[test]
fn a_left_side_that_names_another_variable_is_remarked_on() {
    says(
        &["x^2*y", "∂J/∂x = x^2", "--wrt", "y"],
        0,
        "✓ right: x^2\n  the left side names x, where y is asked for\n",
    );
    says(&["x^2*y", "∂J/∂y = x^2", "--wrt", "y"], 0, "✓ right: x^2\n");
    mentions(
        &["x^2*y", "J_x = 2xy", "--wrt", "y"],
        1,
        "likely slip: this is the derivative by another",
    );
}

#[test]
fn every_side_of_an_equation_counts() {
    mentions(&["w^2", "2*w^1 = 2w"], 0, "✓ right: 2*w");
    mentions(&["w^2", "f'(w) = w + w = 2w"], 0, "✓ right");
    mentions(&["w^2", "3w = w + w + w"], 1, "✗ wrong");
    says(
        &["w^2", "w^2 = 2w"],
        3,
        "? unread: the sides of the equation differ, and the verdict depends on which is meant
  read as w^2
  read as 2*w
  hint: write the answer alone, with brackets that leave one reading
",
    );
    mentions(&["cos(w)", "-sin(1) ≈ -0.84", "--at", "1"], 0, "✓ right");
    mentions(&["cos(w)", "-sin(1) = -0.84", "--at", "1"], 3, "the sides");
    // The form is that of the last side.
    mentions(&["3w^2", "3*2w = 6w", "--form", "simplified"], 0, "✓ right");
    says(
        &["3w^2", "6w = 3*2w", "--form", "simplified"],
        1,
        "✗ wrong: equal, but not simplified: numbers can be multiplied or cancelled
  read as 3*2*w
",
    );
}

#[test]
fn two_honest_readings_are_both_judged() {
    mentions(&["x^3/3", "x2"], 3, "two readings");
    mentions(&["x^3/3", "x2"], 3, "read as x^2");
    mentions(&["x^3", "x2"], 1, "✗ wrong");
    mentions(&["2*sqrt(x)", "x^-1/2"], 3, "read as x^(-1/2)");
    mentions(&["w^2", "1 1/2", "--at", "0.75"], 3, "read as 1 + 1/2");
    mentions(&["sin(x)*e^x", "sin x e^x + cos x e^x"], 0, "✓ right");
}

#[test]
fn a_gradient_is_judged_part_by_part() {
    for answer in [
        "(2xy, x^2)",
        "[2xy, x^2]",
        "2xy; x^2",
        "⟨2xy, x²⟩",
        "x: 2xy, y: x^2",
        "y = x^2, x = 2xy",
        "∂J/∂x = 2xy, ∂J/∂y = x^2",
        "∇J = (2xy, x^2)",
        "J_x = 2xy and J_y = x^2",
        "fy = x^2, fx = 2xy",
        r"$$\nabla f = \begin{bmatrix}2xy\\x^2\end{bmatrix}$$",
        "D_x J = 2xy\nD_y J = x^2",
        "np.array([2*x*y, x**2])",
        r"\begin{pmatrix} 2xy \\ x^2 \end{pmatrix}",
        r"\nabla J = \left(2xy,\, x^2\right)",
        r"\frac{\partial J}{\partial x} = 2xy, \frac{\partial J}{\partial y} = x^2",
    ] {
        mentions(&["x^2*y", answer], 0, "✓ right");
    }
    says(
        &["x^2*y", "(2xy, x*x)"],
        0,
        "✓ right: 2*x*y, x*x is the gradient\n",
    );
    says(
        &["x^2*y", "(2xy, 2x)"],
        1,
        "✗ wrong: ∂J/∂y is not right
  read as 2*x*y, 2*x
  ∂J/∂y: at x = 1 the answer gives 2, the slope is 1
  likely slip: this was differentiated by another variable too
  hint: only one variable is nudged; a factor without it stays as it is
",
    );
    says(
        &["x^2*y", "(2xy, 2x)", "--points", "2"],
        1,
        "½ part credit: 1 of 2 points
  right: ∂J/∂x
  read as 2*x*y, 2*x
  ∂J/∂y: at x = 1 the answer gives 2, the slope is 1
  likely slip: this was differentiated by another variable too
  hint: only one variable is nudged; a factor without it stays as it is
",
    );
    mentions(
        &["x^2*y", "(2xy, x^2, 1)"],
        1,
        "2 formulas are asked for, 3 are given",
    );
    mentions(&["x^2*y", "(x^2, 2xy)"], 1, "∂J/∂x and ∂J/∂y are not right");
    mentions(&["x^2*y", "∂J/∂y = x^2"], 0, "✓ right");
    mentions(&["x^2*y", "x: 2xy, z: x^2"], 3, "? unread");
    mentions(&["x^2*y", "a = 2xy, b = x^2"], 0, "✓ right");
    mentions(&["x^2*y", "(2xy, x^2"], 3, "? unread");
    mentions(&["x^2*y", "(2xy, six)"], 3, "? unread");
    mentions(&["x^2*y", ""], 1, "– blank");
    mentions(
        &["x^2*y", "(2, 1)", "--at", "x=1,y=2"],
        1,
        "∂J/∂x: the slope is not 2",
    );
    let told = json(&["x^2*y", "(2xy, 2x)"], 1);
    assert_eq!(told["part"], "∂J/∂y");
    assert_eq!(told["got"], 2);
}

#[test]
fn numbers_are_exact_unless_they_have_no_end() {
    mentions(&["w^2", "6", "--at", "3"], 0, "✓ right");
    mentions(&["w^2", "12/2", "--at", "3"], 0, "✓ right");
    mentions(&["w^2", "6.0000001", "--at", "3"], 1, "✗ wrong");
    mentions(&["sin(w)", "cos(1)", "--at", "1"], 0, "✓ right");
    // A number that is not right is shown with the digits that it differs in.
    for (function, answer, said) in [
        (
            "sin(w)",
            "0.54030230588",
            "the slope is not 0.54030230588\n",
        ),
        (
            "sin(w)",
            "0.5403023058681398",
            "the slope is not 0.5403023058681398\n",
        ),
        (
            "0.3*w",
            "0.30000000000000004",
            "the slope is not 0.30000000000000004\n",
        ),
        (
            "sin(w)",
            "cos(1)+10^-30",
            "the slope is not 0.5403023058681397174009366074439766037323\n",
        ),
        ("sin(w)", "0.54031", "the slope is not 0.54031\n"),
    ] {
        mentions(&[function, answer, "--at", "1"], 1, said);
    }
    mentions(&["sin(w)", "0.5403", "--at", "1"], 0, "near enough");
    mentions(&["sin(w)", "0.54", "--at", "1"], 1, "rounded too early");
    mentions(&["sin(w)", "0.5404", "--at", "1"], 1, "✗ wrong");
    mentions(&["x^2*y", "(4, 1)", "--at", "x=1,y=2"], 0, "✓ right");
    mentions(&["x^2*y", "y = 1, x = 4", "--at", "x=1,y=2"], 0, "✓ right");
    mentions(&["w^2", "9", "--at", "3"], 1, "height of J, not the slope");
}

#[test]
fn what_was_understood_is_shown_where_it_is_not_what_was_typed() {
    mentions(&["w^3", "dJ/dw = 3w"], 1, "  read as 3*w\n");
    let plain = check(&["w^3", "3 * w"]).assert().code(1);
    plain.stdout(predicate::str::contains("read as").not());
    mentions(
        &["sin(w)^2", r"2\sin w \cos w"],
        0,
        "✓ right: 2*sin(w)*cos(w)",
    );
}

#[test]
fn plain_output_has_words_alone() {
    says(&["w^2", "2w", "--ascii"], 0, "right: 2*w\n");
    says(&["w^2", "", "--plain"], 1, "blank\n");
    let wrong = check(&["w^2", "3w", "--plain"]).assert().code(1);
    wrong.stdout(predicate::str::starts_with("wrong: at w = 1"));
}

/// The keys of every object, in their order.
pub(crate) const KEYS: [&str; 18] = [
    "command",
    "schema",
    "verdict",
    "evidence",
    "proof",
    "at",
    "at_exact",
    "expected",
    "expected_exact",
    "got",
    "got_exact",
    "read_as",
    "slip",
    "hint",
    "part",
    "remark",
    "key",
    "error",
];

#[test]
fn json_has_always_the_same_keys() {
    for (answer, status) in [("w+w", 0), ("w^2", 1), ("2*(w", 3), ("", 1)] {
        let object = json(&["w^2", answer], status);
        let keys: Vec<&String> = object.as_object().expect("an object").keys().collect();
        assert_eq!(keys, KEYS, "{answer}");
    }
    let wrong = json(&["sin(w)^2", "2*sin(w)"], 1);
    assert_eq!(wrong["verdict"], "wrong");
    assert_eq!(wrong["evidence"], "refuted");
    assert_eq!(wrong["at"]["w"], 1);
    assert_eq!(wrong["at_exact"]["w"], "1");
    assert_eq!(wrong["slip"], "inner-derivative-missing");
}

#[test]
fn json_says_why_a_right_formula_is_not_accepted() {
    let form = [
        "x^2*exp(3*x)",
        "2x*exp(3*x)+3*x^2*exp(3*x)",
        "--form",
        "factored",
    ];
    let remark = "equal, but not factored: the terms of 2*x*exp(3*x) + 3*x^2*exp(3*x) have the factor x in common";
    assert_eq!(json(&form, 1)["remark"], remark);
    let bare = [&form[..], &["--feedback", "verdict"]].concat();
    assert!(json(&bare, 1)["remark"].is_null());
    let domain = json(&["ln(w)", "1/abs(w)"], 0)["remark"].to_string();
    assert_eq!(domain, "null", "the function has no value at the others");
    let domain = json(&["--equal", "w", "w^2/w"], 0)["remark"].to_string();
    assert!(domain.contains("at w = 0 only the key has one"), "{domain}");
    let many = ["x^2*y", "(2xy + 0, x*x)", "--form", "simplified"];
    assert_eq!(
        json(&many, 1)["remark"],
        "equal, but not simplified: a 0 or 1 can go"
    );
}

#[test]
fn two_formulas_are_judged_as_they_stand() {
    mentions(&["--equal", "sin(x)^2 + cos(x)^2", "1"], 0, "✓ right");
    mentions(&["--equal", "1", "sin(x)^2 + cos(x)^2"], 0, "✓ right");
    mentions(&["--equal", "x^2", "x^2 + 1e-11"], 1, "the formula is");
    mentions(
        &["--equal", "w/w", "1"],
        0,
        "at w = 0 only the answer has one",
    );
}

#[test]
fn a_question_without_a_key_is_refused() {
    check(&["1/w", "1", "--at", "0"])
        .assert()
        .code(3)
        .stdout("");
    check(&["x*y", "y"]).assert().code(2).stdout("");
    check(&["w^^2", "2w"]).assert().code(2).stdout("");
}

#[test]
fn hidden_characters_do_not_reach_the_terminal() {
    let assert = check(&["w^2", "2*w\u{1b}[31m\u{202e}"]).assert().code(3);
    let output = assert.get_output();
    for stream in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(stream);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
}

#[test]
fn values_that_differ_far_behind_are_told_by_their_difference() {
    says(
        &["exp(x)", "exp(x)*(1+1/10^40)"],
        1,
        "✗ wrong: at x = 1 the answer gives 2.718281828... + 2.72e-40, the slope is 2.718281828...\n",
    );
}
