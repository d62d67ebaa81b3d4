//! `--out` and `--format`: what is written beside stdout, or in its place.

use crate::output::Failure;
use clap::ArgMatches;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::report::formats::{FORMATS, Format, NoTarget, Target};

/// The outputs, each to a file of its own.
pub(super) fn targets(matches: &ArgMatches) -> Result<Vec<Target>, Failure> {
    let format = matches.get_one::<String>("format");
    let format = format.map(|name| {
        Format::named(name).ok_or_else(|| {
            let (message, help) = unknown(name);
            Failure::usage(message, help)
        })
    });
    let format = format.transpose()?;
    let outs: Vec<&String> = matches.get_many("out").into_iter().flatten().collect();
    let targets: Vec<Target> = match (format, &outs[..]) {
        (Some(format), []) => vec![Target {
            format,
            file: "-".to_owned(),
        }],
        (Some(format), [file]) => vec![Target {
            format,
            file: (*file).clone(),
        }],
        (Some(_), _) => {
            let help =
                "write the format before each file: --out canvas:marks.csv --out report.html";
            return Err(Failure::usage(
                "--format is for one output, and there are several",
                help,
            ));
        }
        (None, outs) => outs
            .iter()
            .map(|text| target(text))
            .collect::<Result<_, _>>()?,
    };
    for (at, target) in targets.iter().enumerate() {
        if targets[..at].iter().any(|other| other.file == target.file) {
            let file = visible(&target.file);
            return Err(Failure::usage(
                format!("two outputs go to `{file}`"),
                "give each a file of its own",
            ));
        }
    }
    Ok(targets)
}

/// `FORMAT:FILE`, or a file whose ending says the format.
fn target(text: &str) -> Result<Target, Failure> {
    Target::read(text).map_err(|why| {
        let shown = visible(text);
        let (message, help) = match why {
            NoTarget::Nameless => (format!("`{shown}` names no file"), "as in --out canvas:marks.csv; - is stdout".to_owned()),
            NoTarget::Unknown(name) => unknown(&name),
            NoTarget::Ending(fit) if fit.is_empty() => (
                format!("`{shown}` does not say in which format"),
                "write the format before it, as in --out junit:results.xml; `deriv help formats` lists them".to_owned(),
            ),
            NoTarget::Ending(fit) => (
                format!("`{shown}` may be in several formats"),
                format!("write one before it: {}", fit.iter().map(|name| format!("{name}:{shown}")).collect::<Vec<String>>().join(", ")),
            ),
        };
        Failure::usage(message, help)
    })
}

/// There is no format of this name: that, and which ones there are.
fn unknown(name: &str) -> (String, String) {
    let names = FORMATS.iter().map(|format| format.name);
    let help = match nearest(name, names.clone()) {
        Some(near) => format!("a format with a similar name exists: `{near}`"),
        None => format!("one of: {}", names.collect::<Vec<&str>>().join(", ")),
    };
    (format!("there is no format `{}`", visible(name)), help)
}
