"""Cases for the referee: balls to go in, and points whose true value must come out.

A case is one line of fields parted by tabs:

    operation  bits  mid radius exponent [mid radius exponent]  sharp  truth [truth ...]

An argument is the ball (mid ± radius)·2^exponent. A truth is `mantissa:exponent`: the value at some
point of the balls lies between mantissa and mantissa + 8, times 2^exponent. `sharp` is 1 where the
arguments are exact, so that the enclosure must also be small. Where the function is not defined on
the whole ball, the truth is `none`, and an error must come back.

The truth comes from Arb (python-flint), which shares no code with the kernel under test.
"""

import random

from flint import acb, arb, ctx, fmpz


def exact(mid, exponent):
    return arb(fmpz(mid)) * arb(2) ** exponent if abs(exponent) < 10**6 else None


def polygamma(order, x):
    return acb(x).polygamma(acb(order)).real if hasattr(acb, "polygamma") else None


WIDTH = 8

# Results beyond this exponent are refused by the kernel.
LARGEST = 2**40


def odd_root(x, degree):
    if x == 0:
        return x
    return x.root(degree) if x > 0 else -((-x).root(degree))


ONE = {
    "exp": lambda x: x.exp(),
    "ln": lambda x: x.log(),
    "log1p": lambda x: x.log1p(),
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": lambda x: x.tan(),
    "cot": lambda x: x.cot(),
    "sec": lambda x: x.sec(),
    "csc": lambda x: x.csc(),
    "asin": lambda x: x.asin(),
    "acos": lambda x: x.acos(),
    "atan": lambda x: x.atan(),
    "acot": lambda x: arb.pi() / 2 - x.atan(),
    "asec": lambda x: (1 / x).acos(),
    "acsc": lambda x: (1 / x).asin(),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "sech": lambda x: 1 / x.cosh(),
    "csch": lambda x: 1 / x.sinh(),
    "coth": lambda x: 1 / x.tanh(),
    "asinh": lambda x: x.asinh(),
    "acosh": lambda x: x.acosh(),
    "atanh": lambda x: x.atanh(),
    "acoth": lambda x: (1 / x).atanh(),
    "asech": lambda x: (1 / x).acosh(),
    "acsch": lambda x: (1 / x).asinh(),
    "log2": lambda x: x.log() / arb(2).log(),
    "log10": lambda x: x.log() / arb(10).log(),
    "sqrt": lambda x: x.sqrt(),
    "cbrt": lambda x: odd_root(x, 3),
    "root5": lambda x: odd_root(x, 5),
    "root12": lambda x: x.root(12) if x != 0 else x,
    "square": lambda x: x * x,
    "cube": lambda x: x**3,
    "power17": lambda x: x**17,
    "power_minus4": lambda x: 1 / x**4,
    "reciprocal": lambda x: 1 / x,
    "abs": lambda x: abs(x),
    "floor": lambda x: x.floor(),
    "ceil": lambda x: x.ceil(),
    "gamma": lambda x: x.gamma(),
    "digamma": lambda x: x.digamma(),
    "trigamma": lambda x: polygamma(1, x),
    "polygamma4": lambda x: polygamma(4, x),
    "erf": lambda x: x.erf(),
    "nearest": lambda x: (x + arb(0.5)).floor() if x > 0 else (x - arb(0.5)).ceil(),
    "expm1": lambda x: x.expm1(),
    "erfc": lambda x: x.erfc(),
    "lgamma": lambda x: x.lgamma() if x > 0 else acb(x).lgamma().real,
    "lambertw": lambda x: x.lambertw(),
    "logistic": lambda x: 1 / (1 + (-x).exp()),
    "logit": lambda x: (x / (1 - x)).log(),
    "softplus": lambda x: x.exp().log1p(),
    "silu": lambda x: x / (1 + (-x).exp()),
    "gelu": lambda x: x / 2 * (-x / arb(2).sqrt()).erfc(),
    "sinc": lambda x: x.sinc(),
    "heaviside": lambda x: (x.sgn() + 1) / 2,
    "trunc": lambda x: x.floor() if x > 0 else x.ceil(),
    "relu": lambda x: x if x > 0 else arb(0),
}

TWO = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y,
    "log": lambda x, y: x.log() / y.log(),
    "hypot": lambda x, y: (x * x + y * y).sqrt(),
    "atan2": lambda x, y: arb.atan2(x, y),
    "min": lambda x, y: x.min(y),
    "max": lambda x, y: x.max(y),
}

POSITIVE = {"ln", "log2", "log10", "sqrt", "root12"}
SPECIAL = {"gamma", "digamma", "trigamma", "polygamma4", "erf", "erfc", "lgamma", "gelu"}
UNIT = {"asin", "acos", "atanh"}
TRIGONOMETRIC = {"sin", "cos", "tan", "cot", "sec", "csc", "sinc"}
BEYOND = {"asec", "acsc", "acoth"}
EVERYWHERE_CAPPED = {
    "exp": 2**22, "sinh": 2**22, "cosh": 2**22, "sech": 2**22, "csch": 2**22, "gamma": 400,
    "erf": 60, "digamma": 2**40, "trigamma": 2**10, "polygamma4": 2**10, "power17": 2**60,
    "expm1": 2**22, "logistic": 2**22, "softplus": 2**22, "silu": 2**22, "erfc": 2**10,
    "gelu": 2**10,
}
# Where a function is delicate: ends of its domain, zeros, poles, and where it turns.
DELICATE = {
    "lambertw": lambda rng: -arb(-1).exp(),
    "lgamma": lambda rng: rng.choice(
        [arb(1), arb(2), arb(rng.randint(-40, 0)), arb("1.4616321449683623412626595423257213")]
    ),
    "digamma": lambda rng: arb(rng.randint(-200, 0)),
    "logit": lambda rng: rng.choice([arb(1) / 2, arb(1)]),
    "silu": lambda rng: arb("-1.2784645427610737953163445654756466"),
    "gelu": lambda rng: arb("-0.7517915246935644756786"),
}


def draw_mid(rng, bits):
    """A mantissa of up to `bits` bits: short, long, or with a long run of one digit."""
    size = rng.choice([1, 3, 10, bits // 2, bits, bits])
    mid = rng.getrandbits(size) | 1 << (size - 1)
    if rng.random() < 0.1:
        mid = (1 << size) + rng.choice([-1, 1])
    return mid


def draw(rng, bits, operation):
    """An exact number as (mid, exponent), where the function may be interesting."""
    kind = rng.random()
    mid = draw_mid(rng, bits)
    top = rng.choice([0, 0, 1, 1, 2, 3, 5, 8, -1, -3, -8, -20, rng.randint(-300, 200)])
    if operation in ("atan2", "hypot", "min", "max", "log"):
        top = rng.choice([0, 1, 2, -2, -20, 30])
    exponent = top - mid.bit_length()
    if kind < 0.2:
        # Near 1, from both sides.
        down = rng.randint(2, bits)
        mid, exponent = (1 << down) + rng.choice([-1, 1]) * rng.randint(1, 3), -down
    elif kind < 0.35:
        # Near a multiple of π/2.
        ctx.prec = 2 * bits + 100
        turns = rng.choice([1, 2, 3, 4, 7, rng.randint(1, 10**6), rng.getrandbits(80)])
        near = (arb.pi() / 2 * turns * arb(2) ** bits).floor().unique_fmpz()
        mid, exponent = int(near) + rng.randint(-1, 2), -bits
        if operation not in TRIGONOMETRIC:
            mid >>= max(0, mid.bit_length() - bits - 4)
    elif kind < 0.45:
        # A whole number or a half.
        mid, exponent = rng.randint(1, 40), rng.choice([0, 0, -1])
    if rng.random() < 0.45:
        mid = -mid
    if operation in DELICATE and rng.random() < 0.4:
        ctx.prec = 2 * bits + 100
        near, down = DELICATE[operation](rng), rng.randint(2, bits + 8)
        mid = int((near * arb(2) ** down).floor().unique_fmpz()) + rng.randint(-2, 3)
        mid, exponent = mid or 1, -down
    return mid, exponent


def fit(rng, operation, mid, exponent):
    """Moves a number into the domain most of the time, and into what the referee can do."""
    if operation in POSITIVE | {"pow", "log"} and rng.random() < 0.97:
        mid = abs(mid)
    if operation in UNIT and rng.random() < 0.97:
        exponent = min(exponent, -mid.bit_length())
    if operation in BEYOND | {"acosh"} and rng.random() < 0.97:
        exponent = max(exponent, -mid.bit_length() + 1)
        mid = abs(mid) if operation == "acosh" else mid
    if operation == "asech" and rng.random() < 0.97:
        mid, exponent = abs(mid), min(exponent, -mid.bit_length())
    if operation == "logit" and rng.random() < 0.97:
        mid, exponent = abs(mid), min(exponent, -abs(mid).bit_length())
    if operation == "log1p" and mid < 0:
        exponent = min(exponent, -mid.bit_length())
    cap = EVERYWHERE_CAPPED.get(operation)
    if cap:
        exponent = min(exponent, cap.bit_length() - 1 - mid.bit_length())
    return mid, exponent


def scale(n, exponent):
    """n·2^exponent, cut; what is cut off is less than 1."""
    return n << exponent if exponent >= 0 else n >> -exponent


def truth(operation, points, bits):
    """The value as (mantissa, exponent), or None where it is not defined there."""
    function = ONE.get(operation) or TWO[operation]
    # The special functions are slow with many bits, and nothing cancels much in them.
    precisions = [bits + 150, 2 * bits + 1500, 4 * bits + 20000][: 2 if operation in SPECIAL else 3]
    for precision in precisions:
        ctx.prec = precision
        args = [exact(*point) for point in points]
        try:
            value = function(*args)
        except (ZeroDivisionError, ValueError):
            return None
        if value.is_nan() or not value.is_finite():
            if precision == precisions[-1]:
                return None
            continue
        if value == 0:
            return (0, -4 * bits)
        if value.rel_accuracy_bits() < bits + 50:
            continue
        # Both ends in units of the last of bits + 40 bits.
        mid, mid_exponent = map(int, value.mid().man_exp())
        rad, rad_exponent = map(int, value.rad().man_exp())
        unit = mid_exponent + abs(mid).bit_length() - bits - 40
        low = scale(mid, mid_exponent - unit) - scale(rad, rad_exponent - unit) - 1
        high = scale(mid, mid_exponent - unit) + scale(rad, rad_exponent - unit) + 2
        if abs(unit) > LARGEST:
            return None if unit > 0 else False
        if high - low <= WIDTH:
            return (low, unit)
    return False


def case(rng, operation, bits):
    arity = 1 if operation in ONE else 2
    balls = []
    for _ in range(arity):
        mid, exponent = draw(rng, bits, operation)
        mid, exponent = fit(rng, operation, mid, exponent)
        radius = 0
        if rng.random() < 0.5:
            # From a few units at the end of the digits to most of the number.
            radius = rng.choice([1, 2, rng.getrandbits(30) + 1])
            if rng.random() < 0.5:
                extend = max(0, bits - mid.bit_length())
                mid, exponent = mid << extend, exponent - extend
        balls.append((mid, radius, exponent))
    samples = [[(m, e) for m, _, e in balls]]
    for _ in range(2 if any(r for _, r, _ in balls) else 0):
        point = []
        for m, r, e in balls:
            offset = rng.choice([-r, r, rng.randint(-r, r)])
            point.append((m + offset, e))
        samples.append(point)
    truths = [truth(operation, point, bits) for point in samples]
    if any(t is False for t in truths):
        return None
    sharp = int(not any(r for _, r, _ in balls))
    fields = [operation, bits]
    for ball in balls:
        fields.extend(ball)
    fields.append(sharp)
    fields.extend("none" if t is None else f"{t[0]:x}:{t[1]}" for t in truths)
    return "\t".join(map(str, fields))


def cases(seed, count, sizes, names=None):
    rng = random.Random(seed)
    names = names or list(ONE) + list(TWO)
    made = 0
    while made < count:
        line = case(rng, names[made % len(names)], rng.choice(sizes))
        if line is not None:
            made += 1
            yield line
