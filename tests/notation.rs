//! What people type is read as they mean it, what is written reads back, and nothing that anyone
//! types makes the reader panic, hang or point outside the text.

use deriv::error::{Error, Kind};
use deriv::expression::Graph;
use deriv::notation::{self, Options, Reading, answer};

/// Reads under one reading, as the text that is written for it.
fn read(text: &str, variables: Option<&[String]>, reading: Reading) -> Result<String, Error> {
    let mut graph = Graph::new();
    let options = Options { variables, reading };
    notation::read(&mut graph, text, &options).map(|id| notation::write(&graph, id))
}

/// The answers' readings, joined by `;`, or the error's message.
fn answered(text: &str, variables: &[&str], locale_de: bool) -> String {
    let mut graph = Graph::new();
    let variables: Vec<String> = variables.iter().map(|&v| v.to_owned()).collect();
    let options = answer::AnswerOptions {
        variables: &variables,
        locale_de,
    };
    match answer::read(&mut graph, text, &options) {
        Ok(answer) => {
            let texts: Vec<String> = answer.readings.into_iter().map(|(_, text)| text).collect();
            texts.join(" ; ")
        }
        Err(error) => format!("error: {error}"),
    }
}

/// Every row whose answer is read otherwise than expected fails the test, not the first alone.
#[track_caller]
fn check_all(variables: &[&str], locale_de: bool, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expected)| (text, expected, answered(text, variables, locale_de)))
        .filter(|(_, expected, read)| read != *expected)
        .map(|(text, expected, read)| format!("{text}: {read}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn check(text: &str, variables: &[&str], expected: &str) {
    check_all(variables, false, &[(text, expected)]);
}

#[test]
fn answers_in_every_shape() {
    let shapes = [
        "2w",
        "2*w",
        "2 w",
        "dJ/dw = 2w",
        "J'(w) = 2w",
        "J′(w)=2w",
        "f'(w) = 2w",
        "y' = 2w",
        "= 2w",
        "2w.",
        " 2w . ",
        "d/dw (w^2) = 2w",
        "slope = 2w",
        "slope: 2w",
        "dJ/dw: 2 w",
        "the derivative = 2w",
        "∂J/∂w = 2w",
        r"\frac{dJ}{dw} = 2w",
        r"$\frac{d}{dw} w^2 = 2w$",
        r"\(2w\)",
        "$2w$",
        r"2\cdot w",
        r"2\,w",
        "2×w",
        "2·w",
        "lambda w: 2*w",
        "`2*w`",
        "{2w}",
        r"$$\frac{\partial J}{\partial w} = 2 w$$",
        r"J^{\prime}(w) = 2w",
        "f'(w) = w^2 = 2w",
        "d(w^2)/dw = 2w",
    ];
    check_all(&["w"], false, &shapes.map(|text| (text, "2*w")));
    check("2*w**1", &["w"], "2*w^1");
    check("∂J/∂x = 2xy", &["x", "y"], "2*x*y");
    check("6", &["w"], "6");
    check("-6", &[], "-6");
    check("f'(3) = 6", &["w"], "6");
    check("dJ/dw|_{w=3} = 6", &["w"], "6");
    check("dJ/dw = 2*3 = 6.", &["w"], "6");
    check("w = 6", &["w"], "6");
    check("six", &["w"], "error: unknown variable `six`");
    check(
        "6 = 6",
        &["w"],
        "error: an equation, where an expression is expected",
    );
    check(
        "sin(w) = 2",
        &["w"],
        "error: an equation, where an expression is expected",
    );
    check("", &["w"], "error: there is no expression");
    check("dJ/dw =", &["w"], "error: there is no expression");
}

#[test]
fn numbers_in_every_shape() {
    check_all(
        &[],
        false,
        &[
            ("1/3", "1/3"),
            ("5%", "1/20"),
            ("12.5 %", "0.125"),
            ("5 % 3", "error: `%` cannot stand in an expression"),
            ("1.5e-3", "0.0015"),
            ("1.5·10^-3", "1.5*10^(-3)"),
            ("1.5 x 10^-3", "1.5*10^(-3)"),
            ("1.5X10^{-3}", "1.5*10^(-3)"),
            ("1.5x10⁻³", "1.5*10^(-3)"),
            (r"1.5\times 10^{-3}", "1.5*10^(-3)"),
            ("1½", "3/2"),
        ],
    );
    check_all(
        &["w"],
        false,
        &[
            ("6 m/s", "6"),
            ("6m", "6"),
            ("1/3 kg·m/s^2", "1/3"),
            ("9.81 m s⁻²", "9.81"),
            (r"6\,\mathrm{m/s}", "6"),
            ("3 min", "3"),
            ("2w m", "error: unknown variable `m`"),
        ],
    );
    check("1.5x10^-3", &["x"], "1.5*10^(-3)");
    check("6m", &["m"], "6*m");
    check(
        "2,5",
        &[],
        "error: a comma outside the arguments of a function",
    );
    let german = [
        ("2,5", "2.5"),
        ("1.000,5", "1000.5"),
        ("1.234.567", "1234567"),
        ("1.000", "1000 ; 1"),
        ("0.125", "0.125"),
        ("3.14", "3.14"),
        ("2,5e-3", "0.0025"),
        ("2{,}5", "2.5"),
        ("-0,6", "-0.6"),
        ("2,5 %", "0.025"),
        ("max(2; 3,5)", "max(2, 3.5)"),
        ("max(2, 3)", "max(2, 3)"),
    ];
    check_all(&[], true, &german);
    assert_eq!(answered("0,5x1", &["x1"], true), "0.5*x1");
}

#[test]
fn formulas_without_brackets() {
    let rows = [
        ("e^x", "e^x"),
        ("exp x", "exp(x)"),
        ("lnx", "ln(x)"),
        ("sinx", "sin(x)"),
        ("sin2x", "sin(2*x)"),
        ("sin 2x", "sin(2*x)"),
        ("2sin x cos x", "2*sin(x)*cos(x)"),
        ("2sinxcosx", "2*sin(x)*cos(x)"),
        ("x sin x", "x*sin(x)"),
        ("xsinx", "x*sin(x)"),
        ("xlnx", "x*ln(x)"),
        ("√x", "sqrt(x)"),
        ("xe^x", "x*e^x"),
        ("sin x / x", "sin(x)/x"),
        ("sin x²", "sin(x^2)"),
        ("sin²x", "sin(x)^2"),
        ("-sin x", "-sin(x)"),
        ("cos x - x sin x", "cos(x) - x*sin(x)"),
        ("1/(2√x)", "1/(2*sqrt(x))"),
        ("2xcos(x²)", "2*x*cos(x^2)"),
        ("3x²", "3*x^2"),
        ("x⁻²", "x^(-2)"),
        // Two honest readings.
        ("x½", "x^(1/2) ; x*(1/2)"),
        ("1/2x", "1/(2*x) ; 1/2*x"),
        ("-1/2x^2", "-1/(2*x^2) ; -1/2*x^2"),
        ("e^2x", "e^(2*x) ; e^2*x"),
        ("sin^-1 x", "asin(x) ; sin(x)^(-1)"),
    ];
    check_all(&["x"], false, &rows);
}

#[test]
fn latex_and_python() {
    let rows = [
        (r"\frac{1}{2\sqrt{x}}", "1/(2*sqrt(x))"),
        (r"\dfrac{1}{x}", "1/x"),
        (r"\tfrac12 x", "1/2*x"),
        (r"\frac1x", "1/x"),
        (r"\sin^2 x", "sin(x)^2"),
        (r"\sin^{2}x", "sin(x)^2"),
        (r"\sin^2\left(x\right)", "sin(x)^2"),
        (r"2\sin x\cos x", "2*sin(x)*cos(x)"),
        (r"e^{2x}", "e^(2*x)"),
        (r"\mathrm{e}^{x}", "e^x"),
        (r"\left(x+1\right)\left(x-1\right)", "(x + 1)*(x - 1)"),
        (r"\pi x", "pi*x"),
        (r"\ln x", "ln(x)"),
        (r"\ln(x)", "ln(x)"),
        (r"\ln{x}", "ln(x)"),
        (r"\log_{10} x", "log10(x)"),
        (r"\log_3(x)", "log(x, 3)"),
        (r"\sqrt[3]{x}", "cbrt(x)"),
        (r"\sqrt[5]{x}", "x^(1/5)"),
        (r"\sqrt x", "sqrt(x)"),
        (r"\sqrt2", "sqrt(2)"),
        (r"\sqrt\frac{x}{2}", "sqrt(x/2)"),
        (r"\frac{\frac{1}{x}}{\sqrt{\frac{1}{x}}}", "1/x/sqrt(1/x)"),
        (r"\frac\pi2", "pi/2"),
        (r"e^\frac{x}{2}", "e^(x/2)"),
        (r"\sin\frac{x}{2}", "sin(x/2)"),
        (r"\left|x\right|", "abs(x)"),
        (r"\operatorname{arsinh}(x)", "asinh(x)"),
        (r"\arctan x", "atan(x)"),
        (r"-\frac{1}{x^2}", "-(1/x^2)"),
        (r"x^{-2}", "x^(-2)"),
        (r"2\,x\;+\;1", "2*x + 1"),
        ("np.exp(x)", "exp(x)"),
        ("numpy.log(x)", "log(x)"),
        ("math.sin(x)", "sin(x)"),
        ("Math.sin(x)", "sin(x)"),
        ("np.arcsin(x)", "asin(x)"),
        ("np.pi*x", "pi*x"),
        ("Math.PI * x", "pi*x"),
        ("sp.E**x", "e^x"),
        ("sp.Rational(1,2)*x", "1/2*x"),
        ("sp.S(1)/2", "1/2"),
        ("math.pow(x, 2)", "x^2"),
        ("pow(x, pow(x, 2))", "x^x^2"),
        ("np.power(np.sin(x), 2)", "sin(x)^2"),
        ("2*np.cos(2*x)", "2*cos(2*x)"),
        ("np.log1p(x)", "ln(1 + x)"),
        ("np.abs(x)", "abs(x)"),
        ("Abs(x)", "abs(x)"),
        ("np.sqrt(x)**3", "sqrt(x)^3"),
    ];
    check_all(&["x"], false, &rows);
    for (text, expected) in rows {
        let read = read(text, None, Reading::Refused);
        assert_eq!(read.ok().as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn places_are_those_of_the_original() {
    for (text, place) in [
        (r"dJ/dw = \frac{1}{2\foo w}", 18..19),
        ("y' = 2,5w", 6..7),
        ("J'(w) = np.sinn(w)", 11..15),
        (r"\frac{1}{w", 8..9),
        ("math.pow(w)", 10..11),
        ("„zwölf“", 3..9),
    ] {
        let mut graph = Graph::new();
        let variables = ["w".to_owned()];
        let options = answer::AnswerOptions {
            variables: &variables,
            locale_de: false,
        };
        let error = answer::read(&mut graph, text, &options).expect_err(text);
        assert_eq!(error.place, Some(place), "{text}: {error}");
    }
}

#[test]
fn two_readings_are_refused_and_named() {
    for text in [
        "1/2w",
        "e^2x",
        "sin^-1 x",
        "sin 2*x",
        "sin x(x+1)",
        "x 2",
        "x½",
        "cost",
    ] {
        let error = read(text, None, Reading::Refused).expect_err(text);
        assert!(
            matches!(error.kind, Kind::Ambiguous { .. }),
            "{text}: {error}"
        );
    }
}
