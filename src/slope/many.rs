//! One function's slopes at many points, one after the other, in memory that does not grow with them.

use crate::calculus::derivative;
use crate::calculus::jet::Jet;
use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::number::common_digits::CommonDigits;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::number::work;
use crate::slope::existence::{self, Asked, Reason, SHORT, SlopeOutcome};
pub use crate::slope::fast::Fast;
use crate::slope::{self, Effort, Number, point, taylor};

/// Nodes that points may add before the graph starts anew: enough for some dozens of them, and short
/// enough to be copied in the time of one.
const MAX_ADDED: usize = 256;

/// A function whose slopes are asked for at many points.
#[derive(Clone, Debug)]
pub struct Many {
    /// The function and its derivatives alone.
    base: Graph,
    /// The same, with what the last points have added.
    graph: Graph,
    function: Id,
    variables: Vec<Variable>,
    /// By each of these variables, the derivative.
    derivatives: Vec<(Variable, Way)>,
    order: u32,
    side: Asked,
    effort: Effort,
    /// What settles nearly all points.
    fast: Option<Fast>,
}

/// How a derivative is found at a point.
#[derive(Clone, Debug)]
enum Way {
    /// By its formula.
    Formula(Id),
    /// By a Taylor series: the formula is long.
    Series(Box<Jet>),
}

/// What is found at one point.
#[derive(Clone, Debug)]
pub struct SlopeThere {
    /// The point, in the order of the variables.
    pub point: Vec<Option<Number>>,
    /// The function's value, where it was asked for and there is one.
    pub value: Option<Number>,
    /// The slope by each variable, or why there is none.
    pub slopes: Vec<Result<Number, Reason>>,
}

impl Many {
    /// The derivatives of that order by each of `by`.
    ///
    /// `variables` are all that the function has, in the order in which points give them.
    ///
    /// # Errors
    /// Where a derivative cannot be formed.
    pub fn new(
        mut graph: Graph,
        function: Id,
        variables: Vec<Variable>,
        by: &[Variable],
        (order, side, effort): (u32, Asked, Effort),
    ) -> Result<Many, Error> {
        let mut derivatives = Vec::new();
        for &variable in by {
            let short = derivative::of_order_within(&mut graph, function, variable, order, SHORT)?;
            let series = match short {
                Some(_) => None,
                None => Jet::new(&mut graph, function, variable, order as usize),
            };
            let way = match (short, series) {
                (Some(formula), _) => Way::Formula(formula),
                (None, Some(jet)) => Way::Series(Box::new(jet)),
                (None, None) => {
                    Way::Formula(slope::formula(&mut graph, function, variable, order)?)
                }
            };
            derivatives.push((variable, way));
        }
        let many = Many {
            base: graph.clone(),
            graph,
            function,
            variables,
            derivatives,
            order,
            side,
            effort,
            fast: None,
        };
        let fast = many.quickly(false);
        Ok(Many { fast, ..many })
    }

    /// What settles nearly all points, where it can.
    fn quickly(&self, in_doubles: bool) -> Option<Fast> {
        let (base, asked) = (&self.base, (self.effort, in_doubles));
        Fast::new(
            base,
            self.function,
            &self.variables,
            &self.formulas()?,
            asked,
        )
    }

    /// The derivatives, where each has a formula that is evaluated.
    fn formulas(&self) -> Option<Vec<Id>> {
        let each = self.derivatives.iter().map(|(_, way)| match way {
            Way::Formula(formula) => Some(*formula),
            Way::Series(_) => None,
        });
        each.collect()
    }

    /// The same with doubles first: slopes have as many digits as an enclosure in doubles leaves
    /// certain, some 11, and all where that tells too little, or where a formula is long.
    pub fn in_doubles(self) -> Many {
        let fast = self.quickly(true);
        Many { fast, ..self }
    }

    /// Its slopes at many points together, where they are found so. What that does not settle is asked
    /// of [`Many::certified`].
    pub fn fast(&mut self) -> Option<&mut Fast> {
        self.fast.as_mut()
    }

    /// The names of the variables, in the order in which points give them.
    pub fn names(&self) -> Vec<&str> {
        let each = self.variables.iter();
        each.map(|variable| self.base.name(*variable)).collect()
    }

    /// The names of the variables by which slopes are taken.
    pub fn by(&self) -> Vec<&str> {
        let each = self.derivatives.iter();
        each.map(|(variable, _)| self.base.name(*variable))
            .collect()
    }

    /// By how many variables slopes are taken.
    pub fn by_count(&self) -> usize {
        self.derivatives.len()
    }

    /// The slopes at a point, given as texts in the order of the variables: numbers, or expressions
    /// such as `pi/2`. With the value of the function and the point as numbers, where `whole`.
    ///
    /// # Errors
    /// Where a text is no number.
    pub fn at(&mut self, texts: &[impl AsRef<str>], whole: bool) -> Result<SlopeThere, NoNumber> {
        // Where doubles are asked for; short balls lose what exact values say.
        let fast = self
            .fast
            .as_mut()
            .filter(|fast| !whole && fast.is_in_doubles());
        if let Some(fast) = fast {
            fast.put(0, texts);
            fast.run(1);
            let each = (0..self.derivatives.len()).map(|by| fast.slope(0, by));
            if let Some(slopes) = each.collect::<Option<Vec<_>>>() {
                let number = |found: CommonDigits| Ok(Number::rounded(Decimal::from(found)));
                return Ok(SlopeThere {
                    point: Vec::new(),
                    value: None,
                    slopes: slopes.into_iter().map(number).collect(),
                });
            }
        }
        self.certified(texts, whole)
    }

    /// The same with numbers of any length.
    ///
    /// # Errors
    /// Where a text is no number.
    pub fn certified(
        &mut self,
        texts: &[impl AsRef<str>],
        whole: bool,
    ) -> Result<SlopeThere, NoNumber> {
        if self.graph.len() > self.base.len() + MAX_ADDED {
            self.graph = self.base.clone();
        }
        let mut at = Vec::with_capacity(texts.len());
        for (variable, text) in self.variables.iter().zip(texts) {
            let text = text.as_ref();
            let id = match Rational::from_decimal(text) {
                Some(number) => self.graph.number(number),
                None => point::value(&mut self.graph, text).map_err(|_| NoNumber)?,
            };
            at.push((*variable, id));
        }
        let value = match whole {
            true => {
                let moving: Vec<Variable> = self.derivatives.iter().map(|(by, _)| *by).collect();
                slope::value_along(&mut self.graph, self.function, &moving, &at, self.effort).ok()
            }
            false => None,
        };
        let point = match whole {
            true => at
                .iter()
                .map(|&(_, id)| slope::value(&mut self.graph, id, &[], self.effort).ok())
                .collect(),
            false => Vec::new(),
        };
        let mut slopes = Vec::with_capacity(self.derivatives.len());
        for at_one in 0..self.derivatives.len() {
            slopes.push(self.slope(at_one, &at));
        }
        Ok(SlopeThere {
            point,
            value,
            slopes,
        })
    }

    fn slope(&mut self, which: usize, at: &[(Variable, Id)]) -> Result<Number, Reason> {
        let (variable, way) = &self.derivatives[which];
        let (graph, function, effort) = (&mut self.graph, self.function, self.effort);
        let variable = *variable;
        let found = match way {
            Way::Formula(formula) => {
                slope::smooth_slope(graph, function, *formula, variable, at, effort).ok()
            }
            Way::Series(jet) => work::within(effort.work(), || {
                let found = taylor::derivative(jet, graph, at, effort);
                found.filter(|(_, short)| !short).map(|(number, _)| number)
            }),
        };
        if let Some(number) = found {
            return Ok(number);
        }
        match existence::slope(graph, function, variable, self.order, at, self.side, effort) {
            Ok(SlopeOutcome::Slope(number)) => Ok(number),
            Ok(SlopeOutcome::None(absence)) => Err(absence.reason),
            Err(_) => Err(Reason::Undecided),
        }
    }
}

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoNumber;
