"""Makes slopes.tsv: derivatives at points, to 1000 digits, by two tools that share no code.

Every value is a ball from Arb's power series (python-flint), refined until it settles the digits,
and is then compared with SymPy's derivative evaluated by mpmath at two precisions. Rational
results are computed a third time in exact fractions. Run: python3 slopes.py > slopes.tsv
"""

import sys
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import factorial
from multiprocessing import Pool

import flint
import mpmath
import sympy

from reading import Outside, Unsettled, number, q, rational, read, series, to_sympy, variables

STORED = 1020   # digits written
CHECKED = 1010  # digits on which the two tools must agree
LONGEST = 200_000  # bits of working precision

# Named hard cases: expression, points, order.
NAMED = """
(1-cos(x))/x^2 | 1e-8 1e-30
x-sin(x) | 1e-25
(exp(x)-1)/x | 1e-40
sqrt(x+1)-sqrt(x) | 1e60
sin(10^22*x) | 1
sin(10^60*x) | 1
tanh(x) | 30 1000
x^100 | 1.0001
x^7-7*x^6+21*x^5-35*x^4+35*x^3-21*x^2+7*x-1 | 1.001
333.75*y^6+x^2*(11*x^2*y^2-y^6-121*y^4-2)+5.5*y^8+x/(2*y) | x=77617,y=33096
x^x | 100
exp(exp(x)) | 6
asin(x) | 0.9999999999999999999999
x^(1/7) | 0.001
ln(1+exp(x)) | -10000
atan(tan(x)) | 2
exp(sin(x^2)) | 1.3
"""

# Every function of the table at ordinary, small, large and edge-hugging points.
EVERY = """
sqrt(x) | 2 1e-30 1e40 0.3 9
cbrt(x) | 2 -3 1e-21 -1e30 27
exp(x) | 1 -50 1e-30 300 -1000
ln(x) | 3 1e-50 1e50 0.1
log2(x) | 3 1e-20 1000
log10(x) | 3 1e-20 7e9
log(x, 3) | 5 0.001
log(x, 0.5) | 7
log(5, x) | 3
sin(x) | 1 1e22 1e-40 -2 3.14159265358979323846
cos(x) | 1 1e30 1e-40 1.5707963267948966
tan(x) | 1 1.5707963267948966 1e-20 100
sec(x) | 1 1.5707963 1e-10
csc(x) | 1 1e-12 3
cot(x) | 1 1e-12 3.1415926
asin(x) | 0.3 -0.99999 1e-30
acos(x) | 0.3 -0.9999999999999 1e-30
atan(x) | 3 1e30 -1e-10
acot(x) | 3 -2 1e10
asec(x) | 2 -3 1.0000000001
acsc(x) | 2 -3 1e20
sinh(x) | 1 1e-20 100 -3
cosh(x) | 1 1e-20 -100
tanh(x) | 0.5 -5 1e-20
sech(x) | 1 50 -2
csch(x) | 1 -1e-10 40
coth(x) | 1 60 -0.001
asinh(x) | 1 -1e20 1e-20
acosh(x) | 2 1.000000000000001 1e30
atanh(x) | 0.5 -0.99999999999 1e-20
acoth(x) | 2 -1.0000001 1e15
asech(x) | 0.5 1e-15 0.9999999
acsch(x) | 2 -0.001 1e15
erf(x) | 0.5 -3 20 1e-20
gamma(x) | 2.5 -0.5 10 0.001 -3.7
x! | 4 0.5
abs(x)*sin(x) | -2 3
abs(sin(x)) | 4 1
sign(x)*x^3 | -2 2/3
floor(x)*x^2 | 2.5 -1.25
ceil(x)*exp(x) | 1.5 -0.5
round(x)*ln(x) | 2.7 3.3
min(x^2, x) | 0.5 3
max(sin(x), cos(x)) | 1 0.5
atan2(x, 3) | 2 -4
atan2(1, x) | -2 0.25
hypot(x, 3) | 4 1e-10 2
erfc(x) | 0.5 -3 20
expm1(x) | 1 -50 1e-30
log1p(x) | 1 -0.999999 1e-30 1e20
logistic(x) | 0.3 -40 700 -700
logit(x) | 0.3 1e-20 0.9999999
softplus(x) | 0.3 -60 50
relu(x)*x | -2 3 1e-20
silu(x) | 0.3 -1.278 -60 40
gelu(x) | 0.3 -0.75 -12 9
heaviside(x)*x^2 | -2 3
sinc(x) | 1 1e-15 20 -4.4934
trunc(x)*x^2 | 2.5 -2.5
lgamma(x) | 2.5 0.001 1e10 1.4616321449683623
digamma(x) | 2.5 0.001 30.5 1e6 1.4616321449683623
lambertw(x) | 1 -0.36 1e-20 1e10
"""

# Cancellation, huge and tiny arguments, compositions.
HARD = """
exp(x)-1-x | 1e-15 1e-40
exp(x)-exp(-x)-2*x | 1e-12
ln(1+x)-x+x^2/2 | 1e-18
tan(x)-sin(x) | 1e-9
(tan(x)-x)/x^3 | 1e-10
sqrt(1+x^2)-x | 1e15 1e40
sqrt(x^2+1)-1 | 1e-25
ln(x+sqrt(x^2+1)) | -1e10
1/(1+exp(-x)) | -500 40 700
ln(cosh(x)) | 50 1e-10
atan(1/x)+atan(x)+x | 3
sin(x)^2+cos(x)^2+x | 5
(1+1/x)^x | 1e10 1e20
(1+x)^(1/x) | 1e-12
x^(1/x) | 1e8 3
x^x^x | 2.5 0.1
(x^x)^x | 1.5
exp(-1/x^2) | 0.1 0.01 -0.05
exp(-x^2/2) | 30 0.1
exp(x)/(exp(x)+1) | -200
sin(1/x) | 1e-10 0.001
x*sin(1/x) | 1e-8
cos(exp(x)) | 40
sin(exp(exp(x))) | 3
sin(x^x) | 20
tan(10^15*x) | 3
ln(ln(x)) | 1.00000001 1e30
ln(ln(ln(x))) | 1e10
exp(exp(exp(x))) | 1
sin(sin(sin(sin(x)))) | 2
cos(cos(cos(x))) | 0.7
sqrt(sqrt(sqrt(x))) | 1e-8 1e8
sqrt(x+sqrt(x+sqrt(x))) | 2
sqrt(1-x^2) | 0.99999999999999999999 0.6
asin(sin(x)) | 2 10
acos(cos(x)) | 5
atan(sinh(x)) | 20
asinh(sinh(x)+x) | 30
tanh(x)^2+sech(x)^2+x^3 | 7
ln(tan(x/2)) | 1e-5 3
ln(sin(x)) | 3.14159
sec(x)*tan(x) | 1.2
csc(x)*cot(x) | 0.1
erf(x)*exp(x^2) | 5
gamma(x)/gamma(x+1/2) | 30
gamma(x)*gamma(1-x) | 0.3
gamma(sin(x)+2) | 4
x^pi | 2 1e-10
pi^x | 3
e^x | 2.5
x^e-e^x | 2.718281828459045
2^x | 100 -60.5
10^(-x) | 25.5
0.5^x | 3.25
x^sqrt(2) | 3
x^(-7/3) | -2 5
x^(2/3) | -8.5
x^(3/5) | -32.1
x^2.5 | 3
x^(22/7) | 1.0000001
abs(x)^1.5 | -2
(x^2-1)^(1/3) | 0.999999
x^1000 | 1.001 0.99
(1+x)^500 | 1e-6
(x-1)^20*(x+2)^15 | 1.0000000001
x^5-5*x^3+4*x | 1.3333
(x^3-2*x+5)/(x^4+1) | 1e10 2.5
1/(x^2-2) | 1.41421356237309504880
(x^2+3*x)/(x-1) | 0.999999999999
x/(1+x/(1+x/(1+x))) | 0.7
1/(1+1/(1+1/(1+1/x))) | 3.3
(2*x+1)*(x-1) | 0.1
x^3/6-x+sin(x) | 1e-10
cos(x)-1+x^2/2-x^4/24 | 1e-8
exp(x)*sin(x)*ln(x) | 2.2
x*ln(x)-x | 1e-100
-x*ln(x)-(1-x)*ln(1-x) | 1e-20 0.3
exp(-x)*x^20 | 50 20.0001
sin(x)/x | 1e-20 1e20 2
(sin(x)/x)^3 | 0.001
atan(x)/x | 1e-15
(cosh(x)-cos(x))/x^2 | 1e-10
exp(100*x)*sin(100*x) | 1
sin(100*x)/100 | 1e5
sin(pi*x) | 0.1 1e10+1/3 12345678.9
cos(x*pi/180) | 60.5
exp(x*ln(2)) | 0.7
log2(1+2^x) | -100
log10(x^2+1) | 1e-10
log(x+2, x) | 5
atanh(tanh(x)) | 0.25
acosh(cosh(x)) | 15
x^2*exp(-x)*cos(3*x) | 4.4
3*exp(2*x-1)/(x^2+1)^3 | 1.7
cbrt(x^2+x+1)*sqrt(x) | 1e-6
sqrt(exp(x)) | -200
"""

# Points that are not decimals.
CONSTANT_POINTS = """
sin(x) | pi/6 pi/5 e
cos(x)^3 | pi/7
tan(x) | pi/8
x^x | e sqrt(2)
ln(x)/x | sqrt(3) pi
exp(x) | pi -e ln(3)
sqrt(x)*exp(-x) | 1/3 22/7
asin(x) | 1/3
gamma(x) | 1/3
x^3*sin(1/x) | 1/pi
atan(x) | pi
"""

# Second and third derivatives.
HIGHER = """
sin(x) | 1 | 2
exp(x^2) | 1.5 | 3
ln(x) | 1e-10 | 3
x^5 | 1.1 | 3
tan(x) | 1.5 | 2
sqrt(x) | 1e-6 | 3
(1-cos(x))/x^2 | 1e-10 | 2
1/(1+x^2) | 3 | 3
x^x | 2 | 2
gamma(x) | 3.5 | 2
erf(x) | 1 | 3
exp(-1/x) | 0.02 | 2
asin(x) | 0.999 | 2
tanh(x) | 20 | 3
x*exp(x) | -2.5 | 2
sin(x)*cos(x) | 1e10 | 3
ln(1+exp(x)) | 3 | 2
x^(1/3) | -2 | 2
cosh(x)^2 | 0.01 | 3
exp(sin(x)) | 2.5 | 4
"""

# Several variables: each is asked for every partial derivative.
GRADIENTS = """
x^2*y | x=1.5,y=2.25
x*y*exp(-x*y) | x=0.7,y=3.1
x^y | x=2,y=10.5
sin(x*y)/(x+y) | x=1e-5,y=2
sqrt(x^2+y^2) | x=1e-10,y=1
hypot(x, y) | x=3.5,y=-4
atan2(y, x) | x=-1,y=1e-8
ln(x^2+y^2) | x=1e20,y=1
log(x, y) | x=7,y=3
(1-x)^2+100*(y-x^2)^2 | x=-1.2,y=1.1
x*y*z | x=0.1,y=0.2,z=0.3
exp(x+2*y-z)*cos(x*z) | x=1,y=0.5,z=2
max(x, y)*x | x=2,y=1
(w*x+b-y)^2 | b=0.5,w=1.25,x=3,y=2
(1/(1+exp(-(w*x+b)))-y)^2 | b=-3,w=2,x=0.25,y=0.75
"""

# Results that are exact: expression, point, order, the result.
EXACT = """
w^2 | 3 | 1 | 6
w^2 | 2 | 1 | 4
w^2 | -3 | 1 | -6
w^3 | 2 | 1 | 12
w | 17 | 1 | 1
7 | 5 | 1 | 0
1/x | 3 | 1 | -1/9
x/(x+1) | 1/3 | 1 | 9/16
(x^2+1)/(x-1) | 3 | 1 | 1/2
sqrt(x) | 4 | 1 | 1/4
sqrt(x) | 0.0625 | 1 | 2
cbrt(x) | -27 | 1 | 1/27
x^(2/3) | 8 | 1 | 1/3
x^1.5 | 4 | 1 | 3
sin(x) | 0 | 1 | 1
sin(x) | pi | 1 | -1
sin(x) | pi/3 | 1 | 1/2
cos(x) | pi/2 | 1 | -1
cos(x) | 0 | 1 | 0
cos(x) | pi | 1 | 0
tan(x) | pi/4 | 1 | 2
tan(x) | pi/3 | 1 | 4
sin(x)^2 | pi/4 | 1 | 1
exp(x) | 0 | 1 | 1
exp(x) | ln(5) | 1 | 5
ln(x) | 1/7 | 1 | 7
ln(x)^2 | 1 | 1 | 0
x*ln(x) | 1 | 1 | 1
x*ln(x) | e | 1 | 2
x^x | 1 | 1 | 1
atan(x) | 1 | 1 | 1/2
atan(x) | 3 | 1 | 1/10
asin(x) | 0 | 1 | 1
asin(x) | 0.6 | 1 | 1.25
acos(x) | -0.8 | 1 | -5/3
acot(x) | 2 | 1 | -1/5
sinh(x) | 0 | 1 | 1
cosh(x) | 0 | 1 | 0
tanh(x) | 0 | 1 | 1
asinh(x) | 0.75 | 1 | 0.8
acosh(x) | 1.25 | 1 | 4/3
atanh(x) | 0.5 | 1 | 4/3
sin(x)^2+cos(x)^2 | 1 | 1 | 0
ln(x^2)/ln(x) | 3 | 1 | 0
(x+1)^2-x^2-2*x | 1.7 | 1 | 0
abs(x) | -3 | 1 | -1
abs(x)^3 | -2 | 1 | -12
floor(x) | 2.5 | 1 | 0
x*sign(x) | -0.1 | 1 | -1
hypot(x, 3) | 4 | 1 | 0.8
x^100 | 1 | 1 | 100
x^100 | 1 | 2 | 9900
x^5 | 2 | 3 | 240
sin(x) | pi/6 | 2 | -1/2
(2*w+1)*(w-1) | 0.1 | 1 | -0.6
exp(2*x)*exp(-2*x) | 3 | 1 | 0
x^3*1e-50 | 2 | 1 | 1.2e-49
x^2/1e300 | 1e10 | 1 | 2e-290
"""


def cases():
    """(expression, point text, point as dict of trees, wrt, order, stated result or None)"""
    for block in (NAMED, EVERY, HARD, CONSTANT_POINTS, HIGHER, GRADIENTS):
        for line in block.strip().splitlines():
            parts = [p.strip() for p in line.split(" | ")]
            text, order = parts[0], int(parts[2]) if len(parts) > 2 else 1
            for point in parts[1].split():
                if "=" in point:
                    for name in [p.split("=")[0] for p in point.split(",")]:
                        yield text, point, name, order, None
                else:
                    name, = variables(read(text))
                    yield text, f"{name}={point}", name, order, None
    for line in EXACT.strip().splitlines():
        text, point, order, result = (p.strip() for p in line.split(" | "))
        name = (variables(read(text)) or ["x"])[0]
        yield text, f"{name}={point}", name, int(order), result


def point_of(point):
    return {name: read(value) for name, value in (p.split("=") for p in point.split(","))}


def digits_of(ball):
    """(sign, STORED digits truncated, exponent of the first) that the whole ball shares, or None."""
    low, high = sorted((ball.lower(), ball.upper()))
    ends = []
    for end in (low, high):
        m, e = (int(v) for v in end.man_exp())
        if m == 0:
            return None
        sign, m = ("-", -m) if m < 0 else ("", m)
        ends.append((sign, *truncate(Fraction(m) * Fraction(2) ** e)))
    return ends[0] if ends[0] == ends[1] else None


def truncate(value):
    """The first STORED digits of a positive fraction, as an integer, and the first one's exponent."""
    exponent = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100000
    while Fraction(10) ** exponent > value:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= value:
        exponent += 1
    scaled = value * Fraction(10) ** (STORED - 1 - exponent)
    return scaled.numerator // scaled.denominator, exponent


def written(sign, digits, exponent):
    text = str(digits).rstrip("0")
    return f"{sign}{text[0]}.{text[1:] or '0'}e{exponent}"


def enclosure(tree, point, wrt, order):
    bits = 4096
    while bits <= LONGEST:
        flint.ctx.prec = bits
        try:
            values = {n: series(t, {}, "", 0)[0] for n, t in point.items()}
            ball = series(tree, values, wrt, order)[order] * factorial(order)
            if ball.is_finite():
                yield ball
        except Unsettled:
            pass
        bits *= 2
        bits = bits * 3 // 4 if bits > 16000 else bits
    raise Unsettled


def short_decimal(ball):
    """The decimal of few digits that the ball contains, or None."""
    with localcontext(Context(prec=60)) as context:
        m, e = (int(v) for v in ball.mid().man_exp())
        guess = Decimal(m) * Decimal(2) ** e if e < 0 else Decimal(m * 2 ** e)
        guess = +guess
    if len(guess.normalize().as_tuple().digits) > 50 or not ball.overlaps(q(Fraction(guess))):
        return None
    return str(guess.normalize())


def by_sympy(tree, point, wrt, order, digits):
    """SymPy's derivative, evaluated by mpmath with `digits` working digits."""
    with mpmath.workdps(digits):
        here = {n: number(t, {}) for n, t in point.items()}
        expression = to_sympy(tree, here)
        symbol = sympy.Symbol(wrt, real=True)
        derivative = sympy.diff(expression, symbol, order)
        names = sorted(point)
        f = sympy.lambdify([sympy.Symbol(n, real=True) for n in names], derivative, "mpmath")
        value = f(*[here[n] for n in names])
        if isinstance(value, mpmath.mpc):
            assert abs(value.imag) <= abs(value.real) * mpmath.mpf(10) ** (-digits // 2)
            value = value.real
        return mpmath.mpf(value)


def as_fraction(value):
    sign, man, exp, _ = value._mpf_
    return (-1) ** sign * Fraction(int(man)) * Fraction(2) ** exp


def safe(digits):
    """Rounding at 15, 30 and 1000 digits can be read off: what is cut off does not look like a tie."""
    text = str(digits)
    return all(text[n:].rstrip("0") != "5" for n in (15, 30, 1000))


def row(case):
    text, point_text, wrt, order, stated = case
    try:
        return one(case)
    except Exception as error:
        raise RuntimeError(f"{text} at {point_text} by {wrt}, order {order}: {error!r}") from error


def one(case):
    text, point_text, wrt, order, stated = case
    tree, point = read(text), point_of(point_text)
    if stated is not None:
        exact = rational(read(stated)) if "/" in stated else Fraction(stated)
    else:
        exact = rational_derivative(tree, point, wrt, order)
    if exact is not None:
        ball = next(enclosure(tree, point, wrt, order))
        assert ball.overlaps(q(exact)), "exact value outside"
        assert ball.rad() <= abs(ball.mid()) * flint.arb(2) ** -1100 + flint.arb(2) ** -1100, "fat ball"
        result = "0" if exact == 0 else None
        if result is None:
            digits, exponent = truncate(abs(exact))
            whole = Fraction(digits) * Fraction(10) ** (exponent - STORED + 1) == abs(exact)
            assert whole or safe(digits)
            result = written("-" if exact < 0 else "", digits, exponent)
        else:
            whole = True
        kind, plain = ("exact" if whole and len(result) < 1000 else "truncated"), str(exact)
        if stated is not None:
            here = {n: to_sympy(t) for n, t in point.items()}
            with mpmath.workdps(50):
                branch = {n: number(t, {}) for n, t in point.items()}
                derivative = sympy.diff(to_sympy(tree, branch), sympy.Symbol(wrt, real=True), order)
            got = derivative.subs({sympy.Symbol(n, real=True): v for n, v in here.items()})
            assert sympy.simplify(got - sympy.Rational(exact.numerator, exact.denominator)) == 0, got
        return text, point_text, wrt, str(order), kind, plain if len(plain) < 60 else "-", result
    found = None
    for ball in enclosure(tree, point, wrt, order):
        found = digits_of(ball)
        if found:
            break
        short = short_decimal(ball)
        if short and stated is None:
            # The ball never settles where the value is a short decimal: SymPy proves that it is.
            return one((text, point_text, wrt, order, short))
    sign, digits, exponent = found
    assert safe(digits), "rounding can't be read off"
    value = Fraction(digits) * Fraction(10) ** (exponent - STORED + 1) * (-1 if sign else 1)
    digits_needed = 1400
    while True:
        first = as_fraction(by_sympy(tree, point, wrt, order, digits_needed))
        second = as_fraction(by_sympy(tree, point, wrt, order, digits_needed * 3 // 2))
        if abs(first - second) <= abs(second) / 10 ** (CHECKED + 20):
            break
        digits_needed *= 2
        assert digits_needed < 30_000, "mpmath does not settle"
    assert abs(second - value) <= abs(value) / 10 ** CHECKED, "the tools differ"
    return text, point_text, wrt, str(order), "truncated", "-", written(sign, digits, exponent)


def rational_derivative(tree, point, wrt, order):
    """The derivative in exact fractions where only + - * / and whole powers occur, else None."""
    values = {n: rational(t) for n, t in point.items()}
    if None in values.values():
        return None
    n = order + 1

    def times(a, b):
        return [sum(a[i] * b[k - i] for i in range(k + 1)) for k in range(n)]

    def over(a, b):
        out = []
        for k in range(n):
            out.append((a[k] - sum(out[i] * b[k - i] for i in range(k))) / b[0])
        return out

    def go(t):
        kind = t[0]
        if kind == "num":
            return [t[1]] + [Fraction(0)] * order
        if kind == "var":
            return ([values[t[1]], Fraction(int(t[1] == wrt))] + [Fraction(0)] * order)[:n]
        if kind == "neg":
            a = go(t[1])
            return a and [-v for v in a]
        if kind in ("+", "-", "*", "/"):
            a, b = go(t[1]), go(t[2])
            if a is None or b is None:
                return None
            return {"+": lambda: [u + v for u, v in zip(a, b)], "-": lambda: [u - v for u, v in zip(a, b)],
                    "*": lambda: times(a, b), "/": lambda: over(a, b)}[kind]()
        if kind == "^":
            a, r = go(t[1]), rational(t[2])
            if a is None or r is None or r.denominator != 1 or abs(r) > 2000:
                return None
            result = [Fraction(1)] + [Fraction(0)] * order
            for _ in range(abs(int(r))):
                result = times(result, a)
            return result if r >= 0 else over([Fraction(1)] + [Fraction(0)] * order, result)
        return None

    series_ = go(tree)
    return series_ and series_[order] * factorial(order)


def main():
    todo = list(cases())
    print(f"# Derivatives at exact points. Made by slopes.py with python-flint {flint.__version__} (Arb),")
    print(f"# checked by SymPy {sympy.__version__} with mpmath {mpmath.__version__}.")
    print(f"# value: 'exact' is complete; 'truncated' holds the first {STORED} significant digits, cut off, not")
    print("# rounded (trailing zeros dropped); rounding half to even at 15, 30 or 1000 digits can be read off it.")
    print("# rational: the value as a fraction where it is known to be a short one, else '-'. acot(x) = pi/2 - atan(x).")
    print("expression\tpoint\twrt\torder\tkind\trational\tvalue")
    with Pool(2) as pool:
        waiting = [pool.apply_async(row, (case,)) for case in todo]
        failed = 0
        for result in waiting:
            try:
                print("\t".join(result.get()), flush=True)
            except RuntimeError as error:
                failed += 1
                print(error, file=sys.stderr)
    if failed:
        sys.exit(f"{failed} rows failed")
    print(f"{len(todo)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
