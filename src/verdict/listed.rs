//! Choices and orders: letters against letters.

use crate::notation::error::{Error, Kind};
use crate::verdict::rules::Choice;
use crate::verdict::{Evidence, Outcome, Verdict};

/// The choices that an answer names are exactly the right ones.
pub(super) fn choice(choices: &[Choice], right: &[usize], text: &str) -> Verdict {
    let mut named = match places(choices, text) {
        Ok(named) => named,
        Err(error) => return Verdict::unread(error),
    };
    let read_as = vec![letters(choices, &named)];
    named.sort_unstable();
    named.dedup();
    let verdict = if named == right {
        Verdict::of(Outcome::Right, Evidence::Proved)
    } else {
        Verdict::of(Outcome::Wrong, Evidence::Refuted)
    };
    let remark = match verdict.outcome {
        Outcome::Wrong => count_fault(&named, right),
        _ => None,
    };
    Verdict {
        read_as,
        remark,
        ..verdict
    }
}

/// How many are missing and how many too many, where several are right or named; which ones would
/// be the answer.
fn count_fault(named: &[usize], right: &[usize]) -> Option<String> {
    if named.len() < 2 && right.len() < 2 {
        return None;
    }
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let missing = right.iter().filter(|at| !named.contains(at)).count();
    let wrong = named.iter().filter(|at| !right.contains(at)).count();
    let missing =
        (missing > 0).then(|| format!("{missing} of the right ones {} missing", are(missing)));
    let wrong = (wrong > 0).then(|| format!("{wrong} {} not right", are(wrong)));
    let both: Vec<String> = missing.into_iter().chain(wrong).collect();
    Some(both.join(", "))
}

/// All steps are named once, and every pair is in its order.
pub(super) fn order(steps: &[Choice], before: &[(usize, usize)], text: &str) -> Verdict {
    let named = match places(steps, text) {
        Ok(named) => named,
        Err(error) => return Verdict::unread(error),
    };
    let read_as = vec![letters(steps, &named)];
    let letter = |at: usize| steps[at].letter.value.as_str();
    let wrong = || Verdict {
        read_as: read_as.clone(),
        ..Verdict::of(Outcome::Wrong, Evidence::Refuted)
    };
    let twice = (0..steps.len()).find(|at| named.iter().filter(|&n| n == at).count() > 1);
    if let Some(at) = twice {
        return wrong().remark(format!("{} stands there twice", letter(at)));
    }
    let missing: Vec<&str> = (0..steps.len())
        .filter(|at| !named.contains(at))
        .map(letter)
        .collect();
    if !missing.is_empty() {
        return wrong().remark(format!("without {}", missing.join(", ")));
    }
    let place = |step: usize| named.iter().position(|&n| n == step);
    let turned = before
        .iter()
        .find(|(first, then)| place(*first) > place(*then));
    match turned {
        Some(&(first, then)) => wrong().remark(format!(
            "{} cannot come before {}",
            letter(then),
            letter(first)
        )),
        None => Verdict {
            read_as,
            ..Verdict::of(Outcome::Right, Evidence::Proved)
        },
    }
}

fn letters(parts: &[Choice], named: &[usize]) -> String {
    let each: Vec<&str> = named
        .iter()
        .map(|&at| parts[at].letter.value.as_str())
        .collect();
    each.join(", ")
}

/// The places of the letters that an answer names, in its order: `b`, `B)`, `b, c`, `b and c`,
/// `b > c`, `bc` where all letters are single ones, or the text of one choice.
fn places(parts: &[Choice], text: &str) -> Result<Vec<usize>, Error> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let whole = text.trim().trim_end_matches('.');
    let by_text = |part: &Choice| same(part.text.value.trim().trim_end_matches('.'), whole);
    if let Some(at) = parts.iter().position(by_text) {
        return Ok(vec![at]);
    }
    let find = |word: &str| parts.iter().position(|part| same(&part.letter.value, word));
    let single = parts
        .iter()
        .all(|part| part.letter.value.chars().count() == 1);
    let mut named = Vec::new();
    let mut start = 0;
    let between = |c: char| c.is_whitespace() || "(),;.:/>|→-–&+[]{}<\"'".contains(c);
    while start < text.len() {
        let rest = &text[start..];
        let Some(skip) = rest.find(|c: char| !between(c)) else {
            break;
        };
        start += skip;
        let rest = &text[start..];
        let end = rest.find(between).unwrap_or(rest.len());
        let word = &rest[..end];
        let place = start..start + end;
        start += end;
        if let Some(at) = find(word) {
            named.push(at);
        } else if same(word, "and") || same(word, "then") {
        } else {
            let letters = word.chars().map(|c| find(c.encode_utf8(&mut [0; 4])));
            match letters.collect::<Option<Vec<usize>>>().filter(|_| single) {
                Some(several) => named.extend(several),
                None => {
                    let kind = Kind::UnknownLetter {
                        text: word.to_owned(),
                        known: parts.iter().map(|part| part.letter.value.clone()).collect(),
                    };
                    return Err(Error::at(kind, place));
                }
            }
        }
    }
    match named.is_empty() {
        true => Err(Error::at(Kind::Empty, 0..0)),
        false => Ok(named),
    }
}
