//! Untrusted text made safe to show: nothing hidden, nothing that drives the terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that would act instead of being seen written as its escape.
///
/// Control characters (with tab and line breaks) become `\t`, `\n`, `\r` or `\u{1b}`; so do
/// the marks that turn the direction of writing (Unicode Standard Annex #9), invisible spaces and
/// tag characters. A CI system's command inside a line is broken up. The joiners U+200C and U+200D stay: names in Persian or Hindi need them.
/// Borrowed where nothing had to change.
pub fn visible(text: &str) -> Cow<'_, str> {
    if let Some(broken) = without_commands(text) {
        return Cow::Owned(visible(&broken).into_owned());
    }
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// What starts a command of a CI system anywhere in a line of a log: the old form of GitHub's, and
/// that of Azure Pipelines.
const ANYWHERE: [&str; 2] = ["##[", "##vso["];

/// GitHub's commands, which count behind blanks at the start of a line, where wrapping may put them.
const COMMANDS: [&str; 15] = [
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "save-state",
    "set-output",
    "set-env",
    "add-path",
    "add-matcher",
    "remove-matcher",
    "stop-commands",
    "echo",
];

/// The text with a blank inside everything that a CI system would take for a command; `None` where
/// there is no such thing.
fn without_commands(text: &str) -> Option<String> {
    let doubled = text.contains("::") || text.contains("##");
    if !doubled {
        return None;
    }
    let mut broken = String::with_capacity(text.len() + 8);
    let mut found = false;
    for (at, character) in text.char_indices() {
        broken.push(character);
        let rest = &text[at..];
        let named = rest.strip_prefix("::").is_some_and(|rest| {
            COMMANDS.iter().any(|name| {
                let start = rest.as_bytes().get(..name.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            })
        });
        if named || ANYWHERE.iter().any(|command| rest.starts_with(command)) {
            broken.push(' ');
            found = true;
        }
    }
    found.then_some(broken)
}

/// Appends one character to `shown` as [`visible`] would write it.
pub fn push_visible(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push_str("\\t"),
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        hidden if is_hidden(hidden) => {
            write!(shown, "\\u{{{:x}}}", u32::from(hidden)).expect("a string takes every write");
        }
        plain => shown.push(plain),
    }
}

/// Whether the character acts on its surroundings, or hides, instead of being seen.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["", "w^2", "Zoë ∂J/∂x 好", "می\u{200c}خواهم"] {
            assert!(
                matches!(visible(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn what_acts_is_escaped() {
        assert_eq!(visible("a\tb\r\n"), "a\\tb\\r\\n");
        assert_eq!(visible("\u{1b}[31mred"), "\\u{1b}[31mred");
        assert_eq!(visible("\u{202e}drow\u{2066}"), "\\u{202e}drow\\u{2066}");
        assert_eq!(
            visible("\u{85}\u{2028}\u{feff}\0"),
            "\\u{85}\\u{2028}\\u{feff}\\u{0}"
        );
    }

    #[test]
    fn commands_of_ci_systems_are_broken_up() {
        for (text, expected) in [
            ("::error::x", ": :error::x"),
            ("a ::Warning file=b::c", "a : :Warning file=b::c"),
            ("##[error]x", "# #[error]x"),
            ("###vso[task]", "## #vso[task]"),
            ("std::exp(x)", "std::exp(x)"),
            ("x\n::group::y", "x\\n: :group::y"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn no_control_character_gets_through() {
        for character in (0..=0x10ffff).filter_map(char::from_u32) {
            assert!(
                !visible(character.encode_utf8(&mut [0; 4]))
                    .chars()
                    .any(is_hidden)
            );
        }
    }
}
