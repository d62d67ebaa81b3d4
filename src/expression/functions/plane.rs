//! Rows of the table: angle and distance of a point of the plane.

macro_rules! plane {
    ($next:ident $($after:ident)*; $($rows:tt)*) => { $next! { $($after)*; $($rows)*
        Atan2 "atan2(y, x): the angle of the point (x, y)" {
            name: "atan2", aliases: &[], needs: "a point other than (0, 0)",
            latex: r"\operatorname{atan2}",
            domain: Domain::Plane(Plane {
                breaks: Meeting::Angle,
                low: End::Open(Mark::halves(-2, Unit::Pi)), high: End::Closed(Mark::halves(2, Unit::Pi)),
                course: Course::Varying,
            }),
            parity: Parity::Neither, step: false, whole: Whole::No,
            definition: Definition::Core, taylor: Taylor::Integral, power_of_e: None, near: None,
            double: Double::Two(double::atan2), exact: Two(exact::atan2),
            ball: Enclosure::Two(Ball::atan2),
            partials: &[
                |a| Some(y(a) / (x(a).squared() + y(a).squared())),
                |a| Some(-x(a) / (x(a).squared() + y(a).squared())),
            ],
            pieces: Pieces::Sign {
                above: |a| pi() / number(2) - call(Atan, y(a) / x(a)),
                below: |a| pi() / number(-2) - call(Atan, y(a) / x(a)),
                zero: Some(|a| pi() * (number(1) - call(Abs, y(a)) / y(a)) / number(2)),
            },
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::Value, family: Family::Alone, source: INVERSE_CIRCULAR,
        }
        Hypot "sqrt(x^2 + y^2)" {
            name: "hypot", aliases: &[], needs: ANY, latex: r"\operatorname{hypot}",
            domain: Domain::Plane(Plane {
                breaks: Meeting::Origin, low: closed(0), high: End::Infinite, course: Course::Varying,
            }),
            parity: Parity::Even, step: false, whole: Whole::No,
            definition: Definition::Formula(|a| call(Sqrt, x(a).squared() + y(a).squared())),
            taylor: Taylor::Definition, power_of_e: None, near: None,
            double: Double::Two(double::hypot), exact: Two(exact::hypot),
            ball: Enclosure::Two(Ball::hypot),
            partials: &[
                |a| Some(x(a) / Formula::Call(Hypot, a.to_vec())),
                |a| Some(y(a) / Formula::Call(Hypot, a.to_vec())),
            ],
            pieces: Pieces::Formula(|a| call(Sqrt, x(a).squared() + y(a).squared())),
            undoes: None, back: Back::Unknown, sheets: Sheets::Several,
            ln: None, cost: Cost::Light, angle: Angle::None, family: Family::Alone,
            source: "chain rule on sqrt(x^2 + y^2)",
        }
    } };
}
