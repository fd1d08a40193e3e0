"""Where the imports of a file start, worked out from the directories around it."""

from __future__ import annotations

import os
from collections.abc import Iterator

PROJECT_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")


def is_package(directory: str) -> bool:
    return os.path.basename(directory).isidentifier() and os.path.isfile(os.path.join(directory, "__init__.py"))


def import_root(directory: str) -> str:
    """The directory that the package of the files in an absolute directory is imported from: the first one up, itself
    included, that is no package."""
    while is_package(directory):
        directory = os.path.dirname(directory)
    return directory


def project_directory(directory: str) -> str | None:
    """The nearest directory up, itself included, that a project begins in."""
    while True:
        if any(os.path.exists(os.path.join(directory, marker)) for marker in PROJECT_MARKERS):
            return directory
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above


def roots_of(directory: str, stated: tuple[str, ...] | None) -> tuple[str, ...]:
    """Where absolute imports of the files in a directory start: beside their outermost package, the stated source
    roots (else the project's directory and its `src`), the current directory, and the directory itself, as for a
    script."""
    return tuple(dict.fromkeys(_roots(directory, stated)))


def _roots(directory: str, stated: tuple[str, ...] | None) -> Iterator[str]:
    yield import_root(directory)
    project = project_directory(directory)
    if stated is not None:
        yield from stated
    elif project is not None:
        yield project
        yield os.path.join(project, "src")
    here = os.getcwd()
    if directory == here or directory.startswith(here.rstrip(os.sep) + os.sep):
        yield here
    yield directory


def holds_python(directory: str) -> bool:
    """Whether a directory has Python files or packages, so that it may be meant as a package."""
    try:
        with os.scandir(directory) as entries:
            return any(e.name.endswith(".py") or os.path.isfile(os.path.join(e.path, "__init__.py")) for e in entries)
    except OSError:
        return False
