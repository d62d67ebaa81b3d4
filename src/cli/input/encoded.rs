//! `--encoding`: how tables are encoded that are not UTF-8.

use crate::output::Failure;
use clap::{Arg, ArgMatches};
use deriv::files::encoding::Encoding;
use deriv::notation::visible::visible;

/// The option itself.
pub(crate) fn encoding_option() -> Arg {
    Arg::new("encoding")
        .long("encoding")
        .value_name("NAME")
        .help("how tables are encoded that are not UTF-8: windows-1252, windows-1250, windows-1251, shift_jis, gbk, big5, euc-kr and so on")
}

/// What it says, if it is given.
pub(crate) fn encoding(matches: &ArgMatches) -> Result<Option<Encoding>, Failure> {
    let typed = matches.get_one::<String>("encoding");
    let named = |typed: &String| {
        Encoding::named(typed).ok_or_else(|| {
            Failure::usage(
                format!("--encoding is `{}`, which is not known", visible(typed)),
                format!("the usual ones are {}", Encoding::USUAL),
            )
        })
    };
    typed.map(named).transpose()
}
