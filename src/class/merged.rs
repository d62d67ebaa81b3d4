//! Results of parts of a class put together, as if all of it had been graded in one go.

use crate::class::answers::attempts::{choose, times_of_parts};
use crate::class::answers::{Attempts, Class, Student};
use crate::class::earlier::{Earlier, EarlierPlace, EarlierStudent};
use crate::class::marks::{self, HandMark};
use crate::files::source::{Fault, Place};
use crate::quiz::{Quiz, draw};
use std::collections::HashMap;

/// A class whose parts are put together.
struct Merged<'p> {
    quiz: &'p Quiz,
    attempts: Option<Attempts>,
    class: Class,
    marks: Vec<HandMark>,
    /// Where each student is first, by id, and in which file.
    places: HashMap<String, (usize, &'p str)>,
    /// The files that parts name, with their places among the sources of the class. What names no file is of a
    /// source without a name, one for each part.
    files: HashMap<&'p str, usize>,
}

/// Several results of parts of a class as the class that was handed in, with the marks given by hand.
/// Where it is said which attempt counts a student may be in several parts, as may one whose answers
/// came one by one.
///
/// # Errors
/// Parts of different quizzes, or in which other attempts counted; a student who is in two of them.
pub fn merge(
    parts: &[Earlier],
    quiz: &Quiz,
    attempts: Option<Attempts>,
) -> Result<(Class, Vec<HandMark>), Vec<Fault>> {
    let mut merged = Merged {
        quiz,
        attempts,
        class: Class::empty(),
        marks: Vec::new(),
        places: HashMap::new(),
        files: HashMap::new(),
    };
    for part in parts {
        merged.part(part).map_err(|fault| vec![*fault])?;
    }
    let Merged {
        mut class,
        mut marks,
        ..
    } = merged;
    let several = class.students.iter().any(|row| row.first.is_some());
    let in_order = parts
        .iter()
        .map(|part| part.chosen.is_some_and(|chosen| chosen.in_order));
    let in_order: Vec<bool> = in_order.collect();
    if let Err(part) = times_of_parts(&mut class, &in_order) {
        let message = "here attempts counted in the order of the rows, since the times left open which number is the month, which other parts say";
        let fault = Fault::new(&parts[part].file, message);
        return Err(vec![
            fault.help("grade the class in one go, or write dates as 2026-11-03"),
        ]);
    }
    if let Some(kept) = choose(&mut class, attempts.filter(|_| several)) {
        marks = marks::kept(marks, &kept);
    }
    if let Some(chosen) = parts.iter().find_map(|part| part.chosen)
        && class.chosen.is_none()
    {
        class.choose_between(chosen.counts, in_order.contains(&true));
    }
    Ok((class, marks))
}

impl<'p> Merged<'p> {
    fn part(&mut self, part: &'p Earlier) -> Result<(), Box<Fault>> {
        let quiz = self.quiz;
        if part.fingerprint != quiz.fingerprint() {
            let message = format!(
                "these results are of another quiz than {}",
                quiz.source.name()
            );
            let help = "merge parts of one class, graded with one quiz; name it before --merge";
            return Err(Box::new(Fault::new(&part.file, message).help(help)));
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
            return Err(Box::new(Fault::new(&part.file, message).help(help)));
        }
        let unknown = self.class.sources.len();
        self.class.sources.push("".into());
        self.class.refused.extend(part.refused.iter().cloned());
        let tables = part.tables.iter();
        let tables = tables.map(|table| table.understood(unknown, quiz));
        self.class.understood.extend(tables);
        for student in &part.students {
            let place = self.class.students.len();
            let key = draw::folded(&student.id);
            let &mut (first, file) = self.places.entry(key).or_insert((place, &part.file));
            let several = first < place;
            if several && student.one_by_one && self.class.students[first].one_by_one {
                self.more(first, file, unknown, student, part)?;
                continue;
            }
            if several && self.attempts.is_none() {
                let message = format!("`{}` is in {file} too", student.id);
                let help = "a student belongs to one part, or say which attempt counts: --attempts last, first or best";
                return Err(Box::new(Fault::new(&part.file, message).help(help)));
            }
            let (source, stands) = self.place(student.place.as_ref(), unknown);
            let mut row = Student::new(&student.id, quiz.questions.len(), source, stands);
            row.first = several.then_some(first);
            row.one_by_one = student.one_by_one;
            describe(&mut row, student);
            self.class.students.push(row);
            for question in 0..quiz.questions.len() {
                self.answer(place, question, source, student);
            }
        }
        Ok(())
    }

    /// The place of a file among the sources of the class.
    fn file(&mut self, name: &'p str) -> usize {
        let sources = &mut self.class.sources;
        *self.files.entry(name).or_insert_with(|| {
            sources.push(name.into());
            sources.len() - 1
        })
    }

    /// The file and the place that results name, the file of another place where they name none.
    fn place(&mut self, place: Option<&'p EarlierPlace>, other: usize) -> (usize, Place) {
        let file = place.and_then(|place| place.file.as_deref());
        let source = file.map_or(other, |file| self.file(file));
        (source, place.map_or(Place::START, |place| place.place))
    }

    /// More answers of a student whose answers came one by one.
    fn more(
        &mut self,
        place: usize,
        file: &str,
        unknown: usize,
        student: &'p EarlierStudent,
        part: &'p Earlier,
    ) -> Result<(), Box<Fault>> {
        let (source, _) = self.place(student.place.as_ref(), unknown);
        describe(&mut self.class.students[place], student);
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
                        let message =
                            format!("`{}` answers `{name}` here and in {file}", student.id);
                        let help = "keep one, or say which counts: --attempts last or first";
                        return Err(Box::new(Fault::new(&part.file, message).help(help)));
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
    fn answer(
        &mut self,
        place: usize,
        question: usize,
        source: usize,
        student: &'p EarlierStudent,
    ) {
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
    said(&student.section, &mut row.section);
    said(&student.email, &mut row.email);
    for (head, id) in &student.other_ids {
        row.add_id(head.as_str().into(), id);
    }
    if student.submitted.is_some() {
        row.submitted = student.submitted.as_deref().map(Box::from);
        row.late = student.late;
    }
    row.late |= student.late && row.submitted.is_none();
    row.attempt = student.attempt.or(row.attempt);
}
