//! Steps of gradient descent.

use super::{Exploration, Position, STEP_DIGITS, shortened};
use crate::number::rational::Rational;
use crate::slope::{self, Effort};

impl Exploration {
    /// One step of gradient descent, in every variable.
    pub(super) fn step(&mut self) -> Result<(), String> {
        let mut next = Vec::with_capacity(self.variables.len());
        for at in 0..self.variables.len() {
            let (slope, place) = match self.slope_by(at) {
                Some(found) => found,
                None => return Err(self.no_step(at)),
            };
            let by = &self.state.rate * &slope;
            next.push(shortened(&place - &by));
        }
        if self.state.walk.is_empty() {
            let here = self.position();
            self.state.walk.push(here);
            self.state.one_rate = true;
        }
        for (at, value) in next.into_iter().enumerate() {
            self.state.point[at].1 = self.graph.number(value);
        }
        let there = self.position();
        if let Err(trouble) = &there.value {
            let says = trouble.says();
            let start = self.state.walk.pop();
            let last = start.map(|position| position.point);
            let places = self.places(&self.state.point.clone());
            if let Some(last) = last {
                self.state.point = last.clone();
                if !self.state.walk.is_empty() {
                    let back = Position {
                        value: slope::value(
                            &mut self.graph,
                            self.function,
                            &last,
                            Effort::default(),
                        ),
                        point: last,
                    };
                    self.state.walk.push(back);
                }
            }
            return Err(format!("A step would lead to {places}, where J {says}."));
        }
        self.state.walk.push(there);
        Ok(())
    }

    /// The slope by a variable and its value, as fractions.
    pub(super) fn slope_by(&mut self, at: usize) -> Option<(Rational, Rational)> {
        let place = self.rational(self.state.point[at].1)?;
        let variable = self.state.point[at].0;
        let found = slope::existence::slope(
            &mut self.graph,
            self.function,
            variable,
            1,
            &self.state.point,
            slope::existence::Asked::Both,
            Effort::digits(STEP_DIGITS),
        );
        match found.ok()? {
            slope::existence::SlopeOutcome::Slope(number) => Some((number.fraction()?, place)),
            slope::existence::SlopeOutcome::None(_) => None,
        }
    }

    pub(super) fn position(&mut self) -> Position {
        let point = self.state.point.clone();
        let value = slope::value(&mut self.graph, self.function, &point, Effort::default());
        Position { point, value }
    }
}
