//! A class judged in more and in less room.

use super::grade_keeping;
use crate::class::answers;
use crate::class::marks::HandMark;
use crate::number::rational::Rational;
use crate::quiz;
use crate::quiz::paper::Papers;
use crate::verdict::rules::Telling;
use std::fmt::Write;

/// Room for all that verdicts say.
const PLENTY: usize = 1 << 20;

/// What there is no room for, or was not told, is judged again, on any number of threads.
#[test]
fn verdicts_are_the_same_in_any_room() {
    for (parameters, function) in [
        ("", "w^2"),
        ("parameters = {a = {from = 2, to = 99}}", "a*w^2"),
    ] {
        let text = format!(
            "variables = [\"w\"]\n{parameters}\n\
             [[question]]\nname = \"p\"\nkind = \"derivative\"\nfunction = \"{function}\"\n\
             [[question]]\nname = \"q\"\nkind = \"slope\"\nfunction = \"{function}\"\nat = 3\npoints = 2\n\
             [[question]]\nname = \"r\"\nkind = \"number\"\nanswer = \"3\"\nvoid = \"full\"\n"
        );
        let quiz = quiz::read("quiz.toml", text.as_bytes()).expect("a quiz");
        let texts = [
            "2w", "4w", "6w", "w^2", "12", "2*(w", "", "60*w", "-2*w", "1/2w", "3",
        ];
        let mut rows = "student,p,q,r\n".to_owned();
        for at in 0..120 {
            let text = |by: usize| texts[at * by / 3 % texts.len()];
            let _ = writeln!(rows, "s{at},{},{},{}", text(5), text(7), text(11));
        }
        let class = answers::read("a.csv", rows.as_bytes(), &quiz).expect("a class");
        let ids = class.students.iter().map(|student| student.id.as_str());
        let papers = Papers::new(&quiz, ids).expect("keys");
        let marks = [HandMark {
            student: 7,
            question: 1,
            points: Rational::one(),
            comment: "nearly".to_owned(),
        }];
        let briefly = papers.clone().telling(Telling {
            words: false,
            ..Telling::ALL
        });
        let told = |papers: &Papers, threads: usize, most: usize| {
            let kept = (most, None);
            let mut graded = grade_keeping(papers, &class, threads, kept).expect("room");
            graded.decide(&quiz, &class, &marks);
            let mut told = String::new();
            for question in 0..3 {
                let counts = graded.counts(question);
                let wrong = graded.wrong_answers(question, &class, 1_000);
                let slips = graded.slips(question);
                let _ = writeln!(told, "{counts:?} {wrong:?} {slips:?}");
                for student in 0..120 {
                    let key = &papers.variant(student, question).key;
                    let verdict = graded.verdict(student, question, key, &class);
                    let mark = graded.mark(student, question);
                    assert_eq!(mark.share, &verdict.share);
                    assert_eq!(
                        (mark.outcome, mark.slip),
                        (verdict.outcome, verdict.slip.as_ref())
                    );
                    let _ = writeln!(told, "{verdict:?}");
                }
            }
            format!("{told}{:?}", graded.figures(&quiz))
        };
        let all = told(&papers, 1, PLENTY);
        assert!(all.contains("nearly") && all.contains("ForEveryone"));
        for (threads, most) in [(1, 0), (2, 2_000), (3, PLENTY)] {
            let again = told(&papers, threads, most);
            assert!(again == all, "{threads} threads, {most} bytes");
        }
        for threads in [1, 2] {
            let again = told(&briefly, threads, 0);
            assert!(again == all, "{threads} threads, the slips alone");
        }
    }
}
