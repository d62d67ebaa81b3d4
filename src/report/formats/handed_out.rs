//! A quiz to be handed out: papers for each student, and a question bank for Moodle.
//!
//! Answers of the bank are typed into a plain field and graded here: what Moodle would call equal is
//! equal text.

use crate::notation::visible::visible;
use crate::quiz::Question;
use crate::quiz::Quiz;
use crate::quiz::paper::{Papers, Variant};
use crate::report::Text;
use crate::report::check;
use crate::report::class::task;
use crate::report::formats::io_error;
use crate::report::formats::junit::xml_text;
use crate::report::formats::pages::{Page, stem};
use crate::report::formats::summary::escaped;
use crate::report::quiz::body;
use maud::{DOCTYPE, html};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

/// The papers of these students, in four formats each.
pub fn papers<'p>(papers: &'p Papers, students: &'p [String]) -> impl Iterator<Item = Page> + 'p {
    students.iter().enumerate().flat_map(move |(at, student)| {
        let title = visible(papers.title(at).unwrap_or("Quiz")).into_owned();
        let who = visible(student).into_owned();
        let questions: Vec<Asked> = papers
            .paper(at)
            .map(|variant| Asked::new(&variant))
            .collect();
        let stem = stem(student, at);
        [
            ("txt", text(&title, &who, &questions)),
            ("md", markdown(&title, &who, &questions)),
            ("tex", latex(&title, &who, &questions)),
            ("html", page(&title, &who, &questions)),
        ]
        .map(|(ending, text)| Page {
            file: format!("{stem}.{ending}"),
            text,
        })
    })
}

/// A question as it stands on paper.
struct Asked {
    name: String,
    /// What is asked, then the choices or steps below it.
    lines: Vec<String>,
}

impl Asked {
    fn new(variant: &Variant) -> Asked {
        Asked {
            name: visible(&variant.question.name.value).into_owned(),
            lines: lines(&variant.question),
        }
    }
}

/// A question line by line: what is asked, then what stands below it; nothing hidden.
fn lines(question: &Question) -> Vec<String> {
    let mut text = Text::new();
    body(question, 0, usize::MAX, &mut text);
    let plain = text.to_plain();
    plain
        .lines()
        .map(|line| visible(line).into_owned())
        .collect()
}

fn text(title: &str, who: &str, questions: &[Asked]) -> String {
    let mut text = format!("{title}, for {who}\n");
    for asked in questions {
        text += &format!("\n{}   {}\n", asked.name, asked.lines.join("\n"));
    }
    text
}

fn markdown(title: &str, who: &str, questions: &[Asked]) -> String {
    let mut text = format!("# {}, for {}\n", escaped(title), escaped(who));
    for asked in questions {
        let lines: Vec<String> = asked
            .lines
            .iter()
            .map(|line| escaped(line.trim()))
            .collect();
        text += &format!("\n**{}** {}\n", escaped(&asked.name), lines.join("  \n"));
    }
    text
}

fn page(title: &str, who: &str, questions: &[Asked]) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { "body{font:16px/1.5 system-ui,sans-serif;max-width:45rem;margin:1rem auto;padding:0 1rem}section{break-inside:avoid;margin:1.5rem 0}p{margin:.2rem 0;white-space:pre-wrap}.room{height:4rem}" }
            }
            body {
                h1 { (title) ", for " (who) }
                @for asked in questions {
                    section {
                        h2 { (asked.name) }
                        @for line in &asked.lines { p { (line) } }
                        div.room {}
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn latex(title: &str, who: &str, questions: &[Asked]) -> String {
    let mut text = String::from(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n\\usepackage{textcomp}\n\\begin{document}\n\\sloppy\n",
    );
    text += &format!("\\section*{{{}, for {}}}\n", tex(title), tex(who));
    for asked in questions {
        text += &format!("\\subsection*{{{}}}\n", tex(&asked.name));
        let lines: Vec<String> = asked.lines.iter().map(|line| tex(line.trim())).collect();
        text += &lines.join("\\par\n");
        text += "\n\\vspace{3cm}\n\n";
    }
    text + "\\end{document}\n"
}

/// Greek letters and signs of mathematics, each with its command at the same place below.
const SIGNS: &str = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ∂≈→≤≥≠∞∫∑∏∇∈±÷⋅…";
const COMMANDS: [&str; 49] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Phi",
    "Psi",
    "Omega",
    "partial",
    "approx",
    "to",
    "leq",
    "geq",
    "neq",
    "infty",
    "int",
    "sum",
    "prod",
    "nabla",
    "in",
    "pm",
    "div",
    "cdot",
    "dots",
];

/// Whether the encodings T1 and TS1 have this letter or sign: those of Latin alphabets but for a few.
fn has_letter(c: char) -> bool {
    let missing = "ĦħĸĿŀŉŦŧſ";
    (('\u{c0}'..='\u{17f}').contains(&c) && !missing.contains(c))
        || "«»¡¿£§©°½¼¾‘’“”„–—€¹ªºµ".contains(c)
}

/// Characters of a word between places at which a line may break.
const UNBROKEN: usize = 12;

/// Those of a character that is told by its number.
const TOLD: usize = 8;

/// Text that TeX takes as text: what would act is a letter's command, and what the font has not is
/// told by its number.
fn tex(text: &str) -> String {
    let mut safe = String::new();
    let mut word = 0;
    for c in text.chars() {
        let told = !(c.is_ascii() || has_letter(c) || SIGNS.contains(c));
        let width = if told { TOLD } else { 1 };
        // A formula may be as long as it likes, and TeX breaks none in words.
        if word > 0 && word + width > UNBROKEN {
            safe.push_str("\\hspace{0pt}");
            word = 0;
        }
        word = if c.is_whitespace() { 0 } else { word + width };
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => safe.extend(['\\', c]),
            '^' => safe.push_str("\\textasciicircum{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '<' => safe.push_str("\\textless{}"),
            '>' => safe.push_str("\\textgreater{}"),
            '|' => safe.push_str("\\textbar{}"),
            '"' => safe.push_str("\\textquotedbl{}"),
            '\'' => safe.push_str("\\textquotesingle{}"),
            '`' => safe.push_str("\\textasciigrave{}"),
            '-' => safe.push_str("-{}"),
            '−' => safe.push_str("$-$"),
            '·' => safe.push_str("$\\cdot$"),
            '×' => safe.push_str("$\\times$"),
            '√' => safe.push_str("$\\surd$"),
            '²' => safe.push_str("$^2$"),
            '³' => safe.push_str("$^3$"),
            c if c.is_ascii() || has_letter(c) => safe.push(c),
            c => match SIGNS.chars().position(|sign| sign == c) {
                Some(at) => safe.push_str(&format!("$\\{}$", COMMANDS[at])),
                None => safe.push_str(&format!("[U+{:04X}]", u32::from(c))),
            },
        }
    }
    safe
}

/// Writes the questions as Moodle imports them, a category for each of these papers.
///
/// # Errors
/// Those of `out`.
pub fn moodle_xml(
    quiz: &Quiz,
    papers: &Papers,
    students: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = quiz
        .title
        .as_ref()
        .map_or("quiz", |title| title.value.as_str());
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    let declared = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    xml.write_event(declared).map_err(io_error)?;
    let text = |xml: &mut Writer<&mut dyn Write>, name: &str, text: &str| {
        xml.create_element(name)
            .write_inner_content(|xml| {
                let content = BytesText::new(text);
                xml.create_element("text")
                    .write_text_content(content)
                    .map(|_| ())
            })
            .map(|_| ())
    };
    let plain = |xml: &mut Writer<&mut dyn Write>, name: &str, text: &str| {
        xml.create_element(name)
            .write_text_content(BytesText::new(text))
            .map(|_| ())
    };
    let whole = xml.create_element("quiz").write_inner_content(|xml| {
        for (at, student) in students.iter().enumerate() {
            let of = if students.len() > 1 {
                format!("/{}", xml_text(student).replace('/', "_"))
            } else {
                String::new()
            };
            let category = format!("$course$/top/{}{of}", xml_text(title).replace('/', "_"));
            xml.create_element("question")
                .with_attribute(("type", "category"))
                .write_inner_content(|xml| text(xml, "category", &category))?;
            for variant in papers.paper(at) {
                let asked = &variant.question;
                xml.create_element("question")
                    .with_attribute(("type", "essay"))
                    .write_inner_content(|xml| {
                        text(xml, "name", &xml_text(&asked.name.value))?;
                        let lines: Vec<String> =
                            lines(asked).iter().map(|line| escaped(line)).collect();
                        let body = xml_text(&lines.join("<br>"));
                        xml.create_element("questiontext")
                            .with_attribute(("format", "html"))
                            .write_inner_content(|xml| {
                                xml.create_element("text")
                                    .write_text_content(BytesText::new(&body))
                                    .map(|_| ())
                            })?;
                        text(xml, "generalfeedback", "")?;
                        for (name, value) in [
                            ("defaultgrade", check::points(&asked.worth()).as_str()),
                            ("penalty", "0"),
                            ("hidden", "0"),
                            ("idnumber", ""),
                            ("responseformat", "plain"),
                            ("responserequired", "0"),
                            ("responsefieldlines", "2"),
                            ("attachments", "0"),
                            ("attachmentsrequired", "0"),
                        ] {
                            plain(xml, name, value)?;
                        }
                        text(xml, "graderinfo", &xml_text(&task(asked)))?;
                        text(xml, "responsetemplate", "")
                    })?;
            }
        }
        Ok(())
    });
    whole.map(|_| ())?;
    writeln!(xml.get_mut())
}
