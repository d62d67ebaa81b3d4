//! `slope` at many points: those of stdin with `--at -`, or of a grid; a row for each, as they come.

use super::options;
use super::output::{Failure, Output, Status, problem};
use super::point;
use clap::{Arg, ArgMatches};
use deriv::calculus::derivative::MAX_ORDER;
use deriv::files::points::{Layout, Unfit};
use deriv::notation::visible::visible;
use deriv::report::points::{Block, OnError, Rows, View};
use deriv::slope::existence::Asked;
use deriv::slope::grid::Grid;
use deriv::slope::many::Many;
use std::collections::BTreeMap;
use std::io::{BufRead, Read};

/// Bytes that are read at once: with a full pipe some thousands of points.
const READ: usize = 1 << 18;

/// Longest line. A point of some hundred variables is shorter; without a limit a stream without line
/// ends would fill the memory.
const MAX_LINE: usize = 1 << 20;

/// Fewest lines for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 64;

/// Points of a grid that are made at once.
const GRID: u64 = 4096;

/// Are the points of this command a stream or a grid?
pub(crate) fn is_asked(matches: &ArgMatches) -> bool {
    let points = matches.get_many::<String>("at").into_iter().flatten();
    points
        .clone()
        .any(|point| point == "-" || Grid::is_one(point))
}

/// The options that only many points have.
pub(crate) fn arguments() -> [Arg; 5] {
    let flag = options::flag;
    [
        Arg::new("column")
            .long("column")
            .value_name("NAME")
            .help("with --at -: the column of CSV or TSV that holds the point"),
        flag(
            "with-point",
            "with many points: each row starts with its point",
        ),
        flag(
            "with-value",
            "with many points: the function's value before the slope",
        ),
        Arg::new("on-error")
            .long("on-error")
            .value_name("WHAT")
            .value_parser(["mark", "skip", "stop"])
            .help("with many points: a row without a slope says why, is left out, or ends the run"),
        flag(
            "fast",
            "with many points: in doubles, to the digits that they leave certain, some 11",
        ),
    ]
}

/// Rows for all points, in their order.
pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let typed = matches
        .get_one::<String>("function")
        .expect("it is required");
    let points: Vec<&String> = matches
        .get_many::<String>("at")
        .into_iter()
        .flatten()
        .collect();
    let [at] = points[..] else {
        return Err(Failure::usage(
            "--at gives a stream or a grid beside another point",
            "give them one by one",
        ));
    };
    if typed == "-" && at == "-" {
        return Err(Failure::usage(
            "both the function and the points from stdin",
            "write the function into a file: @FILE",
        ));
    }
    let text = super::typed::text(typed)?;
    let mut question = point::function(matches, text, &[], "--at", out)?;
    let effort = options::effort(matches)?;
    let order = options::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    let variables = question.variables.clone();
    let chosen = point::chosen(matches, &mut question.graph, &variables)?;
    if variables.is_empty() {
        return Err(Failure::usage(
            "the function is the same at every point",
            "leave --at out",
        ));
    }
    let by = chosen.map_or_else(|| variables.clone(), |variable| vec![variable]);
    let side = match matches.get_one::<String>("side").map(String::as_str) {
        Some("left") => Asked::Left,
        Some(_) => Asked::Right,
        None => Asked::Both,
    };
    let many = Many::new(
        question.graph,
        question.function,
        variables,
        &by,
        (order, side, effort),
    )
    .map_err(|error| Failure::expression(error, &question.text))?;
    let many = match matches.get_flag("fast") {
        true => many.in_doubles(),
        false => many,
    };
    let view = View {
        json: matches.get_flag("json"),
        with_point: matches.get_flag("with-point"),
        with_value: matches.get_flag("with-value"),
        digits: matches.contains_id("digits").then_some(effort.digits),
        on_error: match matches.get_one::<String>("on-error").map(String::as_str) {
            Some("skip") => OnError::Skip,
            Some("stop") => OnError::Stop,
            _ => OnError::Mark,
        },
    };
    let mut run = Run {
        many,
        view,
        workers: Vec::new(),
        without: BTreeMap::new(),
        lines: 0,
        stopped: None,
        out,
    };
    match at.as_str() {
        "-" => run.stdin(matches.get_one::<String>("column").map(String::as_str))?,
        grid => run.grid(grid)?,
    }
    run.told()
}

/// A stream on its way.
struct Run<'a> {
    many: Many,
    view: View,
    /// One for each thread, once the layout is known.
    workers: Vec<Rows>,
    without: BTreeMap<&'static str, u64>,
    lines: u64,
    stopped: Option<(u64, &'static str)>,
    out: &'a mut Output,
}

impl Run<'_> {
    fn start(&mut self, layout: Layout) {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let rows = Rows::new(self.many.clone(), layout, self.view);
        self.workers = vec![rows; threads];
    }

    /// Each read that completed a line is answered before the next one is waited for.
    fn stdin(&mut self, column: Option<&str>) -> Result<(), Failure> {
        let mut stdin = std::io::stdin().lock();
        let failed = |error: &std::io::Error| Failure::File {
            path: "stdin".into(),
            problem: problem(error),
        };
        let mut head = Vec::new();
        let read = stdin
            .by_ref()
            .take(MAX_LINE as u64)
            .read_until(b'\n', &mut head);
        if read.map_err(|error| failed(&error))? == 0 {
            return Ok(());
        }
        let first = String::from_utf8_lossy(&head).into_owned();
        let names = self.many.names();
        let (layout, is_head) = Layout::of(&first, &names, column).map_err(unfit)?;
        self.start(layout);
        self.lines = u64::from(is_head);
        let mut buffer = match is_head {
            true => Vec::new(),
            false => head,
        };
        loop {
            let whole = buffer
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            if whole > 0 {
                self.lines_of(&buffer[..whole])?;
                buffer.drain(..whole);
            }
            if self.stopped.is_some() {
                return Ok(());
            }
            if buffer.len() > MAX_LINE {
                return Err(Failure::File {
                    path: "stdin".into(),
                    problem: format!("line {} is longer than a point can be", self.lines + 1),
                });
            }
            let before = buffer.len();
            buffer.resize(before + READ, 0);
            let read = match stdin.read(&mut buffer[before..]) {
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => 0,
                Err(error) => return Err(failed(&error)),
            };
            buffer.truncate(before + read);
            if read == 0 {
                return self.lines_of(&buffer);
            }
        }
    }

    fn lines_of(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().collect();
        self.rows(&lines)
    }

    fn grid(&mut self, text: &str) -> Result<(), Failure> {
        let names = self.many.names();
        let grid = Grid::read(text, &names).map_err(|why| {
            Failure::usage(
                format!("--at `{}`: {}", visible(text), visible(&why.to_string())),
                "a grid is FROM:TO:STEP, for example --at 0:10:0.01 or --at x=0:1:0.1,y=2",
            )
        })?;
        let places = (0..names.len()).collect();
        self.start(Layout::Columns {
            separator: '\t',
            places,
        });
        let mut next = 0;
        while next < grid.len() && self.stopped.is_none() {
            let end = grid.len().min(next + GRID);
            let lines: Vec<String> = (next..end).map(|k| grid.point(k).join("\t")).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            self.rows(&lines)?;
            next = end;
        }
        Ok(())
    }

    /// Writes the rows of these lines, which are shared between the threads.
    fn rows(&mut self, lines: &[&str]) -> Result<(), Failure> {
        let first = self.lines + 1;
        let threads = match lines.len() < MIN_SHARED {
            true => 1,
            false => self.workers.len(),
        };
        let share = lines.len().div_ceil(threads).max(1);
        let blocks: Vec<Block> = if threads == 1 {
            vec![self.workers[0].block(lines.iter().copied(), first)]
        } else {
            std::thread::scope(|scope| {
                let parts = lines.chunks(share).zip(&mut self.workers).enumerate();
                let handles: Vec<_> = parts
                    .map(|(at, (part, worker))| {
                        let first = first + (at * share) as u64;
                        scope.spawn(move || worker.block(part.iter().copied(), first))
                    })
                    .collect();
                let each = handles.into_iter();
                each.map(|handle| handle.join().expect("the library answers every input"))
                    .collect()
            })
        };
        for block in blocks {
            self.lines += block.lines;
            for (reason, count) in block.without {
                *self.without.entry(reason).or_default() += count;
            }
            self.out.data(&block.text)?;
            if block.stopped.is_some() {
                self.stopped = block.stopped;
                break;
            }
        }
        self.out.flush()
    }

    /// What is said at the end, on stderr.
    fn told(self) -> Result<Status, Failure> {
        if let Some((line, reason)) = self.stopped {
            self.out.flush()?;
            let what = match reason {
                "unread" => "no point".to_owned(),
                reason => format!("no slope ({reason})"),
            };
            return Err(Failure::no_answer(format!("line {line}: {what}")));
        }
        let all: u64 = self.without.values().sum();
        if all > 0 {
            let each: Vec<String> = self
                .without
                .iter()
                .map(|(reason, n)| format!("{n} {reason}"))
                .collect();
            self.out.remark(&format!(
                "{all} of {} rows without a slope: {}",
                self.lines,
                each.join(", ")
            ));
        }
        Ok(Status::Done)
    }
}

fn unfit(why: Unfit) -> Failure {
    match why {
        Unfit::NoColumn { name, columns } => Failure::usage(
            format!("no column `{}`", visible(&name)),
            format!(
                "the columns are: {}; --column names the one that holds the point",
                visible(&columns.join(", "))
            ),
        ),
        Unfit::Several(names) => Failure::usage(
            format!(
                "a number a line, but the function has several variables: {}",
                names.join(", ")
            ),
            "give columns under a head of these names, or JSON objects",
        ),
        Unfit::NoHead => Failure::usage(
            "--column names a column, but the lines are numbers",
            "leave it out",
        ),
    }
}
