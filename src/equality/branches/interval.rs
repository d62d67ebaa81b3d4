//! An interval of one variable, and what expressions need to be smooth on it.

use crate::equality::range::{Quadratic, Range, Ranges, Signs};
use crate::expression::functions::{Breaks, Lattice, Pieces, Position};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;

/// Where the variable lies: two ends, `None` where there is none. Of the ends themselves nothing is
/// said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Interval {
    pub(super) low: Option<Rational>,
    pub(super) high: Option<Rational>,
}

impl Interval {
    /// The signs of a part where the variable lies in the interval or at its ends.
    pub(super) fn signs(&self, graph: &Graph, part: Id, variable: Variable) -> Signs {
        let ranges = Ranges::bounded(graph, &[part], |_| false, &[(variable, self.range())]);
        Signs::of_range(ranges.of(part))
    }

    /// `None` of a range without an inside.
    pub(super) fn of(range: Range) -> Option<Interval> {
        let interval = Interval {
            low: Rational::from_f64(range.low),
            high: Rational::from_f64(range.high),
        };
        (range.low < range.high).then_some(interval)
    }

    /// The range that it lies in.
    fn range(&self) -> Range {
        let end = |end: &Option<Rational>, none: f64| end.as_ref().map_or(none, Rational::to_f64);
        let [low, high] = [(&self.low, f64::NEG_INFINITY), (&self.high, f64::INFINITY)]
            .map(|(own, none)| end(own, none));
        Range {
            low: low.next_down(),
            high: high.next_up(),
        }
    }

    /// Does a number lie inside?
    pub(super) fn holds(&self, n: &Rational) -> bool {
        !self.is_below(n) && self.low.as_ref().is_none_or(|low| low < n)
    }

    /// Does all of it lie below a number?
    pub(super) fn is_below(&self, n: &Rational) -> bool {
        self.high.as_ref().is_some_and(|high| high <= n)
    }

    /// The part of it that lies above a number, or below.
    fn cut(&mut self, at: Rational, above: bool) {
        let end = if above { &mut self.low } else { &mut self.high };
        let is_nearer = |known: &Rational| if above { *known < at } else { at < *known };
        if end.as_ref().is_none_or(is_nearer) {
            *end = Some(at);
        }
    }

    /// Some points inside, in their order.
    pub(super) fn points(&self) -> Vec<Rational> {
        const STEPS: i64 = 12;
        let two = Rational::integer(2);
        let powers: Vec<Rational> = (-STEPS..=STEPS).filter_map(|k| two.power(k)).collect();
        match (&self.low, &self.high) {
            (None, None) => {
                let below = powers.iter().rev().map(|n| -n);
                let above = powers.iter().cloned();
                below.chain([Rational::zero()]).chain(above).collect()
            }
            (Some(low), None) => powers.iter().map(|n| low + n).collect(),
            (None, Some(high)) => powers.iter().rev().map(|n| high - n).collect(),
            (Some(low), Some(high)) => {
                let width = high - low;
                let small = powers.iter().filter(|n| **n < Rational::one());
                let small: Vec<Rational> = small.map(|n| n * &width).collect();
                let below = small.iter().map(|n| low + n);
                // The half is among the first.
                let above = small.iter().rev().skip(1).map(|n| high - n);
                below.chain(above).collect()
            }
        }
    }

    /// What parts of expressions need besides to have values and be smooth; `None` where that is not
    /// known.
    pub(super) fn needs(
        &self,
        graph: &Graph,
        roots: &[Id],
        variable: Variable,
    ) -> Option<Vec<Need>> {
        let ranges = Ranges::bounded(graph, roots, |_| false, &[(variable, self.range())]);
        let mut needs = Vec::new();
        for part in graph.parts(roots) {
            let (argument, ends) = match *graph.node(part) {
                Node::Quotient(_, below) => {
                    needs.push(Need::NotZero(below));
                    continue;
                }
                Node::Power(base, exponent) => match graph.literal(exponent) {
                    Some(n) if n.is_integer() && !n.is_negative() => continue,
                    Some(n) if n.is_integer() => {
                        needs.push(Need::NotZero(base));
                        continue;
                    }
                    _ if ranges.of(base).low > 0.0 => continue,
                    Some(n) if !n.is_odd_below() => (base, (0.0, f64::INFINITY)),
                    // Where the exponent varies the base is positive.
                    None if graph.moves(exponent) => (base, (0.0, f64::INFINITY)),
                    _ => return None,
                },
                Node::Call(f, a) => {
                    let line = f.row().line()?;
                    if !matches!(f.row().pieces, Pieces::None) || f.row().step {
                        return None;
                    }
                    if line.is_smooth() {
                        continue;
                    }
                    if let Breaks::Lattice(lattice) = line.breaks {
                        lies_between(&lattice, ranges.of(a)).then_some(())?;
                        continue;
                    }
                    // Those on which the argument may lie.
                    let own = ranges.of(a);
                    let each = (0..line.stretches.len()).map(|k| (k, line.edges(k)));
                    let mut met = each.filter(|(_, edges)| {
                        edges.is_none_or(|(low, high)| low < own.high && own.low < high)
                    });
                    let mut met_with_values =
                        met.by_ref().filter(|(k, _)| line.stretches[*k].is_some());
                    let (_, edges) = met_with_values.next()?;
                    if met_with_values.next().is_some() {
                        return None;
                    }
                    (a, edges?)
                }
                Node::Call2(..) => return None,
                _ => continue,
            };
            let own = ranges.of(argument);
            if ends.0 >= own.low || own.high >= ends.1 {
                needs.push(Need::Between(argument, ends));
            }
        }
        Some(needs)
    }

    /// The part of it on which a straight argument lies between two ends; `None` of other arguments.
    pub(super) fn cut_to(
        &mut self,
        graph: &Graph,
        argument: Id,
        (low, high): (f64, f64),
        variable: Variable,
    ) -> Option<()> {
        let (atom, scale, root) = Quadratic::of_one(graph, argument).linear()?;
        if *graph.node(atom) != Node::Variable(variable) {
            return None;
        }
        for (end, above) in [(low, true), (high, false)] {
            if let Some(end) = Rational::from_f64(end) {
                let at = &root + &end.divide(&scale)?;
                self.cut(at, above != scale.is_negative());
            }
        }
        Some(())
    }
}

/// Does no break of a lattice lie in a range?
fn lies_between(lattice: &Lattice, range: Range) -> bool {
    const BITS: u64 = 64;
    let [low, high] = [range.low, range.high].map(Rational::from_f64);
    low.zip(high).is_some_and(|(low, high)| {
        let [low, high] = [low, high].map(|end| Ball::from_rational(&end, BITS));
        let position = lattice.of_ball(&low.hull(&high, BITS));
        matches!(position, Some(Position::Between(_)))
    })
}

/// What a part needs to have a value and be smooth.
pub(super) enum Need {
    NotZero(Id),
    /// Something lies between two ends.
    Between(Id, (f64, f64)),
}

#[cfg(test)]
mod tests;
