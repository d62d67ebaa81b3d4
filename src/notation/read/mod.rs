//! What people type, as an expression.

mod implicit;
pub(super) mod latex;
pub mod lex;
mod precedence;
pub(super) mod programming;
pub(super) mod trace;
pub(super) mod unicode;

use crate::expression::{Function, Graph, Id, Node};
use crate::notation::error::{Error, Kind};
use crate::notation::read::implicit::spread;
use crate::notation::read::lex::{MAX_TEXT, Piece, Placed, lex};
use crate::notation::read::precedence::{Action, order};
use crate::notation::read::unicode::Names;
use crate::number::rational::Rational;

/// How text with two honest readings is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// It is refused, with both readings named, unless a rule of the notation settles it.
    #[default]
    Refused,
    /// What is written side by side belongs together: `1/2w` is `1/(2*w)`.
    Together,
    /// One sign after the other: `1/2w` is `(1/2)*w`.
    InTurn,
}

/// What is known before reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The names of the variables, where they are known: then `xy` is `x*y` and other names are
    /// errors. `None` where any name will do.
    pub variables: Option<&'a [String]>,
    /// How text with two honest readings is taken.
    pub reading: Reading,
}

/// Reads an expression into the graph, as it was typed and without any rewriting.
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns.
///
/// ```
/// use deriv::{expression::Graph, notation};
/// let mut graph = Graph::new();
/// let id = notation::read(&mut graph, "2w² + sin x", &notation::Options::default())?;
/// assert_eq!(notation::write(&graph, id), "2*w^2 + sin(x)");
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn read(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Id, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(Kind::TooLong { limit: MAX_TEXT }));
    }
    let names = Names {
        variables: options.variables,
        any_case: false,
    };
    match unicode::plain(text, names) {
        Some(plain) => read_set(graph, plain.text(), options).map_err(|error| plain.error(error)),
        None => read_set(graph, text, options),
    }
}

/// Reads text in usual characters.
fn read_set(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Id, Error> {
    if latex::is_latex(text) {
        let plain = latex::plain(text);
        return read_called(graph, plain.text(), options).map_err(|error| plain.error(error));
    }
    read_called(graph, text, options)
}

/// Reads text without LaTeX.
fn read_called(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Id, Error> {
    match programming::plain(text, options.variables) {
        Some(plain) => read_plain(graph, plain.text(), options).map_err(|error| plain.error(error)),
        None => read_plain(graph, text, options),
    }
}

/// Reads text in our own notation.
fn read_plain(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Id, Error> {
    let pieces = lex(graph, text, options.variables)?;
    if pieces.is_empty() {
        return Err(Error::at(Kind::Empty, 0..0));
    }
    let signs = spread(text, &pieces, options.reading)?;
    let mut stack: Vec<Id> = Vec::new();
    for action in order(&signs.signs) {
        let node = match action {
            Action::Operand(n) => operand(graph, signs.operand(&pieces, n)),
            Action::Function(n, given) => {
                let mut arguments = stack.split_off(stack.len() - given);
                if given == 2 && base_first(text, pieces.get(n)) {
                    arguments.swap(0, 1);
                }
                let call = function(graph, signs.operand(&pieces, n), &arguments);
                let id = call.map_err(|kind| Error {
                    kind,
                    place: pieces.get(n).map(|at| at.place.clone()),
                })?;
                stack.push(id);
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
                        graph.uncancelled |= cancels(graph.literal(a), graph.literal(b));
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
fn base_first(text: &str, called: Option<&Placed>) -> bool {
    called.is_some_and(|at| {
        matches!(
            at.piece,
            Piece::Function(Function::Ln | Function::Log, None)
        ) && text[at.place.end..].trim_start().starts_with('[')
    })
}

/// Do two whole numbers have a divisor in common, so that their fraction gets smaller ones?
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

fn function(graph: &mut Graph, piece: &Piece, arguments: &[Id]) -> Result<Id, Kind> {
    let function = match piece {
        Piece::Function(f, _) | Piece::Root(f) => *f,
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
        if function == Function::Ln {
            Some(Function::Log).filter(|_| n == 2)
        } else {
            None
        }
    };
    match arguments {
        [a] if function.row().arity() == 1 => Ok(graph.add(Node::Call(function, *a))),
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

fn arity(function: Function, given: usize) -> Kind {
    Kind::Arguments {
        name: function.name().to_owned(),
        takes: function.row().arity(),
        given,
    }
}
