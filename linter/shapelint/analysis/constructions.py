"""Which parameters of a class a file gives when it makes objects of it: their defaults need not be meant."""

from __future__ import annotations

from shapelint.interpret.domain.values import ClassValue, FunctionValue, class_attribute
from shapelint.records import dataclass
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk


@dataclass(frozen=True, slots=True)
class Construction:
    """A call of a name: how many positional arguments it has at least, its keywords, and whether there may be more."""

    positional: int
    keywords: tuple[str, ...]
    open: bool


def constructions_in(tree: nodes.Module) -> dict[str, list[Construction]]:
    """The calls with arguments in a file, by the name that is called."""
    found: dict[str, list[Construction]] = {}
    for call in walk(tree.body):
        if isinstance(call, nodes.Call) and isinstance(call.function, nodes.Name) and call.arguments:
            plain = [a for a in call.arguments if not a.star]
            keywords = tuple(a.keyword for a in plain if a.keyword is not None)
            made = Construction(len(plain) - len(keywords), keywords, len(plain) < len(call.arguments))
            found.setdefault(call.function.id, []).append(made)
    return found


def parameters_given(owner: ClassValue, constructions: list[Construction]) -> frozenset[str]:
    """The names of the constructor's parameters that some construction gives or may give."""
    positional, every = parameters_of(owner)
    given: set[str] = set()
    for made in constructions:
        given.update(every if made.open else (*positional[: made.positional], *made.keywords))
    return every & given


def parameters_of(owner: ClassValue) -> tuple[list[str], frozenset[str]]:
    """The names of the constructor's parameters: the positional ones in their order, and all of them."""
    initializer = class_attribute(owner, "__init__")
    if not isinstance(initializer, FunctionValue):
        return [], frozenset()
    parameters = initializer.definition.parameters
    positional = [p.name for p in (*parameters.positional_only, *parameters.regular)][1:]
    return positional, frozenset({*positional, *(p.name for p in parameters.keyword_only)})
