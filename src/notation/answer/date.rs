//! Dates, as exports write them, and as spreadsheets make them of fractions.

/// Which number of a date is its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    MonthFirst,
    DayFirst,
    /// `3/4/2026`
    Either,
}

/// Year, two numbers, and which of them is the month.
pub(crate) fn date(text: &str) -> Option<(i64, u32, u32, DateOrder)> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Vec<(u32, usize)> = parts
        .iter()
        .filter_map(|part| {
            let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
            Some((digits.parse().ok()?, digits.len()))
        })
        .collect();
    let word = parts.iter().find_map(|part| month(part));
    let whole_year = |(number, digits): (u32, usize)| match digits {
        4 => (1900..2200).contains(&number).then_some(i64::from(number)),
        2 => Some(2000 + i64::from(number)),
        _ => None,
    };
    let fits = |n: u32, most: u32| (1..=most).contains(&n);
    match (word, &numbers[..]) {
        (Some(month), &[first, second]) => {
            let (year, day) = match first.1 {
                4 => (first, second),
                _ => (second, first),
            };
            let year = whole_year(year)?;
            fits(day.0, 31).then_some((year, month, day.0, DateOrder::MonthFirst))
        }
        (None, &[year @ (_, 4), month, day]) if parts.len() == 3 => {
            let fit = fits(month.0, 12) && fits(day.0, 31);
            fit.then_some((whole_year(year)?, month.0, day.0, DateOrder::MonthFirst))
        }
        (None, &[first, second, year]) if parts.len() == 3 => {
            let year = whole_year(year)?;
            let fit = fits(first.0, 31) && fits(second.0, 31) && (first.0 <= 12 || second.0 <= 12);
            let order = match text.contains('.') {
                true => DateOrder::DayFirst,
                false => DateOrder::Either,
            };
            fit.then_some((year, first.0, second.0, order))
        }
        _ => None,
    }
}

/// Whether an answer is what a spreadsheet makes of a fraction: `3/4/2026`, `2026-04-03`, `03-Apr`.
pub(crate) fn is_date(text: &str) -> bool {
    let mut text = text.trim();
    // Tables that programs wrote have midnight beside it.
    let zero = |c: char| matches!(c, '0' | ':' | '.' | '+' | 'Z');
    if let Some((day, time)) = text.rsplit_once(['T', ' '])
        && time.contains(':')
        && time.chars().all(zero)
    {
        text = day;
    }
    let dated = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ' ');
    if text.len() > 24 || !text.chars().all(dated) || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.to_lowercase();
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let day = |part: &str| part.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n));
    match parts[..] {
        [one, other] => {
            let named = |word: &str| word.chars().all(char::is_alphabetic) && month(word).is_some();
            let number = |part: &str| day(part) || (part.len() == 4 && part.parse::<u32>().is_ok());
            (named(one) && number(other)) || (number(one) && named(other))
        }
        [_, _, _] => {
            date(&text).is_some()
                && (parts
                    .iter()
                    .any(|part| part.len() == 4 || month(part).is_some())
                    // Nobody writes a fraction of numbers with a 0 in front.
                    || parts.iter().all(|part| part.len() == 2) && text.starts_with('0'))
        }
        _ => false,
    }
}

/// The months as exports write them, by the letters that tell them apart; the place is the month.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The month, from 1, that a word in lower case names.
fn month(word: &str) -> Option<u32> {
    let long = word.chars().count() >= 3;
    let found = MONTHS
        .iter()
        .position(|starts| starts.iter().any(|start| long && word.starts_with(start)));
    found.map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_from_a_fraction() {
        for date in [
            "3/4/2026",
            "2026-04-03",
            "03-Apr",
            "Apr-03",
            "3. Apr 2026",
            "04.03.2026",
            "1-Mrz",
            "03/04/26",
            "2026-03-04 00:00:00",
            "2026-03-04T00:00:00.000Z",
            "3/4/2030 0:00",
        ] {
            assert!(is_date(date), "{date}");
        }
        for answer in [
            "3/4",
            "3/4/5",
            "2x-3",
            "0.5",
            "1/2-3",
            "x-mar",
            "3-x",
            "12/5/7",
            "3/4 0:0",
            "2026-03-04 12:00",
        ] {
            assert!(!is_date(answer), "{answer}");
        }
    }

    #[test]
    fn months_are_told_apart() {
        for (word, number) in [
            ("march", 3),
            ("märz", 3),
            ("mai", 5),
            ("juin", 6),
            ("juillet", 7),
            ("août", 8),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("x"), None);
        let starts: Vec<&str> = MONTHS.concat();
        for start in &starts {
            assert_eq!(
                MONTHS.iter().filter(|month| month.contains(start)).count(),
                1
            );
        }
    }
}
