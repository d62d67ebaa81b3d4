//! The figures of a class against those that Python's `statistics` finds (`class/figures.py`).

use deriv::class::figures::{Discrimination, Scores, figures};
use serde_json::Value;

/// Both sides round a few hundred operations in doubles: 300 additions of positive numbers are off
/// by at most 300·2⁻⁵³ ≈ 3e-14, and a correlation divides two such sums.
const NEAR: f64 = 1e-12;

#[track_caller]
fn near(found: Option<f64>, expected: &Value, what: &str) {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => {
            assert!(
                (found - expected).abs() <= NEAR * expected.abs().max(1.0),
                "{what}: {found} {expected}"
            );
        }
        (found, expected) => assert_eq!(found, expected, "{what}"),
    }
}

fn numbers(list: &Value) -> Vec<Option<f64>> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(Value::as_f64)
        .collect()
}

#[test]
fn python_finds_the_same() {
    let classes: Value = serde_json::from_str(include_str!("../class/figures.json")).expect("JSON");
    let classes = classes.as_array().expect("a list");
    assert!(classes.len() >= 13);
    for (at, class) in classes.iter().enumerate() {
        let points: Vec<f64> = numbers(&class["points"]).into_iter().flatten().collect();
        let scores: Vec<Vec<Option<f64>>> = class["scores"]
            .as_array()
            .expect("rows")
            .iter()
            .map(numbers)
            .collect();
        let rows: Vec<Option<f64>> = scores.concat();
        let scores = Scores::new(rows.into_iter(), points.len());
        let found = figures(&scores, &points, 1).expect("a class with students");
        let expected = &class["figures"];
        let what = |name: &str| format!("class {at}, {name}");
        near(Some(found.mean), &expected["mean"], &what("mean"));
        near(Some(found.median), &expected["median"], &what("median"));
        near(
            found.deviation,
            &expected["standard_deviation"],
            &what("standard_deviation"),
        );
        near(Some(found.lowest), &expected["lowest"], &what("lowest"));
        near(Some(found.highest), &expected["highest"], &what("highest"));
        near(
            found.reliability.map(|it| it.alpha),
            &expected["alpha"],
            &what("alpha"),
        );
        if let Some(reliability) = found.reliability {
            assert_eq!(
                Some(reliability.students as u64),
                expected["alpha_students"].as_u64()
            );
        }
        for (q, item) in found.questions.iter().enumerate() {
            let expected = &expected["questions"][q];
            near(
                item.correct,
                &expected["correct"],
                &what(&format!("correct {q}")),
            );
            match item.discrimination {
                Discrimination::TooFew => assert_eq!(
                    expected["discrimination"],
                    "too few",
                    "{}",
                    what("discrimination")
                ),
                Discrimination::Undefined => assert!(
                    expected["discrimination"].is_null(),
                    "{}",
                    what("discrimination")
                ),
                Discrimination::Value(discrimination) => near(
                    Some(discrimination),
                    &expected["discrimination"],
                    &what(&format!("discrimination {q}")),
                ),
            }
        }
    }
}
