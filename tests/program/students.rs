//! Which columns say who a student is: each table stands for one way to take the wrong one.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::marks::Folder;
use super::run::run;

const QUIZ: &str = r#"
variables = ["x"]

[[question]]
name = "q1"
kind = "derivative"
function = "3*x^2+5*x"

[[question]]
name = "q2"
kind = "slope"
function = "x^3"
at = "0.5"
"#;

/// Who the rows of a table are, one each, or what is wrong with it; A and B stand for the answers of a row.
fn students(folder: &Folder, table: &str) -> String {
    let quiz = folder.put("quiz.toml", QUIZ);
    let table = table.replace('A', "6x+5,3/4").replace('B', "6x,3/4");
    let table = folder.put("table.csv", table);
    let (rows, said, status) = run(["grade", &quiz, &table, "--tsv"]);
    if status == 2 {
        let help = said.lines().rfind(|line| line.starts_with("help: "));
        return help.unwrap_or(&said).to_owned();
    }
    let mut found: Vec<&str> = rows
        .lines()
        .skip(1)
        .map(|row| row.split('\t').next().unwrap())
        .collect();
    found.dedup();
    found.join(", ")
}

#[test]
fn each_row_is_the_student_that_a_column_names() {
    const NOBODY: &str = "help: write who gave them";
    const TWICE: &str = "help: the first is on line 2; keep one, or say which counts: --attempts last, first or best";
    let folder = Folder::new("students");
    for (table, expected) in [
        // A column that says so is it, also where a row lacks it or all have one name.
        (
            "student,email,q1,q2\nlee,lee@x.org,A\n,bo@x.org,B\n",
            NOBODY,
        ),
        (
            "student,email,q1,q2\n,lee@x.org,A\n,bo@x.org,B\n",
            "lee@x.org, bo@x.org",
        ),
        ("student,q1,q2\nlee,A\nlee,B\n", TWICE),
        // Numbers that run beside times count the rows; others are ids.
        ("id,q1,q2\n1,A\n2,B\n3,A\n", "1, 2, 3"),
        (
            "id,submitted,q1,q2\n1,2026-11-03 10:00,A\n2,2026-11-03 10:01,B\n3,2026-11-03 10:02,A\n",
            "row 2, row 3, row 4",
        ),
        (
            "id,submitted,q1,q2\n71,2026-11-03 10:00,A\n12,2026-11-03 10:01,B\n3,2026-11-03 10:02,A\n",
            "71, 12, 3",
        ),
        // One that lacks a row is taken where there is no better one.
        ("email,q1,q2\nlee@x.org,A\nbo@x.org,B\n,A\n", NOBODY),
        ("id,q1,q2\n7,A\n,B\n9,A\n", NOBODY),
        // First and last names, where they tell the students apart.
        (
            "First name,Last name,q1,q2\nKim,Lee,A\n,,B\nRo,Ray,A\n",
            "row 2, row 3, row 4",
        ),
        ("First name,Last name,q1,q2\nKim,Lee,A\n", "Kim Lee"),
        ("First name,Last name,q1,q2\nKim,Lee,A\nKim,Lee,B\n", TWICE),
        (
            "First name,Last name,q1,q2\nKim,Lee,A\nKim,Lee,B\nKim,Lee,A\n",
            "row 2, row 3, row 4",
        ),
        (
            "First name,Last name,q1,q2\nKim,Lee,A\nRo,Lee,B\nCy,Lee,A\n",
            "Kim Lee, Ro Lee, Cy Lee",
        ),
    ] {
        assert_eq!(students(&folder, table), expected, "{table}");
    }
}
