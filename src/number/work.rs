//! The work that a question may take, counted in number/ where it is spent.
//!
//! A unit stands for about a nanosecond: a product of numbers of 64 bits and its share of what goes
//! with it. Each long operation counts what it costs at its length, so that a text that asks for
//! much is given up after the same work on every machine and run, and what was computed before and
//! is still known costs the same as what was not.

use std::cell::Cell;

/// Work that one question may take: below 2 seconds on an ordinary machine.
pub const LIMIT: u64 = 1_000_000_000;

/// Bits up to which [`LIMIT`] is enough; who asks for more digits than that waits for them.
const ORDINARY_BITS: u64 = 20_000;

/// What any operation costs, however short its numbers are.
const LEAST: u64 = 40;

/// Words of 64 bits up to which products take the square of their length.
const SQUARE: u64 = 32;

thread_local! {
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
    /// How much of each table that is kept the question has paid for.
    static PAID: [Cell<u64>; TABLES] = const { [const { Cell::new(0) }; TABLES] };
}

/// What is computed once and kept for later questions.
#[derive(Clone, Copy, Debug)]
pub(in crate::number) enum KeptTable {
    /// Tangent numbers, counted by their number.
    Tangents,
    /// π, counted by its bits, as the others are.
    Pi,
    /// ln 2.
    Ln2,
    /// e.
    E,
}

const TABLES: usize = KeptTable::E as usize + 1;

fn forget_payments() {
    PAID.with(|paid| paid.iter().for_each(|table| table.set(0)));
}

/// The limit for values of that many bits: it grows with their square, as long products do.
pub fn limit(bits: u64) -> u64 {
    let times = (bits as f64 / ORDINARY_BITS as f64).max(1.0);
    (LIMIT as f64 * times * times) as u64
}

/// Answers a question with at most that much work, or what is left of the question around it.
pub fn within<T>(limit: u64, question: impl FnOnce() -> T) -> T {
    let _scope = Scope::begin(limit);
    question()
}

/// The work that something takes, beside what it gives.
pub fn measured<T>(question: impl FnOnce() -> T) -> (T, u64) {
    let before = LEFT.get();
    let given = question();
    (given, before - LEFT.get())
}

/// Is there no work left for the question?
pub fn is_spent() -> bool {
    LEFT.get() == 0
}

/// A question under way. What it has spent is gone for the one around it too, also where it ends
/// with a panic that is caught further up.
struct Scope {
    outer: u64,
    begun: u64,
    outermost: bool,
}

impl Scope {
    fn begin(limit: u64) -> Scope {
        let outer = LEFT.get();
        let begun = outer.min(limit);
        LEFT.set(begun);
        // Outside of all questions work is counted down from more than anybody will see.
        let outermost = outer > u64::MAX / 2;
        if outermost {
            forget_payments();
        }
        Scope {
            outer,
            begun,
            outermost,
        }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        LEFT.set(self.outer - (self.begun - LEFT.get()));
        if self.outermost {
            forget_payments();
        }
    }
}

/// Counts some work.
pub(crate) fn spend(units: u64) {
    LEFT.set(LEFT.get().saturating_sub(units));
}

/// Counts the work of a product of numbers of so many bits.
pub(in crate::number) fn spend_product(a: u64, b: u64) {
    spend(of_product(a, b));
}

fn of_product(a: u64, b: u64) -> u64 {
    let (a, b) = (a / 64 + 1, b / 64 + 1);
    let (short, long) = (a.min(b), a.max(b));
    // Beyond the square Karatsuba's way, for which this is near enough.
    let width = if short <= SQUARE {
        short
    } else {
        SQUARE + (short - SQUARE) / 4
    };
    // A pair of words takes a little more than a unit (measured).
    LEAST + long * width * 5 / 4
}

/// Counts the work of a quotient of so many bits by a divisor: word by word it takes three times their
/// product (measured, 100 to 800 words), and of long ones never more than the products of Newton's steps.
pub(in crate::number) fn spend_quotient(quotient: u64, divisor: u64) {
    /// Products of full length: a reciprocal, whose last step takes two and the steps before it as much
    /// again, the quotient and what is left.
    const BY_NEWTON: u64 = 7;
    let words = (quotient / 64 + 1) * (divisor / 64 + 1);
    spend(LEAST + (3 * words).min(BY_NEWTON * of_product(quotient, divisor)));
}

/// Counts the work of a series of so many terms, each with a short factor, and long products.
pub(in crate::number) fn spend_series(terms: u64, products: u64, bits: u64) {
    // Each term is divided by a word, which takes some five times as long for a word as a sum.
    spend(terms * (LEAST + bits / 8) + products * of_product(bits, bits));
}

/// Counts the work of a sum of so many terms by binary splitting, with a long product for each level.
pub(in crate::number) fn spend_split(terms: u64, bits: u64) {
    spend(terms * LEAST + of_product(bits, bits) * u64::from(terms.max(2).ilog2()));
}

/// Counts the work on a table of that size as far as the question has not paid for it, where the
/// size n costs `cost(n)`.
pub(in crate::number) fn spend_on_table(table: KeptTable, size: u64, cost: impl Fn(u64) -> u64) {
    PAID.with(|paid| {
        let paid = &paid[table as usize];
        let before = paid.get();
        if size > before {
            paid.set(size);
            spend(cost(size) - cost(before));
        }
    });
}

/// The work of a constant of so many bits by binary splitting: a long product for each level.
pub(in crate::number) fn of_constant(bits: u64) -> u64 {
    of_product(bits, bits) * u64::from(bits.max(2).ilog2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_within_a_question() {
        let ((), all) = measured(|| {
            within(1000, || {
                spend(100);
                within(500, || {
                    spend(450);
                    assert!(!is_spent());
                    spend(450);
                    assert!(is_spent());
                });
                assert!(!is_spent());
                within(5000, || {
                    spend(399);
                    assert!(!is_spent());
                    spend(1);
                    assert!(is_spent());
                });
                assert!(is_spent());
            });
            assert!(!is_spent());
        });
        assert_eq!(all, 1000);
    }

    #[test]
    fn a_quotient_takes_more_than_a_product_and_less_than_seven() {
        for words in [1, 10, 400, 2000, 100_000] {
            let bits = 64 * words - 1;
            let ((), quotient) = measured(|| spend_quotient(bits, bits));
            let ((), product) = measured(|| spend_product(bits, bits));
            assert!(quotient >= product, "{words}");
            assert!(quotient <= 7 * product + LEAST, "{words}");
        }
        // Of the short ones word by word.
        assert_eq!(
            measured(|| spend_quotient(640, 1280)).1,
            LEAST + 3 * 11 * 21
        );
    }

    #[test]
    fn a_table_is_paid_for_once_in_each_question() {
        let twice = || {
            within(LIMIT, || {
                spend_on_table(KeptTable::Tangents, 10, |n| n * n);
                spend_on_table(KeptTable::Tangents, 10, |n| n * n);
                spend_on_table(KeptTable::Tangents, 7, |n| n * n);
                within(LIMIT, || spend_on_table(KeptTable::Tangents, 20, |n| n * n));
                spend_on_table(KeptTable::Pi, 3, |n| n);
            });
        };
        assert_eq!(measured(twice).1, 403);
        assert_eq!(measured(twice).1, 403);
    }

    #[test]
    fn a_caught_panic_leaves_nothing_behind() {
        let caught = std::panic::catch_unwind(|| within(10, || panic!("on purpose")));
        assert!(caught.is_err() && !is_spent());
    }
}
