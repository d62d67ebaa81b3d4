//! Branches, inverses and many values as rows say them, against enclosures.

use crate::agreement::columns::{BITS, Missing, built, lines, power_of_two, value};
use deriv::calculus::value::{Known, Stop, evaluate};
use deriv::expression::formula::Formula;
use deriv::expression::functions::{Back, Definition, Domain, Meeting, Pieces, Sheets};
use deriv::expression::{Function, Graph, Id, Node};
use deriv::number::ball::Ball;
use deriv::number::rational::Rational;
use std::cmp::Ordering;

/// Fractions of all signs, with whole numbers and halves among them.
const PLACES: [(i64, i64); 17] = [
    (-9, 2),
    (-7, 2),
    (-5, 2),
    (-2, 1),
    (-3, 2),
    (-1, 1),
    (-1, 2),
    (-1, 3),
    (0, 1),
    (1, 4),
    (1, 2),
    (1, 1),
    (3, 2),
    (7, 3),
    (5, 2),
    (7, 2),
    (50, 1),
];

fn places() -> Vec<Rational> {
    PLACES.iter().map(|&(n, d)| Rational::ratio(n, d)).collect()
}

/// The value of what is built from some numbers.
fn of(at: &[Rational], build: impl Fn(&mut Graph, &[Id]) -> Id) -> Result<Ball, Missing> {
    let mut graph = Graph::new();
    let arguments: Vec<Id> = at.iter().map(|n| graph.number(n.clone())).collect();
    let root = build(&mut graph, &arguments);
    match evaluate(&graph, &[root], &[], &[], BITS, &Known::new()) {
        Ok(values) => values.of(root).ball(BITS).map_err(|_| Missing::Other),
        Err(Stop::Outside { .. }) => Err(Missing::Outside),
        Err(_) => Err(Missing::Other),
    }
}

fn same(a: &Result<Ball, Missing>, b: &Result<Ball, Missing>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let limit = Ball::from_rational(&power_of_two(-300), BITS);
            let distance = a.sub(b, BITS).abs();
            distance.compare(&limit) == Some(Ordering::Less)
        }
        (a, b) => a.is_err() && b.is_err(),
    }
}

fn check_piece(f: Function, at: &[Rational], piece: fn(&[Formula]) -> Formula) {
    let whole = of(at, |graph, a| match *a {
        [a] => graph.add(Node::Call(f, a)),
        [a, b] => graph.add(Node::Call2(f, a, b)),
        _ => unreachable!("functions take one or two arguments"),
    });
    let by_piece = of(at, |graph, a| {
        let parts: Vec<Formula> = a.iter().map(|id| Formula::Part(*id)).collect();
        piece(&parts).as_it_stands(graph)
    });
    assert!(
        same(&whole, &by_piece),
        "{f:?} at {at:?}: {whole:?}, {by_piece:?}"
    );
}

#[test]
fn pieces_have_the_value() {
    let mut checked = 0;
    for &f in Function::ALL {
        let points: Vec<Vec<Rational>> = match f.row().arity() {
            1 => places().into_iter().map(|x| vec![x]).collect(),
            _ => {
                let pairs = |x: Rational| places().into_iter().map(move |y| vec![x.clone(), y]);
                places().into_iter().flat_map(pairs).collect()
            }
        };
        for at in points {
            let zero = Rational::zero();
            let pieces: Vec<fn(&[Formula]) -> Formula> = match f.row().pieces {
                Pieces::None => continue,
                Pieces::Step => {
                    let step = value(f, &at[0]).expect("a step has a value");
                    let step = step.lower().expect("of ordinary size");
                    let above = &at[0] - &step;
                    assert!(step.is_integer() && !above.is_negative(), "{f:?} at {at:?}");
                    assert!(above < Rational::one(), "{f:?} at {at:?}");
                    checked += 1;
                    continue;
                }
                Pieces::Formula(formula) => vec![formula],
                Pieces::Sign { above, below, zero } => match at[0].sign() {
                    Ordering::Greater => vec![above],
                    Ordering::Less => vec![below],
                    Ordering::Equal => vec![zero.unwrap_or(above)],
                },
                // Where they are equal both are right.
                Pieces::Order { above, below } => match (&at[0] - &at[1]).cmp(&zero) {
                    Ordering::Greater => vec![above],
                    Ordering::Less => vec![below],
                    Ordering::Equal => vec![above, below],
                },
            };
            for piece in pieces {
                check_piece(f, &at, piece);
                checked += 1;
            }
        }
    }
    assert!(checked > 1_000, "{checked}");
}

#[test]
fn logarithms_are_those_of_values() {
    let mut checked = 0;
    for &f in Function::ALL {
        let Some(ln) = f.row().ln else { continue };
        for at in places().into_iter().filter(|at| at.sign().is_gt()) {
            let value = value(f, &at).expect("it has a value above 0");
            let own = ln(&Ball::from_rational(&at, BITS), BITS).expect("it has a logarithm");
            assert_eq!(value.sign(), Some(Ordering::Greater), "{f:?} at {at:?}");
            let value = value.ln(BITS).expect("it is above 0");
            assert!(own.overlaps(&value), "{f:?} at {at:?}: {own:?}, {value:?}");
            assert!(
                own.accuracy() > 50 || own.contains_zero(),
                "{f:?} at {at:?}"
            );
            checked += 1;
        }
    }
    assert!(checked > 0);
}

#[test]
fn what_undoes_a_function_is_what_its_row_says() {
    let mut checked = 0;
    for &f in Function::ALL {
        let Some(undone) = f.row().undoes else {
            continue;
        };
        for at in places() {
            let both = built(&at, |graph, x| {
                let inner = graph.add(Node::Call(undone.of, x));
                graph.add(Node::Call(f, inner))
            });
            let told = built(&at, |graph, x| {
                (undone.is)(&[Formula::Part(x)]).as_it_stands(graph)
            });
            assert!(same(&both, &told), "{f:?} at {at}: {both:?}, {told:?}");
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn values_say_what_rows_say_of_arguments() {
    let mut checked = 0;
    for (f, _) in lines() {
        for at in places() {
            let Ok(y) = value(f, &at) else { continue };
            let back = |inverse: Function| {
                built(&at, |graph, x| {
                    let inner = graph.add(Node::Call(f, x));
                    graph.add(Node::Call(inverse, inner))
                })
            };
            match f.row().back {
                Back::Unknown => continue,
                Back::Rising(inverse) => {
                    let x = Ok(Ball::from_rational(&at, BITS));
                    assert!(same(&back(inverse), &x), "{f:?} at {at}");
                }
                Back::Even(inverse) => {
                    let x = Ok(Ball::from_rational(&at.abs(), BITS));
                    assert!(same(&back(inverse), &x), "{f:?} at {at}");
                }
                Back::Step => {
                    let above = &at - &y.lower().expect("of ordinary size");
                    assert!(
                        !above.is_negative() && above < Rational::one(),
                        "{f:?} at {at}"
                    );
                }
                Back::Definition => {
                    assert!(matches!(f.row().definition, Definition::Power(..)), "{f:?}");
                }
            }
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
}

/// Where values meet there is an end of the domain, or nothing on the line.
#[test]
fn many_values_meet_where_the_domain_says() {
    for &f in Function::ALL {
        let sheets = f.row().sheets;
        let fits = match &f.row().domain {
            Domain::Line(line) => {
                let (low, high) = match line.is_one_stretch() {
                    true => {
                        let inside = line.stretches.iter().position(Option::is_some);
                        line.edges(inside.expect("one is defined"))
                            .expect("it has edges")
                    }
                    false => (f64::NEG_INFINITY, f64::INFINITY),
                };
                match sheets {
                    // One value goes on across every break.
                    Sheets::One => line.stretches.iter().all(Option::is_some) && !f.row().step,
                    Sheets::OffTheLine => line.is_total() && line.is_smooth(),
                    Sheets::FromZero => (low, high) == (0.0, f64::INFINITY),
                    Sheets::FromEnds => low.is_finite() || high.is_finite(),
                    Sheets::Several => true,
                }
            }
            Domain::Plane(plane) => match sheets {
                Sheets::FromZero => matches!(plane.breaks, Meeting::Logarithm),
                other => other == Sheets::Several,
            },
        };
        let pieces = !matches!(f.row().pieces, Pieces::None);
        assert!(
            fits && !(pieces && sheets != Sheets::Several),
            "{f:?}: {sheets:?}"
        );
    }
}
