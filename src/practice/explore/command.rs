//! Commands of the session, as they are typed.

use std::fmt;

/// What can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// The variable that moves.
    Variable,
    /// ε
    Epsilon,
    /// α
    Rate,
}

impl Control {
    /// All of them, in the order in which they stand.
    pub const ALL: [Control; 3] = [Control::Variable, Control::Epsilon, Control::Rate];
}

/// What the session can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put a control to a value, an expression.
    Set(Control, String),
    /// Put the variable of that name to a value.
    SetVariable(String, String),
    /// Move a control by so many notches; below 0 the other way.
    More(Control, i64),
    /// Halve ε.
    Half,
    /// Turn the nudge to the other side.
    Side,
    /// One step of gradient descent.
    Step,
    /// Take the last change back.
    Undo,
    /// Start again.
    Reset,
    /// The next mission.
    Mission,
    /// Fit the window to the walk.
    Fit,
    /// Let that variable move, or the next one.
    Variable(Option<String>),
    /// Say where everything is.
    Show,
}

/// A line that is no command, with what was meant for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is no such command.
    Unknown(String),
    /// The command needs a value.
    NoValue(String),
    /// The command takes none.
    Value(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = crate::notation::visible::visible;
        match self {
            Unread::Unknown(word) => {
                write!(out, "Unknown command `{}`. help lists them.", seen(word))
            }
            Unread::NoValue(word) => write!(out, "`{0}` needs a value: {0} 1", seen(word)),
            Unread::Value(word) => write!(out, "`{}` takes no value.", seen(word)),
        }
    }
}

/// Commands without a value: word, letter, what it is.
const WORDS: &[(&str, &str, Command)] = &[
    ("step", "s", Command::Step),
    ("half", "h", Command::Half),
    ("side", "n", Command::Side),
    ("undo", "u", Command::Undo),
    ("reset", "r", Command::Reset),
    ("mission", "m", Command::Mission),
    ("fit", "z", Command::Fit),
    ("show", "", Command::Show),
];

impl Command {
    /// Reads a line: `w 3`, `eps 0.5`, `rate 1.1`, `step`, `var y`. `names`: those of the variables.
    ///
    /// # Errors
    /// What is no command.
    pub fn read(line: &str, names: &[&str]) -> Result<Command, Unread> {
        let line = line.trim();
        let (word, value) = match line.split_once(|c: char| c.is_whitespace() || c == '=') {
            Some((word, value)) => (word, value.trim_start_matches(['=', ' ', '\t']).trim()),
            None => (line, ""),
        };
        let named = names
            .iter()
            .any(|name| crate::expression::names::same(name, word));
        let control = match word {
            "eps" | "ε" | "e" => Some(Control::Epsilon),
            "rate" | "α" | "alpha" | "a" => Some(Control::Rate),
            _ => None,
        };
        // A variable's name with a value is that variable, whatever else the word means.
        match (value.is_empty(), named, control) {
            (false, true, _) => {
                return Ok(Command::SetVariable(word.to_owned(), value.to_owned()));
            }
            (false, _, Some(control)) => return Ok(Command::Set(control, value.to_owned())),
            (true, false, Some(_)) => return Err(Unread::NoValue(word.to_owned())),
            _ => {}
        }
        if matches!(word, "var" | "v") {
            let name = (!value.is_empty()).then(|| value.to_owned());
            return Ok(Command::Variable(name));
        }
        let known = WORDS
            .iter()
            .find(|(long, short, _)| word == *long || (!short.is_empty() && word == *short));
        match known {
            Some((_, _, command)) if value.is_empty() => Ok(command.clone()),
            Some(_) => Err(Unread::Value(word.to_owned())),
            None if named => Err(Unread::NoValue(word.to_owned())),
            None => Err(Unread::Unknown(word.to_owned())),
        }
    }

    /// The line that reads as this command.
    pub fn line(&self) -> String {
        let control = |control: &Control| match control {
            Control::Variable => "w",
            Control::Epsilon => "eps",
            Control::Rate => "rate",
        };
        match self {
            Command::Set(which, value) => format!("{} {value}", control(which)),
            Command::SetVariable(name, value) => format!("{name} {value}"),
            Command::More(which, times) => format!("{} {times:+} notches", control(which)),
            Command::Variable(Some(name)) => format!("var {name}"),
            Command::Variable(None) => "var".to_owned(),
            other => WORDS
                .iter()
                .find(|(_, _, command)| command == other)
                .map_or(String::new(), |(word, ..)| (*word).to_owned()),
        }
    }
}
