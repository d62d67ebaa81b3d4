//! Values of a TOML table taken out by key, each fault noted with its place.

use crate::files::source::{Fault, IN_SINGLE_QUOTES, Placed, Source, similar};
use crate::number::rational::Rational;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
pub(crate) use toml::de::{DeTable, DeValue};

/// Most characters in a text or an expression of a quiz, some thirty pages.
pub const MAX_TEXT: usize = 100_000;

/// Most faults that are collected before reading stops: more than a person reads at once.
pub const MAX_FAULTS: usize = 20;

/// A value of the file with its place.
pub(crate) type TomlValue<'i> = Spanned<DeValue<'i>>;

/// Notes faults while a file is read, so that one run shows several.
pub(crate) struct Notes<'s> {
    pub(crate) source: &'s Source,
    pub(crate) faults: Vec<Fault>,
}

impl Notes<'_> {
    /// Notes a fault; past [`MAX_FAULTS`] it is dropped.
    pub(crate) fn note(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        }
    }

    /// Notes that something is wrong at these bytes, with the way out.
    pub(crate) fn wrong(&mut self, span: Range<usize>, message: String, help: impl Into<String>) {
        let fault = self.source.fault(span, message).help(help);
        self.note(fault);
    }

    /// Notes a value of the wrong type.
    pub(crate) fn mistyped(
        &mut self,
        key: &str,
        needs: &str,
        value: &TomlValue<'_>,
        example: &str,
    ) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{key}` needs {needs}, and this is {found}");
        self.wrong(value.span(), message, format!("for example: {example}"));
    }

    /// A text that is not blank.
    pub(crate) fn text(&mut self, key: &str, value: &TomlValue<'_>) -> Option<Placed<String>> {
        let DeValue::String(text) = value.get_ref() else {
            self.mistyped(key, "a text", value, &format!("{key} = \"...\""));
            return None;
        };
        let (message, help) = if text.trim().is_empty() {
            (
                format!("`{key}` is blank"),
                "write something between the quotes, or leave it out",
            )
        } else if text.chars().count() > MAX_TEXT {
            (
                format!("`{key}` is longer than {MAX_TEXT} characters"),
                "shorten it",
            )
        } else {
            return Some(Placed {
                value: text.to_string(),
                span: value.span(),
            });
        };
        self.wrong(value.span(), message, help);
        None
    }

    /// An expression: a text, or a number, whose digits stay those that were typed.
    pub(crate) fn expression(
        &mut self,
        key: &str,
        value: &TomlValue<'_>,
    ) -> Option<Placed<String>> {
        match value.get_ref() {
            DeValue::String(_) => {
                self.unescaped(value)?;
                self.text(key, value)
            }
            DeValue::Integer(_) | DeValue::Float(_) => {
                let digits = self.digits(key, value)?;
                Some(Placed {
                    value: digits.to_owned(),
                    span: value.span(),
                })
            }
            _ => {
                self.mistyped(
                    key,
                    "a number or an expression",
                    value,
                    &format!("{key} = \"2*w\""),
                );
                None
            }
        }
    }

    /// Refuses a command of LaTeX in double quotes, of which TOML makes a control character: the `\t`
    /// of `"\theta"` is a tab.
    fn unescaped(&mut self, value: &TomlValue<'_>) -> Option<()> {
        let raw = self.source.text().get(value.span()).unwrap_or_default();
        if !raw.starts_with('"') {
            return Some(());
        }
        let mut rest = raw.chars().peekable();
        while let Some(c) = rest.next() {
            if c != '\\' {
                continue;
            }
            let escape = rest.next().unwrap_or_default();
            let letter = rest.peek().is_some_and(char::is_ascii_alphabetic);
            if matches!(escape, 'b' | 'e' | 'f' | 'n' | 'r' | 't') && letter {
                let message = format!("`\\{escape}` in double quotes is a control character");
                let text = raw.trim_matches('"');
                let help = format!("{IN_SINGLE_QUOTES}: '{text}'");
                self.wrong(value.span(), message, help);
                return None;
            }
        }
        Some(())
    }

    /// The digits of a finite decimal number, without a leading `+`.
    fn digits<'v>(&mut self, key: &str, value: &'v TomlValue<'_>) -> Option<&'v str> {
        let digits = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            DeValue::Integer(_) => None,
            _ => {
                self.mistyped(key, "a number", value, &format!("{key} = 0.5"));
                return None;
            }
        };
        let plain = digits.map(|digits| digits.trim_start_matches('+'));
        // `inf` and `nan` are floats in TOML.
        let plain = plain.filter(|digits| !digits.ends_with(['f', 'n']));
        if plain.is_none() {
            let message = format!("`{key}` needs a number in decimal digits");
            self.wrong(value.span(), message, format!("for example: {key} = 0.5"));
        }
        plain
    }

    /// An exact decimal that is at least 0, and above 0 where `positive`.
    pub(crate) fn amount(
        &mut self,
        key: &str,
        value: &TomlValue<'_>,
        positive: bool,
    ) -> Option<Placed<Rational>> {
        let digits = self.digits(key, value)?;
        let Some(number) = Rational::from_decimal(digits) else {
            let message = format!("`{key}` is too large or too small a number");
            self.wrong(value.span(), message, "write it with fewer digits");
            return None;
        };
        if number.is_negative() || (positive && number.is_zero()) {
            let least = if positive {
                "has to be above 0"
            } else {
                "can't be negative"
            };
            let message = format!("`{key}` {least}, and this is {digits}");
            self.wrong(value.span(), message, format!("for example: {key} = 0.5"));
            return None;
        }
        Some(Placed {
            value: number,
            span: value.span(),
        })
    }

    /// A whole number in a range.
    pub(crate) fn count(
        &mut self,
        key: &str,
        value: &TomlValue<'_>,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.mistyped(
                key,
                "a whole number",
                value,
                &format!("{key} = {}", range.start()),
            );
            return None;
        };
        let count = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let count = count.filter(|count| range.contains(count));
        if count.is_none() {
            let message = format!("`{key}` goes from {} to {}", range.start(), range.end());
            self.wrong(
                value.span(),
                message,
                format!("for example: {key} = {}", range.start()),
            );
        }
        count
    }

    /// True or false.
    pub(crate) fn flag(&mut self, key: &str, value: &TomlValue<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.mistyped(key, "true or false", value, &format!("{key} = true"));
        }
        flag
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &str,
        value: &TomlValue<'_>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key, value)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word);
            let help = similar(key, &text.value, known.clone())
                .unwrap_or_else(|| format!("write one of: {}", listed(known)));
            self.wrong(text.span, format!("unknown {key} `{}`", text.value), help);
        }
        found.map(|&(_, meaning)| meaning)
    }

    /// The values of a list with at least one and at most `most` values.
    pub(crate) fn list<'v, 'i>(
        &mut self,
        key: &str,
        value: &'v TomlValue<'i>,
        most: usize,
        example: &str,
    ) -> Option<Vec<&'v TomlValue<'i>>> {
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped(key, "a list", value, &format!("{key} = {example}"));
            return None;
        };
        self.sized(key, value.span(), array.len(), most, example)?;
        Some(array.iter().collect())
    }

    /// The texts of a list; values of another type are noted and left out.
    pub(crate) fn texts(
        &mut self,
        key: &str,
        value: &TomlValue<'_>,
        most: usize,
        example: &str,
    ) -> Option<Vec<Placed<String>>> {
        let list = self.list(key, value, most, example)?;
        Some(
            list.into_iter()
                .filter_map(|item| self.text(key, item))
                .collect(),
        )
    }

    /// Notes a list or table that is empty or too long.
    pub(crate) fn sized(
        &mut self,
        key: &str,
        span: Range<usize>,
        length: usize,
        most: usize,
        example: &str,
    ) -> Option<()> {
        let message = match length {
            0 => format!("`{key}` is empty"),
            _ if length > most => format!("`{key}` has {length} parts, and {most} is the limit"),
            _ => return Some(()),
        };
        self.wrong(span, message, format!("for example: {key} = {example}"));
        None
    }

    /// Entries of a table in the order of the file.
    pub(crate) fn entries<'v, 'i>(
        table: &'v DeTable<'i>,
    ) -> Vec<(Placed<String>, &'v TomlValue<'i>)> {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                (
                    Placed {
                        value: key.get_ref().to_string(),
                        span: key.span(),
                    },
                    value,
                )
            })
            .collect();
        entries.sort_unstable_by_key(|(key, _)| key.span.start);
        entries
    }

    /// Notes a table or list where something else was expected, for a caller that accepts both.
    pub(crate) fn unfit(&mut self, key: &str, needs: &str, value: &TomlValue<'_>, example: &str) {
        self.mistyped(key, needs, value, example);
    }
}

/// Words with commas between them.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<&str>>().join(", ")
}
