//! Formulas that the slips make of one question.

use crate::expression::{Graph, Id, Node, simplify};
use crate::number::rational::Rational;
use crate::slips::all::ALL;
use crate::slips::broken::{DerivativeAsked, Faulty, MAX_PLACES, Truths, broken};
use crate::slips::exercise::Work;
use crate::slips::mistakes::candidates::{Candidate, CandidateRound, Ground};
use crate::slips::rebuilt::rebuilt;
use crate::slips::rules::BrokenRule;
use crate::slips::slip::{Misstep, Slip};
use std::collections::HashSet;

/// Most broken rules that are paired; past it a long function would take too long for a hint.
const MAX_PAIRED: usize = 16;

/// Slips that fit many a wrong answer together with another one, and are not paired.
const VAGUE: [&str; 20] = [
    "term-factor-missing",
    "exponent-added",
    "both-in-one-term",
    "term-not-differentiated",
    "power-of-each-term",
    "exponent-dropped",
    "factor-not-exponent",
    "inner-derivative-twice",
    "exponent-reduced-twice",
    "inner-sign",
    "function-turned-over",
    "inner-derivative-added",
    "constant-differentiated",
    "exponential-rule-on-power",
    "inner-function-lost",
    "function-not-differentiated",
    "other-variable-dropped",
    "coefficient-dropped",
    "term-missing",
    "factor-two",
];

/// What one round looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoundKind {
    /// One row of the table, with the function as it stands.
    Rows,
    /// A multiple of the right answer, or a rule that is tried last.
    Multiples,
    /// One row, with roots and fractions as powers.
    Powers,
    /// One row, with negative powers as fractions.
    Fractions,
    /// Two slips at once.
    Pairs,
}

/// The rounds of a search, in their order.
pub(super) const ROUNDS: [RoundKind; 5] = [
    RoundKind::Rows,
    RoundKind::Multiples,
    RoundKind::Powers,
    RoundKind::Fractions,
    RoundKind::Pairs,
];

/// The candidates of one round, made within `left` parts.
pub(super) fn round(ground: &Ground, kind: RoundKind, left: usize) -> CandidateRound {
    let Work::Derivative { order } = ground.exercise.work else {
        return CandidateRound::default();
    };
    let (function, variable) = (ground.exercise.function, ground.exercise.variable);
    let graph = ground.graph.clone();
    let mut maker = FormulaMaker {
        truths: Truths::default(),
        question: (function, variable, order),
        right: ground.right,
        known: HashSet::from([ground.right]),
        size: graph.parts(&[function]).len(),
        graph,
        left,
        candidates: Vec::new(),
    };
    match kind {
        RoundKind::Rows => maker.rows(function),
        RoundKind::Multiples => maker.multiples(),
        RoundKind::Powers | RoundKind::Fractions => {
            let form = match kind {
                RoundKind::Powers => as_powers(&mut maker.graph, function),
                _ => as_fractions(&mut maker.graph, function),
            };
            if form != function {
                maker.rows(form);
            }
        }
        RoundKind::Pairs => maker.pairs(),
    }
    CandidateRound {
        graph: maker.graph,
        candidates: maker.candidates,
        left: maker.left,
        ..CandidateRound::default()
    }
}

/// The candidates of one round in the making.
struct FormulaMaker {
    graph: Graph,
    truths: Truths,
    question: DerivativeAsked,
    right: Id,
    /// Formulas that are candidates already, and the right answer: each is compared once.
    known: HashSet<Id>,
    /// What is left of the parts that may be made or walked over.
    left: usize,
    /// Parts of the function.
    size: usize,
    candidates: Vec<Candidate>,
}

impl FormulaMaker {
    fn put(&mut self, slip: &'static Slip, second: Option<&'static Slip>, id: Id) {
        // Where nothing of a sum is left, more than a term is missing.
        if slip.name == "term-missing" && is_nothing(&mut self.graph, id) {
            return;
        }
        if self.known.insert(id) {
            self.candidates.push(Candidate {
                slip,
                second,
                id,
                undone: false,
            });
        }
    }

    /// A pair stands beside others that give the same: then it is not the only one.
    fn put_pair(&mut self, slip: &'static Slip, second: &'static Slip, id: Id) {
        if !self.known.contains(&id) {
            self.candidates.push(Candidate {
                slip,
                second: Some(second),
                id,
                undone: false,
            });
        }
    }

    /// What each row of the table gives, with the function in this form.
    fn rows(&mut self, function: Id) {
        let (original, variable, order) = self.question;
        let question = (function, variable, order);
        for slip in ALL {
            match &slip.breaks {
                Misstep::Rule(rules) => {
                    for &rule in *rules {
                        self.rule(slip, question, rule);
                    }
                }
                Misstep::Whole(whole) if function == original => {
                    for id in whole(&mut self.graph, question) {
                        self.put(slip, None, id);
                    }
                }
                // Whatever order is asked for: J itself has a slip of its own.
                Misstep::Undone if function == original => self.candidates.push(Candidate {
                    slip,
                    second: None,
                    id: function,
                    undone: true,
                }),
                _ => {}
            }
        }
    }

    /// What breaking this rule gives: everywhere, and at each place alone.
    fn rule(&mut self, slip: &'static Slip, question: DerivativeAsked, rule: BrokenRule) {
        let stages: &[Faulty] = match question.2 {
            1 => &[Faulty::Every],
            _ => &[Faulty::Last, Faulty::First, Faulty::Every],
        };
        for &stage in stages {
            let mut places = 0;
            if let Some(id) = self.broken(question, &[rule], stage, None, &mut places) {
                self.put(slip, None, id);
            }
            let alone = !matches!(rule, BrokenRule::Throughout(_));
            if !alone || !(2..=MAX_PLACES).contains(&places) {
                continue;
            }
            for only in 0..places {
                if let Some(id) = self.broken(question, &[rule], stage, Some(only), &mut 0) {
                    self.put(slip, None, id);
                }
            }
        }
    }

    fn multiples(&mut self) {
        for slip in ALL {
            if let Misstep::Multiple(factors, rules) = &slip.breaks {
                for &factor in *factors {
                    let multiple = factor.times(&mut self.graph, self.right);
                    self.put(slip, None, multiple);
                }
                for &rule in *rules {
                    self.rule(slip, self.question, rule);
                }
            }
        }
    }

    /// What two slips give together.
    fn pairs(&mut self) {
        let question = self.question;
        let mut single: Vec<Single> = Vec::new();
        for slip in ALL {
            let Misstep::Rule(rules) = &slip.breaks else {
                continue;
            };
            if VAGUE.contains(&slip.name) {
                continue;
            }
            for &rule in *rules {
                let id = self.broken(question, &[rule], Faulty::Every, None, &mut 0);
                // What two rules make alone is told by the first of them.
                if let Some(id) = id
                    && id != self.right
                    && single.iter().all(|known| known.id != id)
                {
                    single.push(Single { slip, rule, id });
                }
            }
        }
        single.truncate(MAX_PAIRED);
        // What one slip gives was looked at before.
        self.known.extend(single.iter().map(|one| one.id));
        for (at, one) in single.iter().enumerate() {
            for other in &single[at + 1..] {
                self.pair(one, other);
            }
            self.multiple(one);
        }
    }

    fn pair(&mut self, one: &Single, other: &Single) {
        if one.slip.name == other.slip.name {
            return;
        }
        let rules = [one.rule, other.rule];
        let id = self.broken(self.question, &rules, Faulty::Every, None, &mut 0);
        if let Some(id) = id {
            self.put_pair(one.slip, other.slip, id);
        }
    }

    /// What a slip gives, times a factor.
    fn multiple(&mut self, one: &Single) {
        for slip in ALL {
            if let Misstep::Multiple(factors, _) = &slip.breaks
                && !VAGUE.contains(&slip.name)
            {
                for &factor in *factors {
                    let id = factor.times(&mut self.graph, one.id);
                    self.put_pair(one.slip, slip, id);
                }
            }
        }
    }

    /// [`broken`], unless too many parts were made already.
    fn broken(
        &mut self,
        question: DerivativeAsked,
        rules: &[BrokenRule],
        stage: Faulty,
        only: Option<usize>,
        places: &mut usize,
    ) -> Option<Id> {
        let before = self.graph.len();
        self.left = self.left.saturating_sub(self.size);
        if self.left == 0 {
            return None;
        }
        let id = broken(
            &mut self.graph,
            &mut self.truths,
            question,
            rules,
            (stage, only),
            places,
        );
        self.left = self.left.saturating_sub(self.graph.len() - before);
        id
    }
}

/// Whether it is 0, however it is written.
fn is_nothing(graph: &mut Graph, id: Id) -> bool {
    let simple = simplify::simplify(graph, id);
    graph.literal(simple).is_some_and(Rational::is_zero)
}

/// A broken rule that changes the derivative, and what it gives.
struct Single {
    slip: &'static Slip,
    rule: BrokenRule,
    id: Id,
}

/// Roots and quotients with a constant above the line as powers, the way many differentiate them:
/// `1/x^2` as `x^-2`, `sqrt(x)` as `x^(1/2)`.
fn as_powers(graph: &mut Graph, root: Id) -> Id {
    rebuilt(graph, root, &|graph, node| match node {
        Node::Call(f, a) if f.row().root_degree().is_some() => {
            let degree = f.row().root_degree().expect("just seen");
            raised(graph, a, Rational::ratio(1, degree))
        }
        Node::Quotient(a, b) if graph.is_constant(a) => {
            let (base, exponent) = match *graph.node(b) {
                Node::Power(base, n) => match graph.literal(n) {
                    Some(n) => (base, -n),
                    None => (b, Rational::integer(-1)),
                },
                _ => (b, Rational::integer(-1)),
            };
            if graph.is_constant(base) {
                return graph.add(node);
            }
            let below = raised(graph, base, exponent);
            match graph.literal(a).is_some_and(Rational::is_one) {
                true => below,
                false => graph.add(Node::Product(a, below)),
            }
        }
        node => graph.add(node),
    })
}

/// Negative powers as fractions: `x^-2` as `1/x^2`.
fn as_fractions(graph: &mut Graph, root: Id) -> Id {
    rebuilt(graph, root, &|graph, node| match node {
        Node::Power(a, n) => match graph.literal(n).map(|n| -n) {
            Some(n) if n.sign().is_gt() && !graph.is_constant(a) => {
                let one = graph.number(Rational::one());
                let below = raised(graph, a, n);
                graph.add(Node::Quotient(one, below))
            }
            _ => graph.add(node),
        },
        node => graph.add(node),
    })
}

/// A power as it stands: simplified, a negative one would be a fraction again.
fn raised(graph: &mut Graph, base: Id, exponent: Rational) -> Id {
    if exponent.is_one() {
        return base;
    }
    let exponent = graph.number(exponent);
    graph.add(Node::Power(base, exponent))
}
