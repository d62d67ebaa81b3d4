//! Derivatives of high order as sums of products of a few atoms.
//!
//! Differentiating node by node nests: each order differentiates what the last one wrote, and a
//! formula doubles. But the derivatives of `exp(sin(x^2))`, of any order, are sums of products of
//! `x`, `sin(x^2)`, `cos(x^2)` and `exp(sin(x^2))` alone. Here an expression is taken apart into
//! such atoms once, each atom is differentiated once, and every further order is a product rule on
//! exponents whose like terms are collected as they come.

use crate::calculus::derivative::derivative;
use crate::expression::simplify::{self, Chains, Condition};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::{BTreeMap, HashMap};

/// Most terms that are collected; past them a formula is nobody's to read.
const MAX_TERMS: usize = 20_000;

/// Most powers that are kept for what was read, where a product counts as some more: 100 MB and a little.
const MAX_KEPT: usize = 6_000_000;
const PRODUCT: usize = 8;

/// Longest number that is a coefficient, in bits.
const MAX_COEFFICIENT_BITS: u64 = 4_096;

/// What it costs to put a product into a sum, in the units of [`work`], and for each of its powers.
const PUT_WORK: u64 = 200;
const POWER_WORK: u64 = 10;

/// A power of an atom: its place among the atoms, and the exponent, numerator and denominator.
type Power = (u32, i32, i32);

/// A product of powers, in the order of the atoms; no exponent is 0.
type Powers = Vec<Power>;

/// A sum of products, each with its coefficient, which is not 0.
type Sum = BTreeMap<Powers, Rational>;

/// The derivative of some order in collected form, and what has to hold besides, as far as it was lost
/// on the way; `None` where the expression is not of that kind or grows past a limit.
pub(super) fn of_order(
    graph: &mut Graph,
    root: Id,
    variable: Variable,
    order: u32,
) -> Option<(Id, Vec<Condition>)> {
    let mut ring = Ring {
        graph,
        variable,
        atoms: Vec::new(),
        index: HashMap::new(),
        known: HashMap::new(),
        kept: 0,
    };
    let mut sum = ring.read(root)?;
    for _ in 0..order {
        sum = ring.differentiated(&sum)?;
    }
    let lost = ring.conditions();
    let formula = ring.written(sum)?;
    Some((formula, lost))
}

/// The atoms of an expression and their derivatives.
struct Ring<'g> {
    graph: &'g mut Graph,
    variable: Variable,
    atoms: Vec<Atom>,
    index: HashMap<Id, u32>,
    /// What was read; the derivatives of atoms share much of it.
    known: HashMap<Id, Sum>,
    /// The powers in it.
    kept: usize,
}

struct Atom {
    id: Id,
    derivative: Option<Sum>,
    /// Did it stand below a fraction line?
    below: bool,
}

impl Ring<'_> {
    fn atom(&mut self, id: Id) -> u32 {
        if let Some(&known) = self.index.get(&id) {
            return known;
        }
        let new = self.atoms.len() as u32;
        self.atoms.push(Atom {
            id,
            derivative: None,
            below: false,
        });
        self.index.insert(id, new);
        new
    }

    /// An expression as a sum of products of atoms.
    fn read(&mut self, root: Id) -> Option<Sum> {
        let parts = self.graph.parts(&[root]);
        let chains = Chains::of(self.graph, &parts);
        for id in parts {
            // A long sum is added up once, at its end.
            if self.known.contains_key(&id) || chains.terms(id).is_none() {
                continue;
            }
            let read = |ring: &Self, id: Id| ring.known[&id].clone();
            let sum = match *self.graph.node(id) {
                Node::Number(ref n) => match n.is_zero() {
                    true => Sum::new(),
                    // A long number counts as an atom, so that its powers are no longer.
                    false if n.bits() > MAX_COEFFICIENT_BITS => {
                        let sign = if n.is_negative() { -1 } else { 1 };
                        let size = n.abs();
                        let size = self.graph.number(size);
                        scaled(&self.power(size, 1, 1)?, &Rational::integer(sign))
                    }
                    false => Sum::from([(Powers::new(), n.clone())]),
                },
                Node::Negative(a) => scaled(&self.known[&a], &Rational::integer(-1)),
                Node::Sum(..) | Node::Difference(..) => self.added_up(id, &chains)?,
                Node::Product(a, b) => {
                    let (left, right) = (read(self, a), read(self, b));
                    match (left.len(), right.len()) {
                        (0..=1, _) | (_, 0..=1) => multiplied(&left, &right)?,
                        _ => {
                            let powers = [self.factor(a, &left)?, self.factor(b, &right)?];
                            multiplied(&powers[0], &powers[1])?
                        }
                    }
                }
                Node::Quotient(a, b) => {
                    let below = self.factor(b, &read(self, b))?;
                    let below = self.raised(&below, &Rational::integer(-1))?;
                    multiplied(&self.known[&a], &below)?
                }
                Node::Power(a, n) => match self.graph.literal(n).cloned() {
                    Some(n) if n.is_zero() => Sum::from([(Powers::new(), Rational::one())]),
                    Some(n) => {
                        let base = match n.is_integer() {
                            true => self.factor(a, &read(self, a))?,
                            false => self.power(a, 1, 1)?,
                        };
                        self.raised(&base, &n)?
                    }
                    None => self.power(id, 1, 1)?,
                },
                Node::Constant(_) | Node::Variable(_) | Node::Call(..) | Node::Call2(..) => {
                    self.power(id, 1, 1)?
                }
            };
            let powers = sum.keys().map(|powers| powers.len() + PRODUCT);
            self.kept += powers.sum::<usize>();
            if self.kept > MAX_KEPT {
                return None;
            }
            self.known.insert(id, sum);
        }
        self.known.get(&root).cloned()
    }

    /// A sum whose terms are known.
    fn added_up(&self, sum: Id, chains: &Chains) -> Option<Sum> {
        let mut all = Sum::new();
        let mut waiting = vec![(sum, 1)];
        while let Some((id, sign)) = waiting.pop() {
            let is_step = id == sum || chains.terms(id).is_none();
            match *self.graph.node(id) {
                Node::Sum(a, b) if is_step => waiting.extend([(b, sign), (a, sign)]),
                Node::Difference(a, b) if is_step => waiting.extend([(b, -sign), (a, sign)]),
                _ => all = added(all, &self.known[&id], sign)?,
            }
        }
        Some(all)
    }

    /// A product as it is, and a sum as one atom.
    fn factor(&mut self, id: Id, sum: &Sum) -> Option<Sum> {
        match sum.len() {
            1 => Some(sum.clone()),
            _ => self.power(id, 1, 1),
        }
    }

    fn power(&mut self, id: Id, numerator: i32, denominator: i32) -> Option<Sum> {
        let atom = self.atom(id);
        Some(Sum::from([(
            vec![(atom, numerator, denominator)],
            Rational::one(),
        )]))
    }

    /// A product to some power.
    fn raised(&mut self, sum: &Sum, exponent: &Rational) -> Option<Sum> {
        let (powers, coefficient) = sum.iter().next()?;
        let (n, d) = exponent.short()?;
        let (n, d) = (i32::try_from(n).ok()?, i32::try_from(d).ok()?);
        let coefficient = match (coefficient.is_one(), d) {
            (true, _) => Rational::one(),
            (false, 1) if n.unsigned_abs() as u64 * coefficient.bits() <= 256 => {
                coefficient.power(n.into())?
            }
            _ => return None,
        };
        let mut raised = Powers::new();
        for &(atom, a, b) in powers {
            let (a, b) = lowest(a.checked_mul(n)?, b.checked_mul(d)?);
            self.atoms[atom as usize].below |= a < 0;
            raised.push((atom, a, b));
        }
        Some(Sum::from([(raised, coefficient)]))
    }

    /// The derivative of an atom.
    fn derivative(&mut self, atom: u32) -> Option<Sum> {
        if let Some(known) = &self.atoms[atom as usize].derivative {
            return Some(known.clone());
        }
        let id = self.atoms[atom as usize].id;
        let node = derivative(self.graph, id, self.variable).ok()?;
        let found = self.read(node)?;
        self.atoms[atom as usize].derivative = Some(found.clone());
        Some(found)
    }

    /// The derivative of a sum.
    fn differentiated(&mut self, sum: &Sum) -> Option<Sum> {
        let mut all = Sum::new();
        for (powers, coefficient) in sum {
            for (at, &(atom, n, d)) in powers.iter().enumerate() {
                let inner = self.derivative(atom)?;
                if inner.is_empty() {
                    continue;
                }
                let mut rest = powers.clone();
                match n - d {
                    0 => {
                        rest.remove(at);
                    }
                    less => rest[at] = (atom, less, d),
                }
                self.atoms[atom as usize].below |= n - d < 0;
                let factor = coefficient * &Rational::ratio(n.into(), d.into());
                for (powers, coefficient) in &inner {
                    put(&mut all, joined(&rest, powers)?, &factor * coefficient);
                }
                if is_too_much(&all) {
                    return None;
                }
            }
        }
        Some(all)
    }

    /// What is not 0 wherever the expression has a value, because it stands below a fraction line.
    fn conditions(&self) -> Vec<Condition> {
        let number = |atom: &Atom| self.graph.literal(atom.id).is_some();
        let below = self.atoms.iter().filter(|atom| atom.below && !number(atom));
        below.map(|atom| Condition::NotZero(atom.id)).collect()
    }

    /// The sum as a formula: what all terms share stands in front.
    fn written(&mut self, sum: Sum) -> Option<Id> {
        let common = common(&sum);
        let inverse: Powers = common.iter().map(|&(atom, n, d)| (atom, -n, d)).collect();
        let mut rest = Sum::new();
        for (powers, coefficient) in &sum {
            put(&mut rest, joined(powers, &inverse)?, coefficient.clone());
        }
        let rest = self.opened(rest)?;
        if rest.is_empty() {
            return Some(self.graph.number(Rational::zero()));
        }
        // Opened sums may share more.
        let more = self::common(&rest);
        let inverse: Powers = more.iter().map(|&(atom, n, d)| (atom, -n, d)).collect();
        let content = content(&rest);
        let mut terms: Vec<(Powers, Rational)> = Vec::new();
        for (powers, coefficient) in &rest {
            terms.push((joined(powers, &inverse)?, coefficient.divide(&content)?));
        }
        // Falling powers, a number last; and first of all a term that is not taken away.
        terms.reverse();
        terms.sort_by_key(|(powers, _)| std::cmp::Reverse(degree(powers)));
        if let Some(first) = terms.iter().position(|(_, c)| !c.is_negative()) {
            terms[..=first].rotate_right(1);
        }
        let mut total: Option<Id> = None;
        for (powers, coefficient) in &terms {
            total = Some(match total {
                None => self.product(powers, coefficient),
                Some(total) => {
                    let term = self.product(powers, &coefficient.abs());
                    self.graph.add(match coefficient.is_negative() {
                        true => Node::Difference(total, term),
                        false => Node::Sum(total, term),
                    })
                }
            });
        }
        let front = joined(&common, &more)?;
        let (above, below): (Powers, Powers) = front.into_iter().partition(|&(_, n, _)| n > 0);
        let above = self.product(&above, &content);
        let above = simplify::product(self.graph, above, total?);
        if below.is_empty() {
            return Some(above);
        }
        let below: Powers = below
            .into_iter()
            .map(|(atom, n, d)| (atom, -n, d))
            .collect();
        let below = self.product(&below, &Rational::one());
        Some(simplify::quotient(self.graph, above, below))
    }

    /// The sum with sums among its factors multiplied out, and squares of roots opened: what a
    /// fraction line was lengthened by meets its like.
    fn opened(&mut self, sum: Sum) -> Option<Sum> {
        /// Highest power that is multiplied out, and most terms of what is.
        const MAX_POWER: i32 = 24;
        const MAX_TERMS_OPENED: usize = 4;
        /// Most products on the way: sums in sums in sums multiply without many terms at a time.
        const MAX_PRODUCTS: usize = 100_000;
        let mut done = Sum::new();
        let mut waiting: Vec<(Powers, Rational)> = sum.clone().into_iter().collect();
        let mut products = 0;
        let mut inner: HashMap<u32, Option<Opened>> = HashMap::new();
        while let Some((powers, coefficient)) = waiting.pop() {
            let mut open = None;
            for (at, &(atom, n, d)) in powers.iter().enumerate() {
                if d != 1 || !(1..=MAX_POWER).contains(&n) {
                    continue;
                }
                let found = inner
                    .entry(atom)
                    .or_insert_with(|| self.inside(atom, MAX_TERMS_OPENED));
                if found.as_ref().is_some_and(|found| n >= found.degree) {
                    open = Some((at, atom, n));
                    break;
                }
            }
            let opened = open.and_then(|(at, atom, n)| Some((at, n, inner.get_mut(&atom)?)));
            let Some((at, n, Some(inside))) = opened else {
                put(&mut done, powers, coefficient);
                continue;
            };
            let mut rest = powers.clone();
            match n % inside.degree {
                0 => {
                    rest.remove(at);
                }
                less => rest[at].1 = less,
            }
            let power = inside.power((n / inside.degree) as usize)?;
            products += power.len();
            if products > MAX_PRODUCTS {
                return Some(sum);
            }
            for (powers, factor) in power {
                waiting.push((joined(&rest, powers)?, &coefficient * factor));
            }
            if waiting.len() + done.len() > MAX_TERMS || work::is_spent() {
                return None;
            }
        }
        Some(done)
    }

    /// What a power of an atom opens to, and which power: a sum itself, or what it is a root of.
    fn inside(&mut self, atom: u32, most: usize) -> Option<Opened> {
        let id = self.atoms[atom as usize].id;
        let (sum, degree) = match *self.graph.node(id) {
            Node::Call(f, a) => (self.read(a)?, f.row().root_degree()? as i32),
            Node::Sum(..) | Node::Difference(..) => (self.read(id)?, 1),
            _ => return None,
        };
        let one = Sum::from([(Powers::new(), Rational::one())]);
        (sum.len() <= most).then(|| Opened {
            degree,
            powers: vec![one, sum],
        })
    }

    /// A product as a formula, its negative powers below one fraction line.
    fn product(&mut self, powers: &Powers, coefficient: &Rational) -> Id {
        let mut above = self.graph.number(coefficient.clone());
        let mut below: Option<Id> = None;
        for &(atom, n, d) in powers {
            let base = self.atoms[atom as usize].id;
            let exponent = self.graph.number(Rational::ratio(n.abs().into(), d.into()));
            let power = simplify::power(self.graph, base, exponent);
            if n > 0 {
                above = simplify::product(self.graph, above, power);
            } else {
                below = Some(match below {
                    Some(below) => simplify::product(self.graph, below, power),
                    None => power,
                });
            }
        }
        match below {
            Some(below) => simplify::quotient(self.graph, above, below),
            None => above,
        }
    }
}

/// What an atom to the power of `degree` is, and that to the powers 0, 1, 2, …: each is worked out
/// from the one before, so that its like terms meet before they are multiplied on.
struct Opened {
    degree: i32,
    powers: Vec<Sum>,
}

impl Opened {
    fn power(&mut self, n: usize) -> Option<&Sum> {
        while self.powers.len() <= n {
            let last = self.powers.last().expect("0 and 1 are there");
            self.powers.push(multiplied(last, &self.powers[1])?);
        }
        Some(&self.powers[n])
    }
}

/// The powers that all terms share: the least exponent of every atom, 0 where a term lacks it.
fn common(sum: &Sum) -> Powers {
    let mut least: BTreeMap<u32, (i32, i32)> = BTreeMap::new();
    let mut met: BTreeMap<u32, usize> = BTreeMap::new();
    for &(atom, n, d) in sum.keys().flatten() {
        *met.entry(atom).or_default() += 1;
        let known = least.entry(atom).or_insert((n, d));
        if i64::from(n) * i64::from(known.1) < i64::from(known.0) * i64::from(d) {
            *known = (n, d);
        }
    }
    let shared = |&(&atom, &(n, _)): &(&u32, &(i32, i32))| n < 0 || met[&atom] == sum.len();
    let each = least.iter().filter(shared);
    each.map(|(&atom, &(n, d))| (atom, n, d)).collect()
}

/// The largest number by which all coefficients are whole, where they are whole; else 1.
fn content(sum: &Sum) -> Rational {
    if sum.len() < 2 || !sum.values().all(Rational::is_integer) {
        return Rational::one();
    }
    let all = sum.values().fold(Rational::zero(), |all, coefficient| {
        all.common_divisor(coefficient)
    });
    match sum.values().all(Rational::is_negative) {
        true => -&all,
        false => all,
    }
}

/// The exponents together.
fn degree(powers: &Powers) -> i64 {
    powers
        .iter()
        .map(|&(_, n, d)| i64::from(n) / i64::from(d))
        .sum()
}

fn put(sum: &mut Sum, powers: Powers, coefficient: Rational) {
    use std::collections::btree_map::Entry;
    work::spend(PUT_WORK + POWER_WORK * powers.len() as u64);
    match sum.entry(powers) {
        Entry::Vacant(place) => {
            place.insert(coefficient);
        }
        Entry::Occupied(mut place) => {
            let all = place.get() + &coefficient;
            match all.is_zero() {
                true => {
                    place.remove();
                }
                false => *place.get_mut() = all,
            }
        }
    }
}

fn scaled(sum: &Sum, by: &Rational) -> Sum {
    sum.iter()
        .map(|(powers, coefficient)| (powers.clone(), coefficient * by))
        .collect()
}

fn added(mut sum: Sum, more: &Sum, sign: i64) -> Option<Sum> {
    let sign = Rational::integer(sign);
    for (powers, coefficient) in more {
        put(&mut sum, powers.clone(), coefficient * &sign);
    }
    (!is_too_much(&sum)).then_some(sum)
}

fn multiplied(left: &Sum, right: &Sum) -> Option<Sum> {
    let mut all = Sum::new();
    for (powers, coefficient) in left {
        for (more, factor) in right {
            put(&mut all, joined(powers, more)?, coefficient * factor);
        }
        if is_too_much(&all) {
            return None;
        }
    }
    Some(all)
}

/// Has a sum grown past what anybody reads, or is the work spent that a question may take?
fn is_too_much(sum: &Sum) -> bool {
    sum.len() > MAX_TERMS || work::is_spent()
}

/// Two products as one; `None` where an exponent grows past what is counted.
fn joined(left: &Powers, right: &Powers) -> Option<Powers> {
    let mut all = Powers::with_capacity(left.len() + right.len());
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        let atoms = (left.get(i).map(|p| p.0), right.get(j).map(|p| p.0));
        match atoms {
            (Some(a), Some(b)) if a == b => {
                let ((_, n, d), (_, m, e)) = (left[i], right[j]);
                let sum = i64::from(n) * i64::from(e) + i64::from(m) * i64::from(d);
                if sum != 0 {
                    let (n, d) = lowest(i32::try_from(sum).ok()?, d.checked_mul(e)?);
                    all.push((a, n, d));
                }
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none_or(|b| a < b) => {
                all.push(left[i]);
                i += 1;
            }
            _ => {
                all.push(right[j]);
                j += 1;
            }
        }
    }
    Some(all)
}

fn lowest(n: i32, d: i32) -> (i32, i32) {
    let (mut a, mut b) = (n.unsigned_abs(), d.unsigned_abs());
    while b > 0 {
        (a, b) = (b, a % b);
    }
    let common = a.max(1) as i32;
    (n / common, d / common)
}
