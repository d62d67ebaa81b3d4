//! The derivative as new nodes of the same graph, and the rules that made it.

mod collected;
mod nowhere;
mod reverse;
mod shown;

pub use nowhere::is_nowhere;
pub use reverse::gradient;
pub use shown::shown;

use crate::expression::formula::{Formula, number};
use crate::expression::simplify::{self, Chains};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::notation::error::{Error, ReadErrorKind};
use crate::number::rational::Rational;

/// Highest order of a derivative; each order multiplies the work, and the 20th derivative of a
/// short formula already fills pages.
pub const MAX_ORDER: u32 = 100;

/// Most nodes a derivative may grow to before it is given up: some hundred megabytes.
pub const MAX_NODES: usize = 2_000_000;

/// A rule of differentiation, by its textbook name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The derivative of what does not depend on the variable is 0.
    Constant,
    /// The variable itself: 1.
    Identity,
    /// A sum or difference, term by term.
    Sum,
    /// A number times a function.
    Factor,
    /// `(a*b)' = a'*b + a*b'`
    Product,
    /// `(a/b)' = (a'*b - a*b')/b^2`
    Quotient,
    /// `(a^n)' = n*a^(n-1)*a'`
    Power,
    /// `(c^b)' = c^b*ln(c)*b'`
    Exponential,
    /// `(a^b)' = a^b*(b'*ln(a) + b*a'/a)`
    LogarithmicPower,
    /// The rule of a function of the table.
    Function(Function),
    /// A function of the table with something inside: its rule times the inner derivative.
    Chain(Function),
}

/// One rule used: on which part, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct RuleStep {
    /// The rule.
    pub rule: Rule,
    /// The part of the expression that it was used on.
    pub part: Id,
    /// The derivative of that part.
    pub derivative: Id,
}

/// The derivative of `root` by `variable`, all other variables held still.
///
/// It has the same value wherever `root` is differentiable and all of its parts are smooth; where a
/// part is on a kink it says nothing.
///
/// # Errors
/// `NoRule` where a function has no derivative rule for one of its arguments, `TooLarge` past
/// [`MAX_NODES`].
pub fn derivative(graph: &mut Graph, root: Id, variable: Variable) -> Result<Id, Error> {
    by_other_rules(graph, root, &[variable], &mut |_, _| None)
}

/// What a derivative would be by other rules than the true ones: a student's.
///
/// `other` is asked at every part, arguments first, and gives a formula for that part's derivative
/// or leaves it to the true rule. With several `variables` each has the derivative 1, as if all of
/// them moved together.
///
/// # Errors
/// As [`derivative`].
pub fn by_other_rules(
    graph: &mut Graph,
    root: Id,
    variables: &[Variable],
    other: &mut dyn FnMut(&Graph, &DifferentiatedPart<'_>) -> Option<Formula>,
) -> Result<Id, Error> {
    derivatives(graph, root, variables, other).map(|truth| truth.all.of(root))
}

/// The true derivatives of all parts of one expression by one variable, kept so that what other
/// rules give costs no more than the parts which they change.
#[derive(Clone, Debug)]
pub struct Truth {
    root: Id,
    parts: Vec<Id>,
    chains: Chains,
    all: Derivatives,
}

impl Truth {
    /// The truth on `root`.
    ///
    /// # Errors
    /// As [`derivative`].
    pub fn new(graph: &mut Graph, root: Id, variable: Variable) -> Result<Truth, Error> {
        derivatives(graph, root, &[variable], &mut |_, _| None)
    }

    /// The same as [`by_other_rules`], in the graph that the truth was made in or a copy of it.
    ///
    /// # Errors
    /// As [`derivative`].
    pub fn by_other_rules(
        &self,
        graph: &mut Graph,
        other: &mut dyn FnMut(&Graph, &DifferentiatedPart<'_>) -> Option<Formula>,
    ) -> Result<Id, Error> {
        // Up to the first part that other rules change all is as it was.
        for (at, &part) in self.parts.iter().enumerate() {
            let place = DifferentiatedPart {
                part,
                root: self.root,
                rule: self.all.rule(graph, part),
                all: &self.all,
            };
            let Some(formula) = other(graph, &place) else {
                continue;
            };
            let mut all = self.all.clone();
            let (truth, rest) = (Some(&self.all), &self.parts[at + 1..]);
            let is_long = !self.chains.are_few(graph, &self.parts);
            let loose = std::mem::replace(&mut graph.loose, is_long);
            all.of[part.index()] = Some(formula.build(graph));
            let rest = (rest, &self.chains);
            let built = build(graph, &mut all, self.root, rest, other, truth);
            graph.loose = loose;
            return built.map(|()| all.of(self.root));
        }
        Ok(self.all.of(self.root))
    }
}

/// The derivative of the given order; order 0 is the expression itself.
///
/// # Errors
/// As [`derivative`]; `OrderTooHigh` past [`MAX_ORDER`].
pub fn of_order(graph: &mut Graph, root: Id, variable: Variable, order: u32) -> Result<Id, Error> {
    let found = of_order_within(graph, root, variable, order, MAX_NODES)?;
    Ok(found.expect("what grows past the limit is an error"))
}

/// The same, given up where the graph grows by more than so many nodes: `None` then.
///
/// # Errors
/// As [`of_order`].
pub fn of_order_within(
    graph: &mut Graph,
    root: Id,
    variable: Variable,
    order: u32,
    nodes: usize,
) -> Result<Option<Id>, Error> {
    if order > MAX_ORDER {
        return Err(Error::new(ReadErrorKind::OrderTooHigh {
            order,
            limit: MAX_ORDER,
        }));
    }
    let most = graph.len().saturating_add(nodes);
    let mut formula = root;
    for _ in 0..order {
        if graph.len() > most {
            return Ok(None);
        }
        formula = derivative(graph, formula, variable)?;
    }
    Ok(Some(formula))
}

/// The rules that make the derivative, outermost first; a part that occurs twice is named once.
///
/// # Errors
/// As [`derivative`].
pub fn steps(graph: &mut Graph, root: Id, variable: Variable) -> Result<Vec<RuleStep>, Error> {
    let Truth { all, chains, .. } = Truth::new(graph, root, variable)?;
    let mut steps = Vec::new();
    let mut waiting = std::collections::VecDeque::from([root]);
    let mut seen = std::collections::HashSet::new();
    while let Some(part) = waiting.pop_front() {
        if !seen.insert(part) {
            continue;
        }
        let rule = all.rule(graph, part);
        steps.push(RuleStep {
            rule,
            part,
            derivative: match chains.terms(part) {
                Some(_) => all.of(part),
                None => simplify::simplify(graph, all.of(part)),
            },
        });
        for argument in graph.node(part).arguments() {
            if all.depends[argument.index()] && !matches!(graph.node(argument), Node::Variable(_)) {
                waiting.push_back(argument);
            }
        }
    }
    Ok(steps)
}

/// A part that is being differentiated, and what is known by then.
pub struct DifferentiatedPart<'a> {
    /// The part.
    pub part: Id,
    /// The whole expression.
    pub root: Id,
    /// The rule that it calls for.
    pub rule: Rule,
    all: &'a Derivatives,
}

impl DifferentiatedPart<'_> {
    /// The derivative of one of its arguments.
    pub fn derivative(&self, argument: Id) -> Formula {
        Formula::Part(self.all.of(argument))
    }

    /// Does this argument depend on the variable?
    pub fn varies(&self, argument: Id) -> bool {
        self.all.depends[argument.index()]
    }
}

/// The derivatives of all parts of one expression.
#[derive(Clone, Debug)]
struct Derivatives {
    depends: Vec<bool>,
    of: Vec<Option<Id>>,
}

impl Derivatives {
    fn of(&self, part: Id) -> Id {
        self.of[part.index()].expect("arguments come before the nodes that use them")
    }

    fn rule(&self, graph: &Graph, part: Id) -> Rule {
        let varies = |id: Id| self.depends[id.index()];
        let plain = |id: Id| matches!(graph.node(id), Node::Variable(_));
        if !varies(part) {
            return Rule::Constant;
        }
        match *graph.node(part) {
            Node::Number(_) | Node::Constant(_) => Rule::Constant,
            Node::Variable(_) => Rule::Identity,
            Node::Sum(..) | Node::Difference(..) => Rule::Sum,
            Node::Negative(_) => Rule::Factor,
            Node::Product(a, b) if varies(a) && varies(b) => Rule::Product,
            Node::Product(..) => Rule::Factor,
            Node::Quotient(_, b) if varies(b) => Rule::Quotient,
            Node::Quotient(..) => Rule::Factor,
            Node::Power(a, b) => match (varies(a), varies(b)) {
                (true, true) => Rule::LogarithmicPower,
                (false, true) => Rule::Exponential,
                _ => Rule::Power,
            },
            Node::Call(f, a) if plain(a) => Rule::Function(f),
            Node::Call(f, _) | Node::Call2(f, _, _) => Rule::Chain(f),
        }
    }
}

fn derivatives(
    graph: &mut Graph,
    root: Id,
    variables: &[Variable],
    other: &mut dyn FnMut(&Graph, &DifferentiatedPart<'_>) -> Option<Formula>,
) -> Result<Truth, Error> {
    let depends = graph.depends(root, variables);
    let mut all = Derivatives {
        of: vec![None; root.index() + 1],
        depends,
    };
    let parts = graph.parts(&[root]);
    let chains = Chains::of(graph, &parts);
    let is_long = !chains.are_few(graph, &parts);
    let loose = std::mem::replace(&mut graph.loose, is_long);
    let built = build(graph, &mut all, root, (&parts, &chains), other, None);
    graph.loose = loose;
    built.map(|()| Truth {
        root,
        parts,
        chains,
        all,
    })
}

/// Fills in the derivative of every part, in evaluation order; what is like in `truth` stays.
fn build(
    graph: &mut Graph,
    all: &mut Derivatives,
    root: Id,
    (parts, chains): (&[Id], &Chains),
    other: &mut dyn FnMut(&Graph, &DifferentiatedPart<'_>) -> Option<Formula>,
    truth: Option<&Derivatives>,
) -> Result<(), Error> {
    for &part in parts {
        let rule = all.rule(graph, part);
        let place = DifferentiatedPart {
            part,
            root,
            rule,
            all,
        };
        let derivative = match other(graph, &place) {
            Some(formula) => formula.build(graph),
            None => {
                let like = |truth: &Derivatives| {
                    let mut arguments = graph.node(part).arguments();
                    arguments.all(|a| all.of(a) == truth.of(a))
                };
                if truth.is_some_and(like) {
                    continue;
                }
                match chains.terms(part) {
                    Some(1) => one(graph, all, part)?,
                    // A long sum is collected once, at its end.
                    terms => {
                        let loose = std::mem::replace(&mut graph.loose, true);
                        let sum = one(graph, all, part);
                        graph.loose = loose;
                        match terms {
                            Some(terms) if !loose => simplify::collected(graph, sum?, terms),
                            _ => sum?,
                        }
                    }
                }
            }
        };
        all.of[part.index()] = Some(derivative);
        if graph.len() > MAX_NODES {
            return Err(Error::new(ReadErrorKind::TooLarge {
                what: "the derivative",
                limit: MAX_NODES,
            }));
        }
    }
    Ok(())
}

/// The derivative of one node, from those of its arguments.
fn one(graph: &mut Graph, all: &Derivatives, part: Id) -> Result<Id, Error> {
    let p = Formula::Part;
    let d = |id: Id| Formula::Part(all.of(id));
    let varies = |id: Id| all.depends[id.index()];
    let node = graph.node(part).clone();
    let formula = match all.rule(graph, part) {
        Rule::Constant => number(0),
        Rule::Identity => number(1),
        Rule::Function(f) | Rule::Chain(f) => {
            return chain(graph, all, f, &node);
        }
        rule => match (rule, node) {
            // What formulas are made of mostly is built at once.
            (_, Node::Sum(a, b)) => return Ok(simplify::sum(graph, all.of(a), all.of(b))),
            (_, Node::Difference(a, b)) => {
                return Ok(simplify::difference(graph, all.of(a), all.of(b)));
            }
            (Rule::Factor, Node::Product(a, b)) => {
                let (a, b) = if varies(a) {
                    (all.of(a), b)
                } else {
                    (a, all.of(b))
                };
                return Ok(simplify::product(graph, a, b));
            }
            (_, Node::Product(a, b)) => {
                let first = simplify::product(graph, all.of(a), b);
                let second = simplify::product(graph, a, all.of(b));
                return Ok(simplify::sum(graph, first, second));
            }
            (_, Node::Negative(a)) => -d(a),
            (Rule::Factor, Node::Quotient(a, b)) => d(a) / p(b),
            (_, Node::Quotient(a, b)) => match power_below(graph, all, b) {
                // u^(2n) below would grow with every further derivative: a/u^n is a·u^−n.
                Some((u, n)) => {
                    let below = p(u).to_the(number(n + 1));
                    let second = number(n) * p(a) * d(u);
                    match varies(a) {
                        true => (d(a) * p(u) - second) / below,
                        false => -second / below,
                    }
                }
                None if varies(a) => (d(a) * p(b) - p(a) * d(b)) / p(b).squared(),
                None => -(p(a) * d(b)) / p(b).squared(),
            },
            (Rule::Power, Node::Power(a, n)) => match graph.literal(n) {
                // a^0 is 1 wherever a has a value.
                Some(exponent) if exponent.is_zero() => number(0),
                Some(exponent) => {
                    let less = exponent - &Rational::one();
                    let less = graph.number(less);
                    let power = simplify::power(graph, a, less);
                    let times = simplify::product(graph, n, power);
                    return Ok(simplify::product(graph, times, all.of(a)));
                }
                None => p(n) * p(a).to_the(p(n) - number(1)) * d(a),
            },
            // 0^b is 0 where it has a value.
            (Rule::Exponential, Node::Power(c, _))
                if graph.literal(c).is_some_and(Rational::is_zero) =>
            {
                number(0) * p(part)
            }
            (Rule::Exponential, Node::Power(c, b)) => p(part) * p(c).logarithm() * d(b),
            // a^a has a value for a > 0 only, where a/a is 1.
            (_, Node::Power(a, b)) if a == b => p(part) * (d(a) * p(a).logarithm() + d(a)),
            (_, Node::Power(a, b)) => p(part) * (d(b) * p(a).logarithm() + p(b) * d(a) / p(a)),
            (_, node) => unreachable!("{node:?} has a rule above"),
        },
    };
    Ok(formula.build(graph))
}

/// Base and exponent of a whole power, 2 or more, that was differentiated by the power rule: with
/// another rule in its place its derivative tells another story.
fn power_below(graph: &mut Graph, all: &Derivatives, id: Id) -> Option<(Id, i64)> {
    let Node::Power(u, exponent) = *graph.node(id) else {
        return None;
    };
    let n = graph.literal(exponent).filter(|n| n.is_integer())?;
    let n = n.to_i64().filter(|n| (2..i64::MAX).contains(n))?;
    let p = Formula::Part;
    let by_rule = p(exponent) * p(u).to_the(number(n - 1)) * p(all.of(u));
    (by_rule.build(graph) == all.of(id)).then_some((u, n))
}

/// The partial derivatives of a function of the table, each times its argument's derivative.
fn chain(
    graph: &mut Graph,
    all: &Derivatives,
    function: Function,
    node: &Node,
) -> Result<Id, Error> {
    let parts = match *node {
        Node::Call2(_, a, b) => &[Formula::Part(a), Formula::Part(b)][..],
        Node::Call(_, a) => &[Formula::Part(a)][..],
        _ => unreachable!("a rule of the table is for functions"),
    };
    let mut sum = None;
    for (partial, argument) in function.row().partials.iter().zip(node.arguments()) {
        if !all.depends[argument.index()] {
            continue;
        }
        let partial = partial(parts).ok_or_else(|| {
            Error::new(ReadErrorKind::NoRule {
                function: function.name(),
            })
        })?;
        let partial = partial.build(graph);
        let term = simplify::product(graph, partial, all.of(argument));
        sum = Some(match sum {
            None => term,
            Some(sum) => simplify::sum(graph, sum, term),
        });
    }
    Ok(sum.unwrap_or_else(|| graph.number(Rational::zero())))
}

/// How much a node changes for each unit by which one of its arguments does, the others held still:
/// each argument that varies with its partial derivative. An argument that stands twice is there
/// twice.
pub(crate) fn partials(
    graph: &Graph,
    part: Id,
    varies: impl Fn(Id) -> bool,
) -> Result<Vec<(Id, Formula)>, Error> {
    let p = Formula::Part;
    let both = match *graph.node(part) {
        Node::Number(_) | Node::Constant(_) | Node::Variable(_) => Vec::new(),
        Node::Negative(a) => vec![(a, number(-1))],
        Node::Sum(a, b) => vec![(a, number(1)), (b, number(1))],
        Node::Difference(a, b) => vec![(a, number(1)), (b, number(-1))],
        Node::Product(a, b) => vec![(a, p(b)), (b, p(a))],
        Node::Quotient(a, b) => vec![(a, number(1) / p(b)), (b, -(p(part) / p(b)))],
        Node::Power(a, n) if !varies(n) => vec![(
            a,
            match graph.literal(n).map(|n| n.short()) {
                // a^0 is 1 wherever a has a value.
                Some(Some((0, _))) => number(0),
                Some(Some((less, 1))) if less > i64::MIN => p(n) * p(a).to_the(number(less - 1)),
                _ => p(n) * p(a).to_the(p(n) - number(1)),
            },
        )],
        // 0^b is 0 where it has a value.
        Node::Power(c, b) if graph.literal(c).is_some_and(Rational::is_zero) => {
            vec![(b, number(0) * p(part))]
        }
        // a^a has a value for a > 0 only, where a/a is 1.
        Node::Power(a, b) => vec![
            (a, p(part) * (p(b) / p(a))),
            (b, p(part) * p(a).logarithm()),
        ],
        Node::Call(f, _) | Node::Call2(f, ..) => {
            let arguments: Vec<Id> = graph.node(part).arguments().collect();
            let formulas: Vec<Formula> = arguments.iter().map(|&a| p(a)).collect();
            let mut each = Vec::new();
            for (partial, argument) in f.row().partials.iter().zip(arguments) {
                if varies(argument) {
                    let function = f.name();
                    let partial = partial(&formulas)
                        .ok_or_else(|| Error::new(ReadErrorKind::NoRule { function }))?;
                    each.push((argument, partial));
                }
            }
            each
        }
    };
    Ok(both.into_iter().filter(|(a, _)| varies(*a)).collect())
}
