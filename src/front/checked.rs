//! An answer that was judged, with the key that it was judged by.

use crate::number::rational::Rational;
use crate::report::check::{self, Check, Feedback};
use crate::verdict::key::Key;
use crate::verdict::{Outcome, Verdict};
use std::fmt;

/// An answer, judged.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Checked {
    /// What became of it: the outcome, the evidence, the point where it fails, the slip.
    pub verdict: Verdict,
    /// What it was judged by. It can judge more answers.
    pub key: Key,
}

impl Checked {
    pub(super) fn new(key: Key, answer: &str) -> Checked {
        let verdict = key.judge(answer);
        Checked { verdict, key }
    }

    /// Whether it is certainly right.
    pub fn is_right(&self) -> bool {
        self.verdict.outcome == Outcome::Right
    }

    /// The record that the program's JSON is a view of, with as much as a hint tells.
    ///
    /// ```
    /// let wrong = deriv::check("w^2", "w")?.record();
    /// assert_eq!(wrong.verdict.word(), "wrong");
    /// # Ok::<(), deriv::Error>(())
    /// ```
    pub fn record(&self) -> Check {
        Check::new(&self.key, &self.verdict, Feedback::Hint)
    }

    /// The part of the points that it earns, from 0 to 1.
    pub fn as_f64(&self) -> f64 {
        self.verdict.share.to_f64()
    }
}

/// The verdict in sentences, with the likely slip and a hint.
impl fmt::Display for Checked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = check::text(&self.key, &self.verdict, &Rational::one(), Feedback::Hint);
        out.write_str(told.to_plain().trim_end())
    }
}
