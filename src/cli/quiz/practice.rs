//! `deriv quiz` without a file: the lesson as practice.

use super::lines::ask;
use super::state::State;
use crate::options;
use crate::output::{Failure, Output, Status};
use clap::ArgMatches;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::practice::cards::{self, Cards};
use deriv::practice::drill::{self, Drill, Plan, RULES};
use deriv::practice::interview::{self, Interview};
use deriv::practice::lab::{self, Labs};
use deriv::practice::order::{self, Ordering};
use deriv::practice::progress::{Level, PracticePart, Progress};
use deriv::report::Text;
use deriv::report::practice::{
    CardCourse, CourseEnd, DrillCourse, Due, InterviewCourse, LabCourse, OrderCourse,
    PracticeCourse, menu, overview,
};
use std::io::{BufRead, stdin};
use std::time::{SystemTime, UNIX_EPOCH};

/// What can be asked for beside the parts.
const OTHERS: [&str; 2] = ["progress", "reset"];

/// Columns by which a line grows where symbols become words, mostly.
const WORDED: usize = 6;

/// Whether this is the name of a part, or of what can be done with the progress.
pub(super) fn is_named(word: &str) -> bool {
    PracticePart::named(word).is_some() || OTHERS.contains(&word)
}

/// What may be meant by a word that is neither a part nor a file: a rule of the drill, or a part
/// with a similar name.
pub(super) fn meant(word: &str) -> Option<String> {
    if word == "-" || std::path::Path::new(word).exists() {
        return None;
    }
    if drill::named(word).is_some() {
        return Some(format!(
            "a rule is drilled by: deriv quiz drill --topic {word}"
        ));
    }
    let parts = PracticePart::ALL.iter().map(|(word, ..)| *word);
    let near = nearest(word, parts.chain(OTHERS))?;
    Some(format!("a part with a similar name exists: `{near}`"))
}

/// Practises: the part that is named, else the one that is chosen from the menu.
pub(super) fn run(
    word: Option<&str>,
    matches: &ArgMatches,
    out: &mut Output,
) -> Result<Status, Failure> {
    let asked = Asked::read(word, matches, out)?;
    let named = matches.get_one::<String>("state").map(String::as_str);
    let mut state = State::open(named, !matches.get_flag("no-save"), out)?;
    let mut input = stdin().lock();
    match word {
        Some("progress") => {
            let text = overview(&due(&state.progress, asked.time)?, asked.width);
            say(&text, &asked, out)?;
            say_where(&state, "kept", out)?;
        }
        Some("reset") => reset(&mut state, &mut input, out)?,
        Some(word) => {
            if let Some(part) = PracticePart::named(word) {
                work(part, &asked, &mut state, &mut input, out)?;
            }
        }
        None => choose(&asked, &mut state, &mut input, out)?,
    }
    Ok(Status::Done)
}

/// What the command line asks for.
struct Asked {
    topic: Option<usize>,
    level: Option<Level>,
    count: Option<usize>,
    seed: Option<String>,
    new: bool,
    deck: Option<String>,
    /// Columns in which texts are broken, and those that there are: words for symbols are longer.
    width: usize,
    columns: usize,
    time: u64,
}

impl Asked {
    fn read(word: Option<&str>, matches: &ArgMatches, out: &Output) -> Result<Asked, Failure> {
        let columns = options::width(matches)?;
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let part = word.and_then(PracticePart::named);
        let belongs = [
            ("topic", &[PracticePart::Drill][..]),
            ("level", &[PracticePart::Drill, PracticePart::Interview]),
            ("seed", &[PracticePart::Drill]),
            ("deck", &[PracticePart::Cards]),
            (
                "count",
                &[
                    PracticePart::Drill,
                    PracticePart::Order,
                    PracticePart::Cards,
                    PracticePart::Interview,
                    PracticePart::Lab,
                ],
            ),
        ];
        for (option, parts) in belongs {
            if text(option).is_some() && !part.is_some_and(|part| parts.contains(&part)) {
                let first = parts[0].word();
                return Err(Failure::usage(
                    format!("--{option} belongs to {}", listed(parts)),
                    format!("for example: deriv quiz {first} --{option} ..."),
                ));
            }
        }
        let topic = match text("topic") {
            Some(name) => Some(topic(&name)?),
            None => None,
        };
        let level = text("level");
        Ok(Asked {
            topic,
            level: level.and_then(|word| Level::named(&word)),
            count: options::whole(matches, "count", 1, drill::MAX_COUNT as u64)?
                .map(|count| count as usize),
            seed: text("seed"),
            new: matches.get_flag("new"),
            deck: text("deck"),
            width: columns - if out.symbols("ε") == "ε" { 0 } else { WORDED },
            columns,
            time: now(),
        })
    }
}

fn listed(parts: &[PracticePart]) -> String {
    let words: Vec<&str> = parts.iter().map(|part| part.word()).collect();
    words.join(", ")
}

fn topic(name: &str) -> Result<usize, Failure> {
    drill::named(name).ok_or_else(|| {
        let names = || RULES.iter().map(|rule| rule.name);
        let help = match nearest(name, names()) {
            Some(near) => format!("a rule with a similar name exists: `{near}`"),
            None => format!("one of: {}", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::usage(format!("there is no rule `{}`", visible(name)), help)
    })
}

/// Seconds since 1970 began.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The menu, until a part is left or `quit` is said.
fn choose(
    asked: &Asked,
    state: &mut State,
    input: &mut impl BufRead,
    out: &mut Output,
) -> Result<(), Failure> {
    loop {
        say(
            &menu(&due(&state.progress, now())?, asked.width),
            asked,
            out,
        )?;
        loop {
            let Some(line) = ask(input, out)? else {
                return Ok(());
            };
            let word = line.trim();
            if let Some(part) = PracticePart::named(word) {
                out.result(Text::new().line())?;
                if work(part, asked, state, input, out)? == CourseEnd::Left {
                    return Ok(());
                }
                break;
            }
            let mut text = Text::new();
            match word {
                "quit" => return Ok(()),
                "" => {}
                "progress" => {
                    text.line()
                        .append(overview(&due(&state.progress, now())?, asked.width));
                }
                "help" | "?" => {
                    text.plain(
                        "the name of a part starts it; progress shows how far you are; quit leaves",
                    )
                    .line();
                }
                _ => {
                    let words = PracticePart::ALL.iter().map(|(word, ..)| *word);
                    let near = nearest(word, words.chain(["progress", "quit"]));
                    let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
                    text.plain(format!("there is no `{}` here{hint}", visible(word)))
                        .line();
                }
            }
            out.result(&text)?;
        }
    }
}

/// Works through a part until its end, `quit`, or the end of the input.
fn work(
    part: PracticePart,
    asked: &Asked,
    state: &mut State,
    input: &mut impl BufRead,
    out: &mut Output,
) -> Result<CourseEnd, Failure> {
    let mut course = course(part, asked, state)?;
    let opening = course.opening();
    say(&opening, asked, out)?;
    let mut end = (opening.pieces.is_empty()).then_some(CourseEnd::Finished);
    let kept = state.count;
    let fresh = state.progress.entries.is_empty();
    while end.is_none() {
        let line = ask(input, out)?;
        let turn = match line {
            Some(line) => course.take(&line, now()),
            None => break,
        };
        if let Some(entry) = turn.entry {
            state.keep(entry, out)?;
            if fresh && state.count == 1 && kept == 0 {
                say_where(state, "your progress is kept", out)?;
            }
        }
        say(&turn.text, asked, out)?;
        end = turn.end;
    }
    out.result(Text::new().line())?;
    say(&course.summary(), asked, out)?;
    if state.count > kept {
        say_where(state, "saved", out)?;
    }
    if let Some(next) = course.next() {
        out.result(Text::new().plain(format!("next: {next}")).line())?;
    }
    Ok(end.unwrap_or(CourseEnd::Left))
}

fn course(
    part: PracticePart,
    asked: &Asked,
    state: &State,
) -> Result<Box<dyn PracticeCourse>, Failure> {
    let (width, progress) = (asked.width, &state.progress);
    Ok(match part {
        PracticePart::Drill => {
            let own = asked.topic.is_some() || asked.level.is_some();
            let own = own || asked.count.is_some() || asked.seed.is_some() || asked.new;
            match Drill::resumed(progress).filter(|_| !own) {
                Some(drill) => Box::new(DrillCourse::new(drill, true, width)),
                None => {
                    let plan = Plan {
                        seed: asked.seed.clone().unwrap_or_else(|| now().to_string()),
                        count: asked.count.unwrap_or(drill::COUNT),
                        topic: asked.topic,
                        level: asked.level,
                        began: now(),
                    };
                    Box::new(DrillCourse::new(Drill::new(plan, progress), false, width))
                }
            }
        }
        PracticePart::Lab => {
            let all = lab::lesson().map_err(Failure::Faults)?;
            Box::new(LabCourse::new(Labs::new(all, progress, asked.count), width))
        }
        PracticePart::Order => {
            let all = order::lesson().map_err(Failure::Faults)?;
            Box::new(OrderCourse::new(
                Ordering::new(all, progress, asked.count),
                width,
            ))
        }
        PracticePart::Cards => {
            let deck = deck(asked.deck.as_deref())?;
            let cards = Cards::new(deck, progress, now(), asked.count);
            Box::new(CardCourse::new(cards, width))
        }
        PracticePart::Interview => {
            let topics = interview::lesson().map_err(Failure::Faults)?;
            let count = asked.count.unwrap_or(interview::COUNT);
            let interview = Interview::new(topics, progress, asked.level, count);
            Box::new(InterviewCourse::new(interview, width))
        }
    })
}

/// The learner's own deck, or that of the lesson.
fn deck(path: Option<&str>) -> Result<Vec<cards::Card>, Failure> {
    let Some(path) = path else {
        return cards::lesson().map_err(Failure::Faults);
    };
    let bytes = crate::input::bytes(path, cards::MAX_FILE)?;
    cards::deck(path, &bytes).map_err(Failure::Faults)
}

/// What there is to do in each part.
fn due(progress: &Progress, time: u64) -> Result<Due, Failure> {
    Due::new(progress, time).map_err(Failure::Faults)
}

/// Forgets the progress, if the learner means it.
fn reset(state: &mut State, input: &mut impl BufRead, out: &mut Output) -> Result<(), Failure> {
    let (count, path) = (state.progress.entries.len(), state.shown());
    let mut text = Text::new();
    let Some(path) = path.filter(|_| count > 0) else {
        text.plain("there is no progress to forget").line();
        return out.result(&text);
    };
    let s = if count == 1 { "" } else { "s" };
    text.plain(format!(
        "forget {count} answer{s} in {path}? (yes, or anything else to keep them)"
    ));
    out.result(text.line())?;
    let answer = ask(input, out)?;
    let mut text = Text::new();
    if answer.is_some_and(|answer| answer.trim() == "yes") {
        state.reset()?;
        text.plain("forgotten").line();
    } else {
        text.plain("kept").line();
    }
    out.result(&text)
}

/// Says a text in lines that fit, as this stream writes its symbols.
fn say(text: &Text, asked: &Asked, out: &mut Output) -> Result<(), Failure> {
    let mut written = Text::new();
    for (role, piece) in &text.pieces {
        written.push(*role, out.symbols(piece));
    }
    out.result(&written.fitted(asked.columns))
}

fn say_where(state: &State, what: &str, out: &mut Output) -> Result<(), Failure> {
    match state.shown() {
        Some(path) => out.result(Text::new().plain(format!("{what} in {path}")).line()),
        None => Ok(()),
    }
}
