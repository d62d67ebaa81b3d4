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
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Activation,
            source: "quotient rule on 1/(1 + e^-x)",
        }
        Logit "inverse of the logistic function, ln(x/(1 - x))" {
            name: "logit", aliases: &[], needs: "a number between 0 and 1",
            latex: r"\operatorname{logit}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, false, Limit::Outside, Limit::Down), at(1, false, Limit::Up, Limit::Outside)]),
                stretches: &[None, between(End::Infinite, End::Infinite, STEADY), None],
                course: Course::Rising,
                down: far(Limit::Outside),
                up: far(Limit::Outside),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, x(a)) - call(Ln, number(1) - x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::logit), exact: One(exact::logit),
            ball: Enclosure::One(Ball::logit),
            partials: &[|a| Some(number(1) / (x(a) * (number(1) - x(a))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "DLMF 4.7",
        }
        Softplus "ln(1 + e^x)" {
            name: "softplus", aliases: &[], needs: ANY,
            latex: r"\operatorname{softplus}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Value(Mark::whole(0))),
                up: Far {
                    limit: Limit::Up, nears: Some((1, 1)),
                    like: like(|a, _| Some(x(a) + call(Ln, number(1) + call(Exp, -x(a))))),
                },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, number(1) + call(Exp, x(a)))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::softplus), exact: Special::None,
            ball: Enclosure::One(Ball::softplus),
            partials: &[|a| Some(call(Logistic, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::OffTheLine,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Activation,
            source: "chain rule on ln(1 + e^x)",
        }
        Heaviside "0 below 0, 1 above, 1/2 at 0" {
            name: "heaviside", aliases: &[], needs: ANY,
            latex: r"\operatorname{heaviside}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Stretch, Limit::Stretch)]),
                stretches: &[between(closed(0), closed(0), STEADY), between(closed(1), closed(1), STEADY)],
                course: Course::Rising,
                down: Far { limit: Limit::Value(Mark::whole(0)), nears: None, like: like(|_, _| Some(number(0))) },
                up: Far { limit: Limit::Value(Mark::whole(1)), nears: None, like: like(|_, _| Some(number(1))) },
            }),
            parity: Parity::Neither, step: true, whole: Whole::No,
            definition: Definition::Formula(|a| (number(1) + call(Sign, x(a))) / number(2)),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::heaviside), exact: One(exact::heaviside),
            ball: Enclosure::One(|x, _| x.heaviside()),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "constant between its breaks",
        }
        Relu "max(x, 0)" {
            name: "relu", aliases: &[], needs: ANY,
            latex: r"\operatorname{relu}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Own, Limit::Own)]),
                stretches: &[between(closed(0), closed(0), STEADY), between(open(0), End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Value(Mark::whole(0))),
                up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::OfWhole,
            definition: Definition::Formula(|a| (x(a) + call(Abs, x(a))) / number(2)),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::relu), exact: One(exact::relu),
            ball: Enclosure::One(|x, bits| Ok(x.relu(bits))),
            partials: &[|a| Some(call(Heaviside, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Activation,
            source: "the slope of the larger one",
        }
        Silu "x*logistic(x)" {
            name: "silu", aliases: &["swish"], needs: ANY,
            latex: r"\operatorname{silu}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(End::Beyond(-0.2785), End::Infinite, Turns::At(&[-1.278_464_542_761_074]))],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))),
                up: Far { limit: Limit::Up, nears: Some((1, 1)), like: Like::Definition },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| x(a) / (number(1) + call(Exp, -x(a)))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::silu), exact: One(exact::odd),
            ball: Enclosure::One(Ball::silu),
            partials: &[|a| Some(call(Logistic, x(a)) * (number(1) + x(a) * (number(1) - call(Logistic, x(a)))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Activation,
            source: "product rule on x*logistic(x)",
        }
        Gelu "x times the normal distribution, x*erfc(-x/sqrt(2))/2" {
            name: "gelu", aliases: &[], needs: ANY,
            latex: r"\operatorname{gelu}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(End::Beyond(-0.17), End::Infinite, Turns::At(&[-0.751_791_524_693_564_5]))],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))),
                up: Far { limit: Limit::Up, nears: Some((1, 2)), like: Like::Definition },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| x(a) * call(Erfc, -x(a) / call(Sqrt, number(2))) / number(2)),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::gelu), exact: One(exact::odd),
            ball: Enclosure::One(Ball::gelu),
            partials: &[|a| Some(
                call(Erfc, -x(a) / call(Sqrt, number(2))) / number(2)
                    + x(a) * call(Exp, -x(a).squared() / number(2))
                        / call(Sqrt, number(2) * constant(Constant::Pi))
            )],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Activation,
            source: "product rule, DLMF 7.2.2",
        }
    } };
}
