//! Which file is written where a link stands.

use std::io;
use std::path::{Path, PathBuf};

/// The file that is replaced: a link is written through to the one that it names, there or not.
pub(super) fn meant(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if path.is_symlink() && error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(path) => Ok(path),
        Err(_) => {
            let mut path = path.to_owned();
            // It ends at what is not there: links in a circle were found before.
            while let Ok(named) = path.read_link() {
                path.set_file_name(named);
            }
            Ok(path)
        }
    }
}
