//! Marks on their way out and back: formats, marks by hand, gradebooks; read by readers not ours.

// A reader that is not there is said to be left out.
#![allow(clippy::print_stderr)]

use super::run::{ran, subcommand};
use assert_cmd::Command;
use deriv::report::formats::{Covers, FORMATS};
use std::path::{Path, PathBuf};

/// A folder that is gone when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("deriv-marks-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder for scratch files");
        Folder(path)
    }

    pub(crate) fn path(&self, file: &str) -> String {
        self.0.join(file).to_string_lossy().into_owned()
    }

    pub(crate) fn put(&self, file: &str, text: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.join(file), text).expect("a scratch file");
        self.path(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn files(&self) -> Vec<String> {
        files(&self.0)
    }
}

/// The names of all files of a folder, hidden ones too.
pub(crate) fn files(folder: impl AsRef<Path>) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn grade(arguments: &[&str]) -> Command {
    let mut command = subcommand("grade", arguments);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/exports"));
    command
}

#[track_caller]
fn run(arguments: &[&str], status: i32) -> (String, String) {
    let (out, err, ended) = ran(&mut grade(arguments));
    assert_eq!(ended, status, "{arguments:?}: {out}{err}");
    (out, err)
}

/// The names of the formats that hold a whole class.
fn class_formats() -> Vec<&'static str> {
    let formats = FORMATS.iter();
    let of_class = formats.filter(|format| format.holds != Covers::OneStudent);
    of_class.map(|format| format.name).collect()
}

/// What Python prints of a script, or nothing where Python isn't.
fn python(script: &str, arguments: &[&str]) -> Option<String> {
    let output = std::process::Command::new("python3")
        .arg("-c")
        .arg(script)
        .args(arguments)
        .output();
    let Ok(output) = output else {
        eprintln!("python3 is not present: this reader is left out");
        return None;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Asks a validator and a reader of JUnit's XML that are not ours, where they are installed.
fn others_read_junit(xml: &str, tests: usize) {
    let script = "
import sys
xml, schema, tests = sys.argv[1], sys.argv[2], int(sys.argv[3])
try:
    import xmlschema
    xmlschema.XMLSchema(schema).validate(xml)
except ImportError:
    print('xmlschema is not installed: no validator is asked')
try:
    import junitparser
    suite, = junitparser.JUnitXml.fromfile(xml)
    cases = list(suite)
    kinds = [type(result).__name__ for case in cases for result in case.result]
    assert len(cases) == suite.tests == tests
    assert (suite.failures, suite.errors, suite.skipped) == tuple(map(kinds.count, ('Failure', 'Error', 'Skipped')))
except ImportError:
    print('junitparser is not installed: it does not read this')";
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/class/junit.xsd");
    if let Some(said) = python(script, &[xml, schema, &tests.to_string()]) {
        eprint!("{said}");
    }
}

#[test]
fn every_export_is_graded_as_it_is() {
    for (quiz, file, options, expected) in [
        (
            "quiz.toml",
            "gforms.csv",
            &[][..],
            &[
                "ana@example.org right right right",
                "bjorn@example.org right right right",
                "chloe@example.org wrong unread right",
            ][..],
        ),
        (
            "quiz.toml",
            "gf_short2.csv",
            &[],
            &["Ana right right right", "Bo wrong wrong right"],
        ),
        (
            "quiz.toml",
            "moodle_de.csv",
            &[],
            &[
                "ana@example.org right unread right",
                "jan@example.org wrong unread wrong",
            ],
        ),
        (
            "quiz-week6.toml",
            "moodle.csv",
            &[],
            &["u71 right right", "u72 wrong blank"],
        ),
        (
            "quiz-week6.toml",
            "canvas-quiz.csv",
            &["--attempts", "last"],
            &["u71 right right", "u72 right right"],
        ),
        (
            "quiz-week6.toml",
            "canvas-quiz.csv",
            &["--attempts", "best"],
            &["u71 right right", "u72 right right"],
        ),
        (
            "quiz-week6.toml",
            "canvas-quiz.csv",
            &["--attempts", "first"],
            &["u71 right right", "u72 wrong right"],
        ),
    ] {
        let all = [&[quiz, file, "--tsv"], options].concat();
        let (rows, said) = run(&all, 0);
        assert!(said.starts_with("note: students by `"), "{said}");
        let mut students: Vec<String> = Vec::new();
        for row in rows.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            match students
                .last_mut()
                .filter(|last| last.starts_with(&format!("{} ", cells[0])))
            {
                Some(last) => *last += &format!(" {}", cells[5]),
                None => students.push(format!("{} {}", cells[0], cells[5])),
            }
        }
        assert_eq!(students, expected, "{file}");
    }
    let (_, said) = run(&["quiz-week6.toml", "canvas-quiz.csv"], 2);
    assert!(
        said.contains("a second row for `u72`") && said.contains("--attempts"),
        "{said}"
    );
}

#[test]
fn heads_are_shown_and_told() {
    let (shown, _) = run(&["quiz.toml", "gforms.csv", "--columns"], 0);
    assert!(
        shown.contains("Email Address                          student\n"),
        "{shown}"
    );
    assert!(
        shown.contains("Differentiate sqrt(x)                  answers to q3\n"),
        "{shown}"
    );
    let (json, said) = run(&["quiz.toml", "gforms.csv", "--json"], 0);
    assert_eq!(
        said,
        "note: students by `Email Address`, answers in 3 of 7 columns; ignored: Timestamp, Score\n"
    );
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["tables"][0]["students_by"][0], "Email Address");
    assert_eq!(json["tables"][0]["columns"][4]["question"], "q1");
    let (_, said) = run(
        &[
            "quiz-week6.toml",
            "canvas-quiz.csv",
            "--attempts",
            "last",
            "--until",
            "2026-11-03T10:05Z",
            "-q",
        ],
        0,
    );
    assert!(said.ends_with("note: handed in late: u72\n"), "{said}");
    run(
        &[
            "quiz-week6.toml",
            "canvas-quiz.csv",
            "--until",
            "2026-11-03T10:05",
        ],
        2,
    );
}

#[test]
fn from_an_export_to_the_gradebook_and_back() {
    let folder = Folder::new("round");
    let [review, marks, canvas, old] =
        ["review.csv", "marks.csv", "canvas.csv", "old.json"].map(|file| folder.path(file));
    // Graded: one answer waits, so the class may still reach 80 %.
    let outs = [
        "--out",
        &format!("canvas:{canvas}"),
        "--out",
        &format!("json:{old}"),
    ];
    let base = [
        "quiz.toml",
        "gforms.csv",
        "--fail-under",
        "80",
        "--canvas-id",
        "4711",
    ];
    let (text, said) = run(&[&base[..], &["--review", &review], &outs].concat(), 3);
    assert!(
        text.contains("the mean is 2.3, up to 2.7 once 1 answer is marked"),
        "{text}"
    );
    assert!(
        text.contains(&format!("wrote {canvas}, {old}, {review}")),
        "{text}"
    );
    assert!(
        said.contains("until their answers are marked: Chloé Ng"),
        "{said}"
    );
    assert!(!folder.text("canvas.csv").contains("Chlo"));
    // Filled in and handed back; the id stands in the title, so that Canvas makes no new assignment.
    let filled = folder
        .text("review.csv")
        .replace(",,1,\n", ",1,1,\"comma, but right\"\n");
    folder.put("marks.csv", filled);
    let (text, said) = run(&[&base[..], &["--marks", &marks], &outs[..2]].concat(), 0);
    assert!(
        !text.contains("manual review") && !said.contains("until"),
        "{text}{said}"
    );
    let book = folder.text("canvas.csv");
    let head = "Student,ID,SIS User ID,SIS Login ID,Section,\"Derivatives, week 5 (4711)\"\n";
    assert!(book.starts_with(head), "{book}");
    assert!(
        book.ends_with("Chloé Ng,,,chloe@example.org,,2.00\n"),
        "{book}"
    );
    // Marked by hand in every view.
    let (json, _) = run(&["quiz.toml", "gforms.csv", "--marks", &marks, "--json"], 0);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let answer = &json["students"][2]["answers"][1];
    assert_eq!(answer["marked_by_hand"], true);
    assert_eq!(answer["comment"], "comma, but right");
    assert_eq!(answer["points"].to_string(), "1");
    let (page, _) = run(
        &[
            "quiz.toml",
            "gforms.csv",
            "--marks",
            &marks,
            "--student",
            "chloe@example.org",
        ],
        0,
    );
    assert!(
        page.contains("✓ right: marked by hand\n    comma, but right\n"),
        "{page}"
    );
    if let Some(read) = python(
        "import csv,sys; print(*list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))[-1].values(), sep='|')",
        &[&canvas],
    ) {
        assert_eq!(read, "Chloé Ng|||chloe@example.org||2.00\n");
    }
}

#[test]
fn marks_that_cannot_be_are_refused_with_their_place() {
    let folder = Folder::new("refused");
    for (marks, said) in [
        (
            "student,question,points\nnobody,q1,1\n",
            "nobody in the class is `nobody`\n --> ",
        ),
        (
            "student,question,points\nana@example.org,q9,1\n",
            "the quiz has no question `q9`",
        ),
        (
            "student,question,points\nana@example.org,q1,1.5\n",
            "`1.5` are no points for `q1`",
        ),
        (
            "student,question,points\nana@example.org,q1,-1\n",
            "`-1` are no points for `q1`",
        ),
        (
            "student,question,points\nana@example.org,q1,all\n",
            "`all` are no points for `q1`",
        ),
        (
            "student,question,points\nana@example.org,q1,1\nAna@Example.org,q1,0\n",
            "is marked twice",
        ),
        (
            "name,question,points\nana,q1,1\n",
            "no column is headed `student`",
        ),
        ("", "there are no marks in this file"),
    ] {
        let path = folder.put("marks.csv", marks);
        let (_, err) = run(&["quiz.toml", "gforms.csv", "--marks", &path], 2);
        assert!(err.contains(said), "{marks}: {err}");
    }
    let path = folder.put("marks.csv", "student;question;points;comment\nchloe@example.org;q1;0,5;half\nana@example.org;q1;;\nbjorn@example.org;q1;0;copied\n");
    let (json, _) = run(&["quiz.toml", "gforms.csv", "--marks", &path, "--json"], 0);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let verdict = |student: usize| json["students"][student]["answers"][0]["verdict"].clone();
    assert_eq!(
        [verdict(0), verdict(1), verdict(2)],
        ["right", "wrong", "partly"]
    );
}

/// Equal points are another share of another question, whoever has them, and equal attempts are the first.
#[test]
fn marks_and_attempts_are_those_of_their_row() {
    let folder = Folder::new("rows");
    let quiz = folder.put(
        "quiz.toml",
        "[[question]]\nname = \"q1\"\nkind = \"derivative\"\nfunction = \"w^2\"\n\
         [[question]]\nname = \"q2\"\nkind = \"derivative\"\nfunction = \"w^3\"\npoints = 4\n",
    );
    let rows = |arguments: &[&str], answers: &str| {
        let answers = folder.put("answers.csv", answers);
        let (out, _) = run(&[&[&*quiz, &*answers, "--tsv"], arguments].concat(), 0);
        let cells = out.lines().skip(1).map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            [cells[0], cells[3], cells[4], cells[5], cells[6]].join(" ")
        });
        cells.collect::<Vec<String>>().join("\n")
    };
    let answers = "student,q1,q2\na,1,2\nb,3,4\nc,5,6\n";
    let marks = folder.put(
        "marks.csv",
        "student,question,points\nb,q2,1\nc,q1,1\nc,q2,1\na,q2,0.5\nb,q1,0.5\n",
    );
    assert_eq!(
        rows(&["--marks", &marks], answers),
        "a q1 1 wrong 0\na q2 2 partly 0.5\nb q1 3 partly 0.5\nb q2 4 partly 1\nc q1 5 right 1\nc q2 6 partly 1"
    );
    // What was begun and not handed in counts where nothing was handed in.
    let begun = "student,submitted,q1,q2\n\
        a,2026-01-05T10:00,2w,1\na,,3,4\n\
        b,,5,6\nb,,2w,8\n\
        c,,9,10\nc,2026-01-06T10:00,2w,3w^2\nc,2026-01-05T10:00,1,11\n";
    assert_eq!(
        rows(&["--attempts", "last"], begun),
        "a q1 2w right 1\na q2 1 wrong 0\nb q1 2w right 1\nb q2 8 wrong 0\nc q1 2w right 1\nc q2 3w^2 right 4"
    );
    let twice = "student,q1,q2\n\
        a,2w,1\na,3,4\n\
        b,5,6\nb,7,8\n\
        c,9,10\nc,2w,3w^2\nc,2w,11\n";
    assert_eq!(
        rows(&["--attempts", "best"], twice),
        "a q1 2w right 1\na q2 1 wrong 0\nb q1 5 wrong 0\nb q2 6 wrong 0\nc q1 2w right 1\nc q2 3w^2 right 4"
    );
}

#[test]
fn a_question_may_count_for_everyone_or_nobody() {
    let folder = Folder::new("void");
    let quiz = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exports/quiz.toml"),
    )
    .expect("a quiz");
    let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exports/gforms.csv");
    let export = export.to_str().expect("UTF-8");
    for (void, of, score, mean) in [
        ("", "3", "1", "77.8"),
        ("void = \"full\"\n", "3", "2", "88.9"),
        ("void = \"none\"\n", "2", "1", "83.3"),
        ("points = 0\n", "2", "1", "83.3"),
    ] {
        let path = folder.put(
            "quiz.toml",
            quiz.replacen("name = \"q2\"\n", &format!("name = \"q2\"\n{void}"), 1),
        );
        let book = folder.path("book.csv");
        run(&[&path, export, "--out", &format!("gradebook:{book}")], 0);
        let last = folder.text("book.csv");
        let last = last
            .lines()
            .last()
            .expect("a row")
            .split(',')
            .collect::<Vec<&str>>()
            .join(" ");
        assert!(
            last.starts_with(&format!("chloe@example.org Chloé Ng  {score} {of} ")),
            "{void}: {last}"
        );
        assert_eq!(
            run(&[&path, export, "-q"], 0).0,
            format!("{mean}\n"),
            "{void}"
        );
    }
}

#[test]
fn a_roster_names_ids_and_who_is_missing() {
    let folder = Folder::new("roster");
    let roster = folder.put(
        "roster.csv",
        "Student,ID,SIS User ID,SIS Login ID,Section,Week 5 (4711)\n    Points Possible,,,,,3\n\"Müller, Ana\",101,s1,ana@example.org,B1,\nBjörn Öz,102,s2,bjorn@example.org,B1,\n\"Ng, Chloé\",103,s3,chloe@example.org,B2,\nDirk Ey,104,s4,dirk@example.org,B2,\n",
    );
    let canvas = folder.path("canvas.csv");
    let book = folder.path("book.csv");
    let (page, summary) = (folder.path("page.html"), folder.path("summary.md"));
    let options = [
        "--roster",
        &roster,
        "--canvas-id",
        "4711",
        "--out",
        &format!("canvas:{canvas}"),
        "--out",
        &format!("gradebook:{book}"),
        "--out",
        &format!("html:{page}"),
        "--out",
        &format!("summary:{summary}"),
    ];
    let (text, _) = run(&[&["quiz.toml", "gforms.csv"][..], &options].concat(), 0);
    assert!(text.contains("handed in nothing\n  Dirk Ey\n"), "{text}");
    for file in ["page.html", "summary.md"] {
        let text = folder.text(file);
        assert!(
            text.contains("1 student handed in nothing: Dirk Ey"),
            "{text}"
        );
    }
    assert!(
        folder
            .text("canvas.csv")
            .contains("\nAna Müller,101,s1,ana@example.org,B1,3.00\n"),
        "{}",
        folder.text("canvas.csv")
    );
    assert!(
        folder
            .text("book.csv")
            .ends_with("\ns4,Dirk Ey,B2,,3,,,,,\n"),
        "{}",
        folder.text("book.csv")
    );
    let (json, _) = run(
        &["quiz.toml", "gforms.csv", "--roster", &roster, "--json"],
        0,
    );
    assert!(json.contains("\"missing\":[\"s4\"]"), "{json}");
    // The student whom Canvas adds is none, and is named; last names have a comma behind them.
    let drawn = "0a1b2c3d4e".repeat(4);
    let more = folder.put(
        "more.csv",
        format!("Student,ID,SIS User ID,SIS Login ID,Section\n\"Ey, Dirk\",104,s4,d@example.org,B2\n\"Fox, Eli\",105,s5,e@example.org,B2\n\"Student, Test\",9,,{drawn},B2\n"),
    );
    let (text, said) = run(&["quiz.toml", "gforms.csv", "--roster", &more], 0);
    assert!(
        text.contains("handed in nothing\n  Ey, Dirk; Fox, Eli\n"),
        "{text}"
    );
    assert!(
        said.contains("note: no student of the roster: Student, Test\n"),
        "{said}"
    );
}

/// Text that would act in a terminal, a log, a spreadsheet, a page, XML or LaTeX.
const HOSTILE: [&str; 18] = [
    "\u{1b}[31mred\u{7}",
    "\u{202e}evil\u{2066}",
    "::error::gotcha",
    "x\n::error file=a::b",
    "y ##[error]z",
    "##vso[task.complete]",
    "100%0A::warning::x",
    "=cmd()|'/C calc'!A0",
    "@SUM(1+1)",
    "<script>alert(1)</script>",
    "]]>&amp;\"'><b>",
    "\\input{/etc/passwd}",
    "| `x` | [a](http://b) | ![c](d)",
    "a\u{fffe}\u{0}b",
    "＝cmd()",
    "\u{9b}31m\u{2028}::error::x",
    " \" onmouseover=\"alert(1)",
    "Bail out!",
];

#[test]
fn what_students_write_acts_in_no_format() {
    let folder = Folder::new("hostile");
    let mut answers = String::new();
    for (at, text) in HOSTILE.iter().enumerate() {
        let line = serde_json::json!({"student": format!("{at} {text}"), "name": text, "q1": text, "q2": "6", "q3": text});
        answers += &format!("{line}\n");
    }
    let answers = folder.put("=answers ::error::.ndjson", answers);
    let quiz = "title = \"<b>::error::x ##[group]\"\n[[question]]\nname = \"q1\"\ntitle = \"<script>1</script>\"\nkind = \"derivative\"\nfunction = \"x^2\"\n[[question]]\nname = \"q2\"\nkind = \"text\"\ncovers = [\"x\"]\n[[question]]\nname = \"q3\"\nkind = \"slope\"\nfunction = \"x^2\"\nat = 3\n";
    let quiz = folder.put("quiz.toml", quiz);
    let formats = class_formats();
    let files: Vec<String> = formats
        .iter()
        .map(|format| format!("{format}:{}", folder.path(format)))
        .collect();
    let mut arguments = vec![quiz.as_str(), answers.as_str()];
    for file in &files {
        arguments.extend(["--out", file]);
    }
    let pages = folder.path("pages");
    arguments.extend(["--student-pages", &pages]);
    let (text, said) = run(&arguments, 0);
    let hidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut all: Vec<(String, String)> = formats
        .iter()
        .map(|format| ((*format).to_owned(), folder.text(format)))
        .collect();
    all.extend([("stdout".to_owned(), text), ("stderr".to_owned(), said)]);
    for (format, text) in &all {
        assert!(!text.chars().any(hidden), "{format}");
        assert!(
            !text.contains("##[") && !text.contains("##vso["),
            "{format}"
        );
        let commands = text
            .lines()
            .filter(|line| line.trim_start().starts_with("::"));
        let ours = commands.filter(|line| format != "github" || line.matches("::").count() < 2);
        assert_eq!(ours.count(), 0, "{format}: {text}");
    }
    let of = |format: &str| {
        all.iter()
            .find(|(name, _)| name == format)
            .map(|(_, text)| text.as_str())
            .expect("a format")
    };
    for command in of("github").lines() {
        let rest = command.strip_prefix("::").expect("a command");
        let (head, _) = rest.split_once("::").expect("a message");
        let kind = head.split(' ').next().expect("a kind");
        assert!(["error", "warning", "notice"].contains(&kind), "{command}");
    }
    for format in ["html", "summary"] {
        assert!(
            !of(format).contains("<script") && !of(format).contains("<b>"),
            "{format}"
        );
    }
    for format in ["gradebook", "canvas", "moodle", "review"] {
        let cells = "import csv,sys\nfor row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8')):\n  for cell in row:\n    assert not cell.lstrip().startswith(tuple('=+-@＝＋－＠\\t\\r')), cell";
        python(cells, &[&folder.path(format)]);
    }
    python(
        "import sys, xml.dom.minidom as m; assert len(m.parse(sys.argv[1]).getElementsByTagName('testcase')) == 54",
        &[&folder.path("junit")],
    );
    others_read_junit(&folder.path("junit"), 54);
    python(
        "import sys, json; [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]",
        &[&folder.path("ndjson")],
    );
    python(
        "import sys, json, base64; r = json.loads(base64.b64decode(open(sys.argv[1]).read().split('=', 1)[1])); assert r['version'] == 1 and len(r['tests']) == 54 and r['max_score'] == 54",
        &[&folder.path("classroom")],
    );
    // Still readable.
    assert!(
        of("tsv").contains("<script>alert(1)</script>")
            && of("html").contains("&lt;script&gt;alert(1)")
    );
    // A page has a name that leads nowhere else.
    let names = std::fs::read_dir(&pages).expect("the folder of pages");
    assert_eq!(names.count(), 3 * HOSTILE.len());
    // A review that was written is read back, whatever the ids are.
    let (_, said) = run(&[&quiz, &answers, "--marks", &folder.path("review")], 0);
    assert!(!said.contains("nobody in the class"), "{said}");
}

#[test]
fn names_are_held_back_everywhere() {
    let folder = Folder::new("anonymous");
    for student in ["ana", "zeno"] {
        std::fs::create_dir_all(folder.path(&format!("handed/{student}"))).expect("a folder");
        folder.put(
            &format!("handed/{student}/answers.toml"),
            "q1 = \"6x\"\nq2 = \"2*(x\"\nq9 = 1\n",
        );
    }
    std::fs::create_dir_all(folder.path("handed/broken-zoe")).expect("a folder");
    folder.put("handed/broken-zoe/answers.toml", "q1 = ");
    let roster = folder.put(
        "roster.csv",
        "student,name,section\nana,Ana Secret,zoe\nmia,Mia Secret,zoe\n",
    );
    let formats = class_formats();
    let files: Vec<String> = formats
        .iter()
        .map(|format| format!("{format}:{}", folder.path(format)))
        .collect();
    let handed = folder.path("handed");
    let mut arguments = vec![
        "quiz.toml",
        handed.as_str(),
        "--anonymous",
        "--roster",
        &roster,
    ];
    for file in &files {
        arguments.extend(["--out", file]);
    }
    let (text, said) = run(&arguments, 4);
    let decode = "import sys, base64; sys.stdout.write(base64.b64decode(open(sys.argv[1]).read().split('=', 1)[1]).decode())";
    let classroom = python(decode, &[&folder.path("classroom")]).unwrap_or_default();
    let mut all: Vec<String> = formats.iter().map(|format| folder.text(format)).collect();
    all.extend([text, said, classroom]);
    // What is wrong with a file names nobody, nor what is asked for and not there.
    let twice = folder.put("twice.csv", "student,q1\nana,6x\nana,6\n");
    let once = folder.put("once.csv", "student,q1,q2\nana,6x,1\nzeno,6,2\n");
    let marks = folder.put("marks.csv", "student,question,points\nzoe,q1,1\n");
    let one = format!("{handed}/broken-zoe");
    for (arguments, status) in [
        (&["quiz.toml", &twice][..], 2),
        (&["quiz.toml", &once, "--student", "zen"], 2),
        (&["quiz.toml", &once, "--marks", &marks], 2),
        (&["quiz.toml", &one], 2),
    ] {
        let (out, said) = run(&[arguments, &["--anonymous"]].concat(), status);
        all.extend([out, said.replace(&one, "")]);
    }
    let pages = folder.path("pages");
    run(
        &["quiz.toml", &once, "--anonymous", "--student-pages", &pages],
        0,
    );
    for page in std::fs::read_dir(&pages).expect("a folder") {
        let path = page.expect("a file").path();
        all.push(path.display().to_string());
        all.push(std::fs::read_to_string(path).expect("a text"));
    }
    for text in all {
        let text = text.replace(&folder.path(""), "");
        for name in ["ana", "zeno", "zoe", "mia", "Secret"] {
            let found = text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == name);
            assert!(!found, "{name}: {text}");
        }
    }
}

#[test]
fn junit_counts_what_it_holds() {
    let folder = Folder::new("junit");
    let xml = folder.path("results.xml");
    run(&["quiz.toml", "gforms.csv", "--out", &xml], 0);
    // What Jenkins' junit-10.xsd and GitLab's reader ask for.
    let script = "
import sys, re, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
suite, = root.findall('testsuite')
cases = suite.findall('testcase')
for name in ('name', 'tests', 'failures', 'errors'): suite.attrib[name]
count = lambda tag: sum(case.find(tag) is not None for case in cases)
assert int(suite.attrib['tests']) == len(cases) == 9
assert int(suite.attrib['failures']) == count('failure') == 1
assert int(suite.attrib['errors']) == count('error') == 1
assert int(suite.attrib['skipped']) == count('skipped') == 0
assert len({(case.attrib['classname'], case.attrib['name']) for case in cases}) == 9
for case in cases:
    assert set(case.attrib) == {'name', 'classname', 'time', 'file', 'line'}
    assert re.fullmatch(r'\\d+(\\.\\d{1,3})?', case.attrib['time'])
    assert all(set(child.attrib) <= {'message', 'type'} for child in case)
print('read')";
    if let Some(said) = python(script, &[&xml]) {
        assert_eq!(said, "read\n");
    }
    others_read_junit(&xml, 9);
    let text = folder.text("results.xml");
    assert!(
        text.contains("tests=\"9\" failures=\"1\" errors=\"1\" skipped=\"0\""),
        "{text}"
    );
}

#[test]
fn gradescope_takes_one_student() {
    let folder = Folder::new("gradescope");
    let results = format!("gradescope:{}", folder.path("results.json"));
    let (_, said) = run(&["quiz.toml", "gforms.csv", "--out", &results], 2);
    assert!(said.contains("say whose: --student ID"), "{said}");
    // Where nothing can be graded there are results all the same.
    let broken = folder.put("broken.toml", "q1 = ");
    run(
        &["quiz.toml", &broken, "--student", "ann", "--out", &results],
        2,
    );
    let json: serde_json::Value = serde_json::from_str(&folder.text("results.json")).expect("JSON");
    assert_eq!(json["score"].to_string(), "0");
    assert!(
        json["output"]
            .as_str()
            .is_some_and(|said| said.contains("broken.toml:1:")),
        "{json}"
    );
    run(
        &[
            "quiz.toml",
            "gforms.csv",
            "--student",
            "chloe@example.org",
            "--out",
            &results,
        ],
        0,
    );
    let json: serde_json::Value = serde_json::from_str(&folder.text("results.json")).expect("JSON");
    assert_eq!(json["score"].to_string(), "1");
    assert_eq!(json["tests"][0]["status"], "failed");
    assert!(json["tests"][1].get("score").is_none() && json["tests"][1].get("status").is_none());
    assert_eq!(json["tests"][1]["output_format"], "text");
    assert!(
        json["output"]
            .as_str()
            .is_some_and(|said| said.contains("1 answer waits"))
    );
}

#[test]
fn outputs_are_written_whole_or_not_at_all() {
    let folder = Folder::new("whole");
    let kept = folder.put("marks.csv", "old");
    let inside = format!("canvas:{}", folder.path("no/such/folder.csv"));
    let (_, said) = run(&["quiz.toml", "gforms.csv", "--out", &inside], 4);
    assert!(said.contains("no such file or directory"), "{said}");
    let at_folder = format!("canvas:{}", folder.path(""));
    run(&["quiz.toml", "gforms.csv", "--out", &at_folder], 4);
    if Path::new("/dev/full").exists() {
        let (_, said) = run(&["quiz.toml", "gforms.csv", "--out", "canvas:/dev/full"], 4);
        assert!(said.contains("no space left"), "{said}");
    }
    assert_eq!(folder.text("marks.csv"), "old");
    run(
        &[
            "quiz.toml",
            "gforms.csv",
            "--out",
            &format!("canvas:{kept}"),
        ],
        0,
    );
    assert!(folder.text("marks.csv").starts_with("Student,ID,"));
    assert_eq!(
        folder.files(),
        ["marks.csv"],
        "nothing half-written is left"
    );
}

#[test]
fn formats_that_do_not_go_together_are_refused() {
    for (arguments, said) in [
        (
            &["--out", "marks.csv"][..],
            "write one before it: gradebook:marks.csv, canvas:marks.csv",
        ),
        (&["--out", "marks"], "does not say in which format"),
        (&["--out", "canvas:"], "names no file"),
        (
            &["--format", "canvaas"],
            "a format with a similar name exists: `canvas`",
        ),
        (
            &["--format", "canvas", "--out", "a", "--out", "b"],
            "--format is for one output",
        ),
        (
            &["--out", "a.html", "--out", "html:a.html"],
            "two outputs go to `a.html`",
        ),
        (&["--format", "canvas", "--json"], "exclude each other"),
    ] {
        let all = [&["quiz.toml", "gforms.csv"], arguments].concat();
        let (out, err) = run(&all, 2);
        assert!(err.contains(said), "{arguments:?}: {err}{out}");
    }
    let (out, _) = run(&["quiz.toml", "gforms.csv", "--format", "tap"], 0);
    assert!(
        out.starts_with("TAP version 14\n1..9\nok 1 - Ana Müller: q1\n"),
        "{out}"
    );
    let (same, _) = run(&["quiz.toml", "gforms.csv", "--out", "tap:-"], 0);
    assert_eq!(out, same);
}

#[test]
fn the_page_needs_nothing_and_runs_nothing() {
    let folder = Folder::new("page");
    let page = folder.path("report.html");
    run(&["quiz.toml", "gforms.csv", "--out", &page], 0);
    let html = folder.text("report.html");
    for forbidden in [
        "<script", "http://", "https://", "url(", "@import", "<link", "<img", "onload",
    ] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    // In this order, each below the last.
    let order = [
        "<h1>",
        "Teach next",
        "Scores",
        "Questions",
        "Answer map",
        "Wrong answers",
        "How this was graded",
        "id=\"student-0\"",
        "id=\"student-2\"",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|part| html.find(part).unwrap_or_else(|| panic!("{part}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(
        html.matches("<table").count(),
        html.matches("<caption").count()
    );
    let (again, _) = run(&["quiz.toml", "gforms.csv", "--format", "html"], 0);
    assert_eq!(again, html, "the same answers give the same bytes");
    // Chromium, where it is, reads it without a complaint, and prints a page for each student.
    let chromium = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| {
            std::process::Command::new(name)
                .arg("--version")
                .output()
                .is_ok_and(|output| output.status.success())
        });
    let Some(chromium) = chromium else {
        eprintln!("Chromium is not present: the page is not opened in it");
        return;
    };
    let pdf = folder.path("report.pdf");
    let output = std::process::Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--enable-logging=stderr",
            "--v=0",
        ])
        .arg(format!("--user-data-dir={}", folder.path("profile")))
        .arg(format!("--print-to-pdf={pdf}"))
        .arg(format!("file://{page}"))
        .output()
        .expect("Chromium ran");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("CONSOLE"), "{said}");
    let pdf = std::fs::read(pdf).unwrap_or_else(|error| panic!("{error}: {said}"));
    let pages = String::from_utf8_lossy(&pdf)
        .matches("/Type /Page\n")
        .count();
    assert!(pages > 3, "{pages} pages for a report and three students");
}
