//! A class judged: each student's paper, of several attempts the best, and the verdicts.

use crate::class::answers::Class;
use crate::class::graded::{self, Graded, OpenFile};
use crate::class::marks::{self, HandMark};
use crate::files::source::Fault;
use crate::quiz::Quiz;
use crate::quiz::paper::Papers;
use crate::verdict::rules::Telling;
use std::io;

/// Who judges the classes of a quiz.
#[derive(Debug)]
pub struct Judge<'q> {
    quiz: &'q Quiz,
    /// The papers, where every student has the same.
    shared: Option<Papers>,
    threads: usize,
    /// What somebody is told of verdicts.
    told: Telling,
    /// Who gives a file for what there is no room for.
    file: Option<OpenFile>,
}

/// Where points alone are compared.
const POINTS: Telling = Telling {
    slips: false,
    words: false,
};

/// Why a class is not judged.
#[derive(Debug)]
pub enum NotJudged {
    /// What is wrong with the quiz.
    Faults(Vec<Fault>),
    /// There is no room for it.
    TooLarge(io::Error),
}

impl<'q> Judge<'q> {
    /// For a quiz, on so many threads.
    ///
    /// # Errors
    /// Where a question has no key, which is found before any answer is read.
    pub fn new(quiz: &'q Quiz, threads: usize) -> Result<Judge<'q>, Vec<Fault>> {
        let shared = Papers::shared(quiz)?;
        Ok(Judge {
            quiz,
            shared,
            threads,
            told: Telling::ALL,
            file: None,
        })
    }

    /// For who is told no more of verdicts than that.
    pub fn telling(self, told: Telling) -> Judge<'q> {
        Judge { told, ..self }
    }

    /// With a file for what verdicts say where there is no room for it: without that it is judged again where
    /// it is told.
    pub fn with_file(self, open: OpenFile) -> Judge<'q> {
        let file = Some(open);
        Judge { file, ..self }
    }

    /// Of a class that has every attempt each student's best is kept, with the marks that it has.
    ///
    /// # Errors
    /// As [`Judge::judged`].
    pub fn keep_best(&self, class: &mut Class, marks: &mut Vec<HandMark>) -> Result<(), NotJudged> {
        if class.every_attempt {
            let (_, all) = self.graded(class, POINTS)?;
            let kept = all.best_attempts(class, self.quiz);
            class.keep(&kept);
            *marks = marks::kept(std::mem::take(marks), &kept);
        }
        Ok(())
    }

    /// Of each student in a class with several attempts the row of the best one; `None` where they can't be
    /// judged.
    pub fn best_so_far(&self, class: &Class) -> Option<Vec<usize>> {
        let (_, all) = self.graded(class, POINTS).ok()?;
        Some(all.best_attempts(class, self.quiz))
    }

    /// The papers of the students, and the verdicts on their answers.
    ///
    /// # Errors
    /// Where a student's question has no key, and where there is no room for the verdicts.
    pub fn judged(&self, class: &Class) -> Result<(Papers, Graded), NotJudged> {
        self.graded(class, self.told)
    }

    fn graded(&self, class: &Class, told: Telling) -> Result<(Papers, Graded), NotJudged> {
        let papers = match &self.shared {
            Some(papers) => papers.clone(),
            None => {
                let ids = class.students.iter().map(|student| student.id.as_str());
                Papers::new(self.quiz, ids).map_err(NotJudged::Faults)?
            }
        };
        let papers = papers.telling(told);
        let graded =
            graded::grade(&papers, class, self.threads, self.file).map_err(NotJudged::TooLarge)?;
        Ok((papers, graded))
    }
}
