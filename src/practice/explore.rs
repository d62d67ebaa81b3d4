//! Explore: w, ε and α are moved, and each move is answered with numbers and a sentence.
//!
//! A pure session: [`Exploration::apply`] takes a command and says what came of it. The screen, the line
//! mode and the page send the same commands and show the same state; none of them computes.

mod command;
mod frame;
mod missions;
mod pictures;
mod sentences;
mod walk;

pub use command::{Command, Control, Unread};
use frame::Window;
pub use missions::{MISSIONS, Mission};

use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::picture::touch::{self, Touched, touched};
use crate::slope::{self, Effort, Number, Trouble};

/// Rates that the arrows go along.
pub const RATES: [&str; 12] = [
    "0.001", "0.003", "0.01", "0.03", "0.1", "0.2", "0.3", "0.5", "0.7", "0.9", "1", "1.1",
];

/// How far one press of an arrow moves a variable.
const MOVE: (i64, i64) = (1, 4);

/// Where a session starts, in the order tried: the first at which the function has a value.
const STARTS: [&str; 6] = ["3", "1", "0.5", "2", "-1", "0"];

/// Fractions past this size go on as decimals of [`STEP_DIGITS`] digits: nobody reads on.
const EXACT_BITS: u64 = 512;

/// Digits of a position that a step leads to where it is no short fraction.
const STEP_DIGITS: usize = 40;

/// Least and largest size of ε, as powers of two.
const SMALLEST: i64 = -40;
const LARGEST: i64 = 20;

/// The powers of two at the ends of the slider of ε.
pub const EPSILON_POWERS: (f64, f64) = (-12.0, 4.0);

/// Changes that can be taken back.
const MOST_UNDO: usize = 1000;

/// What is moved, and where it is.
#[derive(Clone, Debug)]
struct State {
    /// Each variable with its value, an expression without variables.
    point: Vec<(Variable, Id)>,
    /// Which of them moves.
    moving: usize,
    /// ε, not 0.
    epsilon: Id,
    /// α, above 0.
    rate: Rational,
    /// The positions of the walk, from its start; empty before the first step.
    walk: Vec<Position>,
    /// Whether every step of the walk was taken with the rate as it is.
    one_rate: bool,
    missions: MissionsDone,
}

/// The mission that is shown, and those that are done.
#[derive(Clone, Debug, Default)]
pub struct MissionsDone {
    shown: Option<usize>,
    done: Vec<usize>,
}

/// A position of a walk.
#[derive(Clone, Debug)]
struct Position {
    /// The values, as expressions without variables.
    point: Vec<(Variable, Id)>,
    /// J there, or why there is none.
    value: Result<Number, Trouble>,
}

/// A function that is explored.
pub struct Exploration {
    graph: Graph,
    function: Id,
    /// The function as it was typed, to start again with.
    text: String,
    variables: Vec<Variable>,
    start: State,
    state: State,
    before: Vec<State>,
    touched: Option<Touched>,
    sentence: String,
    /// Whether the last command made ε smaller, and the gap with it.
    settling: bool,
    window: Window,
    /// What is pressed to turn the nudge.
    turn: &'static str,
}

/// Why a session cannot start.
#[derive(Debug)]
pub enum NoSession {
    /// The derivative cannot be formed.
    Formula(Error),
    /// The function has no value at the place that was given, or at none that was tried: what is said
    /// of it there, as [`Trouble::says`].
    NoValue(&'static str),
    /// ε is 0 or has no value, or the rate is not above 0.
    Refused(Control),
}

impl From<Error> for NoSession {
    fn from(error: Error) -> NoSession {
        NoSession::Formula(error)
    }
}

/// Where a session starts.
#[derive(Clone, Debug, Default)]
pub struct ExplorationStart {
    /// Each variable with its value; without any, one is looked for.
    pub point: Vec<(Variable, Id)>,
    /// ε, else 1.
    pub epsilon: Option<Id>,
    /// α, else 0.1.
    pub rate: Option<Rational>,
    /// From where to where the curve is shown, else as suits it.
    pub range: Option<(f64, f64)>,
    /// The mission that is shown and those that are done, where a session goes on with another function.
    pub missions: MissionsDone,
    /// What is pressed to turn the nudge to the other side, else the key `n`.
    pub turn: Option<&'static str>,
}

impl Exploration {
    /// Before the first command.
    ///
    /// `text`: the function as typed. `variables`: those of the function, sorted by name.
    ///
    /// # Errors
    /// Why it cannot start.
    pub fn new(
        mut graph: Graph,
        function: Id,
        text: &str,
        start: ExplorationStart,
    ) -> Result<Exploration, NoSession> {
        let mut variables = graph.variables(function);
        if variables.is_empty() {
            let named = start.point.first().map(|(variable, _)| *variable);
            variables = vec![named.unwrap_or_else(|| graph.variable("w"))];
        }
        let point = match start.point.is_empty() {
            false => start.point.clone(),
            true => found_start(&mut graph, function, &variables),
        };
        let one = graph.number(1);
        let epsilon = start.epsilon.unwrap_or(one);
        let size = slope::value(&mut graph, epsilon, &[], Effort::default());
        if !size.is_ok_and(|size| !size.decimal.is_zero()) {
            return Err(NoSession::Refused(Control::Epsilon));
        }
        let rate = start.rate.unwrap_or_else(|| Rational::ratio(1, 10));
        if !rate.sign().is_gt() {
            return Err(NoSession::Refused(Control::Rate));
        }
        let state = State {
            point,
            moving: 0,
            epsilon,
            rate,
            walk: Vec::new(),
            one_rate: true,
            missions: start.missions,
        };
        let mut session = Exploration {
            graph,
            function,
            text: text.to_owned(),
            variables,
            start: state.clone(),
            state,
            before: Vec::new(),
            touched: None,
            sentence: String::new(),
            settling: false,
            window: Window::new(start.range),
            turn: start.turn.unwrap_or("n"),
        };
        session.look()?;
        let trouble = match session.here() {
            Some(touched) => touched.value.as_ref().err().map(Trouble::says),
            None => Some("has no value"),
        };
        if let Some(says) = trouble {
            return Err(NoSession::NoValue(says));
        }
        session.frame(true);
        session.sentence = session.at_rest();
        Ok(session)
    }

    /// Does what a command asks for, and says in a sentence what came of it.
    pub fn apply(&mut self, command: &Command) -> &str {
        let earlier = self.state.clone();
        let gap = self.gap();
        let changed = self.act(command);
        self.sentence = match changed {
            Ok(()) => {
                // Where the derivative was formed once it is formed again.
                let _ = self.look();
                self.frame(false);
                let mut sentence = self.told(command, &earlier, gap);
                if let Some(done) = self.judge() {
                    sentence += &format!(" {done}");
                }
                sentence
            }
            Err(refusal) => refusal,
        };
        if !matches!(command, Command::Undo) && self.moved(&earlier) {
            self.before.push(earlier);
            if self.before.len() > MOST_UNDO {
                self.before.remove(0);
            }
        }
        &self.sentence
    }

    /// Whether anything was changed that can be taken back.
    fn moved(&self, earlier: &State) -> bool {
        let (a, b) = (&self.state, earlier);
        a.point != b.point
            || a.moving != b.moving
            || a.epsilon != b.epsilon
            || a.rate != b.rate
            || a.walk.len() != b.walk.len()
            || a.missions.shown != b.missions.shown
    }

    fn act(&mut self, command: &Command) -> Result<(), String> {
        match command {
            Command::Set(control, text) => self.set(*control, text),
            Command::SetVariable(name, text) => {
                let at = self.variable(name)?;
                let value = self.constant(text)?;
                self.put(at, value)
            }
            Command::More(control, times) => self.more(*control, *times),
            Command::Half => {
                let two = self.graph.number(2);
                let half = crate::expression::Node::Quotient(self.state.epsilon, two);
                let half = self.graph.add(half);
                self.nudge(half)
            }
            Command::Side => {
                let other = crate::expression::Node::Negative(self.state.epsilon);
                let other = self.graph.add(other);
                self.nudge(other)
            }
            Command::Step => self.step(),
            Command::Undo => match self.before.pop() {
                Some(before) => {
                    let done = self.state.missions.done.clone();
                    self.state = before;
                    self.state.missions.done = done;
                    Ok(())
                }
                None => Err("There is nothing to undo.".to_owned()),
            },
            Command::Reset => {
                self.state = State {
                    missions: self.state.missions.clone(),
                    ..self.start.clone()
                };
                self.frame(true);
                Ok(())
            }
            Command::Mission => {
                self.next_mission();
                Ok(())
            }
            Command::Fit => {
                self.frame(true);
                Ok(())
            }
            Command::Variable(name) => {
                self.state.moving = match name {
                    Some(name) => self.variable(name)?,
                    None => (self.state.moving + 1) % self.variables.len(),
                };
                self.frame(true);
                Ok(())
            }
            Command::Show => Ok(()),
        }
    }

    fn variable(&self, name: &str) -> Result<usize, String> {
        let known = self.variables.iter();
        let names: Vec<&str> = known.map(|v| self.graph.name(*v)).collect();
        let same = |known: &&str| crate::expression::names::same(known, name);
        names.iter().position(same).ok_or_else(|| {
            let name = notation::visible::visible(name);
            format!(
                "There is no variable {name}; there is {}.",
                names.join(", ")
            )
        })
    }

    /// The text of a value as an expression that has one.
    fn constant(&mut self, text: &str) -> Result<Id, String> {
        let shown = notation::visible::visible(text).into_owned();
        let id = slope::point::constant(&mut self.graph, text).map_err(|_| match text.trim() {
            "" => "Nothing was typed: a number, or an expression such as pi/2.".to_owned(),
            _ => format!("`{shown}` is not a number."),
        })?;
        match slope::value(&mut self.graph, id, &[], Effort::default()) {
            Ok(_) => Ok(id),
            Err(_) => Err(format!("`{shown}` has no value.")),
        }
    }

    fn set(&mut self, control: Control, text: &str) -> Result<(), String> {
        let value = self.constant(text)?;
        match control {
            Control::Variable => self.put(self.state.moving, value),
            Control::Epsilon => self.nudge(value),
            Control::Rate => {
                let rate = self.rational(value);
                self.rate(rate)
            }
        }
    }

    /// A value as a fraction: itself, or 40 digits of it.
    fn rational(&mut self, id: Id) -> Option<Rational> {
        let effort = Effort::digits(STEP_DIGITS);
        let number = slope::value(&mut self.graph, id, &[], effort).ok()?;
        number.fraction()
    }

    fn put(&mut self, at: usize, value: Id) -> Result<(), String> {
        self.state.point[at].1 = value;
        // A walk starts where w was put.
        self.state.walk.clear();
        self.state.one_rate = true;
        Ok(())
    }

    fn nudge(&mut self, epsilon: Id) -> Result<(), String> {
        let size = self.rational(epsilon);
        let two = Rational::integer(2);
        let bound = |k: i64| two.power(k).expect("2 is not 0");
        match size {
            Some(size) if size.is_zero() => {
                Err("ε must not be 0: 0/0 has no value. Make it small instead.".to_owned())
            }
            Some(size) if size.abs() < bound(SMALLEST) => {
                Err("ε is small enough: the ratio has long settled.".to_owned())
            }
            Some(size) if size.abs() > bound(LARGEST) => {
                Err("ε is large enough: that is no nudge any more.".to_owned())
            }
            Some(_) => {
                self.state.epsilon = epsilon;
                Ok(())
            }
            None => Err("ε has no value.".to_owned()),
        }
    }

    fn rate(&mut self, rate: Option<Rational>) -> Result<(), String> {
        let Some(rate) = rate.filter(|rate| rate.sign().is_gt()) else {
            return Err("The rate must be above 0: a descent goes down.".to_owned());
        };
        if !self.state.walk.is_empty() && rate != self.state.rate {
            self.state.one_rate = false;
        }
        self.state.rate = rate;
        Ok(())
    }

    fn more(&mut self, control: Control, times: i64) -> Result<(), String> {
        match control {
            Control::Variable => {
                let at = self.state.moving;
                let now = self.rational(self.state.point[at].1);
                let now = now.ok_or("w has no value.")?;
                let by = &Rational::ratio(MOVE.0, MOVE.1) * &Rational::integer(times);
                let value = self.graph.number(&now + &by);
                self.put(at, value)
            }
            Control::Epsilon => {
                let now = self.rational(self.state.epsilon).ok_or("ε has no value.")?;
                let factor = Rational::integer(2).power(times).expect("2 is not 0");
                let value = self.graph.number(&now * &factor);
                self.nudge(value)
            }
            Control::Rate => {
                let now = &self.state.rate;
                let all: Vec<Rational> = RATES
                    .iter()
                    .filter_map(|text| Rational::from_decimal(text))
                    .collect();
                // The nearest on the side that is gone to counts as the first notch.
                let from = match times > 0 {
                    true => all
                        .iter()
                        .rposition(|rate| rate <= now)
                        .map_or(-1, |at| at as i64),
                    false => all
                        .iter()
                        .position(|rate| rate >= now)
                        .map_or(all.len() as i64, |at| at as i64),
                };
                let last = all.len() as i64 - 1;
                let to = (from + times).clamp(0, last);
                let rate = all[to as usize].clone();
                // Beyond the list the arrows lead nowhere.
                let beyond =
                    (times > 0 && *now > all[last as usize]) || (times < 0 && *now < all[0]);
                match beyond {
                    true => Ok(()),
                    false => self.rate(Some(rate)),
                }
            }
        }
    }

    /// Works out the numbers at the state as it is.
    fn look(&mut self) -> Result<(), NoSession> {
        let (variable, at) = self.state.point[self.state.moving];
        let slice = self.slice();
        let epsilon = Some(self.state.epsilon);
        // What the usual digits don't tell apart gets more.
        for effort in [Effort::default(), Effort::digits(STEP_DIGITS)] {
            self.touched = touched(&mut self.graph, slice, variable, at, epsilon, effort)?;
            if self.touched.as_ref().is_none_or(Touched::is_told) {
                break;
            }
        }
        Ok(())
    }

    /// The function of the moving variable alone.
    fn slice(&mut self) -> Id {
        let moving = self.state.point[self.state.moving].0;
        let still: Vec<(Variable, Id)> = self
            .state
            .point
            .iter()
            .filter(|(variable, _)| *variable != moving)
            .copied()
            .collect();
        match still.is_empty() {
            true => self.function,
            false => self.graph.substitute(self.function, &still),
        }
    }

    /// What is known of the state, where it has a value.
    pub fn here(&self) -> Option<&Touched> {
        self.touched.as_ref()
    }

    /// The last sentence.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// How many steps the walk has.
    pub fn steps(&self) -> usize {
        self.state.walk.len().saturating_sub(1)
    }

    /// The names of the variables.
    pub fn names(&self) -> Vec<&str> {
        self.variables.iter().map(|v| self.graph.name(*v)).collect()
    }

    /// The name of the variable that moves.
    pub fn moving(&self) -> &str {
        self.graph.name(self.state.point[self.state.moving].0)
    }

    /// Where a control is on its slider, from 0 to 1.
    pub fn share(&mut self, control: Control) -> f64 {
        let share = match control {
            Control::Variable => {
                let at = self.state.point[self.state.moving].1;
                let (low, high) = self.shown_range();
                let x = self.rational(at).map_or(low, |n| n.to_f64());
                (x - low) / (high - low)
            }
            Control::Epsilon => {
                let size = self
                    .rational(self.state.epsilon)
                    .map_or(1.0, |n| n.abs().to_f64());
                let power = crate::number::double::log2(size);
                (power - EPSILON_POWERS.0) / (EPSILON_POWERS.1 - EPSILON_POWERS.0)
            }
            Control::Rate => {
                let below = RATES
                    .iter()
                    .filter_map(|text| Rational::from_decimal(text))
                    .filter(|rate| *rate < self.state.rate)
                    .count();
                below as f64 / (RATES.len() - 1) as f64
            }
        };
        share.clamp(0.0, 1.0)
    }

    /// How far the ratio is from the slope, where both are known.
    fn gap(&self) -> Option<Rational> {
        let gap = self.touched.as_ref()?.nudge.as_ref()?.gap.as_ref()?;
        gap.fraction().map(|gap| gap.abs())
    }
}

/// A place at which the function has a value: 3, or what comes nearest to it.
fn found_start(graph: &mut Graph, function: Id, variables: &[Variable]) -> Vec<(Variable, Id)> {
    let mut point = Vec::new();
    for text in STARTS {
        let value = Rational::from_decimal(text).expect("it is written as a decimal");
        let id = graph.number(value);
        point = variables.iter().map(|v| (*v, id)).collect();
        if slope::value(graph, function, &point, Effort::default()).is_ok() {
            break;
        }
    }
    point
}

/// A fraction that has not grown too long, else 40 digits of it.
fn shortened(n: Rational) -> Rational {
    match n.bits() <= EXACT_BITS {
        true => n,
        false => {
            let decimal = Decimal::exact_or_rounded(&n, STEP_DIGITS).to_string();
            Rational::from_decimal(&decimal).unwrap_or(n)
        }
    }
}

/// Digits up to which what was typed, or made by halving, is shown as it is.
const WHOLE: usize = 7;

/// A number that was typed: as it is, if it is no longer than that.
fn as_typed(n: &Rational) -> String {
    let whole = Decimal::exact_or_rounded(n, WHOLE);
    match whole.exact {
        true => whole.to_string(),
        false => brief(n),
    }
}

/// A number in a sentence: at most 3 places, 4 digits where it is small, no places where it is large:
/// a figure before the point is never cut. What halving makes is shown whole as long as that takes 7
/// digits.
pub fn brief(n: &Rational) -> String {
    const PLACES: usize = 3;
    let twos = n.denominator().trailing_zeros().unwrap_or(0);
    let halved = twos + 1 == n.denominator().bits();
    let whole = Decimal::exact_or_rounded(n, WHOLE);
    if halved && whole.exact {
        return whole.to_string();
    }
    let size = n.abs().to_f64();
    let decimal = match size {
        0.1..1e6 => Decimal::rounded_to_places(n, PLACES),
        1e6..1e15 => Decimal::rounded_to_places(n, 0),
        _ => Decimal::exact_or_rounded(n, PLACES + 1),
    };
    decimal.to_string()
}

/// The same of a number whose digits are known.
pub fn shown(number: &Number) -> String {
    number
        .fraction()
        .map_or_else(|| number.shorter(touch::DIGITS).to_string(), |n| brief(&n))
}
