//! A function that was read once, to be asked many questions.

use crate::expression::{Graph, Id, Variable};
use crate::front::Checked;
use crate::front::error::Error;
use crate::notation::write::MAX_WRITTEN;
use crate::notation::{self, Options};
use crate::report::diff::{self, Diff, NoFormula};
use crate::report::slope::{self as report, Detail, Slope};
use crate::slope::Effort;
use crate::slope::existence::Asked;
use crate::slope::point;
use crate::verdict::asked::{Unasked, asked};
use crate::verdict::key::NoKey;
use std::fmt;

/// Significant digits that take an enclosure in which there is one double, but for a number half-way
/// between two.
const DOUBLE_DIGITS: usize = 20;

/// A function, read. It is asked through a shared reference, from as many threads as need be.
///
/// ```
/// let loss = deriv::read("w^2")?;
/// for (at, slope) in [("3", "6"), ("2", "4"), ("-3", "-6")] {
///     assert_eq!(loss.slope_at(at)?.to_string(), slope);
/// }
/// assert_eq!(loss.derivative()?.to_string(), "2*w");
/// assert!(loss.check("w + w")?.is_right());
/// # Ok::<(), deriv::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Expression {
    graph: Graph,
    id: Id,
    text: String,
    variables: Vec<Variable>,
    /// The variable that is nudged; all of them, one at a time, where none was chosen.
    by: Option<Variable>,
    order: u32,
    effort: Effort,
}

impl Expression {
    /// Reads a function; `names` are those of its variables, where they are known.
    pub(super) fn read(text: &str, names: Option<&[String]>) -> Result<Expression, Error> {
        let mut graph = Graph::new();
        let options = Options {
            variables: names,
            ..Options::default()
        };
        let id = notation::read(&mut graph, text, &options)
            .map_err(|error| Error::expression(error, text))?;
        let variables = graph.variables(id);
        Ok(Expression {
            graph,
            id,
            text: text.to_owned(),
            variables,
            by: None,
            order: 1,
            effort: Effort::default(),
        })
    }

    /// The same function, nudged by this variable alone.
    ///
    /// # Errors
    /// [`Error::NoVariable`] where it has others. A function without variables takes any name.
    ///
    /// ```
    /// let volume = deriv::read("x^2*y")?;
    /// assert_eq!(volume.clone().by("x")?.derivative()?.to_string(), "2*x*y");
    /// assert!(volume.by("z").is_err());
    /// # Ok::<(), deriv::Error>(())
    /// ```
    pub fn by(mut self, name: &str) -> Result<Expression, Error> {
        let known: Vec<String> = self.variables().map(str::to_owned).collect();
        if !known.is_empty() && known.iter().all(|other| other != name) {
            let name = name.to_owned();
            return Err(Error::NoVariable { name, known });
        }
        self.by = Some(self.graph.variable(name));
        Ok(self)
    }

    /// The same function, asked for derivatives of this order; 1 unless it is said, and 1 for 0.
    ///
    /// ```
    /// let curvature = deriv::read("w^3")?.with_order(2);
    /// assert_eq!(curvature.slope_at("w = 3")?.to_string(), "18");
    /// # Ok::<(), deriv::Error>(())
    /// ```
    pub fn with_order(mut self, order: u32) -> Expression {
        self.order = order.max(1);
        self
    }

    /// The same function, asked for so many digits and with this limit on the work.
    ///
    /// ```
    /// use deriv::Effort;
    /// let wave = deriv::read("sin(10^22*x)")?.with_effort(Effort::digits(30));
    /// assert_eq!(wave.slope_at("1")?.to_string(), "5.23214785395138945497594473385e21");
    /// let hasty = wave.with_effort(Effort { digits: 15, extra_bits: 0 });
    /// assert!(hasty.slope_at("10^(10^3)")?.as_f64().is_none());
    /// # Ok::<(), deriv::Error>(())
    /// ```
    pub fn with_effort(mut self, effort: Effort) -> Expression {
        self.effort = effort;
        self
    }

    /// The names of its variables.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|each| self.graph.name(*each))
    }

    /// The slope at a point, or why there is none; of a function of several variables its gradient.
    ///
    /// `at` is `3`, `w = 3` or `x = 1, y = 2`; the values are expressions.
    ///
    /// # Errors
    /// Where the point is none for this function, or its derivative cannot be formed.
    pub fn slope_at(&self, at: &str) -> Result<Slope, Error> {
        let mut graph = self.graph.clone();
        let point =
            point::resolve(&mut graph, at, &self.variables).map_err(|why| Error::point(why, at))?;
        let asked = report::SlopeQuestion {
            function: self.id,
            variables: &self.variables,
            by: &self.nudged(&mut graph),
            point: &point,
            order: self.order,
            among: false,
            side: Asked::Both,
            effort: self.effort,
            digits: None,
            detail: Detail::Keys,
            method: None,
        };
        let failed = |error| Error::expression(error, &self.text);
        let mut found = Slope::find(&mut graph, &asked).map_err(failed)?;
        if found
            .slope
            .values()
            .flatten()
            .any(|slope| slope.to_f64().is_none())
        {
            // The digits were settled by an enclosure that is too wide for a double.
            let effort = Effort {
                digits: self.effort.digits.max(DOUBLE_DIGITS),
                ..self.effort
            };
            let closer = report::SlopeQuestion { effort, ..asked };
            let closer = Slope::find(&mut graph, &closer).map_err(failed)?;
            let both = found.slope.all.iter_mut().zip(closer.slope.all);
            for ((_, found), (_, closer)) in both {
                if let (Ok(found), Ok(closer)) = (found, closer) {
                    found.ball = closer.ball;
                }
            }
        }
        Ok(found)
    }

    /// The derivative as a formula; of a function of several variables all partial derivatives.
    ///
    /// # Errors
    /// Where it cannot be formed, or is longer than is written, or the function has no value anywhere.
    pub fn derivative(&self) -> Result<Diff, Error> {
        let mut graph = self.graph.clone();
        let asked = diff::DiffQuestion {
            function: self.id,
            by: &self.nudged(&mut graph),
            order: self.order,
            latex: false,
            whole: true,
            steps: false,
            among: false,
        };
        Diff::find(&mut graph, asked).map_err(|why| match why {
            NoFormula::Unformed(error) => Error::expression(error, &self.text),
            NoFormula::TooLong => Error::TooLong { limit: MAX_WRITTEN },
            NoFormula::Nowhere(function) => Error::Nowhere { function },
        })
    }

    /// Judges an answer to "what is the derivative?". An answer that is wrong, blank, or cannot be
    /// read is no error but a verdict.
    ///
    /// For several variables the answer is a list, or says itself which one is nudged:
    /// `∂J/∂x = 2*x*y`.
    ///
    /// # Errors
    /// Where the derivative cannot be formed, or the answer does not say by which variable.
    pub fn check(&self, answer: &str) -> Result<Checked, Error> {
        let mut graph = self.graph.clone();
        let nudged = self.nudged(&mut graph);
        match asked(graph, self.id, &nudged, self.order, None, answer) {
            Ok(key) => Ok(Checked::new(key, answer)),
            Err(Unasked::Unsaid) => {
                let names = self.variables().map(str::to_owned).collect();
                Err(Error::SeveralVariables { names })
            }
            Err(Unasked::NoKey(NoKey::Formula(error))) => Err(Error::expression(error, &self.text)),
            Err(Unasked::NoKey(NoKey::Slope(..))) => unreachable!("a formula has no point"),
        }
    }

    /// The variables that are nudged, one at a time.
    fn nudged(&self, graph: &mut Graph) -> Vec<Variable> {
        match (self.by, &self.variables[..]) {
            (Some(variable), _) => vec![variable],
            (None, []) => vec![graph.variable("w")],
            (None, all) => all.to_vec(),
        }
    }
}

/// As it was read: `2*w^2 + sin(x)`.
impl fmt::Display for Expression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&notation::write(&self.graph, self.id))
    }
}
