//! The labs in words, and what there is to see of a run.

use super::{CourseEnd, PracticeCourse, Turn, meanings};
use crate::notation::visible::visible;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::practice::lab::{
    ChainLayer, Lab, LabReply, LabRun, Labs, NoRun, Ran, Stage, Trace, filled,
};
use crate::practice::progress::{ItemMark, PracticePart, ProgressEntry};
use crate::report::backward;
use crate::report::diagnostic::diagnostic;
use crate::report::layout::{self, Fill, Table, TextColumn, total};
use crate::report::quiz::words;
use crate::report::{Role, Text, counted};

/// What can be said in a lab.
const WORDS: [(&str, &str); 5] = [
    ("a, b, c", "your choice"),
    ("show", "the answer; the lab comes back later"),
    ("skip", "the next lab"),
    ("help", "this list"),
    ("quit", "leave; this lab goes on next time"),
];

/// Columns of the words in front: `setup`, `predict`, `run`, `why`, `repair`.
const MARGIN: usize = 9;

/// Places after the point in a table, and the most where the numbers are small; from this size on
/// they are written with significant digits alone.
const PLACES: usize = 4;
const MOST_PLACES: usize = 7;
const LARGE: f64 = 1e7;
const DIGITS: usize = 5;

/// Rows of a walk that are shown: at most so many, else the first and the last ones.
const ROWS: usize = 12;
const FIRST_ROWS: usize = 5;
const LAST_ROWS: usize = 3;

/// Cells of the strip that shows where w is, at most and at least; an odd number.
const STRIP: usize = 27;
const SHORTEST_STRIP: usize = 9;

/// Blanks before the strip.
const GAP: usize = 3;

/// A session of labs.
#[derive(Debug)]
pub struct LabCourse {
    labs: Labs,
    width: usize,
}

impl LabCourse {
    /// A session, in lines of at most `width` columns.
    pub fn new(labs: Labs, width: usize) -> LabCourse {
        LabCourse { labs, width }
    }

    /// What is asked now.
    fn asked(&self) -> Text {
        let mut text = Text::new();
        let Some((at, lab)) = self.labs.lab() else {
            return text;
        };
        match self.labs.stage() {
            Stage::Predict => {
                text.append(self.head(at, lab));
                self.labelled("predict", &lab.predict, &mut text);
                let choices = lab.choices.iter().map(|(words, _)| words.as_str());
                self.lettered(choices, &mut text);
            }
            Stage::Why => {
                self.labelled("why", "which sentence explains it?", &mut text);
                self.lettered(lab.why.iter().map(String::as_str), &mut text);
            }
            Stage::Repair => self.labelled("repair", &lab.repair, &mut text),
        }
        text
    }

    /// What the lab is called, and what is set up.
    fn head(&self, at: usize, lab: &Lab) -> Text {
        let mut text = Text::new();
        let place = super::of(at, self.labs.of());
        let place = format!("lab {place}   ");
        let mut title = Text::new();
        title.hung(&lab.title, place.len(), self.width);
        text.push(Role::Label, place);
        text.push(Role::Heading, title.to_plain()).line();
        self.labelled("setup", &lab.setup, &mut text);
        text
    }

    fn labelled(&self, label: &str, words: &str, text: &mut Text) {
        text.push(Role::Label, format!("{label:<MARGIN$}"));
        let mut body = Text::new();
        body.filled(words, MARGIN, 0, self.width);
        text.plain(body.to_plain().trim_start());
    }

    fn lettered<'a>(&self, choices: impl Iterator<Item = &'a str>, text: &mut Text) {
        for (letter, words) in ('a'..='z').zip(choices) {
            text.filled(&format!("{letter}  {words}"), MARGIN + 2, 3, self.width);
        }
    }

    /// A run: how it is named, and what came of it.
    fn run(&self, run: &LabRun, ran: &Ran) -> Text {
        let mut text = self.named(run);
        text.append(trace(&ran.trace, self.width));
        text
    }

    /// A run or why there was none.
    fn tried(&self, run: &LabRun, ran: &Result<Ran, NoRun>) -> Text {
        match ran {
            Ok(ran) => self.run(run, ran),
            Err(why) => {
                let mut text = self.named(run);
                text.append(no_run(why));
                text
            }
        }
    }

    /// The command that does the same as a run.
    fn named(&self, run: &LabRun) -> Text {
        let mut text = Text::new();
        match (run.command(), run.setting("update")) {
            (Some(command), _) => self.labelled("run", &visible(&command), &mut text),
            (None, Some(update)) => {
                let said = format!("w := {}, step by step", visible(update));
                self.labelled("run", &said, &mut text);
            }
            (None, None) => {
                let said = format!("{}, layer after layer", visible(&run.function));
                self.labelled("run", &said, &mut text);
            }
        }
        text
    }

    fn said(&self, said: LabReply, lab: &Lab, text: &mut Text) {
        match said {
            LabReply::Predicted { chosen, right, ran } => {
                text.line().append(self.tried(&lab.run, &ran));
                let letter = right.map_or('?', |at| (b'a' + at as u8) as char);
                match chosen {
                    Some(_) if chosen == right => {
                        text.push(Role::Right, "✓ right")
                            .plain(", you predicted it")
                            .line();
                    }
                    Some(_) => {
                        text.push(Role::Wrong, "✗ wrong")
                            .plain(format!(": it is {letter}"))
                            .line();
                    }
                    None => {
                        text.plain(format!("it is {letter}")).line();
                    }
                }
                text.line().append(self.asked());
            }
            LabReply::Explained {
                right: false,
                shown: false,
                ..
            } => {
                text.push(Role::Wrong, "✗ wrong")
                    .plain(": look at the run again")
                    .line();
                text.append(words(&["show", "skip", "help", "quit"]));
            }
            LabReply::Explained {
                right, sentence, ..
            } => {
                if right {
                    text.push(Role::Right, "✓ right").plain(": ");
                    text.hung(&sentence, "✓ right: ".len(), self.width);
                } else {
                    let letter = (b'a' + lab.right as u8) as char;
                    text.wrapped(&format!("it is {letter}: {sentence}"), 0, self.width);
                }
                text.line().append(self.asked());
            }
            LabReply::Repaired {
                run,
                ran,
                works,
                shown,
            } => {
                if shown {
                    let repair = format!("for example {}", lab.example);
                    text.wrapped(&repair, 0, self.width);
                }
                text.append(self.tried(&run, &ran));
                match (works, &ran) {
                    (true, Ok(ran)) => {
                        let says = filled(&lab.says, ran, &|key| setting(&run, key));
                        text.push(Role::Right, "✓ right").plain(": ");
                        text.hung(&says, "✓ right: ".len(), self.width);
                    }
                    (_, Ok(_)) => {
                        text.push(Role::Wrong, "✗ wrong").plain(": ");
                        let again = format!("not repaired yet; {}", lab.repair);
                        text.hung(&again, "✗ wrong: ".len(), self.width);
                        text.append(words(&["show", "skip", "help", "quit"]));
                    }
                    (_, Err(_)) => {
                        text.append(words(&["show", "skip", "help", "quit"]));
                    }
                }
            }
            LabReply::Unknown => {
                text.plain("a letter from the list").line();
                text.append(words(&["show", "skip", "help", "quit"]));
            }
            LabReply::Help => {
                text.append(meanings(&WORDS, self.width));
            }
            LabReply::Hint => {
                let line = "there is no hint in a lab: try, and look at what happens; show tells";
                text.wrapped(line, 0, self.width);
            }
            LabReply::Nothing | LabReply::Skipped | LabReply::Left => {}
        }
    }
}

fn setting(run: &LabRun, key: &str) -> Option<String> {
    run.setting(key).map(|text| visible(text).into_owned())
}

impl PracticeCourse for LabCourse {
    fn opening(&self) -> Text {
        // A lab that was left half-way is shown as far as it went.
        let half = self
            .labs
            .lab()
            .filter(|_| self.labs.stage() != Stage::Predict);
        let Some((at, lab)) = half else {
            return self.asked();
        };
        let mut text = Text::new();
        text.wrapped("going on where you left it", 0, self.width);
        text.line().append(self.head(at, lab));
        if let Some(ran) = self.labs.ran() {
            text.append(self.run(&lab.run, ran));
        }
        text.line().append(self.asked());
        text
    }

    fn take(&mut self, line: &str, time: u64) -> Turn {
        let before = self.labs.lab().map(|(_, lab)| lab.clone());
        let (said, entry) = self.labs.take(line, time);
        let mut turn = Turn::default();
        let left = matches!(said, LabReply::Left);
        if let Some(lab) = before {
            self.said(said, &lab, &mut turn.text);
        }
        let through = |entry: &ProgressEntry| entry.mark != ItemMark::Begun;
        if entry.as_ref().is_some_and(through) {
            match self.labs.lab() {
                Some(_) => {
                    turn.text.line().append(self.asked());
                }
                None => turn.end = Some(CourseEnd::Finished),
            }
        }
        turn.entry = entry;
        if left {
            turn.end = Some(CourseEnd::Left);
        }
        turn
    }

    fn summary(&self) -> Text {
        let marks = self.labs.marks();
        let count = |mark: ItemMark| marks.iter().filter(|known| **known == mark).count();
        let mut said = format!(
            "{}: {} right at once",
            counted(marks.len(), "lab"),
            count(ItemMark::Right)
        );
        for (mark, words) in [
            (ItemMark::Later, "right at a later try"),
            (ItemMark::Missed, "shown"),
            (ItemMark::Skipped, "left out"),
        ] {
            match count(mark) {
                0 => {}
                n => said.push_str(&format!(", {n} {words}")),
            }
        }
        // A lab that is left half-way goes on: it was neither right nor wrong.
        if self.labs.lab().is_some() && self.labs.stage() != Stage::Predict {
            const GOES_ON: &str = "the one that you left goes on there next time";
            said = match marks {
                [] => GOES_ON.replace("the one", "the lab"),
                _ => format!("{said}; {GOES_ON}"),
            };
        }
        super::result(&said, self.width)
    }

    fn next(&self) -> Option<String> {
        Some(super::command(match self.labs.lab() {
            Some(_) => PracticePart::Lab,
            None => PracticePart::Drill,
        }))
    }
}

/// Why a run could not be made.
fn no_run(why: &NoRun) -> Text {
    match why {
        NoRun::Unread(error, typed) => diagnostic(error, typed),
        NoRun::Unfit(sentence) => {
            let mut text = Text::new();
            text.push(Role::Tangent, "? unread")
                .plain(format!(": {sentence}"))
                .line();
            text
        }
    }
}

/// What there is to see of a run.
fn trace(trace: &Trace, width: usize) -> Text {
    match trace {
        Trace::Walk { names, rows, end } => walk(names, rows, *end, width),
        Trace::Nudge {
            doubles,
            ratio,
            slope,
        } => nudge(doubles, *ratio, slope.as_ref()),
        Trace::Slope { slope, absence } => {
            let mut text = Text::new();
            match (slope, absence) {
                (Some(slope), _) => {
                    text.plain("  slope ").push(Role::Answer, slope).line();
                }
                (None, Some((reason, left, right))) => {
                    text.plain(format!("  no slope: {}", reason.word())).line();
                    for (name, side) in [("left ", left), ("right", right)] {
                        if let Some(side) = side {
                            text.plain(format!("  from the {name}  {side}")).line();
                        }
                    }
                }
                (None, None) => {}
            }
            text
        }
        Trace::Chain(layers) => chain(layers),
        Trace::Graph(rows) => {
            let rows = rows
                .iter()
                .map(|(name, value, slope)| (name.clone(), short(value), short(slope)));
            backward::table([rows.collect()], width)
        }
    }
}

/// A double as it is, to ten digits.
fn double(x: f64) -> String {
    match Rational::from_f64(x) {
        Some(n) => Decimal::exact_or_rounded(&n, 10).to_string(),
        None => "no number".to_owned(),
    }
}

fn nudge(doubles: &[f64; 5], ratio: Option<f64>, slope: Option<&Rational>) -> Text {
    let [w, here, end, there, change] = doubles.map(double);
    let mut text = Text::new();
    text.plain(format!("  w {w} -> {end}, J {here} -> {there}"))
        .line();
    text.plain(format!("  ΔJ = {change}")).line();
    let ratio = ratio.map_or_else(|| "0/0, no number".to_owned(), double);
    text.plain(format!("  ΔJ/ε = {ratio}"));
    if let Some(slope) = slope {
        text.plain(format!(", slope {}", short(slope)));
    }
    text.line();
    text
}

fn short(n: &Rational) -> String {
    Decimal::exact_or_rounded(n, DIGITS).to_string()
}

/// The cells of a column in one style: four places, or as many more as show the smallest number;
/// with an exponent where they are large.
fn cells<'n>(numbers: impl Iterator<Item = Option<&'n Rational>> + Clone) -> Vec<String> {
    let sizes = numbers.clone().flatten().map(|n| n.to_f64().abs());
    let sizes = sizes.filter(|size| *size > 0.0);
    let (small, large) = sizes.fold((1.0, 0.0), |(small, large): (f64, f64), size| {
        (small.min(size), large.max(size))
    });
    // Two digits of the smallest one.
    let shows = |places: &usize| (0..*places).fold(small, |n, _| n * 10.0) >= 10.0;
    let places = (PLACES..MOST_PLACES).find(shows).unwrap_or(MOST_PLACES);
    let cell = |n: Option<&Rational>| match n {
        None => "no value".to_owned(),
        Some(n) if large < LARGE => Decimal::rounded_to_places(n, places).to_fixed(places),
        Some(n) => Decimal::exact_or_rounded(n, DIGITS).to_string(),
    };
    numbers.map(cell).collect()
}

fn walk(
    names: &[String],
    rows: &[(Vec<Rational>, Option<Rational>)],
    end: Option<&str>,
    width: usize,
) -> Text {
    let steps = (0..rows.len()).map(|row| row.to_string()).collect();
    let mut columns = vec![
        TextColumn::new("step", steps, Fill::Before)
            .role(Role::Label)
            .gap(0),
    ];
    for (at, name) in names.iter().enumerate() {
        let cells = cells(rows.iter().map(|(point, _)| Some(&point[at])));
        columns.push(TextColumn::new(name, cells, Fill::Before));
    }
    let values = cells(rows.iter().map(|(_, value)| value.as_ref()));
    columns.push(TextColumn::new("J", values, Fill::Before));
    let room = width.saturating_sub(total(&columns) + GAP);
    if let Some(strip) = strip(names, rows, room) {
        columns.push(
            TextColumn::new("", strip, Fill::After)
                .gap(GAP)
                .role(Role::Label)
                .mark('●', Role::Right),
        );
    }
    let table = Table::new(&columns);
    let mut text = table.heads();
    for row in 0..rows.len() {
        let left_out = rows.len() > ROWS && (FIRST_ROWS..rows.len() - LAST_ROWS).contains(&row);
        match left_out {
            false => text.append(table.row(row)),
            true if row == FIRST_ROWS => text.push(Role::Label, " ...").line(),
            true => &mut text,
        };
    }
    if let Some(end) = end {
        text.plain(format!("  ended early: {end}")).line();
    }
    text
}

/// A line for each row with a mark where w is, 0 in the middle; none for several variables or
/// without room.
fn strip(
    names: &[String],
    rows: &[(Vec<Rational>, Option<Rational>)],
    room: usize,
) -> Option<Vec<String>> {
    let cells = STRIP.min(room.saturating_sub((room + 1) % 2));
    if names.len() != 1 || cells < SHORTEST_STRIP {
        return None;
    }
    let place = |(point, _): &(Vec<Rational>, Option<Rational>)| point[0].to_f64();
    let most = rows.iter().map(|row| place(row).abs()).fold(0.0, f64::max);
    let line = |row| {
        let at = if most > 0.0 { place(row) / most } else { 0.0 };
        let mark = ((at + 1.0) / 2.0 * (cells - 1) as f64).round() as usize;
        let cell = |cell| match cell {
            _ if cell == mark => '●',
            _ if cell == cells / 2 => '┊',
            _ => '·',
        };
        (0..cells).map(cell).collect()
    };
    Some(rows.iter().map(line).collect())
}

fn chain(layers: &[ChainLayer]) -> Text {
    let column = |head: &str, of: fn(&ChainLayer) -> &Rational| {
        let cells = layers.iter().map(|layer| short(of(layer))).collect();
        TextColumn::new(head, cells, Fill::Before)
    };
    let numbers = (1..=layers.len()).map(|layer| layer.to_string()).collect();
    layout::table(&[
        TextColumn::new("layer", numbers, Fill::Before)
            .role(Role::Label)
            .gap(0),
        column("value", |layer| &layer.value),
        column("slope", |layer| &layer.slope),
        column("product", |layer| &layer.product).role(Role::Answer),
    ])
}
