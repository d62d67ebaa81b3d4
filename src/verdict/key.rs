//! The key of a question, computed from the question: nobody types it.

use crate::calculus::derivative;
use crate::equality::is_zero;
use crate::equality::{self, Equality, Undecided};
use crate::expression::{Graph, Id, Variable, simplify};
use crate::notation;
use crate::notation::error::Error;
use crate::slips::{self, Exercise, Work};
use crate::slope::existence::{self, Absence};
use crate::slope::one_sided::{self, Existence};
use crate::slope::{self, Effort};
use crate::verdict::form;
use crate::verdict::rules::{Choice, Credit, Domain, Form, Locale, Tolerance};
use std::sync::OnceLock;

/// Digits to which a key that is a number has to be certain before it is used.
pub(crate) const KEY_DIGITS: usize = 30;

/// What is asked, with its key and the rules by which answers are judged.
#[derive(Clone, Debug)]
pub struct Key {
    pub(crate) graph: Graph,
    /// The names that an answer may use.
    pub(crate) known: Vec<String>,
    /// May an answer use any other name too?
    pub(crate) open: bool,
    pub(crate) locale: Locale,
    pub(crate) asked: Asked,
    pub(crate) tolerance: Tolerance,
    pub(crate) form: Form,
    pub(crate) domain: Domain,
    pub(crate) credit: Vec<Credit>,
    /// Does an answer that is right in parts earn a part of the points?
    pub(crate) partly: bool,
    /// What the slips make of it.
    pub(crate) mistakes: slips::Memory,
    /// The key as people would write it, where it is a formula and was asked for before, and whether
    /// it has the form that is asked for.
    pub(crate) written: OnceLock<(String, bool)>,
}

/// What an answer has to be.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// A formula; for a derivative with what it is the derivative of.
    Formula {
        key: Id,
        of: Option<(Id, Variable, u32)>,
        /// Is it the same number everywhere, so that its value at a point tells it?
        constant: bool,
    },
    /// Several derivatives in order, the parts of a gradient.
    Gradient(Vec<Partial>),
    /// One number, or several in order.
    Numbers(Vec<Wanted>),
    /// Exactly these of the choices.
    Choice {
        choices: Vec<Choice>,
        right: Vec<usize>,
    },
    /// All steps, the first of each pair before the second.
    Order {
        steps: Vec<Choice>,
        before: Vec<(usize, usize)>,
    },
    /// Words.
    Text,
}

/// A formula of a gradient.
#[derive(Clone, Debug)]
pub(crate) struct Partial {
    /// The variable that it belongs to.
    pub(crate) name: String,
    /// The derivative.
    pub(crate) key: Id,
    /// What it is the derivative of.
    pub(crate) of: (Id, Variable, u32),
    /// Is it the same number everywhere, so that its value at a point tells it?
    pub(crate) constant: bool,
}

/// A number that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// The variable that it belongs to, where there are several numbers.
    pub(crate) name: Option<String>,
    /// The number, an expression without variables.
    pub(crate) key: Id,
    /// Where it comes from, for the search of slips.
    pub(crate) exercise: Option<Exercise>,
}

/// Why there is no key.
#[derive(Debug)]
pub enum NoKey {
    /// The derivative cannot be formed.
    Formula(Error),
    /// There is no slope; the parts that are named belong to this graph.
    Slope(Box<Absence>, Box<Graph>),
}

impl Key {
    pub(crate) fn new(graph: Graph, known: Vec<String>, asked: Asked) -> Key {
        Key {
            graph,
            known,
            open: false,
            locale: Locale::Point,
            asked,
            tolerance: Tolerance::default(),
            form: Form::Any,
            domain: Domain::Common,
            credit: Vec::new(),
            partly: false,
            mistakes: slips::Memory::default(),
            written: OnceLock::new(),
        }
    }

    /// The derivative of `function` by `variable`, `order` 1 or more, as a formula.
    ///
    /// # Errors
    /// As [`derivative::of_order`].
    pub fn derivative(
        mut graph: Graph,
        function: Id,
        variable: Variable,
        order: u32,
    ) -> Result<Key, NoKey> {
        let key =
            derivative::of_order(&mut graph, function, variable, order).map_err(NoKey::Formula)?;
        let known = names(&graph, &[function], &[variable]);
        let of = Some((function, variable, order));
        let constant = is_constant(&mut graph, key);
        Ok(Key::new(graph, known, Asked::Formula { key, of, constant }))
    }

    /// The derivatives of `function` by each of `variables`, `order` 1 or more, as formulas.
    ///
    /// # Errors
    /// As [`derivative::of_order`].
    pub fn gradient(
        mut graph: Graph,
        function: Id,
        variables: &[Variable],
        order: u32,
    ) -> Result<Key, NoKey> {
        let mut partials = Vec::new();
        for &variable in variables {
            let key = derivative::of_order(&mut graph, function, variable, order)
                .map_err(NoKey::Formula)?;
            let name = graph.name(variable).to_owned();
            let of = (function, variable, order);
            let constant = is_constant(&mut graph, key);
            partials.push(Partial {
                name,
                key,
                of,
                constant,
            });
        }
        partials.sort_by(|a, b| a.name.cmp(&b.name));
        let known = names(&graph, &[function], variables);
        Ok(Key::new(graph, known, Asked::Gradient(partials)))
    }

    /// A formula as it stands.
    pub fn formula(mut graph: Graph, formula: Id) -> Key {
        let known = names(&graph, &[formula], &[]);
        let constant = is_constant(&mut graph, formula);
        let (key, of) = (formula, None);
        Key::new(graph, known, Asked::Formula { key, of, constant })
    }

    /// The slopes of `function` at a point by each of `variables`.
    ///
    /// # Errors
    /// Where one of them does not exist, or cannot be computed.
    pub fn slopes(
        mut graph: Graph,
        function: Id,
        variables: &[Variable],
        order: u32,
        at: &[(Variable, Id)],
    ) -> Result<Key, NoKey> {
        let mut wanted = Vec::new();
        for &variable in variables {
            let name = (variables.len() > 1).then(|| graph.name(variable).to_owned());
            let key = slope_at(&mut graph, function, variable, order, at)?;
            let exercise = Some(Exercise {
                function,
                variable,
                point: at.to_vec(),
                work: Work::Slope { order },
            });
            wanted.push(Wanted {
                name,
                key,
                exercise,
            });
        }
        let known = names(&graph, &[function], variables);
        Ok(Key::new(graph, known, Asked::Numbers(wanted)))
    }

    /// An answer that is right in parts earns a part of the points.
    pub fn with_parts(self) -> Key {
        Key {
            partly: true,
            ..self
        }
    }

    /// Is a formula asked for that has no value anywhere? Only what is proved counts.
    pub fn has_no_value(&self) -> bool {
        let mut graph = self.graph.clone();
        let mut nowhere = |key: Id, within: Id| {
            matches!(
                equality::equal_within(&mut graph, key, key, within).equality,
                Equality::Undecided(
                    Undecided::FirstNowhere | Undecided::SecondNowhere | Undecided::WithinNowhere
                )
            )
        };
        match &self.asked {
            Asked::Formula { key, of, .. } => {
                nowhere(*key, of.map_or(*key, |(function, ..)| function))
            }
            Asked::Gradient(partials) => partials
                .iter()
                .any(|partial| nowhere(partial.key, partial.of.0)),
            _ => false,
        }
    }

    /// A formula has to have this form.
    pub fn with_form(self, form: Form) -> Key {
        let written = OnceLock::new();
        Key {
            form,
            written,
            ..self
        }
    }

    /// An answer may use names that the key does not use.
    pub fn with_any_names(self) -> Key {
        Key { open: true, ..self }
    }

    /// The key as people would write it, numbers to that many significant `digits`.
    pub fn shown(&self, digits: usize) -> String {
        let mut graph = match self.is_number() {
            true => self.graph.clone(),
            false => Graph::new(),
        };
        match &self.asked {
            Asked::Formula { .. } | Asked::Gradient(_) => self.written().0.clone(),
            Asked::Numbers(wanted) => {
                let each: Vec<String> = wanted
                    .iter()
                    .map(|wanted| {
                        let number = number_shown(&mut graph, wanted.key, digits);
                        match &wanted.name {
                            Some(name) => format!("{name} = {number}"),
                            None => number,
                        }
                    })
                    .collect();
                each.join(", ")
            }
            Asked::Choice { choices, right } => {
                let letters: Vec<&str> = right
                    .iter()
                    .map(|&at| choices[at].letter.value.as_str())
                    .collect();
                letters.join(", ")
            }
            Asked::Order { steps, before } => {
                let letters: Vec<&str> = one_order(steps.len(), before)
                    .into_iter()
                    .map(|at| steps[at].letter.value.as_str())
                    .collect();
                letters.join(", ")
            }
            Asked::Text => "for a person to judge".to_owned(),
        }
    }

    /// Has the key, as it is shown, the form that is asked for?
    pub fn is_shown_in_form(&self) -> bool {
        !self.is_formula() || self.written().1
    }

    fn written(&self) -> &(String, bool) {
        self.written.get_or_init(|| {
            let mut graph = self.graph.clone();
            let mut write = |formula| {
                let short = simplify::shown(&mut graph, formula).formula;
                let (formed, fits) = form::rewritten(&mut graph, short, self.form);
                (notation::write(&graph, formed), fits)
            };
            match &self.asked {
                Asked::Formula { key, .. } => write(*key),
                Asked::Gradient(partials) => {
                    let mut each = Vec::new();
                    let mut all_fit = true;
                    for partial in partials {
                        let (text, fits) = write(partial.key);
                        each.push(format!("{} = {text}", partial.label()));
                        all_fit &= fits;
                    }
                    (each.join(", "), all_fit)
                }
                _ => (String::new(), true),
            }
        })
    }

    /// Is it words, which only a person can judge?
    pub fn is_text(&self) -> bool {
        matches!(self.asked, Asked::Text)
    }

    /// Does the value of the key at a point tell what the right answer is?
    pub fn is_number(&self) -> bool {
        matches!(self.asked, Asked::Numbers(_))
    }

    /// Do numbers and formulas have a decimal comma, as the answers do?
    pub fn has_decimal_comma(&self) -> bool {
        self.locale == Locale::Comma && (self.is_number() || self.is_formula())
    }

    /// Is it a formula?
    pub fn is_formula(&self) -> bool {
        matches!(self.asked, Asked::Formula { .. } | Asked::Gradient(_))
    }

    /// Are several formulas or numbers asked for, one for each variable?
    pub fn is_several(&self) -> bool {
        match &self.asked {
            Asked::Gradient(_) => true,
            Asked::Numbers(wanted) => wanted.len() > 1,
            _ => false,
        }
    }

    /// What the key is called in a sentence.
    pub fn noun(&self) -> &'static str {
        match &self.asked {
            Asked::Formula {
                of: Some((_, _, 1)),
                ..
            } => "the slope",
            Asked::Formula { of: Some(_), .. } => "the derivative",
            Asked::Formula { of: None, .. } => "the formula",
            Asked::Gradient(_) => "the gradient",
            Asked::Numbers(wanted) => match wanted.first().and_then(Wanted::order) {
                Some(1) if wanted.len() > 1 => "the gradient",
                Some(1) => "the slope",
                Some(_) => "the derivative",
                None => "the number",
            },
            Asked::Order { .. } => "one right order",
            Asked::Choice { .. } | Asked::Text => "the right one",
        }
    }
}

impl Key {
    /// What one of several formulas or numbers is called in a sentence.
    pub fn part_noun(&self) -> &'static str {
        let order = match &self.asked {
            Asked::Gradient(partials) => partials.first().map(|partial| partial.of.2),
            Asked::Numbers(wanted) => wanted.first().and_then(Wanted::order),
            _ => None,
        };
        match order {
            Some(1) => "the slope",
            Some(_) => "the derivative",
            None => "the number",
        }
    }
}

impl Partial {
    /// What it is called in a sentence: `∂J/∂x`, `∂^2J/∂x^2`.
    pub(crate) fn label(&self) -> String {
        partial(&self.name, self.of.2)
    }
}

impl Wanted {
    /// What it is called in a sentence: `∂J/∂x`, or the variable alone where it is no slope.
    pub(crate) fn label(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        match self.order() {
            Some(order) => partial(name, order),
            None => name.to_owned(),
        }
    }

    /// Which derivative it is, where it is one.
    fn order(&self) -> Option<u32> {
        match self.exercise.as_ref()?.work {
            Work::Slope { order } => Some(order),
            _ => None,
        }
    }
}

/// `∂J/∂x`, `∂^2J/∂x^2`
fn partial(name: &str, order: u32) -> String {
    match order {
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

/// The first order that respects all pairs: always the earliest step that may come next.
fn one_order(count: usize, before: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < count {
        let free = |at: &usize| {
            !order.contains(at)
                && before
                    .iter()
                    .all(|(first, then)| then != at || order.contains(first))
        };
        let Some(next) = (0..count).find(free) else {
            break;
        };
        order.push(next);
    }
    order
}

/// A number to that many digits, `≈` before it where it was cut.
fn number_shown(graph: &mut Graph, id: Id, digits: usize) -> String {
    match slope::value(graph, id, &[], Effort::digits(digits)) {
        Ok(number) if number.decimal.exact => number.decimal.to_string(),
        Ok(number) => format!("≈ {}", number.decimal),
        Err(_) => notation::write(graph, id),
    }
}

/// The names of the variables of some expressions, and of some more, in alphabetical order.
pub(crate) fn names(graph: &Graph, roots: &[Id], more: &[Variable]) -> Vec<String> {
    let used = roots.iter().flat_map(|root| graph.variables(*root));
    let mut names: Vec<String> = used
        .chain(more.iter().copied())
        .map(|variable| graph.name(variable).to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Is a formula the same number wherever it has a value?
fn is_constant(graph: &mut Graph, formula: Id) -> bool {
    /// Most parts of a formula of which it is computed; long ones are no constants in disguise.
    const MOST: usize = 200;
    let simple = simplify::simplify(graph, formula);
    let variables = graph.variables(simple);
    if variables.is_empty() {
        return true;
    }
    if graph.parts(&[simple]).len() > MOST {
        return false;
    }
    variables.into_iter().all(|variable| {
        let change = derivative::of_order(graph, simple, variable, 1);
        change.is_ok_and(|change| is_zero(graph, change) == Some(true))
    })
}

/// The slope at a point as an expression without variables.
pub(crate) fn slope_at(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
    at: &[(Variable, Id)],
) -> Result<Id, NoKey> {
    let formula = derivative::of_order(graph, function, variable, order).map_err(NoKey::Formula)?;
    let effort = Effort::digits(KEY_DIGITS);
    let smooth = slope::smooth_slope(graph, function, formula, variable, at, effort);
    let (number, id) = match smooth {
        Ok(number) => (number, graph.substitute(formula, at)),
        Err(_) => {
            let found = existence::slope(
                graph,
                function,
                variable,
                order,
                at,
                existence::Asked::Both,
                effort,
            )
            .map_err(NoKey::Formula)?;
            let number = match found {
                existence::Outcome::Slope(number) => number,
                existence::Outcome::None(absence) => {
                    return Err(NoKey::Slope(absence, Box::new(graph.clone())));
                }
            };
            let id = match one_sided::existence(graph, function, variable, at) {
                (_, Existence::Slope(id)) if order == 1 => id,
                // The formula has this value too: `existence::slope` saw to that.
                _ => graph.substitute(formula, at),
            };
            (number, id)
        }
    };
    Ok(match number.rational() {
        Some(n) => {
            let n = n.clone();
            graph.number(n)
        }
        None => id,
    })
}
