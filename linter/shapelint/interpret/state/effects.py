"""What running a function may change besides its own variables, read off its source: for functions that are handed to
code which is not known, and may be called there any number of times."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.lifetimes import RUN
from shapelint.records import dataclass
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk


@dataclass(frozen=True, slots=True)
class Effects:
    """The free names that a function binds anew (`global`, `nonlocal`), those whose objects it may change, and those
    that it calls."""

    rebinds: frozenset[str]
    changes: frozenset[str]
    calls: frozenset[str]


FOUND: dict[int, tuple[object, Effects]] = RUN.table({})  # by the first nodes of bodies: each with its body


def effects_of(body: nodes.Expression | nodes.Block) -> Effects:
    """The effects of a function's body, which is looked through once."""
    first = body[0] if isinstance(body, tuple) and body else body
    known = FOUND.get(id(first))
    if known is None or known[0] != body:
        known = FOUND[id(first)] = (body, effects_below(body))
    return known[1]


def effects_below(body: nodes.Expression | nodes.Block) -> Effects:
    """The effects of a function's body, functions within it included. A name counts as free wherever it stands: who
    looks it up among the variables outside finds none for the function's own."""
    rebinds: set[str] = set()
    changes: set[str] = set()
    calls: set[str] = set()
    for node in walk(body):
        if isinstance(node, (nodes.Global, nodes.Nonlocal)):
            rebinds.update(node.names)
        elif isinstance(node, nodes.Call):
            changes.update(names_below(node.function))
            calls.update(named(node.function))
            for argument in node.arguments:
                changes.update(names_below(argument.value))
        else:
            changes.update(name for part in changed_by(node) for name in names_below(part))
    return Effects(frozenset(rebinds), frozenset(changes), frozenset(calls | changes))


def written_on(receiver: str, body: nodes.Block) -> tuple[frozenset[str], frozenset[str]]:
    """The attributes of a method's object that it binds, and those that it may change: on which it calls a method, or
    of which it sets an item."""
    bound: set[str] = set()
    changed: set[str] = set()
    for node in walk(body):
        if isinstance(node, (nodes.Assign, nodes.Delete, nodes.AugmentedAssign, nodes.AnnotatedAssign)):
            targets = node.targets if isinstance(node, (nodes.Assign, nodes.Delete)) else (node.target,)
            for target in (part for whole in targets for part in target_parts(whole)):
                bound.update(own_attribute(receiver, target))
                if isinstance(target, nodes.Subscript):
                    changed.update(own_attribute(receiver, target.value))
        elif isinstance(node, nodes.Call) and isinstance(node.function, nodes.Attribute):
            changed.update(own_attribute(receiver, node.function.value))
    return frozenset(bound), frozenset(changed)


def target_parts(target: nodes.Expression) -> Iterator[nodes.Expression]:
    """The single targets of an assignment."""
    if isinstance(target, (nodes.TupleDisplay, nodes.ListDisplay)):
        for part in target.elements:
            yield from target_parts(part)
    else:
        yield target


def own_attribute(receiver: str, node: nodes.Expression) -> Iterator[str]:
    if isinstance(node, nodes.Attribute) and isinstance(node.value, nodes.Name) and node.value.id == receiver:
        yield node.name


def changed_by(node: nodes.Node) -> Iterator[nodes.Expression]:
    """The expressions whose objects a node may change, or give another name to."""
    if isinstance(node, (nodes.Assign, nodes.Delete)):
        yield from (target for target in node.targets if not isinstance(target, nodes.Name))
    if isinstance(node, nodes.AugmentedAssign):
        yield node.target
    if isinstance(node, (nodes.Assign, nodes.Return, nodes.Yield, nodes.Walrus)) and node.value is not None:
        yield node.value
    if isinstance(node, (nodes.FunctionDef, nodes.ClassDef)):
        yield from node.decorators
    if isinstance(node, (nodes.For, nodes.Clause)):
        yield node.iterable
    if isinstance(node, nodes.WithItem):
        yield node.context


def names_below(expression: nodes.Expression) -> Iterator[str]:
    """The names of the objects that an expression is, is a part of, or puts together."""
    waiting: list[object] = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, nodes.Name):
            yield part.id
        elif isinstance(part, (nodes.Attribute, nodes.Subscript, nodes.Starred, nodes.Await)):
            waiting.append(part.value)
        elif isinstance(part, (nodes.ListDisplay, nodes.TupleDisplay, nodes.SetDisplay)):
            waiting.extend(part.elements)
        elif isinstance(part, nodes.DictDisplay):
            waiting.extend(part.values)
        elif isinstance(part, nodes.Conditional):
            waiting.extend((part.body, part.orelse))
        elif isinstance(part, nodes.Boolean):
            waiting.extend(part.values)


def named(expression: nodes.Expression) -> Iterator[str]:
    if isinstance(expression, nodes.Name):
        yield expression.id
