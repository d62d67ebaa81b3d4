//! What `descend` says: the table with its strip, and the verdict with its reason.

mod numbers;
mod pace;
pub mod saved;
mod sentences;
mod table;
mod walked;

use crate::calculus::value::Value;
use crate::descent::{
    self, Curvature, Forecast, JudgedWalk, Saved, Settings, Stationary, Step, StepRule, Walk,
    WalkEnd, WalkNumber, WalkVerdict, Watch,
};
use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::visible::visible;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;
use crate::report::figure::{ExactForm, Figure};
use crate::report::record::{Aside, ByName, Each, Maybe, record};
use crate::report::slope::absence::{NoSlope, needs};
use crate::report::slope::{at, definition, place, shown};
use crate::report::{Role, Text};
use crate::slope::existence::{self, Asked, SlopeOutcome};
use crate::slope::{self, Effort, Trouble};

/// Digits of data for programs.
const DATA_DIGITS: usize = 15;

record! {
    /// A walk downhill.
    pub struct Descend {
        /// the function as it was read
        pub expression: String,
        /// with --data: the rows that sum and mean run over
        pub data: Maybe<DataKeys>,
        /// the start, by name
        pub from: ByName<Option<Figure>>,
        /// the rate
        pub rate: Figure,
        /// what makes a step: plain, momentum or adam
        pub method: &'static str,
        /// with momentum: the share of the last step's velocity that is kept
        pub momentum: Maybe<Figure>,
        /// the first words of the sentence
        pub verdict: &'static str,
        /// what came of the walk
        pub sentence: String,
        /// why, in sentences
        pub reasons: Vec<String>,
        /// how many steps were taken
        pub taken: usize,
        /// the last position, by name
        pub point: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// whether all digits of that position are right; else it was computed in doubles
        pub certain: bool,
        /// the positions, from the start
        pub rows: Vec<StepKeys>,
        /// The names of the variables.
        pub names: Aside<Vec<String>>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `w = 3`
        pub start: Aside<String>,
        /// How the walk was made.
        pub settings: Aside<Settings>,
        /// The walk, with one step at least.
        pub walk: Aside<Walk>,
        /// Its verdict.
        pub judged: Aside<JudgedWalk>,
        /// The second derivative along the slope, at the start and at the end.
        pub bent: Aside<(Option<Curvature>, Option<Curvature>)>,
        /// What lies at the end of a walk that arrived, where that is known.
        pub stationary: Aside<Option<Stationary>>,
        /// Does J go on without a break between the positions of a walk that goes to and fro?
        pub unbroken: Aside<bool>,
        /// How long a walk that goes down would have to go on.
        pub forecast: Aside<Option<Forecast>>,
        /// What is in the way where the walk ended early.
        pub obstacle: Aside<Option<String>>,
    }
}

record! {
    /// The rows that sums and means run over.
    pub struct DataKeys {
        /// the file
        pub file: String,
        /// how many rows it has
        pub rows: usize,
        /// the columns that the function uses
        pub columns: Vec<String>,
    }
}

record! {
    /// A position of a walk.
    pub struct StepKeys {
        /// how many steps lead here
        pub step: usize,
        /// the position, by name
        pub point: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// the slope there
        pub slope: Each<Option<Figure>>,
        /// how much the last step changed the value
        pub change: Option<Figure>,
        /// whether all digits are right; else they were computed in doubles
        pub certain: bool,
    }
}

/// How the table is laid out.
#[derive(Clone, Copy)]
pub struct WalkLayout<'a> {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether every row is shown.
    pub all: bool,
    /// Without the strip.
    pub plain: bool,
    /// How the stream writes symbols: as they are, or as their ASCII twins.
    pub symbols: &'a dyn Fn(&str) -> String,
}

impl Descend {
    /// Walks downhill from a point, and judges the walk. `keys`: with the keys for programs.
    ///
    /// # Errors
    /// Where a derivative cannot be formed; inside, why the walk cannot even start.
    pub fn find(
        graph: &mut Graph,
        function: Id,
        from: &[(Variable, Id)],
        settings: Settings,
        keys: bool,
    ) -> Result<Result<Descend, Box<NoSlope>>, Error> {
        Descend::find_watched(graph, function, from, settings, keys, (None, &mut |_| {}))
    }

    /// The same, from where a walk was saved, and with somebody who looks on.
    ///
    /// # Errors
    /// As [`Descend::find`].
    pub fn find_watched(
        graph: &mut Graph,
        function: Id,
        from: &[(Variable, Id)],
        settings: Settings,
        keys: bool,
        watched: (Option<&Saved>, Watch<'_>),
    ) -> Result<Result<Descend, Box<NoSlope>>, Error> {
        // The walk and what is said of it, from one budget.
        work::within(work::LIMIT, || {
            Descend::found(graph, function, from, settings, keys, watched)
        })
    }

    fn found(
        graph: &mut Graph,
        function: Id,
        from: &[(Variable, Id)],
        settings: Settings,
        keys: bool,
        (saved, watch): (Option<&Saved>, Watch<'_>),
    ) -> Result<Result<Descend, Box<NoSlope>>, Error> {
        let walk = descent::walk_watched(graph, function, from, &settings, saved, watch)?;
        let begun = walk.steps.first().is_some_and(|s| !s.slope.is_empty());
        if !begun {
            return Ok(Err(Box::new(no_start(graph, function, from, &walk))));
        }
        let judged = descent::judge(&walk, &settings);
        let (first, last) = (walk.steps.first(), walk.steps.last());
        let bent = (
            first.and_then(|step| descent::curvature(graph, function, &walk, step)),
            last.and_then(|step| descent::curvature(graph, function, &walk, step)),
        );
        let stationary = match judged.verdict {
            WalkVerdict::Arrived => descent::stationary(graph, function, &walk),
            _ => None,
        };
        let unbroken = match judged.verdict {
            WalkVerdict::Zigzag | WalkVerdict::NoPattern { .. } => {
                descent::is_unbroken(graph, function, &walk)
            }
            _ => false,
        };
        let forecast = match judged.verdict {
            WalkVerdict::GoingDown => descent::forecast(graph, function, &walk, &settings),
            _ => None,
        };
        // Doubles do not tell which part it is.
        let obstacle = match walk.end {
            _ if walk.rough_from.is_some() => None,
            WalkEnd::Outside(node) => Some(needs(graph, node)),
            WalkEnd::NoSlope(node) | WalkEnd::Unsettled(node) => {
                Some(format!("{} is not smooth there", shown(graph, node)))
            }
            _ => None,
        };
        let moving: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
        let names = walk.variables.iter();
        let names: Vec<String> = names.map(|v| graph.name(*v).to_owned()).collect();
        let mut found = Descend {
            expression: String::new(),
            data: Maybe(settings.rows.as_ref().map(|rows| {
                DataKeys {
                    file: rows.name().to_owned(),
                    rows: rows.count(),
                    columns: rows
                        .columns()
                        .iter()
                        .map(|column| graph.name(column.variable).to_owned())
                        .collect(),
                }
            })),
            from: ByName(Vec::new()),
            rate: Figure::rational(&settings.rate, DATA_DIGITS),
            method: match &settings.rule {
                StepRule::Plain => "plain",
                StepRule::Momentum(_) => "momentum",
                StepRule::Adam => "adam",
            },
            momentum: Maybe(match &settings.rule {
                StepRule::Momentum(beta) => Some(Figure::rational(beta, DATA_DIGITS)),
                _ => None,
            }),
            verdict: judged.verdict.word(),
            sentence: String::new(),
            reasons: Vec::new(),
            taken: walk.taken(),
            point: ByName(Vec::new()),
            value: None,
            certain: false,
            rows: Vec::new(),
            names: Aside(names),
            definition: Aside(definition(graph, function, &moving)),
            start: Aside(place(graph, from)),
            settings: Aside(settings),
            walk: Aside(walk),
            judged: Aside(judged),
            bent: Aside(bent),
            stationary: Aside(stationary),
            unbroken: Aside(unbroken),
            forecast: Aside(forecast),
            obstacle: Aside(obstacle),
        };
        if keys {
            found.expression = notation::write(graph, function);
            found.from = at(graph, from, Effort::default(), None);
            let said = found.said();
            (found.sentence, found.reasons) = (said.sentence(), said.reasons);
            let steps = found.walk.steps.iter().enumerate();
            found.rows = steps.map(|(at, step)| found.row(at, step)).collect();
            if let Some(last) = found.rows.last() {
                found.point = last.point.clone();
                found.value = last.value.clone();
                found.certain = last.certain;
            }
        }
        Ok(Ok(found))
    }

    /// A position for programs.
    fn row(&self, at: usize, step: &Step) -> StepKeys {
        let names = || self.names.iter().cloned();
        let slopes = match &step.slope[..] {
            [] => vec![None; self.names.len()],
            known => known.iter().map(figure).collect(),
        };
        StepKeys {
            step: self.walk.before + at,
            point: ByName(names().zip(step.point.iter().map(figure)).collect()),
            value: step.value.as_ref().and_then(figure),
            slope: Each {
                all: names().zip(slopes).collect(),
                single: self.names.len() == 1,
            },
            change: at
                .checked_sub(1)
                .and_then(|at| self.judged.changes.get(at))
                .and_then(figure),
            certain: step.point.iter().all(WalkNumber::is_certain),
        }
    }

    fn last(&self) -> &Step {
        self.walk.steps.last().expect("a walk has its start")
    }

    /// For people: the header, the table, the verdict.
    pub fn text(&self, layout: WalkLayout<'_>) -> Text {
        let mut text = Text::new();
        let rate = exactly(&self.settings.rate);
        // The plain twin of α is the word that stands before it.
        let alpha = match (layout.symbols)("α") == "α" {
            true => "rate α",
            false => "rate",
        };
        text.push(Role::Heading, "descend ")
            .push(Role::Expression, &*self.definition);
        text.plain(format!(" from {}, {alpha} = {rate}", *self.start));
        match &self.settings.rule {
            StepRule::Plain => {}
            StepRule::Momentum(beta) => {
                let beta = Decimal::exact_or_rounded(beta, DATA_DIGITS);
                text.plain(format!(", momentum {beta}"));
            }
            StepRule::Adam => {
                text.plain(", method adam");
            }
        }
        text.line();
        if let Some(data) = &self.data.0 {
            let names = data.columns.join(", ");
            let what = match data.rows {
                1 => "the only row".to_owned(),
                n => format!("{n} rows"),
            };
            let file = visible(&data.file);
            text.plain(format!("  over {what} of {file}: {names}"))
                .line();
        }
        if self.walk.before > 0 {
            let before = self.walk.before;
            text.plain(format!("  resumed at step {before}")).line();
        }
        text.line();
        text.append(self.table(layout));
        text.line().append(self.verdict());
        text
    }

    /// Rows for a spreadsheet.
    pub fn tsv(&self, symbols: &dyn Fn(&str) -> String) -> String {
        let names = &self.names;
        let slopes: Vec<String> = match names[..] {
            [_] => vec!["slope".into()],
            _ => names.iter().map(|name| format!("slope_{name}")).collect(),
        };
        let mut tsv = format!(
            "step\t{}\tJ\t{}\tchange\n",
            names.join("\t"),
            slopes.join("\t")
        );
        let data = |number: Option<&WalkNumber>| {
            number.and_then(|n| digits(n, symbols)).unwrap_or_default()
        };
        for (row, step) in self.walk.steps.iter().enumerate() {
            let mut cells = vec![(self.walk.before + row).to_string()];
            cells.extend(step.point.iter().map(|n| data(Some(n))));
            cells.push(data(step.value.as_ref()));
            cells.extend((0..names.len()).map(|at| data(step.slope.get(at))));
            let change = row
                .checked_sub(1)
                .and_then(|at| self.judged.changes.get(at));
            cells.push(data(change));
            tsv.push_str(&cells.join("\t"));
            tsv.push('\n');
        }
        tsv
    }

    /// The last position alone.
    pub fn quiet(&self, symbols: &dyn Fn(&str) -> String) -> Text {
        let mut text = Text::new();
        let names = &self.names;
        for (name, number) in names.iter().zip(&self.last().point) {
            if names.len() > 1 {
                text.plain(format!("{name}\t"));
            }
            // Of what is so near to 0 that no digit is right, that is what can be said.
            let near = || match number.rational() {
                Some(_) => format!("{}0", symbols("≈")),
                None => String::new(),
            };
            let shown = digits(number, symbols).unwrap_or_else(near);
            text.push(Role::Answer, shown).line();
        }
        text
    }
}

/// Why a walk cannot even start.
fn no_start(graph: &mut Graph, function: Id, from: &[(Variable, Id)], walk: &Walk) -> NoSlope {
    let effort = Effort::default();
    let function = match &walk.rows {
        None => function,
        Some(rows) => match rows.expanded(graph, function) {
            Some(function) => function,
            None => return over_rows(graph, function, walk.end),
        },
    };
    let moving: Vec<Variable> = from.iter().map(|(variable, _)| *variable).collect();
    if let Err(trouble) = slope::value_along(graph, function, &moving, from, effort) {
        return NoSlope::without_value(graph, &trouble);
    }
    for &(variable, _) in from {
        let found = existence::slope(graph, function, variable, 1, from, Asked::Both, effort);
        if let Ok(SlopeOutcome::None(absence)) = found {
            return NoSlope::new(graph, function, &absence);
        }
    }
    let unsettled = Trouble::Undecided {
        node: None,
        below: None,
    };
    NoSlope::without_value(graph, &unsettled)
}

/// The same over more rows than are written out.
fn over_rows(graph: &Graph, function: Id, end: WalkEnd) -> NoSlope {
    let trouble = match end {
        // Doubles do not tell which part it is.
        WalkEnd::Outside(node) if node != function => Trouble::Outside { node },
        WalkEnd::NoSlope(node) | WalkEnd::Unsettled(node) if node != function => Trouble::Breaks {
            nodes: vec![node],
            known: Default::default(),
        },
        _ => Trouble::Undecided {
            node: None,
            below: None,
        },
    };
    NoSlope::without_value(graph, &trouble)
}

/// A number of the walk for programs.
fn figure(number: &WalkNumber) -> Option<Figure> {
    let (exact, ball) = match number {
        WalkNumber::Certain(Value::Exact(exact)) => (Some(ExactForm::Value(exact.clone())), None),
        WalkNumber::Certain(Value::Ball(ball)) => (None, Some(Box::new(ball.clone()))),
        WalkNumber::Rough(_) => (None, None),
    };
    Some(Figure {
        decimal: number.decimal(DATA_DIGITS)?,
        exact,
        ball,
    })
}

/// To 15 digits, or fewer where only fewer are right; marked where they were computed in doubles.
fn digits(number: &WalkNumber, symbols: &dyn Fn(&str) -> String) -> Option<String> {
    let decimal = number.decimal(DATA_DIGITS)?;
    Some(match number.is_certain() {
        true => decimal.to_string(),
        false => format!("{}{decimal}", symbols("≈")),
    })
}

/// A rate as it is: a decimal, or a fraction where it is no short one.
fn exactly(n: &Rational) -> String {
    match Decimal::exact_or_rounded(n, DATA_DIGITS) {
        decimal if decimal.exact => decimal.to_string(),
        _ => n.to_string(),
    }
}
