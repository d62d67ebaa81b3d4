//! A class judged on its answers: the quiz, what was handed in, and the figures of the class.
pub mod answers;
pub mod class;
pub mod draw;
pub mod graded;
pub mod key;
pub mod paper;
pub mod quiz;
pub mod session;
pub mod slips;
pub mod source;
pub mod verdict;
