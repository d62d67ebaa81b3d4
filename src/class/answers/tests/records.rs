//! Records of JSON and TOML read the same wherever a file is cut, and each by itself.

use super::pieces::{RecordDraws, in_pieces, quiz_below, read_by};
use crate::class::answers::MAX_FILE;

/// What a quiz says above its questions.
const HEADS: [&str; 4] = [
    "",
    "attempts = \"last\"\n",
    "attempts = \"first\"\n",
    "id = \"email\"\n",
];

/// Files of records drawn from these, whether they may be read apart or not: `file` makes one of the records,
/// which hold an `S` for the student. How many of the files have nothing wrong in them is asked too.
#[track_caller]
fn check(
    name: &str,
    (whole, broken): (&[&str], &[&str]),
    file: &dyn Fn(&mut RecordDraws, Vec<String>) -> String,
) {
    let mut draws = RecordDraws::new();
    let mut read = 0;
    for round in 0..160 {
        let quiz = quiz_below(HEADS[round % HEADS.len()]);
        let records = (0..10).map(|_| {
            let wrong = round % 3 == 0 && draws.below(10) == 0;
            let record = draws.of(if wrong { broken } else { whole });
            let who = if round % 5 < 3 { 400 } else { 3 };
            record.replace('S', &format!("s{}", draws.below(who)))
        });
        let records = records.collect();
        let text = file(&mut draws, records);
        in_pieces(name, text.as_bytes(), &quiz);
        let said = read_by(MAX_FILE, 1, name, text.as_bytes(), &quiz);
        read += usize::from(said.starts_with("[\""));
    }
    assert!((30..150).contains(&read), "{read}");
}

/// Records with what parts values of JSON, some of them over several lines.
fn parted(draws: &mut RecordDraws, records: Vec<String>) -> String {
    let mut text = String::new();
    for (at, record) in records.into_iter().enumerate() {
        if at > 0 {
            text += draws.of(&[",", ", ", ",\n", " ,\r\n", "\n,", ",\r", ",\t"]);
        }
        text += &match draws.below(3) {
            0 => record.replace(", \"", ",\n  \"").replace(": {", ":\r\n {"),
            _ => record,
        };
    }
    text
}

const RECORDS: &[&str] = &[
    r#"{"student": "S", "question": "q1", "answer": "6"}"#,
    r#"{"student": "S", "question": "q2", "answer": " a é ", "id": 7}"#,
    r#"{"question": "long name", "answer": 1.50e3, "student": " S "}"#,
    r#"{"student": "S", "question": "q1", "answer": null}"#,
    r#"{"student": "S", "question": "q1", "answer": "n/a"}"#,
    r#"{"student": "S", "question": "q2", "answer": [4, 1]}"#,
    r#"{"student": "S", "question": " Q1", "answer": "2\u00b7w\ud83d\ude00"}"#,
    r#"{"student": "S", "email": "S@x", "name": "N, \"]} é S", "q1": "6", "q2": true}"#,
    r#"{"student":"S","answers":{"q1":"6","q2":"-"},"section":"A","score":3}"#,
    r#"{"student":"S","answers":{"q1":"[","long name":"\\"},"s\u0065ction":"A"}"#,
    r#"{"email": "S", "answers": {"long name": 7}, "attempt": 2}"#,
    r#"{"name": "N S", "user": {"sid": "S"}, "answers": [{"question": "q1", "text": "5"}]}"#,
    r#"{"student": "S", "answer": {"q1": "6"}}"#,
];

const BROKEN_RECORDS: &[&str] = &[
    r#"{"student": "S", "question": "q1", "answer": "6", "answer": "7"}"#,
    r#"{"student": "S", "section": "A", "section": "B", "q1": "6"}"#,
    r#"{"student": "S", "section": "A", "s\u0065ction": "B", "q1": "6"}"#,
    r#"{"student": "S", "question": "q7", "answer": "6"}"#,
    r#"{"student": null, "question": "q1", "answer": "6"}"#,
    r#"{"student": "S", "question": "q1", "answer": "\ud800"}"#,
    r#"{"student": "S", "question": "q1", "answer": 01}"#,
    r#"{"student": "S", "question": "q1", "answer": "6",}"#,
    r#"{"student": "S", "question": "q1" "answer": "6"}"#,
    r#"{"student": "S", "question": "q1", "answer": "6"} {"student": "S", "q1": "7"}"#,
    r#"{"student": "S", "question": "q1", "answer": "6"}, , {"student": "S", "q1": "7"}"#,
    r#"{"student": "S", "question": "q1", "answer": "6"}}"#,
    r#"{"student": "S", "question": "q1", "answer": ["6"}"#,
    "{\"student\": \"S\", \"q1\": \"a\tb\"}",
    r#"{"student": {"S": 1}, "answers": {"q1": {"x": {"y": 1}}}}"#,
    r#"{"student": "S", "q1": [[[[[[[[[1]]]]]]]]]}"#,
    r#"["S"]"#,
    "7",
];

#[test]
fn a_list_of_json_reads_the_same_in_windows() {
    check("a.json", (RECORDS, BROKEN_RECORDS), &|draws, records| {
        let inside = parted(draws, records);
        let (before, behind) = [
            ("[", "]"),
            ("\n[ ", "\n] \n"),
            ("{\"answers\": [", "]}"),
            ("[[", "]]"),
        ][draws.below(4)];
        format!("{before}{inside}{behind}")
    });
}

#[test]
fn students_of_json_read_the_same_in_windows() {
    const WHOLE: &[&str] = &[
        r#""S": {"q1": "6", "q2": " a é "}"#,
        r#""S": {"long name": 1.5e3, "section": "A", "student": "T", "question": null}"#,
        r#""\u00e9 S": {"answers": {"q1": "2*w", "q2": "{"}}"#,
        r#"" S " : { "q1" : "n/a" , "email" : "S@x" }"#,
        r#""S": {"q2": ["4", 1]}"#,
        r#""S": {}"#,
    ];
    const BROKEN: &[&str] = &[
        r#""S": {"question": "q1", "answer": "6"}"#,
        r#""S": {"q1": "6", "q1": "7"}"#,
        r#""S": {"q1": "6"} "T": {}"#,
        r#""S" {"q1": "6"}"#,
        r#""": {"q1": "6"}"#,
        r#""S": {"q1": {"x": {"y": 1}}}"#,
        r#""S": {"q1": "\x"}"#,
    ];
    check("a.json", (WHOLE, BROKEN), &|draws, records| {
        let inside = parted(draws, records);
        let (before, behind) =
            [("{", "}"), (" {\n", "\n}"), ("{\"students\": {", "}}")][draws.below(3)];
        format!("{before}{inside}{behind}")
    });
}

/// Rows of a table as objects, with their heads as keys.
#[test]
fn rows_of_json_read_the_same_in_windows() {
    const WHOLE: &[&str] = &[
        r#"{"Email": "S@x.org", "q1": "6", "q2": "a é"}"#,
        r#"{"q2": " b ", "Email": "S@x.org", "Timestamp": "2026-11-03 10:00", "q1": 6.50}"#,
        r#"{"Email": "S@x.org", "Name": "N \u00e9 S", "long name": ["4", "1"], "q1": null}"#,
        r#"{"Email": "S@x.org", "q1": "n/a", "q2": "-", "long name": "2\u00b7w"}"#,
        r#"{"Email": "S@x.org", "answers": {"q1": "6", "q2": true}}"#,
        r#"{"Email": "S@x.org", "Other S": "new", "q1": "6"}"#,
        r#"{"Email": "", "q1": ""}"#,
        r#"{"Name": "Total", "Email": "", "q1": 6}"#,
    ];
    const BROKEN: &[&str] = &[
        r#"{"Email": "", "q1": "6"}"#,
        r#"{"Email": "S@x.org", "q1": "6", "q1": "7"}"#,
        r#"{"Email": "S@x.org", "q1": {"x": {"y": 1}}}"#,
        r#"{"student": "S", "question": "q1", "answer": "6"}"#,
        r#"{"Email": "S@x.org", "q1": "6",}"#,
        r#"{"Email": "S@x.org", "q1": "6"}}"#,
        r#"["S"]"#,
        "{}",
    ];
    check("a.json", (WHOLE, BROKEN), &|draws, records| {
        let inside = parted(draws, records);
        let (before, behind) =
            [("[", "]"), ("[[\n", "]]"), ("{\"students\": [", "]}")][draws.below(3)];
        format!("{before}{inside}{behind}")
    });
}

/// Responses as the interface of Google Forms gives them.
#[test]
fn responses_to_a_form_read_the_same_in_windows() {
    const WHOLE: &[&str] = &[
        r#"{"respondentEmail": "S", "createTime": "2026-01-01T00:00:00Z", "answers": {"0a": {"textAnswers": {"answers": [{"value": "6 é"}]}}}}"#,
        r#"{"respondentEmail": "S", "answers": {"0b": {"textAnswers": {"answers": [{"value": "6"}, {"value": "5"}]}}, "0a": {"textAnswers": {"answers": [{"value": "-"}]}}}}"#,
        r#"{"respondentEmail": "S", "responseId": "r S", "answers": {"0c": {"fileUploadAnswers": {}}, "0a": {}}}"#,
        r#"{"respondentEmail": "S", "lastSubmittedTime": "2026-01-02T00:00:00Z"}"#,
    ];
    const BROKEN: &[&str] = &[
        r#"{"respondentEmail": "S", "answers": {"0a": {"textAnswers": {"answers": [{"value": "6"}]}}}"#,
        r#"{"answers": {"0a": {"textAnswers": {"answers": [{"value": "6"}]}}}}"#,
        r#""S""#,
    ];
    check("a.json", (WHOLE, BROKEN), &|draws, records| {
        let inside = parted(draws, records);
        let item = |id: &str, title: &str| {
            format!(
                "{{\"title\": \"{title}\", \"questionItem\": {{\"question\": {{\"questionId\": \"{id}\"}}}}}}"
            )
        };
        let items = format!(
            "\"items\": [{}, {}]",
            item("0a", "q1"),
            item("0b", "long name")
        );
        match draws.below(2) {
            0 => format!("{{\"responses\": [{inside}], {items}}}"),
            _ => format!("{{{items}, \"responses\": [\n{inside}\n]}}"),
        }
    });
}

const ENTRIES: &[&str] = &[
    "q1 = \"6\"\nq2 = \" a é \"\n",
    "q1=6\n",
    "\"long name\" = \"2*w\"\n\n  section = \"A\"  \n",
    "q1 = \"n/a\"\r\nname = \"N S\"\r\n",
    "q2 = \"a, [b]\" # or c\n",
    "q2 = 1.50\n",
    "q2 = -3\n",
    "q1 = \"\"\"\n[S]\n\"\"\"\n",
    "q1 = 'w\\2'\n",
    "q1 = \"\\u00b7\"\n",
    "q2 = [4, 1]\n",
    "answers = {q1 = \"6\"}\n",
    "answers.q1 = \"6\"\n",
    "q1 = 00\n",
    "q1 = 12345678901234567\n",
    "# nothing\n",
    "",
];

const BROKEN_ENTRIES: &[&str] = &[
    "q1 = \"6\"\nq1 = \"7\"\n",
    "q1 = \"6\n",
    "q1 = \n",
    "q1 = 6 q2 = 7\n",
    "q1 = null\n",
    "q1 = \"\\/\"\n",
    "q1 = \"\u{7f}\"\n",
    "q1 = \"\"\"\"\n",
    "q1 = 06\n",
    "q1 = 123456789012345678901234567890\n",
    "q1 = \"6\"\r",
    "q7 = \"6\"\n",
    "= 6\n",
    "question = \"q1\"\nanswer = \"6\"\n",
];

#[test]
fn tables_of_toml_read_the_same_in_windows() {
    check("a.toml", (ENTRIES, BROKEN_ENTRIES), &|draws, records| {
        let mut text = String::new();
        for (at, record) in records.into_iter().enumerate() {
            text += draws.of(&["", "", "\n", "# a class\n"]);
            text += &match draws.below(5) {
                0 => format!("[\"é {at}\"]\n"),
                1 => format!(" [ s{at} ]\r\n"),
                2 => format!("['s {at}'] # one\n"),
                _ => format!("[s{at}]\n"),
            };
            text += &record;
            if draws.below(9) == 0 {
                text += &format!("[s{at}.answers]\n\"long name\" = \"5\"\n");
            }
        }
        text
    });
}

#[test]
fn a_list_of_toml_reads_the_same_in_windows() {
    check("a.toml", (ENTRIES, BROKEN_ENTRIES), &|draws, records| {
        let mut text = String::new();
        let named = ["student", "student", "student", "Email"][draws.below(4)];
        for record in records {
            let who = draws.below(60);
            text += draws.of(&[
                "[[answers]]\n",
                "[[answers]]\r\n",
                " [[ answers ]]\n",
                "[[\"answers\"]]\n",
            ]);
            text += &match draws.below(7) {
                0 => format!("{named} = \"é s{who}\"\nquestion = \"q1\"\nanswer = \"6\"\n"),
                1 => format!("answer = 7\nquestion = \"q2\"\n{named} = \"s{who}\"\n"),
                2 => format!("{named} = \"s{who}\"\n[answers.answers]\nq1 = \"6\"\n"),
                _ => format!("{named} = \"s{who}\"\n{record}"),
            };
        }
        text
    });
}
