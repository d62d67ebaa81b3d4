//! Expressions in doubles, as a learner's program would compute them: quick, and rounded at every
//! step. No digit that is promised comes from here.

mod blocks;

use crate::calculus::value::{self, Known};
use crate::expression::functions::{Cost, Double, Meeting};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::work;

/// What an operation in doubles costs, in the units of [`work`], what a power or a function does, and what
/// a function does whose values take a long series (measured).
const OPERATION_WORK: u64 = 10;
const FUNCTION_WORK: u64 = 40;
const HEAVY_WORK: u64 = 100;

/// One operation on values computed before it.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Number(f64),
    Input(usize),
    Negative(usize),
    Sum(usize, usize),
    Difference(usize, usize),
    Product(usize, usize),
    Quotient(usize, usize),
    Power(usize, usize),
    /// A power whose exponent is the literal fraction p/q.
    RationalPower(usize, f64, f64),
    Call(Function, usize),
    Call2(Function, usize, usize),
}

/// What an input is in the rows.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// The same number in all of them.
    Same(f64),
    /// One number for each.
    Each(&'a [f64]),
}

impl Input<'_> {
    /// Its value in one row.
    fn at(&self, row: usize) -> f64 {
        match self {
            Input::Same(x) => *x,
            Input::Each(all) => all[row],
        }
    }

    /// Its value where the rows don't matter; NaN where it has one a row.
    pub(crate) fn everywhere(&self) -> f64 {
        match self {
            Input::Same(x) => *x,
            Input::Each(_) => f64::NAN,
        }
    }
}

/// Some expressions of a graph as one list of operations, each shared part once.
#[derive(Clone, Debug)]
pub struct Tape {
    operations: Vec<Operation>,
    outputs: Vec<usize>,
    work: u64,
}

/// Where on the tape each node of a graph is computed.
struct Places(Vec<usize>);

impl Places {
    fn of(&self, id: Id) -> usize {
        self.0[id.index()]
    }
}

impl Tape {
    /// The tape that computes `roots` from the values of `inputs`, in that order. A variable that is
    /// not among the inputs has no value, and neither has what uses it.
    pub fn new(graph: &Graph, roots: &[Id], inputs: &[Variable]) -> Tape {
        /// Most numbers of a tape that are worked out past all doubles: each goes down to its leaves.
        const MOST_BEYOND: usize = 16;
        let mut left = MOST_BEYOND;
        let parts = graph.parts(roots);
        let mut places = Places(vec![0; parts.last().map_or(0, |last| last.index() + 1)]);
        let mut operations = Vec::with_capacity(parts.len());
        // The values of what depends on no variable, and NaN for the rest.
        let mut values: Vec<f64> = Vec::with_capacity(parts.len());
        let mut fixed: Vec<bool> = Vec::with_capacity(parts.len());
        for id in parts {
            let mut operation = match *graph.node(id) {
                Node::Number(ref n) => Operation::Number(n.to_f64()),
                Node::Constant(c) => Operation::Number(c.double()),
                Node::Variable(v) => match inputs.iter().position(|&input| input == v) {
                    Some(at) => Operation::Input(at),
                    None => Operation::Number(f64::NAN),
                },
                Node::Negative(a) => Operation::Negative(places.of(a)),
                Node::Sum(a, b) => Operation::Sum(places.of(a), places.of(b)),
                Node::Difference(a, b) => Operation::Difference(places.of(a), places.of(b)),
                Node::Product(a, b) => Operation::Product(places.of(a), places.of(b)),
                Node::Quotient(a, b) => Operation::Quotient(places.of(a), places.of(b)),
                Node::Power(a, b) => match graph.literal(b) {
                    Some(n) if !n.is_integer() => {
                        let p = Rational::dyadic(&n.numerator(), 0).to_f64();
                        let q = Rational::dyadic(&n.denominator(), 0).to_f64();
                        Operation::RationalPower(places.of(a), p, q)
                    }
                    _ => Operation::Power(places.of(a), places.of(b)),
                },
                Node::Call(f, a) => Operation::Call(f, places.of(a)),
                Node::Call2(f, a, b) => Operation::Call2(f, places.of(a), places.of(b)),
            };
            let arguments: [Option<usize>; 2] = {
                let mut each = graph.node(id).arguments().map(|a| places.of(a));
                [each.next(), each.next()]
            };
            let mut each = arguments.into_iter().flatten();
            let constant =
                !matches!(operation, Operation::Input(_)) && each.clone().all(|at| fixed[at]);
            let mut value = match constant {
                true => operation.value(&[], &values),
                false => f64::NAN,
            };
            // Where a part past all doubles may be swallowed again; a sum with one stays past them.
            let adds = matches!(operation, Operation::Sum(..) | Operation::Negative(_));
            if constant
                && !(adds && value.is_infinite())
                && left > 0
                && each.any(|at| values[at].is_infinite())
            {
                left -= 1;
                if let Some(found) = beyond_doubles(graph, id) {
                    operation = Operation::Number(found);
                    value = found;
                }
            }
            values.push(value);
            fixed.push(constant);
            places.0[id.index()] = operations.len();
            operations.push(operation);
        }
        let outputs = roots.iter().map(|root| places.of(*root)).collect();
        Tape {
            work: operations.iter().map(Operation::work).sum(),
            operations,
            outputs,
        }
    }

    /// What going through it once costs, in the units of [`work`].
    pub fn work(&self) -> u64 {
        self.work
    }

    /// The values of the roots at these inputs. What has no value there is NaN, what is too large
    /// for a double is infinite.
    pub fn run(&self, inputs: &[f64]) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.operations.len());
        self.outputs(inputs, &mut values).collect()
    }

    /// The same as [`Tape::run`], with `values` as working space that is used again.
    pub fn outputs<'a>(
        &'a self,
        inputs: &[f64],
        values: &'a mut Vec<f64>,
    ) -> impl Iterator<Item = f64> + use<'a> {
        self.run_in(inputs, values);
        self.outputs.iter().map(|&at| values[at])
    }

    /// The value of the first root, with `values` as working space that is used again.
    pub fn first(&self, inputs: &[f64], values: &mut Vec<f64>) -> f64 {
        self.run_in(inputs, values);
        self.outputs.first().map_or(f64::NAN, |&at| values[at])
    }

    fn run_in(&self, inputs: &[f64], values: &mut Vec<f64>) {
        values.clear();
        values.reserve(self.operations.len());
        work::spend(self.work);
        for operation in &self.operations {
            let value = operation.value(inputs, values);
            values.push(value);
        }
    }
}

impl Operation {
    /// What it costs, in the units of [`work`].
    fn work(&self) -> u64 {
        match self {
            Operation::Power(..) | Operation::RationalPower(..) => FUNCTION_WORK,
            Operation::Call(f, _) | Operation::Call2(f, ..) => match f.row().cost {
                Cost::Light => FUNCTION_WORK,
                Cost::Heavy => HEAVY_WORK,
            },
            _ => OPERATION_WORK,
        }
    }

    /// Its value, from the inputs and the values before it.
    fn value(self, inputs: &[f64], values: &[f64]) -> f64 {
        match self {
            Operation::Number(n) => n,
            Operation::Input(at) => inputs[at],
            Operation::Negative(a) => -values[a],
            Operation::Sum(a, b) => values[a] + values[b],
            Operation::Difference(a, b) => values[a] - values[b],
            Operation::Product(a, b) => values[a] * values[b],
            // A quotient by 0 has no value, even where a later step would swallow infinity.
            Operation::Quotient(_, b) if values[b] == 0.0 => f64::NAN,
            Operation::Quotient(a, b) => values[a] / values[b],
            Operation::Power(a, b) => power(values[a], values[b]),
            Operation::RationalPower(a, p, _) if values[a] == 0.0 && p < 0.0 => f64::NAN,
            Operation::RationalPower(a, p, q) => double::rational_power(values[a], p, q),
            Operation::Call(f, a) => of_one(f, values[a]),
            Operation::Call2(f, a, b) => of_two(f, values[a], values[b]),
        }
    }
}

/// The value of a number with parts that are past all doubles, where it is not itself: `180!/179!`.
fn beyond_doubles(graph: &Graph, id: Id) -> Option<f64> {
    const BITS: u64 = 96;
    let values = value::evaluate(graph, &[id], &[], &[], BITS, &Known::new()).ok()?;
    let value = values.of(id).ball(BITS).ok()?.to_f64();
    value.is_finite().then_some(value)
}

/// `pow` of C gives 1 for `NaN^0` and `1^NaN`, and infinity for `0^-1`: none of them is a value.
fn power(a: f64, b: f64) -> f64 {
    // Products of two or three factors are as good, and take a tenth of the time.
    match b {
        2.0 => return a * a,
        3.0 => return a * a * a,
        4.0 => return (a * a) * (a * a),
        _ => {}
    }
    if a.is_nan() || b.is_nan() || (a == 0.0 && b < 0.0) {
        f64::NAN
    } else {
        double::pow(a, b)
    }
}

fn of_one(function: Function, x: f64) -> f64 {
    let row = function.row();
    let breaks = row.line().map(|line| &line.breaks);
    if breaks.is_some_and(|breaks| breaks.on_double(x).is_some_and(|k| !breaks.is_defined(k))) {
        return f64::NAN;
    }
    row.double_of_one(x)
}

fn of_two(function: Function, x: f64, y: f64) -> f64 {
    let row = function.row();
    let outside = match row.plane().map(|plane| plane.breaks) {
        Some(Meeting::Angle) => x == 0.0 && y == 0.0,
        Some(Meeting::Logarithm) => x <= 0.0 || y <= 0.0 || y == 1.0,
        Some(Meeting::Order(_)) => x < 0.0 || x != x.floor(),
        Some(Meeting::EqualArguments | Meeting::Origin) | None => false,
    };
    // `f64::min` and `hypot` pass over a NaN; what rests on a missing value is missing.
    if outside || x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    match row.double {
        Double::Two(f) => f(x, y),
        Double::One(_) => f64::NAN,
    }
}

/// The distance from `x` to the next double away from 0: how fine doubles are near it.
pub fn spacing(x: f64) -> f64 {
    x.abs().next_up() - x.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    #[track_caller]
    fn at(text: &str, x: f64) -> f64 {
        let mut graph = Graph::new();
        let root = notation::read(&mut graph, text, &notation::Options::default()).unwrap();
        let x_name = graph.variable("x");
        Tape::new(&graph, &[root], &[x_name]).run(&[x])[0]
    }

    #[test]
    fn values() {
        assert_eq!(at("x^2 - 3x + 1", 5.0), 11.0);
        assert_eq!(at("x^(1/3)", -8.0), -2.0);
        assert_eq!(at("x^-2", 2.0), 0.25);
        assert_eq!(at("max(x, 2x)", -1.0), -1.0);
        assert_eq!(at("floor(x) + |x|", -1.5), -0.5);
        assert_eq!(at("exp(x)", 1000.0), f64::INFINITY);
    }

    #[test]
    fn no_value() {
        for (text, x) in [
            ("1/x", 0.0),
            ("1/(1/x)", 0.0),
            ("exp(-1/x^2)", 0.0),
            ("ln(x)", 0.0),
            ("ln(x)", -1.0),
            ("min(ln(x), 1)", -1.0),
            ("x^-1", 0.0),
            ("x^(-1/3)", 0.0),
            ("ln(x)^0", -1.0),
            ("x!", -1.0),
            ("csc(x)", 0.0),
            ("atan2(x, x)", 0.0),
            ("acoth(x)", 1.0),
        ] {
            assert!(at(text, x).is_nan(), "{text} at {x}");
        }
    }

    /// Every row of the table, in and out of its domain and on its breaks: a double has a value where
    /// the certified route has one, and agrees with it to 12 digits.
    #[test]
    fn doubles_agree_with_enclosures() {
        use crate::calculus::value::{Known, Stop, evaluate};
        let points = [
            "-2.5", "-2", "-1", "-0.4", "0", "0.5", "0.7", "1", "1.5", "3",
        ];
        let mut graph = Graph::new();
        let mut compared = 0;
        for &function in Function::ALL {
            let seconds: &[&str] = if function.row().arity() == 2 {
                &points
            } else {
                &points[..1]
            };
            for (first, second) in points
                .iter()
                .flat_map(|a| seconds.iter().map(move |b| (a, b)))
            {
                let mut number = |text: &str| {
                    graph.number(Rational::from_decimal(text).expect("points are decimals"))
                };
                let (a, b) = (number(first), number(second));
                let root = graph.add(match function.row().arity() {
                    2 => Node::Call2(function, a, b),
                    _ => Node::Call(function, a),
                });
                let double = Tape::new(&graph, &[root], &[]).run(&[])[0];
                let shown = format!("{}({first}, {second}) = {double}", function.name());
                match evaluate(&graph, &[root], &[], &[], 96, &Known::new()) {
                    Ok(values) => {
                        let truth = values.of(root).ball(96).unwrap().to_f64();
                        let off = (double - truth).abs();
                        // For whole numbers only the first two polygamma functions reflect.
                        let beyond = function == Function::Polygamma && double.is_nan();
                        assert!(
                            beyond || off <= 1e-12 * truth.abs().max(1.0),
                            "{shown}: {truth}"
                        );
                    }
                    Err(Stop::Outside { .. }) => assert!(double.is_nan(), "{shown}"),
                    Err(other) => panic!("{shown}: {other:?}"),
                }
                compared += 1;
            }
        }
        assert!(compared > 700, "{compared}");
    }

    #[test]
    fn numbers_with_parts_past_all_doubles() {
        for (text, expected) in [
            ("180!/179!", 180.0),
            ("180!/179!*x", 360.0),
            ("exp(1000)/exp(999)", std::f64::consts::E),
            ("200!/(198!*2)", 19_900.0),
            ("10^300*10^10/200!*198!/10^308*39800", 100.0),
            ("180!-180!+x", 2.0),
            ("180!", f64::INFINITY),
        ] {
            let mut graph = Graph::new();
            let options = notation::Options::default();
            let root = notation::read(&mut graph, text, &options).unwrap();
            let inputs = [graph.variable("x")];
            let value = Tape::new(&graph, &[root], &inputs).run(&[2.0])[0];
            let near = value == expected || (value - expected).abs() < 1e-12 * expected;
            assert!(near, "{text}: {value}");
        }
    }

    #[test]
    fn spacing_near_three() {
        assert_eq!(spacing(3.0), f64::EPSILON * 2.0);
        assert_eq!(spacing(-1.0), f64::EPSILON);
    }
}
