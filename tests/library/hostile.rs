//! Hostile texts: whatever is typed is read, written, differentiated and judged, or refused, within
//! a small stack and the work that it may take.
//!
//! `cargo test` runs one of each kind that was met, and ten thousand texts drawn from a seed. More
//! of them, from another seed, and the dearest of them:
//!
//! ```sh
//! DERIV_HOSTILE_TEXTS=1000000 DERIV_HOSTILE_SEED=7 cargo test --release --test library hostile -- \
//!     --nocapture
//! ```

// Helpers stand outside of the test functions that clippy exempts; the dearest texts are shown.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use deriv::calculus::derivative;
use deriv::expression::{Function, Graph};
use deriv::notation::{Options, read, write};
use deriv::number::work;
use deriv::slope::Effort;
use deriv::slope::existence::{self, Asked};
use deriv::verdict::key::Key;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The stack that everything has to get along with: a quarter of what a thread of Rust has.
const STACK: usize = 512 * 1024;

/// Work that a text may take here: what the limit is made of is the same, and a small part of it
/// ends as many times as many texts.
const WORK: u64 = work::LIMIT / 20_000;

/// Work beyond the limit that the operation under way may still take.
const LAST: u64 = work::LIMIT / 20;

/// Time after which a text hangs: everything that is not counted takes a small part of it, also on a
/// machine that has much else to do.
const HANGS: Duration = Duration::from_secs(100);

/// Random choices, the same on every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = self.0 ^ (self.0 >> 33);
        mixed.wrapping_mul(0xff51_afd7_ed55_8ccd) >> 11
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A number of a kind that some limit stands before.
    fn number(&mut self) -> String {
        match self.below(16) {
            0 => self.one(&["1e-300", "1e-6000", "1e-18999"]).to_owned(),
            1 => self
                .one(&["1e6641", "1e12340", "1e18999", "10^1000000"])
                .to_owned(),
            2 => self
                .one(&["10^30", "1e19", "1e40", "9^9^9", "2^-1074"])
                .to_owned(),
            3 => format!("{}!", self.below(8000)),
            4 => format!("{}!/{}!", 170 + self.below(40), 170 + self.below(40)),
            5 => format!("{}/{}", self.next() % 1000, 1 + self.next() % 97),
            6 => format!("0.{}", self.next()),
            7 => self
                .one(&["pi", "e", "sqrt(2)", "ln(2)", "exp(1000)"])
                .to_owned(),
            8 => format!("{}", self.next()),
            9 => "7".repeat(1 + self.below(400)),
            _ => format!("{}", self.below(12)),
        }
    }

    /// An expression of about that many operations.
    fn expression(&mut self, size: usize) -> String {
        if size == 0 {
            return match self.below(5) {
                0 => self.number(),
                1 => "y".to_owned(),
                _ => "x".to_owned(),
            };
        }
        let left = self.below(size);
        let right = size - 1 - left;
        match self.below(12) {
            0..=5 => {
                let (a, b) = (self.expression(left), self.expression(right));
                let operator = self.one(&["+", "-", "*", "/", "^", "**", "·", " ", ""]);
                format!("({a}){operator}({b})")
            }
            6 => format!("({})!", self.expression(size - 1)),
            7 => format!("-{}", self.expression(size - 1)),
            8 => format!("polygamma({},{})", self.number(), self.expression(size - 1)),
            9 => {
                let (a, b) = (self.expression(left), self.expression(right));
                format!(
                    "{}({a},{b})",
                    self.one(&["min", "max", "log", "atan2", "hypot", "gamma"])
                )
            }
            _ => {
                let function = Function::ALL[self.below(Function::ALL.len())];
                format!("{}({})", function.name(), self.expression(size - 1))
            }
        }
    }

    /// What nobody types by hand: long, deep, broken, or full of strange letters.
    fn strange(&mut self) -> String {
        // Small ones as often as large ones.
        let n = 1 << self.below(10);
        let n = n + self.below(n);
        match self.below(12) {
            0 => format!("{}x{}", "(".repeat(n), ")".repeat(n)),
            1 => format!("{}x", "-".repeat(n)),
            2 => format!("x{}", "^x".repeat(n)),
            3 => format!("{}x{}", "1/(1+".repeat(n), ")".repeat(n)),
            4 => format!("{}x{}", "sin(".repeat(n), ")".repeat(n)),
            5 => vec!["x"; n].join("*"),
            6 => (1..n)
                .map(|k| format!("{k}*x^{k}"))
                .collect::<Vec<_>>()
                .join("+"),
            7 => format!("x{}", "!".repeat(n)),
            8 => format!("{}x{}", "|".repeat(n), "|".repeat(n)),
            9 => format!("\\frac{{x}}{{{}}}", "\\sqrt{".repeat(n)),
            10 => {
                let nested =
                    (0..self.below(20)).fold("x".to_owned(), |f, _| format!("(x^2+{f})^2"));
                format!("{nested}+{}", self.number())
            }
            _ => {
                let letters: Vec<char> =
                    "x y2.5e-()[]{}|!^*/+=≈≤∂∫√πθ²³½\\,;:'\"\u{202e}\u{7}\t\r\u{0}~±∞d/dx"
                        .chars()
                        .collect();
                (0..n % 60)
                    .map(|_| letters[self.below(letters.len())])
                    .collect()
            }
        }
    }

    /// One text, or one that is spoilt at a place.
    fn text(&mut self) -> String {
        let text = match self.below(8) {
            0 if self.below(3) == 0 => self.strange(),
            _ => {
                let size = 1 + self.below(9);
                self.expression(size)
            }
        };
        if self.below(12) != 0 {
            return text;
        }
        let mut letters: Vec<char> = text.chars().collect();
        let at = self.below(letters.len().max(1));
        match self.below(3) {
            0 if !letters.is_empty() => {
                letters.remove(at);
            }
            1 => letters.insert(at, '≈'),
            _ => letters.truncate(at),
        }
        letters.into_iter().collect()
    }

    fn question(&mut self) -> Question {
        Question {
            function: self.text(),
            at: match self.below(3) {
                0 => self.expression(1).replace(['x', 'y'], "3"),
                1 => format!("-{}", self.number()),
                _ => self.number(),
            },
            answer: self.text(),
            order: 1 + (self.below(10) / 8) as u32,
        }
    }
}

/// What is asked: a function, a point, an answer.
#[derive(Clone, Debug)]
struct Question {
    function: String,
    at: String,
    answer: String,
    order: u32,
}

/// Raw control characters end lines and steer terminals.
fn shown(text: &str) -> Result<(), String> {
    match text.chars().find(|c| c.is_control()) {
        Some(c) => Err(format!("a raw {c:?} in {text:?}")),
        None => Ok(()),
    }
}

/// Goes through the whole house with one question.
fn ask(question: &Question) -> Result<(), String> {
    let mut graph = Graph::new();
    let options = Options::default();
    let function = match read(&mut graph, &question.function, &options) {
        Ok(function) => function,
        Err(error) => return shown(&error.to_string()),
    };
    shown(&write(&graph, function))?;
    let x = graph.variable("x");
    let order = question.order;
    match derivative::shown(&mut graph, function, x, order) {
        Ok(derivative) => shown(&write(&graph, derivative.formula))?,
        Err(error) => shown(&error.to_string())?,
    }
    if let Ok(at) = read(&mut graph, &question.at, &options)
        && graph.variables(at).is_empty()
    {
        let variables = graph.variables(function);
        let point: Vec<_> = variables.into_iter().map(|v| (v, at)).collect();
        if point.iter().any(|(v, _)| *v == x) {
            // Nothing is said of the outcome: that there is one is what is asked.
            let _ = existence::slope(
                &mut graph,
                function,
                x,
                order,
                &point,
                Asked::Both,
                Effort::default(),
            );
        }
    }
    if let Ok(key) = Key::derivative(graph, function, x, order) {
        let verdict = key.judge(&question.answer);
        shown(&verdict.read_as.join(""))?;
    }
    Ok(())
}

/// What the thread that asks tells the one that waits.
enum Step {
    Asked(Question),
    Done(Result<(), String>, u64, Duration),
}

/// What one question took.
struct Cost {
    work: u64,
    time: Duration,
    question: Question,
}

/// Asks so many questions from a seed, on a thread of its own; the faults, and the costs.
///
/// A question that hangs ends the run: its thread can't be stopped.
fn run(seed: u64, count: u64) -> (Vec<String>, Vec<Cost>) {
    let (sender, receiver) = mpsc::channel();
    let ask_all = move || {
        let mut draw = Draw(seed);
        for _ in 0..count {
            let question = draw.question();
            let Ok(()) = sender.send(Step::Asked(question.clone())) else {
                return;
            };
            let begun = Instant::now();
            let asked = || work::within(WORK, || ask(&question));
            let (outcome, work) = work::measured(|| catch_unwind(AssertUnwindSafe(asked)));
            let time = begun.elapsed();
            let outcome = outcome.unwrap_or_else(|_| Err("a panic".to_owned()));
            let Ok(()) = sender.send(Step::Done(outcome, work, time)) else {
                return;
            };
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK);
    let thread = thread.spawn(ask_all).unwrap();
    let (mut faults, mut costs) = (Vec::new(), Vec::new());
    let mut last = None;
    loop {
        match receiver.recv_timeout(HANGS) {
            Ok(Step::Asked(question)) => last = Some(question),
            Ok(Step::Done(outcome, work, time)) => {
                let question = last.take().unwrap();
                if let Err(fault) = outcome {
                    faults.push(format!("{question:?}: {fault}"));
                }
                if work > WORK + LAST {
                    faults.push(format!("{question:?} takes {work} units and {time:?}"));
                }
                costs.push(Cost {
                    work,
                    time,
                    question,
                });
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                faults.push(format!("{last:?} hangs"));
                return (faults, costs);
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    thread.join().unwrap();
    (faults, costs)
}

#[test]
fn hostile_texts() {
    const FEW: u64 = 10_000;
    const SEED: u64 = 1_905;
    let count = std::env::var("DERIV_HOSTILE_TEXTS").map_or(FEW, |n| n.parse().unwrap());
    let seed = std::env::var("DERIV_HOSTILE_SEED").map_or(SEED, |n| n.parse().unwrap());
    let (faults, mut costs) = run(seed, count);
    let total: Duration = costs.iter().map(|cost| cost.time).sum();
    println!("{count} texts in {total:?}");
    let short = |text: &str| text.chars().take(160).collect::<String>();
    let mut tell = |by: &str, key: &dyn Fn(&Cost) -> u128| {
        costs.sort_by_key(|cost| std::cmp::Reverse(key(cost)));
        for cost in costs.iter().take(5) {
            let Question {
                function,
                at,
                answer,
                order,
            } = &cost.question;
            println!(
                "dearest by {by}: {} units, {:?}: {:?} order {order} at {:?}, {:?}",
                cost.work,
                cost.time,
                short(function),
                short(at),
                short(answer)
            );
        }
    };
    tell("work", &|cost| cost.work.into());
    tell("time", &|cost| cost.time.as_micros());
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
}

/// Questions that once ended the stack, hung or panicked; each stands for its kind. With optimised
/// code (`.ci/run`) each has the whole limit.
#[test]
fn heads_of_kinds() {
    let limit = match cfg!(debug_assertions) {
        true => WORK,
        false => work::LIMIT,
    };
    let nested = (0..16).fold("x".to_owned(), |f, _| format!("(x^2+{f})^2"));
    let more = format!("x^2+{nested}");
    let fraction = |n: usize| format!("{}x{}", "1/(1+".repeat(n), ")".repeat(n));
    let (deep, deeper) = (fraction(400), fraction(4_000));
    // Sums in products in sums: each is a factor of a term of the one around it.
    let nests = [
        "(1+x*",
        "x*(1-",
        "(1+x*(y+",
        "sin(x+",
        "sqrt(1+x*",
        "exp(x*",
        "max(0,x*",
        "x/(2+",
        "(1+x)/(x-",
        "1/(1+x)+1/(1+x)*(x+",
    ]
    .map(|open| {
        let close = ")".repeat(open.matches('(').count());
        format!("{}x{}", open.repeat(300), close.repeat(300))
    });
    let hostile = [
        ("gamma(x)", "-1e19", "1", 1),
        ("x!", "-1e30", "1", 1),
        ("gamma(-1/2/x)", "1e-40", "1", 1),
        ("x^2", "3", "polygamma(1000,x)", 1),
        ("gamma(x+1)/gamma(x)-x", "100", "0", 1),
        ("gamma(x)*gamma(1-x)-pi/sin(pi*x)", "1/3", "0", 1),
        ("x^2", "3", "polygamma(1,x)^(10^30)", 1),
        ("exp(polygamma(0,x))", "1e-300", "1", 1),
        ("sin(gamma(x))", "1e-6000", "1", 1),
        ("(1e6641*x)!", "1", "x", 5),
        ("atan(x*1e12340)+atan(1/(x*1e12340))", "1", "0", 5),
        ("atan(x*1e12340)+atan(1/(x*1e12340))", "1", "0", 8),
        ("ln(x^2+1e12340)*exp(x/1e12340)", "1", "0", 8),
        ("sqrt(x+1e9000)*sqrt(x-1e-9000)", "1", "0", 8),
        ("2*x", "3", "log10(erf(72.907))", 1),
        ("2000!*x", "1", "2000!", 1),
        ("x^2", "3", "2x≈6", 1),
        ("x^2", "3", "polygamma(777777777,exp(1000)*x)", 1),
        ("y^2*abs(y)", "1", "max(sign(y^2)+1,cot(sech(y)))", 1),
        ("abs(y)", "1", "max(x,1)", 1),
        (
            "(((x*y*(y-x))/(acosh(x)*x*x))^x)^x",
            "3981!",
            "log1p(0*polygamma(3,y*x))",
            1,
        ),
        (
            "polygamma(0.2,csc((csch(x*x!))/(atan2(1e12340,x))^-1))",
            "-1948!",
            "gamma(-heaviside(32*x))",
            1,
        ),
        (
            "(x*(x-x))^polygamma(1e6641,y+y)",
            "-850/23",
            "x^x^x^x^x^x^x^x^x^x^x^x",
            1,
        ),
        (
            "log1p(log1p(gelu(max(x,x))/2))",
            "polygamma(4,3)",
            "sin(sin(sin(sin(sin(sin(x))))))",
            1,
        ),
        ("silu(x)", "10^1000000", "x", 1),
        ("sin(gelu(x))", "1e12340", "erf(x)", 2),
        ("erfc(x)*exp(x^2)", "1e2000", "erfc(x)", 1),
        ("expm1(min(6420!,asech(((y-x)*x)^0.0045)))", "9", "x+y", 1),
        ("x^2", "2", &deep, 1),
        (&deep, "2", "1", 1),
        (&deeper, "2", "1", 1),
        (&nested, "2", &more, 2),
        ("(log(x-x)-log10(x*x*x))!", "11", "1", 2),
        (&nests[0], "1/3", &nests[1], 2),
        (&nests[1], "1/3", &nests[2], 2),
        (&nests[2], "1/3", &nests[3], 2),
        (&nests[3], "1/3", &nests[4], 2),
        (&nests[4], "1/3", &nests[5], 2),
        (&nests[5], "1/3", &nests[6], 2),
        (&nests[6], "1/3", &nests[7], 2),
        (&nests[7], "1/3", &nests[8], 2),
        (&nests[8], "1/3", &nests[9], 2),
        (&nests[9], "1/3", &nests[0], 2),
    ];
    for (function, at, answer, order) in hostile {
        let question = Question {
            function: function.into(),
            at: at.into(),
            answer: answer.into(),
            order,
        };
        let begun = Instant::now();
        let asked = || work::within(limit, || ask(&question));
        let (outcome, work) = work::measured(asked);
        let short: String = question.function.chars().take(60).collect();
        println!("{work} units, {:?}: {short}", begun.elapsed());
        assert_eq!(outcome, Ok(()), "{short}");
        assert!(work <= limit + LAST, "{short} takes {work}");
    }
}
