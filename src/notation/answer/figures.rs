//! Numbers as people write them: decimal commas, thousands, percent, powers of ten.

use crate::notation::read::characters::{digits_end, number_end, vulgar};
use crate::notation::read::choice::{About, Choices};
use crate::notation::read::trace::Traced;

/// A text with its numbers rewritten.
pub(super) struct RewrittenNumbers {
    /// The text; `None` where it stays as it is.
    pub(super) text: Option<Traced>,
    /// Whether one of them was in percent.
    pub(super) percent: bool,
}

/// What is read on the way.
struct Reader<'a> {
    text: &'a str,
    locale_de: bool,
    choices: &'a mut Choices,
    out: Traced,
    percent: bool,
}

/// Digits between two signs that part thousands.
const GROUP: usize = 3;

/// Signs that part thousands in some country or language, beside comma and point.
const PARTING: [char; 7] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’', '_'];

/// Rewrites decimal commas (where the locale has them), thousands, percent, mixed numbers and
/// `1.5x10^-3`. No rule settles whether `1.000` is a thousand or 1, and `1 1/2` is 3/2 or 1*1/2.
pub(super) fn figures(text: &str, locale_de: bool, choices: &mut Choices) -> RewrittenNumbers {
    if !locale_de && is_plain(text) {
        return RewrittenNumbers {
            text: None,
            percent: false,
        };
    }
    let mut reader = Reader {
        text,
        locale_de,
        choices,
        out: Traced::of_length(text.len()),
        percent: false,
    };
    reader.run();
    RewrittenNumbers {
        text: Some(reader.out),
        percent: reader.percent,
    }
}

/// Whether no number of a text can be one that is rewritten: no digits are followed by what may part
/// them, by other digits, a percent sign or a power of ten. `false` says nothing.
fn is_plain(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !text.as_bytes()[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        at = digits_end(text, at);
        let after = &text[at..];
        let next = after.trim_start();
        let plain = match next.bytes().next() {
            Some(b',' | b'_' | b'\'') => next.len() < after.len(),
            Some(b'x' | b'X') => !next[1..].trim_start().starts_with("10"),
            Some(byte) => byte.is_ascii() && byte != b'%' && !byte.is_ascii_digit(),
            None => true,
        };
        if !plain {
            return false;
        }
    }
    true
}

impl Reader<'_> {
    fn run(&mut self) {
        let text = self.text;
        let (mut in_name, mut at, mut depth) = (false, 0, 0_i64);
        let mut before = None;
        while let Some(c) = text[at..].chars().next() {
            let end = at + c.len_utf8();
            if !in_name && c.is_ascii_digit() {
                at = self.figure(at, depth <= 0, before);
                before = Some('0');
                continue;
            }
            let starts = before.is_none_or(|c| "(+-−*·/^[{;".contains(c));
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            match c {
                ';' if self.locale_de => self.out.put(",", at..end),
                ',' if self.locale_de && starts && digits_end(text, end) > end => {
                    self.out.put("0.", at..end);
                    let digits = digits_end(text, end);
                    self.out.copy(text, end..digits);
                    at = digits;
                    before = Some('0');
                    continue;
                }
                _ => self.out.copy(text, at..end),
            }
            // The digits of `x1` are no figures of their own.
            in_name = c.is_alphabetic() || c == '_' || (in_name && c.is_ascii_digit());
            if !c.is_whitespace() {
                before = Some(c);
            }
            at = end;
        }
    }

    /// Rewrites the number that starts here, after the character `before`; gives its end. `outer`:
    /// does no bracket stand around it, so that its comma parts no arguments?
    fn figure(&mut self, start: usize, outer: bool, before: Option<char>) -> usize {
        let text = self.text;
        let mut number = Traced::of_length(text.len());
        let above = before == Some('^');
        let end = self.number(start, outer, above, &mut number);
        if !above && let Some((fraction, after)) = self.mixed(start, end) {
            let whole = self.choices.open(About::Mixed, 2, start..after) > 0;
            let (open, sign, close) = match whole {
                true => ("(", "+", ")"),
                false => ("", "*", ""),
            };
            self.out.put(open, start..start + 1);
            self.out.append(&number);
            self.out.put(sign, end..fraction);
            self.out.copy(text, fraction..after);
            self.out.put(close, fraction..after);
            return after;
        }
        if let Some(after) = percent(text, end) {
            self.percent = true;
            self.out.put("(", start..start + 1);
            self.out.append(&number);
            self.out.put("/100)", end..after);
            return after;
        }
        if let Some((ten, after)) = power_of_ten(text, end) {
            self.out.put("(", start..start + 1);
            self.out.append(&number);
            self.out.put("*", end..ten);
            self.out.copy(text, ten..after);
            self.out.put(")", ten..after);
            return after;
        }
        self.out.append(&number);
        end
    }

    /// A number with what parts its thousands and its decimals; gives its end.
    fn number(&mut self, start: usize, outer: bool, above: bool, number: &mut Traced) -> usize {
        let text = self.text;
        let first = digits_end(text, start);
        let digits = |from: usize| digits_end(text, from.min(text.len())).saturating_sub(from);
        let parting = if self.locale_de { '.' } else { ',' };
        let mut groups = vec![(start, first)];
        if first - start <= GROUP && text.as_bytes()[start] != b'0' {
            let sign = text[first..].chars().next().filter(|c| match c {
                ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => !above,
                ',' | '.' => *c == parting && (outer || self.locale_de),
                c => PARTING.contains(c),
            });
            let mut at = first;
            while let Some(sign) = sign.filter(|sign| text[at..].starts_with(*sign))
                && digits(at + sign.len_utf8()) == GROUP
            {
                at += sign.len_utf8();
                groups.push((at, at + GROUP));
                at += GROUP;
            }
        }
        let mut at = groups.last().map_or(first, |group| group.1);
        let decimal = match (&text[at..], self.locale_de) {
            (rest, true) if rest.starts_with("{,}") => 3,
            (rest, true) if rest.starts_with(',') => 1,
            (rest, false) if rest.starts_with('.') && groups.len() > 1 => 1,
            _ => 0,
        };
        let decimal = if digits(at + decimal) > 0 { decimal } else { 0 };
        let marked = groups.len() == 2 && decimal == 0 && text[first..].starts_with(parting);
        if marked && self.choices.open(About::Thousands, 2, start..at) == 0 {
            // What parts thousands here is a decimal sign elsewhere.
            number.copy(text, start..first);
            number.put(".", first..first + 1);
            number.copy(text, first + 1..at);
            return exponent(text, at, number);
        }
        let grouped = groups.len() > 1;
        for (from, to) in groups {
            number.copy(text, from..to);
        }
        if decimal > 0 {
            number.put(".", at..at + decimal);
            let end = at + decimal + digits(at + decimal);
            number.copy(text, at + decimal..end);
            at = end;
        } else if !grouped {
            let end = number_end(text, start);
            number.copy(text, at..end);
            return end;
        }
        exponent(text, at, number)
    }

    /// The fraction of a mixed number after these digits, `1/2` after `1 `: its start and end. One
    /// from LaTeX is looked at where products are.
    fn mixed(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let text = self.text;
        if digits_end(text, start) != end {
            return None;
        }
        let rest = &text[end..];
        let fraction = end + rest.len() - rest.trim_start().len();
        let digits = |text: &str| digits_end(text, 0);
        let inner = &text[fraction..];
        if let Some(c) = inner.chars().next().filter(|c| vulgar(*c).is_some()) {
            return (fraction > end).then(|| (fraction, fraction + c.len_utf8()));
        }
        if fraction == end {
            return None;
        }
        let below = inner[digits(inner)..].strip_prefix('/')?;
        let after = &below[digits(below)..];
        let whole = digits(inner) > 0 && digits(below) > 0 && !after.starts_with('.');
        whole.then(|| (fraction, text.len() - after.len()))
    }
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
