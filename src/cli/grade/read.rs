//! What is read before a class is judged: the quiz, the answers, and results of before.

use super::asked::Request;
use crate::input;
use crate::output::Failure;
use deriv::class::answers::{Class, ReadingOptions};
use deriv::class::earlier::Earlier;
use deriv::class::judged::Judge;
use deriv::class::marks::HandMark;
use deriv::class::merged;
use deriv::class::roster::Roster;
use deriv::quiz::Quiz;

/// Results that were written before.
pub(super) fn earlier(file: &str) -> Result<Earlier, Failure> {
    Earlier::read(file, input::results(file)?).map_err(Failure::Faults)
}

/// The results of parts of the class.
pub(super) fn parts(asked: &Request<'_>) -> Result<Vec<Earlier>, Failure> {
    asked.merge.iter().map(|part| earlier(part)).collect()
}

/// The quiz; of parts that are merged the one that the first names.
pub(super) fn quiz(asked: &Request<'_>, parts: &[Earlier]) -> Result<Quiz, Failure> {
    let named = parts.first().map_or("", |first| &first.quiz_file);
    input::quiz(asked.quiz.unwrap_or(named))
}

/// What the class handed in, or its parts as one, with the marks that were given to them.
pub(super) fn class(
    asked: &Request<'_>,
    quiz: &Quiz,
    answers: &str,
    parts: &[Earlier],
    judge: &Judge<'_>,
    threads: usize,
) -> Result<(Class, Vec<HandMark>), Failure> {
    let said = asked.reading.attempts;
    let said = said.or(ReadingOptions::of(quiz).attempts);
    if !parts.is_empty() {
        return merged::merge(parts, quiz, said).map_err(Failure::Faults);
    }
    let reading = ReadingOptions {
        attempts: said,
        threads,
        ..asked.reading.clone()
    };
    let weigh = |class: &Class| judge.best_so_far(class);
    let class = input::class(answers, quiz, &reading, &weigh)?;
    Ok((class, Vec::new()))
}

/// The bytes of another table of the class.
pub(super) fn beside(asked: &Request<'_>, file: &str) -> Result<Vec<u8>, Failure> {
    input::beside(file, asked.reading.encoding)
}

/// The list of all students.
pub(super) fn roster(asked: &Request<'_>, file: &str, class: &Class) -> Result<Roster, Failure> {
    Roster::read(file, &beside(asked, file)?, class).map_err(Failure::Faults)
}
