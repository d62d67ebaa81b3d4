//! Squares and other powers inside a quotient of polynomials in one part, found by greatest common
//! divisors (Yun, "On square-free decomposition algorithms", 1976).

use crate::equality::range::Quadratic;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// Highest degree above and below the line, and longest coefficients that are followed.
const MAX_DEGREE: usize = 12;
const MAX_BITS: u64 = 512;

/// Most parts of what is looked at.
const MAX_PARTS: usize = 64;

/// `rest·∏ part^(degree·times)`; what was below the line has a negative number of times.
pub(super) struct Split {
    pub(super) squared: Vec<(Id, i64)>,
    pub(super) rest: Id,
}

/// Coefficients, from that of 1 up; the last is not 0.
type Polynomial = Vec<Rational>;

/// The powers of this degree in a sum, 2 for squares; `None` where it has none.
pub(super) fn of(graph: &mut Graph, id: Id, degree: i64) -> Option<Split> {
    if !matches!(graph.node(id), Node::Sum(..) | Node::Difference(..)) {
        return None;
    }
    let (atom, [above, below]) = quotient(graph, id)?;
    // P/Q is P·Q/Q², or P·Q²/Q³.
    let whole = (1..degree).try_fold(above, |whole, _| times(&whole, &below))?;
    let lead = whole.last()?.clone();
    let factors = square_free(&whole)?;
    let mut squared = Vec::new();
    let mut rest = vec![lead];
    let mut found = false;
    for (factor, power) in factors {
        if power >= degree {
            found = true;
            let part = written(graph, atom, &factor);
            squared.push((part, power / degree));
        }
        rest = (0..power % degree).try_fold(rest, |rest, _| times(&rest, &factor))?;
    }
    if !found {
        return None;
    }
    // √(P·Q)/|Q|
    for (factor, power) in square_free(&below)? {
        squared.push((written(graph, atom, &factor), -power));
    }
    let scale = below.last()?.power(-degree)?;
    rest.iter_mut().for_each(|c| *c = &*c * &scale);
    let rest = written(graph, atom, &rest);
    Some(Split { squared, rest })
}

/// The expression as a quotient of polynomials in one of its parts.
fn quotient(graph: &Graph, id: Id) -> Option<(Id, [Polynomial; 2])> {
    let parts = outer_parts(graph, id)?;
    let mut atom = None;
    let mut known: Vec<(Id, [Polynomial; 2])> = Vec::new();
    // Beside √(x − 1) the variable x is its square and 1.
    for &root in &parts {
        if let Node::Call(f, inner) = *graph.node(root)
            && f.row().root_degree() == Some(2)
            && let Some((x, factor, zero)) = Quadratic::of_one(graph, inner).linear()
            && matches!(graph.node(x), Node::Variable(_))
        {
            atom = Some(root);
            let square = vec![zero, Rational::zero(), factor.reciprocal()?];
            known.push((x, [square, vec![Rational::one()]]));
            break;
        }
    }
    for part in parts {
        if known.iter().any(|(known, _)| *known == part) {
            continue;
        }
        let of = |a: Id| {
            known
                .iter()
                .find(|(known, _)| *known == a)
                .map(|(_, own)| own)
        };
        let one = || vec![Rational::one()];
        let made = match *graph.node(part) {
            Node::Number(ref n) => Some([trimmed(vec![n.clone()]), one()]),
            Node::Negative(a) => of(a).map(|[p, q]| [scaled(p, &Rational::integer(-1)), q.clone()]),
            Node::Sum(a, b) => of(a).zip(of(b)).and_then(|(a, b)| added(a, b, 1)),
            Node::Difference(a, b) => of(a).zip(of(b)).and_then(|(a, b)| added(a, b, -1)),
            Node::Product(a, b) => of(a)
                .zip(of(b))
                .and_then(|([p, q], [r, s])| Some([times(p, r)?, times(q, s)?])),
            Node::Quotient(a, b) => of(a)
                .zip(of(b))
                .filter(|(_, [r, _])| !r.is_empty())
                .and_then(|([p, q], [r, s])| Some([times(p, s)?, times(q, r)?])),
            Node::Power(a, b) => match graph.literal(b).and_then(Rational::to_i64) {
                Some(n) => of(a).and_then(|own| raised(own, n)),
                None => None,
            },
            _ => None,
        };
        let made = match made {
            Some(made) => made,
            // Anything else is the part in which they are polynomials, if it is the only one.
            None if matches!(graph.node(part), Node::Variable(_) | Node::Call(..)) => {
                let moves = !graph.is_constant(part);
                if !moves || atom.is_some_and(|known| known != part) {
                    return None;
                }
                atom = Some(part);
                [vec![Rational::zero(), Rational::one()], one()]
            }
            None => return None,
        };
        known.push((part, made));
    }
    let (_, own) = known.into_iter().find(|(known, _)| *known == id)?;
    Some((atom?, own))
}

/// The parts of a sum, arguments first, without those that are inside a function; `None` of too many.
fn outer_parts(graph: &Graph, id: Id) -> Option<Vec<Id>> {
    let mut met = vec![id];
    let mut seen = 0;
    while let Some(&part) = met.get(seen) {
        seen += 1;
        let inner: Vec<Id> = match *graph.node(part) {
            Node::Call(..) => Vec::new(),
            Node::Power(a, b) if graph.literal(b).is_some() => vec![a],
            ref node => node.arguments().collect(),
        };
        let new: Vec<Id> = inner.into_iter().filter(|a| !met.contains(a)).collect();
        met.extend(new);
        if met.len() > MAX_PARTS {
            return None;
        }
    }
    met.sort_unstable();
    met.dedup();
    Some(met)
}

fn raised([p, q]: &[Polynomial; 2], n: i64) -> Option<[Polynomial; 2]> {
    let (p, q) = if n < 0 { (q, p) } else { (p, q) };
    if q.is_empty() || n.unsigned_abs() > MAX_DEGREE as u64 {
        return None;
    }
    let one = vec![Rational::one()];
    let power =
        |p: &Polynomial| (0..n.unsigned_abs()).try_fold(one.clone(), |power, _| times(&power, p));
    Some([power(p)?, power(q)?])
}

fn scaled(p: &Polynomial, n: &Rational) -> Polynomial {
    p.iter().map(|c| c * n).collect()
}

fn trimmed(mut p: Polynomial) -> Polynomial {
    while p.last().is_some_and(Rational::is_zero) {
        p.pop();
    }
    p
}

fn plus(p: &Polynomial, q: &Polynomial) -> Polynomial {
    let zero = Rational::zero();
    let sum =
        (0..p.len().max(q.len())).map(|k| p.get(k).unwrap_or(&zero) + q.get(k).unwrap_or(&zero));
    trimmed(sum.collect())
}

fn added(a: &[Polynomial; 2], b: &[Polynomial; 2], sign: i64) -> Option<[Polynomial; 2]> {
    let [p, q] = a;
    let [r, s] = b;
    let r = scaled(r, &Rational::integer(sign));
    if q == s {
        return Some([plus(p, &r), q.clone()]);
    }
    Some([plus(&times(p, s)?, &times(&r, q)?), times(q, s)?])
}

fn times(p: &Polynomial, q: &Polynomial) -> Option<Polynomial> {
    if p.is_empty() || q.is_empty() {
        return Some(Vec::new());
    }
    if p.len() + q.len() > 2 * MAX_DEGREE {
        return None;
    }
    work::spend((p.len() * q.len()) as u64);
    let mut product = vec![Rational::zero(); p.len() + q.len() - 1];
    for (i, a) in p.iter().enumerate() {
        for (k, b) in q.iter().enumerate() {
            product[i + k] = &product[i + k] + &(a * b);
        }
    }
    let short = product.iter().all(|c| c.bits() <= MAX_BITS);
    short.then(|| trimmed(product))
}

/// Quotient and remainder.
fn divided(p: &Polynomial, q: &Polynomial) -> Option<(Polynomial, Polynomial)> {
    let lead = q.last()?;
    let mut rest = p.clone();
    let mut quotient = vec![Rational::zero(); (p.len() + 1).saturating_sub(q.len())];
    while rest.len() >= q.len() {
        let factor = rest.last()?.divide(lead)?;
        let at = rest.len() - q.len();
        for (k, c) in q.iter().enumerate() {
            rest[at + k] = &rest[at + k] - &(c * &factor);
        }
        if factor.bits() > MAX_BITS {
            return None;
        }
        quotient[at] = factor;
        rest.pop();
        rest = trimmed(rest);
        work::spend(q.len() as u64);
    }
    Some((trimmed(quotient), rest))
}

fn monic(p: &Polynomial) -> Option<Polynomial> {
    let scale = p.last()?.reciprocal()?;
    Some(scaled(p, &scale))
}

fn common_divisor(p: &Polynomial, q: &Polynomial) -> Option<Polynomial> {
    let (mut p, mut q) = (p.clone(), q.clone());
    while !q.is_empty() {
        let (_, rest) = divided(&p, &monic(&q)?)?;
        (p, q) = (q, rest);
    }
    monic(&p)
}

fn derivative(p: &Polynomial) -> Polynomial {
    let terms = p.iter().enumerate().skip(1);
    trimmed(
        terms
            .map(|(k, c)| c * &Rational::integer(k as i64))
            .collect(),
    )
}

/// Monic factors without squares, each with its power.
fn square_free(p: &Polynomial) -> Option<Vec<(Polynomial, i64)>> {
    let p = monic(p)?;
    let mut found = Vec::new();
    let slope = derivative(&p);
    if slope.is_empty() {
        return Some(found);
    }
    let common = common_divisor(&p, &slope)?;
    let (mut b, _) = divided(&p, &common)?;
    let (mut c, _) = divided(&slope, &common)?;
    let mut power = 1;
    while b.len() > 1 {
        let d = plus(&c, &scaled(&derivative(&b), &Rational::integer(-1)));
        let factor = match d.is_empty() {
            true => monic(&b)?,
            false => common_divisor(&b, &d)?,
        };
        b = divided(&b, &factor)?.0;
        c = divided(&d, &factor)?.0;
        if factor.len() > 1 {
            found.push((factor, power));
        }
        power += 1;
    }
    Some(found)
}

/// A polynomial in a part as an expression.
fn written(graph: &mut Graph, atom: Id, p: &Polynomial) -> Id {
    let mut sum: Option<Id> = None;
    for (k, c) in p.iter().enumerate().filter(|(_, c)| !c.is_zero()) {
        let power = match k {
            0 => None,
            1 => Some(atom),
            _ => {
                let k = graph.number(Rational::integer(k as i64));
                Some(graph.add(Node::Power(atom, k)))
            }
        };
        let term = match power {
            None => graph.number(c.clone()),
            Some(power) if c.is_one() => power,
            Some(power) => {
                let c = graph.number(c.clone());
                graph.add(Node::Product(c, power))
            }
        };
        sum = Some(match sum {
            None => term,
            Some(sum) => graph.add(Node::Sum(sum, term)),
        });
    }
    sum.unwrap_or_else(|| graph.number(Rational::zero()))
}

#[cfg(test)]
mod tests;
