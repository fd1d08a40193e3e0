"""What a file imports, anywhere in it."""

from __future__ import annotations

import re
from functools import lru_cache

from shapelint.records import dataclass
from shapelint.syntax.nodes import Import, ImportFrom, Module
from shapelint.syntax.parse import parse
from shapelint.syntax.source import SourceFile
from shapelint.syntax.walk import statements

BY_NAME = re.compile(r"\b(?:import_module|__import__|exec|eval)[ \t]*\(")
"""Calls that may import what no statement names."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The modules that statements import: leading dots and dotted name, a name that is imported from a module counting
    as one of its modules; the packages that these begin with, relative ones aside; and whether the file may import
    others by their names."""

    modules: tuple[tuple[int, str], ...]
    packages: frozenset[str]
    by_name: bool


def imported_by(file: SourceFile) -> Imported | None:
    """What a file imports; None for one that cannot be read."""
    return _imported(file.text)


@lru_cache(maxsize=4096)
def _imported(text: str) -> Imported | None:
    tree = parse(SourceFile("", text))
    if not isinstance(tree, Module):
        return None
    modules: dict[tuple[int, str], None] = {}
    for node in statements(tree.body):
        if isinstance(node, Import):
            modules.update(dict.fromkeys((0, alias.name) for alias in node.names))
        elif isinstance(node, ImportFrom):
            base = node.module or ""
            modules[node.level, base] = None
            names = (alias.name for alias in node.names if alias.name != "*")
            modules.update(dict.fromkeys((node.level, f"{base}.{name}" if base else name) for name in names))
    packages = frozenset(name.partition(".")[0] for level, name in modules if not level)
    return Imported(tuple(modules), packages, BY_NAME.search(text) is not None)
