//! Where a person's files of this kind are, and how a path in the home directory is written.

use deriv::notation::visible::visible;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file for progress: in `XDG_STATE_HOME`, else in `~/.local/state` (XDG Base Directory
/// Specification 0.8), on Windows in `LOCALAPPDATA`.
pub(super) fn place(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = variable(name).map(PathBuf::from);
        // The specification wants relative paths ignored.
        path.filter(|path| path.is_absolute())
    };
    let state = folder("XDG_STATE_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("state")))
        .or_else(|| folder("LOCALAPPDATA"))?;
    Some(state.join("deriv").join("progress.jsonl"))
}

/// A path as a person writes it.
pub(super) fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let inside = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
    let shown = match inside {
        Some(rest) => format!("~/{}", rest.to_string_lossy()),
        None => path.to_string_lossy().into_owned(),
    };
    visible(&shown).into_owned()
}
