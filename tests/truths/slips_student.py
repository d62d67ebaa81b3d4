"""Makes slips_student.tsv: what a student gives who breaks one rule, on functions of a textbook.

The student below differentiates by the rules of the book, one of them broken everywhere or at one
place alone; it shares no code with the program. A row names the slip that was made and, where other
slips give the same formula, those too. Rows that are right by chance are left out. Values are
compared by mpmath at random points.
Run: python3 slips_student.py > slips_student.tsv
"""

import random
from fractions import Fraction

import mpmath
import sympy

from reading import Outside, number, read, to_sympy, variables

# Functions of x alone; then functions of x and y, differentiated by x.
ONE = """
x^4 - 3*x^2 + 7
5*x^3 - 2*x + 9
4*x^6 + x^5
7*x^2 - 3/x
2*x^(-3) + x
6*x^(3/2) - x^2
x^(-1/2) + 4
3*x^(2/3)
8*sqrt(x) - x
(3*x - 5)^6
(x^2 + 4*x)^5
(2 - 7*x)^(-2)
(x^3 + 1)^(1/2)
4*(x^2 - 3)^7
sqrt(4*x + 9)
sqrt(x^2 + 2*x + 5)
1/(5*x + 2)
3/(x^2 + 1)
1/(2*x - 1)^3
sin(5*x)
cos(3*x^2)
4*cos(2*x) + 6
tan(6*x)
sin(x)^4
cos(x)^3
tan(x)^2
sin(x^2 + 1)
cos(sqrt(x))
sin(cos(x))
sin(3*x)^2
exp(4*x)
exp(-x^2)
5*exp(x^3)
exp(sin(x))
exp(sqrt(x))
ln(3*x + 1)
ln(x^2 + x + 1)
ln(cos(x))
ln(ln(x))
ln(x)^3
log2(x)
log10(5*x)
log(x, 7)
3^x
5^(2*x)
2^(x^2)
10^x + x^10
asin(3*x)
atan(x^2)
acos(x/2)
atan(5*x)
x^2*exp(x)
x^3*ln(x)
x^4*sin(x)
x^5*cos(x)
(x^2 + 3)*sin(x)
(x - 2)*exp(3*x)
x^2*sin(4*x)
x*sqrt(x + 1)
exp(x)*sin(x)
exp(2*x)*cos(3*x)
ln(x)*cos(x)
sqrt(x)*ln(x)
x^3*(2*x + 1)^4
(x^2 + 1)^3*(x - 4)
tan(x)*exp(x)
x*atan(x)
3*x^2*cos(x)
x*exp(x)*sin(x)
x^2*ln(x)*cos(x)
x*3^x
x^2/(x + 4)
(2*x + 3)/(x - 7)
(x^2 - 5)/(x^2 + 2)
sin(x)/x^3
cos(x)/(1 + sin(x))
exp(x)/(x^2 + 1)
ln(x)/x^4
x/sqrt(x + 2)
sin(2*x)/x
exp(3*x)/(x + 1)
tan(x)/x
x/(x^2 + 1)^2
(x + 1)/exp(x)
x^3 + x*sin(x)
x^2 + x/(x + 1)
7*x + x^2*exp(x)
sin(x)/x + 4
5*x^2*ln(x) - 3*x
exp(x) + exp(5*x)
sin(x) + cos(x)
3*sin(x) - 5*cos(x)
2*tan(x) - x^3
x^3 + ln(4*x) - 8
sin(sin(3*x))
exp(cos(x^2))
(1 + sin(2*x))^3
sqrt(1 + exp(x))
ln(1 + x^2)*x
x^2*(x + 1)^3*exp(x)
"""

TWO = """
x^3*y^2
x^2*y + 4*y^3
5*x*y - x^4
sin(x*y)
exp(x*y^2)
x*exp(y)
ln(x^2 + y^2)
x/y + y/x
sqrt(x^2 + 3*y)
(2*x + 5*y)^4
x^2*cos(y) + y^2
x*y*exp(x)
7*x^2 - 3*y^2 + x*y
x^y
"""

# Differentiated twice. The first derivative is taken as the rules leave it, so that only short ones
# are what a student goes on from.
TWICE = ["x^5 - 2*x^3", "sin(4*x)", "exp(x^2)", "1/x", "sqrt(x)", "4*cos(x)", "ln(x) + x^3"]

num = lambda n: ("num", Fraction(n))
call = lambda f, u: ("call", f, [u])
E = ("const", "e")


def times(a, b):
    if num(0) in (a, b):
        return num(0)
    return b if a == num(1) else a if b == num(1) else ("*", a, b)


def plus(a, b, sign="+"):
    if b == num(0):
        return a
    if a == num(0):
        return b if sign == "+" else ("neg", b)
    return (sign, a, b)


def over(a, b):
    return num(0) if a == num(0) else a if b == num(1) else ("/", a, b)


def power(a, n):
    return a if n == num(1) else num(1) if n == num(0) else ("^", a, n)


def less(n):
    return num(n[1] - 1) if n[0] == "num" else ("neg", plus(num(1), n[1])) if n[0] == "neg" else ("-", n, num(1))


OUTER = {
    "sin": lambda u: call("cos", u),
    "cos": lambda u: ("neg", call("sin", u)),
    "tan": lambda u: over(num(1), power(call("cos", u), num(2))),
    "exp": lambda u: call("exp", u),
    "ln": lambda u: over(num(1), u),
    "sqrt": lambda u: over(num(1), times(num(2), call("sqrt", u))),
    "asin": lambda u: over(num(1), call("sqrt", ("-", num(1), power(u, num(2))))),
    "acos": lambda u: over(num(-1), call("sqrt", ("-", num(1), power(u, num(2))))),
    "atan": lambda u: over(num(1), ("+", num(1), power(u, num(2)))),
}


class Student:
    """Differentiates with the variant `slip` of a broken rule, everywhere or at place `only`."""

    def __init__(self, wrt, slip, only=None):
        self.wrt, self.slip, self.only, self.places = wrt, slip, only, 0

    def here(self, *slips):
        """Is one of these made here? Gives its name."""
        if self.slip not in slips:
            return None
        self.places += 1
        return self.slip if self.only in (None, self.places - 1) else None

    def free(self, t):
        return self.wrt not in variables(t)

    def d(self, t, term=True):
        kind = t[0]
        if self.free(t):
            if term and self.here("constant-kept"):
                return t
            return num(0)
        if kind == "var":
            return num(1)
        if kind == "neg":
            inner = self.d(t[1], term)
            return inner if self.here("sign-lost:minus") else ("neg", inner)
        if kind in "+-":
            a, b = self.d(t[1], term), self.d(t[2], term)
            if not self.free(t[2]):
                if kind == "-" and self.here("sign-lost:minus"):
                    return plus(a, b)
                if kind == "+" and self.here("sign-lost:plus"):
                    return plus(a, b, "-")
                if not self.free(t[1]) and self.here("term-missing:last"):
                    return a
                if not self.free(t[1]) and self.here("term-missing:first"):
                    return b if kind == "+" else ("neg", b)
            return plus(a, b, kind)
        if kind == "*":
            return self.product(t)
        if kind == "/":
            return self.quotient(t)
        if kind == "^":
            return self.power(t)
        name, u = t[1], t[2][0]
        if self.here("function-not-differentiated") and name != "exp":
            return t
        base = {"log2": num(2), "log10": num(10), "log": t[2][-1]}.get(name)
        if base is not None:
            factor = call("ln", base)
            slip = self.here("log-base-factor-missing", "log-base-factor-missing:turned")
            if slip == "log-base-factor-missing":
                return self.chain(u, lambda v: over(num(1), v))
            if slip:
                return self.chain(u, lambda v: over(factor, v))
            return self.chain(u, lambda v: over(num(1), times(v, factor)))
        outer = OUTER[name]
        if name in ("sin", "cos") and self.here("cosine-sign"):
            return self.chain(u, lambda v: call("sin", v) if name == "cos" else ("neg", call("cos", v)))
        if name == "exp" and self.here("power-rule-on-exponential"):
            return times(u, power(E, ("-", u, num(1))))
        return self.chain(u, outer)

    def product(self, t):
        u, v = t[1], t[2]
        if self.free(u) or self.free(v):
            c, rest = (u, v) if self.free(u) else (v, u)
            inner = self.d(rest, False)
            if not variables(c) and self.here("coefficient-dropped"):
                return inner
            if variables(c) and self.here("other-variable-dropped"):
                return inner
            return times(c, inner)
        a, b = self.d(u, False), self.d(v, False)
        slip = self.here("product-of-derivatives", "product-term-missing:first", "product-term-missing:last",
                         "product-wrong-pairs", "product-as-sum", "product-sign")
        if slip == "product-of-derivatives":
            return times(a, b)
        if slip == "product-term-missing:first":
            return times(u, b)
        if slip == "product-term-missing:last":
            return times(a, v)
        if slip == "product-wrong-pairs":
            return plus(times(u, a), times(v, b))
        if slip == "product-as-sum":
            return plus(a, b)
        return plus(times(a, v), times(u, b), "-" if slip else "+")

    def quotient(self, t):
        u, v = t[1], t[2]
        if self.free(v):
            inner = self.d(u, False)
            return inner if not variables(v) and self.here("coefficient-dropped") else over(inner, v)
        if self.free(u):
            # c/v as c*v^-1, the way it is taught.
            return self.chain(v, lambda w: ("neg", over(u, power(w, num(2)))), chained=True)
        a, b = self.d(u, False), self.d(v, False)
        first, second = times(a, v), times(u, b)
        slip = self.here("quotient-sign:plus", "quotient-sign:turned", "quotient-square-missing",
                         "quotient-of-derivatives", "quotient-term-missing:first", "quotient-square-missing:none")
        if slip == "quotient-of-derivatives":
            return over(a, b)
        if slip == "quotient-sign:plus":
            return over(plus(first, second), power(v, num(2)))
        if slip == "quotient-sign:turned":
            return over(plus(second, first, "-"), power(v, num(2)))
        if slip == "quotient-term-missing:first":
            return ("neg", over(second, power(v, num(2))))
        top = plus(first, second, "-")
        if slip == "quotient-square-missing":
            return over(top, v)
        return top if slip else over(top, power(v, num(2)))

    def power(self, t):
        u, n = t[1], t[2]
        if not self.free(n):
            return self.exponential(t)
        slip = self.here("exponent-not-reduced", "exponent-not-reduced:raised", "factor-not-brought-down",
                         "exponent-not-reduced:away")

        def outer(w):
            if slip == "exponent-not-reduced":
                return times(n, power(w, n))
            if slip == "exponent-not-reduced:raised":
                return times(n, power(w, ("+", n, num(1))))
            if slip == "exponent-not-reduced:away":
                # -2 reduced to -1: towards 0 in place of down.
                return times(n, power(w, ("+", n, num(1)))) if not variables(n) and value(n) < 0 else times(n, power(w, less(n)))
            if slip:
                return power(w, less(n))
            return times(n, power(w, less(n)))
        return self.chain(u, outer)

    def exponential(self, t):
        u, n = t[1], t[2]
        if not self.free(u):
            whole = times(n, call("ln", u))
            if self.here("power-rule-on-exponential"):
                return times(n, power(u, ("-", n, num(1))))
            if self.here("exponential-rule-on-power"):
                return times(t, call("ln", u))
            return times(t, self.d(whole, False))
        if self.here("power-rule-on-exponential"):
            return times(n, power(u, ("-", n, num(1))))
        if self.here("log-base-factor-missing"):
            return self.chain(n, lambda w: power(u, w))
        return self.chain(n, lambda w: times(call("ln", u), power(u, w)))

    def chain(self, u, outer, chained=False):
        if u[0] == "var":
            return outer(u)
        if not chained and self.free(u):
            return num(0)
        inner = self.d(u, False)
        if self.here("inner-derivative-missing"):
            return outer(u)
        if self.here("inner-derivative-inside"):
            return outer(inner)
        if self.here("inner-derivative-divided"):
            return over(outer(u), inner)
        return times(outer(u), inner)


RULES = """exponent-not-reduced exponent-not-reduced:raised exponent-not-reduced:away factor-not-brought-down
inner-derivative-missing inner-derivative-inside inner-derivative-divided product-of-derivatives
product-term-missing:first product-term-missing:last product-wrong-pairs product-as-sum product-sign
quotient-sign:plus quotient-sign:turned quotient-square-missing quotient-of-derivatives
quotient-term-missing:first cosine-sign constant-kept power-rule-on-exponential
exponential-rule-on-power log-base-factor-missing log-base-factor-missing:turned function-not-differentiated
coefficient-dropped other-variable-dropped sign-lost:minus sign-lost:plus term-missing:first
term-missing:last""".split()


WHOLE = ("not-differentiated", "differentiated-twice", "factor-two", "sign-lost")


def shown(t):
    kind = t[0]
    if kind == "num":
        text = str(t[1])
        return f"({text})" if "/" in text or "-" in text else text
    if kind in ("var", "const"):
        return t[1]
    if kind == "neg":
        return f"(-{shown(t[1])})"
    if kind == "call":
        return f"{t[1]}({', '.join(shown(a) for a in t[2])})"
    a, b = shown(t[1]), shown(t[2])
    if kind == "^":
        return f"{a}^{b}" if t[1][0] in ("var", "const", "call") else f"({a})^{b}"
    return f"({a}{kind}{b})"


POINTS = [{"x": mpmath.mpf(p) / 997, "y": mpmath.mpf(q) / 991}
          for p, q in [(311, 1723), (1193, 402), (2711, 3301), (87, 2999), (1871, 613), (701, 1511)]]


def value(t, point=None):
    try:
        return number(t, point or {})
    except (Outside, ZeroDivisionError, ValueError, OverflowError):
        return None


def values(t):
    return [value(t, point) for point in POINTS]


def same(a, b):
    """None where there are not three points at which both have a value."""
    seen = 0
    for p, q in zip(a, b):
        if p is None or q is None:
            continue
        if abs(p - q) > mpmath.mpf(10) ** -25 * max(abs(p), abs(q), 1):
            return False
        seen += 1
    return seen >= 3 or None


def answers(t, wrt, everywhere=False):
    """(slip, tree) for all that one slip makes of the first derivative."""
    for slip in RULES:
        student = Student(wrt, slip)
        first = student.d(t)
        if student.places:
            yield slip, first
        if student.places > 1 and not everywhere:
            for only in range(student.places):
                yield slip, Student(wrt, slip, only).d(t)
    right = Student(wrt, None).d(t)
    yield "not-differentiated", t
    yield "differentiated-twice", Student(wrt, None).d(right)
    yield "factor-two", times(num(2), right)
    yield "factor-two", over(right, num(2))
    yield "sign-lost", ("neg", right)
    for other in variables(t):
        if other != wrt:
            yield "wrong-variable", Student(other, None).d(t)
            yield "other-variable-not-constant", plus(right, Student(other, None).d(t))


def integral(function):
    x = sympy.Symbol("x", positive=True)
    found = sympy.integrate(to_sympy(read(function)).subs(sympy.Symbol("x", real=True), x), x)
    # Only what a textbook writes.
    plain = (sympy.sin, sympy.cos, sympy.tan, sympy.exp, sympy.log, sympy.atan, sympy.asin, sympy.acos)
    if any(not isinstance(part, plain) for part in found.atoms(sympy.Function, sympy.Integral)):
        return None
    return sympy.sstr(found).replace("**", "^").replace("log(", "ln(")


def rows():
    cases = [(f, "x", 1) for f in (ONE + TWO).split("\n") if f] + [(f, "x", 2) for f in TWICE]
    for at, (function, wrt, order) in enumerate(cases):
        tree = read(function)
        right = tree
        for _ in range(order):
            right = Student(wrt, None).d(right)
        if order == 1:
            made = list(answers(tree, wrt))
        else:
            first = Student(wrt, None).d(tree)
            made = [("differentiated-once", first)] + [
                (slip, found) for slip, found in answers(first, wrt, everywhere=True) if slip in RULES]
        truth = values(right)
        known = []
        for slip, found in made:
            seen = values(found)
            if same(seen, truth) is not False:
                continue
            alike = next((row for row in known if same(row[2], seen)), None)
            name = slip.split(":")[0]
            if alike:
                alike[0].append(name)
            else:
                known.append(([name], found, seen))
        for names, found, _ in known:
            # What concerns the answer as a whole is the same for all functions.
            if at % 4 and names[0] in WHOLE:
                continue
            yield "|".join(dict.fromkeys(names)), function, f"wrt={wrt},order={order}", shown(found)
        text = integral(function) if order == 1 and variables(tree) == ["x"] else None
        if text and same(values(read(text)), truth) is False:
            yield "integrated", function, f"wrt={wrt},order={order}", text


def main():
    mpmath.mp.dps = 40
    print("# What one broken rule makes of the functions of a textbook. Made by slips_student.py with")
    print(f"# SymPy {sympy.__version__}, mpmath {mpmath.__version__}. slip: all that give this formula, the one made first.")
    print("slip\tfunction\tcontext\tanswer")
    for row in rows():
        print("\t".join(row))


if __name__ == "__main__":
    main()
