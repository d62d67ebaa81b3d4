//! Results that are kept for who asks for them.

use super::{Looks, Output, ResultStream};
use crate::paint::When;

impl Output {
    /// Results of another run that are kept and not painted, in the same symbols.
    pub(crate) fn kept(&self) -> Output {
        let looks = Looks {
            when: When::Never,
            ascii: self.looks.ascii,
            json: None,
        };
        Output {
            looks,
            results: ResultStream::kept(),
            unsaid: None,
        }
    }

    /// What was kept.
    pub(crate) fn into_text(self) -> Option<String> {
        self.results.into_text()
    }
}
