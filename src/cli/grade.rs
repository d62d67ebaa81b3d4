//! `deriv grade`: a class judged from files.

mod arguments;
mod asked;
mod columns;
mod filter;
mod key;
mod names;
mod out;
mod read;
mod targets;
mod without;

use crate::options;
use crate::output::{Failure, Output, Status, problem};
use crate::{feedback, terminal, written};
pub(crate) use arguments::{EXAMPLES, command};
use asked::Request;
use clap::ArgMatches;
use deriv::class::judged::{Judge, NotJudged};
use deriv::class::marks;
use deriv::class::reach::ThresholdStanding;
use deriv::report::class::Report;
use deriv::report::diagnostic::note;

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let asked = Request::new(matches)?;
    let ended = graded(matches, &asked, out).map_err(|failure| match failure {
        Failure::Faults(all) if asked.anonymous => Failure::Faults(
            all.into_iter()
                .map(|fault| names::nameless(fault, &asked))
                .collect(),
        ),
        other => other,
    });
    if let Err(failure) = &ended {
        without::marks(&asked, failure, out)?;
    }
    ended
}

/// Reads, judges, shows and writes.
fn graded(matches: &ArgMatches, asked: &Request<'_>, out: &mut Output) -> Result<Status, Failure> {
    let mut first = read::first_part(asked)?;
    let quiz = read::quiz(asked, first.as_mut())?;
    let Some(answers) = asked.answers.or_else(|| asked.merge.first().copied()) else {
        return key::show(matches, &quiz, asked.student, out);
    };
    if filter::is_asked(matches, asked)
        && let Some(status) = filter::run(matches, asked, &quiz, answers, out)?
    {
        return Ok(status);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let judge = Judge::new(&quiz, threads).map_err(Failure::Faults)?;
    let judge = judge.with_file(written::temporary);
    let judge = judge.telling(asked.telling(options::view(matches)));
    let (mut class, mut marks) = read::class(asked, &quiz, answers, first, &judge, threads)?;
    names::told(&class, asked.anonymous, out);
    if matches.get_flag("columns") {
        return columns::show(matches, &quiz, &class, out);
    }
    for said in columns::notes(&class, asked.anonymous) {
        out.note(&note(&said));
    }
    let refused = |why| match why {
        NotJudged::Faults(all) => Failure::Faults(all),
        NotJudged::TooLarge(error) => Failure::File {
            path: answers.to_owned(),
            problem: problem(&error),
        },
    };
    judge.keep_best(&mut class, &mut marks).map_err(refused)?;
    let named = |id| names::student(&class, id, asked.anonymous);
    let whose = asked.student.map(named).transpose()?;
    let (papers, mut graded) = judge.judged(&class).map_err(refused)?;
    if let Some(file) = asked.marks {
        marks = marks::read(file, &read::beside(asked, file)?, &quiz, &class)
            .map_err(Failure::Faults)?;
    }
    graded.decide(&quiz, &class, &marks);
    let roster = asked.roster.map(|file| read::roster(asked, file, &class));
    let roster = roster.transpose()?;
    names::left_out_of(roster.as_ref(), out);
    let pass = || quiz.pass.as_ref().map(|pass| pass.value.clone());
    let report = Report {
        quiz: &quiz,
        papers: &papers,
        class: &class,
        graded: &graded,
        feedback: feedback::level(matches),
        width: terminal::width(matches)?,
        threshold: asked.threshold.clone().or_else(pass),
        whose,
        anonymous: asked.anonymous,
        places_told: asked.places,
        roster: roster.as_ref(),
        canvas_id: asked.canvas_id,
        date: asked.date,
    };
    match asked.against {
        None => out::all(matches, asked, &report, out)?,
        Some(file) => out::changes(matches, asked, &report, file, out)?,
    }
    let status = close(&report, asked.strict, out);
    // The program ends here: to give back piece by piece what a large class holds took a twentieth of its time.
    std::mem::forget((class, graded, papers));
    status
}

/// What is said below the report, and the status that the run ends with.
fn close(report: &Report<'_>, strict: bool, out: &mut Output) -> Result<Status, Failure> {
    let unsettled = report.unsettled().filter(|_| strict);
    let threshold = report.threshold();
    let what = report.whose.map_or("the mean", |_| "the score");
    let short = threshold.as_ref().and_then(|it| it.shortfall(what));
    for said in short.iter().chain(&unsettled) {
        out.note(&note(said));
    }
    Ok(match threshold.map(|it| it.standing) {
        _ if !report.class.refused.is_empty() => Status::File,
        _ if unsettled.is_some() => Status::NotRight,
        Some(ThresholdStanding::Missed) => Status::NotRight,
        Some(ThresholdStanding::Open) => Status::NoAnswer,
        Some(ThresholdStanding::Reached) | None => Status::Done,
    })
}
