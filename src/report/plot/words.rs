//! What is touched on a curve, in words.

use crate::picture::touch::{self, Touched, brief};
use crate::slope::Trouble;

/// Point, tangent and nudge in words.
pub(super) fn told(touched: &Touched) -> Vec<(String, String)> {
    let digits = touch::DIGITS;
    let mut words = Vec::new();
    let name = &touched.name;
    let at = brief(&touched.at, digits);
    let value = match &touched.value {
        Ok(value) => value,
        Err(trouble) => {
            let says = trouble.says();
            words.push(("point".to_owned(), format!("{name} = {at}, J {says}")));
            return words;
        }
    };
    let value = brief(value, digits);
    words.push(("point".to_owned(), format!("{name} = {at}, J = {value}")));
    words.push((
        "tangent".to_owned(),
        touched.tangent().unwrap_or_else(|| "none".to_owned()),
    ));
    if let Some(nudge) = &touched.nudge {
        let change = |text: String| match text.strip_prefix('-') {
            Some(size) => format!("falls by {size}"),
            None if text == "0" => "stays".to_owned(),
            None => format!("rises by {text}"),
        };
        let mut said = format!("ε = {}: J ", brief(&nudge.epsilon, digits));
        said += &match &nudge.change {
            Some(by) => change(brief(by, digits)),
            None => {
                let trouble = nudge.value.as_ref().err();
                let says = trouble.map_or("has no value", Trouble::says);
                format!("{says} there")
            }
        };
        if let (Some(by), Some(line)) = (&nudge.change, &nudge.predicted) {
            let (by, line) = (change(brief(by, digits)), change(brief(line, digits)));
            let word = |text: &str| text.split(' ').next().map(str::to_owned);
            said += ", the tangent ";
            said += match word(&by) == word(&line) && line.contains(" by ") {
                true => &line[line.find(" by ").map_or(0, |at| at + 1)..],
                false => &line,
            };
        }
        words.push(("nudge".to_owned(), said));
    }
    words
}
