//! Parts of a file that are read ahead, on all cores: records of JSON and tables of TOML take much longer to read
//! than to find. They come in their order, and of a part that can't be read no more is told than that: who asked
//! for it reads it again, and says what is wrong.

use crate::files::crew::{Closing, Crew, GivenPart};
use crate::files::room;
use crate::files::source::Source;
use crate::files::text_file::TextFile;
use crate::files::tree::Tree;
use std::collections::VecDeque;
use std::ops::Range;

/// Parts of what is read of a file at once that are given away together: as trees they take some twenty times
/// their bytes, and a core should have them at hand.
const SHARE: usize = 16;

/// Longest part that is given away: of one that is longer there would be two copies.
const MAX_GIVEN: usize = 1 << 20;

/// Pieces of a file from which on a second thread reads: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 2;

/// What came of a part.
pub(crate) enum ReadPart {
    Tree(Tree),
    /// It is well formed; its tree was not asked for, or has more than is read.
    Formed,
    Broken,
}

/// How a part of a file is read, and whether its tree is asked for.
pub(crate) type ReadsPart = dyn Fn(&Source, Range<usize>, bool) -> ReadPart + Sync;

/// What finds the bytes of one part of a file after the other, and holds each without giving up what was held.
pub(crate) type FindsPart<'f, E> =
    dyn FnMut(&mut TextFile<'_>) -> Result<Option<Range<usize>>, E> + 'f;

/// Parts that are given away together.
struct PartsText {
    source: Source,
    parts: Vec<Range<usize>>,
    trees: bool,
}

/// Those who read parts.
pub(crate) struct PartReaders<'c> {
    crew: &'c Crew<PartsText, Vec<ReadPart>>,
    read: &'c ReadsPart,
    /// So many are given away that nobody waits while this thread works with what came of others.
    most: usize,
    /// Bytes that are given away at once.
    at_once: usize,
}

/// How a file is shared out: its bytes, those that are read of it at once, and the threads that there may be.
pub(crate) struct FileShared {
    pub(crate) length: usize,
    pub(crate) piece: usize,
    pub(crate) threads: usize,
}

impl FileShared {
    /// On how many threads it is worth to read it.
    pub(crate) fn worth(&self) -> usize {
        match self.length / MIN_SHARED < self.piece {
            true => 1,
            false => self.threads.max(1),
        }
    }
}

/// Works with parts of a file that others read, on as many threads as it is worth.
pub(crate) fn beside_readers<T>(
    shared: FileShared,
    read: &ReadsPart,
    own: impl FnOnce(&PartReaders<'_>) -> T,
) -> T {
    let threads = shared.worth();
    let crew = Crew::new();
    let work = || crew.work(&mut |text| all(read, &text));
    room::beside(threads, &work, || {
        let _closing = Closing(&crew);
        own(&PartReaders {
            crew: &crew,
            read,
            most: if threads == 1 { 1 } else { threads + 2 },
            at_once: shared.piece / SHARE,
        })
    })
}

fn all(read: &ReadsPart, text: &PartsText) -> Vec<ReadPart> {
    let parts = text.parts.iter();
    let read = parts.map(|part| read(&text.source, part.clone(), text.trees));
    read.collect()
}

/// Parts that were found, until they are read.
struct FoundParts {
    parts: Vec<Range<usize>>,
    /// Nothing where this thread reads them when they are asked for.
    given: Option<GivenPart<Vec<ReadPart>>>,
}

/// The parts of a file, read ahead.
pub(crate) struct PartsAhead<'c, E> {
    readers: &'c PartReaders<'c>,
    found: VecDeque<FoundParts>,
    now: std::vec::IntoIter<(Range<usize>, ReadPart)>,
    /// Where the last one that was found ends.
    behind: Option<usize>,
    /// Why no more are found.
    ended: Option<Result<(), E>>,
    /// Whether their trees are asked for.
    pub(crate) trees: bool,
}

impl<'c, E: Copy> PartsAhead<'c, E> {
    pub(crate) fn new(readers: &'c PartReaders<'c>) -> PartsAhead<'c, E> {
        PartsAhead {
            readers,
            found: VecDeque::new(),
            now: Vec::new().into_iter(),
            behind: None,
            ended: None,
            trees: true,
        }
    }

    /// The next part with what came of it; it is held until the one after it is asked for. `find` gives the
    /// bytes of one part after the other, and holds each without giving up what was held before.
    pub(crate) fn next(
        &mut self,
        file: &mut TextFile<'_>,
        find: &mut FindsPart<'_, E>,
    ) -> Result<Option<(Range<usize>, ReadPart)>, E> {
        if self.readers.most == 1 {
            return self.alone(file, find);
        }
        loop {
            if let Some(part) = self.now.next() {
                return Ok(Some(part));
            }
            let first = self.found.front().and_then(|found| found.parts.first());
            if let Some(start) = first.map(|part| part.start).or(self.behind) {
                file.go_to(start);
            }
            while self.found.len() < self.readers.most && self.ended.is_none() {
                self.find(file, find);
            }
            let Some(FoundParts { parts, given }) = self.found.pop_front() else {
                return self.ended.unwrap_or(Ok(())).map(|()| None);
            };
            let PartReaders { crew, read, .. } = self.readers;
            let came = match given {
                Some(given) => crew.result(&given, &mut |text| all(*read, &text)),
                None => {
                    let parts = parts.iter();
                    let read = parts.map(|part| read(file.held(), part.clone(), self.trees));
                    read.collect()
                }
            };
            let now: Vec<(Range<usize>, ReadPart)> = parts.into_iter().zip(came).collect();
            self.now = now.into_iter();
        }
    }

    /// The next part where there are no others to read it.
    fn alone(
        &mut self,
        file: &mut TextFile<'_>,
        find: &mut FindsPart<'_, E>,
    ) -> Result<Option<(Range<usize>, ReadPart)>, E> {
        if let Some(behind) = self.behind {
            file.go_to(behind);
        }
        let Some(part) = find(file)? else {
            return Ok(None);
        };
        self.behind = Some(part.end);
        let read = (self.readers.read)(file.held(), part.clone(), self.trees);
        Ok(Some((part, read)))
    }

    /// Finds parts that are read together, and gives them away.
    fn find(&mut self, file: &mut TextFile<'_>, find: &mut FindsPart<'_, E>) {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let whole = loop {
            match find(file) {
                Ok(Some(part)) => {
                    self.behind = Some(part.end);
                    parts.push(part.clone());
                    let whole = parts[0].start..part.end;
                    if whole.len() >= self.readers.at_once {
                        break whole;
                    }
                }
                ended => {
                    self.ended = Some(ended.map(|_| ()));
                    let ends = parts.first().zip(parts.last());
                    let Some((first, last)) = ends else { return };
                    break first.start..last.end;
                }
            }
        };
        let given = (whole.len() <= MAX_GIVEN).then(|| {
            self.readers.crew.give(PartsText {
                source: file.held().part(whole),
                parts: parts.clone(),
                trees: self.trees,
            })
        });
        self.found.push_back(FoundParts { parts, given });
    }
}

impl<E> Drop for PartsAhead<'_, E> {
    fn drop(&mut self) {
        self.readers.crew.give_up();
    }
}
