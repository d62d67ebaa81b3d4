//! Times as exports write them: `2026/11/02 9:14:03 AM GMT+1`, `3 November 2026  10:00 AM`.

use crate::notation::answer::date::{DateOrder, date, in_croatian, is_croatian};

/// A time that was read, before it is known which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    year: i64,
    /// The two other numbers of the date, as they stand.
    first: u32,
    second: u32,
    order: DateOrder,
    /// Seconds of the day.
    seconds: i64,
    /// Minutes east of Greenwich, where they are said.
    zone: Option<i64>,
    /// The month in Croatian, where its word is that of another one elsewhere.
    croatian: Option<u32>,
}

/// Which of two things a time may be that it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    month_first: bool,
    croatian: bool,
}

/// What the times of a column leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OpenTimes {
    /// Which number is the month.
    Month,
    /// Which month a word is, in Croatian one and in Polish and Czech another.
    Word,
    /// What one says that is not read.
    Unread(String),
}

impl OpenTimes {
    /// What is wrong with the times of a file, and the way out.
    pub(super) fn told(&self) -> (String, &'static str) {
        match self {
            OpenTimes::Month => (
                "the times in this file leave open which number is the month".to_owned(),
                "write one of them as 2026-11-03",
            ),
            OpenTimes::Word => (
                "the times in this file leave open which month a word is: `listopad` is October in Croatian, and November in Polish and Czech".to_owned(),
                "write them as 2026-11-03",
            ),
            OpenTimes::Unread(text) => (
                format!("a time in this file can't be read: `{text}`"),
                "write it as 2026-11-03 10:00",
            ),
        }
    }
}

/// A time of a table's column, comparable with others of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds from 1970 on, at Greenwich or, without a zone, where it was written.
    seconds: i64,
    /// Whether the zone was said.
    zoned: bool,
}

impl Moment {
    /// The time until which answers are taken, which states its zone; with that zone's distance
    /// from Greenwich in seconds.
    pub fn until(text: &str) -> Option<Until> {
        let stamp = stamp(text)?;
        let zone = stamp.zone? * 60;
        if stamp.order == DateOrder::Either || stamp.croatian.is_some() {
            return None;
        }
        let seconds = stamp.moment(Reading::PLAIN).seconds;
        Some(Until { seconds, zone })
    }

    /// Is it after that time? Without a zone of its own it is taken to have the same one.
    pub(super) fn is_after(self, until: Until) -> bool {
        match self.zoned {
            true => self.seconds > until.seconds,
            false => self.seconds - until.zone > until.seconds,
        }
    }
}

/// A time until which answers are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    seconds: i64,
    zone: i64,
}

impl Reading {
    const PLAIN: Reading = Reading {
        month_first: true,
        croatian: false,
    };
}

impl Stamp {
    fn moment(self, reading: Reading) -> Moment {
        let month_first = match self.order {
            DateOrder::Either => reading.month_first,
            order => order == DateOrder::MonthFirst,
        };
        let (month, day) = match month_first {
            true => (self.first, self.second),
            false => (self.second, self.first),
        };
        let month = match self.croatian.filter(|_| reading.croatian) {
            Some(month) => month,
            None => month,
        };
        let days = days(self.year, i64::from(month), i64::from(day));
        let zone = self.zone.unwrap_or(0) * 60;
        Moment {
            seconds: days * 86_400 + self.seconds - zone,
            zoned: self.zone.is_some(),
        }
    }
}

/// Whether the second of two times is not before the first, however they are read; `None` where one of them
/// can't be read.
pub(super) fn is_later(first: &str, second: &str) -> Option<bool> {
    let (first, second) = (stamp(first)?, stamp(second)?);
    let readings = [(true, true), (true, false), (false, true), (false, false)];
    let later = readings.map(|(month_first, croatian)| {
        let reading = Reading {
            month_first,
            croatian,
        };
        first.moment(reading) <= second.moment(reading)
    });
    Some(later == [true; 4])
}

/// Whether a time says by itself that the month comes first, or that it does not; `None` where it leaves that
/// open or has no such order.
pub(super) fn says_order(text: &str) -> Option<bool> {
    let stamp = stamp(text).filter(|stamp| stamp.order == DateOrder::Either)?;
    match (stamp.first > 12, stamp.second > 12) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Whether a time tells something of how others beside it are read.
pub(super) fn tells(text: &str) -> bool {
    says_order(text).is_some() || is_croatian(&text.to_lowercase()).is_some()
}

/// Whether a cell holds a time of day on a date.
pub(super) fn is_time(text: &str) -> bool {
    clock(&text.to_lowercase()).is_some() && stamp(text).is_some()
}

/// The times of a column under a head, `None` where a cell has none. `Err` where all of them leave open what
/// one is.
pub(super) fn column(cells: &[&str], head: &str) -> Result<Vec<Option<Moment>>, OpenTimes> {
    let stamps: Vec<Option<Stamp>> = cells.iter().map(|cell| stamp(cell)).collect();
    let read = || stamps.iter().flatten();
    // A word, as `Open`, is no time; a date in a way that is not known may be any time.
    let unread = || {
        let mut all = cells.iter().zip(&stamps);
        all.find(|(cell, stamp)| stamp.is_none() && cell.contains(|c: char| c.is_ascii_digit()))
    };
    if read().next().is_some()
        && let Some((cell, _)) = unread()
    {
        return Err(OpenTimes::Unread(cell.chars().take(MAX_TIME).collect()));
    }
    let open = || read().filter(|stamp| stamp.order == DateOrder::Either);
    let day_first = open().any(|stamp| stamp.first > 12);
    let month_first = open().any(|stamp| stamp.second > 12);
    if open().next().is_some() && day_first == month_first {
        return Err(OpenTimes::Month);
    }
    let mut reading = Reading {
        month_first,
        ..Reading::PLAIN
    };
    if read().any(|stamp| stamp.croatian.is_some()) {
        let said = || {
            cells
                .iter()
                .filter_map(|cell| is_croatian(&cell.to_lowercase()))
        };
        let says = |croatian: bool| said().any(|said| said == croatian);
        reading.croatian = match (says(true), says(false), is_croatian(&head.to_lowercase())) {
            (true, false, _) => true,
            (false, true, _) => false,
            (false, false, Some(croatian)) => croatian,
            _ => return Err(OpenTimes::Word),
        };
    }
    let moments = stamps.into_iter();
    Ok(moments.map(|stamp| Some(stamp?.moment(reading))).collect())
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible
/// low-level date algorithms", `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Minutes east of Greenwich of the zones that exports name by letters.
const ZONES: &[(&str, i64)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("jst", 540),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

/// Longest cell that may be a time.
const MAX_TIME: usize = 60;

fn stamp(text: &str) -> Option<Stamp> {
    let text = text.trim().to_lowercase();
    if text.len() > MAX_TIME {
        return None;
    }
    let start = clock(&text);
    let (date, clock) = text.split_at(start.unwrap_or(text.len()));
    let dotted = match clock.contains(':') {
        true => None,
        false => Some(clock.replace('.', ":")),
    };
    let (seconds, rest) = match start {
        None => (0, ""),
        Some(_) => seconds(dotted.as_deref().unwrap_or(clock))?,
    };
    let (year, first, second, order) = self::date(date.trim_end_matches(['t', ' ', ',']))?;
    Some(Stamp {
        year,
        first,
        second,
        order,
        seconds,
        zone: zone(rest),
        croatian: in_croatian(date).filter(|_| order == DateOrder::MonthFirst),
    })
}

/// Where the time of day starts: `9:14`, or behind a date `9.14.03`, as it is written in Czech, Finnish and
/// Italian.
fn clock(text: &str) -> Option<usize> {
    if let Some(colon) = text.find(':') {
        let digits = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
        return Some(digits.len());
    }
    let start = text.trim_end().rfind(char::is_whitespace)?;
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let parts: Vec<&str> = text[start..].trim_end().split('.').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [hours, rest @ ..] = &parts[..] else {
        return None;
    };
    let fit = matches!(hours.len(), 1 | 2) && rest.iter().all(|part| part.len() == 2);
    (fit && matches!(rest.len(), 1 | 2) && parts.iter().all(digits)).then_some(start)
}

/// The seconds of a clock's time at the start of a text, and what follows it.
fn seconds(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'));
    let (clock, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut parts = clock
        .split(':')
        .map(|part| part.split('.').next().unwrap_or("").parse::<i64>());
    let hours = parts.next()?.ok()?;
    let minutes = parts.next()?.ok()?;
    let seconds = parts.next().unwrap_or(Ok(0)).ok()?;
    let rest = rest.trim_start();
    let half = [
        ("am", 0),
        ("a.m.", 0),
        ("a. m.", 0),
        ("pm", 12),
        ("p.m.", 12),
        ("p. m.", 12),
    ];
    let half = half.into_iter().find(|(word, _)| rest.starts_with(word));
    let (hours, rest) = match half {
        Some((word, more)) => (hours % 12 + more, &rest[word.len()..]),
        None => (hours, rest),
    };
    (hours < 25 && minutes < 60 && seconds < 62)
        .then_some((hours * 3600 + minutes * 60 + seconds, rest))
}

/// Minutes east of Greenwich: `utc`, `gmt+1`, `+01:00`, `-0500`.
fn zone(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(['(', ')']);
    let letters = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = &text[..text.len() - letters.len()];
    let base = match word {
        "" => None,
        _ => Some(ZONES.iter().find(|(name, _)| *name == word)?.1),
    };
    let rest = letters.trim().replace('\u{2212}', "-");
    let sign = match rest.chars().next() {
        None => return base,
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return base,
    };
    let digits: String = rest[1..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ':')
        .collect();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?),
        None if digits.len() > 2 => {
            let (hours, minutes) = digits.split_at(digits.len() - 2);
            (hours.parse().ok()?, minutes.parse().ok()?)
        }
        None => (digits.parse().ok()?, 0),
    };
    Some(base.unwrap_or(0) + sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_time_is_the_same_however_it_is_written() {
        let times = [
            "2026-11-03 10:00:00 UTC",
            "2026-11-03T10:00:00Z",
            "2026/11/03 11:00:00 AM GMT+1",
            "3 November 2026  10:00 AM GMT",
            "3. November 2026, 11:00 CET",
            "2026-11-03T05:00:00-05:00",
            "03.11.2026 11:00:00 +0100",
            "3 novembre 2026, 10:00 utc",
        ];
        let moments = column(&times, "").expect("no date is open");
        for (text, moment) in times.iter().zip(&moments) {
            assert_eq!(*moment, moments[0], "{text}");
        }
        assert_eq!(moments[0].map(|moment| moment.seconds), Some(1_793_700_000));
    }

    #[test]
    fn a_time_is_the_same_in_every_language() {
        let times = [
            "2026-11-03 10:00",
            "3. listopad 2026, 10.00",
            "03.11.2026 10.00.00",
            "wtorek, 3 listopada 2026, 10:00",
            "mardi 3 novembre 2026, 10:00",
            "3 Kasım 2026, Salı, 10:00",
            "2026年11月3日 10:00",
        ];
        let moments = column(&times, "").expect("no date is open");
        for (text, moment) in times.iter().zip(&moments) {
            assert!(is_time(text), "{text}");
            assert_eq!(*moment, moments[0], "{text}");
        }
        assert!(moments[0].is_some() && !is_time("2.50") && !is_time("3.11.2026"));
        assert!(!is_time("x = 2.50") && !is_time("1 2.50"));
    }

    #[test]
    fn a_column_says_which_number_is_the_month() {
        assert!(column(&["3/4/2026 10:00"], "") == Err(OpenTimes::Month));
        let day_first = column(&["3/4/2026 10:00", "13/4/2026 10:00"], "").expect("day first");
        let month_first = column(&["3/4/2026 10:00", "3/14/26 10:00:00"], "").expect("month first");
        assert!(day_first[0] > month_first[0]);
        assert_eq!(column(&["soon", "4 mins"], ""), Ok(vec![None, None]));
    }

    /// `listopad` is October in Croatian and November in Polish and Czech: what stands beside it tells, or nothing.
    #[test]
    fn a_word_for_two_months_is_not_taken_for_one() {
        let word = "3. listopada 2026, 10:00";
        let at = |beside: &[&str], head: &str| {
            let cells = [&[word], beside].concat();
            column(&cells, head).map(|moments| moments[0])
        };
        let day = |text: &str| Ok(column(&[text], "").expect("a day")[0]);
        let (october, november) = (day("2026-10-03 10:00"), day("2026-11-03 10:00"));
        assert_eq!(at(&[], ""), Err(OpenTimes::Word));
        assert_eq!(at(&["4 lis 2026 10:00"], "Time"), Err(OpenTimes::Word));
        assert_eq!(at(&["3. rujna 2026 9:00"], ""), october);
        assert_eq!(at(&["utorak, 6. listopada 2026 9:00"], ""), october);
        assert_eq!(at(&["wtorek, 6 października 2026 9:00"], ""), november);
        assert_eq!(at(&["4. listopadu 2026 9:00"], ""), november);
        assert_eq!(at(&[], "Završeno"), october);
        assert_eq!(at(&[], "Ukończono"), november);
        assert_eq!(
            at(&["utorak, 6. listopada 2026", "3 lutego 2026"], ""),
            Err(OpenTimes::Word)
        );
        assert_eq!(is_later("2026-11-01 9:00", word), Some(false));
        assert_eq!(is_later("2026-09-01 9:00", word), Some(true));
        assert!(Moment::until("3 listopada 2026 10:00 CET").is_none());
        let unread = column(&["2026-11-03 10:00", "Mhlahlandlela 3, 2026"], "");
        assert!(matches!(unread, Err(OpenTimes::Unread(_))));
        assert!(column(&["2026-11-03 10:00", "Open"], "").is_ok());
    }

    #[test]
    fn late_is_after_the_time_in_its_zone() {
        let until = Moment::until("2026-11-03T12:00+01:00").expect("a time");
        let moments = column(
            &[
                "2026-11-03 11:00:01 UTC",
                "2026-11-03 11:59",
                "2026-11-03 12:01",
            ],
            "",
        );
        let late: Vec<bool> = moments
            .expect("read")
            .into_iter()
            .flatten()
            .map(|moment| moment.is_after(until))
            .collect();
        assert_eq!(late, [true, false, true]);
        assert!(Moment::until("2026-11-03T12:00").is_none());
    }
}
