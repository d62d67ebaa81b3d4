//! Every row of the table, at places that its own domain names.

use crate::agreement::points::{self, Place};
use crate::agreement::{fraction, moved, power_of_ten, quotient};
use deriv::expression::functions::{Double, Meeting};
use deriv::expression::{Function, Graph, Id, Node, Variable};
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort, Trouble};

/// Digits to which both routes are certified.
const DIGITS: usize = 30;

/// A function of the table applied to variables, at a place.
struct Case {
    graph: Graph,
    root: Id,
    variables: Vec<Variable>,
    point: Vec<(Variable, Id)>,
}

impl Case {
    fn new(function: Function, place: &Place) -> Case {
        let mut graph = Graph::new();
        let variables: Vec<Variable> = ["x", "y"][..place.arguments.len()]
            .iter()
            .map(|name| graph.variable(name))
            .collect();
        let names: Vec<Id> = variables
            .iter()
            .map(|v| graph.add(Node::Variable(*v)))
            .collect();
        let root = apply(&mut graph, function, &names);
        let point = variables
            .iter()
            .zip(&place.arguments)
            .map(|(v, x)| (*v, graph.number(Rational::from_f64(*x).unwrap())))
            .collect();
        Case {
            graph,
            root,
            variables,
            point,
        }
    }

    /// The slope by the rule of the table.
    fn by_rule(&mut self, at: usize) -> Result<Rational, String> {
        let by = self.variables[at];
        let formula =
            slope::formula(&mut self.graph, self.root, by, 1).map_err(|error| error.to_string())?;
        let effort = Effort::digits(DIGITS);
        slope::smooth_slope(&mut self.graph, self.root, formula, by, &self.point, effort)
            .map(|number| fraction(&number).expect("of ordinary size"))
            .map_err(|trouble| format!("{trouble:?}"))
    }

    /// The slope as a quotient of differences, which uses values only.
    fn by_quotient(&mut self, function: Function, at: usize, h: &Rational) -> Rational {
        let arguments: Vec<Id> = self.point.iter().map(|(_, id)| *id).collect();
        let mut end = |step: &Rational| {
            let mut arguments = arguments.clone();
            arguments[at] = moved(&mut self.graph, arguments[at], step);
            apply(&mut self.graph, function, &arguments)
        };
        let (above, below) = (end(h), end(&-h));
        let ratio = quotient(&mut self.graph, above, below, h);
        let number = slope::value(&mut self.graph, ratio, &[], Effort::digits(DIGITS));
        fraction(&number.unwrap_or_else(|trouble| panic!("{function:?}: {trouble:?}")))
            .expect("of ordinary size")
    }
}

fn apply(graph: &mut Graph, function: Function, arguments: &[Id]) -> Id {
    graph.add(match *arguments {
        [a] => Node::Call(function, a),
        [a, b] => Node::Call2(function, a, b),
        _ => unreachable!("functions take one or two arguments"),
    })
}

fn double(function: Function, arguments: &[f64]) -> f64 {
    match function.row().double {
        Double::One(value) => value(arguments[0]),
        Double::Two(value) => value(arguments[0], arguments[1]),
    }
}

#[test]
fn each_rule_is_the_limit_of_its_quotients() {
    // The quotient is off by h²·|f‴|/6. No point is nearer to a break than d = 1e-6, but for the
    // rounding of the point itself, and there the worst row, a pole, has f‴ = 6f′/d²: off by 1e-28
    // of the slope. Polygamma of order 5 is a pole of order 6, with f‴ = 56f′/d². Away from breaks
    // |f‴| stays below 1e6 of |f′| + 1. Both sides are rounded to 30 digits.
    let h = power_of_ten(-20);
    let tolerance = power_of_ten(-26);
    let mut walked = 0;
    for &function in Function::ALL {
        let mut compared = 0;
        for place in points::of(&function.row().domain) {
            if !place.defined || place.on_break {
                continue;
            }
            for at in 0..function.row().arity() {
                let mut case = Case::new(function, &place);
                if function == Function::Polygamma && at == 0 {
                    assert!(case.by_rule(at).is_err(), "{place:?}");
                    continue;
                }
                let rule = case
                    .by_rule(at)
                    .unwrap_or_else(|why| panic!("{function:?} by {at} at {place:?}: {why}"));
                let quotient = case.by_quotient(function, at, &h);
                let off = (&rule - &quotient).abs();
                assert!(
                    off <= &tolerance * &(Rational::one() + rule.abs()),
                    "{function:?} by {at} at {place:?}: {} and {}",
                    rule.to_f64(),
                    quotient.to_f64()
                );
                compared += 1;
            }
        }
        assert!(compared >= 7, "{function:?}: {compared}");
        walked += compared;
    }
    assert!(walked > 1000, "{walked}");
}

#[test]
fn doubles_agree_with_certified_values() {
    for &function in Function::ALL {
        for place in points::of(&function.row().domain) {
            if !place.defined {
                continue;
            }
            let found = double(function, &place.arguments);
            let [first, .., last] = place.arguments[..] else {
                check_double(function, &place, found);
                continue;
            };
            // The double's polygamma has a reflection for the first two orders only.
            if function == Function::Polygamma && first > 1.0 && last < 0.0 {
                assert!(found.is_nan(), "{place:?}");
                continue;
            }
            check_double(function, &place, found);
        }
    }
}

/// A double comes from a few operations that each err by some units in the last place, of the
/// argument (which moves the result by x·f′) or of the result; π/2 − atan(x) errs by those of π/2.
/// The polygamma series is good to 1e-13, and its reflection is a difference of two terms.
fn check_double(function: Function, place: &Place, found: f64) {
    let mut case = Case::new(function, place);
    let value = slope::value(&mut case.graph, case.root, &case.point, Effort::default());
    let value = value.unwrap_or_else(|trouble| panic!("{function:?} at {place:?}: {trouble:?}"));
    let truth = fraction(&value).expect("of ordinary size").to_f64();
    let moves: f64 = (0..place.arguments.len())
        .filter_map(|at| Some((case.by_rule(at).ok()?.to_f64() * place.arguments[at]).abs()))
        .sum();
    let tolerance = 2e-13 * (1.0 + truth.abs() + moves);
    assert!(
        (found - truth).abs() <= tolerance,
        "{function:?} at {place:?}: the double is {found}, the value {truth}"
    );
}

#[test]
fn values_end_where_the_domain_ends() {
    let mut outside = 0;
    for &function in Function::ALL {
        for place in points::of(&function.row().domain) {
            let mut case = Case::new(function, &place);
            let found = double(function, &place.arguments);
            let value = slope::value(&mut case.graph, case.root, &case.point, Effort::default());
            if place.defined {
                assert!(value.is_ok(), "{function:?} at {place:?}: {value:?}");
                continue;
            }
            outside += 1;
            assert!(
                matches!(value, Err(Trouble::Outside { node }) if node == case.root),
                "{function:?} at {place:?}: {value:?}"
            );
            assert!(
                case.by_rule(place.arguments.len() - 1).is_err(),
                "{function:?} has a slope at {place:?}"
            );
            // C gives the origin the angle 0; a logarithm to base 0 is x/−∞; the double's
            // polygamma takes any order.
            let lenient = match function.row().plane().map(|plane| plane.breaks) {
                Some(Meeting::Angle | Meeting::Order(_)) => true,
                Some(Meeting::Logarithm) => place.arguments[1] == 0.0,
                Some(Meeting::EqualArguments | Meeting::Origin) | None => false,
            };
            assert!(
                lenient || !found.is_finite(),
                "{function:?} at {place:?}: the double is {found}"
            );
        }
    }
    assert!(outside > 100, "{outside}");
}
