//! Rows of a class once all are read: when each was handed in, and rows of one id that may be two students'.

use crate::class::answers::assign::Assignment;
use crate::class::answers::attempts::rows_by_file;
use crate::class::answers::moment;
use crate::class::answers::settled::differing;
use crate::files::source::Fault;
use crate::quiz::MAX_FAULTS;

impl Assignment<'_> {
    /// When each row was handed in, by the times of its file.
    pub(super) fn times(&mut self) {
        let until = self.reading.until;
        if until.is_none() && !self.had_attempts() {
            return;
        }
        let mut timed = false;
        let mut told: Vec<Vec<&str>> = vec![Vec::new(); self.class.sources.len()];
        let told_times = std::mem::take(&mut self.told_times);
        for (source, text) in &told_times {
            told[*source].push(text);
        }
        for (source, rows) in rows_by_file(&self.class).into_iter().enumerate() {
            let said = |place: usize| self.class.students[place].details().submitted.as_deref();
            let (places, mut texts): (Vec<usize>, Vec<&str>) = rows
                .into_iter()
                .filter_map(|place| Some((place, said(place)?)))
                .unzip();
            texts.extend(told[source].iter().copied());
            timed |= !texts.is_empty();
            let head = self.class.time_head(source);
            match moment::column(&texts, &head) {
                Ok(moments) => {
                    self.class.may_be_late |= until.is_some();
                    for (place, moment) in places.into_iter().zip(moments) {
                        let row = &mut self.class.students[place];
                        row.set_moment(moment);
                        row.late = until
                            .zip(moment)
                            .is_some_and(|(until, moment)| moment.is_after(until));
                    }
                }
                Err(open) if until.is_some() => {
                    let name = self.class.sources[source].to_string();
                    let (message, help) = open.told();
                    let help = format!("{help}, or leave out --until");
                    self.note(Fault::new(&name, message).help(help));
                }
                // Rows stay in their order.
                Err(_) => self.class.times_open = true,
            }
        }
        if until.is_some() && !timed {
            let name = self
                .class
                .sources
                .first()
                .map_or("", |name| &**name)
                .to_owned();
            let message = "no column says when answers were handed in";
            self.note(Fault::new(&name, message).help("leave out --until"));
        }
    }

    /// Mentions rows of one id that may be two students': they give different names or groups.
    pub(super) fn doubts(&mut self) {
        let mut found = Vec::new();
        if !self.had_attempts() {
            return;
        }
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
