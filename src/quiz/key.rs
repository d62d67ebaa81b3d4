//! From a question of a quiz to its key.

use crate::files::source::Fault;
use crate::number::rational::Rational;
use crate::quiz::maker::KeyMaker;
use crate::quiz::question::{Question, Quiz};
use crate::verdict::key::Key;

/// The key of one question, which is one of the quiz or made from one.
///
/// # Errors
/// An expression that cannot be read, and a question that has no answer: a function without a value
/// at its point, a variable without one; with its place in the quiz.
pub fn key(quiz: &Quiz, question: &Question) -> Result<Key, Box<Fault>> {
    let maker = KeyMaker {
        source: &quiz.source,
        conventions: quiz.conventions,
        variables: &quiz.variables,
        tolerance: &question.tolerance,
    };
    let key = question.task.key(&maker)?;
    let mut known = key.known.clone();
    known.extend(quiz.variables.iter().map(|name| name.value.clone()));
    known.sort_unstable();
    known.dedup();
    Ok(Key {
        known,
        locale: quiz.locale,
        tolerance: question.tolerance.clone(),
        form: question.form,
        domain: question.domain,
        credit: question.credit.clone(),
        partly: question.points > Rational::one(),
        ..key
    })
}
