//! Values in many lanes at once: in each lane every generator is another random element of the
//! field.

use crate::equality::field::Field;
use crate::equality::points::Random;

/// Fewest lanes that prove something. With degrees below 2⁵⁰ a wrong identity holds by chance in
/// one lane with a chance of at most 2⁻¹¹ (Schwartz and Zippel), in twelve with 2⁻¹³².
pub(super) const LEAST: usize = 12;

/// Highest degree in the generators.
const MAX_DEGREE: f64 = (1u64 << 50) as f64;

/// Most field operations of one proof: some 50 ms.
const MAX_WORK: usize = 8_000_000;

/// A small fraction: numerator, and denominator above 0.
pub(super) type Fraction = (i64, i64);

/// Why there is no proof here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A part is beyond the identities known, or too large.
    GiveUp,
    /// A constant has no root in this field; it may have one in another.
    OtherField,
    /// Too few lanes are left, because an element has a root in every second one only.
    MoreLanes,
}

/// Where a vector of lanes is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Slot(usize);

/// All vectors of one proof.
#[derive(Debug)]
pub(super) struct Lanes {
    pub(super) field: Field,
    pub(super) random: Random,
    /// How many lanes are alive.
    pub(super) count: usize,
    /// How often lanes were taken out: what was computed from whole vectors has to be redone.
    pub(super) cuts: usize,
    vectors: Vec<Vec<u64>>,
    degrees: Vec<f64>,
    work: usize,
}

impl Lanes {
    pub(super) fn new(field: Field, count: usize, seed: u64) -> Lanes {
        Lanes {
            field,
            random: Random::new(seed),
            count,
            cuts: 0,
            vectors: Vec::new(),
            degrees: Vec::new(),
            work: 0,
        }
    }

    pub(super) fn of(&self, slot: Slot) -> &[u64] {
        &self.vectors[slot.0]
    }

    pub(super) fn degree(&self, slot: Slot) -> f64 {
        self.degrees[slot.0]
    }

    pub(super) fn put(&mut self, vector: Vec<u64>, degree: f64) -> Result<Slot, Failure> {
        self.work += vector.len();
        if degree > MAX_DEGREE || self.work > MAX_WORK {
            return Err(Failure::GiveUp);
        }
        self.vectors.push(vector);
        self.degrees.push(degree);
        Ok(Slot(self.vectors.len() - 1))
    }

    /// Counts work that makes no vector.
    pub(super) fn spend(&mut self, work: usize) -> Result<(), Failure> {
        self.work += work;
        if self.work > MAX_WORK {
            Err(Failure::GiveUp)
        } else {
            Ok(())
        }
    }

    pub(super) fn constant(&mut self, element: u64) -> Result<Slot, Failure> {
        self.put(vec![element; self.count], 0.0)
    }

    pub(super) fn signed(&mut self, n: i64) -> Result<Slot, Failure> {
        let element = self.field.signed(n);
        self.constant(element)
    }

    /// A random element in each lane, and its power of this order: one that has roots.
    pub(super) fn generator(&mut self, order: u64) -> Result<(Slot, Slot), Failure> {
        let elements: Vec<u64> = (0..self.count)
            .map(|_| self.field.whole(self.random.next() >> 3))
            .collect();
        let base = self.put(elements, 1.0)?;
        let power = self.power(base, order as i64)?;
        Ok((base, power))
    }

    /// 1 or −1 at random in each lane.
    pub(super) fn signs(&mut self) -> Result<Slot, Failure> {
        let (one, minus) = (self.field.one, self.field.negative(self.field.one));
        let signs = (0..self.count)
            .map(|_| {
                if self.random.below(2) == 0 {
                    one
                } else {
                    minus
                }
            })
            .collect();
        self.put(signs, 0.0)
    }

    /// 0 in every third lane at random, else 1.
    pub(super) fn marks(&mut self) -> Result<Slot, Failure> {
        let marks = (0..self.count)
            .map(|_| {
                if self.random.below(3) == 0 {
                    0
                } else {
                    self.field.one
                }
            })
            .collect();
        self.put(marks, 0.0)
    }

    fn zip(
        &mut self,
        a: Slot,
        b: Slot,
        f: impl Fn(&Field, u64, u64) -> u64,
    ) -> Result<Slot, Failure> {
        let pairs = self.of(a).iter().zip(self.of(b));
        let vector = pairs.map(|(&a, &b)| f(&self.field, a, b)).collect();
        let degree = self.degree(a) + self.degree(b);
        self.put(vector, degree)
    }

    pub(super) fn add(&mut self, a: Slot, b: Slot) -> Result<Slot, Failure> {
        self.zip(a, b, Field::add)
    }

    pub(super) fn subtract(&mut self, a: Slot, b: Slot) -> Result<Slot, Failure> {
        self.zip(a, b, Field::subtract)
    }

    pub(super) fn multiply(&mut self, a: Slot, b: Slot) -> Result<Slot, Failure> {
        self.zip(a, b, Field::multiply)
    }

    pub(super) fn negative(&mut self, a: Slot) -> Result<Slot, Failure> {
        let vector = self.of(a).iter().map(|&a| self.field.negative(a)).collect();
        self.put(vector, self.degree(a))
    }

    /// Times an element.
    pub(super) fn scaled(&mut self, a: Slot, factor: u64) -> Result<Slot, Failure> {
        let vector = self
            .of(a)
            .iter()
            .map(|&a| self.field.multiply(a, factor))
            .collect();
        self.put(vector, self.degree(a))
    }

    /// Times a small fraction.
    pub(super) fn times(&mut self, a: Slot, (n, d): Fraction) -> Result<Slot, Failure> {
        let below = self.field.inverse(self.field.signed(d));
        let factor = self.field.multiply(self.field.signed(n), below);
        self.scaled(a, factor)
    }

    /// A whole power.
    pub(super) fn power(&mut self, a: Slot, n: i64) -> Result<Slot, Failure> {
        let base = if n < 0 { self.inverse(a)? } else { a };
        let size = n.unsigned_abs();
        if size == 1 {
            return Ok(base);
        }
        self.spend(self.count * (64 - size.leading_zeros()) as usize)?;
        let vector = self
            .of(base)
            .iter()
            .map(|&a| self.field.power(a, size))
            .collect();
        self.put(vector, self.degree(a) * size as f64)
    }

    /// 1/a. Lanes in which a is 0 are taken out; nothing is proved of a denominator that is always 0.
    pub(super) fn inverse(&mut self, a: Slot) -> Result<Slot, Failure> {
        if self.is_zero(a) {
            return Err(Failure::GiveUp);
        }
        if self.of(a).contains(&0) {
            let alive: Vec<bool> = self.of(a).iter().map(|&a| a != 0).collect();
            self.keep(&alive)?;
        }
        // One inversion for all lanes: Montgomery, "Speeding the Pollard and elliptic curve methods
        // of factorization", 1987.
        let vector = &self.vectors[a.0];
        let mut products = Vec::with_capacity(vector.len());
        let mut product = self.field.one;
        for &a in vector {
            products.push(product);
            product = self.field.multiply(product, a);
        }
        let mut rest = self.field.inverse(product);
        for (&a, before) in vector.iter().zip(products.iter_mut()).rev() {
            *before = self.field.multiply(rest, *before);
            rest = self.field.multiply(rest, a);
        }
        self.put(products, self.degree(a))
    }

    pub(super) fn divide(&mut self, a: Slot, b: Slot) -> Result<Slot, Failure> {
        let inverse = self.inverse(b)?;
        self.multiply(a, inverse)
    }

    /// A root of prime degree in each lane, any of those there are; lanes without one are taken out.
    pub(super) fn root(&mut self, a: Slot, degree: u64) -> Result<Slot, Failure> {
        self.spend(self.count * 96)?;
        let mut roots: Vec<Option<u64>> = self
            .of(a)
            .iter()
            .map(|&a| self.field.root(a, degree))
            .collect();
        if roots.iter().any(Option::is_none) {
            if self.is_constant(a) {
                return Err(Failure::OtherField);
            }
            let alive: Vec<bool> = roots.iter().map(Option::is_some).collect();
            self.keep(&alive)?;
            roots.retain(Option::is_some);
        }
        let has_unity = super::field::UNITY.is_multiple_of(degree);
        let step = (super::field::UNITY / degree) as i64;
        let roots = roots
            .into_iter()
            .flatten()
            .map(|root| {
                if has_unity {
                    let k = self.random.below(degree) as i64;
                    self.field.multiply(root, self.field.unity(k * step))
                } else {
                    root
                }
            })
            .collect();
        self.put(roots, self.degree(a))
    }

    /// Takes out lanes.
    pub(super) fn keep(&mut self, alive: &[bool]) -> Result<(), Failure> {
        for vector in &mut self.vectors {
            let mut at = 0;
            vector.retain(|_| {
                at += 1;
                alive[at - 1]
            });
        }
        self.spend(self.vectors.len() * self.count)?;
        self.count = alive.iter().filter(|&&alive| alive).count();
        self.cuts += 1;
        if self.count < LEAST {
            Err(Failure::MoreLanes)
        } else {
            Ok(())
        }
    }

    /// Takes out the lanes in which a sign is −1.
    pub(super) fn require(&mut self, sign: Slot) -> Result<(), Failure> {
        let minus = self.field.negative(self.field.one);
        if self.of(sign).contains(&minus) {
            let alive: Vec<bool> = self.of(sign).iter().map(|&s| s != minus).collect();
            self.keep(&alive)?;
        }
        Ok(())
    }

    pub(super) fn is_zero(&self, a: Slot) -> bool {
        self.of(a).iter().all(|&a| a == 0)
    }

    pub(super) fn same(&self, a: Slot, b: Slot) -> bool {
        self.of(a) == self.of(b)
    }

    /// Is one the negative of the other?
    pub(super) fn opposite(&self, a: Slot, b: Slot) -> bool {
        let mut pairs = self.of(a).iter().zip(self.of(b));
        pairs.all(|(&a, &b)| self.field.add(a, b) == 0)
    }

    pub(super) fn is_constant(&self, a: Slot) -> bool {
        let vector = self.of(a);
        vector.iter().all(|a| *a == vector[0])
    }

    /// The fraction that it is in every lane, if it is one.
    pub(super) fn fraction(&self, a: Slot) -> Option<Fraction> {
        if !self.is_constant(a) {
            return None;
        }
        self.field.fraction(self.of(a)[0])
    }
}
