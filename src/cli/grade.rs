//! `deriv grade`: a class judged from files.

mod asked;
mod columns;
mod filter;
mod key;
mod out;

use crate::feedback;
use crate::input;
use crate::options::{self, View};
use crate::output::{Failure, Output, Status, problem};
use asked::Request;
pub(crate) use asked::command;
use clap::ArgMatches;
use deriv::class::answers::{Class, ReadingOptions};
use deriv::class::earlier::{self, Earlier};
use deriv::class::graded;
use deriv::class::marks;
use deriv::class::reach::ThresholdStanding;
use deriv::class::roster::Roster;
use deriv::files::source::Fault;
use deriv::notation::visible::visible;
use deriv::quiz::paper::Papers;
use deriv::report::class::Report;
use deriv::report::class::changes::Changes;
use deriv::report::diagnostic::{fault, note};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv grade fixtures/gradients/quiz.toml --key
g1  d/dx of x^2*y                     2*x*y
g2  d/dy of x^2*y                     x^2
g3  gradient of x^2 + y^2 at (3, -1)  x = 6, y = -2
g4  d/da of (a*x + b - y)^2           2*x*(a*x + b - y)
g5  d/db of (a*x + b - y)^2           2*(a*x + b - y)
g6  one descent step of x^2 + 4*y^2   x = 0.8, y = 0.2
g7  where the gradient points         c"#;

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let asked = Request::new(matches)?;
    let ended = graded(matches, &asked, out).map_err(|failure| match failure {
        Failure::Faults(all) if asked.anonymous => Failure::Faults(
            all.into_iter()
                .map(|fault| nameless(fault, &asked))
                .collect(),
        ),
        other => other,
    });
    if let Err(failure) = &ended {
        out::without_marks(&asked, failure, out)?;
    }
    ended
}

/// Reads, judges, shows and writes.
fn graded(matches: &ArgMatches, asked: &Request<'_>, out: &mut Output) -> Result<Status, Failure> {
    let parts = asked
        .merge
        .iter()
        .map(|part| earlier(part))
        .collect::<Result<Vec<Earlier>, Failure>>()?;
    let quiz = match (asked.quiz, parts.first()) {
        (Some(quiz), _) => input::quiz(quiz)?,
        (None, first) => input::quiz(first.map_or("", |first| &first.quiz_file))?,
    };
    let Some(answers) = asked.answers.or_else(|| asked.merge.first().copied()) else {
        return key::show(matches, &quiz, asked.student, out);
    };
    if filter::is_asked(matches, asked)
        && let Some(status) = filter::run(matches, asked, &quiz, answers, out)?
    {
        return Ok(status);
    }
    // A quiz without a key is found before the answers are read.
    let shared = Papers::shared(&quiz).map_err(Failure::Faults)?;
    let said = asked
        .reading
        .attempts
        .or(ReadingOptions::of(&quiz).attempts);
    let (mut class, mut marks) = match parts.is_empty() {
        true => {
            let reading = ReadingOptions {
                attempts: said,
                ..asked.reading.clone()
            };
            (input::class(answers, &quiz, &reading)?, Vec::new())
        }
        false => earlier::merge(&parts, &quiz, said).map_err(Failure::Faults)?,
    };
    drop(parts);
    told(&class, asked.anonymous, out);
    if matches.get_flag("columns") {
        return columns::show(matches, &quiz, &class, out);
    }
    for said in columns::notes(&class, asked.anonymous) {
        out.note(&note(&said));
    }
    let papers = |class: &Class| match &shared {
        Some(papers) => Ok(papers.clone()),
        None => {
            let ids = class.students.iter().map(|student| student.id.as_str());
            Papers::new(&quiz, ids).map_err(Failure::Faults)
        }
    };
    let judged = |papers: &Papers, class: &Class| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        graded::grade(papers, class, threads).map_err(|error| Failure::File {
            path: answers.to_owned(),
            problem: problem(&error),
        })
    };
    if class.every_attempt {
        let all = judged(&papers(&class)?, &class)?;
        let kept = all.best_attempts(&class, &quiz);
        class.keep(&kept);
        marks = marks::kept(marks, &kept);
    }
    let named = |id| student(&class, id, asked.anonymous);
    let whose = asked.student.map(named).transpose()?;
    let papers = papers(&class)?;
    let mut graded = judged(&papers, &class)?;
    if let Some(file) = asked.marks {
        marks = marks::read(file, &input::beside(file)?, &quiz, &class).map_err(Failure::Faults)?;
    }
    graded.decide(&quiz, &marks);
    let roster = match asked.roster {
        Some(file) => {
            Some(Roster::read(file, &input::beside(file)?, &class).map_err(Failure::Faults)?)
        }
        None => None,
    };
    let pass = || quiz.pass.as_ref().map(|pass| pass.value.clone());
    let report = Report {
        quiz: &quiz,
        papers: &papers,
        class: &class,
        graded: &graded,
        feedback: feedback::level(matches),
        width: options::width(matches)?,
        threshold: asked.threshold.clone().or_else(pass),
        whose,
        anonymous: asked.anonymous,
        roster: roster.as_ref(),
        canvas_id: asked.canvas_id,
        date: asked.date,
    };
    match asked.against {
        None => out::all(matches, asked, &report, out)?,
        Some(file) => {
            let changes = Changes::new(&report, &earlier(file)?);
            match options::view(matches) {
                View::Json => out.data(&changes.json())?,
                View::Tsv => out.data(&changes.tsv())?,
                View::Quiet | View::Text => out.result(&changes.text())?,
            }
            out::files(asked, &report, out)?;
        }
    }
    close(&report, asked.strict, out)
}

/// Results that were written before.
fn earlier(file: &str) -> Result<Earlier, Failure> {
    Earlier::read(file, input::results(file)?).map_err(Failure::Faults)
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

/// What was set aside while the answers were read. It names students, so that it is only counted
/// where names are held back.
fn told(class: &Class, anonymous: bool, out: &mut Output) {
    let all = || class.warnings.iter().chain(&class.refused);
    if !anonymous {
        all().for_each(|warning| out.note(&fault(warning)));
        return;
    }
    let counts = [
        (
            class.refused.len(),
            "file could not be read",
            "files could not be read",
        ),
        (
            class.warnings.len(),
            "remark on the answers",
            "remarks on the answers",
        ),
    ];
    for (count, one, several) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let what = if count == 1 { one } else { several };
        out.note(&note(&format!(
            "{count} {what}; without --anonymous they are told"
        )));
    }
}

/// What is wrong with a file other than the quiz, without the row and the student that it tells of;
/// a file in a folder may be called like its student.
fn nameless(fault: Fault, asked: &Request<'_>) -> Fault {
    if Some(&*fault.file) == asked.quiz {
        return fault;
    }
    let others = [asked.marks, asked.roster, asked.against];
    let given = others
        .into_iter()
        .flatten()
        .chain(asked.merge.iter().copied());
    let mut given = given.filter(|file| *file == fault.file);
    let file = given.next().or(asked.answers).unwrap_or("the answers");
    Fault {
        file: file.to_owned(),
        message: "something is wrong here that may name a student".to_owned(),
        snippet: None,
        help: Some("without --anonymous it is told".to_owned()),
        ..fault
    }
}

/// The place of a student who is asked for.
fn student(class: &Class, id: &str, anonymous: bool) -> Result<usize, Failure> {
    class.find(id).ok_or_else(|| {
        let help = match class.nearest(id) {
            Some(near) if !anonymous => format!("a similar one is there: {}", visible(near)),
            _ => "the first column of --tsv has the names".to_owned(),
        };
        Failure::usage(format!("no student `{}`", visible(id)), help)
    })
}
