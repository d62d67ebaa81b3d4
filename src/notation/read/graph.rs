//! Steps of a calculation to nodes of the graph.

use crate::expression::{Function, Graph, Id, Node};
use crate::notation::conventions;
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::implicit::Spread;
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::precedence::Action;
use crate::notation::read::style::Style;
use crate::notation::write::write;
use crate::number::rational::Rational;

/// Carries the steps out; gives the whole expression.
///
/// # Errors
/// A function with too many or too few arguments.
pub(super) fn build(
    graph: &mut Graph,
    text: &str,
    pieces: &[PlacedPiece],
    signs: &Spread,
    actions: &[Action],
    style: &mut Style,
) -> Result<Id, Error> {
    let mut stack: Vec<Id> = Vec::new();
    for action in actions {
        let node = match *action {
            Action::Operand(n) => operand(graph, signs.operand(pieces, n)),
            Action::Function(n, given) => {
                let mut arguments = stack.split_off(stack.len() - given);
                let place = pieces.get(n).map(|at| at.place.clone());
                let typed = place.clone().map_or("", |place| &text[place]);
                if given == 2 && base_first(text, pieces.get(n)) {
                    arguments.swap(0, 1);
                }
                let call = function(graph, signs.operand(pieces, n), typed, &arguments);
                stack.push(call.map_err(|kind| Error { kind, place })?);
                continue;
            }
            Action::Negative => Node::Negative(pop(&mut stack)),
            binary => {
                let b = pop(&mut stack);
                let a = pop(&mut stack);
                match binary {
                    Action::Plus => Node::Sum(a, b),
                    Action::Minus => Node::Difference(a, b),
                    Action::Times => Node::Product(a, b),
                    Action::Over => {
                        style.uncancelled |= cancels(graph.literal(a), graph.literal(b));
                        Node::Quotient(a, b)
                    }
                    _ => Node::Power(a, b),
                }
            }
        };
        let id = graph.add(node);
        stack.push(id);
    }
    Ok(pop(&mut stack))
}

/// Mathematica's `Log[2, x]` has its base first; its brackets tell.
fn base_first(text: &str, called: Option<&PlacedPiece>) -> bool {
    called.is_some_and(|at| {
        matches!(at.piece, Piece::Function(Function::Ln | Function::Log))
            && text[at.place.end..].trim_start().starts_with('[')
    })
}

/// Whether two whole numbers have a divisor in common, so that their fraction gets smaller ones.
fn cancels(above: Option<&Rational>, below: Option<&Rational>) -> bool {
    let (Some(above), Some(below)) = (above, below) else {
        return false;
    };
    let quotient = above.divide(below);
    above.is_integer()
        && below.is_integer()
        && quotient.is_some_and(|n| n.denominator() != below.abs().numerator())
}

fn pop(stack: &mut Vec<Id>) -> Id {
    stack.pop().expect("operators have their operands")
}

fn operand(graph: &mut Graph, piece: &Piece) -> Node {
    match piece {
        Piece::Number(n) | Piece::Raised(n) => Node::Number(n.clone()),
        Piece::Constant(c) => Node::Constant(*c),
        Piece::Variable(name) => Node::Variable(graph.variable(name)),
        other => unreachable!("{other:?} is no operand"),
    }
}

fn function(
    graph: &mut Graph,
    piece: &Piece,
    typed: &str,
    arguments: &[Id],
) -> Result<Id, ReadErrorKind> {
    let function = match piece {
        Piece::Fold(fold) => {
            let [of] = *arguments else {
                return Err(ReadErrorKind::Arguments {
                    name: fold.name().to_owned(),
                    takes: 1,
                    given: arguments.len(),
                });
            };
            let written = write(graph, of);
            return Ok(graph.fold(*fold, of, &written));
        }
        Piece::Function(f) | Piece::Root(f) => *f,
        Piece::Logarithm => Function::Log,
        Piece::Bar => Function::Abs,
        Piece::Factorial => {
            let one = graph.number(Rational::one());
            let more = graph.add(Node::Sum(arguments[0], one));
            return Ok(graph.add(Node::Call(Function::Gamma, more)));
        }
        other => unreachable!("{other:?} is no function"),
    };
    // `log` names a function of one argument and one of two.
    let of_arity = |n| {
        Function::named(function.name())
            .chain([function])
            .find(|f| f.row().arity() == n)
    };
    let by_name = |n| {
        let log = function == Function::Ln || typed.eq_ignore_ascii_case("lg");
        Some(Function::Log).filter(|_| n == 2 && log)
    };
    match arguments {
        [a] if function.row().arity() == 1 => Ok(conventions::call(graph, function, typed, *a)),
        [a, b] => match of_arity(2).or_else(|| by_name(2)) {
            Some(function) => Ok(graph.add(Node::Call2(function, *a, *b))),
            None => Err(arity(function, 2)),
        },
        [first, rest @ ..]
            if matches!(function, Function::Min | Function::Max) && !rest.is_empty() =>
        {
            Ok(rest
                .iter()
                .fold(*first, |a, &b| graph.add(Node::Call2(function, a, b))))
        }
        _ => Err(arity(function, arguments.len())),
    }
}

fn arity(function: Function, given: usize) -> ReadErrorKind {
    ReadErrorKind::Arguments {
        name: function.name().to_owned(),
        takes: function.row().arity(),
        given,
    }
}
