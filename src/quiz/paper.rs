//! The questions as each student has them, with their keys.

use crate::files::source::{self, Fault, Placed};
use crate::quiz::draw::{self, Drawn, Whose};
use crate::quiz::{MAX_FAULTS, MAX_NAME, Question, Quiz, Task};
use crate::verdict::key::Key;
use crate::verdict::rules::Telling;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Most combinations of values that are looked through for one question before a quiz is handed
/// out, and for all questions together, which takes a second or two; of more, so many are drawn.
const MAX_CHECKED: u64 = 1_000;
const MAX_CHECKED_IN_ALL: u64 = 20_000;

/// Fewest that are looked through for each of very many questions.
const LEAST_CHECKED: u64 = 20;

/// Most variants of a class that are kept: some ten megabytes. Where there are more, nearly every student has
/// another one of every question, and they are made again when they are asked for.
const MAX_KEPT: usize = 1 << 12;

/// Most variants that are compared at once: of a class with more of them the questions come one after the
/// other, since only variants of one question can be equal.
const MAX_COMPARED: usize = 1 << 16;

/// A question with a student's numbers in it, and its key.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The question.
    pub question: Question,
    /// Its key.
    pub key: Key,
}

/// The papers of a class: a variant of each question for each student.
#[derive(Clone, Debug)]
pub struct Papers {
    /// The questions as they stand for everybody, parameters by their names.
    pub general: Vec<Question>,
    /// What may not be meant: braces in a text that name nothing.
    pub warnings: Vec<Fault>,
    /// Questions of which not all combinations of values were looked through, by their places.
    pub sampled: Vec<usize>,
    /// The title of the quiz, one for each student or a single one.
    titles: Vec<Option<String>>,
    variants: Vec<Variant>,
    /// How many there are, also where they are not kept.
    different: usize,
    others: OtherVariants,
    /// What of verdicts is told.
    told: Telling,
    /// For each student, the variant of each question, one student after the other; a single row where all
    /// have the same.
    places: Vec<u32>,
}

/// Variants that are made when they are asked for.
#[derive(Clone, Debug, Default)]
struct OtherVariants {
    /// What they are made of: the quiz, and the students' ids.
    quiz: Option<Box<Quiz>>,
    ids: Vec<String>,
}

impl OtherVariants {
    fn made(&self, student: usize, question: usize) -> Variant {
        let quiz = self.quiz.as_ref().expect("it is kept with them");
        let whose = Whose::Student(&self.ids[student]);
        let made = Papers::variant_of(quiz, question, whose);
        made.unwrap_or_else(|_| unreachable!("it was made before"))
    }
}

impl Variant {
    fn telling(self, told: Telling) -> Variant {
        Variant {
            key: self.key.telling(told),
            ..self
        }
    }
}

impl Papers {
    /// The paper that all have, `None` where students have different numbers.
    ///
    /// # Errors
    /// As [`crate::quiz::key`], one fault for each question.
    pub fn shared(quiz: &Quiz) -> Result<Option<Papers>, Vec<Fault>> {
        match quiz.is_varied() {
            true => Ok(None),
            false => Papers::of_nobody(quiz).map(Some),
        }
    }

    /// The papers of these students, in their order. Without parameters all have the same one, also
    /// where nobody is named.
    ///
    /// # Errors
    /// As [`crate::quiz::key`], one fault for each question, with the values that it comes from.
    pub fn new<'s>(
        quiz: &Quiz,
        students: impl IntoIterator<Item = &'s str>,
    ) -> Result<Papers, Vec<Fault>> {
        let ids: Vec<String> = match quiz.is_varied() {
            true => students.into_iter().map(draw::folded).collect(),
            false => Vec::new(),
        };
        Papers::keeping(quiz, ids, MAX_KEPT, MAX_COMPARED)
    }

    /// The same without students: the one paper of a quiz without parameters. Practice has no ids, and
    /// its page no tables of all that an id may be written in.
    ///
    /// # Errors
    /// As [`Papers::new`].
    pub fn of_nobody(quiz: &Quiz) -> Result<Papers, Vec<Fault>> {
        Papers::keeping(quiz, Vec::new(), MAX_KEPT, MAX_COMPARED)
    }

    /// The same, of which so many variants are kept, and so many compared at once.
    fn keeping(
        quiz: &Quiz,
        ids: Vec<String>,
        most: usize,
        compared: usize,
    ) -> Result<Papers, Vec<Fault>> {
        let mut made = PaperMaker::new(quiz);
        (made.most, made.compared) = (most, compared);
        let everybody: Vec<Whose<'_>> = match quiz.is_varied() {
            true => ids.iter().map(|id| Whose::Student(id)).collect(),
            false => vec![Whose::Places(&[])],
        };
        made.rows(&everybody);
        let mut papers = made.finish()?;
        if papers.different > papers.variants.len() {
            papers.others.quiz = Some(Box::new(quiz.clone()));
            papers.others.ids = ids;
        }
        Ok(papers)
    }

    /// The same, for who is told no more of verdicts than that.
    pub fn telling(self, told: Telling) -> Papers {
        let telling = |variant: Variant| variant.telling(told);
        let variants = self.variants.into_iter().map(telling);
        Papers {
            variants: variants.collect(),
            told,
            ..self
        }
    }

    /// What of verdicts is told.
    pub fn told(&self) -> Telling {
        self.told
    }

    /// A paper for nobody: the first value of every parameter.
    ///
    /// # Errors
    /// As [`Papers::new`], for any values that the parameters may have.
    pub fn example(quiz: &Quiz) -> Result<Papers, Vec<Fault>> {
        let mut made = PaperMaker::new(quiz);
        made.rows(&[Whose::Places(&[])]);
        if quiz.is_varied() {
            for at in 0..quiz.questions.len() {
                made.look_through(at);
            }
        }
        made.finish()
    }

    /// One question alone as a student has it, or with the numbers at given places.
    ///
    /// # Errors
    /// As [`Papers::new`].
    pub fn variant_of(
        quiz: &Quiz,
        question: usize,
        whose: Whose<'_>,
    ) -> Result<Variant, Vec<Fault>> {
        let mut made = PaperMaker::new(quiz);
        let drawn = draw::quiz(quiz, whose).map_err(|fault| vec![*fault])?;
        made.place(question, &drawn, whose);
        match made.variants.pop() {
            Some(variant) => Ok(variant),
            None => Err(made.faults),
        }
    }

    /// The title of a student's paper.
    pub fn title(&self, student: usize) -> Option<&str> {
        let row = if self.titles.len() == 1 { 0 } else { student };
        self.titles.get(row)?.as_deref()
    }

    /// The first student's variant of a question; `None` without students.
    pub fn first(&self, question: usize) -> Option<Cow<'_, Variant>> {
        (question < self.places.len()).then(|| self.variant(0, question))
    }

    /// Whether all have the same one.
    pub fn is_one(&self) -> bool {
        self.places.len() == self.general.len()
    }

    /// A student's variant of a question.
    pub fn variant(&self, student: usize, question: usize) -> Cow<'_, Variant> {
        match self.variants.get(self.place(student, question)) {
            Some(variant) => Cow::Borrowed(variant),
            None => {
                let made = self.others.made(student, question);
                Cow::Owned(made.telling(self.told))
            }
        }
    }

    /// The place of a student's variant among all variants.
    pub fn place(&self, student: usize, question: usize) -> usize {
        let row = if self.is_one() { 0 } else { student };
        self.places[row * self.general.len() + question] as usize
    }

    /// A student's questions, in the order of the quiz.
    pub fn paper(&self, student: usize) -> impl Iterator<Item = Cow<'_, Variant>> + Clone {
        (0..self.general.len()).map(move |question| self.variant(student, question))
    }

    /// How many different variants there are of all questions.
    pub fn different_variants(&self) -> usize {
        self.different
    }

    /// The variants, where they are kept: of an example, and of a class without very many.
    pub fn kept_variants(&self) -> &[Variant] {
        &self.variants
    }
}

/// Variants on the way to papers.
struct PaperMaker<'q> {
    quiz: &'q Quiz,
    variants: Vec<Variant>,
    sampled: Vec<usize>,
    titles: Vec<Option<String>>,
    /// For each student, the variant of each question.
    rows: Vec<u32>,
    /// The place of a variant by two hashes of its question and its texts: of a million there is no room
    /// for these.
    places: HashMap<[u64; 2], u32>,
    /// The same by hashes of its question and the numbers in it, so that equal ones are not put in again.
    drawn: HashMap<[u64; 2], u32>,
    hashes: [RandomState; 2],
    /// Most variants that are kept, and how many there are.
    most: usize,
    different: usize,
    /// Most variants that are compared at once.
    compared: usize,
    faults: Vec<Fault>,
    /// Questions that a fault is known of.
    faulty: Vec<bool>,
}

impl<'q> PaperMaker<'q> {
    fn new(quiz: &'q Quiz) -> PaperMaker<'q> {
        PaperMaker {
            quiz,
            variants: Vec::new(),
            sampled: Vec::new(),
            titles: Vec::new(),
            rows: Vec::new(),
            places: HashMap::new(),
            drawn: HashMap::new(),
            hashes: [RandomState::new(), RandomState::new()],
            most: usize::MAX,
            different: 0,
            compared: MAX_COMPARED,
            faults: Vec::new(),
            faulty: vec![false; quiz.questions.len()],
        }
    }

    /// The variant of each question for everybody; faults are noted, one for each question.
    fn rows(&mut self, everybody: &[Whose<'_>]) {
        let questions = self.quiz.questions.len();
        self.rows = vec![0; everybody.len() * questions];
        let at_once = (self.compared / everybody.len().max(1)).clamp(1, questions.max(1));
        for start in (0..questions).step_by(at_once) {
            self.places.clear();
            self.drawn.clear();
            for (student, &whose) in everybody.iter().enumerate() {
                let drawn = match draw::quiz(self.quiz, whose) {
                    Ok(drawn) => drawn,
                    Err(fault) => {
                        if self.faults.is_empty() {
                            self.faults.push(*fault);
                        }
                        continue;
                    }
                };
                if start == 0 {
                    let title = self.quiz.title.as_ref();
                    self.titles
                        .push(title.map(|title| filled(&title.value, &drawn)));
                }
                for at in start..questions.min(start + at_once) {
                    if let Some(place) = self.place(at, &drawn, whose) {
                        self.rows[student * questions + at] = place;
                    }
                }
            }
        }
    }

    fn place(&mut self, at: usize, drawn: &[Drawn], whose: Whose<'_>) -> Option<u32> {
        if self.faulty[at] {
            return None;
        }
        let quiz = self.quiz;
        let asked = &quiz.questions[at];
        let made = draw::question(quiz, asked, drawn, whose).and_then(|drawn| {
            let hashes = self.hashes.each_ref();
            let same = hashes.map(|hash| hash.hash_one((at, &drawn)));
            if let Some(&place) = self.drawn.get(&same) {
                return Ok(place);
            }
            let (question, texts) = with_values(quiz, asked, &drawn)?;
            let known = hashes.map(|hash| hash.hash_one((at, &texts)));
            // Of very many numbers nearly all come once.
            let kept = self.drawn.len() < MAX_COMPARED;
            if let Some(&place) = self.places.get(&known) {
                if kept {
                    self.drawn.insert(same, place);
                }
                return Ok(place);
            }
            let key =
                crate::quiz::key(quiz, &question).map_err(|fault| told(fault, &drawn, whose))?;
            // Answers are below ten million: MAX_CELLS.
            let place = self.different as u32;
            self.different += 1;
            match self.different <= self.most {
                true => self.variants.push(Variant { question, key }),
                // Of very many a part would hardly ever be asked for.
                false => self.variants = Vec::new(),
            }
            self.places.insert(known, place);
            if kept {
                self.drawn.insert(same, place);
            }
            Ok(place)
        });
        match made {
            Ok(place) => Some(place),
            Err(fault) => {
                self.faulty[at] = true;
                if self.faults.len() < MAX_FAULTS {
                    self.faults.push(*fault);
                }
                None
            }
        }
    }

    /// Tries a question with all values that may be drawn: each has to give a key.
    fn look_through(&mut self, at: usize) {
        let quiz = self.quiz;
        let mut asked = quiz.questions[at].clone();
        let in_words: Vec<String> = words(&mut asked)
            .iter()
            .map(|text| text.value.clone())
            .collect();
        let texts = asked.task.expressions();
        let texts: Vec<&Placed<String>> = texts.into_iter().map(|text| &*text).collect();
        let used = draw::used(quiz, &quiz.questions[at], &texts, &in_words.concat());
        let parameters = quiz.parameters_of(&quiz.questions[at]);
        let counts: Vec<u64> = parameters
            .zip(used)
            .map(|(parameter, used)| if used { draw::choices(parameter) } else { 1 })
            .collect();
        let all = counts
            .iter()
            .try_fold(1u64, |all, count| all.checked_mul(*count));
        let share = MAX_CHECKED_IN_ALL / quiz.questions.len() as u64;
        let most = share.clamp(LEAST_CHECKED, MAX_CHECKED);
        let all = all.filter(|all| *all <= most);
        for n in 0..all.unwrap_or(most) {
            let (name, mut places, mut rest) = (n.to_string(), Vec::new(), n);
            for count in &counts {
                places.push(rest % count);
                rest /= count;
            }
            let whose = match all {
                Some(_) => Whose::Places(&places),
                None => Whose::Student(&name),
            };
            if let Ok(drawn) = draw::quiz(quiz, whose) {
                self.place(at, &drawn, whose);
            }
        }
        if all.is_none() {
            self.sampled.push(at);
        }
    }

    fn finish(mut self) -> Result<Papers, Vec<Fault>> {
        if !self.faults.is_empty() {
            return Err(source::in_order(self.faults));
        }
        // Most titles are the same for everybody.
        if self.titles.windows(2).all(|pair| pair[0] == pair[1]) {
            self.titles.truncate(1);
        }
        let warnings = stray_braces(self.quiz);
        let general = self.quiz.questions.iter().map(|question| {
            let known = named(self.quiz, question);
            let mut question = question.clone();
            for text in words(&mut question) {
                text.value = filled(&text.value, &known);
            }
            question
        });
        Ok(Papers {
            told: Telling::ALL,
            general: general.collect(),
            warnings,
            sampled: self.sampled,
            titles: self.titles,
            variants: self.variants,
            different: self.different,
            others: OtherVariants::default(),
            places: self.rows,
        })
    }
}

/// All that a text of a question may name, as it stands for everybody.
fn named(quiz: &Quiz, question: &Question) -> Vec<Drawn> {
    let names = quiz.parameters_of(question).map(Drawn::by_name);
    names.chain(own(&*question.task)).collect()
}

/// Warnings about braces around a name that stands for nothing, in a quiz that uses braces: LaTeX
/// has braces of its own.
fn stray_braces(quiz: &Quiz) -> Vec<Fault> {
    let mut warnings = Vec::new();
    if !quiz.is_varied() {
        return warnings;
    }
    for question in &quiz.questions {
        let known = named(quiz, question);
        let known: Vec<&str> = known.iter().map(|known| known.name.as_str()).collect();
        for text in words(&mut question.clone()) {
            if text.value.contains(['\\', '$']) {
                continue;
            }
            let named = text.value.split('{').skip(1);
            let named = named.filter_map(|rest| rest.split_once('}').map(|(name, _)| name.trim()));
            let is_name = |name: &&str| {
                let letters = name.chars().all(|c| c.is_alphanumeric() || c == '_');
                letters && name.starts_with(char::is_alphabetic)
            };
            for name in named.filter(is_name) {
                if !known.contains(&name) && warnings.len() < MAX_FAULTS {
                    let message = format!("`{{{name}}}` names no parameter and stays as it is");
                    let help = format!("known here: {}", known.join(", "));
                    let fault = quiz.source.fault(text.span.clone(), message).help(help);
                    warnings.push(fault.warning());
                }
            }
        }
    }
    warnings
}

/// A fault with the values that it comes from.
fn told(fault: Box<Fault>, drawn: &[Drawn], whose: Whose<'_>) -> Box<Fault> {
    if drawn.is_empty() {
        return fault;
    }
    let values = draw::shown(drawn);
    let said = match whose {
        Whose::Student(student) => format!("this is where {values}, which student `{student}` has"),
        Whose::Places(_) => format!("this is where {values}"),
    };
    let help = match &fault.help {
        Some(help) => format!("{help}; {said}"),
        None => said,
    };
    Box::new(fault.help(help))
}

/// The question with the values put in, and all its texts as one, by which variants are told apart.
fn with_values(
    quiz: &Quiz,
    question: &Question,
    drawn: &[Drawn],
) -> Result<(Question, String), Box<Fault>> {
    let mut question = question.clone();
    let mut texts = String::new();
    for text in question.task.expressions() {
        *text = draw::put_in(quiz, text, drawn)?;
        texts.push_str(&text.value);
        texts.push('\n');
    }
    let known = [drawn, &own(&*question.task)].concat();
    for text in words(&mut question) {
        text.value = filled(&text.value, &known);
        texts.push_str(&text.value);
        texts.push('\n');
    }
    Ok((question, texts))
}

/// What a text may name beside the parameters: the keys that a question states itself.
fn own(task: &dyn Task) -> Vec<Drawn> {
    let stated = task.stated().into_iter().map(|(name, value)| Drawn {
        name: name.to_owned(),
        value,
    });
    stated.collect()
}

/// Every text of a question in words.
fn words(question: &mut Question) -> Vec<&mut Placed<String>> {
    let own = question.title.iter_mut().chain(&mut question.prompt);
    let own = own.chain(&mut question.hints);
    let tried = question.trials.iter_mut().map(|trial| &mut trial.answer);
    own.chain(tried).chain(question.task.words()).collect()
}

/// A text with `{a}` replaced by the value of a, and `{function}` by the question's. In LaTeX, which has a backslash or a dollar, the
/// braces stay: there they only hold together what they enclose.
fn filled(text: &str, drawn: &[Drawn]) -> String {
    let latex = text.contains(['\\', '$']);
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        filled.push_str(before);
        // A name ends soon: a text of open braces is not looked through from each of them.
        let close = after.char_indices().take(MAX_NAME).find(|(_, c)| *c == '}');
        let named = close.and_then(|(close, _)| {
            let name = after[1..close].trim();
            let drawn = drawn.iter().find(|drawn| drawn.name == name)?;
            Some((drawn, &after[close + 1..]))
        });
        match named {
            Some((drawn, behind)) => {
                match latex {
                    true => filled.extend(["{", &drawn.value, "}"]),
                    false => filled.push_str(&drawn.value),
                }
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests;
