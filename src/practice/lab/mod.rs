//! The lab: a failure is predicted, triggered, explained and repaired. The repair is run by the
//! engine, not looked up.

mod claim;
mod file;
mod run;
mod walks;

pub use claim::{filled, holds};
pub use file::lesson;
pub use run::{ChainLayer, LabRun, NoRun, Ran, RunKind, Trace};

use crate::practice::attempt::LineWord;
use crate::practice::progress::{ItemMark, PracticePart, Progress, ProgressEntry};

/// A failure to work through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lab {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What is set up.
    pub setup: String,
    /// What is run.
    pub run: LabRun,
    /// What is to be predicted; the choices follow.
    pub predict: String,
    /// Predictions, each with the claim that makes it the right one.
    pub choices: Vec<(String, String)>,
    /// Explanations to choose from.
    pub why: Vec<String>,
    /// The place of the right one.
    pub right: usize,
    /// What is said to the right one.
    pub explain: String,
    /// What is to be repaired.
    pub repair: String,
    /// The setting that the repair changes; `function` is one.
    pub change: String,
    /// Settings of the repaired run that differ besides.
    pub then: Vec<(String, String)>,
    /// Claims that a repaired run makes true.
    pub until: Vec<String>,
    /// A repair that works.
    pub example: String,
    /// What is said to one that does.
    pub says: String,
}

impl Lab {
    /// The run with the learner's repair in it.
    pub fn repaired(&self, text: &str) -> LabRun {
        let mut run = self.run.with(&self.change, text);
        for (key, text) in &self.then {
            run = run.with(key, text);
        }
        run
    }

    /// The place of the right prediction.
    pub fn outcome(&self, ran: &Ran) -> Option<usize> {
        self.choices.iter().position(|(_, when)| holds(when, ran))
    }
}

/// Where the work on a lab stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What will happen?
    Predict,
    /// Why did it?
    Why,
    /// How is it mended?
    Repair,
}

impl Stage {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Predict => "predict",
            Stage::Why => "why",
            Stage::Repair => "repair",
        }
    }
}

/// What became of a line.
#[derive(Clone, Debug)]
pub enum LabReply {
    /// The prediction, and the right one, by their places; and what the run gave.
    Predicted {
        /// The learner's; `None` where the learner had it shown.
        chosen: Option<usize>,
        /// The right one.
        right: Option<usize>,
        /// What came of the run.
        ran: Result<Ran, NoRun>,
    },
    /// An explanation, and whether it is the right one; or the right one was shown.
    Explained {
        /// Whether it is the right one.
        right: bool,
        /// Whether it was shown.
        shown: bool,
        /// The sentence that goes with the right one.
        sentence: String,
    },
    /// A repair: what was run, what came of it, and whether all claims hold.
    Repaired {
        /// The run.
        run: LabRun,
        /// What came of it.
        ran: Result<Ran, NoRun>,
        /// Whether it works.
        works: bool,
        /// Whether it was shown.
        shown: bool,
    },
    /// This is none of the letters.
    Unknown,
    /// What can be said here.
    Help,
    /// A hint: the explanation, where it is known already.
    Hint,
    /// The lab was left out.
    Skipped,
    /// A blank line.
    Nothing,
    /// The session was left.
    Left,
}

/// A session of labs.
#[derive(Clone, Debug)]
pub struct Labs {
    all: Vec<Lab>,
    /// The places of those of this session.
    plan: Vec<usize>,
    at: usize,
    stage: Stage,
    /// Whether everything was right at the first try so far, and whether anything was shown.
    clean: bool,
    shown: bool,
    ran: Option<Ran>,
    marks: Vec<ItemMark>,
}

impl Labs {
    /// At most `count` labs: those that are not done yet, or all again where all are done. One that was
    /// left half-way comes first, at the stage at which it was left.
    pub fn new(all: Vec<Lab>, progress: &Progress, count: Option<usize>) -> Labs {
        let mut plan = progress.left(PracticePart::Lab, all.iter().map(|lab| lab.name.as_str()));
        let half = progress.begun(PracticePart::Lab);
        let half = half.and_then(|(name, answers)| {
            let at = all.iter().position(|lab| lab.name == name)?;
            Some((at, answers))
        });
        if let Some((at, _)) = &half {
            plan.retain(|other| other != at);
            plan.insert(0, *at);
        }
        plan.truncate(count.unwrap_or(plan.len()));
        let mut labs = Labs {
            all,
            plan,
            at: 0,
            stage: Stage::Predict,
            clean: true,
            shown: false,
            ran: None,
            marks: Vec::new(),
        };
        for entry in half.map_or(Vec::new(), |(_, answers)| answers) {
            labs.again(entry);
        }
        labs
    }

    /// Takes an answer of an earlier session again.
    fn again(&mut self, entry: &ProgressEntry) {
        let Some((_, lab)) = self.lab() else {
            return;
        };
        let lab = lab.clone();
        // A lesson that was rewritten since may ask for something else.
        if entry.question.as_deref() != Some(self.stage.word()) {
            return;
        }
        match self.stage {
            // It was kept because it did not work.
            Stage::Repair => self.clean = false,
            Stage::Predict | Stage::Why => {
                self.shown |= entry.answer.is_none();
                self.answer(&lab, entry.answer.as_deref(), entry.time);
            }
        }
    }

    /// How many labs the lesson has.
    pub fn of(&self) -> usize {
        self.all.len()
    }

    /// The lab that is worked on and its place among all; `None` at the end.
    pub fn lab(&self) -> Option<(usize, &Lab)> {
        let at = *self.plan.get(self.at)?;
        Some((at, &self.all[at]))
    }

    /// Where the work on it stands.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// What came of the run of the lab that is worked on, once it was run.
    pub fn ran(&self) -> Option<&Ran> {
        self.ran.as_ref()
    }

    /// How the labs of this session were left.
    pub fn marks(&self) -> &[ItemMark] {
        &self.marks
    }

    /// Takes a line: with it comes what is to be kept of it.
    pub fn take(&mut self, line: &str, time: u64) -> (LabReply, Option<ProgressEntry>) {
        let line = line.trim();
        let Some((_, lab)) = self.lab() else {
            return (LabReply::Left, None);
        };
        let lab = lab.clone();
        match LineWord::of(line) {
            _ if line.is_empty() => (LabReply::Nothing, None),
            Some(LineWord::Quit) => (LabReply::Left, None),
            Some(LineWord::Help) => (LabReply::Help, None),
            Some(LineWord::Hint) => (LabReply::Hint, None),
            Some(LineWord::Skip) => {
                let entry = self.finish(&lab, ItemMark::Skipped, None, time);
                (LabReply::Skipped, Some(entry))
            }
            Some(LineWord::Show) => {
                self.shown = true;
                self.answer(&lab, None, time)
            }
            None => self.answer(&lab, Some(line), time),
        }
    }

    /// An answer, or `None` where the right one is to be shown.
    fn answer(
        &mut self,
        lab: &Lab,
        line: Option<&str>,
        time: u64,
    ) -> (LabReply, Option<ProgressEntry>) {
        match self.stage {
            Stage::Predict => {
                let chosen = line.map(|line| letter(line, lab.choices.len()));
                if chosen == Some(None) {
                    return (LabReply::Unknown, None);
                }
                let chosen = chosen.flatten();
                let ran = lab.run.run();
                let right = ran.as_ref().ok().and_then(|ran| lab.outcome(ran));
                self.clean &= chosen == right;
                self.ran = ran.as_ref().ok().cloned();
                self.stage = Stage::Why;
                let said = LabReply::Predicted { chosen, right, ran };
                (said, Some(begun(lab, Stage::Predict, line, time)))
            }
            Stage::Why => {
                let chosen = line.map(|line| letter(line, lab.why.len()));
                if chosen == Some(None) {
                    return (LabReply::Unknown, None);
                }
                let right = chosen.flatten() == Some(lab.right);
                self.clean &= right;
                let sentence = match &self.ran {
                    Some(ran) => self.sentence(&lab.explain, ran, &lab.run),
                    None => lab.explain.clone(),
                };
                if right || line.is_none() {
                    self.stage = Stage::Repair;
                }
                let shown = line.is_none();
                let said = LabReply::Explained {
                    right,
                    shown,
                    sentence,
                };
                (said, Some(begun(lab, Stage::Why, line, time)))
            }
            Stage::Repair => {
                let shown = line.is_none();
                let text = line.unwrap_or(&lab.example);
                // `rate 0.4` and `rate = 0.4` say the same.
                let bare = text.strip_prefix(lab.change.as_str()).map(str::trim_start);
                let bare = bare.map(|rest| rest.strip_prefix('=').unwrap_or(rest).trim());
                let text = bare.filter(|rest| !rest.is_empty()).unwrap_or(text);
                let run = lab.repaired(text);
                let ran = run.run();
                let works = ran
                    .as_ref()
                    .is_ok_and(|ran| lab.until.iter().all(|claim| holds(claim, ran)));
                self.clean &= works && !shown;
                let mut entry = None;
                // What could not be run was not judged.
                if ran.is_ok() && !works {
                    entry = Some(begun(lab, Stage::Repair, line, time));
                }
                if works {
                    let mark = match (self.shown, self.clean) {
                        (true, _) => ItemMark::Missed,
                        (false, true) => ItemMark::Right,
                        (false, false) => ItemMark::Later,
                    };
                    entry = Some(self.finish(lab, mark, Some(text.to_owned()), time));
                }
                let said = LabReply::Repaired {
                    run,
                    ran,
                    works,
                    shown,
                };
                (said, entry)
            }
        }
    }

    fn sentence(&self, text: &str, ran: &Ran, run: &LabRun) -> String {
        filled(text, ran, &|key| run.setting(key).map(str::to_owned))
    }

    fn finish(
        &mut self,
        lab: &Lab,
        mark: ItemMark,
        answer: Option<String>,
        time: u64,
    ) -> ProgressEntry {
        self.marks.push(mark);
        self.at += 1;
        self.stage = Stage::Predict;
        self.clean = true;
        self.shown = false;
        self.ran = None;
        ProgressEntry {
            answer,
            ..ProgressEntry::new(time, PracticePart::Lab, &lab.name, mark)
        }
    }
}

/// What is kept of an answer that does not end the lab; `None` where it was shown.
fn begun(lab: &Lab, stage: Stage, line: Option<&str>, time: u64) -> ProgressEntry {
    ProgressEntry {
        question: Some(stage.word().to_owned()),
        answer: line.map(str::to_owned),
        ..ProgressEntry::new(time, PracticePart::Lab, &lab.name, ItemMark::Begun)
    }
}

/// The place of a letter among so many: `a`, `B`, `c)`.
fn letter(line: &str, count: usize) -> Option<usize> {
    let line = line.trim_end_matches([')', '.']);
    let mut characters = line.chars();
    let (first, more) = (characters.next()?, characters.next());
    let at = (first.to_ascii_lowercase() as usize).checked_sub('a' as usize)?;
    (more.is_none() && at < count).then_some(at)
}
