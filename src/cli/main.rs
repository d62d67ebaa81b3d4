//! The program: reads the command line, calls the library, prints what comes back.
//!
//! Exit status: 0 done, 1 an answer is not right, 2 the command line or an expression cannot be
//! read, 3 the mathematics has no answer there, 4 a file cannot be read or written.

mod args;
mod check;
mod descend;
mod diff;
mod estimate;
mod grade;
mod help;
mod nudge;
mod output;
mod paint;
mod point;
mod slope;

use output::{Failure, Output, Status};
use std::process::ExitCode;

/// Stack of the thread that works. Nothing recurses with a user's input; this is what a debug
/// build's large frames want.
fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let mut out = Output::from_environment(&arguments);
    let outcome = args::run(arguments, &mut out);
    let status = match outcome {
        Ok(status) => status,
        Err(failure) => out.fail(failure),
    };
    match out.finish() {
        Ok(()) => ExitCode::from(status.code()),
        Err(Failure::Closed) => ExitCode::from(status.code()),
        Err(_) => ExitCode::from(Status::File.code()),
    }
}
