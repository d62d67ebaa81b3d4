"""Draws new cases and runs the kernel against them: python3 tests/referee/live.py [count] [seed] [operation ...]

Needs `pip install python-flint` and cargo.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import cases

SIZES = [32, 53, 64, 96, 128, 150, 200, 256, 333, 512, 1024]

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "big")
    names = sys.argv[3:]
    print(f"{count} cases from seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        drawn = pathlib.Path(folder) / "cases.tsv"
        with drawn.open("w") as out:
            out.writelines(line + "\n" for line in cases.cases(seed, count, SIZES, names))
        command = ["cargo", "test", "--test", "library", "referee::drawn_cases", "--", "--ignored"]
        sys.exit(subprocess.run(command, env=os.environ | {"DERIV_REFEREE_CASES": drawn}).returncode)
