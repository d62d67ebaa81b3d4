//! Memory that runs out ends the run as any trouble with a file does, not as an abort.

/// Status of a run that the machine could not bear, as for a file that can't be read.
#[cfg(unix)]
const OUT_OF_MEMORY: i32 = super::status::Status::File.code() as i32;

/// From here on an allocation that fails ends the program with its own status: the standard library
/// says on stderr how much was asked for and then aborts, and nothing may allocate any more. Files
/// stay as they were, since none is in its place before it is whole.
#[cfg(unix)]
pub(crate) fn watch() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    let always = Arc::new(AtomicBool::new(true));
    let abort = signal_hook::consts::SIGABRT;
    // Where the system refuses, it ends as it would without us.
    let _ = signal_hook::flag::register_conditional_shutdown(abort, OUT_OF_MEMORY, always);
}

/// Elsewhere there are no such signals.
#[cfg(not(unix))]
pub(crate) fn watch() {}
