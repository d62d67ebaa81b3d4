//! What `check` says of one answer, and `grade` of each.

use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::report::diagnostic::Problem;
use crate::report::figure::{Figure, decimal_text, exact_text};
use crate::report::record::{ByName, Datum, record, words};
use crate::report::{Role, Text};
use crate::verdict::key::Key;
use crate::verdict::{Decided, Evidence, Exactly, Outcome, Parts, Verdict};
use serde_core::ser::{Serialize, Serializer};

/// How much is said about an answer that is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feedback {
    /// The verdict alone.
    Verdict,
    /// With a point where the answer fails.
    Point,
    /// With the likely slip.
    Slip,
    /// With a hint.
    Hint,
    /// With the right answer.
    Full,
}

impl Feedback {
    /// Every level with its word, from the least to the most.
    pub const ALL: [(&'static str, Feedback); 5] = [
        ("verdict", Feedback::Verdict),
        ("point", Feedback::Point),
        ("slip", Feedback::Slip),
        ("hint", Feedback::Hint),
        ("full", Feedback::Full),
    ];
}

/// What to do about an answer with several readings.
const ONE_READING: &str = "write the answer alone, with brackets that leave one reading";

/// Digits of a key that is shown in a sentence.
const KEY_DIGITS: usize = 10;

/// The same for programs.
const EXACT_DIGITS: usize = 15;

/// Longest formula in a sentence, in characters; a longer one is cut.
const SENTENCE: usize = 400;

/// What an answer earns of the points of its question.
pub fn earned(verdict: &Verdict, points: &Rational) -> Rational {
    &verdict.share * points
}

/// A number of points as people write it: `2`, `0.5`, `1/3`.
pub fn points(n: &Rational) -> String {
    let decimal = crate::number::decimal::Decimal::exact_or_rounded(n, 6);
    decimal.to_string()
}

/// The same of a record.
pub(super) fn figure(n: &Figure) -> String {
    n.fraction().map_or_else(|| n.decimal.to_string(), points)
}

/// `1 point`, `2.5 points`
pub(super) fn in_points(n: &Rational) -> String {
    let s = if n.is_one() { "" } else { "s" };
    format!("{} point{s}", points(n))
}

/// `1 of 2 points`
fn of_points(key: &Key, share: &Rational, all: &Rational) -> String {
    let reached = points(&(share * all));
    as_answered(key, &format!("{reached} of {}", in_points(all)))
}

/// The verdict in words; every line ends with a line break.
pub fn text(key: &Key, verdict: &Verdict, worth: &Rational, feedback: Feedback) -> Text {
    let mut text = told(key, verdict, worth, feedback);
    text.append(shown(key, verdict, feedback));
    text
}

/// The right answer, where it is to be told.
pub fn shown(key: &Key, verdict: &Verdict, feedback: Feedback) -> Text {
    let mut text = Text::new();
    let told = verdict.outcome == Outcome::Right;
    if feedback == Feedback::Full && !key.is_text() && !told {
        let shown = key.shown(KEY_DIGITS);
        text.plain(format!("  {} is ", key.noun()))
            .push(Role::Answer, as_answered(key, &shown));
        if !key.is_shown_in_form() {
            text.plain(" (one form of it)");
        }
        text.line();
    }
    text
}

/// A verdict that was decided over: by hand, or for a whole question.
fn by_hand(key: &Key, verdict: &Verdict, decided: &Decided, worth: &Rational) -> Text {
    let (role, word) = match verdict.outcome {
        Outcome::Right => (Role::Right, "✓ right"),
        Outcome::Partly => (Role::Tangent, "½ part credit"),
        Outcome::Wrong => (Role::Wrong, "✗ wrong"),
        _ => (Role::Label, "– blank"),
    };
    let share = match verdict.outcome {
        Outcome::Partly => format!("{}, ", of_points(key, &verdict.share, worth)),
        _ => String::new(),
    };
    let mut text = Text::new();
    text.push(role, word)
        .plain(format!(": {share}{}", decided_words(decided)))
        .line();
    if let Decided::ByHand(comment) = decided
        && !comment.is_empty()
    {
        text.plain(format!("  {}", said(comment))).line();
    }
    text
}

/// How a verdict was decided over.
pub(super) fn decided_words(decided: &Decided) -> &'static str {
    match decided {
        Decided::ByHand(_) => "marked by hand",
        Decided::ForEveryone => "the question counts for everyone",
        Decided::ForNobody => "the question does not count",
    }
}

/// A number, a formula or a remark of ours in a sentence: with a decimal comma where answers have one.
/// What a person typed beside the answer, such as a comment, is not of that kind.
fn as_answered(key: &Key, text: &str) -> String {
    let text = said(text);
    if !key.has_decimal_comma() {
        return text;
    }
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = rest.next() {
        let point = c == '.' && after_digit && rest.peek().is_some_and(char::is_ascii_digit);
        spoken.push(if point { ',' } else { c });
        after_digit = c.is_ascii_digit();
    }
    spoken
}

/// The verdict in words, without the right answer.
pub fn told(key: &Key, verdict: &Verdict, worth: &Rational, feedback: Feedback) -> Text {
    let mut text = Text::new();
    if let Some(decided) = &verdict.decided {
        return by_hand(key, verdict, decided, worth);
    }
    match verdict.outcome {
        Outcome::Right => {
            text.push(Role::Right, "✓ right");
            if feedback > Feedback::Verdict {
                text.plain(format!(": {}", why_right(key, verdict)));
            }
            text.line();
            if let Some(remark) = verdict
                .remark
                .as_ref()
                .filter(|_| feedback > Feedback::Verdict)
            {
                text.plain(format!("  {}", as_answered(key, remark))).line();
            }
            return text;
        }
        Outcome::Partly => {
            text.push(Role::Tangent, "½ part credit")
                .plain(format!(": {}", of_points(key, &verdict.share, worth)))
                .line();
            if let Some(parts) = verdict
                .parts
                .as_ref()
                .filter(|_| feedback > Feedback::Verdict)
            {
                let from = match key.is_several() {
                    true => "",
                    false => "the part from ",
                };
                let missing = match parts.instead {
                    true => "not right",
                    false => "missing",
                };
                for part in &parts.right {
                    text.plain(format!("  right: {from}{}", as_answered(key, part)))
                        .line();
                }
                for part in parts.missing.iter().filter(|_| verdict.failing.is_empty()) {
                    text.plain(format!("  {missing}: {from}{}", as_answered(key, part)))
                        .line();
                }
            }
        }
        Outcome::Wrong => {
            text.push(Role::Wrong, "✗ wrong");
            let why = match verdict.failing.is_empty() {
                true => why_wrong(key, verdict, key.noun()),
                false => Some(named(&verdict.failing)),
            };
            if let Some(why) = why.filter(|_| feedback >= Feedback::Point) {
                text.plain(format!(": {why}"));
            }
            text.line();
            if !verdict.share.is_zero() {
                let all = of_points(key, &verdict.share, worth);
                text.plain(format!("  full credit: {all}")).line();
            }
        }
        Outcome::Blank => {
            text.push(Role::Label, "– blank").line();
        }
        Outcome::Unread => {
            text.push(Role::Tangent, "? unread").plain(": ");
            match &verdict.read_as[..] {
                [] | [_] => {
                    let none = of_points(key, &Rational::zero(), worth);
                    text.plain(format!("{none}, needs a look")).line();
                }
                several => {
                    let remark = verdict.remark.as_deref().unwrap_or_default();
                    text.plain(as_answered(key, remark)).line();
                    for reading in several {
                        text.plain("  read as ")
                            .push(Role::Expression, as_answered(key, reading))
                            .line();
                    }
                    text.push(Role::Label, "  hint: ").plain(ONE_READING).line();
                }
            }
        }
        Outcome::Undecided => {
            text.push(Role::Tangent, "? undecided");
            if let Some(remark) = &verdict.remark {
                text.plain(format!(": {}", as_answered(key, remark)));
            }
            text.line();
        }
        Outcome::Manual => {
            text.push(Role::Tangent, "? manual review")
                .plain(": an answer in words")
                .line();
        }
    }
    if let (Outcome::Wrong | Outcome::Partly, [read_as]) = (verdict.outcome, &verdict.read_as[..])
        && key.is_formula()
        && !same_letters(read_as, &verdict.typed)
    {
        text.push(Role::Label, "  read as ")
            .push(Role::Expression, as_answered(key, read_as))
            .line();
    }
    for (name, each) in verdict
        .failing
        .iter()
        .filter(|_| feedback >= Feedback::Point)
    {
        let why =
            why_wrong(key, each, key.part_noun()).unwrap_or_else(|| "is not right".to_owned());
        text.push(Role::Label, format!("  {}: ", said(name)))
            .plain(why)
            .line();
        slip(&mut text, each, feedback);
    }
    if verdict.failing.is_empty() {
        slip(&mut text, verdict, feedback);
    }
    text
}

/// The likely slip and its hint, as far as they are to be told.
fn slip(text: &mut Text, verdict: &Verdict, feedback: Feedback) {
    // Parts that are missing tell it better.
    let absent = |parts: &Parts| !parts.instead && verdict.outcome == Outcome::Partly;
    let told = verdict.parts.as_ref().is_some_and(absent);
    let slip = verdict
        .slip
        .as_ref()
        .filter(|slip| feedback >= Feedback::Slip && !(told && slip.name == "term-missing"));
    if let Some(slip) = slip {
        text.push(Role::Label, "  likely slip: ")
            .plain(&slip.says)
            .line();
        if feedback >= Feedback::Hint {
            text.push(Role::Label, "  hint: ").plain(&slip.hint).line();
        }
    }
}

/// `∂J/∂x and ∂J/∂y are not right`
fn named(failing: &[(String, Verdict)]) -> String {
    let names: Vec<&str> = failing.iter().map(|(name, _)| name.as_str()).collect();
    let are = if names.len() == 1 { "is" } else { "are" };
    said(&format!("{} {are} not right", names.join(" and ")))
}

/// Whether it is one text, up to blanks.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    letters(a) == letters(b)
}

/// Text in a sentence: nothing hidden, and cut where it is very long.
fn said(text: &str) -> String {
    let cut = match text.char_indices().nth(SENTENCE) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    };
    visible(&cut).into_owned()
}

fn why_right(key: &Key, verdict: &Verdict) -> String {
    let answer = verdict.read_as.first().map_or("", String::as_str);
    let right = key.shown(KEY_DIGITS);
    let several = key.is_formula() && key.is_several();
    let relation = if key.is_number() && verdict.got != verdict.expected {
        return format!("{} is near enough", as_answered(key, answer));
    } else if answer == right || !key.is_formula() {
        return as_answered(key, answer);
    } else if verdict.evidence == Evidence::Agrees {
        "agrees to 50 digits, at every point tried, with"
    } else if several {
        "is"
    } else {
        "equals"
    };
    // The parts of a gradient have names there, which a list has not.
    let right = if several { key.noun() } else { &right };
    let (answer, right) = (as_answered(key, answer), as_answered(key, right));
    format!("{answer} {relation} {right}")
}

/// `at w = 1 the answer gives 1.682941970, the slope is 0.9092974268`
fn why_wrong(key: &Key, verdict: &Verdict, noun: &str) -> Option<String> {
    let shown = |text: &str| as_answered(key, text);
    let place = shown(&verdict.place());
    if let (false, Some(got), Some(expected)) = (place.is_empty(), &verdict.got, &verdict.expected)
    {
        // Where the key is a number its value anywhere would be the answer.
        let right = match verdict.constant {
            true => "another number".to_owned(),
            false => shown(expected),
        };
        let got = shown(got);
        return Some(format!(
            "at {place} the answer gives {got}, {noun} is {right}"
        ));
    }
    if let Some(remark) = &verdict.remark {
        return Some(shown(remark));
    }
    match (&verdict.got, verdict.read_as.first()) {
        // A formula without variables has no point: both values tell it all.
        (Some(got), _) if !verdict.constant => {
            let (got, expected) = (shown(got), shown(verdict.expected.as_ref()?));
            Some(format!("the answer is {got}, {noun} is {expected}"))
        }
        (Some(got), _) => Some(format!("{noun} is not {}", shown(got))),
        (None, Some(read_as)) => Some(format!("read as {}", shown(read_as))),
        (None, None) => None,
    }
}

words! {
    Outcome: Outcome::ALL;
    Evidence: [
        Evidence::Proved,
        Evidence::Refuted,
        Evidence::Agrees,
        Evidence::None,
    ];
}

record! {
    /// The verdict on one answer. What does not apply, or is not to be told at this level of
    /// feedback, is null.
    pub struct Check {
        /// how the answer was judged; manual: an answer in words
        pub verdict: Outcome,
        /// what the verdict rests on
        pub evidence: Evidence,
        /// of a proof by identities: the degree of the difference, the height of its coefficients,
        /// how many prime fields and points in each it rests on, and its error bound
        pub proof: Option<String>,
        /// the point where the answer fails, by name
        pub at: Option<ByName<Figure>>,
        /// what is right there: a number, or the text of a list or of a number with an open end
        pub expected: Option<Told>,
        /// expected without rounding, null where that is not known
        pub expected_exact: Option<String>,
        /// what the answer gives there, in the same way
        pub got: Option<Told>,
        /// got without rounding, null where that is not known
        pub got_exact: Option<String>,
        /// the answer as it was read; several texts where it can be read in several ways
        pub read_as: Vec<String>,
        /// the name of the likely slip
        pub slip: Option<String>,
        /// a hint
        pub hint: Option<String>,
        /// of several answers in one: the name of the first that is not right
        pub part: Option<String>,
        /// a sentence that goes with the verdict
        pub remark: Option<String>,
        /// with --show or --feedback full: the right answer
        pub key: Option<String>,
        /// why the answer can't be read
        pub error: Option<Problem>,
    }
}

/// A value in a verdict: a number, or text where it is none.
#[derive(Clone, Debug)]
pub struct Told(pub String);

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match super::numbers::number(&self.0) {
            Some(number) => number.serialize(out),
            None => out.serialize_str(&self.0),
        }
    }
}

impl Datum for Told {
    fn shape() -> String {
        "number or text".to_owned()
    }
}

impl Check {
    /// What is told of a verdict at a level of feedback.
    pub fn new(key: &Key, verdict: &Verdict, feedback: Feedback) -> Check {
        let told = |least: Feedback| feedback >= least || verdict.outcome == Outcome::Right;
        // At a point the number that is asked for would be told.
        let expected_at = match verdict.constant {
            true => Feedback::Full,
            false => Feedback::Point,
        };
        let unread = verdict.outcome == Outcome::Unread;
        let slip = verdict.slip.as_ref();
        let hint = match (&verdict.error, &verdict.read_as[..]) {
            (Some(error), _) => error.help(),
            (None, [_, _, ..]) => Some(ONE_READING.to_owned()),
            _ => slip.map(|slip| slip.hint.to_string()),
        };
        let at = !verdict.at.is_empty() && told(Feedback::Point);
        let coordinate = |(name, value): &(String, Rational)| {
            let figure = Figure::rational(value, EXACT_DIGITS);
            let figure = if verdict.rounded {
                figure.as_rounded()
            } else {
                figure
            };
            (name.clone(), figure)
        };
        let settled = matches!(
            verdict.outcome,
            Outcome::Right | Outcome::Partly | Outcome::Wrong
        );
        let value = |value: &Option<String>, least| {
            let value = value.as_ref().filter(|_| told(least));
            value.cloned().map(Told)
        };
        let exact = |value: &Option<Exactly>, least| match value.as_ref().filter(|_| told(least))? {
            Exactly::Value(value) => exact_text(value),
            Exactly::Decimal(decimal) => decimal_text(decimal),
        };
        // Of several formulas or numbers the first that is not right; the values are its own.
        let part = verdict.failing.first().filter(|_| told(Feedback::Point));
        let remark = verdict.remark.as_ref();
        Check {
            verdict: verdict.outcome,
            evidence: verdict.evidence,
            proof: verdict.proof.map(|bound| bound.to_string()),
            at: at.then(|| ByName(verdict.at.iter().map(coordinate).collect())),
            expected: value(&verdict.expected, expected_at),
            expected_exact: exact(&verdict.exactly[0], expected_at),
            got: value(&verdict.got, Feedback::Point),
            got_exact: exact(&verdict.exactly[1], Feedback::Point),
            read_as: verdict.read_as.clone(),
            slip: slip
                .filter(|_| told(Feedback::Slip))
                .map(|slip| slip.name.to_string()),
            hint: hint.filter(|_| told(Feedback::Hint) || unread),
            part: part.map(|(name, _)| name.clone()),
            remark: remark
                .filter(|_| !settled || told(Feedback::Point))
                .cloned(),
            key: (feedback == Feedback::Full && !key.is_text()).then(|| key.shown(EXACT_DIGITS)),
            error: (verdict.error.as_ref()).map(|error| Problem::in_text(error, &verdict.typed)),
        }
    }
}
