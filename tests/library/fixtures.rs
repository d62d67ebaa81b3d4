//! Every fixture is what its folder says: answers get the verdicts of `expected.tsv`, broken files
//! give the message beside them, word for word.

use super::truths::ragged;
use deriv::class::answers::{self, Class};
use deriv::class::graded;
use deriv::files::source::Fault;
use deriv::quiz::paper::Papers;
use deriv::quiz::{self, Quiz};
use std::fs;
use std::path::{Path, PathBuf};

/// What a cell of `expected.tsv` may say.
const VERDICTS: [&str; 6] = ["right", "partly", "wrong", "blank", "unread", "manual"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The entries of a folder, sorted by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn read_quiz(path: &Path) -> Result<Quiz, Vec<Fault>> {
    quiz::read(&file_name(path), &fs::read(path).expect("a file"))
}

/// The class beside a quiz: `answers.csv` or another format, or the folder `answers`.
fn read_class(folder: &Path, quiz: &Quiz) -> Result<Class, Vec<Fault>> {
    let found = entries(folder)
        .into_iter()
        .find(|path| path.file_stem().is_some_and(|s| s == "answers"));
    let path = found.unwrap_or_else(|| panic!("no answers in {}", folder.display()));
    if !path.is_dir() {
        return answers::read(&file_name(&path), &fs::read(&path).expect("a file"), quiz);
    }
    let files = entries(&path)
        .into_iter()
        .map(|file| (file_name(&file), fs::read(&file).expect("a file")));
    answers::read_folder("answers", files.collect(), quiz)
}

fn shown(faults: &[Fault]) -> String {
    let texts: Vec<String> = faults.iter().map(Fault::to_string).collect();
    texts.join("\n\n") + "\n"
}

#[test]
fn lessons_are_read_with_every_student_and_question() {
    let mut lessons = 0;
    for folder in entries(&fixtures())
        .into_iter()
        .filter(|path| path.join("expected.tsv").exists())
    {
        let what = folder.display();
        let quiz = read_quiz(&folder.join("quiz.toml"))
            .unwrap_or_else(|faults| panic!("{}", shown(&faults)));
        let class = read_class(&folder, &quiz)
            .unwrap_or_else(|faults| panic!("{what}: {}", shown(&faults)));
        assert!(
            class.warnings.is_empty(),
            "{what}: {}",
            shown(&class.warnings)
        );
        let expected = ragged(folder.join("expected.tsv"), 2);
        let mut rows = expected.iter().map(|row| &row.cells[..]);
        let head = rows.next().expect("a head");
        let names: Vec<&str> = quiz
            .questions
            .iter()
            .map(|question| question.name.value.as_str())
            .collect();
        assert_eq!(head[1..], names, "{what}");
        let rows: Vec<&[String]> = rows.collect();
        let students = class.students.iter().map(|student| student.id.as_str());
        let papers = Papers::new(&quiz, students)
            .unwrap_or_else(|faults| panic!("{what}: {}", shown(&faults)));
        let graded = graded::grade(&papers, &class, 1, None).expect("there is room");
        // Long forms mention only students who answered something.
        let silent = |row: &&[String]| row[1..].iter().all(|verdict| verdict == "blank");
        let students = class.students.len();
        assert!(
            students >= rows.iter().filter(|row| !silent(row)).count() && students <= rows.len(),
            "{what}"
        );
        for (at, student) in class.students.iter().enumerate() {
            let row = rows.iter().find(|row| row[0] == student.id);
            let row = row.unwrap_or_else(|| panic!("{what}: {} is expected", student.id));
            assert_eq!(row.len(), names.len() + 1, "{what}: {}", student.id);
            for (question, verdict) in row[1..].iter().enumerate() {
                assert!(VERDICTS.contains(&verdict.as_str()), "{what}: {verdict}");
                let key = &papers.variant(at, question).key;
                let judged = graded.verdict(at, question, key, &class);
                assert_eq!(
                    judged.outcome.word(),
                    *verdict,
                    "{what}: {} {:?}: {judged:?}",
                    student.id,
                    student.answers[question]
                );
            }
        }
        lessons += 1;
    }
    assert_eq!(
        lessons, 11,
        "a folder went missing, or a new one is to be counted here"
    );
}

/// Compares each file's faults with the `.expected` file beside it.
#[track_caller]
fn broken(folder: &str, faults: impl Fn(&Path) -> Option<Vec<Fault>>) {
    let folder = fixtures().join(folder);
    let (expected, files): (Vec<PathBuf>, Vec<PathBuf>) = entries(&folder)
        .into_iter()
        .partition(|path| path.extension().is_some_and(|e| e == "expected"));
    let files: Vec<PathBuf> = files
        .into_iter()
        .filter(|path| file_name(path) != "quiz.toml")
        .collect();
    assert_eq!(
        expected.len(),
        files.len(),
        "each file has its message, and each message its file"
    );
    let mut wrong = String::new();
    for file in files {
        let found =
            faults(&file).map_or_else(|| "it was read\n".to_owned(), |faults| shown(&faults));
        let beside = folder.join(file_name(&file) + ".expected");
        if fs::read_to_string(&beside).ok().as_ref() != Some(&found) {
            wrong += &format!("=== {}\n{found}", beside.display());
        }
    }
    assert!(
        wrong.is_empty(),
        "these messages are not the expected ones:\n{wrong}"
    );
}

#[test]
fn broken_quizzes_say_what_is_wrong_and_where() {
    broken("broken-quiz", |path| read_quiz(path).err());
}

#[test]
fn questions_without_an_answer_say_why_and_where() {
    broken("broken-key", |path| {
        let quiz = read_quiz(path).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
        Papers::example(&quiz).err()
    });
}

#[test]
fn broken_answers_say_what_is_wrong_and_where() {
    let quiz = read_quiz(&fixtures().join("broken-answers/quiz.toml")).expect("a quiz");
    broken("broken-answers", |path| {
        answers::read(&file_name(path), &fs::read(path).expect("a file"), &quiz).err()
    });
}
