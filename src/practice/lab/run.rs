//! What a lab runs: the engine itself, on texts that the lab or the learner wrote.

use crate::calculus::quotient::{AlongLine, NudgePlace};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::{self, Options};
use crate::number::rational::Rational;
use crate::slope::backward::backward;
use crate::slope::existence::{self, Asked, OneSided, Reason, SlopeOutcome};
use crate::slope::point::{self, NoPoint};
use crate::slope::{self, Effort, Number};
use std::cmp::Ordering;

/// Digits to which numbers of a run are computed.
const DIGITS: usize = 30;

/// Most layers of a chain.
const MAX_LAYERS: usize = 100;

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// A walk downhill.
    Descend,
    /// One nudge in doubles.
    Nudge,
    /// The slope at a point, or why there is none.
    Slope,
    /// A function applied to its own result, layer by layer.
    Chain,
    /// Values forward and slopes backward through a formula.
    Graph,
}

impl RunKind {
    /// Every kind, with the key that holds its function.
    pub const ALL: [(&'static str, RunKind); 5] = [
        ("descend", RunKind::Descend),
        ("nudge", RunKind::Nudge),
        ("slope", RunKind::Slope),
        ("chain", RunKind::Chain),
        ("graph", RunKind::Graph),
    ];

    /// The keys that say how it is done.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            RunKind::Descend => &["from", "rate", "steps", "momentum", "update"],
            RunKind::Nudge => &["at", "eps"],
            RunKind::Slope => &["at"],
            RunKind::Chain => &["at", "layers"],
            RunKind::Graph => &["at"],
        }
    }
}

/// Each variable with its value, an expression without variables.
type Point = Vec<(Variable, Id)>;

/// A run as it is written: what, of which function, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabRun {
    /// What it does.
    pub kind: RunKind,
    /// The function.
    pub function: String,
    /// How, by the keys of its kind, in the order of the file.
    pub settings: Vec<(String, String)>,
}

/// Why a run cannot be made.
#[derive(Clone, Debug)]
pub enum NoRun {
    /// This text cannot be read.
    Unread(Error, String),
    /// A sentence.
    Unfit(String),
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Numbers by name, which claims and sentences use.
    pub numbers: Vec<(String, Rational)>,
    /// What there is to see.
    pub trace: Trace,
}

/// What there is to see of a run.
#[derive(Clone, Debug)]
pub enum Trace {
    /// The positions of a walk, from the start, with J at each.
    Walk {
        /// The variables.
        names: Vec<String>,
        /// A position and J there, `None` where it has no value.
        rows: Vec<(Vec<Rational>, Option<Rational>)>,
        /// Why it ended early.
        end: Option<&'static str>,
    },
    /// A nudge in doubles: where it leads, J there, the change, the ratio; and the true slope.
    Nudge {
        /// w, J(w), w + ε, J(w + ε), ΔJ
        doubles: [f64; 5],
        /// ΔJ/ε, `None` where it is 0/0.
        ratio: Option<f64>,
        /// The slope, where there is one.
        slope: Option<Rational>,
    },
    /// The slope at a point.
    Slope {
        /// It, as it is printed.
        slope: Option<String>,
        /// Why there is none, and from the left and from the right.
        absence: Option<(Reason, Option<String>, Option<String>)>,
    },
    /// A chain of layers.
    Chain(Vec<ChainLayer>),
    /// A graph: for each node what it is, its value, its slope.
    Graph(Vec<(String, Rational, Rational)>),
}

/// One layer of a chain.
#[derive(Clone, Debug)]
pub struct ChainLayer {
    /// The value that comes out.
    pub value: Rational,
    /// The slope of this layer alone.
    pub slope: Rational,
    /// The slope of all layers so far: the product.
    pub product: Rational,
}

impl LabRun {
    /// The text of a setting; `function` is one too.
    pub fn setting(&self, key: &str) -> Option<&str> {
        if key == "function" {
            return Some(&self.function);
        }
        let found = self.settings.iter().find(|(known, _)| known == key);
        found.map(|(_, text)| text.as_str())
    }

    /// The same run with another text for one of its settings.
    pub fn with(&self, key: &str, text: &str) -> LabRun {
        let mut run = self.clone();
        if key == "function" {
            run.function = text.to_owned();
        } else if let Some(found) = run.settings.iter_mut().find(|(known, _)| known == key) {
            found.1 = text.to_owned();
        } else {
            run.settings.push((key.to_owned(), text.to_owned()));
        }
        run
    }

    /// The command that does the same, where there is one.
    pub fn command(&self) -> Option<String> {
        let setting = |key: &str| self.setting(key).unwrap_or_default().replace(' ', "");
        let function = &self.function;
        match self.kind {
            RunKind::Descend if self.setting("update").is_some() => None,
            RunKind::Descend => {
                let mut command = format!("deriv descend \"{function}\"");
                for key in ["from", "rate", "momentum", "steps"] {
                    if self.setting(key).is_some() {
                        command += &format!(" --{key} {}", setting(key));
                    }
                }
                Some(command)
            }
            RunKind::Nudge => {
                let (at, eps) = (setting("at"), setting("eps"));
                Some(format!("deriv nudge \"{function}\" --at {at} --eps {eps}"))
            }
            RunKind::Slope => Some(format!("deriv slope \"{function}\" --at {}", setting("at"))),
            RunKind::Chain => None,
            RunKind::Graph => {
                let at = setting("at");
                Some(format!(
                    "deriv diff \"{function}\" --steps --graph --at {at}"
                ))
            }
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// A text that cannot be read, or a number that does not fit.
    pub fn run(&self) -> Result<Ran, NoRun> {
        match self.kind {
            RunKind::Descend if self.setting("update").is_some() => self.own_walk(),
            RunKind::Descend => self.walk(),
            RunKind::Nudge => self.nudge(),
            RunKind::Slope => self.slope(),
            RunKind::Chain => self.chain(),
            RunKind::Graph => self.graph(),
        }
    }

    /// The function, read with the names of the point as variables.
    pub(super) fn read(&self, graph: &mut Graph, at: &str) -> Result<(Id, Point), NoRun> {
        let text = &self.function;
        let unread = |error| NoRun::Unread(error, text.clone());
        let names = point::names(at);
        let options = Options {
            variables: (!names.is_empty()).then_some(&names[..]),
            ..Options::default()
        };
        let function =
            notation::read(graph, text, &options).map_err(|error| match &error.kind {
                ReadErrorKind::UnknownVariable { name, .. } => {
                    let name = shortened(name);
                    NoRun::Unfit(format!("no value for {name}: add it, {name} = 1"))
                }
                _ => unread(error),
            })?;
        let variables = graph.variables(function);
        let point = point::resolve(graph, at, &variables);
        Ok((function, point.map_err(|no_point| said(no_point, at))?))
    }

    /// A number among the settings.
    pub(super) fn number(&self, key: &str) -> Result<Option<Rational>, NoRun> {
        let Some(text) = self.setting(key) else {
            return Ok(None);
        };
        let mut graph = Graph::new();
        let unread = |error| NoRun::Unread(error, text.to_owned());
        let id = point::constant(&mut graph, text).map_err(unread)?;
        let number = evaluated(&mut graph, id);
        let unfit = || NoRun::Unfit(format!("{} has no value", shortened(text)));
        number.map(Some).ok_or_else(unfit)
    }

    pub(super) fn needed(&self, key: &str) -> Result<Rational, NoRun> {
        let missing = || NoRun::Unfit(format!("{key} is missing"));
        self.number(key)?.ok_or_else(missing)
    }

    /// A whole number from 1 to `most`.
    pub(super) fn whole(&self, key: &str, most: usize) -> Result<usize, NoRun> {
        let number = self.needed(key)?;
        let whole = number.is_integer().then(|| number.to_f64() as usize);
        let fits = whole.filter(|n| (1..=most).contains(n) && !number.is_negative());
        fits.ok_or_else(|| NoRun::Unfit(format!("{key} has to be a whole number from 1 to {most}")))
    }

    /// The function of one variable, that variable, and the point.
    fn nudged(&self, graph: &mut Graph) -> Result<(Id, Variable, Point), NoRun> {
        let (function, point) = self.read(graph, self.setting("at").unwrap_or_default())?;
        match point[..] {
            [(variable, _)] => Ok((function, variable, point)),
            _ => Err(NoRun::Unfit("one variable is nudged".into())),
        }
    }

    fn nudge(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, variable, point) = self.nudged(graph)?;
        let eps = self.needed("eps")?.to_f64();
        let place = NudgePlace {
            function,
            variable,
            point: point.clone(),
        };
        let line = AlongLine::new(graph, &place);
        let nudge = line.nudge(eps);
        let ratio = Some(nudge.ratio).filter(|ratio| ratio.is_finite());
        let slope = match slope_at(graph, function, variable, &point) {
            Ok(SlopeOutcome::Slope(number)) => number.fraction(),
            _ => None,
        };
        let mut numbers = vec![(
            "exists".to_owned(),
            Rational::integer(i64::from(ratio.is_some())),
        )];
        let mut note = |name: &str, number: Option<Rational>| {
            numbers.extend(number.map(|number| (name.to_owned(), number)));
        };
        let exact = ratio.and_then(Rational::from_f64);
        note("ratio", exact.clone());
        note("slope", slope.clone());
        note(
            "gap",
            exact
                .zip(slope.clone())
                .map(|(ratio, slope)| (&ratio - &slope).abs()),
        );
        note("change", Rational::from_f64(nudge.change));
        let doubles = [line.at, line.here, nudge.end, nudge.there, nudge.change];
        Ok(Ran {
            numbers,
            trace: Trace::Nudge {
                doubles,
                ratio,
                slope,
            },
        })
    }

    fn slope(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, variable, point) = self.nudged(graph)?;
        let unread = |error| NoRun::Unread(error, self.function.clone());
        let found = slope_at(graph, function, variable, &point);
        let (mut numbers, trace) = match found.map_err(unread)? {
            SlopeOutcome::Slope(number) => {
                let numbers = number.fraction().map(|number| ("slope".to_owned(), number));
                let slope = Some(brief(&number));
                let absence = None;
                (
                    numbers.into_iter().collect(),
                    Trace::Slope { slope, absence },
                )
            }
            SlopeOutcome::None(absence) => {
                let mut numbers: Vec<(String, Rational)> = Vec::new();
                for (name, side) in [("left", &absence.left), ("right", &absence.right)] {
                    if let OneSided::Number(number) = side {
                        numbers.extend(number.fraction().map(|number| (name.to_owned(), number)));
                    }
                }
                let absence = Some((
                    absence.reason,
                    one_sided(&absence.left),
                    one_sided(&absence.right),
                ));
                (
                    numbers,
                    Trace::Slope {
                        slope: None,
                        absence,
                    },
                )
            }
        };
        let exists = matches!(&trace, Trace::Slope { slope: Some(_), .. });
        numbers.push(("exists".into(), Rational::integer(i64::from(exists))));
        if let Ok(value) = slope::value(graph, function, &point, Effort::digits(DIGITS)) {
            numbers.extend(value.fraction().map(|value| ("J".to_owned(), value)));
        }
        Ok(Ran { numbers, trace })
    }

    fn chain(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, point) = self.read(graph, self.setting("at").unwrap_or_default())?;
        let [(variable, start)] = point[..] else {
            return Err(NoRun::Unfit("a layer has one variable, w".into()));
        };
        let count = self.whole("layers", MAX_LAYERS)?;
        let none =
            || NoRun::Unfit("a layer has no value or no slope there: try another function".into());
        let mut at = evaluated(graph, start).ok_or_else(none)?;
        let mut layers: Vec<ChainLayer> = Vec::new();
        for _ in 0..count {
            let here = graph.number(at);
            let point = [(variable, here)];
            let found = existence::slope(
                graph,
                function,
                variable,
                1,
                &point,
                Asked::Both,
                Effort::digits(DIGITS),
            );
            let Ok(SlopeOutcome::Slope(number)) = found else {
                return Err(none());
            };
            let slope = number.fraction().ok_or_else(none)?;
            let value = graph.substitute(function, &point);
            let value = evaluated(graph, value).ok_or_else(none)?;
            let product = match layers.last() {
                Some(before) => &before.product * &slope,
                None => slope.clone(),
            };
            at = value.clone();
            layers.push(ChainLayer {
                value,
                slope,
                product,
            });
        }
        let last = layers.last().ok_or_else(none)?;
        let numbers = vec![
            ("value".to_owned(), last.value.clone()),
            ("slope".to_owned(), last.slope.clone()),
            ("product".to_owned(), last.product.clone()),
        ];
        Ok(Ran {
            numbers,
            trace: Trace::Chain(layers),
        })
    }

    fn graph(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, point) = self.read(graph, self.setting("at").unwrap_or_default())?;
        let unread = |error| NoRun::Unread(error, self.function.clone());
        let passed = backward(graph, function, &point).map_err(unread)?;
        let (mut numbers, mut rows) = (Vec::new(), Vec::new());
        for passed in passed {
            let none = || NoRun::Unfit("a part has no value or no slope there".into());
            let value = evaluated(graph, passed.value).ok_or_else(none)?;
            let slope = passed
                .slope
                .and_then(|slope| evaluated(graph, slope))
                .ok_or_else(none)?;
            if let Node::Variable(variable) = *graph.node(passed.id) {
                numbers.push((format!("slope_{}", graph.name(variable)), slope.clone()));
            }
            if passed.id == function {
                numbers.push(("J".to_owned(), value.clone()));
            }
            rows.push((notation::write(graph, passed.id), value, slope));
        }
        Ok(Ran {
            numbers,
            trace: Trace::Graph(rows),
        })
    }
}

fn slope_at(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    point: &[(Variable, Id)],
) -> Result<SlopeOutcome, Error> {
    let effort = Effort::digits(DIGITS);
    existence::slope(graph, function, variable, 1, point, Asked::Both, effort)
}

/// A number to [`DIGITS`], exact where it is a fraction.
pub(super) fn evaluated(graph: &mut Graph, id: Id) -> Option<Rational> {
    let number = slope::value(graph, id, &[], Effort::digits(DIGITS)).ok()?;
    number.fraction()
}

/// A number as it is printed in a sentence.
fn brief(number: &Number) -> String {
    /// Digits in a sentence.
    const BRIEF: usize = 10;
    number.shorter(BRIEF).to_string()
}

fn one_sided(side: &OneSided) -> Option<String> {
    match side {
        OneSided::Number(number) => Some(brief(number)),
        OneSided::Infinite(Ordering::Less) => Some("-infinity".into()),
        OneSided::Infinite(_) => Some("+infinity".into()),
        OneSided::None => Some("none".into()),
        OneSided::Unknown => None,
    }
}

fn said(no_point: NoPoint, text: &str) -> NoRun {
    match no_point.problem {
        point::PointProblem::Unread(error) => NoRun::Unread(error, text.to_owned()),
        problem => NoRun::Unfit(match problem.help() {
            Some(help) => format!("{problem}: {help}"),
            None => problem.to_string(),
        }),
    }
}

/// A text cut to what fits a sentence.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let cut: String = text.chars().take(MOST).collect();
    notation::visible::visible(&cut).into_owned()
}
