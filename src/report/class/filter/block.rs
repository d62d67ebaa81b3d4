//! Lines of a block that are answered together, and whose answers are used again as room.

use crate::files::crew::Crew;
use std::ops::Range;
use std::sync::Arc;

/// Parts of a block for each thread: who is done sooner takes more of them.
const PARTS: usize = 4;

/// Lines that are answered together, whose answers are put into a `P`.
pub(super) struct Lines<P> {
    pub(super) text: BlockPart,
    /// How many lines stand before them.
    pub(super) number: u64,
    /// Room of answers that are written.
    pub(super) room: P,
}

/// A part of a block.
pub(super) struct BlockPart {
    block: Arc<Vec<u8>>,
    span: Range<usize>,
}

impl BlockPart {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.block[self.span.clone()]
    }
}

/// Answers whole lines with the others, of which there are `threads` with this one; in their order. `spare` is
/// room for that.
pub(super) fn answered<P: Default>(
    crew: &Crew<Lines<P>, P>,
    text: Vec<u8>,
    number: &mut u64,
    threads: usize,
    spare: &mut Vec<P>,
    each: &mut dyn FnMut(Lines<P>) -> P,
) -> Vec<P> {
    let text = Arc::new(text);
    let parts = threads * PARTS;
    let mut given = Vec::with_capacity(parts);
    let mut start = 0;
    for at in 1..=parts {
        // Parts end with a line.
        let goal = (text.len() * at / parts).max(start);
        let end = match text[goal..].iter().position(|&byte| byte == b'\n') {
            Some(more) if at < parts => goal + more + 1,
            _ => text.len(),
        };
        given.push(crew.give(Lines {
            text: BlockPart {
                block: Arc::clone(&text),
                span: start..end,
            },
            number: *number,
            room: spare.pop().unwrap_or_default(),
        }));
        let part = &text[start..end];
        let lines = part.iter().filter(|&&byte| byte == b'\n').count() as u64;
        *number += lines + u64::from(!part.is_empty() && part.last() != Some(&b'\n'));
        start = end;
    }
    let parts = given.iter().map(|given| crew.result(given, each));
    parts.collect()
}
