//! What ends or suspends a session from outside: the door to `signal-hook`.

use super::guard::restore;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long keys are waited for before signals are looked at.
pub(super) const WAIT: Duration = Duration::from_millis(100);

/// How often that the program is waited for to end by itself.
const PATIENCE: u32 = 10;

/// Signals that came.
pub(super) struct Signals {
    /// The program is to end.
    pub(super) end: Arc<AtomicBool>,
    /// The program is to be suspended.
    stop: Arc<AtomicBool>,
}

impl Signals {
    pub(super) fn new() -> io::Result<Signals> {
        let signals = Signals {
            end: Arc::default(),
            stop: Arc::default(),
        };
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
            for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
                signal_hook::flag::register(signal, Arc::clone(&signals.end))?;
            }
            signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        }
        Ok(signals)
    }

    pub(super) fn ended(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }
}

/// Ends the program where its terminal is gone: a read from it then comes back at once and without a
/// byte, which crossterm takes for nothing yet and asks again for ever.
pub(super) fn watch(end: Arc<AtomicBool>, left: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let mut late = 0;
        while !left.load(Ordering::Relaxed) {
            std::thread::sleep(WAIT);
            let there = io::stdin().is_terminal() && io::stdout().is_terminal();
            late = match there && !end.load(Ordering::Relaxed) {
                true => 0,
                false => late + 1,
            };
            if late >= PATIENCE {
                restore();
                // The other thread can't be told any more.
                #[allow(clippy::exit)]
                std::process::exit(0);
            }
        }
    });
}

/// Says that the session was left, whatever ended it.
pub(super) struct Left(pub(super) Arc<AtomicBool>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Stops the program as the shell's Ctrl-Z does, and comes back when it goes on.
pub(super) fn suspend() {
    #[cfg(unix)]
    {
        // Without a shell that could bring it back this does nothing.
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }
}
