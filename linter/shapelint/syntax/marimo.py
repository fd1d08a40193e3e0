"""Marimo's notebooks: each cell is a function whose parameters are the names that it takes from other cells, and that
gives back those that it defines. They are read as the one module that they make up, cell after cell.

    @app.cell
    def _(nn):
        net = nn.Linear(8, 4)
        return (net,)

Source: https://docs.marimo.io/guides/editor_features/ (file format)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.records import dataclass, replace
from shapelint.syntax import nodes

PACKAGE = "marimo"
CELLS = frozenset({"cell"})
DEFINITIONS = frozenset({"function", "class_definition"})


@dataclass(frozen=True, slots=True)
class MarimoCell:
    """A cell: the names that it takes, those that it gives, and its statements without the last return."""

    takes: frozenset[str]
    gives: frozenset[str]
    body: nodes.Block


def with_cells(module: nodes.Module) -> nodes.Module:
    """The module with the cells of marimo's application in place of their functions, in an order in which each comes
    behind those that it takes names from. Any other module, and one whose cells have no such order, as it is."""
    app = application(module.body)
    if app is None:
        return module
    cells = [(index, found) for index, s in enumerate(module.body) if (found := cell_of(s, app)) is not None]
    ordered = in_order([cell for _, cell in cells])
    if not cells or ordered is None:
        return module
    places = {index for index, _ in cells}
    first = min(places)
    before = [plain(s, app) for s in module.body[:first]]
    after = [plain(s, app) for index, s in enumerate(module.body) if index > first and index not in places]
    setup = [s for part in after if isinstance(part, nodes.With) and is_setup(part, app) for s in part.body]
    defined = [s for s in after if isinstance(s, (nodes.FunctionDef, nodes.ClassDef))]
    rest = [s for s in after if s not in defined and not (isinstance(s, nodes.With) and is_setup(s, app))]
    body = [*unfolded(before, app), *setup, *defined, *(s for cell in ordered for s in cell.body), *rest]
    return replace(module, body=tuple(body))


def application(body: nodes.Block) -> str | None:
    """The name of the application: `app = marimo.App(...)`."""
    for statement in body:
        if isinstance(statement, nodes.Assign) and isinstance(statement.value, nodes.Call):
            function, target = statement.value.function, statement.targets[0]
            is_app = isinstance(function, nodes.Attribute) and function.name == "App"
            if is_app and isinstance(target, nodes.Name):
                return target.id
    return None


def cell_of(statement: nodes.Statement, app: str) -> MarimoCell | None:
    """What a statement is as a cell; None for any other, and for a cell that returns before its end."""
    if not isinstance(statement, nodes.FunctionDef) or statement.is_generator:
        return None
    if not any(decorated_with(one, app, CELLS) for one in statement.decorators):
        return None
    body, last = statement.body, statement.body[-1] if statement.body else None
    gives: frozenset[str] = frozenset()
    if isinstance(last, nodes.Return):
        body = body[:-1]
        elements = last.value.elements if isinstance(last.value, nodes.TupleDisplay) else (last.value,)
        gives = frozenset(one.id for one in elements if isinstance(one, nodes.Name))
    if any(isinstance(inner, nodes.Return) for inner in statements_in(body)):
        return None
    return MarimoCell(frozenset(p.name for p in statement.parameters.regular), gives, body)


def statements_in(body: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """The statements of a body and of its blocks, not those of functions and classes in it."""
    for statement in body:
        yield statement
        if isinstance(statement, (nodes.FunctionDef, nodes.ClassDef)):
            continue
        for name in ("body", "orelse", "finalbody", "handlers"):
            yield from statements_in(getattr(statement, name, ()))


def in_order(cells: Sequence[MarimoCell]) -> list[MarimoCell] | None:
    """The cells, each behind those that define what it takes; None where they need each other in a circle."""
    given = frozenset(name for cell in cells for name in cell.gives)
    waiting, known, ordered = list(cells), set[str](), list[MarimoCell]()
    while waiting:
        ready = next((cell for cell in waiting if (cell.takes & given) <= known | cell.gives), None)
        if ready is None:
            return None
        waiting.remove(ready)
        ordered.append(ready)
        known |= ready.gives
    return ordered


def plain(statement: nodes.Statement, app: str) -> nodes.Statement:
    """A function or class of the notebook's own without the decorator that says so."""
    if not isinstance(statement, (nodes.FunctionDef, nodes.ClassDef)):
        return statement
    kept = tuple(one for one in statement.decorators if not decorated_with(one, app, DEFINITIONS))
    return statement if kept == statement.decorators else replace(statement, decorators=kept)


def unfolded(statements: Sequence[nodes.Statement], app: str) -> Iterator[nodes.Statement]:
    """The statements, those of the set-up in the place of its block."""
    for statement in statements:
        if isinstance(statement, nodes.With) and is_setup(statement, app):
            yield from statement.body
        else:
            yield statement


def is_setup(statement: nodes.With, app: str) -> bool:
    context = statement.items[0].context if statement.items else None
    function = context.function if isinstance(context, nodes.Call) else context
    return isinstance(function, nodes.Attribute) and function.name == "setup" and is_name(function.value, app)


def decorated_with(decorator: nodes.Expression, app: str, names: frozenset[str]) -> bool:
    """Whether a decorator is `@app.NAME` or `@app.NAME(...)`."""
    function = decorator.function if isinstance(decorator, nodes.Call) else decorator
    return isinstance(function, nodes.Attribute) and function.name in names and is_name(function.value, app)


def is_name(node: nodes.Expression, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.id == name
