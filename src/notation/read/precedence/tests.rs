//! `meval` and our own climbing give one order.

use super::{FullToken, by_meval, climbing};

/// The next number below `n` of a fixed sequence (Marsaglia's xorshift, 2003).
fn below(state: &mut u64, n: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) % n
}

/// A well-formed text in full notation of about `length` signs, with brackets, calls of one to four
/// arguments and signs before any operand.
fn generated(state: &mut u64, length: usize) -> Vec<FullToken> {
    let mut signs: Vec<FullToken> = Vec::new();
    // For each open bracket: is it a call's?
    let mut open: Vec<bool> = Vec::new();
    let mut complete = false;
    while !complete || !open.is_empty() || signs.len() < length {
        let long = signs.len() >= length;
        let at = signs.len();
        if complete {
            let next = match (below(state, 12), open.last()) {
                (0..=3, Some(_)) => FullToken::Close,
                (4, Some(true)) => FullToken::Comma,
                (_, Some(_)) if long => FullToken::Close,
                (0 | 5, _) => FullToken::Plus,
                (1 | 6, _) => FullToken::Minus,
                (2 | 7, _) => FullToken::Times,
                (3 | 8, _) => FullToken::Over,
                _ => FullToken::Power,
            };
            if next == FullToken::Close {
                open.pop();
            } else {
                complete = false;
            }
            signs.push(next);
            continue;
        }
        let next = match below(state, 8) {
            0 if !long => FullToken::Open,
            1 if !long => FullToken::Function(at),
            2 | 3 if !long => FullToken::Negative,
            _ => FullToken::Operand(at),
        };
        match next {
            FullToken::Open => open.push(false),
            FullToken::Function(_) => open.push(true),
            FullToken::Operand(_) => complete = true,
            _ => {}
        }
        signs.push(next);
    }
    signs
}

/// As it would be typed.
fn text(signs: &[FullToken]) -> String {
    let each = signs.iter().map(|sign| match sign {
        FullToken::Operand(n) => format!("a{n}"),
        FullToken::Function(n) => format!("f{n}("),
        FullToken::Open => "(".into(),
        FullToken::Close => ")".into(),
        FullToken::Comma => ", ".into(),
        FullToken::Negative => "-".into(),
        FullToken::Plus => " + ".into(),
        FullToken::Minus => " - ".into(),
        FullToken::Times => "*".into(),
        FullToken::Over => "/".into(),
        FullToken::Power => "^".into(),
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
        (FullToken::Open, Some(FullToken::Close)),
        (FullToken::Function(0), Some(FullToken::Close)),
        (FullToken::Negative, None),
    ] {
        let mut signs = vec![before; DEPTH];
        signs.push(FullToken::Operand(1));
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
    let tower = [FullToken::Operand(1), FullToken::Power].repeat(DEPTH);
    let tower = [&tower[..], &[FullToken::Operand(2)]].concat();
    assert_eq!(climbing::order(&tower), by_meval::order(&tower));
}
