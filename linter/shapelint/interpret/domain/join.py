"""Snapshots of heap objects, and the least that is true of a value that is one of two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from shapelint.interpret.domain.open_dicts import Optional, opened, optional_keys
from shapelint.interpret.domain.values import (
    Cell,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    ModuleValue,
    Opening,
    SetValue,
    Suspended,
    Unknown,
    carried_out,
    is_one_number,
)
from shapelint.ir import ElementType, Storage, Tensor, TensorType
from shapelint.ir.devices import Device
from shapelint.ir.dialect import NEUTRAL
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, Symbol, Verdict, equal, fresh

State = tuple[object, ...]
MOST_ALIASES = 16  # a tensor that may be one of more may be any tensor
NOWHERE = 2**62  # the position of an iterator that has no known element any more


def snapshot(target: object) -> State:
    """The state of a heap object, shared with nothing."""
    if isinstance(target, ListValue):
        return target.state()
    if isinstance(target, (DictValue, SetValue)):
        return (dict(target.at_least()), target.open)
    if isinstance(target, Cell):
        return (dict(target.variables),)
    if isinstance(target, (ModuleValue, ClassValue)):
        return (dict(target.variables), target.open)
    if isinstance(target, Instance):
        return (dict(target.attributes), target.open, target.payload)
    if isinstance(target, FunctionValue):
        return (dict(target.attributes), target.open)
    if isinstance(target, IteratorValue):
        return target.state()
    if isinstance(target, Storage):
        return (target.written,)
    raise TypeError(f"not a heap object: {type(target).__name__}")


def restore(target: object, state: State) -> None:
    """Give a heap object the state of a snapshot."""
    if isinstance(target, ListValue):
        target.set_state(state)
    elif isinstance(target, (DictValue, SetValue)):
        target.hold(state[0], state[1])  # type: ignore[arg-type]
    elif isinstance(target, Cell):
        replace_content(target.variables, state[0])
    elif isinstance(target, (ModuleValue, ClassValue)):
        replace_content(target.variables, state[0])
        target.open = state[1]  # type: ignore[assignment]
    elif isinstance(target, Instance):
        replace_content(target.attributes, state[0])
        target.open, target.payload = state[1:]  # type: ignore[assignment]
    elif isinstance(target, FunctionValue):
        replace_content(target.attributes, state[0])
        target.open = state[1]  # type: ignore[assignment]
    elif isinstance(target, IteratorValue):
        target.set_state(state)
    elif isinstance(target, Storage):
        target.written = bool(state[0])


def replace_content(names: dict[str, object], content: object) -> None:
    """Scopes are referred to by closures, so the dict stays and its content changes."""
    names.clear()
    names.update(content)  # type: ignore[call-overload]


def merge_states(target: object, first: State, second: State, reason: str) -> State:
    """The state of an object that is in one of two states."""
    if isinstance(target, ListValue):
        return merge_lists(first, second, reason)
    if isinstance(target, SetValue):
        one, other = first[0], second[0]
        if one == other:
            return (one, first[1] or second[1])
        return ({k: v for k, v in one.items() if k in other}, reason)  # type: ignore[attr-defined,operator]
    if isinstance(target, DictValue):
        return merge_dicts(first, second, reason)
    if isinstance(target, IteratorValue):
        return merge_iterators(first, second, reason)
    if isinstance(target, Storage):
        return (first[0] or second[0],)
    merged, _ = merge_names(first[0], second[0], reason)
    if isinstance(target, Cell):
        return (merged,)
    opening = later(first[1], second[1])
    if isinstance(target, Instance):
        return (merged, opening, merge_payloads(first[2], second[2], reason))
    return (merged, opening)


def merge_iterators(first: State, second: State, reason: str) -> State:
    """The state of an iterator that is in one of two; one that is suspended may stand where it does in either."""
    if first == second:
        return first
    state, other = (first, second) if isinstance(first[3], Suspended) else (second, first)
    suspended = state[3]
    if not isinstance(suspended, Suspended):
        return (NOWHERE, reason, [], None, None, None)
    position, items = other[0], other[2]
    assert isinstance(position, int)
    assert isinstance(items, list)
    if isinstance(other[3], Suspended) or not (other[1] or items[position:]):
        return (0, "", [], suspended.join(other[3]), None, None)
    return (0, "", [], suspended.lost(), None, None)


class Joinable(Protocol):
    """What a native object keeps for itself, when it says itself what is true of one of two states of it."""

    def join(self, other: object, reason: str) -> object: ...


def merge_payloads(first: object, second: object, reason: str) -> object:
    if first is second or first is None or second is None:
        return first if first is not None else second
    joining: Joinable | None = first if hasattr(first, "join") and not isinstance(first, (str, bytes)) else None
    return first if joining is None else joining.join(second, reason)


def later(first: object, second: object) -> Opening | None:
    """The opening of a namespace that has been opened by one of two: the later one, of which more is unknown."""
    openings = [one for one in (first, second) if isinstance(one, Opening)]
    return max(openings, key=lambda one: one.serial, default=None)


def merge_lists(first: State, second: State, reason: str) -> State:
    one, other = first[0], second[0]
    assert isinstance(one, list)
    assert isinstance(other, list)
    merged = [merge_values(a, b, reason) for a, b in zip(one, other, strict=False)]
    if len(one) == len(other) and not first[1] and not second[1]:
        return (merged, "", 0, None)
    reason = str_of(first[1]) or str_of(second[1]) or reason
    typical = merged_typical([*elements_of(first), *elements_of(second)])
    return (merged, reason, min(fewest_in(first), fewest_in(second)) - len(merged), typical)


def elements_of(state: State) -> list[object]:
    """All that an element of a list in that state may be; None among them for what is not known."""
    items = state[0]
    assert isinstance(items, list)
    return [*items, state[3]] if state[1] else items


def fewest_in(state: State) -> int:
    """How many elements a list in that state has at least."""
    items, more = state[0], state[2]
    assert isinstance(items, list)
    assert isinstance(more, int)
    return len(items) + more


def merged_typical(elements: Iterable[object]) -> object:
    """What is true of each of some elements; None where that is nothing."""
    merged: object = None
    for position, element in enumerate(elements):
        merged = element if position == 0 else merge_values(merged, element, "")
        if merged is None or (isinstance(merged, Unknown) and not merged.is_number):
            return None
    return merged


def joined(first: ListValue, second: ListValue) -> ListValue:
    """A list of the elements of both."""
    made = first.copied()
    made.extend(second.at_least())
    if made.open:
        made.more += second.more if second.open else 0
    else:
        made.open, made.more = second.open, second.more
    if made.open:
        made.typical = merged_typical([*elements_of(first.state()), *elements_of(second.state())])
    return made


def another(value: object) -> object:
    """What stands for any of some elements, as one more of them: sizes that are not known are not the same in each."""
    if isinstance(value, tuple):
        return tuple(another(item) for item in value)
    if isinstance(value, Tensor) and value.shape is not None and any(is_unknown_size(size) for size in value.shape):
        sizes = [fresh("unknown", low=size.low) if is_unknown_size(size) else size for size in value.shape]  # type: ignore[union-attr]
        return replace(value, type=value.type.with_shape(tuple(sizes)))
    if isinstance(value, Unknown):
        return Unknown(value.reason, value.place, may_be=value.may_be, is_number=value.is_number)
    return value


def is_unknown_size(size: Size) -> bool:
    return isinstance(size, Symbol) and not size.known and size.name == "unknown"


def grow(target: ListValue, items: Sequence[object], why: str = "") -> None:
    """Add elements to a list or deque, which may be open."""
    typical = merged_typical([target.typical, *items]) if target.open and not why else None
    target.extend(items, why)
    target.typical = typical


def merge_dicts(first: State, second: State, reason: str) -> State:
    """What a dict surely holds; it may hold more, in another order, when the keys differ."""
    one, other = first[0], second[0]
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    merged = {key: merge_values(value, other[key], reason) for key, value in one.items() if key in other}
    own = "" if list(one) == list(other) else Optional.of(reason, frozenset(one.keys() ^ other.keys()))
    return (merged, opened(str_of(first[1]), str_of(second[1]), own))


def str_of(text: object) -> str:
    assert isinstance(text, str)
    return text


def is_same_state(target: object, before: State, after: State) -> bool:
    """Whether a merge has left all that was known before."""
    one, other = before[0], after[0]
    if isinstance(target, ListValue):
        assert isinstance(one, list)
        assert isinstance(other, list)
        return (
            bool(before[1]) == bool(after[1])
            and len(one) == len(other)
            and before[2] == after[2]
            and (before[3] is None or is_still_known(before[3], after[3]))
            and all(is_still_known(a, b) for a, b in zip(one, other, strict=True))
        )
    if isinstance(one, dict) and isinstance(other, dict):
        same = one.keys() == other.keys() and all(is_still_known(v, other[k]) for k, v in one.items())
        if isinstance(target, Cell):
            return same
        if isinstance(target, (Instance, ClassValue, ModuleValue, FunctionValue)):
            return same and bool(before[1]) == bool(after[1]) and all(map(is_identical, before[2:], after[2:]))
        return same and [openness(x) for x in before[1:]] == [openness(x) for x in after[1:]]
    return before == after


def is_identical(one: object, other: object) -> bool:
    return one is other


def openness(reason: object) -> object:
    """Whether a collection is open, and for which keys."""
    return (bool(reason), optional_keys(reason))


def is_still_known(before: object, after: object) -> bool:
    """Whether as much is known of a merged value as was known of it before."""
    before, after = carried_out(before), carried_out(after)
    if before is after:
        return True
    if isinstance(before, Unknown) and isinstance(after, Unknown):
        return after.is_number or not before.is_number
    if isinstance(before, Tensor) and isinstance(after, Tensor):
        one, other = before.shape, after.shape
        if before.elements is not None and not same_elements(before, after):
            return False
        if before.element is not None and merge_elements(before, after) is None:
            return False
        if before.device is not None and merge_devices(before, after) is None:
            return False
        if one is None or other is None:
            return one is other
        return len(one) == len(other) and all(
            a == b or (isinstance(a, Symbol) and isinstance(b, Symbol) and not a.known and not b.known)
            for a, b in zip(one, other, strict=True)
        )
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        return all(is_still_known(a, b) for a, b in zip(before, after, strict=True))
    return isinstance(before, Instance) and isinstance(after, Instance) and is_named_tuple(before)


def forgotten(target: object, before: State, after: State, reason: str) -> State:
    """The state after a merge, without what is not as it was before."""
    if is_same_state(target, before, after):
        return after
    if isinstance(target, ListValue):
        return ([], reason, 0, None)
    if isinstance(target, (DictValue, SetValue)):
        return ({}, reason)
    one, other = before[0], after[0]
    if isinstance(one, dict) and isinstance(other, dict):
        kept = {k: v if k in one and is_still_known(one[k], v) else Unknown(reason) for k, v in other.items()}
        return (kept, *after[1:])
    return after


def merge_names(one: object, other: object, reason: str) -> tuple[dict[object, object], bool]:
    """Two mappings as one; a name that only one of them has may be missing, so its value is unknown."""
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    merged: dict[object, object] = {}
    for name in {**one, **other}:
        if name in one and name in other:
            merged[name] = merge_values(one[name], other[name], reason)
        else:
            merged[name] = (
                one.get(name, other.get(name))
                if is_helper(one.get(name, other.get(name)))
                else Unknown(reason, may_be_missing=True)
            )
    return merged, one.keys() == other.keys()


def is_helper(value: object) -> bool:
    """Functions and modules that exist on one side only: whoever uses one was on that side."""
    return isinstance(value, (FunctionValue, ClassValue, ModuleValue))


def merge_values(first: object, second: object, reason: str) -> object:
    """The least that is true of a value that is `first` or `second`."""
    first, second = carried_out(first), carried_out(second)
    if first is second:
        return first
    if isinstance(first, Tensor) and isinstance(second, Tensor):
        return merge_tensors(first, second)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        return tuple(merge_values(a, b, reason) for a, b in zip(first, second, strict=True))
    if isinstance(first, (int, str, float, bytes, Expression)) and type(first) is type(second) and first == second:
        return first
    if (
        isinstance(first, Instance)
        and isinstance(second, Instance)
        and first.type is second.type
        and is_named_tuple(first)
    ):
        names = first.attributes
        return Instance(first.type, {n: merge_values(v, second.attributes.get(n), reason) for n, v in names.items()})
    if isinstance(first, Unknown) and isinstance(second, Unknown) and first.same() == second.same():
        return first
    missing = any(isinstance(value, Unknown) and value.may_be_missing for value in (first, second))
    is_number = is_one_number(first) and is_one_number(second) and not missing
    may_be = tuple(dict.fromkeys((*possible(first), *possible(second))))
    return Unknown(reason, may_be=may_be, may_be_missing=missing, one_of=texts_of(first, second), is_number=is_number)


def texts_of(first: object, second: object) -> tuple[str, ...]:
    """The texts of which a value is one; none where it may be something else."""
    found: list[str] = []
    for value in (first, second):
        held = (value,) if isinstance(value, str) else value.one_of if isinstance(value, Unknown) else ()
        if not held:
            return ()
        found.extend(held)
    return tuple(dict.fromkeys(found))


def possible(value: object) -> tuple[object, ...]:
    """The objects that a value may be: those that can be changed through it."""
    if isinstance(value, Unknown):
        return value.may_be
    kinds = (ListValue, DictValue, SetValue, IteratorValue, Instance)
    return (value,) if isinstance(value, kinds) else ()


def possible_among(values: Iterable[object]) -> tuple[object, ...]:
    """The lists, dicts and sets that one of some values may be."""
    return tuple(dict.fromkeys(one for value in values for one in possible(value)))


def is_named_tuple(value: Instance) -> bool:
    """Whether an object cannot change, so that it has no identity of its own."""
    return value.payload is None and any("_fields" in c.variables for c in value.type.mro)


ONE_OF_TWO = "one of two branches"  # the origin of a tensor that is one of two


def merge_tensors(first: Tensor, second: Tensor) -> Tensor:
    """A tensor that is one of two; it remembers which, for whoever changes them in place or asks for their identity.
    What made a parameter, or a symbolic tensor, is not what made either of them."""
    may_be = tuple(dict.fromkeys((*(first.may_be or (first,)), *(second.may_be or (second,)))))
    if ANY_TENSOR in may_be or len(may_be) > MOST_ALIASES:
        return any_tensor(first, second)
    producer = first.producer if first.producer is second.producer else None
    element = merge_elements(first, second)
    if first.device is not second.device:
        first = replace(first, device=merge_devices(first, second))
    if first.type == second.type:
        if first.role == "parameter" or second.role == "parameter" or first.dialect.models.is_symbolic:
            return replace(first, elements=None, origin=ONE_OF_TWO, producer=producer, may_be=may_be, element=element)
        elements = first.elements if same_elements(first, second) else None
        return replace(first, elements=elements, may_be=may_be, element=element)
    dtype = first.type.dtype if first.type.dtype == second.type.dtype else None
    if first.shape is None or second.shape is None or len(first.shape) != len(second.shape):
        return Tensor(TensorType(None, dtype), origin=ONE_OF_TWO, may_be=may_be, element=element, device=first.device)
    shape = tuple(merge_sizes(a, b) for a, b in zip(first.shape, second.shape, strict=True))
    kind = TensorType(shape, dtype)
    return Tensor(kind, origin=ONE_OF_TWO, producer=producer, may_be=may_be, element=element, device=first.device)


def merge_devices(first: Tensor, second: Tensor) -> Device | None:
    """Where a tensor is held that is one of two, if both are held there."""
    one, other = first.device, second.device
    return one if one is not None and other is not None and one.is_same(other) else None


def merge_elements(first: Tensor, second: Tensor) -> ElementType | None:
    """The element type of a tensor that is one of two, if it is certain: that both have."""
    one, other = first.element, second.element
    same = one is not None and other is not None and one.name == other.name and one.is_number is other.is_number
    return one if same and first.framework == second.framework else None


ANY_TENSOR = Tensor(TensorType(None), origin="any tensor")
"""Among the tensors that one may be: it may be any other, so that what changes the shape of any changes it too."""


def any_tensor(first: Tensor, second: Tensor) -> Tensor:
    """One of so many tensors that it is not kept which."""
    one, other = first.type, second.type
    shape = None
    if one.shape is not None and other.shape is not None and len(one.shape) == len(other.shape):
        shape = tuple(merge_sizes(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    dialect = first.dialect if first.dialect is second.dialect else NEUTRAL
    kind = TensorType(shape, one.dtype if one.dtype == other.dtype else None)
    element = merge_elements(first, second)
    return Tensor(kind, origin=ONE_OF_TWO, may_be=(ANY_TENSOR,), dialect=dialect, element=element)


def same_elements(first: Tensor, second: Tensor) -> bool:
    """Whether two tensors hold the same elements, as far as they are known, in the same memory."""
    one, other = first.elements, second.elements
    if one is None or other is None:
        return one is other
    return one.values == other.values and one.storages == other.storages


def merge_sizes(first: Size, second: Size) -> Size:
    return first if equal(first, second) is Verdict.HOLDS else fresh("unknown", low=0)
