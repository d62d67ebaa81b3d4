//! A machine that gives up under the program: memory that runs out anywhere, and a kill half-way.

use super::marks::{Folder, files};
use std::process::{Command, Stdio};

const QUIZ: &str = "variables = [\"w\"]\n[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"w^2\"\n[[question]]\nname = \"q2\"\nkind = \"slope\"\nfunction = \"w^3\"\nat = 2\n";

/// With less and less memory the run is as ever, or it ends with 4: never by a signal, never with a
/// file that is not whole.
#[cfg(target_os = "linux")]
#[test]
fn memory_that_runs_out_anywhere_is_a_status() {
    let folder = Folder::new("runs_out");
    let quiz = folder.put("quiz.toml", QUIZ);
    // Long names take room, and no time.
    let name = |at: usize| format!("s{at}{}", "x".repeat(900));
    let rows = (0..1_000).map(|at| format!("{},{}*w,{}\n", name(at), at % 50, at % 50));
    let rows: String = rows.collect();
    let table = folder.put("answers.csv", format!("student,q1,q2\n{rows}"));
    let line = |at: usize| {
        let (name, answer) = (name(at), format!("{}*w", at % 50));
        format!("{{\"student\": \"{name}\", \"answers\": {{\"q1\": \"{answer}\"}}}}\n")
    };
    let lines: String = (0..1_000).map(line).collect();
    let lines = folder.put("answers.ndjson", lines);
    let (mut whole, mut short) = (0, 0);
    for input in [&table, &lines] {
        for limit in (24_000..56_000).step_by(6_000) {
            let out = folder.path("out");
            let _ = std::fs::remove_dir_all(&out);
            std::fs::create_dir(&out).expect("a folder");
            let report = format!("{out}/report.html");
            std::fs::write(&report, "as it was").expect("a file");
            let output = Command::new("sh")
                .args([
                    "-c",
                    &format!("ulimit -v {limit}; exec \"$0\" grade \"$@\""),
                ])
                .arg(env!("CARGO_BIN_EXE_deriv"))
                .args([&quiz, input, "-q", "--out", &report])
                .output()
                .expect("it ran");
            let err = String::from_utf8_lossy(&output.stderr);
            let text = std::fs::read_to_string(&report).expect("a file");
            match output.status.code() {
                Some(0) => {
                    whole += 1;
                    assert!(
                        text.ends_with("</html>") || text.ends_with("</html>\n"),
                        "{limit}"
                    );
                }
                Some(4) => {
                    short += 1;
                    assert!(err.contains("memory"), "{limit}: {err}");
                    assert_eq!(text, "as it was", "{limit}");
                }
                // The loader of the system had no room for the program itself.
                Some(127) if err.contains("shared libraries") || err.contains("TLS data") => {}
                other => panic!("{limit}: {other:?}: {err}"),
            }
            assert_eq!(files(&out), ["report.html"], "{limit}: {err}");
        }
    }
    assert!(whole > 0 && short > 0, "{whole} whole, {short} short");
}

/// Long inputs have a limit of memory each: a product of 100,000 factors, a derivative of order 50, and
/// 50,000 students.
#[cfg(target_os = "linux")]
#[test]
fn long_inputs_take_bounded_memory() {
    let folder = Folder::new("long_inputs");
    let factors: Vec<String> = (0..100_000).map(|k| format!("(x+{k})")).collect();
    let product = format!("@{}", folder.put("product", factors.join("*")));
    let quiz = folder.put("quiz.toml", QUIZ);
    let rows = (0..50_000).map(|k| format!("s{k},{}*w,{}\n", k % 50, k % 40));
    let rows: String = rows.collect();
    let answers = folder.put("answers.csv", format!("student,q1,q2\n{rows}"));
    let order = ["diff", "exp(sin(x)*cos(x))", "--order", "50"];
    let cases: [(&[&str], u32); 3] = [
        (&["diff", &product], 250_000),
        (&order, 60_000),
        (&["grade", &quiz, &answers, "-q"], 100_000),
    ];
    for (command, limit) in cases {
        let output = Command::new("sh")
            .args(["-c", &format!("ulimit -v {limit}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_deriv"))
            .args(command)
            // Each thread's own heap takes 64 MiB of addresses, not of memory.
            .env("MALLOC_ARENA_MAX", "1")
            .output()
            .expect("it ran");
        let err = String::from_utf8_lossy(&output.stderr);
        // Wrong answers are 1.
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{limit}: {code:?}: {err}");
    }
}

/// A run that is killed while it writes leaves what was there, and nothing else, where the file system
/// has files without a name.
#[cfg(target_os = "linux")]
#[test]
fn a_kill_leaves_nothing_half_written() {
    let folder = Folder::new("kill");
    let quiz = folder.put("quiz.toml", QUIZ);
    let rows: String = (0..60_000).map(|at| format!("s{at},2w,12\n")).collect();
    let table = folder.put("answers.csv", format!("student,q1,q2\n{rows}"));
    let out = folder.path("out");
    std::fs::create_dir(&out).expect("a folder");
    let marks = format!("{out}/marks.ndjson");
    for after in [50, 150, 400, 800] {
        std::fs::write(&marks, "as it was").expect("a file");
        let mut run = Command::new(env!("CARGO_BIN_EXE_deriv"))
            .args(["grade", &quiz, &table, "-q", "--out", &marks])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(std::time::Duration::from_millis(after));
        let _ = run.kill();
        let ended = run.wait().expect("it ends");
        let text = std::fs::read_to_string(&marks).expect("a file");
        assert!(ended.success() || text == "as it was", "{after} ms");
        assert_eq!(files(&out), ["marks.ndjson"], "{after} ms");
    }
}
