//! The one door to `meval`.
//!
//! `meval` gets tokens of our own making, with a position in place of every number, name and
//! function, so that decimals stay exact and its own reader (which panics on blank text and sends
//! 1e400 to infinity) has nothing to read.

use super::token::{Action, FullToken};
use meval::shunting_yard::to_rpn;
use meval::tokenizer::{Operation, Token};

/// The signs in the order in which they are carried out.
pub(super) fn order(signs: &[FullToken]) -> Vec<Action> {
    let tokens: Vec<Token> = signs
        .iter()
        .map(|sign| match sign {
            // A number takes no memory of its own, as a name does.
            FullToken::Operand(n) => Token::Number(*n as f64),
            FullToken::Function(n) => Token::Func(n.to_string(), None),
            FullToken::Open => Token::LParen,
            FullToken::Close => Token::RParen,
            FullToken::Comma => Token::Comma,
            FullToken::Negative => Token::Unary(Operation::Minus),
            FullToken::Plus => Token::Binary(Operation::Plus),
            FullToken::Minus => Token::Binary(Operation::Minus),
            FullToken::Times => Token::Binary(Operation::Times),
            FullToken::Over => Token::Binary(Operation::Div),
            FullToken::Power => Token::Binary(Operation::Pow),
        })
        .collect();
    let number = |name: &str| name.parse().expect("the names are numbers that were sent");
    to_rpn(&tokens)
        .expect("brackets and operands were checked before")
        .into_iter()
        .map(|token| match token {
            Token::Number(n) => Action::Operand(n as usize),
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
