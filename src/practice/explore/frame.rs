//! Where the picture of an exploration is.

/// Where the picture is, until a point leaves it.
pub(super) struct Window {
    /// What was asked for at the start.
    pub(super) given: Option<(f64, f64)>,
    pub(super) across: (f64, f64),
    pub(super) up: (f64, f64),
}

impl Window {
    pub(super) fn new(given: Option<(f64, f64)>) -> Window {
        Window {
            given,
            across: given.unwrap_or((-5.0, 5.0)),
            up: (-1.0, 1.0),
        }
    }
}
