//! Papers of a class: variants that are kept and made again.

use super::Papers;
use crate::quiz;

#[test]
fn variants_that_are_made_again_are_the_same() {
    let text = r#"
        parameters = {a = {from = 2, to = 99}}
        [[question]]
        name = "q1"
        kind = "derivative"
        title = "of {a}*w^2"
        function = "a*w^2"
        [[question]]
        name = "q2"
        kind = "slope"
        parameters = {b = [3, 5, 7]}
        function = "b*w^3"
        at = "a"
    "#;
    let quiz = quiz::read("quiz.toml", text.as_bytes()).expect("a quiz");
    let ids: Vec<String> = (0..40).map(|n| format!("s{n}")).collect();
    let papers =
        |most, compared| Papers::keeping(&quiz, ids.clone(), most, compared).expect("papers");
    let all = papers(usize::MAX, usize::MAX);
    assert!(all.different_variants() > 50);
    for few in [papers(0, usize::MAX), papers(7, 50), papers(0, 0)] {
        assert_eq!(few.different_variants(), all.different_variants());
        for student in 0..ids.len() {
            for question in 0..2 {
                let of = |papers: &Papers| {
                    let variant = papers.variant(student, question);
                    let first = (0..ids.len()).find(|&other| {
                        papers.place(other, question) == papers.place(student, question)
                    });
                    (variant.question.title.clone(), variant.key.shown(15), first)
                };
                assert_eq!(format!("{:?}", of(&few)), format!("{:?}", of(&all)));
            }
        }
    }
}
