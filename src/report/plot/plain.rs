//! A picture in words.

use crate::picture::touch;
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
