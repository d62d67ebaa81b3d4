//! What people type is read as they mean it, what is written reads back, and nothing that anyone
//! types makes the reader panic, hang or point outside the text.

use super::truths::hold;
use deriv::equality::{Equality, equal};
use deriv::expression::{Constant, Function, Graph, Id, Node};
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::{self, Options, Reading, answer};
use deriv::number::rational::Rational;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads under one reading, as the text that is written for it.
fn read(text: &str, variables: Option<&[String]>, reading: Reading) -> Result<String, Error> {
    let mut graph = Graph::new();
    let options = Options {
        variables,
        reading,
        ..Options::default()
    };
    notation::read(&mut graph, text, &options).map(|id| notation::write(&graph, id))
}

/// The answers' readings, joined by `;`, of a chain of equals signs each side's; or the error's
/// message.
fn answered(text: &str, variables: &[&str], locale_de: bool) -> String {
    let mut graph = Graph::new();
    let variables: Vec<String> = variables.iter().map(|&v| v.to_owned()).collect();
    let options = answer::AnswerOptions {
        variables: &variables,
        locale_de,
        open: false,
    };
    match answer::read(&mut graph, text, &options) {
        Ok(answer) => {
            let sides = answer.before.iter().chain([&answer.readings]);
            let texts = sides.map(|side| {
                let texts: Vec<String> =
                    side.iter().map(|id| notation::write(&graph, *id)).collect();
                texts.join(" ; ")
            });
            texts.collect::<Vec<String>>().join(" = ")
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
        "2w = f'(w)",
        "f = lambda w: 2*w",
        r"2w\,.",
        "d(w^2)/dw = 2w",
        "y' = dy/dw = 2w",
        "D_w J = 2w",
        "(w^2)' = 2w",
        "∂_w J = 2w",
        "D[w^2, w] == 2w",
        "diff(w^2, w) = 2w",
        "f'(w) ≈ 2w",
        "the derivative is 2w",
        "dJ/dw → 2w",
    ];
    check_all(&["w"], false, &shapes.map(|text| (text, "2*w")));
    check("2*w**1", &["w"], "2*w^1");
    check("∂J/∂x = 2xy", &["x", "y"], "2*x*y");
    check("6", &["w"], "6");
    check("-6", &[], "-6");
    check("f'(3) = 6", &["w"], "6");
    check("dJ/dw|_{w=3} = 6", &["w"], "6");
    check("dJ/dw = 2*3 = 6.", &["w"], "2*3 = 6");
    check("w = 6", &["w"], "6");
    check("six", &["w"], "error: unknown variable `six`");
    // Of a chain every side is an answer; what only names it is none.
    check("6 = 6", &["w"], "6 = 6");
    check("2*w^1 = 2w", &["w"], "2*w^1 = 2*w");
    check("sin(w) = 2", &["w"], "sin(w) = 2");
    check("f'(w) = w^2 = 2w", &["w"], "w^2 = 2*w");
    check("f'(w)|w=3 = 6", &["w"], "6");
    check("J'(w=3) = 6", &["w"], "6");
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
        ("√2x", "sqrt(2*x) ; sqrt(2)*x"),
        ("√x²", "sqrt(x^2) ; sqrt(x)^2"),
        ("1/√2x", "1/sqrt(2*x) ; 1/sqrt(2)*x"),
        ("√2 x", "sqrt(2)*x"),
        ("√(x)²", "sqrt(x)^2"),
        ("e^xsinx", "e^x*sin(x)"),
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
        ("pow(x, pow(x, 2))", "x^(x^2)"),
        ("np.power(np.sin(x), 2)", "sin(x)^2"),
        ("2*np.cos(2*x)", "2*cos(2*x)"),
        ("np.log1p(x)", "log1p(x)"),
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
            open: false,
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
            matches!(error.kind, ReadErrorKind::Ambiguous { .. }),
            "{text}: {error}"
        );
    }
}

/// The readings of a line of the table, as the table's style asks for.
fn table_readings(
    graph: &mut Graph,
    style: &str,
    text: &str,
    variables: Option<&[String]>,
) -> Result<Vec<Id>, Error> {
    if style == "answer" {
        let options = answer::AnswerOptions {
            variables: variables.unwrap_or(&[]),
            locale_de: false,
            open: false,
        };
        let answer = answer::read(graph, text, &options)?;
        return Ok(answer.readings);
    }
    let options = Options {
        variables,
        ..Options::default()
    };
    let all = notation::readings(graph, text, &options)?;
    let refused = notation::read(graph, text, &options);
    let ambiguous =
        matches!(&refused, Err(error) if matches!(error.kind, ReadErrorKind::Ambiguous { .. }));
    assert_eq!(ambiguous, all.len() > 1, "{text}: {refused:?}");
    match ambiguous {
        true => Ok(all),
        false => refused.map(|id| vec![id]),
    }
}

#[test]
fn the_table_of_texts_is_read() {
    let head = ["style", "text", "variables", "outcome", "reading", "other"];
    hold("notation.tsv", head, 300, |row| {
        let [style, text, names, outcome, reading, other] = row;
        let names: Vec<String> = names.split(',').map(str::to_owned).collect();
        let variables = (names != ["-"]).then_some(&names[..]);
        let mut graph = Graph::new();
        let expected: Vec<&str> = [reading, other].into_iter().filter(|r| *r != "-").collect();
        let ids = match table_readings(&mut graph, style, text, variables) {
            Err(_) if outcome == "error" => return Ok(()),
            Err(error) => return Err(error.to_string()),
            Ok(ids) => ids,
        };
        let mut same = |id: Id, text: &str| {
            let options = Options {
                variables,
                reading: Reading::InTurn,
                ..Options::default()
            };
            let wanted = notation::read(&mut graph, text, &options).expect(text);
            let judged = equal(&mut graph, id, wanted);
            matches!(judged.equality, Equality::Proved | Equality::Agrees { .. })
        };
        let all = ids.len() == expected.len()
            && expected
                .iter()
                .all(|text| ids.iter().any(|&id| same(id, text)));
        let read = || ids.iter().map(|&id| notation::write(&graph, id));
        all.then_some(())
            .ok_or_else(|| read().collect::<Vec<String>>().join(" ; "))
    });
}

const NUMBERS: &[&str] = &[
    "0", "1", "2", "10", "-1", "-3", "1/2", "-2/3", "0.1", "2.5", "-0.75", "1e-9", "1e20", "22/7",
];

const NAMES: &[&str] = &["x", "w", "x1", "theta", "loss_a", "t", "E"];

/// An expression from random steps: each makes one node of earlier ones.
fn grown(graph: &mut Graph, steps: &[(usize, usize, usize)]) -> Id {
    let mut ids = Vec::new();
    for name in NAMES {
        let variable = graph.variable(name);
        ids.push(graph.add(Node::Variable(variable)));
    }
    for constant in Constant::ALL {
        ids.push(graph.add(Node::Constant(constant)));
    }
    for text in NUMBERS {
        let n = match text.split_once('/') {
            Some((p, q)) => {
                let whole = |text| Rational::from_decimal(text).expect("a whole number");
                whole(p).divide(&whole(q)).expect("not divided by 0")
            }
            None => Rational::from_decimal(text).expect("a decimal"),
        };
        ids.push(graph.number(n));
    }
    for &(step, a, b) in steps {
        // Later nodes are taken more often, so that expressions grow deep.
        let pick = |n: usize| ids[ids.len() - 1 - (n % ids.len()).min(n / ids.len() % ids.len())];
        let (a, b) = (pick(a), pick(b));
        let one = graph.number(Rational::one());
        let node = match step % 14 {
            0 => Node::Negative(a),
            1 => Node::Sum(a, b),
            2 => Node::Difference(a, b),
            3 | 4 => Node::Product(a, b),
            5 | 6 => Node::Quotient(a, b),
            7 | 8 => Node::Power(a, b),
            9 => Node::Call(Function::Gamma, graph.add(Node::Sum(a, one))),
            _ => {
                let function = Function::ALL[step / 14 % Function::ALL.len()];
                match function.row().arity() {
                    1 => Node::Call(function, a),
                    _ => Node::Call2(function, a, b),
                }
            }
        };
        ids.push(graph.add(node));
    }
    ids[ids.len() - 1]
}

/// Pieces of texts, of every notation that is read.
const PIECES: &[&str] = &[
    "x",
    "y",
    "w",
    "2",
    "10",
    "1.5",
    ".5",
    "1e3",
    "e",
    "pi",
    "π",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "!",
    "²",
    "⁻¹",
    "√",
    "∛",
    "½",
    ",",
    " ",
    "  ",
    "sin",
    "cos ",
    "ln",
    "log",
    "log_3",
    "sin^2",
    "ˣ",
    "₂",
    "х",
    "𝑥",
    "'",
    "’",
    "=",
    "→",
    "≈",
    "#",
    "1 1/2",
    "1,000",
    "^-1/2",
    "X",
    "E",
    "\u{200b}",
    "sin^-1",
    "exp",
    "max",
    "atan2(",
    "gamma",
    "sinx",
    "xy",
    "×",
    "÷",
    "−",
    "=",
    "d/dx",
    "'",
    "%",
    " m/s",
    "\\frac",
    "\\sqrt",
    "\\sqrt[3]",
    "\\left",
    "\\right",
    "\\cdot",
    "\\sin",
    "\\pi",
    "\\,",
    "\\",
    "$",
    "_",
    "np.",
    "math.",
    "pow(",
    "sp.Rational(",
    "E",
    "x10^",
    "1.000",
    "2,5",
    ";",
    ".",
    "é",
    "∂",
    "🦀",
    "\u{202e}",
    "\0",
    "\n",
    ":",
    "≈",
    "f(x)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20), ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(
        steps in prop::collection::vec((0usize..1 << 20, 0usize..1 << 20, 0usize..1 << 20), 1..12),
        decimals in any::<bool>(), log in any::<bool>(),
    ) {
        let mut graph = Graph::new();
        (graph.decimals, graph.log) = (decimals, log);
        let id = grown(&mut graph, &steps);
        let text = notation::write(&graph, id);
        let names: Vec<String> = NAMES.iter().map(|&n| n.to_owned()).collect();
        for variables in [None, Some(&names[..])] {
            for reading in [Reading::Refused, Reading::InTurn] {
                // A name beside its letters is that name only where it is declared.
                let options = Options {
                    columns: None,
                    variables,
                    named: &names,
                    reading,
                };
                let read = notation::read(&mut graph, &text, &options);
                prop_assert_eq!(read, Ok(id), "{}", text);
            }
        }
        let read = answer::read(&mut graph, &text, &answer::AnswerOptions {
            variables: &names, locale_de: false, open: false,
        });
        let read = read.map(|answer| answer.readings[0]);
        prop_assert_eq!(read, Ok(id), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused_at_its_place(
        pieces in prop::collection::vec(0usize..PIECES.len(), 0..14),
        known in any::<bool>(), locale_de in any::<bool>(),
    ) {
        let text: String = pieces.iter().map(|&at| PIECES[at]).collect();
        prop_assert_eq!(unsound(&text, known, locale_de), None, "{:?}", text);
    }

    #[test]
    fn any_characters_are_read_or_refused_at_their_place(text in "\\PC{0,24}") {
        prop_assert_eq!(unsound(&text, true, true), None, "{:?}", text);
    }
}

/// What is wrong with how a text is read: a place outside of it, or a reading that is not the
/// same when it is written and read again.
fn unsound(text: &str, known: bool, locale_de: bool) -> Option<String> {
    let names = ["x", "y", "w"].map(str::to_owned);
    let variables = known.then_some(&names[..]);
    let check = |graph: &mut Graph, read: Result<Id, Error>| match read {
        Ok(id) => {
            let written = notation::write(graph, id);
            let own = graph.variables(id);
            let own: Vec<String> = own.iter().map(|v| graph.name(*v).to_owned()).collect();
            let options = Options {
                variables,
                named: &own,
                ..Options::default()
            };
            let again = notation::read(graph, &written, &options);
            // What is known of each node when it is made, beside what is found below it.
            let mut parts = graph.parts(&[id]).into_iter();
            let told = parts.all(|id| graph.is_constant(id) == graph.variables(id).is_empty());
            (again != Ok(id) || !told).then(|| format!("written {written}"))
        }
        Err(Error { place, kind }) => {
            let place = place?;
            let sound = place.start <= place.end && text.get(place.clone()).is_some();
            (!sound).then(|| format!("{kind:?} at {place:?}"))
        }
    };
    for reading in [Reading::Refused, Reading::InTurn] {
        let mut graph = Graph::new();
        let read = notation::read(
            &mut graph,
            text,
            &Options {
                variables,
                reading,
                ..Options::default()
            },
        );
        if let Some(wrong) = check(&mut graph, read) {
            return Some(format!("{reading:?}: {wrong}"));
        }
    }
    if known {
        let mut graph = Graph::new();
        let options = answer::AnswerOptions {
            variables: &names,
            locale_de,
            open: false,
        };
        let read = answer::read(&mut graph, text, &options);
        let read = read.map(|answer| answer.readings[0]);
        return check(&mut graph, read).map(|wrong| format!("answer: {wrong}"));
    }
    None
}

#[test]
fn hostile_texts_are_answered_in_time() {
    /// A debug build computes some thirty times as long, and its frames are so large that a tenth
    /// of this depth would overflow the stack.
    const COUNT: usize = if cfg!(debug_assertions) {
        1_500
    } else {
        100_000
    };
    const BYTES: usize = if cfg!(debug_assertions) {
        1 << 15
    } else {
        1 << 20
    };
    /// A second on a quiet machine; what takes the square of the length takes minutes.
    const LIMIT: Duration = Duration::from_secs(10);
    /// Anything that recursed as deep as the text does would overflow it.
    const STACK: usize = 128 << 10;
    let repeat = |start: &str, middle: &str, end: &str| {
        [&start.repeat(COUNT), middle, &end.repeat(COUNT)].concat()
    };
    let mut random = 1u64;
    let bytes: Vec<u8> = (0..BYTES)
        .map(|_| {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1);
            (random >> 56) as u8
        })
        .collect();
    let numbered: Vec<String> = (0..COUNT).map(|n| format!("a{n}")).collect();
    let texts = [
        repeat("x+", "x", ""),
        repeat("x*2-", "x", ""),
        numbered.join("+"),
        repeat("(", "x", ")"),
        repeat("[(", "x", ")]"),
        repeat("(", "x", ""),
        repeat("sin ", "x", ""),
        repeat("sin ", "x", " x"),
        repeat("sin ", "x", " ln x"),
        repeat("sin ", "x", "|x|"),
        repeat("sin(", "x", ")"),
        repeat("√", "x", ""),
        repeat("√", "x", "²"),
        repeat("|", "x", "|"),
        repeat("|", "x", ""),
        repeat("-", "x", ""),
        repeat("5", "", "!"),
        repeat("(", "5", "!)"),
        repeat("x^", "x", ""),
        repeat("x", "", "²"),
        repeat("1/", "x", ""),
        repeat("1/x ", "x", ""),
        repeat("e^-", "2x", ""),
        repeat("e^2x ", "x", ""),
        repeat("sinx", "", ""),
        repeat("\\frac{1}{", "x", "}"),
        repeat("\\frac{", "x", "}{2}"),
        repeat("\\frac1", "x", ""),
        repeat("\\sqrt", "x", ""),
        repeat("\\sqrt[", "x", "]"),
        repeat("\\left(", "x", "\\right)"),
        repeat("x_{", "1", "}"),
        repeat("pow(", "x", ",2)"),
        repeat("np.", "x", ""),
        repeat("=", "x", ""),
        repeat("2,5 ", "x", ""),
        repeat("1.000", "x", ""),
        repeat("5%", "x", ""),
        repeat("½", "", ""),
        repeat("max(x,", "x", ")"),
        repeat("1 1/2 ", "x", ""),
        repeat("1 ", "1/2", ""),
        repeat("1,000", "x", ""),
        repeat("1 000 ", "x", ""),
        repeat("x^-1/2+", "x", ""),
        repeat("x2", "x", ""),
        repeat("(x+1)2", "x", ""),
        repeat("sin x e^", "x", ""),
        repeat("sin x x", "x", ""),
        repeat("ˣ", "x", ""),
        repeat("x₂", "x", ""),
        repeat("х", "x", ""),
        repeat("𝑥", "x", ""),
        repeat("log[2](", "x", ")"),
        repeat("log[2", "x", ""),
        repeat("2x=", "x", ""),
        repeat("y' = ", "x", ""),
        repeat("f:", "x", ""),
        repeat("#", "x", ""),
        repeat("(", "x, x", ")"),
        repeat("x;", "x", ""),
        repeat("x = 1, ", "x", ""),
        repeat("sin^(", "2", ") x"),
        repeat("sin^(2) ", "x", ""),
        repeat("ln 2 ", "x", ""),
        repeat("ln 2*", "x", ""),
        repeat("arc ", "tan x", ""),
        repeat("{1 \\over ", "x", "}"),
        repeat("1 \\over ", "x", ""),
        repeat("\\begin{align}", "x", "\\end{align}"),
        repeat("\\text{is } ", "x", ""),
        repeat("y = ", "2x dx", ""),
        repeat("dy = 2x ", "dx", " dx"),
        String::from_utf8_lossy(&bytes).into_owned(),
        "9".repeat(BYTES),
        "x".repeat(BYTES),
        " ".repeat(BYTES),
    ];
    let names = ["x".to_owned()];
    for text in texts {
        for variables in [None, Some(&names[..])] {
            for reading in [Reading::Refused, Reading::InTurn] {
                let shown: String = text.chars().take(20).collect();
                let start = Instant::now();
                std::thread::scope(|scope| {
                    let read = || {
                        let mut graph = Graph::new();
                        let options = Options {
                            variables,
                            reading,
                            ..Options::default()
                        };
                        let read = notation::read(&mut graph, &text, &options);
                        match read {
                            Ok(id) => drop(notation::write(&graph, id)),
                            Err(error) => {
                                let place = error.place.unwrap_or(0..0);
                                assert!(text.get(place).is_some(), "{shown}");
                            }
                        }
                        if let Some(variables) = variables {
                            let locale_de = reading != Reading::InTurn;
                            let options = answer::AnswerOptions {
                                variables,
                                locale_de,
                                open: false,
                            };
                            let read = answer::read(&mut graph, &text, &options);
                            assert!(!read.is_ok_and(|answer| answer.readings.is_empty()));
                            for part in answer::parts(&text, locale_de) {
                                assert!(text.get(part.body).is_some(), "{shown}");
                            }
                        }
                    };
                    let thread = std::thread::Builder::new().stack_size(STACK);
                    let thread = thread.spawn_scoped(scope, read).expect("a thread starts");
                    thread.join().expect("it reads without a panic");
                });
                let took = start.elapsed();
                assert!(took < LIMIT, "{shown:?} {reading:?}: {took:?}");
            }
        }
    }
}

#[test]
fn words_are_taken_apart_where_they_hold_a_function() {
    for (text, expected) in [
        ("xcosx", "x*cos(x)"),
        ("sinxcosx", "sin(x)*cos(x)"),
        ("cos2θ", "cos(2*θ)"),
        ("sinθ", "sin(θ)"),
        ("sin2t", "sin(2*t)"),
        ("xsin x", "x*sin(x)"),
        ("xe^x", "x*e^x"),
        ("xlog + 1", "xlog + 1"),
        ("xyz", "xyz"),
        ("xe + 1", "xe + 1"),
        ("loss", "loss"),
    ] {
        let read = read(text, None, Reading::Refused);
        assert_eq!(read.as_deref(), Ok(expected), "{text}");
    }
}
