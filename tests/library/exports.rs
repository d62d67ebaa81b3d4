//! Exports of forms and learning platforms are read as they are: the right students, the right
//! columns, whatever the language.

use deriv::class::answers::{self, Attempts, Class, Holds, Moment, ReadingOptions};
use deriv::files::encoding::Encoding;
use deriv::quiz::{self, Quiz};

/// The quiz of most exports below: three questions, known by name, title or prompt.
const QUIZ: &str = r#"
variables = ["x"]

[[question]]
name = "q1"
title = "Differentiate 3x^2+5x"
kind = "derivative"
function = "3*x^2+5*x"

[[question]]
name = "q2"
prompt = "What is the slope of x^3 at x = 0.5?"
kind = "slope"
function = "x^3"
at = "0.5"

[[question]]
name = "q3"
title = "Which way is downhill?"
kind = "choice"
choices = {a = "left", b = "right", c = "n/a"}
right = ["a", "b"]
"#;

fn quiz_with(more: &str) -> Quiz {
    let text = format!("{more}\n{QUIZ}");
    quiz::read("quiz.toml", text.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// `id (name) section: answer | answer | answer`, `-` for a blank one.
fn shown(class: &Class) -> Vec<String> {
    let rows = class.students.iter().enumerate().map(|(at, student)| {
        let answers = (0..student.answers.len()).map(|question| class.answer(at, question));
        let answers: Vec<&str> = answers.map(|answer| answer.unwrap_or("-")).collect();
        let name = student.name.as_ref();
        let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{}{name}: {}", student.id, answers.join(" | "))
    });
    rows.collect()
}

#[track_caller]
fn reads_as(
    what: &str,
    more: &str,
    reading: &ReadingOptions,
    bytes: &[u8],
    expected: &[&str],
) -> Class {
    let quiz = quiz_with(more);
    let reading = ReadingOptions {
        attempts: reading.attempts.or(ReadingOptions::of(&quiz).attempts),
        ..reading.clone()
    };
    let class = answers::read_as("export.csv", bytes, &quiz, &reading)
        .unwrap_or_else(|faults| panic!("{what}: {}", faults[0]));
    assert_eq!(shown(&class), expected, "{what}: {:?}", class.understood);
    class
}

#[track_caller]
fn reads(what: &str, text: &str, expected: &[&str]) {
    reads_as(
        what,
        "",
        &ReadingOptions::default(),
        text.as_bytes(),
        expected,
    );
}

#[track_caller]
fn refused(what: &str, more: &str, text: &str, message: &str, help: &str) {
    let quiz = quiz_with(more);
    let faults = answers::read("export.csv", text.as_bytes(), &quiz)
        .err()
        .unwrap_or_else(|| panic!("{what}: it was read"));
    assert_eq!(faults[0].message, message, "{what}");
    let said = faults[0].help.clone().unwrap_or_default();
    assert!(said.contains(help), "{what}: {said}");
}

#[test]
fn google_forms() {
    reads(
        "with addresses, a quiz",
        "\"Timestamp\",\"Username\",\"Total score\",\"Full name\",\"Differentiate 3x^2+5x\",\"Differentiate 3x^2+5x [Score]\",\"Differentiate 3x^2+5x [Feedback]\",\"What is the slope of x^3 at x = 0.5? \",\"What is the slope of x^3 at x = 0.5? [Score]\",\"What is the slope of x^3 at x = 0.5? [Feedback]\",\"Which way is downhill?\"\n\
         \"2026/11/02 9:14:03 AM GMT+1\",\"ana@example.org\",\"1.00 / 2\",\"Ana Müller\",\"6x+5\",\"1.00 / 1\",\"\",\"0.75\",\"0.00 / 1\",\"look again\",\"left, right\"\n\
         \"2026/11/02 9:15:44 AM GMT+1\",\"bo@example.org\",\"0.00 / 2\",\"Bo Öz\",\"6x\",\"0.00 / 1\",\"\",\"No response\",\"0.00 / 1\",\"\",\"left\"\n",
        &[
            "ana@example.org (Ana Müller): 6x+5 | 0.75 | left, right",
            "bo@example.org (Bo Öz): 6x | - | left",
        ],
    );
    reads(
        "without any address, and two in one second",
        "Timestamp,Your name,q1,q2,q3\n2026/11/02 9:14:03,Ana,6x+5,1,a\n2026/11/02 9:14:03,Bo,6x,2,b\n",
        &["Ana: 6x+5 | 1 | a", "Bo: 6x | 2 | b"],
    );
    reads(
        "in German",
        "Zeitstempel,E-Mail-Adresse,Punktzahl,Differentiate 3x^2+5x,What is the slope of x^3 at x = 0.5?\n02.11.2026 09:14:03,ana@example.org,0 / 2,6x+5,1\n02.11.2026 09:16:03,bo@example.org,0 / 2,6x,2\n",
        &[
            "ana@example.org: 6x+5 | 1 | -",
            "bo@example.org: 6x | 2 | -",
        ],
    );
    reads(
        "in French, with a name that is asked for",
        "Horodateur,Score,Quel est votre nom ?,q1,q2\n2026/11/02 9:14:03 AM UTC+1,0 / 2,Zoé,6x+5,1\n2026/11/02 9:20:03 AM UTC+1,0 / 2,Léa,6x,2\n",
        &["Zoé: 6x+5 | 1 | -", "Léa: 6x | 2 | -"],
    );
    reads(
        "nobody is named: each row is one",
        "Timestamp,q1,q2\n2026/11/02 9:14:03,6x+5,1\n2026/11/02 9:14:04,6x,2\n",
        &["row 2: 6x+5 | 1 | -", "row 3: 6x | 2 | -"],
    );
}

#[test]
fn moodle_in_its_languages() {
    for (language, head, average) in [
        (
            "English",
            [
                "Last name",
                "First name",
                "ID number",
                "Email address",
                "Started",
                "Completed",
                "Grade/2.00",
                "Response 1",
                "Response 2",
            ],
            "Overall average",
        ),
        (
            "English, older",
            [
                "Surname",
                "First name",
                "ID number",
                "Email address",
                "Started on",
                "Completed",
                "Grade/2.00",
                "Response 1",
                "Response 2",
            ],
            "Overall average",
        ),
        (
            "German",
            [
                "Nachname",
                "Vorname",
                "ID-Nummer",
                "E-Mail-Adresse",
                "Begonnen am",
                "Beendet",
                "Bewertung/2,00",
                "Antwort 1",
                "Antwort 2",
            ],
            "Gesamtdurchschnitt",
        ),
        (
            "French",
            [
                "Nom de famille",
                "Prénom",
                "Numéro d'identification",
                "Adresse de courriel",
                "Commencé le",
                "Terminé",
                "Note/2,00",
                "Réponse 1",
                "Réponse 2",
            ],
            "Moyenne générale",
        ),
        (
            "Spanish",
            [
                "Apellido(s)",
                "Nombre",
                "Número de ID",
                "Dirección de correo",
                "Comenzado el",
                "Finalizado",
                "Calificación/2,00",
                "Respuesta 1",
                "Respuesta 2",
            ],
            "Promedio general",
        ),
        (
            "Italian",
            [
                "Cognome",
                "Nome",
                "Codice identificativo",
                "Indirizzo email",
                "Iniziato",
                "Completato",
                "Valutazione/2,00",
                "Risposta 1",
                "Risposta 2",
            ],
            "Media generale",
        ),
        (
            "Portuguese",
            [
                "Sobrenome",
                "Nome",
                "Número de identificação",
                "Endereço de email",
                "Iniciado em",
                "Completo",
                "Avaliar/2,00",
                "Resposta 1",
                "Resposta 2",
            ],
            "Média geral",
        ),
        (
            "Dutch",
            [
                "Achternaam",
                "Voornaam",
                "ID-nummer",
                "E-mailadres",
                "Gestart op",
                "Voltooid",
                "Cijfer/2,00",
                "Antwoord 1",
                "Antwoord 2",
            ],
            "Algemeen gemiddelde",
        ),
    ] {
        let head: Vec<String> = head.iter().map(|head| format!("\"{head}\"")).collect();
        for (separator, number) in [(",", true), (";", false)] {
            // Where a school gives no numbers the address is taken.
            let (dana, eli) = if number { ("u71", "u72") } else { ("", "") };
            let rows = [
                head.join(separator),
                [
                    "Roe",
                    "Dana",
                    dana,
                    "dana@example.org",
                    "\"3 November 2026  10:00 AM\"",
                    "\"3 November 2026  10:04 AM\"",
                    "-",
                    "6x+5",
                    "3/4",
                ]
                .join(separator),
                [
                    "Fox",
                    "Eli",
                    eli,
                    "eli@example.org",
                    "\"3 November 2026  10:00 AM\"",
                    "\"3 November 2026  10:05 AM\"",
                    "-",
                    "6x",
                    "-",
                ]
                .join(separator),
                [&format!("\"{average}\""), "", "", "", "", "", "-", "", ""].join(separator),
            ];
            let text = format!("\u{feff}{}\n", rows.join("\n"));
            let expected = match number {
                true => [
                    "u71 (Dana Roe): 6x+5 | 3/4 | -",
                    "u72 (Eli Fox): 6x | - | -",
                ],
                false => [
                    "dana@example.org (Dana Roe): 6x+5 | 3/4 | -",
                    "eli@example.org (Eli Fox): 6x | - | -",
                ],
            };
            reads(language, &text, &expected);
        }
    }
    // Random questions: the text in the row says which one was answered.
    reads(
        "questions in another order for each student",
        "Surname,First name,Question 1,Response 1,Question 2,Response 2\nRoe,Dana,Differentiate 3x^2+5x,6x+5,What is the slope of x^3 at x = 0.5?,3/4\nRoe,Eli,<p>What is the slope of x<sup>3</sup> at x = 0.5?</p>,1,Differentiate 3x^2+5x,6x\n",
        &["Dana Roe: 6x+5 | 3/4 | -", "Eli Roe: 6x | 1 | -"],
    );
    refused(
        "another order, in texts that the quiz does not have",
        "",
        "Surname,First name,Question 1,Response 1\nRoe,Dana,One thing,6x+5\nRoe,Eli,Another thing,1\n",
        "here another question was asked than above, and none of the quiz's",
        "as its prompt",
    );
    // With the question's text and the right answer beside each response, and names alone.
    reads(
        "all columns",
        "Surname,First name,Question 1,Response 1,Right answer 1,Question 2,Response 2,Right answer 2\nRoe,Dana,Differentiate,6x+5,6*x+5,Slope,3/4,0.75\nRoe,Eli,Differentiate,-,6*x+5,Slope,1,0.75\n",
        &["Dana Roe: 6x+5 | 3/4 | -", "Eli Roe: - | 1 | -"],
    );
}

#[test]
fn canvas_and_gradescope() {
    let canvas = "name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,\"90311: Differentiate 3x^2+5x\",1.0,\"90312: <p>What is the slope of x^3\n at x = 0.5?</p>\",1.0,n correct,n incorrect,score\n\
        Dana Roe,71,u71,B,12,b,2026-11-03 10:00:01 UTC,1,6x+5,0.0,3/4,0.0,0,2,0.0\n\
        Eli Fox,72,u72,B,12,b,2026-11-03 10:08:30 UTC,2,6x+5,0.0,0.5,0.0,0,2,0.0\n\
        Eli Fox,72,u72,B,12,b,2026-11-03 10:01:09 UTC,1,6x,0.0,0.75,0.0,0,2,0.0\n";
    refused(
        "two attempts",
        "",
        canvas,
        "a second row for `u72`",
        "--attempts last, first or best",
    );
    let dana = "u71 (Dana Roe): 6x+5 | 3/4 | -";
    for (which, eli) in [
        (Attempts::Last, "u72 (Eli Fox): 6x+5 | 0.5 | -"),
        (Attempts::First, "u72 (Eli Fox): 6x | 0.75 | -"),
    ] {
        let reading = ReadingOptions {
            attempts: Some(which),
            ..ReadingOptions::default()
        };
        let class = reads_as("attempts", "", &reading, canvas.as_bytes(), &[dana, eli]);
        assert_eq!(class.students[0].details().section.as_deref(), Some("B"));
    }
    // The later one stands above the other.
    for (later, sooner) in [
        ("10 августа 2026 08:00", "2 февраля 2026 09:10"),
        ("10 sierpnia 2026, 08:00", "2 lutego 2026, 09:10"),
        ("2026年08月10日 08:00", "2026年02月2日 09:10"),
        (
            "10 Ağustos 2026, Pazartesi, 08:00",
            "2 Şubat 2026, Pazartesi, 09:10",
        ),
        ("lundi 10 août 2026, 08:00", "mardi 3 février 2026, 09:10"),
        ("10. srpen 2026, 08.00", "2. únor 2026, 09.10"),
    ] {
        let row = |time: &str, answer: &str| format!("ana@example.org,\"{time}\",{answer}\n");
        let (last, first) = (row(later, "6x+5"), row(sooner, "6x"));
        reads_as(
            later,
            "attempts = \"last\"",
            &ReadingOptions::default(),
            format!("Email address,Completed,Response 1\n{last}{first}").as_bytes(),
            &["ana@example.org: 6x+5 | - | -"],
        );
    }
    reads_as(
        "the quiz says",
        "attempts = \"first\"",
        &ReadingOptions::default(),
        canvas.as_bytes(),
        &[dana, "u72 (Eli Fox): 6x | 0.75 | -"],
    );
    reads(
        "Gradescope's roster of answers",
        "First Name,Last Name,SID,Email,Sections,Submission Time,q1,q2\nDana,Roe,71,dana@example.org,B,2026-11-03 10:00:00 +0000,6x+5,1\nEli,Fox,72,eli@example.org,B,2026-11-03 10:00:00 +0000,6x,2\n",
        &["71 (Dana Roe): 6x+5 | 1 | -", "72 (Eli Fox): 6x | 2 | -"],
    );
}

#[test]
fn microsoft_forms_and_others() {
    reads(
        "Microsoft Forms",
        "Id,Start time,Completion time,Email,Name,Differentiate 3x^2+5x,Points - Differentiate 3x^2+5x,Feedback - Differentiate 3x^2+5x,What is the slope of x^3 at x = 0.5?\n\
         1,11/2/26 9:14:03,11/2/26 9:16:03,ana@example.org,Ana Müller,6x+5,1,,0.75\n2,11/2/26 9:14:03,11/2/26 9:18:03,bo@example.org,Bo Öz,6x,0,,1\n3,11/2/26 9:14:05,11/2/26 9:18:09,cy@example.org,Cy,6x,0,,1\n",
        &[
            "ana@example.org (Ana Müller): 6x+5 | 0.75 | -",
            "bo@example.org (Bo Öz): 6x | 1 | -",
            "cy@example.org (Cy): 6x | 1 | -",
        ],
    );
    let counted = reads_as(
        "Microsoft Forms count their rows, which is nobody's id",
        "",
        &ReadingOptions::default(),
        b"Id,Start time,Email,q1\n1,11/2/26 9:14:03,ana@example.org,6x\n2,11/2/26 9:15:03,bo@example.org,6x\n",
        &["ana@example.org: 6x | - | -", "bo@example.org: 6x | - | -"],
    );
    assert!(
        counted
            .students
            .iter()
            .all(|student| student.details().other_ids.is_empty())
    );
    reads(
        "anonymous, with a name that was asked for",
        "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Bitte deinen Name angeben;q1\n1;02.11.26 9:14:03;02.11.26 9:16:03;anonymous;;Ana;6x+5\n2;02.11.26 9:14:03;02.11.26 9:18:03;anonymous;;Bo;6x\n3;02.11.26 9:14:03;02.11.26 9:18:03;anonymous;;Cy;6x\n",
        &["Ana: 6x+5 | - | -", "Bo: 6x | - | -", "Cy: 6x | - | -"],
    );
    reads(
        "Qualtrics: a second and a third head",
        "StartDate,EndDate,Progress,ResponseId,RecipientEmail,q1,q2\nStart Date,End Date,Progress,Response ID,Recipient Email,Differentiate 3x^2+5x,What is the slope of x^3 at x = 0.5?\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",x,y,z,u,v\n2026-11-02 09:00:00,2026-11-02 09:10:00,100,R_1,ana@example.org,6x+5,1\n2026-11-02 09:00:00,2026-11-02 09:10:00,100,R_2,bo@example.org,6x,2\n",
        &[
            "ana@example.org: 6x+5 | 1 | -",
            "bo@example.org: 6x | 2 | -",
        ],
    );
    reads(
        "heads with numbers before the text",
        "Matrikel-Nr.,1. Differentiate 3x^2+5x,\"Q2) What is the slope of  x^3 at x=0.5\"\n123,6x+5,1\n",
        &["123: 6x+5 | 1 | -"],
    );
    reads(
        "numbered answers",
        "student,ans1,ans2,ans3\nann,6x+5,1,b)\n",
        &["ann: 6x+5 | 1 | b)"],
    );
}

#[test]
fn languages_and_layouts_that_nobody_listed() {
    let answers = ["6x+5,3/4", "6x,-"];
    let shown = [
        "dana@example.org (Dana Roe): 6x+5 | 3/4 | -",
        "eli@example.org (Eli Roe): 6x | - | -",
    ];
    for (heads, average) in [
        (
            "Nazwisko,Imię,Numer ID,Adres e-mail,Stan,Rozpoczęto,Ukończono,Ocena/2,Odpowiedź 1,Odpowiedź 2",
            "Średnia ogólna",
        ),
        (
            "Фамилия,Имя,Номер,Адрес электронной почты,Состояние,Тест начат,Завершено,Оценка/2,Ответ 1,Ответ 2",
            "Общее среднее",
        ),
        (
            "Efternamn,Förnamn,ID-nummer,E-postadress,Status,Påbörjad,Slutförd,Betyg/2,Svar 1,Svar 2",
            "Genomsnitt",
        ),
        (
            "Soyadı,Adı,ID numarası,E-posta adresi,Durum,Başlangıç,Tamamlanmış,Not/2,Yanıt 1,Yanıt 2",
            "Genel ortalama",
        ),
        (
            "姓氏,名,学号,电子邮件地址,状态,开始于,完成,成绩/2,回答 1,回答 2",
            "总平均",
        ),
    ] {
        let row = |first: &str, at: usize| {
            let address = first.to_lowercase();
            format!(
                "Roe,{first},,{address}@example.org,ok,3 November 2026 10:00,3 November 2026 10:0{at},-,{}\n",
                answers[at]
            )
        };
        let text = format!(
            "{heads}\n{}{}{average},,,,,,,-,,\n",
            row("Dana", 0),
            row("Eli", 1)
        );
        reads(heads, &text, &shown);
    }
    // A language of which no word is known: addresses are addresses, and an average is nobody.
    let unknown = "Shunga,Ganun,Nr kod,Posta,Mada,Anza,Isha,Alama/2,Q1,Q2";
    let row = |name: &str, at: usize| {
        let (address, answer) = (name.to_lowercase(), answers[at]);
        format!(
            "Roe,{name},,{address}@example.org,ok,3/11/2026 10:00,13/11/2026 10:01,-,{answer}\n"
        )
    };
    let rows = format!("{}{}", row("Dana", 0), row("Eli", 1));
    reads(
        "an unknown language",
        &format!("{unknown}\n{rows}Wastani,,,,,,,-,,\n"),
        &[
            "dana@example.org: 6x+5 | 3/4 | -",
            "eli@example.org: 6x | - | -",
        ],
    );
    for (what, text, expected) in [
        (
            "points in a language of which no word is known",
            "Alama,Posho,q1,q2\n2026-11-02 09:14,0 / 3,6x+5,1\n2026-11-02 09:15,1.00 / 3,6x,2\n",
            ["row 2: 6x+5 | 1 | -", "row 3: 6x | 2 | -"],
        ),
        (
            "a running number in one",
            "Nambari,Anza,q1,q2\n1,2026-11-02 09:14,6x+5,1\n2,2026-11-02 09:15,6x,2\n",
            ["row 2: 6x+5 | 1 | -", "row 3: 6x | 2 | -"],
        ),
        (
            "names in Catalan",
            "Cognoms,Nom,q1,q2\nRoe,Dana,6x+5,1\nRoe,Eli,6x,2\n",
            ["Roe Dana: 6x+5 | 1 | -", "Roe Eli: 6x | 2 | -"],
        ),
        (
            "groups of columns above the head",
            ",,Part A,Part A\nStudent number,Name,Differentiate 3x^2+5x,What is the slope of x^3 at x = 0.5?\n7,Dana,6x+5,1\n8,Eli,6x,2\n",
            ["7 (Dana): 6x+5 | 1 | -", "8 (Eli): 6x | 2 | -"],
        ),
        (
            "tasks by number in any language",
            "Navn,Klasse,Oppgave 1,Oppgave 2,Oppgave 3\nDana,9b,6x+5,3/4,a\nEli,9b,6x,,b\n",
            ["Dana: 6x+5 | 3/4 | a", "Eli: 6x | - | b"],
        ),
        (
            "name and first name",
            "Name;Vorname;q1;q2\nRoe;Dana;6x+5;3/4\nRoe;Eli;6x;\n",
            ["Dana Roe: 6x+5 | 3/4 | -", "Eli Roe: 6x | - | -"],
        ),
        (
            "a title above the head",
            "Klausur 3, Klasse 9b;;\n;;\nSchüler;q1;q2\nDana;6x+5;3/4\nEli;6x;\n",
            ["Dana: 6x+5 | 3/4 | -", "Eli: 6x | - | -"],
        ),
        (
            "a number that is asked for, below one shared login",
            "ID,Start time,Completion time,Email,Your student ID,q1,q2\n1,11/2/26 9:14:03,11/2/26 9:16:03,lab@example.org,S1,6x+5,3/4\n4,11/2/26 9:14:03,11/2/26 9:18:03,lab@example.org,S2,6x,\n",
            ["S1: 6x+5 | 3/4 | -", "S2: 6x | - | -"],
        ),
        (
            "tasks with their points, and a remark below the text",
            "Schüler;Antwort 1 (2 Punkte);\"What is the slope of x^3 at x = 0.5?\n(a decimal)\"\nDana;6x+5;3/4\nEli;6x;\n",
            ["Dana: 6x+5 | 3/4 | -", "Eli: 6x | - | -"],
        ),
        (
            "a student column that nobody filled",
            "student,student name,q1,q2\n,Dana,6x+5,3/4\n,Eli,6x,\n",
            ["Dana: 6x+5 | 3/4 | -", "Eli: 6x | - | -"],
        ),
        (
            "markup in heads",
            "student,<p>Differentiate <b>3x<sup>2</sup></b>&nbsp;+ 5x</p>,What is the slope of x³ at x&#32;= 0.5 ? *\nDana,6x+5,3/4\nEli,6x,\n",
            ["Dana: 6x+5 | 3/4 | -", "Eli: 6x | - | -"],
        ),
    ] {
        reads(what, text, &expected);
    }
    // A counter with a gap is no student's id; a tool that does not know who answered says so.
    reads(
        "anonymous",
        "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;q1\n1;02.11.26 9:14:03;02.11.26 9:16:03;anonymous;;6x+5\n3;02.11.26 9:14:03;02.11.26 9:18:03;anonymous;;6x\n",
        &["row 2: 6x+5 | - | -", "row 3: 6x | - | -"],
    );
}

#[test]
fn nobody_is_taken_for_somebody_else() {
    let last = ReadingOptions {
        attempts: Some(Attempts::Last),
        ..ReadingOptions::default()
    };
    let quiz = quiz_with("");
    let read = |text: &str| answers::read_as("export.csv", text.as_bytes(), &quiz, &last);
    // Capitals make no other student, as they make no other numbers.
    let twice = "Timestamp,Email,q1\n11/12/2026 9:14:03,ana@example.org,6x\n11/13/2026 9:14:03,Ana@Example.org,6x+5\n";
    refused(
        "a second row",
        "",
        twice,
        "a second row for `Ana@Example.org`",
        "--attempts",
    );
    let class = read(twice).expect("a class");
    assert_eq!(shown(&class), ["Ana@Example.org: 6x+5 | - | -"]);
    // One number in two classes: said, where attempts are allowed.
    let numbers = "Class,Student number,q1\n9b,12,6x\n9b,13,6x\n9c,12,6x+5\n";
    let class = read(numbers).expect("a class");
    assert!(
        class.warnings[0].message.contains("`9b` and `9c`"),
        "{}",
        class.warnings[0]
    );
    // Where the column is a guess, two rows are not taken for two attempts.
    let guess = "Kishana,q1\nfox,6x\nowl,6x\nfox,6x+5\n";
    let fault = &read(guess).expect_err("twice")[0];
    assert!(
        fault
            .help
            .as_ref()
            .is_some_and(|help| help.contains("--id-column")),
        "{fault}"
    );
    // What was begun and never handed in does not take the place of what was.
    let begun = "student,Submitted,q1\nann,2026-11-03 10:00,6x+5\nann,-,\n";
    assert_eq!(shown(&read(begun).expect("a class")), ["ann: 6x+5 | - | -"]);
}

#[test]
fn what_a_spreadsheet_does_to_text() {
    let wide = |text: &str| -> Vec<u8> {
        let units = format!("\u{feff}{text}");
        units.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let text = "sep=;\r\nstudent;q1;q2\r\nann;\"=\"\"6x+5\"\"\";=\"3/4\"\r\nbo;'6x;'-3/4\r\n";
    let expected = ["ann: 6x+5 | 3/4 | -", "bo: 6x | -3/4 | -"];
    reads("text cells", text, &expected);
    reads_as(
        "in UTF-16",
        "",
        &ReadingOptions::default(),
        &wide(text),
        &expected,
    );
    let tabs = text.replace(';', "\t").replace("sep=\t\r\n", "");
    reads_as(
        "Unicode text",
        "",
        &ReadingOptions::default(),
        &wide(&tabs),
        &expected,
    );
    reads(
        "blank cells",
        "student,q1,q2,q3\nann,N/A,(blank),n/a\nbo,[No Answer],-,keine Antwort\ncy,–,pas de réponse,\n",
        &["ann: - | - | n/a", "bo: - | - | -", "cy: - | - | -"],
    );
}

#[test]
fn the_teacher_decides() {
    let text = "Pseudonym,Timestamp,Task A,q2,Code\nfox,2026-11-02 9:00,6x+5,1,k1\nowl,2026-11-02 9:01,6x,2,k2\n";
    let column = QUIZ.replacen("kind", "column = \"Task A\"\nkind", 1);
    let quiz = quiz::read("quiz.toml", column.as_bytes()).expect("a quiz");
    let class = answers::read("a.csv", text.as_bytes(), &quiz).expect("a class");
    assert_eq!(shown(&class), ["fox: 6x+5 | 1 | -", "owl: 6x | 2 | -"]);
    assert!(class.understood[0].said().contains("names nobody for sure"));
    reads_as(
        "id of the quiz",
        "id = \"code\"",
        &ReadingOptions::default(),
        text.as_bytes(),
        &["k1: - | 1 | -", "k2: - | 2 | -"],
    );
    let reading = ReadingOptions {
        id_column: Some("Pseudonym".to_owned()),
        ..ReadingOptions::default()
    };
    reads_as(
        "--id-column goes first",
        "id = \"Code\"",
        &reading,
        text.as_bytes(),
        &["fox: - | 1 | -", "owl: - | 2 | -"],
    );
    refused(
        "no such column",
        "id = \"SID\"",
        text,
        "no column is headed `SID`, which is to say who the student is",
        "`Pseudonym`, `Timestamp`, `Task A`",
    );
    refused(
        "two columns fit",
        "",
        "student,q1,Differentiate 3x^2+5x\nann,1,2\n",
        "two columns fit `q1`: `q1` and `Differentiate 3x^2+5x`",
        "column = \"q1\"",
    );
}

#[test]
fn own_numbers_are_judged_against_nobody_elses() {
    let varied = QUIZ.replace("3*x^2+5*x", "a*x^2+5*x");
    let quiz = format!("parameters = {{a = {{from = 2, to = 9}}}}\n{varied}");
    let quiz = quiz::read("quiz.toml", quiz.as_bytes()).expect("a quiz");
    for text in [
        "Timestamp,q1,q2\n2026/11/02 9:14:03,6x+5,1\n2026/11/02 9:14:04,6x,2\n",
        "Pseudonym,q1,q2\nfox,6x+5,1\nowl,6x,2\n",
        "Id,Start time,Email,q1\n1,11/2/26 9:14:03,anonymous,6x\n2,11/2/26 9:14:03,anonymous,6x\n3,11/2/26 9:14:03,anonymous,6x\n",
    ] {
        let faults = answers::read("a.csv", text.as_bytes(), &quiz).expect_err("nobody is named");
        assert!(
            faults[0]
                .message
                .starts_with("every student has other numbers"),
            "{}",
            faults[0]
        );
        let first = text.split(',').next().expect("a head");
        assert!(
            faults[0]
                .help
                .as_ref()
                .is_some_and(|help| help.contains(first))
        );
    }
    let named = "Timestamp,Full name,q1\n2026/11/02 9:14:03,Ana,6x+5\n2026/11/02 9:14:04,Bo,6x\n";
    assert!(answers::read("a.csv", named.as_bytes(), &quiz).is_ok());
}

#[test]
fn late_rows_are_named() {
    let text = "student,Submitted,q1\nann,2026-11-03 10:59:00 UTC,6x\nbo,2026-11-03 11:01:00 UTC,6x\ncy,,6x\n";
    let reading = ReadingOptions {
        until: Moment::until("2026-11-03T12:00+01:00"),
        ..ReadingOptions::default()
    };
    let class = reads_as(
        "late",
        "",
        &reading,
        text.as_bytes(),
        &["ann: 6x | - | -", "bo: 6x | - | -", "cy: 6x | - | -"],
    );
    let late: Vec<bool> = class.students.iter().map(|student| student.late).collect();
    assert_eq!(late, [false, true, false]);
    let quiz = quiz_with("");
    let open = "student,Submitted,q1\nann,3/4/2026 10:59,6x\n";
    assert!(answers::read_as("a.csv", open.as_bytes(), &quiz, &reading).is_err());
    let untimed = "student,q1\nann,6x\n";
    assert!(answers::read_as("a.csv", untimed.as_bytes(), &quiz, &reading).is_err());
}

#[test]
fn the_interfaces_of_form_tools() {
    let google = r#"{"form": {"items": [
        {"title": "Differentiate 3x^2+5x", "questionItem": {"question": {"questionId": "1a2b"}}},
        {"title": "What is the slope of x^3 at x = 0.5?", "questionItem": {"question": {"questionId": "3c4d"}}}]},
      "responses": [
        {"responseId": "r1", "lastSubmittedTime": "2026-11-02T08:14:03.5Z", "respondentEmail": "ana@example.org", "answers": {
          "1a2b": {"questionId": "1a2b", "textAnswers": {"answers": [{"value": "6x+5"}]}},
          "3c4d": {"questionId": "3c4d", "textAnswers": {"answers": [{"value": "0.75"}]}}}},
        {"responseId": "r2", "respondentEmail": "bo@example.org", "answers": {
          "1a2b": {"questionId": "1a2b", "textAnswers": {"answers": [{"value": "6x"}]}}}}]}"#;
    let canvas = r#"[
        {"id": 5, "user_id": 71, "user": {"name": "Ana Müller", "sis_user_id": "u71"}, "attempt": 2,
         "submission_history": [
           {"attempt": 1, "submitted_at": "2026-11-02T08:14:03Z", "submission_data": [{"question_id": 1, "text": "6x"}]},
           {"attempt": 2, "submitted_at": "2026-11-02T09:14:03Z", "submission_data": [{"question_id": 1, "text": "6x+5", "correct": "undefined"}]}]},
        {"user_id": 72, "user": {"name": "Bo", "sis_user_id": "u72"}, "submission_data": [{"question_id": 1, "text": "6x"}]}]"#;
    let quiz = quiz_with("");
    let class = answers::read("a.json", google.as_bytes(), &quiz).expect("a class");
    assert_eq!(
        shown(&class),
        [
            "ana@example.org: 6x+5 | 0.75 | -",
            "bo@example.org: 6x | - | -"
        ]
    );
    // Answers to questions that nobody knows are no blank answers.
    let faults = answers::read_as("a.json", canvas.as_bytes(), &quiz, &last_attempt())
        .expect_err("the quiz has no question 1");
    assert_eq!(
        faults[0].message,
        "none of these answers belongs to a question of the quiz"
    );
    let ids = QUIZ.replacen("kind", "column = 1\nkind", 1);
    let quiz = quiz::read("quiz.toml", ids.as_bytes()).expect("a quiz");
    let class = answers::read_as("a.json", canvas.as_bytes(), &quiz, &last_attempt())
        .unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert_eq!(
        shown(&class),
        ["u71 (Ana Müller): 6x+5 | - | -", "u72 (Bo): 6x | - | -"]
    );
}

fn last_attempt() -> ReadingOptions {
    ReadingOptions {
        attempts: Some(Attempts::Last),
        ..ReadingOptions::default()
    }
}

#[test]
fn records_with_heads_as_keys_are_rows_of_a_table() {
    for (name, text, expected) in [
        (
            "a.json",
            r#"[{"ID": 1, "Start time": "11/2/26 9:14:03", "Email": "anonymous", "Your name": "Ana", "Differentiate 3x²+5x": "6x+5", "q2": 0.75, "q3": ["a", "b"]},
               {"ID": 2, "Start time": "11/2/26 9:15:03", "Email": "anonymous", "Your name": "Bo", "Differentiate 3x²+5x": "6x", "q2": null}]"#,
            ["Ana: 6x+5 | 0.75 | a, b", "Bo: 6x | - | -"],
        ),
        (
            "moodle.json",
            r#"[[{"lastname": "Roe", "firstname": "Ana", "state": "Finished", "grade200": "-", "response1": "6x+5", "response2": "0.75", "response3": "a, b"},
                {"lastname": "Roe", "firstname": "Bo", "state": "Finished", "grade200": "-", "response1": "6x", "response2": "-"}]]"#,
            ["Ana Roe: 6x+5 | 0.75 | a, b", "Bo Roe: 6x | - | -"],
        ),
        (
            "a.ndjson",
            "{\"Nachname\": \"Roe\", \"Vorname\": \"Ana\", \"answers\": {\"q1\": \"6x+5\", \"q2\": 0.75, \"q3\": [\"a\", \"b\"]}}\n{\"Nachname\": \"Roe\", \"Vorname\": \"Bo\", \"q1\": \"6x\"}\n",
            ["Ana Roe: 6x+5 | 0.75 | a, b", "Bo Roe: 6x | - | -"],
        ),
        (
            "forms.json",
            r#"{"form": {"items": [
                {"title": "Your name", "questionItem": {"question": {"questionId": "n"}}},
                {"title": "Differentiate 3x^2+5x", "questionItem": {"question": {"questionId": "1a"}}},
                {"title": "Slopes", "questionGroupItem": {"questions": [{"questionId": "2b", "rowQuestion": {"title": "What is the slope of x^3 at x = 0.5?"}}]}},
                {"title": "Which way is downhill?", "questionItem": {"question": {"questionId": "3c"}}}]},
              "responses": [
                {"responseId": "r1", "createTime": "2026-11-02T08:14:03Z", "answers": {
                  "n": {"textAnswers": {"answers": [{"value": "Ana"}]}}, "1a": {"textAnswers": {"answers": [{"value": "6x+5"}]}},
                  "2b": {"textAnswers": {"answers": [{"value": "0.75"}]}}, "3c": {"textAnswers": {"answers": [{"value": "a"}, {"value": "b"}]}}}},
                {"responseId": "r2", "createTime": "2026-11-02T08:14:04Z", "answers": {
                  "n": {"textAnswers": {"answers": [{"value": "Bo"}]}}, "1a": {"textAnswers": {"answers": [{"value": "6x"}]}}}}]}"#,
            ["Ana: 6x+5 | 0.75 | a, b", "Bo: 6x | - | -"],
        ),
    ] {
        let class = answers::read(name, text.as_bytes(), &quiz_with(""))
            .unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        assert_eq!(shown(&class), expected, "{name}");
    }
    // With own numbers nothing is judged by the id that the form gave to the response.
    let quiz = QUIZ.replace("3*x^2+5*x", "a*x^2+5*x");
    let quiz = format!("parameters = {{a = {{from = 2, to = 9}}}}\n{quiz}");
    let quiz = quiz::read("quiz.toml", quiz.as_bytes()).expect("a quiz");
    let nobody = r#"{"responses": [{"responseId": "r1", "answers": {"q1": {"textAnswers": {"answers": [{"value": "6x"}]}}}}]}"#;
    let fault = &answers::read("a.json", nobody.as_bytes(), &quiz).expect_err("nobody")[0];
    assert!(
        fault.message.starts_with("every student has other numbers"),
        "{fault}"
    );
}

#[test]
fn folders_of_students() {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let quiz = quiz_with("");
    let files = vec![
        file("handed/ana/answers.toml", "q1 = \"6x+5\"\n"),
        file("handed/ana/README.md", "# mine\n"),
        file("handed/ana/quiz.toml", QUIZ),
        file("handed/bo/submission/a.csv", "question,answer\nq1,6x\n"),
        file("handed/cy/x.json", "{\"q1\": \"6x\""),
        file("handed/di/x.json", "{}"),
        file("handed/di/y.json", "{}"),
        file("handed/ed/photo.png", ""),
        file("handed/flo.txt", "q1 = \"6x\"\n"),
    ];
    let class = answers::read_folder("handed", files, &quiz).expect("a class");
    let mut rows = shown(&class);
    rows.sort();
    assert_eq!(
        rows,
        ["ana: 6x+5 | - | -", "bo: 6x | - | -", "flo: 6x | - | -"]
    );
    let refused: Vec<&str> = class
        .refused
        .iter()
        .map(|fault| fault.file.as_str())
        .collect();
    assert_eq!(
        refused,
        [
            "handed/cy/x.json",
            "handed/di/x.json",
            "handed/ed/photo.png"
        ]
    );
}

/// A file of before Unicode is read where nothing that is judged depends on the guess.
#[test]
fn windows_1252_is_read_or_asked_for() {
    let none = ReadingOptions::default();
    let stated = ReadingOptions {
        encoding: Some(Encoding::Windows1252),
        ..ReadingOptions::default()
    };
    let varied = "[parameters]\nk = {from = 2, to = 9}\n";
    let class = reads_as(
        "names alone",
        "",
        &none,
        b"Name;q1;q2\r\nM\xfcller;6x+5;0,75\r\nFran\xe7ois;6x;1\r\n",
        &["Müller: 6x+5 | 0,75 | -", "François: 6x | 1 | -"],
    );
    assert!(class.warnings[0].message.contains("read as Windows-1252"));
    let formula = b"Name;q1;q2\r\nM\xfcller;6\xb7x;0,75\r\n";
    let name = b"Name;q1;q2\r\nM\xfcller;6x;0,75\r\n";
    reads_as("stated", "", &stated, formula, &["Müller: 6·x | 0,75 | -"]);
    reads_as("stated", varied, &stated, name, &["Müller: 6x | 0,75 | -"]);
    // What is said of UTF-8 stays so where another encoding is meant, and a mark weighs more.
    reads_as(
        "marked",
        "",
        &stated,
        "\u{feff}Name;q1\r\nMüller;6·x\r\n".as_bytes(),
        &["Müller: 6·x | - | -"],
    );
    for (what, more, bytes, message) in [
        ("a formula", "", &formula[..], "depends on the encoding"),
        (
            "numbers of a name",
            varied,
            &name[..],
            "depends on the encoding",
        ),
        (
            "Windows-1251",
            "",
            b"Name;q1\r\n\xc8\xe2\xe0\xed\xee\xe2;6x\r\n",
            "not text in UTF-8",
        ),
        (
            "Shift JIS",
            "",
            b"Name;q1\r\n\x93\xfa\x96\x7b;6x\r\n",
            "not text in UTF-8",
        ),
        (
            "half a UTF-8",
            "",
            b"Name;q1\r\nM\xc3;6x\r\n\x81;6x\r\n",
            "not text in UTF-8",
        ),
    ] {
        let quiz = quiz_with(more);
        let faults = answers::read("export.csv", bytes, &quiz).expect_err(what);
        assert!(faults[0].message.contains(message), "{what}: {}", faults[0]);
    }
}

/// Rows below a class that sum it up are nobody's, and `Max` is somebody.
#[test]
fn sums_are_no_students() {
    for row in [
        "Sum",
        "Std dev",
        "Std. Dev.",
        "Maximum",
        "Average",
        "Median",
        "Count",
        "Summe",
    ] {
        let table = format!("student,q1,q2\nana,6x+5,1\nbo,6x,2\n{row},1,2\n");
        reads(row, &table, &["ana: 6x+5 | 1 | -", "bo: 6x | 2 | -"]);
    }
    reads(
        "below another",
        "student,q1,q2\nana,6x+5,1\nMean,1,2\nMax,1,2\nMin,0,1\nSD,0.5,0.5\n",
        &["ana: 6x+5 | 1 | -"],
    );
    reads(
        "under the time",
        "Submission Time,Student Number,q1,q2\n2026-11-02,0012,6x+5,1\n2026-11-02,0013,6x,2\nAverage,,,1.5\nMax,,,2\n",
        &["0012: 6x+5 | 1 | -", "0013: 6x | 2 | -"],
    );
    // What has no answers, or what the questions are worth, is nobody unless it says who in two ways.
    for row in [
        "Max,,",
        "Max,1,1",
        "合計,1,1",
        "Razem,,",
        "Mogelijke punten,1,",
    ] {
        let table = format!("student,q1,q2\nana,6x+5,1\n{row}\n");
        let class = reads_as(
            row,
            "",
            &ReadingOptions::default(),
            table.as_bytes(),
            &["ana: 6x+5 | 1 | -"],
        );
        let called = row.split(',').next().unwrap_or_default();
        assert_eq!(class.understood[0].passed, [called], "{row}");
    }
    reads(
        "two names",
        "First name,Last name,q1,q2\nana,Li,6x+5,1\nMax,Berg,,\nMax,,,\n",
        &["ana Li: 6x+5 | 1 | -", "Max Berg: - | - | -"],
    );
    reads(
        "without a number of the school",
        "Name,Student ID,q1,q2\nana,u1,6x+5,1\nbo,u2,6x,2\ncy,u3,6x,2\nMax,,1,1\nMean,,0.5,1\nSD,,,\n",
        &[
            "u1 (ana): 6x+5 | 1 | -",
            "u2 (bo): 6x | 2 | -",
            "u3 (cy): 6x | 2 | -",
        ],
    );
    reads(
        "without one, and with an answer",
        "Name,Student ID,q1,q2\nana,u1,6x+5,1\nbo,u2,6x,2\nMax,,6x,1\n",
        &["ana: 6x+5 | 1 | -", "bo: 6x | 2 | -", "Max: 6x | 1 | -"],
    );
    reads(
        "an answer that is no number",
        "student,q1,q2\nana,6x+5,1\nMaximum,6x,2\nTotal,1,2\n",
        &["ana: 6x+5 | 1 | -", "Maximum: 6x | 2 | -"],
    );
    let table = b"student,q1,q2\nMax,6x+5,1\nMin,6,2\nana,6x,3\n";
    let expected = ["Max: 6x+5 | 1 | -", "Min: 6 | 2 | -", "ana: 6x | 3 | -"];
    let class = reads_as("names", "", &ReadingOptions::default(), table, &expected);
    let doubt = |fault: &&deriv::files::source::Fault| fault.message.contains("may sum up");
    assert_eq!(class.warnings.iter().filter(doubt).count(), 1);
}

/// Two columns under one head, or two values under one key.
#[test]
fn what_is_said_twice_is_refused_or_told() {
    for (name, text, expected) in [
        (
            "student",
            "student,student,q1\nana,bo,6x+5\n",
            "two columns are headed `student`",
        ),
        (
            "e-mail",
            "Email,Email,q1\na@b.c,d@e.f,6x+5\ng@b.c,h@e.f,6x\n",
            "two columns are headed `Email`",
        ),
        (
            "question",
            "student,question,Question,answer\nana,q1,q2,6x+5\n",
            "two columns are headed `Question`",
        ),
        (
            "answer",
            "student,question,answer,answer\nana,q1,6x+5,6x\n",
            "two columns are headed `answer`",
        ),
        (
            "a key",
            "{\"student\": \"ana\", \"student\": \"bo\", \"q1\": \"6x\"}\n{\"student\": \"cy\", \"q1\": \"6x\"}\n",
            "`student` stands twice here",
        ),
    ] {
        let quiz = quiz_with("");
        let file = if text.starts_with('{') {
            "export.ndjson"
        } else {
            "export.csv"
        };
        let faults = answers::read(file, text.as_bytes(), &quiz).expect_err(name);
        assert!(
            faults[0].message.starts_with(expected),
            "{name}: {}",
            faults[0]
        );
    }
    reads(
        "the same",
        "student,student,q1\nana,ana,6x+5\n",
        &["ana: 6x+5 | - | -"],
    );
    let table = b"student,q1,section,section\nana,6x+5,A,B\n";
    let class = reads_as(
        "another",
        "",
        &ReadingOptions::default(),
        table,
        &["ana: 6x+5 | - | -"],
    );
    assert_eq!(class.students[0].details().section.as_deref(), Some("A"));
    assert_eq!(
        class.warnings[0].message,
        "two columns are headed `section`, and say different things"
    );
}

/// The bytes are what Python's codecs of these names write; no such encoding is guessed.
#[test]
fn tables_in_other_code_pages() {
    for (name, bytes, expected) in [
        (
            "cp932",
            &b"\x8e\x81\x96\xbc,q1,q2\n\x93c\x92\x86\x95\\,6x+5,1\n\"\x83\\,\x94\\\",6x,2\n"[..],
            &["田中表: 6x+5 | 1 | -", "ソ,能: 6x | 2 | -"][..],
        ),
        (
            "gbk",
            &b"\xd0\xd5\xc3\xfb;q1;q2\n\xd5\xc5\xc8\xfd;6x+5;1\n"[..],
            &["张三: 6x+5 | 1 | -"][..],
        ),
        (
            "cp1250",
            &b"Jm\xe9no;P\xf8\xedjmen\xed;q1;q2\n\xa3ukasz;\x8e\xe1k;6x+5;1\n"[..],
            &["Łukasz Žák: 6x+5 | 1 | -"][..],
        ),
        (
            "cp1251",
            &b"\xc8\xec\xff;\xd4\xe0\xec\xe8\xeb\xe8\xff;q1;q2\n\xc8\xe2\xe0\xed;\xd9\xf3\xea\xe8\xed;6x+5;1\n"[..],
            &["Иван Щукин: 6x+5 | 1 | -"][..],
        ),
        (
            "cp949",
            &b"\xc0\xcc\xb8\xa7,q1,q2\n\xb1\xe8\x8cc,6x+5,1\n"[..],
            &["김똠: 6x+5 | 1 | -"][..],
        ),
    ] {
        let reading = ReadingOptions {
            encoding: Encoding::named(name),
            ..ReadingOptions::default()
        };
        reads_as(name, "", &reading, bytes, expected);
        let faults = answers::read("export.csv", bytes, &quiz_with("")).expect_err(name);
        let help = faults[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("--encoding"), "{name}: {help}");
    }
}

/// Tools and heads of which no sample stands in the fixtures.
#[test]
fn other_tools_and_heads() {
    let plain = ["101: 6x+5 | 0.75 | a", "102: 6x | 1 | b"];
    let named = [
        "101 (Ana Ruiz): 6x+5 | 0.75 | a",
        "102 (Bo Sanz): 6x | 1 | b",
    ];
    reads(
        "Moodle in Polish: a mean that has points, under the last name",
        "Nazwisko;Imię;Numer identyfikacyjny;Adres e-mail;Stan;Rozpoczęto;Ukończono;Wykorzystany czas;Ocena/3,00;Odpowiedź 1;Odpowiedź 2;Odpowiedź 3\n\
         Ruiz;Ana;101;ana@example.org;Ukończone;1 listopada;1 listopada;10 min;2,00;6x+5;0.75;a\n\
         Sanz;Bo;102;bo@example.org;Ukończone;1 listopada;1 listopada;10 min;1,00;6x;1;b\n\
         Ogółem średnio;;;;;;;;1,50;-;-;-\n",
        &named,
    );
    reads(
        "Moodle in Croatian",
        "Prezime,Ime,ID broj,E-adresa,Status,Odgovor 1,Odgovor 2,Odgovor 3\nRuiz,Ana,101,ana@example.org,Završeno,6x+5,0.75,a\nSanz,Bo,102,bo@example.org,Završeno,6x,1,b\n",
        &[
            "101 (Ana Ruiz): 6x+5 | 0.75 | a",
            "102 (Bo Sanz): 6x | 1 | b",
        ],
    );
    reads(
        "LimeSurvey: the token, and not the language",
        "\"Response ID\",\"Date submitted\",\"Last page\",\"Start language\",\"Seed\",\"Token\",\"q1\",\"q2\",\"q3\"\n\"1\",\"2026-11-02 09:14:03\",\"1\",\"en\",\"123\",\"101\",\"6x+5\",\"0.75\",\"a\"\n\"2\",\"2026-11-02 09:15:03\",\"1\",\"en\",\"124\",\"102\",\"6x\",\"1\",\"b\"\n",
        &plain,
    );
    reads(
        "SurveyMonkey: a second head with the kinds of the questions",
        "Respondent ID,Collector ID,Start Date,End Date,Email Address,First Name,Last Name,q1,q2,q3\n,,,,,,,Open-Ended Response,Open-Ended Response,Response\n118,4,11/02/2026 09:14:03 AM,11/02/2026 09:20:03 AM,101,Ana,Ruiz,6x+5,0.75,a\n119,4,11/02/2026 09:14:03 AM,11/02/2026 09:21:03 AM,102,Bo,Sanz,6x,1,b\n",
        &named,
    );
    reads(
        "Socrative: a row that scores the class",
        "Student Names,Student ID,Total Score (0 - 100),Number of correct answers,q1,q2,q3\nAna Ruiz,101,100,3,6x+5,0.75,a\nBo Sanz,102,0,0,6x,1,b\nClass Scoring,,50%,1.5,50%,50%,50%\n",
        &named,
    );
    reads(
        "a game: places are no students",
        "Rank,Player,Total Score,q1,q2,q3\n1,101,300,6x+5,0.75,a\n2,102,100,6x,1,b\n",
        &plain,
    );
    for (what, heads) in [
        (
            "a number alone before the text",
            "1 Differentiate 3x^2+5x,2 What is the slope of x^3 at x = 0.5?,q3",
        ),
        (
            "a number in brackets before the text",
            "[1] Differentiate 3x^2+5x,[2] What is the slope of x^3 at x = 0.5?,q3",
        ),
        (
            "a word behind the text",
            "Q1. Differentiate 3x^2+5x - Answer,What is the slope of x^3 at x = 0.5? – Response,q3: Antwort",
        ),
    ] {
        let table = format!("Player,{heads}\n101,6x+5,0.75,a\n102,6x,1,b\n");
        reads(what, &table, &plain);
    }
    reads(
        "scores beside the answers, by a word behind the text",
        "Student ID,q1 - Answer,q1 - Score,q2 - Answer,q2 - Feedback,q3 - Answer,q3 - Punkte\n101,6x+5,1,0.75,1,a,1\n102,6x,0,1,0,b,0\n",
        &plain,
    );
    for (what, heads) in [
        (
            "a name and a word behind it",
            "q1 Answer,q1 Score,q2 Answer,q2 Score,q3 Answer,q3 Score",
        ),
        (
            "a number and a word behind it",
            "Question 1 Response,Question 1 Points,Question 2 Response,Question 2 Points,Question 3 Response,Question 3 Points",
        ),
        (
            "a number and a word apart from it",
            "Item 1 - Response,Item 1 - Score,Item 2 - Response,Item 2 - Score,Item 3 - Response,Item 3 - Score",
        ),
    ] {
        let table = format!("SID,{heads}\n101,6x+5,1,0.75,1,a,1\n102,6x,0,1,0,b,0\n");
        reads(what, &table, &plain);
    }
    reads(
        "Brightspace: a row an answer, and several columns that say what was asked",
        "Org Defined ID,Username,FirstName,LastName,Attempt #,Section #,Q #,Q Type,Q Title,Q Text,Bonus?,Answer,Answer Match,Score,Out Of\n\
         101,ana,Ana,Ruiz,1,,1,SA,,Differentiate 3x^2+5x,No,6x+5,,0,1\n\
         101,ana,Ana,Ruiz,1,,2,SA,,What is the slope of x^3 at x = 0.5?,No,0.75,,0,1\n\
         101,ana,Ana,Ruiz,1,,3,MC,,q3,No,a,Checked,1,1\n\
         102,bo,Bo,Sanz,1,,1,SA,,Differentiate 3x^2+5x,No,6x,,0,1\n\
         102,bo,Bo,Sanz,1,,2,SA,,What is the slope of x^3 at x = 0.5?,No,1,,0,1\n\
         102,bo,Bo,Sanz,1,,3,MC,,q3,No,b,Checked,0,1\n",
        &named,
    );
    reads(
        "quotes behind blanks",
        "student, \"q1\", \"q2\",q3\n101, \"6x+5\" , \"0.75\",a\n102,6x,  1, \"b\"\n",
        &plain,
    );
    reads(
        "a nickname beside the name",
        "Nickname,Name,q1,q2,q3\nfox,101,6x+5,0.75,a\nbear,102,6x,1,b\n",
        &plain,
    );
    reads(
        "a nickname behind the name",
        "Student ID,Name,Nickname,q1,q2,q3\n101,Ana Ruiz,fox,6x+5,0.75,a\n102,Bo Sanz,bear,6x,1,b\n",
        &named,
    );
    reads(
        "an address that is the parents'",
        "Parent email,Student email,q1,q2,q3\np1@example.org,101,6x+5,0.75,a\np2@example.org,102,6x,1,b\n",
        &plain,
    );
    reads(
        "a name that is a pet's",
        "Timestamp,SID,Pet name,q1,q2,q3\n11/2/2026 9:14:03,101,Rex,6x+5,0.75,a\n11/2/2026 9:16:03,102,Tom,6x,1,b\n",
        &plain,
    );
    reads(
        "heads that say what a question is worth",
        "Unique User ID,First Name,Last Name,Differentiate 3x^2+5x (1 point),What is the slope of x^3 at x = 0.5? [1.5 Punkte] *,q3 (2 P.)\n101,Ana,Ruiz,6x+5,0.75,a\n102,Bo,Sanz,6x,1,b\n",
        &named,
    );
    reads(
        "in Vietnamese",
        "Dấu thời gian,Địa chỉ email,Họ và tên,Mã số sinh viên,q1,q2,q3\n2026/11/02 9:14:03,a@example.org,Ana Ruiz,101,6x+5,0.75,a\n2026/11/02 9:15:03,b@example.org,Bo Sanz,102,6x,1,b\n",
        &named,
    );
    let wide = "Student ID,Name,q1,q2,q3\n101,Ana Ruiz,6x+5,0.75,a\n102,Bo Sanz,6x,1,b\n";
    reads_as(
        "two bytes a character, without a mark",
        "",
        &ReadingOptions::default(),
        &wide
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
        &named,
    );
    refused(
        "own numbers, and a pet's name alone",
        "[parameters]\na = [2, 3]\n",
        "Timestamp,Pet name,q1,q2,q3\n11/2/2026 9:14:03,Rex,6x+5,0.75,a\n11/2/2026 9:16:03,Tom,6x,1,b\n",
        "every student has other numbers, and no column says for sure who answers",
        "--id-column",
    );
}

/// What Moodle heads its columns with: last name, first name, address, state, start, end, grade, two answers.
const MOODLE: &[(&str, &str)] = &[
    (
        "Arabic",
        "اسم العائلة;الاسم الأول;عنوان البريد الإلكتروني;الحالة;بدأ في;مكتمل;الدرجة/10,00;الإجابة 1;الإجابة 2",
    ),
    (
        "Hebrew",
        "שם משפחה;שם פרטי;כתובת דואר אלקטרוני;מצב;התחיל ב;הושלם;ציון/10.00;תשובה 1;תשובה 2",
    ),
    (
        "Persian",
        "نام خانوادگی;نام;آدرس ایمیل;وضعیت;شروع شده در;تکمیل شده;نمره/10;پاسخ ۱;پاسخ ۲",
    ),
    (
        "Hindi",
        "उपनाम;प्रथम नाम;ईमेल पता;स्थिति;प्रारंभ समय;समय-चिह्न;अंक;उत्तर १;उत्तर २",
    ),
    (
        "Thai",
        "นามสกุล;ชื่อ;อีเมล;สถานะ;เริ่มเมื่อ;เสร็จสมบูรณ์;คะแนน/10.00;คำตอบ 1;คำตอบ 2",
    ),
    (
        "Vietnamese",
        "Họ;Tên;Địa chỉ thư điện tử;Trạng thái;Bắt đầu vào lúc;Đã hoàn thành;Điểm/10,00;Câu trả lời 1;Câu trả lời 2",
    ),
    (
        "Indonesian",
        "Nama belakang;Nama depan;Alamat email;Status;Dimulai pada;Selesai;Nilai/10,00;Jawaban 1;Jawaban 2",
    ),
    (
        "Chinese",
        "姓氏;名;电子邮件地址;状态;开始于;完成;评分/10.00;回答 1;回答 2",
    ),
    (
        "Taiwanese",
        "姓氏;名字;電子郵件地址;狀態;開始於;完成於;成績/10.00;回應 1;回應 2",
    ),
    (
        "Japanese",
        "姓;名;メールアドレス;状態;開始日時;完了;評点/10.00;解答 1;解答 2",
    ),
    (
        "Korean",
        "성;이름;이메일 주소;상태;시작 일시;완료됨;성적/10.00;응답 1;응답 2",
    ),
    (
        "Turkish",
        "Soyadı;Adı;E-posta adresi;Durum;Başladı;Tamamlandı;Not/10,00;Yanıt 1;Yanıt 2",
    ),
    (
        "Polish",
        "Nazwisko;Imię;Adres e-mail;Status;Rozpoczęto;Ukończono;Ocena/10,00;Odpowiedź 1;Odpowiedź 2",
    ),
    (
        "Russian",
        "Фамилия;Имя;Адрес электронной почты;Состояние;Тест начат;Завершено;Оценка/10,00;Ответ 1;Ответ 2",
    ),
    (
        "Ukrainian",
        "Прізвище;Ім’я;Електронна пошта;Стан;Розпочато;Завершено;Оцінка/10,00;Відповідь 1;Відповідь 2",
    ),
    (
        "Bulgarian",
        "Фамилно име;Собствено име;E-mail адрес;Състояние;Започнат;Завършен;Оценка/10,00;Отговор 1;Отговор 2",
    ),
    (
        "Serbian",
        "Презиме;Име;Адреса е-поште;Стање;Започето;Завршено;Оцена/10,00;Одговор 1;Одговор 2",
    ),
    (
        "Croatian",
        "Prezime;Ime;Adresa e-pošte;Stanje;Započeto;Završeno;Ocjena/10,00;Odgovor 1;Odgovor 2",
    ),
    (
        "Slovenian",
        "Priimek;Ime;E-poštni naslov;Stanje;Začeto;Dokončano;Ocena/10,00;Odgovor 1;Odgovor 2",
    ),
    (
        "Slovak",
        "Priezvisko;Krstné meno;E-mailová adresa;Stav;Začaté;Dokončené;Známka/10,00;Odpoveď 1;Odpoveď 2",
    ),
    (
        "Hungarian",
        "Vezetéknév;Keresztnév;E-mail cím;Állapot;Elkezdte;Befejezte;Pont/10,00;Válasz 1;Válasz 2",
    ),
    (
        "Romanian",
        "Nume;Prenume;Adresă de e-mail;Stare;Început la;Finalizat;Notă/10,00;Răspuns 1;Răspuns 2",
    ),
    (
        "Greek",
        "Επώνυμο;Όνομα;Διεύθυνση ηλεκτρονικού ταχυδρομείου;Κατάσταση;Ξεκίνησε;Ολοκληρώθηκε;Βαθμός/10,00;Απάντηση 1;Απάντηση 2",
    ),
    (
        "Lithuanian",
        "Pavardė;Vardas;El. pašto adresas;Būsena;Pradėta;Baigta;Įvertinimas/10,00;Atsakymas 1;Atsakymas 2",
    ),
    (
        "Latvian",
        "Uzvārds;Vārds;E-pasta adrese;Statuss;Uzsākts;Pabeigts;Vērtējums/10,00;Atbilde 1;Atbilde 2",
    ),
    (
        "Estonian",
        "Perekonnanimi;Eesnimi;E-posti aadress;Olek;Alustatud;Lõpetatud;Hinne/10,00;Vastus 1;Vastus 2",
    ),
    (
        "Basque",
        "Deitura;Izena;Helbide elektronikoa;Egoera;Hasita;Osatua;Kalifikazioa/10,00;Erantzuna 1;Erantzuna 2",
    ),
    (
        "Galician",
        "Apelidos;Nome;Enderezo de correo electrónico;Estado;Comezado o;Completado;Cualificación/10,00;Resposta 1;Resposta 2",
    ),
];

/// What Google's forms head their columns with: time, address, score.
const GOOGLE: &[(&str, &str)] = &[
    ("Arabic", "طابع زمني;عنوان البريد الإلكتروني;النتيجة"),
    ("Hebrew", "חותמת זמן;כתובת אימייל;ניקוד"),
    ("Persian", "مهر زمان;نشانی ایمیل;امتیاز"),
    ("Hindi", "टाइमस्टैम्प;ईमेल पता;स्कोर"),
    ("Bengali", "টাইমস্ট্যাম্প;ইমেল ঠিকানা;স্কোর"),
    ("Thai", "ประทับเวลา;ที่อยู่อีเมล;คะแนน"),
    ("Vietnamese", "Dấu thời gian;Địa chỉ email;Điểm số"),
    ("Chinese", "时间戳记;电子邮件地址;分数"),
    ("Taiwanese", "時間戳記;電子郵件地址;分數"),
    ("Japanese", "タイムスタンプ;メールアドレス;スコア"),
    ("Korean", "타임스탬프;이메일 주소;점수"),
    ("Turkish", "Zaman damgası;E-posta Adresi;Puan"),
    ("Polish", "Sygnatura czasowa;Adres e-mail;Wynik"),
    ("Russian", "Отметка времени;Адрес электронной почты;Баллы"),
    (
        "Ukrainian",
        "Позначка часу;Електронна адреса;Кількість балів",
    ),
    ("Bulgarian", "Клеймо за време;Имейл адрес;Резултат"),
    ("Serbian", "Временска ознака;Имејл адреса;Резултат"),
    ("Croatian", "Vremenska oznaka;Adresa e-pošte;Rezultat"),
    ("Slovenian", "Časovni žig;E-poštni naslov;Rezultat"),
    ("Slovak", "Časová pečiatka;E-mailová adresa;Skóre"),
    ("Czech", "Časová značka;E-mailová adresa;Skóre"),
    ("Hungarian", "Időbélyeg;E-mail-cím;Pontszám"),
    ("Romanian", "Marcaj temporal;Adresă de e-mail;Scor"),
    (
        "Greek",
        "Χρονική σήμανση;Διεύθυνση ηλεκτρονικού ταχυδρομείου;Βαθμολογία",
    ),
    ("Lithuanian", "Laiko žymė;El. pašto adresas;Rezultatas"),
    ("Latvian", "Laikspiedols;E-pasta adrese;Rezultāts"),
    ("Estonian", "Ajatempel;E-posti aadress;Skoor"),
    ("Finnish", "Aikaleima;Sähköpostiosoite;Pisteet"),
    ("Swedish", "Tidstämpel;E-postadress;Resultat"),
    ("Norwegian", "Tidsstempel;E-postadresse;Resultat"),
    ("Danish", "Tidsstempel;E-mailadresse;Score"),
    ("Icelandic", "Tímastimpill;Netfang;Stig"),
    ("Catalan", "Marca de temps;Adreça electrònica;Puntuació"),
    ("Swahili", "Muhuri wa muda;Barua pepe;Alama"),
];

/// What Microsoft's forms head their columns with: running number, start, end, address, name.
const MICROSOFT: &[(&str, &str)] = &[
    (
        "Arabic",
        "المعرف;وقت البدء;وقت الإكمال;البريد الإلكتروني;الاسم",
    ),
    ("Hebrew", "מזהה;שעת התחלה;שעת סיום;דואר אלקטרוני;שם"),
    ("Chinese", "ID;开始时间;完成时间;电子邮件;名称"),
    ("Taiwanese", "識別碼;開始時間;完成時間;電子郵件;名稱"),
    ("Japanese", "ID;開始時刻;完了時刻;メール;名前"),
    ("Korean", "ID;시작 시간;완료 시간;전자 메일;이름"),
    (
        "Turkish",
        "Kimlik;Başlangıç zamanı;Tamamlanma zamanı;E-posta;Ad",
    ),
    (
        "Polish",
        "Identyfikator;Godzina rozpoczęcia;Godzina ukończenia;Adres e-mail;Nazwa",
    ),
    (
        "Russian",
        "ID;Время начала;Время выполнения;Электронная почта;Имя",
    ),
    (
        "Ukrainian",
        "Ідентифікатор;Час початку;Час завершення;Електронна пошта;Ім'я",
    ),
    ("Czech", "ID;Čas zahájení;Čas dokončení;E-mail;Jméno"),
    ("Dutch", "Id;Begintijd;Tijd van voltooien;E-mail;Naam"),
    ("Swedish", "ID;Starttid;Slutförandetid;E-post;Namn"),
    (
        "Danish",
        "Id;Starttidspunkt;Fuldførelsestidspunkt;Mail;Navn",
    ),
    (
        "Finnish",
        "Tunnus;Alkamisaika;Valmistumisaika;Sähköposti;Nimi",
    ),
    (
        "Portuguese",
        "ID;Hora de início;Hora de conclusão;Email;Nome",
    ),
    (
        "Italian",
        "ID;Ora di inizio;Ora di completamento;Posta elettronica;Nome",
    ),
];

/// Where a class says when answers were handed in, by the places of the columns.
fn timed(class: &Class) -> Vec<usize> {
    let columns = class.understood[0].columns.iter().enumerate();
    let timed = columns.filter(|(_, (_, holds))| *holds == Holds::Submitted);
    timed.map(|(at, _)| at).collect()
}

#[test]
fn heads_in_every_language_of_the_tools() {
    let options = ReadingOptions::default();
    for (language, heads) in MOODLE {
        let text = format!(
            "{heads}\nEy;Bo;bo@example.org;x;3 November 2026  10:00 AM;3 November 2026  10:20 AM;5,00;6x+5;1\n\
             Öz;Al;al@example.org;x;3 November 2026  10:01 AM;3 November 2026  10:19 AM;5,00;6x;-\n"
        );
        let expected = [
            "bo@example.org (Bo Ey): 6x+5 | 1 | -",
            "al@example.org (Al Öz): 6x | - | -",
        ];
        let class = reads_as(language, "", &options, text.as_bytes(), &expected);
        assert_eq!(timed(&class), [5], "{language}: {:?}", class.understood);
    }
    for (language, heads) in GOOGLE {
        let text = format!(
            "{heads};q1;q2\n2026/11/02 9:14:03;bo@example.org;1 / 2;6x+5;1\n2026/11/02 9:15:03;al@example.org;0 / 2;6x;2\n"
        );
        let expected = ["bo@example.org: 6x+5 | 1 | -", "al@example.org: 6x | 2 | -"];
        let class = reads_as(language, "", &options, text.as_bytes(), &expected);
        assert_eq!(timed(&class), [0], "{language}: {:?}", class.understood);
        let strangers: Vec<_> = class
            .warnings
            .iter()
            .filter(|fault| fault.message.contains("no question"))
            .collect();
        assert!(strangers.is_empty(), "{language}: {}", strangers[0]);
    }
    for (language, heads) in MICROSOFT {
        let text = format!(
            "{heads};q1;q2\n1;11/2/26 9:14:03;11/2/26 9:24:03;bo@example.org;Bo Ey;6x+5;1\n2;11/2/26 9:15:03;11/2/26 9:25:03;al@example.org;Al Öz;6x;2\n"
        );
        let expected = [
            "bo@example.org (Bo Ey): 6x+5 | 1 | -",
            "al@example.org (Al Öz): 6x | 2 | -",
        ];
        let class = reads_as(language, "", &options, text.as_bytes(), &expected);
        assert_eq!(timed(&class), [2], "{language}: {:?}", class.understood);
    }
}

#[test]
fn a_name_beside_a_surname() {
    reads(
        "is the first one",
        "Email,Name,Surname,q1,q2\nbo@example.org,Bo,Ey,6x+5,1\nal@example.org,Al,Öz,6x,2\n",
        &[
            "bo@example.org (Bo Ey): 6x+5 | 1 | -",
            "al@example.org (Al Öz): 6x | 2 | -",
        ],
    );
    reads(
        "or all of it",
        "Email,Name,Surname,q1,q2\nbo@example.org,Bo Ey,Ey,6x+5,1\nal@example.org,Al Öz,Öz,6x,2\n",
        &[
            "bo@example.org (Bo Ey): 6x+5 | 1 | -",
            "al@example.org (Al Öz): 6x | 2 | -",
        ],
    );
}

#[test]
fn numbers_before_a_text() {
    for head in [
        "1 - Differentiate 3x^2+5x",
        "1 – Differentiate 3x^2+5x",
        "1) Differentiate 3x^2+5x",
    ] {
        let text = format!(
            "E-mail,{head},2 - What is the slope of x^3 at x = 0.5?\nbo@example.org,6x+5,1\n"
        );
        reads(head, &text, &["bo@example.org: 6x+5 | 1 | -"]);
    }
}

#[test]
fn parts_of_a_quiz_before_the_number_of_the_question() {
    reads(
        "one part, as Sakai has it",
        "Display ID,Last Name,First Name,Total Score,Part 1 Question 1 Response,Part 1 Question 1 Score,Part 1 Question 2 Response,Part 1 Question 2 Score\nbo@example.org,Ey,Bo,1,6x+5,1,1,0\nal@example.org,Öz,Al,0,6x,0,,0\n",
        &[
            "bo@example.org (Bo Ey): 6x+5 | 1 | -",
            "al@example.org (Al Öz): 6x | - | -",
        ],
    );
    reads(
        "two parts",
        "User ID,Part 1 Question 1 Response,Part 2 Question 1 Response,Part 2 Question 2 Response\nbo,6x+5,1,a\nal,6x,2,b\n",
        &["bo: 6x+5 | 1 | a", "al: 6x | 2 | b"],
    );
}

/// `Som` is a name as well as a sum.
#[test]
fn a_list_of_students_keeps_those_who_are_called_like_a_sum() {
    use deriv::class::roster::ids;
    for (list, expected) in [
        ("Ana\nSom\nTotal\n", &["Ana", "Som", "Total"][..]),
        (
            "Student,ID,SIS User ID\nPoints Possible,,\nSom,7,u7\n",
            &["u7"],
        ),
        (
            "Name,Email,Points\nSom,s@example.org,2\nSom,,5\n",
            &["s@example.org"],
        ),
        ("Name,Points\nAna,2\nSom,5\n", &["Ana"]),
        (
            "Student,ID,SIS User ID\nAna,8,u8\n\"Student, Test\",7,\n",
            &["u8"],
        ),
        (
            "Student,ID,SIS User ID\nAna,8,u8\n\"Student, Test\",7,u7\n",
            &["u8", "u7"],
        ),
        (
            "Name,Points\nAna,2\nTest Student,5\n",
            &["Ana", "Test Student"],
        ),
    ] {
        let read = ids("list.csv", list.as_bytes()).map(|read| read.ids);
        assert_eq!(
            read.as_deref(),
            Ok(&expected.iter().map(|id| id.to_string()).collect::<Vec<_>>()[..]),
            "{list}"
        );
    }
}

/// Canvas adds a student for the teacher to look around as; a student of that name answers all the same.
#[test]
fn the_student_whom_canvas_adds_is_left_out_and_named() {
    let quiz = quiz_with("");
    let analysis = "name,id,sis_id,section,submitted,attempt,1: q1,1.0,2: q2,1.0,3: q3,1.0,score";
    let ann = "Ann Lee,4,u4,B,2026-11-03 10:00:01 UTC,1,6x+5,0,1,0,2,0,0";
    let test = "Test Student,9,ID,B,2026-11-03 10:00:02 UTC,1,6x,0,1,0,2,0,0";
    let long = "Name,SIS User ID,SIS Login ID,Question,Answer";
    for (file, students, said) in [
        (
            format!("{analysis}\n{ann}\n{}\n", test.replace("ID", "")),
            vec!["u4"],
            vec!["Test Student"],
        ),
        (
            format!("{analysis}\n{ann}\n{}\n", test.replace("ID", "u9")),
            vec!["u4", "u9"],
            vec![],
        ),
        (
            format!(
                "{long}\nAnn,u4,ann,q1,6x\nTest Student,,{},q1,6x\n",
                "a0".repeat(20)
            ),
            vec!["u4"],
            vec!["Test Student"],
        ),
        (
            "name,id,q1,q2,q3\nAnn,1,6x,1,2\nBo,2,6x,1,2\nCy,4,6x,1,2\nTest Student,3,6x,1,2\n"
                .to_owned(),
            vec!["1", "2", "4", "3"],
            vec![],
        ),
    ] {
        let class = answers::read("week6.csv", file.as_bytes(), &quiz).expect("a table");
        let ids: Vec<&str> = class.students.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, students, "{file}");
        assert_eq!(class.understood[0].passed, said, "{file}");
    }
}
