//! The parameters of a quiz as one student has them.
//!
//! A value depends on the seed of the quiz, the student, the name of the parameter and (for a
//! parameter of a question) the name of the question, and on nothing else: not on the machine, the
//! year, the other parameters or the other students. A value that is left out later (`except`)
//! changes the numbers of those alone who had it.

use crate::expression::substitute::put;
use crate::expression::{Graph, Id};
use crate::files::source::{Fault, Placed};
use crate::notation::error::Error;
use crate::notation::{self, Options};
use crate::number::rational::Rational;
use crate::quiz::{Parameter, ParameterValues, Question, Quiz};
use crate::slope::{self, Effort};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Draws before the values are gone through in turn: where half of them are left out, one student
/// in 2^64 gets there.
const MAX_DRAWS: u64 = 64;

/// Longest expression with numbers put in, in bytes: far more than a person reads. Parameters made
/// from parameters double in length with each one.
const MAX_WRITTEN: usize = 10_000;

/// The bytes between the parts of what is hashed; none of them occurs in UTF-8.
const BETWEEN: u8 = 0xff;

/// A parameter with its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawn {
    /// The parameter.
    pub name: String,
    /// Its value: an expression as a person would write it.
    pub value: String,
}

impl Drawn {
    /// The parameter as it stands for everybody: by its name.
    pub fn by_name(parameter: &Parameter) -> Drawn {
        let name = parameter.name.value.clone();
        let value = name.clone();
        Drawn { name, value }
    }
}

/// Who the numbers are for.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// The student with this id, which is [`folded`].
    Student(&'a str),
    /// Nobody: the values at these places, one for each parameter, each counted from 0 and taken
    /// again from the start past the end. For looking through all of them.
    Places(&'a [u64]),
}

/// The values of the quiz's parameters for one student.
///
/// # Errors
/// A value that cannot be read, or none that is left.
pub fn quiz(quiz: &Quiz, whose: Whose<'_>) -> Result<Vec<Drawn>, Box<Fault>> {
    let mut hand = Hand {
        quiz,
        drawn: Vec::new(),
    };
    hand.draw(&quiz.parameters, "", whose)?;
    Ok(hand.drawn)
}

/// The values of a question's own parameters after those of the quiz.
///
/// # Errors
/// As [`quiz`].
pub fn question(
    quiz: &Quiz,
    question: &Question,
    drawn: &[Drawn],
    whose: Whose<'_>,
) -> Result<Vec<Drawn>, Box<Fault>> {
    let mut hand = Hand {
        quiz,
        drawn: drawn.to_vec(),
    };
    let whose = match whose {
        Whose::Places(places) => Whose::Places(places.get(drawn.len()..).unwrap_or(&[])),
        student => student,
    };
    hand.draw(&question.parameters, &question.name.value, whose)?;
    Ok(hand.drawn)
}

/// How many values a parameter has to choose from; those left out are counted too.
pub fn choices(parameter: &Parameter) -> u64 {
    match &parameter.values {
        ParameterValues::Range { count, .. } => *count as u64,
        ParameterValues::List(list) => list.len() as u64,
        ParameterValues::Formula(_) => 1,
    }
}

/// The expression with the values put in, as text that reads back; as it was typed where it uses
/// none of them.
///
/// # Errors
/// An expression that cannot be read, or one that becomes very long.
pub fn put_in(
    quiz: &Quiz,
    text: &Placed<String>,
    drawn: &[Drawn],
) -> Result<Placed<String>, Box<Fault>> {
    if drawn.is_empty() {
        return Ok(text.clone());
    }
    let mut graph = Graph::new();
    let (before, after) = read(quiz, &mut graph, text, drawn)?;
    let span = text.span.clone();
    if before == after {
        return Ok(text.clone());
    }
    let value = notation::write::write_up_to(&graph, after, MAX_WRITTEN);
    if value.len() > MAX_WRITTEN {
        let message = format!("with the numbers put in this is longer than {MAX_WRITTEN} bytes");
        let help = format!("shorten it; this is where {}", shown(drawn));
        return Err(Box::new(quiz.source.fault(span, message).help(help)));
    }
    Ok(Placed { value, span })
}

/// For each parameter of the quiz and then of the question: is the question another one with another
/// value? `texts` are its expressions; its texts in words are looked through for the names alone.
pub fn used(quiz: &Quiz, question: &Question, texts: &[&Placed<String>], words: &str) -> Vec<bool> {
    let names: Vec<Drawn> = quiz.parameters_of(question).map(Drawn::by_name).collect();
    let uses = |text: &Placed<String>| -> Vec<bool> {
        let mut graph = Graph::new();
        // What cannot be read is told elsewhere, whatever the values are.
        let read = read(quiz, &mut graph, text, &names);
        let occurs = |name: &Drawn| graph.find_variable(&name.name).is_some();
        names
            .iter()
            .map(|name| read.is_err() || occurs(name))
            .collect()
    };
    let words: String = words.split_whitespace().collect();
    let mut used: Vec<bool> = names
        .iter()
        .map(|name| words.contains(&format!("{{{}}}", name.name)))
        .collect();
    let add = |used: &mut Vec<bool>, text: &Placed<String>| {
        used.iter_mut()
            .zip(uses(text))
            .for_each(|(all, one)| *all |= one);
    };
    for text in texts {
        add(&mut used, text);
    }
    // A parameter is made from those above it.
    let each: Vec<&Parameter> = quiz.parameters_of(question).collect();
    for at in (0..each.len()).rev() {
        if used[at] {
            for text in made_from(each[at]) {
                add(&mut used, text);
            }
        }
    }
    used
}

/// The expressions that a parameter is made from.
fn made_from(parameter: &Parameter) -> &[Placed<String>] {
    match &parameter.values {
        ParameterValues::Range { except, .. } => except,
        ParameterValues::List(list) => list,
        ParameterValues::Formula(text) => std::slice::from_ref(text),
    }
}

/// The values drawn so far.
struct Hand<'a> {
    quiz: &'a Quiz,
    drawn: Vec<Drawn>,
}

impl Hand<'_> {
    fn draw(
        &mut self,
        parameters: &[Parameter],
        scope: &str,
        whose: Whose<'_>,
    ) -> Result<(), Box<Fault>> {
        for (at, parameter) in parameters.iter().enumerate() {
            self.above_alone(&parameters[at..], parameter)?;
            let name = parameter.name.value.clone();
            let count = choices(parameter);
            let chosen = |attempt: u64| match whose {
                Whose::Student(student) => {
                    let seed = self.quiz.seed.as_ref().map_or("", |seed| &seed.value);
                    below(hash(&[seed, student, scope, &name], attempt), count)
                }
                Whose::Places(places) => (places.get(at).unwrap_or(&0) + attempt) % count,
            };
            let value = match &parameter.values {
                ParameterValues::Formula(text) => put_in(self.quiz, text, &self.drawn)?.value,
                ParameterValues::List(list) => {
                    put_in(self.quiz, &list[chosen(0) as usize], &self.drawn)?.value
                }
                ParameterValues::Range {
                    from,
                    step,
                    except,
                    decimals,
                    ..
                } => {
                    let except = self.numbers(except)?;
                    let value = |place: u64| from + &(step * &Rational::integer(place as i64));
                    let first = chosen(0);
                    let drawn = (0..MAX_DRAWS).map(chosen);
                    let in_turn = (0..count).map(|more| (first + more) % count);
                    let free = drawn
                        .chain(in_turn)
                        .map(value)
                        .find(|value| !except.contains(value));
                    let Some(value) = free else {
                        let message = format!("every value of `{name}` is left out");
                        let help = self.values("take some out of `except`");
                        let span = parameter.name.span.clone();
                        return Err(self.fault(span, message, help));
                    };
                    let mut graph = Graph::new();
                    graph.decimals = *decimals;
                    notation::write::number(&graph, &value).to_string()
                }
            };
            self.drawn.push(Drawn { name, value });
        }
        Ok(())
    }

    /// A fault if a parameter is made from itself or from one below it; `rest` are these.
    fn above_alone(&self, rest: &[Parameter], parameter: &Parameter) -> Result<(), Box<Fault>> {
        for text in made_from(parameter) {
            let mut graph = Graph::new();
            // What cannot be read is told where it is put to use.
            if notation::read(&mut graph, &text.value, &Options::default()).is_err() {
                continue;
            }
            let later = rest
                .iter()
                .find(|later| graph.find_variable(&later.name.value).is_some());
            if let Some(later) = later {
                let (name, later) = (&parameter.name.value, &later.name.value);
                let message = match name == later {
                    true => format!("`{name}` is made from itself"),
                    false => format!("`{name}` is made from `{later}`, which stands below it"),
                };
                let help = "a parameter may use those above it".to_owned();
                return Err(self.fault(text.span.clone(), message, help));
            }
        }
        Ok(())
    }

    /// The rational ones of the values that a range leaves out; others are not in it anyway.
    fn numbers(&self, texts: &[Placed<String>]) -> Result<Vec<Rational>, Box<Fault>> {
        let mut numbers = Vec::new();
        for text in texts {
            let mut graph = Graph::new();
            let (_, id) = read(self.quiz, &mut graph, text, &self.drawn)?;
            let number = slope::value(&mut graph, id, &[], Effort::digits(1)).ok();
            numbers.extend(number.as_ref().and_then(|n| n.rational()).cloned());
        }
        Ok(numbers)
    }

    fn values(&self, help: &str) -> String {
        match self.drawn.is_empty() {
            true => help.to_owned(),
            false => format!("{help}; this is where {}", shown(&self.drawn)),
        }
    }

    fn fault(&self, span: Range<usize>, message: String, help: String) -> Box<Fault> {
        Box::new(self.quiz.source.fault(span, message).help(help))
    }
}

/// The values in words: `a = 3, b = -2`.
pub fn shown(drawn: &[Drawn]) -> String {
    /// Longest value in a sentence, in characters; a longer one is cut.
    const MOST: usize = 40;
    let each = drawn.iter().map(|Drawn { name, value }| {
        let cut: String = value.chars().take(MOST).collect();
        let more = if cut.len() < value.len() { "..." } else { "" };
        format!("{name} = {cut}{more}")
    });
    each.collect::<Vec<String>>().join(", ")
}

/// An expression as it was typed, and with the values put in.
fn read(
    quiz: &Quiz,
    graph: &mut Graph,
    text: &Placed<String>,
    drawn: &[Drawn],
) -> Result<(Id, Id), Box<Fault>> {
    let names = || drawn.iter().map(|drawn| drawn.name.clone());
    let known: Vec<String> = names()
        .chain(quiz.variables.iter().map(|name| name.value.clone()))
        .collect();
    let options = Options {
        variables: (!quiz.variables.is_empty()).then_some(known.as_slice()),
        ..Options::default()
    };
    let fault = |error: Error| {
        let span = match &error.place {
            Some(place) => quiz.source.inside(text, place.clone()),
            None => text.span.clone(),
        };
        let fault = quiz.source.fault(span, error.to_string());
        Box::new(fault.help_if(error.help()))
    };
    let id = notation::read(graph, &text.value, &options).map_err(fault)?;
    if quiz.variables.is_empty()
        && let Some(name) = joined(graph, id, drawn)
    {
        let message = format!("`{name}` may be one name or a product with a parameter");
        let help =
            format!("write `*` between factors, or say that it is one: variables = [\"{name}\"]");
        let fault = quiz.source.fault(text.span.clone(), message).help(help);
        return Err(Box::new(fault));
    }
    let mut values = Vec::new();
    for Drawn { name, value } in drawn {
        let Some(variable) = graph.find_variable(name) else {
            continue;
        };
        // A negative number is one number, not a minus before one.
        graph.decimals |= value.contains('.');
        let value = match Rational::from_decimal(value) {
            Some(number) => graph.number(number),
            None => notation::read(graph, value, &options).map_err(fault)?,
        };
        values.push((variable, value));
    }
    let after = put(graph, id, &values);
    Ok((id, after))
}

/// A variable whose name could be a product of a parameter and something short: `ax`, `abx`.
fn joined(graph: &Graph, id: Id, drawn: &[Drawn]) -> Option<String> {
    /// Longer names are words.
    const MAX_FACTORS: usize = 3;
    let variables = graph.variables(id).into_iter();
    let names = variables.map(|variable| graph.name(variable).to_owned());
    let own = |name: &str| drawn.iter().any(|drawn| drawn.name == name);
    names.into_iter().find(|name| {
        let letters = name.chars().count();
        let has = drawn.iter().any(|drawn| {
            let rest = letters.saturating_sub(drawn.name.chars().count());
            name.contains(&drawn.name) && rest < MAX_FACTORS
        });
        !own(name) && has && name.chars().all(char::is_alphabetic)
    })
}

/// An id as it counts: the same for every way in which systems write it. Accents are one character
/// with their letter, wide forms are ordinary ones (NFKC, Unicode Standard Annex #15, which keeps
/// its results for assigned characters for ever), case and the number of blanks don't matter.
pub fn folded(id: &str) -> String {
    let composed: String = match id.is_ascii() {
        true => id.to_ascii_lowercase(),
        false => id.nfkc().flat_map(char::to_lowercase).nfkc().collect(),
    };
    composed.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A number that is the same for the same parts on every machine: FNV-1a (Fowler, Noll and Vo; RFC
/// 9923) over the parts and the attempt, then the finaliser of SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014), which spreads every bit.
fn hash(parts: &[&str], attempt: u64) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([BETWEEN]));
    let hash = bytes
        .chain(attempt.to_le_bytes())
        .fold(BASIS, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(PRIME)
        });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A text by which another one is told, the same on every machine.
pub fn fingerprint(text: &str) -> String {
    format!("{:016x}", hash(&[text], 0))
}

/// A number below `count`, each as often as the others up to one part in 2^64/count.
fn below(hash: u64, count: u64) -> u64 {
    ((u128::from(hash) * u128::from(count)) >> 64) as u64
}

impl Quiz {
    /// The fingerprint of the file, by which another version of the quiz is told, in
    /// hexadecimal.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.source.text())
    }
}
