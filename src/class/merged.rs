//! Results of parts of a class put together, as if all of it had been graded in one go.

use crate::class::answers::attempts::{choose, times_of_parts};
use crate::class::answers::{Attempts, ChosenAttempts, Class, Student};
use crate::class::earlier::{Earlier, EarlierPlace, EarlierStudent};
use crate::class::marks::{self, HandMark};
use crate::files::source::{Fault, Place};
use crate::quiz::{Quiz, draw};
use std::collections::HashMap;

/// Several results of parts of a class as the class that was handed in, with the marks given by hand.
/// Where it is said which attempt counts a student may be in several parts, as may one whose answers
/// came one by one.
pub struct Merged<'q> {
    quiz: &'q Quiz,
    attempts: Option<Attempts>,
    class: Class,
    marks: Vec<HandMark>,
    /// The files of the parts, and which attempts counted in each.
    parts: Vec<(String, Option<ChosenAttempts>)>,
    /// Where each student is first, by id, and in which part.
    places: HashMap<String, (usize, usize)>,
    /// The files that parts name, with their places among the sources of the class. What names no file is of a
    /// source without a name, one for each part.
    files: HashMap<String, usize>,
}

impl<'q> Merged<'q> {
    /// A class of no part yet.
    pub fn new(quiz: &'q Quiz, attempts: Option<Attempts>) -> Merged<'q> {
        Merged {
            quiz,
            attempts,
            class: Class::empty(),
            marks: Vec::new(),
            parts: Vec::new(),
            places: HashMap::new(),
            files: HashMap::new(),
        }
    }

    /// The class of all parts.
    ///
    /// # Errors
    /// Times that are understood in one part alone.
    pub fn class(self) -> Result<(Class, Vec<HandMark>), Box<Fault>> {
        let Merged {
            mut class,
            mut marks,
            parts,
            attempts,
            ..
        } = self;
        let several = class.students.iter().any(|row| row.first.is_some());
        let chosen = || parts.iter().map(|(_, chosen)| *chosen);
        let in_order: Vec<bool> = chosen()
            .map(|chosen| chosen.is_some_and(|chosen| chosen.in_order))
            .collect();
        if let Err(part) = times_of_parts(&mut class, &in_order) {
            let message = "here attempts counted in the order of the rows, since the times left open which number is the month, which other parts say";
            let fault = Fault::new(&parts[part].0, message);
            let help = "grade the class in one go, or write dates as 2026-11-03";
            return Err(Box::new(fault.help(help)));
        }
        if let Some(kept) = choose(&mut class, attempts.filter(|_| several)) {
            marks = marks::kept(marks, &kept);
        }
        if let Some(chosen) = chosen().flatten().next()
            && class.chosen.is_none()
        {
            class.choose_between(chosen.counts, in_order.contains(&true));
        }
        Ok((class, marks))
    }

    /// Adds a part.
    ///
    /// # Errors
    /// One of another quiz, or in which other attempts counted; a student who is in another part.
    pub fn add(&mut self, part: &mut Earlier<'_>) -> Result<(), Box<Fault>> {
        let quiz = self.quiz;
        if part.fingerprint != quiz.fingerprint() {
            let message = format!(
                "these results are of another quiz than {}",
                quiz.source.name()
            );
            let help = "merge parts of one class, graded with one quiz; name it before --merge";
            return Err(Box::new(Fault::new(part.name(), message).help(help)));
        }
        if let Some(chosen) = part.chosen
            && let Some(counts) = self.attempts
            && chosen.counts != counts
        {
            let message = format!(
                "in these results the {} attempt of a student counts, and here the {} one",
                chosen.counts.word(),
                counts.word()
            );
            let help = format!("grade the part with --attempts {}", counts.word());
            return Err(Box::new(Fault::new(part.name(), message).help(help)));
        }
        let unknown = self.class.sources.len();
        self.class.sources.push("".into());
        self.class.refused.extend(part.refused.iter().cloned());
        let tables = part.tables.iter();
        let tables = tables.map(|table| table.understood(unknown, quiz));
        self.class.understood.extend(tables);
        self.parts.push((part.name().to_owned(), part.chosen));
        part.each_student(|student| self.student(&student, unknown))
    }

    /// Adds a student of the last part, whose source without a name is `unknown`.
    fn student(&mut self, student: &EarlierStudent, unknown: usize) -> Result<(), Box<Fault>> {
        let place = self.class.students.len();
        let part = self.parts.len() - 1;
        let key = draw::folded(&student.id);
        let &mut (first, of) = self.places.entry(key).or_insert((place, part));
        let several = first < place;
        if several && student.one_by_one && self.class.students[first].one_by_one {
            return self.more(first, of, unknown, student);
        }
        if several && self.attempts.is_none() {
            let message = format!("`{}` is in {} too", student.id, self.parts[of].0);
            let help = "a student belongs to one part, or say which attempt counts: --attempts last, first or best";
            return Err(Box::new(
                Fault::new(&self.parts[part].0, message).help(help),
            ));
        }
        let (source, stands) = self.place(student.place.as_ref(), unknown);
        let questions = self.quiz.questions.len();
        let mut row = Student::new(&student.id, questions, source, stands);
        row.first = several.then_some(first);
        row.one_by_one = student.one_by_one;
        describe(&mut row, student);
        self.class.students.push(row);
        self.class.may_be_late |= student.late;
        for question in 0..questions {
            self.answer(place, question, source, student);
        }
        Ok(())
    }

    /// The place of a file among the sources of the class.
    fn file(&mut self, name: &str) -> usize {
        if let Some(&known) = self.files.get(name) {
            return known;
        }
        let sources = &mut self.class.sources;
        sources.push(name.into());
        self.files.insert(name.to_owned(), sources.len() - 1);
        sources.len() - 1
    }

    /// The file and the place that results name, the file of another place where they name none.
    fn place(&mut self, place: Option<&EarlierPlace>, other: usize) -> (usize, Place) {
        let file = place.and_then(|place| place.file.as_deref());
        let source = file.map_or(other, |file| self.file(file));
        (source, place.map_or(Place::START, |place| place.place))
    }

    /// More answers of a student whose answers came one by one.
    fn more(
        &mut self,
        place: usize,
        before: usize,
        unknown: usize,
        student: &EarlierStudent,
    ) -> Result<(), Box<Fault>> {
        let (source, _) = self.place(student.place.as_ref(), unknown);
        describe(&mut self.class.students[place], student);
        self.class.may_be_late |= student.late;
        for (question, asked) in self.quiz.questions.iter().enumerate() {
            let name = &asked.name.value;
            let taken = self.class.students[place].answers[question].is_some();
            let given = student
                .answers
                .get(name)
                .is_some_and(|given| given.text.is_some());
            if taken && given {
                match self.attempts {
                    Some(counts @ (Attempts::Last | Attempts::First)) => {
                        self.class.choose_between(counts, false)
                    }
                    Some(Attempts::Best) | None => {
                        let (file, _) = &self.parts[before];
                        let message =
                            format!("`{}` answers `{name}` here and in {file}", student.id);
                        let help = "keep one, or say which counts: --attempts last or first";
                        let (file, _) = &self.parts[self.parts.len() - 1];
                        return Err(Box::new(Fault::new(file, message).help(help)));
                    }
                }
            }
            if !taken || (given && self.attempts == Some(Attempts::Last)) {
                self.marks
                    .retain(|mark| (mark.student, mark.question) != (place, question));
                self.answer(place, question, source, student);
            }
        }
        Ok(())
    }

    /// Puts one answer in its place, with the mark that it was given by hand.
    fn answer(&mut self, place: usize, question: usize, source: usize, student: &EarlierStudent) {
        let name = &self.quiz.questions[question].name.value;
        let Some(given) = student.answers.get(name) else {
            return;
        };
        let (own, stands) = self.place(given.place.as_ref(), source);
        let typed = given.text.as_deref();
        let typed = typed.map(|text| self.class.placed(text, own, stands));
        self.class.students[place].answers[question] = typed;
        if let (Some(comment), Some(points)) = (&given.by_hand, &given.points) {
            self.marks.push(HandMark {
                student: place,
                question,
                points: points.clone(),
                comment: comment.clone(),
            });
        }
    }
}

/// Says of a row what else was known of its student, over what was said before.
fn describe(row: &mut Student, student: &EarlierStudent) {
    let said = |one: &Option<String>, before: &mut Option<String>| {
        if one.is_some() {
            before.clone_from(one);
        }
    };
    said(&student.name, &mut row.name);
    if student.section.is_some() || student.email.is_some() {
        let details = row.details_mut();
        said(&student.section, &mut details.section);
        said(&student.email, &mut details.email);
    }
    for (head, id) in &student.other_ids {
        row.add_id(head.as_str().into(), id);
    }
    if student.submitted.is_some() {
        row.details_mut().submitted = student.submitted.as_deref().map(Box::from);
        row.late = student.late;
    }
    row.late |= student.late && row.details().submitted.is_none();
    if student.attempt.is_some() {
        row.details_mut().attempt = student.attempt;
    }
}
