//! Rows of the table: roots, exponential and logarithms.

macro_rules! powers {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Sqrt "square root" {
            name: "sqrt", aliases: &[], needs: "a number from 0 up", latex: r"\sqrt",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Outside, Limit::Own)]),
                stretches: &[None, between(open(0), End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Outside), up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Power(1, 2), taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::sqrt), exact: One(|x| exact::root(x, 2)),
            ball: Enclosure::OneOrShort(Ball::sqrt, ShortWay::One(ShortBall::sqrt).kept()),
            partials: &[|a| Some(number(1) / (number(2) * call(Sqrt, x(a))))],
            pieces: Pieces::None, undoes: None, back: Back::Definition, sheets: Sheets::FromZero,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: ROOTS,
        }
        Cbrt "cube root, also of negative numbers" {
            name: "cbrt", aliases: &[], needs: ANY, latex: r"\sqrt[3]",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Own, Limit::Own)]),
                stretches: &[
                    between(End::Infinite, open(0), STEADY),
                    between(open(0), End::Infinite, STEADY),
                ],
                course: Course::Rising,
                down: far(Limit::Down), up: far(Limit::Up),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Power(1, 3), taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::cbrt), exact: One(|x| exact::root(x, 3)),
            ball: Enclosure::One(|x, bits| Ok(x.cbrt(bits))),
            partials: &[|a| Some(number(1) / (number(3) * call(Cbrt, x(a)).squared()))],
            pieces: Pieces::None, undoes: None, back: Back::Definition, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: ROOTS,
        }
        Exp "e to the power of x" {
            name: "exp", aliases: &[], needs: ANY, latex: r"\exp",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Value(Mark::whole(0))), up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: SHORT, power_of_e: None, near: None,
            double: Double::One(double::exp), exact: One(exact::exp),
            ball: Enclosure::OneOrShort(Ball::exp, ShortWay::One(ShortBall::exp).kept()),
            partials: &[|a| Some(call(Exp, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Rising(Ln), sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: LOGARITHMS,
        }
        Ln "natural logarithm" {
            name: "ln", aliases: &["log"], needs: ABOVE, latex: r"\ln",
            domain: Domain::Line(ABOVE_0),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::ln), exact: One(exact::ln),
            ball: Enclosure::OneOrShort(Ball::ln, ShortWay::One(ShortBall::ln).kept()),
            partials: &[|a| Some(number(1) / x(a))],
            pieces: Pieces::None, undoes: None, back: Back::Rising(Exp), sheets: Sheets::FromZero,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: LOGARITHMS,
        }
        Log2 "logarithm to base 2" {
            name: "log2", aliases: &["log_2", "lb"], needs: ABOVE, latex: r"\log_2",
            domain: Domain::Line(ABOVE_0),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, x(a)) / call(Ln, number(2))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::log2), exact: One(|x| exact::log_to(x, 2)),
            ball: Enclosure::One(Ball::log2),
            partials: &[|a| Some(number(1) / (x(a) * call(Ln, number(2))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::FromZero,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: LOGARITHMS,
        }
        Log10 "logarithm to base 10" {
            name: "log10", aliases: &["log_10", "lg"], needs: ABOVE, latex: r"\log_{10}",
            domain: Domain::Line(ABOVE_0),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, x(a)) / call(Ln, number(10))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::log10), exact: One(|x| exact::log_to(x, 10)),
            ball: Enclosure::One(Ball::log10),
            partials: &[|a| Some(number(1) / (x(a) * call(Ln, number(10))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::FromZero,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: LOGARITHMS,
        }
        Log "log(x, base): logarithm to a base" {
            name: "log", aliases: &[],
            needs: "two numbers above 0, the base other than 1", latex: r"\log",
            domain: Domain::Plane(Plane {
                breaks: Meeting::Logarithm, low: End::Infinite, high: End::Infinite, course: Course::Varying,
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, x(a)) / call(Ln, y(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::Two(double::log), exact: Two(exact::log),
            ball: Enclosure::Two(Ball::log),
            partials: &[
                |a| Some(number(1) / (x(a) * call(Ln, y(a)))),
                |a| Some(-call(Ln, x(a)) / (y(a) * call(Ln, y(a)).squared())),
            ],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::FromZero,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: LOGARITHMS,
        }
        Expm1 "e^x - 1, also for tiny x" {
            name: "expm1", aliases: &[], needs: ANY,
            latex: r"\operatorname{expm1}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(-1), End::Infinite, STEADY)],
                course: Course::Rising,
                down: Far { limit: Limit::Value(Mark::whole(-1)), nears: Some((1, 1)), like: Like::Definition },
                up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Exp, x(a)) - number(1)),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::expm1), exact: One(exact::odd),
            ball: Enclosure::One(Ball::expm1),
            partials: &[|a| Some(call(Exp, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "DLMF 4.7",
        }
        Log1p "ln(1 + x), also for tiny x" {
            name: "log1p", aliases: &[], needs: "a number above -1",
            latex: r"\operatorname{log1p}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(-1, false, Limit::Outside, Limit::Down)]),
                stretches: &[None, between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: far(Limit::Outside),
                up: far(Limit::Up),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Ln, number(1) + x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::log1p), exact: One(exact::odd),
            ball: Enclosure::One(Ball::log1p),
            partials: &[|a| Some(number(1) / (number(1) + x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "DLMF 4.7",
        }
    } };
}
