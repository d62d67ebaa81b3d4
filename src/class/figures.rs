//! The figures of a class: how the scores lie, and what each question tells.
//!
//! Formulas: Crocker & Algina, Introduction to Classical and Modern Test Theory, 1986, chapters 7
//! (reliability) and 14 (item analysis).

use crate::files::room;
use std::borrow::Cow;
use std::collections::HashMap;

/// Fewest points for a second thread: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 1 << 16;

/// Fewest students for a discrimination or a reliability: below, chance alone makes ±0.6 (the 5% bound of a
/// correlation of 10 pairs is 0.63).
pub const MIN_STUDENTS: usize = 10;

/// Scores nearer than this part of the larger one are one score; sums of shares such as 1/3 are
/// off by far less, and marks differ by far more.
const SAME: f64 = 1e-9;

/// The figures of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Number of students, 1 or more.
    pub students: usize,
    /// Mean score in points.
    pub mean: f64,
    /// Median score in points; of an even number of students the mean of the middle two.
    pub median: f64,
    /// Sample standard deviation of the scores in points (divided by n − 1); none for one student.
    pub deviation: Option<f64>,
    /// Lowest score in points.
    pub lowest: f64,
    /// Highest score in points.
    pub highest: f64,
    /// How far the questions measure one thing.
    pub reliability: Option<Reliability>,
    /// One for each question.
    pub questions: Vec<Item>,
}

/// Cronbach's alpha, and how many students it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// At most 1; negative where questions work against each other.
    pub alpha: f64,
    /// Students whose every answer was judged.
    pub students: usize,
}

/// The figures of one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Mean share of the points, 0 to 1, of the students whose answer was judged; none if nobody's
    /// was, or the question is worth nothing.
    pub correct: Option<f64>,
    /// How well the question goes with the rest of the score.
    pub discrimination: Discrimination,
}

/// The correlation of a question's score with the sum of all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Discrimination {
    /// From −1 to 1.
    Value(f64),
    /// Everyone has the same score in the question, or in the rest: there is none.
    Undefined,
    /// Fewer than [`MIN_STUDENTS`] students: it would say nothing.
    TooFew,
}

/// The points of a class: a row for each student and in it those for each question, or nothing for an
/// answer that waits for manual review.
#[derive(Debug, Clone)]
pub struct Scores<'p> {
    /// For each answer the place of its points, one row after the other.
    places: Cow<'p, [u32]>,
    /// NaN where there are none.
    points: Vec<f64>,
    questions: usize,
}

impl<'p> Scores<'p> {
    /// Rows of so many questions, one after the other; points are finite.
    pub fn new(points: impl Iterator<Item = Option<f64>>, questions: usize) -> Scores<'p> {
        let points: Vec<f64> = points.map(|points| points.unwrap_or(f64::NAN)).collect();
        Scores {
            places: (0..points.len() as u32).collect(),
            points,
            questions,
        }
    }

    /// The same where equal answers share their points, NaN where there are none; for each answer their
    /// place among them.
    pub fn of(places: &'p [u32], points: Vec<f64>, questions: usize) -> Scores<'p> {
        Scores {
            places: Cow::Borrowed(places),
            points,
            questions,
        }
    }

    fn rows(&self) -> impl Iterator<Item = &[u32]> + Clone {
        self.places.chunks(self.questions.max(1))
    }

    fn points(&self, place: u32) -> f64 {
        self.points[place as usize]
    }

    /// The score of each student, and whether every answer was judged.
    fn totals(&self, threads: usize) -> (Vec<f64>, Vec<bool>) {
        let questions = self.questions.max(1);
        let students = self.places.len() / questions;
        let (mut totals, mut whole) = (vec![0.0; students], vec![true; students]);
        let size = students.div_ceil(threads.max(1)).max(1);
        let of = totals.chunks_mut(size).zip(whole.chunks_mut(size));
        let parts = of.zip(self.places.chunks(size * questions));
        room::shared(threads, parts.collect(), &|((totals, whole), places)| {
            let rows = places.chunks(questions).map(|row| {
                let points = row.iter().map(|&place| self.points(place));
                let judged = points.clone().all(|points| !points.is_nan());
                (points.filter(|points| !points.is_nan()).sum(), judged)
            });
            for ((total, whole), row) in totals.iter_mut().zip(whole).zip(rows) {
                (*total, *whole) = row;
            }
        });
        (totals, whole)
    }
}

/// The figures of a class, or `None` for a class without students.
///
/// What waits for manual review adds nothing to the student's score and is left out of what is said of
/// the question. `points` is what each question is worth. They are the same on any number of threads.
pub fn figures(scores: &Scores<'_>, points: &[f64], threads: usize) -> Option<Figures> {
    let threads = match scores.places.len() < MIN_SHARED {
        true => 1,
        false => threads,
    };
    let (totals, whole) = scores.totals(threads);
    let in_order = |a: &&f64, b: &&f64| a.total_cmp(b);
    let lowest = *totals.iter().min_by(in_order)?;
    let highest = *totals.iter().max_by(in_order)?;
    let median = median(totals.clone());
    let sums = item_sums(scores, &totals, &whole, threads);
    Some(Figures {
        students: totals.len(),
        mean: mean(&totals),
        median,
        deviation: variance(&totals).map(f64::sqrt),
        lowest,
        highest,
        reliability: reliability(&sums, &totals, &whole),
        questions: sums
            .iter()
            .zip(points)
            .map(|(sums, points)| item(sums, *points))
            .collect(),
    })
}

/// Sums of pairs of values over some students, added in the order of the class.
#[derive(Debug, Clone, Copy)]
struct PairSums {
    count: usize,
    x: Spread,
    y: Spread,
    /// Of the products of what each value is off its mean.
    together: f64,
    /// Of x over the students whose every answer was judged.
    whole: Spread,
}

/// Sums of values, and how far they lie apart.
#[derive(Debug, Clone, Copy)]
struct Spread {
    sum: f64,
    lowest: f64,
    highest: f64,
    /// Their mean, once all are added, and the sum of the squares of what they are off it.
    mean: f64,
    squares: f64,
}

impl Spread {
    const NONE: Spread = Spread {
        sum: 0.0,
        lowest: f64::INFINITY,
        highest: f64::NEG_INFINITY,
        mean: 0.0,
        squares: 0.0,
    };

    fn add(&mut self, value: f64) {
        self.sum += value;
        // Values are no NaN: comparing is what is left of a minimum.
        self.lowest = if value < self.lowest {
            value
        } else {
            self.lowest
        };
        self.highest = if value > self.highest {
            value
        } else {
            self.highest
        };
    }

    /// Notes a value again once the mean is known; how far it is off it.
    fn off(&mut self, value: f64) -> f64 {
        let off = value - self.mean;
        self.squares += off * off;
        off
    }

    /// Are all values one value, up to rounding?
    fn is_constant(&self) -> bool {
        let size = self.highest.abs().max(self.lowest.abs());
        self.highest - self.lowest <= SAME * size
    }
}

impl PairSums {
    const NONE: PairSums = PairSums {
        count: 0,
        x: Spread::NONE,
        y: Spread::NONE,
        together: 0.0,
        whole: Spread::NONE,
    };

    /// Pearson's correlation, from −1 to 1, or `None` where one list doesn't vary.
    fn correlation(&self) -> Option<f64> {
        if self.x.is_constant() || self.y.is_constant() {
            return None;
        }
        let both = self.x.squares.sqrt() * self.y.squares.sqrt();
        Some((self.together / both).clamp(-1.0, 1.0))
    }
}

/// For each question the sums of its points and of the rest of the score, over the students whose answer
/// was judged.
fn item_sums(scores: &Scores<'_>, totals: &[f64], whole: &[bool], threads: usize) -> Vec<PairSums> {
    let questions = scores.questions;
    let mut all = vec![PairSums::NONE; questions];
    let size = questions.div_ceil(threads.max(1)).max(1);
    let parts = all.chunks_mut(size).enumerate();
    room::shared(threads, parts.collect(), &|(at, sums)| {
        sum_up(scores, totals, whole, at * size, sums);
    });
    all
}

/// The same of some questions, from one on. Rows are gone over as they stand in memory: a class of a million
/// answers is more than a processor keeps at hand.
fn sum_up(scores: &Scores<'_>, totals: &[f64], whole: &[bool], from: usize, sums: &mut [PairSums]) {
    let own = from..from + sums.len();
    let rows = || {
        scores
            .rows()
            .map(|row| &row[own.clone()])
            .zip(totals)
            .zip(whole)
    };
    // Where every answer was judged, the students are those of the questions.
    let some = whole.contains(&false);
    let mut wholes = 0;
    for ((row, total), whole) in rows() {
        let whole = some && *whole;
        wholes += usize::from(whole);
        for (place, sums) in row.iter().zip(&mut *sums) {
            let points = scores.points(*place);
            if points.is_nan() {
                continue;
            }
            sums.count += 1;
            sums.x.add(points);
            sums.y.add(total - points);
            if whole {
                sums.whole.add(points);
            }
        }
    }
    for sums in &mut *sums {
        sums.x.mean = sums.x.sum / sums.count as f64;
        sums.y.mean = sums.y.sum / sums.count as f64;
        sums.whole.mean = sums.whole.sum / wholes as f64;
    }
    for ((row, total), whole) in rows() {
        for (place, sums) in row.iter().zip(&mut *sums) {
            let points = scores.points(*place);
            if points.is_nan() {
                continue;
            }
            let off = sums.x.off(points);
            sums.together += off * sums.y.off(total - points);
            if some && *whole {
                sums.whole.off(points);
            }
        }
    }
    for sums in sums.iter_mut().filter(|_| !some) {
        sums.whole = sums.x;
    }
}

/// The figures of a question worth `points`.
fn item(sums: &PairSums, points: f64) -> Item {
    let discrimination = match sums.correlation() {
        _ if sums.count < MIN_STUDENTS => Discrimination::TooFew,
        Some(value) => Discrimination::Value(value),
        None => Discrimination::Undefined,
    };
    let correct = (sums.count > 0 && points > 0.0).then(|| sums.x.mean / points);
    Item {
        correct,
        discrimination,
    }
}

/// α = k/(k − 1) · (1 − Σ var(question) / var(score)), Cronbach 1951, over the students whose every
/// answer was judged. `None` for fewer than two questions or [`MIN_STUDENTS`] such students, or
/// equal scores.
fn reliability(sums: &[PairSums], totals: &[f64], whole: &[bool]) -> Option<Reliability> {
    let of = totals.iter().zip(whole).filter(|(_, whole)| **whole);
    let totals: Vec<f64> = of.map(|(total, _)| *total).collect();
    let spreads: Vec<Spread> = sums.iter().map(|sums| sums.whole).collect();
    alpha(&spreads, &totals)
}

/// α of the spread of each question and the scores of the same students.
fn alpha(spreads: &[Spread], totals: &[f64]) -> Option<Reliability> {
    let (questions, students) = (spreads.len(), totals.len());
    if questions < 2 || students < MIN_STUDENTS || constant(totals) {
        return None;
    }
    let variances = spreads
        .iter()
        .map(|spread| spread.squares / (students - 1) as f64);
    let parts: f64 = variances.sum();
    let k = questions as f64;
    let alpha = k / (k - 1.0) * (1.0 - parts / variance(totals)?);
    Some(Reliability { alpha, students })
}

/// The mean; the list is not empty.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The value in the middle, or the mean of the middle two; the list is not empty, and no value is NaN. Of a large
/// class no more is put in order than that takes.
fn median(mut values: Vec<f64>) -> f64 {
    let (half, even) = (values.len() / 2, values.len().is_multiple_of(2));
    let (below, middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let below = below.iter().max_by(|a, b| a.total_cmp(b));
    match below.filter(|_| even) {
        Some(below) => (below + *middle) / 2.0,
        None => *middle,
    }
}

/// The sample variance, or `None` for fewer than two values.
fn variance(values: &[f64]) -> Option<f64> {
    let center = mean(values);
    let squares: f64 = values.iter().map(|value| (value - center).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

/// Are all values one value, up to rounding?
fn constant(values: &[f64]) -> bool {
    let mut spread = Spread::NONE;
    values.iter().for_each(|value| spread.add(*value));
    values.is_empty() || spread.is_constant()
}

/// Equal texts counted, the most frequent first; of equally frequent ones the shorter, then the
/// one that sorts first, so that the order never depends on the order of the students.
pub fn tally<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then(a.len().cmp(&b.len())).then(a.cmp(b)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(rows: &[Vec<Option<f64>>]) -> Scores<'static> {
        let questions = rows.first().map_or(1, Vec::len);
        Scores::new(rows.iter().flatten().copied(), questions)
    }

    #[test]
    fn a_class_without_students_has_no_figures() {
        assert_eq!(figures(&scores(&[]), &[1.0], 1), None);
    }

    #[test]
    fn one_student_has_no_deviation() {
        let figures = figures(&scores(&[vec![Some(1.0), None]]), &[2.0, 0.0], 1).expect("figures");
        assert_eq!(
            (figures.mean, figures.median, figures.deviation),
            (1.0, 1.0, None)
        );
        assert_eq!(
            figures.questions[0],
            Item {
                correct: Some(0.5),
                discrimination: Discrimination::TooFew
            }
        );
        assert_eq!(
            figures.questions[1],
            Item {
                correct: None,
                discrimination: Discrimination::TooFew
            }
        );
        assert_eq!(figures.reliability, None);
    }

    #[test]
    fn figures_are_the_same_on_any_number_of_threads() {
        let points = |n: usize| (n % 37 != 3).then(|| (n * n % 7) as f64 / 3.0);
        for judged in [false, true] {
            let all = (0..6_000 * 19).map(|n| points(n).or(judged.then_some(0.1)));
            let scores = Scores::new(all, 19);
            let worth = [2.0; 19];
            let one = figures(&scores, &worth, 1).expect("figures");
            assert!(one.reliability.is_some());
            for threads in [2, 3, 10, 40] {
                assert_eq!(figures(&scores, &worth, threads).as_ref(), Some(&one));
            }
        }
    }

    #[test]
    fn rounding_is_not_variation() {
        // 0.1 + 0.2 is not 0.3 in doubles; the rest of each score is "equal" all the same.
        let row = |n: usize| match n % 2 {
            0 => vec![Some((n / 2) as f64), Some(0.1), Some(0.2)],
            _ => vec![Some(n as f64), Some(0.3), Some(0.0)],
        };
        let rows: Vec<Vec<Option<f64>>> = (0..12).map(row).collect();
        let figures = figures(&scores(&rows), &[20.0, 1.0, 1.0], 1).expect("figures");
        assert_eq!(
            figures.questions[0].discrimination,
            Discrimination::Undefined
        );
    }

    #[test]
    fn rounding_is_measured_by_the_size_of_scores() {
        let spread = |values: &[f64]| {
            let mut spread = Spread::NONE;
            values.iter().for_each(|value| spread.add(*value));
            spread.is_constant()
        };
        assert!(spread(&[1e6, 1e6 + 1e-4, 1e6]) && spread(&[-1e6, -1e6 - 1e-4]));
        assert!(!spread(&[1e-6, 5e-7]) && !spread(&[1e6, 1e6 + 1.0]) && spread(&[0.0, 0.0]));
    }

    /// Ten students and two questions, with the sums by hand.
    #[test]
    fn figures_are_those_of_the_book() {
        let pairs = [
            (1.0, 2.0),
            (0.0, 0.0),
            (1.0, 1.0),
            (1.0, 2.0),
            (0.0, 1.0),
            (0.0, 0.0),
            (1.0, 2.0),
            (0.0, 2.0),
            (1.0, 0.0),
            (1.0, 2.0),
        ];
        let rows: Vec<Vec<Option<f64>>> = pairs
            .iter()
            .map(|(a, b)| vec![Some(*a), Some(*b)])
            .collect();
        let found = figures(&scores(&rows), &[1.0, 2.0], 1).expect("figures");
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        // Scores 3, 0, 2, 3, 1, 0, 3, 2, 1, 3: their squares are off the mean 1.8 by 13.6, those of the
        // questions by 2.4 off 0.6 and 7.6 off 1.2, the products by 1.8.
        assert!(
            near(found.mean, 1.8) && near(found.median, 2.0),
            "{found:?}"
        );
        assert!(near(
            found.deviation.expect("it varies"),
            (13.6_f64 / 9.0).sqrt()
        ));
        assert_eq!((found.lowest, found.highest), (0.0, 3.0));
        let reliability = found
            .reliability
            .expect("two questions and ten students are enough");
        assert!(
            near(reliability.alpha, 2.0 * (1.0 - 10.0 / 13.6)),
            "{reliability:?}"
        );
        assert_eq!(reliability.students, 10);
        for (item, correct) in found.questions.iter().zip([0.6, 0.6]) {
            assert!(near(item.correct.expect("it was judged"), correct));
            let Discrimination::Value(value) = item.discrimination else {
                panic!("{item:?}");
            };
            assert!(near(value, 1.8 / (2.4_f64 * 7.6).sqrt()), "{value}");
        }
        let few = figures(&scores(&rows[1..]), &[1.0, 2.0], 1).expect("figures");
        assert_eq!(few.reliability, None);
        assert_eq!(few.questions[0].discrimination, Discrimination::TooFew);
        let one: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row[..1].to_vec()).collect();
        let one = figures(&scores(&one), &[1.0], 1).expect("figures");
        assert_eq!(one.reliability, None);
        assert!(near(one.median, 1.0) && near(one.mean, 0.6));
        // An even number of students has its median between the middle two.
        let even = figures(&scores(&rows[..4]), &[1.0, 2.0], 1).expect("figures");
        assert!(near(even.median, 2.5), "{even:?}");
    }

    #[test]
    fn a_tally_does_not_depend_on_order() {
        let expected = [("9", 2), ("w^2", 2), ("2", 1), ("3*w", 1)];
        assert_eq!(tally(["9", "w^2", "2", "w^2", "9", "3*w"]), expected);
        assert_eq!(tally(["3*w", "w^2", "2", "9", "9", "w^2"]), expected);
    }
}
