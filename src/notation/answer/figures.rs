//! Numbers as people write them: decimal commas, thousands, percent, powers of ten.

use super::super::lex::{digits_end, number_end};
use super::super::traced::Traced;

/// A text with its numbers rewritten.
pub(super) struct Figures {
    pub(super) text: Traced,
    /// Was one of them in percent?
    pub(super) percent: bool,
    /// Could a point stand between thousands or before decimals?
    pub(super) doubtful: bool,
}

/// Rewrites decimal commas (where the locale has them), percent, and `1.5x10^-3`.
///
/// `thousands`: is a point before three digits one between thousands, where it could be either?
pub(super) fn figures(text: &str, locale_de: bool, thousands: bool) -> Figures {
    let mut out = Figures {
        text: Traced::of_length(text.len()),
        percent: false,
        doubtful: false,
    };
    let mut in_name = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if !in_name && c.is_ascii_digit() {
            at = figure(text, at, locale_de, thousands, &mut out);
            continue;
        }
        if c == ';' && locale_de {
            out.text.put(",", at..end);
        } else {
            out.text.copy(text, at..end);
        }
        // The digits of `x1` are no figures of their own.
        in_name = c.is_alphabetic() || c == '_' || (in_name && c.is_ascii_digit());
        at = end;
    }
    out
}

/// Rewrites the number that starts here; gives its end.
fn figure(text: &str, start: usize, locale_de: bool, thousands: bool, out: &mut Figures) -> usize {
    let mut number = Traced::of_length(text.len());
    let end = if locale_de {
        german(text, start, thousands, &mut number, &mut out.doubtful)
    } else {
        let end = number_end(text, start);
        number.copy(text, start..end);
        end
    };
    if let Some(after) = percent(text, end) {
        out.percent = true;
        out.text.put("(", start..start + 1);
        out.text.append(&number);
        out.text.put("/100)", end..after);
        return after;
    }
    if let Some((ten, after)) = power_of_ten(text, end) {
        out.text.put("(", start..start + 1);
        out.text.append(&number);
        out.text.put("*", end..ten);
        out.text.copy(text, ten..after);
        out.text.put(")", ten..after);
        return after;
    }
    out.text.append(&number);
    end
}

/// A number in German: points between thousands, a comma before decimals.
fn german(
    text: &str,
    start: usize,
    thousands: bool,
    number: &mut Traced,
    doubtful: &mut bool,
) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| digits_end(text, from.min(text.len())).saturating_sub(from);
    let mut at = start + digits(start);
    let first = start..at;
    let mut groups = vec![first];
    if at - start <= 3 && bytes[start] != b'0' {
        const GROUP: usize = 3;
        while bytes.get(at) == Some(&b'.') && digits(at + 1) == GROUP {
            groups.push(at + 1..at + 1 + GROUP);
            at += 1 + GROUP;
        }
    }
    let comma = match &text[at..] {
        rest if rest.starts_with("{,}") => 3,
        rest if rest.starts_with(',') => 1,
        _ => 0,
    };
    let comma = if digits(at + comma) > 0 { comma } else { 0 };
    let open = groups.len() == 2 && comma == 0;
    *doubtful |= open;
    if open && !thousands {
        at = number_end(text, start);
        number.copy(text, start..at);
        return at;
    }
    let grouped = groups.len() > 1;
    for group in groups {
        number.copy(text, group);
    }
    if comma > 0 {
        number.put(".", at..at + comma);
        let end = at + comma + digits(at + comma);
        number.copy(text, at + comma..end);
        at = end;
    } else if !grouped {
        let end = number_end(text, start);
        number.copy(text, at..end);
        return end;
    }
    exponent(text, at, number)
}

/// Copies the `e-3` that ends a number.
fn exponent(text: &str, at: usize, number: &mut Traced) -> usize {
    let rest = &text[at..];
    if !rest.starts_with(['e', 'E']) {
        return at;
    }
    let sign = usize::from(rest[1..].starts_with(['+', '-']));
    let digits = rest[1 + sign..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let end = if digits > 0 {
        at + 1 + sign + digits
    } else {
        at
    };
    number.copy(text, at..end);
    end
}

/// The end of a percent sign here that no operand follows (Python's `%` stands between two).
fn percent(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let after = rest.trim_start().strip_prefix('%')?;
    let next = after.trim_start().chars().next();
    let ends = next.is_none_or(|c| matches!(c, ')' | '+' | '-' | '−' | '*' | '·' | '/' | ','));
    ends.then(|| text.len() - after.len())
}

/// `x10^-3` after a number: where the 10 starts, and the end of the power.
fn power_of_ten(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].trim_start().strip_prefix(['x', 'X'])?;
    let rest = rest.trim_start().strip_prefix("10")?;
    let ten = text.len() - rest.len() - 2;
    let raised = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻');
    let length = rest.find(|c| !raised(c)).unwrap_or(rest.len());
    if length > 0 {
        return Some((ten, text.len() - rest.len() + length));
    }
    let power = rest.strip_prefix("**").or(rest.strip_prefix('^'))?;
    let (inner, closing) = match power.chars().next()? {
        '(' => (&power[1..], ")"),
        '{' => (&power[1..], "}"),
        _ => (power, ""),
    };
    let signless = inner.strip_prefix(['-', '−', '+']).unwrap_or(inner);
    let digits = signless.bytes().take_while(u8::is_ascii_digit).count();
    let after = signless[digits..].strip_prefix(closing)?;
    (digits > 0).then(|| (ten, text.len() - after.len()))
}
