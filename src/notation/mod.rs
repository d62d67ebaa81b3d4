//! Text to expressions and back: what people type → pieces → operators in full → `meval`'s
//! precedence → graph, and from the graph to text that reads back.

pub mod answer;
pub mod coordinates;
pub mod error;
pub mod nearest;
pub mod read;
pub mod visible;
pub mod width;
pub mod write;

pub use read::{Options, Reading, read};
pub use write::write;
