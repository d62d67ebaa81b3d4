//! What a head or a cell says, by the words of [`vocabulary`].

use crate::class::answers::head_word::HeadWord;
use crate::class::answers::vocabulary::{self, BLANKS, WORDS};
use crate::quiz::draw;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The letters and digits of a head, in lower case, accents as one character.
pub(crate) fn letters(head: &str) -> String {
    if head.is_ascii() {
        let letters = head.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|c| c.to_ascii_lowercase()).collect();
    }
    let folded = draw::folded(head);
    let letters = folded.chars().filter(|c| c.is_alphanumeric());
    letters.map(|c| digit(c).unwrap_or(c)).collect()
}

/// A digit of another script as our own: `السؤال ٢`, `प्रश्न २`.
fn digit(c: char) -> Option<char> {
    let zero = vocabulary::ZEROS.iter().map(|zero| u32::from(*zero));
    let mut values = zero.filter_map(|zero| u32::from(c).checked_sub(zero));
    char::from_digit(values.find(|value| *value < 10)?, 10)
}

/// What a head says about the student or the row, in full.
pub(super) fn word(head: &str) -> Option<HeadWord> {
    static KNOWN: LazyLock<HashMap<&str, HeadWord>> = LazyLock::new(|| {
        let each = |&(word, list): &(HeadWord, &'static str)| {
            list.split_whitespace().map(move |text| (text, word))
        };
        WORDS.iter().flat_map(each).collect()
    });
    KNOWN.get(letters(head).as_str()).copied()
}

pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// What is said of a text of which nobody knows how it is encoded, and the way out.
pub(crate) const UNCERTAIN: &str =
    "what this says depends on the encoding of the file, which is not known";
pub(crate) const SAY_ENCODING: &str =
    "say it, as with --encoding windows-1252 or windows-1250, or save the file as UTF-8";

/// Whether a column under this head tells who a student is.
pub(crate) fn names_student(head: &str) -> bool {
    matches!(
        word(head),
        Some(
            HeadWord::Student
                | HeadWord::Number
                | HeadWord::Email
                | HeadWord::Login
                | HeadWord::Id
                | HeadWord::Name
        )
    )
}

/// Whether it holds a number that the school gave.
#[cfg(feature = "formats")]
pub(crate) fn is_school_number(head: &str) -> bool {
    word(head) == Some(HeadWord::Number)
}

/// Whether it holds what the student logs in as.
#[cfg(feature = "formats")]
pub(crate) fn is_login(head: &str) -> bool {
    word(head) == Some(HeadWord::Login)
}

/// Whether it holds the section or group.
pub(crate) fn is_section(head: &str) -> bool {
    word(head) == Some(HeadWord::Section)
}

/// Whether it holds the first name, or the last.
pub(crate) fn is_name_part(head: &str, first: bool) -> bool {
    word(head)
        == Some(if first {
            HeadWord::First
        } else {
            HeadWord::Last
        })
}

/// Whether a head that is no known word asks for the student's name: `Please enter your name`. A pet's, a
/// file's or a course's name is nobody's.
pub(super) fn holds_name(head: &str) -> bool {
    let folded = draw::folded(head);
    let words: Vec<&str> = split(&folded).collect();
    let own = |at: usize| {
        let name = words[at];
        let elsewhere = matches!(
            name,
            "names" | "nombre" | "nombres" | "nom" | "naam" | "apellidos"
        );
        let before = match name.strip_suffix("name") {
            Some("") => words[..at].iter().rev().find(|word| **word != "s"),
            Some(part) => return is_in(vocabulary::OF_A_NAME, part),
            None if elsewhere => None,
            None => return false,
        };
        let whose = words[at + 1..].split_first();
        let whose = whose.filter(|(of, _)| is_in(vocabulary::OF, of));
        let whose =
            whose.and_then(|(_, rest)| rest.iter().find(|word| !is_in(vocabulary::OF, word)));
        before.is_none_or(|word| is_in(vocabulary::OF_A_NAME, word) || is_person(word))
            && whose.is_none_or(|word| is_in(vocabulary::OF_A_NAME, word) || is_person(word))
    };
    speaks_of_student(&folded) && (0..words.len()).any(own)
}

/// Whether a word means a student, in whatever case.
fn is_person(word: &str) -> bool {
    let students = WORDS
        .iter()
        .filter(|(means, _)| *means == HeadWord::Student);
    let mut students = students.flat_map(|(_, list)| list.split_whitespace());
    students.any(|student| word.starts_with(student))
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Whether it asks for a number that the school gave: `What is your student ID?`.
pub(super) fn holds_number(head: &str) -> bool {
    let folded = draw::folded(head);
    let words: Vec<&str> = split(&folded).collect();
    let pair = |pair: &[&str]| word(&pair.concat()) == Some(HeadWord::Number);
    asks_for(head, |text| {
        word(text) == Some(HeadWord::Number) && text.chars().count() > 3
    }) || (asks_for(head, |_| true) && words.windows(2).any(pair))
}

/// Whether a short head has such a word, and speaks of nobody and nothing else.
fn asks_for(head: &str, is: impl Fn(&str) -> bool) -> bool {
    let folded = draw::folded(head);
    speaks_of_student(&folded) && split(&folded).any(is)
}

/// Whether a head is short, and names nobody and nothing beside the student.
fn speaks_of_student(folded: &str) -> bool {
    folded.chars().count() <= 60 && !is_of_another(folded)
}

/// Whether a head tells of somebody or something beside the student: `Parent email`.
pub(super) fn is_of_another(head: &str) -> bool {
    split(&draw::folded(head)).any(|word| OTHERS.contains(&word))
}

/// Whether a cell below a head says what kind of question it is.
pub(super) fn is_kind_of_response(cell: &str) -> bool {
    vocabulary::KINDS.contains(&cell)
}

/// What may have a name or a number beside the student.
const OTHERS: &[&str] = &[
    "file",
    "course",
    "section",
    "quiz",
    "assignment",
    "school",
    "group",
    "team",
    "partner",
    "teacher",
    "teachers",
    "professor",
    "instructor",
    "parent",
    "parents",
    "guardian",
    "mother",
    "father",
    "supervisor",
    "advisor",
    "tutor",
    "eltern",
    "emergency",
    "lehrer",
    "lehrerin",
    "lehrkraft",
];

/// What a head with a number says of the question that has this number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    /// `Response 2`, `ans2`: the answer.
    Answer,
    /// `Question 2`: its text, or the answer where nothing else is.
    Asked,
    /// `Right answer 2`, `Points 2`: something else.
    Beside,
    /// `Aufgabe 2`: this word, which says nothing to us.
    Word(String),
}

/// What the heads of a table say by the numbers in them, as [`numbered`]; where a part of the quiz stands
/// before the question, questions of later parts are counted behind those of the parts before.
pub(super) fn numbers(heads: &[&str]) -> Vec<Option<(usize, Numbered)>> {
    let parted: Vec<_> = heads.iter().map(|head| parted(head)).collect();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for (part, place, _) in parted.iter().flatten() {
        let length = lengths.entry(*part).or_default();
        *length = (*length).max(place + 1);
    }
    let before = |part: usize| {
        lengths
            .range(..part)
            .map(|(_, length)| length)
            .sum::<usize>()
    };
    let each = heads.iter().zip(parted).map(|(head, parted)| match parted {
        Some((part, place, says)) => Some((before(part) + place, says)),
        None => numbered(head),
    });
    each.collect()
}

/// The part of a quiz that a head names, and what it says of which question of it: `Part 2 Question 1
/// Response`, as Sakai exports it.
fn parted(head: &str) -> Option<(usize, usize, Numbered)> {
    let letters = letters(head);
    let start = letters.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = letters.split_at(start);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.is_empty() || !is_in(vocabulary::PARTS, word) {
        return None;
    }
    let (place, says) = numbered_in(behind)?;
    Some((rest[..rest.len() - behind.len()].parse().ok()?, place, says))
}

/// The place of a question, from 0, whose number a head ends with, or with a word behind it (`Q1 Answer`),
/// and what the head says of it.
fn numbered(head: &str) -> Option<(usize, Numbered)> {
    // `Aufgabe 1 (2 Punkte)` says what it is worth.
    let worth = head
        .trim()
        .strip_suffix(')')
        .and_then(|head| head.split_once('('));
    let worth =
        worth.filter(|(_, worth)| worth.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    numbered_in(&letters(worth.map_or(head, |(head, _)| head)))
}

/// The same of the letters of a head.
fn numbered_in(letters: &str) -> Option<(usize, Numbered)> {
    let word = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    if word.len() == letters.len() {
        return number_within(letters);
    }
    let number: usize = letters[word.len()..].parse().ok()?;
    let says = match word {
        _ if is_in(vocabulary::NUMBERED, word) => Numbered::Answer,
        _ if is_in(vocabulary::ASKED, word) => Numbered::Asked,
        _ if is_in(vocabulary::BESIDE, word) || self::word(word).is_some() => Numbered::Beside,
        _ => Numbered::Word(word.to_owned()),
    };
    Some((number.checked_sub(1)?, says))
}

/// The same of a head whose letters end with what the column holds: `Question 1 Response`, `Q1 Score`.
fn number_within(letters: &str) -> Option<(usize, Numbered)> {
    let start = letters.find(|c: char| c.is_ascii_digit())?;
    let rest = letters[start..].trim_start_matches(|c: char| c.is_ascii_digit());
    let number: usize = letters[start..letters.len() - rest.len()].parse().ok()?;
    let says = match rest {
        _ if is_in(vocabulary::NUMBERED, rest) => Numbered::Answer,
        _ if is_in(vocabulary::BESIDE, rest) => Numbered::Beside,
        _ => return None,
    };
    Some((number.checked_sub(1)?, says))
}

/// Whether a word says that what stands below is beside an answer: `Score`, `Feedback`.
pub(super) fn is_beside(word: &str) -> bool {
    is_in(vocabulary::BESIDE, &letters(word))
}

/// Whether the letters of a head are those of one that tells of the row: `status`.
pub(super) fn is_administrative(letters: &str) -> bool {
    is_in(vocabulary::ADMINISTRATIVE, letters)
}

/// Whether a cell says that nobody knows who answered: `anonymous`.
pub(super) fn is_nobody(cell: &str) -> bool {
    cell.len() < 40 && is_in(vocabulary::NOBODY, &letters(cell))
}

/// Whether a cell is an address of e-mail.
pub(super) fn is_address(cell: &str) -> bool {
    let Some((name, host)) = cell.split_once('@') else {
        return false;
    };
    let plain = |text: &str| !text.contains(|c: char| c.is_whitespace() || "@<>,;".contains(c));
    !name.is_empty() && plain(name) && plain(host) && host.trim_matches('.').contains('.')
}

/// Whether a cell names a row that sums up the others.
pub(crate) fn is_summary(cell: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| known(vocabulary::SUMMARIES));
    is_summary_in(&KNOWN, cell)
}

/// Whether a cell names a row that sums up the others, if the row above does.
pub(super) fn may_be_summary(cell: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| known(vocabulary::ALSO_SUMMARIES));
    is_summary_in(&KNOWN, cell)
}

fn is_summary_in(words: &HashSet<&str>, cell: &str) -> bool {
    // Every row of a class is asked, and an id with digits is none of these words.
    !cell.bytes().any(|byte| byte.is_ascii_digit()) && words.contains(letters(cell).as_str())
}

/// The words of a list that is asked for every row.
fn known(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Whether a cell says that there is no answer.
pub(crate) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if matches!(text, "" | "-" | "–" | "—" | "--" | "\u{2212}" | "...") {
        return true;
    }
    // What is long, or a formula at first sight, is not folded in vain.
    let formula = |byte: u8| byte.is_ascii_digit() || b"*^+=|\\_".contains(&byte);
    if text.len() > 24 || text.bytes().any(formula) || text.rfind('(').is_some_and(|at| at > 0) {
        return false;
    }
    let folded = draw::folded(text);
    let bare = folded.trim_matches(['[', ']', '.', '<', '>']).trim();
    BLANKS.contains(&folded.as_str()) || BLANKS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_every_language() {
        for (head, expected) in [
            ("Email Address", Some(HeadWord::Email)),
            ("E-Mail-Adresse", Some(HeadWord::Email)),
            ("Adresse de courriel", Some(HeadWord::Email)),
            ("SIS User ID", Some(HeadWord::Number)),
            ("Matrikel-Nr.", Some(HeadWord::Number)),
            ("Numéro d'identification", Some(HeadWord::Number)),
            ("Nachname", Some(HeadWord::Last)),
            ("Apellido(s)", Some(HeadWord::Last)),
            ("Timestamp", Some(HeadWord::Submitted)),
            ("Institution", None),
        ] {
            assert_eq!(word(head), expected, "{head}");
        }
        assert!(holds_name("Please write your name"));
        assert!(holds_name("Nickname") && !holds_name("Filename"));
        for other in [
            "File name",
            "Pet name",
            "Your pet's name",
            "Name of your dog",
            "Name des Haustiers",
            "Function name",
            "Nom du chien",
            "Mother's name",
        ] {
            assert!(!holds_name(other), "{other}");
        }
        for own in [
            "Name",
            "Name (capital letters)",
            "What's your full name?",
            "Student's name",
            "Name of the student",
            "Name des Schülers",
            "Nom de l'élève",
            "Nombre del alumno",
            "Spitzname",
            "Enter first and last name",
            "Your names",
        ] {
            assert!(holds_name(own), "{own}");
        }
        assert_eq!(numbered("Response 2"), Some((1, Numbered::Answer)));
        assert_eq!(numbered("Frage 10"), Some((9, Numbered::Asked)));
        assert_eq!(numbered("ans3"), Some((2, Numbered::Answer)));
        assert_eq!(
            numbered("Poprawna odpowiedź 3"),
            Some((2, Numbered::Beside))
        );
        assert_eq!(
            numbered("Exercice n° 4"),
            Some((3, Numbered::Word("exercicen".to_owned())))
        );
        assert_eq!(
            numbered("Antwort 1 (2 Punkte)"),
            Some((0, Numbered::Answer))
        );
        assert_ne!(numbered("Antwort 1 (Punkte)"), Some((0, Numbered::Answer)));
        assert_eq!(numbered("Question"), None);
        assert_eq!(numbered("Question 1 Response"), Some((0, Numbered::Answer)));
        assert_eq!(numbered("Frage 12 Antwort"), Some((11, Numbered::Answer)));
        assert_eq!(numbered("Q2 Score"), Some((1, Numbered::Beside)));
        assert_eq!(numbered("السؤال ٢"), Some((1, Numbered::Asked)));
        assert_eq!(numbered("คำตอบ ๓"), Some((2, Numbered::Answer)));
        let heads = [
            "Part 1 Question 1 Response",
            "Part 1 Question 2 Response",
            "Part 1 Question 2 Score",
            "Part 2 Question 1 Response",
            "Part 3",
            "Response 2",
        ];
        let places = [
            (0, Numbered::Answer),
            (1, Numbered::Answer),
            (1, Numbered::Beside),
        ];
        let more = [
            (2, Numbered::Answer),
            (2, Numbered::Word("part".to_owned())),
        ];
        let all = places
            .into_iter()
            .chain(more)
            .chain([(1, Numbered::Answer)]);
        assert_eq!(numbers(&heads), all.map(Some).collect::<Vec<_>>());
        assert!(holds_number("What is your student ID?") && holds_number("Matrikelnummer (7)"));
        assert!(!holds_number("Student ID of your partner") && !holds_number("idea"));
    }

    /// Heads are looked for by their letters: a word that is written otherwise is never found.
    #[test]
    fn the_words_of_heads_are_written_as_they_are_compared() {
        let of_heads = WORDS.iter().map(|(_, list)| *list);
        let more = [
            vocabulary::NUMBERED,
            vocabulary::ASKED,
            vocabulary::BESIDE,
            vocabulary::PARTS,
            vocabulary::ADMINISTRATIVE,
            vocabulary::SUMMARIES,
            vocabulary::ALSO_SUMMARIES,
            vocabulary::TEST_USERS,
        ];
        let all = of_heads.chain(more).flat_map(str::split_whitespace);
        let wrong: Vec<(&str, String)> = all
            .filter(|word| letters(word) != **word)
            .map(|word| (word, letters(word)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        // No word means two things.
        let mut known: HashMap<&str, HeadWord> = HashMap::new();
        for (word, list) in WORDS {
            for text in list.split_whitespace() {
                let before = known.insert(text, *word);
                assert!(
                    before.is_none_or(|before| before == *word),
                    "{text}: {before:?}, {word:?}"
                );
            }
        }
    }

    #[test]
    fn a_blank_answer_is_blank_in_every_language() {
        for blank in [
            "",
            " - ",
            "N/A",
            "No response",
            "(blank)",
            "[No answer]",
            "(Leer)",
            "–",
        ] {
            assert!(is_blank(blank), "{blank}");
        }
        for answer in ["0", "none", "-1", "no", "does not exist", "n*a", "x"] {
            assert!(!is_blank(answer), "{answer}");
        }
    }
}
