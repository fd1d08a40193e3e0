"""What is true of all of several values of which one is meant: the elements of a data set, the outcomes of a random
transform."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.interpret.domain.join import merge_devices, merge_elements, merge_values
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor, TensorType
from shapelint.records import replace
from shapelint.symbolic import Expression, Verdict, equal, fresh

REASON = "one of several values"


def either(m: Interpreter, site: Site, values: object) -> object:
    """What is true of all of some values."""
    items, complete = m.iterate(values, site.place)
    return common(items) if items and complete else Unknown(REASON, site.place)


def common(values: Sequence[object]) -> object:
    """One value that stands for any of these."""
    first = values[0]
    if all(value is first for value in values):
        return first
    if all(isinstance(value, (int, Expression)) and not isinstance(value, bool) for value in values):
        same = all(equal(first, value) is Verdict.HOLDS for value in values)  # type: ignore[arg-type]
        return first if same else fresh("unknown", low=None)
    if all(type(value) is type(first) for value in values):
        found = of_one_kind(first, values)
        if found is not None:
            return found
    merged = first
    for value in values[1:]:
        merged = merge_values(merged, value, REASON)
    return merged


def of_one_kind(first: object, values: Sequence[object]) -> object | None:
    """The same for tensors and collections of one make; None for others."""
    if isinstance(first, Tensor):
        return any_of([value for value in values if isinstance(value, Tensor)])
    if isinstance(first, tuple):
        rows = [value for value in values if isinstance(value, tuple)]
        return tuple(common(column) for column in zip(*rows, strict=True)) if same_lengths(rows) else None
    if isinstance(first, ListValue):
        lists = [value.exactly() for value in values if isinstance(value, ListValue)]
        items = [held for held in lists if held is not None]
        whole = len(items) == len(values) and same_lengths(items)
        return ListValue([common(column) for column in zip(*items, strict=True)]) if whole else None
    if isinstance(first, DictValue):
        dicts = [held for value in values if isinstance(value, DictValue) and (held := value.exactly()) is not None]
        if len(dicts) < len(values) or any(one.keys() != dicts[0].keys() for one in dicts):
            return None
        return DictValue({key: common([one[key] for one in dicts]) for key in dicts[0]})
    if isinstance(first, Instance):
        return any_object([value for value in values if isinstance(value, Instance)])
    return None


def same_lengths(rows: Sequence[Sequence[object]]) -> bool:
    return len({len(row) for row in rows}) == 1


def any_of(tensors: Sequence[Tensor]) -> Tensor | None:
    first = tensors[0]
    shapes = [tensor.shape for tensor in tensors]
    dtype = first.type.dtype if all(tensor.type.dtype == first.type.dtype for tensor in tensors) else None
    if any(shape is None or len(shape) != len(shapes[0] or ()) for shape in shapes):
        return None
    columns = zip(*(shape for shape in shapes if shape is not None), strict=True)
    sizes = tuple(
        column[0] if all(equal(column[0], size) is Verdict.HOLDS for size in column) else fresh("size")
        for column in columns
    )
    like = first
    for tensor in tensors[1:]:
        like = replace(like, element=merge_elements(like, tensor), device=merge_devices(like, tensor))
    same = like.element is first.element and like.device is first.device
    if same and (sizes, dtype) == (first.shape, first.type.dtype):
        return first
    return replace(like, type=TensorType(sizes, dtype))


def any_object(objects: Sequence[Instance]) -> Instance | None:
    """An object with the attributes that all of them have alike, for objects of one class without a native part."""
    first = objects[0]
    if any(one.type is not first.type or one.payload is not None for one in objects):
        return None
    if any(one.attributes.keys() != first.attributes.keys() for one in objects):
        return None
    attributes = {name: common([one.attributes[name] for one in objects]) for name in first.attributes}
    return Instance(first.type, attributes, place=first.place)
