//! The page for the browser with the session's state in it, where the program was built with the page.

use crate::output::{Failure, Output, Status};
use deriv::notation::visible::visible;
use deriv::practice::explore::Exploration;

/// The page as `page/` writes it.
#[cfg(feature = "page")]
const PAGE: Option<&str> = Some(include_str!(env!(
    "DERIV_PAGE",
    "build the page first, and say where it is: page/README.md"
)));
#[cfg(not(feature = "page"))]
const PAGE: Option<&str> = None;

/// Where the page has the state to start with.
const START: &str = "<meta name=\"deriv-start\" content=\"\">";

/// Refuses what is no page, or can't be written.
pub(super) fn is_written(path: &str) -> Result<(), Failure> {
    let shown = visible(path);
    let ending = path.to_ascii_lowercase();
    if ending.ends_with(".svg") {
        return Err(Failure::usage(
            format!("`{shown}` is not a page for the browser"),
            "give a name that ends in .html; `deriv plot --out` writes .svg",
        ));
    }
    if !ending.ends_with(".html") {
        return Err(Failure::usage(
            format!("`{shown}` is not a page for the browser"),
            "give a name that ends in .html",
        ));
    }
    match PAGE {
        Some(_) => Ok(()),
        None => Err(Failure::usage(
            format!("`{shown}` is not written: this program was built without the page"),
            "take a released program, or build with --features page as page/README.md says",
        )),
    }
}

/// Writes the page, which starts where the session stands.
pub(super) fn write(
    mut session: Exploration,
    path: &str,
    out: &mut Output,
) -> Result<Status, Failure> {
    let start = address(&mut session);
    let page = PAGE.unwrap_or_default();
    let page = page.replacen(START, &START.replace("\"\"", &format!("\"{start}\"")), 1);
    crate::written::text(path, &page)?;
    out.remark(&format!("wrote {}", visible(path)));
    Ok(Status::Done)
}

/// The state as the part of an address after `#`: every byte that means something elsewhere is written
/// as its number.
fn address(session: &mut Exploration) -> String {
    let mut all = vec![("f".to_owned(), session.text().to_owned())];
    all.extend(session.typed_state());
    let coded = |text: &str| {
        let mut out = String::new();
        for byte in text.bytes() {
            match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                true => out.push(char::from(byte)),
                false => out += &format!("%{byte:02X}"),
            }
        }
        out
    };
    let each = all
        .iter()
        .map(|(name, value)| format!("{}={}", coded(name), coded(value)));
    each.collect::<Vec<_>>().join("&amp;")
}
