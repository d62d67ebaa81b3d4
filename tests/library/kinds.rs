//! Kinds of question that say more than a number or a formula: what is right, and in which order.

use deriv::quiz;
use deriv::verdict::{Outcome, Verdict};

/// The key of a question with these lines, as it is shown.
#[track_caller]
fn shown(lines: &str) -> String {
    key(lines).shown(10)
}

#[track_caller]
fn key(lines: &str) -> deriv::verdict::key::Key {
    let (top, own) = lines.split_once("---").unwrap_or(("", lines));
    let text = format!("{top}\n[[question]]\nname = \"q\"\n{own}\n");
    let quiz = quiz::read("quiz.toml", text.as_bytes()).unwrap_or_else(|all| panic!("{}", all[0]));
    quiz::key(&quiz, &quiz.questions[0]).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Why there is no key.
#[track_caller]
fn fault(lines: &str) -> String {
    let (top, own) = lines.split_once("---").unwrap_or(("", lines));
    let text = format!("{top}\n[[question]]\nname = \"q\"\n{own}\n");
    let key = quiz::read("quiz.toml", text.as_bytes()).map_err(|all| all[0].to_string());
    let key = key
        .and_then(|quiz| quiz::key(&quiz, &quiz.questions[0]).map_err(|fault| fault.to_string()));
    key.map(|key| key.shown(10)).expect_err("no key")
}

/// Judges answers, each with the outcome that is expected.
#[track_caller]
fn check(lines: &str, answers: &[(&str, Outcome)]) {
    let key = key(lines);
    let mut faults = Vec::new();
    for (answer, expected) in answers {
        let verdict: Verdict = key.judge(answer);
        if verdict.outcome != *expected {
            faults.push(format!("{answer}: {verdict:?}"));
        }
    }
    assert!(faults.is_empty(), "{lines}\n{}", faults.join("\n"));
}

use Outcome::{Partly, Right, Unread, Wrong};

#[test]
fn a_gradient_has_the_order_of_its_variables() {
    let gradient = "kind = \"gradient\"\nfunction = \"x^2*y + z\"";
    for (stated, own, expected) in [
        ("", "", "∂J/∂x = 2*x*y, ∂J/∂y = x^2, ∂J/∂z = 1"),
        (
            r#"variables = ["z", "y", "x"]---"#,
            "",
            "∂J/∂z = 1, ∂J/∂y = x^2, ∂J/∂x = 2*x*y",
        ),
        (
            r#"variables = ["z", "y", "x", "w"]---"#,
            "",
            "∂J/∂z = 1, ∂J/∂y = x^2, ∂J/∂x = 2*x*y",
        ),
        (
            r#"variables = ["z", "y", "x"]---"#,
            r#"variables = ["y", "z"]"#,
            "∂J/∂y = x^2, ∂J/∂z = 1",
        ),
        ("", r#"variables = ["y"]"#, "x^2"),
        ("", "at = {x = 3, y = 2, z = 0}", "x = 12, y = 9, z = 1"),
        (
            r#"variables = ["z", "y", "x"]---"#,
            "at = {x = 3, y = 2, z = 0}",
            "z = 1, y = 9, x = 12",
        ),
    ] {
        let lines = format!("{stated}{gradient}\n{own}");
        assert_eq!(shown(&lines), expected, "{lines}");
    }
}

#[test]
fn the_parts_of_a_gradient_are_judged_one_by_one() {
    let lines = "kind = \"gradient\"\nfunction = \"x^2*y\"\nvariables = [\"y\", \"x\"]\npoints = 2";
    check(
        lines,
        &[
            ("(x^2, 2xy)", Right),
            ("x^2 and 2*x*y", Right),
            ("∂J/∂x = 2xy, ∂J/∂y = x^2", Right),
            ("(2xy, x^2)", Wrong),
            ("(x^2, x^2)", Partly),
            ("dJ/dx = 2x, dJ/dy = x^2", Partly),
            ("x^2", Wrong),
            ("(x^2, 2x(y)", Unread),
        ],
    );
    let key = key(lines);
    let slip = |text: &str| key.judge(text).slip.map(|slip| slip.name);
    // What its slips start from is the derivative that the part stands for.
    assert_eq!(slip("(x^2, x^2*y)").as_deref(), Some("not-differentiated"));
}

#[test]
fn a_gradient_without_variables_or_slope_says_so() {
    for (lines, expected) in [
        (
            "kind = \"gradient\"\nfunction = \"3\"",
            "`3` has no variable",
        ),
        (
            "kind = \"gradient\"\nfunction = \"x*y\"\nvariables = [\"x\", \"q\"]",
            "the function has no variable `q`",
        ),
        (
            "kind = \"gradient\"\nfunction = \"x*y\"\nvariables = [\"x\", \"x\"]",
            "`x` stands there twice",
        ),
        (
            "kind = \"gradient\"\nfunction = \"x*abs(y)\"\nat = {x = 1, y = 0}",
            "`x*abs(y)` has a corner there, so no slope",
        ),
        (
            "kind = \"gradient\"\nfunction = \"x*y\"\nat = 3",
            "one value, but the function has several variables",
        ),
        (
            "kind = \"gradient\"\nfunction = \"ln(-1 - x^2) + y\"",
            "has no slope anywhere",
        ),
    ] {
        let fault = fault(lines);
        assert!(fault.contains(expected), "{lines}\n{fault}");
    }
}
