//! Results in lines that fit.

use super::{Failure, Output};
use deriv::report::Text;

impl Output {
    /// Writes a result in lines of at most `width` columns, as far as blanks stand in them; `column`
    /// columns of the line on which it starts are written.
    pub(crate) fn fitted(
        &mut self,
        text: &Text,
        column: usize,
        width: usize,
    ) -> Result<(), Failure> {
        self.result(&self.in_symbols(text).fitted_after(column, width))
    }

    /// Writes tables with sentences, and of these lines of at most `width` columns.
    pub(crate) fn told(&mut self, text: &Text, width: usize) -> Result<(), Failure> {
        self.result(&self.in_symbols(text).sentences_fitted(width))
    }

    /// The text in the symbols of this stream: twins are longer than what they stand for.
    fn in_symbols(&self, text: &Text) -> Text {
        let mut written = Text::new();
        for (role, piece) in &text.pieces {
            written.push(*role, self.symbols(piece));
        }
        written
    }
}
