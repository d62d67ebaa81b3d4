//! The words that exports put at the head of a column, in the languages of the usual tools.
//!
//! A word is compared by its letters and digits alone, in lower case: `E-Mail-Adresse` is
//! `emailadresse`. Sources: the exports of Google Forms, Moodle (its language packs), Canvas,
//! Gradescope, Microsoft Forms, Qualtrics.

use crate::quiz::draw;

/// What a head says about the student or the row; the first ones name the student best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    /// `student`, as our own files have it.
    Student,
    /// A number that the school gave.
    Number,
    /// An address.
    Email,
    /// What the student logs in as.
    Login,
    /// `id` alone, which may be a running number.
    Id,
    /// The whole name.
    Name,
    /// The name's parts.
    First,
    Last,
    /// The section or group.
    Section,
    /// Which attempt a row is.
    Attempt,
    /// When it was handed in.
    Submitted,
    /// Another time.
    Started,
    /// Which question a row answers.
    Question,
    /// The answer to it.
    Answer,
}

const WORDS: &[(Word, &[&str])] = &[
    (Word::Student, &["student"]),
    (
        Word::Number,
        &[
            "studentid",
            "studentnumber",
            "studentno",
            "studentnr",
            "idnumber",
            "sisuserid",
            "sisid",
            "sid",
            "uid",
            "matrikelnummer",
            "matrikelnr",
            "matrikel",
            "matriculationnumber",
            "registrationnumber",
            "orgdefinedid",
            "idnummer",
            "studentennummer",
            "studentnummer",
            "martrnr",
            "matrnr",
            "immatrikulationsnummer",
            "numérodidentification",
            "numéroétudiant",
            "numérodétudiant",
            "númerodeid",
            "númerodeidentificación",
            "númerodematrícula",
            "matrícula",
            "matricola",
            "numerodimatricola",
            "codiceidentificativo",
            "numeroid",
            "númerodeidentificação",
            "númerodealuno",
            "idusuário",
            "leerlingnummer",
            "rollnumber",
            "rollno",
            "externaldatareference",
            "externalreference",
            "sisuser",
        ],
    ),
    (
        Word::Email,
        &[
            "email",
            "emailaddress",
            "mail",
            "mailaddress",
            "emailadresse",
            "mailadresse",
            "adresseemail",
            "adressemail",
            "adressedecourriel",
            "adressedemessagerie",
            "courriel",
            "courrielélectronique",
            "correo",
            "correoelectrónico",
            "direccióndecorreo",
            "direccióndecorreoelectrónico",
            "direcciónemail",
            "nombredeusuariodecorreo",
            "indirizzoemail",
            "indirizzomail",
            "indirizzodipostaelettronica",
            "postaelettronica",
            "endereçodeemail",
            "endereçodecorreioeletrônico",
            "endereçodecorreioeletrónico",
            "endereçoeletrónico",
            "correioeletrônico",
            "emailadres",
            "recipientemail",
            "useremail",
            "studentemail",
            "respondentemail",
            "youremail",
            "youremailaddress",
            "schoolemail",
            "universityemail",
        ],
    ),
    (
        Word::Login,
        &[
            "username",
            "user",
            "login",
            "loginid",
            "sisloginid",
            "userid",
            "anmeldename",
            "benutzername",
            "kennung",
            "nomdutilisateur",
            "identifiant",
            "nombredeusuario",
            "usuario",
            "nomeutente",
            "nomedeusuário",
            "nomedeutilizador",
            "gebruikersnaam",
            "githubusername",
            "github",
            "netid",
            "utorid",
            "studentlogin",
        ],
    ),
    (Word::Id, &["id"]),
    (
        Word::Name,
        &[
            "name",
            "fullname",
            "yourname",
            "studentname",
            "displayname",
            "nameofstudent",
            "nameofthestudent",
            "learnername",
            "vollständigername",
            "vorundnachname",
            "ihrname",
            "deinname",
            "nomcomplet",
            "nometprénom",
            "prénometnom",
            "nombrecompleto",
            "nombreyapellidos",
            "nombreyapellido",
            "nomecompleto",
            "nomecognome",
            "nomeecognome",
            "cognomeenome",
            "volledigenaam",
            "naam",
            "navn",
            "namn",
            "nimi",
            "students",
            "nameschüler",
            "namederschülerin",
            "votrenom",
            "tunombre",
            "sunombre",
            "seunome",
        ],
    ),
    (
        Word::First,
        &[
            "firstname",
            "givenname",
            "forename",
            "vorname",
            "prénom",
            "nombre",
            "nome",
            "voornaam",
            "recipientfirstname",
            "firstnames",
        ],
    ),
    (
        Word::Last,
        &[
            "lastname",
            "surname",
            "familyname",
            "nachname",
            "familienname",
            "nom",
            "nomdefamille",
            "apellidos",
            "apellido",
            "cognome",
            "sobrenome",
            "apelido",
            "achternaam",
            "recipientlastname",
            "últimonome",
        ],
    ),
    (
        Word::Section,
        &[
            "section", "group", "class", "gruppe", "klasse", "groupe", "grupo", "gruppo", "groep",
        ],
    ),
    (
        Word::Attempt,
        &[
            "attempt",
            "attemptnumber",
            "attemptno",
            "versuch",
            "versuchsnummer",
            "tentative",
            "intento",
            "tentativo",
            "tentativa",
            "poging",
        ],
    ),
    (
        Word::Submitted,
        &[
            "timestamp",
            "completiontime",
            "submitted",
            "submittedat",
            "submissiontime",
            "completed",
            "completedon",
            "finished",
            "finishedon",
            "enddate",
            "endtime",
            "zeitstempel",
            "fertigstellungszeit",
            "beendet",
            "beendetam",
            "abgabe",
            "abgegebenam",
            "horodateur",
            "terminé",
            "heuredefin",
            "marcatemporal",
            "finalizado",
            "horadefinalización",
            "informazionicronologiche",
            "completato",
            "oradicompletamento",
            "carimbodedatahora",
            "concluído",
            "completo",
            "horadeconclusão",
            "tijdstempel",
            "voltooid",
            "lastsubmittedtime",
            "createtime",
            "date",
            "datum",
            "time",
            "recordeddate",
            "datetime",
        ],
    ),
    (
        Word::Started,
        &[
            "started",
            "startedon",
            "starttime",
            "startdate",
            "startzeit",
            "begonnen",
            "begonnenam",
            "commencé",
            "commencéle",
            "heurededébut",
            "comenzado",
            "comenzadoel",
            "horadeinicio",
            "iniziato",
            "oradiinizio",
            "iniciado",
            "iniciadoem",
            "horadeinício",
            "begonnenop",
            "gestartop",
        ],
    ),
    (Word::Question, &["question"]),
    (Word::Answer, &["answer", "answers"]),
];

/// Heads of columns that hold the answer to the question whose number follows: `Response 1`.
const NUMBERED: &[&str] = &[
    "response",
    "answer",
    "ans",
    "question",
    "antwort",
    "frage",
    "réponse",
    "respuesta",
    "pregunta",
    "risposta",
    "domanda",
    "resposta",
    "pergunta",
    "questão",
    "antwoord",
    "vraag",
    "respons",
];

/// Those of [`NUMBERED`] that may hold the question's own text beside its answer.
const ASKED: &[&str] = &[
    "question", "frage", "pregunta", "domanda", "pergunta", "questão", "vraag",
];

/// What says that a row sums up the others: `Overall average`.
const SUMMARIES: &[&str] = &[
    "overallaverage",
    "average",
    "mean",
    "median",
    "total",
    "classaverage",
    "groupaverage",
    "pointspossible",
    "gesamtdurchschnitt",
    "durchschnitt",
    "mittelwert",
    "moyennegénérale",
    "moyenne",
    "moyennedugroupe",
    "promediogeneral",
    "promedio",
    "promediogrupo",
    "mediagenerale",
    "mediacomplessiva",
    "media",
    "médiageral",
    "médiaglobal",
    "médiatotal",
    "média",
    "algemeengemiddelde",
    "gemiddelde",
    "totaalgemiddelde",
];

/// Cells that say there is no answer; whatever stands alone in brackets below is one too.
const BLANKS: &[&str] = &[
    "n/a",
    "#n/a",
    "no response",
    "no answer",
    "not answered",
    "no answer given",
    "unanswered",
    "(blank)",
    "blank",
    "(empty)",
    "keine antwort",
    "nicht beantwortet",
    "unbeantwortet",
    "(leer)",
    "pas de réponse",
    "aucune réponse",
    "sans réponse",
    "non répondu",
    "(vide)",
    "sin respuesta",
    "sin responder",
    "no respondida",
    "(en blanco)",
    "(vacío)",
    "(vacías)",
    "nessuna risposta",
    "senza risposta",
    "non risposto",
    "risposta non data",
    "(vuoto)",
    "sem resposta",
    "não respondida",
    "não respondido",
    "(em branco)",
    "(vazio)",
    "geen antwoord",
    "niet beantwoord",
    "(leeg)",
    "k. a.",
    "k.a.",
    "s. o.",
    "n.d.",
];

/// The letters and digits of a head, in lower case, accents as one character.
pub(crate) fn letters(head: &str) -> String {
    let folded = draw::folded(head);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a head says about the student or the row, in full.
pub(super) fn word(head: &str) -> Option<Word> {
    let letters = letters(head);
    let found = WORDS
        .iter()
        .find(|(_, words)| words.contains(&letters.as_str()));
    found.map(|(word, _)| *word)
}

/// Whether a column under this head tells who a student is.
pub(crate) fn names_student(head: &str) -> bool {
    matches!(
        word(head),
        Some(Word::Student | Word::Number | Word::Email | Word::Login | Word::Id | Word::Name)
    )
}

/// Whether it holds the first name, or the last.
pub(crate) fn is_name_part(head: &str, first: bool) -> bool {
    word(head) == Some(if first { Word::First } else { Word::Last })
}

/// Whether a head that is no known word holds the student's name: `Please enter your name`.
pub(super) fn holds_name(head: &str) -> bool {
    let folded = draw::folded(head);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let others = [
        "file",
        "course",
        "section",
        "quiz",
        "assignment",
        "school",
        "group",
        "team",
    ];
    let other = folded.split(' ').any(|word| others.contains(&word));
    let short = folded.chars().count() <= 60;
    !other
        && short
        && words.any(|word| {
            // `Nickname` holds one, a file's or a course's name is nobody's.
            let name = word.ends_with("name") && !others.iter().any(|of| word.starts_with(of));
            name || matches!(word, "names" | "nombre" | "nom" | "naam")
        })
}

/// The number of a question that a head names: `Response 2`, `ans2`, `Question 2`; and whether such
/// a column may hold the text of the question instead of an answer.
pub(super) fn numbered(head: &str) -> Option<(usize, bool)> {
    let letters = letters(head);
    let digits = letters.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = &letters[..letters.len() - digits.len()];
    let number: usize = digits.parse().ok().filter(|&number| number > 0)?;
    NUMBERED
        .contains(&word)
        .then(|| (number - 1, ASKED.contains(&word)))
}

/// Whether a cell names a row that sums up the others.
pub(crate) fn is_summary(cell: &str) -> bool {
    SUMMARIES.contains(&letters(cell).as_str())
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
            ("Email Address", Some(Word::Email)),
            ("E-Mail-Adresse", Some(Word::Email)),
            ("Adresse de courriel", Some(Word::Email)),
            ("SIS User ID", Some(Word::Number)),
            ("Matrikel-Nr.", Some(Word::Number)),
            ("Numéro d'identification", Some(Word::Number)),
            ("Nachname", Some(Word::Last)),
            ("Apellido(s)", Some(Word::Last)),
            ("Timestamp", Some(Word::Submitted)),
            ("Institution", None),
        ] {
            assert_eq!(word(head), expected, "{head}");
        }
        assert!(holds_name("Please write your name"));
        assert!(holds_name("Nickname") && !holds_name("Filename"));
        assert!(!holds_name("File name"));
        assert_eq!(numbered("Response 2"), Some((1, false)));
        assert_eq!(numbered("Frage 10"), Some((9, true)));
        assert_eq!(numbered("ans3"), Some((2, false)));
        assert_eq!(numbered("Grade/3.00"), None);
        assert_eq!(numbered("Question"), None);
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
