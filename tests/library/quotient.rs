//! The difference quotient in doubles against the derivative by the rules.

use deriv::calculus::quotient::{AlongLine, Method, NudgePlace, estimate};
use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::slope::{Effort, formula, smooth_slope};

/// Classroom functions at classroom points: the extrapolation gives 12 digits, measured are 13.5
/// at worst, and its estimate of the error holds, against the derivative by the rules.
#[test]
fn extrapolation_is_good_to_twelve_digits() {
    for text in [
        "w^2",
        "w^5 - 3w^2 + 1",
        "1/w",
        "sqrt(w)",
        "exp(-w^2)",
        "w*exp(w)",
        "ln(1 + w^2)",
        "sin(w)/w",
        "sin(3w)*cos(w)",
        "tan(w/2)",
        "atan(w)",
        "asinh(w)",
        "tanh(w)",
        "2^w",
        "w^w",
        "w^(1/3)",
        "cosh(w) - 1",
        "erf(w)",
        "(w^2 + 1)/(w + 2)",
        "exp(sin(w))",
    ] {
        for at in ["0.5", "1", "2", "2.75"] {
            let mut graph = Graph::new();
            let mut read =
                |text| notation::read(&mut graph, text, &Options::default()).expect("a formula");
            let (function, at_value) = (read(text), read(at));
            let variable = graph.variables(function)[0];
            let place = NudgePlace {
                function,
                variable,
                point: vec![(variable, at_value)],
            };
            let line = AlongLine::new(&graph, &place);
            let by = place.variable;
            let rule = formula(&mut graph, place.function, by, 1).expect("a value");
            let truth = smooth_slope(
                &mut graph,
                place.function,
                rule,
                by,
                &place.point,
                Effort::digits(17),
            );
            let truth: f64 = truth
                .expect("a value")
                .decimal
                .to_string()
                .parse()
                .expect("a value");
            let found = estimate(Method::Richardson, &|w| line.value(w), line.at, None);
            let found = found.expect("a value");
            let off = (found.value - truth).abs();
            assert!(off <= found.error, "{text} at {at}: {found:?} off {off:e}");
            assert!(
                off <= 1e-12 * truth.abs().max(1.0),
                "{text} at {at}: off {off:e}"
            );
        }
    }
}
