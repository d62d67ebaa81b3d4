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
fn a_gradient_says_in_which_order_it_is_asked_for() {
    for (stated, own, expected) in [
        ("", "", "gradient of x^2*y"),
        (r#"variables = ["x", "y"]"#, "", "gradient of x^2*y"),
        (
            r#"variables = ["y", "x"]"#,
            "",
            "gradient of x^2*y, in the order y, x",
        ),
        (
            r#"variables = ["x", "y"]"#,
            r#"variables = ["y", "x"]"#,
            "gradient by y, x of x^2*y",
        ),
    ] {
        let text = format!(
            "{stated}\n[[question]]\nname = \"q\"\nkind = \"gradient\"\nfunction = \"x^2*y\"\n{own}\n"
        );
        let quiz = quiz::read("quiz.toml", text.as_bytes()).expect("a quiz");
        assert_eq!(quiz.questions[0].asked(), expected);
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

#[test]
fn that_there_is_no_slope_is_a_right_answer() {
    let existence = |function: &str, at: &str, rest: &str| {
        format!("kind = \"existence\"\nfunction = \"{function}\"\nat = \"{at}\"\n{rest}")
    };
    // A word that is true of the point, and one that is not.
    for (function, at, shown_as, fits, fails) in [
        ("abs(w)", "0", "a corner", "kink", "cusp"),
        (
            "cbrt(w)",
            "0",
            "a vertical tangent",
            "infinite slope",
            "corner",
        ),
        ("cbrt(w^2)", "0", "a cusp", "vertical tangent", "corner"),
        ("floor(w)", "2", "a jump", "discontinuous", "hole"),
        ("1/w", "0", "a pole", "vertical asymptote", "jump"),
        ("1/w", "0", "a pole", "outside the domain", "hole"),
        ("sin(w)/w", "0", "a hole", "removable discontinuity", "pole"),
        (
            "sqrt(w)",
            "0",
            "the end of the domain",
            "vertical tangent",
            "jump",
        ),
        ("ln(w)", "-1", "outside the domain", "no value", "pole"),
    ] {
        let lines = existence(function, at, "");
        assert_eq!(shown(&lines), format!("no slope: {shown_as}"), "{lines}");
        let said = |reason: &str| format!("does not exist, {reason}");
        let (fits, fails) = (said(fits), said(fails));
        check(
            &lines,
            &[
                ("DNE", Right),
                (&fits, Right),
                (&fails, Right),
                ("0", Wrong),
                ("exists", Wrong),
            ],
        );
        let verdict = key(&lines).judge(&fits);
        assert_eq!(verdict.remark, None, "{lines}");
        let remark = key(&lines).judge(&fails).remark.unwrap_or_default();
        assert!(remark.contains(shown_as), "{lines}: {remark}");
        // Of itself the key is a right answer.
        let itself = shown(&lines);
        let lines = existence(function, at, "reason = true");
        check(
            &lines,
            &[
                (&itself, Right),
                (&fits, Right),
                (&fails, Wrong),
                ("DNE", Wrong),
                ("0", Wrong),
            ],
        );
        let lines = existence(function, at, "reason = true\npoints = 2");
        check(
            &lines,
            &[
                (&fits, Right),
                (&fails, Partly),
                ("DNE", Partly),
                ("0", Wrong),
            ],
        );
    }
}

#[test]
fn where_there_is_a_slope_it_is_the_answer() {
    let lines = "kind = \"existence\"\nfunction = \"w^2\"\nat = 3";
    check(
        lines,
        &[
            ("6", Right),
            ("there is a slope, 6", Right),
            ("the slope is 2*3", Right),
            ("J'(3) = 6", Right),
            ("w = 3: 6", Right),
            ("w = 3: slope: 6", Right),
            ("at w=3: 7", Wrong),
            ("w = 18:3", Right),
            ("there is a slope", Wrong),
            ("does not exist", Wrong),
            ("a corner", Wrong),
            ("9", Wrong),
            ("2w", Wrong),
            ("exists and does not exist", Unread),
            ("6 because it is smooth", Unread),
            ("it climbs", Unread),
        ],
    );
    // Its slips are those of a slope.
    let slip = key(lines).judge("9").slip.map(|slip| slip.name);
    assert_eq!(slip.as_deref(), Some("value-not-slope"));
    assert_eq!(shown(lines), "6");
    let lines = "kind = \"existence\"\nfunction = \"sin(w)\"\nat = 1\ndigits = 3";
    check(
        lines,
        &[
            ("0.540", Right),
            ("exists: 0.54030", Right),
            ("0.55", Wrong),
        ],
    );
    let lines = "kind = \"existence\"\nfunction = \"x*abs(y)\"\nwrt = \"y\"\nat = {x = 2, y = 0}";
    check(lines, &[("undefined", Right), ("2", Wrong)]);
    // In German, with a decimal comma.
    let lines = "locale = \"de\"---kind = \"existence\"\nfunction = \"w^2\"\nat = 0.25";
    check(
        lines,
        &[
            ("0,5", Right),
            ("die Steigung ist 0,5", Right),
            ("existiert nicht", Wrong),
        ],
    );
}

#[test]
fn an_answer_that_denies_or_tells_more_is_for_a_person() {
    let lines = "kind = \"existence\"\nfunction = \"abs(w)\"\nat = 0";
    let unread = [
        "no corner",
        "it is not a corner",
        "does not exist but 6",
        "DNE, -1 from the left and 1 from the right",
        "w^^2",
    ];
    check(lines, &unread.map(|answer| (answer, Unread)));
    let fault = fault("kind = \"existence\"\nfunction = \"x*y\"\nat = {x = 1, y = 0}");
    assert!(fault.contains("several variables: x, y"), "{fault}");
}

#[test]
fn phrases_are_read_by_what_they_say() {
    let key = key("kind = \"existence\"\nfunction = \"abs(w)\"\nat = 0");
    for (answer, read_as) in [
        ("DNE", "no slope"),
        ("d.n.e.", "no slope"),
        ("Does not exist.", "no slope"),
        ("it doesn’t exist", "no slope"),
        ("f'(0) does not exist", "no slope"),
        ("J'(0) = DNE", "no slope"),
        ("the slope does not exist at w = 0", "no slope"),
        ("∄", "no slope"),
        ("no", "no slope"),
        ("the limit does not exist", "no slope"),
        ("corner, a corner at w = 0", "no slope: a corner"),
        ("∞", "no slope: a vertical tangent"),
        ("no, it has a corner", "no slope: a corner"),
        ("undefined (corner)", "no slope: a corner"),
        (
            "DNE: corner at 0, vertical tangent",
            "no slope: a corner, a vertical tangent",
        ),
        (
            "not differentiable because there is a cusp at w = -1/2",
            "no slope: a cusp",
        ),
        ("Existiert nicht, Knick bei 0", "no slope: a corner"),
        (
            "nicht differenzierbar, weil die Funktion dort einen Knick hat",
            "no slope: a corner",
        ),
        ("6", "6"),
        ("the slope is 6", "6"),
        ("there is a slope, 6", "6"),
        ("It exists: 2*3", "2*3"),
        ("slope = 6", "6"),
        ("J'(3) = 6", "6"),
        ("differentiable, sin(1)", "sin(1)"),
        ("pi", "pi"),
        ("yes, -1", "-1"),
        ("Yes", "there is a slope"),
    ] {
        assert_eq!(key.judge(answer).read_as, [read_as], "{answer}");
    }
}

#[test]
fn long_descents_are_enclosed() {
    // By hand in 2,000 digits (mpmath). The exact fraction after 90 steps has 8 million digits.
    let step = |function: &str, from: &str, rate: &str, steps: u32, rest: &str| {
        format!(
            "kind = \"step\"\nfunction = \"{function}\"\nfrom = {from}\nrate = {rate}\n\
             steps = {steps}\n{rest}"
        )
    };
    for (function, from, rate, steps, expected) in [
        ("x^4-x^2+0.3*x", "0.3", "0.6", 90, "0.614829158475268911"),
        ("x^4-x^2+0.3*x", "0.3", "0.6", 93, "0.614829158475268911"),
        ("cos(x)", "1", "5", 800, "-67.9787529779445477"),
        ("4x^3/3-3x^2/2", "0.3", "1", 1000, "0.335274828890548276"),
        ("cos(x)", "1", "\"sqrt(2)/10\"", 200, "3.14159265358955835"),
    ] {
        let lines = step(function, from, rate, steps, "digits = 18");
        let off = expected.replacen(|c: char| c.is_ascii_digit() && c != '0', "8", 1);
        let key = key(&lines);
        assert_eq!(key.shown(18), format!("≈ {expected}"));
        assert_eq!(key.judge(expected).outcome, Right, "{lines}");
        assert_eq!(key.judge(&off).outcome, Wrong, "{lines}");
    }
    // What people can write stays as it is, and no fraction is told for another.
    let few = step("cos(x)", "1", "5", 2, "exact = true");
    check(&few, &[("1 + 5sin(1) + 5sin(1+5sin(1))", Right)]);
    let near = step("(x-1/2)^2", "3", "0.1", 1000, "");
    assert_eq!(shown(&near), "≈ 0.5");
    // Nobody can give the exact number.
    let exact = step("x^4-x^2+0.3*x", "0.3", "0.6", 90, "exact = true");
    assert!(fault(&exact).contains("after 90 steps the exact number is too long"));
    let kink = step("abs(x)*cos(x) + x^4", "0.3", "0.1", 1, "");
    assert!(shown(&kink).starts_with('≈'));
}

#[test]
fn a_choice_names_exactly_the_right_ones() {
    let one = "kind = \"choice\"\nchoices = [\"up\", \"down\", \"level\"]\nright = \"A\"";
    let two = "kind = \"choice\"\nchoices = [\"up\", \"down\", \"level\"]\nright = [\"A\", \"C\"]";
    check(one, &[("a", Right), ("A, a", Right), ("up", Right)]);
    check(
        two,
        &[("c, a", Right), ("A, C, A", Right), ("A and C", Right)],
    );
    for (lines, answer, remark) in [
        // A single wrong one needs no count.
        (one, "B", None),
        (one, "A, B", Some("1 is not right")),
        (one, "A, B, C", Some("2 are not right")),
        (
            one,
            "B, C",
            Some("1 of the right ones is missing, 2 are not right"),
        ),
        (two, "A", Some("1 of the right ones is missing")),
        (
            two,
            "B",
            Some("2 of the right ones are missing, 1 is not right"),
        ),
        (two, "A, B, C", Some("1 is not right")),
    ] {
        let verdict = key(lines).judge(answer);
        assert_eq!(verdict.outcome, Wrong, "{answer}");
        assert_eq!(verdict.remark.as_deref(), remark, "{answer} to {lines}");
    }
}

#[test]
fn parts_with_credit_of_their_own_are_added_up_for_a_single_point() {
    let lines = "kind = \"gradient\"\nfunction = \"x^2*y\"\nvariables = [\"x\", \"y\"]\n\
                 credit = {sign-lost = 0.5}";
    let key = key(lines);
    for (answer, outcome, share) in [
        ("(2xy, x^2)", Right, "1"),
        ("(2xy, -x^2)", Partly, "3/4"),
        ("(-2xy, -x^2)", Partly, "1/2"),
        // Without credit of its own a part that is wrong makes the single point wrong.
        ("(-2xy, 7)", Wrong, "0"),
        ("(2xy, 7)", Wrong, "0"),
    ] {
        let verdict = key.judge(answer);
        let told = (verdict.outcome, verdict.share.to_string());
        assert_eq!(told, (outcome, share.to_owned()), "{answer}");
    }
}
