"""What a class takes in every format that is read: class_memory.py DERIV [STUDENTS QUESTIONS] [--own]

Writes one class's answers (1,000 students and 1,000 questions, unless said otherwise) in each format to
a temporary folder, grades each with `deriv grade`, and prints a row of Markdown: the size of the file,
the peak of memory and the time of processor. The report has to be the same from all of them.
"""
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile

from answers import answer, own_answer, quiz


def csv(table):
    yield "student," + ",".join(f"q{at}" for at in range(len(table[0]))) + "\n"
    for number, row in enumerate(table):
        yield f"s{number}," + ",".join(row) + "\n"


def each(table):
    for number, row in enumerate(table):
        for at, text in enumerate(row):
            yield {"student": f"s{number}", "question": f"q{at}", "answer": text}


def lines(table):
    for record in each(table):
        yield json.dumps(record) + "\n"


def keys(table):
    for number, row in enumerate(table):
        yield json.dumps({"student": f"s{number}"} | {f"q{at}": text for at, text in enumerate(row)}) + "\n"


def students(table):
    for number, row in enumerate(table):
        answers = json.dumps({f"q{at}": text for at, text in enumerate(row)})
        yield ("{" if number == 0 else ",\n") + f'"s{number}": {answers}'
    yield "}\n"


def listed(table):
    for number, record in enumerate(each(table)):
        yield ('{"answers": [' if number == 0 else ",\n") + json.dumps(record)
    yield "]}\n"


def forms(table):
    items = [
        {"title": f"q{at}", "questionItem": {"question": {"questionId": f"{at:08x}"}}}
        for at in range(len(table[0]))
    ]
    yield json.dumps({"form": {"items": items}})[:-1] + ', "responses": ['
    time = "2026-01-01T00:00:00Z"
    for number, row in enumerate(table):
        given = {
            f"{at:08x}": {"questionId": f"{at:08x}", "textAnswers": {"answers": [{"value": text}]}}
            for at, text in enumerate(row)
        }
        response = {"responseId": f"r{number}", "createTime": time, "lastSubmittedTime": time}
        response |= {"respondentEmail": f"s{number}", "answers": given}
        yield (",\n" if number else "") + json.dumps(response)
    yield "]}\n"


def toml(table):
    for number, row in enumerate(table):
        yield f"[s{number}]\n" + "".join(f"q{at} = {json.dumps(text)}\n" for at, text in enumerate(row))


def toml_list(table):
    for record in each(table):
        yield "[[answers]]\n" + "".join(f"{key} = {json.dumps(text)}\n" for key, text in record.items())


FORMATS = [
    ("CSV", "answers.csv", csv),
    ("NDJSON, a line an answer", "lines.ndjson", lines),
    ("NDJSON, a line a student", "keys.ndjson", keys),
    ("JSON, students", "students.json", students),
    ("JSON, a list of answers", "list.json", listed),
    ("JSON of Google Forms", "forms.json", forms),
    ("TOML, students", "students.toml", toml),
    ("TOML, a list of answers", "list.toml", toml_list),
]


def graded(deriv, quiz_file, answers):
    """Peak memory in MB, seconds of processor, and a hash of the report's rows.

    A process starts with the peak of the one that starts it: a small one does.
    """
    words = [sys.executable, __file__, "--grade", deriv, quiz_file, answers]
    return json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)


def grade(deriv, quiz_file, answers):
    child = subprocess.Popen([deriv, "grade", quiz_file, answers, "--tsv"], stdout=subprocess.PIPE)
    rows = hashlib.sha256()
    for line in child.stdout:
        rows.update(line)
    _, _, used = os.wait4(child.pid, 0)
    print(json.dumps([used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, rows.hexdigest()[:8]]))


def main():
    deriv = os.path.abspath(sys.argv[1])
    own = "--own" in sys.argv
    numbers = [int(word) for word in sys.argv[2:] if word != "--own"]
    number, questions = numbers or (1000, 1000)
    draw = random.Random(7)
    give = (lambda at: own_answer(draw)) if own else (lambda at: answer(draw, False, at))
    table = [[give(at) for at in range(questions)] for _ in range(number)]
    print(f"{number} students, {questions} questions\n")
    print("| format | file, MB | peak, MB | processor, s | rows |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        quiz_file = os.path.join(folder, "quiz.toml")
        with open(quiz_file, "w", encoding="utf-8") as out:
            out.write(quiz(questions, own))
        for name, file, write in FORMATS:
            path = os.path.join(folder, file)
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(write(table))
            peak, seconds, rows = graded(deriv, quiz_file, path)
            size = os.path.getsize(path) / 1e6
            print(f"| {name} | {size:.0f} | {peak:.0f} | {seconds:.2f} | {rows} |", flush=True)
            os.remove(path)
        path = os.path.join(folder, "class")
        os.mkdir(path)
        for at, row in enumerate(table):
            with open(os.path.join(path, f"s{at}.toml"), "w", encoding="utf-8") as out:
                out.write("".join(f"q{at} = {json.dumps(text)}\n" for at, text in enumerate(row)))
        peak, seconds, rows = graded(deriv, quiz_file, path)
        print(f"| a folder of TOML | | {peak:.0f} | {seconds:.2f} | {rows} |")


if sys.argv[1] == "--grade":
    grade(*sys.argv[2:])
else:
    main()
