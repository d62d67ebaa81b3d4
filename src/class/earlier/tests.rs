//! What results say of places and tables.

use super::*;
use crate::files::source::Source;

fn tree(text: &str) -> Tree {
    let source = Source::new("results.json", text);
    json::read(&source, 0..text.len()).expect(text)
}

/// A line without a column is no place, nor is either where it is 0.
#[test]
fn a_place_is_a_line_and_a_column_from_1() {
    for (text, place) in [
        (r#"{"line": 1, "column": 1}"#, Some((1, 1))),
        (r#"{"line": 12, "column": 3}"#, Some((12, 3))),
        (r#"{"line": 0, "column": 1}"#, None),
        (r#"{"line": 1, "column": 0}"#, None),
        (r#"{"line": 0, "column": 0}"#, None),
        (r#"{"line": -1, "column": 1}"#, None),
        (r#"{"line": 1, "column": null}"#, None),
        (r#"{"line": 1}"#, None),
    ] {
        let found = line_and_column(&tree(text));
        let found = found.map(|place| (place.line, place.column));
        assert_eq!(found, place, "{text}");
    }
}

/// A column that holds no question is one, too; a column without a head is none.
#[test]
fn a_table_is_read_with_its_columns() {
    let text = r#"{"file": "a.csv", "rows_passed_over": 2, "passed_over": ["total", null], "columns": [
        {"head": "who", "holds": "student", "question": null},
        {"head": "q1", "holds": "answer", "question": "slope"},
        {"holds": "answer"}
    ]}"#;
    let found = table(&tree(text)).expect("it has a file and a number of rows");
    assert_eq!((found.file.as_str(), found.passed_over), ("a.csv", 2));
    assert_eq!(found.passed, ["total"]);
    let columns: Vec<(&str, &str, Option<&str>)> = found
        .columns
        .iter()
        .map(|(head, holds, question)| (head.as_str(), holds.as_str(), question.as_deref()))
        .collect();
    let expected = [("who", "student", None), ("q1", "answer", Some("slope"))];
    assert_eq!(columns, expected);
    assert!(table(&tree(r#"{"file": "a.csv", "columns": []}"#)).is_none());
}
