"""How a name of a package is written in a file, by what the file imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def spelled(module: ast.Module, dotted: str) -> str | None:
    """The shortest way to write a full name (`a.b.C`) in the module; None if nothing that leads there is imported. What
    is there under several names has a bar between them: `a.b.C|d.C`."""
    best: str | None = None
    for name, bound in _imports(module):
        for target in dotted.split("|"):
            if target == name or target.startswith(f"{name}."):
                written = bound + target[len(name) :]
                if best is None or len(written) < len(best):
                    best = written
    return best


def _imports(module: ast.Module) -> Iterator[tuple[str, str]]:
    """What the module's own imports bind: the full name of what is imported, and the name that it is given."""
    for statement in module.body:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                top = alias.name.partition(".")[0]
                yield (alias.name, alias.asname) if alias.asname else (top, top)
        elif isinstance(statement, ast.ImportFrom) and statement.module is not None and not statement.level:
            for alias in statement.names:
                if alias.name != "*":
                    yield f"{statement.module}.{alias.name}", alias.asname or alias.name
