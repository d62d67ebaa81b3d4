//! Where a walk stands, as a text that it can go on from: a line for each thing, a tab between its
//! name and its value.
//!
//! Numbers stand as they are: a fraction in full, an enclosure as its two ends, a double with the
//! digits that make it again behind `~`. So a walk that goes on has the numbers of one that was never
//! interrupted.

use crate::calculus::value::Value;
use crate::descent::{Saved, Settings, StepRule, WalkNumber};
use crate::expression::{Graph, Id, Variable};
use crate::files::source::{Fault, Source};
use crate::notation;
use crate::notation::visible::visible;
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::report::slope::place;
use std::fmt::Write;

/// The first line.
const HEAD: &str = "deriv descend, a walk\t1";

/// The lines that say which walk it is, and the two kinds of lines after them.
const STEP: &str = "step";
const STATE: &str = "state";

/// Which walk it is: what its steps follow from.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Each thing that it is told by.
    all: Vec<(&'static str, String)>,
    /// How many numbers its state has.
    numbers: usize,
}

/// A file that this walk can't go on from.
#[derive(Debug)]
pub enum NotThis {
    /// It is no such file, or a line of it can't be read.
    Fault(Box<Fault>),
    /// It is of a walk that differs in this.
    Other(&'static str),
}

impl Identity {
    /// That of a walk of a function from a point.
    pub fn new(
        graph: &Graph,
        function: Id,
        from: &[(Variable, Id)],
        settings: &Settings,
    ) -> Identity {
        // Beside the position a velocity for each variable; or two means, and two powers for all.
        let (method, numbers) = match &settings.rule {
            StepRule::Plain => ("plain".to_owned(), from.len()),
            StepRule::Momentum(beta) => (format!("momentum {}", fraction(beta)), 2 * from.len()),
            StepRule::Adam => ("adam".to_owned(), 3 * from.len() + 2),
        };
        let mut all = vec![
            ("function", notation::write(graph, function)),
            ("start", place(graph, from)),
            ("rate", fraction(&settings.rate)),
            ("method", method),
        ];
        if let Some(rows) = &settings.rows {
            // FNV-1a over the bits of the numbers: Fowler, Noll & Vo.
            let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
            for number in rows.columns().iter().flat_map(|column| &column.doubles) {
                for byte in number.to_bits().to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
            all.push(("data", format!("{} rows, {hash:016x}", rows.count())));
        }
        Identity { all, numbers }
    }

    /// The text of a walk that stands there.
    pub fn written(&self, saved: &Saved) -> String {
        let mut text = format!("{HEAD}\n");
        for (name, value) in &self.all {
            let _ = writeln!(text, "{name}\t{}", visible(value));
        }
        let _ = writeln!(text, "{STEP}\t{}", saved.step);
        for number in &saved.state {
            let _ = writeln!(text, "{STATE}\t{}", of_number(number));
        }
        text
    }

    /// Where the walk stood that a file is of.
    ///
    /// # Errors
    /// Where it is of another walk, or no such file.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Saved, NotThis> {
        let fault = |fault: Fault| NotThis::Fault(Box::new(fault));
        let source = Source::decode(name, bytes, usize::MAX).map_err(fault)?;
        let help = "--resume names a file that an earlier run wrote; another name starts anew";
        let no_walk = |span, message: &str| fault(source.fault(span, message).help(help));
        let mut lines = source.text().lines();
        if lines.next() != Some(HEAD) {
            return Err(no_walk(0..0, "this is not a walk that was saved"));
        }
        let mut at = HEAD.len() + 1;
        let mut known = self.all.iter();
        let mut saved = Saved {
            step: 0,
            state: Vec::new(),
        };
        let mut stepped = false;
        for line in lines {
            let span = at..at + line.len();
            at += line.len() + 1;
            let (key, value) = line.split_once('\t').unwrap_or((line, ""));
            match key {
                STEP => {
                    let step = value.parse();
                    saved.step = step.map_err(|_| no_walk(span, "a step is a whole number"))?;
                    stepped = true;
                }
                STATE if stepped => {
                    let number = number(value);
                    saved
                        .state
                        .push(number.ok_or_else(|| no_walk(span, "this is not a number"))?);
                }
                _ => match known.next() {
                    Some((name, own)) if *name == key && visible(own) == value => {}
                    Some((name, _)) => return Err(NotThis::Other(name)),
                    None => return Err(NotThis::Other("set of rows")),
                },
            }
        }
        if let Some((name, _)) = known.next() {
            return Err(NotThis::Other(name));
        }
        match saved.state.len() == self.numbers {
            true => Ok(saved),
            false => Err(no_walk(
                at..at,
                "this file has too few numbers, or too many",
            )),
        }
    }
}

fn fraction(n: &Rational) -> String {
    format!("{}/{}", n.numerator(), n.denominator())
}

fn of_number(number: &WalkNumber) -> String {
    let ends = |ball: &Ball| Some((ball.lower().ok()?, ball.upper().ok()?));
    if let WalkNumber::Certain(value) = number {
        if let Some(n) = value.rational() {
            return fraction(n);
        }
        if let Value::Ball(ball) = value
            && let Some((low, high)) = ends(ball)
        {
            return format!("{}..{}", fraction(&low), fraction(&high));
        }
    }
    format!("~{:e}", number.to_f64())
}

fn number(text: &str) -> Option<WalkNumber> {
    let rational = |text: &str| {
        let (above, below) = text.split_once('/')?;
        Rational::from_decimal(above)?.divide(&Rational::from_decimal(below)?)
    };
    if let Some(double) = text.strip_prefix('~') {
        return double.parse().ok().map(WalkNumber::Rough);
    }
    let value = match text.split_once("..") {
        None => Value::Exact(rational(text)?.into()),
        Some((low, high)) => {
            let (low, high) = (rational(low)?, rational(high)?);
            let bits = 64 + low.bits().max(high.bits());
            let [low, high] = [low, high].map(|end| Ball::from_rational(&end, bits));
            Value::Ball(low.hull(&high, bits))
        }
    };
    Some(WalkNumber::Certain(value))
}
