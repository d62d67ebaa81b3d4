//! `deriv plot`: curve, tangent and nudge, in the terminal or as a vector picture.

mod arguments;
mod axes;
mod file;
mod size;

use super::output::{Failure, Output, Status};
use super::{point, terminal, typed, written};
pub(crate) use arguments::{EXAMPLES, command};
use axes::moving;
pub(crate) use axes::ranges;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::picture::characters::GridSize;
use deriv::picture::scene::Grain;
use deriv::report::json;
use deriv::report::plot::{self, NoPicture, Plot, TextLayout};
pub(crate) use file::{is_drawn, out_option};
pub(crate) use size::{glyphs, height_option, rows};

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    let path = matches.get_one::<String>("out");
    if let Some(path) = path {
        is_drawn(path)?;
    }
    let moving = moving(matches, &mut question)?;
    let ranges = ranges(matches, &mut question, &moving)?;
    let epsilon = match matches.get_one::<String>("eps") {
        Some(typed) => Some(point::constant(&mut question.graph, typed, "--eps")?),
        None => None,
    };
    let here = match question.only_point("a picture is about one point")? {
        Some(point) => point.to_vec(),
        None if epsilon.is_some() => return Err(point::missing(&question, "plot")),
        None => Vec::new(),
    };
    let layout = TextLayout {
        width: terminal::width(matches)?,
        rows: rows(matches, size::ROWS)?,
        glyphs: glyphs(out),
    };
    let grain = match path.is_some() || matches.get_flag("json") {
        true => Grain::Svg,
        false => Grain::Characters(GridSize {
            columns: layout.width,
            rows: layout.rows,
        }),
    };
    let asked = plot::PlotQuestion {
        function: question.function,
        moving: &moving,
        point: &here,
        epsilon,
        ranges: &ranges,
        derivative: matches.get_flag("derivative"),
        grain,
        keys: matches.get_flag("json"),
    };
    let found = Plot::find(&mut question.graph, &asked).map_err(|why| match why {
        NoPicture::Formula(error) => Failure::expression(error, &question.text),
        NoPicture::Nudge => Failure::usage(
            "ε must be a number other than 0",
            "make it small instead: --eps 0.001",
        ),
    })?;
    if let Some(path) = path {
        written::text(path, &found.svg())?;
        out.remark(&format!("wrote {}", visible(path)));
    } else if asked.keys {
        out.data(&json::record("plot", &found))?;
    } else if matches.get_flag("plain") {
        let text = found.plain(layout.width, &|text| out.symbols(text));
        out.result(&text)?;
    } else {
        out.result(&found.text(layout))?;
    }
    Ok(Status::Done)
}
