//! A tape over many rows at once: each operation goes over a block of them before the next one does,
//! so that what it is has to be asked once a block.

use super::{Input, Operation, Tape, of_one, of_two, power};
use crate::number::double;
use crate::number::work;
use std::cell::Cell;

/// Rows of a block: few enough that the values of a tape of a hundred operations stay in the cache
/// next to the processor.
const LANES: usize = 128;

/// Longest tape that is taken in blocks where that is only quicker: of a longer one these would fill the
/// cache, and then the memory.
const MAX_BLOCKS: usize = 256;

/// The same where there are only some rows.
const FEW_LANES: usize = 32;

/// The values of one operation in the rows of a block.
type Block<const N: usize> = [f64; N];

/// A sum whose rounding does not grow with its terms: Neumaier, "Rundungsfehleranalyse einiger
/// Verfahren zur Summation endlicher Summen" (1974).
#[derive(Clone, Copy, Default)]
struct Total {
    sum: f64,
    rest: f64,
}

impl Total {
    fn add(&mut self, x: f64) {
        let sum = self.sum + x;
        self.rest += match self.sum.abs() >= x.abs() {
            true => (self.sum - sum) + x,
            false => (x - sum) + self.sum,
        };
        self.sum = sum;
    }

    /// The sum; what is infinite has no rest.
    fn value(self) -> f64 {
        match self.sum.is_finite() {
            true => self.sum + self.rest,
            false => self.sum,
        }
    }
}

/// What a tape gives in the rows of a block.
struct Running<'a, const N: usize> {
    tape: &'a Tape,
    /// The values of operations that are the same in all rows; NaN for the others.
    scalars: Vec<f64>,
    differs: Vec<bool>,
    blocks: Vec<Block<N>>,
}

impl<'a, const N: usize> Running<'a, N> {
    /// `blocks`: room for the values, whatever was in it.
    fn new(tape: &'a Tape, inputs: &[Input<'_>], mut blocks: Vec<Block<N>>) -> Running<'a, N> {
        let (scalars, differs) = tape.scalars(inputs);
        work::spend(super::OPERATION_WORK * tape.operations.len() as u64);
        blocks.clear();
        blocks.extend(scalars.iter().map(|&x| [x; N]));
        Running {
            blocks,
            tape,
            scalars,
            differs,
        }
    }

    fn run(&mut self, inputs: &[Input<'_>], rows: std::ops::Range<usize>) {
        for (at, operation) in self.tape.operations.iter().enumerate() {
            if self.differs[at] {
                work::spend(rows.len() as u64);
                let (before, rest) = self.blocks.split_at_mut(at);
                operation.block(inputs, rows.clone(), (before, &self.scalars), &mut rest[0]);
            }
        }
    }
}

thread_local! {
    /// Room for the values of few rows, which is asked for again and again: no more than those of the
    /// longest tape that is taken in blocks.
    static ROOM: Cell<Vec<Block<FEW_LANES>>> = const { Cell::new(Vec::new()) };
}

impl Tape {
    /// The values of operations that are the same in all rows, NaN for the others, and which these are.
    fn scalars(&self, inputs: &[Input<'_>]) -> (Vec<f64>, Vec<bool>) {
        let same: Vec<f64> = inputs.iter().map(Input::everywhere).collect();
        let mut scalars: Vec<f64> = Vec::with_capacity(self.operations.len());
        let mut differs: Vec<bool> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let own = match *operation {
                Operation::Input(at) => matches!(inputs[at], Input::Each(_)),
                operation => operation.arguments().any(|at| differs[at]),
            };
            differs.push(own);
            let value = match own {
                true => f64::NAN,
                false => operation.value(&same, &scalars),
            };
            scalars.push(value);
        }
        (scalars, differs)
    }

    /// The sum of each root over `count` rows. The same bits on every machine; NaN where it has no
    /// value in some row.
    pub fn sums(&self, inputs: &[Input<'_>], count: usize) -> Vec<f64> {
        let mut running = Running::<LANES>::new(self, inputs, Vec::new());
        let mut totals = vec![Total::default(); self.outputs.len()];
        for start in (0..count).step_by(LANES) {
            let rows = LANES.min(count - start);
            running.run(inputs, start..start + rows);
            for (total, &at) in totals.iter_mut().zip(&self.outputs) {
                if running.differs[at] {
                    total.add(running.blocks[at][..rows].iter().sum());
                }
            }
        }
        let value = |(total, &at): (Total, &usize)| match running.differs[at] {
            true => total.value(),
            false => running.scalars[at] * count as f64,
        };
        totals.into_iter().zip(&self.outputs).map(value).collect()
    }

    /// The values of each root in `count` rows, root after root.
    pub fn rows(&self, inputs: &[Input<'_>], count: usize) -> Vec<Vec<f64>> {
        let mut all = vec![Vec::with_capacity(count); self.outputs.len()];
        if self.operations.len() > MAX_BLOCKS {
            let mut values = Vec::new();
            for row in 0..count {
                let here: Vec<f64> = inputs.iter().map(|input| input.at(row)).collect();
                let found = self.outputs(&here, &mut values);
                all.iter_mut().zip(found).for_each(|(all, x)| all.push(x));
            }
            return all;
        }
        let mut running = Running::<FEW_LANES>::new(self, inputs, ROOM.take());
        for start in (0..count).step_by(FEW_LANES) {
            let rows = FEW_LANES.min(count - start);
            running.run(inputs, start..start + rows);
            for (all, &at) in all.iter_mut().zip(&self.outputs) {
                all.extend_from_slice(&running.blocks[at][..rows]);
            }
        }
        ROOM.set(running.blocks);
        all
    }
}

impl Operation {
    /// The operations whose values it takes.
    fn arguments(self) -> impl Iterator<Item = usize> {
        let (a, b) = match self {
            Operation::Number(_) | Operation::Input(_) => (None, None),
            Operation::Negative(a) | Operation::RationalPower(a, ..) | Operation::Call(_, a) => {
                (Some(a), None)
            }
            Operation::Sum(a, b)
            | Operation::Difference(a, b)
            | Operation::Product(a, b)
            | Operation::Quotient(a, b)
            | Operation::Power(a, b)
            | Operation::Call2(_, a, b) => (Some(a), Some(b)),
        };
        a.into_iter().chain(b)
    }

    /// Its values in the rows of a block, from those before it: in blocks, and as numbers where all
    /// rows have the same. Past the rows there is something, and nobody looks at it.
    fn block<const N: usize>(
        self,
        inputs: &[Input<'_>],
        rows: std::ops::Range<usize>,
        (before, scalars): (&[Block<N>], &[f64]),
        out: &mut Block<N>,
    ) {
        let count = rows.len();
        match self {
            Operation::Input(at) => {
                if let Input::Each(column) = inputs[at] {
                    out[..count].copy_from_slice(&column[rows]);
                }
            }
            Operation::Negative(a) => one(out, &before[a], |x| -x),
            Operation::Sum(a, b) => two(out, &before[a], &before[b], |x, y| x + y),
            Operation::Difference(a, b) => two(out, &before[a], &before[b], |x, y| x - y),
            Operation::Product(a, b) => two(out, &before[a], &before[b], |x, y| x * y),
            Operation::Quotient(a, b) => two(out, &before[a], &before[b], |x, y| match y == 0.0 {
                true => f64::NAN,
                false => x / y,
            }),
            // The same for all: what the exponent is has to be asked once.
            Operation::Power(a, b) if [2.0, 3.0, 4.0].contains(&scalars[b]) => match scalars[b] {
                2.0 => one(out, &before[a], |x| power(x, 2.0)),
                3.0 => one(out, &before[a], |x| power(x, 3.0)),
                _ => one(out, &before[a], |x| power(x, 4.0)),
            },
            Operation::Power(a, b) => some(out, count, |at| power(before[a][at], before[b][at])),
            Operation::RationalPower(a, p, q) => some(out, count, |at| match before[a][at] {
                0.0 if p < 0.0 => f64::NAN,
                x => double::rational_power(x, p, q),
            }),
            Operation::Call(f, a) => some(out, count, |at| of_one(f, before[a][at])),
            Operation::Call2(f, a, b) => {
                some(out, count, |at| of_two(f, before[a][at], before[b][at]));
            }
            Operation::Number(_) => {}
        }
    }
}

fn one<const N: usize>(out: &mut Block<N>, a: &Block<N>, value: impl Fn(f64) -> f64) {
    for (out, a) in out.iter_mut().zip(a) {
        *out = value(*a);
    }
}

fn two<const N: usize>(
    out: &mut Block<N>,
    a: &Block<N>,
    b: &Block<N>,
    value: impl Fn(f64, f64) -> f64,
) {
    for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
        *out = value(*a, *b);
    }
}

fn some<const N: usize>(out: &mut Block<N>, count: usize, value: impl Fn(usize) -> f64) {
    for (at, out) in out[..count].iter_mut().enumerate() {
        *out = value(at);
    }
}
