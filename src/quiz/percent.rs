//! Percentages as people write them: `60`, `60%`, `0.6%`.

use crate::number::rational::Rational;

/// Why a text is no percentage that can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPercent {
    /// It is above 0 and below 1 without a sign: 0.6 may be 60 %.
    Share,
    /// It is above 100.
    TooMuch,
    /// It is no number from 0 up.
    Unread,
}

/// A percentage from 0 to 100; less than one percent has its sign.
///
/// # Errors
/// [`NoPercent`] says what is wrong with it.
///
/// ```
/// use deriv::quiz::percent::{NoPercent, percent};
/// assert_eq!(percent("60"), percent("60 %"));
/// assert_eq!(percent("0.6"), Err(NoPercent::Share));
/// assert!(percent("0.6%").is_ok());
/// ```
pub fn percent(typed: &str) -> Result<Rational, NoPercent> {
    let number = typed.trim().strip_suffix('%');
    let percent = Rational::from_decimal(number.unwrap_or(typed).trim());
    match percent.filter(|percent| !percent.is_negative()) {
        None => Err(NoPercent::Unread),
        Some(percent) if percent > Rational::integer(100) => Err(NoPercent::TooMuch),
        Some(percent) if number.is_none() && !percent.is_zero() && percent < Rational::one() => {
            Err(NoPercent::Share)
        }
        Some(percent) => Ok(percent),
    }
}
