//! The functions of the table in terms of exponentials, logarithms, roots and signs.

use super::*;
use crate::expression::functions::Special;
use crate::number::exact::Exact;

impl Proof<'_> {
    pub(super) fn call(&mut self, id: Id, f: Function, a: Id) -> Result<Slot, Failure> {
        let x = self.value(a);
        if let (Special::One(exact), Some((n, d))) = (f.row().exact, self.lanes.fraction(x))
            && let Some(Exact::Rational(n)) = exact(&Rational::ratio(n, d).into())
        {
            let element = self.lanes.field.rational(&n).ok_or(Failure::OtherField)?;
            return self.lanes.constant(element);
        }
        match f {
            Function::Sqrt => self.root(a, &Rational::ratio(1, 2)),
            Function::Cbrt => self.root(a, &Rational::ratio(1, 3)),
            Function::Exp => {
                self.exponents.insert(id, x);
                self.exponential(x)
            }
            Function::Ln => self.ln(a),
            Function::Log2 => self.logarithm_to(a, 2),
            Function::Log10 => self.logarithm_to(a, 10),
            Function::Sin | Function::Cos | Function::Tan => self.circular(f, x),
            Function::Sec => self.one_over(Function::Cos, x),
            Function::Csc => self.one_over(Function::Sin, x),
            Function::Cot => self.one_over(Function::Tan, x),
            Function::Sinh | Function::Cosh | Function::Tanh => self.hyperbolic(f, x),
            Function::Sech => self.one_over(Function::Cosh, x),
            Function::Csch => self.one_over(Function::Sinh, x),
            Function::Coth => self.one_over(Function::Tanh, x),
            Function::Asin => self.arc_sine(x),
            Function::Acos => self.complement(x, Self::arc_sine),
            Function::Atan => self.arc_tangent(x),
            Function::Acot => self.complement(x, Self::arc_tangent),
            Function::Acsc | Function::Asec | Function::Asech | Function::Acsch => {
                let inverse = self.lanes.inverse(x)?;
                match f {
                    Function::Acsc => self.arc_sine(inverse),
                    Function::Asec => self.complement(inverse, Self::arc_sine),
                    Function::Asech => self.area_cosine(inverse),
                    _ => self.area_sine(inverse),
                }
            }
            Function::Asinh => self.area_sine(x),
            Function::Acosh => self.area_cosine(x),
            Function::Atanh => self.area_tangent(x, 1),
            Function::Acoth => self.area_tangent(x, 0),
            Function::Abs if self.lanes.is_zero(x) => Ok(x),
            Function::Sign if self.lanes.is_zero(x) => Ok(x),
            Function::Abs => {
                let sign = self.checked_sign(a, true)?;
                self.lanes.multiply(x, sign)
            }
            Function::Sign => self.sign_or_zero(a),
            // Steps that are never reached, and those of whole numbers.
            Function::Floor | Function::Ceil | Function::Round if self.is_whole(a) => Ok(x),
            Function::Floor | Function::Ceil | Function::Round
                if self.range(id).is_some_and(Range::is_point) =>
            {
                let whole = self.range(id).map_or(0.0, |range| range.low);
                self.lanes.signed(whole as i64)
            }
            Function::Ceil => {
                let negative = self.lanes.negative(x)?;
                let floor = self.floor(negative)?;
                self.lanes.negative(floor)
            }
            Function::Floor => self.floor(x),
            Function::Gamma => self.gamma(x),
            _ => self.opaque(f, x, None),
        }
    }

    pub(super) fn call2(&mut self, f: Function, a: Id, b: Id) -> Result<Slot, Failure> {
        let (x, y) = (self.value(a), self.value(b));
        match f {
            Function::Log => {
                let (above, below) = (self.ln(a)?, self.ln(b)?);
                self.lanes.divide(above, below)
            }
            Function::Min | Function::Max => {
                let difference = self.lanes.subtract(x, y)?;
                if self.lanes.is_zero(difference) {
                    return Ok(x);
                }
                match self.order_of(difference, a, b) {
                    0 if self.lanes.is_constant(difference) => return self.opaque(f, x, Some(y)),
                    0 => {}
                    order => {
                        return Ok(if (order > 0) == (f == Function::Max) {
                            x
                        } else {
                            y
                        });
                    }
                }
                // (x + y ± |x − y|)/2
                let sign = self.value_sign(difference, 0)?;
                let distance = self.lanes.multiply(difference, sign)?;
                let sum = self.lanes.add(x, y)?;
                let twice = if f == Function::Min {
                    self.lanes.subtract(sum, distance)?
                } else {
                    self.lanes.add(sum, distance)?
                };
                self.lanes.times(twice, (1, 2))
            }
            Function::Hypot => {
                let sum = self.sum_of_squares(x, y)?;
                self.root_of_value(sum, 1, 2)
            }
            Function::Atan2 => {
                // cis = (x + i·y)/√(x² + y²) for atan2(y, x); here x is y and y is x.
                let sum = self.sum_of_squares(x, y)?;
                let scale = self.root_of_value(sum, -1, 2)?;
                let i = self.i()?;
                let upright = self.lanes.multiply(i, x)?;
                let direction = self.lanes.add(y, upright)?;
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
            Function::Polygamma => self.polygamma(x, y),
            _ => self.opaque(f, x, Some(y)),
        }
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

    fn sum_of_squares(&mut self, x: Slot, y: Slot) -> Result<Slot, Failure> {
        let (x, y) = (self.lanes.power(x, 2)?, self.lanes.power(y, 2)?);
        self.lanes.add(x, y)
    }

    fn logarithm_to(&mut self, a: Id, base: i64) -> Result<Slot, Failure> {
        let above = self.ln(a)?;
        let base = self.lanes.signed(base)?;
        let below = self.ln_of_value(base, 1)?;
        self.lanes.divide(above, below)
    }

    fn one_over(&mut self, f: Function, x: Slot) -> Result<Slot, Failure> {
        let below = match f {
            Function::Sin | Function::Cos | Function::Tan => self.circular(f, x)?,
            _ => self.hyperbolic(f, x)?,
        };
        self.lanes.inverse(below)
    }

    fn circular(&mut self, f: Function, x: Slot) -> Result<Slot, Failure> {
        let (forth, back) = self.circle(x)?;
        let i = self.i()?;
        let cosine = self.lanes.add(forth, back)?;
        let sine = self.lanes.subtract(forth, back)?;
        let sine = self.lanes.divide(sine, i)?;
        match f {
            Function::Sin => self.lanes.times(sine, (1, 2)),
            Function::Cos => self.lanes.times(cosine, (1, 2)),
            _ => self.lanes.divide(sine, cosine),
        }
    }

    fn hyperbolic(&mut self, f: Function, x: Slot) -> Result<Slot, Failure> {
        let (forth, back) = self.exponential_pair(x)?;
        let cosine = self.lanes.add(forth, back)?;
        let sine = self.lanes.subtract(forth, back)?;
        match f {
            Function::Sinh => self.lanes.times(sine, (1, 2)),
            Function::Cosh => self.lanes.times(cosine, (1, 2)),
            _ => self.lanes.divide(sine, cosine),
        }
    }

    /// π/2 − f(x)
    fn complement(
        &mut self,
        x: Slot,
        f: impl Fn(&mut Self, Slot) -> Result<Slot, Failure>,
    ) -> Result<Slot, Failure> {
        let pi = self.pi()?;
        let right = self.lanes.times(pi, (1, 2))?;
        let angle = f(self, x)?;
        self.lanes.subtract(right, angle)
    }

    /// cis(asin x) = √(1−x²) + i·x
    fn arc_sine(&mut self, x: Slot) -> Result<Slot, Failure> {
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
    fn arc_tangent(&mut self, x: Slot) -> Result<Slot, Failure> {
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
    /// there, because both lie between −π/2 and π/2.
    fn half_turn(&mut self, circle: Slot) -> Result<Slot, Failure> {
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
    ) -> Result<Option<Slot>, Failure> {
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

    fn new_angle(&mut self, circle: Slot) -> Result<Slot, Failure> {
        self.pi()?;
        let (angle, _) = self.lanes.generator(1)?;
        let image = Image::Power {
            base: circle,
            order: 1,
        };
        self.angles.add(&mut self.lanes, angle, image)?;
        Ok(angle)
    }

    /// asinh x = ln(x + √(x²+1))
    fn area_sine(&mut self, x: Slot) -> Result<Slot, Failure> {
        let one = self.lanes.signed(1)?;
        let sum = self.sum_of_squares(one, x)?;
        let root = self.root_of_value(sum, 1, 2)?;
        let sum = self.lanes.add(x, root)?;
        self.ln_of_value(sum, 1)
    }

    /// acosh x = ln(x + √(x²−1)), x ≥ 1
    fn area_cosine(&mut self, x: Slot) -> Result<Slot, Failure> {
        let one = self.lanes.signed(1)?;
        let square = self.lanes.power(x, 2)?;
        let rest = self.lanes.subtract(square, one)?;
        let root = self.root_of_value(rest, 1, 2)?;
        let sum = self.lanes.add(x, root)?;
        self.ln_of_value(sum, 1)
    }

    /// atanh x, and acoth x: (ln|1+x| − ln|1−x|)/2. `sign`: that of 1+x and 1−x, if it is known.
    fn area_tangent(&mut self, x: Slot, sign: i8) -> Result<Slot, Failure> {
        let one = self.lanes.signed(1)?;
        let above = self.lanes.add(one, x)?;
        let below = self.lanes.subtract(one, x)?;
        let above = self.ln_of_value(above, sign)?;
        let below = self.ln_of_value(below, sign)?;
        let twice = self.lanes.subtract(above, below)?;
        self.lanes.times(twice, (1, 2))
    }

    /// floor(x + n) = floor(x) + n for whole n.
    fn floor(&mut self, x: Slot) -> Result<Slot, Failure> {
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
    fn gamma(&mut self, x: Slot) -> Result<Slot, Failure> {
        const MAX_SHIFT: i64 = 50;
        if let Some((_, 2)) = self.lanes.fraction(x) {
            let element = self.lanes.field.rational(&Rational::ratio(1, 2));
            let half = self.lanes.constant(element.ok_or(Failure::OtherField)?)?;
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
    fn polygamma(&mut self, order: Slot, x: Slot) -> Result<Slot, Failure> {
        const MAX_SHIFT: i64 = 50;
        const MAX_ORDER: i64 = 12;
        let Some((k @ 0..=MAX_ORDER, 1)) = self.lanes.fraction(order) else {
            return self.opaque(Function::Polygamma, order, Some(x));
        };
        for at in 0..self.opaque.len() {
            let (f, first, Some(argument), value) = self.opaque[at] else {
                continue;
            };
            if f != Function::Polygamma || !self.lanes.same(first, order) {
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
            let sum = self.lanes.times(sum, (n.signum() * sign * factorial, 1))?;
            return self.lanes.add(value, sum);
        }
        self.opaque(Function::Polygamma, order, Some(x))
    }

    /// A function of which nothing is known but that equal arguments give equal values, and that
    /// some are odd.
    fn opaque(&mut self, f: Function, x: Slot, y: Option<Slot>) -> Result<Slot, Failure> {
        const ODD: [Function; 2] = [Function::Erf, Function::Round];
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
            if ODD.contains(&f) && self.lanes.opposite(first, x) {
                return self.lanes.negative(value);
            }
        }
        let (value, _) = self.lanes.generator(1)?;
        self.opaque.push((f, x, y, value));
        Ok(value)
    }
}
