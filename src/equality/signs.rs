//! The sign of a part as that of its factors: what decides on which branch a point lies.

mod form;
mod monotone;

use crate::calculus::value::{self, Known};
use crate::equality::linear::LinearSum;
use crate::equality::primes::factors;
pub(super) use crate::equality::range::Signs;
use crate::equality::range::{Quadratic, Ranges};
use crate::expression::few::in_order;
use crate::expression::functions::End;
use crate::expression::simplify;
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
pub(super) use form::under_root;
pub(super) use monotone::at_end_of_wave;
use std::cmp::Ordering;

/// Most factors of one part; what has more is a factor of its own.
const MAX_FACTORS: usize = 24;

/// One factor of a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factor {
    /// What changes its sign, in one form for all that are multiples of each other.
    pub(super) part: Id,
    /// Does the part count with its sign, or only in that it may be 0?
    pub(super) odd: bool,
    /// Has the whole no value where it is 0?
    pub(super) below: bool,
}

/// A part as a sign and factors: its sign is the product of theirs.
#[derive(Clone, Debug)]
pub(super) struct SignedFactors {
    pub(super) sign: Signs,
    pub(super) all: Vec<Factor>,
}

impl SignedFactors {
    pub(super) fn of(graph: &mut Graph, id: Id) -> SignedFactors {
        let mut found = SignedFactors {
            sign: Signs::PLUS,
            all: Vec::new(),
        };
        let mut waiting = vec![(id, true, false)];
        let mut met = 0;
        while let Some((id, odd, below)) = waiting.pop() {
            met += 1;
            if met > MAX_FACTORS {
                found.put(id, odd, below);
                continue;
            }
            match *graph.node(id) {
                Node::Number(ref n) => {
                    let sign = Signs::of(n.sign());
                    found.sign = found.sign.times(if odd { sign } else { sign.squared() });
                }
                Node::Constant(_) => {}
                Node::Call(f, _) if f.row().is_total_and_never_zero() && f.row().sign() > 0 => {}
                Node::Negative(a) => {
                    found.turn(odd);
                    waiting.push((a, odd, below));
                }
                Node::Product(a, b) => waiting.extend([(a, odd, below), (b, odd, below)]),
                Node::Quotient(a, b) => waiting.extend([(a, odd, below), (b, odd, true)]),
                Node::Power(a, b) => match graph.literal(b) {
                    Some(n) if !n.is_zero() => {
                        let odd_power = n.is_odd_below() && n.is_odd_above();
                        waiting.push((a, odd && odd_power, below || n.is_negative()));
                    }
                    None if is_above_zero(graph, a) => {}
                    _ => found.put(id, odd, below),
                },
                Node::Call(f, a) if f.row().root_degree() == Some(2) || f.row().is_size() => {
                    waiting.push((a, false, below))
                }
                Node::Call(f, a) if f.row().keeps_sign() => {
                    waiting.push((a, odd, below));
                }
                _ => found.put_simple(graph, id, odd, below, &mut waiting),
            }
        }
        found
    }

    /// All factors in order, with whether they count with their sign.
    pub(super) fn parts(&self) -> Vec<(Id, bool)> {
        let mut parts: Vec<(Id, bool)> = self.all.iter().map(|f| (f.part, f.odd)).collect();
        in_order(&mut parts, |part| *part);
        parts
    }

    fn turn(&mut self, odd: bool) {
        if odd {
            self.sign = self.sign.negative();
        }
    }

    fn put(&mut self, part: Id, odd: bool, below: bool) {
        self.all.push(Factor { part, odd, below });
    }

    /// A sum: linear or quadratic in another part where it is that, with its roots split off.
    fn put_simple(
        &mut self,
        graph: &mut Graph,
        id: Id,
        odd: bool,
        below: bool,
        waiting: &mut Vec<(Id, bool, bool)>,
    ) {
        if let Some(positive) = beyond_end(graph, id) {
            if !positive {
                self.turn(odd);
            }
            return;
        }
        if let Some((part, rising)) = monotone::arguments(graph, id) {
            if !rising {
                self.turn(odd);
            }
            waiting.push((part, odd, below));
            return;
        }
        if let Some(parts) = monotone::sizes(graph, id) {
            waiting.extend(parts.map(|part| (part, odd, below)));
            return;
        }
        // Multiples of π keep their form, in which periods are told.
        let is_multiple = |graph: &Graph, (base, power): &(Id, Rational)| {
            power.is_integer() && matches!(graph.node(*base), Node::Constant(_))
        };
        if graph.node(id).is_sum()
            && let Some((content, rest)) = simplify::with_content_out(graph, id)
            && !content.iter().any(|one| is_multiple(graph, one))
        {
            for (base, power) in content {
                let odd_power = power.is_odd_below() && power.is_odd_above();
                waiting.push((base, odd && odd_power, below || power.is_negative()));
            }
            waiting.push((rest, odd, below));
            return;
        }
        if let Some((partner, falling)) = partner_square(graph, id) {
            if falling {
                self.turn(odd);
            }
            waiting.push((partner, false, below));
            return;
        }
        if let Some((turned, parts)) = simplify::apart(graph, id) {
            if turned {
                self.turn(odd);
            }
            waiting.extend(parts.into_iter().map(|part| (part, odd, below)));
            return;
        }
        if let Some((a, parts)) = form::factors(graph, id) {
            if a.is_negative() {
                self.turn(odd);
            }
            for (part, own) in parts {
                self.put(part, odd && own, below);
            }
            return;
        }
        if let Some((part, divisors)) = as_one_fraction(graph, id) {
            waiting.push((part, odd, below));
            waiting.extend(divisors.into_iter().map(|divisor| (divisor, odd, true)));
            return;
        }
        if let Some((part, divisor)) = over_one_sign(graph, id) {
            waiting.push((part, odd, below));
            waiting.extend(divisor.map(|divisor| (divisor, odd, true)));
            return;
        }
        let quadratic = Quadratic::of_one(graph, id);
        let shifted = |graph: &mut Graph, atom: Id, root: Rational| match root.is_zero() {
            true => atom,
            false => {
                let root = graph.number(root);
                graph.add(Node::Difference(atom, root))
            }
        };
        if let Some((atom, factor, root)) = quadratic.linear() {
            if factor.is_negative() {
                self.turn(odd);
            }
            if let Some(above) = side_of_all(graph, atom, &root) {
                if !above {
                    self.turn(odd);
                }
            } else if root.is_zero() && atom != id {
                waiting.push((atom, odd, below));
            } else if let Some((divisor, part)) = over_number(graph, atom, &root) {
                waiting.extend([(divisor, odd, true), (part, odd, below)]);
            } else if let Some(parts) = monotone::even_below_root(graph, atom, &root) {
                match parts[..] {
                    // Nowhere below the number, and it is that where its argument is 0.
                    [part] => waiting.push((part, false, below)),
                    _ => waiting.extend(parts.into_iter().map(|part| (part, odd, below))),
                }
            } else if let Some((part, rising)) = monotone::below_root(graph, atom, &root) {
                if !rising {
                    self.turn(odd);
                }
                waiting.push((part, odd, below));
            } else {
                let part = shifted(graph, atom, root);
                self.put(part, odd, below);
            }
            return;
        }
        if let Some((atom, factor, [first, second])) = quadratic.roots() {
            if factor.is_negative() {
                self.turn(odd);
            }
            let same = first == second;
            let odd = odd && !same;
            let roots = [first, second].into_iter().skip(usize::from(same));
            for root in roots {
                match side_of_all(graph, atom, &root) {
                    Some(true) => {}
                    Some(false) => self.turn(odd),
                    None => {
                        let part = shifted(graph, atom, root);
                        waiting.push((part, odd, below));
                    }
                }
            }
            return;
        }
        if let Some((falling, parts)) = irrational(graph, &quadratic) {
            if falling {
                self.turn(odd);
            }
            waiting.extend(parts.into_iter().rev().map(|part| (part, odd, below)));
            return;
        }
        match *graph.node(id) {
            Node::Difference(a, b) if a > b => {
                self.turn(odd);
                let part = graph.add(Node::Difference(b, a));
                self.put(part, odd, below);
            }
            _ => self.put(id, odd, below),
        }
    }

    /// The signs that the whole may have where those of its factors are known.
    pub(super) fn signs(&self, known: impl Fn(Id) -> Signs) -> Signs {
        self.all.iter().fold(self.sign, |signs, factor| {
            let own = factor.own(&known);
            signs.times(if factor.odd { own } else { own.squared() })
        })
    }
}

/// The g of which a square has the sign of a sum, or the other one: 1 − f² is g² where f² + g² is 1.
fn partner_square(graph: &mut Graph, id: Id) -> Option<(Id, bool)> {
    let is_call = |id: Id| matches!(graph.node(id), Node::Call(..));
    if !has_term(
        graph,
        id,
        |node| matches!(node, Node::Power(a, _) if is_call(*a)),
    ) {
        return None;
    }
    let (atom, factor, middle, square) = Quadratic::of_one(graph, id).vertex()?;
    let Node::Call(f, u) = *graph.node(atom) else {
        return None;
    };
    let both = f.constant_square()?;
    let is_one = middle.is_zero() && square == both.value;
    let falling = factor.is_negative() != both.sign.is_positive();
    is_one.then(|| (graph.add(Node::Call(both.partner, u)), falling))
}

/// q and p − n·q for a quotient p/q by a number that is no fraction and for a number n that is not 0.
fn over_number(graph: &mut Graph, quotient: Id, n: &Rational) -> Option<(Id, Id)> {
    let Node::Quotient(p, q) = *graph.node(quotient) else {
        return None;
    };
    if !graph.is_constant(q) || n.is_zero() {
        return None;
    }
    let n = graph.number(n.clone());
    let at = simplify::product(graph, n, q);
    Some((q, simplify::difference(graph, p, at)))
}

/// What stands above and below one line for two numbers over something, `1/e - 1/t`, of which at least one
/// varies.
fn as_one_fraction(graph: &mut Graph, id: Id) -> Option<(Id, Vec<Id>)> {
    let (a, b, is_sum) = match *graph.node(id) {
        Node::Sum(a, b) => (a, b, true),
        Node::Difference(a, b) => (a, b, false),
        _ => return None,
    };
    let is_number = |id: Id| graph.is_constant(id);
    let fraction = |id: Id| match *graph.node(id) {
        Node::Quotient(p, q) if is_number(p) => Some((p, Some(q))),
        _ => is_number(id).then_some((id, None)),
    };
    let ((p, q), (r, s)) = (fraction(a)?, fraction(b)?);
    let times = |graph: &mut Graph, n: Id, divisor: Option<Id>| match divisor {
        Some(divisor) => simplify::product(graph, n, divisor),
        None => n,
    };
    let (first, second) = (times(graph, p, s), times(graph, r, q));
    let part = match is_sum {
        true => simplify::sum(graph, first, second),
        false => simplify::difference(graph, first, second),
    };
    let divisors: Vec<Id> = q.into_iter().chain(s).collect();
    (!divisors.is_empty()).then_some((part, divisors))
}

/// What has the sign of p/q − n for a number n: p − n·q, and q, where that tells more: q has one sign, or what is above the
/// line is a number then. Of a q that is above 0 nothing is left, of one below 0 its sign.
fn over_one_sign(graph: &mut Graph, id: Id) -> Option<(Id, Option<Id>)> {
    let is_quotient = |node: &Node| matches!(node, Node::Quotient(..));
    if !graph.node(id).is_sum() || !has_term(graph, id, is_quotient) {
        return None;
    }
    let sum = LinearSum::of(graph, id)?;
    let [(atom, factor)] = &sum.terms[..] else {
        return None;
    };
    let &Node::Quotient(p, q) = graph.node(*atom) else {
        return None;
    };
    if sum.constant.is_zero() || graph.is_constant(q) {
        return None;
    }
    let above = LinearSum::of(graph, p)?.times(factor);
    let part = above
        .plus(&LinearSum::of(graph, q)?.times(&sum.constant))
        .built(graph);
    let ranges = Ranges::new(graph, &[q], |_| false);
    let range = ranges.of(q);
    if range.is_never_zero() && range.sign() != 0 {
        let part = match range.sign() {
            1 => part,
            _ => simplify::negative(graph, part),
        };
        return Some((part, None));
    }
    (graph.literal(part).is_some()).then_some((part, Some(q)))
}

/// Has a sum a term of some kind, perhaps times a number? A look before anything is collected.
fn has_term(graph: &Graph, id: Id, is: impl Fn(&Node) -> bool) -> bool {
    /// Most nodes that are looked at.
    const MOST: usize = 32;
    let mut waiting = vec![id];
    let mut met = 0;
    while let Some(id) = waiting.pop() {
        met += 1;
        if met > MOST {
            return false;
        }
        let node = graph.node(id);
        if is(node) {
            return true;
        }
        match *node {
            Node::Negative(a) => waiting.push(a),
            Node::Sum(a, b) | Node::Difference(a, b) => waiting.extend([a, b]),
            Node::Product(a, b) if graph.literal(a).is_some() => waiting.push(b),
            Node::Product(a, b) | Node::Quotient(a, b) if graph.literal(b).is_some() => {
                waiting.push(a);
            }
            _ => {}
        }
    }
    false
}

/// Is it a number above 0?
fn is_above_zero(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Constant(_) => true,
        Node::Number(n) => n.sign().is_gt(),
        _ => false,
    }
}

/// Are all values of a function above a whole number, or all below it? No tanh is 1.
fn side_of_all(graph: &Graph, atom: Id, root: &Rational) -> Option<bool> {
    let Node::Call(f, _) = *graph.node(atom) else {
        return None;
    };
    let line = f.row().line()?;
    // A fraction may not be a double.
    let n = root.is_integer().then(|| root.to_f64())?;
    if !(line.is_smooth() && f.row().is_never(n)) {
        return None;
    }
    let (low, high) = line.stretches.iter().flatten().next()?.ends();
    match (low >= n, high <= n) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The sign of f(u) beside a number, where that is one that no value of f is beyond: atan(u) − π/2 is
/// below 0, and so is −π − 2·atan(u).
fn beyond_end(graph: &mut Graph, id: Id) -> Option<bool> {
    let has_end = |node: &Node| match node {
        Node::Call(f, _) => f.row().line().is_some_and(|line| {
            let ends = line
                .stretches
                .iter()
                .flatten()
                .map(|own| [own.low, own.high]);
            ends.flatten().any(|end| matches!(end, End::Open(_)))
        }),
        _ => false,
    };
    if !graph.node(id).is_sum() || !has_term(graph, id, has_end) {
        return None;
    }
    let sum = LinearSum::of(graph, id)?;
    let varies = |graph: &Graph, id: Id| !graph.is_constant(id);
    let mut varying = sum.terms.iter().filter(|(atom, _)| varies(graph, *atom));
    let ((atom, factor), None) = (varying.next()?, varying.next()) else {
        return None;
    };
    let (atom, factor) = (*atom, factor.clone());
    let Node::Call(f, _) = *graph.node(atom) else {
        return None;
    };
    let line = f.row().line().filter(|line| line.is_smooth())?;
    let stretch = line.stretches.iter().flatten().next()?;
    let is_rational = sum.terms.len() == 1;
    let mut beside = None;
    let mut is = |graph: &mut Graph, side: End| {
        let End::Open(mark) = side else {
            return false;
        };
        // A fraction beside a multiple of π is none.
        if is_rational && mark.exact().is_none_or(|end| end.rational().is_none()) {
            return false;
        }
        let rest = *beside.get_or_insert_with(|| {
            let mut rest = sum.clone();
            rest.terms.retain(|(own, _)| *own != atom);
            rest.built(graph)
        });
        let [end, factor] = [mark.formula().build(graph), graph.number(factor.clone())];
        let there = graph.add(Node::Product(factor, end));
        let there = graph.add(Node::Sum(there, rest));
        const BITS: u64 = 64;
        let values = value::evaluate(graph, &[there], &[], &[], BITS, &Known::new());
        values.is_ok_and(|values| values.of(there).sign() == Some(Ordering::Equal))
    };
    let is_below = match (is(graph, stretch.high), is(graph, stretch.low)) {
        (true, _) => true,
        (_, true) => false,
        _ => return None,
    };
    Some(is_below == factor.is_negative())
}

/// The two factors of a quadratic with irrational roots, as people write them, and whether it falls
/// beyond both.
fn irrational(graph: &mut Graph, quadratic: &Quadratic) -> Option<(bool, [Id; 2])> {
    let (atom, factor, middle, square) = quadratic.vertex()?;
    if !square.sign().is_gt() {
        return None;
    }
    // √(n/d) is times·√rest/d.
    let whole = &*square.numerator() * &*square.denominator();
    let (times, rest) = square_part(i64::try_from(&whole).ok()?);
    let below = Rational::new(square.denominator().into_owned(), 1.into())?;
    let scale = Rational::integer(times).divide(&below)?;
    let rest = graph.number(Rational::integer(rest));
    let mut root = graph.add(Node::Call(Function::of_power(1, 2)?, rest));
    if !scale.is_one() {
        let scale = graph.number(scale);
        root = graph.add(Node::Product(scale, root));
    }
    let shifted = match middle.is_zero() {
        true => atom,
        false => {
            let middle = graph.number(middle);
            graph.add(Node::Difference(atom, middle))
        }
    };
    let parts = [Node::Difference(shifted, root), Node::Sum(shifted, root)];
    Some((factor.is_negative(), parts.map(|part| graph.add(part))))
}

/// A number above 0 as the square of one number times another.
fn square_part(n: i64) -> (i64, i64) {
    let mut times = 1;
    let mut rest = 1;
    for (prime, power) in factors(n) {
        for _ in 0..power / 2 {
            times *= prime;
        }
        if power % 2 == 1 {
            rest *= prime;
        }
    }
    (times, rest)
}

impl Factor {
    /// The signs that the factor may have where the whole has a value.
    pub(super) fn own(&self, known: impl Fn(Id) -> Signs) -> Signs {
        let own = known(self.part);
        if self.below {
            own.both(Signs::NOT_ZERO)
        } else {
            own
        }
    }
}
