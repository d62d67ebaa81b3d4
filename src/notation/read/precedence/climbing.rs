//! Precedence climbing on a stack of its own, for builds without `meval`.
//!
//! An operand goes out at once; an operator waits until the operator after its right operand binds
//! no tighter than it does (Richards and Whitby-Strevens, BCPL: The Language and its Compiler, 1979;
//! their recursion is the stack here, so that depth costs memory alone).

use super::token::{Action, FullToken};

/// What is open while its right side is read.
enum Open {
    /// An operator without its right operand, and how tightly it binds.
    Operator(Action, u8),
    /// A bracket.
    Bracket,
    /// A function's bracket: the function, and its arguments before the one that is read.
    Call(usize, usize),
}

/// How tightly a sign binds: `+` and `-`, then `*` and `/`, then a sign before, then `^`.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const NEGATIVE: u8 = 3;
const POWER: u8 = 4;

/// The signs in the order in which they are carried out.
pub(super) fn order(signs: &[FullToken]) -> Vec<Action> {
    let mut actions = Vec::with_capacity(signs.len());
    let mut open: Vec<Open> = Vec::new();
    for sign in signs {
        match *sign {
            FullToken::Operand(n) => actions.push(Action::Operand(n)),
            FullToken::Function(n) => open.push(Open::Call(n, 0)),
            FullToken::Open => open.push(Open::Bracket),
            // A sign before its operand has nothing on its left that could be finished.
            FullToken::Negative => open.push(Open::Operator(Action::Negative, NEGATIVE)),
            FullToken::Plus => binary(Action::Plus, SUM, &mut open, &mut actions),
            FullToken::Minus => binary(Action::Minus, SUM, &mut open, &mut actions),
            FullToken::Times => binary(Action::Times, PRODUCT, &mut open, &mut actions),
            FullToken::Over => binary(Action::Over, PRODUCT, &mut open, &mut actions),
            FullToken::Power => binary(Action::Power, POWER, &mut open, &mut actions),
            FullToken::Comma => {
                finish(0, &mut open, &mut actions);
                match open.last_mut() {
                    Some(Open::Call(_, before)) => *before += 1,
                    _ => unreachable!("a comma stands between arguments: that was checked before"),
                }
            }
            FullToken::Close => {
                finish(0, &mut open, &mut actions);
                if let Some(Open::Call(n, before)) = open.pop() {
                    actions.push(Action::Function(n, before + 1));
                }
            }
        }
    }
    finish(0, &mut open, &mut actions);
    actions
}

/// Finishes what binds tighter on the left, and waits for the right operand. Equals are taken from
/// the left, powers from the right.
fn binary(action: Action, binds: u8, open: &mut Vec<Open>, actions: &mut Vec<Action>) {
    let least = if binds == POWER { binds + 1 } else { binds };
    finish(least, open, actions);
    open.push(Open::Operator(action, binds));
}

/// Carries out the operators that bind at least so tightly, back to the innermost open bracket.
fn finish(least: u8, open: &mut Vec<Open>, actions: &mut Vec<Action>) {
    while let Some(Open::Operator(action, binds)) = open.last()
        && *binds >= least
    {
        actions.push(*action);
        open.pop();
    }
}
