//! Arithmetic modulo a prime of 61 bits, chosen so that i, the usual roots of unity and the square
//! roots of small numbers are there.

use crate::equality::points::Random;
use crate::equality::primes::greatest_common_divisor;
use crate::number::Integer;
use crate::number::rational::Rational;
use std::sync::OnceLock;

/// Order of the group of roots of unity that every field has: cos(π/n) is there for every n that
/// divides half of it. It is 2⁵·3²·5·7·11·13, and the cofactor of p − 1 has none of these primes.
pub(super) const UNITY: u64 = 1_441_440;

/// The parts of [`UNITY`] that are powers of one prime: (prime, power).
const SYLOW: [(u64, u64); 6] = [(2, 32), (3, 9), (5, 5), (7, 7), (11, 11), (13, 13)];

/// Bits of the primes p ≡ 1 modulo [`UNITY`] that fields have: from 2⁶⁰ to 2⁶¹.
pub(super) const PRIME_BITS: u64 = 60;

/// There are about 2³⁴ such primes with a cofactor that has none of the primes of `UNITY`.
pub(super) const FAMILY_BITS: u64 = 34;

/// Small primes that divide most of the numbers that are none.
const SIEVE: [u64; 22] = [
    17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
];

/// A small odd number, to see at once whether it divides a word (Granlund and Montgomery, "Division by
/// invariant integers using multiplication", 1994, section 9).
#[derive(Clone, Copy)]
struct Divisor {
    /// 1/q modulo 2⁶⁴.
    inverse: u64,
    /// The largest quotient of a word.
    most: u64,
}

impl Divisor {
    const fn of(q: u64) -> Divisor {
        Divisor {
            inverse: inverse_of_odd(q),
            most: u64::MAX / q,
        }
    }

    fn divides(self, n: u64) -> bool {
        n.wrapping_mul(self.inverse) <= self.most
    }
}

/// 1/n modulo 2⁶⁴: Newton's iteration doubles the correct bits, 5, 10, 20, 40, 80.
const fn inverse_of_odd(n: u64) -> u64 {
    let mut inverse = n.wrapping_mul(3) ^ 2;
    let mut round = 0;
    while round < 4 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(n.wrapping_mul(inverse)));
        round += 1;
    }
    inverse
}

const DIVISORS: [Divisor; SIEVE.len()] = {
    let mut divisors = [Divisor::of(1); SIEVE.len()];
    let mut at = 0;
    while at < SIEVE.len() {
        divisors[at] = Divisor::of(SIEVE[at]);
        at += 1;
    }
    divisors
};

/// The odd primes of [`UNITY`].
const SYLOW_DIVISORS: [Divisor; SYLOW.len() - 1] = {
    let mut divisors = [Divisor::of(1); SYLOW.len() - 1];
    let mut at = 0;
    while at < divisors.len() {
        divisors[at] = Divisor::of(SYLOW[at + 1].0);
        at += 1;
    }
    divisors
};

/// Elements that are tried before a number is given up: a prime needs more than two with a chance
/// of 1/4, so many never.
const MAX_TRIES: usize = 64;

/// A fraction counts as recognised where numerator times denominator is at most this: a random
/// element passes for such a fraction with a chance of 2⁻²⁶.
const MAX_FRACTION: u64 = 1 << 34;

/// A prime field. Elements are in Montgomery's form (Modular multiplication without trial division,
/// Math. Comp. 44, 1985): x stands for x·2⁶⁴ modulo p.
#[derive(Clone, Debug)]
pub(super) struct Field {
    p: u64,
    /// −1/p modulo 2⁶⁴.
    negative_inverse: u64,
    /// 2¹²⁸ modulo p.
    square: u64,
    pub(super) one: u64,
    /// A root of unity of order [`UNITY`].
    circle: u64,
}

/// Are there a and b with (1 + a·F)·(1 + b·F) = 1 + cofactor·F, for F = [`UNITY`]?
fn may_be_a_product(cofactor: u64) -> bool {
    let (product, sum) = (cofactor / UNITY, cofactor % UNITY);
    let square = (sum * sum).checked_sub(4 * product);
    square.is_some_and(|n| n.isqrt() * n.isqrt() == n)
}

impl Field {
    /// One of the family that is found once and kept, for differences whose coefficients are all below its
    /// prime: what is 0 in it is 0 then, whoever knows the prime. [`Field::drawn`] is for the others.
    pub(super) fn known() -> Field {
        static KNOWN: OnceLock<Field> = OnceLock::new();
        KNOWN
            .get_or_init(|| Field::drawn(&mut Random::new(PRIME_BITS)))
            .clone()
    }

    /// A field that random numbers choose from the family.
    pub(super) fn drawn(random: &mut Random) -> Field {
        loop {
            // A multiple of 7, which is no cofactor: with the next one p is above 2^60.
            let least = (1 << PRIME_BITS) / UNITY;
            let cofactor = least + random.next() % least;
            let p = cofactor * UNITY + 1;
            let coprime = cofactor % 2 == 1 && !SYLOW_DIVISORS.iter().any(|q| q.divides(cofactor));
            if !coprime || DIVISORS.iter().any(|q| q.divides(p)) {
                continue;
            }
            let field = Field::modulo(p);
            if let Some(circle) = field.root_of_unity(random, cofactor) {
                return Field { circle, ..field };
            }
        }
    }

    fn modulo(p: u64) -> Field {
        let inverse = inverse_of_odd(p);
        let one = ((1u128 << 64) % u128::from(p)) as u64;
        let square = (u128::from(one) * u128::from(one) % u128::from(p)) as u64;
        Field {
            p,
            negative_inverse: inverse.wrapping_neg(),
            square,
            one,
            circle: 0,
        }
    }

    /// A root of unity of order [`UNITY`]; `None` where p is no prime.
    ///
    /// The root proves that it is one: Brillhart, Lehmer and Selfridge, "New primality criteria and
    /// factorizations of 2^m ± 1", Math. Comp. 29, 1975, theorem 7. Where an element of order q^k is
    /// known for every q^k that divides `UNITY`, all divisors of p are 1 modulo `UNITY`; it is
    /// larger than p^(1/3), so that there are at most two, (1 + a·F)·(1 + b·F), and then
    /// (a + b)² − 4ab is a square.
    fn root_of_unity(&self, random: &mut Random, cofactor: u64) -> Option<u64> {
        if may_be_a_product(cofactor) {
            return None;
        }
        let (mut circle, mut apart) = (self.one, self.one);
        let mut missing = [true; SYLOW.len()];
        for _ in 0..MAX_TRIES {
            let root = self.power(self.whole(random.next() >> 3), cofactor);
            let parts = self.sylow_parts(root)?;
            for (at, (q, group)) in SYLOW.into_iter().enumerate() {
                if !missing[at] {
                    continue;
                }
                let last = self.subtract(self.power(parts[at], group / q), self.one);
                if last != 0 {
                    circle = self.multiply(circle, parts[at]);
                    apart = self.multiply(apart, last);
                    missing[at] = false;
                }
            }
            if !missing.contains(&true) {
                // None of the last ones is 1 modulo a divisor of p alone.
                return (greatest_common_divisor(self.p, apart) == 1).then_some(circle);
            }
        }
        None
    }

    /// The powers of an element to [`UNITY`] over each group of [`SYLOW`], which share most of their
    /// factors; `None` where its power to `UNITY` is not 1.
    fn sylow_parts(&self, root: u64) -> Option<[u64; SYLOW.len()]> {
        let [two, three, five, seven, eleven, thirteen] = SYLOW.map(|(_, group)| group);
        let without_six = self.power(root, five * seven * eleven * thirteen);
        let of_two = self.power(without_six, three);
        if self.power(of_two, two) != self.one {
            return None;
        }
        let of_three = self.power(without_six, two);
        let six = self.power(root, two * three);
        let without_35 = self.power(six, eleven * thirteen);
        let without_143 = self.power(six, five * seven);
        Some([
            of_two,
            of_three,
            self.power(without_35, seven),
            self.power(without_35, five),
            self.power(without_143, thirteen),
            self.power(without_143, eleven),
        ])
    }

    pub(super) fn add(&self, a: u64, b: u64) -> u64 {
        let sum = a + b;
        if sum >= self.p { sum - self.p } else { sum }
    }

    pub(super) fn subtract(&self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.p - b }
    }

    pub(super) fn negative(&self, a: u64) -> u64 {
        if a == 0 { 0 } else { self.p - a }
    }

    pub(super) fn multiply(&self, a: u64, b: u64) -> u64 {
        let product = u128::from(a) * u128::from(b);
        let factor = (product as u64).wrapping_mul(self.negative_inverse);
        let reduced = (product + u128::from(factor) * u128::from(self.p)) >> 64;
        let reduced = reduced as u64;
        if reduced >= self.p {
            reduced - self.p
        } else {
            reduced
        }
    }

    pub(super) fn power(&self, base: u64, mut exponent: u64) -> u64 {
        let (mut result, mut square) = (self.one, base);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = self.multiply(result, square);
            }
            exponent >>= 1;
            if exponent > 0 {
                square = self.multiply(square, square);
            }
        }
        result
    }

    /// The same power of many elements: one step for all of them after the other, since each product
    /// waits for the one before it.
    pub(super) fn powers(&self, bases: &[u64], exponent: u64) -> Vec<u64> {
        if exponent == 0 {
            return vec![self.one; bases.len()];
        }
        let mut results = bases.to_vec();
        for bit in (0..exponent.ilog2()).rev() {
            for (result, &base) in results.iter_mut().zip(bases) {
                *result = self.multiply(*result, *result);
                if exponent >> bit & 1 == 1 {
                    *result = self.multiply(*result, base);
                }
            }
        }
        results
    }

    /// 1/a; 0 for 0.
    pub(super) fn inverse(&self, a: u64) -> u64 {
        self.power(a, self.p - 2)
    }

    pub(super) fn whole(&self, n: u64) -> u64 {
        self.multiply(n % self.p, self.square)
    }

    pub(super) fn signed(&self, n: i64) -> u64 {
        let size = self.whole(n.unsigned_abs());
        if n < 0 { self.negative(size) } else { size }
    }

    /// A fraction; `None` where p divides the denominator.
    pub(super) fn rational(&self, n: &Rational) -> Option<u64> {
        let residue = |n: &Integer| {
            let rest = n % Integer::from(self.p);
            let rest = if rest < Integer::from(0) {
                rest + Integer::from(self.p)
            } else {
                rest
            };
            self.whole(u64::try_from(rest).expect("a residue is below p"))
        };
        if let Some(n) = n.to_i64() {
            return Some(self.signed(n));
        }
        let below = residue(&n.denominator());
        (below != 0).then(|| self.multiply(residue(&n.numerator()), self.inverse(below)))
    }

    /// The small fraction that this element is, if it is one. Euclid's algorithm on p and the
    /// element: Wang, Guy and Davenport, "P-adic reconstruction of rational numbers", 1982.
    pub(super) fn fraction(&self, a: u64) -> Option<(i64, i64)> {
        let plain = self.multiply(a, 1);
        let (mut r_before, mut r) = (self.p as i64, plain as i64);
        let (mut t_before, mut t) = (0i64, 1i64);
        loop {
            if r == 0 {
                return (plain == 0).then_some((0, 1));
            }
            let size = r.unsigned_abs().checked_mul(t.unsigned_abs());
            if size.is_some_and(|size| size <= MAX_FRACTION) {
                return Some(if t < 0 { (-r, -t) } else { (r, t) });
            }
            let quotient = r_before / r;
            (r_before, r) = (r, r_before - quotient * r);
            (t_before, t) = (t, t_before.checked_sub(quotient.checked_mul(t)?)?);
        }
    }

    /// The root of unity e^(2πi·k/[`UNITY`]).
    pub(super) fn unity(&self, k: i64) -> u64 {
        self.power(self.circle, k.rem_euclid(UNITY as i64) as u64)
    }

    /// Of each element a root of prime degree, if there is one. Where there are several, which one is
    /// chosen has no meaning.
    ///
    /// With p − 1 = qˢ·m the power 1/q modulo m is a root up to an element of the group of order qˢ,
    /// which is small enough to be searched.
    pub(super) fn roots(&self, elements: &[u64], degree: u64) -> Vec<Option<u64>> {
        let sylow = SYLOW.iter().find(|(prime, _)| *prime == degree);
        let group = sylow.map_or(1, |(_, power)| *power);
        let rest = (self.p - 1) / group;
        if rest.is_multiple_of(degree) {
            let zero = |&a: &u64| (a == 0).then_some(0);
            return elements.iter().map(zero).collect();
        }
        // a^(e−1) gives both the root and its error: (a^e)^q/a is (a^e)^(q−1)·a^(e−1).
        let before = self.powers(elements, inverse_modulo(degree, rest) - 1);
        // The group, and the powers of its elements that are errors.
        let step = self.unity((UNITY / group) as i64);
        let raised = self.power(step, degree);
        let (mut candidates, mut errors) = (Vec::new(), Vec::new());
        let (mut candidate, mut error) = (self.one, self.one);
        for _ in 0..group {
            candidates.push(candidate);
            errors.push(error);
            candidate = self.multiply(candidate, step);
            error = self.multiply(error, raised);
        }
        let root = |(&a, &before): (&u64, &u64)| {
            if a == 0 {
                return Some(0);
            }
            let near = self.multiply(before, a);
            let error = self.multiply(self.power(near, degree - 1), before);
            let found = errors.iter().position(|known| *known == error)?;
            // 1 over the candidate is as far before the end as that is behind the start.
            Some(match found {
                0 => near,
                _ => self.multiply(near, candidates[candidates.len() - found]),
            })
        };
        elements.iter().zip(&before).map(root).collect()
    }
}

/// 1/a modulo m, for coprime numbers.
fn inverse_modulo(a: u64, m: u64) -> u64 {
    let m = i128::from(m);
    let (mut r_before, mut r) = (m, i128::from(a) % m);
    let (mut t_before, mut t) = (0i128, 1i128);
    while r != 0 {
        let quotient = r_before / r;
        (r_before, r) = (r, r_before - quotient * r);
        (t_before, t) = (t, t_before - quotient * t);
    }
    t_before.rem_euclid(m) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_field_has_the_roots_of_unity_of_exactly_that_order() {
        for seed in 0..24 {
            let field = Field::drawn(&mut Random::new(seed));
            assert!(field.p >> PRIME_BITS == 1 && field.p % UNITY == 1);
            assert_eq!(field.power(field.circle, UNITY), field.one);
            for (prime, power) in SYLOW {
                assert_ne!(field.unity((UNITY / prime) as i64), field.one);
                assert!(!((field.p - 1) / power).is_multiple_of(prime));
            }
        }
    }

    /// Nobody may guess the prime: they lie all over the numbers of that length.
    #[test]
    fn primes_are_drawn_from_the_whole_family() {
        let prime = |seed| Field::drawn(&mut Random::new(seed)).p;
        let eighths: HashSet<u64> = (0..64)
            .map(|seed| prime(seed) >> (PRIME_BITS - 3))
            .collect();
        assert_eq!(eighths, (8..16).collect());
    }

    #[test]
    fn primes_are_told_from_products_of_primes() {
        let known = 2_305_843_009_171_621_921;
        let mut random = Random::new(3);
        let proof =
            |p: u64, random: &mut Random| Field::modulo(p).root_of_unity(random, (p - 1) / UNITY);
        assert!(proof(known, &mut random).is_some());
        let mut found = 0;
        while found < 50 {
            let cofactor = (1 << 39) + 2 * (random.next() >> 26) + 1;
            let p = cofactor.wrapping_mul(UNITY).wrapping_add(1);
            // A number with a small factor is none, and the test must not need the sieve for that.
            if p >> 61 == 0 && SIEVE.iter().any(|q| p.is_multiple_of(*q)) {
                assert!(proof(p, &mut random).is_none(), "{p}");
                found += 1;
            }
        }
    }

    #[test]
    fn products_of_two_are_told() {
        for (a, b) in [(1, 2), (3, 3), (5, 40), (900, 17)] {
            let cofactor = a + b + a * b * UNITY;
            assert!(may_be_a_product(cofactor), "{a}, {b}");
            assert!(!may_be_a_product(cofactor + 1), "{a}, {b}");
        }
    }

    #[test]
    fn fractions_go_in_and_come_out() {
        let field = Field::drawn(&mut Random::new(1));
        for (n, d) in [(1, 2), (-7, 3), (0, 1), (12_345, 10_000), (-1, 360)] {
            let n = Rational::ratio(n, d);
            let element = field.rational(&n).expect("p does not divide it");
            let (above, below) = field.fraction(element).expect("it is small");
            assert_eq!(Rational::ratio(above, below), n);
        }
        let mut random = Random::new(1);
        let found = (0..1000).filter(|_| field.fraction(random.next() >> 4).is_some());
        assert_eq!(found.count(), 0, "random elements are no small fractions");
    }

    #[test]
    fn roots_are_roots() {
        let field = Field::drawn(&mut Random::new(2));
        let mut found = 0;
        for degree in [2, 3, 5, 7, 17, 19] {
            for n in 2..40 {
                let a = field.whole(n);
                let [Some(root)] = field.roots(&[a], degree)[..] else {
                    continue;
                };
                assert_eq!(field.power(root, degree), a);
                found += 1;
            }
            let power = field.power(field.whole(23), degree);
            assert!(field.roots(&[power], degree)[0].is_some());
        }
        assert!(found > 100);
    }
}
