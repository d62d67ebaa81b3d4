//! Rows of the table: steps, corners, and choices between two numbers.

macro_rules! steps {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Abs "distance from 0, |x|" {
            name: "abs", aliases: &[], needs: ANY, latex: r"\left|",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Own, Limit::Own)]),
                stretches: &[
                    between(open(0), End::Infinite, STEADY),
                    between(open(0), End::Infinite, STEADY),
                ],
                course: Course::Varying,
                down: Far { limit: Limit::Up, nears: None, like: like(|a, _| Some(-x(a))) },
                up: Far { limit: Limit::Up, nears: None, like: like(|a, _| Some(x(a))) },
            }),
            parity: Parity::Even, step: false, whole: Whole::OfWhole,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::abs), exact: One(exact::abs),
            ball: Enclosure::One(|x, _| Ok(x.abs())),
            partials: &[|a| Some(call(Sign, x(a)))],
            pieces: Pieces::Sign { above: |a| x(a), below: |a| -x(a), zero: None },
            undoes: None, back: Back::Even(Abs), sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: "A&S 4.4",
        }
        Sign "-1, 0 or 1" {
            name: "sign", aliases: &["sgn", "signum"], needs: ANY, latex: r"\operatorname{sgn}",
            domain: Domain::Line(Line {
                breaks: Breaks::Points(&[at(0, true, Limit::Stretch, Limit::Stretch)]),
                stretches: &[
                    between(closed(-1), closed(-1), STEADY),
                    between(closed(1), closed(1), STEADY),
                ],
                course: Course::Rising,
                down: Far {
                    limit: Limit::Value(Mark::whole(-1)), nears: None,
                    like: like(|_, _| Some(number(-1))),
                },
                up: Far {
                    limit: Limit::Value(Mark::whole(1)), nears: None,
                    like: like(|_, _| Some(number(1))),
                },
            }),
            parity: Parity::Odd, step: true, whole: Whole::Always,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::sign), exact: One(exact::sign),
            ball: Enclosure::One(|x, _| sign(x)),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::Sign { above: |_| number(1), below: |_| number(-1), zero: Some(|_| number(0)) },
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: STEPS,
        }
        Floor "the whole number below" {
            name: "floor", aliases: &[], needs: ANY, latex: r"\operatorname{floor}",
            domain: Domain::Line(Line {
                breaks: steps_at(Mark::whole(0), Limit::Stretch, Limit::Own),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: NEARLY_X_DOWN, up: NEARLY_X_UP,
            }),
            parity: Parity::Neither, step: true, whole: Whole::Rounded,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::floor), exact: One(exact::floor),
            ball: Enclosure::One(|x, _| x.floor()),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::Step,
            undoes: None, back: Back::Step, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: STEPS,
        }
        Ceil "the whole number above" {
            name: "ceil", aliases: &[], needs: ANY, latex: r"\operatorname{ceil}",
            domain: Domain::Line(Line {
                breaks: steps_at(Mark::whole(0), Limit::Own, Limit::Stretch),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: NEARLY_X_DOWN, up: NEARLY_X_UP,
            }),
            parity: Parity::Neither, step: true, whole: Whole::Rounded,
            definition: Definition::Formula(|a| -call(Floor, -x(a))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::ceil), exact: One(exact::ceil),
            ball: Enclosure::One(|x, _| x.ceil()),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::Formula(|a| -call(Floor, -x(a))),
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: STEPS,
        }
        Round "the nearest whole number, halves to even" {
            name: "round", aliases: &[], needs: ANY, latex: r"\operatorname{round}",
            domain: Domain::Line(Line {
                breaks: steps_at(Mark::halves(1, Unit::One), Limit::Stretch, Limit::Stretch),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: NEARLY_X_DOWN, up: NEARLY_X_UP,
            }),
            parity: Parity::Odd, step: true, whole: Whole::Rounded,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::One(double::round), exact: One(exact::round),
            ball: Enclosure::One(|x, _| nearest(x)),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::Formula(half_to_even),
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone, source: STEPS,
        }
        Min "the smaller of two" {
            name: "min", aliases: &[], needs: ANY, latex: r"\min",
            domain: Domain::Plane(Plane {
                breaks: Meeting::EqualArguments, low: End::Infinite, high: End::Infinite, course: Course::Rising,
            }),
            parity: Parity::Neither, step: false, whole: Whole::OfWhole,
            definition: Definition::Formula(
                |a| (x(a) + y(a) - call(Abs, x(a) - y(a))) / number(2)
            ),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::Two(f64::min), exact: Two(exact::min),
            ball: Enclosure::Two(|x, y, bits| Ok(x.min(y, bits))),
            partials: &[
                |a| Some((number(1) - call(Sign, x(a) - y(a))) / number(2)),
                |a| Some((number(1) + call(Sign, x(a) - y(a))) / number(2)),
            ],
            pieces: Pieces::Order { above: |a| y(a), below: |a| x(a) },
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "the slope of the smaller one",
        }
        Max "the larger of two" {
            name: "max", aliases: &[], needs: ANY, latex: r"\max",
            domain: Domain::Plane(Plane {
                breaks: Meeting::EqualArguments, low: End::Infinite, high: End::Infinite, course: Course::Rising,
            }),
            parity: Parity::Neither, step: false, whole: Whole::OfWhole,
            definition: Definition::Formula(
                |a| (x(a) + y(a) + call(Abs, x(a) - y(a))) / number(2)
            ),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::Two(f64::max), exact: Two(exact::max),
            ball: Enclosure::Two(|x, y, bits| Ok(x.max(y, bits))),
            partials: &[
                |a| Some((number(1) + call(Sign, x(a) - y(a))) / number(2)),
                |a| Some((number(1) - call(Sign, x(a) - y(a))) / number(2)),
            ],
            pieces: Pieces::Order { above: |a| x(a), below: |a| y(a) },
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "the slope of the larger one",
        }
        Trunc "the whole number towards 0" {
            name: "trunc", aliases: &[], needs: ANY,
            latex: r"\operatorname{trunc}",
            domain: Domain::Line(Line {
                breaks: steps_at(Mark::whole(0), Limit::Stretch, Limit::Stretch),
                stretches: &[between(End::Infinite, End::Infinite, STEADY)],
                course: Course::Rising,
                down: NEARLY_X_DOWN,
                up: NEARLY_X_UP,
            }),
            parity: Parity::Odd, step: true, whole: Whole::Rounded,
            definition: Definition::Formula(|a| call(Sign, x(a)) * call(Floor, call(Abs, x(a)))),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::One(double::trunc), exact: One(exact::trunc),
            ball: Enclosure::One(|x, _| x.trunc()),
            partials: &[|_| Some(number(0))],
            pieces: Pieces::None, undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "constant between its breaks",
        }
    } };
}
