//! A class in words: the head, the table, what to teach next, what to look at.

use crate::notation::visible::visible;
use crate::notation::width::width as columns;
use crate::number::rational::Rational;
use crate::report::check::{self, points};
use crate::report::class::figure;
use crate::report::class::results::{ItemResult, LessonResult, NAMED, Results, WEAK};
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::record::DoubleFigure;
use crate::report::{Role, Text, counted};
use crate::verdict::Outcome;
use std::fmt::Write;

/// Slips to teach next.
const LESSONS: usize = 3;

impl Results {
    /// For people, within that many columns.
    pub fn text(&self, width: usize) -> Text {
        let mut text = Text::new();
        if self.student_count == 0 {
            text.plain("no students").line();
            return text;
        }
        self.head(width, &mut text);
        text.line().append(self.table(width));
        self.teach(width, &mut text);
        self.look(width, &mut text);
        self.beside(width, &mut text);
        self.review(width, &mut text);
        self.absent(width, &mut text);
        text
    }

    fn head(&self, width: usize, text: &mut Text) {
        let all = match check::figure(&self.points).as_str() {
            "1" => "1 point".to_owned(),
            n => format!("{n} points"),
        };
        let students = counted(self.student_count, "student");
        let questions = counted(self.questions.len(), "question");
        text.push(Role::Heading, format!("{students}, {questions}, {all}"));
        let of = [&self.points, &self.judged_points].map(|points| points.fraction());
        if let [Some(points_of_all), Some(judged)] = of
            && judged != points_of_all
        {
            let left: Rational = points_of_all - judged;
            let said = format!("({} for manual review)", points(&left));
            let beside = [&students, &questions, &all].map(|part| columns(part) + 2);
            match beside.iter().sum::<usize>() + columns(&said) > width {
                true => text.line().plain(format!("  {said}")),
                false => text.plain(format!(" {said}")),
            };
        }
        text.line();
        let open = self.mean_highest.filter(|_| self.open > 0);
        let figures = [
            ("mean", self.mean),
            ("median", self.median),
            ("std. dev.", self.standard_deviation),
            ("lowest", self.lowest),
            ("highest", self.highest),
        ];
        let figures = figures.into_iter().filter_map(|(name, value)| {
            let DoubleFigure(value) = value?;
            // Open answers leave the mean open.
            match open
                .filter(|_| name == "mean")
                .map(|DoubleFigure(highest)| figure(highest))
            {
                Some(highest) if highest != figure(value) => {
                    Some(format!("mean {} to {highest}", figure(value)))
                }
                _ => Some(format!("{name} {}", figure(value))),
            }
        });
        let figures: Vec<String> = figures.collect();
        text.wrapped(&figures.join("   "), 2, width);
    }

    fn teach(&self, width: usize, text: &mut Text) {
        let lessons = &self.teach_next[..self.teach_next.len().min(LESSONS)];
        if lessons.is_empty() {
            return;
        }
        text.line().push(Role::Heading, "teach next").line();
        let each = |cell: &dyn Fn(&LessonResult) -> String| {
            let cells = lessons.iter().map(cell).collect();
            TextColumn::new("", cells, Fill::After)
        };
        let columns = [
            each(&|lesson| visible(&lesson.question).into_owned()),
            each(&|lesson| lesson.says.clone()),
            each(&|lesson| format!("{} of {}", lesson.count, self.student_count)),
        ];
        if layout::total(&columns) <= width {
            text.append(layout::table(&columns));
            return;
        }
        for lesson in 0..lessons.len() {
            let [name, says, of] = [0, 1, 2].map(|at| &columns[at].cells[lesson]);
            text.wrapped(&format!("{name}  {says}: {of}"), 2, width);
        }
    }

    fn look(&self, width: usize, text: &mut Text) {
        let weak = self.look_again.iter().map(|name| visible(name));
        let weak: Vec<_> = weak.collect();
        if weak.is_empty() {
            return;
        }
        text.line().push(Role::Heading, "look again").line();
        let why = format!("does not go with the rest of the score (discrimination below {WEAK}):");
        text.wrapped(&format!("{why} {}", weak.join(", ")), 2, width);
    }

    /// Who answered what is right for another student's numbers.
    fn beside(&self, width: usize, text: &mut Text) {
        if self.neighbours.is_empty() {
            return;
        }
        text.line()
            .push(Role::Heading, "right for another student's numbers")
            .line();
        for neighbour in self.neighbours.iter().take(NAMED) {
            let others = visible(&neighbour.right_for.join(", ")).into_owned();
            let (student, question) = (visible(&neighbour.student), visible(&neighbour.question));
            text.wrapped(&format!("{student} {question}: {others}"), 2, width);
        }
        let more = self.neighbours.len().saturating_sub(NAMED);
        if more > 0 {
            text.plain(format!("  and {more} more (--json names them all)"))
                .line();
        }
    }

    /// Who stands in the roster and handed in nothing.
    fn absent(&self, width: usize, text: &mut Text) {
        if self.missing.is_empty() {
            return;
        }
        text.line().push(Role::Heading, "handed in nothing").line();
        text.wrapped(&self.absent_names(" (--json names them all)"), 2, width);
    }

    /// The names of those who handed in nothing; `more` is said where some of them are counted.
    pub(crate) fn absent_names(&self, more: &str) -> String {
        let names = self.missing_names.iter().take(NAMED);
        let names: Vec<String> = names.map(|name| visible(name).into_owned()).collect();
        // A gradebook has the last name first, with a comma behind it.
        let between = match names.iter().any(|name| name.contains(',')) {
            true => "; ",
            false => ", ",
        };
        match self.missing_names.len() - names.len() {
            0 => names.join(between),
            beyond => format!("{} and {beyond} more{more}", names.join(between)),
        }
    }

    fn review(&self, width: usize, text: &mut Text) {
        let mut lines = Vec::new();
        let count = |of: fn(&ItemResult) -> usize| self.questions.iter().map(of).sum::<usize>();
        for (outcome, all, what) in [
            (
                Outcome::Unread,
                count(|item| item.unread),
                "could not be read",
            ),
            (
                Outcome::Undecided,
                count(|item| item.undecided),
                "could not be decided",
            ),
        ] {
            let waiting = self.manual_review.iter();
            let waiting: Vec<_> = waiting.filter(|each| each.verdict == outcome).collect();
            if waiting.is_empty() {
                continue;
            }
            let who = waiting.iter().take(NAMED).map(|each| {
                let called = each.name.as_ref().unwrap_or(&each.student);
                format!("{} {}", visible(called), visible(&each.question))
            });
            let who: Vec<String> = who.collect();
            let answers = counted(all, "answer");
            let mut line = format!("{answers} {what}: {}", who.join(", "));
            let more = all.saturating_sub(NAMED);
            if more > 0 {
                write!(line, " and {more} more (--tsv names them all)")
                    .expect("a string takes every write");
            }
            lines.push(line);
        }
        if self.decimal_commas.0 {
            lines.push(
                "decimal commas, as in 0,75, are read with `locale = \"de\"` in the quiz"
                    .to_owned(),
            );
        }
        let words = self.questions.iter().filter(|item| item.manual > 0);
        let words = words.map(|item| format!("{} ({})", visible(&item.question), item.manual));
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            lines.push(format!("answers in words: {}", words.join(", ")));
        }
        if lines.is_empty() {
            return;
        }
        if let (Some(DoubleFigure(mean)), Some(DoubleFigure(highest))) =
            (self.mean, self.mean_highest)
            && self.open > 0
        {
            let (answers, are) = match self.open {
                1 => ("answer", "is"),
                _ => ("answers", "are"),
            };
            lines.push(format!(
                "the mean is {}, up to {} once {} {answers} {are} marked",
                figure(mean),
                figure(highest),
                self.open
            ));
        }
        lines.push("--review review.csv writes them with an empty points column".to_owned());
        text.line().push(Role::Heading, "manual review").line();
        for line in lines {
            text.wrapped(&line, 2, width);
        }
    }
}
