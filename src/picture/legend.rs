//! What the legend shows of each entry, in characters.

use crate::picture::{Ink, PointSign, Sample};

/// Which characters may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Braille and box drawing.
    Unicode,
    /// Below 128.
    Ascii,
}

impl Glyphs {
    /// A point of this kind.
    pub(super) fn sign(self, sign: PointSign) -> char {
        let (unicode, ascii) = match sign {
            PointSign::Filled => ('●', 'O'),
            PointSign::Open => ('○', 'o'),
            PointSign::Closed => ('•', '@'),
            PointSign::Hole => ('◦', '0'),
            PointSign::Corner => ('◇', '^'),
            PointSign::Later => ('·', ','),
            PointSign::Digit(digit) => {
                let digit = char::from(b'0' + digit % 10);
                (digit, digit)
            }
        };
        match self {
            Glyphs::Unicode => unicode,
            Glyphs::Ascii => ascii,
        }
    }

    /// A cell of a line of this kind where there are no braille dots.
    pub(super) fn cell(self, ink: Ink) -> char {
        match (ink, self) {
            (Ink::Axis, _) => '-',
            (Ink::Pole, Glyphs::Unicode) => '┊',
            (Ink::Pole, Glyphs::Ascii) => '|',
            (Ink::Path, _) => ',',
            (Ink::Tangent, _) => '.',
            (Ink::Nudge, _) => ':',
            _ => '*',
        }
    }

    /// What stands before the words of an entry.
    pub(super) fn sample(self, sample: Sample) -> String {
        match (sample, self) {
            (Sample::Point(sign), _) => self.sign(sign).to_string(),
            (Sample::Gap, Glyphs::Unicode) => "─ ─".to_owned(),
            (Sample::Gap, Glyphs::Ascii) => {
                let cell = self.cell(Ink::Curve);
                format!("{cell} {cell}")
            }
            (Sample::Band, Glyphs::Unicode) => "⣿⣿".to_owned(),
            (Sample::Band, Glyphs::Ascii) => self.cell(Ink::Curve).to_string().repeat(2),
            (Sample::Line(Ink::Pole), _) => self.cell(Ink::Pole).to_string(),
            // At the start of a line two of them are a command to a CI system, and would be broken up.
            (Sample::Line(Ink::Nudge), Glyphs::Ascii) => self.cell(Ink::Nudge).to_string(),
            (Sample::Line(Ink::Nudge), Glyphs::Unicode) => "─┘".to_owned(),
            (Sample::Line(Ink::Tangent), Glyphs::Unicode) => "╌╌╌".to_owned(),
            (Sample::Line(Ink::Path), Glyphs::Unicode) => "┄┄┄".to_owned(),
            (Sample::Line(_), Glyphs::Unicode) => "───".to_owned(),
            (Sample::Line(ink), Glyphs::Ascii) => self.cell(ink).to_string().repeat(3),
        }
    }

    /// ┤ and its like: left of a row with a label, left of another row, corner, dash, tick below.
    pub(super) fn frame(self) -> [char; 5] {
        match self {
            Glyphs::Unicode => ['┤', '│', '└', '─', '┴'],
            Glyphs::Ascii => ['+', '|', '+', '-', '+'],
        }
    }
}

/// What stands before the words of an entry, and what it is.
pub(super) fn sample_first(sample: Sample, glyphs: Glyphs) -> (Ink, String) {
    let ink = match sample {
        Sample::Line(ink) => ink,
        Sample::Band | Sample::Gap => Ink::Curve,
        Sample::Point(_) => Ink::Mark,
    };
    (ink, glyphs.sample(sample))
}
