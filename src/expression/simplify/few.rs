//! Lists that are short nearly always, and then need no memory of their own.
//!
//! In a browser they are ordinary ones: nobody waits for a formula there, but for each kilobyte.

#[cfg(not(target_arch = "wasm32"))]
use smallvec::SmallVec;

/// Factors of a product, terms of a sum.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Few<T> = SmallVec<[T; 4]>;
#[cfg(target_arch = "wasm32")]
pub(super) type Few<T> = Vec<T>;

/// What is still to be taken apart.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Stack<T> = SmallVec<[T; 8]>;
#[cfg(target_arch = "wasm32")]
pub(super) type Stack<T> = Vec<T>;
