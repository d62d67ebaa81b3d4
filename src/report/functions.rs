//! What `functions` says: a row of the table of functions, as far as it is of use to people.

use crate::calculus::derivative;
use crate::expression::formula::{Formula, number};
use crate::expression::functions::{
    Breaks, Definition, Domain, End, Limit, Mark, Meeting, Parity, Row,
};
use crate::expression::{Function, Graph, Id, Node};
use crate::notation;
use crate::picture::characters::GridSize;
use crate::picture::scene::Grain;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::plot::{Plot, PlotQuestion, TextLayout};
use crate::report::record::{Each, record};
use crate::report::{Role, Text};

/// What the arguments are called.
fn arguments(row: &Row) -> &'static [&'static str] {
    match row.arity() {
        1 => &["x"],
        _ => &["a", "b"],
    }
}

record! {
    /// What is known of a function.
    pub struct KnownFunction {
        /// how it is written
        pub name: String,
        /// other spellings that are read
        pub aliases: Vec<String>,
        /// what it is
        pub meaning: String,
        /// what its argument has to be
        pub argument: String,
        /// its derivative by each argument as a formula, null where there is no rule
        pub derivative: Each<Option<String>>,
        /// the same function in terms of simpler ones, null where others are defined by it
        pub definition: Option<String>,
        /// the interval in which its values lie, null where an end has no short name
        pub values: Option<String>,
        /// even, odd, or null
        pub parity: Option<&'static str>,
        /// where it is not smooth, or has no value
        pub breaks: Vec<FunctionBreak>,
        /// what it tends to towards -infinity, null where that is nothing
        pub down: Option<String>,
        /// what it tends to towards +infinity, null where that is nothing
        pub up: Option<String>,
        /// how LaTeX writes it
        pub latex: String,
        /// where the rule comes from
        pub source: String,
    }
}

record! {
    /// A place, or places at equal distances, where a function is not smooth.
    pub struct FunctionBreak {
        /// the place; of many: k is any whole number, or those from 0
        pub at: String,
        /// whether the function has a value there
        pub value: bool,
    }
}

/// A number that breaks and ranges are made of.
fn mark(graph: &mut Graph, mark: Mark) -> String {
    let id = mark.formula().build(graph);
    notation::write(graph, id)
}

fn limit(graph: &mut Graph, limit: Limit) -> Option<String> {
    match limit {
        Limit::Value(value) => Some(mark(graph, value)),
        Limit::Up => Some("+infinity".to_owned()),
        Limit::Down => Some("-infinity".to_owned()),
        Limit::Own | Limit::Stretch | Limit::Pole | Limit::None | Limit::Outside => None,
    }
}

/// Whether this number is the value at one of the breaks.
fn reaches(row: &Row, value: f64) -> bool {
    let Some(Breaks::Points(points)) = row.line().map(|line| &line.breaks) else {
        return false;
    };
    let mut defined = points.iter().filter(|point| point.defined);
    defined.any(|point| row.double_of_one(point.at.double()) == value)
}

/// The interval around all stretches; `None` where one of its ends has no name.
fn values(graph: &mut Graph, row: &Row) -> Option<String> {
    let ends: Vec<(End, End)> = match &row.domain {
        Domain::Line(line) => {
            // A value at a break may be the end that its stretches only come near.
            let reached = |end: End| match end {
                End::Open(at) if reaches(row, at.double()) => End::Closed(at),
                end => end,
            };
            let stretches = line.stretches.iter().flatten();
            stretches
                .map(|stretch| (reached(stretch.low), reached(stretch.high)))
                .collect()
        }
        Domain::Plane(plane) => vec![(plane.low, plane.high)],
    };
    let order = |end: &End, infinite: f64| {
        // At the same number a value counts for more than none.
        (end.double(infinite), matches!(end, End::Closed(_)))
    };
    let lowest = ends.iter().map(|(low, _)| low).min_by(|a, b| {
        let ((a, own), (b, other)) = (order(a, f64::NEG_INFINITY), order(b, f64::NEG_INFINITY));
        a.total_cmp(&b).then(other.cmp(&own))
    })?;
    let highest = ends.iter().map(|(_, high)| high).max_by(|a, b| {
        let ((a, own), (b, other)) = (order(a, f64::INFINITY), order(b, f64::INFINITY));
        a.total_cmp(&b).then(own.cmp(&other))
    })?;
    let mut end = |end: &End, open: &str, closed: &str, infinite: &str| match *end {
        End::Infinite => Some((infinite.to_owned(), open.to_owned())),
        End::Open(at) => Some((mark(graph, at), open.to_owned())),
        End::Closed(at) => Some((mark(graph, at), closed.to_owned())),
        End::Beyond(_) => None,
    };
    let (low, opens) = end(lowest, "(", "[", "-infinity")?;
    let (high, closes) = end(highest, ")", "]", "+infinity")?;
    Some(format!("{opens}{low}, {high}{closes}"))
}

fn breaks(graph: &mut Graph, row: &Row) -> Vec<FunctionBreak> {
    let told = |at: String, value| FunctionBreak { at, value };
    match &row.domain {
        Domain::Line(line) => match &line.breaks {
            Breaks::Points(points) => points
                .iter()
                .map(|point| told(mark(graph, point.at), point.defined))
                .collect(),
            Breaks::Lattice(lattice) => {
                let period = match mark(graph, lattice.period).as_str() {
                    "1" => "k".to_owned(),
                    period => format!("k*{period}"),
                };
                let offset = mark(graph, lattice.offset);
                let (offset, sign) = match (offset.as_str(), lattice.one_sided) {
                    ("0", false) => ("", ""),
                    ("0", true) => ("", "-"),
                    (offset, false) => (offset, " + "),
                    (offset, true) => (offset, " - "),
                };
                let from = match lattice.one_sided {
                    true => ", k from 0",
                    false => ", k any whole number",
                };
                vec![told(
                    format!("{offset}{sign}{period}{from}"),
                    lattice.defined,
                )]
            }
        },
        Domain::Plane(plane) => {
            let (at, value) = match plane.breaks {
                Meeting::EqualArguments => ("a = b", true),
                Meeting::Origin => ("a = 0, b = 0", true),
                Meeting::Angle => ("a = 0, b from 0 down", false),
                Meeting::Logarithm => ("b = 1", false),
                Meeting::Order(_) => ("b = 0, -1, -2 and so on", false),
            };
            vec![told(at.to_owned(), value)]
        }
    }
}

/// A function of variables that are called as here.
fn written(graph: &mut Graph, function: Function) -> (Id, Vec<Id>) {
    let names = arguments(function.row());
    let variables = names.iter().map(|name| graph.variable(name));
    let variables: Vec<_> = variables.collect();
    let ids: Vec<Id> = variables
        .into_iter()
        .map(|variable| graph.add(Node::Variable(variable)))
        .collect();
    let node = match ids[..] {
        [x, y, ..] => Node::Call2(function, x, y),
        [x] => Node::Call(function, x),
        [] => unreachable!("a function has an argument"),
    };
    (graph.add(node), ids)
}

impl KnownFunction {
    /// What the table knows of a function.
    pub fn new(function: Function) -> KnownFunction {
        let row = function.row();
        let mut graph = Graph::new();
        let (call, ids) = written(&mut graph, function);
        let names = arguments(row);
        let derivative = names.iter().map(|name| {
            let variable = graph.variable(name);
            let shown = derivative::shown(&mut graph, call, variable, 1).ok();
            let formula = shown.map(|shown| notation::write(&graph, shown.formula));
            ((*name).to_owned(), formula)
        });
        let derivative = derivative.collect();
        let parts: Vec<Formula> = ids.into_iter().map(Formula::Part).collect();
        let definition = match row.definition {
            Definition::Core => None,
            Definition::Power(over, under) => {
                let power = number(over) / number(under);
                Some(parts[0].clone().to_the(power))
            }
            Definition::Formula(definition) => Some(definition(&parts)),
        };
        let definition = definition.map(|formula| {
            let id = formula.build(&mut graph);
            notation::write(&graph, id)
        });
        let far = row.line().map(|line| (line.down.limit, line.up.limit));
        let (down, up) = far.unwrap_or((Limit::None, Limit::None));
        KnownFunction {
            name: row.name.to_owned(),
            aliases: row.aliases.iter().map(|&alias| alias.to_owned()).collect(),
            meaning: row.meaning.to_owned(),
            argument: row.needs.to_owned(),
            derivative: Each {
                all: derivative,
                single: row.arity() == 1,
            },
            definition,
            values: values(&mut graph, row),
            parity: match row.parity {
                Parity::Even => Some("even"),
                Parity::Odd => Some("odd"),
                Parity::Neither => None,
            },
            breaks: breaks(&mut graph, row),
            down: limit(&mut graph, down),
            up: limit(&mut graph, up),
            latex: row.latex.to_owned(),
            source: row.source.to_owned(),
        }
    }

    /// For people.
    pub fn text(&self) -> Text {
        let mut text = Text::new();
        let names: Vec<&str> = self
            .derivative
            .all
            .iter()
            .map(|(name, _)| &**name)
            .collect();
        let call = format!("{}({})", self.name, names.join(", "));
        text.push(Role::Heading, call)
            .plain(format!(": {}", self.meaning))
            .line();
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut row = |head: &str, says: Option<String>| {
            rows.extend(says.map(|says| (head.to_owned(), says)));
        };
        row(
            "also written",
            (!self.aliases.is_empty()).then(|| self.aliases.join(", ")),
        );
        row("needs", Some(self.argument.clone()));
        row("values in", self.values.clone());
        row("the same as", self.definition.clone());
        for (name, formula) in &self.derivative.all {
            let head = match self.derivative.single {
                true => "derivative".to_owned(),
                false => format!("derivative by {name}"),
            };
            row(&head, formula.clone());
        }
        row("parity", self.parity.map(str::to_owned));
        for (head, defined) in [("not smooth at", true), ("no value at", false)] {
            let places = self.breaks.iter().filter(|each| each.value == defined);
            let places: Vec<&str> = places.map(|each| &*each.at).collect();
            row(head, (!places.is_empty()).then(|| places.join("; ")));
        }
        row("towards -infinity", self.down.clone());
        row("towards +infinity", self.up.clone());
        row("LaTeX", Some(self.latex.clone()));
        row("source", Some(self.source.clone()));
        let (heads, says): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
        text.append(layout::table(&[
            TextColumn::new("", heads, Fill::After).role(Role::Label),
            TextColumn::new("", says, Fill::After).gap(3),
        ]));
        text
    }
}

/// The picture of a function of one argument; `None` of one that takes two.
pub fn picture(function: Function, layout: &TextLayout) -> Option<Plot> {
    let mut graph = Graph::new();
    let (call, _) = written(&mut graph, function);
    let [variable] = graph.variables(call)[..] else {
        return None;
    };
    let asked = PlotQuestion {
        function: call,
        moving: &[variable],
        point: &[],
        epsilon: None,
        ranges: &[None],
        derivative: false,
        grain: Grain::Characters(GridSize {
            columns: layout.width,
            rows: layout.rows,
        }),
        keys: false,
    };
    Plot::find(&mut graph, &asked).ok()
}

/// Every function with its meaning beside it, or below it where the line is too narrow for that, in the
/// order of the table.
pub fn list(width: usize) -> Text {
    let rows = Function::ALL.iter().map(|function| function.row());
    let names = rows.clone().map(|row| {
        let names = std::iter::once(&row.name).chain(row.aliases);
        names.copied().collect::<Vec<&str>>().join(", ")
    });
    let meanings = rows.map(|row| row.meaning.to_owned());
    let names = TextColumn::new("", names.collect(), Fill::After).role(Role::Expression);
    if 2 * names.width() <= width {
        let meanings = TextColumn::new("", meanings.collect(), Fill::After);
        return layout::table(&[names, meanings]);
    }
    let mut text = Text::new();
    for (name, meaning) in names.cells.iter().zip(meanings) {
        text.plain("  ").push(Role::Expression, name).line();
        text.filled(&meaning, 6, 0, width);
    }
    text
}
