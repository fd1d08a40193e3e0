"""The repository's address, which pyproject.toml has. `python tools/address.py` prints it; with a new one behind it,
that is put in its place in every file of the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = re.compile(r'^Repository = "(https://[^/"]+/([^"]+))"$', re.MULTILINE)


def address() -> tuple[str, str]:
    """The address, and the owner and name that it ends in."""
    found = VARIABLE.search((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert found is not None, "pyproject.toml has no [project.urls] Repository"
    return found[1], found[2]


def texts() -> Iterator[tuple[Path, str]]:
    """The files of the repository that are text, and what they hold."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        try:
            yield path, path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue


def replace(new: str) -> int:
    """Put a new address in place of the present one; how many files have changed."""
    old, short = address()
    wanted = re.fullmatch(r"https://[^/\s\"]+/([\w.-]+/[\w.-]+)", new)
    if wanted is None:
        sys.exit(f"{new!r}: expected an address such as https://github.com/someone/shapelint")
    changed = 0
    for path, text in texts():
        written = text.replace(old, new).replace(f"{short}@", f"{wanted[1]}@")
        if written != text:
            path.write_text(written, encoding="utf-8", newline="")
            changed += 1
    return changed


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.stdout.write(f"{address()[0]}\n")
    else:
        sys.stdout.write(f"{replace(sys.argv[1])} files changed\n")
