"""The files of a project that use what the checked files define.

A model's input size stands where the model is called, and that may be a script that nobody has asked about. So such
files are run as well; of what is found in their runs only what lies in the files that were asked for is reported. They
are found by a look at the import statements of the project's files, the nearest first, without reading all of a large
project and without parsing any file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from shapelint.files import read_regular
from shapelint.project.config.framework_names import names_framework
from shapelint.project.config.settings import SettingsSource
from shapelint.project.files.discovery import walk
from shapelint.project.filesystem.package_paths import PACKAGE_DIRECTORIES
from shapelint.project.filesystem.source_roots import import_root, project_directory
from shapelint.records import dataclass

MOST = 4
"""So many files are run beside those that were asked for."""
MOST_FILES = 600
"""So many files are looked at for each project."""
LARGEST = 1_000_000
STEPS = 3
"""A file may import another by so many steps: a script a package, which imports the module."""
IMPORT = r"""(?m)^[ \t"]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n#]*)|import[ \t]+([^\n#]+))"""
"""An import statement; compiled only where there are other files to be looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file, the words in its import statements, and whether it is meant to be run."""

    path: str
    words: frozenset[str]
    is_script: bool


def companions(files: Sequence[str], paths: Iterable[str], source: SettingsSource, most: int = MOST) -> tuple[str, ...]:
    """The files that may use what `files` define, the most telling first. All below the `paths` was asked for."""
    whole = tuple(os.path.abspath(path) for path in paths if os.path.isdir(path))
    asked = {absolute(path) for path in files for absolute in (os.path.abspath, os.path.realpath)}
    found: dict[str, Candidate] = {}
    for base, members in by_project(files).items():
        if not is_below(base, whole):
            candidates = candidates_in(base, members, asked, whole, source)
            found.update({one.path: one for one in users(candidates, {import_name(path) for path in members})})
    ranked = sorted(found.values(), key=lambda one: not one.is_script)
    return tuple(one.path for one in ranked[:most])


def by_project(files: Sequence[str]) -> dict[str, list[str]]:
    """The files that may define models, by the directory that their project, or else their package, lies in."""
    bases: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for path in files:
        directory = os.path.dirname(os.path.abspath(path))
        if any(name in directory for name in PACKAGE_DIRECTORIES) or not names_framework(text_of(path)):
            continue
        if directory not in bases:
            bases[directory] = project_directory(directory) or import_root(directory)
        found.setdefault(bases[directory], []).append(os.path.abspath(path))
    return found


def candidates_in(
    base: str, members: Sequence[str], asked: set[str], whole: tuple[str, ...], source: SettingsSource
) -> list[Candidate]:
    """The other files of a project: those in the directories of its members, then those elsewhere."""
    found: dict[str, Candidate] = {}
    for count, path in enumerate(files_from(base, members, whole, source)):
        if count == MOST_FILES:
            break
        if path in asked or path in found:
            continue
        text = text_of(path)
        found[path] = Candidate(path, imported_words(text), "__main__" in text)
    return list(found.values())


def files_from(base: str, members: Sequence[str], whole: tuple[str, ...], source: SettingsSource) -> Iterator[str]:
    directories = dict.fromkeys(os.path.dirname(path) for path in members)
    is_project = project_directory(base) == base
    for directory in (*directories, base):
        for path in walk(directory, directory, source, goes_down=is_project):
            if not is_below(path, whole):
                yield path


def users(candidates: Sequence[Candidate], names: set[str]) -> list[Candidate]:
    """Those that import one of the names, directly or by way of others."""
    found: list[Candidate] = []
    rest = list(candidates)
    for _ in range(STEPS):
        new = [one for one in rest if one.words & names]
        rest = [one for one in rest if not one.words & names]
        found += new
        names = {import_name(one.path) for one in new}
    return [one for one in found if os.path.basename(one.path) != "__init__.py"]


def imported_words(text: str) -> frozenset[str]:
    """The words of all import statements of a text."""
    if "import" not in text:
        return frozenset()
    return frozenset(
        word for groups in re.findall(IMPORT, text) for part in groups for word in re.findall(r"\w+", part)
    )


def import_name(path: str) -> str:
    """The last part of the name by which a file is imported."""
    directory, name = os.path.split(path)
    stem = name.partition(".")[0]
    return os.path.basename(directory) if stem == "__init__" else stem


def is_below(path: str, directories: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(one.rstrip(os.sep) + os.sep) for one in directories)


def text_of(path: str) -> str:
    found = read_regular(path, LARGEST)
    return "" if isinstance(found, str) else found.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
