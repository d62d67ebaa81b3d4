//! Points at which doubles say that they lie on a branch, or nearly: from many starts by steps that
//! get smaller, and for one variable along the line as far as that is quick.

use crate::calculus::double::Tape;
use crate::equality::branches::Branch;
use crate::equality::points::Random;
use crate::equality::signs::Signs;
use crate::expression::{Graph, Id, Variable};
use crate::number::{double, work};

/// How long a search may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SearchEffort {
    /// Less than the first enclosures on boxes: a branch that an ascent leads to needs none.
    Quick,
    Thorough,
}

impl SearchEffort {
    /// Starts of an ascent.
    fn starts(self) -> usize {
        match self {
            SearchEffort::Quick => 8,
            SearchEffort::Thorough => 48,
        }
    }

    /// Runs of the tape that all ascents may take together.
    fn runs(self) -> usize {
        match self {
            SearchEffort::Quick => 1_500,
            SearchEffort::Thorough => 60_000,
        }
    }
}

/// Runs that a walk along the line may take, the length of its steps, and how many of the points
/// that come nearest are followed.
const LINE_RUNS: usize = 250_000;
const STRIDE: f64 = 0.5;
const FOLLOWED: usize = 40;

/// Points that are given back, at most.
const MOST: usize = 32;

struct Search {
    tape: Tape,
    signs: Vec<Signs>,
    left: usize,
}

impl Search {
    /// How far a point is from the branch; 0 on it.
    fn miss(&mut self, at: &[f64]) -> f64 {
        self.left = match work::is_spent() {
            true => 0,
            false => self.left.saturating_sub(1),
        };
        let values = self.tape.run(at);
        let mut miss = 0.0;
        for (value, signs) in values.iter().zip(&self.signs) {
            if value.is_nan() {
                return f64::INFINITY;
            }
            if *value < 0.0 && !signs.has(Signs::MINUS) || *value > 0.0 && !signs.has(Signs::PLUS) {
                miss += value.abs().min(1e300);
            } else if *value == 0.0 && !signs.has(Signs::ZERO) {
                miss += f64::MIN_POSITIVE;
            }
        }
        miss
    }

    fn descend(&mut self, start: Vec<f64>, mut step: f64) -> (f64, Vec<f64>) {
        let mut at = start;
        let mut best = self.miss(&at);
        while best > 0.0 && self.left > 0 {
            let mut moved = false;
            for number in 0..at.len() {
                for way in [step, -step] {
                    let old = at[number];
                    at[number] = old + way;
                    let miss = self.miss(&at);
                    if miss < best {
                        best = miss;
                        moved = true;
                    } else {
                        at[number] = old;
                    }
                }
            }
            if moved {
                step *= 2.0;
            } else {
                step /= 4.0;
                let scale = at.iter().fold(1e-3, |most: f64, x| most.max(x.abs()));
                if step < 1e-17 * scale {
                    break;
                }
            }
        }
        (best, at)
    }
}

impl Search {
    /// The vertex of the parabola through three neighbours, and how far it is from the branch.
    fn vertex(&mut self, middle: f64, step: f64, [before, here, after]: [f64; 3]) -> (f64, f64) {
        let bend = before - 2.0 * here + after;
        let shift = if bend > 0.0 {
            (before - after) / (2.0 * bend)
        } else {
            0.0
        };
        let vertex = middle + step * shift;
        (self.miss(&[vertex]), vertex)
    }

    /// Where the line comes nearest to the branch, from 0 outwards as far as that is quick.
    fn along_line(&mut self) -> Vec<(f64, Vec<f64>)> {
        let mut low: Vec<(f64, f64)> = Vec::new();
        let mut last = [[self.miss(&[0.0]); 2]; 2];
        let mut step = 0;
        while self.left > 0 {
            step += 1;
            for (way, last) in [1.0, -1.0].into_iter().zip(&mut last) {
                let x = way * STRIDE * f64::from(step);
                let here = self.miss(&[x]);
                let [before, middle] = *last;
                if middle <= before && middle <= here && middle > 0.0 {
                    let place = x - way * STRIDE;
                    low.push(self.vertex(place, way * STRIDE, [before, middle, here]));
                }
                *last = [middle, here];
            }
        }
        // Once more from closer, for those that may be the nearest.
        self.left = LINE_RUNS / 8;
        double::sort_by_first(&mut low);
        low.truncate(LINE_RUNS / 64);
        for found in &mut low {
            const CLOSER: f64 = STRIDE / 16.0;
            let (middle, x) = *found;
            let three = [self.miss(&[x - CLOSER]), middle, self.miss(&[x + CLOSER])];
            *found = self.vertex(x, CLOSER, three);
        }
        double::sort_by_first(&mut low);
        let nearest = low.into_iter().take(FOLLOWED);
        nearest
            .map(|(_, x)| self.descend(vec![x], STRIDE / 16.0))
            .collect()
    }
}

/// Points on a branch as far as doubles tell, and those that come nearest.
pub(super) fn points(
    graph: &Graph,
    branch: &Branch,
    free: &[Variable],
    seed: u64,
    effort: SearchEffort,
) -> Vec<Vec<f64>> {
    let outputs: Vec<Id> = branch.signs.iter().map(|(part, _)| *part).collect();
    if outputs.is_empty() || free.is_empty() || !branch.symbols.is_empty() {
        return Vec::new();
    }
    let size = graph.parts(&outputs).len();
    let mut search = Search {
        tape: Tape::new(graph, &outputs, free),
        signs: branch.signs.iter().map(|(_, signs)| *signs).collect(),
        left: (effort.runs() * 16 / size.max(16)).max(1_000),
    };
    let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
    let mut random = Random::new(seed);
    for number in 0..effort.starts() {
        let scale = [1.0, 10.0, 100.0, 1_000.0][number % 4];
        let start = free
            .iter()
            .map(|_| (random.below(2_000_001) as f64 / 1e6 - 1.0) * scale)
            .collect();
        let end = search.descend(start, scale / 4.0);
        found.push(end);
        if search.left == 0 {
            break;
        }
    }
    let on_it = found.iter().any(|(miss, _)| *miss == 0.0);
    if effort == SearchEffort::Thorough && free.len() == 1 && !on_it {
        search.left = (LINE_RUNS * 8 / size.max(8)).max(1_000);
        found.extend(search.along_line());
    }
    // An ascent that does not arrive says little before the boxes were looked at.
    found.retain(|(miss, _)| match effort {
        SearchEffort::Quick => *miss == 0.0,
        SearchEffort::Thorough => miss.is_finite(),
    });
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.dedup_by(|a, b| a.1 == b.1);
    found.truncate(MOST);
    found.into_iter().map(|(_, at)| at).collect()
}
