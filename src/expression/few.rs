//! What is done with a few things at once.

/// Puts a few in the order of their keys, equal ones as they stand: the sort of many is 4 kB for each kind
/// of them.
pub(crate) fn in_order<T, K: Ord>(few: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..few.len() {
        let mut at = end;
        while at > 0 && key(&few[at]) < key(&few[at - 1]) {
            few.swap(at, at - 1);
            at -= 1;
        }
    }
}
