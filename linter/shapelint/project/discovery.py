"""Which files are checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from shapelint.records import dataclass

SOURCES = (".py", ".ipynb")
SKIPPED_DIRECTORIES = frozenset({"node_modules", "__pycache__", "build", "dist", "site-packages", "venv"})


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to check, each once and in order, and the given paths that do not exist."""

    files: tuple[Path, ...]
    missing: tuple[str, ...]


def discover(paths: Iterable[str | os.PathLike[str]], exclude: tuple[str, ...] = ()) -> Discovery:
    """The Python files and notebooks that the paths name: files as they are, directories walked for `*.py` and
    `*.ipynb` without hidden directories, virtual environments, caches and build outputs. `exclude` are globs, matched
    against a file's name, its directories' names and its whole path."""
    files: dict[str, Path] = {}
    missing: list[str] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for found in _walk(path, exclude):
                files.setdefault(os.path.realpath(found), found)
        elif path.exists():
            files.setdefault(os.path.realpath(path), path)
        else:
            missing.append(os.fspath(given))
    return Discovery(tuple(files.values()), tuple(missing))


def _walk(top: Path, exclude: tuple[str, ...]) -> Iterator[Path]:
    for directory, names, files in os.walk(top):
        here = Path(directory)
        names[:] = sorted(n for n in names if not _is_skipped(here / n) and not is_excluded(here / n, exclude))
        for name in sorted(files):
            if name.endswith(SOURCES) and not is_excluded(here / name, exclude):
                yield here / name


def _is_skipped(directory: Path) -> bool:
    name = directory.name
    return name.startswith(".") or name in SKIPPED_DIRECTORIES or (directory / "pyvenv.cfg").exists()


def is_excluded(path: Path, exclude: tuple[str, ...]) -> bool:
    """Whether a glob matches the path's own name or the whole of it."""
    if not exclude:
        return False
    from fnmatch import fnmatchcase

    whole = path.as_posix()
    return any(
        fnmatchcase(path.name, glob) or fnmatchcase(whole, glob) or fnmatchcase(whole, f"*/{glob}")
        for glob in (g.rstrip("/") for g in exclude)
    )
