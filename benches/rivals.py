"""The program beside others that do a part of its work, in one run: python3 benches/rivals.py

Prints tables in Markdown: seconds of each, the ratio of ours to theirs, and how each cost of ours grows
(the exponent of a fitted power). Ours are the fastest times of `cargo bench` and user times of the
release program; theirs the best of several runs, with what Python adds to each call (some 0.1 µs). Who
is absent is said and left out: pip install symengine python-flint numpy jax; mawk is a package of
Debian. Takes some ten minutes; nothing else should run.
"""
import math
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

# One core, as ours: read by the package when it starts.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAM = os.path.join(ROOT, "target", "release", "deriv")
UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
FORMULA = "sin(x^2)*exp(-x)+x/(1+x^2)"


def benched(bench):
    """The fastest time of each case of a bench, by its name and argument."""
    run = subprocess.run(["cargo", "bench", "--quiet", "--bench", bench],
                         cwd=ROOT, capture_output=True, text=True, check=True)
    found, name = {}, ""
    for line in run.stdout.splitlines():
        case = re.match(r"[│ ]*[├╰]─ (.+?)\s+([\d.]+) (ns|µs|ms|s)\s*│", line)
        head = re.match(r"[├╰]─ (\w+)\s*│", line)
        if case:
            found[name, case[1]] = float(case[2]) * UNITS[case[3]]
        elif head:
            name = head[1]
    return found


def best(work, seconds=0.5):
    """The least time of one call, over as many as fit."""
    least, end = math.inf, time.perf_counter() + seconds
    many = 1
    while True:
        begun = time.perf_counter()
        for _ in range(many):
            work()
        took = time.perf_counter() - begun
        least = min(least, took / many)
        if begun + took > end:
            return least
        many = many if took > 1e-3 else many * 4


def user(command, file=None):
    """User and system seconds of a command, standard output thrown away; the best of three."""
    least = math.inf
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        given = open(file, "rb") if file else subprocess.DEVNULL
        subprocess.run(command, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def shown(seconds):
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def exponent(pairs):
    """Of size against cost, by least squares of their logarithms."""
    xs, ys = ([math.log(pair[at]) for pair in pairs] for at in (0, 1))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def package(name):
    try:
        return __import__(name)
    except ImportError:
        print(f"{name} is absent\n")
        return None


def formulas(rows, ours):
    symengine = package("symengine")
    if symengine is None:
        return
    x = symengine.Symbol("x")
    cases = [("x^2*sin(x)", 1), ("exp(sin(x^2))", 1), ("exp(sin(x^2))", 8), ("exp(sin(x^2))", 20),
             ("x^x", 15), ("1/(1+exp(-x))", 15), ("x/(1+x^2)", 15)]
    for text, order in cases:
        function = symengine.sympify(text.replace("^", "**"))

        def derived():
            symengine.sympify(text.replace("^", "**"))
            result = function
            for _ in range(order):
                result = result.diff(x)
            return result
        reading = best(lambda: symengine.sympify(text.replace("^", "**")), 0.1)
        rows.append((f"`{text}`, order {order}", ours["formula", f'("{text}", {order})'], "symengine",
                     best(derived) - reading))
    for count in (100, 200, 1000, 10_000):
        function = symengine.sympify("+".join(f"{k}*sin(x)**{k}" for k in range(1, count + 1)))
        # What was derived once is remembered: a new term each time.
        fresh = iter(range(1, 10 ** 9))
        rows.append((f"{count:,} terms `k*sin(x)^k`", ours["terms", str(count)], "symengine",
                     best(lambda: (function + next(fresh) * x).diff(x))))


def points(rows, ours):
    flint = package("flint")
    if flint is None:
        return
    arb = flint.arb
    one = arb(1)

    def ordinary(w):
        square = w * w
        sine, cosine = square.sin_cos()
        return (2 * w * cosine - sine) * (-w).exp() + (1 - square) / (1 + square) ** 2

    slopes = {
        "w^2": lambda w: 2 * w, "1/w": lambda w: -1 / (w * w), "sqrt(w)": lambda w: 1 / (2 * w.sqrt()),
        "exp(w)": lambda w: w.exp(), "ln(w)": lambda w: 1 / w, "sin(w)": lambda w: w.cos(),
        "cos(w)": lambda w: -w.sin(), "tan(w)": lambda w: w.sec() ** 2,
        "asin(w/2)": lambda w: 1 / (4 - w * w).sqrt(), "atan(w)": lambda w: 1 / (1 + w * w),
        "sinh(w)": lambda w: w.cosh(), "tanh(w)": lambda w: w.sech() ** 2,
        "asinh(w)": lambda w: 1 / (1 + w * w).sqrt(),
        "erf(w)": lambda w: 2 * (-w * w).exp() / arb.pi().sqrt(),
        "gamma(w)": lambda w: w.gamma() * w.digamma(),
        "lambertw(w)": lambda w: (lambda v: v / (w * (one + v)))(w.lambertw()),
        "sin(w^2)*exp(-w)+w/(1+w^2)": ordinary,
    }
    flint.ctx.prec = 70
    w = arb("1.3")
    for text, slope in slopes.items():
        rows.append((f"slope of `{text}`", ours["functions", text], "arb",
                     best(lambda: slope(w).str(15, radius=False), 0.2)))
    for digits in (1000, 10_000, 100_000):
        flint.ctx.prec = int(digits * 3.3219281) + 30

        def many():
            x = arb(13) / 10
            square = x * x
            sine, cosine = square.sin_cos()
            return (sine.exp() * cosine * 2 * x).str(digits, radius=False)
        many()
        rows.append((f"{digits} digits of `exp(sin(x^2))`", ours["many_digits", str(digits)], "arb", best(many)))


def doubles(rows, ours):
    count = 1_000_000
    mine = ours["in_doubles", str(count)] / count
    name = "value and slope in doubles, a point"
    numpy = package("numpy")
    if numpy is not None:
        x = numpy.linspace(0.0, 3.0, count)

        def block():
            s, c, e, d = numpy.sin(x * x), numpy.cos(x * x), numpy.exp(-x), 1 + x * x
            return (s * e + x / d).sum(), (2 * x * c * e - s * e + (1 - x * x) / (d * d)).sum()
        rows.append((name, mine, "numpy", best(block) / count))
    jax = package("jax")
    if jax is not None:
        jax.config.update("jax_enable_x64", True)
        jnp = jax.numpy

        def function(x):
            return jnp.sin(x * x) * jnp.exp(-x) + x / (1 + x * x)

        def both(x):
            values, slopes = jax.vmap(jax.value_and_grad(function))(x)
            return values.sum(), slopes.sum()
        ready = jax.jit(both)
        x = jnp.linspace(0.0, 3.0, count)
        ready(x)[0].block_until_ready()
        rows.append((name, mine, "jax", best(lambda: ready(x)[1].block_until_ready()) / count))


def pipes(rows, grown, place):
    numbers = os.path.join(place, "numbers")
    for count in (10_000, 100_000, 1_000_000):
        with open(numbers, "w", encoding="ascii") as out:
            out.writelines(f"{k}\n" for k in range(1, count + 1))
        grown.setdefault("points in a pipe, `w^2`, `--fast`", []).append(
            (count, user([PROGRAM, "slope", "w^2", "--at", "-", "--fast"], numbers)))
    mine = grown["points in a pipe, `w^2`, `--fast`"][-1][1]
    if shutil.which("mawk"):
        theirs = user(["mawk", "{print 2*$1}"], numbers)
        rows.append(("`w^2` in a pipe, `--fast`, a line", mine / count, "mawk", theirs / count))
    else:
        print("mawk is absent\n")
    decimals = os.path.join(place, "decimals")
    for count in (1000, 10_000, 100_000):
        with open(decimals, "w", encoding="ascii") as out:
            out.writelines(f"{k * 10 / count:.4f}\n" for k in range(count))
        grown.setdefault(f"certified points in a pipe, `{FORMULA}`", []).append(
            (count, user([PROGRAM, "slope", FORMULA, "--at", "-"], decimals)))


def classes(grown, place):
    script = os.path.join(HERE, "answers.py")
    quiz = os.path.join(place, "quiz.toml")
    with open(quiz, "w", encoding="ascii") as out:
        subprocess.run([sys.executable, script, "--quiz"], stdout=out, check=True)
    for kind, flags in (("repeating", []), ("distinct", ["--distinct"])):
        for count in (10_000, 100_000, 1_000_000 if kind == "repeating" else 300_000):
            answers = os.path.join(place, "answers.csv")
            with open(answers, "w", encoding="ascii") as out:
                subprocess.run([sys.executable, script, str(count), "1000", *flags], stdout=out, check=True)
            grown.setdefault(f"{kind} answers of a class, with the report", []).append(
                (count, user([PROGRAM, "grade", quiz, answers])))


def main():
    subprocess.run(["cargo", "build", "--quiet", "--release"], cwd=ROOT, check=True)
    ours = {**benched("derivative"), **benched("point")}
    rows, grown = [], {}
    formulas(rows, ours)
    points(rows, ours)
    doubles(rows, ours)
    with tempfile.TemporaryDirectory() as place:
        pipes(rows, grown, place)
        classes(grown, place)
    print("| work | ours | theirs | | ratio |\n|---|---|---|---|---|")
    for name, mine, rival, theirs in rows:
        print(f"| {name} | {shown(mine)} | {shown(theirs)} | {rival} | {mine / theirs:.2f} |")
    orders = [(n, ours["formula", f'("exp(sin(x^2))", {n})']) for n in (4, 8, 16, 20)]
    terms = [(n, ours["terms", str(n)]) for n in (100, 1000, 10_000, 100_000)]
    digits = [(n, ours["many_digits", str(n)]) for n in (1000, 10_000, 100_000)]
    grown = {"order of the derivative of `exp(sin(x^2))`": orders, "terms `k*sin(x)^k`": terms,
             "digits of the slope of `exp(sin(x^2))`": digits, **grown}
    print("\n| what grows | | exponent |\n|---|---|---|")
    for name, pairs in grown.items():
        ends = f"{pairs[0][0]:,}: {shown(pairs[0][1])} … {pairs[-1][0]:,}: {shown(pairs[-1][1])}"
        print(f"| {name} | {ends} | {exponent(pairs):.2f} |")


main()
