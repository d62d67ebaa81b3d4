//! Numbers as they are written.

use crate::expression::Graph;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Bits from which the text of a number is kept: a formula is measured, bracketed and written, and has
/// the same number in many places.
const LONG: u64 = 1_024;

/// Bytes of the texts that are kept: those of the longest formula.
const MAX_KEPT: usize = 8 << 20;

/// The texts of long numbers, as decimals or as fractions, and the bytes that they take.
#[derive(Default)]
struct LongNumbers {
    texts: HashMap<(Rational, bool), Rc<str>>,
    bytes: usize,
}

thread_local! {
    static KEPT: RefCell<LongNumbers> = RefCell::default();
}

/// A number as it reads back: a short decimal if the person writes decimals, else a fraction.
pub fn number(graph: &Graph, n: &Rational) -> Rc<str> {
    let shorter = graph.decimals && (!n.is_integer() || n.bits() >= ZEROS);
    if n.bits() < LONG {
        return text(n, shorter).into();
    }
    let key = (n.clone(), shorter);
    let known = KEPT.with_borrow(|kept| kept.texts.get(&key).cloned());
    known.unwrap_or_else(|| {
        let text: Rc<str> = text(n, shorter).into();
        KEPT.with_borrow_mut(|kept| {
            kept.bytes += text.len();
            if kept.bytes > MAX_KEPT {
                *kept = LongNumbers::default();
            }
            kept.texts.insert(key, Rc::clone(&text));
        });
        text
    })
}

/// Bits from which the zeros of a whole number are not written out.
const ZEROS: u64 = 64;

fn text(n: &Rational, shorter: bool) -> String {
    /// Digits of a short one, and those of a whole number whose zeros are not written out.
    const DIGITS: usize = 38;
    const WHOLE: usize = 15;
    if !shorter {
        return n.to_string();
    }
    let digits = if n.is_integer() { WHOLE } else { DIGITS };
    match Decimal::exact_or_rounded(n, digits) {
        decimal if decimal.exact => decimal.to_string(),
        _ => n.to_string(),
    }
}
