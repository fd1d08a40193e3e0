"""Asking for the version costs hardly more than starting Python."""

from __future__ import annotations

import resource
import subprocess
import sys

ROUNDS = 12
LIMIT = 2.0
START = "import sys; from shapelint.start import main; sys.exit(main())"


def processor_time(script: str) -> float:
    """Seconds of processor time that Python takes for a script."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, "--version"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def total(script: str) -> float:
    return sum(processor_time(script) for _ in range(ROUNDS))


def test_version_takes_at_most_twice_as_long_as_python_itself() -> None:
    processor_time(START)  # writes the bytecode
    assert min(total(START) / total("pass") for _ in range(3)) <= LIMIT


def test_nothing_but_the_version_is_imported() -> None:
    seen = "import sys; before = set(sys.modules); "
    told = (
        f"{seen}from shapelint.start import main; main(); sys.stderr.write(' '.join(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", told, "--version"], capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["__future__", "shapelint", "shapelint.start", "shapelint.version"]
    assert done.stdout.startswith("shapelint 0.")
