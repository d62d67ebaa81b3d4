"""Makes slips.tsv: wrong answers with the slip that produces them.

For derivatives the answer was written by hand and is checked against a differentiator with one rule
broken (below), by values at random points; it is also certain to differ from the right answer. For
numbers (slope, nudge, step) the answer is computed here in exact arithmetic or by mpmath.
Run: python3 slips.py > slips.tsv
"""

import random
import sys
from fractions import Fraction

import flint
import mpmath
import sympy

from pairs import Question, compare
from reading import number, read, to_sympy, variables

# slip | function | wrt | order | answer
DERIVATIVES = """
exponent-not-reduced | x^3 | x | 1 | 3*x^3
exponent-not-reduced | x^5 | x | 1 | 5*x^5
exponent-not-reduced | 4*x^3 | x | 1 | 12*x^3
exponent-not-reduced | (2*x+1)^4 | x | 1 | 8*(2*x+1)^4
exponent-not-reduced | x^(-2) | x | 1 | -2*x^(-2)
exponent-not-reduced | x^7-2*x^4 | x | 1 | 7*x^7-8*x^4
exponent-not-reduced | x^3*sin(x) | x | 1 | 3*x^3*sin(x)+x^3*cos(x)
factor-not-brought-down | x^3 | x | 1 | x^2
factor-not-brought-down | x^5 | x | 1 | x^4
factor-not-brought-down | 4*x^3 | x | 1 | 4*x^2
factor-not-brought-down | x^7+x^4 | x | 1 | x^6+x^3
factor-not-brought-down | (2*x+1)^4 | x | 1 | 2*(2*x+1)^3
factor-not-brought-down | x^(-3) | x | 1 | x^(-4)
inner-derivative-missing | sin(3*x) | x | 1 | cos(3*x)
inner-derivative-missing | (x^2+1)^5 | x | 1 | 5*(x^2+1)^4
inner-derivative-missing | ln(x^2+1) | x | 1 | 1/(x^2+1)
inner-derivative-missing | sqrt(x^2+1) | x | 1 | 1/(2*sqrt(x^2+1))
inner-derivative-missing | cos(x^2) | x | 1 | -sin(x^2)
inner-derivative-missing | tan(4*x) | x | 1 | sec(4*x)^2
inner-derivative-missing | sin(x)^3 | x | 1 | 3*sin(x)^2
inner-derivative-missing | atan(x^3) | x | 1 | 1/(1+x^6)
inner-derivative-missing | x*exp(3*x) | x | 1 | exp(3*x)+x*exp(3*x)
inner-derivative-inside | sin(x^2) | x | 1 | cos(2*x)
inner-derivative-inside | (x^3+x)^4 | x | 1 | 4*(3*x^2+1)^3
inner-derivative-inside | ln(x^2+1) | x | 1 | 1/(2*x)
inner-derivative-inside | cos(x^3) | x | 1 | -sin(3*x^2)
inner-derivative-inside | exp(x^2) | x | 1 | exp(2*x)
inner-derivative-inside | sqrt(x^3+x) | x | 1 | 1/(2*sqrt(3*x^2+1))
inner-derivative-twice | sin(3*x) | x | 1 | 9*cos(3*x)
inner-derivative-twice | cos(x^2) | x | 1 | -4*x^2*sin(x^2)
inner-derivative-twice | (3*x+1)^5 | x | 1 | 45*(3*x+1)^4
inner-derivative-twice | x+exp(3*x) | x | 1 | 1+9*exp(3*x)
exponent-reduced-twice | x^5 | x | 1 | 5*x^3
exponent-reduced-twice | cos(x)^3 | x | 1 | -3*sin(x)*cos(x)
exponent-reduced-twice | x^7+sin(x) | x | 1 | 7*x^5+cos(x)
product-of-derivatives | x*sin(x) | x | 1 | cos(x)
product-of-derivatives | x^3*sin(x) | x | 1 | 3*x^2*cos(x)
product-of-derivatives | (x^2+1)*(x^3-2) | x | 1 | 6*x^3
product-of-derivatives | x^2*cos(x) | x | 1 | -2*x*sin(x)
product-of-derivatives | sin(x)*ln(x) | x | 1 | cos(x)/x
product-of-derivatives | sqrt(x)*sin(x) | x | 1 | cos(x)/(2*sqrt(x))
product-of-derivatives | w*sin(w) | w | 1 | cos(w)
product-term-missing | x^2*sin(x) | x | 1 | 2*x*sin(x)
product-term-missing | x^2*sin(x) | x | 1 | x^2*cos(x)
product-term-missing | x*ln(x) | x | 1 | ln(x)
product-term-missing | x^3*cos(x) | x | 1 | 3*x^2*cos(x)
product-term-missing | sin(x)*ln(x) | x | 1 | sin(x)/x
product-term-missing | (x^2+1)*tan(x) | x | 1 | (x^2+1)*sec(x)^2
product-term-missing | x^4*atan(x) | x | 1 | 4*x^3*atan(x)
quotient-sign | x/(x+1) | x | 1 | -1/(x+1)^2
quotient-sign | sin(x)/x | x | 1 | (sin(x)-x*cos(x))/x^2
quotient-sign | sin(x)/x | x | 1 | (x*cos(x)+sin(x))/x^2
quotient-sign | ln(x)/x | x | 1 | (1+ln(x))/x^2
quotient-sign | exp(x)/x | x | 1 | exp(x)*(x+1)/x^2
quotient-sign | (x-1)/(x+2) | x | 1 | -3/(x+2)^2
quotient-sign | x^2/(x^3+1) | x | 1 | (2*x*(x^3+1)+3*x^4)/(x^3+1)^2
quotient-square-missing | sin(x)/x | x | 1 | (x*cos(x)-sin(x))/x
quotient-square-missing | x/(x+1) | x | 1 | 1/(x+1)
quotient-square-missing | ln(x)/x | x | 1 | (1-ln(x))/x
quotient-square-missing | (x^2-1)/(x^2+1) | x | 1 | 4*x/(x^2+1)
quotient-square-missing | exp(x)/(x+2) | x | 1 | (exp(x)*(x+2)-exp(x))/(x+2)
quotient-square-missing | x^2/(x-3) | x | 1 | (2*x*(x-3)-x^2)/(x-3)
quotient-of-derivatives | sin(x)/x^2 | x | 1 | cos(x)/(2*x)
quotient-of-derivatives | x^2/(x^3+1) | x | 1 | 2*x/(3*x^2)
quotient-of-derivatives | exp(x)/x^2 | x | 1 | exp(x)/(2*x)
quotient-of-derivatives | (x^2-1)/(x^3+x) | x | 1 | 2*x/(3*x^2+1)
quotient-of-derivatives | ln(x)/x^2 | x | 1 | 1/(2*x^2)
cosine-sign | cos(x) | x | 1 | sin(x)
cosine-sign | sin(x) | x | 1 | -cos(x)
cosine-sign | x*cos(x) | x | 1 | cos(x)+x*sin(x)
cosine-sign | cos(3*x) | x | 1 | 3*sin(3*x)
cosine-sign | exp(x)*cos(x) | x | 1 | exp(x)*(cos(x)+sin(x))
cosine-sign | sin(x)+x^2 | x | 1 | 2*x-cos(x)
cosine-sign | x*sin(x) | x | 1 | sin(x)-x*cos(x)
cosine-sign | x^2+cos(x) | x | 1 | 2*x+sin(x)
constant-kept | x^2+7 | x | 1 | 2*x+7
constant-kept | x^3-4*x+5 | x | 1 | 3*x^2-4+5
constant-kept | sin(x)+3 | x | 1 | cos(x)+3
constant-kept | exp(2*x)+2 | x | 1 | 2*exp(2*x)+2
constant-kept | ln(x)-8 | x | 1 | 1/x-8
constant-kept | 5*x+2 | x | 1 | 7
power-rule-on-exponential | 2^x | x | 1 | x*2^(x-1)
power-rule-on-exponential | exp(x) | x | 1 | x*exp(x-1)
power-rule-on-exponential | 10^x | x | 1 | x*10^(x-1)
power-rule-on-exponential | 3^x+x^2 | x | 1 | x*3^(x-1)+2*x
power-rule-on-exponential | 5*2^x | x | 1 | 5*x*2^(x-1)
power-rule-on-exponential | exp(x)+x^3 | x | 1 | x*e^(x-1)+3*x^2
power-rule-on-exponential | x^x | x | 1 | x*x^(x-1)
log-base-factor-missing | log2(x) | x | 1 | 1/x
log-base-factor-missing | log10(x) | x | 1 | 1/x
log-base-factor-missing | log(x, 3) | x | 1 | 1/x
log-base-factor-missing | x*log2(x) | x | 1 | log2(x)+1
log-base-factor-missing | log10(x^2+1) | x | 1 | 2*x/(x^2+1)
log-base-factor-missing | 2^(3*x) | x | 1 | 3*2^(3*x)
log-base-factor-missing | x+5^x | x | 1 | 1+5^x
not-differentiated | x^2 | x | 1 | x^2
not-differentiated | sin(x) | x | 1 | sin(x)
not-differentiated | x*ln(x) | x | 1 | x*ln(x)
not-differentiated | (x+1)/(x-1) | x | 1 | (x+1)/(x-1)
not-differentiated | sqrt(x^2+1) | x | 1 | (x^2+1)^0.5
not-differentiated | 3*x^4-x | x | 1 | x*(3*x^3-1)
integrated | x^2 | x | 1 | x^3/3
integrated | 3*x^2+1 | x | 1 | x^3+x
integrated | exp(2*x) | x | 1 | exp(2*x)/2
integrated | 1/x | x | 1 | ln(x)
integrated | sqrt(x) | x | 1 | 2/3*x^(3/2)
integrated | x*exp(x) | x | 1 | (x-1)*exp(x)
integrated | sin(2*x) | x | 1 | -cos(2*x)/2
integrated | x^4 | x | 1 | x^5/5
differentiated-twice | x^3 | x | 1 | 6*x
differentiated-twice | x^4 | x | 1 | 12*x^2
differentiated-twice | ln(x) | x | 1 | -1/x^2
differentiated-twice | x*exp(x) | x | 1 | (x+2)*exp(x)
differentiated-twice | sqrt(x) | x | 1 | -1/(4*x*sqrt(x))
differentiated-twice | x^3+2*x^2 | x | 1 | 6*x+4
differentiated-twice | sin(2*x) | x | 1 | -4*sin(2*x)
differentiated-once | x^5 | x | 2 | 5*x^4
differentiated-once | sin(2*x) | x | 2 | 2*cos(2*x)
differentiated-once | ln(x) | x | 2 | 1/x
differentiated-once | x*exp(x) | x | 2 | (x+1)*exp(x)
differentiated-once | tan(x) | x | 2 | sec(x)^2
wrong-variable | x^2*y | x | 1 | x^2
wrong-variable | sin(x*y) | x | 1 | x*cos(x*y)
wrong-variable | x^2+3*x*y+y^2 | x | 1 | 3*x+2*y
wrong-variable | x/y | x | 1 | -x/y^2
wrong-variable | x^3*y^2 | x | 1 | 2*x^3*y
wrong-variable | ln(x^2+3*y) | x | 1 | 3/(x^2+3*y)
wrong-variable | x*y^3 | y | 1 | y^3
other-variable-not-constant | x^2*y | x | 1 | 2*x*y+x^2
other-variable-not-constant | x^2+3*x*y+y^2 | x | 1 | 5*x+5*y
other-variable-not-constant | sin(x*y) | x | 1 | (x+y)*cos(x*y)
other-variable-not-constant | x^2+y^2 | x | 1 | 2*x+2*y
other-variable-not-constant | x*y^3 | x | 1 | y^3+3*x*y^2
other-variable-not-constant | exp(x)+y^2 | x | 1 | exp(x)+2*y
factor-two | exp(3*x) | x | 1 | 6*exp(3*x)
factor-two | ln(x) | x | 1 | 2/x
factor-two | x^3 | x | 1 | 6*x^2
factor-two | atan(x) | x | 1 | 1/(2*(1+x^2))
factor-two | sin(x) | x | 1 | 2*cos(x)
factor-not-brought-down | sqrt(x) | x | 1 | 1/sqrt(x)
sign-lost | 1/x | x | 1 | 1/x^2
sign-lost | 1/x^2 | x | 1 | 2/x^3
sign-lost | acos(x) | x | 1 | 1/sqrt(1-x^2)
sign-lost | cot(x) | x | 1 | csc(x)^2
sign-lost | -x^3 | x | 1 | 3*x^2
sign-lost | 2*exp(-3*x) | x | 1 | 6*exp(-3*x)
inner-derivative-missing+constant-kept | (3*x^2+1)^4+5 | x | 1 | 4*(3*x^2+1)^3+5
inner-derivative-missing+cosine-sign | cos(2*x)+x | x | 1 | sin(2*x)+1
cosine-sign+constant-kept | x*cos(x)+7 | x | 1 | cos(x)+x*sin(x)+7
inner-derivative-missing+constant-kept | sin(x^2)+9 | x | 1 | cos(x^2)+9
log-base-factor-missing+constant-kept | log2(x)+4 | x | 1 | 1/x+4
inner-derivative-missing+product-of-derivatives | x^2*sin(3*x) | x | 1 | 2*x*cos(3*x)
cosine-sign+product-of-derivatives | x^3*cos(x) | x | 1 | 3*x^2*sin(x)
inner-derivative-missing+quotient-square-missing | sin(2*x)/x | x | 1 | (x*cos(2*x)-sin(2*x))/x
"""

# function ; point ; variable and the like for the kinds whose answer is a number.
SLOPES = ["w^2 3", "w^3 2", "x^2+3*x 4", "1/x 4", "sqrt(x) 9", "2*x^3-x 5"]
NUDGES = ["w^2 3 0.001", "w^3 2 0.01", "w^2 -3 0.001", "1/w 2 0.001", "2*w^2+w 1 0.01", "w^4 1 0.001"]
STEPS = ["w^2 3 0.1", "w^2 -2 0.25", "w^3 2 0.01", "(w-1)^2 4 0.3", "w^2+4*w 1 0.05", "w^4 1 0.1"]
DEGREES = ["sin(x) 1", "cos(x) 1", "tan(x) 1", "sin(2*x) 0.5", "x*sin(x) 2", "sin(x)^2 30"]
# function, point, and the rounded answer: exact slope cut to so many decimals.
ROUNDED = ["exp(x) 2 1", "sin(x) 1 1", "ln(x) 3 1", "sqrt(x) 2 1", "x^3 1.37 1", "1/x 3 1"]


def general(t, wrt, slips):
    """Derivatives of the tree `t` with the rules in `slips` broken: a list of variants."""
    num = lambda n: ("num", Fraction(n))
    free = lambda u: wrt not in variables(u) and not ("other-variable-not-constant" in slips and variables(u))
    call = lambda n, u: ("call", n, [u])
    kind = t[0]
    if free(t):
        return [num(0)]
    if kind == "var":
        return [num(1)]
    if kind == "neg":
        return [("neg", d) for d in general(t[1], wrt, slips)]
    if kind in "+-":
        sides = [[u] if free(u) and "constant-kept" in slips else general(u, wrt, slips) for u in t[1:]]
        return [(kind, a, b) for a in sides[0] for b in sides[1]]
    if kind == "*":
        u, v = t[1], t[2]
        if free(u) or free(v):
            c, rest = (u, v) if free(u) else (v, u)
            return [("*", c, d) for d in general(rest, wrt, slips)]
        out = []
        for a in general(u, wrt, slips):
            for b in general(v, wrt, slips):
                if "product-of-derivatives" in slips:
                    out.append(("*", a, b))
                elif "product-term-missing" in slips:
                    out += [("*", a, v), ("*", u, b)]
                else:
                    out.append(("+", ("*", a, v), ("*", u, b)))
        return out
    if kind == "/":
        u, v = t[1], t[2]
        if free(v):
            return [("/", a, v) for a in general(u, wrt, slips)]
        out = []
        for a in general(u, wrt, slips):
            for b in general(v, wrt, slips):
                if "quotient-of-derivatives" in slips:
                    out.append(("/", a, b))
                    continue
                first, second = ("*", a, v), ("*", u, b)
                below = v if "quotient-square-missing" in slips else ("^", v, num(2))
                tops = [("-", first, second)]
                if "quotient-sign" in slips:
                    tops = [("-", second, first), ("+", first, second)]
                out += [("/", top, below) for top in tops]
        return out
    if kind == "call" and t[1] == "sqrt":
        return general(("^", t[2][0], ("num", Fraction(1, 2))), wrt, slips)
    if kind == "call" and t[1] == "exp":
        return general(("^", ("const", "e"), t[2][0]), wrt, slips)
    if kind == "^" and free(t[2]):
        u, n = t[1], t[2]

        def outer(v):
            p = v if "exponent-not-reduced" in slips and rational_power(n) else None
            body = ("^", v, n) if p else ("^", v, ("-", n, num(1)))
            return body if "factor-not-brought-down" in slips else ("*", n, body)
        return chained(outer, u, wrt, slips)
    if kind == "^":
        if not free(t[1]) and "power-rule-on-exponential" not in slips:
            return general(("^", ("const", "e"), ("*", t[2], call("ln", t[1]))), wrt, slips)
        if "power-rule-on-exponential" in slips:
            return [("*", t[2], ("^", t[1], ("-", t[2], num(1))))]

        def outer(v):
            body = ("^", t[1], v)
            if t[1] == ("const", "e") or "log-base-factor-missing" in slips:
                return body
            return ("*", call("ln", t[1]), body)
        return chained(outer, t[2], wrt, slips)
    name, u = t[1], t[2][0]
    turned = "cosine-sign" in slips
    over = lambda v: ("/", num(1), v)
    base = {"log2": num(2), "log10": num(10), "log": t[2][-1]}.get(name)
    if base is not None:
        factor = num(1) if "log-base-factor-missing" in slips else call("ln", base)
        return chained(lambda v: over(("*", v, factor)), u, wrt, slips)
    square = lambda v: ("^", v, num(2))
    outers = {
        "sin": lambda v: ("neg", call("cos", v)) if turned else call("cos", v),
        "cos": lambda v: call("sin", v) if turned else ("neg", call("sin", v)),
        "tan": lambda v: square(call("sec", v)),
        "cot": lambda v: ("neg", square(call("csc", v))),
        "ln": over,
        "atan": lambda v: over(("+", num(1), square(v))),
        "acos": lambda v: ("neg", over(call("sqrt", ("-", num(1), square(v))))),
    }
    return chained(outers[name], u, wrt, slips)


def rational_power(n):
    return not variables(n)


def chained(outer, u, wrt, slips):
    if u[0] == "var":
        return [("*", outer(u), d) for d in general(u, wrt, slips)]
    if "inner-derivative-missing" in slips:
        return [outer(u)]
    inner = general(u, wrt, slips)
    if "inner-derivative-inside" in slips:
        return [outer(d) for d in inner]
    return [("*", outer(u), d) for d in inner]


def candidates(slip, function, wrt, order):
    """Trees of what the slip makes of the function."""
    tree = read(function)
    if slip == "not-differentiated":
        return [tree]
    if slip in ("sign-lost", "factor-two"):
        right = general(tree, wrt, ())[0]
        factors = [Fraction(-1)] if slip == "sign-lost" else [Fraction(2), Fraction(1, 2)]
        return [("*", ("num", f), right) for f in factors]
    if slip == "wrong-variable":
        return [general(tree, other, ())[0] for other in variables(tree) if other != wrt]
    return general(tree, wrt, slip.split("+"))


def same(tree, question, seed):
    side = Question("equal", "0", question.wrt, 0)
    side.tree = tree
    return compare(side, question, seed)[0] == "equal"


def check(slip, function, wrt, order, answer):
    given = Question("equal", answer, wrt, 0)
    right = Question("derivative", function, wrt, order)
    assert compare(right, given, answer)[0] == "different", "the answer is right"
    if slip == "integrated":
        assert compare(Question("derivative", answer, wrt, 1), Question("equal", function, wrt, 0), answer)[0] == "equal"
    elif slip in ("differentiated-twice", "differentiated-once"):
        times = 2 if slip == "differentiated-twice" else 1
        assert compare(Question("derivative", function, wrt, times), given, answer)[0] == "equal"
    else:
        assert any(same(t, given, answer) for t in candidates(slip, function, wrt, order)), "not what the slip makes"


def slope(function, point):
    """The exact slope as a Fraction where SymPy finds a rational, else an mpmath number."""
    tree = read(function)
    name, = variables(tree)
    symbol = sympy.Symbol(name, real=True)
    value = sympy.diff(to_sympy(tree), symbol).subs(symbol, sympy.Rational(point))
    return name, Fraction(int(value.p), int(value.q)) if value.is_Rational else mpmath.mpf(sympy.N(value, 60))


def value(function, point):
    name, = variables(read(function))
    symbol = sympy.Symbol(name, real=True)
    got = to_sympy(read(function)).subs(symbol, sympy.Rational(str(point)))
    return Fraction(int(got.p), int(got.q))


def shown(value):
    """A finite decimal in full, another fraction as p/q, an mpmath number to 15 digits."""
    if isinstance(value, Fraction):
        rest = value.denominator
        for p in (2, 5):
            while rest % p == 0:
                rest //= p
        if rest != 1:
            return str(value)
        text = mpmath.nstr(mpmath.mpf(value.numerator) / value.denominator, 40)
        return text[:-2] if text.endswith(".0") else text
    return mpmath.nstr(value, 15)


def numbers():
    """(slip, kind, function, context, answer, right)"""
    for line in SLOPES:
        function, at = line.split()
        name, right = slope(function, at)
        yield "value-not-slope", "slope", function, f"{name}={at}", value(function, at), right
    for line in NUDGES:
        function, at, eps = line.split()
        moved = value(function, Fraction(at) + Fraction(eps)) - value(function, at)
        yield "not-divided-by-eps", "nudge", function, f"w={at},eps={eps}", moved, moved / Fraction(eps)
    for line in STEPS:
        function, start, rate = line.split()
        _, k = slope(function, start)
        a, w = Fraction(rate), Fraction(start)
        yield "step-sign", "step", function, f"w={start},rate={rate}", w + a * k, w - a * k
        yield "rate-forgotten", "step", function, f"w={start},rate={rate}", w - k, w - a * k
    for line in DEGREES:
        function, at = line.split()
        name, right = slope(function, at)
        derivative = sympy.diff(to_sympy(read(function)), sympy.Symbol(name, real=True))
        # Every angle is read as degrees by the student's calculator.
        turned = derivative.replace(lambda e: e.func in (sympy.sin, sympy.cos, sympy.tan),
                                    lambda e: e.func(e.args[0] * sympy.pi / 180, evaluate=False))
        got = mpmath.mpf(sympy.N(turned.subs(sympy.Symbol(name, real=True), sympy.Rational(at)), 60))
        yield "degrees-for-radians", "slope", function, f"{name}={at}", got, right
    for line in ROUNDED:
        function, at, places = line.split()
        name, right = slope(function, at)
        exact = mpmath.mpf(right.numerator) / right.denominator if isinstance(right, Fraction) else right
        scale = 10 ** int(places)
        got = Fraction(int(mpmath.nint(exact * scale)), scale)
        yield "rounded-early", "slope", function, f"{name}={at}", got, right


def main():
    mpmath.mp.dps, flint.ctx.prec = 60, 400
    print(f"# Wrong answers and the slips that make them. Made by slips.py with python-flint {flint.__version__},")
    print(f"# SymPy {sympy.__version__}, mpmath {mpmath.__version__}. Two slips at once are joined by +.")
    print("# kind: derivative (context: wrt and order), slope (context: point), nudge (the quotient is asked; context:")
    print("# point and eps), step (one descent step; context: start and rate). right: the right number, '-' for formulas.")
    print("slip\tkind\tfunction\tcontext\tanswer\tright")
    bad = 0
    for line in DERIVATIVES.strip().splitlines():
        slip, function, wrt, order, answer = (part.strip() for part in line.split("|"))
        try:
            check(slip, function, wrt, int(order), answer)
        except Exception as error:
            bad += 1
            print(f"{slip}: {function} / {answer}: {error!r}", file=sys.stderr)
        print("\t".join((slip, "derivative", function, f"wrt={wrt},order={order}", answer, "-")))
    for slip, kind, function, context, got, right in numbers():
        if shown(got) == shown(right):
            bad += 1
            print(f"{slip}: {function} at {context}: the answer is right", file=sys.stderr)
        print("\t".join((slip, kind, function, context, shown(got), shown(right))))
    sys.exit(bad > 0 and f"{bad} rows do not hold")


if __name__ == "__main__":
    main()
