"""Tensor methods that change the tensor itself: `x.unsqueeze_(0)` gives every name of x another shape.

A tensor is a value here, so that the one that comes out takes the place of the old one wherever a program may hold it:
in the scopes of the running calls and of their modules, in the objects that were made, and in what these hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shapelint.interpret.domain.join import ANY_TENSOR
from shapelint.interpret.domain.values import (
    BoundMethod,
    Cell,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    ModuleValue,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import UNKNOWN_TENSOR, Tensor
from shapelint.records import replace

Named = Cell | ModuleValue | Instance | DictValue
Holder = Named | ListValue | IteratorValue


def is_in_place(method: BoundMethod) -> bool:
    """Whether a method of a tensor changes it: those that torch marks with an underscore at the end of their names, and
    those that are declared so."""
    function = method.function
    if not isinstance(method.receiver, Tensor) or not isinstance(function, DeclaredFunction):
        return False
    name = function.entry.name
    return function.entry.replaces or (name.endswith("_") and not name.endswith("__"))


def replace_receiver(m: Interpreter, old: Tensor, result: object) -> object:
    """What an in-place method gives back; it stands for the receiver from now on if it differs from it."""
    if isinstance(result, Tensor) and result.type == old.type and (result.element is None) == (old.element is None):
        return result
    new = result if isinstance(result, Tensor) else Tensor(UNKNOWN_TENSOR, dialect=old.dialect)
    if old.role and new.role != old.role:
        new = replace(new, role=old.role, origin=old.origin)
    if old in m.tensor_attributes:
        m.tensor_attributes[new] = m.tensor_attributes[old]
    for holder in reachable(m):
        replace_in(m, holder, old, new)
    return new


def replace_in(m: Interpreter, holder: Holder, old: Tensor, new: Tensor) -> None:
    """Put the new tensor into the place of the old one in one object."""
    if isinstance(holder, (ListValue, IteratorValue)):
        held = (*holder.seen(), holder.typical)
        if any(substituted(value, old, new) is not value for value in held):
            m.journal.record_write(holder)
            holder.substitute(lambda value: substituted(value, old, new))
        return
    names = names_of(holder)
    changed = {name: made for name, value in names.items() if (made := substituted(value, old, new)) is not value}
    if changed:
        m.journal.record_write(holder)
        if isinstance(holder, DictValue):
            holder.update(changed)
        else:
            names.update(changed)  # type: ignore[attr-defined]


def may_be_same(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors of which one is not decided may be one and the same."""
    if not one.may_be and not other.may_be:
        return False
    if ANY_TENSOR in one.may_be or ANY_TENSOR in other.may_be:
        return True
    candidates = one.may_be or (one,)
    return any(tensor in candidates for tensor in other.may_be or (other,))


def substituted(value: object, old: Tensor, new: Tensor) -> object:
    """The value, with the new tensor for the old one where it is that, or a tuple that holds it."""
    if value is old:
        return new
    if isinstance(value, Tensor) and may_be_same(value, old):
        return replace(value, type=UNKNOWN_TENSOR, elements=None, producer=None, element=None, device=None)
    if isinstance(value, Unknown) and value.typical is not None:
        typical = substituted(value.typical, old, new)
        return value if typical is value.typical else replace(value, typical=typical)
    if isinstance(value, tuple):
        made = tuple(substituted(item, old, new) for item in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    return value


def names_of(holder: Named) -> Mapping[object, object]:
    """What an object holds under names or keys."""
    if isinstance(holder, DictValue):
        return holder.at_least()
    return holder.attributes if isinstance(holder, Instance) else holder.variables  # type: ignore[return-value]


def reachable(m: Interpreter) -> Iterator[Holder]:
    """Everything that a running program can get at and that may hold a tensor, each once."""
    waiting: list[object] = [*m.instances]
    for frame in m.frames:
        waiting += [frame.scope, frame.module]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, (int, str, float, Tensor)) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, tuple):
            waiting += value
        elif isinstance(value, FunctionValue):
            waiting += [value.scope, *value.defaults.values()]
        elif isinstance(value, BoundMethod):
            waiting += [value.receiver, value.function]
        elif isinstance(value, (ListValue, IteratorValue)):
            waiting += value.seen()
            if isinstance(value, IteratorValue) and value.pending is not None:
                waiting += value.pending.holds()
            yield value
        elif isinstance(value, (Cell, ModuleValue, Instance, DictValue)):
            waiting += names_of(value).values()
            if isinstance(value, Cell):
                waiting.append(value.parent)
            yield value
