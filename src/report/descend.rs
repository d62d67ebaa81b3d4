//! What `descend` says: the table with its strip, and the verdict with its reason.

mod sentences;
mod table;

use crate::descent::{Curvature, Judged, Number, Rule, Settings, Step, Walk};
use crate::expression::{Graph, Id};
use crate::number::decimal::Decimal;
use crate::report::json::{Map, Value, json};
use crate::report::{Role, Text};

/// Digits of data for programs.
const DATA_DIGITS: usize = 15;

/// A walk and all that is said of it.
pub struct Report<'a> {
    /// The graph that the expressions are in.
    pub graph: &'a Graph,
    /// The function.
    pub function: Id,
    /// `J(w) = w^2`
    pub definition: String,
    /// `w = 3`
    pub from: String,
    /// How the walk was made.
    pub settings: &'a Settings,
    /// The walk, with one step at least.
    pub walk: &'a Walk,
    /// Its verdict.
    pub judged: &'a Judged,
    /// The second derivative along the slope, at the start and at the end.
    pub bent: (Option<Curvature>, Option<Curvature>),
}

/// How the table is laid out.
#[derive(Clone, Copy)]
pub struct Layout<'a> {
    /// Columns of the terminal.
    pub width: usize,
    /// Is every row shown?
    pub all: bool,
    /// Without the strip.
    pub plain: bool,
    /// How the stream writes symbols: as they are, or as their ASCII twins.
    pub symbols: &'a dyn Fn(&str) -> String,
}

impl Report<'_> {
    fn names(&self) -> Vec<&str> {
        let variables = self.walk.variables.iter();
        variables.map(|v| self.graph.name(*v)).collect()
    }

    fn last(&self) -> &Step {
        self.walk.steps.last().expect("a walk has its start")
    }

    /// For people: the header, the table, the verdict.
    pub fn text(&self, layout: Layout<'_>) -> Text {
        let mut text = Text::new();
        let rate = Decimal::exact_or_rounded(&self.settings.rate, DATA_DIGITS);
        // The plain twin of α is the word that stands before it.
        let alpha = match (layout.symbols)("α") == "α" {
            true => "rate α",
            false => "rate",
        };
        text.push(Role::Heading, "descend ")
            .push(Role::Expression, &self.definition);
        text.plain(format!(" from {}, {alpha} = {rate}", self.from));
        match &self.settings.rule {
            Rule::Plain => {}
            Rule::Momentum(beta) => {
                let beta = Decimal::exact_or_rounded(beta, DATA_DIGITS);
                text.plain(format!(", momentum {beta}"));
            }
            Rule::Adam => {
                text.plain(", method adam");
            }
        }
        text.line().line();
        text.append(self.table(layout));
        text.line().append(self.verdict());
        text
    }

    /// Rows for a spreadsheet.
    pub fn tsv(&self) -> String {
        let names = self.names();
        let slopes: Vec<String> = match names[..] {
            [_] => vec!["slope".into()],
            _ => names.iter().map(|name| format!("slope_{name}")).collect(),
        };
        let mut tsv = format!(
            "step\t{}\tJ\t{}\tchange\n",
            names.join("\t"),
            slopes.join("\t")
        );
        let data = |number: Option<&Number>| number.and_then(digits).unwrap_or_default();
        for (row, step) in self.walk.steps.iter().enumerate() {
            let mut cells = vec![row.to_string()];
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
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        let names = self.names();
        for (name, number) in names.iter().zip(&self.last().point) {
            if names.len() > 1 {
                text.plain(format!("{name}\t"));
            }
            text.push(Role::Answer, digits(number).unwrap_or_default())
                .line();
        }
        text
    }

    /// The keys of the walk for programs.
    pub fn json(&self) -> Map<String, Value> {
        let names = self.names();
        let data = |number: Option<&Number>| json!(number.and_then(digits));
        let named = |numbers: &[Number]| -> Value {
            let each = names.iter().zip(numbers);
            Value::Object(
                each.map(|(name, n)| ((*name).to_owned(), data(Some(n))))
                    .collect(),
            )
        };
        let (head, reasons) = self.sentences();
        let rows = self.walk.steps.iter().enumerate().map(|(row, step)| {
            let change = row
                .checked_sub(1)
                .and_then(|at| self.judged.changes.get(at));
            json!({
                "step": row,
                "point": named(&step.point),
                "value": data(step.value.as_ref()),
                "slope": if step.slope.is_empty() { Value::Null } else { named(&step.slope) },
                "change": data(change),
                "certain": step.point.iter().all(Number::is_certain),
            })
        });
        let last = self.last();
        let mut object = Map::new();
        object.insert("rate".into(), json!(self.settings.rate.to_string()));
        let method = match &self.settings.rule {
            Rule::Plain => "plain",
            Rule::Momentum(_) => "momentum",
            Rule::Adam => "adam",
        };
        object.insert("method".into(), json!(method));
        if let Rule::Momentum(beta) = &self.settings.rule {
            object.insert("momentum".into(), json!(beta.to_string()));
        }
        object.insert("verdict".into(), json!(self.judged.verdict.word()));
        object.insert("sentence".into(), json!(head));
        object.insert("reasons".into(), json!(reasons));
        object.insert("taken".into(), json!(self.walk.steps.len() - 1));
        object.insert("point".into(), named(&last.point));
        object.insert("value".into(), data(last.value.as_ref()));
        let exact = last.point.iter().all(Number::is_exact);
        object.insert("exact".into(), json!(exact));
        object.insert("rows".into(), rows.collect());
        object
    }
}

/// To 15 digits, or fewer where only fewer are right.
fn digits(number: &Number) -> Option<String> {
    number
        .decimal(DATA_DIGITS)
        .map(|decimal| decimal.to_string())
}
