//! LaTeX as students paste it, rewritten as plain notation: `\frac{1}{2\sqrt{x}}` becomes
//! `((1)/(2 sqrt(x)))`.
//!
//! Only what has a meaning here is rewritten; any other command keeps its backslash, which the
//! reader refuses at its place.

use crate::expression::names::is_greek;
use crate::expression::{Constant, Function};
use crate::notation::read::trace::Traced;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Longest index of a root, in bytes; no textbook comes near it.
const MAX_INDEX: usize = 64;

/// Whether there is anything of LaTeX in it: a command, an index in braces, or a dollar before it.
pub(crate) fn is_latex(text: &str) -> bool {
    text.contains('\\') || text.contains("_{") || text.trim_start().starts_with('$')
}

/// What an argument in braces is for.
#[derive(Clone, Debug)]
enum Role {
    /// Braces that only group.
    Group,
    /// Above a fraction line.
    Top,
    /// Below a fraction line.
    Bottom,
    /// Under a root sign; the bytes of its index if that is not a square or cube root's.
    Root(Option<Range<usize>>),
    /// An upright word, or the index of a name.
    Word,
    /// The base of a logarithm, where it is no word.
    Base,
}

/// An argument that has begun.
struct Argument {
    role: Role,
    /// Whether it has no braces, so that it ends after one token.
    single: bool,
    /// Whether it is a fraction with its line written as `\over`.
    over: bool,
}

struct Rewriter<'a> {
    original: &'a str,
    out: Traced,
    arguments: Vec<Argument>,
    /// An argument that is due.
    due: Option<Role>,
    /// Where each `\over` stands, and the brace that its group starts with; the whole text has none.
    overs: HashMap<usize, Option<usize>>,
    /// The braces whose groups have one.
    fractions: HashSet<usize>,
    /// Delimiters that are bars around an absolute value, by their start.
    bars: HashMap<usize, Bar>,
    /// How many round brackets are open.
    round: usize,
    /// Roots of brackets: how many are open inside, and the bytes of the index.
    roots: Vec<(usize, Range<usize>)>,
}

/// A bar that LaTeX says is the left or the right one.
struct Bar {
    /// Where what follows it starts.
    end: usize,
    left: bool,
}

/// The text without its LaTeX.
pub(crate) fn plain(original: &str) -> Traced {
    let overs = overs(original);
    let mut rewriter = Rewriter {
        original,
        out: Traced::of_length(original.len()),
        arguments: Vec::new(),
        due: None,
        fractions: overs.values().flatten().copied().collect(),
        overs,
        bars: bars(original),
        round: 0,
        roots: Vec::new(),
    };
    let whole = rewriter.overs.values().any(Option::is_none);
    if whole {
        rewriter.out.put("((", 0..0);
    }
    let mut at = 0;
    while let Some(c) = original[at..].chars().next() {
        at = rewriter.token(at, c);
    }
    if whole {
        let end = original.len();
        rewriter.out.put("))", end..end);
    }
    rewriter.out
}

/// Each `\over` that parts all of a group in braces or all of the text, with the group's brace. One
/// inside of other brackets, or after another of its group, parts nothing that is whole.
fn overs(original: &str) -> HashMap<usize, Option<usize>> {
    let mut found = HashMap::new();
    if !original.contains("\\over") {
        return found;
    }
    // For each open bracket its place, whether it is a brace, and whether it has its line.
    let mut open = vec![(None, true, false)];
    let mut escaped = false;
    for (at, c) in original.char_indices() {
        match c {
            _ if escaped => {}
            '{' | '(' | '[' => open.push((Some(at), c == '{', false)),
            '}' | ')' | ']' if open.len() > 1 => drop(open.pop()),
            '\\' => {
                let over = original[at + 1..]
                    .strip_prefix("over")
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
                if let Some((brace, true, had @ false)) = open.last_mut().filter(|_| over) {
                    *had = true;
                    found.insert(at, *brace);
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    found
}

/// The bars of `\left|…\right|` and `\lvert…\rvert`, which say themselves how they are nested.
fn bars(original: &str) -> HashMap<usize, Bar> {
    let mut found = HashMap::new();
    if !original.contains('|') && !original.contains("vert") {
        return found;
    }
    // For each open delimiter its start, its end, and whether it is a bar.
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    let mut seen = 0;
    for (at, _) in original.match_indices('\\') {
        if at < seen {
            continue;
        }
        let command = |word: &str| {
            let after = original[at..].strip_prefix(word)?;
            (!after.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(after)
        };
        let (delimiter, left) = match (command("\\left"), command("\\right")) {
            (Some(after), _) => (after, true),
            (_, Some(after)) => (after, false),
            _ if command("\\lvert").is_some() => (&original[at..], true),
            _ if command("\\rvert").is_some() => (&original[at..], false),
            _ => continue,
        };
        let delimiter = delimiter.trim_start();
        let bar = ["|", "\\lvert", "\\rvert", "\\vert"];
        let bar = bar.iter().find(|bar| delimiter.starts_with(**bar));
        let end = original.len() - delimiter.len() + bar.map_or(0, |bar| bar.len());
        seen = end;
        if left {
            open.push((at, end, bar.is_some()));
        } else if let Some((start, start_end, true)) = open.pop()
            && bar.is_some()
        {
            for (at, end, left) in [(start, start_end, true), (at, end, false)] {
                found.insert(at, Bar { end, left });
            }
        }
    }
    found
}

/// What a command stands for here, where that is a sign or a letter.
fn sign(name: &str) -> &'static str {
    match name {
        // Its blanks mean nothing in LaTeX: none is to part or join here.
        "cdot" | "cdotp" | "times" | "ast" | "star" => " * ",
        "div" => "/",
        "colon" => ":",
        "lvert" | "rvert" | "vert" | "mid" => "|",
        "quad" | "qquad" | "thinspace" | "enspace" | "space" => " ",
        "lfloor" => " floor(",
        "lceil" => " ceil(",
        "rfloor" | "rceil" => ")",
        "lbrace" => "{",
        "rbrace" => "}",
        // The variable; the function is written `\Gamma`.
        "gamma" => " γ ",
        "varepsilon" => " epsilon ",
        "vartheta" => " theta ",
        "varphi" => " phi ",
        "varrho" => " rho ",
        "varkappa" => " kappa ",
        "varsigma" => " sigma ",
        "exponentialE" => " e ",
        "partial" => "∂",
        "circ" | "degree" => "°",
        _ => "",
    }
}

/// Commands that start like another one, and mean something else.
const OTHERS: &[&str] = &["cdots", "divideontimes", "mathring"];

/// Whether it is a letter, constant or function that is known here by the command's name.
fn is_known(name: &str) -> bool {
    is_greek(name)
        || Constant::named(name).is_some()
        || Function::named(&name.to_ascii_lowercase()).next().is_some()
}

/// The bytes of the command at the start of a word that was written on without a blank: `\sinx`,
/// `\cdotb`.
fn command_in(word: &str) -> Option<usize> {
    /// Longest command that is known here, in bytes.
    const LONGEST: usize = 16;
    let function = |name: &str| {
        let mut named = Function::named(name);
        named.any(|function| function.row().arity() == 1)
    };
    let known = |name: &str| {
        !sign(name).is_empty()
            || is_greek(name)
            || Constant::named(name).is_some()
            || function(name)
    };
    (2..word.len().min(LONGEST))
        .rev()
        .find(|end| known(&word[..*end]))
        .filter(|_| !OTHERS.contains(&word))
}

impl Rewriter<'_> {
    /// Rewrites one token; gives the start of the next.
    fn token(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if self.due.is_some() && c.is_whitespace() {
            return end;
        }
        if matches!(self.due, Some(Role::Root(_)))
            && let Some(after) = self.original[at..].strip_prefix("\\left")
            && after.trim_start().starts_with('(')
        {
            return self.original.len() - after.len();
        }
        if c == '(' && matches!(self.due, Some(Role::Root(_))) {
            // The brackets are the radicand's.
            if let Some(Role::Root(Some(index))) = self.due.take() {
                self.roots.push((self.round, index));
            }
        }
        if let Some(role) = self.due.take() {
            if !matches!(role, Role::Word) {
                self.out.put("(", at..end);
            }
            let single = c != '{';
            let over = self.fractions.contains(&at);
            self.arguments.push(Argument { role, single, over });
            if over {
                self.out.put("((", at..end);
            }
            if !single {
                return end;
            }
        }
        match c {
            '\\' => return self.command(at),
            '{' => {
                let over = self.fractions.contains(&at);
                self.out.put(if over { "{((" } else { "{" }, at..end);
                self.arguments.push(Argument {
                    role: Role::Group,
                    single: false,
                    over,
                });
                return end;
            }
            '}' => match self.arguments.pop() {
                Some(argument) => {
                    if argument.over {
                        self.out.put("))", at..end);
                    }
                    self.close(argument.role, at..end);
                }
                None => self.out.put("}", at..end),
            },
            '_' => {
                self.out.put("_", at..end);
                let base = self.original[..at].ends_with("log") && self.is_formula(end);
                self.due = Some(if base { Role::Base } else { Role::Word });
                return end;
            }
            '(' => {
                self.round += 1;
                self.out.copy(self.original, at..end);
            }
            ')' => {
                self.round = self.round.saturating_sub(1);
                self.out.copy(self.original, at..end);
                if let Some((_, index)) = self.roots.pop_if(|(round, _)| *round == self.round) {
                    self.out.put("^(1/(", at..end);
                    self.out.copy(self.original, index);
                    self.out.put(")))", at..end);
                }
            }
            '$' | '~' | '&' => self.out.put(" ", at..end),
            _ => self.out.copy(self.original, at..end),
        }
        self.complete(at..end);
        end
    }

    /// Whether braces start here with more in them than a word.
    fn is_formula(&self, at: usize) -> bool {
        let inner = self.original[at..].trim_start().strip_prefix('{');
        inner.is_some_and(|inner| {
            let word = inner.trim_start_matches(|c: char| c.is_alphanumeric() || c == ' ');
            !word.starts_with('}')
        })
    }

    /// What stands after an argument.
    fn close(&mut self, role: Role, place: Range<usize>) {
        match role {
            Role::Group => self.out.put("}", place),
            Role::Word => self.out.put(" ", place),
            Role::Bottom => self.out.put(")}", place),
            Role::Root(None) => self.out.put(")", place),
            Role::Base => self.out.put(") ", place),
            Role::Root(Some(index)) => {
                self.out.put(")^(1/(", place.clone());
                self.out.copy(self.original, index);
                self.out.put(")))", place);
            }
            Role::Top => {
                self.out.put(")/", place);
                self.due = Some(Role::Bottom);
            }
        }
    }

    /// A token or argument is complete, and with it arguments without braces.
    fn complete(&mut self, place: Range<usize>) {
        while self.due.is_none() && self.arguments.last().is_some_and(|a| a.single) {
            let argument = self.arguments.pop().expect("it was just seen");
            self.close(argument.role, place.clone());
        }
    }

    /// A command, from its backslash; gives the start of what follows it.
    fn command(&mut self, at: usize) -> usize {
        let rest = &self.original[at + 1..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let mut end = at + 1 + length;
        if length == 0 {
            let Some(c) = rest.chars().next() else {
                self.out.put("\\", at..end);
                return end;
            };
            end += c.len_utf8();
            match c {
                ',' | ';' | ':' | '!' | '>' | ' ' | '(' | ')' | '[' | ']' | '\\' => {
                    self.out.put(" ", at..end);
                }
                '{' => self.out.put("{", at..end),
                '}' => self.out.put("}", at..end),
                '|' => self.out.put("|", at..end),
                '%' => self.out.put("%", at..end),
                _ => self.out.copy(self.original, at..end),
            }
            self.complete(at..end);
            return end;
        }
        if let Some(Bar { end, left }) = self.bars.get(&at) {
            let (end, left) = (*end, *left);
            self.out.put(if left { " abs(" } else { ")" }, at..end);
            if !left {
                self.complete(at..end);
            }
            return end;
        }
        let mut name = &rest[..length];
        match name {
            "left" | "right" | "middle" => {
                // The delimiter itself follows; `.` is one that is not printed.
                if self.original[end..].starts_with('.') {
                    end += 1;
                }
                return end;
            }
            "boxed" | "displaystyle" | "textstyle" | "limits" => return end,
            _ if name
                .trim_end_matches(['l', 'r', 'm'])
                .eq_ignore_ascii_case("big")
                || name
                    .trim_end_matches(['l', 'r', 'm'])
                    .eq_ignore_ascii_case("bigg") =>
            {
                return end;
            }
            // Braces around a fraction tell it from brackets that someone typed.
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                self.out.put("{", at..end);
                self.due = Some(Role::Top);
                return end;
            }
            "sqrt" => return self.root(at, end),
            "over" if self.overs.contains_key(&at) => {
                self.out.put(")/(", at..end);
                return end;
            }
            "mathrm" | "operatorname" | "text" | "textrm" | "mathit" | "mathbf" | "mbox" => {
                self.out.put(" ", at..end);
                self.due = Some(Role::Word);
                return end;
            }
            _ => {}
        }
        if sign(name).is_empty()
            && !is_known(name)
            && let Some(length) = command_in(name)
        {
            name = &name[..length];
            end = at + 1 + length;
        }
        let (sign, known) = (sign(name), is_known(name));
        if !sign.is_empty() {
            self.out.put(sign, at..end);
        } else if known {
            self.out.put(" ", at..at + 1);
            self.out.copy(self.original, at + 1..end);
            // An index belongs to the name: `\log_2 x`.
            if !self.original[end..].starts_with('_') {
                self.out.put(" ", end - 1..end);
            }
        } else {
            self.out.copy(self.original, at..end);
        }
        self.complete(at..end);
        end
    }

    /// `\sqrt` or `\sqrt[n]`; gives the start of the radicand.
    fn root(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.original[end..];
        let index = rest.strip_prefix('[').and_then(|inner| {
            let length = inner.bytes().take(MAX_INDEX).position(|b| b == b']')?;
            Some(end + 1..end + 1 + length)
        });
        let (name, role, next) = match index {
            None => (" sqrt", Role::Root(None), end),
            Some(index) => {
                let next = index.end + 1;
                match self.original[index.clone()].trim() {
                    "2" => (" sqrt", Role::Root(None), next),
                    "3" => (" cbrt", Role::Root(None), next),
                    _ => (" (", Role::Root(Some(index)), next),
                }
            }
        };
        self.out.put(name, at..next);
        self.due = Some(role);
        next
    }
}
