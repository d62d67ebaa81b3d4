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

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn few_things_are_put_in_order_and_equal_ones_stay_as_they_stand() {
        for few in [
            &[][..],
            &[(3, 'a')],
            &[(2, 'a'), (1, 'b')],
            &[(1, 'a'), (2, 'b'), (1, 'c'), (0, 'd'), (2, 'e'), (1, 'f')],
            &[(5, 'a'), (4, 'b'), (3, 'c'), (2, 'd'), (1, 'e'), (0, 'f')],
        ] {
            let (mut own, mut known) = (few.to_vec(), few.to_vec());
            in_order(&mut own, |(key, _)| *key);
            known.sort_by_key(|(key, _)| *key);
            assert_eq!(own, known);
        }
    }
}
