//! Powers of numbers of any sign: they have values where the exponent is a fraction with an odd
//! denominator, and keep the sign where it is odd above.
//!
//! Such fractions are even or odd as whole numbers are: sums and products of them follow the same
//! rules. So each exponent is 0 or 1 in a lane, whatever its value is there.

use super::FieldProof;
use crate::equality::trials::{NoProof, Slot};
use crate::expression::{Id, Node};
use std::collections::HashMap;

impl FieldProof<'_> {
    /// a^b where b is held still.
    pub(super) fn power_of_any_sign(&mut self, a: Id, b: Id) -> Result<Slot, NoProof> {
        let sign = self.checked_sign(a, false)?;
        let parts = self.parts(a)?;
        let logarithm = self.logarithm(&parts)?;
        let exponent = self.lanes.multiply(self.value(b), logarithm)?;
        let size = self.exponential(exponent)?;
        // 1 + p·(s − 1)
        let parity = self.parity(b)?;
        let one = self.lanes.signed(1)?;
        let less = self.lanes.subtract(sign, one)?;
        let turned = self.lanes.multiply(parity, less)?;
        let factor = self.lanes.add(one, turned)?;
        self.lanes.multiply(size, factor)
    }

    /// 1 in the lanes in which an exponent is odd, 0 in those in which it is even.
    fn parity(&mut self, root: Id) -> Result<Slot, NoProof> {
        let mut needed = vec![root];
        let mut at = 0;
        while at < needed.len() {
            let id = needed[at];
            at += 1;
            if self.follows(id) {
                needed.extend(self.graph.node(id).arguments());
            }
        }
        needed.sort_unstable();
        needed.dedup();
        let mut known: HashMap<Id, Slot> = HashMap::new();
        for id in needed {
            let of = |a: Id| known[&a];
            let parity = match *self.graph.node(id) {
                // Beside an even denominator nothing follows: it is odd below.
                Node::Number(ref n) => self.lanes.signed(n.is_odd_above().into())?,
                _ if !self.follows(id) => self.own_parity(self.value(id))?,
                Node::Negative(a) => of(a),
                Node::Sum(a, b) | Node::Difference(a, b) => {
                    // p + q − 2pq
                    let (p, q) = (of(a), of(b));
                    let sum = self.lanes.add(p, q)?;
                    let both = self.lanes.multiply(p, q)?;
                    let twice = self.lanes.add(both, both)?;
                    self.lanes.subtract(sum, twice)?
                }
                Node::Product(a, b) => self.lanes.multiply(of(a), of(b))?,
                _ => unreachable!("the parity of others follows from nothing"),
            };
            known.insert(id, parity);
        }
        Ok(known[&root])
    }

    /// Is the parity of a part that of its arguments? Not where one of them is a fraction with an
    /// even denominator.
    fn follows(&self, id: Id) -> bool {
        let node = self.graph.node(id);
        let rule = matches!(
            node,
            Node::Negative(_) | Node::Sum(..) | Node::Difference(..) | Node::Product(..)
        );
        rule && node
            .arguments()
            .all(|a| self.graph.literal(a).is_none_or(|n| n.is_odd_below()))
    }

    /// The parity of what stands for itself; that of its negative is the same.
    fn own_parity(&mut self, value: Slot) -> Result<Slot, NoProof> {
        let same = |&&(known, _): &&(Slot, Slot)| {
            self.lanes.same(known, value) || self.lanes.opposite(known, value)
        };
        if let Some(&(_, parity)) = self.parities.iter().find(same) {
            return Ok(parity);
        }
        let parity = self.lanes.parities()?;
        self.parities.push((value, parity));
        Ok(parity)
    }
}
