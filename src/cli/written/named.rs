//! Systems without files that have no name.

use std::fs::File;
use std::io;
use std::path::Path;

/// There is none.
pub(crate) fn create(_: &Path) -> Option<File> {
    None
}

/// Nothing to give a name to.
pub(crate) fn name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
