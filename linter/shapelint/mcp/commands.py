"""Running a command of shapelint's own in a process beside the server: what a file costs, or breaks, stays there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from shapelint.problems import WrongUseError

PATIENCE = 600
"""Seconds after which a command is given up."""
PROGRAM = (
    "import sys; sys.path[:] = sys.argv.pop(1).split({separator!r}); from shapelint.start import main; sys.exit(main())"
)


def run(arguments: Sequence[str], text: str | None = None) -> str:
    """What a command prints; `text` is its standard input. Raises WrongUseError with what it says is wrong."""
    paths = os.pathsep.join(entry for entry in sys.path if os.path.isabs(entry))
    program = PROGRAM.format(separator=os.pathsep)
    command = [sys.executable, "-I", "-c", program, paths, *arguments]
    try:
        done = subprocess.run(
            command, input=text or "", capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise WrongUseError(f"given up after {PATIENCE} seconds") from None
    if done.returncode not in (0, 1):
        said = done.stderr.strip().splitlines() or [f"it ended with exit code {done.returncode}"]
        raise WrongUseError("\n".join(line.removeprefix("shapelint: error: ") for line in said))
    return done.stdout
