//! The functions of the table in terms of exponentials, logarithms, roots and signs: those that
//! others are defined by have identities here, the others their definitions.

use super::*;
use crate::equality::range::{Range, of_formula};
use crate::expression::few::in_order;
use crate::expression::formula::{Formula, Operator};
use crate::expression::functions::{Definition, Family, Meeting, Parity, Special, Whole};
use crate::number::exact::Exact;

/// A value in a definition: between which ends it lies, and the node that it is, if it is one.
#[derive(Clone, Copy)]
struct Part {
    slot: Slot,
    range: Range,
    node: Option<Id>,
}

impl FieldProof<'_> {
    pub(super) fn call(&mut self, id: Id, f: Function, a: Id) -> Result<Slot, NoProof> {
        let x = self.value(a);
        let row = f.row();
        if row.step {
            // Steps that are never reached, and those of whole numbers.
            if row.whole == Whole::Rounded && self.is_whole(a) {
                return Ok(x);
            }
            if let Some(range) = self.range(id)
                && range.is_point()
                && range.low == range.low.round()
            {
                return self.lanes.signed(range.low as i64);
            }
        }
        if f == Function::Exp {
            self.exponents.insert(id, x);
        }
        let part = self.node(a);
        self.call_of(f, part)
    }

    pub(super) fn call2(&mut self, f: Function, a: Id, b: Id) -> Result<Slot, NoProof> {
        let (x, y) = (self.node(a), self.node(b));
        self.call2_of(f, x, y)
    }

    /// A function of two arguments.
    fn call2_of(&mut self, f: Function, x: Part, y: Part) -> Result<Slot, NoProof> {
        match f.row().plane().map(|plane| &plane.breaks) {
            Some(Meeting::EqualArguments) => match (x.node, y.node) {
                (Some(a), Some(b)) => self.picked(f, a, b),
                _ => Err(NoProof::GiveUp),
            },
            Some(Meeting::Angle) => self.angle(x.slot, y.slot),
            Some(Meeting::Order(_)) => self.polygamma(f, x.slot, y.slot),
            Some(Meeting::Origin | Meeting::Logarithm) | None => match f.row().definition {
                Definition::Formula(definition) => {
                    let formula = definition(Formula::ARGUMENTS);
                    Ok(self.formula(&formula, &[x, y])?.slot)
                }
                _ => self.opaque(f, x.slot, Some(y.slot)),
            },
        }
    }

    fn node(&self, id: Id) -> Part {
        Part {
            slot: self.value(id),
            range: self.range(id).unwrap_or(Range::ALL),
            node: Some(id),
        }
    }

    /// A function of one argument.
    fn call_of(&mut self, f: Function, a: Part) -> Result<Slot, NoProof> {
        let x = a.slot;
        let row = f.row();
        if let (Special::One(exact), Some((n, d))) = (row.exact, self.lanes.fraction(x))
            && let Some(Exact::Rational(n)) = exact(&Rational::ratio(n, d).into())
        {
            let element = self.lanes.field.rational(&n).ok_or(NoProof::OtherField)?;
            return self.lanes.constant(element);
        }
        match (row.definition, a.node) {
            (Definition::Power(p, q), Some(id)) => return self.root(id, &Rational::ratio(p, q)),
            // Inside definitions there are no roots but of what is never negative.
            (Definition::Power(p, q), None) => return self.root_of_value(x, p, q),
            (Definition::Formula(_), _) if self.is_closed(f) => return self.opaque(f, x, None),
            (Definition::Formula(definition), _) => {
                // What the function takes bounds its argument.
                let range = a.range.within(crate::equality::range::allowed(f));
                let formula = definition(Formula::ARGUMENTS);
                return Ok(self.formula(&formula, &[Part { range, ..a }])?.slot);
            }
            (Definition::Core, _) => {}
        }
        match f {
            Function::Exp => self.exponential(x),
            Function::Ln => match a.node {
                Some(id) => self.ln(id),
                // It has a value only where its argument is above 0.
                None => self.ln_of_value(x, 1),
            },
            Function::Sin | Function::Cos => self.circular(f, x),
            Function::Asin if self.is_closed(f) => self.opaque(f, x, None),
            Function::Asin => self.arc_sine(x),
            Function::Atan => self.arc_tangent(x),
            Function::Abs | Function::Sign if self.lanes.is_zero(x) => Ok(x),
            Function::Abs | Function::Sign => {
                // In definitions they stand before arguments alone.
                let id = a.node.ok_or(NoProof::GiveUp)?;
                match f {
                    Function::Sign => self.sign_or_zero(id),
                    _ => {
                        // |x| = x·sign(x), at 0 too.
                        let sign = match self.signs {
                            true => self.sign_or_zero(id)?,
                            false => self.checked_sign(id, true)?,
                        };
                        self.lanes.multiply(x, sign)
                    }
                }
            }
            Function::Floor => self.floor(x),
            Function::Gamma => self.gamma(x),
            _ => self.opaque(f, x, None),
        }
    }

    /// Is a function taken for one of which nothing is known? Remembers what it was asked.
    fn is_closed(&mut self, f: Function) -> bool {
        let kind = match f {
            Function::Asin => Closed::ArcSines,
            _ if f.row().family == Family::Inverse => Closed::Inverses,
            _ => Closed::Defined,
        };
        self.met = self.met.max(kind);
        kind <= self.closed
    }

    /// A formula of the table, which is small.
    fn formula(&mut self, formula: &Formula, arguments: &[Part]) -> Result<Part, NoProof> {
        let slot = match formula {
            Formula::Argument(at) => return Ok(arguments[*at]),
            Formula::Part(_) => return Err(NoProof::GiveUp),
            Formula::Number(n) => self.lanes.signed(*n)?,
            Formula::Constant(Constant::Pi) => self.pi()?,
            Formula::Constant(_) => return Err(NoProof::GiveUp),
            Formula::Negative(a) => {
                let a = self.formula(a, arguments)?.slot;
                self.lanes.negative(a)?
            }
            Formula::Binary(operator, sides) => {
                let a = self.formula(&sides.0, arguments)?.slot;
                if let (Operator::ToThe, Formula::Number(n)) = (operator, &sides.1) {
                    self.lanes.power(a, *n)?
                } else {
                    let b = self.formula(&sides.1, arguments)?.slot;
                    match operator {
                        Operator::Plus => self.lanes.add(a, b)?,
                        Operator::Minus => self.lanes.subtract(a, b)?,
                        Operator::Times => self.lanes.multiply(a, b)?,
                        Operator::Over => self.lanes.divide(a, b)?,
                        Operator::ToThe => return Err(NoProof::GiveUp),
                    }
                }
            }
            Formula::Call(f, inside) => match &inside[..] {
                // A logarithm is that of the absolute value, in factors.
                [Formula::Call(Function::Abs, inner)] if *f == Function::Ln => {
                    let a = self.formula(&inner[0], arguments)?;
                    match a.node {
                        Some(id) => {
                            let parts = self.parts(id)?;
                            self.logarithm(&parts)?
                        }
                        None => self.ln_of_value(a.slot, a.range.sign())?,
                    }
                }
                [a] => {
                    let a = self.formula(a, arguments)?;
                    self.call_of(*f, a)?
                }
                [a, b] => {
                    let (a, b) = (self.formula(a, arguments)?, self.formula(b, arguments)?);
                    self.call2_of(*f, a, b)?
                }
                _ => return Err(NoProof::GiveUp),
            },
        };
        let ranges: Vec<Range> = arguments.iter().map(|part| part.range).collect();
        Ok(Part {
            slot,
            range: of_formula(formula, &ranges),
            node: None,
        })
    }

    /// The smaller or the larger of two.
    fn picked(&mut self, f: Function, a: Id, b: Id) -> Result<Slot, NoProof> {
        let (x, y) = (self.value(a), self.value(b));
        let difference = self.lanes.subtract(x, y)?;
        if self.lanes.is_zero(difference) {
            return Ok(x);
        }
        match self.order_of(difference, a, b) {
            0 => {}
            order => {
                let first = f.row().picks_first(order.cmp(&0));
                return Ok(if first { x } else { y });
            }
        }
        // (x + y ± |x − y|)/2
        let sign = self.value_sign(difference, 0)?;
        let distance = self.lanes.multiply(difference, sign)?;
        let sum = self.lanes.add(x, y)?;
        let twice = if f.row().picks_first(Ordering::Less) {
            self.lanes.subtract(sum, distance)?
        } else {
            self.lanes.add(sum, distance)?
        };
        self.lanes.times(twice, (1, 2))
    }

    /// The angle of the point (x, y): cis of it is (x + i·y)/√(x² + y²).
    fn angle(&mut self, y: Slot, x: Slot) -> Result<Slot, NoProof> {
        let sum = self.sum_of_squares(x, y)?;
        let scale = self.root_of_value(sum, -1, 2)?;
        let i = self.i()?;
        let upright = self.lanes.multiply(i, y)?;
        let direction = self.lanes.add(x, upright)?;
        let circle = self.lanes.multiply(direction, scale)?;
        if let Some(&(angle, _)) = self
            .turns
            .iter()
            .find(|(_, cis)| self.lanes.same(*cis, circle))
        {
            return Ok(angle);
        }
        let angle = self.new_angle(circle)?;
        self.turns.push((angle, circle));
        Ok(angle)
    }

    /// 1 where a is never below b, −1 where it is never above, else 0. `difference`: that of the two.
    fn order_of(&self, difference: Slot, a: Id, b: Id) -> i8 {
        if let Some((n, _)) = self.lanes.fraction(difference) {
            return n.signum() as i8;
        }
        let (Some(a), Some(b)) = (self.range(a), self.range(b)) else {
            return 0;
        };
        i8::from(a.low >= b.high) - i8::from(a.high <= b.low)
    }

    fn sum_of_squares(&mut self, x: Slot, y: Slot) -> Result<Slot, NoProof> {
        let (x, y) = (self.lanes.power(x, 2)?, self.lanes.power(y, 2)?);
        self.lanes.add(x, y)
    }

    fn circular(&mut self, f: Function, x: Slot) -> Result<Slot, NoProof> {
        let (sine, cosine) = self.wave(x)?;
        let twice = if f == Function::Sin { sine } else { cosine };
        self.lanes.times(twice, (1, 2))
    }

    /// Twice sine and cosine.
    fn wave(&mut self, x: Slot) -> Result<(Slot, Slot), NoProof> {
        let (forth, back) = self.circle(x)?;
        let i = self.i()?;
        let cosine = self.lanes.add(forth, back)?;
        let sine = self.lanes.subtract(forth, back)?;
        Ok((self.lanes.divide(sine, i)?, cosine))
    }

    /// Sines and cosines, twice each, and tangents, of which others may be squares though they are no
    /// parts.
    pub(super) fn waves(&mut self) -> Result<Vec<Slot>, NoProof> {
        if self.waves.0 != self.circles.len() {
            self.waves = (self.circles.len(), Vec::new());
            let mut angles: Vec<Slot> = self.circles.keys().copied().collect();
            in_order(&mut angles, |angle| *angle);
            for angle in angles {
                let (sine, cosine) = self.wave(angle)?;
                self.waves.1.extend([sine, cosine]);
                // That of π/2 is 0.
                if !self.lanes.of(cosine).contains(&0) {
                    let tangent = self.lanes.divide(sine, cosine)?;
                    self.waves.1.push(tangent);
                }
            }
        }
        Ok(self.waves.1.clone())
    }

    /// cis(asin x) = √(1−x²) + i·x
    fn arc_sine(&mut self, x: Slot) -> Result<Slot, NoProof> {
        let one = self.lanes.signed(1)?;
        let square = self.lanes.power(x, 2)?;
        let rest = self.lanes.subtract(one, square)?;
        let cosine = self.root_of_value(rest, 1, 2)?;
        let i = self.i()?;
        let upright = self.lanes.multiply(i, x)?;
        let circle = self.lanes.add(cosine, upright)?;
        self.half_turn(circle)
    }

    /// cis(atan x) = (1 + i·x)/√(1+x²)
    fn arc_tangent(&mut self, x: Slot) -> Result<Slot, NoProof> {
        let one = self.lanes.signed(1)?;
        let sum = self.sum_of_squares(one, x)?;
        let scale = self.root_of_value(sum, -1, 2)?;
        let i = self.i()?;
        let upright = self.lanes.multiply(i, x)?;
        let direction = self.lanes.add(one, upright)?;
        let circle = self.lanes.multiply(direction, scale)?;
        self.half_turn(circle)
    }

    /// The angle from −π/2 to π/2 with this cis.
    ///
    /// Where cis is iᵏ times that of a known angle α or of −α, in a lane, the angle is ±α + kπ/2
    /// there, because both lie between −π/2 and π/2. So is it ±2α, or ±α/2, where cis of one of both is
    /// that of twice the other: twice the one is less than 2π away from the other.
    fn half_turn(&mut self, circle: Slot) -> Result<Slot, NoProof> {
        if self.lanes.is_constant(circle) {
            let step = UNITY as i64 / (2 * SPECIAL_ANGLES);
            let wanted = self.lanes.of(circle)[0];
            let half = SPECIAL_ANGLES / 2;
            let found = (-half..=half).find(|k| self.lanes.field.unity(k * step) == wanted);
            if let Some(k) = found {
                let pi = self.pi()?;
                return self.lanes.times(pi, (k, SPECIAL_ANGLES));
            }
        }
        for at in 0..self.half_turns.len() {
            let (angle, known) = self.half_turns[at];
            if let Some(found) = self.quarter_turns(circle, angle, known)? {
                return Ok(found);
            }
            if let Some(found) = self.doubled(circle, angle, known)? {
                return Ok(found);
            }
        }
        let angle = self.new_angle(circle)?;
        self.half_turns.push((angle, circle));
        Ok(angle)
    }

    fn quarter_turns(
        &mut self,
        circle: Slot,
        angle: Slot,
        known: Slot,
    ) -> Result<Option<Slot>, NoProof> {
        let back = self.lanes.inverse(known)?;
        let pi = self.pi()?;
        let field = &self.lanes.field;
        let quarters = [0, 1, -1].map(|k: i64| field.unity(k * UNITY as i64 / 4));
        let half = field.inverse(field.whole(2));
        let right = self.lanes.of(pi).iter().map(|&pi| field.multiply(pi, half));
        let turns = self.lanes.of(known).iter().zip(self.lanes.of(back));
        let lanes = self.lanes.of(circle).iter().zip(self.lanes.of(angle));
        let found: Option<Vec<u64>> = lanes
            .zip(turns)
            .zip(right)
            .map(|(((&wanted, &angle), (&forth, &back)), right)| {
                let bases = [(forth, angle), (back, field.negative(angle))];
                bases.into_iter().find_map(|(base, angle)| {
                    let k = quarters
                        .iter()
                        .position(|&q| field.multiply(base, q) == wanted)?;
                    Some(match k {
                        0 => angle,
                        1 => field.add(angle, right),
                        _ => field.subtract(angle, right),
                    })
                })
            })
            .collect();
        match found {
            Some(vector) => self.lanes.put(vector, 1.0).map(Some),
            None => Ok(None),
        }
    }

    /// Twice the known angle, half of it, or one of both turned back, where that has this cis.
    fn doubled(&mut self, circle: Slot, angle: Slot, known: Slot) -> Result<Option<Slot>, NoProof> {
        let whole = self.lanes.times(angle, (2, 1))?;
        let half = self.lanes.times(angle, (1, 2))?;
        for (one, other, angle) in [
            (self.lanes.power(known, 2)?, circle, whole),
            (known, self.lanes.power(circle, 2)?, half),
        ] {
            let back = self.lanes.inverse(one)?;
            let field = &self.lanes.field;
            let turns = self.lanes.of(one).iter().zip(self.lanes.of(back));
            let lanes = self.lanes.of(other).iter().zip(self.lanes.of(angle));
            let found: Option<Vec<u64>> = lanes
                .zip(turns)
                .map(|((&wanted, &angle), (&forth, &back))| match wanted {
                    _ if wanted == forth => Some(angle),
                    _ if wanted == back => Some(field.negative(angle)),
                    _ => None,
                })
                .collect();
            if let Some(vector) = found {
                return self.lanes.put(vector, 1.0).map(Some);
            }
        }
        Ok(None)
    }

    fn new_angle(&mut self, circle: Slot) -> Result<Slot, NoProof> {
        self.pi()?;
        let (angle, _) = self.lanes.generator(1)?;
        let image = Image::Power {
            base: circle,
            order: 1,
        };
        self.angles.add(&mut self.lanes, angle, image)?;
        Ok(angle)
    }

    /// floor(x + n) = floor(x) + n for whole n.
    fn floor(&mut self, x: Slot) -> Result<Slot, NoProof> {
        for at in 0..self.opaque.len() {
            let (f, argument, _, value) = self.opaque[at];
            if f != Function::Floor {
                continue;
            }
            let shift = self.lanes.subtract(x, argument)?;
            if let Some((_, 1)) = self.lanes.fraction(shift) {
                return self.lanes.add(value, shift);
            }
        }
        self.opaque(Function::Floor, x, None)
    }

    /// gamma(x + n) = gamma(x)·x·(x+1)⋯(x+n−1)
    ///
    /// gamma(1/2) = √π, DLMF 5.4.6.
    fn gamma(&mut self, x: Slot) -> Result<Slot, NoProof> {
        const MAX_SHIFT: i64 = 50;
        if let Some((_, 2)) = self.lanes.fraction(x) {
            let element = self.lanes.field.rational(&Rational::ratio(1, 2));
            let half = self.lanes.constant(element.ok_or(NoProof::OtherField)?)?;
            let pi = self.pi()?;
            let root = self.root_of_value(pi, 1, 2)?;
            self.opaque.push((Function::Gamma, half, None, root));
        }
        for at in 0..self.opaque.len() {
            let (f, argument, _, value) = self.opaque[at];
            if f != Function::Gamma {
                continue;
            }
            let shift = self.lanes.subtract(x, argument)?;
            let Some((n, 1)) = self.lanes.fraction(shift) else {
                continue;
            };
            if n.abs() > MAX_SHIFT {
                continue;
            }
            let mut product = self.lanes.signed(1)?;
            let low = if n < 0 { x } else { argument };
            for k in 0..n.abs() {
                let k = self.lanes.signed(k)?;
                let factor = self.lanes.add(low, k)?;
                product = self.lanes.multiply(product, factor)?;
            }
            return if n < 0 {
                self.lanes.divide(value, product)
            } else {
                self.lanes.multiply(value, product)
            };
        }
        self.opaque(Function::Gamma, x, None)
    }

    /// ψ⁽ᵏ⁾(x + 1) = ψ⁽ᵏ⁾(x) + (−1)ᵏ·k!/xᵏ⁺¹, DLMF 5.15.5.
    fn polygamma(&mut self, f: Function, order: Slot, x: Slot) -> Result<Slot, NoProof> {
        const MAX_SHIFT: i64 = 50;
        const MAX_ORDER: i64 = 12;
        let Some((k @ 0..=MAX_ORDER, 1)) = self.lanes.fraction(order) else {
            return self.opaque(f, order, Some(x));
        };
        for at in 0..self.opaque.len() {
            let (known, first, Some(argument), value) = self.opaque[at] else {
                continue;
            };
            if known != f || !self.lanes.same(first, order) {
                continue;
            }
            let shift = self.lanes.subtract(x, argument)?;
            let Some((n, 1)) = self.lanes.fraction(shift) else {
                continue;
            };
            if n.abs() > MAX_SHIFT {
                continue;
            }
            let sign = if k % 2 == 0 { 1 } else { -1 };
            let factorial: i64 = (1..=k).product();
            let low = if n < 0 { x } else { argument };
            let mut sum = self.lanes.signed(0)?;
            for step in 0..n.abs() {
                let step = self.lanes.signed(step)?;
                let at = self.lanes.add(low, step)?;
                let term = self.lanes.power(at, -(k + 1))?;
                sum = self.lanes.add(sum, term)?;
            }
            let sum = self.lanes.times(sum, (sign * factorial, 1))?;
            return match n < 0 {
                true => self.lanes.subtract(value, sum),
                false => self.lanes.add(value, sum),
            };
        }
        self.opaque(f, order, Some(x))
    }

    /// A function of which nothing is known but that equal arguments give equal values, and its
    /// parity.
    fn opaque(&mut self, f: Function, x: Slot, y: Option<Slot>) -> Result<Slot, NoProof> {
        let parity = f.row().parity;
        for at in 0..self.opaque.len() {
            let (known, first, second, value) = self.opaque[at];
            let second_same = match (second, y) {
                (Some(second), Some(y)) => self.lanes.same(second, y),
                (None, None) => true,
                _ => false,
            };
            if known != f || !second_same {
                continue;
            }
            if self.lanes.same(first, x) {
                return Ok(value);
            }
            if parity != Parity::Neither && self.lanes.opposite(first, x) {
                return match parity {
                    Parity::Odd => self.lanes.negative(value),
                    _ => Ok(value),
                };
            }
        }
        let (value, _) = self.lanes.generator(1)?;
        self.opaque.push((f, x, y, value));
        if let Some(power) = f.row().power_of_e {
            let parts = [x, value].map(|slot| Part {
                slot,
                range: Range::ALL,
                node: None,
            });
            let base = self.formula(&power(Formula::ARGUMENTS), &parts)?.slot;
            let image = Image::Power { base, order: 1 };
            self.growth.add(&mut self.lanes, value, image)?;
        }
        Ok(value)
    }
}
