"""The element types of indices, and of what is written where an index points."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.domain.values import ListValue
from shapelint.ir import Requirement, Tensor, TypedCall
from shapelint.ops.element_types import Rule, argument, element, failed, same

INDICES = frozenset({"int64", "int32", "uint8", "bool"})


def items_of(call: TypedCall) -> tuple[object, ...]:
    items = argument(call, "index")
    return items if isinstance(items, tuple) else ()


def whole_indices(call: TypedCall) -> Iterator[Requirement]:
    """A tensor that is an index holds whole numbers, or truths."""
    for item in items_of(call):
        own = call.certain(item) if isinstance(item, Tensor) else None
        if own is not None and own.name not in INDICES:
            text = f"an index must be int64, int32, uint8 or bool, not {own.name}"
            yield failed(call, None, "int64", own.name, text)
            return


def same_source(call: TypedCall) -> Iterator[Requirement]:
    """What is written at positions that tensors or lists say is of the target's type: it is not converted."""
    own, source = element(call, 0), element(call, 1)
    if own is None or source is None or source.is_number or own.name == source.name:
        return
    if any(points(call, item) for item in items_of(call)):
        text = f"what is written at an index is {source.name}, the tensor itself {own.name}: both must be of one type"
        yield failed(call, 1, own.name, source.name, text)


def points(call: TypedCall, item: object) -> bool:
    """Whether an item of an index certainly makes torch write element by element: positions in a list or in a tensor
    with dimensions, or a mask beside values that are certainly several."""
    if isinstance(item, ListValue):
        return bool(item.seen()) and all(type(one) is int for one in item.seen())
    own = call.certain(item) if isinstance(item, Tensor) else None
    if not isinstance(item, Tensor) or not item.shape or own is None:
        return False
    if own.name in ("int64", "int32"):
        return True
    shape = call.operands[1].shape
    return shape is not None and any(isinstance(size, int) and size > 1 for size in shape)


INDEXING: dict[str, Rule] = {
    "[]": Rule(same(), (whole_indices,)),
    "[] =": Rule(same(), (whole_indices, same_source)),
}
