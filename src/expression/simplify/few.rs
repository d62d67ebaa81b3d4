//! Lists that are short nearly always, and then need no memory of their own: [`Few`] factors of a
//! product or terms of a sum, and a [`Stack`] of what is still to be taken apart.
//!
//! In a browser they are ordinary ones: nobody waits for a formula there, but for each kilobyte.

#[cfg(not(target_arch = "wasm32"))]
mod in_place {
    use smallvec::SmallVec;

    pub(in crate::expression::simplify) type FourInPlace<T> = SmallVec<[T; 4]>;
    pub(in crate::expression::simplify) type EightInPlace<T> = SmallVec<[T; 8]>;
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) use in_place::{EightInPlace as Stack, FourInPlace as Few};
#[cfg(target_arch = "wasm32")]
pub(super) use std::vec::{Vec as Few, Vec as Stack};
