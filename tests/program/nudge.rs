//! `deriv nudge`, byte for byte.

use super::run::subcommand;
use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::contains;

fn deriv(arguments: &[&str]) -> Assert {
    subcommand("nudge", arguments).assert()
}

#[test]
fn symbols_have_plain_twins_and_columns_stay_aligned() {
    deriv(&["w^2", "--at", "3", "--eps", "0.01", "--ascii"])
        .success()
        .stdout(
            "\
slope = 6
  J(w) = w^2 is 9 at w = 3; each row nudges w by eps

   eps  J(3 + eps)      dJ  6*eps  dJ / eps  off by
  0.01      9.0601  0.0601   0.06      6.01    0.01
",
        );
}

#[test]
fn a_nudge_too_small_for_doubles_is_explained() {
    deriv(&["w^2", "--at", "3", "--eps", "1e-16"])
        .success()
        .stdout(
            "\
ratio = 0
  3 + 1e-16 is 3 for the computer: numbers near 3 are 4.4e-16 apart
  so ΔJ is 0 and the ratio says nothing; the slope is 6
",
        );
}

#[test]
fn a_nudge_that_is_no_double_at_all() {
    deriv(&["w^2", "--at", "3", "--eps", "1e-400"])
        .success()
        .stdout(
            "\
ratio = 0/0
  1e-400 is 0 for the computer: its least number above 0 is 4.9e-324
  so ΔJ is 0 and the ratio says nothing; the slope is 6
",
        );
}

#[test]
fn without_rounding_no_nudge_is_too_small() {
    deriv(&["w^2", "--at", "3", "--eps", "1e-16", "--exact", "-q"])
        .success()
        .stdout("6\n");
    deriv(&["w^2", "--at", "3", "--eps", "1e-16", "--exact"])
        .success()
        .stdout(contains("6.0000000000000001   1e-16"));
}

#[test]
fn rounding_is_told_from_truncation() {
    deriv(&["w^2", "--at", "3", "--eps", "1e-9", "--width", "200"])
        .success()
        .stdout(contains(
            "at ε = 1e-9 rounding puts the ratio off by about 5e-7, the nudge itself only by 1e-9",
        ));
    deriv(&["exp(w)", "--at", "0", "--eps", "0.1", "--errors"])
        .success()
        .stdout(contains("from ε  rounding"));
}

/// What is said below the table.
#[track_caller]
fn remarks(function: &str, at: &str, expected: &str) {
    let found = deriv(&[function, "--at", at, "--width", "200"]).success();
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    let said = text.rsplit_once("\n\n").map_or("", |(_, said)| said);
    assert_eq!(said, expected, "{function} at {at}");
}

#[test]
fn what_is_said_is_computed_from_the_rows() {
    remarks(
        "w^2",
        "1e10",
        "  rounding hides how the ratio comes closer to the slope: doubles near J = 1e20 are about \
         16000 apart\n  at ε = 1 rounding puts the ratio off by about 2000, the nudge itself only by 1\n",
    );
    remarks(
        "w^2",
        "1e5",
        "  ε shrinks 10 times, the ratio comes about 10 times closer to the slope, down to ε = 0.01\n  \
         from ε = 0.001 on rounding takes over: doubles near J = 10000000000 are about 1.9e-6 \
         apart\n  at ε = 0.0001 rounding puts the ratio off by about 0.019, the nudge itself only by \
         0.0001\n",
    );
    remarks(
        "w^2",
        "1e8",
        "  rounding hides how the ratio comes closer to the slope: doubles near J = 1e16 are about 2 \
         apart\n  at ε = 0.1 rounding puts the ratio off by about 20, the nudge itself only by 0.1\n",
    );
    remarks(
        "w^2+1e12",
        "3",
        "  as ε shrinks, the ratio comes closer to the slope, down to ε = 0.01\n  \
         from ε = 0.001 on rounding takes over: doubles near J = 1000000000000 are about 0.00012 \
         apart\n  at ε = 0.001 rounding puts the ratio off by about 0.02, the nudge itself only by 0.001\n",
    );
    remarks(
        "1/(1+e^-w)",
        "40",
        "  rounding hides how the ratio comes closer to the slope: doubles near J = 1 are about \
         2.2e-16 apart\n  at ε = 1 rounding puts the ratio off by about 2.7e-18, the nudge itself only by \
         about 1.6e-18\n",
    );
    remarks(
        "3w+1e13",
        "1",
        "  without rounding the ratio would be the slope at every ε\n  from ε = 0.1 on rounding takes \
         over: doubles near J = 10000000000000 are about 0.002 apart\n  at ε = 0.1 rounding puts the \
         ratio off by about 0.0078, the nudge itself only by 0\n",
    );
    remarks(
        "w^2",
        "1e160",
        "  ε shrinks 10 times, the ratio comes 10 times closer to the slope\n  \
         the rows are without rounding: doubles hold no value of J there\n",
    );
    remarks(
        "w^2",
        "1000",
        "  ε shrinks 10 times, the ratio comes 10 times closer to the slope\n",
    );
}

/// A sentence speaks of the rows that bear it out, and of all before them.
#[test]
fn the_ratio_is_not_said_to_come_closer_where_it_does_not() {
    for (function, at, said) in [
        (
            "w^3",
            "2",
            "ε shrinks 10 times, the ratio comes about 10 times closer to the slope",
        ),
        (
            "exp(w)",
            "0",
            "from ε = 0.1 on the ratio comes about 10 times closer to the slope each time ε shrinks 10 \
             times",
        ),
        (
            "x^x",
            "1e-3",
            "as ε shrinks, the ratio comes closer to the slope",
        ),
        (
            "sin(1000*x)",
            "1",
            "down to ε = 0.01 the ratio goes away from the slope, from there on it comes closer to the \
             slope",
        ),
        (
            "tan(x)",
            "1.57",
            "down to ε = 0.001 the ratio goes away from the slope, from there on it comes closer to the \
             slope",
        ),
        (
            "x*sin(300*x)",
            "1",
            "down to ε = 0.01 the ratio goes away from the slope, from there on it comes closer to the \
             slope",
        ),
        (
            "sin(1e6*x)",
            "2",
            "in these rows the ratio does not come steadily closer to the slope: no ε is small enough \
             yet",
        ),
        (
            "max(0,x-0.05)",
            "0",
            "from ε = 0.01 on the ratio is the slope",
        ),
        (
            "x^1000-x",
            "0.5",
            "rounding hides how the ratio comes closer to the slope: doubles near J = -0.5 are about \
             1.1e-16 apart",
        ),
        (
            "x^50-x",
            "0",
            "from ε = 0.1 on doubles do not tell the ratio from the slope",
        ),
    ] {
        remarks(function, at, &format!("  {said}\n"));
    }
    let exact = |function: &str, said: &'static str| {
        let found = deriv(&[function, "--at", "0", "--exact", "--width", "200"]);
        found.success().stdout(contains(said));
    };
    exact(
        "x^7-x",
        "the ratio comes 1000000 times closer to the slope\n",
    );
    exact(
        "x^50-x",
        "the ratio comes 10^49 times closer to the slope\n",
    );
    exact(
        "x^1000-x",
        "the ratio comes 10^999 times closer to the slope\n",
    );
    // Two equal sizes are not "only".
    remarks(
        "sin(x^1000)",
        "1e-3",
        "  rounding hides how the ratio comes closer to the slope: doubles near J = 0 are about \
         4.9e-324 apart\n  at ε = 0.01 rounding puts the ratio off by about 2.5e-1957, about as \
         much as the nudge itself\n",
    );
    let eps = ["1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-9"];
    let eps = eps.iter().flat_map(|eps| ["--eps", eps]);
    let asked = ["sin(x^10)", "--at", "10", "--width", "200"].into_iter();
    let asked: Vec<&str> = asked.chain(eps).collect();
    deriv(&asked).success().stdout(contains(
        "down to ε = 1e-8 the ratio does not come steadily closer to the slope, from there on it comes \
         closer to the slope\n",
    ));
}

/// Numbers past what a fraction holds have their cells, in the text and for programs.
#[test]
fn a_slope_past_all_fractions_is_in_every_row() {
    for (function, at, slope) in [
        ("erf(1000*x)", "2", "1.333036534e-1737175"),
        ("tanh(5*x)", "1e6", "3.033873562e-4342944"),
    ] {
        let rows = deriv(&[function, "--at", at, "--width", "200"]).success();
        let text = String::from_utf8_lossy(&rows.get_output().stdout).into_owned();
        assert!(!text.contains("no slope"), "{text}");
        let row = text.lines().find(|line| line.starts_with("  1 "));
        let cells: Vec<&str> = row.unwrap_or_default().split_whitespace().collect();
        assert_eq!(
            cells,
            ["1", "1", "0", slope, "0", &format!("-{slope}")],
            "{text}"
        );
    }
    deriv(&["erf(1000*x)", "--at", "2", "--eps", "0.3", "--json"])
        .success()
        .stdout(
            contains("\"predicted\":3.99910960102294e-1737176,")
                .and(contains("\"off_by\":-1.33303653367431e-1737175,")),
        );
}

#[test]
fn both_sides() {
    deriv(&["w^2", "--at", "3", "--eps", "1/2", "--both"])
        .success()
        .stdout(
            "\
slope = 6
  J(w) = w^2 is 9 at w = 3; each row nudges w by ε

    ε  J(3 + ε)    ΔJ  6·ε  ΔJ / ε right  off by  ΔJ / ε left
  0.5     12.25  3.25    3           6.5     0.5          5.5
",
        );
}

#[test]
fn a_corner_shows_both_sides() {
    deriv(&["abs(w)", "--at", "0"]).code(3).stdout(
        "\
no slope: J(w) = abs(w) has a corner at w = 0

      ε  ΔJ / ε right  ΔJ / ε left
  0.1               1           -1
  0.01              1           -1
  0.001             1           -1
",
    );
    deriv(&["abs(w)", "--at", "0", "--eps", "1", "--json"])
        .code(3)
        .stdout(contains(
            "\"slope\":null,\"slope_exact\":null,\"reason\":\"corner\",\"left\":-1,",
        ));
    // A kink that has a slope all the same is no corner.
    deriv(&["sqrt(w^2)^3", "--at", "0", "--eps", "0.5"])
        .success()
        .stdout(contains("0.5     0.125  0.125    0    0.25    0.25"));
}

#[test]
fn the_quiet_answer_is_the_ratio() {
    deriv(&["w^2", "--at", "3", "--eps", "0.001", "-q"])
        .success()
        .stdout("6.001\n");
}

#[test]
fn rows_for_a_spreadsheet() {
    let rows = deriv(&["w^2", "--at", "3", "--eps", "0.5", "--tsv"]).success();
    rows.stdout(
        "eps\tvalue\tchange\tpredicted\tratio\toff_by\tleft\ttruncation\trounding\n\
         0.5\t12.25\t3.25\t3\t6.5\t0.5\t5.5\t0.5\t0\n",
    );
}

#[test]
fn one_object_for_programs() {
    deriv(&[
        "x^2*y", "--at", "x=1,y=2", "--wrt", "x", "--eps", "0.5", "--json",
    ])
    .success()
    .stdout(
        "{\"command\":\"nudge\",\"schema\":1,\"expression\":\"x^2*y\",\"at\":{\"x\":1,\"y\":2},\
         \"at_exact\":{\"x\":\"1\",\"y\":\"2\"},\"value\":2,\"value_exact\":\"2\",\"wrt\":\"x\",\
         \"slope\":4,\"slope_exact\":\"4\",\"reason\":null,\"shown\":\"doubles\",\"rows\":[\
         {\"eps\":0.5,\"eps_exact\":\"0.5\",\"predicted\":2,\"predicted_exact\":\"2\",\
         \"exact\":{\"value\":4.5,\"value_exact\":\"4.5\",\"change\":2.5,\"change_exact\":\"2.5\",\
         \"ratio\":5,\"ratio_exact\":\"5\",\"off_by\":1,\"off_by_exact\":\"1\",\
         \"left\":3,\"left_exact\":\"3\"},\
         \"doubles\":{\"value\":4.5,\"change\":2.5,\"ratio\":5,\"off_by\":1,\"left\":3},\
         \"rounding\":0}]}\n",
    );
}

#[test]
fn what_cannot_be_asked() {
    deriv(&["w^2", "--at", "3", "--eps", "0"])
        .code(2)
        .stderr(predicate::str::starts_with(
            "error: ε must not be 0: the ratio would be 0/0\n",
        ));
    deriv(&["w^2", "--at", "3", "--eps", "ln(0)"])
        .code(2)
        .stderr(contains("ε = ln(0) has no value"));
    deriv(&["w^2", "--at", "3", "--eps", "sin(10^(10^9))"])
        .code(2)
        .stderr(contains(
            "ε = sin(10^(10^9)) takes more work than the limit allows",
        ));
    deriv(&["w^2"])
        .code(2)
        .stderr(contains("deriv nudge \"w^2\" --at 3"));
    deriv(&["1/w", "--at", "0"])
        .code(3)
        .stdout("")
        .stderr(predicate::str::starts_with(
            "no slope: J(w) = 1/w has no value at w = 0",
        ));
}

#[test]
fn several_points_show_what_the_slope_depends_on() {
    let at = ["--at", "3", "--at", "2", "--at", "-3"];
    let with = |more: &[&'static str]| [&["w^2"], &at[..], more].concat();
    deriv(&with(&[])).success().stdout(
        "\
J(w) = w^2; each row nudges w by ε = 0.001

   w  J(w)  J(w + ε)         ΔJ  ΔJ / ε  slope
   3     9  9.006001   0.006001   6.001      6
   2     4  4.004001   0.004001   4.001      4
  -3     9  8.994001  -0.005999  -5.999     -6

  the slope depends on w
",
    );
    deriv(&with(&["-q"]))
        .success()
        .stdout("6.001\n4.001\n-5.999\n");
    deriv(&with(&["--tsv", "--eps", "1"])).success().stdout(
        "wrt\tw\teps\tvalue\tchange\tpredicted\tratio\toff_by\tleft\ttruncation\trounding\n\
         w\t3\t1\t16\t7\t6\t7\t1\t5\t1\t0\n\
         w\t2\t1\t9\t5\t4\t5\t1\t3\t1\t0\n\
         w\t-3\t1\t4\t-5\t-6\t-5\t1\t-7\t1\t0\n",
    );
    let lines = deriv(&with(&["--json"])).success();
    let lines = String::from_utf8_lossy(&lines.get_output().stdout).into_owned();
    assert_eq!(lines.lines().count(), 3);
    deriv(&["3w", "--at", "1", "--at", "2"])
        .success()
        .stdout(contains("  the slope is the same at all of these points\n"));
    deriv(&["sqrt(2)*w", "--at", "1", "--at", "2"])
        .success()
        .stdout(contains("  the slope is the same at all of these points\n"));
    deriv(&["w*sqrt(2)+10^-30*w^2", "--at", "1", "--at", "2"])
        .success()
        .stdout(contains(
            "  to the digits shown the slope is the same at all of these points\n",
        ));
    // A point without a value keeps its row, and its line.
    deriv(&["1/w", "--at", "1", "--at", "0", "--at", "2"])
        .code(3)
        .stdout(contains(
            "  0  no value      no value          no value       no value  no value\n",
        ))
        .stderr(predicate::str::starts_with(
            "no slope: J(w) = 1/w has no value at w = 0\n",
        ));
    deriv(&["1/w", "--at", "1", "--at", "0", "--at", "2", "-q"])
        .code(3)
        .stdout("-0.999000999\n\n-0.2498750625\n");
}

#[test]
fn several_variables_have_a_table_each() {
    deriv(&["x*y", "--at", "x=1,y=2", "--eps", "0.5"])
        .success()
        .stdout(
            "\
nudge x, hold y
slope = 2
  J(x, y) = x*y is 2 at x = 1, y = 2; each row nudges x by ε

    ε  J(1 + ε, 2)  ΔJ  2·ε  ΔJ / ε  off by
  0.5            3   1    1       2       0

nudge y, hold x
slope = 1
  J(x, y) = x*y is 2 at x = 1, y = 2; each row nudges y by ε

    ε  J(1, 2 + ε)   ΔJ  1·ε  ΔJ / ε  off by
  0.5          2.5  0.5  0.5       1       0
",
        );
    deriv(&["x*y", "--at", "x=1,y=2", "--at", "x=3,y=4"])
        .success()
        .stdout(contains("the slope depends on y\n\nnudge y, hold x\n"));
    deriv(&["x*y", "--at", "x=1,y=2", "--eps", "1", "-q"])
        .success()
        .stdout("x\t2\ny\t1\n");
    deriv(&["x/y", "--at", "x=1,y=0"])
        .code(3)
        .stdout("")
        .stderr(predicate::str::starts_with(
            "no slope: J(x, y) = x/y has no value at x = 1, y = 0\n",
        ));
}

/// A difference that the digits of its column hide is told all the same, and what doubles don't hold
/// is shown without them.
#[test]
fn no_column_hides_what_it_is_for() {
    let line = |function: &str, at: &str, eps: &str| {
        let found = deriv(&[function, "--at", at, "--width", "200"]).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        let row = text.lines().find(|line| line.trim().starts_with(eps));
        let cells = row.unwrap_or_default().split_whitespace();
        cells.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        line("w^2", "1e10", "1 "),
        [
            "1",
            "1e20",
            "19999997952",
            "20000000000",
            "19999997952",
            "-2048"
        ]
    );
    assert_eq!(line("w^2+1e12", "3", "1 ")[1], "1000000000016");
    assert_eq!(
        line("10^400*x", "1", "0.1 "),
        ["0.1", "1.1e400", "1e399", "1e399", "1e400", "0"]
    );
    assert_eq!(line("2000!*x", "1", "1 ")[4], "3.316275092e5735");
    // Whatever is off, the columns show it: what changed less what was predicted, and the ratio less the
    // slope, each to a tenth.
    for (function, at) in [
        ("w^3", "1e9"),
        ("w^3", "-1e9"),
        ("w^4", "1e6"),
        ("w^3+1e15", "1e5"),
        ("x^5", "1e4"),
        ("x^5", "-1e4"),
        ("1e9*w^2", "1e7"),
        ("w^3 - 5e20*w", "1e9"),
        ("1e27*w", "2"),
    ] {
        let found = deriv(&[function, "--at", at, "--width", "200"]).success();
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        let slope: f64 = (text.lines().next().unwrap())
            .trim_start_matches("slope = ")
            .parse()
            .unwrap();
        let rows = text.lines().filter_map(|line| {
            let cells = line.split_whitespace().map(str::parse::<f64>);
            cells.collect::<Result<Vec<f64>, _>>().ok()
        });
        let rows: Vec<Vec<f64>> = rows.filter(|cells| cells.len() == 6).collect();
        assert_eq!(rows.len(), 5, "{text}");
        for cells in rows {
            let [eps, _, change, predicted, ratio, off] = cells[..] else {
                unreachable!("six cells");
            };
            for shown in [ratio - slope, (change - predicted) / eps] {
                assert!(
                    (shown - off).abs() <= 0.11 * off.abs(),
                    "{function}: {text}"
                );
            }
        }
    }
    // One count of digits a table.
    deriv(&["exp(x)", "--at", "710", "--width", "200"])
        .success()
        .stdout(contains("  2.233994766e308  3.838632612e308  "));
    deriv(&["w^3", "--at", "1e30", "--exact", "--eps", "1"])
        .success()
        .stdout(contains(
            "3.000000000000000000000000000003e60  3.000000000000000000000000000001e30\n",
        ));
    // Several points share a table, which is folded where it does not fit.
    deriv(&[
        "w^3", "--at", "1e9", "--at", "1e8", "--eps", "1", "--width", "60",
    ])
    .success()
    .stdout(contains("  1000000000  3.000000022e18   3e18\n"));
}

/// What is left unknown costs no row: here the slope takes the work that a question may.
#[test]
fn work_that_runs_out_leaves_the_rows_of_doubles() {
    let deep = format!("{}x{}", "1/(1+".repeat(8_000), ")".repeat(8_000));
    let found = deriv(&[&deep, "--at", "1"]).success();
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    assert!(
        text.starts_with("slope ≈ 1.15020550985281e-3344\n"),
        "{text}"
    );
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("  0.6180339887   0    1.15020551e-33"))
        .collect();
    assert_eq!(rows.len(), 5, "{text}");
}

/// Two slopes that differ are not shown as one, nor two errors of which one is said to be the larger.
#[test]
fn what_differs_is_shown_to_differ() {
    let points = [
        "w^2",
        "--at",
        "1",
        "--at",
        "1.0000000000001",
        "--eps",
        "0.001",
    ];
    deriv(&points)
        .success()
        .stdout(contains("2.0000000000002\n"));
    deriv(&["w^2+1e12", "--at", "1e-5"])
        .success()
        .stdout(contains(
            "rounding puts the ratio off by 0.00102, the nudge itself only by",
        ));
}
