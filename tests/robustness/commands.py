"""Running the command as a user does: in a process of its own, in a directory of the test's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import shapelint
import shapelint_rules

SOURCES = [str(Path(package.__file__).parents[1]) for package in (shapelint, shapelint_rules)]
START = f"import sys; sys.path[:0] = {SOURCES!r}; from shapelint.start import main; sys.exit(main())"
"""As the script that is installed starts: the directory that it lies in is first on the path."""
WRONG = "import torch\ntorch.nn.Linear(8, 4)(torch.randn(2, 9))\n"
RIGHT = "import torch\ntorch.nn.Linear(8, 4)(torch.randn(2, 8))\n"


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return {**kept, **(more or {})}


def script(directory: Path) -> Path:
    """The installed command, in a directory that is none of the project's."""
    path = directory / "shapelint"
    path.write_text(START, encoding="utf-8")
    return path


def run(
    directory: Path, *arguments: str, as_module: bool = False, timeout: float = 300.0, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run shapelint in a directory; as `python -m shapelint`, or as the installed command."""
    if as_module:
        more = {**more, "PYTHONPATH": os.pathsep.join([*SOURCES, *filter(None, [more.get("PYTHONPATH")])])}
        command = [sys.executable, "-m", "shapelint", *arguments]
    else:
        command = [sys.executable, str(script(place_for_scripts())), *arguments]
    return subprocess.run(
        command,
        cwd=directory,
        env=environment(more),
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def place_for_scripts() -> Path:
    import tempfile

    place = Path(tempfile.gettempdir()) / f"shapelint-script-{os.getpid()}"
    place.mkdir(exist_ok=True)
    return place


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on standard error, none of which may be a traceback's."""
    assert "Traceback" not in done.stderr, done.stderr
    assert "internal error" not in done.stderr, done.stderr
    return done.stderr.splitlines()


def changed(change: str) -> Path:
    """The command with something changed in it: `change` is a program that is run before."""
    path = place_for_scripts() / f"changed-{abs(hash(change))}.py"
    path.write_text(
        f"import sys\nsys.path[:0] = {SOURCES!r}\nfrom shapelint.start import leave_out_the_current_directory, main\n"
        f"leave_out_the_current_directory()\n{change}\nsys.exit(main())\n",
        encoding="utf-8",
    )
    return path


def run_changed(
    directory: Path, change: str, *arguments: str, timeout: float = 300.0
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(changed(change)), *arguments],
        cwd=directory,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
    )
