//! `deriv descend --data`: a function fitted to the rows of a file.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::marks::Folder;
use super::run::{ran, subcommand, words};

/// What a command prints in a folder: stdout, stderr, status.
fn run(folder: &Folder, command: &str) -> (String, String, i32) {
    let mut run = subcommand("descend", &[]);
    ran(run.args(words(command)).current_dir(folder.path("")))
}

/// Runs a command, which has to be done; gives stdout.
#[track_caller]
fn done(folder: &Folder, command: &str) -> String {
    let (out, err, status) = run(folder, command);
    assert_eq!((err.as_str(), status), ("", 0), "{command}: {out}");
    out
}

/// The values after the names of `-q`.
fn values(quiet: &str) -> Vec<f64> {
    let value = |line: &str| {
        let text = line.split('\t').next_back().unwrap();
        text.trim_start_matches('≈').parse().unwrap()
    };
    quiet.lines().map(value).collect()
}

const LINE: &str = "x,y\n0,1.1\n1,2.9\n2,5.2\n3,6.8\n4,9.1\n";

#[test]
fn a_line_is_fitted() {
    let folder = Folder::new("fit");
    folder.put("points.csv", LINE);
    let fit = r#""mean((a*x+b-y)^2)" --data points.csv --from a=0,b=0"#;
    let quiet = done(&folder, &format!("{fit} --steps 1000 -q"));
    // Least squares: a = Σ(x − 2)y/10, b = mean(y) − 2a.
    let [a, b] = values(&quiet)[..] else {
        panic!("{quiet}")
    };
    assert!(
        (a - 1.99).abs() < 1e-9 && (b - 1.04).abs() < 1e-9,
        "{quiet}"
    );
    assert!(!quiet.contains('≈'), "{quiet}");
    // A column is a known name beside a letter that nobody named.
    let through_0 = r#"-q --data points.csv --from 0"#;
    let product = done(&folder, &format!(r#""mean((wx-y)^2)" {through_0}"#));
    assert_eq!(
        product,
        done(&folder, &format!(r#""mean((w*x-y)^2)" {through_0}"#))
    );
    let text = done(&folder, fit);
    let head = "descend J(a, b) = mean((a*x + b - y)^2) from a = 0, b = 0, rate α = 0.1\n  over 5 rows \
                of points.csv: x, y\n";
    assert!(text.starts_with(head), "{text}");
    let json = done(&folder, &format!("{fit} --steps 1 --json"));
    let keys = r#""data":{"file":"points.csv","rows":5,"columns":["x","y"]}"#;
    assert!(json.contains(keys), "{json}");
    // The slopes at 0 by hand: −2·mean(xy) and −2·mean(y).
    assert!(
        json.contains(r#""slope_exact":{"a":"-28.04","b":"-10.04"}"#),
        "{json}"
    );
    let tsv = done(&folder, &format!("{fit} --steps 2 --tsv"));
    assert!(
        tsv.starts_with("step\ta\tb\tJ\tslope_a\tslope_b\tchange\n0\t0\t0\t33.142\t"),
        "{tsv}"
    );
    let plot = done(&folder, &format!("{fit} --steps 2 --plot"));
    assert!(plot.contains("contours at J ="), "{plot}");
}

/// The same numbers, however the file writes them.
#[test]
fn files_are_read_as_spreadsheets_write_them() {
    let folder = Folder::new("shapes");
    let semicolons = LINE.replace(',', ";").replace('.', ",");
    let tabs = LINE.replace(',', "\t");
    let utf16: Vec<u8> = format!("\u{feff}{tabs}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let named = LINE
        .lines()
        .map(|line| format!("\"a name, {line}\",{line}\r\n"));
    let named = named.collect::<String>().replacen("a name, x,y", "name", 1);
    folder.put("plain.csv", LINE);
    folder.put("semicolons.csv", semicolons);
    folder.put("tabs.tsv", tabs);
    folder.put("utf16.txt", utf16);
    folder.put("named.csv", format!("\u{feff}{named}\n,,\n"));
    let fit = |file: &str| {
        let fit = r#""sum((ax+b-y)²)/10" --from a=0,b=0 -q --data"#;
        done(&folder, &format!("{fit} {file}"))
    };
    let plain = fit("plain.csv");
    assert_eq!(plain.lines().count(), 2, "{plain}");
    for file in ["semicolons.csv", "tabs.tsv", "utf16.txt", "named.csv"] {
        assert_eq!(fit(file), plain, "{file}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let folder = Folder::new("wrong");
    folder.put("p.csv", LINE);
    let fit = r#""mean((a*x+b-y)^2)" --from a=0,b=0"#;
    for (file, expected) in [
        ("", "error: this file is empty\n --> f.csv"),
        ("x,y\n", "no rows below the head"),
        (
            "0,1\n2,3\n",
            "error: numbers, where the names of the columns are expected\n --> f.csv:1:1",
        ),
        (
            "x,y\n1,two\n",
            "error: `two` is not a number\n --> f.csv:2, column y\n",
        ),
        (
            "x,y\n1,2\n,3\n",
            "error: a blank cell\n --> f.csv:3, column x\n",
        ),
        (
            "x,y\n1,2\n4\n",
            "error: a blank cell\n --> f.csv:3, column y\n",
        ),
        ("x,y\n1,2,5\n", "this row has 3 cells"),
        (
            "x,a,y\n1,2,5\n",
            "the column `a` has the name of a number of --from\n --> f.csv:1:3",
        ),
        ("x,z\n1,2\n", "error: unknown variable `y`\n"),
        ("x,z\n1,2\n", "a, b by --from, x, z in the head of f.csv"),
        ("x,the y\n1,2\n", "the y there are no names: rename them"),
        ("x,y,y\n1,2,3\n", "a second column `y`\n --> f.csv:1:5"),
        (
            "x,y\n1,\"2\n",
            "this quote is never closed\n --> f.csv:2, column y",
        ),
    ] {
        folder.put("f.csv", file);
        let (out, err, status) = run(&folder, &format!("{fit} --data f.csv"));
        assert!(err.contains(expected), "{file:?}:\n{err}");
        assert_eq!((out.as_str(), status), ("", 2), "{file:?}");
    }
    for (command, expected, ends) in [
        (
            r#""a*x" --data p.csv --from a=1"#,
            "`x` is a column, outside of sum(...) and mean(...)",
            2,
        ),
        (
            r#""a*x" --data p.csv --from a=1"#,
            "help: one number of all rows is mean(x) or sum(x)",
            2,
        ),
        (
            r#""mean(a*x)+y" --data p.csv --from a=1"#,
            "| mean(a*x)+y\n  |           ^\n",
            2,
        ),
        (
            r#""a^2" --data p.csv --from a=1"#,
            "the function has no sum(...) or mean(...)",
            2,
        ),
        (r#""mean(a*x)" --data p.csv"#, "no start for a", 2),
        (
            r#""mean(a*x)" --from a=1"#,
            "runs over rows: `deriv descend` with --data FILE",
            2,
        ),
        (
            r#""mean(a*x, y)" --data p.csv --from a=1"#,
            "`mean` takes 1 argument, but 2 are given",
            2,
        ),
        (
            r#""mean(ln(a*x))" --data p.csv --from a=1"#,
            "no value at a = 1",
            3,
        ),
        (
            r#""mean(a*x)" --data nowhere.csv --from a=1"#,
            "nowhere.csv",
            4,
        ),
        (
            r#""-" --data - --from a=1"#,
            "both the function and the data from stdin",
            2,
        ),
    ] {
        let (out, err, status) = run(&folder, command);
        assert!(err.contains(expected), "{command}:\n{err}");
        assert_eq!((out.as_str(), status), ("", ends), "{command}");
    }
}

/// A kink in a row is one of J, unless J has a slope there all the same.
#[test]
fn a_kink_in_a_row() {
    let folder = Folder::new("kink");
    folder.put("p.csv", LINE);
    let quiet = done(
        &folder,
        r#""mean(a*x*abs(a*x))" --data p.csv --from a=1 --steps 5 -q"#,
    );
    assert_eq!(quiet.lines().count(), 1, "{quiet}");
    // x*|x| has the slope 0 at 0, where the first row always is.
    let (_, err, status) = run(
        &folder,
        r#""mean(abs(a*x - b))" --data p.csv --from a=0,b=0"#,
    );
    assert!(err.contains("has a corner"), "{err}");
    assert_eq!(status, 3);
    let (out, _, status) = run(
        &folder,
        r#""mean(abs(a*x))" --data p.csv --from a=1 --rate 0.5 -q"#,
    );
    // Down by 0.5·mean(x) = 1 to the corner.
    assert_eq!((out.as_str(), status), ("0\n", 0));
    let many: String = (1..=8000).map(|x| format!("{x}\n")).collect();
    folder.put("many.csv", format!("x\n{many}"));
    let walk = r#""mean(abs(a*x))/4000.5" --data many.csv --from a=1 --rate 1 --steps 3"#;
    let (out, _, status) = run(&folder, walk);
    assert!(
        out.contains("undecided at step 1: J has a value, and perhaps no slope,"),
        "{out}"
    );
    assert_eq!(status, 0);
}

/// Ten thousand rows: the first steps are certain and the rest agrees with a program in doubles.
#[test]
fn many_rows_are_fitted_as_a_program_in_doubles_does() {
    let folder = Folder::new("many");
    let (mut rows, mut seed) = (Vec::new(), 1u64);
    for _ in 0..10_000 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let [x, noise] = [seed >> 50, (seed >> 30) % 1000].map(|n| n as f64 / 10_000.0);
        rows.push((x, 1.5 * x - 0.7 + noise));
    }
    let written: String = rows.iter().map(|(x, y)| format!("{x},{y}\n")).collect();
    folder.put("p.csv", format!("x,y\n{written}"));
    let fit = r#""mean((a*x+b-y)^2)" --data p.csv --from a=0,b=0 --rate 0.3 --steps 100"#;
    let quiet = done(&folder, &format!("{fit} -q"));
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..100 {
        let (mut by_a, mut by_b) = (0.0, 0.0);
        for (x, y) in &rows {
            let off = a * x + b - y;
            by_a += 2.0 * off * x / 10_000.0;
            by_b += 2.0 * off / 10_000.0;
        }
        (a, b) = (a - 0.3 * by_a, b - 0.3 * by_b);
    }
    for (value, expected) in values(&quiet).iter().zip([a, b]) {
        assert!((value - expected).abs() < 1e-12, "{quiet}: {expected}");
    }
    assert!(quiet.lines().all(|line| line.contains('≈')), "{quiet}");
    let tsv = done(&folder, &format!("{fit} --tsv"));
    let certain = tsv
        .lines()
        .skip(1)
        .take_while(|line| !line.contains('≈'))
        .count();
    assert!((5..90).contains(&certain), "{certain}");
    let (out, err, status) = run(&folder, &format!("{fit} --plot"));
    assert!(
        err.contains("the 10000 rows of p.csv are too many for a picture"),
        "{err}"
    );
    assert_eq!((out.as_str(), status), ("", 2));
}

/// A walk that goes on has the numbers of one that was never interrupted.
#[test]
fn a_walk_goes_on() {
    let folder = Folder::new("resume");
    folder.put("p.csv", LINE);
    let many: String = (0..40_000)
        .map(|k| format!("{},{}\n", k % 7, (k * 5) % 11))
        .collect();
    folder.put("many.csv", format!("x,y\n{many}"));
    for (at, fit) in [
        r#""mean((a*x+b-y)^2)" --data p.csv --from a=0,b=0"#,
        r#""mean((a*x+b-y)^2)" --data p.csv --from a=0,b=1/3 --momentum 0.5 --rate 0.02"#,
        r#""mean(cosh(a*x/9+b-y/9))" --data p.csv --from a=0,b=pi --method adam"#,
        r#""mean((a*x+b-y)^2)" --data many.csv --from a=0,b=0 --rate 0.02"#,
        r#""w^2 + cosh(w)" --from 1/7"#,
    ]
    .into_iter()
    .enumerate()
    {
        let whole = done(&folder, &format!("{fit} --steps 40 --tsv"));
        let saved = format!("--resume walk-{at}.txt");
        let first = done(&folder, &format!("{fit} --steps 13 --tsv {saved}"));
        let second = done(&folder, &format!("{fit} --steps 40 --tsv {saved}"));
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let (whole, first, second) = (lines(&whole), lines(&first), lines(&second));
        assert_eq!(first[..], whole[..first.len()], "{fit}");
        // Its first row has no step before it.
        assert_eq!(
            second[1].rsplit_once('\t').unwrap().0,
            whole[14].rsplit_once('\t').unwrap().0
        );
        assert_eq!(second[2..], whole[15..], "{fit}");
        let (_, err, status) = run(&folder, &format!("{fit} --steps 40 {saved}"));
        assert!(err.contains("stands at step 40 already"), "{err}");
        assert_eq!(status, 2);
    }
    // A result is shown, also where its walk can't be kept.
    let (out, err, status) = run(
        &folder,
        r#""w^2" --from 3 --steps 1 -q --resume no/where.txt"#,
    );
    assert_eq!((out.as_str(), status), ("2.4\n", 4), "{err}");
    assert!(err.contains("no/where.txt"), "{err}");
    let fit = r#""mean((a*x+b-y)^2)" --from a=0,b=0 --steps 80 --resume walk-0.txt"#;
    for (rest, expected) in [
        (
            "--data p.csv --rate 0.2",
            "walk-0.txt is of a walk with another rate",
        ),
        (
            "--data many.csv",
            "walk-0.txt is of a walk with another data",
        ),
        (
            "--data p.csv --method adam",
            "walk-0.txt is of a walk with another method",
        ),
    ] {
        let (_, err, status) = run(&folder, &format!("{fit} {rest}"));
        assert!(err.contains(expected), "{err}");
        assert_eq!(status, 2);
    }
    let saved = folder.text("walk-0.txt");
    for (from, to, expected) in [
        (
            "deriv descend",
            "another",
            "this is not a walk that was saved\n --> walk-0.txt:1:1",
        ),
        (
            "step\t40",
            "step\tmany",
            "a step is a whole number\n --> walk-0.txt:7:1",
        ),
        (
            "state\t",
            "state\tx",
            "this is not a number\n --> walk-0.txt:8:1",
        ),
        (
            "step\t40\n",
            "step\t40\nstate\t1/2\n",
            "too few numbers, or too many",
        ),
    ] {
        assert!(saved.contains(from), "{saved}");
        folder.put("walk-0.txt", saved.replacen(from, to, 1));
        let (_, err, status) = run(&folder, &format!("{fit} --data p.csv"));
        assert!(err.contains(expected), "{err}");
        assert_eq!(status, 2);
    }
}
