//! A product taken apart into a number and powers, joined and built again.

use crate::expression::few::in_order;
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::lined_up::rank;
use crate::expression::simplify::conditions::{Condition, Manner, is_even_root, never_zero};
use crate::expression::simplify::few::{Few, Stack};
use crate::expression::simplify::limits::{MAX_COEFFICIENT_BITS, MAX_COLLECTED, MAX_FOLDED_BITS};
use crate::expression::simplify::numbered::line_up;
use crate::expression::simplify::terms::Terms;
use crate::number::Integer;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;

/// What it costs to look for a power among others, in the units of [`work`].
const POWER_WORK: u64 = 100;

/// A product taken apart: a number and factors with whole or fractional literal exponents.
#[derive(Clone)]
pub(super) struct Factors {
    pub(super) coefficient: Rational,
    /// (base, exponent), the exponent not 0; in the order met.
    pub(super) powers: Few<(Id, Rational)>,
}

impl Factors {
    pub(super) fn of(graph: &Graph, id: Id, manner: &mut Manner) -> Option<Factors> {
        let mut factors = Factors {
            coefficient: Rational::one(),
            powers: Few::new(),
        };
        // (node, its exponent, not 0), the next one to take apart last.
        let mut waiting = Stack::new();
        waiting.push((id, 1i64));
        while let Some((id, exponent)) = waiting.pop() {
            if factors.powers.len() + waiting.len() > MAX_COLLECTED {
                return None;
            }
            match graph.node(id) {
                Node::Number(n)
                    if !(exponent < 0 && n.is_zero())
                        && n.bits().saturating_mul(exponent.unsigned_abs())
                            <= MAX_FOLDED_BITS.max(n.bits())
                        && factors.may_take(n) =>
                {
                    let n = n.power(exponent).expect("not 0 below");
                    factors.coefficient = &factors.coefficient * &n;
                }
                Node::Negative(a) => {
                    if exponent % 2 != 0 {
                        factors.coefficient = -&factors.coefficient;
                    }
                    waiting.push((*a, exponent));
                }
                Node::Product(a, b) => waiting.extend([(*b, exponent), (*a, exponent)]),
                Node::Quotient(a, b) => {
                    if exponent < 0 && !never_zero(graph, *b) {
                        manner.lose(Condition::NotZero(*b));
                    }
                    waiting.extend([(*b, -exponent), (*a, exponent)]);
                }
                Node::Power(a, b) if graph.literal(*b).is_some_and(|n| !n.is_zero()) => {
                    let n = graph.literal(*b).expect("checked above");
                    let whole = n.to_i64().and_then(|n| n.checked_mul(exponent));
                    let composite = matches!(
                        graph.node(*a),
                        Node::Negative(_)
                            | Node::Product(..)
                            | Node::Quotient(..)
                            | Node::Power(..)
                    );
                    match whole {
                        Some(whole) if composite && manner.carries() => {
                            waiting.push((*a, whole));
                        }
                        _ => {
                            let all = n * &Rational::integer(exponent);
                            if n.is_negative() && !all.is_negative() && !never_zero(graph, *a) {
                                manner.lose(Condition::NotZero(*a));
                            }
                            if is_even_root(n) && !is_even_root(&all) {
                                manner.lose(Condition::NotNegative(*a));
                            }
                            factors.powers.push((*a, all));
                        }
                    }
                }
                _ => factors.powers.push((id, Rational::integer(exponent))),
            }
        }
        Some(factors)
    }

    /// Whether the coefficient stays short enough with this number, or is a sign alone.
    fn may_take(&self, n: &Rational) -> bool {
        let is_sign = |n: &Rational| n.short().is_some_and(|(n, d)| n.abs() == 1 && d == 1);
        self.coefficient.bits() + n.bits() <= MAX_COEFFICIENT_BITS
            || is_sign(&self.coefficient)
            || is_sign(n)
    }

    /// Multiplies the coefficient, where it stays short enough.
    pub(super) fn multiply(&mut self, by: &Rational) -> Option<()> {
        self.coefficient = self.may_take(by).then(|| &self.coefficient * by)?;
        Some(())
    }

    /// A number without factors.
    pub(super) fn number(coefficient: Rational) -> Factors {
        Factors {
            coefficient,
            powers: Few::new(),
        }
    }

    /// Joins powers of one base, as far as the manner lets it.
    pub(super) fn collect(&mut self, graph: &mut Graph, manner: &mut Manner) {
        match manner.carries() {
            false => self.join_safely(graph),
            true => {
                self.join(graph, manner);
                if self.join_sizes(graph, manner) {
                    self.join(graph, manner);
                }
                self.join_exponents(graph, manner);
                if self.cancel_in_sums(graph, manner) {
                    self.join(graph, manner);
                    self.join_exponents(graph, manner);
                }
                while self.cancel_exponents(graph, manner) {
                    self.join(graph, manner);
                }
                while self.cancel_polynomials(graph, manner) {
                    self.join(graph, manner);
                }
                self.join_below(graph);
            }
        }
    }

    /// Joins powers of one base, whatever is lost by it.
    pub(super) fn join(&mut self, graph: &mut Graph, manner: &mut Manner) {
        let mut joined: Few<Joined> = Few::new();
        for (base, exponent) in self.powers.drain(..) {
            match joined.iter_mut().find(|known| known.base == base) {
                Some(known) => known.put(&exponent),
                None => joined.push(Joined::new(base, exponent)),
            }
        }
        // √a beside a power of a on the other side of the fraction line.
        for at in 0..joined.len() {
            let Node::Call(f, radicand) = *graph.node(joined[at].base) else {
                continue;
            };
            let Some(degree) = f.row().root_degree() else {
                continue;
            };
            // A power that leaves no root is one of a: (√a)^4 is a^2.
            let share = &joined[at].exponent * &Rational::ratio(1, degree);
            let beside = joined.iter().position(|known| known.base == radicand);
            if beside.is_none() && share.is_integer() && !share.is_zero() {
                let mut whole = Joined::new(radicand, share);
                whole.even_root = degree % 2 == 0;
                joined[at] = whole;
                continue;
            }
            let Some(beside) = beside else {
                continue;
            };
            let part = &joined[at].exponent * &Rational::ratio(1, degree);
            if joined[beside].exponent.is_negative() == part.is_negative() {
                continue;
            }
            let all = &joined[beside].exponent + &part;
            joined[beside].put(&part);
            // What is left of both: a whole power of a, and roots.
            let (floor, sign) = match all.is_negative() {
                true => ((-&all).floor(), -1),
                false => (all.floor(), 1),
            };
            let whole = &Rational::from(floor) * &Rational::integer(sign);
            joined[at].exponent = &(&all - &whole) * &Rational::integer(degree);
            joined[beside].exponent = whole;
            if degree % 2 == 0 {
                joined[beside].even_root |= joined[at].exponent.is_zero();
            }
        }
        for known in &joined {
            let root_left = joined.iter().any(|other| {
                !other.exponent.is_zero()
                    && matches!(*graph.node(other.base), Node::Call(f, a) if a == known.base && f.row().root_degree().is_some())
            });
            if known.below && !known.exponent.is_negative() && !never_zero(graph, known.base) {
                manner.lose(Condition::NotZero(known.base));
            }
            if known.even_root && !is_even_root(&known.exponent) && !root_left {
                manner.lose(Condition::NotNegative(known.base));
            }
            if known.exponent.is_zero() && !graph.is_total(known.base) {
                manner.lose(Condition::Defined(known.base));
            }
        }
        self.powers = joined
            .into_iter()
            .filter(|known| !known.exponent.is_zero())
            .map(|known| (known.base, known.exponent))
            .collect();
    }

    /// Takes out of sums what cancels against the rest of the product; says whether anything did.
    fn cancel_in_sums(&mut self, graph: &mut Graph, manner: &mut Manner) -> bool {
        let sums = self.sums(graph, manner);
        for (at, parts) in &sums {
            self.put_roots(graph, parts, *at);
        }
        let powers = |parts: &[Factors]| {
            parts
                .iter()
                .map(|part| 1 + part.powers.len())
                .sum::<usize>()
        };
        let all: usize = sums.iter().map(|(_, parts)| powers(parts)).sum();
        work::spend(POWER_WORK * (all * (1 + sums.len())) as u64);
        let mut changed = false;
        for (at, parts) in &sums {
            let (_, exponent) = self.powers[*at].clone();
            let mut taken: Vec<(Id, Rational)> = Vec::new();
            // Below the line: a power taken out of a sum is on the other side where it is negative.
            let is_below = |exponent: &Rational, least: &Rational| {
                exponent.is_negative() != least.is_negative()
            };
            for (base, least) in content(graph, parts) {
                let below = is_below(&exponent, &least);
                let beside = self
                    .powers
                    .iter()
                    .any(|(other, power)| *other == base && power.is_negative() != below);
                let inside = sums.iter().any(|(other, parts)| {
                    let exponent = &self.powers[*other].1;
                    content(graph, parts)
                        .iter()
                        .any(|(other, least)| *other == base && is_below(exponent, least) != below)
                });
                // So is 1/x in 1/x + 1 where x is below the line.
                let again = least.is_negative()
                    && self.powers.iter().any(|(other, power)| {
                        *other == base && power.is_negative() && exponent.sign().is_gt()
                    });
                // A power of a number is written once over a line: (x - 1)*e^x/x^2.
                let is_once = exponent.is_one()
                    && Factors::is_power_of_number(graph, base)
                    && self.powers.iter().any(|(_, power)| power.is_negative());
                if beside || inside || again || is_once {
                    taken.push((base, least));
                }
            }
            let n = exponent.to_i64().unwrap_or(0);
            let whole = match n {
                _ if graph.decimals => Rational::one(),
                1 => common(parts, &self.coefficient.denominator()),
                -1 => common(parts, &self.coefficient.numerator()),
                _ => Rational::one(),
            };
            let number = match whole.is_one() && !graph.decimals {
                true => fraction(parts, n).unwrap_or(whole),
                false => whole,
            };
            if taken.is_empty() && number.is_one() {
                continue;
            }
            let mut parts = parts.clone();
            for part in &mut parts {
                part.coefficient = part.coefficient.divide(&number).expect("not 0");
                for (base, least) in &taken {
                    part.powers.push((*base, -least));
                }
                part.join(graph, manner);
            }
            let rest = Terms::of_factors(graph, parts, manner).build(graph, manner);
            let rest = match Terms::of(graph, rest, manner) {
                Some(terms) => terms.build(graph, manner),
                None => rest,
            };
            self.powers[*at].0 = rest;
            // What became a number is no factor.
            if let Some(value) = graph.literal(rest).and_then(|rest| rest.power(n)) {
                self.coefficient = &self.coefficient * &value;
                self.powers[*at].1 = Rational::zero();
            }
            self.coefficient = &self.coefficient * &number.power(n).expect("not 0");
            for (base, least) in taken {
                self.powers.push((base, &least * &exponent));
            }
            changed = true;
        }
        self.powers.retain(|(_, exponent)| !exponent.is_zero());
        changed
    }

    /// The sums among the factors, whose exponents are whole: their place and their terms.
    pub(super) fn sums(
        &self,
        graph: &mut Graph,
        manner: &mut Manner,
    ) -> Vec<(usize, Vec<Factors>)> {
        let mut sums = Vec::new();
        for (at, (base, exponent)) in self.powers.iter().enumerate() {
            if !graph.node(*base).is_sum() || exponent.to_i64().is_none() {
                continue;
            }
            if let Some(terms) = Terms::of(graph, *base, manner)
                && let Some(parts) = terms.factors(graph, manner)
            {
                sums.push((at, parts));
            }
        }
        sums
    }

    /// The exponent of a base, 0 where it is no factor; of one that stands on both sides of the fraction
    /// line all together.
    pub(super) fn exponent_of(&self, base: Id) -> Rational {
        let found = self.powers.iter().filter(|(known, _)| *known == base);
        found.fold(Rational::zero(), |sum, (_, exponent)| &sum + exponent)
    }

    /// Divides by a power of a base.
    pub(super) fn take_out(&mut self, base: Id, power: &Rational) {
        let left = &self.exponent_of(base) - power;
        self.powers.retain(|(known, _)| *known != base);
        if !left.is_zero() {
            self.powers.push((base, left));
        }
    }

    /// Joins powers of one base where the domain stays as it is: whole exponents of one sign, or
    /// cancelling that leaves one factor below the line, or a base that is never 0.
    fn join_safely(&mut self, graph: &Graph) {
        let mut joined: Few<(Id, Rational)> = Few::new();
        for (base, exponent) in self.powers.drain(..) {
            let safe = never_zero(graph, base);
            let partner = joined.iter_mut().find(|(known, other)| {
                *known == base
                    && (safe || exponent.is_integer() && other.is_integer())
                    && (safe || exponent.is_negative() == other.is_negative())
            });
            match partner {
                Some((_, other)) => *other = &*other + &exponent,
                None => joined.push((base, exponent)),
            }
        }
        for at in 0..joined.len() {
            let (base, above) = joined[at].clone();
            let Some(other) = (at + 1..joined.len()).find(|&other| {
                joined[other].0 == base
                    && joined[other].1.is_integer()
                    && above.is_integer()
                    && joined[other].1.is_negative() != above.is_negative()
            }) else {
                continue;
            };
            let (above, below) = if above.is_negative() {
                (joined[other].1.clone(), -above)
            } else {
                (above, -joined[other].1.clone())
            };
            // x^m / x^n: without x above the line if m < n, else with a single x below it.
            let (above, below) = if above < below {
                (Rational::zero(), &below - &above)
            } else {
                (&(&above - &below) + &Rational::one(), Rational::one())
            };
            joined[at].1 = above;
            joined[other].1 = -below;
        }
        joined.retain(|(_, exponent)| !exponent.is_zero());
        self.powers = joined;
    }

    /// The product as people write it: number, variables, the rest; one fraction line.
    pub(super) fn build(mut self, graph: &mut Graph, manner: &mut Manner) -> Id {
        // Within a rank in the order in which they were first met, so that equal products are equal.
        in_order(&mut self.powers, |(base, _)| {
            (rank(graph.node(*base)), *base)
        });
        let dropped = self.coefficient.is_zero()
            && self.powers.iter().all(|(base, exponent)| {
                graph.is_total(*base) && !exponent.is_negative() && exponent.is_integer()
            });
        if dropped || self.coefficient.is_zero() && manner.carries() {
            for (base, exponent) in &self.powers {
                if !graph.is_total(*base) {
                    manner.lose(Condition::Defined(*base));
                }
                if exponent.is_negative() && !never_zero(graph, *base) {
                    manner.lose(Condition::NotZero(*base));
                }
                if is_even_root(exponent) {
                    manner.lose(Condition::NotNegative(*base));
                }
            }
            return graph.number(Rational::zero());
        }
        let as_decimal = graph.decimals && !self.powers.is_empty();
        let (above, below) = if as_decimal && terminates(&self.coefficient) {
            (self.coefficient.clone(), Rational::one())
        } else {
            self.coefficient.split()
        };
        let mut numerator = Few::new();
        let mut denominator = Few::new();
        for (base, exponent) in self.powers {
            let side = if exponent.is_negative() {
                &mut denominator
            } else {
                &mut numerator
            };
            side.push(raised(graph, base, exponent.abs()));
        }
        let top = line_up(graph, above, numerator);
        if denominator.is_empty() && below.is_one() {
            return top;
        }
        let bottom = line_up(graph, below, denominator);
        graph.add(Node::Quotient(top, bottom))
    }
}

/// The powers of one base, joined.
struct Joined {
    base: Id,
    exponent: Rational,
    /// Whether it stood below the fraction line.
    below: bool,
    /// Whether a root of even degree stood among the powers.
    even_root: bool,
}

impl Joined {
    fn new(base: Id, exponent: Rational) -> Joined {
        let (below, even_root) = (exponent.is_negative(), is_even_root(&exponent));
        Joined {
            base,
            exponent,
            below,
            even_root,
        }
    }

    fn put(&mut self, exponent: &Rational) {
        self.below |= exponent.is_negative();
        self.even_root |= is_even_root(exponent);
        self.exponent = &self.exponent + exponent;
    }
}

/// Powers of what roots that stand in a sum are taken of become powers of the roots: x beside √x is √x².
pub(super) fn rooted(graph: &Graph, parts: &mut [Factors]) {
    let all = parts.iter().flat_map(|part| &part.powers);
    let roots: Vec<(Id, Id, i64)> = all
        .filter_map(|(root, _)| match *graph.node(*root) {
            Node::Call(f, a) => Some((*root, a, f.row().root_degree()?)),
            _ => None,
        })
        .collect();
    for (base, exponent) in parts.iter_mut().flat_map(|part| &mut part.powers) {
        if let Some((root, _, degree)) = roots.iter().find(|(_, of, _)| of == base) {
            *base = *root;
            *exponent = &*exponent * &Rational::integer(*degree);
        }
    }
}

/// The powers that every term of a sum has, and those by which some are divided: base and least
/// exponent, which is not 0. A sum by which a term is divided is left there: taken out, it multiplies
/// every other term, and a fraction in fractions becomes twice as long with each.
pub(super) fn content(graph: &Graph, parts: &[Factors]) -> Vec<(Id, Rational)> {
    let Some((first, others)) = parts.split_first() else {
        return Vec::new();
    };
    let mut bases: Vec<Id> = first.powers.iter().map(|(base, _)| *base).collect();
    for (base, exponent) in others.iter().flat_map(|part| &part.powers) {
        if exponent.is_negative() && !bases.contains(base) {
            bases.push(*base);
        }
    }
    let least = |base: Id| parts.iter().map(|part| part.exponent_of(base)).min();
    let each = bases
        .into_iter()
        .filter_map(|base| Some((base, least(base)?)));
    each.filter(|(base, least)| {
        !(least.is_zero() || least.is_negative() && graph.node(*base).is_sum())
    })
    .collect()
}

/// The whole number that divides `other` and the coefficient of every term, which have to be whole; 1
/// where all of them are 0.
fn common(parts: &[Factors], other: &Integer) -> Rational {
    let mut all = Rational::from(other.clone());
    for part in parts {
        if !part.coefficient.is_integer() {
            return Rational::one();
        }
        all = all.common_divisor(&part.coefficient);
    }
    match all.is_zero() {
        true => Rational::one(),
        false => all.abs(),
    }
}

/// The fraction that leaves whole coefficients to every term of a sum with this exponent: 1/2 of
/// x/2 + 3/2. `None` where they are whole, or numbers would grow.
fn fraction(parts: &[Factors], exponent: i64) -> Option<Rational> {
    /// Longest number, in bits, that comes of it: those that people take out.
    const MAX_BITS: u64 = 12;
    let most = MAX_BITS / exponent.unsigned_abs().max(1);
    let mut below = Rational::one();
    for part in parts {
        let scaled = &part.coefficient * &below;
        below = &below * &Rational::from(scaled.denominator().into_owned());
        if below.bits() > most {
            return None;
        }
    }
    (!below.is_one() && exponent != 0).then(|| below.power(-1))?
}

/// Whether it can be written as a short decimal.
fn terminates(n: &Rational) -> bool {
    const SHORT: i64 = 1_000_000;
    const DIGITS: usize = 6;
    (&Rational::integer(SHORT) * n).is_integer() || Decimal::exact_or_rounded(n, DIGITS).exact
}

pub(super) fn raised(graph: &mut Graph, base: Id, exponent: Rational) -> Id {
    if exponent.is_one() {
        return base;
    }
    let exponent = graph.number(exponent);
    graph.add(Node::Power(base, exponent))
}
