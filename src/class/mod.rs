//! Many answers: what a class handed in, judged, and the figures of the class.

pub mod answers;
mod different;
pub mod earlier;
pub mod figures;
pub mod graded;
pub(crate) mod interned;
pub mod judged;
mod kept;
pub mod marks;
pub mod merged;
pub mod neighbours;
pub mod reach;
pub mod roster;
