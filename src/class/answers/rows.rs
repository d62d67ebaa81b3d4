//! Rows of a class once all are read: when each was handed in, and rows of one id that may be two students'.

use crate::class::answers::assign::Assignment;
use crate::class::answers::moment;
use crate::class::answers::settled::differing;
use crate::files::source::{Fault, Source};
use crate::quiz::MAX_FAULTS;

impl Assignment<'_> {
    /// When each row was handed in, by the times of its file.
    pub(super) fn times(&mut self) {
        let until = self.reading.until;
        if until.is_none() && !self.had_attempts() {
            return;
        }
        let mut timed = false;
        for source in 0..self.class.sources.len() {
            let rows = self.class.students.iter().enumerate();
            let rows = rows.filter(|(_, row)| row.source == source);
            let (places, mut texts): (Vec<usize>, Vec<&str>) = rows
                .filter_map(|(place, row)| Some((place, row.submitted.as_deref()?)))
                .unzip();
            let told = self.told_times.iter().filter(|(of, _)| *of == source);
            texts.extend(told.map(|(_, text)| &**text));
            timed |= !texts.is_empty();
            match moment::column(&texts) {
                Ok(moments) => {
                    for (place, moment) in places.into_iter().zip(moments) {
                        let row = &mut self.class.students[place];
                        row.moment = moment;
                        row.late = until
                            .zip(moment)
                            .is_some_and(|(until, moment)| moment.is_after(until));
                    }
                }
                Err(()) if until.is_some() => {
                    let name = self.class.sources[source].name().to_owned();
                    let message = "the times in this file leave open which number is the month";
                    let help = "write one of them as 2026-11-03, or leave out --until";
                    self.note(Fault::new(&name, message).help(help));
                }
                // Rows stay in their order.
                Err(()) => self.class.times_open = true,
            }
        }
        if until.is_some() && !timed {
            let name = self
                .class
                .sources
                .first()
                .map_or("", Source::name)
                .to_owned();
            let message = "no column says when answers were handed in";
            self.note(Fault::new(&name, message).help("leave out --until"));
        }
    }

    /// Mentions rows of one id that may be two students': they give different names or groups.
    pub(super) fn doubts(&mut self) {
        let mut found = Vec::new();
        for row in &self.class.students {
            let Some(first) = row.first else { continue };
            let first = &self.class.students[first];
            if let Some((one, other)) = differing(first, row) {
                let message = format!(
                    "two rows of `{}` say `{one}` and `{other}`: they are taken for one student's",
                    row.id
                );
                let help =
                    "if they are two students', say which column tells them apart: --id-column";
                found.extend(row.named.as_deref().map(|named| Fault {
                    message,
                    help: Some(help.to_owned()),
                    ..named.clone()
                }));
            }
            if found.len() >= MAX_FAULTS {
                break;
            }
        }
        found.into_iter().for_each(|fault| self.warn(fault));
    }
}
