"""Writes figures.json: classes with the figures that Python's own statistics finds.

Every class is drawn from one seed. All sums are exact fractions; only square roots round. Run
`python3 tests/class/figures.py` in the repository to make the file again.
"""

import json
import random
import statistics
from fractions import Fraction
from pathlib import Path

draw = random.Random(1951)


def correlation(xs, ys):
    """Pearson's r over exact fractions, or None where one side doesn't vary."""
    x, y = Fraction(sum(xs), len(xs)), Fraction(sum(ys), len(ys))
    across = sum((a - x) * (b - y) for a, b in zip(xs, ys))
    squares = sum((a - x) ** 2 for a in xs) * sum((b - y) ** 2 for b in ys)
    return None if squares == 0 else float(across) / float(squares) ** 0.5


def figures(points, scores):
    totals = [sum(s for s in row if s is not None) for row in scores]
    questions = []
    for q, worth in enumerate(points):
        judged = [(row[q], total - row[q]) for row, total in zip(scores, totals) if row[q] is not None]
        own = [score for score, _ in judged]
        if len(judged) < 10:
            discrimination = "too few"
        else:
            discrimination = correlation(own, [rest for _, rest in judged])
        correct = float(statistics.mean(own) / worth) if own and worth else None
        questions.append({"correct": correct, "discrimination": discrimination})
    whole = [row for row in scores if None not in row]
    alpha = None
    if len(points) > 1 and len(whole) >= 10:
        variance = statistics.variance([sum(row) for row in whole])
        if variance:
            k = len(points)
            parts = sum(statistics.variance(column) for column in zip(*whole))
            alpha = float(Fraction(k, k - 1) * (1 - parts / variance))
    return {
        "mean": float(statistics.mean(totals)),
        "median": float(statistics.median(totals)),
        "standard_deviation": statistics.stdev(totals) if len(totals) > 1 else None,
        "lowest": float(min(totals)),
        "highest": float(max(totals)),
        "alpha": alpha,
        "alpha_students": len(whole),
        "questions": questions,
    }


def invent(students, questions, unjudged):
    """A class whose students differ in skill and whose questions differ in difficulty."""
    points = [Fraction(draw.choice([1, 1, 2, 3, 5]), draw.choice([1, 1, 2])) for _ in range(questions)]
    hard = [draw.gauss(0, 1) for _ in points]
    scores = []
    for _ in range(students):
        skill = draw.gauss(0, 1)
        row = []
        for worth, difficulty in zip(points, hard):
            luck = skill - difficulty + draw.gauss(0, 1)
            share = 1 if luck > 0 else Fraction(1, 2) if luck > -0.5 else 0
            row.append(None if draw.random() < unjudged else share * worth)
        scores.append(row)
    return points, scores


classes = [invent(*shape) for shape in [
    (1, 3, 0), (2, 1, 0), (9, 4, 0), (10, 4, 0), (24, 8, 0), (25, 8, 0.05), (40, 1, 0), (60, 12, 0.2), (300, 30, 0.01),
]]
one = Fraction(1)
classes.append(([one, one, one], [[one, Fraction(i % 2), Fraction(i % 3, 2)] for i in range(12)]))
classes.append(([one, one], [[Fraction(i % 2), 1 - Fraction(i % 2)] for i in range(12)]))
classes.append(([one, one], [[one, one] for _ in range(12)]))
classes.append(([one, one, Fraction(0)], [[None, Fraction(i % 2), Fraction(0)] for i in range(12)]))

number = lambda value: None if value is None else float(value)
rows = []
for points, scores in classes:
    rows.append(json.dumps({
        "points": [number(p) for p in points],
        "scores": [[number(s) for s in row] for row in scores],
        "figures": figures(points, scores),
    }))
path = Path(__file__).with_name("figures.json")
path.write_text("[\n" + ",\n".join(rows) + "\n]\n")
