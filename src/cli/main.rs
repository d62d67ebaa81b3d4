//! The program: reads the command line, calls the library, prints what comes back.
//!
//! Exit status: 0 done, 1 an answer is not right or a threshold is missed, 2 the command line or an
//! expression cannot be read, 3 the mathematics has no answer there, an answer has no verdict or a
//! threshold is open, 4 a file cannot be read or written.
//!
//! # To add a subcommand
//!
//! Touch a new file here: `command` says its options and `run` parses them, calls the library and
//! shows a view of what comes back, `EXAMPLES` are commands with their output; many options stand
//! with the examples in its `arguments.rs`. Then its `mod` line below and its row in `args.rs`; and
//! in `src/report/` the record that it fills, with a line in `keys.rs`. What computes or decides
//! belongs to a room of the library: a test holds how long a file here may be.

mod args;
mod backward;
mod check;
mod complete;
mod descend;
mod diff;
mod explore;
mod failure;
mod feedback;
mod functions;
mod grade;
mod help;
mod input;
mod looks;
mod memory;
mod nudge;
mod options;
mod output;
mod paint;
mod patience;
mod plot;
mod point;
mod quiz;
mod refused;
mod run;
mod said;
mod side;
mod slope;
mod status;
mod stdout;
mod stream;
mod terminal;
mod typed;
mod way_out;
mod written;

use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    memory::watch();
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let mut out = Output::new(looks::Looks::asked(&arguments));
    let outcome = run::run(arguments, &mut out);
    let status = match outcome {
        Ok(status) => status,
        Err(failure) => out.fail(failure),
    };
    let status = match out.finish() {
        Ok(()) => status,
        Err(failure) => out.fail(failure),
    };
    ExitCode::from(status.code())
}
