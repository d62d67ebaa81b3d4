//! From TOML values to a quiz.

use super::*;
use crate::expression::Conventions;
use crate::files::source::{self, not_toml, similar};
use crate::files::table::{DeTable, DeValue};
use crate::files::table::{Notes, TomlValue, listed};
use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::quiz::fields::Fields;
use crate::quiz::parameters::parameters;
use crate::quiz::percent::{NoPercent, percent};
use crate::quiz::point::variable;
use crate::quiz::trial::trials;
use crate::slips;
use std::collections::HashMap;
use std::ops::Range;

/// Reads the quiz from its decoded file.
pub(super) fn quiz(source: Source) -> Result<Quiz, Vec<Fault>> {
    let table = match DeTable::parse(source.text()) {
        Ok(table) => table.into_inner(),
        Err(error) => return Err(vec![not_toml(&source, 0, &error)]),
    };
    let mut notes = Notes {
        source: &source,
        faults: Vec::new(),
    };
    let (mut title, mut variables, mut locale, mut pass) = (None, Vec::new(), Locale::Point, None);
    let (mut varying, mut seed) = (None, None);
    let (mut id, mut attempts) = (None, None);
    let mut conventions = Conventions::default();
    let mut judged = JudgingRules::default();
    let mut found = None;
    for (key, value) in Notes::entries(&table) {
        match key.value.as_str() {
            "title" => title = notes.text("title", value),
            "variables" => {
                let texts = notes.texts("variables", value, MAX_PARTS, r#"["w"]"#);
                variables = texts.unwrap_or_default();
            }
            "parameters" => varying = Some(value),
            "seed" => seed = notes.expression("seed", value),
            "locale" => {
                let words = [("en", Locale::Point), ("de", Locale::Comma)];
                locale = notes.word("locale", value, &words).unwrap_or(locale);
            }
            "pass" => pass = self::pass(&mut notes, value),
            "log" => {
                let base = notes.count("log", value, 2..=10);
                conventions.log_base = base.and_then(|base| u8::try_from(base).ok());
            }
            "angle" => {
                let words = [("radians", false), ("degrees", true)];
                conventions.degrees = notes.word("angle", value, &words).unwrap_or(false);
            }
            "id" => id = notes.text("id", value),
            "attempts" => {
                let words = ["last", "first", "best"].map(|word| (word, ()));
                let known = notes.word("attempts", value, &words).is_some();
                attempts = notes.text("attempts", value).filter(|_| known);
            }
            "question" => found = Some((key, value)),
            shared if judged.take(&mut notes, shared, value) => {}
            unknown => {
                let known = keys::of_quiz().map(|entry| entry.key);
                let help = similar("key", unknown, known.clone())
                    .unwrap_or_else(|| format!("keys of a quiz: {}", listed(known)));
                notes.wrong(key.span, format!("unknown key `{unknown}`"), help);
            }
        }
    }
    for name in &variables {
        variable(&mut notes, name);
    }
    let parameters =
        varying.map_or_else(Vec::new, |value| parameters(&mut notes, value, &variables));
    let taken = variables
        .iter()
        .chain(parameters.iter().map(|own| &own.name));
    let taken: Vec<Placed<String>> = taken.cloned().collect();
    let questions = questions(&mut notes, found, &judged, (&variables, &taken));
    let faults = notes.faults;
    if faults.is_empty() {
        return Ok(Quiz {
            source,
            title,
            variables,
            parameters,
            seed,
            locale,
            conventions,
            pass,
            id,
            attempts,
            questions,
        });
    }
    Err(source::in_order(faults))
}

/// The mean that a class has to reach.
fn pass(notes: &mut Notes<'_>, value: &TomlValue<'_>) -> Option<Placed<Rational>> {
    let example = "pass = 60";
    let number = matches!(
        value.get_ref(),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_)
    );
    if !number {
        notes.mistyped("pass", "a percentage", value, example);
        return None;
    }
    let Placed { value: typed, span } = notes.expression("pass", value)?;
    let (message, help) = match percent(&typed) {
        Ok(value) => return Some(Placed { value, span }),
        Err(NoPercent::Share) => (
            format!("`pass` is {typed}, which is less than one percent"),
            format!("60 is 60 %; write pass = \"{typed}%\" if less than one percent is meant"),
        ),
        Err(NoPercent::TooMuch) => (
            "`pass` is a percentage, and this is above 100".to_owned(),
            format!("for example: {example}"),
        ),
        Err(NoPercent::Unread) => (
            format!("`pass` is a percentage, and this is {}", visible(&typed)),
            format!("for example: {example}"),
        ),
    };
    notes.wrong(span, message, help);
    None
}

/// How answers are judged: the keys that a quiz sets for all questions and a question for itself.
#[derive(Clone, Default)]
struct JudgingRules {
    points: Option<Rational>,
    form: Option<Form>,
    domain: Option<DomainRule>,
    tolerance: Tolerance,
    /// Where `rule` stands.
    rule: Option<Range<usize>>,
    credit: Option<Vec<Credit>>,
}

impl JudgingRules {
    /// Takes a value if its key is one of these.
    fn take(&mut self, notes: &mut Notes<'_>, key: &str, value: &TomlValue<'_>) -> bool {
        let tolerance = &mut self.tolerance;
        match key {
            "points" => {
                let points = notes.amount(key, value, false);
                if let Some(large) = points
                    .as_ref()
                    .filter(|points| points.value > Rational::integer(MAX_POINTS))
                {
                    let message = format!("`points` can't be above {MAX_POINTS}");
                    notes.wrong(large.span.clone(), message, "for example: points = 2");
                }
                self.points = points.map(|points| points.value);
            }
            "form" => self.form = notes.word(key, value, &Form::ALL),
            "domain" => {
                let words = [
                    ("common", DomainRule::Common),
                    ("strict", DomainRule::Strict),
                ];
                self.domain = notes.word(key, value, &words);
            }
            "abs" => tolerance.abs = notes.amount(key, value, false).map(|amount| amount.value),
            "rel" => tolerance.rel = notes.amount(key, value, false).map(|amount| amount.value),
            "digits" => tolerance.digits = notes.count(key, value, 1..=MAX_DIGITS),
            "decimals" => tolerance.decimals = notes.count(key, value, 0..=MAX_DIGITS),
            "rule" => {
                tolerance.rule = notes.word(key, value, &DigitsRule::ALL);
                if tolerance.rule.is_some() {
                    self.rule = Some(value.span());
                }
            }
            "exact" => tolerance.exact = notes.flag(key, value).unwrap_or(false),
            "credit" => self.credit = Some(credit(notes, key, value)),
            _ => return false,
        }
        true
    }

    /// The question's own rules, or those of the quiz. Tolerances don't mix: a question that sets
    /// one sets them all.
    fn or(self, quiz: &JudgingRules) -> JudgingRules {
        let own = self.tolerance != Tolerance::default();
        JudgingRules {
            points: self.points.or_else(|| quiz.points.clone()),
            form: self.form.or(quiz.form),
            domain: self.domain.or(quiz.domain),
            credit: self.credit.or_else(|| quiz.credit.clone()),
            rule: if own { self.rule } else { quiz.rule.clone() },
            tolerance: if own {
                self.tolerance
            } else {
                quiz.tolerance.clone()
            },
        }
    }
}

/// The part of the points that each slip leaves: `{sign-lost = 0.5}`.
fn credit(notes: &mut Notes<'_>, key: &str, value: &TomlValue<'_>) -> Vec<Credit> {
    let DeValue::Table(table) = value.get_ref() else {
        notes.unfit(key, "a table", value, "credit = {sign-lost = 0.5}");
        return Vec::new();
    };
    let mut credit = Vec::new();
    for (name, value) in Notes::entries(table) {
        let Some(slip) = slips::named(&name.value) else {
            let names = slips::ALL.iter().map(|slip| slip.name);
            let help = similar("slip", &name.value, names.clone())
                .unwrap_or_else(|| format!("slips: {}", listed(names)));
            notes.wrong(name.span, format!("unknown slip `{}`", name.value), help);
            continue;
        };
        let Some(share) = notes.amount(key, value, false) else {
            continue;
        };
        if share.value > Rational::one() {
            let message = "a slip can't leave more than all of the points".to_owned();
            notes.wrong(share.span, message, "a part from 0 to 1: sign-lost = 0.5");
            continue;
        }
        let (slip, share) = (slip.name, share.value);
        credit.push(Credit { slip, share });
    }
    credit
}

/// All questions; those with faults are left out. `stated` are the quiz's variables,
/// `taken` the names that parameters can't have.
fn questions(
    notes: &mut Notes<'_>,
    found: Option<(Placed<String>, &TomlValue<'_>)>,
    defaults: &JudgingRules,
    (stated, taken): (&[Placed<String>], &[Placed<String>]),
) -> Vec<Question> {
    const EXAMPLE: &str = "start each question with `[[question]]`";
    let Some((key, value)) = found else {
        notes.wrong(0..0, "this quiz has no question".to_owned(), EXAMPLE);
        return Vec::new();
    };
    let DeValue::Array(array) = value.get_ref() else {
        notes.wrong(
            key.span,
            "`question` needs two brackets".to_owned(),
            EXAMPLE,
        );
        return Vec::new();
    };
    if array.is_empty() || array.len() > MAX_QUESTIONS {
        let message = format!(
            "a quiz has 1 to {MAX_QUESTIONS} questions, not {}",
            array.len()
        );
        notes.wrong(key.span, message, EXAMPLE);
        return Vec::new();
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut questions = Vec::new();
    for value in array.iter() {
        let DeValue::Table(table) = value.get_ref() else {
            notes.unfit("question", "a table", value, "[[question]]");
            continue;
        };
        let fields = Fields::new(value, table, stated);
        let name = fields.name(notes);
        if let Some(name) = &name {
            let line = notes.source.place(name.span.start).line;
            if let Some(first) = names.insert(name.value.to_lowercase(), line) {
                let message = format!("two questions have the name `{}`", name.value);
                let help = format!("the first one is on line {first}; rename one of them");
                notes.wrong(name.span.clone(), message, help);
            }
        }
        questions.extend(fields.question(notes, name, defaults, taken));
    }
    questions
}

impl Fields<'_, '_> {
    /// The question's name; a column of the answers is found by it.
    fn name(&self, notes: &mut Notes<'_>) -> Option<Placed<String>> {
        let Some(value) = self.named("name") else {
            let message = "this question has no `name`".to_owned();
            notes.wrong(self.span.clone(), message, "for example: name = \"q1\"");
            return None;
        };
        let mut name = notes.expression("name", value)?;
        name.value = name.value.trim().to_owned();
        let lower = name.value.to_lowercase();
        let reserved = STUDENT_WORDS
            .iter()
            .chain(&OTHER_WORDS)
            .any(|&word| word == lower);
        let message = if name.value.chars().count() > MAX_NAME {
            format!("`name` is longer than {MAX_NAME} characters")
        } else if name.value.chars().any(char::is_control) {
            "`name` has a line break or a control character".to_owned()
        } else if reserved {
            format!("`{}` heads a column about the student", name.value)
        } else {
            return Some(name);
        };
        notes.wrong(
            name.span,
            message,
            "use a short name such as q1; a `title` may be long",
        );
        None
    }

    /// The question, or `None` with faults noted.
    fn question(
        &self,
        notes: &mut Notes<'_>,
        name: Option<Placed<String>>,
        defaults: &JudgingRules,
        taken: &[Placed<String>],
    ) -> Option<Question> {
        let kind = self.kind(notes)?;
        let (mut title, mut prompt, mut judged) = (None, None, JudgingRules::default());
        let (mut column, mut void, mut tried) = (None, None, Vec::new());
        let (mut own, mut hints) = (Vec::new(), Vec::new());
        for (key, value) in &self.entries {
            let word = key.value.as_str();
            let known = keys::of_questions()
                .map(|entry| entry.key)
                .chain(kind.needs())
                .chain(kind.may());
            if !known.clone().any(|known| known == word) {
                Fields::unknown(notes, key, kind, known);
                continue;
            }
            match word {
                "title" => title = notes.text(word, value),
                "prompt" => prompt = notes.text(word, value),
                "column" => column = notes.expression(word, value),
                "test" => tried = trials(notes, word, value),
                "void" => {
                    let words = [("full", Void::Full), ("none", Void::None)];
                    void = notes.word(word, value, &words);
                }
                "hints" => {
                    let texts = notes.texts(word, value, MAX_PARTS, r#"["which rule?"]"#);
                    hints = texts.unwrap_or_default();
                }
                "parameters" => own = parameters(notes, value, taken),
                _ => {
                    judged.take(notes, word, value);
                }
            }
        }
        let missing = kind.those(true).filter(|entry| self.get(entry).is_none());
        for QuizKey { key, example, .. } in missing {
            let message = format!("a question of kind `{}` needs `{key}`", kind.word);
            let help = format!("for example: {example}");
            notes.wrong(self.span.clone(), message, help);
        }
        let task = (kind.read)(self, notes)?;
        let judged = judged.or(defaults);
        if let Some(rule) = judged
            .rule
            .clone()
            .filter(|_| !judged.tolerance.counts_digits())
        {
            let message = "`rule` says how many digits an answer shows, and none are asked for";
            notes.wrong(rule, message.to_owned(), "add for example: digits = 3");
        }
        Some(Question {
            name: name?,
            title,
            prompt,
            column,
            trials: tried,
            void,
            hints,
            points: judged.points.unwrap_or_else(Rational::one),
            parameters: own,
            kind,
            task,
            tolerance: judged.tolerance,
            form: judged.form.unwrap_or(Form::Any),
            domain: judged.domain.unwrap_or(DomainRule::Common),
            credit: judged.credit.unwrap_or_default(),
            span: self.span.clone(),
        })
    }

    /// The row of [`KINDS`] that the question names.
    fn kind(&self, notes: &mut Notes<'_>) -> Option<&'static QuestionKind> {
        let words = KINDS.iter().map(|kind| kind.word);
        let Some(value) = self.named("kind") else {
            let message = "this question has no `kind`".to_owned();
            notes.wrong(
                self.span.clone(),
                message,
                format!("write one of: {}", listed(words)),
            );
            return None;
        };
        let rows: Vec<(&str, &QuestionKind)> = KINDS.iter().map(|kind| (kind.word, kind)).collect();
        notes.word("kind", value, &rows)
    }

    /// Notes a key that this kind of question doesn't have.
    fn unknown(
        notes: &mut Notes<'_>,
        key: &Placed<String>,
        kind: &QuestionKind,
        known: impl Iterator<Item = &'static str> + Clone,
    ) {
        let word = key.value.as_str();
        let others: Vec<&str> = KINDS
            .iter()
            .filter(|other| other.needs().chain(other.may()).any(|known| known == word))
            .map(|other| other.word)
            .collect();
        let message = match others.is_empty() {
            true => format!("unknown key `{word}`"),
            false => format!("`{word}` has no meaning for kind `{}`", kind.word),
        };
        let help = match others.is_empty() {
            true => similar("key", word, known.clone())
                .unwrap_or_else(|| format!("keys of this kind: {}", listed(known))),
            false => format!("it belongs to kind {}", others.join(", ")),
        };
        notes.wrong(key.span.clone(), message, help);
    }
}
