//! `slope` and `diff` as a shell sees them: stdout, stderr, status; and what hostile input does.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{self, ran};
use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::{contains, diff, is_empty, starts_with};

fn deriv(arguments: &[&str]) -> Assert {
    run::deriv(arguments).assert()
}

/// Prints exactly this, and nothing on stderr.
#[track_caller]
fn prints(arguments: &[&str], stdout: &str) {
    deriv(arguments)
        .success()
        .stdout(diff(stdout.to_owned()))
        .stderr(is_empty());
}

/// Ends with this status; stdout stays empty and stderr says this.
#[track_caller]
fn refuses(arguments: &[&str], status: i32, stderr: &str) {
    deriv(arguments)
        .code(status)
        .stdout(is_empty())
        .stderr(diff(stderr.to_owned()));
}

#[test]
fn orders_from_one_to_another_are_printed_in_turn() {
    prints(
        &["diff", "x^3", "--order", "0..2"],
        "J = x^3\ndJ/dx = 3*x^2\nd^2J/dx^2 = 6*x\n",
    );
    prints(&["diff", "x^3", "--order", "1..3", "-q"], "3*x^2\n6*x\n6\n");
    prints(&["diff", "x^3", "--order", "2..2"], "6*x\n");
    for wrong in ["3..1", "0..101", "..2", "1..x"] {
        let message = format!(
            "error: --order is `{wrong}`\nhelp: give two whole numbers from 0 to 100, the lower one \
             first\n"
        );
        refuses(&["diff", "x^3", "--order", wrong], 2, &message);
    }
    let slopes = ["slope", "x^3", "--order", "1..3", "--at", "2"];
    prints(&slopes, "dJ/dx = 12\nd^2J/dx^2 = 12\nd^3J/dx^3 = 6\n");
    prints(&[&slopes[..], &["-q"]].concat(), "12\n12\n6\n");
    let gradients = ["slope", "x*y^2", "--order", "1..2", "--at", "x=1,y=2"];
    prints(
        &gradients,
        "∂J/∂x = 4\n∂J/∂y = 4\n∂^2J/∂x^2 = 0\n∂^2J/∂y^2 = 2\n",
    );
    let output = deriv(&[
        "slope", "x*abs(x)", "--order", "1..2", "--at", "0", "--at=1",
    ])
    .code(3);
    let output = output.get_output();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "x = 0: dJ/dx = 0\nx = 0: d^2J/dx^2 = no slope\nx = 1: dJ/dx = 2\nx = 1: d^2J/dx^2 = 2\n"
    );
    refuses(
        &["slope", "x^3", "--at", "2", "--order", "0..2"],
        2,
        "error: --order is `0..2`\nhelp: give two whole numbers from 1 to 100, the lower one first\n",
    );
    refuses(
        &["slope", "x^3", "--at", "0:1:0.5", "--order", "1..2"],
        2,
        "error: a stream of points has slopes of one order\nhelp: give one: --order 2\n",
    );
}

#[test]
fn slopes_are_printed_alone() {
    prints(&["slope", "w^2", "--at", "3"], "6\n");
    prints(&["slope", "w^2", "--at", "2"], "4\n");
    prints(&["slope", "w^2", "--at", "-3"], "-6\n");
    prints(&["slope", "w^3", "--at", "2"], "12\n");
    prints(&["slope", "w", "--at", "17"], "1\n");
    prints(&["slope", "(2w+1)(w-1)", "--at", "0.1"], "-0.6\n");
    prints(&["slope", "-x^2", "--at", "2"], "-4\n");
    prints(
        &["slope", "w^2", "--at", "1", "--at", "pi/2"],
        "w = 1: 2\nw = pi/2: 3.14159265358979\n",
    );
    prints(
        &["slope", "w^2", "--at", "1", "--at", "pi/2", "-q"],
        "2\n3.14159265358979\n",
    );
    prints(
        &["slope", "x^2*y", "--at", "x=1,y=2"],
        "∂J/∂x = 4\n∂J/∂y = 1\n",
    );
    prints(&["slope", "x^2*y", "--at", "x=1,y=2", "--wrt", "y"], "1\n");
    prints(&["slope", "x^2*y", "--at", "x=1,y=2", "-q"], "x\t4\ny\t1\n");
    prints(&["slope", "xy", "--at", "x=1,y=2", "--wrt", "x"], "2\n");
    prints(&["slope", "w^5", "--at", "1", "--order", "3"], "60\n");
    prints(
        &["slope", "tanh(x)", "--at", "1000"],
        "1.03061434918446e-868\n",
    );
    prints(&["slope", "sin(x)^2+cos(x)^2", "--at", "1"], "0\n");
    prints(&["slope", "ln(x^2)/ln(x)", "--at", "3"], "0\n");
    prints(&["slope", "w*abs(w)", "--at", "0"], "0\n");
    prints(
        &["slope", "sqrt(x)", "--at", "4", "--side", "left"],
        "0.25\n",
    );
    prints(
        &[
            "slope", "x^2.5", "--at", "0", "--order", "2", "--side", "right",
        ],
        "0\n",
    );
    prints(&["slope", "sinc(x)", "--at", "0", "--order", "4"], "0.2\n");
    // Formulas of thousands of parts; mpmath's `taylor` at 60 digits has -4887407039831731195.197341742817
    // and -8094457.905939594480.
    for (function, order, value) in [
        ("exp(sin(x^2))", "20", "-4.88740703983173e18\n"),
        ("gamma(x)*sin(x)/(1+x^2)", "12", "-8094457.90593959\n"),
    ] {
        prints(&["slope", function, "--at", "0.7", "--order", order], value);
        prints(
            &["slope", function, "--at", "0.7:0.7:1", "--order", order],
            value,
        );
    }
    prints(
        &["slope", "1/3*x", "--at", "0", "--digits", "30"],
        "0.333333333333333333333333333333\n",
    );
}

#[test]
fn each_point_keeps_its_place() {
    let bare = ["slope", "1/w", "--at", "1", "--at", "0", "--at", "2", "-q"];
    deriv(&bare).code(3).stdout("-1\n\n-0.25\n");
    deriv(&bare[..8])
        .code(3)
        .stdout("w = 1: -1\nw = 0: no slope\nw = 2: -0.25\n");
    deriv(&["slope", "abs(x)*y", "--at", "x=0,y=1", "-q"])
        .code(3)
        .stdout("x\t\ny\t0\n");
}

/// The answers to what stands on stdin.
#[track_caller]
fn lines(arguments: &[&str], stdin: &str, status: i32, stdout: &str) -> String {
    let assert = run::deriv(arguments)
        .write_stdin(stdin)
        .assert()
        .code(status)
        .stdout(diff(stdout.to_owned()));
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

#[test]
fn stdin_has_one_expression_a_line() {
    let slope = ["slope", "-", "--at", "3"];
    assert_eq!(lines(&slope, "w^2\nw^3\n", 0, "6\n27\n"), "");
    assert_eq!(lines(&slope, "w^2", 0, "6\n"), "");
    assert_eq!(
        lines(&["diff", "-"], "w^2\r\nw^3\r\n", 0, "2*w\n3*w^2\n"),
        ""
    );
    let said = lines(&slope, "w^2\nw^^2\nabs(w-3)\nw^3\n", 2, "6\n\n\n27\n");
    assert!(
        said.contains("w^^2") && said.contains("has a corner"),
        "{said}"
    );
    // A single line is answered as if it had been typed.
    lines(&slope, "w^^2\n", 2, "");
    lines(&slope, "", 2, "");
    lines(
        &["check", "-", "2*w"],
        "w^2\nw^3\n",
        1,
        "✓ right: 2*w\n✗ wrong: at w = 1 the answer gives 2, the slope is 3\n",
    );
    lines(&["check", "-", "-"], "w^2\n", 2, "");
    let json = [&slope[..], &["--json"]].concat();
    let (text, ..) = ran(run::deriv(&json).write_stdin("w^2\n2*(w\nw^3\n"));
    let objects: Vec<&str> = text.lines().collect();
    assert_eq!(objects.len(), 3, "{text}");
    assert!(objects[1].contains("\"error\":{\"message\":\"this bracket is never closed\""));
    assert!(objects[2].contains("\"slope\":27,"));
}

#[test]
fn a_file_is_one_expression_over_several_lines() {
    let path = std::env::temp_dir().join(format!("deriv-lines-{}", std::process::id()));
    std::fs::write(&path, "w^2\n + w^3\n").unwrap();
    prints(
        &["slope", &format!("@{}", path.display()), "--at", "3"],
        "33\n",
    );
    std::fs::remove_file(&path).unwrap();
}

/// Just below a power of ten, which doubles round up to it; mpmath at 60 digits has
/// 0.99999999999999994859790890309, and the second is 10^-60 less 7*10^-76.
#[test]
fn a_number_just_below_a_power_of_ten_is_not_rounded_twice() {
    let slope = |function, at, digits| {
        let arguments = ["slope", function, "--at", at, "--digits", digits];
        let found = deriv(&arguments).success().get_output().stdout.clone();
        String::from_utf8(found).expect("digits")
    };
    let below = "x*(1e-60 - 7e-76 + exp(-1000))";
    for (function, at, digits, shown) in [
        ("ln(cosh(x))", "19.1", "15", "1.00000000000000"),
        ("ln(cosh(x))", "19.1", "16", "0.9999999999999999"),
        ("ln(cosh(x))", "19.1", "17", "0.99999999999999995"),
        (below, "1", "15", "9.99999999999999e-61"),
        (below, "1", "16", "9.999999999999993e-61"),
    ] {
        assert_eq!(slope(function, at, digits).trim_end(), shown, "{function}");
    }
}

#[test]
fn a_rounded_number_has_all_digits_that_were_asked_for() {
    let slope = |function, digits| {
        let arguments = ["slope", function, "--at", "3", "--digits", digits];
        deriv(&arguments).success().get_output().stdout.clone()
    };
    assert_eq!(slope("sin(x)", "4"), b"-0.9900\n");
    assert_eq!(slope("w^2/8", "9"), b"0.75\n");
    let json = deriv(&["slope", "sin(x)", "--at", "3", "--digits", "4", "--json"]).success();
    json.stdout(contains("\"slope\":-0.9900,\"slope_exact\":null"));
}

#[test]
fn views_exclude_each_other() {
    let slope = &["slope", "w^2", "--at", "3"][..];
    let diff = &["diff", "w^2"][..];
    for (command, one, other) in [
        (slope, "--json", "--quiet"),
        (slope, "--json", "--explain"),
        (slope, "--quiet", "--explain"),
        (diff, "--json", "--quiet"),
        (diff, "--json", "--steps"),
        (diff, "--quiet", "--steps"),
        (&["nudge", "w^2", "--at", "3"], "--tsv", "--json"),
        (&["nudge", "w^2", "--at", "3"], "--tsv", "--quiet"),
        (&["descend", "w^2", "--from", "3"], "--tsv", "--json"),
        (&["descend", "w^2", "--from", "3"], "--tsv", "--quiet"),
        (&["check", "w^2", "2w"], "--json", "--quiet"),
    ] {
        deriv(&[command, &[one, other]].concat())
            .code(2)
            .stderr(contains("exclude each other"));
    }
}

#[test]
fn a_misplaced_word_is_told_its_place() {
    for (arguments, help) in [
        (&["slope", "w^2", "3"][..], "a point goes with --at: --at 3"),
        (
            &["descend", "w^2", "3"],
            "the start goes with --from: --from 3",
        ),
        (
            &["descend", "w^2", "--at", "3"],
            "the start goes with --from",
        ),
        (&["diff", "w^2", "--at", "3"], "deriv slope FUNCTION --at 3"),
        (&["w^2", "--at", "3"], "deriv slope \"w^2\" --at 3"),
        (&["gradient", "w^2"], "deriv slope "),
        (
            &["slope", "w^2", "--at", "3", "--order", "-1"],
            "from 1 to 100",
        ),
    ] {
        deriv(arguments)
            .code(2)
            .stdout(is_empty())
            .stderr(contains(help));
    }
}

#[test]
fn numbers_in_a_sentence_are_told_apart() {
    deriv(&["slope", "w+1e12", "--at", "3", "--explain"])
        .success()
        .stdout(contains("J goes from 1000000000003 to 1000000000003.001"));
    // What it changes by is told of a number that no 40 digits tell apart.
    for (function, says) in [
        (
            "5+10^(-60)*x",
            "J stays near 5\n             1e-63 / 0.001 = 1e-60, the slope itself",
        ),
        (
            "5+0*x",
            "J stays 5\n             0 / 0.001 = 0, the slope itself",
        ),
    ] {
        deriv(&["slope", function, "--at", "1", "--explain"])
            .success()
            .stdout(contains(says));
    }
    deriv(&["nudge", "w^2+1e10", "--at", "3"])
        .success()
        .stdout(contains("is 10000000009 at w = 3"));
}

#[test]
fn formulas_read_back() {
    prints(&["diff", "w^3"], "3*w^2\n");
    prints(&["diff", "w^2"], "2*w\n");
    prints(&["diff", "sin x / x"], "(x*cos(x) - sin(x))/x^2\n");
    prints(&["diff", "x^2*y"], "∂J/∂x = 2*x*y\n∂J/∂y = x^2\n");
    prints(&["diff", "x^2*y", "--wrt", "x"], "2*x*y\n");
    prints(&["diff", "w^5", "--order", "2"], "20*w^3\n");
    prints(&["diff", "w^3", "--latex"], "3 \\, w^{2}\n");
    prints(
        &["diff", "w^3", "--json"],
        "{\"command\":\"diff\",\"schema\":1,\"expression\":\"w^3\",\"order\":1,\"derivative\":\"3*w^2\",\"conditions\":[]}\n",
    );
}

#[test]
fn the_story_has_the_answer_first() {
    let story = "\
slope = 6

why
  1  rule    power: the exponent comes down in front and drops by one
             w^2  →  2*w
  2  put in  w = 3
             2*3 = 6
  3  check   nudge w by 0.001: J goes from 9 to 9.006001
             0.006001 / 0.001 = 6.001, close to 6

meaning
  At w = 3 the curve climbs. Move w right by ε and J grows by about 6*ε.
  Move it left and J shrinks by about as much.
";
    deriv(&["slope", "w^2", "--at", "3", "--explain"])
        .success()
        .stdout(starts_with(story));
    prints(
        &["slope", "x^2*y", "--at", "x=1,y=2", "--explain"],
        "\
gradient = (4, 1)
  ∂J/∂x = 2*x*y = 4    hold y, nudge x by 0.001: J rises by about 0.004
  ∂J/∂y = x^2   = 1    hold x, nudge y by 0.001: J rises by about 0.001
  J(1, 2) = 2; J climbs fastest along (4, 1)
",
    );
    deriv(&["slope", "sin(x)", "--at", "1", "--explain"])
        .success()
        .stdout(contains("enclosed at 96 bits"));
}

/// What a nudge of 0.001 does in a line of the gradient is computed: J(point + nudge) - J(point) by hand.
#[test]
fn a_line_of_the_gradient_says_what_its_nudge_does() {
    for (function, at, said) in [
        (
            "1e9*x^2+y",
            "x=0,y=1",
            "x by 0.001: J rises by 1000, too far to show the slope",
        ),
        (
            "1/x+y",
            "x=-0.0005,y=1",
            "x by 0.001: J rises by 4000, too far",
        ),
        (
            "x^2+y",
            "x=1e-10,y=1",
            "x by 0.001: J rises by about 1e-6, too far",
        ),
        (
            "floor(x)+x*y",
            "x=0.9999,y=2",
            "x by 0.001: J rises by 1.002, too far",
        ),
        (
            "ln(-x)+y",
            "x=-0.0005,y=0",
            "x by 0.001: J has no value there",
        ),
        ("x*y*z", "x=0,y=0,z=0", "x by 0.001: J stays as it is"),
        ("x^2+y", "x=0,y=0", "x by 0.001: J hardly changes"),
        ("x^2*y", "x=1,y=2", "y by 0.001: J rises by about 0.001"),
    ] {
        let found = deriv(&["slope", function, "--at", at, "--explain"]).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        let text: Vec<&str> = text.split_whitespace().collect();
        assert!(text.join(" ").contains(said), "{function}: {text:?}");
    }
    prints(
        &[
            "slope",
            "x^2*y",
            "--at",
            "x=1,y=2",
            "--order",
            "2",
            "--explain",
        ],
        "derivatives of order 2 = (4, 0)
  ∂^2J/∂x^2 = 2*y = 4
  ∂^2J/∂y^2 = 0   = 0
  J(1, 2) = 2
",
    );
    let left = [
        "slope",
        "abs(x)+y",
        "--at",
        "x=0,y=2",
        "--side",
        "left",
        "--explain",
    ];
    deriv(&left)
        .success()
        .stdout(contains("nudge x by -0.001: J rises by about 0.001"));
}

#[test]
fn the_story_of_one_side_looks_to_that_side() {
    for (arguments, lines) in [
        (
            &["abs(x)", "--at", "0", "--side", "left"][..],
            &[
                "             sign(0) does not tell: from the left the slope is -1",
                "  3  check   nudge x by -0.001: J goes from 0 to 0.001",
                "             0.001 / -0.001 = -1, the slope itself",
                "  At x = 0, seen from the left, the curve falls. Move x left by ε and J grows by about 1*ε.",
            ][..],
        ),
        (
            &["abs(x)", "--at", "0", "--side", "right"],
            &[
                "             sign(0) does not tell: from the right the slope is 1",
                "  At x = 0, seen from the right, the curve climbs. Move x right by ε and J grows by about 1*ε.",
            ],
        ),
        (
            &["exp(x)", "--at", "1", "--digits", "3"],
            &["             exp(1) ≈ 2.72"],
        ),
        (
            &["exp(1000w)", "--at", "0"],
            &[
                "             1.718281828 / 0.001 = 1718.281828: the nudge is too large to come near 1000",
            ],
        ),
        (
            &["x^3", "--at", "0", "--order", "2"],
            &["  3  rule    power: the exponent comes down in front and drops by one"],
        ),
        (
            &["5!"],
            &["  J does not depend on w: it is the same everywhere."],
        ),
    ] {
        let all = [&["slope"], arguments, &["--explain", "--width", "100"]].concat();
        let found = deriv(&all).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        for line in lines {
            assert!(
                text.lines().any(|other| other == *line),
                "{all:?}: {line}\n{text}"
            );
        }
    }
}

#[test]
fn no_slope_says_why() {
    refuses(
        &["slope", "abs(w)", "--at", "0"],
        3,
        "\
no slope: J(w) = abs(w) has a corner at w = 0
  from the left    -1
  from the right    1
  the two sides disagree, so no single line fits the curve there
",
    );
    refuses(
        &["slope", "log(w)", "--at", "0"],
        3,
        "\
no slope: J(w) = log(w) has no value at w = 0
  log needs a number above 0
",
    );
    for (function, at, reason, sides) in [
        (
            "abs(w)",
            "0",
            "corner",
            r#""left":-1,"left_exact":"-1","left_limit":null,"right":1"#,
        ),
        ("cbrt(w)", "0", "vertical", r#""right_limit":"+infinity""#),
        (
            "sqrt(abs(w))",
            "0",
            "cusp",
            r#""left":null,"left_exact":null,"left_limit":"-infinity""#,
        ),
        ("floor(w)", "2", "jump", r#""right":0"#),
        ("1/w", "0", "pole", r#""right":null"#),
        ("sin(w)/w", "0", "hole", r#""limit":1,"limit_exact":"1""#),
        ("sqrt(w)", "0", "end", r#""left_limit":null,"right":null"#),
        ("w^1.5", "0", "end", r#""left_limit":null,"right":0"#),
        ("ln(w)", "-1", "domain", r#""left_limit":null,"right":null"#),
    ] {
        deriv(&["slope", function, "--at", at, "--json"])
            .code(3)
            .stdout(contains(r#""slope":null"#))
            .stdout(contains(format!("\"reason\":\"{reason}\"")))
            .stdout(contains(sides))
            .stderr(is_empty());
    }
}

/// Of several variables each says why it has no slope, and what is the same for all is said once.
#[test]
fn each_variable_says_why_it_has_no_slope() {
    for (function, at, said, count) in [
        (
            "abs(x)+cbrt(y)",
            "x=0,y=0",
            [
                "no ∂J/∂x: J(x, y) = abs(x) + cbrt(y) has a corner",
                "no ∂J/∂y: J(x, y) = abs(x) + cbrt(y) has a vertical tangent",
            ],
            2,
        ),
        (
            "abs(x-2*y)",
            "x=2,y=1",
            ["from the right    1\n", "from the right    2\n"],
            2,
        ),
        ("abs(x)+y^2", "x=0,y=1", ["no ∂J/∂x: ", "has a corner"], 1),
        ("ln(x)+y", "x=-1,y=0", ["no slope: ", "has no value"], 1),
    ] {
        let each = contains(said[0])
            .and(contains(said[1]))
            .and(contains("J(x, y) = ").count(count));
        deriv(&["slope", function, "--at", at]).code(3).stderr(each);
    }
}

/// Where J ends, the side on which it goes on has a story of its own.
#[test]
fn a_side_tells_the_derivative_that_it_lacks() {
    let upright = "the curve stands upright there: the ratio grows past every number";
    let infinite = "  from the right   +infinity\n";
    for (function, order, side, head, story) in [
        (
            "x^2.5",
            "3",
            "right",
            "d^2J/dx^2 ends at x = 0",
            [infinite, upright],
        ),
        (
            "sqrt(x)^3",
            "2",
            "right",
            "dJ/dx ends at x = 0",
            [infinite, upright],
        ),
        (
            "x^1.5",
            "3",
            "right",
            "dJ/dx ends at x = 0",
            [infinite, upright],
        ),
        (
            "sqrt(x)",
            "2",
            "right",
            "J(x) = sqrt(x) ends at x = 0",
            [infinite, upright],
        ),
        (
            "acosh(x+1)",
            "3",
            "right",
            "ends at x = 0",
            [infinite, upright],
        ),
        (
            "sqrt(x)",
            "1",
            "left",
            "ends at x = 0",
            ["", "on that side J has no value"],
        ),
        (
            "x^1.5",
            "2",
            "left",
            "ends at x = 0",
            ["", "on that side J has no value"],
        ),
    ] {
        let asked = [
            "slope", function, "--at", "0", "--order", order, "--side", side,
        ];
        let other = match side {
            "left" => "from the right ",
            _ => "from the left ",
        };
        let said = contains(head)
            .and(contains(story[0]))
            .and(contains(story[1]))
            .and(contains(other).not());
        deriv(&asked).code(3).stdout(is_empty()).stderr(said);
    }
    for (function, advised) in [("sqrt(x)+x^3", false), ("x^3*sqrt(x)", true)] {
        let said = contains("on one side J has no value")
            .and(contains("--side").count(usize::from(advised)));
        deriv(&["slope", function, "--at", "0", "--order", "2"])
            .code(3)
            .stderr(said);
    }
}

/// Where one side is asked for, it alone is spoken of, in the one reason that it has.
#[test]
fn one_side_is_told_by_itself() {
    let upright = "the curve stands upright there: the ratio grows past every number";
    let height = "however small the nudge, J changes by the height of the jump";
    for (function, side, order, reason, sentence, story) in [
        (
            "cbrt(t)",
            "left",
            "1",
            "vertical",
            "J(t) = cbrt(t) has a vertical tangent",
            upright,
        ),
        (
            "sqrt(abs(t))",
            "right",
            "1",
            "vertical",
            "has a vertical tangent",
            upright,
        ),
        (
            "floor(t)",
            "left",
            "1",
            "jump",
            "J(t) = floor(t) jumps",
            height,
        ),
        (
            "floor(t)",
            "left",
            "2",
            "jump",
            "J(t) = floor(t) jumps",
            height,
        ),
        (
            "abs(t)+sqrt(max(0,t))",
            "right",
            "1",
            "vertical",
            "has a vertical tangent",
            upright,
        ),
        (
            "max(t,0)^(3/2)+abs(t)",
            "right",
            "2",
            "vertical",
            "dJ/dt has a vertical tangent",
            upright,
        ),
        (
            "sqrt(abs(t))+max(0,sign(t))",
            "left",
            "1",
            "vertical",
            "has a vertical tangent",
            upright,
        ),
        (
            "sqrt(abs(t))+max(0,sign(t))",
            "right",
            "1",
            "jump",
            "jumps",
            height,
        ),
    ] {
        let asked = [
            "slope", function, "--at", "0", "--side", side, "--order", order,
        ];
        let other = if side == "left" { "right" } else { "left" };
        let said = contains(format!("{sentence} at t = 0, seen from the {side}\n"))
            .and(contains(story))
            .and(contains(format!("from the {other}")).not());
        deriv(&asked).code(3).stdout(is_empty()).stderr(said);
        deriv(&[&asked[..], &["--json"]].concat())
            .code(3)
            .stdout(contains(format!("\"reason\":\"{reason}\"")));
    }
    prints(&["slope", "abs(t)", "--at", "0", "--side", "left"], "-1\n");
}

/// What keeps the first derivative from being there is not told again of the second.
#[test]
fn what_was_told_of_a_lower_order_is_not_told_again() {
    for (function, orders, said) in [
        ("abs(t)", "1..3", "J(t) = abs(t) has a corner at t = 0\n"),
        ("abs(t)", "2..4", "J(t) = abs(t) has a corner at t = 0\n"),
        ("t*abs(t)", "1..4", "dJ/dt has a corner at t = 0\n"),
        ("ln(t-1)", "1..3", "has no value at t = 0\n"),
        ("cbrt(t)", "1..2", "has a vertical tangent at t = 0\n"),
    ] {
        deriv(&["slope", function, "--at", "0", "--order", orders])
            .code(3)
            .stderr(contains("no slope: ").count(1).and(contains(said)));
    }
    // Two points have a story each.
    deriv(&[
        "slope",
        "abs(sin(t))",
        "--at",
        "0",
        "--at",
        "pi",
        "--order",
        "1..2",
    ])
    .code(3)
    .stderr(contains("has a corner").count(2));
}

/// Where an inner part rests on the edge of a domain the rules divide by 0, and the function goes on.
#[test]
fn derivatives_of_what_rests_on_an_edge_exist() {
    for (function, at, order, slope) in [
        ("sqrt(relu(x))", "-1", "2", "0"),
        ("sqrt(relu(x))", "-1", "3", "0"),
        ("relu(x)^(1/2)", "-1", "2", "0"),
        ("ln(1+sqrt(relu(x)))", "-1", "2", "0"),
        ("cbrt(relu(x))*x+x^3", "-1", "2", "-6"),
        ("hypot(floor(x),floor(x))", "1/2", "2", "0"),
        ("cbrt(floor(x))+x^4", "1/2", "3", "12"),
        ("sqrt(heaviside(x))", "-1", "2", "0"),
        ("sqrt(max(0,x))", "-2", "2", "0"),
        ("sqrt(abs(x)+x)", "-2", "2", "0"),
        ("asin(min(1,x))", "2", "2", "0"),
        ("acos(min(1,x))*x^2", "2", "2", "0"),
        ("acosh(max(1,x))", "0", "2", "0"),
        ("sqrt(x-x)", "1", "2", "0"),
    ] {
        let asked = ["slope", function, "--at", at, "--order", order];
        prints(&asked, &format!("{slope}\n"));
    }
    for (function, order, why) in [
        ("sqrt(relu(x))", "2", "has a corner at x = 0"),
        ("sqrt(relu(x)^4)", "2", "dJ/dx has a corner at x = 0"),
        ("x*abs(x)", "2", "dJ/dx has a corner at x = 0"),
        ("floor(x)*x^2", "2", "jumps at x = 0"),
    ] {
        let at = if function.starts_with("floor") {
            "1"
        } else {
            "0"
        };
        let why = why.replace('0', at);
        deriv(&["slope", function, "--at", at, "--order", order])
            .code(3)
            .stderr(contains(why));
    }
}

#[test]
fn errors_mark_the_place_and_show_the_way_out() {
    refuses(
        &["slope", "w^^2", "--at", "3"],
        2,
        "\
error: expected a number, a name or `(` after `^`
  |
  | w^^2
  |   ^ a second `^`
  |
help: a power is written with one `^`: w^2
",
    );
    refuses(
        &["slope", "sinn(w)", "--at", "3"],
        2,
        "\
error: unknown function `sinn`
  |
  | sinn(w)
  | ^^^^
  |
help: a function with a similar name exists: `sin`
",
    );
    refuses(
        &["slope", "1/2w", "--at", "3"],
        2,
        "\
error: `1/2w` can be read in two ways
  |
  | 1/2w
  |   ^^
  |
help: write (1/2)*w or 1/(2*w)
",
    );
    refuses(
        &["slope", "(w + 1", "--at", "3"],
        2,
        "\
error: this bracket is never closed
  |
  | (w + 1
  | ^
  |
help: add `)`
",
    );
    refuses(
        &["slope", "w^2"],
        2,
        "\
error: no value for w
help: say where, for example: deriv slope \"w^2\" --at 3
",
    );
    refuses(
        &["slope", "x*y", "--at", "3"],
        2,
        "\
error: --at gives one value, but the expression has two variables: x, y
help: name them: --at x=3,y=1
",
    );
    for (arguments, says) in [
        (&["slope", "", "--at", "3"][..], "there is no expression"),
        (&["slope", "2*(w+1", "--at", "3"], "never closed"),
        (&["slope", "w", "--at", "1,5"], "is not one value"),
        (&["slope", "w", "--at", "=3"], "no name before `=3`"),
        (&["slope", "w", "--at", "w="], "no value for w"),
        (&["slope", "w", "--at", "w=3,"], "a place without a value"),
        (
            &["slope", "w", "--at", "3", "--digits", "0"],
            "from 1 to 1000000",
        ),
        (&["slope", "w^2", "--att", "3"], "`--at`"),
        (&["slop", "w^2"], "`slope`"),
        (&["slope", "w\u{1b}[31m", "--at", "3"], "\\u{1b}"),
        (&["slope", "@/no/such/file", "--at", "3"], "no such file"),
    ] {
        let status = if says == "no such file" { 4 } else { 2 };
        deriv(arguments)
            .code(status)
            .stdout(is_empty())
            .stderr(contains(says))
            .stderr(contains("\u{1b}").not());
    }
}

#[test]
fn colour_is_asked_for() {
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = run::deriv(["slope", "w^2", "--at", "3"]);
        let output = command.args(arguments).envs(variable).output();
        let output = output.unwrap().stdout;
        output.contains(&0x1b)
    };
    assert!(!coloured(&[], None));
    assert!(coloured(&["--color", "always"], None));
    assert!(coloured(&["--color=always"], Some(("NO_COLOR", "1"))));
    assert!(coloured(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!coloured(&[], Some(("CLICOLOR_FORCE", "0"))));
    assert!(!coloured(
        &["--color", "never"],
        Some(("CLICOLOR_FORCE", "1"))
    ));
}

#[test]
fn ascii_is_below_128() {
    for arguments in [
        &["slope", "x^2*y", "--at", "x=1,y=2", "--explain", "--ascii"][..],
        &["slope", "w^2", "--at", "3", "--explain", "--ascii"],
        &["nudge", "w^2", "--at", "3", "--ascii"],
        &["descend", "w^2", "--from", "3", "--rate", "0.1", "--plain"],
        &["check", "w^2", "w + w", "--ascii"],
    ] {
        let output = deriv(arguments).success().get_output().stdout.clone();
        assert!(
            output.is_ascii(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output)
        );
    }
}

#[test]
fn hostile_expressions_end_in_an_answer_or_an_ordinary_error() {
    let many = 100_000;
    // Where each step costs more than reading it.
    let fewer = 10_000;
    let mut noise = 88_172_645_463_325_252u64;
    let mut next = move || {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        noise
    };
    let bytes: Vec<u8> = (0..1 << 20).map(|_| (next() >> 32) as u8).collect();
    let texts: Vec<(&str, Vec<u8>)> = vec![
        ("terms", vec!["w"; many].join("+").into_bytes()),
        ("factors", vec!["w"; fewer].join("*").into_bytes()),
        ("quotients", vec!["w"; fewer].join("/").into_bytes()),
        ("towers", vec!["w"; fewer].join("^").into_bytes()),
        (
            "brackets",
            format!("{}w{}", "(".repeat(many), ")".repeat(many)).into_bytes(),
        ),
        (
            "calls",
            format!("{}w{}", "sin(".repeat(fewer), ")".repeat(fewer)).into_bytes(),
        ),
        ("signs", format!("{}w", "-".repeat(many)).into_bytes()),
        ("bars", "|".repeat(many).into_bytes()),
        ("open", "(".repeat(many).into_bytes()),
        ("noise", bytes.clone()),
        (
            "text of noise",
            String::from_utf8_lossy(&bytes).into_owned().into_bytes(),
        ),
    ];
    for (name, text) in texts {
        let output = run::deriv(["slope", "-", "--at", "1.5"])
            .write_stdin(text)
            .timeout(std::time::Duration::from_secs(120))
            .output()
            .unwrap();
        let status = output.status.code();
        assert!(matches!(status, Some(0 | 2 | 3)), "{name}: {status:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{name}: {errors:.300}");
        assert!(
            errors.len() < 5_000,
            "{name}: {} bytes of error",
            errors.len()
        );
    }
}

#[test]
fn powers_below_a_line_stay_small() {
    prints(&["diff", "x/(x+1)^2"], "(1 - x)/(x + 1)^3\n");
    prints(
        &["diff", "x/(x+1)^2", "--order", "2"],
        "(2*x - 4)/(x + 1)^4\n",
    );
    let long = deriv(&["diff", "tan(w)", "--order", "14"]).success();
    assert!(long.get_output().stdout.len() < 6_000);
}

#[test]
fn a_long_formula_is_told_in_parts_and_never_cut() {
    // A product of n factors has n products of n - 1 factors as its derivative.
    let factors: Vec<String> = (1..1200).map(|k| format!("(w+{k})")).collect();
    let product = factors.join("*");
    let parts = deriv(&["diff", &product]).success();
    let text = String::from_utf8(parts.get_output().stdout.clone()).unwrap();
    assert!(
        text.starts_with("p1 = ") && text.contains("\ndJ/dw = "),
        "{text}"
    );
    assert!(text.len() < 100_000 && !text.contains("..."), "{text}");
    let refused = "the formula is longer than 8 MiB";
    let one_piece = deriv(&["diff", &product, "-q"]);
    one_piece
        .code(2)
        .stdout(is_empty())
        .stderr(contains(refused));
}

#[test]
fn a_point_without_a_value_is_named() {
    for at in ["1/0", "ln(-1)", "w=sqrt(-2)"] {
        let typed = at.trim_start_matches("w=");
        let said = format!("error: `{typed}` in --at has no value\n");
        refuses(&["slope", "w^2", "--at", at], 3, &said);
    }
}

#[test]
fn a_derivative_of_higher_order_lacks_what_the_one_below_lacks() {
    for (function, text) in [
        (
            "x*abs(x)",
            "no slope: dJ/dx has a corner at x = 0
  from the left    -2
  from the right    2
  the two sides disagree, so no single line fits the curve there
",
        ),
        (
            "abs(x)",
            "no slope: J(x) = abs(x) has a corner at x = 0
  from the left    0
  from the right   0
  its slopes differ already, so both sides have no derivative of order 2 in common
",
        ),
        (
            "x^(5/3)",
            "no slope: dJ/dx has a cusp at x = 0
  from the left    -infinity
  from the right   +infinity
  both sides stand upright there, one climbing and one falling
",
        ),
    ] {
        refuses(&["slope", function, "--at", "0", "--order", "2"], 3, text);
    }
    deriv(&["slope", "sqrt(x)", "--at", "0", "--side", "left"])
        .code(3)
        .stderr(contains("on that side J has no value"));
}

#[test]
fn a_value_that_stands_alone_is_told_from_none() {
    for (function, said) in [
        ("sqrt(-x^2)", "has a value at x = 0, and none beside it\n"),
        (
            "sqrt(x^2*(x-1))",
            "has a value at x = 0, and none beside it\n",
        ),
        ("acos(1+x^2)", "has a value at x = 0, and none beside it\n"),
        ("sqrt(-1-x^2)", "has no value at x = 0\n"),
        ("1/sqrt(-x^2)", "has no value at x = 0\n"),
    ] {
        deriv(&["slope", function, "--at", "0"])
            .code(3)
            .stdout(is_empty())
            .stderr(contains(said));
    }
}

/// A base below 0 has powers where the exponent is whole, or a fraction with an odd denominator.
#[test]
fn powers_of_negative_numbers_have_slopes() {
    let at = |n: &str| format!("x=1,n={n}");
    for (n, slope) in [("2", "4"), ("-3", "-0.125"), ("1/3", "-1.25992104989487")] {
        prints(
            &["slope", "(-2)^n*x", "--at", &at(n), "--wrt", "x"],
            &format!("{slope}\n"),
        );
    }
    deriv(&["slope", "(-2)^n*x", "--at", &at("1/2"), "--wrt", "x"])
        .code(3)
        .stderr(contains("(-2)^n needs a base above 0"));
    for zero in ["0^x", "0^(x^2)"] {
        let needs = format!("{zero} needs an exponent above 0");
        let at = |command: &'static str| deriv(&[command, zero, "--at", "0", "--json"]);
        for command in ["slope", "nudge"] {
            let said = at(command).code(3);
            said.stdout(contains("\"value\":null").and(contains("\"reason\":null").not()));
        }
        deriv(&["slope", zero, "--at", "0"])
            .code(3)
            .stderr(contains(needs));
    }
}

/// What is below any number that was looked at is not said to be 0.
#[test]
fn a_slope_too_small_to_be_told_from_0_is_undecided() {
    let small = "(1518500249^2+2958559920)*(exp(-10^6)+sin(x)^2+cos(x)^2-1)*x";
    deriv(&["slope", small, "--at", "1"])
        .code(3)
        .stdout(is_empty())
        .stderr(starts_with("undecided: |slope| < 10^-").and(contains("not proved to be 0")));
}

/// One reason is given, and of a constant it is the constant's own.
#[test]
fn what_has_no_value_there_is_told_once() {
    for (function, at, said) in [
        (
            "tan(pi/2)",
            "0",
            "\
no slope: J(w) = tan(pi/2) has no value at w = 0
  tan needs a number other than pi/2 + k*pi
",
        ),
        (
            "tan(pi/2)*x^2",
            "x=3",
            "\
no slope: J(x) = tan(pi/2)*x^2 has no value at x = 3
  tan needs a number other than pi/2 + k*pi
",
        ),
        (
            "atan2(y,x)",
            "x=0,y=0",
            "\
no slope: J(x, y) = atan2(y, x) has no value at x = 0, y = 0 and jumps there
  atan2 needs a point other than (0, 0)
  its two sides do not tend to one value, so none would join them
",
        ),
        // Where the argument is on the break only by an identity.
        (
            "x/(sin(x)^2+cos(x)^2-1)",
            "2",
            "\
no slope: J(x) = x/(sin(x)^2 + cos(x)^2 - 1) has no value at x = 2
  x/(sin(x)^2 + cos(x)^2 - 1) divides by sin(x)^2 + cos(x)^2 - 1, which is 0 there
",
        ),
        (
            "(sin(x)^2+cos(x)^2-1)/(sqrt(2)*sqrt(3)-sqrt(6))",
            "2",
            "\
no slope: J(x) = (sin(x)^2 + cos(x)^2 - 1)/(sqrt(2)*sqrt(3) - sqrt(6)) has no value at x = 2
  (sin(x)^2 + cos(x)^2 - 1)/(sqrt(2)*sqrt(3) - sqrt(6)) divides by sqrt(2)*sqrt(3) - sqrt(6), which is 0 there
",
        ),
        (
            "log(x+3,sin(1)^2+cos(1)^2+x-1/2)",
            "1/2",
            "\
no slope: J(x) = log(x + 3, sin(1)^2 + cos(1)^2 + x - 1/2) has no value at x = 1/2
  log needs two numbers above 0, the base other than 1
",
        ),
        (
            "ln(sin(x)^2+cos(x)^2-1)",
            "2",
            "\
no slope: J(x) = ln(sin(x)^2 + cos(x)^2 - 1) has no value at x = 2
  ln needs a number above 0
",
        ),
    ] {
        refuses(&["slope", function, "--at", at], 3, said);
    }
}

/// Whoever waits for many digits hears that they are being computed.
#[test]
fn many_digits_are_under_way() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let mut run = Command::new(env!("CARGO_BIN_EXE_deriv"))
        .args(["slope", "sin(x)", "--at", "3", "--digits", "1000000"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(
        line,
        "note: 1000000 digits are being computed, 2 s so far\n"
    );
}

/// How many bits it took, in how many rounds, and that the limit in bits is where the last one begins.
#[test]
fn the_story_says_how_closely_it_had_to_look() {
    for (function, said) in [
        ("sin(x)", "enclosed at 96 bits: both ends"),
        ("sin(10^60*x)", "enclosed at 192 bits in round 2: both ends"),
        (
            "x*(sqrt(2)*sqrt(3)-sqrt(6)+1e-60)",
            "enclosed at 384 bits in round 3: both ends",
        ),
        // By a proof, which is tried in one round.
        (
            "x*(sqrt(2)*sqrt(3)-sqrt(6))",
            "enclosed at 384 bits in round 3: both ends",
        ),
    ] {
        let story = deriv(&["slope", function, "--at", "1", "--explain"]);
        story.success().stdout(contains(said));
    }
    let small = "x*(sqrt(2)*sqrt(3)-sqrt(6)+1e-60)";
    for (work, status) in [("142", 3), ("143", 0)] {
        // 15 digits are 49 bits: 192 are the limit, and no round but the first begins past it.
        let limited = deriv(&["slope", small, "--at", "1", "--work", work]);
        limited.code(status);
    }
}
