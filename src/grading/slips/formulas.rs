//! Slips in a derivative given as a formula: candidates, and the search through them.

use super::rules::{self, Broken};
use super::screen::Screen;
use super::{ALL, Breaks, Factor, Found, Slip};
use crate::calculus::derivative::{self, by_other_rules};
use crate::calculus::equality::{self, Equality};
use crate::expression::formula::{Formula, number};
use crate::expression::{Function, Graph, Id, Node, Variable, simplify};
use crate::number::rational::Rational;
use std::collections::{HashMap, HashSet};

/// Most places at which a rule is broken alone; with more, it is broken at all of them only.
const MAX_PLACES: usize = 8;

/// Most broken rules that are paired; past it a long function would take too long for a hint.
const MAX_PAIRED: usize = 16;

/// Most parts that a search differentiates and compares before it gives up: a quarter of a second
/// or so, some hundred times what an ordinary function takes.
const MAX_WORK: usize = 200_000;

/// Slips that fit many a wrong answer together with another one, and are not paired.
const VAGUE: [&str; 7] = [
    "exponential-rule-on-power",
    "inner-function-lost",
    "function-not-differentiated",
    "other-variable-dropped",
    "coefficient-dropped",
    "term-missing",
    "factor-two",
];

/// What was to be differentiated, by what, how often.
pub(super) type Question = (Id, Variable, u32);

/// What an answer would be after a slip that concerns it as a whole.
pub(super) type Whole = fn(&mut Graph, Question) -> Vec<Id>;

/// Which of several differentiations in a row goes wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Every,
    First,
    Last,
}

/// The search for a slip.
struct Search<'a> {
    graph: &'a mut Graph,
    screen: Screen,
    /// The answer's values on the screen.
    values: Vec<f64>,
    question: Question,
    right: Id,
    answer: Id,
    /// Candidates that are settled: each is compared once.
    tried: HashSet<Id>,
    /// What is left of [`MAX_WORK`].
    work: usize,
    /// Parts of the function.
    size: usize,
}

pub(super) fn find(graph: &mut Graph, question: Question, answer: Id) -> Option<Found> {
    let (function, variable, order) = question;
    let size = graph.parts(&[function]).len();
    let right = derivative::of_order(graph, function, variable, order).ok()?;
    let mut variables = graph.variables(function);
    for more in graph.variables(answer) {
        if !variables.contains(&more) {
            variables.push(more);
        }
    }
    let mut screen = Screen::spread(variables);
    let values = screen.values(graph, answer);
    let mut search = Search {
        graph,
        screen,
        values,
        question,
        right,
        answer,
        tried: HashSet::from([right]),
        work: MAX_WORK,
        size,
    };
    if search.is(right) {
        return None;
    }
    let as_powers = as_powers(search.graph, function);
    let as_fractions = as_fractions(search.graph, function);
    let mut one = search.by_table(function);
    if one.is_none() {
        one = search.by_multiples();
    }
    for form in [as_powers, as_fractions] {
        if one.is_none() && form != function {
            one = search.by_table(form);
        }
    }
    match one {
        Some(slip) => Some(Found { slip, second: None }),
        None => search.by_pairs(),
    }
}

impl Search<'_> {
    /// The first row of the table that gives the answer, with the function in this form.
    fn by_table(&mut self, function: Id) -> Option<&'static Slip> {
        let (original, variable, order) = self.question;
        let question = (function, variable, order);
        ALL.iter().find(|slip| match &slip.breaks {
            Breaks::Rule(rules) => rules.iter().any(|&rule| self.by_rule(question, rule)),
            Breaks::Whole(whole) if function == original => {
                let candidates = whole(self.graph, question);
                candidates.into_iter().any(|id| self.fits(id))
            }
            Breaks::Undone if function == original => self.integrated(),
            _ => false,
        })
    }

    /// Does breaking this rule give the answer: everywhere, or at one place alone?
    fn by_rule(&mut self, question: Question, rule: Broken) -> bool {
        let stages: &[Stage] = match question.2 {
            1 => &[Stage::Every],
            _ => &[Stage::Last, Stage::First, Stage::Every],
        };
        for &stage in stages {
            let mut places = 0;
            let candidate = self.broken(question, &[rule], stage, None, &mut places);
            if candidate.is_some_and(|id| self.fits(id)) {
                return true;
            }
            if stage != Stage::Every || !(2..=MAX_PLACES).contains(&places) {
                continue;
            }
            for only in 0..places {
                let candidate = self.broken(question, &[rule], stage, Some(only), &mut 0);
                if candidate.is_some_and(|id| self.fits(id)) {
                    return true;
                }
            }
        }
        false
    }

    /// Does the answer's own derivative give back what was to be differentiated?
    fn integrated(&mut self) -> bool {
        let (function, variable, order) = self.question;
        let before = derivative::of_order(self.graph, function, variable, order.saturating_sub(1));
        let back = derivative::derivative(self.graph, self.answer, variable);
        match (before, back) {
            (Ok(before), Ok(back)) => {
                let values = self.screen.values(self.graph, before);
                self.screen.alike(self.graph, back, &values) && certified(self.graph, back, before)
            }
            _ => false,
        }
    }

    fn by_multiples(&mut self) -> Option<&'static Slip> {
        let question = self.question;
        ALL.iter().find(|slip| match &slip.breaks {
            Breaks::Multiple(factors, rules) => {
                factors.iter().any(|&factor| {
                    let multiple = times(self.graph, self.right, factor);
                    self.fits(multiple)
                }) || rules.iter().any(|&rule| self.by_rule(question, rule))
            }
            _ => false,
        })
    }

    /// The two slips that give the answer together, where only one pair does.
    fn by_pairs(&mut self) -> Option<Found> {
        let question = self.question;
        let mut single: Vec<Single> = Vec::new();
        for slip in ALL {
            let Breaks::Rule(rules) = &slip.breaks else {
                continue;
            };
            if VAGUE.contains(&slip.name) {
                continue;
            }
            for &rule in *rules {
                let id = self.broken(question, &[rule], Stage::Every, None, &mut 0);
                if let Some(id) = id.filter(|&id| id != self.right) {
                    single.push(Single { slip, rule, id });
                }
            }
        }
        single.truncate(MAX_PAIRED);
        let mut found: Vec<Found> = Vec::new();
        for (at, one) in single.iter().enumerate() {
            for other in &single[at + 1..] {
                self.pair(one, other, &mut found);
            }
            self.multiple(one, &mut found);
        }
        match found[..] {
            [one] if self.work > 0 => Some(one),
            _ => None,
        }
    }

    /// Notes two slips that give the answer together.
    fn pair(&mut self, one: &Single, other: &Single, found: &mut Vec<Found>) {
        if one.slip.name == other.slip.name {
            return;
        }
        let rules = [one.rule, other.rule];
        let id = self.broken(self.question, &rules, Stage::Every, None, &mut 0);
        if id.is_some_and(|id| self.fits(id)) {
            note(found, one.slip, other.slip);
        }
    }

    /// Notes a slip that gives a multiple of the answer.
    fn multiple(&mut self, one: &Single, found: &mut Vec<Found>) {
        for slip in ALL {
            if let Breaks::Multiple(factors, _) = &slip.breaks
                && !VAGUE.contains(&slip.name)
                && factors.iter().any(|&factor| {
                    let id = times(self.graph, one.id, factor);
                    self.fits(id)
                })
            {
                note(found, one.slip, slip);
            }
        }
    }

    /// [`broken`], unless the work is used up.
    fn broken(
        &mut self,
        question: Question,
        rules: &[Broken],
        stage: Stage,
        only: Option<usize>,
        places: &mut usize,
    ) -> Option<Id> {
        let before = self.graph.len();
        self.spend(self.size);
        if self.work == 0 {
            return None;
        }
        let id = broken(self.graph, question, rules, stage, only, places);
        self.spend(self.graph.len() - before);
        id
    }

    fn spend(&mut self, work: usize) {
        self.work = self.work.saturating_sub(work);
    }

    /// Is this candidate the answer?
    fn fits(&mut self, candidate: Id) -> bool {
        self.tried.insert(candidate) && self.is(candidate)
    }

    fn is(&mut self, candidate: Id) -> bool {
        self.spend(self.graph.parts(&[candidate]).len());
        candidate == self.answer
            || self.screen.alike(self.graph, candidate, &self.values)
                && certified(self.graph, candidate, self.answer)
    }
}

/// Are two expressions equal, as far as can be told?
fn certified(graph: &mut Graph, a: Id, b: Id) -> bool {
    matches!(
        equality::equal(graph, a, b).equality,
        Equality::Proved | Equality::Agrees { .. }
    )
}

/// A broken rule that changes the derivative, and what it gives.
struct Single {
    slip: &'static Slip,
    rule: Broken,
    id: Id,
}

/// Adds a pair that is not known yet; two ways to break one rule are one slip.
fn note(found: &mut Vec<Found>, slip: &'static Slip, second: &'static Slip) {
    let known = |f: &Found| {
        let other = f.second.map_or("", |second| second.name);
        [f.slip.name, other] == [slip.name, second.name]
    };
    if !found.iter().any(known) {
        found.push(Found {
            slip,
            second: Some(second),
        });
    }
}

/// The derivative with some rules broken, at all places they apply to or only at the one with this
/// number; `places` is set to how many there are. Nothing where there is none.
fn broken(
    graph: &mut Graph,
    (function, variable, order): Question,
    rules: &[Broken],
    stage: Stage,
    only: Option<usize>,
    places: &mut usize,
) -> Option<Id> {
    *places = 0;
    let mut id = function;
    for nth in 1..=order {
        let wrong = match stage {
            Stage::Every => true,
            Stage::First => nth == 1,
            Stage::Last => nth == order,
        };
        id = by_other_rules(graph, id, &[variable], &mut |graph, place| {
            if !wrong {
                return None;
            }
            let formula = rules::made(rules, graph, place)?;
            let here = only.is_none_or(|only| only == *places);
            *places += 1;
            here.then_some(formula)
        })
        .ok()?;
    }
    (*places > 0).then_some(id)
}

/// The derivative with one rule broken wherever it applies.
pub(super) fn with_broken(graph: &mut Graph, question: Question, rule: Broken) -> Option<Id> {
    broken(graph, question, &[rule], Stage::Every, None, &mut 0)
}

/// An expression times a factor.
pub(super) fn times(graph: &mut Graph, id: Id, factor: Factor) -> Id {
    let formula = match factor {
        Factor::Times(n) => number(n) * Formula::Part(id),
        Factor::Over(n) => Formula::Part(id) / number(n),
    };
    formula.build(graph)
}

/// Roots and quotients with a constant above the line as powers, the way many differentiate them:
/// `1/x^2` as `x^-2`, `sqrt(x)` as `x^(1/2)`.
fn as_powers(graph: &mut Graph, root: Id) -> Id {
    rebuilt(graph, root, &|graph, node| match node {
        Node::Call(Function::Sqrt, a) => raised(graph, a, Rational::ratio(1, 2)),
        Node::Call(Function::Cbrt, a) => raised(graph, a, Rational::ratio(1, 3)),
        Node::Quotient(a, b) if graph.variables(a).is_empty() => {
            let (base, exponent) = match *graph.node(b) {
                Node::Power(base, n) => match graph.literal(n) {
                    Some(n) => (base, -n),
                    None => (b, Rational::integer(-1)),
                },
                _ => (b, Rational::integer(-1)),
            };
            if graph.variables(base).is_empty() {
                return graph.add(node);
            }
            let below = raised(graph, base, exponent);
            simplify::product(graph, a, below)
        }
        node => graph.add(node),
    })
}

/// Negative powers as fractions: `x^-2` as `1/x^2`.
fn as_fractions(graph: &mut Graph, root: Id) -> Id {
    rebuilt(graph, root, &|graph, node| match node {
        Node::Power(a, n) => match graph.literal(n).map(|n| -n) {
            Some(n) if n.sign().is_gt() && !graph.variables(a).is_empty() => {
                let one = graph.number(Rational::one());
                let below = raised(graph, a, n);
                graph.add(Node::Quotient(one, below))
            }
            _ => graph.add(node),
        },
        node => graph.add(node),
    })
}

fn raised(graph: &mut Graph, base: Id, exponent: Rational) -> Id {
    let exponent = graph.number(exponent);
    simplify::power(graph, base, exponent)
}

/// An expression with its nodes made anew, arguments first.
pub(super) fn rebuilt(graph: &mut Graph, root: Id, make: &dyn Fn(&mut Graph, Node) -> Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = make(graph, node);
        images.insert(id, image);
    }
    images[&root]
}

pub(super) fn itself(_: &mut Graph, (function, ..): Question) -> Vec<Id> {
    vec![function]
}

/// The derivatives of lower order.
pub(super) fn too_seldom(graph: &mut Graph, (function, variable, order): Question) -> Vec<Id> {
    (1..order)
        .rev()
        .filter_map(|order| derivative::of_order(graph, function, variable, order).ok())
        .collect()
}

pub(super) fn too_often(graph: &mut Graph, (function, variable, order): Question) -> Vec<Id> {
    let more = derivative::of_order(graph, function, variable, order + 1);
    more.into_iter().collect()
}

pub(super) fn other_variable(graph: &mut Graph, (function, variable, order): Question) -> Vec<Id> {
    let mut others = graph.variables(function);
    others.retain(|&other| other != variable);
    others
        .into_iter()
        .filter_map(|other| derivative::of_order(graph, function, other, order).ok())
        .collect()
}

/// The derivative with all variables moving together.
pub(super) fn all_variables(graph: &mut Graph, (function, _, order): Question) -> Vec<Id> {
    let all = graph.variables(function);
    let mut id = function;
    for _ in 0..order {
        match by_other_rules(graph, id, &all, &mut |_, _| None) {
            Ok(next) => id = next,
            Err(_) => return Vec::new(),
        }
    }
    vec![id]
}
