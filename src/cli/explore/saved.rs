//! Pictures of a session in files of their own.

use crate::output::problem;
use deriv::practice::explore::Exploration;
use std::io::{self, Write};

/// Files that are tried for a picture.
const MAX_PICTURES: usize = 1000;

/// Writes the picture to the first of `explore-N.svg` that is not there.
pub(super) fn saved(session: &mut Exploration) -> String {
    let text = session.drawing();
    for at in 1..=MAX_PICTURES {
        let path = format!("explore-{at}.svg");
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                return match file.write_all(text.as_bytes()) {
                    Ok(()) => format!("Wrote {path}."),
                    Err(error) => format!("{path}: {}", problem(&error)),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return format!("{path}: {}", problem(&error)),
        }
    }
    "There are too many pictures here already.".to_owned()
}
