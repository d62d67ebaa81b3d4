//! Characters that look like others, as other keyboards, word processors and copied pages have
//! them: full width, mathematical letters, soft blanks, raised and lowered letters.

use crate::notation::note::{Note, Taken};
use crate::notation::read::scope::Scope;
use crate::notation::read::trace::Traced;

/// The text in usual characters, or `None` where it has no others. With `notes`, of an answer: `X` is
/// the variable `x` where no variable is called `X`, as a telephone capitalises it, and each letter
/// that was taken for another one is noted.
pub(crate) fn plain(
    original: &str,
    scope: &Scope<'_>,
    mut notes: Option<&mut Vec<Note>>,
) -> Option<Traced> {
    let capitals = notes.is_some() && original.bytes().any(|b| b.is_ascii_uppercase());
    if original.is_ascii() && !capitals {
        return None;
    }
    let known = |name: &str| scope.known(name).is_some();
    let mut out = Traced::of_length(original.len());
    let mut at = 0;
    let mut changed = false;
    while let Some(c) = original[at..].chars().next() {
        let end = at + c.len_utf8();
        let (run, number) = raised_run(&original[at..]);
        if number {
            // The reader knows raised numbers itself; the 3 of `³√x` is looked at below.
            let root = original[..at + run].ends_with('³') && original[at + run..].starts_with('√');
            let run = run - if root { '³'.len_utf8() } else { 0 };
            if run > 0 {
                out.copy(original, at..at + run);
                at += run;
                continue;
            }
        } else if run > 0 {
            out.put("^(", at..at + run);
            for (offset, c) in original[at..at + run].char_indices() {
                let place = at + offset..at + offset + c.len_utf8();
                out.put(raised(c).unwrap_or_default(), place);
            }
            out.put(")", at..at + run);
            at += run;
            changed = true;
            continue;
        }
        let mut buffer = [0; 4];
        let other = if c.is_ascii() {
            let single = capitals
                && c.is_ascii_uppercase()
                && !original[..at].ends_with(is_word)
                && !original[end..].starts_with(is_word)
                && !known(&original[at..end]);
            let lower = c.to_ascii_lowercase().encode_utf8(&mut buffer);
            let lower = (single && known(lower)).then_some(&*lower);
            if let (Some(lower), Some(notes)) = (lower, &mut notes) {
                let (typed, name) = (c.to_string(), lower.to_owned());
                let taken = Taken::Letter { typed, name };
                notes.push(Note {
                    taken,
                    place: at..end,
                });
            }
            lower
        } else if known(&original[at..end]) {
            None
        } else if c == '³' && original[end..].starts_with('√') {
            // `x³√x` is x³·√x.
            let before = original[..at].trim_end().chars().next_back();
            let operand =
                before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'));
            if !operand {
                out.put("∛", at..end + '√'.len_utf8());
                at = end + '√'.len_utf8();
                changed = true;
                continue;
            }
            None
        } else if c == 'Γ' && original[end..].trim_start().starts_with('(') {
            Some("Gamma")
        } else if let Some(digit) = lowered(c) {
            // `log₂ x` and `x_1`, but `x1` where that is the variable.
            let start = original[..at].trim_end_matches(is_word).len();
            let word = &original[start..at];
            let index = known(&format!("{word}{digit}"));
            if !original[..at].ends_with(|c| lowered(c).is_some()) && !index {
                out.put("_", at..end);
            }
            Some(digit)
        } else if let Some(latin) = cyrillic(c).filter(|_| !in_cyrillic_word(original, at)) {
            let (typed, name) = (c.to_string(), latin.to_owned());
            let taken = Taken::Cyrillic { typed, name };
            if let Some(notes) = &mut notes {
                notes.push(Note {
                    taken,
                    place: at..end,
                });
            }
            Some(latin)
        } else {
            usual(c, &mut buffer)
        };
        match other {
            Some(other) => {
                out.put(other, at..end);
                changed = true;
            }
            None => out.copy(original, at..end),
        }
        at = end;
    }
    changed.then_some(out)
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// The character that this one stands for; nothing for one that is not seen.
fn usual(c: char, buffer: &mut [u8; 4]) -> Option<&str> {
    /// Signs of full width, from `!` to `~`, stand this far from those of ASCII.
    const FULL_WIDTH: u32 = 0xFEE0;
    const LETTERS: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let ascii = match c {
        // Zero width and soft hyphens; not the overrides of direction, which hide what they turn.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            return Some("");
        }
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - FULL_WIDTH)?,
        '\u{1d400}'..='\u{1d6a3}' => {
            let letter = (c as u32 - 0x1d400) as usize % LETTERS.len();
            char::from(LETTERS[letter])
        }
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((c as u32 - 0x1d7ce) % 10, 10)?,
        // Arabic, Persian, Devanagari, Bengali and Thai keyboards have digits of their own.
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10)?,
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10)?,
        '\u{966}'..='\u{96f}' => char::from_digit(c as u32 - 0x966, 10)?,
        '\u{9e6}'..='\u{9ef}' => char::from_digit(c as u32 - 0x9e6, 10)?,
        '\u{e50}'..='\u{e59}' => char::from_digit(c as u32 - 0xe50, 10)?,
        '٫' => '.',
        '٬' => return Some(""),
        '٪' => '%',
        'ℯ' | 'ⅇ' => 'e',
        'ℎ' => 'h',
        'ℼ' => return Some("π"),
        '𝜋' | '𝛑' | '𝝅' => return Some("π"),
        '‐' | '‑' | '‒' | '—' | '―' | '﹣' => '-',
        '✕' | '✖' | '⨯' | '⋆' | '﹡' | '⁎' | '‧' | '・' => '*',
        'ˆ' | '˄' | '⌃' => '^',
        '∣' | '❘' | '⏐' => '|',
        '´' => '\'',
        _ => return None,
    };
    Some(ascii.encode_utf8(buffer))
}

/// Cyrillic letters that a keyboard left in that script writes for Latin ones.
fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'х' => "x",
        'у' => "y",
        'е' => "e",
        'а' => "a",
        'о' => "o",
        'с' => "c",
        'р' => "p",
        _ => return None,
    })
}

/// Whether the letter at this byte belongs to a word that is in that script for sure.
fn in_cyrillic_word(text: &str, at: usize) -> bool {
    /// Longest word that is looked through, in letters.
    const LONGEST: usize = 64;
    let sure = |c: char| matches!(c, '\u{400}'..='\u{4ff}') && cyrillic(c).is_none();
    let letters = |c: &char| c.is_alphabetic();
    let before = text[..at].chars().rev().take_while(letters).take(LONGEST);
    let after = text[at..].chars().take_while(letters).take(LONGEST);
    before.chain(after).any(sure)
}

fn lowered(c: char) -> Option<&'static str> {
    Some(match c {
        '₀' => "0",
        '₁' => "1",
        '₂' => "2",
        '₃' => "3",
        '₄' => "4",
        '₅' => "5",
        '₆' => "6",
        '₇' => "7",
        '₈' => "8",
        '₉' => "9",
        _ => return None,
    })
}

/// What a raised character stands for, those of a plain raised number included.
fn raised(c: char) -> Option<&'static str> {
    Some(match c {
        '⁰' => "0",
        '¹' => "1",
        '²' => "2",
        '³' => "3",
        '⁴' => "4",
        '⁵' => "5",
        '⁶' => "6",
        '⁷' => "7",
        '⁸' => "8",
        '⁹' => "9",
        '⁻' => "-",
        '⁺' => "+",
        '⁽' => "(",
        '⁾' => ")",
        'ᐟ' | '⸍' => "/",
        'ˣ' => "x",
        'ʸ' => "y",
        'ᶻ' => "z",
        'ʷ' => "w",
        'ᵗ' => "t",
        'ⁿ' => "n",
        'ᵃ' => "a",
        'ᵇ' => "b",
        _ => return None,
    })
}

/// How many bytes are raised here, and whether they are no more than a number.
fn raised_run(text: &str) -> (usize, bool) {
    let plain = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻');
    let length = text.find(|c| raised(c).is_none()).unwrap_or(text.len());
    let run = &text[..length];
    (length, length > 0 && run.chars().all(plain))
}
