//! Products of long whole numbers by number-theoretic transforms.
//!
//! A number of many words is a polynomial in 2^c. The product of two is computed modulo two primes, at
//! as many points as it has coefficients, and put together by the Chinese remainder theorem: J. M.
//! Pollard, "The fast Fourier transform in a finite field", Math. Comp. 25 (1971). Since all is done in
//! whole numbers, there is no rounding to bound.
//!
//! The points are the roots that x^n − 1 falls into when it is halved: x^2m − r² = (x^m − r)(x^m + r).
//! With r in the order in which this happens, a list of roots serves every length, and a transform of
//! three quarters of a length leaves the last quarter of the roots out.

use crate::number::WITHOUT_LONG_WAYS;
use num_bigint::{BigInt, BigUint};
use std::cell::RefCell;

/// Words of the shorter factor from which this is quicker than the products of `num-bigint`: measured.
const SHORTEST: u64 = 800;

/// A factor this many times as long as the other is multiplied piece by piece.
const LONGER: u64 = 4;

/// Blocks of that many numbers stay in the cache while they are taken apart.
const BLOCK: usize = 1 << 12;

/// The product.
pub(in crate::number) fn product(a: &BigUint, b: &BigUint) -> BigUint {
    let (long, short) = if a.bits() >= b.bits() { (a, b) } else { (b, a) };
    let words = short.bits().div_ceil(64);
    if WITHOUT_LONG_WAYS || words < SHORTEST {
        return a * b;
    }
    if long.bits().div_ceil(64) <= LONGER * words {
        return transformed(a, b);
    }
    let digits: Vec<u64> = long.iter_u64_digits().collect();
    let mut sum = BigUint::ZERO;
    for piece in digits.chunks(words as usize).rev() {
        let piece = of_words(piece.iter().copied());
        sum = (sum << (64 * words)) + product(&piece, short);
    }
    sum
}

/// The square.
pub(in crate::number) fn square(a: &BigUint) -> BigUint {
    product(a, a)
}

/// The product of two numbers with their signs.
pub(in crate::number) fn signed_product(a: &BigInt, b: &BigInt) -> BigInt {
    BigInt::from_biguint(a.sign() * b.sign(), product(a.magnitude(), b.magnitude()))
}

fn of_words(words: impl Iterator<Item = u64>) -> BigUint {
    BigUint::new(
        words
            .flat_map(|word| [word as u32, (word >> 32) as u32])
            .collect(),
    )
}

/// A prime p = k·2^33 + 1 below 2^62, so that sums of four numbers below it fit a word.
#[derive(Clone, Copy)]
struct Prime {
    p: u64,
    /// −1/p modulo 2^64.
    inverse: u64,
    /// No square modulo p.
    nonresidue: u64,
}

const fn prime(p: u64, nonresidue: u64) -> Prime {
    // Newton's steps double the bits that are right; p·p = 1 modulo 8.
    let mut inverse = p;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(p.wrapping_mul(inverse)));
        step += 1;
    }
    Prime {
        p,
        inverse: inverse.wrapping_neg(),
        nonresidue,
    }
}

const PRIMES: [Prime; 2] = [
    prime(0x3fff_ffee_0000_0001, 3),
    prime(0x3fff_ffb4_0000_0001, 17),
];

/// Bits of the product of the primes, cut.
const CAPACITY: u64 = 123;

/// A fixed factor, with 2^64 times it divided by p: V. Shoup's way to divide once for many products.
#[derive(Clone, Copy)]
struct Factor {
    value: u64,
    quotient: u64,
}

impl Prime {
    fn factor(self, value: u64) -> Factor {
        let quotient = ((u128::from(value) << 64) / u128::from(self.p)) as u64;
        Factor { value, quotient }
    }

    /// The product of any word, below 2p.
    #[inline(always)]
    fn times(self, a: u64, by: Factor) -> u64 {
        let quotient = (u128::from(a) * u128::from(by.quotient)) >> 64;
        let product = a.wrapping_mul(by.value);
        product.wrapping_sub((quotient as u64).wrapping_mul(self.p))
    }

    /// Below 2p, from below 4p.
    #[inline(always)]
    fn halved(self, a: u64) -> u64 {
        a.min(a.wrapping_sub(2 * self.p))
    }

    /// Below p, from below 4p.
    fn reduced(self, a: u64) -> u64 {
        let a = self.halved(a);
        a.min(a.wrapping_sub(self.p))
    }

    fn exactly(self, a: u64, b: u64) -> u64 {
        (u128::from(a) * u128::from(b) % u128::from(self.p)) as u64
    }

    fn power(self, mut base: u64, mut exponent: u64) -> u64 {
        let mut power = 1;
        while exponent > 0 {
            if exponent & 1 == 1 {
                power = self.exactly(power, base);
            }
            base = self.exactly(base, base);
            exponent >>= 1;
        }
        power
    }

    fn inverse_of(self, a: u64) -> u64 {
        self.power(a, self.p - 2)
    }

    /// ab/2^64, below 3p, from factors below 4p: P. L. Montgomery, "Modular multiplication without trial
    /// division" (1985).
    #[inline(always)]
    fn reduced_product(self, a: u64, b: u64) -> u64 {
        let product = u128::from(self.halved(a)) * u128::from(b);
        let times = (product as u64).wrapping_mul(self.inverse);
        let multiple = u128::from(times) * u128::from(self.p);
        let carry = u64::from(product as u64 != 0);
        (product >> 64) as u64 + (multiple >> 64) as u64 + carry
    }

    /// The roots r of the halvings, in their order: r₀ = 1, and r at 2^l + i is r at i times a root of
    /// one of order 2^(l + 2).
    fn extend_roots(self, roots: &mut Vec<Factor>, length: usize) {
        if roots.is_empty() {
            roots.push(self.factor(1));
        }
        while roots.len() < length {
            let order = 4 * roots.len() as u64;
            let step = self.power(self.nonresidue, (self.p - 1) / order);
            for at in 0..roots.len() {
                let root = self.exactly(roots[at].value, step);
                roots.push(self.factor(root));
            }
        }
    }

    /// Takes the polynomial modulo x^n − r², where r is the root of this node, to its values at all of
    /// its roots. Numbers below 4p before and after.
    fn forward(self, a: &mut [u64], node: usize, roots: &[Factor]) {
        if a.len() > BLOCK {
            self.split(a, roots[node]);
            let (low, high) = a.split_at_mut(a.len() / 2);
            // The depth is the logarithm of the length.
            self.forward(low, 2 * node, roots);
            self.forward(high, 2 * node + 1, roots);
            return;
        }
        let (mut length, mut first) = (a.len(), node);
        if length.trailing_zeros() % 2 == 1 {
            self.split(a, roots[first]);
            (length, first) = (length / 2, 2 * first);
        }
        while length > 1 {
            for (at, block) in a.chunks_exact_mut(length).enumerate() {
                self.split_twice(block, first + at, roots);
            }
            (length, first) = (length / 4, 4 * first);
        }
    }

    fn split(self, a: &mut [u64], root: Factor) {
        let (low, high) = a.split_at_mut(a.len() / 2);
        for (x, y) in low.iter_mut().zip(high) {
            let (u, t) = (self.halved(*x), self.times(*y, root));
            (*x, *y) = (u + t, u + 2 * self.p - t);
        }
    }

    /// Two halvings at once, which reads and writes the numbers once.
    fn split_twice(self, a: &mut [u64], node: usize, roots: &[Factor]) {
        let (above, left, right) = (roots[node], roots[2 * node], roots[2 * node + 1]);
        let quarter = a.len() / 4;
        let (low, high) = a.split_at_mut(2 * quarter);
        let (first, second) = low.split_at_mut(quarter);
        let (third, fourth) = high.split_at_mut(quarter);
        let p2 = 2 * self.p;
        for (((x, y), z), w) in first.iter_mut().zip(second).zip(third).zip(fourth) {
            let (u, t) = (self.halved(*x), self.times(*z, above));
            let (v, s) = (self.halved(*y), self.times(*w, above));
            let (a, c) = (self.halved(u + t), self.halved(u + p2 - t));
            let (b, d) = (self.times(v + s, left), self.times(v + p2 - s, right));
            (*x, *y) = (a + b, a + p2 - b);
            (*z, *w) = (c + d, c + p2 - d);
        }
    }

    /// The way back, but for a factor of the length. Numbers below 2p before and after.
    fn backward(self, a: &mut [u64], node: usize, roots: &[Factor]) {
        if a.len() > BLOCK {
            let (low, high) = a.split_at_mut(a.len() / 2);
            self.backward(low, 2 * node, roots);
            self.backward(high, 2 * node + 1, roots);
            self.join(a, node, roots);
            return;
        }
        let mut length = 2;
        while length <= a.len() {
            let first = node * (a.len() / length);
            for (at, block) in a.chunks_exact_mut(length).enumerate() {
                self.join(block, first + at, roots);
            }
            length *= 2;
        }
    }

    fn join(self, a: &mut [u64], node: usize, roots: &[Factor]) {
        // 1/r is −r of the node that mirrors this one among the nodes of its level.
        let level = (node + 1).next_power_of_two();
        let (root, mirrored) = match node {
            0 => (roots[0], false),
            _ => (roots[level / 2 * 3 - 1 - node], true),
        };
        let (low, high) = a.split_at_mut(a.len() / 2);
        let p2 = 2 * self.p;
        for (x, y) in low.iter_mut().zip(high) {
            let (u, t) = (*x, *y);
            *x = self.halved(u + t);
            let rest = if mirrored { t + p2 - u } else { u + p2 - t };
            *y = self.times(rest, root);
        }
    }

    /// The coefficients of the product of two polynomials, of which there are no more than `length`,
    /// which is 2^k or 3·2^k.
    fn convolved(self, a: &[u64], b: Option<&[u64]>, length: usize, roots: &[Factor]) -> Vec<u64> {
        let mut left = self.values(a, length, roots);
        let right = b.map(|b| self.values(b, length, roots));
        let power = !length.is_multiple_of(3);
        // 2^64 for what the product lost, and the length of the blocks.
        let two = |halvings: u32| self.power(self.p.div_ceil(2), u64::from(halvings));
        let shift = ((1u128 << 64) % u128::from(self.p)) as u64;
        let factor = |halvings| self.factor(self.exactly(shift, two(halvings)));
        let multiply = |left: &mut [u64], right: Option<&[u64]>, by: Factor| match right {
            None => {
                for x in left {
                    *x = self.times(self.reduced_product(*x, *x), by);
                }
            }
            Some(right) => {
                for (x, y) in left.iter_mut().zip(right) {
                    *x = self.times(self.reduced_product(*x, *y), by);
                }
            }
        };
        if power {
            multiply(&mut left, right.as_deref(), factor(length.trailing_zeros()));
            self.backward(&mut left, 0, roots);
        } else {
            let third = length / 3;
            let bits = third.trailing_zeros();
            let (low, high) = left.split_at_mut(2 * third);
            let right = right.as_deref().map(|right| right.split_at(2 * third));
            // Half of each, which the sums below want.
            multiply(low, right.map(|(low, _)| low), factor(bits + 2));
            multiply(high, right.map(|(_, high)| high), factor(bits + 1));
            self.backward(low, 0, roots);
            self.backward(high, 2, roots);
            let i = roots[1];
            let (low, middle) = low.split_at_mut(third);
            for ((x, y), z) in low.iter_mut().zip(middle).zip(high) {
                // f₀ + f₂, f₁, and f₀ + i·f₁ − f₂.
                let rest = self.halved(*z + 2 * self.p - self.times(*y, i));
                (*x, *y, *z) = (*x + rest, 2 * *y, *x + 2 * self.p - rest);
            }
        }
        for x in &mut left {
            *x = self.reduced(*x);
        }
        left
    }

    /// The values at the points of that length.
    fn values(self, a: &[u64], length: usize, roots: &[Factor]) -> Vec<u64> {
        let mut values = vec![0; length];
        values[..a.len()].copy_from_slice(a);
        if !length.is_multiple_of(3) {
            self.forward(&mut values, 0, roots);
            return values;
        }
        // Modulo x^2m − 1 and x^m − i, with m a third of the length.
        let third = length / 3;
        let (low, high) = values.split_at_mut(2 * third);
        let (first, second) = low.split_at_mut(third);
        for ((x, y), z) in first.iter_mut().zip(second).zip(high.iter_mut()) {
            let rest = *x + self.times(*y, roots[1]) + self.p - *z;
            (*x, *z) = (*x + *z, rest);
        }
        self.forward(low, 0, roots);
        self.forward(high, 2, roots);
        values
    }
}

thread_local! {
    static ROOTS: RefCell<[Vec<Factor>; 2]> = const { RefCell::new([const { Vec::new() }; 2]) };
}

fn transformed(a: &BigUint, b: &BigUint) -> BigUint {
    // Coefficients so large that the sums of their products stay below the product of the primes.
    let shorter = a.bits().min(b.bits());
    let mut chunk = 58;
    while 2 * chunk + u64::from((shorter / chunk + 2).ilog2()) + 1 > CAPACITY {
        chunk -= 1;
    }
    let same = std::ptr::eq(a, b);
    let left = cut(a, chunk);
    let right = (!same).then(|| cut(b, chunk));
    let count = left.len() + right.as_ref().map_or(left.len(), Vec::len);
    let power = count.next_power_of_two();
    let length = if count <= power / 4 * 3 {
        power / 4 * 3
    } else {
        power
    };
    ROOTS.with_borrow_mut(|roots| {
        let mut remainders = PRIMES.iter().zip(roots).map(|(prime, roots)| {
            prime.extend_roots(roots, power / 2);
            prime.convolved(&left, right.as_deref(), length, roots)
        });
        let (first, second) = (remainders.next(), remainders.next());
        put_together(
            &first.unwrap_or_default(),
            &second.unwrap_or_default(),
            chunk,
        )
    })
}

/// The digits of a number to the base 2^`chunk`, the lowest first.
fn cut(n: &BigUint, chunk: u64) -> Vec<u64> {
    let mut digits = Vec::with_capacity((n.bits() / chunk) as usize + 1);
    let (mut held, mut bits) = (0u128, 0);
    for word in n.iter_u64_digits() {
        held |= u128::from(word) << bits;
        bits += 64;
        while bits >= chunk {
            digits.push(held as u64 & ((1 << chunk) - 1));
            held >>= chunk;
            bits -= chunk;
        }
    }
    digits.push(held as u64);
    digits
}

/// The number whose digits to the base 2^`chunk`, which may be larger than that, have these remainders.
fn put_together(first: &[u64], second: &[u64], chunk: u64) -> BigUint {
    let [p, q] = PRIMES;
    let inverse = q.factor(q.inverse_of(p.p % q.p));
    let mut words = Vec::with_capacity(first.len() * chunk as usize / 64 + 2);
    let (mut carry, mut held, mut bits) = (0u128, 0u128, 0);
    let mut push = |digit: u64, chunk: u64| {
        held |= u128::from(digit) << bits;
        bits += chunk;
        if bits >= 64 {
            words.push(held as u64);
            held >>= 64;
            bits -= 64;
        }
    };
    for (&a, &b) in first.iter().zip(second) {
        // a + p·((b − a)/p modulo q).
        let times = q.reduced(q.times(b + 2 * q.p - a, inverse));
        carry += u128::from(a) + u128::from(p.p) * u128::from(times);
        push(carry as u64 & ((1 << chunk) - 1), chunk);
        carry >>= chunk;
    }
    for _ in 0..4 {
        push(carry as u64 & ((1 << chunk) - 1), chunk);
        carry >>= chunk;
    }
    of_words(words.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(words: usize, state: &mut u64) -> BigUint {
        let kind = *state >> 40 & 3;
        of_words((0..words).map(|_| {
            *state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            match kind {
                // The largest coefficients, which the primes must hold.
                0 => u64::MAX,
                1 => u64::MAX << 7,
                _ => *state ^ *state >> 29,
            }
        }))
    }

    #[test]
    fn agrees_with_the_products_of_the_package() {
        let mut state = 9;
        for words in [1, 2, 3, 7, 40, 41, 95, 96, 97, 300, 511, 900, 2100, 5000] {
            for more in [0, 1, words / 2, 2 * words] {
                let (a, b) = (number(words, &mut state), number(words + more, &mut state));
                assert_eq!(transformed(&a, &b), &a * &b, "{words} {more}");
                assert_eq!(transformed(&a, &a), &a * &a, "{words}");
            }
        }
        let (a, b) = (number(1300, &mut state), number(9000, &mut state));
        assert_eq!(product(&a, &b), &a * &b);
        assert_eq!(square(&a), &a * &a);
    }
}
