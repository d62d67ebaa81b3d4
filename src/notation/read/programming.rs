//! Python, NumPy, SymPy and JavaScript as students paste them, rewritten as plain notation:
//! `np.exp(x)` becomes `exp(x)`, `math.pow(x, 2)` becomes `((x)^(2))`.

use crate::notation::read::characters::digits_end;
use crate::notation::read::scope::Scope;
use crate::notation::read::trace::Traced;
use std::borrow::Cow;

/// Modules whose name before a point is dropped.
const MODULES: &[&str] = &[
    "np", "numpy", "math", "Math", "sp", "sympy", "jnp", "torch", "tf", "cmath", "mpmath", "mp",
];

/// Calls that are written with signs here: the name, what stands before the first argument,
/// between two (nothing where it takes one) and after the last.
const CALLS: &[(&str, [&str; 3])] = &[
    ("pow", ["((", ")^(", "))"]),
    ("Pow", ["((", ")^(", "))"]),
    ("power", ["((", ")^(", "))"]),
    ("root", ["((", ")^(1/(", ")))"]),
    ("nthroot", ["((", ")^(1/(", ")))"]),
    ("nthRoot", ["((", ")^(1/(", ")))"]),
    ("nroot", ["((", ")^(1/(", ")))"]),
    ("surd", ["((", ")^(1/(", ")))"]),
    ("Rational", ["((", ")/(", "))"]),
    ("Fraction", ["((", ")/(", "))"]),
    ("square", ["((", "", ")^2)"]),
    ("exp2", ["(2^(", "", "))"]),
    ("reciprocal", ["(1/(", "", "))"]),
    ("factorial", ["((", "", ")!)"]),
    ("fact", ["((", "", ")!)"]),
    ("Integer", ["(", "", ")"]),
    ("Float", ["(", "", ")"]),
    ("float", ["(", "", ")"]),
    ("int", ["(", "", ")"]),
];

/// Functions under another name here.
const NAMES: &[(&str, &str)] = &[
    ("absolute", "abs"),
    ("fabs", "abs"),
    ("arctan2", "atan2"),
    ("maximum", "max"),
    ("minimum", "min"),
];

/// Names that mean something else only after a module's name: SymPy's `E`, and `S(1)/2`.
const OF_MODULES: &[(&str, &str)] = &[("E", "e"), ("S", "")];

/// A call that is being rewritten.
struct Call {
    /// What stands between its arguments; nothing where it takes one.
    between: &'static str,
    /// What stands after the last.
    close: Cow<'static, str>,
    /// Whether its comma was seen.
    comma: bool,
}

impl Call {
    fn of(between: &'static str, close: impl Into<Cow<'static, str>>) -> Call {
        Call {
            between,
            close: close.into(),
            comma: false,
        }
    }
}

/// The index in `sqrt[3](x)`.
fn index(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('[')?;
    let (digits, after) = inner.split_at(digits_end(inner, 0));
    let called = ["](", "]{"].iter().any(|open| after.starts_with(open));
    (!digits.is_empty() && called).then_some(digits)
}

/// The base in Maple's `log[2](x)`.
fn base(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('[')?;
    let (digits, after) = inner.split_at(digits_end(inner, 0));
    (!digits.is_empty() && after.starts_with("](")).then_some(digits)
}

/// The text without its programming, or `None` where there is none in it.
///
/// Known names stay what they are.
pub(crate) fn plain(original: &str, scope: &Scope<'_>) -> Option<Traced> {
    if !original.contains(['.', '(', '[']) {
        return None;
    }
    let known = |name: &str| scope.known(name).is_some();
    let mut out: Option<Traced> = None;
    let mut copied = 0;
    // For each open bracket the call that it belongs to.
    let mut open: Vec<Option<Call>> = Vec::new();
    let mut put = |from: &mut usize, at: usize, text: &str, end: usize| {
        let out = out.get_or_insert_with(|| Traced::of_length(original.len()));
        out.copy(original, *from..at);
        out.put(text, at..end);
        *from = end;
    };
    let mut at = 0;
    while let Some(c) = original[at..].chars().next() {
        if c.is_alphabetic() || c == '_' {
            let word = |at: usize| {
                let rest = &original[at..];
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                &rest[..end.unwrap_or(rest.len())]
            };
            let mut name = word(at);
            let mut end = at + name.len();
            let of_module = MODULES.contains(&name)
                && !known(name)
                && original[end..].starts_with('.')
                && original[end + 1..].starts_with(|c: char| c.is_alphabetic());
            if of_module {
                put(&mut copied, at, "", end + 1);
                at = end + 1;
                name = word(at);
                end = at + name.len();
            }
            let called = original[end..].starts_with('(');
            if name == "sqrt"
                && !known(name)
                && let Some(index) = index(&original[end..])
            {
                // `sqrt[3](x)`, LaTeX without its backslash.
                let start = end + index.len() + 3;
                let (name, call) = match index {
                    "2" => ("sqrt(", None),
                    "3" => ("cbrt(", None),
                    n => ("((", Some(Call::of("", format!(")^(1/{n}))")))),
                };
                put(&mut copied, at, name, start);
                open.push(Some(call.unwrap_or(Call::of("", ")"))));
                at = start;
                continue;
            }
            let renamed = NAMES
                .iter()
                .filter(|_| called)
                .chain(OF_MODULES.iter().filter(|_| of_module))
                .find(|(theirs, _)| *theirs == name);
            let call = CALLS
                .iter()
                .filter(|_| called)
                .find(|(theirs, _)| *theirs == name);
            let base = if name == "log" {
                base(&original[end..])
            } else {
                None
            };
            match (renamed, call) {
                _ if known(name) => {}
                _ if base.is_some() => {
                    let digits = base.unwrap_or_default();
                    put(
                        &mut copied,
                        end,
                        &format!("_{digits}"),
                        end + digits.len() + 2,
                    );
                    end += digits.len() + 2;
                }
                (Some((_, ours)), _) => put(&mut copied, at, ours, end),
                (None, Some((_, signs))) => {
                    put(&mut copied, at, signs[0], end + 1);
                    open.push(Some(Call::of(signs[1], signs[2])));
                    end += 1;
                }
                (None, None) => {}
            }
            at = end;
            continue;
        }
        let end = at + c.len_utf8();
        match c {
            '(' | '[' | '{' => open.push(None),
            ')' | ']' | '}' => {
                if let Some(Some(call)) = open.pop() {
                    // Without its second argument the call ends in brackets with nothing in them.
                    let missing = if call.comma { "" } else { call.between };
                    let text = [missing, &*call.close].concat();
                    put(&mut copied, at, &text, end);
                }
            }
            ',' => {
                if let Some(Some(call)) = open.last_mut()
                    && !call.comma
                    && !call.between.is_empty()
                {
                    call.comma = true;
                    put(&mut copied, at, call.between, end);
                }
            }
            _ => {}
        }
        at = end;
    }
    let mut out = out?;
    out.copy(original, copied..original.len());
    Some(out)
}
