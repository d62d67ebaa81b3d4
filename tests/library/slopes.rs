//! Slopes against truths from independent tools (`tests/truths/slopes.py` made them): every digit,
//! at few, 15 to 18, 30 and 1000.

use super::truths::hold;
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{self, Options};
use deriv::number::decimal::Decimal;
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort, Trouble};

/// The columns of the file.
const HEAD: [&str; 7] = [
    "expression",
    "point",
    "wrt",
    "order",
    "kind",
    "rational",
    "value",
];

/// Holds one row to so many digits.
fn check(row: [&str; 7], digits: usize) -> Result<(), String> {
    let [expression, place, by, order, kind, _, truth] = row;
    let mut graph = Graph::new();
    let mut names: Vec<String> = Vec::new();
    let mut values = Vec::new();
    for part in place.split(',') {
        let (name, value) = part.split_once('=').ok_or("a point is name=value")?;
        names.push(name.to_owned());
        values.push(value);
    }
    let options = Options {
        variables: Some(&names),
        ..Options::default()
    };
    let mut read = |text| notation::read(&mut graph, text, &options).map_err(|e| e.to_string());
    let function = read(expression)?;
    let ids: Vec<Id> = values
        .into_iter()
        .map(&mut read)
        .collect::<Result<_, _>>()?;
    let point: Vec<(Variable, Id)> = names.iter().map(|n| graph.variable(n)).zip(ids).collect();
    let variable = graph.variable(by);
    let order = order.parse().map_err(|_| "order")?;
    let formula =
        slope::formula(&mut graph, function, variable, order).map_err(|e| e.to_string())?;
    let effort = Effort::digits(digits);
    let found = slope::smooth_slope(&mut graph, function, formula, variable, &point, effort)
        .map_err(|trouble| format!("{trouble:?}"))?;
    let truth = Rational::from_decimal(truth).ok_or("the truth is no decimal")?;
    let expected = Decimal::exact_or_rounded(&truth, digits).to_string();
    let got = found.decimal.to_string();
    if got != expected {
        return Err(format!("got {got:.60}, expected {expected:.60} ({kind})"));
    }
    Ok(())
}

#[test]
fn every_digit_is_right() {
    hold("slopes.tsv", HEAD, 200, |row| {
        let digits = [3, 15, 16, 17, 18, 30, 1000].into_iter();
        let wrong: Vec<String> = digits
            .filter_map(|digits| {
                check(row, digits)
                    .err()
                    .map(|why| format!("to {digits}: {why}"))
            })
            .collect();
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong.join("; ")),
        }
    });
}

fn value(text: &str) -> Result<slope::Number, Trouble> {
    value_to(15, text)
}

fn value_to(digits: usize, text: &str) -> Result<slope::Number, Trouble> {
    let mut graph = Graph::new();
    let root = notation::read(&mut graph, text, &Options::default()).expect(text);
    slope::value(&mut graph, root, &[], Effort::digits(digits))
}

/// No number of bits tells to which side these are rounded: that they are half-way is proved.
#[test]
fn what_lies_half_way_between_two_decimals_is_rounded_to_even() {
    let ulp = |digits: usize| format!("(1+1/(2*10^{}))", digits - 1);
    for (digits, number, rounded) in [
        (1, "2.5".to_owned(), "2"),
        (1, "3.5".to_owned(), "4"),
        (3, "1.235".to_owned(), "1.24"),
        (3, "-1.225".to_owned(), "-1.22"),
        (15, ulp(15), "1"),
        (100, ulp(100), "1"),
    ] {
        let text = format!("{number}*sqrt(2)*sqrt(3)/sqrt(6)");
        let found = value_to(digits, &text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        assert_eq!(found.decimal.to_string(), rounded, "{text} to {digits}");
    }
}

/// However many digits are asked for, as many bits again and more are there for what cancels.
#[test]
fn what_cancels_is_found_to_many_digits() {
    for (digits, rounds) in [(15, 4), (20_000, 2)] {
        let found = value_to(digits, "exp(10^(-200))-1").expect("it has a value");
        assert_eq!(
            found.rounds, rounds,
            "{digits} digits at {} bits",
            found.bits
        );
        let shown = found.decimal.to_string();
        assert!(
            shown.starts_with("1.00000000000000") || shown == "1e-200",
            "{shown}"
        );
    }
}

#[test]
fn numbers_are_told_as_doubles_and_as_fractions() {
    for (text, double, fraction) in [
        ("1/3", 1.0 / 3.0, "1/3"),
        ("-7/2", -3.5, "-7/2"),
        ("pi", std::f64::consts::PI, "3.14159265358979"),
        ("-sqrt(2)", -std::f64::consts::SQRT_2, "-1.4142135623731"),
        ("sqrt(2)*sqrt(8)", 4.0, "4"),
    ] {
        let number = value(text).unwrap_or_else(|trouble| panic!("{text}: {trouble:?}"));
        let off = (number.to_f64() - double).abs();
        assert!(off <= 1e-15 * double.abs(), "{text}: {}", number.to_f64());
        let wanted = match fraction.split_once('/') {
            Some((top, bottom)) => Rational::ratio(top.parse().unwrap(), bottom.parse().unwrap()),
            None => Rational::from_decimal(fraction).expect("a decimal"),
        };
        assert_eq!(number.fraction(), Some(wanted), "{text}");
    }
}

/// A function has a slope only where all of it has a value, also what falls out of the slope; and what
/// stands still may sit on a break, or be too large to be computed.
#[test]
fn what_falls_out_of_a_slope_needs_a_value() {
    for (text, has_value) in [
        ("ln(y)", false),
        ("gamma(y)", false),
        ("y^(-2)", false),
        ("(y-1)^(1/2)", false),
        ("y^(1/2)", true),
        ("y^(4/3)", true),
        ("(y-1)^(1/3)", true),
        ("log(2,y)", false),
        ("log(2,y+1)", false),
        ("log(2,y+3)", true),
        ("atan2(y,y)", false),
        ("hypot(y,y)", true),
        ("max(y,0)", true),
        ("abs(y)", true),
        ("exp(exp(exp(99+y)))", true),
        // That it is 1, or 0, is proved.
        ("log(2,sin(1)^2+cos(1)^2+y)", false),
        ("(sin(1)^2+cos(1)^2-1+y)^(-2)", false),
        ("(sin(1)^2+cos(1)^2-1+y)^2", true),
    ] {
        let row = [
            &*format!("x+0*{text}"),
            "x=1,y=0",
            "x",
            "1",
            "exact",
            "1",
            "1",
        ];
        let found = check(row, 15);
        assert_eq!(found.is_ok(), has_value, "{text}: {found:?}");
        if let Err(trouble) = found {
            assert!(trouble.starts_with("Outside"), "{text}: {trouble}");
        }
    }
}

/// A part is proved to lie on a break, or it is said how near to 0 the value is.
#[test]
fn what_is_proved_to_be_0_is_a_break() {
    for (text, told) in [
        ("1/(sqrt(2)*sqrt(3)-sqrt(6))", None),
        ("ln(sqrt(2)*sqrt(3)-sqrt(6))", None),
        ("(sqrt(2)*sqrt(3)-sqrt(6))^(-1/2)", None),
        ("(sqrt(2)*sqrt(3)-sqrt(6))^(1/2)", Some("0")),
        ("floor(sqrt(2)*sqrt(3)/sqrt(6)+1)", Some("2")),
        ("round(sqrt(2)*sqrt(3)-sqrt(6)+5/2)", Some("2")),
        ("sign(sqrt(2)*sqrt(3)-sqrt(6))", Some("0")),
        ("abs(sqrt(2)*sqrt(3)-sqrt(6))", Some("0")),
        ("max(sqrt(2)*sqrt(3)-sqrt(6)+2,2)", Some("2")),
        ("asin(sqrt(2)*sqrt(3)/sqrt(6))", Some("1.5707963267949")),
        ("gamma(sqrt(2)*sqrt(3)-sqrt(6)-2)", None),
        ("tan(acos(-1)/2)", None),
        (
            "atan2(sqrt(2)*sqrt(3)-sqrt(6),-1)",
            Some("3.14159265358979"),
        ),
        ("atan2(sqrt(2)*sqrt(3)-sqrt(6),0*pi)", None),
        ("log(2,sqrt(2)*sqrt(3)/sqrt(6))", None),
    ] {
        let found = match value(text) {
            Ok(number) => Some(number.decimal.to_string()),
            Err(Trouble::Outside { .. }) => None,
            Err(other) => panic!("{text}: {other:?}"),
        };
        assert_eq!(found.as_deref(), told, "{text}");
    }
    // The reflection formula is none of the rules that proofs have.
    match value("gamma(1/3)*gamma(2/3)-2*pi/sqrt(3)") {
        Err(Trouble::Undecided {
            below: Some(below), ..
        }) => assert!(below < -1000, "{below}"),
        other => panic!("{other:?}"),
    }
}
