//! Verdicts kept in little room, and taken out again.

use super::overflow::tests::without_name;
use super::{KeptVerdicts, TypedText};
use crate::class::graded::judge;
use crate::notation::error::{Error, ReadErrorKind as Kind};
use crate::number::rational::Rational;
use crate::quiz;
use crate::quiz::paper::Papers;
use crate::verdict::{Decided, Evidence, Outcome, Verdict};

/// Verdicts of every kind come back as they were.
#[test]
fn verdicts_come_back_as_they_were() {
    let quiz = "variables = [\"w\", \"v\"]\n\
        [[question]]\nname = \"a\"\nkind = \"derivative\"\nfunction = \"w^2 + sin(w)\"\n\
        [[question]]\nname = \"b\"\nkind = \"slope\"\nfunction = \"w^2*v\"\nat = {w = 1, v = 2}\n\
        [[question]]\nname = \"c\"\nkind = \"slope\"\nfunction = \"exp(w)\"\nat = 0.5\n";
    let quiz = quiz::read("quiz.toml", quiz.as_bytes()).expect("a quiz");
    let papers = Papers::new(&quiz, []).expect("keys");
    let answers = [
        "2w + cos(w)",
        "cos(w) + w*2",
        "w + cos w",
        "2w - cos(w)",
        "2*(w",
        "",
        "1/2w",
        "x = 4, y = 1",
        "w = 4, v = 1",
        "w = 4, v = 3",
        "4, 1",
        "e^(1/2)",
        "1.64872127070013",
        "1.6",
        "2.718281828",
        "pi/3",
        "123456789012345678901234567890*w",
        "2w + cos(w) + 1/99999999999",
    ];
    let mut all: Vec<Verdict> = Vec::new();
    for at in 0..quiz.questions.len() {
        let variant = papers.variant(0, at);
        let key = &variant.key;
        all.extend(answers.iter().map(|text| judge(key, text)));
    }
    let decided = [
        Decided::ForEveryone,
        Decided::ForNobody,
        Decided::ByHand("well put".to_owned()),
    ];
    for how in decided {
        let (outcome, typed) = (all[0].outcome, all[0].typed.clone());
        all.push(Verdict::decided(
            outcome,
            &typed,
            how,
            Rational::ratio(1, 3),
        ));
    }
    let mut kept = KeptVerdicts::new(all.len(), usize::MAX, None);
    let mut less = KeptVerdicts::new(all.len(), 0, None);
    let mut far = KeptVerdicts::new(all.len(), 0, Some(without_name));
    for (at, verdict) in all.iter().enumerate() {
        let text = &*verdict.typed;
        let place = at as u32 + 1;
        kept.put(at, verdict, TypedText { text, place });
        less.put(at, verdict, TypedText { text, place });
        far.put(at, verdict, TypedText { text, place });
    }
    for (at, verdict) in all.iter().enumerate() {
        let whole = kept.whole(at).expect("it is kept");
        assert_eq!(format!("{whole:?}"), format!("{verdict:?}"));
        let whole = far.whole(at).expect("it is in the file");
        assert_eq!(format!("{whole:?}"), format!("{verdict:?}"));
        // Where nothing is kept, what was decided is.
        assert_eq!(less.whole(at).is_some(), verdict.decided.is_some());
        let reads = verdict.read_as.join(" or ");
        let wrong = matches!(verdict.outcome, Outcome::Wrong | Outcome::Partly);
        for kept in [&kept, &less] {
            let expected = match wrong && verdict.decided.is_none() {
                true if reads == verdict.typed => Err(at as u32 + 1),
                true => Ok(&*reads),
                false => Err(0),
            };
            assert_eq!(kept.read_as(at), expected);
        }
        let mark = kept.at(at);
        assert_eq!(
            (mark.outcome, mark.share, mark.slip, mark.decided),
            (
                verdict.outcome,
                &verdict.share,
                verdict.slip.as_ref(),
                verdict.decided.is_some()
            )
        );
    }
    let slips = all.iter().filter(|verdict| verdict.slip.is_some());
    assert!(slips.count() > 0 && all.iter().any(|verdict| verdict.error.is_some()));
}

/// Errors of every kind come back as they were.
#[test]
fn errors_come_back_as_they_were() {
    let text = |text: &str| text.to_owned();
    let known = || vec![text("w"), text("v")];
    let kinds = [
        Kind::Empty,
        Kind::Expected {
            after: text("*"),
            found: text(""),
        },
        Kind::Unclosed {
            closing: '\u{27e9}',
        },
        Kind::Unopened,
        Kind::Mismatched { closing: ']' },
        Kind::UnknownFunction {
            name: text("sine"),
            nearest: Some(text("sin")),
        },
        Kind::UnknownFunction {
            name: text("f"),
            nearest: None,
        },
        Kind::UnknownVariable {
            name: text("z"),
            known: known(),
        },
        Kind::NoArgument { name: text("ln") },
        Kind::Arguments {
            name: text("ln"),
            takes: 1,
            given: 300,
        },
        Kind::Ambiguous {
            text: text("1/2w"),
            readings: [text("1/2*w"), text("1/(2*w)")],
        },
        Kind::TwoNumbers,
        Kind::NumberTooLarge,
        Kind::UnknownCharacter('\u{1f389}'),
        Kind::EqualsSign,
        Kind::Operator { by: text("w") },
        Kind::Comma,
        Kind::TooLong { limit: 1 << 40 },
        Kind::TooLarge {
            what: "the expression",
            limit: 7,
        },
        Kind::NoRule { function: "gamma" },
        Kind::UnknownLetter {
            text: text("q"),
            known: known(),
        },
        Kind::ColumnOutside { name: text("x") },
        Kind::OrderTooHigh {
            order: 900,
            limit: 500,
        },
    ];
    let places = [None, Some(0..0), Some(7..1_000_000)];
    let mut kept = KeptVerdicts::new(0, usize::MAX, None);
    for (kind, place) in kinds.iter().zip(places.iter().cycle()) {
        let error = Error {
            kind: kind.clone(),
            place: place.clone(),
        };
        let verdict = Verdict {
            error: Some(error.clone()),
            ..Verdict::of(Outcome::Unread, Evidence::None)
        };
        let at = kept.push(&verdict);
        let whole = kept.whole(at as usize).expect("it is kept");
        assert_eq!(whole.error, Some(error));
    }
    assert!(kept.bytes.len() < 40 * kinds.len(), "{}", kept.bytes.len());
}
