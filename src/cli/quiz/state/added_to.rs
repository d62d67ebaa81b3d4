//! A file of lines that lines are added to.

use crate::input;
use deriv::practice::progress::MAX_FILE;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The file at its end, made with its folder where it is not there.
pub(super) fn opened(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    let mut file = options.append(true).create(true).read(true).open(path)?;
    // A line that was cut short stays a line of its own.
    if !ends_with_a_line(path)? {
        file.write_all(b"\n")?;
    }
    Ok(file)
}

fn ends_with_a_line(path: &Path) -> io::Result<bool> {
    let bytes = input::read(path, MAX_FILE)?;
    Ok(bytes.last().is_none_or(|last| *last == b'\n'))
}
