//! The engine: questions in JSON, answers in JSON.

use crate::ask;
use deriv::number::rational::Rational;
use deriv::picture::scene::Grain;
use deriv::picture::svg;
use deriv::practice::cards::{self, Cards};
use deriv::practice::drill::{COUNT, Drill, Plan};
use deriv::practice::explore::{
    Command, Control, EPSILON_POWERS, Exploration, ExplorationStart, MissionsDone, NoSession, RATES,
};
use deriv::practice::interview::{self, Interview};
use deriv::practice::lab::{self, Labs};
use deriv::practice::order::{self, Ordering};
use deriv::practice::progress::{PracticePart, Progress};
use deriv::report::practice::{
    CardCourse, DrillCourse, InterviewCourse, LabCourse, OrderCourse, PracticeCourse,
};
use serde_json::{Value, json};

/// Columns of the practice's text.
const WIDTH: usize = 72;

/// Sizes of a picture, in pixels: of the page's column.
const NARROWEST: f64 = 200.0;
const WIDEST: f64 = 1200.0;

/// Steps of the slider of a variable, at most.
const NOTCHES: f64 = 80.0;

/// What the page's button says that turns the nudge.
const TURN: &str = "Turn nudge";

/// What the page talks to.
#[derive(Default)]
pub struct Engine {
    session: Option<Exploration>,
    course: Option<Box<dyn PracticeCourse>>,
    progress: Progress,
}

impl Engine {
    /// Answers a question: an object whose `do` says what is asked. Never fails: what is wrong is
    /// an object with `error`.
    pub fn answer(&mut self, question: &str) -> String {
        let answer = match serde_json::from_str::<Value>(question) {
            Ok(question) => self.asked(&question),
            Err(_) => Err("error: this is no JSON".to_owned()),
        };
        answer
            .unwrap_or_else(|error| json!({ "error": error }))
            .to_string()
    }

    fn asked(&mut self, question: &Value) -> Result<Value, String> {
        let text = |key: &str| question[key].as_str().unwrap_or("").to_owned();
        match question["do"].as_str().unwrap_or("") {
            "start" => {
                let missions = match question["on"].as_bool() {
                    Some(true) => self.session.as_ref().map(Exploration::missions),
                    _ => None,
                };
                let missions = missions.unwrap_or_default();
                self.start(
                    &text("f"),
                    &text("at"),
                    (&text("eps"), &text("rate")),
                    missions,
                )?;
                self.state(question)
            }
            "line" => {
                let session = self.session()?;
                let names: Vec<String> = session.names().iter().map(|n| (*n).to_owned()).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let command =
                    Command::read(&text("line"), &names).map_err(|why| why.to_string())?;
                session.apply(&command);
                self.state(question)
            }
            "set" => {
                let value = text("to");
                let command = match control(&text("control")) {
                    Some(Control::Variable) | None => Command::SetVariable(text("control"), value),
                    Some(control) => Command::Set(control, value),
                };
                self.session()?.apply(&command);
                self.state(question)
            }
            "slide" => {
                let to = text("to");
                let notch: i64 = to.parse().unwrap_or(0);
                let command = match control(&text("control")) {
                    Some(Control::Epsilon) => {
                        let sign = if self.session()?.epsilon().starts_with('-') {
                            "-"
                        } else {
                            ""
                        };
                        Command::Set(Control::Epsilon, format!("{sign}2^({notch})"))
                    }
                    Some(Control::Rate) => {
                        let at = notch.clamp(0, RATES.len() as i64 - 1) as usize;
                        Command::Set(Control::Rate, RATES[at].to_owned())
                    }
                    _ => Command::SetVariable(text("control"), to),
                };
                self.session()?.apply(&command);
                self.state(question)
            }
            "state" => self.state(question),
            "slope" => {
                let digits = question["digits"].as_u64().unwrap_or(15) as usize;
                let slope = ask::slope(&text("f"), &text("at"), digits)?;
                Ok(json!({ "slope": slope }))
            }
            "check" => {
                let (verdict, told) = ask::check(&text("f"), &text("by"), &text("answer"))?;
                Ok(json!({ "verdict": verdict, "told": told }))
            }
            "practice" => self.practice(&text("part"), question["time"].as_u64().unwrap_or(0)),
            "reply" => self.reply(&text("line"), question["time"].as_u64().unwrap_or(0)),
            other => Err(format!("error: unknown question `{other}`")),
        }
    }

    fn session(&mut self) -> Result<&mut Exploration, String> {
        self.session
            .as_mut()
            .ok_or_else(|| "error: no function yet".to_owned())
    }

    fn start(
        &mut self,
        text: &str,
        at: &str,
        (epsilon, rate): (&str, &str),
        missions: MissionsDone,
    ) -> Result<(), String> {
        let mut read = ask::read(text, at)?;
        let number = |text: &str, graph: &mut deriv::expression::Graph| match text.trim() {
            "" => Ok(None),
            text => deriv::slope::point::constant(graph, text)
                .map(Some)
                .map_err(|error| ask::unread(&error, text)),
        };
        let epsilon = number(epsilon, &mut read.graph)?;
        let rate = match number(rate, &mut read.graph)? {
            Some(id) => {
                let effort = deriv::slope::Effort::digits(40);
                let value = deriv::slope::value(&mut read.graph, id, &[], effort);
                let value = value.map_err(|_| "error: the rate has no value".to_owned())?;
                value
                    .rational()
                    .cloned()
                    .or_else(|| Rational::from_decimal(&value.decimal.to_string()))
            }
            None => None,
        };
        let start = ExplorationStart {
            point: read.point,
            epsilon,
            rate,
            range: None,
            missions,
            turn: Some(TURN),
        };
        let session = Exploration::new(read.graph, read.function, text, start);
        self.session = Some(session.map_err(|why| match why {
            NoSession::Formula(error) => ask::unread(&error, text),
            NoSession::NoValue(says) => {
                format!("error: the function {says} where the session would start")
            }
            NoSession::Refused(Control::Rate) => "error: the rate must be above 0".to_owned(),
            NoSession::Refused(_) => "error: ε must not be 0".to_owned(),
        })?);
        Ok(())
    }

    /// All that the page shows of the session. `width`, `lens`: pixels of its pictures.
    fn state(&mut self, question: &Value) -> Result<Value, String> {
        let pixels = |key: &str| {
            let asked = question[key].as_f64().unwrap_or(640.0);
            asked.clamp(NARROWEST, WIDEST)
        };
        let (width, lens) = (pixels("width"), pixels("lens"));
        let session = self.session()?;
        let [nudge, ratio, step] = session.numbers();
        let heights = session.heights(Grain::Svg);
        let heights = heights.map(|p| svg::element(&p, "heights-", width, width * 0.6));
        let picture = session.picture(Grain::Svg);
        let picture = svg::element(&picture, "curve-", width, (width * 0.6).max(220.0));
        let mut near = session.lens(Grain::Svg);
        // The same as beside it.
        near.legend.clear();
        let near = svg::element(&near, "lens-", lens, (width * 0.6).max(220.0));
        let (low, high) = session.shown_range();
        let unit = match (high - low) / 0.25 <= NOTCHES {
            true => 0.25,
            false => deriv::picture::ticks::round_above((high - low) / NOTCHES),
        };
        let slider = |low: f64, high: f64, step: f64, share: f64| {
            let now = low + share * (high - low);
            json!({ "min": low, "max": high, "step": step, "now": now })
        };
        let share = session.share(Control::Variable);
        let variable = slider(
            (low / unit).ceil() * unit,
            (high / unit).floor() * unit,
            unit,
            share,
        );
        let share = session.share(Control::Epsilon);
        let epsilon = slider(EPSILON_POWERS.0, EPSILON_POWERS.1, 1.0, share);
        let share = session.share(Control::Rate);
        let rate = slider(0.0, (RATES.len() - 1) as f64, 1.0, share);
        let typed: Vec<Value> = session
            .typed_state()
            .into_iter()
            .map(|(name, value)| json!([name, value]))
            .collect();
        let names: Vec<String> = session.names().iter().map(|n| (*n).to_owned()).collect();
        Ok(json!({
            "function": session.text(),
            "definition": session.definition(),
            "names": names,
            "moving": session.moving(),
            "typed": typed,
            "status": session.status(),
            "value": session.value(),
            "slope": session.slope(),
            "lines": { "nudge": nudge, "ratio": ratio, "step": step },
            "sentence": session.sentence(),
            "mission": session.mission(),
            "done": session.done(),
            "steps": session.steps(),
            "sliders": { "variable": variable, "eps": epsilon, "rate": rate },
            "picture": picture,
            "lens": near,
            "heights": heights,
            "command": session.again(),
        }))
    }

    /// Starts a part of the practice.
    fn practice(&mut self, part: &str, time: u64) -> Result<Value, String> {
        let broken = |_| "error: the lesson is broken".to_owned();
        let progress = &self.progress;
        let part =
            PracticePart::named(part).ok_or_else(|| "error: there is no such part".to_owned())?;
        let course: Box<dyn PracticeCourse> = match part {
            PracticePart::Drill => {
                let plan = Plan {
                    seed: time.to_string(),
                    count: COUNT,
                    topic: None,
                    level: None,
                    began: time,
                };
                Box::new(DrillCourse::new(Drill::new(plan, progress), false, WIDTH))
            }
            PracticePart::Lab => {
                let all = lab::lesson().map_err(broken)?;
                Box::new(LabCourse::new(Labs::new(all, progress, None), WIDTH))
            }
            PracticePart::Order => {
                let all = order::lesson().map_err(broken)?;
                Box::new(OrderCourse::new(Ordering::new(all, progress, None), WIDTH))
            }
            PracticePart::Cards => {
                let deck = cards::lesson().map_err(broken)?;
                Box::new(CardCourse::new(
                    Cards::new(deck, progress, time, None),
                    WIDTH,
                ))
            }
            PracticePart::Interview => {
                let topics = interview::lesson().map_err(broken)?;
                let interview = Interview::new(topics, progress, None, interview::COUNT);
                Box::new(InterviewCourse::new(interview, WIDTH))
            }
        };
        let opening = course.opening().to_plain();
        self.course = Some(course);
        Ok(json!({ "text": opening, "over": false }))
    }

    /// A line of the learner's.
    fn reply(&mut self, line: &str, time: u64) -> Result<Value, String> {
        let Some(course) = &mut self.course else {
            return Err(
                "choose what to practise: drill, lab, order, cards or interview".to_owned(),
            );
        };
        let turn = course.take(line, time);
        let mut text = turn.text.to_plain();
        let over = turn.end.is_some();
        if over {
            text += "\n";
            text += &course.summary().to_plain();
        }
        if let Some(entry) = turn.entry {
            self.progress.add(entry);
        }
        if over {
            self.course = None;
        }
        Ok(json!({ "text": text, "over": over }))
    }
}

fn control(name: &str) -> Option<Control> {
    match name {
        "eps" => Some(Control::Epsilon),
        "rate" => Some(Control::Rate),
        _ => None,
    }
}
