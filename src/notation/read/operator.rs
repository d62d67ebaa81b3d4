//! What stands around a function without being part of it: `f(w) =` before it, and the operator of
//! a derivative.

use crate::expression::Function;
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::characters::{is_letter, word_length};
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::scope::Scope;

/// Longest `f(w) =` before a function, in bytes.
const MAX_LEAD: usize = 256;

/// Of `f(w, x) = …` where the function itself starts, and the names of its arguments.
pub(super) fn of_arguments(text: &str) -> Option<(usize, Vec<String>)> {
    let sign = text.bytes().take(MAX_LEAD).position(|b| b == b'=')?;
    let body = &text[sign + 1..];
    let lead = text[..sign].trim();
    let name = &lead[..word_length(lead)];
    let arguments = lead[name.len()..]
        .trim()
        .strip_prefix('(')?
        .strip_suffix(')')?;
    let is_name = |name: &str| {
        name.starts_with(is_letter) && word_length(name) == name.len() && !name.is_empty()
    };
    let names: Vec<String> = arguments.split(',').map(|n| n.trim().to_owned()).collect();
    let own = is_name(name) && Function::named(name).next().is_none();
    (own && names.iter().all(|name| is_name(name)) && !body.contains('='))
        .then_some((sign + 1, names))
}

/// Refuses the operator of a derivative, `d/dx …`, `dy/dx`, `d(x^2)/dx`: by itself it would be a
/// quotient of variables that nobody meant.
///
/// # Errors
/// [`Kind::Operator`], at the operator.
pub(super) fn refuse(text: &str, pieces: &[PlacedPiece], scope: &Scope<'_>) -> Result<(), Error> {
    let word = |at: usize| match pieces.get(at).map(|p| &p.piece) {
        // One word, also where it was taken apart.
        Some(Piece::Variable(_)) => {
            let start = pieces[at].place.start;
            let from = text[..start].trim_end_matches(is_letter).len();
            (from == start).then(|| &text[start..start + word_length(&text[start..])])
        }
        _ => None,
    };
    let differential = |at: usize| {
        word(at)
            .filter(|name| name.starts_with('d') && scope.known(name).is_none())
            .map(|name| &name[1..])
    };
    let opening = |at: usize| matches!(pieces.get(at).map(|p| &p.piece), Some(Piece::Open(_)));
    for (at, placed) in pieces.iter().enumerate() {
        if placed.piece != Piece::Over {
            continue;
        }
        let mut below = at + 1;
        while opening(below) {
            below += 1;
        }
        let by = differential(below).filter(|by| by.chars().count() == 1 || by.starts_with('_'));
        let Some(by) = by else { continue };
        if let Some(start) = above(pieces, at, &differential) {
            let end = pieces[below].place.start + 1 + by.len();
            let place = pieces[start].place.start..end;
            let by = by.to_owned();
            return Err(Error::at(ReadErrorKind::Operator { by }, place));
        }
    }
    Ok(())
}

/// Where the numerator before the sign at `over` starts, if it is a differential: `d`, `dy`, `d^2y`,
/// `d(…)`.
fn above<'a>(
    pieces: &[PlacedPiece],
    over: usize,
    differential: &impl Fn(usize) -> Option<&'a str>,
) -> Option<usize> {
    /// Most pieces of `d^2y`, in brackets.
    const MOST: usize = 12;
    /// Most pieces between the brackets of `d(…)`.
    const MOST_BACK: usize = 1000;
    let mut at = over.checked_sub(1)?;
    // Back over one primary, in brackets or not.
    if matches!(pieces[at].piece, Piece::Close(_)) {
        let mut depth = 0i64;
        for n in (over.saturating_sub(MOST_BACK)..over).rev() {
            match pieces[n].piece {
                Piece::Close(_) => depth += 1,
                Piece::Open(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                at = n;
                break;
            }
        }
        // `((dy)/(dx))`, or `d(…)/dx`.
        let mut inner = at;
        while matches!(pieces[inner].piece, Piece::Open(_)) && inner + 1 < over {
            inner += 1;
        }
        let whole = over - at <= MOST && differential(inner).is_some();
        let called = at
            .checked_sub(1)
            .filter(|before| differential(*before) == Some(""));
        return called.or(whole.then_some(at));
    }
    let first = at.saturating_sub(3);
    (first..=at).find(|n| {
        let d = differential(*n);
        d == Some("") || (*n == at && d.is_some())
    })
}
