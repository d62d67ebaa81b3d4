//! What `diff` says: the derivative as a formula.

use crate::calculus::derivative;
use crate::equality;
use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::write::shared::named;
use crate::notation::write::{MAX_WRITTEN, latex, length};
use crate::report::record::{Aside, ByName, Each, Maybe, record};
use crate::report::slope::story::{Applied, rules, steps};
use crate::report::slope::{definition, ordinary, partial};
use crate::report::{Role, Text};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct DiffQuestion<'a> {
    /// The function.
    pub function: Id,
    /// The variables that are nudged, one at a time.
    pub by: &'a [Variable],
    /// The order of the derivative; 0 is the function itself.
    pub order: u32,
    /// Formulas as LaTeX.
    pub latex: bool,
    /// Each formula in one piece, however long.
    pub whole: bool,
    /// With the rules that were used.
    pub steps: bool,
    /// Among those of other orders: each formula says which it is.
    pub among: bool,
}

record! {
    /// The derivative of a function.
    pub struct Diff {
        /// the function as it was read
        pub expression: String,
        /// the order of the derivative
        pub order: u32,
        /// in a long formula: what occurs several times, by the name that stands for it
        pub parts: Maybe<ByName<String>>,
        /// the derivative as a formula
        pub derivative: Each<String>,
        /// what has to hold besides, because a factor was cancelled: `x != 0`
        pub conditions: Vec<String>,
        /// Whether each formula says which it is.
        pub among: Aside<bool>,
        /// The rules that were used, for each variable, order by order.
        pub rules: Aside<Vec<Vec<Vec<Applied>>>>,
    }
}

/// Why there is no formula.
#[derive(Debug)]
pub enum NoFormula {
    /// It cannot be formed.
    Unformed(Error),
    /// It is longer than [`MAX_WRITTEN`].
    TooLong,
    /// This function, `J(x) = 1/(x - x)`, has no value anywhere.
    Nowhere(String),
}

impl From<Error> for NoFormula {
    fn from(error: Error) -> NoFormula {
        NoFormula::Unformed(error)
    }
}

impl Diff {
    /// The derivative by each variable.
    ///
    /// # Errors
    /// Where a derivative cannot be formed or is too long, or the function has no value anywhere.
    pub fn find(graph: &mut Graph, asked: DiffQuestion<'_>) -> Result<Diff, NoFormula> {
        let (mut derivatives, mut lost) = (Vec::new(), Vec::new());
        for &variable in asked.by {
            let shown = derivative::shown(graph, asked.function, variable, asked.order)?;
            if equality::is_nowhere(graph, asked.function)
                || derivative::is_nowhere(graph, asked.function, &shown)
            {
                let variables = graph.variables(asked.function);
                return Err(NoFormula::Nowhere(definition(
                    graph,
                    asked.function,
                    &variables,
                )));
            }
            derivatives.push(shown.formula);
            lost.extend(shown.conditions);
        }
        let named = match asked.whole {
            true => None,
            false => named(graph, &derivatives),
        };
        let (written, formulas) = match &named {
            Some(named) => (&named.graph, &named.formulas),
            None => (&*graph, &derivatives),
        };
        if length(written, formulas) > MAX_WRITTEN as u64 {
            return Err(NoFormula::TooLong);
        }
        let write = |id: Id| match asked.latex {
            true => latex::write(written, id),
            false => notation::write(written, id),
        };
        let parts = named.as_ref().map(|named| {
            let parts = named.parts.iter();
            ByName(parts.map(|(name, id)| (name.clone(), write(*id))).collect())
        });
        let formulas = asked.by.iter().zip(formulas);
        let all = formulas.map(|(by, id)| (graph.name(*by).to_owned(), write(*id)));
        let derivative = Each {
            all: all.collect(),
            single: asked.by.len() == 1,
        };
        let expression = notation::write(graph, asked.function);
        let mut used = Vec::new();
        for &variable in asked.by.iter().filter(|_| asked.steps) {
            used.push(rules(graph, asked.function, variable, asked.order)?);
        }
        Ok(Diff {
            expression,
            order: asked.order,
            parts: Maybe(parts),
            derivative,
            conditions: notation::write::conditions(graph, &lost),
            among: Aside(asked.among),
            rules: Aside(used),
        })
    }

    /// For people: the parts, the formulas, and the rules where they were asked for.
    pub fn text(&self) -> Text {
        let mut text = Text::new();
        let parts = self.parts.0.iter().flat_map(|parts| &parts.0);
        for (name, part) in parts {
            text.push(Role::Label, name).plain(" = ");
            text.push(Role::Expression, part).line();
        }
        for (at, (name, formula)) in self.derivative.all.iter().enumerate() {
            if !self.derivative.single {
                text.push(Role::Label, partial(name, self.order))
                    .plain(" = ");
            } else if self.parts.0.is_some() || *self.among {
                text.push(Role::Label, ordinary(name, self.order))
                    .plain(" = ");
            }
            text.push(Role::Answer, formula).line();
            for order in self.rules.get(at).into_iter().flatten() {
                text.line();
                steps(order, &mut text);
            }
        }
        text
    }

    /// The bare formulas, a line for each variable.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        for (name, formula) in &self.derivative.all {
            if !self.derivative.single {
                text.plain(format!("{name}\t"));
            }
            text.push(Role::Answer, formula).line();
        }
        text
    }
}
