"""What solving for input sizes adds to a check of the fixtures: `python benchmarks/solving.py`.

Checks all of them with and without the rule that solves, interleaved in one run, and prints the processor time of both
and their ratio; exits with 1 when the ratio is above the limit.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import shapelint

ROUNDS = 3
LIMIT = 1.2
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
RULE = "SHP115"


def processor_time(ignore: list[str]) -> float:
    began = time.process_time()
    shapelint.check_paths([FIXTURES / "torch", FIXTURES / "keras"], ignore=ignore)
    return time.process_time() - began


def measure(rounds: int) -> tuple[float, float]:
    """The median seconds without and with solving. A first round, which parses all files, is not counted."""
    processor_time([])
    pairs = [(processor_time([RULE]), processor_time([])) for _ in range(rounds)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def main() -> None:
    without, solving = measure(ROUNDS)
    ratio = solving / without
    print(f"without {RULE}: {without:.2f} s, with it: {solving:.2f} s, ratio {ratio:.3f} (limit {LIMIT})")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main()
