//! The form in which formulas are shown: short, equal, and with the conditions that were lost.

use crate::truths;
use deriv::calculus::derivative::{self, of_order};
use deriv::calculus::value::{Known, evaluate};
use deriv::equality::{Equality, equal};
use deriv::expression::simplify::{Shown, apart, shown, with_content_out};
use deriv::expression::{Graph, Id, Node};
use deriv::notation::{self, Options, write};

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default()).expect("it can be read")
}

/// The derivative by a variable as it is shown, and its conditions.
#[track_caller]
fn check(function: &str, by: &str, formula: &str, conditions: &str) {
    let mut graph = Graph::new();
    let root = read(&mut graph, function);
    let variable = graph.variable(by);
    let derivative = of_order(&mut graph, root, variable, 1).expect("it has a derivative");
    let shown = shown(&mut graph, derivative);
    assert_eq!(write(&graph, shown.formula), formula, "{function}");
    let said = write::conditions(&graph, &shown.conditions).join(", ");
    assert_eq!(said, conditions, "{function}");
}

#[test]
fn long_sums_are_tidied_as_short_ones_are() {
    const TERMS: u64 = 3_000;
    let (mut terms, mut derivative) = (String::new(), String::from("cos(x)"));
    for k in 1..=TERMS {
        terms += &format!("+ {k}*sin(x)^{k}");
        match k {
            1 => {}
            2 => derivative += " + 4*sin(x)*cos(x)",
            _ => derivative += &format!(" + {}*sin(x)^{}*cos(x)", k * k, k - 1),
        }
    }
    check(&terms[1..], "x", &derivative, "");
}

#[test]
fn derivatives_are_shown_as_textbooks_have_them() {
    check("x*ln(x)", "x", "ln(x) + 1", "");
    check("x^20/20!", "x", "20*x^19/20!", "");
    check("x*gamma(31)^2", "x", "30!^2", "");
    check("x*(20!)!", "x", "(20!)!", "");
    check("x*ln(x) - x", "x", "ln(x)", "");
    check("ln(x)/x", "x", "(1 - ln(x))/x^2", "");
    check("x/x", "x", "0", "x != 0");
    check("1e-20*x^2", "x", "2e-20*x", "");
    check("sin(pi)*x", "x", "0", "");
    check("tan(pi/4)*x^2 + cos(2*pi/3)*x", "x", "2*x - 1/2", "");
    check("sin(pi/3)*x", "x", "sin(pi/3)", "");
    check("(x+1)^2/(x+1)", "x", "1", "x + 1 != 0");
    check("2a/sqrt(a)", "a", "1/sqrt(a)", "");
    check("(x+1)*pi*sin(x)", "x", "pi*sin(x) + pi*(x + 1)*cos(x)", "");
    check("exp(x)*exp(2*x)", "x", "3*exp(3*x)", "");
    check("sqrt(x)^2", "x", "1", "x > 0");
    check("x*sqrt(x)", "x", "3*sqrt(x)/2", "x > 0");
    check("ln(x*sqrt(x))", "x", "3/(2*x)", "x > 0");
    // Conditions that are no news: an even power is not negative, 1/sqrt(x) has a value for x > 0.
    check("(sqrt(x)+1)*(sqrt(x)-1)", "x", "1", "x > 0");
    check("sqrt(x^2)^2", "x", "2*x", "x != 0");
    check("sqrt(ln(x)^2)^2", "x", "2*ln(x)/x", "ln(x) != 0");
    // A part, its size and its sign.
    check("x*abs(x)", "x", "2*abs(x)", "");
    check("x^2*abs(x)", "x", "3*x*abs(x)", "");
    check("x^3*abs(x)", "x", "4*abs(x)^3", "");
    check("abs(x)^3", "x", "3*x*abs(x)", "");
    check("abs(x)^2", "x", "2*x", "");
    check("1/abs(x)", "x", "-1/(x*abs(x))", "");
    check("ln(abs(x))", "x", "1/x", "");
    check("ln(abs(x*y))", "x", "1/x", "y != 0");
    check("ln(abs(x^2-x))", "x", "(2*x - 1)/(x^2 - x)", "");
    check("x*ln(abs(x))", "x", "ln(abs(x)) + 1", "");
    check("abs(x)/x", "x", "0", "x != 0");
    check("x/abs(x)", "x", "0", "x != 0");
    check("x/(1+abs(x))", "x", "1/(1 + abs(x))^2", "");
    check("abs(x)^x", "x", "(ln(abs(x)) + 1)*abs(x)^x", "");
    check("sqrt(abs(x))", "x", "sign(x)/(2*sqrt(abs(x)))", "");
    check("x*sign(x)", "x", "sign(x)", "");
    check("sign(x-2)*(x-2)^2", "x", "2*abs(x - 2)", "");
    // A number among terms that rise and fall.
    check("x-1/x", "x", "1 + 1/x^2", "");
    check("x^2+x+1/x", "x", "2*x + 1 - 1/x^2", "");
    check("1/x-x", "x", "-1/x^2 - 1", "");
    check("x-y/x", "x", "1 + y/x^2", "");
    // Numbers out of powers, and fractions out of sums.
    check("1/(2x)", "x", "-1/(2*x^2)", "");
    check("atan(2x)", "x", "2/(4*x^2 + 1)", "");
    check("atan(x/3)/3", "x", "1/(x^2 + 9)", "");
    check("ln(1+(x/2)^2)", "x", "2*x/(x^2 + 4)", "");
    check("(x/3+1)^2", "x", "2*(x + 3)/9", "");
    check("(x^2+1)/sqrt(x)", "x", "(3*x^2 - 1)/(2*x*sqrt(x))", "");
    check("ln(x)/sqrt(x)", "x", "(2 - ln(x))/(2*x*sqrt(x))", "");
    check("(x+(-3))^2", "x", "2*(x - 3)", "");
    // No two signs beside each other.
    check(
        "cos(2*cot(x^2+1)/(x*(x^2+1)))",
        "x",
        "(2*(3*x^2 + 1)*cot(x^2 + 1) + 4*x^2*(x^2 + 1)/sin(x^2 + 1)^2)\
         *sin(2*cot(x^2 + 1)/(x*(x^2 + 1)))/(x*(x^2 + 1))^2",
        "",
    );
    // Powers of a root that leave none.
    check("ln(sqrt(x))", "x", "1/(2*x)", "x > 0");
    check("ln(cbrt(x))", "x", "1/(3*x)", "");
    check("asin(sqrt(x))", "x", "1/(2*sqrt(x)*sqrt(1 - x))", "");
    check("sqrt(x-1)^4", "x", "2*(x - 1)", "x - 1 >= 0");
    check("cbrt(x)^6", "x", "2*x", "");
    // What has the same root, as far as a shorter form comes of it.
    check("x/sqrt(x^2+1)", "x", "1/sqrt(x^2 + 1)^3", "");
    check("sqrt(x^2+1)/x", "x", "-1/(x^2*sqrt(x^2 + 1))", "");
    check("x*sqrt(1-x^2)", "x", "(1 - 2*x^2)/sqrt(1 - x^2)", "");
    check("x*sqrt(x^2+1)/2+asinh(x)/2", "x", "sqrt(x^2 + 1)", "");
    check("(x+1)*sqrt(x)", "x", "(3*x + 1)/(2*sqrt(x))", "");
    check("sqrt(x)/(x+1)", "x", "(1 - x)/(2*(x + 1)^2*sqrt(x))", "");
    check(
        "x*(x^2+1)^(1/3)",
        "x",
        "(5*x^2 + 3)/(3*(x^2 + 1)^(2/3))",
        "",
    );
    check(
        "(x^2+1)^(3/2)/x",
        "x",
        "(x^2 + 1)^(1/2)*(2*x^2 - 1)/x^2",
        "",
    );
    check(
        "x*sqrt(x+1)*sqrt(x+2)",
        "x",
        "(4*x^2 + 9*x + 4)/(2*sqrt(x + 1)*sqrt(x + 2))",
        "",
    );
    check("x*cbrt(x+1)", "x", "(4*x + 3)/(3*cbrt(x + 1)^2)", "");
    check("x/sqrt(a^2+x^2)", "x", "a^2/sqrt(a^2 + x^2)^3", "");
    check(
        "exp(-(x-mu)^2/(2*s^2))/(s*sqrt(2*pi))",
        "s",
        "((x - mu)^2 - s^2)*exp(-(x - mu)^2/(2*s^2))/(s^4*sqrt(2*pi))",
        "",
    );
    check("e^x/x", "x", "(x - 1)*e^x/x^2", "");
    // A root that is larger than what stands beside it.
    check("ln(x+sqrt(x^2+1))", "x", "1/sqrt(x^2 + 1)", "");
    check("ln(sqrt(4x^2+exp(x))-2x)*0", "x", "0", "");
    check(
        "ln(x+sqrt(x^2-1))",
        "x",
        "1/sqrt(x^2 - 1)",
        "x + sqrt(x^2 - 1) != 0",
    );
    // A condition that says another.
    check("sqrt(1/x)-sqrt(1/x)", "x", "0", "sqrt(1/x) defined");
    // What a sum above the line and one below it have in common.
    check("(x^2-1)/(x-1)", "x", "1", "x - 1 != 0");
    check("(x^3-1)/(x-1)", "x", "2*x + 1", "x - 1 != 0");
    check("(x-1)/(x^2-1)", "x", "-1/(x + 1)^2", "x - 1 != 0");
    check("(x^2-y^2)/(x-y)", "x", "1", "x - y != 0");
    check("(x^2-5x+6)/(x^2-4)", "x", "5/(x + 2)^2", "x - 2 != 0");
    check("(ln(x)^2-1)/(ln(x)+1)", "x", "1/x", "ln(x) + 1 != 0");
    // Fractions over one line, and sums that are one in another order.
    check("x^2/(1+x)-1/(1+x)", "x", "1", "1 + x != 0");
    check(
        "(1-x)/(1+x)*(1+x)/(1-x)",
        "x",
        "0",
        "1 + x != 0, 1 - x != 0",
    );
    check(
        "(2+x)/(1+x)*(1+x)/(2+x)",
        "x",
        "0",
        "1 + x != 0, 2 + x != 0",
    );
    check(
        "x*sqrt(1-x^2)+asin(x)",
        "x",
        "2*sqrt(1 - x^2)",
        "1 - x^2 > 0",
    );
    check("x*acos(x)-sqrt(1-x^2)", "x", "acos(x)", "1 - x^2 > 0");
    check("x*atan(x)-ln(1+x^2)/2", "x", "atan(x)", "");
    check("x*ln(2*x+1)+ln(1+2*x)/2", "x", "ln(2*x + 1) + 1", "");
    check("ln(1+x)-ln(1-x)", "x", "1/(1 + x) + 1/(1 - x)", "");
    // Powers of what a sum is divided by.
    check("atan(x)+atan(1/x)", "x", "0", "x != 0");
    check(
        "(1+1/x)^x",
        "x",
        "(ln(1 + 1/x) - 1/(x + 1))*(1 + 1/x)^x",
        "",
    );
    check("1/(1/x+1/y)", "x", "1/(x/y + 1)^2", "x != 0");
    // Powers of one number, and functions of what they undo.
    check("exp(x)/exp(2*x)", "x", "-1/exp(x)", "");
    check("exp(x)*exp(-2*x)", "x", "-exp(-x)", "");
    check("x/exp(2*x)", "x", "(1 - 2*x)/exp(2*x)", "");
    check("x*e^x/e^(3*x)", "x", "(1 - 2*x)/e^(2*x)", "");
    check("x*2^x/2^(3*x)", "x", "(1 - 2*x*ln(2))/2^(2*x)", "");
    check("sin(x)/exp(2*x)", "x", "(cos(x) - 2*sin(x))/exp(2*x)", "");
    check("e^(x^2)*erf(x)", "x", "2*x*e^(x^2)*erf(x) + 2/sqrt(pi)", "");
    check("2^x*2^(-x)", "x", "0", "");
    check("((e^x)^2-1)/(e^x-1)", "x", "e^x", "e^x - 1 != 0");
    check("2^x*2^x", "x", "2*2^(2*x)*ln(2)", "");
    check("e^x*e^x", "x", "2*e^(2*x)", "");
    check("(e^x+1)/e^(2x)", "x", "(-e^x - 2)/e^(2*x)", "");
    check(
        "(exp(x)+x)/exp(3x)",
        "x",
        "(1 - 2*exp(x) - 3*x)/exp(3*x)",
        "",
    );
    check("(3^x-1)/3^(2x)", "x", "(2*ln(3) - 3^x*ln(3))/3^(2*x)", "");
    check("exp(x)*exp(y)", "x", "exp(x)*exp(y)", "");
    check("exp(ln(x))", "x", "1", "x > 0");
    check("e^ln(x)", "x", "1", "x > 0");
    // Functions of numbers whose values are short.
    check("5!*x^2", "x", "240*x", "");
    check("sqrt(9/4)*x", "x", "3/2", "");
    check("max(2,3)*x", "x", "3", "");
    check("170!*x", "x", "170!", "");
    check("x^-1*x", "x", "0", "x != 0");
    check("x*x^-2", "x", "-1/x^2", "");
    check("x*(x+1)^-2", "x", "1/(x + 1)^2 - 2*x/(x + 1)^3", "");
    check("sqrt(2)*x", "x", "sqrt(2)", "");
    check("x^(2^3)", "x", "8*x^7", "");
    check("sin(x)/cos(x)", "x", "1/cos(x)^2", "");
    check("sinh(t)/cosh(t)", "t", "1/cosh(t)^2", "");
    check(
        "exp(-(x-mu)^2/(2*s^2))",
        "s",
        "(x - mu)^2*exp(-(x - mu)^2/(2*s^2))/s^3",
        "",
    );
    check("max(0,x)", "x", "(sign(x) + 1)/2", "");
    check("e^x^2", "x", "2*x*e^(x^2)", "");
    check("x*exp(-x)/x", "x", "-exp(-x)", "x != 0");
    check(
        "asin(x)*sqrt(1-x^2)",
        "x",
        "1 - x*asin(x)/sqrt(1 - x^2)",
        "",
    );
    check("a*x/(b*x)", "a", "1/b", "x != 0");
    check("ln(1+t) - ln(t+1)", "t", "0", "1 + t != 0");
    check("ln(x) - ln(x)", "x", "0", "x != 0");
    // Nothing to shorten: as the rules make it.
    check("x^2*exp(x)", "x", "2*x*exp(x) + x^2*exp(x)", "");
    check("1/(1+exp(-x))", "x", "exp(-x)/(1 + exp(-x))^2", "");
}

#[track_caller]
fn check_order(function: &str, order: u32, formula: &str) {
    let mut graph = Graph::new();
    let root = read(&mut graph, function);
    let variable = graph.variables(root)[0];
    let found = derivative::shown(&mut graph, root, variable, order).expect("it has one");
    assert_eq!(write(&graph, found.formula), formula, "{function}");
}

#[test]
fn like_terms_of_a_high_order_are_collected() {
    check_order("x^2*exp(x)", 2, "(x^2 + 4*x + 2)*exp(x)");
    check_order("(x^2+1)^5", 2, "10*(x^2 + 1)^3*(9*x^2 + 1)");
    check_order("sqrt(x^2+1)", 3, "-3*x/sqrt(x^2 + 1)^5");
    check_order("asin(x)", 3, "(2*x^2 + 1)/sqrt(1 - x^2)^5");
    check_order("exp(-x^2/2)", 4, "(x^4 - 6*x^2 + 3)*exp(-x^2/2)");
    check_order("ln(x)/x", 2, "(2*ln(x) - 3)/x^3");
    check_order("x/(1+x^2)", 3, "(36*x^2 - 6*x^4 - 6)/(1 + x^2)^4");
    check_order(
        "exp(sin(x^2))",
        2,
        "2*(2*x^2*cos(x^2)^2 - 2*x^2*sin(x^2) + cos(x^2))*exp(sin(x^2))",
    );
    check_order("x^7", 3, "210*x^4");
    check_order("ln(x)", 5, "24/x^5");
}

/// The text of a high order stays short enough to read.
#[test]
fn a_high_order_stays_short() {
    for (function, order, most) in [
        ("exp(sin(x^2))", 8, 3_000),
        ("exp(sin(x^2))", 20, 20_000),
        ("x^x", 15, 3_000),
        ("tan(x)", 14, 300),
        ("exp(sin(x)*cos(x))", 20, 30_000),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, function);
        let variable = graph.variables(root)[0];
        let found = derivative::shown(&mut graph, root, variable, order).expect("it has one");
        let length = write(&graph, found.formula).len();
        assert!(length <= most, "{function}, order {order}: {length}");
    }
}

/// Every function of the tables of truths, its first and second derivative: what is shown is equal,
/// no longer, and is shown again as it is.
#[test]
fn what_is_shown_is_equal_and_no_longer() {
    let mut checked = 0;
    for row in truths::rows("equal.tsv", truths::EQUAL, 500) {
        let [kind, _, function, by, ..] = row.texts();
        if kind != "derivative" {
            continue;
        }
        let mut graph = Graph::new();
        let function = read(&mut graph, function);
        let variable = graph.variable(by);
        for order in [1, 2, 3] {
            let Ok(derivative) = of_order(&mut graph, function, variable, order) else {
                continue;
            };
            let Shown { formula, .. } = shown(&mut graph, derivative);
            let texts = [derivative, formula].map(|id| write(&graph, id));
            assert!(texts[1].len() <= texts[0].len() + 2, "{texts:?}");
            let judged = equal(&mut graph, derivative, formula);
            assert!(
                matches!(judged.equality, Equality::Proved | Equality::Agrees { .. }),
                "{texts:?}: {judged:?}"
            );
            let again = shown(&mut graph, formula).formula;
            assert_eq!(again, formula, "{texts:?}, {}", write(&graph, again));
            // What is collected over all orders is the same function too.
            let collected = derivative::shown(&mut graph, function, variable, order)
                .expect("the derivative was formed before");
            let judged = equal(&mut graph, derivative, collected.formula);
            let text = write(&graph, collected.formula);
            assert!(
                matches!(judged.equality, Equality::Proved | Equality::Agrees { .. }),
                "{texts:?}, {text}: {judged:?}"
            );
            checked += 1;
        }
    }
    assert!(checked >= 300, "{checked}");
}

/// What the terms of a sum have in common, times the rest, is the sum: also where a part stands above the
/// fraction line and below it, as x does in a*x/x.
#[test]
fn what_terms_have_in_common_times_the_rest_is_the_sum() {
    let terms = [
        "a*x/x",
        "x*y",
        "a/x",
        "x^2*a/x^3",
        "y*x/(x*y)",
        "-x/a*y/x",
        "x*x/y",
        "3*x^2*y/(2*y*x)",
        "a*a",
        "x/y*y",
    ];
    let mut taken = 0;
    for first in terms {
        for second in terms {
            for third in terms {
                let mut graph = Graph::new();
                let sum = read(&mut graph, &format!("{first}+{second}-({third})"));
                let Some((content, rest)) = with_content_out(&mut graph, sum) else {
                    continue;
                };
                let mut product = rest;
                for (base, power) in content {
                    let power = graph.number(power);
                    let power = graph.add(Node::Power(base, power));
                    product = graph.add(Node::Product(product, power));
                }
                let mut point = Vec::new();
                for (name, value) in [("a", 7), ("x", 3), ("y", 5)] {
                    let value = graph.number(value);
                    point.push((graph.variable(name), value));
                }
                let values = evaluate(&graph, &[sum, product], &point, &[], 128, &Known::new());
                let values = values.expect("nothing is 0");
                let value = |id| values.of(id).rational().cloned().expect("it is a fraction");
                assert_eq!(value(sum), value(product), "{}", write(&graph, sum));
                taken += 1;
            }
        }
    }
    assert!(taken > 200, "{taken}");
}

/// Two products of powers differ with the sign of what stands under them.
#[test]
fn powers_are_in_the_order_of_what_stands_under_them() {
    let terms = [
        "x^2",
        "y^2",
        "4*y^2",
        "x^3",
        "-y^3",
        "8*y^3",
        "-x^4",
        "y^4",
        "x^2*y^4",
        "abs(x)",
        "2*abs(y)",
        "-abs(x)",
        "abs(x)*y^2",
        "abs(x)^3",
        "x^3*y^6/27",
        "1",
        "-8",
        "-(x*y)^2",
        "9/4*abs(x*y)",
        "x^2*abs(y)",
        "2*y^2",
        "sqrt(2)*abs(y)",
        "sqrt(3)*x^2",
        "cbrt(2)*abs(x)",
        "x^6/2",
        "4",
        "2*x^3",
    ];
    let values = [-3, -1, 0, 1, 2, 5];
    let mut told = 0;
    for (first, second) in terms.iter().flat_map(|a| terms.iter().map(move |b| (a, b))) {
        for sign in ["+", "-"] {
            let mut graph = Graph::new();
            let root = read(&mut graph, &format!("{first}{sign}({second})"));
            let Some((turned, parts)) = apart(&mut graph, root) else {
                continue;
            };
            let whole: Vec<Id> = parts.iter().copied().chain([root]).collect();
            for (x, y) in values
                .iter()
                .flat_map(|x| values.iter().map(move |y| (*x, *y)))
            {
                let point = [("x", x), ("y", y)].map(|(name, value)| {
                    let value = graph.number(value);
                    (graph.variable(name), value)
                });
                let found = evaluate(&graph, &whole, &point, &[], 64, &Known::new());
                let found = found.expect("nothing is divided by a variable");
                let sign = |id| found.of(id).sign().expect("it is a fraction") as i8;
                let signs: i8 = parts.iter().map(|part| sign(*part)).product();
                let signs = if turned { -signs } else { signs };
                assert_eq!(sign(root), signs, "{} at {x}, {y}", write(&graph, root));
            }
            told += 1;
        }
    }
    assert!(told > 50, "{told}");
}
