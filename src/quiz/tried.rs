//! A quiz tried on its own tests.

use crate::quiz::paper::Papers;

/// A trial that went otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedTrial {
    /// The question by its name.
    pub question: String,
    /// What it asks with the numbers of this variant.
    pub asked: String,
    /// The answer that was tried.
    pub answer: String,
    /// What had to become of it.
    pub expected: String,
    /// What became of it: the verdict, and the slip where there is one.
    pub got: String,
}

/// The trials that go otherwise than the quiz expects, over all variants of its papers; each test of
/// a question once.
pub fn failed_trials(papers: &Papers) -> Vec<FailedTrial> {
    let mut failed: Vec<FailedTrial> = Vec::new();
    let mut known: Vec<(usize, String)> = Vec::new();
    for variant in papers.kept_variants() {
        let question = &variant.question;
        for (at, trial) in question.trials.iter().enumerate() {
            let verdict = variant.key.judge(&trial.answer.value);
            let slip = verdict.slip.as_ref().map(|slip| &*slip.name);
            let expected = trial.expect.value.as_str();
            if verdict.outcome.word() == expected || slip == Some(expected) {
                continue;
            }
            let test = (at, question.name.value.clone());
            if known.contains(&test) {
                continue;
            }
            known.push(test);
            let word = verdict.outcome.word();
            failed.push(FailedTrial {
                question: question.name.value.clone(),
                asked: question.asked(),
                answer: trial.answer.value.clone(),
                expected: expected.to_owned(),
                got: slip.map_or_else(|| word.to_owned(), |slip| format!("{word} ({slip})")),
            });
        }
    }
    failed
}
