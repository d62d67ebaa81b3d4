//! A stream of points on its way: read in large blocks, answered on all threads, written in order.
//!
//! Each read that completed a line is answered before the next one is waited for, and memory does not
//! grow with the stream.

use super::{Block, RowView, StreamRows};
use crate::files::points::{LineLayout, Unfit};
use crate::slope::grid::Grid;
use crate::slope::many::Many;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

/// Bytes that are read at once: with a full pipe some thousands of points.
const READ: usize = 1 << 18;

/// Longest line. A point of some hundred variables is shorter; without a limit a stream without line
/// ends would fill the memory.
const MAX_LINE: usize = 1 << 20;

/// Fewest lines for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 64;

/// The same in balls of one width, which take a tenth of the time, and in doubles, a hundredth.
const MIN_SHARED_SHORT: usize = 1 << 10;
const MIN_SHARED_DOUBLES: usize = 1 << 14;

/// Points of a grid that are made at once.
const GRID: u64 = 4096;

/// What ends a stream before its end.
#[derive(Debug)]
pub enum Ended<E> {
    /// Its first line tells no layout.
    Unfit(Unfit),
    /// It cannot be read.
    Unread(io::Error),
    /// The line with this number is longer than a point can be.
    LongLine(u64),
    /// What was made of it cannot be written.
    Unwritten(E),
}

/// What was seen of a stream.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    /// Lines that were looked at, a head among them.
    pub lines: u64,
    /// Rows without a slope, by the word for the reason.
    pub without: BTreeMap<&'static str, u64>,
    /// Where and why it stopped, where rows without a slope end it.
    pub stopped: Option<(u64, &'static str)>,
}

/// The rows of a stream on so many threads; `write` gets them in order, as text.
pub struct Writer<'a, E> {
    many: Many,
    view: RowView,
    threads: usize,
    /// One for each thread, once the layout is known.
    workers: Vec<StreamRows>,
    stream: Stream,
    write: &'a mut dyn FnMut(&str) -> Result<(), E>,
}

impl<'a, E> Writer<'a, E> {
    /// For the slopes of this function.
    pub fn new(
        many: Many,
        view: RowView,
        threads: usize,
        write: &'a mut dyn FnMut(&str) -> Result<(), E>,
    ) -> Writer<'a, E> {
        Writer {
            many,
            view,
            threads: threads.max(1),
            workers: Vec::new(),
            stream: Stream::default(),
            write,
        }
    }

    /// The rows of a text stream; `column` names the column that holds the point.
    ///
    /// # Errors
    /// What ended it.
    pub fn read(
        mut self,
        mut from: impl BufRead,
        column: Option<&str>,
    ) -> Result<Stream, Ended<E>> {
        let mut head = Vec::new();
        let mut limited = from.by_ref().take(MAX_LINE as u64);
        let read = limited.read_until(b'\n', &mut head);
        if read.map_err(Ended::Unread)? == 0 {
            return Ok(self.stream);
        }
        let first = String::from_utf8_lossy(&head).into_owned();
        let names = self.many.names();
        let (layout, is_head) = LineLayout::of(&first, &names, column).map_err(Ended::Unfit)?;
        self.start(layout);
        let mut buffer = match is_head {
            true => Vec::new(),
            false => head,
        };
        self.stream.lines = u64::from(is_head);
        // Bytes of the buffer that were read; behind them is room.
        let mut filled = buffer.len();
        loop {
            let end = buffer[..filled].iter().rposition(|byte| *byte == b'\n');
            if let Some(end) = end {
                self.bytes(&buffer[..=end])?;
                buffer.copy_within(end + 1..filled, 0);
                filled -= end + 1;
            }
            if self.stream.stopped.is_some() {
                return Ok(self.stream);
            }
            if filled > MAX_LINE {
                return Err(Ended::LongLine(self.stream.lines + 1));
            }
            if buffer.len() < filled + READ {
                buffer.resize(filled + READ, 0);
            }
            let read = match from.read(&mut buffer[filled..]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Ended::Unread(error)),
            };
            filled += read;
            if read == 0 {
                self.bytes(&buffer[..filled])?;
                return Ok(self.stream);
            }
        }
    }

    /// The rows of a grid.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn grid(mut self, grid: &Grid) -> Result<Stream, Ended<E>> {
        self.start(LineLayout::Columns {
            separator: '\t',
            places: (0..self.many.names().len()).collect(),
        });
        let mut next = 0;
        while next < grid.count() && self.stream.stopped.is_none() {
            let end = grid.count().min(next + GRID);
            let lines: Vec<String> = (next..end).map(|k| grid.point(k).join("\t")).collect();
            self.lines(&lines.join("\n"))?;
            next = end;
        }
        Ok(self.stream)
    }

    fn start(&mut self, layout: LineLayout) {
        let rows = StreamRows::new(self.many.clone(), layout, self.view);
        self.workers = vec![rows; self.threads];
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Ended<E>> {
        match str::from_utf8(bytes) {
            Ok(text) => self.lines(text),
            Err(_) => self.lines(&String::from_utf8_lossy(bytes)),
        }
    }

    /// Writes the rows of these lines, which are shared between the threads.
    fn lines(&mut self, text: &str) -> Result<(), Ended<E>> {
        let first = self.stream.lines + 1;
        let least = match self.many.fast() {
            Some(fast) if fast.is_in_doubles() => MIN_SHARED_DOUBLES,
            Some(_) => MIN_SHARED_SHORT,
            None => MIN_SHARED,
        };
        let threads = match self.workers.len() {
            1 => 1,
            // A line has at least its end.
            _ if text.len() < least || line_ends(text) < least => 1,
            threads => threads,
        };
        let blocks: Vec<Block> = match threads {
            1 => vec![self.workers[0].block(text, first)],
            _ => shared(&mut self.workers, text, first),
        };
        for block in blocks {
            self.stream.lines += block.lines;
            for (reason, count) in block.without {
                *self.stream.without.entry(reason).or_default() += count;
            }
            (self.write)(&block.text).map_err(Ended::Unwritten)?;
            if block.stopped.is_some() {
                self.stream.stopped = block.stopped;
                break;
            }
        }
        Ok(())
    }
}

fn line_ends(text: &str) -> usize {
    // Bytes count bytes, sixteen or more at once.
    let pieces = text.as_bytes().chunks(usize::from(u8::MAX));
    let ends = |piece: &[u8]| {
        piece
            .iter()
            .map(|byte| u8::from(*byte == b'\n'))
            .sum::<u8>()
    };
    pieces.map(|piece| usize::from(ends(piece))).sum()
}

/// Each thread answers its share of the lines.
fn shared(workers: &mut [StreamRows], text: &str, first: u64) -> Vec<Block> {
    let share = text.len().div_ceil(workers.len());
    let (mut rest, mut first) = (text, first);
    std::thread::scope(|scope| {
        let mut handles = Vec::new();
        for worker in workers {
            let beyond = rest.as_bytes().get(share..).unwrap_or_default();
            let end = beyond.iter().position(|byte| *byte == b'\n');
            let (part, after) = rest.split_at(end.map_or(rest.len(), |end| share + end + 1));
            handles.push(scope.spawn(move || worker.block(part, first)));
            first += line_ends(part) as u64;
            rest = after;
        }
        let each = handles.into_iter();
        each.map(|handle| handle.join().expect("the library answers every input"))
            .collect()
    })
}
