//! Rows of the table: functions of probability and analysis.

macro_rules! special {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Erf "error function" {
            name: "erf", aliases: &[], needs: ANY, latex: r"\operatorname{erf}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(-1), open(1), STEADY)],
                course: Course::Rising,
                // DLMF 7.8.3 and 7.12.1.
                down: Far {
                    limit: Limit::Value(Mark::whole(-1)), nears: Some((1, 2)),
                    like: Like::Definition,
                },
                up: Far {
                    limit: Limit::Value(Mark::whole(1)), nears: Some((1, 2)),
                    like: Like::Definition,
                },
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::erf), exact: One(exact::odd),
            ball: Enclosure::One(|x, bits| x.erf(bits)),
            partials: &[|a| Some(
                number(2) * call(Exp, -x(a).squared()) / call(Sqrt, constant(Constant::Pi))
            )],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone, source: "DLMF 7.2.1",
        }
        Gamma "gamma function; x! is gamma(x + 1)" {
            name: "gamma", aliases: &[], needs: "a number other than 0, -1, -2, ...",
            latex: r"\Gamma",
            domain: Domain::Line(Line {
                breaks: Breaks::Lattice(POLES_FROM_0_DOWN),
                stretches: &[
                    between(End::Infinite, End::Infinite, Turns::Unknown),
                    // DLMF 5.4.19.
                    between(End::Beyond(0.8856), End::Infinite, Turns::At(&[1.461_632_144_968_362_3])),
                ],
                course: Course::Varying,
                down: far(Limit::None),
                up: Far { limit: Limit::Up, nears: None, like: Like::Huge },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Derivatives(5),
            power_of_e: None,
            near: Some(Growth { formula: gamma_near_pole, rest: None }),
            double: Double::One(double::gamma), exact: One(exact::gamma),
            ball: Enclosure::One(Ball::gamma),
            partials: &[|a| Some(
                call(Gamma, x(a)) * Formula::Call(Polygamma, vec![number(0), x(a)])
            )],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: Some(Ball::lgamma), cost: Cost::Heavy, angle: Angle::None, family: Family::Alone, source: "DLMF 5.2.2",
        }
        Polygamma "polygamma(n, x): derivative n + 1 of ln(gamma(x))" {
            name: "polygamma", aliases: &[],
            needs: "a whole number from 0 up, and a number other than 0, -1, -2, ...",
            latex: r"\psi",
            domain: Domain::Plane(Plane {
                breaks: Meeting::Order(POLES_FROM_0_DOWN),
                low: End::Infinite, high: End::Infinite, course: Course::Varying,
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Derivatives(5),
            power_of_e: None,
            near: Some(Growth { formula: polygamma_near_pole, rest: None }),
            double: Double::Two(double::polygamma), exact: Special::None,
            ball: Enclosure::Two(|n, x, bits| x.polygamma(order(n)?, bits)),
            partials: &[
                |_| None,
                |a| Some(Formula::Call(Polygamma, vec![x(a) + number(1), y(a)])),
            ],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone, source: "DLMF 5.15.1",
        }
        Erfc "complementary error function, 1 - erf" {
            name: "erfc", aliases: &[], needs: ANY,
            latex: r"\operatorname{erfc}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), open(2), STEADY)],
                course: Course::Falling,
                down: Far { limit: Limit::Value(Mark::whole(2)), nears: Some((1, 2)), like: Like::Definition },
                up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) - call(Erf, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::erfc), exact: One(exact::one_at_zero),
            ball: Enclosure::One(|x, bits| x.erfc(bits)),
            partials: &[|a| Some(number(-2) * call(Exp, -x(a).squared()) / call(Sqrt, constant(Constant::Pi)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone,
            source: "DLMF 7.2.2",
        }
        Sinc "sin(x)/x, 1 at 0" {
            name: "sinc", aliases: &[], needs: ANY,
            latex: r"\operatorname{sinc}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(End::Beyond(-0.2173), closed(1), Turns::Unknown)],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))),
                up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Sin, x(a)) / x(a)),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::sinc), exact: One(exact::sinc),
            ball: Enclosure::One(Ball::sinc),
            partials: &[|a| Some((call(Cos, x(a)) - call(Sinc, x(a))) / x(a))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "quotient rule on sin(x)/x",
        }
        Digamma "digamma function, the derivative of ln(gamma(x))" {
            name: "digamma", aliases: &[], needs: "a number other than 0, -1, -2, ...",
            latex: r"\operatorname{digamma}",
            domain: Domain::Line(Line {
                breaks: Breaks::Lattice(Lattice {
                    below: Limit::Up, above: Limit::Down, ..POLES_FROM_0_DOWN
                }),
                stretches: &[between(End::Infinite, End::Infinite, Turns::Unknown), between(End::Infinite, End::Infinite, Turns::Unknown)],
                course: Course::Varying,
                down: far(Limit::None),
                up: Far {
                    limit: Limit::Up, nears: None,
                    // DLMF 5.11.2.
                    like: Like::Growth(Growth {
                        formula: |a, _| Some(call(Ln, x(a)) - number(1) / (number(2) * x(a))),
                        rest: Some((2, 1)),
                    }),
                },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| Formula::Call(Polygamma, vec![number(0), x(a)])),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::digamma), exact: Special::None,
            ball: Enclosure::One(Ball::digamma),
            partials: &[|a| Some(Formula::Call(Polygamma, vec![number(1), x(a)]))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone,
            source: "DLMF 5.15.1",
        }
        Lgamma "ln|gamma(x)|" {
            name: "lgamma", aliases: &[], needs: "a number other than 0, -1, -2, ...",
            latex: r"\operatorname{lgamma}",
            domain: Domain::Line(Line {
                breaks: Breaks::Lattice(Lattice {
                    below: Limit::Up, above: Limit::Up, ..POLES_FROM_0_DOWN
                }),
                stretches: &[between(End::Infinite, End::Infinite, Turns::Unknown), between(End::Beyond(-0.1215), End::Infinite, Turns::At(&[1.461_632_144_968_362_3]))],
                course: Course::Varying,
                down: far(Limit::None),
                up: Far {
                    limit: Limit::Up, nears: None,
                    // DLMF 5.11.1.
                    like: Like::Growth(Growth {
                        formula: |a, _| Some(
                            (x(a) - number(1) / number(2)) * call(Ln, x(a)) - x(a)
                                + call(Ln, number(2) * constant(Constant::Pi)) / number(2)
                        ),
                        rest: Some((1, 1)),
                    }),
                },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, call(Abs, call(Gamma, x(a))))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::lgamma), exact: One(exact::lgamma),
            ball: Enclosure::One(Ball::lgamma),
            partials: &[|a| Some(call(Digamma, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone,
            source: "DLMF 5.2.2",
        }
        LambertW "Lambert's function: the w from -1 up with w*e^w = x" {
            name: "lambertw", aliases: &[], needs: "a number from -1/e up", latex: "W",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[Break {
                    at: Mark::halves(-2, Unit::InverseE), defined: true,
                    below: Limit::Outside, above: Limit::Own,
                }]),
                stretches: &[None, between(open(-1), End::Infinite, STEADY)],
                course: Course::Rising,
                // DLMF 4.13.10: it is below ln(x).
                down: far(Limit::Outside), up: Far { limit: Limit::Up, nears: None, like: Like::Slow },
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Derivatives(5),
            power_of_e: Some(|a| x(a) / y(a)),
            // DLMF 4.13.6.
            near: Some(Growth {
                formula: |a, _| {
                    let e = || Formula::Constant(Constant::E);
                    let p = || call(Sqrt, number(2) * (e() * x(a) + number(1)));
                    Some(
                        p() - number(1) - p().squared() / number(3)
                            + number(11) * p().to_the(number(3)) / number(72)
                            - number(43) * p().to_the(number(4)) / number(540)
                    )
                },
                rest: Some((5, 2)),
            }),
            double: Double::One(double::lambertw), exact: One(exact::lambertw),
            ball: Enclosure::One(Ball::lambertw),
            partials: &[|a| Some(number(1) / (x(a) + call(Exp, call(LambertW, x(a)))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Heavy, angle: Angle::None, family: Family::Alone, source: "DLMF 4.13.4",
        }
    } };
}
