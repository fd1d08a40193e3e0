"""Where an environment keeps its packages."""

from __future__ import annotations

import os

from shapelint.project.filesystem.asked_once import asked_once

PACKAGE_DIRECTORIES = ("site-packages", "dist-packages")


def package_paths(environment: str) -> tuple[str, ...]:
    """The folders that hold the packages of an environment: a virtual environment's or an installation's prefix, the
    Python executable in it, or such a folder itself; the newest Python's first. Empty when there is none."""
    if os.path.basename(environment) in PACKAGE_DIRECTORIES and os.path.isdir(environment):
        return (environment,)
    prefix = os.path.dirname(os.path.dirname(environment)) if os.path.isfile(environment) else environment
    found: list[tuple[tuple[int, ...], str]] = []
    for library in _below(prefix, "lib"):
        for python in _below(library, "python3"):
            version = tuple(
                int(part) for part in os.path.basename(python)[len("python") :].split(".") if part.isdigit()
            )
            found += [(version, os.path.join(python, name)) for name in PACKAGE_DIRECTORIES]
    found += [((), os.path.join(prefix, "Lib", name)) for name in PACKAGE_DIRECTORIES]
    there = [path for _, path in sorted(found, key=lambda one: one[0], reverse=True) if os.path.isdir(path)]
    return tuple({os.path.realpath(path): path for path in there}.values())


def _below(directory: str, beginning: str) -> list[str]:
    """What a directory holds under names that begin so, in order."""
    try:
        return [os.path.join(directory, name) for name in sorted(os.listdir(directory)) if name.startswith(beginning)]
    except OSError:
        return []


@asked_once
def _default(directory: str, active: str) -> tuple[str, ...]:
    if active:
        return package_paths(active)
    while True:
        local = os.path.join(directory, ".venv")
        if os.path.isdir(local) and (found := package_paths(local)):
            return found
        above = os.path.dirname(directory)
        if above == directory:
            return ()
        directory = above


def default_package_paths(directory: str) -> tuple[str, ...]:
    """The packages of the active virtual environment, else of the nearest `.venv` of an absolute directory or one above
    it."""
    return _default(directory, os.environ.get("VIRTUAL_ENV", ""))
