//! Missions: what to bring about, and whether the state shows that it was.

use super::{Exploration, MissionsDone};
use crate::number::rational::Rational;
use crate::slope::one_sided::Reason;
use crate::slope::{Number, Trouble, existence};
use std::cmp::Ordering;

/// Something to bring about.
pub struct Mission {
    /// What.
    pub goal: &'static str,
    /// How much of it is there: so many of so many.
    progress: fn(&mut Exploration) -> (usize, usize),
}

/// Steps within which J has to be small, and after which one that grew in each has been shown.
const FEW_STEPS: usize = 5;
const GROWING_STEPS: usize = 3;

/// All missions, in their order.
pub const MISSIONS: [Mission; 6] = [
    Mission {
        goal: "Bring the gap between ratio and slope below 0.05.",
        progress: |session| {
            let near = session
                .gap()
                .is_some_and(|gap| gap < Rational::ratio(1, 20));
            (usize::from(near), 1)
        },
    },
    Mission {
        goal: "Reach J below 0.01 in at most 5 steps.",
        progress: |session| {
            let steps = session.steps();
            let value = session.state.walk.last().and_then(|p| p.value.clone().ok());
            let low = value
                .as_ref()
                .and_then(Number::fraction)
                .is_some_and(|value| value < Rational::ratio(1, 100));
            (usize::from((1..=FEW_STEPS).contains(&steps) && low), 1)
        },
    },
    Mission {
        goal: "Find a rate that makes w jump between the same two points.",
        progress: |session| {
            let walk = &session.state.walk;
            let jumps = walk.len() >= 3 && {
                let [.., a, b, c] = &walk[..] else {
                    return (0, 1);
                };
                a.point == c.point && a.point != b.point
            };
            (usize::from(jumps), 1)
        },
    },
    Mission {
        goal: "Make J grow in every step, 3 steps at least.",
        progress: |session| {
            let values: Vec<Option<Rational>> = session
                .state
                .walk
                .iter()
                .map(|position| position.value.as_ref().ok().and_then(Number::fraction))
                .collect();
            let rises = values
                .windows(2)
                .map_while(|pair| match pair {
                    [Some(a), Some(b)] if a < b => Some(()),
                    _ => None,
                })
                .count();
            match rises == session.steps() {
                true => (rises.min(GROWING_STEPS), GROWING_STEPS),
                false => (0, GROWING_STEPS),
            }
        },
    },
    Mission {
        goal: "Land on the lowest point in one step.",
        progress: |session| {
            let flat = session.steps() == 1
                && (0..session.variables.len()).all(|at| {
                    let slope = session.slope_by(at);
                    slope.is_some_and(|(slope, _)| slope.is_zero())
                })
                && fell(session);
            (usize::from(flat), 1)
        },
    },
    Mission {
        goal: "On abs(w), find the w where the two nudges disagree.",
        progress: |session| {
            let corner = session.here().is_some_and(|touched| {
                let absence = touched.slope.as_ref().err();
                absence.is_some_and(|why| why.reason == Reason::Corner && disagree(why))
            });
            (usize::from(corner), 1)
        },
    },
];

/// Whether the last step led down.
fn fell(session: &Exploration) -> bool {
    let [.., a, b] = &session.state.walk[..] else {
        return false;
    };
    let size = |value: &Result<Number, Trouble>| value.as_ref().ok().and_then(Number::fraction);
    match (size(&a.value), size(&b.value)) {
        (Some(a), Some(b)) => b.cmp(&a) == Ordering::Less,
        _ => false,
    }
}

fn disagree(absence: &existence::Absence) -> bool {
    use existence::OneSided::Number;
    match (&absence.left, &absence.right) {
        (Number(left), Number(right)) => left.decimal != right.decimal,
        _ => true,
    }
}

impl Exploration {
    /// The mission that is shown: its number from 1, its goal, what is there of it.
    pub fn mission(&mut self) -> Option<String> {
        let at = self.state.missions.shown?;
        let (some, all) = (MISSIONS[at].progress)(self);
        let done = self.state.missions.done.contains(&at);
        let count = match (done, all) {
            (true, _) => " Done.".to_owned(),
            (false, 1) => String::new(),
            (false, all) => format!(" {some} of {all}."),
        };
        Some(format!(
            "Mission {} of {}: {}{count}",
            at + 1,
            MISSIONS.len(),
            MISSIONS[at].goal
        ))
    }

    /// Shows the next mission; the first comes after the last.
    pub(super) fn next_mission(&mut self) {
        let next = self
            .state
            .missions
            .shown
            .map_or(0, |at| (at + 1) % MISSIONS.len());
        self.state.missions.shown = Some(next);
    }

    /// The missions as they stand, for a session that goes on with another function.
    pub fn missions(&self) -> MissionsDone {
        self.state.missions.clone()
    }

    /// How many missions are done.
    pub fn done(&self) -> usize {
        self.state.missions.done.len()
    }

    /// What is said of the mission that is shown, where it is done now and was not before.
    pub(super) fn judge(&mut self) -> Option<String> {
        let at = self.state.missions.shown?;
        if self.state.missions.done.contains(&at) {
            return None;
        }
        let (some, all) = (MISSIONS[at].progress)(self);
        if some < all {
            return None;
        }
        self.state.missions.done.push(at);
        Some(format!("Mission {} done.", at + 1))
    }
}
