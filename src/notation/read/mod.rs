//! What people type, as an expression: a list of passes, each with its name.
//!
//! 1. `unicode`: characters that look like others;
//! 2. `latex`: LaTeX;
//! 3. `programming`: Python, NumPy, SymPy, JavaScript;
//! 4. `lexing`: text to pieces, its words in `names`;
//! 5. `implicit`: products and arguments without their signs and brackets;
//! 6. `precedence`: what binds how tightly;
//! 7. `graph`: nodes.
//!
//! The first three rewrite text and remember where each byte came from. Where the notation has an
//! alternative a pass asks `choice` which one to take.

pub(super) mod characters;
pub(super) mod choice;
mod folds;
mod graph;
mod implicit;
pub(super) mod latex;
mod lexer;
pub mod lexing;
mod names;
mod operator;
mod piece;
mod precedence;
pub(super) mod programming;
pub(super) mod scope;
mod style;
pub(super) mod trace;
pub(super) mod unicode;
mod words;

use crate::expression::{Graph, Id, Node};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::note::{Note, Taken};
use crate::notation::read::choice::{Ambiguity, Choices};
use crate::notation::read::lexer::Lexer;
use crate::notation::read::lexing::MAX_TEXT;
use crate::notation::read::scope::Scope;
pub use crate::notation::read::style::Style;
use crate::notation::read::trace::Traced;
use crate::notation::write::write_up_to;

/// How an ambiguous text is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// It is refused, with both readings written out.
    #[default]
    Refused,
    /// Where no rule of the notation settles a choice, one sign after the other: `1/2w` is `(1/2)*w`.
    InTurn,
}

/// What is known before reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The names of the variables, where all are known: then `xy` is `x*y` and other names are
    /// errors. `None` where any name will do.
    pub variables: Option<&'a [String]>,
    /// Names that are known where others may occur, too; a reading in which one of them does not
    /// occur is not admissible where there is another: `wx + b`, by w, is `w*x + b`.
    pub named: &'a [String],
    /// The names of the columns of rows, over which `sum(…)` and `mean(…)` run: they are known beside
    /// the others, inside of these brackets. `None` where there are no rows.
    pub columns: Option<&'a [String]>,
    /// How an ambiguous text is taken.
    pub reading: Reading,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The expression.
    pub id: Id,
    /// What was typed how.
    pub style: Style,
    /// Remarks on how it was taken.
    pub notes: Vec<Note>,
}

impl PartialEq for Read {
    /// Two readings are one where they give the same expression.
    fn eq(&self, other: &Read) -> bool {
        self.id == other.id
    }
}

/// Reads an expression into the graph, as it was typed and without any rewriting.
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns.
///
/// ```
/// use deriv::{expression::Graph, notation};
/// let mut graph = Graph::new();
/// let id = notation::read(&mut graph, "2w² + sin x", &notation::Options::default())?;
/// assert_eq!(notation::write(&graph, id), "2*w^2 + sin(x)");
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn read(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Id, Error> {
    read_with_notes(graph, text, options).map(|read| read.id)
}

/// Reads an expression as [`read`] does; gives what was typed how and remarks beside it.
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns.
///
/// ```
/// use deriv::{expression::Graph, notation};
/// let mut graph = Graph::new();
/// let read = notation::read_with_notes(&mut graph, "loss^2", &notation::Options::default())?;
/// assert_eq!(read.notes[0].to_string(), "`loss` is read as one variable");
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn read_with_notes(
    graph: &mut Graph,
    text: &str,
    options: &Options<'_>,
) -> Result<Read, Error> {
    within_body(text, options, |body, scope| {
        let run = |choices: &mut Choices| passes(graph, body, scope, false, choices);
        if options.reading == Reading::InTurn {
            return passes(graph, body, scope, false, &mut Choices::settled());
        }
        match choice::settled(body.len(), run)? {
            (read, None) => Ok(read),
            (read, Some(Ambiguity { place, from, other })) => {
                let text = body.get(place.clone()).unwrap_or_default().to_owned();
                let readings = apart(graph, read.id, other.id);
                let place = from..place.end;
                Err(Error::at(
                    ReadErrorKind::Ambiguous { text, readings },
                    place,
                ))
            }
        }
    })
}

/// The readings of an ambiguous text, that which keeps together what stands together first; one of
/// any other text.
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns.
///
/// ```
/// use deriv::{expression::Graph, notation};
/// let mut graph = Graph::new();
/// let readings = notation::readings(&mut graph, "2/3x^2", &notation::Options::default())?;
/// let texts: Vec<String> = readings.iter().map(|id| notation::write(&graph, *id)).collect();
/// assert_eq!(texts, ["2/(3*x^2)", "2/3*x^2"]);
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn readings(graph: &mut Graph, text: &str, options: &Options<'_>) -> Result<Vec<Id>, Error> {
    within_body(text, options, |body, scope| {
        choice::readings(|choices: &mut Choices| passes(graph, body, scope, false, choices))
    })
    .map(|found| found.into_iter().map(|read| read.id).collect())
}

/// What is made of a text behind `f(w) =`, whose argument is a known name.
fn within_body<T>(
    text: &str,
    options: &Options<'_>,
    read: impl FnOnce(&str, Scope<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(ReadErrorKind::TooLong { limit: MAX_TEXT }));
    }
    let (variables, columns) = (options.variables, options.columns);
    let Some((start, arguments)) = operator::of_arguments(text) else {
        let named = options.named;
        return read(
            text,
            Scope {
                variables,
                named,
                columns,
            },
        );
    };
    let named = &[options.named, &arguments].concat();
    // Blanks keep every place where it is.
    let body = " ".repeat(start) + &text[start..];
    read(
        &body,
        Scope {
            variables,
            named,
            columns,
        },
    )
}

/// Two readings written out, from their graphs: no more of them than where they differ.
fn apart(graph: &Graph, one: Id, other: Id) -> [String; 2] {
    /// Longest reading that is written out, in bytes.
    const LONGEST: usize = 200;
    let (mut one, mut other, mut within) = (one, other, false);
    loop {
        let (a, b) = (graph.node(one), graph.node(other));
        let pairs = a.arguments().zip(b.arguments());
        let mut different = pairs.filter(|(a, b)| a != b);
        let (Some(pair), None) = (different.next(), different.next()) else {
            break;
        };
        // The same operation on arguments of which one differs.
        let turned = |id| if id == pair.0 { pair.1 } else { id };
        if a.with_arguments(turned) != *b {
            break;
        }
        within = !matches!(a, Node::Call(..) | Node::Call2(..));
        (one, other) = pair;
    }
    [one, other].map(|id| {
        let text = write_up_to(graph, id, LONGEST);
        match graph.node(id) {
            Node::Sum(..) | Node::Difference(..) if within => format!("({text})"),
            // `(1/2)*w` leaves no doubt to a reader, though `1/2*w` is the same.
            Node::Product(a, _) if is_fraction(graph, *a) => {
                let fraction = write_up_to(graph, *a, LONGEST);
                let rest = text.strip_prefix(&fraction).unwrap_or_default();
                format!("({fraction}){rest}")
            }
            _ => text,
        }
    })
}

/// Whether it is written with a fraction line.
fn is_fraction(graph: &Graph, id: Id) -> bool {
    let number = graph.literal(id);
    number.is_some_and(|n| !n.is_integer()) || matches!(graph.node(id), Node::Quotient(..))
}

/// A pass that rewrites text; `None` where it finds nothing to rewrite.
type Rewrite = fn(&str, &Scope<'_>) -> Option<Traced>;

/// The passes that rewrite text, in their order.
const REWRITES: [(&str, Rewrite); 3] = [
    ("unicode", |text, scope| unicode::plain(text, scope, None)),
    ("LaTeX", |text, _| {
        latex::is_latex(text).then(|| latex::plain(text))
    }),
    ("programming languages", programming::plain),
];

/// All passes over a text, under these choices. `colon`: is `:` a division wherever it stands?
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns.
pub(super) fn passes(
    graph: &mut Graph,
    text: &str,
    scope: Scope<'_>,
    colon: bool,
    choices: &mut Choices,
) -> Result<Read, Error> {
    let mut rewritten: Vec<Traced> = Vec::new();
    for (_, rewrite) in REWRITES {
        let current = rewritten.last().map_or(text, Traced::text);
        if let Some(traced) = rewrite(current, &scope) {
            rewritten.push(traced);
        }
    }
    let known = choices.points.len();
    let plain = rewritten.last().map_or(text, Traced::text);
    let mut read = pieces_to_graph(graph, plain, scope, colon, choices);
    for traced in rewritten.iter().rev() {
        for point in choices.points.iter_mut().skip(known) {
            point.from = traced.place(point.from..point.place.end).start;
            point.place = traced.place(point.place.clone());
        }
        match &mut read {
            Ok(read) => {
                for note in &mut read.notes {
                    note.place = traced.place(note.place.clone());
                }
            }
            Err(error) => error.place = error.place.take().map(|place| traced.place(place)),
        }
    }
    if let Ok(read) = &mut read {
        for Note { taken, place } in &mut read.notes {
            if let Taken::Power { text: typed } = taken {
                *typed = text.get(place.clone()).unwrap_or_default().to_owned();
            }
        }
    }
    read
}

/// The passes from lexing on, over text in our own notation.
fn pieces_to_graph(
    graph: &mut Graph,
    text: &str,
    scope: Scope<'_>,
    colon: bool,
    choices: &mut Choices,
) -> Result<Read, Error> {
    let mut lexer = Lexer::new(text, scope, choices);
    let lexed = lexer.run(colon);
    let (pieces, mut style) = (std::mem::take(&mut lexer.pieces), lexer.style);
    let mut notes = std::mem::take(&mut lexer.notes);
    operator::refuse(text, &pieces, &scope)?;
    lexed?;
    if pieces.is_empty() {
        return Err(Error::at(ReadErrorKind::Empty, 0..0));
    }
    let signs = implicit::spread(text, &pieces, choices)?;
    folds::refuse(&pieces, &scope)?;
    let actions = precedence::order(&signs.signs);
    let id = graph::build(graph, text, &pieces, &signs, &actions, &mut style)?;
    // What is written later follows what was typed.
    graph.decimals |= style.decimals;
    graph.log |= style.log;
    notes.extend(signs.likely.iter().map(|place| Note {
        taken: Taken::Power {
            text: String::new(),
        },
        place: place.clone(),
    }));
    Ok(Read { id, style, notes })
}
