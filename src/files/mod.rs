//! Text files with places: TOML and JSON, values by key, and what is wrong where.

pub mod json;
pub mod source;
pub mod table;
pub mod tree;
