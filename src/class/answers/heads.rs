//! How the head of a table was understood, and the texts by which a question's column is known.

use crate::class::answers::head_word::HeadWord;
use crate::class::answers::words;
use crate::quiz::{Quiz, draw};
use std::collections::HashMap;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Who the student is, alone or as a part of the name.
    Student,
    /// The name beside the id.
    Name,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// An address beside the id.
    Email,
    /// Another id.
    OtherId,
    /// The section or group.
    Section,
    /// Which attempt the row is.
    Attempt,
    /// When it was handed in.
    Submitted,
    /// Answers to a question, by its place in the quiz.
    Question(usize),
    /// Which question the row answers.
    Asked,
    /// The answer to it.
    Answer,
    /// Nothing that is used.
    Ignored,
}

impl Holds {
    /// What a column holds, but for which question.
    const WORDS: [(Holds, &'static str); 12] = [
        (Holds::Student, "student"),
        (Holds::Name, "name"),
        (Holds::FirstName, "first name"),
        (Holds::LastName, "last name"),
        (Holds::Email, "e-mail"),
        (Holds::OtherId, "other id"),
        (Holds::Section, "section"),
        (Holds::Attempt, "attempt"),
        (Holds::Submitted, "time"),
        (Holds::Asked, "question"),
        (Holds::Answer, "answer"),
        (Holds::Ignored, "ignored"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        let found = Holds::WORDS.iter().find(|(holds, _)| *holds == self);
        found.map_or("answers", |(_, word)| word)
    }

    /// What a word says; the column of answers is that of a question.
    pub(crate) fn named(word: &str, question: Option<usize>) -> Holds {
        let found = Holds::WORDS.iter().find(|(_, known)| *known == word);
        let answers = question.map_or(Holds::Ignored, Holds::Question);
        found.map_or(answers, |(holds, _)| *holds)
    }
}

/// By what students are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the columns that hold [`Holds::Student`].
    Columns,
    /// By such a column whose head says nothing of students: it was the first that could be one.
    Guess,
    /// Nothing tells them apart: each row is one.
    Rows,
    /// The whole file is one student's.
    File,
}

/// How the head of a table was understood.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The file.
    pub file: String,
    /// Its place among the files of the class.
    pub source: usize,
    /// By what students are told apart.
    pub by: By,
    /// Each column: its head and what it holds.
    pub columns: Vec<(String, Holds)>,
    /// Rows that are no student's: averages, a second head.
    pub passed_over: usize,
    /// What the first of them are called that are no heads.
    pub passed: Vec<String>,
}

/// The text of a head or a question as they are compared: without blanks, markup and signs of
/// multiplication, raised digits behind `^`, in lower case.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    let mut raised = false;
    // Looked for where a tag opens alone, and not again once there is none: cells are long.
    let mut closes = true;
    while let Some(c) = rest.chars().next() {
        let tag = rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if tag && closes {
            if let Some(end) = rest.find('>') {
                bare.push_str(if rest.starts_with("<sup") { "^" } else { "" });
                rest = &rest[end + 1..];
                continue;
            }
            closes = false;
        }
        if let Some((meaning, length)) = entity(rest) {
            sign(&mut bare, meaning, &mut raised);
            rest = &rest[length..];
            continue;
        }
        let open = [r"\(", r"\)", r"\[", r"\]", r"\cdot", "$", "`", "{", "}"]
            .into_iter()
            .find(|mark| rest.starts_with(mark));
        if let Some(mark) = open {
            rest = &rest[mark.len()..];
            continue;
        }
        sign(&mut bare, c, &mut raised);
        rest = &rest[c.len_utf8()..];
    }
    let folded = draw::folded(&bare);
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    bare.trim_end_matches([':', '.', '?']).to_owned()
}

/// Adds a character as it is compared; `raised` says whether the one before it was a small raised
/// one.
fn sign(bare: &mut String, c: char, raised: &mut bool) {
    let power = RAISED.iter().find(|(small, _)| *small == c);
    if power.is_some() && !*raised {
        bare.push('^');
    }
    *raised = power.is_some();
    match (power, c) {
        (Some((_, digit)), _) => bare.push(*digit),
        // Forms mark with a star what has to be answered, too.
        (_, '*' | '·' | '⋅' | '×' | '\u{2062}') => {}
        (_, '\u{2212}' | '–' | '—' | '‐' | '‑') => bare.push('-'),
        (_, '’' | '‘' | '′') => bare.push('\''),
        (_, '“' | '”' | '„' | '«' | '»') => bare.push('"'),
        _ => bare.push(c),
    }
}

/// The character that a reference of HTML stands for, and the bytes of the reference.
fn entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(10).position(|byte| byte == b';')?;
    let name = &name[..length];
    let number = name
        .strip_prefix('#')
        .map(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        });
    let meaning = match number {
        Some(number) => char::from_u32(number.ok()?)?,
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((meaning, length + 2))
}

const RAISED: &[(char, char)] = &[
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('⁺', '+'),
    ('⁻', '-'),
    ('ⁿ', 'n'),
];

const ENTITIES: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("minus", '\u{2212}'),
    ("ndash", '–'),
    ("middot", '·'),
    ("sdot", '⋅'),
    ("times", '×'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("radic", '√'),
    ("pi", 'π'),
    ("theta", 'θ'),
    ("infin", '∞'),
    ("le", '≤'),
    ("ge", '≥'),
    ("prime", '′'),
];

/// Shortest text that a question is known by behind a number alone.
const MIN_TEXT: usize = 6;

/// The questions by what may head their columns.
#[derive(Debug)]
pub(super) struct Heads {
    /// Places by the text as it is compared, the surest texts in the first map.
    texts: [HashMap<String, Vec<usize>>; 4],
    pub(super) questions: usize,
}

impl Heads {
    pub(super) fn new(quiz: &Quiz) -> Heads {
        let mut texts: [HashMap<String, Vec<usize>>; 4] = Default::default();
        for (place, question) in quiz.questions.iter().enumerate() {
            let column = question.column.as_ref().map(|column| bare(&column.value));
            let name = bare(&question.name.value);
            let titles = question.title.iter().chain(&question.prompt);
            let titles = titles.map(|text| bare(&text.value));
            let sure = column.map(|text| (0, text)).into_iter();
            let all = sure.chain([(1, name)]).chain(titles.map(|text| (2, text)));
            // What is exported for a platform states the task and then the prompt.
            let asked = bare(&question.asked());
            let prompt = question.prompt.iter().map(|text| bare(&text.value));
            let both = prompt.map(|prompt| (3, format!("{asked}{prompt}")));
            let both: Vec<(usize, String)> = both.collect();
            for (tier, text) in all.chain([(3, asked)]).chain(both) {
                let places: &mut Vec<usize> = texts[tier].entry(text).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        Heads {
            texts,
            questions: quiz.questions.len(),
        }
    }

    /// The questions whose column this may head, and how sure that is: 0 is surest. The texts are
    /// those of the head as it stands and without a number before it.
    pub(super) fn matching(&self, head: &str) -> Option<(usize, &[usize])> {
        self.matching_text(head)
            .or_else(|| self.matching_text(without_worth(head)?))
            .or_else(|| self.matching_text(without_answer(head)?))
    }

    fn matching_text(&self, head: &str) -> Option<(usize, &[usize])> {
        let whole = bare(head);
        let (number, rest) = numbered_text(head);
        let find =
            |tier: usize, text: &str| self.texts[tier].get(text).map(|places| (tier, &places[..]));
        find(0, &whole)
            .or_else(|| find(0, number?))
            .or_else(|| find(1, &whole))
            .or_else(|| find(2, &whole))
            .or_else(|| find(2, &bare(rest?)))
            .or_else(|| find(1, &bare(rest?)))
            // Below the question's text stands what is said of it.
            .or_else(|| find(2, &bare(head.trim().lines().next()?)))
            .or_else(|| find(3, &whole))
            .or_else(|| find(3, &bare(rest?)))
    }

    /// The place of a question by a name as a key or a cell has it: the teacher's word for its
    /// column, its name, its text.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        match self.matching(name)? {
            (_, &[place]) => Some(place),
            _ => None,
        }
    }
}

/// The head without what says behind it what the question is worth: `text (2 points)`, `text [1 Punkt]`.
fn without_worth(head: &str) -> Option<&str> {
    let head = head.trim().trim_end_matches('*').trim_end();
    let (open, inside) = match head.strip_suffix(')') {
        Some(inside) => ('(', inside),
        None => ('[', head.strip_suffix(']')?),
    };
    let (text, worth) = inside.rsplit_once(open)?;
    let unit = worth.trim_start_matches(|c: char| c.is_ascii_digit() || ".,/ ".contains(c));
    let is_unit =
        unit.chars().count() <= 12 && unit.trim_end_matches('.').chars().all(char::is_alphabetic);
    let says = is_unit && worth.starts_with(|c: char| c.is_ascii_digit());
    says.then(|| text.trim_end())
}

/// The head without what says behind it that answers stand below: `text - Answer`, `text Answer`.
fn without_answer(head: &str) -> Option<&str> {
    let between = [" - ", " – ", ": ", " "].into_iter();
    let mut parts = between.filter_map(|between| head.trim().rsplit_once(between));
    let found = parts.find(|(_, word)| words::word(word) == Some(HeadWord::Answer));
    found.map(|(text, _)| text.trim_end())
}

/// `90311: text`, `1. text`, `Q1) text`, `[1] text`, `1 text`, `1 - text`: the number, and the text behind it.
fn numbered_text(head: &str) -> (Option<&str>, Option<&str>) {
    let head = head.trim();
    let bare = head.trim_start_matches(['[', '(', '#']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &bare[..bare.len() - rest.len()];
    let closed = match head.starts_with(['[', '(']) {
        true => rest.strip_prefix([']', ')']),
        false => rest.starts_with(' ').then_some(rest),
    };
    // What starts with a number may go on: `3 x` is no text of a third question.
    if let Some(text) = closed.filter(|text| !number.is_empty() && text.trim().len() >= MIN_TEXT) {
        let text = text.trim_start();
        let dashes = ["- ", "– ", "— "].into_iter();
        let behind = dashes.filter_map(|dash| text.strip_prefix(dash)).next();
        return (None, Some(behind.unwrap_or(text)));
    }
    let Some(end) = head.find([':', '.', ')']) else {
        return (None, None);
    };
    let (label, rest) = (&head[..end], &head[end + 1..]);
    let digits = label.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let numbered = !digits.is_empty()
        && label.len() <= 24
        && digits.chars().all(|c| c.is_ascii_digit())
        // `1.5x` is no text of a first question.
        && (rest.starts_with(char::is_whitespace) || head[end..].starts_with(':'));
    match numbered {
        true => (Some(digits), Some(rest)),
        false => (None, None),
    }
}

/// The column of which this one holds a score or a remark: `q1 [Score]`, `Points - q1`.
pub(super) fn companion_of(head: &str) -> Option<&str> {
    let head = head.trim();
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(at) = head.strip_suffix(close).and_then(|head| head.rfind(open)) {
            return Some(head[..at].trim_end());
        }
    }
    let words = |word: &str| word.chars().all(char::is_alphabetic) && word.len() <= 24;
    for between in [" - ", " – ", ": "] {
        if let Some((rest, word)) = head.rsplit_once(between)
            && words::is_beside(word)
        {
            return Some(rest);
        }
        if let Some((word, rest)) = head.split_once(between)
            && words(word)
        {
            return Some(rest);
        }
    }
    None
}

impl Understood {
    /// By which columns students are told apart.
    pub fn students_by(&self) -> Vec<&str> {
        self.holding(Holds::Student).collect()
    }

    fn holding(&self, what: Holds) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().filter(move |(_, holds)| *holds == what);
        columns.map(|(head, _)| head.as_str())
    }

    /// The head of the column that holds the answers to a question.
    pub fn answers_to(&self, question: usize) -> Option<&str> {
        let found = self.columns.iter().find(|(_, holds)| match holds {
            Holds::Question(place) => *place == question,
            Holds::Answer => true,
            _ => false,
        });
        found.map(|(head, _)| head.as_str())
    }

    /// How many columns hold answers.
    pub fn answer_columns(&self) -> usize {
        let answers = |holds: &Holds| matches!(holds, Holds::Question(_) | Holds::Answer);
        self.columns
            .iter()
            .filter(|(_, holds)| answers(holds))
            .count()
    }

    /// Whether the table is as our own files are, and nothing in it was left out: then there is
    /// nothing to say of it.
    pub fn is_plain(&self) -> bool {
        let plain = |(head, holds): &(String, Holds)| match holds {
            Holds::Student => words::word(head) == Some(HeadWord::Student),
            Holds::Ignored => false,
            _ => true,
        };
        self.passed_over == 0
            && (self.by == By::File || self.by == By::Columns)
            && self.columns.iter().all(plain)
    }

    /// The same without what rows are called.
    pub fn without_names(self) -> Understood {
        Understood {
            passed: Vec::new(),
            ..self
        }
    }

    /// In one line: by what students are told apart, where the answers are, what is ignored.
    pub fn said(&self) -> String {
        let by = self
            .students_by()
            .iter()
            .map(|head| format!("`{head}`"))
            .collect::<Vec<String>>();
        let by = match self.by {
            By::Columns => by.join(" and "),
            By::Guess => format!("{}, which names nobody for sure", by.join(" and ")),
            By::Rows => "row, since no column names them".to_owned(),
            By::File => "file".to_owned(),
        };
        let mut said = format!(
            "students by {by}, answers in {} of {} columns",
            self.answer_columns(),
            self.columns.len()
        );
        let mut ignored: Vec<(String, usize)> = Vec::new();
        let unused = |holds: &Holds| matches!(holds, Holds::Ignored | Holds::Submitted);
        let columns = self.columns.iter().filter(|(_, holds)| unused(holds));
        let heads = columns.map(|(head, _)| head.as_str());
        for head in heads.filter(|head| !head.is_empty()) {
            let short = match companion_of(head) {
                Some(of) if head.ends_with(']') => head[of.len()..].trim().to_owned(),
                Some(of) if head.ends_with(of) => {
                    format!("{} …", head[..head.len() - of.len()].trim_end())
                }
                _ => head.to_owned(),
            };
            match ignored.iter_mut().find(|(known, _)| *known == short) {
                Some((_, count)) => *count += 1,
                None => ignored.push((short, 1)),
            }
        }
        if !ignored.is_empty() {
            let more = ignored.len().saturating_sub(LISTED);
            let named = ignored
                .iter()
                .take(LISTED)
                .map(|(head, count)| match count {
                    1 => head.clone(),
                    _ => format!("{count} × {head}"),
                });
            said += &format!("; ignored: {}", named.collect::<Vec<String>>().join(", "));
            if more > 0 {
                said += &format!(" and {more} more");
            }
        }
        match self.passed_over {
            0 => {}
            1 => said += "; 1 row is no student's",
            rows => said += &format!("; {rows} rows are no student's"),
        }
        if !self.passed.is_empty() {
            let more = self.passed_over - self.passed.len();
            said += &format!(": {}", self.passed.join(", "));
            if more > 0 {
                said += &format!(" and {more} more");
            }
        }
        said
    }
}

/// Ignored columns that the line names.
const LISTED: usize = 8;
