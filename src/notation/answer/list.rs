//! Several answers in one text: `(4, 1)`, `x: 4, y: 1`, `∇J = ⟨2xy, x^2⟩`, a column in LaTeX.

use crate::notation::answer::equation::is_lead;
use std::ops::Range;

/// One of several answers, as bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPart {
    /// What names it, before an equals sign or colon.
    pub name: Option<Range<usize>>,
    /// The answer.
    pub body: Range<usize>,
}

/// What may stand around a whole list.
const AROUND: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("<", ">"),
    ("⟨", "⟩"),
    ("$$", "$$"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    ("\\left(", "\\right)"),
    ("\\left[", "\\right]"),
    ("\\left\\{", "\\right\\}"),
    ("\\{", "\\}"),
    ("\\langle", "\\rangle"),
    ("\\left\\langle", "\\right\\rangle"),
    ("\\begin{pmatrix}", "\\end{pmatrix}"),
    ("\\begin{bmatrix}", "\\end{bmatrix}"),
    ("\\begin{matrix}", "\\end{matrix}"),
    ("np.array(", ")"),
    ("numpy.array(", ")"),
    ("array(", ")"),
    ("Matrix(", ")"),
    ("sp.Matrix(", ")"),
    ("sympy.Matrix(", ")"),
    ("vector(", ")"),
];

/// Most things around a list that are taken off: `$∇J = \left[(…)\right]$` has four.
const MAX_AROUND: usize = 8;

/// The answers in a text, in its order. Semicolons part them where there are any, else line ends,
/// commas or `and`; where a comma is the decimal sign (`locale_de`) only one with a blank after it.
pub fn parts(text: &str, locale_de: bool) -> Vec<ListPart> {
    let whole = inside(text);
    let list = &text[whole.clone()];
    let comma = |at: usize| !locale_de || list[at + 1..].starts_with(char::is_whitespace);
    let ways: [&dyn Fn(usize) -> usize; 5] = [
        &|at| usize::from(list[at..].starts_with(';') && !list[..at].ends_with('\\')),
        &|at| if list[at..].starts_with("\\\\") { 2 } else { 0 },
        &|at| usize::from(list[at..].starts_with('\n')),
        &|at| usize::from(list[at..].starts_with(',') && !list[..at].ends_with('\\') && comma(at)),
        &|at| {
            let word = [" and ", " und "].into_iter();
            let word = word.chain(["&"]).find(|word| list[at..].starts_with(word));
            word.map_or(0, str::len)
        },
    ];
    let mut lists = ways.iter().map(|way| split(list, way));
    let several = lists.find(|ranges| ranges.len() > 1);
    several
        .or_else(|| vector(list))
        .unwrap_or_else(|| split(list, |_| 0))
        .into_iter()
        .map(|range| part(text, whole.start + range.start..whole.start + range.end))
        .collect()
}

/// Unit vectors, each with how it is written, from the first axis on.
const UNITS: [&[&str]; 3] = [
    &[
        "i",
        "î",
        "\\hat{i}",
        "\\hat i",
        "\\hat{\\imath}",
        "\\mathbf{i}",
        "\\vec{i}",
    ],
    &[
        "j",
        "ĵ",
        "\\hat{j}",
        "\\hat j",
        "\\hat{\\jmath}",
        "\\mathbf{j}",
        "\\vec{j}",
    ],
    &["k", "k̂", "\\hat{k}", "\\hat k", "\\mathbf{k}", "\\vec{k}"],
];

/// The coordinates of `2xy i + x^2 j`: a sum in which each term ends with a unit vector, each axis from
/// the first on once, in any order.
fn vector(list: &str) -> Option<Vec<Range<usize>>> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_i64);
    while at <= list.len() && found.len() < UNITS.len() {
        let c = list[at..].chars().next();
        match c {
            Some('(' | '[' | '{') => depth += 1,
            Some(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        let sign = matches!(c, None | Some('+' | '-' | '−')) && depth == 0;
        let term = list[start..at].trim_end();
        let units = UNITS.iter().enumerate();
        let mut units = units.flat_map(|(axis, forms)| forms.iter().map(move |unit| (axis, unit)));
        let unit = units.find_map(|(axis, unit)| {
            let before = term.strip_suffix(unit)?;
            // A letter would belong to the name before it; what is set with a hat does not.
            let apart = !unit.is_ascii()
                || unit.starts_with('\\')
                || before.ends_with(|c: char| !c.is_alphabetic());
            (sign && apart && !before.trim().is_empty()).then_some((axis, before))
        });
        if let Some((axis, before)) = unit {
            let before = before.trim_end().trim_end_matches(['*', '·']);
            let before = before.strip_suffix("\\,").unwrap_or(before);
            // A plus only joins the terms, a minus belongs to the one after it.
            found.push((axis, start..start + before.len()));
            start = at + usize::from(c == Some('+'));
        }
        at += c.map_or(1, char::len_utf8);
    }
    let on = |axis| found.iter().find(|(own, _)| *own == axis);
    let parts = (0..found.len()).map(|axis| on(axis).map(|(_, part)| part.clone()));
    let parts: Vec<Range<usize>> = parts.collect::<Option<_>>()?;
    (parts.len() > 1 && start >= list.len()).then_some(parts)
}

/// The pieces between separators outside of brackets; `length` says how long one is that stands
/// here. Blank pieces at the end are left out.
fn split(list: &str, length: impl Fn(usize) -> usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_i64);
    while let Some(c) = list[at..].chars().next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let separator = if depth == 0 { length(at) } else { 0 };
        if separator > 0 {
            ranges.push(start..at);
            start = at + separator;
        }
        at += separator.max(c.len_utf8());
    }
    ranges.push(start..list.len());
    while ranges.len() > 1
        && ranges
            .last()
            .is_some_and(|r| list[r.clone()].trim().is_empty())
    {
        ranges.pop();
    }
    ranges
}

/// The list without what stands around it: brackets, an array, a name of the whole.
fn inside(text: &str) -> Range<usize> {
    let mut whole = trimmed(text, 0..text.len());
    for _ in 0..MAX_AROUND {
        let list = &text[whole.clone()];
        if let Some(inner) = unwrapped(list) {
            whole = trimmed(text, whole.start + inner.start..whole.start + inner.end);
            continue;
        }
        // `∇J = (2xy, x^2)`: a name of the whole stands before what is around it.
        let Some(sign) = list.find(['=', ':']) else {
            return whole;
        };
        let after = trimmed(text, whole.start + sign + 1..whole.end);
        if list[..sign].ends_with('\\')
            || !is_lead(&list[..sign])
            || unwrapped(&text[after.clone()]).is_none()
        {
            return whole;
        }
        whole = after;
    }
    whole
}

/// What is inside of what stands around a text, the longest of [`AROUND`] that fits.
fn unwrapped(list: &str) -> Option<Range<usize>> {
    AROUND
        .iter()
        .filter_map(|(open, close)| {
            let inner = list.strip_prefix(open)?.strip_suffix(close)?;
            let whole = balanced(inner) && !(open.starts_with('$') && inner.contains('$'));
            whole.then(|| open.len()..open.len() + inner.len())
        })
        .max_by_key(|inner| inner.start)
}

/// A part with its name taken off.
fn part(text: &str, range: Range<usize>) -> ListPart {
    let typed = &text[range.clone()];
    let named = typed.find(['=', ':']).filter(|&sign| {
        let name = &typed[..sign];
        !name.trim().is_empty() && !name.ends_with('\\') && is_lead(name)
    });
    match named {
        Some(sign) => ListPart {
            name: Some(trimmed(text, range.start..range.start + sign)),
            body: trimmed(text, range.start + sign + 1..range.end),
        },
        None => ListPart {
            name: None,
            body: trimmed(text, range),
        },
    }
}

/// Whether no bracket closes one that was not opened inside.
fn balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The range without blanks at its ends and a full stop; `0.333...` goes on.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let inner = piece.trim();
    let ended = inner.strip_suffix('.').filter(|rest| !rest.ends_with('.'));
    start..start + ended.unwrap_or(inner).trim_end().len()
}
