//! What is written where nothing could be graded.

use super::asked::Request;
use crate::output::{Failure, Output};
use crate::written;
use deriv::notation::visible::visible;
use deriv::report::formats::gradescope_failure;

/// Gradescope takes a missing file of results for a broken grader: where nothing could be graded it is
/// written all the same, and says why.
pub(super) fn marks(
    asked: &Request<'_>,
    failure: &Failure,
    out: &mut Output,
) -> Result<(), Failure> {
    let why = match failure {
        Failure::Faults(all) => all
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>()
            .join("\n\n"),
        Failure::File { path, problem } => format!("{}: {problem}", visible(path)),
        Failure::Usage { message, .. } => message.clone(),
        _ => return Ok(()),
    };
    let mut targets = asked.targets.iter();
    let Some(target) = targets.find(|target| target.format.name == "gradescope") else {
        return Ok(());
    };
    match target.file.as_str() {
        "-" => {
            // Trouble here was met before, or is met again at the end.
            let _ = out.data(&gradescope_failure(&why));
            Ok(())
        }
        file => written::text(file, &gradescope_failure(&why)),
    }
}
