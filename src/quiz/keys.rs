//! Every key of a quiz and of its questions: how it is written and what it says. Messages and help
//! walk this list; which kind of question has which keys stands in [`KINDS`](super::KINDS).

/// A key of a quiz file.
#[derive(Debug)]
pub struct Entry {
    /// The word in the file.
    pub key: &'static str,
    /// A line that uses it.
    pub example: &'static str,
    /// What it says.
    pub says: &'static str,
}

macro_rules! keys {
    ($($key:literal $example:literal $says:literal;)+) => {
        /// Every key, those of the quiz first.
        pub const KEYS: &[Entry] = &[$(Entry {
            key: $key,
            example: $example,
            says: $says,
        }),+];
    };
}

keys! {
    "title" r#"title = "Week 3""# "heading of the report, or what a question is called in it";
    "variables" r#"variables = ["w"]"# "the variables; then xw is x*w and other names are errors";
    "parameters" "parameters = {a = {from = 2, to = 9}}" "numbers that differ from student to student";
    "seed" r#"seed = "2026""# "any text; another one gives the same students other numbers";
    "locale" r#"locale = "de""# "de: answers have a decimal comma; en: a point [default]";
    "pass" "pass = 60" "the mean in percent that the class has to reach";
    "question" "[[question]]" "starts a question";
    "name" r#"name = "q1""# "short; heads the question's column in the answers";
    "kind" r#"kind = "slope""# "what is asked, one of those above";
    "prompt" r#"prompt = "Where does J fall?""# "the question in words";
    "points" "points = 2" "what a right answer is worth; above 1 parts that are right count [default: 1]";
    "function" r#"function = "w^2""# "J, an expression";
    "wrt" r#"wrt = "x""# "the variable that is nudged, where there are several";
    "nth" "nth = 2" "which derivative [default: 1]";
    "order" "order = 2" "the same as nth";
    "at" "at = 3" "the point; with several variables at = {x = 1, y = 2}";
    "eps" "eps = 0.001" "the nudge";
    "find" r#"find = "change""# "value: J(w + eps); change: less J(w); quotient: over eps [default]";
    "from" "from = 3" "where the descent starts";
    "rate" "rate = 0.1" "the learning rate";
    "steps" "steps = 5" "how many steps [default: 1]; in an order the steps themselves";
    "answer" r#"answer = "2*w""# "the right number or formula";
    "choices" r#"choices = {a = "up", b = "down"}"# "what there is to choose from";
    "right" r#"right = "b""# "the right choice, or a list of them";
    "before" r#"before = [["A", "B"]]"# "which step has to come before which; all other orders are right";
    "covers" r#"covers = ["the slope points uphill"]"# "what a full answer in words says";
    "form" r#"form = "expanded""# "any [default], expanded, factored or simplified; a right formula in another form is told so";
    "domain" r#"domain = "strict""# "strict: a formula has the key's domain; common: equal where both are defined [default]";
    "abs" "abs = 0.01" "how far a number may be off, in units of the answer";
    "rel" "rel = 0.001" "how far it may be off, as a part of its size";
    "digits" "digits = 3" "significant digits that have to be right; halves go either way";
    "decimals" "decimals = 2" "digits after the point that have to be right; halves go either way";
    "rule" r#"rule = "strict""# "with digits or decimals: strict wants exactly so many shown, zeros at the end included; more wants at least as many";
    "exact" "exact = true" "only the number itself: 1/3, not 0.333; 0.5 for 1/2 will do";
    "credit" "credit = {sign-lost = 0.5}" "the part of the points that an answer with this slip earns; without it the parts that are right count";
}

/// A line of a quiz that shows how a key is used.
pub(crate) fn example(key: &str) -> &'static str {
    let entry = KEYS.iter().find(|entry| entry.key == key);
    entry.expect("every key has a row").example
}

#[cfg(test)]
mod tests {
    use super::super::{COMMON_KEYS, KINDS, read};
    use super::*;

    #[test]
    fn every_key_has_a_row_and_every_row_is_used() {
        let mut known: Vec<&str> = super::super::build::TOP_KEYS.to_vec();
        known.extend(COMMON_KEYS);
        known.extend(
            KINDS
                .iter()
                .flat_map(|kind| kind.needs.iter().chain(kind.may)),
        );
        known.sort_unstable();
        known.dedup();
        let mut rows: Vec<&str> = KEYS.iter().map(|entry| entry.key).collect();
        rows.sort_unstable();
        assert_eq!(rows, known);
    }

    #[test]
    fn every_example_is_read() {
        for kind in &KINDS {
            let mut keys: Vec<&str> = kind.needs.iter().chain(kind.may).copied().collect();
            // One of two words for the same, and one of two that exclude each other.
            keys.retain(|key| *key != "order");
            let lines: Vec<&str> = keys
                .iter()
                .map(|key| match (*key, kind.word) {
                    ("steps", "order") => r#"steps = ["work out the slope", "move w"]"#,
                    ("wrt", _) => r#"wrt = "w""#,
                    (key, _) => example(key),
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
