//! The program as a person at a shell or a CI job meets it: what it prints, and how it ends.

mod run;

mod slope;
mod streams;

mod nudge;

mod plot;

mod explore;

mod data;
mod descend;

mod diff;

mod estimates;

mod check;
mod feedback;

mod class;
mod grade;
mod marks;
mod students;

mod quiz;

mod practice;

mod json;

mod log;

mod help;
mod hostile;

mod readme;
mod refusals;
