//! Pairs with breaks whose truth is known by how they are made: pieces at large, tiny, irrational
//! and cancelling places, in one to three variables. None is judged wrongly; how many stay undecided
//! is printed.
//!
//! `DERIV_PAIRS=20000 cargo test --release --test library pieces -- --nocapture` tries that many.

#![allow(clippy::print_stderr)]

use deriv::equality::{Equality, equal};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options};
use std::time::{Duration, Instant};

/// Pairs without a word from outside: below 20 s.
const PAIRS: u64 = 3_500;

/// Longest time for one pair, in a build with optimization.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A number at which something breaks.
fn place(random: &mut Random) -> String {
    let digits = 1 + random.below(97);
    match random.below(9) {
        0 => format!("{digits}"),
        1 => format!("({digits}/{})", 2 + random.below(40)),
        2 => format!("(-{digits}/10)"),
        3 => format!("({digits}*10^{})", 3 + random.below(18)),
        4 => format!("({digits}*10^{})", 50 + random.below(400)),
        5 => format!("({digits}*10^(-{}))", 3 + random.below(30)),
        6 => random
            .of(&[
                "pi", "e", "sqrt(2)", "ln(7)", "(-pi/3)", "atan(5)", "2^(1/3)",
            ])
            .to_owned(),
        7 => format!("({digits}+sqrt({}))", 2 + random.below(9)),
        _ => format!("(-{digits}*10^{})", 2 + random.below(9)),
    }
}

/// A width that may be far below what doubles can tell.
fn width(random: &mut Random) -> String {
    match random.below(4) {
        0 => "1".to_owned(),
        1 => format!("1/{}", 2 + random.below(50)),
        2 => format!("10^(-{})", 1 + random.below(12)),
        _ => format!("10^(-{})", 13 + random.below(25)),
    }
}

fn variables(random: &mut Random) -> Vec<&'static str> {
    ["x", "y", "z"][..1 + [0, 0, 0, 1, 1, 2][random.below(6)]].to_vec()
}

/// Something smooth, or nearly so, with values wherever its variables have.
fn smooth(random: &mut Random, names: &[&str]) -> String {
    let v = random.of(names);
    let w = random.of(names);
    match random.below(10) {
        0 => v.to_owned(),
        1 => format!("{v}^2"),
        2 => format!("({v}+{w}^3)"),
        3 => format!("sin({v})"),
        4 => format!("exp(-{v}^2)*{w}"),
        5 => format!("({v}*{w}-1)"),
        6 => format!("atan({v})"),
        7 => format!("cosh({v})"),
        8 => format!("{v}/(1+{w}^2)"),
        _ => format!("ln(1+{v}^2)"),
    }
}

/// A bump: positive somewhere, 0 everywhere else.
fn bump(random: &mut Random, names: &[&str]) -> String {
    let v = random.of(names);
    let (c, h) = (place(random), width(random));
    match random.below(8) {
        0 => format!("max(0,{v}-{c})"),
        1 => format!("max(0,{c}-{v})"),
        2 => format!("max(0,{h}-abs({v}-{c}))"),
        3 => format!("max(0,({h})^2-({v}-{c})^2)"),
        4 => format!("(abs({v}-{c})-({v}-{c}))"),
        5 => format!("max(0,min({v}-{c},{c}+{h}-{v}))"),
        6 if names.len() > 1 => {
            let (d, w) = (place(random), names[1]);
            let x = names[0];
            format!("max(0,{h}-abs({x}-{c})-abs({w}-{d}))")
        }
        7 if names.len() > 1 => {
            let (d, w) = (place(random), names[names.len() - 1]);
            format!("max(0,1-abs({}-{c}))*max(0,1-abs({w}-{d}))", names[0])
        }
        6 => format!("max(0,sin({v})-{})", random.of(&["1/2", "0.99", "0.9999"])),
        _ => format!("(1+sign({v}-{c}))"),
    }
}

fn different(random: &mut Random) -> (String, String) {
    let names = variables(random);
    let f = smooth(random, &names);
    let b = bump(random, &names);
    let v = names[0];
    let c = place(random);
    let pair = match random.below(10) {
        0 => (format!("exp({v})"), format!("exp(min({v},{c}))")),
        1 => (format!("{f}+{v}"), format!("{f}+max({v},{c})")),
        2 => (
            f.clone(),
            format!("{f}*sign({v}-{c})^2+(1-sign({v}-{c})^2)*(1+{f})"),
        ),
        3 => (format!("abs({v}-{c})"), format!("{v}-{c}")),
        4 => (f.clone(), format!("{f}+exp(-{v}^2)*{b}")),
        5 => (format!("atan({v})"), format!("atan(min({v},{c}))")),
        6 => (f.clone(), format!("{f}+{b}*(cosh({v})^2-sinh({v})^2)")),
        _ => (f.clone(), format!("{f}+{b}")),
    };
    if random.below(2) == 0 {
        (pair.1, pair.0)
    } else {
        pair
    }
}

fn same(random: &mut Random) -> (String, String) {
    let names = variables(random);
    let f = smooth(random, &names);
    let g = format!("({}-{})", random.of(&names), place(random));
    let h = format!("({}+{})", smooth(random, &names), random.below(9));
    let pair = match random.below(14) {
        0 => (format!("{f}+max(0,{g})+min(0,{g})"), format!("{f}+{g}")),
        1 => (format!("{f}*abs({g})"), format!("{f}*max({g},-{g})")),
        2 => (format!("max({g},{h})"), format!("({g}+{h}+abs({g}-{h}))/2")),
        3 => (format!("{f}+abs({g})^2"), format!("{f}+{g}^2")),
        4 => (format!("{f}*({g}*sign({g}))"), format!("{f}*sqrt({g}^2)")),
        5 => (format!("max(0,{g})*min(0,{g})+{f}"), f),
        6 => (
            format!("max({g},max({h},{f}))"),
            format!("max(max({f},{g}),{h})"),
        ),
        7 => (format!("min({g},{h})*max({g},{h})"), format!("{g}*{h}")),
        8 => (format!("abs(abs({g})+1)+{f}"), format!("{f}+abs({g})+1")),
        9 => (format!("max(-1,min({g},2))"), format!("min(2,max({g},-1))")),
        10 => (format!("floor({g}+3)+{f}"), format!("{f}-ceil(-{g})+3")),
        11 => (format!("sign({g})*{f}"), format!("{f}*abs({g})/{g}")),
        12 => (format!("abs({g}*{h})"), format!("abs({g})*abs({h})")),
        _ => (
            format!("{f}+abs({g}-1)+abs({g}+1)"),
            format!("{f}+2*max(1,abs({g}))"),
        ),
    };
    if random.below(2) == 0 {
        (pair.1, pair.0)
    } else {
        pair
    }
}

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn pairs_with_breaks_are_not_judged_wrongly() {
    let pairs = std::env::var("DERIV_PAIRS").ok();
    let pairs = pairs.map_or(PAIRS, |text| text.parse().expect("a number of pairs"));
    let mut wrong = Vec::new();
    let mut undecided = [Vec::new(), Vec::new()];
    let mut slowest = (Duration::ZERO, String::new());
    for number in 0..pairs {
        let mut random = Random(number);
        let alike = random.below(2) == 0;
        let (a, b) = match alike {
            true => same(&mut random),
            false => different(&mut random),
        };
        let mut graph = Graph::new();
        let (first, second) = (read(&mut graph, &a), read(&mut graph, &b));
        let start = Instant::now();
        let judged = equal(&mut graph, first, second).equality;
        let took = start.elapsed();
        if took > slowest.0 {
            slowest = (took, format!("{a} | {b}"));
        }
        match judged {
            Equality::Undecided(_) => undecided[usize::from(alike)].push(format!("{a} | {b}")),
            Equality::Refuted(_) if alike => wrong.push(format!("refuted: {a} | {b}")),
            Equality::Proved | Equality::Agrees { .. } if !alike => {
                wrong.push(format!("accepted: {a} | {b}"));
            }
            _ => {}
        }
    }
    let share = |count: usize| 200.0 * count as f64 / pairs as f64;
    eprintln!(
        "of {pairs} pairs, undecided: {:.1} % of the different, {:.1} % of the same; slowest {:?}: {}",
        share(undecided[0].len()),
        share(undecided[1].len()),
        slowest.0,
        slowest.1
    );
    for pair in undecided.iter().flatten().take(40) {
        eprintln!("undecided: {pair}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(slowest.0 < PATIENCE, "{slowest:?}");
}
