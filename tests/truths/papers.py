"""Who gets which numbers: the draws of `deriv`, written a second time, and a class that used them.

    python3 papers.py

writes draws.tsv, and in fixtures/own-numbers the answers of ten students with their verdicts. What
is drawn is part of the program's promise: these tables stay as they are.
"""
import csv
import random
import unicodedata
from fractions import Fraction
from pathlib import Path

import sympy as sp

HERE = Path(__file__).parent
MASK = (1 << 64) - 1


def number(parts, attempt):
    """FNV-1a over the parts, each ended by ff, and the attempt; then the finaliser of SplitMix64."""
    data = b"".join(part.encode() + b"\xff" for part in parts) + attempt.to_bytes(8, "little")
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) & MASK
    h = ((h ^ (h >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    h = ((h ^ (h >> 27)) * 0x94D049BB133111EB) & MASK
    return h ^ (h >> 31)


def folded(student):
    """One id for every way in which systems write it."""
    composed = unicodedata.normalize("NFKC", student)
    lower = unicodedata.normalize("NFKC", "".join(c.lower() for c in composed))
    return " ".join(lower.split())


def place(seed, student, question, name, attempt, count):
    student = folded(student)
    return (number([seed, student, question, name], attempt) * count) >> 64


def in_range(seed, student, question, name, low, high, step, left_out):
    values = []
    value = low
    while value <= high:
        values.append(value)
        value += step
    attempts = [place(seed, student, question, name, k, len(values)) for k in range(64)]
    attempts += [(attempts[0] + k) % len(values) for k in range(len(values))]
    return next(values[k] for k in attempts if values[k] not in left_out)


def decimal(value):
    """A fraction with a short decimal form."""
    text = sp.Rational(value.numerator, value.denominator)
    if value.denominator == 1:
        return str(value.numerator)
    digits = str(sp.N(text, 15)).rstrip("0")
    assert Fraction(digits) == value
    return digits


def draws():
    rng = random.Random(20260901)
    names = ["lea", "Lea", " LEA ", "tam", "s1234567", "zoë.müller@example.org", "李娜", "0", "a b"]
    names += [f"student{n}" for n in range(60)]
    rows = []
    for n in range(500):
        seed = rng.choice(["", "2026", "autumn", "ß"])
        question = rng.choice(["", "", "q1", "power rule"])
        name = rng.choice(["a", "b", "k_1", "A"])
        step = Fraction(rng.choice(["1", "1", "0.5", "0.25", "3"]))
        low = Fraction(rng.randint(-20, 20))
        high = low + step * rng.choice([0, 1, 2, 7, 11, 99]) + rng.choice([0, step / 2])
        values = [low + step * k for k in range(int((high - low) / step) + 1)]
        left_out = rng.sample(values, min(rng.choice([0, 0, 1, 2, 5]), len(values) - 1))
        student = rng.choice(names)
        value = in_range(seed, student, question, name, low, high, step, left_out)
        rows.append([seed, student, question, name, decimal(low), decimal(high), decimal(step),
                     " ".join(map(decimal, left_out)), decimal(value)])
    # One student, written in several ways.
    ways = ["Çelik É", "C\u0327elik E\u0301", " ÇELIK  É ", "çelik\u00a0é", "Ｓ１２", "s12", "S12",
            "İnci Σ", "ﬁona", "Fiona", "Ångström", "\u212bngstro\u0308m"]
    for way in ways:
        value = in_range("", way, "", "a", Fraction(1), Fraction(1000), Fraction(1), [])
        rows.append(["", way, "", "a", "1", "1000", "1", "", decimal(value)])
    with open(HERE / "draws.tsv", "w", encoding="utf-8") as file:
        file.write("# from python3 papers.py\n")
        file.write("seed\tstudent\tquestion\tname\tfrom\tto\tstep\texcept\tvalue\n")
        file.writelines("\t".join(row) + "\n" for row in rows)


x = sp.Symbol("x")


def plain(expression):
    return str(expression).replace("**", "^")


def paper(student):
    """The key of fixtures/own-numbers/quiz.toml for a student, and the mistake of each question."""
    seed = "autumn"

    def span(question, name, low, high, step="1", left_out=()):
        values = [Fraction(low), Fraction(high), Fraction(step)]
        return sp.Rational(in_range(seed, student, question, name, *values, list(left_out)))

    def listed(question, name, values):
        return values[place(seed, student, question, name, 0, len(values))]

    a, b = span("", "a", 2, 9), span("", "b", -4, 4, left_out=[0])
    n = listed("", "n", [3, 4, 5])
    c = span("slope", "c", -5, 5, left_out=[Fraction(int(b), 2)])
    r = span("step", "r", "0.05", "0.3", "0.05")
    p = listed("angle", "p", [sp.pi / 6, sp.pi / 4, sp.pi / 3])
    eps = sp.Rational(1, 100)
    square = x**2 - b * x
    return [
        (sp.diff(a * x**n + b * x, x), a * x ** (n - 1) + b),
        (sp.diff(sp.sin(a * x + b), x), sp.cos(a * x + b)),
        (sp.diff(square, x).subs(x, c), square.subs(x, c) if square.subs(x, c) != 2 * c - b else 99),
        (a - r * 2 * a, a + r * 2 * a),
        (-sp.sin(p), sp.sin(p)),
        (sp.Rational((b + eps) ** 2 - b**2) / eps, (b + eps) ** 2 - b**2),
    ]


def number_text(value):
    """Numbers as students type them: decimals where they end."""
    if value.is_Rational and not value.is_integer:
        return decimal(Fraction(int(value.p), int(value.q)))
    return plain(value)


def fixture():
    folder = HERE.parent.parent / "fixtures" / "own-numbers"
    names = ["power", "chain", "slope", "step", "angle", "nudged"]
    students = ["Mara", "Nils", "Ola", "Pia", "Quin", "Rosa", "Sam", "Tam", "Uma", "Vic"]
    rng = random.Random(7)
    answers, verdicts = [["student", *names]], [["student", *names]]
    for student in students:
        row, judged = [student], [student]
        for right, mistake in paper(student):
            kind = rng.choice(["right", "right", "wrong", "blank"]) if student != "Mara" else "right"
            value = {"right": right, "wrong": mistake, "blank": None}[kind]
            row.append("" if value is None else number_text(sp.sympify(value)))
            judged.append(kind)
        answers.append(row)
        verdicts.append(judged)
    # Vic copied from Mara, who has other numbers.
    answers[-1] = ["Vic", *answers[1][1:]]
    verdicts[-1] = ["Vic"] + [
        "right" if sp.simplify(own[0] - other[0]) == 0 else "wrong"
        for own, other in zip(paper("Vic"), paper("Mara"))
    ]
    with open(folder / "answers.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(answers)
    with open(folder / "expected.tsv", "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in verdicts)


if __name__ == "__main__":
    draws()
    fixture()
