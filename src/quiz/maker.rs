//! What keys are made with: expressions read, points completed, numbers computed.

use crate::expression::{Conventions, Graph, Id, Variable};
use crate::files::source::{Fault, Placed, Source};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::{self, Options};
use crate::quiz::point::{Coordinate, WrittenPoint};
use crate::slope::existence::Reason;
use crate::slope::{self, Effort, Trouble};
use crate::verdict::key::{KEY_DIGITS, Key, NoKey};
use crate::verdict::rules::Tolerance;

/// Makes keys of questions: expressions read and points completed, by the rules of the quiz.
pub struct KeyMaker<'a> {
    /// The file of the quiz, for faults.
    pub(super) source: &'a Source,
    /// What people here mean by `log`, and by an angle.
    pub(super) conventions: Conventions,
    /// The variables that the quiz states.
    pub(super) variables: &'a [Placed<String>],
    /// How near an answer has to be.
    pub(super) tolerance: &'a Tolerance,
}

impl KeyMaker<'_> {
    pub(super) fn fault(
        &self,
        span: std::ops::Range<usize>,
        message: String,
        help: String,
    ) -> Box<Fault> {
        Box::new(self.source.fault(span, message).help(help))
    }

    /// The key, unless it is a formula that has no value anywhere, which is proved; `text` is what it
    /// was made from and `lacks` what that has then.
    pub(super) fn somewhere(
        &self,
        key: Key,
        text: &Placed<String>,
        lacks: &str,
    ) -> Result<Key, Box<Fault>> {
        if !key.has_no_value() {
            return Ok(key);
        }
        let message = format!("`{}` has {lacks} anywhere", text.value);
        let help = "no answer could be compared with it: change the question".to_owned();
        Err(self.fault(text.span.clone(), message, help))
    }

    /// Reads an expression; `known` are the only names it may use, else those of `named` have to
    /// occur beside any others.
    fn read(
        &self,
        graph: &mut Graph,
        text: &Placed<String>,
        known: Option<&[String]>,
        named: &[String],
    ) -> Result<Id, Box<Fault>> {
        graph.conventions = self.conventions;
        let options = Options {
            variables: known,
            named,
            ..Options::default()
        };
        notation::read(graph, &text.value, &options).map_err(|error| {
            let error = match error.kind {
                ReadErrorKind::UnknownVariable { name, known } if known.is_empty() => {
                    let known = vec!["numbers, pi, e".to_owned()];
                    Error {
                        kind: ReadErrorKind::UnknownVariable { name, known },
                        place: error.place,
                    }
                }
                _ => error,
            };
            let span = match &error.place {
                Some(place) => self.source.inside(text, place.clone()),
                None => text.span.clone(),
            };
            let fault = self.source.fault(span, error.to_string());
            Box::new(fault.help_if(error.help()))
        })
    }

    /// Reads a function, and its variables; `named` are those that the question names.
    pub(super) fn function(
        &self,
        graph: &mut Graph,
        text: &Placed<String>,
        named: &[String],
    ) -> Result<(Id, Vec<Variable>), Box<Fault>> {
        let stated: Vec<String> = self
            .variables
            .iter()
            .map(|name| name.value.clone())
            .collect();
        let known = (!stated.is_empty()).then_some(stated.as_slice());
        let id = self.read(graph, text, known, named)?;
        Ok((id, graph.variables(id)))
    }

    /// Reads an expression without variables; whether it is a decimal does not count.
    pub(super) fn constant(
        &self,
        graph: &mut Graph,
        text: &Placed<String>,
    ) -> Result<Id, Box<Fault>> {
        let decimals = graph.decimals;
        let id = self.read(graph, text, Some(&[]), &[])?;
        graph.decimals = decimals;
        Ok(id)
    }

    /// The variable that a question is about.
    pub(super) fn variable(
        &self,
        graph: &mut Graph,
        function: &Placed<String>,
        wrt: Option<&Placed<String>>,
        variables: &[Variable],
    ) -> Result<Variable, Box<Fault>> {
        let names: Vec<String> = variables
            .iter()
            .map(|variable| graph.name(*variable).to_owned())
            .collect();
        let Some(wrt) = wrt else {
            return match variables {
                [variable] => Ok(*variable),
                [] => {
                    let first = self.variables.first();
                    Ok(graph.variable(first.map_or("w", |name| name.value.as_str())))
                }
                _ => Err(self.fault(
                    function.span.clone(),
                    format!("this function has several variables: {}", names.join(", ")),
                    format!("say which one is nudged: wrt = \"{}\"", names[0]),
                )),
            };
        };
        let stated = self.variables.iter().map(|name| &name.value);
        let known = names.iter().chain(stated).any(|name| *name == wrt.value);
        if !known && !variables.is_empty() {
            let message = format!("the function has no variable `{}`", wrt.value);
            let help = format!("its variables: {}", names.join(", "));
            return Err(self.fault(wrt.span.clone(), message, help));
        }
        Ok(graph.variable(&wrt.value))
    }

    /// The point of a question, with a value for every variable of the function.
    pub(super) fn point(
        &self,
        graph: &mut Graph,
        point: &WrittenPoint,
        variables: &[Variable],
    ) -> Result<Vec<(Variable, Id)>, Box<Fault>> {
        let mut resolved = Vec::new();
        for Coordinate { variable, value } in &point.values {
            let variable = match (variable, variables) {
                (Some(name), _) => graph.variable(&name.value),
                (None, [only]) => *only,
                (None, []) => graph.variable("w"),
                (None, several) => {
                    let each: Vec<String> = several
                        .iter()
                        .map(|variable| format!("{} = 1", graph.name(*variable)))
                        .collect();
                    return Err(self.fault(
                        point.span.clone(),
                        "one value, but the function has several variables".to_owned(),
                        format!("name them: {{{}}}", each.join(", ")),
                    ));
                }
            };
            let id = self.constant(graph, value)?;
            self.certain(graph, id, value)?;
            resolved.push((variable, id));
        }
        for variable in variables {
            if !resolved.iter().any(|(known, _)| known == variable) {
                let name = graph.name(*variable).to_owned();
                return Err(self.fault(
                    point.span.clone(),
                    format!("no value for `{name}`"),
                    format!("add it to the point: {name} = 1"),
                ));
            }
        }
        Ok(resolved)
    }

    /// A fault if an expression without variables has no value.
    pub(super) fn certain(
        &self,
        graph: &mut Graph,
        id: Id,
        text: &Placed<String>,
    ) -> Result<(), Box<Fault>> {
        self.number(graph, id, text, "this").map(|_| ())
    }

    /// The value of an expression without variables, called `what` in a message.
    pub(super) fn number(
        &self,
        graph: &mut Graph,
        id: Id,
        text: &Placed<String>,
        what: &str,
    ) -> Result<slope::Number, Box<Fault>> {
        slope::value(graph, id, &[], Effort::digits(KEY_DIGITS))
            .map_err(|trouble| self.no_number(&trouble, text.span.clone(), what))
    }

    /// A fault if the key has no value, which was computed from the function and the point.
    pub(super) fn certain_at(
        &self,
        graph: &mut Graph,
        key: Id,
        function: &Placed<String>,
        at: &WrittenPoint,
    ) -> Result<(), Box<Fault>> {
        match slope::value(graph, key, &[], Effort::digits(KEY_DIGITS)) {
            Ok(_) => Ok(()),
            Err(trouble) => {
                let what = format!("`{}` after the nudge or the steps", function.value);
                Err(self.no_number(&trouble, at.span.clone(), &what))
            }
        }
    }

    /// Why there is no key; `at` is the point that was asked for, if one was.
    pub(super) fn no_key(
        &self,
        why: NoKey,
        function: &Placed<String>,
        at: Option<&WrittenPoint>,
    ) -> Box<Fault> {
        let span = at.map_or(&function.span, |at| &at.span).clone();
        match why {
            NoKey::Formula(error) => {
                let span = function.span.clone();
                let fault = self.source.fault(span, error.to_string());
                Box::new(fault.help_if(error.help()))
            }
            NoKey::Slope(absence, _) => {
                let what = match absence.reason {
                    Reason::Corner => "has a corner there, so no slope",
                    Reason::Vertical => "has a vertical tangent there, so no slope",
                    Reason::Cusp => "has a cusp there, so no slope",
                    Reason::Jump => "jumps there, so it has no slope",
                    Reason::End => "ends there, so it has no slope",
                    Reason::Undecided => {
                        let what = format!("the slope of `{}`", function.value);
                        return self.no_number(&absence.trouble, span, &what);
                    }
                    Reason::Pole | Reason::Hole | Reason::Domain => "has no value there",
                };
                let message = format!("`{}` {what}", function.value);
                let help = match what {
                    "has no value there" => "choose a point inside its domain",
                    _ => "choose a point where it is smooth",
                };
                self.fault(span, message, help.to_owned())
            }
        }
    }

    /// Why a number does not exist, in words.
    fn no_number(&self, trouble: &Trouble, span: std::ops::Range<usize>, what: &str) -> Box<Fault> {
        let (message, help) = in_words(trouble, what);
        self.fault(span, message, help.to_owned())
    }
}

/// Why a number does not exist, and what to do about it.
pub(super) fn in_words(trouble: &Trouble, what: &str) -> (String, &'static str) {
    match trouble {
        Trouble::Outside { .. } => (
            format!("{what} has no value"),
            "choose numbers inside the domain",
        ),
        Trouble::Breaks { .. } => (
            format!("{what} has no slope"),
            "choose a point away from corners and jumps",
        ),
        Trouble::Undecided { .. } => (
            format!("it is not settled whether {what} has a value"),
            "choose another point",
        ),
        Trouble::TooLarge { .. } => (
            format!("the value of {what} is too large to compute"),
            "choose a smaller one",
        ),
        Trouble::TooMuchWork { .. } => (
            format!("the value of {what} takes more work than the limit allows"),
            "choose another point, or a shorter formula",
        ),
    }
}
