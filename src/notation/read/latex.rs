//! LaTeX as students paste it, rewritten as plain notation: `\frac{1}{2\sqrt{x}}` becomes
//! `((1)/(2 sqrt(x)))`.
//!
//! Only what has a meaning here is rewritten; any other command keeps its backslash, which the
//! reader refuses at its place.

use crate::expression::{Constant, Function};
use crate::notation::read::trace::Traced;
use crate::notation::write::latex::GREEK;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Longest index of a root, in bytes; no textbook comes near it.
const MAX_INDEX: usize = 64;

/// Is there anything of LaTeX in it: a command, an index in braces, or a dollar before it?
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
}

/// An argument that has begun.
struct Argument {
    role: Role,
    /// Has it no braces, so that it ends after one token?
    single: bool,
    /// Is it a fraction with its line written as `\over`?
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

impl Rewriter<'_> {
    /// Rewrites one token; gives the start of the next.
    fn token(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if self.due.is_some() && c.is_whitespace() {
            return end;
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
                self.due = Some(Role::Word);
                return end;
            }
            '$' | '~' | '&' => self.out.put(" ", at..end),
            _ => self.out.copy(self.original, at..end),
        }
        self.complete(at..end);
        end
    }

    /// What stands after an argument.
    fn close(&mut self, role: Role, place: Range<usize>) {
        match role {
            Role::Group => self.out.put("}", place),
            Role::Word => self.out.put(" ", place),
            Role::Bottom => self.out.put("))", place),
            Role::Root(None) => self.out.put(")", place),
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
        let name = &rest[..length];
        match name {
            "left" | "right" | "middle" => {
                // The delimiter itself follows; `.` is one that is not printed.
                if self.original[end..].starts_with('.') {
                    end += 1;
                }
                return end;
            }
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl"
            | "biggr" | "boxed" | "displaystyle" | "textstyle" | "limits" => return end,
            // `\frac{d}{dx}` is an operator, no fraction.
            "frac" | "dfrac" | "tfrac" | "cfrac"
                if !self.original[end..].trim_start().starts_with("{d}{d") =>
            {
                self.out.put("(", at..end);
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
        let sign = match name {
            // Its blanks mean nothing in LaTeX: none is to part or join here.
            "cdot" | "cdotp" | "times" | "ast" | "star" => " * ",
            "div" => "/",
            "lvert" | "rvert" | "vert" | "mid" => "|",
            "quad" | "qquad" | "thinspace" | "enspace" => " ",
            "lfloor" => " floor(",
            "lceil" => " ceil(",
            "rfloor" | "rceil" => ")",
            "lbrace" => "{",
            "rbrace" => "}",
            "varepsilon" => " epsilon ",
            "vartheta" => " theta ",
            "varphi" => " phi ",
            _ => "",
        };
        let known = GREEK.contains(&name)
            || Constant::named(name).is_some()
            || Function::named(&name.to_ascii_lowercase()).next().is_some();
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
