//! `slope` at many points, as a pipe sees it: rows in order, what becomes of lines without a slope.

use super::run::{deriv, ran, words};

#[track_caller]
fn check(command: &str, stdin: &str, stdout: &str, stderr: &str, status: i32) {
    let (out, err, ended) = ran(deriv(words(command)).write_stdin(stdin));
    assert_eq!((&*out, &*err), (stdout, stderr), "{command}");
    assert_eq!(ended, status, "{command}");
}

#[test]
fn a_row_stands_for_every_line() {
    let square = r#"slope "w^2" --at -"#;
    check(square, "1\n2\n3\n", "2\n4\n6\n", "", 0);
    check(square, "", "", "", 0);
    check(square, "1\r\npi/2", "2\n3.14159265358979\n", "", 0);
    check(
        &format!("{square} --fast"),
        "1\n0.5\n-3\n",
        "2\n1\n-6\n",
        "",
        0,
    );
    check(
        &format!("{square} --digits 5"),
        "1/3\n2\n",
        "0.66667\n4\n",
        "",
        0,
    );
    check(
        &format!("{square} --with-point --with-value"),
        "3\n",
        "3\t9\t6\n",
        "",
        0,
    );
    check(&format!("{square} --order 2"), "1\n", "2\n", "", 0);
    check(
        r#"slope "w^2" --at - --json"#,
        "3\nx\n",
        concat!(
            r#"{"line":1,"at":{"w":3},"at_exact":{"w":"3"},"value":9,"value_exact":"9","slope":6,"slope_exact":"6","reason":null}"#,
            "\n",
            r#"{"line":2,"at":{"w":null},"at_exact":{"w":null},"value":null,"value_exact":null,"slope":null,"slope_exact":null,"reason":"unread"}"#,
            "\n"
        ),
        "note: 1 of 2 rows without a slope: 1 unread\n",
        0,
    );
}

#[test]
fn points_stand_in_columns_objects_and_grids() {
    let table = "id,x,load\na,1,2\nb,\"3\",4\n";
    check(r#"slope "x^2" --at -"#, table, "2\n6\n", "", 0);
    check(
        r#"slope "w^2" --at - --column load"#,
        table,
        "4\n8\n",
        "",
        0,
    );
    check(r#"slope "x*y" --at -"#, "y;x\n1;2\n", "1\t2\n", "", 0);
    check(
        r#"slope "x*y" --at - --wrt y"#,
        "{\"x\":5,\"y\":2}\n",
        "5\n",
        "",
        0,
    );
    check(
        r#"slope "w^2" --at 0:1:0.25"#,
        "",
        "0\n0.5\n1\n1.5\n2\n",
        "",
        0,
    );
    check(
        r#"slope "x*y" --at x=0:1:1,y=3 --with-point"#,
        "",
        "0\t3\t3\t0\n1\t3\t3\t1\n",
        "",
        0,
    );
    // The names of a grid are known, as those of a point are.
    check(r#"slope "xy" --at x=0:1:1,y=3"#, "", "3\t0\n3\t1\n", "", 0);
}

#[test]
fn a_line_without_a_slope_is_marked_skipped_or_the_end() {
    let lines = "1\n0\n\u{1b}[2J\n-1\n";
    let note = "note: 2 of 4 rows without a slope: 1 corner, 1 unread\n";
    let abs = r#"slope "abs(w)" --at -"#;
    check(abs, lines, "1\nnone (corner)\nnone (unread)\n-1\n", note, 0);
    check(
        &format!("{abs} --with-point"),
        lines,
        "1\t1\n0\tnone (corner)\n\\u{1b}[2J\tnone (unread)\n-1\t-1\n",
        note,
        0,
    );
    check(&format!("{abs} --on-error skip"), lines, "1\n-1\n", note, 0);
    check(
        &format!("{abs} --on-error stop"),
        lines,
        "1\n",
        "error: line 2: no slope (corner)\n",
        3,
    );
}

#[test]
fn what_cannot_be_a_stream_is_refused() {
    for (command, stdin, message) in [
        (
            "slope - --at -",
            "1\n",
            "both the function and the points from stdin",
        ),
        (
            r#"slope "x*y" --at -"#,
            "1\n",
            "a number a line, but the function has several variables",
        ),
        (r#"slope "x" --at -"#, "a,b\n1,2\n", "no column `x`"),
        (
            r#"slope "x" --at - --column c"#,
            "a,b\n1,2\n",
            "no column `c`",
        ),
        (
            r#"slope "x" --at - --column c"#,
            "1\n",
            "--column names a column",
        ),
        (
            r#"slope "x" --at - --at 3"#,
            "1\n",
            "--at gives a stream or a grid beside another point",
        ),
        (r#"slope "x" --at 0:1:0"#, "", "never come to its end"),
        (r#"slope "x*y" --at x=0:1:1"#, "", "no value for y"),
        (r#"slope "7" --at -"#, "1\n", "the same at every point"),
        (
            r#"slope "xy" --at -"#,
            "x,y\n1,2\n",
            "`xy` is one name: write x*y",
        ),
        (r#"slope "xy" --at x=0:1:1"#, "", "no value for"),
    ] {
        let (out, said, status) = ran(deriv(words(command)).write_stdin(stdin));
        assert!(said.contains(message), "{command}: {said}");
        assert!(said.contains("help: "), "{command}: {said}");
        assert_eq!((&*out, status), ("", 2), "{command}");
    }
}

/// The rows of a long stream come in order, whatever thread made them, and the first before the last
/// is asked for.
#[test]
fn a_long_stream_keeps_its_order() {
    let lines: String = (0..20_000).map(|k| format!("{k}\n")).collect();
    let rows: String = (0..20_000).map(|k| format!("{}\n", 2 * k)).collect();
    check(r#"slope "w^2" --at - --fast"#, &lines, &rows, "", 0);
}

/// Whether a line fits, or can't be broken: a command that is there to be pasted, or one word, such as
/// a formula without blanks or a sample of a file.
fn fits(line: &str, width: usize) -> bool {
    let bare = line.trim();
    let command = line.starts_with("$ ") || bare.starts_with("deriv ") && !bare.contains("  ");
    deriv::notation::width::width(line) <= width || command || !bare.contains(' ')
}

/// Lines fit the width that there is, symbols have their twins, and what is plain holds no picture.
#[test]
fn every_output_fits_its_stream() {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}');
    for command in [
        r#"nudge "w^2" --at 3"#,
        r#"nudge "sin(w)" --at 1 --both --errors"#,
        r#"nudge "w^9" --at 12345.678"#,
        r#"nudge "abs(w)" --at 0"#,
        r#"nudge "sin(w)" --at 1 --exact"#,
        r#"nudge "x^2*y" --at x=1,y=2"#,
        r#"nudge "x^2*y*z + sin(a)" --at x=1.25,y=2.5,z=-3.125,a=0.5"#,
        r#"nudge "w^2" --at 3 --at 2 --at -3"#,
        r#"nudge "exp(w)" --at 3 --at 20 --at -30"#,
        r#"nudge "x^2*y" --at x=1,y=2 --at x=2,y=3 --wrt x --eps 0.1 --eps 0.01"#,
        r#"nudge "a*b*c*d" --at a=1.111111,b=2.222222,c=3.333333,d=4.444444 --at a=1,b=2,c=3,d=4"#,
        r#"descend "exp(w)" --from 5 --rate 0.5"#,
        r#"descend "w^2" --from 1e12 --steps 3"#,
        r#"descend "w^2" --from 3 --rate 1.1"#,
        r#"descend "w^4" --from 1234.5 --rate 0.001 --steps 8 --all"#,
        r#"descend "a^2 + b^2 + c^2 + d^2 + e^2" --from a=1,b=2,c=3,d=4,e=5"#,
        r#"descend "x^2+10*y^2" --from x=3,y=1 --rate 0.05"#,
        r#"descend "x^2+10*y^2" --from x=3,y=1 --rate 0.05 --plot"#,
        r#"diff "w^2" --graph --at 3"#,
        r#"diff "sin(exp(w/3)*cos(w^2 + 1))/(1 + exp(-w))" --graph --at 0.3"#,
        r#"diff "x^2*y" --steps"#,
        r#"slope "w^2" --at 3 --explain"#,
        r#"slope "w^2" --at 1 --method central"#,
        r#"slope "sin(w)^2*exp(w)" --at 1.5 --explain"#,
        r#"slope "x^2*y*sin(z)" --at x=1,y=2,z=3 --explain"#,
        r#"check "sin(w)^2" "2*sin(w)""#,
        r#"plot "tan(x)" --at 1 --derivative"#,
        r#"plot "x^2*y" --at x=1,y=2"#,
        "functions",
        "functions gamma",
        "functions atan2",
        "quiz progress --state /nowhere",
        "quiz fixtures/lesson/quiz.toml --paper",
        "grade fixtures/gradients/quiz.toml --key",
        "grade fixtures/product-rule/quiz.toml fixtures/product-rule/answers.csv",
        "grade fixtures/exports/quiz.toml fixtures/exports/gforms.csv",
        "grade fixtures/exports/quiz.toml fixtures/exports/gforms.csv --columns",
    ] {
        for (width, looks) in [
            (40, &["", "--ascii"][..]),
            (60, &["", "--plain"]),
            (80, &["", "--ascii", "--plain"]),
            (200, &[""]),
        ] {
            for look in looks {
                let typed = format!("{command} --width {width} {look}");
                let (out, err, status) = ran(deriv(words(&typed)).write_stdin(""));
                assert!(matches!(status, 0 | 1 | 3), "{typed}: {err}");
                for line in out.lines() {
                    assert!(fits(line, width), "{typed}: {line}");
                }
                assert!(!out.contains('\u{1b}'), "{typed}");
                assert!(*look != "--ascii" || out.is_ascii(), "{typed}: {out}");
                assert!(*look != "--plain" || !out.contains(drawn), "{typed}: {out}");
            }
        }
    }
}

/// Pages of help fit as well: rows, options, and what examples print.
#[test]
fn every_page_of_help_fits() {
    let topics = ["syntax", "questions", "answers", "formats", "json", ""];
    let commands = ["slope", "diff", "nudge", "descend", "plot", "explore"];
    let others = ["quiz", "check", "grade", "functions"];
    let topics = [&topics[..], &commands, &others].concat();
    let pages = topics.iter().map(|topic| format!("help {topic}"));
    for page in pages.chain(["".to_owned(), "plot --help".to_owned()]) {
        for (look, width) in [
            ("", None),
            ("--ascii", Some(40)),
            ("", Some(60)),
            ("--plain", None),
            ("", Some(200)),
        ] {
            let option = width.map_or(String::new(), |n| format!("--width {n}"));
            let typed = format!("{page} {option} {look}");
            let (page, _, status) = ran(&mut deriv(words(&typed)));
            assert_eq!(status, 0, "{typed}");
            for line in page.lines() {
                assert!(fits(line, width.unwrap_or(80)), "{typed}: {line}");
            }
            // How expressions are written is told with every sign that may stand in them.
            let told = typed.contains("syntax") || !page.contains("\\u{");
            assert!(told, "{typed}: {page}");
            assert!(look.is_empty() || page.is_ascii(), "{typed}");
        }
    }
    // A table of an example is folded, not broken.
    let (page, ..) = ran(&mut deriv(["help", "nudge", "--width=40"]));
    let folded = "\n       ε     6·ε  ΔJ / ε  off by\n  1       6       7       1\n";
    assert!(page.contains(folded), "{page}");
    let (out, err, status) = ran(&mut deriv(["help", "plot", "--width", "4o"]));
    assert_eq!((out.as_str(), status), ("", 2));
    assert!(err.starts_with("error: --width is `4o`\n"), "{err}");
}
