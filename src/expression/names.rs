//! Names of variables: a Greek letter and its name are one variable.

use std::borrow::Cow;

/// Greek letters: the name, the letter, and other forms of the letter.
const GREEK: &[(&str, char, &[char])] = &[
    ("alpha", 'α', &[]),
    ("beta", 'β', &['ϐ']),
    ("gamma", 'γ', &[]),
    ("delta", 'δ', &[]),
    ("epsilon", 'ε', &['ϵ']),
    ("zeta", 'ζ', &[]),
    ("eta", 'η', &[]),
    ("theta", 'θ', &['ϑ']),
    ("iota", 'ι', &[]),
    ("kappa", 'κ', &['ϰ']),
    ("lambda", 'λ', &[]),
    ("mu", 'μ', &['µ']),
    ("nu", 'ν', &[]),
    ("xi", 'ξ', &[]),
    ("rho", 'ρ', &['ϱ']),
    ("sigma", 'σ', &['ς']),
    ("upsilon", 'υ', &[]),
    ("phi", 'φ', &['ϕ']),
    ("chi", 'χ', &[]),
    ("psi", 'ψ', &[]),
    ("omega", 'ω', &[]),
    // Of the capitals those that are no Latin letters; Γ is a function, Π and Σ are products and sums.
    ("Delta", 'Δ', &['∆']),
    ("Theta", 'Θ', &['ϴ']),
    ("Lambda", 'Λ', &[]),
    ("Xi", 'Ξ', &[]),
    ("Phi", 'Φ', &[]),
    ("Psi", 'Ψ', &[]),
    ("Omega", 'Ω', &['\u{2126}']),
];

/// The name of a Greek letter, in any of its forms; π and τ are constants and have none here.
pub fn of_letter(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    let row =
        |(_, usual, forms): &&(&str, char, &[char])| *usual == letter || forms.contains(&letter);
    GREEK.iter().find(row).map(|(name, _, _)| *name)
}

/// Whether it is the name of a Greek letter, as `theta`.
pub fn is_greek(name: &str) -> bool {
    GREEK.iter().any(|(greek, _, _)| *greek == name)
}

/// What tells one variable from another: the name, a Greek letter at its start spelled out.
///
/// ```
/// use deriv::expression::names::canonical;
/// assert_eq!(canonical("θ_1"), canonical("theta_1"));
/// assert_eq!(canonical("ϕ"), "phi");
/// ```
pub fn canonical(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let spelled = name.chars().next().and_then(|first| {
        let rest = &name[first.len_utf8()..];
        of_letter(first).map(|greek| format!("{greek}{rest}"))
    });
    spelled.map_or(Cow::Borrowed(name), Cow::Owned)
}

/// Whether these are two names of one variable.
pub fn same(one: &str, other: &str) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// Every way in which a name may be written, itself first.
pub fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let spelled = canonical(name);
    let greek = GREEK
        .iter()
        .filter_map(|(greek, letter, forms)| Some((spelled.strip_prefix(greek)?, letter, forms)))
        .find(|(rest, _, _)| !rest.starts_with(char::is_alphabetic));
    if let Some((rest, letter, forms)) = greek {
        let letters = std::iter::once(letter).chain(*forms);
        let written = letters.map(|letter| format!("{letter}{rest}"));
        all.extend(written.chain([spelled.to_string()]));
        all.dedup();
    }
    all
}
