//! The table of slips.

use crate::expression::Function;
use crate::slips::rules::BrokenRule::{self, Instead, Throughout, Turned};
use crate::slips::rules::{self, bases, chain, constants, powers, terms};
use crate::slips::slip::Misstep::{self, Multiple, Rule};
use crate::slips::slip::Slip;
use crate::slips::slip::WholeFactor::{Over, Times};
use crate::slips::{formulas, nudged, numbers};

/// The slip of this name.
pub fn named(name: &str) -> Option<&'static Slip> {
    ALL.iter().find(|slip| slip.name == name)
}

macro_rules! slips {
    ($($name:literal: $breaks:expr, says $says:literal, hint $hint:literal;)+) => {
        /// Every slip, in the order in which they are looked for.
        pub static ALL: &[Slip] = &[$(Slip {
            name: $name,
            says: $says,
            hint: $hint,
            breaks: $breaks,
        }),+];
    };
}

/// The rules of the functions that are taken for one another: each is for its own family.
const OTHER_FUNCTIONS: &[BrokenRule] = &{
    let mut rules = [BrokenRule::Other(Function::ALL[0]); Function::ALL.len()];
    let mut at = 0;
    while at < rules.len() {
        rules[at] = BrokenRule::Other(Function::ALL[at]);
        at += 1;
    }
    rules
};

slips! {
    "value-not-slope": Misstep::Number(nudged::value),
        says "this is the height of J, not the slope",
        hint "the slope says how fast J changes there: differentiate first, then put the point in";
    "not-divided-by-eps": Misstep::Number(nudged::undivided),
        says "the change of J was not divided by the nudge",
        hint "the slope is the change of J for each unit of the nudge: divide by it";
    "value-not-change": Misstep::Number(nudged::nudged_value),
        says "this is the value of J, not its change",
        hint "subtract the value before the nudge";
    "slope-not-quotient": Misstep::Number(nudged::limit),
        says "this is the slope itself, not what the nudge gives",
        hint "compute J at both ends of the nudge";
    "divided-by-eps": Misstep::Number(nudged::divided),
        says "the change of J was divided by the nudge",
        hint "the change is what J gains; only the quotient divides it by the nudge";
    "slope-times-nudge": Misstep::Number(nudged::slope_times_nudge),
        says "this is the slope times the nudge, not the change itself",
        hint "compute J at both ends of the nudge and subtract";
    "value-before-nudge": Misstep::Number(nudged::value_before),
        says "this is the value of J before the nudge",
        hint "move the variable by the nudge, then put it in";
    "step-sign": Misstep::Number(numbers::uphill),
        says "the step goes up the slope, not down",
        hint "gradient descent subtracts: {variable} - rate*slope";
    "rate-forgotten": Misstep::Number(numbers::unrated),
        says "the learning rate is missing",
        hint "multiply the slope by the rate before you subtract it";
    "start-forgotten": Misstep::Number(numbers::change),
        says "this is the change, not the new value",
        hint "add the change to the value that it started from";
    "step-count": Misstep::Number(numbers::miscounted),
        says "one step too many or too few",
        hint "count the steps; each one starts where the last one ended";
    "degrees-for-radians": Misstep::Number(numbers::degrees),
        says "the calculator was set to degrees",
        hint "angles are in radians here: switch the calculator over";
    "cosine-sign": Rule(&[Turned(rules::sine_sign)]),
        says "the derivative of sin or cos has the wrong sign",
        hint "which of sin and cos falls just after 0? Its derivative has the minus";
    "differentiated-once": Misstep::Whole(formulas::too_seldom),
        says "this was differentiated too few times",
        hint "differentiate what you have once more";
    "integrated": Misstep::Undone,
        says "this was integrated, not differentiated",
        hint "differentiate your answer and the function comes back; go the other way";
    "exponent-not-reduced": Rule(&[
        Instead(rules::exponent_not_reduced), Instead(rules::exponent_raised),
        Instead(powers::exponent_taken_from_one), Instead(powers::exponent_turned),
        Throughout(powers::nothing_reduced)
    ]),
        says "the exponent was not reduced by 1 (power rule)",
        hint "bring the exponent down as a factor, then take 1 from it, also from a negative one";
    "factor-not-brought-down": Rule(&[Instead(rules::factor_not_brought_down)]),
        says "the exponent was not brought down as a factor (power rule)",
        hint "the exponent becomes a factor before it is reduced";
    "power-rule-on-exponential": Rule(&[
        Instead(rules::power_rule_on_exponential), Instead(rules::bare_power_rule), Instead(rules::power_rule_on_both),
        Instead(rules::exponent_as_factor)
    ]),
        says "the power rule was used where the variable is in the exponent",
        hint "an exponential keeps its exponent when it is differentiated";
    "exponential-rule-on-power": Rule(&[Instead(rules::exponential_rule_on_both), Instead(powers::as_exponential)]),
        says "the base was taken for a constant",
        hint "base and exponent both change: write the power as exp(exponent*ln(base)) first";
    "log-base-factor-missing": Rule(&[
        Instead(bases::base_factor_missing), Instead(bases::base_factor_turned), Instead(bases::base_as_factor),
        Instead(bases::other_base), Instead(bases::base_of_two)
    ]),
        says "the factor ln(base) is missing or wrong",
        hint "write the exponential or logarithm with base e first";
    "square-lost": Rule(&[Instead(rules::square_lost)]),
        says "a square is missing in the derivative of this function",
        hint "write it as a quotient, such as sin/cos, and use the quotient rule";
    "inner-derivative-missing": Rule(&[Instead(chain::inner_missing)]),
        says "the inner derivative is missing (chain rule)",
        hint "differentiate {inner} itself, then multiply";
    "inner-derivative-inside": Rule(&[Instead(chain::inner_inside), Instead(chain::inner_inside_and_out)]),
        says "the inner derivative was put inside (chain rule)",
        hint "what is inside stays as it is; its derivative is a factor outside";
    "brackets-lost": Rule(&[
        Instead(chain::brackets_not_seen), Instead(chain::brackets_lost), Instead(powers::factors_of_first_term)
    ]),
        says "a power or a factor reached only a part of what is inside (chain rule)",
        hint "keep the brackets around {inner}: what stands beside them is for all of it";
    "power-of-each-term": Rule(&[Instead(powers::power_of_each_term)]),
        says "a power or root was taken of each term by itself",
        hint "(a + b)^n is not a^n + b^n: differentiate the power of {inner} as a whole";
    "inner-derivative-divided": Rule(&[Instead(chain::inner_divided)]),
        says "the inner derivative was divided by, not multiplied with (chain rule)",
        hint "the inner derivative is a factor; only integrating can divide by it";
    "inner-derivative-added": Rule(&[Instead(chain::inner_added)]),
        says "the inner derivative was added, not multiplied (chain rule)",
        hint "the derivative of {inner} is a factor, not a term";
    "inner-function-lost": Rule(&[
        Instead(chain::inner_lost), Instead(chain::inner_lost_altogether),
        Instead(chain::inner_first_alone), Instead(chain::inner_second_alone)
    ]),
        says "what is inside the function was lost (chain rule)",
        hint "the outer derivative is taken at the inner function, which stays in its place";
    "product-of-derivatives": Rule(&[Instead(rules::product_of_derivatives)]),
        says "the derivatives of the factors were multiplied (product rule)",
        hint "differentiate one factor at a time, keep the other, and add the two";
    "product-term-missing": Rule(&[Instead(rules::only_first_factor), Instead(rules::only_second_factor)]),
        says "a term of the product rule is missing",
        hint "every factor has its turn: two factors give two terms";
    "product-wrong-pairs": Rule(&[Instead(rules::product_of_own)]),
        says "each factor was multiplied by its own derivative (product rule)",
        hint "the derivative of one factor goes with the other factor";
    "product-as-sum": Rule(&[Instead(rules::product_as_sum)]),
        says "the derivatives of the factors were added (product rule)",
        hint "each derivative is multiplied by the other factor before the two are added";
    "product-sign": Rule(&[
        Instead(rules::product_first_less_second), Instead(rules::product_second_less_first)
    ]),
        says "the terms of the product rule were subtracted",
        hint "the product rule adds; it is the quotient rule that subtracts";
    "quotient-sign": Rule(&[Instead(rules::quotient_turned), Instead(rules::quotient_plus)]),
        says "the sign in the quotient rule is turned",
        hint "the derivative of the numerator comes first, and the other term is subtracted";
    "quotient-square-missing": Rule(&[
        Instead(rules::quotient_unsquared), Instead(rules::quotient_without_denominator)
    ]),
        says "the denominator is not squared (quotient rule)",
        hint "what is below the line has to be squared";
    "quotient-by-numerator": Rule(&[
        Instead(rules::quotient_by_numerator), Instead(rules::quotient_turned_by_numerator)
    ]),
        says "the numerator was squared below the line, not the denominator (quotient rule)",
        hint "it is the denominator whose square goes below the line";
    "quotient-as-product": Rule(&[Instead(rules::quotient_as_product)]),
        says "the product rule was used on a quotient",
        hint "a quotient has a rule of its own: the terms are subtracted and divided by a square";
    "quotient-of-derivatives": Rule(&[Instead(rules::quotient_of_derivatives)]),
        says "the derivatives were divided (quotient rule)",
        hint "a quotient has a rule of its own, with two terms above the square of the denominator";
    "both-in-one-term": Rule(&[
        Instead(terms::product_both_in_one), Instead(terms::quotient_both_in_one),
        Instead(terms::quotient_product_of_derivatives)
    ]),
        says "both derivatives stand in one term (product or quotient rule)",
        hint "in each term one part is differentiated and the other is kept";
    "reciprocal-differentiated": Rule(&[Instead(rules::quotient_upside_down)]),
        says "what is below the line was differentiated as if it stood above",
        hint "write what is below the line as a negative power, or use the quotient rule";
    "coefficient-dropped": Rule(&[Instead(rules::coefficient_dropped)]),
        says "a constant factor was dropped",
        hint "a constant factor stays in front";
    "constant-kept": Rule(&[Instead(rules::constant_kept), Instead(rules::constant_as_one)]),
        says "a constant was given a derivative other than 0",
        hint "a constant term does not change when the variable is nudged";
    "coefficients-with-signs-dropped": Rule(&[Throughout(rules::coefficient_dropped_with_sign)]),
        says "the constant factors were dropped, and their signs with them",
        hint "a constant factor stays in front, and so does its sign";
    "not-differentiated": Misstep::Whole(formulas::itself),
        says "this is the function itself, not its derivative",
        hint "how does it change when the variable is nudged?";
    "quotient-term-missing": Rule(&[
        Instead(rules::quotient_first_term), Instead(rules::quotient_second_term),
        Instead(terms::quotient_first_slope_alone)
    ]),
        says "a term of the quotient rule is missing",
        hint "numerator and denominator both change: there are two terms";
    "constant-differentiated": Rule(&[
        Instead(constants::constant_differentiated), Instead(constants::constant_factor_differentiated),
        Instead(constants::constant_factor_differentiated_too), Instead(constants::constant_factor_in_product)
    ]),
        says "a constant was differentiated as if it were the variable",
        hint "a power or function of numbers alone is a number, and numbers do not change";
    "function-not-differentiated": Rule(&[Instead(rules::function_kept), Instead(rules::term_kept)]),
        says "a part was left as it is, not differentiated",
        hint "whatever changes has a derivative to be worked out; only exp is its own";
    "outer-not-differentiated": Rule(&[Instead(chain::outer_kept), Instead(chain::outer_kept_around)]),
        says "only what is inside was differentiated (chain rule)",
        hint "the outer function has a derivative too; the inner one is a factor beside it";
    "wrong-variable": Misstep::Whole(formulas::other_variable),
        says "this is the derivative by another variable",
        hint "look again which variable is nudged; the others are held still";
    "other-variable-not-constant": Misstep::Whole(formulas::all_variables),
        says "another variable was not held constant",
        hint "in a partial derivative every other variable is a constant";
    "other-variable-dropped": Rule(&[Instead(rules::other_variable_dropped)]),
        says "a factor with another variable was dropped",
        hint "in a partial derivative every other variable is a constant, and stays as a factor";
    "inner-sign": Misstep::Whole(formulas::inner_sign),
        says "a sign inside the function was turned",
        hint "what is inside is copied as it is, with its signs";
    "function-turned-over": Misstep::Whole(formulas::of_reciprocal),
        says "the function was turned over before it was differentiated",
        hint "read the function again: what stands above the line, and what below?";
    "other-variable-too": Misstep::Whole(formulas::by_all_in_turn),
        says "this was differentiated by another variable too",
        hint "only one variable is nudged; a factor without it stays as it is";
    "term-missing": Rule(&[Instead(rules::first_term_missing), Instead(rules::second_term_missing)]),
        says "a term of the sum is missing",
        hint "differentiate term by term, and keep them all";
    "sign-lost": Multiple(&[Times(-1)], &[
        Instead(rules::minus_lost), Instead(rules::plus_turned), Turned(rules::function_sign)
    ]),
        says "a sign is wrong",
        hint "the size is right; go through the signs again";
    "differentiated-twice": Misstep::Whole(formulas::too_often),
        says "this was differentiated once too often",
        hint "stop one derivative earlier";
    "factor-two": Multiple(&[Times(2), Over(2)], &[]),
        says "it is off by a factor of 2",
        hint "look for a 2 that was lost or counted twice";
    "another-function": Multiple(&[], OTHER_FUNCTIONS),
        says "the rule of another function was used",
        hint "circular, hyperbolic and inverse functions look alike, but each has its own rule";
    "term-not-differentiated": Rule(&[
        Instead(terms::quotient_second_slope_lost), Instead(terms::product_second_slope_lost),
        Instead(terms::quotient_first_slope_lost), Instead(terms::product_first_slope_lost)
    ]),
        says "one term lacks its derivative (product or quotient rule)",
        hint "in each term one part is differentiated, in the second term the other one";
    "term-factor-missing": Rule(&[
        Instead(terms::quotient_second_lost), Instead(terms::product_second_lost),
        Instead(terms::quotient_first_lost), Instead(terms::product_first_lost)
    ]),
        says "one term lacks the part that is kept (product or quotient rule)",
        hint "each term has two parts: one differentiated, the other as it is";
    "power-misplaced": Misstep::Whole(formulas::power_misplaced),
        says "a power of the function was taken for one of what is inside it, or the other way round",
        hint "is the function raised to a power, or what stands inside it?";
    "result-turned-over": Misstep::Whole(formulas::turned_over),
        says "the result is turned upside down",
        hint "look again what stands above the line and what below";
    "inner-derivative-twice": Rule(&[Instead(chain::inner_twice)]),
        says "the inner derivative was multiplied with twice (chain rule)",
        hint "the derivative of {inner} is a factor once";
    "exponent-reduced-twice": Rule(&[Instead(rules::exponent_reduced_twice)]),
        says "the exponent was reduced by 2, not by 1 (power rule)",
        hint "bring the exponent down as a factor, then take 1 from it";
    "exponent-dropped": Rule(&[Instead(powers::exponent_dropped)]),
        says "the exponent was dropped, not reduced by 1 (power rule)",
        hint "bring the exponent down as a factor, then take 1 from it";
    "exponent-added": Rule(&[Instead(powers::exponent_added)]),
        says "the exponent was added to the factor in front, not multiplied with it (power rule)",
        hint "the exponent comes down as a factor: multiply";
    "factor-not-exponent": Rule(&[Instead(powers::factor_reduced), Instead(powers::factor_raised)]),
        says "the factor in front is not the exponent (power rule)",
        hint "bring the exponent down first, as it is, and take 1 from it afterwards";
    "rounded-early": Misstep::Number(numbers::rounded),
        says "it was rounded too early",
        hint "keep exact numbers such as 1/3 or pi until the end, and round once";
    "floating-point-noise": Misstep::Number(numbers::none),
        says "this is not the number itself: its last digits are the noise of a machine",
        hint "give the exact number, or round away the digits that mean nothing";
}
