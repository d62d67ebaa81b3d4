//! Where a slope exists and where not: the truths of `truths/existence.tsv`.

use super::truths::hold;
use deriv::calculus::value::{Known, Stop, Value, evaluate};
use deriv::expression::functions::Breaks;
use deriv::expression::{Function, Graph, Id, Variable};
use deriv::notation::{Options, read};
use deriv::number::ball::Ball;
use deriv::number::rational::Rational;
use deriv::slope::one_sided::{Existence, Reason, SeriesLimit, Sided, Sides, existence};
use std::cmp::Ordering;

const BITS: u64 = 400;

/// Splits `x=0,y=pi/2`.
fn point(graph: &mut Graph, text: &str) -> Vec<(Variable, Id)> {
    let part = |graph: &mut Graph, part: &str| {
        let (name, value) = part.split_once('=').expect("name=value");
        let value = read(graph, value, &Options::default()).expect("a point is an expression");
        (graph.variable(name), value)
    };
    text.split(',').map(|text| part(graph, text)).collect()
}

fn same(graph: &mut Graph, id: Id, truth: &str) -> Result<(), String> {
    let expected = read(graph, truth, &Options::default()).expect("a truth is an expression");
    let values = evaluate(graph, &[id, expected], &[], &[], BITS, &Known::new())
        .map_err(|stop| format!("{stop:?}"))?;
    let (a, b): (&Value, &Value) = (values.of(id), values.of(expected));
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return (a == b).then_some(()).ok_or(format!("{a} is not {b}"));
    }
    let (a, b) = (a.ball(BITS), b.ball(BITS));
    let (a, b) = (a.expect("of ordinary size"), b.expect("of ordinary size"));
    // Of 400 bits most are right: two different truths are not within 2^-300 of each other.
    let apart = a.sub(&b, BITS).abs().upper().expect("of ordinary size");
    let near = apart < Rational::dyadic(&1.into(), -300);
    near.then_some(()).ok_or(format!("{a:?} is not {b:?}"))
}

fn side(graph: &mut Graph, found: Sided, truth: &str) -> Result<(), String> {
    match (truth, found) {
        ("-", _) => Ok(()),
        ("inf", Sided::Infinite(Ordering::Greater)) => Ok(()),
        ("-inf", Sided::Infinite(Ordering::Less)) => Ok(()),
        (_, Sided::Slope(id)) => same(graph, id, truth),
        _ => Err(format!("a slope of {truth}, found {found:?}")),
    }
}

fn judge(graph: &mut Graph, row: [&str; 7]) -> Result<(), String> {
    let [expression, at, wrt, verdicts, value, left, right] = row;
    let root = read(graph, expression, &Options::default()).map_err(|e| format!("{e:?}"))?;
    let at = point(graph, at);
    let moving = graph.variable(wrt);
    let (found, existence) = existence(graph, root, moving, &at);
    let word = existence.reason().map_or("slope", Reason::word);
    if !verdicts.split('|').any(|v| v == word) {
        return Err(format!("{verdicts}, found {existence:?} from {found:?}"));
    }
    let first = verdicts.split('|').next().unwrap_or_default();
    match existence {
        _ if word != first => {}
        Existence::Slope(id) | Existence::Hole(id) => same(graph, id, value)?,
        Existence::Corner | Existence::Edge | Existence::Cusp | Existence::Vertical(_) => {
            side(graph, found.left.slope, left)?;
            side(graph, found.right.slope, right)?;
        }
        Existence::Pole => {
            let limits = [found.left.limit, found.right.limit];
            if !limits.iter().any(|l| matches!(l, SeriesLimit::Infinite(_))) {
                return Err(format!("a pole without an infinite limit: {limits:?}"));
            }
        }
        _ => {}
    }
    Ok(())
}

/// Nobody asks on which stretch a number lies where breaks go on without end.
#[test]
fn breaks_without_end_leave_no_gaps() {
    for f in Function::ALL {
        let row = f.row();
        let line = row
            .line()
            .filter(|line| matches!(line.breaks, Breaks::Lattice(_)));
        let whole = line.is_none_or(|line| line.stretches.iter().all(Option::is_some));
        assert!(whole, "{}", row.name);
    }
}

#[test]
fn every_truth_is_found() {
    let head = [
        "expression",
        "point",
        "wrt",
        "verdict",
        "value",
        "left",
        "right",
    ];
    hold("existence.tsv", head, 300, |row| {
        judge(&mut Graph::new(), row)
    });
}

/// Where there is no value, and its two sides decide: each row stands for one way to be wrong about
/// them.
#[test]
fn where_there_is_no_value_the_sides_decide() {
    for (expression, truth) in [
        // A bounded function of what has no bound is no small remainder.
        ("sign(x)+x*exp(sin(1/x)/x)", Existence::NoValue),
        ("sign(x)+x^2*exp(sin(1/x)/x)", Existence::NoValue),
        ("sign(x)+(x*sin(1/x))^(1/2)", Existence::NoValue),
        ("sign(x)+ln(2+sin(1/x))", Existence::NoValue),
        ("sign(x)+sin(1/x)^2", Existence::NoValue),
        ("sign(x)+x*abs(sin(1/x))", Existence::Jump),
        ("sign(x)+x/(2+sin(1/x))", Existence::Jump),
        ("sign(x)+abs(x)^(1/2)*sin(1/x)", Existence::Jump),
        ("floor(x)+x*cos(1/x)", Existence::Jump),
        ("atan(polygamma(0,x))", Existence::Jump),
        ("tanh(polygamma(0,x))", Existence::Jump),
        ("atan(gamma(x))", Existence::Jump),
        ("atan(1/x)", Existence::Jump),
        ("1/(1+exp(1/x))", Existence::Jump),
        // What grows at a speed that is not known: one over it does not grow.
        ("atan(asinh(exp(1/x)))", Existence::Jump),
        ("1/asinh(exp(1/x^2))", Existence::NoValue),
        ("sign(x)+1/ln(gamma(1/x^2))", Existence::NoValue),
        ("1/x+1/ln(gamma(1/x^2))", Existence::Pole),
        ("tanh(1/x)+x", Existence::Jump),
        ("sign(x)+x*ln(abs(x))", Existence::Jump),
        ("x/abs(x)", Existence::Jump),
        ("1/x+sin(1/x)", Existence::Pole),
        ("exp(1/x)", Existence::Pole),
        ("gamma(x)", Existence::Pole),
        ("sqrt(-x^2)", Existence::Alone),
        ("sqrt(x)*sqrt(-x)", Existence::Alone),
        ("acos(1+x^2)", Existence::Alone),
        ("sqrt(x^3-x^2)", Existence::Alone),
        ("sin(1/x)", Existence::Domain),
        ("sqrt(x)*sin(1/x)", Existence::Domain),
        // What is 0, or 1, only by a proof.
        ("1/(x+sin(1)^2+cos(1)^2-1)", Existence::Pole),
        ("(x+sin(1)^2+cos(1)^2-1)^(1/2)", Existence::Edge),
        (
            "(x+sin(1)^2+cos(1)^2-1)^(1/3)",
            Existence::Vertical(Ordering::Greater),
        ),
        ("sign(x+sin(1)^2+cos(1)^2-1)^2", Existence::Jump),
        ("floor(x+sin(1)^2+cos(1)^2)", Existence::Jump),
        ("atan2(x+sin(1)^2+cos(1)^2-1,-1)", Existence::Jump),
        ("hypot(x+sin(1)^2+cos(1)^2-1,x)", Existence::Corner),
        ("log(2+abs(x),sin(1)^2+cos(1)^2+x)", Existence::Pole),
        ("abs(x+atan2(0,-sqrt(2))-pi)", Existence::Corner),
        ("sign(x+hypot(sqrt(2),sqrt(7))-3)", Existence::Jump),
        // The sign of what is squared is not known, and not needed.
        ("(x+1-tanh(10^6))^2+abs(x)", Existence::Corner),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, expression, &Options::default()).expect("a formula");
        let at = point(&mut graph, "x=0");
        let moving = graph.variable("x");
        let (sides, found) = existence(&mut graph, root, moving, &at);
        assert_eq!(found, truth, "{expression}: {sides:?}");
    }
    for (expression, value) in [
        ("x*sin(1/x)", "0"),
        ("x^2*exp(sin(1/x))", "0"),
        ("atan(polygamma(0,x))^2", "pi^2/4"),
        ("sin(x)/x+x*abs(sin(1/x))", "1"),
        ("atan(ln(abs(x)))", "-pi/2"),
        ("exp(-1/x^2)*sign(x)", "0"),
        // A logarithm is below 0 there, and so is every odd power of it.
        ("floor(x^2*ln(abs(x)))", "-1"),
        ("ceil(x^2*ln(abs(x)))", "0"),
        ("sign(x^2*ln(abs(x)))", "-1"),
        ("floor(x^2*ln(abs(x))^2)", "0"),
        ("sign(x^2*ln(abs(x))^3)", "-1"),
        // What is left out of a product or a composition is in its remainder, and no more than that.
        ("((1+x^2)*(1+x+x^3)-1-x-x^2-2*x^3)/x^5", "1"),
        ("((1+x)*(x^2+x^3)-x^2)/x^3", "2"),
        ("((1/x^2+1)*(1/x^2+1/x+x)-1/x^4-1/x^3-1/x^2-2/x)/x", "1"),
        (
            "(acos(1-x^2)-sqrt(2)*abs(x)-sqrt(2)*abs(x)^3/12)/abs(x)^5",
            "3*sqrt(2)/160",
        ),
        (
            "(asin(1-abs(x))-pi/2+sqrt(2*abs(x))*(1+abs(x)/12+3*x^2/160))/abs(x)^(7/2)",
            "-5*sqrt(2)/896",
        ),
        ("atan(asinh(exp(1/x^2)))", "pi/2"),
        ("atan(-ln(gamma(1/x^2)))", "-pi/2"),
        ("tanh(ln(exp(1/x^2)+gamma(1/x^2)))", "1"),
        (
            "(exp(x)-1-x-x^2/2-x^3/6-x^4/24-x^5/120-x^6/720-x^7/5040-x^8/40320-x^9/362880\
             -x^10/3628800-x^11/39916800)/x^12",
            "1/479001600",
        ),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, expression, &Options::default()).expect("a formula");
        let at = point(&mut graph, "x=0");
        let moving = graph.variable("x");
        let (sides, found) = existence(&mut graph, root, moving, &at);
        let Existence::Hole(limit) = found else {
            panic!("{expression}: {found:?} from {sides:?}");
        };
        same(&mut graph, limit, value).unwrap_or_else(|why| panic!("{expression}: {why}"));
    }
}

/// What grows at a speed that is not known, beside what grows as well: no end is invented.
#[test]
fn what_grows_beside_a_logarithm_has_the_end_that_doubles_tend_to_or_none() {
    for (expression, end) in [
        // W(y) − ln y = −ln W(y), which falls without end, and doubles that are certain of no more.
        ("atan(lambertw(1/x^2)+ln(x^2))", "-pi/2"),
        ("atan(lambertw(1/x^2)+ln(x^2)/2)", "pi/2"),
        ("atan(-lambertw(1/x^2)-ln(x^2))", "pi/2"),
        ("atan(polygamma(0,1/x^2)+ln(x^2))", "0"),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, expression, &Options::default()).expect("a formula");
        let at = point(&mut graph, "x=0");
        let moving = graph.variable("x");
        match existence(&mut graph, root, moving, &at) {
            (_, Existence::NoValue) => {}
            (_, Existence::Hole(limit)) => {
                same(&mut graph, limit, end).unwrap_or_else(|why| panic!("{expression}: {why}"));
            }
            (sides, found) => panic!("{expression}: {found:?} from {sides:?}"),
        }
    }
}

/// Draws expressions in x that are rarely smooth at 0.
struct Draw(u64);

impl Draw {
    /// The next number below `n` of a fixed sequence (Marsaglia's xorshift, 2003).
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }

    fn expression(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(8) == 0 {
            return self
                .pick(&[
                    "x", "x", "x", "x", "x", "1", "2", "1/2", "-1", "x^2", "(1+x)", "pi/2",
                ])
                .to_owned();
        }
        let a = self.expression(depth - 1);
        match self.below(10) {
            0..=3 => {
                let f = self.pick(&[
                    "abs", "abs", "sqrt", "cbrt", "sign", "floor", "ceil", "round", "exp", "ln",
                    "sin", "cos", "tan", "asin", "acos", "atan", "acosh", "atanh", "tanh", "sinh",
                    "cosh", "asinh", "asech", "asec", "acsc", "cot", "csch", "coth", "acsch",
                    "erf", "sec", "csc", "acoth", "gamma", "log2",
                ]);
                format!("{f}({a})")
            }
            4 => {
                let f = self.pick(&["min", "max", "hypot", "atan2", "log"]);
                let b = self.expression(depth - 1);
                format!("{f}({a}, {b})")
            }
            5 => {
                let n = self.pick(&[
                    "2", "3", "(1/3)", "(2/3)", "(1/2)", "(3/2)", "(-1)", "0", "(4/3)",
                ]);
                format!("({a})^{n}")
            }
            n => {
                let operator = ["+", "-", "*", "/"][n as usize - 6];
                let b = self.expression(depth - 1);
                format!("(({a}){operator}({b}))")
            }
        }
    }
}

/// The function at 0 ± 2^-`zeros`: `Ok(None)` where it has no value, `Err` where that is not told.
fn beside(
    graph: &mut Graph,
    root: Id,
    moving: Variable,
    above: bool,
    zeros: i64,
) -> Result<Option<Ball>, ()> {
    let numerator = if above { 1 } else { -1 };
    let at = graph.number(Rational::dyadic(&numerator.into(), -zeros));
    let bits = BITS * 6;
    match evaluate(graph, &[root], &[(moving, at)], &[], bits, &Known::new()) {
        Ok(values) => values.of(root).ball(bits).map(Some).map_err(|_| ()),
        Err(Stop::Outside { .. }) => Ok(None),
        Err(_) => Err(()),
    }
}

/// Whether a logarithm occurs, or what is defined by one.
fn has_logarithm(graph: &Graph, root: Id) -> bool {
    use deriv::expression::formula::Formula;
    use deriv::expression::functions::Definition;
    use deriv::expression::{Function, Node};
    fn inside(formula: &Formula) -> bool {
        match formula {
            Formula::Call(f, arguments) => of(*f) || arguments.iter().any(inside),
            Formula::Binary(_, sides) => inside(&sides.0) || inside(&sides.1),
            Formula::Negative(a) => inside(a),
            _ => false,
        }
    }
    fn of(f: Function) -> bool {
        match f.row().definition {
            Definition::Formula(definition) => inside(&definition(Formula::ARGUMENTS)),
            Definition::Core | Definition::Power(..) => f == Function::Ln,
        }
    }
    let parts = graph.parts(&[root]);
    parts.iter().any(|&id| match *graph.node(id) {
        Node::Call(f, _) | Node::Call2(f, ..) => of(f),
        _ => false,
    })
}

/// Whether the one side fits what the function does at 2^-200 and 2^-400 from the point.
fn fits(
    graph: &mut Graph,
    root: Id,
    moving: Variable,
    found: &Sides,
    above: bool,
) -> Result<(), String> {
    let side = if above { found.right } else { found.left };
    let near = beside(graph, root, moving, above, 200);
    let nearer = beside(graph, root, moving, above, 400);
    let (Ok(near), Ok(nearer)) = (near, nearer) else {
        return Ok(());
    };
    let (Some(near), Some(nearer)) = (near, nearer) else {
        let outside = matches!(side.limit, SeriesLimit::Outside | SeriesLimit::Unknown);
        return if outside {
            Ok(())
        } else {
            Err("outside".to_owned())
        };
    };
    let bits = BITS * 6;
    let number = |graph: &mut Graph, id: Id| {
        let values = evaluate(graph, &[id], &[], &[], bits, &Known::new());
        values
            .ok()
            .and_then(|values| values.of(id).ball(bits).ok())
            .ok_or("a number without a value".to_owned())
    };
    let small = |ball: &Ball, bits: i64| {
        ball.abs().compare(&Ball::dyadic(1.into(), -bits)) != Some(Ordering::Greater)
    };
    match side.limit {
        SeriesLimit::Outside => return Err(format!("{near:?} where there is nothing")),
        SeriesLimit::Finite(limit) => {
            let limit = number(graph, limit)?;
            // What tends to it as 1/ln t does is not near yet, but comes nearer.
            let (first, second) = (near.sub(&limit, bits), nearer.sub(&limit, bits));
            let nears = second.abs().compare(&first.abs()) == Some(Ordering::Less);
            let slow = nears && has_logarithm(graph, root);
            if !slow && !small(&second, 16) {
                return Err(format!("limit {}, not {}", nearer.to_f64(), limit.to_f64()));
            }
        }
        SeriesLimit::Infinite(sign) => {
            // What grows as ln ln 1/t does is not large yet, but grows.
            let grows = nearer.abs().compare(&near.abs()) == Some(Ordering::Greater);
            let slow = grows && has_logarithm(graph, root);
            if nearer.sign() != Some(sign) || !slow && small(&nearer, -4) {
                return Err(format!("{} is not infinite", nearer.to_f64()));
            }
        }
        _ => {}
    }
    let Some(value) = found.value else {
        return Ok(());
    };
    let value = number(graph, value)?;
    let direction = if above { 1 } else { -1 };
    let quotient = |ball: &Ball, zeros: i64| {
        let rise = ball.sub(&value, bits).shifted(zeros);
        rise.mul(&Ball::integer(direction), bits)
            .expect("of ordinary size")
    };
    let (first, second) = (quotient(&near, 200), quotient(&nearer, 400));
    match side.slope {
        Sided::Slope(slope) => {
            let slope = number(graph, slope)?;
            if !small(&second.sub(&slope, bits), 16) {
                return Err(format!("slope {}, not {}", second.to_f64(), slope.to_f64()));
            }
        }
        Sided::Infinite(sign) => {
            let rises = second.abs().compare(&first.abs()) == Some(Ordering::Greater);
            if second.sign() != Some(sign) || !rises {
                return Err(format!("{} is not infinite", second.to_f64()));
            }
        }
        Sided::Jump if small(&nearer.sub(&value, bits), 16) => return Err("no jump".to_owned()),
        Sided::Outside => return Err("a side that is said to be outside".to_owned()),
        _ => {}
    }
    Ok(())
}

/// The quotients at tiny steps share no code with the series.
#[test]
fn the_sides_are_as_tiny_steps_show_them() {
    let draws = std::env::var("DERIV_DRAWS")
        .ok()
        .and_then(|n| n.parse().ok());
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let (mut wrong, mut undecided, mut limits, mut total) = (Vec::new(), 0, 0, 0);
    for _ in 0..draws.unwrap_or(600) {
        let depth = 2 + draw.below(3) as u32;
        let text = draw.expression(depth);
        let mut graph = Graph::new();
        let Ok(root) = read(&mut graph, &text, &Options::default()) else {
            continue;
        };
        let moving = graph.variable("x");
        let zero = graph.number(0);
        let (found, verdict) = existence(&mut graph, root, moving, &[(moving, zero)]);
        total += 1;
        undecided += usize::from(verdict == Existence::Unknown && found.undefined.is_none());
        limits += usize::from(verdict == Existence::NoValue);
        for above in [false, true] {
            if let Err(why) = fits(&mut graph, root, moving, &found, above) {
                wrong.push(format!("{text} ({verdict:?}, above: {above}): {why}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {total} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // The bounds were measured and leave room for a few more.
    assert!(undecided * 50 < total, "{undecided} of {total} undecided");
    assert!(limits * 25 < total, "{limits} of {total} without a limit");
}
