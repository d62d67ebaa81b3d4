"""Makes a class's answers for measuring: answers.py ROWS STUDENTS [--distinct | --own] [--lines] > FILE

Without --distinct the texts repeat, as those of a class do: some 900 different ones. With it nearly
all are different. With --own the numbers of the answers are those that students may have in the quiz that
--quiz --own writes, where everybody has numbers of their own. --lines writes NDJSON, a line for each answer, instead of a table. The quiz beside
it is written with --quiz.
"""
import json
import random
import sys

QUESTIONS = 20
RIGHT = ["2*w", "w+w", "2w", "w*2", "2·w", "(2)w"]
WRONG = ["w^2", "2", "w", "w/2", "3*w", "-2*w", "2*w^2", "2w+1", "w^3", "1/w", "", "2*(w", "w*w"]


def quiz(questions=QUESTIONS, own=False):
    text = 'title = "Measured"\nvariables = ["w"]\n'
    if own:
        text += "parameters = {a = {from = 2, to = 99}}\n"
    for at in range(questions):
        function = f"{'a*' if own else ''}w^2 + {at}"
        text += f'[[question]]\nname = "q{at}"\nkind = "derivative"\nfunction = "{function}"\n'
    return text


def own_answer(draw):
    a = draw.randrange(2, 100)
    if draw.random() < 0.5:
        return draw.choice([f"{2 * a}*w", f"2*{a}*w", f"{2 * a}w", f"{a}*w+{a}*w"])
    return draw.choice(WRONG + [f"{a}*w", f"{a}w/2", f"-{2 * a}*w", f"{2 * a}*w^2"])


def answer(draw, distinct, number):
    if distinct:
        return f"2*w + {number}*w^{draw.randrange(2, 5)}" if draw.random() < 0.5 else f"2*w + {number} - {number}"
    if draw.random() < 0.5:
        return draw.choice(RIGHT)
    return draw.choice(WRONG) if draw.random() < 0.7 else f"{draw.randrange(1, 40)}*w"


def main():
    out = sys.stdout
    flags = [word for word in sys.argv[1:] if word.startswith("--")]
    if "--quiz" in flags:
        return out.write(quiz(own="--own" in flags))
    rows, students = (int(word) for word in sys.argv[1:] if not word.startswith("--"))
    draw = random.Random(7)
    distinct, lines = "--distinct" in flags, "--lines" in flags
    given = (lambda draw, _, __: own_answer(draw)) if "--own" in flags else answer
    if lines:
        for number in range(rows):
            student, question = number // QUESTIONS % students, number % QUESTIONS
            record = {"student": f"s{student}", "question": f"q{question}", "answer": given(draw, distinct, number)}
            out.write(json.dumps(record) + "\n")
        return None
    out.write("student," + ",".join(f"q{at}" for at in range(QUESTIONS)) + "\n")
    for student in range(rows // QUESTIONS):
        texts = (given(draw, distinct, student * QUESTIONS + at) for at in range(QUESTIONS))
        out.write(f"s{student}," + ",".join(texts) + "\n")
    return None


if __name__ == "__main__":
    main()
