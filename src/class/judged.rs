//! A class judged: each student's paper, of several attempts the best, and the verdicts.

use crate::class::answers::Class;
use crate::class::graded::{self, Graded};
use crate::class::marks::{self, HandMark};
use crate::files::source::Fault;
use crate::quiz::Quiz;
use crate::quiz::paper::Papers;
use std::io;

/// Who judges the classes of a quiz.
#[derive(Debug)]
pub struct Judge<'q> {
    quiz: &'q Quiz,
    /// The papers, where every student has the same.
    shared: Option<Papers>,
    threads: usize,
    /// Whether somebody is told the slips behind wrong answers.
    slips: bool,
}

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
            slips: true,
        })
    }

    /// For who is told no slips.
    pub fn without_slips(self) -> Judge<'q> {
        Judge {
            slips: false,
            ..self
        }
    }

    /// Of a class that has every attempt each student's best is kept, with the marks that it has.
    ///
    /// # Errors
    /// As [`Judge::judged`].
    pub fn keep_best(&self, class: &mut Class, marks: &mut Vec<HandMark>) -> Result<(), NotJudged> {
        if class.every_attempt {
            // Points alone are compared.
            let (_, all) = self.graded(class, false)?;
            let kept = all.best_attempts(class, self.quiz);
            class.keep(&kept);
            *marks = marks::kept(std::mem::take(marks), &kept);
        }
        Ok(())
    }

    /// Of each student in a class with several attempts the row of the best one; `None` where they can't be
    /// judged.
    pub fn best_so_far(&self, class: &Class) -> Option<Vec<usize>> {
        let (_, all) = self.graded(class, false).ok()?;
        Some(all.best_attempts(class, self.quiz))
    }

    /// The papers of the students, and the verdicts on their answers.
    ///
    /// # Errors
    /// Where a student's question has no key, and where there is no room for the verdicts.
    pub fn judged(&self, class: &Class) -> Result<(Papers, Graded), NotJudged> {
        self.graded(class, self.slips)
    }

    fn graded(&self, class: &Class, slips: bool) -> Result<(Papers, Graded), NotJudged> {
        let papers = match &self.shared {
            Some(papers) => papers.clone(),
            None => {
                let ids = class.students.iter().map(|student| student.id.as_str());
                Papers::new(self.quiz, ids).map_err(NotJudged::Faults)?
            }
        };
        let papers = match slips {
            true => papers,
            false => papers.without_slips(),
        };
        let graded = graded::grade(&papers, class, self.threads).map_err(NotJudged::TooLarge)?;
        Ok((papers, graded))
    }
}
