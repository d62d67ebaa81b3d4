//! What `slope` says of a stream of points: a row for each, in their order.

pub mod stream;

use crate::files::points::LineLayout;
use crate::notation::visible::visible;
use crate::number::decimal::Decimal;
use crate::report::figure::Figure;
use crate::report::json;
use crate::report::record::{ByName, Each, record};
use crate::slope::Number;
use crate::slope::many::{Fast, Many, SlopeThere};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

record! {
    /// The slope at one point of a stream.
    pub struct PointRow {
        /// the number of the line, from 1; of a grid, of the point
        pub line: u64,
        /// the point, by name; null where the line gives none
        pub at: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// the slope, null where there is none
        pub slope: Each<Option<Figure>>,
        /// why there is no slope, null where there is one: corner, vertical, cusp, jump, pole,
        /// hole, end, domain, undecided, or unread where the line gives no point
        pub reason: Each<Option<&'static str>>,
    }
}

/// What becomes of a row without a slope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// It says why.
    #[default]
    Mark,
    /// It is left out.
    Skip,
    /// Nothing more is written.
    Stop,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowView {
    /// As objects of JSON.
    pub json: bool,
    /// With the point before the slope.
    pub with_point: bool,
    /// With the function's value before the slope.
    pub with_value: bool,
    /// The digits that were asked for: rounded numbers are written with all of them, zeros too.
    pub digits: Option<usize>,
    /// What becomes of a row without a slope.
    pub on_error: OnError,
}

/// The rows of some lines.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The rows as text.
    pub text: String,
    /// Lines that were looked at.
    pub lines: u64,
    /// Rows without a slope, by the word for the reason.
    pub without: BTreeMap<&'static str, u64>,
    /// Where and why it stopped.
    pub stopped: Option<(u64, &'static str)>,
}

/// What makes the rows of a stream.
#[derive(Clone, Debug)]
pub struct StreamRows {
    many: Many,
    layout: LineLayout,
    view: RowView,
}

/// The word for a line that gives no point.
pub const UNREAD: &str = "unread";

impl StreamRows {
    /// The rows of this function's slopes at points in this layout.
    pub fn new(many: Many, layout: LineLayout, view: RowView) -> StreamRows {
        StreamRows { many, layout, view }
    }

    /// The rows of the lines of a text, the first of which has the number `first`.
    pub fn block(&mut self, text: &str, first: u64) -> Block {
        let mut block = Block::default();
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text;
        let mut values = Vec::new();
        let whole = self.view.json || self.view.with_value;
        // A number a line is read where it stands.
        let is_number = self.layout == LineLayout::Values;
        let mut together = Vec::with_capacity(Fast::TOGETHER);
        while !rest.is_empty() && block.stopped.is_none() {
            together.clear();
            let mut fast = self.many.fast().filter(|_| !whole);
            while together.len() < Fast::TOGETHER && !rest.is_empty() {
                let at = together.len();
                let read = match &mut fast {
                    Some(fast) if is_number => fast.put_line(at, rest),
                    _ => None,
                };
                let (line, after) = rest.split_at(read.unwrap_or_else(|| line_length(rest)));
                together.push(line);
                rest = after;
                if let Some(fast) = &mut fast
                    && read.is_none()
                {
                    match self.layout.values(without_end(line), &mut values) {
                        Ok(()) => fast.put(at, &values),
                        Err(_) => fast.leave(at),
                    }
                }
            }
            if let Some(fast) = fast {
                fast.run(together.len());
            }
            let mut at = 0;
            while at < together.len() {
                let settled = match whole {
                    true => 0,
                    false => self.settled(at, &together, &mut values, &mut out),
                };
                at += settled;
                block.lines += settled as u64;
                if let Some(line) = together.get(at) {
                    let number = first + block.lines;
                    at += 1;
                    block.lines += 1;
                    self.row(without_end(line), number, &mut values, &mut block);
                    out.extend_from_slice(block.text.as_bytes());
                    block.text.clear();
                    if block.stopped.is_some() {
                        break;
                    }
                }
            }
        }
        block.text = String::from_utf8(out).expect("whole texts were written");
        block
    }

    /// The rows from that one on of points that were looked at together, as far as that settled them: how
    /// many.
    fn settled<'a>(
        &mut self,
        from: usize,
        together: &[&'a str],
        values: &mut Vec<Cow<'a, str>>,
        out: &mut Vec<u8>,
    ) -> usize {
        let Some(fast) = self.many.fast() else {
            return 0;
        };
        if !self.view.with_point {
            return fast.write_rows(from..together.len(), self.view.digits, out);
        }
        let before = out.len();
        if self
            .layout
            .values(without_end(together[from]), values)
            .is_ok()
        {
            let mut text = String::new();
            point(values, &mut text);
            out.extend_from_slice(text.as_bytes());
        }
        let settled = fast.write_rows(from..from + 1, self.view.digits, out);
        if settled == 0 {
            out.truncate(before);
        }
        settled
    }

    fn row<'a>(
        &mut self,
        line: &'a str,
        number: u64,
        values: &mut Vec<Cow<'a, str>>,
        block: &mut Block,
    ) {
        let values = self.layout.values(line, values).ok().map(|()| &values[..]);
        let whole = self.view.json || self.view.with_value;
        let found = values.and_then(|values| self.many.certified(values, whole).ok());
        let reason = match &found {
            None => Some(UNREAD),
            Some(found) => {
                let mut slopes = found.slopes.iter();
                slopes.find_map(|slope| slope.as_ref().err().map(|reason| reason.word()))
            }
        };
        if let Some(reason) = reason {
            *block.without.entry(reason).or_default() += 1;
            match self.view.on_error {
                OnError::Mark => {}
                OnError::Skip => return,
                OnError::Stop => {
                    block.stopped = Some((number, reason));
                    return;
                }
            }
        }
        match self.view.json {
            true => block.text += &json::line(&self.record(number, found.as_ref())),
            false => self.fields(line, values, found.as_ref(), &mut block.text),
        }
    }

    /// Fields between tabs: the point, the value, the slopes, as far as they are asked for.
    fn fields(
        &self,
        line: &str,
        values: Option<&[Cow<'_, str>]>,
        found: Option<&SlopeThere>,
        text: &mut String,
    ) {
        if self.view.with_point {
            match values {
                Some(values) => point(values, text),
                None => {
                    // A line that gives no point is shown as it came, its tabs too.
                    text.push_str(&visible(line.trim_end()));
                    text.push('\t');
                }
            }
        }
        if self.view.with_value {
            match found.and_then(|found| found.value.as_ref()) {
                Some(value) => self.put(&value.decimal, text),
                None => text.push_str("none"),
            }
            text.push('\t');
        }
        let count = self.many.by_count();
        for at in 0..count {
            if at > 0 {
                text.push('\t');
            }
            match found.map(|found| &found.slopes[at]) {
                Some(Ok(number)) => self.put(&number.decimal, text),
                Some(Err(reason)) => none(reason.word(), text),
                None => none(UNREAD, text),
            }
        }
        text.push('\n');
    }

    fn put(&self, decimal: &Decimal, text: &mut String) {
        let written = match self.view.digits {
            Some(digits) => write!(text, "{}", decimal.clone().keeping_zeros(digits)),
            None => write!(text, "{decimal}"),
        };
        written.expect("a string takes every write");
    }

    fn record(&self, line: u64, found: Option<&SlopeThere>) -> PointRow {
        let figure = |number: &Number| Figure::from(number).keeping_zeros(self.view.digits);
        let by = self.many.by();
        let each = by.iter().enumerate();
        let slopes: Vec<(String, Result<Figure, &'static str>)> = each
            .map(|(at, name)| {
                let slope = match found.map(|found| &found.slopes[at]) {
                    Some(Ok(number)) => Ok(figure(number)),
                    Some(Err(reason)) => Err(reason.word()),
                    None => Err(UNREAD),
                };
                ((*name).to_owned(), slope)
            })
            .collect();
        let slopes = Each {
            single: slopes.len() == 1,
            all: slopes,
        };
        PointRow {
            line,
            at: {
                let names = self.many.names().into_iter().enumerate();
                let value = |at: usize| found?.point.get(at)?.as_ref().map(figure);
                ByName(
                    names
                        .map(|(at, name)| (name.to_owned(), value(at)))
                        .collect(),
                )
            },
            value: found.and_then(|found| found.value.as_ref()).map(figure),
            slope: slopes.map(|slope| slope.clone().ok()),
            reason: slopes.map(|slope| slope.as_ref().err().copied()),
        }
    }
}

/// How long the first line of a text is, its end with it. Lines of numbers are short: looking at byte
/// after byte takes less than starting a search for each.
fn line_length(text: &str) -> usize {
    let end = text.bytes().position(|byte| byte == b'\n');
    end.map_or(text.len(), |end| end + 1)
}

/// A line without its end, as [`str::lines`] gives it.
fn without_end(line: &str) -> &str {
    match line.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => line,
    }
}

/// A point as it was given, a tab behind every value.
fn point(values: &[Cow<'_, str>], text: &mut String) {
    for value in values {
        text.push_str(&visible(value));
        text.push('\t');
    }
}

/// What stands for a slope that there is not.
fn none(reason: &str, text: &mut String) {
    write!(text, "none ({reason})").expect("a string takes every write");
}
