//! Exponents and angles as rational combinations of independent ones, so that e^(a+b) is e^a·e^b
//! and sin(2x) is made of the same element as sin(x).

use crate::equality::trials::{Fraction, Lanes, NoProof, Slot};

/// Most independent exponents or angles; textbook formulas have a handful.
const MAX_ENTRIES: usize = 64;

/// Lanes that have to confirm a combination beyond those that determine it.
const SPARE: usize = 10;

/// What e to the power of an independent exponent is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Image {
    /// `base^order`; the order grows when roots are needed.
    Power { base: Slot, order: u64 },
    /// The atom of this number: the exponent is its logarithm.
    Atom(usize),
    /// A root of unity: the exponent is iπ.
    Pi,
}

/// Numbers of entries with their coefficients.
pub(super) type Combination = Vec<(usize, Fraction)>;

/// A vector reduced by those before it, 1 at its pivot, with the combination of entries that it is.
#[derive(Clone, Debug)]
struct Row {
    reduced: Vec<u64>,
    pivot: usize,
    combination: Vec<u64>,
}

/// Independent exponents, or angles, met so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Basis {
    pub(super) entries: Vec<(Slot, Image)>,
    rows: Vec<Row>,
    cuts: usize,
}

impl Basis {
    /// The vector as Σ (n/d)·entry, or `None` where it is independent of the entries or its
    /// coefficients are no small fractions.
    pub(super) fn combination(
        &mut self,
        lanes: &mut Lanes,
        vector: Slot,
    ) -> Result<Option<Combination>, NoProof> {
        if let Some(at) = self
            .entries
            .iter()
            .position(|(slot, _)| lanes.same(*slot, vector))
        {
            return Ok(Some(vec![(at, (1, 1))]));
        }
        if self.cuts != lanes.cuts {
            self.rebuild(lanes)?;
        }
        let (rest, combination) = self.reduce(lanes, vector)?;
        if rest.iter().any(|&x| x != 0) {
            return Ok(None);
        }
        let fractions = combination
            .iter()
            .enumerate()
            .filter(|(_, x)| **x != 0)
            .map(|(at, &x)| lanes.field.fraction(x).map(|fraction| (at, fraction)));
        Ok(fractions.collect())
    }

    /// A new entry.
    pub(super) fn add(
        &mut self,
        lanes: &mut Lanes,
        vector: Slot,
        image: Image,
    ) -> Result<(), NoProof> {
        if self.entries.len() >= MAX_ENTRIES {
            return Err(NoProof::GiveUp);
        }
        if self.entries.len() + 1 + SPARE > lanes.count {
            return Err(NoProof::MoreLanes);
        }
        if self.cuts != lanes.cuts {
            self.rebuild(lanes)?;
        }
        self.entries.push((vector, image));
        self.extend(lanes, self.entries.len() - 1)
    }

    fn rebuild(&mut self, lanes: &mut Lanes) -> Result<(), NoProof> {
        self.rows.clear();
        self.cuts = lanes.cuts;
        (0..self.entries.len()).try_for_each(|at| self.extend(lanes, at))
    }

    /// The row of one entry; none where the entry depends on others after all.
    fn extend(&mut self, lanes: &mut Lanes, at: usize) -> Result<(), NoProof> {
        let (rest, combination) = self.reduce(lanes, self.entries[at].0)?;
        let field = &lanes.field;
        let Some(pivot) = rest.iter().position(|&x| x != 0) else {
            return Ok(());
        };
        let scale = field.inverse(rest[pivot]);
        let mut own: Vec<u64> = combination.iter().map(|&x| field.negative(x)).collect();
        own.resize(self.entries.len(), 0);
        own[at] = field.add(own[at], field.one);
        self.rows.push(Row {
            reduced: rest.iter().map(|&x| field.multiply(x, scale)).collect(),
            pivot,
            combination: own.iter().map(|&x| field.multiply(x, scale)).collect(),
        });
        Ok(())
    }

    /// What is left of a vector, and the combination of entries that was taken away.
    fn reduce(&self, lanes: &mut Lanes, vector: Slot) -> Result<(Vec<u64>, Vec<u64>), NoProof> {
        lanes.spend(self.rows.len() * (lanes.count + self.entries.len()))?;
        let field = &lanes.field;
        let mut rest = lanes.of(vector).to_vec();
        let mut combination = vec![0; self.entries.len()];
        for row in &self.rows {
            let factor = rest[row.pivot];
            if factor == 0 {
                continue;
            }
            for (x, &r) in rest.iter_mut().zip(&row.reduced) {
                *x = field.subtract(*x, field.multiply(factor, r));
            }
            for (x, &c) in combination.iter_mut().zip(&row.combination) {
                *x = field.add(*x, field.multiply(factor, c));
            }
        }
        Ok((rest, combination))
    }
}
