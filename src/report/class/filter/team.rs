//! Threads that answer lines of a stream, each with a memory of its own, from its first large block to its end.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

/// Parts of a block for each thread: who is done sooner takes more of them.
const PARTS: usize = 4;

/// Lines that are answered together.
struct Lines {
    /// Their place among the parts of the block.
    at: usize,
    text: Arc<Vec<u8>>,
    span: std::ops::Range<usize>,
    /// How many lines stand before them.
    number: u64,
}

/// The block that is answered.
struct Block<P> {
    open: VecDeque<Lines>,
    done: Vec<Option<P>>,
    left: usize,
    closed: bool,
    /// Answers that are written: their room is used again.
    spare: Vec<P>,
}

/// How lines are answered, before which so many others stand, with what a thread remembers and with the room of
/// answers that are written.
pub(super) type Answering<'a, P, M> = &'a (dyn Fn(&[u8], u64, &mut M, P) -> P + Sync);

/// Threads, and what they do; of some lines they make a `P`.
pub(super) struct Team<P> {
    jobs: Mutex<Block<P>>,
    /// There are lines to answer, or there will be none.
    changed: Condvar,
    /// All lines of a block are answered.
    answered: Condvar,
}

/// Sends the others home, whatever ends the work.
pub(super) struct EndOfLines<'t, P>(pub(super) &'t Team<P>);

impl<P> Drop for EndOfLines<'_, P> {
    fn drop(&mut self) {
        self.0
            .jobs
            .lock()
            .expect("nothing panics while it is held")
            .closed = true;
        self.0.changed.notify_all();
    }
}

impl<P: Default> Team<P> {
    pub(super) fn new() -> Team<P> {
        Team {
            jobs: Mutex::new(Block {
                open: VecDeque::new(),
                done: Vec::new(),
                left: 0,
                closed: false,
                spare: Vec::new(),
            }),
            changed: Condvar::new(),
            answered: Condvar::new(),
        }
    }

    fn jobs(&self) -> MutexGuard<'_, Block<P>> {
        self.jobs.lock().expect("nothing panics while it is held")
    }

    /// Answers lines until there will be no more.
    pub(super) fn work<M: Default>(&self, answering: Answering<'_, P, M>) {
        let mut memory = M::default();
        loop {
            let mut jobs = self.jobs();
            let lines = loop {
                if let Some(lines) = jobs.open.pop_front() {
                    break lines;
                }
                if jobs.closed {
                    return;
                }
                jobs = self
                    .changed
                    .wait(jobs)
                    .expect("nothing panics while it is held");
            };
            drop(jobs);
            self.answer(answering, &lines, &mut memory);
        }
    }

    fn answer<M>(&self, answering: Answering<'_, P, M>, lines: &Lines, memory: &mut M) {
        let text = &lines.text[lines.span.clone()];
        let room = self.jobs().spare.pop().unwrap_or_default();
        let answers = || answering(text, lines.number, memory, room);
        let part = catch_unwind(AssertUnwindSafe(answers));
        let mut jobs = self.jobs();
        let part = match part {
            Ok(part) => part,
            Err(panic) => {
                // Nobody waits for a thread that ends.
                jobs.left = 0;
                jobs.open.clear();
                drop(jobs);
                self.answered.notify_all();
                resume_unwind(panic)
            }
        };
        jobs.done[lines.at] = Some(part);
        jobs.left = jobs.left.saturating_sub(1);
        if jobs.left == 0 {
            self.answered.notify_all();
        }
    }

    /// Takes answers back that are written.
    pub(super) fn take_back(&self, written: Vec<P>) {
        self.jobs().spare.extend(written);
    }

    /// Answers whole lines with the others, of which there are `threads` with this one; in their order.
    pub(super) fn answered<M>(
        &self,
        answering: Answering<'_, P, M>,
        text: Vec<u8>,
        number: &mut u64,
        threads: usize,
        memory: &mut M,
    ) -> Vec<P> {
        let text = Arc::new(text);
        let parts = threads * PARTS;
        let mut open = VecDeque::with_capacity(parts);
        let mut start = 0;
        for at in 1..=parts {
            // Parts end with a line.
            let goal = (text.len() * at / parts).max(start);
            let end = match text[goal..].iter().position(|&byte| byte == b'\n') {
                Some(more) if at < parts => goal + more + 1,
                _ => text.len(),
            };
            open.push_back(Lines {
                at: at - 1,
                text: Arc::clone(&text),
                span: start..end,
                number: *number,
            });
            let part = &text[start..end];
            let lines = part.iter().filter(|&&byte| byte == b'\n').count() as u64;
            *number += lines + u64::from(!part.is_empty() && part.last() != Some(&b'\n'));
            start = end;
        }
        let mut jobs = self.jobs();
        jobs.left = parts;
        jobs.done = (0..parts).map(|_| None).collect();
        jobs.open = open;
        self.changed.notify_all();
        loop {
            match jobs.open.pop_front() {
                Some(lines) => {
                    drop(jobs);
                    self.answer(answering, &lines, memory);
                    jobs = self.jobs();
                }
                None if jobs.left == 0 => break,
                None => {
                    jobs = self
                        .answered
                        .wait(jobs)
                        .expect("nothing panics while it is held");
                }
            }
        }
        std::mem::take(&mut jobs.done)
            .into_iter()
            .flatten()
            .collect()
    }
}
