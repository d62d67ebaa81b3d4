//! Slopes at many points: what is found quickly is what more digits round to, and a stream says what its
//! points say one by one.

use deriv::expression::{Function, Graph, Variable};
use deriv::files::points::LineLayout;
use deriv::notation::{self, Options};
use deriv::number::rational::Rational;
use deriv::report::points::{RowView, StreamRows};
use deriv::slope::Effort;
use deriv::slope::existence::{Asked, SlopeOutcome, slope};
use deriv::slope::many::{Many, SlopeThere};

fn many(text: &str, digits: usize) -> (Many, Graph, deriv::expression::Id, Variable) {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, text, &Options::default()).expect(text);
    let variable = graph.variable("x");
    let asked = (1, Asked::Both, Effort::digits(digits));
    let many = Many::new(graph.clone(), function, vec![variable], &[variable], asked);
    (many.expect("it has a rule"), graph, function, variable)
}

/// Points of every size and sign, whole, halves, tenths and others.
fn points() -> Vec<String> {
    let mut points: Vec<String> = [
        "0", "-1", "1", "0.5", "-0.5", "2", "3", "-3", "1e-9", "-1e-5",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut state = 12_345u64;
    for k in 0..16 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let mantissa = (state >> 40) as i64 - (1 << 23);
        points.push(format!("{mantissa}e{}", [-7, -6, -5, -3, -8][k % 5]));
    }
    points
}

/// Every function of one argument and some that combine them.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = Function::ALL
        .iter()
        .filter(|f| f.row().line().is_some())
        .flat_map(|f| {
            let name = f.row().name;
            [format!("{name}(x)"), format!("x*{name}(x/3)^2")]
        })
        .collect();
    texts.extend(
        [
            "sin(x^2)*exp(-x)+x/(1+x^2)",
            "x^2",
            "x^2.5-x^-3",
            "log10(x)*pi^x",
            "sin(x)*cos(x)-e*tan(x)",
            "(1-cos(x))/x^2",
            "exp(exp(x))/cosh(x)^7",
            "ln(1+x^2)/atan(x)",
            "hypot(x, 3)*log(x, 7)",
            "max(x, x^2)*atan2(x, 2)",
            "0.1*x^3/(x^2-2)",
            "x^x",
            "1/x",
            "(x-1)^7/(x+2)",
            "x^(2/3)",
            "2^x-x^5",
            "sqrt(x^2+1)-x",
            "abs(x-0.5)",
            "floor(3x)*x",
            "exp(-x^2/2)/sqrt(2pi)",
        ]
        .map(str::to_owned),
    );
    texts
}

/// At every point the digits from doubles are those that a slope of 40 digits rounds to.
#[test]
fn what_doubles_print_is_what_more_digits_round_to() {
    let (mut shown, mut from_doubles) = (0, 0);
    for text in &texts() {
        let (fast, mut graph, function, variable) = many(text, 15);
        let mut fast = fast.in_doubles();
        for point in points() {
            let found = fast.at(&[&point], false).expect("a number");
            let Ok(number) = &found.slopes[0] else {
                continue;
            };
            shown += 1;
            from_doubles += usize::from(number.bits == 0 && number.exact.is_none());
            let at = notation::read(&mut graph, &point, &Options::default()).expect("a number");
            let exact = slope(
                &mut graph,
                function,
                variable,
                1,
                &[(variable, at)],
                Asked::Both,
                Effort::digits(40),
            );
            let Ok(SlopeOutcome::Slope(exact)) = exact else {
                panic!(
                    "{text} at {point}: {} from doubles, and no slope",
                    number.decimal
                );
            };
            // Rounded decimals of fewer digits than were certain may end in zeros that are dropped.
            let digits = number.decimal.digits.len();
            let rounded = (digits..=15).any(|digits| {
                let again = slope(
                    &mut graph,
                    function,
                    variable,
                    1,
                    &[(variable, at)],
                    Asked::Both,
                    Effort::digits(digits),
                );
                matches!(again, Ok(SlopeOutcome::Slope(again))
                    if again.decimal.to_string() == number.decimal.to_string())
            });
            assert!(
                rounded,
                "{text} at {point}: {} from doubles, {} for certain",
                number.decimal, exact.decimal
            );
        }
    }
    assert!(
        from_doubles * 10 > shown * 6,
        "{from_doubles} of {shown} from doubles"
    );
}

/// What is asked of a point does not depend on the one before it, nor on how it is written.
#[test]
fn a_point_is_its_own_whatever_stood_before_it() {
    let decimal = |found: &SlopeThere| match &found.slopes[0] {
        Ok(slope) => slope.decimal.to_string(),
        Err(why) => why.word().to_owned(),
    };
    let (doubles, ..) = many("x^2+sin(x)", 15);
    let mut doubles = doubles.in_doubles();
    for (at, slope) in [
        ("2", "3.5838531634"),
        ("pi", "5.28318530717959"),
        ("1", "2.5403023058"),
        ("pi/2", "3.14159265358979"),
    ] {
        let found = doubles.at(&[at], false).expect("a point");
        assert!(decimal(&found).starts_with(slope), "{at}: {found:?}");
        assert!(found.value.is_none() && found.point.is_empty(), "{at}");
    }
    let whole = doubles.at(&["2"], true).expect("a point");
    let value = whole.value.expect("it has a value").decimal.to_string();
    assert_eq!((value.as_str(), whole.point.len()), ("4.90929742682568", 1));
    // A number that is known exactly stays so.
    let (mut short, ..) = many("x^2/6", 15);
    let third = short.at(&["1"], false).expect("a point");
    let third = third.slopes[0].as_ref().expect("it has a slope");
    assert_eq!(third.rational(), Some(&Rational::ratio(1, 3)));
}

/// Slopes by several variables stand side by side, with their names.
#[test]
fn slopes_by_several_variables_stand_side_by_side() {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, "y*sin(x)", &Options::default()).expect("a function");
    let variables = graph.variables(function);
    let asked = (1, Asked::Both, Effort::digits(15));
    let many = Many::new(graph, function, variables.clone(), &variables, asked);
    let mut many = many.expect("it has rules");
    assert_eq!((many.names(), many.by()), (vec!["x", "y"], vec!["x", "y"]));
    let fast = many.fast().expect("it has a quick way");
    assert_eq!(fast.by_count(), 2);
    fast.put(0, &["0.5", "-7"]);
    fast.run(1);
    let mut row = Vec::new();
    assert_eq!(fast.write_rows(0..1, None, &mut row), 1);
    let row = String::from_utf8_lossy(&row);
    assert_eq!(row, "-6.14307793323261\t0.479425538604203\n");
}

/// A long stream says the same as each of its points, whatever was asked before.
#[test]
fn a_stream_says_what_its_points_say_one_by_one() {
    let text = "x^2*sin(x)/(x-2)";
    let points: Vec<String> = (0..2_000).map(|k| format!("{}.{}", k % 7, k)).collect();
    let (stream, ..) = many(text, 15);
    let mut rows = StreamRows::new(stream, LineLayout::Values, RowView::default());
    let block = rows.block(&points.join("\n"), 1);
    assert_eq!(block.lines, 2_000);
    for (line, row) in points.iter().zip(block.text.lines()).step_by(97) {
        let (alone, ..) = many(text, 15);
        let mut alone = StreamRows::new(alone, LineLayout::Values, RowView::default());
        assert_eq!(alone.block(line, 1).text.trim_end(), row, "{line}");
    }
}

/// Balls of one width say what numbers of any length say, or nothing, and settle most points.
#[test]
fn short_balls_say_what_long_ones_say() {
    let mut state = 5u64;
    let plain = (0..40).map(|k| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let whole = (state >> 60) as i64 * [1, 1, -1, 0, 7][k % 5];
        format!(
            "{whole}.{}",
            (state >> 20) % [10, 100_000, 10_000_000_000][k % 3]
        )
    });
    let mut points: Vec<String> = plain.collect();
    points.extend(
        [
            "0",
            "1",
            "-1",
            "0.5",
            "2",
            "0.0000000003",
            "-700",
            "12345678.9",
        ]
        .map(str::to_owned),
    );
    let (mut settled, mut all) = (0, 0);
    for text in &texts() {
        for digits in [3, 15, 17] {
            let (mut many, ..) = many(text, digits);
            for point in &points {
                let certified = many.certified(&[point], false).expect("a number");
                let mut found = Vec::new();
                let Some(fast) = many.fast() else {
                    continue;
                };
                fast.put(0, &[point]);
                fast.run(1);
                if certified.slopes[0]
                    .as_ref()
                    .is_ok_and(|slope| slope.exact.is_none())
                {
                    all += 1;
                }
                if fast.write_rows(0..1, Some(digits), &mut found) == 0 {
                    continue;
                }
                settled += 1;
                let Ok(slope) = &certified.slopes[0] else {
                    panic!("{text} at {point}: there is no slope");
                };
                let long = slope.decimal.clone().keeping_zeros(digits).to_string();
                let short = String::from_utf8(found).expect("digits");
                assert_eq!(short.trim_end(), long, "{text} at {point}, {digits} digits");
            }
        }
    }
    assert!(settled * 10 > all * 9, "{settled} of {all}");
}
