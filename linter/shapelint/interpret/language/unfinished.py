"""Modules whose body is not run to its end: what they hold then need not be what they hold in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapelint.interpret.domain.values import ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.state.effects import effects_of
from shapelint.interpret.state.escape import escape
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk

UNFINISHED = "the module's body is not run to its end"


def leave_unfinished(m: Interpreter, body: nodes.Block, module: ModuleValue) -> None:
    """The rest of a module's body may bind each of its names again, and change whatever it names."""
    effects = effects_of(body)
    named = effects.changes | effects.calls
    reached = [value for name, value in module.variables.items() if name in named]
    m.journal.record_write(module)
    for name in bound_again(body) & module.variables.keys():
        module.variables[name] = Unknown(UNFINISHED)
    escape(m, [module, *reached], UNFINISHED)


def bound_again(body: nodes.Block) -> set[str]:
    """The names that a block may bind more than once."""
    bound = Counter(name for node in walk(body) for name in bound_by(node))
    loops = [node for node in walk(body) if isinstance(node, (nodes.For, nodes.While))]
    in_loops = {name for loop in loops for node in walk(loop) for name in bound_by(node)}
    return in_loops | {name for name, count in bound.items() if count > 1}


def bound_by(node: nodes.Node) -> Iterator[str]:
    """The names that a statement or expression binds itself, not by its parts."""
    if isinstance(node, (nodes.FunctionDef, nodes.ClassDef)):
        yield node.name
    elif isinstance(node, (nodes.Import, nodes.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, (nodes.Handler, nodes.MatchAs, nodes.MatchStar)):
        yield from () if node.name is None else (node.name,)
    elif isinstance(node, (nodes.Assign, nodes.Delete)):
        for target in node.targets:
            yield from names_in(target)
    elif isinstance(node, (nodes.AugmentedAssign, nodes.AnnotatedAssign, nodes.For, nodes.Walrus, nodes.WithItem)):
        yield from () if node.target is None else names_in(node.target)


def names_in(target: nodes.Expression) -> Iterator[str]:
    """The names in a target."""
    return (part.id for part in walk(target) if isinstance(part, nodes.Name))
