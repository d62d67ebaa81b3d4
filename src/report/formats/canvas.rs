//! A gradebook as Canvas imports it. A title without the assignment's id would make a new one, and a
//! student whose score is not certain is left out.

use crate::class::answers::words;
use crate::number::decimal::Decimal;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::formats::io_error;
use std::io::{self, Write};

/// Decimals of a score in Canvas.
const PLACES: usize = 2;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let title = match report.canvas_id {
        Some(id) => format!("{} ({id})", report.title()),
        None => report.title(),
    };
    let heads = [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        &cell(&title),
    ];
    table.write_record(heads).map_err(io_error)?;
    let total = Decimal::rounded_to_places(&report.quiz.points(), PLACES).to_fixed(PLACES);
    let possible = ["    Points Possible", "", "", "", "", &total];
    table.write_record(possible).map_err(io_error)?;
    for at in report.places().filter(|&at| report.open(at) == 0) {
        let own = report.id_under(at, &["id", "canvasid", "canvasuserid"], |_| false);
        let school = ["sisuserid", "sisid", "studentid", "idnumber", "sid"];
        let school = report.id_under(at, &school, words::is_school_number);
        let login = ["sisloginid", "loginid", "login", "username"];
        let login = report.id_under(at, &login, words::is_login);
        // Canvas finds a student by any one of the three, and an address is what one logs in as.
        let [school, login] = match (own, school, login) {
            (None, None, None) if report.id(at).contains('@') => [None, Some(report.id(at))],
            (None, None, None) => [Some(report.id(at)), None],
            (_, school, login) => [school, login].map(|id| id.map(Into::into)),
        };
        let student = report.name(at).unwrap_or_else(|| report.id(at));
        let score = report.graded.exact_score(at, report.quiz);
        let row = [
            cell(&student),
            own.map(cell).unwrap_or_default(),
            school.map(|id| cell(&id)).unwrap_or_default(),
            login.map(|id| cell(&id)).unwrap_or_default(),
            report.section(at).map(cell).unwrap_or_default(),
            Decimal::rounded_to_places(&score, PLACES).to_fixed(PLACES),
        ];
        table.write_record(&row).map_err(io_error)?;
    }
    table.flush()
}
