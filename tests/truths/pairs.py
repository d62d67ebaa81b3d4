"""Makes equal.tsv and different.tsv from pairs.txt: questions with right and with wrong answers.

Every pair is settled twice at random rational points of the common domain: by Arb balls (power
series for the derivative) and by SymPy's derivative evaluated by mpmath at 50 digits. A right pair
agrees to 45 digits at all of POINTS points; a wrong one has disjoint balls at one of them at least.
Besides the wrong answers written by hand there are slightly wrong ones: a right answer plus 0.001*x,
times 1.0001, negated, or with one number or one sign changed. Run: python3 pairs.py
"""

import os
import random
import re
import sys

import flint
import mpmath
import sympy

from reading import Outside, Unsettled, number, q, read, series, to_sympy, variables
from fractions import Fraction
from math import factorial

POINTS = 30
TRIES = 1500
BITS = 400
HERE = os.path.dirname(os.path.abspath(__file__))
# Where domains tend to end; asked when the domains of a pair are compared.
SPECIAL = [Fraction(n, 2) for n in range(-6, 7)] + [Fraction(n) for n in (-10, -9, -5, -4, 4, 5, 7, 9, 10)]


def filled(template, parameters):
    def value(match):
        got = eval(match.group(1), {"__builtins__": {}}, parameters)  # our own file
        return f"({got})" if isinstance(got, int) and got < 0 else str(got)
    return re.sub(r"\{([^}]*)\}", value, template)


def questions():
    """(kind, rule, function, wrt, order, right answers, wrong answers) for each parameter set."""
    blocks = []
    for line in open(os.path.join(HERE, "pairs.txt"), encoding="utf-8"):
        line = line.rstrip("\n")
        if line[:2] in ("> ", "= "):
            blocks.append([line[0], line[2:], [], []])
        elif line[:2] == "+ ":
            blocks[-1][2].append(line[2:])
        elif line[:2] == "- ":
            blocks[-1][3].append(line[2:])
    for mark, head, right, wrong in blocks:
        rule, function, wrt, order, sets = (part.strip() for part in head.split("|"))
        for one in sets.split(";"):
            parameters = {}
            for pair in filter(None, one.strip().split(",")):
                name, value = pair.split("=")
                parameters[name] = int(value) if re.fullmatch(r"-?\d+", value) else value
            yield ("derivative" if mark == ">" else "equal", rule, filled(function, parameters), wrt or "x",
                   int(order or 1), [filled(a, parameters) for a in right],
                   [located(filled(a, parameters)) for a in wrong])


def located(text):
    """A wrong answer and the point where it differs, if one is written after it."""
    answer, at, point = text.partition(" @")
    if not at:
        return answer, None
    pairs = (pair.split("=") for pair in point.split(",") if pair.strip())
    return answer, {name.strip(): Fraction(value.strip()) for name, value in pairs}


class Question:
    """One side of a pair: its value at a point by two tools."""

    def __init__(self, kind, function, wrt, order):
        self.tree, self.wrt = read(function), wrt
        self.order = order if kind == "derivative" else 0

    def ball(self, point):
        """Arb's value; Outside where there is none, Unsettled on a kink."""
        got = series(self.tree, {n: q(v) for n, v in point.items()}, self.wrt, self.order)[self.order]
        if not got.is_finite():
            raise Outside
        return got * factorial(self.order)

    def second(self, point):
        """SymPy's derivative by mpmath."""
        here = {n: mpmath.mpf(v.numerator) / v.denominator for n, v in point.items()}
        expression = to_sympy(self.tree, here)
        if self.order:
            expression = sympy.diff(expression, sympy.Symbol(self.wrt, real=True), self.order)
        names = sorted(point)
        value = sympy.lambdify([sympy.Symbol(n, real=True) for n in names], expression, "mpmath")(*[here[n] for n in names])
        if isinstance(value, mpmath.mpc):
            value = value.real
        return mpmath.mpf(value)


def draw(names, generator):
    point = {}
    for name in names:
        scale = generator.choice((1, 1, 3, 10))
        value = Fraction(generator.randint(-997, 997), 997) * scale
        point[name] = value or Fraction(1, 7)
    return point


def defined(side, point):
    """Whether the side has a value there: True, False, or None where neither is clear."""
    here = {n: mpmath.mpf(v.numerator) / v.denominator for n, v in point.items()}
    step = mpmath.mpf(10) ** -20
    try:
        middle = number(side.tree, here)
        if side.order == 0:
            return True
        side.ball(point)
        return True
    except (Outside, ZeroDivisionError):
        return False
    except Unsettled:
        if side.order > 1:
            return None
    # On a kink: the two one-sided quotients agree or not.
    try:
        up, down = (number(side.tree, {**here, side.wrt: here[side.wrt] + h}) for h in (step, -step))
    except (Outside, ZeroDivisionError):
        return False
    slopes = (up - middle) / step, (middle - down) / step
    return max(map(abs, slopes)) < 1e6 and abs(slopes[0] - slopes[1]) < 1e-8


def apart(question, answer, point):
    """Whether both tools tell the two apart at a point."""
    a, b = question.ball(point), answer.ball(point)
    return not a.overlaps(b) and abs(question.second(point) - answer.second(point)) > 0


def compare(question, answer, seed):
    """('equal' or 'different', 'same' or 'common' domain, a point where they differ or None)"""
    generator = random.Random(seed)
    names = sorted(set(variables(question.tree)) | set(variables(answer.tree)))
    agreed, differ, domain = 0, None, "same"
    for special in SPECIAL:
        sides = [defined(side, dict.fromkeys(names, special)) for side in (question, answer)]
        if None not in sides and sides[0] != sides[1]:
            domain = "common"
    for _ in range(TRIES):
        point = draw(names, generator)
        sides = [defined(side, point) for side in (question, answer)]
        if None not in sides and sides[0] != sides[1]:
            domain = "common"
        if sides != [True, True]:
            continue
        try:
            a, b = question.ball(point), answer.ball(point)
        except (Outside, Unsettled):
            continue
        scale = max(abs(a.mid()), abs(b.mid()), flint.arb(10) ** -300)
        if a.overlaps(b) and not abs(a - b) < scale * flint.arb(10) ** -45:
            # Balls too fat for a verdict at this point (large cancelling terms).
            if not abs(a - b) < flint.arb(10) ** -45:
                continue
        second = abs(question.second(point) - answer.second(point))
        if a.overlaps(b):
            assert second < mpmath.mpf(10) ** -40 * max(1, abs(question.second(point))), "the tools differ"
            agreed += 1
        else:
            if second > 0 or abs(a - b) < scale * flint.arb(10) ** -40:
                differ = point if differ is None else differ
            agreed += 1
        if agreed >= POINTS or (not names and agreed):
            break
    assert agreed >= (POINTS if names else 1), f"only {agreed} points"
    return ("equal" if differ is None else "different"), domain, differ


def slightly(answer, wrt, generator):
    """Answers that are nearly `answer`."""
    numbers = [m for m in re.finditer(r"(?<![\w.])\d+(?![\w.])", answer)]
    signs = [m for m in re.finditer(r"(?<=[\w)])[+-]", answer)]
    made = [f"{answer}+0.001*{wrt}", f"1.0001*({answer})", f"-({answer})", f"{answer}+1e-11"]
    if numbers:
        m = generator.choice(numbers)
        made.append(answer[:m.start()] + str(int(m.group()) + 1) + answer[m.end():])
    if signs:
        m = generator.choice(signs)
        made.append(answer[:m.start()] + ("-" if m.group() == "+" else "+") + answer[m.end():])
    keep = made[4:] + [generator.choice(made[:4])]
    return keep


def main():
    mpmath.mp.dps = 60
    flint.ctx.prec = BITS
    right_rows, wrong_rows, bad = [], [], 0
    seen = set()
    for kind, rule, function, wrt, order, right, wrong in questions():
        generator = random.Random(f"{function} {order}")
        question = Question(kind, function, wrt, order)
        todo = [(a, "equal", True, None) for a in right] + [(a, "different", True, at) for a, at in wrong]
        todo += [(a, "different", False, None) for first in right[:1] for a in slightly(first, wrt, generator)]
        for text, expected, by_hand, at in todo:
            key = kind, function, wrt, order, text
            if key in seen:
                continue
            seen.add(key)
            try:
                answer = Question("equal", text, wrt, 0)
                if at is not None and apart(question, answer, at):
                    outcome, domain, point = "different", "same", at
                else:
                    outcome, domain, point = compare(question, answer, f"{key}")
            except Exception as error:
                if by_hand:
                    bad += 1
                    print(f"{function} / {text}: {error!r}", file=sys.stderr)
                continue
            if outcome != expected:
                if by_hand:
                    bad += 1
                    print(f"{function} / {text}: {outcome}, not {expected}", file=sys.stderr)
                continue
            row = [kind, rule, function, wrt if kind == "derivative" else "-", str(order if kind == "derivative" else 0), text]
            if expected == "equal":
                right_rows.append(row + [domain])
            else:
                where = ",".join(f"{n}={v}" for n, v in sorted(point.items())) or "-"
                wrong_rows.append(row + ["hand" if by_hand else "slight", where])
    tools = f"python-flint {flint.__version__}, SymPy {sympy.__version__}, mpmath {mpmath.__version__}"
    for name, rows, what, columns in (
            ("equal.tsv", right_rows, "Questions with right answers.", "domain"),
            ("different.tsv", wrong_rows, "Questions with wrong answers.", "origin\tdiffers_at")):
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
            print(f"# {what} Made by pairs.py from pairs.txt with {tools}.", file=file)
            print("# kind: derivative (the answer is judged as the derivative of the function) or equal (as it stands).", file=file)
            if name == "equal.tsv":
                print("# domain: same, or common where one side is defined at points where the other is not.", file=file)
            else:
                print("# origin: hand, or slight (a right answer changed a little). differs_at: a point of difference.", file=file)
            print(f"kind\trule\tfunction\twrt\torder\tanswer\t{columns}", file=file)
            for row in rows:
                print("\t".join(row), file=file)
    print(f"{len(right_rows)} right, {len(wrong_rows)} wrong, {bad} that do not hold", file=sys.stderr)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
