//! Input that is read more than once, from a file of which no more is held than a part.

use crate::written;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes of what comes only once that are held; more are kept in a file without a name.
const HELD: usize = 1 << 23;

/// What can be read again.
pub(crate) enum Again {
    File(File),
    Held(Cursor<Vec<u8>>),
}

impl Again {
    /// A file, where `-` is stdin; of what comes only once a little more than the limit is read at most,
    /// so that its reader can refuse it.
    pub(crate) fn open(path: &str, limit: usize) -> io::Result<Again> {
        if path == "-" {
            return match stdin() {
                Some(file) => Ok(Again::File(file)),
                None => Again::kept(io::stdin().lock().take(limit as u64 + 1)),
            };
        }
        let file = File::open(Path::new(path))?;
        match file.metadata()?.is_file() {
            true => Ok(Again::File(file)),
            false => Again::kept(file.take(limit as u64 + 1)),
        }
    }

    /// What comes only once.
    fn kept(mut input: impl Read) -> io::Result<Again> {
        let mut bytes = Vec::new();
        input.by_ref().take(HELD as u64).read_to_end(&mut bytes)?;
        if bytes.len() < HELD {
            return Ok(Again::Held(Cursor::new(bytes)));
        }
        if let Some(mut file) = written::temporary()
            && file.write_all(&bytes).is_ok()
        {
            let mut piece = Vec::new();
            loop {
                piece.clear();
                if input.by_ref().take(1 << 16).read_to_end(&mut piece)? == 0 {
                    file.rewind()?;
                    return Ok(Again::File(file));
                }
                let end = file.stream_position()?;
                if file.write_all(&piece).is_err() {
                    // Where there is no room for it, it is held.
                    file.rewind()?;
                    bytes.clear();
                    file.take(end).read_to_end(&mut bytes)?;
                    bytes.append(&mut piece);
                    break;
                }
            }
        }
        input.read_to_end(&mut bytes)?;
        Ok(Again::Held(Cursor::new(bytes)))
    }
}

impl Read for Again {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Again::File(file) => file.read(buffer),
            Again::Held(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Again {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Again::File(file) => file.seek(to),
            Again::Held(bytes) => bytes.seek(to),
        }
    }
}

/// Stdin where it is a file.
#[cfg(unix)]
fn stdin() -> Option<File> {
    use std::os::fd::AsFd;

    let file = File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
    file.metadata().is_ok_and(|it| it.is_file()).then_some(file)
}

/// Elsewhere it is not asked.
#[cfg(not(unix))]
fn stdin() -> Option<File> {
    None
}
