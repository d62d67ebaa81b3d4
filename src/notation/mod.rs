//! Text to expressions and back: what people type → pieces → operators in full → `meval`'s
//! precedence → graph, and from the graph to text that reads back.

pub mod answer;
pub mod latex;
mod letters;
pub mod lex;
pub mod named;
pub mod nearest;
mod precedence;
mod python;
pub mod read;
mod spread;
mod tex;
mod traced;
pub mod write;

pub use read::{Options, Reading, read};
pub use write::write;
