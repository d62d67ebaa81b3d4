"""A small reader of deriv's plain notation, for the scripts that make the truth files.

It shares no code with the program: text becomes a tree of tuples, and a tree becomes a power
series of balls (Arb through python-flint), a SymPy expression or an mpmath number.

    ('num', Fraction)  ('const', 'pi')  ('var', 'x')  ('neg', a)
    ('+', a, b)  ('-', a, b)  ('*', a, b)  ('/', a, b)  ('^', a, b)  ('call', name, [a, ...])

Precedence, loosest first: + -, then * /, then unary minus, then ^ (to the right), then postfix !.
"""

import re
from fractions import Fraction

import flint
import mpmath
import sympy

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([^\W\d]\w*)|(.))")
CONSTANTS = ("pi", "e")
FUNCTIONS = {
    "sqrt": 1, "cbrt": 1, "exp": 1, "ln": 1, "log2": 1, "log10": 1, "log": 2,
    "sin": 1, "cos": 1, "tan": 1, "sec": 1, "csc": 1, "cot": 1,
    "asin": 1, "acos": 1, "atan": 1, "acot": 1, "asec": 1, "acsc": 1,
    "sinh": 1, "cosh": 1, "tanh": 1, "sech": 1, "csch": 1, "coth": 1,
    "asinh": 1, "acosh": 1, "atanh": 1, "acoth": 1, "asech": 1, "acsch": 1,
    "abs": 1, "sign": 1, "floor": 1, "ceil": 1, "round": 1, "min": 2, "max": 2,
    "atan2": 2, "hypot": 2, "erf": 1, "gamma": 1,
    "erfc": 1, "expm1": 1, "log1p": 1, "logistic": 1, "logit": 1, "softplus": 1, "relu": 1,
    "silu": 1, "gelu": 1, "heaviside": 1, "sinc": 1, "trunc": 1, "lgamma": 1, "digamma": 1,
    "lambertw": 1,
}


class Outside(Exception):
    """The expression has no value there."""


class Unsettled(Exception):
    """The precision does not suffice to choose a branch."""


# ---------------------------------------------------------------- text -> tree

def read(text):
    """The tree of `text`, or ValueError."""
    tokens = []
    place = 0
    text = text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        number, name, other = match.groups()
        tokens.append(("n", number) if number else ("w", name) if name else ("o", other))
        place = match.end()
    tokens.append(("end", ""))
    at = [0]

    def peek():
        return tokens[at[0]]

    def take(value=None):
        kind, got = tokens[at[0]]
        if value is not None and got != value:
            raise ValueError(f"expected {value!r}, got {got!r} in {text!r}")
        at[0] += 1
        return got

    def total():
        left = term()
        while peek() in (("o", "+"), ("o", "-")):
            left = (take(), left, term())
        return left

    def term():
        left = signed()
        while peek() in (("o", "*"), ("o", "/")):
            left = (take(), left, signed())
        return left

    def signed():
        if peek() == ("o", "-"):
            take()
            return ("neg", signed())
        return power()

    def power():
        base = atom()
        while peek() == ("o", "!"):
            take()
            base = ("call", "gamma", [("+", base, ("num", Fraction(1)))])
        if peek() == ("o", "^"):
            take()
            return ("^", base, signed())
        return base

    def atom():
        kind, got = peek()
        if kind == "n":
            take()
            return ("num", Fraction(got))
        if kind == "w":
            take()
            if got in CONSTANTS:
                return ("const", got)
            if got in FUNCTIONS:
                take("(")
                arguments = [total()]
                while peek() == ("o", ","):
                    take()
                    arguments.append(total())
                take(")")
                if got == "log" and len(arguments) == 1:
                    got = "ln"
                if len(arguments) != FUNCTIONS[got]:
                    raise ValueError(f"{got} with {len(arguments)} arguments in {text!r}")
                return ("call", got, arguments)
            return ("var", got)
        take("(")
        inner = total()
        take(")")
        return inner

    tree = total()
    if peek()[0] != "end":
        raise ValueError(f"left over {peek()[1]!r} in {text!r}")
    return tree


def variables(tree):
    """The names in `tree`, sorted."""
    if tree[0] == "var":
        return [tree[1]]
    parts = tree[2] if tree[0] == "call" else [t for t in tree[1:] if isinstance(t, tuple)]
    return sorted({name for part in parts for name in variables(part)})


def rational(tree):
    """The value as a Fraction where it is plain arithmetic on numbers, else None."""
    kind = tree[0]
    if kind == "num":
        return tree[1]
    if kind == "neg":
        a = rational(tree[1])
        return None if a is None else -a
    if kind in "+-*/^":
        a, b = rational(tree[1]), rational(tree[2])
        if a is None or b is None:
            return None
        if kind == "+":
            return a + b
        if kind == "-":
            return a - b
        if kind == "*":
            return a * b
        if kind == "/":
            return None if b == 0 else a / b
        if b.denominator == 1 and abs(b) < 5000 and (a != 0 or b > 0):
            return a ** int(b)
    return None


# ---------------------------------------------------------------- simple forms

def plain(name, a):
    """`name(a...)` as a tree over the functions that every tool has."""
    call = lambda n, *x: ("call", n, list(x))
    one, two = ("num", Fraction(1)), ("num", Fraction(2))
    over = lambda p, q: ("/", p, q)
    if name == "log2":
        return over(call("ln", *a), call("ln", two))
    if name == "log10":
        return over(call("ln", *a), call("ln", ("num", Fraction(10))))
    if name == "log":
        return over(call("ln", a[0]), call("ln", a[1]))
    if name == "sec":
        return over(one, call("cos", *a))
    if name == "csc":
        return over(one, call("sin", *a))
    if name == "cot":
        return over(call("cos", *a), call("sin", *a))
    if name == "acot":
        return ("-", over(("const", "pi"), two), call("atan", *a))
    if name == "asec":
        return call("acos", over(one, a[0]))
    if name == "acsc":
        return call("asin", over(one, a[0]))
    if name == "sech":
        return over(one, call("cosh", *a))
    if name == "csch":
        return over(one, call("sinh", *a))
    if name == "coth":
        return over(call("cosh", *a), call("sinh", *a))
    if name == "acoth":
        return call("atanh", over(one, a[0]))
    if name == "asech":
        return call("acosh", over(one, a[0]))
    if name == "acsch":
        return call("asinh", over(one, a[0]))
    if name == "hypot":
        return call("sqrt", ("+", ("^", a[0], two), ("^", a[1], two)))
    down = lambda x: ("+", one, call("exp", ("neg", x)))
    if name == "erfc":
        return ("-", one, call("erf", *a))
    if name == "expm1":
        return ("-", call("exp", *a), one)
    if name == "log1p":
        return call("ln", ("+", one, a[0]))
    if name == "logistic":
        return over(one, down(a[0]))
    if name == "logit":
        return call("ln", over(a[0], ("-", one, a[0])))
    if name == "softplus":
        return call("ln", ("+", one, call("exp", *a)))
    if name == "relu":
        return call("max", a[0], ("num", Fraction(0)))
    if name == "silu":
        return over(a[0], down(a[0]))
    if name == "gelu":
        return ("*", a[0], over(("+", one, call("erf", over(a[0], call("sqrt", two)))), two))
    if name == "heaviside":
        return over(("+", one, call("sign", *a)), two)
    if name == "sinc":
        return over(call("sin", *a), a[0])
    if name == "trunc":
        return ("*", call("sign", *a), call("floor", call("abs", *a)))
    return None


# ---------------------------------------------------------------- tree -> series of balls

def sign_of(ball):
    """-1 or 1 for a ball that does not contain 0; 0 for exact 0."""
    if ball.is_zero():
        return 0
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    if not ball.is_finite():
        raise Unsettled
    raise Unsettled


def floor_of(ball):
    low = ball.floor().unique_fmpz()
    if low is None:
        raise Unsettled
    return int(low)


def q(fraction):
    return flint.arb(flint.fmpq(fraction.numerator, fraction.denominator))


def series(tree, values, seed, order):
    """Arb power series of `tree` about `values` (name -> arb), in the variable `seed`.

    Kinks and jumps are taken by their branch; a point exactly on one raises Unsettled.
    """
    S = flint.arb_series
    memo = {}

    def go(t):
        key = id(t)
        if key not in memo:
            memo[key] = t, work(t)  # t is kept, so that its id is not used again
        return memo[key][1]

    def logarithm(u):
        if sign_of(u[0]) <= 0:
            raise Outside
        return u.log()

    def work(t):
        kind = t[0]
        if kind == "num":
            return S([q(t[1])])
        if kind == "const":
            return S([flint.arb.pi() if t[1] == "pi" else flint.arb(1).exp()])
        if kind == "var":
            return S([values[t[1]], 1] if t[1] == seed else [values[t[1]]])
        if kind == "neg":
            return -go(t[1])
        if kind == "+":
            return go(t[1]) + go(t[2])
        if kind == "-":
            return go(t[1]) - go(t[2])
        if kind == "*":
            return go(t[1]) * go(t[2])
        if kind == "/":
            below = go(t[2])
            if sign_of(below[0]) == 0:
                raise Outside
            return go(t[1]) / below
        if kind == "^":
            return power(t[1], t[2])
        return call(t[1], t[2])

    def whole(u, n):
        if n < 0:
            if sign_of(u[0]) == 0:
                raise Outside
            return whole(u, -n).inv()
        result, square = S([flint.arb(1)]), u
        while n:
            if n & 1:
                result = result * square
            square = square * square
            n >>= 1
        return result

    def power(base, exponent):
        u, r = go(base), rational(exponent)
        if r is not None and r.denominator == 1 and abs(r) < 10**6:
            return whole(u, int(r))
        if r is not None:
            side = sign_of(u[0])
            if side == 0:
                raise Unsettled
            if side < 0 and r.denominator % 2 == 0:
                raise Outside
            size = (logarithm(u if side > 0 else -u) * q(r)).exp()
            return -size if side < 0 and r.numerator % 2 else size
        return (logarithm(u) * go(exponent)).exp()

    def call(name, arguments):
        simple = plain(name, arguments)
        if simple is not None:
            return go(simple)
        u = go(arguments[0])
        if name == "ln":
            return logarithm(u)
        if name == "sqrt":
            if sign_of(u[0]) <= 0:
                raise Outside
            return u.sqrt()
        if name == "cbrt":
            return power(arguments[0], ("num", Fraction(1, 3)))
        if name in ("exp", "sin", "cos", "tan", "atan", "erf"):
            return getattr(u, name)()
        if name in ("asin", "acos"):
            if not abs(u[0]) < 1:
                raise Outside
            return getattr(u, name)()
        if name in ("sinh", "cosh", "tanh"):
            up, down = u.exp(), (-u).exp()
            if name == "sinh":
                return (up - down) / 2
            if name == "cosh":
                return (up + down) / 2
            return (up - down) / (up + down)
        if name == "asinh":
            side = -1 if u[0] < 0 else 1
            v = u * side
            return (v + (v * v + 1).sqrt()).log() * side
        if name == "acosh":
            if not u[0] > 1:
                raise Outside
            return (u + (u * u - 1).sqrt()).log()
        if name == "atanh":
            if not abs(u[0]) < 1:
                raise Outside
            return ((1 + u) / (1 - u)).log() / 2
        if name == "gamma":
            return u.gamma()
        if name == "lgamma":
            if not u[0] > 0:
                raise Outside
            return u.lgamma()
        if name == "digamma":
            # The derivative of ln gamma, in which what is beyond the constant of u is put.
            flint.ctx.cap += 1
            own = S([u[0], 1]).lgamma().derivative()
            flint.ctx.cap -= 1
            return own(S([0] + u.coeffs()[1:]))
        if name == "lambertw":
            return u.lambertw()
        if name == "abs":
            return u * sign_of(u[0]) if sign_of(u[0]) else unsettled()
        if name == "sign":
            return S([flint.arb(sign_of(u[0]) or unsettled())])
        if name == "floor":
            return S([flint.arb(floor_of(u[0]))])
        if name == "ceil":
            return S([flint.arb(-floor_of(-u[0]))])
        if name == "round":
            return S([flint.arb(floor_of(u[0] + flint.arb(1) / 2))])
        if name in ("min", "max"):
            v = go(arguments[1])
            first = sign_of(u[0] - v[0]) or unsettled()
            return u if (first > 0) == (name == "max") else v
        if name == "atan2":
            # atan2(y, x) with the quadrant of the point; only its derivatives matter here.
            x = go(arguments[1])
            if abs(x[0]) > abs(u[0]):
                shift = 0 if x[0] > 0 else (flint.arb.pi() if u[0] >= 0 else -flint.arb.pi())
                return (u / x).atan() + shift
            half = flint.arb.pi() / 2
            return -(x / u).atan() + (half if sign_of(u[0]) > 0 else -half)
        raise ValueError(name)

    def unsettled():
        raise Unsettled

    before = flint.ctx.cap
    flint.ctx.cap = order + 1
    try:
        return go(tree)
    finally:
        flint.ctx.cap = before


# ---------------------------------------------------------------- tree -> SymPy

def to_sympy(tree, branch=None):
    """SymPy's expression. `branch` maps a name to an mpmath value: where it is given, abs, sign,
    floor and the like are replaced by the smooth piece that holds at that point."""
    kind = tree[0]
    if kind == "num":
        return sympy.Rational(tree[1].numerator, tree[1].denominator)
    if kind == "const":
        return sympy.pi if tree[1] == "pi" else sympy.E
    if kind == "var":
        return sympy.Symbol(tree[1], real=True)
    if kind == "neg":
        return -to_sympy(tree[1], branch)
    if kind in "+-*/":
        a, b = to_sympy(tree[1], branch), to_sympy(tree[2], branch)
        return a + b if kind == "+" else a - b if kind == "-" else a * b if kind == "*" else a / b
    if kind == "^":
        r = rational(tree[2])
        a = to_sympy(tree[1], branch)
        if r is not None and r.denominator != 1 and r.denominator % 2:
            if branch is None:
                side = sympy.sign(a) if r.numerator % 2 else 1
                return side * sympy.Abs(a) ** sympy.Rational(r.numerator, r.denominator)
            if number(tree[1], branch) < 0:
                side = -1 if r.numerator % 2 else 1
                return side * (-a) ** sympy.Rational(r.numerator, r.denominator)
        return a ** to_sympy(tree[2], branch)
    name, arguments = tree[1], tree[2]
    simple = plain(name, arguments)
    if name in ("sec", "csc", "cot", "sech", "csch", "coth"):
        return getattr(sympy, name)(to_sympy(arguments[0], branch))
    if simple is not None:
        return to_sympy(simple, branch)
    if name == "cbrt":
        return to_sympy(("^", arguments[0], ("num", Fraction(1, 3))), branch)
    a = [to_sympy(t, branch) for t in arguments]
    if branch is not None and name in ("abs", "sign", "floor", "ceil", "round", "min", "max"):
        here = [number(t, branch) for t in arguments]
        if name == "abs":
            return a[0] if here[0] > 0 else -a[0]
        if name == "sign":
            return sympy.Integer(1 if here[0] > 0 else -1)
        if name in ("min", "max"):
            return a[0] if (here[0] > here[1]) == (name == "max") else a[1]
        return sympy.Integer(int(number(tree, branch)))
    own = {"ln": sympy.log, "abs": sympy.Abs, "ceil": sympy.ceiling, "min": sympy.Min,
           "max": sympy.Max, "lgamma": sympy.loggamma, "lambertw": sympy.LambertW, "round": lambda u: sympy.floor(u + sympy.Rational(1, 2))}
    return (own.get(name) or getattr(sympy, name))(*a)


# ---------------------------------------------------------------- tree -> mpmath

def number(tree, values, snap=None):
    """The real value by mpmath at its working precision; Outside where there is none.

    With `snap`, a value nearer than that to a whole number is that whole number, so that
    `cos(pi/2)` is 0 although pi is rounded.
    """
    value = _number(tree, values, snap)
    if snap is not None and abs(value - mpmath.nint(value)) < snap:
        return mpmath.nint(value)
    return value


def _number(tree, values, snap):
    kind = tree[0]
    if kind == "num":
        return mpmath.mpf(tree[1].numerator) / tree[1].denominator
    if kind == "const":
        return +mpmath.pi if tree[1] == "pi" else +mpmath.e
    if kind == "var":
        return values[tree[1]]
    if kind == "neg":
        return -number(tree[1], values, snap)
    if kind in "+-*/":
        a, b = number(tree[1], values, snap), number(tree[2], values, snap)
        if kind == "/":
            if b == 0:
                raise Outside
            return a / b
        return a + b if kind == "+" else a - b if kind == "-" else a * b
    if kind == "^":
        a, r = number(tree[1], values, snap), rational(tree[2])
        if r is not None:
            if a == 0 and r <= 0:
                raise Outside
            if a < 0 and r.denominator % 2 == 0:
                raise Outside
            if r.denominator == 1:
                return a ** int(r)
            size = abs(a) ** (mpmath.mpf(r.numerator) / r.denominator)
            return -size if a < 0 and r.numerator % 2 else size
        b = number(tree[2], values, snap)
        if a < 0 and b == int(b):
            return a ** int(b)
        if a < 0 or (a == 0 and b <= 0):
            raise Outside
        return a ** b
    name, arguments = tree[1], tree[2]
    simple = plain(name, arguments)
    if simple is not None:
        return number(simple, values, snap)
    a = [number(t, values, snap) for t in arguments]
    u = a[0]
    if (name == "ln" and u <= 0 or name == "sqrt" and u < 0 or name in ("asin", "acos") and abs(u) > 1
            or name == "acosh" and u < 1 or name == "atanh" and abs(u) >= 1
            or name == "gamma" and u <= 0 and u == int(u)
            or name == "atan2" and a == [0, 0]
            or name == "tan" and snap is not None and abs(mpmath.cos(u)) < snap):
        raise Outside
    if name == "cbrt":
        return number(("^", arguments[0], ("num", Fraction(1, 3))), values, snap)
    if name in ("min", "max"):
        return (min if name == "min" else max)(*a)
    if name == "abs":
        return abs(u)
    if name == "sign":
        return mpmath.mpf((u > 0) - (u < 0))
    if name == "round":
        return mpmath.floor(abs(u) + mpmath.mpf(1) / 2) * (1 if u > 0 else -1)
    own = {"lgamma": mpmath.loggamma, "lambertw": lambda x: mpmath.lambertw(x).real}
    return own.get(name, getattr(mpmath, name, None))(*a)
