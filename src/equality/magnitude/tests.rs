//! Signs and logarithms of values that no enclosure holds, beside formulas of the logarithms.

use super::*;
use crate::calculus::value::Known;
use crate::notation::{self, Options, Reading};

const TEST_BITS: u64 = 256;

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).expect(text)
}

/// The magnitudes of two numbers.
fn magnitudes(first: &str, second: &str) -> Option<(Magnitude, Magnitude, u64)> {
    let mut graph = Graph::new();
    let [a, b] = [first, second].map(|text| read(&mut graph, text));
    let mut pair = Pair::new(&mut graph, a, b, None);
    let spot = pair.spot(&[]);
    pair.magnitudes(a, b, &spot)
}

fn value(text: &str) -> Ball {
    let mut graph = Graph::new();
    let id = read(&mut graph, text);
    let values = evaluate(&graph, &[id], &[], &[], TEST_BITS, &Known::new()).expect(text);
    values.of(id).ball(TEST_BITS).expect(text)
}

/// Are two enclosures of one number, each to more than 40 digits?
fn are_the_same(a: &Ball, b: &Ball) -> bool {
    a.overlaps(b) && a.accuracy().min(b.accuracy()) > 140
}

#[test]
fn logarithms_follow_the_operations() {
    for (text, negative, ln) in [
        ("exp(10^20)", false, "10^20"),
        ("exp(-10^20)", false, "-10^20"),
        ("-exp(10^20)", true, "10^20"),
        ("-(-exp(10^20))", false, "10^20"),
        ("2^(10^21+1)", false, "(10^21+1)*ln(2)"),
        ("(-2)^1000000000000000000001", true, "(10^21+1)*ln(2)"),
        ("(-2)^1000000000000000000000", false, "10^21*ln(2)"),
        ("(-2)^(-1e21/3)", false, "-10^21*ln(2)/3"),
        ("(-exp(10^20))^3", true, "3*10^20"),
        ("(-exp(10^20))^(-4)", false, "-4*10^20"),
        ("exp(10^20)^(1/2)", false, "10^20/2"),
        ("exp(10^20)*exp(10^19)", false, "11*10^19"),
        ("exp(10^20)*(-exp(10^19))", true, "11*10^19"),
        ("-2*exp(10^20)", true, "10^20+ln(2)"),
        ("(-2)*(-exp(10^20))", false, "10^20+ln(2)"),
        ("exp(10^20)/exp(10^19)", false, "9*10^19"),
        ("(-3)/exp(10^20)", true, "ln(3)-10^20"),
        ("(-3)/(-exp(10^20))", false, "ln(3)-10^20"),
        ("exp(10^20)+exp(10^20+1)", false, "10^20+1+ln(1+exp(-1))"),
        ("exp(10^20+1)+exp(10^20)", false, "10^20+1+ln(1+exp(-1))"),
        ("exp(10^20+1)-exp(10^20)", false, "10^20+1+ln(1-exp(-1))"),
        ("exp(10^20)-exp(10^20+1)", true, "10^20+1+ln(1-exp(-1))"),
        ("-exp(10^20)-exp(10^20+1)", true, "10^20+1+ln(1+exp(-1))"),
        ("exp(10^20)+exp(10^20-200)", false, "10^20+ln(1+exp(-200))"),
        ("exp(65540)-exp(65530)", false, "65540+ln(1-exp(-10))"),
        ("exp(65530)-exp(65540)", true, "65540+ln(1-exp(-10))"),
        ("exp(10^20)-exp(10^19)", false, "10^20"),
        ("exp(10^20)-5", false, "10^20"),
        ("5-exp(10^20)", true, "10^20"),
        ("(1-1)+exp(10^20)", false, "10^20"),
        ("exp(10^20)-(1-1)", false, "10^20"),
        ("abs(-exp(10^20))", false, "10^20"),
        ("sqrt(exp(10^20))", false, "10^20/2"),
        ("cbrt(exp(10^20))", false, "10^20/3"),
        ("cbrt(-exp(10^20))", true, "10^20/3"),
        ("max(exp(10^20),exp(10^21))", false, "10^21"),
        ("max(exp(10^20),-exp(10^21))", false, "10^20"),
        ("max(exp(10^20),1-1)", false, "10^20"),
        ("min(1-1,-exp(10^20))", true, "10^20"),
        ("min(exp(10^20),exp(10^21))", false, "10^20"),
        ("min(exp(10^20),-exp(10^21))", true, "10^21"),
        ("max(3,-exp(10^21))*exp(10^20)", false, "10^20+ln(3)"),
        // By definition.
        ("sinh(10^20)", false, "10^20-ln(2)"),
        ("cosh(-10^20)", false, "10^20-ln(2)"),
    ] {
        let Some((
            Magnitude::Beyond {
                negative: own,
                ln: found,
            },
            ..,
        )) = magnitudes(text, text)
        else {
            panic!("{text}");
        };
        assert_eq!(own, negative, "{text}");
        assert!(are_the_same(&found, &value(ln)), "{text}: {found:?}");
    }
}

#[test]
fn values_that_enclosures_hold_are_values_again() {
    for (text, same) in [
        ("exp(10)", "exp(10)"),
        ("ln(exp(10^20))", "10^20"),
        ("ln(abs(-exp(-10^20)))", "-10^20"),
        ("sin(exp(10^20)/exp(10^20-1))", "sin(e)"),
        ("sin((-exp(10^20))/exp(10^20-1))", "-sin(e)"),
        ("(1-1)*exp(10^20)", "0"),
        ("exp(10^20)*(1-1)", "0"),
        ("(1-1)/exp(10^20)", "0"),
        ("sin(0/exp(10^20))+2", "2"),
    ] {
        let found = magnitudes(text, text).and_then(|(found, _, bits)| found.held(bits));
        let found = found.expect(text).ball(TEST_BITS).expect(text);
        let is_exact =
            same == "0" && found.contains_zero() && found.compare(&Ball::one()).is_some();
        assert!(
            is_exact || are_the_same(&found, &value(same)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn what_has_no_value_has_no_magnitude() {
    for text in [
        "ln(-exp(10^20))",
        "sqrt(-exp(10^20))",
        "(-exp(10^20))^(1/2)",
        "(-2)^1000000000000000000000.5",
        "exp(10^20)/(1-1)",
        "sin(exp(10^20))",
        "gamma(exp(10^20))",
        "polygamma(1,exp(10^20))",
        "exp(exp(10^20))",
        "exp(10^20)-exp(10^20)",
    ] {
        assert!(magnitudes(text, text).is_none(), "{text}");
    }
}

#[test]
fn magnitudes_differ_in_signs_and_logarithms() {
    for (first, second, differ) in [
        ("2", "3", true),
        ("2", "2", false),
        ("sqrt(2)", "-sqrt(2)", true),
        ("sqrt(2)*sqrt(3)", "sqrt(6)", false),
        ("exp(10^20)", "exp(10^20+1)", true),
        ("exp(10^20)", "-exp(10^20)", true),
        ("exp(10^20)", "exp(10^19)*exp(9*10^19)", false),
        ("-exp(10^20)", "exp(10^19)*(-exp(9*10^19))", false),
        ("exp(10^20)", "1-1", true),
        ("1-1", "exp(-10^20)", true),
        ("exp(10^20)", "5", true),
        ("exp(-10^20)", "5", true),
        ("exp(10^20)/exp(10^20-1)", "e", false),
        ("exp(10^20)/exp(10^20-1)", "3", true),
        ("exp(10^20)", "sqrt(2)*sqrt(3)-sqrt(6)", false),
    ] {
        let (a, b, bits) = magnitudes(first, second).expect(first);
        assert_eq!(a.differs(&b, bits), differ, "{first} | {second}");
        assert_eq!(b.differs(&a, bits), differ, "{second} | {first}");
    }
}

/// The point where what two expressions are compared within has a value too large for an enclosure is
/// one of theirs; where it has none it is not.
#[test]
fn points_are_asked_where_the_whole_has_a_magnitude() {
    for (within, asked) in [
        ("exp(x)", true),
        ("exp(x)+ln(x)", true),
        ("2^x+ln(x)", true),
        ("exp(x)+ln(10^9-x)", false),
        ("exp(x)+sqrt(-x)", false),
        // Its value is not seen, nor its logarithm.
        ("gamma(2^x)", false),
    ] {
        let mut graph = Graph::new();
        let [a, within_id] = ["x", within].map(|text| read(&mut graph, text));
        let mut pair = Pair::new(&mut graph, a, a, Some(within_id));
        let far = Rational::integer(10)
            .power(30)
            .expect("it is no reciprocal");
        let spot = pair.spot(&[far]);
        assert_eq!(pair.is_asked(&spot), asked, "{within}");
    }
}
