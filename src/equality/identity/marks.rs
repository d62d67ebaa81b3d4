//! Signs that may be 0, so that what is proved holds at single points too.

use super::FieldProof;
use crate::equality::atoms::MAX_FACTORS;
use crate::equality::range::Range;
use crate::equality::trials::{NoProof, Slot};
use crate::expression::{Id, Node};

impl FieldProof<'_> {
    /// The sign of a node, times the marks of its factors: no rule is used that leaves out the points
    /// at which it is 0.
    pub(super) fn sign_or_zero(&mut self, root: Id) -> Result<Slot, NoProof> {
        let mut sign = self.checked_sign(root, true)?;
        if !self.marked {
            return Ok(sign);
        }
        let mut waiting = vec![root];
        let mut met = 0;
        while let Some(id) = waiting.pop() {
            met += 1;
            if met > MAX_FACTORS {
                return Err(NoProof::GiveUp);
            }
            if self.is_constant(id) || self.range(id).is_some_and(Range::is_never_zero) {
                continue;
            }
            match *self.graph.node(id) {
                Node::Negative(a) => waiting.push(a),
                Node::Product(a, b) => waiting.extend([a, b]),
                Node::Quotient(a, _) => waiting.push(a),
                Node::Power(a, b) if self.graph.literal(b).is_some_and(|n| !n.is_zero()) => {
                    waiting.push(a);
                }
                Node::Call(f, a) if f.row().keeps_sign() => waiting.push(a),
                Node::Call(f, _) if f.row().is_total_and_never_zero() => {}
                Node::Call(f, a) if f.row().is_size() || f.row().root_degree().is_some() => {
                    waiting.push(a);
                }
                _ => {
                    let known = self.certain_sign(id)?;
                    sign = self.with_marks(sign, self.value(id), known)?;
                }
            }
        }
        Ok(sign)
    }

    /// A sign times the marks of the factors of a value. `known`: the sign of that, or 0.
    pub(super) fn with_marks(
        &mut self,
        mut sign: Slot,
        value: Slot,
        known: i8,
    ) -> Result<Slot, NoProof> {
        for (atom, _) in self.factor(value, known)?.atoms {
            let mark = self.mark(atom)?;
            sign = self.lanes.multiply(sign, mark)?;
        }
        Ok(sign)
    }

    fn mark(&mut self, atom: usize) -> Result<Slot, NoProof> {
        if let Some(mark) = self.atoms[atom].mark {
            return Ok(mark);
        }
        let mark = self.lanes.marks()?;
        self.atoms[atom].mark = Some(mark);
        Ok(mark)
    }
}
