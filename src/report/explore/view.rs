//! What the parts of the screen share: its size, a line, and what is shown beside the session.

use crate::report::{Role, Text};

/// Widest pictures, and lines around them.
pub(super) const WIDEST: usize = 100;
pub(super) const AROUND: usize = 12;

/// What the screen shows beside the session.
#[derive(Clone, Debug, Default)]
pub struct ScreenView {
    /// The control that the arrows move, by its place.
    pub chosen: usize,
    /// What is being typed.
    pub field: Option<String>,
    /// Whether all keys are shown in place of the pictures.
    pub help: bool,
    /// What is said in place of the session's sentence.
    pub note: Option<String>,
}

/// A line of one role.
pub(super) fn piece(role: Role, words: String) -> Text {
    let mut text = Text::new();
    if !words.is_empty() {
        text.push(role, words);
    }
    text
}
