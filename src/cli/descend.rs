//! `deriv descend`: gradient descent step by step, with a verdict.

mod data;
mod settings;
mod watch;

use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use super::plot;
use super::point::{self, PointQuestion};
use super::typed;
use super::written;
use clap::{ArgAction, ArgMatches, Command};
use deriv::descent::{self, Standing};
use deriv::expression::Variable;
use deriv::notation::visible::visible;
use deriv::picture::scene::Grain;
use deriv::picture::svg;
use deriv::report::descend::{Descend, WalkLayout};
use deriv::report::diagnostic::Problem;
use deriv::report::json;
use deriv::report::slope as report;
use watch::ProgressWatch;

/// Rows of the curve that a walk is drawn on.
const PLOT_ROWS: usize = 15;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv descend "w^2" --from 3 --rate 1.1 --steps 3
descend J(w) = w^2 from w = 3, rate α = 1.1

step         w         J     slope        ΔJ   -5.18           0            5.18
   0    3.0000    9.0000    6.0000             ················┊········●·······
   1   -3.6000   12.9600   -7.2000   +3.9600   ·····●··········┊················
   2    4.3200   18.6624    8.6400   +5.7024   ················┊············●···
   3   -5.1840   26.8739  -10.3680   +8.2115   ●···············┊················

diverging: J grew in every step, from 9 to 26.8739
  each step overshoots and lands higher on the other side
  the curvature here is 2: a rate below 2/2 = 1 goes down
$ deriv descend "w^2" --from 3 --steps 8 -q
0.50331648
$ deriv descend "mean((a*x + b - y)^2)" --data fixtures/fit/points.csv --from a=0,b=0 -q
a	2.02119167342212
b	0.951079365284614"#;

pub(crate) fn command() -> Command {
    let option = options::valued;
    Command::new("descend")
        .arg(options::function())
        .arg(
            option("at", "POINT", "the start: 3, pi/2, or x=1,y=2")
                .long("from")
                .action(ArgAction::Append),
        )
        .arg(option(
            "rate",
            "RATE",
            "the rate α, a number above 0 [default: 0.1]",
        ))
        .arg(option("steps", "N", "how many steps [default: 20]"))
        .arg(option(
            "stop",
            "SLOPE",
            "end early where the slope is at most this",
        ))
        .arg(option(
            "momentum",
            "B",
            "keep this share of the last step's velocity, 0 to 1",
        ))
        .arg(
            option("method", "NAME", "plain, momentum or adam [default: plain]")
                .value_parser(["plain", "momentum", "adam"]),
        )
        .arg(
            flag("plot", "the walk on the curve, and J at each step")
                .conflicts_with_all(["json", "tsv", "quiet"]),
        )
        .arg(plot::height_option())
        .arg(plot::out_option())
        .arg(options::width_option())
        .arg(option(
            "data",
            "FILE",
            "rows of CSV or TSV: in sum(...) and mean(...) each column is its head's values; - is stdin",
        ))
        .arg(option(
            "resume",
            "FILE",
            "go on where FILE says that this walk stood, if it is there; every 5 s and at the end it \
             is written anew, as a whole",
        ))
        .arg(flag("all", "every row"))
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "rows for a spreadsheet").conflicts_with("quiet"))
        .arg(options::quiet())
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let columns = data::columns(matches)?;
    let mut question = point::question_over(matches, text, "--from", columns.as_ref(), out)?;
    let mut settings = settings::settings(matches, &mut question)?;
    settings.rows = match &columns {
        Some(columns) => Some(data::rows(&mut question, columns)?),
        None => None,
    };
    let width = options::width(matches)?;
    let from = match question.only_point("a walk has one start")? {
        Some(point) => point.to_vec(),
        None => return Err(point::missing(&question, "descend")),
    };
    let graph = &mut question.graph;
    let drawn =
        matches.contains_id("out") || matches.get_flag("plot") && !matches.get_flag("plain");
    if let (true, Some(rows)) = (drawn, &settings.rows)
        && rows.expanded(graph, question.function).is_none()
    {
        return Err(data::too_many(rows));
    }
    let keys = matches.get_flag("json");
    let mut watch = ProgressWatch::begin(matches, graph, question.function, &from, &settings)?;
    let saved = watch.saved();
    let mut each = |standing: Standing<'_>| watch.look(standing);
    let looking = (saved.as_ref(), &mut each as descent::Watch<'_>);
    let found = Descend::find_watched(graph, question.function, &from, settings, keys, looking)
        .map_err(|error| Failure::expression(error, &question.text))?;
    let kept = watch.end();
    let walk = found.map_err(|absence| {
        let named: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
        let definition = report::definition(&question.graph, question.function, &named);
        let start = report::place(&question.graph, &from);
        let text = absence.text(&definition, &start, false);
        let problem = Problem::new(absence.sentence(&definition, &start), None);
        Failure::Said(text, problem, Status::NoAnswer)
    })?;
    // What was computed is shown, also where it could not be kept.
    show(matches, &mut question, &walk, width, out)?;
    kept.map(|()| Status::Done)
}

/// The walk in the view that is asked for.
fn show(
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
        let layout = deriv::report::plot::TextLayout {
            width,
            rows: plot::rows(matches, PLOT_ROWS)?,
            glyphs: plot::glyphs(out),
        };
        let text = walk.picture_text(&mut question.graph, question.function, layout);
        out.result(&text)?;
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
        out.result(&text)?;
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
