//! A part, its size and its sign in one product: x·sign(x) is |x|, |x|·sign(x) is x, |x|² is x².

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::{Condition, Manner, never_zero};
use crate::expression::simplify::factors::Factors;
use crate::number::rational::Rational;

/// What stands in a product of one part u: sign(u), |u|^size, u^own.
#[derive(Default)]
struct Sized {
    sign: Option<Id>,
    size: i64,
    own: i64,
    /// Whether one of them stands below the fraction line.
    below: bool,
    /// The places of the factors.
    places: Vec<usize>,
}

impl Factors {
    /// Joins the powers of parts with those of their sizes and signs, whose bases differ; says whether any
    /// were joined.
    pub(super) fn join_sizes(&mut self, graph: &mut Graph, manner: &mut Manner) -> bool {
        let mut joined = false;
        let mut at = 0;
        while at < self.powers.len() {
            // A size or a sign is met at its first factor.
            if let Node::Call(f, part) = *graph.node(self.powers[at].0)
                && (f.row().is_size() || f.row().is_sign())
                && let Some(found) = self.sized(graph, part)
                && found.places[0] == at
                && self.put_sized(graph, part, &found, manner)
            {
                joined = true;
            } else {
                at += 1;
            }
        }
        joined
    }

    /// What there is of a part; `None` where an exponent is no whole number.
    fn sized(&self, graph: &Graph, part: Id) -> Option<Sized> {
        let mut found = Sized::default();
        for (place, (base, exponent)) in self.powers.iter().enumerate() {
            let function = match *graph.node(*base) {
                Node::Call(f, a) if a == part => Some(f),
                _ => None,
            };
            let is_size = function.is_some_and(|f| f.row().is_size());
            let is_sign = function.is_some_and(|f| f.row().is_sign());
            if !(is_size || is_sign || *base == part) {
                continue;
            }
            let exponent = exponent.to_i64()?;
            match (is_size, is_sign) {
                (true, _) => found.size += exponent,
                // Of its even powers the value at 0 would be lost.
                (_, true) if exponent == 1 && found.sign.is_none() => found.sign = Some(*base),
                (_, true) => return None,
                _ => found.own += exponent,
            }
            found.below |= exponent < 0;
            found.places.push(place);
        }
        // Where the size comes first its places are found from there; those of the part may stand before.
        let is_named = |place: &usize| self.powers[*place].0 != part;
        let first = found.places.iter().position(is_named)?;
        found.places.swap(0, first);
        Some(found)
    }

    /// Puts the shortest product of the same value in their place; says whether it is another one.
    fn put_sized(
        &mut self,
        graph: &mut Graph,
        part: Id,
        found: &Sized,
        manner: &mut Manner,
    ) -> bool {
        let turns = (i64::from(found.sign.is_some()) + found.own) % 2 != 0;
        let all = found.size + found.own;
        let is_odd = all % 2 != 0;
        // (sign, size, own)
        let (sign, size, own) = match (turns, is_odd) {
            (false, false) | (true, true) => (false, 0, all),
            (false, true) => (false, all, 0),
            (true, false) if all == 0 => (true, 0, 0),
            (true, false) => (false, all.signum(), all - all.signum()),
        };
        let same = (sign, size, own) == (found.sign.is_some(), found.size, found.own);
        // u/|u| stays, since there is no sign to be written for it.
        if same || sign && found.sign.is_none() {
            return false;
        }
        if found.below && all >= 0 && !never_zero(graph, part) {
            manner.lose(Condition::NotZero(part));
        }
        let mut places = found.places.clone();
        places.sort_unstable();
        for place in places.into_iter().rev() {
            self.powers.remove(place);
        }
        if size != 0 {
            let base = graph.absolute(part);
            self.powers.push((base, Rational::integer(size)));
        }
        if own != 0 {
            let power = Rational::integer(own);
            let power = graph.number(power);
            let whole = graph.add(Node::Power(part, power));
            match Factors::of(graph, whole, manner) {
                // A product comes in its factors.
                Some(factors) => {
                    self.coefficient = &self.coefficient * &factors.coefficient;
                    self.powers.extend(factors.powers);
                }
                None => self.powers.push((part, Rational::integer(own))),
            }
        }
        if let (true, Some(base)) = (sign, found.sign) {
            self.powers.push((base, Rational::one()));
        }
        true
    }
}
