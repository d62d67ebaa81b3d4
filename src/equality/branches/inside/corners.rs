//! Points at the corners of a branch, where parts that run straight are 0.

use crate::calculus::value::{Known, evaluate};
use crate::equality::Pair;
use crate::equality::branches::Branch;
use crate::equality::branches::connected::is_affine;
use crate::equality::range::Quadratic;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;

/// Bits to begin with on both sides of a zero that is no fraction.
const BESIDE_BITS: u64 = 64;

impl Pair<'_> {
    /// Bits of the numbers on both sides of a zero that is no fraction: few, since they are shown, and then
    /// enough to be nearer to it than what is typed tells apart.
    pub(super) fn beside_bits(&self) -> impl Iterator<Item = u64> + use<> {
        const MORE: [u64; 2] = [160, 512];
        let most = self.many_bits();
        let more = MORE.into_iter().chain((most > MORE[1]).then_some(most));
        std::iter::once(BESIDE_BITS).chain(more)
    }

    /// Points whose coordinates are the numbers at which linear parts are 0, or so many bits on both sides
    /// of one that is no fraction, and, with the fewest bits, those between; whether there are such sides.
    pub(super) fn corners(
        &mut self,
        branch: &Branch,
        free: &[Variable],
        bits: u64,
    ) -> (Vec<Vec<Rational>>, bool) {
        const MOST: usize = 200;
        let conditions: Vec<Id> = branch.signs.iter().map(|(part, _)| *part).collect();
        let parts = self.graph.parts(&conditions);
        let mut lists: Vec<Vec<Rational>> = Vec::new();
        let ends = [0, 1].map(|n| self.graph.number(Rational::integer(n)));
        let mut are_beside = false;
        for &variable in free {
            let node = self.graph.add(Node::Variable(variable));
            let (mut zeros, mut beside): (Vec<Rational>, Vec<Rational>) = (Vec::new(), Vec::new());
            for &part in &parts {
                match Quadratic::of_one(self.graph, part).linear() {
                    Some((atom, _, root)) if atom == node => zeros.push(root),
                    _ => beside.extend(
                        around_zero(self.graph, part, (variable, ends), bits)
                            .into_iter()
                            .flatten(),
                    ),
                }
            }
            are_beside |= !beside.is_empty();
            zeros.extend(beside);
            zeros.sort_unstable();
            zeros.dedup();
            zeros.truncate(12);
            let mut list: Vec<Rational> = Vec::new();
            if bits == BESIDE_BITS {
                let between = zeros
                    .windows(2)
                    .map(|two| &(&two[0] + &two[1]) * &Rational::ratio(1, 2));
                list.extend(between);
                let ends = [zeros.first(), zeros.last()].into_iter().flatten();
                for (end, step) in ends.zip([-1, 1]) {
                    list.push(end + &Rational::integer(step));
                }
            }
            list.extend(zeros);
            if list.is_empty() {
                list = [1, 0, -2].map(Rational::integer).to_vec();
            }
            lists.push(list);
        }
        // Where all are too many, the zeros themselves before what lies between them.
        let all = lists
            .iter()
            .fold(1_usize, |all, list| all.saturating_mul(list.len()));
        if all > MOST {
            lists.iter_mut().for_each(|list| list.reverse());
        }
        let mut points: Vec<Vec<Rational>> = vec![Vec::new()];
        for list in lists {
            let longer = |point: &Vec<Rational>| {
                list.iter()
                    .map(|n| [&point[..], std::slice::from_ref(n)].concat())
                    .collect::<Vec<_>>()
            };
            points = points.iter().flat_map(longer).take(MOST).collect();
        }
        (points, are_beside)
    }
}

/// The two sides of the zero of a part that runs straight in the variable, and has no other:
/// `2*x - ln(7) + 1`. The variable comes with 0 and 1.
fn around_zero(
    graph: &Graph,
    part: Id,
    (variable, [zero, one]): (Variable, [Id; 2]),
    bits: u64,
) -> Option<[Rational; 2]> {
    if graph.variables(part) != [variable] || !is_affine(graph, part) {
        return None;
    }
    let at = |end: Id| {
        let point = [(variable, end)];
        let values = evaluate(graph, &[part], &point, &[], bits, &Known::new()).ok()?;
        values.of(part).ball(bits).ok()
    };
    let (first, second) = (at(zero)?, at(one)?);
    let root = first.div(&first.sub(&second, bits), bits).ok()?;
    Some([root.lower().ok()?, root.upper().ok()?])
}
