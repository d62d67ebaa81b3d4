//! How many digits a number shows, which its value does not tell: 0.50 has two.

use crate::notation::answer::ShownDigits;
use crate::notation::read::characters::digits_end;

impl ShownDigits {
    /// The digits of `0.50`, `-1.20e-3`, `(1.20*10^-3)` or `(12.5/100)`; `None` of anything else.
    pub(super) fn of(text: &str) -> Option<ShownDigits> {
        // Of letters a number has those of its exponent alone.
        let is_other = |byte: u8| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E');
        if text.bytes().any(is_other) {
            return None;
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.trim_start_matches(['-', '−', '–', '+']);
        let inner = text
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'));
        let text = inner.unwrap_or(text);
        let whole = digits_end(text, 0);
        let part = match text[whole..].strip_prefix('.') {
            Some(part) => digits_end(part, 0),
            None => 0,
        };
        let pointed = text[whole..].starts_with('.');
        let end = whole + usize::from(pointed) + part;
        if whole + part == 0 {
            return None;
        }
        let power: i64 = match &text[end..] {
            "" => 0,
            "/100" => -2,
            rest => exponent(rest)?,
        };
        let mut digits: String = text[..end].chars().filter(|c| *c != '.').collect();
        let significant = digits.trim_start_matches('0').len();
        digits.truncate(digits.trim_end_matches('0').len());
        let without_zeros = digits.trim_start_matches('0').len();
        let count = |n: usize| u32::try_from(n).ok();
        let least = if pointed { significant } else { without_zeros };
        let decimals = i64::try_from(part).ok()?.checked_sub(power)?.max(0);
        Some(ShownDigits {
            digits: (count(least)?, count(significant)?),
            decimals: u32::try_from(decimals).ok()?,
        })
    }
}

/// The power of ten in `e-3`, `*10^-3`, `·10^(-3)`, `*10⁻³`.
fn exponent(rest: &str) -> Option<i64> {
    let typed = match rest.strip_prefix(['e', 'E']) {
        Some(typed) => typed,
        None => {
            let after = rest
                .strip_prefix(['*', '·', '×', '⋅'])?
                .strip_prefix("10")?;
            let caret = after.strip_prefix('^').or(after.strip_prefix("**"));
            caret.unwrap_or(after)
        }
    };
    let digits: Option<String> = typed
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '{' | '}' | '+'))
        .map(|c| match c {
            '-' | '−' | '⁻' => Some('-'),
            '⁰' => Some('0'),
            '¹' => Some('1'),
            '²' => Some('2'),
            '³' => Some('3'),
            '⁴'..='⁹' => char::from_digit(c as u32 - '⁴' as u32 + 4, 10),
            digit => digit.is_ascii_digit().then_some(digit),
        })
        .collect();
    digits?.parse().ok()
}
