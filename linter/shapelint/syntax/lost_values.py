"""Calls whose value nobody can read: statements of their own, and names that are bound anew before they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapelint.records import dataclass
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk

BY_NAME = frozenset({"locals", "globals", "vars", "dir", "eval", "exec"})
"""With these, a variable may be read without being named."""
SCOPES = (nodes.FunctionDef, nodes.ClassDef, nodes.Lambda)
LOOKED_INTO = (nodes.If, nodes.For, nodes.While, nodes.With)
"""What a block may stand in. In a `try`, a handler may read what was bound before something raised."""


@dataclass(frozen=True, slots=True)
class LostValue:
    """A call, by its number: `name` is the variable that it is bound to ("" for a statement of its own), `again` the
    number of the value that takes its place, None if there is none."""

    at: int
    name: str = ""
    again: int | None = None


def lost_values(tree: nodes.Module) -> Iterator[LostValue]:
    """All of a module. A module's own names may be read from outside, and a notebook shows what a cell ends with."""
    yield from of_scope(tree.body, is_function=False)
    for node in walk(tree.body):
        if isinstance(node, nodes.FunctionDef) and not node.is_generator:
            yield from of_scope(node.body, is_function=True)


def of_scope(body: nodes.Block, is_function: bool) -> Iterator[LostValue]:
    own = list(walk(body))
    if any(isinstance(node, nodes.Name) and node.id in BY_NAME for node in own):
        return
    inner = {name for node in own if isinstance(node, SCOPES) for name in names_in(node)}
    shared = {name for node in own if isinstance(node, (nodes.Global, nodes.Nonlocal)) for name in node.names}
    mentions = Counter(node.id for node in own if isinstance(node, nodes.Name))
    for block in blocks(body):
        for statement, following in with_next_mention(block):
            if isinstance(statement, nodes.ExpressionStatement) and isinstance(statement.value, nodes.Call):
                if is_function:
                    yield LostValue(statement.value.at)
                continue
            name = bound_name(statement)
            if name is None or name.startswith("_") or name in inner | shared:
                continue
            assert isinstance(statement, nodes.Assign)
            again = None if following is None else bound_again(following, name)
            if again is not None:
                yield LostValue(statement.value.at, name, again)
            elif is_function and mentions[name] == 1:
                yield LostValue(statement.value.at, name)


def with_next_mention(block: nodes.Block) -> list[tuple[nodes.Statement, nodes.Statement | None]]:
    """Each statement with the next one that mentions the variable that it binds, None where there is none."""
    found: list[tuple[nodes.Statement, nodes.Statement | None]] = []
    following: dict[str, nodes.Statement] = {}
    for statement in reversed(block):
        found.append((statement, following.get(bound_name(statement) or "")))
        following.update(dict.fromkeys(names_in(statement), statement))
    return found[::-1]


def bound_name(statement: nodes.Statement) -> str | None:
    """The variable that a statement binds to the value of a call, if that is all it does."""
    if not isinstance(statement, nodes.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    return target.id if isinstance(target, nodes.Name) and isinstance(statement.value, nodes.Call) else None


def bound_again(statement: nodes.Statement, name: str) -> int | None:
    """The value that a statement which mentions a variable gives it, if that is all it does with it."""
    if bound_name(statement) != name or not isinstance(statement, nodes.Assign) or name in names_in(statement.value):
        return None
    return statement.value.at


def blocks(body: nodes.Block) -> Iterator[nodes.Block]:
    """A block, and those of the conditions, loops and contexts in it."""
    yield body
    for statement in body:
        if isinstance(statement, LOOKED_INTO):
            yield from blocks(statement.body)
            yield from blocks(getattr(statement, "orelse", ()))


def names_in(root: object) -> set[str]:
    """The variables that are mentioned: read, bound or deleted."""
    return {node.id for node in walk(root) if isinstance(node, nodes.Name)}
