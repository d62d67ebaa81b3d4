//! A class for machines: rows for a spreadsheet, one object for a program.

use crate::class::figures::{Discrimination, Figures};
use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::{Report, task};
use crate::report::json::{Map, Value, json};

/// Text that a spreadsheet takes as text: a leading sign that would start a formula gets a quote,
/// except before a number (CWE-1236).
pub(super) fn cell(text: &str) -> String {
    let text = visible(text);
    let starts = text.starts_with(['=', '+', '-', '@']);
    if starts && Rational::from_decimal(&text).is_none() {
        return format!("'{text}");
    }
    text.into_owned()
}

impl Report<'_> {
    /// A row for each student and question, with a head.
    pub fn tsv(&self) -> String {
        let mut rows = String::from(
            "student\tname\tsection\tquestion\tanswer\tverdict\tpoints\tof\tread_as\tat\tgot\texpected\tslip\thint\tremark\tkey\n",
        );
        for at in self.places() {
            let student = &self.class.students[at];
            for (question, asked) in self.quiz.questions.iter().enumerate() {
                let verdict = self.graded.verdict(at, question);
                let key = &self.papers.variant(at, question).key;
                let object = check::json(key, verdict, self.feedback);
                let text = |key: &str| match &object[key] {
                    Value::String(text) => cell(text),
                    Value::Array(texts) => {
                        let texts: Vec<&str> = texts.iter().filter_map(Value::as_str).collect();
                        cell(&texts.join(" or "))
                    }
                    Value::Object(map) => {
                        let each: Vec<String> = map
                            .iter()
                            .map(|(name, value)| {
                                format!("{name}={}", value.as_str().unwrap_or_default())
                            })
                            .collect();
                        cell(&each.join(", "))
                    }
                    _ => String::new(),
                };
                let answer = student.answers[question].as_ref();
                let points = match verdict.outcome.needs_review() {
                    true => String::new(),
                    false => check::points(&check::earned(verdict, &asked.points)),
                };
                let cells = [
                    cell(&student.id),
                    student.name.as_deref().map(cell).unwrap_or_default(),
                    student.section.as_deref().map(cell).unwrap_or_default(),
                    cell(&asked.name.value),
                    answer.map(|answer| cell(&answer.text)).unwrap_or_default(),
                    verdict.outcome.word().to_owned(),
                    points,
                    check::points(&asked.points),
                    text("read_as"),
                    text("at"),
                    text("got"),
                    text("expected"),
                    text("slip"),
                    text("hint"),
                    text("remark"),
                    text("key"),
                ];
                rows.push_str(&cells.join("\t"));
                rows.push('\n');
            }
        }
        rows
    }

    /// The class, or the student, for programs.
    pub fn json(&self) -> Value {
        match self.whose {
            Some(student) => self.student_json(student),
            None => Value::Object(self.class_json()),
        }
    }

    fn class_json(&self) -> Map<String, Value> {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| {
            object.insert(key.to_owned(), value);
        };
        put("command", json!("grade"));
        put(
            "title",
            json!(self.quiz.title.as_ref().map(|title| &title.value)),
        );
        put("students", json!(self.graded.students()));
        put("points", json!(self.quiz.points().to_f64()));
        put("judged_points", json!(self.judged_points().to_f64()));
        let figures = self.graded.figures(self.quiz);
        let of = |each: fn(&Figures) -> Option<f64>| json!(figures.as_ref().and_then(each));
        put("mean", of(|figures| Some(figures.mean)));
        put("mean_percent", json!(self.percent()));
        put("median", of(|figures| Some(figures.median)));
        put("standard_deviation", of(|figures| figures.deviation));
        put("lowest", of(|figures| Some(figures.lowest)));
        put("highest", of(|figures| Some(figures.highest)));
        put(
            "reliability",
            of(|figures| figures.reliability.map(|reliability| reliability.alpha)),
        );
        let questions: Vec<Value> = (0..self.quiz.questions.len())
            .map(|question| self.question_json(question, figures.as_ref()))
            .collect();
        put("questions", json!(questions));
        let lessons: Vec<Value> = self
            .graded
            .lessons(self.quiz.questions.len())
            .iter()
            .map(|lesson| {
                json!({
                    "question": self.quiz.questions[lesson.question].name.value,
                    "slip": lesson.slip.name,
                    "says": lesson.slip.says,
                    "count": lesson.count,
                })
            })
            .collect();
        put("teach_next", json!(lessons));
        let students: Vec<Value> = (0..self.graded.students())
            .map(|student| self.student_json(student))
            .collect();
        put("class", json!(students));
        object
    }

    fn question_json(&self, question: usize, figures: Option<&Figures>) -> Value {
        let asked = &self.papers.general[question];
        let counts = self.graded.counts(question);
        let item = figures
            .map(|figures| &figures.questions[question])
            .filter(|_| !asked.is_text());
        let wrong: Vec<Value> = self
            .graded
            .wrong_answers(question)
            .into_iter()
            .map(|wrong| json!({"answer": wrong.answer, "count": wrong.count, "slip": wrong.slip}))
            .collect();
        let discrimination = item.and_then(|item| match item.discrimination {
            Discrimination::Value(discrimination) => Some(discrimination),
            Discrimination::Undefined | Discrimination::TooFew => None,
        });
        json!({
            "name": asked.name.value,
            "task": task(asked),
            "points": asked.points.to_f64(),
            "correct": item.and_then(|item| item.correct),
            "discrimination": discrimination,
            "right": counts.right,
            "partly": counts.partly,
            "wrong": counts.wrong,
            "blank": counts.blank,
            "unread": counts.unread,
            "undecided": counts.undecided,
            "manual": counts.manual,
            "wrong_answers": wrong,
        })
    }

    /// One student for programs.
    fn student_json(&self, at: usize) -> Value {
        let student = &self.class.students[at];
        let answers: Vec<Value> = (0..self.quiz.questions.len())
            .map(|question| {
                let variant = self.papers.variant(at, question);
                let asked = &variant.question;
                let verdict = self.graded.verdict(at, question);
                let mut object = Map::new();
                object.insert("question".into(), json!(asked.name.value));
                object.insert("task".into(), json!(task(asked)));
                let answer = student.answers[question].as_ref();
                let typed = answer.map(|answer| &answer.text);
                object.insert("answer".into(), json!(typed));
                let points = self.graded.points(at, question, self.quiz);
                object.insert("points".into(), json!(points));
                object.append(&mut check::json(&variant.key, verdict, self.feedback));
                // A class has two words more than a single answer.
                object.insert("verdict".into(), json!(verdict.outcome.word()));
                Value::Object(object)
            })
            .collect();
        json!({
            "student": student.id,
            "name": student.name,
            "section": student.section,
            "score": self.graded.score(at, self.quiz),
            "answers": answers,
        })
    }
}
