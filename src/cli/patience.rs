//! A word on stderr, now and then, while many digits are computed.

use clap::ArgMatches;
use std::io::Write;
use std::time::Duration;

/// Digits that no one has to wait for; who asks for more hears that the program is at work.
const PROMPT_DIGITS: usize = 20_000;

/// Says how long it has taken so far after 2 seconds, 4, 8 and so on, until the program ends, where
/// the command line asks for many digits.
pub(crate) fn begin(matches: &ArgMatches) {
    let digits = matches.try_get_one::<String>("digits").ok().flatten();
    let Some(digits) = digits.and_then(|typed| typed.parse::<usize>().ok()) else {
        return;
    };
    if digits > PROMPT_DIGITS {
        // Without a thread there is no word, and that is all.
        let _ = std::thread::Builder::new().spawn(move || speak(digits));
    }
}

fn speak(digits: usize) {
    let (mut passed, mut wait) = (0, 2);
    loop {
        std::thread::sleep(Duration::from_secs(wait));
        passed += wait;
        wait = passed;
        // Nobody may be listening any more.
        let _ = writeln!(
            std::io::stderr(),
            "note: {digits} digits are being computed, {passed} s so far"
        );
    }
}
