//! The report as a page: one file, no script, nothing loaded, for a screen, for paper and for a
//! screen reader. `maud` escapes every text that is put into it.

use crate::class::figures::MIN_STUDENTS;
use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::results::{Results, TOLD};
use crate::report::class::{Report, figure};
use crate::report::counted;
use crate::report::formats::gradebook::percent;
use crate::report::formats::summary::{correct, symbol};
use crate::report::record::DoubleFigure;
use crate::slips;
use crate::verdict::Outcome;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::{self, Write};

/// Slips that are named as what to teach next.
const LESSONS: usize = 3;

/// Bars of the distribution of scores.
const BARS: usize = 10;

/// Students who are named beside a wrong answer.
const NAMED: usize = 12;

/// How it looks: colours have a contrast of at least 4.5 to 1 in both themes, bars keep their colour
/// on paper, and a student's sheet starts a page.
const STYLE: &str = include_str!("report.css");

/// The page says itself that it runs nothing and loads nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = report.results();
    let title = report.title();
    // In parts, so that no page of a large class is held whole.
    let mut part = |markup: Markup| out.write_all(markup.into_string().as_bytes());
    part(head(&title))?;
    part(PreEscaped("<main>".to_owned()))?;
    if report.whose.is_none() {
        part(front(report, &results, &title))?;
        part(questions(&results))?;
        part(map_head(report))?;
        for at in by_score(report) {
            part(map_row(report, at))?;
        }
        part(PreEscaped("</tbody></table></div></section>".to_owned()))?;
        part(wrong_answers(report, &results))?;
        part(method(report, &results))?;
    }
    for at in report.places() {
        part(sheet(report, at))?;
    }
    part(PreEscaped("</main></body></html>\n".to_owned()))
}

/// A page of its own for one student.
pub(crate) fn page(report: &Report<'_>, at: usize) -> String {
    let mut page = head(&format!("{}: {}", report.title(), report.called(at))).into_string();
    page += "<main>";
    page += &sheet(report, at).into_string();
    page += "</main></body></html>\n";
    page
}

fn head(title: &str) -> Markup {
    let whole = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {}
        }
    };
    let whole = whole.into_string();
    PreEscaped(whole.trim_end_matches("</body></html>").to_owned())
}

fn front(report: &Report<'_>, results: &Results, title: &str) -> Markup {
    let students = results.student_count;
    let total = check::in_points(&report.quiz.points());
    let shown =
        |value: Option<DoubleFigure>| value.map_or("n/a".to_owned(), |DoubleFigure(n)| figure(n));
    let open = results.mean_highest.filter(|_| results.open > 0);
    let mean = match (results.mean, open) {
        (Some(DoubleFigure(low)), Some(DoubleFigure(high))) if figure(low) != figure(high) => {
            format!("{} to {}", figure(low), figure(high))
        }
        (mean, _) => shown(mean),
    };
    let range = match (results.lowest, results.highest) {
        (Some(DoubleFigure(low)), Some(DoubleFigure(high))) => {
            format!("{} to {}", figure(low), figure(high))
        }
        _ => "n/a".to_owned(),
    };
    let reliability = match (results.reliability, results.reliability_students) {
        (Some(DoubleFigure(alpha)), Some(n)) => format!("{alpha:.2} ({n} students)"),
        _ => format!("n/a (from {MIN_STUDENTS} students on)"),
    };
    let figures = [
        ("mean", mean),
        ("median", shown(results.median)),
        ("standard deviation", shown(results.standard_deviation)),
        ("range", range),
        ("reliability (Cronbach's alpha)", reliability),
        ("for manual review", counted(results.open, "answer")),
    ];
    html! {
        h1 { (title) }
        @if let Some(date) = report.date {
            p { (visible(date)) }
        }
        p { (counted(students, "student")) ", " (counted(results.questions.len(), "question")) ", " (total) }
        dl.figures {
            @for (name, value) in figures {
                div { dt { (name) } dd { (value) } }
            }
        }
        @if !results.missing.is_empty() {
            p { (counted(results.missing.len(), "student")) " handed in nothing: " (results.absent_names("")) }
        }
        section {
            h2 { "Teach next" }
            @if results.teach_next.is_empty() && results.look_again.is_empty() {
                p { "No slip stands out." }
            }
            ol {
                @for lesson in results.teach_next.iter().take(LESSONS) {
                    li {
                        a href=(format!("#question-{}", place(results, &lesson.question))) { (visible(&lesson.question)) }
                        ": " (visible(&lesson.says)) ", " (lesson.count) " of " (students)
                    }
                }
            }
            @if !results.look_again.is_empty() {
                p {
                    "Look at these questions, or their keys, again: "
                    (visible(&results.look_again.join(", ")))
                    " (they do not go with the rest of the score)."
                }
            }
        }
        (distribution(report))
    }
}

/// The place of a question by its name, which makes its anchor.
fn place(results: &Results, name: &str) -> usize {
    results
        .questions
        .iter()
        .position(|item| item.question == name)
        .unwrap_or(0)
}

/// How many students have which part of the points.
fn distribution(report: &Report<'_>) -> Markup {
    let total = report.quiz.points().to_f64();
    let mut counts = [0usize; BARS];
    for at in report.places() {
        let share = match total > 0.0 {
            true => report.graded.score(at, report.quiz) / total,
            false => 0.0,
        };
        counts[((share * BARS as f64) as usize).min(BARS - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let step = 100 / BARS;
    html! {
        section {
            h2 { "Scores" }
            table {
                caption { "Students by their part of the points" }
                thead { tr { th scope="col" { "percent" } th scope="col" { "students" } th scope="col" { span.hidden { "as a bar" } } } }
                tbody {
                    @for (bar, count) in counts.iter().enumerate() {
                        tr {
                            th scope="row" {
                                (bar * step) " to "
                                @if bar + 1 == BARS { "100" } @else { "below " ((bar + 1) * step) }
                            }
                            td.number { (count) }
                            td.wide { div.bar style=(format!("width:{}%", 100 * count / most)) {} }
                        }
                    }
                }
            }
        }
    }
}

fn questions(results: &Results) -> Markup {
    html! {
        section {
            h2 { "Questions" }
            div.scroll { table {
                caption { "Correct rate, discrimination and commonest wrong answer of each question" }
                thead { tr {
                    @for head in ["question", "asks", "correct", "discrimination", "blank", "open", "commonest wrong answer", "note"] {
                        th scope="col" { (head) }
                    }
                } }
                tbody {
                    @for (at, item) in results.questions.iter().enumerate() {
                        tr id=(format!("question-{at}")) {
                            th scope="row" { (visible(&item.question)) }
                            td { (item.task) }
                            td.number { (correct(item)) }
                            td.number { (item.discrimination.map_or("n/a".to_owned(), |DoubleFigure(n)| format!("{n:.2}"))) }
                            td.number { (item.blank) }
                            td.number { (item.unread + item.undecided + item.manual) }
                            td {
                                @if let Some(wrong) = item.wrong_answers.first() {
                                    code { (visible(&wrong.answer)) } " " (wrong.count)
                                }
                            }
                            td { @if results.look_again.contains(&item.question) { "look again" } }
                        }
                    }
                }
            } }
        }
    }
}

fn map_head(report: &Report<'_>) -> Markup {
    let rows = html! {
        section {
            h2 { "Answer map" }
            p { "✓ right, ½ part credit, ✗ wrong, – blank, ? for manual review" }
            div.scroll { table.map {
                caption { "Students against questions" }
                thead { tr {
                    th scope="col" { "student" }
                    th scope="col" { "score" }
                    @for question in &report.quiz.questions {
                        th scope="col" { (visible(&question.name.value)) }
                    }
                } }
                tbody {}
            } }
        }
    };
    let open = rows.into_string();
    PreEscaped(
        open.trim_end_matches("</tbody></table></div></section>")
            .to_owned(),
    )
}

/// The students from the best score down; of equal ones in the order of the class.
fn by_score(report: &Report<'_>) -> Vec<usize> {
    let scores = report
        .places()
        .map(|at| (report.graded.exact_score(at, report.quiz), at));
    let mut scores: Vec<(Rational, usize)> = scores.collect();
    scores.sort_unstable_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
    scores.into_iter().map(|(_, at)| at).collect()
}

fn map_row(report: &Report<'_>, at: usize) -> Markup {
    let score = report.graded.exact_score(at, report.quiz);
    html! {
        tr {
            th scope="row" { a href=(format!("#student-{at}")) { (report.called(at)) } }
            td.number { (check::points(&score)) }
            @for question in 0..report.quiz.questions.len() {
                td class=(class(report.graded.mark(at, question).outcome)) {
                    (symbol(report.graded.mark(at, question).outcome))
                    span.hidden { " " (report.verdict_word(at, question)) }
                }
            }
        }
    }
}

fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "right",
        Outcome::Partly => "partly",
        Outcome::Wrong => "wrong",
        Outcome::Blank => "blank",
        Outcome::Unread | Outcome::Undecided | Outcome::Manual => "open",
    }
}

fn wrong_answers(report: &Report<'_>, results: &Results) -> Markup {
    html! {
        section {
            h2 { "Wrong answers" }
            @for (question, item) in results.questions.iter().enumerate() {
                @if !item.wrong_answers.is_empty() {
                    @let shown = item.wrong_answers.iter().take(TOLD).map(|wrong| wrong.answer.as_str());
                    @let gave = report.graded.who(question, shown, report.class, NAMED);
                    h3 { (visible(&item.question)) ": " (item.task) }
                    table {
                        caption { "Equal answers are counted as one" }
                        thead { tr { @for head in ["answer", "students", "likely slip", "who"] { th scope="col" { (head) } } } }
                        tbody {
                            @for wrong in item.wrong_answers.iter().take(TOLD) {
                                tr {
                                    td { code { (visible(&wrong.answer)) } }
                                    td.number { (wrong.count) }
                                    td { (in_words(wrong.slip.as_deref())) }
                                    td { (named(report, gave.get(wrong.answer.as_str()), wrong.count)) }
                                }
                            }
                        }
                    }
                    @if *item.wrong_answers_count > TOLD {
                        p { "and " (*item.wrong_answers_count - TOLD) " more" }
                    }
                }
            }
        }
    }
}

/// What happened in a slip, or in two that are joined.
fn in_words(slip: Option<&str>) -> String {
    let each = slip.into_iter().flat_map(|name| name.split('+'));
    let each = each.map(|name| slips::named(name).map_or(name, |slip| slip.says));
    each.collect::<Vec<&str>>().join(", and ")
}

/// Who gave an answer that so many gave.
fn named(report: &Report<'_>, gave: Option<&Vec<usize>>, count: usize) -> String {
    let gave = gave.into_iter().flatten();
    let names: Vec<String> = gave.map(|&at| report.called(at)).collect();
    let more = count.saturating_sub(names.len());
    match more {
        0 => names.join(", "),
        _ => format!("{} and {more} more", names.join(", ")),
    }
}

fn method(report: &Report<'_>, results: &Results) -> Markup {
    html! {
        section {
            h2 { "How this was graded" }
            ul {
                li { "Keys are computed from the questions. An answer is right where it is proved equal to the key, or agrees with it to many digits on every branch; wrong where a point shows that it is not." }
                li { "What cannot be read or decided waits for manual review and is in no score; it is never guessed." }
                li { "Blank counts as not correct. Discrimination is the correlation of a question with the rest of the score." }
                li { "Graded by deriv " (env!("CARGO_PKG_VERSION")) ", quiz " code { (results.quiz) } "." }
                @if !report.class.refused.is_empty() {
                    li { (counted(report.class.refused.len(), "file")) " could not be read and are in no figure." }
                }
            }
            @let missing: Vec<String> = report.missing().map(|student| visible(&student.name.unwrap_or(student.id)).into_owned()).collect();
            @if !missing.is_empty() {
                p { "Handed in nothing: " (missing.join(", ")) }
            }
        }
    }
}

/// What a student gets: every answer, its verdict in words, its points, what to practise.
fn sheet(report: &Report<'_>, at: usize) -> Markup {
    let score = report.graded.exact_score(at, report.quiz);
    let total = report.quiz.points();
    let open = report.open(at);
    html! {
        section.sheet id=(format!("student-{at}")) {
            h2 { (report.called(at)) }
            p {
                (check::points(&score)) " of " (check::in_points(&total)) " (" (percent(&score, &total)) "%)"
                @if open > 0 { ", " (counted(open, "answer")) " for manual review" }
            }
            table {
                caption { "Answers of " (report.called(at)) }
                thead { tr { @for head in ["question", "answer", "verdict", "points", "feedback"] { th scope="col" { (head) } } } }
                tbody {
                    @for question in 0..report.quiz.questions.len() {
                        @let variant = report.papers.variant(at, question);
                        @let asked = &variant.question;
                        @let outcome = report.graded.mark(at, question).outcome;
                        tr {
                            th scope="row" { (visible(&asked.name.value)) br; span.task { (crate::report::class::task(asked)) } }
                            td { code { (report.answer_shown(at, question)) } }
                            td class=(class(outcome)) { (symbol(outcome)) " " (report.verdict_word(at, question)) }
                            td.number {
                                (report.points(at, question).as_ref().map_or("open".to_owned(), check::points))
                                " of " (check::points(&report.quiz.questions[question].worth()))
                            }
                            td { (report.told_in_a_line(at, question)) }
                        }
                    }
                }
            }
        }
    }
}
