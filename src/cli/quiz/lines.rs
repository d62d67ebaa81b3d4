//! A quiz worked through in lines, on a terminal or from a pipe.

use super::save::Save;
use crate::output::{Failure, Output};
use deriv::class::answers::MAX_LINE;
use deriv::practice::attempt::Reply;
use deriv::practice::session::QuizSession;
use deriv::report::{Text, quiz as report};
use std::io::{self, BufRead, IsTerminal, Read};

/// Asks one question after the other until the last one, `quit`, or the end of the input.
pub(super) fn work_through(
    session: &mut QuizSession<'_>,
    mut save: Option<&mut Save>,
    width: usize,
    out: &mut Output,
) -> Result<(), Failure> {
    let mut input = io::stdin().lock();
    let of = session.len();
    let mut asked = None;
    while let Some((at, variant)) = session.question() {
        if asked != Some(at) {
            out.fitted(&report::question(at, of, &variant.question), 0, width)?;
            asked = Some(at);
        }
        let line = ask(&mut input, out)?;
        let reply = line.as_ref().map_or(Reply::Left, |line| session.take(line));
        let left = matches!(reply, Reply::Left);
        let judged = matches!(reply, Reply::Judged(_));
        let gone_on = session.question().map(|(now, _)| now) != Some(at);
        // Kept before anything is said to it: whatever ends the program then, it is not lost.
        if let Some(save) = save.as_mut().filter(|_| judged) {
            let results = session.results().nth(at);
            let answer = results.and_then(|(_, result)| result.answer.as_deref());
            save.answer(&variant.question.name.value, answer)?;
        }
        let said = report::reply(&reply, variant, usize::MAX);
        // At the end of the input the line of the prompt was ended.
        let column = line.map_or(0, |_| column());
        out.fitted(&said, column, width)?;
        if judged && !gone_on {
            out.result(&report::words(&session.words()))?;
        }
        if gone_on {
            out.result(&report::bar(at + 1, of))?;
        }
        out.result(Text::new().line())?;
        if left {
            break;
        }
    }
    Ok(())
}

/// What stands where a line is asked for.
const PROMPT: &str = "> ";

/// Columns that are written of the line on which the reply to an answer starts: whoever answers at a
/// terminal ends the line of the prompt, a file or a pipe does not.
pub(super) fn column() -> usize {
    match io::stdin().is_terminal() {
        true => 0,
        false => PROMPT.len(),
    }
}

/// Asks for a line; `None` at the end of the input.
pub(super) fn ask(input: &mut impl BufRead, out: &mut Output) -> Result<Option<String>, Failure> {
    out.result(Text::new().plain(PROMPT))?;
    out.flush()?;
    let line = line(input)?;
    if line.is_none() {
        out.result(Text::new().line())?;
    }
    Ok(line)
}

/// The next line of the input; what is not UTF-8 becomes marks that no answer has. `None` at the
/// end. A line longer than any answer is taken in pieces.
fn line(input: &mut impl BufRead) -> Result<Option<String>, Failure> {
    let mut line = Vec::new();
    let read = input.take(MAX_LINE as u64).read_until(b'\n', &mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Err(error) => Err(Failure::file("standard input", &error)),
    }
}
