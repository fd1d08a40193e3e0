"""Third-party packages: where an environment keeps them, and which of them are worth reading. Nothing of them runs."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shapelint.analysis.results import Problem

PACKAGE_DIRECTORIES = ("site-packages", "dist-packages")
ON_FRAMEWORKS = re.compile(r"^Requires-Dist: *(torch|keras|tensorflow|tf[-_]keras|lightning|pytorch)", re.I | re.M)


def package_directories(environment: Path) -> tuple[Path, ...]:
    """The folders that hold the packages of an environment: a virtual environment's or an installation's prefix, the
    Python executable in it, or such a folder itself. Empty when there is none."""
    if environment.name in PACKAGE_DIRECTORIES and environment.is_dir():
        return (environment,)
    prefix = environment.parent.parent if environment.is_file() else environment
    found = [path for name in PACKAGE_DIRECTORIES for path in prefix.glob(f"lib*/python3*/{name}")]
    found += [path for name in PACKAGE_DIRECTORIES if (path := prefix / "Lib" / name).is_dir()]
    newest = sorted(found, key=lambda path: _version(path.parent.name), reverse=True)
    return tuple({os.path.realpath(path): path for path in newest}.values())


def _version(directory: str) -> tuple[int, ...]:
    """`python3.11` as (3, 11)."""
    return tuple(int(part) for part in re.findall(r"\d+", directory))


def stated_directories(environment: str | os.PathLike[str] | None) -> tuple[Path, ...] | Problem | None:
    """The packages of an environment that the user names; None when none is named."""
    if environment is None:
        return None
    found = package_directories(Path(environment))
    return found or Problem(f"{os.fspath(environment)}: no Python environment (there is no site-packages folder in it)")


def default_directories(directory: Path) -> tuple[Path, ...]:
    """The packages of the active virtual environment, else of the nearest `.venv` of a directory or one above it."""
    active = os.environ.get("VIRTUAL_ENV")
    if active:
        return package_directories(Path(active))
    candidates = (above / ".venv" for above in (directory, *directory.parents))
    return next((found for path in candidates if path.is_dir() and (found := package_directories(path))), ())


def is_third_party(path: Path) -> bool:
    """Whether a file lies among an environment's packages."""
    return any(part in PACKAGE_DIRECTORIES for part in Path(os.path.abspath(path)).parts)


class Packages:
    """Which packages of one folder are read: those that state that they build on a framework, and those that state
    nothing. Reading the others costs time and tells nothing about models."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._metadata: dict[str, Path] | None = None
        self._readable: dict[str, bool] = {}

    def is_readable(self, package: str) -> bool:
        if package not in self._readable:
            metadata = self._metadata_of(package)
            self._readable[package] = metadata is None or _builds_on_framework(metadata)
        return self._readable[package]

    def _metadata_of(self, package: str) -> Path | None:
        if self._metadata is None:
            found = self._directory.glob("*.dist-info/METADATA")
            self._metadata = {_normal(path.parent.name.partition("-")[0]): path for path in found}
        return self._metadata.get(_normal(package))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _builds_on_framework(metadata: Path) -> bool:
    try:
        text = metadata.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return ON_FRAMEWORKS.search(text.partition("\n\n")[0]) is not None
