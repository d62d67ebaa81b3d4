//! The form of a right formula is judged as teachers mean it: expanded, factored, simplified.

use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::quiz::Form;
use deriv::verdict::key::Key;
use deriv::verdict::{Evidence, Outcome};

/// Judges each answer against itself: it is right, so only its form can be at fault.
#[track_caller]
fn check(form: Form, fits: bool, answers: &[&str]) {
    let mut wrong = Vec::new();
    for answer in answers {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, answer, &Options::default()).expect(answer);
        let verdict = Key::formula(graph, id).with_form(form).judge(answer);
        let remark = verdict.remark.clone().unwrap_or_default();
        let told = match fits {
            true => verdict.outcome == Outcome::Right,
            // Its value is never said to be wrong.
            false => {
                verdict.outcome == Outcome::Wrong
                    && verdict.evidence == Evidence::Proved
                    && remark.starts_with("equal, but not ")
                    && verdict.got.is_none()
                    && verdict.slip.is_none()
            }
        };
        if !told {
            wrong.push(format!("{answer}: {:?} {remark}", verdict.outcome));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn expanded() {
    let yes = [
        "x^2+2x+1",
        "2x",
        "x^2 - 1",
        "6x^2 + 4x",
        "x^3 + 3x^2 + 3x + 1",
        "1 + 1/x",
        "x*y + y",
        "2x*cos(x) - x^2*sin(x)",
        "e^x + x*e^x",
        "sin(2(x+1))",
        "e^(x+1)",
        "1/(x+1)^2",
        "-x - 1",
        "x/2 + 1/3",
        "2x/(x^2+1)",
        "sqrt(x+1)",
        "(x+1)^(1/2)",
        "5",
        "x",
        "-3x^2",
        "ln(x) + 1",
        "1 - x^(-2)",
        "4x^3 - 4x",
        "x^2/2 - x",
        "(2x)",
        "2*(x)",
        "a*x^2 + b*x + c",
    ];
    check(Form::Expanded, true, &yes);
    // As many terms as there may be: each is looked at.
    let long = (2..=300).map(|n| format!("x^{n}")).collect::<Vec<_>>();
    let long = long.join(" + ");
    check(Form::Expanded, true, &[&long]);
    check(Form::Expanded, false, &[&format!("{long} + x^7")]);
    let no = [
        "(x+1)^2",
        "x(x+1)",
        "(x+1)/x",
        "2(x+1)",
        "(x+1)(x-1)",
        "-(x+1)",
        "3(x^2+1)^2*2x",
        "e^x(x+1)",
        "x*(2*cos(x) - x*sin(x))",
        "(x+1)(x-1) + 1",
        "x + x",
        "x^2 + x + x + 1",
        "2x + 3x",
        "1 + x + 1",
        "(2x)^2",
        "(x+1)*y",
        "(x-1)^3",
        "x^2 + 2(x+1)",
        "(x^2+x)/x",
        "cos(x)*(1 + sin(x))",
        "x*(-1-x)",
    ];
    check(Form::Expanded, false, &no);
}

#[test]
fn factored() {
    let yes = [
        "2(x+1)",
        "(x+1)(x-1)",
        "x(x+1)",
        "2x",
        "x",
        "5",
        "2x+1",
        "x^2+1",
        "(x+1)^2",
        "x^2(x-3)",
        "6x(x^2+1)^2",
        "3x^2",
        "-2(x-1)",
        "e^x(x+1)",
        "x(2cos(x) - x*sin(x))",
        "(x-1)(x^2+x+1)",
        "4x(x-1)(x+1)",
        "x^2+x+1",
        "x^2-2",
        "x^4+1",
        "2x/(x^2-1)",
        "(x-1)(x+1)/x^2",
        "(x-y)(x+y)",
        "x*y*(x+y)",
        "x^2+y^2",
        "cos(x)*(1+sin(x))",
        "1/(x^2+x)",
        "3(2x+1)^2",
        "-x*(x-2)",
        "(x+1)^(1/2)",
        "2*sin(x)*cos(x)",
        "x^(-1/2)/2",
        // Past the highest degree and the largest number that are looked at.
        "x^25-1",
        "x^25-y^25",
        "x^2-1002001",
    ];
    check(Form::Factored, true, &yes);
    let no = [
        "x^24-1",
        "x^24-y^24",
        "x^2-1000000",
        // Quadratic factors with other values at 1 and -1.
        "x^4-5x^3+17x^2-26x+28",
        "(2*(x^2-1))^2",
        "(-(x^2-1))^2",
        "((x^2-1)/2)^2",
        // The only rational root, 3, is no divisor of 6 below its square root.
        "x^3 - 3x^2 + 2x - 6",
        "2x+2",
        "x(x^2-1)",
        "x^2+x",
        "x^2-1",
        "x^2+2x+1",
        "6x^2-6",
        "4x^3-4x",
        "x^2-5x+6",
        "2x*cos(x) - x^2*sin(x)",
        "e^x + x*e^x",
        "x^3-1",
        "x^4-1",
        "x^4+4",
        "x^4-5x^2+6",
        "(2x+2)(x-1)",
        "x(2x+4)",
        "x^2-y^2",
        "x^2+2x*y+y^2",
        "x*y + y",
        "x + x",
        "(x^2-1)/x",
        "3x^2+6x",
        "x^3+x^2",
        "2(x^2-4)",
        "(x^2-1)^2",
        "4x^2-9",
        "6x^2+5x+1",
        "-(x^2-1)",
        "(x^2+x)^2*e^x",
        "x^4+x^2+1",
    ];
    check(Form::Factored, false, &no);
}

#[test]
fn simplified() {
    let yes = [
        "2x",
        "2*(x+1)",
        "(x+1)/x",
        "1+1/x",
        "1/(2*sqrt(x))",
        "x^(-1/2)/2",
        "3x^2",
        "2x*cos(x)-x^2*sin(x)",
        "x*(2*cos(x)-x*sin(x))",
        "1/2*x^(-1/2)",
        "x/2",
        "1/2*x",
        "0.5x",
        "-1/x^2",
        "-x^(-2)",
        "6x*(x^2+1)^2",
        "2x/(x^2+1)",
        "(1-x^2)/(1+x^2)^2",
        "e^x*(x+1)",
        "x*e^x + e^x",
        "2*sin(x)*cos(x)",
        "sin(2x)",
        "cos(x)^2 - sin(x)^2",
        "-cos(x)^2 + sin(x)^2",
        "2*cos(x)^2 + (-2)*sin(x)^2",
        "x*(-cos(x)^2) + x*sin(x)^2",
        "x^x*(ln(x)+1)",
        "(x*cos(x)-sin(x))/x^2",
        "sec(x)^2",
        "2^x*ln(2)",
        "1/(x*ln(2))",
        "3/2*sqrt(x)",
        "5",
        "0",
        "3/4",
        "-1/2",
        "sqrt(2)/2",
        "pi/2",
        "e^2",
        "2x - 1",
        "x^2 + 2x + 1",
        "(x+1)^2",
        "2*e^(2x)",
        "1/(1+x^2)",
        "x/sqrt(x^2+1)",
        "-sin(x)*e^cos(x)",
        "2x*y",
        "x^2 + y^2",
        "ln(x) + 1",
        "a*x + b",
        "1 - sin(x)^2",
        "x*(x+1) + 1",
        "4x^3 - 4x",
        "cos(x)*cos(y)",
        "3*x*y/2",
        "(2x+1)/2",
        "abs(x)/x",
        "-(x+1)",
        "x*abs(x)",
        "1/x + 1/x^2",
        "x^2/2",
        "x*(x^2+x)",
        "(2x+2)^(1/2)/2",
        "1/2*sin(x)^2 + cos(x)^2",
        "sqrt(x+1) + x",
        "(x+1)^(1/2) + x",
        "(x+1)^(-1) + x",
        "x*(x+1)^(-1/2) + 1",
        "(x+1)^13 + x",
        "1/(x+1) + x",
        "(x+1)^12 + x^12",
        "x^x*(x+1) + x",
    ];
    check(Form::Simplified, true, &yes);
    let no = [
        "-(x+1)*(x+2) + x^2",
        "x + -0",
        "-(0*x)",
        "(x+1)^12/(x+1)^3",
        "x^(-2)*x^(-2)",
        "(x^2)^(-1)",
        "(x^2)^(4/2)",
        "(x^(1/2))^2",
        "(x^(-1/2))^2",
        "2*x^1",
        "x+x",
        "3*x*2",
        "x^2/x",
        "4/2*x",
        "sin(x)^2+cos(x)^2",
        "1*x",
        "x+0",
        "6/4",
        "x*x",
        "2x + 3x",
        "x*1",
        "x/1",
        "x^0",
        "0*x",
        "0 + 2x",
        "2*3*x",
        "(x^2+x)/x",
        "2x/2",
        "(2x+2)/2",
        "(2x+4)/(4x)",
        "(x^2-1)/(x-1)",
        "x^2*x",
        "x/x^2",
        "1/(1/x)",
        "(1/x)/2",
        "--x",
        "-(-x)",
        "x - (-1)",
        "sqrt(4)*x",
        "2^3*x",
        "ln(1) + x",
        "x^(2-1)",
        "1 + 2 + x",
        "e^(ln(x))",
        "ln(e^x)",
        "exp(ln(x))",
        "2x*(x^2+1) - 2x^3",
        "x(x+1) - x",
        "(x+1)^2 - x^2",
        "(x^2)^3",
        "x*sin(x)/x",
        "e^x*e^x",
        "sqrt(x)*sqrt(x)",
        "x/sqrt(x)",
        "3*sin(x)^2 + 3*cos(x)^2",
        "x*sin(x)^2 + x*cos(x)^2 + 1",
        "x^2*2*x",
        "2(x+1)+3(x+1)",
        "(2x)^2",
        "x*y*x",
        "2/4*x",
        "-(x+x)",
        "(-x)*(-y)",
        "(2x*(x^2+1)-x^2*2x)/(x^2+1)^2",
        "1/2 + x + 1/2",
        "x^(4/2)",
        "cos(0)*x",
        "(x^2*cos(x)-2x*sin(x))/x^4",
        "x*3*x^2",
    ];
    check(Form::Simplified, false, &no);
    // More signs than the parts of a product that are looked at.
    check(Form::Simplified, false, &[&format!("{}x", "-".repeat(300))]);
}

#[test]
fn any_form_will_do_where_none_is_asked_for() {
    check(
        Form::Any,
        true,
        &["x+x", "2*x^1", "x(x^2-1)", "(x+1)^2/(x+1)*1"],
    );
}

#[test]
fn long_formulas_are_looked_at_in_time() {
    let sum = (0..3000)
        .map(|n| format!("x^{n}"))
        .collect::<Vec<_>>()
        .join("+");
    let product = vec!["(x+1)"; 3000].join("*");
    let minuses = format!("{}x", "-".repeat(3000));
    let powers = format!("{}x{}", "(1+".repeat(2000), ")^12".repeat(2000));
    for answer in [sum, product, minuses, powers] {
        for form in [Form::Expanded, Form::Factored, Form::Simplified] {
            let mut graph = Graph::new();
            let id = notation::read(&mut graph, &answer, &Options::default()).expect("it is read");
            let start = std::time::Instant::now();
            let _ = Key::formula(graph, id).with_form(form).judge(&answer);
            assert!(start.elapsed().as_secs() < 10, "{form:?} {}", &answer[..20]);
        }
    }
}
