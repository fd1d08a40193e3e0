"""A lint of the linter's own source: what reads an open container, or an unknown, as if all of it were known.

- Raw items (`container._items`) are for the module of the containers alone; others ask `exactly()` or `at_least()`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "linter" / "shapelint"
CONTAINERS = "interpret/containers.py"


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_raw_items_are_read_by_the_containers_alone() -> None:
    found = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in trees()
        if name != CONTAINERS
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "_items"
    ]
    assert not found, "\n".join(found)
