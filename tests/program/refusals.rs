//! What can't be used is refused with the thing that is wrong and the way out.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;

/// Every line: the arguments, the status, the message and the help.
#[track_caller]
fn refuse(rows: &[(&[&str], i32, &str, &str)]) {
    for (arguments, status, message, help) in rows {
        let mut run = Command::cargo_bin("deriv").unwrap();
        let output = run.env_clear().args(*arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(*status), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let mut lines = said.lines();
        assert_eq!(
            lines.next(),
            Some(&*format!("error: {message}")),
            "{arguments:?}"
        );
        let helps = said.lines().find_map(|line| line.strip_prefix("help: "));
        assert_eq!(helps.unwrap_or(""), *help, "{arguments:?}");
    }
}

#[test]
fn points() {
    refuse(&[
        (
            &["slope", "w^2", "--at", "x=3"],
            2,
            "no value for w, and the expression has no variable `x`",
            "say where, for example: --at w=1",
        ),
        (
            &["descend", "a*b", "--from", "a=1,c=2"],
            2,
            "no value for b, and the expression has no variable `c`",
            "say where, for example: --from a=1,b=1",
        ),
        (
            &["slope", "x^2*y", "--at", "x=1"],
            2,
            "no value for y",
            "say where, for example: --at x=1,y=1",
        ),
        (
            &["descend", "w^2", "--from", "w="],
            2,
            "--from has no value for w",
            "a value follows the name: --from w=3",
        ),
        (
            &["nudge", "w^2", "--at", "=3"],
            2,
            "--at has no name before `=3`",
            "name the variable: --at w=3; or give the value alone: --at 3",
        ),
        (
            &["descend", "x^2*y", "--from", "x=1,x=2,y=1"],
            2,
            "x is given twice in one --from",
            "give each variable once",
        ),
        (
            &["descend", "x^2*y", "--from", "3"],
            2,
            "--from gives one value, but the expression has two variables: x, y",
            "name them: --from x=3,y=1",
        ),
        (
            &["descend", "w^2", "--from", "1/0"],
            3,
            "`1/0` in --from has no value",
            "",
        ),
        (
            &["descend", "w^2", "--from", "1,5"],
            2,
            "`1,5` is not one value",
            "a decimal point is written `.`; several variables: --from x=1,y=5",
        ),
        (
            &["nudge", "w^2", "--at", "1", "--eps", "0,5"],
            2,
            "`0,5` is not one value",
            "a decimal point is written `.`, as in --eps 0.5",
        ),
    ]);
}
