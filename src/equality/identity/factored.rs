//! Parts taken apart into powers of atoms, and what is made of those: logarithms, signs, roots.

use super::FieldProof;
use crate::equality::atoms::{Atom, AtomPowers, Factored, MAX_FACTORS, Square, small};
use crate::equality::basis::Image;
use crate::equality::field::UNITY;
use crate::equality::primes::{factors, greatest_common_divisor};
use crate::equality::trials::{Fraction, NoProof, Slot};
use crate::expression::few::in_order;
use crate::expression::{Id, Node};
use crate::number::rational::Rational;

/// Largest degree of a root.
const MAX_ROOT: u64 = 1000;

/// Most atoms.
const MAX_ATOMS: usize = 80;

/// Most atoms that are tried together with a square.
const MAX_PARTNERS: usize = 8;

/// Most parts that are tried as square roots of another.
const MAX_CANDIDATES: usize = 200;

impl FieldProof<'_> {
    /// The absolute value of a node in factors.
    pub(in crate::equality) fn parts(&mut self, id: Id) -> Result<AtomPowers, NoProof> {
        let mut parts = AtomPowers::default();
        let mut waiting = vec![(id, Rational::one())];
        let mut met = 0;
        while let Some((id, exponent)) = waiting.pop() {
            met += 1;
            if met > MAX_FACTORS {
                return Err(NoProof::GiveUp);
            }
            if let Some(&slot) = self.exponents.get(&id) {
                parts.exponents.push((slot, exponent));
                continue;
            }
            match *self.graph.node(id) {
                Node::Negative(a) => waiting.push((a, exponent)),
                Node::Call(f, a) if f.row().is_size() => waiting.push((a, exponent)),
                Node::Product(a, b) => {
                    waiting.extend([(a, exponent.clone()), (b, exponent)]);
                }
                Node::Quotient(a, b) => {
                    waiting.extend([(a, exponent.clone()), (b, -exponent)]);
                }
                Node::Power(a, b) if self.graph.literal(b).is_some() => {
                    let n = self.graph.literal(b).expect("just seen");
                    waiting.push((a, &exponent * n));
                }
                Node::Call(f, a) if f.row().root_degree().is_some() => {
                    let degree = f.row().root_degree().expect("just seen");
                    waiting.push((a, exponent / degree));
                }
                _ => {
                    let value = self.value(id);
                    let known = self.certain_sign(id)?;
                    let factored = self.factor(value, known)?;
                    self.join(&mut parts, &factored, &exponent)?;
                }
            }
        }
        Ok(parts)
    }

    /// The same for a value that is no node. `sign`: 1 or −1 where it is known, else 0.
    pub(in crate::equality) fn parts_of_value(
        &mut self,
        value: Slot,
        sign: i8,
    ) -> Result<AtomPowers, NoProof> {
        let mut parts = AtomPowers::default();
        let factored = self.factor(value, sign)?;
        self.join(&mut parts, &factored, &Rational::one())?;
        Ok(parts)
    }

    fn join(
        &mut self,
        parts: &mut AtomPowers,
        factored: &Factored,
        exponent: &Rational,
    ) -> Result<(), NoProof> {
        let (n, d) = factored.coefficient;
        for (n, side) in [(n, 1), (d, -1)] {
            for (prime, times) in factors(n) {
                let atom = self.prime(prime)?;
                parts.put(atom, exponent * &Rational::integer(side * times));
            }
        }
        let below = if factored.halved { 2 } else { 1 };
        for &(atom, times) in &factored.atoms {
            parts.put(atom, exponent * &Rational::ratio(times, below));
        }
        for &(slot, times) in &factored.exponents {
            let times = exponent * &Rational::integer(times);
            parts.exponents.push((slot, times));
        }
        Ok(())
    }

    /// ln of the product.
    pub(in crate::equality) fn logarithm(&mut self, parts: &AtomPowers) -> Result<Slot, NoProof> {
        let mut sum = self.lanes.signed(0)?;
        for (atom, exponent) in &parts.atoms {
            let logarithm = match self.atoms[*atom].logarithm {
                Some(slot) => slot,
                None => {
                    let (slot, _) = self.lanes.generator(1)?;
                    self.atoms[*atom].logarithm = Some(slot);
                    self.growth.add(&mut self.lanes, slot, Image::Atom(*atom))?;
                    slot
                }
            };
            let term = self.lanes.times(logarithm, small(exponent)?)?;
            sum = self.lanes.add(sum, term)?;
        }
        for (slot, exponent) in &parts.exponents {
            let term = self.lanes.times(*slot, small(exponent)?)?;
            sum = self.lanes.add(sum, term)?;
        }
        Ok(sum)
    }

    /// The product to a power.
    pub(in crate::equality) fn raised(
        &mut self,
        parts: &AtomPowers,
        exponent: &Rational,
    ) -> Result<Slot, NoProof> {
        let mut product = self.lanes.signed(1)?;
        for (atom, own) in &parts.atoms {
            let factor = self.atom_power(*atom, small(&(own * exponent))?)?;
            product = self.lanes.multiply(product, factor)?;
        }
        for (slot, own) in &parts.exponents {
            let scaled = self.lanes.times(*slot, small(&(own * exponent))?)?;
            let factor = self.exponential(scaled)?;
            product = self.lanes.multiply(product, factor)?;
        }
        Ok(product)
    }

    /// |g|^(n/d)
    pub(in crate::equality) fn atom_power(
        &mut self,
        at: usize,
        (n, d): Fraction,
    ) -> Result<Slot, NoProof> {
        let atom = self.atoms[at];
        let (root, order) = self.with_order(atom.root, atom.order, d as u64, Some(atom.value))?;
        (self.atoms[at].root, self.atoms[at].order) = (root, order);
        let times = n.checked_mul(order as i64 / d).ok_or(NoProof::GiveUp)?;
        self.lanes.power(root, times)
    }

    /// A root of higher order, so that `degree` divides it: base^order stays what it is.
    ///
    /// `value`: what base^order is up to sign, where that may be a number whose square root is tied
    /// to roots of unity.
    pub(in crate::equality) fn with_order(
        &mut self,
        mut base: Slot,
        mut order: u64,
        degree: u64,
        value: Option<Slot>,
    ) -> Result<(Slot, u64), NoProof> {
        if degree > MAX_ROOT {
            return Err(NoProof::GiveUp);
        }
        let independent = value.is_some_and(|value| self.is_variable(value));
        let mut missing = degree / greatest_common_divisor(order, degree);
        let mut prime = 2;
        while missing > 1 {
            if !missing.is_multiple_of(prime) {
                prime += 1;
                continue;
            }
            let known = match value {
                Some(value) if prime == 2 && order == 1 => self.gauss(value)?,
                _ => None,
            };
            base = match known {
                Some(root) => root,
                None => self.lanes.root(base, prime, independent)?,
            };
            order *= prime;
            missing /= prime;
        }
        Ok((base, order))
    }

    /// √2 = 2·cos(π/4), √3 = 2·cos(π/6), √5 = 1 + 4·cos(2π/5).
    fn gauss(&mut self, value: Slot) -> Result<Option<Slot>, NoProof> {
        let Some((n, 1)) = self.lanes.fraction(value) else {
            return Ok(None);
        };
        let twice_cosine = |proof: &mut Self, turn: u64| {
            let k = (UNITY / turn) as i64;
            let (forth, back) = (proof.lanes.unity(k)?, proof.lanes.unity(-k)?);
            proof.lanes.add(forth, back)
        };
        let root = match n {
            2 => twice_cosine(self, 8)?,
            3 => twice_cosine(self, 12)?,
            5 => {
                let cosine = twice_cosine(self, 5)?;
                let twice = self.lanes.add(cosine, cosine)?;
                let one = self.lanes.signed(1)?;
                self.lanes.add(one, twice)?
            }
            _ => return Ok(None),
        };
        Ok(Some(root))
    }

    /// The sign of a node: 1 or −1 in each lane.
    ///
    /// `steady`: may what is known of the node itself be used? Not where the node has to be
    /// positive for a value: then the signs of its factors have to agree.
    pub(in crate::equality) fn sign(&mut self, root: Id, steady: bool) -> Result<Slot, NoProof> {
        let mut sign = self.lanes.signed(1)?;
        let mut waiting = vec![root];
        let mut met = 0;
        while let Some(id) = waiting.pop() {
            met += 1;
            if met > MAX_FACTORS {
                return Err(NoProof::GiveUp);
            }
            let factors = !steady
                && id == root
                && match *self.graph.node(id) {
                    Node::Negative(_) | Node::Product(..) | Node::Quotient(..) => true,
                    Node::Power(_, n) => {
                        let n = self.graph.literal(n);
                        n.is_some_and(|n| n.is_odd_below() && n.is_odd_above())
                    }
                    Node::Call(f, _) => f.row().keeps_sign(),
                    _ => false,
                };
            match self.steady(id) {
                _ if factors => {}
                1 => continue,
                -1 => {
                    sign = self.lanes.negative(sign)?;
                    continue;
                }
                _ => {}
            }
            match *self.graph.node(id) {
                Node::Negative(a) => {
                    sign = self.lanes.negative(sign)?;
                    waiting.push(a);
                }
                Node::Product(a, b) | Node::Quotient(a, b) => waiting.extend([a, b]),
                // Even powers are steady.
                Node::Power(a, b) if self.graph.literal(b).is_some() => waiting.push(a),
                Node::Call(f, a) if f.row().keeps_sign() => waiting.push(a),
                _ => {
                    let known = self.certain_sign(id)?;
                    let own = self.value_sign(self.value(id), known)?;
                    sign = self.lanes.multiply(sign, own)?;
                }
            }
        }
        Ok(sign)
    }

    /// The sign of a value that is no node.
    pub(in crate::equality) fn value_sign(
        &mut self,
        value: Slot,
        known: i8,
    ) -> Result<Slot, NoProof> {
        let factored = self.factor(value, known)?;
        let mut sign = self.lanes.signed(factored.coefficient.0.signum())?;
        for (atom, times) in factored.atoms {
            if times % 2 != 0 && !factored.halved {
                sign = self.lanes.multiply(sign, self.atoms[atom].sign)?;
            }
        }
        Ok(sign)
    }

    fn prime(&mut self, n: i64) -> Result<usize, NoProof> {
        if let Some(&at) = self.primes.get(&n) {
            return Ok(at);
        }
        let value = self.lanes.signed(n)?;
        let at = self.new_atom(value, 1)?;
        self.primes.insert(n, at);
        Ok(at)
    }

    fn new_atom(&mut self, value: Slot, known: i8) -> Result<usize, NoProof> {
        // What is 0 in some lanes is 0 on whole branches, and has no sign there.
        if self.atoms.len() >= MAX_ATOMS || self.lanes.of(value).contains(&0) {
            return Err(NoProof::GiveUp);
        }
        let sign = match known {
            0 => self.lanes.signs()?,
            known => self.lanes.signed(known.into())?,
        };
        let root = self.lanes.multiply(value, sign)?;
        let constant = self.lanes.is_constant(value);
        self.atoms.push(Atom {
            value,
            sign,
            mark: None,
            root,
            order: 1,
            logarithm: None,
            constant,
        });
        Ok(self.atoms.len() - 1)
    }

    /// A value as powers of atoms, with a new atom if there is no other way.
    pub(in crate::equality) fn factor(
        &mut self,
        value: Slot,
        known: i8,
    ) -> Result<Factored, NoProof> {
        if self.lanes.is_zero(value) {
            return Err(NoProof::GiveUp);
        }
        if let Some(coefficient) = self.lanes.fraction(value) {
            return Ok(Factored {
                coefficient,
                ..Factored::default()
            });
        }
        if let Some(factored) = self.known_atoms(value)? {
            return Ok(factored);
        }
        // The square or cube of another part, alone or times a power of a known atom.
        let others: Vec<usize> = (0..self.atoms.len())
            .filter(|&at| !self.atoms[at].constant)
            .take(MAX_PARTNERS)
            .collect();
        let mut partners = vec![None];
        if !self.lanes.is_constant(value) {
            partners.extend(
                others
                    .iter()
                    .flat_map(|&at| [1, -1, 2, -2].map(|power| Some((at, power)))),
            );
        }
        for partner in partners {
            let mut rest = value;
            if let Some((at, power)) = partner {
                let factor = self.lanes.power(self.atoms[at].value, power)?;
                rest = self.lanes.divide(value, factor)?;
            }
            if let Some(square) = self.square(rest)? {
                let mut factored = self.of_square(square)?;
                factored.atoms.extend(partner);
                return Ok(factored);
            }
        }
        if let Some(factored) = self.beside_exponential(value)? {
            return Ok(factored);
        }
        if known == 1
            && let Some(factored) = self.root_of_atoms(value)?
        {
            return Ok(factored);
        }
        Ok(Factored {
            coefficient: (1, 1),
            atoms: vec![(self.new_atom(value, known)?, 1)],
            ..Factored::default()
        })
    }

    /// A known atom times a power of e that occurs: e^(2x) + e^x is e^x·(e^x + 1).
    fn beside_exponential(&mut self, value: Slot) -> Result<Option<Factored>, NoProof> {
        if self.lanes.is_constant(value) || self.atoms.is_empty() {
            return Ok(None);
        }
        let mut exponents: Vec<Slot> = self.exponentials.keys().copied().collect();
        in_order(&mut exponents, |exponent| *exponent);
        for exponent in exponents.into_iter().take(MAX_PARTNERS) {
            let (forth, back) = self.exponentials[&exponent];
            for (factor, times) in [(back, 1), (forth, -1)] {
                if self.lanes.is_constant(factor) {
                    continue;
                }
                let rest = self.lanes.multiply(value, factor)?;
                if let Some(mut factored) = self.known_atoms(rest)? {
                    factored.exponents.push((exponent, times));
                    return Ok(Some(factored));
                }
            }
        }
        Ok(None)
    }

    /// A value above 0 whose square known atoms make: (1 + x)/√(1 − x²) beside (1 + x)/(1 − x).
    fn root_of_atoms(&mut self, value: Slot) -> Result<Option<Factored>, NoProof> {
        if self.lanes.is_constant(value) {
            return Ok(None);
        }
        let square = self.lanes.power(value, 2)?;
        let Some(mut factored) = self.known_atoms(square)? else {
            return Ok(None);
        };
        let (n, d) = factored.coefficient;
        let Some(root) = Rational::ratio(n, d).root(2) else {
            return Ok(None);
        };
        (factored.coefficient, factored.halved) = (small(&root)?, true);
        Ok(Some(factored))
    }

    /// A square or cube as powers of atoms: that of a square, again and again, is taken apart further.
    fn of_square(&mut self, square: Square) -> Result<Factored, NoProof> {
        const ROUNDS: usize = 3;
        let mut root = square;
        let mut times = square.power;
        let mut coefficient = Rational::ratio(square.factor.0, square.factor.1);
        for _ in 0..ROUNDS {
            let Some(next) = self.square(root.root)? else {
                break;
            };
            let (n, d) = next.factor;
            let factor = Rational::ratio(n, d).power(times).ok_or(NoProof::GiveUp)?;
            coefficient = &coefficient * &factor;
            (root, times) = (next, next.power * times);
        }
        let mut inner = match self.known_atoms(root.root)? {
            Some(factored) => factored,
            None => Factored {
                coefficient: (1, 1),
                atoms: vec![(self.new_atom(root.root, root.sign)?, 1)],
                ..Factored::default()
            },
        };
        let (n, d) = inner.coefficient;
        let own = Rational::ratio(n, d).power(times).ok_or(NoProof::GiveUp)?;
        inner.coefficient = small(&(&coefficient * &own))?;
        for (_, exponent) in &mut inner.atoms {
            *exponent *= times;
        }
        Ok(inner)
    }

    /// A value as a fraction times at most two atoms to powers of up to 2, or three of few.
    fn known_atoms(&mut self, value: Slot) -> Result<Option<Factored>, NoProof> {
        const POWERS: [i64; 4] = [1, -1, 2, -2];
        /// Most atoms of which three are tried together.
        const FEW: usize = 6;
        self.lanes.spend(32 * self.atoms.len() * self.atoms.len())?;
        let constant = self.lanes.is_constant(value);
        let usable: Vec<usize> = (0..self.atoms.len())
            .filter(|&at| self.atoms[at].constant == constant)
            .collect();
        let few = usable.len() <= FEW;
        let field = &self.lanes.field;
        // Two lanes whose quotient is free of the factor, for each power of each atom.
        let quotient = |slot: Slot| {
            let vector = self.lanes.of(slot);
            if constant {
                vector[0]
            } else {
                field.multiply(vector[0], field.inverse(vector[1]))
            }
        };
        let wanted = quotient(value);
        let mut powers: Vec<AtomPower> = Vec::new();
        for at in usable {
            let one = quotient(self.atoms[at].value);
            let inverse = field.inverse(one);
            for power in POWERS {
                let base = if power < 0 { inverse } else { one };
                powers.push((at, power, field.power(base, power.unsigned_abs())));
            }
        }
        let fits = |product: u64| {
            if constant {
                let factor = field.multiply(wanted, field.inverse(product));
                field.fraction(factor).is_some()
            } else {
                product == wanted
            }
        };
        let single = powers.iter().find(|(.., one)| fits(*one));
        let mut found = single.map(|&(at, power, _)| vec![(at, power)]);
        if found.is_none() && !constant {
            found = pairs(&powers).find_map(|(one, other)| {
                let both = field.multiply(one.2, other.2);
                fits(both).then(|| vec![(one.0, one.1), (other.0, other.1)])
            });
        }
        if found.is_none() && !constant && few {
            found = pairs(&powers).find_map(|(one, other)| {
                let both = field.multiply(one.2, other.2);
                let after = powers.iter().filter(|third| third.0 > other.0);
                let mut third = after.filter(|third| fits(field.multiply(both, third.2)));
                let third = third.next()?;
                Some(
                    [one, other, third]
                        .map(|&(at, power, _)| (at, power))
                        .to_vec(),
                )
            });
        }
        let Some(atoms) = found else {
            return Ok(None);
        };
        let mut rest = value;
        for &(at, power) in &atoms {
            let factor = self.lanes.power(self.atoms[at].value, power)?;
            rest = self.lanes.divide(rest, factor)?;
        }
        Ok(self
            .lanes
            .fraction(rest)
            .filter(|(n, _)| *n != 0)
            .map(|coefficient| Factored {
                coefficient,
                atoms,
                ..Factored::default()
            }))
    }

    /// Another part whose square or cube this is, or one divided by that, up to a fraction.
    fn square(&mut self, value: Slot) -> Result<Option<Square>, NoProof> {
        let constant = self.lanes.is_constant(value);
        let nodes = self.candidates().map(|(slot, id)| (slot, Some(id)));
        let mut candidates: Vec<(Slot, Option<Id>)> = nodes.take(MAX_CANDIDATES).collect();
        candidates.extend(self.waves()?.into_iter().map(|slot| (slot, None)));
        self.lanes.spend(12 * candidates.len())?;
        let field = &self.lanes.field;
        let wanted = self.lanes.of(value);
        for (candidate, id) in candidates {
            let h = self.lanes.of(candidate);
            if h[0] == 0 || self.lanes.is_constant(candidate) != constant {
                continue;
            }
            let is_factor =
                |one, other| field.multiply(wanted[0], one) == field.multiply(wanted[1], other);
            let powers = [2, -2, 3, -3]
                .into_iter()
                .take(if constant { 2 } else { 4 });
            let fits = |power: &i64| {
                let [one, other] = [h[0], h[1]].map(|h| field.power(h, power.unsigned_abs()));
                match *power > 0 {
                    true => is_factor(other, one),
                    false => is_factor(one, other),
                }
            };
            let Some(power) = powers.into_iter().find(fits) else {
                continue;
            };
            let beside = |g: u64, h: u64| {
                let h = field.power(h, power.unsigned_abs());
                let h = if power > 0 { field.inverse(h) } else { h };
                field.multiply(g, h)
            };
            let factor = beside(wanted[0], h[0]);
            let is_usable = |(n, _): &Fraction| *n > 0 || power % 2 != 0;
            let Some(fraction) = field.fraction(factor).filter(is_usable) else {
                continue;
            };
            let mut pairs = h.iter().zip(wanted);
            if pairs.all(|(&h, &g)| h != 0 && beside(g, h) == factor) {
                return Ok(Some(Square {
                    root: candidate,
                    power,
                    sign: id.map_or(Ok(0), |id| self.certain_sign(id))?,
                    factor: fraction,
                }));
            }
        }
        if constant {
            self.denested(value)
        } else {
            Ok(None)
        }
    }
}

/// Powers of atoms by two, each of another atom, the first one first.
fn pairs(powers: &[AtomPower]) -> impl Iterator<Item = (&AtomPower, &AtomPower)> {
    let beside = |one: &AtomPower, other: &&AtomPower| other.0 > one.0;
    let with = move |one| {
        powers
            .iter()
            .filter(move |other| beside(one, other))
            .map(move |other| (one, other))
    };
    powers.iter().flat_map(with)
}

/// An atom, its power, and a part of what that is in the field.
type AtomPower = (usize, i64, u64);
