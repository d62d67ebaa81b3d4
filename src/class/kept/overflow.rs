//! What verdicts say beyond the room for it, in a file that is gone with the program: to read it there takes a
//! hundredth of the time that judging the answer again does.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

/// Who gives a file for it; none where there is no room for one.
pub type OpenFile = fn() -> Option<File>;

/// Bytes at which verdicts start, so that 8 GiB of them are counted in 31 bits.
pub(super) const UNIT: usize = 4;

/// Most bytes of it: what some five million verdicts say. A folder for such files may be memory.
const MAX_FILE: usize = 1 << 30;

/// Bytes that are written at once.
const PIECE: usize = 1 << 16;

/// Bytes that are read at once: most verdicts say less.
const CHUNK: usize = 512;

/// Bytes before what a verdict says, which say how many that is.
const LENGTH: usize = size_of::<u32>();

/// The file, which is there from the first verdict in it on.
#[derive(Debug, Default)]
pub(super) struct Overflow {
    open: Option<OpenFile>,
    file: Option<File>,
    /// How many bytes stand in it, and what comes behind them.
    written: usize,
    pending: Vec<u8>,
    /// Whether something could not be written: nothing may stand where that was to be.
    full: bool,
}

impl Overflow {
    pub(super) fn new(open: Option<OpenFile>) -> Overflow {
        Overflow {
            open,
            ..Overflow::default()
        }
    }

    /// Adds what a verdict says; the byte at which it starts, a multiple of [`UNIT`], if there is room.
    pub(super) fn add(&mut self, said: &[u8]) -> Option<usize> {
        if let Some(open) = self.open.take() {
            self.file = open();
        }
        self.file.as_ref().filter(|_| !self.full)?;
        let start = self.written + self.pending.len();
        (start + LENGTH + said.len() <= MAX_FILE).then_some(())?;
        let length = u32::try_from(said.len()).ok()?;
        self.pending.extend_from_slice(&length.to_le_bytes());
        self.pending.extend_from_slice(said);
        let whole = self.pending.len().next_multiple_of(UNIT);
        self.pending.resize(whole, 0);
        if self.pending.len() >= PIECE {
            self.write()?;
        }
        Some(start)
    }

    /// Writes what is pending; where that fails no more is kept, and what was written stays.
    fn write(&mut self) -> Option<()> {
        let mut file = self.file.as_ref()?;
        let end = SeekFrom::Start(self.written as u64);
        let written = file.seek(end).and_then(|_| file.write_all(&self.pending));
        match written.is_ok() {
            true => self.written += self.pending.len(),
            false => self.full = true,
        }
        self.pending.clear();
        written.ok()
    }

    /// What the verdict says that starts at a byte; `None` where it is not there.
    pub(super) fn read(&mut self, start: usize) -> Option<Vec<u8>> {
        if start >= self.written {
            self.write()?;
        }
        (start < self.written).then_some(())?;
        let mut file = self.file.as_ref()?;
        file.seek(SeekFrom::Start(start as u64)).ok()?;
        let mut said = Vec::with_capacity(CHUNK);
        file.take(CHUNK as u64).read_to_end(&mut said).ok()?;
        let length = u32::from_le_bytes(*said.first_chunk()?) as usize;
        let rest = (LENGTH + length).saturating_sub(said.len());
        file.take(rest as u64).read_to_end(&mut said).ok()?;
        said.truncate(LENGTH + length);
        said.drain(..LENGTH);
        (said.len() == length).then_some(said)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    pub(in crate::class::kept) fn without_name() -> Option<File> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("deriv-overflow-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut options = File::options();
        let file = options.read(true).write(true).create_new(true).open(&path);
        std::fs::remove_file(path).ok()?;
        file.ok()
    }

    fn full() -> Option<File> {
        let mut options = File::options();
        options.read(true).write(true).open("/dev/full").ok()
    }

    /// What was added comes back, in any order; where the device is full nothing does, and nothing else.
    #[test]
    fn what_is_said_comes_back() {
        let said = |at: usize| vec![at as u8; at % 701];
        let mut overflow = Overflow::new(Some(without_name));
        let starts: Vec<usize> = (0..3_000)
            .map(|at| overflow.add(&said(at)).expect("room"))
            .collect();
        for at in (0..3_000).rev().chain(0..3_000) {
            assert_eq!(overflow.read(starts[at]), Some(said(at)), "{at}");
        }
        assert_eq!(
            overflow.add(&said(7)).map(|at| overflow.read(at)),
            Some(Some(said(7)))
        );
        let mut none = Overflow::new(Some(full));
        let starts: Vec<usize> = (0..3_000).filter_map(|at| none.add(&said(at))).collect();
        assert!(starts.iter().all(|start| none.read(*start).is_none()));
        assert_eq!(Overflow::new(None).add(&said(7)), None);
    }
}
