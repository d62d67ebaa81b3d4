//! Fractions over the same line: `x^2/(1 + x) - 1/(1 + x)` is `x - 1`, and what has the same root:
//! `sqrt(1 - x^2) - x^2/sqrt(1 - x^2)` is `(1 - 2*x^2)/sqrt(1 - x^2)`.

use crate::expression::few::in_order;
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::{Condition, Manner, never_zero};
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::few::Few;
use crate::expression::simplify::shown::weight;
use crate::expression::simplify::terms::Terms;
use crate::number::rational::Rational;

/// The terms of a sum that have the same powers in front of them.
struct Fractions {
    /// (base, exponent), in the order of the bases: what the terms are divided by, and roots.
    outside: Vec<(Id, Rational)>,
    /// What is left of the terms.
    inside: Vec<Factors>,
}

/// A root that several terms have in different powers, a whole power of its argument apart.
struct SharedRoot {
    base: Id,
    /// What is under it, and how many of it make one of that.
    under: Id,
    degree: Rational,
    /// Its least power.
    least: Rational,
}

impl SharedRoot {
    /// What is under a root, as a function or a power, and its degree; `None` where it is a whole power.
    fn of(graph: &Graph, (base, n): &(Id, Rational)) -> Option<SharedRoot> {
        let (under, degree) = match *graph.node(*base) {
            Node::Call(f, a) => (a, f.row().root_degree()?),
            _ => (*base, 1),
        };
        let degree = Rational::integer(degree);
        let times = n.divide(&degree)?;
        (!times.is_integer()).then(|| SharedRoot {
            base: *base,
            under,
            degree,
            least: n.clone(),
        })
    }

    /// How often a power has what is under the root, beside the least one; `None` where it is none of
    /// this root's.
    fn times(&self, base: Id, n: &Rational) -> Option<Rational> {
        let times = (n - &self.least).divide(&self.degree)?;
        (base == self.base && times.is_integer()).then_some(times)
    }

    /// The roots that several of these terms have.
    fn all(graph: &Graph, terms: &[Factors]) -> Vec<SharedRoot> {
        let mut found: Vec<(SharedRoot, bool)> = Vec::new();
        for power in terms.iter().flat_map(|term| &term.powers) {
            let Some(root) = SharedRoot::of(graph, power) else {
                continue;
            };
            let known = found
                .iter_mut()
                .find(|(known, _)| known.times(power.0, &power.1).is_some());
            match known {
                Some((known, several)) => {
                    *several |= power.1 != known.least;
                    if power.1 < known.least {
                        known.least = root.least;
                    }
                }
                None => found.push((root, false)),
            }
        }
        let several = found.into_iter().filter(|(_, several)| *several);
        several.map(|(root, _)| root).collect()
    }
}

impl Fractions {
    /// The terms by what stands in front of them, in the order met.
    fn of(graph: &Graph, terms: Vec<Factors>) -> Vec<Fractions> {
        let roots = SharedRoot::all(graph, &terms);
        let mut all: Vec<Fractions> = Vec::new();
        for mut term in terms {
            let (mut outside, mut inside) = (Vec::new(), Few::new());
            for (base, n) in term.powers {
                let shared = roots
                    .iter()
                    .find_map(|root| Some((root, root.times(base, &n)?)));
                match shared {
                    Some((root, times)) => {
                        outside.push((base, root.least.clone()));
                        if !times.is_zero() {
                            inside.push((root.under, times));
                        }
                    }
                    None if n.is_negative() => outside.push((base, n)),
                    None => inside.push((base, n)),
                }
            }
            in_order(&mut outside, |(base, _)| *base);
            term.powers = inside;
            match all.iter_mut().find(|known| known.outside == outside) {
                Some(known) => known.inside.push(term),
                None => all.push(Fractions {
                    outside,
                    inside: vec![term],
                }),
            }
        }
        all
    }

    /// Whether there is anything to join.
    fn are_several(&self) -> bool {
        self.inside.len() > 1 && !self.outside.is_empty()
    }

    /// One fraction; the terms as they were where there is nothing to join.
    fn joined(self, graph: &mut Graph, manner: &mut Manner) -> Option<Vec<Factors>> {
        let is_alone = !self.are_several();
        let Fractions {
            mut outside,
            inside,
        } = self;
        if is_alone {
            let each = inside.into_iter().map(|mut term| {
                term.powers.extend(outside.iter().cloned());
                term
            });
            return Some(each.collect());
        }
        let mut inside = inside;
        // What a root leaves stands beside what was there: x*x.
        for term in &mut inside {
            term.join(graph, manner);
        }
        let mut inside = Terms::of_factors(graph, inside, manner).build(graph, manner);
        // What a root leaves of a sum can meet its like.
        if let Some(terms) = Terms::multiplied_out(graph, inside, manner) {
            let other = terms.build(graph, manner);
            if weight(graph, other) < weight(graph, inside) {
                inside = other;
            }
        }
        // So can what is left of all of them: `(2 - 2*x^2)/sqrt(1 - x^2)` is `2*sqrt(1 - x^2)`.
        for power in &mut outside {
            let Some(root) = SharedRoot::of(graph, power) else {
                continue;
            };
            let terms = Terms::of(graph, inside, manner)?;
            if let Some(under) = Terms::of(graph, root.under, manner)
                && let Some(times) = terms.as_multiple_of(&under)
            {
                inside = graph.number(times);
                let more = &power.1 + &root.degree;
                if power.1.is_negative() && !more.is_negative() && !never_zero(graph, root.under) {
                    manner.lose(Condition::NotZero(root.under));
                }
                power.1 = more;
            }
        }
        let mut all = Factors::of(graph, inside, manner)?;
        all.powers.extend(outside);
        all.collect(graph, manner);
        Some(vec![all])
    }
}

impl Terms {
    /// A sum in which fractions over the same line, and products with the same root, are one; `None` where
    /// no two are.
    pub(super) fn over_one_line(graph: &mut Graph, id: Id, manner: &mut Manner) -> Option<Terms> {
        let terms = Terms::of(graph, id, manner)?;
        // What is tidy has one line.
        let is_fraction = |part: Id| matches!(graph.node(part), Node::Quotient(..));
        if !terms.are_two(is_fraction) && !terms.are_two(|part| has_root(graph, part)) {
            return None;
        }
        let terms = terms.factors(graph, manner)?;
        let all = Fractions::of(graph, terms);
        if !all.iter().any(Fractions::are_several) {
            return None;
        }
        let mut terms = Vec::new();
        for fractions in all {
            terms.extend(fractions.joined(graph, manner)?);
        }
        Some(Terms::of_factors(graph, terms, manner))
    }
}

/// Is one of the factors a root, as far as a few of them tell?
fn has_root(graph: &Graph, part: Id) -> bool {
    const FACTORS: usize = 16;
    let mut waiting = vec![part];
    for _ in 0..FACTORS {
        match waiting.pop().map(|id| graph.node(id)) {
            None => return false,
            Some(Node::Product(a, b) | Node::Quotient(a, b)) => waiting.extend([*a, *b]),
            Some(Node::Call(f, _)) if f.row().root_degree().is_some() => return true,
            Some(Node::Power(a, b)) => match graph.literal(*b) {
                Some(n) if n.is_integer() => waiting.push(*a),
                Some(_) => return true,
                None => {}
            },
            Some(_) => {}
        }
    }
    false
}
