"""Third-party packages: where an environment keeps them, and which of them are worth reading. Nothing of them runs."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shapelint.files import read_regular
from shapelint.frontends.registry import built_in
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.project.filesystem.package_paths import PACKAGE_DIRECTORIES, default_package_paths, package_paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.problems import Problem


@asked_once
def _on_frameworks() -> re.Pattern[str]:
    """What a package states that builds on a framework."""
    names = "|".join(name for framework in built_in() for name in framework.distributions)
    return re.compile(rf"^Requires-Dist: *({names})", re.I | re.M)


def package_directories(environment: Path) -> tuple[Path, ...]:
    """See package_paths."""
    return tuple(map(Path, package_paths(str(environment))))


def stated_directories(environment: str | os.PathLike[str] | None) -> tuple[Path, ...] | Problem | None:
    """The packages of an environment that the user names; None when none is named."""
    if environment is None:
        return None
    from shapelint.problems import Problem

    found = package_directories(Path(environment))
    return found or Problem(f"{os.fspath(environment)}: no Python environment (there is no site-packages folder in it)")


def default_directories(directory: Path) -> tuple[Path, ...]:
    """See default_package_paths."""
    return tuple(map(Path, default_package_paths(str(directory))))


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
    found = read_regular(metadata)
    if isinstance(found, str):
        return True
    text = found.decode("utf-8", "replace").replace("\r\n", "\n")
    return _on_frameworks().search(text.partition("\n\n")[0]) is not None
