//! A threshold held against a class or a student, and what is said where it is not reached.

use crate::class::reach::ThresholdStanding;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::class::Report;
use crate::report::class::results::Threshold;
use crate::report::counted;
use crate::verdict::Outcome;
use std::ops::Range;

/// Decimals of a percentage, and how many are taken where fewer would hide the difference.
const DECIMALS: [usize; 6] = [1, 2, 3, 4, 5, 6];

impl Threshold {
    /// A sentence on a threshold that is not reached, or not for certain. `what`: the mean, or a
    /// score.
    pub fn shortfall(&self, what: &str) -> Option<String> {
        let limit = self.percent.fraction()?;
        let lowest = percent(self.lowest.fraction()?, limit);
        let highest = percent(self.highest.fraction()?, limit);
        let limit = &self.percent.decimal;
        let open = counted(self.open, "open answer");
        let are = if self.open == 1 { "is" } else { "are" };
        let marked = format!("once {open} {are} marked");
        match self.standing {
            ThresholdStanding::Reached => None,
            ThresholdStanding::Missed if self.open == 0 => {
                Some(format!("{what} is {lowest}% of the points, below {limit}%"))
            }
            ThresholdStanding::Missed => Some(format!(
                "{what} is {lowest}% of the points, {highest}% at most {marked}: below {limit}%"
            )),
            ThresholdStanding::Open => Some(format!(
                "{what} is {lowest}% of the points, {highest}% at most {marked}: {limit}% is open"
            )),
        }
    }
}

impl Report<'_> {
    /// The places of the students who are reported on.
    pub(crate) fn places(&self) -> Range<usize> {
        match self.whose {
            Some(student) => student..student + 1,
            None => 0..self.graded.students(),
        }
    }

    /// A sentence on the answers without a verdict and the broken rows; `None` without any.
    pub fn unsettled(&self) -> Option<String> {
        let open = |outcome| matches!(outcome, Outcome::Unread | Outcome::Undecided);
        let questions = 0..self.quiz.questions.len();
        let each = questions.flat_map(|at| self.graded.counted(at, self.places()));
        let unsettled = each.filter(|(mark, _)| open(mark.outcome));
        let unsettled = unsettled.map(|(_, count)| count).sum();
        let counts = [
            (unsettled, "answer", "without a verdict"),
            (self.class.broken, "row", "broken"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let said = counts.map(|(count, what, how)| format!("{} {how}", counted(count, what)));
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// A percentage with one decimal, or with as many as it takes to see that it is not the threshold.
fn percent(n: &Rational, threshold: &Rational) -> String {
    let hidden = |places: &&usize| {
        let shown = Decimal::rounded_to_places(n, **places).to_string();
        n != threshold && Rational::from_decimal(&shown).as_ref() == Some(threshold)
    };
    let seen = DECIMALS.iter().find(|places| !hidden(places));
    let places = *seen.unwrap_or(&DECIMALS[DECIMALS.len() - 1]);
    Decimal::rounded_to_places(n, places).to_fixed(places)
}
