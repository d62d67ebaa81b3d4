//! `--encoding`: how tables are encoded that are not UTF-8.

use crate::output::Failure;
use deriv::files::encoding::Encoding;
use deriv::notation::visible::visible;

/// The encoding with this name.
pub(super) fn encoding(typed: &str) -> Result<Encoding, Failure> {
    Encoding::named(typed).ok_or_else(|| {
        Failure::usage(
            format!("--encoding is `{}`, which is not known", visible(typed)),
            format!("the usual ones are {}", Encoding::USUAL),
        )
    })
}
