//! Slopes at many points: what doubles print is what more digits round to, and a stream says what its
//! points say one by one.

use deriv::expression::{Function, Graph, Variable};
use deriv::files::points::LineLayout;
use deriv::notation::{self, Options};
use deriv::report::points::{RowView, StreamRows};
use deriv::slope::Effort;
use deriv::slope::existence::{Asked, SlopeOutcome, slope};
use deriv::slope::many::Many;

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

/// Every function of one argument and some that combine them, at every point: the digits from doubles
/// are those that a slope of 40 digits rounds to.
#[test]
fn what_doubles_print_is_what_more_digits_round_to() {
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
    let (mut shown, mut from_doubles) = (0, 0);
    for text in &texts {
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
