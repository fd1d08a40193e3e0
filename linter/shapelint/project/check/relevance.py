"""Which files can be about a model at all: the others are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.project.config.framework_names import names_framework
from shapelint.project.files.imports import ProjectFiles
from shapelint.syntax.imported import imported_by
from shapelint.syntax.source import SourceFile

IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+([\w \t,*]+)|import[ \t]+([\w.]+))", re.M)


def concerns_models(file: SourceFile, files: ProjectFiles, declared: frozenset[str] = frozenset()) -> bool:
    """Whether a file names a framework, or imports a file of its project that does, and can have a model in its hands:
    it, or a file that it imports, imports a framework, or a module of the packages `declared`, whose layers the user
    declares. What only speaks of a framework, as a tool for models does, builds and calls none."""
    if not mentions_framework(file, files):
        return False
    imported = imported_by(file)
    return imported is None or imported.by_name or reaches_framework(file, files, declared)


def mentions_framework(file: SourceFile, files: ProjectFiles) -> bool:
    """Whether the text of a file, or of one that it imports directly (`from .parts import *`), names a framework."""
    return names_framework(file.text) or any(names_framework(found.text) for found in files_in_text(file, files))


def files_in_text(file: SourceFile, files: ProjectFiles) -> Iterator[SourceFile]:
    """The project's files that a file imports directly, as far as a look at its text shows."""
    for dots, module, names, plain in IMPORTS.findall(file.text):
        wanted = [(plain or module, len(dots))]
        if dots and not module:
            wanted = [(name.strip().split(" ")[0], len(dots)) for name in names.split(",")]
        for name, level in wanted:
            found = files.find(name, file, level)
            if isinstance(found, SourceFile):
                yield found


def reaches_framework(file: SourceFile, files: ProjectFiles, declared: frozenset[str]) -> bool:
    """Whether a file imports a framework, itself or by way of other files that can be read; one that has no syntax, or
    may import what its text does not say, may import anything."""
    waiting, seen = [file], {file.path}
    others: set[str] = set()
    while waiting:
        current = waiting.pop()
        imported = imported_by(current)
        if imported is None:
            return True
        if any(is_framework(package, declared) for package in imported.packages - others):
            return True
        others |= imported.packages
        for found in files.imported(current):
            if found.path not in seen:
                seen.add(found.path)
                waiting.append(found)
    return False


def is_framework(package: str, declared: frozenset[str]) -> bool:
    return package in declared or names_framework(package)
