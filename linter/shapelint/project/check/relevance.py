"""Which files can be about a model at all: the others are never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.project.check.framework_names import names_framework
from shapelint.project.files.imports import ProjectFiles
from shapelint.syntax.source import SourceFile

IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+([\w \t,*]+)|import[ \t]+([\w.]+))", re.M)


def concerns_models(file: SourceFile, files: ProjectFiles) -> bool:
    """Whether a file names a framework, or imports a file of its project that does (`from .parts import *`)."""
    return names_framework(file.text) or any(names_framework(found.text) for found in imported_files(file, files))


def imported_files(file: SourceFile, files: ProjectFiles) -> Iterator[SourceFile]:
    """The project's files that a file imports directly, as far as a look at its text shows."""
    for dots, module, names, plain in IMPORTS.findall(file.text):
        wanted = [(plain or module, len(dots))]
        if dots and not module:
            wanted = [(name.strip().split(" ")[0], len(dots)) for name in names.split(",")]
        for name, level in wanted:
            found = files.find(name, file, level)
            if isinstance(found, SourceFile):
                yield found
