//! A cell of a spreadsheet: text that is never taken for a formula.

use crate::files::sheet::FORMULAS;
use crate::notation::visible::visible;
use crate::number::rational::Rational;

/// Text that a spreadsheet takes as text: a leading sign that would start a formula gets a quote,
/// except before a number (CWE-1236); a wide one (`＝`) is one to some. So does what a CI system may take for a command at the start of
/// a row.
pub(crate) fn cell(text: &str) -> String {
    let text = visible(text);
    let starts = text.trim_start();
    let starts = starts.starts_with(FORMULAS) || starts.starts_with("::");
    if starts && Rational::from_decimal(&text).is_none() {
        return format!("'{text}");
    }
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::{cell, visible};
    use crate::class::answers;
    use crate::quiz;

    /// What stands in a file of ours is read as what it is.
    #[test]
    fn ids_come_back_from_their_cells() {
        let quiz = "[[question]]\nname = \"q\"\nkind = \"number\"\nanswer = \"2\"\n";
        let quiz = quiz::read("quiz.toml", quiz.as_bytes()).expect("a quiz");
        for id in [
            "ann",
            "=cmd|' /C calc'!A0",
            "+o'neill",
            "@bo, \"quoted\"",
            "-1+1",
            "＝1＋1",
            "::error::x's",
            "o'neill",
        ] {
            let quoted = cell(id).replace('"', "\"\"");
            let file = format!("student,q\n\"{quoted}\",2\n");
            let class = answers::read("a.csv", file.as_bytes(), &quiz).expect("a class");
            assert_eq!(class.students[0].id, visible(id));
        }
    }
}
