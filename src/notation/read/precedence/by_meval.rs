//! The one door to `meval`.
//!
//! `meval` gets tokens of our own making, with a position in place of every number, name and
//! function, so that decimals stay exact and its own reader (which panics on blank text and sends
//! 1e400 to infinity) has nothing to read.

use super::{Action, Sign};
use meval::shunting_yard::to_rpn;
use meval::tokenizer::{Operation, Token};

/// The signs in the order in which they are carried out.
pub(super) fn order(signs: &[Sign]) -> Vec<Action> {
    let tokens: Vec<Token> = signs
        .iter()
        .map(|sign| match sign {
            Sign::Operand(n) => Token::Var(n.to_string()),
            Sign::Function(n) => Token::Func(n.to_string(), None),
            Sign::Open => Token::LParen,
            Sign::Close => Token::RParen,
            Sign::Comma => Token::Comma,
            Sign::Negative => Token::Unary(Operation::Minus),
            Sign::Plus => Token::Binary(Operation::Plus),
            Sign::Minus => Token::Binary(Operation::Minus),
            Sign::Times => Token::Binary(Operation::Times),
            Sign::Over => Token::Binary(Operation::Div),
            Sign::Power => Token::Binary(Operation::Pow),
        })
        .collect();
    let number = |name: &str| name.parse().expect("the names are numbers that were sent");
    to_rpn(&tokens)
        .expect("brackets and operands were checked before")
        .into_iter()
        .map(|token| match token {
            Token::Var(name) => Action::Operand(number(&name)),
            Token::Func(name, arguments) => Action::Function(number(&name), arguments.unwrap_or(1)),
            Token::Unary(_) => Action::Negative,
            Token::Binary(Operation::Plus) => Action::Plus,
            Token::Binary(Operation::Minus) => Action::Minus,
            Token::Binary(Operation::Times) => Action::Times,
            Token::Binary(Operation::Div) => Action::Over,
            Token::Binary(Operation::Pow) => Action::Power,
            other => unreachable!("{other:?} was not sent"),
        })
        .collect()
}
