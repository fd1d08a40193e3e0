"""What it costs to start, in processor time: `python benchmarks/startup.py [FILE]`.

| measured | against | limit |
|---|---|---|
| `shapelint --version` | `python -c pass` | 2 |
| `shapelint check FILE`, all worked out | `import libcst` | 2.0 |
| the same, nothing to report | `import libcst` | 1.5 |
| `shapelint check FILE`, nothing changed and nothing found | `import json` | 2 |

Prints the medians of interleaved rounds and the ratios; exits with 1 when one is above its limit."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 15
DEFAULT = Path(__file__).resolve().parents[1] / "fixtures" / "torch" / "seeds" / "s1_linear_wrong.py"
RIGHT = "import torch\n\nnet = torch.nn.Linear(8, 4)\nnet(torch.randn(2, 8))\n"
RATIOS = (
    ("shapelint --version", "python -c pass", 2.0),
    ("shapelint check FILE", "import libcst", 2.0),
    ("check of a right FILE", "import libcst", 1.5),
    ("warm shapelint check", "import json", 2.0),
)


def commands(file: str, warm: str) -> dict[str, list[str]]:
    """Warm runs start as an installed command does; `python -m` would look for the module to run as well."""
    python = sys.executable
    start = "import sys; from shapelint.start import main; sys.exit(main())"
    return {
        "python -c pass": [python, "-c", "pass"],
        "import json": [python, "-c", "import json"],
        "import libcst": [python, "-c", "import libcst"],
        "shapelint --version": [python, "-c", start, "--version"],
        "shapelint check --help": [python, "-c", start, "check", "--help"],
        "shapelint check FILE": [python, "-c", start, "check", "--no-cache", "--isolated", file],
        "check of a right FILE": [python, "-c", start, "check", "--no-cache", "--isolated", warm],
        "warm shapelint check": [python, "-c", start, "check", "--isolated", warm],
        "warm, with findings": [python, "-c", start, "check", "--isolated", file],
    }


def processor_time(command: list[str], directory: str, environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, cwd=directory, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(file: str) -> dict[str, float]:
    """The median processor time of each command in milliseconds. The rounds are interleaved; the first one, in which
    Python writes its bytecode and shapelint its results, is not counted."""
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "right.py").write_text(RIGHT, encoding="utf-8")
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{directory}/.bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times: dict[str, list[float]] = {name: [] for name in commands(file, "right.py")}
        for _ in range(ROUNDS + 1):
            for name, command in commands(file, "right.py").items():
                times[name].append(processor_time(command, directory, environment))
    return {name: statistics.median(values[1:]) * 1000 for name, values in times.items()}


def main() -> int:
    file = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else DEFAULT)
    medians = measure(file)
    for name, median in medians.items():
        print(f"{name:40}{median:8.0f} ms")
    is_good = True
    for name, other, limit in RATIOS:
        ratio = medians[name] / medians[other]
        print(f"{f'{name} / {other}':40}{ratio:8.2f}    (limit {limit})")
        is_good = is_good and ratio <= limit
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
