//! What can't be used is refused with the thing that is wrong and the way out.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{run, words};

/// Every row: the command, the status, the message and the help.
#[track_caller]
fn refuse(rows: &[(&str, i32, &str, &str)]) {
    for (command, status, message, help) in rows {
        let (out, said, ended) = run(words(command));
        assert_eq!(ended, *status, "{command}: {said}");
        assert_eq!(out, "", "{command}");
        let mut lines = said.lines();
        assert_eq!(
            lines.next(),
            Some(&*format!("error: {message}")),
            "{command}"
        );
        let helps = said.lines().find_map(|line| line.strip_prefix("help: "));
        assert_eq!(helps.unwrap_or(""), *help, "{command}");
    }
}

/// A name of a file, or a text, that is not UTF-8, wherever it stands.
#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"week\xff.toml");
    for before in [
        &["grade"][..],
        &["grade", "quiz.toml"],
        &["quiz"],
        &["slope"],
        &["plot", "w^2", "--out"],
        &["help"],
        &[],
    ] {
        let arguments = before.iter().map(OsStr::new).chain([odd]);
        let (out, said, status) = run(arguments);
        assert_eq!((out.as_str(), status), ("", 2), "{before:?}");
        assert_eq!(
            said,
            "error: `week\u{fffd}.toml` is not UTF-8\n\
             help: a file whose name is not UTF-8 has to be renamed, other text to be typed anew\n"
        );
    }
}

#[test]
fn points() {
    refuse(&[
        (
            "slope w^2 --at x=3",
            2,
            "no value for w, and the expression has no variable `x`",
            "say where, for example: --at w=1",
        ),
        (
            "descend a*b --from a=1,c=2",
            2,
            "no value for b, and the expression has no variable `c`",
            "say where, for example: --from a=1,b=1",
        ),
        (
            "slope x^2*y --at x=1",
            2,
            "no value for y",
            "say where, for example: --at x=1,y=1",
        ),
        (
            "descend w^2 --from 1 --from 2",
            2,
            "a walk has one start, but --from is given several times",
            "give --from once; several variables: --from x=1,y=2",
        ),
        (
            "descend w^2 --from w=",
            2,
            "--from has no value for w",
            "a value follows the name: --from w=3",
        ),
        (
            "nudge w^2 --at =3",
            2,
            "--at has no name before `=3`",
            "name the variable: --at w=3; or give the value alone: --at 3",
        ),
        (
            "descend x^2*y --from x=1,x=2,y=1",
            2,
            "x is given twice in one --from",
            "give each variable once",
        ),
        (
            "descend x^2*y --from 3",
            2,
            "--from gives one value, but the expression has two variables: x, y",
            "name them: --from x=3,y=1",
        ),
        (
            "descend w^2 --from 1/0",
            3,
            "`1/0` in --from has no value",
            "",
        ),
        (
            "descend w^2 --from 1,5",
            2,
            "`1,5` is not one value",
            "a decimal point is written `.`; several variables: --from x=1,y=5",
        ),
        (
            "nudge w^2 --at 1 --eps 0,5",
            2,
            "`0,5` is not one value",
            "a decimal point is written `.`, as in --eps 0.5",
        ),
    ]);
}

#[test]
fn what_is_missing_is_named() {
    refuse(&[
        (
            "slope",
            2,
            "missing: <FUNCTION>",
            "give the function, in quotes; for example: deriv slope \"w^2\" --at 3",
        ),
        (
            "check w^2",
            2,
            "missing: <ANSWER>",
            "give the answer after the function, in quotes; for example: deriv check \"w^2\" \"2*w\"",
        ),
        (
            "grade quiz.toml",
            2,
            "missing: <ANSWERS>",
            "give what was handed in, a file or a folder; or ask for the key alone: --key; for \
             example: deriv grade quiz.toml answers.csv",
        ),
        (
            "quiz --save f",
            2,
            "missing: --student <ID>",
            "say whose it is: --student ID; for example: deriv quiz",
        ),
        (
            "slope w^2 --at",
            2,
            "--at <POINT> needs a value",
            "say where: --at 3, or --at x=1,y=2; for example: deriv slope \"w^2\" --at 3",
        ),
        (
            "descend w^2 --from",
            2,
            "--from <POINT> needs a value",
            "say where from: --from 3, or --from x=1,y=2; for example: deriv descend \"w^2\" --from 3",
        ),
        (
            "slope w^2 --at 3 --order -1",
            2,
            "--order is `-1`",
            "give a whole number from 1 to 100",
        ),
        (
            "slope w^2 --at 3 --digits -1",
            2,
            "--digits is `-1`",
            "give a whole number from 1 to 1000000",
        ),
    ]);
}

#[test]
fn a_word_in_the_wrong_place_is_told_where_it_belongs() {
    refuse(&[
        (
            "slope w^2 3",
            2,
            "`3` is one word too many",
            "a point goes with --at: --at 3",
        ),
        (
            "slope w^2 -at 3",
            2,
            "unknown option `-a`",
            "options have two dashes and a name: --at 3",
        ),
        (
            "diff w^2 --from 3",
            2,
            "unknown option `--from`",
            "a formula has no point; the slope at one is: deriv slope FUNCTION --at 3",
        ),
        (
            "slope w^2 --point 3",
            2,
            "unknown option `--point`",
            "a point goes with --at: --at 3",
        ),
        (
            "descend w^2 --from 3 --lr 0.1",
            2,
            "unknown option `--lr`",
            "the learning rate goes with --rate: --rate 0.1",
        ),
        (
            "descend w^2 --from 3 --digits 3",
            2,
            "unknown option `--digits`",
            "`deriv descend --help` lists its options; put expressions in quotes",
        ),
        (
            "check w^2 2 w",
            2,
            "`w` is one word too many",
            "FUNCTION and ANSWER are one word each: put them in quotes",
        ),
        (
            "w^2 --at 3",
            2,
            "unknown command `w^2`",
            "a command comes first, as in: deriv slope \"w^2\" --at 3, deriv diff \"w^2\"",
        ),
        (
            "grad w^2 --at 3",
            2,
            "unknown command `grad`",
            "that is asked for so: deriv slope \"x^2*y\" --at x=1,y=2",
        ),
        (
            "gradient x^2",
            2,
            "unknown command `gradient`",
            "that is asked for so: deriv slope \"x^2*y\" --at x=1,y=2",
        ),
    ]);
}

#[test]
fn both_readings_are_written_out() {
    refuse(&[
        (
            r#"diff "e^2 sin(x)""#,
            2,
            "`e^2 sin(x)` can be read in two ways",
            "write e^2*sin(x) or e^(2*sin(x))",
        ),
        (
            "diff 1/2sin(x)",
            2,
            "`1/2sin(x)` can be read in two ways",
            "write (1/2)*sin(x) or 1/(2*sin(x))",
        ),
        // Whatever would act on a terminal is written as its escape.
        (
            "diff 1/2w\r\t\u{b}\u{c}\u{85}\u{2028}",
            2,
            "`1/2w` can be read in two ways",
            "write (1/2)*w or 1/(2*w)",
        ),
    ]);
}
