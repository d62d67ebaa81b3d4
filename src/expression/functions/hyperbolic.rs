//! Rows of the table: hyperbolic functions and their inverses.

macro_rules! hyperbolic {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Sinh "hyperbolic sine, (e^x - e^-x)/2" {
            name: "sinh", aliases: &[], needs: ANY, latex: r"\sinh",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Down), up: far(Limit::Up),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| (call(Exp, x(a)) - call(Exp, -x(a))) / number(2)),
            taylor: SHORT, power_of_e: None, near: None,
            double: Double::One(double::sinh), exact: One(exact::odd),
            ball: Enclosure::One(Ball::sinh),
            partials: &[|a| Some(call(Cosh, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Cosh "hyperbolic cosine, (e^x + e^-x)/2" {
            name: "cosh", aliases: &[], needs: ANY, latex: r"\cosh",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(closed(1), End::Infinite, Turns::At(&[0.0]))],
                course: Course::Varying,
                down: far(Limit::Up), up: far(Limit::Up),
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| (call(Exp, x(a)) + call(Exp, -x(a))) / number(2)),
            taylor: SHORT, power_of_e: None, near: None,
            double: Double::One(double::cosh), exact: One(exact::one_at_zero),
            ball: Enclosure::One(Ball::cosh),
            partials: &[|a| Some(call(Sinh, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Even(Acosh), sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Tanh "hyperbolic tangent, sinh/cosh" {
            name: "tanh", aliases: &[], needs: ANY, latex: r"\tanh",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(-1), open(1), STEADY)],
                course: Course::Rising,
                down: Far {
                    limit: Limit::Value(Mark::whole(-1)), nears: Some((2, 1)),
                    like: like(|a, _| Some(
                        number(2) / (call(Exp, number(-2) * x(a)) + number(1)) - number(1)
                    )),
                },
                up: Far {
                    limit: Limit::Value(Mark::whole(1)), nears: Some((2, 1)),
                    like: like(|a, _| Some(
                        number(1) - number(2) / (call(Exp, number(2) * x(a)) + number(1))
                    )),
                },
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Sinh, x(a)) / call(Cosh, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::tanh), exact: One(exact::odd),
            ball: Enclosure::One(Ball::tanh),
            partials: &[|a| Some(number(1) / call(Cosh, x(a)).squared())],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Sech "hyperbolic secant, 1/cosh" {
            name: "sech", aliases: &[], needs: ANY, latex: r"\operatorname{sech}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), closed(1), Turns::At(&[0.0]))],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))), up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) / call(Cosh, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| 1.0 / double::cosh(x)), exact: One(exact::one_at_zero),
            ball: Enclosure::One(Ball::sech),
            partials: &[|a| Some(-call(Sech, x(a)) * call(Tanh, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Csch "hyperbolic cosecant, 1/sinh" {
            name: "csch", aliases: &["cosech"], needs: NOT_0, latex: r"\operatorname{csch}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, false, Limit::Down, Limit::Up)]),
                stretches: &[
                    between(End::Infinite, open(0), STEADY),
                    between(open(0), End::Infinite, STEADY),
                ],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))), up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) / call(Sinh, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| 1.0 / double::sinh(x)), exact: Special::None,
            ball: Enclosure::One(Ball::csch),
            partials: &[|a| Some(-call(Csch, x(a)) * call(Coth, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Coth "hyperbolic cotangent, cosh/sinh" {
            name: "coth", aliases: &[], needs: NOT_0, latex: r"\coth",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, false, Limit::Down, Limit::Up)]),
                stretches: &[
                    between(End::Infinite, open(-1), STEADY),
                    between(open(1), End::Infinite, STEADY),
                ],
                course: Course::Varying,
                down: Far {
                    limit: Limit::Value(Mark::whole(-1)), nears: Some((2, 1)),
                    like: like(|a, _| Some(
                        number(-1) - number(2) / (call(Exp, number(-2) * x(a)) - number(1))
                    )),
                },
                up: Far {
                    limit: Limit::Value(Mark::whole(1)), nears: Some((2, 1)),
                    like: like(|a, _| Some(
                        number(1) + number(2) / (call(Exp, number(2) * x(a)) - number(1))
                    )),
                },
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Cosh, x(a)) / call(Sinh, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| 1.0 / double::tanh(x)), exact: Special::None,
            ball: Enclosure::One(Ball::coth),
            partials: &[|a| Some(number(-1) / call(Sinh, x(a)).squared())],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Circular, source: HYPERBOLIC,
        }
        Asinh "inverse hyperbolic sine" {
            name: "asinh", aliases: &["arsinh", "arcsinh"], needs: ANY,
            latex: r"\operatorname{arsinh}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                // DLMF 4.37.16.
                down: Far {
                    limit: Limit::Down, nears: None,
                    like: like(|a, _| Some(
                        -call(Ln, call(Sqrt, x(a).squared() + number(1)) - x(a))
                    )),
                },
                up: far(Limit::Up),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(
                |a| call(Ln, x(a) + call(Sqrt, x(a).squared() + number(1)))
            ),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::asinh), exact: One(exact::odd),
            ball: Enclosure::One(Ball::asinh),
            partials: &[|a| Some(number(1) / call(Sqrt, x(a).squared() + number(1)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::OffTheLine,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
        Acosh "inverse hyperbolic cosine" {
            name: "acosh", aliases: &["arcosh", "arccosh"], needs: "a number from 1 up",
            latex: r"\operatorname{arcosh}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(1, true, Limit::Outside, Limit::Own)]),
                stretches: &[None, between(open(0), End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Outside), up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            // DLMF 4.37.19.
            definition: Definition::Formula(
                |a| call(Ln, x(a) + call(Sqrt, x(a).squared() - number(1)))
            ),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::acosh), exact: One(exact::zero_at_one),
            ball: Enclosure::One(Ball::acosh),
            partials: &[|a| Some(
                number(1) / (call(Sqrt, x(a) - number(1)) * call(Sqrt, x(a) + number(1)))
            )],
            pieces: Pieces::None, undoes: Some(Undone { of: Cosh, is: |a| call(Abs, x(a)) }), back: Back::Unknown, sheets: Sheets::FromEnds,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
        Atanh "inverse hyperbolic tangent" {
            name: "atanh", aliases: &["artanh", "arctanh"], needs: "a number between -1 and 1",
            latex: r"\operatorname{artanh}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[
                    at(-1, false, Limit::Outside, Limit::Down),
                    at(1, false, Limit::Up, Limit::Outside),
                ]),
                stretches: &[None, between(End::Infinite, End::Infinite, STEADY), None],
                course: Course::Rising,
                down: far(Limit::Outside), up: far(Limit::Outside),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            // DLMF 4.37.24.
            definition: Definition::Formula(
                |a| (call(Ln, number(1) + x(a)) - call(Ln, number(1) - x(a))) / number(2)
            ),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::atanh), exact: One(exact::odd),
            ball: Enclosure::One(Ball::atanh),
            partials: &[|a| Some(number(1) / (number(1) - x(a).squared()))],
            pieces: Pieces::None, undoes: Some(Undone { of: Tanh, is: |a| x(a) }), back: Back::Unknown, sheets: Sheets::FromEnds,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
        Acoth "inverse hyperbolic cotangent" {
            name: "acoth", aliases: &["arcoth", "arccoth"], needs: "a number above 1 or below -1",
            latex: r"\operatorname{arcoth}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[
                    at(-1, false, Limit::Down, Limit::Outside),
                    at(1, false, Limit::Outside, Limit::Up),
                ]),
                stretches: &[
                    between(End::Infinite, open(0), Turns::Unknown),
                    None,
                    between(open(0), End::Infinite, Turns::Unknown),
                ],
                course: Course::Varying,
                down: Far {
                    limit: Limit::Value(Mark::whole(0)), nears: None,
                    like: like(|a, _| Some(call(Atanh, number(1) / x(a)))),
                },
                up: Far {
                    limit: Limit::Value(Mark::whole(0)), nears: None,
                    like: like(|a, _| Some(call(Atanh, number(1) / x(a)))),
                },
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| {
                let ln_abs = |a| call(Ln, call(Abs, a));
                (ln_abs(number(1) + x(a)) - ln_abs(number(1) - x(a))) / number(2)
            }),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(|x| double::atanh(1.0 / x)), exact: Special::None,
            ball: Enclosure::One(Ball::acoth),
            partials: &[|a| Some(number(1) / (number(1) - x(a).squared()))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
        Asech "inverse hyperbolic secant" {
            name: "asech", aliases: &["arsech", "arcsech"], needs: "a number above 0, up to 1",
            latex: r"\operatorname{arsech}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[
                    at(0, false, Limit::Outside, Limit::Up),
                    at(1, true, Limit::Own, Limit::Outside),
                ]),
                stretches: &[None, between(open(0), End::Infinite, Turns::Unknown), None],
                course: Course::Varying,
                down: far(Limit::Outside), up: far(Limit::Outside),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Acosh, number(1) / x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(|x| double::acosh(1.0 / x)), exact: One(exact::zero_at_one),
            ball: Enclosure::One(Ball::asech),
            partials: &[|a| Some(number(-1) / (x(a) * call(Sqrt, number(1) - x(a).squared())))],
            pieces: Pieces::None, undoes: Some(Undone { of: Sech, is: |a| call(Abs, x(a)) }), back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
        Acsch "inverse hyperbolic cosecant" {
            name: "acsch", aliases: &["arcsch", "arccsch"], needs: NOT_0,
            latex: r"\operatorname{arcsch}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, false, Limit::Down, Limit::Up)]),
                stretches: &[
                    between(End::Infinite, open(0), STEADY),
                    between(open(0), End::Infinite, STEADY),
                ],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))), up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Asinh, number(1) / x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(|x| double::asinh(1.0 / x)), exact: Special::None,
            ball: Enclosure::One(Ball::acsch),
            partials: &[|a| Some(
                number(-1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() + number(1)))
            )],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Inverse, source: INVERSE_HYPERBOLIC,
        }
    } };
}
