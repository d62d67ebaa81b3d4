//! Values in many lanes at once: in each lane every generator is another random element of the
//! field.

use crate::equality::elements::Elements;
use crate::equality::field::{Field, UNITY};
use crate::equality::points::Random;
use crate::equality::primes::greatest_common_divisor;
use crate::number::rational::Rational;
use crate::number::work;

/// Fewest lanes that prove something.
const LEAST: usize = 12;

/// Fewest lanes of one kind: each choice of signs is a case of its own, and something may hold in
/// all of them but one.
const LEAST_OF_A_KIND: usize = 3;

/// Most signs that are chosen.
const MAX_KINDS: u32 = 60;

/// Vectors of an ordinary proof.
const EXPECTED: usize = 32;

/// Highest degree in the generators.
const MAX_DEGREE: f64 = (1u64 << 50) as f64;

/// Most field operations of one proof: some 50 ms.
const MAX_WORK: usize = 8_000_000;

/// What one of them costs the question, in the units of [`work`]: a product modulo a prime.
const FIELD_WORK: u64 = 3;

/// A small fraction: numerator, and denominator above 0.
pub(super) type Fraction = (i64, i64);

/// Why there is no proof here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoProof {
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
    /// The elements of all vectors, one vector after the other: each has one in every lane.
    elements: Elements,
    sizes: Vec<ElementSize>,
    work: usize,
    /// Degree of the numbers that were adjoined by roots, and the logarithms of their relations.
    adjoined: f64,
    relations: f64,
    /// Order of the roots of unity in use.
    order: u64,
    /// Are roots taken of what is a power already? Any of them, so that each holds in some of the lanes.
    pub(super) takes_any_root: bool,
    /// Is there such a root?
    pub(super) met_power: bool,
    /// How many choices of such roots there are together.
    pub(super) choices: f64,
    /// 0 but in the lanes in which every mark is 1, once there is a mark.
    unmarked: Option<Slot>,
    /// For each lane the signs that were chosen in it, one bit for each.
    kinds: Vec<u64>,
    chosen: u32,
}

/// Bounds of an element as a quotient of two polynomials in the generators with whole coefficients.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ElementSize {
    pub(super) degree: f64,
    /// Logarithms to base 2 of the sums of the coefficients' sizes, above and below the line.
    above: f64,
    below: f64,
}

impl ElementSize {
    fn sum(self, other: ElementSize) -> ElementSize {
        let (a, b) = (self.above + other.below, other.above + self.below);
        let (most, least) = (a.max(b), a.min(b));
        ElementSize {
            degree: self.degree + other.degree,
            above: most + beside(most - least),
            below: self.below + other.below,
        }
    }

    fn product(self, other: ElementSize) -> ElementSize {
        ElementSize {
            degree: self.degree + other.degree,
            above: self.above + other.above,
            below: self.below + other.below,
        }
    }

    fn times(self, n: f64) -> ElementSize {
        ElementSize {
            degree: self.degree * n,
            above: self.above * n,
            below: self.below * n,
        }
    }

    fn inverse(self) -> ElementSize {
        ElementSize {
            degree: self.degree,
            above: self.below,
            below: self.above,
        }
    }
}

/// log₂(1 + 2^−d) at most, for a d that is not negative.
fn beside(d: f64) -> f64 {
    const AT_WHOLE: [f64; 6] = [1.0, 0.59, 0.33, 0.17, 0.09, 0.05];
    AT_WHOLE.get(d as usize).copied().unwrap_or(0.03)
}

/// log₂ n, rounded up; 0 for 0.
pub(super) fn bits_of(n: u64) -> f64 {
    f64::from(64 - n.saturating_sub(1).leading_zeros())
}

impl Lanes {
    pub(super) fn new(field: Field, count: usize, random: Random) -> Lanes {
        Lanes {
            field,
            random,
            count,
            cuts: 0,
            elements: Elements::new(EXPECTED * count),
            sizes: Vec::new(),
            work: 0,
            adjoined: 1.0,
            relations: 0.0,
            order: 1,
            takes_any_root: false,
            met_power: false,
            choices: 1.0,
            unmarked: None,
            kinds: vec![0; count],
            chosen: 0,
        }
    }

    /// The degree of the difference of two elements, and the logarithm to base 2 of a bound on the
    /// whole numbers that decide whether it is 0: the coefficients of its norm over the rationals.
    pub(super) fn bound(&self, a: Slot, b: Slot) -> (f64, f64) {
        const ROUNDING: f64 = 2.0;
        let size = self.size(a).sum(self.size(b));
        let units = (1..=self.order)
            .filter(|k| greatest_common_divisor(self.order, *k) == 1)
            .count();
        let degree = self.adjoined * units as f64;
        let height = degree * (size.above.max(size.below) + self.relations + ROUNDING);
        (size.degree, height)
    }

    fn size(&self, slot: Slot) -> ElementSize {
        self.sizes[slot.0]
    }

    /// e^(2πi·k/[`UNITY`]) in all lanes.
    pub(super) fn unity(&mut self, k: i64) -> Result<Slot, NoProof> {
        let own = UNITY / greatest_common_divisor(UNITY, k.rem_euclid(UNITY as i64) as u64).max(1);
        self.order *= own / greatest_common_divisor(self.order, own);
        let element = self.field.unity(k);
        self.constant(element)
    }

    pub(super) fn of(&self, slot: Slot) -> &[u64] {
        &self.elements[slot.0 * self.count..][..self.count]
    }

    pub(super) fn put(&mut self, vector: Vec<u64>, degree: f64) -> Result<Slot, NoProof> {
        let size = ElementSize {
            degree,
            ..ElementSize::default()
        };
        self.put_sized(vector, size)
    }

    fn put_sized(&mut self, vector: Vec<u64>, size: ElementSize) -> Result<Slot, NoProof> {
        self.elements.extend_from_slice(&vector);
        self.put_last(size)
    }

    /// The vector whose elements were just put behind all others.
    fn put_last(&mut self, size: ElementSize) -> Result<Slot, NoProof> {
        self.work += self.count;
        if size.degree > MAX_DEGREE || self.work > MAX_WORK {
            return Err(NoProof::GiveUp);
        }
        self.sizes.push(size);
        debug_assert_eq!(self.elements.len(), self.sizes.len() * self.count);
        Ok(Slot(self.sizes.len() - 1))
    }

    /// The same element in all lanes.
    fn put_same(&mut self, element: u64, size: ElementSize) -> Result<Slot, NoProof> {
        let end = self.elements.len() + self.count;
        self.elements.resize(end, element);
        self.put_last(size)
    }

    /// What is made of each element of a vector.
    fn put_each(
        &mut self,
        a: Slot,
        f: impl Fn(&Field, u64) -> u64,
        size: ElementSize,
    ) -> Result<Slot, NoProof> {
        for at in a.0 * self.count..(a.0 + 1) * self.count {
            let element = f(&self.field, self.elements[at]);
            self.elements.push(element);
        }
        self.put_last(size)
    }

    /// A fraction in all lanes.
    pub(super) fn number(&mut self, n: &Rational) -> Result<Slot, NoProof> {
        let element = self.field.rational(n).ok_or(NoProof::OtherField)?;
        // Powers of numbers grow as powers of variables do: 2^(p−1) is not 1.
        let size = ElementSize {
            degree: n.bits() as f64,
            above: n.numerator().bits() as f64,
            below: n.denominator().bits().saturating_sub(1) as f64,
        };
        self.put_same(element, size)
    }

    /// Counts work that makes no vector.
    pub(super) fn spend(&mut self, work: usize) -> Result<(), NoProof> {
        self.work += work;
        work::spend(FIELD_WORK * work as u64);
        if self.work > MAX_WORK || work::is_spent() {
            Err(NoProof::GiveUp)
        } else {
            Ok(())
        }
    }

    pub(super) fn constant(&mut self, element: u64) -> Result<Slot, NoProof> {
        self.put_same(element, ElementSize::default())
    }

    pub(super) fn signed(&mut self, n: i64) -> Result<Slot, NoProof> {
        let element = self.field.signed(n);
        let size = ElementSize {
            above: bits_of(n.unsigned_abs()),
            ..ElementSize::default()
        };
        self.put_same(element, size)
    }

    /// A random element in each lane, and its power of this order: one that has roots.
    pub(super) fn generator(&mut self, order: u64) -> Result<(Slot, Slot), NoProof> {
        let elements: Vec<u64> = (0..self.count)
            .map(|_| self.field.whole(self.random.next() >> 3))
            .collect();
        let base = self.put(elements, 1.0)?;
        let power = self.power(base, order as i64)?;
        Ok((base, power))
    }

    /// How many lanes there are of the kind of which there are fewest.
    pub(super) fn fewest(&self) -> usize {
        self.fewest_of(self.kinds.iter().copied())
    }

    fn fewest_of(&self, kinds: impl Iterator<Item = u64>) -> usize {
        let mut kinds: Vec<u64> = kinds.collect();
        kinds.sort_unstable();
        let sizes = kinds.chunk_by(|a, b| a == b).map(<[u64]>::len);
        sizes.min().unwrap_or(0)
    }

    /// One of two choices in each lane: in half of the lanes of every kind the one, in half the
    /// other.
    fn split(&mut self) -> Result<Vec<bool>, NoProof> {
        if self.chosen == MAX_KINDS {
            return Err(NoProof::GiveUp);
        }
        if self.fewest() < 2 * LEAST_OF_A_KIND {
            return Err(NoProof::MoreLanes);
        }
        self.chosen += 1;
        let mut met: Vec<(u64, bool)> = Vec::new();
        let mut choices = Vec::with_capacity(self.count);
        for kind in &mut self.kinds {
            let choice = match met.iter_mut().find(|(known, _)| known == kind) {
                Some((_, last)) => {
                    *last = !*last;
                    *last
                }
                None => {
                    met.push((*kind, false));
                    false
                }
            };
            *kind = 2 * *kind + u64::from(choice);
            choices.push(choice);
        }
        Ok(choices)
    }

    /// 1 or −1 in each lane, independent of all signs before.
    pub(super) fn signs(&mut self) -> Result<Slot, NoProof> {
        let (one, minus) = (self.field.one, self.field.negative(self.field.one));
        let choices = self.split()?.into_iter();
        let signs = choices.map(|choice| if choice { minus } else { one });
        self.put(signs.collect(), 0.0)
    }

    /// 0 or 1 in each lane, independent of all choices before.
    pub(super) fn parities(&mut self) -> Result<Slot, NoProof> {
        let one = self.field.one;
        let choices = self.split()?.into_iter();
        let parities = choices.map(|odd| if odd { one } else { 0 });
        self.put(parities.collect(), 0.0)
    }

    /// 1 in half of the lanes, a random element in the others. What holds for any element holds for
    /// 0, and for several marks whichever of them are 0.
    pub(super) fn marks(&mut self) -> Result<Slot, NoProof> {
        let one = self.field.one;
        let free = match self.unmarked {
            Some(slot) => slot,
            None => {
                let choices = self.split()?.into_iter();
                let free = choices.map(|marked| if marked { 0 } else { one });
                let slot = self.put(free.collect(), 0.0)?;
                *self.unmarked.insert(slot)
            }
        };
        let mut marks = self.of(free).to_vec();
        for mark in marks.iter_mut().filter(|mark| **mark == 0) {
            *mark = self.field.whole(self.random.next() >> 3);
        }
        self.put(marks, 1.0)
    }

    /// Are two elements the same in all lanes in which every mark is 1, and how many of a kind are
    /// these? `None` where they are not, or where there is no mark.
    pub(super) fn same_unmarked(&self, a: Slot, b: Slot) -> Option<usize> {
        let free = self.of(self.unmarked?);
        let pairs = self.of(a).iter().zip(self.of(b));
        let same = free
            .iter()
            .zip(pairs)
            .all(|(free, (a, b))| *free == 0 || a == b);
        same.then(|| {
            let kinds = self.kinds.iter().zip(free);
            self.fewest_of(kinds.filter(|(_, free)| **free != 0).map(|(kind, _)| *kind))
        })
    }

    fn zip(
        &mut self,
        a: Slot,
        b: Slot,
        f: impl Fn(&Field, u64, u64) -> u64,
        size: impl Fn(ElementSize, ElementSize) -> ElementSize,
    ) -> Result<Slot, NoProof> {
        let size = size(self.size(a), self.size(b));
        let (a, b) = (a.0 * self.count, b.0 * self.count);
        for at in 0..self.count {
            let element = f(&self.field, self.elements[a + at], self.elements[b + at]);
            self.elements.push(element);
        }
        self.put_last(size)
    }

    pub(super) fn add(&mut self, a: Slot, b: Slot) -> Result<Slot, NoProof> {
        self.zip(a, b, Field::add, ElementSize::sum)
    }

    pub(super) fn subtract(&mut self, a: Slot, b: Slot) -> Result<Slot, NoProof> {
        self.zip(a, b, Field::subtract, ElementSize::sum)
    }

    pub(super) fn multiply(&mut self, a: Slot, b: Slot) -> Result<Slot, NoProof> {
        self.zip(a, b, Field::multiply, ElementSize::product)
    }

    pub(super) fn negative(&mut self, a: Slot) -> Result<Slot, NoProof> {
        self.put_each(a, |field, a| field.negative(a), self.size(a))
    }

    /// Times a small fraction.
    pub(super) fn times(&mut self, a: Slot, (n, d): Fraction) -> Result<Slot, NoProof> {
        let below = self.field.inverse(self.field.signed(d));
        let factor = self.field.multiply(self.field.signed(n), below);
        let size = self.size(a).product(ElementSize {
            degree: 0.0,
            above: bits_of(n.unsigned_abs()),
            below: bits_of(d.unsigned_abs()),
        });
        self.put_each(a, |field, a| field.multiply(a, factor), size)
    }

    /// A whole power.
    pub(super) fn power(&mut self, a: Slot, n: i64) -> Result<Slot, NoProof> {
        let base = if n < 0 { self.inverse(a)? } else { a };
        let size = n.unsigned_abs();
        if size == 1 {
            return Ok(base);
        }
        self.spend(self.count * (64 - size.leading_zeros()) as usize)?;
        let vector = self.field.powers(self.of(base), size);
        let size = self.size(base).times(size as f64);
        self.put_sized(vector, size)
    }

    /// 1/a. Lanes in which a is 0 are taken out; nothing is proved of a denominator that is always 0.
    pub(super) fn inverse(&mut self, a: Slot) -> Result<Slot, NoProof> {
        if self.is_zero(a) {
            return Err(NoProof::GiveUp);
        }
        if self.of(a).contains(&0) {
            let alive: Vec<bool> = self.of(a).iter().map(|&a| a != 0).collect();
            self.keep(&alive)?;
        }
        // One inversion for all lanes: Montgomery, "Speeding the Pollard and elliptic curve methods
        // of factorization", 1987.
        let vector = self.of(a);
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
        let size = self.size(a).inverse();
        self.put_sized(products, size)
    }

    pub(super) fn divide(&mut self, a: Slot, b: Slot) -> Result<Slot, NoProof> {
        let inverse = self.inverse(b)?;
        self.multiply(a, inverse)
    }

    /// A root of prime degree in each lane, any of those there are; lanes without one are taken out.
    ///
    /// `independent`: is it the root of what stands for itself? Else an element that has a root in
    /// every lane is a power already, of which it is not known which root is the right one: what holds
    /// whichever it is holds of that one.
    pub(super) fn root(
        &mut self,
        a: Slot,
        degree: u64,
        independent: bool,
    ) -> Result<Slot, NoProof> {
        self.spend(self.count * 96)?;
        let mut roots = self.field.roots(self.of(a), degree);
        let everywhere = roots.iter().all(Option::is_some);
        let several = UNITY.is_multiple_of(degree);
        if everywhere && several && !independent && !self.is_constant(a) {
            self.met_power = true;
            if !self.takes_any_root {
                return Err(NoProof::GiveUp);
            }
            self.choices *= degree as f64;
        }
        // Where each lane has one, it is a power of a generator already.
        if self.is_constant(a) || !everywhere {
            let size = self.size(a);
            self.adjoined *= degree as f64;
            self.relations += size.above.max(size.below);
        }
        if !everywhere {
            if self.is_constant(a) {
                return Err(NoProof::OtherField);
            }
            let alive: Vec<bool> = roots.iter().map(Option::is_some).collect();
            let kinds = self.different_kinds();
            self.keep(&alive)?;
            // Which lanes these are is chance: no kind may be lost by it.
            if self.different_kinds() < kinds || self.fewest() < LEAST_OF_A_KIND {
                return Err(NoProof::MoreLanes);
            }
            roots.retain(Option::is_some);
        }
        let mut roots: Vec<u64> = roots.into_iter().flatten().collect();
        if several {
            let step = (UNITY / degree) as i64;
            let units: Vec<u64> = (0..degree as i64)
                .map(|k| self.field.unity(k * step))
                .collect();
            for root in &mut roots {
                let unit = units[self.random.below(degree) as usize];
                *root = self.field.multiply(*root, unit);
            }
        }
        let degree = self.size(a).degree;
        self.put(roots, degree)
    }

    fn different_kinds(&self) -> usize {
        let mut kinds = self.kinds.clone();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    }

    /// Takes out lanes.
    pub(super) fn keep(&mut self, alive: &[bool]) -> Result<(), NoProof> {
        let mut stays = alive.iter().cycle();
        self.elements.retain(|_| stays.next() == Some(&true));
        self.spend(self.sizes.len() * self.count)?;
        let mut at = 0;
        self.kinds.retain(|_| {
            at += 1;
            alive[at - 1]
        });
        self.count = alive.iter().filter(|&&alive| alive).count();
        self.cuts += 1;
        if self.count < LEAST {
            Err(NoProof::MoreLanes)
        } else {
            Ok(())
        }
    }

    /// Takes out the lanes in which a sign is −1; were there any?
    pub(super) fn require(&mut self, sign: Slot) -> Result<bool, NoProof> {
        let minus = self.field.negative(self.field.one);
        let some = self.of(sign).contains(&minus);
        if some {
            let alive: Vec<bool> = self.of(sign).iter().map(|&s| s != minus).collect();
            self.keep(&alive)?;
        }
        Ok(some)
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
