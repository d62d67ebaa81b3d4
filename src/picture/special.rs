//! What is special about a curve: poles, jumps, holes, ends, corners and their like.

/// What is special about the curve at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Special {
    /// Where.
    pub at: f64,
    /// Where, as it is written: `pi/2`, `-1`; rounded where it is not known exactly.
    pub place: String,
    /// What.
    pub kind: Kind,
    /// The value there, where it has one.
    pub value: Option<f64>,
    /// What the curve tends to on the left and on the right, where that is a number.
    pub sides: [Option<f64>; 2],
}

/// The kinds of what is special.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
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

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Pole => "pole",
            Kind::Jump => "jump",
            Kind::Hole => "hole",
            Kind::End => "end",
            Kind::Corner => "corner",
            Kind::Cusp => "cusp",
            Kind::Vertical => "vertical tangent",
            Kind::Wavers => "no limit",
        }
    }

    /// Whether the curve is joined there.
    pub(super) fn joins(self) -> bool {
        matches!(self, Kind::Corner | Kind::Cusp | Kind::Vertical)
    }
}
