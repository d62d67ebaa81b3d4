//! The student whom Canvas puts into a course for its teacher to look around as: `Student, Test` in a gradebook,
//! `Test Student` in what students answered.

use crate::class::answers::{vocabulary, words};
use crate::files::sheet::PlacedCell;

/// Fewest digits of the login that Canvas draws for that user.
const DRAWN: usize = 32;

/// Where what Canvas says of a student stands in a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct TestUser {
    /// The names.
    names: Vec<usize>,
    /// What a school alone gives: its ids, and the names by which its students log in.
    ids: Vec<usize>,
    logins: Vec<usize>,
}

impl TestUser {
    /// Of a table with these heads; none where they are not those of Canvas.
    pub(crate) fn new<'h>(heads: impl IntoIterator<Item = &'h str>) -> TestUser {
        let mut user = TestUser::default();
        let mut canvas = false;
        for (at, head) in heads.into_iter().enumerate() {
            let letters = words::letters(head);
            canvas |= letters == "sectionsisid";
            let places = match letters.as_str() {
                "student" | "name" | "studentname" => &mut user.names,
                "sisuserid" | "sisid" | "integrationid" => &mut user.ids,
                "sisloginid" => &mut user.logins,
                _ => continue,
            };
            places.push(at);
        }
        canvas |= !(user.ids.is_empty() && user.logins.is_empty());
        if canvas { user } else { TestUser::default() }
    }

    /// Is this cell, in a column that says who the student is, what that user is called?
    pub(super) fn may_be(&self, text: &str) -> bool {
        !self.names.is_empty() && is_called(text)
    }

    /// What that user is called in a row.
    pub(crate) fn name<'r>(&self, row: &'r [impl AsRef<str>]) -> Option<&'r str> {
        let names = self.names.iter().filter_map(|&at| row.get(at));
        names.map(AsRef::as_ref).find(|name| is_called(name))
    }

    /// Is a row that user's? Who has an id of the school, an address or a login of their own is a student of
    /// that name.
    pub(crate) fn is(&self, row: &[impl AsRef<str>]) -> bool {
        let cell = |at: &usize| row.get(*at).map_or("", |cell| cell.as_ref().trim());
        let drawn =
            |text: &str| text.len() >= DRAWN && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.names.iter().map(cell).any(is_called)
            && self.ids.iter().map(cell).all(str::is_empty)
            && self
                .logins
                .iter()
                .map(cell)
                .all(|text| text.is_empty() || drawn(text))
            && !row.iter().any(|cell| cell.as_ref().contains('@'))
    }

    /// The cell with the name, where a row is that user's.
    pub(super) fn name_in<'r>(&self, row: &'r [PlacedCell]) -> Option<&'r PlacedCell> {
        let mut names = self.names.iter().filter_map(|&at| row.get(at));
        let name = names.find(|cell| is_called(&cell.value))?;
        let texts: Vec<&str> = row.iter().map(|cell| cell.value.as_str()).collect();
        self.is(&texts).then_some(name)
    }
}

fn is_called(text: &str) -> bool {
    // Names that are longer are not folded in vain.
    text.len() < 60 && words::is_in(vocabulary::TEST_USERS, &words::letters(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_student_of_that_name_is_one() {
        let gradebook = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];
        let drawn = "4b1f0c9d2a7e6f3855aa90b1c2d3e4f5a6b7c8d9";
        let analysis = ["name", "id", "sis_id", "section", "submitted", "3: q1"];
        let none = ["student", "id", "q1"];
        let row = |cells: &str| cells.split('|').map(str::to_owned).collect::<Vec<String>>();
        for (heads, cells, is) in [
            (&gradebook[..], format!("Student, Test|99||{drawn}|B"), true),
            (&gradebook, "Student, Test|99|||B".to_owned(), true),
            (&gradebook, format!("Student, Test|99|u99|{drawn}|B"), false),
            (
                &gradebook,
                "Student, Test|99||test.student|B".to_owned(),
                false,
            ),
            (
                &gradebook,
                "Student, Test|99||t@example.org|B".to_owned(),
                false,
            ),
            (&gradebook, format!("Student, Ann|99||{drawn}|B"), false),
            (
                &analysis,
                "Test Student|99||B|2026-11-03|x".to_owned(),
                true,
            ),
            (&analysis, "Teststudent|99||B|2026-11-03|x".to_owned(), true),
            (
                &analysis,
                "Test Student|99|u7|B|2026-11-03|x".to_owned(),
                false,
            ),
            (&none, "Test Student|99|x".to_owned(), false),
        ] {
            let user = TestUser::new(heads.iter().copied());
            assert_eq!(user.is(&row(&cells)), is, "{cells}");
        }
    }
}
