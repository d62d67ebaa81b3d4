"""Writes the cases that `cargo test` replays: python3 tests/referee/fixture.py"""

import pathlib

import cases

HERE = pathlib.Path(__file__).parent

if __name__ == "__main__":
    lines = list(cases.cases(seed=1, count=4500, sizes=[32, 53, 96, 128, 128, 200, 333, 1024]))
    (HERE / "cases.tsv").write_text("\n".join(lines) + "\n")
