//! Proof by identity: the difference of two expressions as an element of a field in which the
//! classroom identities hold.
//!
//! Variables, independent exponents e^b, independent angles cos b + i·sin b, logarithms and roots
//! of atoms are random elements; everything else is computed from them. Each relation that is
//! imposed (w² = g for a root, |g| = ±g, cis(a+b) = cis(a)·cis(b), e^(ln g) = |g|, …) holds wherever
//! both expressions have a value. So if the difference is 0 in every lane, it is 0, up to a
//! chance that is negligible: it is a rational function of the generators, and such a function that
//! is not 0 is 0 at a random point with a chance of at most degree/p (Schwartz, "Fast probabilistic
//! algorithms for verification of polynomial identities", 1980). The converse does not hold:
//! a difference that is not 0 here may still be 0, by an identity that is not known here.

use crate::calculus::value::{self, Known};
use crate::equality::atoms::{Atom, AtomPowers, small};
use crate::equality::basis::{Basis, Image};
use crate::equality::field::UNITY;
use crate::equality::range::{Range, Ranges};
use crate::equality::trials::{Lanes, NoProof, Slot};
use crate::expression::functions::{Constant, Whole};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

mod factored;
mod functions;
mod marks;
mod parity;
mod question;

pub use question::ProofBound;
pub(super) use question::{ProofQuestion, Proved, longest_number, proved, vanishes};

/// Most parts: larger formulas are compared at points only.
const MAX_PARTS: usize = 20_000;

/// Most parts of which ranges are found.
const MAX_RANGES: usize = 2_000;

/// Variables are powers of this order, so that their usual roots exist in every lane.
const VARIABLE_ORDER: u64 = 12;

/// Independent exponents and angles are multiples of this, times the denominators that the
/// expressions contain.
const EXPONENT_ORDER: u64 = 24;

/// Largest product of denominators that is taken into account.
const MAX_ORDER: u64 = 1 << 32;

/// What the sign of a number costs, in operations of the field.
const CONSTANT_WORK: usize = 20_000;

/// Angles at which inverse functions are recognised: multiples of π/120.
const SPECIAL_ANGLES: i64 = 120;

/// Functions that are taken for ones without identities where the proof fails with theirs: equal arguments
/// still have equal values. More and more of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closed {
    Nothing,
    /// Where the sign of the cosine of an arc sine is not known.
    ArcSines,
    /// Where the roots of their definitions and others have factors in common.
    Inverses,
    /// Whatever has a formula for its definition.
    Defined,
}

impl Closed {
    const ALL: [Closed; 4] = [
        Closed::Nothing,
        Closed::ArcSines,
        Closed::Inverses,
        Closed::Defined,
    ];
}

/// One attempt in one field.
pub(super) struct FieldProof<'a> {
    pub(super) graph: &'a Graph,
    pub(super) lanes: Lanes,
    pub(super) atoms: Vec<Atom>,
    pub(super) primes: HashMap<i64, usize>,
    /// Nodes that are e to the power of something.
    pub(super) exponents: HashMap<Id, Slot>,
    /// Exponents of e.
    pub(super) growth: Basis,
    angles: Basis,
    /// Evaluation order: parts with fewer roots and logarithms inside come first.
    order: Vec<Id>,
    values: Vec<Option<Slot>>,
    /// For each part: 1 where it is never negative on the common domain, −1 never positive.
    steady: Vec<i8>,
    constant: Vec<bool>,
    /// Is every value of the part a whole number?
    whole: Vec<bool>,
    /// Between which ends the parts lie; `None` where nothing depends on it.
    ranges: Option<Ranges>,
    /// Have signs a mark that stands for 0, too?
    pub(super) marked: bool,
    /// Is there a sign, so that absolute values may have to be 0 with it?
    signs: bool,
    /// Was it concluded from the sign under a root what signs its factors have? Where one of them is
    /// 0 the others may have any.
    pub(super) leaves_out: bool,
    exponent_order: u64,
    variables: HashMap<Variable, Slot>,
    pi: Option<Slot>,
    unit: Option<Slot>,
    /// e^b and cis b with their inverses, by exponent.
    pub(super) exponentials: HashMap<Slot, (Slot, Slot)>,
    circles: HashMap<Slot, (Slot, Slot)>,
    /// Sines and cosines, twice each, and tangents of the angles that occur, also in definitions; and
    /// of how many angles.
    waves: (usize, Vec<Slot>),
    /// Values of inverse functions with cis of them; from −π/2 to π/2, and all around.
    half_turns: Vec<(Slot, Slot)>,
    turns: Vec<(Slot, Slot)>,
    /// Functions without identities: function, arguments, value.
    opaque: Vec<(Function, Slot, Option<Slot>, Slot)>,
    /// Which functions with identities are among these, and which there are at most.
    closed: Closed,
    met: Closed,
    /// 1 where an exponent is odd above the line, 0 where it is even.
    parities: Vec<(Slot, Slot)>,
}

impl<'a> FieldProof<'a> {
    fn new(
        graph: &'a Graph,
        a: Id,
        b: Id,
        lanes: Lanes,
        marked: bool,
        known: &[(Id, i8)],
    ) -> FieldProof<'a> {
        let order = graph.parts(&[a, b]);
        let size = a.max(b).index() + 1;
        let mut proof = FieldProof {
            graph,
            lanes,
            atoms: Vec::new(),
            primes: HashMap::new(),
            exponents: HashMap::new(),
            growth: Basis::default(),
            angles: Basis::default(),
            order,
            values: vec![None; size],
            steady: vec![0; size],
            constant: vec![true; size],
            whole: vec![false; size],
            ranges: None,
            marked,
            signs: false,
            leaves_out: false,
            exponent_order: EXPONENT_ORDER,
            variables: HashMap::new(),
            pi: None,
            unit: None,
            exponentials: HashMap::new(),
            circles: HashMap::new(),
            waves: (0, Vec::new()),
            half_turns: Vec::new(),
            turns: Vec::new(),
            opaque: Vec::new(),
            closed: Closed::Nothing,
            met: Closed::Nothing,
            parities: Vec::new(),
        };
        for &(id, sign) in known {
            if let Some(own) = proof.steady.get_mut(id.index()) {
                *own = sign;
            }
        }
        proof.prepare();
        proof
    }

    fn evaluate_all(&mut self) -> Result<(), NoProof> {
        if self.order.len() > MAX_PARTS {
            return Err(NoProof::GiveUp);
        }
        for at in 0..self.order.len() {
            let id = self.order[at];
            let value = self.evaluate(id)?;
            self.values[id.index()] = Some(value);
        }
        Ok(())
    }

    pub(super) fn value(&self, id: Id) -> Slot {
        self.values[id.index()].expect("arguments are evaluated before")
    }

    pub(super) fn steady(&self, id: Id) -> i8 {
        self.steady[id.index()]
    }

    /// Between which ends the values of a part lie, where that is known.
    pub(super) fn range(&self, id: Id) -> Option<Range> {
        self.ranges.as_ref().map(|ranges| ranges.of(id))
    }

    /// Is it the value of a variable, which is a power of a random element?
    pub(super) fn is_variable(&self, value: Slot) -> bool {
        self.variables.values().any(|slot| *slot == value)
    }

    /// Has it no variables?
    pub(super) fn is_constant(&self, id: Id) -> bool {
        self.constant[id.index()]
    }

    pub(super) fn is_whole(&self, id: Id) -> bool {
        self.whole[id.index()]
    }

    /// Parts that others may be squares of: those evaluated so far.
    pub(super) fn candidates(&self) -> impl Iterator<Item = (Slot, Id)> + '_ {
        let known = self.order.iter();
        known.filter_map(|id| self.values[id.index()].map(|slot| (slot, *id)))
    }

    /// Order of evaluation, steady signs and denominators, before there are any lanes.
    fn prepare(&mut self) {
        let mut level = vec![0u32; self.values.len()];
        // What has to be positive for both expressions to have a value.
        for &id in &self.order {
            let argument = match *self.graph.node(id) {
                Node::Call(f, a) => f.row().needs_not_negative()[0].then_some(a),
                Node::Power(a, b) => match self.graph.literal(b) {
                    Some(n) => (!n.is_odd_below()).then_some(a),
                    None => self.graph.moves(b).then_some(a),
                },
                Node::Call2(f, a, b) => {
                    let [first, second] = f.row().needs_not_negative();
                    if second {
                        self.steady[b.index()] = 1;
                    }
                    first.then_some(a)
                }
                _ => None,
            };
            if let Some(a) = argument {
                self.steady[a.index()] = 1;
            }
        }
        let calls = self.order.iter().map(|id| match *self.graph.node(*id) {
            Node::Call(f, _) => Some(f),
            _ => None,
        });
        let mut circular: BTreeSet<Function> = calls.flatten().collect();
        self.signs = circular.iter().any(|f| f.row().jumps_at_points());
        circular.retain(|f| f.is_circular());
        if self.needs_ranges(&circular) {
            let known = |id: Id| self.steady[id.index()] == 1;
            self.ranges = Some(Ranges::new(self.graph, &self.order, known));
        }
        for &id in &self.order {
            let node = self.graph.node(id);
            let at = id.index();
            self.constant[at] = !matches!(node, Node::Variable(_))
                && node.arguments().all(|a| self.constant[a.index()]);
            let deeper = match node {
                Node::Power(_, b) => self.graph.literal(*b).is_none_or(|n| !n.is_integer()),
                Node::Call(f, _) => !circular.contains(f),
                Node::Call2(..) => true,
                _ => false,
            };
            let below = node
                .arguments()
                .map(|a| level[a.index()])
                .max()
                .unwrap_or(0);
            level[at] = below + u32::from(deeper);
            self.whole[at] = self.structural_whole(node);
            if self.steady[at] == 0 {
                self.steady[at] = self.structural_sign(node);
            }
            if self.steady[at] == 0
                && let Some(ranges) = &self.ranges
            {
                self.steady[at] = ranges.sign(id);
            }
        }
        self.exponent_order = EXPONENT_ORDER * self.denominators();
        self.order
            .sort_unstable_by_key(|id| (level[id.index()], *id));
    }

    /// May anything depend on ranges, and are there not too many?
    fn needs_ranges(&self, circular: &BTreeSet<Function>) -> bool {
        let breaks = |id: &Id| match *self.graph.node(*id) {
            Node::Call(f, _) => !circular.contains(&f),
            Node::Call2(..) => true,
            Node::Power(_, b) => self.graph.literal(b).is_some_and(|n| !n.is_integer()),
            _ => false,
        };
        self.order.iter().any(breaks) && self.order.len() <= MAX_RANGES
    }

    /// A product of the denominators that occur, as far as it is not too large.
    fn denominators(&self) -> u64 {
        let numbers = self.order.iter().filter_map(|id| self.graph.literal(*id));
        let all = numbers.filter_map(|n| u64::try_from(&*n.denominator()).ok());
        all.fold(1u64, |product, d| match product.checked_mul(d) {
            Some(more) if more <= MAX_ORDER && !product.is_multiple_of(d) => more,
            _ => product,
        })
    }

    fn structural_whole(&self, node: &Node) -> bool {
        let of = |a: Id| self.whole[a.index()];
        match *node {
            Node::Number(ref n) => n.is_integer(),
            Node::Negative(a) => of(a),
            Node::Sum(a, b) | Node::Difference(a, b) | Node::Product(a, b) => of(a) && of(b),
            Node::Call(f, _) | Node::Call2(f, ..) => match f.row().whole {
                Whole::Always | Whole::Rounded => true,
                Whole::OfWhole => node.arguments().all(of),
                Whole::No => false,
            },
            _ => false,
        }
    }

    fn structural_sign(&self, node: &Node) -> i8 {
        let of = |a: Id| self.steady[a.index()];
        match *node {
            Node::Number(ref n) => match n.sign() {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            Node::Constant(_) => 1,
            Node::Variable(_) => 0,
            Node::Negative(a) => -of(a),
            Node::Sum(a, b) if of(a) == of(b) => of(a),
            Node::Difference(a, b) if of(a) == -of(b) => of(a),
            Node::Sum(..) | Node::Difference(..) => 0,
            Node::Product(a, b) if a == b => 1,
            Node::Product(a, b) | Node::Quotient(a, b) => of(a) * of(b),
            Node::Power(a, b) => match self.graph.literal(b) {
                Some(n) if n.is_odd_below() && n.is_odd_above() => of(a),
                Some(_) => 1,
                None if of(a) == 1 => 1,
                None => 0,
            },
            Node::Call(f, a) if f.row().keeps_sign() => of(a),
            Node::Call(f, _) | Node::Call2(f, ..) => f.row().sign(),
        }
    }

    fn evaluate(&mut self, id: Id) -> Result<Slot, NoProof> {
        let of = |proof: &Self, a: Id| proof.value(a);
        match *self.graph.node(id) {
            Node::Number(ref n) => self.lanes.number(n),
            Node::Constant(Constant::Pi) => self.pi(),
            Node::Constant(Constant::Tau) => {
                let pi = self.pi()?;
                self.lanes.add(pi, pi)
            }
            Node::Constant(Constant::E) => {
                let unit = self.unit()?;
                self.exponents.insert(id, unit);
                self.exponential(unit)
            }
            Node::Variable(v) => {
                if let Some(&slot) = self.variables.get(&v) {
                    return Ok(slot);
                }
                let (_, slot) = self.lanes.generator(VARIABLE_ORDER)?;
                self.variables.insert(v, slot);
                Ok(slot)
            }
            Node::Negative(a) => self.lanes.negative(of(self, a)),
            Node::Sum(a, b) => self.lanes.add(of(self, a), of(self, b)),
            Node::Difference(a, b) => self.lanes.subtract(of(self, a), of(self, b)),
            Node::Product(a, b) => self.lanes.multiply(of(self, a), of(self, b)),
            Node::Quotient(a, b) => self.lanes.divide(of(self, a), of(self, b)),
            Node::Power(a, b) => self.power(id, a, b),
            Node::Call(f, a) => self.call(id, f, a),
            Node::Call2(f, a, b) => self.call2(f, a, b),
        }
    }

    fn power(&mut self, id: Id, a: Id, b: Id) -> Result<Slot, NoProof> {
        let fraction = match self.graph.literal(b) {
            Some(n) => Some(small(n)?),
            None => self.lanes.fraction(self.value(b)),
        };
        if let Some((n, 1)) = fraction {
            return self.lanes.power(self.value(a), n);
        }
        if let Some((n, d)) = fraction {
            return self.root(a, &Rational::ratio(n, d));
        }
        if !self.graph.moves(b) && !self.graph.is_constant(b) && self.steady(a) != 1 {
            return self.power_of_any_sign(a, b);
        }
        let sign = self.checked_sign(a, false)?;
        let parts = self.parts(a)?;
        self.require_under_root(&parts, sign, &Rational::one())?;
        let logarithm = self.logarithm(&parts)?;
        let exponent = self.lanes.multiply(self.value(b), logarithm)?;
        self.exponents.insert(id, exponent);
        self.exponential(exponent)
    }

    /// a^r for a fraction r: real roots of odd degree of negative numbers, else of positive ones.
    fn root(&mut self, a: Id, exponent: &Rational) -> Result<Slot, NoProof> {
        if self.lanes.is_zero(self.value(a)) {
            return Ok(self.value(a));
        }
        let even = !exponent.is_odd_below();
        let sign = self.checked_sign(a, !even)?;
        let parts = self.parts(a)?;
        if even {
            self.require_under_root(&parts, sign, exponent)?;
            return self.raised(&parts, exponent);
        }
        let size = self.raised(&parts, exponent)?;
        if exponent.is_odd_above() {
            self.lanes.multiply(size, sign)
        } else {
            Ok(size)
        }
    }

    /// The sign of a node; that of a number is certain.
    pub(super) fn checked_sign(&mut self, id: Id, steady: bool) -> Result<Slot, NoProof> {
        if self.constant[id.index()] && self.certain_sign(id)? == 0 {
            return Err(NoProof::GiveUp);
        }
        self.sign(id, steady)
    }

    /// 1 or −1 where the sign of a node is known, else 0.
    pub(super) fn certain_sign(&mut self, id: Id) -> Result<i8, NoProof> {
        const BITS: u64 = 128;
        if self.constant[id.index()] && self.steady(id) == 0 {
            self.lanes.spend(CONSTANT_WORK)?;
            let values = value::evaluate(self.graph, &[id], &[], &[], BITS, &Known::new());
            let sign = values.ok().and_then(|values| values.of(id).sign());
            self.steady[id.index()] = match sign {
                Some(Ordering::Less) => -1,
                Some(Ordering::Greater) => 1,
                _ => 0,
            };
        }
        Ok(self.steady(id))
    }

    /// A product that has to be 0 or above has the sign +, which tells the signs of its factors; where
    /// one of them is 0 it does not.
    fn require_under_root(
        &mut self,
        parts: &AtomPowers,
        sign: Slot,
        exponent: &Rational,
    ) -> Result<(), NoProof> {
        // What is below the line is not 0.
        let mut above = parts.atoms.iter().filter(|(atom, own)| {
            !self.atoms[*atom].constant && own.sign().is_gt() && !exponent.is_negative()
        });
        let several = above.nth(1).is_some();
        let told = self.lanes.require(sign)?;
        self.leaves_out |= told && several;
        Ok(())
    }

    fn ln(&mut self, a: Id) -> Result<Slot, NoProof> {
        let sign = self.checked_sign(a, false)?;
        self.lanes.require(sign)?;
        let parts = self.parts(a)?;
        self.logarithm(&parts)
    }

    fn ln_of_value(&mut self, value: Slot, known: i8) -> Result<Slot, NoProof> {
        let parts = self.parts_of_value(value, known)?;
        self.logarithm(&parts)
    }

    /// value^(n/d) of a value that is never negative.
    fn root_of_value(&mut self, value: Slot, n: i64, d: i64) -> Result<Slot, NoProof> {
        if self.lanes.is_zero(value) {
            return Ok(value);
        }
        let parts: AtomPowers = self.parts_of_value(value, 1)?;
        let sign = self.value_sign(value, 1)?;
        let exponent = Rational::ratio(n, d);
        self.require_under_root(&parts, sign, &exponent)?;
        self.raised(&parts, &exponent)
    }

    fn pi(&mut self) -> Result<Slot, NoProof> {
        if let Some(slot) = self.pi {
            return Ok(slot);
        }
        let (slot, _) = self.lanes.generator(1)?;
        self.pi = Some(slot);
        self.angles.add(&mut self.lanes, slot, Image::Pi)?;
        Ok(slot)
    }

    fn unit(&mut self) -> Result<Slot, NoProof> {
        if let Some(slot) = self.unit {
            return Ok(slot);
        }
        let slot = self.lanes.signed(1)?;
        self.unit = Some(slot);
        Ok(slot)
    }

    /// e^b
    pub(super) fn exponential(&mut self, exponent: Slot) -> Result<Slot, NoProof> {
        Ok(self.exponential_pair(exponent)?.0)
    }

    /// e^b and e^−b
    fn exponential_pair(&mut self, exponent: Slot) -> Result<(Slot, Slot), NoProof> {
        if let Some(&pair) = self.exponentials.get(&exponent) {
            return Ok(pair);
        }
        let power = self.image(exponent, false)?;
        let inverse = self.lanes.inverse(power)?;
        self.exponentials.insert(exponent, (power, inverse));
        Ok((power, inverse))
    }

    /// cos b + i·sin b, and its inverse cos b − i·sin b
    fn circle(&mut self, angle: Slot) -> Result<(Slot, Slot), NoProof> {
        if let Some(&pair) = self.circles.get(&angle) {
            return Ok(pair);
        }
        let power = self.image(angle, true)?;
        let inverse = self.lanes.inverse(power)?;
        self.circles.insert(angle, (power, inverse));
        Ok((power, inverse))
    }

    /// The image of a combination of independent exponents or angles; a new one if it is not one.
    fn image(&mut self, exponent: Slot, angle: bool) -> Result<Slot, NoProof> {
        if self.lanes.is_zero(exponent) {
            return self.lanes.signed(1);
        }
        if angle {
            self.pi()?;
        }
        let basis = if angle {
            &mut self.angles
        } else {
            &mut self.growth
        };
        let Some(combination) = basis.combination(&mut self.lanes, exponent)? else {
            let order = self.exponent_order;
            let (base, power) = self.lanes.generator(order)?;
            let image = Image::Power { base, order };
            basis.add(&mut self.lanes, exponent, image)?;
            return Ok(power);
        };
        let mut product = self.lanes.signed(1)?;
        for (at, (n, d)) in combination {
            let basis = if angle { &self.angles } else { &self.growth };
            let factor = match basis.entries[at].1 {
                Image::Atom(atom) => self.atom_power(atom, (n, d))?,
                Image::Pi => {
                    // e^(iπ·n/d)
                    let turn = UNITY as i64 / 2;
                    if turn % d != 0 {
                        return Err(NoProof::GiveUp);
                    }
                    let k = i128::from(turn / d) * i128::from(n);
                    self.lanes.unity(k.rem_euclid(i128::from(UNITY)) as i64)?
                }
                Image::Power { base, order } => {
                    let (base, order) = self.with_order(base, order, d as u64, None)?;
                    let basis = if angle {
                        &mut self.angles
                    } else {
                        &mut self.growth
                    };
                    basis.entries[at].1 = Image::Power { base, order };
                    let times = n.checked_mul(order as i64 / d).ok_or(NoProof::GiveUp)?;
                    self.lanes.power(base, times)?
                }
            };
            product = self.lanes.multiply(product, factor)?;
        }
        Ok(product)
    }

    /// The imaginary unit.
    fn i(&mut self) -> Result<Slot, NoProof> {
        self.lanes.unity(UNITY as i64 / 4)
    }
}

#[cfg(test)]
mod tests;
