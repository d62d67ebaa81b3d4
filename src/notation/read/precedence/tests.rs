//! `meval` and our own climbing give one order.

use super::{Sign, by_meval, climbing};

/// The next number below `n` of a fixed sequence (Marsaglia's xorshift, 2003).
fn below(state: &mut u64, n: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) % n
}

/// A well-formed text in full notation of about `length` signs, with brackets, calls of one to four
/// arguments and signs before any operand.
fn generated(state: &mut u64, length: usize) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    // For each open bracket: is it a call's?
    let mut open: Vec<bool> = Vec::new();
    let mut complete = false;
    while !complete || !open.is_empty() || signs.len() < length {
        let long = signs.len() >= length;
        let at = signs.len();
        if complete {
            let next = match (below(state, 12), open.last()) {
                (0..=3, Some(_)) => Sign::Close,
                (4, Some(true)) => Sign::Comma,
                (_, Some(_)) if long => Sign::Close,
                (0 | 5, _) => Sign::Plus,
                (1 | 6, _) => Sign::Minus,
                (2 | 7, _) => Sign::Times,
                (3 | 8, _) => Sign::Over,
                _ => Sign::Power,
            };
            if next == Sign::Close {
                open.pop();
            } else {
                complete = false;
            }
            signs.push(next);
            continue;
        }
        let next = match below(state, 8) {
            0 if !long => Sign::Open,
            1 if !long => Sign::Function(at),
            2 | 3 if !long => Sign::Negative,
            _ => Sign::Operand(at),
        };
        match next {
            Sign::Open => open.push(false),
            Sign::Function(_) => open.push(true),
            Sign::Operand(_) => complete = true,
            _ => {}
        }
        signs.push(next);
    }
    signs
}

/// As it would be typed.
fn text(signs: &[Sign]) -> String {
    let each = signs.iter().map(|sign| match sign {
        Sign::Operand(n) => format!("a{n}"),
        Sign::Function(n) => format!("f{n}("),
        Sign::Open => "(".into(),
        Sign::Close => ")".into(),
        Sign::Comma => ", ".into(),
        Sign::Negative => "-".into(),
        Sign::Plus => " + ".into(),
        Sign::Minus => " - ".into(),
        Sign::Times => "*".into(),
        Sign::Over => "/".into(),
        Sign::Power => "^".into(),
    });
    each.collect()
}

#[test]
fn both_orders_agree_on_generated_texts() {
    let mut state = 8;
    for round in 0..20_000 {
        let signs = generated(&mut state, round % 40);
        assert_eq!(
            climbing::order(&signs),
            by_meval::order(&signs),
            "{}",
            text(&signs)
        );
    }
}

#[test]
fn both_orders_agree_on_deep_texts() {
    const DEPTH: usize = 100_000;
    for (before, after) in [
        (Sign::Open, Some(Sign::Close)),
        (Sign::Function(0), Some(Sign::Close)),
        (Sign::Negative, None),
    ] {
        let mut signs = vec![before; DEPTH];
        signs.push(Sign::Operand(1));
        signs.extend(
            after
                .into_iter()
                .flat_map(|sign| std::iter::repeat_n(sign, DEPTH)),
        );
        assert_eq!(
            climbing::order(&signs),
            by_meval::order(&signs),
            "{before:?}"
        );
    }
    let tower = [Sign::Operand(1), Sign::Power].repeat(DEPTH);
    let tower = [&tower[..], &[Sign::Operand(2)]].concat();
    assert_eq!(climbing::order(&tower), by_meval::order(&tower));
}
