//! How to walk, from the options of the command line.

use crate::options;
use crate::output::Failure;
use crate::point::{self, PointQuestion};
use clap::ArgMatches;
use deriv::descent::{MAX_STEPS, Settings, StepRule};
use deriv::number::rational::Rational;

/// Steps that are taken unless more or fewer are asked for.
const STEPS: u64 = 20;

/// Rate, rule, steps and where to stop.
pub(super) fn settings(
    matches: &ArgMatches,
    question: &mut PointQuestion,
) -> Result<Settings, Failure> {
    let rate = point::number(matches, question, "rate")?.unwrap_or_else(|| Rational::ratio(1, 10));
    if !rate.sign().is_gt() {
        return Err(Failure::usage(
            "the rate must be above 0: a descent goes down",
            "give for example --rate 0.1; to climb, descend the function times -1",
        ));
    }
    let stop = point::number(matches, question, "stop")?;
    if stop.as_ref().is_some_and(Rational::is_negative) {
        return Err(Failure::usage(
            "--stop is below 0, but no slope has a size below 0",
            "give for example --stop 1e-6",
        ));
    }
    let momentum = point::number(matches, question, "momentum")?;
    let inside = |beta: &Rational| !beta.is_negative() && beta < &Rational::one();
    if momentum.as_ref().is_some_and(|beta| !inside(beta)) {
        return Err(Failure::usage(
            "--momentum must be from 0 up and below 1",
            "give for example --momentum 0.9",
        ));
    }
    let method = matches.get_one::<String>("method").map(String::as_str);
    let rule = match (method, momentum) {
        (Some("adam" | "plain"), Some(_)) => {
            return Err(Failure::usage(
                "--momentum goes with the method momentum only",
                "leave --method out, or --momentum",
            ));
        }
        (Some("adam"), None) => StepRule::Adam,
        (Some("momentum"), None) => StepRule::Momentum(Rational::ratio(9, 10)),
        (_, Some(beta)) => StepRule::Momentum(beta),
        (_, None) => StepRule::Plain,
    };
    let steps = options::whole(matches, "steps", 1, MAX_STEPS as u64)?.unwrap_or(STEPS);
    Ok(Settings {
        rate,
        rule,
        steps: steps as usize,
        stop,
        rows: None,
    })
}
