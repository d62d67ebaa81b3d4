//! What can go wrong while reading: one kind, and the bytes of the text that it concerns.
