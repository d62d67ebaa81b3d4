//! What a branching part is on each of its branches.

mod roots;
mod steps;
mod turns;

use crate::calculus::value::{self, Known};
use crate::equality::branches::Branch;
use crate::equality::branches::turning::Turning;
use crate::equality::identity;
use crate::equality::range::Ranges;
use crate::equality::signs::{SignedFactors, Signs};
use crate::expression::formula::Formula;
use crate::expression::functions::Pieces;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::mem;

/// What is to be done next with a branch.
pub(super) enum Next {
    /// Nothing branches any more.
    Smooth,
    /// There is no value on it.
    Empty,
    /// A part is another one on this branch, and something else has these signs; at last those by which it is
    /// the other one.
    Put(Id, Id, Option<(Id, Signs)>, Vec<(Id, Signs)>),
    /// A part's sign decides: one branch for each.
    Split(Id, &'static [Signs]),
    /// A part is `period·n + rest` with a whole number n; the rest is from 0 to the period.
    Whole {
        /// The part.
        part: Id,
        /// How far it is from one n to the next.
        period: Rational,
        /// The step that it is in.
        step: Function,
    },
    /// A whole number is this many times another one and a rest; one branch for each rest.
    Rests(Variable, i64),
}

const SIDES: &[Signs] = &[Signs::NOT_NEGATIVE, Signs::MINUS];
const THREE: &[Signs] = &[Signs::PLUS, Signs::MINUS, Signs::ZERO];
const OPEN_SIDES: &[Signs] = &[Signs::PLUS, Signs::MINUS];
const POINT_OR_NOT: &[Signs] = &[Signs::NOT_ZERO, Signs::ZERO];

/// Is it a part that branches?
pub(super) fn branches(node: &Node) -> bool {
    match node {
        Node::Call(f, _) | Node::Call2(f, ..) => !matches!(f.row().pieces, Pieces::None),
        _ => false,
    }
}

struct Look<'a> {
    graph: &'a mut Graph,
    branch: &'a Branch,
    ranges: &'a mut Ranges,
    /// Signs of parts that ranges do not tell: of those without variables, and of sums.
    found: Vec<(Id, Signs)>,
    /// Those by which the part that is looked at is another one.
    decided: Vec<(Id, Signs)>,
    turning: &'a mut Turning,
    seed: u64,
}

/// The first part that branches, and how.
pub(super) fn next(
    graph: &mut Graph,
    branch: &Branch,
    ranges: &mut Ranges,
    turning: &mut Turning,
    seed: u64,
) -> Next {
    let parts = graph.parts(&branch.branching());
    let mut look = Look::on(graph, branch, ranges, turning, seed);
    if let Some(next) = look.outer_step(&parts) {
        return next;
    }
    for id in parts {
        if let Some(next) = look.part(id) {
            return next;
        }
    }
    Next::Smooth
}

/// The same where only single points are left to look at: those at which signs are 0, and those that
/// a root has alone.
pub(super) fn next_point(
    graph: &mut Graph,
    branch: &Branch,
    ranges: &mut Ranges,
    turning: &mut Turning,
    seed: u64,
) -> Next {
    let parts = graph.parts(&[branch.a, branch.b]);
    let mut look = Look::on(graph, branch, ranges, turning, seed);
    for id in parts {
        if let Some(next) = look.alone(id, true) {
            return next;
        }
        let (f, a) = match *look.graph.node(id) {
            Node::Call(f, a) if f.row().jumps_at_points() => (f, a),
            _ => continue,
        };
        let factors = look.factors(a);
        let open = factors.all.iter().find(|factor| {
            let own = factor.own(|part| look.known(part));
            own.has(Signs::ZERO) && own != Signs::ZERO
        });
        if let Some(factor) = open {
            return Next::Split(factor.part, POINT_OR_NOT);
        }
        if factors.signs(|part| look.known(part)) == Signs::ZERO
            && let Pieces::Sign {
                zero: Some(zero), ..
            } = f.row().pieces
        {
            let zero = zero(&[Formula::Part(a)]).as_it_stands(look.graph);
            let decided = vec![(a, Signs::ZERO)];
            return Next::Put(id, zero, None, decided);
        }
    }
    Next::Smooth
}

impl<'a> Look<'a> {
    fn on(
        graph: &'a mut Graph,
        branch: &'a Branch,
        ranges: &'a mut Ranges,
        turning: &'a mut Turning,
        seed: u64,
    ) -> Look<'a> {
        Look {
            graph,
            branch,
            ranges,
            found: Vec::new(),
            decided: Vec::new(),
            turning,
            seed,
        }
    }

    /// The sign of a part without variables, by its value or by a proof that it is 0.
    fn constant_sign(&self, part: Id) -> Signs {
        const BITS: u64 = 256;
        let values = value::evaluate(self.graph, &[part], &[], &[], BITS, &Known::new());
        match values.ok().and_then(|values| values.of(part).sign()) {
            Some(sign) => Signs::of(sign),
            None if identity::vanishes(self.graph, part, self.seed) => Signs::ZERO,
            None => Signs::ANY,
        }
    }

    fn known(&self, part: Id) -> Signs {
        let all = self.branch.signs.iter().chain(&self.found);
        let signs = all.filter(|(known, _)| *known == part);
        let signs = signs.fold(Signs::ANY, |all, (_, signs)| all.both(*signs));
        signs.both(Signs::of_range(self.ranges.of(part)))
    }

    /// The factors of a part, also of one in which a square shows only once it is one fraction.
    fn factors(&mut self, id: Id) -> SignedFactors {
        let mut factors = self.plain_factors(id);
        if let [only] = factors.all[..]
            && only.odd
            && !only.below
            && self.known(only.part) == Signs::ANY
        {
            let product = self.with_squares(only.part);
            if product != only.part {
                let sign = factors.sign;
                factors = self.plain_factors(product);
                factors.sign = factors.sign.times(sign);
            }
        }
        factors
    }

    fn plain_factors(&mut self, id: Id) -> SignedFactors {
        let factors = SignedFactors::of(self.graph, id);
        for factor in &factors.all {
            self.ranges.extend(self.graph, factor.part);
            if self.found.iter().any(|(known, _)| *known == factor.part) {
                continue;
            }
            let sign = match self.graph.is_constant(factor.part) {
                true => self.constant_sign(factor.part),
                // What was put in may leave 0 there.
                false
                    if !self.branch.solved.is_empty()
                        && identity::vanishes(self.graph, factor.part, self.seed) =>
                {
                    Signs::ZERO
                }
                false if self.known(factor.part) == Signs::ANY => {
                    let signs = &self.branch.signs;
                    self.turning
                        .signs(self.graph, factor.part, self.ranges, signs)
                }
                false => continue,
            };
            self.found.push((factor.part, sign));
        }
        self.ranges.extend(self.graph, id);
        factors
    }

    /// Is it never negative, or never positive, on this branch? Else what has to be split.
    fn is_above(&mut self, id: Id) -> Result<bool, Next> {
        let factors = self.factors(id);
        let own = self.known(id);
        let signs = factors.signs(|part| self.known(part)).both(own);
        if signs.is_empty() {
            return Err(Next::Empty);
        }
        for (side, is_above) in [(Signs::NOT_NEGATIVE, true), (Signs::NOT_POSITIVE, false)] {
            if signs.is_within(side) {
                self.decided.push((id, side));
                return Ok(is_above);
            }
        }
        let open = factors
            .all
            .iter()
            .filter(|factor| factor.odd)
            .find(|factor| {
                let own = factor.own(|part| self.known(part));
                !own.is_within(Signs::NOT_NEGATIVE) && !own.is_within(Signs::NOT_POSITIVE)
            });
        Err(open.map_or(Next::Empty, |factor| {
            Next::Split(factor.part, if factor.below { OPEN_SIDES } else { SIDES })
        }))
    }

    /// The sign on this branch.
    fn sign(&mut self, id: Id) -> Result<i64, Next> {
        let factors = self.factors(id);
        let own = self.known(id);
        let signs = factors.signs(|part| self.known(part)).both(own);
        if signs.is_empty() {
            return Err(Next::Empty);
        }
        if let Some(sign) = signs.single() {
            self.decided.push((id, signs));
            return Ok(sign);
        }
        let open = factors.all.iter().find(|factor| {
            let own = factor.own(|part| self.known(part));
            let decided = !factor.odd && !own.has(Signs::ZERO);
            !decided && own.single().is_none()
        });
        Err(open.map_or(Next::Empty, |factor| {
            let own = factor.own(|part| self.known(part));
            let options = match (factor.odd, own.has(Signs::ZERO)) {
                (true, true) => THREE,
                (true, false) => OPEN_SIDES,
                (false, _) => POINT_OR_NOT,
            };
            Next::Split(factor.part, options)
        }))
    }

    fn part(&mut self, id: Id) -> Option<Next> {
        if let Some(next) = self.alone(id, false) {
            return Some(next);
        }
        self.decided.clear();
        match self.replaced(id)? {
            Ok(with) => {
                let order = self.order(id, with);
                Some(Next::Put(id, with, order, mem::take(&mut self.decided)))
            }
            Err(next) => Some(next),
        }
    }

    /// What it says of two arguments that one of them was picked: orders together may go around,
    /// which the signs of their factors do not show.
    fn order(&mut self, id: Id, picked: Id) -> Option<(Id, Signs)> {
        let Node::Call2(f, a, b) = *self.graph.node(id) else {
            return None;
        };
        let larger = match f.row().pieces {
            Pieces::Order { .. } => f.row().picks_first(Ordering::Greater),
            _ => return None,
        };
        let difference = self.graph.add(Node::Difference(a, b));
        let signs = match (picked == a) == larger {
            true => Signs::NOT_NEGATIVE,
            false => Signs::NOT_POSITIVE,
        };
        Some((difference, signs))
    }

    /// What the part is on this branch; `None` where it does not branch.
    fn replaced(&mut self, id: Id) -> Option<Result<Id, Next>> {
        let node = self.graph.node(id).clone();
        Some(match node {
            Node::Call(f, a) => match self.pieces(f, &[a]) {
                Some(found) => found,
                None => match f.row().root_degree() {
                    Some(degree) => return self.rooted(a, &Rational::ratio(1, degree)),
                    None => {
                        if let Some(with) = self.undone(f, a) {
                            return Some(Ok(with));
                        }
                        return self.without_turns(f, a);
                    }
                },
            },
            Node::Call2(f, a, b) => return self.pieces(f, &[a, b]),
            // 0^b is 0 where it has a value.
            Node::Power(a, b)
                if self.graph.literal(a).is_some_and(Rational::is_zero)
                    && self.graph.literal(b).is_none() =>
            {
                match self.sign(b) {
                    Ok(1) => Ok(self.number(0)),
                    Ok(_) => Err(Next::Empty),
                    Err(next) => Err(next),
                }
            }
            Node::Power(a, b) => {
                let root = self.graph.literal(b).is_some_and(|n| !n.is_integer());
                return root.then(|| self.root(a, b)).flatten();
            }
            _ => return None,
        })
    }

    /// What a function with pieces is on this branch.
    fn pieces(&mut self, f: Function, arguments: &[Id]) -> Option<Result<Id, Next>> {
        let parts: Vec<Formula> = arguments.iter().map(|a| Formula::Part(*a)).collect();
        let piece = match f.row().pieces {
            Pieces::None => return None,
            Pieces::Formula(formula) => Ok(formula),
            Pieces::Step => return Some(self.floor(f, arguments[0])),
            Pieces::Sign {
                above,
                below,
                zero: None,
            } => self
                .is_above(arguments[0])
                .map(|is_above| if is_above { above } else { below }),
            Pieces::Sign {
                above,
                below,
                zero: Some(zero),
            } => self.sign(arguments[0]).map(|sign| match sign {
                1 => above,
                0 => zero,
                _ => below,
            }),
            Pieces::Order { above, below } => {
                let difference = Node::Difference(arguments[0], arguments[1]);
                let difference = self.graph.add(difference);
                let is_above = self.is_above(difference);
                is_above.map(|is_above| if is_above { above } else { below })
            }
        };
        Some(piece.map(|formula| formula(&parts).as_it_stands(self.graph)))
    }

    /// A function of the function that it undoes.
    fn undone(&mut self, f: Function, a: Id) -> Option<Id> {
        let undone = f.row().undoes?;
        match *self.graph.node(a) {
            Node::Call(inner, u) if inner == undone.of => {
                Some((undone.is)(&[Formula::Part(u)]).as_it_stands(self.graph))
            }
            _ => None,
        }
    }

    fn may_be_zero(&mut self, id: Id) -> bool {
        let factors = self.factors(id);
        factors
            .signs(|part| self.known(part))
            .both(self.known(id))
            .has(Signs::ZERO)
    }

    fn number(&mut self, n: i64) -> Id {
        self.graph.number(Rational::integer(n))
    }

    /// |a|, where it is known whether that is a.
    fn size(&mut self, is_above: bool, a: Id) -> Id {
        match is_above {
            true => a,
            false => self.graph.add(Node::Negative(a)),
        }
    }
}
