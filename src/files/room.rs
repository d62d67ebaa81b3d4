//! What large work needs of the machine, asked for before it starts: memory and threads. An allocation
//! that fails in the middle of it would end the program without a word.

use std::io;
use std::sync::Mutex;

/// Asks for that many bytes and gives them back.
///
/// # Errors
/// `OutOfMemory`. A system that promises more than it has finds out later.
pub(crate) fn ask(bytes: usize) -> io::Result<()> {
    let mut room: Vec<u8> = Vec::new();
    let asked = room.try_reserve_exact(bytes);
    // What is not looked at would not be asked for.
    std::hint::black_box(&mut room);
    asked.map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))
}

/// Bytes that are asked for at once for many small things. Of more at its end the allocator gives back what is free.
const AHEAD: usize = 96 << 10;

/// Room for many small things of one size, asked for together. To a thread that is not the first the allocator of
/// glibc gives a page at a time, each by a call of the system for which the page faults of all threads wait.
pub(crate) struct RoomAhead {
    each: usize,
    left: usize,
}

impl RoomAhead {
    pub(crate) fn new(each: usize) -> RoomAhead {
        RoomAhead { each, left: 0 }
    }

    /// Room for one of them will be taken.
    pub(crate) fn next(&mut self) {
        if self.left == 0 {
            self.left = AHEAD / self.each.max(1);
            if self.left > 1 {
                // Where there is none, it is found out when it is taken.
                let _ = ask(AHEAD);
            }
        }
        self.left = self.left.saturating_sub(1);
    }
}

/// Does work on this thread and on as many others as make up that number; where the system has no
/// more threads, on fewer. The work shares out what there is to do itself.
pub(crate) fn together(threads: usize, work: &(dyn Fn() + Sync)) {
    beside(threads, work, work);
}

/// Hands out parts of a work, on so many threads, to whoever is free.
pub(crate) fn shared<P: Send>(threads: usize, parts: Vec<P>, work: &(dyn Fn(P) + Sync)) {
    let threads = threads.min(parts.len());
    let parts = Mutex::new(parts.into_iter());
    let next = || {
        parts
            .lock()
            .expect("nothing panics while it is held")
            .next()
    };
    together(threads, &|| {
        while let Some(part) = next() {
            work(part);
        }
    });
}

/// Does work beside this thread's own on as many others as make up that number.
pub(crate) fn beside<T>(threads: usize, work: &(dyn Fn() + Sync), own: impl FnOnce() -> T) -> T {
    std::thread::scope(|scope| {
        for _ in 1..threads {
            if std::thread::Builder::new()
                .spawn_scoped(scope, work)
                .is_err()
            {
                break;
            }
        }
        own()
    })
}
