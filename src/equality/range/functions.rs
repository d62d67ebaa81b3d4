//! Between which ends the values of the table's functions lie, from their rows.

use crate::equality::range::{
    ALL, FUNCTION_ERROR, NOT_NEGATIVE, NOWHERE, Range, function_error, widened,
};
use crate::expression::Function;
use crate::expression::formula::{Formula, Operator};
use crate::expression::functions::{
    Breaks, Course, Definition, Domain, Double, Lattice, Limit, Line, Meeting, Plane, Row, Stretch,
    Turns,
};
use crate::number::rational::Rational;

/// Most turns within one argument that are looked at: two of those that come back show all values.
const MAX_TURNS: i64 = 2;

/// Between which ends the values of a function of one argument lie.
pub(super) fn of_one(f: Function, x: Range) -> Range {
    let row = f.row();
    let Domain::Line(line) = &row.domain else {
        return ALL;
    };
    let range = On { row, line }.range(x);
    if range.is_nowhere() || range.is_bounded() {
        return range;
    }
    by_definition(row, &[x]).map_or(range, |narrower| range.within(narrower))
}

/// The same for two arguments.
pub(super) fn of_two(f: Function, x: Range, y: Range) -> Range {
    let row = f.row();
    let Domain::Plane(plane) = &row.domain else {
        return ALL;
    };
    if misses(plane, x) {
        return NOWHERE;
    }
    let ends = Range {
        low: plane.low.double(f64::NEG_INFINITY),
        high: plane.high.double(f64::INFINITY),
    };
    let range = match row.double {
        Double::Two(value) if plane.course == Course::Rising => {
            let (low, high) = (value(x.low, y.low), value(x.high, y.high));
            ended(row, low, high).within(around(ends))
        }
        _ => around(ends),
    };
    if range.is_bounded() {
        return range;
    }
    by_definition(row, &[x, y]).map_or(range, |narrower| range.within(narrower))
}

/// Has a function of two arguments no value for any numbers of these ranges?
fn misses(plane: &Plane, x: Range) -> bool {
    match plane.breaks {
        Meeting::Order(_) => x.high < 0.0,
        // Where a logarithm has none its definition says so.
        Meeting::Logarithm | Meeting::EqualArguments | Meeting::Origin | Meeting::Angle => false,
    }
}

/// Has a function of one argument a value for all numbers of a range?
pub(super) fn takes_one(f: Function, x: Range) -> bool {
    let row = f.row();
    let Some(line) = row.line() else {
        return false;
    };
    if line.is_total() {
        return true;
    }
    match &line.breaks {
        Breaks::Points(points) => {
            let overlaps = |k: usize| {
                let (low, high) = line.edges(k).unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
                x.low < high && x.high > low
            };
            let stretches = (0..line.stretches.len()).filter(|&k| overlaps(k));
            let mut met = points.iter().filter(|p| x.holds(p.at.double()));
            stretches.into_iter().all(|k| line.stretches[k].is_some()) && met.all(|p| p.defined)
        }
        Breaks::Lattice(lattice) => On { row, line }.is_clear(lattice, x),
    }
}

/// Has a function of one argument a value for all numbers of a range, and is it smooth there?
pub(crate) fn is_smooth_along(f: Function, x: Range) -> bool {
    takes_one(f, x) && !meets_break(f, x)
}

/// May a break of a function of one argument lie in a range?
pub(super) fn meets_break(f: Function, x: Range) -> bool {
    let row = f.row();
    let Some(line) = row.line() else {
        return true;
    };
    match &line.breaks {
        Breaks::Points(points) => points.iter().any(|point| {
            let at = point.at.double();
            // A break that is no double lies within one of its double.
            x.low <= at.next_up() && x.high >= at.next_down()
        }),
        Breaks::Lattice(lattice) => !On { row, line }.is_clear(lattice, x),
    }
}

/// The same for two arguments.
pub(super) fn takes_two(f: Function, x: Range, y: Range) -> bool {
    match f.row().plane().map(|plane| &plane.breaks) {
        Some(Meeting::EqualArguments | Meeting::Origin) => true,
        Some(Meeting::Angle) => !(x.holds(0.0) && y.holds(0.0)),
        Some(Meeting::Logarithm) => x.low > 0.0 && y.low > 0.0 && !y.holds(1.0),
        Some(Meeting::Order(_)) | None => false,
    }
}

/// A function of one argument and its line.
struct On {
    row: &'static Row,
    line: &'static Line,
}

impl On {
    fn range(&self, x: Range) -> Range {
        match &self.line.breaks {
            Breaks::Points(points) => {
                let mut range = NOWHERE;
                for k in 0..self.line.stretches.len() {
                    range = range.hull(self.on_stretch(k, x));
                }
                for (index, point) in points.iter().enumerate() {
                    let at = point.at.double();
                    if point.defined && x.low <= at && at <= x.high {
                        range = range.hull(self.at(index));
                    }
                }
                range
            }
            Breaks::Lattice(lattice) => self.on_lattice(lattice, x),
        }
    }

    /// The value at a break; a double may be off it.
    fn at(&self, index: usize) -> Range {
        let Breaks::Points(points) = self.line.breaks else {
            return ALL;
        };
        let value = self.row.double_of_one(points[index].at.double());
        ended(self.row, value, value)
    }

    /// On one of the stretches between points.
    fn on_stretch(&self, k: usize, x: Range) -> Range {
        let (Some(stretch), Some((low, high))) = (&self.line.stretches[k], self.line.edges(k))
        else {
            return NOWHERE;
        };
        // A point that is a break has been seen to.
        if x.low >= high || x.high <= low {
            return NOWHERE;
        }
        let first = match x.low > low {
            true => self.value(x.low),
            false if k == 0 => self.limit(self.line.down.limit, stretch, low),
            false => self.limit(self.line.breaks.limit(k - 1, true), stretch, low),
        };
        let last = match x.high < high {
            true => self.value(x.high),
            false if high == f64::INFINITY => self.limit(self.line.up.limit, stretch, high),
            false => self.limit(self.line.breaks.limit(k, false), stretch, high),
        };
        let inside = Range {
            low: x.low.max(low),
            high: x.high.min(high),
        };
        self.turning(stretch, inside, first.hull(last))
    }

    /// Where the breaks have no end.
    fn on_lattice(&self, lattice: &Lattice, x: Range) -> Range {
        let low = lattice.rough_steps(x.low);
        let [Some(first), ..] = self.line.stretches else {
            return ALL;
        };
        if self.line.course == Course::Rising {
            let end = |at: f64, limit: Limit| match at.is_finite() {
                true => self.value(at),
                false => self.limit(limit, first, at),
            };
            return end(x.low, self.line.down.limit).hull(end(x.high, self.line.up.limit));
        }
        // The break after the last of a lattice that ends.
        if lattice.one_sided && low >= 0.0 {
            let Some(Some(beyond)) = self.line.stretches.get(1) else {
                return ALL;
            };
            let start = match low > 0.0 {
                true => self.value(x.low),
                false => self.limit(lattice.above, beyond, x.low),
            };
            let end = match x.high.is_finite() {
                true => self.value(x.high),
                false => self.limit(self.line.up.limit, beyond, x.high),
            };
            return self.turning(beyond, x, start.hull(end));
        }
        if !self.is_clear(lattice, x) {
            return around(Range {
                low: first.low.double(f64::NEG_INFINITY),
                high: first.high.double(f64::INFINITY),
            });
        }
        self.turning(first, x, self.value(x.low).hull(self.value(x.high)))
    }

    /// Does a range lie between two neighbouring breaks, or beyond the last one?
    fn is_clear(&self, lattice: &Lattice, x: Range) -> bool {
        let (low, high) = (lattice.rough_steps(x.low), lattice.rough_steps(x.high));
        if lattice.one_sided && low > 0.0 {
            return true;
        }
        // A multiple of π is told from its double by more than the rounding of either.
        let near = |k: f64| (k - k.round()).abs() <= FUNCTION_ERROR * k.abs().max(1.0);
        low.is_finite() && low.floor() == high.floor() && !near(low) && !near(high)
    }

    fn value(&self, x: f64) -> Range {
        let value = self.row.double_of_one(x);
        // What is too small for a double is not 0: e^(−800).
        let lost = value == 0.0 && !self.row.is_exact_in_doubles() && x != 0.0 && x.abs() != 1.0;
        match lost {
            true => Range {
                low: -f64::MIN_POSITIVE,
                high: f64::MIN_POSITIVE,
            },
            false => ended(self.row, value, value),
        }
    }

    /// What it tends to at an end of a stretch.
    fn limit(&self, limit: Limit, stretch: &Stretch, end: f64) -> Range {
        let point = |at: f64| Range { low: at, high: at };
        match limit {
            Limit::Own => self.value(end),
            Limit::Value(mark) => match mark.exact() {
                Some(exact) if exact.rational().is_some() => point(mark.double()),
                _ => widened(mark.double(), mark.double()),
            },
            Limit::Up => point(f64::INFINITY),
            Limit::Down => point(f64::NEG_INFINITY),
            Limit::Stretch | Limit::Pole | Limit::None | Limit::Outside => {
                let (low, high) = stretch.ends();
                around(Range { low, high })
            }
        }
    }

    /// Between its values at the ends of a range and at the turns inside.
    fn turning(&self, stretch: &Stretch, x: Range, ends: Range) -> Range {
        let (low, high) = stretch.ends();
        let all = around(Range { low, high });
        let range = match stretch.turns {
            Turns::Unknown => return all,
            Turns::At(turns) => turns
                .iter()
                .filter(|&&turn| x.low < turn && turn < x.high)
                .fold(ends, |range, &turn| range.hull(self.value(turn))),
            Turns::Every { offset, period } => {
                // Whole numbers of periods inside, and one more on either side for the rounding.
                let first = ((x.low - offset) / period).floor();
                let last = ((x.high - offset) / period).ceil();
                // Where there are more, two are inside, one of each kind.
                let few = last <= first + MAX_TURNS as f64 && first.abs().max(last.abs()) < 1e6;
                if !few {
                    return all;
                }
                (first as i64..=last as i64).fold(ends, |range, k| {
                    let turn = offset + k as f64 * period;
                    // One within a rounding of an end has the value at that end.
                    match x.low < turn && turn < x.high {
                        true => range.hull(self.value(turn)),
                        false => range,
                    }
                })
            }
        };
        range.within(all)
    }
}

/// Ends from doubles: moved outwards where these are rounded.
fn ended(row: &Row, low: f64, high: f64) -> Range {
    match row.is_exact_in_doubles() {
        true => Range { low, high },
        false => widened(low, high),
    }
}

/// A range whose ends are numbers of the table: moved outwards where a double is not that number.
fn around(range: Range) -> Range {
    let moved = |end: f64, up: f64| match end.is_infinite() || end == end.round() {
        true => end,
        false => end + up * function_error(end),
    };
    Range {
        low: moved(range.low, -1.0),
        high: moved(range.high, 1.0),
    }
}

/// Between which ends the values of the definition lie.
fn by_definition(row: &Row, arguments: &[Range]) -> Option<Range> {
    let Definition::Formula(definition) = row.definition else {
        return None;
    };
    Some(of_formula(&definition(Formula::ARGUMENTS), arguments))
}

/// Between which ends the values of a formula of the source lie.
pub(in crate::equality) fn of_formula(formula: &Formula, arguments: &[Range]) -> Range {
    let of = |formula: &Formula| of_formula(formula, arguments);
    match formula {
        Formula::Part(_) => ALL,
        Formula::Argument(k) => arguments.get(*k).copied().unwrap_or(ALL),
        Formula::Number(n) => Range::around(&Rational::integer(*n)),
        Formula::Constant(c) => widened(c.double(), c.double()),
        Formula::Negative(a) => of(a).negative(),
        Formula::Binary(operator, sides) => {
            let (a, b) = (of(&sides.0), of(&sides.1));
            match operator {
                Operator::Plus => a.sum(b),
                Operator::Minus => a.sum(b.negative()),
                Operator::Times => a.product(b),
                Operator::Over => a.product(b.reciprocal()),
                Operator::ToThe => match sides.1 {
                    Formula::Number(n @ 1..) => a.power(n.unsigned_abs()),
                    _ if a.low >= 0.0 => NOT_NEGATIVE,
                    _ => ALL,
                },
            }
        }
        Formula::Call(f, inside) => match inside[..] {
            [ref a] => of_one(*f, of(a)),
            [ref a, ref b] => of_two(*f, of(a), of(b)),
            _ => ALL,
        },
    }
}

#[cfg(test)]
mod tests;
