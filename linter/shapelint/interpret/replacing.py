"""Tensor methods that change the tensor itself: `x.unsqueeze_(0)` gives every name of x another shape.

A tensor is a value here, so that the one that comes out takes the place of the old one wherever a program may hold it
under a name: in the scopes of the running calls, and in the attributes and buffers of the objects that were made."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.machine import Interpreter
from shapelint.interpret.values import BoundMethod, Cell, DeclaredFunction, DictValue, Instance
from shapelint.ir import UNKNOWN_TENSOR, Tensor

Holder = tuple[Cell | Instance | DictValue, dict[object, object]]


def is_in_place(method: BoundMethod) -> bool:
    """Whether a method of a tensor is one of those that torch marks with an underscore at the end of their names."""
    function = method.function
    if not isinstance(method.receiver, Tensor) or not isinstance(function, DeclaredFunction):
        return False
    name = function.entry.name
    return name.endswith("_") and not name.endswith("__")


def replace_receiver(m: Interpreter, old: Tensor, result: object) -> object:
    """What an in-place method gives back; it stands for the receiver from now on if it differs from it."""
    if isinstance(result, Tensor) and result.type == old.type:
        return result
    new = result if isinstance(result, Tensor) else Tensor(UNKNOWN_TENSOR, old.role, framework=old.framework)
    for target, items in tuple(holders(m)):
        names = [name for name, value in items.items() if value is old]
        if names:
            m.journal.touch(target)
            items.update(dict.fromkeys(names, new))
    return new


def holders(m: Interpreter) -> Iterator[Holder]:
    """Everything that holds values under names, with its names."""
    for frame in m.frames:
        scope: Cell | None = frame.scope
        while scope is not None:
            yield scope, scope.variables  # type: ignore[misc]
            scope = scope.parent
    for instance in m.instances:
        yield instance, instance.attributes  # type: ignore[misc]
        for held in instance.attributes.values():
            if isinstance(held, DictValue):
                yield held, held.items
