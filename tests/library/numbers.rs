//! How near a number has to be, and how many digits it has to show, is what the question says.

use deriv::quiz;

use deriv::verdict::{Outcome, Verdict};

/// The verdict on an answer to a question whose answer and rules are these lines of a quiz.
#[track_caller]
fn judged(answer: &str, rules: &str, typed: &str) -> Verdict {
    let text = format!(
        "{}[[question]]\nname = \"q\"\nkind = \"number\"\nanswer = \"{answer}\"\n{rules}\n",
        if typed.contains(',') {
            "locale = \"de\"\n"
        } else {
            ""
        }
    );
    let quiz = quiz::read("quiz.toml", text.as_bytes()).unwrap_or_else(|all| panic!("{}", all[0]));
    let key = quiz::key(&quiz, &quiz.questions[0]).unwrap_or_else(|fault| panic!("{fault}"));
    key.judge(typed)
}

#[track_caller]
fn check(answer: &str, rules: &str, right: &[&str], wrong: &[&str]) {
    let mut faults = Vec::new();
    for (typed, fits) in right
        .iter()
        .map(|t| (t, true))
        .chain(wrong.iter().map(|t| (t, false)))
    {
        let verdict = judged(answer, rules, typed);
        let expected = if fits { Outcome::Right } else { Outcome::Wrong };
        if verdict.outcome != expected {
            faults.push(format!("{typed}: {verdict:?}"));
        }
    }
    assert!(faults.is_empty(), "{answer} {rules}\n{}", faults.join("\n"));
}

#[test]
fn significant_digits() {
    check(
        "pi",
        "digits = 3",
        &["3.14", "3.142", "3.1416", "pi", "3.141"],
        &["3.1", "3.15", "3"],
    );
    check(
        "pi",
        "digits = 3\nrule = \"strict\"",
        &[
            "3.14",
            "+3.14",
            "3.14 m",
            "3.14e0",
            "0.314*10^1",
            "3,14",
            "pi = 3.14",
            "314/100 = 3.14",
        ],
        &["3.142", "3.1", "3.140", "pi", "3.15", "22/7", "3.13"],
    );
    check(
        "pi",
        "digits = 3\nrule = \"more\"",
        &["3.14", "3.142", "3.14159", "pi", "3.140"],
        &["3.1", "3", "3.15", "3.1e0"],
    );
    check(
        "1234",
        "digits = 2\nrule = \"strict\"",
        &["1200", "1.2e3", "1.2*10^3", "1.2×10³"],
        &["1234", "1230", "1200.0", "1.20e3", "1000", "1300"],
    );
    check(
        "1/2000",
        "digits = 2\nrule = \"strict\"",
        &["0.00050", "5.0e-4", "5.0·10^{-4}", "0.050%"],
        &["0.0005", "5e-4", "1/2000", "0.000500"],
    );
    check(
        "9.996",
        "digits = 3\nrule = \"strict\"",
        &["10.0"],
        &["10", "9.996", "10.00"],
    );
    check(
        "100",
        "digits = 3\nrule = \"strict\"",
        &["100", "1.00e2"],
        &["100.0", "1.0e2"],
    );
    check(
        "0",
        "digits = 3\nrule = \"strict\"",
        &["0", "0.00"],
        &["0.1"],
    );
    check(
        "-pi",
        "digits = 3\nrule = \"strict\"",
        &["-3.14", "−3.14"],
        &["3.14", "-3.142"],
    );
}

#[test]
fn decimals() {
    check(
        "2/3",
        "decimals = 2",
        &["0.67", "0.667", "2/3", "0.666"],
        &["0.66", "0.7"],
    );
    check(
        "2/3",
        "decimals = 2\nrule = \"strict\"",
        &[
            "0.67",
            ".67",
            "0,67",
            "2/3 = 0.67",
            "2/3 ≈ 0.67",
            "≈ 0.67",
            "6.7e-1",
        ],
        &["0.667", "0.7", "2/3", "0.66", "0.670"],
    );
    check(
        "2/3",
        "decimals = 2\nrule = \"more\"",
        &["0.67", "0.667", "0.6667", "2/3"],
        &["0.7", "1", "0.66"],
    );
    check(
        "1/2",
        "decimals = 2\nrule = \"strict\"",
        &["0.50", "0,50"],
        &["0.5", ".5", "1/2", "0.500"],
    );
    check(
        "6",
        "decimals = 2\nrule = \"strict\"",
        &["6.00"],
        &["6", "6.0", "6.000"],
    );
    check(
        "6.4",
        "decimals = 0\nrule = \"strict\"",
        &["6"],
        &["6.0", "6.4", "7"],
    );
}

#[test]
fn halves_are_rounded_either_way() {
    check(
        "0.125",
        "decimals = 2\nrule = \"strict\"",
        &["0.12", "0.13"],
        &["0.11", "0.14", "0.125"],
    );
    check(
        "2.5",
        "digits = 1\nrule = \"strict\"",
        &["2", "3"],
        &["2.5", "4"],
    );
    check(
        "0.125",
        "decimals = 2",
        &["0.12", "0.13", "0.125"],
        &["0.11"],
    );
}

#[test]
fn distances_and_exactness() {
    check(
        "1000",
        "rel = 0.01",
        &["1000", "1010", "990"],
        &["1011", "989"],
    );
    check(
        "1/3",
        "abs = 0.01",
        &["0.33", "0.34", "1/3"],
        &["0.3", "0.35"],
    );
    check(
        "1/3",
        "exact = true",
        &["1/3", "2/6", "1/3 = 2/6"],
        &["0.333", "0.3333333333"],
    );
    check(
        "sqrt(2)/2",
        "exact = true",
        &["sqrt(2)/2", "1/√2", "2^(-1/2)"],
        &["0.7071"],
    );
    check(
        "1/2",
        "exact = true",
        &["1/2", "0.5", "½", "50%", "5e-1"],
        &["0.50001"],
    );
    check("pi", "", &["3.1416", "3.14159", "pi"], &["3.14", "3.1415"]);
}

#[test]
fn a_right_value_with_the_wrong_digits_is_told_so() {
    let verdict = judged("pi", "digits = 3\nrule = \"strict\"", "3.1416");
    let remark = verdict.remark.expect("it says why");
    assert_eq!(
        remark,
        "the value is right, but 3 significant digits are asked for and it shows more"
    );
    assert!(verdict.slip.is_none());
    let verdict = judged("2.5", "digits = 3\nrule = \"strict\"", "2.5");
    assert_eq!(
        verdict.remark.as_deref(),
        Some("the value is right, but 3 significant digits are asked for and it shows fewer")
    );
}

#[test]
fn a_formula_before_the_digits_is_no_number() {
    for typed in ["2x≈6", "x^2 = 2x ≈ 6", "2(x+1)≈6"] {
        let verdict = judged("6", "", typed);
        assert_ne!(verdict.outcome, Outcome::Right, "{typed}: {verdict:?}");
    }
}
