//! Rows of the table: circular functions and their inverses.

macro_rules! circular {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Sin "sine, of radians" {
            name: "sin", aliases: &[], needs: ANY, latex: r"\sin",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(closed(-1), closed(1), Turns::Every { offset: FRAC_PI_2, period: PI })],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: SHORT, power_of_e: None, near: None,
            double: Double::One(double::sin), exact: One(exact::sin),
            ball: Enclosure::OneOrShort(Ball::sin, ShortWay::First(ShortBall::sin_cos).kept()),
            partials: &[|a| Some(call(Cos, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Cos "cosine, of radians" {
            name: "cos", aliases: &[], needs: ANY, latex: r"\cos",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(closed(-1), closed(1), Turns::Every { offset: 0.0, period: PI })],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: SHORT, power_of_e: None, near: None,
            double: Double::One(double::cos), exact: One(exact::cos),
            ball: Enclosure::OneOrShort(Ball::cos, ShortWay::Second(ShortBall::sin_cos).kept()),
            partials: &[|a| Some(-call(Sin, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Tan "tangent, sin/cos" {
            name: "tan", aliases: &["tg"], needs: NOT_HALF_PI, latex: r"\tan",
            domain: Domain::Line(Line {
                breaks: poles(Mark::halves(1, Unit::Pi), Limit::Up, Limit::Down),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Sin, x(a)) / call(Cos, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::tan), exact: One(exact::tan),
            ball: Enclosure::One(Ball::tan),
            partials: &[|a| Some(number(1) / call(Cos, x(a)).squared())],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Sec "secant, 1/cos" {
            name: "sec", aliases: &[], needs: NOT_HALF_PI, latex: r"\sec",
            domain: Domain::Line(Line {
                breaks: poles(Mark::halves(1, Unit::Pi), Limit::Pole, Limit::Pole),
                stretches: &[between(End::Infinite, End::Infinite, Turns::Every { offset: 0.0, period: PI })],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) / call(Cos, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| 1.0 / double::cos(x)),
            exact: One(|x| exact::reciprocal(exact::cos(x))), ball: Enclosure::One(Ball::sec),
            partials: &[|a| Some(call(Sec, x(a)) * call(Tan, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Csc "cosecant, 1/sin" {
            name: "csc", aliases: &["cosec"], needs: NOT_PI, latex: r"\csc",
            domain: Domain::Line(Line {
                breaks: poles(Mark::whole(0), Limit::Pole, Limit::Pole),
                stretches: &[between(End::Infinite, End::Infinite, Turns::Every { offset: FRAC_PI_2, period: PI })],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| number(1) / call(Sin, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| 1.0 / double::sin(x)),
            exact: One(|x| exact::reciprocal(exact::sin(x))), ball: Enclosure::One(Ball::csc),
            partials: &[|a| Some(-call(Csc, x(a)) * call(Cot, x(a)))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Cot "cotangent, cos/sin" {
            name: "cot", aliases: &["ctg", "cotan"], needs: NOT_PI, latex: r"\cot",
            domain: Domain::Line(Line {
                breaks: poles(Mark::whole(0), Limit::Down, Limit::Up),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Varying,
                down: far(Limit::None), up: far(Limit::None),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Cos, x(a)) / call(Sin, x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(|x| double::cos(x) / double::sin(x)), exact: One(exact::cot),
            ball: Enclosure::One(Ball::cot),
            partials: &[|a| Some(number(-1) / call(Sin, x(a)).squared())],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::One,
            ln: None, cost: Cost::Light, angle: Angle::Argument, family: Family::Circular, source: CIRCULAR,
        }
        Asin "inverse sine, from -pi/2 to pi/2" {
            name: "asin", aliases: &["arcsin"], needs: UNIT, latex: r"\arcsin",
            domain: Domain::Line(Line {
                breaks: UNIT_INTERVAL,
                stretches: &[None, between(RIGHT_ANGLE_BELOW, RIGHT_ANGLE, STEADY), None],
                course: Course::Rising,
                down: far(Limit::Outside), up: far(Limit::Outside),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::asin), exact: One(exact::asin),
            ball: Enclosure::OneOrShort(Ball::asin, ShortWay::One(ShortBall::asin).kept()),
            partials: &[|a| Some(number(1) / call(Sqrt, number(1) - x(a).squared()))],
            pieces: Pieces::None,
            undoes: Some(Undone {
                of: Sin,
                is: |a| {
                    let right = || pi() / number(2);
                    right() - call(Abs, rest(right() - x(a), number(2) * pi()))
                },
            }), back: Back::Unknown, sheets: Sheets::FromEnds,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
        Acos "inverse cosine, from 0 to pi" {
            name: "acos", aliases: &["arccos"], needs: UNIT, latex: r"\arccos",
            domain: Domain::Line(Line {
                breaks: UNIT_INTERVAL,
                stretches: &[None, between(open(0), STRAIGHT_ANGLE, STEADY), None],
                course: Course::Falling,
                down: far(Limit::Outside), up: far(Limit::Outside),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| right_angle() - call(Asin, x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::acos), exact: One(exact::acos),
            ball: Enclosure::One(Ball::acos),
            partials: &[|a| Some(number(-1) / call(Sqrt, number(1) - x(a).squared()))],
            pieces: Pieces::None,
            undoes: Some(Undone { of: Cos, is: |a| call(Abs, rest(x(a), number(2) * pi())) }), back: Back::Unknown, sheets: Sheets::FromEnds,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
        Atan "inverse tangent, from -pi/2 to pi/2" {
            name: "atan", aliases: &["arctan", "arctg"], needs: ANY, latex: r"\arctan",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(RIGHT_ANGLE_BELOW, RIGHT_ANGLE, STEADY)],
                course: Course::Rising,
                // DLMF 4.23.4 to 4.23.6.
                down: Far {
                    limit: Limit::Value(Mark::halves(-1, Unit::Pi)), nears: None,
                    like: like(|a, _| Some(-right_angle() - call(Atan, number(1) / x(a)))),
                },
                up: Far {
                    limit: Limit::Value(Mark::halves(1, Unit::Pi)), nears: None,
                    like: like(|a, _| Some(right_angle() - call(Atan, number(1) / x(a)))),
                },
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::atan), exact: One(exact::atan),
            ball: Enclosure::OneOrShort(|x, bits| Ok(x.atan(bits)), ShortWay::One(ShortBall::atan).kept()),
            partials: &[|a| Some(number(1) / (number(1) + x(a).squared()))],
            pieces: Pieces::None,
            undoes: Some(Undone { of: Tan, is: |a| rest(x(a), pi()) }), back: Back::Rising(Tan), sheets: Sheets::OffTheLine,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
        Acot "inverse cotangent, pi/2 - atan(x), from 0 to pi" {
            name: "acot", aliases: &["arccot"], needs: ANY, latex: r"\operatorname{arccot}",
            domain: Domain::Line(Line {
                breaks: SMOOTH,
                stretches: &[between(open(0), STRAIGHT_ANGLE, STEADY)],
                course: Course::Falling,
                down: far(Limit::Value(Mark::halves(2, Unit::Pi))),
                up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| right_angle() - call(Atan, x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            // A difference from pi/2 would lose the digits of what is near 0.
            double: Double::One(|x| if x > 1.0 { double::atan(1.0 / x) } else { FRAC_PI_2 - double::atan(x) }),
            exact: One(exact::acot), ball: Enclosure::One(Ball::acot),
            partials: &[|a| Some(number(-1) / (number(1) + x(a).squared()))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::OffTheLine,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
        Asec "inverse secant, acos(1/x)" {
            name: "asec", aliases: &["arcsec"], needs: "a number from 1 up or from -1 down",
            latex: r"\operatorname{arcsec}",
            domain: Domain::Line(Line {
                breaks: OUTSIDE_UNIT_INTERVAL,
                stretches: &[
                    between(RIGHT_ANGLE, STRAIGHT_ANGLE, Turns::Unknown),
                    None,
                    between(open(0), RIGHT_ANGLE, Turns::Unknown),
                ],
                course: Course::Varying,
                down: far(Limit::Value(Mark::halves(1, Unit::Pi))),
                up: far(Limit::Value(Mark::halves(1, Unit::Pi))),
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Acos, number(1) / x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(|x| double::acos(1.0 / x)),
            exact: One(|x| exact::acos(&exact::reciprocal(Some(x.clone()))?)),
            ball: Enclosure::One(Ball::asec),
            partials: &[|a| Some(number(1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() - number(1))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
        Acsc "inverse cosecant, asin(1/x)" {
            name: "acsc", aliases: &["arccsc"], needs: "a number from 1 up or from -1 down",
            latex: r"\operatorname{arccsc}",
            domain: Domain::Line(Line {
                breaks: OUTSIDE_UNIT_INTERVAL,
                stretches: &[
                    between(RIGHT_ANGLE_BELOW, open(0), Turns::Unknown),
                    None,
                    between(open(0), RIGHT_ANGLE, Turns::Unknown),
                ],
                course: Course::Varying,
                down: far(Limit::Value(Mark::whole(0))), up: far(Limit::Value(Mark::whole(0))),
            }),
            parity: Parity::Odd, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Asin, number(1) / x(a))),
            taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(|x| double::asin(1.0 / x)),
            exact: One(|x| exact::asin(&exact::reciprocal(Some(x.clone()))?)),
            ball: Enclosure::One(Ball::acsc),
            partials: &[|a| Some(number(-1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() - number(1))))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Inverse, source: INVERSE_CIRCULAR,
        }
    } };
}
