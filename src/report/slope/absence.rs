//! Why there is no slope: the reason, both sides, and in words.

use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::report::figure::Figure;
use crate::report::record::{Datum, Each, JsonKey, Maybe, Record, RecordField, record};
use crate::report::slope::{ordinary, partial, shown};
use crate::report::{Role, Text};
use crate::slope::Trouble;
use crate::slope::existence::{Absence, Asked, OneSided, Reason};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::cmp::Ordering;

/// What an infinite slope means.
const UPRIGHT: &str = "the curve stands upright there: the ratio grows past every number";

/// No slope, as it is told.
#[derive(Clone, Debug)]
pub struct NoSlope {
    /// Why.
    pub reason: Reason,
    /// The derivative that is not smooth there, `dJ/dw` or `∂J/∂x`, where it is not J itself.
    pub of: Option<String>,
    /// The side that was asked for.
    pub asked: Asked,
    /// The order that was asked for, where a derivative of a lower one is not there.
    pub higher: Option<u32>,
    /// Towards smaller values.
    pub left: SideSlope,
    /// Towards larger values.
    pub right: SideSlope,
    /// The value that would fill a hole.
    pub limit: Option<Figure>,
    /// Whether there is a value there, and none beside it.
    pub alone: bool,
    /// The part that is in the way.
    pub part: Obstacle,
}

/// The slope towards one side.
#[derive(Clone, Debug)]
pub enum SideSlope {
    /// This number.
    Number(Figure),
    /// It grows without bound, upwards (`Greater`) or downwards (`Less`).
    Infinite(Ordering),
    /// None, or not settled.
    None,
}

/// What is in the way of a slope, with the parts of the function as text.
#[derive(Clone, Debug)]
pub enum Obstacle {
    /// This part has no value; what it needs.
    Outside {
        /// The part.
        part: String,
        /// `log needs a number above 0`
        needs: String,
    },
    /// This part is not smooth.
    Break(String),
    /// The value of this part is past what is computed with.
    TooLarge(String),
    /// At this part the work was done that a question may take.
    TooMuchWork(String),
    /// This part is too near the end of its domain, or a kink.
    TooNear(String),
    /// The slope is smaller than 10 to this power, and not proved to be 0.
    Below(i64),
    /// Not settled.
    Unsettled,
}

impl NoSlope {
    /// What was found of a function, without the graph.
    pub fn new(graph: &Graph, function: Id, absence: &Absence) -> NoSlope {
        let side = |side: &OneSided| match side {
            OneSided::Number(number) => SideSlope::Number(number.into()),
            OneSided::Infinite(sign) => SideSlope::Infinite(*sign),
            OneSided::None | OneSided::Unknown => SideSlope::None,
        };
        NoSlope {
            reason: absence.reason,
            of: match absence.of.order {
                1 => None,
                order => {
                    let written = match graph.variables(function).len() {
                        0 | 1 => ordinary,
                        _ => partial,
                    };
                    Some(written(graph.name(absence.of.variable), order - 1))
                }
            },
            asked: absence.of.asked,
            higher: (absence.of.wanted > absence.of.order).then_some(absence.of.wanted),
            left: side(&absence.left),
            right: side(&absence.right),
            limit: absence.limit.as_ref().map(Figure::from),
            alone: absence.alone,
            part: part(graph, &absence.trouble),
        }
    }

    /// With all digits of the numbers that were rounded, if so many were asked for.
    pub fn keeping_zeros(self, digits: Option<usize>) -> NoSlope {
        let side = |side| match side {
            SideSlope::Number(figure) => SideSlope::Number(figure.keeping_zeros(digits)),
            other => other,
        };
        NoSlope {
            left: side(self.left),
            right: side(self.right),
            limit: self.limit.map(|figure| figure.keeping_zeros(digits)),
            ..self
        }
    }

    /// Where a value was asked for.
    pub fn without_value(graph: &Graph, trouble: &Trouble) -> NoSlope {
        NoSlope {
            reason: match trouble {
                Trouble::Outside { .. } => Reason::Domain,
                _ => Reason::Undecided,
            },
            of: None,
            asked: Asked::Both,
            higher: None,
            left: SideSlope::None,
            right: SideSlope::None,
            limit: None,
            alone: false,
            part: part(graph, trouble),
        }
    }

    /// `J(w) = abs(w) has a corner at w = 0`, or what was not settled. The place is empty where a
    /// function without variables is asked about none.
    pub fn sentence(&self, definition: &str, place: &str) -> String {
        let definition = self.of.as_deref().unwrap_or(definition);
        let at = match place {
            "" => String::new(),
            place => format!(" at {place}"),
        };
        let seen = match self.asked {
            Asked::Both => "",
            Asked::Left => ", seen from the left",
            Asked::Right => ", seen from the right",
        };
        match self.reason {
            Reason::Corner => format!("{definition} has a corner{at}"),
            Reason::Vertical => format!("{definition} has a vertical tangent{at}{seen}"),
            Reason::Cusp => format!("{definition} has a cusp{at}"),
            Reason::Jump if self.has_no_value() => {
                format!("{definition} has no value{at} and jumps there")
            }
            Reason::Jump => format!("{definition} jumps{at}{seen}"),
            Reason::End => format!("{definition} ends{at}"),
            Reason::Domain if self.alone => {
                format!("{definition} has a value{at}, and none beside it")
            }
            Reason::Pole | Reason::Hole | Reason::Domain => {
                format!("{definition} has no value{at}")
            }
            Reason::Undecided => match &self.part {
                Obstacle::Break(part) => {
                    format!("{part} is not smooth{at}, and its sides are not settled")
                }
                Obstacle::Outside { part, .. } => format!("{part} has no value{at}"),
                Obstacle::TooLarge(part) => format!("{part} is past what is computed with{at}"),
                Obstacle::TooMuchWork(part) => {
                    format!("{part} takes more work than the limit allows{at}")
                }
                Obstacle::TooNear(part) => {
                    format!("{part} is too near the end of its domain, or a kink, to tell{at}")
                }
                Obstacle::Below(power) => {
                    format!("|slope| < 10^{power}{at}, and it is not proved to be 0")
                }
                Obstacle::Unsettled => format!("not settled{at}"),
            },
        }
    }

    /// Whether a node of the function has no value there.
    fn has_no_value(&self) -> bool {
        self.of.is_none() && matches!(self.part, Obstacle::Outside { .. })
    }

    /// The sentence alone, as a line.
    pub fn head(&self, definition: &str, place: &str) -> Text {
        self.headed(None, definition, place)
    }

    /// The same of a derivative that has this name among several.
    fn headed(&self, what: Option<&str>, definition: &str, place: &str) -> Text {
        let mut text = Text::new();
        let word: Cow<'_, str> = match (self.reason, what) {
            (Reason::Undecided, None) => "undecided".into(),
            (Reason::Undecided, Some(what)) => format!("{what} undecided").into(),
            (_, None) => "no slope".into(),
            (_, Some(what)) => format!("no {what}").into(),
        };
        text.push(Role::Wrong, &*word)
            .plain(format!(": {}", self.sentence(definition, place)))
            .line();
        text
    }

    /// In sentences. `explain` adds what would fill a hole.
    pub fn text(&self, definition: &str, place: &str, explain: bool) -> Text {
        self.text_of(None, definition, place, explain)
    }

    /// The same; `what`: the name of the derivative, where there are several.
    pub(super) fn text_of(
        &self,
        what: Option<&str>,
        definition: &str,
        place: &str,
        explain: bool,
    ) -> Text {
        let mut text = self.headed(what, definition, place);
        if self.reason == Reason::Undecided {
            if matches!(
                self.part,
                // Too much work ends it at whatever precision.
                Obstacle::TooNear(_) | Obstacle::Below(_) | Obstacle::Unsettled
            ) {
                text.plain("  more work may settle it: --work N sets the limit in bits")
                    .line();
            }
            return text;
        }
        if let (Obstacle::Outside { needs, .. }, None) = (&self.part, &self.of) {
            text.plain(format!("  {needs}")).line();
        }
        let name = self.of.as_deref().unwrap_or("J");
        let meaning: Cow<'_, str> = match self.reason {
            // The sides are those of the order that was asked for, and may well agree.
            Reason::Corner => match self.higher {
                Some(order) => format!(
                    "its slopes differ already, so both sides have no derivative of order {order} in common"
                )
                .into(),
                None => "the two sides disagree, so no single line fits the curve there".into(),
            },
            Reason::Vertical => UPRIGHT.into(),
            Reason::Cusp => "both sides stand upright there, one climbing and one falling".into(),
            Reason::Jump if self.has_no_value() && self.asked != Asked::Both => "".into(),
            Reason::Jump if self.has_no_value() => {
                "its two sides do not tend to one value, so none would join them".into()
            }
            Reason::Jump => {
                format!("however small the nudge, {name} changes by the height of the jump").into()
            }
            Reason::End => self.at_the_end(name).into(),
            Reason::Pole | Reason::Hole | Reason::Domain | Reason::Undecided => "".into(),
        };
        if !meaning.is_empty() {
            self.sides(&mut text);
            text.plain(format!("  {meaning}")).line();
        }
        if let (Some(limit), true) = (&self.limit, explain) {
            text.plain(format!(
                "  a hole: J tends to {} there; with that value it would be continuous",
                limit.decimal
            ));
            text.line();
        }
        text
    }

    /// Whether this says again of a higher order what kept the order before from being there.
    pub fn repeats(&self, before: &NoSlope) -> bool {
        self.higher.is_some() && self.reason == before.reason && self.of == before.of
    }

    /// What it means where J, or its derivative, ends.
    fn at_the_end(&self, name: &str) -> String {
        let side = match self.asked {
            Asked::Both => {
                let number = |side: &SideSlope| matches!(side, SideSlope::Number(_));
                let other = match number(&self.left) || number(&self.right) {
                    true => "; --side gives the slope of the other",
                    false => "",
                };
                return format!("on one side {name} has no value{other}");
            }
            Asked::Left => &self.left,
            Asked::Right => &self.right,
        };
        match side {
            SideSlope::Infinite(_) => UPRIGHT.to_owned(),
            _ if self.of.is_some() => "on that side its ratio tends to no number".to_owned(),
            _ => format!("on that side {name} has no value"),
        }
    }

    /// What a side tends to without bound; the story of the one side that was asked for may be that of a
    /// lower order.
    fn limit_of(&self, side: &SideSlope) -> Option<&'static str> {
        let own = self.higher.is_none() || self.asked == Asked::Both;
        side.limit().filter(|_| own)
    }

    /// The slopes of the sides that were asked for, under each other.
    fn sides(&self, text: &mut Text) {
        let sides = [
            (Asked::Left, "left", self.left.text()),
            (Asked::Right, "right", self.right.text()),
        ];
        let known = || {
            let asked = sides
                .iter()
                .filter(|(side, ..)| [*side, Asked::Both].contains(&self.asked));
            asked.filter_map(|(_, name, slope)| Some((name, slope.as_deref()?)))
        };
        let wide = known().map(|(_, slope)| slope.len()).max().unwrap_or(0);
        for (name, slope) in known() {
            text.push(Role::Label, format!("  from the {name:<5}"));
            text.plain(format!("   {slope:>wide$}")).line();
        }
    }
}

impl SideSlope {
    fn text(&self) -> Option<String> {
        match self {
            SideSlope::Number(figure) => Some(figure.decimal.to_string()),
            SideSlope::Infinite(sign) => Some(infinity(*sign).to_owned()),
            SideSlope::None => None,
        }
    }

    fn figure(&self) -> Option<Figure> {
        match self {
            SideSlope::Number(figure) => Some(figure.clone()),
            _ => None,
        }
    }

    fn limit(&self) -> Option<&'static str> {
        match self {
            SideSlope::Infinite(sign) => Some(infinity(*sign)),
            _ => None,
        }
    }
}

/// How infinity is written.
fn infinity(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "-infinity",
        _ => "+infinity",
    }
}

fn part(graph: &Graph, trouble: &Trouble) -> Obstacle {
    match trouble {
        Trouble::Outside { node } => Obstacle::Outside {
            part: shown(graph, *node),
            needs: needs(graph, *node),
        },
        Trouble::Breaks { nodes, .. } => {
            let first = nodes.first();
            Obstacle::Break(first.map_or_else(String::new, |id| shown(graph, *id)))
        }
        Trouble::TooLarge { node } => Obstacle::TooLarge(shown(graph, *node)),
        Trouble::TooMuchWork { node } => Obstacle::TooMuchWork(shown(graph, *node)),
        Trouble::Undecided {
            node: Some(node), ..
        } => Obstacle::TooNear(shown(graph, *node)),
        Trouble::Undecided {
            below: Some(power), ..
        } => Obstacle::Below(*power),
        Trouble::Undecided { .. } => Obstacle::Unsettled,
    }
}

/// What the function that has no value there would need.
pub fn needs(graph: &Graph, node: Id) -> String {
    match graph.node(node) {
        Node::Quotient(_, b) if graph.literal(*b).is_some() => {
            format!("{} divides by 0", shown(graph, node))
        }
        Node::Quotient(_, b) => {
            format!(
                "{} divides by {}, which is 0 there",
                shown(graph, node),
                shown(graph, *b)
            )
        }
        Node::Power(base, n) => match graph.literal(*n) {
            Some(n) if n.is_negative() => {
                format!("{} divides by 0 there", shown(graph, node))
            }
            _ if graph.literal(*base).is_some_and(Rational::is_zero) => {
                format!("{} needs an exponent above 0", shown(graph, node))
            }
            _ => format!("{} needs a base above 0", shown(graph, node)),
        },
        Node::Call(f, _) | Node::Call2(f, _, _) => {
            format!("{} needs {}", graph.name_of(*f), f.row().needs)
        }
        _ => format!("{} has no value there", shown(graph, node)),
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.word())
    }
}

impl Datum for Reason {
    fn shape() -> String {
        "text".to_owned()
    }
}

record! {
    /// A slope, or why there is none, as keys.
    pub struct SlopeRecord {
        /// the slope, null where there is none
        pub slope: Each<Option<Figure>>,
        /// why there is no slope, null where there is one: corner, vertical, cusp, jump, pole,
        /// hole, end, domain, or undecided
        pub reason: Option<Each<Option<Reason>>>,
        /// without a slope: that towards smaller values, null where it is infinite or not there
        pub left: Maybe<Each<Option<Figure>>>,
        /// beside left: +infinity or -infinity where it grows without bound
        pub left_limit: Maybe<Each<Option<&'static str>>>,
        /// without a slope: that towards larger values, null where it is infinite or not there
        pub right: Maybe<Each<Option<Figure>>>,
        /// beside right: +infinity or -infinity where it grows without bound
        pub right_limit: Maybe<Each<Option<&'static str>>>,
        /// at a hole: the value that would make the function continuous
        pub limit: Maybe<Each<Option<Figure>>>,
    }
}

/// A slope or why there is none, for each variable.
pub type Slopes = Each<Result<Figure, Box<NoSlope>>>;

impl RecordField for Slopes {
    fn keys(path: &str, _says: &str, keys: &mut Vec<JsonKey>) {
        let above = path.rfind('.').map_or("", |at| &path[..=at]);
        <SlopeRecord as Record>::keys(above, keys);
    }

    fn put<M: SerializeMap>(&self, _name: &str, object: &mut M) -> Result<(), M::Error> {
        let absent = self.values().any(Result::is_err);
        fn of<T>(slopes: &Slopes, of: impl Fn(&NoSlope) -> Option<T>) -> Each<Option<T>> {
            slopes.map(|found| found.as_ref().err().and_then(|absence| of(absence)))
        }
        let hole = self.values().any(|found| match found {
            Ok(_) => false,
            Err(absence) => absence.limit.is_some(),
        });
        let found = SlopeRecord {
            slope: self.map(|found| found.as_ref().ok().cloned()),
            reason: absent.then(|| of(self, |absence| Some(absence.reason))),
            left: Maybe(absent.then(|| of(self, |absence| absence.left.figure()))),
            left_limit: Maybe(absent.then(|| of(self, |absence| absence.limit_of(&absence.left)))),
            right: Maybe(absent.then(|| of(self, |absence| absence.right.figure()))),
            right_limit: Maybe(
                absent.then(|| of(self, |absence| absence.limit_of(&absence.right))),
            ),
            limit: Maybe(hole.then(|| of(self, |absence| absence.limit.clone()))),
        };
        Record::put(&found, object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_reason() {
        let mut keys = Vec::new();
        <SlopeRecord as Record>::keys("", &mut keys);
        let reason = keys.iter().find(|key| key.path == "reason");
        let says = &reason.expect("it is a key").says;
        for known in Reason::ALL {
            assert!(says.contains(known.word()), "{}", known.word());
        }
    }
}
