//! `deriv explore`: on lines, and on the screen of a real pseudo-terminal.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::{ran, subcommand};

/// What the session on lines prints where lines are long.
fn lines(args: &[&str], typed: &str) -> String {
    lines_of(200, args, typed)
}

fn lines_of(width: usize, args: &[&str], typed: &str) -> String {
    let width = width.to_string();
    let args = [args, &["--width", &width]].concat();
    let args = &args[..];
    let (out, err, status) = ran(subcommand("explore", args).write_stdin(typed));
    assert_eq!(status, 0, "{err}");
    assert!(!out.contains('\u{1b}'));
    out
}

#[test]
fn a_session_on_lines() {
    let out = lines(&["w^2", "--plain"], "half\nrate 1.1\nstep\nquit\n");
    assert_eq!(
        out,
        "explore J(w) = w^2. Commands: w N, eps N, rate N, step, half, side, undo, reset, mission, \
         fit, picture FILE, var NAME, show, help, quit\n\
         w 3, J 9, slope 6, eps 1, rate 0.1\n\
         > Nudge 0.5: ratio 6.5 is 0.5 away from the slope 6.\n\
         > Rate 1.1: the next step would move w by -6.6.\n\
         > Step 1: w 3 -> -3.6. Overshot: J rose from 9 to 12.96.\n\
         > left explore at w = -3.6, eps 0.5, rate 1.1 after 1 step\n"
    );
}

#[test]
fn lines_fit_the_width() {
    let typed = "half\nstep\nhelp\nmission\nrate 1.1\nstep\nstep\nundo\nshow\nw 1/0\nnonsense\npicture x.png\n";
    for args in [
        &["w^2"][..],
        &["x*y", "--at", "x=1,y=2"],
        &["abs(w)", "--at", "0"],
        &["1e9*w^2", "--ascii"],
        &["x*y*z", "--at", "x=1,y=2,z=3", "--plain"],
    ] {
        for width in [40, 60, 80, 200] {
            for line in lines_of(width, args, typed).lines() {
                assert!(line.chars().count() <= width, "{args:?} {width}: {line}");
            }
        }
    }
}

#[test]
fn sentences_say_what_happened() {
    for (args, typed, said) in [
        (
            &["w^2"][..],
            "half\nhalf\n",
            "Nudge 0.25: ratio 6.25 is 0.25 away from the slope 6. The gap shrinks with ε.",
        ),
        (
            &["w^2"],
            "eps 0\n",
            "ε must not be 0: 0/0 has no value. Make it small instead.",
        ),
        (
            &["abs(w)", "--at", "0"],
            "show\nside\n",
            "No slope at 0: left -1, right 1. Press n to see the other side.",
        ),
        (
            &["w^2"],
            "rate 1.1\nstep\nstep\nstep\nstep\n",
            "Step 4: w -5.184 -> 6.221. Overshot: J rose from 26.874 to 38.698.",
        ),
        (
            &["w^2"],
            "w 2\n",
            "At w = 2: J 4, slope 4. A nudge of 1 changes J by 5.",
        ),
        (
            &["w^2"],
            "w = pi/2\n",
            "At w = 1.571: J 2.467, slope 3.142.",
        ),
        (&["w^2"], "rate -1\n", "The rate must be above 0"),
        (&["w^2"], "fly\n", "Unknown command `fly`. help lists them."),
        (&["w^2"], "w\n", "`w` needs a value: w 1"),
        (&["w^2"], "w 1/0\n", "`1/0` has no value."),
        (&["w^2"], "w two\n", "`two` is not a number."),
        (&["w^2"], "undo\n", "There is nothing to undo."),
        (
            &["w^2"],
            "w 2\nundo\n",
            "Taken back: w 3, J 9, slope 6, eps 1, rate 0.1.",
        ),
        (
            &["sqrt(w)", "--at", "1"],
            "rate 3\nstep\n",
            "where J has no value.",
        ),
        (
            &["sqrt(w)", "--at", "1"],
            "eps -2\n",
            "The nudge leads to w = -1, where J has no value.",
        ),
        (
            &["x^2*y", "--at", "x=1,y=2"],
            "var y\n",
            "Now y moves, the others hold still.",
        ),
        (
            &["x^2*y", "--at", "x=1,y=2"],
            "step\n",
            "Step 1: x 1 -> 0.6, y 2 -> 1.9. J fell from 2 to 0.684.",
        ),
        (
            &["x*y*z", "--at", "x=1,y=2,z=3"],
            "z 4\n",
            "At x = 1, y = 2, z = 4: J 8, slope 8.",
        ),
        // A figure before the point is never cut.
        (
            &["exp(w^2)"],
            "w 4\n",
            "At w = 4: J 8886111, slope 71088884.",
        ),
        // Digits rise until what is read against each other is told apart.
        (
            &["1e9*w^2", "--at", "12345"],
            "rate 1e-15\nstep\n",
            "Step 1: w 12345 -> 12344.975. J fell from 1.52399e17 to 1.523984e17.",
        ),
        (
            &["w^2"],
            "eps 1e-6\n",
            "Nudge 1e-6: ratio 6.000001 is 1e-6 away from the slope 6.",
        ),
        (
            &["1e30 + sin(w)", "--at", "1"],
            "rate 1e-12\nstep\n",
            "J fell by 2.919e-13.",
        ),
        // What was typed is shown as it is.
        (
            &["w^2"],
            "eps 0.0015625\nw 3.0001\n",
            "At w = 3.0001: J 9.001, slope 6. A nudge of 0.0015625 changes J by 0.009378.",
        ),
        (&["1/w", "--at", "1"], "w 0\n", "J has no value at w = 0."),
        (&["asin(w)"], "show\n", "w 1, J 1.571"),
        (&["w^2"], "picture curve.png\n", "has to end in .svg"),
    ] {
        let out = lines(args, typed);
        assert!(out.contains(said), "{args:?} {typed:?}: {out}");
    }
}

#[test]
fn missions_are_checked() {
    for (args, typed, mission) in [
        (&["w^2"][..], "mission\neps 0.04\n", 1),
        (&["w^2"], "mission\nmission\nrate 0.5\nstep\n", 2),
        (
            &["w^2"],
            "mission\nmission\nmission\nrate 1\nstep\nstep\n",
            3,
        ),
        (&["w^2"], "m\nm\nm\nm\nrate 1.1\nstep\nstep\nstep\n", 4),
        (&["w^2"], "m\nm\nm\nm\nm\nrate 0.5\nstep\n", 5),
        (&["abs(w)"], "m\nm\nm\nm\nm\nm\nw 0\n", 6),
    ] {
        let out = lines(args, typed);
        assert!(out.contains(&format!("Mission {mission} done.")), "{out}");
        // Without the last line it is not done.
        let short: Vec<&str> = typed.trim_end().lines().collect();
        let short = short[..short.len() - 1].join("\n") + "\n";
        let out = lines(args, &short);
        assert!(!out.contains(&format!("Mission {mission} done.")), "{out}");
    }
}

#[test]
fn plain_twins_and_odd_input() {
    let out = lines(&["w^2", "--ascii"], "half\nhalf\neps 0\n");
    assert!(out.is_ascii(), "{out}");
    let out = lines(&["w^2"], "\u{1b}[31mred\nw \u{202e}3\n\n\n");
    assert!(!out.contains('\u{202e}'), "{out}");
    let long = "w ".to_owned() + &"9".repeat(50_000) + "\nshow\n";
    let out = lines(&["w^2"], &long);
    assert!(out.contains("w 3, J 9"), "{out:.300}");
}

#[test]
fn a_session_that_cannot_start_says_why() {
    for (args, said) in [
        (
            &["ln(-1-w^2)"][..],
            "no value where the session would start",
        ),
        (&["w^2", "--eps", "0"], "must not be 0"),
        (&["w^2", "--rate", "0"], "above 0"),
        (&["1/w", "--at", "0"], "no value where"),
        (&["w^2", "--at", "1", "--at", "2"], "several times"),
    ] {
        let (_, err, status) = ran(subcommand("explore", args).write_stdin(""));
        assert_eq!(status, 2, "{args:?}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

/// The program's own, since it has to be there that something panics.
#[cfg(unix)]
#[path = "../../src/cli/explore/guard.rs"]
mod guard;

#[cfg(unix)]
pub(crate) mod screen {
    use super::guard;
    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
    use std::io::{Read, Write};
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    /// How long something on the screen is waited for.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// A terminal with the program in it, started by a shell that prints `back` when it is over.
    pub(crate) struct Terminal {
        master: Box<dyn MasterPty + Send>,
        child: Box<dyn Child + Send + Sync>,
        keys: Box<dyn Write + Send>,
        seen: Arc<Mutex<vt100::Parser>>,
    }

    impl Terminal {
        fn start(args: &str, columns: u16, rows: u16) -> Terminal {
            Terminal::with(&format!("explore {args}"), columns, rows)
        }

        /// The program with these words on its command line.
        pub(crate) fn with(words: &str, columns: u16, rows: u16) -> Terminal {
            let program = env!("CARGO_BIN_EXE_deriv");
            Terminal::run(&format!("{program} {words}"), columns, rows)
        }

        /// A command of the shell.
        fn run(command_line: &str, columns: u16, rows: u16) -> Terminal {
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size).unwrap();
            // A shell with jobs, so that Ctrl-Z has somewhere to go back to.
            let mut command = CommandBuilder::new("bash");
            command.args(["--norc", "--noprofile", "-i"]);
            command.env("TERM", "xterm-256color");
            command.env("PS1", "$ ");
            command.env("NO_COLOR", "1");
            command.env("LC_ALL", "C.UTF-8");
            let folder = std::env::temp_dir();
            command.cwd(folder);
            let child = pair.slave.spawn_command(command).unwrap();
            let mut output = pair.master.try_clone_reader().unwrap();
            let keys = pair.master.take_writer().unwrap();
            let seen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
            let sink = Arc::clone(&seen);
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(read) = output.read(&mut bytes) {
                    if read == 0 {
                        break;
                    }
                    sink.lock().unwrap().process(&bytes[..read]);
                }
            });
            let mut terminal = Terminal {
                master: pair.master,
                child,
                keys,
                seen,
            };
            terminal.until("$ ");
            terminal.press(&format!("{command_line}; echo status $?\r"));
            terminal
        }

        pub(crate) fn press(&mut self, keys: &str) {
            self.keys.write_all(keys.as_bytes()).unwrap();
            self.keys.flush().unwrap();
        }

        pub(crate) fn screen(&self) -> String {
            self.seen.lock().unwrap().screen().contents()
        }

        /// Waits until the screen shows this.
        #[track_caller]
        pub(crate) fn until(&self, shown: &str) {
            let end = Instant::now() + PATIENCE;
            while !self.screen().contains(shown) {
                assert!(Instant::now() < end, "no `{shown}` in\n{}", self.screen());
                std::thread::sleep(Duration::from_millis(10));
            }
        }

        pub(crate) fn resize(&self, columns: u16, rows: u16) {
            self.seen
                .lock()
                .unwrap()
                .screen_mut()
                .set_size(rows, columns);
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            self.master.resize(size).unwrap();
        }

        /// The program is over: the normal screen is back, the cursor visible, and what is typed
        /// is echoed and taken by lines.
        #[track_caller]
        pub(crate) fn is_restored(&mut self) {
            {
                let seen = self.seen.lock().unwrap();
                assert!(!seen.screen().alternate_screen());
                assert!(!seen.screen().hide_cursor());
            }
            self.press(
                "stty -a | grep -o ' echo ' && stty -a | grep -o ' icanon ' && echo re''stored\r",
            );
            self.until("restored");
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    #[test]
    fn every_key_does_what_it_says() {
        let mut terminal = Terminal::start("'w^2'", 80, 24);
        terminal.until("Right now a nudge of 1 changes J by 7. The slope predicts 6.");
        terminal.until("lens on the nudge");
        assert!(terminal.seen.lock().unwrap().screen().alternate_screen());
        let keys = [
            ("\u{1b}[C", "At w = 3.25: J 10.5625"),
            ("\u{1b}[D", "At w = 3: J 9"),
            ("\u{1b}[5~", "At w = 4: J 16"),
            ("\u{1b}[6~", "At w = 3: J 9"),
            ("\u{1b}[B", "▸ε"),
            ("\u{1b}[D", "Nudge 0.5: ratio 6.5"),
            ("h", "Nudge 0.25: ratio 6.25"),
            ("u", "Taken back: w 3, J 9, slope 6, eps 0.5"),
            ("n", "Nudge -0.5: ratio 5.5"),
            ("\t", "▸α"),
            ("\u{1b}[C", "Rate 0.2: the next step"),
            ("1.1", "= 1.1"),
            ("\u{7f}", "= 1."),
            ("1\r", "Rate 1.1: the next step would move w by -6.6."),
            (" ", "Step 1: w 3 -> -3.6. Overshot"),
            ("9", "= 9"),
            ("\u{1b}", "▸α ─"),
            ("z", "The window fits the walk."),
            ("m", "Mission 1 of 6"),
            ("v", "w is the only variable."),
            ("\u{1b}[Z", "▸ε"),
            ("\u{1b}[A", "▸w"),
            ("r", "From the start."),
            ("?", "any key goes back"),
            ("x", "From the start."),
        ];
        for (key, shown) in keys {
            terminal.press(key);
            terminal.until(shown);
        }
        terminal.press("q");
        terminal.until("left explore at w = 3, ε = 1, α = 0.1 after 0 steps");
        terminal.until("again: deriv explore \"w^2\" --at 3 --eps 1 --rate 0.1");
        terminal.until("status 0");
        terminal.is_restored();
    }

    #[test]
    fn the_cursor_rests_on_the_chosen_control() {
        let mut terminal = Terminal::start("'w^2'", 80, 24);
        terminal.until("▸w");
        for (key, marker) in [("", "▸w"), ("\t", "▸ε"), ("\t", "▸α"), ("\t", "▸w")] {
            terminal.press(key);
            terminal.until(marker);
            let end = Instant::now() + PATIENCE;
            loop {
                let (row, column) = terminal.seen.lock().unwrap().screen().cursor_position();
                let seen = terminal.seen.lock().unwrap();
                let cell = seen
                    .screen()
                    .cell(row, column)
                    .map(|cell| cell.contents().to_owned());
                if cell.as_deref() == Some("▸") {
                    break;
                }
                assert!(Instant::now() < end, "{cell:?} at {row}, {column}");
                drop(seen);
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        terminal.press("q");
        terminal.until("status 0");
    }

    #[test]
    fn it_fits_every_size() {
        let mut terminal = Terminal::start("'w^2'", 80, 24);
        terminal.until("lens on the nudge");
        terminal.resize(20, 5);
        terminal.until("The slope");
        assert!(!terminal.screen().contains("lens"));
        terminal.resize(50, 12);
        terminal.until("ratio   ΔJ / ε = 7");
        for (columns, rows) in [(1, 1), (3, 2), (41, 8), (60, 20), (200, 60), (80, 24)] {
            terminal.resize(columns, rows);
            std::thread::sleep(Duration::from_millis(150));
        }
        terminal.until("lens on the nudge");
        terminal.press("q");
        terminal.until("status 0");
        terminal.is_restored();
    }

    #[test]
    fn the_terminal_is_given_back_whatever_ends_it() {
        for key in ["\u{3}", "\u{1b}", "q"] {
            let mut terminal = Terminal::start("'w^2'", 80, 24);
            terminal.until("lens on the nudge");
            terminal.press(key);
            terminal.until("left explore");
            terminal.until("status 0");
            terminal.is_restored();
        }
        for signal in ["TERM", "HUP", "INT", "QUIT"] {
            let mut terminal = Terminal::start("'w^2' & PID=$!; fg", 80, 24);
            terminal.until("lens on the nudge");
            let shell = terminal.child.process_id().unwrap();
            let killed = std::process::Command::new("pkill")
                .args([&format!("-{signal}"), "-P", &shell.to_string()])
                .status();
            assert!(killed.unwrap().success());
            terminal.until("left explore");
            terminal.is_restored();
        }
    }

    /// A window that is closed ends the program, with a signal or without one.
    #[test]
    fn a_closed_window_ends_it() {
        for shell in [false, true] {
            let size = PtySize {
                rows: 24,
                cols: 80,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size).unwrap();
            let program = env!("CARGO_BIN_EXE_deriv");
            let mut command = match shell {
                // In another session it has no controlling terminal, which would send a signal.
                true => CommandBuilder::from_argv(
                    ["setsid", "--wait", program, "explore", "w^2"]
                        .map(Into::into)
                        .to_vec(),
                ),
                false => {
                    CommandBuilder::from_argv([program, "explore", "w^2"].map(Into::into).to_vec())
                }
            };
            command.env("TERM", "xterm-256color");
            let mut child = pair.slave.spawn_command(command).unwrap();
            drop(pair.slave);
            let mut output = pair.master.try_clone_reader().unwrap();
            let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
            while !String::from_utf8_lossy(&seen).contains("help  q quit") {
                let read = output.read(&mut bytes).unwrap();
                seen.extend_from_slice(&bytes[..read]);
            }
            drop((output, pair.master));
            let end = Instant::now() + PATIENCE;
            while child.try_wait().unwrap().is_none() {
                assert!(Instant::now() < end, "it goes on without a terminal");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    #[test]
    fn it_can_be_suspended_and_goes_on() {
        let mut terminal = Terminal::start("'w^2'", 80, 24);
        terminal.until("lens on the nudge");
        terminal.press("h");
        terminal.until("Nudge 0.5");
        terminal.press("\u{1a}");
        terminal.until("Stopped");
        terminal.is_restored();
        // The window is another one when it comes back.
        terminal.resize(20, 5);
        terminal.press("clear; fg\r");
        terminal.until("0.5 away from");
        terminal.resize(80, 24);
        terminal.until("lens on the nudge");
        // From outside, without a key.
        let shell = terminal.child.process_id().unwrap().to_string();
        let stopped = std::process::Command::new("pkill")
            .args(["-TSTP", "-P", &shell])
            .status();
        assert!(stopped.unwrap().success());
        terminal.until("Stopped");
        terminal.is_restored();
        terminal.press("fg\r");
        terminal.until("lens on the nudge");
        terminal.press("h");
        terminal.until("Nudge 0.25");
        terminal.press("q");
        terminal.until("left explore at w = 3, ε = 0.25");
        terminal.is_restored();
    }

    /// A panic while the terminal is the session's, for the test below.
    #[test]
    #[ignore = "it panics: the test below runs it in a terminal of its own"]
    fn panics_on_the_screen() {
        guard::restore_on_panic();
        let _raw = guard::Raw::enter().expect("a terminal of its own");
        let mut screen = std::io::stdout();
        screen.write_all(b"\x1b[?25lready").unwrap();
        screen.flush().unwrap();
        std::io::stdin().read_exact(&mut [0]).unwrap();
        panic!("on purpose");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_is_read_there() {
        let tests = std::env::current_exe().unwrap();
        let line = format!(
            "{} --exact explore::screen::panics_on_the_screen --ignored --nocapture",
            tests.display()
        );
        let mut terminal = Terminal::run(&line, 80, 24);
        terminal.until("ready");
        {
            let seen = terminal.seen.lock().unwrap();
            assert!(seen.screen().alternate_screen() && seen.screen().hide_cursor());
        }
        terminal.press("x");
        terminal.until("status 101");
        // What it says stands on the screen that stays.
        terminal.until("on purpose");
        terminal.is_restored();
    }

    #[test]
    fn screen_and_lines_come_to_the_same() {
        let mut terminal = Terminal::start("'w^2'", 80, 24);
        terminal.until("lens on the nudge");
        for (keys, shown) in [
            ("h", "Nudge 0.5"),
            ("\t\t0.3\r", "Rate 0.3"),
            (" ", "Step 1"),
            (" ", "Step 2"),
            ("n", "Nudge -0.5"),
        ] {
            terminal.press(keys);
            terminal.until(shown);
        }
        terminal.press("q");
        terminal.until("left explore at w = 0.48, ε = -0.5, α = 0.3 after 2 steps");
        let out = super::lines(&["w^2"], "half\nrate 0.3\nstep\nstep\nside\nquit\n");
        assert!(
            out.contains("left explore at w = 0.48, eps -0.5, rate 0.3 after 2 steps"),
            "{out}"
        );
    }
}
