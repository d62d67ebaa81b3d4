//! Products and quotients of two words.

/// The high and the low half of a product.
pub(super) fn product(a: u128, b: u128) -> (u128, u128) {
    let halves = |n: u128| (n >> 64, n & u128::from(u64::MAX));
    let ((a1, a0), (b1, b0)) = (halves(a), halves(b));
    let (low, first, second) = (a0 * b0, a1 * b0, a0 * b1);
    let (middle, carry) = first.overflowing_add(second);
    let (low, over) = low.overflowing_add(middle << 64);
    let high = a1 * b1 + (middle >> 64) + (u128::from(carry) << 64) + u128::from(over);
    (high, low)
}

/// a·2^127 by b, both with their first bit set: the quotient, cut, and whether something was.
///
/// Word by word: D. E. Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D.
pub(super) fn quotient(a: u128, b: u128) -> (u128, bool) {
    // a/2 is below b, so that the quotient fits two words; the bit that is shifted out comes last.
    let (first, rest) = step(a >> 1, (a << 63) as u64 & 1 << 63, b);
    let (second, rest) = step(rest, 0, b);
    (u128::from(first) << 64 | u128::from(second), rest != 0)
}

/// (high·2^64 + low) by b, where high is below b: a word of the quotient, and the rest.
fn step(high: u128, low: u64, b: u128) -> (u64, u128) {
    let (b1, b0) = (b >> 64, b & u128::from(u64::MAX));
    let mut guess = match high >> 64 >= b1 {
        true => u128::from(u64::MAX),
        false => high / b1,
    };
    let mut rest = high - guess * b1;
    // At most two too large.
    while rest >> 64 == 0 && guess * b0 > (rest << 64 | u128::from(low)) {
        guess -= 1;
        rest += b1;
    }
    // The words above are equal: what is left is below b.
    let left = (rest << 64 | u128::from(low)).wrapping_sub(guess * b0);
    (guess as u64, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::short_ball::tests::Draws;
    use num_bigint::BigInt;

    #[test]
    fn products_and_quotients_of_words() {
        let mut random = Draws(9);
        let mut number = || match random.word() % 5 {
            0 => u128::MAX,
            1 => 1 << 127,
            2 => u128::from(random.word() | 1 << 63) << 64,
            3 => u128::from(random.word() | 1 << 63) << 64 | u128::from(u64::MAX),
            _ => u128::from(random.word() | 1 << 63) << 64 | u128::from(random.word()),
        };
        for _ in 0..20_000 {
            let (a, b) = (number(), number());
            let (high, low) = product(a, b);
            let whole = (BigInt::from(high) << 128) + low;
            assert_eq!(whole, BigInt::from(a) * b, "{a} * {b}");
            let (found, cut) = quotient(a, b);
            let top = BigInt::from(a) << 127;
            assert_eq!(BigInt::from(found), &top / b, "{a} / {b}");
            assert_eq!(cut, top % b != BigInt::ZERO, "{a} / {b}");
        }
    }
}
