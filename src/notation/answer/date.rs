//! Dates, as exports write them, and as spreadsheets make them of fractions.

/// Which number of a date is its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    MonthFirst,
    DayFirst,
    /// `3/4/2026`
    Either,
}

/// A word that is one month in Croatian and another in Polish and Czech: the letters it starts with, the month
/// in Croatian, and endings that are Czech alone.
const TWO_MONTHS: &[(&str, u32, &[&str])] = &[
    ("listopad", 10, &["listopadu"]),
    ("lis", 10, &[]),
    ("lip", 6, &[]),
    ("srp", 7, &[]),
];

/// The month that a date names in Croatian, where its word is that of another one in Polish and Czech.
pub(crate) fn in_croatian(text: &str) -> Option<u32> {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.find_map(|word| {
        let found = TWO_MONTHS.iter().find(|(starts, _, _)| {
            word.starts_with(starts) && (starts.len() > 3 || word == *starts)
        })?;
        (!found.2.contains(&word)).then_some(found.1)
    })
}

/// Words that only a Croatian date has, and those that only a Polish or Czech one has, by the letters that they
/// start with: months, and days of the week.
const CROATIAN: &[&str] = &[
    "siječ",
    "velja",
    "ožuj",
    "travanj",
    "travnja",
    "sviban",
    "svibnja",
    "lipanj",
    "lipnja",
    "srpanj",
    "srpnja",
    "kolovoz",
    "rujan",
    "rujna",
    "studen",
    "prosinac",
    "prosinca",
    "ponedjeljak",
    "utorak",
    "srijeda",
    "četvrtak",
    "petak",
    "subota",
    "nedjelja",
    "zavrje",
    "završ",
    "vremensk",
    "vrijeme",
    "predano",
    "poslano",
];
const POLISH_OR_CZECH: &[&str] = &[
    "stycz",
    "luty",
    "lutego",
    "marzec",
    "marca",
    "kwie",
    "czerw",
    "lipiec",
    "lipca",
    "sierp",
    "wrze",
    "paźdz",
    "grud",
    "poniedz",
    "wtorek",
    "środa",
    "czwart",
    "piątek",
    "sobota",
    "niedziela",
    "listopadu",
    "leden",
    "ledna",
    "únor",
    "břez",
    "dub",
    "květ",
    "červ",
    "srpen",
    "srpna",
    "září",
    "říj",
    "prosinec",
    "prosince",
    "pondělí",
    "úterý",
    "středa",
    "čtvrtek",
    "pátek",
    "neděle",
    "ukończ",
    "zakończ",
    "sygnatura",
    "znacznik",
    "godzina",
    "czas",
    "przesłan",
    "odesl",
    "dokonč",
    "časov",
];

/// Whether a text that stands with dates, or heads them, is Croatian, or Polish or Czech.
pub(crate) fn is_croatian(text: &str) -> Option<bool> {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let is = |word: &str, list: &[&str]| list.iter().any(|start| word.starts_with(start));
    words.find_map(
        |word| match (is(word, CROATIAN), is(word, POLISH_OR_CZECH)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        },
    )
}

/// Year, two numbers, and which of them is the month.
pub(crate) fn date(text: &str) -> Option<(i64, u32, u32, DateOrder)> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日'))
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Vec<(u32, usize)> = parts
        .iter()
        .filter_map(|part| {
            let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
            Some((digits.parse().ok()?, digits.len()))
        })
        .collect();
    // A day of the week may stand in front: `mardi`, `maandag`.
    let word = parts.iter().rev().find_map(|part| month(part));
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

/// The months as exports write them, by the letters that tell them apart; the place is the month. `listopad`
/// is November in Polish and Czech, and in Croatian October: [`in_croatian`].
const MONTHS: [&str; 12] = [
    "jan ene gen sty led oca янв січ яну ian jaan tammi ιαν siječ",
    "feb fév fev lut úno unor şub фев лют vee helmi φεβ velja",
    "mar mär mrz maa már bře мар бер μαρ μάρ mart ožuj",
    "apr avr abr kwi dub nis апр кві ápr huhti απρ trav",
    "may mai mag mei maj kvě май мая тра máj touko μαΐ μάι μαι sviban",
    "jun juin giu cze červ haz июн чер юни jún iun juun kesä ιουν ιούν lipanj lipnja",
    "jul juil lug lip červenc červene července tem июл лип юли júl iul juul heinä ιουλ ιούλ srpanj srpnja",
    "aug aoû ago agu sie srp ağu авг сер avg elo αυγ αύγ kolov",
    "sep set wrz zář eyl сен вер szept syys σεπ rujan rujna",
    "oct okt ott out paź říj eki окт жов loka οκτ",
    "nov lis kas ноя лис ное noi marras νοε νοέ studen",
    "dec dez déc dic gru prosin ara дек гру des det joulu δεκ",
];

/// The month, from 1, that a word in lower case names; the longest letters that fit it tell.
fn month(word: &str) -> Option<u32> {
    let long = word.chars().count() >= 3;
    let starts = (1..)
        .zip(MONTHS)
        .flat_map(|(at, starts)| starts.split(' ').map(move |start| (start, at)));
    let fit = starts.filter(|(start, _)| long && word.starts_with(start));
    let longest = fit.max_by_key(|(start, _)| start.len());
    longest.map(|(_, at)| at)
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
            ("lutego", 2),
            ("marraskuu", 11),
            ("června", 6),
            ("července", 7),
            ("мая", 5),
            ("листопада", 11),
            ("ağustos", 8),
            ("maj", 5),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("x"), None);
        let all = || MONTHS.iter().flat_map(|starts| starts.split(' '));
        for start in all() {
            assert_eq!(all().filter(|other| *other == start).count(), 1, "{start}");
        }
    }

    #[test]
    fn a_date_is_read_in_every_language() {
        for text in [
            "mardi 3 novembre 2026",
            "dinsdag 3 november 2026",
            "3 listopada 2026",
            "3. listopad 2026",
            "3 ноября 2026",
            "3 Kasım 2026",
            "2026年11月3日",
            "2026년 11월 3일",
            "2026. november 3",
            "3 noiembrie 2026",
        ] {
            let read = date(&text.to_lowercase());
            assert_eq!(read, Some((2026, 11, 3, DateOrder::MonthFirst)), "{text}");
        }
    }
}
