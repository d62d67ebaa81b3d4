//! The rows and records of a class written one after the other: equal answers to a question are made
//! once, and no whole class is held as text.

use crate::class::roster::MissingStudent;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::class::made::AnswerTexts;
use crate::report::class::results::{AnswerResult, Results};
use crate::report::class::rows::{self, optional};
use crate::report::json;
use crate::report::record::{Flat, record};
use std::borrow::Cow;
use std::io::{self, Write};

/// The questions of a class's record before they are written.
const NO_QUESTIONS: &str = "\"questions\":[]";

record! {
    /// Who gave an answer.
    pub struct AnswerGiver {
        /// the student's id
        pub student: String,
        /// the name, where there is one beside the id
        pub name: Option<String>,
        /// the section or group
        pub section: Option<String>,
    }
}

record! {
    /// A line of `--out ndjson:FILE`.
    pub struct AnswerLine {
        /// Who gave it.
        pub giver: Flat<AnswerGiver>,
        /// The answer with its verdict.
        pub given: Flat<AnswerResult>,
    }
}

impl Report<'_> {
    /// A row for each student and question, with a head.
    pub fn tsv(&self) -> String {
        in_memory(|out| self.write_tsv(out))
    }

    /// The class, or the student, for programs.
    pub fn json(&self) -> String {
        in_memory(|out| self.write_json(out))
    }

    /// As [`tsv`](Self::tsv), row by row.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", rows::head())?;
        let mut texts = AnswerTexts::new(rows::cells);
        for at in self.places() {
            let who = [
                cell(&self.id(at)),
                optional(self.name(at).as_deref()),
                optional(self.section(at)),
            ];
            let who = who.join("\t");
            for question in 0..self.quiz.questions.len() {
                writeln!(out, "{who}\t{}", texts.of(self, at, question))?;
            }
        }
        Ok(())
    }

    /// As [`json`](Self::json), student by student.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut texts = AnswerTexts::new(|answer: &AnswerResult| json::object(answer));
        if self.whose.is_some() {
            let at = self.places().start;
            let student = json::record("grade", &self.student(at));
            return self.with_answers(&student, at, &mut texts, out);
        }
        let results = Results {
            questions: Vec::new(),
            manual_review: self.waiting(usize::MAX),
            ..self.results()
        };
        let whole = json::record("grade", &results);
        let open = whole
            .trim_end()
            .strip_suffix("]}")
            .expect("the list of students comes last");
        // Within a text its quotes would stand behind backslashes.
        let (before, behind) = open
            .split_once(NO_QUESTIONS)
            .expect("the list of questions is there and empty");
        out.write_all(before.as_bytes())?;
        out.write_all(NO_QUESTIONS.trim_end_matches(']').as_bytes())?;
        for (at, item) in self.items().enumerate() {
            out.write_all(if at > 0 { b"," } else { b"" })?;
            out.write_all(json::object(&item).as_bytes())?;
        }
        out.write_all(b"]")?;
        out.write_all(behind.as_bytes())?;
        for at in self.places() {
            if at > 0 {
                out.write_all(b",")?;
            }
            let student = json::object(&self.student(at));
            self.with_answers(&student, at, &mut texts, out)?;
        }
        out.write_all(b"]}\n")
    }

    /// A student's record with the list of the answers, which comes last and is empty there.
    fn with_answers<F: Fn(&AnswerResult) -> String + Sync>(
        &self,
        student: &str,
        at: usize,
        texts: &mut AnswerTexts<F>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let end = student.rfind("]}").expect("the list of answers comes last");
        out.write_all(&student.as_bytes()[..end])?;
        for question in 0..self.quiz.questions.len() {
            if question > 0 {
                out.write_all(b",")?;
            }
            // Equal answers are one text, each at its own place.
            let answer = texts.of(self, at, question);
            match self.answer_place(at, question) {
                None => out.write_all(answer.as_bytes())?,
                Some(place) => {
                    let open = answer.strip_suffix('}').expect("an object ends with it");
                    write!(out, "{open},\"source\":{}}}", json::object(&place))?;
                }
            }
        }
        out.write_all(&student.as_bytes()[end..])
    }

    /// An object a line for each answer.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        // A line is an [`AnswerLine`], in two parts of which the second is made once for equal answers.
        let mut texts = AnswerTexts::new(|answer: &AnswerResult| json::object(answer));
        for at in self.places() {
            let giver = json::object(&AnswerGiver {
                student: self.id(at).into_owned(),
                name: self.name(at).map(Cow::into_owned),
                section: self.section(at).map(str::to_owned),
            });
            let giver = giver.trim_end_matches('}');
            for question in 0..self.quiz.questions.len() {
                let given = texts.of(self, at, question);
                writeln!(out, "{giver},{}", &given[1..])?;
            }
        }
        Ok(())
    }

    /// Who stands in the roster and handed in nothing.
    pub fn missing(&self) -> impl Iterator<Item = MissingStudent> {
        let roster = self.roster.filter(|_| self.whose.is_none());
        let missing = roster.into_iter().flat_map(|roster| roster.missing());
        missing
            .enumerate()
            .map(|(at, student)| match self.anonymous {
                true => MissingStudent {
                    id: (self.graded.students() + at + 1).to_string(),
                    name: None,
                    section: None,
                },
                false => student,
            })
    }
}

fn in_memory(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes every write");
    String::from_utf8(bytes).expect("all of it is text")
}
