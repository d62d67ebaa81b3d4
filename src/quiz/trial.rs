//! A quiz's own tests: answers with the verdict, or the slip, that each has to get.

use crate::files::source::{Placed, similar};
use crate::files::table::{DeValue, Notes, TomlValue, listed};
use crate::slips;
use crate::verdict::Outcome;

/// Most trials of a question.
const MAX_TRIALS: usize = 1_000;

/// An answer and what has to become of it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// As a student would type it; parameters stand in braces.
    pub answer: Placed<String>,
    /// A verdict's word, or the name of a slip.
    pub expect: Placed<String>,
}

const EXAMPLE: &str = "[{answer = \"2*w\", expect = \"right\"}]";

/// Reads the trials of a question; what does not fit is noted.
pub(super) fn trials(notes: &mut Notes<'_>, key: &str, value: &TomlValue<'_>) -> Vec<Trial> {
    let list = notes
        .list(key, value, MAX_TRIALS, EXAMPLE)
        .unwrap_or_default();
    let mut trials = Vec::new();
    for item in list {
        let DeValue::Table(table) = item.get_ref() else {
            notes.unfit(key, "tables", item, &format!("{key} = {EXAMPLE}"));
            continue;
        };
        let (mut answer, mut expect) = (None, None);
        for (name, value) in Notes::entries(table) {
            match (name.value.as_str(), value.get_ref()) {
                // A blank answer is one that may be tried.
                ("answer", DeValue::String(text)) if text.trim().is_empty() => {
                    answer = Some(Placed {
                        value: String::new(),
                        span: value.span(),
                    });
                }
                ("answer", _) => answer = notes.expression("answer", value),
                ("expect", _) => expect = notes.text("expect", value),
                (unknown, _) => {
                    let message = format!("unknown key `{unknown}`");
                    notes.wrong(
                        name.span.clone(),
                        message,
                        "a test has `answer` and `expect`",
                    );
                }
            }
        }
        let (Some(answer), Some(expect)) = (answer, expect) else {
            let message = "a test has an `answer` and what to `expect`".to_owned();
            notes.wrong(
                item.span(),
                message,
                format!("for example: {key} = {EXAMPLE}"),
            );
            continue;
        };
        let words = Outcome::ALL.iter().map(|outcome| outcome.word());
        let known = words.clone().chain(slips::ALL.iter().map(|slip| slip.name));
        let slip = |name: &str| slips::named(name).is_some();
        let fits =
            words.clone().any(|word| word == expect.value) || expect.value.split('+').all(slip);
        if !fits {
            let help = similar("word", &expect.value, known)
                .unwrap_or_else(|| format!("a verdict ({}), or the name of a slip", listed(words)));
            let message = format!("`{}` is neither a verdict nor a slip", expect.value);
            notes.wrong(expect.span, message, help);
            continue;
        }
        trials.push(Trial { answer, expect });
    }
    trials
}
