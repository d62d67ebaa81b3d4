//! Parts of a work that other threads do while this one puts together what came of those before them.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Condvar, Mutex, MutexGuard};

/// Who does parts of a work, of each of which an `R` comes.
pub(crate) struct Crew<J, R> {
    jobs: Mutex<Jobs<J, R>>,
    changed: Condvar,
}

/// What is to be done.
struct Jobs<J, R> {
    open: VecDeque<(J, Sender<R>)>,
    closed: bool,
}

/// A part that is done by somebody.
pub(crate) struct GivenPart<R> {
    done: Receiver<R>,
}

impl<J, R> Crew<J, R> {
    pub(crate) fn new() -> Crew<J, R> {
        Crew {
            jobs: Mutex::new(Jobs {
                open: VecDeque::new(),
                closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs<J, R>> {
        self.jobs.lock().expect("nothing panics while it is held")
    }

    /// Does what there is to do until there will be no more.
    pub(crate) fn work(&self, each: &mut dyn FnMut(J) -> R) {
        loop {
            let mut jobs = self.jobs();
            let (job, done) = loop {
                if let Some(job) = jobs.open.pop_front() {
                    break job;
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
            // Nobody waits for a part that was given up.
            let _ = done.send(each(job));
        }
    }

    /// Gives a part to whoever is free.
    pub(crate) fn give(&self, job: J) -> GivenPart<R> {
        let (done, wait) = mpsc::channel();
        self.jobs().open.push_back((job, done));
        self.changed.notify_one();
        GivenPart { done: wait }
    }

    /// What came of a part; until it is there this thread does others.
    pub(crate) fn result(&self, given: &GivenPart<R>, each: &mut dyn FnMut(J) -> R) -> R {
        loop {
            if let Ok(result) = given.done.try_recv() {
                return result;
            }
            let job = self.jobs().open.pop_front();
            match job {
                Some((job, done)) => {
                    let _ = done.send(each(job));
                }
                None => {
                    let result = given.done.recv();
                    return result.expect("who took a part hands over what came of it");
                }
            }
        }
    }

    /// Gives up what nobody has begun.
    pub(crate) fn give_up(&self) {
        self.jobs().open.clear();
    }
}

/// Sends the others home, whatever ends the work.
pub(crate) struct Closing<'c, J, R>(pub(crate) &'c Crew<J, R>);

impl<J, R> Drop for Closing<'_, J, R> {
    fn drop(&mut self) {
        self.0.jobs().closed = true;
        self.0.changed.notify_all();
    }
}
