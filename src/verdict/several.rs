//! Several formulas or numbers in one answer: `(4, 1)`, `x = 4, y = 1`, `∂J/∂x = 2xy, ∂J/∂y = x^2`.

use crate::expression::{Graph, Id};
use crate::notation::answer::{self, ListPart};
use crate::notation::error::{Error, ReadErrorKind};
use crate::number::rational::Rational;
use crate::verdict::judgement::Typed;
use crate::verdict::key::Key;
use crate::verdict::outcome::{Evidence, Outcome, Parts, Verdict};
use crate::verdict::rules::Locale;
use std::ops::Range;

/// What is asked for at one place of the list.
pub(super) struct AskedPart<'a> {
    /// The variable that it belongs to.
    pub(super) name: Option<&'a str>,
    /// What it is called in a sentence.
    pub(super) label: String,
}

/// Judges each part of the answer against what it is meant for: by its name if it has one, else
/// by its place.
pub(super) fn judge(
    key: &Key,
    slots: &[AskedPart<'_>],
    nouns: &str,
    text: &str,
    each: impl Fn(&mut Graph, usize, Id, Typed) -> Verdict,
) -> Verdict {
    let parts = answer::parts(text, key.locale == Locale::Comma);
    let slot = |name: &Range<usize>| {
        let by = |slot: &AskedPart<'_>| {
            slot.name
                .is_some_and(|variable| answer::names_variable(&text[name.clone()], variable))
        };
        slots.iter().position(by)
    };
    let named: Vec<Option<usize>> = parts
        .iter()
        .map(|part| part.name.as_ref().and_then(slot))
        .collect();
    // Where one part is for a variable by name, the name of each has to be one.
    let known = || slots.iter().filter_map(|slot| slot.name.map(str::to_owned));
    let strange = parts
        .iter()
        .zip(&named)
        .find_map(|(part, slot)| match slot {
            None => part.name.clone(),
            Some(_) => None,
        });
    if let Some(name) = strange.filter(|_| named.iter().any(Option::is_some)) {
        let kind = ReadErrorKind::UnknownVariable {
            name: text[name.clone()].to_owned(),
            known: known().collect(),
        };
        return Verdict::unread(Error::at(kind, name));
    }
    let mut shares: Vec<Option<Verdict>> = vec![None; slots.len()];
    for (at, ListPart { body, .. }) in parts.iter().enumerate() {
        let at = named[at].unwrap_or(at);
        if at >= slots.len() || shares[at].is_some() {
            break;
        }
        let mut verdict = key.sides(&text[body.clone()], |graph, id, typed| {
            each(graph, at, id, typed)
        });
        if let Some(error) = &mut verdict.error {
            moved(error, body.start);
            return verdict;
        }
        shares[at] = Some(key.credited(verdict));
    }
    let all: Option<Vec<Verdict>> = shares.into_iter().collect();
    let Some(all) = all.filter(|all| all.len() == parts.len()) else {
        // `(2xy, x^2` is no list at all: what cannot be read is not counted.
        let mut unread = parts.iter().filter_map(|part| {
            let mut error = key
                .read(&mut key.graph.clone(), &text[part.body.clone()])
                .err()?;
            moved(&mut error, part.body.start);
            Some(error)
        });
        if let Some(error) = unread.next() {
            return Verdict::unread(error);
        }
        let given = match parts.len() {
            1 => "1 is".to_owned(),
            n => format!("{n} are"),
        };
        let remark = format!("{} {nouns} are asked for, {given} given", slots.len());
        return Verdict::of(Outcome::Wrong, Evidence::None).remark(remark);
    };
    together(key, slots, all)
}

/// An error of a part, at its place in the whole.
fn moved(error: &mut Error, by: usize) {
    if let Some(place) = &mut error.place {
        *place = place.start + by..place.end + by;
    }
}

/// One verdict from those on each part.
fn together(key: &Key, slots: &[AskedPart<'_>], all: Vec<Verdict>) -> Verdict {
    let has = |outcome| all.iter().find(|verdict| verdict.outcome == outcome);
    if let Some(unsettled) = has(Outcome::Unread).or(has(Outcome::Undecided)) {
        return unsettled.clone();
    }
    let read_as = all
        .iter()
        .flat_map(|verdict| verdict.read_as.first())
        .cloned()
        .collect::<Vec<String>>()
        .join(", ");
    let agrees = all
        .iter()
        .any(|verdict| verdict.evidence == Evidence::Agrees);
    let right = all
        .iter()
        .filter(|verdict| verdict.outcome == Outcome::Right)
        .count();
    let mut verdict = match (right == all.len(), agrees) {
        (true, true) => Verdict::of(Outcome::Right, Evidence::Agrees),
        (true, false) => Verdict::of(Outcome::Right, Evidence::Proved),
        (false, _) => Verdict::of(Outcome::Wrong, Evidence::Refuted),
    };
    verdict.read_as = vec![read_as];
    if key.is_number() {
        let joined = |each: fn(&Verdict) -> Option<&String>| {
            let texts: Option<Vec<&str>> = all
                .iter()
                .map(|verdict| each(verdict).map(String::as_str))
                .collect();
            texts.map(|texts| texts.join(", "))
        };
        verdict.got = joined(|verdict| verdict.got.as_ref());
        verdict.expected = joined(|verdict| verdict.expected.as_ref());
    }
    if verdict.outcome == Outcome::Right {
        verdict.remark = all.into_iter().find_map(|verdict| verdict.remark);
        return verdict;
    }
    // Parts count where the question is worth several points, or where each part that is not right
    // has credit of its own.
    let credited = all.iter().all(|verdict| !verdict.share.is_zero());
    let sum = all
        .iter()
        .fold(Rational::zero(), |sum, verdict| &sum + &verdict.share);
    if !sum.is_zero() && (key.partly || credited) {
        verdict.share = &sum * &Rational::ratio(1, all.len() as i64);
        if !verdict.share.is_one() {
            verdict.outcome = Outcome::Partly;
        }
        let named = |right: bool| {
            let verdicts = slots.iter().zip(&all);
            verdicts
                .filter(|(_, verdict)| (verdict.outcome == Outcome::Right) == right)
                .map(|(slot, _)| slot.label.clone())
                .collect()
        };
        verdict.parts = Some(Parts {
            right: named(true),
            missing: named(false),
            instead: true,
        });
    }
    verdict.failing = slots
        .iter()
        .zip(all)
        .filter(|(_, verdict)| verdict.outcome != Outcome::Right)
        .map(|(slot, verdict)| (slot.label.clone(), verdict))
        .collect();
    verdict.slip = verdict
        .failing
        .iter()
        .find_map(|(_, each)| each.slip.clone());
    if let Some((_, first)) = verdict.failing.first() {
        verdict.at = first.at.clone();
        verdict.rounded = first.rounded;
        verdict.remark = first.remark.clone();
        verdict.constant = first.constant;
        if !key.is_number() {
            verdict.got = first.got.clone();
            verdict.expected = first.expected.clone();
            verdict.exactly = first.exactly.clone();
        }
    }
    verdict
}
