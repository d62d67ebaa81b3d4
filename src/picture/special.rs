//! What is special about a curve: poles, jumps, holes, ends, corners and their like.

use crate::expression::few::in_order;

/// What is special about the curve at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecialPlace {
    /// Where.
    pub at: f64,
    /// Where, as it is written: `pi/2`, `-1`; rounded where it is not known exactly.
    pub place: String,
    /// Whether that is where it is, without rounding.
    pub exact: bool,
    /// What.
    pub kind: SpecialKind,
    /// The value there, where it has one; that of a jump is known only where its place is.
    pub value: Option<f64>,
    /// What the curve tends to on the left and on the right, where that is a number.
    pub sides: [Option<f64>; 2],
}

/// The kinds of what is special.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpecialKind {
    /// It grows without bound on one side at least.
    Pole,
    /// It does not tend to its value on both sides.
    Jump,
    /// No value, where one would make the curve continuous.
    Hole,
    /// The end of its domain.
    End,
    /// Two slopes.
    Corner,
    /// Two slopes, both upright.
    Cusp,
    /// One slope, upright.
    Vertical,
    /// No limit: it wavers.
    Wavers,
}

impl SpecialKind {
    /// Each of the kinds among some places, in their order.
    pub(super) fn all_of(places: &[SpecialPlace]) -> Vec<SpecialKind> {
        let mut kinds: Vec<SpecialKind> = Vec::new();
        for place in places {
            if !kinds.contains(&place.kind) {
                kinds.push(place.kind);
            }
        }
        in_order(&mut kinds, |kind| *kind);
        kinds
    }
}

impl SpecialPlace {
    /// `= pi/2`, `≈ -1.41421`
    pub(super) fn equals(&self) -> String {
        let sign = if self.exact { "=" } else { "≈" };
        format!("{sign} {}", self.place)
    }
}

impl SpecialKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            SpecialKind::Pole => "pole",
            SpecialKind::Jump => "jump",
            SpecialKind::Hole => "hole",
            SpecialKind::End => "end",
            SpecialKind::Corner => "corner",
            SpecialKind::Cusp => "cusp",
            SpecialKind::Vertical => "vertical tangent",
            SpecialKind::Wavers => "no limit",
        }
    }

    /// Whether the curve is joined there.
    pub(super) fn joins(self) -> bool {
        matches!(
            self,
            SpecialKind::Corner | SpecialKind::Cusp | SpecialKind::Vertical
        )
    }
}
