//! The figures of a class: how the scores lie, and what each question tells.
//!
//! Formulas: Crocker & Algina, Introduction to Classical and Modern Test Theory, 1986, chapters 7
//! (reliability) and 14 (item analysis).

use std::collections::HashMap;

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
/// answer that waits for manual review. A million answers are 8 MB.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The rows one after the other; NaN where there are no points.
    points: Vec<f64>,
    questions: usize,
}

impl Scores {
    /// Rows of so many questions, one after the other; points are finite.
    pub fn new(points: impl Iterator<Item = Option<f64>>, questions: usize) -> Scores {
        Scores {
            points: points.map(|points| points.unwrap_or(f64::NAN)).collect(),
            questions,
        }
    }

    fn rows(&self) -> impl Iterator<Item = &[f64]> + Clone {
        self.points.chunks(self.questions.max(1))
    }

    /// The points for a question of those students whose answer was judged, each with the student's
    /// place.
    fn of(&self, question: usize) -> impl Iterator<Item = (usize, f64)> {
        let column = self.rows().map(move |row| row[question]);
        column.enumerate().filter(|(_, points)| !points.is_nan())
    }
}

/// The figures of a class, or `None` for a class without students.
///
/// What waits for manual review adds nothing to the student's score and is left out of what is said of
/// the question. `points` is what each question is worth.
pub fn figures(scores: &Scores, points: &[f64]) -> Option<Figures> {
    let totals: Vec<f64> = scores
        .rows()
        .map(|row| row.iter().filter(|points| !points.is_nan()).sum())
        .collect();
    let mut sorted = totals.clone();
    sorted.sort_by(f64::total_cmp);
    let (&lowest, &highest) = (sorted.first()?, sorted.last()?);
    let half = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 {
        sorted[half]
    } else {
        (sorted[half - 1] + sorted[half]) / 2.0
    };
    Some(Figures {
        students: totals.len(),
        mean: mean(&totals),
        median,
        deviation: variance(&totals).map(f64::sqrt),
        lowest,
        highest,
        reliability: reliability(scores, points.len()),
        questions: (0..points.len())
            .map(|q| item(scores, &totals, q, points[q]))
            .collect(),
    })
}

/// The figures of question `q`, worth `points`.
fn item(scores: &Scores, totals: &[f64], q: usize, points: f64) -> Item {
    let judged = scores.of(q);
    let (own, rest): (Vec<f64>, Vec<f64>) = judged
        .map(|(at, score)| (score, totals[at] - score))
        .unzip();
    let discrimination = match correlation(&own, &rest) {
        _ if own.len() < MIN_STUDENTS => Discrimination::TooFew,
        Some(value) => Discrimination::Value(value),
        None => Discrimination::Undefined,
    };
    let correct = (!own.is_empty() && points > 0.0).then(|| mean(&own) / points);
    Item {
        correct,
        discrimination,
    }
}

/// α = k/(k − 1) · (1 − Σ var(question) / var(score)), Cronbach 1951, over the students whose every
/// answer was judged. `None` for fewer than two questions or [`MIN_STUDENTS`] such students, or
/// equal scores.
fn reliability(scores: &Scores, questions: usize) -> Option<Reliability> {
    let whole = scores
        .rows()
        .filter(|row| row.iter().all(|points| !points.is_nan()));
    let totals: Vec<f64> = whole.clone().map(|row| row.iter().sum()).collect();
    let students = totals.len();
    if questions < 2 || students < MIN_STUDENTS || constant(&totals) {
        return None;
    }
    let parts: f64 = (0..questions)
        .filter_map(|q| variance(&whole.clone().map(|row| row[q]).collect::<Vec<f64>>()))
        .sum();
    let k = questions as f64;
    let alpha = k / (k - 1.0) * (1.0 - parts / variance(&totals)?);
    Some(Reliability { alpha, students })
}

/// The mean; the list is not empty.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The sample variance, or `None` for fewer than two values.
fn variance(values: &[f64]) -> Option<f64> {
    let center = mean(values);
    let squares: f64 = values.iter().map(|value| (value - center).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

/// Pearson's correlation, from −1 to 1, or `None` where one list doesn't vary.
fn correlation(xs: &[f64], ys: &[f64]) -> Option<f64> {
    if constant(xs) || constant(ys) {
        return None;
    }
    let (x, y) = (mean(xs), mean(ys));
    let together: f64 = xs.iter().zip(ys).map(|(a, b)| (a - x) * (b - y)).sum();
    let square = |values: &[f64], center: f64| -> f64 {
        values.iter().map(|value| (value - center).powi(2)).sum()
    };
    Some((together / (square(xs, x).sqrt() * square(ys, y).sqrt())).clamp(-1.0, 1.0))
}

/// Are all values one value, up to rounding?
fn constant(values: &[f64]) -> bool {
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.is_empty() || highest - lowest <= SAME * highest.abs().max(lowest.abs())
}

/// Equal texts counted, the most frequent first; of equally frequent ones the shorter, then the
/// one that sorts first, so that the order never depends on the order of the students.
pub fn tally<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.len().cmp(&b.len())).then(a.cmp(b)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(rows: &[Vec<Option<f64>>]) -> Scores {
        let questions = rows.first().map_or(1, Vec::len);
        Scores::new(rows.iter().flatten().copied(), questions)
    }

    #[test]
    fn a_class_without_students_has_no_figures() {
        assert_eq!(figures(&scores(&[]), &[1.0]), None);
    }

    #[test]
    fn one_student_has_no_deviation() {
        let figures = figures(&scores(&[vec![Some(1.0), None]]), &[2.0, 0.0]).expect("figures");
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
    fn rounding_is_not_variation() {
        // 0.1 + 0.2 is not 0.3 in doubles; the rest of each score is "equal" all the same.
        let row = |n: usize| match n % 2 {
            0 => vec![Some((n / 2) as f64), Some(0.1), Some(0.2)],
            _ => vec![Some(n as f64), Some(0.3), Some(0.0)],
        };
        let rows: Vec<Vec<Option<f64>>> = (0..12).map(row).collect();
        let figures = figures(&scores(&rows), &[20.0, 1.0, 1.0]).expect("figures");
        assert_eq!(
            figures.questions[0].discrimination,
            Discrimination::Undefined
        );
    }

    #[test]
    fn a_tally_does_not_depend_on_order() {
        let expected = [("9", 2), ("w^2", 2), ("2", 1), ("3*w", 1)];
        assert_eq!(tally(["9", "w^2", "2", "w^2", "9", "3*w"]), expected);
        assert_eq!(tally(["3*w", "w^2", "2", "9", "9", "w^2"]), expected);
    }
}
