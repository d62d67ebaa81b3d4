//! README shows what the program prints: each `$ deriv` line in it is run and compared.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::marks::Folder;
use super::run::{deriv, ran, words};

/// The commands of a text block and the output that stands below each.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    let mut begun = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
            begun = false;
            continue;
        }
        if !inside {
            continue;
        }
        match line.strip_prefix("$ deriv ") {
            Some(command) => {
                examples.push((command.to_owned(), String::new()));
                begun = true;
            }
            None => {
                if let Some((_, output)) = examples.last_mut().filter(|_| begun) {
                    output.push_str(line);
                    output.push('\n');
                }
            }
        }
    }
    examples
}

/// A folder in which commands may write, with the fixtures beside it.
fn scratch(name: &str) -> Folder {
    let folder = Folder::new(name);
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    std::os::unix::fs::symlink(fixtures, folder.path("fixtures")).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn the_workflow_runs_as_it_stands() {
    let folder = scratch("workflow");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/exports/quiz.toml");
    folder.put("quiz.toml", std::fs::read(fixtures).unwrap());
    std::fs::create_dir(folder.path("answers")).unwrap();
    folder.put(
        "answers/ana.toml",
        "q1 = \"6x+5\"\nq2 = \"3/4\"\nq3 = \"1/(2√x)\"\n",
    );
    folder.put(
        "answers/chloe.toml",
        "q1 = \"6x\"\nq2 = \"0,75\"\nq3 = \"0.5x^-0.5\"\n",
    );
    let commands = include_str!("../../README.md").lines().filter_map(|line| {
        let command = line.trim_start().strip_prefix("- run: ")?;
        command.starts_with("deriv ").then_some(command)
    });
    let program = assert_cmd::cargo::cargo_bin("deriv");
    let program = program.parent().unwrap().to_str().unwrap();
    let mut count = 0;
    for command in commands {
        count += 1;
        let output = std::process::Command::new("sh")
            .args(["-ec", command])
            .current_dir(folder.path(""))
            .env(
                "PATH",
                format!("{program}:{}", std::env::var("PATH").unwrap()),
            )
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{command}: {said}");
        let log = String::from_utf8(output.stdout).unwrap();
        assert!(log.starts_with("::error "), "{log}");
        assert!(
            folder.text("summary.md").contains("| 3 | 100 |"),
            "{}",
            folder.text("summary.md")
        );
        for name in ["chloe", "ana"] {
            assert!(
                !log.contains(name) && !folder.text("summary.md").contains(name),
                "{name}"
            );
        }
    }
    assert_eq!(count, 1);
}

/// The picture on the first screen is the one that the command below it draws.
#[test]
fn the_picture_is_what_the_program_draws() {
    let readme = include_str!("../../README.md");
    let image = readme.split("<img src=\"").nth(1).unwrap();
    let (path, rest) = image.split_once('"').unwrap();
    let alternative = rest.split("alt=\"").nth(1).unwrap();
    assert!(alternative.split('"').next().unwrap().len() > 50);
    let command = readme
        .lines()
        .find_map(|line| line.strip_prefix("deriv ")?.strip_suffix(path))
        .unwrap_or_else(|| panic!("README does not say how {path} is made"));
    let kept = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR")));
    let folder = Folder::new("readme-picture");
    let (_, err, status) = ran(deriv(words(command))
        .arg("picture.svg")
        .current_dir(folder.path("")));
    assert_eq!(status, 0, "{err}");
    assert!(
        kept.unwrap() == folder.text("picture.svg"),
        "{path} is stale; made anew by: deriv {command}{path}"
    );
}

#[cfg(unix)]
#[test]
fn every_block_is_what_the_program_prints() {
    let examples = examples(include_str!("../../README.md"));
    assert!(
        examples.len() >= 4,
        "README shows {} commands",
        examples.len()
    );
    let folder = scratch("readme");
    for (command, expected) in examples {
        let (out, err, _) = ran(deriv(words(&command)).current_dir(folder.path("")));
        // A note comes before what it is about; on two streams the order is not kept.
        let printed = match expected.starts_with("note: ") {
            true => err + &out,
            false => out + &err,
        };
        assert_eq!(printed.trim_end(), expected.trim_end(), "$ deriv {command}");
    }
}
