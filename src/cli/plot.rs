//! `deriv plot`: curve, tangent and nudge, in the terminal or as a vector picture.

mod axes;

use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use super::point;
use super::typed;
use super::written;
use axes::moving;
pub(super) use axes::ranges;
use clap::{Arg, ArgMatches, Command};
use deriv::notation::visible::visible;
use deriv::picture::characters::{Glyphs, GridSize};
use deriv::picture::scene::Grain;
use deriv::report::json;
use deriv::report::plot::{self, NoPicture, Plot, TextLayout};

/// Rows of a curve, unless more or fewer are asked for; fewer where the terminal is lower.
const ROWS: usize = 18;

/// Lines around a curve: heading, axis, legend, prompt.
const AROUND: usize = 7;

/// Fewest and most rows.
const LEAST_ROWS: usize = 4;
const MOST_ROWS: usize = 200;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv plot "w^2" --at 3
J(w) = w^2        slope at w = 3 is 6
 J
25 ┤⠱⡀                                                                    ⢀⡜
   │ ⠘⡄                                 ⠂                                ⢀⠎
   │  ⠘⢆                                ⡀                               ⢠⠊ ⡠
20 ┤   ⠘⢆                                                              ⡰⠃⡠
   │    ⠈⠣⡀                             ⠂                            ⢀⡜⢁⠄
   │      ⠘⢄                            ⡀                        Q  ○⢎⠄
15 ┤       ⠈⢢⡀                                                     ⣰⢿
   │         ⠑⡄                         ⠂                        ⢀⠞ ⢸
   │          ⠈⠢⡀                       ⡀                      ⢀⡴⠁  ⢸ ΔJ = 7
10 ┤            ⠘⢦⡀                                           ⡠⠊    ⢸
   │              ⠙⢄                    ⠂                  P⣠●⠒⠒⠒⠒⠒⠒⠚
   │                ⠑⢄                  ⡀                 ⡠⠊     ε
 5 ┤                  ⠑⠢⣀                              ⢀⣔⠎
   │                    ⠈⠒⢄⡀            ⠂           ⢀⡠⢖⠅
   │                       ⠈⠓⠦⣄         ⡀        ⣀⠤⠒⢁⠄
 0 ┤⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡉⠑⠒⡤⠤⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⡒⠊⠉⡀⢀⠄⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀
   │                                    ⠂        ⡠
   │                                    ⡀      ⡠
   └───────┴─────────────┴──────────────┴─────────────┴─────────────┴───────
          -4            -2              0             2             4  w
─── curve  ╌╌╌ tangent J = 6*w - 9  ─┘ nudge ε = 1  ● P(3, 9)  ○ Q(4, 16)
$ deriv plot "1/w" --plain
J(w) = 1/w from w = -5 to 5
  falls from -0.2 at w = -5 to -infinity at w = 0
  falls from +infinity at w = 0 to 0.2 at w = 5
  pole at w = 0"#;

pub(crate) fn command() -> Command {
    Command::new("plot")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(options::valued(
            "eps",
            "EPS",
            "the nudge [default: a tenth of the picture]",
        ))
        .arg(axes::range_option())
        .arg(height_option())
        .arg(options::width_option())
        .arg(flag("derivative", "the slope's curve below, aligned"))
        .arg(out_option())
        .arg(flag("json", "one JSON object").conflicts_with("out"))
}

/// `--height`
pub(super) fn height_option() -> Arg {
    Arg::new("height")
        .long("height")
        .value_name("N")
        .help(format!("rows of the curve [default: {ROWS}]"))
}

/// `--out`
pub(super) fn out_option() -> Arg {
    Arg::new("out")
        .long("out")
        .value_name("FILE")
        .help("write the picture to FILE, which ends in .svg")
}

/// Rows of a curve: `--height`, else what fits the terminal.
pub(super) fn rows(matches: &ArgMatches, usual: usize) -> Result<usize, Failure> {
    let asked = options::whole(matches, "height", LEAST_ROWS as u64, MOST_ROWS as u64)?;
    if let Some(rows) = asked {
        return Ok(rows as usize);
    }
    Ok(options::lines().map_or(usual, |lines| {
        lines.saturating_sub(AROUND).clamp(LEAST_ROWS, usual)
    }))
}

/// Which characters the stream takes.
pub(super) fn glyphs(out: &Output) -> Glyphs {
    match out.symbols("●") == "●" {
        true => Glyphs::Unicode,
        false => Glyphs::Ascii,
    }
}

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
        width: options::width(matches)?,
        rows: rows(matches, ROWS)?,
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

/// Refuses a file that pictures are not written to.
///
/// A PNG would take resvg 0.49 with its fonts: 62 packages, 78 s of a processor to build, 3 MB in the
/// program, and words drawn with whatever fonts a system has, or none.
pub(super) fn is_drawn(path: &str) -> Result<(), Failure> {
    if path.to_ascii_lowercase().ends_with(".svg") {
        return Ok(());
    }
    let shown = visible(path);
    let (what, help) = match path.to_ascii_lowercase().ends_with(".png") {
        true => (
            format!("pictures are written as SVG, and `{shown}` would be a PNG"),
            "give the file a name that ends in .svg; any browser or `rsvg-convert` makes a PNG of it",
        ),
        false => (
            format!("`{shown}` is not a vector picture"),
            "give the file a name that ends in .svg",
        ),
    };
    Err(Failure::usage(what, help))
}
