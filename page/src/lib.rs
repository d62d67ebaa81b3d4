//! `deriv` in a browser: the session of `explore`, the grader and the practice behind one function
//! that takes JSON and gives JSON.
//!
//! No thing that the program knows is known a second time here or in the page's script: the script
//! draws, listens and speaks.

mod ask;
#[cfg(target_arch = "wasm32")]
mod border;
mod engine;

pub use engine::Engine;
