//! The keys of a quiz and of its questions: how each is written and what it says. Here stand those
//! of the quiz, of every question, and those that several kinds share; a key of one kind alone
//! stands in its file.

/// A key of a quiz file.
#[derive(Debug, PartialEq, Eq)]
pub struct QuizKey {
    /// The word in the file.
    pub key: &'static str,
    /// A line that uses it.
    pub example: &'static str,
    /// What it says.
    pub says: &'static str,
}

/// A key of one kind of question.
#[derive(Debug)]
pub struct KindKey {
    /// The key.
    pub entry: &'static QuizKey,
    /// Whether a question of this kind cannot do without it.
    pub needed: bool,
}

/// A key that a kind of question can't do without.
pub(super) const fn needs(entry: &'static QuizKey) -> KindKey {
    KindKey {
        entry,
        needed: true,
    }
}

/// A key that a kind of question may have.
pub(super) const fn may(entry: &'static QuizKey) -> KindKey {
    KindKey {
        entry,
        needed: false,
    }
}

macro_rules! entries {
    ($($key:literal $example:literal $says:literal;)+) => {
        &[$(QuizKey { key: $key, example: $example, says: $says }),+]
    };
}

macro_rules! keys {
    ($($name:ident $key:literal $example:literal $says:literal;)+) => {
        $(pub(super) static $name: QuizKey = QuizKey { key: $key, example: $example, says: $says };)+
    };
}

keys! {
    TITLE "title" r#"title = "Week 3""# "heading of the report, or what a question is called in it";
    VARIABLES "variables" r#"variables = ["w"]"# "the variables; then xw is x*w and other names are errors";
    PARAMETERS "parameters" "parameters = {a = {from = 2, to = 9}}" "numbers that differ from student to student";
    SEED "seed" r#"seed = "2026""# "any text; another one gives the same students other numbers";
    LOCALE "locale" r#"locale = "de""# "de: answers have a decimal comma; en: a point [default]";
    LOG "log" "log = 10" "what log with one argument means: to the base 10, or 2; natural without it";
    ANGLE "angle" r#"angle = "degrees""# "degrees: angles of sin, asin and their kind are in degrees; radians [default]";
    PASS "pass" "pass = 60" "the mean in percent that the class has to reach";
    ID "id" r#"id = "Email Address""# "the head of the column of answers that says who the student is";
    ATTEMPTS "attempts" r#"attempts = "last""# "last, first or best: which of several rows of a student counts; without it a second one is refused";
    COLUMN "column" r#"column = "Task 1""# "the head of the question's column in the answers, where it is neither its name nor its text";
    TEST "test" r#"test = [{answer = "2*w", expect = "right"}]"# "answers with the verdict or slip that each has to get; `deriv grade QUIZ --key` tries them; also as [[question.test]]";
    VOID "void" r#"void = "full""# "full: everyone has all of its points; none: it counts for nobody";
    QUESTION "question" "[[question]]" "starts a question";
    NAME "name" r#"name = "q1""# "short; heads the question's column in the answers";
    KIND "kind" r#"kind = "slope""# "what is asked, one of those above";
    PROMPT "prompt" r#"prompt = "Where does J fall?""# "the question in words";
    HINTS "hints" r#"hints = ["which rule?", "what is inside?"]"# "what `quiz` gives one after the other when a student asks for a hint";
    POINTS "points" "points = 2" "what a right answer is worth; above 1 parts that are right count [default: 1]";
    FUNCTION "function" r#"function = "w^2""# "J, an expression";
    WRT "wrt" r#"wrt = "x""# "the variable that is nudged, where there are several";
    NTH "nth" "nth = 2" "which derivative [default: 1]";
    ORDER "order" "order = 2" "the same as nth";
    AT "at" "at = 3" "the point; with several variables at = {x = 1, y = 2}";
    ANSWER "answer" r#"answer = "2*w""# "the right number or formula";
}

/// How a formula is judged.
pub(super) static FORMULA: &[QuizKey] = entries! {
    "form" r#"form = "expanded""# "any [default], expanded, factored or simplified; a right formula in another form is told so";
    "domain" r#"domain = "strict""# "strict: a formula has the key's domain; common: equal where both are defined [default]";
};

/// How a number is judged.
pub(super) static NUMBER: &[QuizKey] = entries! {
    "abs" "abs = 0.01" "how far a number may be off, in units of the answer";
    "rel" "rel = 0.001" "how far it may be off, as a part of its size";
    "digits" "digits = 3" "significant digits that have to be right; halves go either way";
    "decimals" "decimals = 2" "digits after the point that have to be right; halves go either way";
    "rule" r#"rule = "strict""# "with digits or decimals: strict wants exactly so many shown, zeros at the end included; more wants at least as many";
    "exact" "exact = true" "only the number itself: 1/3, not 0.333; 0.5 for 1/2 will do";
};

/// What a slip leaves of the points.
pub(super) static CREDIT: &[QuizKey] = entries! {
    "credit" "credit = {sign-lost = 0.5}" "the part of the points that an answer with this slip earns; without it the parts that are right count";
};

/// The keys of a quiz alone, and two that its questions have too.
pub(super) const QUIZ: [&QuizKey; 11] = [
    &TITLE,
    &VARIABLES,
    &PARAMETERS,
    &SEED,
    &LOCALE,
    &LOG,
    &ANGLE,
    &PASS,
    &ID,
    &ATTEMPTS,
    &QUESTION,
];

/// The keys at the top of a quiz; the last ones are defaults for its questions.
pub(super) fn of_quiz() -> impl Iterator<Item = &'static QuizKey> + Clone {
    QUIZ.into_iter().chain([&POINTS]).chain(judged())
}

/// The keys of every question.
pub(super) fn of_questions() -> impl Iterator<Item = &'static QuizKey> + Clone {
    [
        &NAME,
        &KIND,
        &TITLE,
        &PROMPT,
        &HINTS,
        &POINTS,
        &PARAMETERS,
        &COLUMN,
        &VOID,
        &TEST,
    ]
    .into_iter()
}

/// The keys that say how answers are judged.
pub(super) fn judged() -> impl Iterator<Item = &'static QuizKey> + Clone {
    [FORMULA, NUMBER, CREDIT].into_iter().flatten()
}
