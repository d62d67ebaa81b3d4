//! Has an expression more than one value? Seen at the first points at which it has one.

use crate::equality::compare::certainly_differ;
use crate::equality::{FIRST_BITS, Pair, points};
use crate::expression::{Graph, Id};
use crate::number::work;

/// Points that are looked at, the simplest.
const LOOKS: usize = 8;

/// Has it certainly two values? `false` says nothing.
pub fn varies(graph: &mut Graph, id: Id) -> bool {
    work::within(work::LIMIT, || {
        let mut pair = Pair::new(graph, id, id, None);
        let mut first = None;
        for at in points::simple(pair.variables.len()).iter().take(LOOKS) {
            let spot = pair.spot(at);
            if !pair.afford(spot.size, FIRST_BITS) {
                return false;
            }
            let Ok(values) = pair.values(&[pair.a], &spot, FIRST_BITS) else {
                continue;
            };
            let value = values.of(pair.a).clone();
            match &first {
                None => first = Some(value),
                Some(known) if certainly_differ(known, &value, FIRST_BITS) => return true,
                Some(_) => {}
            }
        }
        false
    })
}
