//! Whether there is a slope at a point, and why not. The answer is the slope, or `does not exist`
//! with the reason; which of them is right follows from the function, and nobody types it.

use super::{QuestionKind, Task, by};
use crate::expression::{Graph, Id, Variable};
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::number::rational::Rational;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, QuizKey, may, needs};
use crate::quiz::point::named;
use crate::quiz::{Choice, WrittenPoint};
use crate::slips::{Exercise, Work};
use crate::slope::existence::{Absence, OneSided, Reason};
use crate::slope::{self, Effort, Trouble};
use crate::verdict::key::{AnswerKind, Key, NoKey, Right, names};
use crate::verdict::number::{self, Wanted, slope_at};
use crate::verdict::{Evidence, Outcome, Parts, Verdict};

static REASON: QuizKey = QuizKey {
    key: "reason",
    example: "reason = true",
    says: "where there is no slope an answer has to say why: corner, cusp, vertical tangent, jump, pole, hole, end of the domain, outside the domain; without it `does not exist` will do, and a wrong reason gets a remark",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "existence",
    asks: "the slope at a point, or that it does not exist, and why",
    keys: &[
        needs(&keys::FUNCTION),
        may(&keys::WRT),
        needs(&keys::AT),
        may(&REASON),
    ],
    judged: &[keys::NUMBER, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct ExistenceTask {
    function: Placed<String>,
    wrt: Option<Placed<String>>,
    at: WrittenPoint,
    /// Whether the reason is asked for.
    reason: bool,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, &keys::FUNCTION);
    let wrt = fields.wrt(notes);
    let at = fields.point(notes, &keys::AT);
    let reason = fields.get(&REASON);
    let reason = reason.and_then(|value| notes.flag(REASON.key, value));
    Some(Box::new(ExistenceTask {
        function: function?,
        wrt,
        at: at?,
        reason: reason.unwrap_or(false),
    }))
}

impl Task for ExistenceTask {
    fn asked(&self) -> String {
        let by = by(self.wrt.as_ref());
        let none = match self.reason {
            true => "or why there is none",
            false => "if there is one",
        };
        format!("slope{by} of {} at {}, {none}", self.function.value, self.at)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Phrase
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let (function, variables) = maker.function(
            &mut graph,
            &self.function,
            &named(self.wrt.as_ref(), Some(&self.at)),
        )?;
        let point = maker.point(&mut graph, &self.at, &variables)?;
        let variable = match (&self.wrt, &variables[..]) {
            (None, []) => point[0].0,
            (wrt, _) => {
                maker.variable(&mut graph, &self.function, wrt.as_ref(), &variables)?
            }
        };
        let truth = match slope_at(&mut graph, function, variable, 1, &point) {
            Ok(key) => {
                let (name, work) = (None, Work::Slope { order: 1 });
                let exercise = Some(Exercise {
                    function,
                    variable,
                    point,
                    work,
                });
                Finding::Slope(Wanted {
                    name,
                    key,
                    exercise,
                })
            }
            Err(NoKey::Slope(absence, _))
                if absence.reason != Undecided
                    && (absence.reason != Domain || absence.tells_both_sides()) =>
            {
                Finding::None(reasons(&mut graph, function, &point, &absence))
            }
            Err(why) => return Err(maker.no_key(why, &self.function, Some(&self.at))),
        };
        let known = names(&graph, &[function], &[variable]);
        let reason = self.reason;
        Ok(Key::new(graph, known, RightExistence { truth, reason }))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        let function = [&mut self.function].into_iter();
        function.chain(self.at.expressions()).collect()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        vec![
            ("function", self.function.value.clone()),
            ("at", self.at.to_string()),
        ]
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}

/// Digits of a wrong value in a sentence.
const DIGITS: usize = 10;

/// What a reason is called in an answer.
fn told(reason: Reason) -> &'static str {
    match reason {
        Corner => "a corner",
        Cusp => "a cusp",
        Vertical => "a vertical tangent",
        Jump => "a jump",
        Pole => "a pole",
        Hole => "a hole",
        End => "the end of the domain",
        Domain => "outside the domain",
        Undecided => "not settled",
    }
}

/// All that is true of a point without a slope, the best word first: a cusp has a vertical tangent,
/// and where J has a pole it mostly has no value.
fn reasons(
    graph: &mut Graph,
    function: Id,
    point: &[(Variable, Id)],
    absence: &Absence,
) -> Vec<Reason> {
    let best = absence.reason;
    let mut all = vec![best];
    let steep = [&absence.left, &absence.right];
    let steep = steep.iter().any(|side| matches!(side, OneSided::Infinite(_)));
    if steep && matches!(best, Corner | Cusp | End) {
        all.push(Vertical);
    }
    let value = slope::value(graph, function, point, Effort::digits(1));
    if matches!(value, Err(Trouble::Outside { .. })) && best != Domain {
        all.push(Domain);
    }
    all
}

/// What is right.
#[derive(Debug)]
enum Finding {
    /// The slope.
    Slope(Wanted),
    /// There is none, for these reasons; at least one.
    None(Vec<Reason>),
}

#[derive(Debug)]
struct RightExistence {
    truth: Finding,
    /// Whether the reason is asked for.
    reason: bool,
}

impl Right for RightExistence {
    fn judge(&self, key: &Key, text: &str) -> Verdict {
        match said(text, &key.known) {
            Said::Absent(named) => self.absent(key, &named),
            Said::Present => self.present(key),
            Said::Both => Verdict::of(Outcome::Unread, Evidence::None)
                .remark("it says that there is a slope and that there is none"),
            Said::Value(from) => self.value(key, text, from),
        }
    }

    fn written(&self, key: &Key, digits: usize) -> (String, bool) {
        let text = match &self.truth {
            Finding::Slope(wanted) => {
                number::written(&mut key.graph.clone(), wanted.key, digits)
            }
            Finding::None(reasons) => format!("no slope: {}", told(reasons[0])),
        };
        (text, true)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Phrase
    }

    fn noun(&self) -> &'static str {
        match self.truth {
            Finding::Slope(_) => "the slope",
            Finding::None(_) => "the right answer",
        }
    }

    fn part_noun(&self) -> Option<&'static str> {
        Some("the reason")
    }

    fn has_no_value(&self, _: &Key) -> bool {
        false
    }
}

impl RightExistence {
    /// There is no slope, says the answer, for these reasons.
    fn absent(&self, key: &Key, named: &[&'static [Reason]]) -> Verdict {
        let because: Vec<&str> = named.iter().map(|reasons| told(reasons[0])).collect();
        let read_as = match because.is_empty() {
            true => "no slope".to_owned(),
            false => format!("no slope: {}", because.join(", ")),
        };
        let read = |verdict: Verdict| Verdict {
            read_as: vec![read_as.clone()],
            ..verdict
        };
        let Finding::None(reasons) = &self.truth else {
            let verdict = Verdict::of(Outcome::Wrong, Evidence::Refuted);
            return read(verdict.remark("there is a slope"));
        };
        let fits = |named: &&[Reason]| named.iter().any(|reason| reasons.contains(reason));
        let all_fit = named.iter().all(fits);
        let right = read(Verdict::of(Outcome::Right, Evidence::Proved));
        if all_fit && !(self.reason && named.is_empty()) {
            return right;
        }
        if !self.reason {
            let best = told(reasons[0]);
            return right.remark(format!("there is none, but the reason is another: {best}"));
        }
        let (evidence, remark) = match named.is_empty() {
            true => (Evidence::None, "there is none, but the reason is asked for too"),
            false => (Evidence::Refuted, "there is none, but the reason is another"),
        };
        let verdict = read(Verdict::of(Outcome::Wrong, evidence)).remark(remark);
        halved(key, verdict, "there is no slope", "the reason", !named.is_empty())
    }

    /// There is a slope, says the answer, and not which.
    fn present(&self, key: &Key) -> Verdict {
        let read_as = vec!["there is a slope".to_owned()];
        let wrong = Verdict {
            read_as,
            ..Verdict::of(Outcome::Wrong, Evidence::Refuted)
        };
        match self.truth {
            Finding::None(_) => wrong.remark("the answer says that there is a slope"),
            Finding::Slope(_) => {
                let wrong = Verdict {
                    evidence: Evidence::None,
                    ..wrong.remark("there is a slope, and its value is asked for")
                };
                halved(key, wrong, "there is a slope", "its value", false)
            }
        }
    }

    /// The slope is what stands from there on, says the answer.
    fn value(&self, key: &Key, text: &str, from: usize) -> Verdict {
        // Blanks keep every place of an error where it is.
        let body = " ".repeat(from) + &text[from..];
        let verdict = key.sides(&body, |graph, id, shown| match &self.truth {
            Finding::Slope(wanted) => number::judge(key, graph, wanted, id, shown),
            Finding::None(_) => {
                let got = slope::value(graph, id, &[], Effort::digits(DIGITS));
                Verdict {
                    got: got.ok().map(|number| number.decimal.to_string()),
                    constant: true,
                    ..Verdict::of(Outcome::Wrong, Evidence::Refuted)
                }
            }
        });
        match verdict.error.is_some() && words(text) > 1 {
            true => Verdict::of(Outcome::Unread, Evidence::None)
                .remark("write the slope, or that it does not exist and why: a corner, for example"),
            false => verdict,
        }
    }
}

/// A verdict with half of the points, where parts that are right earn some.
fn halved(key: &Key, verdict: Verdict, right: &str, missing: &str, instead: bool) -> Verdict {
    if !key.partly {
        return verdict;
    }
    Verdict {
        outcome: Outcome::Partly,
        share: Rational::ratio(1, 2),
        parts: Some(Parts {
            right: vec![right.to_owned()],
            missing: vec![missing.to_owned()],
            instead,
        }),
        ..verdict
    }
}

/// What an answer says.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// There is no slope; with the reasons that are named, each a word that may mean several.
    Absent(Vec<&'static [Reason]>),
    /// There is a slope, without its value.
    Present,
    /// Both.
    Both,
    /// The slope is what stands from this byte on.
    Value(usize),
}

/// What a phrase means.
#[derive(Clone, Copy, Debug)]
enum Phrase {
    Absent,
    Present,
    Because(&'static [Reason]),
    /// Nothing.
    Filler,
}

use Phrase::{Absent, Because, Filler, Present};
use Reason::{Corner, Cusp, Domain, End, Hole, Jump, Pole, Undecided, Vertical};

/// Phrases with their meaning, parted by `|`; whole words in lower case, without apostrophes. The
/// longest one that fits is taken.
const PHRASES: &[(Phrase, &str)] = &[
    (
        Absent,
        "does not exist|doesnt exist|do not exist|dne|d . n . e|∄|undefined|not defined|isnt defined|\
         none|undef|no tangent|not smooth|isnt smooth|no limit|no slope|no derivative|no slope exists|no derivative exists|no such slope|\
         does not have a slope|does not have a derivative|doesnt have a slope|\
         doesnt have a derivative|not differentiable|isnt differentiable|non differentiable|\
         nondifferentiable|cannot be differentiated|\
         existiert nicht|existiert dort nicht|existiert hier nicht|gibt es nicht|undefiniert|\
         nicht definiert|keine|keine steigung|keine ableitung|nicht differenzierbar|\
         nicht ableitbar",
    ),
    (
        Present,
        "yes|ja|exists|does exist|there is a slope|there is a derivative|has a slope|has a derivative|\
         differentiable|existiert|es gibt eine steigung|es gibt eine ableitung|differenzierbar",
    ),
    (Because(&[Corner]), "corner|sharp corner|kink|ecke|knick|knickstelle"),
    (Because(&[Corner, Cusp]), "sharp point|sharp turn|one sided slopes differ|slopes differ|\
         one sided derivatives differ|derivatives differ"),
    (Because(&[Cusp]), "cusp|spitze"),
    (
        Because(&[Vertical]),
        "vertical tangent|vertical tangent line|vertical slope|tangent is vertical|vertical|\
         infinite slope|slope is infinite|infinite derivative|derivative is infinite|infinite|infinity|∞|unendlich|\
         senkrechte tangente|vertikale tangente|tangente ist senkrecht|unendliche steigung",
    ),
    (Because(&[Jump]), "jump|jump discontinuity|jumps|sprung|sprungstelle|springt"),
    (
        Because(&[Pole]),
        "pole|asymptote|vertical asymptote|infinite discontinuity|pol|polstelle",
    ),
    (
        Because(&[Hole]),
        "hole|removable discontinuity|hebbare lücke|stetig hebbare lücke",
    ),
    (
        Because(&[Domain, Pole, Hole]),
        "division by zero|divides by zero|definitionslücke|teilen durch null",
    ),
    (
        Because(&[Jump, Pole, Hole, Domain]),
        "discontinuous|not continuous|isnt continuous|discontinuity|unstetig|nicht stetig",
    ),
    (
        Because(&[End]),
        "edge|end|endpoint|end point|boundary|edge of domain|end of domain|boundary of domain|\
         edge of the domain|end of the domain|boundary of the domain|\
         rand|randpunkt|rand des definitionsbereichs|ende des definitionsbereichs",
    ),
    (
        Because(&[Domain]),
        "outside the domain|outside of the domain|outside domain|out of domain|out of the domain|\
         outside its domain|not in the domain|not in domain|not in its domain|no value|\
         function is undefined|function is not defined|function undefined|\
         außerhalb des definitionsbereichs|ausserhalb des definitionsbereichs|\
         nicht im definitionsbereich|kein wert|funktion ist nicht definiert",
    ),
    (
        Filler,
        "a|an|the|there|it|its|is|are|has|have|because|since|as|due|to|of|at|in|on|this|that|so|and|\
         with|here|where|when|for|function|slope|derivative|point|graph|curve|answer|limit|lim|\
         der|die|das|dem|den|ein|eine|einen|einem|es|ist|hat|weil|da|denn|wegen|dort|hier|bei|am|\
         im|und|mit|funktion|steigung|ableitung|stelle|punkt",
    ),
];

/// Words after which a number is a place, and the answer is not this number.
const PLACES: &[&str] = &["at", "in", "point", "where", "when", "for", "bei", "an", "stelle", "punkt"];

/// A word of an answer in lower case, `#` for a number, or a mark; and the byte at which it ends.
struct Token {
    end: usize,
    word: String,
}

impl Token {
    fn is_word(&self) -> bool {
        self.word.starts_with(|c: char| c.is_alphabetic() || c == '∄')
    }

    /// A letter alone may be a name: `f'(0)`, `w = 0`.
    fn is_letter(&self) -> bool {
        self.is_word() && self.word.chars().count() == 1
    }
}

/// Words, numbers and marks of a text.
fn tokens(text: &str) -> Vec<Token> {
    let in_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/');
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    while let Some(c) = text[end..].chars().next() {
        let rest = &text[end..];
        let (number, length) = match c {
            _ if c.is_alphabetic() => (false, rest.find(|c| !in_word(c))),
            _ if c.is_ascii_digit() => (true, rest.find(|c| !in_number(c))),
            _ => (false, Some(c.len_utf8())),
        };
        let word = &rest[..length.unwrap_or(rest.len())];
        end += word.len();
        let word = match number {
            true => "#".to_owned(),
            false => word.to_lowercase().replace(['\'', '’'], ""),
        };
        if !c.is_whitespace() {
            tokens.push(Token { end, word });
        }
    }
    tokens
}

/// How many words of more than a letter there are.
fn words(text: &str) -> usize {
    let tokens = tokens(text);
    let words = tokens.iter().filter(|token| token.is_word() && !token.is_letter());
    words.count()
}

/// The longest phrase at the head of these tokens, and how many of them it takes.
fn phrase(tokens: &[Token]) -> Option<(Phrase, usize)> {
    let fits = |phrase: &str| {
        let words = phrase.split(' ');
        let long = words.clone().count();
        let here = tokens.iter().map(|token| token.word.as_str());
        (words.eq(here.take(long))).then_some(long)
    };
    let all = PHRASES
        .iter()
        .flat_map(|&(means, phrases)| phrases.split('|').map(move |phrase| (means, phrase)));
    all.filter_map(|(means, phrase)| fits(phrase).map(|long| (means, long)))
        .max_by_key(|(_, long)| *long)
}

/// Whether the number after these tokens is where J is looked at: `at 0`, `w = 0`, `f'(0)`.
fn is_place(before: &[Token]) -> bool {
    let mut crossed = false;
    for token in before.iter().rev() {
        match token.word.as_str() {
            "=" | "(" | "'" | "′" | "-" | "−" => {}
            word if token.is_word() && (PLACES.contains(&word)) => return true,
            _ if token.is_letter() => crossed = true,
            _ => break,
        }
    }
    crossed
}

/// What an answer says; `known` are the variables.
fn said(text: &str, known: &[String]) -> Said {
    let tokens = tokens(text);
    let (mut absent, mut present, mut because) = (false, false, Vec::new());
    let (mut at, mut number_at, mut all) = (0, 0, true);
    while at < tokens.len() {
        let token = &tokens[at];
        let name = known.iter().any(|name| name.to_lowercase() == token.word);
        let (means, long) = match phrase(&tokens[at..]) {
            Some(found) => found,
            None if token.word == "#" && is_place(&tokens[..at]) => (Filler, 1),
            None if token.is_letter() || name => (Filler, 1),
            None if !token.is_word() && token.word != "#" => (Filler, 1),
            // `no` says it all where nothing follows that it could belong to.
            None if matches!(token.word.as_str(), "no" | "nein")
                && tokens.get(at + 1).is_none_or(|next| matches!(next.word.as_str(), "," | ";" | ":" | ".")) =>
            {
                (Absent, 1)
            }
            None => {
                all = false;
                break;
            }
        };
        match means {
            Absent => absent = true,
            Present => present = true,
            // Said twice is said once.
            Because(reasons) if because.contains(&reasons) => {}
            Because(reasons) => because.push(reasons),
            Filler => {}
        }
        at += long;
        let last = &tokens[at - 1];
        if last.is_word() && !last.is_letter() {
            number_at = last.end;
        }
    }
    let absent = absent || !because.is_empty();
    match (absent, present) {
        (true, true) if all => Said::Both,
        (true, false) if all => Said::Absent(because),
        (false, true) if all => Said::Present,
        // What stands before a number may only say that there is one.
        (true, _) => Said::Value(0),
        (false, _) if number_at < text.len() => {
            let rest = &text[number_at..];
            let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || ":,;=".contains(c));
            Said::Value(text.len() - skipped.len())
        }
        (false, _) => Said::Value(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_as_itself() {
        for reason in [Corner, Cusp, Vertical, Jump, Pole, Hole, End, Domain] {
            let text = format!("no slope: {}", told(reason));
            let Said::Absent(named) = said(&text, &[]) else {
                panic!("{text}");
            };
            assert_eq!(named, [&[reason][..]], "{text}");
        }
    }

    #[test]
    fn no_phrase_has_two_meanings() {
        let mut all: Vec<&str> = PHRASES.iter().flat_map(|(_, all)| all.split('|')).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
