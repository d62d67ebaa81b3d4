//! Files that are written whole or not at all: beside the file that is meant, then renamed.

mod meant;
#[cfg(not(target_os = "linux"))]
#[path = "written/named.rs"]
mod nameless;
#[cfg(target_os = "linux")]
mod nameless;

use crate::output::Failure;
use deriv::report::formats::Page;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file; on any trouble what stood there before stays, and nothing half-written is left.
pub(crate) fn write(
    path: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    whole(Path::new(path), write).map_err(|error| Failure::file(path, &error))
}

/// The same of a text that is there as a whole.
pub(crate) fn text(path: &str, text: &str) -> Result<(), Failure> {
    write(path, |file| file.write_all(text.as_bytes()))
}

/// Writes pages into a folder, which is made where there is none; says how many.
pub(crate) fn pages(folder: &str, pages: impl Iterator<Item = Page>) -> Result<usize, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut count = 0;
    for page in pages {
        let path = Path::new(folder).join(&page.file);
        text(&path.to_string_lossy(), &page.text)?;
        count += 1;
    }
    Ok(count)
}

/// A file without a name that is gone when it is closed; `None` where the system has none.
pub(crate) fn temporary() -> Option<File> {
    nameless::create(&std::env::temp_dir().join("deriv"))
}

fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // What is no ordinary file, such as /dev/null or a pipe, is written to as it is.
    if path.exists() && !path.is_file() {
        let mut file = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut file)?;
        return file.flush();
    }
    let path = meant::meant(path)?;
    let unfinished = Unfinished::beside(path)?;
    let mut file = BufWriter::new(&unfinished.file);
    let written = write(&mut file)
        .and_then(|()| file.flush())
        .and_then(|()| unfinished.file.sync_all());
    drop(file);
    written.and_then(|()| unfinished.put_in_place())
}

/// A file that is written for a path and not yet there. Where the system has them it has no name
/// meanwhile, so that nothing is left of it however the program ends; elsewhere a hidden one.
struct Unfinished {
    file: File,
    /// The name that it has meanwhile.
    hidden: Option<PathBuf>,
    path: PathBuf,
}

impl Unfinished {
    fn beside(path: PathBuf) -> io::Result<Unfinished> {
        if let Some(file) = nameless::create(&path) {
            let hidden = None;
            return Ok(Unfinished { file, hidden, path });
        }
        let hidden = beside(&path);
        Ok(Unfinished {
            file: File::create_new(&hidden)?,
            hidden: Some(hidden),
            path,
        })
    }

    fn put_in_place(mut self) -> io::Result<()> {
        if self.hidden.is_none() {
            match nameless::name(&self.file, &self.path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                named => return named,
            }
            // What is there is replaced by a file that has a name.
            let hidden = beside(&self.path);
            nameless::name(&self.file, &hidden)?;
            self.hidden = Some(hidden);
        }
        if let Some(hidden) = &self.hidden {
            std::fs::rename(hidden, &self.path)?;
            self.hidden = None;
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(hidden) = &self.hidden {
            // The trouble itself is told; that the rest could not be removed would hide it.
            let _ = std::fs::remove_file(hidden);
        }
    }
}

/// A name beside a file that no other run takes.
fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = format!(".{}.{}.part", name.unwrap_or_default(), std::process::id());
    path.with_file_name(name)
}
