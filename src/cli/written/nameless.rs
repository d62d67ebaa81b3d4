//! Files without a name: `O_TMPFILE` of Linux. The door to `rustix`.

use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::Path;

/// Where the system shows a program its open files, by which one of them is given a name.
const OPEN_FILES: &str = "/proc/self/fd";

/// A file in the folder of this path; `None` where the file system has no such files.
pub(crate) fn create(path: &Path) -> Option<File> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let rights = Mode::from_raw_mode(0o666);
    Path::new(OPEN_FILES).is_dir().then_some(())?;
    let file = open(folder.unwrap_or(Path::new(".")), flags, rights).ok()?;
    Some(file.into())
}

/// Gives it this name.
///
/// # Errors
/// `AlreadyExists` where there is such a file.
pub(crate) fn name(file: &File, path: &Path) -> io::Result<()> {
    let open = format!("{OPEN_FILES}/{}", file.as_raw_fd());
    Ok(linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}
