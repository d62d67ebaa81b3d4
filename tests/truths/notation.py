"""Makes notation.tsv: expressions as students write them, with what they mean.

The readings are by hand, from these rules: powers bind before functions without brackets and those
before products; the argument of a function without brackets is what is written side by side and ends
at + - * /, a closing bracket or the next function. A factor written beside a divisor
(1/2w) or beside the exponent of a number or constant (e^2x), a bracket after a bare argument
(sin x(x+1)) and sin^-1 have two honest readings.
Checked here: every reading parses, the two readings of a row differ somewhere, Python rows mean to Python
(with SymPy's functions) what the reading says. Run: python3 notation.py > notation.tsv
"""

import os
import random
import sys

import mpmath
import sympy

from reading import Outside, number, read, to_sympy, variables

HERE = os.path.dirname(os.path.abspath(__file__))


def rows():
    """(style, text, known variables, meaning) of each line of notation.txt"""
    style = None
    for line in open(os.path.join(HERE, "notation.txt"), encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("## "):
            style = line[3:]
        elif style:
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
