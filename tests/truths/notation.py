"""Makes notation.tsv: expressions as students write them, with what they mean.

The readings are by hand, from these rules: powers bind before functions without brackets and those
before products; the argument of a function without brackets is what is written side by side and ends
at + - * /, a closing bracket or the next function. A factor written beside a divisor (1/2w) or beside a
exponent of a
number or constant (e^2x), a bracket after a bare argument (sin x(x+1)) and sin^-1 have two honest readings.
Checked here: every reading parses, the two readings of a row differ somewhere, Python rows mean to Python
(with SymPy's functions) what the reading says. Run: python3 notation.py > notation.tsv
"""

import random
import sys
from fractions import Fraction

import mpmath
import sympy

from reading import Outside, number, read, to_sympy, variables

# Plain: any variables. The text, then => and the reading; two readings are joined by OR; ERROR has none.
PLAIN = """
2w => 2*w
2*w => 2*w
3x^2 => 3*x^2
3 x^2 => 3*x^2
2x+1 => 2*x+1
-x => -x
-x^2 => -(x^2)
-2^2 => -(2^2)
(-2)^2 => (-2)^2
2^-1 => 2^(-1)
2^-x => 2^(-x)
2^3^2 => 2^(3^2)
x^y^2 => x^(y^2)
x^-2 => x^(-2)
2*-3 => 2*(-3)
x--1 => x-(-1)
x - -1 => x-(-1)
+x => x
1/2*x => (1/2)*x
x/2/3 => (x/2)/3
x/2*3 => (x/2)*3
a-b-c => (a-b)-c
2(w+1) => 2*(w+1)
(w+1)(w-1) => (w+1)*(w-1)
(w+1)w => (w+1)*w
w(w+1) => w*(w+1)
(x+1)^2(x-1) => (x+1)^2*(x-1)
2(x+1)(x-2)^3 => 2*(x+1)*(x-2)^3
3(x)(y) => 3*x*y
x y => x*y
x y z => x*y*z
2 x y^2 => 2*x*y^2
[x+1]*2 => (x+1)*2
{x+1}^2 => (x+1)^2
((x)) => x
w**2 => w^2
w ** 3 => w^3
2**w => 2^w
w**-1 => w^(-1)
x**2*y**3 => x^2*y^3
.5 => 0.5
.5x => 0.5*x
2.50 => 2.5
1e-3 => 0.001
1e-3x => 0.001*x
2.5E2 => 250
1e+2 => 100
2e => 2*e
2e^x => 2*e^x
2pi => 2*pi
2pi*r => 2*pi*r
pi r^2 => pi*r^2
e^x => e^x
e^(2x) => e^(2*x)
e^(-x) => e^(-x)
e^-x => e^(-x)
e^(-x^2/2) => e^(-(x^2)/2)
x e^x => x*e^x
x*e^x => x*e^x
exp(x) => exp(x)
exp x => exp(x)
exp(-2x) => exp(-2*x)
exp 2x => exp(2*x)
sin x => sin(x)
sin(x) => sin(x)
sin (x) => sin(x)
Sin(x) => sin(x)
SIN(x) => sin(x)
sinx => sin(x)
cosx => cos(x)
tanx => tan(x)
lnx => ln(x)
sin2x => sin(2*x)
cos3x => cos(3*x)
sin 2x => sin(2*x)
sin 2 x => sin(2*x)
cos 3t => cos(3*t)
sin x^2 => sin(x^2)
sin x + 1 => sin(x)+1
sin x - cos x => sin(x)-cos(x)
sin x cos x => sin(x)*cos(x)
sin 2x cos x => sin(2*x)*cos(x)
sin 2x cos 3x => sin(2*x)*cos(3*x)
2sin x cos x => 2*sin(x)*cos(x)
2 sin x cos x => 2*sin(x)*cos(x)
2sin(x)cos(x) => 2*sin(x)*cos(x)
x sin x => x*sin(x)
x*sin x => x*sin(x)
x sin(x) => x*sin(x)
xsin(x) => x*sin(x)
x cos x + sin x => x*cos(x)+sin(x)
x^2 sin x => x^2*sin(x)
x ln x => x*ln(x)
x ln x - x => x*ln(x)-x
e^x sin x => e^x*sin(x)
(x+1) sin x => (x+1)*sin(x)
sin(x)cos(y) => sin(x)*cos(y)
sin(x)(x+1) => sin(x)*(x+1)
sin(x)x => sin(x)*x
3sin(2x) => 3*sin(2*x)
sin(x)/x => sin(x)/x
sin x / x => sin(x)/x
sin pi x => sin(pi*x)
sin^2 x => sin(x)^2
sin^2(x) => sin(x)^2
sin^2 2x => sin(2*x)^2
cos^3(2x) => cos(2*x)^3
tan^2 x + 1 => tan(x)^2+1
sin^2 x + cos^2 x => sin(x)^2+cos(x)^2
sin^2x => sin(x)^2
sin^2(x)cos(x) => sin(x)^2*cos(x)
2sin^2 x cos x => 2*sin(x)^2*cos(x)
ln^2 x => ln(x)^2
ln^2(x) => ln(x)^2
sin(x)^2 => sin(x)^2
sin(x)**2 => sin(x)^2
(sin x)^2 => sin(x)^2
sin(x^2) => sin(x^2)
sin(cos x) => sin(cos(x))
sin cos x => sin(cos(x))
ln sin x => ln(sin(x))
ln(x) => ln(x)
log(x) => ln(x)
log x => ln(x)
log(x, 3) => log(x, 3)
log10(x) => log10(x)
log_10(x) => log(x, 10)
log_2(x) => log(x, 2)
log_2 x => log(x, 2)
log2(x) => log2(x)
ln 2x => ln(2*x)
ln x^2 => ln(x^2)
ln(x)/x => ln(x)/x
2 ln x => 2*ln(x)
ln|x| => ln(abs(x))
|w| => abs(w)
|x-1| => abs(x-1)
|x|^3 => abs(x)^3
2|x| => 2*abs(x)
x|x| => x*abs(x)
|x|/x => abs(x)/x
|sin x| => abs(sin(x))
|x|+|y| => abs(x)+abs(y)
sqrt(x) => sqrt(x)
sqrt x => sqrt(x)
sqrt(x^2+1) => sqrt(x^2+1)
1/sqrt(x) => 1/sqrt(x)
1/(2sqrt(x)) => 1/(2*sqrt(x))
x sqrt(x) => x*sqrt(x)
cbrt(x) => cbrt(x)
arcsin x => asin(x)
arcsin(x) => asin(x)
arccos(2x) => acos(2*x)
arctan x => atan(x)
atan(x) => atan(x)
arccot(x) => acot(x)
arcsec(x) => asec(x)
arccsc(x) => acsc(x)
sec x tan x => sec(x)*tan(x)
sec^2 x => sec(x)^2
sec^2(x) => sec(x)^2
-csc^2 x => -(csc(x)^2)
-csc x cot x => -(csc(x)*cot(x))
sinh x => sinh(x)
cosh^2 x - sinh^2 x => cosh(x)^2-sinh(x)^2
sech^2(x) => sech(x)^2
5! => 120
3!x => 6*x
(x+1)! => gamma(x+2)
min(x, 2) => min(x, 2)
max(x,0) => max(x, 0)
abs(x) => abs(x)
atan2(y, x) => atan2(y, x)
hypot(x, y) => hypot(x, y)
tau x => 2*pi*x
(2w+1)(w-1) => (2*w+1)*(w-1)
(x^2+1)/(x-1) => (x^2+1)/(x-1)
1 - 1/x^2 => 1-1/x^2
1/x + 1/y => 1/x+1/y
1/(2w) => 1/(2*w)
x/(2y) => x/(2*y)
(1/2)x => (1/2)*x
(1/2) x^2 => (1/2)*x^2
2x/3 => 2*x/3
2x^2/3 => 2*x^2/3
x^(1/2) => x^(1/2)
x^(-1/2) => x^(-1/2)
x^{2} => x^2
x^(2x) => x^(2*x)
x^2y => x^2*y
3x^2y => 3*x^2*y
2^x ln 2 => 2^x*ln(2)
2^x ln(2) => 2^x*ln(2)
x_1^2 + x_2^2 => x_1^2+x_2^2
loss_a*2 => loss_a*2
1/2w => (1/2)*w OR 1/(2*w)
1/2 w => (1/2)*w OR 1/(2*w)
-1/2w^2 => -(1/2)*w^2 OR -1/(2*w^2)
x/2y => (x/2)*y OR x/(2*y)
2x/3y => (2*x/3)*y OR 2*x/(3*y)
1/2(x+1) => (1/2)*(x+1) OR 1/(2*(x+1))
6/2(1+2) => (6/2)*(1+2) OR 6/(2*(1+2))
1/x y => (1/x)*y OR 1/(x*y)
1/2 sqrt(x) => (1/2)*sqrt(x) OR 1/(2*sqrt(x))
1/x ln x => (1/x)*ln(x) OR 1/(x*ln(x))
1/2sqrt(x) => (1/2)*sqrt(x) OR 1/(2*sqrt(x))
e^2x => e^2*x OR e^(2*x)
2^3x => 2^3*x OR 2^(3*x)
e^-2x => e^(-2)*x OR e^(-2*x)
sin x(x+1) => sin(x)*(x+1) OR sin(x*(x+1))
ln x(x-1) => ln(x)*(x-1) OR ln(x*(x-1))
sin^-1 x => asin(x) OR 1/sin(x)
sin^-1(x) => asin(x) OR 1/sin(x)
cos^-1(x) => acos(x) OR 1/cos(x)
tan^(-1)(x) => atan(x) OR 1/tan(x)
x 2 => x*2 OR x^2
ln sin x cos x => ln(sin(x))*cos(x) OR ln(sin(x)*cos(x))
x+ => ERROR
*x => ERROR
/x => ERROR
x+*2 => ERROR
w^^2 => ERROR
w^ => ERROR
^2 => ERROR
2*(w+1 => ERROR
w+1) => ERROR
(x] => ERROR
() => ERROR
x() => ERROR
sin => ERROR
sin() => ERROR
sinn(w) => ERROR
2 3 => ERROR
2 3x => ERROR
x = 2 => ERROR
x$ => ERROR
x#1 => ERROR
x @ y => ERROR
"x" => ERROR
|x => ERROR
max() => ERROR
sin(x, y) => ERROR
atan2(x) => ERROR
x, y => ERROR
(x, y) => ERROR
f(x) => ERROR
sin^ x => ERROR
x ? 1 => ERROR
"""

UNICODE = """
w² => w^2
3x² => 3*x^2
x³ − 2x => x^3-2*x
x⁻¹ => x^(-1)
x⁻² => x^(-2)
x¹⁰ => x^10
x³y² => x^3*y^2
−x => -x
x − 1 => x-1
x – 1 => x-1
2·x => 2*x
2⋅x => 2*x
2×x => 2*x
x·y·z => x*y*z
x ÷ 2 => x/2
x∕2 => x/2
π => pi
2π => 2*pi
2πr => 2*pi*r
πr² => pi*r^2
sin(πx) => sin(pi*x)
√x => sqrt(x)
√(x+1) => sqrt(x+1)
2√x => 2*sqrt(x)
x√x => x*sqrt(x)
1/(2√x) => 1/(2*sqrt(x))
1/√x => 1/sqrt(x)
∛x => cbrt(x)
∛(x²) => cbrt(x^2)
½x => (1/2)*x
½x² => (1/2)*x^2
¾ => 3/4
⅓x => (1/3)*x
sin²x => sin(x)^2
sin² x => sin(x)^2
sin²(x) => sin(x)^2
cos³(2x) => cos(2*x)^3
sin²x + cos²x => sin(x)^2+cos(x)^2
sin⁻¹x => asin(x) OR 1/sin(x)
sin⁻¹(x) => asin(x) OR 1/sin(x)
(x+1)² => (x+1)^2
(x+1)²(x−1) => (x+1)^2*(x-1)
2² => 4
e^(−x²) => e^(-(x^2))
e^−x => e^(-x)
θ² => θ^2
sin θ => sin(θ)
α·β => α*β
λ e^(−λ x) => λ*e^(-λ*x)
x² + y² => x^2+y^2
½(x+y) => (1/2)*(x+y)
1/x² => 1/x^2
−1/x² => -1/x^2
√2 => sqrt(2)
√ => ERROR
x→2 => ERROR
x≤2 => ERROR
∞ => ERROR
"""

LATEX = r"""
\frac{1}{2} => 1/2
\frac{1}{2\sqrt{x}} => 1/(2*sqrt(x))
\frac{x}{y} => x/y
\frac{x+1}{x-1} => (x+1)/(x-1)
\frac{1}{x^2} => 1/x^2
-\frac{1}{x^2} => -(1/x^2)
\frac12 => 1/2
\frac1x => 1/x
\frac{1}{2}x => (1/2)*x
\frac{1}{2} x^{2} => (1/2)*x^2
\dfrac{1}{x} => 1/x
\tfrac{1}{3} => 1/3
\frac{\sin x}{x} => sin(x)/x
\frac{1}{1+\frac{1}{x}} => 1/(1+1/x)
\sqrt{x} => sqrt(x)
\sqrt{x^2+1} => sqrt(x^2+1)
\sqrt[3]{x} => x^(1/3)
\sqrt[3]{x^2} => (x^2)^(1/3)
2\sqrt{x} => 2*sqrt(x)
x\sqrt{x} => x*sqrt(x)
x^{2} => x^2
x^{-1} => x^(-1)
x^{10} => x^10
x^{\frac{1}{2}} => x^(1/2)
x^{2y} => x^(2*y)
x_{1}^2 => x_1^2
x^2y => x^2*y
e^{2x} => e^(2*x)
e^{-x} => e^(-x)
e^{-x^2/2} => e^(-(x^2)/2)
2e^{2x} => 2*e^(2*x)
xe^{x} => x*e^x
\sin x => sin(x)
\sin(x) => sin(x)
\sin{x} => sin(x)
\sin\left(x\right) => sin(x)
\sin 2x => sin(2*x)
\sin(2x) => sin(2*x)
\sin x \cos x => sin(x)*cos(x)
2\sin x\cos x => 2*sin(x)*cos(x)
2\sin(x)\cos(x) => 2*sin(x)*cos(x)
x\cos x+\sin x => x*cos(x)+sin(x)
\sin^2 x => sin(x)^2
\sin^2(x) => sin(x)^2
\sin^{2}{x} => sin(x)^2
\cos^3 2x => cos(2*x)^3
\tan^2 x => tan(x)^2
\sec^2 x => sec(x)^2
\sec x \tan x => sec(x)*tan(x)
\arcsin x => asin(x)
\arctan(x) => atan(x)
\ln x => ln(x)
\ln(x^2+1) => ln(x^2+1)
\ln\left(x^2+1\right) => ln(x^2+1)
\ln|x| => ln(abs(x))
\log_2 x => log(x, 2)
\log_{10}(x) => log(x, 10)
\exp(x) => exp(x)
\exp\left(-x^2\right) => exp(-(x^2))
2\cdot x => 2*x
2 \times x => 2*x
x \div 2 => x/2
x\,y => x*y
2\pi r => 2*pi*r
\left(x+1\right)\left(x-1\right) => (x+1)*(x-1)
\left|x\right| => abs(x)
|x-1| => abs(x-1)
\left[x+1\right]^2 => (x+1)^2
(x+1)^{2} => (x+1)^2
\sinh x => sinh(x)
\cosh^2 x => cosh(x)^2
$2x$ => 2*x
$$x^2$$ => x^2
\(2x\) => 2*x
\frac{d}{dx} => ERROR
\frac{1}{2 => ERROR
\frac{1} => ERROR
\sqrt => ERROR
\foo{x} => ERROR
x^{2 => ERROR
\sin^{-1} x => asin(x) OR 1/sin(x)
"""

PYTHON = """
2*w**1 => 2*w
x**2 => x^2
x**-1 => x^(-1)
-x**2 => -(x^2)
2**-x => 2^(-x)
2**3**2 => 2^(3^2)
np.exp(x) => exp(x)
np.sin(x) => sin(x)
np.cos(2*x) => cos(2*x)
np.tan(x) => tan(x)
np.sqrt(x) => sqrt(x)
np.log(x) => ln(x)
np.log2(x) => log2(x)
np.log10(x) => log10(x)
np.abs(x) => abs(x)
np.pi*x => pi*x
np.e**x => e^x
np.sin(x)**2 => sin(x)^2
-np.sin(x)*np.cos(x) => -sin(x)*cos(x)
np.arcsin(x) => asin(x)
np.arccos(x) => acos(x)
np.arctan(x) => atan(x)
np.sinh(x) => sinh(x)
np.tanh(x)**2 => tanh(x)^2
np.cbrt(x) => cbrt(x)
np.exp(-x**2/2) => exp(-(x^2)/2)
numpy.exp(x) => exp(x)
math.sin(x) => sin(x)
math.cos(x) => cos(x)
math.exp(-x) => exp(-x)
math.sqrt(x**2+1) => sqrt(x^2+1)
math.log(x) => ln(x)
math.log(x, 2) => log(x, 2)
math.log10(x) => log10(x)
math.pi => pi
math.e**x => e^x
math.atan2(y, x) => atan2(y, x)
math.hypot(x, y) => hypot(x, y)
math.tanh(x) => tanh(x)
math.asin(x) => asin(x)
math.gamma(x) => gamma(x)
math.erf(x) => erf(x)
sp.sin(x) => sin(x)
sympy.cos(x) => cos(x)
sp.Rational(1, 2)*x => (1/2)*x
sp.sqrt(x) => sqrt(x)
exp(2*x)*2 => exp(2*x)*2
1/(2*sqrt(x)) => 1/(2*sqrt(x))
abs(x) => abs(x)
max(x, 0) => max(x, 0)
min(x, 1) => min(x, 1)
3*x**2 + 2*x => 3*x^2+2*x
(x + 1)*(x - 1) => (x+1)*(x-1)
np.foo(x) => ERROR
os.system(x) => ERROR
"""

# Answers as people hand them in; the question's variable is known.
ANSWERS = """
2w [w] => 2*w
= 2w [w] => 2*w
=2w [w] => 2*w
dJ/dw = 2w [w] => 2*w
dJ/dw=2w [w] => 2*w
J'(w) = 2w [w] => 2*w
J' = 2w [w] => 2*w
y' = 2x [x] => 2*x
y'=2x [x] => 2*x
f'(x) = 3x^2 [x] => 3*x^2
f'(x)=3x² [x] => 3*x^2
f′(x) = 3x² [x] => 3*x^2
dy/dx = 3x^2 [x] => 3*x^2
df/dx = cos x [x] => cos(x)
d/dx = 2x [x] => 2*x
∂J/∂x = 2xy [x,y] => 2*x*y
∂f/∂y = x^2 [x,y] => x^2
xy [x,y] => x*y
2xy [x,y] => 2*x*y
xyz [x,y,z] => x*y*z
xe^x [x] => x*e^x
2sinxcosx [x] => 2*sin(x)*cos(x)
xsinx [x] => x*sin(x)
x²y [x,y] => x^2*y
2w. [w] => 2*w
  2 w   [w] => 2*w
2w+0 [w] => 2*w+0
w+w [w] => w+w
J'(w) = [w] => ERROR
= [w] => ERROR
six [w] => ERROR
idk [w] => ERROR
? [w] => ERROR
I don't know [w] => ERROR
2x [w] => ERROR
2w = 3w = 4w [w] => ERROR
6 [w] => 6
-6 [w] => -6
−6 [w] => -6
+6 [w] => 6
6. [w] => 6
6.0 [w] => 6
1/3 [w] => 1/3
3e-4 [w] => 0.0003
3*10^-4 [w] => 0.0003
3·10⁻⁴ [w] => 0.0003
3×10^-4 [w] => 0.0003
50% [w] => 0.5
12.5 % [w] => 0.125
"""


def rows():
    for style, block in (("plain", PLAIN), ("unicode", UNICODE), ("latex", LATEX), ("python", PYTHON), ("answer", ANSWERS)):
        for line in block.strip("\n").splitlines():
            text, meaning = line.rsplit(" => ", 1)
            names = "-"
            if style == "answer":
                text, names = text[:-1].rsplit(" [", 1)
            yield style, text, names, meaning.strip()


def value(tree, point):
    try:
        return number(tree, point)
    except (Outside, ZeroDivisionError):
        return None


def points(names):
    generator = random.Random(7)
    return [{n: mpmath.mpf(generator.randint(1, 990)) / 997 for n in names} for _ in range(8)]


def differ(a, b):
    trees = read(a), read(b)
    names = sorted(set(variables(trees[0])) | set(variables(trees[1])))
    return any(value(trees[0], p) != value(trees[1], p) for p in points(names))


class Names:
    """What np, math and sp are to Python here: SymPy's functions under their other names."""

    OTHER = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "abs": "Abs", "e": "E", "pi": "pi"}

    def __getattr__(self, name):
        if name in ("log2", "log10"):
            return lambda x: sympy.log(x, int(name[3:]))
        if name == "hypot":
            return lambda x, y: sympy.sqrt(x**2 + y**2)
        return getattr(sympy, self.OTHER.get(name, name))


def as_python(text):
    symbols = {n: sympy.Symbol(n, positive=True) for n in "wxyz"}
    own = {"exp": sympy.exp, "sqrt": sympy.sqrt, "abs": sympy.Abs, "max": sympy.Max, "min": sympy.Min}
    modules = dict.fromkeys(("np", "numpy", "math", "sp", "sympy"), Names())
    return eval(text, {"__builtins__": {}}, {**symbols, **own, **modules})  # our own table


def main():
    mpmath.mp.dps = 30
    print(f"# Expressions as students write them. Made by notation.py with SymPy {sympy.__version__}, mpmath {mpmath.__version__}.")
    print("# style: plain, unicode, latex, python (NumPy, math, SymPy), answer (with what people put around an answer).")
    print("# variables: those known to the reader, '-' where any name will do. outcome: read, ambiguous (two readings), error.")
    print("# Of two readings the first takes one sign after the other, the second keeps together what is side by side;")
    print("# sin^-1 and x 2 are refused with both. Readings are compared by value, not by form.")
    print("style\ttext\tvariables\toutcome\treading\tother")
    count, bad, seen = 0, 0, set()
    for style, text, names, meaning in rows():
        try:
            assert (style, text, names) not in seen, "twice"
            seen.add((style, text, names))
            if meaning == "ERROR":
                outcome = ("error", "-", "-")
            elif " OR " in meaning:
                first, second = meaning.split(" OR ")
                assert differ(first, second), "one meaning"
                outcome = ("ambiguous", first, second)
            else:
                known = variables(read(meaning))
                assert names == "-" or set(known) <= set(names.split(",")), "unknown variable"
                outcome = ("read", meaning, "-")
                if style == "python":
                    theirs = as_python(text)
                    for p in points(known):
                        got = mpmath.mpf(sympy.N(theirs.subs({sympy.Symbol(n, positive=True): sympy.Float(v, 40) for n, v in p.items()}), 30)) \
                            if known else mpmath.mpf(sympy.N(theirs, 30))
                        assert abs(got - number(read(meaning), p)) < 1e-20, "Python reads it otherwise"
            print("\t".join((style, text, names, *outcome)))
            count += 1
        except Exception as error:
            bad += 1
            print(f"{style}: {text!r}: {error!r}", file=sys.stderr)
    print(f"{count} rows", file=sys.stderr)
    sys.exit(bad > 0 and f"{bad} rows do not hold")


if __name__ == "__main__":
    main()
