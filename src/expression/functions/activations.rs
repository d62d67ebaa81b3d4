//! Rows of the table: what neurons make of their input.

macro_rules! activations {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Logistic "logistic function, 1/(1 + e^-x)" {
            name: "logistic", aliases: &["sigmoid", "expit"], needs: ANY,
            latex: r"\operatorname{logistic}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), open(1), STEADY)],
                course: Course::Rising,
                down: far(Limit::Value(Mark::whole(0))),
                up: Far { limit: Limit::Value(Mark::whole(1)), nears: Some((1, 1)), like: Like::Definition },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) / (number(1) + call(Exp, -x(a)))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::logistic), exact: One(exact::logistic),
            ball: Enclosure::One(Ball::logistic),
            partials: &[|a| Some(call(Logistic, x(a)) * (number(1) - call(Logistic, x(a))))],
            cost: Cost::Light, angle: Angle::None, family: Family::Activation,
            source: "quotient rule on 1/(1 + e^-x)",
        }
    } };
}
