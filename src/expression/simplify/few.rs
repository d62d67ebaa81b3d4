//! Lists that are short nearly always, and then need no memory of their own.

use smallvec::SmallVec;

/// Factors of a product, terms of a sum.
pub(super) type Few<T> = SmallVec<[T; 4]>;

/// What is still to be taken apart.
pub(super) type Stack<T> = SmallVec<[T; 8]>;
