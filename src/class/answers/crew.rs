//! Windows of a table that are read by other threads while this one joins those before them.

use crate::class::answers::windows::{self, RowPlan, TableWindow, WindowRows};
use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Condvar, Mutex, MutexGuard};

/// Who reads windows.
pub(super) struct Crew<'p> {
    plan: &'p RowPlan,
    jobs: Mutex<Jobs>,
    changed: Condvar,
}

/// What is to be read.
#[derive(Default)]
struct Jobs {
    open: VecDeque<(TableWindow, Sender<WindowRows>)>,
    closed: bool,
}

/// A window that is read by somebody.
pub(super) struct GivenWindow {
    /// The byte of the file at which it ends.
    pub(super) end: usize,
    done: Receiver<WindowRows>,
}

impl<'p> Crew<'p> {
    pub(super) fn new(plan: &'p RowPlan) -> Crew<'p> {
        Crew {
            plan,
            jobs: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().expect("nothing panics while it is held")
    }

    /// Reads what there is to read until there will be no more.
    pub(super) fn work(&self) {
        loop {
            let mut jobs = self.jobs();
            let (window, done) = loop {
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
            // Nobody waits for a window that was given up.
            let _ = done.send(windows::read(self.plan, window));
        }
    }

    /// Gives a window to whoever is free.
    pub(super) fn give(&self, window: TableWindow) -> GivenWindow {
        let (done, wait) = mpsc::channel();
        let given = GivenWindow {
            end: window.start + window.text.len(),
            done: wait,
        };
        self.jobs().open.push_back((window, done));
        self.changed.notify_one();
        given
    }

    /// The rows of a window; until they are read this thread reads others.
    pub(super) fn rows(&self, given: &GivenWindow) -> WindowRows {
        loop {
            if let Ok(rows) = given.done.try_recv() {
                return rows;
            }
            let job = self.jobs().open.pop_front();
            match job {
                Some((window, done)) => {
                    let _ = done.send(windows::read(self.plan, window));
                }
                None => {
                    return given
                        .done
                        .recv()
                        .expect("who took a window hands its rows over");
                }
            }
        }
    }

    /// Gives up what nobody has begun to read.
    pub(super) fn give_up(&self) {
        self.jobs().open.clear();
    }
}

/// Sends the others home, whatever ends the work.
pub(super) struct Closing<'c, 'p>(pub(super) &'c Crew<'p>);

impl Drop for Closing<'_, '_> {
    fn drop(&mut self) {
        self.0.jobs().closed = true;
        self.0.changed.notify_all();
    }
}
