//! `deriv diff --graph` as a shell sees it.

use super::run::subcommand;
use assert_cmd::assert::Assert;
use predicates::prelude::*;

fn diff(arguments: &[&str]) -> Assert {
    subcommand("diff", arguments).assert()
}

#[test]
fn values_go_forward_and_slopes_backward() {
    diff(&[
        "(max(0, w*x + b) - 1)^2",
        "--steps",
        "--graph",
        "--at",
        "w=1,x=2,b=0",
    ])
    .code(0)
    .stderr("")
    .stdout(
        "\
J(b, w, x) = (max(0, w*x + b) - 1)^2 at b = 0, w = 1, x = 2
  node             value  slope
  w                    1      4
  x                    2      2
  n1 = w*x             2      2
  b                    0      2
  n2 = n1 + b          2      2
  n3 = max(0, n2)      2      2
  n4 = n3 - 1          1      2
  J = n4^2             1      1
  values go down the table, slopes go up it
",
    );
    diff(&["abs(w) + w*x", "--graph", "--at", "w=0,x=2"])
        .code(3)
        .stdout(predicate::str::contains("  w                0   none\n"));
    diff(&["n*sin(J)", "--graph", "--at", "n=1,J=0", "--width", "40"])
        .code(0)
        .stdout(predicate::str::contains("m1 = sin(J)").and(predicate::str::contains("m2 = n*m1")));
    // Long operations are cut, no line is wider than asked for, and ASCII is ASCII.
    let long = "sin(w)^2 + 12345678901234567890*w^31415926535897932384*exp(w)";
    let assert = diff(&[long, "--graph", "--at", "1", "--width", "60", "--ascii"]).code(0);
    let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    assert!(text.is_ascii());
    assert!(text.lines().skip(1).all(|line| line.len() <= 60), "{text}");
}

#[test]
fn the_graph_needs_a_point_and_the_formula_none() {
    diff(&["w^2", "--graph"])
        .code(2)
        .stderr(predicate::str::contains("no value for w"));
    diff(&["w^2", "--at", "3"])
        .code(2)
        .stderr(predicate::str::contains("--at goes with --graph"));
    diff(&["w^2", "--graph", "--at", "3", "--at", "4"])
        .code(2)
        .stderr(predicate::str::contains("give --at once"));
    diff(&["w^2", "--graph", "--at", "3", "--out", "graph.png"])
        .code(2)
        .stderr(predicate::str::contains(".svg"));
}

#[test]
fn a_picture_of_the_graph_is_svg_with_its_text() {
    let path = std::env::temp_dir().join(format!("deriv-{}-graph.svg", std::process::id()));
    let name = path.to_str().expect("a plain path");
    diff(&[
        "(tanh(w*x + b) - y)^2",
        "--graph",
        "--at",
        "w=1,x=2,b=0,y=1",
        "--out",
        name,
    ])
    .code(0);
    let svg = std::fs::read_to_string(&path).expect("it was written");
    let _ = std::fs::remove_file(&path);
    for part in [
        "<title id=\"title\">J(b, w, x, y) = (tanh(w*x + b) - y)^2 at b = 0",
        "n3 = tanh(n2): value ≈ 0.964028, slope ≈ -0.0719448",
        ">n1 = w*x</text>",
        "prefers-color-scheme:dark",
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
    assert!(svg.len() < 20_000 && svg.ends_with("</svg>\n"));
    assert_eq!(svg.matches("<rect class=\"frame\"").count(), 9);
}

/// A decimal comes back as one, however many zeros it has.
#[test]
fn a_typed_decimal_comes_back_as_typed() {
    for (expression, shown) in [
        ("1e-20*x", "1e-20\n"),
        ("6.02e23*x", "6.02e23\n"),
        ("1e-30x^2", "2e-30*x\n"),
        ("2.5e-9x^2", "5e-9*x\n"),
        ("0.35x^2", "0.7*x\n"),
        ("x/3", "1/3\n"),
    ] {
        diff(&[expression]).code(0).stdout(shown);
    }
    diff(&["1.5e-7*x", "--latex"]).stdout("1.5 \\cdot 10^{-7}\n");
}

/// Sums in sums in sums are not multiplied out without end.
#[test]
fn a_high_order_of_a_nest_of_powers_ends() {
    let nest = (0..9).fold("x".to_owned(), |inner, _| format!("(x + {inner})^3"));
    diff(&[&nest, "--order", "3"]).code(0);
}

#[test]
fn a_condition_reads_as_one() {
    for (power, condition) in [
        // The exponent is above 0 everywhere.
        ("0^(x^2+1)", None),
        ("x*0^(abs(x)+1)", None),
        ("0^exp(x)", None),
        ("x^2*0^x", Some("x > 0")),
        ("0^(ln(x)^2+1)", Some("x > 0")),
        ("0^x", Some("x > 0")),
        ("0^(x^2)", Some("x != 0")),
        ("0^(x-3)", Some("x - 3 > 0")),
        ("(x-x)^(x+1)", Some("x + 1 > 0")),
    ] {
        let note = condition.map_or(String::new(), |text| format!("note: for {text}\n"));
        diff(&[power]).code(0).stdout("0\n").stderr(note);
    }
}

/// A division by 0 is no formula, nor is the logarithm of a number below 0.
#[test]
fn a_function_without_a_value_anywhere_has_no_derivative() {
    for (function, shown) in [
        ("x/(x^2-x^2)^2", "J(x) = x/(x^2 - x^2)^2"),
        ("-2/0", "J = -2/0"),
        ("x^2-2/0", "J(x) = x^2 - 2/0"),
        ("1/(x-x)", "J(x) = 1/(x - x)"),
        ("ln(-2)*x", "J(x) = ln(-2)*x"),
        ("asin(2+x-x)", "J(x) = asin(2 + x - x)"),
        ("x+sqrt(y-y-1)", "J(x, y) = x + sqrt(y - y - 1)"),
        ("x*tan(pi/2)", "J(x) = x*tan(pi/2)"),
        (
            "y^2/(sin(x)^2+cos(x)^2-1)",
            "J(x, y) = y^2/(sin(x)^2 + cos(x)^2 - 1)",
        ),
        ("ln(x-x)", "J(x) = ln(x - x)"),
        ("sqrt(-1-x^2)", "J(x) = sqrt(-1 - x^2)"),
        ("ln(sin(x)-2)*y", "J(x, y) = ln(sin(x) - 2)*y"),
        ("acosh(cos(x)/2)", "J(x) = acosh(cos(x)/2)"),
    ] {
        diff(&["--", function]).code(3).stdout("").stderr(format!(
            "error: {shown} has no value anywhere, so no derivative\n"
        ));
    }
    // At single exponents it has one.
    diff(&["(-3)^x"]).code(0).stdout("(-3)^x*ln(-3)\n");
    // What the rules leave open is settled where the function is tidied first.
    for (function, derivative) in [
        ("sqrt(x-x)", "0"),
        ("x+cbrt(x^2-x^2)", "1"),
        ("asin(x-x+1)+x^2", "2*x"),
        ("sqrt(sin(pi)*x)", "0"),
        ("2^(x-x)*x", "1"),
    ] {
        diff(&[function])
            .code(0)
            .stdout(format!("{derivative}\n"))
            .stderr("");
    }
    diff(&["1/(x-x)", "--json"])
        .code(3)
        .stdout(predicate::str::contains("has no value anywhere"));
}

/// However long the numbers of a function are, those of its derivatives can be read again.
#[test]
fn derivatives_with_long_numbers_read_back() {
    for (function, order) in [
        ("atan(x*1e12340)", 1),
        ("atan(x*1e12340)", 3),
        ("atan(x*1e12340)+atan(1/(x*1e12340))/7", 2),
        ("atan(x*1e12340)", 5),
        ("ln(x^2+1e12340)*exp(x/1e12340)", 2),
        ("ln(x^2+1e12340)*exp(x/1e12340)", 8),
        ("sqrt(x+1e9000)*sqrt(x-1e-9000)", 1),
        ("sqrt(x+1e9000)*sqrt(x-1e-9000)", 8),
        ("x*1e12340*(x+1e12340)*(x-3e12340)", 1),
        ("(1e12340*x)^5", 3),
        ("x^3/3e9000/7e9000/1e9000", 2),
    ] {
        let order = order.to_string();
        let found = diff(&[function, "--order", &order, "-q"]).success();
        let formula = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        let value = |arguments: &[&str]| {
            let all = [arguments, &["--at", "x=1/3", "--json"]].concat();
            let found = subcommand("slope", &all).assert().success();
            String::from_utf8_lossy(&found.get_output().stdout).into_owned()
        };
        let key = |json: &str, key: &str| {
            let start = json.find(key).expect("the key is there") + key.len();
            json[start..].split(',').next().map(str::to_owned)
        };
        let slope = value(&[function, "--order", &order]);
        let formula = value(&[formula.trim()]);
        assert_eq!(
            key(&formula, "\"value\":"),
            key(&slope, "\"slope\":"),
            "{function}"
        );
    }
}
