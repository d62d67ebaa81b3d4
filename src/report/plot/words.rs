//! A picture in words.

use crate::picture::touch::{self, Touched, brief};
use crate::report::Text;
use crate::report::plot::Plot;

impl Plot {
    /// In words: what the curve does, the point, the tangent, the nudge. `symbols`: how the stream
    /// writes them.
    pub fn plain(&self, width: usize, symbols: &dyn Fn(&str) -> String) -> Text {
        let mut text = Text::new();
        let ends: Vec<String> = self
            .from
            .0
            .iter()
            .zip(&self.to.0)
            .map(|((name, from), (_, to))| {
                let [from, to] = [from, to].map(|x| crate::picture::figure(x.0, touch::DIGITS));
                format!("{name} = {from} to {to}")
            })
            .collect();
        let first = format!("{} from {}", *self.definition, ends.join(", "));
        text.wrapped(&first, 0, width);
        for sentence in &self.sentences {
            text.wrapped(sentence, 2, width);
        }
        let told = !self.words.is_empty() && !self.finding.starts_with("no slope");
        if !told && !self.finding.is_empty() {
            text.wrapped(&self.finding, 2, width);
        }
        for (name, words) in self.words.iter() {
            text.wrapped(&symbols(&format!("{name:<7}  {words}")), 2, width);
        }
        for picture in self.pictures.iter().skip(1) {
            text.wrapped(&picture.title, 0, width);
            text.wrapped(&picture.description, 2, width);
        }
        text
    }
}

/// Point, tangent and nudge in words.
pub(super) fn told(touched: &Touched) -> Vec<(String, String)> {
    let digits = touch::DIGITS;
    let mut words = Vec::new();
    let name = &touched.name;
    let at = brief(&touched.at, digits);
    let Ok(value) = &touched.value else {
        words.push(("point".to_owned(), format!("{name} = {at}, J has no value")));
        return words;
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
            None => "has no value there".to_owned(),
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
