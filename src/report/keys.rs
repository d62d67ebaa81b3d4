//! Every key of every command's JSON, as `deriv help json` lists them.

use crate::report::backward::Backward;
use crate::report::check::Check;
use crate::report::class::changes::Changes;
use crate::report::class::columns::ColumnsRead;
use crate::report::class::filter::BrokenLine;
use crate::report::class::keys::Keys as Paper;
use crate::report::class::results::{Results, StudentResults};
use crate::report::class::written::AnswerLine;
use crate::report::descend::Descend;
use crate::report::diagnostic::Refused;
use crate::report::diff::Diff;
use crate::report::functions::KnownFunction;
use crate::report::nudge::NudgeRecord;
use crate::report::plot::Plot;
use crate::report::points::PointRow;
use crate::report::quiz::AskedQuestions;
use crate::report::record::{JsonKey, Record};
use crate::report::slope::Slope;

/// The keys of a record.
type Keys = fn(path: &str, keys: &mut Vec<JsonKey>);

/// What writes JSON, with what it is about, and its record.
const RECORDS: &[(&str, &str, Keys)] = &[
    ("slope", "one object a point", <Slope as Record>::keys),
    (
        "slope --at - or a grid",
        "one object a row, without command and schema",
        <PointRow as Record>::keys,
    ),
    ("diff", "one object", <Diff as Record>::keys),
    ("diff --graph", "one object", <Backward as Record>::keys),
    ("descend", "one object", <Descend as Record>::keys),
    ("check", "one object", <Check as Record>::keys),
    (
        "nudge",
        "one object for each point and each variable that is nudged",
        <NudgeRecord as Record>::keys,
    ),
    ("plot", "one object", <Plot as Record>::keys),
    (
        "quiz",
        "with --json, one object",
        <AskedQuestions as Record>::keys,
    ),
    (
        "grade",
        "one object for the class",
        <Results as Record>::keys,
    ),
    (
        "grade --student",
        "one object",
        <StudentResults as Record>::keys,
    ),
    (
        "grade --out ndjson:FILE",
        "an object a line",
        <AnswerLine as Record>::keys,
    ),
    ("grade --against", "one object", <Changes as Record>::keys),
    (
        "grade --format ndjson, of NDJSON",
        "an unread line; else the keys of an answer",
        <BrokenLine as Record>::keys,
    ),
    ("grade --key", "one object", <Paper as Record>::keys),
    (
        "grade --columns",
        "one object",
        <ColumnsRead as Record>::keys,
    ),
    (
        "functions",
        "one object a function",
        <KnownFunction as Record>::keys,
    ),
    (
        "any command",
        "in place of a result; the same is said on stderr",
        <Refused as Record>::keys,
    ),
];

/// The keys of one kind of object.
pub struct Section {
    /// The command that writes it.
    pub command: &'static str,
    /// What is one object.
    pub about: &'static str,
    /// Its keys, after `command` and `schema`.
    pub keys: Vec<JsonKey>,
}

/// Every section, in the order in which help shows them.
pub fn sections() -> impl Iterator<Item = Section> {
    RECORDS.iter().map(|&(command, about, list)| {
        let mut keys = Vec::new();
        list("", &mut keys);
        Section {
            command,
            about,
            keys,
        }
    })
}

/// What holds for every key, and how the list below is read.
pub const RULES: &[(&str, &str)] = &[
    (
        "objects",
        "one a result, one a line; `command` and `schema` come first in each",
    ),
    (
        "schema: 1",
        "within this number keys keep their names and meaning; new ones may come",
    ),
    (
        "numbers",
        "have the digits of the text, 15 or those of --digits, and may be past the range of doubles",
    ),
    (
        "K_exact",
        "beside a number K: its exact value as text, as in \"6\", \"0.25\", \"1/3\" or \"pi/2\"; null where only the rounded number is known",
    ),
    ("null", "what is infinite, does not exist or is not known"),
    ("K?", "in the list below: a key that is there at times"),
    (
        "K.L, K[].L",
        "a key in the object K, or in each object of the list K",
    ),
    (
        "T, by name",
        "an object with a T for the name of each variable",
    ),
    (
        "T, or by name",
        "a T, or where several variables are asked about an object of them",
    ),
];
