//! What is read before a class is judged: the quiz, the answers, and results of before.

use super::asked::Request;
use crate::input::{self, Again};
use crate::output::Failure;
use deriv::class::answers::{Attempts, Class, ReadingOptions};
use deriv::class::earlier::Earlier;
use deriv::class::judged::Judge;
use deriv::class::marks::HandMark;
use deriv::class::merged::Merged;
use deriv::class::roster::Roster;
use deriv::quiz::Quiz;
use std::io::{Seek, SeekFrom};

/// Results that were written before.
pub(super) fn earlier<'r>(file: &str, input: &'r mut Again) -> Result<Earlier<'r>, Failure> {
    Ok(Earlier::read(file, input)?)
}

/// The first of the parts of a class, which may be input that comes only once.
pub(super) fn first_part(asked: &Request<'_>) -> Result<Option<Again>, Failure> {
    let first = asked.merge.first();
    first.map(|part| input::results(part)).transpose()
}

/// The quiz; of parts that are merged the one that the first names.
pub(super) fn quiz(asked: &Request<'_>, first: Option<&mut Again>) -> Result<Quiz, Failure> {
    let named = match (asked.quiz, first) {
        (None, Some(input)) => {
            let file = asked.merge[0];
            let unavailable = |error| Failure::file(file, &error);
            let start = input.stream_position().map_err(unavailable)?;
            let named = earlier(file, input)?.quiz_file;
            input.seek(SeekFrom::Start(start)).map_err(unavailable)?;
            named
        }
        (quiz, _) => quiz.unwrap_or_default().to_owned(),
    };
    input::quiz(&named)
}

/// Parts of a class as one, with the marks that were given to them. One is open at a time.
fn merged(
    asked: &Request<'_>,
    quiz: &Quiz,
    mut first: Option<Again>,
    attempts: Option<Attempts>,
) -> Result<(Class, Vec<HandMark>), Failure> {
    let mut merged = Merged::new(quiz, attempts);
    for part in &asked.merge {
        let mut input = match first.take() {
            Some(input) => input,
            None => input::results(part)?,
        };
        merged.add(&mut earlier(part, &mut input)?)?;
    }
    Ok(merged.class()?)
}

/// What the class handed in, or its parts as one, with the marks that were given to them.
pub(super) fn class(
    asked: &Request<'_>,
    quiz: &Quiz,
    answers: &str,
    first: Option<Again>,
    judge: &Judge<'_>,
    threads: usize,
) -> Result<(Class, Vec<HandMark>), Failure> {
    let said = asked.reading.attempts;
    let said = said.or(ReadingOptions::of(quiz).attempts);
    if first.is_some() {
        return merged(asked, quiz, first, said);
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
