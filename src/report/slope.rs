//! What `slope` says: its record at one point, and the views of it.

pub mod absence;
pub mod estimate;
mod explained;
mod find;
pub mod story;
mod wording;

pub use wording::{at, definition, ordinary, partial, place, shown};

use crate::calculus::quotient::Method;
use crate::expression::{Id, Variable};
use crate::report::figure::Figure;
use crate::report::record::{Aside, ByName, Digits, Each, Maybe, record};
use crate::report::{Role, Text};
use crate::slope::Effort;
use crate::slope::existence::Asked;
use absence::{NoSlope, Slopes};
use story::{NudgeStory, Story};

/// What is asked at one point.
#[derive(Clone, Debug)]
pub struct SlopeQuestion<'a> {
    /// The function.
    pub function: Id,
    /// Its variables.
    pub variables: &'a [Variable],
    /// Those that are nudged, one at a time.
    pub by: &'a [Variable],
    /// The point: every variable with its value.
    pub point: &'a [(Variable, Id)],
    /// The order of the derivative, 1 or more.
    pub order: u32,
    /// Among those of other orders: each line says which it is.
    pub among: bool,
    /// Which sides of the point count.
    pub side: Asked,
    /// Digits, and what to spend on them.
    pub effort: Effort,
    /// The digits that were asked for: rounded numbers are written with all of them, zeros too.
    pub digits: Option<usize>,
    /// What the views need beside the slope, which costs time.
    pub detail: Detail,
    /// A method in doubles with its step, to be held against the slope.
    pub method: Option<(Method, Option<f64>)>,
}

/// What a record holds beside the slope itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing: for a bare number. The other keys are left empty.
    Slope,
    /// Every key.
    Keys,
    /// Every key, and the story.
    Story,
}

record! {
    /// What `slope` finds at one point.
    pub struct Slope {
        /// the function as it was read
        pub expression: String,
        /// the point, by name
        pub at: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// with --order: the order of the derivative
        pub order: Maybe<u32>,
        /// with --side: the side that counts
        pub side: Maybe<&'static str>,
        /// the derivative as a formula
        pub derivative: Each<String>,
        /// the slope, or why there is none
        pub slope: Slopes,
        /// with --method: its name
        pub method: Maybe<&'static str>,
        /// with --method: the step in doubles
        pub step: Maybe<Each<Option<Digits>>>,
        /// with --method: the slope as it estimates it from values in doubles, null where the function has none there or beside it, or the step is lost
        pub estimate: Maybe<Each<Option<Digits>>>,
        /// with --method: how far it is off by its own idea
        pub error_estimate: Maybe<Each<Option<Digits>>>,
        /// with --method: how far it is off
        pub true_error: Maybe<Each<Option<Digits>>>,
        /// Why a variable has no estimate.
        pub no_estimate: Aside<Vec<Option<String>>>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `w = 3`
        pub place: Aside<String>,
        /// The coordinates of the point, as they read back.
        pub coordinates: Aside<Vec<String>>,
        /// Whether each line says its order.
        pub among: Aside<bool>,
        /// Significant digits.
        pub digits: Aside<usize>,
        /// The story, where it was asked for of a single slope that there is.
        pub story: Aside<Option<Story>>,
        /// What a nudge of each variable does, where the story of a gradient was asked for.
        pub nudges: Aside<Vec<Option<NudgeStory>>>,
    }
}

impl Slope {
    /// Whether there is a slope by every variable.
    pub fn exists(&self) -> bool {
        self.slope.values().all(Result::is_ok)
    }

    /// Whether there is a variable for which the method of `--method` gives nothing.
    pub fn fails_to_estimate(&self) -> bool {
        let estimates = self.estimate.0.as_ref();
        estimates.is_some_and(|each| each.values().any(Option::is_none))
    }

    /// Why there is none, for the first variable without one.
    pub fn absence(&self) -> Option<&NoSlope> {
        let mut absent = self.slope.values().filter_map(|found| found.as_ref().err());
        absent.next().map(|absence| &**absence)
    }

    /// Why there is none, in sentences; of several variables for each, but what is the same for all once,
    /// and what was told of the derivative `before` not again.
    pub fn why_not(&self, explain: bool, before: Option<&Slope>) -> Option<Text> {
        let told = |absence: &NoSlope, what: Option<&str>| {
            absence.text_of(what, &self.definition, &self.place, explain)
        };
        let same = |one: &NoSlope, other: &NoSlope| {
            told(one, None).to_plain() == told(other, None).to_plain()
        };
        let told_before = |name: &str, absence: &NoSlope| {
            let slopes = before.map(|before| &before.slope.all);
            let mut found = slopes.into_iter().flatten().filter(|(of, _)| of == name);
            found.any(|(_, found)| {
                let other = found.as_ref().err();
                other.is_some_and(|other| absence.repeats(other) || same(absence, other))
            })
        };
        let absent = |(name, found): &'_ (String, Result<_, Box<NoSlope>>)| match found {
            Err(absence) => !told_before(name, absence),
            Ok(_) => false,
        };
        if !self.slope.all.iter().any(absent) {
            return None;
        }
        let first = self.absence()?;
        let as_first = |found: &Result<_, Box<NoSlope>>| match found {
            Ok(_) => false,
            Err(absence) => same(absence, first),
        };
        if self.slope.values().all(as_first) {
            return Some(told(first, None));
        }
        let mut each = Text::new();
        for (name, found) in self.slope.all.iter().filter(|found| absent(found)) {
            if let Err(absence) = found {
                let what = partial(name, self.order.0.unwrap_or(1));
                each.append(told(absence, Some(&what)));
            }
        }
        Some(each)
    }

    /// The slope alone, a line for each variable. `placed`: the lines say their point.
    pub fn text(&self, placed: bool) -> Text {
        let mut text = Text::new();
        for (name, found) in &self.slope.all {
            if found.is_err() && !placed && !*self.among {
                continue;
            }
            if placed {
                text.push(Role::Label, &*self.place).plain(": ");
            }
            let order = self.order.0.unwrap_or(1);
            if !self.slope.single {
                text.push(Role::Label, partial(name, order)).plain(" = ");
            } else if *self.among {
                text.push(Role::Label, ordinary(name, order)).plain(" = ");
            }
            match found {
                Ok(slope) => text.push(Role::Answer, slope.decimal.to_string()),
                Err(_) => text.push(Role::Wrong, "no slope"),
            };
            text.line();
        }
        text
    }

    /// The bare numbers, a line for each variable; where there is none the line keeps its place if
    /// it is one of several. `placed`: there are several points.
    pub fn quiet(&self, placed: bool) -> Text {
        let mut text = Text::new();
        for (name, found) in &self.slope.all {
            if !self.slope.single {
                text.plain(format!("{name}\t"));
            } else if found.is_err() && !placed && !*self.among {
                continue;
            }
            if let Ok(slope) = found {
                text.push(Role::Answer, slope.decimal.to_string());
            }
            text.line();
        }
        text
    }
}
