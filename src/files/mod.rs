//! Text files with places: tables, TOML and JSON, values by key, and what is wrong where.

pub mod columns;
pub(crate) mod crew;
pub mod encoding;
pub mod json;
pub(crate) mod json_level;
mod line_ends;
pub(crate) mod parted;
pub mod points;
pub(crate) mod room;
pub(crate) mod scan;
pub mod sheet;
mod snippet;
pub mod source;
pub mod table;
pub(crate) mod text_file;
pub(crate) mod toml_tables;
pub mod tree;
