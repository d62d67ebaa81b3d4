//! Words at the head of a column of answers that no question may have for a name.

/// Words at the head of a column of answers that name the student, the best first.
pub const STUDENT_WORDS: [&str; 9] = [
    "student",
    "student id",
    "student_id",
    "id",
    "login",
    "username",
    "user",
    "email",
    "name",
];

/// Words at the head of a column that say something else about the student or the row.
pub const OTHER_WORDS: [&str; 5] = ["section", "group", "question", "answer", "answers"];
