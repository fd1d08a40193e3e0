"""What it costs to check one file, against importing the parser alone: `python benchmarks/startup.py [FILE]`.

Prints the median wall times, interleaved in one run, and their ratio; exits with 1 when the ratio is above the limit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
LIMIT = 2.5
DEFAULT = Path(__file__).resolve().parents[1] / "fixtures" / "torch" / "seeds" / "s1_linear_wrong.py"


def commands(file: str) -> dict[str, list[str]]:
    python = sys.executable
    return {
        "python -c pass": [python, "-c", "pass"],
        "import libcst": [python, "-c", "import libcst"],
        "shapelint --help": [python, "-m", "shapelint", "--help"],
        "shapelint check FILE": [python, "-m", "shapelint", "check", file],
    }


def wall_time(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, env=environment)
    return time.perf_counter() - began


def measure(file: str) -> dict[str, float]:
    """The median time of each command in milliseconds. The rounds are interleaved; the first one, in which Python
    writes its bytecode, is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands(file)}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(ROUNDS + 1):
            for name, command in commands(file).items():
                times[name].append(wall_time(command, environment))
    return {name: statistics.median(values[1:]) * 1000 for name, values in times.items()}


def main() -> int:
    file = sys.argv[1] if len(sys.argv) > 1 else str(DEFAULT)
    medians = measure(file)
    for name, median in medians.items():
        print(f"{name:24}{median:8.0f} ms")
    ratio = medians["shapelint check FILE"] / medians["import libcst"]
    print(f"{'check / import libcst':24}{ratio:8.2f}    (limit {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
