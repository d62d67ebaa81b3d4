//! A walk in the view that is asked for.

use crate::output::{Failure, Output};
use crate::point::PointQuestion;
use crate::{plot, written};
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::picture::scene::Grain;
use deriv::picture::svg;
use deriv::report::descend::{Descend, WalkLayout};
use deriv::report::json;
use deriv::report::plot::TextLayout;

/// Rows of the curve that a walk is drawn on.
const PLOT_ROWS: usize = 15;

/// Shows the walk, or writes its picture.
pub(super) fn show(
    matches: &ArgMatches,
    question: &mut PointQuestion,
    walk: &Descend,
    width: usize,
    out: &mut Output,
) -> Result<(), Failure> {
    if let Some(path) = matches.get_one::<String>("out") {
        plot::is_drawn(path)?;
        let picture = walk.picture(&mut question.graph, question.function, Grain::Svg);
        let picture = picture.ok_or_else(unseen)?;
        written::text(path, &svg::draw(&picture))?;
        out.remark(&format!("wrote {}", visible(path)));
        return Ok(());
    }
    if matches.get_flag("plot") && !matches.get_flag("plain") {
        if question.variables.len() > 2 {
            return Err(unseen());
        }
        let layout = TextLayout {
            width,
            rows: plot::rows(matches, PLOT_ROWS)?,
            glyphs: plot::glyphs(out),
        };
        let text = walk.picture_text(&mut question.graph, question.function, layout);
        out.told(&text, width)?;
        return Ok(());
    }
    let symbols = |text: &str| out.symbols(text);
    if matches.get_flag("json") {
        out.data(&json::record("descend", walk))?;
    } else if matches.get_flag("tsv") {
        let rows = walk.tsv(&symbols);
        out.data(&rows)?;
    } else if matches.get_flag("quiet") {
        let last = walk.quiet(&symbols);
        out.result(&last)?;
    } else {
        let layout = WalkLayout {
            width,
            all: matches.get_flag("all"),
            plain: matches.get_flag("plain"),
            symbols: &symbols,
        };
        let text = walk.text(layout);
        out.told(&text, width)?;
    }
    Ok(())
}

/// Refuses a picture of a walk in many variables.
fn unseen() -> Failure {
    Failure::usage(
        "a walk is drawn with one or two variables",
        "leave --plot and --out away: the table shows J falling",
    )
}
