"""What there is to say of the cells of a session: those that were run, and the one that is to be run next."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from shapelint.analysis.results import Dim, ShapeFact
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.project.api import check_source
from shapelint.project.check.file_check import FileChecker
from shapelint.project.config.configuration_files import Layer
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.config.user_extensions import stated_of
from shapelint.project.files.given_source import source_of_text
from shapelint.syntax.source import SourceFile

NAME = "session.ipynb"
"""As if the session were a notebook of the current directory, so that imports and configuration are found there."""
SEPARATOR = "   # "


def notebook_text(cells: Sequence[str]) -> str:
    """The cells as a notebook file has them."""
    written: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": cell} for cell in cells
    ]
    about = {"language_info": {"name": "python"}}
    return json.dumps({"cells": written, "metadata": about, "nbformat": 4, "nbformat_minor": 5})


def findings(cells: Sequence[str]) -> list[Diagnostic]:
    """What a check of the cells finds."""
    return check_source(notebook_text(cells), filename=NAME)


def new_findings(cells: Sequence[str], known: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What the last cell brings beside what was known of the others."""
    before = {identity(diagnostic) for diagnostic in known}
    return [diagnostic for diagnostic in findings(cells) if identity(diagnostic) not in before]


def identity(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.code, diagnostic.cell, diagnostic.location, diagnostic.message


def shapes_in_last(cells: Sequence[str]) -> list[ShapeFact]:
    """The shapes in the last cell."""
    from shapelint.analysis import Options, shapes

    source = Resolver(Stated(Layer({}, COMMAND_LINE, os.getcwd()), (), None, False))
    file = source_of_text(notebook_text(cells), NAME)
    if not isinstance(file, SourceFile):
        return []
    own = source.of_directory(os.getcwd())
    files = FileChecker(source, (), {os.path.realpath(NAME): file}).files(own)
    found = shapes(file, files, Options(own.inputs, stated_of(own)))
    return [fact for fact in found if fact.cell == len(cells)]


def beside(cell: str, facts: Sequence[ShapeFact]) -> str:
    """The cell with the shapes of the names that each line assigns, or of its outermost expression, beside it."""
    by_row: dict[int, list[ShapeFact]] = {}
    for fact in facts:
        by_row.setdefault(fact.end_row, []).append(fact)
    lines = cell.splitlines()
    width = max((len(line) for number, line in enumerate(lines, 1) if number in by_row), default=0)
    return "\n".join(
        f"{line.ljust(width)}{SEPARATOR}{told(by_row[number])}" if number in by_row else line
        for number, line in enumerate(lines, 1)
    )


def told(facts: Sequence[ShapeFact]) -> str:
    """The names that are assigned, as far as there are any; else the longest expression."""
    names = [fact for fact in facts if fact.expression.isidentifier() and fact.column == min(f.column for f in facts)]
    chosen = names or [max(facts, key=lambda fact: len(fact.expression))]
    each = dict.fromkeys((fact.expression if names else "", shown(fact.shape)) for fact in chosen)
    return ", ".join(f"{name} {shape}".strip() for name, shape in each)


def shown(shape: tuple[Dim, ...] | None) -> str:
    if shape is None:
        return "(...)"
    inner = ", ".join(str(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
