"""How a name of a package is written in a file, by what the file imports."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst


def spelled(module: cst.Module, dotted: str) -> str | None:
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


def _imports(module: cst.Module) -> Iterator[tuple[str, str]]:
    """What the module's own imports bind: the full name of what is imported, and the name that it is given."""
    for statement in module.body:
        if isinstance(statement, cst.SimpleStatementLine):
            for small in statement.body:
                if isinstance(small, cst.Import):
                    yield from _plain(small)
                elif isinstance(small, cst.ImportFrom):
                    yield from _from(small)


def _plain(statement: cst.Import) -> Iterator[tuple[str, str]]:
    for alias in statement.names:
        name = alias.evaluated_name
        top = name.partition(".")[0]
        yield (name, alias.evaluated_alias) if alias.evaluated_alias else (top, top)


def _from(statement: cst.ImportFrom) -> Iterator[tuple[str, str]]:
    if statement.relative or statement.module is None or isinstance(statement.names, cst.ImportStar):
        return
    source = cst.ensure_type(cst.Attribute(statement.module, cst.Name("_")), cst.Attribute)
    parent = dotted_name(source.value)
    for alias in statement.names:
        name = alias.evaluated_name
        yield f"{parent}.{name}", alias.evaluated_alias or name


def dotted_name(node: cst.BaseExpression) -> str:
    """ "torch.nn" for the node of that name."""
    if isinstance(node, cst.Attribute):
        return f"{dotted_name(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""
