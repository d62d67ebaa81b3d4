//! Every key of a quiz file, as help lists them.

use crate::quiz::keys::{
    COLUMN, HINTS, KIND, NAME, POINTS, PROMPT, QUIZ, QuizKey, TEST, VOID, judged,
};
use crate::quiz::kinds::KINDS;

/// Every key once, as help lists them: those of the quiz, of every question, of each kind, and how
/// answers are judged.
pub fn keys() -> Vec<&'static QuizKey> {
    let of_kinds = KINDS.iter().flat_map(|kind| kind.keys);
    let all = QUIZ
        .into_iter()
        .chain([
            &NAME, &KIND, &PROMPT, &HINTS, &POINTS, &COLUMN, &VOID, &TEST,
        ])
        .chain(of_kinds.map(|key| key.entry))
        .chain(judged());
    let mut keys: Vec<&QuizKey> = Vec::new();
    for entry in all {
        if !keys.contains(&entry) {
            keys.push(entry);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn every_example_is_read() {
        for kind in KINDS {
            let own = kind.keys.iter().map(|key| key.entry);
            let mut entries: Vec<&QuizKey> =
                own.chain(kind.judged.iter().copied().flatten()).collect();
            // One of two words for the same, and one of two that exclude each other.
            entries.retain(|entry| entry.key != "order");
            let lines: Vec<&str> = entries
                .iter()
                .map(|entry| match entry.key {
                    "wrt" => r#"wrt = "w""#,
                    _ => entry.example,
                })
                .collect();
            let text = format!(
                "[[question]]\nname = \"q1\"\nkind = \"{}\"\n{}\n",
                kind.word,
                lines.join("\n")
            );
            if let Err(faults) = read("quiz.toml", text.as_bytes()) {
                panic!("{}\n{text}", faults[0]);
            }
        }
    }
}
