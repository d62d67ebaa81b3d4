//! Practice: a quiz worked through question by question.

pub mod session;
