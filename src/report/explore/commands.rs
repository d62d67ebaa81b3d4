//! What can be done in a session: keys on the screen, commands on lines.

use crate::notation::width::cut;
use crate::report::{Role, Text};

/// Every key, for `?`.
const KEYS: &[(&str, &str)] = &[
    ("up, down, Tab", "pick w, ε or α"),
    ("left, right", "change it"),
    ("Page up, down", "change it four times as much"),
    (
        "0-9 - .",
        "type a value or an expression; Enter takes it, Esc drops it",
    ),
    ("space", "one step of gradient descent"),
    ("h", "halve ε"),
    ("n", "turn the nudge to the other side"),
    ("u", "undo the last change or step"),
    ("v", "the next variable moves"),
    ("z", "fit the window to the walk"),
    ("m", "next mission"),
    ("p", "write the picture to explore-N.svg"),
    ("r", "start again"),
    ("Ctrl-Z", "suspend"),
    ("q, Esc, Ctrl-C", "leave"),
];

/// The keys with what they do, as many as there are rows for.
pub(super) fn keys(columns: usize, rows: usize, symbols: &dyn Fn(&str) -> String) -> Vec<Text> {
    let mut lines = vec![super::piece(Role::Heading, "keys".to_owned())];
    for (key, does) in KEYS.iter().take(rows.saturating_sub(3)) {
        let mut line = Text::new();
        line.plain(format!("  {key:<16}"))
            .push(Role::Label, cut(&symbols(does), columns.saturating_sub(18)));
        lines.push(line);
    }
    lines.push(super::piece(Role::Label, "any key goes back".to_owned()));
    lines
}

/// What can be typed.
const COMMANDS: &str = "w N, eps N, rate N, step, half, side, undo, reset, mission, fit, picture \
    FILE, var NAME, show, help, quit";

/// What each command does, for `help`.
const COMMAND_HELP: &[(&str, &str)] = &[
    ("w N", "put w to N, a number or an expression such as pi/2"),
    ("eps N", "make the nudge N"),
    ("rate N", "make the rate N"),
    ("step", "one step of gradient descent"),
    ("half", "halve the nudge"),
    ("side", "turn the nudge to the other side"),
    ("undo", "take the last change back"),
    ("reset", "start again"),
    ("mission", "the next mission"),
    ("fit", "fit the window to the walk"),
    (
        "picture FILE",
        "write the picture to FILE, which ends in .svg",
    ),
    ("var NAME", "let the variable NAME move"),
    ("show", "say where everything is"),
    ("quit", "leave"),
];

/// The commands in a row; `name`: the variable that moves.
pub fn commands(name: &str) -> String {
    COMMANDS.replacen('w', name, 1)
}

/// The commands with what they do.
pub fn help(name: &str) -> Text {
    let mut text = Text::new();
    for (command, does) in COMMAND_HELP {
        let command = match *command {
            "w N" => format!("{name} N"),
            command => command.to_owned(),
        };
        text.plain(format!("  {command:<14}"))
            .push(Role::Label, does.replace(" w ", &format!(" {name} ")))
            .line();
    }
    text
}
