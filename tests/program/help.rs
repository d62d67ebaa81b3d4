//! Help lists what the tables hold.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use deriv::expression::Function;

#[test]
fn help_lists_every_row() {
    let output = Command::cargo_bin("deriv")
        .unwrap()
        .args(["help", "syntax", "--color", "never"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    for function in Function::ALL {
        let row = function.row();
        let mut names = vec![row.name];
        names.extend(row.aliases);
        let names = names.join(", ");
        let listed = text.lines().any(|line| {
            line.trim_start()
                .strip_prefix(&names)
                .is_some_and(|rest| rest.trim_start() == row.meaning)
        });
        assert!(listed, "{names} is not in the help:\n{text}");
    }
}
