//! Files of which no more is read than is used.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, a little more than the limit at most, so that its reader can refuse it.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
