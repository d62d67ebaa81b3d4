//! From a question of a quiz to its key: expressions read, points completed, numbers computed.

use crate::expression::{Graph, Id, Node, Variable};
use crate::files::source::{Fault, Placed};
use crate::notation::error::{Error, Kind};
use crate::notation::{self, Options};
use crate::number::rational::Rational;
use crate::quiz::{self, Coordinate, Nudged, Point, Question, Quiz};
use crate::slips::{Exercise, Work};
use crate::slope::{self, Effort, Trouble};
use crate::verdict::key::{Asked, KEY_DIGITS, Key, NoKey, Wanted, names, slope_at};

/// The key of one question, which is one of the quiz or made from one.
///
/// # Errors
/// An expression that cannot be read, and a question that has no answer: a function without a value
/// at its point, a variable without one; with its place in the quiz.
pub fn key(quiz: &Quiz, question: &Question) -> Result<Key, Box<Fault>> {
    Reader { quiz, question }.key()
}

/// One question on the way to its key.
struct Reader<'a> {
    quiz: &'a Quiz,
    question: &'a Question,
}

impl Reader<'_> {
    fn fault(&self, span: std::ops::Range<usize>, message: String, help: String) -> Box<Fault> {
        Box::new(self.quiz.source.fault(span, message).help(help))
    }

    fn key(&self) -> Result<Key, Box<Fault>> {
        let question = self.question;
        let mut graph = Graph::new();
        let key = match &question.task {
            quiz::Task::Derivative { function, wrt, nth } => {
                let (id, variables) = self.function(&mut graph, function)?;
                let made = if wrt.is_none() && variables.len() > 1 {
                    Key::gradient(graph, id, &variables, *nth)
                } else {
                    let by = self.variable(&mut graph, function, wrt.as_ref(), &variables)?;
                    Key::derivative(graph, id, by, *nth)
                };
                made.map_err(|why| self.no_key(why, function, None))?
            }
            quiz::Task::Slope {
                function,
                wrt,
                at,
                nth,
            } => {
                let (id, variables) = self.function(&mut graph, function)?;
                let point = self.point(&mut graph, at, &variables)?;
                let by = match wrt {
                    Some(_) => {
                        vec![self.variable(&mut graph, function, wrt.as_ref(), &variables)?]
                    }
                    None if variables.is_empty() => vec![point[0].0],
                    None => variables,
                };
                Key::slopes(graph, id, &by, *nth, &point)
                    .map_err(|why| self.no_key(why, function, Some(at)))?
            }
            quiz::Task::Nudge {
                function,
                wrt,
                at,
                eps,
                find,
            } => self.nudge(graph, function, wrt.as_ref(), at, eps, *find)?,
            quiz::Task::Step {
                function,
                from,
                rate,
                steps,
            } => self.step(graph, function, from, rate, *steps)?,
            quiz::Task::Number { answer } => {
                let id = self.constant(&mut graph, answer)?;
                self.certain(&mut graph, id, answer)?;
                self.numbers(
                    graph,
                    vec![Wanted {
                        name: None,
                        key: id,
                        exercise: None,
                    }],
                )
            }
            quiz::Task::Formula { answer } => {
                let (id, _) = self.function(&mut graph, answer)?;
                Key::formula(graph, id)
            }
            quiz::Task::Choice { choices, right } => {
                let (choices, right) = (choices.clone(), right.clone());
                Key::new(graph, Vec::new(), Asked::Choice { choices, right })
            }
            quiz::Task::Order { steps, before } => {
                let (steps, before) = (steps.clone(), before.clone());
                Key::new(graph, Vec::new(), Asked::Order { steps, before })
            }
            quiz::Task::Text { .. } => Key::new(graph, Vec::new(), Asked::Text),
        };
        self.has_values(&key)?;
        let mut known = key.known.clone();
        known.extend(self.quiz.variables.iter().map(|name| name.value.clone()));
        known.sort();
        known.dedup();
        Ok(Key {
            known,
            locale: self.quiz.locale,
            tolerance: question.tolerance.clone(),
            form: question.form,
            domain: question.domain,
            credit: question.credit.clone(),
            partly: question.points > Rational::one(),
            ..key
        })
    }

    /// A fault if a formula that is asked for has no value anywhere, which is proved.
    fn has_values(&self, key: &Key) -> Result<(), Box<Fault>> {
        let text = match &self.question.task {
            quiz::Task::Derivative { function, .. } => function,
            quiz::Task::Formula { answer } => answer,
            _ => return Ok(()),
        };
        if !key.has_no_value() {
            return Ok(());
        }
        let message = match &self.question.task {
            quiz::Task::Derivative { .. } => format!("`{}` has no slope anywhere", text.value),
            _ => format!("`{}` has no value anywhere", text.value),
        };
        let help = "no answer could be compared with it: change the question".to_owned();
        Err(self.fault(text.span.clone(), message, help))
    }

    fn numbers(&self, graph: Graph, wanted: Vec<Wanted>) -> Key {
        Key::new(graph, Vec::new(), Asked::Numbers(wanted))
    }

    /// Reads an expression; `known` are the only names it may use.
    fn read(
        &self,
        graph: &mut Graph,
        text: &Placed<String>,
        known: Option<&[String]>,
    ) -> Result<Id, Box<Fault>> {
        let options = Options {
            variables: known,
            ..Options::default()
        };
        notation::read(graph, &text.value, &options).map_err(|error| {
            let error = match error.kind {
                Kind::UnknownVariable { name, known } if known.is_empty() => {
                    let known = vec!["numbers, pi, e".to_owned()];
                    Error {
                        kind: Kind::UnknownVariable { name, known },
                        place: error.place,
                    }
                }
                _ => error,
            };
            let span = match &error.place {
                Some(place) => self.quiz.source.inside(text, place.clone()),
                None => text.span.clone(),
            };
            let fault = self.quiz.source.fault(span, error.to_string());
            Box::new(fault.help_if(error.help()))
        })
    }

    fn function(
        &self,
        graph: &mut Graph,
        text: &Placed<String>,
    ) -> Result<(Id, Vec<Variable>), Box<Fault>> {
        let stated: Vec<String> = self
            .quiz
            .variables
            .iter()
            .map(|name| name.value.clone())
            .collect();
        let known = (!stated.is_empty()).then_some(stated.as_slice());
        let id = self.read(graph, text, known)?;
        Ok((id, graph.variables(id)))
    }

    fn constant(&self, graph: &mut Graph, text: &Placed<String>) -> Result<Id, Box<Fault>> {
        let decimals = graph.decimals;
        let id = self.read(graph, text, Some(&[]))?;
        graph.decimals = decimals;
        Ok(id)
    }

    /// The variable that a question is about.
    fn variable(
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
                    let first = self.quiz.variables.first();
                    Ok(graph.variable(first.map_or("w", |name| name.value.as_str())))
                }
                _ => Err(self.fault(
                    function.span.clone(),
                    format!("this function has several variables: {}", names.join(", ")),
                    format!("say which one is nudged: wrt = \"{}\"", names[0]),
                )),
            };
        };
        let stated = self.quiz.variables.iter().map(|name| &name.value);
        let known = names.iter().chain(stated).any(|name| *name == wrt.value);
        if !known && !variables.is_empty() {
            let message = format!("the function has no variable `{}`", wrt.value);
            let help = format!("its variables: {}", names.join(", "));
            return Err(self.fault(wrt.span.clone(), message, help));
        }
        Ok(graph.variable(&wrt.value))
    }

    /// The point of a question, with a value for every variable of the function.
    fn point(
        &self,
        graph: &mut Graph,
        point: &Point,
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
    fn certain(&self, graph: &mut Graph, id: Id, text: &Placed<String>) -> Result<(), Box<Fault>> {
        match slope::value(graph, id, &[], Effort::digits(KEY_DIGITS)) {
            Ok(_) => Ok(()),
            Err(trouble) => Err(self.no_number(&trouble, text.span.clone(), "this")),
        }
    }

    fn nudge(
        &self,
        mut graph: Graph,
        function: &Placed<String>,
        wrt: Option<&Placed<String>>,
        at: &Point,
        eps: &Placed<String>,
        find: Nudged,
    ) -> Result<Key, Box<Fault>> {
        let (id, variables) = self.function(&mut graph, function)?;
        let variable = self.variable(&mut graph, function, wrt, &variables)?;
        let at_point = self.point(&mut graph, at, &variables)?;
        let eps_id = self.constant(&mut graph, eps)?;
        let size = slope::value(&mut graph, eps_id, &[], Effort::digits(KEY_DIGITS))
            .map_err(|trouble| self.no_number(&trouble, eps.span.clone(), "`eps`"))?;
        if size.decimal.is_zero() {
            let message = "a nudge of 0 changes nothing".to_owned();
            let help = "for example: eps = 0.001".to_owned();
            return Err(self.fault(eps.span.clone(), message, help));
        }
        let mut nudged = at_point.clone();
        for (name, value) in &mut nudged {
            if *name == variable {
                *value = graph.add(Node::Sum(*value, eps_id));
            }
        }
        let before = graph.substitute(id, &at_point);
        let after = graph.substitute(id, &nudged);
        let change = graph.add(Node::Difference(after, before));
        let key = match find {
            Nudged::Value => after,
            Nudged::Change => change,
            Nudged::Quotient => graph.add(Node::Quotient(change, eps_id)),
        };
        self.certain_at(&mut graph, key, function, at)?;
        let exercise = Some(Exercise {
            function: id,
            variable,
            point: at_point,
            work: Work::Nudge { eps: eps_id, find },
        });
        let name = None;
        let known = names(&graph, &[id], &[variable]);
        let wanted = vec![Wanted {
            name,
            key,
            exercise,
        }];
        Ok(Key {
            known,
            ..self.numbers(graph, wanted)
        })
    }

    fn step(
        &self,
        mut graph: Graph,
        function: &Placed<String>,
        from: &Point,
        rate: &Placed<String>,
        steps: u32,
    ) -> Result<Key, Box<Fault>> {
        let (id, variables) = self.function(&mut graph, function)?;
        let start = self.point(&mut graph, from, &variables)?;
        let rate_id = self.constant(&mut graph, rate)?;
        self.certain(&mut graph, rate_id, rate)?;
        let mut at = start.clone();
        for taken in 0..steps {
            let mut next = Vec::new();
            for (variable, value) in &at {
                let slope =
                    slope_at(&mut graph, id, *variable, 1, &at).map_err(|why| match taken {
                        0 => self.no_key(why, function, Some(from)),
                        n => self.no_step(&why, n, function, from),
                    })?;
                let change = graph.add(Node::Product(rate_id, slope));
                let moved = graph.add(Node::Difference(*value, change));
                next.push((*variable, self.exact_if_rational(&mut graph, moved)));
            }
            at = next;
        }
        let mut wanted = Vec::new();
        for &(variable, key) in &at {
            self.certain_at(&mut graph, key, function, from)?;
            let name = (at.len() > 1).then(|| graph.name(variable).to_owned());
            let exercise = Some(Exercise {
                function: id,
                variable,
                point: start.clone(),
                work: Work::Step {
                    rate: rate_id,
                    steps,
                },
            });
            wanted.push(Wanted {
                name,
                key,
                exercise,
            });
        }
        let variables: Vec<Variable> = start.iter().map(|(variable, _)| *variable).collect();
        let known = names(&graph, &[id], &variables);
        Ok(Key {
            known,
            ..self.numbers(graph, wanted)
        })
    }

    /// The number that an expression is, where it is a rational one: keeps long descents small.
    fn exact_if_rational(&self, graph: &mut Graph, id: Id) -> Id {
        let number = slope::value(graph, id, &[], Effort::digits(1));
        match number.ok().as_ref().and_then(|number| number.rational()) {
            Some(n) => {
                let n = n.clone();
                graph.number(n)
            }
            None => id,
        }
    }

    fn certain_at(
        &self,
        graph: &mut Graph,
        key: Id,
        function: &Placed<String>,
        at: &Point,
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
    fn no_key(&self, why: NoKey, function: &Placed<String>, at: Option<&Point>) -> Box<Fault> {
        let span = at.map_or(&function.span, |at| &at.span).clone();
        match why {
            NoKey::Formula(error) => {
                let span = function.span.clone();
                let fault = self.quiz.source.fault(span, error.to_string());
                Box::new(fault.help_if(error.help()))
            }
            NoKey::Slope(absence, _) => {
                let what = match absence.reason {
                    "corner" => "has a corner there, so no slope",
                    "vertical" => "has a vertical tangent there, so no slope",
                    "cusp" => "has a cusp there, so no slope",
                    "jump" => "jumps there, so it has no slope",
                    "edge" => "ends there, so it has no slope",
                    "unknown" => {
                        let what = format!("the slope of `{}`", function.value);
                        return self.no_number(&absence.trouble, span, &what);
                    }
                    _ => "has no value there",
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

    /// Why a descent cannot go on after that many steps.
    fn no_step(
        &self,
        why: &NoKey,
        taken: u32,
        function: &Placed<String>,
        from: &Point,
    ) -> Box<Fault> {
        let help = "choose another start, a smaller rate or fewer steps".to_owned();
        let message = match why {
            NoKey::Slope(absence, _) if absence.reason == "unknown" => {
                let of = format!("the slope of `{}` after step {taken}", function.value);
                in_words(&absence.trouble, &of).0
            }
            _ => format!(
                "step {taken} leads to where `{}` has no slope",
                function.value
            ),
        };
        self.fault(from.span.clone(), message, help)
    }

    /// Why a number does not exist, in words.
    fn no_number(&self, trouble: &Trouble, span: std::ops::Range<usize>, what: &str) -> Box<Fault> {
        let (message, help) = in_words(trouble, what);
        self.fault(span, message, help.to_owned())
    }
}

/// Why a number does not exist, and what to do about it.
fn in_words(trouble: &Trouble, what: &str) -> (String, &'static str) {
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
    }
}
