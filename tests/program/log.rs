//! Nothing that a file says reaches the log of a CI system as a command of ours.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{deriv, said};

/// A command counts at the start of a line after blanks; the old form counts anywhere.
fn has_command(line: &str) -> bool {
    line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
}

#[test]
fn names_titles_and_prompts_are_no_commands() {
    let folder = std::env::temp_dir().join(format!("deriv-log-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let quiz = folder.join("quiz.toml");
    let answers = folder.join("answers.csv");
    let broken = folder.join("broken.csv");
    let hostile = [
        "::error::x",
        "##[error]x",
        "  ::set-output name=a::b",
        "a ##[group]",
        "::foo::a",
        "###vso[task.complete]",
        "a ##vs##vso[x]",
    ];
    for text in hostile {
        let question = format!(
            "title = {text:?}\n[[question]]\nname = {text:?}\ntitle = {text:?}\nprompt = {text:?}\n\
             kind = \"slope\"\nfunction = \"w^2\"\nat = 3\n"
        );
        std::fs::write(&quiz, question).unwrap();
        std::fs::write(&answers, format!("student,{text}\n{text},7\n{text}b,\n")).unwrap();
        std::fs::write(&broken, format!("student,{text}\na,\"{text}")).unwrap();
        let broken = broken.to_str().unwrap();
        let (quiz, answers) = (quiz.to_str().unwrap(), answers.to_str().unwrap());
        for arguments in [
            &["grade", quiz, answers][..],
            &["grade", quiz, answers, "--student", text.trim()],
            &["grade", quiz, broken],
            &["grade", quiz, answers, "--tsv"],
            &["grade", quiz, answers, "--json"],
            &["grade", quiz, answers, "--format", "canvas"],
            &["grade", quiz, answers, "--format", "moodle"],
            &["grade", quiz, answers, "--format", "gradebook"],
            &["grade", quiz, answers, "--format", "review"],
            &["grade", quiz, answers, "--format", "junit"],
            &["grade", quiz, answers, "--format", "html"],
            &["grade", quiz, answers, "--format", "summary"],
            &["grade", quiz, answers, "--format", "tap"],
            &["grade", quiz, answers, "--columns"],
            &["grade", quiz, "--key"],
            &["grade", quiz, answers, "--student", "nobody"],
            &["quiz", quiz, "--paper"],
            &["quiz", quiz, "--paper", "--ascii"],
            &["quiz", quiz],
            &["slope", text, "--at", "3"],
            &["slope", "w", "--at", text],
            &["check", "w^2", text],
        ] {
            let said = said(deriv(arguments).write_stdin(text));
            let command = said.lines().find(|line| has_command(line));
            assert_eq!(command, None, "{arguments:?}:\n{said}");
            assert!(
                said.contains('x') || said.contains('a'),
                "{arguments:?}: {said}"
            );
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
